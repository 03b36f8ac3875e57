//! Hours a week lists of loads say: they become the hours of the subject in the parallel, where the lists agree on them.

use std::collections::{BTreeMap, BTreeSet};

use records::text::folded;

use super::class_name::ClassName;
use super::fate::{Decided, Fate, NewHours};
use super::line::Line;
use crate::id::Id;
use crate::procedure::{Hours, hours_of, put_hours};
use crate::refusal::Refusal;
use crate::store::{Db, Tx};

/// Hours of a line: which, of which class, how many tenths.
type Said<'l> = (usize, &'l ClassName, u16);

/// Hours the lines of a file say otherwise than they stand, each with its first line; and of which subjects they differ within a parallel, each
/// with what is said of which class: nobody knows then which are those of the parallel.
pub(super) fn decide(known: &[Hours], lines: &[Line], decided: &mut [Decided]) -> BTreeMap<usize, Vec<(ClassName, u16)>> {
    let mut said: BTreeMap<(u8, String), Vec<Said<'_>>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        let left_out = decided.get(at).is_none_or(|one| matches!(one.fate, Fate::Skipped | Fate::NoClass));
        if let (Line::Load { subject, class, hours: Some(hours), .. }, false) = (line, left_out) {
            said.entry((class.grade, folded(subject))).or_default().push((at, class, *hours));
        }
    }
    let mut differ = BTreeMap::new();
    for ((grade, key), rows) in said {
        let Some((first, _, now)) = rows.first().copied() else { continue };
        if rows.iter().any(|(.., hours)| *hours != now) {
            let each: BTreeSet<(ClassName, u16)> = rows.iter().map(|(_, class, hours)| ((*class).clone(), *hours)).collect();
            differ.insert(first, each.into_iter().collect());
            continue;
        }
        let taken = |at: usize| decided.get(at).is_some_and(|one| matches!(one.fate, Fate::New | Fate::Same));
        let Some(at) = rows.iter().map(|(at, ..)| *at).find(|at| taken(*at)) else { continue };
        let was = known.iter().find(|one| one.grade == grade && folded(&one.subject) == key).map(|one| one.tenths);
        let (Some(Line::Load { subject, .. }), Some(one)) = (lines.get(at), decided.get_mut(at)) else { continue };
        if was != Some(now) {
            one.hours = Some(NewHours { grade, subject: subject.clone(), was, now });
            if one.fate == Fate::Same {
                one.fate = Fate::Changed;
            }
        }
    }
    differ
}

/// Writes what a file says, over what stands.
pub(super) fn write(tx: &mut Tx<'_>, year: &Id, new: &[NewHours]) -> Result<(), Refusal> {
    let mut hours = hours_of(tx, year)?;
    for one in new {
        match hours.iter_mut().find(|hours| one.is_of(hours)) {
            Some(hours) => hours.tenths = one.now,
            None => hours.push(Hours { grade: one.grade, subject: one.subject.clone(), tenths: one.now }),
        }
    }
    put_hours(tx, year, &hours)
}

/// Takes it back; what somebody wrote since stays.
pub(super) fn back(tx: &mut Tx<'_>, year: &Id, new: &[NewHours]) -> Result<(), Refusal> {
    let mut hours = hours_of(tx, year)?;
    for one in new {
        let stands = |hours: &Hours| one.is_of(hours) && hours.tenths == one.now;
        match one.was {
            Some(was) => hours.iter_mut().filter(|hours| stands(hours)).for_each(|hours| hours.tenths = was),
            None => hours.retain(|hours| !stands(hours)),
        }
    }
    put_hours(tx, year, &hours)
}

/// Later files that say hours of a year this one says them of: taken back first, they give back what stood before them.
pub(super) fn later(db: &Db<'_>, batch: &Id, entry: crate::act::Version) -> Result<Vec<(Id, crate::act::Version)>, Refusal> {
    let sql = "select later.thing, roster_batch.entry as made from roster_change as own
        join roster_change as later on later.thing = own.thing and later.step = 'hours'
        join roster_batch on roster_batch.id = later.batch
        where own.batch = ?1 and own.step = 'hours' and roster_batch.state = 'taken' and roster_batch.entry > ?2";
    db.all(sql, crate::store::params![batch.as_str(), entry], |row| Ok((row.id("thing")?, row.get("made")?)))
}
