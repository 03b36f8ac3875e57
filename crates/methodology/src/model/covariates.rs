//! What is known about a pupil besides this work: journal mark, results in other subjects, earlier results, marks in other subjects.
//! Deviations within the class and means of the class enter separately (Mundlak 1978): the two say different things, and the first
//! is measured with error.

use std::collections::BTreeMap;
use std::ops::Range;

use records::dataset::{Dataset, JournalMark, Kim, Period};

use super::kinds::Kinds;
use super::panel::{Panel, PanelSet};
use super::patterns::{Pattern, Patterns};

/// How strict the journal of a set is, in marks; zero where nothing tells it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Hand {
    /// How much lower its marks are than is usual for such pupils.
    pub strict: f64,
    /// The part of that beyond one standard deviation of all sets.
    pub far: f64,
}

/// A pupil's standing on one work.
#[derive(Clone, Copy, Debug)]
struct Result {
    person: u32,
    year: i16,
    subject: u32,
    z: f64,
}

/// A pupil's marks in one subject of one year.
#[derive(Clone, Copy, Debug)]
struct Marks {
    person: u32,
    year: i16,
    subject: u32,
    sum: u32,
    count: u32,
}

/// Everything known of every pupil over all works, sorted by pupil.
#[derive(Clone, Debug, Default)]
pub struct Known {
    results: Vec<Result>,
    marks: Vec<Marks>,
    /// By school: mean journal mark of its scripts over all works, each less the mean of its work.
    journals: BTreeMap<u32, f64>,
}

impl Known {
    /// Gathers standings (standardised over the work) and marks.
    #[must_use]
    pub fn of(dataset: &Dataset, panels: &[Panel]) -> Self {
        Self::against(dataset, panels, &panels.iter().map(|panel| moments(&panel.total)).collect::<Vec<_>>())
    }

    /// The same with standings against a given mean and standard deviation of each work.
    #[must_use]
    pub(crate) fn against(dataset: &Dataset, panels: &[Panel], usual: &[(f64, f64)]) -> Self {
        let mut results = Vec::new();
        for (((kim, sitting), panel), &(mean, sd)) in dataset.kims.iter().zip(&dataset.sittings).zip(panels).zip(usual) {
            for (&row, &total) in panel.row.iter().zip(&panel.total) {
                let Some(person) = sitting.person.get(row as usize) else { continue };
                results.push(Result { person: person.0, year: kim.year.0, subject: kim.subject.0, z: (f64::from(total) - mean) / sd });
            }
        }
        results.sort_by(|a, b| (a.person, a.year, a.subject).cmp(&(b.person, b.year, b.subject)).then(a.z.total_cmp(&b.z)));
        Self { results, marks: marks(dataset), journals: journals(panels) }
    }

    /// Mean standing in other subjects of the same year.
    fn others(&self, person: u32, kim: &Kim) -> Option<f64> {
        mean(of_person(&self.results, person, |r| r.person).filter(|r| r.year == kim.year.0 && r.subject != kim.subject.0).map(|r| r.z))
    }

    /// Mean standing on works of earlier years, any subject.
    fn earlier(&self, person: u32, kim: &Kim) -> Option<f64> {
        mean(of_person(&self.results, person, |r| r.person).filter(|r| r.year < kim.year.0).map(|r| r.z))
    }

    /// Mean standing on works in other subjects of the same year and on those of earlier years, each work once.
    pub(crate) fn elsewhere(&self, person: u32, kim: &Kim) -> Option<f64> {
        let told = |r: &&Result| r.year < kim.year.0 || (r.year == kim.year.0 && r.subject != kim.subject.0);
        mean(of_person(&self.results, person, |r| r.person).filter(told).map(|r| r.z))
    }

    /// Mean mark in other subjects up to this year.
    pub(crate) fn marks(&self, person: u32, kim: &Kim) -> Option<f64> {
        let rows = of_person(&self.marks, person, |m| m.person).filter(|m| m.year <= kim.year.0 && m.subject != kim.subject.0);
        let (sum, count) = rows.fold((0, 0), |(sum, count), m| (sum + m.sum, count + m.count));
        (count > 0).then(|| f64::from(sum) / f64::from(count))
    }
}

