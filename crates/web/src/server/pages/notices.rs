//! Notices: what somebody was told and when, each with the way to it. Looked at, they are new no longer.
//! covers: R48

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::Response;
use maud::{Markup, html};
use records::text::Lang;
use serde::Deserialize;
use words::{erasure, notices, office};
use workflow::Act;
use workflow::notice::{Kind, MyNotices, Next, NoticeShown, NoticesShown, SetTimes, Subject, What};

use super::erasure::kind_word;
use super::frame::{Page, Room, page};
use super::listing::{Cell, Column, Sheet, carry};
use super::mistake;
use super::plan::told;
use super::procedure::told as procedure;
use super::times;
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};

/// Most notices that are carried away at once.
const CARRIED: usize = 10_000;

/// What is said of it.
pub fn said(lang: Lang, one: &NoticeShown) -> String {
    let takes_place = one.what.takes_place();
    let word: words::Word = match (one.kind, one.what) {
        (_, What::Sign) | (Kind::Given | Kind::Again, What::Erase) => notices::sign,
        (_, What::Accepted) => notices::accepted,
        (_, What::Returned) => notices::returned,
        (_, What::Write) => notices::given_write,
        (_, What::Comment) => notices::comment,
        (_, What::Expire) => notices::expire,
        (Kind::Cancelled, What::Task) => notices::cancelled_task,
        (Kind::Cancelled, What::Read) => notices::cancelled_read,
        (Kind::Cancelled, _) => notices::cancelled,
        (Kind::Again, What::Read) => notices::again_read,
        (Kind::Again, What::Task) => notices::again_task,
        (Kind::Given, What::Read) => notices::given_read,
        (Kind::Given, What::Task) => notices::given_task,
        (Kind::Given, What::Part) => notices::given_part,
        (Kind::Given, What::Organise) => notices::given_organise,
        (Kind::Moved, _) if takes_place => notices::moved_day,
        (Kind::Moved, _) => notices::moved,
        (Kind::Soon, _) if takes_place => notices::soon_day,
        (Kind::Given | Kind::Again | Kind::Soon, _) => notices::soon,
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
        Subject::Erasure { kind, .. } => (erasure::notice(lang), Some(kind_word(*kind)(lang))),
        Subject::Procedure(one) => (procedure::line(lang, one), Some(procedure::slot(lang, one.slot))),
    }
}

/// When the next ones come.
pub fn comes(lang: Lang, next: Next) -> String {
    match next {
        Next::Now(to) => notices::hours_now(lang, hour(to)),
        Next::From(at) => {
            let day = format!("{}, {}", told::weekday(lang, at.date()), told::day(at.date()));
            notices::hours_next(lang, day, hour(at.time()))
        }
        Next::Unknown => notices::hours_unknown(lang),
    }
}

fn hour(time: jiff::civil::Time) -> String {
    format!("{}:{:02}", time.hour(), time.minute())
}

/// When the next ones come, where nothing else of them is shown.
pub async fn next(office: &Office, asked: &Asked) -> Markup {
    let shown = office.see(asked.reader.clone(), MyNotices { before: Some(0) }).await;
    html! { @if let Ok(shown) = shown { p { (comes(asked.lang, shown.next)) } } }
}

/// Which page of them.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    /// Only those before this one.
    before: Option<u64>,
}

/// `GET /notices`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Query(Wanted { before }): Query<Wanted>) -> Response {
    let lang = asked.lang;
    let NoticesShown { all, more, next, telling } = match office.see(asked.reader.clone(), MyNotices { before }).await {
        Ok(shown) => shown,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let (fresh, earlier): (Vec<&NoticeShown>, Vec<&NoticeShown>) = all.iter().partition(|one| !one.seen);
    if !fresh.is_empty() {
        // What the disk does not take now is new still at the next time.
        drop(office.store.looked_at_notices(asked.person.clone(), fresh.iter().map(|one| one.number).collect()).await);
    }
    let sets = Rights::of(&office, &asked).await.may(SetTimes::NAME);
    let title = notices::title(lang);
    let way = html! { a href="/me#letters" { (notices::letters_link(lang)) } }.into_string();
    let content = html! {
        h1 { (title) }
        p.lead { @if all.is_empty() && before.is_none() { (notices::none(lang)) } @else { (notices::lead(lang)) } }
        @if before.is_none() {
            p { (comes(lang, next)) }
            @if let Some(telling) = telling { p.quiet { (times::own(lang, &telling)) @if sets { " " a href="/notices/times" { (notices::times_change(lang)) } } } }
        }
        @if !all.is_empty() { p { (carry(lang, "/notices/list")) } }
        @if before.is_some() { p { a href="/notices" { (notices::newest(lang)) } } }
        @if !fresh.is_empty() { section { h2 { (notices::fresh(lang)) } (list(&asked, &fresh)) } }
        @if !earlier.is_empty() { section { @if !fresh.is_empty() { h2 { (notices::earlier(lang)) } } (list(&asked, &earlier)) } }
        @if let Some(last) = more { p { a href={ "/notices?before=" (last) } { (notices::older(lang)) } } }
        p.quiet { (maud::PreEscaped(notices::letters(lang, way))) }
    };
    page(&office, &asked, &Page { room: Room::Today, title: &title, trail: &[] }, &content).await
}

/// `GET /notices/list`: what is kept of them, for Excel. What was carried away is new still: nobody has looked at it here.
pub async fn carried(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        match office.see(asked.reader.clone(), MyNotices { before }).await {
            Ok(shown) => {
                all.extend(shown.all);
                before = shown.more;
            }
            Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
        }
        if before.is_none() || all.len() >= CARRIED {
            return sheet(&asked, &all).answered(&asked);
        }
    }
}

fn sheet(asked: &Asked, all: &[NoticeShown]) -> Sheet {
    let lang = asked.lang;
    let row = |one: &NoticeShown| {
        let (matter, of) = about(lang, &one.subject);
        let cells = [asked.moment(one.at), said(lang, one), day(lang, one).unwrap_or_default(), matter, of.unwrap_or_default()];
        cells.map(Cell::of).into()
    };
    let columns = vec![
        Column::short(office::when(lang), 18),
        Column::of(notices::list_what(lang), 40),
        Column::short(notices::list_day(lang), 16),
        Column::of(office::about_what(lang), 60),
        Column::of(notices::list_of(lang), 40),
    ];
    Sheet::of(notices::title(lang), "/notices", columns, all.iter().map(row).collect())
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

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use workflow::Id;

    use super::*;

    /// Whatever is said of what is to be written, it says what to do; and what was cancelled is never said to be near.
    #[test]
    fn what_is_to_be_written_or_cancelled_is_said_as_such() {
        let subject = Subject::Event { id: Id::read("event-1").unwrap(), kind: "council", title: String::new() };
        for (what, kind) in What::ALL.iter().flat_map(|what| Kind::ALL.iter().map(move |kind| (*what, *kind))) {
            let one = NoticeShown { number: 1, at: Timestamp::UNIX_EPOCH, what, kind, day: None, subject: subject.clone(), seen: false };
            let text = said(Lang::Ru, &one);
            assert_eq!(text == notices::given_write(Lang::Ru), what == What::Write, "{what:?} {kind:?}");
            if kind == Kind::Cancelled && matches!(what, What::Part | What::Organise | What::Task | What::Read) {
                assert!(text.contains("тменено") || text.contains("снято"), "{what:?}: {text}");
            }
        }
    }
}
