//! What is known of a child or a family by name. It lies sealed; an act that brings it does not write it into the journal.

use std::fmt;

use jiff::civil::Date;
use records::text::folded;
use serde::{Deserialize, Serialize};

use super::begins::begins;
use crate::refusal::{Field, Rule};
use crate::texts;

/// Longest name, in characters.
const NAME: usize = 200;

/// A pupil.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Who {
    /// Surname, first name, patronymic, as papers write them.
    pub name: String,
    /// The day of birth.
    pub born: Option<Date>,
    /// The number a pupil has in the school's own system; empty where there is none.
    pub number: String,
}

/// Somebody of a pupil's family.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relative {
    /// Name.
    pub name: String,
    /// What they are to the child: mother, father, guardian.
    pub kin: String,
    /// How they can be reached.
    pub contact: String,
}

impl Who {
    /// Whether it can be a pupil.
    pub(super) fn fits(&self) -> Result<(), Rule> {
        let possible = |born: Date| (1990..=2200).contains(&born.year());
        if self.born.is_some_and(|born| !possible(born)) {
            return Err(Rule::Wrong(Field::Born));
        }
        named(&self.name).and(texts::line(&self.number, Field::PupilNumber))
    }

    /// The same with single spaces.
    pub(super) fn tidy(self) -> Self {
        Self { name: tidy(&self.name), number: number(&self.number), ..self }
    }

    /// What was typed, field by field.
    pub(super) fn typed(&self) -> Vec<String> {
        vec![self.name.clone(), self.born.map(|born| born.to_string()).unwrap_or_default(), self.number.clone()]
    }

    /// Whether one number stands for two who are told apart by the rest: only a person can say.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        !self.number.is_empty() && self.number == other.number && self.same(other).is_none()
    }

    /// The name without the surname, as names are compared.
    fn given(&self) -> String {
        self.key().split_once(' ').map(|(_, given)| given.to_owned()).unwrap_or_default()
    }

    /// The name as names are compared.
    pub(super) fn key(&self) -> String {
        folded(&self.name)
    }

    /// Whether both are one pupil: one number and one day of birth, or one name and one day of birth. None where nothing tells, or the number
    /// says one thing and the rest another: a name alone is no proof, nor is a number that may be a slip.
    pub(super) fn same(&self, other: &Self) -> Option<bool> {
        let born = self.born.zip(other.born).map(|(one, two)| one == two);
        match (self.number.is_empty() || other.number.is_empty(), self.born.zip(other.born)) {
            (false, _) if self.number != other.number => Some(false),
            // A surname changes; the first name stays.
            (false, _) => match born {
                Some(true) => Some(true),
                None if self.given() == other.given() || begins(&self.name, &other.name) || begins(&other.name, &self.name) => Some(true),
                _ => None,
            },
            _ if self.key() != other.key() => Some(false),
            (true, Some((one, two))) => Some(one == two),
            (true, None) => None,
        }
    }
}

impl Relative {
    /// Whether it can be somebody.
    pub(super) fn fits(&self) -> Result<(), Rule> {
        named(&self.name).and(texts::line(&self.kin, Field::Kin)).and(texts::line(&self.contact, Field::Contact))
    }

    /// What was typed, field by field.
    pub(super) fn typed(&self) -> Vec<String> {
        vec![self.name.clone(), self.kin.clone(), self.contact.clone()]
    }

    /// The same with single spaces.
    pub(super) fn tidy(self) -> Self {
        Self { name: tidy(&self.name), kin: tidy(&self.kin), contact: tidy(&self.contact) }
    }
}

fn named(name: &str) -> Result<(), Rule> {
    match name.trim() {
        "" => Err(Rule::Missing(Field::PersonName)),
        name if name.chars().count() > NAME || name.chars().any(char::is_control) => Err(Rule::Wrong(Field::PersonName)),
        _ => Ok(()),
    }
}

/// A number somebody has: a dash, a nought, «нет» and «б/н» stand where there is none.
fn number(text: &str) -> String {
    let text = tidy(text);
    let letters: String = folded(&text).chars().filter(|letter| letter.is_alphanumeric()).collect();
    let none = letters.chars().all(|letter| letter == '0') || ["нет", "бн", "отсутствует", "безномера"].contains(&letters.as_str());
    if none { String::new() } else { text }
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Never the name: what is printed may end in a log.
impl fmt::Debug for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Who(…)")
    }
}

/// Never the name.
impl fmt::Debug for Relative {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Relative(…)")
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn who(name: &str, born: Option<Date>, number: &str) -> Who {
        Who { name: name.into(), born, number: number.into() }
    }

    #[test]
    fn a_pupil_is_the_same_by_number_or_by_name_and_birthday_and_never_by_name_alone() {
        let (one, two) = (Some(date(2013, 4, 5)), Some(date(2013, 5, 4)));
        for (a, b, same) in [
            (who("Ёлкин Пётр", one, ""), who("елкин  петр", one, ""), Some(true)),
            (who("Ёлкин Пётр", one, ""), who("Ёлкин Пётр", two, ""), Some(false)),
            (who("Ёлкин Пётр", one, ""), who("Ёлкин Пётр", None, ""), None),
            (who("Ёлкин Пётр", None, "17"), who("Ёлкин-Сосновский Пётр", None, "17"), Some(true)),
            (who("Ёлкин Пётр", one, "17"), who("Ёлкин Пётр", one, "18"), Some(false)),
            (who("Ёлкин Пётр", one, "17"), who("Ёлкин Пётр", one, ""), Some(true)),
            (who("Ёлкин Пётр", one, "17"), who("Ёлкин-Сосновский Пётр", one, "17"), Some(true)),
            (who("Ёлкин Пётр", one, "17"), who("Уткин Олег", two, "17"), None),
            (who("Ёлкин Пётр", None, "17"), who("Уткин Олег", None, "17"), None),
            (who("Ёлкин Пётр", one, "17"), who("Ёлкин Пётр", two, "17"), None),
            (who("Ёлкин Пётр", None, ""), who("Уткин Олег", None, ""), Some(false)),
        ] {
            assert_eq!((a.same(&b), b.same(&a)), (same, same));
        }
    }

    /// What stands where there is no number is no number: a class of dashes is not one child.
    #[test]
    fn a_dash_is_no_number() {
        for none in ["", "-", "—", " – ", "0", "00", "б/н", "Б/Н", "нет", "без номера", "…"] {
            assert_eq!(who("Ёлкин Пётр", None, none).tidy().number, "", "{none}");
        }
        for number in ["17", "0017", "А-12", "7-В/03"] {
            assert_eq!(who("Ёлкин Пётр", None, number).tidy().number, number);
        }
    }

    #[test]
    fn no_name_is_printed() {
        let who = format!("{:?}", who("Ёлкин Пётр", None, "17"));
        let relative = format!("{:?}", Relative { name: "Ёлкина Анна".into(), kin: "мать".into(), contact: "+7".into() });
        assert_eq!((who.as_str(), relative.as_str()), ("Who(…)", "Relative(…)"));
    }
}
