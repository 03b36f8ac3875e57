//! What concerns the whole program: the language, and closing it.

use std::sync::Arc;

use axum::extract::{Form, State};
use axum::response::{Html, Redirect};
use maud::html;
use records::text::Lang;
use serde::Deserialize;
use words::web;

use super::frame::{self, Page};
use crate::open::memory::Memory;
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

/// Whether an address stays on this page. A browser leaves out tabs and line breaks and takes a backslash for a slash: with any of them
/// `/` may become `//` and lead elsewhere.
fn here(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//") && address.chars().all(|c| c.is_ascii_graphic() && c != '\\')
}

/// `POST /quit`: the last page of a run.
pub async fn quit(Visitor(session): Visitor, State(memory): State<Arc<Memory>>) -> Html<String> {
    let lang = session.lang();
    let title = web::closed_title(lang);
    let content = html! { h1 { (title) } p.lead { (web::closed(lang)) } };
    memory.quit.notify_one();
    frame::page(lang, &Page { title: &title, step: None, way: None, here: None }, &content)
}

#[cfg(test)]
mod tests {
    use super::here;

    #[test]
    fn the_way_back_never_leads_out() {
        for (address, ours) in [
            ("/", true),
            ("/analyses/ab?files", true),
            ("//evil.example", false),
            ("/\t/evil.example", false),
            ("/\n/evil.example", false),
            ("/\\evil.example", false),
            ("https://evil.example", false),
            ("/пример", false),
            ("", false),
        ] {
            assert_eq!(here(address), ours, "{address:?}");
        }
    }
}
