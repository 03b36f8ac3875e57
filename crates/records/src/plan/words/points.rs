//! Days, months and parts of them before their year is known.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Why;
use super::lexicon::Sense;
use super::reader::Reader;
use crate::vocabulary::SchoolYear;

/// First and last day of what one mention covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub from: Date,
    pub last: Date,
}

impl Edge {
    pub(super) fn of_day(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(|day| Self { from: day, last: day })
    }

    pub(super) fn of_months(year: i16, first: i8, last: i8) -> Option<Self> {
        Some(Self { from: Date::new(year, first, 1).ok()?, last: Date::new(year, last, 1).ok()?.last_of_month() })
    }
}

/// Which part of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    Day(u32),
    /// Days from … to, both included; 31 is the end of any month.
    Days(u32, u32),
}

/// A mention: part of a month, perhaps with its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub part: Part,
    pub month: i8,
    pub year: Option<i16>,
}

impl Point {
    /// The days it covers in its own year, or in the year given.
    pub(super) fn edge(self, year: i16) -> Result<Edge, Why> {
        let month = Edge::of_months(self.year.unwrap_or(year), self.month, self.month).ok_or(Why::NoSuchDay)?;
        let day = |day: u32| {
            let day = i8::try_from(day).map_err(|_| Why::NoSuchDay)?;
            Date::new(month.from.year(), self.month, day).map_err(|_| Why::NoSuchDay)
        };
        let end = |last: u32| if last >= 31 { Ok(month.last) } else { day(last) };
        Ok(match self.part {
            Part::Whole => month,
            Part::Day(at) => Edge { from: day(at)?, last: day(at)? },
            Part::Days(from, last) => Edge { from: day(from)?, last: end(last)? },
        })
    }

    /// The calendar year of its month in a plan: August stands before the school year.
    pub(super) const fn year_in(self, plan: SchoolYear) -> i16 {
        if self.month >= 8 { plan.0 } else { plan.0 + 1 }
    }
}

/// The fortnight that ends on a day, or that begins the day after.
pub(super) fn fortnight(end: Date, before: bool) -> Option<Edge> {
    let day = |days: i64| end.checked_add(days.days()).ok();
    if before { Some(Edge { from: day(-13)?, last: end }) } else { Some(Edge { from: day(1)?, last: day(14)? }) }
}

/// Takes a day, a month, or a part of a month: `15.10.2026`, «15 октября», «октябрь 2026 г.», «конец октября».
pub(super) fn point(r: &mut Reader<'_>) -> Option<Point> {
    let place = r.place();
    let taken = some_point(r);
    if taken.is_none() {
        r.back_to(place);
    }
    taken
}

fn some_point(r: &mut Reader<'_>) -> Option<Point> {
    match r.take(|sense| matches!(sense, Sense::Date { .. } | Sense::MonthOf { .. })) {
        Some(Sense::Date { day, month, year }) => {
            let year = year.or_else(|| own_year(r));
            return Some(Point { part: Part::Day(u32::try_from(day).ok()?), month, year });
        }
        Some(Sense::MonthOf { month, year }) => return Some(Point { part: Part::Whole, month, year: Some(year) }),
        _ => {}
    }
    let part = part(r)?;
    let month = month(r)?;
    let year = own_year(r);
    Some(Point { part, month, year })
}

/// «начало», «2 декада», «первая неделя», «15»; nothing before a month is the whole of it.
fn part(r: &mut Reader<'_>) -> Option<Part> {
    match r.sense(0)? {
        Sense::Begin => taken(r, 1, Part::Days(1, 10)),
        Sense::Middle => taken(r, 1, Part::Days(11, 20)),
        Sense::End | Sense::Outcome => taken(r, 1, Part::Days(21, 31)),
        Sense::Last => match r.sense(1)? {
            Sense::Decade => taken(r, 2, Part::Days(21, 31)),
            Sense::Week => taken(r, 2, Part::Days(25, 31)),
            _ => None,
        },
        Sense::Number(n) | Sense::Ordinal(n) => numbered(r, n),
        Sense::Month(_) => Some(Part::Whole),
        _ => None,
    }
}

fn taken(r: &mut Reader<'_>, tokens: usize, part: Part) -> Option<Part> {
    r.skip(tokens);
    Some(part)
}

fn numbered(r: &mut Reader<'_>, n: u32) -> Option<Part> {
    match r.sense(1)? {
        Sense::Decade if (1..=3).contains(&n) => taken(r, 2, Part::Days(n * 10 - 9, if n == 3 { 31 } else { n * 10 })),
        Sense::Week if (1..=4).contains(&n) => taken(r, 2, Part::Days(n * 7 - 6, n * 7)),
        Sense::Week if n == 5 => taken(r, 2, Part::Days(29, 31)),
        Sense::Half if n <= 2 => taken(r, 2, if n == 1 { Part::Days(1, 15) } else { Part::Days(16, 31) }),
        Sense::Month(_) => taken(r, 1, Part::Day(n)),
        _ => None,
    }
}

fn month(r: &mut Reader<'_>) -> Option<i8> {
    match r.take(|sense| matches!(sense, Sense::Month(_)))? {
        Sense::Month(month) => Some(month),
        _ => None,
    }
}

/// The year written after a month, with the word for it.
pub(super) fn own_year(r: &mut Reader<'_>) -> Option<i16> {
    let year = match r.take(|sense| matches!(sense, Sense::Year(_)))? {
        Sense::Year(year) => year,
        _ => return None,
    };
    r.take(|sense| sense == Sense::YearWord);
    Some(year)
}
