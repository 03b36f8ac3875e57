//! Plain numbers under keys (levels, gates, weights, rules), and the records the program reads them into.

use serde::{Deserialize, Serialize};

use super::file::{Entry, File, ReferenceError};
use super::ranges;
use crate::protocol::{Materiality, Protocol};
use crate::provenance::Citation;
use crate::text::{Lang, Text, number};
use crate::vocabulary::Level;

/// A number with its meaning and source.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// Key.
    pub key: String,
    /// Value.
    pub value: f64,
    /// Meaning.
    pub title: Text,
    /// Source.
    pub cite: Citation,
}

impl Entry for Setting {
    fn key(&self) -> &str {
        &self.key
    }

    fn cite(&self) -> &Citation {
        &self.cite
    }

    fn say(&self) -> Text {
        let shown = |lang| shortest(self.value, lang);
        Text::new(format!("{}: {}", self.title.ru, shown(Lang::Ru)), format!("{}: {}", self.title.en, shown(Lang::En)))
    }

    fn check(&self) -> Result<(), Text> {
        if self.value.is_finite() && self.value >= 0.0 {
            return Ok(());
        }
        Err(Text::new("значение должно быть числом не меньше нуля", "the value must be a number not below zero"))
    }

    fn check_in(&self, file: &str) -> Result<(), Text> {
        self.check()?;
        ranges::allow(file, &self.key, self.value)
    }
}

/// The number with as few decimals as it has, three at most.
fn shortest(value: f64, lang: Lang) -> String {
    let digits = (0..3).find(|&digits| number(value, digits, Lang::En).parse() == Ok(value)).unwrap_or(3);
    number(value, digits, lang)
}

/// Federal gates of description (`methods.md` §0.10).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Gates {
    /// Histogram informative from this many scripts.
    pub histogram_informative: usize,
    /// Histogram rough from this many; limited below.
    pub histogram_rough: usize,
    /// A group may be read from this many pupils.
    pub group: usize,
    /// Basic items: sufficient from, insufficient below (shares).
    pub basic: [f64; 2],
    /// Raised and high items: sufficient from, insufficient below (shares).
    pub raised: [f64; 2],
    /// A gap with the journal is looked at from this many marks.
    pub journal_gap: u8,
    /// Growth of the share of «2» that counts as negative dynamics.
    pub twos_growth: f64,
}

impl Gates {
    /// Sufficient-from and insufficient-below shares for items of a level.
    #[must_use]
    pub const fn mastery(&self, level: Level) -> [f64; 2] {
        match level {
            Level::Basic => self.basic,
            Level::Raised | Level::High => self.raised,
        }
    }
}

/// What attainment is made of: which marks pass and which are good on the scale it is defined for, weights of СОУ as shares of a full mark.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sou {
    /// (mark, weight in 0..=1), ascending.
    pub weights: Vec<(u8, f64)>,
    /// Weight of н/а.
    pub not_attested: f64,
    /// Optimal from, admissible from (shares; low confidence).
    pub levels: [f64; 2],
    /// The highest mark of the scale: marks above it are of another one.
    pub highest: u8,
    /// Marks from this one on count in успеваемость.
    pub pass: u8,
    /// Marks from this one on count in качество.
    pub good: u8,
}

impl Sou {
    /// Weight of a mark; marks without a weight count nothing.
    #[must_use]
    pub fn weight(&self, mark: u8) -> f64 {
        self.weights.iter().find(|(known, _)| *known == mark).map_or(0.0, |(_, weight)| *weight)
    }
}

/// Rules of the credibility passport (product D6) and of small cells (C10).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PassportRules {
    /// Fit: fewest scripts.
    pub fit_n: usize,
    /// Fit: least coverage.
    pub fit_coverage: f64,
    /// Fit with reservations: fewest scripts.
    pub reservations_n: usize,
    /// Fit with reservations: least coverage.
    pub reservations_coverage: f64,
    /// Cells below this are hidden outside the school.
    pub small_cell_outside: usize,
    /// Groups below this are not analysed.
    pub small_cell_group: usize,
}

