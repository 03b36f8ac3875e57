//! Who keeps a plan, who works on it, who sees it.
//!
//! The head and her deputies keep it; everybody else works on the measures that name them, and sees no others. The auditor reads. The
//! administrator has no look into it: accounts, keys and backups need nothing of what the school plans.

use crate::policy::{Policy, Purpose, Reach, Second};
use crate::reader::Reader;
use crate::role::{Role, Scope};

/// Whoever keeps the plan.
pub(crate) const KEEPERS: Policy = Policy {
    may: &[(Role::Head, Reach::School), (Role::DeputyHead, Reach::School)],
    unattended: &[],
    second: Second::No,
    step_up: false,
    purpose: Purpose::School,
};

/// Whoever works on measures: keepers on all of them, others on their own.
pub(super) const DOERS: Policy = Policy {
    may: &[
        (Role::Head, Reach::School),
        (Role::DeputyHead, Reach::School),
        (Role::AssociationHead, Reach::Own),
        (Role::Teacher, Reach::Own),
        (Role::ClassTeacher, Reach::Own),
        (Role::Psychologist, Reach::Own),
    ],
    ..KEEPERS
};

/// Whoever sees whole plans.
pub(crate) const READERS: Policy =
    Policy { may: &[(Role::Head, Reach::School), (Role::DeputyHead, Reach::School), (Role::Auditor, Reach::School)], ..KEEPERS };

/// Whoever sees measures: readers all of them, others their own; the look keeps the others back.
pub(crate) const SEERS: Policy = Policy {
    may: &[
        (Role::Head, Reach::School),
        (Role::DeputyHead, Reach::School),
        (Role::AssociationHead, Reach::Common),
        (Role::Teacher, Reach::Common),
        (Role::ClassTeacher, Reach::Common),
        (Role::Psychologist, Reach::Common),
        (Role::Auditor, Reach::School),
    ],
    ..KEEPERS
};

/// Whether the reader keeps plans.
pub(crate) fn keeps(by: &Reader) -> bool {
    holds(by, &KEEPERS)
}

/// Whether the reader sees every measure.
pub(super) fn sees_all(by: &Reader) -> bool {
    holds(by, &READERS)
}

fn holds(by: &Reader, policy: &Policy) -> bool {
    by.grants().any(|grant| grant.scope == Scope::School && policy.may.iter().any(|(role, _)| *role == grant.role))
}
