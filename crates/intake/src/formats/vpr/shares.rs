//! Tables of published shares: references for a school alone.

use std::sync::LazyLock;

use records::dataset::{Quantity, Scope, Share};
use records::provenance::{Question, SourceId};
use records::text::Text;
use serde::Deserialize;

use super::title::{self, Title};
use super::{Table, heading, item};
use crate::cells::Cell;
use crate::columns;
use crate::draft::Draft;
use crate::formats::asked;
use crate::grid::{Book, Row, Sheet};
use crate::layout::Layout;
use crate::template::{Header, Template, below, tight};
use crate::{cells, limits, spelling};

/// Words that tell the area of a group, in order.
#[derive(Deserialize)]
struct Areas {
    area: Vec<AreaWords>,
}

#[derive(Deserialize)]
struct AreaWords {
    scope: String,
    words: Vec<String>,
    /// Whether the words must be the whole name.
    #[serde(default)]
    whole: bool,
}

static AREAS: LazyLock<Option<Areas>> = LazyLock::new(|| toml::from_str(include_str!("../../../templates/areas.toml")).ok());

const SCOPES: [&str; 4] = ["country", "region", "municipality", "school"];

/// Reads every table of the book.
pub(super) fn read(table: &Table, template: &Template, book: &Book, draft: &mut Draft<'_>) {
    let Some(quantity) = Quantity::ALL.iter().copied().find(|quantity| quantity.code() == template.quantity) else { return };
    let mut before: Option<Title> = None;
    for (sheet, header) in template.tables(book) {
        let heading = heading::read(sheet, &header);
        let same = before.take().filter(|_| header.from > 0);
        let Some(title) = heading.title.or(same).or_else(|| title::asked(draft, &sheet.name, &header)) else { continue };
        before = Some(title.clone());
        tell_details(&title, draft);
        let keys = keys_of(template, sheet, &header);
        let columns = header.roles.iter().filter_map(|(role, columns)| Some((role.clone(), *columns.first()?)));
        let columns = columns.chain(keys.iter().map(|(key, column)| (key.clone(), *column))).collect();
        let source = table.source(Some(&sheet.name), columns, draft);
        let whole = whole_of(sheet, &header, &keys, draft);
        tell_columns(sheet, &header, &keys, draft);
        let reader = Shares { sheet, header: &header, quantity, keys, kim: title.kim(draft.reference()), source, whole };
        if template.keys == "rows" { reader.read_columns(draft) } else { reader.read_rows(draft) }
    }
}

fn tell_details(title: &Title, draft: &mut Draft<'_>) {
    if draft.details.is_empty() {
        draft.details = vec![
            (Text::new("предмет", "subject"), title.subject.clone()),
            (Text::new("класс", "grade"), title.grade.to_string()),
            (Text::new("год", "year"), title.year.to_string()),
        ];
        draft.details.extend(title.date.map(|date| (Text::new("дата", "date"), date.to_string())));
    }
}

/// A cell under a percent format holds a share of one: where no number of the table is above 1, they are such shares, and it is told.
fn whole_of(sheet: &Sheet, header: &Header, keys: &[(String, u32)], draft: &mut Draft<'_>) -> f64 {
    let rows = || below(sheet, header).filter(|row| !row.get(0).is_some_and(|cell| cells::heading(cell).starts_with("макс")));
    let numbers = || rows().flat_map(|row| keys.iter().filter_map(|(_, column)| row.get(*column)));
    let written = numbers().any(|cell| matches!(cell, Cell::Text(_)));
    let values = || numbers().filter_map(cells::decimal);
    let small = values().all(|value| (0.0..=1.0).contains(&value)) && values().filter(|value| *value > 0.0 && *value < 1.0).count() > 1;
    if written || !small {
        return 100.0;
    }
    let what = Text::new(
        "Доли записаны числами от 0 до 1, а не процентами: так и прочитаны.",
        "The shares are numbers from 0 to 1, not percentages, and were read so.",
    );
    draft.note("shares-of-one", draft.place(&sheet.name, Some(header.row), None), "", what);
    1.0
}

