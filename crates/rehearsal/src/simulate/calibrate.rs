//! Item parameters: each paper is tuned until a simulated country shows its shares of marks.
//!
//! Response model: graded (Samejima 1969), P(X ≥ v | θ) = logistic(a(θ − b − d_v)), d ascending in v.

use super::draws::Draws;
use super::works::{Paper, PaperItem};
use psychometrics::math::{exp, logistic};
use records::vocabulary::{Format, Level};

/// One item with its parameters.
#[derive(Clone, Debug)]
pub(super) struct Tuned {
    pub item: PaperItem,
    /// Discrimination, per logit.
    pub slope: f64,
    /// Threshold of each step 1..=max, ascending, in logits of ability.
    pub steps: Vec<f64>,
    /// By how much variant 2 is harder, in logits.
    pub variant: f64,
    /// Points come as nothing or everything.
    pub lumpy: bool,
}

/// A paper ready to be sat.
#[derive(Clone, Debug)]
pub(super) struct TunedPaper {
    pub paper: &'static Paper,
    pub items: Vec<Tuned>,
    /// Cuts, rescaled where the number of items was changed.
    pub cuts: [u16; 3],
    /// Positions of the items from the easiest to the hardest.
    pub by_difficulty: Vec<usize>,
}

impl TunedPaper {
    /// Mark of a primary score.
    pub(super) fn mark(&self, score: u16) -> u8 {
        2 + self.cuts.iter().map(|&cut| u8::from(score >= cut)).sum::<u8>()
    }
}

/// Tunes a paper of one school year for a population with mean ability 0 and this standard deviation; `lumpy` is the share of items of
/// several points that come as nothing or everything.
pub(super) fn tune(paper: &'static Paper, begins: i16, items: Option<usize>, population_sd: f64, lumpy: f64) -> TunedPaper {
    let printed = paper.items();
    let whole: u16 = printed.iter().map(|item| u16::from(item.max)).sum();
    let chosen = resize(printed, items);
    let mut draws = Draws::of(PAPER_SEED, &paper.stem(), &[begins.unsigned_abs().into()]);
    let mut tuned: Vec<Tuned> = chosen.into_iter().map(|item| draft(item, lumpy, &mut draws)).collect();
    let max: u16 = tuned.iter().map(|item| u16::from(item.item.max)).sum();
    let cuts = paper.cuts.map(|cut| (f64::from(cut) * f64::from(max) / f64::from(whole)).round() as u16);
    fit(&mut tuned, cuts, paper.shares, population_sd);
    let mut by_difficulty: Vec<usize> = (0..tuned.len()).collect();
    by_difficulty.sort_by(|&a, &b| middle(&tuned[a]).total_cmp(&middle(&tuned[b])).then(a.cmp(&b)));
    TunedPaper { paper, items: tuned, cuts, by_difficulty }
}

/// Papers are the same in every world; only who sits them differs.
const PAPER_SEED: u64 = 2026;

/// The first `count` items, or the items again and again until there are so many.
fn resize(printed: Vec<PaperItem>, count: Option<usize>) -> Vec<PaperItem> {
    let Some(count) = count else { return printed };
    let length = printed.len().max(1);
    let named = |(index, item): (usize, &PaperItem)| match index / length {
        0 => item.clone(),
        round => PaperItem { name: format!("{}.{}", round * 100 + index % length, item.max), ..item.clone() },
    };
    printed.iter().cycle().take(count.max(2)).enumerate().map(named).collect()
}

/// Starting parameters by level and format; real papers have basic items that most can do and raised ones that half can.
fn draft(item: PaperItem, lumpy: f64, draws: &mut Draws) -> Tuned {
    let level = match item.level {
        Level::Basic => -0.9,
        Level::Raised => 0.1,
        Level::High => 0.9,
    };
    let extended = if item.format == Format::Extended { 0.15 } else { 0.0 };
    let centre = level + extended + 0.5 * draws.normal();
    let slope = exp(0.22 * draws.normal());
    let lumpy = item.max > 1 && draws.chance(lumpy);
    let width = if lumpy { 0.12 } else { 1.1 + 0.3 * draws.uniform() };
    let steps = (0..item.max).map(|v| centre + width * (f64::from(v) - f64::from(item.max - 1) / 2.0)).collect();
    let variant = 0.15 * draws.normal();
    Tuned { item, slope, steps, variant, lumpy }
}

