//! What people sign in with: their name.

use records::text::folded;

use super::password::Hash;
use crate::id::Id;
use crate::refusal::Refusal;
use crate::store::{Tx, params};

/// A name as people sign in with it: its words in any order and case, ё or е.
pub(super) fn key(name: &str) -> String {
    let plain = folded(&name.replace('.', " "));
    let mut words: Vec<&str> = plain.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

/// What a person signs in with, as she types it: her name, with its number where somebody had the name before her.
pub(super) fn shown(name: &str, sign_in: &str) -> String {
    let number = sign_in.split(' ').find(|word| key(&format!("{name} {word}")) == sign_in);
    number.map_or_else(|| name.to_owned(), |number| format!("{name} {number}"))
}

/// An account for a person who was added; of two people of one name the later signs in with a number behind it. What she signs in with.
pub(super) fn open(tx: &mut Tx<'_>, person: &Id, name: &str, password: Option<&Hash>) -> Result<(), Refusal> {
    let (sign_in, entry) = (free(tx, person, name)?, tx.entry());
    let sql = "insert into account (person, sign_in, password, entry) values (?, ?, ?, ?)";
    tx.change(sql, params![person.as_str(), sign_in, password.map(Hash::as_str), entry]).map(drop)
}

/// Whoever is called otherwise now signs in with the new name.
pub(super) fn follow(tx: &mut Tx<'_>, person: &Id, name: &str) -> Result<(), Refusal> {
    let (sign_in, entry) = (free(tx, person, name)?, tx.entry());
    tx.change("update account set sign_in = ?2, entry = ?3 where person = ?1", params![person.as_str(), sign_in, entry]).map(drop)
}

/// What somebody of this name signs in with: nobody else does.
fn free(tx: &Tx<'_>, person: &Id, name: &str) -> Result<String, Refusal> {
    let taken = |sign_in: &str| {
        let sql = "select 1 as one from account where sign_in = ? and person <> ?";
        Ok::<_, Refusal>(tx.one(sql, [sign_in, person.as_str()], |_| Ok(()))?.is_some())
    };
    let (mut sign_in, mut number) = (key(name), 1);
    while taken(&sign_in)? {
        number += 1;
        sign_in = key(&format!("{name} {number}"));
    }
    Ok(sign_in)
}

#[cfg(test)]
mod tests {
    use super::{key, shown};

    #[test]
    fn a_name_signs_in_however_it_is_written() {
        for name in ["Ёлкин Пётр Сергеевич", "пётр  сергеевич елкин", "ПЕТР СЕРГЕЕВИЧ ЁЛКИН"]
        {
            assert_eq!(key(name), "елкин петр сергеевич");
        }
        assert_eq!(key("Ёлкин П.С."), "елкин п с");
    }

    #[test]
    fn the_later_of_two_of_one_name_is_told_her_number() {
        for (name, sign_in, told) in [
            ("Ёлкин Пётр", "елкин петр", "Ёлкин Пётр"),
            ("Ёлкин Пётр", "2 елкин петр", "Ёлкин Пётр 2"),
            ("Пётр 7", "7 петр", "Пётр 7"),
            ("Пётр 7", "2 7 петр", "Пётр 7 2"),
        ] {
            assert_eq!(shown(name, sign_in), told);
            assert_eq!(key(&shown(name, sign_in)), sign_in, "what is told lets in");
        }
    }
}
