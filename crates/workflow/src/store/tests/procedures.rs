//! The schedule of procedures: held against the rules when it is entered, moved, arranged; measures of the plan follow it.

use jiff::Span;
use jiff::civil::{Date, date};
use records::plan::{Schedule as By, When};
use records::procedure::{LoadRule, Slot};

use super::desk::{Desk, dump, person};
use super::plans::see;
use crate::act::Act;
use crate::id::Id;
use crate::plan::{Add, IssuePaper, OccurrenceShown, OccurrenceState, SayDone, SchedulesOf, SetSchedule, Whole};
use crate::procedure::{
    Arrange, Cancel, CheckProcedure, Despite, Draft, Enter, Hours, IssueProcedurePaper, LessonsADay, Move, Observers, OneProcedure, Order,
    ProcedureState, ScheduleShown, SeatShown, Seated, SetHours, Timing, Unknown,
};
use crate::reader::Reader;
use crate::refusal::{Field, Refusal, Rule};
use crate::roster::{AddClass, AddPupil, AddRelative, Relative, RemoveClass, Who};
use crate::school::Edit;
use crate::world::{ProcedureWorld, World};

pub fn nothing() -> ProcedureWorld {
    ProcedureWorld { planned: Id::read("nobody").unwrap(), day: Date::constant(2026, 12, 23) }
}

/// A work measures of the plan do not follow: they have the times their own tests give them.
pub fn furnish(desk: &mut Desk, world: &World, founder: &Id) -> ProcedureWorld {
    let ProcedureWorld { day, .. } = nothing();
    let draft = Draft { subject: "Физика".into(), day, in_plan: false, ..Enter::sample(world).draft };
    let planned = desk.perform(&person(founder), Enter { draft, ..Enter::sample(world) }).unwrap().done;
    ProcedureWorld { planned, day }
}

struct School {
    desk: Desk,
    world: World,
    by: Reader,
    /// A second class of the parallel.
    other: Id,
}

fn school() -> School {
    let (desk, world, founder) = Desk::furnished();
    let other = world.roster.empty.clone();
    School { by: person(&founder), desk, world, other }
}

/// A Tuesday in January.
const TUESDAY: Date = date(2027, 1, 19);

fn lesson(first: u8) -> Slot {
    Slot::Lessons { first, last: first }
}

impl School {
    fn draft(&self, subject: &str, day: Date, slot: Slot) -> Draft {
        Draft { subject: subject.into(), day, slot, ..Enter::sample(&self.world).draft }
    }

    fn enter(&mut self, draft: Draft, despite: Option<Despite>) -> Result<Id, Refusal> {
        let enter = Enter { year: self.world.year.clone(), draft, despite };
        self.desk.perform(&self.by, enter).map(|receipt| receipt.done)
    }

    fn shown(&self) -> ScheduleShown {
        see(&self.desk, &self.by, &crate::procedure::Schedule::default()).unwrap().unwrap()
    }

    fn keys(&self, draft: &Draft) -> Vec<String> {
        let check = CheckProcedure::Entered(self.world.year.clone(), draft.clone());
        see(&self.desk, &self.by, &check).unwrap().iter().map(|clash| clash.key()).collect()
    }

    fn despite(&self, reason: &str, shown: Vec<String>) -> Option<Despite> {
        Some(Despite { reason: reason.into(), shown })
    }
}

/// A clash is shown, then taken with a reason only; one that was not shown is no clash anybody took.
/// covers: R40, C11
#[test]
fn a_clash_is_taken_with_a_reason_only_and_only_as_it_was_shown() {
    let mut school = school();
    let first = school.enter(school.draft("Алгебра", TUESDAY, lesson(3)), None).unwrap();
    let again = school.draft("Физика", TUESDAY, lesson(4));
    let keys = school.keys(&again);
    assert!(keys.len() == 1 && keys[0].starts_with("works-per-day"), "{keys:?}");
    let before = dump(school.desk.connection());
    let refused = school.enter(again.clone(), None).unwrap_err();
    assert_eq!((refused.rule, refused.about), (Rule::Clashing(1), vec![first.clone()]));
    let none = school.despite("Перенос по письму", Vec::new());
    assert_eq!(school.enter(again.clone(), none).unwrap_err().rule, Rule::Clashing(1), "nobody saw it");
    let silent = school.despite("  ", keys.clone());
    assert_eq!(school.enter(again.clone(), silent).unwrap_err().rule, Rule::Missing(Field::Reason));
    assert_eq!(dump(school.desk.connection()), before, "nothing was changed");
    let reason = school.despite("Перенос по письму", keys);
    let taken = school.enter(again, reason).unwrap();
    let shown = school.shown();
    let one = |id: &Id| shown.procedures.iter().find(|one| one.id == *id).unwrap();
    assert_eq!(one(&taken).gone[0].rules, [LoadRule::OneADay]);
    assert_eq!(one(&taken).gone[0].reason, "Перенос по письму");
    for id in [&first, &taken] {
        assert!(one(id).clashes.iter().any(|(clash, told)| clash.rule == LoadRule::OneADay && *told), "it stands with both, answered");
    }
}

