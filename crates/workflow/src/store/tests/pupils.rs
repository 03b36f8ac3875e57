//! Events about pupils: who sees which line, what is sealed, what an outcome needs.

use super::desk::{Desk, dump, once, person, program};
use super::plans::see;
use super::roster::{class, who};
use crate::act::Act;
use crate::erasure::{AskErasure, ConfirmErasure, Ground};
use crate::event::{
    Arranged, Cancel, ChangePupils, Close, EventState, Events, HelpGiven, Hold, Kind, ListPupils, Listed, Noted, OneEvent, Plan,
    PlanPupils, Planned, PupilJournal, PupilsOf, Stage, StrikePupil, SupportOf, Words, WritePupil,
};
use crate::id::Id;
use crate::people::{Activate, Give, Invite};
use crate::reader::{Actor, Reader};
use crate::refusal::{Field, Refusal, Rule};
use crate::role::{Role, Scope};
use crate::roster::{AddPupil, Entrust, GiveLoad, MovePupil, PickPupils, Release, SetClassTeacher};
use crate::school::Edit;
use crate::world::World;

/// The first line of an event.
pub fn line_of(desk: &Desk, event: &Id) -> Id {
    let sql = "select id from event_pupil where event = ? order by id limit 1";
    Id::read(&desk.connection().query_row(sql, [event.as_str()], |row| row.get::<_, String>(0)).unwrap()).unwrap()
}

struct School {
    desk: Desk,
    world: World,
    deputy: Reader,
}

fn school() -> School {
    let (desk, world, founder) = Desk::furnished();
    School { desk, world, deputy: person(&founder) }
}

fn rule<T>(answer: Result<T, Refusal>) -> Rule {
    answer.map(drop).unwrap_err().rule
}

impl School {
    fn joins(&mut self, name: &str, role: Role) -> Reader {
        let invited = self.desk.perform(&self.deputy, Invite { name: name.into() }).unwrap();
        self.desk.perform(&program(), Activate { person: invited.done.clone(), seen: invited.entry }).unwrap();
        let give = Give { person: invited.done.clone(), role, scope: Scope::School, from: self.world.today, to: None };
        self.desk.perform(&self.deputy, give).unwrap();
        person(&invited.done)
    }

    fn arranged(&self, by: &Reader) -> Arranged {
        Arranged { owner: by.person().unwrap().clone(), ..PlanPupils::sample(&self.world).arranged }
    }

    fn plan(&mut self, by: &Reader, kind: &str, pupils: &[&Id]) -> Result<Id, Refusal> {
        let mut arranged = self.arranged(by);
        if kind != "consultation" {
            (arranged.words, arranged.subject) = (Words::default(), String::new());
        }
        let pupils = pupils.iter().map(|pupil| Listed { pupil: (*pupil).clone(), noted: Noted::default() }).collect();
        self.desk.perform(by, PlanPupils { kind: kind.into(), arranged, pupils }).map(|receipt| receipt.done)
    }

    /// Names on the lines somebody sees of an event.
    fn names(&self, by: &Reader, event: &Id) -> Result<Vec<String>, Refusal> {
        let shown = see(&self.desk, &by.clone().after_step_up(), &PupilsOf { event: event.clone() })?;
        Ok(shown.lines.into_iter().map(|line| line.who.name).collect())
    }

    fn sees(&self, by: &Reader, event: &Id) -> bool {
        let listed = see(&self.desk, by, &Events).unwrap().iter().any(|line| line.event.id == *event);
        let one = see(&self.desk, by, &OneEvent { event: event.clone() }).is_ok();
        assert_eq!(listed, one, "the list and the page say the same");
        one
    }

    fn other(&mut self) -> Id {
        let add =
            AddPupil { class: self.world.roster.empty.clone(), who: who("Зимина Яна"), from: self.world.today, another: false };
        self.desk.perform(&self.deputy, add).unwrap().done[0].clone()
    }
}

