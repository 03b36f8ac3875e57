//! Papers of events about pupils: the register of a kind, a card of one. They are pressed of what this reader sees, and the reading is noted.
//! covers: R23, R27, R28, R29, R45

use documents::office::{Called, Letterhead, Minutes};
use records::text::Lang;
use words::{events, support};
use workflow::Refusal;
use workflow::event::{Detail, EventShown, JournalLine, Kind, LineShown, PupilJournal, PupilsOf, PupilsShown};
use workflow::marks::period;

use super::super::super::plan::told;
use super::super::briefings::or_blank;
use super::super::said::{self, Lines};
use crate::server::office::Office;
use crate::server::policy::Asked;

/// What stands in a column of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    /// The day.
    Day,
    /// When on that day.
    Time,
    /// The day until which it runs.
    Until,
    /// The pupil with the class.
    Pupil,
    /// The subject.
    Subject,
    /// Fields of the kind by their keys; the subject before them where it stands in no column of its own.
    Fields(&'static [&'static str], bool),
    /// Why the pupil is on the list.
    Reason,
    /// What came of it.
    Result,
    /// What was agreed.
    Agreed,
    /// Whether the family knows.
    Informed,
    /// Whether the family agreed.
    Consent,
    /// Who held it.
    Leads,
}

/// Columns of the register of a kind with their weights: what the kind writes, and nothing it never does.
fn columns(kind: &Kind) -> Vec<(Shown, u16)> {
    use Shown::{Agreed, Consent, Day, Fields, Informed, Leads, Pupil, Reason, Result, Subject, Time, Until};
    let own = match kind.code {
        // As journals of schools have it: subject and topic, form, time, result, teacher, whether the parents know.
        "consultation" => vec![
            (Fields(&["topic"], true), 18),
            (Fields(&["form"], false), 11),
            (Reason, 16),
            (Result, 20),
            (Agreed, 18),
            (Leads, 16),
            (Informed, 9),
        ],
        "interview" => vec![(Fields(&["topic"], true), 18), (Reason, 18), (Agreed, 24), (Result, 22), (Informed, 9), (Leads, 18)],
        "parent" => {
            vec![(Fields(&["with"], false), 12), (Fields(&["topic"], true), 18), (Reason, 18), (Agreed, 24), (Result, 22), (Leads, 18)]
        }
        "route" => vec![
            (Until, 11),
            (Subject, 11),
            (Reason, 15),
            (Fields(&["aims"], false), 18),
            (Fields(&["steps"], false), 20),
            (Fields(&["helps"], false), 13),
            (Result, 16),
            (Agreed, 14),
            (Informed, 9),
            (Leads, 14),
        ],
        "participation" => vec![
            (Subject, 12),
            (Fields(&["name"], false), 18),
            (Fields(&["stage", "form"], false), 15),
            (Reason, 10),
            (Consent, 11),
            (Result, 12),
            (Agreed, 14),
            (Leads, 16),
        ],
        "preparation" => vec![(Fields(&["form"], false), 14), (Result, 28), (Leads, 22)],
        _ => vec![(Result, 30), (Leads, 24)],
    };
    let when = std::iter::once((Day, 11)).chain(kind.is_held().then_some((Time, 8)));
    when.chain([(Pupil, 20)]).chain(own).collect()
}

impl Shown {
    /// The head of its column.
    fn head(self, lang: Lang, kind: &Kind) -> String {
        let of_line = kind.of_line;
        match self {
            Self::Day => events::day(lang),
            Self::Time => events::field_time(lang),
            Self::Until => events::valid_until(lang),
            Self::Pupil => support::journal_pupil(lang),
            Self::Subject => events::field_subject(lang),
            Self::Fields(["topic"], _) if kind.code == "consultation" => support::journal_subject(lang),
            Self::Fields(["stage", "form"], _) => support::journal_stage(lang),
            Self::Fields(keys, _) => kind.details.iter().find(|one| keys.contains(&one.key)).map_or(String::new(), |one| (one.name)(lang)),
            Self::Reason => (of_line.reason)(lang),
            Self::Result => (of_line.result)(lang),
            Self::Agreed => (of_line.agreed)(lang),
            Self::Informed => of_line.informed.map_or(String::new(), |told| told(lang)),
            Self::Consent => support::consent(lang),
            Self::Leads if kind.code == "consultation" => support::journal_teacher(lang),
            Self::Leads => support::journal_leads(lang),
        }
    }

