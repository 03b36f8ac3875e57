//! A sheet to be signed: who came, or who read a text. Columns: papers of schools, S (recipient, status, date, signature).

use records::text::Lang;
use words::papers;

use super::super::paper::{Column, Paper};
use super::signature::signature;
use super::{Letterhead, Sheet, begun};

/// A sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signing {
    /// What every paper has.
    pub letterhead: Letterhead,
    /// Whether it is of reading, not of attendance.
    pub reads: bool,
    /// What it is about.
    pub about: String,
    /// Day, place; or the basis.
    pub when: String,
    /// The text that is read, where it stands on the sheet.
    pub text: String,
    /// Names, each with what is known already.
    pub rows: Vec<(String, String)>,
    /// Families who come, where they are asked; None where only staff is.
    pub families: Option<Families>,
    /// Who keeps the sheet; empty where that is not known.
    pub keeper: String,
}

/// Families of a class, on a sheet of presence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Families {
    /// The pupils they are of.
    Named(Vec<String>),
    /// So many of them, whose names nobody knows. None where their number is not known either.
    Counted(Option<usize>),
    /// Whoever prints the sheet sees no names, which is said: so many lines while it is ahead, and afterwards how many came of how many.
    LeftOut {
        /// How many there are.
        all: Option<usize>,
        /// How many came of how many, where it was held.
        came: Option<(u32, u32)>,
    },
}

/// A sheet families of a class sign: the pupil and a parent, each with day and hand. Columns: papers of schools (11, acquaintance).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilySheet {
    /// What every paper has.
    pub letterhead: Letterhead,
    /// What is read.
    pub about: String,
    /// Whose families, the kind, the day.
    pub when: String,
    /// The text, where it stands on the sheet.
    pub text: String,
    /// The class.
    pub class: String,
    /// A line a family.
    pub rows: Vec<FamilyRow>,
    /// Who keeps the sheet; empty where that is not known.
    pub keeper: String,
}

/// A family of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyRow {
    /// The pupil.
    pub pupil: String,
    /// What is known already.
    pub known: String,
}

impl FamilySheet {
    /// The paper.
    #[must_use]
    pub fn compose(&self) -> Sheet {
        let lang = self.letterhead.lang;
        let mut paper = begun(&self.letterhead, &papers::office_signing_read(lang), String::new());
        paper.landscape = true;
        paper.lead(self.about.clone());
        for text in [&self.when, &self.text].into_iter().filter(|text| !text.is_empty()) {
            paper.text(text.clone());
        }
        let columns = vec![
            Column::words(papers::office_number(lang), 4),
            Column::words(papers::office_signing_pupil(lang), 20),
            Column::words(papers::office_signing_class(lang), 6),
            Column::words(papers::office_order_date(lang), 9),
            Column::words(papers::office_signing_pupil_hand(lang), 12),
            Column::words(papers::office_signing_guardian(lang), 22),
            Column::words(papers::office_order_date(lang), 9),
            Column::words(papers::office_signing_guardian_hand(lang), 12),
            Column::words(papers::office_signing_known(lang), 14),
        ];
        // What is to be written by hand is an empty cell of a ruled table.
        let row = |(number, row): (usize, &FamilyRow)| {
            let [day, hand, parent, her_day, her_hand] = [const { String::new() }; 5];
            vec![number.to_string(), row.pupil.clone(), self.class.clone(), day, hand, parent, her_day, her_hand, row.known.clone()]
        };
        paper.signed(columns, (1..).zip(&self.rows).map(row).collect());
        signature(&mut paper, &papers::office_signing_keeper(lang), &self.keeper);
        Sheet(paper)
    }
}

/// Empty lines where nobody is named.
const LINES: usize = 20;

impl Signing {
    /// The paper.
    #[must_use]
    pub fn compose(&self) -> Sheet {
        let lang = self.letterhead.lang;
        let title = if self.reads { papers::office_signing_read(lang) } else { papers::office_signing_came(lang) };
        let mut paper = begun(&self.letterhead, &title, String::new());
        paper.lead(self.about.clone());
        if !self.when.is_empty() {
            paper.text(self.when.clone());
        }
        if !self.text.is_empty() {
            paper.text(self.text.clone());
        }
        match &self.families {
            None => self.staff(&mut paper),
            Some(families) => {
                if !self.rows.is_empty() {
                    paper.heading(3, papers::office_signing_staff(lang));
                    self.staff(&mut paper);
                    paper.heading(3, papers::office_signing_parents(lang));
                }
                families.compose(&mut paper, lang);
            }
        }
        signature(&mut paper, &papers::office_signing_keeper(lang), &self.keeper);
        Sheet(paper)
    }

