//! What was found, in sentences with their figures, and what is advised for it. Nothing here is counted anew: every figure stands above.

use records::study::{AttainmentLevel, SetStudy, UnitReading};
use records::vocabulary::Chip;
use words::papers;

use super::Sheet;
use super::errors::{self, Weak};
use super::look::titled;
use super::opening::{Listed, share};
use crate::far_journals::{Far, far_journals};
use crate::names;
use crate::unit_readings::{HONOURS, answer, look, unconfirmed};

/// Sets, works and units named in one sentence.
const NAMED: usize = 5;

/// Registers and steps said in the conclusions.
const UNITS: usize = 2;

/// Writes the section.
pub(super) fn write(sheet: &mut Sheet) {
    let found = Found::of(sheet);
    let (conclusions, advice) = (conclusions(sheet, &found), advice(sheet, &found));
    if conclusions.is_empty() && advice.is_empty() {
        return;
    }
    let lang = sheet.lang;
    sheet.paper.heading(1, papers::conclusions(lang));
    sheet.paper.steps(conclusions);
    if !advice.is_empty() {
        sheet.paper.heading(2, papers::recommendations(lang));
        sheet.paper.steps(advice);
    }
}

/// What conclusions, advice and the plan of action are made from. Outside the school only what is said of parallels.
pub(super) struct Found<'a> {
    /// Sets worth a look, the clearest first.
    pub(super) looked: Vec<&'a SetStudy>,
    /// Journals far from a procedure.
    pub(super) far: Vec<Far<'a>>,
    /// Works with typical errors.
    pub(super) weak: Vec<Weak<'a>>,
    /// Candidates for honours whose examinations do not confirm them.
    pub(super) honours: Vec<&'a UnitReading>,
}

impl<'a> Found<'a> {
    pub(super) fn of(sheet: &Sheet<'a>) -> Self {
        let weak = errors::weak(sheet);
        if sheet.outside {
            return Self { looked: Vec::new(), far: Vec::new(), weak, honours: Vec::new() };
        }
        Self {
            looked: super::look::looked(sheet.study),
            far: far_journals(sheet.study).0,
            weak,
            honours: sheet.study.other_units.iter().filter(|reading| unconfirmed(reading)).collect(),
        }
    }
}

fn conclusions(sheet: &Sheet, found: &Found) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    if !sheet.outside {
        said.extend(took_part(sheet));
        said.extend(sets(sheet, found));
        said.extend(journals(sheet, found));
        said.extend(attainment(sheet));
    }
    said.extend(typical(sheet, found));
    said.extend(found.honours.iter().filter_map(|reading| unit(sheet, reading)));
    said.extend(registers(sheet));
    said.extend(worse(sheet));
    said
}

fn took_part(sheet: &Sheet) -> Option<String> {
    let Listed { listed, wrote, .. } = Listed::of(sheet)?;
    Some(papers::conclude_wrote(sheet.lang, words::count(sheet.lang, listed), words::count(sheet.lang, wrote), share(sheet, wrote, listed)))
}

/// How many sets are to be looked at, which, and about how many nothing is said.
fn sets(sheet: &Sheet, found: &Found) -> Option<String> {
    let h = &sheet.study.headline;
    if h.sets == 0 {
        return None;
    }
    let lang = sheet.lang;
    let ordinary = sheet.study.sets.iter().filter(|set| set.chip == Chip::Ordinary).count();
    let rest = papers::conclude_rest(lang, ordinary, h.silent);
    let first = match found.looked.len() {
        0 if h.answered == 0 => papers::conclude_none(lang),
        0 => papers::conclude_quiet(lang, h.answered),
        n => papers::conclude_sets(lang, n, h.answered, some(sheet, found.looked.iter().map(|set| titled(sheet, set)))),
    };
    Some(format!("{first} {rest}"))
}

fn journals(sheet: &Sheet, found: &Found) -> Option<String> {
    let compared = sheet.study.sets.iter().any(|set| set.description.journal.is_some());
    if found.far.is_empty() {
        return compared.then(|| papers::conclude_journal_near(sheet.lang));
    }
    let one = |far: &Far| format!("{} — {}", titled(sheet, far.set), far.said(sheet.lang));
    Some(papers::conclude_journal(sheet.lang, some(sheet, found.far.iter().map(one))))
}

