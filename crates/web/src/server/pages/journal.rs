//! The journal: what was done, by whom, when; the history of one thing; the ledger to carry away and to verify.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use documents::office::{Head, Listing};
use maud::{Markup, html};
use serde::Deserialize;
use words::{office, roster};
use workflow::journal::{Journal, Line};
use workflow::people::{List, Person};
use workflow::{Id, Rule};

use super::frame::{Page, Room, page};
use super::{listing, mistake};
use crate::server::form::Typed;
use crate::server::office::Office;
use crate::server::policy::Asked;

/// Lines of a page.
const LINES: u32 = 50;
/// Most lines that are carried away at once.
const CARRIED: u32 = 10_000;

/// What is asked for.
#[derive(Deserialize)]
pub struct Wanted {
    of: Option<String>,
    before: Option<u64>,
}

/// `GET /journal`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    let lang = asked.lang;
    let of = wanted.of.as_deref().and_then(Id::read);
    let look = Journal { of: of.clone(), before: wanted.before, limit: LINES };
    let lines = match office.see(asked.reader.clone(), look).await {
        Ok(lines) => lines,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    // Who may not see people sees their ids.
    let people = office.see(asked.reader.clone(), List).await.unwrap_or_default();
    let checkpoint = office.store.checkpoint().await.ok();
    let title = office::room_journal(lang);
    let older = lines.last().map(|line| line.entry).filter(|entry| *entry > 1 && lines.len() == LINES as usize);
    let content = html! {
        h1 { (title) }
        p.lead { (office::journal_lead(lang)) }
        @if of.is_some() { p { (office::journal_of_one(lang)) " " a href="/journal" { (office::journal_all(lang)) } } }
        p { a.unprinted href={ "/journal/list" @if let Some(of) = &of { "?of=" (of.as_str()) } } { (office::list_carry(lang)) } " · " a href="/journal/names" { (roster::names_read(lang)) } }
        div.listed { (table(&asked, &lines, &people)) }
        @if let Some(older) = older {
            p { a.button.second href={ "/journal?before=" (older) @if let Some(of) = &of { "&of=" (of.as_str()) } } { (office::older(lang)) } }
        }
        @if let Some(checkpoint) = checkpoint {
            section {
                h2 { (office::checkpoint_title(lang)) }
                p { (office::checkpoint_what(lang)) }
                pre.checkpoint tabindex="0" { (checkpoint.to_string()) }
                form.narrow method="post" action="/journal/verify" {
                    div.field {
                        label for="held" { (office::verify_held(lang)) }
                        p.hint id="hint-held" { (office::verify_held_hint(lang)) }
                        textarea id="held" name="held" rows="3" aria-describedby="hint-held" {}
                    }
                    button.second { (office::verify(lang)) }
                }
                form method="post" action="/journal/export" { button.second { (office::journal_export(lang)) } }
            }
        }
    };
    page(&office, &asked, &Page { room: Room::Journal, title: &title, trail: &[] }, &content).await
}

