//! Two records of somebody of a family: one person for all her children, and two records again; lists, observers, erasures know her as one.

use jiff::civil::date;

use super::desk::{Desk, console, person, rows};
use super::plans::{keep, see};
use super::roster::{class, who};
use crate::act::Act;
use crate::erasure::{AskErasure, ConfirmErasure, EraseAgain, ErasureDue, ErasureOf, Ground};
use crate::id::Id;
use crate::people::{Activate, Give, Invite};
use crate::procedure::Observers;
use crate::reader::Reader;
use crate::refusal::{Field, Refusal, Rule};
use crate::role::{Role, Scope};
use crate::roster::{
    AddPupil, AddRelative, ChangeRelative, ClassOf, Fate, FindRelatives, Line, MergePupils, MergeRelatives, OneRelative, PartRelatives,
    PreviewRoster, PupilOf, Relative, RelativeOf, RemovePupil, RemoveRelative, RosterBatches, SetClassTeacher, TakeRoster, UndoRoster,
    Unread,
};
use crate::world::World;

struct School {
    desk: Desk,
    world: World,
    by: Reader,
    /// Two children of one mother, in two classes: the record of her with each.
    children: [Id; 2],
    mothers: [Id; 2],
}

fn relative(name: &str, kin: &str, contact: &str) -> Relative {
    Relative { name: name.into(), kin: kin.into(), contact: contact.into() }
}

fn rule<T>(answer: Result<T, Refusal>) -> Rule {
    answer.map(drop).unwrap_err().rule
}

fn school() -> School {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder).after_step_up();
    let mut enters = |class: &Id, pupil: &str, mother: Relative| {
        let add = AddPupil { class: class.clone(), who: who(pupil), from: date(2026, 9, 1), another: false };
        let pupil = desk.perform(&by, add).unwrap().done[0].clone();
        let record = desk.perform(&by, AddRelative { pupil: pupil.clone(), relative: mother }).unwrap().done[0].clone();
        (pupil, record)
    };
    let elder = enters(&world.roster.class, "Зимин Лев", relative("Зимина Алёна Олеговна", "мать", "1-11"));
    let younger = enters(&world.roster.empty, "Зимина Яна", relative("Зимина А. О.", "мама", "2-22"));
    School { desk, by, children: [elder.0, younger.0], mothers: [elder.1, younger.1], world }
}

/// Everything that is decided of people of families.
fn lying(desk: &Desk) -> Vec<String> {
    let all = rows(desk.connection(), &["entry", "entry_object", "node", "payload", "once"]);
    all.lines().filter(|line| ["relative ", "relative_merge "].iter().any(|table| line.starts_with(table))).map(str::to_owned).collect()
}

impl School {
    fn page(&self, record: &Id) -> OneRelative {
        see(&self.desk, &self.by, &RelativeOf { relative: record.clone() }).unwrap()
    }

    /// The family of a pupil: name, kin, contact, other children.
    fn family(&self, pupil: &Id) -> Vec<(String, String, String, usize)> {
        let shown = see(&self.desk, &self.by, &PupilOf { pupil: pupil.clone() }).unwrap().pupil.family;
        shown.into_iter().map(|one| (one.relative.name, one.relative.kin, one.relative.contact, one.others)).collect()
    }

    fn merges(&mut self, records: [&Id; 2], written: Relative) -> Result<Id, Refusal> {
        let seen = records.map(|record| self.page(record).entry);
        let act = MergeRelatives { records: records.map(Clone::clone), seen, written };
        self.desk.perform(&self.by.clone(), act).map(|receipt| receipt.done[0].clone())
    }

    fn one(&mut self) -> Id {
        let [elder, younger] = self.mothers.clone();
        self.merges([&elder, &younger], relative("Зимина Алёна Олеговна", "", "1-11; 2-22")).unwrap()
    }

    fn preview(&self, pupil: &str, class_name: &str, family: Vec<Relative>) -> Fate {
        let line = Line::Pupil { class: class(class_name), who: who(pupil), family, listed: true };
        let look = PreviewRoster {
            year: self.world.year.clone(),
            lines: vec![line],
            choices: Default::default(),
            make_classes: false,
            unread: Unread::default(),
        };
        see(&self.desk, &self.by, &look).unwrap().fates.swap_remove(0)
    }
}

fn shown(name: &str, kin: &str, contact: &str, others: usize) -> Vec<(String, String, String, usize)> {
    vec![(name.into(), kin.into(), contact.into(), others)]
}

