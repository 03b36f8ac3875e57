//! How far ordinary classes stand from a whole area: what a share of theirs is told apart from a published one by.
//!
//! Pupils of a class go together: the place of a pupil is v + e, v of the group of classes, N(0, b), e of the pupil, N(0, 1 − b), and a mark is
//! a cut on that scale (a probit with a random effect). b is borrowed, the between-school and between-class shares of achievement variance,
//! divided by the schools and classes of the group, and like everything borrowed it widens the interval.

use psychometrics::binomial::upper_test;
use psychometrics::math::{norm_cdf, norm_quantile, norm_upper_quantile};

use super::items::Group;
use super::measure::real;
use records::reference::Components;

/// Equally likely places of a group of classes.
const PLACES: usize = 101;
/// Ends of a 95 % interval in standard deviations.
const WITHIN: f64 = 1.96;
/// A published share nearer to none or all is taken for this: a percentage is rounded.
const LEAST: f64 = 5e-4;

/// The classes of a group.
pub(super) struct Classes {
    /// Share of variance between such groups.
    between: f64,
    /// Factor on the interval.
    widen: f64,
}

impl Classes {
    pub(super) fn of(group: &Group<'_>, components: Components) -> Self {
        let place = |row: usize| Some((*group.sitting.school.get(row)?, *group.sitting.class.get(row)?));
        let mut classes: Vec<_> = group.scripts.iter().filter_map(|(row, _)| place(*row)).collect();
        classes.sort_unstable();
        classes.dedup();
        let [schools, classes] = [group.schools.len(), classes.len()].map(|count| real(count.max(1)));
        Self { between: components.school / schools + components.class / classes, widen: components.widen }
    }

    /// Whether `count` of `n` is further from a published share than ordinary groups of such classes are; None for nobody.
    pub(super) fn unlike(&self, count: usize, n: usize, published: f64) -> Option<bool> {
        let cut = norm_quantile(published.clamp(LEAST, 1.0 - LEAST));
        let at = |place: usize| {
            let place = norm_quantile((real(place) + 0.5) / real(PLACES));
            let chance = norm_cdf((cut - self.between.sqrt() * place) / (1.0 - self.between).sqrt());
            upper_test(count as u64, n as u64, chance).ok()
        };
        let tails = (0..PLACES).map(|place| Some(at(place)?.mid)).sum::<Option<f64>>()?;
        Some(norm_upper_quantile(tails / real(PLACES)).abs() > WITHIN * self.widen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of independent pupils, b = 0, this is the binomial: with .05 published, five of twenty are 1 in 300 (mid-p .0016, z 2.95) and four are
    /// 1 in 40 times less far (mid-p .0094, z 2.35).
    #[test]
    fn without_a_spread_it_is_the_binomial() {
        let plain = |widen| Classes { between: 0.0, widen };
        assert_eq!([4, 5].map(|count| plain(1.3).unlike(count, 20, 0.05)), [Some(false), Some(true)]);
        assert_eq!([1, 4].map(|count| plain(1.0).unlike(count, 20, 0.05)), [Some(false), Some(true)]);
        assert_eq!(plain(1.0).unlike(0, 200, 0.05), Some(true), "none of two hundred is few");
    }

    /// Ordinary classes of an area differ: what is beyond chance for pupils dealt at random is within the spread of classes. Many schools
    /// together stand near their area.
    #[test]
    fn classes_differ_and_many_of_them_do_less() {
        let class = Classes { between: 0.31, widen: 1.5 };
        let area = Classes { between: 0.31 / 100.0, widen: 1.5 };
        let random = Classes { between: 0.0, widen: 1.5 };
        assert_eq!([&random, &class].map(|of| of.unlike(8, 25, 0.05)), [Some(true), Some(false)]);
        assert_eq!(class.unlike(25, 25, 0.02), Some(true), "all of a class");
        assert_eq!([&class, &area].map(|of| of.unlike(300, 2_000, 0.05)), [Some(false), Some(true)]);
        assert_eq!(class.unlike(0, 25, 0.0), Some(false));
    }
}
