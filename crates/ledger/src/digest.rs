//! SHA-256 digests (FIPS 180-4), written as 64 lower-case hexadecimal digits.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

/// 32 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

/// The text is not 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a digest is written as 64 lower-case hexadecimal digits")]
pub struct NotADigest;

impl Digest {
    /// The plain digest of `bytes`, as `sha256sum` prints it: for files and documents an entry speaks of.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// SHA-256(domain ‖ 0x00 ‖ bytes): a digest made for one use can never stand for another.
    pub(crate) fn separated(domain: &str, bytes: &[u8]) -> Self {
        Self(Sha256::new().chain_update(domain.as_bytes()).chain_update([0]).chain_update(bytes).finalize().into())
    }
}

impl Digest {
    /// The digest these bytes are.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Digest {
    type Err = NotADigest;

    fn from_str(text: &str) -> Result<Self, NotADigest> {
        Self::from_hex(text.as_bytes())
    }
}

impl Digest {
    pub(crate) fn from_hex(digits: &[u8]) -> Result<Self, NotADigest> {
        let mut bytes = [0; 32];
        if digits.len() != 64 {
            return Err(NotADigest);
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
        }
        Ok(Self(bytes))
    }
}

const fn nibble(digit: u8) -> Result<u8, NotADigest> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        _ => Err(NotADigest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FIPS 180-4, the example "abc".
    #[test]
    fn the_published_example() {
        let abc = Digest::of(b"abc");
        assert_eq!(abc.to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(abc.to_string().parse(), Ok(abc));
    }

    #[test]
    fn one_writing_only() {
        let text = Digest::of(b"abc").to_string();
        assert_eq!(text.to_uppercase().parse::<Digest>(), Err(NotADigest));
        assert_eq!(text[1..].parse::<Digest>(), Err(NotADigest));
        assert_eq!(format!("{}я", &text[..62]).parse::<Digest>(), Err(NotADigest));
    }

    #[test]
    fn domains_are_apart() {
        assert_ne!(Digest::separated("a", b"bc"), Digest::separated("ab", b"c"));
        assert_ne!(Digest::separated("", b"abc"), Digest::of(b"abc"));
    }
}
