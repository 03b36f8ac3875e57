//! Every table with its columns: what `columns.csv`, the legend of the workbook and docs/tables.md are made from.

use records::text::Phrase;

use super::cells::{document as csv, text};
use super::columns::{Column, named};
use super::{beside, items, pupils, questions, screen, signals, unit_readings};
use crate::document::{Document, DocumentsError};

/// A table as it is described.
pub(crate) struct Table {
    /// File name.
    pub file: &'static str,
    /// What a row of it is.
    pub is: Phrase,
    /// Names of its columns, part by part.
    columns: &'static [&'static [&'static str]],
}

impl Table {
    /// Names of its columns, in their order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().flat_map(|part| part.iter().copied())
    }

    /// Its columns.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &'static Column> {
        self.names().filter_map(named)
    }
}

/// The description itself.
pub(super) const FILE: &str = "columns.csv";

const HEAD: [&str; 9] = ["table", "column", "meaning_ru", "meaning_en", "unit_ru", "unit_en", "range", "empty_ru", "empty_en"];

/// All of them, in the order of writing.
pub(crate) const TABLES: &[Table] = &[
    Table {
        file: "screen.csv",
        is: Phrase {
            ru: "набор результатов: класс, предмет, работа; наборы без ответа тоже",
            en: "a result set: class, subject, work; sets without an answer too",
        },
        columns: &[&screen::HEAD],
    },
    Table {
        file: "signals.csv",
        is: Phrase {
            ru: "набор и показатель; вне школы — описание параллели",
            en: "a set and an indicator; outside the school the description of a parallel",
        },
        columns: &[&signals::SET_KEYS, &signals::COLUMNS],
    },
    Table {
        file: "schools.csv",
        is: Phrase { ru: "школа и показатель", en: "a school and an indicator" },
        columns: &[&["school"], &signals::COLUMNS],
    },
    Table {
        file: "items.csv",
        is: Phrase {
            ru: "задание набора (вне школы — параллели)", en: "an item of a set (outside the school, of a parallel)"
        },
        columns: &[&signals::SET_KEYS, &items::KEYS, &signals::COLUMNS],
    },
    Table {
        file: "units.csv",
        is: Phrase {
            ru: "то, что не набор: медали школы, ведомость четверти, пара измерений, вариант; и показатель",
            en: "what is no set: honours of a school, a register, a pair of measures, a variant; and an indicator",
        },
        columns: &[&unit_readings::KEYS, &signals::COLUMNS],
    },
    Table {
        file: "questions.csv",
        is: Phrase {
            ru: "вопрос, который программа не решает за вас", en: "a question the program does not settle for you"
        },
        columns: &[&questions::HEAD],
    },
    Table {
        file: "pupils.csv",
        is: Phrase {
            ru: "ученик, у которого отметка за работу и журнальная расходятся на две и больше",
            en: "a pupil whose mark for the work and journal mark are two or more apart",
        },
        columns: &[&signals::SET_KEYS, &pupils::KEYS, &signals::COLUMNS, &pupils::PLACE],
    },
    Table {
        file: "beside.csv",
        is: Phrase {
            ru: "набор: что о нём посчитали бы другие; в отборе не участвует",
            en: "a set: what others would compute of it; takes no part in the screen",
        },
        columns: &[&signals::SET_KEYS, &beside::COLUMNS],
    },
    Table { file: FILE, is: Phrase { ru: "столбец таблицы", en: "a column of a table" }, columns: &[&HEAD] },
];

/// `columns.csv`: every column of the tables that were written, and of itself.
pub(super) fn document(written: &[Document]) -> Result<Document, DocumentsError> {
    let is_there = |table: &&Table| table.file == FILE || written.iter().any(|document| document.name == table.file);
    let rows = TABLES
        .iter()
        .filter(is_there)
        .flat_map(|table| std::iter::once(whole(table)).chain(table.columns().map(|column| row(table, column))));
    csv(FILE, &HEAD, rows)
}

/// What a row of the table is.
fn whole(table: &Table) -> Vec<String> {
    [table.file, "", table.is.ru, table.is.en, "", "", "", "", ""].map(text).to_vec()
}

fn row(table: &Table, column: &Column) -> Vec<String> {
    let Column { name, is, unit, range, empty, .. } = column;
    [table.file, name, is.ru, is.en, unit.ru, unit.en, range, empty.ru, empty.en].map(text).to_vec()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::sample::sample;
    use records::text::Lang;

    #[test]
    fn every_column_of_every_table_is_described() {
        let documents = super::super::all(&sample().material(Lang::Ru)).unwrap();
        for document in documents.iter().filter(|document| document.name.ends_with(".csv")) {
            let heads: Vec<String> = csv_heads(&document.bytes);
            let table = TABLES.iter().find(|table| table.file == document.name).unwrap();
            assert_eq!(table.names().collect::<Vec<_>>(), heads, "{}", document.name);
            assert_eq!(table.columns().count(), heads.len(), "{}: {heads:?}", document.name);
        }
        let mut names: Vec<&str> = super::super::columns::COLUMNS.iter().map(|column| column.name).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "no column is described twice");
        let used = |name: &&&str| TABLES.iter().any(|table| table.names().any(|known| known == **name));
        assert_eq!(names.iter().filter(used).count(), names.len(), "no description without a column");
    }

    fn csv_heads(bytes: &[u8]) -> Vec<String> {
        let text = String::from_utf8_lossy(bytes);
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        reader.headers().unwrap().iter().map(str::to_owned).collect()
    }

    #[test]
    fn the_page_is_up_to_date() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/tables.md");
        let page = page();
        if std::env::var("OBJEKTIV_WRITE").is_ok() {
            std::fs::write(&path, &page).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), page, "docs/tables.md is out of date");
    }

    fn page() -> String {
        let mut page = "# Tables\n\nMade by `OBJEKTIV_WRITE=1 cargo test -p documents the_page_is_up_to_date` from the list the tables are written by; the test fails \
                        where the page is out of date. `columns.csv` beside the tables and the last sheet of the workbook say the same.\n"
            .to_owned();
        for table in TABLES {
            page += &format!("\n## `{}`\n\nA row: {}. Строка: {}.\n\n", table.file, table.is.en, table.is.ru);
            page += "| column | holds | что в столбце | unit | values | empty |\n|---|---|---|---|---|---|\n";
            for column in table.columns() {
                let cells =
                    [column.is.en, column.is.ru, column.unit.en, column.range, column.empty.en].map(|cell| cell.replace('|', "\\|"));
                page += &format!("| `{}` | {} |\n", column.name, cells.join(" | "));
            }
        }
        page
    }
}
