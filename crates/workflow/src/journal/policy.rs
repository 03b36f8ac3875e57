//! Who may look into the journal.

use crate::policy::{Policy, Purpose, Reach, Second, Unattended};
use crate::role::Role;

/// Those who answer for the school, and the auditor.
pub(super) const AUDIT: Policy = Policy {
    may: &[
        (Role::Administrator, Reach::School),
        (Role::Head, Reach::School),
        (Role::DeputyHead, Reach::School),
        (Role::Auditor, Reach::School),
    ],
    unattended: &[Unattended::Console],
    second: Second::No,
    step_up: false,
    purpose: Purpose::Audit,
};
