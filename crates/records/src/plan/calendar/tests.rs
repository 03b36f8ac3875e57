use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::plan::{Every, Schedule, When};

fn year() -> Days {
    Days { first: date(2026, 9, 1), last: date(2027, 5, 31) }
}

fn calendar(week: Week, periods: Periods) -> Calendar {
    let off = DaysOff::shipped().unwrap();
    Calendar::new(year(), week, Terms::usual(year(), periods, &off), &off)
}

fn quarters() -> Calendar {
    calendar(Week::Five, Periods::Quarters)
}

/// From and due of what the rules come to, as `01.09–30.09`; a question has a question mark.
fn told_with(rules: &[When], calendar: &Calendar, schedules: &Schedules) -> String {
    let short = |day: Date| format!("{:02}.{:02}.{}", day.day(), day.month(), day.year() % 100);
    let one = |one: Occurrence| {
        let days = if one.from == one.due { short(one.due) } else { format!("{}–{}", short(one.from), short(one.due)) };
        format!("{days}{}", if one.asks { "?" } else { "" })
    };
    occurrences(rules, calendar, schedules).into_iter().map(one).collect::<Vec<_>>().join(" ")
}

fn told(rules: &[When]) -> String {
    told_with(rules, &quarters(), &Schedules::new())
}

fn each(every: Every) -> [When; 1] {
    [When::Each { every }]
}

/// The rows of the design, one by one. November 2026: 4 is a day off; 31 October, 29 November are no working days.
/// covers: R48
#[test]
fn what_plans_say_and_what_comes_of_it() {
    let span = |from, last| [When::Span { from, last }];
    let table: [(&str, &[When], &str); 20] = [
        ("15.10.2026", &[When::Day { on: date(2026, 10, 15) }], "15.10.26"),
        ("a day the school wrote stays, on holidays too", &[When::Day { on: date(2026, 10, 31) }], "31.10.26"),
        ("до 1 ноября", &[When::Until { last: date(2026, 11, 1) }], "01.08.26–30.10.26"),
        ("до 4 ноября", &[When::Until { last: date(2026, 11, 4) }], "01.08.26–03.11.26"),
        ("октябрь", &span(date(2026, 10, 1), date(2026, 10, 31)), "01.10.26–30.10.26"),
        ("август: the one before the year", &span(date(2026, 8, 1), date(2026, 8, 31)), "01.08.26–31.08.26"),
        ("август–сентябрь", &span(date(2026, 8, 1), date(2026, 9, 30)), "01.08.26–30.09.26"),
        ("июнь: after lessons", &span(date(2027, 6, 1), date(2027, 6, 30)), "01.06.27–30.06.27"),
        (
            "1 раз в квартал: of the calendar",
            &each(Every::Quarter),
            "01.09.26–30.09.26 01.10.26–30.12.26 01.01.27–26.03.27 01.04.27–31.05.27",
        ),
        (
            "1 раз в четверть: of the school",
            &each(Every::Period),
            "01.09.26–30.10.26 09.11.26–30.12.26 11.01.27–26.03.27 05.04.27–31.05.27",
        ),
        ("после каждой четверти", &each(Every::AfterPeriod), "31.10.26–13.11.26 31.12.26–15.01.27 27.03.27–09.04.27 01.06.27–07.06.27"),
        (
            "ежемесячно",
            &each(Every::Month),
            "01.09.26–30.09.26 01.10.26–30.10.26 01.11.26–30.11.26 01.12.26–30.12.26 01.01.27–29.01.27 01.02.27–26.02.27 \
             01.03.27–26.03.27 01.04.27–30.04.27 01.05.27–31.05.27",
        ),
        ("1 раз в полугодие", &each(Every::HalfYear), "01.09.26–30.12.26 01.01.27–31.05.27"),
        ("2 раза в год", &each(Every::Times(2)), "01.09.26–14.01.27 15.01.27–31.05.27"),
        ("0 раз", &each(Every::Times(0)), ""),
        ("в течение года", &[When::AllYear], "01.09.26–31.05.27"),
        ("по графику: not known yet", &[When::Scheduled { by: Schedule::Procedures }], ""),
        ("в конце каждой четверти", &[When::Scheduled { by: Schedule::PeriodEnds }], "30.10.26 30.12.26 26.03.27 31.05.27"),
        (
            "при необходимости",
            &[When::AsNeeded],
            "01.09.26–30.09.26? 01.10.26–30.10.26? 01.11.26–30.11.26? 01.12.26–30.12.26? 01.01.27–29.01.27? 01.02.27–26.02.27? \
             01.03.27–26.03.27? 01.04.27–30.04.27? 01.05.27–31.05.27?",
        ),
        (
            "сентябрь, октябрь, and the same once more",
            &[
                When::Span { from: date(2026, 10, 1), last: date(2026, 10, 31) },
                When::Span { from: date(2026, 9, 1), last: date(2026, 9, 30) },
                When::Span { from: date(2026, 10, 1), last: date(2026, 10, 31) },
            ],
            "01.09.26–30.09.26 01.10.26–30.10.26",
        ),
    ];
    for (written, rules, expected) in table {
        assert_eq!(told(rules), expected, "{written}");
    }
}