/// The school's last period by the journal.
fn attainment(sheet: &Sheet) -> Option<String> {
    let last = sheet.study.attainment.iter().rfind(|row| row.level == AttainmentLevel::School)?;
    let percent = |share: Option<[f64; 3]>| share.map(|[_, share, _]| words::percent(sheet.lang, share, 0));
    let (pass, quality) = (percent(last.attainment.pass)?, percent(last.attainment.quality)?);
    let mean = last.attainment.mean.map(|[_, mean, _]| words::number(sheet.lang, mean, 2))?;
    let period = format!("{}, {}", last.year, names::period(sheet.study, &last.period, sheet.lang));
    (sheet.schools == 1).then(|| papers::conclude_attainment(sheet.lang, period, pass, quality, mean))
}

/// Works with items below the gate; of those with the least share the skill and the work.
fn typical(sheet: &Sheet, found: &Found) -> Option<String> {
    let mut below: Vec<&Weak> = found.weak.iter().filter(|weak| weak.below).collect();
    let least = |weak: &Weak| weak.items.first().and_then(|item| item.facility).map_or(1.0, |[_, share, _]| share);
    below.sort_by(|a, b| least(a).total_cmp(&least(b)));
    let one = |weak: &&Weak| {
        let share = words::percent(sheet.lang, least(weak), 0);
        format!("{} — {}, {share}", sheet.say(&weak.unit.title), errors::named(sheet, weak, 1))
    };
    let all = below.len();
    (all > 0).then(|| papers::conclude_errors(sheet.lang, all, below.iter().take(UNITS + 1).map(one).collect::<Vec<_>>().join("; ")))
}

/// A unit that is no set: its title and what it showed.
fn unit(sheet: &Sheet, reading: &UnitReading) -> Option<String> {
    let title = crate::unit_readings::title(sheet.study, reading, sheet.schools > 1, sheet.lang);
    Some(format!("{title}. {}", sheet.say(&answer(reading)?.explanation)))
}

fn registers(sheet: &Sheet) -> Vec<String> {
    let worth = |reading: &&UnitReading| !sheet.outside && reading.indicator != HONOURS && look(sheet.study, reading);
    sheet.study.other_units.iter().filter(worth).take(UNITS).filter_map(|reading| unit(sheet, reading)).collect()
}

fn worse(sheet: &Sheet) -> Option<String> {
    let crossed: Vec<String> = sheet.study.dynamics.iter().filter(|one| one.negative).map(|one| sheet.say(&one.title)).collect();
    (!crossed.is_empty()).then(|| papers::conclude_worse(sheet.lang, some(sheet, crossed.into_iter())))
}

/// Advice for what was found, a sentence a person who acts on it.
fn advice(sheet: &Sheet, found: &Found) -> Vec<String> {
    let lang = sheet.lang;
    let mut said = Vec::new();
    if !found.looked.is_empty() {
        let scripts: usize = found.looked.iter().map(|set| set.n).sum();
        said.push(papers::advise_recheck(lang, found.looked.len(), words::count(lang, scripts)));
    } else if !sheet.outside && sheet.study.headline.answered > 0 {
        said.push(papers::advise_no_recheck(lang));
    }
    if !found.far.is_empty() {
        let pupils: usize = found.far.iter().map(|far| far.counts()[0]).sum();
        said.push(papers::advise_journal(lang, found.far.len(), words::count(lang, pupils)));
    }
    if !found.weak.is_empty() {
        said.push(papers::advise_errors(lang, found.weak.len()));
    }
    if !found.honours.is_empty() {
        said.push(papers::advise_honours(lang));
    }
    if let Some(unknown) = Listed::of(sheet).map(|listed| listed.unknown).filter(|unknown| *unknown > 0 && !sheet.outside) {
        said.push(papers::advise_listed(lang, unknown));
    }
    if !sheet.material.questions.is_empty() {
        said.push(papers::advise_questions(lang, sheet.material.questions.len()));
    }
    said
}

/// The first of several names, and how many are left.
fn some(sheet: &Sheet, names: impl ExactSizeIterator<Item = String>) -> String {
    let left = names.len().saturating_sub(NAMED);
    let mut said = names.take(NAMED).collect::<Vec<_>>().join("; ");
    if left > 0 {
        said.push_str("; ");
        said.push_str(&papers::errors_more(sheet.lang, left));
    }
    said
}
