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

/// One statement in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Russian.
    pub ru: String,
    /// English.
    pub en: String,
}

impl Text {
    /// A statement in both languages.
    pub fn new(ru: impl Into<String>, en: impl Into<String>) -> Self {
        let (mut ru, mut en) = (ru.into(), en.into());
        // Hundreds of thousands of sentences live in a region's study; what formatting set aside for growth is given back.
        ru.shrink_to_fit();
        en.shrink_to_fit();
        Self { ru, en }
    }

    /// The same characters in both languages: names, codes, numbers without words.
    pub fn same(both: impl Into<String>) -> Self {
        let both = both.into();
        Self { ru: both.clone(), en: both }
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
    /// The statement in one language.
    #[must_use]
    pub const fn in_lang(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ru => self.ru,
            Lang::En => self.en,
        }
    }

    /// An owned copy.
    #[must_use]
    pub fn text(self) -> Text {
        Text::new(self.ru, self.en)
    }
}

/// No-break space: stands before units and inside names.
pub const NBSP: char = '\u{a0}';

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
