use std::collections::BTreeSet;
use std::sync::OnceLock;

use jiff::Span;
use jiff::civil::{date, time};
use proptest::prelude::*;

use super::*;
use crate::plan::calendar::{Calendar, Days, DaysOff, Periods, Terms, Week};
use crate::reference::Reference;
use crate::vocabulary::{Confidence, SchoolYear};

const YEAR: SchoolYear = SchoolYear(2026);

fn calendar() -> Calendar {
    static ONCE: OnceLock<Calendar> = OnceLock::new();
    ONCE.get_or_init(made).clone()
}

fn made() -> Calendar {
    let year = Days { first: date(2026, 9, 1), last: date(2027, 5, 31) };
    let off = DaysOff::shipped().unwrap();
    Calendar::new(year, Week::Five, Terms::usual(year, Periods::Quarters, &off), &off)
}

fn rules() -> LoadRules {
    static ONCE: OnceLock<LoadRules> = OnceLock::new();
    ONCE.get_or_init(|| LoadRules::of(&Reference::shipped().unwrap(), YEAR)).clone()
}

fn seat(class: &str) -> Seat {
    Seat { class: class.into(), room: String::new(), organiser: None }
}

fn work(id: &str, kind: &str, subject: &str, classes: &[&str], day: Date, lesson: u8) -> Procedure {
    let grade = classes[0].trim_end_matches(char::is_alphabetic).parse().unwrap();
    let slot = Slot::Lessons { first: lesson, last: lesson };
    Procedure {
        id: id.into(),
        kind: kind.into(),
        subject: subject.into(),
        grade,
        seats: classes.iter().map(|class| seat(class)).collect(),
        day,
        slot,
    }
}

fn loads() -> Loads {
    let hours = [((7, "алгебра"), 3.0), ((7, "физика"), 2.0), ((7, "музыка"), 1.0)];
    Loads {
        hours: hours.into_iter().map(|((grade, subject), weekly)| ((grade, subject.to_owned()), weekly)).collect(),
        lessons: [(7, [6, 7, 6, 7, 6, 0])].into(),
        teaching: vec![("t1".into(), "7А".into(), "алгебра".into()), ("t2".into(), "7Б".into(), "физика".into())],
        class_teachers: vec![("7А".into(), "t3".into())],
    }
}

/// Rule and procedure of every clash: `works-per-day a`.
fn told(schedule: &[Procedure]) -> String {
    let found = clashes(schedule, &loads(), &calendar(), &rules());
    found.iter().map(|clash| format!("{} {}", clash.rule.key(), clash.procedure)).collect::<Vec<_>>().join("; ")
}

const MONDAY: Date = date(2026, 10, 12);

fn after(days: i64) -> Date {
    MONDAY.checked_add(Span::new().days(days)).unwrap()
}

