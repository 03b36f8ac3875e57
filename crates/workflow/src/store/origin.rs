//! The name of a ledger where it leaves the folder. After each restoration it is another: so a checkpoint says whether it was issued before or after.

use rusqlite::{Connection, OptionalExtension};

use super::keys::Keys;

/// The present name of the ledger of this database.
pub(super) fn origin(connection: &Connection, keys: &Keys) -> Result<String, rusqlite::Error> {
    let sql = "select origin from restoration order by entry desc limit 1";
    let restored: Option<String> = connection.query_row(sql, [], |row| row.get(0)).optional()?;
    Ok(restored.unwrap_or_else(|| keys.origin()))
}
