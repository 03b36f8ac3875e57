//! What was handed over: from whom a measure or an event came to whoever answers for it now, and what somebody was given so.

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
        let sql = format!(
            "select at, {WAS} as was
            from measure_owner cross join person on person.id = measure_owner.person or person.merged_into = measure_owner.person
                cross join entry_object as hers on hers.object = person.id cross join entry on sequence = hers.entry
            where measure_owner.measure = ?1 and {ACT} = ?2 and was <> person.id and {GIVEN}
            order by sequence desc limit 1"
        );
        db.one(&sql, [measure.as_str(), HandOver::NAME], |row| Self::of(by, names, row))
    }

    /// The same of an event.
    pub(crate) fn of_event(by: &Reader, db: &Db<'_>, names: &Names, event: &Id) -> Result<Option<Self>, Refusal> {
        let sql = format!(
            "select at, {WAS} as was
            from event cross join person on person.id = event.owner or person.merged_into = event.owner
                cross join entry_object as hers on hers.object = event.id cross join entry on sequence = hers.entry
            where event.id = ?1 and {ACT} = ?2 and was <> person.id and {GIVEN}
            order by sequence desc limit 1"
        );
        db.one(&sql, [event.as_str(), HandOver::NAME], |row| Self::of(by, names, row))
    }
}

/// From whom an entry handed over, and the act of an entry.
const WAS: &str = "substr(record, 66) ->> '$.details.said.person'";
const ACT: &str = "substr(record, 66) ->> '$.act'";
/// Whether the entry gave this thing to that person: an entry names everything it handed over and everybody it went to, what was typed says
/// which went to whom.
const GIVEN: &str = "exists (select 1 from payload, json_each(payload.content, '$.to') as given
    where payload.entry = sequence and json_valid(payload.content) and given.value ->> '$.thing' = ?1 and given.value ->> '$.to' = person.id)";

/// `measures.handed`: what was handed over to the reader lately, and is open with her.
#[derive(Clone, Copy, Debug)]
pub struct HandedToMe;

/// Something that was handed over: a measure, a task of an event, an event, a procedure. Its id says what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedLine {
    /// Which.
    pub thing: Id,
    /// What is to be done.
    pub text: String,
    /// The day it is due next, where one is known.
    pub due: Option<Date>,
    /// From whom, and when.
    pub handed: HandedFrom,
}

/// The last handing over, to a person, of everything that stands with her and is not done with. An entry of it names whom it went to, and
/// is looked for among what was said of her: what was said of all measures is nearly the whole journal.
const HANDED: &str = "
    with lately as materialized (
        select sequence, at, substr(record, 66) ->> '$.details.said.person' as was, given.value ->> '$.thing' as thing
        from person cross join entry_object as hers on hers.object = person.id cross join entry on sequence = hers.entry
            cross join payload on payload.entry = sequence and json_valid(payload.content)
            cross join json_each(payload.content, '$.to') as given
        where (person.id = ?1 or person.merged_into = ?1) and at >= ?2 and substr(record, 66) ->> '$.act' = ?3 and was <> person.id
            and given.value ->> '$.to' = person.id),
    last as materialized (select thing, at, was, max(sequence) as sequence from lately group by thing)
    select * from (select measure.id, measure.text, at, was,
        (select min(coalesce(put_off_to, due_day)) from occurrence where occurrence.measure = measure.id and state = 'open') as due
    from last cross join measure on measure.id = thing join measure_owner on measure_owner.measure = measure.id and measure_owner.person = ?1
        join plan on plan.id = measure.plan
    where plan.state <> 'closed' and measure.state = 'kept'
        and (exists (select 1 from occurrence where occurrence.measure = measure.id and occurrence.state in ('open', 'drop-asked'))
            or not exists (select 1 from occurrence where occurrence.measure = measure.id))
    union all select decision.id, text, at, was, due from last cross join decision on decision.id = thing
        where decision.person = ?1 and decision.state = 'open'
    union all select event.id, coalesce(content ->> '$.title', ''), at, was, day from last cross join event on event.id = thing
        where owner = ?1 and event.state in ('planned', 'held')
    union all select procedure.id, label, at, was, day from last cross join procedure on procedure.id = thing
        where day >= ?4 and procedure.state <> 'cancelled'
            and exists (select 1 from procedure_class where procedure_class.procedure = procedure.id and organiser = ?1))
    order by due is null, due, id";

impl Look for HandedToMe {
    const NAME: &'static str = "measures.handed";
    const POLICY: Policy = SEERS;
    type Shown = Vec<HandedLine>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<HandedLine>, Refusal> {
        let Some(me) = by.person() else { return Ok(Vec::new()) };
        let (names, today) = (names_apart(db)?, by.now().date().to_string());
        let since = by.now().checked_sub(Span::new().days(LATELY)).map_or(0, |since| since.timestamp().as_second());
        db.all(HANDED, params![me.as_str(), since, HandOver::NAME, today], |row| {
            let (thing, text, due) = (row.id("id")?, row.get("text")?, texts::day(row, "due")?);
            Ok(HandedLine { thing, text, due, handed: HandedFrom::of(by, &names, row)? })
        })
    }
}
