//! Whom children of a file are, where it speaks of marks and not of lists: known pupils only, and nobody by a name alone.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::class_name::ClassName;
use super::known::Known;
use super::line::Choice;
use super::matching::Matching;
use super::sealed::Who;
use super::whom::Whom;
use crate::id::Id;
use crate::refusal::Refusal;
use crate::store::{Db, Tx, params};

/// Who a child of a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Met {
    /// This pupil.
    Pupil(Id),
    /// One of these, or nobody who is known.
    Asked(Vec<Id>),
    /// There is no such class.
    NoClass,
    /// Somebody chose not to take the child.
    Skipped,
}

/// Meets children of a file with the pupils of a year, as of a day.
pub(crate) fn meet(
    db: &Db<'_>,
    (year, today): (&Id, Date),
    children: &[(ClassName, Who)],
    choices: &BTreeMap<usize, Choice>,
) -> Result<Vec<Met>, Refusal> {
    let known = Known::read(db, year, today)?;
    let matching = Matching::of(&known, choices);
    let pupil = |whom: &Whom| if let Whom::Known(id) = whom { Some(id.clone()) } else { None };
    let met = |(at, (class, who)): (usize, &(ClassName, Who))| match matching.often(at, class, &who.clone().tidy()) {
        _ if choices.get(&at) == Some(&Choice::Skip) => Met::Skipped,
        None => Met::NoClass,
        Some(Ok(Some(Whom::Known(id)))) => Met::Pupil(id),
        Some(Ok(_)) => Met::Asked(Vec::new()),
        Some(Err(among)) => Met::Asked(among.iter().filter_map(pupil).collect()),
    };
    Ok(children.iter().enumerate().map(met).collect())
}

/// Notes whom a file speaks of, whatever came of it: when a child is erased, the file is found by it.
pub(crate) fn note_met<'a>(tx: &mut Tx<'_>, file: &str, pupils: impl Iterator<Item = &'a Id>) -> Result<(), Refusal> {
    for pupil in pupils {
        tx.change("insert or ignore into pupil_met (file, pupil) values (?, ?)", params![file, pupil.as_str()])?;
    }
    Ok(())
}
