//! What is erased with a thing, found by the tables that name it, also those that come later.

use std::collections::BTreeSet;

use super::attached;
use super::subject::Kind;
use crate::id::Id;
use crate::people::forget_file;
use crate::refusal::{Refusal, Rule};
use crate::roster::{ONE_RELATIVES, SAME_RELATIVE, forget_relatives};
use crate::store::{Db, Row, Tx, params};

/// Deeper than any table names another.
const DEEPEST: usize = 8;

/// Everything that goes with a thing.
#[derive(Debug, Default)]
pub struct Gone {
    /// Rows: table and id, those that name others first.
    rows: Vec<(String, Id)>,
    /// Rows without an id of their own: table, field, whom they name.
    named: Vec<(String, String, Id)>,
    /// Fields that may be empty and name something that goes.
    cleared: Vec<(String, String, Id)>,
    /// Events with a line of it: the entry that planned one names the event alone, and its code is of what was typed of everybody.
    events: BTreeSet<Id>,
    /// Addresses of files that name it.
    pub files: BTreeSet<String>,
}

impl Gone {
    /// Everything that goes with a thing; nothing where it is not there.
    pub(super) fn with(db: &Db<'_>, kind: Kind, thing: &Id) -> Result<Self, Refusal> {
        let mut gone = Self::default();
        match kind {
            Kind::File => gone.files.extend(files(db, "select file from roster_batch where id = ?", thing)?),
            Kind::Marks => gone.files.extend(files(db, "select file from mark_batch where id = ?", thing)?),
            Kind::Attached => return Ok(Self::of_file(thing)),
            Kind::Relative => {
                // Records that became one are one person.
                let sql = format!(
                    "{ONE_RELATIVES} select relative.id from relative left join person on person.relative = relative.id
                        where {SAME_RELATIVE} order by relative.id"
                );
                for record in db.all(&sql, [thing.as_str()], |row| row.id("id"))? {
                    gone.row(db, "relative", &record, 0)?;
                }
            }
            Kind::Pupil => {
                // Records that became one are one child.
                let sql = "with recursive one (id) as (select id from pupil where id = ?
                    union select pupil.id from pupil join one on pupil.merged_into = one.id) select id from one order by id";
                for record in db.all(sql, [thing.as_str()], |row| row.id("id"))? {
                    gone.row(db, "pupil", &record, 0)?;
                }
            }
        }
        for (table, id) in gone.rows.clone() {
            let sql = match table.as_str() {
                "pupil" => "select file from pupil_met where pupil = ? order by file",
                "relative" => {
                    "select distinct file from roster_batch join roster_change on batch = roster_batch.id where thing = ? order by file"
                }
                _ => continue,
            };
            gone.files.extend(files(db, sql, &id)?);
        }
        gone.sheets(db)?;
        gone.words(db)?;
        Ok(gone)
    }

    /// Signed sheets of the families of pupils who go: one that others signed too stays, and is told among the files people alone can read.
    fn sheets(&mut self, db: &Db<'_>) -> Result<(), Refusal> {
        let pupils: BTreeSet<Id> = self.ids("pupil").cloned().collect();
        let mut sheets = BTreeSet::new();
        for pupil in &pupils {
            sheets.extend(files(db, "select distinct sheet as file from family_code where pupil = ? and sheet is not null", pupil)?);
        }
        for sheet in sheets {
            let signed = db.all("select pupil from family_code where sheet = ?", [&sheet], |row| row.id("pupil"))?;
            let others = "select 1 from seat where read_sheet = ?1 union select 1 from evidence where file = ?1";
            if signed.iter().all(|pupil| pupils.contains(pupil)) && db.one(others, [&sheet], |_| Ok(()))?.is_none() {
                self.files.insert(sheet);
            }
        }
        Ok(())
    }

    /// Words of events that are about nobody else: aims and steps of a route, the topic of a talk.
    fn words(&mut self, db: &Db<'_>) -> Result<(), Refusal> {
        let lines: BTreeSet<Id> = self.rows.iter().filter(|(table, _)| table == "event_pupil").map(|(_, id)| id.clone()).collect();
        for line in &lines {
            self.events.extend(db.one("select event from event_pupil where id = ?", [line.as_str()], |row| row.id("event"))?);
        }
        for event in self.events.clone() {
            let of = db.all("select id from event_pupil where event = ?", [event.as_str()], |row| row.id("id"))?;
            if of.iter().all(|line| lines.contains(line)) {
                self.named.push(("event_words".to_owned(), "event".to_owned(), event));
            }
        }
        // What was typed of a signature names the event alone.
        for code in self.ids("family_code").cloned().collect::<Vec<_>>() {
            self.events.extend(db.one("select event from family_code where id = ?", [code.as_str()], |row| row.id("event"))?);
        }
        Ok(())
    }

    /// A row that was erased before, and comes with a backup: each record was listed by itself, so one of a person whose other children are here
    /// brings no other along.
    pub(super) fn once_more(db: &Db<'_>, kind: Kind, thing: &Id) -> Result<Self, Refusal> {
        if kind != Kind::Relative {
            return Self::with(db, kind, thing);
        }
        let mut gone = Self::default();
        gone.row(db, "relative", thing, 0)?;
        Ok(gone)
    }

    /// A file alone.
    pub(super) fn of_file(address: &Id) -> Self {
        Self { files: BTreeSet::from([address.to_string()]), ..Self::default() }
    }

    /// A row, and before it every row that names it.
    fn row(&mut self, db: &Db<'_>, table: &str, id: &Id, depth: usize) -> Result<(), Refusal> {
        if depth > DEEPEST {
            return Err(Refusal::of(Rule::Stopped));
        }
        if self.rows.iter().any(|(known, one)| known == table && one == id) {
            return Ok(());
        }
        for Naming { table: by, field, must, has_id } in naming(db, table)? {
            if !must {
                self.cleared.push((by, field, id.clone()));
            } else if has_id {
                let sql = format!("select id from {by} where {field} = ? order by id");
                for row in db.all(&sql, [id.as_str()], |row| row.id("id"))? {
                    self.row(db, &by, &row, depth + 1)?;
                }
            } else {
                self.named.push((by, field, id.clone()));
            }
        }
        self.rows.push((table.to_owned(), id.clone()));
        Ok(())
    }

    /// Rows of a table that go.
    pub(super) fn ids<'a>(&'a self, table: &'a str) -> impl Iterator<Item = &'a Id> {
        self.rows.iter().filter(move |(one, _)| one == table).map(|(_, id)| id)
    }

    /// How many rows of a table go.
    pub(super) fn of(&self, table: &str) -> u32 {
        u32::try_from(self.ids(table).count()).unwrap_or(u32::MAX)
    }

    /// Entries whose typed words speak of it.
    pub(super) fn typed(&self, db: &Db<'_>, thing: &Id) -> Result<BTreeSet<u64>, Refusal> {
        let sql = "select entry_object.entry from entry_object join payload on payload.entry = entry_object.entry where object = ?";
        let things: BTreeSet<&Id> = self.rows.iter().map(|(_, id)| id).chain([thing]).collect();
        let mut entries = BTreeSet::new();
        for thing in things {
            entries.extend(db.all(sql, [thing.as_str()], |row| row.get::<u64>("entry"))?);
        }
        for address in &self.files {
            // A file is no object of an entry: whoever attached it typed its name, and the words beside it.
            entries.extend(attached::entries(db, address)?);
        }
        Ok(entries)
    }

    /// Erasures that wait for something that goes with another thing: nobody could confirm them any more, and their reasons would stay.
    fn waiting(&self, db: &Db<'_>, thing: &Id) -> Result<Vec<Id>, Refusal> {
        let mut things: Vec<Id> = self.rows.iter().map(|(_, id)| id.clone()).collect();
        for address in &self.files {
            let sql = "select id from roster_batch where file = ?1 union select id from mark_batch where file = ?1";
            things.extend(db.all(sql, [address], |row| row.id("id"))?);
        }
        let mut waiting = Vec::new();
        for one in things.iter().filter(|one| *one != thing) {
            let sql = "select id from erasure where thing = ? and state = 'asked'";
            waiting.extend(db.one(sql, [one.as_str()], |row| row.id("id"))?);
        }
        Ok(waiting)
    }

    /// Erases it all, and writes down that it is.
    pub(super) fn erase(self, tx: &mut Tx<'_>, thing: &Id) -> Result<(), Refusal> {
        let entry = tx.entry();
        for waiting in self.waiting(tx, thing)? {
            let of = "select entry from entry_object where object = ?";
            tx.change(&format!("delete from payload where entry in ({of})"), [waiting.as_str()])?;
            tx.change("delete from erasure where id = ?", [waiting.as_str()])?;
        }
        for typed in self.typed(tx, thing)? {
            tx.change("delete from payload where entry = ?", [typed])?;
            tx.change("update once set kept_back = null where entry = ?", [typed])?;
        }
        for (table, field, id) in &self.cleared {
            tx.change(&format!("update {table} set {field} = null where {field} = ?"), [id.as_str()])?;
        }
        for (table, field, id) in &self.named {
            tx.change(&format!("delete from {table} where {field} = ?"), [id.as_str()])?;
        }
        for about in self.rows.iter().map(|(_, id)| id).chain(&self.events) {
            // Whoever has the key could try names against it.
            let of = "select entry from entry_object where object = ?";
            tx.change(&format!("update once set kept_back = null where entry in ({of})"), [about.as_str()])?;
        }
        for (table, id) in &self.rows {
            tx.change("delete from roster_change where thing = ?", [id.as_str()])?;
            tx.change("delete from year_change where thing = ?", [id.as_str()])?;
            tx.change("delete from pupil_met where pupil = ?", [id.as_str()])?;
            tx.change(&format!("delete from {table} where id = ?"), [id.as_str()])?;
            tx.change("insert or ignore into erased (thing, entry) values (?, ?)", params![id.as_str(), entry])?;
        }
        forget_relatives(tx)?;
        for address in &self.files {
            // The name of a file may name a child.
            tx.change("update roster_batch set file_name = x'' where file = ?", [address])?;
            tx.change("update mark_batch set file_name = x'' where file = ?", [address])?;
            tx.change("update evidence set file_name = '' where file = ?", [address])?;
            tx.change("update upper_plan set file_name = '' where file = ?", [address])?;
            tx.change("update seat set read_sheet_name = '' where read_sheet = ?", [address])?;
            tx.change("update family_code set sheet_name = null where sheet = ?", [address])?;
            forget_file(tx, address)?;
            // Its address stays: the text that was read is the one that was read.
            let named = "json_extract(content, '$.file.address') = ?";
            tx.change(&format!("update event set content = json_set(content, '$.file.name', '') where {named}"), [address])?;
            tx.change("insert or ignore into erased (thing, entry) values (?, ?)", params![address, entry])?;
        }
        tx.change("insert or ignore into erased (thing, entry) values (?, ?)", params![thing.as_str(), entry]).map(drop)
    }
}

