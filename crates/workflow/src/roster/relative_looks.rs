//! `relative.see`, `relatives.find`: somebody of a family with all her children, and who may be the same.

use std::collections::{BTreeMap, BTreeSet};

use records::text::folded;

use super::class::{CLASSES, Class};
use super::class_name::ClassName;
use super::looks::keeps;
use super::one_relative::Record;
use super::pupil::{Pupil, everybody};
use super::rights::{KEEPERS, OF_A_CLASS, READING};
use super::sealed::{Relative, Who};
use crate::act::{Look, Version};
use crate::id::Id;
use crate::policy::{Place, Policy, authorise};
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::store::Db;

/// `relative.see`.
#[derive(Clone, Debug)]
pub struct RelativeOf {
    /// A record of hers: of the child she is looked at from.
    pub relative: Id,
}

/// Somebody of a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneRelative {
    /// The record.
    pub id: Id,
    /// As she is written, and what she is to the child.
    pub relative: Relative,
    /// The child.
    pub pupil: (Id, Who),
    /// Her children the reader works with, with the class of each: this one among them.
    pub children: Vec<ChildOf>,
    /// How many other children she has.
    pub elsewhere: usize,
    /// The merger her records stand under.
    pub merge: Option<Id>,
    /// Her records as they were entered, each with its child; for whoever keeps all classes.
    pub records: Vec<(Relative, String)>,
    /// Whether the reader keeps all classes.
    pub keeps: bool,
    /// What made it so.
    pub entry: Version,
}

/// A child of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildOf {
    /// The pupil.
    pub pupil: Id,
    /// Who.
    pub who: Who,
    /// The class, where the pupil is in one.
    pub class: Option<ClassName>,
    /// What she is to this child.
    pub kin: String,
}

impl Look for RelativeOf {
    const NAME: &'static str = "relative.see";
    const POLICY: Policy = READING;
    type Shown = OneRelative;

    fn place(&self) -> Place {
        Place::of(&self.relative)
    }

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<OneRelative, Refusal> {
        let (record, today) = (Record::shown(db, &self.relative)?, by.now().date());
        let pupil = Pupil::find(db, &record.pupil, today)?;
        authorise(&OF_A_CLASS, by, &pupil.place())?;
        let (all, keeps) = (Record::of_person(db, &record.id)?, keeps(by));
        let (mut children, mut elsewhere) = (Vec::new(), 0);
        for one in all.iter().map(|one| &one.pupil).collect::<BTreeSet<_>>() {
            let child = Pupil::find(db, one, today)?;
            if authorise(&OF_A_CLASS, by, &child.place()).is_err() {
                elsewhere += 1;
                continue;
            }
            let mut kin = all.iter().filter(|record| record.pupil == *one).map(|record| record.entered.kin.clone());
            let kin = kin.find(|kin| !kin.is_empty()).unwrap_or_default();
            children.push(ChildOf { pupil: child.id, who: child.who, class: child.now.map(|stay| stay.class.name), kin });
        }
        children.sort_by_cached_key(|child| folded(&child.who.name));
        let name = |pupil: &Id| children.iter().find(|child| child.pupil == *pupil).map(|child| child.who.name.clone());
        let records = all.iter().filter(|_| keeps).map(|one| (one.entered.clone(), name(&one.pupil).unwrap_or_default())).collect();
        let Record { id, one, relative, entry, .. } = record;
        Ok(OneRelative { id, relative, pupil: (pupil.id, pupil.who), children, elsewhere, merge: one, records, keeps, entry })
    }
}

/// `relatives.find`: people of families who may be the same: by words of the name or the contact, and where none are given, those of one name or
/// one contact first and then of one surname.
#[derive(Clone, Debug)]
pub struct FindRelatives {
    /// Whom another record is looked for.
    pub relative: Id,
    /// Words, in any order and case.
    pub words: String,
}

/// Somebody who was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundRelative {
    /// A record of hers.
    pub id: Id,
    /// As she is written.
    pub relative: Relative,
    /// Her children, with the class of each.
    pub children: Vec<(Who, Option<ClassName>)>,
}

/// As names and contacts are compared.
fn words_of(text: &str) -> BTreeSet<String> {
    folded(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

impl Look for FindRelatives {
    const NAME: &'static str = "relatives.find";
    const POLICY: Policy = Policy { step_up: true, ..KEEPERS };
    type Shown = Vec<FoundRelative>;

    fn place(&self) -> Place {
        Place::of(&self.relative)
    }

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<FoundRelative>, Refusal> {
        let (of, words) = (Record::shown(db, &self.relative)?, words_of(&self.words));
        let classes: BTreeMap<Id, ClassName> = db.all(CLASSES, [], Class::of)?.into_iter().map(|class| (class.id, class.name)).collect();
        let pupils: BTreeMap<Id, (Who, Option<ClassName>)> = everybody(db, by.now().date(), |_| true)?
            .into_iter()
            .map(|(id, who, class)| (id, (who, class.and_then(|class| classes.get(&class).cloned()))))
            .collect();
        let mut people: BTreeMap<Id, (Record, BTreeSet<Id>)> = BTreeMap::new();
        for record in Record::all(db)? {
            let pupil = record.pupil.clone();
            people.entry(record.person().clone()).or_insert_with(|| (record, BTreeSet::new())).1.insert(pupil);
        }
        let near = |one: &Relative| nearness(&of.relative, one, &words);
        let others = people.into_values().filter(|(record, _)| record.person() != of.person());
        let mut found: Vec<(u8, FoundRelative)> = others
            .filter_map(|(record, children)| {
                let children = children.iter().filter_map(|pupil| pupils.get(pupil).cloned()).collect();
                Some((near(&record.relative)?, FoundRelative { id: record.id, relative: record.relative, children }))
            })
            .collect();
        found.sort_by_cached_key(|(near, one)| (*near, folded(&one.relative.name), one.id.clone()));
        Ok(found.into_iter().map(|(_, one)| one).collect())
    }
}

/// How near somebody is to what is looked for, the nearest first; None where she is not meant.
fn nearness(of: &Relative, one: &Relative, words: &BTreeSet<String>) -> Option<u8> {
    if !words.is_empty() {
        let text = folded(&format!("{} {}", one.name, one.contact));
        return words.iter().all(|word| text.contains(word.as_str())).then_some(0);
    }
    let (name, other) = (words_of(&of.name), words_of(&one.name));
    let surname = |name: &str| folded(name).split(' ').next().unwrap_or_default().to_owned();
    match () {
        () if !of.contact.is_empty() && of.contact == one.contact => Some(0),
        () if name.is_subset(&other) || other.is_subset(&name) => Some(1),
        () if surname(&of.name) == surname(&one.name) => Some(2),
        () => None,
    }
}
