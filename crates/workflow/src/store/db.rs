//! What acts and looks see of the database: [`Db`] reads, [`Tx`] reads and writes within one act.

use std::ops::Deref;

use ledger::Digest;
use rusqlite::types::FromSql;
use rusqlite::{Connection, Params};

pub(crate) use rusqlite::params;

use crate::id::Id;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};

/// A source of random bytes; false where the system has none.
pub(super) type Random = Box<dyn FnMut(&mut [u8]) -> bool + Send>;

/// A view of the database at one moment.
pub struct Db<'c> {
    connection: &'c Connection,
}

/// The database within one act: made by the store only, gone with the act.
///
/// ```compile_fail
/// fn over(by: &workflow::Reader) {
///     let mut random: Box<dyn FnMut(&mut [u8]) -> bool + Send> = Box::new(|_| true);
///     let connection = rusqlite::Connection::open_in_memory().unwrap();
///     workflow::Tx::over(&connection, &mut random, 1, by);
/// }
/// ```
pub struct Tx<'c> {
    db: Db<'c>,
    random: &'c mut Random,
    entry: u64,
    by: &'c Reader,
}

/// A row that was found.
pub struct Row<'r>(&'r rusqlite::Row<'r>);

impl<'c> Db<'c> {
    pub(super) const fn over(connection: &'c Connection) -> Self {
        Self { connection }
    }

    /// Every row of a question, made into something by `made`.
    ///
    /// # Errors
    /// Those of the disk, those of `made`.
    pub fn all<T>(&self, sql: &str, with: impl Params, mut made: impl FnMut(&Row<'_>) -> Result<T, Refusal>) -> Result<Vec<T>, Refusal> {
        let mut statement = self.connection.prepare_cached(sql)?;
        if !statement.readonly() {
            return Err(Refusal::of(Rule::NotAllowed));
        }
        let mut rows = statement.query(with)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(made(&Row(row))?);
        }
        Ok(found)
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// Those of the disk, those of `made`.
    pub fn one<T>(&self, sql: &str, with: impl Params, made: impl FnMut(&Row<'_>) -> Result<T, Refusal>) -> Result<Option<T>, Refusal> {
        Ok(self.all(sql, with, made)?.into_iter().next())
    }
}

impl<'c> Tx<'c> {
    pub(super) const fn over(connection: &'c Connection, random: &'c mut Random, entry: u64, by: &'c Reader) -> Self {
        Self { db: Db::over(connection), random, entry, by }
    }

    /// The person who acts, where it is one.
    #[must_use]
    pub const fn by(&self) -> Option<&Id> {
        self.by.person()
    }

    /// Today, by the clock of whoever acts.
    #[must_use]
    pub fn today(&self) -> jiff::civil::Date {
        self.by.now().date()
    }

    /// The day of a moment, by the clock of whoever acts.
    #[must_use]
    pub fn day_of(&self, at: jiff::Timestamp) -> jiff::civil::Date {
        at.to_zoned_datetime(self.by.now().time_zone().clone()).date()
    }

    /// Changes rows; how many.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn change(&mut self, sql: &str, with: impl Params) -> Result<usize, Refusal> {
        Ok(self.db.connection.prepare_cached(sql)?.execute(with)?)
    }

    /// A new id.
    ///
    /// # Errors
    /// No randomness from the system.
    pub fn new_id(&mut self, prefix: &str) -> Result<Id, Refusal> {
        let mut bytes = [0; 8];
        if (self.random)(&mut bytes) { Ok(Id::of(prefix, bytes)) } else { Err(Refusal::of(Rule::Stopped)) }
    }

    /// Number of the entry this act will have.
    #[must_use]
    pub const fn entry(&self) -> u64 {
        self.entry
    }

    /// Names a file that was kept: from now on it stays.
    ///
    /// # Errors
    /// [`Rule::FileNotKept`].
    pub fn name_file(&mut self, address: &Digest) -> Result<(), Refusal> {
        let entry = self.entry;
        let named =
            self.change("update kept_file set entry = coalesce(entry, ?2) where address = ?1", params![address.to_string(), entry])?;
        if named == 1 { Ok(()) } else { Err(Refusal::of(Rule::FileNotKept)) }
    }
}

impl<'c> Deref for Tx<'c> {
    type Target = Db<'c>;

    fn deref(&self) -> &Db<'c> {
        &self.db
    }
}

impl Row<'_> {
    /// A column by name.
    ///
    /// # Errors
    /// A column of another kind: the database is not what the program wrote.
    pub fn get<T: FromSql>(&self, column: &str) -> Result<T, Refusal> {
        Ok(self.0.get(column)?)
    }

    /// A column that is written as a word of the program: an id, a day, a state.
    ///
    /// # Errors
    /// A word the program does not know.
    pub fn read<T>(&self, column: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<T, Refusal> {
        read(&self.get::<String>(column)?).ok_or(Refusal::of(Rule::Disk))
    }

    /// An id.
    ///
    /// # Errors
    /// See [`Self::read`].
    pub fn id(&self, column: &str) -> Result<Id, Refusal> {
        self.read(column, Id::read)
    }

    /// A day.
    ///
    /// # Errors
    /// See [`Self::read`].
    pub fn day(&self, column: &str) -> Result<jiff::civil::Date, Refusal> {
        self.read(column, |text| text.parse().ok())
    }
}
