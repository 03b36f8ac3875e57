//! What samples of acts say of plans: for tests and the rehearsal.

use jiff::civil::Date;
use records::plan::{Every, When};

use super::as_shown::Shown;
use super::content::Content;
use super::evidence::{Evidence, KeptFile};
use crate::world::World;

/// What a measure says.
#[must_use]
pub(crate) fn content() -> Content {
    Content {
        block: "Работа с учителями".into(),
        number: "1".into(),
        text: "Разбор работ с разными отметками у разных проверяющих".into(),
        requirement: Some(12),
        owners: "Зам. директора по УВР".into(),
        when: "1 раз в квартал".into(),
        rules: vec![When::Each { every: Every::Quarter }],
        expected: "Протокол заседания".into(),
        library: None,
        asks_acceptance: true,
    }
}

/// What shows that something was done.
pub(super) fn evidence(world: &World, on: Date) -> Evidence {
    let file = KeptFile { address: world.plan.file.clone(), name: "протокол.pdf".into() };
    Evidence { words: "Проведено, решения в протоколе".into(), from: on, to: on, file: Some(file) }
}

/// The occurrence that is open, as a form showed it.
pub(super) fn open(world: &World) -> Shown {
    Shown { id: world.plan.open.clone(), due: world.plan.due, seen: 1 }
}
