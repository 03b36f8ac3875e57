//! What people sign in with: their name.

use super::password::Hash;
use crate::id::Id;
use crate::refusal::Refusal;
use crate::store::{Tx, params};

/// A name as people sign in with it: its words in any order and case, ё or е.
pub(super) fn folded(name: &str) -> String {
    let lower = name.to_lowercase().replace('ё', "е");
    let mut words: Vec<&str> =
        lower.split(|letter: char| letter.is_whitespace() || letter == '.').filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

/// An account for a person who was added; of two people of one name the later signs in with a number behind it. What she signs in with.
pub(super) fn open(tx: &mut Tx<'_>, person: &Id, name: &str, password: Option<&Hash>) -> Result<(), Refusal> {
    let taken =
        |sign_in: &str| Ok::<_, Refusal>(tx.one("select 1 as one from account where sign_in = ?", [sign_in], |_| Ok(()))?.is_some());
    let (mut sign_in, mut number) = (folded(name), 1);
    while taken(&sign_in)? {
        number += 1;
        sign_in = folded(&format!("{name} {number}"));
    }
    let entry = tx.entry();
    let sql = "insert into account (person, sign_in, password, entry) values (?, ?, ?, ?)";
    tx.change(sql, params![person.as_str(), sign_in, password.map(Hash::as_str), entry]).map(drop)
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn a_name_signs_in_however_it_is_written() {
        for name in ["Ёлкин Пётр Сергеевич", "пётр  сергеевич елкин", "ПЕТР СЕРГЕЕВИЧ ЁЛКИН"]
        {
            assert_eq!(folded(name), "елкин петр сергеевич");
        }
        assert_eq!(folded("Ёлкин П.С."), "елкин п с");
    }
}