/// covers: R40, C11
#[test]
fn each_rule_is_told_and_its_neighbour_is_not() {
    let algebra = |id: &str, classes: &[&str], days: i64, lesson| work(id, "school", "Алгебра", classes, after(days), lesson);
    let physics = |id: &str, days: i64, lesson| work(id, "school", "Физика", &["7А"], after(days), lesson);
    let one = || algebra("a", &["7А", "7Б"], 0, 2);
    assert_eq!(told(&[one()]), "");
    assert_eq!(told(&[one(), physics("b", 0, 4)]), "works-per-day a; works-per-day b");
    assert_eq!(told(&[one(), physics("b", 1, 4)]), "");
    assert_eq!(told(&[one(), algebra("b", &["7А"], 17, 3)]), "weeks-between a; weeks-between b", "17 days are less than 2.5 weeks");
    assert_eq!(told(&[one(), algebra("b", &["7А"], 18, 3)]), "");
    assert_eq!(told(&[algebra("a", &["7А"], 0, 2), algebra("b", &["7Б"], 1, 2)]), "one-time a; one-time b");
    assert_eq!(told(&[algebra("a", &["7А"], 0, 2), algebra("b", &["7Б"], 0, 2)]), "", "one work, entered class by class");
    assert_eq!(
        told(&[algebra("a", &["7А"], 0, 2), Procedure { kind: "dkr".into(), ..algebra("b", &["7Б"], 1, 2) }]),
        "weeks-between a; weeks-between b",
        "another work of the subject in the parallel"
    );
    assert_eq!(told(&[algebra("a", &["7А"], 0, 1)]), "not-first-or-last-lesson a");
    assert_eq!(told(&[algebra("a", &["7А"], 0, 6)]), "not-first-or-last-lesson a", "six lessons on a Monday");
    assert_eq!(told(&[algebra("a", &["7А"], 1, 6)]), "", "seven on a Tuesday");
    assert_eq!(told(&[work("a", "school", "Музыка", &["7А"], MONDAY, 1)]), "", "one lesson a week");
    assert_eq!(told(&[algebra("a", &["7А"], 20, 2)]), "lessons-day a", "the first of November is a Sunday in the holidays");
    assert_eq!(told(&[work("a", "school", "Алгебра", &["1А"], MONDAY, 2)]), "grade a");
    assert_eq!(told(&[work("a", "is11", "", &["11А"], date(2026, 12, 2), 2)]), "", "the first Wednesday of December");
    assert_eq!(told(&[work("a", "is11", "", &["11А"], date(2026, 12, 3), 2)]), "window a");
    let exam = |day| told(&[work("a", "oge", "Математика", &["9А"], day, 2)]).replace("window a", "").replace("; ", "");
    assert_eq!(exam(date(2027, 6, 13)), "working-day a", "a Sunday");
    assert_eq!(exam(date(2027, 5, 10)), "working-day a", "the ninth of May was a Sunday, so it is a day off");
    assert_eq!(exam(date(2027, 6, 12)), "working-day a", "the twelfth of June");
    assert_eq!(exam(date(2027, 6, 5)), "", "a Saturday, when examinations are held too");
    assert_eq!(exam(date(2027, 6, 8)), "", "no lessons any more");
}

/// covers: R40, C11
#[test]
fn nobody_and_no_room_is_in_two_places_and_nobody_organises_her_own() {
    let placed = |id: &str, class: &str, room: &str, who: Option<&str>, lesson| {
        let mut one = work(id, "school", "Физика", &[class], MONDAY, lesson);
        one.seats[0] = Seat { class: class.into(), room: room.into(), organiser: who.map(str::to_owned) };
        one
    };
    let other = |class: &str, room: &str, who, lesson| Procedure { grade: 8, ..placed("b", class, room, who, lesson) };
    let one = || placed("a", "7А", "каб. 12", Some("t9"), 3);
    assert_eq!(told(&[one(), other("8А", "каб. 13", Some("t9"), 3)]), "teacher-once a; teacher-once b");
    assert_eq!(told(&[one(), other("8А", "Каб. 12", Some("t8"), 3)]), "room-once a; room-once b");
    assert_eq!(told(&[one(), other("8А", "каб. 12", Some("t9"), 4)]), "");
    assert_eq!(told(&[placed("a", "7А", "", Some("t2"), 3)]), "organiser-apart a", "she teaches physics");
    assert_eq!(told(&[placed("a", "7А", "", Some("t1"), 3)]), "organiser-apart a", "she teaches the class");
    assert_eq!(told(&[placed("a", "7А", "", Some("t3"), 3)]), "organiser-apart a", "its class teacher");
    assert_eq!(told(&[placed("a", "7Б", "", Some("t3"), 3)]), "");
    let clock = |hour, minutes| Slot::Clock { from: time(hour, 0, 0, 0), minutes };
    assert!(
        clock(10, 60).meets(clock(10, 5))
            && !clock(10, 60).meets(clock(11, 60))
            && !clock(10, 60).meets(Slot::Lessons { first: 1, last: 9 })
    );
    assert!(!Slot::Lessons { first: 3, last: 2 }.fits() && !clock(23, 61).fits() && clock(23, 60).fits());
}