/// One name and one contact for both children, what she is to each stays; a change holds for both; parted every row is what it was.
#[test]
fn a_mother_of_two_is_one_and_two_records_again() {
    let mut school = school();
    let ([elder, younger], second) = (school.children.clone(), school.mothers[1].clone());
    let merge = school.one();
    assert_eq!(school.family(&elder), shown("Зимина Алёна Олеговна", "мать", "1-11; 2-22", 1));
    assert_eq!(school.family(&younger), shown("Зимина Алёна Олеговна", "мама", "1-11; 2-22", 1));
    let page = school.page(&second);
    assert_eq!((page.children.len(), page.elsewhere, page.merge.as_ref(), page.keeps), (2, 0, Some(&merge), true));
    let entered: Vec<&str> = page.records.iter().map(|(record, _)| record.name.as_str()).collect();
    assert_eq!(entered, ["Зимина А. О.", "Зимина Алёна Олеговна"], "as each was entered, the one that is looked at first");
    // Written otherwise from one child it is so with the other; what she is to a child is that child's alone.
    let was = page.relative.clone();
    let wanted = relative("Зимина Алёна Олеговна", "мать", "3-33");
    let change = ChangeRelative { relative: second.clone(), seen: page.entry, was: was.clone(), wanted: wanted.clone() };
    school.desk.perform(&school.by, change.clone()).unwrap();
    assert_eq!(school.family(&elder), shown("Зимина Алёна Олеговна", "мать", "3-33", 1));
    assert_eq!(school.family(&younger), shown("Зимина Алёна Олеговна", "мать", "3-33", 1));
    let again = ChangeRelative { was: wanted.clone(), ..change.clone() };
    assert_eq!(rule(school.desk.perform(&school.by, again)), Rule::NothingChanged);
    let meanwhile = ChangeRelative { wanted: relative("Зимина Алёна Олеговна", "мать", "4-44"), ..change };
    assert!(matches!(rule(school.desk.perform(&school.by, meanwhile)), Rule::ChangedMeanwhile(fields) if fields.len() == 1));
    // What she is to the child went back too: that was written in the row of the child.
    let back =
        ChangeRelative { relative: second.clone(), seen: 1, was: wanted.clone(), wanted: Relative { kin: "мама".into(), ..wanted } };
    school.desk.perform(&school.by, back).unwrap();
    school.desk.perform(&school.by, PartRelatives { merge: merge.clone() }).unwrap();
    assert_eq!(school.family(&elder), shown("Зимина Алёна Олеговна", "мать", "1-11", 0));
    assert_eq!(school.family(&younger), shown("Зимина А. О.", "мама", "2-22", 0));
    assert_eq!(rule(school.desk.perform(&school.by, PartRelatives { merge })), Rule::NotThere);
}

/// Nothing of a row changes where records become one, so parting leaves what lay there before; of three, the later merger is parted first.
#[test]
fn parted_they_are_the_same_rows_as_before() {
    let mut school = school();
    let by = school.by.clone();
    let [elder, younger] = school.mothers.clone();
    let twice = AddRelative { pupil: school.children[0].clone(), relative: relative("Зимина Алена", "", "1-11") };
    let third = school.desk.perform(&by, twice).unwrap().done[0].clone();
    let alone = lying(&school.desk);
    let first = school.one();
    let two = lying(&school.desk);
    assert_eq!(rule(school.merges([&elder, &younger], relative("Зимина", "", ""))), Rule::NoSuchStep);
    assert_eq!(rule(school.merges([&elder, &elder], relative("Зимина", "", ""))), Rule::NoSuchStep);
    assert_eq!(rule(school.merges([&elder, &third], relative(" ", "", ""))), Rule::Missing(Field::PersonName));
    let stale = MergeRelatives { records: [elder.clone(), third.clone()], seen: [1, 1], written: relative("Зимина", "", "") };
    assert!(matches!(rule(school.desk.perform(&by, stale)), Rule::ChangedMeanwhile(_)));
    let second = school.merges([&younger, &third], relative("Зимина А.", "", "5-55")).unwrap();
    // Entered twice for one child she stands there once.
    assert_eq!(school.family(&school.children[0]), shown("Зимина А.", "мать", "5-55", 1));
    assert_eq!(school.page(&third).merge, Some(second.clone()));
    assert_eq!(rule(school.desk.perform(&by, PartRelatives { merge: first.clone() })), Rule::NotThere, "the later one first");
    school.desk.perform(&by, PartRelatives { merge: second }).unwrap();
    assert_eq!(lying(&school.desk), two);
    school.desk.perform(&by, PartRelatives { merge: first }).unwrap();
    assert_eq!(lying(&school.desk), alone);
}

