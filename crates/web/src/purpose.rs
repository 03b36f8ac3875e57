//! What results may be used for: the legal regime of every kind of procedure in the data has a say (C1).

use records::dataset::Dataset;
use records::reference::Reference;
use records::text::Text;
use records::vocabulary::Purpose;

/// Why this purpose is not allowed for these data; None where it is.
#[must_use]
pub fn refusal(dataset: &Dataset, reference: &Reference, purpose: Purpose) -> Option<Text> {
    let regimes = dataset.kims.iter().filter_map(|kim| kim.kind).filter_map(|kind| reference.regime(kind));
    regimes.filter_map(|regime| regime.allows(purpose).err()).next()
}
