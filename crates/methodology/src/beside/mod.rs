//! What others compute, computed as they do and shown beside the indicators ([`records::beside`]). None of it enters the screen.
//! covers: R6

mod class_index;
mod markers;
mod sets;

use records::beside::{LEAST_PUPILS, SetBeside};
use records::dataset::{Dataset, KimId, ResultSet};

/// Everything that stands beside the sets of one work, in the order of `sets`; sets of other works are left out.
///
/// The sets compared with are all sets of the work with [`LEAST_PUPILS`] pupils or more, the set itself among them: that is how the
/// markers are computed elsewhere.
#[must_use]
pub fn beside(dataset: &Dataset, kim: KimId, sets: &[ResultSet]) -> Vec<SetBeside> {
    let (Some(paper), Some(sitting)) = (dataset.kims.get(kim.0 as usize), dataset.sittings.get(kim.0 as usize)) else {
        return Vec::new();
    };
    let own: Vec<&ResultSet> = sets.iter().filter(|set| set.key.kim == kim).collect();
    let facts: Vec<sets::SetFacts> = own.iter().map(|set| sets::facts(paper, sitting, set)).collect();
    let markers = markers::of(paper, &facts);
    let index = class_index::of(paper, sitting, &facts);
    let together = own.iter().zip(&facts).zip(markers.into_iter().zip(index));
    together
        .map(|((set, facts), (markers, index))| {
            let on = markers.iter().flatten().filter(|marker| marker.on).count();
            let sum = (facts.n() >= LEAST_PUPILS).then(|| u8::try_from(on).unwrap_or(4));
            SetBeside { key: set.key, n: facts.n(), markers, sum, index }
        })
        .collect()
}

#[cfg(test)]
mod tests;
