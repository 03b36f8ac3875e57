//! Two series of marks of the same pupils side by side, and what is followed over periods and years.
//! covers: R17, R34

use maud::{Markup, html};
use records::study::{Dynamics, SeriesAgreement};
use words::report;

use super::Page;
use super::description::journal_table;
use super::parts::{figure, figures};

/// Changes that stand open: those beyond a threshold; all others are folded together, far beyond they stand in the data only.
const OPEN: usize = 2;
const MOST: usize = 120;

/// Whether there is anything to show.
pub(super) fn any(page: &Page<'_>) -> bool {
    !page.study.series.is_empty() || !page.study.dynamics.is_empty()
}

pub(super) fn sheet(page: &Page<'_>) -> Markup {
    html! {
        @if any(page) {
            section.sheet #dynamics {
                h2 { (report::dynamics(page.lang)) }
                (followed(page))
                (agreements(page))
            }
        }
    }
}

fn followed(page: &Page<'_>) -> Markup {
    let mut list: Vec<&Dynamics> = page.study.dynamics.iter().collect();
    list.sort_by_key(|one| !one.negative);
    if page.many() {
        list.retain(|one| one.negative);
    }
    let changed = list.iter().filter(|one| one.negative).count();
    let (open, folded) = list.split_at(changed.min(OPEN));
    html! {
        @if page.many() { p { (report::region_dynamics(page.lang, list.len(), page.study.dynamics.len())) } }
        @if !open.is_empty() { div.figures { @for dynamics in open { div.follow { (followed_one(page, dynamics)) } } } }
        @if !folded.is_empty() {
            details.card.opens {
                summary { b { (report::dynamics_rest(page.lang, folded.len())) } }
                @for dynamics in folded.iter().take(MOST) { (card(page, dynamics)) }
                @if folded.len() > MOST { p.note { (report::other_cut(page.lang, MOST, folded.len())) } }
            }
        }
    }
}

fn card(page: &Page<'_>, one: &Dynamics) -> Markup {
    html! {
        details.card {
            summary { b { (page.say(&one.title)) } @if let Some(finding) = one.findings.first() { " " span.said { (page.say(finding)) } } }
            div.figures { div.follow { (followed_one(page, one)) } }
        }
    }
}

/// One quantity: its name, the plot whose title is the finding, further findings below.
fn followed_one(page: &Page<'_>, one: &Dynamics) -> Markup {
    let further = one.findings.iter().filter(|finding| **finding != one.figure.title).map(|finding| page.say(finding));
    html! {
        p.meta { (page.say(&one.title)) @if one.negative { " — " (report::dynamics_negative(page.lang)) } }
        (figure(page, &one.figure, ""))
        p.note { (further.collect::<Vec<_>>().join(" ")) }
    }
}

fn agreements(page: &Page<'_>) -> Markup {
    let list = &page.study.series;
    let title = |one: &SeriesAgreement| {
        let (first, second) = (page.say(&one.first), page.say(&one.second));
        format!("{} · {} · {} · {first} ↔ {second}", one.class, one.subject, one.year)
    };
    html! {
        @if !list.is_empty() && page.many() {
            h3 { (report::series(page.lang)) }
            p { (report::region_series(page.lang, list.len())) }
        } @else if !list.is_empty() {
            h3 { (report::series(page.lang)) }
            p { (report::series_how(page.lang)) }
            details.card {
                summary { b { (report::series_count(page.lang, list.len(), apart(list))) } }
                @for one in list.iter().take(MOST) {
                    details.card {
                        summary { b { (title(one)) } " " span.said { (page.say(&one.explanation)) } }
                        (figures(page, [&one.figure], ""))
                        (journal_table(page, &one.comparison))
                    }
                }
                @if list.len() > MOST { p.note { (report::other_cut(page.lang, MOST, list.len())) } }
            }
        }
    }
}

/// Pairs whose mean difference leaves zero out.
fn apart(list: &[SeriesAgreement]) -> usize {
    list.iter().filter(|one| one.comparison.shift.is_some_and(|[low, _, high]| low > 0.0 || high < 0.0)).count()
}
