//! A cell and what it says, in the few ways layouts ask: words, whole number, decimal, date.

use jiff::civil::Date;

use crate::spelling;

/// A value. A formula is read by the value it was saved with.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// Text, as stored.
    Text(String),
    /// Number.
    Number(f64),
    /// Да / нет.
    Bool(bool),
    /// A number under a date format.
    Date(Date),
    /// `#REF!` and the like.
    Error(String),
}

/// The words of a cell, tidied: a whole number without a decimal point, a date as `YYYY-MM-DD`.
#[must_use]
pub(crate) fn words(cell: &Cell) -> String {
    match cell {
        Cell::Text(words) => spelling::clean(words),
        Cell::Number(value) => spelling::whole_of(*value).map_or_else(|| value.to_string(), |whole| whole.to_string()),
        Cell::Bool(value) => if *value { "1" } else { "0" }.to_owned(),
        Cell::Date(date) => date.to_string(),
        Cell::Error(code) => code.clone(),
    }
}

/// A whole number, also where it is kept as text.
#[must_use]
pub(crate) fn whole(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Number(value) => spelling::whole_of(*value),
        Cell::Text(words) => spelling::whole(words),
        Cell::Bool(_) | Cell::Date(_) | Cell::Error(_) => None,
    }
}

/// A decimal number, also where it is kept as text.
#[must_use]
pub(crate) fn decimal(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Number(value) => value.is_finite().then_some(*value),
        Cell::Text(words) => spelling::number(words),
        Cell::Bool(_) | Cell::Date(_) | Cell::Error(_) => None,
    }
}

/// A day: a date cell, `DD.MM.YYYY` or `YYYY-MM-DD` / `YYYY.MM.DD` as text, or the serial number of a day (1950–2100).
#[must_use]
pub(crate) fn date(cell: &Cell) -> Option<Date> {
    match cell {
        Cell::Date(date) => Some(*date),
        Cell::Text(words) => date_in(words),
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
            Cell::Text("20.04.2026".into()),
            Cell::Text("Дата: 2026-04-20 г.".into()),
            Cell::Text("03 - Физика 2026.04.20".into()),
            Cell::Number(46132.0),
            Cell::Date(day(2026, 4, 20)),
        ] {
            assert_eq!(date(&cell), expected, "{cell:?}");
        }
        assert_eq!(date(&Cell::Number(15.0)), None);
        assert_eq!(date(&Cell::Text("31.02.2026".into())), None);
    }

    #[test]
    fn numbers_kept_as_text() {
        assert_eq!(whole(&Cell::Text(" 15 ".into())), Some(15));
        assert_eq!(decimal(&Cell::Text("44,33".into())), Some(44.33));
        assert_eq!(whole(&Cell::Number(2.5)), None);
        assert_eq!(words(&Cell::Number(40001.0)), "40001");
    }
}
