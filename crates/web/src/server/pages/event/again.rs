//! A form of the page of an event that was refused: it stands on the page again with what was typed.

use maud::Markup;
use records::text::Lang;
use words::{events, office};
use workflow::{Field as Told, LONGEST_TEXT};

use crate::server::form::{Field, Form, Kind as Answer, Mistakes, Typed};

/// Why it is cancelled or opened again.
pub const REASON: Form = Form { fields: &[Field::new("reason", office::reason, Answer::Text).told(Told::Reason).needed()] };

/// Who signed a sheet, or declined. What is asked for a signature is not for a refusal: the sheet.
pub const SHEET: Form = Form {
    fields: &[
        Field::new("person", events::who_signed, Answer::Line).told(Told::Participants).any_length().needed(),
        Field::new("day", events::sheet_day, Answer::Day).told(Told::EvidenceDays).needed(),
        Field::new("sheet", events::sheet, Answer::File).hint(events::sheet_hint).told(Told::Scan),
        Field::new("note", events::tick_note, Answer::Line).told(Told::Note).most(LONGEST_TEXT),
    ],
};
/// Before the names of its fields, on a page with other forms.
pub const OF_SHEET: &str = "sheet-";

/// The scan of a sheet that was ticked before, and whose signatures stand on it.
pub const SCAN: Form = Form {
    fields: &[
        Field::new("person", events::sheet_whose, Answer::Line).told(Told::Participants).any_length().needed(),
        Field::new("sheet", events::sheet, Answer::File).told(Told::Scan).needed(),
    ],
};
/// Before the names of its fields.
pub const OF_SCAN: &str = "scan-";

/// Nothing is wrong.
static NONE: Mistakes = Mistakes::NONE;

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
    /// What is wrong, above the page: with the way to each field.
    pub fn summary(&self, lang: Lang) -> Markup {
        match self.form.as_str() {
            "tick" => self.mistakes.summary_within(OF_SHEET, SHEET, lang),
            "scan" => self.mistakes.summary_within(OF_SCAN, SCAN, lang),
            "minutes" | "certify" => self.mistakes.summary(Form::NONE, lang),
            _ => self.mistakes.summary(REASON, lang),
        }
    }

    /// What is wrong with this form.
    pub fn mistakes_of(&self, form: &str) -> &Mistakes {
        if self.form == form { &self.mistakes } else { &NONE }
    }

    /// What was typed into this form, where it is the one that was refused.
    pub fn of(&self, form: &str) -> Option<&Typed> {
        (!self.mistakes.none() && self.form == form).then_some(&self.typed)
    }
}
