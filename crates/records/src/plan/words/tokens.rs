//! Words of dates into tokens: numbers of days told from years, dates put together, words by their meaning.

use super::lexicon::{self, Sense};

/// A token and the words it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub sense: Sense,
    pub text: String,
    /// Read through a slip of the keyboard.
    pub slip: bool,
}

/// Longest text that is looked at: a cell of dates is short, and a long one is no date.
const LONGEST: usize = 600;

/// The tokens of a text; what only decorates is left out.
pub(super) fn of(written: &str) -> Vec<Token> {
    let text: String = written.chars().take(LONGEST).collect();
    let runs = runs(&text);
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(run) = runs.get(at) {
        let rest = runs.get(at..).unwrap_or_default();
        at += match run {
            Run::Digits(_) => number(rest, &mut tokens),
            Run::Letters(word) => put_word(word, &mut tokens),
            Run::Mark(mark) => put_mark(*mark, &mut tokens),
        };
    }
    lines(&mut tokens);
    study_periods(&mut tokens);
    tokens
}

/// A new line in a cell parts dates where what stands before it is whole; elsewhere the cell was only narrow.
fn lines(tokens: &mut Vec<Token>) {
    for at in 0..tokens.len() {
        let sense = |at: usize| tokens.get(at).map(|token| token.sense);
        let before = at.checked_sub(1).and_then(sense).is_some_and(Sense::is_whole);
        let after = !matches!(sense(at + 1), None | Some(Sense::Year(_) | Sense::YearWord | Sense::Dash | Sense::To | Sense::And));
        if let Some(token) = tokens.get_mut(at).filter(|token| token.sense == Sense::Line && before && after) {
            token.sense = Sense::Comma;
        }
    }
    tokens.retain(|token| token.sense != Sense::Line);
}

/// A stretch of one kind of characters; spaces part stretches and are gone.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Run {
    Digits(String),
    Letters(String),
    Mark(char),
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut joined = false;
    for c in text.chars() {
        let last = if joined { runs.last_mut() } else { None };
        match last {
            Some(Run::Digits(digits)) if c.is_ascii_digit() => digits.push(c),
            Some(Run::Letters(letters)) if c.is_alphabetic() => letters.push(c),
            _ if c.is_ascii_digit() => runs.push(Run::Digits(c.into())),
            _ if c.is_alphabetic() => runs.push(Run::Letters(c.into())),
            _ if c == '\n' || !c.is_whitespace() => runs.push(Run::Mark(c)),
            _ => {}
        }
        joined = c.is_alphanumeric();
    }
    runs
}

fn put_mark(mark: char, tokens: &mut Vec<Token>) -> usize {
    let sense = match mark {
        ',' | ';' => Sense::Comma,
        '\n' => Sense::Line,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '/' => Sense::Dash,
        '(' | '[' => Sense::Open,
        ')' | ']' => Sense::Close,
        '.' | ':' => Sense::Dot,
        _ => return 1,
    };
    push(tokens, sense, mark.to_string(), false);
    1
}

fn put_word(word: &str, tokens: &mut Vec<Token>) -> usize {
    if let Some(sense) = lexicon::sense(word) {
        push(tokens, sense, word.to_owned(), false);
    } else if let Some(parts) = lexicon::glued(word) {
        parts.into_iter().for_each(|(sense, text)| push(tokens, sense, text, false));
    } else {
        let slipped = lexicon::slipped(word);
        push(tokens, slipped.unwrap_or(Sense::Other), word.to_owned(), slipped.is_some());
    }
    1
}

fn push(tokens: &mut Vec<Token>, sense: Sense, text: String, slip: bool) {
    // A point after a word ends an abbreviation or a sentence; after a number it numbers a list.
    let after_number = matches!(tokens.last(), Some(Token { sense: Sense::Number(_), .. }));
    match sense {
        Sense::Noise => {}
        Sense::Dot if !after_number => {}
        _ => tokens.push(Token { sense, text, slip }),
    }
}

