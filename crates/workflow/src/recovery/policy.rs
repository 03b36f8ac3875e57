//! Who keeps the school safe: sheets, backups.

use crate::policy::{Policy, Purpose, Reach, Second, Unattended};
use crate::role::Role;

/// Those who answer for accounts and keys, and whoever sits at the machine.
pub(super) const KEEPERS: Policy = Policy {
    may: &[(Role::Administrator, Reach::School), (Role::Head, Reach::School), (Role::DeputyHead, Reach::School)],
    unattended: &[Unattended::Console],
    second: Second::No,
    step_up: false,
    purpose: Purpose::Recovery,
};

/// The same, and the program by itself.
pub(super) const KEEPERS_AND_PROGRAM: Policy = Policy { unattended: &[Unattended::Program, Unattended::Console], ..KEEPERS };
