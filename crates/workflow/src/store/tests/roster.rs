//! Classes, loads, pupils, families: who keeps them, who sees them, and that no name of a child lies anywhere in plain letters.

use std::path::Path;

use jiff::civil::date;
use rusqlite::Connection;

use super::desk::{Desk, once, person};
use super::folder::{founded, wait};
use super::plans::see;
use crate::act::Act;
use crate::id::Id;
use crate::people::{Activate, Give, Invite};
use crate::reader::Reader;
use crate::refusal::{Field, Refusal, Rule};
use crate::role::{Role, Scope};
use crate::roster::{
    AddClass, AddPupil, AddRelative, ChangePupil, ClassName, ClassOf, Classes, Entrust, FindPupils, GiveLoad, Line, Loads, MergePupils,
    MergeRelatives, MovePupil, Relative, RemoveClass, RemovePupil, RemoveRelative, SetClassTeacher, TakeRoster, Who,
};
use crate::store::Store;
use crate::world::{RosterWorld, World};

pub fn class(name: &str) -> ClassName {
    ClassName::read(name).unwrap()
}

pub fn who(name: &str) -> Who {
    Who { name: name.into(), ..Who::default() }
}

/// A roster nothing is in.
pub fn nothing() -> RosterWorld {
    let nobody = Id::read("nobody").unwrap();
    let [class, empty, load, pupil, relative, merge, one_mother] = std::array::from_fn(|_| nobody.clone());
    let [batch, psychologist, entrusted, marks] = std::array::from_fn(|_| nobody.clone());
    let mothers = [(nobody.clone(), 0), (nobody.clone(), 0)];
    RosterWorld {
        class,
        empty,
        load,
        pupil,
        relative,
        twice: [(nobody.clone(), 0), (nobody, 0)],
        merge,
        mothers,
        one_mother,
        batch,
        psychologist,
        entrusted,
        marks,
    }
}

/// Two classes, a pupil of the first with a family, and somebody who teaches there.
pub fn furnish(desk: &mut Desk, world: &World, founder: &Id) -> RosterWorld {
    let by = person(founder);
    let add = |name: &str| AddClass { year: world.year.clone(), class: class(name), teacher: None };
    let (first, empty) = (desk.perform(&by, add("7А")).unwrap().done, desk.perform(&by, add("7Б")).unwrap().done);
    let load = GiveLoad { class: first.clone(), subject: "Алгебра".into(), teacher: world.active.clone() };
    let load = desk.perform(&by, load).unwrap().done[0].clone();
    let pupil = AddPupil { class: first.clone(), who: who("Ёлкин Пётр"), from: date(2026, 9, 1), another: false };
    let pupil = desk.perform(&by, pupil).unwrap().done[0].clone();
    let relative = Relative { name: "Ёлкина Анна".into(), kin: "мать".into(), contact: "+7 900 000-00-00".into() };
    let relative = desk.perform(&by, AddRelative { pupil: pupil.clone(), relative }).unwrap().done[0].clone();
    let file = super::plans::keep(desk, b"codes");
    let lines = vec![Line::Code { class: class("7А"), who: who("Ёлкин Пётр"), code: "40001".into() }];
    let take = TakeRoster { file, file_name: "Коды.xlsx".into(), lines, ..TakeRoster::sample(world) };
    let batch = desk.perform(&by, take).unwrap().done.batch;
    let mut enter = |name: &str| {
        let add = AddPupil { class: first.clone(), who: who(name), from: date(2026, 9, 1), another: false };
        let receipt = desk.perform(&by, add).unwrap();
        (receipt.done[0].clone(), receipt.entry)
    };
    let twice = [enter("Щукина Алёна"), enter("Щукина Алена Ильинична")];
    let others = [enter("Чижов Артём"), enter("Чижов А.")];
    let merge = MergePupils { into: others[0].0.clone(), merged: others[1].0.clone(), seen: [others[0].1, others[1].1] };
    let merge = desk.perform(&by, merge).unwrap().done[0].clone();
    let mut enters = |pupil: &Id, name: &str, contact: &str| {
        let relative = Relative { name: name.into(), kin: "мать".into(), contact: contact.into() };
        let receipt = desk.perform(&by, AddRelative { pupil: pupil.clone(), relative }).unwrap();
        (receipt.done[0].clone(), receipt.entry)
    };
    let parent = &others[0].0;
    let mothers = [enters(parent, "Чижова Инна", "4-11"), enters(parent, "Чижова И.", "")];
    let [one, other] = [enters(parent, "Чижова Ольга", ""), enters(parent, "Чижова О. П.", "2-22")];
    let written = Relative { name: "Чижова Ольга Петровна".into(), kin: String::new(), contact: "2-22".into() };
    let together = MergeRelatives { records: [one.0, other.0], seen: [one.1, other.1], written };
    let one_mother = desk.perform(&by, together).unwrap().done[0].clone();
    let psychologist = joins(desk, founder, "Вера Лунина");
    let give = Give { person: psychologist.clone(), role: Role::Psychologist, scope: Scope::School, from: world.today, to: None };
    desk.perform(&by, give).unwrap();
    let entrusted = desk.perform(&by, Entrust { pupil: pupil.clone(), person: psychologist.clone() }).unwrap().done[0].clone();
    let marks = super::marks::furnish(desk, world, &by);
    RosterWorld { class: first, empty, load, pupil, relative, twice, merge, mothers, one_mother, batch, psychologist, entrusted, marks }
}

