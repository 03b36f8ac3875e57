//! State examinations and honours: results as the region sends them, and who is proposed for a medal on the marks of the school.

use super::calibrate::TunedPaper;
use super::draws::Draws;
use super::knobs::Knobs;
use super::life::{SchoolOut, SetOut, Work};
use super::works::SUBJECTS;
use records::vocabulary::Kind;

/// One result of one pupil.
pub(super) struct Exam {
    pub class: usize,
    pub pupil: usize,
    pub kind: Kind,
    pub subject: &'static str,
    pub primary: Option<u16>,
    pub score: Option<u16>,
    pub mark: Option<u8>,
}

/// One pupil proposed for honours.
pub(super) struct Honour {
    pub class: usize,
    pub pupil: usize,
    pub degree: u8,
    pub awarded: bool,
}

/// Examinations and honours of a school in the last year.
pub(super) struct Results {
    pub exams: Vec<Exam>,
    pub honours: Vec<Honour>,
    /// Whether final marks were raised for the sake of honours.
    pub inflated: bool,
}

/// Works out the results of a school from the examinations its pupils sat.
pub(super) fn results(knobs: &Knobs, out: &SchoolOut, works: &[Work]) -> Results {
    let mut exams = Vec::new();
    for set in &out.sets {
        let work = &works[set.work];
        if work.paper.paper.state() && work.begins == knobs.school_year {
            sat(set, &work.paper, &mut exams);
        }
    }
    let mut draws = Draws::of(out.seed, "honours", &[out.school.index]);
    let inflated = draws.chance(2.0 * knobs.share_bent) && !knobs.honest;
    let mut honours = Vec::new();
    let leavers = (0..out.school.classes.len()).filter(|&class| out.school.classes[class].grade(knobs.school_year) == 11);
    for class in leavers {
        for pupil in 0..out.school.classes[class].pupils.len() {
            by_choice(knobs, out, class, pupil, &mut exams, &mut draws);
            honours.extend(honour(knobs, out, class, pupil, inflated, &exams, &mut draws));
        }
    }
    Results { exams, honours, inflated }
}

fn sat(set: &SetOut, paper: &TunedPaper, exams: &mut Vec<Exam>) {
    let subject = SUBJECTS[paper.paper.subject].name;
    for pupil in set.scripts.sitting() {
        let primary = set.scripts.total(pupil);
        let (score, mark) = match paper.paper.kind {
            Kind::Ege => (Some(test_score(subject, primary)), None),
            _ => (None, Some(paper.mark(primary))),
        };
        exams.push(Exam { class: set.class, pupil, kind: paper.paper.kind, subject, primary: Some(primary), score, mark });
    }
}

/// Primary score → test score: straight lines between a few points of the 2025 tables. The real tables are reference data; a simulated
/// region has its own.
fn test_score(subject: &str, primary: u16) -> u16 {
    let knots: &[(f64, f64)] = if subject == "Русский язык" {
        &[(0.0, 0.0), (1.0, 3.0), (14.0, 34.0), (36.0, 67.0), (50.0, 100.0)]
    } else {
        &[(0.0, 0.0), (5.0, 27.0), (12.0, 70.0), (24.0, 94.0), (30.0, 100.0), (32.0, 100.0)]
    };
    let primary = f64::from(primary);
    let between = |pair: &[(f64, f64)]| match pair {
        [(x, y), (next_x, next_y)] if primary <= *next_x => Some(y + (next_y - y) * (primary - x) / (next_x - x)),
        _ => None,
    };
    knots.windows(2).find_map(between).map_or(100, |score| score.round() as u16)
}

/// Everybody takes one more subject; those without profile mathematics take the basic one.
fn by_choice(knobs: &Knobs, out: &SchoolOut, class: usize, pupil: usize, exams: &mut Vec<Exam>, draws: &mut Draws) {
    let ability = ability(knobs, out, class, pupil);
    let subject = ["Обществознание", "Биология", "История", "Физика"][draws.below(4)];
    let score = (56.0 + 15.0 * (0.85 * ability + 0.5 * draws.normal())).clamp(5.0, 100.0).round() as u16;
    exams.push(Exam { class, pupil, kind: Kind::Ege, subject, primary: None, score: Some(score), mark: None });
    let profile = exams.iter().any(|exam| exam.class == class && exam.pupil == pupil && exam.subject == "Математика профильная");
    let basic = (4.2 + 0.7 * (ability + 0.4 * draws.normal())).clamp(2.0, 5.0).round() as u8;
    if !profile {
        exams.push(Exam {
            class, pupil, kind: Kind::Ege, subject: "Математика базовая", primary: None, score: None, mark: Some(basic)
        });
    }
}

/// Standing among leavers, in standard deviations.
fn ability(knobs: &Knobs, out: &SchoolOut, class: usize, pupil: usize) -> f64 {
    let spread = &knobs.spread;
    let sd = f64::sqrt(spread.school * spread.school + spread.class * spread.class + spread.pupil * spread.pupil);
    let class = &out.school.classes[class];
    (out.school.effect + class.effect + class.pupils[pupil].general) / sd
}

/// Proposed on final marks: the best by ability, seen against the school, with some luck. The examination then decides.
fn honour(knobs: &Knobs, out: &SchoolOut, class: usize, pupil: usize, inflated: bool, exams: &[Exam], draws: &mut Draws) -> Option<Honour> {
    let own = ability(knobs, out, class, pupil) - 0.4 * out.school.effect;
    let standing = own + 0.3 * draws.normal() + if inflated { 0.7 } else { 0.0 };
    let degree = match standing {
        s if s > 1.35 => 1,
        s if s > 1.05 => 2,
        _ => return None,
    };
    let scores: Vec<&Exam> = exams.iter().filter(|exam| exam.class == class && exam.pupil == pupil && exam.kind == Kind::Ege).collect();
    let results: Vec<Shown<'_>> = scores.iter().map(|exam| (exam.subject, exam.score, exam.mark)).collect();
    Some(Honour { class, pupil, degree, awarded: meets(degree, &results) })
}

/// Subject, test score and mark of one examination of a leaver.
pub(super) type Shown<'a> = (&'a str, Option<u16>, Option<u8>);

/// Rule since 2024: Russian and one more subject at 70 (first degree) or 60 (second); basic mathematics «5» where nothing else was taken.
pub(super) fn meets(degree: u8, exams: &[Shown<'_>]) -> bool {
    let least = if degree == 1 { 70 } else { 60 };
    let enough = |exam: &Shown<'_>| exam.1.is_some_and(|score| score >= least);
    let russian = exams.iter().filter(|exam| exam.0 == "Русский язык").any(enough);
    let other = exams.iter().filter(|exam| exam.0 != "Русский язык").any(|exam| enough(exam) || exam.2 == Some(5));
    russian && other
}
