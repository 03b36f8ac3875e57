use jiff::civil::{date, time};
use proptest::prelude::*;

use super::*;
use crate::notice::Next;

const TELLING: Telling = Telling { from: 8, to: 18, digest: 9, lead: 3, held: 3, again: 7, lately: 14, word: 7, expires: 60, expired: 30 };

/// Monday to Friday of 2026, without the autumn holidays and the fourth of November.
fn hours() -> Hours {
    let days = date(2026, 8, 1).series(Span::new().days(1)).take_while(|day| *day < date(2027, 6, 30));
    let holidays = date(2026, 10, 26)..=date(2026, 11, 4);
    Hours::of(days.filter(|day| day.weekday().to_monday_zero_offset() < 5 && !holidays.contains(day)).collect(), &TELLING)
}

fn matter(what: What, day: Option<Date>, since: Date) -> Matter {
    Matter { what, thing: Id::read("thing-1").unwrap(), day, mark: String::new(), cancelled: false, since }
}

/// What is told hour by hour between two days, with the moment.
fn lived(first: Date, last: Date, mut open: impl FnMut(Date) -> Vec<Matter>) -> Vec<(DateTime, Notice)> {
    let (hours, mut told, mut all) = (hours(), Before::default(), Vec::new());
    for at in first.at(0, 20, 0, 0).series(Span::new().hours(1)).take_while(|at| at.date() <= last) {
        for notice in notices(&open(at.date()), &told, at, &hours, &TELLING) {
            told.add(notice.key.clone());
            all.push((at, notice));
        }
    }
    all
}

fn said(all: &[(DateTime, Notice)]) -> Vec<(Date, Kind)> {
    all.iter().map(|(at, notice)| (at.date(), notice.kind)).collect()
}

#[test]
fn a_task_is_told_when_given_near_its_day_on_it_and_after_it() {
    let open = |_| vec![matter(What::Task, Some(date(2026, 9, 23)), date(2026, 9, 8))];
    let told = lived(date(2026, 9, 8), date(2026, 10, 9), open);
    let days = |day| date(2026, 9, day);
    // The 20th is a Sunday: it is told on the Friday before.
    let expected = [
        (days(8), Kind::Given),
        (days(18), Kind::Soon),
        (days(23), Kind::Today),
        (days(24), Kind::Overdue),
        (date(2026, 10, 1), Kind::Overdue),
        (date(2026, 10, 8), Kind::Overdue),
    ];
    assert_eq!(said(&told), expected);
    assert!(told.iter().all(|(at, _)| at.hour() == 8), "in the first hour of the day: {told:?}");
}

#[test]
fn another_day_reminds_again_and_a_plan_waits_until_it_is_near() {
    let moved = |today: Date| {
        let day = if today < date(2026, 9, 15) { date(2026, 9, 16) } else { date(2026, 9, 28) };
        vec![matter(What::Occurrence, Some(day), date(2026, 9, 1))]
    };
    let told = said(&lived(date(2026, 9, 1), date(2026, 9, 28), moved));
    let days = |day| date(2026, 9, day);
    assert_eq!(told, [(days(11), Kind::Soon), (days(15), Kind::Moved), (days(25), Kind::Soon), (days(28), Kind::Today)]);
}

/// There and back again is two changes, and both are told.
#[test]
fn a_day_that_was_changed_back_is_told() {
    let (there, back) = (date(2026, 10, 5), date(2026, 10, 12));
    let moved = |today: Date| {
        let day = if (date(2026, 9, 15)..date(2026, 9, 17)).contains(&today) { back } else { there };
        vec![matter(What::Part, Some(day), date(2026, 9, 7))]
    };
    let told = said(&lived(date(2026, 9, 7), date(2026, 9, 21), moved));
    let days = |day| date(2026, 9, day);
    assert_eq!(told, [(days(7), Kind::Given), (days(15), Kind::Moved), (days(17), Kind::Moved)]);
}

