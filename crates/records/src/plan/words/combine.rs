//! Rules of one cell together: what only frames another is no rule of its own, what is said twice counts once.

use jiff::ToSpan;
use jiff::civil::Date;

use super::reader::Parsed;
use super::{Ask, Understood, Why};
use crate::plan::{Every, Schedule, When};

/// What a cell says in the end.
pub(super) fn settled(parsed: Parsed, written: &str) -> Understood {
    let Parsed { rules, mut asks, left, .. } = parsed;
    let rules = months_of_a_span(without_counts(without_frames(once(rules))));
    if rules.is_empty() && !asks.iter().any(|ask| ask.why.must_be_answered()) {
        let words = written.split_whitespace().collect::<Vec<_>>().join(" ");
        return Understood { rules, asks: vec![Ask { why: Why::NotUnderstood, words }] };
    }
    asks.extend(left.into_iter().map(|words| Ask { why: Why::InPart, words }));
    // One question for each schedule: «во время проведения ВПР по графику» names one.
    let mut schedules = rules.iter().filter(|rule| matches!(rule, When::Scheduled { .. })).count();
    asks.retain(|ask| {
        let kept = ask.why != Why::WhichSchedule || schedules > 0;
        schedules -= usize::from(ask.why == Why::WhichSchedule && kept);
        kept
    });
    asks.dedup();
    Understood { rules, asks }
}

/// Each rule once; a schedule that is named says which one «по графику» is.
fn once(rules: Vec<When>) -> Vec<When> {
    let named = rules.iter().any(|rule| matches!(rule, When::Scheduled { by } if *by != Schedule::Unknown));
    let mut kept: Vec<When> = Vec::new();
    for rule in rules {
        let unnamed = rule == When::Scheduled { by: Schedule::Unknown };
        if !kept.contains(&rule) && (!named || !unnamed) {
            kept.push(rule);
        }
    }
    kept
}

/// «ежемесячно в течение года», «в течение года по графику»: the year is only the frame.
fn without_frames(mut rules: Vec<When>) -> Vec<When> {
    let inner = rules.iter().any(|rule| matches!(rule, When::Each { .. } | When::Scheduled { .. } | When::AsNeeded));
    rules.retain(|rule| !(inner && *rule == When::AllYear));
    rules
}

/// «2 раза в год (октябрь, апрель)»: the months say when, the count how many.
fn without_counts(mut rules: Vec<When>) -> Vec<When> {
    let dated = rules.iter().filter(|rule| matches!(rule, When::Day { .. } | When::Until { .. } | When::Span { .. })).count();
    let counted = |rule: &When| match rule {
        When::Each { every: Every::Times(times) } => usize::from(*times) == dated,
        When::Each { every: Every::Quarter | Every::Period | Every::AfterPeriod } => (3..=4).contains(&dated),
        When::Each { every: Every::HalfYear } => dated == 2,
        _ => false,
    };
    rules.retain(|rule| !counted(rule));
    rules
}

/// «ежемесячно с октября по апрель»: each of these months. The span of another rhythm is its frame.
fn months_of_a_span(rules: Vec<When>) -> Vec<When> {
    match rules.as_slice() {
        [When::Each { every: Every::Month }, When::Span { from, last }]
        | [When::Span { from, last }, When::Each { every: Every::Month }]
            if from.last_of_month() < *last =>
        {
            each_month(*from, *last)
        }
        _ => rules,
    }
}

fn each_month(from: Date, last: Date) -> Vec<When> {
    let next = |day: &Date| day.first_of_month().checked_add(1.month()).ok();
    let starts = std::iter::successors(Some(from), next).take_while(|start| *start <= last).take(24);
    starts.map(|start| When::Span { from: start, last: start.last_of_month().min(last) }).collect()
}
