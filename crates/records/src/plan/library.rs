//! The library plan: measures in this project's own words for every requirement a school itself carries out. A data file with a version.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::words::{Context, Understood, read};
use crate::provenance::Citation;
use crate::text::Text;
use crate::vocabulary::SchoolYear;

/// The library with its version.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Library {
    /// Stable id, also the file name.
    pub id: String,
    /// Version.
    pub version: String,
    /// Title.
    pub title: Text,
    /// Blocks in the order of a plan.
    #[serde(rename = "block")]
    pub blocks: Vec<LibraryBlock>,
    /// Measures, block after block.
    #[serde(rename = "measure")]
    pub measures: Vec<Measure>,
}

/// A heading of the library plan.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LibraryBlock {
    /// Key.
    pub key: String,
    /// Title.
    pub title: String,
}

/// One measure of the library.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Key, never reused.
    pub key: String,
    /// Key of its block.
    pub block: String,
    /// Requirements it carries out: R1 … R47.
    pub requirements: Vec<Requirement>,
    /// What is done.
    pub text: String,
    /// When, in the words of a plan.
    pub when: String,
    /// Who, as a post.
    pub who: String,
    /// What is expected: the evidence.
    pub expected: String,
    /// The register it opens.
    pub register: Register,
    /// Whether a second person accepts what was done.
    #[serde(default)]
    pub accept: bool,
    /// What it should move (D12), where that can be looked at.
    #[serde(default)]
    pub effect: Option<Effect>,
    /// Other words by which a row of a plan is known for it.
    pub terms: String,
    /// The law or letter it rests on, where it rests on one.
    #[serde(default)]
    pub cite: Option<Citation>,
}

/// A requirement of the plan that started the program, R1 … R48.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Requirement(u8);

/// How many there are.
const REQUIREMENTS: u8 = 48;
/// Asks that every measure has a date and an owner: the plan itself, no measure of it.
const NO_MEASURE: u8 = 48;

impl Requirement {
    /// Those a school carries out by measures.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=REQUIREMENTS).filter(|number| *number != NO_MEASURE).map(Self)
    }

    /// Its number.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<String> for Requirement {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let number = text.strip_prefix('R').and_then(|number| number.parse().ok());
        number
            .filter(|number| (1..=REQUIREMENTS).contains(number))
            .map(Self)
            .ok_or_else(|| format!("\"{text}\" is no requirement; expected R1 … R{REQUIREMENTS}"))
    }
}

impl From<Requirement> for String {
    fn from(requirement: Requirement) -> Self {
        requirement.to_string()
    }
}

impl std::fmt::Display for Requirement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "R{}", self.0)
    }
}

/// The register a measure opens with one click, and which closes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Register {
    /// Read and acknowledged, with a date and a signature.
    Acquaintance,
    /// Briefings.
    Briefing,
    /// Cases, and lists of what they confirmed.
    Cases,
    /// Packages, access to papers.
    Custody,
    /// The day of a procedure: rooms, incidents.
    Day,
    /// Talks with families, outcome only.
    Families,
    /// Lesson visits.
    LessonVisit,
    /// Agreeing on marking, marking.
    Marking,
    /// Materials selected and used.
    Materials,
    /// Meetings with agenda and decisions.
    Meeting,
    /// Observers and their acts.
    Observation,
    /// Olympiads.
    Olympiad,
    /// Plans and their levels.
    Plan,
    /// Consultations and talks with pupils.
    Pupils,
    /// Readiness of rooms and school.
    Readiness,
    /// Re-check of scripts.
    Recheck,
    /// Results and their analysis.
    Results,
    /// Individual routes.
    Route,
    /// Schedule of procedures.
    Schedule,
    /// Support of teachers.
    Support,
    /// Training of staff.
    Training,
    /// Works of the school and their bank.
    Works,
}

/// What a measure should move, and when that is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// What is looked at.
    pub what: String,
    /// Which way it should move.
    pub direction: Direction,
    /// When, in the words of a plan.
    pub look: String,
}

/// Which way something should move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// More of it is wanted.
    Up,
    /// Less of it is wanted.
    Down,
}

impl Direction {
    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }

    /// The one of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Up, Self::Down].into_iter().find(|one| one.code() == code)
    }
}