    /// What stands in it of a pupil.
    fn cell(self, lang: Lang, kind: &Kind, one: &JournalLine, line: &LineShown) -> String {
        let arranged = &one.pupils.arranged;
        let detail = |key: &&str| {
            let detail = kind.details.iter().find(|detail| detail.key == *key)?;
            Some(said::in_words(lang, detail, arranged.words.0.get(*key)?))
        };
        match self {
            Self::Day => told::day(one.event.day),
            Self::Time => arranged.time.clone(),
            Self::Until => arranged.until.map(told::day).unwrap_or_default(),
            Self::Pupil => pupil(line),
            Self::Subject => arranged.subject.clone(),
            Self::Fields(keys, subject) => {
                let subject = subject.then(|| arranged.subject.clone()).filter(|subject| !subject.is_empty());
                subject.into_iter().chain(keys.iter().filter_map(detail)).collect::<Vec<_>>().join(", ")
            }
            Self::Reason => line.noted.reason.clone(),
            Self::Result => outcome(lang, kind, line),
            Self::Agreed => line.noted.agreed.clone(),
            Self::Informed if line.noted.informed => events::degree_yes(lang),
            Self::Informed => String::new(),
            Self::Consent => said::consent(lang, &line.noted),
            Self::Leads => one.owner.clone(),
        }
    }
}

/// The register of a kind: a line a pupil who was there; of some kinds the outcome only. What nobody wrote is a blank.
///
/// # Errors
/// Those of the look.
pub async fn journal(office: &Office, asked: &Asked, kind: &'static Kind) -> Result<Lines, Refusal> {
    let (lang, columns) = (asked.lang, columns(kind));
    let heads = columns.iter().map(|(shown, weight)| (shown.head(lang, kind), *weight)).collect();
    let all = office.see(asked.reader.clone(), PupilJournal { kind: kind.code.to_owned() }).await?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    for one in &all {
        let there = one.pupils.lines.iter().filter(|line| !kind.is_held() || line.came == Some(true));
        rows.extend(there.map(|line| columns.iter().map(|(shown, _)| or_blank(shown.cell(lang, kind, one, line))).collect()));
    }
    Ok((heads, rows))
}

