//! A clock that was set back: acts stop until a person says that it is right.

use serde::Serialize;
use words::{Word, acts};

use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy, Purpose, Reach, Second, Unattended};
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::role::Role;
use crate::store::Tx;
use crate::world::World;

/// `clock.confirm`: the store lets it through where the clock stands before the last entry, and only there; from then on time counts from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConfirmClock {}

impl Act for ConfirmClock {
    const NAME: &'static str = "clock.confirm";
    const SAID: Word = acts::clock_confirm;
    const POLICY: Policy = Policy {
        may: &[(Role::Administrator, Reach::School), (Role::Head, Reach::School), (Role::DeputyHead, Reach::School)],
        unattended: &[Unattended::Console],
        second: Second::No,
        step_up: false,
        purpose: Purpose::School,
    };
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

    fn apply(self, _seen: (), _tx: &mut Tx<'_>) -> Result<(), Refusal> {
        Ok(())
    }

    fn said(_done: &()) -> Said {
        Said::of("school", &Id::school())
    }

    fn sample(_world: &World) -> Self {
        Self {}
    }
}
