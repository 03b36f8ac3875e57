//! The rows of the ledger: where it stands, and how an act is entered.

use jiff::Timestamp;
use ledger::{Checkpoint, Digest, Node, Payload, Tree, leaf};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value, json};

use crate::act::Said;
use crate::id::Id;
use crate::reader::Actor;
use crate::refusal::{Refusal, Rule};

use super::error::OpenError;

/// For whom an act was done, in the details of its entry.
pub(crate) const FOR: &str = "for";

/// Where the ledger of a folder stands.
#[derive(Clone)]
pub(super) struct Standing {
    pub head: Checkpoint,
    pub tree: Tree,
    /// When the last entry was made.
    pub at: Option<Timestamp>,
}

/// An act about to be entered.
pub(super) struct Entered<'a> {
    pub name: &'static str,
    pub actor: &'a Actor,
    /// For whom, where the actor stands in for somebody.
    pub for_whom: Option<Id>,
    pub at: Timestamp,
    pub about: Vec<(Id, u64)>,
    pub said: Said,
    pub payload: Payload,
}

impl Standing {
    /// Reads the end of the ledger: the last entry must follow the one before, and the tree must have its peaks.
    pub(super) fn read(connection: &Connection) -> Result<Self, OpenError> {
        let sql = "select sequence, record from entry order by sequence desc limit 2";
        let mut statement = connection.prepare(sql)?;
        let last: Vec<(u64, String)> = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        let damaged = |what: String| OpenError::Damaged(what);
        let point = |(sequence, record): &(u64, String)| {
            let hash = record.get(..64).and_then(|hash| hash.parse().ok());
            hash.map(|hash| Checkpoint { sequence: *sequence, hash }).ok_or_else(|| OpenError::Damaged(format!("entry {sequence}")))
        };
        let before = last.get(1).map_or(Ok(Checkpoint::empty()), point)?;
        let Some((_, record)) = last.first() else { return Ok(Self { head: before, tree: Tree::empty(), at: None }) };
        let entry = before.follow(record.as_bytes()).map_err(|damage| damaged(damage.to_string()))?;
        let tree = Tree::read(entry.sequence, |asked| node(connection, asked))?;
        Ok(Self { head: entry.checkpoint(), tree, at: Some(entry.at) })
    }

    /// Enters an act in the transaction it belongs to; where the ledger stands once that is committed.
    pub(super) fn enter(&self, connection: &Connection, entered: Entered<'_>) -> Result<Self, Refusal> {
        let Entered { name, actor, for_whom, at, about, said, payload } = entered;
        let objects = objects(&about, &said, for_whom.as_ref());
        let mut details = details(&about, said);
        if let Some(person) = &for_whom {
            details.insert(FOR.to_owned(), json!(person));
        }
        payload.seal(&mut details);
        let act = ledger::Act { at, actor: actor.into(), name: name.to_owned(), subjects: Vec::new(), details };
        let (entry, record) = self.head.enter(act).map_err(|_| Refusal::of(Rule::TooLong))?;
        let mut tree = self.tree.clone();
        let insert = |sql: &str, with: &[&dyn rusqlite::ToSql]| connection.prepare_cached(sql)?.execute(with);
        insert("insert into entry (sequence, at, record) values (?, ?, ?)", params![entry.sequence, entry.at.as_second(), record])?;
        insert("insert into payload (entry, salt, content) values (?, ?, ?)", params![entry.sequence, payload.salt, payload.content])?;
        if let (Some(person), Actor::Person(actor)) = (&for_whom, actor) {
            let with = params![entry.sequence, actor.as_str(), person.as_str()];
            insert("insert into acted_for (entry, actor, person) values (?, ?, ?)", with)?;
        }
        for object in objects {
            insert("insert into entry_object (object, entry) values (?, ?)", params![object.as_str(), entry.sequence])?;
        }
        for (node, hash) in tree.push(record.as_bytes()).into_iter().filter(|(node, _)| node.level > 0) {
            insert("insert into node (level, place, hash) values (?, ?, ?)", params![node.level, node.place, hash.as_bytes()])?;
        }
        Ok(Self { head: entry.checkpoint(), tree, at: Some(entry.at) })
    }
}

/// A perfect subtree, as stored; a leaf is made of its record.
pub(super) fn node(connection: &Connection, Node { level, place }: Node) -> Result<Digest, rusqlite::Error> {
    if level == 0 {
        let sql = "select record from entry where sequence = ?";
        let record: String = connection.prepare_cached(sql)?.query_row([place + 1], |row| row.get(0))?;
        return Ok(leaf(record.as_bytes()));
    }
    let sql = "select hash from node where level = ? and place = ?";
    let hash: Option<[u8; 32]> = connection.prepare_cached(sql)?.query_row(params![level, place], |row| row.get(0)).optional()?;
    hash.map(Digest::from_bytes).ok_or(rusqlite::Error::QueryReturnedNoRows)
}

/// Ids whose history the entry belongs to, each once.
fn objects(about: &[(Id, u64)], said: &Said, for_whom: Option<&Id>) -> Vec<Id> {
    let named = about.iter().map(|(id, _)| id).chain(said.ids.iter().map(|(_, id)| id)).chain(for_whom);
    let mut objects: Vec<Id> = named.cloned().collect();
    objects.sort();
    objects.dedup();
    objects
}

fn details(about: &[(Id, u64)], said: Said) -> Map<String, Value> {
    let upon: Map<String, Value> = about.iter().map(|(id, version)| (id.to_string(), json!(version))).collect();
    let mut values = Map::new();
    let ids = said.ids.into_iter().map(|(name, id)| (name, json!(id)));
    // What is said several times under one name stands in one list, in its order.
    for (name, value) in ids.chain(said.codes.into_iter().map(|(name, code)| (name, json!(code)))) {
        match values.get_mut(name) {
            None => drop(values.insert(name.to_owned(), value)),
            Some(Value::Array(all)) => all.push(value),
            Some(first) => *first = json!([first.clone(), value]),
        }
    }
    values.extend(said.days.into_iter().map(|(name, day)| (name.to_owned(), json!(day.to_string()))));
    values.extend(said.numbers.into_iter().map(|(name, number)| (name.to_owned(), json!(number))));
    Map::from_iter([("about".to_owned(), Value::Object(upon)), ("said".to_owned(), Value::Object(values))])
}