/// Mean journal mark of every school, from work to work against the mean of the work.
fn journals(panels: &[Panel]) -> BTreeMap<u32, f64> {
    let mut sums: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
    for panel in panels {
        let centre = mean(panel.prior.iter().flatten().map(|&mark| f64::from(mark))).unwrap_or(0.0);
        for set in &panel.sets {
            let own = panel.prior.get(set.pupils.clone()).unwrap_or(&[]);
            let sum = sums.entry(set.school).or_default();
            own.iter().flatten().for_each(|&mark| *sum = (sum.0 + f64::from(mark) - centre, sum.1 + 1.0));
        }
    }
    sums.into_iter().filter(|(_, (_, n))| *n > 0.0).map(|(school, (sum, n))| (school, sum / n)).collect()
}

/// Entries of one pupil in a list sorted by pupil.
fn of_person<T>(list: &[T], person: u32, key: impl Fn(&T) -> u32 + Copy) -> impl Iterator<Item = &T> {
    let start = list.partition_point(|entry| key(entry) < person);
    list.get(start..).unwrap_or(&[]).iter().take_while(move |entry| key(entry) == person)
}

/// Current marks (quarters, trimesters, half-years) by pupil, year and subject.
fn marks(dataset: &Dataset) -> Vec<Marks> {
    let current = |period| matches!(period, Period::Quarter(_) | Period::Trimester(_) | Period::Half(_));
    let numeric = |mark| if let JournalMark::Mark(mark) = mark { Some(u32::from(mark)) } else { None };
    let rows = dataset.marks.iter().filter(|row| current(row.period));
    let mut list: Vec<Marks> = rows
        .filter_map(|row| {
            let sum = numeric(row.mark)?;
            Some(Marks { person: row.person.0, year: row.year.0, subject: row.subject.0, sum, count: 1 })
        })
        .collect();
    list.sort_unstable_by_key(|m| (m.person, m.year, m.subject));
    list.dedup_by(|later, kept| {
        let same = (later.person, later.year, later.subject) == (kept.person, kept.year, kept.subject);
        if same {
            kept.sum += later.sum;
            kept.count += later.count;
        }
        same
    });
    list
}

/// Scores of a work that differ by less than this, points, tell nobody's place.
pub(crate) const LEAST_SD: f64 = 0.2;

/// Mean and standard deviation of scores; a constant work has deviation 1 so that standings are 0.
pub(crate) fn moments(scores: &[u16]) -> (f64, f64) {
    let n = scores.len().max(1) as f64;
    let mean = scores.iter().map(|&s| f64::from(s)).sum::<f64>() / n;
    let variance = scores.iter().map(|&s| (f64::from(s) - mean) * (f64::from(s) - mean)).sum::<f64>() / n;
    (mean, if variance > 1e-9 { variance.sqrt() } else { 1.0 })
}

/// Mean of what there is.
fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

/// Covariates of one work: `within` is pupils × `within_width` (deviations from the set's mean), `class` is sets × `class_width`.
#[derive(Clone, Debug, Default)]
pub struct Covariates {
    /// Deviations within the class, row-major.
    pub within: Vec<f64>,
    /// Columns of `within`.
    pub within_width: usize,
    /// Columns of class level (the first is the constant), row-major.
    pub class: Vec<f64>,
    /// Columns of `class`.
    pub class_width: usize,
    /// Ridge on each column of `class`, in units of information: a slope seen by few classes stays near zero.
    pub held: Vec<f64>,
    /// Mean journal mark of the school of each set; 0 where it has none.
    pub journal: Vec<f64>,
    /// Columns of what other works, of the pupils and of the school, and its kind tell (the first is the constant), row-major.
    pub works: Vec<f64>,
    /// Columns of `works`.
    pub works_width: usize,
    /// Whether other works tell of each set.
    pub told: Vec<bool>,
    /// How strict the journal of each set is; nothing is known of it before [`Covariates::with_hands`].
    pub hands: Vec<Hand>,
    /// What is known of each set.
    pub patterns: Patterns,
    /// Kinds of the schools.
    pub kinds: Kinds,
    /// Pupils with a journal mark.
    pub with_prior: usize,
    /// Pupils with results in other subjects of the year.
    pub with_others: usize,
}

