//! `occurrences.see`: times somebody chose from a list, each with what it is of: an act about several of them is asked from here.

use std::collections::BTreeSet;

use super::almanac::schedules;
use super::content::Measure;
use super::due::{DueLine, of_measure};
use super::looks::seen;
use super::rights::SEERS;
use super::shown;
use super::yearly::Plan;
use crate::act::Look;
use crate::id::Id;
use crate::people::post::names_apart;
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::Db;

/// Times that can be chosen at once.
pub const MOST: usize = 500;

/// Asks for the times of this list that are still open.
#[derive(Clone, Debug)]
pub struct Several {
    /// Which.
    pub occurrences: Vec<Id>,
}

impl Look for Several {
    const NAME: &'static str = "occurrences.see";
    const POLICY: Policy = SEERS;
    type Shown = Vec<DueLine>;

    /// Times that were decided meanwhile, or wait for another person, are left out; one that is not there, or not hers, is said not to be there.
    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<DueLine>, Refusal> {
        if self.occurrences.len() > MOST {
            return Err(Refusal::of(Rule::TooLong));
        }
        let mut plans = BTreeSet::new();
        for id in &self.occurrences {
            let found = db.one("select measure from occurrence where id = ?", [id.as_str()], |row| row.id("measure"))?;
            let measure = found.map(|measure| Measure::read(db, &measure)).transpose()?.filter(|measure| seen(by, measure));
            plans.insert(measure.ok_or_else(|| Refusal::of(Rule::NotThere).about([id.clone()]))?.plan);
        }
        let wanted: BTreeSet<&Id> = self.occurrences.iter().collect();
        let (mut lines, names) = (Vec::new(), names_apart(db)?);
        for plan in plans {
            let plan = Plan::read(db, &plan)?;
            let schedules = schedules(db, &plan.year)?;
            for measure in shown::of_plan(by, db, &plan, &schedules, &names)? {
                lines.extend(
                    of_measure(&plan, measure)
                        .filter(|line| wanted.contains(&line.occurrence.id) && !line.occurrence.progress.waits_for_another()),
                );
            }
        }
        lines.sort_by(|a, b| (a.occurrence.due, &a.occurrence.id).cmp(&(b.occurrence.due, &b.occurrence.id)));
        Ok(lines)
    }
}
