//! What concerns the whole program: its language.

use axum::extract::Form;
use axum::response::Redirect;
use records::text::Lang;
use serde::Deserialize;

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
