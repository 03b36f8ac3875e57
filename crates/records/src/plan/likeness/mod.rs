//! Which measure of the library a row of a plan corresponds to: by the words they share, each weighed by how rare it is in the library. A wrong
//! correspondence costs more than none, so one is named only where it is good by itself and clearly better than the next.

mod stems;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use psychometrics::math;

use super::draft::Draft;
use super::library::{Library, Measure, Requirement};
use stems::stems;

/// Least likeness of a correspondence. This and `AHEAD` were chosen on rows written for it (`tests`), a wrong one counted as three missing ones.
const LEAST: f64 = 0.28;
/// How much better than the next one it is.
const AHEAD: f64 = 1.15;
/// From here on it is close.
const CLOSE: f64 = 0.50;
/// Fewest words they share: one says too little.
const ALIKE_WORDS: usize = 2;
/// What a word of the heading counts, a word of the row being 1.
const OF_BLOCK: f64 = 0.25;
/// What a word that the library does not know weighs: no more than one that stands in most of its measures, it says nothing for or against.
const UNKNOWN: f64 = 0.35;

/// How alike a row and a measure are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// To be looked at.
    Likely,
    /// They share most of what they say.
    Close,
}

/// A row's measure of the library, and why it is taken for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Key of the measure.
    pub key: String,
    /// How alike.
    pub grade: Grade,
    /// 0 to 1.
    pub likeness: f64,
    /// Words of the row that both share, the rarest first.
    pub shared: Vec<String>,
}

/// The library made ready for comparing.
#[derive(Debug)]
pub struct Likeness<'a> {
    measures: Vec<&'a Measure>,
    said: Alike,
}

/// Texts made ready for comparing: what each says, and how rare its words are among them.
#[derive(Debug)]
pub struct Alike {
    said: Vec<BTreeSet<String>>,
    weights: BTreeMap<String, f64>,
}

/// The text a row is like.
#[derive(Clone, Debug, PartialEq)]
pub struct Nearest {
    /// Which one.
    pub index: usize,
    /// 0 to 1.
    pub likeness: f64,
    /// Words of the row that both share, the rarest first.
    pub shared: Vec<String>,
}

impl<'a> Likeness<'a> {
    /// Weighs the words of a library.
    #[must_use]
    pub fn of(library: &'a Library) -> Self {
        let said = Alike::of(library.measures.iter().map(|measure| format!("{} {}", measure.text, measure.terms)));
        Self { measures: library.measures.iter().collect(), said }
    }

    /// The measure a row corresponds to, or none.
    #[must_use]
    pub fn find(&self, block: &str, text: &str) -> Option<Match> {
        let Nearest { index, likeness, shared } = self.said.nearest(block, text)?;
        let grade = if likeness >= CLOSE { Grade::Close } else { Grade::Likely };
        Some(Match { key: self.measures.get(index)?.key.clone(), grade, likeness, shared })
    }
}

impl Alike {
    /// Weighs the words of some texts.
    #[must_use]
    pub fn of(texts: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let said: Vec<BTreeSet<String>> = texts.into_iter().map(|text| stems(text.as_ref()).into_keys().collect()).collect();
        let mut counts: BTreeMap<String, f64> = BTreeMap::new();
        for stem in said.iter().flatten() {
            *counts.entry(stem.clone()).or_default() += 1.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "a plan has some hundreds of measures")]
        let all = said.len() as f64;
        let weights = counts.into_iter().map(|(stem, count)| (stem, math::ln(1.0 + all / count))).collect();
        Self { said, weights }
    }

    /// The text a row under a heading is like, or none.
    #[must_use]
    pub fn nearest(&self, block: &str, text: &str) -> Option<Nearest> {
        let (row, under) = (stems(text), stems(block));
        let likeness = |said: &BTreeSet<String>| self.likeness(&row, &under, said);
        let mut scored: Vec<_> = self.said.iter().enumerate().map(|(index, said)| (likeness(said), index, said)).collect();
        // The order of the texts decides between equals.
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (best, index, said) = *scored.first()?;
        let next = scored.get(1).map_or(0.0, |(next, ..)| *next);
        let mut shared: Vec<(&String, &String)> = row.iter().filter(|(stem, _)| said.contains(*stem)).collect();
        // One word that both happen to use is no likeness: «праздник параллелей».
        if best < LEAST || best < next * AHEAD || shared.len() < ALIKE_WORDS {
            return None;
        }
        shared.sort_by(|a, b| self.weight(b.0).total_cmp(&self.weight(a.0)));
        Some(Nearest { index, likeness: best, shared: shared.into_iter().map(|(_, word)| word.clone()).collect() })
    }

    /// What both say, as a share of what each says: the geometric mean of the two shares.
    fn likeness(&self, row: &BTreeMap<String, String>, under: &BTreeMap<String, String>, said: &BTreeSet<String>) -> f64 {
        let heading = under.keys().filter(|stem| !row.contains_key(*stem)).map(|stem| (stem, OF_BLOCK));
        let (mut both, mut all) = (0.0, 0.0);
        for (stem, counts) in row.keys().map(|stem| (stem, 1.0)).chain(heading) {
            let weight = counts * self.weight(stem);
            both += if said.contains(stem) { weight } else { 0.0 };
            all += weight;
        }
        let whole: f64 = said.iter().map(|stem| self.weight(stem)).sum();
        if all <= 0.0 || whole <= 0.0 { 0.0 } else { both / (all * whole).sqrt() }
    }

    fn weight(&self, stem: &str) -> f64 {
        self.weights.get(stem).copied().unwrap_or(UNKNOWN)
    }
}

/// What a plan corresponds to in the library, and which requirements nothing in it covers.
#[derive(Clone, Debug, PartialEq)]
pub struct Correspondence {
    /// For each row of the draft its measure.
    pub rows: Vec<Option<Match>>,
    /// Requirements no row covers, each with keys of measures to add.
    pub gaps: Vec<Gap>,
}

/// A requirement no row of a plan covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The requirement.
    pub requirement: Requirement,
    /// Measures of the library that carry it out.
    pub measures: Vec<String>,
}

impl Correspondence {
    /// Compares a draft with the library.
    #[must_use]
    pub fn of(draft: &Draft, library: &Library) -> Self {
        let likeness = Likeness::of(library);
        let block = |row| draft.block_of(row).map_or("", |block| block.title.as_str());
        let rows: Vec<Option<Match>> = draft.rows.iter().map(|row| likeness.find(block(row), &row.text)).collect();
        let covered = rows.iter().flatten().map(|found| found.key.as_str());
        Self { gaps: gaps(library, covered), rows }
    }
}

/// Requirements that none of these measures carries out, each with those of the library that would.
#[must_use]
pub fn gaps<'k>(library: &Library, covered: impl IntoIterator<Item = &'k str>) -> Vec<Gap> {
    let covered: BTreeSet<Requirement> =
        covered.into_iter().filter_map(|key| library.get(key)).flat_map(|measure| measure.requirements.iter().copied()).collect();
    let open = Requirement::all().filter(|requirement| !covered.contains(requirement));
    open.map(|requirement| Gap { requirement, measures: library.of(requirement).map(|measure| measure.key.clone()).collect() }).collect()
}
