//! The instrument that measures every verdict: simulated worlds with known truth go through the whole analysis, and how often it errs is
//! counted, each figure with its Monte-Carlo error. It sees what a user sees, the study, and nothing of the machinery behind it.
//! covers: D2, D4

mod alone;
mod causes;
mod estimate;
mod found;
mod intervals;
mod moved;
mod quiet;
mod rungs;
mod stated;
mod table;
mod tables;
mod unit_readings;
mod worlds;

pub use alone::trial_alone;
pub use estimate::{Estimate, area, mean, pooled, share};
pub use moved::{moved, moved_row, moved_table};
pub use table::{Cell, Table};
pub use tables::{Judged, judged, tables};
pub use unit_readings::UnitRow;
pub use worlds::{group_rows, groups_table};

use crate::simulate::{Bending, Confounder, Knobs, Truth, World, region};
use methodology::analyse::study;
use methodology::permit::{Permit, Refused};
use records::card::Outcome;
use records::dataset::Dataset;
use records::progress::Progress;
use records::protocol::Protocol;
use records::reference::Reference;
use records::registration::Registration;
use records::study::{SetStudy, Study};
use records::vocabulary::{Ladder, Purpose, SetStatus};

/// What one simulated region gave.
#[derive(Clone, Debug)]
pub struct Trial {
    /// Seed of the region.
    pub seed: u64,
    /// Nothing was bent in it.
    pub honest: bool,
    /// Its result sets.
    pub rows: Vec<Row>,
    /// Units that are not result sets.
    pub units: Vec<UnitRow>,
    /// How many sets the study expected to be worth a look by chance.
    pub by_chance: Option<f64>,
}

/// One result set: what was said of it, and what is true.
#[derive(Clone, Debug)]
pub struct Row {
    /// Work.
    pub work: usize,
    /// School.
    pub school: u32,
    /// Intake by selection.
    pub selective: bool,
    /// Scripts.
    pub n: usize,
    /// Rung of the ladder.
    pub ladder: Ladder,
    /// Answered or refused.
    pub status: SetStatus,
    /// Score of the screen.
    pub score: Option<f64>,
    /// Own p.
    pub p_own: Option<f64>,
    /// Stated local false discovery rate.
    pub lfdr: Option<f64>,
    /// Worth a look.
    pub look: bool,
    /// Flagged.
    pub flagged: bool,
    /// Stated lift that would be worth a look, points.
    pub mde: Option<f64>,
    /// Stated lift that would be flagged, points.
    pub mde_flag: Option<f64>,
    /// School, class and work as written: the same in the twin of the world.
    pub named: [String; 3],
    /// Every answer.
    pub readings: Vec<Said>,
    /// Innocent causes that were at work.
    pub confounders: Vec<Confounder>,
    /// What was done.
    pub bent: Option<Bending>,
    /// Lifted, honest, or neither (only the journal, or an attempt without effect).
    pub lifted: Option<bool>,
    /// Sum of the four federal-style markers.
    pub markers: Option<u8>,
    /// Membership in the cluster of unusual classes.
    pub index: Option<f64>,
}

/// What an indicator said of a set.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    /// The indicator.
    pub indicator: &'static str,
    /// Standardised departure.
    pub z: f64,
    /// p of the upward (or stated) test.
    pub p: f64,
    /// Effect, in the unit of its card.
    pub effect: f64,
    /// 95 % interval of the effect.
    pub interval: [f64; 2],
}

/// The analysis a user gets of these data when she checks the procedure and follows no declared protocol.
///
/// # Errors
/// The legal regime of a kind of procedure does not allow the check.
pub fn analysed(dataset: &Dataset, reference: &Reference, protocol: &Protocol, progress: &dyn Progress) -> Result<Study, Refused> {
    let permit = Permit::ask(dataset, reference, Purpose::ProcedureCheck)?;
    Ok(study(&permit, reference, protocol, &Registration::default(), None, progress))
}

/// Analyses one simulated region.
///
/// # Errors
/// As [`analysed`].
pub fn trial(knobs: &Knobs, seed: u64, reference: &Reference, protocol: &Protocol, progress: &dyn Progress) -> Result<Trial, Refused> {
    let world = read(knobs, seed);
    let study = analysed(&world.dataset, reference, protocol, progress)?;
    let rows = study.sets.iter().zip(&world.truth).map(|(set, truth)| Row {
        selective: world
            .dataset
            .schools
            .get(set.key.school.0 as usize)
            .is_some_and(|school| school.kind.as_deref().is_some_and(|kind| kind != "general")),
        ..row(set).with(truth)
    });
    let units = unit_readings::rows(&world, &study, knobs, seed, reference);
    Ok(Trial { seed, honest: knobs.honest, rows: rows.collect(), units, by_chance: study.headline.expected_by_chance })
}

/// A simulated region as it stands when its files are read.
fn read(knobs: &Knobs, seed: u64) -> World {
    let world = region(knobs, seed);
    World { dataset: world.dataset.in_order(), ..world }
}

impl Row {
    /// The row with what is true of it.
    fn with(self, truth: &Truth) -> Self {
        Self { bent: truth.bent, lifted: truth.lifted(), confounders: truth.confounders.clone(), ..self }
    }

    /// What an indicator said, where it answered.
    fn said(&self, indicator: &str) -> Option<&Said> {
        self.readings.iter().find(|said| said.indicator == indicator)
    }

    /// p of an indicator, where it answered.
    fn p_of(&self, indicator: &str) -> Option<f64> {
        self.said(indicator).map(|said| said.p)
    }
}

/// What the study says of a set.
fn row(set: &SetStudy) -> Row {
    let answer = |reading: &records::study::SetReading| match &reading.outcome {
        Outcome::Answered(answer) => {
            Some(Said { indicator: reading.indicator, z: answer.z, p: answer.p, effect: answer.effect, interval: answer.ci })
        }
        _ => None,
    };
    Row {
        work: set.work,
        school: set.key.school.0,
        selective: false,
        n: set.n,
        ladder: set.ladder,
        status: set.status,
        score: set.score,
        p_own: set.p_own,
        lfdr: set.lfdr,
        look: set.look,
        flagged: set.flagged,
        mde: set.mde,
        mde_flag: set.mde_flag,
        named: [set.school.clone(), set.class.clone(), set.procedure.clone()],
        readings: set.readings.iter().filter_map(answer).collect(),
        confounders: Vec::new(),
        bent: None,
        lifted: None,
        markers: set.beside.as_ref().and_then(|beside| beside.sum),
        index: set.beside.as_ref().and_then(|beside| Some(beside.index.as_ref().ok()?.first)),
    }
}

#[cfg(test)]
mod tests;
