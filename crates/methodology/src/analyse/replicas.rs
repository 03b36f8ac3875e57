//! Replicas of a fitted work examined by every indicator: what honest sets of this very screen show.

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

/// How often every work is drawn anew in a screen of `compared` sets.
pub(super) fn rounds(compared: usize) -> usize {
    if compared == 0 { 0 } else { SETS.div_ceil(compared).min(MOST) }
}

/// What the compared sets of a work show in replicas; empty where nothing was fitted. `stopped` is asked between replicas.
pub(super) fn drawn(work: &Examined<'_>, rounds: usize, stopped: &dyn Fn() -> bool) -> Vec<Drawn> {
    let Some(fitted) = work.fitted else { return Vec::new() };
    let replicas = Replicas::of((work.dataset, work.kim), work.panel, &fitted.model, &fitted.predicted, &fitted.class_item);
    let attendances = Attendances::of(work);
    let attendance = format!("attendance of {}", work.kim.kim);
    let mut out = Vec::new();
    for number in (0..rounds as u64).take_while(|_| !stopped()) {
        let panel = replicas.draw(work.protocol.seed, number);
        let Ok(model) = fitted.model.refitted(&panel, &fitted.covariates) else { return Vec::new() };
        let mut stream = Stream::of(work.protocol.seed, &attendance, number);
        let sitting = attendances.draw(work.sitting, &mut stream);
        let predicted = Predicted::of(&model, &panel);
        let class_item = ClassItem::of(&model, &panel, &predicted, work.protocol.too_few);
        let refitted = Fitted { model, predicted, class_item, covariates: Covariates::default() };
        let shown = shown(&Examined { panel: &panel, sitting: &sitting, fitted: Some(&refitted), ..*work });
        out.extend(shown.into_iter().map(|drawn| Drawn { replica: number as usize, ..drawn }));
    }
    out
}

/// What the compared sets of one replica show. One indicator at a time: outcomes carry words and figures, and only two numbers are kept.
fn shown(work: &Examined<'_>) -> Vec<Drawn> {
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
