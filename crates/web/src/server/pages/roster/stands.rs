//! How a pupil stands: marks of the year by subject and period, lessons missed, works. And the pupils somebody works with who keeps no class.
//! covers: R27, R28

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use records::text::Lang;
use words::{events, support};
use workflow::event::SupportOf;
use workflow::marks::{Mark, MarksOf, Says, period, says};
use workflow::roster::PickPupils;
use workflow::{Id, Rule};

use super::shape::{day, refused};
use crate::server::office::Office;
use crate::server::pages::frame::{Page, Room, page};
use crate::server::policy::Asked;

/// The section of a pupil's page; nothing where no file said anything.
pub async fn section(office: &Office, asked: &Asked, pupil: &Id) -> Markup {
    let marks = office.see(asked.reader.clone(), MarksOf { pupil: pupil.clone() }).await.unwrap_or_default();
    html! { @if !marks.is_empty() { section #marks { h2 { (support::stands_title(asked.lang)) } (table(asked.lang, &marks)) } } }
}

/// A row a subject, a column a period; works below, each with what it says.
fn table(lang: Lang, marks: &[Mark]) -> Markup {
    let of_period = |mark: &&Mark| mark.work.is_empty();
    let mut periods: Vec<&str> = Vec::new();
    let mut subjects: Vec<&str> = Vec::new();
    // They come by subject, and within it by period.
    for mark in marks.iter().filter(of_period) {
        if !subjects.contains(&mark.subject.as_str()) {
            subjects.push(&mark.subject);
        }
        if !periods.contains(&mark.period.as_str()) {
            periods.push(&mark.period);
        }
    }
    periods.sort_by_key(|code| marks.iter().find(|mark| mark.period == *code).and_then(Mark::rank));
    let cell = |subject: &str, period: &str| {
        let of = marks.iter().filter(|mark| mark.work.is_empty() && mark.subject == subject && mark.period == period);
        // What is missed stands below the mark.
        let mut said: Vec<&Mark> = of.collect();
        said.sort_by_key(|mark| matches!(mark.says, Says::Missed { .. }));
        said.into_iter().map(|mark| says(lang, mark.says)).collect::<Vec<_>>().join("; ")
    };
    let works: Vec<&Mark> = marks.iter().filter(|mark| !mark.work.is_empty()).collect();
    html! {
        @if !subjects.is_empty() {
            div.scroll tabindex="0" {
                table.list {
                    thead { tr { th scope="col" { (events::field_subject(lang)) } @for one in &periods { th scope="col" { (period(lang, one)) } } } }
                    tbody {
                        @for subject in &subjects {
                            tr { th scope="row" { @if subject.is_empty() { (support::stands_of_all(lang)) } @else { (subject) } } @for one in &periods { td { (cell(subject, one)) } } }
                        }
                    }
                }
            }
        }
        @if !works.is_empty() {
            ul.plain-list.rows { @for mark in works { li.wrap { span { (mark.work) } @if !mark.subject.is_empty() { span.quiet { " " (mark.subject) } } " " b { (says(lang, mark.says)) } } } }
        }
    }
}

/// `GET /entrusted`: the pupils who are entrusted to whoever looks, each with what was arranged.
pub async fn entrusted(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    let lang = asked.lang;
    let pupils = match office.see(asked.reader.clone(), PickPupils { taught: false }).await {
        Ok(pupils) => pupils,
        Err(refusal) if refusal.rule == Rule::StepUp => return refused(&office, &asked, "/entrusted", &refusal).await,
        Err(refusal) => return refused(&office, &asked, "/", &refusal).await,
    };
    let mut lines = Vec::with_capacity(pupils.len());
    for one in pupils {
        let held = office.see(asked.reader.clone(), SupportOf { pupil: one.pupil.clone() }).await.unwrap_or_default();
        lines.push((one, held));
    }
    let title = support::entrusted_title(lang);
    let content = html! {
        h1 { (title) }
        @if lines.is_empty() { p.lead { (support::entrusted_none(lang)) } } @else { p.lead { (support::entrusted_what(lang)) } }
        @for (one, held) in &lines {
            section {
                h2 { (one.who.name) @if let Some((_, class)) = &one.class { span.quiet { " · " (class.to_string()) } } }
                @if held.is_empty() { p.quiet { (support::none_yet(lang)) } }
                ul.plain-list.rows {
                    @for (event, _) in held {
                        li.wrap { span { (day(event.day)) } " " @if let Ok(kind) = event.kind() { a href={ "/event/" (event.id.as_str()) } { ((kind.name)(lang)) } } @if !event.content.subject.is_empty() { span.quiet { " " (event.content.subject) } } }
                    }
                }
            }
        }
        @if !lines.is_empty() { p { a.button.main href="/events/new" { (events::plan(lang)) } } }
    };
    page(&office, &asked, &Page { room: Room::Today, title: &title, trail: &[] }, &content).await
}
