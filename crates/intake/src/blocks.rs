//! Where a table ends: at a title line, at a heading (its own repeated, or another's), at a footer. One rule for every reader of tables.

use records::text::{NBSP, Text, plural_ru};

use crate::cells;
use crate::draft::Draft;
use crate::formats::marks;
use crate::grid::{Row, Sheet};
use crate::spelling;

/// One table of a sheet.
pub(crate) struct Block<'b> {
    /// Lines that speak of this table: above the first all of them, above a later one those after the rows before it.
    pub above: Vec<&'b Row>,
    /// Its heading; of a table that only a title line parts from the one before it, the heading of that one.
    pub head: &'b Row,
    /// Rows below it until another table begins.
    pub rows: Vec<&'b Row>,
    /// Rows below it that belong to a table of another kind.
    pub left: Vec<&'b Row>,
}

/// Splits a sheet where `is_head` knows a heading, where `is_title` knows a line that begins another table under the same heading, and where a
/// table of another kind begins. A heading repeated without a line above it (a new page of the print) goes on with its table.
pub(crate) fn blocks<'b>(sheet: &'b Sheet, is_head: impl Fn(&Row) -> bool, is_title: impl Fn(&Row) -> bool) -> Vec<Block<'b>> {
    let mut blocks: Vec<Block<'b>> = Vec::new();
    let (mut lines, mut foreign): (Vec<&'b Row>, bool) = (Vec::new(), false);
    for row in &sheet.rows {
        if is_head(row) {
            begin(&mut blocks, row, std::mem::take(&mut lines));
            foreign = false;
            continue;
        }
        let Some(open) = blocks.last_mut() else {
            lines.push(row);
            continue;
        };
        foreign = foreign || (!open.rows.is_empty() && is_heading(row));
        if is_line(row) && !is_second_row(row, open.head) && !fills(row, open.head) {
            lines.push(row);
        } else if foreign {
            open.left.extend(lines.drain(..).filter(|line| line.cells.len() > 1));
            open.left.push(row);
        } else if lines.iter().any(|line| is_title(line)) {
            let (head, above) = (open.head, std::mem::take(&mut lines));
            blocks.push(Block { above, head, rows: vec![row], left: Vec::new() });
        } else {
            open.rows.append(&mut lines);
            open.rows.push(row);
        }
    }
    if let Some(open) = blocks.last_mut().filter(|_| !foreign) {
        open.rows.append(&mut lines);
    }
    blocks
}

/// A heading begins a table, or goes on with the one it repeats.
fn begin<'b>(blocks: &mut Vec<Block<'b>>, head: &'b Row, lines: Vec<&'b Row>) {
    let mut above = blocks.last_mut().map(|open| lines_below(&mut open.rows)).unwrap_or_default();
    let mut lines = lines;
    if let Some(open) = blocks.last_mut() {
        // A row of two cells that names nothing speaks of no table: it is a row of the one it stands in, with cells that lack.
        let named = lines.iter().position(|line| line.cells.len() < 2 || is_label(line)).unwrap_or(lines.len());
        open.rows.extend(lines.drain(..named));
    }
    above.extend(lines);
    let repeated = above.is_empty() && blocks.last().is_some_and(|open| open.head.cells == head.cells);
    if !repeated {
        blocks.push(Block { above, head, rows: Vec::new(), left: Vec::new() });
    }
}

/// The second row of a heading: right below it, and only over its later columns.
fn is_second_row(row: &Row, head: &Row) -> bool {
    let first = |row: &Row| row.cells.first().map(|(column, _)| *column);
    row.index == head.index + 1 && first(row) > first(head)
}

/// Takes the rows after the last one of the body that speak of the table to come: lines, with what stands between them (letters over columns).
fn lines_below<'b>(rows: &mut Vec<&'b Row>) -> Vec<&'b Row> {
    let body = rows.iter().rposition(|row| is_body(row)).map_or(rows.len(), |last| last + 1);
    let first = rows.iter().skip(body).position(|row| is_line(row)).map_or(rows.len(), |at| body + at);
    rows.split_off(first)
}

/// A row of a table: numbered, or with several numbers or marks.
fn is_body(row: &Row) -> bool {
    let numbered = row.cells.len() > 1 && row.cells.first().is_some_and(|(_, cell)| cells::whole(cell).is_some());
    let told = |cell: &cells::Cell| {
        cells::decimal(cell).is_some()
            || matches!(marks::token(cells::heading(cell)), Some(marks::Token::Mark { .. } | marks::Token::Word(_)))
    };
    numbered || row.cells.iter().filter(|(_, cell)| told(cell)).count() > 1
}

