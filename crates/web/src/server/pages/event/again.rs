//! A form of the page of an event that was refused: it stands on the page again with what was typed.

use words::office;
use workflow::Field as Told;

use crate::server::form::{Field, Form, Kind as Answer, Mistakes, Typed};

/// Why it is cancelled or opened again.
pub const REASON: Form = Form { fields: &[Field::new("reason", office::reason, Answer::Text).told(Told::Reason).needed()] };

/// A form of the page that was refused: which, what was typed, what was wrong.
#[derive(Default)]
pub struct Again {
    /// Its name: the act, for minutes with the question.
    pub form: String,
    /// What was typed.
    pub typed: Typed,
    /// What was wrong.
    pub mistakes: Mistakes,
}

impl Again {
    /// What was typed into this form, where it is the one that was refused.
    pub fn of(&self, form: &str) -> Option<&Typed> {
        (!self.mistakes.none() && self.form == form).then_some(&self.typed)
    }
}
