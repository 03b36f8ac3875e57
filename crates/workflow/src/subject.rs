//! A subject by whatever name it is written: a role names it by its code, people write it as they like.

use std::sync::OnceLock;

use records::reference::Reference;
use records::text::folded;

static SHIPPED: OnceLock<Option<Reference>> = OnceLock::new();

/// What a subject is told from others by: the code the reference data know it by, else how it is written, without case.
pub(crate) fn key(text: &str) -> String {
    let shipped = SHIPPED.get_or_init(|| Reference::shipped().ok()).as_ref();
    let known = shipped.and_then(|reference| reference.subject_slug(text.trim()));
    known.map_or_else(|| folded(text.trim()), str::to_owned)
}

/// What a subject is called; the text as it is where the reference data do not know it.
pub(crate) fn title(text: &str) -> String {
    let shipped = SHIPPED.get_or_init(|| Reference::shipped().ok()).as_ref();
    let known = shipped.and_then(|reference| reference.subject(text.trim()));
    known.map_or_else(|| text.trim().to_owned(), |subject| subject.title.ru.clone())
}

/// Whether both name one subject.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one == other || key(one) == key(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_one_however_it_is_written() {
        for (one, other) in [("математика", "Математика "), ("mathematics", "Матем."), ("Хор", "хор"), ("Чтение с ёлкой", "чтение с елкой")]
        {
            assert!(same(one, other), "{one} {other}");
        }
        assert!(!same("Математика", "Физика") && !same("", "Физика"));
    }
}
