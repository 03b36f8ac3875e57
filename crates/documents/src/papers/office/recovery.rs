//! Recovery sheet: the key that opens backups, the word that shows it is at hand, what to do with it. Printed once, kept in a safe.

use words::papers;

use super::super::paper::Column;
use super::signature::signature;
use super::{Letterhead, Sheet, begun};

/// A recovery sheet.
#[derive(Clone, PartialEq, Eq)]
pub struct Recovery {
    /// What every paper has.
    pub letterhead: Letterhead,
    /// The key, in the groups it is typed by.
    pub groups: Vec<String>,
    /// The word that is asked for.
    pub word: String,
    /// The public key of the school's ledger.
    pub ledger_key: String,
}

/// Groups of the key in a row.
const ACROSS: usize = 4;

impl Recovery {
    /// The paper.
    #[must_use]
    pub fn compose(&self) -> Sheet {
        let lang = self.letterhead.lang;
        let mut paper = begun(&self.letterhead, &papers::office_recovery_title(lang), papers::office_recovery_what(lang));
        paper.heading(2, papers::office_recovery_key(lang));
        let columns = (0..ACROSS).map(|_| Column::words("", 10)).collect();
        let numbered: Vec<String> = (1..).zip(&self.groups).map(|(number, group)| format!("{number}. {group}")).collect();
        let row = |groups: &[String]| groups.iter().cloned().chain(std::iter::repeat_n(String::new(), ACROSS - groups.len())).collect();
        paper.table("", columns, numbered.chunks(ACROSS).map(row).collect());
        paper.note(papers::office_recovery_letters(lang));
        paper.heading(2, papers::office_recovery_word(lang));
        paper.lead(self.word.clone());
        paper.heading(2, papers::office_recovery_how(lang));
        paper.steps(vec![papers::office_recovery_keep(lang), papers::office_recovery_restore(lang), papers::office_recovery_lost(lang)]);
        paper.note(papers::office_recovery_ledger(lang, &self.ledger_key));
        signature(&mut paper, &papers::office_recovery_taken(lang), "");
        Sheet(paper)
    }
}
