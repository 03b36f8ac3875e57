//! The records an analysis works on: what `intake` fills and everything above reads. No names of people; a participant is a code or a pseudonym.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use crate::provenance::{Citation, Origin, Source};
use crate::words::{Attendance, Format, Kind, Level, SchoolYear};

/// Interned strings: an id is the position of first appearance.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    list: Vec<Arc<str>>,
    index: HashMap<Arc<str>, u32>,
}

impl Pool {
    /// The id of `name`, added if new.
    pub fn intern(&mut self, name: &str) -> u32 {
        if let Some(&id) = self.index.get(name) {
            return id;
        }
        let id = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        let shared: Arc<str> = Arc::from(name);
        self.list.push(Arc::clone(&shared));
        self.index.insert(shared, id);
        id
    }

    /// The id of `name`, if known.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<u32> {
        self.index.get(name).copied()
    }

    /// The name behind an id; an unknown id reads as an empty name.
    #[must_use]
    pub fn name(&self, id: u32) -> &str {
        self.list.get(id as usize).map_or("", |s| s)
    }

    /// How many names.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether nothing was interned.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Names in order of id.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|s| &**s)
    }
}

/// Declares an id into one of the pools or tables.
macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {
        $($(#[$meta])* #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)] pub struct $name(pub u32);)+
    };
}

ids! {
    /// Index in `Dataset::schools`.
    SchoolId,
    /// Name of a class as written (5А), interned over all schools.
    ClassId,
    /// Subject as written, interned.
    SubjectId,
    /// Participant, interned.
    PersonId,
    /// Teacher code, interned.
    TeacherId,
    /// Index in `Dataset::kims`.
    KimId,
}

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

/// A school.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct School {
    /// Key as read: login `eduNNNNNN` or any string the data use.
    pub school: String,
    /// general, gymnasium, lyceum …; empty = unknown.
    pub kind: String,
    /// Municipality; empty = unknown.
    pub municipality: String,
    /// Region.
    pub region: Option<String>,
    /// Official name.
    pub name: Option<String>,
    /// Town, village …
    pub locality: Option<String>,
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

/// A period mark of the journal.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkRow {
    /// Pupil.
    pub person: PersonId,
    /// School.
    pub school: SchoolId,
    /// Class.
    pub class: ClassId,
    /// Subject.
    pub subject: SubjectId,
    /// School year.
    pub year: SchoolYear,
    /// Period code: q1…q4, t1…t3, h1, h2, year, interim, final.
    pub period: Period,
    /// The mark or the word that stands for it.
    pub mark: JournalMark,
    /// Teacher.
    pub teacher: Option<TeacherId>,
    /// Journal's own average, where given.
    pub average: Option<f64>,
    /// Number of marks behind it.
    pub count: Option<u16>,
    /// Where it was read.
    pub origin: Origin,
}

/// What stands in the journal for a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum JournalMark {
    /// A mark, 1–5 (or another declared scale).
    Mark(u8),
    /// н/а: not attested; stays in the denominator.
    NotAttested,
    /// осв.: released from the subject; leaves the denominator.
    Released,
    /// зач.
    Pass,
    /// незач.
    Fail,
}

/// Period of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Period {
    /// Quarter 1–4.
    Quarter(u8),
    /// Trimester 1–3.
    Trimester(u8),
    /// Half-year 1–2.
    Half(u8),
    /// Interim attestation.
    Interim,
    /// Mark of the year.
    Year,
    /// Final mark (in the certificate).
    Final,
}

impl Period {
    /// Every period, in the order of the year.
    pub const ALL: &'static [Self] = &[
        Self::Quarter(1),
        Self::Trimester(1),
        Self::Quarter(2),
        Self::Half(1),
        Self::Trimester(2),
        Self::Quarter(3),
        Self::Trimester(3),
        Self::Quarter(4),
        Self::Half(2),
        Self::Interim,
        Self::Year,
        Self::Final,
    ];

    /// Code in files.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Quarter(n) => format!("q{n}"),
            Self::Trimester(n) => format!("t{n}"),
            Self::Half(n) => format!("h{n}"),
            Self::Interim => "interim".into(),
            Self::Year => "year".into(),
            Self::Final => "final".into(),
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|period| period.code() == code)
    }
}

