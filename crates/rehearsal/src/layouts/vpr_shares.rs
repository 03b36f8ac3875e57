//! Reports of ФИС ОКО with shares: «Статистика по отметкам» (Ф3), «Сравнение отметок с отметками по журналу», «Распределение первичных баллов»,
//! «Выполнение заданий», «Достижение планируемых результатов», «Выполнение заданий группами участников».

use std::collections::BTreeSet;

use jiff::civil::Date;
use records::dataset::{Dataset, KimId, Quantity, Scope, Share};

use super::LayoutError;
use super::sheet::{Cell, Sheet, row, xlsx};
use super::vpr_title::{Sat, sheet_name, title_block};
use crate::simulate::requirement;

/// Writes the report of one quantity of a work from its published shares.
///
/// # Errors
/// The KIM or its shares are not in the data, or the workbook cannot be written.
pub fn write(data: &Dataset, kim: KimId, quantity: Quantity, day: Date) -> Result<Vec<u8>, LayoutError> {
    let sat = Sat::find(data, kim)?;
    let shares: Vec<&Share> = data.shares.iter().filter(|share| share.kim == sat.kim.kim && share.quantity == quantity).collect();
    if shares.is_empty() {
        return Err(LayoutError::Missing("опубликованные доли / published shares"));
    }
    let areas = areas(&shares);
    let name = report_name(quantity);
    let mut rows = title_block(name, &sat);
    rows.push(row![]);
    rows.extend(match quantity {
        Quantity::Mark => marks(&areas),
        Quantity::Journal => journal(&areas),
        Quantity::Score => across(&areas, &keys(&areas)),
        Quantity::Item => items(&sat, &areas),
        Quantity::Planned => planned(&sat, &areas),
        Quantity::Group => groups(&sat, &areas),
    });
    xlsx(&[Sheet::new(&sheet_name(&sat, name), rows)], day)
}

/// Name of the report, as on its first line.
#[must_use]
pub const fn report_name(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Mark => "Статистика по отметкам",
        Quantity::Journal => "Сравнение отметок с отметками по журналу",
        Quantity::Score => "Распределение первичных баллов",
        Quantity::Item => "Выполнение заданий",
        Quantity::Planned => "Достижение планируемых результатов",
        Quantity::Group => "Выполнение заданий группами участников",
    }
}

/// One area with its shares.
struct Area<'a> {
    name: &'a str,
    shares: Vec<&'a Share>,
}

impl Area<'_> {
    fn n(&self) -> Option<u32> {
        self.shares.first().and_then(|share| share.n)
    }

    fn find(&self, key: &str) -> Option<&Share> {
        self.shares.iter().copied().find(|share| share.key == key)
    }

    /// Percent with two decimals.
    fn percent(&self, key: &str) -> Cell {
        Cell::from(self.find(key).map(|share| (share.value * 10_000.0).round() / 100.0))
    }
}

/// Areas, widest first.
fn areas<'a>(shares: &[&'a Share]) -> Vec<Area<'a>> {
    let names: BTreeSet<(Scope, &str)> = shares.iter().map(|share| (share.scope, share.area.as_str())).collect();
    let of = |(scope, name): (Scope, &'a str)| Area {
        name,
        shares: shares.iter().copied().filter(|share| share.scope == scope && share.area == name).collect(),
    };
    names.into_iter().map(of).collect()
}

fn keys<'a>(areas: &[Area<'a>]) -> Vec<&'a str> {
    areas.first().map(|area| area.shares.iter().map(|share| share.key.as_str()).collect()).unwrap_or_default()
}

