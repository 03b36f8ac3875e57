//! `event.give-codes`, `event.families`: families have no account. Each family of a class gets a code on paper and confirms with it, once,
//! that it read the text as it stands. A code is a pupil's: two children of one family are two classes and two papers.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use records::text::folded;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::family_code::FamilyCode;
use super::kind::Kind;
use super::state::EventState;
use super::stored::Event;
use crate::act::{Act, Look, Said, Version};
use crate::coded::coded;
use crate::id::Id;
use crate::plan::KeptFile;
use crate::policy::{Place, Policy, Purpose, Unattended, authorise};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::roster::{Class, ClassName, OF_A_CLASS, READING, Who, named};
use crate::store::{Db, Row, Tx, params};
use crate::texts;
use crate::world::World;

/// Whoever came with a code: the program asks for her, she has no account.
pub(super) const BY_CODE: Policy = Policy { may: &[], unattended: &[Unattended::Program], purpose: Purpose::School, ..OF_A_CLASS };

coded! {
    /// How a family answered.
    FamilyHow {
        /// It confirmed by its code.
        Code = "code",
        /// It signed, and the paper came back.
        Sheet = "sheet",
        /// It declined to sign.
        Declined = "declined",
    }
}

/// A row: a family that was given a code, or that answered.
pub(super) struct Given {
    pub(super) id: Id,
    pub(super) pupil: Id,
    /// Whether its code is good.
    good: bool,
    /// What it answered.
    read: Option<Answered>,
    /// The scan of the sheet it signed: address, sealed name.
    sheet: Option<(String, Option<Vec<u8>>)>,
}

/// What a family answered of which text.
struct Answered {
    day: Date,
    digest: String,
    how: FamilyHow,
}

impl Given {
    pub(super) fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        let said = texts::day(row, "read_day")?.zip(row.get::<Option<String>>("read_digest")?);
        let read = said.map(|(day, digest)| Ok::<_, Refusal>(Answered { day, digest, how: row.read("read_how", FamilyHow::from_code)? }));
        let (read, name) = (read.transpose()?, row.get("sheet_name")?);
        let sheet = row.get::<Option<String>>("sheet")?.map(|address| (address, name));
        Ok(Self { id: row.id("id")?, pupil: row.id("pupil")?, good: row.get("good")?, read, sheet })
    }

    fn all(db: &Db<'_>, event: &Id) -> Result<Vec<Self>, Refusal> {
        let sql = "select *, code is not null as good from family_code where event = ? order by entry, id";
        db.all(sql, [event.as_str()], Self::of)
    }

    /// What it answered of this text.
    fn answer(&self, digest: &str) -> Option<(Date, FamilyHow)> {
        self.read.as_ref().filter(|read| read.digest == digest).map(|read| (read.day, read.how))
    }

    /// The day it confirmed this text.
    pub(super) fn day(&self, digest: &str) -> Option<Date> {
        self.answer(digest).filter(|(_, how)| *how != FamilyHow::Declined).map(|(day, _)| day)
    }

    /// Whether its scan is kept: it was attached, and not erased.
    fn is_scanned(&self) -> bool {
        self.sheet.as_ref().is_some_and(|(_, name)| name.is_some())
    }

    /// The scan of the sheet it signed, by name.
    fn sheet(&self, db: &Db<'_>) -> Result<Option<KeptFile>, Refusal> {
        let Some((address, name)) = self.sheet.clone() else { return Ok(None) };
        let name = name.map(|sealed| db.open_names(&sealed)).transpose()?.unwrap_or_default();
        Ok(Some(KeptFile { address, name }))
    }
}

/// How many families were given something to read for an event.
pub(super) fn given(db: &Db<'_>, event: &Id) -> Result<usize, Refusal> {
    Ok(Given::all(db, event)?.len())
}

