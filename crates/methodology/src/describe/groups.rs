//! Section 7: groups by mark, their curves and crossings. And the reliability of the total score.

use psychometrics::curves::Responses;
use psychometrics::math::norm_sf;

use super::items::Group;
use super::measure::{CONFIDENCE, Moments, real};
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

/// Crossings are told where all of them together come by chance in one group of twenty.
const LEVEL: f64 = 0.05;

/// A curve with what is behind each of its points.
struct Drawn {
    curve: GroupCurve,
    points: Vec<Moments>,
}

fn curve(group: &Group<'_>, order: &[usize], mark: u8) -> Drawn {
    let rows: Vec<usize> = group.scripts.iter().filter(|(_, script)| script.mark == Some(mark)).map(|(row, _)| *row).collect();
    let point = |&index: &usize| {
        let mut points = Moments::default();
        rows.iter().filter_map(|&row| group.cell(row, index)?.value()).for_each(|value| points.add(i64::from(value)));
        (points.mean().map(|mean| mean / f64::from(group.kim.items[index].max.max(1))), points)
    };
    let (shares, points) = order.iter().map(point).unzip();
    Drawn { curve: GroupCurve { mark, n: u32::try_from(rows.len()).unwrap_or(u32::MAX), shares }, points }
}

/// Items on which a weaker group stands above a stronger one further than chance would put it were both alike, the largest first. Bonferroni
/// over all items and pairs of groups that may be read: what rests on fewer pupils than the gate on either side is left unsaid, for a
/// group of one crosses anything.
fn crossings(drawn: &[Drawn], items: &[String], gate: usize) -> Vec<Crossing> {
    let pairs = drawn.iter().enumerate().flat_map(|(place, weaker)| drawn.iter().skip(place + 1).map(move |stronger| (weaker, stronger)));
    let compared = |(weaker, stronger): (&Drawn, &Drawn), at: usize, item: &String| {
        let (own, other) = (weaker.points.get(at)?, stronger.points.get(at)?);
        let share = |drawn: &Drawn| drawn.curve.shares.get(at).copied().flatten();
        let difference = share(weaker)? - share(stronger)?;
        let (weaker, stronger) = (weaker.curve.mark, stronger.curve.mark);
        let crossing = Crossing { item: item.clone(), weaker, stronger, difference };
        (own.n >= gate && other.n >= gate).then(|| (chance(own, other), crossing))
    };
    let all: Vec<(f64, Crossing)> =
        pairs.flat_map(|pair| items.iter().enumerate().filter_map(move |(at, item)| compared(pair, at, item))).collect();
    let level = LEVEL / real(all.len().max(1));
    let mut found: Vec<Crossing> = all.into_iter().filter(|(p, _)| *p <= level).map(|(_, crossing)| crossing).collect();
    found.sort_by(|a, b| b.difference.total_cmp(&a.difference));
    found
}

/// Chance of as many points in the first group were the pupils of both dealt at random: normal with half a point for continuity, variance of
/// a sum drawn without replacement (Fisher 1935; for items of one point the hypergeometric one).
fn chance(own: &Moments, other: &Moments) -> f64 {
    let mut both = *own;
    both.join(other);
    let (Some(mean), Some(sd), Some(seen)) = (both.mean(), both.sd(), own.mean()) else { return 1.0 };
    let error = sd * (real(own.n) * real(other.n) / real(both.n)).sqrt();
    if error > 0.0 { norm_sf(((seen - mean) * real(own.n) - 0.5) / error) } else { 1.0 }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn of(points: &[i64]) -> Moments {
        let mut moments = Moments::default();
        points.iter().for_each(|&value| moments.add(value));
        moments
    }

    /// Nine of ten against one of ten, were ten of twenty dealt at random: exactly (C(10,9)·10 + 1)/C(20,10) = .00055; the approximation errs on
    /// the quiet side. Sides change places about one half, and points of two weigh as two.
    #[test]
    fn chance_of_a_crossing_by_hand() {
        let (nine, one) = (of(&[1, 1, 1, 1, 1, 1, 1, 1, 1, 0]), of(&[1, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
        let p = chance(&nine, &one);
        assert!(p > 0.000_55 && p < 0.0012, "{p}");
        assert!(chance(&one, &nine) > 0.999);
        let double = |of_one: i64| if of_one > 0 { 2 } else { 0 };
        let (nine, one) = (of(&[1; 9].map(double)), of(&[0; 9].map(double)));
        assert!(chance(&nine, &one) < chance(&of(&[1; 9]), &of(&[0; 9])), "half a point of two is less");
        assert!(chance(&of(&[1; 9]), &of(&[1; 9])) > 0.99, "all alike");
    }
}