/// A list that writes her as any record does brings nothing new and asks nothing, whichever child it is of; a new telephone is new.
#[test]
fn a_later_file_knows_her_by_every_record() {
    let mut school = school();
    let says = |school: &School, name: &str, contact: &str| school.preview("Зимин Лев", "7А", vec![relative(name, "мать", contact)]);
    assert_eq!(says(&school, "Зимина А. О.", "2-22"), Fate::Changed, "the control: not known by it before");
    school.one();
    for (name, contact) in
        [("Зимина А. О.", "2-22"), ("зимина алена олеговна", ""), ("Зимина А. О.", "1-11"), ("Зимина А. О.", "1-11; 2-22")]
    {
        assert_eq!(says(&school, name, contact), Fate::Same, "{name} {contact}");
        assert_eq!(school.preview("Зимина Яна", "7Б", vec![relative(name, "мать", contact)]), Fate::Same, "{name} {contact}");
    }
    assert_eq!((says(&school, "Зимина А. О.", "9-99"), says(&school, "Зимина Ольга", "")), (Fate::Changed, Fate::Changed));
    let (file, by) = (keep(&mut school.desk, b"once more"), school.by.clone());
    let line = Line::Pupil {
        class: class("7А"), who: who("Зимин Лев"), family: vec![relative("Зимина А. О.", "", "")], listed: true
    };
    let take = TakeRoster { file, lines: vec![line], ..TakeRoster::sample(&school.world) };
    assert_eq!(rule(school.desk.perform(&by, take)), Rule::NothingChanged);
}

/// A file is not taken back over a merger: what stands on it is told.
#[test]
fn a_file_is_not_taken_back_over_a_merger() {
    let mut school = school();
    let (file, by) = (keep(&mut school.desk, b"families"), school.by.clone());
    let line = Line::Pupil {
        class: class("7А"), who: who("Ёлкин Пётр"), family: vec![relative("Зимина Алёна", "тётя", "")], listed: true
    };
    let take = TakeRoster { file, lines: vec![line], ..TakeRoster::sample(&school.world) };
    let taken = school.desk.perform(&by, take).unwrap();
    let pupil = school.world.roster.pupil.clone();
    let family = see(&school.desk, &by, &PupilOf { pupil }).unwrap().pupil.family;
    let brought = family.into_iter().find(|one| one.relative.name == "Зимина Алёна").unwrap().id;
    let elder = school.mothers[0].clone();
    let merge = school.merges([&elder, &brought], relative("Зимина Алёна Олеговна", "", "1-11")).unwrap();
    let undo = || UndoRoster { batch: taken.done.batch.clone(), seen: taken.entry };
    let refused = school.desk.perform(&by, undo()).unwrap_err();
    assert_eq!((refused.rule, refused.about), (Rule::StandsOnIt, vec![brought.clone()]));
    let bare = see(&school.desk, &by, &RosterBatches).unwrap();
    assert!(!bare.is_empty());
    school.desk.perform(&by, PartRelatives { merge }).unwrap();
    school.desk.perform(&by, undo()).unwrap();
    assert_eq!(rule(see(&school.desk, &by, &RelativeOf { relative: brought })), Rule::NotThere);
}

