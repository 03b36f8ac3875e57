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
    /// The post.
    pub post: &'static str,
    /// Roles that are given.
    pub roles: &'static [Role],
    /// Whether a man plays it.
    pub man: bool,
    /// The day of the invitation.
    pub invited: Date,
}

const fn part(key: &'static str, post: &'static str, roles: &'static [Role], man: bool, invited: Date) -> Part {
    Part { key, post, roles, man, invited }
}

use Role::{Administrator, AssociationHead, Auditor, ClassTeacher, DeputyHead, Head, Psychologist, Teacher};

/// She founds the school: deputy head, and administrator until there is another.
pub(super) const FOUNDER: &str = "deputy";
/// Her post.
pub(super) const FOUNDERS_POST: &str = "заместитель директора по учебно-воспитательной работе";
/// He leaves on the last day of October.
pub(super) const LEAVER: &str = "informatics-2";
/// She was invited and has not come yet.
pub(super) const NEWCOMER: &str = "newcomer";

const FIRST: Date = date(2026, 8, 4);
const STAFF: Date = date(2026, 8, 19);
const LATER: Date = date(2026, 8, 24);

/// Everybody but the founder, in the order they are invited.
pub(super) const CAST: [Part; 33] = [
    part("head", "директор", &[Head], true, FIRST),
    part("administrator", "инженер-программист", &[Administrator], true, FIRST),
    part("upbringing", "заместитель директора по воспитательной работе", &[DeputyHead], false, STAFF),
    part("coordinator", "учитель обществознания", &[Teacher], false, STAFF),
    part("russian", "учитель русского языка и литературы", &[AssociationHead, Teacher], false, STAFF),
    part("mathematics", "учитель математики", &[AssociationHead, Teacher], false, STAFF),
    part("sciences", "учитель биологии", &[AssociationHead, Teacher], true, STAFF),
    part("history", "учитель истории", &[AssociationHead, Teacher], false, STAFF),
    part("languages", "учитель английского языка", &[AssociationHead, Teacher], false, STAFF),
    part("primary", "учитель начальных классов", &[AssociationHead, Teacher], false, STAFF),
    part("psychologist", "педагог-психолог", &[Psychologist], false, STAFF),
    part("social", "социальный педагог", &[Psychologist], false, STAFF),
    part("class-9a", "учитель русского языка и литературы", &[ClassTeacher, Teacher], false, STAFF),
    part("class-9b", "учитель математики", &[ClassTeacher, Teacher], false, STAFF),
    part("class-9v", "учитель физической культуры", &[ClassTeacher, Teacher], true, STAFF),
    part("class-11a", "учитель истории", &[ClassTeacher, Teacher], false, STAFF),
    part("class-11b", "учитель английского языка", &[ClassTeacher, Teacher], false, STAFF),
    part("class-5a", "учитель математики", &[ClassTeacher, Teacher], false, LATER),
    part("class-7b", "учитель биологии", &[ClassTeacher, Teacher], false, LATER),
    part("russian-2", "учитель русского языка и литературы", &[Teacher], false, LATER),
    part("russian-3", "учитель русского языка и литературы", &[Teacher], false, LATER),
    part("mathematics-2", "учитель математики", &[Teacher], false, LATER),
    part("mathematics-3", "учитель математики", &[Teacher], true, LATER),
    part("physics", "учитель физики", &[Teacher], true, LATER),
    part("chemistry", "учитель химии", &[Teacher], false, LATER),
    part("geography", "учитель географии", &[Teacher], false, LATER),
    part("english-2", "учитель английского языка", &[Teacher], false, LATER),
    part("informatics", "учитель информатики", &[Teacher], true, LATER),
    part(LEAVER, "учитель информатики", &[Teacher], true, LATER),
    part("primary-2", "учитель начальных классов", &[Teacher], false, LATER),
    part("primary-3", "учитель начальных классов", &[Teacher], false, LATER),
    part("auditor", "член управляющего совета", &[Auditor], true, date(2026, 9, 14)),
    part(NEWCOMER, "учитель химии", &[Teacher], false, date(2026, 11, 9)),
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
