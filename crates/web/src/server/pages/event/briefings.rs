//! The journal of briefings: a line everybody who was briefed, with columns to be signed in. Columns: papers of schools (recipient, topic, date,
//! instruction, who briefed, signatures of both). What the program does not know is a blank.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use records::text::Lang;
use words::events;
use workflow::Id;
use workflow::event::{EventShown, EventState, Events, Kind, OneEvent, ReadHow, Seat};
use workflow::{Refusal, people::OnPaper};

use super::super::plan::told;
use super::said::{self, Lines};
use crate::server::office::Office;
use crate::server::policy::Asked;

/// A blank to be filled in by hand.
pub const BLANK: &str = "______";

/// What is known, or a blank.
pub fn or_blank(known: String) -> String {
    if known.is_empty() { BLANK.to_owned() } else { known }
}

/// The journal: of what took place, the oldest first.
///
/// # Errors
/// Those of the looks.
pub async fn journal(office: &Office, asked: &Asked, kind: &'static Kind) -> Result<Lines, Refusal> {
    let lang = asked.lang;
    let heads = vec![
        (events::journal_person(lang), 22),
        (events::journal_topic(lang), 20),
        (events::day(lang), 11),
        (events::journal_instruction(lang), 20),
        (events::journal_briefed_by(lang), 22),
        (events::journal_signed(lang), 16),
        (events::journal_signed_by(lang), 16),
    ];
    let mut rows = Vec::new();
    let held = |state| matches!(state, EventState::Held | EventState::Closed);
    let all = office.see(asked.reader.clone(), Events).await?;
    for line in all.iter().rev().filter(|line| line.event.kind == kind.code && held(line.event.state)) {
        let one = office.see(asked.reader.clone(), OneEvent { event: line.event.id.clone() }).await?;
        let there = one.seats.iter().filter(|seat| seat.came != Some(false));
        rows.extend(there.map(|seat| row(lang, asked, &one, seat)));
    }
    Ok((heads, rows))
}

fn row(lang: Lang, asked: &Asked, one: &EventShown, seat: &Seat) -> Vec<String> {
    let at = end_of(asked, one.event.day);
    let detail = |key: &str| {
        let detail = one.kind.details.iter().find(|detail| detail.key == key)?;
        said::value(lang, &one.event, detail)
    };
    // Whom it was for, where its title does not say so already.
    let topic = [Some(one.event.content.title.clone()), detail("role").filter(|role| !one.event.content.title.contains(role.as_str()))];
    let until = one.event.content.until.map(|until| format!("{}: {}", events::valid_until(lang), told::day(until)));
    let instruction = [detail("instruction"), until];
    let joined = |parts: [Option<String>; 2], between: &str| {
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
    };
    vec![
        with_post(&one.on_paper, &said::called(one, &seat.person), &seat.person, at),
        joined(topic, " — "),
        told::day(one.event.day),
        or_blank(joined(instruction, ". ")),
        with_post(&one.on_paper, &said::called(one, &one.event.owner), &one.event.owner, at),
        or_blank(signed(lang, one, seat)),
        BLANK.to_owned(),
    ]
}

/// The last moment of a day, by the clock of whoever asks.
fn end_of(asked: &Asked, day: Date) -> Timestamp {
    let zone = asked.reader.now().time_zone().clone();
    let end = zone.to_ambiguous_zoned_datetime(day.to_datetime(Time::MAX)).compatible();
    end.map_or(Timestamp::MAX, |end| end.timestamp())
}

/// «Ёжикова Мария Петровна, учитель физики»; the post of that day, or a blank.
fn with_post(papers: &OnPaper, name: &str, person: &Id, at: Timestamp) -> String {
    format!("{name}, {}", papers.post(person, at).unwrap_or(BLANK))
}

/// That she confirmed, and how; how many questions she had right where this reader may know it. Nothing where she is still to sign.
fn signed(lang: Lang, one: &EventShown, seat: &Seat) -> String {
    let Some(read) = &seat.read else { return String::new() };
    let how = match read.how {
        ReadHow::Screen => events::journal_confirmed_screen(lang, told::day(read.day)),
        _ => said::read_on(lang, read),
    };
    let score = read.score.map(|score| events::right_of(lang, score.to_string(), one.event.content.quiz.len()));
    // What she confirmed before the text was changed is said to be of the former one.
    let old = (read.how != ReadHow::Declined && read.digest != one.digest).then(|| events::old_text(lang));
    std::iter::once(how).chain(score).chain(old).collect::<Vec<_>>().join("; ")
}
