//! `data.waits`: erasures that wait for whoever looks as the second person. No name is told here, so no password is asked for.

use jiff::civil::Date;
use records::retention::Retention;

use super::ask::{Asked, Ground};
use super::subject::Kind;
use crate::act::{Look, Version};
use crate::id::Id;
use crate::people::signers;
use crate::policy::{Policy, admit};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::roster::KEEPERS;
use crate::store::Db;

/// Asks for what waits.
#[derive(Clone, Copy, Debug)]
pub struct ErasuresWaiting;

/// An erasure that waits for a second person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingShown {
    /// What is to be erased.
    pub thing: Id,
    /// What kind of thing.
    pub kind: Kind,
    /// When it was asked for.
    pub day: Date,
    /// By when it is to be done, where it was asked for by a paper.
    pub until: Option<Date>,
    /// The entry that asked for it.
    pub entry: Version,
}

impl Look for ErasuresWaiting {
    const NAME: &'static str = "data.waits";
    const POLICY: Policy = KEEPERS;
    type Shown = Vec<WaitingShown>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<WaitingShown>, Refusal> {
        waiting(by, db)
    }
}

/// What waits for the reader: nothing she, or whom she stands in for, asked for herself; nothing for whoever may not confirm.
pub(crate) fn waiting(by: &Reader, db: &Db<'_>) -> Result<Vec<WaitingShown>, Refusal> {
    if admit(&KEEPERS, by).is_err() {
        return Ok(Vec::new());
    }
    let terms = Retention::shipped().map_err(|_| Refusal::of(Rule::Stopped))?;
    let all = db.all("select * from erasure where state = 'asked' order by entry", [], |row| {
        let (ground, day) = (row.read("ground", Ground::from_code)?, row.day("asked_day")?);
        let until = ground.until(&terms, day);
        let shown =
            WaitingShown { thing: row.id("thing")?, kind: row.read("kind", Kind::from_code)?, day, until, entry: row.get("entry")? };
        Ok((shown, row.id("id")?, row.id("asked_by")?))
    })?;
    let mut waits = Vec::new();
    for (shown, erasure, asked) in all {
        if !signers(db, &erasure, &asked)?.iter().any(|first| by.is(first)) {
            waits.push(shown);
        }
    }
    Ok(waits)
}

/// Whether the reader cannot confirm it: she asked for it, or it was asked for on her behalf, or by somebody she stands in for.
pub(super) fn signed(db: &Db<'_>, by: &Reader, thing: &Id) -> Result<bool, Refusal> {
    match Asked::of(db, thing)? {
        Some(asked) => Ok(signers(db, &asked.id, &asked.by)?.iter().any(|first| by.is(first))),
        None => Ok(false),
    }
}
