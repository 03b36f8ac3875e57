//! The tamper-evident journal of acts: each entry bound to the one before by SHA-256. The chain is pure over any medium, a file stands beside it.
//!
//! A record is `<hash> <body>`: 64 hexadecimal digits, a space, the body as canonical JSON. The hash is
//! SHA-256(`objektiv/ledger/entry/1` ‖ 0x00 ‖ body) and the body names the hash of the record before, so anybody can check a ledger with a few
//! lines of script. What a chain cannot show is the loss of its own end, or records written anew by whoever keeps them: for that somebody else
//! holds a [`Checkpoint`].
//!
//! - The chain: [`Checkpoint::enter`] makes the next entry and its record, [`Checkpoint::follow`] reads one back, [`verify`] goes through all.
//! - The file: [`Ledger`] keeps records as lines, appended under a lock and synced; [`scan_file`] verifies them. Nothing is repaired silently:
//!   a line torn by a crash is told and set aside only when asked ([`set_aside`]), and a lost line end given back ([`end_last_line`]).
//! - The tree: [`Tree`] over the same records (RFC 6962), so that a [`Proof`] of a few hashes shows one of them, and that a later tree goes on from
//!   an earlier one; a [`SignedCheckpoint`] says which root somebody stood by.
//! - The export: [`Export`] writes records, what belongs to them and the signed checkpoint into one file, [`verify_export`] checks it anywhere.
//!
//! covers: D3, D7
#![warn(missing_docs, unreachable_pub)]

mod act;
mod canonical;
mod chain;
mod checkpoint;
mod damage;
mod digest;
mod entry;
mod export;
mod file;
mod lines;
mod payload;
mod signed;
mod tree;
mod unfit;

pub use act::{Act, Actor};
pub use canonical::Uncanonical;
pub use chain::{Verdict, verify};
pub use checkpoint::Checkpoint;
pub use damage::{Damage, DamageKind};
pub use digest::{Digest, NotADigest};
pub use entry::Entry;
pub use export::{Export, ExportDamage, ExportDamageKind, ExportVerdict, Held, IssuedAfter, RESTORED, is_export, verify_export};
pub use file::{FileDamage, FileDamageKind, FileVerdict, Ledger, LedgerError, SetAside, end_last_line, scan, scan_file, set_aside};
pub use payload::Payload;
pub use signed::{NotSigned, PublicKey, SignedCheckpoint, SigningKey, Witness};
pub use tree::{Node, Proof, Refuted, Tree, TreeHead, leaf};
pub use unfit::{LONGEST_RECORD, Unfit};

/// The example of the README runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
