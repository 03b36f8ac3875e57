//! Two records of one pupil: everything moves, comes back, and no later file makes two of them again.

use super::desk::{Desk, person, rows};
use super::plans::{keep, see};
use super::roster::{class, who};
use crate::act::Act;
use crate::id::Id;
use crate::refusal::Rule;
use crate::roster::{
    AddRelative, ClassOf, ComparePupils, Fate, LINKS, Line, MergePupils, MovePupil, PartPupils, PreviewRoster, PupilOf, Relative,
    TakeRoster, Unread,
};

/// Every table that names a pupil is one whose rows move; the book of mergers itself stays.
#[test]
fn every_link_of_a_pupil_moves() {
    let (desk, ..) = Desk::furnished();
    let sql = "select tables.name, keys.\"from\" from sqlite_schema as tables join pragma_foreign_key_list(tables.name) as keys
        where tables.type = 'table' and keys.\"table\" = 'pupil' and tables.name <> 'pupil_merge' order by 1, 2";
    let mut statement = desk.connection().prepare(sql).unwrap();
    let named = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).unwrap().map(Result::unwrap);
    let mut links = LINKS.map(|(table, column)| (table.to_owned(), column.to_owned()));
    links.sort();
    assert_eq!(named.collect::<Vec<_>>(), links);
}

#[test]
fn two_records_become_one_and_two_again() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let sample = MergePupils::sample(&world);
    let [into, merged] = [sample.into.clone(), sample.merged.clone()];
    let relative = Relative { name: "Щукина Ольга".into(), kin: "мать".into(), contact: "1-23".into() };
    desk.perform(&by, AddRelative { pupil: merged.clone(), relative }).unwrap();
    let there = |desk: &Desk| {
        let shown = see(desk, &by.clone().after_step_up(), &ClassOf { class: world.roster.class.clone() }).unwrap().pupils;
        shown
            .into_iter()
            .filter(|pupil| pupil.who.name.starts_with("Щукина"))
            .map(|pupil| (pupil.who.name, pupil.family.len()))
            .collect::<Vec<_>>()
    };
    let people = |desk: &Desk| {
        let all = rows(desk.connection(), &["entry", "entry_object", "node", "payload", "once", "pupil", "pupil_merge"]);
        all.lines()
            .filter(|line| ["enrolment ", "relative ", "pupil_code "].iter().any(|table| line.starts_with(table)))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (two, before) = (there(&desk), people(&desk));
    assert_eq!(two, [("Щукина Алёна".to_owned(), 0), ("Щукина Алена Ильинична".to_owned(), 1)]);
    let look = ComparePupils { into: into.clone(), merged: merged.clone() };
    assert_eq!(see(&desk, &by, &look).unwrap_err().rule, Rule::StepUp);
    let shown = see(&desk, &by.clone().after_step_up(), &look).unwrap();
    assert_eq!((shown[0].links, shown[1].links), ([1, 0, 0, 0], [1, 1, 0, 0]));
    assert!(matches!(desk.perform(&by, MergePupils { seen: [1, 1], ..sample.clone() }).unwrap_err().rule, Rule::ChangedMeanwhile(_)));
    let oneself = MergePupils { merged: into.clone(), seen: [sample.seen[0]; 2], ..sample.clone() };
    assert_eq!(desk.perform(&by, oneself).unwrap_err().rule, Rule::NoSuchStep);
    let merge = desk.perform(&by, sample).unwrap().done[0].clone();
    assert_eq!(there(&desk), [("Щукина Алёна".to_owned(), 1)]);
    let gone = see(&desk, &by.clone().after_step_up(), &PupilOf { pupil: merged }).unwrap_err().rule;
    assert_eq!(gone, Rule::NotThere);
    let shown = see(&desk, &by.clone().after_step_up(), &PupilOf { pupil: into.clone() }).unwrap();
    assert_eq!(shown.merged.iter().map(|(id, who)| (id, who.name.as_str())).collect::<Vec<_>>(), [(&merge, "Щукина Алена Ильинична")]);
    desk.perform(&by, PartPupils { merge: merge.clone() }).unwrap();
    assert_eq!((there(&desk), people(&desk)), (two, before), "everything is where it was");
    assert_eq!(desk.perform(&by, PartPupils { merge }).unwrap_err().rule, Rule::NotThere);
}

/// A file that knows the pupil by the merged record means the one it became; also after a chain of mergers.
#[test]
fn a_later_file_finds_the_one_pupil() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let sample = MergePupils::sample(&world);
    let into = sample.into.clone();
    let merged = desk.perform(&by, sample).unwrap();
    let third = MergePupils { into: world.roster.pupil.clone(), merged: into, seen: [entry(&desk, &world.roster.pupil), merged.entry] };
    let chain = desk.perform(&by, third).unwrap().done[0].clone();
    let line = |name: &str| Line::Pupil { class: class("7А"), who: who(name), family: Vec::new(), listed: true };
    let preview = |desk: &Desk, lines: Vec<Line>| {
        let look =
            PreviewRoster { year: world.year.clone(), lines, choices: Default::default(), make_classes: false, unread: Unread::default() };
        see(desk, &by.clone().after_step_up(), &look).unwrap().fates
    };
    for name in ["Ёлкин Пётр", "Щукина Алёна", "Щукина Алена Ильинична"] {
        assert_eq!(preview(&desk, vec![line(name)]), [Fate::Same], "{name}");
    }
    let file = keep(&mut desk, b"once more");
    let take = TakeRoster { file, lines: vec![line("Щукина Алена Ильинична")], ..TakeRoster::sample(&world) };
    assert_eq!(desk.perform(&by, take).unwrap_err().rule, Rule::NothingChanged);
    // Parted in turn each is its own again.
    desk.perform(&by, PartPupils { merge: chain }).unwrap();
    desk.perform(&by, PartPupils { merge: merged.done[0].clone() }).unwrap();
    let shown = see(&desk, &by.clone().after_step_up(), &ClassOf { class: world.roster.class.clone() }).unwrap().pupils;
    assert_eq!(shown.iter().filter(|pupil| pupil.who.name.starts_with("Щукина")).count(), 2);
}

/// In two classes by mistake: the record that stays says where the pupil is.
#[test]
fn a_pupil_in_two_classes_is_in_one_after_it() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let [into, merged] = world.roster.twice.clone();
    let step = MovePupil { pupil: merged.0.clone(), seen: merged.1, to: Some(world.roster.empty.clone()), on: world.today };
    let moved = desk.perform(&by, step).unwrap().entry;
    let merge = MergePupils { into: into.0, merged: merged.0, seen: [into.1, moved] };
    let merge = desk.perform(&by, merge).unwrap().done[0].clone();
    let names = |desk: &Desk, class: &Id| {
        let mut other = by.clone().after_step_up();
        other = crate::reader::Reader::new(other.actor().clone(), super::desk::morning().tomorrow().unwrap()).after_step_up();
        see(desk, &other, &ClassOf { class: class.clone() }).unwrap().pupils.len()
    };
    assert_eq!(names(&desk, &world.roster.empty), 0);
    desk.perform(&by, PartPupils { merge }).unwrap();
    assert_eq!(names(&desk, &world.roster.empty), 1);
}

fn entry(desk: &Desk, pupil: &Id) -> u64 {
    desk.connection().query_row("select entry from pupil where id = ?", [pupil.as_str()], |row| row.get(0)).unwrap()
}
