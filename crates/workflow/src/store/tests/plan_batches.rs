//! Rows taken from a file: once more, corrected; taken back; against what people did with them meanwhile.

use jiff::civil::date;
use records::plan::When;

use super::desk::{Desk, count, person, rows};
use super::plans::{begin, keep, occurrences};
use crate::act::Act;
use crate::id::Id;
use crate::plan::sample_content;
use crate::plan::{
    Approve, Batches, Change, Content, DropOccurrence, Fate, NotTaken, Preview, PutOff, Remove, Row, Source, Take, Taken, UndoBatch,
};
use crate::reader::Reader;
use crate::refusal::{Field, Refusal, Rule};
use crate::school::Edit;
use crate::world::World;

fn month(month: i8) -> When {
    let first = date(if month < 8 { 2027 } else { 2026 }, month, 1);
    When::Span { from: first, last: first.last_of_month() }
}

fn row(origin: &str, text: &str, rules: Vec<When>) -> Row {
    let content = Content { number: origin.into(), text: text.into(), rules, asks_acceptance: false, ..sample_content() };
    Row { origin: origin.into(), content }
}

/// A school with an empty plan.
fn school() -> (Desk, World, Id, Reader) {
    let (mut desk, world, founder) = Desk::furnished();
    let plan = begin(&mut desk, &world, &founder, "План из файла");
    (desk, world, plan, person(&founder))
}

fn take(desk: &mut Desk, world: &World, by: &Reader, plan: &Id, rows: Vec<Row>) -> Result<Taken, Refusal> {
    let take = Take { plan: plan.clone(), rows, not_taken: Vec::new(), ..Take::sample(world) };
    desk.perform(by, take).map(|receipt| receipt.done)
}

/// Text and due days of every measure, in the order of the plan.
fn told(desk: &Desk, plan: &Id) -> Vec<String> {
    let sql = "select measure.id, measure.text from measure join block on block.id = measure.block where measure.plan = ?
        order by block.place, measure.place";
    let mut statement = desk.connection().prepare(sql).unwrap();
    let rows = statement.query_map([plan.as_str()], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).unwrap();
    let line = |(id, text): (String, String)| {
        let days =
            occurrences(desk, &Id::read(&id).unwrap()).into_iter().map(|one| format!(" {:02}.{:02}", one.due.day(), one.due.month()));
        format!("{text}{}", days.collect::<String>())
    };
    rows.map(|row| line(row.unwrap())).collect()
}

fn measure(desk: &Desk, text: &str) -> Id {
    let id: String = desk.connection().query_row("select id from measure where text = ?", [text], |row| row.get(0)).unwrap();
    Id::read(&id).unwrap()
}

/// The corrected file: one text changed, one row put in between, one month changed, one row gone.
#[test]
fn a_corrected_file_changes_only_what_changed_in_it() {
    let (mut desk, world, plan, by) = school();
    let file = |desk: &mut Desk, rows| take(desk, &world, &by, &plan, rows);
    let first = vec![row("1.1", "Семинар", vec![month(9)]), row("1.2", "Собрание", vec![month(12)]), row("1.3", "Опрос", vec![month(2)])];
    assert_eq!(file(&mut desk, first.clone()).unwrap().added, 3);
    assert_eq!(told(&desk, &plan), ["Семинар 30.09", "Собрание 30.12", "Опрос 26.02"]);
    let state = rows(desk.connection(), &["refusal"]);
    assert_eq!(file(&mut desk, first).unwrap_err().rule, Rule::NothingChanged);
    assert_eq!(rows(desk.connection(), &["refusal"]), state);
    let corrected = vec![
        row("1.1", "Семинар для учителей", vec![month(9)]),
        row("1.2", "Перепроверка", vec![month(11)]),
        row("1.3", "Собрание", vec![month(1)]),
    ];
    let taken = file(&mut desk, corrected).unwrap();
    assert_eq!((taken.added, taken.changed, taken.same, taken.gone), (1, 2, 0, vec![measure(&desk, "Опрос")]));
    assert_eq!(told(&desk, &plan), ["Семинар для учителей 30.09", "Перепроверка 30.11", "Собрание 29.01", "Опрос 26.02"]);
}

