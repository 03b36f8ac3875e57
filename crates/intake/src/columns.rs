//! Columns that a reader does not take: told where they hold data, and asked about where one of them may be the column of classes.

use std::borrow::Cow;

use records::provenance::{Question, column_letters};
use records::text::{NBSP, Text, plural_ru};

use crate::cells;
use crate::draft::Draft;
use crate::formats::asked;
use crate::formats::marks;
use crate::grid::{Row, Sheet};
use crate::headings;

/// Answer that no column holds the classes.
const NONE: &str = "нет";

/// Columns that hold something in the rows and are not taken; totals under a heading that says so are not among them.
pub(crate) fn untaken(head: &Row, rows: &[&Row], taken: impl Fn(u32) -> bool) -> Vec<u32> {
    let total = |column: u32| head.get(column).is_some_and(|cell| marks::is_total(cells::heading(cell)));
    let mut columns: Vec<u32> = rows.iter().flat_map(|row| row.cells.iter().map(|(column, _)| *column)).collect();
    columns.sort_unstable();
    columns.dedup();
    columns.retain(|column| !taken(*column) && !total(*column));
    columns
}

/// Tells columns with data that were not taken: their number and the first of them.
pub(crate) fn tell(sheet: &Sheet, head: &Row, columns: &[u32], draft: &mut Draft<'_>) {
    let under = |column: u32| head.cells.iter().rfind(|(at, _)| *at <= column).map(|(_, cell)| cell);
    let is_day =
        |column: &u32| under(*column).is_some_and(|cell| marks::month_named(cells::heading(cell)).is_some() || cells::date(cell).is_some());
    let (days, columns): (Vec<u32>, Vec<u32>) = columns.iter().partition(|column| is_day(column));
    if let Some(first) = days.first() {
        tell_days(sheet, head, *first, days.len(), draft);
    }
    let Some(first) = columns.first() else { return };
    let n = columns.len();
    let letters = columns.iter().take(5).map(|column| column_letters(*column)).collect::<Vec<_>>().join(", ");
    let what = Text::new(
        format!("Столбцы с данными не взяты: {n} ({letters}). Их заголовок незнаком или пуст."),
        format!("The table holds data that were not taken: {n} column(s) ({letters}). Their heading is not known, or empty."),
    );
    let heading = head.get(*first).map(|cell| headings::headings_only(&cells::words(cell))).unwrap_or_default();
    draft.note("columns-not-read", draft.place(&sheet.name, Some(head.index), Some(*first)), heading, what);
}

/// Marks of days beside marks of a period.
fn tell_days(sheet: &Sheet, head: &Row, first: u32, n: usize, draft: &mut Draft<'_>) {
    let word = plural_ru(n as u64, "столбец", "столбца", "столбцов");
    let what = Text::new(
        format!("Отметки по дням ({n}{NBSP}{word}) не взяты: из этой таблицы взяты отметки за период."),
        format!("Marks of days ({n} column(s)) were not taken: the marks of the period were."),
    );
    draft.note("days-not-read", draft.place(&sheet.name, Some(head.index), Some(first)), n.to_string(), what);
}

/// What is known of the column of classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClassColumn {
    /// No column may be one.
    None,
    /// This column.
    At(u32),
    /// It is asked which one: until then the table waits, so that two classes are not merged.
    Waits,
}

/// The column of classes among those not taken: one whose cells are classes, confirmed by its heading, else by the user.
pub(crate) fn class_column(sheet: &Sheet, head: &Row, rows: &[&Row], free: &[u32], draft: &mut Draft<'_>) -> ClassColumn {
    class_column_of(holds_classes, (sheet, head, rows), free, draft)
}

/// The same in a table of a parallel, where classes may be written by their place in it (1, 2, …).
pub(crate) fn ordinal_column(sheet: &Sheet, head: &Row, rows: &[&Row], free: &[u32], draft: &mut Draft<'_>) -> ClassColumn {
    class_column_of(|rows, column| holds_classes(rows, column) || holds_ordinals(rows, column), (sheet, head, rows), free, draft)
}

fn class_column_of(
    fits: impl Fn(&[&Row], u32) -> bool,
    (sheet, head, rows): (&Sheet, &Row, &[&Row]),
    free: &[u32],
    draft: &mut Draft<'_>,
) -> ClassColumn {
    let named = |column: &u32| {
        let heading = head.get(*column).map(cells::heading).unwrap_or_default();
        ["класс", "кл.", "литер", "паралл", "буква"].iter().any(|start| heading.starts_with(start)) || heading == "кл"
    };
    let fitting: Vec<u32> = free.iter().copied().filter(|column| fits(rows, *column)).collect();
    if let Some(column) = fitting.iter().find(|column| named(column)) {
        return ClassColumn::At(*column);
    }
    if fitting.is_empty() {
        return ClassColumn::None;
    }
    let choices: Vec<String> = fitting.iter().map(|column| column_letters(*column)).chain([NONE.to_owned()]).collect();
    let question = Question {
        key: asked::key("class-column", draft, &sheet.name),
        place: draft.place(&sheet.name, Some(head.index), fitting.first().copied()),
        ask: Text::new(
            "Столбца «Класс» нет, но есть столбец, похожий на классы. В каком столбце класс (буква столбца, как в Excel)?",
            "There is no column «Класс», but one that looks like classes. Which column holds the class (the letter Excel shows)?",
        ),
        choices: choices.clone(),
        proposed: None,
        until: Text::new("Таблица не прочитана.", "The table stays unread."),
    };
    let answer = draft.ask(question).and_then(|answer| choices.iter().position(|choice| *choice == answer));
    answer.map_or(ClassColumn::Waits, |at| fitting.get(at).map_or(ClassColumn::None, |column| ClassColumn::At(*column)))
}

