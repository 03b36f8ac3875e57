//! Lists: one table that a page shows and that is carried away as it is shown, for Excel – the same rows, the same columns, the same words. The
//! address says by which column it is put in order and which words its rows hold.

mod arranged;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use documents::office::{Head, Listing};
use maud::{Markup, html};
use records::text::Lang;
use words::office;

pub use self::arranged::holds;
use self::arranged::{Order, Wish};
use crate::server::pages::bare;
use crate::server::policy::Asked;
use crate::shell::address::attached;

/// Rows that are seen at a glance: a list of no more has no field for words.
const AT_A_GLANCE: usize = 10;

/// A column of a list.
pub struct Column {
    /// What it is called on the page.
    head: String,
    /// What it is carried away as: each with the width of its column in characters. A cell that says two things is two columns there.
    carried: Vec<Head>,
    number: bool,
    /// Its cells are short and stand on one line.
    short: bool,
    /// A row is called by its cell; else by the first that is no number.
    called: bool,
}

impl Column {
    /// A column of texts.
    pub fn of(head: String, width: u16) -> Self {
        Self { carried: vec![Head::of(head.clone(), width)], head, number: false, short: false, called: false }
    }

    /// A column of numbers.
    pub fn number(head: String, width: u16) -> Self {
        Self { carried: vec![Head::number(head.clone(), width)], number: true, ..Self::short(head, width) }
    }

    /// A column of days and other short texts.
    pub fn short(head: String, width: u16) -> Self {
        Self { short: true, ..Self::of(head, width) }
    }

    /// What is there to be pressed: neither printed nor carried away, and no order is made of it.
    pub fn pressed(head: String) -> Self {
        Self { carried: Vec::new(), ..Self::short(head, 0) }
    }

    /// What its cells say beside, carried away in a column of its own.
    pub fn beside(mut self, head: String, width: u16) -> Self {
        self.carried.push(Head::of(head, width));
        self
    }

    /// The one a row is called by.
    pub fn called(self) -> Self {
        Self { called: true, ..self }
    }

