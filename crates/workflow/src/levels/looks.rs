//! `levels.see`.

use jiff::civil::Date;
use ledger::Digest;

use super::acts::Level;
use crate::act::Look;
use crate::id::Id;
use crate::plan::READERS;
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::store::{Db, Row};

/// `levels.see`: plans of the levels above of a year, the highest level first.
#[derive(Clone, Debug)]
pub struct Levels {
    /// Which year.
    pub year: Id,
}

/// A plan of a level above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpperPlan {
    /// Id.
    pub id: Id,
    /// Its level.
    pub level: Level,
    /// Its title.
    pub title: String,
    /// Address of its file.
    pub file: Digest,
    /// Name of its file.
    pub file_name: String,
    /// The day it was taken.
    pub day: Date,
    /// Its measures, in order.
    pub measures: Vec<UpperMeasure>,
}

/// A measure of a plan above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpperMeasure {
    /// Id.
    pub id: Id,
    /// Its block.
    pub block: String,
    /// Its number.
    pub number: String,
    /// What it says.
    pub text: String,
    /// When, as written.
    pub term: String,
    /// Key of the measure of the library it corresponds to.
    pub library: Option<String>,
    /// What was answered.
    pub answered: Answered,
}

/// What was answered to a measure above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered {
    /// Nothing yet.
    Open,
    /// Measures of the school answer it.
    By(Vec<Id>),
    /// It is not the school's to do.
    NotOurs(String),
}

impl Look for Levels {
    const NAME: &'static str = "levels.see";
    const POLICY: Policy = READERS;
    type Shown = Vec<UpperPlan>;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<Vec<UpperPlan>, Refusal> {
        let mut plans = db.all("select * from upper_plan where year = ? order by entry, id", [self.year.as_str()], |row| {
            Ok(UpperPlan {
                id: row.id("id")?,
                level: row.read("level", Level::from_code)?,
                title: row.get("title")?,
                file: row.read("file", |text| text.parse().ok())?,
                file_name: row.get("file_name")?,
                day: row.day("day")?,
                measures: Vec::new(),
            })
        })?;
        plans.sort_by_key(|plan| plan.level);
        for plan in &mut plans {
            let sql = "select upper_measure.*, upper_answer.reason,
                (select group_concat(measure, ' ') from upper_answer_measure where upper = upper_measure.id) as measures
                from upper_measure left join upper_answer on upper_answer.upper = upper_measure.id where plan = ? order by ordinal";
            plan.measures = db.all(sql, [plan.id.as_str()], UpperMeasure::of)?;
        }
        Ok(plans)
    }
}

impl UpperMeasure {
    fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        let measures = row.get::<Option<String>>("measures")?.unwrap_or_default();
        let mut measures: Vec<Id> = measures.split_whitespace().filter_map(Id::read).collect();
        measures.sort();
        let answered = match row.get::<Option<String>>("reason")? {
            _ if !measures.is_empty() => Answered::By(measures),
            Some(reason) if !reason.is_empty() => Answered::NotOurs(reason),
            _ => Answered::Open,
        };
        Ok(Self {
            id: row.id("id")?,
            block: row.get("block")?,
            number: row.get("number")?,
            text: row.get("text")?,
            term: row.get("term")?,
            library: row.get("library")?,
            answered,
        })
    }
}
