//! The key of the data folder, under which names become pseudonyms (`names.rs`). Reading and writing the file is the caller's.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// 32 secret bytes; zeroed on drop, never printed. Whoever holds the key and a list of names can find the pupils: it stays in the school.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; 32]>);

/// Why there is no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes for a new key ({0}); try again, or copy the key file of an older data folder")]
    NoRandomness(String),
    /// The text is not a key.
    #[error("the key file must hold 64 hexadecimal digits on one line; it holds something else: restore it from a copy")]
    NotAKey,
}

impl Key {
    /// A new key from the randomness of the operating system.
    ///
    /// # Errors
    /// [`KeyError::NoRandomness`] where the system has none.
    pub fn generate() -> Result<Self, KeyError> {
        let mut bytes = Zeroizing::new([0_u8; 32]);
        getrandom::fill(bytes.as_mut_slice()).map_err(|error| KeyError::NoRandomness(error.to_string()))?;
        Ok(Self(bytes))
    }

    /// The key of a demonstration or test: known to everybody who knows `seed`, so never for real pupils.
    #[must_use]
    pub fn derive(seed: u64) -> Self {
        let digest = Sha256::new().chain_update(b"objektiv demonstration key").chain_update(seed.to_le_bytes()).finalize();
        Self(Zeroizing::new(digest.into()))
    }

    /// Reads the text of a key file: 64 hexadecimal digits, blanks and a byte-order mark around them allowed.
    ///
    /// # Errors
    /// [`KeyError::NotAKey`]; the text itself is never repeated.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let digits = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').as_bytes();
        let mut bytes = Zeroizing::new([0_u8; 32]);
        if digits.len() != 64 {
            return Err(KeyError::NotAKey);
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let [high, low] = [hex_digit(pair[0])?, hex_digit(pair[1])?];
            *byte = high << 4 | low;
        }
        Ok(Self(bytes))
    }

    /// The text of a key file: 64 hexadecimal digits and a line end.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(65));
        hex(&mut text, self.0.as_slice());
        text.push('\n');
        text
    }

    /// HMAC-SHA256 (RFC 2104, FIPS 198-1) over `parts`, each preceded by its length so that no two lists of parts give the same message.
    pub(crate) fn seal(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new(&padded(&self.0));
        for part in parts {
            mac.update(&(part.len() as u64).to_le_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹key›")
    }
}

/// A key shorter than the block of the hash is padded with zeros (RFC 2104 §2).
fn padded(bytes: &[u8; 32]) -> hmac::digest::Key<Hmac<Sha256>> {
    let mut block = hmac::digest::Key::<Hmac<Sha256>>::default();
    for (to, from) in block.iter_mut().zip(bytes) {
        *to = *from;
    }
    block
}

/// Appends lower-case hexadecimal digits.
pub(crate) fn hex(text: &mut String, bytes: &[u8]) {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    for byte in bytes {
        text.push(DIGITS[usize::from(byte >> 4)]);
        text.push(DIGITS[usize::from(byte & 15)]);
    }
}

fn hex_digit(digit: u8) -> Result<u8, KeyError> {
    let value = char::from(digit).to_digit(16).ok_or(KeyError::NotAKey)?;
    u8::try_from(value).map_err(|_| KeyError::NotAKey)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_written_and_read_back() {
        let key = Key::derive(7);
        let text = key.to_text();
        assert_eq!(text.len(), 65);
        let again = Key::parse(&format!("\u{feff}  {}\r\n", text.trim().to_uppercase())).unwrap();
        assert_eq!(again.seal(&[b"x"]), key.seal(&[b"x"]));
    }

    #[test]
    fn generated_keys_differ_and_seeds_repeat() {
        let [a, b] = [Key::generate().unwrap(), Key::generate().unwrap()];
        assert_ne!(a.seal(&[]), b.seal(&[]));
        assert_eq!(Key::derive(1).seal(&[b"x"]), Key::derive(1).seal(&[b"x"]));
        assert_ne!(Key::derive(1).seal(&[b"x"]), Key::derive(2).seal(&[b"x"]));
    }

    #[test]
    fn a_spoiled_key_file_is_refused_without_repeating_it() {
        for text in ["", "abc", &"g".repeat(64), &"a".repeat(63), &"я".repeat(32)] {
            let error = Key::parse(text).err().unwrap();
            assert_eq!(error, KeyError::NotAKey);
            assert!(text.is_empty() || text.len() < 10 || !error.to_string().contains(text));
        }
    }

    #[test]
    fn a_key_is_never_printed() {
        let key = Key::derive(3);
        assert_eq!(format!("{key:?}"), "‹key›");
        assert!(!format!("{:?}", Some(&key)).contains(&key.to_text()[..8]));
    }

    /// RFC 4231 §4.3, test case 2: key "Jefe", data "what do ya want for nothing?".
    #[test]
    fn the_code_is_hmac_sha256() {
        let mut mac = Hmac::<Sha256>::new_from_slice(b"Jefe").unwrap();
        mac.update(b"what do ya want for nothing?");
        let mut text = String::new();
        hex(&mut text, &mac.finalize().into_bytes());
        assert_eq!(text, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");

        let key = Key::derive(5);
        let mut mac = Hmac::<Sha256>::new_from_slice(key.0.as_slice()).unwrap();
        mac.update(&3_u64.to_le_bytes());
        mac.update(b"abc");
        let plain: [u8; 32] = mac.finalize().into_bytes().into();
        assert_eq!(key.seal(&[b"abc"]), plain, "the padding of the key is that of RFC 2104");
    }

    #[test]
    fn parts_do_not_run_together() {
        let key = Key::derive(5);
        assert_ne!(key.seal(&[b"ab", b"c"]), key.seal(&[b"a", b"bc"]));
    }
}
