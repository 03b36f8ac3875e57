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

mod numbers;

pub use numbers::{Counted, Value, Word, both, count, number, percent, period, range};

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// What the functions made from messages are built of.
mod made {
    pub use records::text::Lang;

    pub(crate) use crate::numbers::{Form, Value, count, form_en, form_ru};
}

#[cfg(test)]
#[path = "../generate/mod.rs"]
mod generate;
