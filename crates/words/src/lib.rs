//! What the program says: every message of `locales/{ru,en}/*.ftl` is a function, so a missing key does not compile.
//!
//! `report.ftl` becomes the module [`report`], its message `and-more` the function [`report::and_more`], documented by its Russian text. The
//! language comes first, then the values in the order of the Russian message. A message without values is a [`Word`] and can be passed on.
//! Sentences are put together by the compiled function itself: nothing is looked up, parsed or built when the program runs.
//!
//! ```
//! use records::text::Lang;
//! assert_eq!(words::web::files_title(Lang::Ru, 3), "3 файла");
//! assert_eq!(words::both(words::charts::expected).en, "expected");
//! ```
//!
//! A value that chooses a plural form is a count; text does not compile there:
//!
//! ```compile_fail
//! words::web::files_title(records::text::Lang::Ru, "3");
//! ```
#![warn(missing_docs)]

#[cfg(test)]
mod agreement;
mod numbers;

pub use numbers::{Counted, Value, Word, both, count, number, percent, period, range, unit};

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// What the functions made from messages are built of.
mod made {
    pub use records::text::Lang;

    pub(crate) use crate::numbers::{Form, Value, count, form_en, form_ru};
}

#[cfg(test)]
#[path = "../generate/mod.rs"]
mod generate;

#[cfg(test)]
mod tests {
    use records::text::Lang;

    use crate::agreement::disagreements;

    /// Values that are decimals wherever they are said: «ошибка измерения 1,2 балла».
    const DECIMALS: [&str; 2] = ["report.section-reliability", "report.section-gaps"];

    /// Every message with values, with 1, 2, 5, 11, 21 and 1.5.
    #[test]
    fn numbers_agree_with_their_nouns_in_every_message() {
        let mut wrong = Vec::new();
        for lang in [Lang::Ru, Lang::En] {
            let tried = super::tried(lang);
            assert!(tried.len() > 1_000, "{} messages", tried.len());
            let told = tried.into_iter().filter(|(key, _)| !DECIMALS.contains(key));
            wrong.extend(told.flat_map(|(key, said)| disagreements(&said, lang).into_iter().map(move |around| format!("{key}: {around}"))));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
