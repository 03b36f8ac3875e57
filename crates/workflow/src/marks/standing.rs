//! How pupils stand: what files said of them, the latest word on each thing. Sealed, of a pupil everything of a file in one row.

use std::collections::BTreeMap;
use std::fmt;

use records::dataset::Period;
use records::text::folded;
use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::refusal::Refusal;
use crate::store::{Db, params};
use crate::texts::written;

/// Something a file says of a pupil.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// The subject; nothing where it is of all.
    pub subject: String,
    /// The code of the period; nothing for a work.
    pub period: String,
    /// The work; nothing for a period.
    pub work: String,
    /// The month of the period it is of, where it is of one: months of a period are told together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<i8>,
    /// What it says.
    pub says: Says,
}

/// What is said.
#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Says {
    /// A mark.
    Mark(u8),
    /// Not attested.
    NotAttested,
    /// Lessons missed.
    Missed {
        /// So many.
        missed: u32,
        /// Of so many, where it is known.
        of: Option<u32>,
        /// So many of them without a reason, where it is known.
        unexcused: Option<u32>,
    },
    /// Points of a work.
    Points {
        /// Reached.
        points: f64,
        /// So many are enough, where it is known.
        least: Option<f64>,
        /// So many can be reached, where it is known.
        most: Option<f64>,
        /// The mark of the work, where it is known.
        #[serde(default)]
        mark: Option<u8>,
    },
}

/// A mark of a period: what a pupil stood at, or stands at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// The subject.
    pub subject: String,
    /// The code of the period.
    pub period: String,
    /// The mark.
    pub mark: u8,
}

/// Subject, period, work, and whether it is of lessons missed.
pub type Key = (String, String, String, bool);

impl Mark {
    /// What it is about: two of one kind are the same thing, said anew.
    #[must_use]
    pub fn key(&self) -> Key {
        let time = self.month.map_or_else(|| self.period.clone(), |month| format!("{}/{month}", self.period));
        (folded(&self.subject), time, folded(&self.work), matches!(self.says, Says::Missed { .. }))
    }

    /// Where its period stands in the year; works stand nowhere.
    #[must_use]
    pub fn rank(&self) -> Option<usize> {
        rank(&self.period)
    }
}

fn rank(period: &str) -> Option<usize> {
    Period::ALL.iter().position(|known| known.code() == period)
}

/// Never a word of a child.
impl fmt::Debug for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mark(…)")
    }
}

/// Never a word of a child.
impl fmt::Debug for Says {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Says(…)")
    }
}

/// What is known of pupils in a year; of these only, where some are named.
pub(crate) fn of_year(db: &Db<'_>, year: &Id, only: Option<&[Id]>) -> Result<BTreeMap<Id, Vec<Mark>>, Refusal> {
    let standing = by_key(db, year, only)?;
    Ok(standing.into_iter().map(|(pupil, marks)| (pupil, together(marks.into_values().collect()))).collect())
}

/// Lessons missed in months of a period become those of the period, unless something is said of the period itself; of a mark the last month stands.
fn together(marks: Vec<Mark>) -> Vec<Mark> {
    let (mut of_months, mut whole): (Vec<Mark>, Vec<Mark>) = marks.into_iter().partition(|mark| mark.month.is_some());
    // A school year begins in September.
    of_months.sort_by_key(|mark| mark.month.map(|month| (month + 3) % 12));
    let mut summed: BTreeMap<Key, Mark> = BTreeMap::new();
    for mark in of_months {
        let mark = Mark { month: None, ..mark };
        let key = mark.key();
        let says = summed.get(&key).map_or(mark.says, |before| before.says.and(mark.says));
        summed.insert(key, Mark { says, ..mark });
    }
    summed.retain(|key, _| whole.iter().all(|mark| mark.key() != *key));
    whole.extend(summed.into_values());
    whole
}

impl Says {
    /// Of two months together: what is known of both of them only stays known.
    fn and(self, later: Self) -> Self {
        match (self, later) {
            (Self::Missed { missed, of, unexcused }, Self::Missed { missed: more, of: and_of, unexcused: and }) => Self::Missed {
                missed: missed.saturating_add(more),
                of: of.zip(and_of).map(|(one, other)| one.saturating_add(other)),
                unexcused: unexcused.zip(and).map(|(one, other)| one.saturating_add(other)),
            },
            (_, later) => later,
        }
    }
}

