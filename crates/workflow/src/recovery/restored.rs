//! `school.restored`: the first entry after a restoration. What was good once only, or for a session, does not live on.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::policy::KEEPERS;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy, Unattended};
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::store::{Tx, params};
use crate::world::World;

/// Asked for by a restoration, once everything is in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Restored {
    /// The name of the ledger in the backup.
    pub(crate) before: Id,
    /// When the backup was made.
    pub(crate) made: Timestamp,
}

/// What a restoration came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restoration {
    /// The last entry of the backup.
    pub last: u64,
    /// When it was made.
    pub made: Timestamp,
    /// The name of the ledger in it.
    pub before: Id,
    /// The name of the ledger from now on.
    pub origin: Id,
}

impl Act for Restored {
    const NAME: &'static str = ledger::RESTORED;
    const SAID: Word = acts::school_restored;
    const POLICY: Policy = Policy { may: &[], unattended: &[Unattended::Program, Unattended::Console], ..KEEPERS };
    type Seen = ();
    type Done = Restoration;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, _tx: &Tx<'_>) -> Result<(), Refusal> {
        Ok(())
    }

    fn place(&self, _seen: &()) -> Place {
        Place::of(&Id::school())
    }

    fn check(&self, _by: &Reader, _seen: &()) -> Result<(), Refusal> {
        Ok(())
    }

    fn apply(self, _seen: (), tx: &mut Tx<'_>) -> Result<Restoration, Refusal> {
        let (origin, entry) = (tx.new_id("office")?, tx.entry());
        tx.change("insert into restoration (entry, origin) values (?, ?)", params![entry, origin.as_str()])?;
        for gone in ["delete from once", "delete from slip", "delete from job", "delete from kept_file where entry is null"] {
            tx.change(gone, [])?;
        }
        // They may have left since the backup was made: none is sent twice.
        tx.change("update letter set state = 'unsure', sealed = null where state in ('waiting', 'sending')", [])?;
        // What was told since the backup is told again on the screen, and a trial on another machine is not the school: no letter leaves before
        // somebody says so.
        tx.change("update mail_server set paused = 1, entry = ?", [entry])?;
        Ok(Restoration { last: entry - 1, made: self.made, before: self.before, origin })
    }

    fn said(done: &Restoration) -> Said {
        Said::of("school", &Id::school())
            .id("before", &done.before)
            .id("origin", &done.origin)
            .number("last", i64::try_from(done.last).unwrap_or(i64::MAX))
            .number("made", done.made.as_second())
    }

    fn sample(world: &World) -> Self {
        Self { before: Id::school(), made: world.today.in_tz("UTC").map_or(Timestamp::UNIX_EPOCH, |day| day.timestamp()) }
    }
}