/// Removed from one child she stays with the other as she is written; with the last record goes what was common.
#[test]
fn removed_from_one_child_she_stays_with_the_other() {
    let mut school = school();
    let by = school.by.clone();
    let [elder, younger] = school.mothers.clone();
    let twice = AddRelative { pupil: school.children[0].clone(), relative: relative("Зимина Алена", "", "") };
    let third = school.desk.perform(&by, twice).unwrap().done[0].clone();
    school.one();
    school.merges([&elder, &third], relative("Зимина Алёна О.", "", "5-55")).unwrap();
    school.desk.perform(&by, RemoveRelative { relative: elder.clone() }).unwrap();
    assert!(school.family(&school.children[0]).is_empty(), "she stood there once, and both records of hers are gone");
    assert_eq!(school.family(&school.children[1]), shown("Зимина Алёна О.", "мама", "5-55", 0));
    let mergers = |school: &School| lying(&school.desk).iter().filter(|line| line.starts_with("relative_merge ")).count();
    let with_her = mergers(&school);
    school.desk.perform(&by, RemoveRelative { relative: younger }).unwrap();
    assert_eq!((mergers(&school), with_her), (1, 3), "that of the furnished school alone stays");
    // A pupil entered by mistake takes her record along, and what is common only with the last.
    let twins = school.world.roster.twice.clone();
    let add = AddRelative { pupil: twins[0].0.clone(), relative: relative("Щукина Ольга", "мать", "1-23") };
    let hers = school.desk.perform(&by, add).unwrap().done[0].clone();
    let add = AddRelative { pupil: twins[1].0.clone(), relative: relative("Щукина О.", "мать", "") };
    let other = school.desk.perform(&by, add).unwrap().done[0].clone();
    school.merges([&hers, &other], relative("Щукина Ольга Львовна", "", "1-23")).unwrap();
    school.desk.perform(&by, RemovePupil { pupil: twins[0].0.clone(), seen: twins[0].1 }).unwrap();
    assert_eq!(school.family(&twins[1].0), shown("Щукина Ольга Львовна", "мать", "1-23", 0));
}

/// A class teacher writes her own pupil's mother otherwise, for both children; of the child of another class she learns that it is there.
#[test]
fn a_class_teacher_changes_her_and_sees_her_own_class() {
    let mut school = school();
    let by = school.by.clone();
    school.one();
    let invited = school.desk.perform(&by, Invite { name: "Ольга Ким".into() }).unwrap();
    school.desk.perform(&super::desk::program(), Activate { person: invited.done.clone(), seen: invited.entry }).unwrap();
    let class = school.world.roster.class.clone();
    let seen =
        school.desk.connection().query_row("select entry from school_class where id = ?", [class.as_str()], |row| row.get(0)).unwrap();
    school.desk.perform(&by, SetClassTeacher { class, seen, teacher: Some(invited.done.clone()) }).unwrap();
    let teacher = person(&invited.done).after_step_up();
    let [hers, other] = school.mothers.clone();
    let page = see(&school.desk, &teacher, &RelativeOf { relative: hers.clone() }).unwrap();
    assert_eq!((page.children.len(), page.elsewhere, page.records.len(), page.keeps), (1, 1, 0, false));
    assert_eq!(rule(see(&school.desk, &teacher, &RelativeOf { relative: other.clone() })), Rule::NotThere);
    let wanted = Relative { contact: "7-77".into(), ..page.relative.clone() };
    let change = |record: &Id| ChangeRelative { relative: record.clone(), seen: 1, was: page.relative.clone(), wanted: wanted.clone() };
    assert_eq!(rule(school.desk.perform(&teacher, change(&other))), Rule::NotThere);
    school.desk.perform(&teacher, change(&hers)).unwrap();
    assert_eq!(school.family(&school.children[1])[0].2, "7-77");
    let merge = page.merge.unwrap();
    assert_eq!(rule(school.desk.perform(&teacher, PartRelatives { merge })), Rule::NotAllowed);
    assert_eq!(rule(see(&school.desk, &teacher, &FindRelatives { relative: hers, words: String::new() })), Rule::NotAllowed);
}

/// Those of one contact and one name are proposed first, each person once; nobody is proposed for herself.
#[test]
fn who_may_be_the_same_is_proposed() {
    let mut school = school();
    let by = school.by.clone();
    let first = school.mothers[0].clone();
    for (name, contact) in [("Уткина Ия", "1-11"), ("Зимина Ольга", ""), ("Лунина Ия", "")] {
        let add = AddRelative { pupil: school.world.roster.pupil.clone(), relative: relative(name, "", contact) };
        school.desk.perform(&by, add).unwrap();
    }
    let found = |school: &School, words: &str| {
        let look = FindRelatives { relative: first.clone(), words: words.into() };
        see(&school.desk, &by, &look).unwrap().into_iter().map(|one| one.relative.name).collect::<Vec<_>>()
    };
    assert_eq!(found(&school, ""), ["Уткина Ия", "Зимина А. О.", "Зимина Ольга"]);
    assert_eq!(found(&school, "лунин"), ["Лунина Ия"]);
    school.one();
    assert_eq!(found(&school, ""), ["Зимина Ольга"], "what is joined is written together");
    assert!(found(&school, "зимина ал").is_empty());
}

