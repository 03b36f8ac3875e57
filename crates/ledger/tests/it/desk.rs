//! Ledgers to try things on.

use std::path::PathBuf;

use jiff::Timestamp;
use ledger::{Act, Actor, Checkpoint, Digest, Entry, FileVerdict, Ledger, scan};
use serde_json::json;

/// A ledger in a folder of its own.
pub struct Desk {
    home: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Self { home: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self) -> PathBuf {
        self.home.path().join("a.ledger")
    }

    pub fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.path()).unwrap()
    }

    pub fn with(bytes: &[u8]) -> Self {
        let desk = Self::new();
        std::fs::write(desk.path(), bytes).unwrap();
        desk
    }
}

/// The act number `n`: not two alike.
pub fn act(n: u64) -> Act {
    let seconds = 1_795_000_000 + i64::try_from(n).unwrap() * 61;
    let details = json!({"file": format!("протокол-{n}.toml"), "n": n, "list": [true, null, {"в": -1}]});
    Act {
        at: Timestamp::from_second(seconds).unwrap(),
        actor: actor(n),
        name: "preregister".into(),
        subjects: (0..n % 3).map(|i| Digest::of(format!("{n}/{i}").as_bytes())).collect(),
        details: details.as_object().unwrap().clone(),
    }
}

fn actor(n: u64) -> Actor {
    match n % 3 {
        0 => Actor::Person(format!("p-{n}")),
        1 => Actor::Program,
        _ => Actor::Console,
    }
}

/// The lines of a ledger of `n` entries, each with its end, written through the file.
pub fn lines(n: u64) -> Vec<Vec<u8>> {
    let desk = Desk::new();
    let mut ledger = Ledger::open(&desk.path()).unwrap();
    for number in 1..=n {
        ledger.append(act(number)).unwrap();
    }
    drop(ledger);
    desk.bytes().split_inclusive(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect()
}

/// The verdict on some bytes.
pub fn verdict(bytes: &[u8], held: Option<Checkpoint>) -> FileVerdict {
    scan(bytes, held, |_| ()).unwrap()
}

/// The intact entries in some bytes.
pub fn entries(bytes: &[u8]) -> Vec<Entry> {
    let mut found = Vec::new();
    scan(bytes, None, |entry| found.push(entry)).unwrap();
    found
}

/// Whoever knows the form can write lines: `acts` after `point`.
pub fn forged(point: Checkpoint, acts: &[u64]) -> Vec<Vec<u8>> {
    written(point, acts, |number, Checkpoint { sequence, hash }| {
        let subject = Digest::of(&number.to_le_bytes());
        format!(
            r#"{{"act":"preregister","actor":"program","at":"2026-11-23T10:00:00Z","details":{{}},"previous":"{hash}","sequence":{},"subjects":["{subject}"],"version":2}}"#,
            sequence + 1
        )
    })
}

/// Lines as the program wrote them before an entry said who acted: by hand, for no code writes them any more.
pub fn form_one(acts: &[u64]) -> Vec<Vec<u8>> {
    written(Checkpoint::empty(), acts, |number, Checkpoint { sequence, hash }| {
        let minute = number % 60;
        format!(
            r#"{{"act":"preregister","at":"2026-11-23T10:{minute:02}:00Z","details":{{"n":{number}}},"previous":"{hash}","sequence":{},"subjects":[],"version":1}}"#,
            sequence + 1
        )
    })
}

/// Lines with the bodies that `body` makes of a number and the point before it.
fn written(point: Checkpoint, acts: &[u64], body: impl Fn(u64, Checkpoint) -> String) -> Vec<Vec<u8>> {
    let mut head = point;
    let mut made = Vec::new();
    for &number in acts {
        let body = body(number, head);
        let hash = Digest::of(format!("objektiv/ledger/entry/1\0{body}").as_bytes());
        head = Checkpoint { sequence: head.sequence + 1, hash };
        made.push(format!("{hash} {body}\n").into_bytes());
    }
    made
}
