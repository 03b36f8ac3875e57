//! Stated intervals: how often they hold what is true. In an untouched set the effect of an indicator is nothing but what classes differ by
//! and pupils happen to show, and its interval should hold zero. In a lifted set it should hold what the lift changed: the effect less that
//! of the same set in the twin of its world, where nothing is bent.

use std::collections::BTreeMap;

use methodology::indicators;
use records::text::Text;
use records::vocabulary::Ladder;

use super::estimate;
use super::table::{Cell, Table, estimate, head, rows};
use super::{Row, Said, Trial};

/// Its effect is the lift of the mean, of which the truth is known.
const OF_THE_MEAN: &str = "level";

/// One row an indicator of the screen: untouched sets of untouched regions, and lifted sets of the bent regions of the same seeds.
pub(super) fn covering(honest: &[&Trial], bent: &[&Trial]) -> Table {
    let twins: BTreeMap<(u64, &[String; 3]), &Row> =
        honest.iter().flat_map(|trial| trial.rows.iter().map(|row| ((trial.seed, &row.named), row))).collect();
    let line = |id: &'static str| {
        let quiet: Vec<(u64, &Said)> = compared(honest).filter_map(|(cluster, row)| Some((cluster, row.said(id)?))).collect();
        let changed = |(cluster, row): (u64, &Row)| {
            let (said, twin) = (row.said(id)?, twins.get(&(cluster >> 24, &row.named))?.said(id)?);
            Some((cluster, holds(said, said.effect - twin.effect)))
        };
        let lifted: Vec<(u64, bool)> = compared(bent).filter(|(_, row)| row.lifted == Some(true)).filter_map(changed).collect();
        let share = |of: &dyn Fn(&Said) -> bool| {
            estimate::share(&quiet.iter().map(|(cluster, said)| (*cluster, of(said))).collect::<Vec<(u64, bool)>>())
        };
        let given = compared(bent).filter(|(_, row)| row.lifted == Some(true) && id == OF_THE_MEAN);
        let given: Vec<(u64, bool)> = given.filter_map(|(cluster, row)| Some((cluster, holds(row.said(id)?, row.bent?.lift)))).collect();
        vec![
            Cell::Code(id.to_owned()),
            Cell::Count(quiet.len()),
            estimate(share(&|said| holds(said, 0.0))),
            estimate(share(&|said| said.interval[0] > 0.0)),
            Cell::Count(lifted.len()),
            estimate(estimate::share(&lifted)),
            estimate(estimate::share(&given)),
        ]
    };
    Table {
        id: "intervals",
        title: Text::new("Верны ли интервалы", "Whether intervals are true"),
        note: Text::new(
            "Наборы на ступенях A и B. В неизменённом наборе интервал 95 % должен содержать ноль, в поднятом — то, на что эффект изменился по \
             сравнению с тем же набором в таком же регионе, где ничего не изменено. Весь подъём: на сколько поднят средний балл, в том \
             числе там, где часть его скрыта поднятыми работами того же учителя или школы.",
            "Sets on rungs A and B. In an untouched set the interval of 95 % should hold zero, in a lifted one that by which the effect differs \
             from the same set's in the twin of its region where nothing is bent. The whole lift: what the mean was raised by, also where a \
             teacher's or a school's other works, raised too, hide a part.",
        ),
        head: head(&[
            ("indicator", "показатель", "indicator"),
            ("sets", "наборов без изменений", "untouched sets"),
            ("zero", "содержит ноль", "holds zero"),
            ("above", "весь выше нуля", "wholly above zero"),
            ("lifted", "поднятых наборов", "lifted sets"),
            ("change", "содержит изменение", "holds the change"),
            ("lift", "содержит весь подъём", "holds the whole lift"),
        ]),
        rows: indicators::cards().sets.iter().map(|card| line(card.id)).collect(),
        figure: None,
    }
}

/// Sets compared with other schools; other rungs widen their intervals.
fn compared<'a>(trials: &'a [&'a Trial]) -> impl Iterator<Item = (u64, &'a Row)> {
    rows(trials).filter(|(_, row)| matches!(row.ladder, Ladder::A | Ladder::B))
}

fn holds(said: &Said, truth: f64) -> bool {
    said.interval[0] <= truth && truth <= said.interval[1]
}
