//! What is written of a question of an agenda: heard, decided, how, and what is to be done.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::state::Taken;
use crate::id::Id;
use crate::refusal::{Field, Rule};
use crate::school::told_anew;
use crate::texts;

/// Tasks a question can bring.
const MOST_TASKS: usize = 30;

/// Something that is to be done, as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// The decision that is there already; None for a new one.
    pub id: Option<Id>,
    /// What is to be done.
    pub text: String,
    /// By whom, where it is a person of the school.
    pub person: Option<Id>,
    /// By whom, as written.
    pub post: String,
    /// The last day.
    pub due: Date,
}

/// What is written of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// What was heard.
    pub heard: String,
    /// What was decided.
    pub decided: String,
    /// How.
    pub how: Option<Taken>,
    /// What is to be done: those still open, and new ones.
    pub tasks: Vec<Task>,
}

impl Task {
    fn fits(&self, day: Date) -> Result<(), Rule> {
        texts::required(&self.text, Field::Task)?;
        texts::line(&self.post, Field::TaskOwner)?;
        match () {
            () if self.person.is_none() && self.post.trim().is_empty() => Err(Rule::Missing(Field::TaskOwner)),
            () if self.due < day => Err(Rule::Wrong(Field::TaskDue)),
            () => Ok(()),
        }
    }
}

impl Record {
    /// As the form is opened once its conflicts were told: where both changed the same, with what stands now.
    #[must_use]
    pub fn told_anew(mut self, wanted: &Self, now: &Self) -> Self {
        told_anew(&mut self.heard, &wanted.heard, &now.heard);
        told_anew(&mut self.decided, &wanted.decided, &now.decided);
        told_anew(&mut self.how, &wanted.how, &now.how);
        told_anew(&mut self.tasks, &wanted.tasks, &now.tasks);
        self
    }

    pub(super) fn fits(&self, day: Date) -> Result<(), Rule> {
        texts::text(&self.heard, Field::Heard)?;
        texts::text(&self.decided, Field::Decided)?;
        let empty = self.heard.trim().is_empty() && self.decided.trim().is_empty() && self.tasks.is_empty();
        match () {
            () if empty => Err(Rule::Missing(Field::Decided)),
            () if self.tasks.len() > MOST_TASKS => Err(Rule::Wrong(Field::Task)),
            () => self.tasks.iter().try_for_each(|task| task.fits(day)),
        }
    }
}
