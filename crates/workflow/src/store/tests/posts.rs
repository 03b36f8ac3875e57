//! Posts of people: they come with a list of staff and go with it; namesakes are told apart by them, and asked about.

use std::collections::BTreeMap;

use super::desk::{Desk, person, rows};
use super::plans::see;
use super::roster::class;
use super::roster_files::{Taker, works};
use crate::act::Look;
use crate::erasure::ErasureDue;
use crate::event::{Decisions, Events, OneDecision, OneEvent};
use crate::id::Id;
use crate::journal::{Journal, NamesRead};
use crate::marks::MarkBatches;
use crate::newyear::Carries;
use crate::people::{Colleagues, List, Lock, One as OnePerson, Person, SetPost, Unlock};
use crate::plan::{Due, One, Whole};
use crate::procedure::Schedule;
use crate::refusal::Rule;
use crate::results::Batches;
use crate::roster::{Choice, Classes, Fate, GiveLoad, Line, Loads, RemoveLoad, TakeRoster, Told, Whom};
use crate::roster::{ClassOf, PupilOf, RosterBatches};

fn her(taker: &Taker, name: &str) -> Person {
    see(&taker.desk, &person(&taker.founder), &List).unwrap().into_iter().find(|one| one.name == name).unwrap()
}

/// Rows of people, as they lie.
fn people(taker: &Taker) -> Vec<String> {
    rows(taker.desk.connection(), &["entry"]).lines().filter(|line| line.starts_with("person ")).map(str::to_owned).collect()
}

/// A post comes with the list and goes with it, the last one first; what somebody wrote since stands on it.
#[test]
fn a_post_comes_with_a_list_of_staff_and_goes_with_it() {
    let mut taker = Taker::new();
    let name = "Волков Лев Ильич";
    taker.take(&[works(name, "")]).unwrap();
    assert_eq!(her(&taker, name).post, "");
    let before = people(&taker);
    let (first, told) = taker.take(&[works(name, "учитель физики")]).unwrap();
    assert_eq!((told.changed, her(&taker, name).post.as_str()), (1, "учитель физики"));
    // A list that says no post takes none away; letters and spaces make no other one.
    for same in ["", " Учитель  физики ", &"у".repeat(501)] {
        assert_eq!(taker.preview(&[works(name, same)], &[]).fates, [Fate::Same], "{same}");
    }
    let preview = taker.preview(&[works(name, "учитель химии")], &[]);
    assert_eq!((preview.fates.as_slice(), preview.was.get(&0).map(String::as_str)), ([Fate::Changed].as_slice(), Some("учитель физики")));
    let (second, _) = taker.take(&[works(name, "учитель химии")]).unwrap();
    assert_eq!(taker.undo(&first).unwrap_err().rule, Rule::StandsOnIt, "a later file wrote another");
    taker.undo(&second).unwrap();
    assert_eq!(her(&taker, name).post, "учитель физики");
    // Whoever signed in, or was locked, meanwhile has the post of the file still: it goes, and what became of her stays.
    let seen = her(&taker, name).entry;
    let locks = Lock { person: her(&taker, name).id, seen };
    let by = person(&taker.founder);
    taker.desk.perform(&by, locks).unwrap();
    let locked = her(&taker, name).entry;
    taker.undo(&first).unwrap();
    assert!(her(&taker, name).post.is_empty() && her(&taker, name).entry > locked);
    let unlocks = Unlock { person: her(&taker, name).id, seen: her(&taker, name).entry };
    taker.desk.perform(&by, unlocks).unwrap();
    // Taken back at once, everything lies as before.
    let before = if people(&taker) == before { before } else { people(&taker) };
    let (third, _) = taker.take(&[works(name, "учитель физики")]).unwrap();
    assert_ne!(people(&taker), before);
    taker.undo(&third).unwrap();
    assert_eq!(people(&taker), before);
    let (fourth, _) = taker.take(&[works(name, "учитель физики")]).unwrap();
    let now = her(&taker, name);
    let set = |taker: &mut Taker, seen, post: &str| taker.desk.perform(&by, SetPost { person: now.id.clone(), seen, post: post.into() });
    assert_eq!(set(&mut taker, now.entry, "учитель физики").unwrap_err().rule, Rule::NothingChanged);
    set(&mut taker, now.entry, "учитель химии").unwrap();
    let again = her(&taker, name).entry;
    set(&mut taker, again, "учитель физики").unwrap();
    assert_eq!(taker.undo(&fourth).unwrap_err().rule, Rule::StandsOnIt, "the same words, but somebody wrote them");
}

