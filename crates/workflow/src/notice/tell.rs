//! `notice.tell`: the program tells people what is due to be told. What that is, is read beside acts: nobody who writes waits for it.

use jiff::Timestamp;
use jiff::civil::Date;
use records::telling::Telling as Times;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::due::{Before, Key, Kind, Notice, Stage, What, notices, window};
use super::hours::{Hours, Next};
use super::open::open;
use super::setting::telling;
use crate::act::{Act, Look, Said, Version};
use crate::id::Id;
use crate::mail::enclose;
use crate::people::{MANAGERS, rights};
use crate::plan::school_days;
use crate::policy::{Place, Policy, Unattended};
use crate::reader::{Actor, Reader};
use crate::refusal::{Refusal, Rule};
use crate::store::{Db, Tx, params};
use crate::world::World;

/// The program by itself.
const PROGRAM: Policy = Policy { may: &[], unattended: &[Unattended::Program], ..MANAGERS };

/// One person is told this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    /// Who.
    pub person: Id,
    /// What.
    pub notice: Notice,
}

/// What is to be told now, and when the next morning letter leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// To whom what.
    pub tellings: Vec<Telling>,
    /// When a morning letter leaves; None where no school day is known ahead.
    pub morning: Option<Timestamp>,
}

/// `notices.untold`: what of everybody's is due to be told now.
#[derive(Clone, Copy, Debug)]
pub struct Untold;

impl Look for Untold {
    const NAME: &'static str = "notices.untold";
    const POLICY: Policy = PROGRAM;
    type Shown = Told;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Told, Refusal> {
        let now = by.now().datetime();
        let (hours, times) = hours_around(db, now.date())?;
        if !hours.hold(now) {
            return Ok(Told::default());
        }
        let reminded = |day| hours.ahead_of(day, times.ahead(true)) <= now.date();
        let mut tellings = Vec::new();
        for person in db.all("select id from person where state = 'active' order by id", [], |row| row.id("id"))? {
            let reader = rights(db, Reader::new(Actor::Person(person.clone()), by.now().clone()))?;
            let due = notices(&open(&reader, db, reminded)?, &told(db, &person)?, now, &hours, &times);
            tellings.extend(due.into_iter().map(|notice| Telling { person: person.clone(), notice }));
        }
        let zone = by.now().time_zone();
        let morning = hours.morning(now).and_then(|at| zone.to_ambiguous_zoned_datetime(at).compatible().ok());
        Ok(Told { tellings, morning: morning.map(|at| at.timestamp()) })
    }
}

/// Hours of the school around a day, and when people are told of something.
pub(crate) fn hours_around(db: &Db<'_>, day: Date) -> Result<(Hours, Times), Refusal> {
    let times = telling(db)?;
    Ok((Hours::of(school_days(db, window(day))?, &times), times))
}

/// When people are told of something next.
pub(crate) fn told_next(by: &Reader, db: &Db<'_>) -> Result<Next, Refusal> {
    let now = by.now().datetime();
    hours_around(db, now.date()).map(|(hours, _)| hours.told_next(now))
}

/// What somebody was told before.
fn told(db: &Db<'_>, person: &Id) -> Result<Before, Refusal> {
    let sql = "select what, thing, day, mark, stage, time from notice where person = ? order by number";
    let keys = db.all(sql, [person.as_str()], |row| {
        Ok(Key {
            what: row.read("what", What::from_code)?,
            thing: row.id("thing")?,
            day: row.get::<String>("day")?.parse().ok(),
            mark: row.get("mark")?,
            stage: row.read("stage", Stage::from_code)?,
            time: row.get("time")?,
        })
    })?;
    let mut before = Before::default();
    keys.into_iter().for_each(|key| before.add(key));
    Ok(before)
}

/// `notice.tell`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tell {
    /// What is told to whom.
    pub told: Vec<Telling>,
    /// When a morning letter with it leaves.
    pub morning: Option<Timestamp>,
}

impl Act for Tell {
    const NAME: &'static str = "notice.tell";
    const SAID: Word = acts::notice_tell;
    const POLICY: Policy = PROGRAM;
    type Seen = ();
    /// How many notices there are.
    type Done = u32;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, _tx: &Tx<'_>) -> Result<(), Refusal> {
        Ok(())
    }

    fn place(&self, _seen: &()) -> Place {
        Place::default()
    }

    fn check(&self, _by: &Reader, _seen: &()) -> Result<(), Refusal> {
        if self.told.is_empty() { Err(Refusal::of(Rule::NothingChanged)) } else { Ok(()) }
    }

    fn apply(self, _seen: (), tx: &mut Tx<'_>) -> Result<u32, Refusal> {
        let (entry, now) = (tx.entry(), tx.now());
        let mut count = 0;
        for Telling { person, notice: Notice { key, kind } } in &self.told {
            // Told just before, or locked meanwhile: nothing.
            let sql = "insert into notice (person, what, thing, day, mark, stage, time, kind, at, entry)
                select id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 from person where id = ?1 and state = 'active' and not exists (
                    select 1 from notice as last where day = ?4 and mark = ?5 and stage = ?6 and time = ?7 and number =
                        (select max(number) from notice as told where told.person = ?1 and told.what = ?2 and told.thing = ?3))";
            let day = key.day.map(|day| day.to_string()).unwrap_or_default();
            let (what, thing, stage) = (key.what.code(), key.thing.as_str(), key.stage.code());
            let with = params![person.as_str(), what, thing, day, key.mark, stage, key.time, kind.code(), now.as_second(), entry];
            let told = tx.change(sql, with)?;
            count += u32::try_from(told).unwrap_or(0);
        }
        enclose(tx, entry, self.morning)?;
        // What was told before the last year is on nobody's mind.
        let past = "select max(first_day) from school_year where first_day < (select max(first_day) from school_year where first_day <= ?)";
        let since = tx.now().strftime("%Y-%m-%d").to_string();
        tx.change(&format!("delete from notice where date(at, 'unixepoch') < ({past})"), [since])?;
        tx.change("delete from notice_seen where number not in (select number from notice)", [])?;
        Ok(count)
    }

    fn said(done: &u32) -> Said {
        Said::default().number("count", i64::from(*done))
    }

    fn sample(world: &World) -> Self {
        let key = Key {
            what: What::Task,
            thing: world.event.decision.clone(),
            day: Some(world.today),
            mark: String::new(),
            stage: Stage::Given,
            time: 0,
        };
        Self { told: vec![Telling { person: world.active.clone(), notice: Notice { key, kind: Kind::Given } }], morning: None }
    }
}
