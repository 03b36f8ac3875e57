//! Subjects a role can be given for, by the words of the reference data.

use std::sync::OnceLock;

use records::reference::Reference;
use records::text::{Lang, Text};

static SUBJECTS: OnceLock<Vec<(String, Text)>> = OnceLock::new();

/// Code and name of every subject, by name.
pub fn subjects() -> &'static [(String, Text)] {
    SUBJECTS.get_or_init(|| {
        let reference = Reference::shipped().ok();
        let listed = reference.iter().flat_map(Reference::subjects);
        let mut all: Vec<(String, Text)> = listed.map(|subject| (subject.key.clone(), subject.title.clone())).collect();
        all.sort_by(|a, b| a.1.ru.cmp(&b.1.ru));
        all
    })
}

/// Name of a subject; the code where the reference data know none.
pub fn name(code: &str, lang: Lang) -> String {
    subjects().iter().find(|(known, _)| known == code).map_or_else(|| code.to_owned(), |(_, title)| title.in_lang(lang).to_owned())
}
