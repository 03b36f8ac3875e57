//! `pupil.marks`: what files said of one pupil this year – marks, lessons missed, points of works –, as far as the reader works with the pupil.

use super::standing::{Mark, of_year};
use crate::act::Look;
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::roster::{Near, WORKING};
use crate::school::Year;
use crate::store::Db;

/// `pupil.marks`.
#[derive(Clone, Debug)]
pub struct MarksOf {
    /// Which pupil.
    pub pupil: Id,
}

impl Look for MarksOf {
    const NAME: &'static str = "pupil.marks";
    const POLICY: Policy = Policy { step_up: true, ..WORKING };
    type Shown = Vec<Mark>;

    fn place(&self) -> Place {
        Place::of(&self.pupil)
    }

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<Mark>, Refusal> {
        let near = Near::all(db, by.now().date())?.remove(&self.pupil);
        let sight = near.and_then(|near| near.sight(by)).ok_or_else(|| Refusal::of(Rule::NotThere).about([self.pupil.clone()]))?;
        let Some(year) = Year::at_work(db, by.now().date())? else { return Ok(Vec::new()) };
        let mut marks = of_year(db, &year.id, Some(std::slice::from_ref(&self.pupil)))?.remove(&self.pupil).unwrap_or_default();
        marks.retain(|mark| sight.covers(&mark.subject));
        marks.sort_by_cached_key(|mark| (mark.key().0, mark.rank().unwrap_or(usize::MAX), mark.key()));
        Ok(marks)
    }
}
