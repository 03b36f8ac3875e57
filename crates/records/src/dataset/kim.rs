//! A paper: items, scale, what a score may be.

use jiff::civil::Date;
use serde::Serialize;

use super::SubjectId;
use crate::provenance::{Citation, Origin};
use crate::vocabulary::{Format, Kind, Level, SchoolYear};

/// The score cell of one pupil on one item. `X`, `N`, "not marked" and points are four things (missing is not zero). A region holds millions of
/// them: the four share one byte, which nobody outside sees.
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
    fn missing_is_not_zero() {
        assert_eq!(Score::NOT_ATTEMPTED.value(), Some(0));
        assert_eq!(Score::NOT_TAUGHT.value(), None);
        assert_eq!(Score::NOT_MARKED.value(), None);
        assert_eq!(Score::points(3).and_then(Score::value), Some(3));
        assert_eq!(Score::points(251), None);
    }
}
