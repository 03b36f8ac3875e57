//! `colleagues.see`: who works here, by name and role: whoever leads something has to name those who take part.

use records::text::folded;

use super::post::told_apart;
use crate::act::Look;
use crate::id::Id;
use crate::policy::{Policy, Purpose, Reach, Second};
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::role::Role;
use crate::store::Db;

/// Asks for everybody who is not locked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Colleagues;

/// Somebody who works here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Id.
    pub id: Id,
    /// Name; of two of one name with what tells them apart.
    pub name: String,
    /// What she is here today, each once.
    pub roles: Vec<Role>,
}

impl Look for Colleagues {
    const NAME: &'static str = "colleagues.see";
    const POLICY: Policy = Policy {
        may: &[
            (Role::Head, Reach::School),
            (Role::DeputyHead, Reach::School),
            (Role::AssociationHead, Reach::Common),
            (Role::Teacher, Reach::Common),
            (Role::ClassTeacher, Reach::Common),
            (Role::Psychologist, Reach::Common),
            (Role::Auditor, Reach::School),
        ],
        unattended: &[],
        second: Second::No,
        step_up: false,
        purpose: Purpose::School,
    };
    type Shown = Vec<Colleague>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<Colleague>, Refusal> {
        let all =
            db.all("select id, name from person where state <> 'locked' order by id", [], |row| Ok((row.id("id")?, row.get("name")?)))?;
        let colleague = |(id, name)| Colleague { id, name, roles: Vec::new() };
        let mut all: Vec<Colleague> = told_apart(db, all)?.into_iter().map(colleague).collect();
        all.sort_by_cached_key(|one| folded(&one.name));
        let today = by.now().date().to_string();
        let sql = "select distinct person, role from held_role where from_day <= ?1 and (to_day is null or ?1 <= to_day) order by role";
        for (person, role) in db.all(sql, [&today], |row| Ok((row.id("person")?, row.read("role", Role::from_code)?)))? {
            all.iter_mut().filter(|one| one.id == person).for_each(|one| one.roles.push(role));
        }
        // Whoever only reads takes part in nothing.
        all.retain(|one| one.roles.is_empty() || one.roles.iter().any(|role| *role != Role::Auditor));
        Ok(all)
    }
}
