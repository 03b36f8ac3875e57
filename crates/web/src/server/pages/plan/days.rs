//! A month and a week of a plan, and the plan as a calendar other programs read.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use icalendar::{Calendar, Component, Event, Property};
use jiff::Span;
use jiff::civil::Date;
use maud::{Markup, html};
use records::text::{Lang, capital};
use words::office;
use workflow::plan::{MeasureShown, OccurrenceShown, PlanShown, Progress};

use super::found::plan;
use super::shape::shape;
use super::told;
use crate::server::office::Office;
use crate::server::pages::mistake;
use crate::server::policy::Asked;
use crate::shell::address::attached;

/// An occurrence with its measure.
type One<'a> = (&'a MeasureShown, &'a OccurrenceShown);

fn all(plan: &PlanShown) -> impl Iterator<Item = One<'_>> {
    let measures = plan.blocks.iter().flat_map(|block| &block.measures);
    measures.flat_map(|measure| measure.occurrences.iter().map(move |one| (measure, one)))
}

fn day_after(day: Date, days: i64) -> Date {
    day.checked_add(Span::new().days(days)).unwrap_or(day)
}

/// The Monday of the week.
fn monday(day: Date) -> Date {
    day_after(day, -i64::from(day.weekday().to_monday_zero_offset()))
}

/// The day of an address, else today.
fn asked_day(wanted: Option<&str>, today: Date) -> Date {
    wanted.and_then(|text| text.parse().ok()).unwrap_or(today)
}

fn link(lang: Lang, (measure, one): One<'_>) -> Markup {
    let title = format!("{} · {}", measure.content.text, one.progress.told(lang));
    html! {
        a.entry href={ "/measure/" (measure.id.as_str()) "#" (one.id.as_str()) } title=(title) {
            (shape(lang, one.progress)) " " span { (measure.content.text) }
        }
    }
}

/// Where one goes from here: back, to today, on.
fn turning(lang: Lang, at: &str, view: &str, [before, today, after]: [Date; 3]) -> Markup {
    let to = |day: Date| format!("{at}?view={view}&day={day}");
    html! {
        nav.turning aria-label=(office::turning(lang)) {
            a.button.second href=(to(before)) { (office::earlier(lang)) }
            a.button.second href=(to(today)) { (office::room_today(lang)) }
            a.button.second href=(to(after)) { (office::later(lang)) }
        }
    }
}

/// A month: what falls due on which day.
pub fn month(lang: Lang, plan: &PlanShown, wanted: Option<&str>, today: Date, at: &str) -> Markup {
    let first = asked_day(wanted, today).first_of_month();
    let (begin, end) = (monday(first), first.last_of_month());
    let weeks = (0_i64..6).map(|week| day_after(begin, 7 * week)).filter(|monday| *monday <= end);
    let (before, after) = (day_after(first, -1).first_of_month(), day_after(end, 1));
    let due = |day: Date| all(plan).filter(move |(_, one)| one.due == day);
    html! {
        h2 { (capital(&told::month(lang, first))) " " (first.year()) }
        (turning(lang, at, "month", [before, today, after]))
        div.scroll tabindex="0" {
            table.calendar {
                thead { tr { @for day in office::weekdays_short(lang).split(' ') { th scope="col" { (day) } } } }
                tbody {
                    @for monday in weeks {
                        tr {
                            @for day in (0..7).map(|day| day_after(monday, day)) {
                                td .other[day.month() != first.month()] .now[day == today] {
                                    span.number { (day.day()) }
                                    @for one in due(day) { (link(lang, one)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A week: day by day, and what goes on all the while.
pub fn week(lang: Lang, plan: &PlanShown, wanted: Option<&str>, today: Date, at: &str) -> Markup {
    let first = monday(asked_day(wanted, today));
    let last = day_after(first, 6);
    let days = || (0..7).map(|day| day_after(first, day));
    let due = |day: Date| all(plan).filter(move |(_, one)| one.due == day);
    let goes_on: Vec<One<'_>> =
        all(plan).filter(|(_, one)| one.progress == Progress::UnderWay && one.from <= last && one.due > last).collect();
    let nothing = days().all(|day| due(day).next().is_none());
    html! {
        h2 { (told::span(lang, first, last)) }
        (turning(lang, at, "week", [day_after(first, -7), today, day_after(first, 7)]))
        @if nothing { p.lead { (office::week_nothing(lang)) } }
        @for day in days().filter(|day| due(*day).next().is_some()) {
            section .now[day == today] {
                h3 { (capital(&told::weekday(lang, day))) ", " (told::day_of_month(lang, day)) }
                ul.plain-list { @for one in due(day) { li { (link(lang, one)) } } }
            }
        }
        @if !goes_on.is_empty() {
            details {
                summary { (office::goes_on(lang, goes_on.len())) }
                ul.plain-list { @for one in goes_on { li { (link(lang, one)) " " span.quiet { (told::short(one.1.due)) } } } }
            }
        }
    }
}

/// `GET /plan/{id}/calendar`: the plan's days as a file of calendars (RFC 5545), without names of people.
pub async fn file(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    match plan(&office, &asked, &id).await {
        Ok(plan) => {
            let kind = (header::CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned());
            let name = (header::CONTENT_DISPOSITION, attached(&format!("{}.ics", office::room_plan(asked.lang))));
            ([kind, name], calendar(asked.lang, &plan)).into_response()
        }
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

fn calendar(lang: Lang, plan: &PlanShown) -> String {
    let mut calendar = Calendar::new().name(&plan.preface.title).done();
    let date = |name: &str, day: Date| Property::new(name, day.strftime("%Y%m%d").to_string()).add_parameter("VALUE", "DATE").done();
    for (measure, one) in all(plan).filter(|(_, one)| one.progress != Progress::Dropped) {
        let event = Event::new()
            .uid(&format!("{}@objektiv", one.id))
            // The stamp is the plan's, not the moment somebody asked: the same plan is the same file.
            .add_property("DTSTAMP", plan.days.first.strftime("%Y%m%dT000000Z").to_string())
            .append_property(date("DTSTART", one.due))
            .append_property(date("DTEND", day_after(one.due, 1)))
            .summary(&measure.content.text)
            .description(&format!("{}\n{}", measure.content.block, one.progress.told(lang)))
            .done();
        calendar.push(event);
    }
    calendar.to_string()
}
