//! The ledger of a school: every change has its entry, entries stay, what was typed can be erased, anybody verifies an export.

use ledger::{Held, Proof, Witness, verify_export};
use rusqlite::Connection;

use super::super::entries::node;
use super::desk::{Desk, console, count, dump, fitting, person, program};
use super::folder::{founded, wait};
use super::plans::see;
use crate::act::Act;
use crate::acts::{Visitor, for_each, said};
use crate::id::Id;
use crate::journal::{Journal, Line};
use crate::mail::ResumeMail;
use crate::people::{Activate, Give, Invite};
use crate::plan::{DropOccurrence, One, PutOff, SayDone, Shown};
use crate::refusal::Rule;
use crate::role::{Role, Scope};
use crate::school::{ConfirmClock, Found};

struct Entered;

impl Visitor for Entered {
    fn visit<A: Act>(&mut self) {
        let (mut desk, world, founder) =
            if A::NAME == Found::NAME { (Desk::new(), super::desk::world(), crate::Id::school()) } else { Desk::furnished() };
        let tables = |desk: &Desk| super::desk::rows(desk.connection(), &["once", "refusal", "entry", "entry_object", "node", "payload"]);
        let (before, entries) = (tables(&desk), desk.entries());
        let receipt = desk.perform(&fitting::<A>(&founder), A::sample(&world)).unwrap();
        assert_eq!((receipt.entry, desk.entries()), (entries + 1, entries + 1), "{}", A::NAME);
        // A clock that agrees, and letters that are not paused, stay as they are.
        let changes = ![ConfirmClock::NAME, ResumeMail::NAME].contains(&A::NAME);
        assert_eq!(tables(&desk) != before, changes, "{}: rows change with their entry", A::NAME);
        let record: String =
            desk.connection().query_row("select record from entry order by sequence desc limit 1", [], |row| row.get(0)).unwrap();
        assert!(record.contains(&format!("\"act\":\"{}\"", A::NAME)), "{record}");
        for typed in ["Иванова", "Ёлкин", "Школа №"] {
            assert!(!record.contains(typed), "free text in an entry: {record}");
        }
        assert!(said(A::NAME).is_some(), "{}", A::NAME);
    }
}

/// covers: B7
#[test]
fn every_act_has_its_entry_and_changes_rows_with_it() {
    for_each(Entered);
}

/// A row of the school names the entry that made it; without one it cannot be committed.
/// covers: B7
#[test]
fn no_row_without_its_entry() {
    let (desk, _, _) = Desk::furnished();
    let (connection, next) = (desk.connection(), desk.entries() + 1);
    connection.execute_batch("begin").unwrap();
    connection.execute("update school set name = 'x', name_entry = ?", [next]).unwrap();
    assert!(connection.execute_batch("commit").is_err());
    connection.execute_batch("rollback").unwrap();
}

/// When an entry is made the database looks for the rows that wait for it: without an index it would read whole tables, with every act.
#[test]
fn a_column_that_names_an_entry_has_an_index() {
    let (desk, _, _) = Desk::furnished();
    let list = |sql: &str| {
        let mut statement = desk.connection().prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).unwrap();
        rows.map(Result::unwrap).collect::<Vec<_>>()
    };
    let named = list(
        "select tables.name, keys.\"from\" from sqlite_schema as tables join pragma_foreign_key_list(tables.name) as keys
         where tables.type = 'table' and keys.\"table\" = 'entry'",
    );
    assert!(named.len() > 6, "{named:?}");
    for (table, column) in named.iter().filter(|(table, _)| table != "school") {
        let plan = format!("explain query plan select 1 from {table} where {column} = 1");
        let told: String = desk.connection().query_row(&plan, [], |row| row.get(3)).unwrap();
        assert!(told.starts_with("SEARCH"), "{table}.{column}: {told}");
    }
}

/// The history of one thing among many entries reads the entries of that thing, and of each what it is about: no line reads the whole journal.
#[test]
fn a_history_reads_no_whole_table() {
    let (desk, _, _) = Desk::furnished();
    for sql in [
        "select count(*) from entry_object join measure on measure.id = object where entry_object.entry = 5",
        "select entry.sequence from entry_object join entry on entry.sequence = entry_object.entry
         where object = 'x' and entry_object.entry < 99 order by entry_object.entry desc limit 9",
    ] {
        let mut statement = desk.connection().prepare(&format!("explain query plan {sql}")).unwrap();
        let told: Vec<String> = statement.query_map([], |row| row.get(3)).unwrap().map(Result::unwrap).collect();
        assert!(told.iter().all(|step| !step.starts_with("SCAN") && !step.contains("TEMP B-TREE")), "{told:?}");
    }
}

