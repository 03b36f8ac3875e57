//! A field of a form: as it was when the form was opened, and as it was typed. Two people who change different fields both succeed.

use serde::{Deserialize, Serialize};

use crate::refusal::{Conflict, Field};

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit<T> {
    /// As the form was opened.
    pub opened: T,
    /// As it was typed.
    pub wanted: T,
}

/// Once it was told that somebody else wrote there meanwhile, a field is opened anew with what stands: sent again, what is typed is chosen.
/// Nothing else is: what was not touched stays as it was opened, so what others wrote elsewhere is not undone.
pub(crate) fn told_anew<T: PartialEq + Clone>(opened: &mut T, wanted: &T, now: &T) {
    if wanted != opened && wanted != now && opened != now {
        *opened = now.clone();
    }
}

/// A field as it stands, and the entry that made it so.
pub(crate) struct Standing<T> {
    pub value: T,
    pub entry: u64,
}

impl<T: PartialEq + Clone> Edit<T> {
    /// What is to be written, if anything; or that somebody else wrote something else there meanwhile.
    pub(crate) fn against(&self, standing: &Standing<T>, field: Field, written: impl Fn(&T) -> String) -> Result<Option<T>, Conflict> {
        if self.wanted == self.opened || self.wanted == standing.value {
            return Ok(None);
        }
        if self.opened == standing.value {
            return Ok(Some(self.wanted.clone()));
        }
        let [opened, now, wanted] = [&self.opened, &standing.value, &self.wanted].map(written);
        Err(Conflict { field, opened, now, wanted, entry: standing.entry, last: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_field_changed_otherwise_is_a_conflict() {
        let against = |opened: &str, wanted: &str, value: &str| {
            let standing = Standing { value: value.to_owned(), entry: 9 };
            Edit { opened: opened.to_owned(), wanted: wanted.to_owned() }.against(&standing, Field::SchoolName, String::clone)
        };
        assert_eq!(against("a", "a", "b"), Ok(None), "not touched here: what somebody else wrote stays");
        assert_eq!(against("a", "b", "b"), Ok(None), "both wrote the same");
        assert_eq!(against("a", "b", "a"), Ok(Some("b".into())));
        let conflict = against("a", "b", "c").unwrap_err();
        assert_eq!((conflict.opened.as_str(), conflict.now.as_str(), conflict.wanted.as_str(), conflict.entry), ("a", "c", "b", 9));
    }
}
