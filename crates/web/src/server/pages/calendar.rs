//! The calendar: a month with everything that has a day, and the same days as a file for other calendars.
//! covers: R48

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use icalendar::{Calendar as File, Component, Event, Property};
use jiff::Span;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use maud::{Markup, html};
use records::procedure::Slot;
use records::text::{Lang, capital, folded};
use serde::Deserialize;
use words::{calendar, office};
use workflow::Refusal;
use workflow::calendar::{Calendar, CalendarShown};
use workflow::event::Kind;

use super::event::list::called;
use super::frame::{Page, Room, page};
use super::mistake;
use super::plan::shape::{legend, shape};
use super::plan::told;
use super::procedure::told as procedures;
use crate::server::office::Office;
use crate::server::policy::Asked;
use crate::shell::address::attached;

/// Days a file of the calendar reaches back and ahead.
const FILE: (i64, i64) = (31, 365);
/// Minutes of what says its beginning alone.
const AN_HOUR: i64 = 60;

/// What the address asks for.
#[derive(Deserialize, Default)]
pub struct Wanted {
    /// A day of the month.
    day: Option<String>,
    /// `mine`: only what names her.
    of: Option<String>,
}

impl Wanted {
    fn mine(&self) -> bool {
        self.of.as_deref() == Some("mine")
    }
}

fn after(day: Date, days: i64) -> Date {
    day.checked_add(Span::new().days(days)).unwrap_or(day)
}

/// Something with a day.
struct One {
    day: Date,
    /// Order within the day: events by their hours, then tasks, then times of the plan.
    place: (u8, String),
    id: String,
    to: String,
    mark: Markup,
    text: String,
    /// What it is, in words.
    what: String,
    /// What it is called where nothing else says what it is.
    title: String,
    /// Its hour and how many minutes it takes, where that is known.
    hours: Option<(Time, i64)>,
}

/// An event without an hour.
fn square(lang: Lang) -> Markup {
    let told = calendar::event_mark(lang);
    html! { svg.shape viewBox="0 0 16 16" width="14" height="14" role="img" aria-label=(told) { title { (told) } rect x="2.5" y="2.5" width="11" height="11" fill="none" stroke="currentColor" stroke-width="1.6" {} } }
}

