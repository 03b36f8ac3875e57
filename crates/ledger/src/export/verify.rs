//! Verification of an export, line by line and with bounded memory.

use std::io::{self, BufRead};

use super::damage::{ExportDamage, ExportDamageKind as Kind};
use super::restored::{IssuedAfter, Restorations};
use super::{BESIDE, FORM};
use crate::act::is_word;
use crate::chain::{lost, same, settled};
use crate::checkpoint::Checkpoint;
use crate::damage::DamageKind;
use crate::digest::Digest;
use crate::entry::Entry;
use crate::lines::{Line, Lines};
use crate::payload::Payload;
use crate::signed::{PublicKey, SignedCheckpoint, Witness};
use crate::tree::{Tree, TreeHead};

/// Longest note, in lines.
const NOTE: usize = 6;

/// What somebody kept elsewhere: only with it the loss of the end, or records written anew and signed anew, can be seen.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// The checkpoint of an entry.
    pub point: Option<Checkpoint>,
    /// Signed checkpoints.
    pub witness: Witness,
}

/// What an export holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportVerdict {
    /// Whose ledger, and the key its checkpoint is to be signed by; None where the first line is not intact.
    pub whose: Option<(String, PublicKey)>,
    /// The last intact entry.
    pub head: Checkpoint,
    /// The tree of the intact entries.
    pub tree: TreeHead,
    /// Payloads that stand beside their entries.
    pub payloads: u64,
    /// Entries whose payload is not there: erased, or kept back.
    pub without: u64,
    /// Held checkpoints that were issued after a backup the ledger was restored from: they say nothing for or against it.
    pub issued_after: Vec<IssuedAfter>,
    /// The first damage; None where everything holds.
    pub damage: Option<ExportDamage>,
}

/// Verifies an export: the chain, the tree, every payload, the signature, and what somebody holds. Every intact entry is handed to `each` in order.
///
/// # Errors
/// Reading itself; damage is no error but the answer.
pub fn verify_export(source: impl BufRead, held: &Held, each: impl FnMut(&Entry)) -> io::Result<ExportVerdict> {
    let mut reader = Reader::at(source, Checkpoint::empty(), Tree::empty());
    let kind = reader.read(held, each)?.err();
    let issued_after = reader.whose.as_ref().map(|(_, key)| reader.restorations.issued_after(&held.witness.0, key)).unwrap_or_default();
    let Reader { number, start, whose, head, tree, payloads, without, .. } = reader;
    let sequence = match kind {
        Some(Kind::Beginning) => 0,
        Some(Kind::Chain(_)) => head.sequence.saturating_add(1),
        _ => head.sequence,
    };
    let damage = kind.map(|kind| ExportDamage { line: number, offset: start, sequence, kind });
    Ok(ExportVerdict { whose, head, tree: tree.head(), payloads, without, issued_after, damage })
}

pub(super) struct Reader<R> {
    lines: Lines<R>,
    /// The line last read, from one, and where it begins.
    pub(super) number: u64,
    start: u64,
    whose: Option<(String, PublicKey)>,
    head: Checkpoint,
    tree: Tree,
    payloads: u64,
    without: u64,
    restorations: Restorations,
}

impl<R: BufRead> Reader<R> {
    pub(super) fn at(source: R, head: Checkpoint, tree: Tree) -> Self {
        Self {
            lines: Lines::new(source),
            number: 0,
            start: 0,
            whose: None,
            head,
            tree,
            payloads: 0,
            without: 0,
            restorations: Restorations::default(),
        }
    }

    fn read(&mut self, held: &Held, each: impl FnMut(&Entry)) -> io::Result<Result<(), Kind>> {
        self.whose = self.line()?.as_ref().and_then(|line| beginning(line.as_ref()));
        let Some((origin, key)) = self.whose.clone() else { return Ok(Err(Kind::Beginning)) };
        if let Err(kind) = self.records(held, each)? {
            return Ok(Err(kind));
        }
        let signed = match self.note()? {
            Ok(signed) => signed,
            Err(kind) => return Ok(Err(kind)),
        };
        let of_these = signed.origin == origin && signed.tree == self.tree.head() && signed.last == self.head;
        let checked = match () {
            () if !of_these => Err(Kind::OtherRecords),
            () if !signed.is_by(&key) => Err(Kind::Signature),
            () => self.held(held, &origin, &key),
        };
        Ok(checked)
    }