/// Result of a state examination (no items).
#[derive(Clone, Debug, PartialEq)]
pub struct ExamRow {
    /// Pupil.
    pub person: PersonId,
    /// School.
    pub school: SchoolId,
    /// oge, ege, gve (and their diagnostic forms).
    pub exam: Kind,
    /// Subject.
    pub subject: SubjectId,
    /// School year.
    pub year: SchoolYear,
    /// Primary score.
    pub primary: Option<u16>,
    /// Test score 0–100.
    pub score: Option<u16>,
    /// Mark 2–5.
    pub mark: Option<u8>,
    /// Where it was read.
    pub origin: Origin,
}

/// A candidate for honours.
#[derive(Clone, Debug, PartialEq)]
pub struct MedalRow {
    /// Pupil.
    pub person: PersonId,
    /// School.
    pub school: SchoolId,
    /// School year.
    pub year: SchoolYear,
    /// Degree 1 or 2.
    pub degree: u8,
    /// Candidate on final marks before the exams.
    pub candidate: Option<bool>,
    /// Awarded.
    pub awarded: Option<bool>,
    /// Where it was read.
    pub origin: Origin,
}

/// A pupil in a year.
#[derive(Clone, Debug, PartialEq)]
pub struct PupilRow {
    /// Pupil.
    pub person: PersonId,
    /// School.
    pub school: SchoolId,
    /// Class.
    pub class: ClassId,
    /// School year.
    pub year: SchoolYear,
    /// Grade.
    pub grade: u8,
    /// м/ж, where kept.
    pub sex: Option<char>,
    /// First day, where given.
    pub joined_on: Option<Date>,
    /// Last day: a pupil who left before the end of a period is not in its N.
    pub left_on: Option<Date>,
    /// Where it was read.
    pub origin: Origin,
}

/// Who teaches what to whom.
#[derive(Clone, Debug, PartialEq)]
pub struct TeachingRow {
    /// School.
    pub school: SchoolId,
    /// Class.
    pub class: ClassId,
    /// Subject.
    pub subject: SubjectId,
    /// Teacher.
    pub teacher: TeacherId,
    /// School year.
    pub year: SchoolYear,
    /// Group within the class.
    pub group: Option<String>,
    /// Where it was read.
    pub origin: Origin,
}

/// Code ↔ person (pseudonym) from the list of codes.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonRow {
    /// Person.
    pub person: PersonId,
    /// School.
    pub school: SchoolId,
    /// School year.
    pub year: SchoolYear,
    /// Class.
    pub class: ClassId,
    /// KIM, or None for every KIM of the year.
    pub kim: Option<String>,
    /// Participant code.
    pub code: String,
    /// Where it was read.
    pub origin: Origin,
}

/// Area a published share speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Scope {
    /// «Вся выборка».
    Country,
    /// Region.
    Region,
    /// Municipality.
    Municipality,
    /// School.
    School,
}

impl Scope {
    /// Every scope, widest first.
    pub const ALL: &'static [Self] = &[Self::Country, Self::Region, Self::Municipality, Self::School];

    /// Code in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Region => "region",
            Self::Municipality => "municipality",
            Self::School => "school",
        }
    }
}

/// What a published share is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Quantity {
    /// Key 2…5: share of pupils with the mark.
    Mark,
    /// Key lowered / confirmed / raised: agreement with the journal mark.
    Journal,
    /// Key 0…max: share of pupils with the primary score.
    Score,
    /// Key = item name: share of the maximum points.
    Item,
    /// Key = codifier position or requirement: share of the maximum points.
    Planned,
    /// Key = `item|mark`: share of the maximum points among pupils with the mark.
    Group,
}

impl Quantity {
    /// Every quantity.
    pub const ALL: &'static [Self] = &[Self::Mark, Self::Journal, Self::Score, Self::Item, Self::Planned, Self::Group];

    /// Code in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mark => "mark",
            Self::Journal => "journal",
            Self::Score => "score",
            Self::Item => "item",
            Self::Planned => "planned",
            Self::Group => "group",
        }
    }
}

/// A published share, without raw data.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Share {
    /// KIM it speaks of (a key of `kims.csv`, or the key the workbook implies).
    pub kim: String,
    /// Area.
    pub scope: Scope,
    /// Name of the area as read.
    pub area: String,
    /// What it is a share of.
    pub quantity: Quantity,
    /// Which value.
    pub key: String,
    /// Share in 0..=1.
    pub value: f64,
    /// Number of pupils behind it, where given.
    pub n: Option<u32>,
    /// Where it was read.
    pub origin: Origin,
}

