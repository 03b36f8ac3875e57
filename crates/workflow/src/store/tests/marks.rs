//! Marks and lessons missed from files: sealed, taken once, taken back; lists with the reason of each line; what the next mark says.

use super::desk::{Desk, dump, person};
use super::plans::{keep, see};
use super::roster::{class, who};
use crate::act::Act;
use crate::event::PupilsOf;
use crate::id::Id;
use crate::marks::{ListFor, Mark, MarkBatches, PreviewMarks, Propose, Proposing, Says, TakeMarks, UndoMarks};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::roster::{AddClass, AddPupil, Child, Choice, Line, Met, RosterState, SetClassTeacher, TakeRoster};
use crate::school::Open;
use crate::world::World;
use jiff::civil::date;
use records::text::Lang;

/// The pupil of the first class had 2 in algebra for the first quarter.
pub fn furnish(desk: &mut Desk, world: &World, by: &Reader) -> Id {
    let file = keep(desk, b"marks");
    let marks = vec![(0, mark("Алгебра", "q1", Says::Mark(2)))];
    desk.perform(by, TakeMarks { file, marks, ..TakeMarks::sample(world) }).unwrap().done.batch
}

fn mark(subject: &str, period: &str, says: Says) -> Mark {
    Mark { subject: subject.into(), period: period.into(), work: String::new(), month: None, says }
}

fn rule<T>(answer: Result<T, Refusal>) -> Rule {
    answer.map(drop).unwrap_err().rule
}

fn proposed(desk: &Desk, by: &Reader, list: ListFor, subject: &str) -> Proposing {
    see(desk, &by.clone().after_step_up(), &Propose { list, subject: subject.into() }).unwrap()
}

fn told(shown: &Proposing) -> Vec<(String, String)> {
    let reasons = |line: &crate::marks::Proposed| line.reasons.iter().map(|reason| reason.told(Lang::Ru)).collect::<Vec<_>>().join("; ");
    shown.lines.iter().map(|line| (line.pupil.who.name.clone(), reasons(line))).collect()
}

/// covers: R27, C4
#[test]
fn a_list_is_made_of_marks_and_lessons_missed_each_line_with_its_reason() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let add = AddPupil { class: world.roster.class.clone(), who: who("Зимина Яна"), from: world.today, another: false };
    desk.perform(&by, add).unwrap();
    let missed = |missed, of| Says::Missed { missed, of, unexcused: Some(6) };
    let work = Mark {
        work: "ДКР октябрь".into(),
        ..mark("Физика", "", Says::Points { points: 5.0, least: Some(8.0), most: Some(20.0), mark: None })
    };
    let marks = vec![
        (0, mark("Алгебра", "q2", Says::Mark(3))),
        (0, mark("", "q2", missed(18, Some(60)))),
        (1, mark("Физика", "q1", Says::Mark(5))),
        (1, mark("Физика", "q2", Says::Mark(5))),
        (1, mark("", "q2", missed(17, Some(60)))),
        (1, work),
    ];
    let children = vec![Child::Named(class("7А"), who("Ёлкин Пётр")), Child::Named(class("7А"), who("Зимина Яна"))];
    let file = keep(&mut desk, b"second");
    let before = told(&proposed(&desk, &by, ListFor::Help, ""));
    assert_eq!(before, [("Ёлкин Пётр".to_owned(), "2 за I четверть, Алгебра".to_owned())]);
    let take = TakeMarks { file, children: children.clone(), marks: marks.clone(), ..TakeMarks::sample(&world) };
    let taken = desk.perform(&by, take.clone()).unwrap().done;
    assert_eq!((taken.told.pupils, taken.told.added, taken.told.changed, taken.told.same), (2, 6, 0, 0));
    assert_eq!(rule(desk.perform(&by, take)), Rule::NothingChanged, "the same file again says nothing new");
    let expected = [
        ("Ёлкин Пётр".to_owned(), "пропущено 18 уроков из 60 за II четверть, из них без уважительной причины 6".to_owned()),
        ("Зимина Яна".to_owned(), "ДКР октябрь: 5 при минимуме 8, Физика".to_owned()),
    ];
    assert_eq!(told(&proposed(&desk, &by, ListFor::Help, "")), expected);
    assert_eq!(told(&proposed(&desk, &by, ListFor::Able, "")), [("Зимина Яна".to_owned(), "5 за II четверть, Физика".to_owned())]);
    assert_eq!(proposed(&desk, &by, ListFor::Help, "Алгебра").lines.len(), 1, "lessons missed are of every subject");
    assert_eq!(proposed(&desk, &by, ListFor::Help, "").levels.len(), 3);
    // A teacher sees marks of what she teaches there, not lessons missed of all subjects and no work of another; the class teacher sees all.
    let teacher = person(&world.active);
    assert_eq!(told(&proposed(&desk, &teacher, ListFor::Help, "")), [] as [(String, String); 0]);
    assert_eq!(proposed(&desk, &teacher, ListFor::Help, "").subjects, ["Алгебра"]);
    let lead = SetClassTeacher { class: world.roster.class.clone(), seen: 1, teacher: Some(world.active.clone()) };
    desk.perform(&by, lead).unwrap();
    assert_eq!(proposed(&desk, &teacher, ListFor::Help, "").lines.len(), 2);
    // Names ask for the password.
    assert_eq!(rule(see(&desk, &by, &Propose { list: ListFor::Help, subject: String::new() })), Rule::StepUp);
    let all = dump(desk.connection());
    assert!(
        !all.contains("ДКР октябрь") && !all.contains("Зимина") && all.contains("pupil_marks "),
        "what is said of a child lies in the open"
    );
    // Taken back, the earlier word stands again.
    desk.perform(&by, UndoMarks { batch: taken.batch.clone(), seen: 1 }).unwrap();
    assert_eq!(told(&proposed(&desk, &by, ListFor::Help, "")), before);
    assert_eq!(rule(desk.perform(&by, UndoMarks { batch: taken.batch.clone(), seen: 1 })), Rule::NoSuchStep);
    let batches = see(&desk, &by.after_step_up(), &MarkBatches).unwrap();
    assert_eq!(batches.iter().map(|one| one.state).collect::<Vec<_>>(), [RosterState::Undone, RosterState::Taken]);
}

