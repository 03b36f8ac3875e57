//! The records an analysis works on: what `intake` fills and everything above reads. No names of people; a participant is a code or a pseudonym.

mod kim;
mod order;
mod registers;
mod shares;
mod sitting;

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

pub use kim::{Condition, Cut, Item, Kim, Scale, ScaleOrigin, Score};
pub use registers::{EntryRow, ExamRow, JournalMark, MarkRow, MedalRow, Period, PersonRow, PupilRow, TeachingRow};
pub use shares::{Quantity, Scope, Share};
pub use sitting::{Marking, ScoresDiffer, Script, Sitting};

use crate::provenance::Source;

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

    /// An id of its own without a name: whoever it is, is told elsewhere or not at all.
    pub fn nameless(&mut self) -> u32 {
        let id = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.push(Arc::from(""));
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

/// A school.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct School {
    /// Key as read: login `eduNNNNNN` or any string the data use.
    pub school: String,
    /// general, gymnasium, lyceum …
    pub kind: Option<String>,
    /// Municipality.
    pub municipality: Option<String>,
    /// Region.
    pub region: Option<String>,
    /// Official name.
    pub name: Option<String>,
    /// Town, village …
    pub locality: Option<String>,
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
    /// Current marks of the journal; those of a pupil's day in the order of the cell.
    pub entries: Vec<EntryRow>,
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
    /// Teachers and markers.
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