/// Everything one analysis works on.
#[derive(Clone, Debug, Default)]
pub struct Dataset {
    /// Schools.
    pub schools: Vec<School>,
    /// KIM.
    pub kims: Vec<Kim>,
    /// Scripts, one entry per KIM in the order of `kims`; empty where a KIM has none.
    pub sittings: Vec<Sitting>,
    /// Period marks.
    pub marks: Vec<MarkRow>,
    /// Examinations.
    pub exams: Vec<ExamRow>,
    /// Honours.
    pub medals: Vec<MedalRow>,
    /// Pupils.
    pub pupils: Vec<PupilRow>,
    /// Teaching.
    pub teaching: Vec<TeachingRow>,
    /// Codes.
    pub people: Vec<PersonRow>,
    /// Published shares.
    pub shares: Vec<Share>,
    /// Names of classes.
    pub class_names: Pool,
    /// Names of subjects.
    pub subject_names: Pool,
    /// Participants.
    pub person_names: Pool,
    /// Teachers.
    pub teacher_names: Pool,
    /// Rooms.
    pub rooms: Pool,
    /// What was read.
    pub sources: Vec<Source>,
}

/// Key of a result set: the unit of analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SetKey {
    /// KIM.
    pub kim: KimId,
    /// School.
    pub school: SchoolId,
    /// Class.
    pub class: ClassId,
}

/// A result set with its rows in the sitting.
#[derive(Clone, Debug, PartialEq)]
pub struct ResultSet {
    /// Key.
    pub key: SetKey,
    /// Row numbers in the sitting of `key.kim`, ascending.
    pub rows: Vec<u32>,
}

impl Dataset {
    /// The id of a school, added with empty attributes if new.
    pub fn school(&mut self, key: &str) -> SchoolId {
        let found = self.schools.iter().position(|school| school.school == key);
        let index = found.unwrap_or_else(|| {
            self.schools.push(School { school: key.to_owned(), ..School::default() });
            self.schools.len() - 1
        });
        SchoolId(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// KIM by key.
    #[must_use]
    pub fn kim(&self, key: &str) -> Option<KimId> {
        let index = self.kims.iter().position(|kim| kim.kim == key)?;
        u32::try_from(index).ok().map(KimId)
    }

    /// All result sets, ordered by school, class, subject, procedure as written (the row order of every output).
    #[must_use]
    pub fn result_sets(&self) -> Vec<ResultSet> {
        let mut sets: Vec<ResultSet> = Vec::new();
        for (kim, sitting) in self.sittings.iter().enumerate() {
            let kim = KimId(u32::try_from(kim).unwrap_or(u32::MAX));
            let mut rows: Vec<(SchoolId, ClassId, u32)> = (0..sitting.len())
                .filter_map(|row| Some((*sitting.school.get(row)?, *sitting.class.get(row)?, u32::try_from(row).ok()?)))
                .collect();
            rows.sort_unstable();
            for group in rows.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
                let Some(&(school, class, _)) = group.first() else { continue };
                sets.push(ResultSet { key: SetKey { kim, school, class }, rows: group.iter().map(|row| row.2).collect() });
            }
        }
        sets.sort_by(|a, b| self.written(a.key).cmp(&self.written(b.key)));
        sets
    }

    /// School, class, subject, procedure as written.
    #[must_use]
    pub fn written(&self, key: SetKey) -> [&str; 4] {
        let school = self.schools.get(key.school.0 as usize).map_or("", |school| school.school.as_str());
        let kim = self.kims.get(key.kim.0 as usize);
        let subject = kim.map_or("", |kim| self.subject_names.name(kim.subject.0));
        [school, self.class_names.name(key.class.0), subject, kim.map_or("", |kim| kim.kim.as_str())]
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
    fn missing_is_not_zero() {
        assert_eq!(Score::NOT_ATTEMPTED.value(), Some(0));
        assert_eq!(Score::NOT_TAUGHT.value(), None);
        assert_eq!(Score::NOT_MARKED.value(), None);
        assert_eq!(Score::points(3).and_then(Score::value), Some(3));
        assert_eq!(Score::points(251), None);
    }
}
