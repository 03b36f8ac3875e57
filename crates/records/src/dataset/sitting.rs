//! The scripts of a paper, kept column by column.

use std::borrow::Cow;

use jiff::civil::Date;

use super::{ClassId, PersonId, SchoolId, Score, TeacherId};
use crate::provenance::Origin;
use crate::vocabulary::Attendance;

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

/// One script, or one pupil known to be absent: a row of a [`Sitting`], pushed whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Script<'s> {
    /// School.
    pub school: SchoolId,
    /// Class.
    pub class: ClassId,
    /// Participant.
    pub person: PersonId,
    /// Present or absent.
    pub status: Attendance,
    /// Mark of the previous period, where given.
    pub prior: Option<u8>,
    /// Mark for the work, where given.
    pub mark: Option<u8>,
    /// Primary score as recorded, where given.
    pub recorded_score: Option<u16>,
    /// Variant, as written.
    pub variant: Option<u16>,
    /// Room, interned in `Dataset::rooms`.
    pub room: Option<u32>,
    /// Observer present, where known.
    pub observer: Option<bool>,
    /// One score for every item of the KIM.
    pub scores: Cow<'s, [Score]>,
    /// Where it was read.
    pub origin: Origin,
    /// How it was marked, where a file says so; its row is the one the script gets.
    pub marking: Option<Marking>,
}

impl<'s> Script<'s> {
    /// A script of a pupil who wrote the work, of which nothing but the scores is known.
    pub fn written(school: SchoolId, class: ClassId, person: PersonId, scores: impl Into<Cow<'s, [Score]>>, origin: Origin) -> Self {
        Self {
            school,
            class,
            person,
            status: Attendance::Present,
            prior: None,
            mark: None,
            recorded_score: None,
            variant: None,
            room: None,
            observer: None,
            scores: scores.into(),
            origin,
            marking: None,
        }
    }
}

/// A script has another number of scores than its KIM has items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a script has {scores} scores, its KIM {items} items")]
pub struct ScoresDiffer {
    /// Scores of the script.
    pub scores: usize,
    /// Items of the KIM.
    pub items: usize,
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

    /// Takes a script in as the last row.
    ///
    /// # Errors
    /// It has another number of scores than the KIM has items; nothing was taken.
    pub fn push(&mut self, script: Script<'_>) -> Result<(), ScoresDiffer> {
        if script.scores.len() != self.width {
            return Err(ScoresDiffer { scores: script.scores.len(), items: self.width });
        }
        self.take(script);
        Ok(())
    }

    /// The same of a script known to be as wide.
    pub(super) fn take(&mut self, script: Script<'_>) {
        let row = u32::try_from(self.len()).unwrap_or(u32::MAX);
        self.school.push(script.school);
        self.class.push(script.class);
        self.person.push(script.person);
        self.status.push(script.status);
        self.prior.push(script.prior);
        self.mark.push(script.mark);
        self.recorded_score.push(script.recorded_score);
        self.variant.push(script.variant);
        self.room.push(script.room);
        self.observer.push(script.observer);
        self.scores.extend_from_slice(&script.scores);
        self.origin.push(script.origin);
        self.marking.extend(script.marking.filter(|marking| !marking.is_empty()).map(|marking| Marking { row, ..marking }));
    }

    /// The script of a row.
    #[must_use]
    pub fn script(&self, row: usize) -> Option<Script<'_>> {
        Some(Script {
            school: *self.school.get(row)?,
            class: *self.class.get(row)?,
            person: *self.person.get(row)?,
            status: *self.status.get(row)?,
            prior: *self.prior.get(row)?,
            mark: *self.mark.get(row)?,
            recorded_score: *self.recorded_score.get(row)?,
            variant: *self.variant.get(row)?,
            room: *self.room.get(row)?,
            observer: *self.observer.get(row)?,
            scores: Cow::Borrowed(self.row(row)),
            origin: *self.origin.get(row)?,
            marking: self.marking(row).cloned(),
        })
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

