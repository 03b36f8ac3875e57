//! What an indicator of units that are not result sets may ask, and what it gives.

use records::card::{Card, Outcome};
use records::dataset::Dataset;
use records::protocol::Protocol;
use records::provenance::Origin;
use records::reference::Reference;
use records::study::{Span, Whose};
use records::text::Text;

/// Everything such an indicator may ask.
#[derive(Clone, Copy, Debug)]
pub struct Records<'a> {
    /// All records.
    pub dataset: &'a Dataset,
    /// Reference data.
    pub reference: &'a Reference,
    /// Levels and thresholds.
    pub protocol: &'a Protocol,
}

/// An indicator of other units.
pub trait UnitIndicator: Sync {
    /// Its card.
    fn card(&self) -> &'static Card;

    /// Every unit it speaks of, each once.
    fn examine(&self, records: &Records<'_>) -> Vec<Examination>;

    /// Row by row, in the order of the units, whether it tells the row before it once more from the other side: one test, counted once among
    /// many.
    fn mirrored(&self, rows: &[Examination]) -> Vec<bool> {
        vec![false; rows.len()]
    }
}

/// What the examination of one unit gave.
#[derive(Clone, Debug)]
pub struct Examination {
    /// Which unit.
    pub of: Whose,
    /// The unit in words.
    pub title: Text,
    /// Answer or refusal.
    pub outcome: Outcome,
    /// Rows of the registers behind it, for "from where?"; may be empty.
    pub spans: Vec<Span>,
}

/// The p of an answer that has one.
pub fn tested(outcome: &Outcome) -> Option<f64> {
    match outcome {
        Outcome::Answered(answer) => Some(answer.p).filter(|p| p.is_finite()),
        _ => None,
    }
}

/// One run for every source, from the first to the last row.
pub(super) fn runs(origins: impl IntoIterator<Item = Origin>) -> Vec<Span> {
    let mut origins: Vec<Origin> = origins.into_iter().collect();
    origins.sort_unstable();
    let run = |rows: &[Origin]| Some(Span { first: *rows.first()?, last_row: rows.last()?.row });
    origins.chunk_by(|a, b| a.source == b.source).filter_map(run).collect()
}
