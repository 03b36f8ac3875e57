//! What a year's plan is laid out over: the calendar of the school, and schedules that are known.

use std::collections::BTreeSet;

use jiff::civil::Date;
use records::plan::calendar::{Calendar, Days, DaysOff, Occurrence, Periods, ScheduleDay, Schedules, Terms, Week, occurrences};
use records::plan::{Schedule, When};

use crate::act::Version;
use crate::id::Id;
use crate::refusal::{Refusal, Rule};
use crate::school::Year;
use crate::store::{Db, Row, Tx, params};
use crate::texts::json;

/// Calendar and schedules of a year, each with the entry that made it so; none for the usual terms and for a schedule not known yet.
pub(super) struct Almanac {
    pub calendar: Calendar,
    pub terms_entry: Option<Version>,
    /// Everything measures are laid out over: days somebody typed, and procedures of the school's schedule.
    pub schedules: Schedules,
    /// Days somebody typed, each schedule with the entry that made it so.
    pub typed: Vec<(Schedule, Vec<ScheduleDay>, Version)>,
}

impl Almanac {
    pub(super) fn of(db: &Db<'_>, year: &Id) -> Result<Self, Refusal> {
        let found = Year::all(db)?.into_iter().find(|each| each.id == *year);
        let year = found.ok_or_else(|| Refusal::of(Rule::NotThere).about([year.clone()]))?;
        let days_off = DaysOff::shipped().map_err(|_| Refusal::of(Rule::Stopped))?;
        let school = db.one("select week, periods from school", [], |row| {
            Ok((row.read("week", Week::from_code)?, row.read("periods", Periods::from_code)?))
        })?;
        let (week, periods) = school.ok_or(Refusal::of(Rule::NotFounded))?;
        let days = Days { first: year.first_day, last: year.last_day };
        let set = db.one("select terms, entry from year_terms where year = ?", [year.id.as_str()], |row| {
            Ok((json::<Terms>(row, "terms")?, row.get::<Version>("entry")?))
        })?;
        let (terms, terms_entry) =
            set.map_or_else(|| (Terms::usual(days, periods, &days_off), None), |(terms, entry)| (terms, Some(entry)));
        let (schedules, typed) = (schedules(db, &year.id)?, typed(db, &year.id)?);
        Ok(Self { calendar: Calendar::new(days, week, terms, &days_off), terms_entry, schedules, typed })
    }
}

/// Days between two that lie in a school year and on which nothing is taught.
pub(crate) fn free_days(db: &Db<'_>, (from, to): (Date, Date)) -> Result<BTreeSet<Date>, Refusal> {
    let mut free = BTreeSet::new();
    for year in Year::all(db)?.into_iter().filter(|year| year.first_day <= to && from <= year.last_day) {
        let calendar = Almanac::of(db, &year.id)?.calendar;
        let within = Days::of(from, to).and_then(|days| days.within(&Days { first: year.first_day, last: year.last_day }));
        free.extend(within.iter().flat_map(Days::each).filter(|day| !calendar.teaches(*day)));
    }
    Ok(free)
}

/// Days between two on which the school works with its pupils; outside its years those of its working week that are no days off.
pub(crate) fn school_days(db: &Db<'_>, (from, to): (Date, Date)) -> Result<BTreeSet<Date>, Refusal> {
    let mut years = Year::all(db)?;
    years.sort_by_key(|year| year.first_day);
    let mut calendars = Vec::new();
    for year in years {
        calendars.push(Almanac::of(db, &year.id)?.calendar);
    }
    let works = |day: &Date| {
        let year = calendars.iter().rfind(|calendar| calendar.year().first <= *day).or_else(|| calendars.first());
        year.is_some_and(|year| if year.year().hold(*day) { year.teaches(*day) } else { year.works(*day) })
    };
    Ok(Days::of(from, to).iter().flat_map(Days::each).filter(works).collect())
}

/// The calendar of a year.
pub(crate) fn calendar_of(db: &Db<'_>, year: &Id) -> Result<Calendar, Refusal> {
    Almanac::of(db, year).map(|almanac| almanac.calendar)
}

/// Schedules of a year that are known: what has to be known to show measures, without laying out a calendar.
pub(super) fn schedules(db: &Db<'_>, year: &Id) -> Result<Schedules, Refusal> {
    let mut schedules: Schedules = typed(db, year)?.into_iter().map(|(schedule, days, _)| (schedule, days)).collect();
    let sql = "select id, day, label from procedure where year = ? and in_plan = 1 and state <> 'cancelled' order by day, id";
    let procedures = db.all(sql, [year.as_str()], |row| {
        Ok(ScheduleDay { key: row.get("id")?, ..ScheduleDay::typed(row.day("day")?, row.get::<String>("label")?) })
    })?;
    if !procedures.is_empty() {
        schedules.entry(Schedule::Procedures).or_default().extend(procedures);
    }
    Ok(schedules)
}

