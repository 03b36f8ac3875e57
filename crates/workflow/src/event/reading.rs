//! `event.acknowledge`, `event.tick`, `event.comment`: everybody for herself on the screen, or from a signed sheet; bound to the text as it
//! stands. That it is the present text is checked in the act.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::rights::{LEADERS, SEATED};
use super::samples;
use super::state::{EventState, ReadHow};
use super::stored::{Event, Seat};
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::plan::KeptFile;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::store::{Tx, params};
use crate::texts;
use crate::world::World;

/// An event with whoever takes part.
pub struct Seen {
    pub(super) event: Event,
    pub(super) seats: Vec<Seat>,
    /// The last day those who left could sign something.
    left: Vec<(Id, Date)>,
}

impl Seen {
    pub(super) fn read(tx: &Tx<'_>, id: &Id) -> Result<Self, Refusal> {
        let (event, seats) = (Event::read(tx, id)?, Seat::all(tx, id)?);
        let sql = "select person.id, person.left_day, entry.at from seat join person on person.id = seat.person
            join entry on entry.sequence = person.entry where event = ? and person.state = 'locked'";
        let moment = |row: &crate::store::Row<'_>| {
            let at = jiff::Timestamp::from_second(row.get("at")?).map_err(|_| Refusal::of(Rule::Disk))?;
            Ok((row.id("id")?, texts::day(row, "left_day")?.unwrap_or_else(|| tx.day_of(at))))
        };
        Ok(Self { left: tx.all(sql, [id.as_str()], moment)?, event, seats })
    }

    pub(super) fn refusal(&self, rule: Rule) -> Refusal {
        Refusal::of(rule).about([self.event.id.clone()])
    }

    pub(super) fn seat(&self, person: Option<&Id>) -> Option<&Seat> {
        self.seats.iter().find(|seat| Some(&seat.person) == person)
    }

    /// Its own place is everybody's who takes part.
    fn place(&self) -> Place {
        Place { shared: self.seats.iter().map(|seat| seat.person.clone()).collect(), ..Place::of(&self.event.id) }
    }

    /// Whether there is something to read, and it is this.
    fn reads(&self, digest: &str) -> Result<(), Refusal> {
        let kind = self.event.kind()?;
        match () {
            () if !kind.reads || matches!(self.event.state, EventState::Closed | EventState::Cancelled) => {
                Err(self.refusal(Rule::NoSuchStep).instead(Door::Again))
            }
            () if !self.event.content.can_be_read() => Err(self.refusal(Rule::Missing(Field::EventText))),
            () if self.event.content.digest().to_string() != digest => Err(self.refusal(Rule::TextChanged).instead(Door::Again)),
            () => Ok(()),
        }
    }

    fn write(&self, tx: &mut Tx<'_>, person: &Id, read: &Written<'_>) -> Result<(), Refusal> {
        let entry = tx.entry();
        let (address, name) = read.sheet.map_or((None, ""), |sheet| (Some(sheet.address.as_str()), sheet.name.trim()));
        let sql = "update seat set read_how = ?3, read_day = ?4, read_digest = ?5, read_sheet = ?6, read_sheet_name = ?7, score = ?8,
            read_note = ?9, entry = ?10 where event = ?1 and person = ?2";
        let day = read.day.to_string();
        let event = self.event.id.as_str();
        let with = params![event, person.as_str(), read.how.code(), day, read.digest, address, name, read.score, read.note.trim(), entry];
        tx.change(sql, with).map(drop)
    }
}

/// What is written of one reader.
struct Written<'a> {
    how: ReadHow,
    day: Date,
    digest: &'a str,
    sheet: Option<&'a KeptFile>,
    score: Option<u32>,
    note: &'a str,
}

/// Who was acquainted with what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acquainted {
    /// The event.
    pub event: Id,
    /// Who.
    pub people: Vec<Id>,
    /// How; None where somebody said her word.
    pub how: Option<ReadHow>,
}

impl Acquainted {
    fn said(&self) -> Said {
        let mut said = Said::of("event", &self.event);
        said.ids.extend(self.people.iter().map(|person| ("person", person.clone())));
        said.codes.extend(self.how.map(|how| ("how", how.code())));
        said
    }
}

