//! What is usual in other schools: how often pupils of each mark are away, on what kinds of day, and how far classes differ.

use psychometrics::binomial;
use psychometrics::discrete::upper_tail;
use psychometrics::hypergeometric;
use psychometrics::math::{exp, ln};

use super::{DAYS, LOW, Listed, MARKS, Tested, Usual, WEIGHT};

/// Classes differ in how often their weak pupils are away (a bus, a custom): the odds of marks 2 and 3 are multiplied by e^(τx), x standard
/// normal on five points (Gauss–Hermite).
const HABITS: [(f64, f64); 5] = [
    (-2.856_970_013_872_805_8, 0.011_257_411_327_720_693),
    (-1.355_626_179_974_265_8, 0.222_075_922_005_612_64),
    (0.0, 0.533_333_333_333_333_3),
    (1.355_626_179_974_265_8, 0.222_075_922_005_612_64),
    (2.856_970_013_872_805_8, 0.011_257_411_327_720_693),
];
/// τ is one of these.
const TAUS: [f64; 6] = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0];
/// What one list may add to the likelihood of τ: a few lists from which the weak were sent home must not make that usual.
const MOST_TOLD: f64 = 1.5;
/// Pupils held at the common rate beside those of each mark, and sets held at each kind of day: few references say little.
const HELD: [f64; 2] = [4.0, 1.0];

/// All lists of a work, summed once; a school is taken out again before it is judged.
pub(super) struct Region {
    listed: [f64; MARKS],
    absent: [f64; MARKS],
    /// Lists that tell something.
    told: Vec<usize>,
    /// Chance of each list on each kind of day, under the rates of all; empty where a list tells nothing.
    chances: Vec<Option<[f64; DAYS.len()]>>,
    /// Shares of the kinds of day over all, where the rounds for a school begin.
    days: [f64; DAYS.len()],
    /// Of all lists: one school of many hardly moves it.
    pub(super) tau: f64,
}

/// Fewest other lists to learn from: rung B.
const FEWEST: usize = 30;
/// Rounds of EM over all lists, and for every school without its own.
const ROUNDS: [usize; 2] = [40, 8];

impl Region {
    pub(super) fn of(lists: &[Listed]) -> Self {
        let told: Vec<usize> = (0..lists.len()).filter(|&at| lists[at].told && lists[at].n() > 0).collect();
        let sum = |of: &dyn Fn(&Listed) -> usize| told.iter().map(|&at| of(&lists[at])).sum::<usize>() as f64;
        let mut region = Self {
            listed: std::array::from_fn(|mark| sum(&|list| list.listed[mark])),
            absent: std::array::from_fn(|mark| sum(&|list| list.absent[mark])),
            chances: vec![None; lists.len()],
            days: [1.0 / DAYS.len() as f64; DAYS.len()],
            tau: 0.0,
            told,
        };
        let flat = region.days;
        let mut none: Vec<f64> = Vec::new();
        let mut best = f64::NEG_INFINITY;
        let mut found = None;
        for tau in TAUS {
            let usual = Usual { rates: rates(&region.listed, &region.absent), days: flat, tau };
            for &at in &region.told {
                region.chances[at] = Some(DAYS.map(|day| usual.chance(&lists[at], day)));
            }
            region.days = flat;
            region.days = region.learnt(&[], ROUNDS[0]);
            let logs = region.logs();
            if none.is_empty() {
                none.clone_from(&logs);
            }
            let told: f64 = logs.iter().zip(&none).map(|(with, without)| (with - without).min(MOST_TOLD)).sum();
            if told > best {
                best = told;
                found = Some((tau, region.chances.clone(), region.days));
            }
        }
        if let Some((tau, chances, days)) = found {
            (region.tau, region.chances, region.days) = (tau, chances, days);
        }
        region
    }

    /// Logarithm of the chance of each list that tells something.
    fn logs(&self) -> Vec<f64> {
        let chance = |chance: &[f64; DAYS.len()]| chance.iter().zip(&self.days).map(|(chance, day)| chance * day).sum::<f64>();
        self.told.iter().filter_map(|&at| self.chances[at].as_ref()).map(|own| ln(chance(own).max(f64::MIN_POSITIVE))).collect()
    }

    /// What is usual without these sets; None where the rest lists too little.
    pub(super) fn without(&self, lists: &[Listed], own: &[usize]) -> Option<Usual> {
        let (mut listed, mut absent, mut count) = (self.listed, self.absent, self.told.len());
        for &at in own.iter().filter(|&&at| self.chances[at].is_some()) {
            count -= 1;
            for mark in 0..MARKS {
                listed[mark] -= lists[at].listed[mark] as f64;
                absent[mark] -= lists[at].absent[mark] as f64;
            }
        }
        (count >= FEWEST).then(|| Usual { rates: rates(&listed, &absent), days: self.learnt(own, ROUNDS[1]), tau: self.tau })
    }

    /// Shares of the kinds of day by EM over the lists but `own` (Laird 1978, on fixed points).
    fn learnt(&self, own: &[usize], rounds: usize) -> [f64; DAYS.len()] {
        let mut days = self.days;
        for _ in 0..rounds {
            let mut sums = [HELD[1]; DAYS.len()];
            for chance in self.told.iter().filter(|at| !own.contains(at)).filter_map(|&at| self.chances[at].as_ref()) {
                let total: f64 = chance.iter().zip(&days).map(|(chance, day)| chance * day).sum();
                for ((sum, chance), day) in sums.iter_mut().zip(chance).zip(&days) {
                    *sum += chance * day / total.max(f64::MIN_POSITIVE);
                }
            }
            let all: f64 = sums.iter().sum();
            days = sums.map(|sum| sum / all);
        }
        days
    }
}

