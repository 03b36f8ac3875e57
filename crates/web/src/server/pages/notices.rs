//! Notices: what somebody was told and when, each with the way to it. Looked at, they are new no longer.
//! covers: R48

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use records::text::Lang;
use words::notices;
use workflow::notice::{Kind, MyNotices, NoticeShown, Subject, What};

use super::frame::{Page, Room, page};
use super::mistake;
use super::plan::told;
use super::procedure::told as procedure;
use crate::server::office::Office;
use crate::server::policy::Asked;

/// What is said of it.
pub fn said(lang: Lang, one: &NoticeShown) -> String {
    let takes_place = one.what.takes_place();
    let word: words::Word = match (one.kind, one.what) {
        (_, What::Sign) => notices::sign,
        (_, What::Accepted) => notices::accepted,
        (_, What::Returned) => notices::returned,
        (Kind::Given | Kind::Overdue, What::Write) => notices::given_write,
        (Kind::Given, What::Read) => notices::given_read,
        (Kind::Given, What::Task) => notices::given_task,
        (Kind::Given, What::Part) => notices::given_part,
        (Kind::Given, What::Organise) => notices::given_organise,
        (Kind::Moved, _) if takes_place => notices::moved_day,
        (Kind::Moved, _) => notices::moved,
        (Kind::Soon, _) if takes_place => notices::soon_day,
        (Kind::Given | Kind::Soon, _) => notices::soon,
        (Kind::Today, _) if takes_place => notices::today_day,
        (Kind::Today, _) => notices::today,
        (Kind::Overdue, _) => notices::overdue,
    };
    word(lang)
}

/// Its day: of what takes place the day itself, of others the day it is due by.
pub fn day(lang: Lang, one: &NoticeShown) -> Option<String> {
    let day = told::day(one.day?);
    Some(if one.what.takes_place() { day } else { notices::until(lang, day) })
}

/// What it is about: the matter, and beside it what it belongs to.
fn about(lang: Lang, subject: &Subject) -> (String, Option<String>) {
    match subject {
        Subject::Event { title, kind, .. } => {
            let kind = workflow::event::Kind::of(kind).map(|kind| (kind.name)(lang)).unwrap_or_default();
            (title.clone(), Some(kind).filter(|kind| kind != title))
        }
        Subject::Task { text, title, .. } => (text.clone(), Some(title.clone())),
        Subject::Measure { text, .. } => (text.clone(), None),
        Subject::Procedure(one) => (procedure::line(lang, one), Some(procedure::slot(lang, one.slot))),
    }
}

/// `GET /notices`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    let lang = asked.lang;
    let all = match office.see(asked.reader.clone(), MyNotices).await {
        Ok(all) => all,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let (fresh, earlier): (Vec<&NoticeShown>, Vec<&NoticeShown>) = all.iter().partition(|one| !one.seen);
    if let Some(last) = fresh.iter().map(|one| one.number).max() {
        // What the disk does not take now is new still at the next time.
        drop(office.store.looked_at_notices(asked.person.clone(), last).await);
    }
    let title = notices::title(lang);
    let way = html! { a href="/me#letters" { (notices::letters_link(lang)) } }.into_string();
    let content = html! {
        h1 { (title) }
        p.lead { @if all.is_empty() { (notices::none(lang)) } @else { (notices::lead(lang)) } }
        @if !fresh.is_empty() { section { h2 { (notices::fresh(lang)) } (list(&asked, &fresh)) } }
        @if !earlier.is_empty() { section { @if !fresh.is_empty() { h2 { (notices::earlier(lang)) } } (list(&asked, &earlier)) } }
        p.quiet { (maud::PreEscaped(notices::letters(lang, way))) }
    };
    page(&office, &asked, &Page { room: Room::Today, title: &title, trail: &[] }, &content).await
}

fn list(asked: &Asked, all: &[&NoticeShown]) -> Markup {
    let lang = asked.lang;
    let zone = asked.reader.now().time_zone();
    html! {
        ul.matters.notices {
            @for one in all {
                @let (matter, of) = about(lang, &one.subject);
                @let at = one.at.to_zoned_datetime(zone.clone());
                li.matter {
                    span .dot[!one.seen] {}
                    div.what {
                        p { (said(lang, one)) @if let Some(day) = day(lang, one) { ", " (day) } }
                        a href=(one.subject.address(one.what)) { b { (matter) } }
                        @if let Some(of) = of { p.quiet { (of) } }
                    }
                    span.day { (notices::told(lang, told::short(at.date()), at.strftime("%H:%M").to_string())) }
                }
            }
        }
    }
}
