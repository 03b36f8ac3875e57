//! The standard scenario: how hard the truth is to see is fixed once, by what simple looks reach on it, and kept under a version.

use serde::Serialize;

use super::knobs::Knobs;
use super::{Truth, World, region};
use methodology::beside::beside;
use records::dataset::KimId;

/// A world to measure on, by name and version. Figures measured on one version are not compared with those of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Name.
    pub name: &'static str,
    /// Goes up with any change of the knobs or of the generator that changes the bytes of this world.
    pub version: u32,
    /// Its knobs.
    pub knobs: Knobs,
}

impl Scenario {
    /// 150 schools, the twelve works of the standard plan, 8 % of the sets bent, kinds and strengths mixed. Its difficulty is declared by
    /// [`MARKERS_AUC`] and [`INDEX_AUC`], and nobody makes it easier to look better.
    #[must_use]
    pub fn standard() -> Self {
        Self { name: "standard", version: 1, knobs: Knobs::default() }
    }

    /// Its world under a seed.
    #[must_use]
    pub fn world(&self, seed: u64) -> World {
        region(&self.knobs, seed)
    }
}

/// Declared area under the curve of the sum of the four federal-style markers, and how far a version may be from it.
pub const MARKERS_AUC: (f64, f64) = (0.75, 0.03);

/// Declared area under the curve of the membership in the cluster of unusual classes (INVALSI).
pub const INDEX_AUC: (f64, f64) = (0.66, 0.03);

/// How well simple looks tell bent sets from honest ones: areas under the curve over the sets of one work, averaged over works.
///
/// A set counts as bent where its result was lifted ([`Truth::lifted`]), as honest where nothing was done; sets where only the journal
/// was touched, or where nothing came of it, are neither. Sets too small for a marker are left out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Difficulty {
    /// Sum of the four 0/1 markers.
    pub markers: f64,
    /// Membership in the cluster of unusual classes.
    pub index: f64,
    /// Each marker alone.
    pub each: [f64; 4],
    /// Works with both kinds of sets.
    pub works: usize,
    /// Bent sets counted.
    pub bent: usize,
    /// Honest sets counted.
    pub honest: usize,
}

/// Measures a world; None where no work has both bent and honest sets.
#[must_use]
pub fn difficulty(world: &World) -> Option<Difficulty> {
    let sets = world.dataset.result_sets();
    let labelled: Vec<(KimId, Option<bool>)> = sets.iter().zip(&world.truth).map(|(set, truth)| (set.key.kim, truth.lifted())).collect();
    let mut columns: [Vec<f64>; 6] = Default::default();
    let (mut bent, mut honest) = (0, 0);
    for kim in (0..u32::try_from(world.dataset.kims.len()).unwrap_or(u32::MAX)).map(KimId) {
        let labels = labelled.iter().filter(|label| label.0 == kim).map(|label| label.1);
        let shown = beside(&world.dataset, kim, &sets);
        let rows = shown.iter().zip(labels).filter_map(|(set, label)| Some((set, set.sum?, label?))).collect::<Vec<_>>();
        let area = |of: &dyn Fn(&records::beside::SetBeside, u8) -> Option<f64>| {
            area_under_curve(&rows.iter().filter_map(|(set, sum, label)| Some((of(set, *sum)?, *label))).collect::<Vec<_>>())
        };
        let Some(markers) = area(&|_, sum| Some(f64::from(sum))) else { continue };
        columns[0].push(markers);
        columns[1].extend(area(&|set, _| set.index.ok().map(|index| index.first)));
        for marker in 0..4 {
            columns[2 + marker].extend(area(&|set, _| set.markers[marker].ok().map(|marker| f64::from(u8::from(marker.on)))));
        }
        bent += rows.iter().filter(|row| row.2).count();
        honest += rows.iter().filter(|row| !row.2).count();
    }
    let [markers, index, one, two, three, four] = columns.each_ref().map(|areas| areas.iter().sum::<f64>() / areas.len().max(1) as f64);
    let works = columns[0].len();
    (works > 0).then_some(Difficulty { markers, index, each: [one, two, three, four], works, bent, honest })
}

impl Truth {
    /// Whether the result was lifted: `Some(true)` = lifted, `Some(false)` = nothing was done, None = something was done that did not
    /// lift the result (the journal alone, or an attempt without effect).
    #[must_use]
    pub fn lifted(&self) -> Option<bool> {
        match self.bent {
            None => Some(false),
            Some(bent) => (bent.kind.lifts_result() && bent.lift > 0.0).then_some(true),
        }
    }
}

/// Probability that a bent set scores higher than an honest one, ties counting half (Mann & Whitney 1947); None without both.
#[must_use]
pub fn area_under_curve(scores: &[(f64, bool)]) -> Option<f64> {
    let mut honest: Vec<f64> = scores.iter().filter(|score| !score.1).map(|score| score.0).collect();
    honest.sort_by(f64::total_cmp);
    let bent: Vec<f64> = scores.iter().filter(|score| score.1).map(|score| score.0).collect();
    let above = |score: &f64| {
        let (less, not_more) = (honest.partition_point(|other| other < score), honest.partition_point(|other| other <= score));
        (less + not_more) as f64 / 2.0
    };
    let wins: f64 = bent.iter().map(above).sum();
    (!bent.is_empty() && !honest.is_empty()).then(|| wins / (bent.len() * honest.len()) as f64)
}
