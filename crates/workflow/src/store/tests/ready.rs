//! Whether all is ready for the procedures ahead, and what may not come off: each thing is named while it is lacking, and not after.
//! covers: D11

use jiff::Span;
use jiff::civil::{Date, date};
use records::plan::When;
use records::procedure::{LoadRule, Slot};

use super::desk::{Desk, morning, person, program, world};
use super::plans::see;
use crate::act::Act;
use crate::event::{Acknowledge, Close, Content, Hold, OneEvent, Part, Plan, Planned, sample_briefing};
use crate::id::Id;
use crate::people::{Leave, Lock};
use crate::plan::{Add, Content as Measure, sample_content};
use crate::procedure::{
    Arrange, CheckProcedure, Despite, Draft, Enter, Lack, LessonsADay, Move, Order, ProcedureReady, Seated, SetHours, Timing,
};
use crate::reader::Reader;
use crate::ready::{Ready, ReadyShown, Risk};
use crate::recovery::{Confirm, Record, Sheet};
use crate::roster::SetClassTeacher;
use crate::school::{Edit, Found};
use crate::world::World;

/// A Tuesday, eight days ahead.
const TUESDAY: Date = date(2026, 12, 1);

struct School {
    desk: Desk,
    world: World,
    by: Reader,
}

fn school() -> School {
    let (desk, world, founder) = Desk::furnished();
    School { by: person(&founder), desk, world }
}

impl School {
    fn perform<A: Act>(&mut self, act: A) -> A::Done {
        self.desk.perform(&self.by.clone(), act).unwrap().done
    }

    fn shown(&self) -> ReadyShown {
        see(&self.desk, &self.by, &Ready).unwrap()
    }

    fn later(&self, days: i64) -> ReadyShown {
        let by = Reader::new(self.by.actor().clone(), morning().checked_add(Span::new().days(days)).unwrap());
        see(&self.desk, &by, &Ready).unwrap()
    }

    fn draft(&self, subject: &str, day: Date, lesson: u8) -> Draft {
        // The person who organises teaches in the first class: the second has nothing to do with her.
        let classes = vec![self.world.roster.empty.clone()];
        Draft {
            subject: subject.into(),
            day,
            classes,
            slot: Slot::Lessons { first: lesson, last: lesson },
            ..Enter::sample(&self.world).draft
        }
    }

    fn enter(&mut self, draft: Draft) -> Id {
        let year = self.world.year.clone();
        let shown = see(&self.desk, &self.by, &CheckProcedure::Entered(year.clone(), draft.clone())).unwrap();
        let despite = Despite { reason: "Так решил совет".into(), shown: shown.iter().map(|clash| clash.key()).collect() };
        self.perform(Enter { year, draft, despite: (!shown.is_empty()).then_some(despite) })
    }

    fn arrange(&mut self, procedure: &Id, room: &str, organiser: &Id) {
        let opened = Seated { class: self.world.roster.empty.clone(), room: String::new(), organiser: None };
        let wanted = Seated { room: room.into(), organiser: Some(organiser.clone()), ..opened.clone() };
        let seats = Edit { opened: vec![opened], wanted: vec![wanted] };
        self.perform(Arrange { procedure: procedure.clone(), seen: 1, seats, despite: None });
    }

    fn order(&mut self, procedure: &Id) {
        let day = self.world.today;
        self.perform(Order { procedures: vec![(procedure.clone(), 1)], number: "15-у".into(), day });
    }

    /// A look at rooms.
    fn rooms(&mut self, rooms: &str, ready: &str) -> Id {
        self.looked(&[("rooms", rooms), ("ready", ready)])
    }

    fn looked(&mut self, details: &[(&str, &str)]) -> Id {
        let details = details.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        let content = Content { title: "Готовность кабинетов".into(), details, ..Content::default() };
        self.event("readiness", Planned { content, people: [].into(), agenda: Vec::new(), ..sample_briefing(&self.world) })
    }

    fn event(&mut self, kind: &str, planned: Planned) -> Id {
        self.perform(Plan { kind: kind.into(), planned })
    }

    fn close(&mut self, event: &Id) {
        self.perform(Close { event: event.clone(), seen: 1, words: "Готово".into() });
    }

    fn hold(&mut self, event: &Id) {
        let came = vec![(self.world.founder.clone(), true), (self.world.active.clone(), true)];
        self.perform(Hold { event: event.clone(), seen: 1, came, counted: None, stood: None });
    }

    fn reads(&mut self, who: &Id, event: &Id, answers: Vec<usize>) {
        let digest = see(&self.desk, &self.by, &OneEvent { event: event.clone() }).unwrap().digest;
        self.desk.perform(&person(who), Acknowledge { event: event.clone(), seen: 1, digest, answers }).unwrap();
    }

    fn of(&self, procedure: &Id) -> ProcedureReady {
        self.shown().procedures.into_iter().find(|one| one.line.id == *procedure).unwrap()
    }
}

