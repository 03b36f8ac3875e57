//! Who keeps the schedule, who sees it: it hangs in the school and stands on its site, so all who work with pupils see all of it.

use crate::plan;
use crate::policy::{Policy, Reach};
use crate::reader::Reader;
use crate::role::Role;

/// Whoever keeps the schedule.
pub(super) const KEEPERS: Policy = plan::KEEPERS;

/// Whoever sees it.
pub(super) const SEERS: Policy = Policy {
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

/// Whether the reader keeps the schedule.
pub(super) fn keeps(by: &Reader) -> bool {
    plan::keeps(by)
}
