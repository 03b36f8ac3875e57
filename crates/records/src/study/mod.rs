//! The result of an analysis: everything the outputs say, and nothing they have to compute.

mod complement;
mod description;
mod finding;
mod reader;
mod unit_reading;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

pub use description::{
    Attainment, AttainmentLevel, AttainmentRow, Crossing, Description, Dynamics, Groups, Heap, HistogramGate, Individual, ItemStatistics,
    JournalComparison, MarkStatistics, MasteryGate, Part, PlannedResult, PublishedShares, Reliability, ScoreDistribution, SeriesAgreement,
};
pub use finding::{Finding, FindingKey};
pub use reader::for_reader;
pub use unit_reading::{UnitReading, Whose};

use crate::beside::SetBeside;
use crate::card::{Cards, Outcome};
use crate::dataset::SetKey;
use crate::protocol::Protocol;
use crate::provenance::{Origin, Source};
use crate::registration::Registration;
use crate::text::Text;
use crate::vocabulary::{Chip, Ladder, Passport, Purpose, SchoolYear, SetStatus};

/// One analysis.
#[derive(Clone, Debug)]
pub struct Study {
    /// Date in every document; None where the data know none and none was given.
    pub as_of: Option<Date>,
    /// Levels and thresholds used.
    pub protocol: Protocol,
    /// What the results are used for (C1); leave was asked for.
    pub purpose: Purpose,
    /// Groups of fewer pupils than this are not told of outside the school (reference data).
    pub small_cell: usize,
    /// Whether they were declared in advance; exploratory unless the caller found them in a ledger.
    pub registration: Registration,
    /// The methodology in words: the cards of the indicators that were asked.
    pub cards: Cards,
    /// What was read.
    pub sources: Vec<Source>,
    /// Subjects written in a way that reference data know: they name nothing else, so they may be told outside the school.
    pub subjects: BTreeSet<String>,
    /// What people call the schools, by key; only where the data state a name.
    pub school_names: BTreeMap<String, String>,
    /// The papers.
    pub works: Vec<Work>,
    /// Result sets in the row order of every output (school, class, subject, procedure).
    pub sets: Vec<SetStudy>,
    /// Description by wider units: parallel, school, municipality, all.
    pub units: Vec<UnitStudy>,
    /// Attainment from marks (успеваемость, качество, СОУ, mean) by class, parallel, subject, school, period and year.
    pub attainment: Vec<AttainmentRow>,
    /// Agreement of two mark series (planned quarter mark ↔ interim attestation and the like), by class and subject.
    pub series: Vec<SeriesAgreement>,
    /// Dynamics over years or periods.
    pub dynamics: Vec<Dynamics>,
    /// Published references that could not be used, with the reason.
    pub unusable: Vec<UnusableReference>,
    /// Reference data used: id, version, source, confidence.
    pub references: Vec<ReferenceUse>,
    /// Readings of result sets counted by school and indicator, in this order.
    pub tallies: Vec<Tally>,
    /// Readings of units that are not result sets.
    pub other_units: Vec<UnitReading>,
    /// Records beside the result sets: what was read of them, or why the report has no place for them. Without a single set the headline says it.
    pub beyond: Vec<Text>,
    /// Headline numbers.
    pub headline: Headline,
}

impl Study {
    /// What people call a school; its key where the data state no name.
    #[must_use]
    pub fn school<'a>(&'a self, key: &'a str) -> &'a str {
        self.school_names.get(key).map_or(key, String::as_str)
    }
}

/// One paper as analysed.
#[derive(Clone, Debug, Serialize)]
pub struct Work {
    /// `kim` key = procedure.
    pub procedure: String,
    /// The same for readers outside the school: made of what the vocabulary and reference data know, of nothing that somebody wrote.
    pub code: String,
    /// «ВПР · русский язык · 4 класс · 2026».
    pub title: Text,
    /// Kind as written.
    pub kind: String,
    /// Subject as written.
    pub subject: String,
    /// Grade.
    pub grade: u8,
    /// School year.
    pub year: SchoolYear,
    /// Day.
    pub date: Option<Date>,
    /// Maximum.
    pub max: u16,
    /// (mark, least score).
    pub cuts: Vec<(u8, u16)>,
    /// Lowest mark.
    pub lowest: u8,
    /// How the scale is known, in words with confidence; empty text = no scale.
    pub scale_note: Text,
    /// Sets and schools.
    pub counts: [usize; 2],
    /// Scripts with a score; None where their number is kept from this reader.
    pub scripts: Option<usize>,
    /// Pupils on the lists of the classes that wrote; None where no file says it of every class.
    pub listed: Option<usize>,
    /// Notes on the fit of the model (convergence, rounds), in words; empty = no model was fitted.
    pub model_note: Text,
    /// Legal note for this kind of procedure (C1).
    pub regime_note: Text,
}

