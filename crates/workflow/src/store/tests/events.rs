//! Events: planned, held, written, closed; what was decided is a task; what is read is bound to its text.

use jiff::Span;

use super::desk::{Desk, dump, morning, once, person};
use crate::act::{Act, Look};
use crate::event::{
    Acknowledge, Arranged, Cancel, Change, Close, Comment, Content, Decisions, EventShown, Events, EventsOf, FamiliesSigned, FamilyCode,
    GiveCodes, Hold, Kind, MineShown, Minute, MyEvents, NumberMinutes, OneEvent, Part, Plan, PlanPupils, Planned, PutOffDecision, Record,
    Reopen, SayDecisionDone, Task, Tick, Turnout, sample_briefing, sample_council, sample_notice, sample_record, sample_training,
};
use crate::id::Id;
use crate::people::{Give, Lock};
use crate::plan::{KeptFile, OccurrenceState, One};
use crate::reader::{Actor, Reader};
use crate::refusal::{Field, Refusal, Rule};
use crate::role::{Role, Scope};
use crate::school::Edit;
use crate::world::{EventWorld, World};

/// Before anything is in it.
pub fn nothing() -> EventWorld {
    let nobody = Id::read("nobody").unwrap();
    EventWorld {
        planned: nobody.clone(),
        planned_item: nobody.clone(),
        item: nobody.clone(),
        held: nobody.clone(),
        closed: nobody.clone(),
        read_by_founder: nobody.clone(),
        to_families: nobody.clone(),
        family_code: FamilyCode::of([0; FamilyCode::RANDOM]),
        signed: nobody.clone(),
        signed_by_families: nobody.clone(),
        decision: nobody.clone(),
        settled: nobody.clone(),
        about: nobody.clone(),
        line: nobody.clone(),
        training: nobody,
    }
}

/// Events every sample of an act needs.
pub fn furnish(desk: &mut Desk, world: &World, founder: &Id) -> EventWorld {
    let by = person(founder);
    let council = |desk: &mut Desk| desk.perform(&by, Plan { kind: "council".into(), planned: sample_council(world) }).unwrap().done;
    let [planned, sitting, held, closed] = [council(desk), council(desk), council(desk), council(desk)];
    let read = desk.perform(&by, Plan { kind: "briefing".into(), planned: sample_briefing(world) }).unwrap().done;
    let written = |desk: &mut Desk, event: &Id| {
        hold(desk, &by, world, event).unwrap();
        let item = item_of(desk, event);
        minute(desk, &by, &item, sample_record(world)).unwrap()
    };
    let decision = written(desk, &held).tasks.swap_remove(0);
    let settled = written(desk, &closed).tasks.swap_remove(0);
    hold(desk, &by, world, &sitting).unwrap();
    desk.perform(&by, SayDecisionDone { decision: settled.clone(), seen: 1, words: "Разосланы".into(), on: world.today }).unwrap();
    desk.perform(&by, Close { event: closed.clone(), seen: 1, words: "Педсовет".into() }).unwrap();
    let planned_item = item_of(desk, &planned);
    let item = item_of(desk, &sitting);
    let sample = PlanPupils::sample(world);
    let arranged = Arranged { owner: founder.clone(), ..sample.arranged.clone() };
    let about = desk.perform(&by, PlanPupils { arranged, ..sample }).unwrap().done;
    let line = super::pupils::line_of(desk, &about);
    let training = desk.perform(&by, Plan { kind: "training".into(), planned: sample_training(world) }).unwrap().done;
    hold(desk, &by, world, &training).unwrap();
    let to_families = desk.perform(&by, Plan { kind: "reading".into(), planned: sample_notice(world) }).unwrap().done;
    let family_code = FamilyCode::of([7; FamilyCode::RANDOM]);
    let codes = [(world.roster.pupil.clone(), family_code.clone())].into();
    desk.perform(&by.clone().after_step_up(), GiveCodes { event: to_families.clone(), seen: 1, codes }).unwrap();
    let signed = desk.perform(&by, Plan { kind: "briefing".into(), planned: sample_briefing(world) }).unwrap().done;
    let digest = shown(desk, &by, &signed).digest;
    let sheet = Some(KeptFile { address: world.plan.file.clone(), name: "лист.pdf".into() });
    let (people, day, note) = (vec![world.active.clone()], world.today, String::new());
    desk.perform(&by, Tick { event: signed.clone(), seen: 1, digest, people, day, sheet, note }).unwrap();
    let notice = Plan { kind: "reading".into(), planned: sample_notice(world) };
    let signed_by_families = desk.perform(&by, notice).unwrap().done;
    let digest = shown(desk, &by, &signed_by_families).digest;
    let (pupils, event) = ([world.roster.pupil.clone()].into(), signed_by_families.clone());
    let on_paper = FamiliesSigned { event, seen: 1, digest, pupils, day: world.today, declined: false, sheet: None };
    desk.perform(&by.after_step_up(), on_paper).unwrap();
    EventWorld {
        planned,
        planned_item,
        item,
        held,
        closed,
        read_by_founder: read,
        to_families,
        family_code,
        signed,
        signed_by_families,
        decision,
        settled,
        about,
        line,
        training,
    }
}

