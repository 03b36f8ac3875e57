//! A package that waits, and how it becomes a batch: the bytes first, then the act that names them, then the package goes.

use super::keep::KeepBatch;
use super::looks::{BatchLine, Batches};
use super::package::{Told, told};
use super::rights::KEEPERS;
use crate::id::Id;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Once, Store, Upload};
use ledger::Digest;

/// A package that waits to be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its address.
    pub address: Digest,
    /// What it tells of itself.
    pub told: Told,
}

/// Packages that wait, the latest first. One that was taken in before a machine stopped waits no more.
///
/// # Errors
/// The rule that was not kept, those of the disk.
pub async fn waiting(store: &Store, by: &Reader) -> Result<Vec<Waiting>, Refusal> {
    let kept = store.see(by.clone(), Batches).await?;
    let handed = store.handed(by.clone(), &KEEPERS, told).await?.into_iter();
    let new = handed.filter(|(address, _)| kept.iter().all(|batch| batch.package != *address));
    let mut found: Vec<Waiting> = new.map(|(address, told)| Waiting { address, told }).collect();
    found.sort_by(|a, b| b.told.about.counted.cmp(&a.told.about.counted).then_with(|| a.address.cmp(&b.address)));
    Ok(found)
}

/// Takes a package in; where the same results are kept already, the refusal names them.
///
/// # Errors
/// [`Rule::NotThere`] where it does not wait, [`Rule::KeptAlready`], those of the act and of the disk.
pub async fn take_in(store: &Store, by: &Reader, once: Once, address: Digest, replaces: Option<Id>) -> Result<Id, Refusal> {
    if let Some(kept) = store.see(by.clone(), Batches).await?.into_iter().find(|batch| batch.package == address) {
        // The answer to the first press was lost: this is it.
        store.put_away(by.clone(), &KEEPERS, address).await?;
        return Ok(kept.id);
    }
    let bytes = store.handed_over(by.clone(), &KEEPERS, address).await?.ok_or(Refusal::of(Rule::NotThere))?;
    let Told { about, sources, .. } = told(&mut bytes.as_slice())?;
    // What pupils wrote and what is said of it is sealed, whatever its name.
    let package = store.keep(Upload { bytes, names: true, at: by.now().timestamp() }).await?.to_string();
    let act = KeepBatch { about, sources, package, replaces };
    let kept = store.perform(by.clone(), once, act).await?.done;
    store.put_away(by.clone(), &KEEPERS, address).await?;
    Ok(kept)
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