fn names(desk: &Desk, by: &Reader, class: &Id) -> Result<Vec<String>, Refusal> {
    let shown = see(desk, &by.clone().after_step_up(), &ClassOf { class: class.clone() })?;
    // The records that may be merged stand in the first class too.
    let twice = |name: &String| name.starts_with("Щукина") || name.starts_with("Чижов");
    Ok(shown.pupils.into_iter().map(|pupil| pupil.who.name).filter(|name| !twice(name)).collect())
}

/// Somebody who works here, with no role yet.
fn joins(desk: &mut Desk, founder: &Id, name: &str) -> Id {
    let invited = desk.perform(&person(founder), Invite { name: name.into() }).unwrap();
    desk.perform(&super::desk::program(), Activate { person: invited.done.clone(), seen: invited.entry }).unwrap();
    invited.done
}

/// covers: C4
#[test]
fn a_class_teacher_sees_and_keeps_her_own_class_and_no_other() {
    let (mut desk, world, founder) = Desk::furnished();
    let deputy = person(&founder);
    let teacher = joins(&mut desk, &founder, "Клавдия Ким");
    let by = person(&teacher);
    let RosterWorld { class: first, empty: second, pupil, .. } = world.roster.clone();
    assert_eq!(names(&desk, &by, &first).unwrap_err().rule, Rule::NotAllowed);
    desk.perform(&deputy, SetClassTeacher { class: first.clone(), seen: 1, teacher: Some(teacher.clone()) }).unwrap();
    assert_eq!(names(&desk, &by, &first).unwrap(), ["Ёлкин Пётр"]);
    // Another class is answered like one that does not exist, in every channel.
    assert_eq!(names(&desk, &by, &second).unwrap_err().rule, Rule::NotThere);
    let other = desk.perform(&deputy, AddPupil { class: second.clone(), ..AddPupil::sample(&world) }).unwrap().done[0].clone();
    let own: Vec<Id> = see(&desk, &by, &Classes).unwrap().classes.into_iter().map(|class| class.id).collect();
    assert_eq!(own, std::slice::from_ref(&first));
    let find = |words: &str| see(&desk, &by.clone().after_step_up(), &FindPupils { words: words.into() }).unwrap().len();
    assert_eq!((find("елкин"), find("сосновский"), find(" ")), (1, 0, 0));
    let add = |class: &Id| AddPupil { class: class.clone(), who: who("Зимина Яна"), from: world.today, another: false };
    assert_eq!(desk.perform(&by, add(&second)).unwrap_err().rule, Rule::NotThere);
    desk.perform(&by, add(&first)).unwrap();
    let change = |pupil: &Id| ChangePupil {
        pupil: pupil.clone(), seen: 1, was: who("Ёлкин Пётр"), who: who("Ёлкин Пётр Ильич")
    };
    assert_eq!(desk.perform(&by, change(&other)).unwrap_err().rule, Rule::NotThere);
    desk.perform(&by, change(&pupil)).unwrap();
    assert_eq!(names(&desk, &by, &first).unwrap(), ["Ёлкин Пётр Ильич", "Зимина Яна"], "sorted by name, ё beside е");
    let step = MovePupil { pupil: pupil.clone(), seen: 1, to: Some(second.clone()), on: world.today };
    assert_eq!(desk.perform(&by, step.clone()).unwrap_err().rule, Rule::NotAllowed, "moving is the deputy's");
    // A pupil who moved away is hers no longer, and neither is the class once it is somebody else's.
    desk.perform(&deputy, step).unwrap();
    assert_eq!(desk.perform(&by, change(&pupil)).unwrap_err().rule, Rule::NotThere);
    desk.perform(&deputy, SetClassTeacher { class: first.clone(), seen: 1, teacher: None }).unwrap();
    assert_eq!(names(&desk, &by, &first).unwrap_err().rule, Rule::NotAllowed);
}

