//! What comes again: «1 раз в квартал», «ежемесячно», «после каждой четверти», «в течение года».

use super::lexicon::Sense;
use super::points::{self, Edge};
use super::reader::Reader;
use super::{Why, days};
use crate::plan::{Every, When};

/// Most occurrences a year that «N раз в год» may ask for: one a week.
const MOST: u32 = 52;

const fn is_unit(sense: Sense) -> bool {
    matches!(sense, Sense::Week | Sense::MonthWord | Sense::Quarter | Sense::Period | Sense::HalfYear | Sense::YearWord)
}

/// «не реже 1 раза в квартал», «дважды в год», «раз в неделю».
pub(super) fn times(r: &mut Reader<'_>) -> Option<()> {
    let start = r.place();
    r.take_all(|sense| matches!(sense, Sense::Not | Sense::Less));
    let times = match r.take(|sense| matches!(sense, Sense::Twice(_))) {
        Some(Sense::Twice(times)) => times,
        _ => {
            let least = r.count().unwrap_or(1);
            let most = r.takes(Sense::Dash).and_then(|()| r.count());
            r.takes(Sense::Once)?;
            most.unwrap_or(least)
        }
    };
    r.take_all(|sense| matches!(sense, Sense::In | Sense::Dash | Sense::Each));
    let unit = r.take(is_unit)?;
    let (every, exact) = often(times, unit)?;
    r.rule(When::Each { every })?;
    if exact { Some(()) } else { r.ask(Why::Taken, start) }
}

/// So many times in a unit, and whether that says it exactly.
fn often(times: u32, unit: Sense) -> Option<(Every, bool)> {
    let spread = |a_year: u32| Some((Every::Times(u8::try_from(times * a_year).ok()?), true));
    match unit {
        _ if times == 0 || times > MOST => None,
        Sense::YearWord => spread(1),
        Sense::HalfYear if times > 1 => spread(2),
        Sense::Quarter if times > 1 => spread(4),
        Sense::HalfYear => Some((Every::HalfYear, true)),
        Sense::Quarter => Some((Every::Quarter, true)),
        Sense::Period => Some((Every::Period, times == 1)),
        Sense::MonthWord => Some((Every::Month, times == 1)),
        Sense::Week => Some((Every::Week, times == 1)),
        _ => None,
    }
}

/// «после каждой четверти», «по итогам четверти, полугодия и года», «в конце 1 четверти».
pub(super) fn after_each(r: &mut Reader<'_>) -> Option<()> {
    let start = r.place();
    r.take_all(|sense| matches!(sense, Sense::To | Sense::In));
    let head = r.take(|sense| matches!(sense, Sense::After | Sense::Outcome | Sense::End))?;
    r.take_all(|sense| matches!(sense, Sense::Each | Sense::Outcome | Sense::End | Sense::Whole));
    let ordinals = days::ordinals(r);
    let unit = r.take(is_unit)?;
    if !ordinals.is_empty() {
        return after_these(r, head, unit, &ordinals, start);
    }
    let mut units = vec![unit];
    while let Some(next) = also_unit(r) {
        units.push(next);
    }
    if units.contains(&Sense::Period) {
        return r.rule(When::Each { every: Every::AfterPeriod });
    }
    match unit {
        Sense::HalfYear => r.rule(When::Each { every: Every::HalfYear }),
        Sense::Quarter => r.rule(When::Each { every: Every::Quarter }),
        Sense::MonthWord => r.rule(When::Each { every: Every::Month }),
        Sense::Week => r.rule(When::Each { every: Every::Week }),
        _ => after_these(r, head, Sense::YearWord, &[1], start),
    }
}

/// «…, полугодия», «… и года»: nothing is taken unless a unit follows.
fn also_unit(r: &mut Reader<'_>) -> Option<Sense> {
    let place = r.place();
    r.take(|sense| matches!(sense, Sense::Comma | Sense::And | Sense::Dash))?;
    let unit = r.take(is_unit);
    if unit.is_none() {
        r.back_to(place);
    }
    unit
}

/// The fortnight before or after the end of certain units; of all periods together it is after each.
fn after_these(r: &mut Reader<'_>, head: Sense, unit: Sense, ordinals: &[u32], start: usize) -> Option<()> {
    if unit == Sense::Period && ordinals.len() > 2 {
        return r.rule(When::Each { every: Every::AfterPeriod });
    }
    r.take_all(|sense| sense == Sense::YearWord);
    for ordinal in ordinals {
        match days::unit_edge(r, unit, *ordinal, None) {
            Ok(edge) => {
                let fortnight = points::fortnight(edge.last, head == Sense::End)?;
                r.rule(When::Span { from: fortnight.from, last: fortnight.last })?;
                r.ask(Why::Taken, start)?;
            }
            Err(why) => r.ask(why, start)?,
        }
    }
    Some(())
}