/// A line between tables: words over at most two cells beside each other (a title, a label with its value), no row of a table.
fn is_line(row: &Row) -> bool {
    if row.cells.len() > 2 {
        return false;
    }
    let numbered = row.cells.len() > 1 && row.cells.first().is_some_and(|(_, cell)| cells::whole(cell).is_some());
    let told = |cell: &cells::Cell| cells::decimal(cell).is_some() || marks::token(cells::heading(cell)).is_some();
    let told = row.cells.iter().filter(|(_, cell)| told(cell)).count();
    !numbered && told * 2 <= row.cells.len() && told < 2
}

/// Whether a row fills a table of two columns: there a row of words looks like a line.
fn fills(row: &Row, head: &Row) -> bool {
    let columns = |row: &Row| row.cells.iter().map(|(column, _)| *column).collect::<Vec<_>>();
    // A class whose teacher is not named stands alone in its row.
    let class = |column: u32| head.cells.iter().any(|(at, cell)| *at == column && cells::heading(cell).starts_with("класс"));
    let alone = matches!(row.cells.as_slice(), [(column, _)] if class(*column));
    head.cells.len() == 2 && (alone || columns(row) == columns(head)) && !is_label(row)
}

/// Whether a row of two cells is a label with its value: «Класс: 5А», «Предмет» beside «Алгебра».
fn is_label(row: &Row) -> bool {
    let Some((_, first)) = row.cells.first() else { return false };
    let label = cells::heading(first);
    label.trim_end().ends_with(':') || LABELS.contains(&label.trim_end_matches([':', '.', ' ']))
}

/// What stands before a value above a table.
const LABELS: [&str; 14] = [
    "класс",
    "предмет",
    "учитель",
    "период",
    "дата",
    "год",
    "учебный год",
    "школа",
    "оо",
    "четверть",
    "работа",
    "классный руководитель",
    "параллель",
    "вариант",
];

/// Whether a row is the heading of some table: it begins with «№», or two of its cells begin with words that stand over columns.
pub(crate) fn is_heading(row: &Row) -> bool {
    const WORDS: [&str; 24] = [
        "фио",
        "фамилия",
        "имя",
        "отчество",
        "ученик",
        "учащийся",
        "обучающийся",
        "класс",
        "код",
        "предмет",
        "дата",
        "тема",
        "отметка",
        "оценка",
        "балл",
        "вариант",
        "задание",
        "период",
        "учитель",
        "домашнее",
        "кол-во",
        "количество",
        "показатель",
        "тип",
    ];
    let begins = |cell: &cells::Cell| WORDS.contains(&cells::heading(cell).split([' ', ',', '.', '(', ':']).next().unwrap_or_default());
    let words = row.cells.iter().filter(|(_, cell)| begins(cell)).count();
    words >= 2 || (row.cells.len() > 2 && row.cells.first().is_some_and(|(_, cell)| is_number_heading(cells::heading(cell))))
}

/// «№» and its kin.
pub(crate) fn is_number_heading(heading: &str) -> bool {
    let letters: String = spelling::fold(heading).chars().filter(|c| !matches!(c, ' ' | '.' | '/')).collect();
    matches!(letters.as_str(), "№" | "№пп" | "пп" | "n" | "nпп" | "nо" | "#" | "номер" | "номерпп")
}

/// Columns before the names by which a row is known to be a pupil's: under «№», or counted from one where no heading stands.
pub(crate) fn number_columns(head: &Row, rows: &[&Row], names: &[u32]) -> Vec<u32> {
    let first = names.iter().min().copied().unwrap_or(0);
    let counted = |column: u32| {
        let numbers: Vec<i64> = rows.iter().filter_map(|row| cells::whole(row.get(column)?)).take(2).collect();
        numbers == [1, 2]
    };
    let is_number = |column: &u32| match head.get(*column) {
        Some(heading) => is_number_heading(cells::heading(heading)),
        None => counted(*column),
    };
    (0..first).filter(is_number).collect()
}

/// Rows of pupils and what stands among and below them.
pub(crate) struct Body<'b> {
    pub pupils: Vec<&'b Row>,
    /// Rows that are no pupils though they hold data; known totals are not among them.
    pub left: Vec<&'b Row>,
}

