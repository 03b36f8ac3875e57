//! What the person chose for an analysis.

use records::vocabulary::{Audience, Purpose};

/// Her choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What it is for (C1).
    pub purpose: Purpose,
    /// Who will read it.
    pub audience: Audience,
}
