//! `/journal/names`: who read names of pupils and families.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::html;
use records::text::Lang;
use words::{office, roster};
use workflow::journal::{NameRead, NamesRead};

use super::shape::refused;
use crate::server::office::Office;
use crate::server::pages::frame::{Page, Room, page};
use crate::server::policy::Asked;

/// Lines of the page.
const LINES: u32 = 200;

/// `GET /journal/names`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    let lang = asked.lang;
    let lines = match office.see(asked.reader.clone(), NamesRead { limit: LINES }).await {
        Ok(lines) => lines,
        Err(refusal) => return refused(&office, &asked, "/journal/names", &refusal).await,
    };
    let zone = asked.reader.now().time_zone().clone();
    let when = |line: &NameRead| line.at.to_zoned_datetime(zone.clone()).strftime("%d.%m.%Y %H:%M").to_string();
    let title = roster::names_read(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (roster::names_read_what(lang)) }
        @if lines.is_empty() { p { (office::nothing_here(lang)) } } @else {
            div.scroll tabindex="0" {
                table.list {
                    thead { tr { th { (office::when(lang)) } th { (office::who(lang)) } th { (office::what(lang)) } th.number { (roster::names_count(lang)) } } }
                    tbody {
                        @for line in &lines {
                            tr { td { (when(line)) } td.wrap { (line.who.clone().unwrap_or_else(|| office::the_program(lang))) } td.wrap { (looked_at(lang, &line.look)) } td.number { (line.names) } }
                        }
                    }
                }
            }
        }
    };
    let trail = [("/journal".to_owned(), office::room_journal(lang))];
    page(&office, &asked, &Page { room: Room::Journal, title: &title, trail: &trail }, &content).await
}

/// What somebody looked at, in words.
fn looked_at(lang: Lang, look: &str) -> String {
    match look {
        "class.see" => roster::read_class(lang),
        "pupil.see" => roster::read_pupil(lang),
        "pupils.find" => roster::find_pupil(lang),
        "pupil.compare" => roster::merge_title(lang),
        "roster.preview" | "roster.batches" => roster::import_title(lang),
        _ => roster::read_other(lang),
    }
}
