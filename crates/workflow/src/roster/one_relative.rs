//! People of families as they are shown: of a record each, or of several records that became one person.

use std::collections::{BTreeMap, BTreeSet};

use super::sealed::Relative;
use crate::act::Version;
use crate::id::Id;
use crate::refusal::{Refusal, Rule};
use crate::store::{Db, Row, Tx};

/// Begins a query about relatives: records that are one of several, each with the merger it stands under by now.
pub(crate) const ONES: &str = "with recursive
    up (relative, one, above) as (
        select relative.id, relative_merge.id, relative_merge.one from relative join relative_merge on relative_merge.id = relative.one
        union all select relative, relative_merge.id, relative_merge.one from up join relative_merge on relative_merge.id = up.above),
    person (relative, one) as (select relative, one from up where above is null)";

/// Records of the person a record is of: `?1`.
pub(crate) const SAME: &str = "coalesce(person.one, relative.id) = coalesce((select one from person where relative = ?1), ?1)";

/// A record, and how the person it is of is written.
#[derive(Clone)]
pub struct Record {
    pub(super) id: Id,
    pub(super) pupil: Id,
    /// The merger it stands under; None where it is the only record of somebody.
    pub(super) one: Option<Id>,
    /// As it was entered.
    pub(super) entered: Relative,
    /// As she is written for every child, and what she is to this one.
    pub(super) relative: Relative,
    /// What made record and person so.
    pub(super) entry: Version,
}

/// A row as it lies there: what is sealed is opened together.
type Lying = (Id, Id, Option<Id>, Version, Vec<u8>, Option<Vec<u8>>);

fn lying(row: &Row<'_>) -> Result<Lying, Refusal> {
    let one = row.get::<Option<String>>("one")?.and_then(|id| Id::read(&id));
    Ok((row.id("id")?, row.id("pupil")?, one, row.get("entry")?, row.get("names")?, row.get("written")?))
}

impl Record {
    /// Every record of pupils that are not merged.
    pub(super) fn all(db: &Db<'_>) -> Result<Vec<Self>, Refusal> {
        Self::read(db, "1", None)
    }

    /// Those of a pupil.
    pub(super) fn of_pupil(db: &Db<'_>, pupil: &Id) -> Result<Vec<Self>, Refusal> {
        Self::read(db, "relative.pupil = ?1", Some(pupil))
    }

    /// Those of the person a record is of: itself first.
    pub(super) fn of_person(db: &Db<'_>, record: &Id) -> Result<Vec<Self>, Refusal> {
        let mut records = Self::read(db, SAME, Some(record))?;
        records.sort_by_key(|one| one.id != *record);
        if records.first().is_none_or(|first| first.id != *record) {
            return Err(Refusal::of(Rule::NotThere).about([record.clone()]));
        }
        Ok(records)
    }

    /// Ids of the records that stand under a merger no later one stands above; no name is opened for it.
    pub(super) fn under(db: &Db<'_>, merge: &Id) -> Result<Vec<Id>, Refusal> {
        let sql = format!(
            "{ONES} select relative.id from relative join pupil on pupil.id = relative.pupil join person on person.relative = relative.id
            where pupil.merged_into is null and person.one = ? order by relative.entry, relative.id"
        );
        db.all(&sql, [merge.as_str()], |row| row.id("id"))
    }

    /// A record as the page of its child shows the person.
    pub(super) fn shown(db: &Db<'_>, record: &Id) -> Result<Self, Refusal> {
        let mut records = Self::of_person(db, record)?;
        let pupil = records.first().map(|one| one.pupil.clone());
        records.retain(|one| Some(&one.pupil) == pupil.as_ref());
        once_each(records).into_iter().next().ok_or_else(|| Refusal::of(Rule::NotThere).about([record.clone()]))
    }

