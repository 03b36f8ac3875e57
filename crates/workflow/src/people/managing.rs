//! Who manages people: somebody always must.

use crate::id::Id;
use crate::policy::{Policy, Purpose, Reach, Second, Unattended};
use crate::refusal::Refusal;
use crate::role::Role;
use crate::store::Db;

/// Everybody, about herself.
pub(crate) const ONESELF: Policy = Policy {
    may: &[
        (Role::Administrator, Reach::Common),
        (Role::Head, Reach::Common),
        (Role::DeputyHead, Reach::Common),
        (Role::AssociationHead, Reach::Common),
        (Role::Teacher, Reach::Common),
        (Role::ClassTeacher, Reach::Common),
        (Role::Psychologist, Reach::Common),
        (Role::Auditor, Reach::Common),
    ],
    unattended: &[],
    second: Second::No,
    step_up: false,
    purpose: Purpose::Accounts,
};

/// Who manages people.
pub(crate) const MANAGERS: Policy = Policy {
    may: &[(Role::Administrator, Reach::School), (Role::Head, Reach::School), (Role::DeputyHead, Reach::School)],
    unattended: &[Unattended::Console],
    second: Second::No,
    step_up: false,
    purpose: Purpose::Accounts,
};

/// Whether somebody else than this person, active, manages people of the whole school without an end.
pub(super) fn manages_others(db: &Db<'_>, person: &Id) -> Result<bool, Refusal> {
    let sql = "select role from held_role join person on person.id = held_role.person
        where person.id <> ? and person.state = 'active' and scope = 'school' and to_day is null";
    let roles = db.all(sql, [person.as_str()], |row| row.read("role", Role::from_code))?;
    Ok(roles.iter().any(|role| MANAGERS.may.iter().any(|(manager, _)| manager == role)))
}