/// Two files said the same: it stands until both are taken back. What is told of a file stays a count of what is new.
#[test]
fn what_two_files_said_stands_while_one_of_them_does() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let take = |desk: &mut Desk, bytes: &[u8], marks: &[(&str, u8)]| {
        let marks = marks.iter().map(|(period, value)| (0, mark("Физика", period, Says::Mark(*value)))).collect();
        let file = keep(desk, bytes);
        desk.perform(&by, TakeMarks { file, marks, ..TakeMarks::sample(&world) }).unwrap().done
    };
    let first = take(&mut desk, b"A", &[("q1", 3)]);
    let second = take(&mut desk, b"B", &[("q1", 3), ("q2", 4)]);
    assert_eq!((second.told.pupils, second.told.added, second.told.changed, second.told.same), (1, 1, 0, 1));
    let stands = |desk: &Desk| {
        let db = super::super::db::Db::over(desk.connection());
        let names = super::desk::names();
        let marks = crate::marks::of_year(&db.knowing(names.as_ref()), &world.year, None).unwrap().remove(&world.roster.pupil).unwrap();
        marks.into_iter().filter(|mark| mark.subject == "Физика").map(|mark| mark.period).collect::<Vec<_>>()
    };
    desk.perform(&by, UndoMarks { batch: first.batch, seen: 1 }).unwrap();
    assert_eq!(stands(&desk), ["q1", "q2"]);
    desk.perform(&by, UndoMarks { batch: second.batch, seen: 1 }).unwrap();
    assert_eq!(stands(&desk), Vec::<String>::new());
}