/// Who has two lines works in two posts, whichever comes first, and once they are known the file brings nothing.
#[test]
fn two_lines_of_one_person_are_two_posts() {
    let mut taker = Taker::new();
    let name = "Зуев Пётр Ильич";
    let lines = [works(name, "учитель физики"), works(name, "учитель химии"), works(name, "Учитель физики")];
    let choices = BTreeMap::from([(1, Choice::Line(0)), (2, Choice::Line(0))]);
    let act = TakeRoster { choices, ..taker.act(&lines) };
    taker.perform(act).unwrap();
    assert_eq!(her(&taker, name).post, "учитель физики, учитель химии");
    let id = her(&taker, name).id;
    let known = [(1, Choice::Same(id.clone())), (2, Choice::Same(id.clone()))];
    assert_eq!(taker.preview(&lines, &known).fates, [Fate::Same, Fate::Same, Fate::Same]);
    let other = [works(name, "учитель физики"), works(name, "педагог-психолог")];
    let act = TakeRoster { choices: BTreeMap::from([(1, Choice::Same(id))]), ..taker.act(&other) };
    assert_eq!(taker.perform(act).unwrap().1, Told { changed: 1, same: 1, ..Told::default() });
    assert_eq!(her(&taker, name).post, "учитель физики, педагог-психолог");
}

/// Loads of namesakes are not refused: each line asks whom it means; lists tell the two apart by what they do.
#[test]
fn loads_of_namesakes_ask_whom_they_mean() {
    let mut taker = Taker::new();
    let name = "Рысина Мария Сергеевна";
    let load =
        |subject: &str, to: &str| Line::Load {
            teacher: "Рысина М.С.".into(), subject: subject.into(), class: class(to), hours: None
        };
    let led = Line::Class { class: class("7А"), teacher: name.into() };
    let lines =
        [works(name, "учитель физики"), works(name, "учитель химии"), load("Физика", "7А"), load("Физика", "7Б"), load("Химия", "7А"), led];
    let both = Fate::Asked(vec![Whom::Line(0), Whom::Line(1)]);
    let preview = taker.preview(&lines, &[(1, Choice::Another)]);
    assert_eq!(preview.fates[2..], [both.clone(), both.clone(), both.clone(), both.clone()]);
    // An answer is of its line: two of one name may teach one subject.
    let some = [(1, Choice::Another), (2, Choice::Line(0)), (3, Choice::Line(1)), (4, Choice::Skip)];
    assert_eq!(taker.preview(&lines, &some).fates[2..], [Fate::New, Fate::New, Fate::Skipped, both.clone()]);
    // Whoever was chosen and is none of them, or is not taken any more, is asked about again, though one is left.
    let other = [(1, Choice::Another), (2, Choice::Same(taker.world.active.clone()))];
    assert_eq!(taker.preview(&lines, &other).fates[2], both);
    let gone = [(0, Choice::Skip), (1, Choice::Another), (2, Choice::Line(0))];
    assert_eq!(taker.preview(&lines, &gone).fates[2..4], [Fate::Asked(vec![Whom::Line(1)]), Fate::New]);
    let choices =
        BTreeMap::from([(1, Choice::Another), (2, Choice::Line(0)), (3, Choice::Line(1)), (4, Choice::Line(1)), (5, Choice::Line(1))]);
    let act = TakeRoster { choices, ..taker.act(&lines) };
    taker.perform(act).unwrap();
    let by = person(&taker.founder).after_step_up();
    let shown = see(&taker.desk, &by, &Loads).unwrap();
    let of = |post: &str| shown.staff.iter().find(|(_, name)| name.contains(post)).unwrap().0.clone();
    let (physics, chemistry) = (of("учитель физики"), of("учитель химии"));
    let taught = |who: &Id| {
        let hers = shown.loads.iter().filter(|load| load.teacher.0 == *who);
        hers.map(|load| (load.subject.as_str(), load.teacher.1.contains("учитель"))).collect::<Vec<_>>()
    };
    assert_eq!((taught(&physics), taught(&chemistry)), (vec![("Физика", true)], vec![("Физика", true), ("Химия", true)]));
    let classes = see(&taker.desk, &by, &Classes).unwrap().classes;
    assert_eq!(classes.into_iter().find(|line| line.name == class("7А")).unwrap().teacher.unwrap().0, chemistry);
    // Known by now: the page is told whom to choose among, and who was chosen.
    let preview = taker.preview(&[load("Физика", "7А"), load("Химия", "7А")], &[(1, Choice::Same(chemistry.clone()))]);
    let names: Vec<&String> = preview.staff.values().collect();
    assert!(names.iter().all(|told| told.starts_with(name)) && !names.is_empty(), "{names:?}");
    assert_eq!(preview.fates[1], Fate::Same);
    let answered = taker.preview(&[load("Химия", "7А")], &[(0, Choice::Same(chemistry.clone()))]).staff;
    assert!(answered[&chemistry].contains("учитель химии"), "also where nobody else is asked about: {answered:?}");
    let alike = |taker: &Taker| {
        let colleagues = see(&taker.desk, &person(&taker.founder), &Colleagues).unwrap();
        colleagues.into_iter().map(|one| one.name).filter(|told| told.starts_with(name)).collect::<Vec<String>>()
    };
    assert!(alike(&taker).contains(&"Рысина Мария Сергеевна (учитель физики, Физика)".to_owned()), "{:?}", alike(&taker));
    // Of one post and one subject, a number tells them apart.
    let seen = see(&taker.desk, &by, &List).unwrap().into_iter().find(|one| one.id == chemistry).unwrap().entry;
    taker.desk.perform(&by, SetPost { person: chemistry.clone(), seen, post: "учитель физики".into() }).unwrap();
    for load in shown.loads.iter().filter(|load| load.subject == "Химия" && load.teacher.0 == chemistry) {
        taker.desk.perform(&by, RemoveLoad { load: load.id.clone() }).unwrap();
    }
    let mut numbered = alike(&taker);
    numbered.sort();
    assert_eq!(numbered, ["№ 1", "№ 2"].map(|number| format!("{name} (учитель физики, Физика, {number})")));
}

