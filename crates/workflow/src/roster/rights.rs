//! Who keeps the lists of the school, and who sees the names in them. The administrator is in none of these.

use crate::policy::{Policy, Purpose, Reach, Second};
use crate::role::Role;

/// Whoever keeps classes, loads and pupils.
pub(crate) const KEEPERS: Policy = Policy {
    may: &[(Role::Head, Reach::School), (Role::DeputyHead, Reach::School)],
    unattended: &[],
    second: Second::No,
    step_up: false,
    purpose: Purpose::Pupils,
};

/// They, and the class teacher in her own class.
pub(crate) const OF_A_CLASS: Policy =
    Policy { may: &[(Role::Head, Reach::School), (Role::DeputyHead, Reach::School), (Role::ClassTeacher, Reach::Class)], ..KEEPERS };

/// Whoever may ask for a class at all; whether it is hers is seen once it is read.
pub(super) const ASKING: Policy =
    Policy { may: &[(Role::Head, Reach::School), (Role::DeputyHead, Reach::School), (Role::ClassTeacher, Reach::Common)], ..KEEPERS };

/// Whoever works with pupils; whether this one is hers is seen once it is read.
pub(crate) const WORKING: Policy = Policy {
    may: &[
        (Role::Head, Reach::School),
        (Role::DeputyHead, Reach::School),
        (Role::Teacher, Reach::Common),
        (Role::ClassTeacher, Reach::Common),
        (Role::Psychologist, Reach::Common),
    ],
    ..KEEPERS
};

/// Whoever may ask, where names are shown: the password once more.
pub(crate) const READING: Policy = Policy { step_up: true, ..ASKING };
