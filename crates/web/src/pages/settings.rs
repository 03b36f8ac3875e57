//! What concerns the whole program: the language, and closing it.

use std::sync::Arc;

use axum::extract::{Form, State};
use axum::response::{Html, Redirect};
use maud::html;
use records::text::Lang;
use serde::Deserialize;
use words::web;

use super::frame::{self, Page};
use crate::state::Shared;

/// The form of the language button.
#[derive(Deserialize)]
pub struct Language {
    lang: String,
    back: String,
}

/// `POST /language`.
pub async fn language(State(shared): State<Arc<Shared>>, Form(asked): Form<Language>) -> Redirect {
    shared.speak(if asked.lang == "en" { Lang::En } else { Lang::Ru });
    let inside = asked.back.starts_with('/') && !asked.back.starts_with("//") && !asked.back.contains('\\');
    Redirect::to(if inside { &asked.back } else { "/" })
}

/// `POST /quit`: the last page of a run.
pub async fn quit(State(shared): State<Arc<Shared>>) -> Html<String> {
    let lang = shared.lang();
    let title = web::closed_title(lang);
    let content = html! { h1 { (title) } p.lead { (web::closed(lang)) } };
    shared.quit.notify_one();
    frame::page(lang, &Page { title: &title, step: None, way: None, here: None }, &content)
}
