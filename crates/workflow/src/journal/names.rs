//! `names.see`: who read names of pupils and families, when, on which page. No name is in it.

use jiff::Timestamp;

use super::policy::AUDIT;
use crate::act::Look;
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Db, Row};

/// Asks for the last readings.
#[derive(Clone, Copy, Debug)]
pub struct NamesRead {
    /// At most so many.
    pub limit: u32,
}

/// A page on which names were shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRead {
    /// When.
    pub at: Timestamp,
    /// Who: the person's name; None where it was nobody signed in.
    pub who: Option<String>,
    /// Name of the look.
    pub look: String,
    /// How many names.
    pub names: u32,
}

impl Look for NamesRead {
    const NAME: &'static str = "names.see";
    const POLICY: Policy = AUDIT;
    type Shown = Vec<NameRead>;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<Vec<NameRead>, Refusal> {
        let sql = "select name_read.*, person.name as who from name_read left join person on 'person:' || person.id = name_read.actor
            order by number desc limit ?";
        db.all(sql, [self.limit], read)
    }
}

fn read(row: &Row<'_>) -> Result<NameRead, Refusal> {
    let at = Timestamp::from_second(row.get("at")?).map_err(|_| Refusal::of(Rule::Disk))?;
    Ok(NameRead { at, who: row.get("who")?, look: row.get("look")?, names: row.get("names")? })
}
