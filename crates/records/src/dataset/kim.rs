//! A paper and its scripts: items, scale, scores.

use jiff::civil::Date;
use serde::Serialize;

use super::{ClassId, PersonId, SchoolId, SubjectId, TeacherId};
use crate::provenance::{Citation, Origin};
use crate::vocabulary::{Attendance, Format, Kind, Level, SchoolYear};

/// The score cell of one pupil on one item. `X`, `N`, "not marked" and points are four things (missing is not zero).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(u8);

impl Score {
    /// `X`: the pupil did not attempt the item; 0 points.
    pub const NOT_ATTEMPTED: Self = Self(251);
    /// `N`: the topic was not taught; the item leaves the pupil's maximum.
    pub const NOT_TAUGHT: Self = Self(252);
    /// Nothing was written down.
    pub const NOT_MARKED: Self = Self(253);

    /// Points 0..=250.
    #[must_use]
    pub const fn points(points: u8) -> Option<Self> {
        if points <= 250 { Some(Self(points)) } else { None }
    }

    /// Points this cell is worth: `X` = 0; `N` and "not marked" have none.
    #[must_use]
    pub const fn value(self) -> Option<u8> {
        match self.0 {
            0..=250 => Some(self.0),
            251 => Some(0),
            _ => None,
        }
    }

    /// The byte kept in memory (points, or 251/252/253).
    #[must_use]
    pub const fn byte(self) -> u8 {
        self.0
    }
}

/// One item of a KIM.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Item {
    /// Name as in the KIM: `9.1`, `5К1`.
    pub name: String,
    /// Greatest number of points, ≥ 1.
    pub max: u8,
    /// Answer format, where known.
    pub format: Option<Format>,
    /// Declared level, where known.
    pub level: Option<Level>,
    /// Codifier position, where known.
    pub codifier: Option<String>,
}

/// Condition on a mark: `cap 3 if sum(ГК1,ГК2) < 6`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// The mark is at most this …
    pub cap: u8,
    /// … when the sum over these items …
    pub items: Vec<String>,
    /// … is below this.
    pub below: u16,
}

/// One boundary of a scale: marks from `mark` on need at least `min_score`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cut {
    /// The mark above the boundary.
    pub mark: u8,
    /// Least primary score for it.
    pub min_score: u16,
    /// Extra condition.
    pub condition: Option<Condition>,
}

/// How a scale came to be known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum ScaleOrigin {
    /// `scales.csv`.
    File(Origin),
    /// Reference data, with its citation.
    Reference(Citation),
    /// Each cut was the only value that fits the scores and marks of the data.
    FromData,
    /// Answered by the user.
    Answered,
}

/// Primary score → mark.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scale {
    /// Mark below the first cut, usually 2.
    pub lowest: u8,
    /// Boundaries, ascending in score and mark.
    pub cuts: Vec<Cut>,
    /// Where it is from.
    pub origin: ScaleOrigin,
}

impl Scale {
    /// Mark for a primary score, conditions left aside.
    #[must_use]
    pub fn mark(&self, score: u16) -> u8 {
        self.cuts.iter().rev().find(|cut| score >= cut.min_score).map_or(self.lowest, |cut| cut.mark)
    }

    /// Mark with conditions: `sum_of` gives the points over named items (None = not known, the condition is then not applied).
    pub fn mark_with(&self, score: u16, sum_of: impl Fn(&[String]) -> Option<u16>) -> u8 {
        let plain = self.mark(score);
        let capped = |condition: &Condition| sum_of(&condition.items).is_some_and(|sum| sum < condition.below);
        self.cuts
            .iter()
            .filter(|cut| cut.mark <= plain)
            .filter_map(|cut| cut.condition.as_ref())
            .filter(|condition| capped(condition))
            .fold(plain, |mark, condition| mark.min(condition.cap))
    }
}

impl Scale {
    /// Mark for a primary score with conditions, whose sums are taken from the scores of one script: `row` in the order of `items`. A condition that
    /// names an item the paper lacks, or one that is not marked or was not taught, is not applied: its sum is not known.
    #[must_use]
    pub fn mark_of(&self, score: u16, items: &[Item], row: &[Score]) -> u8 {
        let points = |name: &String| {
            let at = items.iter().position(|item| item.name == *name)?;
            row.get(at)?.value().map(u16::from)
        };
        self.mark_with(score, |names| names.iter().map(points).sum())
    }
}

/// One assessment paper: items, maximum, scale. `kim` is the procedure key of every output.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Kim {
    /// Key, e.g. `vpr-russian-4-2026`, or any string the data use; unique including its year.
    pub kim: String,
    /// Kind of procedure, where the string is a known one.
    pub kind: Option<Kind>,
    /// Kind as written.
    pub kind_text: String,
    /// Subject.
    pub subject: SubjectId,
    /// Grade 1–11.
    pub grade: u8,
    /// School year.
    pub year: SchoolYear,
    /// Day of the work.
    pub date: Option<Date>,
    /// Items in the order of the paper.
    pub items: Vec<Item>,
    /// Scale, where known.
    pub scale: Option<Scale>,
}

