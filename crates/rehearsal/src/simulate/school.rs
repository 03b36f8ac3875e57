//! Schools, classes, pupils and teachers of a simulated world: who they are and what they can do, before anything is written.

use super::draws::Draws;
use super::knobs::Knobs;
use super::works::SUBJECTS;

/// A simulated school.
#[derive(Clone, Debug)]
pub(super) struct School {
    /// Number in random streams.
    pub index: u64,
    /// Key in the data.
    pub key: String,
    /// general, gymnasium, lyceum.
    pub kind: &'static str,
    pub municipality: usize,
    pub effect: f64,
    pub selective: bool,
    pub tracked: bool,
    /// Classes, by cohort and letter.
    pub classes: Vec<Class>,
}

/// A class, from the first grade to the last.
#[derive(Clone, Debug)]
pub(super) struct Class {
    /// School year (by its first calendar year) in which it was in grade 1.
    pub cohort: i16,
    pub letter: usize,
    pub effect: f64,
    pub pupils: Vec<Pupil>,
}

/// A pupil.
#[derive(Clone, Debug)]
pub(super) struct Pupil {
    /// Ability common to all subjects, within the class.
    pub general: f64,
    pub boy: bool,
}

/// What one teacher does, always.
#[derive(Clone, Debug)]
pub(super) struct Teacher {
    pub name: String,
    /// Key in random streams.
    pub unit: [u64; 3],
    /// Added to the ability of everyone taught.
    pub value: f64,
    /// Taken off the journal mark, in logits.
    pub strictness: f64,
    /// Far from most teachers in the journal.
    pub outlier: bool,
    /// Points given on items of judgement depend on the script half as much.
    pub vague: bool,
    /// From this hundredth on an average is rounded up.
    pub rounds_from: u8,
}

/// Letters of classes of a parallel.
const LETTERS: [&str; 8] = ["А", "Б", "В", "Г", "Д", "Е", "Ж", "З"];

/// Grades a class can be in.
pub(super) const GRADES: std::ops::RangeInclusive<u8> = 1..=11;

impl Class {
    /// Grade in a school year; may lie outside of 1..=11.
    pub(super) const fn grade(&self, begins: i16) -> i16 {
        begins - self.cohort + 1
    }

    /// Name in a school year: 5А.
    pub(super) fn name(&self, begins: i16) -> String {
        format!("{}{}", self.grade(begins), LETTERS[self.letter % LETTERS.len()])
    }

    /// Numbers of the class in random streams.
    pub(super) fn unit(&self) -> [u64; 2] {
        [u64::from(self.cohort.unsigned_abs()), self.letter as u64]
    }
}

/// Draws school number `index`.
pub(super) fn draw(knobs: &Knobs, seed: u64, index: u64) -> School {
    let mut draws = Draws::of(seed, "school", &[index]);
    let rural = draws.chance(knobs.rates.rural);
    let selective = !rural && draws.chance(knobs.rates.selective / (1.0 - knobs.rates.rural).max(0.1));
    let tracked = !rural && draws.chance(knobs.rates.tracked);
    let size = if rural { 0.48 } else { 1.09 } * knobs.class_size;
    let parallels = if rural { 1.0 } else { (knobs.classes_per_parallel - knobs.rates.rural) / (1.0 - knobs.rates.rural).max(0.1) };
    let usual = (parallels * (1.0 + 0.35 * draws.normal())).max(1.0);
    let intake = if selective { knobs.selective_intake } else { 0.0 };
    let kind = match (selective, draws.chance(0.5)) {
        (true, true) => "gymnasium",
        (true, false) => "lyceum",
        _ => "general",
    };
    let municipality = draws.below(knobs.municipalities);
    let around = knobs.spread.municipality * Draws::of(seed, "municipality", &[municipality as u64]).normal();
    let effect = around + knobs.spread.school * draws.normal() + intake - knobs.selective_intake * knobs.rates.selective;
    let mut school =
        School { index, key: format!("edu{:06}", 100_001 + index), kind, municipality, effect, selective, tracked, classes: Vec::new() };
    for cohort in cohorts(knobs) {
        let last = knobs.school_year;
        let senior = if last - cohort + 1 >= 10 { 0.55 } else { 1.0 };
        let count = ((usual * senior + draws.between(-0.5, 0.5)).round() as usize).clamp(1, LETTERS.len());
        let count = if knobs.huge_school && index == 0 { LETTERS.len() } else { count };
        add_parallel(&mut school, knobs, seed, cohort, count, size);
    }
    school
}

/// What a school hands in besides its scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kept {
    /// Journal marks.
    pub marks: bool,
    /// Codes by which a pupil of one work is known in another.
    pub links: bool,
    /// Journal marks of the weakest pupils (2 and 3) on their scripts.
    pub weak_marks: bool,
}

/// Draws what school number `index` hands in. One draw decides both, so that a school can lack the two together.
pub(super) fn kept(knobs: &Knobs, seed: u64, index: u64) -> Kept {
    let draw = Draws::of(seed, "kept", &[index]).uniform();
    let weak_marks = !Draws::of(seed, "kept-weak", &[index]).chance(knobs.rates.weak_unmarked);
    Kept { marks: draw >= knobs.rates.unmarked, links: draw >= knobs.rates.unlinked, weak_marks }
}