fn middle(item: &Tuned) -> f64 {
    item.steps.iter().sum::<f64>() / item.steps.len().max(1) as f64
}

/// Finds the common shift of difficulty and factor of slopes for which the shares below mark 3 and from mark 4 on are as wanted.
fn fit(items: &mut [Tuned], cuts: [u16; 3], shares: [f64; 4], sd: f64) {
    let (low, high) = (shares[0] / 100.0, (shares[2] + shares[3]) / 100.0);
    let (mut factor_low, mut factor_high) = (0.4, 3.0);
    let (mut shift, mut factor) = (0.0, 1.0);
    for _ in 0..12 {
        factor = f64::sqrt(factor_low * factor_high);
        shift = fit_shift(items, factor, cuts[1], high, sd);
        if below(&score_pmf(items, shift, factor, sd), cuts[0]) < low { factor_low = factor } else { factor_high = factor }
    }
    for item in items {
        item.slope *= factor;
        item.steps.iter_mut().for_each(|step| *step += shift);
    }
}

fn fit_shift(items: &[Tuned], factor: f64, cut: u16, wanted: f64, sd: f64) -> f64 {
    let (mut low, mut high) = (-4.0, 4.0);
    for _ in 0..14 {
        let shift = (low + high) / 2.0;
        let share = 1.0 - below(&score_pmf(items, shift, factor, sd), cut);
        if share > wanted { low = shift } else { high = shift }
    }
    (low + high) / 2.0
}

fn below(pmf: &[f64], cut: u16) -> f64 {
    pmf.iter().take(usize::from(cut)).sum()
}

/// Distribution of the primary score over the population, by the recursion of Lord & Wingersky (1984) at 21 equally spaced abilities.
fn score_pmf(items: &[Tuned], shift: f64, factor: f64, sd: f64) -> Vec<f64> {
    let nodes: Vec<f64> = (-10..=10).map(|k| f64::from(k) * 0.4).collect();
    let weights: Vec<f64> = nodes.iter().map(|z| exp(-z * z / 2.0)).collect();
    let total: f64 = weights.iter().sum();
    let mut mixed: Vec<f64> = Vec::new();
    for (z, weight) in nodes.iter().zip(&weights) {
        let given = given_ability(items, z * sd - shift, factor);
        mixed.resize(given.len(), 0.0);
        mixed.iter_mut().zip(&given).for_each(|(sum, p)| *sum += weight / total * p);
    }
    mixed
}

fn given_ability(items: &[Tuned], theta: f64, factor: f64) -> Vec<f64> {
    items.iter().fold(vec![1.0], |sofar, item| {
        let mut next = vec![0.0; sofar.len() + item.steps.len()];
        let mut reached = 1.0;
        for points in 0..=item.steps.len() {
            let above = item.steps.get(points).map_or(0.0, |step| logistic(item.slope * factor * (theta - step)));
            let p = reached - above;
            sofar.iter().zip(next.iter_mut().skip(points)).for_each(|(q, sum)| *sum += p * q);
            reached = above;
        }
        next
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::works::PAPERS;

    #[test]
    fn every_paper_shows_its_shares_of_marks() {
        for paper in PAPERS {
            let tuned = tune(paper, 2025, None, 1.0, 0.3);
            let pmf = score_pmf(&tuned.items, 0.0, 1.0, 1.0);
            let twos = 100.0 * below(&pmf, tuned.cuts[0]);
            let good = 100.0 * (1.0 - below(&pmf, tuned.cuts[1]));
            assert!((good - paper.shares[2] - paper.shares[3]).abs() < 1.0, "{}: good {good}", paper.stem());
            assert!((twos - paper.shares[0]).abs() < 3.0, "{}: twos {twos}, wanted {}", paper.stem(), paper.shares[0]);
        }
    }

    #[test]
    fn the_number_of_items_can_be_changed() {
        for count in [6, 40] {
            let tuned = tune(&PAPERS[0], 2025, Some(count), 1.0, 0.3);
            assert_eq!(tuned.items.len(), count);
            let max: u16 = tuned.items.iter().map(|item| u16::from(item.item.max)).sum();
            assert!(tuned.cuts[2] < max);
            let mut names: Vec<&str> = tuned.items.iter().map(|item| item.item.name.as_str()).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "names stay unique");
        }
    }
}
