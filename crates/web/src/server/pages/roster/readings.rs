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
use crate::server::pages::listing::{Cell, Column, Sheet};
use crate::server::policy::Asked;

/// Lines of the page.
const LINES: u32 = 200;

/// `GET /journal/names`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    let lang = asked.lang;
    let lines = match office.see(asked.reader.clone(), NamesRead { limit: LINES }).await {
        Ok(lines) => sheet(&asked, &lines),
        Err(refusal) => return refused(&office, &asked, "/journal/names", &refusal).await,
    };
    let title = roster::names_read(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (roster::names_read_what(lang)) }
        @if lines.is_empty() { p { (office::nothing_here(lang)) } } @else { (lines.show(&asked)) }
    };
    let trail = [("/journal".to_owned(), office::room_journal(lang))];
    page(&office, &asked, &Page { room: Room::Journal, title: &title, trail: &trail }, &content).await
}

/// `GET /journal/names/list`: the list as it is shown, for Excel.
pub async fn carried(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    match office.see(asked.reader.clone(), NamesRead { limit: LINES }).await {
        Ok(lines) => sheet(&asked, &lines).answered(&asked),
        Err(refusal) => refused(&office, &asked, "/journal/names", &refusal).await,
    }
}

fn sheet(asked: &Asked, lines: &[NameRead]) -> Sheet {
    let lang = asked.lang;
    let row = |line: &NameRead| {
        let who = line.who.clone().unwrap_or_else(|| office::the_program(lang));
        vec![Cell::of(asked.moment(line.at)), Cell::of(who), Cell::of(looked_at(lang, &line.look)), Cell::of(line.names.to_string())]
    };
    let columns = vec![
        Column::short(office::when(lang), 18),
        Column::of(office::who(lang), 36).called(),
        Column::of(office::what(lang), 40),
        Column::number(roster::names_count(lang), 12),
    ];
    Sheet::of(roster::names_read(lang), "/journal/names", columns, lines.iter().map(row).collect())
}

/// What somebody looked at, in words.
fn looked_at(lang: Lang, look: &str) -> String {
    match look {
        "class.see" => roster::read_class(lang),
        "pupil.see" => roster::read_pupil(lang),
        "pupils.find" => roster::find_pupil(lang),
        "relative.see" | "relatives.find" => roster::read_relative(lang),
        "pupil.compare" => roster::merge_title(lang),
        "roster.preview" | "roster.batches" => roster::import_title(lang),
        "event.pupils" | "pupils.pick" => words::events::with_pupils(lang),
        "event.journal" => roster::read_journal(lang),
        "pupil.support" => words::support::title(lang),
        "pupil.marks" => words::support::stands_title(lang),
        "pupils.propose" | "pupils.given" => words::support::lists_title(lang),
        "marks.preview" | "marks.batches" => words::support::marks_title(lang),
        "year.next" | "year.carries" => roster::read_next_year(lang),
        "event.families" => roster::read_families(lang),
        "procedure.observers" => words::procedures::observers_title(lang),
        look if look.starts_with("data.") => words::erasure::title(lang),
        _ => roster::read_other(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every look that asks for the password once more because it opens names of pupils is called by its page; one of an earlier program is
    /// «другая страница».
    #[test]
    fn pages_that_open_names_are_called_by_their_names() {
        let opening = workflow::LOOKS.iter().filter(|look| look.policy.step_up && opens_names(look.name));
        let mut asked = 0;
        for look in opening {
            for lang in [Lang::Ru, Lang::En] {
                assert_ne!(looked_at(lang, look.name), roster::read_other(lang), "{}", look.name);
            }
            asked += 1;
        }
        assert!(asked > 10, "{asked}");
        assert_eq!(looked_at(Lang::Ru, "pupils.once-upon-a-time"), roster::read_other(Lang::Ru));
    }

    /// Asked for once more for another reason than names of pupils.
    fn opens_names(look: &str) -> bool {
        !["account", "recovery", "backups", "mail", "ledger", "journal", "refusals", "sheets"].iter().any(|of| look.starts_with(of))
    }
}