    fn read(db: &Db<'_>, only: &str, at: Option<&Id>) -> Result<Vec<Self>, Refusal> {
        let sql = format!(
            "{ONES} select relative.id, relative.pupil, relative.names, root.id as one, root.names as written,
                max(relative.entry, coalesce(root.entry, 0)) as entry
            from relative join pupil on pupil.id = relative.pupil left join person on person.relative = relative.id
            left join relative_merge as root on root.id = person.one
            where pupil.merged_into is null and {only} order by relative.entry, relative.id"
        );
        let rows = match at {
            Some(at) => db.all(&sql, [at.as_str()], lying)?,
            None => db.all(&sql, [], lying)?,
        };
        let names: Vec<Vec<u8>> = rows.iter().map(|(.., names, _)| names.clone()).collect();
        let together = rows.iter().filter_map(|(_, _, one, _, _, written)| one.clone().zip(written.clone()));
        let (ones, sealed): (Vec<Id>, Vec<Vec<u8>>) = together.collect::<BTreeMap<_, _>>().into_iter().unzip();
        let written: BTreeMap<Id, Relative> = ones.into_iter().zip(db.open_many(&sealed)?).collect();
        let record = |((id, pupil, one, entry, ..), entered): (Lying, Relative)| {
            let written = one.as_ref().and_then(|one| written.get(one)).cloned();
            let relative = written.map_or_else(|| entered.clone(), |one| Relative { kin: entered.kin.clone(), ..one });
            Self { id, pupil, one, entered, relative, entry }
        };
        Ok(rows.into_iter().zip(db.open_many(&names)?).map(record).collect())
    }

    /// What is the same of all records of one person.
    pub(super) fn person(&self) -> &Id {
        self.one.as_ref().unwrap_or(&self.id)
    }
}

/// Records of one pupil, each person once: what she is to the child is said by whichever record says it.
pub(super) fn once_each(records: Vec<Record>) -> Vec<Record> {
    let mut shown: Vec<Record> = Vec::new();
    for record in records {
        match shown.iter_mut().find(|one| one.person() == record.person()) {
            Some(one) if one.relative.kin.is_empty() => one.relative.kin = record.relative.kin,
            Some(_) => {}
            None => shown.push(record),
        }
    }
    shown
}

/// Somebody of a family as lists are met with: every way she is written, every contact she has.
pub(super) struct Spelled {
    pub(super) names: BTreeSet<String>,
    pub(super) contacts: BTreeSet<String>,
}

/// Families by their pupils, each person as every one of her records writes her.
pub(super) fn spelled(db: &Db<'_>) -> Result<BTreeMap<Id, Vec<Spelled>>, Refusal> {
    let records = Record::all(db)?;
    let mut people: BTreeMap<Id, Vec<&Record>> = BTreeMap::new();
    for record in &records {
        people.entry(record.person().clone()).or_default().push(record);
    }
    let mut families: BTreeMap<Id, Vec<Spelled>> = BTreeMap::new();
    for one in people.values() {
        let written = || one.iter().flat_map(|record| [&record.entered, &record.relative]);
        let parts = |contact: &str| contact.split([',', ';']).map(|part| part.trim().to_owned()).collect::<Vec<_>>();
        for pupil in one.iter().map(|record| &record.pupil).collect::<BTreeSet<_>>() {
            let names = written().map(|one| one.name.clone()).collect();
            let contacts = written().flat_map(|one| parts(&one.contact).into_iter().chain([one.contact.clone()])).collect();
            families.entry(pupil.clone()).or_default().push(Spelled { names, contacts });
        }
    }
    Ok(families)
}

/// Mergers no record stands under any more go: what was written there is of nobody.
pub(crate) fn forget(tx: &mut Tx<'_>) -> Result<(), Refusal> {
    let sql = "delete from relative_merge where not exists (select 1 from relative where relative.one = relative_merge.id)
        and not exists (select 1 from relative_merge as under where under.one = relative_merge.id)";
    while tx.change(sql, [])? > 0 {}
    Ok(())
}
