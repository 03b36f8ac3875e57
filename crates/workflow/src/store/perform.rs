//! What can be asked of the store.

use crate::act::{Act, Look};
use crate::people::rights;
use crate::policy::{admit, authorise};
use crate::reader::Reader;
use crate::refusal::{Door, Refusal, Rule};

use super::db::Db;
use super::once::{Once, Receipt};
use super::open::Store;

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
        self.read(move |db| {
            let by = rights(db, by)?;
            admit(&L::POLICY, &by)?;
            authorise(&L::POLICY, &by, &look.place())?;
            look.see(&by, db)
        })
        .await
    }

    /// Reads in one transaction: everything is of one moment.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Db<'_>) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        self.readers()
            .ask(move |connection| {
                let transaction = connection.unchecked_transaction()?;
                work(&Db::over(&transaction))
            })
            .await?
    }
}
