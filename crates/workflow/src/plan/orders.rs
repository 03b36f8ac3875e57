//! Orders that stood for the second person: by which a plan was approved, a measure or one time of it dropped, each with its scan.

use jiff::Timestamp;
use jiff::civil::Date;

use super::paper::Paper;
use super::rights::READERS;
use super::yearly::Plan;
use crate::act::Look;
use crate::id::Id;
use crate::people::post::{name_among, names_apart};
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Db, Row};
use crate::texts;

/// `orders.see`: the orders of a plan, the latest first.
#[derive(Clone, Debug)]
pub struct Orders {
    /// Of which plan.
    pub plan: Id,
}

/// What an order did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ordered {
    /// The plan was approved.
    Approved,
    /// A measure was dropped.
    Measure {
        /// Which.
        measure: Id,
        /// What it says.
        text: String,
    },
    /// One time of a measure was dropped.
    Time {
        /// Which.
        occurrence: Id,
        /// Of which measure.
        measure: Id,
        /// What that says.
        text: String,
        /// The last day of that time.
        due: Date,
    },
}

/// An order as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderShown {
    /// What it did.
    pub what: Ordered,
    /// The paper.
    pub paper: Paper,
    /// Whether its scan was erased.
    pub erased: bool,
    /// Whoever entered it; empty where nobody is known.
    pub by: String,
    /// The day it was entered.
    pub entered: Date,
}

impl Look for Orders {
    const NAME: &'static str = "orders.see";
    const POLICY: Policy = READERS;
    type Shown = Vec<OrderShown>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<OrderShown>, Refusal> {
        let plan = Plan::read(db, &self.plan)?;
        let names = names_apart(db)?;
        let sql = "select signature.*, entry.at, measure.id as measure, measure.text, occurrence.id as occurrence, occurrence.due_day,
                occurrence.put_off_to, paper_scan in (select thing from erased) as erased
            from signature join entry on sequence = signature.entry
            left join occurrence on occurrence.id = object left join measure on measure.id = coalesce(occurrence.measure, object)
            where paper_number is not null and object in (
                select ?1 union all select id from measure where plan = ?1
                union all select occurrence.id from occurrence join measure on measure.id = occurrence.measure where plan = ?1
            ) order by signature.entry desc, object";
        db.all(sql, [plan.id.as_str()], |row| {
            let signer = row.get::<Option<String>>("person")?.and_then(|id| Id::read(&id));
            let at = Timestamp::from_second(row.get("at")?).map_err(|_| Refusal::of(Rule::Disk))?;
            Ok(OrderShown {
                what: ordered(row)?,
                paper: Paper { number: row.get("paper_number")?, day: row.day("paper_day")?, scan: row.get("paper_scan")? },
                erased: row.get("erased")?,
                by: signer.map(|person| name_among(&names, &person)).unwrap_or_default(),
                entered: at.to_zoned_datetime(by.now().time_zone().clone()).date(),
            })
        })
    }
}

fn ordered(row: &Row<'_>) -> Result<Ordered, Refusal> {
    if row.get::<Option<String>>("measure")?.is_none() {
        return Ok(Ordered::Approved);
    }
    let (measure, text) = (row.id("measure")?, row.get("text")?);
    if row.get::<Option<String>>("occurrence")?.is_none() {
        return Ok(Ordered::Measure { measure, text });
    }
    let due = texts::day(row, "put_off_to")?.map_or_else(|| row.day("due_day"), Ok)?;
    Ok(Ordered::Time { occurrence: row.id("occurrence")?, measure, text, due })
}
