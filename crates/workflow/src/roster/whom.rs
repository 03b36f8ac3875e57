//! Whom a line of a file is about.

use crate::id::Id;

/// Whom a line is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whom {
    /// Somebody who is known.
    Known(Id),
    /// Somebody an earlier line of the file brings, or this one.
    Line(usize),
}
