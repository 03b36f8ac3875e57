//! Two records of one person who works here become one: everything that names the one names the other, and can be moved back. The merged record
//! stays, shut out, so that a later list that knows her by it finds the one it became.

use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::links::{Link, move_all, move_back};
use super::managing::{MANAGERS, manages_others};
use super::person::{STATE, State};
use super::seats;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Door, Refusal, Rule};
use crate::store::{Db, Row, Tx, params};
use crate::texts::{json, written};
use crate::world::World;

/// Whoever manages people, signed in: nobody at the machine knows that two are one.
pub(super) const MERGING: Policy = Policy { unattended: &[], ..MANAGERS };

/// A record as far as a merger needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub(super) id: Id,
    pub(super) state: State,
    post: Option<String>,
    post_entry: Option<Version>,
    pub(super) entry: Version,
}

impl Record {
    pub(super) fn find(db: &Db<'_>, id: &Id) -> Result<Self, Refusal> {
        let sql = format!("select id, {STATE}, post, post_entry, entry from person where id = ? and merged_into is null");
        let record = |row: &Row<'_>| {
            let (post, post_entry) = (row.get("post")?, row.get("post_entry")?);
            Ok(Self { id: row.id("id")?, state: row.read("state", State::from_code)?, post, post_entry, entry: row.get("entry")? })
        };
        db.one(&sql, [id.as_str()], record)?.ok_or_else(|| Refusal::of(Rule::NotThere).about([id.clone()]))
    }

    /// Whether she works here: what she holds holds.
    pub(super) const fn works_here(&self) -> bool {
        matches!(self.state, State::Invited | State::Active)
    }
}

/// What both were before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Was {
    /// State and entry of the merged record, as columns.
    state: String,
    entry: Version,
    /// The record that stays got the post of the other: it had none; its entries before.
    post: Option<(Option<Version>, Version)>,
}

/// `person.merge`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MergePeople {
    /// The record that stays.
    pub into: Id,
    /// The record that goes into it.
    pub merged: Id,
    /// As both were shown.
    pub seen: [Version; 2],
}

/// What has to be known to make one of two.
pub struct Merging {
    into: Record,
    merged: Record,
    /// Things both signed: one first, the other second.
    signed: Vec<Id>,
}

impl Act for MergePeople {
    const NAME: &'static str = "person.merge";
    const SAID: Word = acts::person_merge;
    const POLICY: Policy = MERGING;
    type Seen = Merging;
    /// The merger, the record that stays, the one that went into it.
    type Done = [Id; 3];

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.into.clone(), self.seen[0]), (self.merged.clone(), self.seen[1])]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Merging, Refusal> {
        let (into, merged) = (Record::find(tx, &self.into)?, Record::find(tx, &self.merged)?);
        Ok(Merging { into, merged, signed: signed_by_both(tx, &self.into, &self.merged)? })
    }

    fn place(&self, seen: &Merging) -> Place {
        Place::of(&seen.into.id)
    }

    fn check(&self, by: &Reader, Merging { into, merged, signed }: &Merging) -> Result<(), Refusal> {
        let refusal = |rule| Err(Refusal::of(rule).about([into.id.clone(), merged.id.clone()]));
        match () {
            () if into.id == merged.id || !into.works_here() => refusal(Rule::NoSuchStep),
            // Rights come with the records: nobody takes them for herself.
            () if by.is(&into.id) || by.is(&merged.id) => refusal(Rule::Oneself),
            () if [into.entry, merged.entry] != self.seen => refusal(Rule::ChangedMeanwhile(Vec::new())),
            () if !signed.is_empty() => Err(Refusal::of(Rule::SignedByBoth).about(signed.clone())),
            () => Ok(()),
        }
    }

    fn apply(self, Merging { into, merged, .. }: Merging, tx: &mut Tx<'_>) -> Result<[Id; 3], Refusal> {
        let (id, entry) = (tx.new_id("merge")?, tx.entry());
        // Of whoever is shut out, rights held nothing before, and would hold now.
        let mut links = seats::join(tx, &into.id, &merged.id)?;
        links.extend(move_all(tx, &into.id, &merged.id, merged.works_here())?);
        let takes_post = into.post.is_none() && merged.post.is_some();
        if takes_post {
            let sql = "update person set post = ?2, post_entry = ?3, entry = ?3 where id = ?1";
            tx.change(sql, params![into.id.as_str(), merged.post, entry])?;
        }
        let state = tx.one("select state from person where id = ?", [merged.id.as_str()], |row| row.get("state"))?;
        let was = Was {
            state: state.ok_or(Refusal::of(Rule::NotThere))?,
            entry: merged.entry,
            post: takes_post.then_some((into.post_entry, into.entry)),
        };
        let sql = "update person set state = 'locked', merged_into = ?2, entry = ?3 where id = ?1";
        tx.change(sql, params![merged.id.as_str(), into.id.as_str(), entry])?;
        let sql = "insert into person_merge (id, merged, into_person, was, links, entry) values (?, ?, ?, ?, ?, ?)";
        tx.change(sql, params![id.as_str(), merged.id.as_str(), into.id.as_str(), written(&was)?, written(&links)?, entry])?;
        somebody_manages(tx)?;
        Ok([id, into.id, merged.id])
    }

    fn said([merge, into, merged]: &[Id; 3]) -> Said {
        Said::of("merge", merge).id("person", into).id("merged", merged)
    }

    fn sample(world: &World) -> Self {
        let [into, merged] = &world.same;
        Self { into: into.0.clone(), merged: merged.0.clone(), seen: [into.1, merged.1] }
    }
}

