//! State of results that were kept.

use crate::coded::coded;

coded! {
    /// State of a batch of results.
    ResultState {
        /// It stands.
        Kept = "kept",
        /// A later one stands in its place.
        Replaced = "replaced",
        /// Taken back, with a reason.
        Withdrawn = "withdrawn",
    }
}

coded! {
    /// A step of a batch.
    ResultStep {
        /// `results.keep` of a later one.
        Replace = "replace",
        /// `results.withdraw`.
        Withdraw = "withdraw",
        /// `results.withdraw` of the later one.
        StandAgain = "stand-again",
    }
}

impl ResultStep {
    /// The act that takes it.
    #[cfg(test)]
    pub(crate) const fn told(self) -> &'static str {
        match self {
            Self::Replace => "`results.keep` of a later one",
            Self::Withdraw => "`results.withdraw`",
            Self::StandAgain => "`results.withdraw` of the later one",
        }
    }
}

impl ResultState {
    /// Where a step leads; None where there is no such step.
    #[must_use]
    pub const fn after(self, step: ResultStep) -> Option<Self> {
        match (self, step) {
            (Self::Kept, ResultStep::Replace) => Some(Self::Replaced),
            (Self::Kept, ResultStep::Withdraw) => Some(Self::Withdrawn),
            (Self::Replaced, ResultStep::StandAgain) => Some(Self::Kept),
            (Self::Kept, ResultStep::StandAgain)
            | (Self::Replaced | Self::Withdrawn, ResultStep::Replace | ResultStep::Withdraw)
            | (Self::Withdrawn, ResultStep::StandAgain) => None,
        }
    }
}
