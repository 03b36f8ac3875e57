//! What is shown of events about pupils: the lines of one, the journal of a kind, everything about one pupil. Each opens names.

use std::collections::BTreeMap;

use records::text::folded;

use super::arranged::Arranged;
use super::circle::Circle;
use super::stored::{Noted, PupilLine, Words};
use crate::act::{Look, Version};
use crate::event::kind::Kind;
use crate::event::planning::bound_to;
use crate::event::rights::leads;
use crate::event::stored::{Event, Seat};
use crate::id::Id;
use crate::marks::{Basis, after, of_year};
use crate::people::OnPaper;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::roster::{ClassName, WORKING, Who, named};
use crate::store::{Db, params};

/// Whoever works with pupils, after the password once more.
pub(super) const READING: Policy = Policy { step_up: true, ..WORKING };

/// `event.pupils`: the pupils of an event.
#[derive(Clone, Debug)]
pub struct PupilsOf {
    /// Which event.
    pub event: Id,
}

/// The pupils of an event, as far as the reader works with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PupilsShown {
    /// What is arranged.
    pub arranged: Arranged,
    /// A line each, by class and name.
    pub lines: Vec<LineShown>,
    /// Whether the reader leads it.
    pub leads: bool,
}

/// A pupil of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineShown {
    /// The line.
    pub id: Id,
    /// The pupil.
    pub pupil: Id,
    /// Who.
    pub who: Who,
    /// The class the pupil is in now.
    pub class: Option<(Id, ClassName)>,
    /// Whether the pupil came; None while it is not known.
    pub came: Option<bool>,
    /// What is written.
    pub noted: Noted,
    /// The next mark after the one the pupil stood at.
    pub next: Option<Basis>,
    /// The entry that made it so.
    pub entry: Version,
}

/// The lines of an event this reader sees; None where she sees none of it.
fn shown(by: &Reader, db: &Db<'_>, circle: &mut Circle, event: &Event) -> Result<Option<PupilsShown>, Refusal> {
    let kind = event.kind()?;
    let leads = leads(by, event, &Seat::all(db, &event.id)?);
    let mut seen = Vec::new();
    for line in PupilLine::all(db, &event.id)? {
        if leads || circle.reaches(by, db, event, &line.pupil)? {
            seen.push(line);
        }
    }
    if !kind.names_pupils() || (seen.is_empty() && !leads) {
        return Ok(None);
    }
    let lines = opened(by, db, circle, event, seen)?;
    let arranged = Arranged::of(event, Words::read(db, &event.id)?, bound_to(db, &event.id)?);
    Ok(Some(PupilsShown { arranged, lines, leads }))
}

fn opened(by: &Reader, db: &Db<'_>, circle: &mut Circle, event: &Event, lines: Vec<PupilLine>) -> Result<Vec<LineShown>, Refusal> {
    let pupils: Vec<Id> = lines.iter().map(|line| line.pupil.clone()).collect();
    let sealed: Vec<Vec<u8>> = lines.iter().map(|line| line.sealed.clone()).collect();
    let mut shown = Vec::with_capacity(lines.len());
    let written = db.open_many::<Noted>(&sealed)?;
    let stood: Vec<Id> = pupils.iter().zip(&written).filter(|(_, noted)| noted.basis.is_some()).map(|(pupil, _)| pupil.clone()).collect();
    let standing = if stood.is_empty() { BTreeMap::new() } else { of_year(db, &event.year, Some(&stood))? };
    for ((line, who), mut noted) in lines.into_iter().zip(named(db, &pupils)?).zip(written) {
        let PupilLine { id, pupil, came, entry, .. } = line;
        // Whoever only teaches in the class sees marks of what she teaches.
        if let Some(basis) = noted.basis.take() {
            noted.basis = circle.marks(by, db, &pupil, &basis.subject)?.then_some(basis);
        }
        let next = noted.basis.as_ref().zip(standing.get(&pupil)).and_then(|(basis, marks)| after(marks, basis));
        shown.push(LineShown { class: circle.class(by, db, &pupil)?, id, pupil, who, came, noted, next, entry });
    }
    shown.sort_by_cached_key(|line| (line.class.as_ref().map(|(_, name)| name.clone()), folded(&line.who.name), line.id.clone()));
    Ok(shown)
}

impl Look for PupilsOf {
    const NAME: &'static str = "event.pupils";
    const POLICY: Policy = READING;
    type Shown = PupilsShown;

    fn place(&self) -> Place {
        Place::of(&self.event)
    }

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<PupilsShown, Refusal> {
        let event = Event::read(db, &self.event)?;
        shown(by, db, &mut Circle::default(), &event)?.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.event.clone()]))
    }
}

/// `event.journal`: events of a kind that took place, with their pupils, the oldest first.
#[derive(Clone, Debug)]
pub struct PupilJournal {
    /// Which kind.
    pub kind: String,
}

/// An event of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalLine {
    /// The event.
    pub event: Event,
    /// Name of whoever answers for it, as papers call her: a journal is read as a paper.
    pub owner: String,
    /// Its pupils.
    pub pupils: PupilsShown,
}

impl Look for PupilJournal {
    const NAME: &'static str = "event.journal";
    const POLICY: Policy = READING;
    type Shown = Vec<JournalLine>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<JournalLine>, Refusal> {
        let kind = Kind::of(&self.kind).filter(|kind| kind.names_pupils()).ok_or(Refusal::of(Rule::NotThere))?;
        let sql = "select * from event where kind = ? and (event.state in ('held', 'closed') or (event.state = 'planned' and not ?)) order by day, event.id";
        let events = db.all(sql, params![kind.code, kind.is_held()], Event::of)?;
        let (mut circle, mut lines, names) = (Circle::default(), Vec::new(), OnPaper::read(db)?);
        for mut event in events {
            let owner = names.settled(&event.owner, event.day);
            let Some(pupils) = shown(by, db, &mut circle, &event)? else { continue };
            if !pupils.leads {
                circle.narrows(by, db, &mut event)?;
            }
            lines.push(JournalLine { event, owner, pupils });
        }
        Ok(lines)
    }
}

/// `pupil.support`: events about one pupil, the latest first, as far as the reader works with the pupil.
#[derive(Clone, Debug)]
pub struct SupportOf {
    /// Which pupil.
    pub pupil: Id,
}

impl Look for SupportOf {
    const NAME: &'static str = "pupil.support";
    const POLICY: Policy = READING;
    type Shown = Vec<(Event, LineShown)>;

    fn place(&self) -> Place {
        Place::of(&self.pupil)
    }

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<(Event, LineShown)>, Refusal> {
        let (mut circle, mut found) = (Circle::default(), Vec::new());
        for line in PupilLine::of_pupil(db, &self.pupil)? {
            let event = Event::read(db, &line.event)?;
            let hers = leads(by, &event, &Seat::all(db, &event.id)?) || circle.reaches(by, db, &event, &line.pupil)?;
            if hers {
                found.extend(opened(by, db, &mut circle, &event, vec![line])?.into_iter().map(|line| (event.clone(), line)));
            }
        }
        found.sort_by(|(a, _), (b, _)| (b.day, &b.id).cmp(&(a.day, &a.id)));
        Ok(found)
    }
}
