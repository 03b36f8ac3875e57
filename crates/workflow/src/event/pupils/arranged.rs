//! What is arranged of an event about pupils, and whom it lists.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use records::reference::Reference;
use records::text::folded;
use serde::{Deserialize, Serialize};

use super::stored::{Noted, Words};
use crate::event::kind::{About, Kind};
use crate::event::planned::Planned;
use crate::event::stored::{Content, Event};
use crate::id::Id;
use crate::marks::{Mark, latest, of_year};
use crate::refusal::{Field, Refusal, Rule};
use crate::roster::{ClassName, Near};
use crate::store::Db;
use crate::{Reader, texts};

/// Pupils an event can be about.
const MOST: usize = 200;

/// What a form of an event about pupils holds. Nothing in it that lies in the open is typed as people like: subject and class are known, a time
/// is a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arranged {
    /// The subject; nothing where there is none.
    pub subject: String,
    /// Its day.
    pub day: Date,
    /// When on that day: `14:30`, or nothing.
    pub time: String,
    /// The last day of what goes on for long.
    pub until: Option<Date>,
    /// Who answers for it.
    pub owner: Id,
    /// Times of the plan it shows.
    pub occurrences: Vec<Id>,
    /// Fields of its kind.
    #[serde(skip)]
    pub words: Words,
}

/// A pupil of the list, with what is known beforehand: why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Which pupil.
    pub pupil: Id,
    /// What is written.
    #[serde(skip)]
    pub noted: Noted,
}

impl Arranged {
    pub(super) fn of(event: &Event, words: Words, occurrences: Vec<Id>) -> Self {
        let Content { subject, time, until, .. } = event.content.clone();
        Self { subject, day: event.day, time, until, owner: event.owner.clone(), occurrences, words }
    }

    pub(super) fn fits(&self, kind: &Kind) -> Result<(), Rule> {
        let time = self.time.is_empty() || Time::strptime("%H:%M", &self.time).is_ok();
        match () {
            () if !time => Err(Rule::Wrong(Field::EventTime)),
            () if self.until.is_some_and(|until| !kind.expires || until < self.day) => Err(Rule::Wrong(Field::EventUntil)),
            () => self.words.fits(kind),
        }
    }

    /// The event this is, in the open: its title is the subject and the classes.
    pub(super) fn planned(&self, classes: &[ClassName]) -> Planned {
        let (title, class) = titled(&self.subject, classes);
        let content =
            Content { title, class, subject: self.subject.clone(), time: self.time.clone(), until: self.until, ..Content::default() };
        Planned {
            content,
            day: self.day,
            owner: self.owner.clone(),
            people: BTreeMap::new(),
            agenda: Vec::new(),
            occurrences: self.occurrences.clone(),
        }
    }
}

/// «Алгебра, 7А», and the class where it is one.
pub(super) fn titled(subject: &str, classes: &[ClassName]) -> (String, String) {
    let mut names = classes.to_vec();
    names.sort();
    names.dedup();
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    let title = std::iter::once(subject.to_owned()).chain(names.iter().cloned()).filter(|part| !part.is_empty());
    let class = if let [one] = names.as_slice() { one.clone() } else { String::new() };
    (title.collect::<Vec<_>>().join(", "), class)
}

/// Whether the subject is one of the school or of the reference data: nothing else stands in the open.
pub(super) fn is_subject(db: &Db<'_>, subject: &str) -> Result<bool, Refusal> {
    let taught = db.one("select id from teaching_load where subject = ?", [subject], |row| row.id("id"))?.is_some();
    let known = |reference: &Reference| reference.subjects().any(|known| folded(&known.title.ru) == folded(subject));
    Ok(subject.is_empty() || taught || Reference::shipped().is_ok_and(|reference| known(&reference)))
}

/// Whether these pupils can be listed by whoever asks, beside those who are there.
pub(super) fn can_list(by: &Reader, kind: &Kind, near: &BTreeMap<Id, Near>, listed: &[Listed], there: &[Id]) -> Result<(), Refusal> {
    let wrong = Refusal::of(Rule::Wrong(Field::Pupils));
    let most = if kind.about == About::Pupil { 1 } else { MOST };
    let twice = |at: usize, one: &Listed| there.contains(&one.pupil) || listed.iter().take(at).any(|other| other.pupil == one.pupil);
    if listed.is_empty() || listed.len() + there.len() > most || listed.iter().enumerate().any(|(at, one)| twice(at, one)) {
        return Err(wrong);
    }
    for one in listed {
        let reached = near.get(&one.pupil).filter(|near| near.reached_by(by, !kind.restricted || kind.outcomes.is_empty()));
        match reached {
            None => return Err(Refusal::of(Rule::NotThere).about([one.pupil.clone()])),
            Some(near) if near.class().is_none() => return Err(wrong.about([one.pupil.clone()])),
            Some(_) => one.noted.fits(kind).map_err(Refusal::of)?,
        }
    }
    Ok(())
}

/// What these pupils stand at, where there is a subject.
pub(super) fn standing(db: &Db<'_>, year: Option<&Id>, subject: &str, listed: &[Listed]) -> Result<BTreeMap<Id, Vec<Mark>>, Refusal> {
    let ids: Vec<Id> = listed.iter().map(|one| one.pupil.clone()).collect();
    year.filter(|_| !subject.is_empty()).map_or_else(|| Ok(BTreeMap::new()), |year| of_year(db, year, Some(&ids)))
}

/// What is written beforehand, with the mark the pupil stands at in the subject.
pub(super) fn based(noted: Noted, marks: Option<&Vec<Mark>>, subject: &str) -> Noted {
    Noted { basis: marks.and_then(|marks| latest(marks, subject)), ..noted.tidy() }
}

/// Classes these pupils are in.
pub(super) fn classes<'a>(near: &BTreeMap<Id, Near>, pupils: impl Iterator<Item = &'a Id>) -> Vec<ClassName> {
    pupils.filter_map(|pupil| near.get(pupil)?.class()).map(|(_, name)| name).collect()
}

pub(super) fn trimmed(mut arranged: Arranged) -> Arranged {
    for text in [&mut arranged.subject, &mut arranged.time] {
        *text = text.trim().to_owned();
    }
    Arranged { words: arranged.words.tidy(), ..arranged }
}

/// A value as a conflict shows it: what a person typed stands as it was.
pub(super) fn told(value: &str) -> String {
    if texts::line(value, Field::Details).is_ok() { value.to_owned() } else { value.chars().take(200).collect() }
}
