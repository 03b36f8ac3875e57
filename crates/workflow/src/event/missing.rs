//! What an event still lacks before it can be closed.

use records::text::Lang;
use words::events;

use super::kind::{Attendance, Filler, Kind};
use super::pupils::PupilLine;
use super::stored::{Decision, Event, Item, Seat};

/// Something that is not there yet.
#[derive(Clone, Debug)]
pub enum Missing {
    /// Who came is not known.
    Attendance,
    /// Nothing is written of a question of the agenda.
    Question(String),
    /// So many have not read the present text yet.
    Readers(usize),
    /// There is nothing to read.
    Text,
    /// A field of the kind.
    Detail(words::Word),
    /// Nobody is named.
    Pupils,
    /// Of so many pupils it is not written what came of it.
    Outcomes(usize),
}

/// What an event lacks. Of a teacher nothing is required (C12).
pub(super) fn missing(kind: &Kind, event: &Event, seats: &[Seat], items: &[Item], decisions: &[Decision]) -> Vec<Missing> {
    if kind.filler == Filler::Teacher {
        return Vec::new();
    }
    let mut missing = Vec::new();
    match kind.attendance {
        Attendance::None | Attendance::Pupils => {}
        Attendance::Counted if event.counted.is_none() => missing.push(Missing::Attendance),
        Attendance::Counted => {}
        Attendance::Named => missing.extend(attendance(seats)),
    }
    let written = |item: &&Item| item.is_written() || decisions.iter().any(|decision| decision.item == item.id);
    let question = |item: &Item| Missing::Question(item.question.clone());
    missing.extend(items.iter().filter(|item| !written(item)).map(question));
    if kind.reads {
        missing.extend(reading(event, seats));
    }
    let empty = |key: &str| event.content.details.get(key).is_none_or(|value| value.trim().is_empty());
    let required = kind.details.iter().filter(|detail| detail.required && empty(detail.key));
    missing.extend(required.map(|detail| Missing::Detail(detail.name)));
    missing
}

fn attendance(seats: &[Seat]) -> Option<Missing> {
    let unknown = seats.is_empty() || seats.iter().any(|seat| seat.came.is_none() && !seat.left);
    unknown.then_some(Missing::Attendance)
}

fn reading(event: &Event, seats: &[Seat]) -> Option<Missing> {
    if !event.content.can_be_read() {
        return Some(Missing::Text);
    }
    let digest = event.content.digest().to_string();
    let settled = |seat: &Seat| seat.read.as_ref().is_some_and(|read| read.digest == digest);
    let owe = seats.iter().filter(|seat| !seat.left && seat.came != Some(false) && !settled(seat)).count();
    (owe > 0 || seats.is_empty()).then_some(Missing::Readers(owe))
}

/// What lines of pupils lack. Of a teacher nothing is required.
pub(super) fn of_pupils(kind: &Kind, lines: &[PupilLine]) -> Option<Missing> {
    let open = lines.iter().filter(|line| !line.settled && line.came != Some(false)).count();
    match () {
        () if kind.filler == Filler::Teacher || !kind.names_pupils() => None,
        () if lines.is_empty() => Some(Missing::Pupils),
        () => (open > 0).then_some(Missing::Outcomes(open)),
    }
}

impl Missing {
    /// In words.
    #[must_use]
    pub fn told(&self, lang: Lang) -> String {
        match self {
            Self::Attendance => events::missing_attendance(lang),
            Self::Question(question) if question.is_empty() => events::missing_earlier(lang),
            Self::Question(question) => events::missing_question(lang, question),
            Self::Readers(0) => events::missing_nobody(lang),
            Self::Readers(owe) => events::missing_readers(lang, *owe),
            Self::Text => events::missing_text(lang),
            Self::Pupils => words::support::missing_pupils(lang),
            Self::Outcomes(open) => words::support::missing_outcomes(lang, *open),
            Self::Detail(name) => events::missing_detail(lang, name(lang)),
        }
    }
}
