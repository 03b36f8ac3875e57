//! Whether numbers agree with the nouns after them: read off what is said, so that no rule of one message is trusted. For tests, of every
//! message here and of every document elsewhere.

use records::text::Lang;

/// Nouns that are counted: «набор, набора, наборов».
const RUSSIAN: [[&str; 3]; 16] = [
    ["набор", "набора", "наборов"],
    ["работа", "работы", "работ"],
    ["ученик", "ученика", "учеников"],
    ["участник", "участника", "участников"],
    ["претендент", "претендента", "претендентов"],
    ["балл", "балла", "баллов"],
    ["школа", "школы", "школ"],
    ["файл", "файла", "файлов"],
    ["вопрос", "вопроса", "вопросов"],
    ["строка", "строки", "строк"],
    ["запись", "записи", "записей"],
    ["отметка", "отметки", "отметок"],
    ["замечание", "замечания", "замечаний"],
    ["результат", "результата", "результатов"],
    ["ведомость", "ведомости", "ведомостей"],
    ["логит", "логита", "логитов"],
];

const ENGLISH: [[&str; 2]; 11] = [
    ["set", "sets"],
    ["script", "scripts"],
    ["pupil", "pupils"],
    ["point", "points"],
    ["school", "schools"],
    ["file", "files"],
    ["question", "questions"],
    ["row", "rows"],
    ["mark", "marks"],
    ["class", "classes"],
    ["remark", "remarks"],
];

/// Every number that does not agree with the noun after it, with what stands around.
pub(crate) fn disagreements(text: &str, lang: Lang) -> Vec<String> {
    let words: Vec<&str> = text.split([' ', '\u{a0}', '\n', '\t', '(', ')']).filter(|word| !word.is_empty()).collect();
    let pairs = words.windows(2).enumerate();
    let wrong = pairs.filter(|(_, pair)| Number::read(pair[0]).is_some_and(|number| !agrees(number, pair[1], lang)));
    wrong.map(|(at, _)| words[at.saturating_sub(3)..words.len().min(at + 4)].join(" ")).collect()
}

#[derive(Clone, Copy)]
enum Number {
    Whole(u64),
    Decimal,
}

impl Number {
    /// A number that is one: no range, no date, no name of a class, nothing below zero (people say both "−1 point" and "−1 points").
    fn read(word: &str) -> Option<Self> {
        let bare = word.trim_start_matches('+');
        if let Ok(whole) = bare.parse() {
            return Some(Self::Whole(whole));
        }
        let (whole, decimals) = bare.split_once([',', '.'])?;
        let digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
        (digits(whole) && digits(decimals)).then_some(Self::Decimal)
    }
}

/// In Russian the noun may stand in the genitive («из 32 учеников», «у 21 ученика»): refused is what no case allows.
fn agrees(number: Number, word: &str, lang: Lang) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphabetic());
    match lang {
        Lang::Ru => {
            let Some(form) = RUSSIAN.iter().find_map(|forms| forms.iter().position(|form| *form == word)) else { return true };
            match number {
                Number::Decimal => form == 1,
                Number::Whole(n) => match (n % 10, n % 100) {
                    (_, 11..=14) => form == 2,
                    (1, _) => form != 2,
                    (2..=4, _) => form != 0,
                    _ => form == 2,
                },
            }
        }
        Lang::En => {
            let Some(form) = ENGLISH.iter().find_map(|forms| forms.iter().position(|form| *form == word)) else { return true };
            matches!(number, Number::Whole(1)) == (form == 0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_case_allows_is_found() {
        for right in
            ["1 набор", "2 набора", "5 наборов", "11 наборов", "21 набор", "1,5 балла", "из 32 учеников", "у 21 ученика", "+11,5 ученика"]
        {
            assert!(disagreements(right, Lang::Ru).is_empty(), "{right}");
        }
        for wrong in ["1 наборов", "2 набор", "5 набора", "11 набор", "21 наборов", "1,5 баллов", "в них 12 записи."]
        {
            assert_eq!(disagreements(wrong, Lang::Ru).len(), 1, "{wrong}");
        }
        assert_eq!(disagreements("1 sets and 2 set, 21 pupils", Lang::En).len(), 2);
    }
}
