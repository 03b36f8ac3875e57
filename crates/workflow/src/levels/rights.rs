//! Who lays plans side by side: those who keep the school's plan; whoever reads whole plans sees it.

use crate::policy::{Policy, Purpose, Reach, Second};
use crate::role::Role;

/// Whoever answers measures of the levels above.
pub(super) const KEEPERS: Policy = Policy {
    may: &[(Role::Head, Reach::School), (Role::DeputyHead, Reach::School)],
    unattended: &[],
    second: Second::No,
    step_up: false,
    purpose: Purpose::School,
};

/// Whoever sees the answers.
pub(super) const READERS: Policy =
    Policy { may: &[(Role::Head, Reach::School), (Role::DeputyHead, Reach::School), (Role::Auditor, Reach::School)], ..KEEPERS };