/// Each sees the pupils she works with, of other classes nothing; the administrator and whoever only reads see none of it.
/// covers: R27, C4, B13
#[test]
fn a_line_is_seen_by_whoever_works_with_the_pupil() {
    let mut school = school();
    let (deputy, first) = (school.deputy.clone(), school.world.roster.pupil.clone());
    let second = school.other();
    let event = school.plan(&deputy, "consultation", &[&first, &second]).unwrap();
    assert_eq!(school.names(&deputy, &event).unwrap(), ["Ёлкин Пётр", "Зимина Яна"]);
    let shown = see(&school.desk, &deputy, &OneEvent { event: event.clone() }).unwrap();
    assert_eq!((shown.event.content.title.as_str(), shown.event.content.class.as_str()), ("Алгебра, 7А, 7Б", ""));
    assert_eq!(rule(see(&school.desk, &deputy, &PupilsOf { event: event.clone() })), Rule::StepUp);
    // A class teacher: her class. A teacher: whom she teaches. A psychologist: whoever is entrusted to her.
    let teacher = school.joins("Клавдия Ким", Role::Teacher);
    let psychologist = school.joins("Лев Лунин", Role::Psychologist);
    for by in [&teacher, &psychologist] {
        assert_eq!((school.sees(by, &event), rule(school.names(by, &event))), (false, Rule::NotThere));
    }
    let load = |subject: &str| GiveLoad {
        class: school.world.roster.empty.clone(),
        subject: subject.into(),
        teacher: teacher.person().unwrap().clone(),
    };
    let [physics, algebra] = ["Физика", "алгебра"].map(load);
    school.desk.perform(&deputy, physics).unwrap();
    assert!(!school.sees(&teacher, &event), "what is said of another subject is not hers");
    school.desk.perform(&deputy, algebra).unwrap();
    let entrust = Entrust { pupil: first.clone(), person: psychologist.person().unwrap().clone() };
    let entrusted = school.desk.perform(&deputy, entrust).unwrap().done[0].clone();
    assert!(school.sees(&teacher, &event) && school.sees(&psychologist, &event));
    assert_eq!(school.names(&teacher, &event).unwrap(), ["Зимина Яна"]);
    // Neither the list nor the page tells her of another class, or of how many they are.
    let listed = see(&school.desk, &teacher, &Events).unwrap().into_iter().find(|line| line.event.id == event).unwrap();
    let page = see(&school.desk, &teacher, &OneEvent { event: event.clone() }).unwrap();
    for (content, pupils) in [(&listed.event.content, listed.pupils), (&page.event.content, page.pupils)] {
        assert_eq!((content.title.as_str(), content.class.as_str(), pupils), ("Алгебра, 7Б", "7Б", 1));
    }
    assert_eq!(school.names(&psychologist, &event).unwrap(), ["Ёлкин Пётр"]);
    // Whom she can name herself is the same.
    let picks = |school: &School, by: &Reader, taught| {
        let found = see(&school.desk, &by.clone().after_step_up(), &PickPupils { taught }).unwrap();
        found.into_iter().map(|one| one.pupil).collect::<Vec<_>>()
    };
    assert_eq!(picks(&school, &teacher, true), std::slice::from_ref(&second));
    assert!(picks(&school, &teacher, false).is_empty());
    assert_eq!(picks(&school, &psychologist, false), std::slice::from_ref(&first));
    assert_eq!(rule(school.plan(&teacher, "consultation", &[&first])), Rule::NotThere);
    let own = school.plan(&teacher, "consultation", &[&second]).unwrap();
    assert_eq!(rule(school.plan(&teacher, "prevention", &[&second])), Rule::NotThere, "teaching a class is not enough for an outcome only");
    // An interview is not for every teacher of the class.
    let talk = school.plan(&deputy, "interview", &[&second]).unwrap();
    assert!(!school.sees(&teacher, &talk) && school.sees(&teacher, &own) && !school.sees(&psychologist, &own));
    let set = SetClassTeacher { class: school.world.roster.empty.clone(), seen: 1, teacher: teacher.person().cloned() };
    school.desk.perform(&deputy, set).unwrap();
    assert!(school.sees(&teacher, &talk));
    // Moved away, released: hers no longer.
    let moved = MovePupil { pupil: second.clone(), seen: 1, to: Some(school.world.roster.class.clone()), on: school.world.today };
    school.desk.perform(&deputy, moved).unwrap();
    school.desk.perform(&deputy, Release { entrusted }).unwrap();
    assert!(!school.sees(&teacher, &talk) && !school.sees(&psychologist, &event));
    assert!(school.sees(&teacher, &own), "what she answers for stays hers");
    for role in [Role::Administrator, Role::Auditor, Role::AssociationHead] {
        let by = school.joins("Кто Угодно", role);
        assert!(!school.sees(&by, &event), "{role:?}");
        assert_eq!(rule(school.names(&by, &event)), Rule::NotAllowed, "{role:?}");
    }
    let journal =
        |school: &School| see(&school.desk, &teacher.clone().after_step_up(), &PupilJournal { kind: "consultation".into() }).unwrap();
    assert_eq!(journal(&school).len(), 0, "a journal holds what took place");
    let came = vec![(line_of(&school.desk, &own), true)];
    school.desk.perform(&teacher, Hold { event: own.clone(), seen: 1, came, counted: None, stood: None }).unwrap();
    let journal = journal(&school);
    assert_eq!(journal.iter().map(|line| &line.event.id).collect::<Vec<_>>(), [&own]);
}

