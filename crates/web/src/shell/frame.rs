//! What every page of every door has around it.

use axum::response::Html;
use maud::{DOCTYPE, Markup, html};
use records::text::Lang;
use words::web;

/// A page under its title; `around` stands between the skip link and the content: the door's own head.
pub fn page(lang: Lang, title: &str, around: &Markup, content: &Markup) -> Html<String> {
    Html(
        html! {
            (DOCTYPE)
            html lang=(code(lang)) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (title) " · " (web::program(lang)) }
                    link rel="icon" href="/assets/lens.svg" type="image/svg+xml";
                    link rel="stylesheet" href="/assets/page.css";
                    script src="/assets/page.js" defer {}
                }
                body {
                    a.skip href="#main" { (web::skip(lang)) }
                    (around)
                    main #main .sheet tabindex="-1" { (content) }
                }
            }
        }
        .into_string(),
    )
}

/// `ru` or `en`.
#[must_use]
pub const fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Ru => "ru",
        Lang::En => "en",
    }
}
