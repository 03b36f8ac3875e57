//! What concerns the whole program: its language.

use axum::extract::Form;
use axum::response::Redirect;
use records::text::Lang;
use serde::Deserialize;

use crate::shell::address::here;
use crate::shell::session::Visitor;

/// The form of the language button.
#[derive(Deserialize)]
pub struct Language {
    lang: String,
    back: String,
}

/// `POST /language`.
pub async fn language(Visitor(session): Visitor, Form(asked): Form<Language>) -> Redirect {
    session.speak(if asked.lang == "en" { Lang::En } else { Lang::Ru });
    Redirect::to(if here(&asked.back) { &asked.back } else { "/" })
}
