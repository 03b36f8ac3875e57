//! Who sees an event about pupils: whoever leads it, and whoever works with a pupil it lists.

use std::collections::BTreeMap;

use super::arranged::titled;
use super::stored::PupilLine;
use crate::event::stored::Event;
use crate::id::Id;
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::roster::{Near, Sight};
use crate::store::Db;

/// Who is near the pupils of the school, read once where it is asked.
#[derive(Default)]
pub struct Circle(Option<BTreeMap<Id, Near>>);

impl Circle {
    fn near(&mut self, by: &Reader, db: &Db<'_>) -> Result<&BTreeMap<Id, Near>, Refusal> {
        let near = match self.0.take() {
            Some(near) => near,
            None => Near::all(db, by.now().date())?,
        };
        Ok(self.0.insert(near))
    }

    /// Whether somebody works with a pupil, as far as an event asks: whoever only teaches in the class sees what is of her subject, for what is
    /// said there of other subjects, and of lessons missed, is not hers.
    pub(super) fn reaches(&mut self, by: &Reader, db: &Db<'_>, event: &Event, pupil: &Id) -> Result<bool, Refusal> {
        let restricted = event.kind()?.restricted;
        let sight = self.near(by, db)?.get(pupil).and_then(|near| near.sight(by));
        Ok(sight.is_some_and(|sight| matches!(sight, Sight::All) || !restricted && sight.covers(&event.content.subject)))
    }

    /// Whether somebody sees the marks of a pupil in a subject.
    pub(super) fn marks(&mut self, by: &Reader, db: &Db<'_>, pupil: &Id, subject: &str) -> Result<bool, Refusal> {
        Ok(self.near(by, db)?.get(pupil).and_then(|near| near.sight(by)).is_some_and(|sight| sight.covers(subject)))
    }

    /// The class a pupil is in.
    pub(super) fn class(&mut self, by: &Reader, db: &Db<'_>, pupil: &Id) -> Result<Option<(Id, crate::roster::ClassName)>, Refusal> {
        Ok(self.near(by, db)?.get(pupil).and_then(Near::class))
    }

    /// How many of the pupils of an event somebody works with; what the event is called names their classes alone then. None of an event that
    /// is about no pupils.
    pub(crate) fn narrows(&mut self, by: &Reader, db: &Db<'_>, event: &mut Event) -> Result<usize, Refusal> {
        if !event.names_pupils() {
            return Ok(0);
        }
        let (mut all, mut near) = (0, Vec::new());
        for line in PupilLine::all(db, &event.id)? {
            all += 1;
            if self.reaches(by, db, event, &line.pupil)? {
                near.push(line.pupil);
            }
        }
        if !near.is_empty() && near.len() < all {
            let mut classes = Vec::new();
            for pupil in &near {
                classes.extend(self.class(by, db, pupil)?.map(|(_, name)| name));
            }
            (event.content.title, event.content.class) = titled(&event.content.subject, &classes);
        }
        Ok(near.len())
    }
}
