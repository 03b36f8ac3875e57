//! The post somebody works in, as her school writes it: a role is proposed from it, and namesakes are told apart by it.

use std::collections::{BTreeMap, BTreeSet};

use records::text::folded;
use serde::Serialize;
use words::{Word, acts};

use super::managing::MANAGERS;
use super::sign_in;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Field, Refusal, Rule};
use crate::role::Role;
use crate::store::{Db, Tx, params};
use crate::texts;
use crate::world::World;

/// `person.post`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetPost {
    /// Who.
    pub person: Id,
    /// As the person was shown.
    pub seen: Version,
    /// The post; empty where none is told.
    pub post: String,
}

impl Act for SetPost {
    const NAME: &'static str = "person.post";
    const SAID: Word = acts::person_post;
    const POLICY: Policy = MANAGERS;
    /// The post as it is.
    type Seen = String;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.person.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<String, Refusal> {
        of(tx, &self.person)
    }

    fn place(&self, _seen: &String) -> Place {
        Place::of(&self.person)
    }

    fn check(&self, _by: &Reader, seen: &String) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([self.person.clone()]);
        texts::line(&self.post, Field::Post).map_err(refusal)?;
        if self.post.trim() == seen { Err(refusal(Rule::NothingChanged)) } else { Ok(()) }
    }

    fn apply(self, _seen: String, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        set(tx, &self.person, &self.post)?;
        Ok(self.person)
    }

    fn said(done: &Id) -> Said {
        Said::of("person", done)
    }

    fn sample(world: &World) -> Self {
        Self { person: world.active.clone(), seen: 1, post: "учитель физики".into() }
    }
}

/// The post of a person; empty where none is told.
pub(crate) fn of(db: &Db<'_>, person: &Id) -> Result<String, Refusal> {
    let post = db.one("select coalesce(post, '') as post from person where id = ? and merged_into is null", [person.as_str()], |row| {
        row.get("post")
    })?;
    post.ok_or_else(|| Refusal::of(Rule::NotThere).about([person.clone()]))
}

/// Writes the post of a person; an empty one is none.
pub(crate) fn set(tx: &mut Tx<'_>, person: &Id, post: &str) -> Result<(), Refusal> {
    let (entry, post) = (tx.entry(), Some(post.trim()).filter(|post| !post.is_empty()));
    let sql = "update person set post = ?2, post_entry = ?3, entry = ?3 where id = ?1";
    tx.change(sql, params![person.as_str(), post, entry]).map(drop)
}

/// The role a post speaks for: a teacher's or a psychologist's, which several get at once. None where it speaks of more than one thing, or of
/// managing the school: such roles are given one by one.
#[must_use]
pub fn proposed(post: &str) -> Option<Role> {
    let post = folded(post);
    let words: Vec<&str> = post.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let says = |beginnings: &[&str]| words.iter().any(|word| beginnings.iter().any(|begin| word.starts_with(begin)));
    let manages =
        words.contains(&"зам") || says(&["директор", "замест", "завуч", "завед", "руковод", "администр", "секретар", "организатор"]);
    let teaches = says(&["учител", "преподавател"]);
    // «преподаватель психологии» is no psychologist; «учитель логопед» teaches no class.
    let counsels = words.contains(&"психолог") || words.windows(2).any(|pair| pair == ["социальный", "педагог"]);
    let other = says(&["логопед", "дефектолог", "тьютор", "воспитател", "методист", "библиотек"]);
    match (teaches, counsels) {
        _ if manages || other => None,
        (true, false) if matches!(words.first(), Some(&"учитель" | &"преподаватель")) => Some(Role::Teacher),
        (false, true) => Some(Role::Psychologist),
        _ => None,
    }
}

/// People as they are chosen from a list: whoever shares her name with another has behind it what tells them apart – the post, what she teaches
/// in years that are open, and where that is the same a number.
pub(crate) fn told_apart(db: &Db<'_>, people: Vec<(Id, String)>) -> Result<Vec<(Id, String)>, Refusal> {
    let mut of_a_name: BTreeMap<String, Vec<&Id>> = BTreeMap::new();
    for (id, name) in &people {
        of_a_name.entry(folded(name)).or_default().push(id);
    }
    let mut behind: BTreeMap<Id, String> = BTreeMap::new();
    for namesakes in of_a_name.into_values().filter(|ids| ids.len() > 1) {
        let told = namesakes.iter().map(|id| what_tells(db, id)).collect::<Result<Vec<_>, Refusal>>()?;
        let different: BTreeSet<&String> = told.iter().map(|(work, _)| work).filter(|work| !work.is_empty()).collect();
        let enough = different.len() == namesakes.len();
        for (id, (work, number)) in namesakes.into_iter().zip(told) {
            let number = (!enough).then(|| format!("№ {number}"));
            let parts: Vec<String> = Some(work).into_iter().chain(number).filter(|part| !part.is_empty()).collect();
            behind.insert(id.clone(), parts.join(", "));
        }
    }
    let labelled = |(id, name): (Id, String)| match behind.get(&id) {
        Some(behind) => (id, format!("{name} ({behind})")),
        None => (id, name),
    };
    Ok(people.into_iter().map(labelled).collect())
}