/// Pupils who become one have her once; her records stay what they are.
#[test]
fn pupils_who_become_one_have_her_once() {
    let mut school = school();
    let by = school.by.clone();
    school.one();
    let entry = |pupil: &Id| school.desk.connection().query_row("select entry from pupil where id = ?", [pupil.as_str()], |row| row.get(0));
    let [into, merged] = school.children.clone();
    let seen = [entry(&into).unwrap(), entry(&merged).unwrap()];
    school.desk.perform(&by, MergePupils { into: into.clone(), merged, seen }).unwrap();
    assert_eq!(school.family(&into), shown("Зимина Алёна Олеговна", "мать", "1-11; 2-22", 0));
    let class = ClassOf { class: school.world.roster.class.clone() };
    let in_class = see(&school.desk, &by, &class).unwrap().pupils.into_iter().find(|pupil| pupil.id == into).unwrap();
    assert_eq!(in_class.family.len(), 1);
}

/// Two spellings of one person are one who may be asked to observe, and a child who writes is a child of hers however she is written there.
/// covers: R37
#[test]
fn observers_know_her_as_one() {
    let mut school = school();
    let by = school.by.clone();
    let shown = |school: &School| {
        let shown = see(&school.desk, &by, &Observers { procedure: school.world.procedure.planned.clone() }).unwrap();
        let all = shown.may.iter().map(|one| &one.name).chain(shown.may_not.iter().map(|(one, _)| &one.name));
        all.filter(|name| name.starts_with("Зимина")).cloned().collect::<Vec<_>>()
    };
    assert_eq!(shown(&school).len(), 2, "the control: two before");
    school.one();
    assert_eq!(shown(&school), ["Зимина Алёна Олеговна"]);
}

/// Her data are kept until her last child left, and then are due once.
#[test]
fn her_data_are_due_when_the_last_child_left() {
    let mut school = school();
    school.one();
    let late = date(2036, 9, 1).at(12, 0, 0, 0).in_tz("Europe/Moscow").unwrap();
    let late = Reader::new(school.by.actor().clone(), late).after_step_up();
    let leaves = |school: &School, pupil: &Id| {
        let sql = "update enrolment set to_day = '2026-09-30' where pupil = ?";
        assert_eq!(school.desk.connection().execute(sql, [pupil.as_str()]).unwrap(), 1);
    };
    let due = |school: &School| {
        let due = see(&school.desk, &late, &ErasureDue).unwrap().due.into_iter();
        due.filter(|line| school.mothers.contains(&line.thing)).map(|line| line.name).collect::<Vec<_>>()
    };
    leaves(&school, &school.children[0]);
    assert!(due(&school).is_empty(), "the younger one is here");
    leaves(&school, &school.children[1]);
    assert_eq!(due(&school), ["Зимина Алёна Олеговна"]);
}

/// Erased she goes with every record; with one child goes its record alone, also when a backup brings it back.
#[test]
fn she_is_erased_whole_and_a_child_takes_its_record_alone() {
    let erased = |thing: fn(&School) -> Id| {
        let mut school = school();
        school.one();
        let (by, active, thing) = (school.by.clone(), school.world.active.clone(), thing(&school));
        let give = Give { person: active.clone(), role: Role::Head, scope: Scope::School, from: school.world.today, to: None };
        school.desk.perform(&by, give).unwrap();
        let ask = AskErasure { thing: thing.clone(), ground: Ground::Request, reason: "Заявление".into() };
        school.desk.perform(&by, ask).unwrap();
        let holds = see(&school.desk, &by, &ErasureOf { thing: thing.clone() }).unwrap().holds[1];
        school.desk.perform(&person(&active).after_step_up(), ConfirmErasure { thing }).unwrap();
        (school, holds)
    };
    let mergers = |school: &School| lying(&school.desk).iter().filter(|line| line.starts_with("relative_merge ")).count();
    let (school, holds) = erased(|school| school.mothers[1].clone());
    assert_eq!((holds, mergers(&school)), (2, 1), "both records, and what was common");
    assert!(school.children.iter().all(|child| school.family(child).is_empty()));
    let (school, _) = erased(|school| school.children[0].clone());
    assert_eq!(school.family(&school.children[1]), shown("Зимина Алёна Олеговна", "мама", "1-11; 2-22", 0));
    let mut restored = self::school();
    restored.one();
    let again = EraseAgain { things: vec![restored.mothers[0].to_string()] };
    restored.desk.perform(&console(), again).unwrap();
    assert!(restored.family(&restored.children[0]).is_empty());
    assert_eq!(restored.family(&restored.children[1]), shown("Зимина Алёна Олеговна", "мама", "1-11; 2-22", 0));
}
