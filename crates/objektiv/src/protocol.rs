//! A protocol declared in advance, at the command line: what would be declared, where it is entered, and whether an analysis follows it.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use ledger::{Digest, Entry, FileDamage, FileDamageKind, LedgerError, scan_file};
use methodology::declaration::{Declaration, DeclarationError};
use records::protocol::{Protocol, Terms};
use records::reference::Reference;
use records::registration::{Declared, Registration};
use records::text::Text;
use records::vocabulary::{Audience, Purpose};
use words::both;

use crate::desk::Desk;
use crate::failure::Failure;
use crate::named;
use crate::told;

/// Name of the act in the ledger.
pub const ACT: &str = "preregister";

/// Name of the ledger where none is named: beside the protocol.
const LEDGER: &str = "objektiv.ledger";

/// What a call may say over the protocol.
#[derive(Clone, Copy, Debug)]
pub struct Wishes {
    /// `--purpose`.
    pub purpose: Option<Purpose>,
    /// `--audience`.
    pub audience: Option<Audience>,
    /// `--seed`.
    pub seed: Option<u64>,
}

impl Wishes {
    /// The terms with what the call says laid over.
    #[must_use]
    pub fn over(self, terms: Terms) -> Terms {
        Terms {
            protocol: Protocol { seed: self.seed.unwrap_or(terms.protocol.seed), ..terms.protocol },
            purpose: self.purpose.unwrap_or(terms.purpose),
            audience: self.audience.unwrap_or(terms.audience),
        }
    }
}

/// The ledger that goes with a protocol.
#[must_use]
pub fn ledger_of(protocol: &Path, named: Option<&PathBuf>) -> PathBuf {
    named.cloned().unwrap_or_else(|| protocol.with_file_name(LEDGER))
}

/// The digest a declaration is known by: that of its canonical file, as `sha256sum` prints it.
#[must_use]
pub fn digest(declaration: &Declaration) -> Digest {
    Digest::of(declaration.canonical().as_bytes())
}

/// What an analysis goes by with these reference data.
///
/// # Errors
/// A reference file that cannot be read.
pub fn declaration(terms: Terms, reference: &Reference, own: &[PathBuf], desk: &Desk) -> Result<Declaration, Failure> {
    let digest = |path: &PathBuf| named::bytes(path, desk.lang).map(|bytes| Digest::of(&bytes).to_string());
    Ok(Declaration::of(terms, reference, own.iter().map(digest).collect::<Result<_, _>>()?))
}

/// What a ledger says of a declaration.
pub struct Found {
    /// Where it was first entered.
    pub entry: Option<Entry>,
    /// Declarations it holds, this and others.
    pub declarations: usize,
    /// What is wrong with the ledger; a lost line end costs no entry and is no fault of the declaration.
    pub damage: Option<Text>,
}

/// Where a declaration was first entered, how many there are, and what is wrong with the ledger.
///
/// # Errors
/// A ledger that cannot be read; one that is not there has no entries.
pub fn entered(ledger: &Path, digest: Digest, desk: &Desk) -> Result<Found, Failure> {
    let (mut found, mut declared) = (None, std::collections::BTreeSet::new());
    let seen = scan_file(ledger, None, |entry| {
        if entry.act == ACT {
            declared.extend(entry.subjects.iter().map(ToString::to_string));
        }
        if found.is_none() && entry.act == ACT && entry.subjects.contains(&digest) {
            found = Some(entry);
        }
    });
    let name = ledger.display().to_string();
    match seen {
        Ok(verdict) => {
            let said = |damage: FileDamage| {
                // Stands inside a sentence, so without its own full stop.
                both(|lang| words::ledger::not_intact(lang, &name, told::damage(lang, &damage).trim_end_matches('.')))
            };
            let damage = verdict.damage.filter(|damage| damage.kind != FileDamageKind::Unended).map(said);
            Ok(Found { entry: found, declarations: declared.len(), damage })
        }
        Err(LedgerError::Unreadable { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
            Ok(Found { entry: None, declarations: 0, damage: Some(both(|lang| words::ledger::not_there(lang, &name))) })
        }
        Err(error) => Err(failure(&error, desk)),
    }
}

/// A protocol to analyse by, and how the analysis stands to it.
pub struct Followed {
    /// Levels and thresholds, purpose, reader.
    pub terms: Terms,
    /// Declared in advance or not, in words.
    pub registration: Registration,
}

/// The protocol of the file, what the call says over it, and whether it was declared: unchanged, before now, with the same reference data.
///
/// # Errors
/// A file that cannot be read or is no protocol; a ledger that cannot be read.
pub fn followed(
    file: &Path,
    ledger: &Path,
    wishes: Wishes,
    reference: &Reference,
    own: &[PathBuf],
    desk: &Desk,
) -> Result<Followed, Failure> {
    let text = named::text(file, desk.lang)?;
    let refused = |error: DeclarationError| Failure::Input(error.text().in_lang(desk.lang).to_owned());
    let declared = Declaration::read(&file.display().to_string(), &text).map_err(refused)?;
    let terms = wishes.over(declared.terms);
    let mut departures = declared.differences(&declaration(terms, reference, own, desk)?);
    let digest = digest(&declared);
    let Found { entry, declarations, damage } = entered(ledger, digest, desk)?;
    departures.extend(match (&entry, damage) {
        (_, Some(damage)) => Some(damage),
        (None, None) => Some(both(|lang| words::ledger::no_such_protocol(lang, ledger.display().to_string()))),
        (Some(entry), None) => later(entry, Timestamp::now()),
    });
    let found = |entry: Entry| Declared {
        digest: digest.to_string(),
        sequence: entry.sequence,
        declarations,
        entered: entry.at.to_string(),
        after_work_of: None,
    };
    Ok(Followed { terms, registration: Registration { declared: entry.map(found), departures } })
}

/// Entered later than now: one of the two clocks is wrong, and "in advance" cannot be said.
fn later(entry: &Entry, now: Timestamp) -> Option<Text> {
    let (at, now_seconds) = (entry.at, now.as_second());
    (at.as_second() > now_seconds).then(|| both(|lang| words::ledger::later(lang, at.to_string())))
}

/// What stood in the way of the ledger, in the reader's language.
#[must_use]
pub fn failure(error: &LedgerError, desk: &Desk) -> Failure {
    let told = told::error(desk.lang, error);
    match error {
        LedgerError::Unreadable { .. } | LedgerError::Damaged { .. } => Failure::Input(told),
        _ => Failure::Output(told),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ledger_lies_beside_the_protocol_unless_named() {
        assert_eq!(ledger_of(Path::new("год/protocol.toml"), None), Path::new("год/objektiv.ledger"));
        assert_eq!(ledger_of(Path::new("protocol.toml"), Some(&"a.ledger".into())), Path::new("a.ledger"));
    }

    #[test]
    fn an_entry_from_the_future_is_not_in_advance() {
        let home = tempfile::tempdir().unwrap();
        let mut ledger = ledger::Ledger::open(&home.path().join("a.ledger")).unwrap();
        let at = Timestamp::from_second(1_000).unwrap();
        let act =
            ledger::Act { at, actor: ledger::Actor::Console, name: ACT.into(), subjects: Vec::new(), details: serde_json::Map::new() };
        let entry = ledger.append(act).unwrap();
        assert_eq!(later(&entry, at), None);
        assert!(later(&entry, Timestamp::from_second(999).unwrap()).is_some());
    }
}