/// Whatever role is given for the whole school, the role of a class teacher opens no class but one that is named; the administrator sees none.
/// covers: C4
#[test]
fn a_role_for_the_whole_school_opens_no_class() {
    let (mut desk, world, founder) = Desk::furnished();
    let teacher = joins(&mut desk, &founder, "Клавдия Ким");
    for role in [Role::ClassTeacher, Role::Administrator, Role::Teacher, Role::Psychologist, Role::Auditor, Role::AssociationHead] {
        let give = Give { person: teacher.clone(), role, scope: Scope::School, from: world.today, to: None };
        desk.perform(&person(&founder), give).unwrap();
    }
    assert_eq!(names(&desk, &person(&teacher), &world.roster.class).unwrap_err().rule, Rule::NotThere);
    assert_eq!(see(&desk, &person(&teacher), &Classes).unwrap().classes.len(), 0);
    let found = see(&desk, &person(&teacher).after_step_up(), &FindPupils { words: "ёлкин".into() }).unwrap();
    assert_eq!(found, []);
    assert_eq!(see(&desk, &person(&teacher), &Loads).unwrap_err().rule, Rule::NotAllowed);
}

#[test]
fn names_ask_for_the_password_once_more() {
    let (desk, world, founder) = Desk::furnished();
    let look = ClassOf { class: world.roster.class };
    assert_eq!(see(&desk, &person(&founder), &look).unwrap_err().rule, Rule::StepUp);
    assert_eq!(see(&desk, &person(&founder), &FindPupils { words: "ёлкин".into() }).unwrap_err().rule, Rule::StepUp);
}

#[test]
fn the_same_pupil_is_not_entered_twice_and_another_of_the_name_is() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let born = |day| Who { born: Some(date(2013, 4, day)), ..who("Уткина  Вера") };
    let add = |class: &Id, who: Who| AddPupil { class: class.clone(), who, from: world.today, another: false };
    let RosterWorld { class: first, empty: second, .. } = world.roster.clone();
    desk.perform(&by, add(&first, born(1))).unwrap();
    assert_eq!(desk.perform(&by, add(&second, born(1))).unwrap_err().rule, Rule::PupilThere, "the same child in another class");
    desk.perform(&by, add(&first, born(2))).unwrap();
    assert_eq!(desk.perform(&by, add(&first, who("уткина вера"))).unwrap_err().rule, Rule::PupilThere, "a name alone, in one class");
    desk.perform(&by, add(&second, who("уткина вера"))).unwrap();
    desk.perform(&by, AddPupil { another: true, ..add(&first, born(1)) }).unwrap();
    assert_eq!(names(&desk, &by, &first).unwrap().iter().filter(|name| *name == "Уткина Вера").count(), 3);
    for (wrong, rule) in [
        (add(&first, who(" ")), Rule::Missing(Field::PersonName)),
        (add(&first, Who { born: Some(date(1213, 4, 1)), ..who("Ли Ян") }), Rule::Wrong(Field::Born)),
        (
            AddPupil { from: date(2025, 9, 1), ..add(&first, who("Ли Ян")) },
            Rule::DayNotBetween(Field::EnrolmentDay, date(2026, 8, 1), date(2027, 5, 31)),
        ),
    ] {
        assert_eq!(desk.perform(&by, wrong).unwrap_err().rule, rule);
    }
}

