//! Bending: an honest set is changed on the level where such things happen. Every change is made on a copy, so the harm is known exactly.

use serde::Serialize;

use super::calibrate::TunedPaper;
use super::draws::Draws;
use super::knobs::BendingKind;
use super::sitting::{Scripts, points_of};
use records::dataset::Score;
use records::vocabulary::Format;

/// What was done to a set, and how much it changed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bending {
    /// Kind.
    pub kind: BendingKind,
    /// 0 (hardly) … 1 (as strong as it gets).
    pub strength: f64,
    /// Share of the pupils of the class whose row was changed.
    pub share: f64,
    /// Mean of the recorded primary scores minus what it would have been, over the pupils recorded as present; for `journal` 0.
    pub lift: f64,
}

/// What is going to be done to a set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Intent {
    pub kind: BendingKind,
    pub strength: f64,
    /// The journal mark is raised as well.
    pub journal_too: bool,
}

/// Bends a set; `None` where nothing came of it. `common` is shared by the municipality: a leak is the same leak
/// wherever it comes up.
pub(super) fn bend(intent: Intent, paper: &TunedPaper, scripts: &mut Scripts, draws: &mut Draws, common: &mut Draws) -> Option<Bending> {
    let honest = scripts.clone();
    let Intent { kind, strength, journal_too } = intent;
    if journal_too && kind != BendingKind::Journal {
        journal(0.5 * strength, scripts, draws);
    }
    match kind {
        BendingKind::Hints => hints(strength, paper, scripts, draws),
        BendingKind::Copying => copying(strength, scripts, draws),
        BendingKind::Correction => correction(strength, paper, scripts, draws),
        BendingKind::Boundary => boundary(strength, paper, scripts, draws),
        BendingKind::Leniency => leniency(strength, paper, scripts, draws),
        BendingKind::Fitting => fitting(strength, paper, scripts, draws),
        BendingKind::Absence => absence(strength, scripts, draws),
        BendingKind::Leak => leak(strength, paper, scripts, draws, common),
        BendingKind::Journal => journal(strength, scripts, draws),
    }
    measured(kind, strength, &honest, scripts)
}

fn measured(kind: BendingKind, strength: f64, honest: &Scripts, bent: &Scripts) -> Option<Bending> {
    let changed = |&pupil: &usize| {
        honest.row(pupil) != bent.row(pupil) || honest.present[pupil] != bent.present[pupil] || honest.prior[pupil] != bent.prior[pupil]
    };
    let count = (0..honest.len()).filter(changed).count();
    let mean = |scripts: &Scripts| {
        let there = scripts.sitting();
        there.iter().map(|&pupil| f64::from(scripts.total(pupil))).sum::<f64>() / there.len().max(1) as f64
    };
    let share = count as f64 / honest.len().max(1) as f64;
    (count > 0).then(|| Bending { kind, strength, share, lift: mean(bent) - mean(honest) })
}

/// Sets an item to full points unless its topic was not taught.
fn put_right(paper: &TunedPaper, scripts: &mut Scripts, pupil: usize, item: usize) {
    let cell = &mut scripts.row_mut(pupil)[item];
    if *cell != Score::NOT_TAUGHT {
        *cell = points_of(usize::from(paper.items[item].item.max));
    }
}

/// Help in the room with the harder half of the paper, for part of the class.
fn hints(strength: f64, paper: &TunedPaper, scripts: &mut Scripts, draws: &mut Draws) {
    let hard: Vec<usize> = paper.by_difficulty[paper.items.len() * 3 / 5..].to_vec();
    for pupil in scripts.sitting() {
        let helped = draws.chance(0.4 + 0.6 * strength);
        for &item in &hard {
            if draws.chance(0.75 * strength) && helped {
                put_right(paper, scripts, pupil, item);
            }
        }
    }
}

/// Weaker pupils take items over from an abler neighbour in the same room, right or wrong.
fn copying(strength: f64, scripts: &mut Scripts, draws: &mut Draws) {
    let before = scripts.clone();
    for pupil in scripts.sitting() {
        let takes = draws.chance(0.3 + 0.5 * strength);
        let share = draws.between(0.35, 0.5 + 0.45 * strength);
        let neighbours: Vec<usize> = (pupil.saturating_sub(3)..(pupil + 4).min(before.len()))
            .filter(|&other| other != pupil && before.present[other] && before.room[other] == before.room[pupil])
            .collect();
        let source = neighbours.into_iter().max_by_key(|&other| (before.total(other), other));
        let Some(source) = source.filter(|&other| takes && before.total(other) > before.total(pupil)) else { continue };
        for item in 0..scripts.width {
            if draws.chance(share) {
                scripts.row_mut(pupil)[item] = before.row(source)[item];
            }
        }
    }
}

