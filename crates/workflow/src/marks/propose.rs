//! `pupils.propose`: pupils for a consultation or a route, from marks, lessons missed and works; each line with its reason. A person takes it or
//! leaves it.

use std::collections::BTreeMap;

use records::reference::Reference;
use records::text::{Text, folded};

use super::reason::Reason;
use super::standing::{Mark, Says, of_year};
use crate::act::Look;
use crate::coded::coded;
use crate::id::Id;
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::roster::{Found, WORKING, reached};
use crate::school::Year;
use crate::store::Db;

coded! {
    /// What a list is for.
    ListFor {
        /// Consultations and interviews: low marks, much missed, below the least of a work.
        Help = "help",
        /// Routes of able pupils: high marks, nearly all points of a work.
        Able = "able",
    }
}

/// `pupils.propose`.
#[derive(Clone, Debug)]
pub struct Propose {
    /// What for.
    pub list: ListFor,
    /// Of a subject only.
    pub subject: String,
}

/// What is proposed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposing {
    /// Pupils, by class and name.
    pub lines: Vec<Proposed>,
    /// Subjects something is known of.
    pub subjects: Vec<String>,
    /// Of how many pupils anything is known.
    pub known: usize,
    /// What was gone by: each level, as the reference data call it, its value.
    pub levels: Vec<(Text, f64)>,
}

/// A pupil with why.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposed {
    /// Who.
    pub pupil: Found,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// Levels of the reference data.
struct Levels<'r>(&'r Reference);

impl Levels<'_> {
    fn of(&self, key: &str) -> Result<f64, Refusal> {
        self.0.setting("pupil-lists", key).map(|setting| setting.value).ok_or(Refusal::of(Rule::Disk))
    }

    fn told(&self, list: ListFor) -> Vec<(Text, f64)> {
        let keys: &[&str] = match list {
            ListFor::Help => &["low-mark", "missed-share", "missed-lessons"],
            ListFor::Able => &["high-mark", "high-periods", "strong-share"],
        };
        keys.iter().filter_map(|key| self.0.setting("pupil-lists", key)).map(|setting| (setting.title.clone(), setting.value)).collect()
    }
}

impl Look for Propose {
    const NAME: &'static str = "pupils.propose";
    const POLICY: Policy = Policy { step_up: true, ..WORKING };
    type Shown = Proposing;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Proposing, Refusal> {
        let Some(year) = Year::at_work(db, by.now().date())? else { return Ok(Proposing::default()) };
        let reference = Reference::shipped().map_err(|_| Refusal::of(Rule::Disk))?;
        let levels = Levels(&reference);
        let pupils = reached(by, db, true)?;
        let ids: Vec<Id> = pupils.iter().map(|(found, _)| found.pupil.clone()).collect();
        let mut standing = of_year(db, &year.id, Some(&ids))?;
        for (found, sight) in &pupils {
            // Whoever only teaches in the class sees marks of what she teaches.
            if let Some(marks) = standing.get_mut(&found.pupil) {
                marks.retain(|mark| sight.covers(&mark.subject));
            }
        }
        standing.retain(|_, marks| !marks.is_empty());
        let mut subjects: Vec<String> =
            standing.values().flatten().map(|mark| mark.subject.clone()).filter(|name| !name.is_empty()).collect();
        subjects.sort();
        subjects.dedup();
        let mut lines = Vec::new();
        for (pupil, _) in pupils {
            let marks = standing.get(&pupil.pupil).map(Vec::as_slice).unwrap_or_default();
            let reasons = reasons(marks, self, &levels)?;
            if !reasons.is_empty() {
                lines.push(Proposed { pupil, reasons });
            }
        }
        Ok(Proposing { lines, subjects, known: standing.len(), levels: levels.told(self.list) })
    }
}