/// Another text that is to be read, a task that was opened again: the day is the same, and it is hers once more.
#[test]
fn another_text_and_another_opening_are_told_though_the_day_is_the_same() {
    for what in [What::Read, What::Task] {
        let open = |today: Date| {
            let mark = if today < date(2026, 9, 9) { "0" } else { "57" };
            vec![Matter { mark: mark.into(), ..matter(what, Some(date(2026, 9, 23)), date(2026, 9, 7)) }]
        };
        let told = said(&lived(date(2026, 9, 7), date(2026, 9, 17), open));
        assert_eq!(told, [(date(2026, 9, 7), Kind::Given), (date(2026, 9, 9), Kind::Again)], "{what:?}");
    }
    // What was told before texts were noted is of the text there is.
    let mut told = Before::default();
    let day = Some(date(2026, 9, 23));
    told.add(Key { what: What::Read, thing: Id::read("thing-1").unwrap(), day, mark: String::new(), stage: Stage::Given, time: 0 });
    let open = [Matter { mark: "57".into(), ..matter(What::Read, day, date(2026, 9, 7)) }];
    assert!(notices(&open, &told, date(2026, 9, 8).at(9, 0, 0, 0), &hours(), &TELLING).is_empty());
}

/// Whoever was told of something is told that it does not take place, and that it does after all; nobody else is, nor once its day has passed.
#[test]
fn what_is_cancelled_is_told_to_whoever_was_told_of_it() {
    let day = Some(date(2026, 9, 28));
    let open = |from: Date, to: Date| {
        move |today: Date| vec![Matter { cancelled: (from..to).contains(&today), ..matter(What::Part, day, date(2026, 9, 7)) }]
    };
    let (first, last) = (date(2026, 9, 7), date(2026, 9, 22));
    let told = said(&lived(first, last, open(date(2026, 9, 10), date(2026, 9, 15))));
    assert_eq!(told, [(first, Kind::Given), (date(2026, 9, 10), Kind::Cancelled), (date(2026, 9, 15), Kind::Given)]);
    assert!(lived(first, last, open(first, last)).is_empty(), "she never heard of it");
    let over = lived(date(2026, 9, 28), date(2026, 9, 30), open(date(2026, 9, 29), date(2026, 10, 9)));
    assert_eq!(said(&over), [(date(2026, 9, 28), Kind::Today)]);
}

/// Held on its own day: what is asked for is the writing, not the day.
#[test]
fn what_was_held_today_is_asked_to_be_written() {
    let day = date(2026, 9, 8);
    let told = lived(day, date(2026, 9, 9), |_| vec![matter(What::Write, Some(day), day)]);
    assert_eq!(said(&told), [(day, Kind::Given), (date(2026, 9, 9), Kind::Overdue)]);
}

/// Something due in the holidays is told before them, and after them once that it has passed.
#[test]
fn nobody_is_told_in_the_holidays_and_nobody_is_surprised_after_them() {
    let told =
        said(&lived(date(2026, 10, 12), date(2026, 11, 6), |_| vec![matter(What::Occurrence, Some(date(2026, 10, 30)), date(2026, 9, 1))]));
    assert_eq!(told, [(date(2026, 10, 23), Kind::Soon), (date(2026, 11, 5), Kind::Overdue)]);
}

#[test]
fn what_was_decided_is_told_once_and_what_is_long_known_is_not() {
    let (first, last) = (date(2026, 9, 7), date(2026, 9, 30));
    for what in [What::Sign, What::Accepted, What::Returned] {
        let told = lived(first, last, |_| vec![matter(what, Some(date(2026, 9, 7)), date(2026, 9, 7))]);
        assert_eq!(said(&told), [(first, Kind::Given)], "{what:?}");
    }
    let known = lived(first, last, |_| vec![matter(What::Task, Some(date(2026, 12, 1)), date(2026, 8, 1))]);
    assert!(known.is_empty(), "{known:?}");
    // A meeting that is over is not late.
    let held = lived(first, last, |_| vec![matter(What::Part, Some(date(2026, 9, 10)), date(2026, 9, 7))]);
    assert_eq!(said(&held), [(first, Kind::Given), (date(2026, 9, 10), Kind::Today)]);
}

