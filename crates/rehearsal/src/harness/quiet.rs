//! How quiet data are in which nothing was changed.

use std::collections::BTreeMap;

use psychometrics::binomial::{NOTHING_KNOWN, clopper_pearson};
use psychometrics::math::norm_quantile;

use super::estimate::{self, Estimate};
use super::table::{Cell, Table, binomial_error, estimate, head, rows};
use super::{Row, Trial};
use methodology::indicators;
use records::figure::{Figure, Plot};
use records::text::{Lang, Text, percent};
use records::vocabulary::SetStatus;

/// Fewest sets in a cell that is judged by promise B16.
const JUDGED: usize = 2_000;
/// Fewest sets in a cell that is drawn: the interval of a smaller one fills the picture.
const DRAWN: usize = 300;
/// Upper bound of the share of honest sets below .01, over all.
const OVERALL: f64 = 0.012;
/// Upper bound of the point in a cell.
const IN_A_CELL: f64 = 0.015;
/// Share of honest regions with any flag.
pub(super) const ANY_FLAG: f64 = 0.10;
/// Fewest regions by which that promise is judged: with fewer, its lower bound is low whatever happens.
const REGIONS: usize = 200;

/// Class sizes as they are told apart.
fn size(n: usize) -> &'static str {
    match n {
        0..15 => "10–14",
        15..22 => "15–21",
        22..28 => "22–27",
        _ => "28+",
    }
}

/// Cells a set belongs to: all, kind of school × size, ladder.
fn cells(row: &Row) -> [(u8, Text); 3] {
    let kind =
        if row.selective { Text::new("с отбором", "selective") } else { Text::new("обычная школа", "ordinary school") };
    let size = size(row.n);
    let ladder = row.ladder.code();
    [
        (0, Text::new("все", "all")),
        (1, Text::new(format!("{}, {size}", kind.ru), format!("{}, {size}", kind.en))),
        (2, Text::new(format!("ступень {ladder}"), format!("rung {ladder}"))),
    ]
}

/// p of a set by what gave it; "own" is the set's own evidence.
fn by_source(row: &Row) -> Vec<(usize, &'static str, f64)> {
    let rank = |id: &str| 1 + indicators::cards().sets.iter().position(|card| card.id == id).unwrap_or(usize::MAX - 1);
    let own = row.p_own.map(|p| (0, "own", p));
    own.into_iter().chain(row.readings.iter().map(|said| (rank(said.indicator), said.indicator, said.p))).collect()
}

