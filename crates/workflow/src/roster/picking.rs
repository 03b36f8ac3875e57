//! `pupils.pick`: pupils whoever asks works with, to be named in a consultation, an interview, a route.

use std::collections::BTreeMap;

use records::text::folded;

use super::looks::Found;
use super::near::{Near, Sight};
use super::rights::WORKING;
use super::sealed::Who;
use crate::act::Look;
use crate::id::Id;
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::store::Db;

/// `pupils.pick`.
#[derive(Clone, Copy, Debug)]
pub struct PickPupils {
    /// Whether teaching in a pupil's class is enough.
    pub taught: bool,
}

impl Look for PickPupils {
    const NAME: &'static str = "pupils.pick";
    const POLICY: Policy = Policy { step_up: true, ..WORKING };
    type Shown = Vec<Found>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<Found>, Refusal> {
        Ok(reached(by, db, self.taught)?.into_iter().map(|(found, _)| found).collect())
    }
}

/// Pupils in a class whom the reader works with, by class and name, each with the marks she sees.
pub(crate) fn reached(by: &Reader, db: &Db<'_>, taught: bool) -> Result<Vec<(Found, Sight)>, Refusal> {
    let near = Near::all(db, by.now().date())?.into_iter().filter(|(_, near)| near.class().is_some() && near.reached_by(by, taught));
    let near: BTreeMap<Id, (Near, Sight)> = near.filter_map(|(id, near)| near.sight(by).map(|sight| (id, (near, sight)))).collect();
    let sql = "select id, names from pupil where merged_into is null order by id";
    let rows = db.all(sql, [], |row| Ok((row.id("id")?, row.get::<Vec<u8>>("names")?)))?;
    let (ids, sealed): (Vec<Id>, Vec<Vec<u8>>) = rows.into_iter().filter(|(id, _)| near.contains_key(id)).unzip();
    let found = ids.into_iter().zip(db.open_many::<Who>(&sealed)?);
    let of = |(pupil, who): (Id, Who)| {
        let (near, sight) = near.get(&pupil)?;
        Some((Found { class: near.class(), pupil, who }, sight.clone()))
    };
    let mut found: Vec<(Found, Sight)> = found.filter_map(of).collect();
    found.sort_by_cached_key(|(one, _)| (one.class.as_ref().map(|(_, name)| name.clone()), folded(&one.who.name), one.pupil.clone()));
    Ok(found)
}

/// Names of these pupils, whoever they are.
pub(crate) fn named(db: &Db<'_>, pupils: &[Id]) -> Result<Vec<Who>, Refusal> {
    let mut sealed = Vec::with_capacity(pupils.len());
    for pupil in pupils {
        sealed.extend(db.one("select names from pupil where id = ?", [pupil.as_str()], |row| row.get::<Vec<u8>>("names"))?);
    }
    db.open_many(&sealed)
}
