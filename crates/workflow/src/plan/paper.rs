//! The second signature: of another person, or on a paper with number, date and scan.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::refusal::{Field, Refusal, Rule};
use crate::store::{Db, Tx, params};
use crate::texts;

/// A paper that was signed: an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Its number.
    pub number: String,
    /// Its day.
    pub day: Date,
    /// Address of the kept scan.
    pub scan: String,
}

/// A second signature as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Whoever entered it: the second person herself, or whoever has the paper.
    pub person: Option<Id>,
    /// The paper, where it is on one.
    pub paper: Option<Paper>,
    /// Its entry.
    pub entry: u64,
}

impl Paper {
    /// Whether it can be one by today.
    pub(super) fn fits(&self, today: Date) -> Result<(), Rule> {
        texts::required_line(&self.number, Field::PaperNumber)?;
        if self.day > today {
            return Err(Rule::Wrong(Field::PaperDay));
        }
        texts::digest(&self.scan, Field::Scan).map(drop)
    }
}

/// Writes a second signature down.
pub(super) fn sign(tx: &mut Tx<'_>, object: &Id, act: &str, paper: Option<&Paper>) -> Result<(), Refusal> {
    if let Some(paper) = paper {
        tx.name_file(&texts::digest(&paper.scan, Field::Scan).map_err(Refusal::of)?)?;
    }
    let (entry, by) = (tx.entry(), tx.by().map(|by| by.as_str().to_owned()));
    let [number, scan] = [paper.map(|paper| paper.number.trim()), paper.map(|paper| paper.scan.as_str())];
    let day = paper.map(|paper| paper.day.to_string());
    let sql = "insert into signature (object, act, person, paper_number, paper_day, paper_scan, entry) values (?, ?, ?, ?, ?, ?, ?)";
    tx.change(sql, params![object.as_str(), act, by, number, day, scan, entry]).map(drop)
}

/// Takes one back.
pub(super) fn unsign(tx: &mut Tx<'_>, object: &Id) -> Result<(), Refusal> {
    tx.change("delete from signature where object = ?", [object.as_str()]).map(drop)
}

/// The second signature under an act, where there is one.
pub(super) fn signature(db: &Db<'_>, object: &Id, act: &str) -> Result<Option<Signature>, Refusal> {
    let sql = "select * from signature where object = ? and act = ?";
    db.one(sql, [object.as_str(), act], |row| {
        let person = row.get::<Option<String>>("person")?.and_then(|id| Id::read(&id));
        let paper = match row.get::<Option<String>>("paper_number")? {
            None => None,
            Some(number) => Some(Paper { number, day: row.day("paper_day")?, scan: row.get("paper_scan")? }),
        };
        Ok(Signature { person, paper, entry: row.get("entry")? })
    })
}