#[test]
fn entries_stay() {
    let (desk, _, _) = Desk::furnished();
    let connection = desk.connection();
    let state = dump(connection);
    for sql in [
        "update entry set at = 0",
        "delete from entry where sequence = 1",
        "insert into entry values (900, 0, '')",
        "insert or replace into entry values (1, 0, '')",
        "update node set hash = zeroblob(32)",
        "delete from node",
        "update payload set content = '{}'",
        "update entry_object set object = 'x'",
        "delete from entry_object",
    ] {
        assert!(connection.execute_batch(sql).is_err(), "{sql}");
    }
    assert_eq!(dump(connection), state);
}

/// Control: without its trigger an entry would not stay.
#[test]
fn control_without_the_trigger_an_entry_goes() {
    let (desk, _, _) = Desk::furnished();
    desk.connection().execute_batch("pragma foreign_keys = off; drop trigger entry_stays").unwrap();
    assert_eq!(desk.connection().execute("delete from entry where sequence = 1", []), Ok(1));
}

/// Reading goes through statements that cannot write, whatever they say.
#[test]
fn a_look_cannot_write() {
    let (desk, _, _) = Desk::furnished();
    let db = super::super::db::Db::over(desk.connection());
    let refused = db.all("delete from person returning id", [], |_| Ok(())).unwrap_err();
    assert_eq!(refused.rule, Rule::NotAllowed);
    assert_eq!(count(desk.connection(), "person"), 6);
}

#[test]
fn the_history_of_a_thing_is_read_from_the_ledger() {
    let (_home, store, founder) = founded();
    let invited = wait(store.perform(person(&founder), super::desk::once(), Invite { name: "Мария".into() })).unwrap();
    let journal = |of, before, limit| wait(store.see(person(&founder), Journal { of, before, limit })).unwrap();
    let names = |lines: Vec<crate::journal::Line>| lines.into_iter().map(|line| (line.entry, line.read.act)).collect::<Vec<_>>();
    let (first, second) = ((1, "school.found".to_owned()), (2, "person.invite".to_owned()));
    assert_eq!(names(journal(None, None, 10)), [second.clone(), first.clone()]);
    let (only_first, only_second) = ([first], [second]);
    assert_eq!(names(journal(None, Some(2), 10)), only_first);
    assert_eq!(names(journal(None, None, 1)), only_second);
    assert_eq!(names(journal(Some(founder.clone()), None, 10)), only_first);
    assert_eq!(names(journal(Some(invited.done), None, 10)), only_second);
}

/// An export verifies, alone and against what somebody holds; erased payloads are told and harm nothing.
/// covers: B8
#[test]
fn an_export_of_the_store_verifies_anywhere() {
    let (home, store, founder) = founded();
    let held = wait(store.checkpoint()).unwrap();
    for name in ["Мария", "Олег"] {
        wait(store.perform(person(&founder), super::desk::once(), Invite { name: name.into() })).unwrap();
    }
    let export = |payloads| wait(store.export(console(), Vec::new(), payloads)).unwrap();
    let witness = Held { witness: Witness(vec![held]), ..Held::default() };
    let verdict = |bytes: &[u8]| verify_export(bytes, &witness, |_| ()).unwrap();
    let whole = verdict(&export(true));
    assert_eq!((whole.damage, whole.head.sequence, whole.payloads, whole.without), (None, 3, 3, 0));
    assert_eq!(whole.whose.unwrap().1, store.public_key());
    assert!(String::from_utf8(export(true)).unwrap().contains("Олег"));
    let kept_back = export(false);
    assert!(!String::from_utf8(kept_back.clone()).unwrap().contains("Олег"));
    assert_eq!(verdict(&kept_back).without, 3);
    let erasing = Connection::open(home.path().join("objektiv.sqlite")).unwrap();
    erasing.execute("delete from payload where entry = 3", []).unwrap();
    let erased = verdict(&export(true));
    assert_eq!((erased.damage, erased.payloads, erased.without), (None, 2, 1));
    let refused = wait(store.export(person(&founder), Vec::new(), true)).unwrap_err();
    assert_eq!(refused.rule, Rule::StepUp);
    assert!(wait(store.export(person(&founder).after_step_up(), Vec::new(), true)).is_ok());
    assert_eq!(wait(store.export(program(), Vec::new(), true)).unwrap_err().rule, Rule::NotAllowed);
}

