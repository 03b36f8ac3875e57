//! Rules × calendar × schedules that are known → occurrences: pure, in order, none twice.
//!
//! Days the school wrote itself stay as written; the last day of a month or span nobody works on is moved to the last working day before.
//! What the program spreads over the year never falls on holidays.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Calendar, Days};
use crate::plan::{Every, Schedule, When};

/// How long after a period what follows from it may take, in days of the calendar; the program's own choice, every date can be changed.
const AFTER_A_PERIOD: i64 = 6;

/// One time a measure falls due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// First day it can be worked on.
    pub from: Date,
    /// Last day.
    pub due: Date,
    /// Whether it is a question: was it needed this month?
    pub asks: bool,
    /// Which time it is, said so that a changed calendar finds it again: `month 2026-10`.
    pub slot: String,
    /// What the schedule calls the day.
    pub label: String,
}

/// A day of a schedule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ScheduleDay {
    /// The day.
    pub on: Date,
    /// What is held on it: «ВПР, математика, 5 классы».
    pub label: String,
    /// What it is found again by wherever it is moved; empty for a day somebody typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
}

impl ScheduleDay {
    /// A day as somebody types it.
    #[must_use]
    pub fn typed(on: Date, label: impl Into<String>) -> Self {
        Self { on, label: label.into(), key: String::new() }
    }
}

/// Schedules that are known.
pub type Schedules = BTreeMap<Schedule, Vec<ScheduleDay>>;

/// Every occurrence of these rules.
#[must_use]
pub fn occurrences(rules: &[When], calendar: &Calendar, schedules: &Schedules) -> Vec<Occurrence> {
    let mut rules = rules.to_vec();
    rules.sort();
    let mut all: Vec<Occurrence> = rules.iter().flat_map(|rule| of_rule(rule, calendar, schedules)).collect();
    all.sort();
    // A thing of the schedule has its own time each; where it stands, a day somebody typed says nothing more.
    let own: BTreeSet<String> = rules.iter().flat_map(|rule| of_things(rule, schedules)).collect();
    let days = |one: &Occurrence| (one.from, one.due, one.asks);
    let taken: BTreeSet<_> = all.iter().filter(|one| own.contains(&one.slot)).map(days).collect();
    all.retain(|one| own.contains(&one.slot) || !taken.contains(&days(one)));
    all.dedup_by(|later, earlier| !own.contains(&later.slot) && days(later) == days(earlier));
    let mut slots: BTreeSet<String> = BTreeSet::new();
    all.retain(|occurrence| slots.insert(occurrence.slot.clone()));
    all
}

/// Slots of the things of the schedule a rule is bound to.
fn of_things(rule: &When, schedules: &Schedules) -> Vec<String> {
    let When::Scheduled { by } = rule else { return Vec::new() };
    let days = schedules.get(by).into_iter().flatten().filter(|day| !day.key.is_empty());
    days.map(|day| slot_of(*by, &day.key)).collect()
}

fn slot_of(by: Schedule, which: &str) -> String {
    format!("{} {which}", by.code())
}

/// Schedules these rules wait for.
#[must_use]
pub fn awaited(rules: &[When], schedules: &Schedules) -> Vec<Schedule> {
    let known = |schedule: &Schedule| *schedule == Schedule::PeriodEnds || schedules.get(schedule).is_some_and(|days| !days.is_empty());
    let bound = rules.iter().filter_map(|rule| if let When::Scheduled { by } = rule { Some(*by) } else { None });
    let mut awaited: Vec<Schedule> = bound.filter(|schedule| !known(schedule)).collect();
    awaited.sort();
    awaited.dedup();
    awaited
}

fn of_rule(rule: &When, calendar: &Calendar, schedules: &Schedules) -> Vec<Occurrence> {
    let one = |slot: String, from, due| vec![Occurrence { from, due, asks: false, slot, label: String::new() }];
    match rule {
        When::Day { on } => one(format!("day {on}"), *on, *on),
        When::Until { last } => {
            let days = Days { first: calendar.plan_begins().min(*last), last: *last };
            one(format!("until {last}"), days.first, last_of(days, |day| calendar.works(day)).unwrap_or(*last))
        }
        When::Span { from, last } => {
            let days = Days { first: *from.min(last), last: *last.max(from) };
            one(format!("span {from} {last}"), days.first, last_of(days, |day| calendar.works(day)).unwrap_or(days.last))
        }
        When::Each { every: Every::AfterPeriod } => after_periods(calendar),
        When::Each { every } => each(*every, calendar).into_iter().filter_map(|(slot, days)| spread(slot, days, calendar)).collect(),
        When::AllYear => spread("year".to_owned(), calendar.year(), calendar).into_iter().collect(),
        When::AsNeeded => {
            let months = months(calendar).into_iter().filter_map(|(month, days)| spread(format!("asked {month}"), days, calendar));
            months.map(|occurrence| Occurrence { asks: true, ..occurrence }).collect()
        }
        When::Scheduled { by: Schedule::PeriodEnds } => period_ends(calendar),
        When::Scheduled { by } => schedules.get(by).map(|days| scheduled(*by, days)).unwrap_or_default(),
    }
}

