//! `refusals.see`: what was refused, the newest first. Ids and codes only: what was typed is with whoever asked.

use jiff::Timestamp;

use super::policy::AUDIT;
use crate::act::Look;
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Db, Row};

/// Asks for the last refusals.
#[derive(Clone, Copy, Debug)]
pub struct Refusals {
    /// At most so many.
    pub limit: u32,
}

/// A line of the log of refusals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// When.
    pub at: Timestamp,
    /// Who asked, written as in the ledger.
    pub actor: String,
    /// For what.
    pub act: String,
    /// Code of the rule.
    pub rule: String,
}

impl Look for Refusals {
    const NAME: &'static str = "refusals.see";
    const POLICY: Policy = AUDIT;
    type Shown = Vec<Refused>;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<Vec<Refused>, Refusal> {
        db.all("select at, actor, act, rule from refusal order by number desc limit ?", [self.limit], refused)
    }
}

fn refused(row: &Row<'_>) -> Result<Refused, Refusal> {
    let at = Timestamp::from_second(row.get("at")?).map_err(|_| Refusal::of(Rule::Disk))?;
    Ok(Refused { at, actor: row.get("actor")?, act: row.get("act")?, rule: row.get("rule")? })
}