/// `event.acknowledge`: I read it, on the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Acknowledge {
    /// What.
    pub event: Id,
    /// As it was shown.
    pub seen: Version,
    /// Digest of the text that was shown.
    pub digest: String,
    /// Answers to its questions, from nought on.
    pub answers: Vec<usize>,
}

impl Act for Acknowledge {
    const NAME: &'static str = "event.acknowledge";
    const SAID: Word = acts::event_acknowledge;
    const POLICY: Policy = SEATED;
    type Seen = Seen;
    type Done = Acquainted;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.event.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Seen, Refusal> {
        Seen::read(tx, &self.event)
    }

    fn place(&self, seen: &Seen) -> Place {
        seen.place()
    }

    fn check(&self, by: &Reader, seen: &Seen) -> Result<(), Refusal> {
        seen.reads(&self.digest)?;
        let content = &seen.event.content;
        // To read is nobody else's: whoever stands in for a reader has read nothing for her.
        let mine = seen.seat(by.person()).ok_or_else(|| seen.refusal(Rule::NotThere))?.read.as_ref();
        let again = mine.is_some_and(|read| read.how != ReadHow::Declined && read.digest == self.digest);
        match () {
            () if again => Err(seen.refusal(Rule::NothingChanged)),
            () if self.answers.len() != content.quiz.len() => Err(seen.refusal(Rule::Missing(Field::Quiz))),
            () if content.score(&self.answers) < content.pass => {
                Err(seen.refusal(Rule::TooFewRight(content.score(&self.answers), content.pass)))
            }
            () => Ok(()),
        }
    }

    fn apply(self, seen: Seen, tx: &mut Tx<'_>) -> Result<Acquainted, Refusal> {
        let person = tx.by().cloned().ok_or(Refusal::of(Rule::NotAllowed))?;
        let score = (!seen.event.content.quiz.is_empty()).then(|| seen.event.content.score(&self.answers));
        let day = tx.today();
        seen.write(tx, &person, &Written { how: ReadHow::Screen, day, digest: &self.digest, sheet: None, score, note: "" })?;
        Ok(Acquainted { event: seen.event.id, people: vec![person], how: Some(ReadHow::Screen) })
    }

    fn said(done: &Acquainted) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        let content = samples::briefing(world).content;
        Self { event: world.event.read_by_founder.clone(), seen: 1, digest: content.digest().to_string(), answers: vec![1] }
    }
}

/// `event.tick`: those who signed a sheet, which is attached; or one who declined, with a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tick {
    /// What.
    pub event: Id,
    /// As it was shown.
    pub seen: Version,
    /// Digest of the text the sheet speaks of.
    pub digest: String,
    /// Who.
    pub people: Vec<Id>,
    /// The day on the sheet.
    pub day: Date,
    /// The sheet; None for one who declined.
    pub sheet: Option<KeptFile>,
    /// Why somebody declined.
    pub note: String,
}

impl Act for Tick {
    const NAME: &'static str = "event.tick";
    const SAID: Word = acts::event_tick;
    const POLICY: Policy = LEADERS;
    type Seen = Seen;
    type Done = Acquainted;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.event.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Seen, Refusal> {
        Seen::read(tx, &self.event)
    }

    fn place(&self, seen: &Seen) -> Place {
        seen.event.place(&seen.seats)
    }

    fn check(&self, by: &Reader, seen: &Seen) -> Result<(), Refusal> {
        seen.reads(&self.digest)?;
        let gone = |person: &&Id| seen.left.iter().any(|(left, day)| left == *person && *day < self.day);
        let rule = match &self.sheet {
            Some(sheet) => texts::digest(&sheet.address, Field::Scan).map(drop).and(texts::required(&sheet.name, Field::Scan)),
            None => texts::required(&self.note, Field::Note),
        };
        rule.and(texts::text(&self.note, Field::Note)).map_err(|rule| seen.refusal(rule))?;
        let today = by.now().date();
        let owes = |person: &Id| {
            seen.seat(Some(person))
                .is_some_and(|seat| seat.read.as_ref().is_none_or(|read| read.digest != self.digest || read.how == ReadHow::Declined))
        };
        match () {
            () if self.people.is_empty() || !self.people.iter().all(|person| seen.seat(Some(person)).is_some()) => {
                Err(seen.refusal(Rule::Wrong(Field::Participants)))
            }
            () if self.people.iter().any(|person| gone(&person)) => {
                Err(Refusal::of(Rule::PersonLeft).about(self.people.iter().filter(gone).cloned()))
            }
            () if today < self.day || self.day < seen.event.day => Err(seen.refusal(Rule::Wrong(Field::PaperDay))),
            // One who declines is told apart from a sheet that was forgotten.
            () if self.sheet.is_none() && self.people.len() > 1 => Err(seen.refusal(Rule::Missing(Field::Scan))),
            // What somebody read herself stays as she read it.
            () if !self.people.iter().all(owes) => Err(seen.refusal(Rule::Wrong(Field::Participants))),
            () => Ok(()),
        }
    }