/// After the bell: wrong answers put right all over the paper, in part of the scripts.
fn correction(strength: f64, paper: &TunedPaper, scripts: &mut Scripts, draws: &mut Draws) {
    for pupil in scripts.sitting() {
        let chosen = draws.chance(0.25 + 0.5 * strength);
        for item in 0..scripts.width {
            if draws.chance(0.15 + 0.4 * strength) && chosen {
                put_right(paper, scripts, pupil, item);
            }
        }
    }
}

/// Scripts up to three points below a cut are lifted exactly onto it.
fn boundary(strength: f64, paper: &TunedPaper, scripts: &mut Scripts, draws: &mut Draws) {
    let reach = 1 + (2.99 * strength) as u16;
    for pupil in scripts.sitting() {
        let total = scripts.total(pupil);
        let Some(cut) = paper.cuts.iter().copied().find(|&cut| cut > total && cut - total <= reach) else { continue };
        if draws.chance((0.35 + 0.65 * strength) / f64::from(cut - total).sqrt()) {
            add_points(paper, scripts, pupil, cut - total, draws);
        }
    }
}

/// Adds points one by one, first where judgement decides.
fn add_points(paper: &TunedPaper, scripts: &mut Scripts, pupil: usize, points: u16, draws: &mut Draws) {
    let mut items: Vec<usize> = (0..scripts.width).collect();
    draws.shuffle(&mut items);
    items.sort_by_key(|&item| paper.items[item].item.format != Format::Extended);
    let mut left = points;
    for item in items.iter().chain(&items).copied() {
        if left > 0 && one_more(paper, scripts, pupil, item) {
            left -= 1;
        }
    }
}

/// Adds a point where there is room; whether it did.
fn one_more(paper: &TunedPaper, scripts: &mut Scripts, pupil: usize, item: usize) -> bool {
    let cell = &mut scripts.row_mut(pupil)[item];
    match cell.value() {
        Some(points) if points < paper.items[item].item.max => {
            *cell = points_of(usize::from(points) + 1);
            true
        }
        _ => false,
    }
}

/// Kinder points on the items marked by judgement.
fn leniency(strength: f64, paper: &TunedPaper, scripts: &mut Scripts, draws: &mut Draws) {
    for pupil in scripts.sitting() {
        for item in 0..scripts.width {
            let kind = draws.chance(0.2 + 0.6 * strength);
            // Nobody gives a point for an empty sheet.
            if kind && paper.items[item].item.format == Format::Extended && scripts.row(pupil)[item] != Score::NOT_ATTEMPTED {
                one_more(paper, scripts, pupil, item);
            }
        }
    }
}

/// Points fitted until the mark of the work is the mark in the journal.
fn fitting(strength: f64, paper: &TunedPaper, scripts: &mut Scripts, draws: &mut Draws) {
    for pupil in scripts.sitting() {
        let (total, prior) = (scripts.total(pupil), scripts.prior[pupil]);
        let fitted = draws.chance(0.35 + 0.65 * strength);
        if paper.mark(total) >= prior || !fitted {
            continue;
        }
        let cut = prior.checked_sub(3).and_then(|index| paper.cuts.get(usize::from(index))).copied().unwrap_or(total);
        let over = draws.below(2) as u16;
        add_points(paper, scripts, pupil, cut.saturating_sub(total) + over, draws);
    }
}

/// Pupils with low journal marks are kept away.
fn absence(strength: f64, scripts: &mut Scripts, draws: &mut Draws) {
    for pupil in scripts.sitting() {
        let away = match scripts.prior[pupil] {
            0..=2 => strength,
            3 => 0.65 * strength,
            _ => 0.0,
        };
        if draws.chance(away) {
            scripts.present[pupil] = false;
            scripts.row_mut(pupil).fill(Score::NOT_MARKED);
        }
    }
}

/// Some items are known beforehand.
fn leak(strength: f64, paper: &TunedPaper, scripts: &mut Scripts, draws: &mut Draws, common: &mut Draws) {
    let mut items: Vec<usize> = (0..scripts.width).collect();
    common.shuffle(&mut items);
    items.truncate((scripts.width as f64 * (0.25 + 0.25 * strength)) as usize);
    for pupil in scripts.sitting() {
        let knows = draws.chance(0.4 + 0.55 * strength);
        for &item in &items {
            if draws.chance(0.85) && knows {
                put_right(paper, scripts, pupil, item);
            }
        }
    }
}

/// Journal marks raised by one.
fn journal(strength: f64, scripts: &mut Scripts, draws: &mut Draws) {
    for mark in &mut scripts.prior {
        if draws.chance(0.2 + 0.6 * strength) && *mark < 5 {
            *mark += 1;
        }
    }
}
