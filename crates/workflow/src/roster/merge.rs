//! Two records of one pupil become one: every link moves, and can be moved back. The merged record stays, so that a later file that knows the
//! pupil by it finds the one it became.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::class_name::ClassName;
use super::pupil::Pupil;
use super::rights::KEEPERS;
use super::sealed::Who;
use crate::act::{Act, Look, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Db, Row, Tx, params};
use crate::texts::{json, written};
use crate::world::World;

/// Everything that belongs to a pupil: table and column. A test holds that no other table names one.
pub(crate) const LINKS: [(&str, &str); 8] = [
    ("enrolment", "pupil"),
    ("relative", "pupil"),
    ("pupil_code", "pupil"),
    ("pupil", "merged_into"),
    ("entrustment", "pupil"),
    ("event_pupil", "pupil"),
    ("pupil_marks", "pupil"),
    ("family_code", "pupil"),
];

/// A row that moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Link {
    /// Which of [`LINKS`].
    table: String,
    /// Which row.
    row: Id,
    /// The entry that had made it.
    entry: Version,
    /// A stay that was open and ended here: a pupil is in one class.
    ended: bool,
}

/// `pupil.merge`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MergePupils {
    /// The record that stays.
    pub into: Id,
    /// The record that goes into it.
    pub merged: Id,
    /// As both were shown.
    pub seen: [Version; 2],
}

impl Act for MergePupils {
    const NAME: &'static str = "pupil.merge";
    const SAID: Word = acts::pupil_merge;
    const POLICY: Policy = KEEPERS;
    type Seen = (Pupil, Pupil);
    /// The merger, the record that stays, the one that went into it.
    type Done = [Id; 3];

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.into.clone(), self.seen[0]), (self.merged.clone(), self.seen[1])]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Self::Seen, Refusal> {
        Ok((Pupil::find(tx, &self.into, tx.today())?, Pupil::find(tx, &self.merged, tx.today())?))
    }

    fn place(&self, (into, _): &Self::Seen) -> Place {
        into.place()
    }

    fn check(&self, _by: &Reader, (into, merged): &Self::Seen) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([into.id.clone()]);
        match () {
            () if into.id == merged.id => Err(refusal(Rule::NoSuchStep)),
            // What was shown side by side is what is joined.
            () if [into.entry, merged.entry] != self.seen => Err(refusal(Rule::ChangedMeanwhile(Vec::new()))),
            () => Ok(()),
        }
    }

    fn apply(self, (into, merged): Self::Seen, tx: &mut Tx<'_>) -> Result<[Id; 3], Refusal> {
        let (id, entry, today) = (tx.new_id("merge")?, tx.entry(), tx.today());
        let mut links = Vec::new();
        for (table, column) in LINKS {
            let sql = format!("select id, entry from {table} where {column} = ? order by id");
            let rows = tx.all(&sql, [merged.id.as_str()], |row| Ok((row.id("id")?, row.get("entry")?)))?;
            for (row, before) in rows {
                let sql = format!("update {table} set {column} = ?2, entry = ?3 where id = ?1");
                tx.change(&sql, params![row.as_str(), into.id.as_str(), entry])?;
                let ended = table == "enrolment" && into.now.is_some() && end_open(tx, &row, today)?;
                links.push(Link { table: table.to_owned(), row, entry: before, ended });
            }
        }
        for pupil in [&into.id, &merged.id] {
            tx.change("update pupil set entry = ?2 where id = ?1", params![pupil.as_str(), entry])?;
        }
        tx.change("update pupil set merged_into = ?2 where id = ?1", params![merged.id.as_str(), into.id.as_str()])?;
        let sql = "insert into pupil_merge (id, merged, into_pupil, links, entry) values (?, ?, ?, ?, ?)";
        tx.change(sql, params![id.as_str(), merged.id.as_str(), into.id.as_str(), written(&links)?, entry])?;
        Ok([id, into.id, merged.id])
    }

    fn said([merge, into, merged]: &[Id; 3]) -> Said {
        Said::of("merge", merge).id("pupil", into).id("merged", merged)
    }

    fn sample(world: &World) -> Self {
        let [into, merged] = &world.roster.twice;
        Self { into: into.0.clone(), merged: merged.0.clone(), seen: [into.1, merged.1] }
    }
}

/// Ends an open stay the day before today, or on the day it began; whether it was open.
fn end_open(tx: &mut Tx<'_>, stay: &Id, today: Date) -> Result<bool, Refusal> {
    let last = today.yesterday().unwrap_or(today).to_string();
    let sql = "update enrolment set to_day = max(from_day, ?2) where id = ?1 and to_day is null";
    Ok(tx.change(sql, params![stay.as_str(), last])? == 1)
}

/// `pupil.part`: the two are not one pupil after all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartPupils {
    /// Which merger.
    pub merge: Id,
}

