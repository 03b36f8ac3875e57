//! B18: a backup under load, an empty machine, the recovery sheet: the same rows, the same looks, the same files, sealed ones opened, the ledger whole.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ledger::{Digest, Held, Witness, verify_export};
use records::progress::Silent;
use rusqlite::Connection;

use super::super::files::Upload;
use super::super::open::{Store, Surroundings};
use super::backups::{file, furnished, opened_away, restored};
use super::desk::{Chance, console, morning, once, person, program, random, times};
use super::files::Attach;
use crate::id::Id;
use crate::journal::Journal;
use crate::people::{Invite, List};
use crate::school::{Open, Overview};

/// What somebody did while the backup was made.
enum Done {
    Act(u64),
    File { entry: u64, address: Digest, bytes: Vec<u8> },
}

impl Done {
    const fn entry(&self) -> u64 {
        match self {
            Self::Act(entry) | Self::File { entry, .. } => *entry,
        }
    }
}

/// One who works until told to stop.
async fn work(store: &Store, founder: &Id, mut chance: Chance, stop: &AtomicBool) -> Vec<Done> {
    let (by, mut done) = (person(founder), Vec::new());
    while !stop.load(Ordering::Relaxed) {
        match chance.below(4) {
            0 => {
                let bytes: Vec<u8> = (0..chance.below(120_000)).map(|at| (at.wrapping_mul(chance.0 | 1) >> 7) as u8).collect();
                let upload = Upload { bytes: bytes.clone(), names: chance.below(2) == 0, at: morning().timestamp() };
                let address = store.keep(upload).await.unwrap();
                let entry = store.perform(by.clone(), once(), Attach { file: address.to_string() }).await.unwrap().entry;
                done.push(Done::File { entry, address, bytes });
            }
            1 => {
                let first = jiff::civil::date(2030 + i16::try_from(chance.below(5_000)).unwrap(), 9, 1);
                let year = Open { first_day: first, last_day: first.checked_add(jiff::Span::new().days(270)).unwrap() };
                done.extend(store.perform(by.clone(), once(), year).await.ok().map(|receipt| Done::Act(receipt.entry)));
            }
            _ => {
                let name = format!("Сотрудник {} {}", chance.next(), "ё".repeat(chance.below(90) as usize));
                done.push(Done::Act(store.perform(by.clone(), once(), Invite { name }).await.unwrap().entry));
            }
        }
    }
    done
}