#[test]
fn a_schedule_gives_an_occurrence_a_day_once_it_is_known() {
    let rules = [When::Scheduled { by: Schedule::Procedures }, When::Scheduled { by: Schedule::Unknown }];
    let day = |on, label: &str| ScheduleDay::typed(on, label);
    let known = vec![day(date(2027, 4, 20), "Русский язык"), day(date(2027, 4, 22), "Математика"), day(date(2027, 4, 20), "Русский язык")];
    let schedules = Schedules::from([(Schedule::Procedures, known)]);
    assert_eq!(told_with(&rules, &quarters(), &schedules), "20.04.27 22.04.27");
    assert_eq!(awaited(&rules, &schedules), [Schedule::Unknown]);
    assert_eq!(awaited(&rules, &Schedules::new()), [Schedule::Procedures, Schedule::Unknown]);
    // A day that is moved keeps its place, if its name is its own.
    let slots = |days| {
        let all = occurrences(&rules, &quarters(), &Schedules::from([(Schedule::Procedures, days)]));
        all.into_iter().map(|one| one.slot).collect::<Vec<_>>()
    };
    assert_eq!(slots(vec![day(date(2027, 4, 20), "Химия")]), slots(vec![day(date(2027, 4, 27), "Химия")]));
}

/// Autumn 2025: 25.10–02.11, winter 31.12–11.01, spring 28.03–05.04, as recommended.
#[test]
fn usual_terms_are_those_recommended() {
    let off = DaysOff::shipped().unwrap();
    let year = Days { first: date(2025, 9, 1), last: date(2026, 5, 26) };
    let days = |days: &[Days]| days.iter().map(|days| format!("{} {}", days.first, days.last)).collect::<Vec<_>>();
    let quarters = Terms::usual(year, Periods::Quarters, &off);
    assert_eq!(days(&quarters.holidays), ["2025-10-25 2025-11-02", "2025-12-31 2026-01-11", "2026-03-28 2026-04-05"]);
    let expected = ["2025-09-01 2025-10-24", "2025-11-03 2025-12-30", "2026-01-12 2026-03-27", "2026-04-06 2026-05-26"];
    assert_eq!(days(&quarters.periods), expected);
    let trimesters = Terms::usual(year, Periods::Trimesters, &off);
    assert_eq!(days(&trimesters.periods), ["2025-09-01 2025-11-30", "2025-12-01 2026-02-28", "2026-03-01 2026-05-26"]);
    assert_eq!(days(&Terms::usual(year, Periods::HalfYears, &off).periods), ["2025-09-01 2025-12-30", "2026-01-12 2026-05-26"]);
    assert!([quarters, trimesters].iter().all(|terms| terms.fit(year)));
}

#[test]
fn terms_out_of_order_or_of_the_year_do_not_fit() {
    let days = |first, last| Days { first, last };
    let one = days(date(2026, 9, 1), date(2026, 10, 30));
    let fit = |periods: Vec<Days>, holidays: Vec<Days>| Terms { periods, holidays }.fit(year());
    assert!(fit(vec![one], vec![]));
    assert!(!fit(vec![], vec![]), "no period");
    assert!(!fit(vec![one, one], vec![]), "twice the same");
    assert!(!fit(vec![days(one.last, one.first)], vec![]), "backwards");
    assert!(!fit(vec![one], vec![days(date(2027, 10, 1), date(2027, 10, 9))]), "of another year");
}

/// 2027: 1 May is a Saturday, 9 May a Sunday, 12 June a Saturday.
#[test]
fn a_holiday_on_a_day_off_moves_on_but_those_of_the_new_year() {
    let (five, six) = (quarters(), calendar(Week::Six, Periods::Quarters));
    for (day, in_five, in_six) in [
        (date(2026, 11, 4), false, false),
        (date(2026, 12, 31), false, false),
        (date(2027, 1, 8), false, false),
        (date(2027, 1, 11), true, true),
        (date(2027, 5, 1), false, false),
        (date(2027, 5, 3), false, true),
        (date(2027, 5, 10), false, false),
        (date(2027, 6, 14), false, true),
        (date(2027, 5, 8), false, true),
        (date(2027, 5, 31), true, true),
    ] {
        assert_eq!((five.works(day), six.works(day)), (in_five, in_six), "{day}");
    }
}

