//! What a class is called: one spelling of the many.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Longest letter of a class: some have a word.
const LETTER: usize = 10;

/// A grade and a letter: «7А». Classes stand in the order of their grades.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ClassName {
    /// Grade, 1–12.
    pub grade: u8,
    /// Letter, capital; empty where there is one class of the grade.
    pub letter: String,
}

impl ClassName {
    /// A class as people write it: `7А`, `7 «а»`, `7-а класс`, `10-1`; None where it is no class.
    ///
    /// ```
    /// use workflow::roster::ClassName;
    ///
    /// assert_eq!(ClassName::read("4 «а» класс").unwrap().to_string(), "4А");
    /// assert!(ClassName::read("Математика").is_none());
    /// ```
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let plain: String = text.to_lowercase().chars().filter(|c| !"«»\"'“”„’ \u{a0}()".contains(*c)).collect();
        let plain = plain.strip_suffix("класса").or_else(|| plain.strip_suffix("класс")).unwrap_or(&plain).trim_end_matches("кл.");
        let digits = plain.len() - plain.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (grade, rest) = plain.split_at_checked(digits)?;
        let letter: String = match rest.strip_prefix(['-', '–', '/', '.']) {
            Some(behind) => behind.to_owned(),
            None => rest.to_owned(),
        };
        let numbered = !letter.is_empty() && letter.chars().all(|c| c.is_ascii_digit());
        let fits = numbered || letter.chars().all(char::is_alphabetic);
        let grade = grade.parse().ok().filter(|grade| (1..=12).contains(grade))?;
        let letter: String = letter.chars().map(cyrillic).flat_map(char::to_uppercase).collect();
        (fits && letter.chars().count() <= LETTER).then_some(Self { grade, letter })
    }

    /// Whether it is a class as [`Self::read`] gives one.
    pub(super) fn fits(&self) -> bool {
        Self::read(&self.to_string()).as_ref() == Some(self)
    }
}

/// Latin letters that look like Russian ones are meant as those.
const fn cyrillic(letter: char) -> char {
    match letter {
        'a' => 'а',
        'b' => 'в',
        'c' => 'с',
        'e' => 'е',
        'h' => 'н',
        'k' => 'к',
        'm' => 'м',
        'o' => 'о',
        'p' => 'р',
        't' => 'т',
        'x' => 'х',
        other => other,
    }
}

impl fmt::Display for ClassName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let between = if self.letter.starts_with(|c: char| c.is_ascii_digit()) { "-" } else { "" };
        write!(f, "{}{between}{}", self.grade, self.letter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_of_many() {
        for text in ["7А", "7 «а»", "7-а", "7 \"А\" класс", "7а класс", "7A", "7 А кл."] {
            assert_eq!(ClassName::read(text).unwrap().to_string(), "7А", "{text}");
        }
        for (text, told) in [("10-1", "10-1"), ("11", "11"), ("9 Ё", "9Ё"), ("5 СЭ", "5СЭ"), ("1б", "1Б")] {
            let name = ClassName::read(text).unwrap();
            assert!(name.fits(), "{text}");
            assert_eq!(name.to_string(), told);
        }
        for wrong in ["", "А", "0А", "13А", "7А8", "Русский язык", "2026", "7 А и 7 Б", "класс"] {
            assert_eq!(ClassName::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn classes_stand_in_the_order_of_their_grades() {
        let mut names: Vec<ClassName> = ["10А", "4Б", "4А"].iter().filter_map(|text| ClassName::read(text)).collect();
        names.sort();
        assert_eq!(names.iter().map(ToString::to_string).collect::<Vec<_>>(), ["4А", "4Б", "10А"]);
    }
}