fn see<L: Look>(desk: &Desk, by: &Reader, look: &L) -> Result<L::Shown, Refusal> {
    let db = super::super::db::Db::over(desk.connection());
    let by = crate::people::rights(&db, by.clone())?;
    crate::policy::admit(&L::POLICY, &by)?;
    look.see(&by, &db)
}

fn shown(desk: &Desk, by: &Reader, event: &Id) -> EventShown {
    see(desk, by, &OneEvent { event: event.clone() }).unwrap()
}

fn item_of(desk: &Desk, event: &Id) -> Id {
    let sql = "select id from agenda_item where event = ? order by place desc limit 1";
    Id::read(&desk.connection().query_row(sql, [event.as_str()], |row| row.get::<_, String>(0)).unwrap()).unwrap()
}

fn hold(desk: &mut Desk, by: &Reader, world: &World, event: &Id) -> Result<(), Refusal> {
    let came = vec![(world.founder.clone(), true), (world.active.clone(), true)];
    desk.perform(by, Hold { event: event.clone(), seen: 1, came, counted: None, stood: None }).map(drop)
}

fn minute(desk: &mut Desk, by: &Reader, item: &Id, wanted: Record) -> Result<crate::event::Minuted, Refusal> {
    let opened = Record { heard: String::new(), decided: String::new(), how: None, tasks: Vec::new() };
    desk.perform(by, Minute { item: item.clone(), seen: 1, edit: Edit { opened, wanted } }).map(|receipt| receipt.done)
}

fn rule<T>(answer: Result<T, Refusal>) -> Rule {
    answer.map(drop).unwrap_err().rule
}

fn days_later(by: &Reader, days: i64) -> Reader {
    let now = morning().checked_add(Span::new().days(days)).unwrap();
    Reader::new(by.actor().clone(), now)
}

struct School {
    desk: Desk,
    world: World,
    deputy: Reader,
    teacher: Reader,
}

fn school() -> School {
    let (desk, world, founder) = Desk::furnished();
    let (deputy, teacher) = (person(&founder), person(&world.active));
    School { desk, world, deputy, teacher }
}

impl School {
    fn plan(&mut self, kind: &str, planned: Planned) -> Id {
        self.desk.perform(&self.deputy.clone(), Plan { kind: kind.into(), planned }).unwrap().done
    }

    fn state(&self, occurrence: &Id) -> OccurrenceState {
        let one = see(&self.desk, &self.deputy, &One::of(self.world.plan.measure.clone())).unwrap();
        one.measure.occurrences.into_iter().find(|one| one.id == *occurrence).unwrap().state
    }
}

/// From the agenda to tasks, and the time of the plan it was held for closes itself.
/// covers: R11, R47, R48
#[test]
fn a_council_closes_the_time_of_the_plan_it_was_held_for() {
    let mut school = school();
    let open = school.world.plan.open.clone();
    let planned = Planned { occurrences: vec![open.clone()], ..sample_council(&school.world) };
    let event = school.plan("council", planned);
    let by = school.deputy.clone();
    let close = |school: &mut School| {
        school.desk.perform(&by, Close { event: event.clone(), seen: 1, words: "Педагогический совет 23.11.2026".into() })
    };
    assert_eq!(rule(close(&mut school)), Rule::NoSuchStep, "not held yet");
    hold(&mut school.desk, &by, &school.world, &event).unwrap();
    assert_eq!(rule(close(&mut school)), Rule::Incomplete, "nothing is written of the question");
    let item = item_of(&school.desk, &event);
    let record = sample_record(&school.world);
    minute(&mut school.desk, &by, &item, record).unwrap();
    // Earlier tasks are open, so what became of them is the first question, and it has to be written of.
    let first = shown(&school.desk, &by, &event).items.swap_remove(0);
    assert!(first.earlier);
    assert_eq!(rule(close(&mut school)), Rule::Incomplete);
    let heard = Record { heard: "Критерии разосланы".into(), decided: String::new(), how: None, tasks: Vec::new() };
    minute(&mut school.desk, &by, &first.id, heard).unwrap();
    assert!(shown(&school.desk, &by, &event).missing.is_empty());
    assert_eq!(school.state(&open), OccurrenceState::Open);
    let done = close(&mut school).unwrap().done;
    assert_eq!((done.occurrences, done.measures), (vec![open.clone()], vec![school.world.plan.measure.clone()]));
    assert_eq!(school.state(&open), OccurrenceState::Done);
    let of = see(&school.desk, &by, &EventsOf { measure: school.world.plan.measure.clone() }).unwrap();
    assert!(of.len() == 1 && of[0].event.id == event);
    // Mended and closed again: what was said done stays as it was said.
    school.desk.perform(&by, Reopen { event: event.clone(), seen: 1, reason: "Опечатка".into() }).unwrap();
    assert!(close(&mut school).unwrap().done.occurrences.is_empty());
}

