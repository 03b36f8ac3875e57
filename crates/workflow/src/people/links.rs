//! What belongs to somebody who works here, found by the tables that name people, also those that come later; it moves to another record of
//! the same person, and back as it was.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::id::Id;
use crate::refusal::{Refusal, Rule};
use crate::store::{Db, Row, Tx, params};

/// Tables that stay: the book of mergers, and letters, which go to the address they were written for.
const STAY: [&str; 2] = ["person_merge", "letter"];
/// Rights, which hold for whoever works here alone: of a record that is shut out they stay where they hold nothing.
const RIGHTS: [&str; 2] = ["deputy", "held_role"];
/// What one person has once though the database would take it twice: table, and what else tells one from another.
const ONCE: [(&str, &str); 1] = [("entrustment", "pupil")];

/// A row as it stands: fields by name.
pub(super) type Image = Map<String, Value>;

/// A field that names people.
#[derive(Debug)]
struct Column {
    table: String,
    field: String,
    /// The fields of the primary key.
    key: Vec<String>,
}

/// What was changed for a row to belong to the record that stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Link {
    /// It names the other record.
    Moved {
        /// The table.
        table: String,
        /// The field that named the merged record.
        field: String,
        /// Its primary key afterwards.
        key: Image,
    },
    /// Both records had it, and it says now what both said.
    Joined {
        /// The table.
        table: String,
        /// As it was.
        before: Image,
        /// As it became.
        after: Image,
    },
    /// It went: the record that stays had the same.
    Gone {
        /// The table.
        table: String,
        /// As it was.
        row: Image,
    },
}

impl Link {
    /// The name of this file is kept no longer.
    pub(super) fn forget_file(&mut self, address: &str) {
        let images: Vec<&mut Image> = match self {
            Self::Moved { .. } => Vec::new(),
            Self::Joined { before, after, .. } => vec![before, after],
            Self::Gone { row, .. } => vec![row],
        };
        for image in images.into_iter().filter(|image| image.get("read_sheet").is_some_and(|sheet| *sheet == *address)) {
            image.insert("read_sheet_name".to_owned(), Value::from(""));
        }
    }
}

/// Every field that names people and moves with them. What a person has once for all – the way to sign in, a slip, a code, an address – is of the
/// record and stays with it.
fn columns(db: &Db<'_>, rights: bool) -> Result<Vec<Column>, Refusal> {
    let sql = "select tables.name, keys.\"from\" as field,
            (select group_concat(name) from (select name from pragma_table_info(tables.name) where pk > 0 order by pk)) as key
        from sqlite_schema as tables join pragma_foreign_key_list(tables.name) as keys
        where tables.type = 'table' and keys.\"table\" = 'person' and not exists (
            select 1 from pragma_index_list(tables.name) as lists where lists.\"unique\" = 1 and not exists (
                select 1 from pragma_index_info(lists.name) as parts where parts.name is not keys.\"from\"))
        order by tables.name, field";
    let column = |row: &Row<'_>| {
        let key = row.get::<String>("key")?.split(',').map(str::to_owned).collect();
        Ok(Column { table: row.get("name")?, field: row.get("field")?, key })
    };
    let stays = |table: &str| STAY.contains(&table) || !rights && RIGHTS.contains(&table);
    Ok(db.all(sql, [], column)?.into_iter().filter(|column| !stays(&column.table)).collect())
}

/// How many rows of the merged record move, by table and field.
pub(super) fn counted(db: &Db<'_>, merged: &Id, rights: bool) -> Result<Vec<(String, String, u32)>, Refusal> {
    let mut all = Vec::new();
    for Column { table, field, .. } in columns(db, rights)? {
        let count = db.one(&format!("select count(*) as n from {table} where {field} = ?"), [merged.as_str()], |row| row.get("n"))?;
        all.push((table, field, count.unwrap_or(0)));
    }
    all.retain(|(.., count)| *count > 0);
    Ok(all)
}

