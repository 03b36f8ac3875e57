//! `names.see`: who read names of pupils and families, when, on which page. No name is in it.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::policy::AUDIT;
use crate::act::Look;
use crate::id::Id;
use crate::people::post::names_apart;
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
        let (sql, names) = ("select * from name_read order by number desc limit ?", names_apart(db)?);
        db.all(sql, [self.limit], |row| read(row, &names))
    }
}

fn read(row: &Row<'_>, names: &BTreeMap<Id, String>) -> Result<NameRead, Refusal> {
    let at = Timestamp::from_second(row.get("at")?).map_err(|_| Refusal::of(Rule::Disk))?;
    let who = row.get::<String>("actor")?.strip_prefix("person:").and_then(Id::read).and_then(|id| names.get(&id).cloned());
    Ok(NameRead { at, who, look: row.get("look")?, names: row.get("names")? })
}
