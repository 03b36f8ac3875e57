//! Who bends what: teachers who do the same again and again, whole schools, and single occasions.

use std::collections::BTreeMap;

use super::bend::Intent;
use super::draws::Draws;
use super::knobs::{BendingKind, Knobs};
use super::sitting::Occasion;

/// A teacher who bends does so in this share of the sets.
const TEACHER_REPEATS: f64 = 0.8;
/// A school that bends does so in this share of the sets.
const SCHOOL_REPEATS: f64 = 0.9;

/// Intents fixed in advance, by school year, stem of the work and class name; where a plan is given, nothing else is drawn.
pub(super) type Fixed = BTreeMap<(i16, &'static str, &'static str), (BendingKind, f64)>;

/// What will be done to this set, if anything.
pub(super) fn intent(occasion: &Occasion<'_>, fixed: Option<&Fixed>, begins: i16) -> Option<Intent> {
    if occasion.knobs.honest {
        return None;
    }
    if let Some(fixed) = fixed {
        let (stem, class) = (occasion.paper.paper.stem(), occasion.class.name(begins));
        let &(kind, strength) = fixed.get(&(begins, stem.as_str(), class.as_str()))?;
        return Some(Intent { kind, strength, journal_too: false });
    }
    let mut draws = Draws::of(occasion.seed, "bends", &occasion.unit);
    let (kind, strength) = by_leak(occasion)
        .or_else(|| by_teacher(occasion, &mut draws))
        .or_else(|| by_school(occasion, &mut draws))
        .or_else(|| alone(occasion, &mut draws))?;
    let stopped = occasion.observer && in_the_room(kind) && draws.chance(occasion.knobs.deterrence);
    let journal_too = draws.chance(occasion.knobs.journal_too);
    (!stopped).then_some(Intent { kind, strength, journal_too })
}

const fn in_the_room(kind: BendingKind) -> bool {
    matches!(kind, BendingKind::Hints | BendingKind::Copying)
}

/// A leak in the municipality, and this school makes use of it; the same items for everybody (see `bend`).
fn by_leak(occasion: &Occasion<'_>) -> Option<(BendingKind, f64)> {
    let [school, _, _, _, begins, paper] = occasion.unit;
    let mut leak = Draws::of(occasion.seed, "leak-there", &[occasion.school.municipality as u64, begins, paper]);
    let there = leak.chance(occasion.knobs.leaks);
    let strength = strength(occasion.knobs, &mut leak);
    let used = Draws::of(occasion.seed, "leak-used", &[school, begins, paper]).chance(0.5);
    (there && used).then_some((BendingKind::Leak, strength))
}

fn by_teacher(occasion: &Occasion<'_>, draws: &mut Draws) -> Option<(BendingKind, f64)> {
    let knobs = occasion.knobs;
    let mut own = Draws::of(occasion.seed, "teacher-bends", &occasion.teacher.unit);
    let bends = own.chance(knobs.share_bent * knobs.persistence / TEACHER_REPEATS);
    let kind = pick(knobs, &mut own, |_| true)?;
    let usual = strength(knobs, &mut own);
    let this_time = draws.chance(TEACHER_REPEATS);
    (bends && this_time).then(|| (kind, (usual + 0.1 * draws.normal()).clamp(0.1, 1.0)))
}

fn by_school(occasion: &Occasion<'_>, draws: &mut Draws) -> Option<(BendingKind, f64)> {
    let knobs = occasion.knobs;
    let mut own = Draws::of(occasion.seed, "school-bends", &[occasion.school.index]);
    let bends = own.chance(knobs.share_bent * knobs.whole_school / SCHOOL_REPEATS);
    let organised = |kind| {
        matches!(
            kind,
            BendingKind::Hints
                | BendingKind::Correction
                | BendingKind::Leniency
                | BendingKind::Leak
                | BendingKind::Boundary
                | BendingKind::Absence
        )
    };
    let kind = pick(knobs, &mut own, organised)?;
    let usual = strength(knobs, &mut own);
    let this_time = draws.chance(SCHOOL_REPEATS);
    (bends && this_time).then(|| (kind, (usual + 0.1 * draws.normal()).clamp(0.1, 1.0)))
}

fn alone(occasion: &Occasion<'_>, draws: &mut Draws) -> Option<(BendingKind, f64)> {
    let knobs = occasion.knobs;
    let bends = draws.chance(knobs.share_bent * (1.0 - knobs.persistence - knobs.whole_school).max(0.0));
    let kind = pick(knobs, draws, |_| true)?;
    let strength = strength(knobs, draws);
    bends.then_some((kind, strength))
}

fn pick(knobs: &Knobs, draws: &mut Draws, allowed: impl Fn(BendingKind) -> bool) -> Option<BendingKind> {
    let kinds: Vec<(BendingKind, f64)> =
        knobs.kinds.iter().map(|(&kind, &weight)| (kind, weight)).filter(|&(kind, _)| allowed(kind)).collect();
    let weights: Vec<f64> = kinds.iter().map(|kind| kind.1).collect();
    let index = draws.pick(&weights)?;
    kinds.get(index).map(|kind| kind.0)
}

/// Mild, middling or strong.
fn strength(knobs: &Knobs, draws: &mut Draws) -> f64 {
    let (low, high) = match draws.pick(&knobs.strengths) {
        Some(0) => (0.15, 0.35),
        Some(1) | None => (0.35, 0.65),
        Some(_) => (0.65, 1.0),
    };
    draws.between(low, high)
}
