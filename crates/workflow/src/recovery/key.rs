//! The key of a recovery sheet: how it is shown, and how it is read back from what a person typed.

use std::str::FromStr;

use age::x25519::{Identity, Recipient};
use records::text::Lang;
use words::recovery;
use zeroize::Zeroizing;

use super::bech32::{LENGTH, letters, mistyped, value};

/// Begins the text of a key; the rest is letters in groups.
pub const BEGINNING: &str = "AGE-SECRET-KEY-1";

/// Letters of a group.
const GROUP: usize = 4;

/// The secret of a recovery sheet: it opens backups. It is printed once and kept nowhere. An age identity, so the tools of age can use it too.
#[derive(Clone)]
pub struct Key(pub(crate) Identity);

/// Why a text is no key of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mistyped {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Nothing,
    /// So many letters and not 58.
    #[error("{0} letters, 58 were expected")]
    Letters(usize),
    /// In these groups, from one.
    #[error("mistyped in the groups {0:?}")]
    Groups(Vec<usize>),
    /// Somewhere: more than two letters.
    #[error("mistyped in several places")]
    Somewhere,
}

impl Key {
    /// The key of 32 random bytes.
    pub(super) fn of(secret: &[u8; 32]) -> Self {
        let text = Zeroizing::new(format!("{BEGINNING}{}", letters(secret)));
        // Any 32 bytes are a key; were they ever none, a key of age's own making is as good.
        Self(text.parse().unwrap_or_else(|_| Identity::generate()))
    }

    /// Whom backups are sealed for.
    pub(crate) fn recipient(&self) -> Recipient {
        self.0.to_public()
    }

    /// The letters of the text in groups, as the sheet shows them after [`BEGINNING`].
    #[must_use]
    pub fn groups(&self) -> Vec<String> {
        use age::secrecy::ExposeSecret;
        let text = self.0.to_string();
        let letters: Vec<char> = text.expose_secret().chars().skip(BEGINNING.len()).collect();
        letters.chunks(GROUP).map(|group| group.iter().collect()).collect()
    }
}

impl FromStr for Key {
    type Err = Mistyped;

    /// Reads what was typed: spaces, hyphens, line ends and case mean nothing, the beginning may be left out, and letters that look alike are one.
    fn from_str(text: &str) -> Result<Self, Mistyped> {
        let typed = Zeroizing::new(plain(text));
        let values: Vec<Option<u8>> = typed.chars().map(alike).map(value).collect();
        if values.is_empty() {
            return Err(Mistyped::Nothing);
        }
        if values.len() != LENGTH {
            return Err(uneven(text).map_or(Mistyped::Letters(values.len()), |group| Mistyped::Groups(vec![group])));
        }
        let strange: Vec<usize> = values.iter().enumerate().filter(|(_, value)| value.is_none()).map(|(place, _)| place).collect();
        if !strange.is_empty() {
            return Err(Mistyped::Groups(groups(&strange)));
        }
        let values: Zeroizing<Vec<u8>> = Zeroizing::new(values.into_iter().flatten().collect());
        match mistyped(&values) {
            Some(none) if none.is_empty() => {}
            Some(places) => return Err(Mistyped::Groups(groups(&places))),
            None => return Err(Mistyped::Somewhere),
        }
        let letters: Zeroizing<String> = Zeroizing::new(typed.chars().map(alike).collect());
        Zeroizing::new(format!("{BEGINNING}{}", *letters)).parse().map(Self).map_err(|_| Mistyped::Somewhere)
    }
}

impl Mistyped {
    /// What is said of it: where to look on the sheet.
    #[must_use]
    pub fn told(&self, lang: Lang) -> String {
        match self {
            Self::Nothing => recovery::key_nothing(lang),
            Self::Letters(found) => recovery::key_letters(lang, *found, LENGTH),
            Self::Groups(groups) => match groups.as_slice() {
                [group] => recovery::key_group(lang, group.to_string()),
                several => recovery::key_groups(lang, several.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")),
            },
            Self::Somewhere => recovery::key_somewhere(lang),
        }
    }
}

/// What was typed in capitals, without what means nothing and without the beginning.
fn plain(text: &str) -> String {
    let kept: String = text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_uppercase).map(latin).collect();
    let beginning: String = BEGINNING.chars().filter(char::is_ascii_alphanumeric).collect();
    kept.strip_prefix(&beginning).map_or(kept.clone(), str::to_owned)
}

/// A Latin letter for a Russian one that looks the same.
const fn latin(letter: char) -> char {
    match letter {
        'А' => 'A',
        'В' => 'B',
        'Е' => 'E',
        'К' => 'K',
        'М' => 'M',
        'Н' => 'H',
        'О' => 'O',
        'Р' => 'P',
        'С' => 'C',
        'Т' => 'T',
        'У' => 'Y',
        'Х' => 'X',
        'З' => '3',
        other => other,
    }
}

