//! `event.confirm-by-code`, `event.read-by-code`: whoever holds a code reads the text and confirms it, once; the program asks for her.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::families::{BY_CODE, Given, is_open};
use super::family_code::FamilyCode;
use super::samples;
use super::stored::Event;
use crate::act::{Act, Look, Said, Version};
use crate::id::Id;
use crate::plan::KeptFile;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Door, Refusal, Rule};
use crate::store::{Db, Tx, params};
use crate::world::World;

/// What a code opens: the event, whose family's row it is.
pub struct Opened {
    event: Event,
    row: Given,
}

impl Opened {
    fn by(db: &Db<'_>, code: &FamilyCode) -> Result<Self, Refusal> {
        let sql = "select *, 1 as good from family_code where code = ?";
        let found = db.one(sql, [db.hash_of_code(code.plain())?], |row| Ok((row.id("event")?, Given::of(row)?)))?;
        let (event, row) = found.ok_or(Refusal::of(Rule::NoSuchCode))?;
        Ok(Self { event: Event::read(db, &event)?, row })
    }

    fn refusal(&self, rule: Rule) -> Refusal {
        Refusal::of(rule).about([self.event.id.clone()])
    }

    /// The day the family confirmed the present text.
    fn day(&self) -> Option<Date> {
        self.row.day(&self.event.content.digest().to_string())
    }

    /// Whether it can be confirmed still.
    fn is_open(&self, today: Date) -> Result<(), Refusal> {
        if is_open(&self.event, today) { Ok(()) } else { Err(self.refusal(Rule::ReadingOver)) }
    }
}

/// `event.confirm-by-code`: a family read it. The program asks for it: whoever holds the paper has no account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConfirmByCode {
    /// The code; written nowhere.
    #[serde(skip)]
    pub code: FamilyCode,
    /// Digest of the text that was shown.
    pub digest: String,
}

/// That a family confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// What.
    pub event: Id,
    /// The family of which pupil.
    pub pupil: Id,
    /// When.
    pub day: Date,
}

impl Act for ConfirmByCode {
    const NAME: &'static str = "event.confirm-by-code";
    const SAID: Word = acts::event_confirm_by_code;
    const POLICY: Policy = BY_CODE;
    type Seen = Opened;
    type Done = Confirmed;

    /// The same form with another code is another form.
    fn kept_back(&self) -> Vec<String> {
        vec![self.code.plain().to_owned()]
    }

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Opened, Refusal> {
        Opened::by(tx, &self.code)
    }

    fn place(&self, seen: &Opened) -> Place {
        Place::of(&seen.event.id)
    }

    fn check(&self, by: &Reader, seen: &Opened) -> Result<(), Refusal> {
        if let Some(day) = seen.day() {
            return Err(seen.refusal(Rule::CodeUsed(day)));
        }
        seen.is_open(by.now().date())?;
        let same = seen.event.content.digest().to_string() == self.digest;
        if same { Ok(()) } else { Err(seen.refusal(Rule::TextChanged).instead(Door::Again)) }
    }

    fn apply(self, seen: Opened, tx: &mut Tx<'_>) -> Result<Confirmed, Refusal> {
        let (entry, day) = (tx.entry(), tx.today());
        let sql = "update family_code set read_day = ?2, read_digest = ?3, read_how = 'code', sheet = null, sheet_name = null, entry = ?4
            where id = ?1";
        tx.change(sql, params![seen.row.id.as_str(), day.to_string(), self.digest, entry])?;
        Ok(Confirmed { event: seen.event.id, pupil: seen.row.pupil, day })
    }

    fn said(done: &Confirmed) -> Said {
        Said::of("event", &done.event).id("pupil", &done.pupil)
    }

    fn sample(world: &World) -> Self {
        let digest = samples::notice(world).content.digest().to_string();
        Self { code: world.event.family_code.clone(), digest }
    }
}

/// `event.read-by-code`: what whoever holds a code reads. Nobody's name is in it.
#[derive(Clone, Debug)]
pub struct ToRead {
    /// The code.
    pub code: FamilyCode,
}

/// What is read by a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextShown {
    /// The school.
    pub school: String,
    /// What it is about.
    pub title: String,
    /// What everybody reads.
    pub text: String,
    /// The same as a file.
    pub file: Option<KeptFile>,
    /// The last day to read it.
    pub until: Option<Date>,
    /// Digest of it.
    pub digest: String,
    /// The day the family confirmed it.
    pub read: Option<Date>,
}

impl Look for ToRead {
    const NAME: &'static str = "event.read-by-code";
    const POLICY: Policy = BY_CODE;
    type Shown = TextShown;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<TextShown, Refusal> {
        let opened = Opened::by(db, &self.code)?;
        let read = opened.day();
        if read.is_none() {
            opened.is_open(by.now().date())?;
        }
        let content = opened.event.content;
        let digest = content.digest().to_string();
        let school = db.one("select name from school", [], |row| row.get("name"))?.unwrap_or_default();
        Ok(TextShown { school, title: content.title, text: content.text, file: content.file, until: content.until, digest, read })
    }
}
