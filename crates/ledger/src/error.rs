//! What can stand in the way of a ledger, in both languages: where, what, how to go on.

use std::io;
use std::path::PathBuf;

use crate::canonical::Uncanonical;
use crate::damage::Damage;

/// One statement in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Russian.
    pub ru: String,
    /// English.
    pub en: String,
}

impl Told {
    pub(crate) fn new(ru: &str, en: &str) -> Self {
        Self { ru: ru.to_owned(), en: en.to_owned() }
    }
}

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
        damage: Damage,
    },
    /// An earlier write failed: what the file holds has to be looked at first.
    #[error("{}", self.told().en)]
    Stopped(PathBuf),
    /// The name of an act.
    #[error("{}", self.told().en)]
    Name(String),
    /// Details that have no canonical form.
    #[error("{}", self.told().en)]
    Details(Uncanonical),
    /// More bytes than a line may have.
    #[error("{}", self.told().en)]
    Long(usize),
}

impl LedgerError {
    /// The message in both languages.
    #[must_use]
    pub fn told(&self) -> Told {
        let most = crate::lines::LONGEST_LINE;
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
            Self::Name(name) => Told {
                ru: format!("Действие «{name}»: имя пишется строчными латинскими буквами, цифрами и дефисами, не длиннее 64."),
                en: format!("Act \"{name}\": a name has small Latin letters, digits and hyphens, 64 at most."),
            },
            Self::Details(Uncanonical::Number(number)) => Told {
                ru: format!("Подробности записи: число {number} не целое или слишком велико. Запишите его строкой."),
                en: format!("Details of the entry: the number {number} is not whole or too large. Write it as a string."),
            },
            Self::Details(Uncanonical::Deep) => Told::new(
                "Подробности записи: слишком много вложенных списков. Упростите их.",
                "Details of the entry: too many lists inside each other. Make them simpler.",
            ),
            Self::Long(bytes) => Told {
                ru: format!("Запись занимает {bytes} байт, помещается {most}. Вместо содержания впишите его хеш."),
                en: format!("The entry takes {bytes} bytes, {most} fit. Enter the digest of the content instead of it."),
            },
        }
    }
}
