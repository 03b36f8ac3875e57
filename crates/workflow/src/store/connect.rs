//! Connections, each with the settings the promises of the store rest on.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};

use super::error::OpenError;

/// The first engine without the loss of a write-ahead log after a checkpoint.
const OLDEST_ENGINE: i32 = 3_051_003;

/// The steps of the database, oldest first; a released one is never changed.
const STEPS: &[M<'static>] = &[
    M::up(include_str!("schema.sql")),
    M::up(include_str!("schema_accounts.sql")),
    M::up(include_str!("schema_plan.sql")),
    M::up(include_str!("schema_recovery.sql")),
    M::up(include_str!("schema_papers.sql")),
    M::up(include_str!("schema_results.sql")),
    M::up(include_str!("schema_levels.sql")),
    M::up(include_str!("schema_effects.sql")),
    M::up(include_str!("schema_entry_object.sql")),
    M::up(include_str!("schema_events.sql")),
    M::up(include_str!("schema_access.sql")),
    M::up(include_str!("schema_roster.sql")),
    M::up(include_str!("schema_kept_back.sql")),
    M::up(concat!(include_str!("schema_newyear.sql"), include_str!("schema_erasure.sql"))),
    M::up(include_str!("schema_procedures.sql")),
    M::up(include_str!("schema_pupils.sql")),
];

/// The step of a database that is up to date.
pub(super) const fn present_step() -> usize {
    STEPS.len()
}

/// What tests set otherwise, to see the harness fail.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    /// The disk under the database; None = that of the system.
    pub vfs: Option<&'static str>,
    /// When a write is waited for.
    pub synchronous: &'static str,
    /// What the log of writes is.
    pub journal: &'static str,
    /// Pages of the log that are brought into the database together.
    pub checkpoint: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { vfs: None, synchronous: "FULL", journal: "WAL", checkpoint: 1000 }
    }
}

/// The connection that writes; the database is made, or brought to the present step.
pub(super) fn writing(path: &Path, settings: Settings) -> Result<Connection, OpenError> {
    if rusqlite::version_number() < OLDEST_ENGINE {
        return Err(OpenError::OldEngine(rusqlite::version()));
    }
    let mut connection = opened(path, settings)?;
    let journal: String = connection.query_row(&format!("pragma journal_mode = {}", settings.journal), [], |row| row.get(0))?;
    if !journal.eq_ignore_ascii_case(settings.journal) {
        return Err(OpenError::NotLocal(journal));
    }
    let Settings { synchronous, checkpoint, .. } = settings;
    connection.execute_batch(&format!(
        "pragma synchronous = {synchronous}; pragma wal_autocheckpoint = {checkpoint}; pragma foreign_keys = on; pragma trusted_schema = off;
         pragma secure_delete = on;"
    ))?;
    Migrations::from_slice(STEPS).to_latest(&mut connection)?;
    Ok(connection)
}

/// A connection that reads.
pub(super) fn reading(path: &Path, settings: Settings) -> Result<Connection, OpenError> {
    let connection = opened(path, settings)?;
    connection.execute_batch("pragma query_only = on; pragma trusted_schema = off;")?;
    Ok(connection)
}

fn opened(path: &Path, settings: Settings) -> Result<Connection, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = match settings.vfs {
        None => Connection::open_with_flags(path, flags),
        Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs),
    }?;
    // Before the journal mode: another connection may just be setting it.
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_hold() {
        Migrations::from_slice(STEPS).validate().unwrap();
    }

    /// In memory there is no write-ahead log, as on a share: refused.
    #[test]
    fn what_cannot_keep_a_log_is_refused() {
        assert!(matches!(writing(Path::new(":memory:"), Settings::default()), Err(OpenError::NotLocal(journal)) if journal == "memory"));
    }

    #[test]
    fn a_database_of_a_later_program_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.sqlite");
        writing(&path, Settings::default()).unwrap().execute_batch("pragma user_version = 900").unwrap();
        assert!(matches!(writing(&path, Settings::default()), Err(OpenError::Later)));
    }
}
