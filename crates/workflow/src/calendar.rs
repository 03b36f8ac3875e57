//! What there is on each day: procedures, times of the plan, events, tasks, free days; as far as whoever looks sees them.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::act::Look;
use crate::event::{self, Decision, EventLine};
use crate::plan::{self, DueLine};
use crate::policy::{Policy, admit};
use crate::procedure::{self, ProcedureLine, Schedule};
use crate::reader::Reader;
use crate::refusal::{Field, Refusal, Rule};
use crate::store::Db;

/// Days shown at once: a year and a month.
const MOST: i32 = 400;

/// `calendar.see`: the days between two, both included.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
    /// Only what names whoever looks, or whom she stands in for.
    pub mine: bool,
}

/// What is there, in order of its days.
#[derive(Clone, Debug, Default)]
pub struct CalendarShown {
    /// Procedures of the schedule.
    pub procedures: Vec<ProcedureLine>,
    /// Times of the plan by their last days.
    pub times: Vec<DueLine>,
    /// Events by their days.
    pub events: Vec<EventLine>,
    /// Open tasks by the days they are due, each with the title of the event that decided it.
    pub tasks: Vec<(Decision, String)>,
    /// Days of a school year nothing is taught on.
    pub free: BTreeSet<Date>,
}

impl Look for Calendar {
    const NAME: &'static str = "calendar.see";
    const POLICY: Policy = event::SEERS;
    type Shown = CalendarShown;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<CalendarShown, Refusal> {
        let days = (self.to - self.from).get_days();
        if !(0..=MOST).contains(&days) {
            return Err(Refusal::of(Rule::Wrong(Field::EventDay)));
        }
        let between = (self.from, self.to);
        // The administrator has no look into plans.
        let plans = admit(&plan::SEERS, by).is_ok();
        let times = if plans { plan::between(by, db, between, self.mine)? } else { Vec::new() };
        let mut procedures = if admit(&Schedule::POLICY, by).is_ok() { procedure::between(by, db, between)? } else { Vec::new() };
        procedures.retain(|one| !self.mine || one.hers);
        let events = event::between(by, db, between, self.mine)?;
        let tasks = event::tasks_between(by, db, between, self.mine)?;
        Ok(CalendarShown { procedures, times, events, tasks, free: plan::free_days(db, between)? })
    }
}
