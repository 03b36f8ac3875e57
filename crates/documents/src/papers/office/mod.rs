//! Papers of the office: each a typed input and a composition. What the program knows is filled in; what it does not know is a visible blank.

mod erased;
mod inventory;
mod levels;
mod list;
mod minutes;
mod notice;
mod order;
mod plan;
mod procedure;
mod recovery;
mod register;
mod report;
#[cfg(test)]
mod sample;
mod signature;
mod signing;
mod site_schedule;

use fast_qr::QRBuilder;
use jiff::civil::Date;
use records::text::Lang;

use super::paper::{Mark, Paper};
use crate::document::DocumentsError;

pub use erased::{ErasedRow, ErasureRecord};
pub use inventory::Inventory;
pub use levels::{LevelPlan, LevelRow, Levels};
pub use list::{Head, Listing};
pub use minutes::{Attendee, Called, MinutedQuestion, Minutes};
pub use notice::{Notice, NoticeOf};
pub use order::Order;
pub use plan::{Plan, PlanBlock, PlanRow};
pub use procedure::{Manner, ProcedureOrder};
pub use recovery::Recovery;
pub use register::Register;
pub use report::{Report, ReportBlock, ReportRow, Totals};
pub use signing::{Families, FamilyRow, FamilySheet, Signing};
pub use site_schedule::{HalfYear, SiteRow, SiteSchedule};

/// What every paper of the office has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letterhead {
    /// Language of the words; what the school wrote stays as written.
    pub lang: Lang,
    /// Full name of the school; its address in a second line, where it is known.
    pub school: String,
    /// Date of the paper.
    pub date: Date,
    /// The checkpoint of the ledger the paper was made at: origin, entries, root, a line each (C2SP checkpoint). Who holds the paper can
    /// hold the ledger against it.
    pub checkpoint: String,
    /// Its number in the register of the year, where it was issued.
    pub number: Option<u32>,
    /// Who signs it as the head of the school; empty where that is not known.
    pub head: String,
    /// Who signs it as the deputy head; empty where that is not known.
    pub deputy: String,
}

/// A form a paper can be pressed into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Word, to be edited.
    Word,
    /// PDF, to be printed.
    Pdf,
}

/// A paper that is composed and can be pressed.
pub struct Sheet(Paper);

impl Sheet {
    /// Its bytes.
    ///
    /// # Errors
    /// The typesetter refused, or PDF is not built in.
    pub fn press(&self, form: Form) -> Result<Vec<u8>, DocumentsError> {
        match form {
            Form::Word => Ok(super::word(&self.0)?),
            #[cfg(feature = "pdf")]
            Form::Pdf => Ok(super::pdf(&self.0)?),
            #[cfg(not(feature = "pdf"))]
            Form::Pdf => Err(crate::press_error::PressError::Typeset("PDF is not built in".to_owned()).into()),
        }
    }
}

/// «15.10.2026».
fn day(day: Date) -> String {
    day.strftime("%d.%m.%Y").to_string()
}

/// A paper that begins: the school above the title, the checkpoint at the foot and, for a machine, at the end.
fn begun(letterhead: &Letterhead, title: &str, subtitle: String) -> Paper {
    let lang = letterhead.lang;
    let short = letterhead.checkpoint.lines().skip(1).take(2).collect::<Vec<_>>().join(" · ");
    let mut paper = Paper {
        lang,
        letterhead: Some(letterhead.school.clone()),
        title: title.to_owned(),
        subtitle,
        date: letterhead.date,
        blocks: Vec::new(),
        footer: words::papers::office_footer(lang, letterhead.school.lines().next().unwrap_or_default(), short),
        mark: qr(&letterhead.checkpoint).map(|svg| Mark { svg, text: words::papers::office_mark_what(lang) }),
        landscape: false,
        numbered: true,
    };
    if let Some(number) = letterhead.number {
        paper.pair(day(letterhead.date), format!("№ {number}"));
    }
    paper
}

