//! Hands: how strictly those mark who mark in the journal.
//!
//! A class whose teacher marks far more strictly than others stands above what its marks predict, in `level` and in `journal` alike, and
//! nothing is done about its work. What the same pupils show in other works tells strictness from a lifted result, because the work itself
//! takes no part in it: r = mean journal mark of a class less what is usual where other works and the kind of the school say as much. One
//! class says little; the classes of one teacher say it together (best linear prediction of an effect of the hand; Robinson 1991). Where the
//! data name no teacher, a hand is the lessons of one class in one subject.
//!
//! The expected result follows marks in a straight line, and teachers far from the others bend it (strictness has heavier tails than what
//! else differs): the part of strictness beyond one standard deviation has a slope of its own.

use std::collections::BTreeMap;

use records::dataset::{Dataset, SetKey};

use super::covariates::{Covariates, Hand};
use super::dense::Normal;
use super::panel::{Panel, PanelSet};
use super::robust::{huber, lower_spread, median, part_within};

/// Fewer marks of a class than this say nothing of the hand.
const FEWEST_MARKS: usize = 5;
/// Nor is anything usual by fewer sets of a work than this.
const FEWEST_SETS: usize = 20;
/// Variance of the marks of a class is taken to be at least this.
const LEAST_VARIANCE: f64 = 0.1;
/// Ridge on what other works and kinds tell; the constant has none, but for digits.
const HELD: [f64; 2] = [1e-9, 1.0];

/// Who marks: a teacher, else the lessons of one class in one subject and year.
type Marker = Result<u32, (u32, u32, i16)>;

/// Marks of the journal of one set against what is usual.
struct Told {
    work: usize,
    set: usize,
    hand: u32,
    /// Departure, marks.
    departure: f64,
    /// Its sampling variance.
    sampling: f64,
}

/// The hand of every set, by work and by position in its panel.
pub(crate) fn of(dataset: &Dataset, panels: &[Panel], covariates: &[Option<Covariates>]) -> Vec<Vec<Hand>> {
    let mut out: Vec<Vec<Hand>> = panels.iter().map(|panel| vec![Hand::default(); panel.sets.len()]).collect();
    let hands = numbered(dataset, panels);
    let works = panels.iter().zip(covariates).zip(&hands).enumerate();
    let told: Vec<Told> = works.flat_map(|(work, ((panel, own), hands))| departures(work, panel, own.as_ref(), hands)).collect();
    let strict = strictness(&told);
    let spread = lower_spread(&strict, &vec![0.0; strict.len()], median(&strict)).0.sqrt();
    for (of, strict) in told.iter().zip(strict) {
        out[of.work][of.set] = Hand { strict, far: strict - strict.clamp(-spread, spread) };
    }
    out
}

/// The teacher of a school, class, subject and year: a class taught by two is nobody's.
pub(crate) struct Teachers(BTreeMap<(u32, u32, u32, i16), Option<u32>>);

impl Teachers {
    /// By the lists of teaching.
    #[must_use]
    pub(crate) fn of(dataset: &Dataset) -> Self {
        let mut teachers = BTreeMap::new();
        for row in &dataset.teaching {
            let teacher = row.teacher.0;
            let known = teachers.entry((row.school.0, row.class.0, row.subject.0, row.year.0)).or_insert(Some(teacher));
            *known = known.filter(|known| *known == teacher);
        }
        Self(teachers)
    }

    fn of_lessons(&self, school: u32, class: u32, subject: u32, year: i16) -> Option<u32> {
        self.0.get(&(school, class, subject, year)).copied().flatten()
    }

    /// Whether the data name the one teacher of a set, so that other classes tell of the same hand.
    #[must_use]
    pub(crate) fn named(&self, dataset: &Dataset, set: SetKey) -> bool {
        let kim = dataset.kims.get(set.kim.0 as usize);
        kim.is_some_and(|kim| self.of_lessons(set.school.0, set.class.0, kim.subject.0, kim.year.0).is_some())
    }
}