/// The shipped library is damaged.
#[derive(Debug, thiserror::Error)]
#[error("plan-library.toml: {0}")]
pub struct LibraryError(#[from] toml::de::Error);

impl Library {
    /// The library shipped with the program.
    ///
    /// # Errors
    /// Only where the shipped file is damaged; a test reads it.
    pub fn shipped() -> Result<&'static Self, LibraryError> {
        // Asked for with every page of a measure: parsed once.
        static SHIPPED: OnceLock<Library> = OnceLock::new();
        if let Some(shipped) = SHIPPED.get() {
            return Ok(shipped);
        }
        let parsed = toml::from_str(include_str!("../../reference-data/plan-library.toml"))?;
        Ok(SHIPPED.get_or_init(|| parsed))
    }

    /// A measure by its key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.key == key)
    }

    /// Measures that carry out a requirement.
    pub fn of(&self, requirement: Requirement) -> impl Iterator<Item = &Measure> {
        self.measures.iter().filter(move |measure| measure.requirements.contains(&requirement))
    }

    /// The title of a measure's block.
    #[must_use]
    pub fn block_title(&self, measure: &Measure) -> &str {
        self.blocks.iter().find(|block| block.key == measure.block).map_or("", |block| block.title.as_str())
    }
}

impl Measure {
    /// Its dates in a year.
    #[must_use]
    pub fn dates(&self, year: SchoolYear) -> Understood {
        read(&self.when, &Context { year, periods: &[], about: &self.text })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::words::Why;

    fn library() -> &'static Library {
        Library::shipped().unwrap()
    }

    #[test]
    fn every_requirement_a_school_carries_out_has_a_measure() {
        let library = library();
        let bare: Vec<String> =
            Requirement::all().filter(|requirement| library.of(*requirement).next().is_none()).map(|r| r.to_string()).collect();
        assert!(bare.is_empty(), "{bare:?}");
        assert!(
            library
                .measures
                .iter()
                .all(|measure| !measure.requirements.is_empty() && measure.requirements.iter().all(|r| r.number() != NO_MEASURE))
        );
    }

    #[test]
    fn keys_are_unique_and_blocks_stand_together() {
        let library = library();
        let mut keys: Vec<&str> = library.measures.iter().map(|measure| measure.key.as_str()).collect();
        keys.sort_unstable();
        let all = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), all);
        let mut blocks: Vec<&str> = library.measures.iter().map(|measure| measure.block.as_str()).collect();
        blocks.dedup();
        assert_eq!(blocks, library.blocks.iter().map(|block| block.key.as_str()).collect::<Vec<_>>());
    }

    /// The library speaks the language of dates that the program reads, without a slip and with no date left open.
    #[test]
    fn every_date_is_understood() {
        for measure in &library().measures {
            let effect = measure.effect.as_ref().map(|effect| effect.look.clone());
            for words in std::iter::once(measure.when.clone()).chain(effect) {
                let read = read(&words, &Context { year: SchoolYear(2026), periods: &[], about: &measure.text });
                assert!(
                    !read.rules.is_empty() && read.asks.iter().all(|ask| ask.why == Why::WhichSchedule),
                    "{}: {words}: {read:?}",
                    measure.key
                );
                assert!(
                    !read.rules.contains(&crate::plan::When::Scheduled { by: crate::plan::Schedule::Unknown }),
                    "{}: {words}",
                    measure.key
                );
            }
            assert_eq!(
                measure.dates(SchoolYear(2026)).asks.is_empty(),
                !measure.dates(SchoolYear(2026)).rules.iter().any(|rule| matches!(rule, crate::plan::When::Scheduled { .. }))
            );
        }
    }

    /// A version stands for its content: a plan keeps which library it was compared with.
    #[test]
    fn a_changed_library_has_a_new_version() {
        let text = include_str!("../../reference-data/plan-library.toml");
        let lines: String = text.lines().filter(|line| !line.starts_with("version =")).collect();
        let content = lines.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
        let known = ("2026.1", 0x1e4c_d9e9_a272_ed07_u64);
        assert_eq!(
            (library().version.as_str(), content),
            known,
            "the library changed: give it a new version and put {content:#018x}_u64 here"
        );
    }

    #[test]
    fn a_wrong_requirement_is_refused() {
        for wrong in ["R0", "R49", "1", "r1", ""] {
            assert!(Requirement::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }
}
