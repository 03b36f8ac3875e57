//! Description of results without judgement: the seven sections, attainment, agreement of mark series, dynamics.

use serde::Serialize;

use crate::dataset::Scope;
use crate::figure::{Figure, GroupCurve};
use crate::provenance::Origin;
use crate::study::Span;
use crate::text::Text;
use crate::vocabulary::{Level, SchoolYear};

/// Description of any group of scripts of one paper: the seven sections of the federal recommendations with their gates.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Description {
    /// Scripts with a score.
    pub n: usize,
    /// 1 · individual results.
    pub individual: Vec<Individual>,
    /// 2 · marks.
    pub marks: Option<MarkStatistics>,
    /// 3 · agreement with the journal.
    pub journal: Option<JournalComparison>,
    /// 4 · distribution of primary scores.
    pub scores: Option<ScoreDistribution>,
    /// 5 · items.
    pub items: Vec<ItemStatistics>,
    /// 6 · planned results by codifier position.
    pub planned: Vec<PlannedResult>,
    /// 7 · groups by mark.
    pub groups: Option<Groups>,
    /// Reliability, where it can be computed.
    pub reliability: Option<Reliability>,
    /// What the gates say («гистограмма информативна от 50 работ: здесь 29»), in words.
    pub gates: Vec<Text>,
    /// Findings of the description as sentences, most useful first.
    pub findings: Vec<Text>,
    /// Figures of the description.
    pub figures: Vec<Figure>,
    /// What is there and is kept from this reader.
    pub withheld: Vec<Part>,
}

/// A part of a description that may be kept from a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Part {
    /// All of it.
    Whole,
    /// Marks.
    Marks,
    /// Agreement with the journal.
    Journal,
    /// Distribution of primary scores.
    Scores,
    /// Crossings of group curves.
    Crossings,
}

/// Section 1: one pupil.
#[derive(Clone, Debug, Serialize)]
pub struct Individual {
    /// Participant as known (code or pseudonym).
    pub participant: String,
    /// Class.
    pub class: String,
    /// Primary score.
    pub score: u16,
    /// Maximum for this pupil (items not taught leave it).
    pub max: u16,
    /// Mark.
    pub mark: Option<u8>,
    /// Journal mark.
    pub journal: Option<u8>,
    /// Shares of points on basic, raised, high items, where such items exist.
    pub levels: [Option<f64>; 3],
    /// Where it was read.
    pub origin: Origin,
}

/// Section 2: marks with attainment and, where given, published shares.
#[derive(Clone, Debug, Serialize)]
pub struct MarkStatistics {
    /// Attainment.
    pub attainment: Attainment,
    /// Published shares of marks by scope: scope, area, n, (mark, share).
    pub references: Vec<PublishedShares>,
}

/// Published shares of one area.
#[derive(Clone, Debug, Serialize)]
pub struct PublishedShares {
    /// Scope.
    pub scope: Scope,
    /// Area as written.
    pub area: String,
    /// Pupils.
    pub n: Option<u32>,
    /// Key and share in 0..=1.
    pub shares: Vec<(String, f64)>,
    /// Where it was read.
    pub origin: Origin,
}

/// Counts of marks and what is made of them. Shares are None when N = 0, and for marks of another scale.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Attainment {
    /// Pupils in the denominator (н/а stays, осв. and those who left do not).
    pub n: usize,
    /// (mark, pupils), ascending.
    pub counts: Vec<(u8, usize)>,
    /// н/а.
    pub not_attested: usize,
    /// осв. (outside the denominator).
    pub released: usize,
    /// Успеваемость with 95 % interval (low, share, high), 0..=1.
    pub pass: Option<[f64; 3]>,
    /// Качество with 95 % interval.
    pub quality: Option<[f64; 3]>,
    /// СОУ, 0..=1.
    pub sou: Option<f64>,
    /// Mean mark with 95 % interval (t).
    pub mean: Option<[f64; 3]>,
    /// The marks are of a scale for which nobody said which of them pass: no shares, the mean stands.
    pub other_scale: bool,
}

