//! What stands inside messages: counts and numbers the way the reader's language writes them, plural forms, periods.

use std::borrow::Cow;

use records::text::{Lang, NBSP, Text};
use records::vocabulary::Unit;

use crate::values;

/// A message without values, to be chosen here and said elsewhere.
pub type Word = fn(Lang) -> String;

/// A message about a count, to be chosen here and said elsewhere.
pub type Counted = fn(Lang, usize) -> String;

/// A value inside a message.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    /// Text, put in as it is.
    Text(Cow<'a, str>),
    /// A count, its thousands apart.
    Count(u64),
}

impl<'a> Value<'a> {
    /// The value as it is read.
    pub(crate) fn said(self, lang: Lang) -> Cow<'a, str> {
        match self {
            Self::Text(text) => text,
            Self::Count(count) => grouped(lang, count).into(),
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<usize> for Value<'_> {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

impl From<u64> for Value<'_> {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Value<'_> {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl From<u16> for Value<'_> {
    fn from(count: u16) -> Self {
        Self::Count(count.into())
    }
}

impl From<u8> for Value<'_> {
    fn from(count: u8) -> Self {
        Self::Count(count.into())
    }
}

/// A statement in both languages at once: `both(|lang| tables::outside_small(lang))`.
#[must_use]
pub fn both(say: impl Fn(Lang) -> String) -> Text {
    Text::new(say(Lang::Ru), say(Lang::En))
}

/// A count; from ten thousand on its thousands stand apart, in Russian by a no-break space, in English by a comma.
#[must_use]
pub fn count(lang: Lang, count: usize) -> String {
    grouped(lang, count as u64)
}

fn grouped(lang: Lang, count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) && digits.len() > 4 {
            out.push(if lang == Lang::Ru { NBSP } else { ',' });
        }
        out.push(digit);
    }
    out
}

/// A number in the reader's language; a dash for what is not a number.
#[must_use]
pub fn number(lang: Lang, value: f64, digits: usize) -> String {
    if value.is_finite() { records::text::number(value, digits, lang) } else { "–".to_owned() }
}

/// A share as a percentage in the reader's language.
#[must_use]
pub fn percent(lang: Lang, share: f64, digits: usize) -> String {
    if share.is_finite() { records::text::percent(share, digits, lang) } else { "–".to_owned() }
}

/// What follows a number of a unit: «1 балл», «2 балла», «5 баллов», and after decimals «1,5 балла».
#[must_use]
pub fn unit(lang: Lang, unit: Unit, value: f64, digits: usize) -> String {
    let shown = number(lang, value.abs(), digits);
    let whole = shown.parse::<usize>().ok();
    let say: fn(Lang, usize) -> String = match unit {
        Unit::Points => values::unit_points,
        Unit::Marks => values::unit_marks,
        Unit::Pupils => values::unit_pupils,
        Unit::Logit => values::unit_logits,
        Unit::Pp => return unit.label().in_lang(lang).to_owned(),
    };
    // A decimal takes the form of two in Russian («1,5 балла») and of many in English ("1.5 points").
    say(lang, whole.unwrap_or(2))
}

/// A range `low – high` written the way people say it: «от 1,2 до 5,0».
#[must_use]
pub fn range(lang: Lang, low: f64, high: f64, digits: usize) -> String {
    values::range(lang, number(lang, low, digits), number(lang, high, digits))
}

/// A period code in words: «4 четверть» of `q4`; None for other codes.
#[must_use]
pub fn period(lang: Lang, code: &str) -> Option<String> {
    let (kind, number) = code.split_at_checked(1)?;
    match (kind, number.parse::<usize>()) {
        ("q", Ok(n)) => Some(values::period_quarter(lang, n)),
        ("t", Ok(n)) => Some(values::period_trimester(lang, n)),
        ("h", Ok(n)) => Some(values::period_half(lang, n)),
        _ => match code {
            "interim" => Some(values::period_interim(lang)),
            "year" => Some(values::period_year(lang)),
            "final" => Some(values::period_final(lang)),
            _ => None,
        },
    }
}

/// Plural forms of whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// 1, 21, 31 in Russian; 1 in English.
    One,
    /// 2 to 4, 22 to 24 in Russian.
    Few,
    /// All others.
    Many,
}

pub(crate) const fn form_ru(n: usize) -> Form {
    match (n % 10, n % 100) {
        (_, 11..=14) => Form::Many,
        (1, _) => Form::One,
        (2..=4, _) => Form::Few,
        _ => Form::Many,
    }
}

pub(crate) const fn form_en(n: usize) -> Form {
    if n == 1 { Form::One } else { Form::Many }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{report, web};

    #[test]
    fn counts_have_their_thousands_apart_alone_and_inside_messages() {
        assert_eq!(count(Lang::Ru, 1_412_889), "1\u{a0}412\u{a0}889");
        assert_eq!(count(Lang::En, 14_120), "14,120");
        assert_eq!(count(Lang::Ru, 2026), "2026");
        assert_eq!(web::records(Lang::Ru, 45_072), "45\u{a0}072 записи");
        assert_eq!(web::records(Lang::En, 45_072), "45,072 records");
        assert_eq!(report::rows(Lang::Ru, 12_000_usize), "строк: 12\u{a0}000");
    }

    #[test]
    fn plural_forms_follow_the_language() {
        let said: Vec<String> = [1, 3, 12, 25, 111, 122].iter().map(|&n| web::files_title(Lang::Ru, n)).collect();
        assert_eq!(said, ["1 файл", "3 файла", "12 файлов", "25 файлов", "111 файлов", "122 файла"]);
        assert_eq!([0, 1, 21].map(|n| web::files_title(Lang::En, n)), ["0 files", "1 file", "21 files"]);
    }

    #[test]
    fn units_agree_with_their_numbers() {
        let said = |lang, value, digits| format!("{} {}", number(lang, value, digits), unit(lang, Unit::Points, value, digits));
        let cases = [(1.0, 0, "1 балл", "1 point"), (2.0, 0, "2 балла", "2 points"), (5.0, 0, "5 баллов", "5 points")];
        let more = [(11.0, 0, "11 баллов", "11 points"), (21.0, 0, "21 балл", "21 points"), (1.5, 1, "1,5 балла", "1.5 points")];
        for (value, digits, ru, en) in cases.into_iter().chain(more) {
            assert_eq!((said(Lang::Ru, value, digits).as_str(), said(Lang::En, value, digits).as_str()), (ru, en));
        }
        assert_eq!(unit(Lang::Ru, Unit::Pupils, 11.5, 1), "ученика");
        assert_eq!(unit(Lang::Ru, Unit::Pupils, -5.0, 0), "учеников");
    }

    #[test]
    fn values_stand_where_the_message_has_them() {
        assert_eq!(range(Lang::Ru, 1.25, f64::NAN, 1), "от 1,2 до –");
        assert_eq!(period(Lang::En, "q4").as_deref(), Some("quarter 4"));
        assert_eq!(period(Lang::Ru, "q"), None);
        let text = both(|lang| report::from_cell(lang, "B2"));
        assert_eq!((text.ru.as_str(), text.en.as_str()), ("ячейка B2", "cell B2"));
    }
}