/// The number of the hand of every set: the one teacher of the class in the subject, else the lessons themselves.
fn numbered(dataset: &Dataset, panels: &[Panel]) -> Vec<Vec<u32>> {
    let teachers = Teachers::of(dataset);
    let mut numbers: BTreeMap<(u32, Marker), u32> = BTreeMap::new();
    let mut number = |set: &PanelSet, subject: u32, year: i16| {
        let lessons = (set.class, subject, year);
        let teacher = teachers.of_lessons(set.school, set.class, subject, year);
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry((set.school, teacher.ok_or(lessons))).or_insert(next)
    };
    let of_work = |(kim, panel): (&records::dataset::Kim, &Panel)| -> Vec<u32> {
        panel.sets.iter().map(|set| number(set, kim.subject.0, kim.year.0)).collect()
    };
    dataset.kims.iter().zip(panels).map(of_work).collect()
}

/// Mean journal marks of the sets of a work less what is usual where other works say as much of the pupils.
fn departures(work: usize, panel: &Panel, covariates: Option<&Covariates>, hands: &[u32]) -> Vec<Told> {
    let Some(covariates) = covariates else { return Vec::new() };
    let width = covariates.works_width;
    let (mut sets, mut rows, mut means, mut sampling) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (set, of) in panel.sets.iter().enumerate().filter(|(set, _)| covariates.told.get(*set).copied().unwrap_or(false)) {
        let marks: Vec<f64> = panel.prior.get(of.pupils.clone()).unwrap_or(&[]).iter().flatten().map(|&mark| f64::from(mark)).collect();
        if marks.len() < FEWEST_MARKS {
            continue;
        }
        let n = marks.len() as f64;
        let mean = marks.iter().sum::<f64>() / n;
        let variance = marks.iter().map(|mark| (mark - mean) * (mark - mean)).sum::<f64>() / (n - 1.0);
        sets.push(set);
        rows.extend_from_slice(covariates.told_of(set));
        means.push(mean);
        sampling.push(variance.max(LEAST_VARIANCE) / n);
    }
    if sets.len() < FEWEST_SETS {
        return Vec::new();
    }
    let rest = residuals(&rows, width, &means, &sampling);
    let centre = median(&rest);
    let one = |((set, rest), sampling): ((usize, f64), f64)| Told { work, set, hand: hands[set], departure: rest - centre, sampling };
    sets.into_iter().zip(rest).zip(sampling).map(one).collect()
}

/// What a Huber-weighted regression leaves over.
fn residuals(rows: &[f64], width: usize, y: &[f64], sampling: &[f64]) -> Vec<f64> {
    let held: Vec<f64> = (0..width).map(|column| HELD[column.min(1)]).collect();
    let (mut spread, mut robust, mut rest) = (0.04_f64, vec![1.0; y.len()], Vec::new());
    for _ in 0..4 {
        let w: Vec<f64> = robust.iter().zip(sampling).map(|(robust, v)| robust / (spread + v)).collect();
        let slopes = Normal::of(rows, width, y, &w).held_each(&held).solve();
        let usual = |row: &[f64]| row.iter().zip(&slopes).map(|(x, slope)| x * slope).sum::<f64>();
        rest = y.iter().zip(rows.chunks_exact(width.max(1))).map(|(y, row)| y - usual(row)).collect();
        spread = lower_spread(&rest, sampling, median(&rest)).0;
        robust = rest.iter().zip(sampling).map(|(rest, v)| huber(rest / (spread + v).sqrt(), 2.0)).collect();
    }
    rest
}

