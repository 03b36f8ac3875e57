//! Section 7: groups by mark, their curves and crossings. And the reliability of the total score.

use psychometrics::curves::Responses;

use super::items::Group;
use super::measure::{CONFIDENCE, real};
use records::dataset::Score;
use records::figure::GroupCurve;
use records::reference::Gates;
use records::study::{Crossing, Groups, ItemStatistics, Reliability};

/// Curves by mark over the items from easy to hard. None where no script has a mark or no item is scored.
pub(super) fn groups(group: &Group<'_>, items: &[ItemStatistics], gates: &Gates) -> Option<Groups> {
    let mut marks: Vec<u8> = group.scripts.iter().filter_map(|(_, script)| script.mark).collect();
    marks.sort_unstable();
    marks.dedup();
    let order = easy_to_hard(items);
    if marks.is_empty() || order.is_empty() {
        return None;
    }
    let drawn: Vec<Drawn> = marks.iter().map(|&mark| curve(group, &order, mark)).collect();
    let names: Vec<String> = order.iter().map(|&index| group.kim.items[index].name.clone()).collect();
    let crossings = crossings(&drawn, &names, gates.group);
    Some(Groups { curves: drawn.into_iter().map(|drawn| drawn.curve).collect(), items: names, gate: gates.group, crossings })
}

/// Indices of the items somebody has points on, easiest first, in the order of the paper where equal.
pub(super) fn easy_to_hard(items: &[ItemStatistics]) -> Vec<usize> {
    let facility = |index: usize| items.get(index).and_then(|item| item.facility).map_or(0.0, |share| share[1]);
    let mut order: Vec<usize> = (0..items.len()).filter(|&index| items[index].facility.is_some()).collect();
    order.sort_by(|&a, &b| facility(b).total_cmp(&facility(a)).then(a.cmp(&b)));
    order
}

/// A curve with the number of pupils behind each of its points.
struct Drawn {
    curve: GroupCurve,
    counts: Vec<usize>,
}

fn curve(group: &Group<'_>, order: &[usize], mark: u8) -> Drawn {
    let rows: Vec<usize> = group.scripts.iter().filter(|(_, script)| script.mark == Some(mark)).map(|(row, _)| *row).collect();
    let point = |&index: &usize| {
        let points = rows.iter().filter_map(|&row| group.cell(row, index)?.value());
        let (n, sum) = points.fold((0_usize, 0_usize), |(n, sum), value| (n + 1, sum + usize::from(value)));
        ((n > 0).then(|| real(sum) / real(n) / f64::from(group.kim.items[index].max.max(1))), n)
    };
    let (shares, counts) = order.iter().map(point).unzip();
    Drawn { curve: GroupCurve { mark, n: u32::try_from(rows.len()).unwrap_or(u32::MAX), shares }, counts }
}

/// Every pair of groups and item where the weaker stands above the stronger, by size. What rests on fewer pupils than the gate on either side
/// is left unsaid: a group of one crosses anything.
fn crossings(drawn: &[Drawn], items: &[String], gate: usize) -> Vec<Crossing> {
    let pairs = drawn.iter().enumerate().flat_map(|(place, weaker)| drawn.iter().skip(place + 1).map(move |stronger| (weaker, stronger)));
    let crossing = |(weaker, stronger): (&Drawn, &Drawn), at: usize, item: &String| {
        let share = |drawn: &Drawn| (drawn.counts.get(at)? >= &gate).then(|| drawn.curve.shares.get(at).copied().flatten()).flatten();
        let difference = share(weaker)? - share(stronger)?;
        let (weaker, stronger) = (weaker.curve.mark, stronger.curve.mark);
        (difference > 0.0).then(|| Crossing { item: item.clone(), weaker, stronger, difference })
    };
    let mut found: Vec<Crossing> =
        pairs.flat_map(|pair| items.iter().enumerate().filter_map(move |(at, item)| crossing(pair, at, item))).collect();
    found.sort_by(|a, b| b.difference.total_cmp(&a.difference));
    found
}

/// Reliability over the items taught to everybody in the group. None below the group gate, for fewer than two items, or where totals do not vary.
pub(super) fn reliability(group: &Group<'_>, responses: &Responses, gates: &Gates) -> Option<Reliability> {
    let taught = |item: &usize| group.scripts.iter().all(|&(row, _)| group.cell(row, *item).is_some_and(|cell| cell != Score::NOT_TAUGHT));
    let items: Vec<usize> = (0..responses.items()).filter(taught).collect();
    let categories: Vec<usize> = items.iter().map(|&item| responses.categories()[item]).collect();
    let mut common = Responses::new(&categories).ok()?;
    for person in 0..responses.persons() {
        common.push(&items.iter().map(|&item| responses.score(person, item)).collect::<Result<Vec<_>, _>>().ok()?).ok()?;
    }
    let found = psychometrics::reliability::reliability(&common, CONFIDENCE).ok().filter(|found| found.n >= gates.group)?;
    let (low, high) = found.alpha_interval;
    Some(Reliability {
        alpha: [low, found.alpha, high],
        omega: found.omega_converged.then_some(found.omega),
        sem: if found.sem.is_finite() { found.sem } else { found.sd },
    })
}
