//! Forms: sent twice, sent by another person, opened before somebody else changed the same thing; and a clock set back.

use jiff::Span;

use super::desk::{Desk, once, person, program, rows};
use super::harness_power::change;
use crate::act::Act;
use crate::id::Id;
use crate::people::{Activate, Give, Invite, Lock};
use crate::reader::{Actor, Reader};
use crate::refusal::{Conflict, Door, Field, LastWritten, Rule};
use crate::role::{Role, Scope};
use crate::school::{Change, ConfirmClock, Edit, Found, Week};

#[test]
fn a_form_sent_twice_is_done_once_and_answered_the_same() {
    let (mut desk, _, founder) = Desk::furnished();
    let (by, key) = (person(&founder), once());
    let act = || Invite { name: "Мария".into() };
    let first = desk.writer.perform(&by, &key, act()).unwrap();
    let state = rows(desk.connection(), &[]);
    let second = desk.writer.perform(&by, &key, act()).unwrap();
    assert_eq!((first.again, second.again), (false, true));
    assert_eq!((second.entry, second.at, second.done), (first.entry, first.at, first.done));
    assert_eq!(rows(desk.connection(), &[]), state);
}

/// Another person signed in meanwhile, or the form says something else now: refused; what was typed stays with whoever asked.
#[test]
fn the_key_of_a_form_is_good_for_that_form_only() {
    let (mut desk, world, founder) = Desk::furnished();
    let (by, key) = (person(&founder), once());
    desk.writer.perform(&by, &key, Invite { name: "Мария".into() }).unwrap();
    let rule = |answer: Result<_, crate::Refusal>| {
        answer.map(|_: crate::Receipt<crate::Id>| ()).map_err(|refusal| (refusal.rule, refusal.instead))
    };
    let expected = Err((Rule::KeyUsed, Some(Door::Again)));
    assert_eq!(rule(desk.writer.perform(&by, &key, Invite { name: "Олег".into() })), expected);
    assert_eq!(rule(desk.writer.perform(&person(&world.active), &key, Invite { name: "Мария".into() })), expected);
    assert_eq!(rule(desk.writer.perform(&program(), &key, Activate { person: world.invited, seen: 1 })), expected);
}

/// Two forms opened on the same school: on different fields both succeed, on the same one both values are shown and neither is lost.
#[test]
fn a_conflict_is_on_the_same_field_only() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let opened = desk_name(&desk);
    let named = desk.perform(&by, change(opened.clone(), "Лицей".into())).unwrap();
    let week = Change { week: Edit { opened: Week::Five, wanted: Week::Six }, ..change(opened.clone(), opened.clone()) };
    assert_eq!(desk.perform(&by, week.clone()).unwrap().done.fields, 1);
    assert_eq!(desk_name(&desk), "Лицей", "what the other form changed stays");
    let state = rows(desk.connection(), &["refusal"]);
    let refused = desk.perform(&by, change(opened.clone(), "Гимназия".into())).unwrap_err();
    let last = Some(Box::new(LastWritten { who: name_of(&desk, &founder), at: by.now().clone() }));
    let conflict = Conflict {
        field: Field::SchoolName, opened, now: "Лицей".into(), wanted: "Гимназия".into(), entry: named.entry, last
    };
    assert_eq!(refused.rule, Rule::ChangedMeanwhile(vec![conflict]));
    assert_eq!(rows(desk.connection(), &["refusal"]), state);
    let chosen = change("Лицей".into(), "Гимназия".into());
    assert!(desk.perform(&by, Change { seen: world.named_by, ..chosen }).is_ok());
}

