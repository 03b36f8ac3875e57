//! Interface words from the `.ftl` files of a room, in the language of the reader.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, StaticLoader, langid};
use records::text::{Lang, NBSP};

static RU: LanguageIdentifier = langid!("ru");
static EN: LanguageIdentifier = langid!("en");

fluent_templates::static_loader! {
    static PAGES = {
        locales: "./locales",
        fallback_language: "ru",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// Words in one language out of one set of `.ftl` files.
#[derive(Clone, Copy)]
pub struct Words {
    loader: &'static StaticLoader,
    /// The language.
    pub lang: Lang,
}

impl Words {
    /// Words of the pages of this room.
    #[must_use]
    pub fn pages(lang: Lang) -> Self {
        Self::of(&PAGES, lang)
    }

    /// Words out of another room's files.
    #[must_use]
    pub const fn of(loader: &'static StaticLoader, lang: Lang) -> Self {
        Self { loader, lang }
    }

    /// The words under `key`; a key without words reads as itself (tests see to it that there is none).
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.try_say(key).unwrap_or_else(|| key.to_owned())
    }

    /// The words under `key`, if there are any.
    #[must_use]
    pub fn try_say(&self, key: &str) -> Option<String> {
        self.loader.try_lookup(self.tag(), key)
    }

    /// The words under `key` with values put in; a whole number also chooses the plural form.
    #[must_use]
    pub fn with(&self, key: &str, values: &[(&'static str, Value<'_>)]) -> String {
        let values: HashMap<Cow<'static, str>, FluentValue<'_>> =
            values.iter().map(|(name, value)| (Cow::Borrowed(*name), value.fluent())).collect();
        let said = self.loader.try_lookup_with_args(self.tag(), key, &values).unwrap_or_else(|| key.to_owned());
        values_grouped(said, &values)
    }

    /// «3 работы»: the words under `key` for a count.
    #[must_use]
    pub fn count(&self, key: &str, n: usize) -> String {
        self.with(key, &[("n", Value::Count(n))])
    }

    fn tag(&self) -> &'static LanguageIdentifier {
        match self.lang {
            Lang::Ru => &RU,
            Lang::En => &EN,
        }
    }
}

/// Long numbers in groups of three, the way both languages write them with a no-break space.
fn values_grouped(said: String, values: &HashMap<Cow<'static, str>, FluentValue<'_>>) -> String {
    let long = values.values().filter_map(|value| match value {
        FluentValue::Number(number) if number.value >= 10_000.0 => Some(number.as_string().into_owned()),
        _ => None,
    });
    long.fold(said, |said, digits| said.replace(&digits, &grouped(&digits)))
}

fn grouped(digits: &str) -> String {
    let length = digits.chars().count();
    let spaced =
        |(index, digit): (usize, char)| if index > 0 && (length - index).is_multiple_of(3) { vec![NBSP, digit] } else { vec![digit] };
    digits.chars().enumerate().flat_map(spaced).collect()
}

/// A value put into a sentence.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// A whole number.
    Count(usize),
    /// Characters as they are.
    Text(&'a str),
}

impl<'a> Value<'a> {
    fn fluent(self) -> FluentValue<'a> {
        match self {
            Self::Count(n) => FluentValue::from(n),
            Self::Text(text) => FluentValue::from(text),
        }
    }
}

impl From<usize> for Value<'_> {
    fn from(n: usize) -> Self {
        Self::Count(n)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

/// Marks a key that is chosen here and said elsewhere, so that the check of words sees it.
#[must_use]
pub const fn key(key: &'static str) -> &'static str {
    key
}

/// Checks that both languages of a room say the same things; for tests of the rooms that keep words.
pub mod check {
    use std::collections::BTreeSet;

    /// Keys of an `.ftl` text.
    #[must_use]
    pub fn keys(ftl: &str) -> BTreeSet<String> {
        let name = |line: &str| line.split_once(" =").map(|(name, _)| name.to_owned());
        ftl.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())).filter_map(name).collect()
    }

    /// Variables of an `.ftl` text, by key: `{ $name }`.
    #[must_use]
    pub fn variables(ftl: &str) -> BTreeSet<(String, String)> {
        let mut key = String::new();
        let mut found = BTreeSet::new();
        for line in ftl.lines() {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                key = line.split_once(" =").map(|(name, _)| name.to_owned()).unwrap_or_default();
            }
            for part in line.split('$').skip(1) {
                let name: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
                found.insert((key.clone(), name));
            }
        }
        found
    }

    /// Keys the Rust files below a folder ask for, those of a room's own `words.rs` aside (its tests speak of no keys in use).
    #[must_use]
    pub fn asked_below(folder: &str) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                keys.extend(asked_below(&path.to_string_lossy()));
            } else if !path.ends_with("words.rs") {
                keys.extend(asked(&std::fs::read_to_string(path).unwrap_or_default()));
            }
        }
        keys
    }

    /// Keys a Rust text asks for by name: `say("…")`, `with("…"`, `count("…"`, `key("…")`.
    fn asked(rust: &str) -> BTreeSet<String> {
        let doors = [".say(\"", ".with(\"", ".count(\"", "key(\""];
        let quoted = |rest: &str| rest.split('"').next().map(str::to_owned);
        doors.iter().flat_map(|door| rust.split(door).skip(1).filter_map(quoted).collect::<Vec<_>>()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RU_TEXT: &str = include_str!("../locales/ru/web.ftl");
    const EN_TEXT: &str = include_str!("../locales/en/web.ftl");

    #[test]
    fn both_languages_have_the_same_words() {
        assert_eq!(check::keys(RU_TEXT), check::keys(EN_TEXT));
        assert_eq!(check::variables(RU_TEXT), check::variables(EN_TEXT));
    }

    #[test]
    fn plural_forms_follow_the_language() {
        let said: Vec<String> = [1, 3, 25].iter().map(|&n| Words::pages(Lang::Ru).count("files-title", n)).collect();
        assert_eq!(said, ["1 файл", "3 файла", "25 файлов"]);
        assert_eq!(Words::pages(Lang::Ru).count("records", 45_072), "45\u{a0}072 записи");
        assert_eq!(Words::pages(Lang::En).count("files-title", 1), "1 file");
    }

    #[test]
    fn every_word_asked_for_exists_and_none_is_idle() {
        let (asked, kept) = (check::asked_below(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), check::keys(RU_TEXT));
        assert_eq!(asked.difference(&kept).collect::<Vec<_>>(), Vec::<&String>::new(), "asked for, but without words");
        assert_eq!(kept.difference(&asked).collect::<Vec<_>>(), Vec::<&String>::new(), "never said");
    }
}