/// Two hours a week over some 34 weeks: the seventh hour goes over ten per cent, the sixth does not.
/// covers: C11
#[test]
fn a_tenth_of_the_hours_is_counted_class_by_class() {
    let calendar = calendar();
    let days: Vec<Date> = calendar.year().each().filter(|day| calendar.teaches(*day)).collect();
    let many: Vec<Procedure> = (0..20).map(|at| work(&format!("w{at:02}"), "school", "Физика", &["7А"], days[at * 8], 3)).collect();
    let found = clashes(&many, &loads(), &calendar, &rules().with(LoadRule::Distance, 0.0));
    let weeks = f64::from(u16::try_from(days.len()).unwrap()) / 5.0;
    // Two hours a week, a tenth of them: the first work that goes over, and every one after it.
    let over_from = (0..20_u8).find(|at| f64::from(at + 1) > 0.1 * 2.0 * weeks).unwrap();
    assert!((6..=7).contains(&over_from), "{weeks}");
    let over: Vec<&str> = found.iter().map(|clash| clash.procedure.as_str()).collect();
    assert_eq!((over.len(), over[0]), (usize::from(20 - over_from), format!("w{over_from:02}").as_str()), "{over:?}");
    assert!(found.iter().all(|clash| clash.rule == LoadRule::ShareOfHours));
    let none = Loads { hours: BTreeMap::new(), ..loads() };
    assert_eq!(clashes(&many, &none, &calendar, &rules().with(LoadRule::Distance, 0.0)), [], "what is not known is not told");
}

/// What the letter does not speak of is not counted: a work shorter than half an hour, an examination of the state.
#[test]
fn what_the_letter_does_not_speak_of_is_not_counted() {
    let long = work("a", "school", "Алгебра", &["9А"], MONDAY, 2);
    let short = Procedure {
        slot: Slot::Clock { from: time(12, 0, 0, 0), minutes: 29 },
        ..work("b", "school", "Физика", &["9А"], MONDAY, 3)
    };
    let half = Procedure { slot: Slot::Clock { from: time(12, 0, 0, 0), minutes: 30 }, ..short.clone() };
    let exam = work("c", "oge", "Физика", &["9А"], MONDAY, 3);
    assert_eq!((told(&[long.clone(), short]), told(&[long.clone(), exam])), (String::new(), String::new()));
    assert_eq!(told(&[long, half]), "works-per-day a; works-per-day b");
}

#[test]
fn every_rule_has_a_source() {
    let rules = rules();
    for rule in LoadRule::ALL {
        assert_eq!(LoadRule::from_key(rule.key()), Some(rule));
        let kind = if rule == LoadRule::Window { "is11" } else { "vpr" };
        assert!(rules.cite(rule, kind).is_some_and(|cite| !cite.source.is_empty()), "{rule:?}");
    }
    assert_eq!(rules.windows("vpr"), [], "the days of 2027 are not known yet");
    assert_eq!(rules.windows("is9").len(), 3);
    assert!(rules.kinds().len() >= 14 && rules.kind("dkr").unwrap().cite.confidence == Confidence::Low);
}

fn any_schedule() -> impl Strategy<Value = Vec<Procedure>> {
    let one =
        (0..3_usize, 0..3_usize, prop::collection::btree_set(0..3_usize, 1..=3), 0..40_i64, 1..8_u8, 0..2_u8, prop::option::of(0..4_u8));
    let made = |at: usize, (kind, subject, classes, days, lesson, more, who): (usize, usize, BTreeSet<usize>, i64, u8, u8, Option<u8>)| {
        let classes: Vec<&str> = classes.into_iter().map(|class| ["7А", "7Б", "7В"][class]).collect();
        let mut made = work(
            &format!("p{at}"),
            ["school", "dkr", "oge"][kind],
            ["Алгебра", "физика", "Музыка"][subject],
            &classes,
            after(days),
            lesson,
        );
        made.slot = Slot::Lessons { first: lesson, last: lesson + more };
        for (place, seat) in made.seats.iter_mut().enumerate() {
            seat.organiser = who.map(|who| format!("t{}", usize::from(who) + place));
            seat.room = format!("{}", usize::from(lesson) + place);
        }
        made
    };
    prop::collection::vec(one, 0..9).prop_map(move |all| all.into_iter().enumerate().map(|(at, one)| made(at, one)).collect())
}

