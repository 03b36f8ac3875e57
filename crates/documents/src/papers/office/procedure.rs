//! Order on a procedure with its annexes: schedule, organisers, experts, observers, technician. Parts: papers of schools, S and G. Whom and what
//! the program does not know is a visible blank.

use jiff::civil::Date;
use records::text::Lang;
use words::{papers, procedures};

use super::super::paper::{Column, Paper};
use super::signature::signature;
use super::{Letterhead, Sheet, acquainted, begun, day, place};

/// How pupils show what they know: the order speaks of scripts, of an essay, of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// They write a work.
    Written,
    /// They write an essay.
    Essay,
    /// They answer.
    Oral,
}

/// An order on a procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcedureOrder {
    /// What every paper has.
    pub letterhead: Letterhead,
    /// Number and date where the order is signed already; else blanks. A paper that gets its number as it is issued has none here.
    pub number: Option<(String, Date)>,
    /// The settlement the order is given in; empty where it is not known.
    pub place: String,
    /// Number and date of an order that named this procedure with others: the paper stands on it, and is another one.
    pub basis: Option<(String, Date)>,
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
    /// When on that day, in words: «3-й урок».
    pub when: String,
    /// The same within a sentence: «на 3-м уроке».
    pub at: String,
    /// How pupils show what they know.
    pub manner: Manner,
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
/// Lines for those who are to be acquainted, where nobody is known and where some are.
const SIGNERS: [usize; 2] = [6, 4];

fn or_blank(text: &str) -> String {
    if text.trim().is_empty() { BLANK.to_owned() } else { text.to_owned() }
}

