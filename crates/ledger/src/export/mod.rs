//! A ledger in one file that anybody can check offline: records, what belongs to them, the signed checkpoint.
//!
//! ```text
//! <hash> objektiv/ledger/export/1 <origin> <public key>
//! <record>
//! + <salt> <payload>          of the record above; not there where it was erased or kept back
//! …
//!
//! <signed checkpoint>
//! ```

mod damage;
mod restored;
mod verify;

use std::io::{self, Write};

use crate::digest::Digest;
use crate::payload::Payload;
use crate::signed::{PublicKey, SignedCheckpoint};

pub use damage::{ExportDamage, ExportDamageKind};
pub use restored::{IssuedAfter, RESTORED};
pub use verify::{ExportVerdict, Held, verify_export};

/// First word after the hash of the first line, and what keeps that hash apart.
const FORM: &str = "objektiv/ledger/export/1";

/// Stands before a payload.
const BESIDE: &str = "+ ";

/// Writes an export: [`begin`](Self::begin), every record in order, [`finish`](Self::finish).
#[derive(Debug)]
pub struct Export<W>(W);

impl<W: Write> Export<W> {
    /// The first line: whose ledger it is, and the key its checkpoint is signed by.
    ///
    /// # Errors
    /// Those of writing, here and below.
    pub fn begin(mut out: W, origin: &str, key: &PublicKey) -> io::Result<Self> {
        let body = format!("{FORM} {origin} {key}");
        writeln!(out, "{} {body}", Digest::separated(FORM, body.as_bytes()))?;
        Ok(Self(out))
    }

    /// A record and, where it is given away, its payload.
    pub fn record(&mut self, record: &str, payload: Option<&Payload>) -> io::Result<()> {
        writeln!(self.0, "{record}")?;
        match payload {
            Some(Payload { salt, content }) => writeln!(self.0, "{BESIDE}{} {content}", Digest::from_bytes(*salt)),
            None => Ok(()),
        }
    }

    /// The signed checkpoint of the last record.
    pub fn finish(mut self, signed: &SignedCheckpoint) -> io::Result<W> {
        write!(self.0, "\n{signed}")?;
        self.0.flush()?;
        Ok(self.0)
    }
}

/// Whether bytes begin as an export does, and not as a ledger file.
#[must_use]
pub fn is_export(beginning: &[u8]) -> bool {
    beginning.get(65..).is_some_and(|body| body.starts_with(FORM.as_bytes()))
}

#[cfg(test)]
mod tests;