/// Rows of the school as they were after an entry: nothing of later ones, nothing of what is aside, nothing of the restoration.
fn rows(connection: &Connection, last: u64) -> Vec<String> {
    let sql = "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'
        and name not in ('once', 'refusal', 'job', 'disk_failure', 'restoration') order by name";
    let mut tables = connection.prepare(sql).unwrap();
    let names: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut found = Vec::new();
    for name in names {
        let columns = connection.prepare(&format!("select * from {name}")).unwrap();
        let named = columns.column_names();
        let until = match name.as_str() {
            "entry" => "sequence <= ?1",
            "node" => "(place + 1) << level <= ?1",
            // What no act had named is not in a backup.
            _ if named.contains(&"entry") => "entry <= ?1",
            // Nobody changed it meanwhile.
            _ => "?1 = ?1",
        };
        let mut statement = connection.prepare(&format!("select * from {name} where {until}")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([last]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values: Vec<rusqlite::types::Value> = (0..columns).map(|column| row.get(column).unwrap()).collect();
            found.push(format!("{name} {values:?}"));
        }
    }
    found.sort();
    found
}

/// What somebody sees of the school as it was after an entry.
async fn looks(store: &Store, founder: &Id, last: u64) -> (Vec<String>, Vec<String>, Vec<String>) {
    let by = || person(founder);
    let school = store.see(by(), Overview).await.unwrap();
    let years = school.years.iter().map(|year| format!("{year:?}"));
    let people = store.see(by(), List).await.unwrap().into_iter().filter(|person| person.entry <= last).map(|person| format!("{person:?}"));
    let journal = store.see(by(), Journal { of: None, before: Some(last + 1), limit: 100_000 }).await.unwrap();
    let head = format!("{:?} {:?} {:?} {:?}", school.name, school.week, school.periods, school.zone);
    (std::iter::once(head).chain(years).collect(), people.collect(), journal.into_iter().map(|line| format!("{line:?}")).collect())
}

/// One school: worked on while it is backed up, restored elsewhere, compared. How many acts came meanwhile, how many files were compared.
fn restored_as_it_was(seed: u64) -> (u64, usize) {
    let (home, store, founder) = furnished();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(3).enable_time().build().unwrap();
    let (store, stop, mut chance) = (Arc::new(store), Arc::new(AtomicBool::new(false)), Chance(seed));
    let workers: Vec<_> = (0..3)
        .map(|_| {
            let (store, founder, stop, chance) = (Arc::clone(&store), founder.clone(), Arc::clone(&stop), Chance(chance.next()));
            runtime.spawn(async move { work(&store, &founder, chance, &stop).await })
        })
        .collect();
    let (held, made, done) = runtime.block_on(async {
        tokio::time::sleep(std::time::Duration::from_millis(100 + chance.below(300))).await;
        let held = store.checkpoint().await.unwrap();
        let receipt = store.back_up(program(), Arc::new(Silent)).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(chance.below(50))).await;
        stop.store(true, Ordering::Relaxed);
        let mut done = Vec::new();
        for worker in workers {
            done.extend(worker.await.unwrap());
        }
        (held, receipt, done)
    });
    let last = made.done.last;
    let away = tempfile::tempdir().unwrap();
    let school = restored(&file(home.path(), &made.done), &away.path().join("school")).unwrap();
    assert_eq!((school.receipt.done.last, school.missing.len()), (last, 0));
    // Years carry no entry in their look: those of later acts are taken from the rows.
    let connection = |folder: &std::path::Path| Connection::open(folder.join("objektiv.sqlite")).unwrap();
    let there = rows(&connection(&away.path().join("school")), last);
    assert!(there == rows(&connection(home.path()), last) && there.len() as u64 > last, "seed {seed}: rows differ");
    let other = opened_away(&away.path().join("school"));
    let mut files = 0;
    runtime.block_on(async {
        let ((head, years, journal), (other_head, other_years, other_journal)) =
            (looks(&store, &founder, last).await, looks(&other, &founder, last).await);
        assert!(
            other_head.iter().all(|line| head.contains(line)) && years == other_years && journal == other_journal,
            "seed {seed}: looks differ"
        );
        for one in done.iter().filter(|one| one.entry() <= last) {
            if let Done::File { address, bytes, .. } = one {
                assert_eq!(other.file(*address).await.unwrap().as_ref(), Some(bytes), "seed {seed}");
                files += 1;
            }
        }
        let export = other.export(console(), Vec::new(), true).await.unwrap();
        let verdict = verify_export(export.as_slice(), &Held { witness: Witness(vec![held]), ..Held::default() }, |_| ()).unwrap();
        assert_eq!((verdict.damage, verdict.head.sequence), (None, last + 1), "seed {seed}");
    });
    let meanwhile = done.iter().filter(|one| one.entry() > last && one.entry() < made.entry).count() as u64;
    drop(Arc::try_unwrap(store).map_err(|_| ()).unwrap());
    (meanwhile, files)
}

/// covers: B18
#[test]
fn a_school_restored_is_the_school_that_was_backed_up() {
    let runs = times(100);
    let (mut meanwhile, mut files) = (0, 0);
    for seed in 0..runs {
        let (acts, compared) = restored_as_it_was(seed * 7_919 + 1);
        (meanwhile, files) = (meanwhile + acts, files + compared);
    }
    println!("restored: {runs} of {runs}; {meanwhile} acts while the backups were made, {files} files compared byte by byte");
    assert!(meanwhile > runs && files as u64 > runs, "{meanwhile} {files}");
}

/// Control: a copy of the folder while it is worked on is not a school as it was; the comparison sees it.
#[test]
fn control_a_school_that_lacks_an_act_is_found_to_differ() {
    let (home, store, founder) = furnished();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let made = runtime.block_on(store.back_up(program(), Arc::new(Silent))).unwrap().done;
    runtime.block_on(store.perform(person(&founder), once(), Invite { name: "Мария".into() })).unwrap();
    let away = home.path().join("away");
    restored(&file(home.path(), &made), &away).unwrap();
    let other = Store::open(&away, Surroundings { random: random(4200), address: String::new() }).unwrap();
    drop((store, other));
    let connection = |folder: &std::path::Path| Connection::open(folder.join("objektiv.sqlite")).unwrap();
    assert!(rows(&connection(&away), made.last) == rows(&connection(home.path()), made.last));
    assert!(rows(&connection(&away), made.last + 2) != rows(&connection(home.path()), made.last + 2));
}
