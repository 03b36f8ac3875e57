//! The protocol of an analysis: every threshold and level, fixed before results are looked at. Values come from reference data `protocol`.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{Audience, Purpose, Unit};

/// Least effect worth a conclusion, by unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Materiality {
    /// Share of the maximum, for effects in points (0.05).
    pub points_share: f64,
    /// Marks (0.25).
    pub marks: f64,
    /// Percentage points (10).
    pub pp: f64,
    /// Pupils: at least this many (2) …
    pub pupils: f64,
    /// … and this share of n (0.10).
    pub pupils_share: f64,
    /// Logit (0.3).
    pub logit: f64,
}

impl Materiality {
    /// The threshold for an effect in `unit`, given the maximum score and n of the set.
    #[must_use]
    pub fn threshold(&self, unit: Unit, max: f64, n: f64) -> f64 {
        match unit {
            Unit::Points => self.points_share * max,
            Unit::Marks => self.marks,
            Unit::Pp => self.pp,
            Unit::Pupils => f64::max(self.pupils, self.pupils_share * n),
            Unit::Logit => self.logit,
        }
    }
}

/// Thresholds and levels of one analysis.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Protocol {
    /// False discovery rate of the screen (0.10).
    pub q: f64,
    /// Own evidence a set must show to be worth a look (0.05).
    pub look: f64,
    /// Fewest scripts for an answer (10).
    pub too_few: usize,
    /// One-sided level of the minimum detectable effect (0.01).
    pub mde_alpha: f64,
    /// Its power (0.80).
    pub mde_power: f64,
    /// Least effects.
    pub materiality: Materiality,
    /// Whether sets are flagged at all; off until the promises of fair flags are measured whole.
    pub flags: bool,
    /// Seed of every random stream.
    pub seed: u64,
}

/// What one analysis is asked for: by which protocol, what for, for whom. The reader changes no number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// Levels and thresholds.
    pub protocol: Protocol,
    /// What for (legal regime C1).
    pub purpose: Purpose,
    /// For whom.
    pub audience: Audience,
}

impl Terms {
    /// What is offered unless told otherwise: a check of the procedure, inside the school.
    #[must_use]
    pub const fn usual(protocol: Protocol) -> Self {
        Self { protocol, purpose: Purpose::ProcedureCheck, audience: Audience::School }
    }
}
