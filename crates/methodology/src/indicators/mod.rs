//! Indicators, one file each, and their visible list. An indicator measures; only the screen flags; only a person decides.
//!
//! Each examines one work at a time, because what is honest is learnt from the other schools' sets of the same work.
//! covers: R13, D2

pub mod absence;
pub mod agreement;
pub mod borrowed;
pub mod boundary;
pub mod calibration;
pub mod ceiling;
pub mod confirmation;
pub mod contrast;
mod counts;
pub mod journal;
pub mod leniency;
pub mod level;
pub mod low_results;
pub mod medalists;
pub mod profile;
pub mod rounding;
mod say;
pub mod units;
pub mod variant;

use crate::ladder::Rung;
use crate::model::Model;
use crate::model::covariates::Covariates;
use crate::model::items::ClassItem;
use crate::model::panel::Panel;
use crate::model::predicted::Predicted;
use records::card::{Card, Cards, Outcome, Reading};
use records::dataset::{Dataset, Kim, Share, Sitting};
use records::protocol::Protocol;
use records::reference::Reference;
use records::text::{Lang, Text};
use records::vocabulary::{Direction, PKind};

/// One work with everything the indicators ask of it. Vectors by set follow `panel.sets`.
#[derive(Clone, Copy, Debug)]
pub struct Examined<'a> {
    /// All records.
    pub dataset: &'a Dataset,
    /// The paper.
    pub kim: &'a Kim,
    /// Its scripts.
    pub sitting: &'a Sitting,
    /// Its scripts laid out.
    pub panel: &'a Panel,
    /// Rung of each set.
    pub rungs: &'a [Rung],
    /// What was fitted; None where there are not enough other schools.
    pub fitted: Option<&'a Fitted>,
    /// Published shares of this work wider than the school.
    pub shares: &'a [&'a Share],
    /// Levels and thresholds.
    pub protocol: &'a Protocol,
    /// Reference data.
    pub reference: &'a Reference,
}

/// The model of a work with its predictions.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// The model.
    pub model: Model,
    /// Expectations set by set.
    pub predicted: Predicted,
    /// Class × item covariance.
    pub class_item: ClassItem,
    /// What the class levels were predicted from.
    pub covariates: Covariates,
}

/// An indicator of result sets.
pub trait Indicator: Sync {
    /// Its card.
    fn card(&self) -> &'static Card;

    /// One outcome per set of the work, in the order of the panel.
    fn examine(&self, work: &Examined<'_>) -> Vec<Outcome>;
}

/// Every indicator of result sets, in the order of the reports.
pub const ALL: &[&dyn Indicator] = &[
    &level::Level,
    &journal::Journal,
    &boundary::Boundary,
    &profile::Profile,
    &leniency::Leniency,
    &absence::Absence,
    &agreement::Agreement,
    &ceiling::Ceiling,
    &low_results::LowResults,
];

/// The card of an indicator by id, of result sets or of other units.
#[must_use]
pub fn card(id: &str) -> Option<&'static Card> {
    let units = units::ALL.iter().map(|indicator| indicator.card());
    ALL.iter().map(|indicator| indicator.card()).chain(units).find(|card| card.id == id)
}

/// Every card, in the order of the lists.
#[must_use]
pub fn cards() -> Cards {
    Cards {
        sets: ALL.iter().map(|indicator| indicator.card()).collect(),
        units: units::ALL.iter().map(|indicator| indicator.card()).collect(),
    }
}

impl Examined<'_> {
    /// Whether the set has as many scripts as the protocol asks for.
    pub(crate) fn enough(&self, set: usize) -> bool {
        self.scripts(set) >= self.protocol.too_few
    }

    /// Scripts with a score.
    pub(crate) fn scripts(&self, set: usize) -> usize {
        self.panel.sets.get(set).map_or(0, |set| set.pupils.len())
    }

    /// Why the model cannot speak of a set: fewer scripts with item scores than the protocol asks for, whatever the number of totals.
    pub(crate) fn few_items(&self, set: usize) -> Option<Outcome> {
        let n = self.fitted?.predicted.sets.get(set)?.n;
        let need = self.protocol.too_few;
        let why = Text::new(
            format!("работ с баллами по заданиям {n}, для вывода нужно не меньше {need}"),
            format!("{n} scripts with item scores, a conclusion needs at least {need}"),
        )
        .telling_of([n]);
        (n < need).then_some(Outcome::TooFew { n, need, why })
    }

    /// Primary scores of the set.
    fn totals(&self, set: usize) -> Vec<f64> {
        let pupils = self.panel.sets.get(set).map_or(0..0, |set| set.pupils.clone());
        self.panel.total.get(pupils).unwrap_or(&[]).iter().map(|&total| f64::from(total)).collect()
    }

    /// The refusal of a small set.
    fn too_few(&self, set: usize) -> Outcome {
        too_few(self.scripts(set), self.protocol.too_few)
    }
}

/// The refusal of `n` scripts where `need` are needed.
fn too_few(n: usize, need: usize) -> Outcome {
    let why = Text::new(
        format!("{}, для вывода нужно не меньше {need}", say::scripts(n, Lang::Ru)),
        format!("{}, a conclusion needs at least {need}", say::scripts(n, Lang::En)),
    )
    .telling_of([n]);
    Outcome::TooFew { n, need, why }
}

/// A reading with nothing in it, to be filled.
pub(crate) fn empty_reading() -> Reading {
    Reading {
        n: 0,
        direction: Direction::None,
        effect: 0.0,
        ci: [0.0; 2],
        mde: 0.0,
        z: 0.0,
        p: 1.0,
        p_kind: PKind::Model,
        reference: Text::default(),
        explanation: Text::default(),
        figures: Vec::new(),
        workings: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
