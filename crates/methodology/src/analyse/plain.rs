//! The plain analysis for tests of this room.

use records::dataset::Dataset;
use records::progress::{Progress, Silent};
use records::protocol::Protocol;
use records::reference::Reference;
use records::registration::Registration;
use records::study::Study;

use super::study;
use crate::permit::Permit;

/// The analysis of a check of the procedure by the shipped protocol, for tests of this room.
pub(crate) fn plainly(dataset: &Dataset, reference: &Reference) -> Study {
    by(dataset, reference, &reference.protocol(), &Silent)
}

/// The same without flags: nothing is drawn to settle them.
pub(crate) fn without_flags(dataset: &Dataset, reference: &Reference) -> Study {
    by(dataset, reference, &Protocol { flags: false, ..reference.protocol() }, &Silent)
}

/// The same by the shipped protocol, watched.
pub(crate) fn watched(dataset: &Dataset, reference: &Reference, progress: &dyn Progress) -> Study {
    by(dataset, reference, &reference.protocol(), progress)
}

fn by(dataset: &Dataset, reference: &Reference, protocol: &Protocol, progress: &dyn Progress) -> Study {
    let purpose = records::vocabulary::Purpose::ProcedureCheck;
    let permit = Permit::ask(dataset, reference, purpose).unwrap();
    study(&permit, reference, protocol, &Registration::default(), None, progress)
}
