//! `notices.mine`: what whoever looks was told, the latest first, as far as she sees what it is about.

use jiff::Timestamp;
use jiff::civil::Date;

use super::due::{Kind, What};
use super::subject::Subject;
use crate::act::Look;
use crate::people::ONESELF;
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Db, Row, params};

/// Notices a page shows.
const SHOWN: u32 = 100;
/// New ones that are counted; more are told as so many.
const COUNTED: u32 = 99;

/// Asks for what one was told.
#[derive(Clone, Copy, Debug)]
pub struct MyNotices;

/// A notice.
#[derive(Clone, Debug, PartialEq)]
pub struct NoticeShown {
    /// Its number: later ones are greater.
    pub number: u64,
    /// When it was told.
    pub at: Timestamp,
    /// What it is.
    pub what: What,
    /// What is said of it.
    pub kind: Kind,
    /// The day it is due or takes place; none of what was decided.
    pub day: Option<Date>,
    /// What it is about.
    pub subject: Subject,
    /// Whether she has looked since.
    pub seen: bool,
}

/// A notice as it is kept.
struct Kept {
    number: u64,
    at: i64,
    what: What,
    thing: crate::id::Id,
    day: Option<Date>,
    kind: Kind,
}

impl Kept {
    fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        Ok(Self {
            number: row.get("number")?,
            at: row.get("at")?,
            what: row.read("what", What::from_code)?,
            thing: row.id("thing")?,
            day: row.get::<String>("day")?.parse().ok(),
            kind: row.read("kind", Kind::from_code)?,
        })
    }

    fn subject(&self, by: &Reader, db: &Db<'_>) -> Result<Option<Subject>, Refusal> {
        Subject::of(by, db, self.what, &self.thing, self.day)
    }

    fn shown(self, by: &Reader, db: &Db<'_>, looked: u64) -> Result<Option<NoticeShown>, Refusal> {
        let Some(subject) = self.subject(by, db)? else { return Ok(None) };
        let at = Timestamp::from_second(self.at).map_err(|_| Refusal::of(Rule::Disk))?;
        let day = self.day.filter(|_| !matches!(self.what, What::Sign | What::Accepted | What::Returned));
        let Self { number, what, kind, .. } = self;
        Ok(Some(NoticeShown { number, at, what, kind, day, subject, seen: number <= looked }))
    }
}

impl Look for MyNotices {
    const NAME: &'static str = "notices.mine";
    const POLICY: Policy = ONESELF;
    type Shown = Vec<NoticeShown>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<NoticeShown>, Refusal> {
        let Some(me) = by.person() else { return Ok(Vec::new()) };
        let looked = looked(by, db)?;
        let kept = db.all("select * from notice where person = ? order by number desc limit ?", params![me.as_str(), SHOWN], Kept::of)?;
        let shown: Result<Vec<_>, _> = kept.into_iter().map(|one| one.shown(by, db, looked)).collect();
        Ok(shown?.into_iter().flatten().collect())
    }
}

/// The last notice she has looked at.
fn looked(by: &Reader, db: &Db<'_>) -> Result<u64, Refusal> {
    let Some(me) = by.person() else { return Ok(0) };
    Ok(db.one("select number from notice_looked where person = ?", [me.as_str()], |row| row.get("number"))?.unwrap_or(0))
}

/// How many notices are new to whoever looks: those she would see.
pub(crate) fn unseen(by: &Reader, db: &Db<'_>) -> Result<usize, Refusal> {
    let Some(me) = by.person() else { return Ok(0) };
    let sql = "select * from notice where person = ? and number > ? order by number desc limit ?";
    let mut count = 0;
    for one in db.all(sql, params![me.as_str(), looked(by, db)?, COUNTED], Kept::of)? {
        count += usize::from(one.subject(by, db)?.is_some());
    }
    Ok(count)
}

/// What a letter tells, as far as its reader sees it when it leaves.
pub(crate) fn of_letter(by: &Reader, db: &Db<'_>, letter: u64) -> Result<Vec<NoticeShown>, Refusal> {
    let kept = db.all("select * from notice where letter = ? order by number", [letter], Kept::of)?;
    let shown: Result<Vec<_>, _> = kept.into_iter().map(|one| one.shown(by, db, 0)).collect();
    Ok(shown?.into_iter().flatten().collect())
}