/// The share of hours is counted over the year: whichever work is entered last goes over it, also where its day is the first.
/// covers: R40, C11
#[test]
fn an_earlier_day_does_not_pass_the_share_of_hours_by() {
    let mut school = school();
    let hours = vec![Hours { grade: 7, subject: "Алгебра".into(), tenths: 5 }];
    let lessons = vec![LessonsADay { grade: 7, lessons: [6, 6, 6, 6, 6, 0] }];
    let (hours, lessons) = (Edit { opened: Vec::new(), wanted: hours }, Edit { opened: Vec::new(), wanted: lessons });
    school.desk.perform(&school.by, SetHours { year: school.world.year.clone(), hours, lessons }).unwrap();
    // Half an hour a week is some seventeen in the year: one work of one lesson fits, a second does not.
    let later = school.enter(school.draft("Алгебра", TUESDAY, lesson(3)), None).unwrap();
    let earlier = school.draft("Алгебра", date(2026, 12, 1), lesson(3));
    let keys = school.keys(&earlier);
    assert!(keys.len() == 1 && keys[0].starts_with(LoadRule::ShareOfHours.key()), "{keys:?}");
    assert_eq!(school.enter(earlier.clone(), None).unwrap_err().rule, Rule::Clashing(1));
    let reason = school.despite("Так решил совет", keys);
    let taken = school.enter(earlier, reason).unwrap();
    let shown = school.shown();
    let one = |id: &Id| shown.procedures.iter().find(|one| one.id == *id).unwrap();
    assert!(one(&later).clashes.iter().any(|(clash, told)| clash.rule == LoadRule::ShareOfHours && *told), "answered by the earlier one");
    assert_eq!(one(&taken).gone[0].rules, [LoadRule::ShareOfHours], "and printed with its reason");
}

/// A reason speaks of the day it was given for: moved to a day that agrees, it stands nowhere; moved back, it is asked for anew.
/// covers: R40, C11
#[test]
fn a_reason_ends_with_the_day_it_was_given_for() {
    let mut school = school();
    school.enter(school.draft("Алгебра", TUESDAY, lesson(3)), None).unwrap();
    let second = school.draft("Физика", TUESDAY, lesson(4));
    let reason = school.despite("Перенос по письму", school.keys(&second));
    let second = school.enter(second, reason).unwrap();
    let on = |day| Timing { day, slot: lesson(4) };
    let friday = date(2027, 1, 22);
    let moving = |from, to| Move {
        procedure: second.clone(),
        seen: 1,
        timing: Edit { opened: on(from), wanted: on(to) },
        reason: "Так".into(),
        despite: None,
    };
    school.desk.perform(&school.by, moving(TUESDAY, friday)).unwrap();
    let gone = |school: &School| see(&school.desk, &school.by, &OneProcedure { procedure: second.clone() }).unwrap().0.gone;
    assert_eq!(gone(&school), []);
    assert_eq!(school.desk.perform(&school.by, moving(friday, TUESDAY)).unwrap_err().rule, Rule::Clashing(1));
}

