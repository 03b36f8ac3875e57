//! What every command has at hand.

use records::text::Lang;

use crate::console::Console;

/// Where a command speaks, and in which language.
pub struct Desk {
    /// Standard output.
    pub console: Console,
    /// The reader's language.
    pub lang: Lang,
}

impl Desk {
    /// A desk for a reader of `lang`.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        Self { console: Console::default(), lang }
    }
}
