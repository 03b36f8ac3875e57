//! Registers over all events of a kind: a line an event, for those with people a line each, for what families read a line a class.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::Response;
use documents::office::{Letterhead, Register, Sheet};
use records::text::Lang;
use words::{events, families};
use workflow::Refusal;
use workflow::Rule;
use workflow::event::{Attendance, Detail, EventShown, EventState, Events, Kind, OneEvent, Seat, Whom};

use super::super::plan::papers::{download, letterhead, pressed};
use super::super::plan::told;
use super::super::roster::shape::refused;
use super::papers::Wanted;
use super::register_links::{name, registers};
use super::said::{self, Lines};
use super::{briefings, certificates, pupils};
use crate::server::office::Office;
use crate::server::policy::Asked;

/// `GET /events/register/{kind}`.
pub async fn register(State(office): State<Arc<Office>>, asked: Asked, Path(kind): Path<String>, Query(wanted): Query<Wanted>) -> Response {
    let made = async {
        let kind = registers().find(|register| *register == kind).and_then(Kind::of).ok_or(Refusal::of(Rule::NotThere))?;
        let (letterhead, _) = letterhead(&office, &asked, None).await?;
        let sheet = composed(&office, &asked, kind, letterhead).await?;
        let (form, extension) = wanted.form();
        Ok::<_, Refusal>((format!("{}.{extension}", name(asked.lang, kind.code)), pressed(Arc::new(sheet), form).await?))
    };
    match made.await {
        Ok((name, bytes)) => download(&name, bytes),
        Err(refusal) => refused(&office, &asked, "/events", &refusal).await,
    }
}

/// The register of a kind, of what this reader sees.
///
/// # Errors
/// Those of the looks.
pub async fn composed(office: &Office, asked: &Asked, kind: &'static Kind, letterhead: Letterhead) -> Result<Sheet, Refusal> {
    let (heads, rows) = match kind.code {
        "briefing" => briefings::journal(office, asked, kind).await?,
        "training" => certificates::register(office, asked).await?,
        _ if kind.names_pupils() => pupils::paper::journal(office, asked, kind).await?,
        _ => lines(office, asked, kind).await?,
    };
    let title = name(asked.lang, kind.code);
    Ok(Register { letterhead, title, heads, rows, signed: kind.code == "briefing" }.compose())
}

async fn lines(office: &Office, asked: &Asked, kind: &'static Kind) -> Result<Lines, Refusal> {
    let of_one: fn(Lang, &EventShown) -> Vec<Vec<String>> = if kind.has_card() { visited } else { plain };
    let heads = if kind.has_card() { visits(asked.lang, kind) } else { heads(asked.lang, kind) };
    let mut rows = Vec::new();
    let all = office.see(asked.reader.clone(), Events).await?;
    // The oldest first, as a register is kept.
    for line in all.iter().rev().filter(|line| line.event.kind == kind.code && line.event.state != EventState::Cancelled) {
        let one = office.see(asked.reader.clone(), OneEvent { event: line.event.id.clone() }).await?;
        rows.extend(of_one(asked.lang, &one));
    }
    Ok((heads, rows))
}

/// Whether a register of a kind has a line everybody.
fn by_person(kind: &Kind) -> bool {
    kind.attendance == Attendance::Named || kind.reads
}

fn heads(lang: Lang, kind: &Kind) -> Vec<(String, u16)> {
    let mut heads = vec![(events::day(lang), 11), (events::what(lang), 26)];
    heads.extend(kind.details.iter().map(|detail| ((detail.name)(lang), 18)));
    if by_person(kind) {
        heads.extend([(words::office::person_name(lang), 24), (events::note_column(lang), 20)]);
    }
    heads.extend([(events::valid_until(lang), 12)].into_iter().filter(|_| kind.expires));
    heads.push((events::owner(lang), 20));
    heads
}

