//! A sheet to be signed: who came, or who read a text. Columns: papers of schools, S (recipient, status, date, signature).

use words::papers;

use super::super::paper::Column;
use super::{Letterhead, Sheet, begun, signature};

/// A sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signing {
    /// What every paper has.
    pub letterhead: Letterhead,
    /// Whether it is of reading, not of attendance.
    pub reads: bool,
    /// What it is about.
    pub about: String,
    /// Day, place; or the basis.
    pub when: String,
    /// The text that is read, where it stands on the sheet.
    pub text: String,
    /// Names, each with what is known already.
    pub rows: Vec<(String, String)>,
}

/// Empty lines where nobody is named.
const LINES: usize = 20;

impl Signing {
    /// The paper.
    #[must_use]
    pub fn compose(&self) -> Sheet {
        let lang = self.letterhead.lang;
        let title = if self.reads { papers::office_signing_read(lang) } else { papers::office_signing_came(lang) };
        let mut paper = begun(&self.letterhead, &title, String::new());
        paper.lead(self.about.clone());
        if !self.when.is_empty() {
            paper.text(self.when.clone());
        }
        if !self.text.is_empty() {
            paper.text(self.text.clone());
        }
        let columns = vec![
            Column::words(papers::office_number(lang), 6),
            Column::words(papers::office_order_name(lang), 40),
            Column::words(papers::office_signing_known(lang), 24),
            Column::words(papers::office_order_date(lang), 14),
            Column::words(papers::office_order_signature(lang), 20),
        ];
        let row = |(number, (name, known)): (usize, &(String, String))| {
            vec![number.to_string(), name.clone(), known.clone(), String::new(), String::new()]
        };
        let rows: Vec<Vec<String>> = if self.rows.is_empty() {
            (1..=LINES).map(|number| vec![number.to_string(), String::new(), String::new(), String::new(), String::new()]).collect()
        } else {
            (1..).zip(&self.rows).map(row).collect()
        };
        paper.signed(columns, rows);
        signature(&mut paper, &papers::office_signing_keeper(lang));
        Sheet(paper)
    }
}
