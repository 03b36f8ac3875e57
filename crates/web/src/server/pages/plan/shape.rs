//! How far an occurrence is, as a shape: drawn, of one size, told apart without colour. The word stands beside it or in its title.

use maud::{Markup, html};
use records::text::Lang;
use workflow::plan::Progress;

/// The shape alone, with its word for those who do not see it.
pub fn shape(lang: Lang, progress: Progress) -> Markup {
    let told = progress.told(lang);
    html! {
        svg.shape .(progress.code()) viewBox="0 0 16 16" width="14" height="14" role="img" aria-label=(told) {
            title { (told) }
            (drawn(progress))
        }
    }
}

/// The shape and its word.
pub fn said(lang: Lang, progress: Progress) -> Markup {
    html! { span.state { (shape(lang, progress)) " " (progress.told(lang)) } }
}

fn drawn(progress: Progress) -> Markup {
    match progress {
        Progress::Overdue => html! { path d="M8 1 15 8 8 15 1 8z" fill="currentColor" {} },
        Progress::DueSoon => html! { path d="M8 1.5 14.5 8 8 14.5 1.5 8z" fill="none" stroke="currentColor" stroke-width="1.6" {} },
        Progress::Passed | Progress::PassedUnentered | Progress::PassedDraft => {
            html! { path d="M8 1.5 14.5 8 8 14.5 1.5 8zM4.5 8h7" fill="none" stroke="currentColor" stroke-width="1.2" {} }
        }
        Progress::UnderWay => html! {
            circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" stroke-width="1.6" {}
            path d="M8 2.4a5.6 5.6 0 0 0 0 11.2z" fill="currentColor" {}
        },
        Progress::Planned => html! { circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" stroke-width="1.6" {} },
        Progress::Done | Progress::Accepted => html! {
            circle cx="8" cy="8" r="6.4" fill="currentColor" {}
            @if progress == Progress::Accepted { path d="m4.8 8.2 2.2 2.3 4.2-4.8" fill="none" stroke="#fff" stroke-width="1.8" {} }
        },
        Progress::AwaitsAcceptance => html! {
            circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6" {}
            circle cx="8" cy="8" r="3" fill="currentColor" {}
        },
        Progress::ChangedSince => html! {
            circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6" {}
            path d="M8 4.2v4.6M8 10.6v1.6" stroke="currentColor" stroke-width="1.8" {}
        },
        Progress::WaitsForSchedule | Progress::NoDate => html! {
            path d="M1.5 8h3M6.5 8h3M11.5 8h3" stroke="currentColor" stroke-width="1.8" {}
        },
        Progress::DropAsked | Progress::Dropped => html! {
            path d="m3 3 10 10M13 3 3 13" stroke="currentColor" stroke-width="1.6" {}
            @if progress == Progress::DropAsked { circle cx="8" cy="8" r="6.8" fill="none" stroke="currentColor" stroke-width="1.1" {} }
        },
        Progress::NotNeeded => html! { path d="M2.5 8h11" stroke="currentColor" stroke-width="1.8" {} },
    }
}

/// The shapes and their words.
pub fn legend(lang: Lang) -> Markup {
    let shown = [
        Progress::Accepted,
        Progress::Done,
        Progress::AwaitsAcceptance,
        Progress::UnderWay,
        Progress::Planned,
        Progress::DueSoon,
        Progress::Overdue,
        // The word that is true of all that passed before a plan was in force.
        Progress::PassedUnentered,
        Progress::WaitsForSchedule,
        Progress::Dropped,
    ];
    html! { p.legend { @for one in shown { span { (shape(lang, one)) " " (one.told(lang)) } } } }
}
