//! Who leads events, who takes part in them, who sees them.
//!
//! The head and her deputies lead all; the head of an association those of her subject, a class teacher those of her class; everybody else
//! those she answers for. Whoever takes part reads, confirms and says her word herself.

use super::stored::{Event, Seat};
use crate::policy::{Place, Policy, Purpose, Reach, Second, authorise};
use crate::reader::Reader;
use crate::role::Role;

/// Whoever leads an event.
pub(super) const LEADERS: Policy = Policy {
    may: &[
        (Role::Head, Reach::School),
        (Role::DeputyHead, Reach::School),
        (Role::AssociationHead, Reach::Subject),
        (Role::AssociationHead, Reach::Own),
        (Role::ClassTeacher, Reach::Class),
        (Role::ClassTeacher, Reach::Own),
        (Role::Teacher, Reach::Own),
        (Role::Psychologist, Reach::Own),
    ],
    unattended: &[],
    second: Second::No,
    step_up: false,
    purpose: Purpose::School,
};

/// Whoever arranges something with pupils: the head and her deputies, and whoever answers for it.
pub(super) const PLANNERS: Policy = Policy {
    may: &[
        (Role::Head, Reach::School),
        (Role::DeputyHead, Reach::School),
        (Role::ClassTeacher, Reach::Own),
        (Role::Teacher, Reach::Own),
        (Role::Psychologist, Reach::Own),
    ],
    purpose: Purpose::Pupils,
    ..LEADERS
};

/// Whoever gives something with pupils to somebody else.
pub(super) const GIVERS: Policy = Policy { may: &[(Role::Head, Reach::School), (Role::DeputyHead, Reach::School)], ..PLANNERS };

/// Whoever takes part: her own place only, whatever she is here.
pub(super) const SEATED: Policy = Policy {
    may: &[
        (Role::Administrator, Reach::Own),
        (Role::Head, Reach::Own),
        (Role::DeputyHead, Reach::Own),
        (Role::AssociationHead, Reach::Own),
        (Role::Teacher, Reach::Own),
        (Role::ClassTeacher, Reach::Own),
        (Role::Psychologist, Reach::Own),
    ],
    ..LEADERS
};

/// Whoever sees events; the look keeps back what is not hers.
pub(crate) const SEERS: Policy = Policy {
    may: &[
        (Role::Administrator, Reach::Common),
        (Role::Head, Reach::School),
        (Role::DeputyHead, Reach::School),
        (Role::AssociationHead, Reach::Common),
        (Role::Teacher, Reach::Common),
        (Role::ClassTeacher, Reach::Common),
        (Role::Psychologist, Reach::Common),
        (Role::Auditor, Reach::School),
    ],
    ..LEADERS
};

/// Whoever reads every event of the school.
pub(super) const READERS: Policy =
    Policy { may: &[(Role::Head, Reach::School), (Role::DeputyHead, Reach::School), (Role::Auditor, Reach::School)], ..LEADERS };

/// Whether the reader leads this event.
pub(super) fn leads(by: &Reader, event: &Event, seats: &[Seat]) -> bool {
    authorise(&LEADERS, by, &event.place(seats)).is_ok()
}

/// Whether the reader reads it as one of all events of the school. Whoever only reads the school's papers reads nothing about pupils.
pub(super) fn reads_all(by: &Reader, event: &Event) -> bool {
    !event.names_pupils() && authorise(&READERS, by, &Place::of(&event.id)).is_ok()
}

/// Whether the reader sees this event: she reads all, leads it, or has a place in it.
pub(super) fn sees(by: &Reader, event: &Event, seats: &[Seat]) -> bool {
    let seated = by.person().is_some_and(|person| seats.iter().any(|seat| seat.person == *person));
    seated || leads(by, event, seats) || reads_all(by, event)
}