/// Ridge on class-level slopes.
const RIDGE: f64 = 1.0;
/// That on the constant: none, but for digits.
const FREE: f64 = 1e-9;
/// Marks with fewer pupils than this share the dummy of "no mark".
const FEWEST_WITH_MARK: usize = 10;

impl Covariates {
    /// Covariates of a panel.
    #[must_use]
    pub fn of(dataset: &Dataset, kim: &Kim, sitting: &records::dataset::Sitting, panel: &Panel, known: &Known) -> Self {
        let person = |pupil: usize| panel.row.get(pupil).and_then(|row| sitting.person.get(*row as usize)).map(|p| p.0);
        let prior: Vec<Option<f64>> = panel.prior.iter().map(|mark| mark.map(f64::from)).collect();
        let others: Vec<Option<f64>> = (0..panel.len()).map(|pupil| known.others(person(pupil)?, kim)).collect();
        let earlier: Vec<Option<f64>> = (0..panel.len()).map(|pupil| known.earlier(person(pupil)?, kim)).collect();
        let marks: Vec<Option<f64>> = (0..panel.len()).map(|pupil| known.marks(person(pupil)?, kim)).collect();
        let mut within = dummies(&panel.prior);
        let mut class = vec![vec![1.0; panel.sets.len()]];
        let mut told = class.clone();
        for (values, own, works) in [(&prior, true, false), (&others, false, true), (&earlier, false, true), (&marks, false, false)] {
            let centre = mean(values.iter().flatten().copied()).unwrap_or(0.0);
            if !own {
                within.push(values.iter().map(|value| value.map_or(0.0, |value| value - centre)).collect());
                within.push(values.iter().map(|value| f64::from(u8::from(value.is_none()))).collect());
            }
            let (means, missing) = by_set(panel, values, centre);
            if works {
                told.extend([means.clone(), missing.clone()]);
            }
            class.push(means);
            class.push(missing);
        }
        let journal: Vec<f64> = panel.sets.iter().map(|set| known.journals.get(&set.school).copied().unwrap_or(0.0)).collect();
        class.push(journal.clone());
        let half =
            |pupils: &Range<usize>, known: &dyn Fn(usize) -> bool| 2 * pupils.clone().filter(|pupil| known(*pupil)).count() >= pupils.len();
        let has = |values: &[Option<f64>], pupil: usize| values.get(pupil).is_some_and(Option::is_some);
        let work = |pupil: usize| has(&others, pupil) || has(&earlier, pupil);
        let works: Vec<bool> = panel.sets.iter().map(|set| half(&set.pupils, &work)).collect();
        let pattern = |set: &PanelSet| Pattern {
            marks: half(&set.pupils, &|pupil| has(&prior, pupil)),
            works: half(&set.pupils, &|pupil| work(pupil) || has(&marks, pupil)),
        };
        let patterns = Patterns::of(panel.sets.iter().map(pattern).collect());
        let kinds = Kinds::of(dataset, panel, &works);
        let within: Vec<Vec<f64>> = within.into_iter().map(|column| centred(panel, column)).filter(|column| varies(column)).collect();
        let (constant, rest) = class.split_at(1);
        let mut class: Vec<Vec<f64>> = constant.iter().cloned().chain(rest.iter().filter(|column| varies(column)).cloned()).collect();
        let mut held = vec![RIDGE; class.len()];
        held[0] = FREE;
        for kind in 0..kinds.count() {
            let of_kind: Vec<f64> = (0..panel.sets.len()).map(|set| kinds.is(set, kind)).collect();
            told.push(of_kind.clone());
            class.push(of_kind);
            held.push(kinds.held(kind));
        }
        Self {
            within_width: within.len(),
            within: interleave(&within, panel.len()),
            class_width: class.len(),
            class: interleave(&class, panel.sets.len()),
            held,
            journal,
            works_width: told.len(),
            works: interleave(&told, panel.sets.len()),
            told: works,
            hands: Vec::new(),
            patterns,
            kinds,
            with_prior: prior.iter().flatten().count(),
            with_others: others.iter().flatten().count(),
        }
    }

