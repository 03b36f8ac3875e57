//! From raw departures to z, p, interval and least detectable effect.
//!
//! Standardised departures of honest sets are not quite standard normal: the spread of the reference sets' own departures is measured
//! from their lower half (bending is on the upper side), and never taken below what theory says. p comes from Student's t with as many
//! degrees of freedom as there were departures to measure it by, because with thirty reference sets the spread is itself uncertain; classes
//! of a school that stand together count for less than as many schools.

use std::collections::BTreeMap;

use psychometrics::math::{norm_cdf, norm_quantile, norm_sf, student_quantile, student_sf};

use crate::lines::{Line, standard};
use crate::model::patterns::{Patterns, held};
use crate::model::robust::{Parts, lower_scale, median_of_sorted, parts_without_each};
use records::card::Reading;
use records::protocol::Protocol;
use records::text::Text;
use records::vocabulary::Direction;

/// A departure before calibration, in the unit of the effect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Raw {
    /// Pupils behind it.
    pub n: usize,
    /// School.
    pub school: u32,
    /// Departure from expectation.
    pub effect: f64,
    /// Its standard error by theory.
    pub error: f64,
}

/// A calibrated departure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calibrated {
    /// Effect less the centre of the reference sets.
    pub effect: f64,
    /// Standard error × overdispersion.
    pub error: f64,
    /// effect/error.
    pub z: f64,
    /// One-sided p of the upward test.
    pub p: f64,
    /// 95 % interval.
    pub ci: [f64; 2],
    /// Least detectable effect.
    pub mde: f64,
    /// Centre of the reference sets' z.
    pub centre: f64,
    /// Overdispersion, ≥ 1.
    pub scale: f64,
    /// Degrees of freedom.
    pub freedom: f64,
    /// The line by which it was laid against replicas.
    pub(crate) line: Line,
    /// Monte-Carlo error of p by the number of replicas.
    pub(crate) doubt: f64,
}

/// Fewer reference departures than this calibrate nothing.
const FEWEST: usize = 20;
/// Nor do fewer than this below their centre: where most departures are equal there is no spread to measure.
const FEWEST_BELOW: usize = 5;

/// Calibrates every departure by those of the other schools with at least `fewest` pupils; None where too few others answered.
#[must_use]
pub fn calibrate(raw: &[Option<Raw>], protocol: &Protocol) -> Vec<Option<Calibrated>> {
    calibrate_alike(raw, &Patterns::default(), protocol)
}

/// The same with the scale of z by what is known of the class, shrunken to that of all: see [`crate::model::patterns`].
#[must_use]
pub(crate) fn calibrate_alike(raw: &[Option<Raw>], patterns: &Patterns, protocol: &Protocol) -> Vec<Option<Calibrated>> {
    let standing = |(set, raw): (usize, &Option<Raw>)| {
        let raw = raw.filter(|raw| raw.n >= protocol.too_few && raw.error > 0.0)?;
        Some(Standing { school: raw.school, place: patterns.place(set), z: raw.effect / raw.error })
    };
    let mut standard: Vec<Standing> = raw.iter().enumerate().filter_map(standing).filter(|standing| standing.z.is_finite()).collect();
    // Sorted once: without a school the others are sorted still.
    standard.sort_unstable_by(|a, b| a.z.total_cmp(&b.z));
    let mut units: Vec<(u32, usize)> =
        raw.iter().enumerate().filter_map(|(set, raw)| Some(((*raw)?.school, patterns.place(set)))).collect();
    units.sort_unstable();
    units.dedup();
    let schools: Vec<u32> = standard.iter().map(|of| of.school).collect();
    let parts = parts_without_each(&standard.iter().map(|of| of.z).collect::<Vec<f64>>(), &vec![0.0; standard.len()], &schools);
    let nulls: Vec<Option<Null>> = units.iter().map(|&(school, place)| null_without(&standard, &parts, school, place)).collect();
    // Few different numbers of departures are used: their quantiles are found once.
    let mut quantiles: BTreeMap<usize, Quantiles> = BTreeMap::new();
    for null in nulls.iter().flatten() {
        quantiles.entry(null.used).or_insert_with(|| Quantiles::of(null.used as f64, protocol));
    }
    let one = |(set, raw): (usize, &Option<Raw>)| {
        let raw = raw.filter(|raw| raw.error > 0.0)?;
        let null = (*nulls.get(units.binary_search(&(raw.school, patterns.place(set))).ok()?)?)?;
        Some(judge_by(raw, null.centre, null.scale, quantiles.get(&null.used)?))
    };
    raw.iter().enumerate().map(one).collect()
}

