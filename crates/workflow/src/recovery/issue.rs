//! A recovery sheet in the books of the school: issued, then confirmed by its word. No backup counts before that.

use age::x25519::Recipient;
use jiff::Timestamp;
use ledger::Digest;
use serde::Serialize;
use words::{Word, acts};

use super::policy::{KEEPERS, KEEPERS_AND_PROGRAM};
use super::sheet::{Sheet, digest};
use crate::act::{Act, Look, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Door, Refusal, Rule};
use crate::store::{Db, Row, Tx, params};
use crate::world::World;

/// `recovery.issue`: a sheet was made, [`Sheet::issue`]. An older one stays known: it opens what was sealed for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Issue {
    pub(super) recipient: String,
    #[serde(serialize_with = "written")]
    pub(super) salt: Digest,
    #[serde(serialize_with = "written")]
    pub(super) word: Digest,
}

impl Sheet {
    /// What the school is told of it.
    #[must_use]
    pub fn issue(&self) -> Issue {
        let word = digest(self.salt, &self.word);
        Issue { recipient: self.key.recipient().to_string(), salt: Digest::from_bytes(self.salt), word }
    }
}

fn written<S: serde::Serializer>(digest: &Digest, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(digest)
}

impl Act for Issue {
    const NAME: &'static str = "recovery.issue";
    const SAID: Word = acts::recovery_issue;
    const POLICY: Policy = KEEPERS;
    /// Whether there is a sheet already.
    type Seen = bool;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<bool, Refusal> {
        Ok(tx.one("select 1 from recovery_sheet", [], |_| Ok(()))?.is_some())
    }

    fn place(&self, _seen: &bool) -> Place {
        Place::of(&Id::school())
    }

    /// Whoever sits at another's desk does not get a key to all of the school: a renewed sheet asks for the password.
    fn check(&self, by: &Reader, renewed: &bool) -> Result<(), Refusal> {
        if *renewed && by.person().is_some() && !by.stepped_up() {
            return Err(Refusal::of(Rule::StepUp).instead(Door::StepUp));
        }
        Ok(())
    }

    fn apply(self, _seen: bool, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        let (id, entry) = (tx.new_id("sheet")?, tx.entry());
        let sql = "insert into recovery_sheet (id, recipient, salt, word, entry) values (?, ?, ?, ?, ?)";
        tx.change(sql, params![id.as_str(), self.recipient, self.salt.as_bytes(), self.word.as_bytes(), entry])?;
        Ok(id)
    }

    fn said(done: &Id) -> Said {
        Said::of("sheet", done)
    }

    fn sample(_world: &World) -> Self {
        Sheet::fresh(&[7; Sheet::RANDOM]).issue()
    }
}

/// `recovery.confirm`: the word of the sheet was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Confirm {
    /// Which sheet.
    pub sheet: Id,
    /// The word as it was typed; it stands in no entry.
    #[serde(skip)]
    pub word: String,
}

/// What has to be known of a sheet.
pub struct Issued {
    salt: [u8; 32],
    word: [u8; 32],
    confirmed: bool,
}

impl Act for Confirm {
    const NAME: &'static str = "recovery.confirm";
    const SAID: Word = acts::recovery_confirm;
    const POLICY: Policy = KEEPERS;
    type Seen = Issued;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Issued, Refusal> {
        let sql = "select salt, word, confirmed is not null as confirmed from recovery_sheet where id = ?";
        let issued = |row: &Row<'_>| Ok(Issued { salt: row.get("salt")?, word: row.get("word")?, confirmed: row.get("confirmed")? });
        tx.one(sql, [self.sheet.as_str()], issued)?.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.sheet.clone()]))
    }

    fn place(&self, _seen: &Issued) -> Place {
        Place::of(&self.sheet)
    }

    fn check(&self, _by: &Reader, seen: &Issued) -> Result<(), Refusal> {
        let rule = match () {
            () if seen.confirmed => Rule::NothingChanged,
            () if digest(seen.salt, &self.word).as_bytes() != &seen.word => Rule::OtherWord,
            () => return Ok(()),
        };
        Err(Refusal::of(rule).about([self.sheet.clone()]).instead(Door::Again))
    }

    fn apply(self, _seen: Issued, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        let entry = tx.entry();
        tx.change("update recovery_sheet set confirmed = ?2 where id = ?1", params![self.sheet.as_str(), entry])?;
        Ok(self.sheet)
    }

    fn said(done: &Id) -> Said {
        Said::of("sheet", done)
    }

    fn sample(world: &World) -> Self {
        Self { sheet: world.sheet.clone(), word: world.sheet_word.clone() }
    }
}

/// `recovery.see`: the sheets, the newest first.
#[derive(Clone, Copy, Debug)]
pub struct Sheets;

/// A sheet that was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetShown {
    /// Id.
    pub id: Id,
    /// When it was issued.
    pub issued: Timestamp,
    /// When its word was typed; None: nothing sealed for it counts yet.
    pub confirmed: Option<Timestamp>,
    /// Backups sealed for it.
    pub backups: u64,
    /// Whether backups are sealed for it now.
    pub in_use: bool,
}

impl Look for Sheets {
    const NAME: &'static str = "recovery.see";
    const POLICY: Policy = KEEPERS_AND_PROGRAM;
    type Shown = Vec<SheetShown>;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<Vec<SheetShown>, Refusal> {
        let used = in_use(db)?.map(|(id, _)| id);
        let sql = "select sheet.id, issued.at as issued, confirmed.at as confirmed, (select count(*) from backup where sheet = sheet.id) as backups
            from recovery_sheet as sheet join entry as issued on issued.sequence = sheet.entry
            left join entry as confirmed on confirmed.sequence = sheet.confirmed order by sheet.entry desc";
        db.all(sql, [], |row| {
            let id = row.id("id")?;
            let confirmed = row.get::<Option<i64>>("confirmed")?.map(moment).transpose()?;
            Ok(SheetShown {
                in_use: used.as_ref() == Some(&id),
                id,
                issued: moment(row.get("issued")?)?,
                confirmed,
                backups: row.get("backups")?,
            })
        })
    }
}

/// Whom a backup is sealed for: the newest confirmed sheet, else the newest. So a renewed sheet nobody has seen on paper yet takes nothing away.
pub(crate) fn in_use(db: &Db<'_>) -> Result<Option<(Id, Recipient)>, Refusal> {
    let sql = "select id, recipient from recovery_sheet order by confirmed is null, entry desc limit 1";
    db.one(sql, [], |row| Ok((row.id("id")?, row.read("recipient", |text| text.parse().ok())?)))
}

/// A moment as a row keeps it.
pub(super) fn moment(seconds: i64) -> Result<Timestamp, Refusal> {
    Timestamp::from_second(seconds).map_err(|_| Refusal::of(Rule::Disk))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_tells_the_school_no_secret() {
        let sheet = Sheet::fresh(&std::array::from_fn(|place| place as u8));
        let told = serde_json::to_string(&sheet.issue()).unwrap();
        let letters = sheet.key.groups().concat();
        assert!(told.contains("age1") && !told.contains(&letters) && !told.to_uppercase().contains(&letters[..12]));
        assert!(!told.contains(sheet.word.split(' ').next().unwrap()));
    }
}