/// What pupils were given is told on the list of who needs help: the latest of the subject, or of none, to whoever works with the pupil and sees
/// it; neither a council on prevention nor what was cancelled.
#[test]
fn help_that_was_given_is_told() {
    let mut school = school();
    let (deputy, first) = (school.deputy.clone(), school.world.roster.pupil.clone());
    let second = school.other();
    let given = |school: &School, by: &Reader, subject: &str| {
        let look = HelpGiven { able: false, pupils: vec![first.clone(), second.clone()], subject: subject.into() };
        see(&school.desk, &by.clone().after_step_up(), &look).unwrap()
    };
    assert!(!given(&school, &deputy, "").contains_key(&second));
    let consultation = school.plan(&deputy, "consultation", &[&first, &second]).unwrap();
    let told = given(&school, &deputy, "алгебра")[&second].clone();
    assert_eq!((told.event, told.kind, told.stage), (consultation.clone(), "consultation", Stage::Ahead));
    let later = deputy.now().checked_add(jiff::Span::new().days(60)).unwrap();
    let later = Reader::new(Actor::Person(deputy.person().unwrap().clone()), later);
    assert_eq!(given(&school, &later, "Алгебра")[&second].stage, Stage::Unmarked, "its day passed without a word");
    assert!(!given(&school, &deputy, "Физика").contains_key(&second), "another subject");
    let teacher = school.joins("Клавдия Ким", Role::Teacher);
    assert!(given(&school, &teacher, "").is_empty());
    let sql = "select id from event_pupil where event = ?1 and pupil = ?2";
    let line: String = school.desk.connection().query_row(sql, [consultation.as_str(), second.as_str()], |row| row.get(0)).unwrap();
    let came = vec![(Id::read(&line).unwrap(), false)];
    school.desk.perform(&deputy, Hold { event: consultation, seen: 1, came, counted: None, stood: None }).unwrap();
    let told = given(&school, &deputy, "Алгебра")[&second].clone();
    assert_eq!(told.stage, Stage::Absent);
    // A talk on the same day, laid later, is the latest; cancelled, it is none. A council on prevention is told to few alone.
    let talk = school.plan(&deputy, "interview", &[&second]).unwrap();
    let prevention = school.plan(&deputy, "prevention", &[&second]).unwrap();
    let later = |school: &mut School, day: &str, event: &Id| {
        let sql = "update event set day = ? where id = ?";
        assert_eq!(school.desk.writer.aside(|tx| tx.execute(sql, [day, event.as_str()])).unwrap(), 1);
    };
    later(&mut school, "2026-12-20", &talk);
    later(&mut school, "2026-12-21", &prevention);
    assert_eq!(given(&school, &deputy, "Алгебра")[&second].event, talk);
    let load =
        GiveLoad { class: school.world.roster.empty.clone(), subject: "Алгебра".into(), teacher: teacher.person().unwrap().clone() };
    school.desk.perform(&deputy, load).unwrap();
    assert_eq!(given(&school, &teacher, "Алгебра")[&second].kind, "consultation", "a talk is not for every teacher of the class");
    school.desk.perform(&deputy, Cancel { event: talk, seen: 1, reason: "Заболел".into() }).unwrap();
    assert_eq!(given(&school, &deputy, "Алгебра")[&second].kind, "consultation");
}