#[test]
fn a_pupil_moves_leaves_and_comes_back() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let RosterWorld { class: first, empty: second, pupil, .. } = world.roster.clone();
    let step = |to: Option<&Id>, on| MovePupil { pupil: pupil.clone(), seen: 1, to: to.cloned(), on };
    let counts = |desk: &Desk| see(desk, &by, &Classes).unwrap().classes.iter().map(|class| class.pupils).collect::<Vec<_>>();
    assert_eq!(counts(&desk), [4, 0]);
    assert_eq!(desk.perform(&by, step(Some(&first), world.today)).unwrap_err().rule, Rule::NothingChanged);
    let early = desk.perform(&by, step(Some(&second), date(2026, 8, 31))).unwrap_err().rule;
    assert_eq!(early, Rule::DayNotBetween(Field::EnrolmentDay, date(2026, 9, 1), date(2027, 5, 31)));
    desk.perform(&by, step(Some(&second), world.today)).unwrap();
    assert_eq!(counts(&desk), [3, 1]);
    // The class she was in knows her still: it is not removed.
    let remove = |class: &Id| RemoveClass { class: class.clone(), seen: 1 };
    assert_eq!(desk.perform(&by, remove(&first)).unwrap_err().rule, Rule::StandsOnIt);
    // Moved the same day once more: the first move was a mistake.
    desk.perform(&by, step(Some(&first), world.today)).unwrap();
    desk.perform(&by, remove(&second)).unwrap();
    desk.perform(&by, step(None, world.today.yesterday().unwrap())).unwrap_err();
    desk.perform(&by, step(None, world.today)).unwrap();
    assert_eq!(desk.perform(&by, step(None, world.today)).unwrap_err().rule, Rule::NoSuchStep);
    desk.perform(&by, step(Some(&first), world.today.tomorrow().unwrap())).unwrap();
    let shown = see(&desk, &by.clone().after_step_up(), &ClassOf { class: first }).unwrap();
    let times = shown.pupils.iter().filter(|one| one.id == pupil).count();
    assert_eq!(times, 1, "once, whatever stays there were");
}

#[test]
fn families_and_loads_are_kept() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let RosterWorld { class: first, pupil, relative, .. } = world.roster.clone();
    let add = AddRelative::sample(&world);
    desk.perform(&by, add.clone()).unwrap();
    assert_eq!(desk.perform(&by, add).unwrap_err().rule, Rule::NothingChanged);
    desk.perform(&by, RemoveRelative { relative: relative.clone() }).unwrap();
    assert_eq!(desk.perform(&by, RemoveRelative { relative }).unwrap_err().rule, Rule::NotThere);
    let shown = see(&desk, &by.clone().after_step_up(), &ClassOf { class: first.clone() }).unwrap();
    let family: Vec<&str> = shown.pupils[0].family.iter().map(|one| one.relative.name.as_str()).collect();
    assert_eq!((shown.pupils[0].id.clone(), family), (pupil, vec!["Ёлкин Илья"]));
    let give = GiveLoad { class: first, subject: " Алгебра ".into(), teacher: world.active.clone() };
    assert_eq!(desk.perform(&by, give.clone()).unwrap_err().rule, Rule::NothingChanged);
    assert_eq!(desk.perform(&by, GiveLoad { teacher: world.locked, ..give }).unwrap_err().rule, Rule::NotThere);
    assert_eq!(see(&desk, &by, &Loads).unwrap().loads.len(), 1);
}

/// Two people change one pupil: what only one touched is taken, what both did is shown to the later.
#[test]
fn a_change_meanwhile_is_shown_and_loses_nothing() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let pupil = world.roster.pupil;
    let change = |who: Who| ChangePupil { pupil: pupil.clone(), seen: 1, was: self::who("Ёлкин Пётр"), who };
    desk.perform(&by, change(who("Ёлкин Пётр Ильич"))).unwrap();
    let born = Who { born: Some(date(2013, 1, 2)), ..who("Ёлкин Пётр") };
    desk.perform(&by, change(born)).unwrap();
    let shown = see(&desk, &by.clone().after_step_up(), &ClassOf { class: world.roster.class }).unwrap().pupils.remove(0).who;
    assert_eq!(shown, Who { born: Some(date(2013, 1, 2)), ..who("Ёлкин Пётр Ильич") });
    let refused = desk.perform(&by, change(who("Ёлкин П. И."))).unwrap_err().rule;
    let Rule::ChangedMeanwhile(conflicts) = refused else { panic!("{refused:?}") };
    assert_eq!((conflicts[0].field, conflicts[0].now.as_str()), (Field::PersonName, "Ёлкин Пётр Ильич"));
    assert_eq!(desk.perform(&by, change(who("Ёлкин Пётр Ильич"))).unwrap_err().rule, Rule::NothingChanged);
}

