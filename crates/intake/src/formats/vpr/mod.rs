//! ВПР, workbooks of ФИС ОКО (`formats.md` §2): each is a template of `templates/*.toml`; two readers, one for tables of pupils, one for published shares.

mod heading;
mod item;
mod items;
mod shares;
mod title;
mod told;
mod works;

use std::sync::LazyLock;

use records::text::{Phrase, Text};

use crate::cells;
use crate::draft::Draft;
use crate::grid::Book;
use crate::layout::{Layout, Recognised};
use crate::template::{Template, tight};

pub(crate) use item::item_name;
pub(crate) use title::kim_key;

/// How a recognised table is read.
type Reader = fn(&Table, &Template, &Book, &mut Draft<'_>);

/// A table known by a template.
pub(crate) struct Table {
    id: &'static str,
    title: Phrase,
    from_description: bool,
    template: LazyLock<Option<Template>>,
    read: Reader,
}

/// Declares a table with its template.
macro_rules! table {
    ($name:ident, $id:literal, $described:literal, $ru:literal, $en:literal, $read:path) => {
        #[doc = $ru]
        pub(super) static $name: Table = Table {
            id: $id,
            title: Phrase { ru: $ru, en: $en },
            from_description: $described,
            template: LazyLock::new(|| Template::parse(include_str!(concat!("../../../templates/", $id, ".toml"))).ok()),
            read: $read,
        };
    };
}

table!(F1, "vpr-f1", false, "ВПР, Ф1 «Индивидуальные результаты»", "VPR, F1 individual results", works::read);
table!(FORM, "vpr-form", false, "ВПР, форма сбора результатов", "VPR, collection form", works::read);
table!(MARKS, "vpr-marks", false, "ВПР, Ф3 «Статистика по отметкам»", "VPR, F3 statistics of marks", shares::read);
table!(
    JOURNAL,
    "vpr-journal",
    false,
    "ВПР, «Сравнение отметок с отметками по журналу»",
    "VPR, comparison with journal marks",
    shares::read
);
table!(SCORES, "vpr-scores", true, "ВПР, «Распределение первичных баллов»", "VPR, distribution of primary scores", shares::read);
table!(ITEMS, "vpr-items", true, "ВПР, «Выполнение заданий»", "VPR, item percentages", shares::read);
table!(GROUPS, "vpr-groups", true, "ВПР, «Выполнение заданий группами участников»", "VPR, item percentages by groups", shares::read);
table!(PLANNED, "vpr-planned", true, "ВПР, «Достижение планируемых результатов»", "VPR, planned results", shares::read);

impl Layout for Table {
    fn id(&self) -> &'static str {
        self.id
    }

    fn title(&self) -> Phrase {
        self.title
    }

    fn from_description(&self) -> bool {
        self.from_description
    }

    fn recognise(&self, book: &Book) -> Option<Recognised> {
        let template = self.template.as_ref()?;
        let (sheet, header) = template.tables(book).into_iter().next()?;
        let name = tight(&sheet.name);
        let named = template.sheet.iter().any(|fragment| name.contains(fragment.as_str()));
        // Headings alone are known where items stand beside them.
        let titled = named || !template.unnamed || Template { unnamed: false, ..template.clone() }.names(sheet, &header);
        let mut heads_of_row = sheet.row(header.row).into_iter().flat_map(|row| &row.cells);
        if !titled && !heads_of_row.any(|(_, cell)| item::item_of(&cells::words(cell)).is_some()) {
            return None;
        }
        let row = u64::from(header.row) + 1;
        let heads = header.roles.values().flatten().filter_map(|column| sheet.row(header.row)?.get(*column));
        let words = heads.take(3).map(|cell| format!("«{}»", cells::words(cell))).collect::<Vec<_>>().join(", ");
        // A text table has one sheet without a name.
        let (ru, en) = match sheet.name.as_str() {
            "" => (String::new(), String::new()),
            name => (format!("лист «{name}», "), format!("sheet \"{name}\", ")),
        };
        let why = Text::new(format!("{ru}заголовки {words} в строке {row}"), format!("{en}headings {words} in row {row}"));
        Some(Recognised::new(
            if named {
                95
            } else if titled {
                85
            } else {
                70
            },
            why,
        ))
    }

    fn read(&self, book: &Book, draft: &mut Draft<'_>) {
        if let Some(template) = self.template.as_ref() {
            (self.read)(self, template, book, draft);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_whole() {
        for table in [&F1, &FORM, &MARKS, &JOURNAL, &SCORES, &ITEMS, &GROUPS, &PLANNED] {
            assert!(table.template.is_some(), "{}", table.id);
        }
    }
}