/// Parts pupils from footers. A row is a pupil's by its number (`numbers`: columns of «№» or of codes) or by a name of the shape its neighbours
/// have; a row of another shape is one only among them, where no row is numbered.
pub(crate) fn pupils<'b>(rows: &[&'b Row], numbers: &[u32], names: &[u32]) -> Body<'b> {
    let name = |row: &Row| names.iter().map(|column| row.words(*column)).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ");
    let is_numbered = |row: &Row| numbers.iter().any(|column| row.get(*column).is_some_and(|cell| cells::whole(cell).is_some()));
    let holds_more = |row: &Row| row.cells.iter().any(|(column, _)| !numbers.contains(column));
    let total_first = |row: &Row| row.cells.first().is_some_and(|(_, cell)| marks::is_total(cells::heading(cell)));
    // A numbered row without a name is told by its reader, not passed over; one that only bears its number is prepared, not filled.
    let is_row = |row: &Row, name: &str| !name.is_empty() || (is_numbered(row) && holds_more(row) && !total_first(row));
    let named: Vec<(&'b Row, String)> = rows.iter().map(|row| (*row, name(row))).filter(|(row, name)| is_row(row, name)).collect();
    let (shape, numbered) = (
        Shape::of(named.iter().map(|(_, name)| name.as_str()).filter(|name| !name.is_empty())),
        named.iter().any(|(row, _)| is_numbered(row)),
    );
    let mut body = Body { pupils: Vec::new(), left: Vec::new() };
    let holds = |row: &Row| row.cells.iter().any(|(column, _)| !names.contains(column));
    let mine = |row: &Row, name: &str| is_numbered(row) || (shape.fits(name) && !is_footer(name));
    let last = named.iter().rposition(|(row, name)| mine(row, name) && holds(row));
    for (at, (row, name)) in named.iter().enumerate() {
        let total = marks::is_total(name) && !is_person(name);
        let among = !numbered && !is_footer(name) && last.is_some_and(|last| at < last);
        if !total && (mine(row, name) || among) {
            body.pupils.push(row);
        } else if !total && holds(row) {
            body.left.push(row);
        }
    }
    body
}

/// Shape of the names of a table, as its first rows have it.
struct Shape {
    /// Several words, each with a capital.
    whole: bool,
    /// Capitals only.
    capitals: bool,
}

impl Shape {
    fn of<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let first: Vec<&str> = names.take(3).collect();
        let most = |test: fn(&str) -> bool| first.iter().filter(|name| test(name)).count() * 2 > first.len();
        Self { whole: most(is_whole), capitals: most(is_capitals) }
    }

    fn fits(&self, name: &str) -> bool {
        !self.whole || (is_whole(name) && (self.capitals || !is_capitals(name)))
    }
}

/// Surname and name: two words at least, each with a capital, but for the words some names are joined by.
fn is_whole(name: &str) -> bool {
    const JOINED: [&str; 10] = ["оглы", "кызы", "угли", "гызы", "улы", "де", "ди", "фон", "ибн", "заде"];
    let words: Vec<&str> = name.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase) || JOINED.contains(word);
    words.len() >= 2 && words.iter().all(capital)
}

fn is_capitals(name: &str) -> bool {
    !name.chars().any(char::is_lowercase) && name.chars().filter(|c| c.is_alphabetic()).count() > 3
}

/// A whole name with a patronymic: a pupil whose surname begins like a total («Датаев») is one still.
fn is_person(name: &str) -> bool {
    let folded = spelling::fold(name);
    let ends = ["вич", "вна", "ична", "инична", "оглы", "кызы"];
    is_whole(name) && (name.split(' ').count() >= 3 || folded.split(' ').any(|word| ends.iter().any(|end| word.ends_with(end))))
}

/// Words of footers that stand where a name would, and are told as rows left over.
fn is_footer(name: &str) -> bool {
    const WORDS: [&str; 34] = [
        "успевают",
        "успевает",
        "успевающие",
        "успевающих",
        "неуспевают",
        "неуспевающие",
        "аттестовано",
        "аттестованы",
        "аттестованных",
        "неаттестовано",
        "неаттестованы",
        "прибыло",
        "прибыли",
        "выбыло",
        "выбыли",
        "освобождены",
        "освобождено",
        "отлично",
        "хорошо",
        "удовлетворительно",
        "неудовлетворительно",
        "ударники",
        "число",
        "процент",
        "степень",
        "показатель",
        "директор",
        "завуч",
        "заместитель",
        "учитель",
        "классный",
        "ответственный",
        "секретарь",
        "максимум",
    ];
    let folded = spelling::fold(name);
    let mut words = folded.split([' ', ',', '.', ':', '(']).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let negated =
        first == "не" && words.next().is_some_and(|word| WORDS.contains(&word) || word.starts_with("аттест") || word.starts_with("успева"));
    (WORDS.contains(&first) || negated) && !is_person(name)
}

