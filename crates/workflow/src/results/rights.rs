//! Who keeps results and sees them: the head and her deputies. The auditor reads plans, papers and the journal; the administrator has no look at
//! what pupils got.

use crate::policy::{Policy, Purpose, Reach, Second};
use crate::role::Role;

/// Whoever keeps results.
pub(super) const KEEPERS: Policy = Policy {
    may: &[(Role::Head, Reach::School), (Role::DeputyHead, Reach::School)],
    unattended: &[],
    second: Second::No,
    step_up: false,
    purpose: Purpose::Results,
};