fn value(file: &File<Setting>, key: &str) -> Result<f64, ReferenceError> {
    let missing = || ReferenceError::Missing { file: file.id.clone(), key: key.to_owned() };
    file.get(key).map(|setting| setting.value).ok_or_else(missing)
}

/// A whole number not below zero; entries are checked on reading.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked: finite and not negative; saturates")]
fn count(file: &File<Setting>, key: &str) -> Result<usize, ReferenceError> {
    let value = value(file, key)?;
    let rounded = value as usize;
    #[expect(clippy::float_cmp, clippy::cast_precision_loss, reason = "whole numbers are exact here")]
    if rounded as f64 == value {
        return Ok(rounded);
    }
    let what = Text::new("значение должно быть целым", "the value must be a whole number");
    Err(ReferenceError::BadEntry { file: file.id.clone(), key: key.to_owned(), what })
}

pub(super) fn protocol(file: &File<Setting>) -> Result<Protocol, ReferenceError> {
    Ok(Protocol {
        q: value(file, "q")?,
        look: value(file, "look")?,
        too_few: count(file, "too-few")?,
        mde_alpha: value(file, "mde-alpha")?,
        mde_power: value(file, "mde-power")?,
        materiality: Materiality {
            points_share: value(file, "materiality-points-share")?,
            marks: value(file, "materiality-marks")?,
            pp: value(file, "materiality-pp")?,
            pupils: value(file, "materiality-pupils")?,
            pupils_share: value(file, "materiality-pupils-share")?,
            logit: value(file, "materiality-logit")?,
        },
        flags: count(file, "flags")? != 0,
        seed: count(file, "seed")? as u64,
    })
}

pub(super) fn gates(file: &File<Setting>) -> Result<Gates, ReferenceError> {
    Ok(Gates {
        histogram_informative: count(file, "histogram-informative")?,
        histogram_rough: count(file, "histogram-rough")?,
        group: count(file, "group")?,
        basic: [value(file, "basic-sufficient")?, value(file, "basic-insufficient")?],
        raised: [value(file, "raised-sufficient")?, value(file, "raised-insufficient")?],
        journal_gap: u8::try_from(count(file, "journal-gap")?).unwrap_or(u8::MAX),
        twos_growth: value(file, "twos-growth")?,
    })
}

/// No scale of marks goes further.
const GREATEST_MARK: u8 = 100;

pub(super) fn sou(file: &File<Setting>) -> Result<Sou, ReferenceError> {
    let weight = |mark: u8| Ok((mark, value(file, &format!("weight-{mark}"))? / 100.0));
    let mark = |key: &str| Ok(u8::try_from(count(file, key)?).unwrap_or(u8::MAX));
    let (highest, pass, good) = (mark("highest-mark")?, mark("pass-from")?, mark("good-from")?);
    if !(1 <= pass && pass <= good && good <= highest && highest <= GREATEST_MARK) {
        let what = Text::new(
            format!("должно быть 1 ≤ pass-from ≤ good-from ≤ highest-mark ≤ {GREATEST_MARK}"),
            format!("1 ≤ pass-from ≤ good-from ≤ highest-mark ≤ {GREATEST_MARK} is needed"),
        );
        return Err(ReferenceError::BadEntry { file: file.id.clone(), key: "highest-mark".to_owned(), what });
    }
    Ok(Sou {
        weights: (1..=highest).map(weight).collect::<Result<_, ReferenceError>>()?,
        highest,
        pass,
        good,
        not_attested: value(file, "weight-not-attested")? / 100.0,
        levels: [value(file, "level-optimal")? / 100.0, value(file, "level-admissible")? / 100.0],
    })
}

pub(super) fn passports(file: &File<Setting>) -> Result<PassportRules, ReferenceError> {
    Ok(PassportRules {
        fit_n: count(file, "fit-n")?,
        fit_coverage: value(file, "fit-coverage")?,
        reservations_n: count(file, "reservations-n")?,
        reservations_coverage: value(file, "reservations-coverage")?,
        small_cell_outside: count(file, "small-cell-outside")?,
        small_cell_group: count(file, "small-cell-group")?,
    })
}
