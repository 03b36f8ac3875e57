//! What was taken into a plan, from where, what was not; taken back while nothing stands on it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use words::office;
use workflow::plan::{BatchShown, BatchState, Batches, PlanShown, UndoBatch};
use workflow::{Field as Told, Id, LONGEST_TEXT, Refusal, Rule};

use super::found::{plan, says_why};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed};
use crate::server::office::Office;
use crate::server::pages::frame::{Page, Room, page_with};
use crate::server::pages::mistake;
use crate::server::policy::Asked;

const UNDO: Form = Form {
    fields: &[Field::new("reason", office::why_changed, Kind::Line).hint(office::why_changed_hint).told(Told::Reason).most(LONGEST_TEXT)],
};

/// `GET /plan/{id}/batches`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    shown(&office, &asked, &id, None).await
}

/// A batch that was not taken back: which, why, with what was typed.
type Refused<'a> = (&'a str, &'a Refusal, &'a Typed);

async fn shown(office: &Office, asked: &Asked, id: &str, refused: Option<Refused<'_>>) -> Response {
    let lang = asked.lang;
    let both = async {
        let plan = plan(office, asked, id).await?;
        let batches = office.see(asked.reader.clone(), Batches { plan: plan.id.clone() }).await?;
        Ok::<_, Refusal>((plan, batches))
    };
    let (plan, batches) = match both.await {
        Ok(both) => both,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let title = office::batches_title(lang);
    let content = html! {
        h1 { (title) }
        @if batches.is_empty() { p { (office::nothing_here(lang)) } }
        @for batch in &batches {
            (one(asked, &plan, batch, refused.filter(|(refused, ..)| *refused == batch.id.as_str()).map(|(_, refusal, typed)| (refusal, typed))))
        }
    };
    let trail = [(format!("/plan/{}", plan.id), plan.preface.title.clone())];
    let status = refused.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    page_with(office, asked, status, &Page { room: Room::Plan, title: &title, trail: &trail }, &content).await
}

fn one(asked: &Asked, plan: &PlanShown, batch: &BatchShown, refused: Option<(&Refusal, &Typed)>) -> Markup {
    let lang = asked.lang;
    let scope = format!("{}-", batch.id);
    let wrong = |(refusal, typed)| Mistakes::refused(UNDO, lang, refusal, typed).rest_with(UNDO, lang, typed, says_why(plan.state));
    let mistakes = refused.map(wrong).unwrap_or_default();
    let typed = refused.map_or_else(|| asked.form(), |(_, typed)| typed.clone());
    html! {
        article.time {
            h2 { (batch.name) }
            p { (office::measures_count(lang, batch.rows as usize)) @if batch.state == BatchState::Undone { " · " (office::batch_undone(lang)) } }
            @if !batch.not_taken.is_empty() {
                h3 { (office::import_left(lang)) }
                ul { @for row in &batch.not_taken { li { span.written { (row.written) } " — " span.quiet { (row.reason) } } } }
            }
            @if batch.state == BatchState::Taken {
                details open[!mistakes.none()] {
                    summary { (office::batch_undo(lang)) }
                    p { (office::batch_undo_what(lang)) }
                    form.narrow method="post" action={ "/batch/" (batch.id.as_str()) "/undo" } {
                        (UNDO.show_within(&scope, lang, &typed, &mistakes))
                        @if let Some((refusal, _)) = refused { (standing(lang, refusal)) }
                        input type="hidden" name="seen" value=(batch.entry);
                        input type="hidden" name="plan" value=(plan.id.as_str());
                        button.second { (office::batch_undo(lang)) }
                    }
                }
            }
        }
    }
}

/// What stands on the batch, as links.
fn standing(lang: records::text::Lang, refusal: &Refusal) -> Markup {
    let measures = refusal.about.iter().filter(|id| id.as_str().starts_with("measure-"));
    html! { ul { @for id in measures { li { a href={ "/measure/" (id.as_str()) } { (office::measure(lang)) } } } } }
}

/// `POST /batch/{id}/undo`.
pub async fn undo(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let plan = typed.get("plan").to_owned();
    let (Some(batch), Some(once)) = (Id::read(&id), typed.once()) else {
        return mistake::refused(&office, &asked, &Refusal::of(Rule::NotThere)).await;
    };
    let reason = Some(typed.get("reason").to_owned()).filter(|reason| !reason.is_empty());
    let act = UndoBatch { batch, seen: typed.get("seen").parse().unwrap_or_default(), reason };
    match office.perform(asked.reader.clone(), once, act).await {
        Ok(_) => Redirect::to(&format!("/plan/{plan}/batches")).into_response(),
        Err(refusal) => shown(&office, &asked, &plan, Some((&id, &refusal, &typed))).await,
    }
}
