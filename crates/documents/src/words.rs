//! Interface words of documents: Fluent messages in `locales/{ru,en}/*.ftl`, complete in both languages (checked by a test).
//! Texts of the methodology are not here: they stand on the cards next to the formulas.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid, static_loader};
use records::text::{Lang, NBSP, Text, number, percent};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "ru",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static RU: LanguageIdentifier = langid!("ru");
static EN: LanguageIdentifier = langid!("en");

/// The interface words of one language.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// Language of the document.
    pub lang: Lang,
}

impl Words {
    /// Words in `lang`.
    #[must_use]
    pub const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// The message `key`.
    #[must_use]
    pub fn t(&self, key: &'static str) -> String {
        LOCALES.lookup(self.id(), key)
    }

    /// The message `key` with its values; whole numbers choose the plural form.
    #[must_use]
    pub fn with<const N: usize>(&self, key: &'static str, values: [(&'static str, Value); N]) -> String {
        let values: HashMap<Cow<'static, str>, FluentValue<'_>> =
            values.into_iter().map(|(name, value)| (Cow::Borrowed(name), value.into())).collect();
        LOCALES.lookup_with_args(self.id(), key, &values)
    }

    /// A number in the reader's language; a dash for what is not a number.
    #[must_use]
    pub fn number(&self, value: f64, digits: usize) -> String {
        if value.is_finite() { number(value, digits, self.lang) } else { "–".to_owned() }
    }

    /// A whole number with its thousands apart.
    #[must_use]
    pub fn count(&self, count: usize) -> String {
        let digits = count.to_string();
        let mut out = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) && digits.len() > 4 {
                out.push(if self.lang == Lang::Ru { NBSP } else { ',' });
            }
            out.push(digit);
        }
        out
    }

    /// A share as a percentage in the reader's language.
    #[must_use]
    pub fn percent(&self, share: f64, digits: usize) -> String {
        if share.is_finite() { percent(share, digits, self.lang) } else { "–".to_owned() }
    }

    /// A range `low – high` written the way people say it: «от 1,2 до 5,0».
    #[must_use]
    pub fn range(&self, low: f64, high: f64, digits: usize) -> String {
        self.with("range", [("low", self.number(low, digits).into()), ("high", self.number(high, digits).into())])
    }

    /// A period code in words: «4 четверть» of `q4`; None for other codes.
    #[must_use]
    pub fn period(&self, code: &str) -> Option<String> {
        let (kind, number) = code.split_at_checked(1)?;
        match (kind, number.parse::<usize>()) {
            ("q", Ok(n)) => Some(self.with("period-quarter", [("n", n.into())])),
            ("t", Ok(n)) => Some(self.with("period-trimester", [("n", n.into())])),
            ("h", Ok(n)) => Some(self.with("period-half", [("n", n.into())])),
            _ => match code {
                "interim" => Some(self.t("period-interim")),
                "year" => Some(self.t("period-year")),
                "final" => Some(self.t("period-final")),
                _ => None,
            },
        }
    }

    fn id(&self) -> &'static LanguageIdentifier {
        match self.lang {
            Lang::Ru => &RU,
            Lang::En => &EN,
        }
    }
}

/// A value inside a message.
#[derive(Clone, Debug)]
pub enum Value {
    /// Text, put in as it is.
    Text(String),
    /// A whole number: also chooses the plural form.
    Count(usize),
}