/// A task waits on the day of whoever it names, and comes first at the next council until it is settled.
/// covers: R11
#[test]
fn decisions_become_tasks_and_come_first_next_time() {
    let mut school = school();
    let mine = |school: &School, by: &Reader| -> MineShown { see(&school.desk, by, &MyEvents).unwrap() };
    let task = school.world.event.decision.clone();
    assert!(mine(&school, &school.teacher).tasks.iter().any(|(one, title)| one.id == task && title == "Итоги первой четверти"));
    assert!(mine(&school, &school.deputy).tasks.is_empty());
    let later = Planned { day: school.world.today.tomorrow().unwrap(), ..sample_council(&school.world) };
    let next = school.plan("council", later.clone());
    let earlier = shown(&school.desk, &school.deputy, &next).earlier;
    assert!(earlier.iter().any(|one| one.id == task), "an open task comes first");
    let elsewhere =
        school.plan("council", Planned { content: crate::event::Content { subject: "physics".into(), ..later.content.clone() }, ..later });
    assert!(shown(&school.desk, &school.deputy, &elsewhere).items.iter().all(|item| !item.earlier), "another body has its own decisions");
    let teacher = school.teacher.clone();
    let said = SayDecisionDone { decision: task.clone(), seen: 1, words: "Разосланы".into(), on: school.world.today };
    school.desk.perform(&teacher, said.clone()).unwrap();
    assert!(mine(&school, &school.teacher).tasks.iter().all(|(one, _)| one.id != task));
    assert_eq!(rule(school.desk.perform(&teacher, said)), Rule::NoSuchStep);
    // Whoever only takes part does her task; its day is not hers to move.
    let people = [(school.world.founder.clone(), Part::Chair), (school.world.active.clone(), Part::Member)].into();
    let led = school.plan("meeting", Planned { owner: school.world.founder.clone(), people, ..sample_council(&school.world) });
    let by = school.deputy.clone();
    hold(&mut school.desk, &by, &school.world, &led).unwrap();
    let item = item_of(&school.desk, &led);
    let hers = minute(&mut school.desk, &by, &item, sample_record(&school.world)).unwrap().tasks.swap_remove(0);
    let to = school.world.today.saturating_add(Span::new().days(30));
    let put_off = PutOffDecision { decision: hers.clone(), seen: 1, to, reason: "Позже".into() };
    assert_eq!(rule(school.desk.perform(&teacher, put_off.clone())), Rule::NotThere, "only whoever leads puts a task off");
    school.desk.perform(&by, put_off).unwrap();
    let open = see(&school.desk, &by, &Decisions).unwrap();
    assert!(open.iter().all(|(one, _)| one.state == crate::event::DecisionState::Open) && open.iter().any(|(one, _)| one.id == hers));
    let said = SayDecisionDone { decision: hers, seen: 1, words: "Разосланы".into(), on: school.world.today };
    school.desk.perform(&teacher, said).unwrap();
}

/// Reading is bound to the text: a changed text is read again, and a page that shows the old one is told so.
/// covers: R2, R13, R38
#[test]
fn what_was_read_is_bound_to_its_text() {
    let mut school = school();
    let event = school.world.event.read_by_founder.clone();
    let digest = |school: &School| shown(&school.desk, &school.deputy, &event).digest;
    let read = |school: &mut School, by: &Reader, digest: String, answers: Vec<usize>| {
        school.desk.perform(&by.clone(), Acknowledge { event: event.clone(), seen: 1, digest, answers })
    };
    let (teacher, first) = (school.teacher.clone(), digest(&school));
    assert_eq!(rule(read(&mut school, &teacher, first.clone(), vec![0])), Rule::TooFewRight(0, 1));
    assert_eq!(rule(read(&mut school, &teacher, first.clone(), Vec::new())), Rule::Missing(Field::Quiz));
    read(&mut school, &teacher, first.clone(), vec![1]).unwrap();
    assert_eq!(rule(read(&mut school, &teacher, first.clone(), vec![1])), Rule::NothingChanged);
    let seat = shown(&school.desk, &school.deputy, &event).seats.into_iter().find(|seat| seat.person == school.world.active).unwrap();
    assert_eq!(seat.read.unwrap().score, Some(1));
    // Another text: she owes it again, and the old one cannot be confirmed any more.
    let opened = shown(&school.desk, &school.deputy, &event).planned;
    let content = crate::event::Content {
        text: "Пакет вскрывают за пять минут до начала.".into(), ..opened.content.clone()
    };
    let edit = Edit { wanted: Planned { content, ..opened.clone() }, opened };
    school.desk.perform(&school.deputy.clone(), Change { event: event.clone(), seen: 1, edit }).unwrap();
    assert_eq!(rule(read(&mut school, &teacher, first, vec![1])), Rule::TextChanged);
    let owes = |school: &School| see(&school.desk, &teacher, &MyEvents).unwrap().to_read.iter().any(|line| line.event.id == event);
    assert!(owes(&school));
    let now = digest(&school);
    read(&mut school, &teacher, now, vec![1]).unwrap();
    assert!(!owes(&school));
}

