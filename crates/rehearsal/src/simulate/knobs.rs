//! What a simulated world is made of: every number that can be turned, readable from TOML. The default is the standard scenario.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How a result comes to say more than the pupils showed, on the level where it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BendingKind {
    /// In the room: help with the hardest items.
    Hints,
    /// In the room: answers taken from an abler neighbour.
    Copying,
    /// After the bell: wrong answers put right in some scripts.
    Correction,
    /// While marking: scripts just below a mark boundary lifted over it.
    Boundary,
    /// While marking: kinder points on the items marked by judgement.
    Leniency,
    /// While marking: points fitted to the journal mark.
    Fitting,
    /// In who sits the work: weak pupils stay away.
    Absence,
    /// Across a leak: some items known beforehand in a whole school.
    Leak,
    /// In the journal: period marks above the journal's own averages; the work itself is untouched.
    Journal,
}

impl BendingKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Hints,
        Self::Copying,
        Self::Correction,
        Self::Boundary,
        Self::Leniency,
        Self::Fitting,
        Self::Absence,
        Self::Leak,
        Self::Journal,
    ];

    /// Code in truth files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hints => "hints",
            Self::Copying => "copying",
            Self::Correction => "correction",
            Self::Boundary => "boundary",
            Self::Leniency => "leniency",
            Self::Fitting => "fitting",
            Self::Absence => "absence",
            Self::Leak => "leak",
            Self::Journal => "journal",
        }
    }

    /// Whether it makes the result of the work itself look better than what the pupils can do (all but [`Self::Journal`]).
    #[must_use]
    pub const fn lifts_result(self) -> bool {
        !matches!(self, Self::Journal)
    }
}

/// Standard deviations, in logits of ability, of everything that makes honest results differ.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Spread {
    /// Between municipalities.
    pub municipality: f64,
    /// Between schools.
    pub school: f64,
    /// Between classes of a school.
    pub class: f64,
    /// Between teachers, the part that stays with the teacher.
    pub teacher: f64,
    /// Class × subject × year: how this class was taught this year.
    pub occasion: f64,
    /// Between pupils, over all subjects.
    pub pupil: f64,
    /// Pupil × subject.
    pub subject: f64,
    /// Pupil × subject × year: growth and the day.
    pub year: f64,
    /// Class × item: common teaching.
    pub class_item: f64,
    /// Teacher × item: what this teacher always dwells on.
    pub teacher_item: f64,
    /// Noise of a journal mark about the pupil's ability.
    pub journal: f64,
    /// Strictness of teachers in the journal.
    pub strictness: f64,
    /// A pupil's own growth against the others, per year.
    pub growth: f64,
}

impl Default for Spread {
    fn default() -> Self {
        Self {
            municipality: 0.12,
            school: 0.40,
            class: 0.22,
            teacher: 0.14,
            occasion: 0.14,
            pupil: 0.72,
            subject: 0.40,
            year: 0.22,
            class_item: 0.30,
            teacher_item: 0.18,
            journal: 0.32,
            strictness: 0.25,
            growth: 0.0,
        }
    }
}

impl Spread {
    /// Standard deviation of ability over all pupils.
    #[must_use]
    pub fn total(&self) -> f64 {
        [self.municipality, self.school, self.class, self.teacher, self.occasion, self.pupil, self.subject, self.year]
            .iter()
            .map(|sd| sd * sd)
            .sum::<f64>()
            .sqrt()
    }
}

/// How often an innocent cause is at work, as a share of schools, teachers or sets.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rates {
    /// Schools with selective intake.
    pub selective: f64,
    /// Small country schools.
    pub rural: f64,
    /// Schools that sort classes of a parallel by ability.
    pub tracked: f64,
    /// Pupils for whom schooling is much harder (the language of instruction is new to them, say): ability is not normal.
    pub struggling: f64,
    /// Pupils far ahead of the others: ability is not normal at the other end either.
    pub gifted: f64,
    /// Sets whose class is taught in two groups.
    pub split: f64,
    /// Teachers far stricter or far kinder in the journal than most (half each).
    pub outlier_teacher: f64,
    /// Sets with real growth (as many with real loss).
    pub change: f64,
    /// Sets where the whole class wrote the harder variant.
    pub hard_variant: f64,
    /// Sets with topics not taught.
    pub untaught: f64,
    /// Sets where many were ill on the day.
    pub epidemic: f64,
    /// School × work: the whole school was ill on the day.
    pub school_ill: f64,
    /// Sets with strong common emphasis on some items.
    pub emphasis: f64,
    /// Items of more than one point that come as nothing or everything.
    pub lumpy: f64,
    /// Schools that handed in no journal marks.
    pub unmarked: f64,
    /// Schools whose pupils cannot be followed from one work to another. One draw decides both: of two shares the smaller lies within the
    /// larger.
    pub unlinked: f64,
    /// Schools whose scripts carry no journal mark of the weakest pupils (2 and 3).
    pub weak_unmarked: f64,
    /// Teachers whose points on items marked by judgement depend on the script only half as much as others'.
    pub vague_marker: f64,
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            selective: 0.08,
            rural: 0.25,
            tracked: 0.20,
            struggling: 0.06,
            gifted: 0.0,
            split: 0.06,
            outlier_teacher: 0.12,
            change: 0.04,
            hard_variant: 0.05,
            untaught: 0.04,
            epidemic: 0.03,
            school_ill: 0.0,
            emphasis: 0.08,
            lumpy: 0.3,
            unmarked: 0.0,
            unlinked: 0.0,
            weak_unmarked: 0.0,
            vague_marker: 0.0,
        }
    }
}