/// «Ёлкин Пётр, 7А».
fn pupil(line: &LineShown) -> String {
    let class = line.class.as_ref().map(|(_, name)| name.to_string());
    [Some(line.who.name.clone()), class].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What came of it, and what the next mark says.
fn outcome(lang: Lang, kind: &Kind, line: &LineShown) -> String {
    let next = line.noted.basis.as_ref().zip(line.next.as_ref()).map(|(was, now)| {
        support::was_now(lang, was.mark.to_string(), period(lang, &was.period), now.mark.to_string(), period(lang, &now.period))
    });
    let said = [Some(said::result(lang, kind, &line.noted)), next];
    said.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// The card of one event: what was arranged, and of each pupil what came of it. What is not written yet is a blank to be filled in by hand.
///
/// # Errors
/// Those of the look.
pub async fn card(office: &Office, asked: &Asked, one: &EventShown, letterhead: Letterhead) -> Result<Minutes, Refusal> {
    let shown = office.see(asked.reader.clone(), PupilsOf { event: one.event.id.clone() }).await?;
    let (lang, kind) = (asked.lang, one.kind);
    let alone = match shown.lines.as_slice() {
        [line] => Some(line),
        _ => None,
    };
    let title = alone.map_or_else(|| one.event.content.title.clone(), pupil);
    let mut facts = arranged(lang, one, &shown);
    match alone {
        Some(line) => facts.extend(of_line(lang, kind, line).into_iter().map(|(name, value)| (name, or_blank(value)))),
        None => facts.extend(shown.lines.iter().map(|line| (pupil(line), of_many(lang, kind, line)))),
    }
    if !kind.outcomes.is_empty() {
        facts.push((support::paper_only(lang), support::paper_only_what(lang)));
    }
    Ok(Minutes {
        letterhead,
        kind: (kind.name)(lang),
        title,
        day: one.event.day,
        place: one.event.content.time.clone(),
        ahead: false,
        facts,
        responsible: said::called(one, &one.event.owner),
        led: false,
        people: Vec::new(),
        called: Called::Above,
        counted: None,
        notes: said::without_consent(lang, kind, &shown.lines).into_iter().collect(),
        questions: Vec::new(),
    })
}

/// What a kind writes of a pupil, each with its name; empty where it is not written.
fn of_line(lang: Lang, kind: &Kind, line: &LineShown) -> Vec<(String, String)> {
    let (called, only) = (kind.of_line, !kind.outcomes.is_empty());
    let came = line.came.map(|came| if came { events::was_there(lang) } else { events::was_not_there(lang) });
    let informed = if line.noted.informed { events::degree_yes(lang) } else { String::new() };
    let mut parts = Vec::new();
    if !only {
        parts.push(((called.reason)(lang), line.noted.reason.clone()));
    }
    if kind.is_held() {
        parts.push(((called.came)(lang), came.unwrap_or_default()));
    }
    if kind.consents {
        parts.push((support::consent(lang), said::consent(lang, &line.noted)));
    }
    parts.push(((called.result)(lang), outcome(lang, kind, line)));
    if !only {
        parts.push(((called.agreed)(lang), line.noted.agreed.clone()));
        parts.extend(called.informed.filter(|_| !kind.consents).map(|told| (told(lang), informed)));
    }
    parts
}

/// The same in a cell, of one among several: what is written, and room for what came of it.
fn of_many(lang: Lang, kind: &Kind, line: &LineShown) -> String {
    let result = (kind.of_line.result)(lang);
    let parts = of_line(lang, kind, line).into_iter().filter_map(|(name, value)| match value.is_empty() {
        false => Some(format!("{name}: {value}")),
        true => (name == result && line.came != Some(false)).then(|| format!("{name}: {}", or_blank(value))),
    });
    parts.collect::<Vec<_>>().join("; ")
}

/// Subject, last day, fields of the kind.
fn arranged(lang: Lang, one: &EventShown, shown: &PupilsShown) -> Vec<(String, String)> {
    let (kind, arranged) = (one.kind, &shown.arranged);
    let mut facts = Vec::new();
    if !arranged.subject.is_empty() {
        facts.push((events::field_subject(lang), arranged.subject.clone()));
    }
    if kind.expires {
        facts.push((events::valid_until(lang), or_blank(arranged.until.map(told::day).unwrap_or_default())));
    }
    let filled = |detail: &Detail| {
        let value = arranged.words.0.get(detail.key).map(|value| said::in_words(lang, detail, value));
        ((detail.name)(lang), or_blank(value.unwrap_or_default()))
    };
    facts.extend(kind.details.iter().map(filled));
    facts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A register has a column for everything its kind writes, each with a head, and none of what it never writes.
    #[test]
    fn a_register_has_what_its_kind_writes() {
        for kind in Kind::ALL.iter().copied().filter(|kind| kind.names_pupils()) {
            let shown: Vec<Shown> = columns(kind).into_iter().map(|(shown, _)| shown).collect();
            let only = !kind.outcomes.is_empty();
            let of_line = [
                (Shown::Reason, !only),
                (Shown::Agreed, !only),
                (Shown::Informed, !only && !kind.consents && kind.of_line.informed.is_some()),
                (Shown::Consent, kind.consents),
                (Shown::Until, kind.expires),
                (Shown::Time, kind.is_held()),
                (Shown::Result, true),
            ];
            for (column, writes) in of_line {
                assert_eq!(shown.contains(&column), writes, "{}: {column:?}", kind.code);
            }
            let subject = shown.iter().any(|one| matches!(one, Shown::Subject | Shown::Fields(_, true)));
            assert_eq!(subject, !only, "{}", kind.code);
            let keys: Vec<&str> = shown
                .iter()
                .filter_map(|one| if let Shown::Fields(keys, _) = one { Some(*keys) } else { None })
                .flatten()
                .copied()
                .collect();
            let known: Vec<&str> = kind.details.iter().map(|detail| detail.key).collect();
            assert!(keys.len() == known.len() && known.iter().all(|key| keys.contains(key)), "{}: {keys:?} of {known:?}", kind.code);
            assert!(shown.iter().all(|one| !one.head(Lang::Ru, kind).is_empty()), "{}", kind.code);
        }
    }
}