/// The parts of the year something is spread over, each with its name.
fn each(every: Every, calendar: &Calendar) -> Vec<(String, Days)> {
    let year = calendar.year();
    let numbered = |name: &str, parts: Vec<Days>| {
        let named = parts.into_iter().enumerate().map(|(index, days)| (format!("{name} {}", index + 1), days));
        named.collect::<Vec<_>>()
    };
    match every {
        Every::Week => weeks(year),
        Every::Month => months(calendar).into_iter().map(|(month, days)| (format!("month {month}"), days)).collect(),
        Every::Quarter => quarters(calendar),
        Every::Period => numbered("period", calendar.terms().periods.clone()),
        Every::HalfYear => numbered("half", halves(year)),
        Every::Times(times) => numbered(&format!("of {times}:"), evenly(year, times)),
        Every::AfterPeriod => Vec::new(),
    }
}

/// Once within these days, due on the last day of lessons among them; never where there are none.
fn spread(slot: String, days: Days, calendar: &Calendar) -> Option<Occurrence> {
    let days = days.within(&calendar.year())?;
    let due = last_of(days, |day| calendar.teaches(day))?;
    Some(Occurrence { from: days.first, due, asks: false, slot, label: String::new() })
}

fn last_of(days: Days, fits: impl Fn(Date) -> bool) -> Option<Date> {
    days.each().rev().find(|day| fits(*day))
}

fn weeks(year: Days) -> Vec<(String, Days)> {
    let monday = |day: Date| day.checked_sub(Span::new().days(day.weekday().to_monday_zero_offset())).unwrap_or(day);
    let starts = year.each().map(monday).collect::<BTreeSet<_>>();
    let week = |start: Date| Some((format!("week {start}"), Days::of(start, start.checked_add(Span::new().days(6)).ok()?)?));
    starts.into_iter().filter_map(week).collect()
}

/// Months of the school year, each under its name `2026-10`.
fn months(calendar: &Calendar) -> Vec<(String, Days)> {
    let firsts = calendar.year().each().map(Date::first_of_month).collect::<BTreeSet<_>>();
    let named = |first: Date| (format!("{:04}-{:02}", first.year(), first.month()), Days { first, last: first.last_of_month() });
    firsts.into_iter().map(named).collect()
}

/// Quarters of the calendar, not of the school.
fn quarters(calendar: &Calendar) -> Vec<(String, Days)> {
    let mut quarters: BTreeMap<(i16, i8), Days> = BTreeMap::new();
    for (_, days) in months(calendar) {
        let quarter = quarters.entry((days.first.year(), (days.first.month() + 2) / 3)).or_insert(days);
        quarter.last = days.last;
    }
    quarters.into_iter().map(|((year, number), days)| (format!("quarter {year}-{number}"), days)).collect()
}

/// September to December, January to the end.
fn halves(year: Days) -> Vec<Days> {
    let Ok(new_year) = Date::new(year.first.year() + 1, 1, 1) else { return vec![year] };
    let first = new_year.yesterday().ok().and_then(|last| Days::of(year.first, last.min(year.last)));
    [first, Days::of(new_year, year.last)].into_iter().flatten().collect()
}

/// So many parts as alike as days allow.
fn evenly(year: Days, times: u8) -> Vec<Days> {
    let (days, times) = (i64::from((year.last - year.first).get_days()) + 1, i64::from(times));
    let at = |part: i64| year.first.checked_add(Span::new().days(days * part / times)).ok();
    (0..times).filter_map(|part| Days::of(at(part)?, at(part + 1)?.yesterday().ok()?)).collect()
}

/// A week after each period, counted from when lessons go on, or from its end where it was the last.
fn after_periods(calendar: &Calendar) -> Vec<Occurrence> {
    let periods = &calendar.terms().periods;
    let one = |(index, period): (usize, &Days)| {
        let from = period.last.tomorrow().ok()?;
        let goes_on = periods.get(index + 1).map_or(from, |next| next.first);
        let days = Days::of(from, goes_on.checked_add(Span::new().days(AFTER_A_PERIOD)).ok()?)?;
        let lessons = last_of(days, |day| calendar.teaches(day));
        let due = lessons.or_else(|| last_of(days, |day| calendar.works(day)))?;
        Some(Occurrence { from, due, asks: false, slot: format!("after {}", index + 1), label: String::new() })
    };
    periods.iter().enumerate().filter_map(one).collect()
}

fn period_ends(calendar: &Calendar) -> Vec<Occurrence> {
    let one = |(index, period): (usize, &Days)| {
        let ends = spread(format!("end {}", index + 1), *period, calendar)?;
        Some(Occurrence { from: ends.due, ..ends })
    };
    calendar.terms().periods.iter().enumerate().filter_map(one).collect()
}

/// One for each day. A day is found again by its key, else by what it is called, where nothing else is called so.
fn scheduled(by: Schedule, days: &[ScheduleDay]) -> Vec<Occurrence> {
    let alone = |day: &ScheduleDay| !day.label.is_empty() && days.iter().filter(|other| other.label == day.label).count() == 1;
    let slot = |day: &ScheduleDay| match () {
        () if !day.key.is_empty() => day.key.clone(),
        () if alone(day) => day.label.clone(),
        () => format!("{} {}", day.on, day.label),
    };
    let one =
        |day: &ScheduleDay| Occurrence { from: day.on, due: day.on, asks: false, slot: slot_of(by, &slot(day)), label: day.label.clone() };
    days.iter().map(one).collect()
}
