//! Lines of a table into blocks and measures. What is none of them stays with its reason.

use records::plan::draft::{Block, Left, LeftFor, Role, Row, Written};
use records::plan::words::Understood;
use records::provenance::Place;

use super::columns::{Heading, Headings};
use super::table::{Line, Spot, Table};
use crate::spelling::fold;

/// Longest text kept of a row that was not taken.
const LEFT_CHARS: usize = 300;

/// What was taken from the tables of a plan.
#[derive(Debug, Default)]
pub(super) struct Taken {
    pub blocks: Vec<Block>,
    pub rows: Vec<Row>,
    pub left: Vec<Left>,
    /// Signatures under the table.
    pub after: Vec<String>,
    /// Notes pointed at: where and which.
    pub notes: Vec<(Place, String)>,
}

/// One table being taken.
pub(super) struct Taker<'a> {
    pub file: &'a str,
    pub table: &'a Table,
    pub headings: &'a Headings,
    pub taken: &'a mut Taken,
    block: Option<usize>,
    /// Measures of this table carry their numbers in the text.
    numbered_text: bool,
    /// Rows taken before this table.
    before: usize,
}

impl<'a> Taker<'a> {
    pub(super) fn new(file: &'a str, table: &'a Table, headings: &'a Headings, taken: &'a mut Taken) -> Self {
        let before = taken.rows.len();
        Self { file, table, headings, taken, block: None, numbered_text: false, before }
    }

    /// Takes the lines from `first` on; `block` is the heading the table stands under, `goes_on` says that it continues the one before.
    pub(super) fn take(mut self, first: usize, block: Option<String>, goes_on: bool) {
        self.block = self.taken.blocks.len().checked_sub(1).filter(|_| goes_on);
        if let Some(title) = block {
            let place = self.place(self.table.lines.get(first));
            self.open_block(place, numbered(&title));
        }
        let lines = self.table.lines.get(first..).unwrap_or_default();
        for (at, line) in lines.iter().enumerate() {
            self.line(line, lines.get(at + 1));
        }
    }

    fn line(&mut self, line: &Line, next: Option<&Line>) {
        if line.own().next().is_none() {
            return;
        }
        let place = self.place(Some(line));
        let notes = line.own().flat_map(|spot| spot.notes.iter().map(|note| (place.clone(), note.clone())));
        self.taken.notes.extend(notes);
        if self.headings.again(line) {
            self.leave(line, LeftFor::HeadingAgain);
        } else if is_column_numbers(line) {
            self.leave(line, LeftFor::ColumnNumbers);
        } else if let Some(title) = self.block_title(line, next) {
            self.open_block(place, title);
        } else if self.continues(line) {
            self.add_to_last(line);
        } else {
            self.measure(line, place);
        }
    }

    fn measure(&mut self, line: &Line, place: Place) {
        let (mut number, mut text) = (self.cell(line, Role::Number).text, self.cell(line, Role::Text).text);
        if number.is_empty() {
            (number, text) = numbered(&text);
            self.numbered_text |= !number.is_empty();
        }
        let when = self.cell(line, Role::When);
        if text.is_empty() {
            return self.leave(line, LeftFor::NoText);
        }
        if number.is_empty() && when.text.is_empty() && line.words().contains("___") {
            self.taken.after.push(line.words());
            return;
        }
        self.block_of_column(line, &place);
        let owners = self.cell(line, Role::Owners);
        let expected = self.cell(line, Role::Expected).text;
        let others = self.others(line);
        self.taken.rows.push(Row {
            place,
            block: self.block,
            number,
            text,
            when,
            owners,
            expected,
            others,
            understood: Understood::default(),
        });
    }

    /// A column of blocks names the block of the rows it is merged over.
    fn block_of_column(&mut self, line: &Line, place: &Place) {
        let title = self.cell(line, Role::Block);
        let same = self.block.and_then(|at| self.taken.blocks.get(at)).is_some_and(|block| full(block) == title.text);
        if !title.text.is_empty() && !title.from_above && !same {
            self.open_block(place.clone(), numbered(&title.text));
        }
    }

