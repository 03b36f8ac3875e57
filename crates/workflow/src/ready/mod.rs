//! What the head asks of the days ahead: whether everything is ready for what is held, and what may not come off.
//! covers: D11

mod risks;

use jiff::Span;

pub use risks::Risk;

use crate::act::Look;
use crate::people::post::names_apart;
use crate::plan::KEEPERS;
use crate::policy::Policy;
use crate::procedure::{ProcedureReady, ready};
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::store::Db;

/// Days ahead that are looked at.
const AHEAD: i64 = 14;

/// `school.ready`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ready;

/// What is ahead, and how it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadyShown {
    /// Procedures, by day and time.
    pub procedures: Vec<ProcedureReady>,
    /// What may not come off.
    pub risks: Vec<Risk>,
}

impl Look for Ready {
    const NAME: &'static str = "school.ready";
    const POLICY: Policy = KEEPERS;
    type Shown = ReadyShown;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<ReadyShown, Refusal> {
        let today = by.now().date();
        let days = (today, today.checked_add(Span::new().days(AHEAD)).unwrap_or(today));
        let names = names_apart(db)?;
        Ok(ReadyShown { procedures: ready(by, db, days, &names)?, risks: risks::all(db, days, &names)? })
    }
}

impl ReadyShown {
    /// How many procedures lack nothing.
    #[must_use]
    pub fn ready(&self) -> usize {
        self.procedures.iter().filter(|one| one.lacks.is_empty()).count()
    }

    /// Whether every procedure lacks nothing and keeps every rule.
    #[must_use]
    pub fn all_ready(&self) -> bool {
        self.procedures.iter().all(|one| one.lacks.is_empty() && one.despite.is_empty())
    }
}
