//! The code of a phone, asked after the password (RFC 6238: six figures, thirty seconds, SHA-1 as every such program knows it). A code is good once.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use serde::{Serialize, Serializer};
use sha1::Sha1;
use words::{Word, acts};
use zeroize::Zeroizing;

use super::managing::ONESELF;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Tx, params};
use crate::world::World;

/// Seconds a code stands (RFC 6238 §4).
const STEP: i64 = 30;
/// Steps a clock may be off, either way (RFC 6238 §5.2).
const OFF: i64 = 1;
/// Letters of base 32 (RFC 4648 §6).
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The key a phone and the office share.
#[derive(Clone, PartialEq, Eq)]
pub struct CodeKey(Zeroizing<[u8; CodeKey::RANDOM]>);

/// A key sealed by the store.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedKey(pub(crate) Vec<u8>);

impl CodeKey {
    /// Random bytes of a key: as many as the hash has (RFC 4226 §4).
    pub const RANDOM: usize = 20;

    /// Of random bytes.
    #[must_use]
    pub fn of(random: [u8; Self::RANDOM]) -> Self {
        Self(Zeroizing::new(random))
    }

    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::of)
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &*self.0
    }

    /// As people type it into a phone: base 32, in groups of four.
    #[must_use]
    pub fn shown(&self) -> String {
        let letters = self.letters();
        letters.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect::<Vec<_>>().join(" ")
    }

    /// What a phone reads: whose it is stands beside it there.
    #[must_use]
    pub fn address(&self, name: &str) -> String {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
        let name: String =
            name.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect();
        format!("otpauth://totp/Objektiv:{name}?secret={}&issuer=Objektiv", self.letters())
    }

    fn letters(&self) -> String {
        let bits = |from: usize| (0..5).fold(0, |all, at| all << 1 | usize::from(self.0[(from + at) / 8] >> (7 - (from + at) % 8) & 1));
        (0..Self::RANDOM * 8).step_by(5).map(|from| char::from(LETTERS[bits(from)])).collect()
    }

    /// The code of a step (RFC 4226 §5.3).
    fn code(&self, step: i64) -> Option<u32> {
        let mut mac = <Hmac<Sha1> as KeyInit>::new_from_slice(self.bytes()).ok()?;
        mac.update(&step.to_be_bytes());
        let hash = mac.finalize().into_bytes();
        let at = usize::from(hash[19] & 15);
        let four: [u8; 4] = hash[at..at + 4].try_into().ok()?;
        Some((u32::from_be_bytes(four) & 0x7FFF_FFFF) % 1_000_000)
    }

    /// The code a phone shows at a moment.
    #[must_use]
    pub fn at(&self, now: Timestamp) -> Option<String> {
        self.code(now.as_second().div_euclid(STEP)).map(|code| format!("{code:06}"))
    }

    /// The step whose code was typed, where it is one of now. All of them are compared: how long it takes does not tell which.
    #[must_use]
    pub fn step_of(&self, typed: &str, now: Timestamp) -> Option<i64> {
        let figures: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
        let fits = figures.len() == 6 && figures.bytes().all(|byte| byte.is_ascii_digit());
        let typed: u32 = if fits { figures.parse().ok()? } else { return None };
        let present = now.as_second().div_euclid(STEP);
        let found = (present - OFF..=present + OFF).filter(|step| self.code(*step) == Some(typed));
        found.fold(None, |_, step| Some(step))
    }
}

impl fmt::Debug for SealedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealedKey")
    }
}

/// `account.code`: a code of one's phone is asked after the password from now on, or no longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetCode {
    /// The key, sealed; None = no code any more.
    #[serde(rename = "on", serialize_with = "whether")]
    pub key: Option<SealedKey>,
}

/// Of the key the payload holds only whether there is one.
fn whether<S: Serializer>(key: &Option<SealedKey>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_bool(key.is_some())
}

impl Act for SetCode {
    const NAME: &'static str = "account.code";
    const SAID: Word = acts::account_code;
    const POLICY: Policy = Policy { step_up: true, ..ONESELF };
    type Seen = ();
    /// Whether it is asked from now on.
    type Done = bool;

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

    fn apply(self, _seen: (), tx: &mut Tx<'_>) -> Result<bool, Refusal> {
        let entry = tx.entry();
        let by = tx.by().ok_or(Refusal::of(Rule::NotAllowed))?.clone();
        forget(tx, &by)?;
        if let Some(key) = &self.key {
            tx.change("insert into code_key (person, sealed, entry) values (?, ?, ?)", params![by.as_str(), key.0, entry])?;
        }
        Ok(self.key.is_some())
    }

    fn said(done: &bool) -> Said {
        Said { codes: vec![("state", if *done { "on" } else { "off" })], ..Said::default() }
    }

    fn sample(_world: &World) -> Self {
        Self { key: Some(SealedKey(vec![1; 32])) }
    }
}

/// No code is asked of this person any more.
pub(super) fn forget(tx: &mut Tx<'_>, person: &Id) -> Result<(), Refusal> {
    tx.change("delete from code_key where person = ?", [person.as_str()]).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values of RFC 6238, appendix B, for SHA-1: the last six of their eight figures.
    #[test]
    fn codes_are_those_of_the_standard() {
        let key = CodeKey::of(*b"12345678901234567890");
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let now = Timestamp::from_second(second).unwrap();
            assert_eq!(key.step_of(code, now), Some(second / 30), "{second}");
            assert_eq!(key.step_of(&format!("{} {}", &code[..3], &code[3..]), now), Some(second / 30));
            for off in [-60, 60] {
                assert_eq!(key.step_of(code, Timestamp::from_second(second + off).unwrap()), None, "{second} {off}");
            }
        }
        assert_eq!(key.step_of("287082", Timestamp::from_second(59 + 30).unwrap()), Some(1), "a clock half a minute off");
    }

    #[test]
    fn what_is_no_code_is_none_and_the_key_is_written_as_phones_read_it() {
        let key = CodeKey::of(*b"12345678901234567890");
        let now = Timestamp::from_second(59).unwrap();
        for wrong in ["", "28708", "2870822", "٢٨٧٠٨٢", "287o82", "-87082"] {
            assert_eq!(key.step_of(wrong, now), None, "{wrong}");
        }
        assert_eq!(key.shown(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(key.address("Ёж 1"), "otpauth://totp/Objektiv:%D0%81%D0%B6%201?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Objektiv");
        assert_eq!(serde_json::to_string(&SetCode { key: Some(SealedKey(vec![7; 9])) }).unwrap(), r#"{"on":true}"#);
    }
}