/// How many things both records have, by table: one of each stays.
pub(super) fn doubled(db: &Db<'_>, into: &Id, merged: &Id, rights: bool) -> Result<Vec<(String, u32)>, Refusal> {
    let mut all = Vec::new();
    for column in columns(db, rights)? {
        let count = doubles(db, &column, into, merged)?.len();
        all.push((column.table, u32::try_from(count).unwrap_or(u32::MAX)));
    }
    all.retain(|(_, count)| *count > 0);
    Ok(all)
}

/// Rows of the merged record the other has too.
fn doubles(db: &Db<'_>, column: &Column, into: &Id, merged: &Id) -> Result<Vec<Image>, Refusal> {
    let Column { table, field, .. } = column;
    let sql = "select group_concat(parts.name) as parts from pragma_index_list(?1) as lists join pragma_index_info(lists.name) as parts
        where lists.\"unique\" = 1 group by lists.name having max(parts.name = ?2) = 1 order by lists.name";
    let mut unique: Vec<String> = db.all(sql, params![table, field], |row| row.get("parts"))?;
    unique.extend(ONCE.iter().filter(|(known, _)| known == table).map(|(_, beside)| format!("{beside},{field}")));
    let mut found: Vec<Image> = Vec::new();
    for parts in unique {
        let same: Vec<String> = parts.split(',').filter(|part| part != field).map(|part| format!("twin.{part} is one.{part}")).collect();
        let sql = format!(
            "select {} as image from {table} as one where {field} = ?1 and exists (select 1 from {table} as twin where twin.{field} = ?2 and {})",
            image_of(db, table)?,
            same.join(" and ")
        );
        let rows = db.all(&sql, [merged.as_str(), into.as_str()], image)?;
        found.extend(rows.into_iter().filter(|row| !found.contains(row)).collect::<Vec<_>>());
    }
    Ok(found)
}

/// Moves everything of the merged record to the one that stays; seats both have were joined before.
pub(super) fn move_all(tx: &mut Tx<'_>, into: &Id, merged: &Id, rights: bool) -> Result<Vec<Link>, Refusal> {
    let mut links = Vec::new();
    if rights {
        // Nobody stands in for herself.
        let sql = format!(
            "select {} as image from deputy where person = ?1 and stand_in = ?2 or person = ?2 and stand_in = ?1",
            image_of(tx, "deputy")?
        );
        for row in tx.all(&sql, [into.as_str(), merged.as_str()], image)? {
            links.push(gone(tx, "deputy", &["id".to_owned()], row)?);
        }
    }
    for column in columns(tx, rights)? {
        for row in doubles(tx, &column, into, merged)? {
            links.push(gone(tx, &column.table, &column.key, row)?);
        }
        let Column { table, field, key } = &column;
        let sql = format!("select {} as image from {table} where {field} = ?", object(key));
        for mut row in tx.all(&sql, [merged.as_str()], image)? {
            tx.change(&format!("update {table} set {field} = ?2 where {}", is(key)), params![json(&row)?, into.as_str()])?;
            if let Some(part) = row.get_mut(field) {
                *part = Value::from(into.as_str());
            }
            links.push(Link::Moved { table: table.clone(), field: field.clone(), key: row });
        }
    }
    Ok(links)
}