/// What was put off or dropped stays where it is, and no new one comes in its place.
#[test]
fn what_was_moved_or_dropped_never_comes_back() {
    let (mut desk, world, plan, by) = school();
    let seminar = |rules| vec![row("1.1", "Семинар", rules)];
    take(&mut desk, &world, &by, &plan, seminar(vec![month(12), month(1), month(2)])).unwrap();
    let all = occurrences(&desk, &measure(&desk, "Семинар"));
    let drop = DropOccurrence { occurrence: all[0].id.clone(), ..DropOccurrence::sample(&world) };
    desk.perform(&by, drop).unwrap();
    desk.perform(&by, PutOff { occurrences: vec![all[1].clone()], to: date(2027, 3, 15), reason: "Ремонт".into() }).unwrap();
    let mut more = seminar(vec![month(12), month(1), month(2), month(4)]);
    more[0].content.expected = "Справка".into();
    take(&mut desk, &world, &by, &plan, more).unwrap();
    assert_eq!(told(&desk, &plan), ["Семинар 30.12 15.03 26.02 30.04"], "in the order of the days they had by rule");
    take(&mut desk, &world, &by, &plan, seminar(vec![month(4)])).unwrap();
    assert_eq!(told(&desk, &plan), ["Семинар 30.12 15.03 30.04"], "the one nobody touched goes, the others stay");
}

/// A field changed by hand stays where the file says something else of it, and that is told; other fields are taken.
#[test]
fn a_field_changed_by_hand_is_not_lost() {
    let (mut desk, world, plan, by) = school();
    let file = |owners: &str, expected: &str| {
        let mut row = row("1.1", "Семинар", vec![month(12)]);
        (row.content.owners, row.content.expected) = (owners.into(), expected.into());
        vec![row]
    };
    take(&mut desk, &world, &by, &plan, file("Иванова", "")).unwrap();
    let (id, opened) = (measure(&desk, "Семинар"), file("Иванова", "").remove(0).content);
    let wanted = Content { owners: "Петрова".into(), ..opened.clone() };
    let change = Change {
        measure: id.clone(),
        content: Edit { opened, wanted },
        people: Edit { opened: Vec::new(), wanted: Vec::new() },
        ..Change::sample(&world)
    };
    desk.perform(&by, change).unwrap();
    let taken = take(&mut desk, &world, &by, &plan, file("Сидорова", "Справка")).unwrap();
    assert_eq!((taken.changed, taken.kept), (1, vec![id]));
    let owners: String =
        desk.connection().query_row("select owners || expected from measure where text = 'Семинар'", [], |row| row.get(0)).unwrap();
    assert_eq!(owners, "ПетроваСправка");
}

/// A measure that was removed by hand does not come back with the same file.
#[test]
fn what_was_removed_by_hand_does_not_come_back() {
    let (mut desk, world, plan, by) = school();
    let file = |desk: &mut Desk, more: &[&str]| {
        let all = [&["Семинар", "Опрос"], more].concat();
        let rows = all.iter().enumerate().map(|(place, text)| row(&format!("1.{place}"), text, vec![month(12)])).collect();
        take(desk, &world, &by, &plan, rows)
    };
    file(&mut desk, &[]).unwrap();
    desk.perform(&by, Remove { measure: measure(&desk, "Опрос"), seen: 1, reason: None }).unwrap();
    assert_eq!(file(&mut desk, &[]).unwrap_err().rule, Rule::NothingChanged);
    file(&mut desk, &["Собрание"]).unwrap();
    assert_eq!(told(&desk, &plan), ["Семинар 30.12", "Собрание 30.12"]);
}

