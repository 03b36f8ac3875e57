//! What every page of this door has around its content: the head with the language and the way out, the steps to the report.

use axum::response::Html;
use maud::{Markup, html};
use records::text::Lang;
use words::web;

use crate::shell::frame::{self, code};

/// Steps on the way to the report, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Files.
    Files,
    /// What was understood.
    Understood,
    /// The study.
    Study,
    /// The report.
    Report,
}

/// A page under its title.
pub struct Page<'a> {
    /// Title in the browser's tab and the history.
    pub title: &'a str,
    /// Where on the way it stands.
    pub step: Option<Step>,
    /// Address of the analysis whose way it is: steps that are done lead back.
    pub way: Option<&'a str>,
    /// Address to come back to after a change of language; none on a page for somebody who was not let in.
    pub here: Option<&'a str>,
}

/// Puts the frame around `content`.
pub fn page(lang: Lang, page: &Page<'_>, content: &Markup) -> Html<String> {
    let around = html! {
        (top(lang, page.here))
        @if let Some(step) = page.step { (steps(lang, step, page.way)) }
    };
    frame::page(lang, page.title, &around, content)
}

/// The head: the program's name, and, for somebody who was let in, the language and the way out.
pub fn top(lang: Lang, here: Option<&str>) -> Markup {
    let other = if lang == Lang::Ru { Lang::En } else { Lang::Ru };
    html! {
        header.top {
            a.brand href="/" { img src="/assets/lens.svg" alt="" width="26" height="26"; span { (web::program(lang)) } }
            p.local { (web::local(lang)) }
            @if let Some(here) = here {
                form method="post" action="/language" {
                    input type="hidden" name="lang" value=(code(other));
                    input type="hidden" name="back" value=(here);
                    button.plain lang=(code(other)) { (web::other_language(lang)) }
                }
                (leaving("/quit", &web::quit(lang)))
            }
        }
    }
}

fn steps(lang: Lang, now: Step, way: Option<&str>) -> Markup {
    let understood = way.map(|way| format!("{way}?files"));
    let all = [
        (Step::Files, web::step_files(lang), Some("/")),
        (Step::Understood, web::step_understood(lang), understood.as_deref()),
        (Step::Study, web::step_study(lang), None),
        (Step::Report, web::step_report(lang), None),
    ];
    html! {
        nav.steps aria-label=(web::steps(lang)) {
            ol {
                @for (step, name, back) in all {
                    li .done[step < now] aria-current=[(step == now).then_some("step")] {
                        @if let Some(back) = back.filter(|_| step < now) { a href=(back) { (name) } } @else { (name) }
                    }
                }
            }
        }
    }
}

/// A button that forgets: what was typed beside it is sent first, so that it can be asked about.
#[must_use]
pub fn leaving(action: &str, text: &str) -> Markup {
    html! { form method="post" action=(action) data-leave="" { button.plain { (text) } } }
}
