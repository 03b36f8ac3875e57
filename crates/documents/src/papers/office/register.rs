//! A register: a line an event, the oldest first; a journal of briefings, of training, of olympiads. Columns come with it.

use words::papers;

use super::super::paper::Column;
use super::signature::signature;
use super::{Letterhead, Sheet, begun};

/// A register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    /// What every paper has.
    pub letterhead: Letterhead,
    /// What it is called.
    pub title: String,
    /// Heads of its columns, each with its weight.
    pub heads: Vec<(String, u16)>,
    /// Its lines.
    pub rows: Vec<Vec<String>>,
    /// Whether people sign in its lines: it is laced and sealed then, and the head signs it.
    pub signed: bool,
}

/// Columns beside the number that go on a sheet that stands; with more it lies.
const STANDING: usize = 6;

impl Register {
    /// The paper.
    #[must_use]
    pub fn compose(&self) -> Sheet {
        let lang = self.letterhead.lang;
        let mut paper = begun(&self.letterhead, &self.title, String::new());
        paper.landscape = self.heads.len() > STANDING;
        if self.rows.is_empty() {
            paper.text(papers::office_register_empty(lang));
        } else {
            let mut columns = vec![Column::words(papers::office_number(lang), 5)];
            columns.extend(self.heads.iter().map(|(head, weight)| Column::words(head.clone(), *weight)));
            let numbered = |(number, row): (usize, &Vec<String>)| std::iter::once(number.to_string()).chain(row.iter().cloned()).collect();
            let rows = (1..).zip(&self.rows).map(numbered).collect();
            if self.signed { paper.signed(columns, rows) } else { paper.table("", columns, rows) }
        }
        if self.signed {
            paper.text(papers::office_register_bound(lang));
            signature(&mut paper, &papers::office_head(lang), &self.letterhead.head);
        } else {
            signature(&mut paper, &papers::office_deputy(lang), &self.letterhead.deputy);
        }
        Sheet(paper)
    }
}