/// A signed sheet speaks for those who signed it: not before today, not for one who had left by then.
/// covers: R25, C9
#[test]
fn a_signed_sheet_is_ticked_for_those_who_were_here() {
    let mut school = school();
    let event = school.world.event.read_by_founder.clone();
    let digest = shown(&school.desk, &school.deputy, &event).digest;
    let tick = |school: &School, day| Tick {
        event: event.clone(),
        seen: 1,
        digest: digest.clone(),
        people: vec![school.world.active.clone()],
        day,
        sheet: Some(KeptFile { address: school.world.plan.file.clone(), name: "лист.pdf".into() }),
        note: String::new(),
    };
    let (today, tomorrow) = (school.world.today, school.world.today.tomorrow().unwrap());
    let by = school.deputy.clone();
    let early = tick(&school, tomorrow);
    assert_eq!(rule(school.desk.perform(&by, early)), Rule::Wrong(Field::PaperDay));
    let bare = Tick { sheet: None, ..tick(&school, today) };
    assert_eq!(rule(school.desk.perform(&by, bare)), Rule::Missing(Field::Note), "who declined is told with a note");
    let version =
        school.desk.connection().query_row("select entry from person where id = ?", [school.world.active.as_str()], |row| row.get(0));
    school.desk.perform(&by, Lock { person: school.world.active.clone(), seen: version.unwrap() }).unwrap();
    let later = tick(&school, tomorrow);
    assert_eq!(rule(school.desk.perform(&days_later(&by, 2), later)), Rule::PersonLeft);
    let in_time = tick(&school, today);
    school.desk.perform(&by, in_time).unwrap();
    // Whoever left owes nothing: the founder alone is missing.
    let missing: Vec<String> = shown(&school.desk, &by, &event).missing.iter().map(|one| one.told(records::text::Lang::Ru)).collect();
    assert!(missing.iter().any(|one| one == "Ещё не ознакомились: 1 человек."), "{missing:?}");
}

/// Whoever may not see an event has the answer of one that is not there; a place in it opens it, a subject opens those of it.
/// covers: B13
#[test]
fn events_are_seen_by_those_who_lead_or_take_part() {
    let mut school = school();
    let alone = Planned {
        people: [(school.world.founder.clone(), Part::Chair)].into(),
        owner: school.world.founder.clone(),
        ..sample_council(&school.world)
    };
    let content = crate::event::Content { subject: "math".into(), ..alone.content.clone() };
    let hidden = school.plan("council", Planned { content, ..alone });
    let teacher = school.teacher.clone();
    let sees = |school: &School| see(&school.desk, &school.teacher, &OneEvent { event: hidden.clone() }).map(drop);
    assert_eq!(rule(sees(&school)), Rule::NotThere);
    assert!(see(&school.desk, &teacher, &Events).unwrap().iter().all(|line| line.event.id != hidden));
    assert_eq!(rule(school.desk.perform(&teacher, Cancel { event: hidden.clone(), seen: 1, reason: "Нет".into() })), Rule::NotThere);
    assert_eq!(
        rule(school.desk.perform(&teacher, Comment { event: hidden.clone(), seen: 1, words: Some("Моё слово".into()) })),
        Rule::NotThere
    );
    let scope = Scope::Subject("math".into());
    let give = Give { person: school.world.active.clone(), role: Role::AssociationHead, scope, from: school.world.today, to: None };
    school.desk.perform(&school.deputy.clone(), give).unwrap();
    assert_eq!(sees(&school), Ok(()), "the head of the association of that subject");
    // What she leads she cannot bind to a measure that is not hers.
    let occurrences = vec![school.world.plan.question.clone()];
    let own = Planned {
        content: crate::event::Content { subject: "math".into(), ..sample_council(&school.world).content },
        occurrences,
        ..sample_council(&school.world)
    };
    let answer = school.desk.perform(&teacher, Plan { kind: "association".into(), planned: own });
    let owned = see(&school.desk, &teacher, &One::of(school.world.plan.measure.clone())).is_ok();
    assert_eq!(answer.is_ok(), owned, "{answer:?}");
}