/// A row changed behind the program's back is found in the export, at its entry.
/// covers: B8
#[test]
fn a_changed_row_is_found_in_the_export() {
    let (home, store, founder) = founded();
    for name in ["Мария", "Олег"] {
        wait(store.perform(person(&founder), super::desk::once(), Invite { name: name.into() })).unwrap();
    }
    let behind = Connection::open(home.path().join("objektiv.sqlite")).unwrap();
    behind
        .execute_batch(
            "drop trigger entry_stays_as_it_is; update entry set record = replace(record, 'invite', 'unlock') where sequence = 2",
        )
        .unwrap();
    let bytes = wait(store.export(console(), Vec::new(), false)).unwrap();
    let damage = verify_export(&bytes[..], &Held::default(), |_| ()).unwrap().damage.unwrap();
    assert_eq!(damage.sequence, 2);
}

/// Proofs are made from the stored nodes.
/// covers: B9
#[test]
fn a_proof_is_made_from_stored_nodes() {
    let (desk, _, _) = Desk::furnished();
    let (connection, standing) = desk.writer.open.as_ref().unwrap();
    let size = standing.head.sequence;
    for place in 0..size {
        let record: String = connection.query_row("select record from entry where sequence = ?", [place + 1], |row| row.get(0)).unwrap();
        let proof = Proof::of_record(place, size, |asked| node(connection, asked)).unwrap().unwrap();
        assert_eq!(proof.shows_record(record.as_bytes(), place, standing.tree.head()), Ok(()));
    }
}

/// Whoever reads the plan reads about what an entry is, and why; the administrator reads that of people only, the history of a measure names no
/// other measure.
/// covers: B13
#[test]
fn the_journal_names_things_to_those_who_may_see_them() {
    let (mut desk, world, founder) = Desk::furnished();
    desk.perform(&person(&founder), PutOff::sample(&world)).unwrap();
    let drop = DropOccurrence { occurrence: world.plan.question.clone(), ..DropOccurrence::sample(&world) };
    desk.perform(&person(&founder), drop).unwrap();
    let both = SayDone {
        occurrences: [&world.plan.idle, &world.plan.measure].map(|measure| open(&desk, measure)).to_vec(),
        ..SayDone::sample(&world)
    };
    desk.perform(&person(&founder), both).unwrap();
    let give = |role| Give { person: world.invited.clone(), role, scope: Scope::School, from: world.today, to: None };
    let activate = Activate { person: world.invited.clone(), seen: 2 };
    desk.perform(&program(), activate).unwrap();
    desk.perform(&person(&founder), give(Role::Administrator)).unwrap();
    let lines = |desk: &Desk, by: &Id| see(desk, &person(by), &Journal { of: None, before: None, limit: 100 }).unwrap();
    let told = |lines: &[Line], prefix: &str| {
        lines.iter().filter(|line| line.thing.as_ref().is_some_and(|(id, _)| id.as_str().starts_with(prefix))).count()
    };
    let seen = lines(&desk, &founder);
    assert!(told(&seen, "measure-") > 2 && told(&seen, "plan-") > 0 && told(&seen, "person-") > 2);
    assert_eq!(seen.iter().filter(|line| line.reason.as_deref() == Some("Перенесён семинар")).count(), 1);
    let of_two = seen.iter().find(|line| line.beside > 0).unwrap();
    assert_eq!((of_two.read.act.as_str(), of_two.beside), ("occurrence.say-done", 1));
    let administrator = lines(&desk, &world.invited);
    assert_eq!((administrator.len(), told(&administrator, "measure-"), told(&administrator, "plan-")), (seen.len(), 0, 0));
    assert!(told(&administrator, "person-") > 2 && administrator.iter().all(|line| line.reason.is_none() && line.beside == 0));
    // The owner of one of the two measures learns nothing of the other.
    let own = see(&desk, &person(&founder), &One::of(world.plan.measure.clone())).unwrap();
    assert!(own.history.iter().any(|line| line.read.act == "occurrence.say-done"));
    assert!(own.history.iter().all(|line| line.thing.is_none() && line.beside == 0));
}

/// A time of a measure nothing was decided about.
fn open(desk: &Desk, measure: &Id) -> Shown {
    let sql = "select id, coalesce(put_off_to, due_day) from occurrence where measure = ? and state = 'open' order by due_day limit 1";
    let read = |row: &rusqlite::Row<'_>| Ok::<(String, String), rusqlite::Error>((row.get(0)?, row.get(1)?));
    let (id, due) = desk.connection().query_row(sql, [measure.as_str()], read).unwrap();
    Shown { id: Id::read(&id).unwrap(), due: due.parse().unwrap(), seen: 1 }
}