fn plain(lang: Lang, one: &EventShown) -> Vec<Vec<String>> {
    let kind = one.kind;
    let details: Vec<String> = kind.details.iter().map(|detail| said::value(lang, &one.event, detail).unwrap_or_default()).collect();
    let until = one.event.content.until.filter(|_| kind.expires).map(told::day).unwrap_or_default();
    let row = |who: Option<[String; 2]>| {
        let mut row = vec![told::day(one.event.day), one.event.content.title.clone()];
        row.extend(details.iter().cloned());
        row.extend(who.into_iter().flatten());
        row.extend(kind.expires.then(|| until.clone()));
        row.push(said::called(one, &one.event.owner));
        row
    };
    if !by_person(kind) {
        return vec![row(None)];
    }
    let there = one.seats.iter().filter(|seat| seat.came != Some(false));
    let people = there.map(|seat| [said::called(one, &seat.person), noted(lang, one, seat)]);
    // Families of a class are a line: how many answered and how, and nobody's name.
    let of_class = one.families.filter(|families| kind.reads && families.all > 0);
    let of_class =
        of_class.map(|families| [families::paper_families(lang, &one.event.content.class), said::families_answered(lang, families)]);
    people.chain(of_class).map(|who| row(Some(who))).collect()
}

/// What is known of somebody, for her line of a register.
fn noted(lang: Lang, one: &EventShown, seat: &Seat) -> String {
    match (&seat.read, seat.came) {
        (Some(read), _) => {
            let score = read.score.map(|score| format!("; {}", events::right_of(lang, score.to_string(), one.event.content.quiz.len())));
            format!("{}{}", said::read_on(lang, read), score.unwrap_or_default())
        }
        (None, _) if one.kind.reads => events::not_read(lang),
        (None, Some(true)) => events::was_there(lang),
        (None, _) => String::new(),
    }
}

/// Columns of the register of visits: what is chosen on the card stands together, what is written has a column of its own.
fn visits(lang: Lang, kind: &Kind) -> Vec<(String, u16)> {
    let mut heads = vec![(events::day(lang), 11), (kind.whom.told(lang), 18), (events::register_visit_lesson(lang), 20)];
    heads.push((events::register_visit_observed(lang), 34));
    heads.extend(kind.details.iter().filter(|detail| is_written(detail)).map(|detail| ((detail.name)(lang), 24)));
    heads.push((said::owner(kind)(lang), 18));
    heads
}

/// Whether a field of a card is written in words.
fn is_written(detail: &Detail) -> bool {
    detail.after && matches!(detail.holds, workflow::event::Holds::Text)
}

fn visited(lang: Lang, one: &EventShown) -> Vec<Vec<String>> {
    let (kind, event) = (one.kind, &one.event);
    let value = |detail: &Detail| said::value(lang, event, detail).filter(|value| !value.is_empty());
    let (before, card): (Vec<&Detail>, Vec<&Detail>) = kind.details.iter().partition(|detail| !detail.after);
    let title = std::iter::once(event.content.title.clone());
    let lesson =
        title.chain(said::whose_facts(lang, event).into_iter().map(|(_, whose)| whose)).chain(before.into_iter().filter_map(value));
    let (written, chosen): (Vec<&Detail>, Vec<&Detail>) = card.into_iter().partition(|detail| is_written(detail));
    let observed = chosen.into_iter().filter_map(|detail| Some(format!("{}: {}", (detail.name)(lang), value(detail)?)));
    // What waits for the teacher's word is told to whoever does not see it yet, and not left empty.
    let kept_back = one.event.state == EventState::Held && !one.sees_card;
    let observed = if kept_back { events::card_kept(lang) } else { observed.collect::<Vec<_>>().join("; ") };
    let named = one.seats.iter().filter(|seat| !matches!(kind.whom, Whom::One(_)) || seat.person != event.owner);
    let mut row = vec![
        told::day(event.day),
        named.map(|seat| said::called(one, &seat.person)).collect::<Vec<_>>().join(", "),
        lesson.collect::<Vec<_>>().join(", "),
        observed,
    ];
    row.extend(written.into_iter().map(|detail| if kept_back { events::card_kept(lang) } else { value(detail).unwrap_or_default() }));
    row.push(said::called(one, &event.owner));
    vec![row]
}