/// A field of a table that names rows of another.
struct Naming {
    table: String,
    field: String,
    /// Whether it may not be empty: the row is about what it names.
    must: bool,
    has_id: bool,
}

fn naming(db: &Db<'_>, table: &str) -> Result<Vec<Naming>, Refusal> {
    let sql = "select tables.name, keys.\"from\" as field,
            (select \"notnull\" or pk > 0 from pragma_table_info(tables.name) as columns where columns.name = keys.\"from\") as must,
            exists (select 1 from pragma_table_info(tables.name) as columns where columns.name = 'id') as has_id
        from sqlite_schema as tables join pragma_foreign_key_list(tables.name) as keys
        where tables.type = 'table' and keys.\"table\" = ? order by tables.name, field";
    db.all(sql, [table], |row: &Row<'_>| {
        Ok(Naming { table: row.get("name")?, field: row.get("field")?, must: row.get("must")?, has_id: row.get("has_id")? })
    })
}

/// Addresses of files that are not erased yet.
fn files(db: &Db<'_>, sql: &str, thing: &Id) -> Result<Vec<String>, Refusal> {
    let all: Vec<String> = db.all(sql, [thing.as_str()], |row| row.get("file"))?;
    let mut there = Vec::new();
    for address in all {
        if db.one("select thing from erased where thing = ?", [&address], |_| Ok(()))?.is_none() {
            there.push(address);
        }
    }
    Ok(there)
}
