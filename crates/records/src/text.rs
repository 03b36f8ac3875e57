//! Texts for people: every sentence exists in Russian and in English, and numbers are written the way the reader's language writes them.

use serde::{Deserialize, Serialize};

/// Language of a document or page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Russian, the first language of the program.
    #[default]
    Ru,
    /// English, complete beside it.
    En,
}

/// One statement in both languages, with what it names: who may read it is decided on that, never on its letters.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Russian.
    pub ru: String,
    /// English.
    pub en: String,
    /// What it names.
    #[serde(default, skip_serializing_if = "Names::are_not_stated")]
    pub names: Names,
    /// The same for a reader who may not have the whole of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub narrower: Option<Box<Text>>,
}

/// What a statement names. Whoever writes it says so; what nobody has said stays in the school.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Names {
    /// Nobody has said.
    #[default]
    NotStated,
    /// A class, or a pupil.
    Persons,
    /// Neither; the fewest pupils it tells of, 0 where it tells of none.
    NoOne {
        /// Pupils.
        fewest: u32,
    },
}

impl Names {
    const fn are_not_stated(&self) -> bool {
        matches!(self, Self::NotStated)
    }

    /// Whether a reader who gets no class, no pupil and no group of fewer than `least` pupils may have it.
    #[must_use]
    pub fn may_leave(self, least: usize) -> bool {
        matches!(self, Self::NoOne { fewest } if fewest == 0 || fewest as usize >= least)
    }

    /// What two statements name together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::NotStated, _) | (_, Self::NotStated) => Self::NotStated,
            (Self::Persons, _) | (_, Self::Persons) => Self::Persons,
            (Self::NoOne { fewest: 0 }, Self::NoOne { fewest }) | (Self::NoOne { fewest }, Self::NoOne { fewest: 0 }) => {
                Self::NoOne { fewest }
            }
            (Self::NoOne { fewest: a }, Self::NoOne { fewest: b }) => Self::NoOne { fewest: if a < b { a } else { b } },
        }
    }
}

impl Text {
    /// A statement in both languages. What it names is not stated: it stays in the school until whoever writes it says more.
    pub fn new(ru: impl Into<String>, en: impl Into<String>) -> Self {
        let (mut ru, mut en) = (ru.into(), en.into());
        // Hundreds of thousands of sentences live in a region's study; what formatting set aside for growth is given back.
        ru.shrink_to_fit();
        en.shrink_to_fit();
        Self { ru, en, names: Names::NotStated, narrower: None }
    }

    /// The same characters in both languages: names, codes, numbers without words.
    pub fn same(both: impl Into<String>) -> Self {
        let both = both.into();
        Self { ru: both.clone(), en: both, ..Self::default() }
    }

    /// It names no class and no pupil, and tells of no number of pupils.
    #[must_use]
    pub fn of_no_one(self) -> Self {
        self.telling_of([])
    }

    /// It names no class and no pupil, but tells of these numbers of pupils (a share tells of those in it and of the others); nobody is no group.
    #[must_use]
    pub fn telling_of(mut self, pupils: impl IntoIterator<Item = usize>) -> Self {
        let fewest = pupils.into_iter().filter(|pupils| *pupils > 0).min().unwrap_or(0);
        self.names = Names::NoOne { fewest: u32::try_from(fewest).unwrap_or(u32::MAX) };
        self
    }

    /// It names a class or a pupil.
    #[must_use]
    pub fn of_persons(mut self) -> Self {
        self.names = Names::Persons;
        self
    }

    /// It names what `parts` of it name together, and nothing else.
    #[must_use]
    pub fn naming_as<'a>(mut self, parts: impl IntoIterator<Item = &'a Self>) -> Self {
        self.names = parts.into_iter().fold(Names::NoOne { fewest: 0 }, |names, part| names.and(part.names));
        self
    }

    /// What a reader who may not have the whole of it gets instead.
    #[must_use]
    pub fn else_saying(mut self, narrower: Self) -> Self {
        self.narrower = Some(Box::new(narrower));
        self
    }

    /// What of it may leave the school: all of it, the narrower statement, or nothing.
    #[must_use]
    pub fn outside(&self, least: usize) -> Self {
        match (self.names.may_leave(least), &self.narrower) {
            (true, _) => Self { narrower: None, ..self.clone() },
            (false, Some(narrower)) => narrower.outside(least),
            (false, None) => Self::default(),
        }
    }

    /// The statement in one language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ru => &self.ru,
            Lang::En => &self.en,
        }
    }

    /// Nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ru.is_empty() && self.en.is_empty()
    }
}

/// A statement that lives in the program text: cards of indicators, fixed explanations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Russian.
    pub ru: &'static str,
    /// English.
    pub en: &'static str,
}