/// Two people at one event: different fields both stay, the same field is shown twice; nothing is lost.
#[test]
fn two_people_write_at_once() {
    let mut school = school();
    let event = school.world.event.planned.clone();
    let opened = shown(&school.desk, &school.deputy, &event).planned;
    let with = |place: &str, title: &str| {
        let content = crate::event::Content { place: place.into(), title: title.into(), ..opened.content.clone() };
        Edit { wanted: Planned { content, ..opened.clone() }, opened: opened.clone() }
    };
    let by = school.deputy.clone();
    let change = |school: &mut School, edit| school.desk.perform(&by, Change { event: event.clone(), seen: 1, edit });
    change(&mut school, with("Кабинет 5", &opened.content.title)).unwrap();
    change(&mut school, with(&opened.content.place, "Итоги четверти")).unwrap();
    let content = shown(&school.desk, &by, &event).event.content;
    assert_eq!((content.place.as_str(), content.title.as_str()), ("Кабинет 5", "Итоги четверти"));
    let Rule::ChangedMeanwhile(conflicts) = rule(change(&mut school, with("Кабинет 6", &opened.content.title))) else { panic!() };
    assert_eq!((conflicts[0].now.as_str(), conflicts[0].wanted.as_str()), ("Кабинет 5", "Кабинет 6"));
    // Minutes: a task somebody else added meanwhile is not dropped.
    let item = school.world.event.item.clone();
    let task = Task { text: "Подготовить справку".into(), ..sample_record(&school.world).tasks.swap_remove(0) };
    minute(&mut school.desk, &by, &item, sample_record(&school.world)).unwrap();
    let other = Record { tasks: vec![task], ..sample_record(&school.world) };
    assert!(matches!(rule(minute(&mut school.desk, &by, &item, other)), Rule::ChangedMeanwhile(_)));
}

/// A decision names what, who, until when; a meeting of fewer than half decides nothing; an event is not held before its day.
#[test]
fn what_cannot_be_is_refused_and_changes_nothing() {
    let mut school = school();
    let by = school.deputy.clone();
    let item = school.world.event.item.clone();
    let before = dump(school.desk.connection());
    let record = sample_record(&school.world);
    let task = record.tasks[0].clone();
    let with = |task: Task| Record { tasks: vec![task], ..record.clone() };
    let early = Task { due: school.world.today.yesterday().unwrap(), ..task.clone() };
    let nobodys = Task { person: None, ..task.clone() };
    assert_eq!(rule(minute(&mut school.desk, &by, &item, with(early))), Rule::Wrong(Field::TaskDue));
    assert_eq!(rule(minute(&mut school.desk, &by, &item, with(nobodys))), Rule::Missing(Field::TaskOwner));
    assert_eq!(
        rule(minute(&mut school.desk, &by, &item, with(Task { person: Some(school.world.locked.clone()), ..task }))),
        Rule::Wrong(Field::TaskOwner)
    );
    let council = sample_council(&school.world);
    let refused = |school: &mut School, kind: &str, planned: Planned| rule(school.desk.perform(&by, Plan { kind: kind.into(), planned }));
    assert_eq!(refused(&mut school, "ball", council.clone()), Rule::Wrong(Field::EventKind));
    let far = Planned { day: school.world.today.saturating_add(Span::new().years(3)), ..council.clone() };
    assert!(matches!(refused(&mut school, "council", far), Rule::DayNotBetween(Field::EventDay, ..)));
    assert_eq!(refused(&mut school, "training", council.clone()), Rule::Wrong(Field::Agenda), "a training has no agenda");
    let details = [("hours".to_owned(), "много".to_owned())].into();
    let training = Planned { agenda: Vec::new(), content: crate::event::Content { details, ..council.content.clone() }, ..council.clone() };
    assert_eq!(refused(&mut school, "training", training), Rule::Wrong(Field::Details));
    let two = Planned {
        people: [(school.world.founder.clone(), Part::Chair), (school.world.active.clone(), Part::Chair)].into(),
        ..council.clone()
    };
    assert_eq!(refused(&mut school, "council", two), Rule::Wrong(Field::Participants));
    assert_eq!(dump(school.desk.connection()), before);
    let tomorrow = Planned { day: school.world.today.tomorrow().unwrap(), ..council };
    let day = tomorrow.day;
    let event = school.plan("council", tomorrow);
    assert_eq!(rule(hold(&mut school.desk, &by, &school.world, &event)), Rule::NotYet(day));
    let came = vec![(school.world.founder.clone(), false), (school.world.active.clone(), false)];
    let late = days_later(&by, 1);
    school.desk.perform(&late, Hold { event: event.clone(), seen: 1, came, counted: None, stood: None }).unwrap();
    // That hardly anybody came is told, and refuses nothing.
    let page = shown(&school.desk, &late, &event);
    let told: Vec<String> = page.missing.iter().map(|one| one.told(records::text::Lang::Ru)).collect();
    assert!(page.turnout().is_some_and(Turnout::is_few) && told.iter().all(|one| !one.contains("Пришло")), "{told:?}");
}

