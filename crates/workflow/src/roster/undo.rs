//! `roster.undo`: what a file brought is taken back while nothing stands on it, else what stands on it is listed; the files that were taken.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;
use words::{Word, acts};

use super::apart::Apart;
use super::changes::{Before, StayBefore, Step, stays};
use super::class::{self, Class};
use super::class_name::ClassName;
use super::fate::Told;
use super::rights::KEEPERS;
use super::sealed::Who;
use super::{family, hours, pupil};
use crate::act::{Act, Look, Said, Version};
use crate::coded::coded;
use crate::id::Id;
use crate::people;
use crate::people::post::{name_among, names_apart};
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Door, Refusal, Rule};
use crate::store::{Db, Row, Tx, params};
use crate::texts::json;
use crate::world::World;

coded! {
    /// State of what a file brought.
    RosterState {
        /// It stands.
        Taken = "taken",
        /// It was taken back.
        Undone = "undone",
    }
}

/// `roster.undo`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UndoRoster {
    /// Which.
    pub batch: Id,
    /// As it was shown.
    pub seen: Version,
}

/// A change with what stood there before.
type Change = (Step, Id, Option<Before>);

/// What has to be known to take a file back.
pub struct Undoing {
    state: RosterState,
    changes: Vec<Change>,
    on_it: Vec<Id>,
}

impl Undoing {
    fn read(db: &Db<'_>, batch: &Id) -> Result<Self, Refusal> {
        let sql = "select state, entry from roster_batch where id = ?";
        let found = db.one(sql, [batch.as_str()], |row| Ok((row.read("state", RosterState::from_code)?, row.get::<Version>("entry")?)))?;
        let (state, entry) = found.ok_or_else(|| Refusal::of(Rule::NotThere).about([batch.clone()]))?;
        let sql = "select step, thing, before from roster_change where batch = ? order by ordinal desc";
        let rows = db.all(sql, [batch.as_str()], |row| {
            Ok((row.read("step", Step::from_code)?, row.id("thing")?, row.get::<Option<Vec<u8>>>("before")?))
        })?;
        let mut changes = Vec::with_capacity(rows.len());
        for (step, thing, before) in rows {
            changes.push((step, thing, before.map(|sealed| db.open_names(&sealed)).transpose()?));
        }
        Ok(Self { state, changes, on_it: OnIt::of(db, batch, entry)?.things.into_keys().collect() })
    }
}

/// What stands on a file.
#[derive(Default)]
struct OnIt {
    /// What it is, each once, with the entries that made it stand.
    things: BTreeMap<Id, BTreeSet<Version>>,
}

/// Where what a step made, or changed, stands, and what says which entry made it so.
const STANDS: [(&str, &str, &[Step]); 7] = [
    ("school_class", "entry", &[Step::Class, Step::Teacher]),
    ("person", "entry", &[Step::Staff]),
    // Whoever signed in meanwhile has the post of the file still.
    ("person", "post_entry", &[Step::Post]),
    ("teaching_load", "entry", &[Step::Load]),
    ("pupil", "entry", &[Step::Pupil, Step::Written, Step::Place]),
    ("relative", "entry", &[Step::Relative]),
    ("pupil_code", "entry", &[Step::Code]),
];

/// What steps made that other tables name.
const NAMED: [(&str, Step); 3] = [("school_class", Step::Class), ("person", Step::Staff), ("pupil", Step::Pupil)];

/// Tables of people: what a file brought into them goes with the file.
const OWN: [&str; 7] = ["enrolment", "held_role", "pupil", "pupil_code", "relative", "school_class", "teaching_load"];

