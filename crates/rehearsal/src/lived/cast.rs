//! Who works in the gymnasium: parts, roles, the day each comes. Names are invented from the seed.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use workflow::roster::{ClassName, Who};
use workflow::{Id, Role};

use super::LiveError;
use crate::layouts::FullName;

/// A part in the rehearsal.
pub(super) struct Part {
    /// Its key.
    pub key: &'static str,
    /// Roles that are given.
    pub roles: &'static [Role],
    /// Whether a man plays it.
    pub man: bool,
    /// The day of the invitation.
    pub invited: Date,
}

const fn part(key: &'static str, roles: &'static [Role], man: bool, invited: Date) -> Part {
    Part { key, roles, man, invited }
}

use Role::{Administrator, AssociationHead, Auditor, ClassTeacher, DeputyHead, Head, Psychologist, Teacher};

/// She founds the school: deputy head, and administrator until there is another.
pub(super) const FOUNDER: &str = "deputy";
/// He leaves on the last day of October.
pub(super) const LEAVER: &str = "informatics-2";
/// She was invited and has not come yet.
pub(super) const NEWCOMER: &str = "newcomer";

const FIRST: Date = date(2026, 8, 4);
const STAFF: Date = date(2026, 8, 19);
const LATER: Date = date(2026, 8, 24);

/// Everybody but the founder, in the order they are invited.
pub(super) const CAST: [Part; 33] = [
    part("head", &[Head], true, FIRST),
    part("administrator", &[Administrator], true, FIRST),
    part("upbringing", &[DeputyHead], false, STAFF),
    part("coordinator", &[Teacher], false, STAFF),
    part("russian", &[AssociationHead, Teacher], false, STAFF),
    part("mathematics", &[AssociationHead, Teacher], false, STAFF),
    part("sciences", &[AssociationHead, Teacher], true, STAFF),
    part("history", &[AssociationHead, Teacher], false, STAFF),
    part("languages", &[AssociationHead, Teacher], false, STAFF),
    part("primary", &[AssociationHead, Teacher], false, STAFF),
    part("psychologist", &[Psychologist], false, STAFF),
    part("social", &[Psychologist], false, STAFF),
    part("class-9a", &[ClassTeacher, Teacher], false, STAFF),
    part("class-9b", &[ClassTeacher, Teacher], false, STAFF),
    part("class-9v", &[ClassTeacher, Teacher], true, STAFF),
    part("class-11a", &[ClassTeacher, Teacher], false, STAFF),
    part("class-11b", &[ClassTeacher, Teacher], false, STAFF),
    part("class-5a", &[ClassTeacher, Teacher], false, LATER),
    part("class-7b", &[ClassTeacher, Teacher], false, LATER),
    part("russian-2", &[Teacher], false, LATER),
    part("russian-3", &[Teacher], false, LATER),
    part("mathematics-2", &[Teacher], false, LATER),
    part("mathematics-3", &[Teacher], true, LATER),
    part("physics", &[Teacher], true, LATER),
    part("chemistry", &[Teacher], false, LATER),
    part("geography", &[Teacher], false, LATER),
    part("english-2", &[Teacher], false, LATER),
    part("informatics", &[Teacher], true, LATER),
    part(LEAVER, &[Teacher], true, LATER),
    part("primary-2", &[Teacher], false, LATER),
    part("primary-3", &[Teacher], false, LATER),
    part("auditor", &[Auditor], true, date(2026, 9, 14)),
    part(NEWCOMER, &[Teacher], false, date(2026, 11, 9)),
];

/// Somebody of the school.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub id: Id,
    pub name: FullName,
}

/// The school as the rehearsal knows it.
pub(super) struct School {
    pub year: Id,
    pub people: BTreeMap<&'static str, Person>,
    /// Events by their keys.
    pub events: BTreeMap<&'static str, Id>,
    /// Its children, class by class; empty where it was only met again.
    pub children: Vec<(ClassName, Who)>,
}

impl School {
    pub(super) fn person(&self, part: &str) -> Result<&Person, LiveError> {
        self.people.get(part).ok_or_else(|| LiveError::Missing(part.to_owned()))
    }

    pub(super) fn event(&self, key: &str) -> Result<Id, LiveError> {
        self.events.get(key).cloned().ok_or_else(|| LiveError::Missing(key.to_owned()))
    }

    pub(super) fn id(&self, part: &str) -> Result<Id, LiveError> {
        self.person(part).map(|person| person.id.clone())
    }
}

/// The names of all parts, the founder's first; no two are alike, and no two surnames, so that people are told apart at a glance.
pub(super) fn names(seed: u64) -> Vec<(&'static str, FullName)> {
    let parts = std::iter::once((FOUNDER, false)).chain(CAST.iter().map(|part| (part.key, part.man)));
    let mut named: Vec<(&'static str, FullName)> = Vec::new();
    for (key, man) in parts {
        let fresh = |turn: &u32| {
            let name = FullName::invented(seed, &format!("{key} {turn}"), man);
            named.iter().all(|(_, taken)| taken.surname.trim_end_matches('а') != name.surname.trim_end_matches('а')).then_some(name)
        };
        let name = (0..1000).find_map(|turn| fresh(&turn));
        named.extend(name.map(|name| (key, name)));
    }
    named
}

/// Parts that own a measure of the library, by the post it names.
pub(super) fn owners(who: &str) -> Vec<&'static str> {
    let named = |word: &str| who.contains(word);
    let all = |role: Role| CAST.iter().filter(move |part| part.roles[0] == role && part.key != NEWCOMER).map(|part| part.key);
    let mut owners = Vec::new();
    if who.starts_with("директор") {
        owners.push("head");
    }
    if named("по УВР") || named("заместители директора") || named("администрация") {
        owners.push(FOUNDER);
    }
    if named("по ВР") {
        owners.push("upbringing");
    }
    if named("координатор") || named("наблюдатели") {
        owners.push("coordinator");
    }
    if named("технический специалист") {
        owners.push("informatics");
    }
    if named("ШМО") || named("комиссий") || named("эксперты") {
        owners.extend(all(AssociationHead));
    }
    if named("наставники") {
        owners.extend(["russian", "mathematics"]);
    }
    if named("учителя") || named("организаторы") {
        owners.extend(all(Teacher).filter(|key| *key != "coordinator"));
    }
    if named("классные руководители") {
        owners.extend(all(ClassTeacher));
    }
    if named("психолог") {
        owners.push("psychologist");
    }
    if named("социальный педагог") {
        owners.push("social");
    }
    owners
}
