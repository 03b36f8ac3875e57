//! Files, what of them is synced, and what is to go wrong.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use crate::Cut;
use crate::image::Image;
use crate::locks::Locks;

/// What a disk writes in one piece.
const SECTOR: usize = 512;

/// Why a call did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The disk failed.
    Broken,
    /// There is no room.
    Full,
}

/// A change that is not synced.
enum Pending {
    Write { at: usize, bytes: Vec<u8> },
    Cut(usize),
}

#[derive(Default)]
pub struct File {
    /// As programs see it.
    pub now: Vec<u8>,
    /// As it is after the power went; None where not even its name is there.
    synced: Option<Vec<u8>>,
    pending: Vec<Pending>,
    pub locks: Locks,
    /// Regions of shared memory, at addresses that stay.
    pub shared: Vec<Box<[u8]>>,
}

#[derive(Default)]
pub struct State {
    pub files: BTreeMap<String, File>,
    /// Files whose removal is not synced.
    removed: BTreeMap<String, Vec<u8>>,
    pub handles: u64,
    pub calls: u64,
    pub failing: Range<u64>,
    pub failed: u64,
    pub room: Option<u64>,
    pub lying: bool,
    pub told: u64,
    pub every: u64,
    pub kept: Option<Box<dyn FnMut(u64) -> bool + Send>>,
    pub cuts: Vec<Cut>,
}

/// Forgets everything where only this holder is left beside the name that stays registered.
pub fn forget(state: &Arc<Mutex<State>>) {
    if Arc::strong_count(state) == 2 {
        *state.lock().unwrap_or_else(PoisonError::into_inner) = State::default();
    }
}

impl State {
    pub fn set(&mut self, image: Image) {
        let file = |bytes: Vec<u8>| File { now: bytes.clone(), synced: Some(bytes), ..File::default() };
        self.files = image.0.into_iter().map(|(name, bytes)| (name, file(bytes))).collect();
        self.removed.clear();
    }

    /// A call that may be told to fail.
    pub fn call(&mut self) -> Result<(), Fault> {
        let failing = self.failing.contains(&self.calls);
        self.calls += 1;
        self.failed += u64::from(failing);
        if failing { Err(Fault::Broken) } else { Ok(()) }
    }

    /// A call that changes something: the power may go just before it.
    pub fn change(&mut self) -> Result<(), Fault> {
        if self.every > 0 && self.calls.is_multiple_of(self.every) {
            let mut kept = self.kept.take();
            let image = match &mut kept {
                None => self.image(&mut |_| false),
                Some(kept) => self.image(kept),
            };
            self.kept = kept;
            self.cuts.push(Cut { call: self.calls, told: self.told, image });
        }
        self.call()
    }

    pub fn taken(&self) -> u64 {
        self.files.values().map(|file| file.now.len() as u64).sum()
    }

    pub fn write(&mut self, name: &str, at: usize, bytes: &[u8]) -> Result<(), Fault> {
        self.change()?;
        let length = self.files.get(name).map_or(0, |file| file.now.len());
        let more = (at + bytes.len()).saturating_sub(length) as u64;
        if more > 0 && self.room.is_some_and(|room| self.taken() + more > room) {
            return Err(Fault::Full);
        }
        let file = self.files.entry(name.to_owned()).or_default();
        put(&mut file.now, at, bytes);
        file.pending.push(Pending::Write { at, bytes: bytes.to_vec() });
        Ok(())
    }

    pub fn cut(&mut self, name: &str, length: usize) -> Result<(), Fault> {
        self.change()?;
        let file = self.files.entry(name.to_owned()).or_default();
        file.now.truncate(length);
        file.pending.push(Pending::Cut(length));
        Ok(())
    }

    pub fn sync(&mut self, name: &str) -> Result<(), Fault> {
        self.change()?;
        let lying = self.lying;
        if let Some(file) = self.files.get_mut(name).filter(|_| !lying) {
            // With the first sync of a new file its folder is synced, as SQLite does on a real disk: what was removed there is gone for good.
            let new = file.synced.replace(file.now.clone()).is_none();
            file.pending.clear();
            if new {
                self.removed.clear();
            }
        }
        Ok(())
    }

    pub fn remove(&mut self, name: &str, synced: bool) -> Result<(), Fault> {
        self.change()?;
        if let Some(File { synced: Some(bytes), .. }) = self.files.remove(name)
            && !synced
        {
            self.removed.insert(name.to_owned(), bytes);
        }
        Ok(())
    }

    /// What is left when the power goes: `kept` is asked for every sector, cut and removal that was not synced.
    pub fn image(&self, kept: &mut dyn FnMut(u64) -> bool) -> Image {
        let mut number = 0;
        let mut kept = || {
            number += 1;
            kept(number)
        };
        let mut image = BTreeMap::new();
        for (name, bytes) in &self.removed {
            if !kept() {
                image.insert(name.clone(), bytes.clone());
            }
        }
        for (name, file) in self.files.iter().filter(|(name, _)| !name.starts_with(TEMPORARY)) {
            let named = file.synced.is_some() || (!file.pending.is_empty() && kept());
            if named {
                image.insert(name.clone(), after(file, &mut kept));
            }
        }
        Image(image)
    }
}

/// Stands before the names of files nobody finds again.
pub const TEMPORARY: &str = "temporary-";

/// A file with some of what was not synced.
fn after(file: &File, kept: &mut impl FnMut() -> bool) -> Vec<u8> {
    let mut bytes = file.synced.clone().unwrap_or_default();
    for pending in &file.pending {
        match pending {
            Pending::Cut(length) if kept() => bytes.truncate(*length),
            Pending::Cut(_) => {}
            Pending::Write { at, bytes: written } => {
                let mut from = 0;
                while from < written.len() {
                    let to = written.len().min((at + from) / SECTOR * SECTOR + SECTOR - at);
                    if kept() {
                        put(&mut bytes, at + from, &written[from..to]);
                    }
                    from = to;
                }
            }
        }
    }
    bytes
}

fn put(file: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    if file.len() < at + bytes.len() {
        file.resize(at + bytes.len(), 0);
    }
    file[at..at + bytes.len()].copy_from_slice(bytes);
}