/// A task.
fn flag(lang: Lang) -> Markup {
    let told = calendar::task_mark(lang);
    html! { svg.shape viewBox="0 0 16 16" width="14" height="14" role="img" aria-label=(told) { title { (told) } path d="M4 15V2h9l-2.5 3L13 8H4" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round" {} } }
}

/// A procedure: a sheet that is written on.
fn sheet(lang: Lang) -> Markup {
    let told = calendar::procedure_mark(lang);
    html! { svg.shape viewBox="0 0 16 16" width="14" height="14" role="img" aria-label=(told) { title { (told) } path d="M3.5 1.5h6l3 3v10h-9zM6 7.5h4M6 10.5h4" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round" {} } }
}

/// What the shapes mean.
fn key_of_shapes(lang: Lang) -> Markup {
    html! { p.legend { span.state { (sheet(lang)) " " (calendar::procedure_mark(lang)) } " " span.state { (square(lang)) " " (calendar::event_mark(lang)) } " " span.state { (flag(lang)) " " (calendar::task_mark(lang)) } } (legend(lang)) }
}

/// Everything that was read, by its day.
fn all(lang: Lang, shown: &CalendarShown) -> Vec<One> {
    let events = shown.events.iter().map(|line| {
        let event = &line.event;
        let what = Kind::of(event.kind).map(|kind| (kind.name)(lang)).unwrap_or_default();
        let text = called(lang, line);
        One {
            title: if folded(&text).contains(&folded(&what)) { text.clone() } else { format!("{what}, {text}") },
            hours: hours(&event.content.time),
            day: event.day,
            place: (0, event.content.time.clone()),
            id: event.id.to_string(),
            to: format!("/event/{}", event.id),
            mark: html! { @if event.content.time.is_empty() { (square(lang)) } @else { b.hour { (event.content.time) } } },
            text,
            what,
        }
    });
    let tasks = shown.tasks.iter().map(|(task, title)| One {
        day: task.due,
        place: (1, String::new()),
        id: task.id.to_string(),
        to: format!("/task/{}", task.id),
        mark: flag(lang),
        text: task.text.clone(),
        what: title.clone(),
        title: task.text.clone(),
        hours: None,
    });
    let times = shown.times.iter().map(|line| One {
        day: line.occurrence.due,
        place: (2, String::new()),
        id: line.occurrence.id.to_string(),
        to: format!("/measure/{}#{}", line.measure, line.occurrence.id),
        mark: shape(lang, line.occurrence.progress),
        text: line.text.clone(),
        what: line.occurrence.progress.told(lang),
        title: line.text.clone(),
        hours: None,
    });
    let procedures = shown.procedures.iter().map(|one| One {
        day: one.day,
        place: (0, procedures::slot_typed(one.slot)),
        id: one.id.to_string(),
        to: format!("/procedure/{}", one.id),
        mark: sheet(lang),
        text: procedures::line(lang, one),
        what: procedures::slot(lang, one.slot),
        title: procedures::line(lang, one),
        hours: match one.slot {
            Slot::Clock { from, minutes } => Some((from, i64::from(minutes))),
            Slot::Lessons { .. } => None,
        },
    });
    let mut all: Vec<One> = procedures.chain(events).chain(tasks).chain(times).collect();
    all.sort_by(|a, b| (a.day, &a.place, &a.id).cmp(&(b.day, &b.place, &b.id)));
    all
}

async fn read(office: &Office, asked: &Asked, (from, to): (Date, Date), mine: bool) -> Result<CalendarShown, Refusal> {
    office.see(asked.reader.clone(), Calendar { from, to, mine }).await
}

/// `GET /calendar`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    let (lang, today) = (asked.lang, asked.reader.now().date());
    let month = wanted.day.as_deref().and_then(|day| day.parse().ok()).unwrap_or(today).first_of_month();
    let begin = after(month, -i64::from(month.weekday().to_monday_zero_offset()));
    let end = month.last_of_month();
    let end = after(end, 6 - i64::from(end.weekday().to_monday_zero_offset()));
    let shown = match read(&office, &asked, (begin, end), wanted.mine()).await {
        Ok(shown) => shown,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let of = if wanted.mine() { "&of=mine" } else { "" };
    let to = |day: Date, of: &str| format!("/calendar?day={day}{of}");
    let title = format!("{} {}", capital(&told::month(lang, month)), month.year());
    let content = html! {
        h1 { (title) }
        nav.turning aria-label=(office::turning(lang)) {
            a.button.second href=(to(after(month, -1).first_of_month(), of)) { (office::earlier(lang)) }
            a.button.second href=(to(today, of)) { (office::room_today(lang)) }
            a.button.second href=(to(after(month.last_of_month(), 1), of)) { (office::later(lang)) }
        }
        nav.tabs aria-label=(calendar::whose(lang)) {
            a href=(to(month, "")) aria-current=[(!wanted.mine()).then_some("page")] { (calendar::all(lang)) }
            a href=(to(month, "&of=mine")) aria-current=[wanted.mine().then_some("page")] { (calendar::mine(lang)) }
        }
        (grid(lang, &shown, (begin, end), month, today))
        details { summary { (calendar::shapes(lang)) } (key_of_shapes(lang)) }
        p { a href={ "/calendar/file" @if wanted.mine() { "?of=mine" } } { (calendar::carry(lang)) } }
    };
    page(&office, &asked, &Page { room: Room::Calendar, title: &calendar::title(lang), trail: &[] }, &content).await
}

/// The weeks; where there is no room for seven columns, the days that hold something one under another.
fn grid(lang: Lang, shown: &CalendarShown, (begin, end): (Date, Date), month: Date, today: Date) -> Markup {
    let all = all(lang, shown);
    let weeks = (0_i64..6).map(|week| after(begin, 7 * week)).filter(|monday| *monday <= end);
    let none = all.iter().all(|one| one.day.first_of_month() != month);
    html! {
        @if none { p.lead { (calendar::nothing(lang)) } }
        div.scroll.month-days tabindex="0" role="group" aria-label=(calendar::title(lang)) {
            table.calendar {
                thead { tr { @for day in office::weekdays_short(lang).split(' ') { th scope="col" { (day) } } } }
                tbody {
                    @for monday in weeks {
                        tr {
                            @for day in (0..7).map(|days| after(monday, days)) {
                                @let here: Vec<&One> = all.iter().filter(|one| one.day == day).collect();
                                td .other[day.first_of_month() != month] .now[day == today] .free[shown.free.contains(&day)] .empty[here.is_empty()] {
                                    span.number { (day.day()) span.alone { " " (told::month_of(lang, day)) ", " (told::weekday(lang, day)) } @if shown.free.contains(&day) && day.weekday().to_monday_zero_offset() < 5 { " " span.quiet { (calendar::free(lang)) } } }
                                    @for one in here { a.entry href=(one.to) title=(format!("{} · {}", one.text, one.what)) { (one.mark) " " span { (one.text) } } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// `GET /calendar/file`: the days around today as a file of calendars (RFC 5545), without names of people.
pub async fn file(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    let (lang, today) = (asked.lang, asked.reader.now().date());
    match read(&office, &asked, (after(today, -FILE.0), after(today, FILE.1)), wanted.mine()).await {
        Ok(shown) => {
            let kind = (header::CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned());
            let name = (header::CONTENT_DISPOSITION, attached(&format!("{}.ics", calendar::title(lang))));
            ([kind, name], written(lang, &all(lang, &shown), asked.reader.now().time_zone())).into_response()
        }
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// When something begins and how many minutes it takes, as it was typed: «13:40», «13.40», «13:40–14:20»; an hour where no end is said. None where
/// it reads otherwise: «после 6 урока».
fn hours(text: &str) -> Option<(Time, i64)> {
    let time = |text: &str| {
        let (hour, minute) = text.trim().split_once([':', '.'])?;
        let digits = |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit());
        (digits(hour, 2) && digits(minute, 2) && minute.len() == 2)
            .then(|| Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok())?
    };
    let minutes = |of: Time| i64::from(of.hour()) * AN_HOUR + i64::from(of.minute());
    match text.split_once(['–', '—', '-']) {
        None => Some((time(text)?, AN_HOUR)),
        Some((from, to)) => {
            let (from, to) = (time(from)?, time(to)?);
            (from < to).then(|| (from, minutes(to) - minutes(from)))
        }
    }
}

fn written(lang: Lang, all: &[One], zone: &TimeZone) -> String {
    let mut file = File::new().name(&calendar::title(lang)).done();
    for one in all {
        let event = Event::new()
            .uid(&format!("{}@objektiv", one.id))
            // The stamp is the day's own, not the moment somebody asked: the same days are the same file.
            .add_property("DTSTAMP", one.day.strftime("%Y%m%dT000000Z").to_string())
            .append_property(when("DTSTART", one, zone, false))
            .append_property(when("DTEND", one, zone, true))
            .summary(&one.title)
            .description(&one.what)
            .done();
        file.push(event);
    }
    file.to_string()
}

/// A moment where the hour is known: by the clock of the school, told in the one all calendars share (RFC 5545 §3.3.5, form 2). Else the day.
fn when(name: &str, one: &One, zone: &TimeZone, end: bool) -> Property {
    let moment = |(from, minutes): (Time, i64)| {
        let at = one.day.to_datetime(from).checked_add(Span::new().minutes(if end { minutes } else { 0 })).ok()?;
        Some(zone.to_timestamp(at).ok()?.strftime("%Y%m%dT%H%M%SZ").to_string())
    };
    let day = || after(one.day, i64::from(end)).strftime("%Y%m%d").to_string();
    match one.hours.and_then(moment) {
        Some(moment) => Property::new(name, moment).done(),
        None => Property::new(name, day()).add_parameter("VALUE", "DATE").done(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_reads_as_one_is_a_moment_and_any_other_a_whole_day() {
        let one = |hours| One {
            day: Date::constant(2026, 11, 12),
            place: (0, String::new()),
            id: "event-1".into(),
            to: String::new(),
            mark: html! {},
            text: "9А".into(),
            what: "Консультация".into(),
            title: "Консультация, 9А".into(),
            hours,
        };
        let zone = TimeZone::fixed(jiff::tz::offset(3));
        for (time, from, to) in [
            ("13:40", "DTSTART:20261112T104000Z", "DTEND:20261112T114000Z"),
            ("8.05–8.45", "DTSTART:20261112T050500Z", "DTEND:20261112T054500Z"),
            ("23:30", "DTSTART:20261112T203000Z", "DTEND:20261112T213000Z"),
            ("01:15", "DTSTART:20261111T221500Z", "DTEND:20261111T231500Z"),
            ("после 6 урока", "DTSTART;VALUE=DATE:20261112", "DTEND;VALUE=DATE:20261113"),
            ("14:00–13:00", "DTSTART;VALUE=DATE:20261112", "DTEND;VALUE=DATE:20261113"),
            ("25:00", "DTSTART;VALUE=DATE:20261112", "DTEND;VALUE=DATE:20261113"),
            ("", "DTSTART;VALUE=DATE:20261112", "DTEND;VALUE=DATE:20261113"),
        ] {
            let file = written(Lang::Ru, &[one(hours(time))], &zone);
            let lines: Vec<&str> = file.lines().collect();
            assert!(lines.contains(&from) && lines.contains(&to), "{time}: {file}");
            assert!(file.contains("SUMMARY:Консультация\\, 9А"), "the hour stands in no title: {file}");
        }
    }
}