/// Tells rows that no reader took, by their number; their words are not repeated: they may be somebody's name.
pub(crate) fn tell_left(sheet: &Sheet, rows: &[&Row], draft: &mut Draft<'_>) {
    let Some(first) = rows.first() else { return };
    let n = rows.len();
    let word = plural_ru(n as u64, "строка", "строки", "строк");
    let what = Text::new(
        format!("Среди таблицы и под ней {n}{NBSP}{word} с данными, но не об учениках: не прочитано."),
        format!("{n} row(s) with data in and below the table are not about pupils: they were not read."),
    );
    let mend = Text::new(
        "Если среди них есть ученики, впишите им номер по порядку и полное имя.",
        "If there are pupils among them, give them a number and a whole name.",
    );
    draft.problem(records::provenance::Problem {
        code: "rows-left-over",
        severity: records::provenance::Severity::Note,
        place: draft.place(&sheet.name, Some(first.index), None),
        found: n.to_string(),
        what,
        mend,
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::sample;
    use crate::grid::{Book, BookKind};

    fn book(page: &str) -> Book {
        sample::book(BookKind::Xlsx, &[("Лист1", page)])
    }

    /// Rows of every table, from one; the lines above it; what is left to another kind of table.
    fn split(page: &str, title: &str) -> Vec<(usize, Vec<u32>, usize)> {
        let book = book(page);
        let is_head = |row: &Row| row.cells.iter().any(|(_, cell)| cells::heading(cell) == "фио");
        let is_title = |row: &Row| !title.is_empty() && row.words(0).contains(title);
        let told = |block: Block<'_>| (block.above.len(), block.rows.iter().map(|row| row.index + 1).collect(), block.left.len());
        blocks(&book.sheets[0], is_head, is_title).into_iter().map(told).collect()
    }

    #[test]
    fn a_table_ends_where_another_begins() {
        let rows = "1 | Петров Пётр | 4\n2 | Зимина Анна | 5";
        let head = "№ | ФИО | Физика";
        assert_eq!(split(&format!("9А\n{head}\n{rows}"), ""), [(1, vec![3, 4], 0)]);
        assert_eq!(split(&format!("9А\n{head}\n{rows}\n\n9Б\n{head}\n{rows}"), ""), [(1, vec![3, 4], 0), (1, vec![8, 9], 0)], "a heading");
        assert_eq!(split(&format!("{head}\n{rows}\n{head}\n{rows}"), ""), [(0, vec![2, 3, 5, 6], 0)], "a new page of the print");
        assert_eq!(split(&format!("{head}\n{rows}\n9Б\n{rows}"), "9Б"), [(0, vec![2, 3], 0), (1, vec![5, 6], 0)], "a title line");
        assert_eq!(split(&format!("{head}\n{rows}\nподгруппа\n{rows}"), "9Б"), [(0, vec![2, 3, 4, 5, 6], 0)], "no title");
        let lessons = "№ | Дата | Тема\n1 | 02.09 | Сила\n2 | 09.09 | Масса";
        assert_eq!(split(&format!("{head}\n{rows}\n\n{lessons}"), ""), [(0, vec![2, 3], 3)], "another kind of table");
        assert_eq!(split(&format!("{head}\n{rows}\n{lessons}\n9Б\n{head}\n{rows}"), ""), [(0, vec![2, 3], 3), (1, vec![9, 10], 0)]);
    }

    /// In a table of two columns a row of words looks like a line: no row of it is lost at the next table, none goes to the class of another.
    #[test]
    fn a_table_of_two_columns_keeps_its_rows() {
        let (head, rows) = ("ФИО | Дата рождения", "Петров Пётр | 01.02.2014\nЗимина Анна | 03.04.2014");
        assert_eq!(split(&format!("9А класс\n{head}\n{rows}\n9Б класс\n{head}\n{rows}"), ""), [(1, vec![3, 4], 0), (1, vec![7, 8], 0)]);
        assert_eq!(split(&format!("9А класс\n{head}\n{rows}\n9Б класс\n{rows}"), "9Б"), [(1, vec![3, 4], 0), (1, vec![6, 7], 0)]);
        let classes = "Класс | ФИО\n6А | Верхний Раз\n6А | Верхняя Два";
        assert_eq!(split(&format!("{classes}\n\nКласс | ФИО\n6А | Нижний Три"), ""), [(0, vec![2, 3, 6], 0)], "a heading repeated");
        let posts = "ФИО | Должность\nПетров Пётр | учитель\nЗимина Анна | директор";
        assert_eq!(split(&format!("{posts}\n\n№ | ФИО | Класс\n1 | Иванова Яна | 6А"), ""), [(0, vec![2, 3], 0), (0, vec![6], 0)]);
        let teachers = "Класс | Классный руководитель\n5А | Зуев Лев\n12В\n5Б | Волков Лев";
        assert_eq!(split(teachers, "12В").len(), 0, "no heading of a name: read by its own rule below");
        let own = book(teachers);
        let parted = blocks(&own.sheets[0], |row| row.words(0).contains("Класс"), |row| row.words(0).contains("12В"));
        assert_eq!(parted.iter().map(|block| block.rows.len()).collect::<Vec<_>>(), [3]);
        // A label with its value speaks of the table to come; a row that lacks a cell in a wider one is a row of it.
        assert_eq!(split(&format!("{head}\n{rows}\nКласс: | 9Б\n{head}\n{rows}"), ""), [(0, vec![2, 3], 0), (1, vec![6, 7], 0)]);
        let wide = "Класс | ФИО | Дата рождения\n6А | Верхний Раз | 01.02.2014\n6А | Верхняя Два";
        assert_eq!(split(&format!("{wide}\n\n№ | ФИО | Класс\n1 | Иванова Яна | 6А"), ""), [(0, vec![2, 3], 0), (0, vec![6], 0)]);
    }

    /// Rows of pupils and rows left over, from one.
    fn parted(page: &str) -> (Vec<u32>, Vec<u32>) {
        let book = book(page);
        let (head, rows) = book.sheets[0].rows.split_first().unwrap();
        let rows: Vec<&Row> = rows.iter().collect();
        let names = [head.cells.iter().find(|(_, cell)| cells::words(cell) == "ФИО").unwrap().0];
        let body = pupils(&rows, &number_columns(head, &rows, &names), &names);
        let numbers = |rows: Vec<&Row>| rows.iter().map(|row| row.index + 1).collect();
        (numbers(body.pupils), numbers(body.left))
    }

    #[test]
    fn a_pupil_is_known_by_number_or_by_the_shape_of_the_neighbours() {
        let footer = "| Успевают | 2\n| Не  аттестованы | 1\n| прибыло | 1\n| ВЫБЫЛО | 0\n| Родительский комитет | 3";
        let numbered = "1 | Петров Пётр Ильич | 4\n2 | Ким | 5\n3 | Оглы-Заде Али Вагиф оглы | 3";
        assert_eq!(parted(&format!("№ п/п | ФИО | Физика\n{numbered}\n{footer}")), (vec![2, 3, 4], vec![5, 6, 7, 8, 9]));
        assert_eq!(parted(&format!(" | ФИО | Физика\n{numbered}\n{footer}")).0, [2, 3, 4], "numbers without a heading");
        let bare = numbered.replace("1 |", "|").replace("2 |", "|").replace("3 |", "|");
        assert_eq!(
            parted(&format!("| ФИО | Физика\n{bare}\n{footer}")),
            (vec![2, 3, 4], vec![5, 6, 7, 8, 9]),
            "a short name among whole ones"
        );
        let written = parted(&format!("№ | ФИО | Физика\n{numbered}\n | Зимина Анна | 4\n{footer}"));
        assert_eq!(written, (vec![2, 3, 4, 5], vec![6, 7, 8, 9, 10]), "a pupil added below without a number");
        let surnames = parted("| ФИО | Физика\n| Петров | 4\n| Зимина | 5\n| Успевают | 2\n| Выбыло | 1");
        assert_eq!(surnames, (vec![2, 3], vec![4, 5]), "surnames alone: the words of a footer");
        let capitals = parted("| ФИО | Физика\n| ПЕТРОВ ПЁТР | 4\n| ЗИМИНА АННА | 5\n| НЕ УСПЕВАЮТ | 0");
        assert_eq!(capitals, (vec![2, 3], vec![4]));
        let like_a_total = parted("№ | ФИО | Физика\n1 | Датаев Руслан Магомедович | 4\n2 | Итогова Анна Львовна | 5\n | Итого | 9");
        assert_eq!(like_a_total, (vec![2, 3], vec![]), "a surname that begins like a total; a total is known and not told");
        assert_eq!(
            parted("| ФИО | Физика\n| Петров Пётр | 4\n| Классный руководитель Зимина А. А. |"),
            (vec![2], vec![]),
            "nothing to lose"
        );
        assert_eq!(parted("№ | ФИО | Физика\n1 | | 4\n2 | | \n3 | Петров Пётр | 5").0, [2, 4], "a row without a name is not passed over");
    }
}
