//! Times of the plan something else shows: an event is held, and what it was held for is said done.

use jiff::civil::Date;

use super::evidence::Evidence;
use super::occurrence::Occurrence;
use super::rights::keeps;
use super::state::{OccurrenceState, OccurrenceStep};
use crate::id::Id;
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::store::{Db, Tx};

/// A time of the plan that is named by something that will show it.
#[derive(Clone, Debug)]
pub(crate) struct Bound(Occurrence);

/// Those of these ids.
pub(crate) fn bound(db: &Db<'_>, occurrences: &[Id]) -> Result<Vec<Bound>, Refusal> {
    occurrences.iter().map(|id| Ok(Bound(Occurrence::read(db, id)?))).collect()
}

impl Bound {
    /// Whether the reader may close it: she keeps the plan, or the measure names her.
    pub(crate) fn is_within_reach_of(&self, by: &Reader) -> bool {
        keeps(by) || by.person().is_some_and(|person| self.0.owners.contains(person))
    }

    /// Whether it waits to be shown.
    fn waits(&self, day: Date) -> bool {
        self.0.state == OccurrenceState::Open && self.0.steps(OccurrenceStep::SayDone).is_ok() && self.0.stands_with_somebody(day).is_ok()
    }

    /// Which time it is.
    pub(crate) const fn occurrence(&self) -> &Id {
        &self.0.id
    }

    /// The measure it is of.
    pub(crate) const fn measure(&self) -> &Id {
        &self.0.measure
    }

    /// Says it done on a day, in these words, where it waits for that; whether it did.
    pub(crate) fn show(&self, tx: &mut Tx<'_>, words: &str, day: Date) -> Result<bool, Refusal> {
        if !self.waits(day) {
            return Ok(false);
        }
        Evidence { words: words.to_owned(), from: day, to: day, file: None }.attach(tx, &self.0.id)?;
        self.0.move_on(tx, OccurrenceStep::SayDone, "")?;
        Ok(true)
    }
}
