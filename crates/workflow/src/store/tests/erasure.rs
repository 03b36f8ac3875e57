//! Personal data erased by two: nothing that names the child is left in the folder, the journal verifies, other children stay, and a backup
//! made before brings nothing back.

use std::fs;
use std::path::Path;

use jiff::civil::date;
use ledger::{Held, verify_export};
use records::progress::Silent;

use super::super::backup::{Restoring, restore};
use super::backups::{attached, backed_up, file, furnished, key, restoring};
use super::desk::{Desk, console, once, person, program};
use super::files::Attach;
use super::folder::{opened, wait};
use super::plans::see;
use super::roster::{class, who};
use crate::act::Act;
use crate::erasure::{AskErasure, At, AttachedFiles, ConfirmErasure, ErasureDue, ErasureOf, Ground, Kind, WithdrawErasure};
use crate::event::{Content, FamiliesOf, FamiliesSigned, FamilySheet, OneEvent, Part, Plan, Planned};
use crate::id::Id;
use crate::marks::{Mark, MarkBatches, Says, TakeMarks, UndoMarks};
use crate::people::{Activate, Give, Invite, Withdraw};
use crate::plan::{KeptFile, SayDone};
use crate::reader::Reader;
use crate::refusal::Rule;
use crate::role::{Role, Scope};
use crate::roster::{
    AddClass, AddPupil, AddRelative, ClassOf, Classes, FindPupils, Line, MergePupils, MovePupil, PupilOf, Relative, RosterBatches,
    TakeRoster, UndoRoster,
};
use crate::school::Edit;
use crate::store::{Store, Upload};
use crate::world::World;

/// A relative whose erasure the person who is active asked for while she was the head for a day.
pub fn furnish(desk: &mut Desk, world: &World, founder: &Id) -> Id {
    let give = Give { person: world.active.clone(), role: Role::Head, scope: Scope::School, from: world.today, to: None };
    let held_role = desk.perform(&person(founder), give).unwrap().done.held_role;
    let thing = world.roster.relative.clone();
    let ask = AskErasure { thing: thing.clone(), ground: Ground::Request, reason: "Заявление № 4".into() };
    desk.perform(&person(&world.active).after_step_up(), ask).unwrap();
    desk.perform(&person(founder), Withdraw { held_role }).unwrap();
    thing
}

/// Somebody else who may confirm.
fn second(store: &Store, founder: &Id) -> Reader {
    let invited = wait(store.perform(person(founder), once(), Invite { name: "Ольга Ким".into() })).unwrap();
    wait(store.perform(program(), once(), Activate { person: invited.done.clone(), seen: invited.entry })).unwrap();
    let give = Give { person: invited.done.clone(), role: Role::Head, scope: Scope::School, from: date(2026, 9, 1), to: None };
    wait(store.perform(person(founder), once(), give)).unwrap();
    person(&invited.done).after_step_up()
}

fn ask(thing: &Id) -> AskErasure {
    AskErasure { thing: thing.clone(), ground: Ground::Request, reason: "Заявление от 12.10.2026".into() }
}

fn erase(store: &Store, by: &Reader, second: &Reader, thing: &Id) {
    wait(store.perform(by.clone(), once(), ask(thing))).unwrap();
    wait(store.perform(second.clone(), once(), ConfirmErasure { thing: thing.clone() })).unwrap();
    wait(store.finish_erasures()).unwrap();
}

/// Every sealed row of the folder's database, and the bytes of its files.
fn bytes(home: &Path) -> Vec<Vec<u8>> {
    super::results::walked(home).iter().map(|path| fs::read(path).unwrap()).collect()
}

fn holds(all: &[Vec<u8>], what: &[u8]) -> bool {
    all.iter().any(|bytes| bytes.windows(what.len()).any(|window| window == what))
}

/// A pupil with a family and a code in a file that was kept, and another pupil of the class.
struct Child {
    class: Id,
    pupil: Id,
    other: Id,
    file: ledger::Digest,
    /// The sealed names as they lie in the database.
    sealed: Vec<u8>,
}

fn child(home: &Path, store: &Store, founder: &Id) -> Child {
    let by = person(founder);
    let year = wait(store.see(by.clone(), Classes)).unwrap().year.unwrap().id;
    let at = wait(store.perform(by.clone(), once(), AddClass { year: year.clone(), class: class("5А"), teacher: None })).unwrap().done;
    let enter = |name: &str| {
        let add = AddPupil { class: at.clone(), who: who(name), from: date(2026, 9, 1), another: false };
        wait(store.perform(by.clone(), once(), add)).unwrap().done[0].clone()
    };
    let (pupil, other) = (enter("Жаворонков Елисей"), enter("Синицын Лев"));
    let relative = Relative { name: "Жаворонкова Ия".into(), kin: "мать".into(), contact: "+7 911 123-45-67".into() };
    wait(store.perform(by.clone(), once(), AddRelative { pupil: pupil.clone(), relative })).unwrap();
    let upload = Upload { bytes: b"list of 5A".to_vec(), names: true, at: super::desk::morning().timestamp() };
    let file = wait(store.keep(upload)).unwrap();
    let lines = vec![Line::Code { class: class("5А"), who: who("Жаворонков Елисей"), code: "40001".into() }];
    let world = super::desk::world();
    let take =
        TakeRoster { year, file: file.to_string(), file_name: "Жаворонков.xlsx".into(), lines, ..TakeRoster::sample(&world) };
    wait(store.perform(by, once(), take)).unwrap();
    let connection = rusqlite::Connection::open(home.join("objektiv.sqlite")).unwrap();
    let sealed = connection.query_row("select names from pupil where id = ?", [pupil.as_str()], |row| row.get(0)).unwrap();
    Child { class: at, pupil, other, file, sealed }
}

