//! A school year: opened, closed. Its plan runs from the 1 August before it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy, Purpose, Reach, Second};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::role::Role;
use crate::store::{Db, Tx, params};
use crate::world::World;

/// Who opens and closes a year.
const OWNERS: Policy = Policy {
    may: &[(Role::Head, Reach::School), (Role::DeputyHead, Reach::School)],
    unattended: &[],
    second: Second::No,
    step_up: false,
    purpose: Purpose::School,
};

/// State of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Work goes on in it.
    Opened,
    /// Only read.
    Closed,
}

/// A step of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// `year.close`.
    Close,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 2] = [Self::Opened, Self::Closed];

    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Closed => "closed",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Where a step leads; None where there is no such step.
    #[must_use]
    pub const fn after(self, step: Step) -> Option<Self> {
        match (self, step) {
            (Self::Opened, Step::Close) => Some(Self::Closed),
            (Self::Closed, Step::Close) => None,
        }
    }
}

/// A year as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// Id.
    pub id: Id,
    /// First day.
    pub first_day: Date,
    /// Last day.
    pub last_day: Date,
    /// State.
    pub state: State,
    /// The entry that made it so.
    pub entry: Version,
}

impl Year {
    /// Every year, the latest first.
    pub(crate) fn all(db: &Db<'_>) -> Result<Vec<Self>, Refusal> {
        db.all("select * from school_year order by starts desc", [], Self::of)
    }

    /// The year work goes on in: of those that are open the first that has not ended, else the latest.
    pub(crate) fn at_work(db: &Db<'_>, today: Date) -> Result<Option<Self>, Refusal> {
        let mut open: Vec<Self> = Self::all(db)?.into_iter().filter(|year| year.state == State::Opened).collect();
        let first = open.iter().rposition(|year| today <= year.last_day).unwrap_or(0);
        Ok((first < open.len()).then(|| open.swap_remove(first)))
    }

    fn of(row: &crate::store::Row<'_>) -> Result<Self, Refusal> {
        Ok(Self {
            id: row.id("id")?,
            first_day: row.day("first_day")?,
            last_day: row.day("last_day")?,
            state: row.read("state", State::from_code)?,
            entry: row.get("entry")?,
        })
    }
}

/// `year.open`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Open {
    /// First day.
    pub first_day: Date,
    /// Last day.
    pub last_day: Date,
}

impl Act for Open {
    const NAME: &'static str = "year.open";
    const SAID: Word = acts::year_open;
    const POLICY: Policy = OWNERS;
    /// Whether a year begins then already.
    type Seen = bool;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<bool, Refusal> {
        Ok(tx.one("select id from school_year where starts = ?", [self.first_day.year()], |row| row.id("id"))?.is_some())
    }

    fn place(&self, _seen: &bool) -> Place {
        Place::of(&Id::school())
    }

    fn check(&self, _by: &Reader, there: &bool) -> Result<(), Refusal> {
        fit(self.first_day, self.last_day).map_err(Refusal::of)?;
        if *there { Err(Refusal::of(Rule::YearThere)) } else { Ok(()) }
    }

    fn apply(self, _there: bool, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        add(tx, self.first_day, self.last_day)
    }

    fn said(done: &Id) -> Said {
        Said::of("year", done)
    }

    fn sample(world: &World) -> Self {
        let next = world.year_of_today() + 1;
        Self { first_day: Date::constant(next, 9, 1), last_day: Date::constant(next + 1, 5, 31) }
    }
}

/// `year.close`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Close {
    /// Which.
    pub year: Id,
    /// As it was shown.
    pub seen: Version,
}

impl Act for Close {
    const NAME: &'static str = "year.close";
    const SAID: Word = acts::year_close;
    const POLICY: Policy = OWNERS;
    type Seen = Year;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.year.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Year, Refusal> {
        let found = tx.one("select * from school_year where id = ?", [self.year.as_str()], Year::of)?;
        found.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.year.clone()]))
    }

    fn place(&self, seen: &Year) -> Place {
        Place::of(&seen.id)
    }

    fn check(&self, _by: &Reader, seen: &Year) -> Result<(), Refusal> {
        match seen.state.after(Step::Close) {
            Some(_) => Ok(()),
            None => Err(Refusal::of(Rule::NoSuchStep).about([seen.id.clone()]).instead(Door::Again)),
        }
    }

    fn apply(self, seen: Year, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        let state = seen.state.after(Step::Close).ok_or(Refusal::of(Rule::NoSuchStep))?;
        let entry = tx.entry();
        tx.change("update school_year set state = ?2, entry = ?3 where id = ?1", params![seen.id.as_str(), state.code(), entry])?;
        Ok(seen.id)
    }

    fn said(done: &Id) -> Said {
        Said::of("year", done)
    }

    fn sample(world: &World) -> Self {
        Self { year: world.year.clone(), seen: 1 }
    }
}

/// The plan of a year begins on the 1 August before it.
#[must_use]
pub(crate) fn plan_begins(first_day: Date) -> Date {
    Date::new(first_day.year(), 8, 1).unwrap_or(first_day)
}

/// A year begins in August or September and ends within a year after its first of August.
pub(crate) fn fit(first_day: Date, last_day: Date) -> Result<(), Rule> {
    let begins = matches!(first_day.month(), 8 | 9) && (2000..=2200).contains(&first_day.year());
    let end = Date::new(first_day.year() + 1, 7, 31).unwrap_or(first_day);
    if begins && first_day < last_day && last_day <= end { Ok(()) } else { Err(Rule::Wrong(Field::YearDays)) }
}

/// Adds a year that is open.
pub(crate) fn add(tx: &mut Tx<'_>, first_day: Date, last_day: Date) -> Result<Id, Refusal> {
    let (id, entry) = (tx.new_id("year")?, tx.entry());
    let sql = "insert into school_year (id, starts, first_day, last_day, state, entry) values (?, ?, ?, ?, ?, ?)";
    let days = [first_day.to_string(), last_day.to_string()];
    tx.change(sql, params![id.as_str(), first_day.year(), days[0], days[1], State::Opened.code(), entry])?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_of_a_year() {
        for (first, last, fits) in [
            (date(2026, 9, 1), date(2027, 5, 31), true),
            (date(2026, 8, 31), date(2027, 7, 31), true),
            (date(2026, 9, 1), date(2027, 8, 1), false),
            (date(2026, 10, 1), date(2027, 5, 31), false),
            (date(2026, 9, 1), date(2026, 9, 1), false),
            (date(9999, 9, 1), date(9999, 9, 2), false),
        ] {
            assert_eq!(fit(first, last).is_ok(), fits, "{first} {last}");
        }
        assert_eq!(plan_begins(date(2026, 9, 1)), date(2026, 8, 1));
    }
}
