//! `screen.csv`: one row per result set, refused sets included.

use records::study::SetStudy;
use records::vocabulary::{Passport, SetStatus};
use words::{both, tables};

use super::audience::{ParallelSets, parallel_sets};
use super::cells::{document as csv, flag, number, text};
use crate::Material;
use crate::document::{Document, DocumentsError};

pub(super) const HEAD: [&str; 21] = [
    "school",
    "class",
    "subject",
    "procedure",
    "n",
    "reference",
    "ladder",
    "status",
    "score",
    "p_own",
    "p",
    "q",
    "lfdr",
    "flagged",
    "leading_indicator",
    "passport",
    "mde",
    "reason_ru",
    "reason_en",
    "mde_flag",
    "at_threshold",
];

pub(super) fn document(material: &Material<'_>) -> Result<Document, DocumentsError> {
    let rows: Vec<Vec<String>> = if material.outside() {
        parallel_sets(&material.study).iter().map(|group| parallel(group, material)).collect()
    } else {
        material.study.sets.iter().map(|set| row(set, material)).collect()
    };
    csv("screen.csv", &HEAD, rows)
}

fn row(set: &SetStudy, material: &Material<'_>) -> Vec<String> {
    let answered = |value: Option<f64>| number(value.filter(|_| set.status == SetStatus::Ok));
    vec![
        text(&set.school),
        text(&set.class),
        text(&set.subject),
        text(&set.procedure),
        set.n.to_string(),
        text(set.reference.in_lang(material.lang)),
        set.ladder.code().to_owned(),
        set.status.code().to_owned(),
        answered(set.score),
        answered(set.p_own),
        answered(set.p),
        answered(set.q),
        answered(set.lfdr),
        flag(set.flagged && set.status == SetStatus::Ok),
        set.leading.filter(|_| set.status == SetStatus::Ok).unwrap_or_default().to_owned(),
        set.passport.code().to_owned(),
        answered(set.mde),
        text(&set.reason.ru),
        text(&set.reason.en),
        answered(set.mde_flag),
        flag(set.at_threshold && set.status == SetStatus::Ok),
    ]
}

/// The row of a parallel: counts alone, for what is shown of a set is of a class.
fn parallel(group: &ParallelSets<'_>, material: &Material<'_>) -> Vec<String> {
    let n = group.n(&material.study);
    match group.sets.as_slice() {
        [first, ..] => {
            let (classes, least) = (group.sets.len(), material.study.small_cell);
            let reason =
                both(|lang| if n.is_none() { tables::outside_small(lang, least) } else { tables::outside_parallel(lang, classes) });
            let weakest = group.sets.iter().map(|set| set.ladder).max().unwrap_or(first.ladder);
            let passport = group.sets.iter().map(|set| set.passport).max().unwrap_or(Passport::Internal);
            let mut cells = vec![text(&first.school), group.grade.to_string(), text(&first.subject), text(&first.procedure)];
            cells.push(n.map_or_else(String::new, |n| n.to_string()));
            cells.push(text(first.reference.in_lang(material.lang)));
            cells.extend([weakest.code().to_owned(), SetStatus::NoData.code().to_owned()]);
            cells.extend(vec![String::new(); 5]);
            cells.extend([flag(false), String::new(), passport.code().to_owned(), String::new()]);
            cells.extend([text(&reason.ru), text(&reason.en), String::new(), flag(false)]);
            cells
        }
        [] => vec![String::new(); HEAD.len()],
    }
}
