//! Words of an event: its state, its day, a part, how something was read.

use maud::{Markup, html};
use records::text::Lang;
use words::{Word, events, families, office, support};
use workflow::Id;
use workflow::event::{
    DecisionState, Detail, Event, EventShown, EventState, Families, Holds, Kind, LineShown, Noted, OwnWord, Part, Read, ReadHow, Seat,
    Taken, Turnout, Whom,
};

use super::super::plan::told;

/// Heads of a register with their weights, and its lines.
pub type Lines = (Vec<(String, u16)>, Vec<Vec<String>>);

/// A state in words.
pub fn state(lang: Lang, kind: &Kind, state: EventState) -> String {
    let word: Word = match state {
        EventState::Planned if kind.reads && !kind.is_held() => events::state_reading,
        EventState::Planned => events::state_planned,
        EventState::Held => events::state_held,
        EventState::Closed => events::state_closed,
        EventState::Cancelled => events::state_cancelled,
    };
    word(lang)
}

/// A state as a chip.
pub fn chip(lang: Lang, kind: &Kind, at: EventState) -> Markup {
    html! { span.chip { (state(lang, kind, at)) } }
}

/// A state of a task.
pub fn decision(lang: Lang, state: DecisionState) -> String {
    match state {
        DecisionState::Open => events::task_open(lang),
        DecisionState::Done => events::task_done(lang),
        DecisionState::Withdrawn => events::task_withdrawn(lang),
    }
}

/// «12.11.2026, 14:30, актовый зал».
pub fn when_and_where(event: &Event) -> String {
    let parts = [told::day(event.day), event.content.time.clone(), event.content.place.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Whose it is: class and subject.
pub fn whose(event: &Event) -> String {
    let parts = [event.content.class.as_str(), event.content.subject.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A part in words.
pub fn part(lang: Lang, part: Part) -> String {
    match part {
        Part::Chair => events::part_chair(lang),
        Part::Secretary => events::part_secretary(lang),
        Part::Member => events::part_member(lang),
    }
}

/// How a decision was taken.
pub fn taken(lang: Lang, how: Taken) -> String {
    match how {
        Taken::Unanimous => events::taken_unanimous(lang),
        Taken::Majority => events::taken_majority(lang),
        Taken::Chair => events::taken_chair(lang),
    }
}

/// How somebody was acquainted with a text.
pub fn read(lang: Lang, how: ReadHow) -> String {
    match how {
        ReadHow::Screen => events::read_screen(lang),
        ReadHow::Sheet => events::read_sheet(lang),
        ReadHow::Declined => events::read_declined(lang),
    }
}

/// The same with its day, for a paper or a register: and that the scan of the sheet is kept.
pub fn read_on(lang: Lang, one: &Read) -> String {
    let scanned = if one.scanned { format!("; {}", events::read_scanned(lang)) } else { String::new() };
    format!("{}, {}{scanned}", read(lang, one.how), told::day(one.day))
}

/// What a field of the kind holds, in words; None where nothing was said.
pub fn value(lang: Lang, event: &Event, detail: &Detail) -> Option<String> {
    event.content.details.get(detail.key).map(|value| in_words(lang, detail, value))
}

/// A value of a field in words.
pub fn in_words(lang: Lang, detail: &Detail, value: &str) -> String {
    match detail.holds {
        Holds::Choice(of) => of.iter().find(|(code, _)| *code == value).map(|(_, word)| word(lang)).unwrap_or_default(),
        Holds::Line | Holds::Text | Holds::Number => value.to_owned(),
    }
}

/// What whoever answers for an event is called: of a visit, who visits.
pub const fn owner(kind: &Kind) -> Word {
    if matches!(kind.whom, Whom::One(_)) { events::visitor } else { events::owner }
}

/// All somebody said of it, each with its day.
pub fn words(lang: Lang, seat: &Seat) -> Vec<String> {
    let told = |word: &OwnWord| if word.words.is_empty() { events::nothing_to_add(lang) } else { word.words.clone() };
    seat.words.iter().map(|word| format!("{}: {}", told::day(word.day), told(word))).collect()
}

/// What came of it, in words: an outcome of the kind, or as it was written.
pub fn result(lang: Lang, kind: &Kind, noted: &Noted) -> String {
    let outcome = kind.outcomes.iter().chain(kind.places).find(|(code, _)| *code == noted.result);
    outcome.map_or_else(|| noted.result.clone(), |(_, word)| word(lang))
}

/// Whether the family agreed, as it is noted.
pub fn consent(lang: Lang, noted: &Noted) -> String {
    if noted.informed { support::consent_yes(lang) } else { support::consent_no(lang) }
}

/// Of how many who took part no consent is noted; None of kinds that ask for none, and where it is noted of all.
pub fn without_consent(lang: Lang, kind: &Kind, lines: &[LineShown]) -> Option<String> {
    let without = lines.iter().filter(|line| line.came == Some(true) && !line.noted.informed).count();
    (kind.consents && without > 0).then(|| support::consent_without(lang, without))
}

/// That fewer than half of a body were there, where it is so.
pub fn few(lang: Lang, one: &EventShown) -> Option<String> {
    one.turnout().filter(|turnout| turnout.is_few()).map(|Turnout { came, of }| events::turnout_few(lang, came.to_string(), of))
}

/// Whose it is, as facts of a paper: class and subject, where there are any.
pub fn whose_facts(lang: Lang, event: &Event) -> Vec<(String, String)> {
    let facts = [(events::field_class(lang), &event.content.class), (events::field_subject(lang), &event.content.subject)];
    facts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name, value.clone())).collect()
}

/// What somebody is called on a paper of an event: what took place reads the same at every download.
pub fn called(one: &EventShown, person: &Id) -> String {
    if one.event.state == EventState::Planned { one.on_paper.ahead(person) } else { one.on_paper.settled(person, one.event.day) }
}

/// Who answers for an event, and whom she has it from, where it was handed over.
pub fn owned(lang: Lang, one: &EventShown) -> Markup {
    html! {
        (one.owner)
        @if let Some(handed) = &one.handed { span.quiet { ". " (office::handed_on(lang, told::day(handed.on), &handed.from.name)) } }
    }
}

/// «Ознакомились 12 из 25 семей, по коду: 7, по подписи: 5. Отказались подписать: 1 семья».
pub fn families_answered(lang: Lang, of: Families) -> String {
    let how =
        [(of.read.saturating_sub(of.signed), families::read_by_code as fn(Lang, String) -> String), (of.signed, families::read_by_sheet)];
    let how = how.into_iter().filter(|(number, _)| *number > 0).map(|(number, word)| word(lang, number.to_string()));
    let read = std::iter::once(families::read_count(lang, of.read.to_string(), of.all)).chain(how).collect::<Vec<_>>().join(", ");
    let declined = (of.declined > 0).then(|| families::read_count_declined(lang, of.declined));
    std::iter::once(read).chain(declined).collect::<Vec<_>>().join(". ")
}
