//! What can stand in the way of a ledger in a file, in both languages: where, what, how to go on.

use std::io;
use std::path::PathBuf;

use super::damage::FileDamage;
use crate::told::Told;
use crate::unfit::Unfit;

/// Why an act was not entered or a file not read.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The file cannot be opened, read or locked.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The entry could not be written.
    #[error("{}", self.told().en)]
    Unwritten {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
        /// Whether the file is known to be as it was before.
        withdrawn: bool,
    },
    /// Another program is writing to it.
    #[error("{}", self.told().en)]
    Locked(PathBuf),
    /// The file is not intact, so nothing is added to it.
    #[error("{}", self.told().en)]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where and what.
        damage: FileDamage,
    },
    /// An earlier write failed: what the file holds has to be looked at first.
    #[error("{}", self.told().en)]
    Stopped(PathBuf),
    /// The act cannot be an entry.
    #[error(transparent)]
    Unfit(#[from] Unfit),
}

impl LedgerError {
    /// The message in both languages.
    #[must_use]
    pub fn told(&self) -> Told {
        match self {
            Self::Unreadable { path, source } => Told {
                ru: format!("{}: журнал не прочитан ({source}). Проверьте, есть ли такой файл и можно ли его открыть.", path.display()),
                en: format!(
                    "{}: the ledger was not read ({source}). Check that there is such a file and that it can be opened.",
                    path.display()
                ),
            },
            Self::Unwritten { path, source, withdrawn: true } => Told {
                ru: format!("{}: запись не внесена ({source}), журнал прежний. Освободите место и повторите.", path.display()),
                en: format!("{}: the entry was not written ({source}), the ledger is as it was. Make room and try again.", path.display()),
            },
            Self::Unwritten { path, source, withdrawn: false } => Told {
                ru: format!(
                    "{0}: запись не подтверждена ({source}); в конце файла может остаться её часть. Проверьте: objektiv ledger verify {0}",
                    path.display()
                ),
                en: format!(
                    "{0}: the entry is not acknowledged ({source}); a part of it may stand at the end of the file. Check: objektiv ledger verify {0}",
                    path.display()
                ),
            },
            Self::Locked(path) => Told {
                ru: format!("{}: в журнал сейчас пишет другая программа. Подождите и повторите.", path.display()),
                en: format!("{}: another program is writing to the ledger. Wait and try again.", path.display()),
            },
            Self::Damaged { path, damage } => {
                let told = damage.told();
                Told { ru: format!("{}: {}", path.display(), told.ru), en: format!("{}: {}", path.display(), told.en) }
            }
            Self::Stopped(path) => Told {
                ru: format!("{}: прежняя запись не удалась. Откройте журнал заново.", path.display()),
                en: format!("{}: an earlier entry failed. Open the ledger anew.", path.display()),
            },
            Self::Unfit(unfit) => unfit.told(),
        }
    }
}