/// A standardised departure: whose, with what known, how far.
#[derive(Clone, Copy, Debug)]
struct Standing {
    school: u32,
    place: usize,
    z: f64,
}

/// What the z of other schools show.
#[derive(Clone, Copy, Debug)]
struct Null {
    centre: f64,
    scale: f64,
    /// Departures below the centre, by which the scale was measured, less what they have in common with their schools.
    used: usize,
}

/// Null of a school's sets with a pattern, given the z of all in ascending order: that of all other schools, its scale replaced by that of
/// the sets of the same pattern where they are enough to have one.
fn null_without(standard: &[Standing], parts: &Parts, school: u32, place: usize) -> Option<Null> {
    let others: Vec<Standing> = standard.iter().copied().filter(|of| of.school != school).collect();
    let within = parts.without(school);
    let all = null_of(&others, within)?;
    let own: Vec<Standing> = others.iter().copied().filter(|of| of.place == place).collect();
    let alike = null_of(&own, within).filter(|_| own.len() < others.len());
    let Some(alike) = alike else { return Some(all) };
    let mut schools: Vec<u32> = own.iter().map(|of| of.school).collect();
    schools.sort_unstable();
    schools.dedup();
    let schools = schools.len();
    // Where less is known than of most, classes of a school stand together: half of the schools lie below, and they are what is counted.
    let used = if 2 * own.len() > others.len() { alike.used } else { alike.used.min(schools.div_ceil(2)) };
    Some(Null { scale: held(alike.scale, all.scale, schools), used, ..all })
}

fn null_of(standard: &[Standing], within: f64) -> Option<Null> {
    if standard.len() < FEWEST {
        return None;
    }
    let z: Vec<f64> = standard.iter().map(|of| of.z).collect();
    let centre = median_of_sorted(&z);
    let (spread, used) = lower_scale(&z, centre);
    let spread = spread.max(1.0);
    (used >= FEWEST_BELOW).then(|| Null { centre, scale: spread.sqrt(), used: independent(standard, used, 1.0 - within / spread) })
}

/// How many independent departures tell as much of a spread as `used` of classes in schools, of whose variance the share `common` is between
/// schools: the variance of a variance is 1 + (m − 1)·common² times as large, with m classes in the school of a class (Kish 1965, § 5.4, for
/// squares, whose correlation is the square).
fn independent(standard: &[Standing], used: usize, common: f64) -> usize {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    standard.iter().for_each(|of| *counts.entry(of.school).or_default() += 1);
    let classes = counts.values().map(|m| m * m).sum::<usize>() as f64 / standard.len().max(1) as f64;
    let common = common.clamp(0.0, 1.0);
    // Rounded downwards: the quantiles of few numbers are found, and half a degree is not known.
    ((used as f64 / (1.0 + (classes - 1.0) * common * common)) as usize).max(1)
}

/// Quantiles of one null.
#[derive(Clone, Copy, Debug)]
struct Quantiles {
    freedom: f64,
    /// Of the 95 % interval.
    half: f64,
    /// Of the level and the power of the least detectable effect, added.
    detect: f64,
}

impl Quantiles {
    fn of(freedom: f64, protocol: &Protocol) -> Self {
        let detect = quantile(1.0 - protocol.mde_alpha, freedom) + quantile(protocol.mde_power, freedom);
        Self { freedom, half: quantile(0.975, freedom), detect }
    }
}

/// A departure against a null with this centre, scale and freedom (`f64::INFINITY` = normal).
#[must_use]
pub fn judge(raw: Raw, centre: f64, scale: f64, freedom: f64, protocol: &Protocol) -> Calibrated {
    judge_by(raw, centre, scale, &Quantiles::of(freedom, protocol))
}

fn judge_by(raw: Raw, centre: f64, scale: f64, quantiles: &Quantiles) -> Calibrated {
    let error = raw.error * scale;
    let effect = raw.effect - centre * raw.error;
    let z = effect / error;
    let half = quantiles.half * error;
    let mde = quantiles.detect * error;
    let freedom = quantiles.freedom;
    let p = upper(z, freedom);
    Calibrated { effect, error, z, p, ci: [effect - half, effect + half], mde, centre, scale, freedom, line: Line::SAME, doubt: 0.0 }
}

/// Upper tail of t, or of the normal where the freedom is infinite.
#[must_use]
pub fn upper(z: f64, freedom: f64) -> f64 {
    if freedom.is_finite() { student_sf(z, freedom) } else { psychometrics::math::norm_sf(z) }
}

/// Quantile of t, or of the normal.
#[must_use]
pub fn quantile(p: f64, freedom: f64) -> f64 {
    if freedom.is_finite() { student_quantile(p, freedom) } else { psychometrics::math::norm_quantile(p) }
}

