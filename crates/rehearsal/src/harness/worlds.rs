//! Honest worlds by odd group: whether any group of schools that nobody is to blame for comes to the fore, in any of the worlds.
//! Promise B16 in every one of them: own p of a group below .01 in not more than .01 of its sets by a test, the point at most .015; its part
//! of the flags at most twice its part of the sets; any flag in at most a tenth of the regions.

use psychometrics::binomial::{NOTHING_KNOWN, clopper_pearson};

use super::estimate::{self, Estimate};
use super::quiet::{ANY_FLAG, quiet_enough};
use super::table::{Cell, Table, binomial_error, estimate, head, rows};
use super::{Row, Trial};
use crate::simulate::Confounder;
use records::text::Text;
use records::vocabulary::SetStatus;

/// Fewest sets of a group that is judged.
const JUDGED: usize = 500;
/// Fewest regions by which flags in regions are judged.
const REGIONS: usize = 20;

/// Rows of one world: all its untouched sets, then every group that is large enough to be judged.
#[must_use]
pub fn group_rows(name: &Text, trials: &[Trial]) -> Vec<Vec<Cell>> {
    let honest: Vec<&Trial> = trials.iter().filter(|trial| trial.honest).collect();
    let sets: Vec<(u64, &Row)> = rows(&honest).filter(|(_, row)| row.status == SetStatus::Ok).collect();
    let of = |cause: Confounder| sets.iter().copied().filter(|(_, row)| row.confounders.contains(&cause)).collect::<Vec<_>>();
    let groups: Vec<(&str, Vec<(u64, &Row)>)> =
        Confounder::ALL.iter().map(|&cause| (cause.code(), of(cause))).filter(|(_, own)| own.len() >= JUDGED).collect();
    let all = Judged { sets: sets.len(), flags: flags(&sets), groups: groups.len().max(1) };
    let whole = (!sets.is_empty()).then(|| all.row(name, "all", &sets, regions(&honest)));
    whole.into_iter().chain(groups.iter().map(|(code, own)| all.row(name, code, own, None))).collect()
}

/// What every group of a world is judged by.
struct Judged {
    sets: usize,
    flags: usize,
    groups: usize,
}

impl Judged {
    fn row(&self, name: &Text, code: &str, own: &[(u64, &Row)], regions: Option<(Estimate, bool)>) -> Vec<Cell> {
        let below: Vec<(u64, bool)> = own.iter().filter_map(|(cluster, row)| Some((*cluster, row.p_own? < 0.01))).collect();
        let below = estimate::share(&below);
        let quiet = below.is_none_or(|share| quiet_enough(share, self.groups));
        // One flag of a small group is twice its share at once: two are asked for.
        let part = flags(own) < 2 || flags(own) * self.sets <= 2 * self.flags * own.len();
        let whole = regions.is_none_or(|(_, holds)| holds);
        vec![
            Cell::Words(name.clone()),
            Cell::Code(code.to_owned()),
            Cell::Count(own.len()),
            estimate(below),
            Cell::Count(flags(own)),
            regions.map_or(Cell::Empty, |(share, _)| Cell::Estimate(share)),
            if own.len() >= JUDGED { Cell::Holds(quiet && part && whole) } else { Cell::Empty },
        ]
    }
}

fn flags(sets: &[(u64, &Row)]) -> usize {
    sets.iter().filter(|(_, row)| row.flagged).count()
}

/// Share of regions with any flag, and whether the promise holds.
fn regions(honest: &[&Trial]) -> Option<(Estimate, bool)> {
    let n = honest.len();
    let any = honest.iter().filter(|trial| trial.rows.iter().any(|row| row.flagged)).count();
    let (low, _) = clopper_pearson(any as u64, n as u64, 0.90).unwrap_or(NOTHING_KNOWN);
    let share = Estimate { value: any as f64 / n.max(1) as f64, error: binomial_error(any, n), n };
    (n > 0).then_some((share, n < REGIONS || low <= ANY_FLAG))
}

/// The rows of all worlds.
#[must_use]
pub fn groups_table(rows: Vec<Vec<Cell>>) -> Table {
    Table {
        id: "worlds",
        title: Text::new("Честные миры по группам", "Honest worlds by group"),
        note: Text::new(
            "По строке на группу неизменённых наборов в каждом мире (от 500 наборов): доля с собственным p ниже .01 не выше .01 по критерию и не \
             выше .015; доля сигналов не больше удвоенной доли наборов; хотя бы один сигнал — не больше чем в десятой части регионов.",
            "One row a group of untouched sets in every world (from 500 sets): the share with own p below .01 is not above .01 by a test and at \
             most .015; its part of the flags at most twice its part of the sets; any flag in at most a tenth of the regions.",
        ),
        head: head(&[
            ("world", "мир", "world"),
            ("group", "группа", "group"),
            ("sets", "наборов", "sets"),
            ("below_01", "p < .01", "p < .01"),
            ("flags", "сигналов", "flags"),
            ("any_flag", "регионов с сигналом", "regions with a flag"),
            ("holds", "B16", "B16"),
        ]),
        rows,
        figure: None,
    }
}
