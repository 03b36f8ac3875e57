//! Ledgers to try things on.

use std::path::PathBuf;

use jiff::Timestamp;
use ledger::{Act, Checkpoint, Digest, Entry, Ledger, Verdict, scan};
use serde_json::{Map, json};

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
        name: "preregister".into(),
        subjects: (0..n % 3).map(|i| Digest::of(format!("{n}/{i}").as_bytes())).collect(),
        details: details.as_object().unwrap().clone(),
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
pub fn verdict(bytes: &[u8], held: Option<Checkpoint>) -> Verdict {
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
    let mut head = point;
    let mut made = Vec::new();
    for &number in acts {
        let body = json!({
            "act": "preregister", "at": "2026-11-23T10:00:00Z", "details": Map::new(), "previous": head.hash.to_string(),
            "sequence": head.sequence + 1, "subjects": [Digest::of(&number.to_le_bytes()).to_string()], "version": 1,
        });
        let body = ledger::canonical(&body).unwrap();
        let hash = Digest::of(format!("objektiv/ledger/entry/1\0{body}").as_bytes());
        head = Checkpoint { sequence: head.sequence + 1, hash };
        made.push(format!("{hash} {body}\n").into_bytes());
    }
    made
}