/// covers: R40
#[test]
fn a_procedure_is_of_one_parallel_at_one_time() {
    let mut school = school();
    let add = AddClass { year: school.world.year.clone(), class: crate::roster::ClassName::read("8А").unwrap(), teacher: None };
    let eighth = school.desk.perform(&school.by, add).unwrap().done;
    let base = school.draft("Алгебра", TUESDAY, lesson(3));
    let of = |classes: Vec<Id>| Draft { classes, ..base.clone() };
    let (seventh, other) = (school.world.roster.class.clone(), school.other.clone());
    let table = [
        (of(Vec::new()), Rule::Missing(Field::ProcedureClasses)),
        (of(vec![seventh.clone(), eighth.clone()]), Rule::Wrong(Field::ProcedureClasses)),
        (of(vec![seventh.clone(), seventh.clone()]), Rule::Wrong(Field::ProcedureClasses)),
        (of(vec![Id::read("class-22222222").unwrap()]), Rule::Wrong(Field::ProcedureClasses)),
        (Draft { kind: "сочинение".into(), ..of(vec![seventh.clone()]) }, Rule::Wrong(Field::ProcedureKind)),
        (Draft { subject: " ".into(), ..of(vec![seventh.clone()]) }, Rule::Missing(Field::Subject)),
        (Draft { slot: Slot::Lessons { first: 4, last: 3 }, ..of(vec![seventh.clone()]) }, Rule::Wrong(Field::ProcedureSlot)),
        (
            Draft { day: date(2025, 1, 19), ..of(vec![seventh.clone()]) },
            Rule::DayNotBetween(Field::ProcedureDay, date(2026, 8, 1), date(2027, 8, 31)),
        ),
    ];
    for (draft, rule) in table {
        assert_eq!(school.enter(draft, None).unwrap_err().rule, rule);
    }
    let whole = of(vec![other.clone(), seventh.clone()]);
    let both = school.enter(whole, None).unwrap();
    let one = see(&school.desk, &school.by, &OneProcedure { procedure: both }).unwrap().0;
    assert_eq!(one.seats.iter().map(|seat| seat.name.as_str()).collect::<Vec<_>>(), ["7А", "7Б"]);
    // A class that writes something cannot be taken out of the school.
    let remove = RemoveClass { class: other, seen: 1 };
    assert_eq!(school.desk.perform(&school.by, remove).unwrap_err().rule, Rule::StandsOnIt);
}