fn names(store: &Store, by: &Reader, class: &Id) -> Vec<String> {
    let shown = wait(store.see(by.clone(), ClassOf { class: class.clone() })).unwrap();
    shown.pupils.into_iter().map(|pupil| pupil.who.name).collect()
}

/// covers: B18
#[test]
fn what_two_erased_is_gone_and_a_backup_brings_nothing_back() {
    let (home, store, founder) = furnished();
    let by = person(&founder).after_step_up();
    let second = second(&store, &founder);
    let Child { class, pupil, other, file: list, sealed } = child(home.path(), &store, &founder);
    let scan = attached(&store, &founder, b"a scan that stays", false);
    let backup = backed_up(&store).unwrap();
    let typed = |store: &Store| {
        let export = wait(store.export(by.clone(), Vec::new(), true)).unwrap();
        let verified = verify_export(export.as_slice(), &Held::default(), |_| ()).unwrap();
        assert!(verified.damage.is_none());
        String::from_utf8(export).unwrap().contains("Заявление от 12.10.2026")
    };
    assert!(holds(&bytes(home.path()), &sealed), "the control: it is there");
    wait(store.perform(by.clone(), once(), ask(&pupil))).unwrap();
    assert!(typed(&store));
    let confirm = ConfirmErasure { thing: pupil.clone() };
    assert_eq!(wait(store.perform(by.clone(), once(), confirm.clone())).unwrap_err().rule, Rule::SecondPerson);
    let done = wait(store.perform(second.clone(), once(), confirm)).unwrap().done;
    assert_eq!((done.files, wait(store.finish_erasures()).unwrap() > 3), (1, true));
    // The pupil is nowhere, the class goes on; what was typed is gone and the journal verifies; the file is gone and is not missed.
    assert_eq!(names(&store, &by, &class), ["Синицын Лев"]);
    assert_eq!(wait(store.see(by.clone(), PupilOf { pupil: pupil.clone() })).unwrap_err().rule, Rule::NotThere);
    assert!(!typed(&store));
    assert_eq!((wait(store.file(list)).unwrap(), wait(store.file(scan)).unwrap().is_some()), (None, true));
    assert_eq!(wait(store.see(by.clone(), RosterBatches)).unwrap()[0].file_name, "");
    let (mut lying, before) = (bytes(home.path()), fs::read(file(home.path(), &backup)).unwrap());
    lying.retain(|bytes| *bytes != before);
    assert!(!holds(&lying, &sealed), "not in the database, not in its log");
    let again = backed_up(&store).unwrap();
    assert_eq!(again.missing, 0);
    // On another machine: the backup from before, with the list that lies beside it.
    let beside = String::from_utf8(store.erased().unwrap().unwrap()).unwrap();
    assert!(beside.contains(pupil.as_str()) && beside.contains(&list.to_string()) && !beside.contains(other.as_str()), "{beside}");
    let away = tempfile::tempdir().unwrap();
    let how = Restoring { erased: beside.clone(), ..restoring(console(), &Silent) };
    let folder = away.path().join("school");
    let restored = restore(fs::File::open(file(home.path(), &backup)).unwrap(), &key(), &folder, how).unwrap();
    assert!(restored.erased > 0 && restored.missing.is_empty(), "{restored:?}");
    assert!(!holds(&bytes(&folder), &sealed));
    let store = opened(&folder).unwrap();
    assert_eq!(names(&store, &by, &class), ["Синицын Лев"]);
    assert_eq!((wait(store.file(list)).unwrap(), wait(store.file(scan)).unwrap().is_some()), (None, true));
    assert_eq!(String::from_utf8(store.erased().unwrap().unwrap()).unwrap(), beside, "and goes on from there");
    assert!(!typed(&store));
    // Without the list the backup is what it was: the list is what does it.
    let how = restoring(console(), &Silent);
    let folder = away.path().join("control");
    restore(fs::File::open(file(home.path(), &backup)).unwrap(), &key(), &folder, how).unwrap();
    let store = opened(&folder).unwrap();
    assert_eq!(names(&store, &by, &class), ["Жаворонков Елисей", "Синицын Лев"]);
}