/// A letter of keys for one that looks alike and is none.
const fn alike(letter: char) -> char {
    match letter {
        'O' => '0',
        'I' | '1' => 'L',
        other => other,
    }
}

/// Groups these letters stand in, each once.
fn groups(places: &[usize]) -> Vec<usize> {
    let mut groups: Vec<usize> = places.iter().map(|place| place / GROUP + 1).collect();
    groups.dedup();
    groups
}

/// The first group with a letter too few or too many, where the text was typed in groups.
fn uneven(text: &str) -> Option<usize> {
    let all: Vec<usize> =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty()).map(|part| part.chars().count()).collect();
    let whole = LENGTH.div_ceil(GROUP);
    // The beginning has four parts of its own where it was typed.
    let typed = all.get(all.len().checked_sub(whole)?..)?;
    let length = |group: usize| if group + 1 == whole { LENGTH - GROUP * group } else { GROUP };
    typed.iter().enumerate().find(|(group, letters)| **letters != length(*group)).map(|(group, _)| group + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> (Key, String) {
        let key = Key::of(&std::array::from_fn(|place| (place * 7 + 3) as u8));
        let text = format!("{BEGINNING} {}", key.groups().join(" "));
        (key, text)
    }

    fn same(text: &str, key: &Key) -> bool {
        text.parse::<Key>().is_ok_and(|read| read.groups() == key.groups())
    }

    /// Letter by letter the text age itself writes.
    #[test]
    fn the_text_is_that_of_age() {
        use age::secrecy::ExposeSecret;
        let (key, text) = key();
        assert_eq!(key.0.to_string().expose_secret(), text.replace(' ', "").as_str());
        assert_eq!((key.groups().len(), key.groups()[14].len()), (15, 2));
        assert!(text.replace(' ', "").parse::<Identity>().is_ok());
    }

    #[test]
    fn a_key_is_read_as_people_type_it() {
        let (key, text) = key();
        let letters = text.split_once(' ').unwrap().1.to_owned();
        let russian = letters.replace('H', "Н").replace('C', "с").replace('E', "е").replace('0', "О").replace('L', "1");
        for typed in
            [text.clone(), text.to_lowercase(), letters.replace(' ', "-"), letters.replace(' ', ""), format!("\n {letters}\r\n"), russian]
        {
            assert!(same(&typed, &key), "{typed}");
        }
    }

    /// Every letter mistyped in turn, alone and with another: the group is said.
    #[test]
    fn one_or_two_mistyped_letters_are_found_in_their_groups() {
        let (key, _) = key();
        let letters: Vec<char> = key.groups().concat().chars().collect();
        let other = |letter: char| if letter == 'Q' { 'P' } else { 'Q' };
        for first in 0..letters.len() {
            let mut typed = letters.clone();
            typed[first] = other(typed[first]);
            assert_eq!(typed.iter().collect::<String>().parse::<Key>().err(), Some(Mistyped::Groups(vec![first / 4 + 1])));
            let second = (first * 5 + 11) % letters.len();
            typed[second] = other(typed[second]);
            let expected = if first == second { None } else { Some(Mistyped::Groups(groups(&[first.min(second), first.max(second)]))) };
            assert_eq!(typed.iter().collect::<String>().parse::<Key>().err(), expected, "{first} {second}");
        }
    }

    /// Letters left out, doubled, strange, many: never taken for a key.
    #[test]
    fn what_is_no_key_is_told_where_it_can_be() {
        let (key, text) = key();
        let said = |text: &str| text.parse::<Key>().err();
        let groups = key.groups();
        let with = |group: usize, written: &str| {
            let mut groups = groups.clone();
            groups[group] = written.to_owned();
            groups.join(" ")
        };
        assert_eq!(said(" - \n"), Some(Mistyped::Nothing));
        assert_eq!(said(&with(2, "QQQ")), Some(Mistyped::Groups(vec![3])));
        assert_eq!(said(&format!("{BEGINNING} {}", with(14, "QQQ"))), Some(Mistyped::Groups(vec![15])));
        assert_eq!(said(&with(6, "QBQQ")), Some(Mistyped::Groups(vec![7])));
        assert_eq!(said(&text[..60].replace(' ', "")), Some(Mistyped::Letters(60 - 16 - text[..60].matches(' ').count())));
        let reversed: String = groups.concat().chars().rev().collect();
        assert_eq!(said(&reversed), Some(Mistyped::Somewhere));
    }

    #[test]
    fn mistakes_are_told_with_the_place() {
        assert!(Mistyped::Groups(vec![7]).told(Lang::Ru).contains('7'));
        assert!(Mistyped::Groups(vec![2, 7]).told(Lang::En).contains("2, 7"));
        assert!(Mistyped::Letters(57).told(Lang::Ru).contains("57"));
    }
}