impl OnIt {
    /// What was changed since on what the file brought, and what has a part in anything by now, whatever table that stands in: also those
    /// that come later. A table is asked once about all of a file, which may have brought a thousand things.
    fn of(db: &Db<'_>, batch: &Id, entry: Version) -> Result<Self, Refusal> {
        let things = |steps: &[Step]| {
            let steps: Vec<String> = steps.iter().map(|step| format!("'{}'", step.code())).collect();
            format!("(select thing from roster_change where batch = ?1 and step in ({}))", steps.join(", "))
        };
        let mut found = Vec::new();
        for (table, entered, steps) in STANDS {
            let sql = format!("select id as thing, {entered} as made from {table} where id in {} and {entered} <> ?2", things(steps));
            found.extend(db.all(&sql, params![batch.as_str(), entry], made)?);
        }
        // Of records that became one person one would go with the file: somebody decided since that they are one.
        let sql = format!(
            "select relative.id as thing, relative_merge.entry as made from relative join relative_merge on relative_merge.id = relative.one
                where relative.id in {} and relative_merge.entry <> ?2",
            things(&[Step::Relative])
        );
        found.extend(db.all(&sql, params![batch.as_str(), entry], made)?);
        for (table, step) in NAMED {
            for (by, field) in pointing_at(db, table)? {
                let (entered, own) = if OWN.contains(&by.as_str()) { ("entry", "entry <> ?2") } else { ("0", "?2 = ?2") };
                let things = things(&[step]);
                let sql = format!("select distinct {field} as thing, {entered} as made from {by} where {field} in {things} and {own}");
                found.extend(db.all(&sql, params![batch.as_str(), entry], made)?);
            }
        }
        found.extend(hours::later(db, batch, entry)?);
        let mut things: BTreeMap<Id, BTreeSet<Version>> = BTreeMap::new();
        for (thing, made) in found {
            things.entry(thing).or_default().insert(made);
        }
        Ok(Self { things })
    }
}

/// A thing with the entry that made it stand on a file: none where a table of another kind names it.
fn made(row: &Row<'_>) -> Result<(Id, Version), Refusal> {
    Ok((row.id("thing")?, row.get("made")?))
}

/// Tables that point at another, each with the field that does.
fn pointing_at(db: &Db<'_>, table: &str) -> Result<Vec<(String, String)>, Refusal> {
    let sql = "select tables.name, keys.\"from\" as field from sqlite_schema as tables join pragma_foreign_key_list(tables.name) as keys
        where tables.type = 'table' and keys.\"table\" = ? and tables.name <> 'account' order by tables.name, field";
    db.all(sql, [table], |row| Ok((row.get("name")?, row.get("field")?)))
}

/// Tables in which something is named, whatever they are.
pub(super) fn named_by(db: &Db<'_>, table: &str, thing: &Id) -> Result<Vec<String>, Refusal> {
    let mut named = Vec::new();
    for (table, field) in pointing_at(db, table)? {
        let there =
            db.one(&format!("select 1 as there from {table} where {field} = ?"), [thing.as_str()], |row| row.get::<i64>("there"))?;
        named.extend(there.map(|_| table));
    }
    Ok(named)
}

impl Act for UndoRoster {
    const NAME: &'static str = "roster.undo";
    const SAID: Word = acts::roster_undo;
    const POLICY: Policy = KEEPERS;
    type Seen = Undoing;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.batch.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Undoing, Refusal> {
        Undoing::read(tx, &self.batch)
    }

    fn place(&self, _seen: &Undoing) -> Place {
        Place::of(&self.batch)
    }

    fn check(&self, _by: &Reader, seen: &Undoing) -> Result<(), Refusal> {
        match (seen.state, seen.on_it.is_empty()) {
            (RosterState::Undone, _) => Err(Refusal::of(Rule::NoSuchStep).about([self.batch.clone()]).instead(Door::Again)),
            (RosterState::Taken, false) => Err(Refusal::of(Rule::StandsOnIt).about(seen.on_it.clone())),
            (RosterState::Taken, true) => Ok(()),
        }
    }

    fn apply(self, seen: Undoing, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        for (step, thing, before) in seen.changes {
            back(tx, step, &thing, before)?;
        }
        let entry = tx.entry();
        let sql = "update roster_batch set state = ?2, entry = ?3 where id = ?1";
        tx.change(sql, params![self.batch.as_str(), RosterState::Undone.code(), entry])?;
        Ok(self.batch)
    }

    fn said(done: &Id) -> Said {
        Said::of("batch", done)
    }

    fn sample(world: &World) -> Self {
        Self { batch: world.roster.batch.clone(), seen: 1 }
    }
}

