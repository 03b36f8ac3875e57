//! What an item asks for, where the work itself does not say it: «Достижение планируемых результатов» names it beside the number of the item.

use std::collections::{BTreeMap, BTreeSet};

use records::dataset::{Dataset, Quantity};

use crate::formats::vpr::item_name;

/// Puts the requirements of the published tables on the items of their works.
pub(super) fn settle(data: &mut Dataset) {
    let mut rows: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for share in data.shares.iter().filter(|share| share.quantity == Quantity::Planned) {
        rows.entry(&share.kim).or_default().insert(&share.key);
    }
    let found: Vec<(usize, BTreeMap<String, String>)> = data
        .kims
        .iter()
        .enumerate()
        .filter(|(_, kim)| kim.items.iter().all(|item| item.codifier.is_none()))
        .filter_map(|(at, kim)| {
            let names: BTreeSet<&str> = kim.items.iter().map(|item| item.name.as_str()).collect();
            Some((at, numbered(rows.get(kim.kim.as_str())?, &names)?))
        })
        .collect();
    for (at, skills) in found {
        for item in data.kims.get_mut(at).into_iter().flat_map(|kim| &mut kim.items) {
            item.codifier = skills.get(&item.name).cloned();
        }
    }
}

/// Requirement by item. None where a row begins with no item of the work, or an item has no row: then the numbers are of something else.
fn numbered(rows: &BTreeSet<&str>, names: &BTreeSet<&str>) -> Option<BTreeMap<String, String>> {
    let split = |row: &&str| {
        let (number, words) = row.split_once(char::is_whitespace)?;
        let name = item_name(number.trim_end_matches(['.', ')']))?;
        let words = words.trim();
        (names.contains(name.as_str()) && words.contains(char::is_alphabetic)).then(|| (name, words.to_owned()))
    };
    let skills: BTreeMap<String, String> = rows.iter().map(split).collect::<Option<_>>()?;
    (skills.len() == names.len()).then_some(skills)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requirements_name_items_only_where_every_row_is_one() {
        let names = BTreeSet::from(["1", "2К1", "10.1"]);
        let of = |rows: &[&'static str]| numbered(&rows.iter().copied().collect(), &names);
        let full = ["1. Умение вычислять", "2К1. Правописание", "10.1. Чтение графика"];
        assert_eq!(of(&full).unwrap()["2К1"], "Правописание");
        assert_eq!(of(&full[..2]), None, "an item without a row");
        assert_eq!(of(&["1. Умение вычислять", "2К1. Правописание", "10.1"]), None, "a number alone names nothing");
        assert_eq!(of(&["1.1 Числа", "1. Умение вычислять", "2К1. Правописание", "10.1. Чтение графика"]), None, "positions of a codifier");
    }
}
