//! Names in `participant` of the canonical directory, whose columns hold codes: noticed, told with their number, and replaced by pseudonyms under the
//! key of the data folder before anything leaves (`formats.md` §3).

use records::dataset::{Dataset, PersonId, Pool};
use records::provenance::{Place, Problem, Severity};
use records::text::Text;

use super::{Joined, place_of};
use crate::keys::{Key, hex};
use crate::names::PERSON_DIGITS;

/// Replaces what reads as a name; the same text is the same code in every file of the folder.
pub(super) fn settle(joined: &mut Joined, key: &Key) {
    let names = &joined.data.person_names;
    let named: Vec<u32> = (0..).zip(names.iter()).filter(|(_, name)| is_name(name)).map(|(id, _)| id).collect();
    let Some(&first) = named.first() else { return };
    let mut codes = Pool::default();
    for (id, name) in (0..).zip(names.iter()) {
        let text = if named.binary_search(&id).is_ok() { code(key, name) } else { name.to_owned() };
        codes.intern(&text);
    }
    // Two people would have become one: rather none is renamed, and the names are told as such below.
    if codes.len() == names.len() {
        joined.data.person_names = codes;
    }
    joined.problems.push(told(&joined.data, PersonId(first), named.len()));
}

fn code(key: &Key, name: &str) -> String {
    let sealed = key.seal(&[b"participant", name.as_bytes()]);
    let mut text = String::with_capacity(PERSON_DIGITS + 1);
    text.push('p');
    hex(&mut text, &sealed[..PERSON_DIGITS / 2]);
    text
}

/// Two to four words of letters, each with a capital, one of them longer than initials: «Петров Пётр», «Петров П. И.».
fn is_name(text: &str) -> bool {
    if text.bytes().any(|byte| byte.is_ascii_digit() || byte == b':') {
        return false;
    }
    let letters = |c: char| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’');
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase) && word.chars().all(letters);
    (2..=4).contains(&words.len()) && words.iter().all(capital) && words.iter().any(|word| word.chars().count() > 2)
}

fn told(data: &Dataset, first: PersonId, count: usize) -> Problem {
    let row = |sitting: &records::dataset::Sitting| {
        let row = sitting.person.iter().position(|person| *person == first)?;
        Some(place_of(sitting, row, &data.sources))
    };
    let in_marks = || {
        let row = data.marks.iter().find(|row| row.person == first)?;
        let source = data.sources.get(row.origin.source.0 as usize)?;
        Some(Place { row: Some(row.origin.row), ..Place::file(&source.file) })
    };
    let place = data.sittings.iter().find_map(row).or_else(in_marks).unwrap_or_default();
    let what = Text::new(
        format!("В столбце participant записаны имена учеников: {count}. В отчёте и таблицах вместо них коды."),
        format!("The column participant holds names of pupils: {count}. The report and the tables have codes instead."),
    );
    let mend = Text::new(
        "Имена лучше хранить отдельно: в participant — код, а кто это, — в списке кодов школы.",
        "Names are better kept apart: a code in participant, and whose it is in the school's list of codes.",
    );
    Problem { code: "names-in-participant", severity: Severity::Warning, place, found: String::new(), what, mend }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_codes() {
        for name in ["Петров Пётр", "Петров П. И.", "Ёлкина-Седова Анна Ильинична", "Smith John"]
        {
            assert!(is_name(name), "{name}");
        }
        for code in ["p1", "40001", "edu1:2025/2026:40001", "АБВ", "ученик без имени", "П И", "pupil a", ""] {
            assert!(!is_name(code), "{code}");
        }
    }
}
