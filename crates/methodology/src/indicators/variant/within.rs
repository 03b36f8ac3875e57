//! A difference between pupils of one class, pooled over classes.
//!
//! With d = 1 for a pupil of the variant and 0 for the others, both d and the score y are centred in the class and freed of what else is
//! known of the pupil (Frisch & Waugh 1933); then β = Σ d̃ỹ / Σ d̃². Whatever makes a whole class strong or weak falls out. The standard
//! error comes from leaving the classes out in turn (jackknife over clusters: Bell & McCaffrey 2002, Survey Methodology 28(2); MacKinnon,
//! Nielsen & Webb 2023, J. Econometrics 232), so that pupils of one class need not be independent; t with classes − 1 degrees of freedom.

use std::ops::Range;

use crate::model::dense::Normal;

/// A ridge worth a quarter of a pupil keeps a nearly empty column from running away.
const RIDGE: f64 = 0.25;

/// Pupils class by class with what is known of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Classes {
    /// Rows of each class.
    pub ranges: Vec<Range<usize>>,
    /// What is known of the pupils, rows × `width`.
    pub known: Vec<f64>,
    /// Columns of `known`.
    pub width: usize,
}

/// A pooled difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Difference {
    /// Units of y.
    pub effect: f64,
    /// Standard error.
    pub error: f64,
    /// Classes that take part.
    pub classes: usize,
    /// Pupils of the variant in them, and of the others.
    pub pupils: [usize; 2],
}

impl Difference {
    /// Degrees of freedom of t.
    pub(super) fn freedom(&self) -> f64 {
        self.classes as f64 - 1.0
    }
}

/// Rows that take part, centred in their classes.
#[derive(Default)]
struct Centred {
    d: Vec<f64>,
    y: Vec<f64>,
    x: Vec<f64>,
    ranges: Vec<Range<usize>>,
    own: usize,
}

/// Mean of `y` over the rows with `own` less that over the others of the same class. Rows without a value of `y` are left out, and so are
/// classes that then have only one of the two kinds. None where no two classes remain, or nothing varies.
pub(super) fn difference(classes: &Classes, own: &[bool], y: &[Option<f64>]) -> Option<Difference> {
    let mut rows = Centred::default();
    for class in &classes.ranges {
        rows.push(classes, class.clone(), own, y);
    }
    let (d, y) = (rows.freed(&rows.d, classes.width), rows.freed(&rows.y, classes.width));
    let sums = |class: &Range<usize>| class.clone().fold([0.0, 0.0], |[a, b], row| [a + d[row] * y[row], b + d[row] * d[row]]);
    let sums: Vec<[f64; 2]> = rows.ranges.iter().map(sums).collect();
    let (effect, variance) = jackknife(&sums)?;
    let n = rows.d.len() as f64;
    // What is known of the pupils was fitted on the same rows.
    let fitted = n / (n - (classes.width as f64).min(0.5 * n));
    Some(Difference { effect, error: (variance * fitted).sqrt(), classes: sums.len(), pupils: [rows.own, rows.d.len() - rows.own] })
}

/// Σa/Σb over clusters, and its variance by leaving each out in turn.
fn jackknife(sums: &[[f64; 2]]) -> Option<(f64, f64)> {
    let [a, b] = sums.iter().fold([0.0, 0.0], |[a, b], own| [a + own[0], b + own[1]]);
    let g = sums.len() as f64;
    let without: Vec<f64> = sums.iter().map(|own| (a - own[0]) / (b - own[1])).collect();
    let square: f64 = without.iter().map(|other| (other - a / b) * (other - a / b)).sum();
    let variance = square * (g - 1.0) / g;
    (sums.len() >= 2 && (a / b).is_finite() && variance.is_finite() && variance > 0.0).then_some((a / b, variance))
}

