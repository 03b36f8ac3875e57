//! Order on the plan: approves it, names who is responsible, who is to be acquainted. Parts: papers of schools, S.

use jiff::civil::Date;
use words::papers;

use super::{Letterhead, Sheet, begun, day, signature};

/// An order that approves a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// What every paper has.
    pub letterhead: Letterhead,
    /// Title of the plan, its annex.
    pub plan: String,
    /// School year, «2026/27».
    pub year: String,
    /// Number and date where the order is signed already; else blanks.
    pub number: Option<(String, Date)>,
    /// Who is responsible for the plan.
    pub responsible: String,
}

/// A blank to be filled in by hand.
const BLANK: &str = "______";

impl Order {
    /// The paper.
    #[must_use]
    pub fn compose(&self) -> Sheet {
        let lang = self.letterhead.lang;
        let (number, date) =
            self.number.as_ref().map_or((BLANK.to_owned(), BLANK.to_owned()), |(number, date)| (number.clone(), day(*date)));
        let mut paper =
            begun(&self.letterhead, &papers::office_order_title(lang), format!("{} · № {number} · {date}", self.letterhead.school));
        paper.lead(papers::office_order_about(lang, &self.plan));
        paper.text(papers::office_order_basis(lang));
        paper.heading(2, papers::office_order_orders(lang));
        paper.list(vec![
            papers::office_order_approve(lang, &self.plan, &self.year),
            papers::office_order_responsible(lang, &self.responsible),
            papers::office_order_acquaint(lang),
            papers::office_order_site(lang),
            papers::office_order_control(lang),
        ]);
        signature(&mut paper, &papers::office_head(lang));
        paper.heading(2, papers::office_order_acquainted(lang));
        for _ in 0..4 {
            signature(&mut paper, "");
        }
        Sheet(paper)
    }
}