/// Every kind can be planned, and with what its own page says is missing filled in, closed; those a teacher fills in need nothing.
/// covers: C12, R4, R10, R12, R18, R21, R22, R23, R24, R26, R31, R33, R35, R36
#[test]
fn every_kind_is_closed_when_what_it_asks_for_is_there() {
    for kind in Kind::ALL.iter().filter(|kind| !kind.names_pupils()) {
        let mut school = school();
        let by = school.deputy.clone();
        let mut planned = sample_council(&school.world);
        if !kind.agenda {
            planned.agenda.clear();
        }
        let filled = |detail: &crate::event::Detail| match detail.holds {
            crate::event::Holds::Choice(of) => of[0].0.to_owned(),
            crate::event::Holds::Number => "3".to_owned(),
            crate::event::Holds::Line | crate::event::Holds::Text => "Записано".to_owned(),
        };
        let office = kind.filler == crate::event::Filler::Office;
        if office {
            planned.content.details = kind.details.iter().filter(|one| one.required).map(|one| (one.key.to_owned(), filled(one))).collect();
        }
        if kind.of_a_class {
            planned.content.class = "7А".into();
        }
        if kind.reads {
            planned.content.text = "Прочитайте".into();
        }
        if kind.has_card() {
            // Whoever visited is none of those the card is about.
            planned.owner = school.world.founder.clone();
            planned.people.retain(|person, _| *person == school.world.active);
        }
        // A file is taken where there is a place for one, and nowhere else.
        let file = KeptFile { address: school.world.plan.file.clone(), name: "материал.docx".into() };
        let content = Content { file: Some(file), ..planned.content.clone() };
        let with_file = Planned { content, ..planned.clone() };
        let taken = school.desk.perform(&by, Plan { kind: kind.code.into(), planned: with_file });
        assert_eq!(taken.is_ok(), kind.has_file(), "{}: {taken:?}", kind.code);
        let seated = planned.people.clone();
        let event = school.plan(kind.code, planned);
        if kind.is_held() {
            let counted = (kind.attendance == crate::event::Attendance::Counted).then_some((12, 25));
            let named = kind.attendance == crate::event::Attendance::Named;
            let came = [&school.world.founder, &school.world.active].into_iter().filter(|person| seated.contains_key(person));
            let came = came.filter(|_| named && office).map(|person| (person.clone(), true)).collect();
            school.desk.perform(&by, Hold { event: event.clone(), seen: 1, came, counted, stood: None }).unwrap();
        }
        for item in shown(&school.desk, &by, &event).items.iter().filter(|_| office) {
            minute(&mut school.desk, &by, &item.id, Record { tasks: Vec::new(), ..sample_record(&school.world) }).unwrap();
        }
        if kind.reads {
            for reader in [by.clone(), school.teacher.clone()] {
                let digest = shown(&school.desk, &by, &event).digest;
                school.desk.perform(&reader, Acknowledge { event: event.clone(), seen: 1, digest, answers: Vec::new() }).unwrap();
            }
        }
        if kind.has_card() {
            let seen = shown(&school.desk, &by, &event).event.entry;
            school.desk.perform(&school.teacher.clone(), Comment { event: event.clone(), seen, words: None }).unwrap();
        }
        let done = school.desk.perform(&by, Close { event: event.clone(), seen: 1, words: "Прошло".into() });
        assert!(done.is_ok(), "{}: {done:?}", kind.code);
    }
}

/// Names of acts are those of the list.
#[test]
fn samples_of_events_can_be_asked_for() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = Reader::new(Actor::Person(founder), morning());
    assert!(desk.writer.perform(&by, &once(), Tick::sample(&world)).is_ok());
    assert!(desk.writer.perform(&by, &once(), Minute::sample(&world)).is_ok());
}