/// Rule, procedure and one other of every pair that clashes.
fn pairs(schedule: &[Procedure]) -> BTreeSet<(LoadRule, String, String)> {
    let found = clashes(schedule, &loads(), &calendar(), &rules());
    found.iter().flat_map(|clash| clash.with.iter().map(|other| (clash.rule, clash.procedure.clone(), other.clone()))).collect()
}

proptest! {
    /// The order procedures were entered in tells nothing.
    #[test]
    fn the_order_does_not_matter(schedule in any_schedule()) {
        let turned: Vec<Procedure> = schedule.iter().rev().cloned().collect();
        prop_assert_eq!(clashes(&schedule, &loads(), &calendar(), &rules()), clashes(&turned, &loads(), &calendar(), &rules()));
    }

    /// A clash of two is told at both.
    #[test]
    fn a_clash_of_two_stands_with_each(schedule in any_schedule()) {
        let pairs = pairs(&schedule);
        for (rule, one, other) in &pairs {
            prop_assert!(pairs.contains(&(*rule, other.clone(), one.clone())), "{rule:?} {one} {other}");
        }
    }

    /// Taking a procedure away takes only what it had part in, and brings nothing.
    #[test]
    fn what_is_taken_away_takes_its_own_clashes_only(schedule in any_schedule(), which in 0..9_usize) {
        prop_assume!(which < schedule.len());
        let gone = &schedule[which].id;
        let rest: Vec<Procedure> = schedule.iter().filter(|one| one.id != *gone).cloned().collect();
        let expected: BTreeSet<_> = pairs(&schedule).into_iter().filter(|(_, one, other)| one != gone && other != gone).collect();
        // Three works on a day clash; two of them do as well: one a day is the most.
        prop_assert_eq!(pairs(&rest), expected);
    }

    /// Against a plain count: a class writes two counted works on a day exactly where it is told.
    #[test]
    fn one_a_day_is_told_where_a_count_says_so(schedule in any_schedule()) {
        let rules = rules();
        let twice = |one: &Procedure| {
            one.seats.iter().any(|seat| {
                let works = schedule.iter().filter(|other| rules.count(other) && other.day == one.day && other.seats.iter().any(|there| there.class == seat.class));
                works.count() > 1
            })
        };
        let expected: BTreeSet<&str> = schedule.iter().filter(|one| rules.count(one) && twice(one)).map(|one| one.id.as_str()).collect();
        let found = clashes(&schedule, &loads(), &calendar(), &rules);
        let told: BTreeSet<&str> = found.iter().filter(|clash| clash.rule == LoadRule::OneADay).map(|clash| clash.procedure.as_str()).collect();
        prop_assert_eq!(told, expected);
    }

    /// A rule that is switched off is not told; the others are told as before.
    #[test]
    fn a_rule_can_be_switched_off_alone(schedule in any_schedule(), which in 0..9_usize) {
        let off = LoadRule::ALL[which];
        let all = clashes(&schedule, &loads(), &calendar(), &rules());
        let fewer = clashes(&schedule, &loads(), &calendar(), &rules().with(off, 0.0));
        prop_assert!(fewer.iter().all(|clash| clash.rule != off));
        // Without the distance one work at two times is looked at over a week only.
        if off != LoadRule::Distance {
            prop_assert_eq!(fewer.len(), all.iter().filter(|clash| clash.rule != off).count());
        }
    }
}