/// What families of a class read.
pub(super) struct Reading {
    pub(super) event: Event,
    kind: &'static Kind,
    class: Class,
    /// Pupils who are in it, and those whose families answered before they left it.
    pub(super) pupils: BTreeSet<Id>,
    rows: Vec<Given>,
    pub(super) digest: String,
    /// Whether families can answer today.
    pub(super) open: bool,
    /// The first day anybody could have signed it: that of the event, or the day it was entered where that was earlier.
    pub(super) since: Date,
}

impl Reading {
    /// None where families read nothing: of another kind, of no class that is there.
    fn of(db: &Db<'_>, event: Event, today: Date) -> Result<Option<Self>, Refusal> {
        let kind = event.kind()?;
        let class = if kind.families { Class::written(db, &event.year, &event.content.class)? } else { None };
        let Some(class) = class else { return Ok(None) };
        let rows = Given::all(db, &event.id)?;
        // Whoever was of another class before the event was given another one is not shown to the teacher of this one.
        let mut pupils = class.ever(db)?;
        pupils.retain(|pupil| rows.iter().any(|row| row.pupil == *pupil && row.read.is_some()));
        pupils.extend(class.members(db, today)?);
        let (digest, open) = (event.content.digest().to_string(), is_open(&event, today));
        // By Greenwich: never later than the day of the school.
        let sql = "select date(at, 'unixepoch') as day from entry_object join entry on sequence = entry where object = ? order by sequence limit 1";
        let entered = db.one(sql, [event.id.as_str()], |row| row.day("day"))?;
        let since = entered.map_or(event.day, |entered| entered.min(event.day));
        Ok(Some(Self { event, kind, class, pupils, rows, digest, open, since }))
    }

    pub(super) fn read(db: &Db<'_>, event: &Id, today: Date) -> Result<Self, Refusal> {
        let found = Self::of(db, Event::read(db, event)?, today)?;
        found.ok_or_else(|| Refusal::of(Rule::NotThere).about([event.clone()]))
    }

    pub(super) fn place(&self) -> Place {
        self.class.place()
    }

    pub(super) fn has_text(&self) -> bool {
        self.event.content.can_be_read()
    }

    pub(super) fn rows_of<'a>(&'a self, pupil: &'a Id) -> impl Iterator<Item = &'a Given> {
        self.rows.iter().filter(move |row| row.pupil == *pupil)
    }

    /// The day the family confirmed the present text.
    pub(super) fn day(&self, pupil: &Id) -> Option<Date> {
        self.rows_of(pupil).find_map(|row| row.day(&self.digest))
    }

    /// What the family answered of the present text; that it confirmed goes before that it declined.
    fn answer(&self, pupil: &Id) -> Option<(Date, FamilyHow)> {
        self.rows_of(pupil).filter_map(|row| row.answer(&self.digest)).min_by_key(|(_, how)| *how)
    }

    /// The row that says the family signed on paper: the present text, or where it answered nothing of that, the latest before.
    pub(super) fn signed<'a>(&'a self, pupil: &'a Id) -> Option<&'a Given> {
        let otherwise = self.answer(pupil).is_some_and(|(_, how)| how != FamilyHow::Sheet);
        let signed = self.rows_of(pupil).filter_map(|row| Some((row, row.read.as_ref().filter(|read| read.how == FamilyHow::Sheet)?)));
        signed.filter(|_| !otherwise).max_by_key(|(_, read)| (read.digest == self.digest, read.day)).map(|(row, _)| row)
    }
}

/// Whether families can answer: while it is under way, and after it was closed until the day that stands on their papers.
pub(super) fn is_open(event: &Event, today: Date) -> bool {
    match event.state {
        EventState::Planned | EventState::Held => true,
        EventState::Closed => event.content.until.is_some_and(|until| today <= until),
        EventState::Cancelled => false,
    }
}

