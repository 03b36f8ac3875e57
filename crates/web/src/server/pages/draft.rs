//! A form that came too late: its session had ended, or another person had signed in. Nothing of what was typed is lost, and nothing is
//! taken for somebody else's word.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use words::{office, web};
use workflow::{Refusal, Rule};

use super::frame::{Page, Room, page, page_with};
use super::{mistake, sign_in};
use crate::server::drafts::{self, Draft};
use crate::server::halves::Way;
use crate::server::office::Office;
use crate::server::policy::Asked;
use crate::shell::address::{encoded, here};

/// Somebody who is not signed in (any more) asked for something: she signs in first, and comes to where she wanted to.
pub async fn sign_in_first(office: &Office, request: Request) -> Response {
    if request.method() == Method::GET {
        let wanted =
            request.uri().path_and_query().map(ToString::to_string).filter(|at| !["/", "/start"].contains(&at.as_str()) && here(at));
        let to = wanted.map_or_else(|| "/sign-in".to_owned(), |at| format!("/sign-in?back={}", encoded(&at)));
        return Redirect::to(&to).into_response();
    }
    let back = drafts::page(request.headers()).unwrap_or_default();
    match Draft::of(request).await.and_then(|draft| office.drafts.keep(draft)) {
        Some(draft) => sign_in::ended(office, &Way { back, draft }),
        None => Redirect::to("/sign-in").into_response(),
    }
}

/// `GET /draft/{secret}`: what was typed before the session ended, to be sent or left.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(secret): Path<String>) -> Response {
    let Some(draft) = office.drafts.of(&secret).filter(|draft| draft.by() == asked.person.as_str()) else {
        return mistake::refused(&office, &asked, &Refusal::of(Rule::NotThere)).await;
    };
    let (lang, title) = (asked.lang, office::draft_title(asked.lang));
    let enctype = (!draft.files.is_empty()).then_some("multipart/form-data");
    let content = html! {
        h1 { (title) }
        p.lead { (office::draft_lead(lang)) }
        (typed(&draft))
        form.narrow method="post" action=(draft.at.to) enctype=[enctype] {
            @for (name, value) in &draft.typed.0 { input type="hidden" name=(name) value=(value); }
            @for name in &draft.files {
                div.field { label for={ "draft-" (name) } { (office::draft_file(lang)) } input type="file" id={ "draft-" (name) } name=(name); }
            }
            button.main { (office::draft_send(lang)) }
        }
        @if let Some(back) = &draft.at.page { p { a href=(back) { (office::draft_leave(lang)) } } }
    };
    page(&office, &asked, &Page { room: Room::Today, title: &title, trail: &[] }, &content).await
}

/// A form that was given to somebody else than who sends it: nothing is taken, what was typed stands here and waits for its owner.
pub async fn another_person(office: &Office, asked: &Asked, draft: Draft) -> Response {
    let (lang, title) = (asked.lang, office::another_title(asked.lang));
    let kept = office.drafts.keep(draft.clone());
    let content = html! {
        h1 { (title) }
        p.lead data-what="" { (office::another_lead(lang)) }
        @if let Some(secret) = kept {
            (typed(&draft))
            form method="post" action="/sign-out" {
                input type="hidden" name="draft" value=(secret);
                button.main { (office::another_sign_in(lang)) }
            }
        }
        p { a href=(draft.at.page.as_deref().unwrap_or("/")) { (office::another_anew(lang)) } }
    };
    page_with(office, asked, StatusCode::CONFLICT, &Page { room: Room::Today, title: &title, trail: &[] }, &content).await
}

fn typed(draft: &Draft) -> Markup {
    html! { @for words in draft.words() { p.written { (words) } } }
}

/// `GET /again/{secret}`: a form that was refused, as it was shown.
pub async fn again(State(office): State<Arc<Office>>, asked: Asked, Path(secret): Path<String>) -> Response {
    match office.refused.of(&secret, asked.session.cookie()) {
        Some((status, page)) => (status, page).into_response(),
        None => super::bare::page(asked.lang, StatusCode::NOT_FOUND, &web::mistake_nowhere(asked.lang)),
    }
}
