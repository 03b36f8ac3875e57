//! The one door to the database. Everything that can write is private to this folder: outside it there are [`Db`], which reads, and [`Tx`], which
//! only [`Store::perform`] makes. `cargo xtask tidy` holds that no other file of the workspace names the database's own types.

mod asides;
mod backup;
mod codes;
mod connect;
mod db;
mod disk;
mod entries;
mod erased;
mod error;
mod files;
mod folder;
mod handed;
mod keys;
mod letters;
mod once;
mod open;
mod origin;
mod perform;
mod random;
mod share;
mod told;
mod worker;
mod writer;

#[cfg(test)]
mod tests;

pub use backup::{Damaged, RestoreError, RestoredSchool, Restoring, restore};
pub use db::{Db, Row, Tx};
pub use erased::ERASED;
pub use error::OpenError;
pub use files::Upload;
pub use letters::{LetterSays, Outgoing};
pub use once::{Once, Receipt};
pub use open::{Store, Surroundings};

pub(crate) use db::params;
pub(crate) use entries::FOR;
pub(crate) use handed::lay;
