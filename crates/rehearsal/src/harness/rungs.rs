//! The same counts rung by rung: how much can be said with a whole region, with several schools, with published shares, with nothing.

use std::collections::BTreeMap;

use super::estimate::{self, Estimate};
use super::found::{area, recall};
use super::table::{Cell, Table, estimate, head, rows};
use super::{Row, Trial};
use records::text::Text;
use records::vocabulary::{Ladder, SetStatus};

/// A set with its school as a cluster.
type Set<'a> = (u64, &'a Row);

/// One row per rung that occurs, untouched worlds and bent ones apart.
pub(super) fn by_rung(honest: &[&Trial], bent: &[&Trial]) -> Table {
    let worlds = [(Text::new("без изменений", "untouched"), honest), (Text::new("с изменениями", "with bending"), bent)];
    let mut out = Vec::new();
    for ladder in [Ladder::A, Ladder::B, Ladder::C, Ladder::D] {
        for (name, trials) in &worlds {
            let sets: Vec<Set<'_>> = rows(trials).filter(|(_, row)| row.ladder == ladder).collect();
            if !sets.is_empty() {
                out.push(line(ladder, name, &sets));
            }
        }
    }
    Table {
        id: "rungs",
        title: Text::new("По ступеням сравнения", "By rung of reference"),
        note: Text::new(
            "A — регион, B — несколько школ, C — одна школа и опубликованные доли, D — одна школа и больше ничего (школы по одной: --rung c, \
             --rung d). p — собственное, по наборам без изменений; «посмотреть» — наборов на школу; площадь и полнота — по оценке набора против \
             неизменённых той же ступени; «найдено» — доля наборов, поднятых не меньше заявленного наименьшего заметного, что стоит посмотреть. \
             На ступенях C и D сигналов не бывает.",
            "A: region, B: several schools, C: one school with published shares, D: one school and nothing else (schools one by one: --rung c, \
             --rung d). p is the set's own, over untouched sets; \"worth a look\" is sets per school; AUC and recall by the score against \
             untouched sets of the same rung; \"found\" is the share of sets lifted by at least the stated least detectable lift that are \
             worth a look. Nothing is flagged on rungs C and D.",
        ),
        head: head(&[
            ("rung", "ступень", "rung"),
            ("worlds", "регионы", "regions"),
            ("schools", "школ", "schools"),
            ("sets", "наборов", "sets"),
            ("refused", "без ответа", "refused"),
            ("below_05", "p < .05", "p < .05"),
            ("below_01", "p < .01", "p < .01"),
            ("look", "посмотреть", "worth a look"),
            ("flagged", "сигналов", "flags"),
            ("auc", "площадь", "AUC"),
            ("recall_05", "полнота при 5 %", "recall at 5 %"),
            ("recall_01", "полнота при 1 %", "recall at 1 %"),
            ("mde", "заметно от, баллы", "detectable from, points"),
            ("found", "найдено", "found"),
        ]),
        rows: out,
        figure: None,
    }
}

fn line(ladder: Ladder, worlds: &Text, sets: &[Set<'_>]) -> Vec<Cell> {
    let mut looks: BTreeMap<u64, f64> = BTreeMap::new();
    for (school, row) in sets {
        *looks.entry(*school).or_default() += f64::from(u8::from(row.look));
    }
    let looks: Vec<f64> = looks.into_values().collect();
    let below = |level: f64| share(sets.iter().filter(|set| set.1.bent.is_none()), |row| Some(row.p_own? < level));
    let scores = |lifted: bool| -> Vec<(usize, f64)> {
        sets.iter().filter(|set| set.1.lifted == Some(lifted)).filter_map(|set| Some((set.1.work, set.1.score?))).collect()
    };
    let (quiet, lifted) = (scores(false), scores(true));
    let seen = |of: &dyn Fn() -> Option<Estimate>| estimate(if lifted.is_empty() { None } else { of() });
    let mde: Vec<f64> = sets.iter().filter_map(|set| set.1.mde).collect();
    vec![
        Cell::Code(ladder.code().to_owned()),
        Cell::Words(worlds.clone()),
        Cell::Count(looks.len()),
        Cell::Count(sets.len()),
        share(sets.iter(), |row| Some(row.status != SetStatus::Ok)),
        below(0.05),
        below(0.01),
        estimate(estimate::mean(&looks)),
        Cell::Count(sets.iter().filter(|set| set.1.flagged).count()),
        seen(&|| area(&quiet, &lifted)),
        seen(&|| recall(&quiet, &lifted, 0.05)),
        seen(&|| recall(&quiet, &lifted, 0.01)),
        estimate(estimate::mean(&mde)),
        share(sets.iter().filter(|set| detectable(set.1)), |row| Some(row.look)),
    ]
}

/// Lifted by at least what it is said to be able to show.
fn detectable(row: &Row) -> bool {
    let lift = row.bent.filter(|_| row.lifted == Some(true)).map(|bent| bent.lift);
    lift.zip(row.mde).is_some_and(|(lift, mde)| lift >= mde)
}

/// Share of the sets of which `of` says yes; sets of which it says nothing do not count.
fn share<'a>(sets: impl Iterator<Item = &'a Set<'a>>, of: impl Fn(&Row) -> Option<bool>) -> Cell {
    estimate(estimate::share(&sets.filter_map(|(cluster, row)| Some((*cluster, of(row)?))).collect::<Vec<(u64, bool)>>()))
}
