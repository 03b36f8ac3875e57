//! Texts people write: how long they may be, and what has to be there.

use jiff::civil::Date;
use ledger::Digest;
use serde::de::DeserializeOwned;

use crate::refusal::{Field, Refusal, Rule};
use crate::store::Row;

/// Longest line, in characters.
pub const LINE: usize = 500;
/// Longest text.
pub const TEXT: usize = 4_000;

/// A line or nothing.
pub(crate) fn line(text: &str, field: Field) -> Result<(), Rule> {
    fits(text, LINE, false, field)
}

/// A text of several lines or nothing.
pub(crate) fn text(text: &str, field: Field) -> Result<(), Rule> {
    fits(text, TEXT, true, field)
}

/// A text that has to be there.
pub(crate) fn required(written: &str, field: Field) -> Result<(), Rule> {
    if written.trim().is_empty() { Err(Rule::Missing(field)) } else { text(written, field) }
}

/// A line that has to be there: told of a length it has, not of that of a text.
pub(crate) fn required_line(written: &str, field: Field) -> Result<(), Rule> {
    if written.trim().is_empty() { Err(Rule::Missing(field)) } else { line(written, field) }
}

/// A digest of a kept file.
pub(crate) fn digest(written: &str, field: Field) -> Result<Digest, Rule> {
    written.parse().map_err(|_| Rule::Wrong(field))
}

fn fits(text: &str, longest: usize, lines: bool, field: Field) -> Result<(), Rule> {
    let control = |letter: char| letter.is_control() && !(lines && matches!(letter, '\n' | '\r' | '\t'));
    match () {
        () if text.chars().count() > longest => Err(Rule::TooMuch(field, u32::try_from(longest).unwrap_or(u32::MAX))),
        () if text.chars().any(control) => Err(Rule::Unprintable(field)),
        () => Ok(()),
    }
}

/// A column that holds a value of the program.
pub(crate) fn json<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> Result<T, Refusal> {
    row.read(column, |text| serde_json::from_str(text).ok())
}

/// A value of the program for a column.
pub(crate) fn written<T: serde::Serialize>(value: &T) -> Result<String, Refusal> {
    serde_json::to_string(value).map_err(|_| Refusal::of(Rule::TooLong))
}

/// A day that may not be there.
pub(crate) fn day(row: &Row<'_>, column: &str) -> Result<Option<Date>, Refusal> {
    match row.get::<Option<String>>(column)? {
        None => Ok(None),
        Some(_) => row.day(column).map(Some),
    }
}
