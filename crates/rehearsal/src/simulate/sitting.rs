//! One class sits one work, honestly: who was there, what they answered, what innocent causes were at work.

use psychometrics::math::exp;
use serde::Serialize;

use super::calibrate::TunedPaper;
use super::draws::Draws;
use super::knobs::Knobs;
use super::school::{Class, School, Teacher};
use records::dataset::Score;
use records::vocabulary::Format;

/// An innocent cause that makes a set differ from what one would expect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confounder {
    /// The school selects its pupils, or the class was made of the ablest.
    SelectiveIntake,
    /// Fewer than ten pupils.
    TinyClass,
    /// Taught in two groups.
    SplitClass,
    /// The journal is far stricter than most.
    StrictTeacher,
    /// The journal is far kinder than most.
    KindTeacher,
    /// The class really learnt more this year.
    Growth,
    /// The class really learnt less.
    Loss,
    /// The whole class wrote the harder variant.
    HarderVariant,
    /// Some topics were not taught: `N`.
    UntaughtTopics,
    /// Many points come as nothing or everything.
    LumpyScale,
    /// Many were ill on the day, weak pupils most of all.
    IllOnTheDay,
    /// Some items were practised by the whole class.
    CommonTeaching,
    /// The school handed in no journal marks.
    NoMarks,
    /// The school's pupils cannot be followed from one work to another.
    NoLinks,
    /// The school selects its pupils, and its journals are as strict.
    StrictSelective,
    /// The school selects its pupils, and some items are easier for such pupils.
    ItemsByKind,
    /// A commission that marks items of judgement more kindly.
    KindCommission,
    /// The biggest school of the region, by far.
    HugeSchool,
    /// The school's scripts carry no journal mark of the weakest pupils.
    WeakUnmarked,
    /// Points on items of judgement depend on the script half as much.
    VagueMarker,
}

impl Confounder {
    /// Every cause.
    pub const ALL: &'static [Self] = &[
        Self::SelectiveIntake,
        Self::TinyClass,
        Self::SplitClass,
        Self::StrictTeacher,
        Self::KindTeacher,
        Self::Growth,
        Self::Loss,
        Self::HarderVariant,
        Self::UntaughtTopics,
        Self::LumpyScale,
        Self::IllOnTheDay,
        Self::CommonTeaching,
        Self::NoMarks,
        Self::NoLinks,
        Self::StrictSelective,
        Self::ItemsByKind,
        Self::KindCommission,
        Self::HugeSchool,
        Self::WeakUnmarked,
        Self::VagueMarker,
    ];

    /// Code in truth files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SelectiveIntake => "selective-intake",
            Self::TinyClass => "tiny-class",
            Self::SplitClass => "split-class",
            Self::StrictTeacher => "strict-teacher",
            Self::KindTeacher => "kind-teacher",
            Self::Growth => "growth",
            Self::Loss => "loss",
            Self::HarderVariant => "harder-variant",
            Self::UntaughtTopics => "untaught-topics",
            Self::LumpyScale => "lumpy-scale",
            Self::IllOnTheDay => "ill-on-the-day",
            Self::CommonTeaching => "common-teaching",
            Self::NoMarks => "no-marks",
            Self::NoLinks => "no-links",
            Self::StrictSelective => "strict-selective",
            Self::ItemsByKind => "items-by-kind",
            Self::KindCommission => "kind-commission",
            Self::HugeSchool => "huge-school",
            Self::WeakUnmarked => "weak-unmarked",
            Self::VagueMarker => "vague-marker",
        }
    }
}

/// The scripts of one class in one work, row by pupil.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scripts {
    pub width: usize,
    pub present: Vec<bool>,
    pub prior: Vec<u8>,
    pub variant: Vec<u16>,
    pub room: Vec<u8>,
    pub observer: bool,
    /// Row-major; absent rows are "not marked".
    pub scores: Vec<Score>,
}

impl Scripts {
    pub(super) fn len(&self) -> usize {
        self.present.len()
    }

    pub(super) fn row(&self, pupil: usize) -> &[Score] {
        &self.scores[pupil * self.width..(pupil + 1) * self.width]
    }

    pub(super) fn row_mut(&mut self, pupil: usize) -> &mut [Score] {
        &mut self.scores[pupil * self.width..(pupil + 1) * self.width]
    }

    pub(super) fn total(&self, pupil: usize) -> u16 {
        self.row(pupil).iter().filter_map(|score| score.value()).map(u16::from).sum()
    }

    /// Rows of the pupils who were there.
    pub(super) fn sitting(&self) -> Vec<usize> {
        (0..self.len()).filter(|&pupil| self.present[pupil]).collect()
    }
}

