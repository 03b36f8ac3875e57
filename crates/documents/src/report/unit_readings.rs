//! What is asked of units that are not result sets: honours of a school, period marks of a class, the step between two measures, variants.
//! One indicator after the other: what is seen, one figure, a table, innocent causes, what would clear it, from where.
//! covers: R5, R20, D16

use std::collections::BTreeMap;

use maud::{Markup, html};
use records::card::{Card, Outcome, Reading};
use records::study::{UnitReading, UnitScope, Whose};
use records::vocabulary::Unit;
use words::report;

use super::Page;
use super::origin;
use super::parts::{digits, figures, probability, sentences, signed};
use crate::trust;
use crate::unit_readings::{answer, clarity, look, unit};

/// Rows of one indicator: those worth a look, and some of the others beside them; all of them stand in `units.csv`.
const MOST_ROWS: usize = 24;
const BESIDE: usize = 8;
/// Reasons of refusals listed.
const MOST_REASONS: usize = 6;

/// Readings of one indicator.
type Group<'a> = Vec<&'a UnitReading>;

/// Whether there is anything to show.
pub(super) fn any(page: &Page<'_>) -> bool {
    !page.study.other_units.is_empty()
}

pub(super) fn sheet(page: &Page<'_>) -> Markup {
    html! {
        @if any(page) {
            section.sheet #units {
                h2 { (report::units(page.lang)) }
                p { (report::units_how(page.lang)) }
                @for group in &groups(page) { (indicator(page, group)) }
            }
        }
    }
}

/// Readings by indicator, in the order of the registry.
fn groups<'a>(page: &Page<'a>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for reading in page.study.other_units.iter() {
        match groups.last_mut().filter(|group| group.first().is_some_and(|first| first.indicator == reading.indicator)) {
            Some(group) => group.push(reading),
            None => groups.push(vec![reading]),
        }
    }
    groups
}

fn indicator(page: &Page<'_>, group: &Group<'_>) -> Markup {
    let Some(id) = group.first().map(|reading| reading.indicator) else { return html! {} };
    let rows = chosen(page, group);
    let answered = group.iter().filter(|reading| answer(reading).is_some()).count();
    let looked = group.iter().filter(|reading| look(page.study, reading)).count();
    html! {
        div.unit id={ "units-" (id) } {
            h3 { (titled(page, id)) }
            @if let Some(card) = page.study.cards.find(id).filter(|_| answered > 0) { p { (card.question.in_lang(page.lang)) } }
            @if let Some((first, reading)) = rows.first().and_then(|first| Some((first, answer(first)?))) {
                p.lead { (named(page, first)) ": " (page.say(&reading.explanation)) }
                @if looked > 0 { (figures(page, reading.figures.iter().take(shown(page)), &from(id))) }
            }
            @if answered > 1 {
                details.numbers.opens {
                    summary { (report::units_counts(page.lang, answered, looked)) }
                    (table(page, &rows))
                    @if rows.len() < answered { p.note { (report::units_cut(page.lang, rows.len(), answered)) } }
                }
            }
            @if answered > 0 {
                details.numbers.opens { summary { (report::units_more(page.lang)) } (more(page, group, &rows, looked == 0)) }
            } @else { (refusals(page, group)) }
            @if let Some(first) = rows.first() { (origin::unit_rows(page, &first.spans, &from(id))) }
        }
    }
}

/// Behind one fold: the figures where nothing asks for a look, how the number is made, what gives the same picture, what has no answer.
fn more(page: &Page<'_>, group: &Group<'_>, rows: &[&&UnitReading], figured: bool) -> Markup {
    let Some(first) = rows.first() else { return html! {} };
    html! {
        @if let Some(reading) = answer(first).filter(|_| figured) { (figures(page, reading.figures.iter().take(shown(page)), &from(first.indicator))) }
        @if let Some(card) = page.study.cards.find(first.indicator) { (causes(page, card)) }
        (workings(page, first))
        (refusals(page, group))
    }
}

fn from(id: &str) -> String {
    format!("units-{id}-from")
}

/// The second figure shows how far single pupils are: it stays in the school.
const fn shown(page: &Page<'_>) -> usize {
    if page.outside { 1 } else { 2 }
}

/// Answers worth showing: of a few schools the clearest first; of many the whole, then those worth a look, then the rest, each by name (no
/// rating of schools, C10).
fn chosen<'g, 'a>(page: &Page<'_>, group: &'g Group<'a>) -> Vec<&'g &'a UnitReading> {
    let mut rows: Vec<&&'a UnitReading> = group.iter().filter(|reading| answer(reading).is_some()).collect();
    if page.many() {
        let whole = |reading: &UnitReading| matches!(reading.of, Whose::Area { scope: UnitScope::All, .. });
        rows.sort_by_key(|reading| (!whole(reading), !look(page.study, reading)));
    } else {
        rows.sort_by(|a, b| clarity(b).total_cmp(&clarity(a)));
    }
    let looked = rows.iter().filter(|reading| look(page.study, reading)).count();
    rows.truncate((looked + 1).clamp(BESIDE, MOST_ROWS));
    rows
}

