//! What can be asked of the store.

use std::sync::Arc;

use crate::act::{Act, Look};
use crate::people::rights;
use crate::policy::{admit, authorise};
use crate::reader::Reader;
use crate::refusal::{Door, Refusal, Rule};

use super::asides::note_names;
use super::db::Db;
use super::once::{Once, Receipt};
use super::open::Store;
use super::writer::Writer;

impl Store {
    /// Performs an act. Once asked for it is done whether or not somebody still waits: a browser may go.
    ///
    /// # Errors
    /// The rule that was not kept; nothing is changed then but the log of refusals.
    pub async fn perform<A: Act>(&self, by: Reader, once: Once, act: A) -> Result<Receipt<A::Done>, Refusal> {
        let unsure = |_| Refusal::of(Rule::Unsure).instead(Door::Again);
        self.writer().ask(move |writer| writer.perform(&by, &once, act)).await.map_err(unsure)?
    }

    /// Shows something, at one moment.
    ///
    /// # Errors
    /// The rule that was not kept.
    pub async fn see<L: Look>(&self, by: Reader, look: L) -> Result<L::Shown, Refusal> {
        let (reader, about) = (by.clone(), look.place().id);
        let see = move |db: &Db<'_>| {
            let by = rights(db, by)?;
            admit(&L::POLICY, &by)?;
            authorise(&L::POLICY, &by, &look.place())?;
            Ok((look.see(&by, db)?, db.names_opened()))
        };
        let (shown, names) = self.read(see).await?;
        if names > 0 {
            // Noted before it is shown: no name is read that nobody can be asked about.
            let note = move |writer: &mut Writer| writer.aside(|tx| note_names(tx, &reader, L::NAME, about.as_ref(), names));
            self.writer().ask(note).await??;
        }
        Ok(shown)
    }

    /// Reads in one transaction: everything is of one moment.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Db<'_>) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let keys = Arc::clone(self.keys());
        self.readers()
            .ask(move |connection| {
                let transaction = connection.unchecked_transaction()?;
                work(&Db::over(&transaction).knowing(Some(&keys.names)))
            })
            .await?
    }
}
