//! The life of one school over the simulated years: works sat, marks given. Schools do not know of each other, so they are drawn in parallel.

use super::bend::{Bending, bend};
use super::calibrate::TunedPaper;
use super::draws::Draws;
use super::journal::{self, PeriodMark};
use super::knobs::Knobs;
use super::plan::{self, Fixed};
use super::school::{self, Class, School, Teacher};
use super::sitting::{self, Confounder, Occasion, Scripts};
use super::works::SUBJECTS;

/// A paper of one school year with its place in the data set.
pub(super) struct Work {
    pub paper: TunedPaper,
    pub begins: i16,
    /// Number of the paper in random streams.
    pub number: u64,
    /// Whether the scripts themselves are in the data; of a state examination often only the results are.
    pub scripts: bool,
}

/// One result set as it was written down.
pub(super) struct SetOut {
    /// Position in the list of works.
    pub work: usize,
    /// Position in `School::classes`.
    pub class: usize,
    pub scripts: Scripts,
    pub bent: Option<Bending>,
    pub confounders: Vec<Confounder>,
}

/// Marks of one class in one subject and year.
pub(super) struct SubjectYear {
    pub class: usize,
    pub subject: usize,
    pub begins: i16,
    pub teacher: Teacher,
    /// Quarters 1–4, each pupil by pupil.
    pub quarters: [Vec<PeriodMark>; 4],
    /// Interim attestation.
    pub interim: Vec<PeriodMark>,
    /// Abilities with teaching, for later examinations.
    pub abilities: Vec<f64>,
}

/// Everything one school wrote down.
pub(super) struct SchoolOut {
    pub seed: u64,
    pub school: School,
    pub sets: Vec<SetOut>,
    pub subjects: Vec<SubjectYear>,
}

/// Plays one school.
pub(super) fn live(knobs: &Knobs, seed: u64, school: School, works: &[Work], subjects: &[usize], fixed: Option<&Fixed>) -> SchoolOut {
    let mut out = SchoolOut { seed, school, sets: Vec::new(), subjects: Vec::new() };
    let first = knobs.school_year - i16::try_from(knobs.years.clamp(1, 8)).unwrap_or(1) + 1;
    for begins in first..=knobs.school_year {
        for class in 0..out.school.classes.len() {
            for &subject in subjects {
                let grade = out.school.classes[class].grade(begins);
                let (from, to) = SUBJECTS[subject].grades;
                if (from.max(4)..=to).contains(&grade) {
                    let year = subject_year(knobs, seed, &out.school, class, subject, begins, works, fixed);
                    out.sets.extend(year.1);
                    out.subjects.push(year.0);
                }
            }
        }
    }
    out
}

/// A class, a subject, a year: teaching, quarter marks, works.
#[expect(clippy::too_many_arguments, reason = "the coordinates of one cell of the plan; a struct would only rename them")]
fn subject_year(
    knobs: &Knobs,
    seed: u64,
    school: &School,
    index: usize,
    subject: usize,
    begins: i16,
    works: &[Work],
    fixed: Option<&Fixed>,
) -> (SubjectYear, Vec<SetOut>) {
    let class = &school.classes[index];
    let [cohort, letter] = class.unit();
    let key = [school.index, cohort, letter, subject as u64, u64::from(begins.unsigned_abs())];
    let teacher = school::teacher(knobs, seed, school, class, subject, begins);
    let taught = sitting::taught(knobs, seed, school, class, &teacher, &key);
    let mut abilities = school::abilities(knobs, seed, school, class, subject, begins);
    abilities.iter_mut().zip(&taught.added).for_each(|(ability, added)| *ability += added);
    let marks = |quarter: u64| {
        let [a, b, c, d, e] = key;
        journal::period_marks(knobs, seed, &teacher, class.grade(begins), &abilities, &[a, b, c, d, e, quarter])
    };
    let quarters = [marks(1), marks(2), marks(3), marks(4)];
    let interim = marks(5);
    let mut year = SubjectYear { class: index, subject, begins, teacher, quarters, interim, abilities };
    let grade = class.grade(begins);
    let mut sets = Vec::new();
    for (position, work) in works.iter().enumerate() {
        if work.begins == begins && work.paper.paper.taught_as() == subject && i16::from(work.paper.paper.grade) == grade {
            let mut set = sit_one(knobs, seed, school, class, &mut year, work, fixed);
            set.work = position;
            set.confounders.extend(&taught.confounders);
            set.confounders.sort_unstable();
            set.confounders.dedup();
            sets.push(set);
        }
    }
    (year, sets)
}

fn sit_one(knobs: &Knobs, seed: u64, school: &School, class: &Class, year: &mut SubjectYear, work: &Work, fixed: Option<&Fixed>) -> SetOut {
    let [cohort, letter] = class.unit();
    let unit = [school.index, cohort, letter, year.subject as u64, u64::from(work.begins.unsigned_abs()), work.number];
    let quarter = match work.paper.paper.spring() {
        true if work.paper.paper.state() => 3,
        true => 2,
        false => 0,
    };
    let prior = year.quarters[quarter].iter().map(|mark| mark.mark).collect();
    let occasion = Occasion {
        knobs,
        seed,
        school,
        class,
        teacher: &year.teacher,
        paper: &work.paper,
        unit,
        abilities: year.abilities.clone(),
        observer: Draws::of(seed, "observer", &[school.index, unit[4]]).chance(knobs.observed),
    };
    let (mut scripts, confounders) = sitting::sit(&occasion, prior);
    let intent = if work.paper.paper.state() { None } else { plan::intent(&occasion, fixed, work.begins) };
    if work.paper.paper.by_choice() {
        leave_out(&mut scripts, &mut Draws::of(seed, "choice", &unit));
    }
    let mut draws = Draws::of(seed, "bending", &unit);
    let mut common = Draws::of(seed, "leak", &[school.municipality as u64, work.number, unit[4]]);
    let bent = intent.and_then(|intent| bend(intent, &work.paper, &mut scripts, &mut draws, &mut common));
    raise_marks(year, quarter, &scripts.prior);
    SetOut { work: 0, class: year.class, scripts, bent, confounders }
}

/// An examination by choice: the weaker half does not take it, by and large.
fn leave_out(scripts: &mut Scripts, draws: &mut Draws) {
    for pupil in 0..scripts.len() {
        let takes = 0.2 + 0.2 * f64::from(scripts.prior[pupil].saturating_sub(2));
        if !draws.chance(takes) {
            scripts.present[pupil] = false;
            scripts.row_mut(pupil).fill(records::dataset::Score::NOT_MARKED);
        }
    }
}

/// A mark raised in the journal stays raised from this quarter on; the averages behind it are what they were.
fn raise_marks(year: &mut SubjectYear, from: usize, prior: &[u8]) {
    let raised: Vec<bool> = year.quarters[from].iter().zip(prior).map(|(mark, &now)| now > mark.mark).collect();
    for quarter in &mut year.quarters[from..] {
        for (mark, _) in quarter.iter_mut().zip(&raised).filter(|(_, raised)| **raised) {
            mark.mark = (mark.mark + 1).min(5);
        }
    }
}
