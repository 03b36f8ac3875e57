//! Simulated schools with known truth: pupils, classes, schools, teachers and years; honest reasons to differ; bending on every level where
//! it happens. There is one generator: rehearsal, calibration and the truth harness all use it.
//!
//! Same knobs and seed, same bytes. Draws are keyed by school, class, subject, year and work, so the honest and the bent world of one seed
//! agree in every honest draw, and what bending did to a set can be seen by comparing the two.
//! covers: D19

mod bend;
mod calibrate;
#[cfg(test)]
mod components;
mod draws;
mod exams;
mod gymnasium;
mod journal;
mod knobs;
mod knobs_file;
mod life;
mod plan;
mod scenario;
mod school;
mod shares;
mod sitting;
pub(crate) mod works;
mod world;

use rayon::prelude::*;
use serde::Serialize;

pub use bend::Bending;
pub use gymnasium::{give_codes, give_shares, gymnasium};
pub use knobs::{BendingKind, Knobs, Rates, STANDARD_WORKS, Spread};
pub use knobs_file::KnobsError;
pub use scenario::{Difficulty, INDEX_AUC, MARKERS_AUC, Scenario, area_under_curve, difficulty};
pub use shares::region_shares;
pub(crate) use shares::requirement;
pub use sitting::Confounder;

use records::dataset::Dataset;

/// What really happened to one result set.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Truth {
    /// School, as written.
    pub school: String,
    /// Class, as written.
    pub class: String,
    /// Subject, as written.
    pub subject: String,
    /// Key of the KIM.
    pub procedure: String,
    /// What was done to it; `None` = honest.
    pub bent: Option<Bending>,
    /// Innocent causes that were at work.
    pub confounders: Vec<Confounder>,
}

/// A simulated world: the data as they would be collected, and the truth beside them.
#[derive(Clone, Debug)]
pub struct World {
    /// What was written down; nothing in it tells what is bent.
    pub dataset: Dataset,
    /// One entry per result set, ordered by school, class, subject, procedure as written.
    pub truth: Vec<Truth>,
    /// Schools, as written, whose final marks were raised so that more pupils are proposed for honours.
    pub inflated_honours: Vec<String>,
}

/// A region of schools.
#[must_use]
pub fn region(knobs: &Knobs, seed: u64) -> World {
    let works = world::works(knobs);
    let subjects = world::subjects(&works);
    let play = |index: usize| {
        let school = school::draw(knobs, seed, index as u64);
        life::live(knobs, seed, school, &works, &subjects, None)
    };
    let schools: Vec<life::SchoolOut> = (0..knobs.schools).into_par_iter().map(play).collect();
    world::assemble(knobs, &works, schools)
}

#[cfg(test)]
mod tests;