    fn open_block(&mut self, place: Place, (number, title): (String, String)) {
        self.taken.blocks.push(Block { place, number, title });
        self.block = self.taken.blocks.len().checked_sub(1);
    }

    /// Number and title, where a line is a heading of measures: one cell over all columns, or the only one that says anything.
    fn block_title(&self, line: &Line, next: Option<&Line>) -> Option<(String, String)> {
        let text = self.headings.of(Role::Text)?;
        let number = self.headings.of(Role::Number);
        let in_number = |spot: &Spot| number.is_some_and(|number| number.column == spot.column && !spot.covers(text.column));
        let (numbers, titles): (Vec<&Spot>, Vec<&Spot>) = line.own().partition(|spot| in_number(spot));
        let covers = |spot: &Spot| {
            [Role::When, Role::Owners].iter().any(|role| self.headings.of(*role).is_some_and(|other| spot.covers(other.column)))
        };
        let alone = |title: &Spot| Some(numbered(&title.text));
        match (numbers.as_slice(), titles.as_slice()) {
            ([], [title]) if title.covers(text.column) && covers(title) => alone(title),
            ([number], [title]) if title.covers(text.column) && covers(title) => Some((number.text.clone(), title.text.clone())),
            ([title], []) if title.text.chars().any(char::is_alphabetic) && !is_number(&title.text) => alone(title),
            _ if line.spots.iter().any(|spot| spot.from_above) => None,
            ([], [title]) if title.covers(text.column) && self.alone_is_block(title, next) => alone(title),
            ([number], [title])
                if title.covers(text.column)
                    && (is_roman(&number.text) || names_block(&title.text) || heads(&number.text, &self.number_of(next))) =>
            {
                Some((number.text.clone(), title.text.clone()))
            }
            _ => None,
        }
    }

    /// A line of text only is a heading where it calls itself one, where measures have numbers and it has none, or where a measure that says
    /// more follows.
    fn alone_is_block(&self, title: &Spot, next: Option<&Line>) -> bool {
        let number = numbered(&title.text).0;
        let others_numbered = self.headings.of(Role::Number).is_some() || self.numbered_text;
        let says_more = next.is_some_and(|next| next.own().count() >= 2);
        names_block(&title.text) || is_roman(&number) || (number.is_empty() && (others_numbered || says_more))
    }

    fn number_of(&self, line: Option<&Line>) -> String {
        line.map_or_else(String::new, |line| self.cell(line, Role::Number).text)
    }

    /// The text is merged down from the line above: the same measure with another date or owner.
    fn continues(&self, line: &Line) -> bool {
        self.cell(line, Role::Text).from_above && self.taken.rows.len() > self.before
    }

    fn add_to_last(&mut self, line: &Line) {
        let parts = [Role::When, Role::Owners, Role::Expected].map(|role| self.cell(line, role));
        let others = self.others(line);
        let Some(row) = self.taken.rows.last_mut() else { return };
        let [when, owners, expected] = parts;
        for (cell, own) in [(&mut row.when.text, when), (&mut row.owners.text, owners), (&mut row.expected, expected)] {
            if !own.from_above && !own.text.is_empty() {
                *cell = format!("{cell}\n{}", own.text).trim().to_owned();
            }
        }
        row.others.extend(others);
    }

    /// What a line says in the column of a role.
    fn cell(&self, line: &Line, role: Role) -> Written {
        self.headings.of(role).map_or_else(Written::default, |heading| self.written(line, heading))
    }

    fn written(&self, line: &Line, heading: &Heading) -> Written {
        let text_column = self.headings.of(Role::Text).map(|text| text.column);
        // A cell that covers the text as well is the text.
        let is_text = |spot: &&&Spot| heading.role != Role::Text && text_column.is_some_and(|column| spot.covers(column));
        let spots = line.over(heading.column, heading.width);
        let spots: Vec<&&Spot> = spots.iter().filter(|spot| !is_text(spot)).collect();
        let text = spots.iter().map(|spot| spot.text.as_str()).collect::<Vec<_>>().join(" ");
        Written { text, from_above: !spots.is_empty() && spots.iter().all(|spot| spot.from_above) }
    }

