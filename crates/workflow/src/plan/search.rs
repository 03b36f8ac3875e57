//! `measures.find`: measures of every plan in which all of some words stand.

use std::collections::BTreeMap;

use records::text::folded;

use super::almanac::schedules;
use super::content::Measure;
use super::looks::seen;
use super::rights::SEERS;
use super::shown::{self, Judged, MeasureShown};
use crate::act::Look;
use crate::id::Id;
use crate::people::post::names_apart;
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::store::Db;

/// Asks for the measures in whose text, owners or block all the words stand; small letters, «ё» as «е».
#[derive(Clone, Debug)]
pub struct FindMeasures {
    /// The words.
    pub words: String,
    /// So many at most.
    pub most: usize,
}

/// A measure that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundMeasure {
    /// Title of its plan.
    pub plan_title: String,
    /// The measure.
    pub measure: MeasureShown,
}

impl Look for FindMeasures {
    const NAME: &'static str = "measures.find";
    const POLICY: Policy = SEERS;
    type Shown = Vec<FoundMeasure>;

    /// Those of the latest year first, in the order of the plan. Only what fits is read whole.
    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<FoundMeasure>, Refusal> {
        let words = folded(&self.words);
        let fits = |text: &str| {
            let text = folded(text);
            words.split(' ').all(|word| text.contains(word))
        };
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let sql = "select measure.id, text, owners, block.title as block, plan.title, plan.year
            from measure join block on block.id = measure.block join plan on plan.id = measure.plan
                join school_year on school_year.id = plan.year
            order by school_year.starts desc, plan.title, plan.id, block.place, measure.place, measure.id";
        let all = db.all(sql, [], |row| {
            let text = ["text", "owners", "block"].map(|part| row.get::<String>(part));
            let [text, owners, block] = text;
            Ok((row.id("id")?, format!("{} {} {}", text?, owners?, block?), row.get::<String>("title")?, row.id("year")?))
        })?;
        let mut known: BTreeMap<Id, _> = BTreeMap::new();
        let (mut found, names) = (Vec::new(), names_apart(db)?);
        for (id, _, plan_title, year) in all.into_iter().filter(|(_, text, ..)| fits(text)) {
            let Some(measure) = Measure::find(db, &id)?.filter(|measure| seen(by, measure)) else { continue };
            if !known.contains_key(&year) {
                known.insert(year.clone(), schedules(db, &year)?);
            }
            let judged = Judged::by(by, db, &measure.plan)?;
            if let Some(schedules) = known.get(&year) {
                found.push(FoundMeasure { plan_title, measure: shown::one(by, db, measure, schedules, &names, judged)? });
            }
            if found.len() >= self.most {
                break;
            }
        }
        Ok(found)
    }
}
