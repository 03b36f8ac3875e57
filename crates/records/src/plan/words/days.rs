//! Days and spans: «15 октября», «до 1 ноября», «с 1 по 10 октября», «август–сентябрь», «I квартал», «осенние каникулы».

use jiff::civil::Date;

use super::Why;
use super::lexicon::Sense;
use super::points::{self, Edge, Part, Point, point};
use super::reader::Reader;
use crate::plan::{Every, When};

/// «до 1 ноября», «не позднее 15.10.2026», «до конца октября», «до начала учебного года».
pub(super) fn until(r: &mut Reader<'_>) -> Option<()> {
    let start = r.place();
    let later = r.take(|sense| sense == Sense::Not).is_some() && r.takes(Sense::Later).is_some();
    let before = r.take(|sense| matches!(sense, Sense::Before | Sense::To)).is_some();
    if !later && !before {
        return None;
    }
    if r.sense(0) == Some(Sense::Begin) && r.sense(1) == Some(Sense::YearWord) {
        r.skip(2);
        let last = Edge::of_day(r.context.year.0, 8, 31)?.last;
        r.rule(When::Until { last })?;
        return r.ask(Why::Taken, start);
    }
    let bare_month = matches!(r.sense(0), Some(Sense::Month(_)));
    let point = point(r)?;
    let Some(edge) = edge(r, point, start) else { return Some(()) };
    // «до ноября» ends with October; «до конца октября» and «до 15 октября» with the day they name.
    let last = if bare_month && !later { edge.from.yesterday().ok()? } else { edge.last };
    r.rule(When::Until { last })?;
    if matches!(point.part, Part::Day(_)) || (!bare_month && edge.last == edge.last.last_of_month()) {
        Some(())
    } else {
        r.ask(Why::Taken, start)
    }
}

/// «с 1 по 10 октября», «1–10 октября», «сентябрь–май», «с октября».
pub(super) fn span(r: &mut Reader<'_>) -> Option<()> {
    let start = r.place();
    r.take_all(|sense| sense == Sense::In);
    let from = r.takes(Sense::From).is_some();
    let first = half_point(r)?;
    let tied = match r.sense(0) {
        Some(Sense::Dash) => true,
        Some(Sense::To | Sense::Before) => from,
        _ => false,
    };
    if !tied {
        return if from { open_ended(r, first, start) } else { None };
    }
    r.skip(1);
    let second = point(r)?;
    between(r, first, second, start)
}

/// A point, or only the day of one: the month of the other end is its own.
enum Half {
    Whole(Point),
    Day(u32),
}

fn half_point(r: &mut Reader<'_>) -> Option<Half> {
    if let Some(point) = point(r) {
        return Some(Half::Whole(point));
    }
    match r.take(|sense| matches!(sense, Sense::Number(_)))? {
        Sense::Number(day) => Some(Half::Day(day)),
        _ => None,
    }
}

fn between(r: &mut Reader<'_>, first: Half, second: Point, start: usize) -> Option<()> {
    let first = match first {
        Half::Whole(point) => {
            Point { year: point.year.or_else(|| second.year.map(|year| if point.month > second.month { year - 1 } else { year })), ..point }
        }
        Half::Day(day) => Point { part: Part::Day(day), ..second },
    };
    let (Some(from), Some(mut last)) = (edge(r, first, start), edge(r, second, start)) else { return Some(()) };
    // «сентябрь – август»: the August after, where no year is written.
    if last.last < from.from && second.year.is_none() {
        let after = Point { year: Some(last.last.year() + 1), ..second };
        last = after.edge(last.last.year() + 1).ok().filter(|_| second.month != first.month).unwrap_or(last);
    }
    if last.last < from.from {
        return r.ask(Why::Reversed, start);
    }
    r.rule(When::Span { from: from.from, last: last.last })?;
    let parts = |part| matches!(part, Part::Days(..));
    if parts(first.part) || parts(second.part) { r.ask(Why::Taken, start) } else { Some(()) }
}