impl From<Value> for FluentValue<'_> {
    fn from(value: Value) -> Self {
        match value {
            Value::Text(text) => Self::from(text),
            Value::Count(count) => Self::from(count),
        }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<usize> for Value {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Value {
    fn from(count: u32) -> Self {
        Self::Count(count as usize)
    }
}

/// A message in both languages at once, for columns that stand side by side.
#[must_use]
pub fn both<const N: usize>(key: &'static str, values: [(&'static str, Value); N]) -> Text {
    Text::new(Words::new(Lang::Ru).with(key, values.clone()), Words::new(Lang::En).with(key, values))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use super::*;

    fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files(&path, ending, found);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }

    fn texts(folder: &str, ending: &str) -> Vec<String> {
        let mut found = Vec::new();
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), ending, &mut found);
        found.sort();
        found.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
    }

    fn keys(lang: &str) -> BTreeSet<String> {
        let starts = |line: &&str| line.starts_with(|c: char| c.is_ascii_alphabetic());
        texts(&format!("locales/{lang}"), ".ftl")
            .iter()
            .flat_map(|text| {
                text.lines()
                    .filter(starts)
                    .filter_map(|line| line.split_once('='))
                    .map(|(key, _)| key.trim().to_owned())
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    /// String literals of the room's source that look like keys.
    fn named() -> BTreeSet<String> {
        let key = |text: &str| text.contains('-') && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        let mut found: BTreeSet<String> = texts("src", ".rs")
            .iter()
            .flat_map(|text| text.split('"').filter(|part| key(part)).map(str::to_owned).collect::<Vec<_>>())
            .collect();
        found.insert("range".to_owned());
        found
    }

    #[test]
    fn both_languages_have_the_same_keys_and_none_is_idle() {
        let (russian, english) = (keys("ru"), keys("en"));
        assert_eq!(russian, english);
        let named = named();
        let idle: Vec<&String> = russian.iter().filter(|key| !named.contains(*key)).collect();
        assert!(idle.is_empty(), "nobody says {idle:?}");
    }

    /// A message that is asked for stands in the files: its prefix is one of theirs, so the literal is meant as a key.
    #[test]
    fn every_key_asked_for_is_there() {
        let known = keys("ru");
        let prefixes: BTreeSet<&str> = known.iter().filter_map(|key| key.split('-').next()).collect();
        let calls = texts("src", ".rs");
        let asked = |text: &str| -> Vec<String> {
            ["w.t(\"", "words.t(\"", ".with(\"", "both(\""]
                .iter()
                .flat_map(|call| text.split(call).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect::<Vec<_>>())
                .collect()
        };
        for key in calls.iter().flat_map(|text| asked(text)).filter(|key| prefixes.contains(key.split('-').next().unwrap_or_default())) {
            assert!(known.contains(&key), "{key} is not in the files");
        }
    }

    /// Fluent gives the key itself, or a brace, where a message or a value is missing: neither may reach a reader.
    #[test]
    fn no_message_breaks() {
        let sample = crate::sample::sample();
        for lang in [Lang::Ru, Lang::En] {
            let documents = crate::outputs(&sample.material(lang), &crate::Wanted { html: true, ..crate::Wanted::default() }).unwrap();
            let known = keys("ru");
            for document in documents.iter().filter(|document| document.name.ends_with(".html") || document.name.ends_with(".csv")) {
                let text = String::from_utf8_lossy(&document.bytes);
                assert!(!text.contains("{ $") && !text.contains("{$") && !text.contains("Unknown localization"), "{}", document.name);
                let shown: Vec<&String> = known.iter().filter(|key| key.contains('-') && text.contains(&format!(">{key}<"))).collect();
                assert!(shown.is_empty(), "{}: {shown:?}", document.name);
            }
        }
    }

    /// Stems that accuse (constraint C8, look.md): no message, no table, no report may hold one.
    const ACCUSING: [&str; 14] = [
        concat!("наруш", "ител"),
        concat!("винов", "ен"),
        concat!("винов", "н"),
        concat!("подозр", "ительн"),
        concat!("списы", "ван"),
        concat!("завы", "сил"),
        concat!("жуль", "нич"),
        concat!("мошен", "н"),
        concat!("обма", "н"),
        concat!("подта", "сов"),
        concat!("che", "at"),
        concat!("fra", "ud"),
        concat!("suspi", "cious"),
        concat!("cul", "prit"),
    ];

    #[test]
    fn no_text_accuses() {
        let sample = crate::sample::sample();
        let real = crate::Material { study: crate::sample::rehearsal::study(), ..sample.material(Lang::Ru) };
        let mut spoken: Vec<String> = texts("locales", ".ftl");
        for lang in [Lang::Ru, Lang::En] {
            for material in [sample.material(lang), crate::Material { lang, ..real }] {
                let documents = crate::outputs(&material, &crate::Wanted { html: true, ..crate::Wanted::default() }).unwrap();
                spoken.extend(documents.iter().map(|document| without_fonts(&String::from_utf8_lossy(&document.bytes))));
            }
        }
        for text in spoken {
            let lower = text.to_lowercase();
            let met: Vec<String> = ACCUSING.iter().filter_map(|stem| Some(around(&lower, lower.find(stem)?))).collect();
            assert!(met.is_empty(), "{met:?}");
        }
    }

    fn around(text: &str, at: usize) -> String {
        let before: Vec<char> = text[..at].chars().rev().take(60).collect();
        before.into_iter().rev().chain(text[at..].chars().take(20)).collect()
    }

    /// The report without its style sheet, whose fonts are letters by chance.
    fn without_fonts(html: &str) -> String {
        match (html.find("<style>"), html.find("</style>")) {
            (Some(from), Some(to)) => format!("{}{}", &html[..from], &html[to..]),
            _ => html.to_owned(),
        }
    }

    #[test]
    fn counts_have_their_thousands_apart() {
        assert_eq!(Words::new(Lang::Ru).count(1_412_889), "1\u{a0}412\u{a0}889");
        assert_eq!(Words::new(Lang::En).count(14_120), "14,120");
        assert_eq!(Words::new(Lang::Ru).count(2026), "2026");
    }
}