impl Kim {
    /// Greatest possible primary score.
    #[must_use]
    pub fn max(&self) -> u16 {
        self.items.iter().map(|item| u16::from(item.max)).sum()
    }
}

/// How one script was written and marked, where a file says so: kept beside the columns, because most scripts have nothing of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marking {
    /// Row of the sitting.
    pub row: u32,
    /// Day the pupil wrote the work, where it may differ from the day of the KIM.
    pub date: Option<Date>,
    /// Who marked it; markers share the pool of teachers, so that a teacher who marks an own class is seen as one person.
    pub marker: Option<TeacherId>,
    /// The second marker.
    pub second_marker: Option<TeacherId>,
    /// Primary score of the re-check.
    pub recheck_score: Option<u16>,
    /// Who re-checked.
    pub rechecked_by: Option<TeacherId>,
}

impl Marking {
    /// Whether nothing is said.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.date.is_none()
            && self.marker.is_none()
            && self.second_marker.is_none()
            && self.recheck_score.is_none()
            && self.rechecked_by.is_none()
    }
}

/// All scripts of one KIM, column by column; `scores` is row-major, `rows × items` bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sitting {
    /// School of each row.
    pub school: Vec<SchoolId>,
    /// Class of each row.
    pub class: Vec<ClassId>,
    /// Participant of each row.
    pub person: Vec<PersonId>,
    /// Present or absent.
    pub status: Vec<Attendance>,
    /// Mark of the previous period («Отметка по журналу»), where given.
    pub prior: Vec<Option<u8>>,
    /// Mark for the work as recorded in the file, where given (else the scale decides).
    pub mark: Vec<Option<u8>>,
    /// Primary score as recorded, where given; checked against the sum of items on reading.
    pub recorded_score: Vec<Option<u16>>,
    /// Variant, as written.
    pub variant: Vec<Option<u16>>,
    /// Room, interned in `Dataset::rooms`.
    pub room: Vec<Option<u32>>,
    /// Observer present: Some(true/false) or unknown.
    pub observer: Vec<Option<bool>>,
    /// Scores, row-major; a row of an absent pupil is all "not marked".
    pub scores: Vec<Score>,
    /// Where each row was read.
    pub origin: Vec<Origin>,
    /// Items per row.
    pub width: usize,
    /// How scripts were marked, ascending by row; rows of which nothing is said have none.
    pub marking: Vec<Marking>,
}