#[test]
fn a_file_of_lists_and_a_relative_are_erased_alone() {
    let (home, store, founder) = furnished();
    let by = person(&founder).after_step_up();
    let second = second(&store, &founder);
    let Child { class, pupil, file: list, .. } = child(home.path(), &store, &founder);
    let batch = wait(store.see(by.clone(), RosterBatches)).unwrap()[0].clone();
    erase(&store, &by, &second, &batch.id);
    assert_eq!(wait(store.file(list)).unwrap(), None);
    let nameless = wait(store.see(by.clone(), RosterBatches)).unwrap()[0].clone();
    assert_eq!((nameless.file_name.as_str(), nameless.brought.is_some()), ("", true), "it is told by what it brought");
    // What the file brought stays, and can be taken back still.
    wait(store.perform(by.clone(), once(), UndoRoster { batch: batch.id.clone(), seen: batch.entry })).unwrap();
    assert_eq!(wait(store.perform(by.clone(), once(), ask(&batch.id))).unwrap_err().rule, Rule::NotThere, "once");
    let family = wait(store.see(by.clone(), ClassOf { class: class.clone() })).unwrap().pupils[0].family[0].id.clone();
    erase(&store, &by, &second, &family);
    let shown = wait(store.see(by.clone(), ClassOf { class })).unwrap().pupils;
    assert_eq!((shown[0].id.clone(), shown[0].family.len()), (pupil, 0));
    let done = wait(store.see(by, ErasureDue)).unwrap().done;
    assert_eq!(done.iter().map(|one| one.kind).collect::<Vec<_>>(), [Kind::Relative, Kind::File]);
}

/// Keeps a file of lists and takes it: its address, its batch.
fn listed(store: &Store, founder: &Id, bytes: &[u8], children: &[&str]) -> (ledger::Digest, Id) {
    let by = person(founder);
    let year = wait(store.see(by.clone(), Classes)).unwrap().year.unwrap().id;
    let file = wait(store.keep(Upload { bytes: bytes.to_vec(), names: true, at: super::desk::morning().timestamp() })).unwrap();
    let line = |name: &&str| Line::Pupil { class: class("5А"), who: who(name), family: Vec::new(), listed: true };
    let lines = children.iter().map(line).collect();
    let file_name = format!("{}.xlsx", String::from_utf8_lossy(bytes));
    let take = TakeRoster { year, file: file.to_string(), file_name, lines, ..TakeRoster::sample(&super::desk::world()) };
    (file, wait(store.perform(by, once(), take)).unwrap().done.batch)
}

/// Keeps a file that says a mark in algebra of each child and takes it: its address, its batch.
fn marked(store: &Store, founder: &Id, bytes: &[u8], children: &[(&str, u8)]) -> (ledger::Digest, Id) {
    let by = person(founder);
    let year = wait(store.see(by.clone(), Classes)).unwrap().year.unwrap().id;
    let file = wait(store.keep(Upload { bytes: bytes.to_vec(), names: true, at: super::desk::morning().timestamp() })).unwrap();
    let mark =
        |value| Mark { subject: "Алгебра".into(), period: "q1".into(), work: String::new(), month: None, says: Says::Mark(value) };
    let marks = children.iter().enumerate().map(|(at, (_, value))| (at, mark(*value))).collect();
    let children = children.iter().map(|(name, _)| crate::roster::Child::Named(class("5А"), who(name))).collect();
    let file_name = format!("{}.csv", String::from_utf8_lossy(bytes));
    let take = TakeMarks { year, file: file.to_string(), file_name, children, marks, choices: std::collections::BTreeMap::new() };
    (file, wait(store.perform(by, once(), take)).unwrap().done.batch)
}

fn unsure(store: &Store, by: &Reader, thing: &Id) -> (u32, Vec<String>) {
    let shown = wait(store.see(by.clone(), ErasureOf { thing: thing.clone() })).unwrap();
    (shown.holds[3], shown.unsure.into_iter().map(|file| file.name).collect())
}

/// A file goes with a child whatever came of the line: nothing new, taken back since, said once more. What was not met stays and is told.
/// covers: B18
#[test]
fn files_go_with_a_child_also_where_they_brought_nothing() {
    let (home, store, founder) = furnished();
    let by = person(&founder).after_step_up();
    let second = second(&store, &founder);
    let Child { pupil, other, file: codes, .. } = child(home.path(), &store, &founder);
    let both = ["Жаворонков Елисей", "Синицын Лев"];
    let (corrected, _) = listed(&store, &founder, b"corrected", &[both[0], both[1], "Чайкина Уля"]);
    let (undone, batch) = marked(&store, &founder, b"undone", &[(both[0], 3), (both[1], 4)]);
    wait(store.perform(by.clone(), once(), UndoMarks { batch, seen: store_entry(&store, &by, 0) })).unwrap();
    let (first, _) = marked(&store, &founder, b"first", &[(both[0], 3), (both[1], 4)]);
    let (same, _) = marked(&store, &founder, b"same", &[(both[0], 3), (both[1], 5)]);
    let (short, short_batch) = marked(&store, &founder, b"short", &[("Жаворонков", 3), (both[1], 4)]);
    let (apart, _) = listed(&store, &founder, b"apart", &["Грачёва Нина"]);
    let all = |store: &Store| [codes, corrected, undone, first, same, short, apart].map(|file| wait(store.file(file)).unwrap().is_some());
    assert_eq!(all(&store), [true; 7]);
    assert_eq!(unsure(&store, &by, &pupil), (5, vec!["apart.xlsx".to_owned(), "short.csv".to_owned()]));
    erase(&store, &by, &second, &pupil);
    assert_eq!(all(&store), [false, false, false, false, false, true, true]);
    // The page named what stays; it is erased by itself, and what it brought stays.
    let holds = wait(store.see(by.clone(), ErasureOf { thing: short_batch.clone() })).unwrap();
    assert_eq!((holds.kind, holds.name.as_str()), (Kind::Marks, "short.csv"));
    erase(&store, &by, &second, &short_batch);
    assert_eq!(all(&store), [false, false, false, false, false, false, true]);
    assert_eq!(unsure(&store, &by, &other), (0, vec!["apart.xlsx".to_owned()]));
    assert_eq!(wait(store.see(by, ErasureDue)).unwrap().done[0].kind, Kind::Marks);
}