/// Whether the cells of a column are classes (`8А`, `8-Б`), or letters of one parallel: several, each on many rows.
fn holds_classes(rows: &[&Row], column: u32) -> bool {
    let words: Vec<Cow<'_, str>> = rows.iter().map(|row| row.words(column)).filter(|words| !words.is_empty()).collect();
    let is_class = |words: &Cow<'_, str>| words.chars().count() <= 6 && asked::class_in(words).is_some();
    let is_letter =
        |words: &Cow<'_, str>| words.chars().count() == 1 && words.chars().all(|c| ('А'..='К').contains(&c) || ('A'..='K').contains(&c));
    let mut distinct: Vec<&Cow<'_, str>> = words.iter().collect();
    distinct.sort();
    distinct.dedup();
    let repeated = distinct.len() * 2 <= words.len() || distinct.len() == 1;
    !words.is_empty() && (words.iter().all(is_class) || (words.iter().all(is_letter) && repeated && words.len() * 2 >= rows.len()))
}

/// Whether every row has a small number and several share one: places of classes in their parallel.
fn holds_ordinals(rows: &[&Row], column: u32) -> bool {
    let numbers: Vec<i64> = rows.iter().filter_map(|row| cells::whole(row.get(column)?)).collect();
    let mut distinct = numbers.clone();
    distinct.sort_unstable();
    distinct.dedup();
    numbers.len() == rows.len() && distinct.len() * 2 <= numbers.len() && distinct.iter().all(|number| (1..=20).contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::formats::sample;
    use crate::grid::BookKind;

    /// What is made of the columns of a table whose first column is taken, and what was told.
    fn told(page: &str, answer: Option<&str>) -> (ClassColumn, Vec<String>) {
        let book = sample::book(BookKind::Xlsx, &[("Лист1", page)]);
        let (head, rows) = book.sheets[0].rows.split_first().unwrap();
        let rows: Vec<&Row> = rows.iter().collect();
        let mut answers = Answers::default();
        answer.iter().for_each(|answer| answers.set("class-column:0123456789ab:Лист1", answer));
        let mut draft = Draft::new(&book.file, &book.sha256, &answers);
        let free = untaken(head, &rows, |column| column == 0);
        let class = class_column(&book.sheets[0], head, &rows, &free, &mut draft);
        tell(&book.sheets[0], head, &free, &mut draft);
        (class, draft.problems.iter().map(|problem| format!("{} {}", problem.place.cell().unwrap(), problem.found)).collect())
    }

    #[test]
    fn columns_with_data_are_told_once_with_their_number() {
        let (class, problems) =
            told("ФИО | Физика | Экз. оценка | Средний балл | \nПетров Пётр | 4 | 5 | 4,5 | 3\nЗимина Анна | 5 | | 4 |", None);
        assert_eq!((class, problems), (ClassColumn::None, vec!["B1 …".to_owned()]));
        assert!(told("ФИО | Физика\nПетров Пётр |", None).1.is_empty(), "an empty column is no loss");
    }

    #[test]
    fn a_column_of_classes_under_another_heading_is_asked_about() {
        let page = |heading: &str| format!("ФИО | {heading} | Физика\nПетров Пётр | 8А | 4\nЗимина Анна | 8Б | 5\nКим Ю | 8 «а» | 3");
        assert_eq!(told(&page("Литера класса"), None).0, ClassColumn::At(1));
        assert_eq!(told(&page("Группа"), None).0, ClassColumn::Waits);
        assert_eq!(told(&page("Группа"), Some("B")).0, ClassColumn::At(1));
        assert_eq!(told(&page("Группа"), Some("нет")).0, ClassColumn::None);
        let letters = "ФИО | Буква | Балл\nПетров Пётр | А | 4\nЗимина Анна | А | 5\nКим Ю | Б | 3\nЛи Ян | Б | 4";
        assert_eq!(told(letters, None).0, ClassColumn::At(1));
        assert_eq!(told("ФИО | Физика\nПетров Пётр | 4\nЗимина Анна | н", None).0, ClassColumn::None);
    }
}