impl Sitting {
    /// Number of rows, absent pupils included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.status.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.status.is_empty()
    }

    /// Item scores of a row.
    #[must_use]
    pub fn row(&self, row: usize) -> &[Score] {
        let start = row * self.width;
        self.scores.get(start..start + self.width).unwrap_or(&[])
    }

    /// How the script of a row was marked, where a file says so.
    #[must_use]
    pub fn marking(&self, row: usize) -> Option<&Marking> {
        let at = self.marking.binary_search_by_key(&row, |marking| marking.row as usize).ok()?;
        self.marking.get(at)
    }

    /// Leaves out the rows where `keep` is false; rows beyond its end stay.
    pub fn retain(&mut self, keep: &[bool]) {
        fn column<T>(values: &mut Vec<T>, keep: &[bool], width: usize) {
            let mut at = 0;
            values.retain(|_| {
                at += 1;
                keep.get((at - 1) / width.max(1)).copied().unwrap_or(true)
            });
        }
        let is_kept = |row: u32| keep.get(row as usize).copied().unwrap_or(true);
        self.marking.retain(|marking| is_kept(marking.row));
        let (mut left_out, mut next) = (0, 0);
        for marking in &mut self.marking {
            left_out += (next..marking.row).filter(|row| !is_kept(*row)).count();
            next = marking.row;
            marking.row -= u32::try_from(left_out).unwrap_or(marking.row).min(marking.row);
        }
        column(&mut self.scores, keep, self.width);
        column(&mut self.school, keep, 1);
        column(&mut self.class, keep, 1);
        column(&mut self.person, keep, 1);
        column(&mut self.status, keep, 1);
        column(&mut self.prior, keep, 1);
        column(&mut self.mark, keep, 1);
        column(&mut self.recorded_score, keep, 1);
        column(&mut self.variant, keep, 1);
        column(&mut self.room, keep, 1);
        column(&mut self.observer, keep, 1);
        column(&mut self.origin, keep, 1);
    }

    /// Primary score of a row: the sum of the items, or the recorded score where no item is marked; None for an absent pupil.
    #[must_use]
    pub fn total(&self, row: usize) -> Option<u16> {
        if self.status.get(row) != Some(&Attendance::Present) {
            return None;
        }
        let values = self.row(row).iter().filter_map(|score| score.value());
        let (count, sum) = values.fold((0_usize, 0_u16), |(count, sum), value| (count + 1, sum + u16::from(value)));
        if count > 0 { Some(sum) } else { self.recorded_score.get(row).copied().flatten() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale() -> Scale {
        let cut = |mark, min_score| Cut { mark, min_score, condition: None };
        Scale { lowest: 2, cuts: vec![cut(3, 10), cut(4, 16), cut(5, 21)], origin: ScaleOrigin::FromData }
    }

    #[test]
    fn a_scale_gives_marks() {
        let marks: Vec<u8> = [0, 9, 10, 15, 16, 20, 21, 24].iter().map(|&s| scale().mark(s)).collect();
        assert_eq!(marks, [2, 2, 3, 3, 4, 4, 5, 5]);
    }

    #[test]
    fn a_condition_caps_the_mark() {
        let mut scale = scale();
        scale.cuts[1].condition = Some(Condition { cap: 3, items: vec!["ГК1".into()], below: 6 });
        assert_eq!(scale.mark_with(18, |_| Some(5)), 3);
        assert_eq!(scale.mark_with(18, |_| Some(6)), 4);
        assert_eq!(scale.mark_with(12, |_| Some(0)), 3);
        assert_eq!(scale.mark_with(22, |_| Some(5)), 3, "a cap on 4 holds for 5 as well");
    }

    #[test]
    fn the_sum_of_a_condition_is_known_where_every_item_of_it_is_marked() {
        let mut scale = scale();
        scale.cuts[1].condition = Some(Condition { cap: 3, items: vec!["ГК1".into(), "ГК2".into()], below: 3 });
        let item = |name: &str| Item { name: name.into(), max: 3, format: None, level: None, codifier: None };
        let items = [item("1"), item("ГК1"), item("ГК2")];
        let points = |n| Score::points(n).unwrap();
        assert_eq!(scale.mark_of(18, &items, &[points(3), points(1), points(1)]), 3);
        assert_eq!(scale.mark_of(18, &items, &[points(0), points(2), points(1)]), 4);
        assert_eq!(scale.mark_of(18, &items, &[points(3), points(1), Score::NOT_ATTEMPTED]), 3, "not attempted is 0 points");
        for unknown in [Score::NOT_TAUGHT, Score::NOT_MARKED] {
            assert_eq!(scale.mark_of(18, &items, &[points(3), points(0), unknown]), 4, "not known, not applied");
        }
        assert_eq!(scale.mark_of(18, &items[..2], &[points(3), points(0)]), 4, "the paper lacks an item of the condition");
    }

    #[test]
    fn rows_left_out_take_their_columns_and_their_marking_along() {
        let mut sitting = Sitting { width: 2, ..Sitting::default() };
        for row in 0..5_u8 {
            sitting.school.push(SchoolId(0));
            sitting.class.push(ClassId(0));
            sitting.person.push(PersonId(u32::from(row)));
            sitting.status.push(Attendance::Present);
            sitting.prior.push(Some(row));
            sitting.mark.push(None);
            sitting.recorded_score.push(None);
            sitting.variant.push(None);
            sitting.room.push(None);
            sitting.observer.push(None);
            sitting.scores.extend([Score::points(row).unwrap(), Score::points(row + 10).unwrap()]);
            sitting.origin.push(Origin { source: crate::provenance::SourceId(0), row: u32::from(row) });
        }
        let marked = |row, score| Marking {
            row,
            date: None,
            marker: Some(TeacherId(7)),
            second_marker: None,
            recheck_score: Some(score),
            rechecked_by: None,
        };
        sitting.marking = vec![marked(0, 10), marked(1, 11), marked(4, 14)];
        sitting.retain(&[true, false, true, false]);
        assert_eq!(sitting.prior, [Some(0), Some(2), Some(4)], "rows beyond the list stay");
        assert_eq!((sitting.len(), sitting.scores.len(), sitting.origin.len()), (3, 6, 3));
        assert_eq!(sitting.row(1).iter().map(|score| score.byte()).collect::<Vec<_>>(), [2, 12]);
        let kept: Vec<(u32, Option<u16>)> = sitting.marking.iter().map(|marking| (marking.row, marking.recheck_score)).collect();
        assert_eq!(kept, [(0, Some(10)), (2, Some(14))]);
        assert_eq!(sitting.marking(2).and_then(|marking| marking.recheck_score), Some(14));
        assert!(sitting.marking(1).is_none());
    }

    #[test]
    fn missing_is_not_zero() {
        assert_eq!(Score::NOT_ATTEMPTED.value(), Some(0));
        assert_eq!(Score::NOT_TAUGHT.value(), None);
        assert_eq!(Score::NOT_MARKED.value(), None);
        assert_eq!(Score::points(3).and_then(Score::value), Some(3));
        assert_eq!(Score::points(251), None);
    }
}
