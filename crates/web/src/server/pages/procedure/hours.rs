//! `/procedures/hours`: hours a week of subjects, lessons a day: a line each.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use records::text::capital;
use words::{office, procedures};
use workflow::procedure::{Hours, LessonsADay, ScheduleShown, SetHours, Unknown};
use workflow::school::Edit;
use workflow::{Act, Field as Told, Refusal, Rule};

use super::super::frame::{Page, Room, page_with};
use super::super::mistake;
use super::asked::{Wanted, kept, standing, within};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed};
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};

const HOURS: Form = Form {
    fields: &[
        Field::new("hours", procedures::hours, Kind::Text).hint(procedures::hours_hint).told(Told::HoursAWeek).any_length(),
        Field::new("lessons", procedures::lessons_a_day, Kind::Text).hint(procedures::lessons_hint).told(Told::LessonsADay).any_length(),
    ],
};

/// `GET /procedures/hours`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    if !Rights::of(&office, &asked).await.may(SetHours::NAME) {
        return mistake::refused(&office, &asked, &Refusal::of(Rule::NotAllowed)).await;
    }
    shown(&office, &asked, wanted.year(), None).await
}

async fn shown(office: &Office, asked: &Asked, year: &str, again: Option<(&Typed, &Mistakes)>) -> Response {
    let lang = asked.lang;
    let schedule = match standing(office, asked, year).await {
        Ok(schedule) => schedule,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let (hours, lessons) = (hours_typed(&schedule.hours), lessons_typed(&schedule.lessons));
    let first = asked.form().with("hours", hours.clone()).with("lessons", lessons.clone());
    let (typed, mistakes) = again.map_or((first, Mistakes::default()), |(typed, mistakes)| (typed.clone(), mistakes.clone()));
    let missing = missing(&schedule);
    let title = procedures::hours_title(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (procedures::hours_lead(lang)) }
        @if !missing.is_empty() { p { (procedures::hours_missing(lang, missing)) } }
        form.narrow method="post" action="/procedures/hours" {
            (HOURS.show(lang, &typed, &mistakes))
            (kept(year))
            (HOURS.opened(&[("hours", hours), ("lessons", lessons)], Some(&typed), &mistakes))
            button.main { (office::save(lang)) }
        }
    };
    let trail = [(within("/procedures", year), procedures::title(lang))];
    page_with(office, asked, mistakes.status(), &Page { room: Room::Procedures, title: &title, trail: &trail }, &content).await
}

/// Subjects of the schedule nobody entered hours for.
fn missing(schedule: &ScheduleShown) -> String {
    let named = schedule.unknown.iter().filter_map(|one| match one {
        Unknown::Hours(grade, subject) => Some(format!("{grade} {subject}")),
        Unknown::Lessons(_) | Unknown::Window(_) => None,
    });
    named.collect::<Vec<_>>().join(", ")
}

fn tenths(tenths: u16) -> String {
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{},{}", tenths / 10, tenths % 10) }
}

fn hours_typed(all: &[Hours]) -> String {
    all.iter().map(|one| format!("{} {} {}", one.grade, one.subject, tenths(one.tenths))).collect::<Vec<_>>().join("\n")
}

fn lessons_typed(all: &[LessonsADay]) -> String {
    let line = |one: &LessonsADay| {
        let days = one.lessons.iter().map(u8::to_string).collect::<Vec<_>>();
        format!("{}: {}", one.grade, days.join(" "))
    };
    all.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The line that cannot be read.
fn read_hours(text: &str) -> Result<Vec<Hours>, String> {
    let line = |line: &str| {
        let (grade, rest) = line.split_once(char::is_whitespace)?;
        let (subject, hours) = rest.trim().rsplit_once(char::is_whitespace)?;
        let (whole, part) = hours.split_once([',', '.']).unwrap_or((hours, "0"));
        let tenths = whole.parse::<u16>().ok()?.checked_mul(10)?.checked_add(Some(part).filter(|part| part.len() == 1)?.parse().ok()?)?;
        Some(Hours { grade: grade.trim_end_matches(':').parse().ok()?, subject: capital(subject.trim()), tenths })
    };
    lines(text, line)
}

fn read_lessons(text: &str) -> Result<Vec<LessonsADay>, String> {
    let line = |line: &str| {
        let (grade, rest) = line.split_once([':', ' '])?;
        let all: Vec<u8> = rest.split_whitespace().map(|number| number.trim_matches([',', ';']).parse().ok()).collect::<Option<_>>()?;
        let mut lessons = [0; 6];
        match all[..] {
            // Of one number every day of five; a sixth is entered where there is one.
            [one] => lessons[..5].fill(one),
            [] => return None,
            _ if all.len() > lessons.len() => return None,
            _ => lessons[..all.len()].copy_from_slice(&all),
        }
        Some(LessonsADay { grade: grade.trim().parse().ok()?, lessons })
    };
    lines(text, line)
}

fn lines<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| read(line).ok_or_else(|| line.to_owned())).collect()
}

/// `POST /procedures/hours`.
pub async fn set(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let lang = asked.lang;
    let schedule = match standing(&office, &asked, typed.get("year")).await {
        Ok(schedule) => schedule,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let mut mistakes = Mistakes::default();
    let hours = read_hours(typed.get("hours")).map_err(|line| mistakes.add("hours", office::line_wrong(lang, line)));
    let lessons = read_lessons(typed.get("lessons")).map_err(|line| mistakes.add("lessons", office::line_wrong(lang, line)));
    let was = (read_hours(typed.get("was-hours")), read_lessons(typed.get("was-lessons")));
    let (Ok(hours), Ok(lessons), (Ok(had), Ok(had_lessons)), Some(once)) = (hours, lessons, was, typed.once()) else {
        return shown(&office, &asked, typed.get("year"), Some((&typed, &mistakes))).await;
    };
    let act = SetHours {
        year: schedule.year.id.clone(),
        hours: Edit { opened: had, wanted: hours },
        lessons: Edit { opened: had_lessons, wanted: lessons },
    };
    match office.perform(asked.reader.clone(), once, act).await {
        Ok(_) => Redirect::to(&within("/procedures", typed.get("year"))).into_response(),
        Err(refusal) => shown(&office, &asked, typed.get("year"), Some((&typed, &Mistakes::refused(HOURS, lang, &refusal, &typed)))).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_and_lessons_are_read_a_line_each() {
        let hours = read_hours("7 алгебра 3\n\n10: История России 1,5\n").unwrap();
        assert_eq!((hours[0].grade, hours[0].subject.as_str(), hours[0].tenths), (7, "Алгебра", 30));
        assert_eq!((hours[1].subject.as_str(), hours[1].tenths), ("История России", 15));
        assert_eq!(read_hours(&hours_typed(&hours)).unwrap(), hours);
        assert_eq!(read_hours("7 алгебра 3\nалгебра"), Err("алгебра".into()));
        let lessons = read_lessons("7: 6 7 6 7 6\n8 5").unwrap();
        assert_eq!((lessons[0].lessons, lessons[1].lessons), ([6, 7, 6, 7, 6, 0], [5, 5, 5, 5, 5, 0]));
        assert_eq!(read_lessons(&lessons_typed(&lessons)).unwrap(), lessons);
        assert!(read_lessons("7: 6 6 6 6 6 6 6").is_err() && read_lessons("семь: 6").is_err());
    }
}