/// What is typed about a child lies in no row and no entry in plain letters.
/// covers: C4, R28
#[test]
fn nothing_typed_about_a_child_lies_in_the_open() {
    let mut school = school();
    let (by, pupil) = (school.deputy.clone(), school.world.roster.pupil.clone());
    let arranged = Arranged { words: Words([("topic".to_owned(), "Тайная тема".to_owned())].into()), ..school.arranged(&by) };
    let noted = Noted { reason: "Тайная причина".into(), ..Noted::default() };
    let listed = vec![Listed { pupil: pupil.clone(), noted }];
    let event = school.desk.perform(&by, PlanPupils { kind: "interview".into(), arranged: arranged.clone(), pupils: listed }).unwrap().done;
    let line = line_of(&school.desk, &event);
    let opened = Noted { reason: "Тайная причина".into(), ..Noted::default() };
    let wanted = Noted { result: "Тайный итог".into(), agreed: "Тайный уговор".into(), ..opened.clone() };
    school.desk.perform(&by, WritePupil { line, seen: 1, opened: opened.clone(), wanted: wanted.clone() }).unwrap();
    let words = Words([("topic".to_owned(), "Тайное другое".to_owned())].into());
    let edit = Edit { opened: arranged.clone(), wanted: Arranged { words, ..arranged } };
    school.desk.perform(&by, ChangePupils { event: event.clone(), seen: 1, edit }).unwrap();
    let all = dump(school.desk.connection());
    assert!(!all.contains("Тайн") && all.contains("event_pupil "), "a word about a child lies in the open");
    let shown = see(&school.desk, &by.clone().after_step_up(), &PupilsOf { event }).unwrap();
    assert_eq!(shown.arranged.words.0["topic"], "Тайное другое");
    let noted = &shown.lines[0].noted;
    assert_eq!(noted.basis.as_ref().map(|basis| basis.mark), Some(2), "what the pupil stood at stays");
    assert!(Noted { basis: None, ..noted.clone() } == wanted);
    assert_eq!(format!("{:?} {:?}", wanted, shown.arranged.words), "Noted(…) Words(…)");
    let support = see(&school.desk, &by.clone().after_step_up(), &SupportOf { pupil }).unwrap();
    assert_eq!(support.len(), 2, "the consultation of the school, and this");
}

/// No typed title, subject or time: what lies in the open is known words.
/// covers: C4
#[test]
fn what_lies_in_the_open_is_chosen() {
    let mut school = school();
    let (by, pupil) = (school.deputy.clone(), school.world.roster.pupil.clone());
    let listed = vec![Listed { pupil: pupil.clone(), noted: Noted::default() }];
    let plan = |school: &mut School, arranged: Arranged| {
        rule(school.desk.perform(&by, PlanPupils { kind: "consultation".into(), arranged, pupils: listed.clone() }))
    };
    let fits = school.arranged(&by);
    assert_eq!(plan(&mut school, Arranged { subject: "Пете Ёлкину".into(), ..fits.clone() }), Rule::Wrong(Field::EventSubject));
    assert_eq!(plan(&mut school, Arranged { time: "после уроков с Петей".into(), ..fits.clone() }), Rule::Wrong(Field::EventTime));
    let words = Words([("who".to_owned(), "Петя".to_owned())].into());
    assert_eq!(plan(&mut school, Arranged { words, ..fits }), Rule::Wrong(Field::Details));
    let planned = Planned { agenda: Vec::new(), ..crate::event::sample_council(&school.world) };
    let typed = school.desk.perform(&by, Plan { kind: "interview".into(), planned: planned.clone() });
    assert_eq!(rule(typed), Rule::Wrong(Field::EventKind));
    let edit = Edit { opened: planned.clone(), wanted: planned };
    let changed = school.desk.perform(&by, crate::event::Change { event: school.world.event.about.clone(), seen: 1, edit });
    assert_eq!(rule(changed), Rule::NoSuchStep);
    // The list: nobody twice, one where it is about one, nobody who is in no class.
    let twice = school.plan(&by, "consultation", &[&pupil, &pupil]);
    assert_eq!(rule(twice), Rule::Wrong(Field::Pupils));
    let other = school.other();
    assert_eq!(rule(school.plan(&by, "route", &[&pupil, &other])), Rule::Wrong(Field::Pupils));
    assert_eq!(rule(school.plan(&by, "consultation", &[])), Rule::Wrong(Field::Pupils));
    let left = MovePupil { pupil: other.clone(), seen: 1, to: None, on: school.world.today };
    school.desk.perform(&by, left).unwrap();
    let tomorrow = Reader::new(by.actor().clone(), by.now().tomorrow().unwrap());
    assert_eq!(rule(school.plan(&tomorrow, "consultation", &[&other])), Rule::Wrong(Field::Pupils));
    assert_eq!(class("7А").to_string(), "7А");
}

