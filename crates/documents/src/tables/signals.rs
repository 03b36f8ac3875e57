//! `signals.csv`: one row per set × indicator; its columns after the keys are those of every other unit too.

use methodology::card::{Outcome, Reading};
use methodology::study::{SetReading, SetStudy};
use methodology::text::{Lang, Text};
use methodology::words::SetStatus;

use super::audience::{outside, parallel_sets, small};
use super::cells::{document as csv, flag, number, text};
use crate::cards;
use crate::outputs::{Document, DocumentsError, Material};

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
    if outside(material.study) {
        let mut rows = Vec::new();
        for group in parallel_sets(material.study) {
            if let [only] = group.sets.as_slice()
                && !small(only.n)
            {
                rows.extend(readings(only, &group.grade.to_string(), material.lang));
            }
        }
        return csv("signals.csv", &head, rows);
    }
    csv("signals.csv", &head, material.study.sets.iter().flat_map(|set| readings(set, &set.class, material.lang)))
}

fn readings(set: &SetStudy, class: &str, lang: Lang) -> Vec<Vec<String>> {
    let keys = keys(set, class);
    set.readings.iter().map(|reading| keys.iter().cloned().chain(columns(set, reading, lang)).collect()).collect()
}

/// The four keys of a set as cells.
pub(super) fn keys(set: &SetStudy, class: &str) -> [String; 4] {
    [text(&set.school), text(class), text(&set.subject), text(&set.procedure)]
}

fn columns(set: &SetStudy, reading: &SetReading, lang: Lang) -> Vec<String> {
    let unit = cards::find(reading.indicator).map_or("", |card| card.unit.code());
    let flagged = set.flagged && set.status == SetStatus::Ok && set.leading == Some(reading.indicator);
    match &reading.outcome {
        Outcome::Answered(answer) => answered(reading, answer, unit, flagged, lang),
        Outcome::TooFew { n, why, .. } => refused(reading.indicator, reading.version, Some(*n), unit, SetStatus::TooFew, why),
        Outcome::NoData { why } => refused(reading.indicator, reading.version, None, unit, SetStatus::NoData, why),
    }
}

fn answered(reading: &SetReading, answer: &Reading, unit: &str, flagged: bool, lang: Lang) -> Vec<String> {
    vec![
        reading.indicator.to_owned(),
        reading.version.to_owned(),
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
        number(reading.q),
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
