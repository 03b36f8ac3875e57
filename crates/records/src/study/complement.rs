//! Kept back, and not found by subtraction. A wider unit is the sum of its parallels: where one parallel alone is kept back, the unit less
//! the others tells it. So another one, the smallest of the others, is kept back with it (complementary suppression; Hundepool et al. 2012,
//! Statistical Disclosure Control, ch. 4), for each part of a description by itself.

use std::collections::BTreeSet;

use super::{Attainment, Description, ItemStatistics, MasteryGate, Part, SetStudy, Study, UnitScope, UnitStudy};

/// A description that is one summand of a wider one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Summand {
    /// A class that is its whole parallel, by its set.
    Set(usize),
    /// A unit.
    Unit(usize),
}

/// Keeps back what the sums would give away. `whole` are the sets before anything was kept back.
pub(super) fn withhold(study: &mut Study, whole: &[SetStudy], least: usize) {
    for work in 0..study.works.len() {
        let parallels = parallels(study, work);
        let municipalities = units(study, work, UnitScope::Municipality);
        // Of a work all scripts are counted, whether there is a unit of all schools or not.
        balance(study, whole, least, &parallels);
        for &unit in &municipalities {
            let within = inside(study, unit, &parallels);
            balance(study, whole, least, &within);
        }
        if !units(study, work, UnitScope::All).is_empty() {
            balance(study, whole, least, &municipalities);
        }
    }
    let kept: BTreeSet<usize> = (0..study.works.len()).filter(|&work| unknown(study, whole, least, work)).collect();
    for (at, work) in study.works.iter_mut().enumerate() {
        work.scripts = work.scripts.filter(|_| !kept.contains(&at));
    }
    if !kept.is_empty() {
        study.headline.scripts = None;
        study.headline.pupils = None;
    }
}

/// Whether the number of scripts of a work would tell of the few that are kept back.
fn unknown(study: &Study, whole: &[SetStudy], least: usize, work: usize) -> bool {
    let hidden: usize = parallels(study, work).iter().filter(|of| is_whole(study, **of)).map(|of| size(study, whole, *of)).sum();
    hidden > 0 && hidden < least
}

/// The parallels of a work: units of several classes, and classes that stand alone.
fn parallels(study: &Study, work: usize) -> Vec<Summand> {
    let units = units(study, work, UnitScope::Parallel);
    let gathered: BTreeSet<usize> = units
        .iter()
        .filter_map(|unit| if let Summand::Unit(at) = unit { study.units.get(*at) } else { None })
        .flat_map(|unit| unit.sets.iter().copied())
        .collect();
    let alone = study.sets.iter().enumerate().filter(|(at, set)| set.work == work && !gathered.contains(at));
    alone.map(|(at, _)| Summand::Set(at)).chain(units.iter().copied()).collect()
}

fn units(study: &Study, work: usize, scope: UnitScope) -> Vec<Summand> {
    let of = |(_, unit): &(usize, &UnitStudy)| unit.work == work && unit.scope == scope;
    study.units.iter().enumerate().filter(of).map(|(at, _)| Summand::Unit(at)).collect()
}

/// The summands that lie in a wider unit.
fn inside(study: &Study, unit: Summand, summands: &[Summand]) -> Vec<Summand> {
    let sets = members(study, unit);
    summands.iter().copied().filter(|summand| members(study, *summand).is_subset(&sets)).collect()
}

fn members(study: &Study, summand: Summand) -> BTreeSet<usize> {
    match summand {
        Summand::Set(at) => BTreeSet::from([at]),
        Summand::Unit(at) => study.units.get(at).into_iter().flat_map(|unit| unit.sets.iter().copied()).collect(),
    }
}

/// Scripts of a summand, kept back or not.
fn size(study: &Study, whole: &[SetStudy], summand: Summand) -> usize {
    members(study, summand).iter().filter_map(|at| whole.get(*at)).map(|set| set.n).sum()
}

fn description(study: &Study, summand: Summand) -> Option<&Description> {
    match summand {
        Summand::Set(at) => study.sets.get(at).map(|set| &set.description),
        Summand::Unit(at) => study.units.get(at).map(|unit| &unit.description),
    }
}

fn is_whole(study: &Study, summand: Summand) -> bool {
    match summand {
        Summand::Set(at) => study.sets.get(at).is_some_and(|set| set.withheld),
        Summand::Unit(_) => description(study, summand).is_some_and(|d| d.withheld.contains(&Part::Whole)),
    }
}