    fn apply(self, seen: Seen, tx: &mut Tx<'_>) -> Result<Acquainted, Refusal> {
        if let Some(sheet) = &self.sheet {
            tx.name_file(&texts::digest(&sheet.address, Field::Scan).map_err(Refusal::of)?)?;
        }
        let how = if self.sheet.is_some() { ReadHow::Sheet } else { ReadHow::Declined };
        let written = Written { how, day: self.day, digest: &self.digest, sheet: self.sheet.as_ref(), score: None, note: &self.note };
        self.people.iter().try_for_each(|person| seen.write(tx, person, &written))?;
        Ok(Acquainted { event: seen.event.id, people: self.people, how: Some(how) })
    }

    fn said(done: &Acquainted) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        let content = samples::briefing(world).content;
        let sheet = KeptFile { address: world.plan.file.clone(), name: "лист ознакомления.pdf".into() };
        Self {
            event: world.event.read_by_founder.clone(),
            seen: 1,
            digest: content.digest().to_string(),
            people: vec![world.active.clone()],
            day: world.today,
            sheet: Some(sheet),
            note: String::new(),
        }
    }
}

/// `event.comment`: what whoever takes part says of it herself: a teacher whose lesson was visited, first of all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comment {
    /// Of what.
    pub event: Id,
    /// As it was shown.
    pub seen: Version,
    /// Her words, nothing takes them back; none where she has nothing to add.
    pub words: Option<String>,
}

impl Act for Comment {
    const NAME: &'static str = "event.comment";
    const SAID: Word = acts::event_comment;
    const POLICY: Policy = SEATED;
    type Seen = Seen;
    type Done = Acquainted;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.event.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Seen, Refusal> {
        Seen::read(tx, &self.event)
    }

    fn place(&self, seen: &Seen) -> Place {
        seen.place()
    }

    fn check(&self, by: &Reader, seen: &Seen) -> Result<(), Refusal> {
        seen.seat(by.person()).ok_or_else(|| seen.refusal(Rule::NotThere))?;
        if seen.event.state == EventState::Cancelled {
            return Err(seen.refusal(Rule::NoSuchStep).instead(Door::Again));
        }
        // A word is of the card she saw: what was written since she reads first.
        if seen.event.card.is_some_and(|card| self.seen < card) {
            return Err(seen.refusal(Rule::CardChanged).instead(Door::Again));
        }
        self.words.as_ref().map_or(Ok(()), |words| texts::required(words, Field::Note)).map_err(|rule| seen.refusal(rule))
    }

    fn apply(self, seen: Seen, tx: &mut Tx<'_>) -> Result<Acquainted, Refusal> {
        let (person, entry) = (tx.by().cloned().ok_or(Refusal::of(Rule::NotAllowed))?, tx.entry());
        let words = self.words.as_deref().unwrap_or_default().trim();
        if !words.is_empty() {
            let sql = "update seat set note = ?3, entry = ?4 where event = ?1 and person = ?2";
            tx.change(sql, params![seen.event.id.as_str(), person.as_str(), words, entry])?;
        }
        let sql = "insert into own_word (event, person, words, card, entry) values (?, ?, ?, ?, ?)";
        tx.change(sql, params![seen.event.id.as_str(), person.as_str(), words, seen.event.card, entry])?;
        Ok(Acquainted { event: seen.event.id, people: vec![person], how: None })
    }

    fn said(done: &Acquainted) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        Self { event: world.event.read_by_founder.clone(), seen: 1, words: Some("Со сроками согласна".into()) }
    }
}
