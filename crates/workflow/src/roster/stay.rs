//! A pupil's time in a class, and which one counts on a day: the only answer, for lists, rights and files alike. A stay may be ended and the
//! next begun long before either day comes: what is open says nothing of today.

use jiff::civil::Date;

use super::class::Class;
use crate::id::Id;
use crate::refusal::Refusal;
use crate::store::{Db, Row, Tx, params};
use crate::texts::day;

/// The stay that counts on day `?1`, beside a row of `pupil`: the one that holds that day, else the next to come. Whoever stayed to the end of
/// the year and goes nowhere is of that class until the summer is over.
pub(super) const ON_DAY: &str = "(select stay.id from enrolment as stay
        join school_class as its on its.id = stay.class join school_year as year on year.id = its.year
    where stay.pupil = pupil.id
        and (coalesce(stay.to_day, '9999') >= ?1 or (stay.to_day >= year.last_day and substr(year.last_day, 1, 4) || '-08-31' >= ?1))
    order by coalesce(stay.to_day, '9999') < ?1, stay.from_day > ?1, case when stay.from_day > ?1 then stay.from_day end,
        stay.from_day desc, stay.to_day is null desc limit 1)";

/// Of stays in classes of year `?2` the one that holds day `?1`, else the next to come.
pub(super) const ON_DAY_OF_YEAR: &str = "(select stay.id from enrolment as stay join school_class as its on its.id = stay.class
    where stay.pupil = pupil.id and its.year = ?2 and coalesce(stay.to_day, '9999') >= ?1
    order by stay.from_day > ?1, case when stay.from_day > ?1 then stay.from_day end, stay.from_day desc, stay.to_day is null desc limit 1)";

/// Time in a class.
#[derive(Clone)]
pub struct Stay {
    pub(super) id: Id,
    pub(super) class: Class,
    pub(super) from: Date,
    /// Its last day, where that is known.
    pub(super) to: Option<Date>,
}

/// A row of a stay, its class still an id.
type Bare = (Id, Id, Date, Option<Date>);

fn bare(row: &Row<'_>) -> Result<Bare, Refusal> {
    Ok((row.id("id")?, row.id("class")?, row.day("from_day")?, day(row, "to_day")?))
}

impl Stay {
    fn of(db: &Db<'_>, found: Option<Bare>) -> Result<Option<Self>, Refusal> {
        found.map(|(id, class, from, to)| Ok(Self { id, class: Class::find(db, &class)?, from, to })).transpose()
    }

    /// The stay of a pupil that counts on a day.
    pub(super) fn on(db: &Db<'_>, pupil: &Id, on: Date) -> Result<Option<Self>, Refusal> {
        let sql = format!("select enrolment.* from pupil join enrolment on enrolment.id = {ON_DAY} where pupil.id = ?2");
        Self::of(db, db.one(&sql, params![on.to_string(), pupil.as_str()], bare)?)
    }

    /// The stay in classes of a year; else the one that holds the day, of whatever year, and is left for that year.
    pub(super) fn for_year(db: &Db<'_>, pupil: &Id, year: &Id, on: Date) -> Result<Option<Self>, Refusal> {
        let sql = format!("select enrolment.* from pupil join enrolment on enrolment.id = {ON_DAY_OF_YEAR} where pupil.id = ?3");
        match Self::of(db, db.one(&sql, params![on.to_string(), year.as_str(), pupil.as_str()], bare)?)? {
            Some(stay) => Ok(Some(stay)),
            None => Ok(Self::on(db, pupil, on)?.filter(|stay| stay.from <= on)),
        }
    }

    /// Whether it is over by itself on a day, or before.
    pub(super) fn over_by(&self, on: Date) -> bool {
        self.to.is_some_and(|to| to <= on)
    }
}

/// First day of what comes after a day, where a pupil is entered for something.
pub(super) fn next(db: &Db<'_>, pupil: &Id, on: Date) -> Result<Option<Date>, Refusal> {
    let sql = "select min(from_day) as next from enrolment where pupil = ? and from_day > ?";
    Ok(db.one(sql, params![pupil.as_str(), on.to_string()], |row| day(row, "next"))?.flatten())
}

/// Puts a pupil into a class.
pub(crate) fn enrol(tx: &mut Tx<'_>, pupil: &Id, class: &Id, from: Date) -> Result<Id, Refusal> {
    let (id, entry) = (tx.new_id("stay")?, tx.entry());
    let sql = "insert into enrolment (id, pupil, class, from_day, entry) values (?, ?, ?, ?, ?)";
    tx.change(sql, params![id.as_str(), pupil.as_str(), class.as_str(), from.to_string(), entry])?;
    Ok(id)
}

/// Ends a stay on its last day.
pub(crate) fn end(tx: &mut Tx<'_>, stay: &Id, last: Date) -> Result<(), Refusal> {
    let entry = tx.entry();
    tx.change("update enrolment set to_day = ?2, entry = ?3 where id = ?1", params![stay.as_str(), last.to_string(), entry]).map(drop)
}

/// Out of the stay `now` into another class from a day on, or out of the school after it. Moved on the very day it began, the stay was entered in
/// the wrong class: it is put right. A stay of another year keeps its class and begins when it did; whoever leaves the school comes to none.
pub(super) fn relocate(tx: &mut Tx<'_>, pupil: &Id, now: Option<&Stay>, to: Option<&Class>, on: Date) -> Result<(), Refusal> {
    match (now, to) {
        (now, Some(to)) => enter(tx, pupil, now, to, on)?,
        (Some(now), None) => {
            end(tx, &now.id, on)?;
            tx.change("delete from enrolment where pupil = ?1 and from_day > ?2", params![pupil.as_str(), on.to_string()])?;
        }
        (None, None) => {}
    }
    let entry = tx.entry();
    tx.change("update pupil set entry = ?2 where id = ?1", params![pupil.as_str(), entry]).map(drop)
}

/// Into a class: until what comes after, or until the pupil would have left.
fn enter(tx: &mut Tx<'_>, pupil: &Id, now: Option<&Stay>, to: &Class, on: Date) -> Result<(), Refusal> {
    let of_the_year = now.filter(|now| now.class.days == to.days);
    let last = match next(tx, pupil, on)? {
        Some(next) => Some(to.days.1.min(next.yesterday().unwrap_or(next))),
        None => of_the_year.and_then(|now| now.to).filter(|last| *last > on),
    };
    let stay = match (now, of_the_year) {
        (_, Some(now)) if now.from == on => {
            let entry = tx.entry();
            let sql = "update enrolment set class = ?2, to_day = null, entry = ?3 where id = ?1";
            tx.change(sql, params![now.id.as_str(), to.id.as_str(), entry])?;
            now.id.clone()
        }
        (Some(now), of_the_year) => {
            let before = on.yesterday().unwrap_or(on);
            let left = if of_the_year.is_some() { before } else { before.min(now.class.days.1) };
            if !now.over_by(left) {
                end(tx, &now.id, left.max(now.from))?;
            }
            enrol(tx, pupil, &to.id, on)?
        }
        (None, _) => enrol(tx, pupil, &to.id, on)?,
    };
    last.map_or(Ok(()), |last| end(tx, &stay, last))
}
