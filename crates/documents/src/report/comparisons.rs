//! Two series of marks of the same pupils side by side, and what is followed over periods and years.

use maud::{Markup, html};
use methodology::study::{Dynamics, SeriesAgreement};

use super::Page;
use super::description::journal_table;
use super::parts::{figures, sentences};

/// Comparisons beyond these are folded; far beyond, they stand in the data only.
const OPEN: usize = 6;
const MOST: usize = 120;

/// Whether there is anything to show.
pub(super) fn any(page: &Page<'_>) -> bool {
    !page.study.series.is_empty() || !page.study.dynamics.is_empty()
}

pub(super) fn sheet(page: &Page<'_>) -> Markup {
    html! {
        @if any(page) {
            section.sheet #dynamics {
                h2 { (page.w.t("report-dynamics")) }
                (followed(page))
                (agreements(page))
            }
        }
    }
}

fn followed(page: &Page<'_>) -> Markup {
    let mut list: Vec<&Dynamics> = page.study.dynamics.iter().collect();
    list.sort_by_key(|one| !one.negative);
    let one = |one: &Dynamics| {
        html! {
            (sentences(one.findings.iter().map(|finding| page.w_text(finding))))
            (figures(page, [&one.figure], ""))
        }
    };
    html! {
        @for (index, dynamics) in list.iter().take(MOST).enumerate() {
            details.card open[index < OPEN] {
                summary { b { (page.w_text(&dynamics.title)) } @if dynamics.negative { " " span.said { (page.w.t("dynamics-negative")) } } }
                (one(dynamics))
            }
        }
        @if list.len() > MOST { p.note { (page.w.with("report-other-cut", [("shown", MOST.into()), ("all", list.len().into())])) } }
    }
}

fn agreements(page: &Page<'_>) -> Markup {
    let list = &page.study.series;
    let title = |one: &SeriesAgreement| {
        let (first, second) = (page.w_text(&one.first), page.w_text(&one.second));
        format!("{} · {} · {} · {first} ↔ {second}", one.class, one.subject, one.year)
    };
    html! {
        @if !list.is_empty() {
            h3 { (page.w.t("report-series")) }
            p { (page.w.t("report-series-how")) }
            @for one in list.iter().take(MOST) {
                details.card {
                    summary { b { (title(one)) } " " span.said { (page.w_text(&one.explanation)) } }
                    (figures(page, [&one.figure], ""))
                    (journal_table(page, &one.comparison))
                }
            }
            @if list.len() > MOST { p.note { (page.w.with("report-other-cut", [("shown", MOST.into()), ("all", list.len().into())])) } }
        }
    }
}