    fn is_pressed(&self) -> bool {
        self.carried.is_empty()
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

    /// What is pressed.
    pub fn pressed(shown: Markup) -> Self {
        Self { shown, words: Vec::new() }
    }

    /// What it is put in order by.
    fn first(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }
}

/// A list as it is shown.
pub struct Sheet {
    title: String,
    /// Where its page is; it is carried away from `/list` below it.
    page: String,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    /// What each row stands under as long as nobody asked for another order.
    under: Vec<String>,
    /// The page asks for words by itself, among its other filters.
    asks: bool,
}

impl Sheet {
    /// A list of a page at this address. Its title is also the name of the file, so no name of a person.
    pub fn of(title: String, page: impl Into<String>, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Self {
        Self { title, page: page.into(), columns, rows, under: Vec::new(), asks: false }
    }

    /// Of a page that has filters of its own, words among them: the rows are those they let through.
    pub fn narrowed_by_its_page(self) -> Self {
        Self { asks: true, ..self }
    }

    /// Under which title each row stands in the order of the page.
    pub fn under(self, under: Vec<String>) -> Self {
        Self { under, ..self }
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The way to carry it away, the words that are looked for, and the table: a list may be long, and below it nobody finds the way.
    pub fn show(&self, asked: &Asked) -> Markup {
        let (lang, wish) = (asked.lang, Wish::of(&asked.here, &self.page));
        let places = self.places(&wish);
        html! {
            @if !self.is_empty() { p.unprinted { (carry(lang, &wish.to(&format!("{}/list", self.page)))) } }
            @if !self.asks && (self.len() > AT_A_GLANCE || !wish.words().is_empty()) { (self.finding(lang, &wish, places.len())) }
            @if places.is_empty() && !self.is_empty() { p { (office::nothing_here(lang)) } }
            @for (title, places) in self.groups(&wish, &places) {
                @if let Some(title) = title { h2 { (title) } }
                (self.table(lang, &wish, places))
            }
        }
    }

    /// The field for words, with what else the address says.
    fn finding(&self, lang: Lang, wish: &Wish, shown: usize) -> Markup {
        html! {
            form.filters.finding method="get" action=(self.page) {
                @for (name, value) in wish.others("q") { input type="hidden" name=(name) value=(value); }
                div.field { label for="list-words" { (office::list_find(lang)) } input type="search" id="list-words" name="q" value=(wish.words()); }
                button.second { (office::filter(lang)) }
                @if !wish.words().is_empty() { a href=(wish.without("q", &self.page)) { (office::list_all(lang)) } }
            }
            @if !wish.words().is_empty() { p.quiet role="status" { (office::list_shown(lang, shown.to_string(), self.len().to_string())) } }
        }
    }

    /// Which rows are shown, in which order.
    fn places(&self, wish: &Wish) -> Vec<usize> {
        let words = if self.asks { "" } else { wish.words() };
        let said = |place: usize| self.rows[place].iter().flat_map(|cell| &cell.words).map(String::as_str).collect::<Vec<_>>().join(" ");
        let mut places: Vec<usize> = (0..self.len()).filter(|place| holds(&said(*place), words)).collect();
        if let Some((order, at)) = self.order(wish) {
            let number = self.columns[at].number;
            arranged::sort(&mut places, |place| self.rows[*place].get(at).map_or("", Cell::first), number, order.down);
        }
        places
    }

    /// The order that is asked for, and the place of its column: those that are pressed are not counted, for not everybody has them.
    fn order(&self, wish: &Wish) -> Option<(Order, usize)> {
        let order = wish.order()?;
        let at = self.columns.iter().enumerate().filter(|(_, column)| !column.is_pressed()).nth(order.column)?.0;
        Some((order, at))
    }

    /// The rows with the titles they stand under; in an order that was asked for they stand under none.
    fn groups<'p>(&self, wish: &Wish, places: &'p [usize]) -> Vec<(Option<&str>, &'p [usize])> {
        if self.under.is_empty() || self.order(wish).is_some() {
            return Some((None, places)).filter(|_| !places.is_empty()).into_iter().collect();
        }
        let title = |place: usize| self.under.get(place).map(String::as_str);
        places.chunk_by(|one, next| title(*one) == title(*next)).map(|group| (title(group[0]), group)).collect()
    }

    fn table(&self, lang: Lang, wish: &Wish, places: &[usize]) -> Markup {
        let columns = || self.columns.iter().enumerate();
        // A number before a name is none: the name is what a row is called by.
        let first = || self.columns.iter().position(|column| !column.number && !column.is_pressed());
        let called = self.columns.iter().position(|column| column.called).or_else(first);
        html! {
            div.scroll.listed tabindex="0" {
                table.list.blocks {
                    thead { tr data-order=(office::list_order(lang)) { @for (at, column) in columns() { (self.head(wish, at, column)) } } }
                    tbody {
                        @for place in places {
                            tr {
                                @for ((at, column), cell) in columns().zip(&self.rows[*place]) {
                                    td .called[called == Some(at)] .number[column.number] .wrap[!column.short] .pressed[column.is_pressed()] .unprinted[column.is_pressed()] data-head=[(called != Some(at) && !column.is_pressed()).then_some(&column.head)] { (cell.shown) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The head of a column: the way to its order, and to the other way round where it stands in it.
    fn head(&self, wish: &Wish, at: usize, column: &Column) -> Markup {
        let now = self.order(wish).filter(|(_, column)| *column == at).map(|(order, _)| order);
        let sorted = now.as_ref().map(|order| if order.down { "descending" } else { "ascending" });
        let number = self.columns.iter().take(at).filter(|column| !column.is_pressed()).count();
        let next = Order { column: number, down: now.as_ref().is_some_and(|order| !order.down) };
        html! {
            @if column.is_pressed() { th.pressed.unprinted scope="col" { span.unseen { (column.head) } } } @else {
                th .number[column.number] scope="col" aria-sort=[sorted] {
                    a href=(wish.ordered(&next, &self.page)) { (column.head) @if let Some(order) = &now { " " (arrow(order.down)) } }
                }
            }
        }
    }

    /// The list as a workbook, in the order that is shown.
    pub fn answered(mut self, asked: &Asked) -> Response {
        let places = self.places(&Wish::of(&asked.here, &self.page));
        let heads = std::mem::take(&mut self.columns).into_iter().flat_map(|column| column.carried).collect();
        let row = |place: &usize| self.rows[*place].iter().flat_map(|cell| cell.words.clone()).collect();
        let rows = places.iter().map(row).collect();
        answered(asked.lang, &Listing { title: self.title, heads, rows })
    }
}

/// Which way an order goes, as a shape beside the word.
fn arrow(down: bool) -> Markup {
    let points = if down { "1.5,3.5 10.5,3.5 6,9" } else { "1.5,8.5 10.5,8.5 6,3" };
    html! { svg.shape viewBox="0 0 12 12" width="10" height="10" aria-hidden="true" { polygon points=(points) fill="currentColor" {} } }
}

/// The order that is asked for, to be kept by a page's own form.
pub fn order_kept(asked: &Asked) -> Markup {
    let wish = Wish::of(&asked.here, asked.here.split('?').next().unwrap_or_default());
    html! { @if let Some(order) = wish.order() { input type="hidden" name="sort" value=(order.written()); } }
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
