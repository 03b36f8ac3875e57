//! Files that stay and may name a child all the same: of the years the pupil was here, and no line of them is known to be about the pupil. Either
//! the line was not met with anybody, or the file was taken before the program noted whom it meets.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::subject::Kind;
use super::wipe::Gone;
use crate::id::Id;
use crate::refusal::Refusal;
use crate::roster::{ONE_RELATIVES, SAME_RELATIVE};
use crate::store::Db;

/// A file that stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsureShown {
    /// Of lists or of marks.
    pub kind: Kind,
    /// What it is erased by.
    pub thing: Id,
    /// Its name.
    pub name: String,
    /// When it was taken.
    pub day: Date,
}

/// The pupils a file may name whoever goes with.
pub(super) fn pupils(db: &Db<'_>, kind: Kind, thing: &Id, gone: &Gone) -> Result<Vec<Id>, Refusal> {
    match kind {
        Kind::Pupil => Ok(gone.ids("pupil").cloned().collect()),
        Kind::Relative => {
            let sql = format!(
                "{ONE_RELATIVES} select distinct pupil from relative left join person on person.relative = relative.id
                    where {SAME_RELATIVE} order by pupil"
            );
            db.all(&sql, [thing.as_str()], |row| row.id("pupil"))
        }
        Kind::File | Kind::Marks | Kind::Attached => Ok(Vec::new()),
    }
}

/// Files that stay and may name whoever goes; of a family only lists speak.
pub(super) fn unsure(db: &Db<'_>, kind: Kind, thing: &Id, gone: &Gone) -> Result<Vec<UnsureShown>, Refusal> {
    let kinds: &[Kind] = if kind == Kind::Relative { &[Kind::File] } else { &[Kind::File, Kind::Marks] };
    let pupils = pupils(db, kind, thing, gone)?;
    let mut years = BTreeSet::new();
    for pupil in &pupils {
        let sql = "select distinct year from enrolment join school_class on school_class.id = class where pupil = ?";
        years.extend(db.all(sql, [pupil.as_str()], |row| row.id("year"))?);
    }
    let (mut told, mut found) = (gone.files.clone(), Vec::new());
    for (kind, table) in kinds.iter().filter_map(|kind| Some((kind, kind.table()?))) {
        let sql = format!(
            "select id, file, file_name, day from {table} where year = ? and file not in (select thing from erased) order by day desc, id"
        );
        for year in &years {
            let rows = db.all(&sql, [year.as_str()], |row| {
                Ok((row.get::<String>("file")?, row.id("id")?, row.get::<Vec<u8>>("file_name")?, row.day("day")?))
            })?;
            for (file, thing, sealed, day) in rows {
                // A file that was taken twice is one file.
                if told.insert(file) {
                    let name = if sealed.is_empty() { String::new() } else { db.open_names(&sealed)? };
                    found.push(UnsureShown { kind: *kind, thing, name, day });
                }
            }
        }
    }
    Ok(found)
}
