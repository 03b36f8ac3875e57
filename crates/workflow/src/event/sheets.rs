//! `event.attach-sheet`, `event.attach-family-sheet`: the scan of a sheet that was signed, attached or replaced once the signatures were noted: of
//! colleagues by whoever leads, of families by whoever keeps the class. Nothing that was confirmed changes by it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::families::Reading;
use super::reading::Seen as SeatsSeen;
use super::rights::LEADERS;
use super::state::{EventState, ReadHow};
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::plan::KeptFile;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::roster::OF_A_CLASS;
use crate::store::{Tx, params};
use crate::texts;
use crate::world::World;

/// The scan of a sheet families signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FamilySheet {
    /// Its address.
    pub address: String,
    /// Its name, which may name a child: it is sealed, and no entry holds it.
    #[serde(skip)]
    pub name: String,
}

impl FamilySheet {
    pub(super) fn fits(&self) -> Result<(), Rule> {
        texts::digest(&self.address, Field::Scan).map(drop).and(texts::required_line(&self.name, Field::Scan))
    }

    /// Names the file that was kept: its address, and its name sealed.
    pub(super) fn keep(&self, tx: &mut Tx<'_>) -> Result<(String, Vec<u8>), Refusal> {
        tx.name_file(&texts::digest(&self.address, Field::Scan).map_err(Refusal::of)?)?;
        Ok((self.address.clone(), tx.seal_names(&self.name.trim())?))
    }
}

/// To how many signatures a scan was attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetAttached {
    /// The event.
    pub event: Id,
    /// How many.
    pub signed: u32,
}

impl SheetAttached {
    fn of(event: Id, signed: usize) -> Self {
        Self { event, signed: u32::try_from(signed).unwrap_or(u32::MAX) }
    }

    fn said(&self) -> Said {
        Said::of("event", &self.event).number("signed", i64::from(self.signed))
    }
}

/// `event.attach-sheet`: to signatures of colleagues.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AttachSheet {
    /// What they read.
    pub event: Id,
    /// As it was shown.
    pub seen: Version,
    /// Whose signatures stand on it.
    pub people: BTreeSet<Id>,
    /// The scan.
    pub sheet: KeptFile,
}

impl Act for AttachSheet {
    const NAME: &'static str = "event.attach-sheet";
    const SAID: Word = acts::event_attach_sheet;
    const POLICY: Policy = LEADERS;
    type Seen = SeatsSeen;
    type Done = SheetAttached;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.event.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<SeatsSeen, Refusal> {
        SeatsSeen::read(tx, &self.event)
    }

    fn place(&self, seen: &SeatsSeen) -> Place {
        seen.event.place(&seen.seats)
    }

    fn check(&self, _by: &Reader, seen: &SeatsSeen) -> Result<(), Refusal> {
        let file = texts::digest(&self.sheet.address, Field::Scan).map(drop).and(texts::required(&self.sheet.name, Field::Scan));
        file.map_err(|rule| seen.refusal(rule))?;
        let read = |person: &Id| seen.seat(Some(person)).and_then(|seat| seat.read.as_ref());
        let signed = |person: &Id| read(person).is_some_and(|read| read.how == ReadHow::Sheet);
        let stands = |person: &Id| read(person).is_some_and(|read| read.sheet.as_ref() == Some(&self.sheet));
        match () {
            () if seen.event.state == EventState::Cancelled => Err(seen.refusal(Rule::NoSuchStep).instead(Door::Again)),
            () if self.people.is_empty() || !self.people.iter().all(signed) => Err(seen.refusal(Rule::Wrong(Field::Participants))),
            () if self.people.iter().all(stands) => Err(seen.refusal(Rule::NothingChanged)),
            () => Ok(()),
        }
    }

    fn apply(self, seen: SeatsSeen, tx: &mut Tx<'_>) -> Result<SheetAttached, Refusal> {
        tx.name_file(&texts::digest(&self.sheet.address, Field::Scan).map_err(Refusal::of)?)?;
        let (entry, event) = (tx.entry(), seen.event.id.as_str());
        for person in &self.people {
            let sql = "update seat set read_sheet = ?3, read_sheet_name = ?4, entry = ?5 where event = ?1 and person = ?2";
            tx.change(sql, params![event, person.as_str(), self.sheet.address, self.sheet.name.trim(), entry])?;
        }
        Ok(SheetAttached::of(seen.event.id, self.people.len()))
    }

    fn said(done: &SheetAttached) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        let sheet = KeptFile { address: world.plan.file.clone(), name: "лист ознакомления.pdf".into() };
        Self { event: world.event.signed.clone(), seen: 1, people: [world.active.clone()].into(), sheet }
    }
}

/// `event.attach-family-sheet`: to signatures of families.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AttachFamilySheet {
    /// What they read.
    pub event: Id,
    /// As it was shown.
    pub seen: Version,
    /// Whose families signed it.
    pub pupils: BTreeSet<Id>,
    /// The scan.
    pub sheet: FamilySheet,
}

/// An event families read.
pub struct Seen(Reading);

impl Act for AttachFamilySheet {
    const NAME: &'static str = "event.attach-family-sheet";
    const SAID: Word = acts::event_attach_family_sheet;
    const POLICY: Policy = Policy { step_up: true, ..OF_A_CLASS };
    type Seen = Seen;
    type Done = SheetAttached;

    fn kept_back(&self) -> Vec<String> {
        vec![self.sheet.name.clone()]
    }

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.event.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Seen, Refusal> {
        Reading::read(tx, &self.event, tx.today()).map(Seen)
    }

    fn place(&self, Seen(reading): &Seen) -> Place {
        reading.place()
    }

    fn check(&self, _by: &Reader, Seen(reading): &Seen) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([reading.event.id.clone()]).instead(Door::Again);
        self.sheet.fits().map_err(refusal)?;
        let signed = |pupil: &Id| reading.pupils.contains(pupil) && reading.signed(pupil).is_some();
        match () {
            () if reading.event.state == EventState::Cancelled => Err(refusal(Rule::NoSuchStep)),
            () if self.pupils.is_empty() => Err(refusal(Rule::NothingChanged)),
            () if !self.pupils.iter().all(signed) => Err(refusal(Rule::Wrong(Field::Participants))),
            () => Ok(()),
        }
    }

    fn apply(self, Seen(reading): Seen, tx: &mut Tx<'_>) -> Result<SheetAttached, Refusal> {
        let ((address, name), entry) = (self.sheet.keep(tx)?, tx.entry());
        for row in self.pupils.iter().filter_map(|pupil| reading.signed(pupil)) {
            let sql = "update family_code set sheet = ?2, sheet_name = ?3, entry = ?4 where id = ?1";
            tx.change(sql, params![row.id.as_str(), address, name, entry])?;
        }
        Ok(SheetAttached::of(reading.event.id, self.pupils.len()))
    }

    fn said(done: &SheetAttached) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        let sheet = FamilySheet { address: world.plan.file.clone(), name: "лист 7А.pdf".into() };
        Self { event: world.event.signed_by_families.clone(), seen: 1, pupils: [world.roster.pupil.clone()].into(), sheet }
    }
}