/// The entry that made a file of marks as it is; the latest first.
fn store_entry(store: &Store, by: &Reader, at: usize) -> u64 {
    wait(store.see(by.clone(), MarkBatches)).unwrap()[at].entry
}

/// Somebody who reads an earlier moment keeps the log of writes from being begun anew: it is tried until it is done, also after a start.
/// covers: B18
#[test]
fn the_log_of_writes_is_begun_anew_once_nobody_reads_an_earlier_moment() {
    let (home, store, founder) = furnished();
    let by = person(&founder).after_step_up();
    let second = second(&store, &founder);
    let Child { pupil, sealed, .. } = child(home.path(), &store, &founder);
    let reader = rusqlite::Connection::open(home.path().join("objektiv.sqlite")).unwrap();
    reader.execute_batch("begin; select count(*) from entry;").unwrap();
    erase(&store, &by, &second, &pupil);
    assert!(holds(&bytes(home.path()), &sealed), "the control: the reader holds it up");
    wait(store.finish_erasures()).unwrap();
    assert!(holds(&bytes(home.path()), &sealed));
    reader.execute_batch("rollback").unwrap();
    wait(store.finish_erasures()).unwrap();
    assert!(!holds(&bytes(home.path()), &sealed), "nothing new was erased, and the log is begun anew all the same");
    assert!(!home.path().join("objektiv.erasing").exists());
}

/// What waits for somebody of the family, or for a file, has nothing to wait for once the child is erased: it ends, and its reason goes.
/// covers: B18
#[test]
fn an_erasure_that_waits_ends_with_the_child() {
    let (home, store, founder) = furnished();
    let by = person(&founder).after_step_up();
    let second = second(&store, &founder);
    let Child { class, pupil, .. } = child(home.path(), &store, &founder);
    let family = wait(store.see(by.clone(), ClassOf { class })).unwrap().pupils[0].family[0].id.clone();
    let batch = wait(store.see(by.clone(), RosterBatches)).unwrap()[0].id.clone();
    for (thing, reason) in [(&family, "Просьба матери"), (&batch, "Список не нужен")] {
        wait(store.perform(by.clone(), once(), AskErasure { reason: reason.into(), ..ask(thing) })).unwrap();
    }
    let typed = |store: &Store| {
        let export = String::from_utf8(wait(store.export(by.clone(), Vec::new(), true)).unwrap()).unwrap();
        ["Просьба матери", "Список не нужен"].map(|reason| export.contains(reason))
    };
    let waits = |store: &Store| wait(store.see(by.clone(), ErasureDue)).unwrap().asked.len();
    assert_eq!((waits(&store), typed(&store)), (2, [true, true]));
    erase(&store, &by, &second, &pupil);
    assert_eq!((waits(&store), typed(&store)), (0, [false, false]));
    assert!(!holds(&bytes(home.path()), "Просьба матери".as_bytes()) && !holds(&bytes(home.path()), "Список не нужен".as_bytes()));
}

#[test]
fn what_is_due_follows_the_terms_and_a_request_has_its_own() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let pupil = world.roster.pupil.clone();
    desk.perform(&by, MovePupil { pupil: pupil.clone(), seen: 1, to: None, on: date(2026, 10, 1) }).unwrap();
    let due = |desk: &Desk, on: jiff::civil::Date| {
        let by = Reader::new(by.actor().clone(), on.at(9, 0, 0, 0).in_tz("Europe/Moscow").unwrap()).after_step_up();
        let shown = see(desk, &by, &ErasureDue).unwrap();
        (shown.due.into_iter().map(|one| (one.kind, one.thing)).collect::<Vec<_>>(), shown.asked)
    };
    // The family is due a month after the pupil left, and its erasure is asked for already; the file a year after; the pupil after three.
    assert_eq!(due(&desk, date(2026, 10, 31)).0, []);
    let (month, asked) = due(&desk, date(2026, 11, 1));
    assert_eq!((month, asked.len(), asked[0].thing == world.roster.relative), (vec![], 1, true));
    assert_eq!((asked[0].until, asked[0].by.0 == world.active), (Some(date(2026, 12, 23)), true));
    desk.perform(&by, WithdrawErasure { thing: world.roster.relative.clone() }).unwrap();
    assert_eq!(due(&desk, date(2026, 11, 1)).0, [(Kind::Relative, world.roster.relative.clone())]);
    let year = due(&desk, date(2027, 11, 25)).0;
    assert!(year.contains(&(Kind::Marks, world.roster.marks.clone())), "{year:?}");
    assert!(year.contains(&(Kind::File, world.roster.batch.clone())) && !year.iter().any(|(kind, _)| *kind == Kind::Pupil), "{year:?}");
    assert!(due(&desk, date(2029, 10, 1)).0.contains(&(Kind::Pupil, pupil)));
    assert_eq!(see(&desk, &by, &ErasureDue).unwrap_err().rule, Rule::StepUp);
}

