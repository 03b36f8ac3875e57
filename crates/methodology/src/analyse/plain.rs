//! The plain analysis for tests of this room.

use records::dataset::Dataset;
use records::reference::Reference;
use records::registration::Registration;
use records::study::Study;

use super::study;
use crate::permit::Permit;

/// The analysis of a check of the procedure by the shipped protocol, for tests of this room.
pub(crate) fn plainly(dataset: &Dataset, reference: &Reference) -> Study {
    let purpose = records::vocabulary::Purpose::ProcedureCheck;
    let permit = Permit::ask(dataset, reference, purpose).unwrap();
    study(&permit, reference, &reference.protocol(), &Registration::default(), None, &records::progress::Silent)
}
