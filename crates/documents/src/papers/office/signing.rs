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
    /// Whether the names are of pupils, whose families sign.
    pub of_pupils: bool,
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
    /// So many of them: whoever prints the sheet sees no names. None where nobody knows.
    Counted(Option<usize>),
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
            Column::words(if self.of_pupils { papers::office_signing_pupil(lang) } else { papers::office_order_name(lang) }, 40),
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
        let pupils: Vec<String> = match self {
            Self::Named(pupils) => pupils.clone(),
            Self::Counted(count) => vec![String::new(); count.unwrap_or(LINES)],
        };
        let row = |(number, pupil): (usize, String)| vec![number.to_string(), pupil, String::new(), String::new()];
        paper.signed(columns, (1..).zip(pupils).map(row).collect());
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::signing;
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

    #[test]
    fn whose_name_stands_in_a_line_is_said_above_it() {
        let said = |of_pupils| serde_json::to_string(&Signing { of_pupils, ..signing() }.compose().0).unwrap();
        assert!(said(true).contains("\"Ученик\"") && !said(false).contains("\"Ученик\""), "{}", said(true));
        assert!(said(false).contains("Фамилия, имя, отчество") && !said(true).contains("Фамилия, имя, отчество"));
    }

    #[test]
    fn the_sheet_is_signed_by_whoever_keeps_it() {
        let signed = |keeper: &str| serde_json::to_string(&Signing { keeper: keeper.into(), ..signing() }.compose().0).unwrap();
        assert!(signed("Уткин Олег Ильич").contains("/ О. И. Уткин") && signed("").contains("/ ______________________"));
    }
}