/// Everything known about a set before it is sat.
pub(super) struct Occasion<'a> {
    pub knobs: &'a Knobs,
    pub seed: u64,
    pub school: &'a School,
    pub class: &'a Class,
    pub teacher: &'a Teacher,
    pub paper: &'a TunedPaper,
    /// Numbers of the set in random streams: school, cohort, letter, subject, year, paper.
    pub unit: [u64; 6],
    /// Abilities without teacher and occasion.
    pub abilities: Vec<f64>,
    pub observer: bool,
}

/// How this class was taught this year: what is added to everybody's ability, and why.
#[derive(Clone, Debug, Default)]
pub(super) struct Taught {
    /// Pupil by pupil.
    pub added: Vec<f64>,
    pub confounders: Vec<Confounder>,
}

/// Draws the teaching of a class in a subject and year; shared by all works and journal marks of that year.
pub(super) fn taught(knobs: &Knobs, seed: u64, school: &School, class: &Class, teacher: &Teacher, key: &[u64]) -> Taught {
    let mut draws = Draws::of(seed, "taught", key);
    let mut confounders = Vec::new();
    let change = match draws.uniform() {
        u if u < knobs.rates.change => Some((0.5, Confounder::Growth)),
        u if u < 2.0 * knobs.rates.change => Some((-0.5, Confounder::Loss)),
        _ => None,
    };
    let common = teacher.value + knobs.spread.occasion * draws.normal() + change.map_or(0.0, |(by, _)| by);
    confounders.extend(change.map(|(_, why)| why));
    let gap = if draws.chance(knobs.rates.split) { 0.3 * draws.normal() } else { 0.0 };
    if gap.abs() > 0.0 {
        confounders.push(Confounder::SplitClass);
    }
    if school.selective || (school.tracked && class.letter == 0) {
        confounders.push(Confounder::SelectiveIntake);
    }
    if school.selective && knobs.strict_selective > 0.0 {
        confounders.push(Confounder::StrictSelective);
    }
    let further = [
        (school.selective && knobs.items_by_kind != 0.0, Confounder::ItemsByKind),
        (school.municipality == 0 && knobs.kind_commission != 0.0, Confounder::KindCommission),
        (school.index == 0 && knobs.huge_school, Confounder::HugeSchool),
        (teacher.vague, Confounder::VagueMarker),
    ];
    confounders.extend(further.iter().filter(|(there, _)| *there).map(|(_, why)| *why));
    if teacher.outlier {
        confounders.push(if teacher.strictness > 0.0 { Confounder::StrictTeacher } else { Confounder::KindTeacher });
    }
    let added = (0..class.pupils.len()).map(|pupil| common + if pupil % 2 == 0 { gap } else { -gap }).collect();
    Taught { added, confounders }
}

/// The class sits the work. `prior` are the journal marks of the period before.
pub(super) fn sit(occasion: &Occasion<'_>, prior: Vec<u8>) -> (Scripts, Vec<Confounder>) {
    let mut confounders = Vec::new();
    let present = attendance(occasion, &prior, &mut confounders);
    let variant = variants(occasion, &mut confounders);
    let easier = item_effects(occasion, &mut confounders);
    let untaught = untaught(occasion, &mut confounders);
    let n = prior.len();
    if n < 10 {
        confounders.push(Confounder::TinyClass);
    }
    if occasion.paper.items.iter().filter(|item| item.lumpy).count() * 3 > occasion.paper.items.len() {
        confounders.push(Confounder::LumpyScale);
    }
    let width = occasion.paper.items.len();
    let mut scripts = Scripts {
        width,
        room: rooms(occasion, n),
        observer: occasion.observer,
        scores: vec![Score::NOT_MARKED; n * width],
        present,
        prior,
        variant,
    };
    let mut draws = Draws::of(occasion.seed, "answers", &occasion.unit);
    for pupil in 0..n {
        let answers: Vec<Score> = (0..width).map(|item| answer(occasion, &scripts, &easier, pupil, item, &mut draws)).collect();
        if scripts.present[pupil] {
            scripts.row_mut(pupil).copy_from_slice(&answers);
            for &item in &untaught {
                scripts.row_mut(pupil)[item] = Score::NOT_TAUGHT;
            }
        }
    }
    (scripts, confounders)
}

/// Points of a pupil on an item; `X` for an item left out rather than done wrongly.
fn answer(occasion: &Occasion<'_>, scripts: &Scripts, easier: &[f64], pupil: usize, item: usize, draws: &mut Draws) -> Score {
    let tuned = &occasion.paper.items[item];
    let harder = if scripts.variant[pupil] == 2 { tuned.variant + occasion.knobs.harder_variant } else { 0.0 };
    let judged = tuned.item.format == Format::Extended;
    let kind = if judged && occasion.school.municipality == 0 { occasion.knobs.kind_commission } else { 0.0 };
    let theta = occasion.abilities[pupil] + easier[item] + kind - harder;
    let slope = if judged && occasion.teacher.vague { tuned.slope / 2.0 } else { tuned.slope };
    let noise = draws.logistic();
    let left_out = draws.chance(if judged { 0.35 } else { 0.12 });
    let points = tuned.steps.iter().filter(|step| slope * (theta - **step) > noise).count();
    if points == 0 && left_out { Score::NOT_ATTEMPTED } else { points_of(points) }
}

