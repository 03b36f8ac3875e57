//! The corrected file again: which rows are the same, which changed and in what, which are new or gone. A row is known by its text, then by its
//! number, so that one that only moved is the same row.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::draft::{Draft, Row};
use super::letters;

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "became")]
pub enum Change {
    /// It says what it said, perhaps in another place or under another number.
    Same {
        /// Index in the earlier draft.
        was: usize,
        /// Index in the later one.
        is: usize,
        /// Its number or its block is another.
        moved: bool,
    },
    /// It says something else.
    Changed {
        /// Index in the earlier draft.
        was: usize,
        /// Index in the later one.
        is: usize,
        /// In what.
        fields: Vec<Field>,
    },
    /// It stands only in the later draft.
    New {
        /// Index there.
        is: usize,
    },
    /// It stands only in the earlier one.
    Gone {
        /// Index there.
        was: usize,
    },
}

/// What of a row changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// The measure.
    Text,
    /// The date.
    When,
    /// Who.
    Owners,
    /// What is expected.
    Expected,
    /// Another column.
    Others,
}

/// Share of common words from which two texts under one number are one row.
const SAME_PLACE: f64 = 0.4;
/// The same wherever they stand.
const ANYWHERE: f64 = 0.7;

/// Compares two drafts of one plan: rows of the later in order, then those that are gone.
#[must_use]
pub fn compare(was: &Draft, is: &Draft) -> Vec<Change> {
    let mut pairing = Pairing { was, is, of: vec![None; is.rows.len()], taken: vec![false; was.rows.len()] };
    pairing.pair(|a, b| letters::same(&a.text) == letters::same(&b.text) && place(was, a) == place(is, b));
    pairing.pair(|a, b| letters::same(&a.text) == letters::same(&b.text));
    pairing.pair(|a, b| place(was, a) == place(is, b) && !a.number.is_empty() && common(a, b) >= SAME_PLACE);
    pairing.pair(|a, b| common(a, b) >= ANYWHERE);
    let kept = pairing.of.iter().enumerate().map(|(at, of)| pairing.change(at, *of));
    let gone = pairing.taken.iter().enumerate().filter(|(_, taken)| !**taken).map(|(was, _)| Change::Gone { was });
    kept.chain(gone).collect()
}

struct Pairing<'a> {
    was: &'a Draft,
    is: &'a Draft,
    of: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Pairing<'_> {
    /// Pairs rows that are still alone and fit, each with the first that does.
    fn pair(&mut self, fits: impl Fn(&Row, &Row) -> bool) {
        for (row, of) in self.is.rows.iter().zip(&mut self.of).filter(|(_, of)| of.is_none()) {
            let free = self.was.rows.iter().enumerate().filter(|(at, _)| self.taken.get(*at) == Some(&false));
            if let Some((at, _)) = free.into_iter().find(|(_, earlier)| fits(earlier, row)) {
                *of = Some(at);
                self.taken.get_mut(at).into_iter().for_each(|taken| *taken = true);
            }
        }
    }

    fn change(&self, is: usize, was: Option<usize>) -> Change {
        let rows = was.and_then(|was| Some((was, self.was.rows.get(was)?, self.is.rows.get(is)?)));
        let Some((was, earlier, later)) = rows else { return Change::New { is } };
        let fields = fields(earlier, later);
        let moved = place(self.was, earlier) != place(self.is, later);
        if fields.is_empty() { Change::Same { was, is, moved } } else { Change::Changed { was, is, fields } }
    }
}

/// Where a row stands: its block by title, and its number.
fn place(draft: &Draft, row: &Row) -> (String, String) {
    (draft.block_of(row).map_or_else(String::new, |block| letters::same(&block.title)), letters::same(&row.number))
}

/// Marks and case are no change; words are.
fn fields(was: &Row, is: &Row) -> Vec<Field> {
    let differ = |a: &str, b: &str| letters::same(a) != letters::same(b);
    let said = |row: &Row| row.others.iter().map(|(_, text)| letters::same(text)).collect::<Vec<_>>();
    [
        (Field::Text, differ(&was.text, &is.text)),
        (Field::When, was.understood.rules != is.understood.rules || differ(&was.when.text, &is.when.text)),
        (Field::Owners, differ(&was.owners.text, &is.owners.text)),
        (Field::Expected, differ(&was.expected, &is.expected)),
        (Field::Others, said(was) != said(is)),
    ]
    .into_iter()
    .filter(|(_, changed)| *changed)
    .map(|(field, _)| field)
    .collect()
}