/// The latest periods of each subject, the latest first.
fn by_subject(marks: &[Mark]) -> BTreeMap<(String, bool), Vec<&Mark>> {
    let mut found: BTreeMap<(String, bool), Vec<&Mark>> = BTreeMap::new();
    for mark in marks.iter().filter(|mark| mark.rank().is_some()) {
        found.entry((folded(&mark.subject), matches!(mark.says, Says::Missed { .. }))).or_default().push(mark);
    }
    found.values_mut().for_each(|marks| marks.sort_by_key(|mark| std::cmp::Reverse(mark.rank())));
    found
}

fn reasons(marks: &[Mark], asked: &Propose, levels: &Levels<'_>) -> Result<Vec<Reason>, Refusal> {
    let fits = |mark: &&Mark| asked.subject.is_empty() || mark.subject.is_empty() || folded(&mark.subject) == folded(&asked.subject);
    let marks: Vec<Mark> = marks.iter().filter(fits).cloned().collect();
    let mut reasons = Vec::new();
    for of in by_subject(&marks).values() {
        match asked.list {
            ListFor::Help => reasons.extend(of.first().map_or(Ok(None), |mark| low(mark, levels))?),
            ListFor::Able => reasons.extend(high(of, levels)?),
        }
    }
    for mark in marks.iter().filter(|mark| !mark.work.is_empty()) {
        reasons.extend(of_a_work(mark, asked.list, levels)?);
    }
    Ok(reasons)
}

/// What the latest period says of somebody who may need help.
fn low(mark: &Mark, levels: &Levels<'_>) -> Result<Option<Reason>, Refusal> {
    let (subject, period) = (mark.subject.clone(), mark.period.clone());
    Ok(match mark.says {
        Says::Mark(value) if f64::from(value) <= levels.of("low-mark")? => Some(Reason::Mark { subject, period, mark: value }),
        Says::NotAttested => Some(Reason::NotAttested { subject, period }),
        Says::Missed { missed, of, unexcused } => {
            let much = match of {
                Some(of) => of > 0 && f64::from(missed) / f64::from(of) >= levels.of("missed-share")?,
                None => f64::from(missed) >= levels.of("missed-lessons")?,
            };
            much.then_some(Reason::Missed { subject, period, missed, of, unexcused })
        }
        Says::Mark(_) | Says::Points { .. } => None,
    })
}

/// High marks in the latest periods one after another.
fn high(marks: &[&Mark], levels: &Levels<'_>) -> Result<Option<Reason>, Refusal> {
    let (least, periods) = (levels.of("high-mark")?, levels.of("high-periods")?);
    let is_high = |mark: &&&Mark| matches!(mark.says, Says::Mark(value) if f64::from(value) >= least);
    let row = marks.iter().take_while(is_high).count();
    let enough = u32::try_from(row).is_ok_and(|row| f64::from(row) >= periods);
    Ok(marks.first().filter(|_| enough).and_then(|mark| match mark.says {
        Says::Mark(value) => Some(Reason::Mark { subject: mark.subject.clone(), period: mark.period.clone(), mark: value }),
        _ => None,
    }))
}

fn of_a_work(mark: &Mark, list: ListFor, levels: &Levels<'_>) -> Result<Option<Reason>, Refusal> {
    let (subject, work) = (mark.subject.clone(), mark.work.clone());
    Ok(match (list, mark.says) {
        (ListFor::Help, Says::Points { points, least: Some(least), .. }) if points < least => {
            Some(Reason::Below { subject, work, points, least })
        }
        // A scale may ask for more than points, and a file may hold the mark alone.
        (ListFor::Help, Says::Points { mark: Some(mark), .. } | Says::Mark(mark)) if f64::from(mark) <= levels.of("low-mark")? => {
            Some(Reason::WorkMark { subject, work, mark })
        }
        (ListFor::Able, Says::Points { points, most: Some(most), .. }) if most > 0.0 && points / most >= levels.of("strong-share")? => {
            Some(Reason::Strong { subject, work, points, most })
        }
        _ => None,
    })
}
