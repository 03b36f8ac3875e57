//! An occurrence as a form showed it: what an act was decided upon.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::Version;
use crate::id::Id;

/// An occurrence as a form showed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Which.
    pub id: Id,
    /// Its last day, as it was shown.
    pub due: Date,
    /// The entry that made it so.
    pub seen: Version,
}
