//! Interface words of documents: Fluent messages in `locales/{ru,en}/*.ftl`, complete in both languages (checked by a test).
//! Texts of the methodology are not here: they stand on the cards next to the formulas.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid, static_loader};
use methodology::text::{Lang, NBSP, Text, number, percent};

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
