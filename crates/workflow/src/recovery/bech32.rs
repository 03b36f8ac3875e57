//! The checksum of a key's text (BIP 173): it finds up to four mistyped letters, and says where up to two of them stand.

use std::collections::BTreeMap;

/// The letters, by their value.
const LETTERS: &[u8; 32] = b"QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";

/// What the checksum is taken over before the letters: `age-secret-key-`.
const BEFORE: &[u8] = b"age-secret-key-";

/// Letters of a key: 52 of 32 bytes, six of the checksum.
pub(super) const LENGTH: usize = 58;

/// The value of a letter; None where it is none of them.
pub(super) fn value(letter: char) -> Option<u8> {
    let place = LETTERS.iter().position(|known| char::from(*known) == letter)?;
    u8::try_from(place).ok()
}

/// The letters of 32 bytes, with their checksum.
pub(super) fn letters(bytes: &[u8; 32]) -> String {
    let bit = |place: usize| bytes.get(place / 8).map_or(0, |byte| byte >> (7 - place % 8) & 1);
    let mut values: Vec<u8> = (0..LENGTH - 6).map(|letter| (0..5).fold(0, |value, next| value << 1 | bit(letter * 5 + next))).collect();
    let sum = remainder(values.iter().copied().chain([0; 6])) ^ 1;
    values.extend((0..6).map(|place| (sum >> (5 * (5 - place)) & 31) as u8));
    values.iter().map(|value| char::from(LETTERS[usize::from(value & 31)])).collect()
}

/// Places of the letters that were mistyped: none where all is well, one or two where the checksum tells them; None where it only tells that
/// something is.
pub(super) fn mistyped(values: &[u8]) -> Option<Vec<usize>> {
    let wrong = remainder(values.iter().copied()) ^ 1;
    if wrong == 0 {
        return Some(Vec::new());
    }
    // The checksum is linear: what is wrong is the sum of what each mistyped letter adds. Any five letters are told apart, so two are found surely.
    let adds = adds(values.len());
    if let Some(place) = adds.get(&wrong) {
        return Some(vec![*place]);
    }
    let two = adds.iter().find_map(|(adds_one, first)| Some((*first, *adds.get(&(wrong ^ adds_one))?)))?;
    Some(vec![two.0.min(two.1), two.0.max(two.1)])
}

/// What every single mistake adds to the checksum, and where it stands: at the last place itself, one place earlier a step further.
fn adds(length: usize) -> BTreeMap<u32, usize> {
    let mistakes = |by: u8| std::iter::successors(Some(u32::from(by)), |sum| Some(step(*sum, 0))).zip((0..length).rev());
    (1..32).flat_map(mistakes).collect()
}

/// The checksum's polynomial over what stands before and the values.
fn remainder(values: impl Iterator<Item = u8>) -> u32 {
    let before = BEFORE.iter().map(|letter| letter >> 5).chain([0]).chain(BEFORE.iter().map(|letter| letter & 31));
    before.chain(values).fold(1, step)
}

fn step(sum: u32, value: u8) -> u32 {
    const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    let shifted = ((sum & 0x1ff_ffff) << 5) ^ u32::from(value);
    let added = GENERATOR.iter().enumerate().filter(|(bit, _)| sum >> (25 + bit) & 1 == 1);
    added.fold(shifted, |sum, (_, generator)| sum ^ generator)
}