/// Puts a number, a year, a date or an ordinal, and says how many runs it took.
fn number(rest: &[Run], tokens: &mut Vec<Token>) -> usize {
    let shape = |at: usize| rest.get(at);
    let digits = |at: usize| match shape(at) {
        Some(Run::Digits(digits)) => Some(digits.as_str()),
        _ => None,
    };
    let mark = |at: usize, marks: &str| matches!(shape(at), Some(Run::Mark(mark)) if marks.contains(*mark));
    let Some(first) = digits(0) else { return 1 };
    let text = |runs: usize| rest.iter().take(runs).map(written).collect::<String>();
    let two = digits(2).filter(|_| mark(1, "./-–—"));
    // `15.10-20.10` is two days, not one of the year 20.
    let three = digits(4).filter(|_| two.is_some() && mark(3, "./-") && shape(1) == shape(3));
    let (sense, runs) = if let Some(sense) = two.zip(three).and_then(|(second, third)| full_date(first, second, third)) {
        (sense, 5)
    } else if let Some(sense) = two.and_then(|second| pair(first, second, rest)) {
        (sense, 3)
    } else if let Some(runs) = ordinal_end(rest) {
        (Sense::Ordinal(first.parse().unwrap_or(u32::MAX)), runs)
    } else {
        let value: u32 = first.parse().unwrap_or(u32::MAX);
        (i16::try_from(value).ok().filter(|year| is_year(first, *year)).map_or(Sense::Number(value), Sense::Year), 1)
    };
    push(tokens, sense, text(runs), false);
    runs
}

fn written(run: &Run) -> String {
    match run {
        Run::Digits(text) | Run::Letters(text) => text.clone(),
        Run::Mark(mark) => mark.to_string(),
    }
}

const fn is_year(digits: &str, year: i16) -> bool {
    digits.len() == 4 && 1990 <= year && year < 2100
}

fn year_of(digits: &str) -> Option<i16> {
    let value: i16 = digits.parse().ok()?;
    match digits.len() {
        2 => Some(2000 + value),
        4 if is_year(digits, value) => Some(value),
        _ => None,
    }
}

/// `15.10.2026`, `2026-10-15`; a day that does not exist stays a date, to be asked about.
fn full_date(first: &str, second: &str, third: &str) -> Option<Sense> {
    let small = |digits: &str| (digits.len() <= 2).then(|| digits.parse::<i8>().ok()).flatten();
    let month = small(second)?;
    let (day, year) = if first.len() == 4 { (small(third)?, year_of(first)?) } else { (small(first)?, year_of(third)?) };
    Some(Sense::Date { day, month, year: Some(year) })
}

/// `15.10`, `10.2026`, `2026/2027`, `2026-27`.
fn pair(first: &str, second: &str, rest: &[Run]) -> Option<Sense> {
    let point = matches!(rest.get(1), Some(Run::Mark('.')));
    let (a, b): (i16, i16) = (first.parse().ok()?, second.parse().ok()?);
    if !point {
        let next = if second.len() == 2 { a / 100 * 100 + b } else { b };
        return (is_year(first, a) && next == a + 1).then_some(Sense::Years(a));
    }
    let month = i8::try_from(b).ok().filter(|_| second.len() <= 2);
    match (month, i8::try_from(a).ok()) {
        (Some(month), Some(day)) if first.len() <= 2 && second.len() == 2 => Some(Sense::Date { day, month, year: None }),
        (None, Some(month)) if (1..=12).contains(&month) && is_year(second, b) => Some(Sense::MonthOf { month, year: b }),
        _ => None,
    }
}

/// `1-я`, `2-го`: how many runs it takes.
fn ordinal_end(rest: &[Run]) -> Option<usize> {
    const ENDS: &[&str] = &["й", "я", "е", "го", "ой", "ое", "ая", "ый", "ую", "ю", "му", "м", "х"];
    match rest.get(1..3)? {
        [Run::Mark('-'), Run::Letters(end)] if ENDS.contains(&end.to_lowercase().as_str()) => Some(3),
        _ => None,
    }
}

/// «учебный период» is a period of study; any other «учебный» says nothing.
fn study_periods(tokens: &mut Vec<Token>) {
    for at in 1..tokens.len() {
        let after_study = matches!(tokens.get(at - 1), Some(Token { sense: Sense::Study, .. }));
        if let Some(token) = tokens.get_mut(at).filter(|token| after_study && token.text.to_lowercase().starts_with("период")) {
            token.sense = Sense::Period;
        }
    }
    tokens.retain(|token| token.sense != Sense::Study);
}
