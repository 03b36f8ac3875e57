//! What a deputy head would act on besides the sets worth a look, in the order of use: honours not confirmed, journals far from a procedure,
//! registers and steps, open questions, files that could not serve. A line each, leading to where it is told in full.

use maud::{Markup, html};
use records::dataset::Scope;
use records::study::{JournalComparison, PublishedShares, SetStudy, Study, UnitReading};
use words::report;

use super::Page;
use super::parts::shape;
use super::set::link;
use crate::names::natural;
use crate::trust;
use crate::unit_readings::{answer, clarity, look};

/// Journals named on the first page.
const MOST_JOURNALS: usize = 5;
/// Registers and steps named there.
const MOST_UNITS: usize = 4;
/// A share of lowered or raised marks is far from the usual one from this difference on, where its interval leaves the usual out too.
const FAR: f64 = 0.3;
/// Where nothing is published: more than half, with its whole interval.
const MOST_OF_THEM: f64 = 0.5;
/// The indicator of honours.
const HONOURS: &str = "medalists";

/// The section; nothing where nothing waits.
pub(super) fn section(page: &Page<'_>) -> Markup {
    let lines: Vec<Markup> = [honours(page), journals(page), units(page), files(page)].into_iter().flatten().collect();
    html! {
        @if !lines.is_empty() && !page.outside {
            h2 { (report::matters(page.lang)) }
            ol.verdicts.matters { @for line in lines { li { (line) } } }
        }
    }
}

/// Candidates for honours whose examinations do not confirm them.
fn honours(page: &Page<'_>) -> Vec<Markup> {
    let unconfirmed = |reading: &&UnitReading| reading.indicator == HONOURS && answer(reading).is_some_and(|answer| answer.effect > 0.0);
    let line = |reading: &UnitReading| {
        let said = answer(reading).map_or("", |answer| page.say(&answer.explanation));
        html! { a href={ "#units-" (HONOURS) } { (report::matters_honours(page.lang)) } " — " (said) }
    };
    page.study.other_units.iter().filter(unconfirmed).map(line).collect()
}

/// How far the marks of a procedure are from the journal's.
pub(super) struct Far<'a> {
    pub(super) index: usize,
    set: &'a SetStudy,
    /// 0 lowered, 2 raised.
    side: usize,
    gap: f64,
    usual: Option<(&'a PublishedShares, f64)>,
}

/// Sets whose journal is far from the procedure: the farthest, in the order of classes, and how many are left.
pub(super) fn far_journals(study: &Study) -> (Vec<Far<'_>>, usize) {
    let found = study.sets.iter().enumerate().filter_map(|(index, set)| far(index, set, set.description.journal.as_ref()?));
    let mut all: Vec<Far<'_>> = found.collect();
    all.sort_by(|a, b| b.gap.total_cmp(&a.gap).then(a.index.cmp(&b.index)));
    let left = all.len().saturating_sub(MOST_JOURNALS);
    all.truncate(MOST_JOURNALS);
    all.sort_by(|a, b| natural(&a.set.class, &b.set.class).then(a.index.cmp(&b.index)));
    (all, left)
}

fn journals(page: &Page<'_>) -> Vec<Markup> {
    let (all, left) = far_journals(page.study);
    let more = (left > 0).then(|| html! { a href="#sets" { (report::matters_journals_more(page.lang, left)) } });
    all.iter().map(|far| journal(page, far)).chain(more).collect()
}

fn far<'a>(index: usize, set: &'a SetStudy, journal: &'a JournalComparison) -> Option<Far<'a>> {
    [(0, "lowered"), (2, "raised")].into_iter().find_map(|(side, key)| {
        let [low, share, _] = journal.shares[side];
        let usual = usual(journal, key);
        let gap = share - usual.map_or(MOST_OF_THEM, |(_, usual)| usual);
        let apart = low > usual.map_or(MOST_OF_THEM, |(_, usual)| usual) && (usual.is_none() || gap >= FAR);
        (journal.n > 0 && apart).then_some(Far { index, set, side, gap, usual })
    })
}

/// What is published of the widest area short of the country, else of the country; never of the school itself.
fn usual<'a>(journal: &'a JournalComparison, key: &str) -> Option<(&'a PublishedShares, f64)> {
    let share = |shares: &'a PublishedShares| Some((shares, shares.shares.iter().find(|(known, _)| known == key)?.1));
    let of = |scope: Scope| journal.references.iter().filter(move |shares| shares.scope == scope).find_map(share);
    of(Scope::Region).or_else(|| of(Scope::Municipality)).or_else(|| of(Scope::Country))
}