impl Centred {
    /// Adds a class where both kinds have a value.
    fn push(&mut self, classes: &Classes, class: Range<usize>, own: &[bool], y: &[Option<f64>]) {
        let told: Vec<(usize, f64)> = class.filter_map(|row| Some((row, y.get(row).copied().flatten()?))).collect();
        let kind = |row: usize| own.get(row).copied().unwrap_or(false);
        let count = told.iter().filter(|(row, _)| kind(*row)).count();
        if count == 0 || count == told.len() {
            return;
        }
        let start = self.d.len();
        self.d.extend(told.iter().map(|(row, _)| f64::from(u8::from(kind(*row)))));
        self.y.extend(told.iter().map(|(_, value)| *value));
        for (row, _) in &told {
            self.x.extend_from_slice(classes.known.get(row * classes.width..(row + 1) * classes.width).unwrap_or(&[]));
        }
        centre(&mut self.d[start..], 1);
        centre(&mut self.y[start..], 1);
        centre(&mut self.x[start * classes.width..], classes.width);
        self.own += count;
        self.ranges.push(start..self.d.len());
    }

    /// What is left of `values` when what is known of the pupils is taken out.
    fn freed(&self, values: &[f64], width: usize) -> Vec<f64> {
        if width == 0 {
            return values.to_vec();
        }
        let slopes = Normal::of(&self.x, width, values, &vec![1.0; values.len()]).held(RIDGE, RIDGE).solve();
        let fitted = self.x.chunks_exact(width).map(|row| psychometrics::linalg::dot(row, &slopes).unwrap_or(0.0));
        values.iter().zip(fitted).map(|(value, fitted)| value - fitted).collect()
    }
}

/// Takes the mean out of every column of a row-major block.
fn centre(block: &mut [f64], width: usize) {
    let rows = (block.len() / width.max(1)) as f64;
    for column in 0..width {
        let mean = block.iter().skip(column).step_by(width).sum::<f64>() / rows;
        block.iter_mut().skip(column).step_by(width).for_each(|value| *value -= mean);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two classes by hand: +2 in one, +4 in the other, each from two against two.
    #[test]
    fn two_classes_by_hand() {
        let classes = Classes { ranges: vec![0..4, 4..8], ..Classes::default() };
        let own = [true, true, false, false, true, true, false, false];
        let y = [5.0, 7.0, 3.0, 5.0, 20.0, 22.0, 16.0, 18.0].map(Some);
        let found = difference(&classes, &own, &y).unwrap();
        // Equal weights: +3; without a class the other remains: √(½·(1 + 1)) = 1.
        assert!((found.effect - 3.0).abs() < 1e-12 && (found.error - 1.0).abs() < 1e-12, "{found:?}");
        assert_eq!((found.classes, found.pupils), (2, [4, 4]));
        let one = Classes { ranges: std::iter::once(0..4).collect(), ..Classes::default() };
        assert_eq!(difference(&one, &own, &y), None, "one class tells nothing of the spread between classes");
    }

    /// The strong got the variant; given what is known of them it is two points harder.
    #[test]
    fn what_is_known_of_the_pupils_is_taken_out() {
        let own = |row: usize| row % 12 < 6;
        let known: Vec<f64> = (0..60).map(|row| f64::from(u8::from(own(row))) + (row % 3) as f64).collect();
        let noise = |row: usize| ((row * 7919) % 13) as f64 / 13.0 - 0.5;
        let y: Vec<Option<f64>> =
            (0..60).map(|row| Some(10.0 + 3.0 * known[row] - if own(row) { 2.0 } else { 0.0 } + 0.1 * noise(row))).collect();
        let own: Vec<bool> = (0..60).map(own).collect();
        let ranges: Vec<Range<usize>> = (0..5).map(|class| class * 12..(class + 1) * 12).collect();
        let blind = difference(&Classes { ranges: ranges.clone(), ..Classes::default() }, &own, &y).unwrap();
        let found = difference(&Classes { ranges, known, width: 1 }, &own, &y).unwrap();
        assert!((blind.effect - 1.0).abs() < 0.1, "{blind:?}");
        assert!((found.effect + 2.0).abs() < 0.1, "{found:?}");
    }

    #[test]
    fn a_pupil_without_a_value_and_a_class_of_one_kind_take_no_part() {
        let classes = Classes { ranges: vec![0..3, 3..6, 6..8], ..Classes::default() };
        let own = [true, false, false, true, true, false, true, true];
        let y = [Some(1.0), Some(0.0), None, Some(3.0), Some(1.0), Some(0.0), Some(9.0), Some(9.0)];
        let found = difference(&classes, &own, &y).unwrap();
        assert_eq!((found.classes, found.pupils), (2, [3, 2]));
    }
}