/// What somebody taught in a year that is closed stands beside no name.
#[test]
fn subjects_of_closed_years_tell_nobody_apart() {
    let mut taker = Taker::new();
    let name = "Рысина Мария Сергеевна";
    let lines = [works(name, "учитель"), works(name, "учитель")];
    let act = TakeRoster { choices: BTreeMap::from([(1, Choice::Another)]), ..taker.act(&lines) };
    taker.perform(act).unwrap();
    let by = person(&taker.founder).after_step_up();
    let shown = see(&taker.desk, &by, &Loads).unwrap();
    let one = shown.staff.iter().find(|(_, told)| told.starts_with(name)).unwrap().0.clone();
    taker.desk.perform(&by, GiveLoad { class: shown.classes[0].0.clone(), subject: "Химия".into(), teacher: one.clone() }).unwrap();
    let told = |taker: &Taker| see(&taker.desk, &by, &Colleagues).unwrap().into_iter().find(|other| other.id == one).unwrap().name;
    assert_eq!(told(&taker), format!("{name} (учитель, Химия)"));
    taker.desk.writer.aside(|tx| tx.execute("update school_year set state = 'closed'", [])).unwrap();
    assert!(told(&taker).starts_with(&format!("{name} (учитель, № ")), "{}", told(&taker));
}