fn any_rule() -> impl Strategy<Value = When> {
    let day = || (0..395_i64).prop_map(|days| date(2026, 8, 1).checked_add(jiff::Span::new().days(days)).unwrap());
    prop_oneof![
        day().prop_map(|on| When::Day { on }),
        day().prop_map(|last| When::Until { last }),
        (day(), day()).prop_map(|(from, last)| When::Span { from, last }),
        Just(When::AllYear),
        Just(When::AsNeeded),
        prop_oneof![
            Just(Every::Week),
            Just(Every::Month),
            Just(Every::Quarter),
            Just(Every::Period),
            Just(Every::AfterPeriod),
            Just(Every::HalfYear),
            any::<u8>().prop_map(Every::Times),
        ]
        .prop_map(|every| When::Each { every }),
        prop_oneof![Just(Schedule::Procedures), Just(Schedule::PeriodEnds), Just(Schedule::Unknown)].prop_map(|by| When::Scheduled { by }),
    ]
}

fn any_calendar() -> impl Strategy<Value = Calendar> {
    let week = prop_oneof![Just(Week::Five), Just(Week::Six)];
    let periods = prop_oneof![Just(Periods::Quarters), Just(Periods::Trimesters), Just(Periods::HalfYears)];
    (2000..2100_i16, 0..30_i64, 30..300_i64, week, periods).prop_map(|(starts, late, long, week, periods)| {
        let first = date(starts, 8, 20).checked_add(jiff::Span::new().days(late)).unwrap();
        let last = first.checked_add(jiff::Span::new().days(long)).unwrap();
        let (year, off) = (Days { first, last }, DaysOff::shipped().unwrap());
        Calendar::new(year, week, Terms::usual(year, periods, &off), &off)
    })
}

proptest! {
    #[test]
    fn occurrences_are_in_order_once_each_whatever_the_order_of_rules(
        rules in proptest::collection::vec(any_rule(), 0..5), calendar in any_calendar(),
    ) {
        let schedules = Schedules::from([(Schedule::Procedures, vec![ScheduleDay::typed(date(2027, 4, 20), "")])]);
        let all = occurrences(&rules, &calendar, &schedules);
        let backwards: Vec<When> = rules.iter().rev().cloned().collect();
        prop_assert_eq!(&all, &occurrences(&backwards, &calendar, &schedules));
        prop_assert!(all.windows(2).all(|two| (two[0].from, two[0].due) <= (two[1].from, two[1].due)));
        prop_assert!(all.iter().all(|one| one.from <= one.due));
        let mut slots: Vec<&str> = all.iter().map(|one| one.slot.as_str()).collect();
        slots.sort_unstable();
        slots.dedup();
        prop_assert_eq!(slots.len(), all.len());
    }

    /// What the program spreads falls on lessons, what the school wrote on a working day where there is one.
    #[test]
    fn nothing_spread_falls_on_holidays(rule in any_rule(), calendar in any_calendar()) {
        for one in occurrences(std::slice::from_ref(&rule), &calendar, &Schedules::new()) {
            let fits = match &rule {
                When::Day { .. } => true,
                When::Until { .. } | When::Span { .. } => {
                    calendar.works(one.due) || Days { first: one.from, last: one.due }.each().all(|day| !calendar.works(day))
                }
                When::Each { every: Every::AfterPeriod } => calendar.works(one.due),
                _ => calendar.teaches(one.due),
            };
            prop_assert!(fits, "{:?} {:?}", rule, one);
        }
    }

    #[test]
    fn usual_terms_fit_their_year(calendar in any_calendar()) {
        prop_assert!(calendar.terms().fit(calendar.year()), "{:?}", calendar);
    }
}

/// Each thing of a schedule has its own time, two on one day too, and keeps it wherever it is moved; a day somebody typed says nothing more
/// where a thing stands.
/// covers: R48
#[test]
fn things_of_a_schedule_are_found_again_wherever_they_are_moved() {
    let thing = |key: &str, on, label: &str| ScheduleDay { key: key.into(), ..ScheduleDay::typed(on, label) };
    let rules = [When::Scheduled { by: Schedule::Procedures }];
    let slots = |days: Vec<ScheduleDay>| {
        let all = occurrences(&rules, &quarters(), &Schedules::from([(Schedule::Procedures, days)]));
        all.into_iter().map(|one| format!("{} {}", one.due, one.slot)).collect::<Vec<_>>().join("; ")
    };
    let (monday, friday) = (date(2026, 10, 12), date(2026, 10, 16));
    let typed = ScheduleDay::typed(monday, "ДКР");
    assert_eq!(
        slots(vec![thing("a", monday, "ДКР"), thing("b", monday, "ДКР"), typed.clone()]),
        "2026-10-12 procedures a; 2026-10-12 procedures b"
    );
    assert_eq!(
        slots(vec![thing("a", friday, "ДКР"), thing("b", friday, "ДКР"), typed]),
        "2026-10-12 procedures 2026-10-12 ДКР; 2026-10-16 procedures a; 2026-10-16 procedures b"
    );
}