    fn staff(&self, paper: &mut Paper) {
        let lang = self.letterhead.lang;
        let columns = vec![
            Column::words(papers::office_number(lang), 6),
            Column::words(papers::office_order_name(lang), 40),
            Column::words(papers::office_signing_known(lang), 24),
            Column::words(papers::office_order_date(lang), 14),
            Column::words(papers::office_order_signature(lang), 20),
        ];
        let row = |(number, (name, known)): (usize, &(String, String))| {
            vec![number.to_string(), name.clone(), known.clone(), String::new(), String::new()]
        };
        let rows: Vec<Vec<String>> = if self.rows.is_empty() {
            (1..=LINES).map(|number| vec![number.to_string(), String::new(), String::new(), String::new(), String::new()]).collect()
        } else {
            (1..).zip(&self.rows).map(row).collect()
        };
        paper.signed(columns, rows);
    }
}

impl Families {
    /// A line a family: the pupil where it is known, room for whoever came and for her hand.
    fn compose(&self, paper: &mut Paper, lang: Lang) {
        let columns = vec![
            Column::words(papers::office_number(lang), 6),
            Column::words(papers::office_signing_pupil(lang), 34),
            Column::words(papers::office_signing_parent(lang), 40),
            Column::words(papers::office_order_signature(lang), 20),
        ];
        let blank = |count: Option<usize>| vec![String::new(); count.unwrap_or(LINES)];
        let pupils: Vec<String> = match self {
            Self::Named(pupils) => pupils.clone(),
            Self::Counted(count) => blank(*count),
            Self::LeftOut { all, came } => {
                if let Some((came, of)) = came {
                    let absent = of.saturating_sub(*came).to_string();
                    let of = usize::try_from(*of).unwrap_or(usize::MAX);
                    paper.text(papers::office_minutes_counted(lang, came.to_string(), of, absent));
                }
                paper.text(papers::office_signing_left_out(lang));
                // Once it was held nobody is going to sign lines of a sheet that names nobody.
                if came.is_some() {
                    return;
                }
                blank(*all)
            }
        };
        let row = |(number, pupil): (usize, String)| vec![number.to_string(), pupil, String::new(), String::new()];
        paper.signed(columns, (1..).zip(pupils).map(row).collect());
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{family_sheet, signing};
    use super::*;
    use crate::papers::paper::{Block, Table};

    fn rows(signing: &Signing) -> Vec<Table> {
        let tables = signing.compose().0.blocks.into_iter();
        tables.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).collect()
    }

    /// covers: R45
    #[test]
    fn a_sheet_of_presence_has_a_line_a_family() {
        let named = Families::Named(vec!["Ёлкин Пётр".into(), "Зимина Яна".into()]);
        let of = |families| Signing { rows: Vec::new(), families: Some(families), reads: false, ..signing() };
        let lines = |families| rows(&of(families)).remove(0).rows;
        assert_eq!(lines(named.clone()), [["1", "Ёлкин Пётр", "", ""], ["2", "Зимина Яна", "", ""]]);
        assert_eq!(lines(Families::Counted(Some(3))), [["1", "", "", ""], ["2", "", "", ""], ["3", "", "", ""]]);
        assert_eq!(lines(Families::Counted(None)).len(), LINES);
        let both = rows(&Signing { families: Some(named), ..signing() });
        assert_eq!(both.iter().map(|table| table.rows.len()).collect::<Vec<_>>(), [2, 2], "staff stand in a table of their own");
    }

    /// A family is a pupil and a parent: class, two days, two hands, and room for the name nobody knows.
    /// covers: R25, R39
    #[test]
    fn a_family_signs_twice() {
        let table = family_sheet().compose().0.blocks.into_iter().find_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let rows = table.unwrap().rows;
        assert_eq!(rows[0], ["1", "Ёлкин Пётр", "7А", "", "", "", "", "", "подписала 12.11.2026, на бумаге"]);
        assert_eq!(rows.len(), 2);
    }

    /// Names that are left out are said to be; after the meeting there are no lines to be filled in, but how many came.
    /// covers: R45
    #[test]
    fn names_that_are_left_out_are_said_to_be() {
        let of = |came| Signing { families: Some(Families::LeftOut { all: Some(3), came }), rows: Vec::new(), reads: false, ..signing() };
        let (ahead, held) = (of(None), of(Some((2, 3))));
        let text = |signing: &Signing| serde_json::to_string(&signing.compose().0).unwrap();
        assert!(text(&ahead).contains("не внесены") && rows(&ahead)[0].rows.len() == 3, "{}", text(&ahead));
        assert!(text(&held).contains("не внесены") && text(&held).contains("2 из 3 семей") && rows(&held).is_empty(), "{}", text(&held));
    }

    #[test]
    fn the_sheet_is_signed_by_whoever_keeps_it() {
        let signed = |keeper: &str| serde_json::to_string(&Signing { keeper: keeper.into(), ..signing() }.compose().0).unwrap();
        assert!(signed("Уткин Олег Ильич").contains("/ О. И. Уткин") && signed("").contains("/ ______________________"));
    }
}