/// Section 3.
#[derive(Clone, Debug, Serialize)]
pub struct JournalComparison {
    /// Pupils with both marks.
    pub n: usize,
    /// Lowered, confirmed, raised (procedure against journal).
    pub counts: [usize; 3],
    /// 95 % intervals of the three shares (low, share, high).
    pub shares: [[f64; 3]; 3],
    /// Pupils with a gap of two marks or more; None where the number is kept from this reader.
    pub gaps: Option<usize>,
    /// Their participants, to be looked at one by one.
    pub gap_participants: Vec<String>,
    /// Their two marks (journal, procedure), in the same order.
    pub gap_marks: Vec<(u8, u8)>,
    /// Where their scripts were read, in the same order; empty where the marks are of no script.
    pub gap_origins: Vec<Origin>,
    /// Mean of procedure − journal with 95 % interval, marks.
    pub shift: Option<[f64; 3]>,
    /// Cross table: (journal, procedure, pupils).
    pub table: Vec<(u8, u8, usize)>,
    /// Published agreement.
    pub references: Vec<PublishedShares>,
}

/// Section 4.
#[derive(Clone, Debug, Serialize)]
pub struct ScoreDistribution {
    /// Scripts with score 0…max.
    pub histogram: Vec<u32>,
    /// Mean with 95 % interval (t).
    pub mean: [f64; 3],
    /// Standard deviation.
    pub sd: Option<f64>,
    /// Quartiles.
    pub quartiles: [f64; 3],
    /// What n allows.
    pub gate: HistogramGate,
    /// A heap at the mark boundaries, where there is one.
    pub heap: Option<Heap>,
}

/// More scripts exactly on the lower boundaries of marks than the paper itself gives: one test over all boundaries.
#[derive(Clone, Debug, Serialize)]
pub struct Heap {
    /// Chance of as many where nobody looks at boundaries.
    pub p: f64,
    /// Scripts on the boundaries.
    pub scripts: u32,
    /// As many as the paper gives of those on the boundaries and beside them.
    pub expected: f64,
    /// Boundaries with more than that, the largest excess first: (mark, score, scripts there, expected).
    pub cuts: Vec<(u8, u16, u32, f64)>,
}

/// Federal gate of section 4: ≥ 50 informative, 20–49 rough, < 20 limited (values from reference data).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum HistogramGate {
    /// Informative.
    Informative,
    /// Rough.
    Rough,
    /// Limited.
    Limited,
}

/// Federal gate of sections 5–6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum MasteryGate {
    /// At or above the sufficient level.
    Sufficient,
    /// In the zone of uncertainty.
    Uncertain,
    /// Below.
    Insufficient,
    /// The level of the item is not known.
    Unknown,
}

/// Section 5: one item.
#[derive(Clone, Debug, Serialize)]
pub struct ItemStatistics {
    /// Item.
    pub item: String,
    /// Maximum.
    pub max: u8,
    /// Level.
    pub level: Option<Level>,
    /// Codifier position.
    pub codifier: Option<String>,
    /// Pupils to whom the item counts (not "N", marked).
    pub n: usize,
    /// Points 0…max and how many pupils.
    pub counts: Vec<u32>,
    /// Not attempted (X, inside the zeroes too); None where the number is kept from this reader.
    pub not_attempted: Option<usize>,
    /// Not taught (N); None as above.
    pub not_taught: Option<usize>,
    /// Share of the maximum with 95 % interval.
    pub facility: Option<[f64; 3]>,
    /// Item–rest correlation.
    pub item_rest: Option<f64>,
    /// Difference of facility between upper and lower 27 % groups.
    pub discrimination: Option<f64>,
    /// Gate.
    pub gate: MasteryGate,
    /// Published shares of this item: scope, area, share.
    pub references: Vec<(Scope, String, f64)>,
    /// Whether its numbers are there and are kept from this reader.
    pub withheld: bool,
}

impl ItemStatistics {
    /// Points reached and points lost, by all pupils together.
    pub(crate) fn points(&self) -> [usize; 2] {
        let all = self.n * usize::from(self.max);
        let reached = self.facility.map_or(0.0, |share| share[1] * all as f64).round() as usize;
        [reached, all.saturating_sub(reached)]
    }

