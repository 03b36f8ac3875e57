//! Who keeps results and sees them: those who keep plans. The auditor reads plans, papers and the journal; the administrator has no look at what
//! pupils got.

use crate::plan;
use crate::policy::{Policy, Purpose};

/// Whoever keeps results.
pub(super) const KEEPERS: Policy = Policy { purpose: Purpose::Results, ..plan::KEEPERS };