/// What has to be known to part two records.
pub struct Parting {
    into: Id,
    merged: Id,
    links: Vec<Link>,
}

impl Act for PartPupils {
    const NAME: &'static str = "pupil.part";
    const SAID: Word = acts::pupil_part;
    const POLICY: Policy = KEEPERS;
    type Seen = Parting;
    type Done = [Id; 3];

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Parting, Refusal> {
        let sql = "select * from pupil_merge where id = ?";
        let parting = |row: &Row<'_>| Ok(Parting { into: row.id("into_pupil")?, merged: row.id("merged")?, links: json(row, "links")? });
        let found = tx.one(sql, [self.merge.as_str()], parting)?;
        let parting = found.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.merge.clone()]))?;
        // A record that went into another one since is parted from that one first.
        Pupil::find(tx, &parting.into, tx.today())?;
        Ok(parting)
    }

    fn place(&self, seen: &Parting) -> Place {
        Place::of(&seen.into)
    }

    fn check(&self, _by: &Reader, seen: &Parting) -> Result<(), Refusal> {
        let known = LINKS.map(|(table, _)| table);
        if seen.links.iter().all(|link| known.contains(&link.table.as_str())) { Ok(()) } else { Err(Refusal::of(Rule::Disk)) }
    }

    fn apply(self, seen: Parting, tx: &mut Tx<'_>) -> Result<[Id; 3], Refusal> {
        let Parting { into, merged, links } = seen;
        let entry = tx.entry();
        for Link { table, row, entry: before, ended } in links {
            let Some((table, column)) = LINKS.into_iter().find(|(known, _)| *known == table) else { continue };
            // What was removed since, or belongs to another by now, stays so.
            let sql = format!("update {table} set {column} = ?2, entry = ?4 where id = ?1 and {column} = ?3");
            let moved = tx.change(&sql, params![row.as_str(), merged.as_str(), into.as_str(), before])?;
            if ended && moved == 1 {
                tx.change("update enrolment set to_day = null where id = ?", [row.as_str()])?;
            }
        }
        tx.change("update pupil set merged_into = null where id = ?", [merged.as_str()])?;
        for pupil in [&into, &merged] {
            tx.change("update pupil set entry = ?2 where id = ?1", params![pupil.as_str(), entry])?;
        }
        tx.change("delete from pupil_merge where id = ?", [self.merge.as_str()])?;
        Ok([self.merge, into, merged])
    }

    fn said([merge, into, merged]: &[Id; 3]) -> Said {
        Said::of("merge", merge).id("pupil", into).id("merged", merged)
    }

    fn sample(world: &World) -> Self {
        Self { merge: world.roster.merge.clone() }
    }
}

/// `pupil.compare`: two records side by side, before they become one.
#[derive(Clone, Debug)]
pub struct ComparePupils {
    /// The record that would stay.
    pub into: Id,
    /// The record that would go into it.
    pub merged: Id,
}

/// A record as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Id.
    pub id: Id,
    /// Who.
    pub who: Who,
    /// The class.
    pub class: Option<ClassName>,
    /// How much belongs to it: stays in classes, family, codes, records merged before.
    pub links: [u32; 4],
    /// The entry that made it so.
    pub entry: Version,
}

impl Look for ComparePupils {
    const NAME: &'static str = "pupil.compare";
    const POLICY: Policy = Policy { step_up: true, ..KEEPERS };
    type Shown = [Compared; 2];

    fn place(&self) -> Place {
        Place::of(&self.into)
    }

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<[Compared; 2], Refusal> {
        Ok([compared(db, &self.into, by.now().date())?, compared(db, &self.merged, by.now().date())?])
    }
}

fn compared(db: &Db<'_>, id: &Id, today: Date) -> Result<Compared, Refusal> {
    let Pupil { id, who, entry, now } = Pupil::find(db, id, today)?;
    let mut links = [0; 4];
    for (count, (table, column)) in links.iter_mut().zip(LINKS) {
        let sql = format!("select count(*) as n from {table} where {column} = ?");
        *count = db.one(&sql, [id.as_str()], |row| row.get("n"))?.unwrap_or(0);
    }
    Ok(Compared { id, who, class: now.map(|stay| stay.class.name), links, entry })
}

/// Records that were merged into a pupil: the merger, how it was written.
pub(super) fn merged_into(db: &Db<'_>, pupil: &Id) -> Result<Vec<(Id, Who)>, Refusal> {
    let sql = "select pupil_merge.id, names from pupil_merge join pupil on pupil.id = merged where into_pupil = ? and merged_into = ?
        order by pupil_merge.entry";
    let rows = db.all(sql, [pupil.as_str(), pupil.as_str()], |row| Ok((row.id("id")?, row.get::<Vec<u8>>("names")?)))?;
    rows.into_iter().map(|(id, names)| Ok((id, db.open_names(&names)?))).collect()
}
