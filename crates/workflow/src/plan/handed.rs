//! What was handed over: from whom a measure came to whoever answers for it now, and what somebody was given so.

use jiff::Span;
use jiff::Timestamp;
use jiff::civil::Date;

use super::handing::HandOver;
use super::rights::SEERS;
use super::shown::Owner;
use crate::act::{Act, Look};
use crate::id::Id;
use crate::people::post::{Names, name_among, names_apart};
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Db, Row, params};
use crate::texts;

/// So many days what was handed over is shown apart from what she has anyway.
const LATELY: i64 = 30;

/// That a measure was handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedFrom {
    /// Who answered for it before.
    pub from: Owner,
    /// The day it was handed over.
    pub on: Date,
}

impl HandedFrom {
    fn of(by: &Reader, names: &Names, row: &Row<'_>) -> Result<Self, Refusal> {
        let id = row.id("was")?;
        let at = Timestamp::from_second(row.get("at")?).map_err(|_| Refusal::of(Rule::Disk))?;
        Ok(Self { from: Owner { name: name_among(names, &id), id }, on: at.to_zoned_datetime(by.now().time_zone().clone()).date() })
    }

    /// The last time a measure came to somebody who answers for it now, or to a record that became one with hers. Begun from what was ever said
    /// of her, which is little: entries of a measure that is put off all the time are many.
    pub(super) fn last(by: &Reader, db: &Db<'_>, names: &Names, measure: &Id) -> Result<Option<Self>, Refusal> {
        let sql = "select at, substr(record, 66) ->> '$.details.said.person' as was
            from measure_owner cross join person on person.id = measure_owner.person or person.merged_into = measure_owner.person
                cross join entry_object as hers on hers.object = person.id cross join entry on sequence = hers.entry
            where measure_owner.measure = ?1 and substr(record, 66) ->> '$.act' = ?2 and was <> person.id
                and exists (select 1 from entry_object as about where about.object = ?1 and about.entry = sequence)
            order by sequence desc limit 1";
        db.one(sql, [measure.as_str(), HandOver::NAME], |row| Self::of(by, names, row))
    }
}

/// `measures.handed`: measures that were handed over to the reader lately, and are open with her.
#[derive(Clone, Copy, Debug)]
pub struct HandedToMe;

/// A measure that was handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedLine {
    /// Which.
    pub measure: Id,
    /// What is to be done.
    pub text: String,
    /// The day it is due next, where one is known.
    pub due: Option<Date>,
    /// From whom, and when.
    pub handed: HandedFrom,
}

/// The last handing over, to a person, of every measure that stands with her and is not done with. An entry of it names whom it went to, and
/// is looked for among what was said of her: what was said of all measures is nearly the whole journal.
const HANDED: &str = "
    with lately as materialized (
        select sequence, at, substr(record, 66) ->> '$.details.said.person' as was
        from person cross join entry_object as hers on hers.object = person.id cross join entry on sequence = hers.entry
        where (person.id = ?1 or person.merged_into = ?1) and at >= ?2 and substr(record, 66) ->> '$.act' = ?3 and was <> person.id)
    select measure.id, measure.text, lately.at, lately.was,
        (select min(coalesce(put_off_to, due_day)) from occurrence where occurrence.measure = measure.id and state = 'open') as due,
        max(lately.sequence) as last
    from lately cross join entry_object as about on about.entry = lately.sequence
        join measure_owner on measure_owner.measure = about.object and measure_owner.person = ?1
        join measure on measure.id = about.object join plan on plan.id = measure.plan
    where plan.state <> 'closed' and measure.state = 'kept'
        and (exists (select 1 from occurrence where occurrence.measure = measure.id and occurrence.state in ('open', 'drop-asked'))
            or not exists (select 1 from occurrence where occurrence.measure = measure.id))
    group by measure.id
    order by due is null, due, measure.id";

impl Look for HandedToMe {
    const NAME: &'static str = "measures.handed";
    const POLICY: Policy = SEERS;
    type Shown = Vec<HandedLine>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<HandedLine>, Refusal> {
        let Some(me) = by.person() else { return Ok(Vec::new()) };
        let names = names_apart(db)?;
        let since = by.now().checked_sub(Span::new().days(LATELY)).map_or(0, |since| since.timestamp().as_second());
        db.all(HANDED, params![me.as_str(), since, HandOver::NAME], |row| {
            let (measure, text, due) = (row.id("id")?, row.get("text")?, texts::day(row, "due")?);
            Ok(HandedLine { measure, text, due, handed: HandedFrom::of(by, &names, row)? })
        })
    }
}