/// A record that went into another is erased with it; one that went since it was asked for is asked for anew.
#[test]
fn a_merged_record_goes_with_the_pupil() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder).after_step_up();
    let give = Give { person: world.active.clone(), role: Role::Head, scope: Scope::School, from: world.today, to: None };
    desk.perform(&person(&founder), give).unwrap();
    let second = person(&world.active).after_step_up();
    let merge = MergePupils::sample(&world);
    let (into, merged) = (merge.into.clone(), merge.merged.clone());
    desk.perform(&by, ask(&merged)).unwrap();
    desk.perform(&by, merge).unwrap();
    assert_eq!(desk.perform(&second, ConfirmErasure { thing: merged.clone() }).unwrap_err().rule, Rule::NotThere);
    assert_eq!(desk.perform(&by, ask(&merged)).unwrap_err().rule, Rule::NotThere);
    let holds = see(&desk, &by, &ErasureOf { thing: into.clone() }).unwrap().holds;
    assert_eq!((holds[0], holds[2]), (2, 0), "the stays of both");
    desk.perform(&by, ask(&into)).unwrap();
    assert_eq!(desk.perform(&by, ask(&into)).unwrap_err().rule, Rule::NothingChanged);
    desk.perform(&second, ConfirmErasure { thing: into.clone() }).unwrap();
    let left = |table: &str, field: &str| {
        let sql = format!("select count(*) from {table} where {field} in ('{into}', '{merged}')");
        desk.connection().query_row(&sql, [], |row| row.get::<_, u64>(0)).unwrap()
    };
    for (table, field) in
        [("pupil", "id"), ("enrolment", "pupil"), ("pupil_merge", "into_pupil"), ("pupil_merge", "merged"), ("relative", "pupil")]
    {
        assert_eq!(left(table, field), 0, "{table}");
    }
    assert!(see(&desk, &by, &FindPupils { words: "щукина".into() }).unwrap().is_empty());
    super::desk::sound(desk.connection()).unwrap();
}

/// A file families read, whose name and content name the child: kept and hung on an event.
fn notice(store: &Store, by: &Reader, bytes: &[u8]) -> (ledger::Digest, Id) {
    let upload = Upload { bytes: bytes.to_vec(), names: true, at: super::desk::morning().timestamp() };
    let file = wait(store.keep(upload)).unwrap();
    let content = Content {
        title: "Порядок пересдачи".into(),
        text: "Прочтите приложение.".into(),
        file: Some(KeptFile { address: file.to_string(), name: "Жаворонков, заявление.pdf".into() }),
        ..Content::default()
    };
    let owner = by.person().cloned().unwrap();
    let people = [(owner.clone(), Part::Chair)].into();
    let planned = Planned { content, day: date(2026, 9, 20), owner, people, agenda: Vec::new(), occurrences: Vec::new() };
    (file, wait(store.perform(by.clone(), once(), Plan { kind: "reading".into(), planned })).unwrap().done)
}

