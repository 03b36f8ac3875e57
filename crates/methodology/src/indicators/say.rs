//! Phrases shared by the explanations: numbers as the reader's language writes them.

use records::text::{Lang, NBSP, number, plural_en, plural_ru};

/// Signed number: +1,3 or −0,4.
pub(super) fn signed(value: f64, digits: usize, lang: Lang) -> String {
    let plain = number(value, digits, lang);
    if plain.starts_with('\u{2212}') || !plain.chars().any(|c| ('1'..='9').contains(&c)) { plain } else { format!("+{plain}") }
}

/// «от 0,4 до 2,1» / "0.4 to 2.1".
pub(super) fn range(ci: [f64; 2], digits: usize, lang: Lang) -> String {
    match lang {
        Lang::Ru => format!("от {} до {}", number(ci[0], digits, lang), number(ci[1], digits, lang)),
        Lang::En => format!("{} to {}", number(ci[0], digits, lang), number(ci[1], digits, lang)),
    }
}

/// «25 учеников».
pub(super) fn pupils(n: usize, lang: Lang) -> String {
    match lang {
        Lang::Ru => format!("{n}{NBSP}{}", plural_ru(n as u64, "ученик", "ученика", "учеников")),
        Lang::En => format!("{n} {}", plural_en(n as u64, "pupil", "pupils")),
    }
}

/// «25 работ».
pub(super) fn scripts(n: usize, lang: Lang) -> String {
    match lang {
        Lang::Ru => format!("{n}{NBSP}{}", plural_ru(n as u64, "работа", "работы", "работ")),
        Lang::En => format!("{n} {}", plural_en(n as u64, "script", "scripts")),
    }
}

/// «у 1 ученика», «у 25 учеников».
pub(super) fn of_pupils(n: usize) -> String {
    format!("{n}{NBSP}{}", plural_ru(n as u64, "ученика", "учеников", "учеников"))
}