/// Takes one change back; what stood there before has its entry again.
fn back(tx: &mut Tx<'_>, step: Step, thing: &Id, before: Option<Before>) -> Result<(), Refusal> {
    let id = thing.as_str();
    let entered = |table: &str| format!("update {table} set entry = ?2 where id = ?1");
    // What was removed by hand since stays removed.
    let class = |tx: &Tx<'_>| match Class::find(tx, thing) {
        Err(refusal) if refusal.rule == Rule::NotThere => Ok(None),
        found => found.map(Some),
    };
    match (step, before) {
        (Step::Class, _) => class(tx)?.map_or(Ok(()), |class| class::remove(tx, &class)),
        (Step::Teacher, Some(Before::Teacher(teacher, entry))) => {
            let Some(class) = class(tx)? else { return Ok(()) };
            // Whoever it was may have gone into another record since.
            let teacher = teacher.map(|teacher| people::present(tx, &teacher)).transpose()?;
            class::set_teacher(tx, &class, teacher.as_ref())?;
            tx.change(&entered("school_class"), params![id, entry]).map(drop)
        }
        (Step::Staff, _) => people::remove(tx, thing),
        (Step::Post, Some(Before::Post(post, written, entry))) => post_back(tx, thing, post.as_ref(), written, entry),
        (Step::Apart, Some(Before::Apart(was, now))) => match Apart::of(tx, thing)? {
            Some(stands) if stands == now => Apart::write(was.as_ref(), tx, thing),
            _ => Ok(()),
        },
        (Step::Hours, Some(Before::Hours(new))) => hours::back(tx, thing, &new),
        (Step::Load, _) => tx.change("delete from teaching_load where id = ?", [id]).map(drop),
        (Step::Pupil, _) => {
            tx.change("delete from enrolment where pupil = ?", [id])?;
            tx.change("delete from pupil where id = ?", [id]).map(drop)
        }
        (Step::Written, Some(Before::Who(who, entry))) => {
            pupil::write(tx, thing, &who)?;
            tx.change(&entered("pupil"), params![id, entry]).map(drop)
        }
        (Step::Place, Some(Before::Stays(earlier, entry))) => {
            replace(tx, thing, &earlier)?;
            tx.change(&entered("pupil"), params![id, entry]).map(drop)
        }
        (Step::Relative, _) => family::remove(tx, thing),
        (Step::Code, _) => tx.change("delete from pupil_code where id = ?", [id]).map(drop),
        (Step::Teacher | Step::Post | Step::Apart | Step::Hours | Step::Written | Step::Place, _) => Err(Refusal::of(Rule::Disk)),
    }
}

/// The post as it was before; whatever else became of the person meanwhile is later.
fn post_back(tx: &mut Tx<'_>, person: &Id, post: Option<&String>, written: Option<Version>, entry: Version) -> Result<(), Refusal> {
    let sql = "update person set post = ?2, post_entry = ?3, entry = case entry when post_entry then ?4 else ?5 end where id = ?1";
    tx.change(sql, params![person.as_str(), post, written, entry, tx.entry()]).map(drop)
}

/// Stays as they were before; a pupil who is erased or removed by now has none.
pub(crate) fn replace(tx: &mut Tx<'_>, pupil: &Id, earlier: &[StayBefore]) -> Result<(), Refusal> {
    if tx.one("select id from pupil where id = ?", [pupil.as_str()], |row| row.id("id"))?.is_none() {
        return Ok(());
    }
    for stay in stays(tx, pupil)?.iter().filter(|stay| !earlier.iter().any(|before| before.id == stay.id)) {
        tx.change("delete from enrolment where id = ?", [stay.id.as_str()])?;
    }
    for StayBefore { id, class, from, to, entry } in earlier {
        let to = to.map(|to| to.to_string());
        let sql = "update enrolment set class = ?2, from_day = ?3, to_day = ?4, entry = ?5 where id = ?1";
        let there = tx.change(sql, params![id.as_str(), class.as_str(), from.to_string(), to, entry])?;
        // One that was to come goes when the pupil leaves the school.
        if there == 0 {
            let sql = "insert into enrolment (id, pupil, class, from_day, to_day, entry) values (?, ?, ?, ?, ?, ?)";
            tx.change(sql, params![id.as_str(), pupil.as_str(), class.as_str(), from.to_string(), to, entry])?;
        }
    }
    Ok(())
}