/// The same, each thing by what it is about. A later file speaks over an earlier one.
pub(super) fn by_key(db: &Db<'_>, year: &Id, only: Option<&[Id]>) -> Result<BTreeMap<Id, BTreeMap<Key, Mark>>, Refusal> {
    let sql = "select pupil_marks.pupil, pupil_marks.names from pupil_marks join mark_batch on mark_batch.id = pupil_marks.batch
        where mark_batch.year = ?1 and mark_batch.state = 'taken' and (?2 is null or pupil_marks.pupil in (select value from json_each(?2)))
        order by mark_batch.entry, pupil_marks.id";
    let only = only.map(|only| written(&only)).transpose()?;
    let rows = db.all(sql, params![year.as_str(), only], |row| Ok((row.id("pupil")?, row.get::<Vec<u8>>("names")?)))?;
    let (pupils, sealed): (Vec<Id>, Vec<Vec<u8>>) = rows.into_iter().unzip();
    let mut standing: BTreeMap<Id, BTreeMap<Key, Mark>> = BTreeMap::new();
    for (pupil, marks) in pupils.into_iter().zip(db.open_many::<Vec<Mark>>(&sealed)?) {
        standing.entry(pupil).or_default().extend(marks.into_iter().map(|mark| (mark.key(), mark)));
    }
    Ok(standing)
}

/// Marks of a subject, by the order of periods.
fn of_subject(marks: &[Mark], subject: &str) -> Vec<(usize, Basis)> {
    let of = |mark: &Mark| match mark.says {
        Says::Mark(value) if folded(&mark.subject) == folded(subject) => {
            Some((mark.rank()?, Basis { subject: mark.subject.clone(), period: mark.period.clone(), mark: value }))
        }
        _ => None,
    };
    let mut marks: Vec<(usize, Basis)> = marks.iter().filter_map(of).collect();
    marks.sort_by_key(|(rank, _)| *rank);
    marks
}

/// The latest mark of a period in a subject.
pub(crate) fn latest(marks: &[Mark], subject: &str) -> Option<Basis> {
    of_subject(marks, subject).pop().map(|(_, basis)| basis)
}

/// The next mark after this one: the outcome at the next result.
pub(crate) fn after(marks: &[Mark], basis: &Basis) -> Option<Basis> {
    let stood = rank(&basis.period)?;
    of_subject(marks, &basis.subject).into_iter().find(|(rank, _)| *rank > stood).map(|(_, next)| next)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Months of a period are told together, what one of them does not know stays unknown, and the period itself speaks over its months.
    #[test]
    fn months_become_their_period() {
        let missed = |month, missed, of| Mark { month, says: Says::Missed { missed, of, unexcused: None }, ..mark("", "q1", 5) };
        let says = |marks: Vec<Mark>| together(marks).into_iter().map(|mark| (mark.month, mark.says)).collect::<Vec<_>>();
        let whole = |missed, of| vec![(None, Says::Missed { missed, of, unexcused: None })];
        assert!(says(vec![missed(Some(10), 5, Some(70)), missed(Some(9), 3, Some(60))]) == whole(8, Some(130)));
        assert!(says(vec![missed(Some(10), 5, None), missed(Some(9), 3, Some(60))]) == whole(8, None));
        assert!(says(vec![missed(Some(9), 3, Some(60)), missed(None, 12, None)]) == whole(12, None));
        let of_month = |month, value| Mark { month: Some(month), ..mark("Алгебра", "q2", value) };
        assert!(says(vec![of_month(1, 4), of_month(12, 3)]) == [(None, Says::Mark(4))], "January is after December");
        assert_ne!(missed(Some(9), 3, None).key(), missed(Some(10), 3, None).key());
    }

    fn mark(subject: &str, period: &str, value: u8) -> Mark {
        Mark { subject: subject.into(), period: period.into(), work: String::new(), month: None, says: Says::Mark(value) }
    }

    #[test]
    fn the_next_mark_is_of_the_same_subject_and_a_later_period() {
        let marks = [mark("Алгебра", "q2", 3), mark("алгебра", "q1", 2), mark("Физика", "q2", 5), mark("Алгебра", "q3", 4)];
        let basis = |period: &str, mark| Basis { subject: "Алгебра".into(), period: period.into(), mark };
        assert_eq!(after(&marks, &basis("q1", 2)).map(|next| (next.period, next.mark)), Some(("q2".into(), 3)));
        assert_eq!(latest(&marks, "алгебра").map(|now| now.mark), Some(4));
        assert_eq!((after(&marks, &basis("q3", 4)), latest(&marks, "Химия")), (None, None));
    }
}
