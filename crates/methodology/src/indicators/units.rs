//! Indicators of units that are not result sets, and their visible list.

use crate::card::{Card, Outcome};
use crate::dataset::Dataset;
use crate::protocol::Protocol;
use crate::reference::Reference;
use crate::screen::benjamini_hochberg;
use crate::study::{UnitReading, Whose};
use crate::text::Text;

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

    /// Every unit it speaks of with its title and outcome, each unit once.
    fn examine(&self, records: &Records<'_>) -> Vec<(Whose, Text, Outcome)>;
}

/// Every indicator of other units, in the order of the reports.
pub const ALL: &[&dyn UnitIndicator] = &[&super::variant::Variant];

/// All readings: by indicator in the order of the list, then by unit; q over the rows of one indicator.
#[must_use]
pub fn readings(records: &Records<'_>) -> Vec<UnitReading> {
    let mut out = Vec::new();
    for indicator in ALL {
        let card = indicator.card();
        let mut rows = indicator.examine(records);
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        let p = |outcome: &Outcome| if let Outcome::Answered(answer) = outcome { Some(answer.p) } else { None };
        let mut q = benjamini_hochberg(&rows.iter().filter_map(|row| p(&row.2)).collect::<Vec<f64>>()).into_iter();
        out.extend(rows.into_iter().map(|(of, title, outcome)| {
            let q = p(&outcome).and_then(|_| q.next());
            UnitReading { indicator: card.id, version: card.version, of, title, outcome, q }
        }));
    }
    out
}