/// `GET /journal/list`: the latest lines as they are shown, for Excel. The ledger that can be verified is another file.
pub async fn carried(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    let lang = asked.lang;
    let look = Journal { of: wanted.of.as_deref().and_then(Id::read), before: wanted.before, limit: CARRIED };
    let lines = match office.see(asked.reader.clone(), look).await {
        Ok(lines) => lines,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let people = office.see(asked.reader.clone(), List).await.unwrap_or_default();
    let zone = asked.reader.now().time_zone().clone();
    let row = |line: &Line| {
        let when = line.read.at.to_zoned_datetime(zone.clone()).strftime("%d.%m.%Y %H:%M").to_string();
        let what = workflow::said(&line.read.act).map(|word| word(lang)).unwrap_or_default();
        let more = if line.beside > 0 { format!(" {}", office::and_more(lang, line.beside)) } else { String::new() };
        let thing = line.thing.as_ref().map(|(_, said)| format!("{said}{more}")).unwrap_or_default();
        vec![line.entry.to_string(), when, actor(&asked, line, &people), what, thing, line.reason.clone().unwrap_or_default()]
    };
    let heads = vec![
        Head::number("№", 8),
        Head::of(office::when(lang), 18),
        Head::of(office::who(lang), 32),
        Head::of(office::what(lang), 40),
        Head::of(office::about_what(lang), 60),
        Head::of(office::reason(lang), 40),
    ];
    listing::answered(lang, &Listing { title: office::room_journal(lang), heads, rows: lines.iter().map(row).collect() })
}

/// Lines of the journal as a table.
pub fn table(asked: &Asked, lines: &[Line], people: &[Person]) -> Markup {
    let lang = asked.lang;
    let zone = asked.reader.now().time_zone().clone();
    let when = |line: &Line| line.read.at.to_zoned_datetime(zone.clone()).strftime("%d.%m.%Y %H:%M").to_string();
    html! {
        div.scroll tabindex="0" {
            table.list.blocks.journal {
                thead { tr { th.number scope="col" { "№" } th scope="col" { (office::when(lang)) } th scope="col" { (office::who(lang)) } th scope="col" { (office::what(lang)) } } }
                tbody {
                    @for line in lines {
                        tr {
                            td.number data-head="№" { (line.entry) }
                            td data-head=(office::when(lang)) { (when(line)) }
                            td.wrap data-head=(office::who(lang)) { (actor(asked, line, people)) }
                            td.wrap.called {
                                (workflow::said(&line.read.act).map(|word| word(lang)).unwrap_or_default())
                                @if let Some((id, said)) = &line.thing { ": " (thing(id, said)) @if line.beside > 0 { " " (office::and_more(lang, line.beside)) } }
                                @if let Some(reason) = &line.reason { p.quiet.written { (reason) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What an entry is about, with the way to it.
fn thing(id: &Id, said: &str) -> Markup {
    let at = match id.as_str().split('-').next() {
        Some("measure") => format!("/measure/{id}"),
        Some("plan") => format!("/plan/{id}"),
        Some("event") => format!("/event/{id}"),
        _ => format!("/people/{id}"),
    };
    html! { a href=(at) { (said) } }
}

/// Who did it, and for whom where she stood in for somebody.
fn actor(asked: &Asked, line: &Line, people: &[Person]) -> String {
    let name = |id: &str| {
        people.iter().find(|person| person.id.as_str() == id).map_or_else(|| office::somebody(asked.lang), |person| person.called.clone())
    };
    let who = match &line.read.actor {
        Some(ledger::Actor::Person(id)) => name(id),
        Some(ledger::Actor::Console) => office::the_console(asked.lang),
        _ => office::the_program(asked.lang),
    };
    match &line.for_whom {
        Some(other) => office::acted_for(asked.lang, who, name(other.as_str())),
        None => who,
    }
}

/// `POST /journal/verify`: every record, every link, the signature; and the checkpoint somebody has on paper.
pub async fn verify(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let lang = asked.lang;
    let bytes = match office.store.export(asked.reader.clone(), Vec::new(), false).await {
        Ok(bytes) => bytes,
        Err(refusal) if refusal.rule == Rule::StepUp => return Redirect::to("/step-up?back=/journal").into_response(),
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let held = typed.get("held").to_owned();
    let witness = held.replace("\r\n", "\n").parse::<ledger::Witness>().unwrap_or_default();
    let known = witness.0.len();
    let foreign = witness.0.iter().any(|one| !one.is_by(&office.store.public_key()));
    let checked = tokio::task::spawn_blocking(move || {
        ledger::verify_export(std::io::Cursor::new(bytes), &ledger::Held { point: None, witness }, |_| ())
    });
    let said = match checked.await {
        Ok(Ok(verdict)) => match verdict.damage {
            None if held.is_empty() => (true, office::verify_whole(lang, verdict.head.sequence.to_string())),
            None if known == 0 => (false, office::verify_not_read(lang)),
            None if !verdict.issued_after.is_empty() => (false, office::verify_later(lang)),
            None => (true, office::verify_agrees(lang, verdict.head.sequence.to_string())),
            Some(_) if foreign => (false, office::verify_other(lang)),
            Some(damage) => (false, office::verify_differs(lang, damage.sequence.to_string())),
        },
        _ => (false, workflow::Rule::Stopped.told(lang)),
    };
    let title = office::verify(lang);
    let content = html! {
        h1 { (title) }
        p.lead .fault[!said.0] role=[(!said.0).then_some("alert")] { (said.1) }
        p { (office::verify_elsewhere(lang)) }
        p { a href="/journal" { (office::room_journal(lang)) } }
    };
    let trail = [("/journal".to_owned(), office::room_journal(lang))];
    page(&office, &asked, &Page { room: Room::Journal, title: &title, trail: &trail }, &content).await
}

/// `POST /journal/export`: the ledger without what was typed, to be verified anywhere.
pub async fn export(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    match office.store.export(asked.reader.clone(), Vec::new(), false).await {
        Ok(bytes) => {
            let name = format!("attachment; filename=\"journal-{}.ledger\"", asked.reader.now().date());
            ([(header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)], bytes).into_response()
        }
        Err(refusal) if refusal.rule == Rule::StepUp => Redirect::to("/step-up?back=/journal").into_response(),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}
