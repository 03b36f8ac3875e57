//! A role somebody holds, as it is read.

use crate::refusal::Refusal;
use crate::role::{Grant, Role, Scope};
use crate::store::Row;

/// The grant of a row.
pub(super) fn grant(row: &Row<'_>) -> Result<Grant, Refusal> {
    let to = match row.get::<Option<String>>("to_day")? {
        None => None,
        Some(_) => Some(row.day("to_day")?),
    };
    Ok(Grant {
        role: row.read("role", Role::from_code)?,
        scope: row.read("scope", Scope::read)?,
        from: row.day("from_day")?,
        to,
        instead_of: None,
    })
}
