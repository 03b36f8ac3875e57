//! A schedule made known, and the days of periods and holidays: measures bound to them get their occurrences.

use records::plan::Schedule;
use records::plan::calendar::{Calendar, Days, ScheduleDay, Terms};
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::almanac::{Almanac, lay_out_year};
use super::rights::KEEPERS;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Conflict, Door, Field, Refusal, Rule};
use crate::school::{Edit, Standing};
use crate::store::{Tx, params};
use crate::texts::{self, written};
use crate::world::World;

/// Days a schedule can have.
const MOST_DAYS: usize = 400;

/// What a calendar that was set changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaidOut {
    /// The year.
    pub year: Id,
    /// Measures that were laid out anew.
    pub measures: u32,
}

impl LaidOut {
    fn said(&self) -> Said {
        Said::of("year", &self.year).number("measures", self.measures.into())
    }
}

/// `schedule.set`: the days of a schedule as the form showed them and as they were typed; none = not known any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetSchedule {
    /// Of which year.
    pub year: Id,
    /// Which.
    pub schedule: Schedule,
    /// Its days.
    pub days: Edit<Vec<ScheduleDay>>,
}

/// What has to be known to set a schedule.
pub struct Known {
    days: Vec<ScheduleDay>,
    entry: Version,
    plan: Days,
}

impl SetSchedule {
    fn against(&self, seen: &Known) -> Result<Option<Vec<ScheduleDay>>, Conflict> {
        let sorted = |days: &[ScheduleDay]| {
            let mut days = days.to_vec();
            days.sort();
            days.dedup();
            days
        };
        let edit = Edit { opened: sorted(&self.days.opened), wanted: sorted(&self.days.wanted) };
        let told = |days: &Vec<ScheduleDay>| days.iter().map(|day| format!("{} {}", day.on, day.label)).collect::<Vec<_>>().join("; ");
        edit.against(&Standing { value: seen.days.clone(), entry: seen.entry }, Field::ScheduleDays, told)
    }
}

impl Act for SetSchedule {
    const NAME: &'static str = "schedule.set";
    const SAID: Word = acts::schedule_set;
    const POLICY: Policy = KEEPERS;
    type Seen = Known;
    type Done = LaidOut;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Known, Refusal> {
        let almanac = Almanac::of(tx, &self.year)?;
        let standing = almanac.typed.iter().find(|(schedule, ..)| *schedule == self.schedule);
        let (mut days, entry) = standing.map_or((Vec::new(), 0), |(_, days, entry)| (days.clone(), *entry));
        days.sort();
        Ok(Known { days, entry, plan: of_plan(&almanac.calendar) })
    }

    fn place(&self, _seen: &Known) -> Place {
        Place::of(&self.year)
    }

    fn check(&self, _by: &Reader, seen: &Known) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([self.year.clone()]);
        // Ends of periods follow from the calendar; a schedule that is not named is asked about at the measure.
        if matches!(self.schedule, Schedule::PeriodEnds | Schedule::Unknown) {
            return Err(refusal(Rule::Wrong(Field::Schedule)));
        }
        let days = self.against(seen).map_err(|conflict| refusal(Rule::ChangedMeanwhile(vec![conflict])).instead(Door::Again))?;
        let days = days.ok_or_else(|| refusal(Rule::NothingChanged))?;
        if days.len() > MOST_DAYS || days.iter().any(|day| !seen.plan.hold(day.on)) {
            return Err(refusal(Rule::Wrong(Field::ScheduleDays)));
        }
        days.iter().try_for_each(|day| texts::line(&day.label, Field::ScheduleDays)).map_err(refusal)
    }

    fn apply(self, seen: Known, tx: &mut Tx<'_>) -> Result<LaidOut, Refusal> {
        let days = self.against(&seen).ok().flatten().ok_or(Refusal::of(Rule::NothingChanged))?;
        let entry = tx.entry();
        let sql = "insert into schedule (year, schedule, days, entry) values (?1, ?2, ?3, ?4)
            on conflict (year, schedule) do update set days = ?3, entry = ?4";
        tx.change(sql, params![self.year.as_str(), self.schedule.code(), written(&days)?, entry])?;
        let measures = lay_out_year(tx, &self.year)?;
        Ok(LaidOut { year: self.year, measures })
    }

    fn said(done: &LaidOut) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        let on = world.today.checked_add(jiff::Span::new().days(20)).unwrap_or(world.today);
        let day = ScheduleDay::typed(on, "ДКР, математика, 5 классы");
        Self { year: world.year.clone(), schedule: Schedule::Procedures, days: Edit { opened: Vec::new(), wanted: vec![day] } }
    }
}