#[test]
fn it_is_ordered_moved_with_a_reason_and_cancelled_and_each_stays_seen() {
    let mut school = school();
    let id = school.enter(school.draft("Алгебра", TUESDAY, lesson(3)), None).unwrap();
    let state = |school: &School| see(&school.desk, &school.by, &OneProcedure { procedure: id.clone() }).unwrap().0;
    let order = |day| Order { procedures: vec![(id.clone(), 1)], number: "15-у".into(), day };
    let tomorrow = school.world.today.tomorrow().unwrap();
    assert_eq!(school.desk.perform(&school.by, order(tomorrow)).unwrap_err().rule, Rule::Wrong(Field::PaperDay));
    school.desk.perform(&school.by, order(school.world.today)).unwrap();
    assert_eq!((state(&school).state, state(&school).order), (ProcedureState::Ordered, Some(("15-у".into(), school.world.today))));
    // The order that names it alone is its order, with its number; one of the register would be a second. An order over two is another paper.
    let issue = IssueProcedurePaper { procedure: Some(id.clone()), ..IssueProcedurePaper::sample(&school.world) };
    assert_eq!(school.desk.perform(&school.by, issue.clone()).unwrap_err().rule, Rule::NoSuchStep);
    let other = school.enter(school.draft("История", date(2027, 2, 16), lesson(3)), None).unwrap();
    let both = Order { procedures: vec![(other, 1)], number: "15-у".into(), day: school.world.today };
    school.desk.perform(&school.by, both).unwrap();
    assert_eq!(school.desk.perform(&school.by, issue).unwrap().done.number, 1);
    let from = Timing { day: TUESDAY, slot: lesson(3) };
    let to = |day| Timing { day, slot: lesson(2) };
    let step = |opened, wanted, reason: &str| Move {
        procedure: id.clone(),
        seen: 1,
        timing: Edit { opened, wanted },
        reason: reason.into(),
        despite: None,
    };
    let friday = date(2027, 1, 22);
    assert_eq!(school.desk.perform(&school.by, step(from, to(friday), " ")).unwrap_err().rule, Rule::Missing(Field::Reason));
    assert_eq!(school.desk.perform(&school.by, step(from, from, "так")).unwrap_err().rule, Rule::NothingChanged);
    let sunday = date(2027, 1, 24);
    assert_eq!(school.desk.perform(&school.by, step(from, to(sunday), "так")).unwrap_err().rule, Rule::Clashing(1), "no lessons then");
    school.desk.perform(&school.by, step(from, to(friday), "Материалы пришли позже")).unwrap();
    let moved = state(&school);
    assert_eq!((moved.day, moved.state, moved.moves.len()), (friday, ProcedureState::Planned, 1), "an order on the change is to come");
    assert_eq!((moved.moves[0].day, moved.moves[0].reason.as_str()), (TUESDAY, "Материалы пришли позже"));
    let late = school.desk.perform(&school.by, step(from, to(date(2027, 1, 21)), "так")).unwrap_err();
    assert!(matches!(late.rule, Rule::ChangedMeanwhile(_)), "somebody moved it meanwhile");
    let cancel = |reason: &str| Cancel { procedure: id.clone(), seen: 1, reason: reason.into() };
    assert_eq!(school.desk.perform(&school.by, cancel("")).unwrap_err().rule, Rule::Missing(Field::Reason));
    school.desk.perform(&school.by, cancel("Школа не вошла в выборку")).unwrap();
    assert_eq!(state(&school).state, ProcedureState::Cancelled);
    let paper = IssueProcedurePaper { procedure: Some(id.clone()), ..IssueProcedurePaper::sample(&school.world) };
    assert_eq!(school.desk.perform(&school.by, paper).unwrap_err().rule, Rule::NoSuchStep, "nothing orders what is not held");
    for refused in [
        school.desk.perform(&school.by, cancel("ещё раз")).map(drop),
        school.desk.perform(&school.by, step(to(friday), from, "назад")).map(drop),
        school.desk.perform(&school.by, order(school.world.today)).map(drop),
    ] {
        assert_eq!(refused.unwrap_err().rule, Rule::NoSuchStep);
    }
    // What is cancelled is in nobody's way.
    assert_eq!(school.keys(&school.draft("Физика", friday, lesson(2))), Vec::<String>::new());
    // Nothing is decided in a year that is over.
    let other = school.enter(school.draft("Физика", friday, lesson(3)), None).unwrap();
    let (database, _) = school.desk.writer.open.as_ref().unwrap();
    database.execute("update school_year set state = 'closed' where id = ?", [school.world.year.as_str()]).unwrap();
    let of_closed = Cancel { procedure: other.clone(), seen: 1, reason: "поздно".into() };
    assert_eq!(school.desk.perform(&school.by, of_closed).unwrap_err().rule, Rule::NoSuchStep);
    let of_closed = Order { procedures: vec![(other, 1)], number: "16-у".into(), day: school.world.today };
    assert_eq!(school.desk.perform(&school.by, of_closed).unwrap_err().rule, Rule::NoSuchStep);
}

/// Why an organiser was taken against a rule does not hang on the day: a move asks why of what its day brings, and both reasons stand.
/// covers: R40, C11
#[test]
fn a_move_leaves_the_reason_of_the_organiser() {
    let mut school = school();
    let friday = date(2027, 1, 22);
    school.enter(school.draft("Физика", friday, lesson(3)), None).unwrap();
    let id = school.enter(school.draft("Алгебра", TUESDAY, lesson(4)), None).unwrap();
    let class = school.world.roster.class.clone();
    let seat = |organiser: Option<&Id>| Seated { class: class.clone(), room: String::new(), organiser: organiser.cloned() };
    let own = vec![seat(Some(&school.world.active.clone()))];
    let keys = see(&school.desk, &school.by, &CheckProcedure::Arranged(id.clone(), own.clone())).unwrap();
    let despite = school.despite("Других учителей нет", keys.iter().map(|clash| clash.key()).collect());
    let arrange = Arrange { procedure: id.clone(), seen: 1, seats: Edit { opened: vec![seat(None)], wanted: own }, despite };
    school.desk.perform(&school.by, arrange).unwrap();
    let on = |day| Timing { day, slot: lesson(4) };
    let moving = |despite| Move {
        procedure: id.clone(),
        seen: 1,
        timing: Edit { opened: on(TUESDAY), wanted: on(friday) },
        reason: "Перенос".into(),
        despite,
    };
    // Only what the day brings is asked: two works on one day.
    assert_eq!(school.desk.perform(&school.by, moving(None)).unwrap_err().rule, Rule::Clashing(1));
    let keys = see(&school.desk, &school.by, &CheckProcedure::Moved(id.clone(), on(friday))).unwrap();
    let despite = school.despite("День назначил регион", keys.iter().map(|clash| clash.key()).collect());
    school.desk.perform(&school.by, moving(despite)).unwrap();
    let (one, _) = see(&school.desk, &school.by, &OneProcedure { procedure: id.clone() }).unwrap();
    let gone: Vec<(&[LoadRule], &str)> = one.gone.iter().map(|gone| (gone.rules.as_slice(), gone.reason.as_str())).collect();
    assert_eq!(gone, [(&[LoadRule::Apart][..], "Других учителей нет"), (&[LoadRule::OneADay], "День назначил регион")]);
    assert!(one.clashes.iter().all(|(_, answered)| *answered), "{:?}", one.clashes);
}

