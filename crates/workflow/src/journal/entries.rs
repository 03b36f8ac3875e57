//! `journal.see`: what was done, the newest first; all of it, or the history of one thing.

use ledger::Checkpoint;

use super::policy::AUDIT;
use crate::act::Look;
use crate::id::Id;
use crate::people::post::{name_among, names_apart};
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::role::Role;
use crate::store::{Db, FOR, Row, params};

/// Asks for a page of the journal.
#[derive(Clone, Debug)]
pub struct Journal {
    /// The thing, where it is the history of one.
    pub of: Option<Id>,
    /// Entries before this one; None = from the newest on.
    pub before: Option<u64>,
    /// At most so many.
    pub limit: u32,
}

/// An entry as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Number.
    pub entry: u64,
    /// The entry.
    pub read: ledger::Entry,
    /// What it is about, as it is called now: a measure, a plan, a person. None where it is about none of them, or the reader sees none.
    pub thing: Option<(Id, String)>,
    /// Measures it is about beside that one.
    pub beside: usize,
    /// For whom, where whoever did it stood in for somebody.
    pub for_whom: Option<Id>,
    /// The reason that was given, where what was typed is still there.
    pub reason: Option<String>,
}

/// What an entry is about, the first of it where it is about several, and the reason that was given.
const THING: &str = "
    coalesce(
        (select measure.id || ' ' || measure.text from entry_object join measure on measure.id = object
            where entry_object.entry = sequence order by measure.id limit 1),
        (select event.id || ' ' || (event.content ->> '$.title') from entry_object join event on event.id = object
            where entry_object.entry = sequence order by event.id limit 1),
        (select plan.id || ' ' || plan.title from entry_object join plan on plan.id = object
            where entry_object.entry = sequence order by plan.id limit 1),
        (select person.id || ' ' || person.name from entry_object join person on person.id = object
            where entry_object.entry = sequence
            and person.id is not (select acted_for.person from acted_for where acted_for.entry = sequence) order by person.id limit 1)
    ) as thing,
    (select count(*) from entry_object join measure on measure.id = object where entry_object.entry = sequence) as measures,
    (select case when json_valid(content) then content ->> '$.reason' end from payload where entry = sequence) as reason";

impl Look for Journal {
    const NAME: &'static str = "journal.see";
    const POLICY: Policy = AUDIT;
    type Shown = Vec<Line>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<Line>, Refusal> {
        let before = self.before.unwrap_or(i64::MAX.unsigned_abs());
        let mut lines = match &self.of {
            None => {
                let sql = &format!(
                    "select sequence, record, previous, {THING} from (select sequence, record, lag(substr(record, 1, 64)) over (order by sequence)
                    as previous from entry where sequence between ?1 - ?2 - 1 and ?1) where sequence < ?1 order by sequence desc limit ?2"
                );
                db.all(sql, params![before.min(last(db)? + 1), self.limit], line)?
            }
            Some(of) => of_one(db, of, before, self.limit)?,
        };
        apart(db, &mut lines)?;
        // The administrator keeps accounts and keys: what the school plans is not hers to read, here neither.
        if !by.grants().any(|grant| matches!(grant.role, Role::Head | Role::DeputyHead | Role::Auditor)) {
            for line in &mut lines {
                (line.thing, line.beside, line.reason) = (line.thing.take().filter(|(id, _)| id.as_str().starts_with("person-")), 0, None);
            }
        }
        Ok(lines)
    }
}

/// The history of one thing before an entry, the newest first, for those who see that thing: of others an entry is about too they learn nothing.
pub(crate) fn history(db: &Db<'_>, of: &Id, before: u64, limit: u32) -> Result<Vec<Line>, Refusal> {
    let mut lines = of_one(db, of, before, limit)?;
    lines.iter_mut().for_each(|line| (line.thing, line.beside) = (None, 0));
    Ok(lines)
}

/// Of two people of one name each is named with what tells them apart.
fn apart(db: &Db<'_>, lines: &mut [Line]) -> Result<(), Refusal> {
    let mut people =
        lines.iter_mut().filter_map(|line| line.thing.as_mut()).filter(|(id, _)| id.as_str().starts_with("person-")).peekable();
    if people.peek().is_some() {
        let names = names_apart(db)?;
        people.for_each(|(id, name)| *name = name_among(&names, id));
    }
    Ok(())
}

fn of_one(db: &Db<'_>, of: &Id, before: u64, limit: u32) -> Result<Vec<Line>, Refusal> {
    let sql = format!(
        "select sequence, record, previous, {THING} from (select entry.sequence, entry.record, substr(earlier.record, 1, 64) as previous
        from entry_object join entry on entry.sequence = entry_object.entry left join entry as earlier on earlier.sequence = entry.sequence - 1
        where object = ? and entry_object.entry < ? order by entry_object.entry desc limit ?) order by sequence desc"
    );
    db.all(&sql, params![of.as_str(), before, limit], line)
}

fn last(db: &Db<'_>) -> Result<u64, Refusal> {
    Ok(db.one("select max(sequence) as last from entry", [], |row| row.get::<Option<u64>>("last"))?.flatten().unwrap_or(0))
}

/// An entry, if it follows the one before it.
fn line(row: &Row<'_>) -> Result<Line, Refusal> {
    let (entry, record): (u64, String) = (row.get("sequence")?, row.get("record")?);
    let damaged = || Refusal::of(Rule::Disk);
    let before = match row.get::<Option<String>>("previous")? {
        None => Checkpoint::empty(),
        Some(hash) => Checkpoint { sequence: entry - 1, hash: hash.parse().map_err(|_| damaged())? },
    };
    let read = before.follow(record.as_bytes()).map_err(|_| damaged())?;
    let thing = row.get::<Option<String>>("thing")?;
    let thing = thing.as_deref().and_then(|thing| thing.split_once(' ')).and_then(|(id, said)| Some((Id::read(id)?, said.to_owned())));
    // A school is founded with its first person, and a measure has owners: they are not what such an entry is about.
    let of_people = ["person.", "role.", "account.", "deputy."].iter().any(|room| read.act.starts_with(room));
    let thing = thing.filter(|(id, _)| of_people || !id.as_str().starts_with("person-"));
    let reason = row.get::<Option<String>>("reason")?.filter(|reason| !reason.trim().is_empty());
    let beside = row.get::<usize>("measures")?.saturating_sub(1);
    let for_whom = read.details.get(FOR).and_then(|id| Id::read(id.as_str()?));
    Ok(Line { entry, read, thing, beside, for_whom, reason })
}
