//! Rows that come against rows that came before: which are new, which changed and in what, which are gone. Pure.

use serde::{Deserialize, Serialize};

use super::content::Content;
use crate::act::Version;
use crate::id::Id;
use crate::refusal::Conflict;

/// A row to be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its key in the source: block and number, or the id in the library. It is found again by its text, else by this.
    pub origin: String,
    /// What it says.
    pub content: Content,
}

/// A measure that was taken once.
#[derive(Clone, Debug)]
pub(super) struct Earlier {
    pub measure: Id,
    pub origin: String,
    /// As it was taken last.
    pub taken: Content,
    /// As it stands; None where it was removed since.
    pub now: Option<(Content, Version)>,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A new measure.
    New,
    /// Nothing of it changed.
    Same(Id),
    /// A measure changes to this. Fields somebody changed here otherwise stay and are told.
    Changed(Id, Box<Content>, Vec<Conflict>),
    /// It was removed here: it does not come back.
    Removed(Id),
}

/// The fate of every row, in their order.
pub(super) fn fates(rows: &[Row], earlier: &[Earlier]) -> Vec<Fate> {
    let mut found: Vec<Option<&Earlier>> = vec![None; rows.len()];
    let ways: [fn(&Row, &Earlier) -> bool; 4] = [
        |row, earlier| row.content.library.is_some() && row.origin == earlier.origin && row.content.library == earlier.taken.library,
        |row, earlier| same_text(row, earlier) && row.content.block == earlier.taken.block,
        same_text,
        |row, earlier| !row.origin.is_empty() && row.origin == earlier.origin,
    ];
    for way in ways {
        for index in 0..rows.len() {
            if found[index].is_none() {
                let free = |one: &&Earlier| !found.iter().flatten().any(|taken| taken.measure == one.measure);
                found[index] = earlier.iter().filter(free).find(|one| way(&rows[index], one));
            }
        }
    }
    rows.iter().zip(found).map(|(row, earlier)| earlier.map_or(Fate::New, |earlier| fate(row, earlier))).collect()
}

/// Measures of earlier rows that none of these is.
pub(super) fn gone(fates: &[Fate], earlier: &[Earlier]) -> Vec<Id> {
    let here = |id: &Id| fates.iter().any(|fate| fate.measure() == Some(id));
    earlier.iter().filter(|one| one.now.is_some() && !here(&one.measure)).map(|one| one.measure.clone()).collect()
}

impl Fate {
    /// The measure the row is, where it is one already.
    #[must_use]
    pub const fn measure(&self) -> Option<&Id> {
        match self {
            Self::New => None,
            Self::Same(id) | Self::Changed(id, ..) | Self::Removed(id) => Some(id),
        }
    }
}

fn same_text(row: &Row, earlier: &Earlier) -> bool {
    row.content.text.split_whitespace().eq(earlier.taken.text.split_whitespace())
}

/// Only what differs between the rows, then and now, changes the measure.
fn fate(row: &Row, earlier: &Earlier) -> Fate {
    let id = earlier.measure.clone();
    let Some((now, entry)) = &earlier.now else { return Fate::Removed(id) };
    let (merged, conflicts) = now.merged(&earlier.taken, &row.content, *entry);
    if merged == *now && conflicts.is_empty() { Fate::Same(id) } else { Fate::Changed(id, Box::new(merged), conflicts) }
}

#[cfg(test)]
mod tests {
    use records::plan::When;

    use super::*;

    fn content(block: &str, text: &str) -> Content {
        Content {
            block: block.into(),
            number: String::new(),
            text: text.into(),
            requirement: None,
            owners: String::new(),
            when: "в течение года".into(),
            rules: vec![When::AllYear],
            expected: String::new(),
            library: None,
            asks_acceptance: false,
        }
    }

    fn row(origin: &str, text: &str) -> Row {
        Row { origin: origin.into(), content: content("Блок", text) }
    }

    fn earlier(id: &str, origin: &str, text: &str) -> Earlier {
        let taken = content("Блок", text);
        Earlier { measure: Id::read(id).unwrap(), origin: origin.into(), now: Some((taken.clone(), 5)), taken }
    }

    fn told(rows: &[Row], earlier: &[Earlier]) -> Vec<String> {
        let one = |fate: Fate| match fate {
            Fate::New => "new".to_owned(),
            Fate::Same(id) => format!("{id} same"),
            Fate::Changed(id, content, conflicts) => format!("{id} {} {}", content.text, conflicts.len()),
            Fate::Removed(id) => format!("{id} removed"),
        };
        fates(rows, earlier).into_iter().map(one).collect()
    }

    #[test]
    fn a_row_put_in_between_moves_no_other() {
        let before = [earlier("a", "1.1", "Семинар"), earlier("b", "1.2", "Перепроверка")];
        let now = [row("1.1", "Семинар"), row("1.2", "Собрание"), row("1.3", "Перепроверка")];
        assert_eq!(told(&now, &before), ["a same", "new", "b same"]);
        assert!(gone(&fates(&now, &before), &before).is_empty());
    }

    #[test]
    fn a_corrected_text_is_found_by_its_key_and_spaces_are_no_text() {
        let before = [earlier("a", "1.1", "Семинар"), earlier("b", "1.2", "Перепроверка")];
        let now = [row("1.1", "Семинар для учителей"), row("1.2", "Перепроверка ")];
        assert_eq!(told(&now, &before)[0], "a Семинар для учителей 0");
        assert!(told(&now, &before)[1].starts_with("b "));
        assert_eq!(gone(&fates(&now[..1], &before), &before), [Id::read("b").unwrap()]);
    }

    #[test]
    fn what_was_changed_here_stays_unless_the_file_changed_it_otherwise() {
        let mut before = earlier("a", "1.1", "Семинар");
        before.now = Some((Content { owners: "Иванова".into(), ..before.taken.clone() }, 9));
        assert_eq!(told(&[row("1.1", "Семинар")], std::slice::from_ref(&before)), ["a same"]);
        let mut corrected = row("1.1", "Семинар");
        corrected.content.owners = "Петрова".into();
        let Fate::Changed(_, content, conflicts) = fates(&[corrected], std::slice::from_ref(&before)).remove(0) else { panic!() };
        assert_eq!((content.owners.as_str(), conflicts.len(), conflicts[0].now.as_str()), ("Иванова", 1, "Иванова"));
    }

    #[test]
    fn what_was_removed_does_not_come_back_and_the_same_twice_is_two() {
        let removed = Earlier { now: None, ..earlier("a", "1.1", "Семинар") };
        assert_eq!(told(&[row("1.1", "Семинар"), row("1.2", "Семинар")], &[removed]), ["a removed", "new"]);
    }
}