/// Moves everything back. What was taken away or given to another since stays so.
pub(super) fn move_back(tx: &mut Tx<'_>, into: &Id, merged: &Id, links: Vec<Link>) -> Result<(), Refusal> {
    let known = columns(tx, true)?;
    let key_of =
        |table: &str| known.iter().find(|column| column.table == table).map(|column| column.key.clone()).ok_or(Refusal::of(Rule::Disk));
    let (moved, others): (Vec<Link>, Vec<Link>) = links.into_iter().partition(|link| matches!(link, Link::Moved { .. }));
    for link in moved.into_iter().chain(others) {
        match link {
            Link::Moved { table, field, key } => {
                let fields: Vec<String> = key_of(&table)?;
                if !known.iter().any(|column| column.table == table && column.field == field) {
                    return Err(Refusal::of(Rule::Disk));
                }
                let sql = format!("update {table} set {field} = ?2 where {field} = ?3 and {}", is(&fields));
                tx.change(&sql, params![json(&key)?, merged.as_str(), into.as_str()])?;
            }
            Link::Joined { table, before, after } => {
                let key = key_of(&table)?;
                let sql = format!("select {} as image from {table} where {}", image_of(tx, &table)?, is(&key));
                // What she wrote since stays.
                if tx.one(&sql, [json(&after)?], image)?.as_ref() == Some(&after) {
                    write(tx, &table, &key, &before)?;
                }
            }
            Link::Gone { table, row } => {
                key_of(&table)?;
                if parents(tx, &table, &row)? {
                    let (fields, values): (Vec<&str>, Vec<String>) = row.keys().map(|field| (field.as_str(), value(field))).unzip();
                    let sql = format!("insert or ignore into {table} ({}) select {}", fields.join(", "), values.join(", "));
                    tx.change(&sql, [json(&row)?])?;
                }
            }
        }
    }
    Ok(())
}

/// Takes a row away, which is remembered.
pub(super) fn gone(tx: &mut Tx<'_>, table: &str, key: &[String], row: Image) -> Result<Link, Refusal> {
    tx.change(&format!("delete from {table} where {}", is(key)), [json(&row)?])?;
    Ok(Link::Gone { table: table.to_owned(), row })
}

/// Writes a row over the one with its key.
pub(super) fn write(tx: &mut Tx<'_>, table: &str, key: &[String], row: &Image) -> Result<(), Refusal> {
    let fields: Vec<String> = row.keys().map(|field| format!("{field} = {}", value(field))).collect();
    tx.change(&format!("update {table} set {} where {}", fields.join(", "), is(key)), [json(row)?]).map(drop)
}

/// Whether everything a row names is still there.
fn parents(db: &Db<'_>, table: &str, row: &Image) -> Result<bool, Refusal> {
    let sql = "select \"table\" as parent, \"from\" as field, \"to\" as key from pragma_foreign_key_list(?)";
    let names = db.all(sql, [table], |row| Ok((row.get::<String>("parent")?, row.get::<String>("field")?, row.get::<String>("key")?)))?;
    for (parent, field, key) in names {
        let there = db.one(&format!("select 1 as there from {parent} where {key} is {}", value(&field)), [json(row)?], |_| Ok(()))?;
        if there.is_none() && row.get(&field).is_some_and(|value| !value.is_null()) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A whole row as an object, in SQL.
pub(super) fn image_of(db: &Db<'_>, table: &str) -> Result<String, Refusal> {
    let fields: Vec<String> = db.all("select name from pragma_table_info(?) order by cid", [table], |row| row.get("name"))?;
    Ok(object(&fields))
}

fn object(fields: &[String]) -> String {
    let pairs: Vec<String> = fields.iter().map(|field| format!("'{field}', {field}")).collect();
    format!("json_object({})", pairs.join(", "))
}

/// A field of the row given as the first argument, in SQL.
fn value(field: &str) -> String {
    format!("json_extract(?1, '$.\"{field}\"')")
}

/// The row with the key of the one given as the first argument, in SQL.
fn is(key: &[String]) -> String {
    key.iter().map(|field| format!("{field} = {}", value(field))).collect::<Vec<_>>().join(" and ")
}

pub(super) fn image(row: &Row<'_>) -> Result<Image, Refusal> {
    serde_json::from_str(&row.get::<String>("image")?).map_err(|_| Refusal::of(Rule::Disk))
}

pub(super) fn json(row: &Image) -> Result<String, Refusal> {
    serde_json::to_string(row).map_err(|_| Refusal::of(Rule::TooLong))
}
