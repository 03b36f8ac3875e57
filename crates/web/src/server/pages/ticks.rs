//! Rows that are ticked: one by one, or all that are shown. The tick of all names them, so whoever comes to the list between showing and
//! pressing is not among what was taken.

use std::collections::BTreeSet;

use maud::{Markup, html};
use workflow::Id;

use crate::server::form::Typed;

/// The tick of all rows.
pub const ALL: &str = "all";

/// The tick of all the rows shown, which stand under `name`. With a script it goes along with theirs.
pub fn all<'a>(name: &str, label: &str, shown: impl IntoIterator<Item = &'a Id>, typed: &Typed) -> Markup {
    let named = every(shown);
    let ticked = are_ticked(typed, &named);
    html! { label.option { input type="checkbox" name=(ALL) value=(named) data-all=(name) checked[ticked]; b { (label) } } }
}

/// What the tick of all these holds.
pub fn every<'a>(shown: impl IntoIterator<Item = &'a Id>) -> String {
    shown.into_iter().map(Id::as_str).collect::<Vec<_>>().join(" ")
}

/// Whether the tick of all these was set.
pub fn are_ticked(typed: &Typed, named: &str) -> bool {
    typed.0.iter().any(|(key, value)| key == ALL && value == named)
}

/// Whether this row was ticked by itself.
pub fn is_ticked(typed: &Typed, name: &str, id: &Id) -> bool {
    typed.0.iter().any(|(key, value)| key == name && value == id.as_str())
}

/// Whether this row stands ticked in a list that holds `named` now: by itself, or with all of a list that was another when it was shown. Then
/// the tick of all is gone, and those that are still there keep theirs.
pub fn stands(typed: &Typed, name: &str, id: &Id, named: &str) -> bool {
    let earlier = |(key, value): &(String, String)| key == ALL && value != named && value.split(' ').any(|one| one == id.as_str());
    is_ticked(typed, name, id) || typed.0.iter().any(earlier)
}

/// What was ticked, each once, in the order it came.
pub fn taken(typed: &Typed, name: &str) -> Vec<Id> {
    let mut seen = BTreeSet::new();
    let one = typed.0.iter().filter(|(key, _)| key == name).filter_map(|(_, value)| Id::read(value));
    one.chain(sets(typed).flatten()).filter(|id| seen.insert(id.clone())).collect()
}

/// Whether all were ticked, and some of them once more: which of both is meant nobody knows.
pub fn doubtful(typed: &Typed, name: &str) -> bool {
    let one = |id: &Id| is_ticked(typed, name, id);
    sets(typed).any(|set| set.iter().any(one) && !set.iter().all(one))
}

fn sets(typed: &Typed) -> impl Iterator<Item = Vec<Id>> {
    typed.0.iter().filter(|(key, _)| key == ALL).map(|(_, value)| value.split(' ').filter_map(Id::read).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(all: &[&str]) -> Vec<Id> {
        all.iter().filter_map(|id| Id::read(id)).collect()
    }

    #[test]
    fn what_was_shown_is_taken_once_and_nothing_else() {
        let typed = Typed::default().with("pupil", "p-9").with("all", "p-1 p-2").with("pupil", "p-2").with("other", "p-7");
        assert_eq!(taken(&typed, "pupil"), ids(&["p-9", "p-2", "p-1"]));
        assert!(doubtful(&typed, "pupil"), "one of the two stands alone as well");
        assert!(!doubtful(&typed.clone().with("pupil", "p-1"), "pupil"), "all of them twice is all of them");
        assert!(!doubtful(&Typed::default().with("all", "p-1 p-2"), "pupil"));
        assert!(taken(&Typed::default().with("all", " §"), "pupil").is_empty());
    }

    #[test]
    fn rows_keep_their_ticks_where_the_list_became_another() {
        let typed = Typed::default().with("all", "p-1 p-2 p-3");
        let [one, other] = ["p-1", "p-9"].map(|id| Id::read(id).unwrap());
        assert!(stands(&typed, "pupil", &one, "p-1 p-3") && !stands(&typed, "pupil", &other, "p-1 p-3"));
        assert!(!stands(&typed, "pupil", &one, "p-1 p-2 p-3"), "there the tick of all stands");
    }

    #[test]
    fn a_tick_stays_on_the_rows_it_was_for() {
        let shown = |typed: &Typed| all("pupil", "Все", &ids(&["p-1", "p-2"]), typed).into_string();
        assert!(shown(&Typed::default()).contains("value=\"p-1 p-2\"") && !shown(&Typed::default()).contains("checked"));
        assert!(shown(&Typed::default().with("all", "p-1 p-2")).contains("checked"));
        assert!(!shown(&Typed::default().with("all", "p-1")).contains("checked"), "the list is another one");
    }
}