#[test]
fn the_next_hour_and_the_next_morning_are_of_school_days() {
    let hours = hours();
    let at = |month, day, hour| date(2026, month, day).at(hour, 30, 0, 0);
    let eight = |month, day| Some(date(2026, month, day).at(8, 0, 0, 0));
    assert_eq!(hours.next(at(9, 8, 7)), eight(9, 8));
    assert_eq!(hours.next(at(9, 8, 12)), Some(at(9, 8, 12)));
    assert_eq!(hours.next(at(9, 11, 18)), eight(9, 14), "Friday evening waits for Monday");
    assert_eq!(hours.next(at(10, 23, 19)), eight(11, 5), "over the holidays");
    assert_eq!(hours.morning(at(9, 8, 8)), Some(date(2026, 9, 8).at(9, 0, 0, 0)));
    assert_eq!(hours.morning(at(9, 8, 9)), Some(date(2026, 9, 9).at(9, 0, 0, 0)));
    assert_eq!(hours.next(date(2030, 1, 1).at(9, 0, 0, 0)), None);
}

proptest! {
    /// Whatever is open, wherever it is moved: only in hours of the school, never the same twice in a row, at most one a day of a thing, overdue at
    /// most once in seven days, every day it was moved to and reached is told, and what was told last is the day it stands on.
    #[test]
    fn told_in_hours_once_and_again_for_another_day(
        what in proptest::sample::select(What::ALL),
        since in 0_i32..30,
        moves in proptest::collection::vec((0_i32..60, 0_i32..80), 1..4),
    ) {
        let first = date(2026, 9, 20);
        let day = |days: i32| first.checked_add(Span::new().days(days)).unwrap();
        let mut moves = moves;
        moves.sort();
        moves[0].0 = 0;
        let given = day(-since);
        let due = |today: Date| moves.iter().rfind(|(at, _)| day(*at) <= today).map(|(_, to)| day(*to)).unwrap();
        let told = lived(first, day(75), |today| vec![matter(what, Some(due(today)), given)]);
        let hours = hours();
        for (at, notice) in &told {
            prop_assert!(hours.hold(*at), "{at}");
            prop_assert_eq!(notice.key.day, Some(due(at.date())));
        }
        prop_assert!(told.windows(2).all(|two| two[0].1.key != two[1].1.key), "twice: {told:?}");
        for today in first.series(Span::new().days(1)).take(75).filter(|today| hours.hold(today.at(17, 20, 0, 0)) && due(*today) >= *today) {
            let last = told.iter().rfind(|(at, _)| at.date() <= today);
            prop_assert!(last.is_none_or(|(_, notice)| notice.key.day == Some(due(today))), "{today} of another day: {told:?}");
        }
        prop_assert!(told.windows(2).all(|two| two[0].0.date() < two[1].0.date()), "one a day: {told:?}");
        let late: Vec<&(DateTime, Notice)> = told.iter().filter(|(_, notice)| notice.kind == Kind::Overdue).collect();
        prop_assert!(late.windows(2).all(|two| two[0].1.key.day != two[1].1.key.day || two[0].1.key.time < two[1].1.key.time));
        prop_assert!(late.is_empty() || what.can_be_late());
        // A day of the plan that stood on a school day and was reached is told on that day.
        for today in first.series(Span::new().days(1)).take(75) {
            if due(today) == today && hours.hold(today.at(8, 20, 0, 0)) && !what.told_once() {
                prop_assert!(told.iter().any(|(at, notice)| at.date() == today && notice.key.stage == Stage::Today), "{today}");
            }
        }
    }
}

/// What is said of when the next ones come is what the sender goes by.
#[test]
fn when_the_next_ones_come_is_known_on_a_day_off_too() {
    let next = |at: DateTime| hours().told_next(at);
    let monday = date(2026, 10, 19).at(8, 0, 0, 0);
    assert_eq!(next(date(2026, 10, 17).at(12, 0, 0, 0)), Next::From(monday), "on a Saturday");
    assert_eq!(next(date(2026, 10, 19).at(7, 59, 0, 0)), Next::From(monday), "early");
    assert_eq!(next(monday), Next::Now(time(18, 0, 0, 0)));
    assert_eq!(next(date(2026, 10, 23).at(18, 0, 0, 0)), Next::From(date(2026, 11, 5).at(8, 0, 0, 0)), "over the holidays");
    assert_eq!(next(date(2027, 7, 1).at(12, 0, 0, 0)), Next::Unknown);
}
