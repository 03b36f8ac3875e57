//! One table of the harness, and what is needed to fill one.

use serde::Serialize;

use super::estimate::Estimate;
use super::{Row, Trial};
use records::figure::Figure;
use records::text::Text;

/// One cell of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// A word.
    Words(Text),
    /// A code, the same in every language.
    Code(String),
    /// A count.
    Count(usize),
    /// A figure with its Monte-Carlo error.
    Estimate(Estimate),
    /// Whether the promise holds.
    Holds(bool),
    /// Nothing was counted, or the promise says nothing of it.
    Empty,
}

/// One table.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// File name without extension.
    pub id: &'static str,
    /// What it shows.
    pub title: Text,
    /// How it is counted.
    pub note: Text,
    /// Columns: code and name.
    pub head: Vec<(&'static str, Text)>,
    /// Rows.
    pub rows: Vec<Vec<Cell>>,
    /// The same drawn, where a picture says more.
    pub figure: Option<Figure>,
}

pub(super) fn rows<'a>(trials: &[&'a Trial]) -> impl Iterator<Item = (u64, &'a Row)> {
    // Schools of different regions are different clusters.
    trials.iter().flat_map(|trial| trial.rows.iter().map(|row| ((trial.seed << 24) | u64::from(row.school), row)))
}

pub(super) fn head(columns: &[(&'static str, &str, &str)]) -> Vec<(&'static str, Text)> {
    columns.iter().map(|(code, ru, en)| (*code, Text::new(*ru, *en))).collect()
}

pub(super) fn estimate(found: Option<Estimate>) -> Cell {
    found.map_or(Cell::Empty, Cell::Estimate)
}

/// Binomial standard error; of one event where none or all were seen.
pub(super) fn binomial_error(hits: usize, n: usize) -> f64 {
    let p = hits as f64 / n.max(1) as f64;
    if hits == 0 || hits == n { 1.0 / n.max(1) as f64 } else { (p * (1.0 - p) / n as f64).sqrt() }
}