pub(super) fn points_of(points: usize) -> Score {
    u8::try_from(points).ok().and_then(Score::points).unwrap_or(Score::NOT_MARKED)
}

/// Honest absence: the weaker the journal mark, the more often.
fn attendance(occasion: &Occasion<'_>, prior: &[u8], confounders: &mut Vec<Confounder>) -> Vec<bool> {
    let mut draws = Draws::of(occasion.seed, "attendance", &occasion.unit);
    let [school, _, _, _, begins, paper] = occasion.unit;
    let school_ill = Draws::of(occasion.seed, "school-ill", &[school, begins, paper]).chance(occasion.knobs.rates.school_ill);
    let many = draws.chance(occasion.knobs.rates.epidemic) || school_ill;
    if many {
        confounders.push(Confounder::IllOnTheDay);
    }
    let factor = if many { 4.0 } else { 1.0 };
    let habit = exp(occasion.knobs.absent_habit * Draws::of(occasion.seed, "absent-habit", &occasion.unit).normal());
    let rate = |mark: u8| {
        let usual = factor * absence_rate(&occasion.knobs.absent, mark);
        if mark <= 3 { (usual * habit / (1.0 - usual + usual * habit)).clamp(0.0, 1.0) } else { usual }
    };
    prior.iter().map(|&mark| !draws.chance(rate(mark))).collect()
}

/// Share of pupils honestly absent, by journal mark.
fn absence_rate(absent: &[f64; 4], prior: u8) -> f64 {
    absent[usize::from(prior.clamp(2, 5) - 2)]
}

/// Two variants by seat; now and then a whole class got the second, which may be the harder one.
fn variants(occasion: &Occasion<'_>, confounders: &mut Vec<Confounder>) -> Vec<u16> {
    let mut draws = Draws::of(occasion.seed, "variants", &occasion.unit);
    let one_only = draws.chance(occasion.knobs.rates.hard_variant);
    if one_only {
        confounders.push(Confounder::HarderVariant);
    }
    (0..occasion.class.pupils.len()).map(|pupil| if one_only || pupil % 2 == 1 { 2 } else { 1 }).collect()
}

/// What makes an item easier for this class than for others: the teacher's habits, the common teaching, a strong emphasis now and then.
fn item_effects(occasion: &Occasion<'_>, confounders: &mut Vec<Confounder>) -> Vec<f64> {
    let [.., paper] = occasion.unit;
    let [a, b, c] = occasion.teacher.unit;
    let mut habit = Draws::of(occasion.seed, "teacher-item", &[a, b, c, paper]);
    let mut draws = Draws::of(occasion.seed, "class-item", &occasion.unit);
    let emphasis = draws.chance(occasion.knobs.rates.emphasis);
    if emphasis {
        confounders.push(Confounder::CommonTeaching);
    }
    let (spread, heavy) = (&occasion.knobs.spread, occasion.knobs.heavy_tails);
    let mut of_kind = Draws::of(occasion.seed, "kind-item", &[paper]);
    let mut effect = |_| {
        let practised = draws.chance(0.2) && emphasis;
        let for_kind = of_kind.chance(1.0 / 3.0) && occasion.school.selective;
        spread.teacher_item * habit.tailed(heavy)
            + spread.class_item * draws.tailed(heavy)
            + if practised { 0.9 } else { 0.0 }
            + if for_kind { occasion.knobs.items_by_kind } else { 0.0 }
    };
    (0..occasion.paper.items.len()).map(&mut effect).collect()
}

/// Items whose topic the class has not had; a state examination does not ask whether it had.
fn untaught(occasion: &Occasion<'_>, confounders: &mut Vec<Confounder>) -> Vec<usize> {
    let mut draws = Draws::of(occasion.seed, "untaught", &occasion.unit);
    if !draws.chance(occasion.knobs.rates.untaught) || occasion.paper.paper.state() {
        return Vec::new();
    }
    confounders.push(Confounder::UntaughtTopics);
    let width = occasion.paper.items.len();
    let mut items = vec![draws.below(width), draws.below(width)];
    items.sort_unstable();
    items.dedup();
    items
}

/// One room, or two where a big class is seated apart.
fn rooms(occasion: &Occasion<'_>, n: usize) -> Vec<u8> {
    let mut draws = Draws::of(occasion.seed, "rooms", &occasion.unit);
    let apart = n > 22 && draws.chance(0.3);
    (0..n).map(|pupil| u8::from(apart && pupil * 2 >= n)).collect()
}
