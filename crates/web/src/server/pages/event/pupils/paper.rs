//! Papers of events about pupils: the journal of a kind, a card of one. They are pressed of what this reader sees, and the reading is noted.

use documents::office::{Letterhead, Minutes};
use records::text::Lang;
use words::{events, support};
use workflow::Refusal;
use workflow::event::{EventShown, Kind, LineShown, PupilJournal, PupilsOf, PupilsShown};
use workflow::marks::period;

use super::super::super::plan::told;
use super::super::briefings::or_blank;
use super::super::said::{self, Lines};
use crate::server::office::Office;
use crate::server::policy::Asked;

/// The journal of a kind: of some kinds the outcome only.
///
/// # Errors
/// Those of the look.
pub async fn journal(office: &Office, asked: &Asked, kind: &'static Kind) -> Result<Lines, Refusal> {
    let lang = asked.lang;
    let only = !kind.outcomes.is_empty();
    // Seven columns at most: more would break the words of a page that stands upright.
    let about = if only { support::detail_form(lang) } else { support::journal_subject(lang) };
    let mut heads = vec![(events::day(lang), 11), (support::journal_pupil(lang), 22), (about, 24)];
    if !only {
        heads.push(((kind.of_line.reason)(lang), 20));
    }
    heads.extend([((kind.of_line.result)(lang), 28), (support::journal_leads(lang), 20)]);
    let mut rows = Vec::new();
    for one in office.see(asked.reader.clone(), PupilJournal { kind: kind.code.to_owned() }).await? {
        let arranged = &one.pupils.arranged;
        let detail = |key: &str| {
            let detail = kind.details.iter().find(|detail| detail.key == key)?;
            Some(said::in_words(lang, detail, arranged.words.0.get(key)?))
        };
        let about =
            if only { [None, None, None, None] } else { [Some(arranged.subject.clone()), detail("topic"), detail("aims"), detail("with")] };
        let about = about.into_iter().chain([detail("name"), detail("stage"), detail("form")]);
        let about = about.flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        let when = [told::day(one.event.day), arranged.time.clone()];
        let when = when.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        for line in one.pupils.lines.iter().filter(|line| !kind.is_held() || line.came == Some(true)) {
            let informed = (!only && line.noted.informed).then(|| (kind.of_line.informed)(lang));
            let result = [Some(outcome(lang, kind, line)), informed].into_iter().flatten().filter(|part| !part.is_empty());
            let mut row = vec![when.clone(), pupil(line), about.clone()];
            row.extend((!only).then(|| line.noted.reason.clone()));
            row.extend([result.collect::<Vec<_>>().join(". "), one.owner.clone()]);
            rows.push(row);
        }
    }
    Ok((heads, rows))
}

/// The journal of consultations: a line a pupil who came. Columns: papers of schools (date, pupil and class, subject and topic, form, time,
/// result, teacher, whether the parents know); what is not known is a blank.
///
/// # Errors
/// Those of the look.
pub async fn consultations(office: &Office, asked: &Asked, kind: &'static Kind) -> Result<Lines, Refusal> {
    let lang = asked.lang;
    let heads = vec![
        (events::day(lang), 11),
        (support::journal_pupil(lang), 20),
        (support::journal_subject(lang), 18),
        (support::detail_form(lang), 12),
        (events::field_time(lang), 8),
        (support::result(lang), 26),
        (support::journal_teacher(lang), 20),
        (support::informed(lang), 9),
    ];
    let mut rows = Vec::new();
    for one in office.see(asked.reader.clone(), PupilJournal { kind: kind.code.to_owned() }).await? {
        let arranged = &one.pupils.arranged;
        let detail = |key: &str| {
            let detail = kind.details.iter().find(|detail| detail.key == key)?;
            Some(said::in_words(lang, detail, arranged.words.0.get(key)?))
        };
        let about = [Some(arranged.subject.clone()), detail("topic")];
        let about = about.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        for line in one.pupils.lines.iter().filter(|line| line.came == Some(true)) {
            let informed = if line.noted.informed { events::degree_yes(lang) } else { String::new() };
            let known = [
                told::day(one.event.day),
                pupil(line),
                about.clone(),
                detail("form").unwrap_or_default(),
                arranged.time.clone(),
                outcome(lang, kind, line),
                one.owner.clone(),
                informed,
            ];
            rows.push(known.into_iter().map(or_blank).collect());
        }
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
    // Points and a diploma belong to the place that was reached.
    let points = Some(line.noted.agreed.clone()).filter(|_| !kind.places.is_empty());
    let said = [Some(said::result(lang, kind, &line.noted)), points, next];
    said.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// The card of one event: what was arranged, and of each pupil what came of it.
///
/// # Errors
/// Those of the look.
pub async fn card(office: &Office, asked: &Asked, one: &EventShown, letterhead: Letterhead) -> Result<Minutes, Refusal> {
    let shown = office.see(asked.reader.clone(), PupilsOf { event: one.event.id.clone() }).await?;
    let (lang, kind) = (asked.lang, one.kind);
    let single = shown.lines.len() == 1;
    let title = if single { shown.lines.first().map(pupil).unwrap_or_default() } else { one.event.content.title.clone() };
    let mut facts = arranged(lang, one, &shown);
    for line in &shown.lines {
        let came =
            line.came.filter(|_| kind.is_held()).map(|came| if came { events::was_there(lang) } else { events::was_not_there(lang) });
        let parts = [
            ((kind.of_line.reason)(lang), line.noted.reason.clone()),
            (events::came(lang), came.unwrap_or_default()),
            ((kind.of_line.result)(lang), outcome(lang, kind, line)),
            ((kind.of_line.agreed)(lang), if kind.places.is_empty() { line.noted.agreed.clone() } else { String::new() }),
            ((kind.of_line.informed)(lang), if line.noted.informed { events::degree_yes(lang) } else { String::new() }),
        ];
        let parts = parts.into_iter().filter(|(_, value)| !value.is_empty());
        if single {
            facts.extend(parts);
        } else {
            facts.push((pupil(line), parts.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("; ")));
        }
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
        people: Vec::new(),
        counted: None,
        questions: Vec::new(),
    })
}

/// Subject, last day, fields of the kind.
fn arranged(lang: Lang, one: &EventShown, shown: &PupilsShown) -> Vec<(String, String)> {
    let arranged = &shown.arranged;
    let mut facts = vec![(events::field_subject(lang), arranged.subject.clone())];
    facts.push((events::valid_until(lang), arranged.until.map(told::day).unwrap_or_default()));
    let filled =
        |detail: &workflow::event::Detail| Some(((detail.name)(lang), said::in_words(lang, detail, arranged.words.0.get(detail.key)?)));
    facts.extend(one.kind.details.iter().filter_map(filled));
    facts.retain(|(_, value)| !value.is_empty());
    facts
}
