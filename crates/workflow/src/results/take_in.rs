//! A package that waits, and how it becomes a batch: the bytes first, then the act that names them, then the package goes.

use super::keep::KeepBatch;
use super::looks::{BatchLine, Batches};
use super::package::{Told, told};
use super::rights::KEEPERS;
use super::state::ResultState;
use crate::id::Id;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Once, Store};
use ledger::Digest;

/// A package that waits to be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its address.
    pub address: Digest,
    /// What it tells of itself; None where it cannot be opened.
    pub told: Option<Told>,
}

/// Packages that wait, the latest first. One that stands among what is kept waits no more: it goes.
///
/// # Errors
/// The rule that was not kept, those of the disk.
pub async fn waiting(store: &Store, by: &Reader) -> Result<Vec<Waiting>, Refusal> {
    let kept = store.see(by.clone(), Batches).await?;
    let mut found = Vec::new();
    for (address, told) in store.handed(by.clone(), &KEEPERS, told).await? {
        match standing(&kept, address) {
            Some(batch) => settled(store, by, batch).await,
            None => found.push(Waiting { address, told }),
        }
    }
    let counted = |one: &Waiting| one.told.as_ref().map(|told| told.about.counted);
    found.sort_by(|a, b| counted(b).cmp(&counted(a)).then_with(|| a.address.cmp(&b.address)));
    Ok(found)
}

/// The batch a package is kept as, replaced or not.
fn standing(kept: &[BatchLine], address: Digest) -> Option<&BatchLine> {
    kept.iter().find(|batch| batch.package == address && batch.state != ResultState::Withdrawn)
}

/// Takes a package in; where the same results are kept already, the refusal names them.
///
/// # Errors
/// [`Rule::NotThere`] where it does not wait, [`Rule::KeptAlready`], those of the act and of the disk.
pub async fn take_in(store: &Store, by: &Reader, once: Once, address: Digest, replaces: Option<Id>) -> Result<Id, Refusal> {
    let all = store.see(by.clone(), Batches).await?;
    if let Some(batch) = standing(&all, address) {
        // The answer to the first press was lost: this is it.
        settled(store, by, batch).await;
        return Ok(batch.id.clone());
    }
    // All of it is opened, so that what is kept can be.
    let Some(bytes) = store.handed_over(by.clone(), &KEEPERS, address).await? else {
        return taken_meanwhile(store, by, address, Refusal::of(Rule::NotThere)).await;
    };
    let Told { about, sources, .. } = told(&mut bytes.as_slice())?;
    if let Err(refusal) = store.keep_handed(address, by.now().timestamp()).await {
        return taken_meanwhile(store, by, address, refusal).await;
    }
    let act = KeepBatch { about, sources, package: address.to_string(), replaces };
    let kept = match store.perform(by.clone(), once, act).await {
        Ok(receipt) => receipt.done,
        // Two pressed at once: the other was first.
        Err(refusal) if refusal.rule == Rule::KeptAlready => taken_meanwhile(store, by, address, refusal).await?,
        Err(refusal) => return Err(refusal),
    };
    if let Some(batch) = store.see(by.clone(), Batches).await?.iter().find(|batch| batch.id == kept) {
        settled(store, by, batch).await;
    }
    Ok(kept)
}

/// Two pressed at once, and the other was first: the package no longer waits, it is kept.
async fn taken_meanwhile(store: &Store, by: &Reader, address: Digest, otherwise: Refusal) -> Result<Id, Refusal> {
    let all = store.see(by.clone(), Batches).await?;
    standing(&all, address).map(|batch| batch.id.clone()).ok_or(otherwise)
}

/// What is kept waits no more. The copy that waited goes only where what is kept opens to its end; what fails here fails nothing.
async fn settled(store: &Store, by: &Reader, batch: &BatchLine) {
    if matches!(store.file(batch.package).await, Ok(Some(_))) {
        drop(store.put_away(by.clone(), &KEEPERS, batch.package).await);
    }
}

/// What kept results tell of themselves.
///
/// # Errors
/// [`Rule::NotThere`], those of the disk.
pub async fn kept(store: &Store, batch: &BatchLine) -> Result<Told, Refusal> {
    store.beginning(batch.package, told).await?.ok_or(Refusal::of(Rule::NotThere))
}

/// Removes a package that is not wanted: nothing of it was the school's yet.
///
/// # Errors
/// The rule that was not kept, those of the disk.
pub async fn put_away(store: &Store, by: &Reader, address: Digest) -> Result<(), Refusal> {
    store.put_away(by.clone(), &KEEPERS, address).await
}