/// A name alone proves nothing: who is not known, or may be two, is asked about; a class that is not there is told.
/// covers: C4
#[test]
fn a_child_of_a_file_is_met_or_asked_about() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let add = AddPupil { class: world.roster.class.clone(), who: who("Ёлкин Пётр"), from: world.today, another: true };
    let twin = desk.perform(&by, add).unwrap().done[0].clone();
    let children = vec![
        Child::Named(class("7А"), who("Елкин  Петр")),
        Child::Named(class("7А"), who("Никто Никто")),
        Child::Named(class("9Я"), who("Ёлкин Пётр")),
    ];
    let marks: Vec<(usize, Mark)> = (0..3).map(|at| (at, mark("Физика", "q1", Says::Mark(4)))).collect();
    let preview = PreviewMarks { year: world.year.clone(), children, marks, choices: Default::default() };
    let shown = see(&desk, &by.clone().after_step_up(), &preview).unwrap();
    let mut both = vec![world.roster.pupil.clone(), twin.clone()];
    both.sort();
    assert_eq!(shown.met, [Met::Asked(both), Met::Asked(Vec::new()), Met::NoClass]);
    assert_eq!((shown.told.open, shown.told.added, shown.pupils.len()), (3, 0, 2));
    let choices = [(0, Choice::Same(twin.clone())), (1, Choice::Skip)].into();
    let shown = see(&desk, &by.after_step_up(), &PreviewMarks { choices, ..preview }).unwrap();
    assert_eq!(shown.met[..2], [Met::Pupil(twin), Met::Skipped]);
    assert_eq!((shown.told.open, shown.told.added), (2, 1));
}

/// Two rows of one name that say different things are of two children, or one of them errs: neither is taken for the other in silence. Each row
/// is answered by itself; where both are said to be one pupil it is asked again, and what both rows say alike is said once.
/// covers: C4, R27
#[test]
fn rows_that_contradict_each_other_are_never_of_one_pupil() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let child = || Child::Named(class("7А"), who("Ёлкин Пётр"));
    let marks = vec![
        (0, mark("Геометрия", "q1", Says::Mark(2))),
        (1, mark("Геометрия", "q1", Says::Mark(5))),
        (0, mark("Физика", "q1", Says::Mark(4))),
        (2, mark("Физика", "q1", Says::Mark(4))),
    ];
    let preview = PreviewMarks { year: world.year.clone(), children: vec![child(), child(), child()], marks, choices: Default::default() };
    let known = world.roster.pupil.clone();
    let asked = Met::Asked(vec![known.clone()]);
    let shown = see(&desk, &by.clone().after_step_up(), &preview).unwrap();
    assert_eq!(shown.met, [asked.clone(), asked.clone(), Met::Pupil(known.clone())], "one pupil of the name is known");
    assert_eq!((shown.told.open, shown.told.added), (3, 1));
    let same = |id: &Id| Choice::Same(id.clone());
    let both = PreviewMarks { choices: [(0, same(&known)), (1, same(&known))].into(), ..preview.clone() };
    assert_eq!(see(&desk, &by.clone().after_step_up(), &both).unwrap().met[..2], [asked.clone(), asked]);
    let one = PreviewMarks { choices: [(1, Choice::Skip)].into(), ..preview.clone() };
    let shown = see(&desk, &by.clone().after_step_up(), &one).unwrap();
    assert_eq!((shown.told.added, shown.told.same, shown.told.open), (2, 1, 1), "physics is said twice and alike");

    // Two rows that agree are asked about, too, where a third does not; of two columns of one row the first stands, and that is counted.
    let of = |marks: Vec<(usize, Mark)>| {
        let asks = PreviewMarks { marks, ..preview.clone() };
        see(&desk, &by.clone().after_step_up(), &asks).unwrap()
    };
    let say = |at, value| (at, mark("Геометрия", "q1", Says::Mark(value)));
    let asked = Met::Asked(vec![known.clone()]);
    assert_eq!(of(vec![say(0, 4), say(1, 4), say(2, 5)]).met, [asked.clone(), asked.clone(), asked]);
    let columns = of(vec![say(0, 4), say(0, 5), say(0, 4)]).told;
    assert_eq!((columns.added, columns.open, columns.same), (1, 1, 1));

    let add = AddPupil { class: world.roster.class.clone(), who: who("Ёлкин Пётр"), from: world.today, another: true };
    let twin = desk.perform(&by, add).unwrap().done[0].clone();
    let PreviewMarks { year, children, marks, .. } = preview;
    let choices = [(0, same(&known)), (1, same(&twin)), (2, Choice::Skip)].into();
    let take = TakeMarks { year, file: keep(&mut desk, b"two"), file_name: "Две.xlsx".into(), children, marks, choices };
    let told = desk.perform(&by, take).unwrap().done.told;
    assert_eq!((told.pupils, told.added, told.open), (2, 3, 1), "{told:?}");
    let helped = self::told(&proposed(&desk, &by, ListFor::Help, "Геометрия"));
    assert!(helped.len() == 1 && helped[0].1.contains("Геометрия"), "the 2 stays a 2, of one of them: {helped:?}");
}

