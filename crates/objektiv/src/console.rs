//! What a command prints: headings, paragraphs and tables that fit the terminal, plain where colours are not wanted.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use console::{Alignment, Style, Term, measure_text_width, pad_str, truncate_str};

/// Width where no terminal says its own.
const PLAIN_WIDTH: usize = 100;
/// A narrower terminal is written as if it were this wide.
const LEAST_WIDTH: usize = 40;
/// A cell longer than this is cut with an ellipsis.
const CELL: usize = 28;

/// Standard output of a command.
pub struct Console {
    out: Term,
    width: usize,
    /// Whether something that was to be printed could not be.
    lost: AtomicBool,
}

impl Default for Console {
    fn default() -> Self {
        let out = Term::stdout();
        let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let width = out.size_checked().map(|(_, columns)| usize::from(columns)).or(told).unwrap_or(PLAIN_WIDTH);
        Self { out, width: width.max(LEAST_WIDTH), lost: AtomicBool::new(false) }
    }
}

impl Console {
    /// A line as it is. A reader that went away (`| head`) is no failure, a full disk is one.
    pub fn line(&self, text: &str) {
        let written = writeln!(&self.out, "{text}").and_then(|()| io::stdout().flush());
        self.lost.fetch_or(is_loss(&written), Ordering::Relaxed);
    }

    /// Whether something that was to be printed could not be.
    #[must_use]
    pub fn lost(&self) -> bool {
        self.lost.load(Ordering::Relaxed)
    }

    /// An empty line.
    pub fn gap(&self) {
        self.line("");
    }

    /// A heading.
    pub fn heading(&self, text: &str) {
        self.line(&Style::new().bold().apply_to(text).to_string());
    }

    /// Text of less weight.
    pub fn aside(&self, text: &str, indent: usize) {
        for line in wrapped(text, self.width, indent) {
            self.line(&Style::new().dim().apply_to(line).to_string());
        }
    }

    /// Text wrapped to the terminal, every line indented.
    pub fn paragraph(&self, text: &str, indent: usize) {
        wrapped(text, self.width, indent).iter().for_each(|line| self.line(line));
    }

    /// An aligned table, header first; columns that do not fit are left off and counted by the answer.
    #[must_use]
    pub fn table(&self, rows: &[Vec<String>], indent: usize) -> usize {
        let (lines, left_off) = table(rows, self.width.saturating_sub(indent));
        let pad = " ".repeat(indent);
        for (index, line) in lines.iter().enumerate() {
            let line = format!("{pad}{line}");
            let style = if index == 0 { Style::new().underlined() } else { Style::new() };
            self.line(&style.apply_to(line).to_string());
        }
        left_off
    }

    /// Bytes as they are (JSON).
    ///
    /// # Errors
    /// The pipe broke.
    pub fn bytes(&self, bytes: &[u8]) -> io::Result<()> {
        (&self.out).write_all(bytes)
    }
}

fn is_loss(written: &io::Result<()>) -> bool {
    written.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::BrokenPipe)
}

/// A notice on stderr, where it does not disturb what is piped on.
pub fn notice(text: &str) {
    let _gone = writeln!(io::stderr(), "{text}");
}

/// `text` in lines of at most `width` columns, each begun with `indent` blanks. Words longer than a line stay whole.
#[must_use]
pub fn wrapped(text: &str, width: usize, indent: usize) -> Vec<String> {
    let pad = " ".repeat(indent);
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = pad.clone();
        for word in paragraph.split([' ', '\t']).filter(|word| !word.is_empty()) {
            let begun = line.len() > indent;
            if begun && measure_text_width(&line) + 1 + measure_text_width(word) > width {
                lines.push(std::mem::replace(&mut line, pad.clone()));
            } else if begun {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

/// Lines of an aligned table no wider than `width`, and how many columns were left off.
fn table(rows: &[Vec<String>], width: usize) -> (Vec<String>, usize) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |row: &[String], column: usize| truncate_str(row.get(column).map_or("", |text| text.trim()), CELL, "…").into_owned();
    let widths: Vec<usize> =
        (0..columns).map(|column| rows.iter().map(|row| measure_text_width(&cell(row, column))).max().unwrap_or(0)).collect();
    let fitting = fitting(&widths, width);
    let numeric: Vec<bool> = (0..fitting).map(|column| is_numeric(rows, column)).collect();
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = (0..fitting)
            .map(|column| {
                let side = if numeric[column] { Alignment::Right } else { Alignment::Left };
                pad_str(&cell(row, column), widths[column], side, None).into_owned()
            })
            .collect();
        cells.join("  ").trim_end().to_owned()
    };
    (rows.iter().map(line).collect(), columns - fitting)
}

/// How many columns fit, at least one.
fn fitting(widths: &[usize], width: usize) -> usize {
    let mut used = 0;
    let mut fits = |column: &usize| {
        used += column + if used == 0 { 0 } else { 2 };
        used <= width
    };
    widths.iter().take_while(|column| fits(column)).count().max(usize::from(!widths.is_empty()))
}

/// Whether every filled cell below the header is a number or a sign for a missing one.
fn is_numeric(rows: &[Vec<String>], column: usize) -> bool {
    let filled = |text: &&str| !text.is_empty();
    let mut cells = rows.iter().skip(1).filter_map(|row| row.get(column)).map(|cell| cell.trim()).filter(filled).peekable();
    cells.peek().is_some() && cells.all(|cell| matches!(cell, "X" | "Х" | "N" | "—" | "-") || cell.replace(',', ".").parse::<f64>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn numbers_stand_to_the_right_and_words_to_the_left() {
        let (lines, left_off) = table(&rows(&[&["Класс", "Балл", "Отметка"], &["5А", "7", "3"], &["10Б", "12", "X"]]), 80);
        assert_eq!(lines, ["Класс  Балл  Отметка", "5А        7        3", "10Б      12        X"]);
        assert_eq!(left_off, 0);
    }

    #[test]
    fn columns_that_do_not_fit_are_counted() {
        let (lines, left_off) = table(&rows(&[&["код", "один", "два"], &["4001", "1", "0"]]), 11);
        assert_eq!(lines, [" код  один", "4001     1"]);
        assert_eq!(left_off, 1);
    }

    #[test]
    fn long_cells_are_cut_and_long_texts_wrapped() {
        let (lines, _) = table(&rows(&[&["школа"], &["Муниципальное бюджетное общеобразовательное учреждение"]]), 80);
        assert_eq!(measure_text_width(&lines[1]), CELL);
        assert_eq!(wrapped("раз два три четыре", 12, 2), ["  раз два", "  три четыре"]);
    }

    #[test]
    fn a_full_disk_is_a_loss_and_a_reader_that_went_away_is_none() {
        let failed = |kind: io::ErrorKind| is_loss(&Err(kind.into()));
        assert!(failed(io::ErrorKind::StorageFull) && !failed(io::ErrorKind::BrokenPipe) && !is_loss(&Ok(())));
    }

    #[test]
    fn an_empty_table_is_no_lines() {
        assert_eq!(table(&[], 80), (Vec::new(), 0));
    }
}