/// «последний четверг месяца», «каждая вторая среда месяца».
pub(super) fn day_of_month(r: &mut Reader<'_>) -> Option<()> {
    let start = r.place();
    r.take_all(|sense| matches!(sense, Sense::To | Sense::In | Sense::Each));
    r.take(|sense| matches!(sense, Sense::Last | Sense::Number(_) | Sense::Ordinal(_)))?;
    r.takes(Sense::Weekday)?;
    r.take_all(|sense| sense == Sense::Each);
    r.takes(Sense::MonthWord)?;
    r.rule(When::Each { every: Every::Month })?;
    r.ask(Why::Taken, start)
}

/// «ежемесячно», «каждую неделю», «по средам», «в начале каждой четверти».
pub(super) fn each(r: &mut Reader<'_>) -> Option<()> {
    let start = r.place();
    if let Some(Sense::Often(every)) = r.take(|sense| matches!(sense, Sense::Often(_))) {
        return r.rule(When::Each { every });
    }
    r.take_all(|sense| matches!(sense, Sense::To | Sense::In));
    let begin = r.takes(Sense::Begin).is_some();
    let each = r.takes(Sense::Each).is_some();
    if !begin && r.takes(Sense::Weekday).is_some() {
        r.rule(When::Each { every: Every::Week })?;
        return r.ask(Why::Taken, start);
    }
    let unit = r.take(|sense| each && is_unit(sense))?;
    let every = match unit {
        Sense::Week => Every::Week,
        Sense::MonthWord => Every::Month,
        Sense::Quarter => Every::Quarter,
        Sense::Period => Every::Period,
        Sense::HalfYear => Every::HalfYear,
        _ => Every::Times(1),
    };
    r.rule(When::Each { every })?;
    if begin { r.ask(Why::Taken, start) } else { Some(()) }
}

/// «в течение года», «постоянно», «весь период»; «в течение сентября» is left to the days that follow.
pub(super) fn all_year(r: &mut Reader<'_>) -> Option<()> {
    if r.takes(Sense::Permanent).is_some() {
        return r.rule(When::AllYear);
    }
    r.take_all(|sense| sense == Sense::In);
    let frame = r.take_all(|sense| matches!(sense, Sense::Course | Sense::Whole | Sense::Span));
    if frame == 0 {
        return None;
    }
    match r.sense(0) {
        Some(Sense::YearWord | Sense::Years(_) | Sense::Year(_)) => the_year(r),
        Some(Sense::Period) => {
            r.skip(1);
            r.rule(When::AllYear)
        }
        Some(
            Sense::Month(_) | Sense::MonthOf { .. } | Sense::Date { .. } | Sense::Ordinal(_) | Sense::From | Sense::Begin | Sense::Each,
        ) => Some(()),
        Some(Sense::Season(_) | Sense::Holidays) => Some(()),
        Some(Sense::Number(_)) if !matches!(r.sense(1), Some(Sense::Day | Sense::Week | Sense::MonthWord)) => Some(()),
        None | Some(Sense::Comma | Sense::Close | Sense::Open) if frame > 1 => r.rule(When::AllYear),
        _ => None,
    }
}

/// «2026–2027 учебный год», «весь 2026/27 год», «год».
pub(super) fn the_year(r: &mut Reader<'_>) -> Option<()> {
    let start = r.place();
    r.takes(Sense::In);
    let sense = r.take(|sense| matches!(sense, Sense::Years(_) | Sense::Year(_) | Sense::YearWord))?;
    match sense {
        Sense::Years(first) => {
            r.states(Edge::of_day(first, 9, 1)?.from);
        }
        Sense::Year(year) => {
            let own = r.context.year.0;
            let day = Edge::of_day(year, if year == own { 9 } else { 1 }, 1)?.from;
            r.states(day);
        }
        _ => {}
    }
    r.take_all(|sense| sense == Sense::YearWord);
    r.rule(When::AllYear)?;
    if matches!(sense, Sense::Year(_)) { r.ask(Why::Taken, start) } else { Some(()) }
}
