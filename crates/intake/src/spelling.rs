//! Text as people type it, made comparable: spaces, dashes, letters that look alike, ё and е.

use std::borrow::Cow;

/// Tidy for keeping: every kind of space becomes one plain space, ends trimmed, zero-width marks dropped. Letters stay; a tidy text is borrowed.
#[must_use]
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        if is_blank(c) {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    Cow::Owned(out)
}

/// Whether tidying changes nothing.
fn is_clean(text: &str) -> bool {
    let mut after_blank = true;
    let kept = text.chars().all(|c| {
        let blank = c == ' ';
        let kept = if blank { !after_blank } else { !is_invisible(c) && !is_blank(c) };
        after_blank = blank;
        kept
    });
    kept && (text.is_empty() || !after_blank)
}

/// Key for comparing only, never for keeping: [`clean`], lower case, ё = е, dashes = `-`, quotes dropped, and every Latin letter that looks like
/// a Cyrillic one read as Cyrillic (`X` and `Х`, `K` and `К` …). A folded text is borrowed.
#[must_use]
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    let clean = clean(text);
    if clean.chars().all(|c| fold_char(c) == Some(c)) { clean } else { Cow::Owned(clean.chars().filter_map(fold_char).collect()) }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Zero-width marks and the byte-order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{00ad}')
}

fn fold_char(c: char) -> Option<char> {
    Some(match c {
        'a' | 'A' => 'а',
        'b' | 'B' => 'в',
        'c' | 'C' => 'с',
        'e' | 'E' | 'ё' | 'Ё' => 'е',
        'h' | 'H' => 'н',
        'k' | 'K' => 'к',
        'm' | 'M' => 'м',
        'o' | 'O' => 'о',
        'p' | 'P' => 'р',
        't' | 'T' => 'т',
        'x' | 'X' => 'х',
        'y' | 'Y' => 'у',
        'а'..='я' => c,
        'А'..='Я' => char::from_u32(u32::from(c) + 32).unwrap_or(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '«' | '»' | '"' | '“' | '”' | '„' | '\'' | '’' => return None,
        other if other.is_ascii() => other.to_ascii_lowercase(),
        other => other.to_lowercase().next().unwrap_or(other),
    })
}

/// A number as people write it: decimal comma or point, spaces between thousands, a real minus sign, a trailing `%`.
#[must_use]
pub(crate) fn number(text: &str) -> Option<f64> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '\u{2212}' | '%') || is_blank(c) || is_invisible(c);
    if !text.chars().all(is_part) {
        return None;
    }
    let sign = |c: char| match c {
        ',' => '.',
        '\u{2212}' => '-',
        other => other,
    };
    let tight: String = text.chars().filter(|c| !is_blank(*c) && !is_invisible(*c)).map(sign).collect();
    let tight = tight.strip_suffix('%').unwrap_or(&tight);
    let plain = tight.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-') && tight.bytes().any(|b| b.is_ascii_digit());
    if plain { tight.parse().ok() } else { None }
}

/// A code or a class number without the empty decimals that some programs add (`40001.0`, `40001,00`).
#[must_use]
pub(crate) fn without_decimals(code: &str) -> &str {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match code.split_once(['.', ',']) {
        Some((whole, decimals)) if is_digits(whole) && is_digits(decimals) && decimals.bytes().all(|b| b == b'0') => whole,
        _ => code,
    }
}

/// A whole number that fits, written as text (`3`, `3,0`).
#[must_use]
pub(crate) fn whole(text: &str) -> Option<i64> {
    number(text).and_then(whole_of)
}

/// A float that is a whole number below 2^53.
#[must_use]
pub(crate) fn whole_of(value: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "the value is whole and below 2^53")]
    (value.abs() < 9.0e15 && (value - value.round()).abs() < 1e-9).then(|| value.round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alike_letters_compare_equal() {
        for (latin, cyrillic) in [("X", "х"), ("5K1", "5К1"), ("Kod", "Коd"), ("ABEOCPH", "АВЕОСРН")] {
            assert_eq!(fold(latin), fold(cyrillic));
        }
        assert_eq!(fold("Тёма\u{a0}\u{202f} –  «Ёж»"), "тема - еж");
        assert_ne!(fold("4"), fold("5"));
    }

    #[test]
    fn empty_decimals_of_codes() {
        for (code, expected) in [("40001.0", "40001"), ("00123,00", "00123"), ("4.1", "4.1"), ("А.0", "А.0"), ("1.", "1."), ("", "")] {
            assert_eq!(without_decimals(code), expected);
        }
    }

    #[test]
    fn cleaning_keeps_letters() {
        assert_eq!(clean("\u{feff} МБОУ\u{a0}«СОШ\u{2009}№1»\n"), "МБОУ «СОШ №1»");
        assert_eq!(clean("X ё K"), "X ё K");
    }

    #[test]
    fn numbers_as_people_write_them() {
        assert_eq!(number("12,5"), Some(12.5));
        assert_eq!(number("1\u{a0}722\u{202f}202"), Some(1_722_202.0));
        assert_eq!(number("\u{2212}3.25 %"), Some(-3.25));
        assert_eq!(number("5A"), None);
        assert_eq!(number(""), None);
        assert_eq!(number("-"), None);
        assert_eq!(number("1,2,3"), None);
        assert_eq!(whole("3,0"), Some(3));
        assert_eq!(whole("3,5"), None);
    }
}
