//! Legal regimes (C1) and borrowed variance components.

use serde::Deserialize;

use super::ReferenceError;
use super::file::{Entry, File};
use crate::provenance::Citation;
use crate::text::{Lang, Text, number};
use crate::vocabulary::{Kind, Purpose};

/// What results of some kinds of procedures may be used for.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regime {
    /// Key.
    pub key: String,
    /// Kinds of procedure.
    pub kinds: Vec<Kind>,
    /// Allowed purposes; every other is refused.
    pub allowed: Vec<Purpose>,
    /// Note shown beside results of this kind.
    pub note: Text,
    /// Reason of a refusal.
    pub refusal: Text,
    /// Source.
    pub cite: Citation,
}

impl Regime {
    /// Whether `purpose` is allowed.
    ///
    /// # Errors
    /// The reason of the refusal.
    pub fn allows(&self, purpose: Purpose) -> Result<(), Text> {
        if self.allowed.contains(&purpose) { Ok(()) } else { Err(self.refusal.clone()) }
    }
}

impl Entry for Regime {
    fn key(&self) -> &str {
        &self.key
    }

    fn cite(&self) -> &Citation {
        &self.cite
    }

    fn say(&self) -> Text {
        let list = |lang| self.allowed.iter().map(|purpose| purpose.label().in_lang(lang)).collect::<Vec<_>>().join(", ");
        Text::new(format!("допустимо: {}", list(Lang::Ru)), format!("allowed: {}", list(Lang::En)))
    }
}

/// The borrowed components that indicators use on rungs C and D.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Components {
    /// Share of variance between schools.
    pub school: f64,
    /// Share of variance between classes of a school.
    pub class: f64,
    /// Standard deviation of the mean shift of work against journal between ordinary classes, marks.
    pub journal: f64,
    /// Standard deviation of the class × item effect, logits.
    pub item: f64,
    /// Factor on every standard error that rests on one of them: the largest of theirs.
    pub widen: f64,
}

impl Components {
    /// Standard error, widened, of the mean of `n` pupils of one class against a mean of the whole area; `variance` is that of pupils.
    #[must_use]
    pub fn against_area(&self, variance: f64, n: f64) -> f64 {
        let between = self.school + self.class;
        self.widen * (variance * (between + (1.0 - between) / n)).sqrt()
    }

    /// The same against `m` pupils of `classes` other classes of the school; `within` is the residual variance inside classes.
    #[must_use]
    pub fn against_school(&self, variance: f64, within: f64, n: f64, m: f64, classes: f64) -> f64 {
        self.widen * (variance * self.class * (1.0 + 1.0 / classes) + within * (1.0 / n + 1.0 / m)).sqrt()
    }
}

pub(super) fn components(file: &File<VarianceComponent>) -> Result<Components, ReferenceError> {
    let value = |key: &str| {
        let missing = || ReferenceError::Missing { file: file.id.clone(), key: key.to_owned() };
        file.get(key).map(|found| found.value).ok_or_else(missing)
    };
    Ok(Components {
        school: value("between-school")?,
        class: value("between-class")?,
        journal: value("journal-shift")?,
        item: value("class-item")?,
        widen: file.entries.iter().map(|entry| entry.widen).fold(1.0, f64::max),
    })
}

/// A borrowed variance component (ladder C) with the factor that widens an interval resting on it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VarianceComponent {
    /// Name of the component, e.g. `between-school`.
    pub key: String,
    /// Share of variance, or a standard deviation in the unit its title names, 0..=1.
    pub value: f64,
    /// Factor by which an interval that uses it is widened.
    pub widen: f64,
    /// Meaning.
    pub title: Text,
    /// Source.
    pub cite: Citation,
}

/// Components the program reads.
const COMPONENTS: [&str; 4] = ["between-school", "between-class", "journal-shift", "class-item"];

impl Entry for VarianceComponent {
    fn key(&self) -> &str {
        &self.key
    }

    fn cite(&self) -> &Citation {
        &self.cite
    }

    fn say(&self) -> Text {
        let say = |title: &str, lang| format!("{title}: {}", number(self.value, 3, lang));
        Text::new(say(&self.title.ru, Lang::Ru), say(&self.title.en, Lang::En))
    }

    fn check(&self) -> Result<(), Text> {
        if !COMPONENTS.contains(&self.key.as_str()) {
            let known = COMPONENTS.join(", ");
            return Err(Text::new(
                format!("такого ключа программа не знает, запись ничего бы не изменила; известны: {known}"),
                format!("the program knows no such key, the entry would change nothing; known: {known}"),
            ));
        }
        if (0.0..=1.0).contains(&self.value) && (1.0..=10.0).contains(&self.widen) {
            return Ok(());
        }
        Err(Text::new("value — число от 0 до 1, widen — множитель от 1 до 10", "value is a number 0 to 1, widen a factor 1 to 10"))
    }
}
