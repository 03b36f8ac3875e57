//! `event.list-pupils`, `event.strike-pupil`, `event.write-pupil`: whom it is about, and what came of it for each.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::arranged::{Listed, based, can_list, classes, standing, titled, told};
use super::stored::{Noted, PupilLine, typed};
use crate::act::{Act, Said, Version};
use crate::event::rights::PLANNERS;
use crate::event::state::EventState;
use crate::event::stored::{Event, Seat};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Conflict, Door, Field, Refusal, Rule, chosen};
use crate::roster::Near;
use crate::school::{Edit, Standing};
use crate::store::{Tx, params};
use crate::texts::written;
use crate::world::World;

/// An event with its pupils.
pub struct Listing {
    event: Event,
    seats: Vec<Seat>,
    lines: Vec<PupilLine>,
    near: BTreeMap<Id, Near>,
}

impl Listing {
    fn read(tx: &Tx<'_>, event: &Id) -> Result<Self, Refusal> {
        let event = Event::read(tx, event)?;
        let near = Near::all(tx, tx.today())?;
        Ok(Self { seats: Seat::all(tx, &event.id)?, lines: PupilLine::all(tx, &event.id)?, near, event })
    }

    fn refusal(&self, rule: Rule) -> Refusal {
        Refusal::of(rule).about([self.event.id.clone()])
    }

    /// While it is open.
    fn open(&self) -> Result<(), Refusal> {
        let open = matches!(self.event.state, EventState::Planned | EventState::Held);
        if open { Ok(()) } else { Err(self.refusal(Rule::NoSuchStep).instead(Door::Again)) }
    }

    /// The title says the classes of whoever is listed.
    fn retitle<'a>(&self, tx: &mut Tx<'_>, pupils: impl Iterator<Item = &'a Id>) -> Result<(), Refusal> {
        let mut content = self.event.content.clone();
        (content.title, content.class) = titled(&content.subject, &classes(&self.near, pupils));
        if content.title.is_empty() {
            content.title.clone_from(&self.event.content.title);
        }
        let entry = tx.entry();
        let sql = "update event set content = ?2, entry = ?3 where id = ?1";
        tx.change(sql, params![self.event.id.as_str(), written(&content)?, entry]).map(drop)
    }
}

/// An event and the lines an act touched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touched {
    /// The event.
    pub event: Id,
    /// Its lines.
    pub lines: Vec<Id>,
}

impl Touched {
    fn said(&self) -> Said {
        self.lines.iter().fold(Said::of("event", &self.event), |said, line| said.id("line", line))
    }
}

/// `event.list-pupils`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListPupils {
    /// Of which event.
    pub event: Id,
    /// Whom.
    pub pupils: Vec<Listed>,
}

impl Act for ListPupils {
    const NAME: &'static str = "event.list-pupils";
    const SAID: Word = acts::event_list_pupils;
    const POLICY: Policy = PLANNERS;
    type Seen = Listing;
    type Done = Touched;

    fn kept_back(&self) -> Vec<String> {
        typed(self.pupils.iter().map(|listed| &listed.noted))
    }

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Listing, Refusal> {
        Listing::read(tx, &self.event)
    }

    fn place(&self, seen: &Listing) -> Place {
        seen.event.place(&seen.seats)
    }

    fn check(&self, by: &Reader, seen: &Listing) -> Result<(), Refusal> {
        seen.open()?;
        let kind = seen.event.kind()?;
        let there: Vec<Id> = seen.lines.iter().map(|line| line.pupil.clone()).collect();
        if kind.names_pupils() { can_list(by, kind, &seen.near, &self.pupils, &there) } else { Err(seen.refusal(Rule::NoSuchStep)) }
    }

    fn apply(self, seen: Listing, tx: &mut Tx<'_>) -> Result<Touched, Refusal> {
        let (mut lines, subject) = (Vec::new(), seen.event.content.subject.clone());
        let standing = standing(tx, Some(&seen.event.year), &subject, &self.pupils)?;
        seen.retitle(tx, seen.lines.iter().map(|line| &line.pupil).chain(self.pupils.iter().map(|one| &one.pupil)))?;
        for Listed { pupil, noted } in self.pupils {
            let noted = based(noted, standing.get(&pupil), &subject);
            lines.push(PupilLine::add(tx, &self.event, &pupil, &noted)?);
        }
        Ok(Touched { event: self.event, lines })
    }

    fn said(done: &Touched) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        let pupils = vec![Listed { pupil: world.roster.twice[0].0.clone(), noted: Noted::default() }];
        Self { event: world.event.about.clone(), pupils }
    }
}

/// A line with its event.
pub struct Lined {
    line: PupilLine,
    at: Listing,
    noted: Noted,
}

impl Lined {
    fn read(tx: &Tx<'_>, line: &Id) -> Result<Self, Refusal> {
        let line = PupilLine::read(tx, line)?;
        let (at, noted) = (Listing::read(tx, &line.event)?, tx.open_names(&line.sealed)?);
        Ok(Self { line, at, noted })
    }
}