/// Numbers under a heading that names no key are told; words beside the areas (a code, a note) are none.
fn tell_columns(sheet: &Sheet, header: &Header, keys: &[(String, u32)], draft: &mut Draft<'_>) {
    let Some(head) = sheet.row(header.row) else { return };
    let rows: Vec<&Row> = below(sheet, header).collect();
    let taken =
        |column: u32| header.roles.values().flatten().any(|known| *known == column) || keys.iter().any(|(_, known)| *known == column);
    // Numbers of pupils beside their shares say the same.
    let counts = |heading: &str| ["кол-во", "количество", "участник", "чел", "№"].iter().any(|word| heading.contains(word));
    let known = |column: u32| head.get(column).is_none_or(|cell| counts(cells::heading(cell)));
    let mut free = columns::untaken(head, &rows, |column| taken(column) || known(column));
    free.retain(|column| rows.iter().any(|row| row.get(*column).and_then(cells::decimal).is_some()));
    columns::tell(sheet, head, &free, draft);
}

/// Columns that hold shares, with their keys.
fn keys_of(template: &Template, sheet: &Sheet, header: &Header) -> Vec<(String, u32)> {
    let Some(row) = sheet.row(header.row) else { return Vec::new() };
    let taken = |column: u32| header.roles.values().any(|columns| columns.contains(&column));
    let free = row.cells.iter().filter(|(column, _)| !taken(*column));
    free.filter_map(|(column, cell)| Some((key_of(template, &cells::words(cell))?, *column))).collect()
}

fn key_of(template: &Template, heading: &str) -> Option<String> {
    match template.keys.as_str() {
        "marks" => spelling::whole(heading).filter(|mark| (2..=5).contains(mark)).map(|mark| mark.to_string()),
        "numbers" => spelling::whole(heading).filter(|score| (0..=250).contains(score)).map(|score| score.to_string()),
        "items" => item::item_of(heading).map(|item| item.name).or_else(|| item::item_name(heading)),
        "words" => {
            let tight_heading = tight(heading);
            let fits = |start: &String| tight_heading.starts_with(start.as_str()) && tight_heading.ends_with('%');
            template.key_words.iter().find(|(_, start)| fits(start)).map(|(key, _)| key.clone())
        }
        "rows" => Some(spelling::clean(heading).into_owned()),
        _ => None,
    }
}

struct Shares<'a> {
    sheet: &'a Sheet,
    header: &'a Header,
    quantity: Quantity,
    keys: Vec<(String, u32)>,
    kim: String,
    source: SourceId,
    /// What a cell is divided by: 100, or 1 where the sheet keeps shares of one (cells under a percent format).
    whole: f64,
}

/// An area being read.
#[derive(Clone)]
struct Area {
    name: String,
    scope: Scope,
    n: Option<u32>,
}

