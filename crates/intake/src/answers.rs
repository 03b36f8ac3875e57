//! Answers to what the program would not guess: `questions.csv` with its last column filled.

use std::collections::BTreeMap;

use records::provenance::{Place, Problem, Severity};
use records::text::Text;

use crate::grid::{Row, Sheet};
use crate::read;

/// Answers by question key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    by_key: BTreeMap<String, String>,
}

impl Answers {
    /// The answer to a question; an empty answer is none.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.by_key.get(key).map(String::as_str)
    }

    /// Adds or replaces an answer; an empty one takes it back.
    pub fn set(&mut self, key: impl Into<String>, answer: &str) {
        let (key, answer) = (key.into(), crate::spelling::clean(answer));
        if answer.is_empty() {
            self.by_key.remove(&key);
        } else {
            self.by_key.insert(key, answer.into_owned());
        }
    }

    /// These answers with `later` laid over them.
    #[must_use]
    pub fn overlaid(mut self, later: &Self) -> Self {
        self.by_key.extend(later.by_key.iter().map(|(key, answer)| (key.clone(), answer.clone())));
        self
    }

    /// The answers as [`Answers::parse`] reads them back.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let rows = self.iter().map(|(key, answer)| format!("{},{}\n", quoted(key), quoted(answer)));
        std::iter::once("\u{feff}key,answer\n".to_owned()).chain(rows).collect()
    }

    /// Whether nothing was answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    /// Keys and answers in order of key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_key.iter().map(|(key, answer)| (key.as_str(), answer.as_str()))
    }

    /// Reads the filled table back, whatever program saved it: CSV in any encoding, xlsx, xls. Empty answers are left out.
    ///
    /// # Errors
    /// The file is no table, or has no columns `key` and `answer`; the problem says how to mend it.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self, Box<Problem>> {
        let book = read::book(file, "", bytes)?;
        let columns = |sheet: &Sheet| sheet.rows.iter().find_map(|row| Some((row.index, column(row, "key")?, column(row, "answer")?)));
        let Some((sheet, (head, key, answer))) = book.sheets.iter().find_map(|sheet| Some((sheet, columns(sheet)?))) else {
            return Err(Box::new(not_answers(file)));
        };
        let mut answers = Self::default();
        for row in sheet.rows.iter().filter(|row| row.index > head) {
            // An apostrophe keeps spreadsheets from taking a text for a formula; it is no part of the text.
            let text = |column| row.words(column).trim_start_matches('\'').to_owned();
            answers.set(text(key), &text(answer));
        }
        Ok(answers)
    }
}

fn column(row: &Row, name: &str) -> Option<u32> {
    row.cells.iter().map(|(column, _)| *column).find(|column| crate::spelling::fold(&row.words(*column)) == crate::spelling::fold(name))
}

fn not_answers(file: &str) -> Problem {
    Problem {
        code: "not-answers",
        severity: Severity::Refused,
        place: Place::file(file),
        found: String::new(),
        what: Text::new("В таблице нет столбцов key и answer.", "The table has no columns key and answer."),
        mend: Text::new(
            "Возьмите questions.csv, который записала программа, и заполните последний столбец; первый не меняйте.",
            "Take the questions.csv the program wrote and fill its last column; leave the first as it is.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filled_table_is_read_back_whatever_saved_it() {
        let filled = "key;question_ru;answer\na.xlsx:school;Какая школа?;Лицей № 1\nb:grade;Какой класс?;\n";
        let cp1251 = encoding_rs::WINDOWS_1251.encode(filled).0;
        for bytes in [filled.as_bytes(), &cp1251, format!("\u{feff}{}", filled.replace(';', ",")).as_bytes()] {
            let answers = Answers::parse("questions.csv", bytes).unwrap();
            assert_eq!(answers.iter().collect::<Vec<_>>(), [("a.xlsx:school", "Лицей № 1")], "an empty answer is none");
        }
    }

    #[test]
    fn answers_are_written_and_laid_over_one_another() {
        let mut kept = Answers::default();
        kept.set("a", "Лицей «№ 1», корпус \"Б\"");
        kept.set("b", "старый");
        let mut later = Answers::default();
        later.set("b", "новый");
        let all = kept.overlaid(&later);
        assert_eq!(Answers::parse("answers.csv", all.to_csv().as_bytes()).unwrap(), all);
        assert_eq!(all.get("b"), Some("новый"));
    }

    #[test]
    fn another_table_is_refused_with_a_way_on() {
        let problem = Answers::parse("other.csv", "a,b\n1,2\n".as_bytes()).unwrap_err();
        assert_eq!((problem.code, problem.place.file.as_str()), ("not-answers", "other.csv"));
    }
}