fn marks(areas: &[Area<'_>]) -> Vec<Vec<Cell>> {
    let mut rows = vec![row!["Группы участников", "Кол-во ОО", "Кол-во участников", 2_u8, 3_u8, 4_u8, 5_u8]];
    for area in areas {
        let mut cells = row![area.name, "", area.n()];
        cells.extend(["2", "3", "4", "5"].map(|mark| area.percent(mark)));
        rows.push(cells);
    }
    rows
}

fn journal(areas: &[Area<'_>]) -> Vec<Vec<Cell>> {
    let groups = [
        ("lowered", "Понизили (Отметка < Отметка по журналу)"),
        ("confirmed", "Подтвердили (Отметка = Отметке по журналу)"),
        ("raised", "Повысили (Отметка > Отметка по журналу)"),
    ];
    let mut head = row!["Группы участников", "Кол-во участников(всего)"];
    for (_, title) in groups {
        head.extend(row![format!("{title} %"), format!("{title} Кол-во участников")]);
    }
    let mut rows = vec![head];
    for area in areas {
        let n = area.n().unwrap_or(0);
        let mut cells = row![area.name, n];
        for (key, _) in groups {
            let value = area.find(key).map_or(0.0, |share| share.value);
            cells.extend([area.percent(key), Cell::from((value * f64::from(n)).round())]);
        }
        rows.push(cells);
    }
    rows
}

/// Areas down, keys across.
fn across(areas: &[Area<'_>], keys: &[&str]) -> Vec<Vec<Cell>> {
    let mut head = row!["Группы участников", "Кол-во ОО", "Кол-во участников"];
    head.extend(keys.iter().map(|key| key.parse::<u16>().map_or_else(|_| Cell::from(*key), Cell::from)));
    let mut rows = vec![head];
    for area in areas {
        let mut cells = row![area.name, "", area.n()];
        cells.extend(keys.iter().map(|key| area.percent(key)));
        rows.push(cells);
    }
    rows
}

fn items(sat: &Sat<'_>, areas: &[Area<'_>]) -> Vec<Vec<Cell>> {
    let keys: Vec<&str> = sat.kim.items.iter().map(|item| item.name.as_str()).collect();
    let mut rows = across(areas, &keys);
    if let Some(head) = rows.first_mut() {
        head.truncate(3);
        head.extend(keys.iter().map(|key| Cell::from(*key)));
    }
    rows.insert(1, max_row(sat));
    rows
}

/// «Макс балл» of every item.
fn max_row(sat: &Sat<'_>) -> Vec<Cell> {
    let mut cells = row!["Макс балл", "", ""];
    cells.extend(sat.kim.items.iter().map(|item| Cell::from(item.max)));
    cells
}

/// Requirements down, areas across; how many pupils stand behind them the report does not say.
fn planned(sat: &Sat<'_>, areas: &[Area<'_>]) -> Vec<Vec<Cell>> {
    let mut head = row!["Блоки планируемых результатов", "Макс балл"];
    head.extend(areas.iter().map(|area| Cell::from(area.name)));
    let mut rows = vec![head];
    for item in &sat.kim.items {
        let key = requirement(item);
        let mut cells = row![key.as_str(), item.max];
        cells.extend(areas.iter().map(|area| area.percent(&key)));
        rows.push(cells);
    }
    rows
}

/// For each area the groups of marks 2–5 down, items across.
fn groups(sat: &Sat<'_>, areas: &[Area<'_>]) -> Vec<Vec<Cell>> {
    let mut head = row!["Группы участников", "Кол-во ОО", "Кол-во участников"];
    head.extend(sat.kim.items.iter().map(|item| Cell::from(item.name.as_str())));
    let mut rows = vec![head, max_row(sat)];
    for area in areas {
        rows.push(row![area.name]);
        for mark in 2..=5 {
            let key = |name: &str| format!("{name}|{mark}");
            let n = sat.kim.items.first().and_then(|item| area.find(&key(&item.name))).and_then(|share| share.n);
            let mut cells = row![format!("Ср. % вып. уч. гр.баллов {mark}"), "", n];
            cells.extend(sat.kim.items.iter().map(|item| area.percent(&key(&item.name))));
            rows.push(cells);
        }
    }
    rows
}
