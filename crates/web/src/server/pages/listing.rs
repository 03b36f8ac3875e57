//! Lists: one table that a page shows and that is carried away as it is shown, for Excel – the same rows, the same columns, the same words.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use documents::office::Listing;
use maud::{Markup, html};
use records::text::Lang;
use words::office;

use crate::server::pages::bare;
use crate::shell::address::attached;

/// A column of a list.
pub struct Column {
    /// What it is called on the page.
    head: String,
    /// What it is carried away as: each with the width of its column in characters. A cell that says two things is two columns there.
    carried: Vec<(String, u16)>,
    number: bool,
    /// Its cells are short and stand on one line.
    short: bool,
}

impl Column {
    /// A column of texts.
    pub fn of(head: String, width: u16) -> Self {
        Self { carried: vec![(head.clone(), width)], head, number: false, short: false }
    }

    /// A column of numbers.
    pub fn number(head: String, width: u16) -> Self {
        Self { number: true, short: true, ..Self::of(head, width) }
    }

    /// A column of days and other short texts.
    pub fn short(head: String, width: u16) -> Self {
        Self { short: true, ..Self::of(head, width) }
    }

    /// What its cells say beside, carried away in a column of its own.
    pub fn beside(mut self, head: String, width: u16) -> Self {
        self.carried.push((head, width));
        self
    }
}

/// A cell of a list.
pub struct Cell {
    shown: Markup,
    words: Vec<String>,
}

impl Cell {
    /// A text.
    pub fn of(words: impl Into<String>) -> Self {
        let words = words.into();
        Self { shown: html! { (words) }, words: vec![words] }
    }

    /// What is more than its words: a link, a mark. The words are those that are shown, one for each column it is carried away as.
    pub fn shown<const N: usize>(shown: Markup, words: [String; N]) -> Self {
        Self { shown, words: words.into() }
    }

    /// A text that leads somewhere.
    pub fn link(to: &str, words: impl Into<String>) -> Self {
        let words = words.into();
        Self { shown: html! { a href=(to) { (words) } }, words: vec![words] }
    }
}

/// A list as it is shown.
pub struct Sheet {
    /// What it is called: also the name of the file, so no name of a person.
    pub title: String,
    /// The address it is carried away from, with everything the list was narrowed by.
    pub at: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// The way to carry it away and the table of a page: a list may be long, and below it nobody finds the way.
    pub fn show(&self, lang: Lang) -> Markup {
        html! { p { (carry(lang, &self.at)) } (self.table()) }
    }

    fn table(&self) -> Markup {
        let columns = || self.columns.iter();
        html! {
            div.scroll tabindex="0" {
                table.list {
                    thead { tr { @for column in columns() { th .number[column.number] scope="col" { (column.head) } } } }
                    tbody {
                        @for row in &self.rows {
                            tr { @for (column, cell) in columns().zip(row) { td .number[column.number] .wrap[!column.short] { (cell.shown) } } }
                        }
                    }
                }
            }
        }
    }

    /// The list as a workbook.
    pub fn answered(self, lang: Lang) -> Response {
        let heads = self.columns.into_iter().flat_map(|column| column.carried).collect();
        let rows = self.rows.into_iter().map(|row| row.into_iter().flat_map(|cell| cell.words).collect()).collect();
        answered(lang, &Listing { title: self.title, heads, rows })
    }
}

/// The way to carry a list away.
pub fn carry(lang: Lang, at: &str) -> Markup {
    html! { a.unprinted href=(at) { (office::list_carry(lang)) } }
}

/// The list as a workbook.
pub fn answered(lang: Lang, list: &Listing) -> Response {
    match list.workbook() {
        Ok(bytes) => {
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".to_owned();
            let name = format!("{}.xlsx", list.title);
            ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, attached(&name))], bytes).into_response()
        }
        Err(error) => bare::page(lang, StatusCode::INTERNAL_SERVER_ERROR, error.text().in_lang(lang)),
    }
}
