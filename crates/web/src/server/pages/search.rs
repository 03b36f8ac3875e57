//! Search: measures of every plan the reader sees, events and procedures she sees, and people.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::Response;
use jiff::Span;
use maud::{Markup, html};
use records::text::folded;
use serde::Deserialize;
use words::{events, office};
use workflow::Look;
use workflow::event::Events;
use workflow::people::List;
use workflow::plan::{FindMeasures, FoundMeasure};
use workflow::procedure::ProceduresBetween;
use workflow::roster::FindPupils;

use super::frame::{Page, Room, page};
use super::plan::shape::said;
use super::plan::told;
use super::procedure;
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};
use crate::shell::address::encoded;

/// Days around today procedures are looked for in.
const AROUND: i64 = 366;
/// Most results of a kind.
const SHOWN: usize = 50;

/// What is looked for.
#[derive(Deserialize)]
pub struct Wanted {
    q: Option<String>,
}

/// `GET /search`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    let lang = asked.lang;
    let words: Vec<String> = folded(wanted.q.as_deref().unwrap_or_default()).split_whitespace().map(str::to_owned).collect();
    let fits = |text: &str| {
        let text = folded(text);
        words.iter().all(|word| text.contains(word.as_str()))
    };
    let mut found: Vec<Markup> = Vec::new();
    if !words.is_empty() {
        // Whoever may not see a list finds nothing in it.
        for person in
            office.see(asked.reader.clone(), List).await.unwrap_or_default().iter().filter(|person| fits(&person.name)).take(SHOWN)
        {
            found.push(html! { a href={ "/people/" (person.id.as_str()) } { (person.called) } span.quiet { (office::room_people(lang)) } });
        }
        for line in office
            .see(asked.reader.clone(), Events)
            .await
            .unwrap_or_default()
            .iter()
            .filter(|line| fits(&line.event.content.title))
            .take(SHOWN)
        {
            found.push(html! { a href={ "/event/" (line.event.id.as_str()) } { (line.event.content.title) } span.quiet { (events::title(lang)) " · " (told::day(line.event.day)) } });
        }
        let today = asked.reader.now().date();
        let year = |days: i64| today.checked_add(Span::new().days(days)).unwrap_or(today);
        let between = ProceduresBetween { from: year(-AROUND), to: year(AROUND) };
        let procedures = office.see(asked.reader.clone(), between).await.unwrap_or_default();
        let matching = procedures.iter().filter(|one| fits(&procedure::told::line(lang, one))).take(SHOWN);
        found.extend(matching.map(|one| {
            html! { a href={ "/procedure/" (one.id) } { (procedure::told::line(lang, one)) } span.quiet { (words::procedures::title(lang)) " · " (told::day(one.day)) } }
        }));
        let measures = FindMeasures { words: words.join(" "), most: SHOWN + 1 };
        let matching = office.see(asked.reader.clone(), measures).await.unwrap_or_default();
        let more = matching.len() > SHOWN;
        found.extend(matching.into_iter().take(SHOWN).map(|FoundMeasure { plan_title, measure }| {
            html! { a href={ "/measure/" (measure.id.as_str()) } { (measure.content.text) } (said(lang, measure.progress)) span.quiet { (plan_title) } }
        }));
        if more {
            found.push(html! { span.quiet { (office::search_more(lang)) } });
        }
    }
    let title = office::search_title(lang);
    let pupils = !words.is_empty() && Rights::of(&office, &asked).await.may(FindPupils::NAME);
    let content = html! {
        h1 { (title) }
        p.lead { (wanted.q.as_deref().unwrap_or_default()) }
        // Names of children are opened on a page of their own, and whoever opens it is noted.
        @if pupils { p { a href={ "/pupils?q=" (encoded(wanted.q.as_deref().unwrap_or_default())) } { (office::search_pupils(lang)) } } }
        @if found.is_empty() { p { (office::search_nothing(lang)) } } @else { ul.plain-list.rows { @for one in &found { li { (one) } } } }
    };
    page(&office, &asked, &Page { room: Room::Today, title: &title, trail: &[] }, &content).await
}
