//! A backup in the books of the school, and the page of backups: what is there, what counts, how the last try went.

use jiff::civil::Date;
use jiff::{Timestamp, ZonedDateTime};
use ledger::Digest;
use records::text::Lang;
use serde::{Deserialize, Serialize};
use words::{Word, acts, recovery};

use super::issue::moment;
use super::policy::KEEPERS_AND_PROGRAM;
use crate::act::{Act, Look, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Db, Row, Tx, params};
use crate::world::World;

/// After a failure the program tries again in an hour.
const HOUR: i64 = 60 * 60;

/// `backup.record`: entered by the store once the file is in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Record {
    /// Name of the file.
    pub(crate) name: String,
    /// The day by the clock of the school.
    pub(crate) day: Date,
    /// Its size.
    pub(crate) bytes: u64,
    /// Its digest.
    pub(crate) digest: String,
    /// The sheet it was sealed for.
    pub(crate) sheet: Id,
    /// The last entry in it.
    pub(crate) last: u64,
    /// Files that were named and not found.
    pub(crate) missing: u64,
}

/// A backup that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// Id.
    pub backup: Id,
    /// Name of its file in `backups`.
    pub name: String,
    /// Size of the file.
    pub bytes: u64,
    /// SHA-256 of the file.
    pub digest: String,
    /// The sheet it was sealed for.
    pub sheet: Id,
    /// The last entry in it.
    pub last: u64,
    /// Files that were named by acts and not found on the disk.
    pub missing: u64,
}

impl Act for Record {
    const NAME: &'static str = "backup.record";
    const SAID: Word = acts::backup_record;
    const POLICY: Policy = KEEPERS_AND_PROGRAM;
    type Seen = ();
    type Done = Made;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<(), Refusal> {
        let sheet = tx.one("select 1 from recovery_sheet where id = ?", [self.sheet.as_str()], |_| Ok(()))?;
        sheet.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.sheet.clone()]))
    }

    fn place(&self, _seen: &()) -> Place {
        Place::of(&Id::school())
    }

    fn check(&self, _by: &Reader, _seen: &()) -> Result<(), Refusal> {
        Ok(())
    }

    fn apply(self, _seen: (), tx: &mut Tx<'_>) -> Result<Made, Refusal> {
        let (backup, entry) = (tx.new_id("backup")?, tx.entry());
        let Self { name, day, bytes, digest, sheet, last, missing } = self;
        let sql = "insert into backup (id, name, day, bytes, digest, sheet, last, missing, entry) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        tx.change(sql, params![backup.as_str(), name, day.to_string(), bytes, digest, sheet.as_str(), last, missing, entry])?;
        Ok(Made { backup, name, bytes, digest, sheet, last, missing })
    }

    fn said(done: &Made) -> Said {
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let said = Said::of("backup", &done.backup).id("sheet", &done.sheet);
        said.number("bytes", number(done.bytes)).number("last", number(done.last)).number("missing", number(done.missing))
    }

    fn sample(world: &World) -> Self {
        Self {
            name: format!("objektiv-{}-0900.backup", world.today),
            day: world.today,
            bytes: 4096,
            digest: Digest::of(b"backup").to_string(),
            sheet: world.sheet.clone(),
            last: 1,
            missing: 0,
        }
    }
}

/// `backups.see`: asks for the page of backups. What lies on the disk is told by [`crate::Store::backups`].
#[derive(Clone, Debug, Default)]
pub struct Backups {
    /// Names of the files in `backups`.
    pub(crate) lying: Vec<String>,
    /// Bytes free on their disk; None where the system does not say.
    pub(crate) room: Option<u64>,
}

/// The page of backups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupsShown {
    /// Every backup that was made, the newest first.
    pub backups: Vec<BackupShown>,
    /// How the last try failed, where it did.
    pub failure: Option<Failure>,
    /// Bytes free on the disk; None: not known.
    pub room: Option<u64>,
    /// Whether there is a sheet backups can be sealed for.
    pub sheet: bool,
}

