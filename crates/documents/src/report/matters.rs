//! What a deputy head would act on besides the sets worth a look, in the order of use: honours not confirmed, journals far from a procedure,
//! registers and steps, open questions, files that could not serve. A line each, leading to where it is told in full.

use maud::{Markup, html};
use records::study::UnitReading;
use words::report;

use super::Page;
use super::parts::shape;
use super::set::link;
use crate::far_journals::{Far, far_journals};
use crate::trust;
use crate::unit_readings::{HONOURS, answer, clarity, look, unconfirmed};

/// Registers and steps named there.
const MOST_UNITS: usize = 4;

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
    let line = |reading: &UnitReading| {
        let said = answer(reading).map_or("", |answer| page.say(&answer.explanation));
        html! { a href={ "#units-" (HONOURS) } { (report::matters_honours(page.lang)) } " — " (said) }
    };
    page.study.other_units.iter().filter(|reading| unconfirmed(reading)).map(line).collect()
}

fn journals(page: &Page<'_>) -> Vec<Markup> {
    let (all, left) = far_journals(page.study);
    let more = (left > 0).then(|| html! { a href="#sets" { (report::matters_journals_more(page.lang, left)) } });
    all.iter().map(|far| journal(page, far)).chain(more).collect()
}

fn journal(page: &Page<'_>, far: &Far<'_>) -> Markup {
    let lang = page.lang;
    let usual = far.usual.map(|(shares, usual)| (super::description::area(page, shares), words::percent(lang, usual, 0)));
    html! {
        (link(page, far.index, far.set)) " — " (far.said(lang))
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
