//! Order on the plan: approves it, names who is responsible, who is to be acquainted. Parts: papers of schools, S.

use jiff::civil::Date;
use words::papers;

use super::super::paper::Column;
use super::signature::signature;
use super::{Letterhead, Sheet, begun, day};

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
/// Lines for those who are to be acquainted.
const SIGNERS: usize = 8;

impl Order {
    /// The paper.
    #[must_use]
    pub fn compose(&self) -> Sheet {
        let lang = self.letterhead.lang;
        let (number, date) = match &self.number {
            Some((number, date)) => (number.clone(), day(*date)),
            None => (BLANK.to_owned(), papers::office_order_day_blank(lang)),
        };
        let mut paper = begun(&self.letterhead, &papers::office_order_title(lang), String::new());
        paper.pair(date, format!("№ {number}"));
        paper.lead(papers::office_order_about(lang, &self.plan));
        paper.text(papers::office_order_basis(lang));
        paper.text(papers::office_order_orders(lang));
        paper.steps(vec![
            self.approve(),
            papers::office_order_responsible(lang, &self.responsible),
            papers::office_order_acquaint(lang),
            papers::office_order_site(lang),
            papers::office_order_control(lang),
        ]);
        signature(&mut paper, &papers::office_head(lang), &self.letterhead.head);
        paper.heading(3, papers::office_order_acquainted(lang));
        let columns = vec![
            Column::words(papers::office_number(lang), 6),
            Column::words(papers::office_order_name(lang), 50),
            Column::words(papers::office_order_signature(lang), 25),
            Column::words(papers::office_order_date(lang), 20),
        ];
        paper.signed(columns, (1..=SIGNERS).map(|number| vec![number.to_string(), String::new(), String::new(), String::new()]).collect());
        Sheet(paper)
    }

    /// A title that names its year is not given it once more.
    fn approve(&self) -> String {
        let lang = self.letterhead.lang;
        // «2026-2027», «2026/27»: a year that only ends the one before, or stands in «ГИА-2026», is none of the plan.
        let goes_on = |at: usize, year: &str| {
            let after = self.plan.get(at + year.len()..).unwrap_or_default().trim_start();
            after.starts_with(['-', '–', '—', '/'])
        };
        let named = self.year.get(..4).is_some_and(|year| self.plan.match_indices(year).any(|(at, _)| goes_on(at, year)));
        if named {
            papers::office_order_approve_titled(lang, &self.plan)
        } else {
            papers::office_order_approve(lang, &self.plan, &self.year)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::order;
    use super::*;

    #[test]
    fn a_title_that_names_its_year_is_not_given_it_once_more() {
        let approve = |plan: &str| Order { plan: plan.into(), ..order() }.approve();
        assert_eq!(approve("План по объективности"), "Утвердить «План по объективности» на 2026/27 учебный год (приложение).");
        for named in ["План на 2026-2027 учебный год", "План 2026/27"] {
            assert_eq!(approve(named), format!("Утвердить «{named}» (приложение)."));
        }
        for another in ["План на 2025-2026 учебный год", "План подготовки к ГИА-2026"] {
            assert!(approve(another).contains("2026/27"), "{another}");
        }
    }
}
