//! The card of an indicator and what an examination returns. An indicator measures; only the screen flags; only a person decides.

use serde::{Deserialize, Serialize};

use crate::figure::Figure;
use crate::text::{Phrase, Text};
use crate::vocabulary::{Direction, PKind, Unit};

/// What an indicator is, in words: the methodology document, the handbook page and the report section are made from it.
#[derive(Clone, Copy, Debug)]
pub struct Card {
    /// Stable id, also its file name.
    pub id: &'static str,
    /// Version of the definition; changes when a number may change.
    pub version: &'static str,
    /// Name.
    pub title: Phrase,
    /// The one question it answers.
    pub question: Phrase,
    /// How it is computed, in plain words with the formula spelled out.
    pub method: Phrase,
    /// Unit of the effect.
    pub unit: Unit,
    /// What it needs from the data.
    pub needs: Phrase,
    /// How to read the effect, its interval and its direction.
    pub reading: Phrase,
    /// Causes that give the same picture without anybody bending anything.
    pub innocent: &'static [Phrase],
    /// What would clear the question.
    pub clears: &'static [Phrase],
    /// Measures that help.
    pub measures: &'static [Phrase],
    /// Worked example in words and numbers a reader can repeat by hand.
    pub example: Phrase,
    /// Papers and documents: author, year, equation.
    pub sources: &'static [Phrase],
    /// Whether upward readings count as evidence for the screen.
    pub in_screen: bool,
}

/// The cards of a methodology, in the order of its lists.
#[derive(Clone, Debug, Default)]
pub struct Cards {
    /// Indicators of result sets.
    pub sets: Vec<&'static Card>,
    /// Indicators of other units.
    pub units: Vec<&'static Card>,
}

impl Cards {
    /// Every card, those of result sets first.
    pub fn all(&self) -> impl Iterator<Item = &'static Card> {
        self.sets.iter().chain(&self.units).copied()
    }

    /// The card of an indicator by id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&'static Card> {
        self.all().find(|card| card.id == id)
    }
}

/// What an examination of one result set gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    /// An answer.
    Answered(Box<Reading>),
    /// Fewer than the protocol asks for.
    TooFew {
        /// How many there are.
        n: usize,
        /// How many are needed.
        need: usize,
        /// In words.
        why: Text,
    },
    /// What the question needs is not in the data.
    NoData {
        /// In words.
        why: Text,
    },
}

/// An answer: effect with its uncertainty, never a bare flag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Scripts (pupils) behind it.
    pub n: usize,
    /// Direction of the effect.
    pub direction: Direction,
    /// Effect in the card's unit.
    #[serde(with = "crate::kept_number")]
    pub effect: f64,
    /// 95 % interval.
    #[serde(with = "crate::kept_number")]
    pub ci: [f64; 2],
    /// Least effect this set could show (one-sided level and power of the protocol, same variance as the test); `NaN` = none could be shown.
    #[serde(with = "crate::kept_number")]
    pub mde: f64,
    /// Standardised departure, upward positive; `NaN` where there is nothing to test against.
    #[serde(with = "crate::kept_number")]
    pub z: f64,
    /// p-value of the upward (or stated) test; `NaN` where there is nothing to test against. Only readings outside the screen may have none.
    #[serde(with = "crate::kept_number")]
    pub p: f64,
    /// Where p comes from.
    pub p_kind: PKind,
    /// What it was compared with, in words.
    pub reference: Text,
    /// What is seen and how sure, in one or two sentences.
    pub explanation: Text,
    /// The evidence drawn; the first figure is the leading one.
    pub figures: Vec<Figure>,
    /// Intermediate quantities for "from where?": name, value.
    #[serde(with = "crate::kept_number")]
    pub workings: Vec<(Text, f64)>,
}
