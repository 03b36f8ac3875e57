//! Columns of a protocol, known by the grammar of their headings: what they are of and which part, in whatever order.

use crate::cells;
use crate::formats::asked;
use crate::grid::Row;

/// Columns by meaning.
#[derive(Default, PartialEq, Eq)]
pub(super) struct Columns {
    pub school: Option<u32>,
    pub class: Option<u32>,
    pub room: Option<u32>,
    pub names: Vec<u32>,
    pub short: Option<u32>,
    /// Written, then spoken.
    pub extended: Vec<u32>,
    pub primary: Option<u32>,
    pub ball: Option<u32>,
}

impl Columns {
    pub(super) fn of(row: &Row) -> Self {
        let mut columns = Self::default();
        let mut names = [None; 3];
        let mut whole = None;
        for (column, cell) in &row.cells {
            let heading = cells::heading(cell);
            let has = |part: &str| heading.contains(part);
            match heading {
                "код оо" | "код ос" | "код школы" => columns.school = columns.school.or(Some(*column)),
                "фамилия" => names[0] = Some(*column),
                "имя" => names[1] = Some(*column),
                "отчество" => names[2] = Some(*column),
                _ if asked::is_name_heading(heading) || heading.starts_with("фио") => whole = whole.or(Some(*column)),
                _ if heading.starts_with("класс") => columns.class = columns.class.or(Some(*column)),
                _ if heading.starts_with("аудитор") => columns.room = columns.room.or(Some(*column)),
                _ if has("первичн") => columns.primary = columns.primary.or(Some(*column).filter(|_| !is_of_part(heading))),
                _ if has("кратк") => columns.short = columns.short.or(Some(*column)),
                _ if has("развернут") || (has("устн") && !has("балл")) => columns.extended.push(*column),
                _ if is_result(heading) => columns.ball = columns.ball.or(Some(*column)),
                _ => {}
            }
        }
        columns.names = if names[0].is_some() { names.into_iter().flatten().collect() } else { whole.into_iter().collect() };
        columns
    }

    /// Whether these are columns of a protocol: of a whole name in one column only where the school has its code beside.
    pub(super) fn complete(&self) -> bool {
        (self.names.len() >= 2 || (self.names.len() == 1 && self.school.is_some())) && self.primary.is_some() && self.ball.is_some()
    }

    /// Field → column, names and documents left out.
    pub(super) fn named(&self) -> Vec<(String, u32)> {
        let fields = [
            ("school", self.school),
            ("class", self.class),
            ("room", self.room),
            ("short", self.short),
            ("extended", self.extended.first().copied()),
            ("spoken", self.extended.get(1).copied()),
            ("primary", self.primary),
            ("score", self.ball),
        ];
        fields.iter().filter_map(|(name, column)| Some(((*name).to_owned(), (*column)?))).collect()
    }

    /// Whether a heading is one of a protocol that is passed over: numbers, codes, documents, primary scores of parts.
    pub(super) fn is_known(heading: &str) -> bool {
        const STARTS: [&str; 12] = ["№", "код", "серия", "номер", "документ", "ппэ", "мсу", "аудитор", "пол", "дата", "первичн", "вариант"];
        heading.is_empty() || STARTS.iter().any(|start| heading.starts_with(start))
    }
}

/// «Первичный балл устной части», «… письм. части».
fn is_of_part(heading: &str) -> bool {
    ["част", "устн", "письм", "кратк", "развернут"].iter().any(|part| heading.contains(part))
}

/// «Балл», «Тестовый балл», «Балл по 100-балльной шкале», «Отметка», «Итоговая оценка».
fn is_result(heading: &str) -> bool {
    let result = ["балл", "отметка", "оценка"].iter().any(|word| heading.split([' ', '(']).any(|part| part == *word));
    result && !is_of_part(heading) && !heading.contains("миним") && !heading.contains("журнал")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::sample;
    use crate::grid::BookKind;

    #[test]
    fn headings_in_other_words_and_another_order() {
        let page = "№ | ФИО участника | Код ОО | Класс | Вариант | Краткие ответы | Часть с развёрнутым ответом | Устная часть | \
                    Первичный балл устной части | Первичный балл письм. части | Тестовый балл | Первичный балл | Минимальный балл";
        let book = sample::book(BookKind::Xlsx, &[("", page)]);
        let columns = Columns::of(&book.sheets[0].rows[0]);
        assert_eq!((columns.names.as_slice(), columns.school, columns.short), ([1].as_slice(), Some(2), Some(5)));
        assert_eq!((columns.extended.as_slice(), columns.primary, columns.ball), ([6, 7].as_slice(), Some(11), Some(10)));
        assert!(columns.complete());
        let other = sample::book(BookKind::Xlsx, &[("", "Класс | ФИО | Балл | Отметка")]);
        assert!(!Columns::of(&other.sheets[0].rows[0]).complete());
    }
}