/// Words that would name a child, or the family, and what else of them is sealed.
pub const CHILDREN: [&str; 5] = ["Жаворонков", "Елисей", "Жаворонкова", "+7 911 123", "Л-4711"];

/// Every file of the folder, its log of writes too, and the journal as it is carried away with what was typed: none holds a name.
pub fn nobody_is_named(home: &Path, store: Store, by: Reader) {
    let export = wait(store.export(by.after_step_up(), Vec::new(), true)).unwrap();
    let mut files = vec![("export".to_owned(), export)];
    assert!(home.join("objektiv.sqlite-wal").metadata().unwrap().len() > 0, "there is a log to be looked into");
    let read = |files: &mut Vec<(String, Vec<u8>)>| {
        let walked = super::results::walked(home);
        files.extend(walked.iter().map(|path| (path.display().to_string(), std::fs::read(path).unwrap())));
    };
    read(&mut files);
    drop(store);
    read(&mut files);
    for (name, bytes) in files {
        for word in CHILDREN {
            let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let forms = [word.as_bytes().to_vec(), word.to_lowercase().into_bytes(), wide, serde_json::to_vec(word).unwrap()];
            for form in forms {
                assert!(!bytes.windows(form.len()).any(|window| window == form) && !name.contains(word), "{word} in {name}");
            }
        }
    }
}

/// covers: B17, C4
#[test]
fn no_name_of_a_child_lies_in_plain_letters() {
    let (home, store, founder) = founded();
    let by = person(&founder);
    let year = wait(store.see(by.clone(), Classes)).unwrap().year.unwrap().id;
    let class = wait(store.perform(by.clone(), once(), AddClass { year, class: class("5А"), teacher: None })).unwrap().done;
    let child = Who { name: "Жаворонков Елисей".into(), born: Some(date(2014, 2, 3)), number: "Л-4711".into() };
    let add = AddPupil { class: class.clone(), who: child.clone(), from: date(2026, 9, 1), another: false };
    let pupil = wait(store.perform(by.clone(), once(), add.clone())).unwrap().done[0].clone();
    let relative = Relative { name: "Жаворонкова Ия".into(), kin: "мать".into(), contact: "+7 911 123-45-67".into() };
    wait(store.perform(by.clone(), once(), AddRelative { pupil: pupil.clone(), relative })).unwrap();
    // What is refused is written down too.
    assert_eq!(wait(store.perform(by.clone(), once(), add)).unwrap_err().rule, Rule::PupilThere);
    let other = Who { name: "Жаворонков Елисей Ильич".into(), ..child.clone() };
    wait(store.perform(by.clone(), once(), ChangePupil { pupil, seen: 1, was: child, who: other })).unwrap();
    let read = by.clone().after_step_up();
    assert_eq!(wait(store.see(read.clone(), ClassOf { class: class.clone() })).unwrap().pupils.len(), 1);
    assert_eq!(wait(store.see(read.clone(), FindPupils { words: "жаворонков".into() })).unwrap().len(), 1);
    // Control: the pupil is there, sealed.
    let connection = Connection::open(home.path().join("objektiv.sqlite")).unwrap();
    let rows: Vec<(String, Option<String>, u32)> = connection
        .prepare("select look, about, names from name_read order by number")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    // One line a page view: by which look, of which class, how many; nothing for a look that opened no name.
    assert_eq!(rows, [("class.see".to_owned(), Some(class.to_string()), 2), ("pupils.find".to_owned(), None, 1)]);
    let sealed: Vec<u8> = connection.query_row("select names from pupil", [], |row| row.get(0)).unwrap();
    assert!(sealed.starts_with(b"age-encryption.org/v1"));
    drop(connection);
    nobody_is_named(home.path(), store, by);
}