/// Files attached to work are told to the two who sign, go one by one with their names, come back neither by being attached again nor from a
/// backup, and what hung on them says so.
/// covers: B18
#[test]
fn a_file_attached_to_work_is_told_and_goes_by_itself() {
    let (home, store, founder) = furnished();
    let by = person(&founder).after_step_up();
    let second = second(&store, &founder);
    let Child { pupil, .. } = child(home.path(), &store, &founder);
    let (file, event) = notice(&store, &by, b"to whom it may concern: Zhavoronkov");
    let thing = Id::read(&file.to_string()).unwrap();
    let backup = backed_up(&store).unwrap();
    let told = |store: &Store| {
        let shown = wait(store.see(by.clone(), ErasureOf { thing: pupil.clone() })).unwrap().attached;
        shown.into_iter().map(|file| (file.thing, file.name, file.near)).collect::<Vec<_>>()
    };
    assert_eq!(told(&store), [(thing.clone(), "Жаворонков, заявление.pdf".to_owned(), false)]);
    let holds_it = wait(store.see(by.clone(), ErasureOf { thing: thing.clone() })).unwrap();
    assert_eq!((holds_it.kind, holds_it.name.as_str()), (Kind::Attached, "Жаворонков, заявление.pdf"));
    let name = "Жаворонков, заявление".as_bytes();
    assert!(holds(&bytes(home.path()), name), "the control: its name lies in the database");
    erase(&store, &by, &second, &thing);
    let hangs = |store: &Store| wait(store.see(by.clone(), OneEvent { event: event.clone() })).unwrap().event.content.file.unwrap();
    assert!(hangs(&store).erased() && hangs(&store).address == file.to_string());
    assert_eq!((wait(store.file(file)).unwrap(), told(&store)), (None, Vec::new()));
    let mut lying = bytes(home.path());
    let before = fs::read(super::backups::file(home.path(), &backup)).unwrap();
    lying.retain(|bytes| *bytes != before);
    assert!(!holds(&lying, name), "neither on the event nor in what was typed");
    assert_eq!(wait(store.perform(by.clone(), once(), ask(&thing))).unwrap_err().rule, Rule::NotThere, "once");
    // The same bytes have the same address: they would be swept away under whoever attached them.
    let upload = Upload { bytes: b"to whom it may concern: Zhavoronkov".to_vec(), names: true, at: super::desk::morning().timestamp() };
    assert_eq!(wait(store.keep(upload)).unwrap(), file);
    let anew = wait(store.perform(by.clone(), once(), Attach { file: file.to_string() })).unwrap_err();
    assert_eq!(anew.rule, Rule::FileErased);
    wait(store.finish_erasures()).unwrap();
    // From a backup that knows nothing of it, with the list beside.
    let away = tempfile::tempdir().unwrap();
    let erased = String::from_utf8(store.erased().unwrap().unwrap()).unwrap();
    let how = Restoring { erased, ..restoring(console(), &Silent) };
    let folder = away.path().join("school");
    let restored = restore(fs::File::open(super::backups::file(home.path(), &backup)).unwrap(), &key(), &folder, how).unwrap();
    assert!(restored.erased > 0 && restored.missing.is_empty(), "{restored:?}");
    let store = opened(&folder).unwrap();
    assert!(hangs(&store).erased());
    assert_eq!((wait(store.file(file)).unwrap(), told(&store)), (None, Vec::new()));
}

/// A sheet families signed lies sealed, its name too; it is told of the pupils of the class, erased by itself, and comes back from no backup.
/// covers: B18
#[test]
fn a_sheet_families_signed_is_sealed_told_and_erased() {
    let (home, store, founder) = furnished();
    let by = person(&founder).after_step_up();
    let second = second(&store, &founder);
    let Child { pupil, .. } = child(home.path(), &store, &founder);
    let content = Content { title: "Порядок".into(), text: "Прочитать".into(), class: "5А".into(), ..Content::default() };
    let (day, owner, people) = (date(2026, 10, 12), founder.clone(), [(founder.clone(), Part::Member)].into());
    let planned = Planned { content, day, owner, people, agenda: Vec::new(), occurrences: Vec::new() };
    let event = wait(store.perform(by.clone(), once(), Plan { kind: "reading".into(), planned })).unwrap().done;
    let upload = || Upload { bytes: b"signed by Zhavoronkova".to_vec(), names: true, at: super::desk::morning().timestamp() };
    let file = wait(store.keep(upload())).unwrap();
    let sheet = FamilySheet { address: file.to_string(), name: "Жаворонкова, подпись.pdf".into() };
    let digest = wait(store.see(by.clone(), OneEvent { event: event.clone() })).unwrap().digest;
    let pupils = [pupil.clone()].into();
    let signed = FamiliesSigned { event: event.clone(), seen: 1, digest, pupils, day, declined: false, sheet: Some(sheet) };
    wait(store.perform(by.clone(), once(), signed)).unwrap();
    for plain in [b"signed by Zhavoronkova".as_slice(), "Жаворонкова, подпись".as_bytes()] {
        assert!(!holds(&bytes(home.path()), plain), "neither the file nor its name lies in plain");
    }
    let thing = Id::read(&file.to_string()).unwrap();
    let backup = backed_up(&store).unwrap();
    let told = |store: &Store| {
        let shown = wait(store.see(by.clone(), ErasureOf { thing: pupil.clone() })).unwrap().attached;
        shown.into_iter().map(|file| (file.thing, file.name, file.at, file.near)).collect::<Vec<_>>()
    };
    assert_eq!(told(&store), [(thing.clone(), "Жаворонкова, подпись.pdf".to_owned(), At::Event, true)]);
    let line = |store: &Store| wait(store.see(by.clone(), FamiliesOf { event: event.clone() })).unwrap().lines.swap_remove(0);
    let before = line(&store);
    assert!(before.sheet.as_ref().is_some_and(|sheet| !sheet.erased()) && before.read.is_some(), "{before:?}");
    erase(&store, &by, &second, &thing);
    let gone = |store: &Store| {
        let line = line(store);
        assert!(line.sheet.is_some_and(|sheet| sheet.erased()) && line.read == before.read, "what was signed stays");
        assert_eq!((wait(store.file(file)).unwrap(), told(store)), (None, Vec::new()));
    };
    gone(&store);
    let away = tempfile::tempdir().unwrap();
    let erased = String::from_utf8(store.erased().unwrap().unwrap()).unwrap();
    let how = Restoring { erased, ..restoring(console(), &Silent) };
    let folder = away.path().join("school");
    restore(fs::File::open(super::backups::file(home.path(), &backup)).unwrap(), &key(), &folder, how).unwrap();
    gone(&opened(&folder).unwrap());
    // Without the list beside, a backup brings the scan and its name whole.
    let whole = away.path().join("whole");
    super::backups::restored(&super::backups::file(home.path(), &backup), &whole).unwrap();
    let store = opened(&whole).unwrap();
    assert_eq!(wait(store.file(file)).unwrap().as_deref(), Some(&b"signed by Zhavoronkova"[..]));
    assert_eq!(line(&store).sheet.unwrap().name, "Жаворонкова, подпись.pdf");
}

