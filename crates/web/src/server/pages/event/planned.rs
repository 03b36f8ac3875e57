//! What a form of an event says, and the form filled with what stands.

use std::collections::BTreeMap;

use records::text::Lang;
use words::events;
use workflow::Id;
use workflow::event::{Asked as Question, Content, Kind, Part, Planned};
use workflow::people::Colleague;
use workflow::plan::KeptFile;

use super::quiz;
use crate::server::form::{Mistakes, Typed};

/// Groups that can be named at once: code and who is in it.
pub fn groups(colleagues: &[Colleague]) -> Vec<(&'static str, Vec<&Colleague>)> {
    use workflow::Role::{AssociationHead, ClassTeacher, DeputyHead, Head, Teacher};
    let of =
        |roles: &[workflow::Role]| colleagues.iter().filter(|one| one.roles.iter().any(|role| roles.contains(role))).collect::<Vec<_>>();
    let all = [
        ("teachers", of(&[Teacher, ClassTeacher, AssociationHead])),
        ("class-teachers", of(&[ClassTeacher])),
        ("association-heads", of(&[AssociationHead])),
        ("heads", of(&[Head, DeputyHead])),
    ];
    all.into_iter().filter(|(_, people)| people.len() > 1).collect()
}

fn many<'a>(typed: &'a Typed, name: &'a str) -> impl Iterator<Item = &'a str> {
    typed.0.iter().filter(move |(key, value)| key == name && !value.trim().is_empty()).map(|(_, value)| value.trim())
}

/// The form filled with what is planned.
pub fn filled(form: Typed, planned: &Planned) -> Typed {
    let Content { title, time, place, class, subject, details, text, until, quiz, pass, .. } = &planned.content;
    let mut typed = form
        .with("title", title)
        .with("day", planned.day.to_string())
        .with("time", time)
        .with("place", place)
        .with("class", class)
        .with("subject", subject)
        .with("text", text)
        .with("until", until.map(|day| day.to_string()).unwrap_or_default())
        .with("quiz", quiz::written(quiz))
        .with("pass", pass.to_string())
        .with("owner", planned.owner.as_str());
    typed.0.extend(details.iter().map(|(key, value)| (format!("detail-{key}"), value.clone())));
    for (person, part) in &planned.people {
        let name = match part {
            Part::Chair => "chair",
            Part::Secretary => "secretary",
            Part::Member => "person",
        };
        typed = typed.with(name, person.as_str());
    }
    for (at, question) in planned.agenda.iter().enumerate() {
        let id = question.id.as_ref().map(|id| id.as_str().to_owned()).unwrap_or_default();
        typed.0.push((format!("item-{at}"), question.question.clone()));
        typed.0.push((format!("speaker-{at}"), question.speaker.clone()));
        typed.0.push((format!("item-id-{at}"), id));
    }
    planned.occurrences.iter().fold(typed, |typed, id| typed.with("occurrence", id.as_str()))
}

/// A tick: the file is taken away.
pub const WITHOUT_FILE: &str = "without-file";

/// What was typed; `base` holds what no field asks, a file that stays among it.
pub fn read(
    lang: Lang,
    kind: &Kind,
    typed: &Typed,
    colleagues: &[Colleague],
    file: Option<KeptFile>,
    base: Option<&Planned>,
) -> Result<Planned, Mistakes> {
    let mut mistakes = Mistakes::default();
    let get = |name: &str| typed.get(name).to_owned();
    let day = typed.day("day");
    if day.is_none() {
        mistakes.add("day", words::office::field_day_wrong(lang));
    }
    let until = typed.day("until");
    if !typed.get("until").is_empty() && until.is_none() {
        mistakes.add("until", words::office::field_day_wrong(lang));
    }
    let questions = quiz::read(typed.get("quiz")).unwrap_or_else(|line| {
        mistakes.add("quiz", events::quiz_wrong(lang, line.to_string()));
        Vec::new()
    });
    let pass = match typed.get("pass") {
        "" => u32::try_from(questions.len()).unwrap_or(u32::MAX),
        pass => pass.parse().unwrap_or(u32::MAX),
    };
    let details = kind.details.iter().map(|detail| (detail.key.to_owned(), get(&format!("detail-{}", detail.key))));
    let content = Content {
        // What it is called is no thing to be asked for: it is what it is.
        title: Some(get("title")).filter(|title| !title.is_empty()).unwrap_or_else(|| (kind.name)(lang)),
        time: get("time"),
        place: get("place"),
        class: get("class"),
        subject: get("subject"),
        details: details.filter(|(_, value)| !value.is_empty()).collect(),
        text: get("text"),
        file: file.or_else(|| base.filter(|_| typed.get(WITHOUT_FILE) != "yes").and_then(|base| base.content.file.clone())),
        until,
        quiz: if kind.quiz { questions } else { Vec::new() },
        pass: if kind.quiz { pass } else { 0 },
    };
    if kind.agenda {
        alone(typed).for_each(|at| mistakes.add(format!("item-{at}"), events::speaker_alone(lang)));
    }
    let owner = Id::read(typed.get("owner")).or_else(|| base.map(|base| base.owner.clone()));
    if owner.is_none() {
        mistakes.add("owner", workflow::Rule::Missing(workflow::Field::EventOwner).told(lang));
    }
    match (mistakes.none(), day, owner) {
        (true, Some(day), Some(owner)) => {
            let occurrences: Vec<Id> = sorted(many(typed, "occurrence").filter_map(Id::read).collect());
            Ok(Planned { content, day, owner, people: people(typed, colleagues, kind), agenda: agenda(typed), occurrences })
        }
        _ => Err(mistakes),
    }
}

fn sorted(mut ids: Vec<Id>) -> Vec<Id> {
    ids.sort();
    ids.dedup();
    ids
}

/// Who takes part: those ticked, those of groups, and on top of it chair and secretary.
fn people(typed: &Typed, colleagues: &[Colleague], kind: &Kind) -> BTreeMap<Id, Part> {
    let mut people: BTreeMap<Id, Part> = BTreeMap::new();
    for (code, members) in groups(colleagues) {
        if many(typed, "group").any(|group| group == code) {
            people.extend(members.into_iter().map(|one| (one.id.clone(), Part::Member)));
        }
    }
    people.extend(many(typed, "person").filter_map(Id::read).map(|id| (id, Part::Member)));
    if kind.agenda {
        people.extend(Id::read(typed.get("secretary")).map(|id| (id, Part::Secretary)));
        people.extend(Id::read(typed.get("chair")).map(|id| (id, Part::Chair)));
    }
    people
}

/// Lines of an agenda that name a speaker and no question: what was typed there would be lost.
fn alone(typed: &Typed) -> impl Iterator<Item = usize> {
    let empty = |name: &str, at: usize| typed.get(&format!("{name}-{at}")).is_empty();
    (0..super::fields::MOST_QUESTIONS).filter(move |at| empty("item", *at) && !empty("speaker", *at))
}

fn agenda(typed: &Typed) -> Vec<Question> {
    let question = |at: usize| {
        let question = typed.get(&format!("item-{at}")).to_owned();
        let speaker = typed.get(&format!("speaker-{at}")).to_owned();
        (!question.is_empty()).then(|| Question { id: Id::read(typed.get(&format!("item-id-{at}"))), question, speaker })
    };
    (0..super::fields::MOST_QUESTIONS).filter_map(question).collect()
}
