//! What a school does so that nothing is lost with its machine: the recovery sheet, backups, and what is entered after a restoration.

mod backup;
mod bech32;
mod issue;
mod keeping;
mod key;
mod nouns;
mod policy;
mod restored;
mod sheet;

pub use backup::{BackupShown, Backups, BackupsShown, Failed, Failure, Made, Record};
pub use issue::{Confirm, Issue, SheetShown, Sheets};
pub use key::{BEGINNING, Key, Mistyped};
pub use restored::{Restoration, Restored};
pub use sheet::Sheet;

pub(crate) use issue::in_use;
pub(crate) use keeping::{Kept, spare};