/// `roster.batches`: files that were taken, the latest first.
#[derive(Clone, Copy, Debug)]
pub struct RosterBatches;

/// A file that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterBatch {
    /// Id.
    pub id: Id,
    /// Name of the file.
    pub file_name: String,
    /// How much it brought.
    pub told: Told,
    /// Whether it stands.
    pub state: RosterState,
    /// When it was taken.
    pub day: Date,
    /// By whom.
    pub by: String,
    /// The entry that made it so.
    pub entry: Version,
    /// Address of the file.
    pub file: String,
    /// What it brought, where its name is not kept any more.
    pub brought: Option<Brought>,
    /// Whether nothing stands on it: it can be taken back.
    pub free: bool,
    /// Pupils, classes, people something was done about since, as they are called, that no later file did alone: while there are any it cannot be
    /// taken back.
    pub on_it: Vec<(Id, String)>,
    /// Files taken later that changed what this one brought: they are taken back first, the latest before the others.
    pub later: Vec<Id>,
    /// People it brought who cannot work in the program yet.
    pub bare: Vec<Bare>,
}

/// What a file brought, said in a word where its name is not known any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Brought {
    /// Pupils of one class.
    Class(ClassName),
    /// Pupils of several.
    Pupils,
    /// Classes.
    Classes,
    /// Staff.
    Staff,
    /// Loads.
    Loads,
    /// Families.
    Families,
    /// Codes.
    Codes,
    /// Something else.
    Other,
}

impl Brought {
    fn of(db: &Db<'_>, batch: &Id) -> Result<Self, Refusal> {
        let steps =
            db.all("select distinct step from roster_change where batch = ?", [batch.as_str()], |row| row.read("step", Step::from_code))?;
        let has = |wanted: &[Step]| steps.iter().any(|step| wanted.contains(step));
        Ok(match () {
            () if has(&[Step::Pupil, Step::Written, Step::Place]) => {
                let sql = "select distinct grade, letter from roster_change join enrolment on enrolment.pupil = thing
                    join school_class on school_class.id = enrolment.class join roster_batch on roster_batch.id = batch
                    where batch = ? and step in ('pupil', 'written', 'place') and school_class.year = roster_batch.year";
                let mut classes =
                    db.all(sql, [batch.as_str()], |row| Ok(ClassName { grade: row.get("grade")?, letter: row.get("letter")? }))?;
                match (classes.pop(), classes.is_empty()) {
                    (Some(class), true) => Self::Class(class),
                    _ => Self::Pupils,
                }
            }
            () if has(&[Step::Staff, Step::Post, Step::Apart]) => Self::Staff,
            () if has(&[Step::Class, Step::Teacher]) => Self::Classes,
            () if has(&[Step::Load, Step::Hours]) => Self::Loads,
            () if has(&[Step::Relative]) => Self::Families,
            () if has(&[Step::Code]) => Self::Codes,
            () => Self::Other,
        })
    }
}

/// Somebody a file brought, who has no role or no way in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bare {
    /// Id.
    pub id: Id,
    /// Name.
    pub name: String,
    /// Whether she has a role, now or later.
    pub role: bool,
    /// Whether she signed in: till then she needs a slip.
    pub account: bool,
}

/// People a file brought who have no role or no way in.
fn bare(db: &Db<'_>, batch: &Id, today: Date, names: &BTreeMap<Id, String>) -> Result<Vec<Bare>, Refusal> {
    let sql = "select person.id, person.state <> 'invited' as account,
            exists (select 1 from held_role where person = person.id and (to_day is null or ?2 <= to_day)) as role
        from roster_change join person on person.id = thing where batch = ?1 and step = 'staff' order by name, person.id";
    let found = db.all(sql, params![batch.as_str(), today.to_string()], |row| {
        let id = row.id("id")?;
        Ok(Bare { name: name_among(names, &id), id, role: row.get("role")?, account: row.get("account")? })
    })?;
    Ok(found.into_iter().filter(|one| !one.role || !one.account).collect())
}