/// Cell, place of the source and the source.
type Place = ((u8, Text), usize, &'static str);

/// p of every set by place, with the cluster of the set.
fn collected(honest: &[&Trial]) -> BTreeMap<Place, Vec<(u64, f64)>> {
    let mut found: BTreeMap<Place, Vec<(u64, f64)>> = BTreeMap::new();
    for (cluster, row) in rows(honest).filter(|(_, row)| row.status == SetStatus::Ok) {
        for cell in cells(row) {
            for (rank, source, p) in by_source(row) {
                found.entry((cell.clone(), rank, source)).or_default().push((cluster, p));
            }
        }
    }
    found
}

/// How often sets to which nothing was done have a small p.
pub(super) fn calibration(honest: &[&Trial]) -> Table {
    let found = collected(honest);
    let judged = found.iter().filter(|((cell, rank, _), values)| cell.0 == 1 && *rank == 0 && values.len() >= JUDGED).count();
    let below = |values: &[(u64, f64)], level: f64| {
        estimate::share(&values.iter().map(|(cluster, p)| (*cluster, *p < level)).collect::<Vec<(u64, bool)>>())
    };
    let row = |((cell, rank, source), values): (&Place, &Vec<(u64, f64)>)| {
        let at_one = below(values, 0.01);
        let verdict = match (*rank, cell.0, at_one) {
            (0, 0, Some(share)) => Cell::Holds(share.upper(0.95) <= OVERALL),
            (0, 1, Some(share)) if values.len() >= JUDGED => Cell::Holds(quiet_enough(share, judged)),
            _ => Cell::Empty,
        };
        let shares = [below(values, 0.05), at_one, below(values, 0.001)].map(estimate);
        let start = [Cell::Words(cell.1.clone()), Cell::Code((*source).to_owned()), Cell::Count(values.len())];
        start.into_iter().chain(shares).chain([verdict]).collect()
    };
    let rows: Vec<Vec<Cell>> = found.iter().map(row).collect();
    Table {
        id: "calibration",
        title: Text::new("Как часто малое p выходит там, где ничего не изменено", "How often a small p comes up where nothing was changed"),
        note: Text::new(
            "Смоделированные регионы без изменений. Доля наборов с p ниже уровня; ошибка учитывает, что наборы одной школы связаны. Слово own — \
             собственное p набора. Обещание B16: по всем верхняя граница доли при .01 не выше .012; в клетках от 2 000 наборов доля не выше .015 и \
             не отличается от .01 в сторону превышения.",
            "Simulated regions with nothing bent. Share of sets with p below the level; errors allow for the sets of one school going together. \
             \"own\" is the set's own p. Promise B16: over all, the upper bound of the share at .01 is at most .012; in cells of 2,000 sets or \
             more the share is at most .015 and not above .01 by a test.",
        ),
        head: head(&[
            ("cell", "клетка", "cell"),
            ("source", "показатель", "indicator"),
            ("sets", "наборов", "sets"),
            ("below_05", "p < .05", "p < .05"),
            ("below_01", "p < .01", "p < .01"),
            ("below_001", "p < .001", "p < .001"),
            ("holds", "B16", "B16"),
        ]),
        figure: calibration_figure(&rows),
        rows,
    }
}

/// Not above .01 by a one-sided test at .05/cells, and the point at most .015.
pub(super) fn quiet_enough(share: Estimate, cells: usize) -> bool {
    let z = (share.value - 0.01) / share.error.max(1e-12);
    z <= norm_quantile(1.0 - 0.05 / cells.max(1) as f64) && share.value <= IN_A_CELL
}

fn calibration_figure(rows: &[Vec<Cell>]) -> Option<Figure> {
    let line = |row: &Vec<Cell>| match row.as_slice() {
        [Cell::Words(cell), Cell::Code(source), Cell::Count(sets), _, Cell::Estimate(share), ..] if source == "own" && *sets >= DRAWN => {
            Some((cell.clone(), share.interval().map(|x| (100.0 * x).max(0.0))))
        }
        _ => None,
    };
    let rows: Vec<(Text, [f64; 3])> = rows.iter().filter_map(line).collect();
    (!rows.is_empty()).then(|| Figure {
        title: Text::new("Доля неизменённых наборов с собственным p ниже .01", "Share of untouched sets with own p below .01"),
        caption: Text::new(
            "Точка — доля, черта — 95 % интервал; вертикаль — обещанный 1 %. Левее — осторожнее обещанного.",
            "Dot: share, bar: 95 % interval; the vertical line is the promised 1 %. Left of it is more cautious than promised.",
        ),
        plot: Plot::Intervals { rows, axis: Text::new("наборов, %", "sets, %"), zero: 1.0 },
    })
}

/// Honest regions: any flag at all, looks against the number expected.
pub(super) fn regions(honest: &[&Trial]) -> Table {
    let n = honest.len();
    let any = honest.iter().filter(|trial| trial.rows.iter().any(|row| row.flagged)).count();
    let (low, high) = clopper_pearson(any as u64, n as u64, 0.90).unwrap_or(NOTHING_KNOWN);
    let share = Estimate { value: any as f64 / n as f64, error: binomial_error(any, n), n };
    let per_region = |of: &dyn Fn(&Trial) -> f64| estimate(estimate::mean(&honest.iter().map(|trial| of(trial)).collect::<Vec<f64>>()));
    let count = |of: fn(&Row) -> bool| move |trial: &Trial| trial.rows.iter().filter(|row| of(row)).count() as f64;
    let words = |ru: &str, en: &str| Cell::Words(Text::new(ru, en));
    let bounds = Text::new(
        format!("границы 95 %: {}–{}", percent(low, 1, Lang::Ru), percent(high, 1, Lang::Ru)),
        format!("95 % bounds: {}–{}", percent(low, 1, Lang::En), percent(high, 1, Lang::En)),
    );
    let row = |name: Cell, value: Cell, holds: Cell, note: Text| vec![name, value, holds, Cell::Words(note)];
    let none = Text::default;
    Table {
        id: "honest-regions",
        title: Text::new("Регионы без изменений", "Regions with nothing changed"),
        note: Text::new(
            "Обещание B16: хотя бы одна отметка «сигнал» — не больше чем в десятой части таких регионов (нижняя граница 95 %), если их не меньше 200.",
            "Promise B16: any flag at all in at most a tenth of such regions (lower 95 % bound), judged from 200.",
        ),
        head: head(&[("what", "что", "what"), ("value", "значение", "value"), ("holds", "B16", "B16"), ("note", "", "")]),
        rows: vec![
            row(
                words("регионов хотя бы с одним сигналом", "regions with any flag"),
                Cell::Estimate(share),
                if n >= REGIONS { Cell::Holds(low <= ANY_FLAG) } else { Cell::Empty },
                bounds,
            ),
            row(words("сигналов на регион", "flags per region"), per_region(&count(|row| row.flagged)), Cell::Empty, none()),
            row(words("стоит посмотреть, на регион", "worth a look, per region"), per_region(&count(|row| row.look)), Cell::Empty, none()),
            row(
                words("ожидалось случайно, на регион", "expected by chance, per region"),
                per_region(&|trial| trial.by_chance.unwrap_or(0.0)),
                Cell::Empty,
                none(),
            ),
        ],
        figure: None,
    }
}
