//! A cell and what it says, in the few ways layouts ask: words, whole number, decimal, date.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::spelling;

/// A value. A formula is read by the value it was saved with.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// Text.
    Text(Words),
    /// Number.
    Number(f64),
    /// Да / нет.
    Bool(bool),
    /// A number under a date format.
    Date(Date),
    /// `#REF!` and the like.
    Error(String),
}

/// The words of a text cell. They are tidied and folded once, when the cell is read: every layout asks every cell for them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Words {
    tidy: Box<str>,
    /// None where folding changes nothing.
    folded: Option<Box<str>>,
}

impl Words {
    fn folded(&self) -> &str {
        self.folded.as_deref().unwrap_or(&self.tidy)
    }

    /// Bytes of the tidied text.
    pub(crate) const fn len(&self) -> usize {
        self.tidy.len()
    }
}

impl Cell {
    /// A text as stored in a file.
    pub(crate) fn text(text: &str) -> Self {
        let tidy = spelling::clean(text);
        let folded = Some(spelling::fold(&tidy)).filter(|folded| *folded != tidy).map(|folded| folded.into());
        Self::Text(Words { tidy: tidy.into(), folded })
    }

    /// Whether it is a text that says nothing.
    pub(crate) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(words) if words.tidy.is_empty())
    }
}

/// The words of a cell, tidied: a whole number without a decimal point, a date as `YYYY-MM-DD`.
#[must_use]
pub(crate) fn words(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Text(words) => Cow::Borrowed(&words.tidy),
        Cell::Number(value) => spelling::whole_of(*value).map_or_else(|| value.to_string(), |whole| whole.to_string()).into(),
        Cell::Bool(value) => if *value { "1" } else { "0" }.into(),
        Cell::Date(date) => date.to_string().into(),
        Cell::Error(code) => Cow::Borrowed(code),
    }
}

/// The words of a cell as they are compared ([`spelling::fold`]).
#[must_use]
pub(crate) fn folded(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Text(words) => Cow::Borrowed(words.folded()),
        Cell::Error(code) => spelling::fold(code),
        Cell::Number(_) | Cell::Bool(_) | Cell::Date(_) => words(cell),
    }
}

/// The folded words of a text cell; of any other value none: no number and no date is a word a column is known by.
#[must_use]
pub(crate) fn heading(cell: &Cell) -> &str {
    if let Cell::Text(words) = cell { words.folded() } else { "" }
}

/// A whole number, also where it is kept as text.
#[must_use]
pub(crate) fn whole(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Number(value) => spelling::whole_of(*value),
        Cell::Text(words) => spelling::whole(&words.tidy),
        Cell::Bool(_) | Cell::Date(_) | Cell::Error(_) => None,
    }
}

/// A decimal number, also where it is kept as text.
#[must_use]
pub(crate) fn decimal(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Number(value) => value.is_finite().then_some(*value),
        Cell::Text(words) => spelling::number(&words.tidy),
        Cell::Bool(_) | Cell::Date(_) | Cell::Error(_) => None,
    }
}

/// A day: a date cell, `DD.MM.YYYY` or `YYYY-MM-DD` / `YYYY.MM.DD` as text, or the serial number of a day (1950–2100).
#[must_use]
pub(crate) fn date(cell: &Cell) -> Option<Date> {
    match cell {
        Cell::Date(date) => Some(*date),
        Cell::Text(words) => date_in(&words.tidy),
        Cell::Number(serial) => spelling::whole_of(*serial).filter(|days| (18_264..73_051).contains(days)).and_then(day_of_serial),
        Cell::Bool(_) | Cell::Error(_) => None,
    }
}

/// The first date written in a text.
#[must_use]
pub(crate) fn date_in(words: &str) -> Option<Date> {
    words.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-' || c == '/')).find_map(date_of_token)
}

fn date_of_token(token: &str) -> Option<Date> {
    let mut parts = token.trim_matches(['.', '-', '/']).split(['.', '-', '/']);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
    let year: i16 = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Day of a spreadsheet serial number (1900 system, from 1 March 1900 on, where every program agrees).
#[must_use]
pub(crate) fn day_of_serial(days: i64) -> Option<Date> {
    let start = Date::new(1899, 12, 30).ok()?;
    let span = jiff::Span::new().try_days(days).ok()?;
    (days >= 61).then(|| start.checked_add(span).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn dates_in_every_dress() {
        let expected = Some(day(2026, 4, 20));
        for cell in [
            Cell::text("20.04.2026"),
            Cell::text("Дата: 2026-04-20 г."),
            Cell::text("03 - Физика 2026.04.20"),
            Cell::Number(46132.0),
            Cell::Date(day(2026, 4, 20)),
        ] {
            assert_eq!(date(&cell), expected, "{cell:?}");
        }
        assert_eq!(date(&Cell::Number(15.0)), None);
        assert_eq!(date(&Cell::text("31.02.2026")), None);
    }

    #[test]
    fn numbers_kept_as_text() {
        assert_eq!(whole(&Cell::text(" 15 ")), Some(15));
        assert_eq!(decimal(&Cell::text("44,33")), Some(44.33));
        assert_eq!(whole(&Cell::Number(2.5)), None);
        assert_eq!(words(&Cell::Number(40001.0)), "40001");
    }
}
