//! What was understood of the files: questions first, then what to mend, then every file with its first rows; and the way to the study.

use std::sync::Arc;

use axum::extract::{Form, Multipart, RawQuery};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use intake::Assembly;
use maud::{Markup, html};
use methodology::permit::Permit;
use records::text::{Lang, Text};
use records::vocabulary::{Audience, Purpose};
use serde::Deserialize;
use words::web;

use super::frame::{self, Page, Step};
use super::{mistake, start, work};
use crate::open::analysis::{Analysis, State as Stage, View};
use crate::open::policy::Named;
use crate::open::settings::Settings;
use crate::shell::parts;
use crate::shell::session::{Session, Visitor};
use crate::shell::upload;

mod files;
mod problems;
mod questions;

/// `GET /analyses/{id}`: whatever the analysis is at. With `?files` the files are shown even where the report is there already.
pub async fn show(Visitor(session): Visitor, Named(analysis): Named, RawQuery(query): RawQuery) -> Response {
    let lang = session.lang();
    let view = analysis.view();
    let asked_for_files = query.as_deref() == Some("files");
    match &view.state {
        Stage::Reading(job) => work::page(lang, &analysis, job, Step::Understood).into_response(),
        Stage::Counting(job, _) => work::page(lang, &analysis, job, Step::Study).into_response(),
        Stage::Done(..) if !asked_for_files => Redirect::to(&format!("{}/report", analysis.address())).into_response(),
        Stage::Read(assembly) | Stage::Done(assembly, _) => page(lang, &analysis, &view, assembly).into_response(),
        Stage::Paused => paused(lang, &analysis).into_response(),
        Stage::Failed(why) => failed(&session, why),
    }
}

fn page(lang: Lang, analysis: &Analysis, view: &View, assembly: &Assembly) -> Html<String> {
    let base = analysis.address();
    let title = web::understood_title(lang);
    let content = html! {
        div.two {
            div.head {
                h1 { (title) }
                p.lead { (verdict(lang, assembly)) }
                @if view.held_up { p.fault role="status" { (web::study_held_up(lang)) } }
            }
            (questions::section(lang, &base, assembly, &view.answers))
            aside.next { (next_step(lang, analysis, view, assembly)) }
            div.detail {
                (problems::section(lang, &assembly.problems))
                (files::section(lang, &base, assembly))
                section { h2 { (web::add_files(lang)) } (parts::drop_area(lang, &format!("{base}/files"), false)) }
            }
        }
    };
    frame::page(
        lang,
        &Page { title: &title, step: Some(Step::Understood), way: Some(&base), here: Some(&format!("{base}?files")) },
        &content,
    )
}

/// One or two sentences: what is there, and what asks for attention.
fn verdict(lang: Lang, assembly: &Assembly) -> String {
    let known = assembly.recognised.iter().filter(|file| file.format.is_some()).count();
    let (waiting, unread) = (assembly.waiting.len(), assembly.recognised.len() - known);
    let records: usize = assembly.recognised.iter().map(|file| file.records).sum();
    let mut sentences = vec![web::verdict_read(lang, known.saturating_sub(waiting), web::records(lang, records))];
    if waiting > 0 {
        sentences.push(web::verdict_waiting(lang, waiting));
    }
    if unread > 0 {
        sentences.push(web::verdict_unread(lang, unread));
    }
    if !assembly.questions.is_empty() {
        sentences.push(web::verdict_questions(lang, assembly.questions.len()));
    }
    sentences.join(" ")
}

/// Where there are fields of answers, the choices and the button belong to their form: what stands in the fields goes along.
fn next_step(lang: Lang, analysis: &Analysis, view: &View, assembly: &Assembly) -> Markup {
    let base = analysis.address();
    let sets = assembly.dataset.result_sets().len();
    let anything = assembly.recognised.iter().any(|file| file.records > 0);
    let fields = questions::any(assembly, &view.answers);
    let form = if fields { questions::FORM } else { "study" };
    html! {
        h2 { (web::next_title(lang)) }
        @if anything {
            p { (web::next_sets(lang, sets)) }
            @if !assembly.questions.is_empty() {
                p { @if !assembly.waiting.is_empty() { (web::next_more_sets(lang)) " " } (web::next_open_questions(lang)) }
            }
            @if !fields { form #study method="post" action=(format!("{base}/study")) {} }
            (settings(lang, analysis, (view.settings, form), assembly))
            button.main form=(form) name="then" value="study" { (web::next_study(lang)) }
        } @else {
            p { (web::next_nothing(lang)) }
        }
        @if matches!(view.state, Stage::Done(..)) { p { a href=(format!("{base}/report")) { (web::next_report(lang)) } } }
        (frame::leaving(&format!("{base}/forget"), &web::start_again(lang)))
    }
}

/// Purpose and reader; a purpose the law does not allow for these procedures cannot be chosen, and the reason stands beside it.
fn settings(lang: Lang, analysis: &Analysis, (chosen, form): (Settings, &str), assembly: &Assembly) -> Markup {
    let refusal = |purpose| Permit::ask(&assembly.dataset, &analysis.ground().reference, purpose).err().map(|refused| refused.reason);
    let reasons: Vec<Text> = {
        let mut reasons: Vec<Text> = Purpose::ALL.iter().filter_map(|purpose| refusal(*purpose)).collect();
        reasons.dedup();
        reasons
    };
    html! {
        label for="purpose" { (web::purpose(lang)) }
        select #purpose name="purpose" form=(form) {
            @for purpose in Purpose::ALL {
                option value=(purpose.code()) selected[*purpose == chosen.purpose] disabled[refusal(*purpose).is_some()] {
                    (purpose.label().in_lang(lang))
                }
            }
        }
        @for reason in &reasons { p.hint { (reason.in_lang(lang)) } }
        fieldset.bare {
            legend { (web::audience(lang)) }
            @for audience in Audience::ALL {
                label.option {
                    input type="radio" name="audience" form=(form) value=(audience.code()) checked[*audience == chosen.audience];
                    (audience.label().in_lang(lang))
                }
            }
        }
    }
}

