//! Events that show a measure, and the way to hold one for it.

use maud::{Markup, html};
use words::events;
use workflow::Act;
use workflow::event::{EventsOf, Kind, Plan};
use workflow::plan::MeasureShown;

use super::super::plan::told;
use super::said;
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};

/// The section of the measure's page; nothing where no event shows it and none can be held for it.
pub async fn section(office: &Office, asked: &Asked, measure: &MeasureShown, rights: &Rights) -> Markup {
    let lang = asked.lang;
    let held = office.see(asked.reader.clone(), EventsOf { measure: measure.id.clone() }).await.unwrap_or_default();
    let row = measure.content.requirement.filter(|row| Kind::answering(*row).next().is_some());
    let open = measure.occurrences.iter().find(|one| !one.progress.closed());
    let way = row.zip(open).filter(|_| rights.may(Plan::NAME)).map(|(row, one)| format!("/events/new?row={row}&occurrence={}", one.id));
    html! {
        @if !held.is_empty() || way.is_some() {
            section {
                h2 { (events::title(lang)) }
                @if !held.is_empty() {
                    ul.plain-list.rows {
                        @for line in &held {
                            li.wrap {
                                a href={ "/event/" (line.event.id.as_str()) } { (line.event.content.title) }
                                span.quiet { " " (told::day(line.event.day)) @if let Some(kind) = Kind::of(line.event.kind) { " · " (said::state(lang, kind, line.event.state)) } }
                            }
                        }
                    }
                }
                @if let Some(way) = way { p { a.button.second href=(way) { (events::hold_one(lang)) } } }
            }
        }
    }
}