/// The council on prevention: the outcome of each and no word beside it; until then it is not closed.
/// covers: R45
#[test]
fn of_a_council_on_prevention_an_outcome_is_written_and_nothing_else() {
    let mut school = school();
    let (by, pupil) = (school.deputy.clone(), school.world.roster.pupil.clone());
    let event = school.plan(&by, "prevention", &[&pupil]).unwrap();
    let line = line_of(&school.desk, &event);
    let close =
        |school: &mut School| school.desk.perform(&school.deputy.clone(), Close { event: event.clone(), seen: 1, words: "Совет".into() });
    school.desk.perform(&by, Hold { event: event.clone(), seen: 1, came: vec![(line.clone(), true)], counted: None, stood: None }).unwrap();
    assert_eq!(rule(close(&mut school)), Rule::Incomplete);
    let write = |school: &mut School, wanted: Noted| {
        let act = WritePupil { line: line.clone(), seen: 1, opened: Noted::default(), wanted };
        school.desk.perform(&school.deputy.clone(), act)
    };
    let outcome = |result: &str| Noted { result: result.into(), ..Noted::default() };
    assert_eq!(rule(write(&mut school, outcome("Плохо себя вёл"))), Rule::Wrong(Field::Outcome));
    assert_eq!(rule(write(&mut school, Noted { agreed: "Обещал".into(), ..outcome("advice") })), Rule::Wrong(Field::Agreed));
    write(&mut school, outcome("advice")).unwrap();
    close(&mut school).unwrap();
    assert_eq!(rule(write(&mut school, outcome("none"))), Rule::NoSuchStep, "closed, it is only read");
}

/// Every kind about pupils is planned, held and closed; of a teacher nothing is required.
/// covers: C12, R27, R28, R29, R45
#[test]
fn every_kind_about_pupils_is_closed_when_what_it_asks_for_is_there() {
    for kind in Kind::ALL.iter().filter(|kind| kind.names_pupils()) {
        let mut school = school();
        let (by, pupil) = (school.deputy.clone(), school.world.roster.pupil.clone());
        let event = school.plan(&by, kind.code, &[&pupil]).unwrap();
        let line = line_of(&school.desk, &event);
        if kind.is_held() {
            school
                .desk
                .perform(&by, Hold { event: event.clone(), seen: 1, came: vec![(line.clone(), true)], counted: None, stood: None })
                .unwrap();
        }
        if kind.filler == crate::event::Filler::Office {
            let wanted = Noted { result: kind.outcomes.iter().chain(kind.places).next().unwrap().0.into(), ..Noted::default() };
            school.desk.perform(&by, WritePupil { line, seen: 1, opened: Noted::default(), wanted }).unwrap();
        }
        school.desk.perform(&by, Close { event: event.clone(), seen: 1, words: "Прошло".into() }).unwrap();
        let shown = see(&school.desk, &by, &OneEvent { event }).unwrap();
        assert_eq!(shown.event.state, EventState::Closed, "{}", kind.code);
    }
}

/// A list grows and shrinks while nothing is known of a pupil; two who write the same line are told.
/// covers: R27
#[test]
fn a_list_is_mended_while_it_is_open() {
    let mut school = school();
    let (by, event) = (school.deputy.clone(), school.world.event.about.clone());
    let other = school.other();
    let list = ListPupils { event: event.clone(), pupils: vec![Listed { pupil: other, noted: Noted::default() }] };
    let line = school.desk.perform(&by, list.clone()).unwrap().done.lines.swap_remove(0);
    assert_eq!(rule(school.desk.perform(&by, list)), Rule::Wrong(Field::Pupils), "she is there");
    let title = |school: &School| see(&school.desk, &by, &OneEvent { event: event.clone() }).unwrap().event.content.title;
    assert_eq!(title(&school), "Алгебра, 7А, 7Б");
    let write = |school: &mut School, was: &str, result: &str| {
        let noted = |result: &str| Noted { result: result.into(), ..Noted::default() };
        let act = WritePupil { line: line.clone(), seen: 1, opened: noted(was), wanted: noted(result) };
        school.desk.perform(&school.deputy.clone(), act)
    };
    write(&mut school, "", "Решает сама").unwrap();
    assert!(matches!(rule(write(&mut school, "", "Иначе")), Rule::ChangedMeanwhile(conflicts) if conflicts[0].field == Field::Outcome));
    assert_eq!(rule(school.desk.perform(&by, StrikePupil { line: line.clone(), seen: 1 })), Rule::Wrong(Field::Pupils));
    write(&mut school, "Решает сама", "").unwrap();
    school.desk.perform(&by, StrikePupil { line: line.clone(), seen: 1 }).unwrap();
    assert_eq!(title(&school), "Алгебра, 7А");
}

