//! Journal marks: an average of many marks about the pupil's ability, seen through the teacher's strictness and against the class, then rounded.

use super::draws::Draws;
use super::knobs::Knobs;
use super::school::Teacher;

/// A period mark with the journal's own average behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PeriodMark {
    pub mark: u8,
    /// Hundredths.
    pub average: u16,
    pub count: u16,
}

/// Part of the difference between classes that teachers do not see: they mark a pupil against the class.
const SEEN_AGAINST_CLASS: f64 = 0.4;

/// Mean journal mark of a grade: it falls from the primary school to grade 8.
const fn centre(grade: i16) -> f64 {
    match grade {
        ..=4 => 4.0,
        5 => 3.88,
        6 => 3.78,
        7 => 3.70,
        8 => 3.62,
        9 => 3.68,
        _ => 3.85,
    }
}

/// Marks of one class for one period. `abilities` are those of the pupils, the teacher's doing included; `period` keeps streams apart.
pub(super) fn period_marks(knobs: &Knobs, seed: u64, teacher: &Teacher, grade: i16, abilities: &[f64], key: &[u64]) -> Vec<PeriodMark> {
    let mean = abilities.iter().sum::<f64>() / abilities.len().max(1) as f64;
    let sd = (knobs.spread.total() * knobs.spread.total() + knobs.spread.journal * knobs.spread.journal).sqrt();
    let mut draws = Draws::of(seed, "journal", key);
    let one = |ability: &f64| {
        let seen = ability - SEEN_AGAINST_CLASS * mean - teacher.strictness + knobs.spread.journal * draws.normal();
        let count = 8 + draws.below(15) as u16;
        let exact = (centre(grade) + 0.68 * seen / sd).clamp(2.0, 5.0);
        let average = ((exact * f64::from(count)).round() / f64::from(count) * 100.0).round() as u16;
        PeriodMark { mark: rounded(average, teacher.rounds_from), average, count }
    };
    abilities.iter().map(one).collect()
}

/// Mark of an average in hundredths under the teacher's rule.
pub(super) fn rounded(average: u16, rounds_from: u8) -> u8 {
    let (whole, rest) = (average / 100, average % 100);
    (whole as u8 + u8::from(rest >= u16::from(rounds_from))).clamp(2, 5)
}

/// Mark of the year from the marks of its quarters: their mean, halves up.
pub(super) fn of_year(quarters: &[u8]) -> u8 {
    let sum: u16 = quarters.iter().map(|&mark| u16::from(mark)).sum();
    rounded(sum * 100 / (quarters.len().max(1) as u16), 50)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn averages_are_rounded_by_the_rule() {
        assert_eq!((rounded(350, 50), rounded(350, 55), rounded(349, 50), rounded(460, 60)), (4, 3, 3, 5));
        assert_eq!((of_year(&[4, 4, 5, 5]), of_year(&[3, 4, 3, 3])), (5, 3));
    }
}
