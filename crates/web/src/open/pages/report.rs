//! The report on the page, and its files to save.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use documents::KINDS;
use maud::{Markup, html};
use records::text::Lang;
use records::vocabulary::Audience;
use words::web;

use super::frame::{self, Page, Step};
use super::{keep, mistake};
use crate::open::analysis::{ANSWERS, State as Stage};
use crate::open::memory::Memory;
use crate::open::outputs::Finished;
use crate::open::policy::Named;
use crate::open::settings::Settings;
use crate::shell::session::{Session, Visitor};
use crate::shell::{media, report};

/// `GET /analyses/{id}/report`.
pub async fn show(Visitor(session): Visitor, State(memory): State<Arc<Memory>>, Named(analysis): Named) -> Response {
    let view = analysis.view();
    let keeps = keep::offered(&memory, &view.state, analysis.example());
    let Stage::Done(assembly, finished) = view.state else {
        return Redirect::to(&analysis.address()).into_response();
    };
    let (lang, audience) = (session.lang(), finished.audience());
    let made = tokio::task::spawn_blocking(move || finished.tables(lang)).await;
    let Ok(Ok(tables)) = made else {
        return unmade(&session);
    };
    let names: Vec<&str> = tables.iter().map(|document| document.name.as_str()).filter(|name| *name != "report.html").collect();
    let (title, base) = (web::report_title(lang), analysis.address());
    let content = html! {
        div.toolbar {
            h1 { (title) }
            (save_buttons(lang, &base, &names, audience))
            div.ways {
                @if keeps {
                    form method="post" action=(format!("{base}/keep")) { button.second { (web::keep_button(lang)) } }
                }
                a href=(format!("{base}/page")) target="_blank" { (web::report_alone(lang)) }
                a href="/" { (web::report_new(lang)) }
            }
        }
        div.version {
            p { (version(lang, audience)) }
            (other_version(lang, &base, Settings { audience: other(audience), ..view.settings }))
            (unanswered(lang, &base, assembly.questions.len(), !view.answers.is_empty()))
        }
        iframe.report src=(format!("{base}/page")) title=(title) {}
    };
    let page = Page { title: &title, step: Some(Step::Report), way: Some(&base), here: Some(&format!("{base}/report")) };
    frame::page(lang, &page, &content).into_response()
}

/// Whom the report that is shown is written for.
fn version(lang: Lang, audience: Audience) -> String {
    match audience {
        Audience::School => web::report_inside(lang),
        Audience::Outside => web::report_outside(lang),
    }
}

const fn other(audience: Audience) -> Audience {
    match audience {
        Audience::School => Audience::Outside,
        Audience::Outside => Audience::School,
    }
}

/// The way to the report for the other reader: the same study, written for them.
fn other_version(lang: Lang, base: &str, settings: Settings) -> Markup {
    html! {
        form method="post" action=(format!("{base}/study")) {
            input type="hidden" name="purpose" value=(settings.purpose.code());
            input type="hidden" name="audience" value=(settings.audience.code());
            button.plain {
                @match settings.audience {
                    Audience::School => (web::report_to_inside(lang)),
                    Audience::Outside => (web::report_to_outside(lang)),
                }
            }
        }
    }
}

/// The way back to what was left open, and to keeping the answers.
fn unanswered(lang: Lang, base: &str, open: usize, answered: bool) -> Markup {
    html! {
        @if open > 0 { a href=(format!("{base}?files")) { (web::report_questions(lang, open)) } }
        @if answered { a href=(format!("{base}/{ANSWERS}")) download=(ANSWERS) title=(web::save_answers_where(lang)) { (web::save_answers(lang)) } }
    }
}

/// The name under which a file is saved: what is written for readers outside is told apart from what may not leave the school.
fn saved_as(name: &str, audience: Audience) -> String {
    match (audience, name.rsplit_once('.')) {
        (Audience::Outside, Some((stem, kind))) => format!("{stem}-outside.{kind}"),
        _ => name.to_owned(),
    }
}

fn save_buttons(lang: Lang, base: &str, tables: &[&str], audience: Audience) -> Markup {
    let saved = |name: &str| saved_as(name, audience);
    html! {
        div.save role="group" aria-label=(web::save(lang)) {
            span.save-word { (web::save(lang)) }
            @for kind in KINDS.iter().filter(|kind| kind.built()) {
                a.button href=(format!("{base}/save/{}", kind.file)) download=(saved(kind.file)) { ((kind.button)(lang)) }
            }
            a.button.second href=(format!("{base}/save/report.html")) download=(saved("report.html")) { (web::save_html(lang)) }
            details.menu {
                summary.button.second { (web::save_tables(lang)) }
                ul.plain-list { @for name in tables { li { a href=(format!("{base}/save/{name}")) download=(saved(name)) { (saved(name)) } } } }
            }
        }
    }
}

/// `GET /analyses/{id}/page`: the report itself, under a policy that knows its style and script by their digests.
pub async fn page(Visitor(session): Visitor, Named(analysis): Named) -> Response {
    let Stage::Done(_, finished) = analysis.view().state else {
        return Redirect::to(&analysis.address()).into_response();
    };
    match file(finished, "report.html", session.lang()).await {
        Some(bytes) => report::shown(&bytes),
        None => unmade(&session),
    }
}

/// `GET /analyses/{id}/save/{name}`.
pub async fn save(Visitor(session): Visitor, Named(analysis): Named, Path((_, name)): Path<(String, String)>) -> Response {
    let Stage::Done(_, finished) = analysis.view().state else {
        return Redirect::to(&analysis.address()).into_response();
    };
    let saved = saved_as(&name, finished.audience());
    match file(finished, &name, session.lang()).await {
        Some(bytes) => {
            let plain: String = saved.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')).collect();
            let attachment = format!("attachment; filename=\"{plain}\"");
            ([(header::CONTENT_TYPE, media::of(&name).to_owned()), (header::CONTENT_DISPOSITION, attachment)], bytes).into_response()
        }
        None => unmade(&session),
    }
}

async fn file(finished: Arc<Finished>, name: &str, lang: Lang) -> Option<Vec<u8>> {
    let name = name.to_owned();
    tokio::task::spawn_blocking(move || finished.file(&name, lang)).await.ok()?.ok()?
}

fn unmade(session: &Session) -> Response {
    mistake::page(session, StatusCode::NOT_FOUND, &web::report_unmade(session.lang()))
}
