//! Legal regimes (C1) and borrowed variance components.

use serde::Deserialize;

use super::file::Entry;
use crate::provenance::Citation;
use crate::text::{Lang, Text, number};
use crate::words::{Kind, Purpose};

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

/// A borrowed variance component (ladder C): share of the variance, widened interval.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VarianceComponent {
    /// Name of the component, e.g. `between-school`.
    pub key: String,
    /// Share of variance in 0..=1.
    pub value: f64,
    /// Factor by which an interval that uses it is widened.
    pub widen: f64,
    /// Meaning.
    pub title: Text,
    /// Source.
    pub cite: Citation,
}

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
        if (0.0..=1.0).contains(&self.value) && (1.0..=10.0).contains(&self.widen) {
            return Ok(());
        }
        Err(Text::new("value — доля от 0 до 1, widen — множитель от 1 до 10", "value is a share 0 to 1, widen a factor 1 to 10"))
    }
}
