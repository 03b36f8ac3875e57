//! Signed checkpoints: what leaves the machine, so that whoever runs it cannot write its past anew.
//!
//! Written as a signed note of the transparency-log community (C2SP tlog-checkpoint, signed-note): the origin, the number of records, the root in
//! base64, the checkpoint of the chain, an empty line, the signature (Ed25519, RFC 8032). Their tools read it, and so do people.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer as _};
use sha2::{Digest as _, Sha256};

use crate::act::is_word;
use crate::checkpoint::Checkpoint;
use crate::digest::{Digest, NotADigest};
use crate::tree::TreeHead;

/// Stands before the id of whoever keeps the ledger.
const ORIGIN: &str = "objektiv/";

/// Says in a key id that the signature is Ed25519 (signed-note).
const ED25519: u8 = 1;

/// The key that signs; made of 32 random bytes.
pub struct SigningKey(ed25519_dalek::SigningKey);

/// The key that checks. Written as 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicKey(pub(crate) [u8; 32]);

/// What somebody stood by with a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    /// Whose ledger: a word.
    pub origin: String,
    /// Size and root of the tree.
    pub tree: TreeHead,
    /// The last entry.
    pub last: Checkpoint,
    key_id: [u8; 4],
    signature: [u8; 64],
}

/// Checkpoints somebody holds: one note after another in one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Witness(pub Vec<SignedCheckpoint>);

/// The text is no signed checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a signed checkpoint")]
pub struct NotSigned;

impl SigningKey {
    /// The key of this seed.
    #[must_use]
    pub fn of(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// The key others check with.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    /// Signs where the ledger of `origin` stands.
    ///
    /// ```
    /// use ledger::{Checkpoint, Digest, SigningKey, TreeHead};
    ///
    /// let key = SigningKey::of(&[1; 32]);
    /// let tree = TreeHead { size: 1, root: Digest::of(b"root") };
    /// let signed = key.sign("school-57", tree, Checkpoint { sequence: 1, hash: Digest::of(b"entry") }).ok_or("no origin")?;
    /// assert!(signed.is_by(&key.public()) && !signed.is_by(&SigningKey::of(&[2; 32]).public()));
    /// assert_eq!(signed.to_string().parse(), Ok(signed));
    /// # Ok::<(), &str>(())
    /// ```
    ///
    /// None where the origin is no word: small Latin letters, digits, hyphens.
    #[must_use]
    pub fn sign(&self, origin: &str, tree: TreeHead, last: Checkpoint) -> Option<SignedCheckpoint> {
        if !is_word(origin) || tree.size != last.sequence {
            return None;
        }
        let signature = self.0.sign(body(origin, tree, last).as_bytes()).to_bytes();
        Some(SignedCheckpoint { origin: origin.to_owned(), tree, last, key_id: self.public().id(origin), signature })
    }
}

impl PublicKey {
    /// The first four bytes of SHA-256(name ‖ LF ‖ algorithm ‖ key).
    fn id(&self, origin: &str) -> [u8; 4] {
        let name = format!("{ORIGIN}{origin}\n");
        let hash: [u8; 32] = Sha256::new().chain_update(name).chain_update([ED25519]).chain_update(self.0).finalize().into();
        [hash[0], hash[1], hash[2], hash[3]]
    }
}

impl SignedCheckpoint {
    /// Whether this key signed it.
    #[must_use]
    pub fn is_by(&self, key: &PublicKey) -> bool {
        let Ok(verifying) = ed25519_dalek::VerifyingKey::from_bytes(&key.0) else { return false };
        let body = body(&self.origin, self.tree, self.last);
        // Strict: keys and signatures that could be made to fit several texts are refused.
        self.key_id == key.id(&self.origin) && verifying.verify_strict(body.as_bytes(), &Signature::from_bytes(&self.signature)).is_ok()
    }
}

fn body(origin: &str, tree: TreeHead, last: Checkpoint) -> String {
    format!("{ORIGIN}{origin}\n{}\n{}\n{last}\n", tree.size, STANDARD.encode(tree.root.as_bytes()))
}

impl fmt::Display for SignedCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signature = STANDARD.encode([self.key_id.as_slice(), &self.signature].concat());
        write!(f, "{}\n— {ORIGIN}{} {signature}\n", body(&self.origin, self.tree, self.last), self.origin)
    }
}

impl FromStr for SignedCheckpoint {
    type Err = NotSigned;

    /// One writing only: what is read is written the same.
    fn from_str(text: &str) -> Result<Self, NotSigned> {
        let signed = read(text).ok_or(NotSigned)?;
        if signed.to_string() == text { Ok(signed) } else { Err(NotSigned) }
    }
}