/// «с октября»: to the end of lessons.
fn open_ended(r: &mut Reader<'_>, first: Half, start: usize) -> Option<()> {
    let Half::Whole(point) = first else { return None };
    let Some(from) = edge(r, point, start) else { return Some(()) };
    let last = Edge::of_day(r.context.year.0 + 1, 5, 31)?.last;
    if last < from.from {
        return r.ask(Why::Reversed, start);
    }
    r.rule(When::Span { from: from.from, last })?;
    r.ask(Why::Taken, start)
}

/// «10, 15 и 20 октября».
pub(super) fn list(r: &mut Reader<'_>) -> Option<()> {
    let start = r.place();
    let mut listed = Vec::new();
    while let (Some(Sense::Number(day)), Some(Sense::Comma | Sense::And)) = (r.sense(0), r.sense(1)) {
        listed.push(day);
        r.skip(2);
    }
    let last = point(r)?;
    let Part::Day(last_day) = last.part else { return None };
    if listed.is_empty() {
        return None;
    }
    listed.push(last_day);
    for day in listed {
        if let Some(edge) = edge(r, Point { part: Part::Day(day), ..last }, start) {
            r.rule(When::Day { on: edge.from })?;
        }
    }
    Some(())
}

/// «конец октября», «2 декада ноября», «первая неделя сентября».
pub(super) fn part_of_month(r: &mut Reader<'_>) -> Option<()> {
    let start = r.place();
    r.take_all(|sense| matches!(sense, Sense::In | Sense::To));
    let point = point(r).filter(|point| matches!(point.part, Part::Days(..)))?;
    if let Some(edge) = edge(r, point, start) {
        r.rule(When::Span { from: edge.from, last: edge.last })?;
        r.ask(Why::Taken, start)?;
    }
    Some(())
}

/// «октябрь 2026 г.», «в октябре».
pub(super) fn month(r: &mut Reader<'_>) -> Option<()> {
    let start = r.place();
    r.take_all(|sense| sense == Sense::In);
    let point = point(r).filter(|point| point.part == Part::Whole)?;
    if let Some(edge) = edge(r, point, start) {
        r.rule(When::Span { from: edge.from, last: edge.last })?;
    }
    Some(())
}

/// `15.10.2026`, «15 октября».
pub(super) fn day(r: &mut Reader<'_>) -> Option<()> {
    let start = r.place();
    let point = point(r).filter(|point| matches!(point.part, Part::Day(_)))?;
    if let Some(edge) = edge(r, point, start) {
        r.rule(When::Day { on: edge.from })?;
    }
    Some(())
}

/// The days of a point; where there are none they are asked for.
fn edge(r: &mut Reader<'_>, point: Point, start: usize) -> Option<Edge> {
    match point.edge(point.year_in(r.context.year)) {
        Ok(edge) => {
            if point.year.is_some() {
                r.states(edge.from);
            }
            Some(edge)
        }
        Err(why) => {
            r.ask(why, start);
            None
        }
    }
}

/// «I квартал», «1, 3 четверти», «2 полугодие».
pub(super) fn ordinal_unit(r: &mut Reader<'_>) -> Option<()> {
    let start = r.place();
    r.take_all(|sense| sense == Sense::In);
    let ordinals = ordinals(r);
    let unit = r.take(|sense| matches!(sense, Sense::Quarter | Sense::Period | Sense::HalfYear))?;
    if ordinals.is_empty() {
        return None;
    }
    let year = points::own_year(r);
    r.take_all(|sense| matches!(sense, Sense::YearWord));
    for ordinal in ordinals {
        match unit_edge(r, unit, ordinal, year) {
            Ok(edge) => {
                if year.is_some() {
                    r.states(edge.last);
                }
                r.rule(When::Span { from: edge.from, last: edge.last })?;
            }
            Err(why) => r.ask(why, start)?,
        }
    }
    Some(())
}