fn paused(lang: Lang, analysis: &Analysis) -> Html<String> {
    let (title, base) = (web::paused_title(lang), analysis.address());
    let content = html! {
        h1 { (title) }
        p.lead { (web::paused(lang)) }
        (parts::button(&format!("{base}/read"), "main", &web::read_files(lang)))
        (frame::leaving(&format!("{base}/forget"), &web::start_again(lang)))
    };
    frame::page(lang, &Page { title: &title, step: Some(Step::Understood), way: Some(&base), here: Some(&base) }, &content)
}

fn failed(session: &Session, why: &Text) -> Response {
    let lang = session.lang();
    let what = web::study_failed(lang, why.in_lang(lang));
    mistake::page(session, StatusCode::INTERNAL_SERVER_ERROR, &what)
}

/// `POST /analyses/{id}/files`.
pub async fn add(Visitor(session): Visitor, Named(analysis): Named, form: Multipart) -> Response {
    match upload::receive(form).await {
        Ok(files) if files.is_empty() => mistake::page(&session, StatusCode::BAD_REQUEST, &web::upload_empty(session.lang())),
        Ok(files) => match analysis.add(files) {
            Ok(()) => read_again(&analysis),
            Err(error) => start::refused(&session, &error),
        },
        Err(error) => start::refused(&session, &error),
    }
}

/// The form of a file's button.
#[derive(Deserialize)]
pub struct File {
    name: String,
}

/// `POST /analyses/{id}/remove`.
pub async fn remove(Named(analysis): Named, Form(file): Form<File>) -> Response {
    analysis.remove(&file.name);
    read_again(&analysis)
}

/// `POST /analyses/{id}/answers`: fields are named by the question's key; names of classes come one a class under one key. «Рассчитать»
/// sends the same form with `then`: what stands in the fields goes along.
pub async fn answer(Visitor(session): Visitor, Named(analysis): Named, Form(fields): Form<Vec<(String, String)>>) -> Response {
    let (choices, answers): (Vec<_>, Vec<_>) =
        fields.into_iter().partition(|(key, _)| matches!(key.as_str(), "then" | "purpose" | "audience"));
    let choice = |name: &str| choices.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let new = analysis.answer(&questions::whole(answers));
    let chosen = choice("purpose").and_then(Purpose::from_code).zip(choice("audience").and_then(Audience::from_code));
    if let Some((purpose, audience)) = chosen {
        if let Some(reason) = analysis.not_allowed(purpose) {
            return mistake::page(&session, StatusCode::FORBIDDEN, reason.in_lang(session.lang()));
        }
        analysis.choose(Settings { purpose, audience });
    }
    let then_study = (choice("then") == Some("study")).then(|| session.lang());
    match (then_study, analysis.view().state) {
        (Some(lang), Stage::Read(_) | Stage::Done(..)) if !new => analysis.study(lang),
        (then_study, _) => analysis.read(then_study),
    }
    Redirect::to(&analysis.address()).into_response()
}

/// `POST /analyses/{id}/read`.
pub async fn read(Named(analysis): Named) -> Response {
    read_again(&analysis)
}

fn read_again(analysis: &Arc<Analysis>) -> Response {
    analysis.read(None);
    Redirect::to(&analysis.address()).into_response()
}

/// The form of the button that begins the study.
#[derive(Deserialize)]
pub struct Choice {
    purpose: String,
    audience: String,
}

/// `POST /analyses/{id}/study`.
pub async fn study(Visitor(session): Visitor, Named(analysis): Named, Form(choice): Form<Choice>) -> Response {
    let (Some(purpose), Some(audience)) = (Purpose::from_code(&choice.purpose), Audience::from_code(&choice.audience)) else {
        return mistake::page(&session, StatusCode::BAD_REQUEST, &web::mistake_nowhere(session.lang()));
    };
    if let Some(reason) = analysis.not_allowed(purpose) {
        return mistake::page(&session, StatusCode::FORBIDDEN, reason.in_lang(session.lang()));
    }
    analysis.choose(Settings { purpose, audience });
    analysis.study(session.lang());
    Redirect::to(&analysis.address()).into_response()
}