    /// The same with where the schools stand in their other works, where that tells anything.
    #[must_use]
    pub(crate) fn with_schools(mut self, levels: &[Option<f64>]) -> Self {
        let level: Vec<f64> = levels.iter().map(|level| level.unwrap_or(0.0)).collect();
        let missing: Vec<f64> = levels.iter().map(|level| f64::from(u8::from(level.is_none()))).collect();
        for column in [level, missing] {
            if varies(&column) {
                self.works = beside(&self.works, self.works_width, &column);
                self.works_width += 1;
                self.add(&column);
            }
        }
        self
    }

    /// The same with how strict the journals are, where that tells anything.
    #[must_use]
    pub(crate) fn with_hands(mut self, hands: Vec<Hand>) -> Self {
        for column in [hands.iter().map(|hand| hand.strict).collect(), hands.iter().map(|hand| hand.far).collect::<Vec<f64>>()] {
            if varies(&column) {
                self.add(&column);
            }
        }
        self.hands = hands;
        self
    }

    /// One more column of class level.
    fn add(&mut self, column: &[f64]) {
        self.class = beside(&self.class, self.class_width, column);
        self.class_width += 1;
        self.held.push(RIDGE);
    }

    /// What other works and the kind of the school tell of a set.
    pub(crate) fn told_of(&self, set: usize) -> &[f64] {
        self.works.get(set * self.works_width..(set + 1) * self.works_width).unwrap_or(&[])
    }

    /// Covariates of a pupil.
    #[must_use]
    pub fn pupil(&self, pupil: usize) -> &[f64] {
        self.within.get(pupil * self.within_width..(pupil + 1) * self.within_width).unwrap_or(&[])
    }

    /// Covariates of a set, by its position in the panel.
    #[must_use]
    pub fn set(&self, set: usize) -> &[f64] {
        self.class.get(set * self.class_width..(set + 1) * self.class_width).unwrap_or(&[])
    }
}

/// One column per mark that occurs often enough (the commonest is the base), and one for "no mark".
fn dummies(prior: &[Option<u8>]) -> Vec<Vec<f64>> {
    let mut counts = [0_usize; 256];
    for mark in prior.iter().flatten() {
        counts[usize::from(*mark)] += 1;
    }
    let base = (0..256).max_by_key(|&mark| (counts[mark], 256 - mark)).unwrap_or(0);
    let own = |mark: Option<u8>| mark.map(usize::from).filter(|&mark| counts[mark] >= FEWEST_WITH_MARK || mark == base);
    let column = |wanted: Option<usize>| prior.iter().map(|&mark| f64::from(u8::from(own(mark) == wanted))).collect();
    let marks = (0..256).filter(|&mark| mark != base && counts[mark] >= FEWEST_WITH_MARK).map(Some);
    marks.chain([None]).map(column).collect()
}

/// Mean (less `centre`; 0 where nobody has a value) and share missing, by set.
fn by_set(panel: &Panel, values: &[Option<f64>], centre: f64) -> (Vec<f64>, Vec<f64>) {
    let one = |pupils: &std::ops::Range<usize>| {
        let values = values.get(pupils.clone()).unwrap_or(&[]);
        let known = values.iter().flatten().count();
        let missing = 1.0 - known as f64 / values.len().max(1) as f64;
        (mean(values.iter().flatten().copied()).map_or(0.0, |mean| mean - centre), missing)
    };
    panel.sets.iter().map(|set| one(&set.pupils)).unzip()
}

/// Deviations from the mean of the set.
fn centred(panel: &Panel, mut column: Vec<f64>) -> Vec<f64> {
    for set in &panel.sets {
        let Some(values) = column.get_mut(set.pupils.clone()) else { continue };
        let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
        values.iter_mut().for_each(|value| *value -= mean);
    }
    column
}

/// Whether a column carries information.
fn varies(column: &[f64]) -> bool {
    let first = column.first().copied().unwrap_or(0.0);
    column.iter().any(|value| (value - first).abs() > 1e-9)
}

/// A row-major table with one column more.
fn beside(rows: &[f64], width: usize, column: &[f64]) -> Vec<f64> {
    rows.chunks_exact(width.max(1)).zip(column).flat_map(|(row, own)| row.iter().copied().chain([*own])).collect()
}

/// Columns to row-major.
fn interleave(columns: &[Vec<f64>], rows: usize) -> Vec<f64> {
    (0..rows).flat_map(|row| columns.iter().map(move |column| column.get(row).copied().unwrap_or(0.0))).collect()
}