/// Somebody must remain who manages people; else nothing of it is done.
fn somebody_manages(tx: &Tx<'_>) -> Result<(), Refusal> {
    let managed = manages_others(tx, &Id::school())?;
    if managed { Ok(()) } else { Err(Refusal::of(Rule::LastAdministrator).instead(Door::People)) }
}

/// Things one of them signed first and the other second: of one person that would be one signature.
fn signed_by_both(db: &Db<'_>, one: &Id, other: &Id) -> Result<Vec<Id>, Refusal> {
    let sql = "with signed (thing, first, second) as (
            select object, begun_by, person from signature join plan on plan.id = object where act = 'approve' and paper_number is null
            union all select object, begun_by, person from signature join measure on measure.id = object join plan on plan.id = plan
                where act = 'drop' and paper_number is null
            union all select object, by_person, person from signature join occurrence on occurrence.id = object where paper_number is null
            union all select thing, asked_by, by_person from erasure where state = 'erased'
        ) select thing from signed where first = ?1 and second = ?2 or first = ?2 and second = ?1 order by thing";
    db.all(sql, [one.as_str(), other.as_str()], |row| row.id("thing"))
}

/// `person.part`: the two are not one person after all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartPeople {
    /// Which merger.
    pub merge: Id,
}

/// What has to be known to part two records.
pub struct Parting {
    into: Record,
    merged: Id,
    entry: Version,
    was: Was,
    links: Vec<Link>,
}

impl Act for PartPeople {
    const NAME: &'static str = "person.part";
    const SAID: Word = acts::person_part;
    const POLICY: Policy = MERGING;
    type Seen = Parting;
    type Done = [Id; 3];

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Parting, Refusal> {
        let parts =
            |row: &Row<'_>| Ok((row.id("into_person")?, row.id("merged")?, row.get("entry")?, json(row, "was")?, json(row, "links")?));
        let found = tx.one("select * from person_merge where id = ?", [self.merge.as_str()], parts)?;
        let (into, merged, entry, was, links) = found.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.merge.clone()]))?;
        // A record that went into another one since is parted from that one first.
        Ok(Parting { into: Record::find(tx, &into)?, merged, entry, was, links })
    }

    fn place(&self, seen: &Parting) -> Place {
        Place::of(&seen.into.id)
    }

    fn check(&self, by: &Reader, Parting { into, merged, .. }: &Parting) -> Result<(), Refusal> {
        if by.is(&into.id) || by.is(merged) { Err(Refusal::of(Rule::Oneself).about([into.id.clone()])) } else { Ok(()) }
    }

    fn apply(self, Parting { into, merged, entry, was, links }: Parting, tx: &mut Tx<'_>) -> Result<[Id; 3], Refusal> {
        let Was { state, entry: before, post } = was;
        move_back(tx, &into.id, &merged, links)?;
        // Whoever was shut out since comes back by neither record.
        let state = if into.works_here() { state } else { "locked".to_owned() };
        let sql = "update person set state = ?2, merged_into = null, entry = ?3 where id = ?1";
        tx.change(sql, params![merged.as_str(), state, before])?;
        if let Some((post_entry, before)) = post {
            // A post that was written since stays.
            let sql = "update person set post = null, post_entry = ?2, entry = case when entry = ?4 then ?3 else entry end
                where id = ?1 and post_entry = ?4";
            tx.change(sql, params![into.id.as_str(), post_entry, before, entry])?;
        }
        tx.change("delete from person_merge where id = ?", [self.merge.as_str()])?;
        somebody_manages(tx)?;
        Ok([self.merge, into.id, merged])
    }

    fn said([merge, into, merged]: &[Id; 3]) -> Said {
        Said::of("merge", merge).id("person", into).id("merged", merged)
    }

    fn sample(world: &World) -> Self {
        Self { merge: world.merged.clone() }
    }
}

/// Who somebody is now: the record hers went into, and where that went.
pub(crate) fn present(db: &Db<'_>, person: &Id) -> Result<Id, Refusal> {
    let sql = "with recursive became (id, step) as (select ?1, 0
        union select merged_into, step + 1 from person join became on became.id = person.id where merged_into is not null)
        select id from became order by step desc limit 1";
    Ok(db.one(sql, [person.as_str()], |row| row.id("id"))?.unwrap_or_else(|| person.clone()))
}

/// The name of a file that was erased is kept in no merger either.
pub(crate) fn forget_file(tx: &mut Tx<'_>, address: &str) -> Result<(), Refusal> {
    let sql = "select id, links from person_merge where instr(links, ?) > 0";
    let found: Vec<(Id, Vec<Link>)> = tx.all(sql, [address], |row| Ok((row.id("id")?, json(row, "links")?)))?;
    for (id, mut links) in found {
        links.iter_mut().for_each(|link| link.forget_file(address));
        tx.change("update person_merge set links = ?2 where id = ?1", params![id.as_str(), written(&links)?])?;
    }
    Ok(())
}