/// How many families confirmed: what whoever leads sees without a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Families {
    /// How many there are.
    pub all: usize,
    /// For how many of them a code was made.
    pub given: usize,
    /// How many confirmed the present text.
    pub read: usize,
    /// How many of them by a signature on paper; the others did by their code.
    pub signed: usize,
    /// How many declined to.
    pub declined: usize,
    /// For how many the scan of the sheet they signed is kept.
    pub scanned: usize,
    /// Whether the reader sees the names of the class.
    pub named: bool,
}

impl Families {
    pub(super) fn of(by: &Reader, db: &Db<'_>, event: &Event) -> Result<Option<Self>, Refusal> {
        let Some(reading) = Reading::of(db, event.clone(), by.now().date())? else { return Ok(None) };
        let count = |fits: &dyn Fn(&Id) -> bool| reading.pupils.iter().filter(|pupil| fits(pupil)).count();
        // A paper that was signed, or declined, is no notice: the code says that one was made.
        let by_code = |row: &Given| row.read.as_ref().is_some_and(|read| read.how == FamilyHow::Code);
        let holds = |pupil: &Id| reading.rows_of(pupil).any(|row| row.good || by_code(row));
        let named = authorise(&OF_A_CLASS, by, &reading.class.place()).is_ok();
        let read = count(&|pupil| reading.day(pupil).is_some());
        let declined = count(&|pupil| matches!(reading.answer(pupil), Some((_, FamilyHow::Declined))));
        let signed = |pupil: &Id| matches!(reading.answer(pupil), Some((_, FamilyHow::Sheet)));
        let by_hand = count(&signed);
        let scanned = count(&|pupil| signed(pupil) && reading.signed(pupil).is_some_and(Given::is_scanned));
        Ok(Some(Self { all: reading.pupils.len(), given: count(&holds), read, signed: by_hand, declined, scanned, named }))
    }
}

/// `event.families`: which families of the class confirmed; by name, for whoever keeps the class.
#[derive(Clone, Debug)]
pub struct FamiliesOf {
    /// Which event.
    pub event: Id,
}

/// Families of a class and what they read.
#[derive(Clone)]
pub struct FamiliesShown {
    /// The event.
    pub event: Event,
    /// What it is.
    pub kind: &'static Kind,
    /// The class.
    pub class: ClassName,
    /// Its families, by the name of the pupil.
    pub lines: Vec<FamilyLine>,
    /// Whether codes can be given now.
    pub open: bool,
}

/// A family: the pupil it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyLine {
    /// The pupil.
    pub pupil: Id,
    /// Who.
    pub who: Who,
    /// Whether it holds a good code.
    pub given: bool,
    /// What it answered of the present text, and when.
    pub read: Option<(Date, FamilyHow)>,
    /// The day it answered of an earlier one.
    pub before: Option<Date>,
    /// Whether it signed on paper, of the present text or an earlier one: a scan can be attached.
    pub signed: bool,
    /// The scan of the sheet it signed.
    pub sheet: Option<KeptFile>,
}

impl Look for FamiliesOf {
    const NAME: &'static str = "event.families";
    const POLICY: Policy = READING;
    type Shown = FamiliesShown;

    fn place(&self) -> Place {
        Place::of(&self.event)
    }

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<FamiliesShown, Refusal> {
        let reading = Reading::read(db, &self.event, by.now().date())?;
        authorise(&OF_A_CLASS, by, &reading.class.place())?;
        let pupils: Vec<Id> = reading.pupils.iter().cloned().collect();
        let line = |(pupil, who): (Id, Who)| {
            let signed = reading.signed(&pupil);
            let sheet = signed.map_or(Ok(None), |row| row.sheet(db))?;
            let given = reading.rows_of(&pupil).any(|row| row.good);
            let before = reading.rows_of(&pupil).filter_map(|row| row.read.as_ref().map(|read| read.day)).max();
            let read = reading.answer(&pupil);
            let (signed, before) = (signed.is_some(), before.filter(|_| read.is_none()));
            Ok(FamilyLine { given, before, read, signed, sheet, pupil, who })
        };
        let names = named(db, &pupils)?;
        let mut lines = pupils.into_iter().zip(names).map(line).collect::<Result<Vec<FamilyLine>, Refusal>>()?;
        lines.sort_by_cached_key(|line| (folded(&line.who.name), line.pupil.clone()));
        let open = reading.open && reading.has_text();
        Ok(FamiliesShown { class: reading.class.called().clone(), kind: reading.kind, event: reading.event, lines, open })
    }
}