fn typed(db: &Db<'_>, year: &Id) -> Result<Vec<(Schedule, Vec<ScheduleDay>, Version)>, Refusal> {
    db.all("select schedule, days, entry from schedule where year = ? order by schedule", [year.as_str()], |row| {
        Ok((row.read("schedule", Schedule::from_code)?, json(row, "days")?, row.get::<Version>("entry")?))
    })
}

/// An occurrence that is there.
struct Standing {
    id: Id,
    slot: String,
    days: (Date, Date, bool, String),
    due: Date,
    /// Somebody decided something about it, or gave evidence: it stays as it is.
    touched: bool,
}

impl Standing {
    fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        let due = row.day("due_day")?;
        Ok(Self {
            id: row.id("id")?,
            slot: row.get("slot")?,
            days: (row.day("from_day")?, due, row.get("asks")?, row.get("label")?),
            due,
            touched: row.get("touched")?,
        })
    }

    /// Whether a changed rule may move it or take it away.
    fn free(&self, settled: Option<Date>) -> bool {
        !self.touched && settled.is_none_or(|today| self.due >= today)
    }
}

/// Whether somebody decided something about an occurrence, or gave evidence.
pub(super) const TOUCHED: &str = "(occurrence.state <> 'open' or occurrence.put_off_to is not null
    or exists (select 1 from evidence where evidence.occurrence = occurrence.id))";

/// Brings the occurrences of a measure to what its rules say now. What somebody touched stays as it is and where it is, so what was moved or
/// dropped never comes back; once the plan is in force, so does what fell due before today.
pub(super) fn lay_out(tx: &mut Tx<'_>, measure: &Id, rules: &[When], almanac: &Almanac, settled: Option<Date>) -> Result<(), Refusal> {
    let sql = format!("select *, {TOUCHED} as touched from occurrence where measure = ? order by slot");
    let mut standing = tx.all(&sql, [measure.as_str()], Standing::of)?;
    let wanted = occurrences(rules, &almanac.calendar, &almanac.schedules);
    let in_place = |standing: &Standing| wanted.iter().find(|wanted| wanted.slot == standing.slot);
    for gone in standing.iter().filter(|one| one.free(settled) && in_place(one).is_none()) {
        tx.change("delete from occurrence where id = ?", [gone.id.as_str()])?;
    }
    standing.retain(|one| !one.free(settled) || in_place(one).is_some());
    for (one, wanted) in standing.iter().filter(|one| one.free(settled)).filter_map(|one| Some((one, in_place(one)?))) {
        if one.days != (wanted.from, wanted.due, wanted.asks, wanted.label.clone()) {
            move_to(tx, &one.id, wanted)?;
        }
    }
    let missing: Vec<&Occurrence> = wanted.iter().filter(|wanted| standing.iter().all(|one| one.slot != wanted.slot)).collect();
    let ahead = |one: &Occurrence| settled.is_none_or(|today| one.due >= today);
    // A measure whose only day has passed still has it.
    let alone = standing.is_empty() && !missing.iter().any(|one| ahead(one));
    missing.into_iter().filter(|one| alone || ahead(one)).try_for_each(|one| add(tx, measure, one))
}

fn move_to(tx: &mut Tx<'_>, id: &Id, to: &Occurrence) -> Result<(), Refusal> {
    let entry = tx.entry();
    let sql = "update occurrence set from_day = ?2, due_day = ?3, asks = ?4, label = ?5, entry = ?6 where id = ?1";
    tx.change(sql, params![id.as_str(), to.from.to_string(), to.due.to_string(), to.asks, to.label, entry]).map(drop)
}

fn add(tx: &mut Tx<'_>, measure: &Id, one: &Occurrence) -> Result<(), Refusal> {
    let (id, entry) = (tx.new_id("occurrence")?, tx.entry());
    let sql = "insert into occurrence (id, measure, slot, from_day, due_day, asks, label, put_off_why, state, reason, entry)
        values (?, ?, ?, ?, ?, ?, ?, '', 'open', '', ?)";
    let days = [one.from.to_string(), one.due.to_string()];
    tx.change(sql, params![id.as_str(), measure.as_str(), one.slot, days[0], days[1], one.asks, one.label, entry]).map(drop)
}

/// Lays out every measure that is kept in the plans of a year that are not closed; how many there are.
pub(crate) fn lay_out_year(tx: &mut Tx<'_>, year: &Id) -> Result<u32, Refusal> {
    let almanac = Almanac::of(tx, year)?;
    let sql = "select measure.id, measure.rules, plan.state = 'draft' as draft from measure join plan on plan.id = measure.plan
        where plan.year = ? and plan.state <> 'closed' and measure.state = 'kept' order by measure.id";
    let measures = tx.all(sql, [year.as_str()], |row| Ok((row.id("id")?, json::<Vec<When>>(row, "rules")?, row.get::<bool>("draft")?)))?;
    let today = tx.today();
    let mut count = 0;
    for (measure, rules, draft) in measures {
        lay_out(tx, &measure, &rules, &almanac, (!draft).then_some(today))?;
        count += 1;
    }
    Ok(count)
}
