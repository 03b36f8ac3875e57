//! A disk in memory under SQLite, for tests that a real one cannot run: the power goes at any call and what was not synced is lost, or a part of
//! it; the n-th call fails; there is no room left. Everything on it follows from what was asked of it: the same calls, the same images.
//!
//! ```
//! use faultdisk::Disk;
//! use rusqlite::{Connection, OpenFlags};
//!
//! let disk = Disk::new();
//! let flags = OpenFlags::default();
//! let open = || Connection::open_with_flags_and_vfs("a.sqlite", flags, disk.name());
//! let connection = open()?;
//! connection.execute_batch("pragma journal_mode = wal; pragma synchronous = off; create table t (n); insert into t values (1)")?;
//! let image = disk.synced();
//! drop(connection);
//! disk.set(image);
//! assert!(open()?.query_row("select n from t", [], |row| row.get::<_, i64>(0)).is_err(), "nothing was synced");
//! # Ok::<(), rusqlite::Error>(())
//! ```

mod image;
mod locks;
mod state;
#[allow(unsafe_code, reason = "the C interface of SQLite's file systems; reviewed, tests only")]
mod vfs;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use image::Image;
use state::State;

/// A disk. Its name stays registered with SQLite until the program ends; what lies on it goes when nobody holds the disk or a file of it.
#[derive(Clone)]
pub struct Disk {
    name: &'static str,
    state: Arc<Mutex<State>>,
}

/// What a disk looked like when the power went, and what was said to the outside by then.
pub struct Cut {
    /// Number of the call it went at.
    pub call: u64,
    /// What [`Disk::told`] had been told last.
    pub told: u64,
    /// The image.
    pub image: Image,
}

impl Disk {
    /// An empty disk.
    pub fn new() -> Self {
        let state = Arc::new(Mutex::new(State::default()));
        Self { name: vfs::register(&state), state }
    }

    /// Its name for SQLite.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Replaces everything on it; nothing may be open.
    pub fn set(&self, image: Image) {
        self.state().set(image);
    }

    /// What is left when the power goes now and everything not synced is lost.
    pub fn synced(&self) -> Image {
        self.state().image(&mut |_| false)
    }

    /// What is left when of everything not synced each sector was written or not, as `kept` says.
    pub fn torn(&self, kept: &mut dyn FnMut(u64) -> bool) -> Image {
        self.state().image(kept)
    }

    /// Everything, as a kill leaves it: the system still writes what it was given.
    pub fn whole(&self) -> Image {
        self.state().image(&mut |_| true)
    }

    /// How many calls there were that write, sync, read, open or delete.
    pub fn calls(&self) -> u64 {
        self.state().calls
    }

    /// Lets the calls from the `n`-th on (from now, from zero), `count` of them, fail.
    pub fn fail(&self, n: u64, count: u64) {
        let mut state = self.state();
        let from = state.calls.saturating_add(n);
        state.failing = from..from.saturating_add(count);
    }

    /// Lets nothing fail any more.
    pub fn mend(&self) {
        self.state().failing = 0..0;
    }

    /// How many of the calls told to fail did.
    pub fn failed(&self) -> u64 {
        self.state().failed
    }

    /// Bytes there is room for; None = without end.
    pub fn room(&self, bytes: Option<u64>) {
        self.state().room = bytes;
    }

    /// Bytes taken.
    pub fn taken(&self) -> u64 {
        self.state().taken()
    }

    /// Lets every sync do nothing and say it did: a disk that lies.
    pub fn lie(&self) {
        self.state().lying = true;
    }

    /// Remembers what was said to the outside: it stands beside every cut that follows.
    pub fn tell(&self, number: u64) {
        self.state().told = number;
    }

    /// From now on keeps an image before every `every`-th call that changes something: with `kept`, as [`torn`](Self::torn); without, as
    /// [`synced`](Self::synced).
    pub fn watch(&self, every: u64, kept: Option<Box<dyn FnMut(u64) -> bool + Send>>) {
        let mut state = self.state();
        state.every = every;
        state.kept = kept;
    }

    /// The cuts kept so far.
    pub fn cuts(&self) -> Vec<Cut> {
        std::mem::take(&mut self.state().cuts)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        state::forget(&self.state);
    }
}

impl Default for Disk {
    fn default() -> Self {
        Self::new()
    }
}
