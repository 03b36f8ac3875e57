//! `signals.csv`: one row per set × indicator; its columns after the keys are those of every other unit too.

use records::card::{Outcome, Reading};
use records::study::{Description, SetReading, SetStudy};
use records::text::{Lang, Text};
use records::vocabulary::{Direction, SetStatus, Unit};
use words::{Word, both, tables};

use super::audience::{ParallelSets, parallel_sets};
use super::cells::{document as csv, flag, number, text};
use crate::Material;
use crate::document::{Document, DocumentsError};

/// Version of the descriptive rows that have no card of an indicator.
pub(super) const DESCRIPTION: &str = "1";

/// Columns after the keys.
pub(super) const COLUMNS: [&str; 18] = [
    "indicator",
    "version",
    "n",
    "direction",
    "effect",
    "unit",
    "ci_low",
    "ci_high",
    "mde",
    "z",
    "p",
    "p_kind",
    "q",
    "flagged",
    "status",
    "reference",
    "explanation_ru",
    "explanation_en",
];

/// Keys of a result set.
pub(super) const SET_KEYS: [&str; 4] = ["school", "class", "subject", "procedure"];

pub(super) fn document(material: &Material<'_>) -> Result<Document, DocumentsError> {
    let head: Vec<&str> = SET_KEYS.iter().chain(&COLUMNS).copied().collect();
    if material.outside() {
        let mut rows = Vec::new();
        for group in parallel_sets(&material.study) {
            rows.extend(described(&group, material));
        }
        return csv("signals.csv", &head, rows);
    }
    csv("signals.csv", &head, material.study.sets.iter().flat_map(|set| readings(material, set)))
}

/// The description of a parallel in numbers: mean score and shares with their intervals. No indicator is computed for a
/// parallel, so these rows have no p; shares that would show a group of one to four pupils are left out.
fn described(group: &ParallelSets<'_>, material: &Material<'_>) -> Vec<Vec<String>> {
    let (Some(first), Some(d)) = (group.sets.first(), group.description(&material.study)) else { return Vec::new() };
    let keys = keys(first, &group.grade.to_string());
    let mut rows = Vec::new();
    let mut add = |id: &str, n: usize, interval: [f64; 3], unit: Unit, why: &Text| {
        let mut row = keys.to_vec();
        row.extend([id.to_owned(), DESCRIPTION.to_owned(), n.to_string(), Direction::None.code().to_owned()]);
        row.extend([number(Some(interval[1])), unit.code().to_owned(), number(Some(interval[0])), number(Some(interval[2]))]);
        row.extend(vec![String::new(); 5]);
        row.extend([flag(false), SetStatus::Ok.code().to_owned(), String::new(), text(&why.ru), text(&why.en)]);
        rows.push(row);
    };
    if let Some(scores) = &d.scores {
        let max = material.study.works.get(first.work).map_or(0, |work| usize::from(work.max));
        add("mean", d.n, scores.mean, Unit::Points, &both(|lang| tables::parallel_mean(lang, group.sets.len(), max)));
    }
    for (id, what, n, share) in shares(d) {
        let why = both(|lang| tables::parallel_share(lang, what(lang)));
        add(id, n, share.map(|share| 100.0 * share), Unit::Pp, &why);
    }
    rows
}

/// Shares of pupils in a description: id, its words, pupils, (low, share, high).
fn shares(d: &Description) -> Vec<(&'static str, Word, usize, [f64; 3])> {
    let mut found = Vec::new();
    if let Some(marks) = &d.marks {
        let a = &marks.attainment;
        found.extend(a.pass.map(|share| ("pass", tables::parallel_pass as Word, a.n, share)));
        found.extend(a.quality.map(|share| ("quality", tables::parallel_quality as Word, a.n, share)));
    }
    if let Some(journal) = &d.journal {
        let names: [(&str, Word); 3] =
            [("lowered", tables::parallel_lowered), ("confirmed", tables::parallel_confirmed), ("raised", tables::parallel_raised)];
        found.extend(names.into_iter().zip(journal.shares).map(|((id, what), share)| (id, what, journal.n, share)));
    }
    found
}

fn readings(material: &Material<'_>, set: &SetStudy) -> Vec<Vec<String>> {
    let keys = keys(set, &set.class);
    set.readings.iter().map(|reading| keys.iter().cloned().chain(columns(material, set, reading)).collect()).collect()
}

/// The four keys of a set as cells.
pub(super) fn keys(set: &SetStudy, class: &str) -> [String; 4] {
    [text(&set.school), text(class), text(&set.subject), text(&set.procedure)]
}

fn columns(material: &Material<'_>, set: &SetStudy, reading: &SetReading) -> Vec<String> {
    let lang = material.lang;
    let unit = material.study.cards.find(reading.indicator).map_or("", |card| card.unit.code());
    let flagged = set.flagged && set.status == SetStatus::Ok && set.leading == Some(reading.indicator);
    match &reading.outcome {
        Outcome::Answered(answer) => answered([reading.indicator, reading.version], answer, reading.q, unit, flagged, lang),
        Outcome::TooFew { n, why, .. } => refused(reading.indicator, reading.version, Some(*n), unit, SetStatus::TooFew, why),
        Outcome::NoData { why } => refused(reading.indicator, reading.version, None, unit, SetStatus::NoData, why),
    }
}

/// The columns of an answer; `whose` = indicator and its version.
pub(super) fn answered(whose: [&str; 2], answer: &Reading, q: Option<f64>, unit: &str, flagged: bool, lang: Lang) -> Vec<String> {
    vec![
        whose[0].to_owned(),
        whose[1].to_owned(),
        answer.n.to_string(),
        answer.direction.code().to_owned(),
        number(Some(answer.effect)),
        unit.to_owned(),
        number(Some(answer.ci[0])),
        number(Some(answer.ci[1])),
        number(Some(answer.mde)),
        number(Some(answer.z)),
        number(Some(answer.p)),
        answer.p_kind.code().to_owned(),
        number(q),
        flag(flagged),
        SetStatus::Ok.code().to_owned(),
        text(answer.reference.in_lang(lang)),
        text(&answer.explanation.ru),
        text(&answer.explanation.en),
    ]
}

/// The columns of a refusal: the row stays, its numbers are empty.
pub(super) fn refused(indicator: &str, version: &str, n: Option<usize>, unit: &str, status: SetStatus, why: &Text) -> Vec<String> {
    let mut cells = vec![indicator.to_owned(), version.to_owned(), n.map_or(String::new(), |n| n.to_string())];
    cells.extend([String::new(), String::new(), unit.to_owned()]);
    cells.extend(vec![String::new(); 7]);
    cells.extend([flag(false), status.code().to_owned(), String::new(), text(&why.ru), text(&why.en)]);
    cells
}
