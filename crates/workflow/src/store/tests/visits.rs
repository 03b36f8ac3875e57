//! Visits of lessons: whose lesson it was, who writes the card, and the teacher's own word.

use std::collections::BTreeMap;

use jiff::Span;

use super::desk::{Desk, person};
use super::plans::see;
use crate::event::{Change, Comment, Content, Hold, MyEvents, Part, Plan, Planned, sample_council};
use crate::id::Id;
use crate::people::Give;
use crate::reader::{Actor, Reader};
use crate::refusal::{Field, Rule};
use crate::role::{Role, Scope};
use crate::school::Edit;

/// A visit asks whose lesson it is; one that was kept without anybody can be mended in its other parts.
#[test]
fn a_visit_of_before_can_be_mended_without_a_name() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let of = |place: &str, people: &[&Id]| {
        let planned = sample_council(&world);
        let content = Content { place: place.to_owned(), details: BTreeMap::new(), ..planned.content.clone() };
        let people = people.iter().map(|id| ((*id).clone(), Part::Member)).collect();
        Planned { agenda: Vec::new(), content, people, ..planned }
    };
    let plan = |planned| Plan { kind: "visit".into(), planned };
    assert_eq!(desk.perform(&by, plan(of("", &[]))).unwrap_err().rule, Rule::Missing(Field::Visited));
    let event = desk.perform(&by, plan(of("", &[&world.active]))).unwrap().done;
    desk.writer.aside(|tx| tx.execute("delete from seat where event = ?", [event.as_str()])).unwrap();
    let change = |from: Planned, to: Planned| Change { event: event.clone(), seen: 1, edit: Edit { opened: from, wanted: to } };
    desk.perform(&by, change(of("", &[]), of("Кабинет 3", &[]))).unwrap();
    desk.perform(&by, change(of("Кабинет 3", &[]), of("Кабинет 3", &[&world.active]))).unwrap();
    let emptied = desk.perform(&by, change(of("Кабинет 3", &[&world.active]), of("Кабинет 3", &[]))).unwrap_err();
    assert_eq!(emptied.rule, Rule::Missing(Field::Visited));
}

/// A visit is about a teacher's lesson: whoever leads the class it was held in does not write its card, least of all her own; a meeting of the
/// class she leads as before.
#[test]
fn a_visited_class_teacher_does_not_write_her_own_card() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let sql = "select grade || letter from school_class join school_year on school_year.id = year order by starts desc limit 1";
    let class: String = desk.connection().query_row(sql, [], |row| row.get(0)).unwrap();
    let scope = Scope::Class(class.clone());
    let give = Give { person: world.active.clone(), role: Role::ClassTeacher, scope, from: world.today, to: None };
    desk.perform(&by, give).unwrap();
    let of = |place: &str| {
        let planned = sample_council(&world);
        let details = BTreeMap::new();
        let content = Content { class: class.clone(), place: place.into(), details, ..planned.content.clone() };
        let people = [(world.active.clone(), Part::Member)].into();
        Planned { agenda: Vec::new(), owner: founder.clone(), content, people, ..planned }
    };
    let mut changed = |kind: &str| {
        let event = desk.perform(&by, Plan { kind: kind.into(), planned: of("") }).unwrap().done;
        let edit = Edit { opened: of(""), wanted: of("Кабинет 3") };
        desk.perform(&person(&world.active), Change { event, seen: 1, edit }).map_err(|refusal| refusal.rule)
    };
    assert_eq!(changed("visit").unwrap_err(), Rule::NotThere, "out of her reach, though she has a place in it");
    changed("parents-class").unwrap();
}

/// Whose lesson was visited is told for some weeks that she may add her own word; nobody else is, and she no more once she did.
/// covers: R18
#[test]
fn a_visited_teacher_is_told_that_she_may_add_her_word() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let planned = sample_council(&world);
    let content = Content { details: BTreeMap::new(), ..planned.content.clone() };
    let people = [(world.active.clone(), Part::Member)].into();
    let planned = Planned { agenda: Vec::new(), owner: founder.clone(), content, people, ..planned };
    let day = planned.day;
    let visit = desk.perform(&by, Plan { kind: "visit".into(), planned }).unwrap().done;
    let waits = |desk: &Desk, who: &Id, days: i64| {
        let now = day.checked_add(Span::new().days(days)).unwrap().at(9, 0, 0, 0).in_tz("Europe/Moscow").unwrap();
        let mine = see(desk, &Reader::new(Actor::Person(who.clone()), now), &MyEvents).unwrap();
        mine.to_comment.iter().any(|line| line.event.id == visit)
    };
    assert!(!waits(&desk, &world.active, 0), "it has not taken place");
    let came = vec![(world.active.clone(), true)];
    let held = Reader::new(Actor::Person(founder.clone()), day.at(18, 0, 0, 0).in_tz("Europe/Moscow").unwrap());
    desk.perform(&held, Hold { event: visit.clone(), seen: 1, came, counted: None, stood: None }).unwrap();
    assert!(waits(&desk, &world.active, 0) && waits(&desk, &world.active, 30));
    assert!(!waits(&desk, &world.active, 31) && !waits(&desk, &founder, 0));
    let her = Reader::new(Actor::Person(world.active.clone()), day.at(19, 0, 0, 0).in_tz("Europe/Moscow").unwrap());
    let seen = see(&desk, &her, &MyEvents).unwrap().to_comment[0].event.entry;
    // Where several were named before, or she did not come, nobody is told that her lesson was visited.
    let set = |desk: &mut Desk, sql: &str| assert_eq!(desk.writer.aside(|tx| tx.execute(sql, [visit.as_str()])).unwrap(), 1);
    set(&mut desk, "update seat set came = 0 where event = ?");
    assert!(!waits(&desk, &world.active, 0));
    set(&mut desk, "update seat set came = 1 where event = ?");
    let columns = "part, came, read_sheet_name, read_note, note, entry";
    let another = format!("insert into seat (event, person, {columns}) select event, '{founder}', {columns} from seat where event = ?");
    set(&mut desk, &another);
    assert!(!waits(&desk, &world.active, 0));
    set(&mut desk, &format!("delete from seat where event = ? and person = '{founder}'"));
    assert!(waits(&desk, &world.active, 0));
    desk.perform(&her, Comment { event: visit.clone(), seen, words: "Критерии показала в начале".into() }).unwrap();
    assert!(!waits(&desk, &world.active, 0));
}
