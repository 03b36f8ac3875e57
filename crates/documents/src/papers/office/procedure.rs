//! Order on a procedure with its annexes: schedule, organisers, experts, observers, technician. Parts: papers of schools, S and G. Whom and what
//! the program does not know is a visible blank.

use jiff::civil::Date;
use words::{papers, procedures};

use super::super::paper::{Column, Paper};
use super::signature::signature;
use super::{Letterhead, Sheet, begun, day};

/// An order on a procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcedureOrder {
    /// What every paper has.
    pub letterhead: Letterhead,
    /// Number and date where the order is signed already; else blanks.
    pub number: Option<(String, Date)>,
    /// The plan it stands on, by its own title, with number and date of the order that approved it; None where no plan is in force.
    pub plan: Option<(String, Option<(String, Date)>)>,
    /// What is held: «ДКР, Алгебра».
    pub what: String,
    /// The parallel: «7 классы».
    pub parallel: String,
    /// Its subject; empty where the kind has none.
    pub subject: String,
    /// Its day.
    pub day: Date,
    /// When on that day, in words.
    pub when: String,
    /// Its classes: class, room, organiser; empty where they are not known.
    pub seats: Vec<[String; 3]>,
    /// Whether its classes write at one time.
    pub one_time: bool,
    /// Whether nobody organises her own subject or class.
    pub apart: bool,
    /// Rules it is held in spite of, each with its reason.
    pub despite: Vec<String>,
}

/// A blank to be filled in by hand.
const BLANK: &str = "______________";
/// Lines for those who are to be acquainted.
const SIGNERS: usize = 6;

fn or_blank(text: &str) -> String {
    if text.trim().is_empty() { BLANK.to_owned() } else { text.to_owned() }
}

impl ProcedureOrder {
    /// The paper.
    #[must_use]
    pub fn compose(&self) -> Sheet {
        let lang = self.letterhead.lang;
        let mut paper = begun(&self.letterhead, &papers::office_order_title(lang), String::new());
        let (number, date) = match &self.number {
            Some((number, date)) => (number.clone(), day(*date)),
            None => ("______".to_owned(), papers::office_order_day_blank(lang)),
        };
        paper.pair(date, format!("№ {number}"));
        paper.lead(procedures::order_about(lang, &self.what, &self.parallel));
        paper.text(match &self.plan {
            Some((title, Some((number, of)))) => procedures::order_basis_order(lang, title, number, day(*of)),
            Some((title, None)) => procedures::order_basis_plan(lang, title),
            None => procedures::order_basis(lang),
        });
        paper.text(papers::office_order_orders(lang));
        // What a rule asks for is said only where it is so.
        let and = |told: String, more: Option<String>| more.into_iter().fold(told, |told, more| format!("{told} {more}"));
        let hold = procedures::order_hold(lang, &self.what, &self.parallel, day(self.day), &self.when);
        paper.steps(vec![
            and(hold, (self.one_time && self.seats.len() > 1).then(|| procedures::order_one_time(lang))),
            and(procedures::order_organisers(lang), self.apart.then(|| procedures::order_apart(lang))),
            procedures::order_experts(lang),
            procedures::order_observers(lang),
            procedures::order_technician(lang, BLANK),
            procedures::order_secrecy(lang),
            procedures::order_site(lang),
            procedures::order_control(lang),
        ]);
        if !self.despite.is_empty() {
            paper.text(procedures::order_despite(lang));
            paper.list(self.despite.clone());
        }
        signature(&mut paper, &papers::office_head(lang), &self.letterhead.head);
        self.annexes(&mut paper);
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

    fn annexes(&self, paper: &mut Paper) {
        let lang = self.letterhead.lang;
        let subject = if self.subject.is_empty() { self.what.clone() } else { self.subject.clone() };
        let head = |number: u8, name: String| procedures::annex(lang, number.to_string(), name);
        paper.heading(2, head(1, procedures::annex_schedule(lang)));
        let columns = vec![
            Column::words(procedures::class(lang), 12),
            Column::words(procedures::subject(lang), 32),
            Column::words(procedures::day(lang), 18),
            Column::words(procedures::slot(lang), 22),
            Column::words(procedures::room(lang), 16),
        ];
        let row = |seat: &[String; 3]| vec![seat[0].clone(), subject.clone(), day(self.day), self.when.clone(), or_blank(&seat[1])];
        paper.table("", columns, self.seats.iter().map(row).collect());
        paper.heading(2, head(2, procedures::annex_organisers(lang)));
        let columns = vec![
            Column::words(procedures::class(lang), 12),
            Column::words(procedures::room(lang), 16),
            Column::words(procedures::in_the_room(lang), 38),
            Column::words(procedures::outside_the_room(lang), 34),
        ];
        let row = |seat: &[String; 3]| vec![seat[0].clone(), or_blank(&seat[1]), or_blank(&seat[2]), BLANK.to_owned()];
        paper.table("", columns, self.seats.iter().map(row).collect());
        paper.heading(2, head(3, procedures::annex_experts(lang)));
        let columns = vec![
            Column::words(procedures::subject(lang), 26),
            Column::words(procedures::grade(lang), 14),
            Column::words(procedures::commission_chair(lang), 22),
            Column::words(procedures::commission_members(lang), 22),
            Column::words(procedures::marking_days(lang), 16),
        ];
        let blank = || BLANK.to_owned();
        paper.table("", columns, vec![vec![subject, self.parallel.clone(), blank(), blank(), blank()]]);
        paper.heading(2, head(4, procedures::annex_observers(lang)));
        let columns = vec![
            Column::words(procedures::day(lang), 18),
            Column::words(procedures::class(lang), 14),
            Column::words(procedures::room(lang), 18),
            Column::words(procedures::observer(lang), 50),
        ];
        let row = |seat: &[String; 3]| vec![day(self.day), seat[0].clone(), or_blank(&seat[1]), blank()];
        paper.table("", columns, self.seats.iter().map(row).collect());
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;

    #[test]
    fn what_is_not_so_is_not_said() {
        let said = |one_time, apart| format!("{:?}", super::ProcedureOrder { one_time, apart, ..sample::procedure() }.compose().0);
        let (both, neither) = (said(true, true), said(false, false));
        for sentence in ["пишут в одно время", "не ведёт этот предмет"] {
            assert!(both.contains(sentence) && !neither.contains(sentence), "{sentence}");
        }
    }
}