/// covers: R40, C11
#[test]
fn rooms_and_organisers_are_held_against_the_rules() {
    let mut school = school();
    let draft = Draft {
        classes: vec![school.world.roster.class.clone(), school.other.clone()],
        ..school.draft("Алгебра", TUESDAY, lesson(3))
    };
    let id = school.enter(draft, None).unwrap();
    let seat =
        |class: &Id, room: &str, organiser: Option<&Id>| Seated { class: class.clone(), room: room.into(), organiser: organiser.cloned() };
    let (first, second) = (school.world.roster.class.clone(), school.other.clone());
    let opened = vec![seat(&first, "", None), seat(&second, "", None)];
    let arrange =
        |wanted: Vec<Seated>, despite| Arrange { procedure: id.clone(), seen: 1, seats: Edit { opened: opened.clone(), wanted }, despite };
    let (founder, teacher) = (school.world.founder.clone(), school.world.active.clone());
    let one_room = vec![seat(&first, "12", None), seat(&second, " 12 ", None)];
    assert_eq!(school.desk.perform(&school.by, arrange(one_room, None)).unwrap_err().rule, Rule::Clashing(2), "a room for two classes");
    let twice = vec![seat(&first, "12", Some(&founder)), seat(&second, "13", Some(&founder))];
    assert_eq!(school.desk.perform(&school.by, arrange(twice, None)).unwrap_err().rule, Rule::Clashing(2), "one organiser for two");
    let own = vec![seat(&first, "12", Some(&teacher)), seat(&second, "13", None)];
    assert_eq!(school.desk.perform(&school.by, arrange(own.clone(), None)).unwrap_err().rule, Rule::Clashing(1), "she teaches algebra");
    let keys = see(&school.desk, &school.by, &CheckProcedure::Arranged(id.clone(), own.clone())).unwrap();
    let despite = school.despite("Других нет", keys.iter().map(|clash| clash.key()).collect());
    school.desk.perform(&school.by, arrange(own, despite)).unwrap();
    let one = see(&school.desk, &school.by, &OneProcedure { procedure: id.clone() }).unwrap().0;
    assert_eq!((one.seats[0].room.as_str(), &one.seats[0].organiser.as_ref().unwrap().0), ("12", &teacher));
    assert_eq!(one.gone[0].rules, [LoadRule::Apart]);
    let stranger = vec![seat(&first, "12", Some(&school.world.locked)), seat(&second, "13", None)];
    let standing = |one: &SeatShown| seat(&one.class, &one.room, one.organiser.as_ref().map(|(id, _)| id));
    let opened = one.seats.iter().map(standing).collect();
    let fresh = Arrange { seats: Edit { opened, wanted: stranger }, ..arrange(Vec::new(), None) };
    assert_eq!(school.desk.perform(&school.by, fresh).unwrap_err().rule, Rule::Wrong(Field::Organiser));
}

/// covers: C11
#[test]
fn what_the_rules_need_and_nobody_entered_is_told() {
    let mut school = school();
    school.enter(school.draft("Алгебра", TUESDAY, lesson(6)), None).unwrap();
    let algebra = Unknown::Hours(7, "Алгебра".into());
    assert!(
        school.shown().unknown.contains(&algebra) && school.shown().unknown.contains(&Unknown::Lessons(7)),
        "{:?}",
        school.shown().unknown
    );
    let hours = vec![Hours { grade: 7, subject: "алгебра".into(), tenths: 30 }, Hours { grade: 7, subject: "физика".into(), tenths: 20 }];
    let lessons = vec![LessonsADay { grade: 7, lessons: [6, 6, 6, 6, 6, 0] }];
    let set = SetHours {
        year: school.world.year.clone(),
        hours: Edit { opened: Vec::new(), wanted: hours },
        lessons: Edit { opened: Vec::new(), wanted: lessons.clone() },
    };
    school.desk.perform(&school.by, set.clone()).unwrap();
    assert_eq!(school.shown().unknown, []);
    assert!(
        school.shown().procedures.iter().any(|one| one.clashes.iter().any(|(clash, told)| clash.rule == LoadRule::EdgeLesson && !told))
    );
    assert_eq!(school.desk.perform(&school.by, set.clone()).unwrap_err().rule, Rule::NothingChanged);
    let wrong = vec![LessonsADay { grade: 7, lessons: [99; 6] }];
    let wrong = SetHours { lessons: Edit { opened: lessons, wanted: wrong }, ..set };
    assert_eq!(school.desk.perform(&school.by, wrong).unwrap_err().rule, Rule::Wrong(Field::LessonsADay));
}