impl Shares<'_> {
    /// One area per row.
    fn read_rows(&self, draft: &mut Draft<'_>) {
        let mut area: Option<Area> = None;
        self.show_header(draft);
        for row in below(self.sheet, self.header) {
            let name = self.header.column("area").map(|column| row.words(column)).unwrap_or_default();
            let n = self.header.column("n").and_then(|column| row.get(column)).and_then(cells::whole).and_then(|n| u32::try_from(n).ok());
            // «Макс. балл» and the like are no group.
            if name.is_empty()
                || spelling::fold(&name).starts_with("макс")
                || self.sheet.row(self.header.row).is_some_and(|head| head.cells == row.cells)
            {
                continue;
            }
            let group = if self.quantity == Quantity::Group { group_mark(&name) } else { None };
            if group.is_none() {
                area = self.scope_of(&name, row, draft).map(|scope| Area { name: name.clone().into_owned(), scope, n });
            }
            if let (Some(area), true) = (&area, self.quantity != Quantity::Group || group.is_some()) {
                self.take_row(row, area, group.as_deref(), n, draft);
            }
        }
    }

    fn take_row(&self, row: &Row, area: &Area, group: Option<&str>, n: Option<u32>, draft: &mut Draft<'_>) {
        let mut sum = 0.0;
        for (key, column) in &self.keys {
            let Some(value) = self.share(row, *column, draft) else { continue };
            sum += value;
            let key = group.map_or_else(|| key.clone(), |mark| format!("{key}|{mark}"));
            self.push(row, area, key, value, if group.is_some() { n } else { area.n }, draft);
        }
        let adds_up = matches!(self.quantity, Quantity::Mark | Quantity::Journal | Quantity::Score);
        if adds_up && (sum - 1.0).abs() > 0.01 {
            let what = Text::new(
                format!("Доли этой строки в сумме дают {:.2} %, а не 100 %.", sum * 100.0),
                format!("The shares of this row add up to {:.2} %, not 100 %.", sum * 100.0),
            );
            let mend = Text::new("Проверьте, все ли столбцы на месте.", "Check that every column is there.");
            draft.warn("shares-sum", draft.place(&self.sheet.name, Some(row.index), None), format!("{:.2}", sum * 100.0), what, mend);
        }
        self.show(row, area, draft);
    }

    /// Requirements in rows, areas in columns.
    fn read_columns(&self, draft: &mut Draft<'_>) {
        self.show_header(draft);
        let mut areas: Vec<(Area, u32)> = {
            let named = self.keys.iter().map(|(heading, column)| (area_in(heading), *column));
            named.filter_map(|((name, n), column)| Some((Area { scope: scope_named(&name, draft)?, n, name }, column))).collect()
        };
        for row in below(self.sheet, self.header) {
            let words = ["key", "text"].iter().filter_map(|role| self.header.column(role)).map(|column| row.words(column));
            // The number of an item and what it asks for, in one cell or two.
            let key = words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ");
            if key.is_empty() {
                continue;
            }
            if spelling::fold(&key).starts_with("кол-во участников") {
                for (area, column) in &mut areas {
                    area.n = row.get(*column).and_then(cells::whole).and_then(|n| u32::try_from(n).ok());
                }
                continue;
            }
            for (area, column) in &areas {
                if let Some(value) = self.share(row, *column, draft) {
                    self.push(row, area, key.clone(), value, area.n, draft);
                }
            }
        }
    }

    fn push(&self, row: &Row, area: &Area, key: String, value: f64, n: Option<u32>, draft: &mut Draft<'_>) {
        let origin = draft.origin(self.source, row.index);
        let (kim, name) = (self.kim.clone(), area.name.clone());
        draft.data.shares.push(Share { kim, scope: area.scope, area: name, quantity: self.quantity, key, value, n, origin });
    }

    /// A percentage as a share of 1.
    fn share(&self, row: &Row, column: u32, draft: &mut Draft<'_>) -> Option<f64> {
        let cell = row.get(column)?;
        let share = cells::decimal(cell).map(|percent| percent / self.whole).filter(|share| (0.0..=1.0).contains(share));
        if share.is_none() && !matches!(&*cells::words(cell), "-" | "—" | "–") {
            let what = Text::new(
                "Значение не прочитано, ожидался процент от 0 до 100.",
                "The value was not read, a percentage 0–100 was expected.",
            );
            let place = draft.place(&self.sheet.name, Some(row.index), Some(column));
            draft.warn("value-unreadable", place, cells::words(cell), what, Text::new("Исправьте ячейку.", "Mend the cell."));
        }
        share
    }

    fn scope_of(&self, name: &str, row: &Row, draft: &mut Draft<'_>) -> Option<Scope> {
        if let Some(scope) = scope_named(name, draft) {
            return Some(scope);
        }
        let question = Question {
            key: asked::key("scope", draft, &spelling::fold(name)),
            place: draft.place(&self.sheet.name, Some(row.index), self.header.column("area")),
            ask: Text::new(
                format!("Что такое «{name}»: страна, регион, муниципалитет или школа?"),
                format!("What is \"{name}\": country, region, municipality or school?"),
            ),
            choices: SCOPES.map(str::to_owned).to_vec(),
            proposed: None,
            until: Text::new("Строка не прочитана.", "The row is not read."),
        };
        draft.ask(question).as_deref().and_then(scope_by_code)
    }

    fn show_header(&self, draft: &mut Draft<'_>) {
        if draft.preview.is_empty() {
            let fixed = ["группа", "охват", "участников"].map(str::to_owned);
            draft.preview.push(fixed.into_iter().chain(self.keys.iter().map(|(key, _)| key.clone())).collect());
        }
    }

    fn show(&self, row: &Row, area: &Area, draft: &mut Draft<'_>) {
        if draft.preview.len() <= limits::PREVIEW_ROWS {
            let n = area.n.map_or_else(String::new, |n| n.to_string());
            let fixed = [area.name.clone(), area.scope.code().to_owned(), n];
            draft.preview.push(fixed.into_iter().chain(self.keys.iter().map(|(_, column)| row.words(*column).into_owned())).collect());
        }
    }
}