fn read(text: &str) -> Option<SignedCheckpoint> {
    let mut lines = text.lines();
    let mut line = || lines.next();
    let origin = line()?.strip_prefix(ORIGIN).filter(|origin| is_word(origin))?.to_owned();
    let size = line()?.parse().ok()?;
    let root = Digest::from_bytes(STANDARD.decode(line()?).ok()?.try_into().ok()?);
    let last: Checkpoint = line()?.parse().ok()?;
    line().filter(|line| line.is_empty())?;
    let signed = line()?.strip_prefix("— ")?.strip_prefix(ORIGIN)?.strip_prefix(&origin)?.strip_prefix(' ')?;
    let bytes: [u8; 68] = STANDARD.decode(signed).ok()?.try_into().ok()?;
    let (key_id, signature) = bytes.split_first_chunk::<4>()?;
    let same = last.sequence == size;
    same.then_some(SignedCheckpoint { origin, tree: TreeHead { size, root }, last, key_id: *key_id, signature: signature.try_into().ok()? })
}

impl FromStr for Witness {
    type Err = NotSigned;

    /// Notes stand one after another; empty lines between them are for people, and so are line ends of other systems.
    fn from_str(text: &str) -> Result<Self, NotSigned> {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        let mut notes = Vec::new();
        let mut rest = lines.as_slice();
        while let Some(from) = rest.iter().position(|line| !line.is_empty()) {
            let note = rest.get(from..from + 6).ok_or(NotSigned)?;
            notes.push((note.join("\n") + "\n").parse()?);
            rest = rest.get(from + 6..).unwrap_or_default();
        }
        if notes.is_empty() { Err(NotSigned) } else { Ok(Self(notes)) }
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Digest::from_bytes(self.0).fmt(f)
    }
}

impl FromStr for PublicKey {
    type Err = NotADigest;

    fn from_str(text: &str) -> Result<Self, NotADigest> {
        Ok(Self(*text.parse::<Digest>()?.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed() -> (SigningKey, SignedCheckpoint) {
        let key = SigningKey::of(&[1; 32]);
        let tree = TreeHead { size: 12, root: Digest::of(b"root") };
        let signed = key.sign("school-57", tree, Checkpoint { sequence: 12, hash: Digest::of(b"entry") }).unwrap();
        (key, signed)
    }

    #[test]
    fn a_note_is_lines_a_person_can_read() {
        let (_, signed) = signed();
        let text = signed.to_string();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!((lines[0], lines[1], lines[4]), ("objektiv/school-57", "12", ""));
        assert_eq!(lines[3], format!("12:{}", Digest::of(b"entry")));
        assert!(lines[5].starts_with("— objektiv/school-57 ") && lines.len() == 6);
    }

    /// RFC 8032 §7.1, test 1: the public key of the seed.
    #[test]
    fn the_published_key() {
        let seed: Digest = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60".parse().unwrap();
        let public = SigningKey::of(seed.as_bytes()).public();
        assert_eq!(public.to_string(), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assert_eq!(public.to_string().parse(), Ok(public));
    }

    /// Every bit of a note: it is no note any more, or not signed.
    #[test]
    fn a_changed_note_is_refused() {
        let (key, signed) = signed();
        let text = signed.to_string();
        for place in 0..text.len() {
            for bit in 0..8 {
                let mut bytes = text.clone().into_bytes();
                bytes[place] ^= 1 << bit;
                let read = String::from_utf8(bytes).ok().and_then(|text| text.parse::<SignedCheckpoint>().ok());
                assert!(read.is_none_or(|read| !read.is_by(&key.public())), "bit {bit} of {place}");
            }
        }
        assert!(signed.is_by(&key.public()));
    }

    #[test]
    fn a_witness_holds_several_notes_as_an_editor_leaves_them() {
        let (_, signed) = signed();
        let kept = format!("\u{feff}{signed}\n\n{signed}").replace('\n', "\r\n");
        assert_eq!(kept.parse(), Ok(Witness(vec![signed.clone(), signed.clone()])));
        for wrong in [String::new(), "\n\n".to_owned(), format!("{signed}x\n"), signed.to_string().replace("— ", "- ")] {
            assert_eq!(wrong.parse::<Witness>(), Err(NotSigned), "{wrong}");
        }
    }

    #[test]
    fn what_cannot_be_an_origin_is_not_signed_for() {
        let (key, signed) = signed();
        assert_eq!(key.sign("школа 57", signed.tree, signed.last), None);
        assert_eq!(key.sign("school-57", TreeHead { size: 11, ..signed.tree }, signed.last), None);
    }
}
