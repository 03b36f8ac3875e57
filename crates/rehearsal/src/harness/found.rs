//! What is found of what was bent, by kind and strength, against what others compute on the same data.

use std::collections::BTreeMap;

use super::estimate::{self, Estimate};
use super::table::{Cell, Table, binomial_error, estimate, head, rows};
use super::{Row, Trial};
use crate::simulate::BendingKind;
use methodology::indicators;
use records::figure::{Figure, Plot};
use records::text::Text;
use records::vocabulary::SetStatus;

/// Groups of bent sets: any, kind, third of strength.
fn groups(row: &Row) -> Vec<(u8, Text)> {
    let Some(bent) = row.bent.filter(|_| row.lifted == Some(true)) else { return Vec::new() };
    let kind = BendingKind::ALL.iter().position(|kind| *kind == bent.kind).unwrap_or(0);
    let (rank, ru, en) = match bent.strength {
        s if s <= 1.0 / 3.0 => (20, "слабо", "mild"),
        s if s <= 2.0 / 3.0 => (21, "средне", "middling"),
        _ => (22, "сильно", "strong"),
    };
    let kind_rank = 1 + u8::try_from(kind).unwrap_or(18);
    vec![(0, Text::new("все", "all")), (kind_rank, Text::same(bent.kind.code())), (rank, Text::new(ru, en))]
}

/// What orders the sets: the screen's score, every indicator's z, and what others compute.
fn orders(row: &Row) -> Vec<(usize, &'static str, f64)> {
    let rank = |id: &str| 1 + indicators::cards().sets.iter().position(|card| card.id == id).unwrap_or(90);
    let score = row.score.map(|score| (0, "score", score));
    let markers = row.markers.map(|sum| (100, "markers", f64::from(sum)));
    let index = row.index.map(|index| (101, "class-index", index));
    let readings = row.readings.iter().map(|said| (rank(said.indicator), said.indicator, said.z));
    score.into_iter().chain(readings).chain(markers).chain(index).collect()
}

