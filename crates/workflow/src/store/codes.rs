//! Keys of phones' codes, sealed with the key of names, and codes somebody came in with: each is good once.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::open::Store;
use crate::id::Id;
use crate::people::{CodeKey, SealedKey};
use crate::refusal::{Refusal, Rule};

impl Store {
    /// A key sealed, as an act brings it; None where the system gives no randomness.
    #[must_use]
    pub fn seal_code_key(&self, key: &CodeKey) -> Option<SealedKey> {
        self.keys().names.seal(key.bytes()).map(SealedKey)
    }

    /// Whether a code is one of now of this person's phone, and was not used before. It is used with that.
    ///
    /// # Errors
    /// Those of the disk; a key that cannot be opened.
    pub async fn code_fits(&self, person: Id, typed: String, now: Timestamp) -> Result<bool, Refusal> {
        let keys = self.keys().clone();
        let asked = person.clone();
        let sealed = self
            .readers()
            .ask(move |connection| {
                let sql = "select sealed from code_key where person = ?";
                connection.query_row(sql, [asked.as_str()], |row| row.get::<_, Vec<u8>>(0)).optional()
            })
            .await??;
        let Some(sealed) = sealed else { return Ok(false) };
        let key = keys.names.open(&sealed).and_then(|bytes| CodeKey::read(&bytes)).ok_or(Refusal::of(Rule::Disk))?;
        let Some(step) = key.step_of(&typed, now) else { return Ok(false) };
        let used = self.writer().ask(move |writer| {
            writer.aside(|transaction| {
                // Two that come at once with one code: the second changes nothing.
                let sql =
                    "insert into code_used (person, step) values (?1, ?2) on conflict (person) do update set step = ?2 where step < ?2";
                transaction.execute(sql, params![person.as_str(), step])
            })
        });
        Ok(used.await?? == 1)
    }
}