fn named(page: &Page<'_>, reading: &UnitReading) -> String {
    crate::unit_readings::title(page.study, reading, page.schools.len() > 1, page.lang)
}

fn titled(page: &Page<'_>, id: &str) -> Markup {
    match page.study.cards.find(id) {
        Some(card) => html! { a href={ "#card-" (id) } { (card.title.in_lang(page.lang)) } },
        None => html! { (id) },
    }
}

fn table(page: &Page<'_>, rows: &[&&UnitReading]) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label=(report::units(page.lang)) {
            table.evidence {
                thead { tr { @for name in [report::column_unit, report::column_value_interval, report::column_mde, report::column_reading] { th scope="col" { (name(page.lang)) } } } }
                tbody { @for reading in rows { @if let Some(answer) = answer(reading) { (row(page, reading, answer)) } } }
            }
        }
    }
}

fn row(page: &Page<'_>, reading: &UnitReading, answer: &Reading) -> Markup {
    let unit = unit(page.study, reading);
    let places = digits(unit);
    let value = if unit == Unit::Pp { words::number(page.lang, answer.effect, places) } else { signed(answer.effect, places, page.lang) };
    let mde = if answer.mde.is_finite() { words::number(page.lang, answer.mde, places) } else { "–".to_owned() };
    html! {
        tr class=[look(page.study, reading).then_some("leading")] {
            th.long scope="row" { (named(page, reading)) }
            td data-label=(report::column_value_interval(page.lang)) {
                b { (value) } " " (words::unit(page.lang, unit, answer.effect, places))
                br; " " span.note { (words::range(page.lang, answer.ci[0], answer.ci[1], places)) }
            }
            td data-label=(report::column_mde(page.lang)) { (mde) }
            td.words { (page.say(&answer.explanation)) @if let Some(trust) = trust::of_unit(answer, page.lang).filter(|_| look(page.study, reading)) { " " b { (trust) } } }
        }
    }
}

/// The intermediate quantities of the first one: the first answer to "from where?".
fn workings(page: &Page<'_>, reading: &UnitReading) -> Markup {
    let Some(answer) = answer(reading).filter(|_| !page.outside) else { return html! {} };
    html! {
        details.numbers {
            summary { (report::units_workings(page.lang, named(page, reading))) }
            p.note { (report::set_reading_from(page.lang, answer.n, page.say(&answer.reference))) }
            dl.workings {
                @if answer.p.is_finite() { div { dt { (report::column_p(page.lang)) ", " (answer.p_kind.label().in_lang(page.lang)) } dd { (probability(answer.p, page.lang)) } } }
                @for (name, value) in &answer.workings { div { dt { (page.say(name)) } dd { (words::number(page.lang, *value, if value.fract() == 0.0 { 0 } else { 3 })) } } }
            }
        }
    }
}

fn causes(page: &Page<'_>, card: &'static Card) -> Markup {
    let said = |phrases: &'static [records::text::Phrase]| sentences(phrases.iter().map(|phrase| phrase.in_lang(page.lang)));
    html! {
        div.causes {
            div { h3 { (report::set_innocent(page.lang)) } (said(card.innocent)) }
            div { h3 { (report::set_clears(page.lang)) } (said(card.clears)) }
            div { h3 { (report::set_next(page.lang)) } (said(card.measures)) }
        }
    }
}

/// Units without an answer, by reason, most frequent first.
fn refusals(page: &Page<'_>, group: &Group<'_>) -> Markup {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for reading in group {
        match &reading.outcome {
            Outcome::Answered(_) => {}
            Outcome::TooFew { why, .. } | Outcome::NoData { why } => *reasons.entry(page.say(why)).or_default() += 1,
        }
    }
    let mut list: Vec<(&str, usize)> = reasons.into_iter().collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let rest: usize = list.iter().skip(MOST_REASONS).map(|(_, n)| n).sum();
    html! {
        @if !list.is_empty() {
            details.numbers open[list.len() == group.len()] {
                summary { (report::set_silent(page.lang, list.iter().map(|(_, n)| n).sum::<usize>())) }
                ul {
                    @for (why, n) in list.iter().take(MOST_REASONS) { li { (n) " — " (why) } }
                    @if rest > 0 { li { (report::and_more(page.lang, rest)) } }
                }
            }
        }
    }
}
