//! What was understood of the files: questions first, then what to mend, then every file with its first rows; and the way to the study.

use std::sync::Arc;

use axum::extract::{Form, Multipart, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use intake::Assembly;
use maud::{Markup, html};
use methodology::permit::{Permit, allowed_for_all};
use records::text::{Lang, Text};
use records::vocabulary::{Audience, Purpose};
use serde::Deserialize;
use words::web;

use super::frame::{self, Page, Step};
use super::{mistake, start, work};
use crate::analysis::{Analysis, Settings, State as Stage, View};
use crate::named::Named;
use crate::state::Shared;
use crate::upload;

mod files;
mod problems;
mod questions;

/// `GET /analyses/{id}`: whatever the analysis is at. With `?files` the files are shown even where the report is there already.
pub async fn show(State(shared): State<Arc<Shared>>, Named(analysis): Named, RawQuery(query): RawQuery) -> Response {
    let lang = shared.lang();
    let view = analysis.view();
    let asked_for_files = query.as_deref() == Some("files");
    match &view.state {
        Stage::Reading(job) => work::page(lang, &analysis, job, Step::Understood).into_response(),
        Stage::Counting(job, _) => work::page(lang, &analysis, job, Step::Study).into_response(),
        Stage::Done(..) if !asked_for_files => Redirect::to(&format!("{}/report", analysis.address())).into_response(),
        Stage::Read(assembly) | Stage::Done(assembly, _) => page(lang, &shared, &analysis, &view, assembly).into_response(),
        Stage::Paused => paused(lang, &analysis).into_response(),
        Stage::Failed(why) => failed(lang, &shared, why),
    }
}

fn page(lang: Lang, shared: &Shared, analysis: &Analysis, view: &View, assembly: &Assembly) -> Html<String> {
    let base = analysis.address();
    let title = web::understood_title(lang);
    let content = html! {
        div.two {
            div.head {
                h1 { (title) }
                p.lead { (verdict(lang, assembly)) }
            }
            aside.next { (next_step(lang, shared, analysis, view, assembly)) }
            div.detail {
                (questions::section(lang, &base, assembly, &view.answers))
                (problems::section(lang, &assembly.problems))
                (files::section(lang, &base, assembly))
                section { h2 { (web::add_files(lang)) } (frame::drop_area(lang, &format!("{base}/files"), false)) }
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
    let read = assembly.recognised.iter().filter(|file| file.format.is_some()).count();
    let unread = assembly.recognised.len() - read;
    let records: usize = assembly.recognised.iter().map(|file| file.records).sum();
    let mut sentences = vec![web::verdict_read(lang, read, records)];
    if unread > 0 {
        sentences.push(web::verdict_unread(lang, unread));
    }
    if !assembly.questions.is_empty() {
        sentences.push(web::verdict_questions(lang, assembly.questions.len()));
    }
    sentences.join(" ")
}

fn next_step(lang: Lang, shared: &Shared, analysis: &Analysis, view: &View, assembly: &Assembly) -> Markup {
    let base = analysis.address();
    let sets = assembly.dataset.result_sets().len();
    let anything = assembly.recognised.iter().any(|file| file.records > 0);
    html! {
        h2 { (web::next_title(lang)) }
        @if anything {
            p { (web::next_sets(lang, sets)) @if !assembly.questions.is_empty() { " " (web::next_open_questions(lang)) } }
            form method="post" action=(format!("{base}/study")) data-study="" {
                (settings(lang, shared, view.settings, assembly))
                button.main { (web::next_study(lang)) }
            }
        } @else {
            p { (web::next_nothing(lang)) }
        }
        @if matches!(view.state, Stage::Done(..)) { p { a href=(format!("{base}/report")) { (web::next_report(lang)) } } }
        (frame::button(&format!("{base}/forget"), "plain", &web::start_again(lang)))
    }
}

/// Purpose and reader; a purpose the law does not allow for these procedures cannot be chosen, and the reason stands beside it.
fn settings(lang: Lang, shared: &Shared, chosen: Settings, assembly: &Assembly) -> Markup {
    let refusal = |purpose| Permit::ask(&assembly.dataset, &shared.reference, purpose).err().map(|refused| refused.reason);
    let reasons: Vec<Text> = {
        let mut reasons: Vec<Text> = Purpose::ALL.iter().filter_map(|purpose| refusal(*purpose)).collect();
        reasons.dedup();
        reasons
    };
    html! {
        label for="purpose" { (web::purpose(lang)) }
        select #purpose name="purpose" {
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
                    input type="radio" name="audience" value=(audience.code()) checked[*audience == chosen.audience];
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
        (frame::button(&format!("{base}/read"), "main", &web::read_files(lang)))
        (frame::button(&format!("{base}/forget"), "plain", &web::start_again(lang)))
    };
    frame::page(lang, &Page { title: &title, step: Some(Step::Understood), way: Some(&base), here: Some(&base) }, &content)
}

fn failed(lang: Lang, shared: &Shared, why: &Text) -> Response {
    let what = web::study_failed(lang, why.in_lang(lang));
    mistake::page(shared, StatusCode::INTERNAL_SERVER_ERROR, &what)
}

/// `POST /analyses/{id}/files`.
pub async fn add(State(shared): State<Arc<Shared>>, Named(analysis): Named, form: Multipart) -> Response {
    match upload::receive(form).await {
        Ok(files) if files.is_empty() => mistake::page(&shared, StatusCode::BAD_REQUEST, &web::upload_empty(shared.lang())),
        Ok(files) => {
            analysis.add(files);
            read_again(&shared, &analysis)
        }
        Err(error) => start::refused(&shared, &error),
    }
}

/// The form of a file's button.
#[derive(Deserialize)]
pub struct File {
    name: String,
}

/// `POST /analyses/{id}/remove`.
pub async fn remove(State(shared): State<Arc<Shared>>, Named(analysis): Named, Form(file): Form<File>) -> Response {
    analysis.remove(&file.name);
    read_again(&shared, &analysis)
}

/// `POST /analyses/{id}/answers`: fields are named by the question's key. Answers typed before «Рассчитать» was pressed come with the
/// choices of that button and `then`, so that they are not lost.
pub async fn answer(State(shared): State<Arc<Shared>>, Named(analysis): Named, Form(fields): Form<Vec<(String, String)>>) -> Response {
    let (choices, answers): (Vec<_>, Vec<_>) =
        fields.into_iter().partition(|(key, _)| matches!(key.as_str(), "then" | "purpose" | "audience"));
    let choice = |name: &str| choices.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    analysis.answer(&answers);
    let chosen = choice("purpose").and_then(Purpose::from_code).zip(choice("audience").and_then(Audience::from_code));
    if let Some((purpose, audience)) = chosen {
        if let Some(reason) = not_allowed(&shared, &analysis.view(), purpose) {
            return mistake::page(&shared, StatusCode::FORBIDDEN, reason.in_lang(shared.lang()));
        }
        analysis.choose(Settings { purpose, audience });
    }
    analysis.read(&shared, choice("then") == Some("study"));
    Redirect::to(&analysis.address()).into_response()
}

/// `POST /analyses/{id}/read`.
pub async fn read(State(shared): State<Arc<Shared>>, Named(analysis): Named) -> Response {
    read_again(&shared, &analysis)
}

fn read_again(shared: &Arc<Shared>, analysis: &Arc<Analysis>) -> Response {
    analysis.read(shared, false);
    Redirect::to(&analysis.address()).into_response()
}

/// The form of the button that begins the study.
#[derive(Deserialize)]
pub struct Choice {
    purpose: String,
    audience: String,
}

/// `POST /analyses/{id}/study`.
pub async fn study(State(shared): State<Arc<Shared>>, Named(analysis): Named, Form(choice): Form<Choice>) -> Response {
    let (Some(purpose), Some(audience)) = (Purpose::from_code(&choice.purpose), Audience::from_code(&choice.audience)) else {
        return mistake::page(&shared, StatusCode::BAD_REQUEST, &web::mistake_nowhere(shared.lang()));
    };
    if let Some(reason) = not_allowed(&shared, &analysis.view(), purpose) {
        return mistake::page(&shared, StatusCode::FORBIDDEN, reason.in_lang(shared.lang()));
    }
    analysis.choose(Settings { purpose, audience });
    analysis.study(&shared);
    Redirect::to(&analysis.address()).into_response()
}

/// Why the purpose is refused; None where it is allowed.
fn not_allowed(shared: &Shared, view: &View, purpose: Purpose) -> Option<Text> {
    let asked = match &view.state {
        Stage::Read(assembly) | Stage::Counting(_, assembly) | Stage::Done(assembly, _) => {
            Permit::ask(&assembly.dataset, &shared.reference, purpose).map(|_| ())
        }
        // While nothing is read yet, a purpose is allowed only where no data could make it refused.
        Stage::Reading(_) | Stage::Paused | Stage::Failed(_) => allowed_for_all(&shared.reference, purpose),
    };
    asked.err().map(|refused| refused.reason)
}

/// `POST /analyses/{id}/forget`.
pub async fn forget(State(shared): State<Arc<Shared>>, Named(analysis): Named) -> Redirect {
    shared.forget(analysis.id);
    Redirect::to("/")
}

#[cfg(test)]
mod tests {
    use intake::Key;
    use records::reference::Reference;

    use super::*;
    use crate::guard::Secrets;

    /// Before anything is read nobody knows what the results are of: only what every regime allows may be chosen.
    /// covers: C1
    #[test]
    fn a_purpose_is_refused_while_nothing_is_read() {
        let secrets = Secrets::fresh().unwrap();
        let shared = Shared::new(0, "0", secrets, Reference::shipped().unwrap(), Key::derive(1), Lang::Ru);
        let unread = Analysis::new(1, Vec::new(), false).view();
        assert!(matches!(unread.state, Stage::Paused));
        for purpose in [Purpose::EvaluateTeacher, Purpose::EvaluateSchool] {
            assert!(not_allowed(&shared, &unread, purpose).is_some_and(|reason| !reason.is_empty()));
        }
        assert_eq!(not_allowed(&shared, &unread, Purpose::ProcedureCheck), None);
    }
}