/// `event.strike-pupil`: a pupil of whom nothing is known yet is not on the list any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StrikePupil {
    /// Which line.
    pub line: Id,
    /// As it was shown.
    pub seen: Version,
}

impl Act for StrikePupil {
    const NAME: &'static str = "event.strike-pupil";
    const SAID: Word = acts::event_strike_pupil;
    const POLICY: Policy = PLANNERS;
    type Seen = Lined;
    type Done = Touched;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.line.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Lined, Refusal> {
        Lined::read(tx, &self.line)
    }

    fn place(&self, seen: &Lined) -> Place {
        seen.at.event.place(&seen.at.seats)
    }

    fn check(&self, _by: &Reader, seen: &Lined) -> Result<(), Refusal> {
        seen.at.open()?;
        if seen.line.is_written() { Err(seen.at.refusal(Rule::Wrong(Field::Pupils))) } else { Ok(()) }
    }

    fn apply(self, seen: Lined, tx: &mut Tx<'_>) -> Result<Touched, Refusal> {
        tx.change("delete from event_pupil where id = ?", [self.line.as_str()])?;
        seen.at.retitle(tx, seen.at.lines.iter().filter(|line| line.id != self.line).map(|line| &line.pupil))?;
        Ok(Touched { event: seen.at.event.id, lines: vec![self.line] })
    }

    fn said(done: &Touched) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        Self { line: world.event.line.clone(), seen: 1 }
    }
}

/// `event.write-pupil`: what came of it, what was agreed, whether the family knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WritePupil {
    /// Which line.
    pub line: Id,
    /// As it was shown.
    pub seen: Version,
    /// What the form showed.
    #[serde(skip)]
    pub opened: Noted,
    /// What was typed.
    #[serde(skip)]
    pub wanted: Noted,
}

impl WritePupil {
    fn merged(&self, seen: &Lined) -> Result<Noted, Refusal> {
        let (opened, wanted, now) = (self.opened.clone().tidy(), self.wanted.clone().tidy(), &seen.noted);
        let (mut new, mut conflicts, entry) = (now.clone(), Vec::<Conflict>::new(), seen.line.entry);
        let kind = seen.at.event.kind()?;
        let reached = |text: &str| kind.outcomes.iter().chain(kind.places).find(|(code, _)| *code == text).map(|(_, word)| *word);
        macro_rules! take {
            ($($field:expr => $path:ident as $told:expr),+) => {$(
                let one = Edit { opened: opened.$path.clone(), wanted: wanted.$path.clone() };
                match one.against(&Standing { value: now.$path.clone(), entry }, $field, $told) {
                    Ok(Some(value)) => new.$path = value,
                    Ok(None) => {}
                    Err(conflict) => conflicts.push(conflict),
                }
            )+};
        }
        take!(
            Field::Reason => reason as |text: &String| told(text), Field::Outcome => result as |text: &String| reached(text).map_or_else(|| told(text), chosen),
            Field::Agreed => agreed as |text: &String| told(text), Field::Contact => informed as ToString::to_string
        );
        if conflicts.is_empty() { Ok(new) } else { Err(seen.at.refusal(Rule::ChangedMeanwhile(conflicts)).instead(Door::Again)) }
    }
}

impl Act for WritePupil {
    const NAME: &'static str = "event.write-pupil";
    const SAID: Word = acts::event_write_pupil;
    const POLICY: Policy = PLANNERS;
    type Seen = Lined;
    type Done = Touched;

    fn kept_back(&self) -> Vec<String> {
        typed([&self.wanted])
    }

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.line.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Lined, Refusal> {
        Lined::read(tx, &self.line)
    }

    fn place(&self, seen: &Lined) -> Place {
        seen.at.event.place(&seen.at.seats)
    }

    fn check(&self, _by: &Reader, seen: &Lined) -> Result<(), Refusal> {
        seen.at.open()?;
        let new = self.merged(seen)?;
        new.fits(seen.at.event.kind()?).map_err(|rule| seen.at.refusal(rule))?;
        if new == seen.noted { Err(seen.at.refusal(Rule::NothingChanged)) } else { Ok(()) }
    }

    fn apply(self, seen: Lined, tx: &mut Tx<'_>) -> Result<Touched, Refusal> {
        let new = self.merged(&seen)?;
        let (sealed, entry, settled) = (tx.seal_names(&new)?, tx.entry(), !new.result.is_empty());
        let sql = "update event_pupil set names = ?2, settled = ?3, entry = ?4 where id = ?1";
        tx.change(sql, params![self.line.as_str(), sealed, settled, entry])?;
        Ok(Touched { event: seen.at.event.id, lines: vec![self.line] })
    }

    fn said(done: &Touched) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        let wanted = Noted { result: "Дроби складывает сам".into(), informed: true, ..Noted::default() };
        Self { line: world.event.line.clone(), seen: 1, opened: Noted::default(), wanted }
    }
}
