//! What acts and looks see of the database: [`Db`] reads, [`Tx`] reads and writes within one act.

use std::cell::Cell;
use std::ops::Deref;
use std::thread;

use ledger::Digest;
use rusqlite::types::FromSql;
use rusqlite::{Connection, Params};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(crate) use rusqlite::params;

use crate::id::Id;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};

use super::keys::Names;
use super::random::Random;

/// A view of the database at one moment.
pub struct Db<'c> {
    connection: &'c Connection,
    /// The key of names; None where nothing is read that is sealed.
    names: Option<&'c Names>,
    /// Names that were opened.
    opened: Cell<u32>,
}

/// The database within one act: made by the store only, gone with the act.
///
/// ```compile_fail
/// fn over(by: &workflow::Reader) {
///     let mut random: Box<dyn FnMut(&mut [u8]) -> bool + Send> = Box::new(|_| true);
///     let connection = rusqlite::Connection::open_in_memory().unwrap();
///     workflow::Tx::over(&connection, None, &mut random, 1, by);
/// }
/// ```
pub struct Tx<'c> {
    db: Db<'c>,
    random: &'c mut Random,
    entry: u64,
    by: &'c Reader,
}

/// A row that was found.
pub struct Row<'r> {
    row: &'r rusqlite::Row<'r>,
    /// Names of its columns, asked for once a question: by name a column is looked for in every row.
    columns: &'r [String],
}

impl<'c> Db<'c> {
    pub(super) const fn over(connection: &'c Connection) -> Self {
        Self { connection, names: None, opened: Cell::new(0) }
    }

    /// The same with the key of names.
    pub(super) const fn knowing(self, names: Option<&'c Names>) -> Self {
        Self { names, ..self }
    }

    /// How many names were opened so far.
    pub(super) const fn names_opened(&self) -> u32 {
        self.opened.get()
    }

    /// What was sealed under the key of names. The one door to a name: a look that goes through it is noted.
    ///
    /// # Errors
    /// It is not what the program sealed, or this reader has no key.
    pub(crate) fn open_names<T: DeserializeOwned>(&self, sealed: &[u8]) -> Result<T, Refusal> {
        let names = self.names.ok_or(Refusal::of(Rule::Stopped))?;
        self.opened.set(self.opened.get().saturating_add(1));
        opened(names, sealed)
    }

    /// The same for many, in their order, by every processor there is: a school is thousands of names.
    ///
    /// # Errors
    /// See [`Self::open_names`].
    pub(crate) fn open_many<T: DeserializeOwned + Send>(&self, sealed: &[Vec<u8>]) -> Result<Vec<T>, Refusal> {
        let names = self.names.ok_or(Refusal::of(Rule::Stopped))?;
        let count = u32::try_from(sealed.len()).unwrap_or(u32::MAX);
        self.opened.set(self.opened.get().saturating_add(count));
        let processors = thread::available_parallelism().map_or(1, usize::from);
        let share = sealed.len().div_ceil(processors).max(FEW);
        let part = |part: &[Vec<u8>]| part.iter().map(|sealed| opened(names, sealed)).collect::<Result<Vec<T>, Refusal>>();
        let parts = thread::scope(|scope| {
            let begun: Vec<_> = sealed.chunks(share).map(|names| scope.spawn(move || part(names))).collect();
            begun.into_iter().map(|part| part.join().unwrap_or(Err(Refusal::of(Rule::Stopped)))).collect::<Result<Vec<_>, _>>()
        })?;
        Ok(parts.into_iter().flatten().collect())
    }

    /// What is kept of a code a family was given.
    ///
    /// # Errors
    /// This reader has no key.
    pub(crate) fn hash_of_code(&self, code: &str) -> Result<String, Refusal> {
        self.names.map(|names| names.code(code).to_string()).ok_or(Refusal::of(Rule::Stopped))
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
        let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
        let mut rows = statement.query(with)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(made(&Row { row, columns: &columns })?);
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

/// Names that are not worth a thread of their own.
const FEW: usize = 64;

fn opened<T: DeserializeOwned>(names: &Names, sealed: &[u8]) -> Result<T, Refusal> {
    let opened = names.opened(sealed).ok_or(Refusal::of(Rule::Disk))?;
    serde_json::from_slice(&opened).map_err(|_| Refusal::of(Rule::Disk))
}

impl<'c> Tx<'c> {
    pub(super) const fn over(
        connection: &'c Connection,
        names: Option<&'c Names>,
        random: &'c mut Random,
        entry: u64,
        by: &'c Reader,
    ) -> Self {
        Self { db: Db::over(connection).knowing(names), random, entry, by }
    }

    /// The person who acts, where it is one.
    #[must_use]
    pub const fn by(&self) -> Option<&Id> {
        self.by.person()
    }

    /// Now, by the clock of whoever acts.
    #[must_use]
    pub fn now(&self) -> jiff::Timestamp {
        self.by.now().timestamp()
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

    /// Names for a row: sealed under the key of names.
    ///
    /// # Errors
    /// No randomness from the system, no key.
    pub(crate) fn seal_names<T: Serialize>(&self, names: &T) -> Result<Vec<u8>, Refusal> {
        let plain = serde_json::to_vec(names).map_err(|_| Refusal::of(Rule::TooLong))?;
        self.db.names.and_then(|key| key.seal(&plain)).ok_or(Refusal::of(Rule::Stopped))
    }

    /// Number of the entry this act will have.
    #[must_use]
    pub const fn entry(&self) -> u64 {
        self.entry
    }

    /// Names a file that was kept: from now on it stays.
    ///
    /// # Errors
    /// [`Rule::FileNotKept`]; [`Rule::FileErased`]: what was erased does not come back by being attached again.
    pub fn name_file(&mut self, address: &Digest) -> Result<(), Refusal> {
        let entry = self.entry;
        if self.one("select thing from erased where thing = ?", [address.to_string()], |_| Ok(()))?.is_some() {
            return Err(Refusal::of(Rule::FileErased));
        }
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
    /// No such column, or one of another kind: the database is not what the program wrote.
    pub fn get<T: FromSql>(&self, column: &str) -> Result<T, Refusal> {
        let at = self.columns.iter().position(|name| name == column).ok_or(Refusal::of(Rule::Disk))?;
        Ok(self.row.get(at)?)
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
