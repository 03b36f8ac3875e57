//! B3 for backups: the n-th call to the disk fails, for every n, while a backup is made and while a school is restored. It is done or absent; nothing
//! half done is left; the next try succeeds.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use faultdisk::Disk;
use records::progress::Silent;

use super::super::backup::faults;
use super::super::connect::{self, Settings};
use super::super::open::{Store, Surroundings};
use super::backups::{attached, backed_up, file, furnished, names, restored, sheet};
use super::desk::{count, once, person, program, random, sound, world};
use super::folder::wait;
use crate::act::Act;
use crate::refusal::Rule;
use crate::school::Found;

/// Names in the books, and names in the folder: the same, and nothing unfinished.
fn agree(home: &Path, settings: Settings, at: &str) -> (u64, usize) {
    let connection = connect::reading(&home.join("objektiv.sqlite"), settings).unwrap();
    sound(&connection).unwrap();
    let mut statement = connection.prepare("select name from backup order by name").unwrap();
    let mut booked: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    booked.sort();
    assert_eq!(names(&home.join("backups")), booked, "{at}");
    (count(&connection, "entry"), booked.len())
}

/// Every call of the backup itself: of reading, writing, syncing, renaming, before every step of the engine.
/// covers: B3
#[test]
fn a_fault_at_any_call_of_a_backup_leaves_nothing_half_done() {
    let (home, store, founder) = furnished();
    attached(&store, &founder, &[7; 150_000], false);
    attached(&store, &founder, b"list of a class", true);
    let mut tried = 0;
    for faults_in_a_row in [1, u64::MAX] {
        for n in 0.. {
            let before = agree(home.path(), Settings::default(), "before");
            let work = wait(store.backing_up(program())).unwrap();
            let kind = if n % 2 == 0 { ErrorKind::Other } else { ErrorKind::StorageFull };
            faults::fail(n, faults_in_a_row, kind);
            let answer = work.run(&Silent).map_err(|refusal| refusal.rule);
            let failed = faults::mend();
            let at = format!("call {n}, {faults_in_a_row} in a row");
            let after = agree(home.path(), Settings::default(), &at);
            if answer.is_ok() {
                // What is tried after the entry may fail: the folder synced once more after thinning.
                assert!(failed <= 1, "{at}");
                assert_eq!(after, (before.0 + 1, before.1 + 1), "{at}");
            } else {
                assert!(matches!(answer, Err(Rule::Disk | Rule::DiskFull)), "{at}: {answer:?}");
                assert_eq!(after, before, "{at}");
            }
            tried += failed.min(1);
            if failed == 0 {
                assert!(n > 20, "{n} calls");
                break;
            }
        }
    }
    println!("faults at every call of a backup: {tried}, nothing half done");
    assert!(tried > 60, "{tried}");
    let made = backed_up(&store).unwrap();
    restored(&file(home.path(), &made), &home.path().join("away")).unwrap();
}

/// Every call of the engine, of the database that is copied and of the entry that is made.
/// covers: B3
#[test]
fn a_fault_of_the_database_while_it_is_copied_leaves_nothing_half_done() {
    let (home, disk) = (tempfile::tempdir().unwrap(), Disk::new());
    let settings = Settings { vfs: Some(disk.name()), ..Settings::default() };
    let store = Store::open_with(home.path(), Surroundings { random: random(5), address: String::new() }, settings).unwrap();
    let founder = wait(store.perform(program(), once(), Found::sample(&world()))).unwrap().done.person;
    wait(store.perform(person(&founder), once(), sheet().issue())).unwrap();
    let mut tried = 0;
    for n in 0.. {
        let before = agree(home.path(), settings, "before");
        let work = wait(store.backing_up(program())).unwrap();
        let failed = disk.failed();
        disk.fail(n, 1);
        let answer = work.run(&Silent).map_err(|refusal| refusal.rule);
        disk.mend();
        let failed = disk.failed() - failed;
        let after = agree(home.path(), settings, &format!("call {n}"));
        match answer {
            Ok(_) => assert_eq!(after, (before.0 + 1, before.1 + 1), "call {n}"),
            Err(Rule::Disk | Rule::DiskFull) => assert_eq!(after, before, "call {n}"),
            Err(rule) => panic!("call {n}: {rule:?}"),
        }
        tried += failed;
        if failed == 0 {
            assert!(n > 10, "{n} calls");
            break;
        }
    }
    println!("faults at every call of the database: {tried}, nothing half done");
}

/// Every call of a restoration: the folder is not there, nothing lies beside, and then it is whole.
/// covers: B3
#[test]
fn a_fault_at_any_call_of_a_restoration_leaves_nothing() {
    let (home, store, founder) = furnished();
    attached(&store, &founder, &[7; 150_000], false);
    attached(&store, &founder, b"list of a class", true);
    let backup = file(home.path(), &backed_up(&store).unwrap());
    let place = tempfile::tempdir().unwrap();
    let away = place.path().join("away");
    let mut tried = 0;
    for faults_in_a_row in [1, u64::MAX] {
        for n in 0.. {
            // An empty folder that was there stays.
            let there = n % 2 == 0;
            if there {
                fs::create_dir(&away).unwrap();
            }
            faults::fail(n, faults_in_a_row, ErrorKind::Other);
            let answer = restored(&backup, &away);
            let failed = faults::mend();
            tried += failed.min(1);
            let at = format!("call {n}, {faults_in_a_row} in a row");
            match answer {
                Ok(_) => {
                    // The last call syncs the name of a folder that is in its place.
                    assert!(failed <= 1 && away.join("objektiv.sqlite").is_file(), "{at}");
                    fs::remove_dir_all(&away).unwrap();
                }
                Err(error) => {
                    let left: &[&str] = if there { &["away"] } else { &[] };
                    assert_eq!(names(place.path()), left, "{at}: {error}");
                    assert!(names(&away).is_empty(), "{at}");
                    if there {
                        fs::remove_dir(&away).unwrap();
                    }
                }
            }
            if failed == 0 {
                assert!(n > 15, "{n} calls");
                break;
            }
        }
    }
    println!("faults at every call of a restoration: {tried}, nothing left");
    assert!(tried > 40, "{tried}");
    restored(&backup, &away).unwrap();
}
