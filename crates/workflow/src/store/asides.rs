//! What is kept beside the ledger: one-time keys, the log of refusals, who read names.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::id::Id;
use crate::reader::{Actor, Reader};
use crate::refusal::{LastWritten, Refusal, Rule};

use super::once::Once;

/// What a one-time key was used for.
pub(super) struct Used {
    pub actor: String,
    pub act: String,
    pub entry: u64,
    pub at: i64,
    pub done: String,
    /// What was typed; None once it is erased.
    pub content: Option<String>,
    /// Code of what was typed and stands in no entry.
    pub kept_back: Option<Vec<u8>>,
}

/// What `once` was used for, if it was.
pub(super) fn used(connection: &Connection, once: &Once) -> Result<Option<Used>, rusqlite::Error> {
    let sql = "select once.actor, once.act, once.entry, entry.at, once.done, payload.content, once.kept_back from once
        join entry on entry.sequence = once.entry left join payload on payload.entry = once.entry where once.key = ?";
    let used = |row: &rusqlite::Row<'_>| {
        let (actor, act, entry, at, done) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
        Ok(Used { actor, act, entry, at, done, content: row.get(5)?, kept_back: row.get(6)? })
    };
    connection.prepare_cached(sql)?.query_row([once.as_str()], used).optional()
}

/// Remembers what a key was used for.
pub(super) fn remember(
    connection: &Connection,
    (once, kept_back): (&Once, Option<&[u8]>),
    actor: &Actor,
    act: &str,
    entry: u64,
    done: &str,
) -> Result<(), rusqlite::Error> {
    let sql = "insert into once (key, actor, act, entry, done, kept_back) values (?, ?, ?, ?, ?, ?)";
    connection.prepare_cached(sql)?.execute(params![once.as_str(), written(actor), act, entry, done, kept_back]).map(drop)
}

/// Writes a refusal down. Those of the machine are not the reader's.
pub(super) fn log(connection: &Connection, by: &Reader, act: &str, refusal: &Refusal) -> Result<(), rusqlite::Error> {
    if refusal.rule.is_of_the_machine() {
        return Ok(());
    }
    let about: Vec<&str> = refusal.about.iter().map(crate::id::Id::as_str).collect();
    let sql = "insert into refusal (at, actor, act, rule, about) values (?, ?, ?, ?, ?)";
    let at = by.now().timestamp().as_second();
    let with = params![at, written(by.actor()), act, refusal.rule.code(), about.join(" ")];
    connection.prepare_cached(sql)?.execute(with).map(drop)
}

/// Says of conflicts who wrote last, and when; nothing where that was no person.
pub(super) fn tell_last(connection: &Connection, by: &Reader, refusal: &mut Refusal) -> Result<(), rusqlite::Error> {
    let Rule::ChangedMeanwhile(conflicts) = &mut refusal.rule else { return Ok(()) };
    let sql = "select entry.at, person.name from entry join person on 'person:' || person.id = substr(record, 66) ->> '$.actor'
        where sequence = ?";
    for conflict in conflicts {
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?));
        let found = connection.prepare_cached(sql)?.query_row([conflict.entry], read).optional()?;
        conflict.last = found.and_then(|(at, who)| {
            let at = Timestamp::from_second(at).ok()?.to_zoned_datetime(by.now().time_zone().clone());
            Some(Box::new(LastWritten { who, at }))
        });
    }
    Ok(())
}

/// Notes that somebody read names: who, when, by which look, of which thing, how many; none of them.
pub(super) fn note_names(connection: &Connection, by: &Reader, look: &str, about: Option<&Id>, names: u32) -> Result<(), rusqlite::Error> {
    let sql = "insert into name_read (at, actor, look, about, names) values (?, ?, ?, ?, ?)";
    let with = params![by.now().timestamp().as_second(), written(by.actor()), look, about.map(Id::as_str), names];
    connection.prepare_cached(sql)?.execute(with).map(drop)
}

/// An actor as the ledger writes one.
pub(super) fn written(actor: &Actor) -> String {
    ledger::Actor::from(actor).to_string()
}
