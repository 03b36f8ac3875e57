//! A real folder: opened once, with its keys, its files, its readers.

use std::path::Path;

use super::super::error::OpenError;
use super::super::files::Upload;
use super::super::open::{Store, Surroundings};
use super::desk::{morning, once, person, program, random, world};
use crate::act::Act;
use crate::id::Id;
use crate::journal::Refusals;
use crate::people::{Invite, List};
use crate::reader::Reader;
use crate::refusal::Rule;
use crate::school::{Found, Overview};

pub fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

pub fn opened(folder: &Path) -> Result<Store, OpenError> {
    Store::open(folder, Surroundings { random: random(5), address: "http://127.0.0.1:8080".into() })
}

/// A founded school in a folder of its own.
pub fn founded() -> (tempfile::TempDir, Store, Id) {
    let home = tempfile::tempdir().unwrap();
    let store = opened(home.path()).unwrap();
    let founder = wait(store.perform(program(), once(), Found::sample(&world()))).unwrap().done.person;
    (home, store, founder)
}

#[test]
fn a_school_is_there_after_a_start() {
    let (home, store, founder) = founded();
    let shown = wait(store.see(person(&founder), Overview)).unwrap();
    assert_eq!((shown.name.value.as_str(), shown.name.entry, shown.years.len()), ("Школа № 1", 1, 1));
    let key = store.public_key();
    drop(store);
    let store = opened(home.path()).unwrap();
    assert_eq!((wait(store.see(person(&founder), Overview)).unwrap(), store.public_key()), (shown, key));
}

#[test]
fn a_second_program_is_told_where_the_first_one_is() {
    let (home, store, _) = founded();
    assert!(matches!(opened(home.path()), Err(OpenError::InUse { address }) if address == "http://127.0.0.1:8080"));
    drop(store);
    assert!(opened(home.path()).is_ok());
}

#[test]
fn a_ledger_without_its_key_is_told() {
    let (home, store, _) = founded();
    drop(store);
    let key = home.path().join("keys").join("ledger.key");
    std::fs::write(&key, "not a key").unwrap();
    assert!(matches!(opened(home.path()), Err(OpenError::Key(path)) if path == key));
    std::fs::remove_file(&key).unwrap();
    assert!(matches!(opened(home.path()), Err(OpenError::Key(path)) if path == key));
}

#[cfg(unix)]
#[test]
fn only_the_owner_reads_the_keys() {
    use std::os::unix::fs::PermissionsExt;
    let (home, _store, _) = founded();
    for name in ["ledger.key", "names.key"] {
        let mode = std::fs::metadata(home.path().join("keys").join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn a_changed_last_entry_is_told_at_the_start() {
    let (home, store, _) = founded();
    drop(store);
    let path = home.path().join("objektiv.sqlite");
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.execute_batch("drop trigger entry_stays_as_it_is; update entry set record = replace(record, 'found', 'Found')").unwrap();
    drop(connection);
    assert!(matches!(opened(home.path()), Err(OpenError::Damaged(what)) if what.starts_with("entry 1")));
}

/// What was asked for is done though nobody waits any more.
#[test]
fn an_act_outlives_whoever_asked() {
    let (_home, store, founder) = founded();
    let by = || person(&founder);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(async {
        let asked = store.perform(by(), once(), Invite { name: "Мария".into() });
        // Polled once, then dropped: a browser that went.
        let mut asked = Box::pin(asked);
        let polled = std::future::poll_fn(|context| std::task::Poll::Ready(asked.as_mut().poll(context).is_pending())).await;
        drop(asked);
        let people = store.see(by(), List).await.unwrap();
        let mut found = people.len();
        for _ in 0..200 {
            if found == 2 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            found = store.see(by(), List).await.unwrap().len();
        }
        assert!(polled && found == 2, "{polled} {found}");
    });
}

#[test]
fn a_reader_sees_while_others_write() {
    let (_home, store, founder) = founded();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).build().unwrap();
    let store = std::sync::Arc::new(store);
    let tasks: Vec<_> = (0..8)
        .map(|writer| {
            let (store, by) = (std::sync::Arc::clone(&store), person(&founder));
            runtime.spawn(async move {
                for number in 0..10 {
                    store.perform(by.clone(), once(), Invite { name: format!("{writer} {number}") }).await.unwrap();
                    store.see(by.clone(), List).await.unwrap();
                }
            })
        })
        .collect();
    runtime.block_on(async {
        for task in tasks {
            task.await.unwrap();
        }
    });
    assert_eq!(wait(store.see(person(&founder), List)).unwrap().len(), 81);
}

#[test]
fn a_refusal_is_logged_with_its_rule() {
    let (_home, store, founder) = founded();
    let stranger = Reader::new(crate::Actor::Person(Id::read("person-9").unwrap()), morning());
    let refused = wait(store.perform(stranger, once(), Invite { name: "Мария".into() })).unwrap_err();
    assert_eq!(refused.rule, Rule::NotAllowed);
    wait(store.perform(person(&founder), once(), Invite { name: " ".into() })).unwrap_err();
    let log = wait(store.see(person(&founder), Refusals { limit: 10 })).unwrap();
    let lines: Vec<_> = log.iter().map(|line| (line.actor.as_str(), line.act.as_str(), line.rule.as_str())).collect();
    let by = format!("person:{founder}");
    assert_eq!(lines, [(by.as_str(), "person.invite", "missing"), ("person:person-9", "person.invite", "not-allowed")]);
}

#[test]
fn bytes_are_kept_under_their_digest() {
    let (home, store, _) = founded();
    let at = morning().timestamp();
    let address = wait(store.keep(Upload { bytes: b"scan".to_vec(), names: false, at })).unwrap();
    assert_eq!(address, ledger::Digest::of(b"scan"));
    assert_eq!(wait(store.file(address)).unwrap().as_deref(), Some(&b"scan"[..]));
    let text = address.to_string();
    assert!(home.path().join("files").join(&text[..2]).join(&text[2..]).exists());
}

/// B21 in part, by hand: acts one after another on a real folder; `OBJEKTIV_ACTS` says how many.
#[test]
#[ignore = "a measurement"]
fn how_many_acts_a_second() {
    let acts: usize = std::env::var("OBJEKTIV_ACTS").ok().and_then(|text| text.parse().ok()).unwrap_or(5_000);
    let (_home, store, founder) = founded();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let mut took: Vec<f64> = runtime.block_on(async {
        let mut took = Vec::new();
        for number in 0..acts {
            let start = std::time::Instant::now();
            store.perform(person(&founder), once(), Invite { name: format!("Сотрудник {number}") }).await.unwrap();
            took.push(start.elapsed().as_secs_f64() * 1000.0);
        }
        took
    });
    let last = took.split_off(took.len() / 2);
    for (name, mut part) in [("first half", took), ("second half", last)] {
        let rate = part.len() as f64 / part.iter().sum::<f64>() * 1000.0;
        part.sort_by(f64::total_cmp);
        println!("{name}: {rate:.0} acts a second, median {:.2} ms, p99 {:.2} ms", part[part.len() / 2], part[part.len() * 99 / 100]);
    }
    assert_eq!(wait(store.checkpoint()).unwrap().last.sequence, acts as u64 + 1);
}