/// Place and address may stay empty, are fields of their own for a conflict, and are one line each.
#[test]
fn where_the_school_is_may_be_written_and_conflicts_by_field() {
    let (mut desk, _, founder) = Desk::furnished();
    let (by, name) = (person(&founder), desk_name(&desk));
    let edit = |opened: &str, wanted: &str| Edit { opened: opened.to_owned(), wanted: wanted.to_owned() };
    let form = || change(name.clone(), name.clone());
    assert_eq!(desk.perform(&by, form()).unwrap_err().rule, Rule::NothingChanged);
    let place = desk.perform(&by, Change { place: edit("", " г. Тула "), ..form() }).unwrap();
    let address = Change { place: edit("", ""), address: edit("", "ул. Садовая, д. 5"), ..form() };
    assert_eq!(desk.perform(&by, address).unwrap().done.fields, 1, "another field");
    let shown = super::plans::see(&desk, &by, &crate::school::Overview).unwrap();
    assert_eq!(
        (shown.place.value.as_str(), shown.place.entry, shown.address.value.as_str()),
        ("г. Тула", place.entry, "ул. Садовая, д. 5")
    );
    let refused = desk.perform(&by, Change { place: edit("", "г. Орёл"), ..form() }).unwrap_err().rule;
    let told =
        matches!(&refused, Rule::ChangedMeanwhile(all) if all.len() == 1 && all[0].field == Field::SchoolPlace && all[0].now == "г. Тула");
    assert!(told, "{refused:?}");
    for (wrong, field) in [
        (Change { place: edit("г. Тула", "г. Тула\nул. Садовая"), ..form() }, Field::SchoolPlace),
        (Change { address: edit("ул. Садовая, д. 5", &"я".repeat(301)), ..form() }, Field::SchoolAddress),
    ] {
        assert_eq!(desk.perform(&by, wrong).unwrap_err().rule, Rule::Wrong(field));
    }
    assert!(desk.perform(&by, Change { place: edit("г. Тула", ""), ..form() }).is_ok(), "it may be empty again");
}

fn name_of(desk: &Desk, person: &Id) -> String {
    desk.connection().query_row("select name from person where id = ?", [person.as_str()], |row| row.get(0)).unwrap()
}

fn desk_name(desk: &Desk) -> String {
    desk.connection().query_row("select name from school", [], |row| row.get(0)).unwrap()
}

#[test]
fn a_zone_the_data_do_not_know_is_refused() {
    let (mut desk, _, founder) = Desk::furnished();
    let name = desk_name(&desk);
    let zone =
        |zone: &str| Change { zone: Edit { opened: "Europe/Moscow".into(), wanted: zone.into() }, ..change(name.clone(), name.clone()) };
    assert_eq!(desk.perform(&person(&founder), zone("Москва")).unwrap_err().rule, Rule::Wrong(Field::Zone));
    assert!(desk.perform(&person(&founder), zone("Asia/Kamchatka")).is_ok());
}

/// Behind the last entry by more than requests wait: nothing is done until somebody says that the clock is right.
#[test]
fn a_clock_set_back_stops_acts_until_it_is_confirmed() {
    let (mut desk, _, founder) = Desk::furnished();
    let at = |minutes: i64| {
        let now = super::desk::morning().checked_add(Span::new().minutes(minutes)).unwrap();
        Reader::new(Actor::Person(founder.clone()), now)
    };
    let invite = || Invite { name: "Мария".into() };
    assert_eq!(desk.perform(&at(0), ConfirmClock {}).unwrap_err().rule, Rule::ClockInOrder);
    let late = desk.perform(&at(60), invite()).unwrap();
    assert_eq!(desk.perform(&at(59), invite()).unwrap().at, late.at, "a request may wait a minute: time does not go back");
    assert_eq!(desk.perform(&at(30), invite()).unwrap_err().rule, Rule::ClockBehind);
    let confirmed = desk.perform(&at(30), ConfirmClock {}).unwrap();
    assert!(confirmed.at < late.at);
    assert!(desk.perform(&at(31), invite()).is_ok());
}

/// A role that was withdrawn, a person who was locked, a day that has passed: the next act finds it so, whatever the session remembers.
#[test]
fn rights_are_those_of_the_moment() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let head = person(&world.active);
    let give = |to| Give { person: world.active.clone(), role: Role::Head, scope: Scope::School, from: world.today, to };
    assert_eq!(desk.perform(&head, Invite { name: "Олег".into() }).unwrap_err().rule, Rule::NotAllowed);
    desk.perform(&by, give(Some(world.today))).unwrap();
    assert!(desk.perform(&head, Invite { name: "Олег".into() }).is_ok());
    let tomorrow = Reader::new(Actor::Person(world.active.clone()), super::desk::morning().checked_add(Span::new().days(1)).unwrap());
    assert_eq!(desk.perform(&tomorrow, Invite { name: "Олег".into() }).unwrap_err().rule, Rule::NotAllowed);
    desk.perform(&by, Lock { person: world.active.clone(), seen: 1 }).unwrap();
    assert_eq!(desk.perform(&head, Invite { name: "Олег".into() }).unwrap_err().rule, Rule::NotAllowed);
}

#[test]
fn a_school_is_founded_once() {
    let (mut desk, world, _) = Desk::furnished();
    assert_eq!(desk.perform(&program(), Found::sample(&world)).unwrap_err().rule, Rule::Founded);
}
