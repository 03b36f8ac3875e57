//! The code a family confirms by: short enough to be typed from a paper, its last character tells a slip of the pen at once.

use std::fmt;

use zeroize::Zeroizing;

/// Characters of a code: none easily taken for another, as many as a prime, so that one mistyped or two exchanged are always told.
const LETTERS: &[u8; 23] = b"2346789ACDEFHJKMNPRTWXY";
/// Characters with the last one, which is computed of the others.
const LENGTH: u32 = 10;
/// Characters in a group.
const GROUP: usize = 5;

/// A code as a family holds it: «ACD34-XY7KM». Kept nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct FamilyCode(Zeroizing<String>);

impl FamilyCode {
    /// Random bytes of a code.
    pub const RANDOM: usize = 16;

    /// Of random bytes: one of 23⁹, two million of millions.
    #[must_use]
    pub fn of(random: [u8; Self::RANDOM]) -> Self {
        let size = LETTERS.len() as u128;
        let mut number = u128::from_be_bytes(random);
        let mut code = Vec::with_capacity(LENGTH as usize);
        let mut sum = 0;
        for weight in 1..u128::from(LENGTH) {
            sum += weight * (number % size);
            code.push(LETTERS[(number % size) as usize]);
            number /= size;
        }
        let last = (0..size).find(|last| (sum + u128::from(LENGTH) * last) % size == 0).unwrap_or_default();
        code.push(LETTERS[last as usize]);
        Self(Zeroizing::new(code.into_iter().map(char::from).collect()))
    }

    /// A code as somebody typed it, in either alphabet; None where it cannot be one.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let code: String = typed.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_uppercase).map(latin).collect();
        let place = |letter: u8| LETTERS.iter().position(|one| *one == letter);
        let places: Vec<usize> = code.bytes().map(place).collect::<Option<_>>()?;
        let sum: usize = (1..).zip(&places).map(|(weight, place)| weight * place).sum();
        (places.len() == LENGTH as usize && sum.is_multiple_of(LETTERS.len())).then(|| Self(Zeroizing::new(code)))
    }

    /// In two groups.
    #[must_use]
    pub fn shown(&self) -> String {
        let (first, second) = self.0.split_at(GROUP);
        format!("{first}-{second}")
    }

    pub(super) fn plain(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for FamilyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FamilyCode")
    }
}

/// Russian letters that look like Latin ones are meant as those.
const fn latin(letter: char) -> char {
    match letter {
        'А' => 'A',
        'С' => 'C',
        'Е' => 'E',
        'Н' => 'H',
        'К' => 'K',
        'М' => 'M',
        'Р' => 'P',
        'Т' => 'T',
        'Х' => 'X',
        'У' => 'Y',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it_and_a_slip_is_told() {
        for seed in 0..40 {
            let code = FamilyCode::of([seed * 6 + 1; FamilyCode::RANDOM]);
            let shown = code.shown();
            assert_eq!((shown.len(), FamilyCode::read(&shown)), (11, Some(code.clone())));
            let russian = shown.to_lowercase().replace('a', "а").replace('x', "х").replace('y', "у").replace('-', " ");
            assert_eq!(FamilyCode::read(&russian), Some(code), "{russian}");
            let plain: Vec<char> = shown.chars().filter(|letter| *letter != '-').collect();
            for at in 0..plain.len() {
                for other in LETTERS.iter().map(|letter| char::from(*letter)).filter(|letter| *letter != plain[at]) {
                    let mut wrong = plain.clone();
                    wrong[at] = other;
                    assert_eq!(FamilyCode::read(&String::from_iter(wrong)), None, "{shown}: {other} at {at}");
                }
                for with in (at + 1..plain.len()).filter(|with| plain[*with] != plain[at]) {
                    let mut wrong = plain.clone();
                    wrong.swap(at, with);
                    assert_eq!(FamilyCode::read(&String::from_iter(wrong)), None, "{shown}: {at} and {with}");
                }
            }
        }
        for wrong in ["", "2222", "22222222222", "O2222-22222", "<script>"] {
            assert_eq!(FamilyCode::read(wrong), None, "{wrong}");
        }
        assert_eq!(format!("{:?}", FamilyCode::of([1; FamilyCode::RANDOM])), "FamilyCode");
    }
}