/// Everybody is of one name: wherever somebody is named – minutes, sheets, lists, histories, who took what – she stands with what tells her apart.
#[test]
fn namesakes_are_told_apart_wherever_they_are_named() {
    let (desk, world, founder) = Desk::furnished();
    let name = "Рысина Мария Сергеевна";
    desk.connection().execute("update person set name = ?, post = 'учитель'", [name]).unwrap();
    let alone = format!("\"{name}\"");
    let mut wrong = Vec::new();
    let mut told = |shown: String, look: &str| {
        if shown.contains(&alone) || !shown.contains(&format!("{name} (учитель")) {
            wrong.push(format!("{look}: {shown}"));
        }
    };
    let by = person(&founder).after_step_up();
    fn looked<L: Look<Shown: std::fmt::Debug>>(desk: &Desk, by: &crate::Reader, look: L) -> (String, &'static str) {
        (format!("{:?}", see(desk, by, &look).unwrap()), L::NAME)
    }
    let (event, plan, roster) = (&world.event, &world.plan, &world.roster);
    let all = |of| Journal { of, before: None, limit: 500 };
    for (shown, look) in [
        looked(&desk, &by, Events),
        looked(&desk, &by, Decisions),
        looked(&desk, &by, OneDecision { decision: event.decision.clone() }),
        looked(&desk, &by, Whole { plan: plan.approved.clone() }),
        looked(&desk, &by, One::of(plan.measure.clone())),
        looked(&desk, &by, Due { owner: None }),
        looked(&desk, &by, all(None)),
        looked(&desk, &by, all(Some(world.active.clone()))),
        looked(&desk, &by, Carries),
        looked(&desk, &by, MarkBatches),
        looked(&desk, &by, RosterBatches),
        looked(&desk, &by, Batches),
        looked(&desk, &by, ErasureDue),
        looked(&desk, &by, Classes),
        looked(&desk, &by, ClassOf { class: roster.class.clone() }),
        looked(&desk, &by, PupilOf { pupil: roster.pupil.clone() }),
        looked(&desk, &by, Loads),
    ] {
        told(shown, look);
    }
    let schedule = see(&desk, &by, &Schedule { year: None, paper: None }).unwrap().unwrap();
    told(format!("{:?} {:?}", schedule.procedures, schedule.staff), "procedures.see");
    for event in [&event.held, &event.closed] {
        let one = see(&desk, &by, &OneEvent { event: event.clone() }).unwrap();
        told(format!("{:?} {:?} {:?} {:?}", one.seats, one.names, one.owner, one.here), "event.see");
        assert!(one.seats.iter().all(|seat| seat.name == one.names[&seat.person]));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    desk.connection()
        .execute("insert into name_read (at, actor, look, names) values (1, 'person:' || ?, 'classes.see', 3)", [founder.as_str()])
        .unwrap();
    let read = looked(&desk, &by, NamesRead { limit: 500 }).0;
    assert!(read.contains(&format!("{name} (учитель")) && !read.contains(&alone), "{read}");
    let deputies = see(&desk, &by, &OnePerson { person: world.active.clone() }).unwrap().deputies;
    assert!(!format!("{deputies:?}").contains(&alone), "{deputies:?}");
    // The list of people itself has the name, the post and the number beside one another.
    assert!(see(&desk, &by, &List).unwrap().iter().all(|one| one.name == name && one.called.starts_with(&format!("{name} (учитель"))));
}

/// Whoever left splits nobody's name: who stayed is called the same where she is named and where she is chosen; whoever left is still told from her.
#[test]
fn whoever_left_splits_no_name() {
    let (desk, world, founder) = Desk::furnished();
    let name = "Рысина Мария Сергеевна";
    let [stayed, left] = [&world.active, &founder].map(Id::as_str);
    let rename = "update person set name = ?2, post = ?3 where id = ?1";
    desk.connection().execute(rename, [stayed, name, "учитель"]).unwrap();
    let other: String = desk
        .connection()
        .query_row("select id from person where id not in (?, ?) order by id limit 1", [stayed, left], |row| row.get(0))
        .unwrap();
    desk.connection().execute(rename, [&other, name, "завуч"]).unwrap();
    let by = person(&founder).after_step_up();
    let called = |person: &str| {
        let one = see(&desk, &by, &OneEvent { event: world.event.held.clone() }).unwrap();
        let id = Id::read(person).unwrap();
        let chosen = one.here.iter().find(|(here, _)| *here == id).map(|(_, name)| name.clone());
        (one.names[&id].clone(), chosen, one.on_paper.ahead(&id), one.on_paper.settled(&id, one.event.day))
    };
    let apart = |post: &str| format!("{name} ({post})");
    desk.connection().execute("update person set state = 'active' where id = ?", [&other]).unwrap();
    let (named, chosen, ahead, settled) = called(stayed);
    assert!(named.starts_with(&format!("{name} (учитель")) && chosen == Some(named.clone()), "{named} {chosen:?}");
    assert_eq!((ahead, settled), (apart("учитель"), name.to_owned()));
    desk.connection().execute("update person set state = 'locked' where id = ?", [&other]).unwrap();
    assert_eq!(called(stayed), (name.to_owned(), Some(name.to_owned()), name.to_owned(), name.to_owned()));
    let (named, chosen, ahead, settled) = called(&other);
    assert_eq!((named, chosen, ahead, settled), (apart("завуч"), None, apart("завуч"), name.to_owned()));
}