impl School {
    /// A measure of the plan in force, bound to the schedule of procedures.
    fn bound(&mut self) -> Id {
        let sample = Add::sample(&self.world);
        let mut add = Add { plan: self.world.plan.approved.clone(), reason: Some("Добавлено".into()), ..sample };
        add.content.rules = vec![When::Scheduled { by: By::Procedures }];
        self.desk.perform(&self.by, add).unwrap().done[0].clone()
    }

    fn times(&self, measure: &Id) -> Vec<OccurrenceShown> {
        let whole = see(&self.desk, &self.by, &Whole { plan: self.world.plan.approved.clone() }).unwrap();
        let measures = whole.blocks.into_iter().flat_map(|block| block.measures);
        measures.filter(|one| one.id == *measure).flat_map(|one| one.occurrences).collect()
    }
}

/// Measures follow the schedule, also when a procedure is moved or cancelled; what somebody touched never changes; days typed by hand go on.
/// covers: R40, R48
#[test]
fn measures_by_schedule_follow_procedures() {
    let mut school = school();
    let measure = school.bound();
    assert_eq!(school.times(&measure).len(), 0, "it waits for the schedule");
    let (one, two) = (school.draft("Алгебра", TUESDAY, lesson(3)), school.draft("Физика", date(2027, 1, 22), lesson(3)));
    let (one, two) = (school.enter(one, None).unwrap(), school.enter(two, None).unwrap());
    let aside = Draft { in_plan: false, ..school.draft("История", date(2027, 2, 2), lesson(3)) };
    school.enter(aside, None).unwrap();
    let days = |school: &School| school.times(&measure).into_iter().map(|time| time.due.to_string()).collect::<Vec<_>>();
    assert_eq!(days(&school), ["2027-01-19", "2027-01-22"]);
    assert_eq!(school.times(&measure)[0].label, "ДКР, Алгебра, 7А");
    let to = |id: &Id, from: Date, day: Date| Move {
        procedure: id.clone(),
        seen: 1,
        timing: Edit { opened: Timing { day: from, slot: lesson(3) }, wanted: Timing { day, slot: lesson(3) } },
        reason: "Так".into(),
        despite: None,
    };
    school.desk.perform(&school.by, to(&one, TUESDAY, date(2027, 1, 26))).unwrap();
    assert_eq!(days(&school), ["2027-01-22", "2027-01-26"]);
    // The first was put off or said done: it stays where it is, and no second one comes for it.
    let touched = school.times(&measure)[1].id.clone();
    let done = SayDone {
        occurrences: vec![super::plans::occurrences(&school.desk, &measure).into_iter().find(|time| time.id == touched).unwrap()],
        ..SayDone::sample(&school.world)
    };
    school.desk.perform(&school.by, done).unwrap();
    school.desk.perform(&school.by, to(&one, date(2027, 1, 26), date(2027, 2, 9))).unwrap();
    assert_eq!(days(&school), ["2027-01-22", "2027-01-26"]);
    school.desk.perform(&school.by, Cancel { procedure: two, seen: 1, reason: "Так".into() }).unwrap();
    school.desk.perform(&school.by, Cancel { procedure: one, seen: 1, reason: "Так".into() }).unwrap();
    let left = school.times(&measure);
    assert_eq!((left.len(), left[0].id.clone(), left[0].state), (1, touched, OccurrenceState::Done));
    // Days typed by hand stand beside procedures and are the form's own.
    let typed = SetSchedule::sample(&school.world);
    let SetSchedule { days: Edit { wanted, .. }, .. } = typed.clone();
    school.desk.perform(&school.by, typed).unwrap();
    school.enter(school.draft("Алгебра", date(2027, 3, 2), lesson(3)), None).unwrap();
    let shown = see(&school.desk, &school.by, &SchedulesOf { year: school.world.year.clone() }).unwrap();
    let known = shown.known.iter().find(|(by, ..)| *by == By::Procedures).unwrap();
    assert_eq!((&known.1, shown.procedures), (&wanted, 1));
    assert_eq!(days(&school).len(), 3);
    let gone = SetSchedule { days: Edit { opened: wanted, wanted: Vec::new() }, ..SetSchedule::sample(&school.world) };
    school.desk.perform(&school.by, gone).unwrap();
    assert_eq!(days(&school), ["2027-01-26", "2027-03-02"]);
}

