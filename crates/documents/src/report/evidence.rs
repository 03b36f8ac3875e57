//! What each indicator says about a set, and how sure that is.

use maud::{Markup, html};
use records::card::{Outcome, Reading};
use records::study::{SetReading, SetStudy};
use records::vocabulary::{Ladder, SetStatus, Unit};

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
            h3 { (page.w.t("set-indicators")) }
            div.scroll tabindex="0" role="group" aria-label=(page.w.t("set-indicators")) {
                table.evidence {
                    thead { tr {
                        @for name in ["column-indicator", "column-effect", "column-mde", "column-p", "column-reading"] { th scope="col" { (column(page, name)) } }
                    } }
                    tbody { @for (reading, answer) in &answers { (row(page, set, reading, answer)) } }
                }
            }
        }
        (refusals(page, set))
    }
}

fn column(page: &Page<'_>, key: &'static str) -> String {
    page.w.t(key)
}

fn row(page: &Page<'_>, set: &SetStudy, reading: &SetReading, answer: &Reading) -> Markup {
    let unit = page.study.cards.find(reading.indicator).map_or(Unit::Points, |card| card.unit);
    let places = digits(unit);
    let leading = set.look && set.leading == Some(reading.indicator);
    html! {
        tr.leading[leading] {
            th scope="row" { (title(page, reading.indicator)) @if leading { span.note { (page.w.t("set-leading")) } } }
            td data-label=(column(page, "column-effect")) {
                b { (signed(answer.effect, places, page.w)) } " " (unit.label().in_lang(page.w.lang))
                br; " " span.note { (page.w.range(answer.ci[0], answer.ci[1], places)) }
            }
            td data-label=(column(page, "column-mde")) { (page.w.number(answer.mde, places)) }
            td data-label=(column(page, "column-p")) { (probability(answer.p, page.w)) br; " " span.note { (answer.p_kind.label().in_lang(page.w.lang)) } }
            td.words { (page.w_text(&answer.explanation)) (workings(page, answer)) }
        }
    }
}

/// Intermediate quantities: the first answer to "from where?".
fn workings(page: &Page<'_>, answer: &Reading) -> Markup {
    html! {
        details.numbers {
            summary { (page.w.t("report-from-where")) }
            p.note { (page.w.with("set-reading-from", [("n", answer.n.into()), ("reference", page.w_text(&answer.reference).into())])) }
            @if !answer.workings.is_empty() {
                dl.workings { @for (name, value) in &answer.workings { div { dt { (page.w_text(name)) } dd { (page.w.number(*value, 3)) } } } }
            }
        }
    }
}

fn title(page: &Page<'_>, id: &str) -> Markup {
    match page.study.cards.find(id) {
        Some(card) => html! { a href={ "#card-" (id) } { (card.title.in_lang(page.w.lang)) } },
        None => html! { (id) },
    }
}

fn refusals(page: &Page<'_>, set: &SetStudy) -> Markup {
    let silent: Vec<(&str, &str)> = set
        .readings
        .iter()
        .filter_map(|reading| match &reading.outcome {
            Outcome::Answered(_) => None,
            Outcome::TooFew { why, .. } | Outcome::NoData { why } => Some((reading.indicator, page.w_text(why))),
        })
        .collect();
    html! {
        @if !silent.is_empty() {
            details.numbers {
                summary { (page.w.with("set-silent", [("n", silent.len().into())])) }
                ul { @for (id, why) in &silent { li { (title(page, id)) " — " (why) } } }
            }
        }
    }
}

/// How sure: own evidence, correction for many looks, the rung of the ladder, what could be seen at all.
pub(super) fn sureness(page: &Page<'_>, set: &SetStudy) -> Markup {
    let w = page.w;
    html! {
        @if set.status == SetStatus::Ok {
            h3 { (w.t("set-how-sure")) }
            p {
                @if let Some(p) = set.p_own { (w.with("set-p-own", [("p", stated("p", p, w).into())])) " " }
                @if let Some(q) = set.q { (w.with("set-q", [("q", stated("q", q, w).into()), ("sets", page.study.headline.answered.into())])) " " }
                @if let Some(lfdr) = set.lfdr.filter(|_| set.look) { (w.with(if set.ladder == Ladder::A { "set-lfdr" } else { "set-lfdr-assumed" }, [("share", w.percent(lfdr, 0).into())])) " " }
                @if let (Some(mde), Some(work)) = (set.mde, page.study.works.get(set.work)) {
                    (w.with("set-mde", [
                        ("mde", w.number(mde, 1).into()),
                        ("max", usize::from(work.max).into()),
                        ("power", w.percent(page.study.protocol.mde_power, 0).into()),
                    ])) " "
                }
                (w.t(ladder(set.ladder)))
            }
        }
    }
}

const fn ladder(rung: Ladder) -> &'static str {
    match rung {
        Ladder::A => "ladder-a",
        Ladder::B => "ladder-b",
        Ladder::C => "ladder-c",
        Ladder::D => "ladder-d",
    }
}
