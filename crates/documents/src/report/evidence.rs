//! What each indicator says about a set, and how sure that is.

use maud::{Markup, html};
use records::card::{Outcome, Reading};
use records::study::{SetReading, SetStudy};
use records::vocabulary::{Ladder, SetStatus, Unit};
use words::{Word, report};

use super::Page;
use super::parts::{digits, probability, signed, stated};
use crate::trust;

/// Indicators that answered as a table, those that did not as a list with their reasons.
pub(super) fn table(page: &Page<'_>, set: &SetStudy) -> Markup {
    let answers: Vec<(&SetReading, &Reading)> = set
        .readings
        .iter()
        .filter_map(|reading| match &reading.outcome {
            Outcome::Answered(answer) => Some((reading, &**answer)),
            _ => None,
        })
        .collect();
    html! {
        @if !answers.is_empty() {
            details.numbers.opens {
                summary { (report::set_indicators_folded(page.lang, answers.len())) }
                div.scroll tabindex="0" role="group" aria-label=(report::set_indicators_folded(page.lang, answers.len())) {
                    table.evidence {
                        thead { tr {
                            @for name in [report::column_indicator, report::column_effect, report::column_mde, report::column_reading] { th scope="col" { (column(page, name)) } }
                        } }
                        tbody { @for (reading, answer) in &answers { (row(page, set, reading, answer)) } }
                    }
                }
            }
        }
        (refusals(page, set))
    }
}

fn column(page: &Page<'_>, key: Word) -> String {
    key(page.lang)
}

fn row(page: &Page<'_>, set: &SetStudy, reading: &SetReading, answer: &Reading) -> Markup {
    let unit = page.study.cards.find(reading.indicator).map_or(Unit::Points, |card| card.unit);
    let places = digits(unit);
    let leading = set.look && set.leading == Some(reading.indicator);
    html! {
        tr.leading[leading] {
            th scope="row" { (title(page, reading.indicator)) @if leading { span.note { (report::set_leading(page.lang)) } } }
            td data-label=(column(page, report::column_effect)) {
                b { (signed(answer.effect, places, page.lang)) } " " (words::unit(page.lang, unit, answer.effect, places))
                br; " " span.note { (words::range(page.lang, answer.ci[0], answer.ci[1], places)) }
            }
            td data-label=(column(page, report::column_mde)) { (least_detectable(page, answer.mde, places)) }
            td.words { (page.say(&answer.explanation)) (workings(page, answer)) }
        }
    }
}

/// What could have been noticed; nothing where the paper has no room for it.
fn least_detectable(page: &Page<'_>, mde: f64, places: usize) -> String {
    if mde.is_finite() { words::number(page.lang, mde, places) } else { report::set_no_room(page.lang) }
}

/// Intermediate quantities: the first answer to "from where?".
fn workings(page: &Page<'_>, answer: &Reading) -> Markup {
    html! {
        details.numbers {
            summary { (report::from_where(page.lang)) }
            p.note { (report::set_reading_from(page.lang, answer.n, page.say(&answer.reference))) }
            dl.workings {
                div { dt { (report::column_p(page.lang)) ", " (answer.p_kind.label().in_lang(page.lang)) } dd { (probability(answer.p, page.lang)) } }
                @for (name, value) in &answer.workings { div { dt { (page.say(name)) } dd { (words::number(page.lang, *value, 3)) } } }
            }
        }
    }
}

fn title(page: &Page<'_>, id: &str) -> Markup {
    match page.study.cards.find(id) {
        Some(card) => html! { a href={ "#card-" (id) } { (card.title.in_lang(page.lang)) } },
        None => html! { (id) },
    }
}

fn refusals(page: &Page<'_>, set: &SetStudy) -> Markup {
    let silent: Vec<(&str, &str)> = set
        .readings
        .iter()
        .filter_map(|reading| match &reading.outcome {
            Outcome::Answered(_) => None,
            Outcome::TooFew { why, .. } | Outcome::NoData { why } => Some((reading.indicator, page.say(why))),
        })
        .collect();
    html! {
        @if !silent.is_empty() {
            details.numbers {
                summary { (report::set_silent(page.lang, silent.len())) }
                ul { @for (id, why) in &silent { li { (title(page, id)) " — " (why) } } }
            }
        }
    }
}

/// How sure: one figure in words, the same as on the first page; p, q, the local rate and the rung for those who ask.
pub(super) fn sureness(page: &Page<'_>, set: &SetStudy) -> Markup {
    html! {
        @if set.status == SetStatus::Ok {
            h3 { (report::set_how_sure(page.lang)) }
            @if let Some(trust) = trust::of_set(set, page.lang) { p { (trust) } }
            details.numbers { summary { (report::set_more(page.lang)) } p { (workings_of_trust(page, set).join(" ")) } }
        }
    }
}

fn workings_of_trust(page: &Page<'_>, set: &SetStudy) -> Vec<String> {
    let lang = page.lang;
    let lfdr = if set.ladder == Ladder::A { report::set_lfdr } else { report::set_lfdr_assumed };
    let max = page.study.works.get(set.work).map(|work| usize::from(work.max));
    let power = words::percent(lang, page.study.protocol.mde_power, 0);
    let corrected = if set.flagged { report::set_q } else { report::set_q_idle };
    [
        set.p_own.map(|p| report::set_p_own(lang, stated("p", p, lang))),
        set.p_error
            .filter(|share| set.p_own.is_some() && *share >= 0.005)
            .map(|share| report::set_p_error(lang, words::percent(lang, share, 0))),
        set.q.map(|q| corrected(lang, compared_with(page, set), stated("q", q, lang))),
        set.lfdr.filter(|_| set.look).map(|share| lfdr(lang, words::percent(lang, share, 0))),
        set.mde.zip(max).map(|(mde, max)| report::set_mde(lang, words::number(lang, mde, 1), max, power)),
        Some(ladder(set.ladder)(lang)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The sets over which the correction is taken: those compared with other schools, or those that are not.
fn compared_with(page: &Page<'_>, set: &SetStudy) -> usize {
    let others = |set: &SetStudy| matches!(set.ladder, Ladder::A | Ladder::B);
    page.study.sets.iter().filter(|other| other.q.is_some() && others(other) == others(set)).count()
}

const fn ladder(rung: Ladder) -> Word {
    match rung {
        Ladder::A => report::ladder_a,
        Ladder::B => report::ladder_b,
        Ladder::C => report::ladder_c,
        Ladder::D => report::ladder_d,
    }
}
