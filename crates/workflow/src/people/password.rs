//! Passwords and one-time slips, as they are kept: a password as its Argon2id hash, a slip as its digest.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use sha2::{Digest, Sha256};

/// Characters a password has at least (NIST SP 800-63B, 2025: 15 where it is the only means, 8 at least; length before composition).
const SHORTEST: usize = 8;
/// Longest password, in bytes: more would only make the hash wait.
const LONGEST: usize = 512;

/// Memory in KiB, passes, lanes (OWASP Password Storage, 2025: 19 MiB, 2, 1).
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// Letters of a slip (Crockford 1999): none that is easily taken for another.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What a password is checked against.
#[derive(Clone, PartialEq, Eq)]
pub struct Hash(String);

impl Hash {
    /// Of a password, with 16 random bytes of salt; None where it is too short or too long. Takes tens of milliseconds: never inside an act.
    #[must_use]
    pub fn of(password: &str, salt: [u8; 16]) -> Option<Self> {
        let fits = password.chars().count() >= SHORTEST && password.len() <= LONGEST;
        let hash = fits.then(|| PasswordHasher::<PasswordHash>::hash_password_with_salt(&hasher()?, password.as_bytes(), &salt).ok());
        hash.flatten().map(|hash| Self(hash.to_string()))
    }

    /// Whether this is the password. Takes as long as [`Self::of`].
    #[must_use]
    pub fn matches(&self, password: &str) -> bool {
        let known = PasswordHash::new(&self.0);
        known.is_ok_and(|known| hasher().is_some_and(|hasher| hasher.verify_password(password.as_bytes(), &known).is_ok()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) const fn read(text: String) -> Self {
        Self(text)
    }
}

fn hasher() -> Option<Argon2<'static>> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// A one-time slip as it is handed over: «7F3K-90QA-…».
#[derive(Clone, PartialEq, Eq)]
pub struct Slip(String);

impl Slip {
    /// Of ten random bytes: 80 bits.
    #[must_use]
    pub fn of(random: [u8; 10]) -> Self {
        let number = random.iter().fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
        let letter = |place: u32| char::from(LETTERS[(number >> (5 * place) & 31) as usize]);
        Self((0..16).rev().map(letter).collect())
    }

    /// A slip as somebody typed it: case, spaces, hyphens and letters taken for figures are forgiven; None where it cannot be one.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let plain = |letter: char| match letter.to_ascii_uppercase() {
            'O' | 'О' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let letters: String = typed.chars().filter(|letter| letter.is_alphanumeric()).map(plain).collect();
        let fits = letters.len() == 16 && letters.bytes().all(|letter| LETTERS.contains(&letter));
        fits.then_some(Self(letters))
    }

    /// In groups of four.
    #[must_use]
    pub fn shown(&self) -> String {
        let letters: Vec<char> = self.0.chars().collect();
        letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-")
    }

    /// What is kept of it.
    #[must_use]
    pub fn digest(&self) -> String {
        Sha256::digest(self.0.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_by_its_hash_only() {
        let hash = Hash::of("две берёзы у реки", [7; 16]).unwrap();
        assert!(hash.matches("две берёзы у реки") && !hash.matches("две березы у реки"));
        assert!(hash.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hash.as_str());
        assert!(Hash::of("двеберё", [7; 16]).is_none() && Hash::of(&"я".repeat(300), [7; 16]).is_none());
    }

    #[test]
    fn a_slip_is_read_as_people_type_it() {
        let slip = Slip::of([0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xAA]);
        let shown = slip.shown();
        assert_eq!(shown.len(), 19);
        assert!(Slip::read(&shown.to_lowercase().replace('-', "  ")).is_some_and(|read| read == slip));
        let zeros = Slip::of([0; 10]);
        assert!(Slip::read("oooo-ОООО-0000-oooo").is_some_and(|read| read == zeros), "letters taken for figures");
        for wrong in ["", "7F3K", &"U".repeat(16), "7F3K-7F3K-7F3K-7F3K-7"] {
            assert!(Slip::read(wrong).is_none(), "{wrong}");
        }
        assert_ne!(slip.digest(), zeros.digest());
    }
}
