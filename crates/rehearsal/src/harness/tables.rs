//! Trials → tables: how quiet honest data are, what is found, and whether the stated numbers are true.

use serde::Serialize;

use super::table::{Cell, Table};
use super::{Trial, causes, found, intervals, quiet, rungs, stated, unit_readings};

/// Whether the promises of fair flags (B16) hold on these trials.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Judged {
    /// Promises looked at.
    pub looked_at: usize,
    /// Promises that did not hold.
    pub broken: usize,
}

/// All tables that the trials can fill.
#[must_use]
pub fn tables(trials: &[Trial]) -> Vec<Table> {
    let (honest, bent): (Vec<&Trial>, Vec<&Trial>) = trials.iter().partition(|trial| trial.honest);
    let calm = [quiet::calibration(&honest), quiet::regions(&honest), causes::by_cause(&honest)].into_iter().filter(|_| !honest.is_empty());
    let seen = [stated::discovery(&bent), found::power(&bent), stated::false_rates(&bent), stated::detectable(&bent)]
        .into_iter()
        .filter(|_| !bent.is_empty());
    let beside = trials.iter().any(|trial| !trial.units.is_empty()).then(|| unit_readings::beside(&honest, &bent));
    let covering = (!honest.is_empty()).then(|| intervals::covering(&honest, &bent));
    calm.chain(covering).chain(seen).chain([rungs::by_rung(&honest, &bent), stated::refused(&honest, &bent)]).chain(beside).collect()
}

/// Counts the verdicts in the tables.
#[must_use]
pub fn judged(tables: &[Table]) -> Judged {
    let verdicts = tables.iter().flat_map(|table| table.rows.iter().flatten()).filter_map(|cell| match cell {
        Cell::Holds(holds) => Some(*holds),
        _ => None,
    });
    verdicts.fold(Judged::default(), |sum, holds| Judged { looked_at: sum.looked_at + 1, broken: sum.broken + usize::from(!holds) })
}
