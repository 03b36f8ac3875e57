//! A package that waits, and how it becomes a batch: the bytes first, then the act that names them, then the package goes.

use ledger::Digest;

use super::keep::{KeepBatch, KeptPart};
use super::looks::Batches;
use super::package::{About, Listed, Told};
use super::rights::KEEPERS;
use crate::id::Id;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Once, Store, Upload};

/// A package that waits to be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its id.
    pub id: String,
    /// What was counted.
    pub about: About,
    /// Its files.
    pub files: Vec<Listed>,
}

/// Packages that wait, the latest first. One that was taken in before a machine stopped waits no more.
///
/// # Errors
/// The rule that was not kept, those of the disk.
pub async fn waiting(store: &Store, by: &Reader) -> Result<Vec<Waiting>, Refusal> {
    let kept = store.see(by.clone(), Batches).await?;
    let mut found: Vec<Waiting> = Vec::new();
    for (id, told) in store.handed(by.clone(), &KEEPERS).await? {
        if kept.iter().all(|batch| batch.handed != id) {
            let Told { about, files } = serde_json::from_slice(&told).map_err(|_| Refusal::of(Rule::Disk))?;
            found.push(Waiting { id, about, files });
        }
    }
    found.sort_by(|a, b| b.about.counted.cmp(&a.about.counted).then_with(|| a.id.cmp(&b.id)));
    Ok(found)
}

/// Takes a package in; where the same results are kept already, the refusal names them.
///
/// # Errors
/// [`Rule::NotThere`] where it does not wait, [`Rule::KeptAlready`], those of the act and of the disk.
pub async fn take_in(store: &Store, by: &Reader, once: Once, id: &str, replaces: Option<Id>) -> Result<Id, Refusal> {
    let gone = || Refusal::of(Rule::NotThere);
    let address: Digest = id.parse().map_err(|_| gone())?;
    if let Some(kept) = store.see(by.clone(), Batches).await?.into_iter().find(|batch| batch.handed == id) {
        // The answer to the first press was lost: this is it.
        store.put_away(by.clone(), &KEEPERS, address).await?;
        return Ok(kept.id);
    }
    let package = waiting(store, by).await?.into_iter().find(|package| package.id == id).ok_or_else(gone)?;
    let bytes = store.handed_files(by.clone(), &KEEPERS, address, package.files.len()).await?.ok_or_else(gone)?;
    let at = by.now().timestamp();
    let list = serde_json::to_vec(&package.files).map_err(|_| Refusal::of(Rule::Disk))?;
    // What pupils wrote and what is said of it is sealed, whatever its name.
    let uploads = std::iter::once(list).chain(bytes).map(|bytes| Upload { bytes, names: true, at }).collect();
    let mut addresses = store.keep_all(uploads).await?.into_iter().map(|address| address.to_string());
    let list = addresses.next().ok_or_else(gone)?;
    let files = package.files.iter().zip(addresses).map(|(file, address)| KeptPart { part: file.part, address }).collect();
    let act = KeepBatch { about: package.about, handed: id.to_owned(), list, files, replaces };
    let kept = store.perform(by.clone(), once, act).await?.done;
    store.put_away(by.clone(), &KEEPERS, address).await?;
    Ok(kept)
}

/// Removes a package that is not wanted: nothing of it was the school's yet.
///
/// # Errors
/// The rule that was not kept, those of the disk.
pub async fn put_away(store: &Store, by: &Reader, id: &str) -> Result<(), Refusal> {
    let address = id.parse().map_err(|_| Refusal::of(Rule::NotThere))?;
    store.put_away(by.clone(), &KEEPERS, address).await
}