/// Scores by order: (work, score).
type Scores = BTreeMap<(usize, &'static str), Vec<(usize, f64)>>;

/// One group of lifted sets.
#[derive(Default)]
struct Lifted {
    scores: Scores,
    /// Cluster, worth a look, flagged.
    shown: Vec<(u64, bool, bool)>,
}

/// Scores of the untouched sets, and of the lifted ones by group.
fn collected(bent: &[&Trial]) -> (Scores, BTreeMap<(u8, Text), Lifted>) {
    let (mut honest, mut lifted): (Scores, BTreeMap<(u8, Text), Lifted>) = Default::default();
    for (cluster, row) in rows(bent).filter(|(_, row)| row.status == SetStatus::Ok) {
        for group in groups(row) {
            let group = lifted.entry(group).or_default();
            group.shown.push((cluster, row.look, row.flagged));
            orders(row).into_iter().for_each(|(rank, id, value)| group.scores.entry((rank, id)).or_default().push((row.work, value)));
        }
        if row.lifted == Some(false) {
            orders(row).into_iter().for_each(|(rank, id, value)| honest.entry((rank, id)).or_default().push((row.work, value)));
        }
    }
    (honest, lifted)
}

/// The rows of one group: one per order.
fn rows_of(name: &Text, group: &Lifted, honest: &Scores) -> Vec<Vec<Cell>> {
    let shown = |of: fn(&(u64, bool, bool)) -> bool, first: bool| {
        let values: Vec<(u64, bool)> = group.shown.iter().map(|one| (one.0, of(one))).collect();
        estimate(estimate::share(&values).filter(|_| first))
    };
    let row = |((rank, id), scores): (&(usize, &'static str), &Vec<(usize, f64)>)| {
        let quiet = honest.get(&(*rank, *id))?;
        let start = [Cell::Words(name.clone()), Cell::Code((*id).to_owned()), Cell::Count(scores.len())];
        let recalls = [0.05, 0.01].map(|alarm| estimate(recall(quiet, scores, alarm)));
        let own = [shown(|one| one.1, *rank == 0), shown(|one| one.2, *rank == 0)];
        Some(start.into_iter().chain([estimate(area(quiet, scores))]).chain(recalls).chain(own).collect())
    };
    group.scores.iter().filter_map(row).collect()
}

/// What is found, by kind and strength.
pub(super) fn power(bent: &[&Trial]) -> Table {
    let (honest, lifted) = collected(bent);
    let out: Vec<Vec<Cell>> = lifted.iter().flat_map(|((_, name), group)| rows_of(name, group, &honest)).collect();
    Table {
        id: "power",
        title: Text::new("Что находится", "What is found"),
        note: Text::new(
            "Наборы с поднятым результатом против ничем не изменённых. Площадь под кривой — внутри одной работы, среднее по работам (DeLong 1988); \
             полнота — доля найденных, когда ложных тревог 5 % и 1 %. markers и class-index — то, что считают другие, на тех же данных.",
            "Lifted sets against untouched ones. Area under the curve within a work, averaged over works (DeLong 1988); recall is the share \
             found at 5 % and 1 % false alarms. markers and class-index are what others compute, on the same data.",
        ),
        head: head(&[
            ("group", "что сделано", "bending"),
            ("order", "показатель", "indicator"),
            ("sets", "наборов", "sets"),
            ("auc", "площадь", "AUC"),
            ("recall_05", "полнота при 5 %", "recall at 5 %"),
            ("recall_01", "полнота при 1 %", "recall at 1 %"),
            ("look", "стоит посмотреть", "worth a look"),
            ("flagged", "сигнал", "flagged"),
        ]),
        figure: power_figure(&out),
        rows: out,
    }
}

pub(super) fn area(honest: &[(usize, f64)], bent: &[(usize, f64)]) -> Option<Estimate> {
    let mut by_work: BTreeMap<usize, Vec<(f64, bool)>> = BTreeMap::new();
    let marked = honest.iter().map(|one| (one, false)).chain(bent.iter().map(|one| (one, true)));
    marked.for_each(|((work, value), bent)| by_work.entry(*work).or_default().push((*value, bent)));
    estimate::pooled(&by_work.values().filter_map(|scores| estimate::area(scores)).collect::<Vec<Estimate>>())
}

/// Share of the bent above the score that `alarm` of the honest sets exceed.
pub(super) fn recall(honest: &[(usize, f64)], bent: &[(usize, f64)], alarm: f64) -> Option<Estimate> {
    let mut sorted: Vec<f64> = honest.iter().map(|one| one.1).collect();
    sorted.sort_by(f64::total_cmp);
    let cut = *sorted.get(((1.0 - alarm) * sorted.len() as f64) as usize)?;
    let hits = bent.iter().filter(|one| one.1 > cut).count();
    Some(Estimate { value: hits as f64 / bent.len() as f64, error: binomial_error(hits, bent.len()), n: bent.len() })
}

fn power_figure(rows: &[Vec<Cell>]) -> Option<Figure> {
    let line = |row: &Vec<Cell>| match row.as_slice() {
        [Cell::Words(group), Cell::Code(order), _, Cell::Estimate(area), ..] if order == "score" => Some((group.clone(), area.interval())),
        _ => None,
    };
    let rows: Vec<(Text, [f64; 3])> = rows.iter().filter_map(line).collect();
    (!rows.is_empty()).then(|| Figure {
        title: Text::new("Площадь под кривой по видам и силе", "Area under the curve by kind and strength"),
        caption: Text::new(
            "0,5 — не отличить, 1 — различимы полностью; черта — 95 % интервал.",
            "0.5: not to be told apart, 1: fully; bar: 95 % interval.",
        ),
        plot: Plot::Intervals { rows, axis: Text::new("площадь", "area"), zero: 0.5 },
    })
}