#[test]
fn a_procedure_is_ready_once_nothing_is_lacking() {
    let mut school = school();
    assert_eq!(school.shown().procedures, [], "the one of the world lies a month ahead");
    let one = school.enter(school.draft("История", TUESDAY, 3));
    assert_eq!(school.of(&one).lacks, [Lack::Order { again: false }, Lack::Organiser(vec!["7Б".into()])]);
    school.order(&one);
    let active = school.world.active.clone();
    school.arrange(&one, "Кабинет 12", &active);
    let briefing = school.world.event.read_by_founder.clone();
    let today = school.world.today;
    let unbriefed = Lack::Briefing(1, Some((briefing.clone(), today)));
    assert_eq!(school.of(&one).lacks, [Lack::Rooms(vec!["Кабинет 12".into()], None), unbriefed.clone()]);
    // Other rooms are no answer; planned is not held; the last look counts.
    let others = school.rooms("кабинеты 20, 21", "yes");
    school.close(&others);
    let seen = school.rooms("кабинеты 10–14", "yes");
    assert_eq!(school.of(&one).lacks, [Lack::Rooms(vec!["Кабинет 12".into()], Some((seen.clone(), today))), unbriefed.clone()]);
    school.close(&seen);
    assert_eq!(school.of(&one).lacks, std::slice::from_ref(&unbriefed));
    let again = school.rooms("каб. 12", "no");
    school.close(&again);
    assert_eq!(school.of(&one).lacks, [Lack::NotReady(vec!["Кабинет 12".into()], again), unbriefed.clone()]);
    // «Готово» beside a «нет» is not relied upon; with reservations it was said on purpose.
    let contradicts = school.looked(&[("rooms", "каб. 12"), ("clocks", "yes"), ("stands", "no"), ("ready", "yes")]);
    school.close(&contradicts);
    assert_eq!(school.of(&one).lacks, [Lack::NotReady(vec!["Кабинет 12".into()], contradicts), unbriefed.clone()]);
    let mended = school.rooms("каб. 12", "reservations");
    school.close(&mended);
    // A briefing that holds no longer on that day briefed nobody for it.
    let content = Content { until: Some(date(2026, 11, 30)), ..sample_briefing(&school.world).content };
    let short = school.event("briefing", Planned { content, ..sample_briefing(&school.world) });
    school.hold(&short);
    assert_eq!(school.of(&one).lacks, [unbriefed]);
    school.hold(&briefing);
    assert_eq!(school.of(&one).lacks, [Lack::Unread(1, briefing.clone())]);
    assert_eq!((school.shown().ready(), school.shown().all_ready()), (0, false));
    school.reads(&active, &briefing, vec![1]);
    assert_eq!(school.of(&one).lacks, []);
    assert_eq!((school.shown().ready(), school.shown().all_ready()), (1, true));
    // Moved, it waits for a new order; whoever is shut out organises nowhere.
    let on = |day| Timing { day, slot: Slot::Lessons { first: 3, last: 3 } };
    let timing = Edit { opened: on(TUESDAY), wanted: on(date(2026, 12, 2)) };
    school.perform(Move {
        procedure: one.clone(), seen: 1, timing, reason: "Материалы пришли позже".into(), despite: None
    });
    let version = "select entry from person where id = ?";
    let seen = school.desk.connection().query_row(version, [active.as_str()], |row| row.get(0)).unwrap();
    school.perform(Lock { person: active, seen });
    assert_eq!(school.of(&one).lacks, [Lack::Order { again: true }, Lack::Away(vec!["Мария Ёжикова (Алгебра, № 1)".into()])]);
    assert_eq!(school.later(10).procedures, [], "it is over");
}

#[test]
fn a_rule_that_is_not_kept_stands_with_its_reason_or_lacks_one() {
    let mut school = school();
    let first = school.enter(school.draft("История", TUESDAY, 3));
    assert_eq!(school.of(&first).despite, []);
    let second = school.enter(school.draft("География", TUESDAY, 4));
    for one in [&first, &second] {
        let shown = school.of(one);
        assert_eq!(shown.despite, [(LoadRule::OneADay, 1.0, "Так решил совет".to_owned())]);
        assert!(!shown.lacks.iter().any(|lack| matches!(lack, Lack::Reason(..))));
    }
    assert!(!school.shown().all_ready());
    // The lessons that were entered since make the third the last: of that nobody said why.
    let lessons = vec![LessonsADay { grade: 7, lessons: [3, 3, 3, 3, 3, 0] }];
    let (hours, lessons) = (Edit { opened: Vec::new(), wanted: Vec::new() }, Edit { opened: Vec::new(), wanted: lessons });
    school.perform(SetHours { year: school.world.year.clone(), hours, lessons });
    let lacking: Vec<Lack> = school.of(&first).lacks.into_iter().filter(|lack| matches!(lack, Lack::Reason(..))).collect();
    assert!(matches!(lacking[..], [Lack::Reason(LoadRule::EdgeLesson, _)]), "{lacking:?}");
    assert_eq!(school.of(&first).despite.len(), 1);
}