/// Files of the pupil's school years are told, those of its own matters and of its class first; of other years nothing.
#[test]
fn files_of_the_pupils_years_are_told_those_of_its_own_matters_first() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder).after_step_up();
    let pupil = world.roster.pupil.clone();
    let told = |desk: &Desk| {
        let shown = see(desk, &by, &ErasureOf { thing: pupil.clone() }).unwrap().attached;
        shown.into_iter().map(|file| (file.thing, file.at, file.near)).collect::<Vec<_>>()
    };
    desk.perform(&by, SayDone::sample(&world)).unwrap();
    // A file that hangs here alone.
    let file = Id::read(&"f".repeat(64)).unwrap();
    let alone = desk.connection().execute("update evidence set file = ?2 where occurrence = ?1", [world.plan.open.as_str(), file.as_str()]);
    assert_eq!(alone.unwrap(), 1);
    let of = |desk: &Desk, file: &Id| told(desk).into_iter().find(|(thing, ..)| thing == file).map(|(_, at, near)| (at, near));
    assert_eq!(of(&desk, &file), Some((At::Measure, false)));
    // A notice to the pupil's class is a matter of its own, one to another class is none.
    let class: String = desk
        .connection()
        .query_row(
            "select grade || letter from enrolment join school_class on school_class.id = class where pupil = ? limit 1",
            [pupil.as_str()],
            |row| row.get(0),
        )
        .unwrap();
    for (at, (of_class, near)) in [(class.as_str(), true), ("11Щ", false)].into_iter().enumerate() {
        let scan = Id::read(&format!("{:064x}", at + 1)).unwrap();
        let sql = "update event set content = json_set(content, '$.class', ?2, '$.file', json_object('address', ?3, 'name', 'скан.pdf'))
            where id = ?1";
        desk.connection().execute(sql, [world.event.planned.as_str(), of_class, scan.as_str()]).unwrap();
        assert_eq!(of(&desk, &scan), Some((At::Event, near)), "{of_class}");
        assert!(!near || told(&desk)[0].0 == scan, "its own come first");
    }
    // What shows a time that an event with a line of the pupil shows is a matter of its own too.
    let sql = "insert into event_occurrence (event, occurrence) select event, ?2 from event_pupil where pupil = ?1 order by event limit 1";
    desk.connection().execute(sql, [pupil.as_str(), world.plan.open.as_str()]).unwrap();
    assert_eq!(of(&desk, &file), Some((At::Measure, true)));
    desk.connection().execute("delete from event_occurrence where occurrence = ?", [world.plan.open.as_str()]).unwrap();
    // Whoever left in spring is named by a paper of the summer all the same; a paper of another year is not told.
    desk.connection().execute("update enrolment set to_day = '2026-11-01' where pupil = ?", [pupil.as_str()]).unwrap();
    for (first, last, there) in [
        ("2027-06-20", "2027-06-20", true),
        ("2026-08-05", "2026-08-05", true),
        ("2026-07-30", "2026-07-31", false),
        ("2027-09-01", "2028-05-31", false),
    ] {
        let sql = "update evidence set from_day = ?2, to_day = ?3 where file = ?1";
        assert_eq!(desk.connection().execute(sql, [file.as_str(), first, last]).unwrap(), 1);
        assert_eq!(of(&desk, &file).is_some(), there, "{first} {last}");
    }
}

