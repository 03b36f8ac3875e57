//! `marks.take`, `marks.preview`: a file of marks and lessons missed, taken as its preview showed it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::standing::{Key, Mark, by_key};
use crate::act::{Act, Look, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::roster::{Child, Choice, ClassName, KEEPERS, Met, Who, meet, named, note_met};
use crate::store::{Db, Tx, params};
use crate::texts::{self, written};
use crate::world::World;

/// How much a file brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkTold {
    /// Pupils something new is said of.
    pub pupils: u32,
    /// Said for the first time.
    pub added: u32,
    /// Said otherwise than before.
    pub changed: u32,
    /// As it was.
    pub same: u32,
    /// Not taken: of children who were not met.
    pub open: u32,
}

/// What a file brings, and what was decided about it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TakeMarks {
    /// For which year.
    pub year: Id,
    /// Address of the kept file; what it says is not written into the journal.
    pub file: String,
    /// Its name, which may name a child.
    #[serde(skip)]
    pub file_name: String,
    /// Children it speaks of.
    #[serde(skip)]
    pub children: Vec<Child>,
    /// What it says, each of a child by the place in the list.
    #[serde(skip)]
    pub marks: Vec<(usize, Mark)>,
    /// Who children are, where it asks, by their places.
    pub choices: BTreeMap<usize, Choice>,
}

/// A file against what is known.
pub struct Compared {
    met: Vec<Met>,
    /// What the file says of each pupil, whole: it stands also when an earlier file that said the same is taken back.
    said: BTreeMap<Id, BTreeMap<Key, Mark>>,
    told: MarkTold,
}

fn compared(
    db: &Db<'_>,
    (year, today): (&Id, Date),
    children: &[Child],
    marks: &[(usize, Mark)],
    choices: &BTreeMap<usize, Choice>,
) -> Result<Compared, Refusal> {
    let mut met = meet(db, (year, today), children, choices)?;
    let keyed: Vec<(usize, Key, &Mark)> = marks.iter().map(|(at, mark)| (*at, mark.key(), mark)).collect();
    let clash = contradicting(&met, &keyed);
    for (_, met) in met.iter_mut().enumerate().filter(|(at, _)| clash.contains(at)) {
        if let Met::Pupil(pupil) = met {
            *met = Met::Asked(vec![pupil.clone()]);
        }
    }
    let standing = by_key(db, year, None)?;
    let (mut said, mut told) = (BTreeMap::<Id, BTreeMap<Key, Mark>>::new(), MarkTold::default());
    let mut new = BTreeSet::new();
    for (at, key, mark) in keyed {
        let Some(Met::Pupil(pupil)) = met.get(at) else {
            told.open += 1;
            continue;
        };
        // Said twice: alike it is one thing, otherwise (two columns of a row) the second is not taken.
        if let Some(first) = said.get(pupil).and_then(|own| own.get(&key)) {
            *(if first.says == mark.says { &mut told.same } else { &mut told.open }) += 1;
            continue;
        }
        match standing.get(pupil).and_then(|marks| marks.get(&key)) {
            Some(before) if before.says == mark.says => told.same += 1,
            before => {
                *(if before.is_some() { &mut told.changed } else { &mut told.added }) += 1;
                new.insert(pupil);
            }
        }
        said.entry(pupil.clone()).or_default().insert(key, mark.clone());
    }
    told.pupils = u32::try_from(new.len()).unwrap_or(u32::MAX);
    Ok(Compared { said, told, met })
}

/// Children who are met as one pupil and of whom different rows say different things: somebody is taken for somebody else, or the file errs.
fn contradicting(met: &[Met], marks: &[(usize, Key, &Mark)]) -> BTreeSet<usize> {
    let mut said: BTreeMap<(&Id, &Key), Vec<(usize, &Mark)>> = BTreeMap::new();
    for (at, key, mark) in marks {
        if let Some(Met::Pupil(pupil)) = met.get(*at) {
            said.entry((pupil, key)).or_default().push((*at, mark));
        }
    }
    // Of two that agree and one that does not, nobody knows which is right: all of them are asked.
    let differ =
        |own: &&[(usize, &Mark)]| own.iter().any(|(at, mark)| own.iter().any(|(other, first)| other != at && first.says != mark.says));
    said.values().map(Vec::as_slice).filter(differ).flatten().map(|(at, _)| *at).collect()
}

impl TakeMarks {
    /// Most things a file may say.
    pub const MOST: usize = 100_000;
}

fn open(db: &Db<'_>, year: &Id) -> Result<(), Refusal> {
    let found = db.one("select id from school_year where id = ? and state = 'opened'", [year.as_str()], |row| row.id("id"))?;
    found.map(drop).ok_or_else(|| Refusal::of(Rule::NotThere).about([year.clone()]))
}

/// What was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenMarks {
    /// The batch.
    pub batch: Id,
    /// How much.
    pub told: MarkTold,
}