#[test]
fn a_risk_is_named_as_long_as_it_is_one() {
    let mut school = school();
    let World { roster, plan, active, founder, .. } = school.world.clone();
    let risks = |school: &School| school.shown().risks;
    let has = |school: &School, fits: &dyn Fn(&Risk) -> bool| risks(school).iter().any(fits);
    assert!(has(&school, &|risk| matches!(risk, Risk::Draft(id, _) if *id == plan.draft)));
    // Nobody is named; a post that is written answers, so does a person.
    let add = |owners: &str, text: &str, last: Date, people: Vec<Id>| Add {
        plan: plan.approved.clone(),
        content: Measure { owners: owners.into(), text: text.into(), rules: vec![When::Until { last }], ..sample_content() },
        people,
        reason: Some("Добавлено".into()),
        ..Add::sample(&school.world)
    };
    let all = [
        add("", "Ничьё", TUESDAY, Vec::new()),
        add("Завуч", "Завуча", TUESDAY, Vec::new()),
        add("", "Её", TUESDAY, vec![active.clone()]),
        add("", "Нескоро", date(2027, 1, 20), Vec::new()),
    ];
    let nobody = |school: &School| {
        let found = risks(school).into_iter().find_map(|risk| if let Risk::Nobody(all) = risk { Some(all) } else { None });
        found.unwrap_or_default().into_iter().map(|(_, text)| text).collect::<Vec<_>>()
    };
    let before = nobody(&school);
    all.into_iter().for_each(|add| drop(school.perform(add)));
    let added: Vec<String> = nobody(&school).into_iter().filter(|text| !before.contains(text)).collect();
    assert_eq!(added, ["Ничьё"]);
    // She organises before she keeps the class: afterwards a rule would ask for a reason.
    let far = school.enter(school.draft("История", date(2027, 1, 20), 3));
    school.arrange(&far, "", &active);
    // Classes without a class teacher.
    let classes = |school: &School| {
        let found = risks(school).into_iter().find_map(|risk| if let Risk::ClassTeacher(all) = risk { Some(all) } else { None });
        found.unwrap_or_default().into_iter().map(|(id, _)| id).collect::<Vec<_>>()
    };
    assert_eq!(classes(&school), [roster.class.clone(), roster.empty.clone()]);
    school.perform(SetClassTeacher { class: roster.empty.clone(), seen: 1, teacher: Some(active.clone()) });
    assert_eq!(classes(&school), std::slice::from_ref(&roster.class));
    // A text fewer than half confirmed, in time before its day.
    let people = [(founder, Part::Chair), (active.clone(), Part::Member)].into();
    let content =
        Content { title: "Порядок".into(), text: "Читать всем".into(), until: Some(TUESDAY), ..Content::default() };
    let text = school.event("reading", Planned { content, people, agenda: Vec::new(), ..sample_briefing(&school.world) });
    let unread = Risk::Unread { event: text.clone(), title: "Порядок".into(), until: TUESDAY, read: 0, of: 2 };
    assert!(risks(&school).contains(&unread), "{:?}", risks(&school));
    school.reads(&active, &text, Vec::new());
    assert!(!has(&school, &|risk| matches!(risk, Risk::Unread { event, .. } if *event == text)), "half of them did");
    // Whoever leaves leaves a place to be filled, a class and a measure.
    assert!(!has(&school, &|risk| matches!(risk, Risk::Away(_))));
    let version = "select entry from person where id = ?";
    let seen = school.desk.connection().query_row(version, [active.as_str()], |row| row.get(0)).unwrap();
    school.perform(Leave { person: active, seen, ..Leave::sample(&school.world) });
    let away = Risk::Away(vec![(far, date(2027, 1, 20), "Мария Ёжикова (Алгебра, № 1)".into())]);
    assert!(risks(&school).contains(&away), "{:?}", risks(&school));
    assert_eq!(classes(&school).len(), 2);
    assert!(nobody(&school).contains(&"Её".to_owned()) && !nobody(&school).contains(&"Завуча".to_owned()));
}

#[test]
fn a_school_that_is_safe_and_has_nothing_ahead_is_at_no_risk() {
    let mut desk = Desk::new();
    let mut world = world();
    let founded = desk.perform(&program(), Found::sample(&world)).unwrap().done;
    let mut school = School { by: person(&founded.person), desk, world: world.clone() };
    assert_eq!(school.shown().risks, [Risk::Sheet { issued: false }]);
    let sheet = Sheet::fresh(&[9; Sheet::RANDOM]);
    world.sheet = school.perform(sheet.issue());
    assert_eq!(school.shown().risks, [Risk::Sheet { issued: true }, Risk::Backup(None)]);
    school.perform(Confirm { sheet: world.sheet.clone(), word: sheet.word });
    school.perform(Record::sample(&world));
    assert_eq!(school.shown(), ReadyShown::default());
    assert_eq!(school.later(7).risks, []);
    assert_eq!(school.later(8).risks, [Risk::Backup(Some(world.today))]);
}