    fn others(&self, line: &Line) -> Vec<(usize, String)> {
        let columns = self.headings.columns.iter().enumerate().filter(|(_, heading)| matches!(heading.role, Role::Done | Role::Other));
        let said = columns.map(|(at, heading)| (at, self.written(line, heading)));
        said.filter(|(_, written)| !written.text.is_empty() && !written.from_above).map(|(at, written)| (at, written.text)).collect()
    }

    fn leave(&mut self, line: &Line, reason: LeftFor) {
        let text = line.words().chars().take(LEFT_CHARS).collect();
        self.taken.left.push(Left { place: self.place(Some(line)), text, reason });
    }

    fn place(&self, line: Option<&Line>) -> Place {
        let column = self.headings.of(Role::Text).map(|heading| heading.column);
        Place { file: self.file.to_owned(), sheet: self.table.name.clone(), row: line.map(|line| line.index), column }
    }
}

fn full(block: &Block) -> String {
    format!("{} {}", block.number, block.title).trim().to_owned()
}

/// A number before a text, and the rest: «2.1. Анализ», «3) Сверка»; «4–8 классы» and «10 класс» are texts.
fn numbered(text: &str) -> (String, String) {
    let text = text.trim();
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ')'))).unwrap_or(text.len());
    let roman = text.find(|c: char| !matches!(c, 'I' | 'V' | 'X' | '.' | ')')).unwrap_or(text.len());
    let (number, rest) = text.split_at(end.max(roman));
    let marked = number.ends_with(['.', ')']) || number.matches('.').count() > 0;
    let begins =
        number.starts_with(|c: char| c.is_alphanumeric()) && rest.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic() || c == '«');
    if marked && begins { (number.to_owned(), rest.trim_start().to_owned()) } else { (String::new(), text.to_owned()) }
}

/// A cell that holds a number and nothing else.
fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ')' | ' ' | '№')) || is_roman(text)
}

fn is_roman(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ')']);
    !text.is_empty() && text.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'І' | 'Х'))
}

fn names_block(text: &str) -> bool {
    let folded = fold(text);
    ["раздел", "блок", "направление", "модуль", "этап"].iter().any(|word| folded.starts_with(word))
}

/// `1.` heads `1.1`.
fn heads(number: &str, next: &str) -> bool {
    let number = number.trim().trim_end_matches('.');
    let rest = next.trim().strip_prefix(number).and_then(|rest| rest.strip_prefix('.'));
    !number.is_empty() && rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// `1 | 2 | 3 | 4` under the headings.
fn is_column_numbers(line: &Line) -> bool {
    let numbers: Option<Vec<u32>> = line.own().map(|spot| spot.text.trim_end_matches('.').parse().ok()).collect();
    numbers
        .is_some_and(|numbers| numbers.len() >= 3 && numbers.first() == Some(&1) && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_before_texts() {
        for (text, number, rest) in [
            ("1. Анализ", "1.", "Анализ"),
            ("2.1 Анализ", "2.1", "Анализ"),
            ("3) Сверка", "3)", "Сверка"),
            ("II. Процедуры", "II.", "Процедуры"),
            ("1.Анализ", "1.", "Анализ"),
            ("10 класс: анализ", "", "10 класс: анализ"),
            ("4-8 классы", "", "4-8 классы"),
            ("15.10.2026", "", "15.10.2026"),
            ("ВПР", "", "ВПР"),
        ] {
            assert_eq!(numbered(text), (number.to_owned(), rest.to_owned()), "{text}");
        }
        assert!(heads("1.", "1.1") && heads("2", "2.1.") && !heads("1", "2") && !heads("1.", "10"));
    }
}
