//! The tamper-evident journal of acts over a file: one line per act, each bound to the one before by SHA-256, appended under a lock and synced.
//!
//! A line is `<hash> <body>`: 64 hexadecimal digits, a space, the body as canonical JSON ([`canonical`]). The hash is
//! SHA-256(`objektiv/ledger/entry/1` ‖ 0x00 ‖ body) and the body names the hash of the line before, so anybody can check a file with a few
//! lines of script. What a chain cannot show is the loss of its own end, or a file written anew by whoever keeps it: for that somebody else
//! holds a [`Checkpoint`]. Nothing is repaired silently: a line torn by a crash is told and set aside only when asked ([`set_aside`]).
//! covers: D3
#![warn(missing_docs)]

mod canonical;
mod chain;
mod damage;
mod digest;
mod entry;
mod error;
mod file;
mod lines;
mod scan;

pub use canonical::{Uncanonical, canonical};
pub use chain::Checkpoint;
pub use damage::{Damage, DamageKind};
pub use digest::{Digest, NotADigest};
pub use entry::{Act, Entry, FORM};
pub use error::{LedgerError, Told};
pub use file::{Ledger, SetAside, set_aside};
pub use lines::LONGEST_LINE;
pub use scan::{Verdict, scan, scan_file};