/// Share of words two texts have in common.
fn common(a: &Row, b: &Row) -> f64 {
    let words = |row: &Row| letters::words(&row.text).into_iter().filter(|word| word.chars().count() > 2).collect::<BTreeSet<_>>();
    let (a, b) = (words(a), words(b));
    #[expect(clippy::cast_precision_loss, reason = "words of a sentence")]
    let share = |of: usize, all: usize| if all == 0 { 0.0 } else { of as f64 / all as f64 };
    share(a.intersection(&b).count(), a.union(&b).count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::draft::Block;
    use crate::plan::words::{Context, read};
    use crate::provenance::Place;
    use crate::vocabulary::SchoolYear;

    /// Lines `block | number | text | when | owners`.
    fn draft(lines: &[&str]) -> Draft {
        let mut draft = Draft::default();
        for line in lines {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            if draft.blocks.last().is_none_or(|block| block.title != cells[0]) {
                draft.blocks.push(Block { place: Place::default(), number: String::new(), title: cells[0].to_owned() });
            }
            let mut row = Row::saying(cells[2]);
            row.block = Some(draft.blocks.len() - 1);
            row.number = cells[1].to_owned();
            row.when.text = cells[3].to_owned();
            row.owners.text = cells[4].to_owned();
            row.understood = read(cells[3], &Context { year: SchoolYear(2026), periods: &[], about: "" });
            draft.rows.push(row);
        }
        draft
    }

    const PLAN: [&str; 4] = [
        "Процедуры | 1. | Составить график работ | сентябрь | Завуч",
        "Процедуры | 2. | Провести инструктаж организаторов | октябрь | Координатор",
        "Родители | 1. | Общешкольное собрание | ноябрь | Директор",
        "Родители | 2. | Беседы с родителями выпускников | в течение года | Классные руководители",
    ];

    #[test]
    fn the_same_file_changes_nothing() {
        let plan = draft(&PLAN);
        let changes = compare(&plan, &plan);
        assert_eq!(changes, (0..4).map(|at| Change::Same { was: at, is: at, moved: false }).collect::<Vec<_>>());
        let other_marks =
            draft(&[PLAN[0], "Процедуры | 2 | Провести инструктаж   организаторов. | ОКТЯБРЬ | Координатор", PLAN[2], PLAN[3]]);
        assert!(compare(&plan, &other_marks).iter().all(|change| matches!(change, Change::Same { moved: false, .. })));
    }

    #[test]
    fn a_moved_row_is_the_same_row() {
        let later = draft(&[
            "Процедуры | 1. | Провести инструктаж организаторов | октябрь | Координатор",
            "Процедуры | 2. | Составить график работ | сентябрь | Завуч",
            "Родители | 1. | Беседы с родителями выпускников | в течение года | Классные руководители",
        ]);
        let changes = compare(&draft(&PLAN), &later);
        let expected =
            [(1, 0), (0, 1), (3, 2)].map(|(was, is)| Change::Same { was, is, moved: true }).into_iter().chain([Change::Gone { was: 2 }]);
        assert_eq!(changes, expected.collect::<Vec<_>>());
    }

    #[test]
    fn a_corrected_row_is_changed_in_its_fields_only() {
        let later = draft(&[
            "Процедуры | 1. | Составить единый график работ | до 10 сентября | Завуч",
            "Процедуры | 2. | Провести инструктаж организаторов | октябрь | Координатор, завуч",
            "Процедуры | 3. | Распределить наблюдателей | март | Координатор",
            "Родители | 1. | Общешкольное собрание | ноябрь | Директор",
            "Родители | 2. | Психологический тренинг | апрель | Психолог",
        ]);
        let changes = compare(&draft(&PLAN), &later);
        assert_eq!(
            changes,
            [
                Change::Changed { was: 0, is: 0, fields: vec![Field::Text, Field::When] },
                Change::Changed { was: 1, is: 1, fields: vec![Field::Owners] },
                Change::New { is: 2 },
                Change::Same { was: 2, is: 3, moved: false },
                Change::New { is: 4 },
                Change::Gone { was: 3 },
            ]
        );
    }
}