/// What names a child stands in no entry, so the one-time key alone does not tell a form sent again from a corrected one.
#[test]
fn a_form_sent_once_more_is_the_same_only_with_the_same_names() {
    let (mut desk, world, founder) = Desk::furnished();
    let (by, key, other) = (person(&founder), once(), once());
    let add = |name: &str| AddPupil { class: world.roster.empty.clone(), who: who(name), from: date(2026, 9, 1), another: false };
    let first = desk.writer.perform(&by, &key, add("Лугова Ида")).unwrap();
    let again = desk.writer.perform(&by, &key, add("Лугова Ида")).unwrap();
    assert!(again.again && again.done == first.done);
    assert_eq!(desk.writer.perform(&by, &key, add("Лугова Ада")).unwrap_err().rule, Rule::KeyUsed);
    let relative = |contact: &str| Relative { name: "Лугова Анна".into(), kin: "мать".into(), contact: contact.into() };
    let add = |contact: &str| AddRelative { pupil: first.done[0].clone(), relative: relative(contact) };
    desk.writer.perform(&by, &other, add("1")).unwrap();
    assert!(desk.writer.perform(&by, &other, add("1")).unwrap().again);
    assert_eq!(desk.writer.perform(&by, &other, add("2")).unwrap_err().rule, Rule::KeyUsed);
}

/// A pupil entered by mistake goes with family and number; one something stands on stays.
#[test]
fn a_pupil_entered_by_mistake_goes_while_nothing_stands_on_the_record() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let add = AddPupil { class: world.roster.class.clone(), who: who("Грачёв Лев"), from: date(2026, 9, 1), another: false };
    let added = desk.perform(&by, add).unwrap();
    let pupil = added.done[0].clone();
    let relative = Relative { name: "Грачёва Ида".into(), kin: "мать".into(), contact: String::new() };
    desk.perform(&by, AddRelative { pupil: pupil.clone(), relative }).unwrap();
    let remove =
        |desk: &mut Desk, pupil: &Id, seen: u64| desk.perform(&by.clone().after_step_up(), RemovePupil { pupil: pupil.clone(), seen });
    assert_eq!(remove(&mut desk, &world.roster.pupil, 1).unwrap_err().rule, Rule::PupilStands, "entrusted to somebody");
    let asked = desk.perform(&by, RemovePupil { pupil: pupil.clone(), seen: added.entry }).unwrap_err();
    assert_eq!(asked.rule, Rule::StepUp);
    let merged = desk.perform(
        &by,
        MergePupils { into: pupil.clone(), merged: world.roster.twice[0].0.clone(), seen: [added.entry, world.roster.twice[0].1] },
    );
    let merge = merged.unwrap().done[0].clone();
    assert_eq!(remove(&mut desk, &pupil, added.entry).unwrap_err().rule, Rule::PupilStands, "another record is one with it");
    desk.perform(&by, crate::roster::PartPupils { merge }).unwrap();
    // One of a year that is over was here: not a mistake.
    desk.connection().execute("update school_year set last_day = '2026-09-30' where id = ?", [world.year.as_str()]).unwrap();
    assert_eq!(remove(&mut desk, &pupil, added.entry).unwrap_err().rule, Rule::PupilStands, "of a year that is over");
    desk.connection().execute("update school_year set last_day = '2027-05-31' where id = ?", [world.year.as_str()]).unwrap();
    remove(&mut desk, &pupil, added.entry).unwrap();
    assert!(!names(&desk, &by, &world.roster.class).unwrap().iter().any(|name| name.starts_with("Грачёв")));
    assert_eq!(remove(&mut desk, &pupil, added.entry).unwrap_err().rule, Rule::NotThere);
    let left = |table: &str| {
        let sql = format!("select count(*) from {table} where pupil = ?");
        desk.connection().query_row(&sql, [pupil.as_str()], |row| row.get::<_, i64>(0)).unwrap()
    };
    assert_eq!(["enrolment", "relative", "pupil_code"].map(left), [0, 0, 0]);
    // One person takes a mistake back: the files of everybody are not erased with it, not after a restoration either.
    let erased = desk.connection().query_row("select count(*) from erased", [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(erased, 0);
}