impl Look for RosterBatches {
    const NAME: &'static str = "roster.batches";
    const POLICY: Policy = Policy { step_up: true, ..KEEPERS };
    type Shown = Vec<RosterBatch>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<RosterBatch>, Refusal> {
        let (sql, names) = ("select * from roster_batch order by entry desc, id", names_apart(db)?);
        let rows = db.all(sql, [], |row| {
            let name: Vec<u8> = row.get("file_name")?;
            let batch = RosterBatch {
                id: row.id("id")?,
                file_name: String::new(),
                told: json(row, "told")?,
                state: row.read("state", RosterState::from_code)?,
                day: row.day("day")?,
                by: name_among(&names, &row.id("by_person")?),
                entry: row.get("entry")?,
                file: row.get("file")?,
                brought: None,
                free: true,
                on_it: Vec::new(),
                later: Vec::new(),
                bare: Vec::new(),
            };
            Ok((batch, name))
        })?;
        let told = |(batch, name): (RosterBatch, Vec<u8>)| {
            let stands = batch.state == RosterState::Taken;
            let OnIt { things } = if stands { OnIt::of(db, &batch.id, batch.entry)? } else { OnIt::default() };
            let bare = if stands { bare(db, &batch.id, by.now().date(), &names)? } else { Vec::new() };
            // Erased with the file.
            let (file_name, brought) = match name.is_empty() {
                true => (String::new(), Some(Brought::of(db, &batch.id)?)),
                false => (db.open_names(&name)?, None),
            };
            Ok((RosterBatch { file_name, brought, free: things.is_empty(), bare, ..batch }, things))
        };
        let told = rows.into_iter().map(told).collect::<Result<Vec<_>, Refusal>>()?;
        let taken = told.iter().map(|(batch, _)| batch).filter(|batch| batch.state == RosterState::Taken);
        let taken: Vec<(Version, Id)> = taken.map(|one| (one.entry, one.id.clone())).collect();
        let stood = |(batch, things): (RosterBatch, BTreeMap<Id, BTreeSet<Version>>)| {
            let of_a_file = |entry: &Version| taken.iter().any(|(taken, _)| taken == entry);
            let later = taken.iter().filter(|(entry, _)| things.values().flatten().any(|made| made == entry));
            let later = later.map(|(_, id)| id.clone()).collect();
            let by_hand = things.into_iter().filter(|(_, made)| !made.iter().all(of_a_file)).map(|(thing, _)| thing);
            let on_it = all_called(db, &batch.id, by_hand.collect())?;
            Ok(RosterBatch { later, on_it, ..batch })
        };
        told.into_iter().map(stood).collect()
    }
}

/// What things of a file are called, in their order: most are pupils, which are read together.
fn all_called(db: &Db<'_>, batch: &Id, things: Vec<Id>) -> Result<Vec<(Id, String)>, Refusal> {
    if things.is_empty() {
        return Ok(Vec::new());
    }
    let sql = "select id, names from pupil where id in (select thing from roster_change where batch = ?)";
    let pupils: BTreeMap<Id, Vec<u8>> = db.all(sql, [batch.as_str()], |row| Ok((row.id("id")?, row.get("names")?)))?.into_iter().collect();
    let named = |id: Id| {
        let name = match pupils.get(&id) {
            Some(sealed) => db.open_names::<Who>(sealed)?.name,
            None => called(db, &id)?,
        };
        Ok((id, name))
    };
    things.into_iter().map(named).collect()
}

/// What a thing that stands on a file is called.
pub(crate) fn called(db: &Db<'_>, id: &Id) -> Result<String, Refusal> {
    let id = id.as_str();
    let sealed = db.one("select names from pupil where id = ?", [id], |row| row.get::<Vec<u8>>("names"))?;
    if let Some(names) = sealed {
        return Ok(db.open_names::<Who>(&names)?.name);
    }
    let class = |row: &Row<'_>| Ok(ClassName { grade: row.get("grade")?, letter: row.get("letter")? }.to_string());
    if let Some(class) = db.one("select grade, letter from school_class where id = ?", [id], class)? {
        return Ok(class);
    }
    let sql = "select name from person where id = ?1
        union select subject || ' ' || grade || letter from teaching_load join school_class on school_class.id = class where teaching_load.id = ?1";
    Ok(db.one(sql, [id], |row| row.get("name"))?.unwrap_or_default())
}
