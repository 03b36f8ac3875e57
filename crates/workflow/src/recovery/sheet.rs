//! The recovery sheet: the key that opens backups and the word that shows somebody has it. Made, printed, and gone from the machine.

use ledger::{Digest, Payload};

use super::key::Key;
use super::nouns::NOUNS;

/// A fresh sheet. The machine forgets it: what stays is whom backups are sealed for, and a digest of the word.
pub struct Sheet {
    /// The key.
    pub key: Key,
    /// The word that is asked once, to see that the sheet is on paper.
    pub word: String,
    pub(super) salt: [u8; 32],
}

impl Sheet {
    /// Random bytes a sheet is made of.
    pub const RANDOM: usize = 67;

    /// A sheet of random bytes.
    ///
    /// ```
    /// use workflow::recovery::{Key, Sheet};
    ///
    /// let sheet = Sheet::fresh(&[7; Sheet::RANDOM]);
    /// let typed = sheet.key.groups().join("-").to_lowercase();
    /// assert_eq!(typed.parse::<Key>().map(|key| key.groups()), Ok(sheet.key.groups()));
    /// assert_eq!(sheet.word.split(' ').count(), 2);
    /// ```
    #[must_use]
    pub fn fresh(random: &[u8; Self::RANDOM]) -> Self {
        let part = |from: usize| std::array::from_fn(|place| random[from + place]);
        let (noun, number) = (random[64], u16::from_le_bytes([random[65], random[66]]));
        let word = format!("{} {:02}", NOUNS[usize::from(noun)], number % 100);
        Self { key: Key::of(&part(0)), word, salt: part(32) }
    }
}

/// SHA-256(salt ‖ word), the word as it is compared: small letters and digits, ё as е.
pub(super) fn digest(salt: [u8; 32], word: &str) -> Digest {
    let folded = |letter: char| if letter == 'ё' { 'е' } else { letter };
    let content = word.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).map(folded).collect();
    Payload { salt, content }.digest()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_forgiven_case_and_yo_and_nothing_else() {
        let of = |word| digest([3; 32], word);
        for same in ["БЕРЁЗА 47", "береза47", " Берёза-47. "] {
            assert_eq!(of(same), of("берёза 47"), "{same}");
        }
        for other in ["берёза 74", "берёза", "47", "береза 4", "осина 47"] {
            assert!(of(other) != of("берёза 47"), "{other}");
        }
        assert!(digest([4; 32], "берёза 47") != of("берёза 47"));
    }
}
