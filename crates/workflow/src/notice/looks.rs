//! `notices.mine`: what whoever looks was told, the latest first, as far as she sees what it is about.

use jiff::Timestamp;
use jiff::civil::Date;
use records::telling::Telling;

use super::due::{Kind, What};
use super::hours::Next;
use super::setting::telling;
use super::subject::{About, Subject};
use super::tell::told_next;
use crate::act::Look;
use crate::event::Circle;
use crate::people::ONESELF;
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Db, Row, params};

/// Notices a page shows.
const SHOWN: usize = 100;
/// Notices read at one time.
const READ: u32 = 100;
/// How often as many are read to count the new ones.
const BATCHES: usize = 10;
/// New ones that are counted; of more it is said that they are more.
pub const COUNTED: usize = 10;

/// Asks for what one was told.
#[derive(Clone, Copy, Debug, Default)]
pub struct MyNotices {
    /// Only those before this one; None = the latest.
    pub before: Option<u64>,
}

/// What one was told, the latest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NoticesShown {
    /// As many as a page shows.
    pub all: Vec<NoticeShown>,
    /// Where there are more: those before this one.
    pub more: Option<u64>,
    /// When the next ones come.
    pub next: Next,
    /// In which hours, and how many days ahead, the school tells.
    pub telling: Option<Telling>,
}

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
    seen: bool,
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
            seen: row.get("seen")?,
        })
    }

    fn subject(&self, circle: &mut Circle, by: &Reader, db: &Db<'_>) -> Result<Option<Subject>, Refusal> {
        let about = About { what: self.what, thing: &self.thing, day: self.day, cancelled: self.kind == Kind::Cancelled };
        Subject::of(circle, by, db, about)
    }

    fn shown(self, circle: &mut Circle, by: &Reader, db: &Db<'_>) -> Result<Option<NoticeShown>, Refusal> {
        let Some(subject) = self.subject(circle, by, db)? else { return Ok(None) };
        let at = Timestamp::from_second(self.at).map_err(|_| Refusal::of(Rule::Disk))?;
        let day = self.day.filter(|_| !matches!(self.what, What::Sign | What::Accepted | What::Returned));
        let Self { number, what, kind, seen, .. } = self;
        Ok(Some(NoticeShown { number, at, what, kind, day, subject, seen }))
    }
}

impl Look for MyNotices {
    const NAME: &'static str = "notices.mine";
    const POLICY: Policy = ONESELF;
    type Shown = NoticesShown;

    /// What she does not see takes no place: as many are shown as a page holds, wherever they lie.
    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<NoticesShown, Refusal> {
        let Some(me) = by.person() else { return Ok(NoticesShown::default()) };
        let (mut shown, mut circle) =
            (NoticesShown { next: told_next(by, db)?, telling: Some(telling(db)?), ..NoticesShown::default() }, Circle::default());
        let mut before = self.before.unwrap_or(i64::MAX.unsigned_abs());
        loop {
            let sql = "select *, exists (select 1 from notice_seen where notice_seen.number = notice.number) as seen from notice
                where person = ? and number < ? order by number desc limit ?";
            let kept = db.all(sql, params![me.as_str(), before, READ], Kept::of)?;
            let Some(last) = kept.last().map(|one| one.number) else { return Ok(shown) };
            for one in kept {
                let Some(one) = one.shown(&mut circle, by, db)? else { continue };
                if shown.all.len() == SHOWN {
                    shown.more = shown.all.last().map(|one| one.number);
                    return Ok(shown);
                }
                shown.all.push(one);
            }
            before = last;
        }
    }
}

/// How many notices are new to whoever looks, of those she would see; [`COUNTED`] stands for that many or more.
pub(crate) fn unseen(by: &Reader, db: &Db<'_>) -> Result<usize, Refusal> {
    let Some(me) = by.person() else { return Ok(0) };
    let sql = "select *, 0 as seen from notice where person = ? and number < ? and number not in (select number from notice_seen)
        order by number desc limit ?";
    let (mut count, mut circle) = (0, Circle::default());
    let mut before = i64::MAX.unsigned_abs();
    // What she does not see is never marked: those of a year are looked through, and no more, for a number that stands on every page.
    for _ in 0..BATCHES {
        let kept = db.all(sql, params![me.as_str(), before, READ], Kept::of)?;
        let Some(last) = kept.last().map(|one| one.number) else { break };
        for one in kept {
            count += usize::from(one.subject(&mut circle, by, db)?.is_some());
            if count == COUNTED {
                return Ok(count);
            }
        }
        before = last;
    }
    Ok(count)
}

/// What a letter tells, as far as its reader sees it when it leaves.
pub(crate) fn of_letter(by: &Reader, db: &Db<'_>, letter: u64) -> Result<Vec<NoticeShown>, Refusal> {
    let kept = db.all("select *, 0 as seen from notice where letter = ? order by number", [letter], Kept::of)?;
    let mut circle = Circle::default();
    let shown: Result<Vec<_>, _> = kept.into_iter().map(|one| one.shown(&mut circle, by, db)).collect();
    Ok(shown?.into_iter().flatten().collect())
}