/// Keeps back one more of these summands wherever a part of one alone is kept back.
fn balance(study: &mut Study, whole: &[SetStudy], least: usize, summands: &[Summand]) {
    let there: Vec<Summand> = summands.iter().copied().filter(|of| size(study, whole, *of) > 0).collect();
    let by_size = |study: &Study, of: &Summand| (size(study, whole, *of), *of);
    let hidden: usize = there.iter().filter(|of| is_whole(study, **of)).map(|of| size(study, whole, *of)).sum();
    if hidden > 0 && hidden < least {
        let other = there.iter().copied().filter(|of| !is_whole(study, *of)).min_by_key(|of| by_size(study, of));
        if let Some(other) = other {
            keep_whole(study, other);
        }
    }
    for part in [Part::Marks, Part::Journal, Part::Scores] {
        let (kept, shown): (Vec<Summand>, Vec<Summand>) = there
            .iter()
            .copied()
            .filter(|of| is_whole(study, *of) || has(study, *of, part))
            .partition(|of| is_whole(study, *of) || keeps(study, *of, part));
        if let ([_], Some(other)) = (kept.as_slice(), shown.into_iter().min_by_key(|of| by_size(study, of))) {
            change(study, other, |described| keep_part(described, part));
        }
    }
    balance_items(study, &there);
}

/// The same for every item. What is kept back for one sum may stand alone in another, for a total is the sum of its items: gone on with
/// until nothing stands alone, which ends because every step keeps back one item more.
fn balance_items(study: &mut Study, there: &[Summand]) {
    while across(study, there) || within(study, there) {}
}

/// Keeps back an item in one more summand where one summand alone keeps it back; whether there was any.
fn across(study: &mut Study, there: &[Summand]) -> bool {
    let item = |study: &Study, of: Summand, at: usize| {
        description(study, of).and_then(|d| d.items.get(at)).map(|item| (item.withheld, item.few_points()))
    };
    let widest = there.iter().filter_map(|of| description(study, *of)).map(|d| d.items.len()).max().unwrap_or(0);
    let mut any = false;
    for at in 0..widest {
        let kept = there.iter().filter(|of| is_whole(study, **of) || item(study, **of, at).is_some_and(|(kept, _)| kept)).count();
        let shown = there
            .iter()
            .copied()
            .filter(|of| !is_whole(study, *of))
            .filter_map(|of| item(study, of, at).filter(|(kept, _)| !kept).map(|(_, few)| (few, of)));
        if let (1, Some((_, other))) = (kept, shown.min()) {
            change(study, other, |described| keep_item(described, at));
            any = true;
        }
    }
    any
}

/// Keeps back one more item where a summand keeps back one alone; whether there was any.
fn within(study: &mut Study, there: &[Summand]) -> bool {
    let mut any = false;
    for &of in there {
        let Some(described) = description(study, of) else { continue };
        if described.items.iter().filter(|item| item.withheld).count() != 1 {
            continue;
        }
        let shown = described.items.iter().enumerate().filter(|(_, item)| !item.withheld && item.n > 0);
        if let Some((_, at)) = shown.map(|(at, item)| (item.few_points(), at)).min() {
            change(study, of, |described| keep_item(described, at));
            any = true;
        }
    }
    any
}

/// Whether a description has this part at all.
fn has(study: &Study, of: Summand, part: Part) -> bool {
    keeps(study, of, part)
        || description(study, of).is_some_and(|d| match part {
            Part::Marks => d.marks.is_some(),
            Part::Journal => d.journal.is_some(),
            Part::Scores => d.scores.is_some(),
            Part::Whole | Part::Crossings => false,
        })
}

fn keeps(study: &Study, of: Summand, part: Part) -> bool {
    description(study, of).is_some_and(|d| d.withheld.contains(&part))
}

fn change(study: &mut Study, of: Summand, change: impl FnOnce(&mut Description)) {
    let described = match of {
        Summand::Set(at) => study.sets.get_mut(at).map(|set| &mut set.description),
        Summand::Unit(at) => study.units.get_mut(at).map(|unit| &mut unit.description),
    };
    if let Some(described) = described {
        change(described);
    }
}

fn keep_whole(study: &mut Study, of: Summand) {
    if let Summand::Set(at) = of
        && let Some(set) = study.sets.get_mut(at)
    {
        (set.n, set.withheld) = (0, true);
    }
    change(study, of, |described| *described = Description { withheld: vec![Part::Whole], ..Description::default() });
}

fn keep_part(described: &mut Description, part: Part) {
    match part {
        Part::Marks => {
            if let Some(marks) = &mut described.marks {
                marks.attainment = Attainment { n: marks.attainment.n, ..Attainment::default() };
            }
        }
        Part::Journal => described.journal = None,
        Part::Scores => described.scores.iter_mut().for_each(|scores| scores.histogram.clear()),
        Part::Whole | Part::Crossings => {}
    }
    described.withheld.push(part);
    // Sentences and figures were made of all of it.
    described.findings.clear();
    described.figures.clear();
}

fn keep_item(described: &mut Description, at: usize) {
    let Some(item) = described.items.get_mut(at) else { return };
    let name = item.item.clone();
    let ItemStatistics { counts, not_attempted, facility, item_rest, discrimination, gate, withheld, .. } = item;
    counts.clear();
    (*not_attempted, *facility, *item_rest, *discrimination) = (None, None, None, None);
    (*gate, *withheld) = (MasteryGate::Unknown, true);
    described.planned.retain(|planned| !planned.items.contains(&name));
    described.groups.iter_mut().for_each(|groups| groups.curves.clear());
    described.findings.clear();
    described.figures.clear();
}
