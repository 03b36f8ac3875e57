//! What the form of an event offers: times of the plan it could show, whose it could be.

use jiff::Span;
use jiff::civil::Date;

use super::around::year_on;
use super::kind::Kind;
use super::looks::BoundTime;
use super::rights::SEERS;
use crate::act::Look;
use crate::id::Id;
use crate::plan::bound;
use crate::policy::{Policy, authorise};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::role::{Role, Scope};
use crate::roster::{Class, ClassName, OF_A_CLASS};
use crate::school::Year;
use crate::store::Db;
use crate::subject;

/// `events.shows`: times of the plan an event of a kind could show on a day: they answer what the kind answers and are due around it; and whose
/// it could be.
#[derive(Clone, Debug)]
pub struct CouldShow {
    /// The kind.
    pub kind: String,
    /// The day.
    pub day: Date,
}

/// What an event could show, and whose it could be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shows {
    /// Times of the plan.
    pub times: Vec<BoundTime>,
    /// Classes of the year.
    pub classes: Vec<ClassName>,
    /// Subjects that are taught in the year, as its loads call them.
    pub subjects: Vec<String>,
    /// The subject whose association the reader heads, where it is one.
    pub hers: Option<String>,
}

/// A subject as the school calls it; as the reference data do, where it is not taught.
fn as_taught(code: &str, subjects: &[String]) -> String {
    subjects.iter().find(|taught| subject::same(taught, code)).cloned().unwrap_or_else(|| subject::title(code))
}

/// Days before an event whose times are still offered; days after it.
const AROUND: (i64, i64) = (60, 31);

impl Look for CouldShow {
    const NAME: &'static str = "events.shows";
    const POLICY: Policy = SEERS;
    type Shown = Shows;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Shows, Refusal> {
        let kind = Kind::of(&self.kind).ok_or(Refusal::of(Rule::NotThere))?;
        let day = |days: i64| self.day.checked_add(Span::new().days(days)).unwrap_or(self.day).to_string();
        let sql = "select occurrence.id, measure.requirement from occurrence join measure on measure.id = occurrence.measure
            join plan on plan.id = measure.plan where plan.state <> 'closed' and measure.state = 'kept' and occurrence.state = 'open'
            and from_day <= ?2 and coalesce(put_off_to, due_day) >= ?1 order by coalesce(put_off_to, due_day), occurrence.id";
        let found = db.all(sql, [day(-AROUND.0), day(AROUND.1)], |row| Ok((row.id("id")?, row.get::<Option<u8>>("requirement")?)))?;
        let fitting: Vec<Id> =
            found.into_iter().filter(|(_, row)| row.is_some_and(|row| kind.rows.contains(&row))).map(|(id, _)| id).collect();
        let mine = bound(db, &fitting)?.into_iter().filter(|one| one.is_within_reach_of(by));
        let shown: Result<Vec<_>, _> = mine.map(|one| BoundTime::read(by, db, one.occurrence())).collect();
        let years = Year::all(db)?;
        let year = year_on(&years, self.day);
        let mut classes = year.map_or(Ok(Vec::new()), |year| ClassName::of_year(db, &year.id))?;
        if kind.of_a_class
            && let Some(year) = year
        {
            // A meeting of a class is held by whoever keeps that class.
            let mut hers = Vec::new();
            for name in classes {
                let class = Class::written(db, &year.id, &name.to_string())?;
                hers.extend(class.filter(|class| authorise(&OF_A_CLASS, by, &class.place()).is_ok()).map(|_| name));
            }
            classes = hers;
        }
        let taught = "select distinct subject from teaching_load join school_class on school_class.id = teaching_load.class where year = ? order by subject";
        let subjects = year.map_or(Ok(Vec::new()), |year| db.all(taught, [year.id.as_str()], |row| row.get::<String>("subject")))?;
        let heads = by.grants().filter_map(|grant| match (&grant.scope, grant.role) {
            (Scope::Subject(code), Role::AssociationHead) if grant.instead_of.is_none() => Some(code),
            _ => None,
        });
        let mut heads: Vec<String> = heads.map(|code| as_taught(code, &subjects)).collect();
        heads.dedup();
        let hers = if heads.len() == 1 { heads.pop() } else { None };
        Ok(Shows { times: shown?.into_iter().flatten().collect(), classes, subjects, hers })
    }
}