/// z of the ends of the 95 % interval.
const END: f64 = 1.959_963_984_540_054;

impl Calibrated {
    /// The same laid against what honest sets show in replicas: z′ = a + b·z is standard normal where nothing is done. The effect less what
    /// honest sets show on the average, the interval of all effects that z′ does not exclude, and the least effect that z′ would show.
    #[must_use]
    pub(crate) fn laid(self, line: Line) -> Self {
        if line == Line::SAME {
            return self;
        }
        let (p, doubt, error) = (line.p(self.p), line.error(self.p), self.error / line.slope);
        // A lift δ moves (effect − δ)/error, whose normal score z′ is laid on: the ends are where z′ = ±1.96.
        let end = |z: f64| self.effect - self.error * quantile(norm_cdf(line.before(z)), self.freedom);
        let effect = self.effect + line.shift * error;
        Self { effect, error, z: standard(p), p, ci: [end(END), end(-END)], mde: self.mde / line.slope, line, doubt, ..self }
    }

    /// The least effect by which the laid p comes down to `p` with this power, above what honest sets show on the average.
    #[must_use]
    pub(crate) fn least(&self, p: f64, power: f64) -> f64 {
        let slope = self.line.slope;
        let of = |z: f64| -quantile(norm_sf(z / slope), self.freedom);
        slope * self.error * (of(self.line.straight(standard(p))) + of(norm_quantile(power)))
    }

    /// Monte-Carlo error of the laid p where it is `p`, as a share of it.
    #[must_use]
    pub(crate) fn doubt_at(&self, p: f64) -> f64 {
        self.line.doubt_of(p)
    }

    /// The least detectable effect where there is room for it; infinite where whatever can be done would not show.
    #[must_use]
    pub(crate) fn within_room(self, room: f64) -> Self {
        Self { mde: if self.mde <= room { self.mde } else { f64::INFINITY }, ..self }
    }

    /// The same in the reader's units, where the test knows no unit: `effect` is what the test saw, before it was laid, and `unit` what one z
    /// is worth by theory. The effect follows z, so that the interval leaves zero out just where p says so.
    #[must_use]
    pub(crate) fn in_units(self, effect: f64, unit: f64) -> Self {
        let seen = effect / (self.effect - self.line.shift * self.error);
        // Near the middle the quotient is noise; a discrete count is never worth more than twice what theory says, nor less than half.
        let worth = if seen.is_finite() { seen.clamp(unit / 2.0, 2.0 * unit) } else { unit };
        let [low, high] = self.ci;
        Self { effect: worth * self.effect, error: worth * self.error, ci: [worth * low, worth * high], mde: worth * self.mde, ..self }
    }

    /// Direction of the departure: named where the interval leaves zero out.
    #[must_use]
    pub fn direction(&self) -> Direction {
        if self.ci[0] > 0.0 {
            Direction::Up
        } else if self.ci[1] < 0.0 {
            Direction::Down
        } else {
            Direction::None
        }
    }