/// A parent of a class that writes, or whoever works here, does not observe; parents of those who take no part come first; each refusal names its
/// rule, and that names were read is noted.
/// covers: R37
#[test]
fn observers_are_computed_from_families_and_classes() {
    let mut school = school();
    let ninth = AddClass { year: school.world.year.clone(), class: crate::roster::ClassName::read("9А").unwrap(), teacher: None };
    let ninth = school.desk.perform(&school.by, ninth).unwrap().done;
    let (seventh, other) = (school.world.roster.class.clone(), school.other.clone());
    for (class, pupil, relative) in [
        (&other, "Юдин Яков", "Юдина Вера"),
        (&ninth, "Котов Игорь", "Котова Зоя"),
        (&ninth, "Ежикова Нина", "Ёжикова Мария"),
        (&other, "Ёлкин Марк", "Елкина  Анна"),
    ] {
        let add =
            AddPupil { class: class.clone(), who: Who { name: pupil.into(), ..Who::default() }, from: date(2026, 9, 1), another: false };
        let pupil = school.desk.perform(&school.by, add).unwrap().done[0].clone();
        let relative = Relative { name: relative.into(), kin: "мать".into(), contact: String::new() };
        school.desk.perform(&school.by, AddRelative { pupil, relative }).unwrap();
    }
    let of_class = Draft { kind: "vpr-diagnostic".into(), classes: vec![seventh], ..school.draft("Алгебра", TUESDAY, lesson(3)) };
    let by_class = school.enter(of_class, None).unwrap();
    let by = school.by.clone().after_step_up();
    let shown = |school: &School, procedure: &Id| {
        let shown = see(&school.desk, &by, &Observers { procedure: procedure.clone() }).unwrap();
        let may = shown.may.iter().map(|one| one.name.clone()).collect::<Vec<_>>().join(", ");
        let may_not = shown.may_not.iter().map(|(one, rule)| format!("{} {rule:?}", one.name)).collect::<Vec<_>>().join(", ");
        (may, may_not)
    };
    // Her other child is in a class that does not write; the name is written in two ways and is one person.
    let (may, may_not) = shown(&school, &by_class);
    assert_eq!(may, "Котова Зоя, Юдина Вера", "those whose parallel takes no part come first");
    assert_eq!(
        may_not,
        "Ёжикова Мария NotStaff, Ёлкина Анна NoChildInClass, Чижова И. NoChildInClass, Чижова Инна NoChildInClass, Чижова Ольга Петровна NoChildInClass"
    );
    let of_parallel = school.draft("Физика", date(2027, 2, 9), lesson(3));
    let by_parallel = school.enter(of_parallel, None).unwrap();
    let (may, may_not) = shown(&school, &by_parallel);
    assert_eq!(may, "Котова Зоя");
    assert!(may_not.contains("Юдина Вера NoChildInParallel"), "{may_not}");
    let refused = see(&school.desk, &school.by, &Observers { procedure: by_class }).unwrap_err();
    assert_eq!(refused.rule, Rule::StepUp);
}