/// `event.give-codes`: new codes for families that have not confirmed the present text; the older ones of the same families are good no longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GiveCodes {
    /// What they read.
    pub event: Id,
    /// As it was shown.
    pub seen: Version,
    /// A code each, by the pupil; written nowhere.
    #[serde(skip)]
    pub codes: BTreeMap<Id, FamilyCode>,
}

/// To how many families codes were given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GaveCodes {
    /// The event.
    pub event: Id,
    /// How many.
    pub families: u32,
}

/// An event families read.
pub struct Seen(Reading);

impl Act for GiveCodes {
    const NAME: &'static str = "event.give-codes";
    const SAID: Word = acts::event_give_codes;
    const POLICY: Policy = Policy { step_up: true, ..OF_A_CLASS };
    type Seen = Seen;
    type Done = GaveCodes;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.event.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Seen, Refusal> {
        Reading::read(tx, &self.event, tx.today()).map(Seen)
    }

    fn place(&self, Seen(reading): &Seen) -> Place {
        reading.class.place()
    }

    fn check(&self, _by: &Reader, Seen(reading): &Seen) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([reading.event.id.clone()]).instead(Door::Again);
        let owes = |pupil: &Id| reading.pupils.contains(pupil) && reading.day(pupil).is_none();
        let different: BTreeSet<&str> = self.codes.values().map(FamilyCode::plain).collect();
        match () {
            () if !reading.open => Err(refusal(Rule::NoSuchStep)),
            () if !reading.has_text() => Err(refusal(Rule::Missing(Field::EventText))),
            () if self.codes.is_empty() => Err(refusal(Rule::NothingChanged)),
            // Who was in the class when the paper was made is in it still, and has not confirmed meanwhile.
            () if !self.codes.keys().all(owes) || different.len() < self.codes.len() => Err(refusal(Rule::Wrong(Field::Participants))),
            () => Ok(()),
        }
    }

    fn apply(self, Seen(reading): Seen, tx: &mut Tx<'_>) -> Result<GaveCodes, Refusal> {
        let entry = tx.entry();
        for (pupil, code) in &self.codes {
            let hash = tx.hash_of_code(code.plain())?;
            let event = reading.event.id.as_str();
            tx.change("update family_code set code = null where event = ? and pupil = ?", params![event, pupil.as_str()])?;
            // What the family confirmed before stays beside the new code.
            if let Some(row) = reading.rows_of(pupil).next() {
                tx.change("update family_code set code = ?2, entry = ?3 where id = ?1", params![row.id.as_str(), hash, entry])?;
            } else {
                let id = tx.new_id("family")?;
                let sql = "insert into family_code (id, event, pupil, code, entry) values (?, ?, ?, ?, ?)";
                tx.change(sql, params![id.as_str(), event, pupil.as_str(), hash, entry])?;
            }
        }
        Ok(GaveCodes { event: reading.event.id, families: u32::try_from(self.codes.len()).unwrap_or(u32::MAX) })
    }

    fn said(done: &GaveCodes) -> Said {
        Said::of("event", &done.event).number("families", i64::from(done.families))
    }

    fn sample(world: &World) -> Self {
        let codes = [(world.roster.pupil.clone(), FamilyCode::of([8; FamilyCode::RANDOM]))].into();
        Self { event: world.event.to_families.clone(), seen: 1, codes }
    }
}