/// Cohorts that are in some grade of 1..=11 in some simulated year.
fn cohorts(knobs: &Knobs) -> std::ops::RangeInclusive<i16> {
    let years = i16::try_from(knobs.years.clamp(1, 8)).unwrap_or(1);
    let oldest = knobs.school_year - years + 1 - i16::from(*GRADES.end()) + 1;
    oldest..=knobs.school_year - 3
}

/// Adds the classes of one cohort. In a school that sorts its classes the first letters are the abler ones.
pub(super) fn add_parallel(school: &mut School, knobs: &Knobs, seed: u64, cohort: i16, count: usize, size: f64) {
    for letter in 0..count {
        let unit = [school.index, u64::from(cohort.unsigned_abs()), letter as u64];
        let mut draws = Draws::of(seed, "class", &unit);
        let sorted = if school.tracked && count > 1 { 0.5 - letter as f64 / (count - 1) as f64 } else { 0.0 };
        let effect = knobs.spread.class * draws.normal() + 0.8 * sorted;
        let n = ((size + 3.0 * draws.normal()).round().max(2.0) as usize).min(36);
        let pupils = (0..n).map(|_| pupil(knobs, &mut draws)).collect();
        school.classes.push(Class { cohort, letter, effect, pupils });
    }
}

/// Most pupils are drawn from one normal distribution, a few from one much lower or much higher; the mean over all stays 0.
fn pupil(knobs: &Knobs, draws: &mut Draws) -> Pupil {
    let struggling = draws.chance(knobs.rates.struggling);
    // Not drawn where nobody is: worlds without them keep their bytes.
    let gifted = knobs.rates.gifted > 0.0 && draws.chance(knobs.rates.gifted);
    let apart = if struggling { STRUGGLING } else { 0.0 } + if gifted { GIFTED } else { 0.0 };
    let shift = apart - STRUGGLING * knobs.rates.struggling - GIFTED * knobs.rates.gifted;
    Pupil { general: knobs.spread.pupil * draws.normal() + shift, boy: draws.chance(0.51) }
}

/// How much lower, in logits.
const STRUGGLING: f64 = -1.2;
/// How much higher, in logits.
const GIFTED: f64 = 1.2;

/// Who teaches a subject to a class: one teacher for everything up to grade 4, then subject teachers, each with several classes for years.
pub(super) fn teacher(knobs: &Knobs, seed: u64, school: &School, class: &Class, subject: usize, begins: i16) -> Teacher {
    let (unit, name) = if class.grade(begins) <= 4 && SUBJECTS[subject].slug != "english" {
        let [cohort, letter] = class.unit();
        ([school.index, 1_000 + cohort, letter], format!("{}-нач-{}{}", school.key, cohort, LETTERS[class.letter % LETTERS.len()]))
    } else {
        let widest = school.classes.iter().map(|other| other.letter + 1).max().unwrap_or(1);
        let staff = (widest * 7).div_ceil(4).max(1);
        let turn = (class.cohort.unsigned_abs() as usize * 3 + class.letter * 5 + subject) % staff;
        ([school.index, subject as u64, turn as u64], format!("{}-{}-{}", school.key, SUBJECTS[subject].slug, turn + 1))
    };
    let mut draws = Draws::of(seed, "teacher", &unit);
    let outlier = draws.chance(knobs.rates.outlier_teacher);
    let far = if draws.chance(0.5) { 0.75 } else { -0.75 };
    Teacher {
        name,
        unit,
        value: knobs.spread.teacher * draws.tailed(knobs.heavy_tails),
        strictness: knobs.spread.strictness * draws.tailed(knobs.heavy_tails)
            + if outlier { far } else { 0.0 }
            + if school.selective { knobs.strict_selective } else { 0.0 },
        outlier,
        vague: Draws::of(seed, "vague-marker", &unit).chance(knobs.rates.vague_marker),
        rounds_from: [50, 50, 55, 60][draws.below(4)],
    }
}

/// Abilities of a class in a subject and year, without teacher and occasion: pupil by pupil, in logits.
pub(super) fn abilities(knobs: &Knobs, seed: u64, school: &School, class: &Class, subject: usize, begins: i16) -> Vec<f64> {
    let [cohort, letter] = class.unit();
    let mut steady = Draws::of(seed, "pupil-subject", &[school.index, cohort, letter, subject as u64]);
    let mut yearly = Draws::of(seed, "pupil-year", &[school.index, cohort, letter, subject as u64, u64::from(begins.unsigned_abs())]);
    let mut slopes = Draws::of(seed, "pupil-growth", &[school.index, cohort, letter]);
    let ago = f64::from(knobs.school_year - begins);
    let common = school.effect + class.effect;
    class
        .pupils
        .iter()
        .map(|pupil| {
            let now = common + pupil.general + knobs.spread.subject * steady.normal() + knobs.spread.year * yearly.normal();
            now - ago * knobs.spread.growth * slopes.normal()
        })
        .collect()
}