/// The text as a QR code (ISO/IEC 18004) of 22 mm; None where it is too long for one.
fn qr(text: &str) -> Option<String> {
    use std::fmt::Write as _;
    let code = QRBuilder::new(text).build().ok()?;
    let mut path = String::new();
    for row in 0..code.size {
        for (column, _) in code[row].iter().enumerate().filter(|(_, module)| module.value()) {
            write!(path, "M{} {row}h1v1h-1z", column).ok()?;
        }
    }
    let size = code.size + 2 * QUIET;
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"83\" height=\"83\" viewBox=\"-{QUIET} -{QUIET} {size} {size}\"><path d=\"{path}\"/></svg>"
    ))
}

/// Where an order is given: the settlement, or a blank for it.
fn place(paper: &mut Paper, lang: Lang, place: &str) {
    paper.text(if place.is_empty() { words::papers::office_place(lang, "______________") } else { place.to_owned() });
}

/// The sheet of an order where people confirm that they read it: those who are known, each once, then lines for others.
fn acquainted(paper: &mut Paper, lang: Lang, known: &[String], lines: usize) {
    use super::paper::Column;
    use words::papers;
    paper.heading(3, papers::office_order_acquainted(lang));
    let columns = vec![
        Column::words(papers::office_number(lang), 6),
        Column::words(papers::office_order_name(lang), 50),
        Column::words(papers::office_order_signature(lang), 25),
        Column::words(papers::office_order_date(lang), 20),
    ];
    let mut names: Vec<&str> = Vec::new();
    for name in known.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.extend(std::iter::repeat_n("", lines));
    let row = |(number, name): (usize, &str)| vec![number.to_string(), name.to_owned(), String::new(), String::new()];
    paper.signed(columns, (1..).zip(names).map(row).collect());
}

/// Modules of white around the code.
const QUIET: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    /// A journal of many columns lies on its long side, in Word and in PDF; one of few stands.
    #[test]
    fn a_journal_of_many_columns_lies() {
        for (name, lies) in [("register", false), ("consultations", true), ("trainings", true)] {
            let sheet = sample::sheets().into_iter().find(|(known, _)| *known == name).unwrap().1;
            let bytes = sheet.press(Form::Word).unwrap();
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            let document = std::io::read_to_string(archive.by_name("word/document.xml").unwrap()).unwrap();
            assert_eq!(document.contains("w:orient=\"landscape\"") && document.contains("w:w=\"16838\""), lies, "{name}");
            #[cfg(feature = "pdf")]
            {
                let bytes = sheet.press(Form::Pdf).unwrap();
                let text = String::from_utf8_lossy(&bytes);
                assert_eq!(text.contains("/MediaBox[0 0 841."), lies, "{name}");
            }
        }
    }

    /// Every paper is pressed, keeps what the school wrote, and repeats byte for byte.
    /// covers: R48
    #[test]
    fn every_paper_keeps_what_was_written_and_repeats() {
        for (name, sheet) in sample::sheets() {
            let word = sheet.press(Form::Word).unwrap();
            crate::sample::keep(&format!("office-{name}.docx"), &word);
            assert!(word == sheet.press(Form::Word).unwrap(), "{name}: the bytes differ");
            let blocks = serde_json::to_string(&sheet.0).unwrap();
            for part in ["Гимназия № 2", "Семинар о критериях <и> «ёлочках»"] {
                assert!(blocks.contains(part) || ["order", "recovery", "erased"].contains(&name), "{name}: {part}");
            }
            #[cfg(feature = "pdf")]
            {
                let pdf = sheet.press(Form::Pdf).unwrap();
                crate::sample::keep(&format!("office-{name}.pdf"), &pdf);
                assert!(pdf.starts_with(b"%PDF-"), "{name}");
            }
        }
    }

    #[test]
    fn a_report_says_what_was_done_put_off_dropped_and_overdue() {
        let text = serde_json::to_string(&sample::report().compose().0).unwrap();
        for part in ["выполнено 1", "просрочено 1", "перенесено 1", "снято 1", "Протокол № 3", "Болезнь учителя", "до 30.11.2026"]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
    }

    #[test]
    fn what_is_not_known_is_a_visible_blank() {
        let order = Order { number: None, ..sample::order() };
        let text = serde_json::to_string(&order.compose().0).unwrap();
        assert!(text.contains("№ ______"), "{text}");
    }
}
