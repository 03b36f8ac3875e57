//! Registers over all events of a kind: the way to each that has something in it, for whoever may see it.

use maud::{Markup, html};
use records::text::Lang;
use words::events;
use workflow::event::{Attendance, EventLine, EventState, Events, Kind, PupilJournal, Trainings};
use workflow::{Look, Refusal};

use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};

/// Kinds that have a register of their own.
pub fn registers() -> impl Iterator<Item = &'static str> {
    [
        "briefing",
        "training",
        "reading",
        "visit",
        "olympiad",
        "participation",
        "commission",
        "material",
        "readiness",
        "assessment",
        "consultation",
        "interview",
        "route",
        "parent",
        "prevention",
        "preparation",
    ]
    .into_iter()
}

/// What a register is called.
pub fn name(lang: Lang, kind: &str) -> String {
    match kind {
        "briefing" => events::register_briefings(lang),
        "training" => events::register_training(lang),
        "consultation" => words::support::journal_consultations(lang),
        _ => events::register_of(lang, Kind::of(kind).map(|kind| (kind.name)(lang)).unwrap_or_default()),
    }
}

/// Whether an event stands in the register of its kind.
fn stands(line: &EventLine, kind: &Kind) -> bool {
    let people = kind.attendance == Attendance::Named || kind.reads;
    let over = match line.event.state {
        EventState::Held | EventState::Closed => true,
        EventState::Planned => !kind.is_held(),
        EventState::Cancelled => false,
    };
    line.event.kind == kind.code && over && (!people || line.seats > 0)
}

/// Kinds whose register has something in it and may be seen.
fn there(all: &[EventLine], rights: &Rights) -> Vec<&'static Kind> {
    let may = |kind: &Kind| match kind.code {
        "training" => rights.may(Trainings::NAME),
        _ => !kind.names_pupils() || rights.may(PupilJournal::NAME),
    };
    registers().filter_map(Kind::of).filter(|kind| may(kind) && all.iter().any(|line| stands(line, kind))).collect()
}

fn forms(kind: &Kind) -> Markup {
    html! {
        a href={ "/events/register/" (kind.code) "?form=docx" } { "Word" }
        @if cfg!(feature = "pdf") { " " a href={ "/events/register/" (kind.code) "?form=pdf" } { "PDF" } }
    }
}

/// All of them, among the papers of the school.
///
/// # Errors
/// Those of the look at events.
pub async fn section(office: &Office, asked: &Asked) -> Result<Markup, Refusal> {
    let lang = asked.lang;
    let all = office.see(asked.reader.clone(), Events).await?;
    let kinds = there(&all, &Rights::of(office, asked).await);
    Ok(html! {
        @if !kinds.is_empty() {
            h2 { (events::registers(lang)) }
            p { (events::registers_what(lang)) }
            ul.plain-list.rows { @for kind in kinds { li { b { (name(lang, kind.code)) } (forms(kind)) } } }
        }
    })
}

/// The one of a kind, above the list of its events.
pub fn of_kind(lang: Lang, all: &[EventLine], rights: &Rights, kind: Option<&str>) -> Markup {
    let here = there(all, rights).into_iter().find(|one| kind == Some(one.code));
    html! { @if let Some(kind) = here { p.unprinted { (name(lang, kind.code)) ": " (forms(kind)) } } }
}
