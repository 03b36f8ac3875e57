//! `mail.resume`: letters leave again after a restoration.

use serde::Serialize;
use words::{Word, acts};

use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::people::MANAGERS;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::store::Tx;
use crate::world::World;

/// `mail.resume`: whoever looks at the restored school says that it is the school and no trial. What was told meanwhile stands on the screen and
/// is not sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResumeMail;

impl Act for ResumeMail {
    const NAME: &'static str = "mail.resume";
    const SAID: Word = acts::mail_resume;
    const POLICY: Policy = Policy { step_up: true, unattended: &[], ..MANAGERS };
    type Seen = ();
    type Done = ();

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

    fn apply(self, _seen: (), tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let entry = tx.entry();
        tx.change("update mail_server set paused = 0, entry = ? where paused = 1", [entry]).map(drop)
    }

    fn said(_done: &()) -> Said {
        Said::of("school", &Id::school())
    }

    fn sample(_world: &World) -> Self {
        Self
    }
}