    /// The lesser of the two.
    pub(crate) fn few_points(&self) -> usize {
        let [reached, lost] = self.points();
        reached.min(lost)
    }
}

/// Section 6: one codifier position.
#[derive(Clone, Debug, Serialize)]
pub struct PlannedResult {
    /// Codifier position.
    pub codifier: String,
    /// Items behind it.
    pub items: Vec<String>,
    /// Pupils.
    pub n: usize,
    /// Share of the maximum with 95 % interval.
    pub mastery: [f64; 3],
    /// Gate.
    pub gate: MasteryGate,
}

/// Section 7.
#[derive(Clone, Debug, Serialize)]
pub struct Groups {
    /// Curves by mark; groups below the gate are kept and marked.
    pub curves: Vec<GroupCurve>,
    /// Items of the curves.
    pub items: Vec<String>,
    /// Fewest pupils in a group that may be read.
    pub gate: usize,
    /// Crossings larger than chance gives: a weaker group above a stronger one.
    pub crossings: Vec<Crossing>,
}

/// A weaker group does an item better than a stronger one, both with enough pupils who have points on it to be read.
#[derive(Clone, Debug, Serialize)]
pub struct Crossing {
    /// Item.
    pub item: String,
    /// Weaker group.
    pub weaker: u8,
    /// Stronger group.
    pub stronger: u8,
    /// Difference of shares (weaker − stronger).
    pub difference: f64,
}

/// Reliability of the total score.
#[derive(Clone, Debug, Serialize)]
pub struct Reliability {
    /// Cronbach's α with 95 % interval (Feldt).
    pub alpha: [f64; 3],
    /// McDonald's ω from a one-factor fit, where it converged.
    pub omega: Option<f64>,
    /// Standard error of measurement, points.
    pub sem: f64,
}

/// Attainment of one group in one period.
#[derive(Clone, Debug, Serialize)]
pub struct AttainmentRow {
    /// School as written.
    pub school: String,
    /// What is grouped: `class-subject`, `class`, `subject-parallel`, `parallel`, `subject`, `school`.
    pub level: AttainmentLevel,
    /// Class, parallel («5») or empty.
    pub group: String,
    /// Subject or empty.
    pub subject: String,
    /// School year.
    pub year: SchoolYear,
    /// Period code, or the procedure key where the marks are of a procedure.
    pub period: String,
    /// Numbers.
    pub attainment: Attainment,
    /// Rows it was read from: one run, from the first to the last row, for every source.
    pub spans: Vec<Span>,
}

/// Grouping of an attainment row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum AttainmentLevel {
    /// One class, one subject.
    ClassSubject,
    /// One class, all subjects.
    Class,
    /// One parallel, one subject.
    ParallelSubject,
    /// One parallel, all subjects.
    Parallel,
    /// One subject over the school.
    Subject,
    /// The school.
    School,
}

/// Agreement of two mark series of the same pupils (R34).
#[derive(Clone, Debug, Serialize)]
pub struct SeriesAgreement {
    /// School.
    pub school: String,
    /// Class.
    pub class: String,
    /// Subject.
    pub subject: String,
    /// Year.
    pub year: SchoolYear,
    /// First series, e.g. `q4` (planned quarter mark).
    pub first: Text,
    /// Second series, e.g. `interim`.
    pub second: Text,
    /// Second against first.
    pub comparison: JournalComparison,
    /// One or two sentences.
    pub explanation: Text,
    /// The bar.
    pub figure: Figure,
}

/// A quantity followed over years or periods.
#[derive(Clone, Debug, Serialize)]
pub struct Dynamics {
    /// School.
    pub school: String,
    /// What is followed, in words.
    pub title: Text,
    /// Findings («доля «2» выросла на 12 п.п. …»).
    pub findings: Vec<Text>,
    /// Whether a federal gate (+10 p.p. of «2») is crossed.
    pub negative: bool,
    /// The series.
    pub figure: Figure,
}
