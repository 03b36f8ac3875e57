//! Plans of the levels above beside the school's own: what of its plan answers each of their measures, what nothing answers (R15).

use words::papers;

use super::super::paper::Column;
use super::signature::signature;
use super::{Letterhead, Sheet, begun};

/// How the school's plan answers the plans above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Levels {
    /// What every paper has.
    pub letterhead: Letterhead,
    /// Title of the school's plan.
    pub plan: String,
    /// Plans above, the highest level first.
    pub above: Vec<LevelPlan>,
}

/// A plan of a level above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelPlan {
    /// Level and title.
    pub title: String,
    /// How many measures are answered, not, and so on, in words.
    pub summary: String,
    /// Its measures.
    pub rows: Vec<LevelRow>,
}

/// A measure of a plan above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelRow {
    /// Number, as written.
    pub number: String,
    /// What it says.
    pub text: String,
    /// When, as written.
    pub term: String,
    /// What of the school's plan answers it.
    pub answer: String,
}

impl Levels {
    /// The paper.
    #[must_use]
    pub fn compose(&self) -> Sheet {
        let lang = self.letterhead.lang;
        let mut paper = begun(&self.letterhead, &papers::office_levels_title(lang), String::new());
        paper.text(self.plan.clone());
        if self.above.is_empty() {
            paper.text(papers::office_levels_none(lang));
        }
        for plan in &self.above {
            paper.heading(2, plan.title.clone());
            paper.text(plan.summary.clone());
            let columns = vec![
                Column::words(papers::office_number(lang), 6),
                Column::words(papers::office_measure(lang), 40),
                Column::words(papers::office_term(lang), 18),
                Column::words(papers::office_levels_answer(lang), 40),
            ];
            let row = |row: &LevelRow| vec![row.number.clone(), row.text.clone(), row.term.clone(), row.answer.clone()];
            paper.table("", columns, plan.rows.iter().map(row).collect());
        }
        signature(&mut paper, &papers::office_deputy(lang), &self.letterhead.deputy);
        Sheet(paper)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::levels;
    use super::*;

    /// With nothing to hold the plan against the paper says so, and is not a title with a signature.
    #[test]
    fn nothing_above_is_said() {
        let said = |above| serde_json::to_string(&Levels { above, ..levels() }.compose().0).unwrap();
        assert!(said(Vec::new()).contains("не внесены: сопоставлять план школы пока не с чем"), "{}", said(Vec::new()));
        assert!(!said(levels().above).contains("не внесены"));
    }
}