/// A consultation closes the time of the plan it was held for, like any other event.
/// covers: R27, R48
#[test]
fn a_consultation_closes_the_time_of_the_plan_it_was_held_for() {
    let mut school = school();
    let (by, open) = (school.deputy.clone(), school.world.plan.open.clone());
    let arranged = Arranged { occurrences: vec![open.clone()], ..school.arranged(&by) };
    let pupils = PlanPupils::sample(&school.world).pupils;
    let event = school.desk.perform(&by, PlanPupils { kind: "consultation".into(), arranged, pupils }).unwrap().done;
    let came = vec![(line_of(&school.desk, &event), true)];
    school.desk.perform(&by, Hold { event: event.clone(), seen: 1, came, counted: None, stood: None }).unwrap();
    let done = school.desk.perform(&by, Close { event, seen: 1, words: "Консультация".into() }).unwrap().done;
    assert_eq!(done.occurrences, [open]);
}

/// What stands in a plan and in its report is read by many: of work with pupils the kind and the day, of what few see not even the kind.
/// covers: C4, R48
#[test]
fn evidence_in_a_plan_says_of_whom_nothing() {
    let mut school = school();
    let (by, pupil) = (school.deputy.clone(), school.world.roster.pupil.clone());
    for (kind, said) in [("consultation", "Консультация"), ("prevention", "Работа с учениками"), ("parent", "Работа с учениками")]
    {
        let event = school.plan(&by, kind, &[&pupil]).unwrap();
        let event = see(&school.desk, &by, &OneEvent { event }).unwrap().event;
        assert!(event.content.title.contains("7А"), "on its own page it says which class");
        assert_eq!(event.told(records::text::Lang::Ru), format!("{said} {}", event.day.strftime("%d.%m.%Y")), "{kind}");
    }
}

/// Whoever answers for work with pupils sees every line: a teacher does not give it to somebody who knows none of them; the deputy may.
/// covers: C4, R27
#[test]
fn work_with_pupils_is_given_to_another_by_whoever_sees_it_all() {
    let mut school = school();
    let (deputy, teacher) = (school.deputy.clone(), person(&school.world.active));
    let pupil = school.world.roster.pupil.clone();
    let stranger = school.joins("Клавдия Ким", Role::Teacher);
    let event = school.plan(&teacher, "consultation", &[&pupil]).unwrap();
    let given = |school: &School| {
        let opened = school.arranged(&teacher);
        let wanted = Arranged { owner: stranger.person().unwrap().clone(), ..opened.clone() };
        ChangePupils { event: event.clone(), seen: 1, edit: Edit { opened, wanted } }
    };
    assert_eq!(rule(school.desk.perform(&teacher, given(&school))), Rule::Wrong(Field::EventOwner));
    assert!(!school.sees(&stranger, &event));
    school.desk.perform(&deputy, given(&school)).unwrap();
    assert!(school.sees(&stranger, &event));
}