/// Numbers of units: «1», «I и III», «1-4».
pub(super) fn ordinals(r: &mut Reader<'_>) -> Vec<u32> {
    let mut found = Vec::new();
    while let Some(n) = r.count() {
        let place = r.place();
        match r.take(|sense| matches!(sense, Sense::Comma | Sense::And | Sense::Dash)) {
            Some(Sense::Dash) => {
                let last = r.count().unwrap_or(n);
                found.extend((n..=last).take(4));
            }
            Some(_) if matches!(r.sense(0), Some(Sense::Number(_) | Sense::Ordinal(_))) => found.push(n),
            _ => {
                r.back_to(place);
                found.push(n);
                break;
            }
        }
    }
    found
}

/// The days of the n-th quarter of the calendar, period of study or half-year, or of the school year's lessons.
pub(super) fn unit_edge(r: &Reader<'_>, unit: Sense, n: u32, year: Option<i16>) -> Result<Edge, Why> {
    let plan = r.context.year.0;
    let months = |year: i16, first: i8, last: i8| Edge::of_months(year, first, last).ok_or(Why::NoSuchDay);
    match (unit, n) {
        (Sense::Quarter, 1) => months(year.unwrap_or(plan + 1), 1, 3),
        (Sense::Quarter, 2) => months(year.unwrap_or(plan + 1), 4, 6),
        (Sense::Quarter, 3) => year.map_or_else(|| months(plan, 8, 9), |year| months(year, 7, 9)),
        (Sense::Quarter, 4) => months(year.unwrap_or(plan), 10, 12),
        (Sense::HalfYear, 1) => months(plan, 9, 12),
        (Sense::HalfYear, 2) => months(plan + 1, 1, 5),
        (Sense::YearWord, _) => Ok(Edge { from: months(plan, 9, 9)?.from, last: months(plan + 1, 5, 5)?.last }),
        (Sense::Period, _) => {
            let period = usize::try_from(n).ok().and_then(|n| r.context.periods.get(n.checked_sub(1)?));
            period.map(|(from, last)| Edge { from: *from, last: *last }).ok_or(Why::PeriodsUnknown)
        }
        _ => Err(Why::NotUnderstood),
    }
}

/// «начало учебного года».
pub(super) fn year_start(r: &mut Reader<'_>) -> Option<()> {
    let start = r.place();
    r.take_all(|sense| sense == Sense::In);
    r.takes(Sense::Begin)?;
    r.takes(Sense::YearWord)?;
    let edge = Edge::of_months(r.context.year.0, 9, 9)?;
    r.rule(When::Span { from: edge.from, last: edge.last })?;
    r.ask(Why::Taken, start)
}

/// «осенние каникулы», «в каникулярное время».
pub(super) fn holidays(r: &mut Reader<'_>) -> Option<()> {
    let start = r.place();
    r.take_all(|sense| matches!(sense, Sense::In | Sense::Span));
    let season = match r.take(|sense| matches!(sense, Sense::Season(_))) {
        Some(Sense::Season(season)) => Some(season),
        _ => None,
    };
    r.takes(Sense::Holidays)?;
    r.take_all(|sense| sense == Sense::Span);
    let Some(season) = season else {
        r.rule(When::Each { every: Every::AfterPeriod })?;
        return r.ask(Why::Taken, start);
    };
    match break_of(r, season) {
        Some(edge) => r.rule(When::Span { from: edge.from, last: edge.last }),
        None => r.ask(Why::PeriodsUnknown, start),
    }
}

/// The days between two quarters; the summer is that of the calendar.
fn break_of(r: &Reader<'_>, season: i8) -> Option<Edge> {
    if season == 3 {
        return Edge::of_months(r.context.year.0 + 1, 6, 8);
    }
    let at = usize::try_from(season).ok()?;
    let quarters = r.context.periods.len() == 4;
    let (before, after) = (r.context.periods.get(at).filter(|_| quarters)?, r.context.periods.get(at + 1)?);
    let day = |day: Date, by: fn(Date) -> Result<Date, jiff::Error>| by(day).ok();
    Some(Edge { from: day(before.1, Date::tomorrow)?, last: day(after.0, Date::yesterday)? })
}