fn journal(page: &Page<'_>, far: &Far<'_>) -> Markup {
    let lang = page.lang;
    let count = far.set.description.journal.as_ref().map_or(0, |journal| journal.counts[far.side]);
    let n = far.set.description.journal.as_ref().map_or(0, |journal| journal.n);
    let said = if far.side == 0 { report::matters_lowered } else { report::matters_raised };
    let share = words::percent(lang, count as f64 / n.max(1) as f64, 0);
    let usual = far.usual.map(|(shares, usual)| (super::description::area(page, shares), words::percent(lang, usual, 0)));
    html! {
        (link(page, far.index, far.set)) " — " (said(lang, count, n, share))
        @if let Some((area, share)) = usual { (report::matters_usual(lang, area, share)) } "."
    }
}

/// Registers and steps worth a look, each with its indicator and its figure of trust.
fn units(page: &Page<'_>) -> Vec<Markup> {
    let worth = |reading: &&UnitReading| reading.indicator != HONOURS && look(page.study, reading);
    let mut list: Vec<&UnitReading> = page.study.other_units.iter().filter(worth).collect();
    list.sort_by(|a, b| clarity(b).total_cmp(&clarity(a)));
    let left = list.len().saturating_sub(MOST_UNITS);
    let more = (left > 0).then(|| html! { a href="#units" { (report::and_more(page.lang, left)) } });
    list.into_iter().take(MOST_UNITS).map(|reading| unit(page, reading)).chain(more).collect()
}

fn unit(page: &Page<'_>, reading: &UnitReading) -> Markup {
    let title = crate::unit_readings::title(page.study, reading, page.schools.len() > 1, page.lang);
    let trust = answer(reading).and_then(|answer| trust::of_unit(answer, page.lang));
    html! {
        (shape(records::vocabulary::Chip::Look)) a href={ "#units-" (reading.indicator) } { (title) }
        @if let Some(card) = page.study.cards.find(reading.indicator) { " — " (card.title.in_lang(page.lang)) }
        @if let Some(trust) = trust { ". " b { (trust) } }
    }
}

/// Questions, remarks, and published files that could not serve, the first of them with its reason.
fn files(page: &Page<'_>) -> Vec<Markup> {
    let (questions, problems) = (page.m.questions.len(), page.m.problems.len());
    let unusable = &page.study.unusable;
    let asked = (questions > 0).then(|| html! { a href="#questions" { (report::questions_open(page.lang, questions)) } });
    let met = (problems > 0).then(|| html! { a href="#problems" { (report::problems_met(page.lang, problems)) } });
    let unfit = unusable.first().map(|first| {
        html! { a href="#unusable" { (report::matters_unusable(page.lang, unusable.len())) } ": " (page.say(&first.reason)) "." }
    });
    asked.into_iter().chain(unfit).chain(met).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journal(shares: [[f64; 3]; 3], counts: [usize; 3], references: Vec<PublishedShares>) -> JournalComparison {
        let n = counts.iter().sum();
        JournalComparison {
            n,
            counts,
            shares,
            gaps: None,
            gap_participants: vec![],
            gap_marks: vec![],
            shift: None,
            table: vec![],
            references,
        }
    }

    fn region(lowered: f64) -> PublishedShares {
        let origin = records::provenance::Origin { source: records::provenance::SourceId(0), row: 0 };
        let shares = vec![("lowered".to_owned(), lowered), ("raised".to_owned(), 0.1)];
        PublishedShares { scope: Scope::Region, area: "Край".into(), n: None, shares, origin }
    }

    /// 22 of 32 lowered: .69 (.51–.82).
    #[test]
    fn a_journal_is_far_where_its_interval_leaves_the_usual_out() {
        let set = crate::sample::sample().study.sets.remove(0);
        let shares = [[0.51, 0.69, 0.82], [0.15, 0.28, 0.45], [0.0, 0.03, 0.16]];
        let of = |references| far(0, &set, &journal(shares, [22, 9, 1], references)).map(|far| (far.side, far.gap));
        let (side, gap) = of(vec![region(0.37)]).unwrap();
        assert_eq!((side, (gap * 100.0).round()), (0, 32.0));
        assert_eq!(of(vec![region(0.6)]), None, "within the interval of what is usual there");
        assert_eq!(of(vec![region(0.505)]), None, "outside, and not far");
        assert!(of(Vec::new()).is_some(), "nothing published: more than half, with its interval");
        let half = [[0.45, 0.6, 0.7], [0.1, 0.2, 0.3], [0.1, 0.2, 0.3]];
        assert!(far(0, &set, &journal(half, [19, 6, 7], Vec::new())).is_none());
    }
}