    /// The next line; its number and place are remembered, those of the end too.
    fn line(&mut self) -> io::Result<Option<Line>> {
        let line = self.lines.next().transpose()?;
        self.start = self.lines.before();
        self.number += 1;
        Ok(line)
    }

    /// Records and what stands beside them, up to the empty line.
    pub(super) fn records(&mut self, held: &Held, mut each: impl FnMut(&Entry)) -> io::Result<Result<(), Kind>> {
        let mut last: Option<Entry> = None;
        loop {
            let Some(line) = self.line()? else { return Ok(Err(Kind::Unfinished)) };
            let bytes: &[u8] = line.as_ref();
            if bytes.is_empty() {
                self.without += u64::from(last.is_some_and(|entry| Payload::is_spoken_of(&entry.details)));
                return Ok(Ok(()));
            }
            if let Some(beside) = bytes.strip_prefix(BESIDE.as_bytes()) {
                // Once a payload was met, its entry waits for none any more.
                let belongs = last.take().zip(payload(beside)).is_some_and(|(entry, payload)| payload.belongs(&entry.details));
                if !belongs {
                    return Ok(Err(Kind::Payload));
                }
                self.payloads += 1;
                continue;
            }
            let entry = match self.head.follow(bytes).and_then(|entry| same(entry, held.point)) {
                Ok(entry) => entry,
                Err(damage) => return Ok(Err(settled(damage, &mut self.lines)?.kind.into())),
            };
            self.without += u64::from(last.is_some_and(|entry| Payload::is_spoken_of(&entry.details)));
            self.head = entry.checkpoint();
            self.tree.push(bytes);
            self.restorations.note(&entry);
            each(&entry);
            if self.replaced(held) {
                return Ok(Err(Kind::Replaced));
            }
            last = Some(entry);
        }
    }

    /// Whether somebody holds another root of as many records as were read.
    fn replaced(&self, held: &Held) -> bool {
        let of_now = held.witness.0.iter().filter(|signed| signed.tree.size == self.head.sequence);
        let mut to_agree = of_now.filter(|signed| !self.restorations.cut(signed));
        to_agree.any(|signed| (signed.tree, signed.last) != (self.tree.head(), self.head))
    }

    /// The signed checkpoint, to the end of the file.
    fn note(&mut self) -> io::Result<Result<SignedCheckpoint, Kind>> {
        let (mut text, mut first) = (Vec::new(), None);
        for _ in 0..NOTE {
            let Some(line) = self.line()? else { break };
            first.get_or_insert((self.number, self.start));
            text.extend_from_slice(line.as_ref());
            text.push(b'\n');
        }
        let unfinished = self.lines.next().transpose()?.is_some() || self.lines.torn();
        // The note is one thing: damage of it is told at its first line.
        (self.number, self.start) = first.unwrap_or((self.number, self.start));
        if text.is_empty() && !unfinished {
            return Ok(Err(Kind::Unfinished));
        }
        let signed = std::str::from_utf8(&text).ok().and_then(|text| text.parse().ok());
        Ok(signed.filter(|_| !unfinished).ok_or(Kind::NotSigned))
    }

    /// Against what somebody holds of the end and of the key.
    fn held(&self, held: &Held, origin: &str, key: &PublicKey) -> Result<(), Kind> {
        if let Some(DamageKind::Truncated { held }) = lost(self.head, held.point).map(|damage| damage.kind) {
            return Err(Kind::Lost { held });
        }
        for signed in &held.witness.0 {
            let held = signed.tree.size;
            if held > self.head.sequence && !self.restorations.cut(signed) {
                return Err(Kind::Lost { held });
            }
            if !(signed.origin == origin || self.restorations.was(&signed.origin)) || !signed.is_by(key) {
                return Err(Kind::OtherKey { held });
            }
        }
        Ok(())
    }
}

fn beginning(line: &[u8]) -> Option<(String, PublicKey)> {
    let (hash, body) = std::str::from_utf8(line).ok()?.split_once(' ')?;
    let whole = hash.parse() == Ok(Digest::separated(FORM, body.as_bytes()));
    let (origin, key) = body.strip_prefix(FORM)?.strip_prefix(' ')?.split_once(' ')?;
    (whole && is_word(origin)).then_some(())?;
    Some((origin.to_owned(), key.parse().ok()?))
}

fn payload(beside: &[u8]) -> Option<Payload> {
    let (salt, content) = std::str::from_utf8(beside).ok()?.split_once(' ')?;
    Some(Payload { salt: *salt.parse::<Digest>().ok()?.as_bytes(), content: content.to_owned() })
}
