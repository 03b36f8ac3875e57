//! Items of a table of pupils with their columns, and the column of classes where its heading is not known.

use records::dataset::Item;
use records::provenance::column_letters;
use records::text::Text;

use super::{heading, item};
use crate::cells;
use crate::columns::{self, ClassColumn};
use crate::draft::Draft;
use crate::grid::{Row, Sheet};
use crate::template::{Header, Template, below};

/// Items with their columns; `stated`: the maximum of the work above the table. A heading that stands twice is another item under the name of its column, unless the totals of the file leave it out.
pub(super) fn items_of(sheet: &Sheet, header: &Header, stated: Option<u16>, draft: &mut Draft<'_>) -> Vec<(Item, u32)> {
    let Some(row) = sheet.row(header.row) else { return Vec::new() };
    let mut items: Vec<(Item, u32)> = Vec::new();
    let mut twice: Vec<(Item, u32)> = Vec::new();
    for (column, cell) in &row.cells {
        let Some(mut found) = item::item_of(&cells::words(cell)) else { continue };
        found.level = heading::level(sheet, header, *column);
        let known = items.iter().any(|(known, _)| known.name == found.name);
        (if known { &mut twice } else { &mut items }).push((found, *column));
    }
    if !twice.is_empty() {
        settle_twice(&mut items, twice, (sheet, header), draft);
        fit_maximum(&mut items, stated, sheet, header);
    }
    items
}

/// What becomes of columns under a heading that stands twice; it is told either way.
fn settle_twice(items: &mut Vec<(Item, u32)>, twice: Vec<(Item, u32)>, (sheet, header): (&Sheet, &Header), draft: &mut Draft<'_>) {
    let rows: Vec<&Row> = below(sheet, header).collect();
    let sum = |row: &Row, columns: &[u32]| columns.iter().filter_map(|column| cells::whole(row.get(*column)?)).sum::<i64>();
    let total = |row: &Row| cells::whole(row.get(header.column("total")?)?);
    let once: Vec<u32> = items.iter().map(|(_, column)| *column).collect();
    let all: Vec<u32> = once.iter().copied().chain(twice.iter().map(|(_, column)| *column)).collect();
    let agree = |columns: &[u32]| rows.iter().filter(|row| total(row).is_some_and(|total| total == sum(row, columns))).count();
    let copied = |column: u32, first: u32| rows.iter().all(|row| row.get(column) == row.get(first));
    let added_up = (agree(&once), agree(&all));
    for (found, column) in twice {
        let first = items.iter().find(|(known, _)| known.name == found.name).map_or(column, |(_, column)| *column);
        let left_out = added_up.0 > added_up.1 || (added_up.0 == added_up.1 && copied(column, first));
        let name = format!("{} ({})", found.name, column_letters(column));
        tell_twice(&found, (sheet, header, column), (!left_out).then_some(&name), draft);
        if !left_out {
            items.push((Item { name, ..found }, column));
        }
    }
    items.sort_by_key(|(_, column)| *column);
}

/// The only item read under a heading that stands twice has the maximum the stated one leaves it, where its points allow that.
fn fit_maximum(items: &mut [(Item, u32)], stated: Option<u16>, sheet: &Sheet, header: &Header) {
    let sum: u16 = items.iter().map(|(item, _)| u16::from(item.max)).sum();
    let mut doubtful = items.iter_mut().filter(|(item, _)| item.name.ends_with(')'));
    let (Some((item, column)), None, Some(stated)) = (doubtful.next(), doubtful.next(), stated) else { return };
    let most = below(sheet, header).filter_map(|row| cells::whole(row.get(*column)?)).max().unwrap_or(0);
    let left = (stated + u16::from(item.max)).checked_sub(sum).and_then(|left| u8::try_from(left).ok());
    if let Some(left) = left.filter(|left| *left >= 1 && i64::from(*left) >= most) {
        item.max = left;
    }
}

fn tell_twice(found: &Item, (sheet, header, column): (&Sheet, &Header, u32), kept: Option<&String>, draft: &mut Draft<'_>) {
    let what = match kept {
        None => Text::new("Задание встретилось второй раз: прочитан первый столбец.", "The item stands twice: the first column was read."),
        Some(name) => Text::new(
            format!("Заголовок задания стоит второй раз, а баллы в столбце другие: он прочитан как отдельное задание «{name}»."),
            format!("The heading of an item stands twice, with other points below: the column was read as an item of its own, “{name}”."),
        ),
    };
    let mend = Text::new("Исправьте номер задания в заголовке.", "Mend the number of the item in the heading.");
    draft.warn("item-twice", draft.place(&sheet.name, Some(header.row), Some(column)), found.name.clone(), what, mend);
}

/// Whether two headings have the same items in the same columns.
pub(super) fn same_items(a: &[(Item, u32)], b: &[(Item, u32)]) -> bool {
    let bare = |items: &[(Item, u32)]| items.iter().map(|(item, column)| (item.name.clone(), item.max, *column)).collect::<Vec<_>>();
    bare(a) == bare(b)
}

/// Role or item → column, left to right.
pub(super) fn columns_of(header: &Header, items: &[(Item, u32)]) -> Vec<(String, u32)> {
    let roles = header.roles.iter().flat_map(|(role, columns)| columns.iter().map(|column| (role.clone(), *column)));
    let mut columns: Vec<(String, u32)> = roles.chain(items.iter().map(|(item, column)| (item.name.clone(), *column))).collect();
    columns.sort_by_key(|(_, column)| *column);
    columns
}

/// Gives the header the column of classes that stands under another heading; false while it is asked which one it is.
pub(super) fn find_class(template: &Template, sheet: &Sheet, header: &mut Header, items: &[(Item, u32)], draft: &mut Draft<'_>) -> bool {
    let (None, Some(head)) = (header.column("class"), sheet.row(header.row)) else { return true };
    let rows: Vec<&Row> = below(sheet, header).filter(|row| items.iter().any(|(_, column)| row.get(*column).is_some())).collect();
    let free = template.strangers(sheet, header, |column| items.iter().any(|(_, known)| *known == column));
    match columns::ordinal_column(sheet, head, &rows, &free, draft) {
        ClassColumn::At(column) => {
            header.roles.insert("class".to_owned(), vec![column]);
            true
        }
        ClassColumn::None => true,
        ClassColumn::Waits => false,
    }
}