/// A backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupShown {
    /// Id.
    pub id: Id,
    /// Name of its file.
    pub name: String,
    /// When it was entered.
    pub at: Timestamp,
    /// The day by the clock of the school.
    pub day: Date,
    /// Size of the file.
    pub bytes: u64,
    /// The last entry in it.
    pub last: u64,
    /// The sheet that opens it.
    pub sheet: Id,
    /// Whether that sheet was confirmed: before that nobody has shown that it can be opened.
    pub counts: bool,
    /// Whether its file still lies in `backups`.
    pub there: bool,
    /// Files that were named and not found when it was made.
    pub missing: u64,
}

/// A try that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub why: Failed,
}

/// Why a try failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// No room on the disk.
    Full,
    /// The disk refused.
    Disk,
    /// Somebody stopped it.
    Interrupted,
    /// Anything else.
    Other,
}

impl Look for Backups {
    const NAME: &'static str = "backups.see";
    const POLICY: Policy = KEEPERS_AND_PROGRAM;
    type Shown = BackupsShown;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<BackupsShown, Refusal> {
        let sql = "select backup.*, entry.at as at, recovery_sheet.confirmed is not null as counts from backup
            join entry on entry.sequence = backup.entry join recovery_sheet on recovery_sheet.id = backup.sheet order by backup.entry desc";
        let failure = "select failed_at, failure from job where name = 'backup'";
        let failure = db.one(failure, [], |row| {
            Ok(Failure { at: moment(row.get("failed_at")?)?, why: row.read("failure", |code| Some(Failed::from_code(code)))? })
        })?;
        let sheet = db.one("select 1 from recovery_sheet", [], |_| Ok(()))?.is_some();
        Ok(BackupsShown { backups: db.all(sql, [], |row| self.shown(row))?, failure, room: self.room, sheet })
    }
}

impl Backups {
    fn shown(&self, row: &Row<'_>) -> Result<BackupShown, Refusal> {
        let name: String = row.get("name")?;
        Ok(BackupShown {
            id: row.id("id")?,
            at: moment(row.get("at")?)?,
            day: row.day("day")?,
            bytes: row.get("bytes")?,
            last: row.get("last")?,
            sheet: row.id("sheet")?,
            counts: row.get("counts")?,
            there: self.lying.contains(&name),
            missing: row.get("missing")?,
            name,
        })
    }
}

impl BackupsShown {
    /// When the last one was made.
    #[must_use]
    pub fn last_success(&self) -> Option<Timestamp> {
        self.backups.first().map(|backup| backup.at)
    }

    /// Whether the program should make one now: once a day, and not within an hour of a failure.
    #[must_use]
    pub fn due(&self, now: &ZonedDateTime) -> bool {
        let today = self.backups.iter().any(|backup| backup.day == now.date());
        let since = |failure: &Failure| now.timestamp().as_second() - failure.at.as_second();
        let just_failed = self.failure.as_ref().is_some_and(|failure| (0..HOUR).contains(&since(failure)));
        self.sheet && !today && !just_failed
    }
}

impl Failed {
    /// Why this refusal ended a backup.
    pub(crate) const fn of(rule: &Rule) -> Self {
        match rule {
            Rule::DiskFull => Self::Full,
            Rule::Disk | Rule::Unsure => Self::Disk,
            Rule::Interrupted => Self::Interrupted,
            _ => Self::Other,
        }
    }

    /// Its code.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Disk => "disk",
            Self::Interrupted => "interrupted",
            Self::Other => "other",
        }
    }

    fn from_code(code: &str) -> Self {
        [Self::Full, Self::Disk, Self::Interrupted].into_iter().find(|failed| failed.code() == code).unwrap_or(Self::Other)
    }

    /// What is said of it, within a sentence.
    #[must_use]
    pub fn told(self, lang: Lang) -> String {
        match self {
            Self::Full => recovery::failed_full(lang),
            Self::Disk => recovery::failed_disk(lang),
            Self::Interrupted => recovery::failed_interrupted(lang),
            Self::Other => recovery::failed_other(lang),
        }
    }
}