/// How strict the hand of each entry is: the effects of hands, shrunken by what they differ by and what the classes of one hand do; all zero
/// where hands do not differ.
fn strictness(told: &[Told]) -> Vec<f64> {
    let departures: Vec<f64> = told.iter().map(|of| of.departure).collect();
    let sampling: Vec<f64> = told.iter().map(|of| of.sampling).collect();
    let hands: Vec<u32> = told.iter().map(|of| of.hand).collect();
    let within = part_within(&departures, &sampling, &hands);
    let between = lower_spread(&departures, &sampling, median(&departures)).0 - within;
    if !within.is_finite() || between <= 0.0 {
        return vec![0.0; told.len()];
    }
    let mut sums: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
    for of in told {
        let (sum, weights) = sums.entry(of.hand).or_default();
        let weight = 1.0 / (within + of.sampling);
        (*sum, *weights) = (*sum + weight * of.departure, *weights + weight);
    }
    hands.iter().filter_map(|hand| sums.get(hand)).map(|(sum, weights)| -sum / (weights + 1.0 / between)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::panel::paper;
    use records::dataset::{ClassId, SchoolId, SubjectId, TeacherId, TeachingRow};
    use records::provenance::{Origin, SourceId};
    use records::vocabulary::SchoolYear;

    /// Normal scores: nothing random.
    fn quantile(i: u32, of: u32) -> f64 {
        psychometrics::math::norm_quantile((f64::from(i) + 0.5) / f64::from(of))
    }

    /// Sixty hands of three classes and sixty of one. Hands differ by .3, classes of a hand by .1, two classes of three the one way and one the
    /// other, so that a hand stands where its classes do on the average.
    fn hands() -> Vec<Told> {
        let told = |hand: u32, effect: f64, own: f64| Told { work: 0, set: 0, hand, departure: -effect + own, sampling: 0.01 };
        let several = (0..60).flat_map(|hand| [-0.1, -0.1, 0.2].map(|own| told(hand, 0.3 * quantile(hand, 60), own)));
        several.chain((0..60).map(|hand| told(60 + hand, 0.3 * quantile(hand, 60), 0.0))).collect()
    }

    #[test]
    fn the_classes_of_a_hand_tell_it_together() {
        let strict = strictness(&hands());
        let [(three, one), (kind, _)] = [59, 0].map(|hand: usize| (strict[3 * hand], strict[180 + hand]));
        let whole = 0.3 * quantile(59, 60);
        assert!(three > 0.75 * whole && three < whole, "{three} of {whole}");
        assert!(one > 0.5 * whole && one < 0.95 * three, "{one}: one class is held nearer to the others than {three}");
        assert!((three + kind).abs() < 0.05, "{three} {kind}: strict and kind alike");
        assert!((strict[177] - strict[179]).abs() < 1e-12, "the classes of a hand have one strictness");
    }

    #[test]
    fn where_hands_do_not_differ_nobody_is_strict() {
        let alike: Vec<Told> = hands().into_iter().map(|of| Told { hand: of.hand / 3, departure: 0.0, ..of }).collect();
        assert!(strictness(&alike).iter().all(|strict| strict.abs() < 1e-12) && strictness(&[]).is_empty());
    }

    /// Three classes in two subjects: a named teacher is one hand over classes and subjects, a class taught by two is a hand of its own, and the
    /// same name in another school is somebody else.
    #[test]
    fn a_hand_is_the_teacher_where_the_data_name_one() {
        let mut dataset = Dataset::default();
        let row = |school: u32, class: u32, subject: u32, teacher: u32| TeachingRow {
            school: SchoolId(school),
            class: ClassId(class),
            subject: SubjectId(subject),
            teacher: TeacherId(teacher),
            year: SchoolYear(2025),
            group: None,
            origin: Origin { source: SourceId(0), row: 1 },
        };
        dataset.teaching = vec![row(0, 0, 0, 7), row(0, 1, 0, 7), row(0, 0, 1, 7), row(0, 2, 0, 7), row(0, 2, 0, 8), row(1, 0, 0, 7)];
        dataset.kims = vec![paper(0), paper(1)];
        let set = |school: u32, class: u32| PanelSet { index: 0, school, class, pupils: 0..0 };
        let panel = |sets: Vec<PanelSet>| Panel { sets, ..Panel::default() };
        let panels = [panel(vec![set(0, 0), set(0, 1), set(0, 2), set(1, 0)]), panel(vec![set(0, 0), set(0, 1)])];
        let of = numbered(&dataset, &panels);
        assert_eq!((of[0][0], of[0][0]), (of[0][1], of[1][0]), "one teacher");
        let mut others = vec![of[0][0], of[0][2], of[0][3], of[1][1]];
        others.sort_unstable();
        others.dedup();
        assert_eq!(others.len(), 4, "{of:?}: two teachers, another school, lessons of nobody known");
    }
}
