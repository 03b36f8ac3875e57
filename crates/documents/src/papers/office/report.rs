//! Report on a plan over a quarter, a half-year, a year: what was done and what shows it, put off, dropped, overdue, by block.
//! Columns: papers of schools, G (number, measure, term planned, responsible, done and when, evidence, reason and next step).

use jiff::civil::Date;
use words::papers;

use super::super::paper::Column;
use super::signature::signature;
use super::{Letterhead, Sheet, begun, day};

/// A report on a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What every paper has.
    pub letterhead: Letterhead,
    /// Title of the plan.
    pub plan: String,
    /// First day of the term reported on.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Blocks with what fell due or was done in the term.
    pub blocks: Vec<ReportBlock>,
    /// Measures whose effect was looked at in the term: what it says, and what should move, what was seen, in
    /// sentences with their uncertainty; without a measure a caution for all of them.
    pub effects: Vec<(String, String)>,
    /// What the term brought.
    pub totals: Totals,
}

/// What a term brought, in times that measures fell due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// All that fall into the term by the plan.
    pub all: usize,
    /// Done or accepted, or not needed.
    pub done: usize,
    /// Of these, before the term began.
    pub before: usize,
    /// Done in the term, of those that fall into another time by the plan; not among all.
    pub beside_done: usize,
    /// Of those that fall into another time by the plan, under way, with evidence of the term; not among all.
    pub beside_going: usize,
    /// Put off to a later day.
    pub put_off: usize,
    /// Dropped.
    pub dropped: usize,
    /// Said done, not accepted yet.
    pub waiting: usize,
    /// Overdue.
    pub overdue: usize,
    /// Passed before the plan was approved: nobody was asked for them.
    pub passed: usize,
    /// Passed before the approval was entered in the program.
    pub passed_unentered: usize,
    /// Passed, the plan being a draft.
    pub passed_draft: usize,
    /// Still ahead, or under way.
    pub ahead: usize,
}

/// A block of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportBlock {
    /// Title.
    pub title: String,
    /// Rows.
    pub rows: Vec<ReportRow>,
}

/// One time a measure fell due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRow {
    /// Number.
    pub number: String,
    /// What is done.
    pub text: String,
    /// The term, in words.
    pub term: String,
    /// Who.
    pub owners: String,
    /// The day it was done and accepted, or how it stands, in words; a line each.
    pub done: String,
    /// What shows it: words and days of the evidence, names of its files.
    pub evidence: Vec<String>,
    /// Why it was put off, dropped or not done in time; a blank where somebody is to write it.
    pub reason: String,
}

impl Report {
    /// The paper.
    #[must_use]
    pub fn compose(&self) -> Sheet {
        let lang = self.letterhead.lang;
        let title = papers::office_report_title(lang);
        let mut paper = begun(&self.letterhead, &title, papers::office_report_term(lang, day(self.from), day(self.to)));
        paper.landscape = true;
        paper.text(self.plan.clone());
        paper.lead(self.summary());
        if self.totals.beside_done > 0 {
            paper.text(papers::office_beside_done(lang, self.totals.beside_done));
        }
        if self.totals.beside_going > 0 {
            paper.text(papers::office_beside_going(lang, self.totals.beside_going));
        }
        for block in &self.blocks {
            paper.heading(2, block.title.clone());
            let columns = vec![
                Column::words(papers::office_number(lang), 6),
                Column::words(papers::office_measure(lang), 32),
                Column::words(papers::office_term_planned(lang), 14),
                Column::words(papers::office_owner(lang), 16),
                Column::words(papers::office_done_on(lang), 16),
                Column::words(papers::office_shown(lang), 34),
                Column::words(papers::office_why_next(lang), 22),
            ];
            paper.table("", columns, rows(&block.rows));
        }
        if !self.effects.is_empty() {
            paper.heading(2, papers::office_effects(lang));
            for (what, seen) in &self.effects {
                if what.is_empty() {
                    paper.note(seen.clone());
                } else {
                    paper.text(format!("{what}. {seen}"));
                }
            }
        }
        if self.totals.overdue > 0 {
            paper.heading(2, papers::office_proposals(lang));
            paper.text(papers::office_proposals_blank(lang));
        }
        signature(&mut paper, &papers::office_deputy(lang), &self.letterhead.deputy);
        Sheet(paper)
    }

    /// «В этих границах 12 сроков: выполнено 9, перенесено 1 …».
    fn summary(&self) -> String {
        let (lang, totals) = (self.letterhead.lang, self.totals);
        let done = match totals.before {
            0 => papers::office_done(lang, totals.done.to_string()),
            before => papers::office_done_before(lang, totals.done.to_string(), day(self.from), before.to_string()),
        };
        let parts = [
            (totals.done, done),
            (totals.waiting, papers::office_waiting(lang, totals.waiting.to_string())),
            (totals.put_off, papers::office_put_off(lang, totals.put_off.to_string())),
            (totals.dropped, papers::office_dropped(lang, totals.dropped.to_string())),
            (totals.overdue, papers::office_overdue(lang, totals.overdue.to_string())),
            (totals.passed, papers::office_passed(lang, totals.passed.to_string())),
            (totals.passed_unentered, papers::office_passed_unentered(lang, totals.passed_unentered.to_string())),
            (totals.passed_draft, papers::office_passed_draft(lang, totals.passed_draft.to_string())),
            (totals.ahead, papers::office_ahead(lang, totals.ahead.to_string())),
        ];
        let said: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, said)| said).collect();
        let all = papers::office_fell_due(lang, totals.all);
        if said.is_empty() { format!("{all}.") } else { format!("{all}: {}.", said.join(", ")) }
    }
}

impl ReportRow {
    fn cells(&self) -> Vec<String> {
        let told = [&self.number, &self.text, &self.term, &self.owners, &self.done, &self.evidence.join("\n"), &self.reason];
        told.map(String::clone).into()
    }
}

/// Rows of the table; what stands in the row above is not written again.
fn rows(rows: &[ReportRow]) -> Vec<Vec<String>> {
    let mut above: Option<&ReportRow> = None;
    rows.iter()
        .map(|row| {
            let mut cells = row.cells();
            if above.is_some_and(|above| (&above.number, &above.text) == (&row.number, &row.text)) {
                cells.iter_mut().take(2).for_each(String::clear);
            }
            above = Some(row);
            cells
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample::report;
    use super::*;

    /// Columns of their own for the term, the day it was done, the reason; what falls into another time is told beside the sum.
    #[test]
    fn term_day_and_reason_stand_in_columns_of_their_own() {
        let sample = report();
        let text = |totals| serde_json::to_string(&Report { totals, ..sample.clone() }.compose().0).unwrap();
        let shown = text(Totals { before: 1, beside_going: 2, ..sample.totals });
        for head in ["Срок по плану", "Выполнено (дата)", "Чем подтверждается", "Причина, следующий шаг"]
        {
            assert!(shown.contains(&format!("\"head\":\"{head}\"")), "{head}: {shown}");
        }
        assert!(shown.contains("приходится 4 срока: выполнено 1 (из них до 01.09.2026: 1)"), "{shown}");
        assert!(shown.contains("выполнен 1 срок, который по плану приходится на другое время"), "{shown}");
        assert!(shown.contains("ещё у 2 сроков") && shown.contains("\"landscape\":true"), "{shown}");
        let plain = text(Totals { beside_done: 0, ..sample.totals });
        assert!(!plain.contains("на другое время") && !plain.contains("из них до"), "{plain}");
    }
}
