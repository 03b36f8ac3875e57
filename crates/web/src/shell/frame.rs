//! What every page of every door has around it.

use axum::response::Html;
use maud::{DOCTYPE, Markup, html};
use records::text::Lang;
use words::web;

/// A page under its title; `around` stands between the skip link and the content: the door's own head.
pub fn page(lang: Lang, title: &str, around: &Markup, content: &Markup) -> Html<String> {
    page_of(lang, title, "", around, content)
}

/// The same for a door with a look of its own: `look` names its sheet of style and the class of the body.
pub fn page_of(lang: Lang, title: &str, look: &str, around: &Markup, content: &Markup) -> Html<String> {
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
                    @if !look.is_empty() { link rel="stylesheet" href={ "/assets/" (look) ".css" }; }
                    script src="/assets/page.js" defer {}
                }
                body class=[(!look.is_empty()).then_some(look)] {
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