/// What was said of a child, marks, whom the child was entrusted to and the words of talks about nobody else go with the child; a talk about
/// several goes on without it.
/// covers: B18, C4
#[test]
fn what_was_said_of_a_child_is_erased_with_it() {
    let mut school = school();
    let (by, pupil) = (school.deputy.clone().after_step_up(), school.world.roster.pupil.clone());
    let other = school.other();
    let alone = school.plan(&by, "interview", &[&pupil]).unwrap();
    let both = school.plan(&by, "consultation", &[&pupil, &other]).unwrap();
    let count = |school: &School, what: &str, of: &Id| -> u32 {
        school.desk.connection().query_row(&format!("select count(*) from {what} = ?"), [of.as_str()], |row| row.get(0)).unwrap()
    };
    let of_pupil = ["event_pupil where pupil", "pupil_marks where pupil", "entrustment where pupil", "enrolment where pupil"];
    assert!(of_pupil.iter().all(|what| count(&school, what, &pupil) > 0), "the control: all of it is there");
    assert_eq!((count(&school, "event_words where event", &alone), count(&school, "event_words where event", &both)), (1, 1));
    // Codes of what was typed, by which a form sent twice is known: whoever has the key could try words against them.
    let codes = "once join entry_object on entry_object.entry = once.entry where kept_back is not null and object";
    assert_eq!((count(&school, codes, &alone), count(&school, codes, &both)), (1, 1));
    let give = Give { person: school.world.active.clone(), role: Role::Head, scope: Scope::School, from: school.world.today, to: None };
    school.desk.perform(&by, give).unwrap();
    let ask = AskErasure { thing: pupil.clone(), ground: Ground::Request, reason: "Заявление".into() };
    school.desk.perform(&by, ask).unwrap();
    let second = person(&school.world.active).after_step_up();
    school.desk.perform(&second, ConfirmErasure { thing: pupil.clone() }).unwrap();
    assert!(of_pupil.iter().all(|what| count(&school, what, &pupil) == 0));
    assert_eq!((count(&school, "event_words where event", &alone), count(&school, "event_words where event", &both)), (0, 1));
    assert_eq!((count(&school, codes, &alone), count(&school, codes, &both)), (0, 0));
    assert_eq!(count(&school, "event_pupil where pupil", &other), 1);
    assert_eq!(see(&school.desk, &by, &PupilsOf { event: both }).unwrap().lines.len(), 1);
    assert!(see(&school.desk, &by, &PupilsOf { event: alone }).unwrap().lines.is_empty());
    assert!(see(&school.desk, &by, &crate::marks::MarkBatches).unwrap().iter().any(|batch| batch.file_name.is_empty()));
}

/// What is typed of a child stands in no entry: a corrected form under a used key is another form, in every act of these events.
#[test]
fn a_corrected_form_about_a_child_is_another_form() {
    let mut school = school();
    let (by, pupil) = (school.deputy.clone(), school.world.roster.pupil.clone());
    let noted = |reason: &str| Noted { reason: reason.into(), ..Noted::default() };
    let arranged = |topic: &str| Arranged { words: Words([("topic".to_owned(), topic.to_owned())].into()), ..school.arranged(&by) };
    let plan = |topic: &str, reason: &str| PlanPupils {
        kind: "interview".into(),
        arranged: arranged(topic),
        pupils: vec![Listed { pupil: pupil.clone(), noted: noted(reason) }],
    };
    let [first, other_topic, other_reason] = [plan("Тема", "Первая"), plan("Другая", "Первая"), plan("Тема", "Вторая")];
    let (planning, writing) = (once(), once());
    let event = school.desk.writer.perform(&by, &planning, first.clone()).unwrap().done;
    assert!(school.desk.writer.perform(&by, &planning, first).unwrap().again);
    for other in [other_topic, other_reason] {
        assert_eq!(rule(school.desk.writer.perform(&by, &planning, other)), Rule::KeyUsed);
    }
    let line = line_of(&school.desk, &event);
    let write = |result: &str| WritePupil {
        line: line.clone(),
        seen: 1,
        opened: noted("Первая"),
        wanted: Noted { result: result.into(), ..noted("Первая") },
    };
    school.desk.writer.perform(&by, &writing, write("Итог")).unwrap();
    assert!(school.desk.writer.perform(&by, &writing, write("Итог")).unwrap().again);
    assert_eq!(rule(school.desk.writer.perform(&by, &writing, write("Другой"))), Rule::KeyUsed);
}

/// Words of an event about two children go when both are erased, also when a restoration erases them at once.
/// covers: B18
#[test]
fn words_of_an_event_go_with_the_last_of_its_children() {
    let mut school = school();
    let by = school.deputy.clone();
    let (first, second) = (school.world.roster.pupil.clone(), school.other());
    let event = school.plan(&by, "consultation", &[&first, &second]).unwrap();
    let words = |school: &School| {
        let sql = "select count(*) from event_words where event = ?";
        school.desk.connection().query_row(sql, [event.as_str()], |row| row.get::<_, i64>(0)).unwrap()
    };
    assert_eq!(words(&school), 1);
    let erase = |things: &[&Id]| crate::erasure::EraseAgain { things: things.iter().map(ToString::to_string).collect() };
    school.desk.perform(&program(), erase(&[&first, &second])).unwrap();
    assert_eq!(words(&school), 0);
}
