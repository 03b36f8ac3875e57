//! Order on the plan: approves it, names who is responsible, who is to be acquainted. Parts: papers of schools, S.

use jiff::civil::Date;
use words::papers;

use super::signature::signature;
use super::{Letterhead, Sheet, acquainted, begun, day, place};

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
    /// Who is responsible for the plan, with her post where it is known; empty where nobody is known.
    pub responsible: String,
    /// The settlement the order is given in; empty where it is not known.
    pub place: String,
    /// Whom the order concerns, as far as they are known.
    pub known: Vec<String>,
}

/// A blank to be filled in by hand.
const BLANK: &str = "______";
/// A blank for a name.
const UNKNOWN: &str = "______________________";
/// Lines for those who are to be acquainted, where nobody is known and where some are.
const SIGNERS: [usize; 2] = [8, 4];

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
        place(&mut paper, lang, &self.place);
        paper.lead(papers::office_order_about(lang, &self.plan));
        paper.text(papers::office_order_basis(lang));
        paper.text(papers::office_order_orders(lang));
        paper.steps(vec![
            self.approve(),
            papers::office_order_responsible(lang, if self.responsible.is_empty() { UNKNOWN } else { &self.responsible }),
            papers::office_order_acquaint(lang),
            papers::office_order_site(lang),
            papers::office_order_control(lang),
        ]);
        signature(&mut paper, &papers::office_head(lang), &self.letterhead.head);
        acquainted(&mut paper, lang, &self.known, SIGNERS[usize::from(!self.known.is_empty())]);
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

    /// A name stands as it is written: nothing before it asks for another case.
    #[test]
    fn a_name_stands_in_the_nominative() {
        let said = |responsible: &str| {
            let order =
                Order {
                    responsible: responsible.into(), known: vec!["Ким Яна".into(), "Ким Яна".into()], place: String::new(), ..order()
                };
            serde_json::to_string(&order.compose().0).unwrap()
        };
        let text = said("заместитель директора Иванова Анна Петровна");
        assert!(text.contains("Ответственный за выполнение плана: заместитель директора Иванова Анна Петровна."), "{text}");
        assert!(!text.contains("назначить") && said("").contains("плана: ______________________."), "{text}");
        // Who is known stands once, lines for others follow; the settlement is a blank where nobody wrote it.
        assert!(text.matches("\"Ким Яна\"").count() == 1 && text.contains("[\"5\",\"\",\"\",\"\"]") && !text.contains("[\"6\""), "{text}");
        assert!(text.contains("Населённый пункт: ______________"), "{text}");
    }

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