impl ProcedureOrder {
    /// The paper.
    #[must_use]
    pub fn compose(&self) -> Sheet {
        let lang = self.letterhead.lang;
        let mut paper = begun(&self.letterhead, &papers::office_order_title(lang), String::new());
        // One order has one number and one day: that of the register stands above already.
        if self.letterhead.number.is_none() {
            let (number, date) = match &self.number {
                Some((number, date)) => (number.clone(), day(*date)),
                None => ("______".to_owned(), papers::office_order_day_blank(lang)),
            };
            paper.pair(date, format!("№ {number}"));
        }
        place(&mut paper, lang, &self.place);
        paper.lead(procedures::order_about(lang, &self.what, &self.parallel));
        paper.text(self.stands_on());
        paper.text(papers::office_order_orders(lang));
        // What a rule asks for is said only where it is so.
        let and = |told: String, more: Option<String>| more.into_iter().fold(told, |told, more| format!("{told} {more}"));
        let hold = procedures::order_hold(lang, &self.what, &self.parallel, day(self.day), &self.at);
        paper.steps(vec![
            and(hold, (self.one_time && self.seats.len() > 1).then(|| self.manner.one_time(lang))),
            and(procedures::order_organisers(lang), self.apart.then(|| self.kept_apart())),
            self.manner.experts(lang),
            self.manner.observers(lang),
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
        let known: Vec<String> = self.seats.iter().map(|[_, _, organiser]| organiser.clone()).filter(|name| !name.is_empty()).collect();
        acquainted(&mut paper, lang, &known, SIGNERS[usize::from(!known.is_empty())]);
        Sheet(paper)
    }

    /// What it stands on: the plan with its order, an order that named the procedure with others, the schedule.
    fn stands_on(&self) -> String {
        let lang = self.letterhead.lang;
        match (&self.plan, &self.basis) {
            (None, None) => procedures::order_basis(lang),
            (None, Some((given, on))) => procedures::order_basis_given(lang, given, day(*on)),
            (Some((title, None)), None) => procedures::order_basis_plan(lang, title),
            (Some((title, None)), Some((given, on))) => procedures::order_basis_plan_given(lang, title, given, day(*on)),
            (Some((title, Some((number, of)))), None) => procedures::order_basis_order(lang, title, number, day(*of)),
            (Some((title, Some((number, of)))), Some((given, on))) => {
                procedures::order_basis_order_given(lang, title, number, day(*of), given, day(*on))
            }
        }
    }

    /// Whom an organiser is kept apart from: where there is no subject, of the class alone.
    fn kept_apart(&self) -> String {
        let lang = self.letterhead.lang;
        if self.subject.is_empty() { procedures::order_apart_class(lang) } else { procedures::order_apart(lang) }
    }

    fn annexes(&self, paper: &mut Paper) {
        let lang = self.letterhead.lang;
        let subject = if self.subject.is_empty() { self.what.clone() } else { self.subject.clone() };
        let oral = self.manner == Manner::Oral;
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
        paper.heading(2, head(3, if oral { procedures::annex_experts_oral(lang) } else { procedures::annex_experts(lang) }));
        let columns = vec![
            Column::words(procedures::subject(lang), 26),
            Column::words(procedures::grade(lang), 14),
            Column::words(procedures::commission_chair(lang), 22),
            Column::words(procedures::commission_members(lang), 22),
            Column::words(if oral { procedures::marking_days_oral(lang) } else { procedures::marking_days(lang) }, 16),
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

impl Manner {
    fn one_time(self, lang: Lang) -> String {
        if self == Self::Oral { procedures::order_one_time_oral(lang) } else { procedures::order_one_time(lang) }
    }

    fn experts(self, lang: Lang) -> String {
        match self {
            Self::Written => procedures::order_experts(lang),
            Self::Essay => procedures::order_experts_essay(lang),
            Self::Oral => procedures::order_experts_oral(lang),
        }
    }

    fn observers(self, lang: Lang) -> String {
        match self {
            Self::Written => procedures::order_observers(lang),
            Self::Essay => procedures::order_observers_essay(lang),
            Self::Oral => procedures::order_observers_oral(lang),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::{Manner, ProcedureOrder};

    fn text(order: &ProcedureOrder) -> String {
        serde_json::to_string(&order.compose().0).unwrap()
    }

    /// What is answered is not written, and where there is no subject nobody teaches it.
    #[test]
    fn words_follow_the_kind_of_procedure() {
        let said = |manner, subject: &str| text(&ProcedureOrder { manner, subject: subject.into(), ..sample::procedure() });
        let (oral, essay, written) = (said(Manner::Oral, ""), said(Manner::Essay, ""), said(Manner::Written, "Алгебра"));
        for wrong in ["пишут", "не пишет", "Работы проверяют", "этот предмет", "по проверке"]
        {
            assert!(!oral.contains(wrong), "{wrong}: {oral}");
        }
        assert!(oral.contains("Ответы оценивают") && oral.contains("Комиссия по оцениванию ответов"), "{oral}");
        assert!(
            essay.contains("Сочинения (изложения) проверяют") && !essay.contains("эту работу") && !essay.contains("этот предмет"),
            "{essay}"
        );
        assert!(written.contains("Работы проверяют") && written.contains("не ведёт этот предмет"), "{written}");
    }

    /// An order has one number: that of the register, or the one it was signed with, or a blank; an order over several is what it stands on.
    #[test]
    fn an_order_has_one_number() {
        let (day, signed) = (jiff::civil::date(2026, 9, 4), Some(("84-у".to_owned(), jiff::civil::date(2026, 9, 4))));
        let of = |register: Option<u32>, number: Option<(String, jiff::civil::Date)>, basis| {
            let sample = sample::procedure();
            let letterhead = super::Letterhead { number: register, ..sample.letterhead };
            text(&ProcedureOrder { letterhead, number, basis, plan: None, ..sample })
        };
        let issued = of(Some(3), None, signed.clone());
        assert!(issued.contains("№ 3") && !issued.contains("\"№ 84-у\"") && !issued.contains("№ ______"), "{issued}");
        assert!(issued.contains("На основании приказа № 84-у от 04.09.2026 и графика"), "{issued}");
        let own = of(None, signed, None);
        assert!(own.contains("\"№ 84-у\"") && own.matches("№ 84-у").count() == 1 && own.contains(&super::day(day)), "{own}");
        assert!(of(None, None, None).contains("№ ______"));
    }

    /// Organisers who are known are to confirm that they read it, each once.
    #[test]
    fn organisers_stand_in_the_sheet() {
        let text = text(&sample::procedure());
        let sheet = text.split("С приказом ознакомлены").nth(1).unwrap();
        assert!(sheet.contains("[\"1\",\"Ёжикова Мария Петровна\",\"\",\"\"]") && sheet.contains("[\"5\",\"\",\"\",\"\"]"), "{sheet}");
    }

    #[test]
    fn what_is_not_so_is_not_said() {
        let said = |one_time, apart| format!("{:?}", super::ProcedureOrder { one_time, apart, ..sample::procedure() }.compose().0);
        let (both, neither) = (said(true, true), said(false, false));
        for sentence in ["пишут в одно время", "не ведёт этот предмет"] {
            assert!(both.contains(sentence) && !neither.contains(sentence), "{sentence}");
        }
    }
}