impl Phrase {
    /// The same words in both languages.
    #[must_use]
    pub const fn same(words: &'static str) -> Self {
        Self { ru: words, en: words }
    }

    /// The statement in one language.
    #[must_use]
    pub const fn in_lang(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ru => self.ru,
            Lang::En => self.en,
        }
    }

    /// An owned copy. What stands in the program text names nobody.
    #[must_use]
    pub fn text(self) -> Text {
        Text::new(self.ru, self.en).of_no_one()
    }
}

/// No-break space: stands before units and inside names.
pub const NBSP: char = '\u{a0}';

/// A text as names are compared: small letters, ё as е, one space between words. For comparing, never for keeping.
///
/// ```
/// assert_eq!(records::text::folded(" Ёлкин\u{a0} ПЁТР"), "елкин петр");
/// ```
#[must_use]
pub fn folded(text: &str) -> String {
    text.to_lowercase().replace('ё', "е").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A code of a participant as codes are compared: without the zeros before it that spreadsheets lose.
///
/// ```
/// assert_eq!(["0042", "42", "Л-042", "000"].map(records::text::bare_code), ["42", "42", "Л-042", "0"]);
/// ```
#[must_use]
pub fn bare_code(code: &str) -> &str {
    let code = code.trim();
    if code.is_empty() || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return code;
    }
    match code.trim_start_matches('0') {
        "" => code.get(code.len() - 1..).unwrap_or(code),
        bare => bare,
    }
}

/// A text with its first letter as at the beginning of a sentence.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A text with its first letter as within a sentence.
#[must_use]
pub fn within(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// `value` with `digits` decimals: decimal comma in Russian, point in English; a real minus sign; never `-0`.
#[must_use]
pub fn number(value: f64, digits: usize, lang: Lang) -> String {
    let plain = format!("{value:.digits$}");
    let zero = !plain.chars().any(|c| ('1'..='9').contains(&c));
    let unsigned = plain.trim_start_matches('-');
    let sign = if plain.starts_with('-') && !zero { "\u{2212}" } else { "" };
    match lang {
        Lang::Ru => format!("{sign}{}", unsigned.replace('.', ",")),
        Lang::En => format!("{sign}{unsigned}"),
    }
}

/// A percentage of a share in 0..=1, with a no-break space before the sign in Russian.
#[must_use]
pub fn percent(share: f64, digits: usize, lang: Lang) -> String {
    match lang {
        Lang::Ru => format!("{}{NBSP}%", number(share * 100.0, digits, lang)),
        Lang::En => format!("{}%", number(share * 100.0, digits, lang)),
    }
}

/// The Russian plural form for `n`: один балл, два балла, пять баллов.
#[must_use]
pub const fn plural_ru<'a>(n: u64, one: &'a str, few: &'a str, many: &'a str) -> &'a str {
    match (n % 10, n % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}

/// The English plural form for `n`.
#[must_use]
pub const fn plural_en<'a>(n: u64, one: &'a str, many: &'a str) -> &'a str {
    if n == 1 { one } else { many }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Constraints C1 and C10: what nobody has said stays; a class stays; a group of one to four stays, nobody at all is no group.
    #[test]
    fn what_a_statement_names_decides_who_may_read_it() {
        let said = || Text::new("ru", "en");
        let leaves = |text: Text| !text.outside(5).is_empty();
        assert!(!leaves(said()), "nobody has said");
        assert!(!leaves(said().of_persons()));
        assert!(leaves(said().of_no_one()));
        assert!(leaves(said().telling_of([0, 5, 25])));
        assert!(!leaves(said().telling_of([25, 4])));
        assert!(leaves(said().naming_as([&said().of_no_one(), &said().telling_of([7])])));
        assert!(!leaves(said().naming_as([&said().of_no_one(), &said()])), "a part nobody has spoken of");
        assert!(!leaves(said().naming_as([&said().telling_of([2]), &said().of_no_one()])));
        let narrower = said().telling_of([1]).else_saying(Text::new("без чисел", "without numbers").of_no_one());
        assert_eq!(narrower.outside(5).ru, "без чисел");
        assert!(!leaves(said().telling_of([1]).else_saying(said())));
    }

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(number(12.5, 1, Lang::Ru), "12,5");
        assert_eq!(number(-0.04, 1, Lang::Ru), "0,0");
        assert_eq!(number(-1.25, 2, Lang::En), "\u{2212}1.25");
        assert_eq!(percent(0.448, 0, Lang::Ru), "45\u{a0}%");
    }

    #[test]
    fn russian_plurals() {
        for (n, form) in [(1, "балл"), (2, "балла"), (5, "баллов"), (11, "баллов"), (21, "балл"), (112, "баллов")]
        {
            assert_eq!(plural_ru(n, "балл", "балла", "баллов"), form, "{n}");
        }
    }
}
