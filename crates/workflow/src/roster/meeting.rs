//! Whom children of a file are, where it speaks of marks and not of lists: known pupils only, and nobody by a name alone.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use records::text::bare_code;

use super::class_name::ClassName;
use super::known::{Known, KnownPupil};
use super::line::Choice;
use super::matching::Matching;
use super::sealed::Who;
use super::whom::Whom;
use crate::id::Id;
use crate::refusal::Refusal;
use crate::store::{Db, Tx, params};

/// A child as a file speaks of it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Child {
    /// By name, in a class.
    Named(ClassName, Who),
    /// By the code of a participant in works of the year, with the grade where the file says it.
    Coded {
        /// The code, as written.
        code: String,
        /// The grade.
        grade: Option<u8>,
    },
}

/// Never a word of a child.
impl fmt::Debug for Child {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Child(…)")
    }
}

/// Who a child of a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Met {
    /// This pupil.
    Pupil(Id),
    /// One of these, or nobody who is known.
    Asked(Vec<Id>),
    /// There is no such class.
    NoClass,
    /// No list of codes of the year has the code.
    NoCode,
    /// The code is of a pupil of another grade: the list of codes, or the year, is another.
    OtherGrade,
    /// Somebody chose not to take the child.
    Skipped,
}

/// Meets children of a file with the pupils of a year, as of a day.
pub(crate) fn meet(
    db: &Db<'_>,
    (year, today): (&Id, Date),
    children: &[Child],
    choices: &BTreeMap<usize, Choice>,
) -> Result<Vec<Met>, Refusal> {
    let known = Known::read(db, year, today)?;
    let matching = Matching::of(&known, choices);
    let pupil = |whom: &Whom| if let Whom::Known(id) = whom { Some(id.clone()) } else { None };
    let named = |at, class: &ClassName, who: &Who| match matching.often(at, class, &who.clone().tidy()) {
        None => Met::NoClass,
        Some(Ok(Some(Whom::Known(id)))) => Met::Pupil(id),
        Some(Ok(_)) => Met::Asked(Vec::new()),
        Some(Err(among)) => Met::Asked(among.iter().filter_map(pupil).collect()),
    };
    let grades = grades(&known);
    let coded = |code: &str, grade: Option<u8>| match known.codes.get(bare_code(code)) {
        None => Met::NoCode,
        Some(id) => match (grade, grades.get(id)) {
            (Some(said), Some(stands)) if said != *stands => Met::OtherGrade,
            _ => Met::Pupil(id.clone()),
        },
    };
    let met = |(at, child): (usize, &Child)| match child {
        _ if choices.get(&at) == Some(&Choice::Skip) => Met::Skipped,
        Child::Named(class, who) => named(at, class, who),
        Child::Coded { code, grade } => coded(code, *grade),
    };
    Ok(children.iter().enumerate().map(met).collect())
}

/// The grade each pupil is in.
fn grades(known: &Known) -> BTreeMap<&Id, u8> {
    let classes: BTreeMap<&Id, u8> = known.classes.iter().map(|class| (&class.id, class.name.grade)).collect();
    let of = |pupil: &KnownPupil| pupil.class.as_ref().and_then(|class| classes.get(class)).copied();
    known.pupils.iter().filter(|pupil| !pupil.merged).filter_map(|pupil| Some((&pupil.id, of(pupil)?))).collect()
}

/// Notes whom a file speaks of, whatever came of it: when a child is erased, the file is found by it.
pub(crate) fn note_met<'a>(tx: &mut Tx<'_>, file: &str, pupils: impl Iterator<Item = &'a Id>) -> Result<(), Refusal> {
    for pupil in pupils {
        tx.change("insert or ignore into pupil_met (file, pupil) values (?, ?)", params![file, pupil.as_str()])?;
    }
    Ok(())
}
