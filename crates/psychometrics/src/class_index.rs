//! The class index of INVALSI: high mean, small spread, like answers and no omissions together, as membership in a fuzzy cluster
//! (Quintano, Castellano & Longobardi 2009, *Advances in Data Analysis, Data Handling and Business Intelligence*; used at class level
//! as the first step of Longobardi, Falzetti & Pagliuca 2018, *Statistical Methods & Applications* 27, 515–543).
//! Strong and even classes look the same to it: that is its known weakness, and why it is only ever shown beside the indicators.

use crate::check::{at_least, same_length};
use crate::components::{Components, principal_components};
use crate::descriptive;
use crate::error::KernelError;
use crate::fuzzy::{Fuzzy, FuzzyOptions, fuzzy_means};
use crate::linalg::Matrix;

/// What a pupil left on an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Points.
    Points(u8),
    /// Nothing was answered: no points, and a modality of its own.
    Omitted,
    /// The item was not given to this pupil: it takes no part.
    NotGiven,
}

/// The four class indicators.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClassIndicators {
    /// Mean over pupils of the percent of the possible points, 0..=100.
    pub mean: f64,
    /// Standard deviation of that percent over pupils (divisor n − 1).
    pub sd: f64,
    /// Mean over items of Gini's heterogeneity 1 − Σ f² of the answers, an omission being one of them.
    pub gini: f64,
    /// Share of omitted answers, 0..=1.
    pub missing: f64,
}

impl ClassIndicators {
    /// Indicators of one class; `answers` are its pupils' rows, `max` the greatest points of every item.
    ///
    /// ```
    /// use psychometrics::class_index::{Answer::{Omitted, Points}, ClassIndicators};
    ///
    /// let class = [vec![Points(1), Points(3)], vec![Points(1), Points(0)], vec![Omitted, Points(0)]];
    /// let found = ClassIndicators::of(&class, &[1, 3])?;
    /// assert!((found.mean - 125.0 / 3.0).abs() < 1e-12 && (found.missing - 1.0 / 6.0).abs() < 1e-15);
    /// # Ok::<(), psychometrics::KernelError>(())
    /// ```
    ///
    /// # Errors
    /// `Length` for a row that does not have one answer an item, `Domain` for points above the item's greatest, `TooFew` below two
    /// pupils who were given something.
    pub fn of(answers: &[Vec<Answer>], max: &[u8]) -> Result<Self, KernelError> {
        answers.iter().try_for_each(|row| checked(row, max))?;
        let percents: Vec<f64> = answers.iter().filter_map(|row| percent(row, max)).collect();
        at_least("pupils of a class index", 2, percents.len())?;
        let ginis: Vec<f64> = (0..max.len()).filter_map(|item| heterogeneity(answers.iter().filter_map(|row| row.get(item)))).collect();
        let cells = answers.iter().flatten().filter(|answer| **answer != Answer::NotGiven);
        let (given, omitted) =
            cells.fold((0_usize, 0_usize), |(all, none), answer| (all + 1, none + usize::from(*answer == Answer::Omitted)));
        Ok(Self {
            mean: descriptive::mean(&percents)?,
            sd: descriptive::sd(&percents)?,
            gini: descriptive::mean(&ginis)?,
            missing: omitted as f64 / given as f64,
        })
    }

    fn row(&self) -> [f64; 4] {
        [self.mean, self.sd, self.gini, self.missing]
    }
}

fn checked(row: &[Answer], max: &[u8]) -> Result<(), KernelError> {
    same_length("answers of a pupil", max.len(), row.len())?;
    let too_many = |(answer, max): (&Answer, &u8)| matches!(answer, Answer::Points(points) if points > max);
    match row.iter().zip(max).position(too_many) {
        None => Ok(()),
        Some(index) => {
            let value = if let Answer::Points(points) = row[index] { f64::from(points) } else { f64::NAN };
            Err(KernelError::Domain { what: "points of a pupil", index, value, expected: "at most the greatest points of the item" })
        }
    }
}

