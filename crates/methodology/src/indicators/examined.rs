//! One work as the indicators see it, and what they answer with where there is nothing to say.

use crate::ladder::Rung;
use crate::lines::Lines;
use crate::model::Model;
use crate::model::items::ClassItem;
use crate::model::panel::Panel;
use crate::model::patterns::{Alike, Pattern};
use crate::model::predicted::Predicted;
use crate::model::together::Together;
use records::card::{Card, Outcome, Reading};
use records::dataset::{Dataset, Kim, Share, Sitting};
use records::protocol::Protocol;
use records::reference::Reference;
use records::text::{Lang, Text};
use records::vocabulary::{Direction, PKind};

use super::calibration::Calibrated;
use super::say;

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
    /// What all works tell together of the sets that have not other schools enough.
    pub(crate) together: &'a Together,
    /// Published shares of this work wider than the school.
    pub shares: &'a [&'a Share],
    /// What replicas of the screen show; None while they are drawn.
    pub lines: Option<&'a Lines>,
    /// Whether anybody reads words, figures and workings; until the replicas are drawn nobody does.
    pub said: bool,
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
}

/// An indicator of result sets.
pub trait Indicator: Sync {
    /// Its card.
    fn card(&self) -> &'static Card;

    /// One outcome per set of the work, in the order of the panel.
    fn examine(&self, work: &Examined<'_>) -> Vec<Outcome>;
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

    /// Set by set, why an indicator that rests on the spread of classes around their prediction cannot speak: of too few other classes
    /// as much is known as of this one.
    pub(crate) fn unlike(&self) -> Vec<Option<Outcome>> {
        let Some(fitted) = self.fitted else { return Vec::new() };
        let patterns = &fitted.model.patterns;
        let alike = patterns.alike(self.panel, self.protocol.too_few);
        let refusal = |(set, alike): (usize, &Alike)| (!alike.enough()).then(|| known_of_few(patterns.pattern(set), *alike));
        alike.iter().enumerate().map(refusal).collect()
    }

    /// A departure laid against what honest sets of this size show in replicas.
    pub(super) fn laid(&self, card: &Card, set: usize, own: Calibrated) -> Calibrated {
        self.lines.map_or(own, |lines| own.laid(lines.line(card.id, self.scripts(set))))
    }

    /// The answer of a set without its words, where nobody reads them.
    pub(super) fn bare(&self, own: &Calibrated, n: usize, p_kind: PKind) -> Option<Outcome> {
        (!self.said).then(|| Outcome::Answered(Box::new(own.reading(n, Reading { p_kind, ..empty_reading() }))))
    }

    /// Whether p holds only if the school does not select its pupils: its kind is not stated, and no other work tells of them.
    pub(crate) fn intake(&self, set: usize) -> Intake {
        let open = self.fitted.is_some_and(|fitted| fitted.model.kinds.open(set));
        if open { Intake::Open } else { Intake::Known }
    }

    /// Primary scores of the set.
    pub(super) fn totals(&self, set: usize) -> Vec<f64> {
        let pupils = self.panel.sets.get(set).map_or(0..0, |set| set.pupils.clone());
        self.panel.total.get(pupils).unwrap_or(&[]).iter().map(|&total| f64::from(total)).collect()
    }

    /// The refusal of a small set.
    pub(super) fn too_few(&self, set: usize) -> Outcome {
        too_few(self.scripts(set), self.protocol.too_few)
    }
}

/// What is known of how a school comes by its pupils.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Intake {
    /// Its kind is stated, or other works tell of its pupils.
    Known,
    /// A selective school with strict journals would look the same as a lifted result.
    Open,
}

impl Intake {
    /// Where p of a reading comes from.
    pub(crate) const fn p_kind(self) -> PKind {
        match self {
            Self::Known => PKind::Model,
            Self::Open => PKind::Conditional,
        }
    }

    /// What is seen, with what an excess takes for granted.
    pub(crate) fn said(self, seen: Text, direction: Direction) -> Text {
        match (self, direction) {
            (Self::Known, _) | (_, Direction::Down | Direction::None) => seen,
            (Self::Open, Direction::Up) => {
                let Text { ru, en, .. } = &seen;
                Text::new(
                    format!(
                        "{ru} Вид школы не указан, а других работ этих учеников в данных нет: так же выглядел бы отбор учеников при строгом \
                         журнале, поэтому само по себе это не признак."
                    ),
                    format!(
                        "{en} The kind of the school is not stated and no other work of these pupils is known: selective intake with a strict \
                         journal would look the same, so that this alone is no sign."
                    ),
                )
                .naming_as([&seen])
            }
        }
    }
}

/// The refusal where too few other classes are known like this one.
fn known_of_few(pattern: Pattern, alike: Alike) -> Outcome {
    let (ru, en) = match (pattern.marks, pattern.works) {
        (false, false) => (
            "об учениках этого набора нет ни отметок журнала, ни результатов других работ",
            "neither journal marks nor results of other works are known of these pupils",
        ),
        (true, false) => (
            "об учениках этого набора есть отметки журнала, но нет результатов других работ",
            "journal marks are known of these pupils, results of other works are not",
        ),
        (false, true) => (
            "об учениках этого набора есть результаты других работ, но нет отметок журнала",
            "results of other works are known of these pupils, journal marks are not",
        ),
        (true, true) => (
            "об учениках этого набора есть и отметки журнала, и результаты других работ",
            "both journal marks and results of other works are known of these pupils",
        ),
    };
    let Alike { sets, schools, .. } = alike;
    let (need, from) = (Alike::FEWEST_SETS, Alike::FEWEST_SCHOOLS);
    Outcome::NoData {
        why: Text::new(
            format!(
                "{ru}. В других школах наборов, о которых известно столько же, {sets} (школ {schools}); чтобы узнать обычный разброс таких \
                 классов, нужно не меньше {need} из {from} школ"
            ),
            format!(
                "{en}. Sets of other schools of which as much is known: {sets} ({schools} schools); to learn the usual spread of such classes \
                 at least {need} from {from} schools are needed"
            ),
        )
        .of_no_one(),
    }
}

/// The refusal of `n` scripts where `need` are needed.
pub(super) fn too_few(n: usize, need: usize) -> Outcome {
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
