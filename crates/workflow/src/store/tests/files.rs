//! Files wait a day for an act that names them.

use jiff::{Span, Timestamp};
use ledger::Digest;
use serde::Serialize;
use words::{Word, acts};

use super::super::db::Tx;
use super::super::files::Upload;
use super::desk::{morning, once, person};
use super::folder::{founded, wait};
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::school::Open;
use crate::world::World;

/// An act of tests that names a file.
#[derive(Serialize)]
pub struct Attach {
    pub file: String,
}

impl Act for Attach {
    const NAME: &'static str = "test.attach";
    const SAID: Word = acts::school_change;
    const POLICY: Policy = Open::POLICY;
    type Seen = ();
    type Done = ();

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, _tx: &Tx<'_>) -> Result<(), Refusal> {
        Ok(())
    }

    fn place(&self, _seen: &()) -> Place {
        Place::default()
    }

    fn check(&self, _by: &Reader, _seen: &()) -> Result<(), Refusal> {
        Ok(())
    }

    fn apply(self, _seen: (), tx: &mut Tx<'_>) -> Result<(), Refusal> {
        tx.name_file(&self.file.parse().unwrap())
    }

    fn said(_done: &()) -> Said {
        Said::default()
    }

    fn sample(_world: &World) -> Self {
        Self { file: Digest::of(b"scan").to_string() }
    }
}

fn later(hours: i64) -> Timestamp {
    morning().timestamp().checked_add(Span::new().hours(hours)).unwrap()
}

#[test]
fn what_no_act_named_is_swept_after_a_day() {
    let (home, store, founder) = founded();
    let keep = |bytes: &[u8]| wait(store.keep(Upload { bytes: bytes.to_vec(), names: false, at: later(0) })).unwrap();
    let (named, unnamed) = (keep(b"scan"), keep(b"draft"));
    wait(store.perform(person(&founder), once(), Attach { file: named.to_string() })).unwrap();
    assert_eq!(wait(store.sweep(later(23))).unwrap(), 0);
    // A file that lost its row with the machine waits a day from when it is found.
    let lost = Digest::of(b"lost").to_string();
    std::fs::create_dir_all(home.path().join("files").join(&lost[..2])).unwrap();
    std::fs::write(home.path().join("files").join(&lost[..2]).join(&lost[2..]), b"lost").unwrap();
    assert_eq!(wait(store.sweep(later(24))).unwrap(), 1);
    assert_eq!(wait(store.file(unnamed)).unwrap(), None);
    assert_eq!(wait(store.sweep(later(49))).unwrap(), 1);
    assert_eq!(wait(store.file(named)).unwrap().as_deref(), Some(&b"scan"[..]));
    let refused = wait(store.perform(person(&founder), once(), Attach { file: unnamed.to_string() })).unwrap_err();
    assert_eq!(refused.rule, Rule::FileNotKept);
}

/// What was being written when the machine stopped is no file, and goes with the next start.
#[test]
fn an_unfinished_file_is_cleared() {
    let (home, store, _) = founded();
    let folder = home.path().join("files").join("ab");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("cd.new"), b"a part").unwrap();
    assert_eq!(wait(store.sweep(later(0))).unwrap(), 0);
    drop(store);
    let _store = super::folder::opened(home.path()).unwrap();
    assert!(!folder.join("cd.new").exists());
}

#[test]
fn the_address_of_a_file_with_names_says_nothing_of_it() {
    let (home, store, _) = founded();
    let (_other_home, other, _) = founded_with_another_key();
    let upload = || Upload { bytes: b"list of a class".to_vec(), names: true, at: later(0) };
    let (here, again, there) =
        (wait(store.keep(upload())).unwrap(), wait(store.keep(upload())).unwrap(), wait(other.keep(upload())).unwrap());
    assert_eq!(here, again);
    assert!(here != there && here != Digest::of(b"list of a class"));
    assert_eq!(wait(store.file(here)).unwrap().as_deref(), Some(&b"list of a class"[..]));
    let text = here.to_string();
    let lying = std::fs::read(home.path().join("files").join(&text[..2]).join(format!("{}.age", &text[2..]))).unwrap();
    assert!(lying.starts_with(b"age-encryption.org/v1") && !lying.windows(4).any(|bytes| bytes == b"list"), "sealed");
}

fn founded_with_another_key() -> (tempfile::TempDir, super::super::open::Store, Id) {
    use super::super::open::{Store, Surroundings};
    let home = tempfile::tempdir().unwrap();
    let random = super::desk::random(77);
    let store = Store::open(home.path(), Surroundings { random, address: String::new() }).unwrap();
    (home, store, Id::school())
}
