//! What each indicator says about a set, and how sure that is.

use maud::{Markup, html};
use records::card::{Outcome, Reading};
use records::study::{SetReading, SetStudy};
use records::vocabulary::{Ladder, SetStatus, Unit};
use words::{Word, report};

use super::Page;
use super::parts::{digits, probability, signed, stated};

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
            h3 { (report::set_indicators(page.lang)) }
            div.scroll tabindex="0" role="group" aria-label=(report::set_indicators(page.lang)) {
                table.evidence {
                    thead { tr {
                        @for name in [report::column_indicator, report::column_effect, report::column_mde, report::column_p, report::column_reading] { th scope="col" { (column(page, name)) } }
                    } }
                    tbody { @for (reading, answer) in &answers { (row(page, set, reading, answer)) } }
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
                b { (signed(answer.effect, places, page.lang)) } " " (unit.label().in_lang(page.lang))
                br; " " span.note { (words::range(page.lang, answer.ci[0], answer.ci[1], places)) }
            }
            td data-label=(column(page, report::column_mde)) { (least_detectable(page, answer.mde, places)) }
            td data-label=(column(page, report::column_p)) { (probability(answer.p, page.lang)) br; " " span.note { (answer.p_kind.label().in_lang(page.lang)) } }
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
            @if !answer.workings.is_empty() {
                dl.workings { @for (name, value) in &answer.workings { div { dt { (page.say(name)) } dd { (words::number(page.lang, *value, 3)) } } } }
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

/// How sure: own evidence, correction for many looks, the rung of the ladder, what could be seen at all.
pub(super) fn sureness(page: &Page<'_>, set: &SetStudy) -> Markup {
    let lang = page.lang;
    html! {
        @if set.status == SetStatus::Ok {
            h3 { (report::set_how_sure(lang)) }
            p {
                @if let Some(p) = set.p_own { (report::set_p_own(lang, stated("p", p, lang))) " " }
                @if let Some(q) = set.q { (report::set_q(lang, page.study.headline.answered, stated("q", q, lang))) " " }
                @if let Some(lfdr) = set.lfdr.filter(|_| set.look) { ((if set.ladder == Ladder::A { report::set_lfdr } else { report::set_lfdr_assumed })(lang, words::percent(lang, lfdr, 0))) " " }
                @if let (Some(mde), Some(work)) = (set.mde, page.study.works.get(set.work)) {
                    (report::set_mde(lang, words::number(lang, mde, 1), usize::from(work.max), words::percent(lang, page.study.protocol.mde_power, 0))) " "
                }
                (ladder(set.ladder)(lang))
            }
        }
    }
}

const fn ladder(rung: Ladder) -> Word {
    match rung {
        Ladder::A => report::ladder_a,
        Ladder::B => report::ladder_b,
        Ladder::C => report::ladder_c,
        Ladder::D => report::ladder_d,
    }
}
