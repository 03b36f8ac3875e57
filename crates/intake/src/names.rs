//! Names of people: sealed when a parser meets them, turned into pseudonyms before any record leaves, and forgotten.

use std::collections::BTreeMap;

use methodology::dataset::PersonId;

use crate::{Draft, Options};

/// A name that can be neither printed nor written.
#[derive(Clone)]
pub struct Sealed {
    _name: String,
}

impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealed")
    }
}

/// Pseudonyms for the sealed people of every draft, in the order of the drafts: local person → pseudonym. A person missing from the answer
/// stays unresolved, and the records that speak of them are left out.
pub(crate) fn resolve(drafts: &mut [Draft<'_>], _options: &Options<'_>) -> Vec<BTreeMap<PersonId, String>> {
    drafts.iter().map(|_| BTreeMap::new()).collect()
}
