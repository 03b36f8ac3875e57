//! What hangs on something else: «по графику», «во время проведения ВПР», «по плану ВШК», «по мере публикации».

use super::lexicon::Sense;
use super::reader::Reader;
use super::{Why, letters};
use crate::plan::{Schedule, When};

/// What ends the name of a schedule.
const fn ends_name(sense: Sense) -> bool {
    matches!(
        sense,
        Sense::Comma
            | Sense::Open
            | Sense::Close
            | Sense::Month(_)
            | Sense::Date { .. }
            | Sense::MonthOf { .. }
            | Sense::Often(_)
            | Sense::Measure
            | Sense::Course
            | Sense::Whole
            | Sense::Permanent
    )
}

/// «по графику», «согласно плану ВШК», «в соответствии с расписанием», «в установленные сроки».
pub(super) fn schedule(r: &mut Reader<'_>) -> Option<()> {
    let start = r.place();
    r.take_all(|sense| matches!(sense, Sense::To | Sense::In | Sense::From | Sense::According | Sense::Set));
    let heads = |sense| matches!(sense, Sense::Schedule | Sense::Plan | Sense::Dash | Sense::And | Sense::Set);
    let first = r.take(|sense| matches!(sense, Sense::Schedule | Sense::Plan))?;
    let mut kinds = vec![first];
    while let Some(sense) = r.take(heads) {
        kinds.push(sense);
    }
    let named = name(r);
    let by = schedule_of(&kinds, &named, r.context.about);
    r.rule(When::Scheduled { by })?;
    r.ask(Why::WhichSchedule, start)
}

/// The words after the head, up to what begins something else; a preposition before that belongs to it.
fn name(r: &mut Reader<'_>) -> Vec<Sense> {
    let mut named = Vec::new();
    while let Some(sense) = r.take(|sense| !ends_name(sense) && !matches!(sense, Sense::To)) {
        named.push(sense);
    }
    if named.last().is_some_and(|sense| matches!(sense, Sense::In | Sense::From | Sense::Before | Sense::And)) {
        named.pop();
        r.back_to(r.place().saturating_sub(1));
    }
    named
}

fn schedule_of(kinds: &[Sense], named: &[Sense], about: &str) -> Schedule {
    let says = |sense| named.contains(&sense);
    if says(Sense::Olympiad) {
        Schedule::Olympiads
    } else if kinds.contains(&Sense::Plan) && !kinds.contains(&Sense::Schedule) && !says(Sense::Hold) {
        Schedule::OtherPlan
    } else if says(Sense::Period) {
        Schedule::PeriodEnds
    } else if says(Sense::Procedure) {
        Schedule::Procedures
    } else {
        proposed(about)
    }
}

/// What the text of the measure proposes where the words name no schedule.
fn proposed(about: &str) -> Schedule {
    let words = letters::words(about);
    let says = |stems: &[&str]| words.iter().any(|word| stems.iter().any(|stem| word.starts_with(stem)));
    if says(&["олимпиад", "всош"]) {
        Schedule::Olympiads
    } else if says(&["четверт", "триместр", "промежуточн", "полугод"]) {
        Schedule::PeriodEnds
    } else if says(&[
        "впр",
        "дкр",
        "огэ",
        "егэ",
        "гвэ",
        "гиа",
        "процедур",
        "экзамен",
        "собеседован",
        "сочинен",
        "диагностич",
        "проверк",
        "перепроверк",
        "наблюд",
    ]) {
        Schedule::Procedures
    } else {
        Schedule::Unknown
    }
}

/// «во время проведения ВПР», «после каждой процедуры», «при проведении», «по результатам олимпиад».
pub(super) fn during(r: &mut Reader<'_>) -> Option<()> {
    let start = r.place();
    r.take_all(|sense| {
        matches!(
            sense,
            Sense::In
                | Sense::To
                | Sense::After
                | Sense::Before
                | Sense::Course
                | Sense::Span
                | Sense::Day
                | Sense::Outcome
                | Sense::Begin
                | Sense::End
                | Sense::Each
                | Sense::Measure
        )
    });
    r.take(|sense| matches!(sense, Sense::Hold | Sense::Procedure | Sense::Olympiad))?;
    name(r);
    // What is held and not named is a procedure of assessment.
    let by = match (proposed(&r.words_from(start)), proposed(r.context.about)) {
        (Schedule::Unknown, Schedule::Olympiads) => Schedule::Olympiads,
        (Schedule::Unknown, _) => Schedule::Procedures,
        (by, _) => by,
    };
    r.rule(When::Scheduled { by })?;
    r.ask(Why::WhichSchedule, start)
}

/// «при необходимости», «по мере публикации», «по запросу».
pub(super) fn as_needed(r: &mut Reader<'_>) -> Option<()> {
    r.take(|sense| matches!(sense, Sense::To | Sense::In))?;
    let measure = r.takes(Sense::Measure).is_some();
    let head = r.take(|sense| sense == Sense::Need || (measure && sense == Sense::Other))?;
    // «по мере публикации материалов»: the words that follow say of what.
    if head == Sense::Need {
        name(r);
    }
    r.rule(When::AsNeeded)
}

/// «за 2 недели до …», «в течение 10 дней после …»: the days are not kept, what they count from is read next.
pub(super) fn ahead(r: &mut Reader<'_>) -> Option<()> {
    let start = r.place();
    r.take_all(|sense| matches!(sense, Sense::Not | Sense::Later | Sense::In));
    r.take(|sense| matches!(sense, Sense::Ahead | Sense::Course))?;
    r.count();
    r.take(|sense| matches!(sense, Sense::Day | Sense::Week | Sense::MonthWord))?;
    r.take(|sense| matches!(sense, Sense::After | Sense::Before | Sense::From))?;
    r.ask(Why::InPart, start)
}