    /// Primary score of a row: the sum of the items. Blank is not zero: where some items have no points their sum is not whole, and the score is the
    /// recorded one or not known; None for an absent pupil.
    #[must_use]
    pub fn total(&self, row: usize) -> Option<u16> {
        if self.status.get(row) != Some(&Attendance::Present) {
            return None;
        }
        let scores = self.row(row);
        let values = scores.iter().filter_map(|score| score.value());
        let (count, sum) = values.fold((0_usize, 0_u16), |(count, sum), value| (count + 1, sum + u16::from(value)));
        let whole = count > 0 && !scores.contains(&Score::NOT_MARKED);
        if whole { Some(sum) } else { self.recorded_score.get(row).copied().flatten() }
    }

    /// Whether a pupil wrote and the primary score is not known: some items have no points, and nobody recorded it.
    #[must_use]
    pub fn is_unscored(&self, row: usize) -> bool {
        self.status.get(row) == Some(&Attendance::Present) && self.total(row).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provenance::SourceId;

    #[test]
    fn a_script_is_taken_whole_or_not_at_all() {
        let marking =
            Marking { row: 9, date: None, marker: Some(TeacherId(7)), second_marker: None, recheck_score: None, rechecked_by: None };
        let origin = Origin { source: SourceId(1), row: 4 };
        let plain = Script::written(SchoolId(2), ClassId(3), PersonId(5), vec![Score::NOT_TAUGHT; 2], origin);
        let told = Script { marking: Some(marking), room: Some(1), ..plain.clone() };
        let mut sitting = Sitting { width: 2, ..Sitting::default() };
        sitting.push(plain.clone()).unwrap();
        sitting.push(told.clone()).unwrap();
        let short = Script { scores: vec![Score::NOT_TAUGHT].into(), ..plain.clone() };
        assert_eq!(sitting.push(short), Err(ScoresDiffer { scores: 1, items: 2 }));
        assert_eq!((sitting.len(), sitting.school.len(), sitting.scores.len()), (2, 2, 4));
        assert_eq!(sitting.script(0), Some(plain));
        let own = sitting.script(1).unwrap();
        assert_eq!(own.marking.as_ref().map(|marking| marking.row), Some(1), "the marking goes with the row the script got");
        assert_eq!(Script { marking: None, ..own }, Script { marking: None, ..told });
        assert_eq!(sitting.script(2), None);
    }

    #[test]
    fn rows_left_out_take_their_columns_and_their_marking_along() {
        let mut sitting = Sitting { width: 2, ..Sitting::default() };
        for row in 0..5_u8 {
            let origin = Origin { source: SourceId(0), row: u32::from(row) };
            let scores = [row, row + 10].map(|points| Score::points(points).unwrap());
            let script = Script::written(SchoolId(0), ClassId(0), PersonId(u32::from(row)), &scores, origin);
            sitting.push(Script { prior: Some(row), ..script }).unwrap();
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
        assert_eq!(sitting.row(1).iter().filter_map(|score| score.value()).collect::<Vec<_>>(), [2, 12]);
        let kept: Vec<(u32, Option<u16>)> = sitting.marking.iter().map(|marking| (marking.row, marking.recheck_score)).collect();
        assert_eq!(kept, [(0, Some(10)), (2, Some(14))]);
        assert_eq!(sitting.marking(2).and_then(|marking| marking.recheck_score), Some(14));
        assert!(sitting.marking(1).is_none());
    }

    #[test]
    fn a_sum_that_is_not_whole_never_replaces_a_recorded_score() {
        let points = |points| Score::points(points).unwrap();
        let mut sitting = Sitting { width: 2, ..Sitting::default() };
        let rows = [
            ([points(1), points(2)], Some(9)),
            ([points(1), Score::NOT_MARKED], Some(3)),
            ([points(1), Score::NOT_MARKED], None),
            ([points(1), Score::NOT_TAUGHT], Some(3)),
            ([Score::NOT_MARKED; 2], Some(4)),
            ([Score::NOT_MARKED; 2], None),
        ];
        for (scores, recorded_score) in rows {
            let script = Script::written(SchoolId(0), ClassId(0), PersonId(0), scores.to_vec(), Origin { source: SourceId(0), row: 0 });
            sitting.push(Script { recorded_score, ..script }).unwrap();
        }
        let totals: Vec<_> = (0..6).map(|row| sitting.total(row)).collect();
        assert_eq!(totals, [Some(3), Some(3), None, Some(1), Some(4), None], "blank is not zero");
        let unscored: Vec<usize> = (0..6).filter(|&row| sitting.is_unscored(row)).collect();
        assert_eq!(unscored, [2, 5]);
    }
}
