//! The parts pages are made of, together on one page: for those who build the program, in debug builds only.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use words::office;
use workflow::{Refusal, Rule};

use super::frame::{Page, Room, page};
use super::mistake;
use super::plan::list::begin;
use super::plan::shape::legend;
use crate::server::form::{Field, Form, Kind, Mistakes};
use crate::server::office::Office;
use crate::server::policy::Asked;

/// A field of every kind.
const EVERY: Form = Form {
    fields: &[
        Field::new("line", office::person_name, Kind::Line).hint(office::your_name_hint),
        Field::new("text", office::reason, Kind::Text),
        Field::new("day", office::put_off_to, Kind::Day),
        Field::new("password", office::password, Kind::Password("off")),
        Field::new(
            "one",
            office::role,
            Kind::One(|lang| vec![("a".to_owned(), office::role_teacher(lang)), ("b".to_owned(), office::role_head(lang))]),
        ),
        Field::new("tick", office::asks_acceptance, Kind::Tick),
        Field::new("file", office::done_file, Kind::File).hint(office::done_file_hint),
    ],
};

/// `GET /parts`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    if !cfg!(debug_assertions) {
        return mistake::refused(&office, &asked, &Refusal::of(Rule::NotThere)).await;
    }
    let title = office::parts_title(asked.lang);
    page(
        &office,
        &asked,
        &Page { room: Room::Today, title: &title, trail: &[("/".to_owned(), office::room_today(asked.lang))] },
        &parts(&asked, &title),
    )
    .await
}

fn parts(asked: &Asked, title: &str) -> Markup {
    let lang = asked.lang;
    let mut mistakes = Mistakes::of_the_whole(Rule::DiskFull.told(lang));
    mistakes.add("line", office::field_missing(lang));
    let typed = asked.form().with("line", "Ёлкин <b>Пётр</b>").with("text", "Две\nстроки").with("day", "2026-10-12").with("tick", "yes");
    html! {
        h1 { (title) }
        p.lead { (office::nothing_waits(lang)) }
        (legend(lang))
        p { button.main type="button" { (office::save(lang)) } " " button.second type="button" { (office::change(lang)) } " " button.plain type="button" { (office::print(lang)) } }
        nav.tabs aria-label=(office::views(lang)) { a href="/parts" aria-current="page" { (office::view_year(lang)) } a href="/parts" { (office::view_board(lang)) } }
        form.narrow method="get" action="/parts" { (EVERY.show(lang, &typed, &mistakes)) button.second { (office::save(lang)) } }
        div.scroll tabindex="0" {
            table.list {
                thead { tr { th scope="col" { (office::measure(lang)) } th scope="col" { (office::term(lang)) } } }
                tbody { tr { td.wrap { (office::done_words_hint(lang)) } td { "12.10.2026" } } }
            }
        }
        details { summary { (office::change(lang)) } p { (office::done_words_hint(lang)) } }
        progress.slim max="10" value="4" aria-label=(office::plan_so_far(lang)) {}
        p.quiet { (office::nothing_here(lang)) }
        (begin(asked, true))
    }
}
