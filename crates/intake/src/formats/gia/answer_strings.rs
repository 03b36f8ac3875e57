//! ShortAnswer strings of a protocol: `+-2+` and `1(2)2(2)0(3)`.

use crate::exam_sheet::ShortAnswer;
use crate::spelling;

/// Reads short answers, one character per item.
///
/// # Errors
/// The sign that no protocol has, with its position from one.
pub(super) fn short_answers(cell: &str) -> Result<Vec<ShortAnswer>, String> {
    let answer = |(at, sign): (usize, char)| match sign {
        '+' => Ok(ShortAnswer::Right),
        '-' => Ok(ShortAnswer::Wrong),
        '0'..='9' => Ok(ShortAnswer::Points(u8::try_from(u32::from(sign) - u32::from('0')).unwrap_or_default())),
        other => Err(odd_sign(other, at)),
    };
    spelling::clean(cell).chars().enumerate().map(answer).collect()
}

/// Reads extended answers as (points, maximum), repeated; blanks between the pairs are allowed.
///
/// # Errors
/// The place where the string stops being `points(maximum)`, or points above their maximum.
pub(super) fn extended_answers(cell: &str) -> Result<Vec<(u8, u8)>, String> {
    let cell = spelling::clean(cell);
    let mut rest = &*cell;
    let mut answers = Vec::new();
    while !rest.is_empty() {
        let odd = || odd_sign(rest.chars().next().unwrap_or(' '), cell.chars().count() - rest.chars().count());
        let (points, after) = whole_number(rest).ok_or_else(odd)?;
        let (max, after) = after.strip_prefix('(').and_then(whole_number).ok_or_else(odd)?;
        rest = after.strip_prefix(')').ok_or_else(odd)?.trim_start_matches(' ');
        if points > max {
            return Err(format!("{points}({max})"));
        }
        answers.push((points, max));
    }
    Ok(answers)
}

/// Leading digits as a number up to 250.
fn whole_number(text: &str) -> Option<(u8, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number: u8 = text.get(..digits)?.parse().ok()?;
    (number <= 250).then_some((number, text.get(digits..)?))
}

/// A letter is not repeated: in a shifted table the cell may hold somebody's name.
fn odd_sign(sign: char, at: usize) -> String {
    let shown = if sign.is_alphabetic() { "буква" } else { return format!("«{sign}», знак {}", at + 1) };
    format!("{shown}, знак {}", at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_answers_sign_by_sign() {
        use ShortAnswer::{Points, Right, Wrong};
        assert_eq!(short_answers("+-20+").unwrap(), [Right, Wrong, Points(2), Points(0), Right]);
        assert_eq!(short_answers(" ++ ").unwrap(), [Right, Right]);
        assert_eq!(short_answers("").unwrap(), []);
        for (cell, found) in
            [("+х-", "буква, знак 2"), ("+ +", "« », знак 2"), ("–+", "«–», знак 1"), ("+;", "«;», знак 2"), ("+1(2)", "«(», знак 3")]
        {
            assert_eq!(short_answers(cell).unwrap_err(), found, "{cell}");
        }
    }

    #[test]
    fn extended_answers_pair_by_pair() {
        assert_eq!(extended_answers("1(2)2(2)0(3)").unwrap(), [(1, 2), (2, 2), (0, 3)]);
        assert_eq!(extended_answers("1(2) 12(20)").unwrap(), [(1, 2), (12, 20)]);
        assert_eq!(extended_answers("").unwrap(), []);
        for (cell, found) in [
            ("3(2)", "3(2)"),
            ("1(2", "«1», знак 1"),
            ("1(2)2", "«2», знак 5"),
            ("1(2)X", "буква, знак 5"),
            ("(2)", "«(», знак 1"),
            ("1()", "«1», знак 1"),
            ("1(2),0(3)", "«,», знак 5"),
            ("999(999)", "«9», знак 1"),
            ("1(2))", "«)», знак 5"),
        ] {
            assert_eq!(extended_answers(cell).unwrap_err(), found, "{cell}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(cell in "\\PC{0,60}") {
            if let Ok(answers) = short_answers(&cell) {
                proptest::prop_assert_eq!(answers.len(), spelling::clean(&cell).chars().count());
            }
            if let Ok(answers) = extended_answers(&cell) {
                proptest::prop_assert!(answers.iter().all(|(points, max)| points <= max));
            }
        }

        #[test]
        fn written_answers_read_back(answers in proptest::collection::vec((0_u8..=20, 0_u8..=20), 0..12)) {
            let answers: Vec<(u8, u8)> = answers.into_iter().map(|(a, b)| (a.min(b), a.max(b))).collect();
            let cell: String = answers.iter().map(|(points, max)| format!("{points}({max})")).collect();
            proptest::prop_assert_eq!(extended_answers(&cell).unwrap(), answers);
        }

        #[test]
        fn a_mutated_protocol_string_never_breaks_the_reader(at in 0_usize..12, with in proptest::char::any()) {
            let mut signs: Vec<char> = "1(2)2(2)0(3)".chars().collect();
            signs[at] = with;
            let cell: String = signs.iter().collect();
            let _ = (short_answers(&cell), extended_answers(&cell));
        }
    }
}
