//! The schedule as its pages ask for it, and what addresses choose of it.

use jiff::Span;
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;
use workflow::procedure::{OneProcedure, ProcedureShown, Schedule, ScheduleShown};
use workflow::{Id, Refusal, Rule};

use crate::server::office::Office;
use crate::server::policy::Asked;
use crate::shell::address::encoded;

/// What the address asks for.
#[derive(Deserialize, Default, Clone)]
pub struct Wanted {
    /// Another year than the one work goes on in.
    pub year: Option<String>,
    /// List, month, week.
    pub view: Option<String>,
    /// A parallel.
    pub grade: Option<String>,
    /// A kind.
    pub kind: Option<String>,
    /// Words of what is shown.
    pub q: Option<String>,
    /// A day of the month or week.
    pub day: Option<String>,
    /// The form of a file.
    pub form: Option<String>,
}

impl Wanted {
    /// Whether a procedure is among those asked for.
    pub fn lets(&self, one: &ProcedureShown) -> bool {
        let fits = |asked: &Option<String>, code: &str| asked.as_deref().is_none_or(|asked| asked.is_empty() || asked == code);
        fits(&self.grade, &one.grade.to_string()) && fits(&self.kind, &one.kind)
    }

    /// The year that is asked for; nothing where it is the one work goes on in.
    pub fn year(&self) -> &str {
        self.year.as_deref().unwrap_or_default()
    }

    /// The parallel that is asked for.
    pub fn grade(&self) -> Option<u8> {
        self.grade.as_deref().and_then(|grade| grade.parse().ok())
    }

    /// The day that is asked for, else today, else the nearest of the year.
    pub fn day(&self, schedule: &ScheduleShown, today: Date) -> Date {
        let asked = self.day.as_deref().and_then(|text| text.parse().ok());
        asked.unwrap_or_else(|| today.clamp(schedule.year.first_day, schedule.year.last_day))
    }
}

/// The schedule of a year, of the one work goes on in where `year` is nothing; None where there is none yet.
pub async fn schedule(office: &Office, asked: &Asked, year: &str) -> Result<Option<ScheduleShown>, Refusal> {
    let named = if year.is_empty() { None } else { Some(Id::read(year).ok_or(Refusal::of(Rule::NotThere))?) };
    office.see(asked.reader.clone(), Schedule { year: named, paper: None }).await
}

/// The same where there has to be one.
pub async fn standing(office: &Office, asked: &Asked, year: &str) -> Result<ScheduleShown, Refusal> {
    schedule(office, asked, year).await?.ok_or(Refusal::of(Rule::NotThere))
}

/// A page of the schedule in a year that is not nothing.
pub fn within(page: &str, year: &str) -> String {
    if year.is_empty() { page.to_owned() } else { format!("{page}?year={}", encoded(year)) }
}

/// The year of a form, where its page was of another than the one work goes on in.
pub fn kept(year: &str) -> Markup {
    html! { @if !year.is_empty() { input type="hidden" name="year" value=(year); } }
}

/// So many days later.
pub fn after(day: Date, days: i64) -> Date {
    day.checked_add(Span::new().days(days)).unwrap_or(day)
}

/// The address of this page with another view or day.
pub(super) fn address(wanted: &Wanted, view_and_day: Option<(&str, Option<Date>)>) -> String {
    let (view, day) = match view_and_day {
        Some((view, day)) => (Some(view.to_owned()), day.map(|day| day.to_string())),
        None => (wanted.view.clone(), wanted.day.clone()),
    };
    let pairs = [
        ("year", wanted.year.clone()),
        ("view", view),
        ("grade", wanted.grade.clone()),
        ("kind", wanted.kind.clone()),
        ("q", wanted.q.clone()),
        ("day", day),
    ];
    let pairs = pairs.into_iter().filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)));
    pairs.map(|(name, value)| format!("{name}={}", encoded(&value))).collect::<Vec<_>>().join("&")
}

/// A procedure by the id of its address.
pub(super) async fn found(office: &Office, asked: &Asked, id: &str) -> Result<(ProcedureShown, ScheduleShown), Refusal> {
    let procedure = Id::read(id).ok_or(Refusal::of(Rule::NotThere))?;
    office.see(asked.reader.clone(), OneProcedure { procedure }).await
}
