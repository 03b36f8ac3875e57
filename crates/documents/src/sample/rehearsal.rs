//! The simulated gymnasium as really analysed: documents are looked at with what the analysis says, not only with what was made up for them.

use std::sync::OnceLock;

use records::progress::Silent;
use records::reference::Reference;
use records::study::Study;

use super::study::protocol;

/// The study of a small simulated region, made once for all tests.
pub(crate) fn region() -> &'static Study {
    static STUDY: OnceLock<Study> = OnceLock::new();
    STUDY.get_or_init(|| {
        let knobs = rehearsal::simulate::Knobs { schools: 24, municipalities: 3, ..rehearsal::simulate::Knobs::default() };
        let world = rehearsal::simulate::region(&knobs, 7);
        let reference = Reference::shipped().unwrap();
        rehearsal::harness::analysed(&world.dataset, &reference, &protocol(), &Silent).unwrap()
    })
}

/// The study of the gymnasium, made once for all tests.
pub(crate) fn study() -> &'static Study {
    static STUDY: OnceLock<Study> = OnceLock::new();
    STUDY.get_or_init(|| {
        let world = rehearsal::simulate::gymnasium(7);
        let reference = Reference::shipped().unwrap();
        rehearsal::harness::analysed(&world.dataset, &reference, &protocol(), &Silent).unwrap()
    })
}