/// Results by code meet the list of codes of their year: the next year's list gives the code to somebody else. A code nobody has, and one of another
/// grade, are told and not taken; the mark of a work is a reason where its points are not.
/// covers: R27, C4
#[test]
fn results_by_code_become_lines_of_the_year_the_code_is_of() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let coded = |code: &str, grade| Child::Coded { code: code.into(), grade };
    let children = vec![coded("0040001", Some(7)), coded("40002", None), coded("40001", Some(9))];
    let of_work = |work: &str, mark| {
        let says = Says::Points { points: 9.0, least: Some(8.0), most: Some(20.0), mark };
        Mark { subject: "Физика".into(), period: String::new(), work: work.into(), month: None, says }
    };
    let marks =
        vec![(0, of_work("ВПР", Some(2))), (0, of_work("ДКР", Some(4))), (1, of_work("ВПР", Some(2))), (2, of_work("ВПР", Some(2)))];
    let preview = PreviewMarks { year: world.year.clone(), children: children.clone(), marks: marks.clone(), choices: Default::default() };
    let shown = see(&desk, &by.clone().after_step_up(), &preview).unwrap();
    assert_eq!(shown.met, [Met::Pupil(world.roster.pupil.clone()), Met::NoCode, Met::OtherGrade]);
    assert_eq!((shown.told.added, shown.told.open), (2, 2));
    let file = keep(&mut desk, b"by code");
    let take = TakeMarks { file, children: children.clone(), marks, ..TakeMarks::sample(&world) };
    desk.perform(&by, take).unwrap();
    let help = told(&proposed(&desk, &by, ListFor::Help, "Физика"));
    assert_eq!(help, [("Ёлкин Пётр".to_owned(), "ВПР: отметка 2, Физика".to_owned())], "a scale may ask for more than points");
    // The next year: the same code is of somebody else, and the earlier list says nothing there.
    let open = Open { first_day: date(2027, 9, 1), last_day: date(2028, 5, 31) };
    let next = desk.perform(&by, open).unwrap().done;
    let later = Reader::new(by.actor().clone(), date(2027, 9, 2).at(9, 0, 0, 0).in_tz("Europe/Moscow").unwrap()).after_step_up();
    let class_of = desk.perform(&later, AddClass { year: next.clone(), class: class("8А"), teacher: None }).unwrap().done;
    let add = AddPupil { class: class_of, who: who("Зимина Яна"), from: date(2027, 9, 1), another: false };
    let other = desk.perform(&later, add).unwrap().done[0].clone();
    let look = PreviewMarks { year: next.clone(), children: vec![coded("40001", None)], ..preview };
    let met = |desk: &Desk| see(desk, &later.clone().after_step_up(), &look).unwrap().met;
    assert_eq!(met(&desk), [Met::NoCode]);
    let file = keep(&mut desk, b"codes of the next year");
    let lines = vec![Line::Code { class: class("8А"), who: who("Зимина Яна"), code: "40001".into() }];
    let taken = desk.perform(&later, TakeRoster { year: next, file, lines, ..TakeRoster::sample(&world) }).unwrap().done;
    assert_eq!(taken.told.added, 1, "the code of last year is free again: {:?}", taken.told);
    assert_eq!(met(&desk), [Met::Pupil(other)]);
}

/// When the next marks come, the line of the consultation says what stood there and what stands now.
/// covers: R27, R28
#[test]
fn the_next_mark_stands_beside_the_one_before() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let line = |desk: &Desk| {
        let shown = see(desk, &by.clone().after_step_up(), &PupilsOf { event: world.event.about.clone() }).unwrap();
        let line = shown.lines.into_iter().next().unwrap();
        (line.noted.basis.map(|was| (was.period, was.mark)), line.next.map(|next| (next.period, next.mark)))
    };
    assert_eq!(line(&desk), (Some(("q1".into(), 2)), None));
    let file = keep(&mut desk, b"second");
    desk.perform(&by, TakeMarks { file, ..TakeMarks::sample(&world) }).unwrap();
    assert_eq!(line(&desk), (Some(("q1".into(), 2)), Some(("q2".into(), 3))));
}