impl Act for TakeMarks {
    const NAME: &'static str = "marks.take";
    const SAID: Word = acts::marks_take;
    const POLICY: Policy = KEEPERS;
    type Seen = Compared;
    type Done = TakenMarks;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Compared, Refusal> {
        open(tx, &self.year)?;
        // Before it is compared: that is work.
        if self.marks.is_empty() || self.marks.len() > Self::MOST {
            return Err(Refusal::of(Rule::Wrong(Field::Rows)).about([self.year.clone()]).instead(Door::Again));
        }
        compared(tx, (&self.year, tx.today()), &self.children, &self.marks, &self.choices)
    }

    fn place(&self, _seen: &Compared) -> Place {
        Place::of(&self.year)
    }

    fn check(&self, _by: &Reader, seen: &Compared) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([self.year.clone()]).instead(Door::Again);
        if self.marks.iter().any(|(_, mark)| mark.unfit().is_some()) {
            return Err(refusal(Rule::Wrong(Field::Rows)));
        }
        texts::digest(&self.file, Field::File).map(drop).and(texts::line(&self.file_name, Field::File)).map_err(refusal)?;
        if seen.told.pupils == 0 { Err(refusal(Rule::NothingChanged)) } else { Ok(()) }
    }

    fn apply(self, seen: Compared, tx: &mut Tx<'_>) -> Result<TakenMarks, Refusal> {
        tx.name_file(&texts::digest(&self.file, Field::File).map_err(Refusal::of)?)?;
        let (batch, entry, day) = (tx.new_id("marks")?, tx.entry(), tx.today().to_string());
        let by = tx.by().ok_or(Refusal::of(Rule::NotAllowed))?.clone();
        let name = tx.seal_names(&self.file_name)?;
        let sql = "insert into mark_batch (id, year, file, file_name, told, state, by_person, day, entry) values (?, ?, ?, ?, ?, 'taken', ?, ?, ?)";
        let told = written(&seen.told)?;
        tx.change(sql, params![batch.as_str(), self.year.as_str(), self.file, name, told, by.as_str(), day, entry])?;
        for (pupil, marks) in seen.said {
            let (id, sealed) = (tx.new_id("standing")?, tx.seal_names(&marks.into_values().collect::<Vec<_>>())?);
            let sql = "insert into pupil_marks (id, batch, pupil, names, entry) values (?, ?, ?, ?, ?)";
            tx.change(sql, params![id.as_str(), batch.as_str(), pupil.as_str(), sealed, entry])?;
        }
        let met = seen.met.iter().filter_map(|met| if let Met::Pupil(pupil) = met { Some(pupil) } else { None });
        note_met(tx, &self.file, met)?;
        Ok(TakenMarks { batch, told: seen.told })
    }

    fn said(done: &TakenMarks) -> Said {
        let MarkTold { pupils, added, changed, same, open } = done.told;
        let said = Said::of("batch", &done.batch).number("pupils", pupils.into()).number("added", added.into());
        said.number("changed", changed.into()).number("same", same.into()).number("not-taken", open.into())
    }

    fn sample(world: &World) -> Self {
        let class = ClassName { grade: 7, letter: "А".into() };
        let who = Who { name: "Ёлкин Пётр".into(), ..Who::default() };
        let says = super::standing::Says::Mark(3);
        let mark = Mark { subject: "Алгебра".into(), period: "q2".into(), work: String::new(), month: None, says };
        Self {
            year: world.year.clone(),
            file: world.plan.file.clone(),
            file_name: "Итоги.xlsx".into(),
            children: vec![Child::Named(class, who)],
            marks: vec![(0, mark)],
            choices: BTreeMap::new(),
        }
    }
}

/// `marks.preview`: what would become of what a file says.
#[derive(Clone, Debug)]
pub struct PreviewMarks {
    /// For which year.
    pub year: Id,
    /// Children it speaks of.
    pub children: Vec<Child>,
    /// What it says.
    pub marks: Vec<(usize, Mark)>,
    /// What was decided so far.
    pub choices: BTreeMap<usize, Choice>,
}

/// The difference a file makes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarksPreview {
    /// Who each child is.
    pub met: Vec<Met>,
    /// Pupils children may be, by name.
    pub pupils: BTreeMap<Id, Who>,
    /// How much.
    pub told: MarkTold,
}

impl Look for PreviewMarks {
    const NAME: &'static str = "marks.preview";
    const POLICY: Policy = Policy { step_up: true, ..KEEPERS };
    type Shown = MarksPreview;

    fn place(&self) -> Place {
        Place::of(&self.year)
    }

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<MarksPreview, Refusal> {
        open(db, &self.year)?;
        if self.children.is_empty() {
            return Ok(MarksPreview::default());
        }
        let Compared { met, told, .. } = compared(db, (&self.year, by.now().date()), &self.children, &self.marks, &self.choices)?;
        let asked = met.iter().flat_map(|met| if let Met::Asked(among) = met { among.clone() } else { Vec::new() });
        let ids: Vec<Id> = asked.collect::<std::collections::BTreeSet<_>>().into_iter().collect();
        let pupils = ids.iter().cloned().zip(named(db, &ids)?).collect();
        Ok(MarksPreview { met, pupils, told })
    }
}
