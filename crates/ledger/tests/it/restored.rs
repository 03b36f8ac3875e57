//! A ledger that was restored from a backup: what was issued after the backup is told as that, everything else that does not agree is damage.

use ledger::{
    Act, Actor, Checkpoint, Export, ExportDamageKind as Kind, ExportVerdict, Held, IssuedAfter, RESTORED, SignedCheckpoint, SigningKey,
    Tree, Witness, verify_export,
};
use serde_json::json;

use super::desk::act;

/// A ledger that grows, as the program keeps one.
#[derive(Clone)]
struct Kept {
    origin: String,
    records: Vec<String>,
    head: Checkpoint,
    tree: Tree,
}

impl Kept {
    fn new() -> Self {
        Self { origin: "office-1".into(), records: Vec::new(), head: Checkpoint::empty(), tree: Tree::empty() }
    }

    fn enter(&mut self, act: Act) {
        let (entry, record) = self.head.enter(act).unwrap();
        self.head = entry.checkpoint();
        self.tree.push(record.as_bytes());
        self.records.push(record);
    }

    fn grown(mut self, acts: u64, from: u64) -> Self {
        (from..from + acts).for_each(|number| self.enter(act(number)));
        self
    }

    /// Goes on from a backup of now, under another name.
    fn restored(mut self, origin: &str) -> Self {
        let last = self.head.sequence;
        let said = json!({"before": self.origin, "last": last, "origin": origin});
        let details = serde_json::Map::from_iter([("said".to_owned(), said)]);
        let at = jiff::Timestamp::from_second(1_795_100_000).unwrap();
        self.enter(Act { at, actor: Actor::Console, name: RESTORED.into(), subjects: vec![], details });
        origin.clone_into(&mut self.origin);
        self
    }

    fn signed(&self, key: &SigningKey) -> SignedCheckpoint {
        key.sign(&self.origin, self.tree.head(), self.head).unwrap()
    }

    fn verified(&self, notes: &[SignedCheckpoint]) -> ExportVerdict {
        let mut export = Export::begin(Vec::new(), &self.origin, &key().public()).unwrap();
        self.records.iter().for_each(|record| export.record(record, None).unwrap());
        let bytes = export.finish(&self.signed(&key())).unwrap();
        let held = Held { point: None, witness: Witness(notes.to_vec()) };
        verify_export(bytes.as_slice(), &held, |_| ()).unwrap()
    }
}

fn key() -> SigningKey {
    SigningKey::of(&[7; 32])
}

/// Whether longer than the restored ledger or shorter: signed by the old name after the backup is no damage, and told with its numbers.
#[test]
fn a_checkpoint_issued_after_the_backup_is_told_and_is_no_damage() {
    let backup = Kept::new().grown(10, 0);
    let restored = backup.clone().restored("office-2").grown(5, 50);
    for (more, held) in [(1, 11), (3, 13), (6, 16), (40, 50)] {
        let late = backup.clone().grown(more, 20).signed(&key());
        let verdict = restored.verified(&[backup.signed(&key()), late]);
        assert_eq!((verdict.damage, verdict.issued_after), (None, vec![IssuedAfter { held, last: 10 }]));
    }
}

/// What was issued before the backup has to agree, and so has everything of the new name.
#[test]
fn everything_else_stays_damage() {
    let backup = Kept::new().grown(10, 0);
    let restored = backup.clone().restored("office-2").grown(5, 50);
    let kind = |note: SignedCheckpoint| restored.verified(&[note]).damage.map(|damage| damage.kind);
    let early = Kept::new().grown(8, 0).signed(&key());
    assert_eq!(kind(early), None);
    let otherwise = Kept::new().grown(8, 30).signed(&key());
    assert_eq!(kind(otherwise), Some(Kind::Replaced), "an entry before the backup was written anew");
    let new = backup.clone().restored("office-2").grown(2, 70).signed(&key());
    assert_eq!(kind(new), Some(Kind::Replaced), "an entry after the restoration was written anew");
    let lost = restored.clone().grown(3, 80).signed(&key());
    assert_eq!(kind(lost), Some(Kind::Lost { held: 19 }), "the end was lost after the restoration");
    let sibling = backup.clone().restored("office-3").grown(2, 90).signed(&key());
    assert_eq!(kind(sibling), Some(Kind::Replaced), "another restoration of the same backup is another ledger");
    let forged = backup.clone().grown(3, 20).signed(&SigningKey::of(&[8; 32]));
    assert_eq!(kind(forged), Some(Kind::OtherKey { held: 13 }), "signed by another key");
}

/// An entry that says it is a restoration, but not of the entries before it, excuses nothing; nor does one of a ledger never restored.
#[test]
fn only_a_restoration_from_the_entries_before_it_counts() {
    let mut lying = Kept::new().grown(10, 0);
    let said = json!({"before": "office-1", "last": 4, "origin": "office-2"});
    let details = serde_json::Map::from_iter([("said".to_owned(), said)]);
    lying.enter(Act { name: RESTORED.into(), details, ..act(1) });
    let late = Kept::new().grown(8, 30).signed(&key());
    let verdict = lying.verified(std::slice::from_ref(&late));
    assert_eq!((verdict.damage.unwrap().kind, verdict.issued_after), (Kind::Replaced, vec![]));
    let never = Kept::new().grown(10, 0);
    assert_eq!(never.verified(&[late]).damage.unwrap().kind, Kind::Replaced);
}

/// Restored twice: each name is held to its own backup.
#[test]
fn a_ledger_restored_twice_knows_both_its_earlier_names() {
    let first = Kept::new().grown(10, 0);
    let second = first.clone().restored("office-2").grown(4, 50);
    let now = second.clone().restored("office-3").grown(2, 60);
    let notes = [first.clone().grown(7, 20).signed(&key()), second.clone().signed(&key()), second.clone().grown(9, 70).signed(&key())];
    let verdict = now.verified(&notes);
    let after = vec![IssuedAfter { held: 17, last: 10 }, IssuedAfter { held: 24, last: 15 }];
    assert_eq!((verdict.damage, verdict.issued_after), (None, after));
}
