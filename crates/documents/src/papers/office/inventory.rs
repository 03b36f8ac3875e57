//! The inventory of a folder for an inspection: what is asked for and what shows it, what is lacking, what lies in the folder.

use words::papers;

use super::super::paper::Column;
use super::signature::signature;
use super::{Letterhead, Sheet, begun};

/// An inventory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inventory {
    /// What every paper has.
    pub letterhead: Letterhead,
    /// Title of the plan.
    pub plan: String,
    /// What is asked for, each with what shows it, in words.
    pub points: Vec<(String, Vec<String>)>,
    /// Where the list of what is asked for is known from.
    pub source: String,
    /// What is lacking, in words.
    pub lacking: Vec<String>,
    /// What lies in the folder: its place and what it is.
    pub files: Vec<(String, String)>,
}

impl Inventory {
    /// The paper.
    #[must_use]
    pub fn compose(&self) -> Sheet {
        let lang = self.letterhead.lang;
        let mut paper = begun(&self.letterhead, &papers::office_inventory_title(lang), self.plan.clone());
        let shown = self.points.iter().filter(|(_, shown)| !shown.is_empty()).count();
        paper.lead(papers::office_inventory_lead(lang, shown.to_string(), self.points.len().to_string()));
        paper.heading(2, papers::office_inventory_points(lang));
        let columns = vec![
            Column::words(papers::office_number(lang), 5),
            Column::words(papers::office_inventory_asked(lang), 34),
            Column::words(papers::office_inventory_shown(lang), 56),
        ];
        let said = |shown: &[String]| if shown.is_empty() { papers::office_inventory_nothing(lang) } else { shown.join("\n") };
        let row = |(number, (asked, shown)): (usize, &(String, Vec<String>))| vec![number.to_string(), asked.clone(), said(shown)];
        paper.table("", columns, (1..).zip(&self.points).map(row).collect());
        paper.note(self.source.clone());
        if !self.lacking.is_empty() {
            paper.heading(2, papers::office_inventory_lacking(lang));
            self.lacking.iter().for_each(|one| paper.text(format!("– {one}")));
        }
        paper.heading(2, papers::office_inventory_files(lang));
        let columns = vec![
            Column::words(papers::office_number(lang), 5),
            Column::words(papers::office_inventory_place(lang), 50),
            Column::words(papers::office_inventory_what(lang), 40),
        ];
        let row = |(number, (place, what)): (usize, &(String, String))| vec![number.to_string(), place.clone(), what.clone()];
        paper.table("", columns, (1..).zip(&self.files).map(row).collect());
        signature(&mut paper, &papers::office_deputy(lang), &self.letterhead.deputy);
        Sheet(paper)
    }
}