fn percent(row: &[Answer], max: &[u8]) -> Option<f64> {
    let parts = row.iter().zip(max).filter_map(|(answer, max)| match answer {
        Answer::Points(points) => Some((f64::from(*points), f64::from(*max))),
        Answer::Omitted => Some((0.0, f64::from(*max))),
        Answer::NotGiven => None,
    });
    let (points, possible) = parts.fold((0.0, 0.0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
    (possible > 0.0).then(|| 100.0 * points / possible)
}

fn heterogeneity<'a>(answers: impl Iterator<Item = &'a Answer>) -> Option<f64> {
    let mut counts = [0_u32; 257];
    for answer in answers {
        match answer {
            Answer::Points(points) => counts[usize::from(*points)] += 1,
            Answer::Omitted => counts[256] += 1,
            Answer::NotGiven => {}
        }
    }
    let n = f64::from(counts.iter().sum::<u32>());
    let squares: f64 = counts.iter().map(|count| f64::from(*count) / n * (f64::from(*count) / n)).sum();
    (n > 0.0).then_some(1.0 - squares)
}

/// The index of every class.
#[derive(Debug, Clone)]
pub struct ClassIndex {
    /// Membership in the cluster of unusual classes, 0..=1, one per class.
    pub membership: Vec<f64>,
    /// Which cluster that is.
    pub cluster: usize,
    /// First two principal components of the indicators that vary.
    pub components: Components,
    /// The partition.
    pub partition: Fuzzy,
}

/// Indicators are standardised, brought to two principal components and clustered; the cluster of unusual classes is the one whose
/// centre lies farthest to the side of high means on the first component. An indicator that is the same in all classes is left out.
///
/// # Errors
/// `TooFew` with fewer than five classes a cluster or fewer than two indicators that vary, `Domain` for an indicator that is not
/// finite; as [`fuzzy_means`] for the options.
pub fn class_index(classes: &[ClassIndicators], options: FuzzyOptions) -> Result<ClassIndex, KernelError> {
    let needed = CLASSES_A_CLUSTER.saturating_mul(options.clusters);
    at_least("classes of a class index", needed, classes.len())?;
    let components = principal_components(&varying(classes)?, 2)?;
    let partition = fuzzy_means(&components.scores, options)?;
    let side = mean_side(classes, &components)?;
    let first = |k: &usize| side * partition.centres.get(*k, 0);
    let cluster = (0..options.clusters).rev().max_by(|a, b| first(a).total_cmp(&first(b))).unwrap_or(0);
    let membership = (0..classes.len()).map(|i| partition.membership.get(i, cluster)).collect();
    Ok(ClassIndex { membership, cluster, components, partition })
}

/// Fewer say nothing about clusters.
const CLASSES_A_CLUSTER: usize = 5;

fn varying(classes: &[ClassIndicators]) -> Result<Matrix, KernelError> {
    let rows: Vec<[f64; 4]> = classes.iter().map(ClassIndicators::row).collect();
    let mut kept = Vec::new();
    for j in 0..4 {
        let column: Vec<f64> = rows.iter().map(|row| row[j]).collect();
        if descriptive::sd(&column)? > 1e-9 * descriptive::mean(&column)?.abs() {
            kept.push(j);
        }
    }
    at_least("class indicators that vary", 2, kept.len())?;
    Matrix::from_values(rows.len(), kept.len(), rows.iter().flat_map(|row| kept.iter().map(|&j| row[j])).collect())
}

/// +1 where the first component rises with the mean score, −1 where it falls.
fn mean_side(classes: &[ClassIndicators], components: &Components) -> Result<f64, KernelError> {
    let mean = descriptive::mean(&classes.iter().map(|class| class.mean).collect::<Vec<f64>>())?;
    let with: f64 = classes.iter().enumerate().map(|(i, class)| (class.mean - mean) * components.scores.get(i, 0)).sum();
    Ok(if with < 0.0 { -1.0 } else { 1.0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stream::Stream;

    /// Three pupils, two items (maximum 1 and 3), by hand: percents 100, 25 and 0; item 1 has answers 1, 1, omitted: 1 − 5/9;
    /// item 2 has 3, 0, 0: 1 − 5/9; one of six is omitted.
    #[test]
    fn indicators_by_hand() {
        use Answer::{NotGiven, Omitted, Points};
        let answers = vec![vec![Points(1), Points(3)], vec![Points(1), Points(0)], vec![Omitted, Points(0)]];
        let found = ClassIndicators::of(&answers, &[1, 3]).unwrap();
        assert!((found.mean - 125.0 / 3.0).abs() < 1e-12 && (found.gini - 4.0 / 9.0).abs() < 1e-12);
        assert!((found.missing - 1.0 / 6.0).abs() < 1e-15);
        // (58.33² + 16.67² + 41.67²)/2 = 2708.33
        assert!((found.sd * found.sd - 2_708.333_333_333_333).abs() < 1e-9);
        // An item that was not given leaves the maximum and the counts.
        let without = vec![vec![Points(1), NotGiven], vec![Points(1), NotGiven], vec![Omitted, NotGiven]];
        let found = ClassIndicators::of(&without, &[1, 3]).unwrap();
        assert!((found.mean - 200.0 / 3.0).abs() < 1e-12 && (found.gini - 4.0 / 9.0).abs() < 1e-12);
        assert!(ClassIndicators::of(&without[..1], &[1, 3]).is_err());
    }

    fn honest(draws: &mut Stream) -> ClassIndicators {
        let level = draws.normal();
        ClassIndicators {
            mean: 55.0 + 9.0 * level + 3.0 * draws.normal(),
            sd: 17.0 - level + 1.5 * draws.normal(),
            gini: 0.45 - 0.02 * level + 0.02 * draws.normal(),
            missing: (0.06 - 0.01 * level + 0.01 * draws.normal()).max(0.0),
        }
    }

    #[test]
    fn classes_with_everything_right_are_set_apart_and_the_answer_does_not_depend_on_the_order() {
        let mut draws = Stream::of(4, "class-index", 0);
        let mut classes: Vec<ClassIndicators> = (0..120).map(|_| honest(&mut draws)).collect();
        for planted in classes.iter_mut().take(6) {
            *planted = ClassIndicators { mean: 96.0 + draws.normal(), sd: 4.0 + draws.normal().abs(), gini: 0.08, missing: 0.0 };
        }
        let found = class_index(&classes, FuzzyOptions::default()).unwrap();
        assert!(found.partition.converged);
        assert!(found.membership[..6].iter().all(|u| *u > 0.9), "{:?}", &found.membership[..6]);
        assert!(found.membership[6..].iter().filter(|u| **u > 0.5).count() <= 2);
        classes.reverse();
        let turned = class_index(&classes, FuzzyOptions::default()).unwrap();
        for (a, b) in found.membership.iter().zip(turned.membership.iter().rev()) {
            assert!((a - b).abs() < 1e-6, "{a} {b}");
        }
    }

    #[test]
    fn an_indicator_without_variance_is_left_out_and_too_few_classes_are_refused() {
        let mut draws = Stream::of(5, "class-index", 0);
        let classes: Vec<ClassIndicators> = (0..40).map(|_| ClassIndicators { missing: 0.0, ..honest(&mut draws) }).collect();
        assert_eq!(class_index(&classes, FuzzyOptions::default()).unwrap().components.values.len(), 3);
        assert!(matches!(class_index(&classes[..19], FuzzyOptions::default()), Err(KernelError::TooFew { needed: 20, .. })));
        let flat = vec![ClassIndicators { missing: 0.0, ..classes[0] }; 30];
        assert!(class_index(&flat, FuzzyOptions::default()).is_err());
    }
}
