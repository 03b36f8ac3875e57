//! The first start: the school, its first person, its first year, in one act.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::particulars::{Particulars, Periods, Week, named, zoned};
use super::year::{self, fit};
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::people::{self, Hash};
use crate::policy::{Place, Policy, Purpose, Second, Unattended};
use crate::reader::Reader;
use crate::refusal::{Door, Refusal, Rule};
use crate::role::{Grant, Role, Scope};
use crate::store::{Tx, params};
use crate::world::World;

/// `school.found`: what the page of the first start asks.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Name of the person who starts: deputy head and administrator, until somebody parts the two.
    pub person: String,
    /// Her password; None where she will come with a slip.
    #[serde(skip)]
    pub password: Option<Hash>,
    /// Name of the school.
    pub school: String,
    /// Working week.
    pub week: Week,
    /// Periods.
    pub periods: Periods,
    /// Time zone.
    pub zone: String,
    /// First day of the year.
    pub first_day: Date,
    /// Last day of the year.
    pub last_day: Date,
}

/// What was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Founded {
    /// The person.
    pub person: Id,
    /// The year.
    pub year: Id,
}

impl Act for Found {
    const NAME: &'static str = "school.found";
    const SAID: Word = acts::school_found;
    const POLICY: Policy = Policy {
        may: &[],
        unattended: &[Unattended::Program, Unattended::Console],
        second: Second::No,
        step_up: false,
        purpose: Purpose::School,
    };
    /// Whether there is a school, and today.
    type Seen = bool;
    type Done = Founded;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<bool, Refusal> {
        Ok(Particulars::read(tx)?.is_some())
    }

    fn place(&self, _seen: &bool) -> Place {
        Place::of(&Id::school())
    }

    fn check(&self, _by: &Reader, founded: &bool) -> Result<(), Refusal> {
        if *founded {
            return Err(Refusal::of(Rule::Founded).about([Id::school()]).instead(Door::School));
        }
        let fits = named(&self.school).and_then(|()| people::named(&self.person)).and_then(|()| zoned(&self.zone));
        fits.and_then(|()| fit(self.first_day, self.last_day)).map_err(Refusal::of)
    }

    fn apply(self, _founded: bool, tx: &mut Tx<'_>) -> Result<Founded, Refusal> {
        let entry = tx.entry();
        let sql = "insert into school (one, name, name_entry, week, week_entry, periods, periods_entry, zone, zone_entry)
            values (1, ?1, ?5, ?2, ?5, ?3, ?5, ?4, ?5)";
        tx.change(sql, params![self.school.trim(), self.week.code(), self.periods.code(), self.zone, entry])?;
        let person = people::add(tx, &self.person, people::State::Active, self.password.as_ref())?;
        for role in [Role::DeputyHead, Role::Administrator] {
            people::give(
                tx,
                &person,
                &Grant {
                    role,
                    scope: Scope::School,
                    from: self.first_day.min(year::plan_begins(self.first_day)),
                    to: None,
                    instead_of: None,
                },
            )?;
        }
        let year = year::add(tx, self.first_day, self.last_day)?;
        Ok(Founded { person, year })
    }

    fn said(done: &Founded) -> Said {
        Said::of("school", &Id::school()).id("person", &done.person).id("year", &done.year)
    }

    fn sample(world: &World) -> Self {
        let year = world.year_of_today();
        Self {
            person: "Анна Петровна Иванова".into(),
            password: None,
            school: "Школа № 1".into(),
            week: Week::Five,
            periods: Periods::Quarters,
            zone: "Europe/Moscow".into(),
            first_day: Date::constant(year, 9, 1),
            last_day: Date::constant(year + 1, 5, 31),
        }
    }
}
