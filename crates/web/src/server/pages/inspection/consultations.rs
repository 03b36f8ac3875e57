//! The journal of consultations as a folder for an inspection holds it: how many there were, in which subject, of how many pupils. Nobody is named,
//! and no class is: one pupil of a class would be told by it.

use documents::office::{Letterhead, Register, Sheet};
use records::text::Lang;
use words::{events, inspection, support};
use workflow::event::{EventLine, EventState};

use super::super::plan::told;

/// The journal; None where no consultation was held.
pub(super) fn without_names(lang: Lang, of_pupils: &[EventLine], head: &Letterhead) -> Option<Sheet> {
    let held = |line: &&EventLine| line.event.kind == "consultation" && matches!(line.event.state, EventState::Held | EventState::Closed);
    let row = |line: &EventLine| {
        let event = &line.event;
        vec![told::day(event.day), event.content.subject.clone(), line.pupils.to_string(), line.owner.clone()]
    };
    let rows: Vec<Vec<String>> = of_pupils.iter().filter(held).map(row).collect();
    let heads = vec![
        (events::day(lang), 14),
        (events::field_subject(lang), 34),
        (inspection::consultations_pupils(lang), 18),
        (support::journal_teacher(lang), 34),
    ];
    let title = inspection::consultations(lang);
    (!rows.is_empty()).then(|| Register { letterhead: head.clone(), title, heads, rows, signed: false }.compose())
}
