//! Why an act cannot be an entry, in both languages: what, how to go on.

use crate::canonical::Uncanonical;
use crate::told::Told;

/// Longest record, in bytes: with its line end 64 KiB.
pub(crate) const LONGEST_RECORD: usize = 64 * 1024 - 1;

/// Why an act cannot be an entry, whatever it would be written to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.told().en)]
pub enum Unfit {
    /// The name of the act.
    Name(String),
    /// The id of the person.
    Person(String),
    /// Details that have no canonical form.
    Details(Uncanonical),
    /// More bytes than a record may have.
    Long(usize),
}

impl Unfit {
    /// The message in both languages.
    #[must_use]
    pub fn told(&self) -> Told {
        match self {
            Self::Name(name) => Told {
                ru: format!("Действие «{name}»: имя пишется строчными латинскими буквами, цифрами и дефисами, не длиннее 64."),
                en: format!("Act \"{name}\": a name has small Latin letters, digits and hyphens, 64 at most."),
            },
            Self::Person(id) => Told {
                ru: format!("Пользователь «{id}»: номер пишется строчными латинскими буквами, цифрами и дефисами, не длиннее 64."),
                en: format!("Person \"{id}\": an id has small Latin letters, digits and hyphens, 64 at most."),
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
                ru: format!("Запись занимает {bytes} байт, помещается {LONGEST_RECORD}. Вместо содержания впишите его хеш."),
                en: format!("The entry takes {bytes} bytes, {LONGEST_RECORD} fit. Enter the digest of the content instead of it."),
            },
        }
    }
}