/// A role of the whole school leads nobody else's events; what is held for the school is not a teacher's to call; a refusal is one person's.
/// covers: B13
#[test]
fn a_role_of_the_whole_school_does_not_lead_what_is_not_its_own() {
    let mut school = school();
    let alone = Planned {
        people: [(school.world.founder.clone(), Part::Chair)].into(),
        owner: school.world.founder.clone(),
        ..sample_council(&school.world)
    };
    let content = crate::event::Content { class: "7Б".into(), subject: "math".into(), ..alone.content.clone() };
    let hidden = school.plan("council", Planned { content, ..alone.clone() });
    for role in [Role::ClassTeacher, Role::AssociationHead] {
        let give = Give { person: school.world.active.clone(), role, scope: Scope::School, from: school.world.today, to: None };
        school.desk.perform(&school.deputy.clone(), give).unwrap();
    }
    let (by, teacher) = (school.deputy.clone(), school.teacher.clone());
    assert_eq!(rule(see(&school.desk, &teacher, &OneEvent { event: hidden.clone() }).map(drop)), Rule::NotThere);
    assert_eq!(rule(school.desk.perform(&teacher, Cancel { event: hidden, seen: 1, reason: "Нет".into() })), Rule::NotThere);
    let own = sample_council(&school.world);
    let council = Plan { kind: "council".into(), planned: own.clone() };
    assert_eq!(rule(school.desk.perform(&teacher, council)), Rule::NotAllowed, "a council is the head's to call");
    // What other events of the kind decided is shown only as far as those are seen.
    let theirs = school.plan("association", alone);
    let came = vec![(school.world.founder.clone(), true)];
    school.desk.perform(&by, Hold { event: theirs.clone(), seen: 1, came, counted: None, stood: None }).unwrap();
    let item = item_of(&school.desk, &theirs);
    minute(&mut school.desk, &by, &item, sample_record(&school.world)).unwrap();
    let mine = school.desk.perform(&teacher, Plan { kind: "association".into(), planned: own }).unwrap().done;
    assert!(!shown(&school.desk, &by, &mine).earlier.is_empty() && shown(&school.desk, &teacher, &mine).earlier.is_empty());
}

/// A sheet that was forgotten is no refusal of everybody; who declined may read after all; what she read herself stays as she read it.
#[test]
fn a_refusal_is_one_persons_and_no_trap() {
    let mut school = school();
    let (by, teacher, event) = (school.deputy.clone(), school.teacher.clone(), school.world.event.read_by_founder.clone());
    let digest = shown(&school.desk, &by, &event).digest;
    let (founder, active) = (school.world.founder.clone(), school.world.active.clone());
    let tick = |people: &[&Id], sheet: Option<&str>| Tick {
        event: event.clone(),
        seen: 1,
        digest: digest.clone(),
        people: people.iter().copied().cloned().collect(),
        day: school.world.today,
        sheet: sheet.map(|address| KeptFile { address: address.to_owned(), name: "лист.pdf".into() }),
        note: if sheet.is_none() { "Не согласна".into() } else { String::new() },
    };
    let file = school.world.plan.file.clone();
    let (both, alone, signed) = (tick(&[&founder, &active], None), tick(&[&active], None), tick(&[&active], Some(&file)));
    assert_eq!(rule(school.desk.perform(&by, both)), Rule::Missing(Field::Scan));
    school.desk.perform(&by, alone).unwrap();
    let read = Acknowledge { event: event.clone(), seen: 1, digest: digest.clone(), answers: vec![1] };
    school.desk.perform(&teacher, read).unwrap();
    assert_eq!(rule(school.desk.perform(&by, signed)), Rule::Wrong(Field::Participants));
    let seat = shown(&school.desk, &by, &event).seats.into_iter().find(|seat| seat.person == active).unwrap();
    assert!(seat.note.is_empty() && seat.read.unwrap().score == Some(1));
}

/// Whoever stands in for a reader reads nothing for her, and says nothing for her.
#[test]
fn nobody_reads_for_another() {
    let mut school = school();
    let (by, event) = (school.deputy.clone(), school.world.event.read_by_founder.clone());
    let opened = shown(&school.desk, &by, &event).planned;
    let people = [(school.world.active.clone(), Part::Member)].into();
    let edit = Edit { wanted: Planned { people, ..opened.clone() }, opened };
    school.desk.perform(&by, Change { event: event.clone(), seen: 1, edit }).unwrap();
    let invited = school.desk.perform(&by, crate::people::Invite { name: "Заменова Анна".into() }).unwrap();
    let other = invited.done;
    school.desk.perform(&super::desk::program(), crate::people::Activate { person: other.clone(), seen: invited.entry }).unwrap();
    let (absent, today) = (school.world.active.clone(), school.world.today);
    let appoint = crate::people::Appoint { person: absent, stand_in: other.clone(), role: None, from: today, to: today };
    school.desk.perform(&by, appoint).unwrap();
    let digest = shown(&school.desk, &by, &event).digest;
    let read = Acknowledge { event: event.clone(), seen: 1, digest, answers: vec![1] };
    let by = self::person(&other);
    assert_eq!(rule(school.desk.perform(&by, read)), Rule::NotThere);
    assert_eq!(rule(school.desk.perform(&by, Comment { event, seen: 1, words: Some("Слово".into()) })), Rule::NotThere);
}