/// A simulated world in numbers. `Default` is the standard scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Knobs {
    /// Nothing is bent, whatever the other numbers say.
    pub honest: bool,
    /// Schools.
    pub schools: usize,
    /// Municipalities the schools are spread over.
    pub municipalities: usize,
    /// Mean number of classes in a parallel.
    pub classes_per_parallel: f64,
    /// Mean number of pupils in a class.
    pub class_size: f64,
    /// The last simulated school year, as the calendar year it begins in.
    pub school_year: i16,
    /// How many school years, the last one included.
    pub years: usize,
    /// Works by stem (`vpr-russian-4`), in the order of the papers.
    pub works: Vec<String>,
    /// Items of every work; `None` = as the papers have them.
    pub items: Option<usize>,
    /// Share of result sets that are bent.
    pub share_bent: f64,
    /// Kinds of bending with their weights.
    pub kinds: BTreeMap<BendingKind, f64>,
    /// Weights of mild, middling and strong bending.
    pub strengths: [f64; 3],
    /// Share of the bent sets that belong to teachers who do the same again and again.
    pub persistence: f64,
    /// Share of the bent sets that belong to whole schools.
    pub whole_school: f64,
    /// Municipality × work: items became known before the day, and half of the schools there make use of it.
    pub leaks: f64,
    /// Probability that the journal mark of a bent set is raised as well.
    pub journal_too: f64,
    /// By how much the pupils of schools with selective intake are abler, logits.
    pub selective_intake: f64,
    /// By how much the journals of schools with selective intake are stricter than others, logits.
    pub strict_selective: f64,
    /// By how much a third of the items are easier for the pupils of schools with selective intake, logits.
    pub items_by_kind: f64,
    /// By how much the commission of the first municipality marks items of judgement more kindly, logits.
    pub kind_commission: f64,
    /// Teachers and topics differ with heavy tails (Student's t of three degrees of freedom, the same standard deviation) and not normally.
    pub heavy_tails: bool,
    /// The first school is huge: eight classes in every parallel.
    pub huge_school: bool,
    /// Share of schools with observers, drawn.
    pub observed: f64,
    /// Share of bending that does not happen where an observer is.
    pub deterrence: f64,
    /// By how much the second variant is harder on every item, logits; negative = easier. Items differ a little between variants anyway.
    pub harder_variant: f64,
    /// Share of pupils honestly absent, by journal mark 2, 3, 4, 5: the weaker, the more often.
    pub absent: [f64; 4],
    /// By how much classes differ in the absence of weak pupils (marks 2 and 3): standard deviation of the log-odds.
    pub absent_habit: f64,
    /// Honest spread.
    pub spread: Spread,
    /// Innocent causes.
    pub rates: Rates,
    /// All four quarters and the year, or the third quarter and the year only.
    pub every_quarter: bool,
    /// Whether the kind of a school is written down.
    pub kind_known: bool,
    /// Whether the scripts carry the journal mark of the period before.
    pub prior: bool,
    /// Whether period marks are written.
    pub marks: bool,
    /// Whether examinations and honours are written.
    pub exams: bool,
}

/// Works of the standard scenario.
pub const STANDARD_WORKS: &[&str] = &[
    "vpr-russian-4",
    "vpr-mathematics-4",
    "vpr-russian-5",
    "vpr-mathematics-5",
    "vpr-russian-6",
    "vpr-mathematics-6",
    "vpr-russian-7",
    "vpr-mathematics-7",
    "vpr-russian-8",
    "vpr-mathematics-8",
    "dkr-mathematics-5",
    "dkr-russian-7",
];

/// Weight of a kind in the standard scenario, set once so that its declared difficulty holds (see `Scenario`).
const fn usual_weight(kind: BendingKind) -> f64 {
    match kind {
        BendingKind::Hints | BendingKind::Boundary => 1.5,
        BendingKind::Absence | BendingKind::Journal => 0.5,
        _ => 1.0,
    }
}

impl Default for Knobs {
    fn default() -> Self {
        Self {
            honest: false,
            schools: 150,
            municipalities: 12,
            classes_per_parallel: 2.0,
            class_size: 23.0,
            school_year: 2025,
            years: 1,
            works: STANDARD_WORKS.iter().map(|&work| work.to_owned()).collect(),
            items: None,
            share_bent: 0.08,
            kinds: BendingKind::ALL.iter().map(|&kind| (kind, usual_weight(kind))).collect(),
            strengths: [0.15, 0.40, 0.45],
            persistence: 0.45,
            whole_school: 0.15,
            leaks: 0.0,
            journal_too: 0.15,
            selective_intake: 0.55,
            strict_selective: 0.0,
            items_by_kind: 0.0,
            kind_commission: 0.0,
            heavy_tails: false,
            huge_school: false,
            observed: 0.25,
            deterrence: 0.5,
            harder_variant: 0.0,
            absent: [0.14, 0.075, 0.045, 0.03],
            absent_habit: 0.0,
            spread: Spread::default(),
            rates: Rates::default(),
            every_quarter: false,
            kind_known: true,
            prior: true,
            marks: true,
            exams: true,
        }
    }
}

impl Knobs {
    /// The same world with nothing bent.
    #[must_use]
    pub fn honest() -> Self {
        Self { honest: true, ..Self::default() }
    }
}
