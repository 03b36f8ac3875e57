//! Replicas of a fitted work examined by every indicator: what honest sets of this very screen show.

use std::ops::Range;

use psychometrics::stream::Stream;

use crate::indicators::absence::Attendances;
use crate::indicators::{self, Examined, Fitted};
use crate::model::covariates::Covariates;
use crate::model::items::ClassItem;
use crate::model::predicted::Predicted;
use crate::model::replica::Replicas;
use crate::screen::{self, Drawn};
use records::card::Outcome;
use records::vocabulary::Ladder;

/// So many sets are drawn anew over the whole screen, at least …
const SETS: usize = 4_000;
/// … and no work more often than this.
const MOST: usize = 100;

/// Where flags hang on what happened to be drawn every work is drawn at most so many times as often …
const TIMES: usize = 16;
/// … no more than so many sets in all: the error of p falls with the number of sets drawn, whatever the number of rounds …
const IN_ALL: usize = 64_000;
/// … less so many rounds, which matter to regions of thousands of sets alone: they would take longer than they may (promise P5).
const SPARED: usize = 4;

/// How often every work is drawn anew in a screen of `compared` sets before anything is known.
pub(super) fn rounds(compared: usize) -> usize {
    if compared == 0 { 0 } else { SETS.div_ceil(compared).min(MOST) }
}

/// How often at most.
pub(super) fn most(compared: usize) -> usize {
    let first = rounds(compared);
    IN_ALL.checked_div(compared).map_or(0, |in_all| in_all.saturating_sub(SPARED).clamp(first, TIMES * first))
}

/// What the compared sets of a work show in the replicas of these numbers. `drawn` is told of each, and `stopped` asked before it.
pub(super) fn drawn(
    work: &Examined<'_>,
    (fitted, covariates): (&Fitted, &Covariates),
    rounds: Range<usize>,
    (drawn, stopped): (&dyn Fn(), &dyn Fn() -> bool),
) -> Vec<Drawn> {
    let replicas = Replicas::of((work.dataset, work.kim), work.panel, &fitted.model, &fitted.predicted, &fitted.class_item);
    let attendances = Attendances::of(work);
    let attendance = format!("attendance of {}", work.kim.kim);
    let mut out = Vec::new();
    for number in (rounds.start as u64..rounds.end as u64).take_while(|_| !stopped()) {
        let panel = replicas.draw(work.protocol.seed, number);
        let Ok(model) = fitted.model.refitted(&panel, covariates) else { return Vec::new() };
        let mut stream = Stream::of(work.protocol.seed, &attendance, number);
        let sitting = attendances.draw(work.sitting, &mut stream);
        let predicted = Predicted::of(&model, &panel);
        let class_item = ClassItem::of(&model, &panel, &predicted, work.protocol.too_few);
        let refitted = Fitted { model, predicted, class_item };
        let shown = shown(&Examined { panel: &panel, sitting: &sitting, fitted: Some(&refitted), ..*work });
        out.extend(shown.into_iter().map(|drawn| Drawn { replica: number as usize, ..drawn }));
        drawn();
    }
    out
}

/// What the compared sets of one replica, or of the work itself, show. One indicator at a time: of every answer two numbers are kept.
pub(super) fn shown(work: &Examined<'_>) -> Vec<Drawn> {
    let max = f64::from(work.kim.max());
    let mut out: Vec<Drawn> =
        (0..work.panel.sets.len()).map(|set| Drawn { n: work.scripts(set), replica: 0, answers: Vec::new() }).collect();
    for (place, indicator) in indicators::ALL.iter().enumerate().filter(|(_, of)| of.card().in_screen) {
        let unit = indicator.card().unit;
        for (drawn, outcome) in out.iter_mut().zip(indicator.examine(work)) {
            let Outcome::Answered(answer) = outcome else { continue };
            if !screen::votes(&answer, Ladder::A) {
                continue;
            }
            let threshold = work.protocol.materiality.threshold(unit, max, answer.n as f64);
            drawn.answers.push((place, answer.p, answer.effect / threshold.max(1e-9)));
        }
    }
    let compared = |set: usize| matches!(work.rungs[set].ladder, Ladder::A | Ladder::B) && work.enough(set);
    out.into_iter().enumerate().filter(|(set, _)| compared(*set)).map(|(_, drawn)| drawn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: 25 sets a hundred times, and sixteen times that; 1,300 sets four times, and 64,000 / 1,300 − 4 = 45; 8,000 sets once, and four
    /// times; 20,000 once.
    #[test]
    fn large_screens_are_drawn_no_more_than_their_error_needs() {
        let both = |compared: usize| (rounds(compared), most(compared));
        assert_eq!((both(0), both(25), both(500)), ((0, 0), (100, 1_600), (8, 124)));
        assert_eq!((both(1_300), both(8_000), both(20_000)), ((4, 45), (1, 4), (1, 1)));
    }
}