    /// Copies the numbers into a reading.
    #[must_use]
    pub fn reading(&self, n: usize, words: Reading) -> Reading {
        let mut words = words;
        if self.line != Line::SAME {
            let [shift, slope, doubt] = [
                Text::new("поправка по повторениям модели: сдвиг z", "by replicas of the model: shift of z"),
                Text::new("поправка по повторениям модели: наклон z", "by replicas of the model: slope of z"),
                Text::new("ошибка p от числа повторений", "error of p by the number of replicas"),
            ];
            words.workings.extend([(shift, self.line.shift), (slope, self.line.slope), (doubt, self.doubt)]);
        }
        let z = standard(self.p);
        Reading { n, direction: self.direction(), effect: self.effect, ci: self.ci, mde: self.mde, z, p: self.p, ..words }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::patterns::Pattern;

    fn protocol() -> Protocol {
        records::reference::Reference::shipped().unwrap().protocol()
    }

    fn raw(school: u32, z: f64) -> Option<Raw> {
        Some(Raw { n: 25, school, effect: 2.0 * z, error: 2.0 })
    }

    #[test]
    fn overdispersed_sets_are_judged_by_their_own_spread() {
        let quantile = |i: u32| psychometrics::math::norm_quantile((f64::from(i) + 0.5) / 400.0);
        let sets: Vec<Option<Raw>> = (0..400).map(|i| raw(i, 1.5 * quantile(i))).collect();
        let judged = calibrate(&sets, &protocol());
        let first = judged[300].unwrap();
        assert!((first.scale - 1.5).abs() < 0.03, "{}", first.scale);
        let below: usize = judged.iter().flatten().filter(|set| set.p < 0.05).count();
        assert!((18..=21).contains(&below), "{below} of 400 at .05");
    }

    #[test]
    fn the_spread_is_never_taken_below_theory() {
        let sets: Vec<Option<Raw>> = (0..100).map(|i| raw(i, 0.001 * f64::from(i))).collect();
        assert!(calibrate(&sets, &protocol()).iter().flatten().all(|set| set.scale >= 1.0));
    }

    /// Twenty-four schools of which nothing is known stand half as wide again; the hundred others do not pay for it, and do not lend them
    /// their own spread.
    #[test]
    fn a_pattern_is_judged_by_its_own_scale() {
        let quantile = |i: u32, of: u32| psychometrics::math::norm_quantile((f64::from(i) + 0.5) / f64::from(of));
        let odd = (0..48).map(|i| raw(1_000 + i % 24, 1.5 * quantile(i, 48)));
        let sets: Vec<Option<Raw>> = odd.chain((0..200).map(|i| raw(i % 100, 1.1 * quantile(i, 200)))).collect();
        let known = |set: usize| Pattern { marks: set >= 48, works: set >= 48 };
        let patterns = Patterns::of((0..sets.len()).map(known).collect());
        let (apart, pooled) = (calibrate_alike(&sets, &patterns, &protocol()), calibrate(&sets, &protocol()));
        let (odd, usual, all) = (apart[47].unwrap(), apart[200].unwrap(), pooled[47].unwrap());
        assert!((odd.scale - 1.5).abs() < 0.1 && odd.freedom <= 12.0, "{odd:?}: half of the schools are counted");
        assert!(usual.scale < all.scale && usual.scale > 1.08, "{} {}: held at that of all", usual.scale, all.scale);
        assert!(odd.p > 2.0 * all.p, "{} {}", odd.p, all.p);
        let same = Patterns::of(vec![Pattern::default(); sets.len()]);
        assert_eq!(calibrate_alike(&sets, &same, &protocol()), pooled);
    }

    /// Eight schools of five classes: where classes of a school stand apart like any, each counts; where they stand together, nearly only their
    /// schools do. Half of the 35 other departures lie below their centre.
    #[test]
    fn classes_that_stand_together_are_not_so_many_schools() {
        let quantile = |i: u32, of: u32| psychometrics::math::norm_quantile((f64::from(i) + 0.5) / f64::from(of));
        let region = |of: &dyn Fn(u32, u32) -> f64| -> Vec<Option<Raw>> { (0..40).map(|i| raw(i / 5, of(i / 5, i % 5))).collect() };
        let apart = calibrate(&region(&|school, class| 2.0 * quantile((school + 8 * class) * 7 % 40, 40)), &protocol())[0].unwrap();
        let together = calibrate(&region(&|school, class| 2.0 * quantile(school, 8) + 0.1 * f64::from(class)), &protocol())[0].unwrap();
        assert!(apart.freedom >= 15.0, "{apart:?}");
        // 17 departures below, and 1 + 4·1 of them are one: three.
        assert!((2.5..4.5).contains(&together.freedom), "{together:?}");
        assert!(together.mde > 1.5 * apart.mde * together.error / apart.error, "{} {}", together.mde, apart.mde);
    }

    /// Whatever the line and the freedom: the interval leaves zero out exactly where the laid p is below .025, on both sides.
    #[test]
    fn p_and_interval_are_one_test() {
        for freedom in [6.0, 30.0, f64::INFINITY] {
            for (shift, slope) in [(0.0, 1.0), (0.3, 0.8), (-0.2, 1.3)] {
                for step in -40..40 {
                    let own =
                        judge(Raw { n: 25, school: 0, effect: 0.1 * f64::from(step) + 0.01, error: 1.0 }, 0.0, 1.0, freedom, &protocol());
                    let laid = own.laid(Line { shift, slope, ..Line::SAME });
                    for one in [laid, laid.in_units(0.7 * own.effect, 0.6)] {
                        let sides = (one.p < 0.025, one.p > 0.975);
                        assert_eq!((one.ci[0] > 0.0, one.ci[1] < 0.0), sides, "{one:?}");
                        assert!(one.ci[0] <= one.effect && one.effect <= one.ci[1], "{one:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn an_own_school_does_not_judge_itself() {
        let mut sets: Vec<Option<Raw>> = (0..40).map(|i| raw(i, f64::from(i % 7) - 3.0)).collect();
        let alone = calibrate(&sets, &protocol())[0];
        sets.extend((0..200).map(|_| raw(0, 9.0)));
        assert_eq!(calibrate(&sets, &protocol())[0], alone, "however many sets of its own a school has");
    }
}