/// What everybody is called, by id.
pub(crate) type Names = BTreeMap<Id, String>;

/// Everybody, and whether she works here no longer.
fn everybody(db: &Db<'_>) -> Result<Vec<(Id, String, bool)>, Refusal> {
    db.all("select id, name, state = 'locked' as left from person order by id", [], |row| {
        Ok((row.id("id")?, row.get("name")?, row.get("left")?))
    })
}

/// What everybody is called on pages and in histories: a name that two people who work here have stands with what tells them apart, as it does
/// where people are chosen. Whoever left splits nobody's name; her own stands with what tells her from those who stayed.
pub(crate) fn names_apart(db: &Db<'_>) -> Result<Names, Refusal> {
    let all = everybody(db)?;
    let (here, left): (Vec<_>, Vec<_>) = all.iter().cloned().partition(|(.., left)| !left);
    let bare = |(id, name, _): (Id, String, bool)| (id, name);
    let mut names: Names = told_apart(db, here.into_iter().map(bare).collect())?.into_iter().collect();
    if !left.is_empty() {
        let apart: Names = told_apart(db, all.into_iter().map(bare).collect())?.into_iter().collect();
        names.extend(left.into_iter().filter_map(|(id, ..)| apart.get_key_value(&id).map(|(id, name)| (id.clone(), name.clone()))));
    }
    Ok(names)
}

/// What one of them is called.
pub(crate) fn name_among(names: &BTreeMap<Id, String>, person: &Id) -> String {
    names.get(person).cloned().unwrap_or_default()
}

/// Her post with her subjects, and the number she signs in with: the first of a name has none, and is called the first.
pub(super) fn what_tells(db: &Db<'_>, person: &Id) -> Result<(String, String), Refusal> {
    let sql = "select name, coalesce(post, '') as post, sign_in from person join account on account.person = person.id where person.id = ?";
    let row =
        db.one(sql, [person.as_str()], |row| Ok((row.get::<String>("name")?, row.get::<String>("post")?, row.get::<String>("sign_in")?)))?;
    let (name, post, sign_in) = row.unwrap_or_default();
    let sql = "select distinct subject from teaching_load join school_class on school_class.id = class
        join school_year on school_year.id = year where teaching_load.teacher = ? and school_year.state = 'opened' order by subject";
    let subjects: Vec<String> = db.all(sql, [person.as_str()], |row| row.get("subject"))?;
    let work = [post].into_iter().chain(subjects).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let number = sign_in::shown(&name, &sign_in).strip_prefix(&name).map(|number| number.trim().to_owned());
    Ok((work, number.filter(|number| !number.is_empty()).unwrap_or_else(|| "1".to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// covers: R18
    #[test]
    fn a_role_is_proposed_where_the_post_speaks_for_one() {
        for (post, role) in [
            ("учитель", Some(Role::Teacher)),
            ("Учитель русского языка и литературы", Some(Role::Teacher)),
            ("Преподаватель-организатор ОБЗР", None),
            ("преподаватель, ОБЗР", Some(Role::Teacher)),
            ("Учитель физики, заместитель директора по УВР", None),
            ("учитель-логопед", None),
            ("Педагог-психолог", Some(Role::Psychologist)),
            ("Социальный педагог", Some(Role::Psychologist)),
            ("учитель, педагог-психолог", None),
            ("Директор", None),
            ("Преподаватель психологии", Some(Role::Teacher)),
            ("Преподаватель, педагог-психолог", None),
            ("Социальный педагог, преподаватель", None),
            ("Учитель - логопед", None),
            ("учитель логопед", None),
            ("Учитель, зам. по УВР", None),
            ("зам.директора", None),
            ("Педагог – психолог", Some(Role::Psychologist)),
            ("Старший методист", None),
            ("Руководитель МО", None),
            ("секретарь учебной части", None),
            ("", None),
        ] {
            assert_eq!(proposed(post), role, "{post}");
        }
    }
}