/// Minutes are numbered in the row of who meets; another number is set where it is free, and stays.
/// covers: R47
#[test]
fn minutes_are_numbered_in_the_row_of_who_meets() {
    let mut school = school();
    let by = school.deputy.clone();
    let held = |school: &mut School, kind: &str, subject: &str| {
        let mut planned = sample_council(&school.world);
        planned.content.subject = subject.into();
        let event = school.plan(kind, planned);
        hold(&mut school.desk, &by, &school.world, &event).unwrap();
        event
    };
    let council = held(&mut school, "council", "");
    let first = shown(&school.desk, &by, &council).event.number.unwrap();
    let [physics, chemistry, again] = ["Физика", "Химия", "физика "].map(|subject| held(&mut school, "association", subject));
    let number = |school: &School, event: &Id| shown(&school.desk, &by, event).event.number;
    assert_eq!([&physics, &chemistry, &again].map(|event| number(&school, event)), [Some(1), Some(1), Some(2)]);
    assert!(first > 1, "councils were held before");
    // Held once more, it keeps its number; an event that is only planned has none.
    let seen = shown(&school.desk, &by, &council).event.entry;
    school.desk.perform(&by, Hold { event: council.clone(), seen, came: Vec::new(), counted: None, stood: None }).unwrap();
    assert_eq!(number(&school, &council), Some(first));
    // Moved into another row, it stands behind those that are there: two minutes never have one number.
    let opened = shown(&school.desk, &by, &chemistry).planned;
    let content = crate::event::Content { subject: "Физика".into(), ..opened.content.clone() };
    let (seen, edit) = (shown(&school.desk, &by, &chemistry).event.entry, Edit { wanted: Planned { content, ..opened.clone() }, opened });
    school.desk.perform(&by, Change { event: chemistry.clone(), seen, edit }).unwrap();
    assert_eq!([&physics, &chemistry, &again].map(|event| number(&school, event)), [Some(1), Some(3), Some(2)]);
    let ahead = school.plan("council", sample_council(&school.world));
    assert_eq!(number(&school, &ahead), None);
    let set = |school: &mut School, event: &Id, to: u32| {
        let seen = shown(&school.desk, &by, event).event.entry;
        school.desk.perform(&by, NumberMinutes { event: event.clone(), seen, number: to }).map(drop)
    };
    assert_eq!(rule(set(&mut school, &ahead, 9)), Rule::NoSuchStep);
    assert_eq!(rule(set(&mut school, &again, 1)), Rule::NumberTaken);
    assert_eq!(rule(set(&mut school, &again, 0)), Rule::Wrong(Field::MinutesNumber));
    assert_eq!(rule(set(&mut school, &again, 2)), Rule::NothingChanged);
    set(&mut school, &again, 12).unwrap();
    let next = held(&mut school, "association", "Физика");
    assert_eq!((number(&school, &again), number(&school, &next)), (Some(12), Some(13)));
    // What keeps no minutes has no numbers.
    let visit = school.plan("visit", Planned { agenda: Vec::new(), ..sample_council(&school.world) });
    hold(&mut school.desk, &by, &school.world, &visit).unwrap();
    assert_eq!(number(&school, &visit), None);
}

/// A class is called one way, however it was typed; one that was kept in another spelling stays in its row and its rights until another class
/// is chosen.
#[test]
fn another_spelling_of_a_class_is_no_other_class() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let sql = "select grade, letter from school_class join school_year on school_year.id = year order by starts desc limit 1";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, u8>(0)?, row.get::<_, String>(1)?));
    let (grade, letter) = desk.connection().query_row(sql, [], read).unwrap();
    let (name, spelled) = (format!("{grade}{letter}"), format!("{grade} «{}»", letter.to_lowercase()));
    let of = |class: &str, place: &str| {
        let planned = sample_council(&world);
        let content = crate::event::Content { class: class.to_owned(), place: place.to_owned(), ..planned.content.clone() };
        Planned { agenda: Vec::new(), content, ..planned }
    };
    let event = desk.perform(&by, Plan { kind: "association".into(), planned: of(&spelled, "") }).unwrap().done;
    let stands = |desk: &Desk| {
        let sql = "select content ->> '$.class', content ->> '$.place' from event where id = ?";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
        desk.connection().query_row(sql, [event.as_str()], read).unwrap()
    };
    assert_eq!(stands(&desk).0, name);
    let sql = "update event set content = json_set(content, '$.class', ?2) where id = ?1";
    desk.writer.aside(|tx| tx.execute(sql, [event.as_str(), &spelled])).unwrap();
    let change =
        |from: &Planned, to: &Planned| Change { event: event.clone(), seen: 1, edit: Edit { opened: from.clone(), wanted: to.clone() } };
    let nothing = desk.perform(&by, change(&of(&spelled, ""), &of(&name, ""))).unwrap_err();
    assert_eq!(nothing.rule, Rule::NothingChanged);
    desk.perform(&by, change(&of(&spelled, ""), &of(&name, "Кабинет 3"))).unwrap();
    assert_eq!(stands(&desk), (spelled, "Кабинет 3".to_owned()));
}