fn scope_by_code(code: &str) -> Option<Scope> {
    Scope::ALL.iter().copied().find(|scope| scope.code() == code)
}

/// The area a name tells: by the words of the reference data, else by those met in exports.
fn scope_named(name: &str, draft: &Draft<'_>) -> Option<Scope> {
    if let Some(scope) = draft.reference().and_then(|reference| reference.scope(name)) {
        return Some(scope);
    }
    let folded = spelling::fold(name);
    let fits = |words: &AreaWords| {
        words.words.iter().any(|word| {
            let word = spelling::fold(word);
            if words.whole { folded == word } else { folded.contains(&*word) }
        })
    };
    AREAS.as_ref()?.area.iter().find(|words| fits(words)).and_then(|words| scope_by_code(&words.scope))
}

/// `Ср.% вып. уч. гр.баллов 2`: a group of pupils with one mark.
fn group_mark(name: &str) -> Option<String> {
    let folded = spelling::fold(name);
    let (words, mark) = folded.rsplit_once(' ')?;
    let is_group = ["гр", "групп", "отметк", "балл"].iter().any(|word| words.contains(word));
    mark.trim_matches(['«', '»', '"']).parse::<u8>().ok().filter(|mark| is_group && (2..=5).contains(mark)).map(|mark| mark.to_string())
}

/// Name of an area and the number of its pupils, from a heading like `Вся выборка (30 216 уч.)`.
fn area_in(heading: &str) -> (String, Option<u32>) {
    let counted = heading.rsplit_once('(').and_then(|(name, rest)| {
        let count = spelling::whole(rest.trim().strip_suffix(')')?.trim_end_matches('.').strip_suffix("уч")?)?;
        Some((name.trim().to_owned(), u32::try_from(count).ok()))
    });
    counted.unwrap_or_else(|| (heading.to_owned(), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_and_their_pupils() {
        assert_eq!(area_in("Вся выборка (30\u{a0}216 уч.)"), ("Вся выборка".to_owned(), Some(30_216)));
        assert_eq!(area_in("МБОУ «СОШ №1»(edu000001)"), ("МБОУ «СОШ №1»(edu000001)".to_owned(), None));
    }

    #[test]
    fn groups_of_pupils_by_mark() {
        assert_eq!(group_mark("Ср.% вып. уч. гр.баллов 2").as_deref(), Some("2"));
        assert_eq!(group_mark("Группа «5»").as_deref(), Some("5"));
        assert_eq!(group_mark("Школа 3"), None);
    }
}
