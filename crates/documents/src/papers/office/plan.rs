//! The plan in the shape it came in: approval head, goal, directions, blocks with number, measure, term, owner; with «Отметка о выполнении» when asked.
//! Columns: papers of schools, S high (number, measure, term, responsible; blocks as rows of their own).

use words::papers;

use super::super::paper::Column;
use super::{Letterhead, Sheet, begun};

/// A plan to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What every paper has.
    pub letterhead: Letterhead,
    /// Title, as written.
    pub title: String,
    /// Approval head, as written or made of the order that approved it.
    pub head: String,
    /// Goal, as written.
    pub goal: String,
    /// Directions, as written.
    pub directions: Vec<String>,
    /// Blocks.
    pub blocks: Vec<PlanBlock>,
    /// Whether the column «Отметка о выполнении» stands.
    pub marks: bool,
}

/// A block of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanBlock {
    /// Title.
    pub title: String,
    /// Rows.
    pub rows: Vec<PlanRow>,
}

/// A measure of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// Number, as written.
    pub number: String,
    /// What is done, as written.
    pub text: String,
    /// When, as written.
    pub when: String,
    /// Who, as written.
    pub owners: String,
    /// What stands under «Отметка о выполнении».
    pub mark: String,
}

impl Plan {
    /// The paper.
    #[must_use]
    pub fn compose(&self) -> Sheet {
        let lang = self.letterhead.lang;
        let mut paper = begun(&self.letterhead, &self.title, String::new());
        paper.right(self.head.clone());
        if !self.goal.is_empty() {
            paper.heading(2, papers::office_goal(lang));
            paper.text(self.goal.clone());
        }
        if !self.directions.is_empty() {
            paper.heading(2, papers::office_directions(lang));
            // As written: some of the lines are sentences, some are numbered already.
            for direction in &self.directions {
                paper.text(direction.clone());
            }
        }
        for block in &self.blocks {
            paper.heading(2, block.title.clone());
            let mut columns = vec![
                Column::words(papers::office_number(lang), 6),
                Column::words(papers::office_measure(lang), 46),
                Column::words(papers::office_term(lang), 20),
                Column::words(papers::office_owner(lang), 22),
            ];
            if self.marks {
                columns.push(Column::words(papers::office_mark(lang), 26));
            }
            let row = |row: &PlanRow| {
                let mut cells = vec![row.number.clone(), row.text.clone(), row.when.clone(), row.owners.clone()];
                if self.marks {
                    cells.push(row.mark.clone());
                }
                cells
            };
            paper.table("", columns, block.rows.iter().map(row).collect());
        }
        Sheet(paper)
    }
}