/// `terms.set`: periods and holidays of a year, as the form showed them and as they were typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetTerms {
    /// Of which year.
    pub year: Id,
    /// Periods.
    pub periods: Edit<Vec<Days>>,
    /// Holidays between lessons.
    pub holidays: Edit<Vec<Days>>,
}

/// What has to be known to set the terms of a year.
pub struct Standings {
    terms: Terms,
    entry: Version,
    year: Days,
    /// Whether the school has set them before.
    set: bool,
}

impl SetTerms {
    fn merged(&self, seen: &Standings) -> Result<Terms, Vec<Conflict>> {
        let told = |days: &Vec<Days>| days.iter().map(|days| format!("{} – {}", days.first, days.last)).collect::<Vec<_>>().join("; ");
        let against = |edit: &Edit<Vec<Days>>, value: &Vec<Days>, field| {
            edit.against(&Standing { value: value.clone(), entry: seen.entry }, field, told).map(|new| new.unwrap_or_else(|| value.clone()))
        };
        let periods = against(&self.periods, &seen.terms.periods, Field::PeriodDays);
        let holidays = against(&self.holidays, &seen.terms.holidays, Field::HolidayDays);
        match (periods, holidays) {
            (Ok(periods), Ok(holidays)) => Ok(Terms { periods, holidays }),
            (periods, holidays) => Err([periods.err(), holidays.err()].into_iter().flatten().collect()),
        }
    }
}

impl Act for SetTerms {
    const NAME: &'static str = "terms.set";
    const SAID: Word = acts::terms_set;
    const POLICY: Policy = KEEPERS;
    type Seen = Standings;
    type Done = LaidOut;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Standings, Refusal> {
        let Almanac { calendar, terms_entry, .. } = Almanac::of(tx, &self.year)?;
        let (set, entry) = (terms_entry.is_some(), terms_entry.unwrap_or(0));
        Ok(Standings { terms: calendar.terms().clone(), entry, year: calendar.year(), set })
    }

    fn place(&self, _seen: &Standings) -> Place {
        Place::of(&self.year)
    }

    /// The usual days can be confirmed as they are: from then on they are the school's own.
    fn check(&self, _by: &Reader, seen: &Standings) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([self.year.clone()]);
        let terms = self.merged(seen).map_err(|conflicts| refusal(Rule::ChangedMeanwhile(conflicts)).instead(Door::Again))?;
        match () {
            () if seen.set && terms == seen.terms => Err(refusal(Rule::NothingChanged)),
            () if !terms.fit(seen.year) => Err(refusal(Rule::Wrong(Field::PeriodDays))),
            () => Ok(()),
        }
    }

    fn apply(self, seen: Standings, tx: &mut Tx<'_>) -> Result<LaidOut, Refusal> {
        let terms = self.merged(&seen).map_err(|_| Refusal::of(Rule::NothingChanged))?;
        let entry = tx.entry();
        let sql = "insert into year_terms (year, terms, entry) values (?1, ?2, ?3) on conflict (year) do update set terms = ?2, entry = ?3";
        tx.change(sql, params![self.year.as_str(), written(&terms)?, entry])?;
        let measures = lay_out_year(tx, &self.year)?;
        Ok(LaidOut { year: self.year, measures })
    }

    fn said(done: &LaidOut) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        let Terms { periods, holidays } = world.plan.terms.clone();
        let fewer = holidays.iter().skip(1).copied().collect();
        Self {
            year: world.year.clone(),
            periods: Edit { opened: periods.clone(), wanted: periods },
            holidays: Edit { opened: holidays, wanted: fewer },
        }
    }
}

/// Days a year's plan can speak of: from the 1 August before it to the end of the next.
fn of_plan(calendar: &Calendar) -> Days {
    let first = calendar.plan_begins();
    let last =
        first.checked_add(jiff::Span::new().years(1)).and_then(|day| day.last_of_month().yesterday()).unwrap_or(calendar.year().last);
    Days { first, last }
}