/// Share absent by mark; few pupils of a mark are held at the common share.
fn rates(listed: &[f64; MARKS], absent: &[f64; MARKS]) -> [f64; MARKS] {
    let common = (absent.iter().sum::<f64>() + 0.5) / (listed.iter().sum::<f64>() + 1.0);
    std::array::from_fn(|mark| (absent[mark] + HELD[0] * common) / (listed[mark] + HELD[0]))
}

impl Usual {
    /// Rates on a day that multiplies all odds, in a class that multiplies those of low marks.
    pub(super) fn on(&self, day: f64, habit: f64) -> [f64; MARKS] {
        let times = |rate: f64, odds: f64| rate * odds / (1.0 - rate + rate * odds);
        std::array::from_fn(|mark| times(self.rates[mark], if mark < LOW { day * habit } else { day }))
    }

    /// What a class may multiply the odds of low marks by, with the share of such classes.
    pub(super) fn habits(&self) -> impl Iterator<Item = (f64, f64)> + use<> {
        let tau = self.tau;
        // Without differences one point is enough.
        let few = if tau > 0.0 { 0..HABITS.len() } else { 2..3 };
        few.map(move |at| (exp(tau * HABITS[at].0), if tau > 0.0 { HABITS[at].1 } else { 1.0 }))
    }

    /// Chance of a list on a kind of day.
    fn chance(&self, list: &Listed, day: f64) -> f64 {
        let low: f64 = self.habits().map(|(habit, share)| share * list.chance(0..LOW, &self.on(day, habit))).sum();
        low * list.chance(LOW..MARKS, &self.on(day, 1.0))
    }

    /// What kind of day it was, told by the pupils with 4 and 5.
    fn told_by_strong(&self, list: &Listed) -> [f64; DAYS.len()] {
        let weights: [f64; DAYS.len()] = std::array::from_fn(|day| self.days[day] * list.chance(LOW..MARKS, &self.on(DAYS[day], 1.0)));
        let total: f64 = weights.iter().sum();
        weights.map(|weight| weight / total.max(f64::MIN_POSITIVE))
    }

    /// Tests a list.
    pub(super) fn test(&self, list: &Listed) -> Tested {
        let days = self.told_by_strong(list);
        let mut mass = vec![0.0; 1 + (0..LOW).map(|mark| WEIGHT[mark] * list.listed[mark]).sum::<usize>()];
        let (mut expected, mut second) = (0.0, 0.0);
        let kinds = days.iter().zip(DAYS).flat_map(|(weight, day)| self.habits().map(move |(habit, share)| (weight * share, day, habit)));
        for (weight, day, habit) in kinds {
            let rates = self.on(day, habit);
            statistic_mass(list, &rates).iter().zip(&mut mass).for_each(|(p, to)| *to += weight * p);
            let counts = (0..LOW).map(|mark| (list.listed[mark] as f64, rates[mark]));
            let (mean, variance) = counts.fold((0.0, 0.0), |sum, (n, rate)| (sum.0 + n * rate, sum.1 + n * rate * (1.0 - rate)));
            expected += weight * mean;
            second += weight * (variance + mean * mean);
        }
        Tested {
            low: Listed::low(&list.absent),
            expected,
            variance: second - expected * expected,
            p: upper_tail(&mass, list.statistic()).map_or(f64::NAN, |tail| tail.mid),
            given_number: self.given_number(list),
        }
    }

    /// Mid-p of the number with low marks among those absent, as many being absent as were: free of the kind of day, because a day
    /// multiplies all odds alike (Harkness 1965).
    fn given_number(&self, list: &Listed) -> f64 {
        let odds = |marks: std::ops::Range<usize>| {
            let n: usize = marks.clone().map(|mark| list.listed[mark]).sum();
            let rate = marks.map(|mark| list.listed[mark] as f64 * self.rates[mark]).sum::<f64>() / n.max(1) as f64;
            rate / (1.0 - rate).max(1e-9)
        };
        let ratio = odds(0..LOW) / odds(LOW..MARKS).max(1e-9);
        let count = |counts: &[usize; MARKS]| Listed::low(counts) as u64;
        let total: usize = list.absent.iter().sum();
        let given = |habit: f64| {
            let mass = hypergeometric::pmf(list.n() as u64, count(&list.listed), total as u64, ln((ratio * habit).clamp(1e-6, 1e6)));
            mass.and_then(|mass| upper_tail(&mass, Listed::low(&list.absent))).map_or(f64::NAN, |tail| tail.mid)
        };
        self.habits().map(|(habit, share)| share * given(habit)).sum()
    }
}

/// pmf of T under these rates.
fn statistic_mass(list: &Listed, rates: &[f64; MARKS]) -> Vec<f64> {
    let mut mass = vec![1.0];
    for mark in 0..LOW {
        let n = list.listed[mark];
        let mut next = vec![0.0; mass.len() + WEIGHT[mark] * n];
        for absent in 0..=n {
            let p = binomial::pmf(absent as u64, n as u64, rates[mark]).unwrap_or(f64::NAN);
            next.iter_mut().skip(WEIGHT[mark] * absent).zip(&mass).for_each(|(to, from)| *to += p * from);
        }
        mass = next;
    }
    mass
}
