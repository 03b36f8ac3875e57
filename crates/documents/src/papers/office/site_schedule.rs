//! The schedule of procedures for the site of a school: heads, the rules, a grid by half-year, class and month, changes and what was entered in
//! spite of rules. Parts: papers of schools, S. A sheet of Word or PDF, and a workbook.

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};
use words::{papers, procedures};

use super::super::paper::Column;
use super::signature::signature;
use super::{Letterhead, Sheet, begun, day};
use crate::document::DocumentsError;
use crate::press_error::PressError;

/// A schedule for the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteSchedule {
    /// What every paper has.
    pub letterhead: Letterhead,
    /// School year, «2026/27».
    pub year: String,
    /// The settlement; empty where it is not known.
    pub place: String,
    /// Orders it stands by: number and day; where there are none, a blank.
    pub orders: Vec<(String, Date)>,
    /// The rules it is held against, each with where it stands.
    pub rules: Vec<String>,
    /// Half-years.
    pub halves: Vec<HalfYear>,
    /// What was moved or cancelled, and why.
    pub changes: Vec<String>,
    /// What was entered in spite of rules, and why.
    pub despite: Vec<String>,
}

/// A half of the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HalfYear {
    /// «I полугодие».
    pub name: String,
    /// How many procedures it has.
    pub procedures: usize,
    /// Its lines.
    pub rows: Vec<SiteRow>,
}

/// A class in a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteRow {
    /// The class.
    pub class: String,
    /// The month: «октябрь 2026».
    pub month: String,
    /// Days with what is held on them: «12 — ДКР, Алгебра».
    pub days: Vec<String>,
}

/// A blank to be filled in by hand.
const BLANK: &str = "______";
/// Widths of the columns of the workbook, in characters.
const WIDTHS: [f64; 5] = [18.0, 10.0, 26.0, 18.0, 70.0];

impl SiteSchedule {
    fn heads(&self) -> [String; 5] {
        let lang = self.letterhead.lang;
        [procedures::period(lang), procedures::class(lang), procedures::programme(lang), procedures::month(lang), procedures::days(lang)]
    }

    /// The settlement, or a blank for it.
    fn placed(&self) -> String {
        papers::office_place(self.letterhead.lang, if self.place.is_empty() { BLANK } else { &self.place })
    }

    /// What is to be filled in by hand.
    fn blanks(&self) -> String {
        let lang = self.letterhead.lang;
        if self.place.is_empty() { procedures::site_blanks(lang) } else { procedures::site_blanks_programme(lang) }
    }

    /// Orders in words, or a blank for the first.
    fn ordered(&self) -> String {
        let lang = self.letterhead.lang;
        let named = |(number, on): &(String, Date)| procedures::order_of(lang, number, day(*on));
        if self.orders.is_empty() {
            return procedures::order_of(lang, BLANK, BLANK);
        }
        self.orders.iter().map(named).collect::<Vec<_>>().join("; ")
    }

    fn rows(half: &HalfYear) -> impl Iterator<Item = Vec<String>> {
        half.rows.iter().map(|row| vec![half.name.clone(), row.class.clone(), BLANK.to_owned(), row.month.clone(), row.days.join("; ")])
    }

    /// The paper.
    #[must_use]
    pub fn compose(&self) -> Sheet {
        let lang = self.letterhead.lang;
        let mut paper = begun(&self.letterhead, &procedures::site_title(lang), procedures::site_year(lang, &self.year));
        paper.text(self.placed());
        paper.text(self.ordered());
        paper.heading(2, procedures::site_rules(lang));
        paper.list(self.rules.clone());
        for half in &self.halves {
            paper.heading(2, &half.name);
            paper.text(procedures::site_count(lang, half.procedures));
            let columns = self.heads().into_iter().zip([14, 10, 16, 16, 44]).map(|(head, weight)| Column::words(head, weight)).collect();
            paper.table("", columns, Self::rows(half).collect());
        }
        if !self.changes.is_empty() {
            paper.heading(2, procedures::site_changes(lang));
            paper.list(self.changes.clone());
        }
        if !self.despite.is_empty() {
            paper.heading(2, procedures::site_despite(lang));
            paper.list(self.despite.clone());
        }
        paper.note(self.blanks());
        signature(&mut paper, &papers::office_head(lang), &self.letterhead.head);
        Sheet(paper)
    }