/// Papers of plans and of the schedule have one register of numbers.
#[test]
fn papers_of_the_schedule_and_of_plans_share_the_numbers_of_the_year() {
    let mut school = school();
    let of_plan = |number| IssuePaper { number, ..IssuePaper::sample(&school.world) };
    let (first, second, third) = (of_plan(1), IssueProcedurePaper { number: 2, ..IssueProcedurePaper::sample(&school.world) }, of_plan(3));
    let by = school.by.clone();
    school.desk.perform(&by, first).unwrap();
    let taken = IssueProcedurePaper { number: 1, ..second.clone() };
    assert_eq!(school.desk.perform(&by, taken).unwrap_err().rule, Rule::Wrong(Field::PaperNumber));
    assert_eq!(school.desk.perform(&by, second.clone()).unwrap().done.number, 2);
    school.desk.perform(&by, third).unwrap();
    let whole = IssueProcedurePaper { number: 4, procedure: None, kind: "site".into(), ..second };
    school.desk.perform(&by, whole).unwrap();
    let shown = school.shown();
    let numbers: Vec<(u32, bool)> = shown.papers.iter().map(|(paper, of)| (paper.number, of.is_some())).collect();
    assert_eq!((numbers, shown.next), (vec![(4, false), (2, true)], 5));
}

/// A plan that a second person approved stands in orders by the number its own order got in the register; one that came on paper keeps its own.
#[test]
fn an_order_stands_on_the_number_the_plans_order_was_issued_under() {
    let mut school = school();
    let by = school.by.clone();
    let order = |school: &School| school.shown().basis.unwrap().order;
    let on_paper = order(&school);
    assert!(on_paper.is_some(), "the plan was approved by an order on paper");
    let issue = |school: &mut School, number: u32, kind: &str| {
        let act = IssuePaper { number, kind: kind.into(), ..IssuePaper::sample(&school.world) };
        school.desk.perform(&by, act).unwrap();
    };
    issue(&mut school, 1, "order");
    assert_eq!(order(&school), on_paper);
    let sql = "update signature set paper_number = null, paper_day = null, paper_scan = null where object = ? and act = 'approve'";
    assert_eq!(school.desk.connection().execute(sql, [school.world.plan.approved.as_str()]).unwrap(), 1);
    let day = school.by.now().date();
    assert_eq!(order(&school), Some(("1".to_owned(), day)));
    // Another paper is no order; of two orders the later one counts.
    issue(&mut school, 2, "report");
    assert_eq!(order(&school), Some(("1".to_owned(), day)));
    issue(&mut school, 3, "order");
    assert_eq!(order(&school), Some(("3".to_owned(), day)));
    school.desk.connection().execute("delete from issued_paper", []).unwrap();
    assert_eq!(order(&school), None, "without an order there is no number");
}

/// A year of 300 procedures in 40 classes is shown, with everything that does not agree, in less than the time of a page.
#[test]
fn a_full_year_is_shown_within_the_time_of_a_page() {
    let mut school = school();
    let mut classes = Vec::new();
    for grade in 2..=11 {
        for letter in ["Г", "Д", "Е", "Ж"] {
            let class = crate::roster::ClassName::read(&format!("{grade}{letter}")).unwrap();
            let add = AddClass { year: school.world.year.clone(), class, teacher: None };
            classes.push((grade, school.desk.perform(&school.by, add).unwrap().done));
        }
    }
    let entry = school.desk.entries();
    let connection = school.desk.connection();
    connection.execute_batch("pragma foreign_keys = off; begin").unwrap();
    for at in 0..300_i64 {
        let (grade, day) = (2 + at % 10, date(2026, 9, 14).checked_add(Span::new().days(at * 4 / 5)).unwrap());
        let subject = ["Алгебра", "Физика", "История", "Биология"][usize::try_from(at % 4).unwrap()];
        let sql = "insert into procedure values (?1, ?2, 'school', ?3, ?4, ?5, '{\"lessons\":{\"first\":3,\"last\":3}}', 0, '', 'planned', '', null, null, ?6)";
        let id = format!("procedure-{at:08}");
        connection.execute(sql, rusqlite::params![id, school.world.year.as_str(), subject, grade, day.to_string(), entry]).unwrap();
        for (_, class) in classes.iter().filter(|(of, _)| *of == grade) {
            connection.execute("insert into procedure_class values (?, ?, '', null)", [id.as_str(), class.as_str()]).unwrap();
        }
    }
    connection.execute_batch("commit; pragma foreign_keys = on").unwrap();
    assert_eq!(school.shown().procedures.len(), 301);
    let begun = std::time::Instant::now();
    let shown = school.shown();
    let took = begun.elapsed();
    assert!(shown.procedures.iter().any(|one| !one.clashes.is_empty()));
    // Without optimisation, on a busy machine: many times slower than what is served.
    assert!(took.as_millis() < 2_000, "{took:?}");
    eprintln!("a year of 300 procedures: {took:?}");
}