/// One result set as analysed.
#[derive(Clone, Debug)]
pub struct SetStudy {
    /// Ids.
    pub key: SetKey,
    /// Index into `Study::works`.
    pub work: usize,
    /// School as written.
    pub school: String,
    /// Class as written.
    pub class: String,
    /// Subject as written.
    pub subject: String,
    /// Procedure = `kim`.
    pub procedure: String,
    /// «5А · математика · ВПР, апрель 2026».
    pub title: Text,
    /// Scripts with a score.
    pub n: usize,
    /// Whether their number is kept from this reader.
    pub withheld: bool,
    /// Pupils listed as absent, None where the source does not list them.
    pub absent: Option<usize>,
    /// What it is compared with, in words.
    pub reference: Text,
    /// Rung of the ladder.
    pub ladder: Ladder,
    /// Answer or refusal.
    pub status: SetStatus,
    /// −log10 of the combined one-sided p; None where refused.
    pub score: Option<f64>,
    /// Own evidence.
    pub p_own: Option<f64>,
    /// Monte-Carlo error of the own p by the number of replicas, as a share of it; None where none were drawn.
    pub p_error: Option<f64>,
    /// Combined evidence.
    pub p: Option<f64>,
    /// Benjamini–Hochberg over the screen.
    pub q: Option<f64>,
    /// Local false discovery rate; empty under C and D, and where the protocol has flags off.
    pub lfdr: Option<f64>,
    /// Flagged: q, effect and own evidence all say so, on rungs A and B, where the protocol has flags on.
    pub flagged: bool,
    /// Not flagged, and would be if its p and those of the others came out lower by their Monte-Carlo error.
    pub at_threshold: bool,
    /// Worth a look: own evidence at the look level and a material effect.
    pub look: bool,
    /// Id of the indicator with the smallest own p among the upward ones.
    pub leading: Option<&'static str>,
    /// Passport.
    pub passport: Passport,
    /// Reasons of the passport.
    pub passport_reasons: Vec<Text>,
    /// Least lift of the mean, points, that would be worth a look with the power of the protocol; None where none would show on this paper.
    pub mde: Option<f64>,
    /// The same for a lift that would be flagged; None also where nothing is.
    pub mde_flag: Option<f64>,
    /// Innocent causes that the data themselves show, each with its size.
    pub innocent: Vec<Text>,
    /// Verdict chip.
    pub chip: Chip,
    /// The verdict in one or two sentences.
    pub verdict: Text,
    /// Why the row is as it is (the `reason_*` columns).
    pub reason: Text,
    /// Readings in the order of the registry.
    pub readings: Vec<SetReading>,
    /// What others compute of it, outside the screen; None where it is not compared with other schools.
    pub beside: Option<SetBeside>,
    /// Description of the set.
    pub description: Description,
    /// Rows it was read from.
    pub spans: Vec<Span>,
}

/// One indicator on one set.
#[derive(Clone, Debug, Serialize)]
pub struct SetReading {
    /// Indicator id.
    pub indicator: &'static str,
    /// Its version.
    pub version: &'static str,
    /// What it gave.
    pub outcome: Outcome,
    /// Benjamini–Hochberg over the rows of this indicator.
    pub q: Option<f64>,
}

/// A run of rows in a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// First row.
    pub first: Origin,
    /// Zero-based last row (inclusive) in the same source.
    pub last_row: u32,
}

/// Description of a wider unit.
#[derive(Clone, Debug)]
pub struct UnitStudy {
    /// Which unit.
    pub scope: UnitScope,
    /// Index into `Study::works`.
    pub work: usize,
    /// Name of the unit: school, municipality …
    pub name: String,
    /// «4 классы · русский язык · ВПР».
    pub title: Text,
    /// Description.
    pub description: Description,
    /// Indices of its sets in `Study::sets`.
    pub sets: Vec<usize>,
}

/// Wider unit of description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum UnitScope {
    /// Parallel of one school on one paper.
    Parallel,
    /// All schools of a municipality.
    Municipality,
    /// All schools in the data.
    All,
}

/// A published reference that does not fit the data.
#[derive(Clone, Debug, Serialize)]
pub struct UnusableReference {
    /// What it speaks of.
    pub kim: String,
    /// The same in words.
    pub title: Text,
    /// Where it was read.
    pub origin: Origin,
    /// Why it is not used.
    pub reason: Text,
}

/// A piece of reference data used.
#[derive(Clone, Debug, Serialize)]
pub struct ReferenceUse {
    /// File id.
    pub id: String,
    /// What people call it.
    pub title: Text,
    /// Version.
    pub version: String,
    /// What it was used for, source and confidence, in words.
    pub note: Text,
}

/// How the sets of one school fared under one indicator: nothing is pooled, they are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// School as written.
    pub school: String,
    /// Indicator id.
    pub indicator: &'static str,
    /// Its version.
    pub version: &'static str,
    /// Result sets.
    pub sets: usize,
    /// Those with an answer.
    pub answered: usize,
    /// Those worth a look that it leads.
    pub look: usize,
}

/// Headline numbers of a report.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Headline {
    /// Result sets.
    pub sets: usize,
    /// Answered.
    pub answered: usize,
    /// Too few scripts.
    pub too_few: usize,
    /// No data.
    pub no_data: usize,
    /// Worth a look.
    pub look: usize,
    /// Flagged.
    pub flagged: usize,
    /// Sets that honest data of this size would put among those worth a look, by the model.
    pub expected_by_chance: Option<f64>,
    /// How many ordinary sets are to be expected among the flagged; None where a flagged set has neither a local rate nor q.
    pub expected_innocent: Option<f64>,
    /// Scripts with a score; None where their number is kept from this reader.
    pub scripts: Option<usize>,
    /// Pupils; None as above.
    pub pupils: Option<usize>,
    /// Sets about which nothing is concluded.
    pub silent: usize,
    /// The first page: sentences a head reads in a minute, most important first.
    pub sentences: Vec<Text>,
}