/// Undone, the plan is as it was before; another row of state is only that the batch was there.
#[test]
fn a_batch_nothing_stands_on_is_undone_to_what_was_before() {
    let (mut desk, world, plan, by) = school();
    let but = ["refusal", "batch", "taken_row", "row_not_taken", "entry", "entry_object", "node", "payload", "once", "kept_file"];
    let plans = |desk: &Desk| {
        let all = rows(desk.connection(), &but);
        // Not with which entry a row is so, and under which id.
        all.lines().map(|line| line.split(" Integer(").next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let empty = plans(&desk);
    let first = take(&mut desk, &world, &by, &plan, vec![row("1.1", "Семинар", vec![month(12)])]).unwrap();
    let one = (told(&desk, &plan), plans(&desk));
    let again = vec![row("1.1", "Вебинар", vec![month(1)]), row("1.2", "Опрос", vec![When::AllYear])];
    let second = take(&mut desk, &world, &by, &plan, again).unwrap();
    let undo = |batch: &Id| UndoBatch { batch: batch.clone(), seen: 1, reason: None };
    let refused = desk.perform(&by, undo(&first.batch)).unwrap_err();
    assert_eq!((refused.rule, refused.about[0].clone()), (Rule::StandsOnIt, second.batch.clone()));
    desk.perform(&by, undo(&second.batch)).unwrap();
    assert_eq!(told(&desk, &plan), one.0);
    assert_eq!(desk.perform(&by, undo(&second.batch)).unwrap_err().rule, Rule::NoSuchStep);
    desk.perform(&by, undo(&first.batch)).unwrap();
    assert_eq!(plans(&desk), empty);
}

/// What stands on a batch is listed: occurrences something was decided about, measures that were changed, the approval.
#[test]
fn what_stands_on_a_batch_is_listed() {
    let (mut desk, world, plan, by) = school();
    let batch = take(&mut desk, &world, &by, &plan, vec![row("1.1", "Семинар", vec![month(12)])]).unwrap().batch;
    let one = occurrences(&desk, &measure(&desk, "Семинар")).remove(0);
    let to = date(2027, 1, 20);
    desk.perform(&by, PutOff { occurrences: vec![one.clone()], to, reason: "Ремонт".into() }).unwrap();
    let refused = desk.perform(&by, UndoBatch { batch: batch.clone(), seen: 1, reason: None }).unwrap_err();
    assert_eq!((refused.rule, refused.about), (Rule::StandsOnIt, vec![one.id]));
    desk.perform(&by, Approve { plan: plan.clone(), ..Approve::sample(&world) }).unwrap();
    let reason = Some("Ошибка в файле".into());
    assert!(desk.perform(&by, UndoBatch { batch, seen: 1, reason }).unwrap_err().about.contains(&plan));
}

#[test]
fn a_row_that_cannot_be_is_told_by_its_number() {
    let (mut desk, world, plan, by) = school();
    let rows = vec![row("1.1", "Семинар", vec![]), row("1.2", " ", vec![])];
    let refused = take(&mut desk, &world, &by, &plan, rows).unwrap_err();
    assert_eq!(refused.rule, Rule::Row(2, Box::new(Rule::Missing(Field::MeasureText))));
    assert_eq!(take(&mut desk, &world, &by, &plan, Vec::new()).unwrap_err().rule, Rule::Missing(Field::Rows));
    let many = (0..2_001).map(|number| row(&number.to_string(), "Семинар", vec![])).collect();
    assert_eq!(take(&mut desk, &world, &by, &plan, many).unwrap_err().rule, Rule::Wrong(Field::Rows));
    let not_kept = Take { plan: plan.clone(), digest: "ab".repeat(32), ..Take::sample(&world) };
    assert_eq!(desk.perform(&by, not_kept).unwrap_err().rule, Rule::FileNotKept);
}

/// A plan of two thousand rows is taken, and shown.
#[test]
fn a_plan_of_two_thousand_rows_is_taken() {
    let (mut desk, world, plan, by) = school();
    let many = (0..2_000).map(|number| row(&number.to_string(), &format!("Семинар {number}"), vec![month(12)])).collect();
    assert_eq!(take(&mut desk, &world, &by, &plan, many).unwrap().added, 2_000);
    assert_eq!(told(&desk, &plan).len(), 2_000);
}

/// The library beside the file: its rows do not meet those of the file, and the page of batches shows both with what was not taken.
#[test]
fn the_library_stands_beside_the_file() {
    let (mut desk, world, plan, by) = school();
    take(&mut desk, &world, &by, &plan, vec![row("1.1", "Семинар", vec![month(12)])]).unwrap();
    let mut from_library = row("seminar", "Семинар", vec![When::AllYear]);
    from_library.content.library = Some("seminar".into());
    let not_taken = vec![NotTaken { written: "Итого".into(), reason: "не мероприятие".into() }];
    let (source, digest, name) = (Source::Library, "2026.1".into(), "Библиотека".into());
    let library = Take { plan: plan.clone(), source, digest, name, rows: vec![from_library.clone()], not_taken, ..Take::sample(&world) };
    assert_eq!(desk.perform(&by, library).unwrap().done.added, 1);
    let batches = super::plans::see(&desk, &by, &Batches { plan: plan.clone() }).unwrap();
    let shown: Vec<_> = batches.iter().map(|batch| (batch.source, batch.rows, batch.not_taken.len())).collect();
    assert_eq!(shown, [(Source::Library, 1, 1), (Source::File, 1, 0)]);
    let preview = Preview { plan, source: Source::Library, rows: vec![from_library] };
    let fates = super::plans::see(&desk, &by, &preview).unwrap().fates;
    assert!(matches!(&fates[..], [Fate::Same(_)]));
    keep(&mut desk, b"another file");
    assert_eq!(count(desk.connection(), "batch"), 3);
}
