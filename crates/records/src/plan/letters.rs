//! Letters made comparable: case, ё and е, dashes, and Latin letters that look like Cyrillic ones inside Cyrillic words. For comparing, never for keeping.

use crate::reference::look_alike;

/// Words of a text, folded; everything between them is dropped.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(fold_word).collect()
}

/// The text with one space between words and nothing else: two texts that differ in marks or case only are the same.
pub(super) fn same(text: &str) -> String {
    words(text).join(" ")
}

/// One word: small letters, ё = е, and look-alike letters Cyrillic where any letter is.
pub(super) fn fold_word(word: &str) -> String {
    let lower = word.to_lowercase();
    let cyrillic = lower.chars().any(|c| ('а'..='я').contains(&c) || c == 'ё');
    let plain = |c| match c {
        'ё' => 'е',
        other if cyrillic => look_alike(other),
        other => other,
    };
    lower.chars().map(plain).collect()
}

/// Whether two words are one keystroke apart: a letter more, less, other, or two neighbours swapped.
pub(super) fn one_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let start = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let rest = |letters: &[char], skipped: usize| letters.get(start + skipped..).unwrap_or_default().to_vec();
    match long.len() - short.len() {
        0 => {
            let swapped = short.get(start) == long.get(start + 1) && short.get(start + 1) == long.get(start);
            start < long.len() && (rest(short, 1) == rest(long, 1) || (swapped && rest(short, 2) == rest(long, 2)))
        }
        1 => rest(short, 0) == rest(long, 1),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_keystroke_apart() {
        for (a, b) in [("сентябь", "сентябрь"), ("октябрьь", "октябрь"), ("фервраль", "февраль"), ("ноябрь", "наябрь"), ("мрат", "март")]
        {
            assert!(one_slip(a, b) && one_slip(b, a), "{a} {b}");
        }
        for (a, b) in [("июнь", "июнь"), ("сенябь", "сентябрь"), ("май", "март"), ("тарм", "март")] {
            assert!(!one_slip(a, b), "{a} {b}");
        }
    }

    #[test]
    fn marks_and_case_do_not_part_texts() {
        assert_eq!(same("Учёт  «Работ», (ВПР)."), same("учет работ впр"));
        assert_eq!(fold_word("Oктябрь"), "октябрь");
        assert_eq!(fold_word("IX"), "ix");
    }
}