/// A file that was taken away hangs nowhere and is told and erased all the same, with its name in the journal; every place of a file is told.
#[test]
fn a_file_that_hangs_nowhere_any_more_is_erased_too() {
    let (home, store, founder) = furnished();
    let by = person(&founder).after_step_up();
    let second = second(&store, &founder);
    let Child { pupil, .. } = child(home.path(), &store, &founder);
    let (file, event) = notice(&store, &by, b"taken away again");
    let thing = Id::read(&file.to_string()).unwrap();
    let one = wait(store.see(by.clone(), OneEvent { event: event.clone() })).unwrap();
    let opened = one.planned;
    let wanted = Planned { content: Content { file: None, ..opened.content.clone() }, ..opened.clone() };
    let change = crate::event::Change { event: event.clone(), seen: one.event.entry, edit: Edit { wanted, opened: opened.clone() } };
    wait(store.perform(by.clone(), once(), change)).unwrap();
    let holds_it = wait(store.see(by.clone(), ErasureOf { thing: thing.clone() })).unwrap();
    assert_eq!(holds_it.attached.iter().map(|file| file.at).collect::<Vec<_>>(), [At::Loose]);
    let told = wait(store.see(by.clone(), ErasureOf { thing: pupil })).unwrap().attached;
    assert!(told.iter().any(|file| file.thing == thing), "{told:?}");
    let all = |named: &str| wait(store.see(by.clone(), AttachedFiles { named: named.into() })).unwrap().len();
    assert_eq!((all(""), all("заявление")), (1, 0), "its name went with what it hung on");
    let name = "Жаворонков, заявление".as_bytes();
    assert!(holds(&bytes(home.path()), name), "the control: what was typed names it still");
    erase(&store, &by, &second, &thing);
    assert!(!holds(&bytes(home.path()), name) && wait(store.file(file)).unwrap().is_none());
    assert_eq!(all(""), 0);
    // A form that was opened before does not bring the name back into what was typed.
    let (file, event) = notice(&store, &by, b"hangs still");
    let one = wait(store.see(by.clone(), OneEvent { event: event.clone() })).unwrap();
    erase(&store, &by, &second, &Id::read(&file.to_string()).unwrap());
    let seen = wait(store.see(by.clone(), OneEvent { event: event.clone() })).unwrap();
    let change = |opened: Planned, title: &str| {
        let wanted = Planned { content: Content { title: title.into(), ..opened.content.clone() }, ..opened.clone() };
        crate::event::Change { event: event.clone(), seen: seen.event.entry, edit: Edit { wanted, opened } }
    };
    let stale = wait(store.perform(by.clone(), once(), change(one.planned, "Два"))).unwrap_err();
    assert_eq!(stale.rule, Rule::FileErased);
    wait(store.perform(by.clone(), once(), change(seen.planned, "Два"))).unwrap();
    assert!(!holds(&bytes(home.path()), name));
}

/// Nobody is asked to read what was erased, and nobody confirms it; words that stand beside are read still.
#[test]
fn nobody_reads_a_text_that_was_erased() {
    let read = |file: Option<&str>, text: &str| {
        let file = file.map(|name| KeptFile { address: "ab".repeat(32), name: name.into() });
        Content { text: text.into(), file, ..Content::default() }.can_be_read()
    };
    assert_eq!([read(None, ""), read(Some(""), ""), read(Some("а.pdf"), ""), read(Some(""), "Текст")], [false, false, true, true]);
    let (_home, store, founder) = furnished();
    let by = person(&founder).after_step_up();
    let second = second(&store, &founder);
    let upload = Upload { bytes: b"only a file".to_vec(), names: true, at: super::desk::morning().timestamp() };
    let file = wait(store.keep(upload)).unwrap();
    let kept = KeptFile { address: file.to_string(), name: "список.pdf".into() };
    let until = Some(date(2026, 12, 1));
    let content = Content { title: "Список".into(), file: Some(kept), until, ..Content::default() };
    let people = [(founder.clone(), Part::Chair)].into();
    let planned = Planned { content, day: date(2026, 11, 23), owner: founder.clone(), people, agenda: Vec::new(), occurrences: Vec::new() };
    let event = wait(store.perform(by.clone(), once(), Plan { kind: "reading".into(), planned })).unwrap().done;
    let to_read = || wait(store.see(by.clone(), crate::event::MyEvents)).unwrap().to_read.len();
    let at_risk = || {
        let risks = wait(store.see(by.clone(), crate::ready::Ready)).unwrap().risks;
        risks.iter().filter(|risk| matches!(risk, crate::ready::Risk::Unread { .. })).count()
    };
    assert_eq!((to_read(), at_risk()), (1, 1), "the control");
    erase(&store, &by, &second, &Id::read(&file.to_string()).unwrap());
    assert_eq!((to_read(), at_risk()), (0, 0));
    let one = wait(store.see(by.clone(), OneEvent { event: event.clone() })).unwrap();
    let acknowledge = crate::event::Acknowledge { event, seen: one.event.entry, digest: one.digest.to_string(), answers: Vec::new() };
    let refused = wait(store.perform(by, once(), acknowledge)).unwrap_err();
    assert_eq!(refused.rule, Rule::Missing(crate::refusal::Field::EventText));
}

/// Whoever asked for somebody she stood in for is answered by another: neither of the two confirms, nor is told to.
#[test]
fn neither_of_two_who_asked_together_is_told_to_confirm() {
    let (mut desk, world, founder) = Desk::furnished();
    let asked = world.asked.clone();
    let sql = "insert into acted_for (entry, actor, person) select erasure.entry, asked_by, ?2 from erasure where thing = ?1";
    let waits = |desk: &Desk| see(desk, &person(&founder), &crate::erasure::ErasuresWaiting).unwrap().len();
    assert_eq!(waits(&desk), 1);
    let changed = desk.connection().execute(sql, [asked.as_str(), founder.as_str()]).unwrap();
    assert_eq!((changed, waits(&desk)), (1, 0));
    let own = see(&desk, &person(&founder).after_step_up(), &ErasureOf { thing: asked.clone() }).unwrap().own;
    assert!(own);
    assert_eq!(desk.perform(&person(&founder).after_step_up(), ConfirmErasure { thing: asked }).unwrap_err().rule, Rule::SecondPerson);
}