    /// The same as a workbook.
    ///
    /// # Errors
    /// When the container cannot be written.
    pub fn workbook(&self) -> Result<Vec<u8>, DocumentsError> {
        self.build().map_err(|error| PressError::Workbook(error.to_string()).into())
    }

    fn build(&self) -> Result<Vec<u8>, XlsxError> {
        let lang = self.letterhead.lang;
        let (bold, plain) = (Format::new().set_bold(), Format::new());
        let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top).set_border_bottom(FormatBorder::Medium);
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let mut book = Workbook::new();
        // The same schedule is the same bytes: no time of making.
        let stamp = ExcelDateTime::from_ymd(2000, 1, 1)?;
        let title = procedures::site_title(lang);
        book.set_properties(&DocProperties::new().set_title(&title).set_author("Objektiv").set_creation_datetime(&stamp));
        let sheet = book.add_worksheet();
        sheet.set_name(procedures::site_sheet(lang))?;
        for (column, width) in (0_u16..).zip(WIDTHS) {
            sheet.set_column_width(column, width)?;
        }
        let opening =
            [title, procedures::site_year(lang, &self.year), self.letterhead.school.replace('\n', ", "), self.placed(), self.ordered()];
        let mut row = 0_u32;
        for (index, line) in opening.iter().enumerate() {
            sheet.write_string_with_format(row, 0, line, if index == 0 { &bold } else { &plain })?;
            row += 1;
        }
        row += 1;
        sheet.write_string_with_format(row, 0, procedures::site_rules(lang), &bold)?;
        row += 1;
        for line in &self.rules {
            sheet.write_string(row, 0, line)?;
            row += 1;
        }
        row += 1;
        for half in &self.halves {
            sheet.write_string_with_format(row, 0, format!("{}. {}", half.name, procedures::site_count(lang, half.procedures)), &bold)?;
            row += 1;
        }
        row += 1;
        for (column, name) in (0_u16..).zip(self.heads()) {
            sheet.write_string_with_format(row, column, name, &head)?;
        }
        let first = row;
        for cells in self.halves.iter().flat_map(Self::rows) {
            row += 1;
            for (column, cell) in (0_u16..).zip(&cells) {
                sheet.write_string_with_format(row, column, cell, &text)?;
            }
        }
        sheet.autofilter(first, 0, row, u16::try_from(WIDTHS.len() - 1).unwrap_or(0))?;
        for (name, lines) in [(procedures::site_changes(lang), &self.changes), (procedures::site_despite(lang), &self.despite)] {
            if lines.is_empty() {
                continue;
            }
            row += 2;
            sheet.write_string_with_format(row, 0, name, &bold)?;
            for line in lines {
                row += 1;
                sheet.write_string(row, 0, line)?;
            }
        }
        row += 2;
        sheet.write_string(row, 0, self.blanks())?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(first, first)?;
        book.save_to_buffer()
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;

    #[test]
    fn the_workbook_carries_rules_days_changes_and_reasons() {
        let schedule = sample::site_schedule();
        let bytes = schedule.workbook().unwrap();
        assert_eq!(bytes, schedule.workbook().unwrap(), "the same bytes again");
        crate::sample::keep("office-site-schedule.xlsx", &bytes);
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let text = std::io::read_to_string(archive.by_name("xl/sharedStrings.xml").unwrap()).unwrap();
        for part in ["СК-228/03", "Семинар о критериях &lt;и&gt; «ёлочках»", "Гимназия № 2", "12 — ДКР, Алгебра", "Материалы пришли позже"]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
}
