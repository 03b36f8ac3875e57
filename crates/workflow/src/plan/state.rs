//! States that are decided, each with its one function of transitions. What follows from today's date is no state: see [`super::Progress`].

use crate::coded::coded;

coded! {
    /// State of a plan.
    PlanState {
        /// Being written.
        Draft = "draft",
        /// In force.
        Approved = "approved",
        /// Reported; only read.
        Closed = "closed",
    }
}

coded! {
    /// A step of a plan.
    PlanStep {
        /// `plan.approve`.
        Approve = "approve",
        /// `plan.close`.
        Close = "close",
    }
}

impl PlanState {
    /// Where a step leads; None where there is no such step.
    #[must_use]
    pub const fn after(self, step: PlanStep) -> Option<Self> {
        match (self, step) {
            (Self::Draft, PlanStep::Approve) => Some(Self::Approved),
            (Self::Approved, PlanStep::Close) => Some(Self::Closed),
            (Self::Approved | Self::Closed, PlanStep::Approve) | (Self::Draft | Self::Closed, PlanStep::Close) => None,
        }
    }
}

coded! {
    /// State of a measure.
    MeasureState {
        /// In the plan.
        Kept = "kept",
        /// Given up, with a reason.
        Dropped = "dropped",
    }
}

coded! {
    /// State of an occurrence, as far as somebody decided it.
    OccurrenceState {
        /// Nothing was said of it, but perhaps another day.
        Open = "open",
        /// Said done.
        Done = "done",
        /// Done, and accepted by a second person.
        Accepted = "accepted",
        /// Somebody asked to drop it: a second person agrees, or it is withdrawn.
        DropAsked = "drop-asked",
        /// Given up, by two or on paper.
        Dropped = "dropped",
        /// A question answered: it was not needed.
        NotNeeded = "not-needed",
    }
}

coded! {
    /// A step of an occurrence.
    OccurrenceStep {
        /// `occurrence.put-off`.
        PutOff = "put-off",
        /// `occurrence.say-done`.
        SayDone = "say-done",
        /// `occurrence.accept`.
        Accept = "accept",
        /// `occurrence.drop` without a paper.
        AskToDrop = "drop",
        /// `occurrence.drop` on paper.
        DropOnPaper = "drop-on-paper",
        /// `occurrence.agree-to-drop`.
        AgreeToDrop = "agree-to-drop",
        /// `occurrence.not-needed`.
        NotNeeded = "not-needed",
        /// `occurrence.withdraw`.
        Withdraw = "withdraw",
    }
}

impl OccurrenceStep {
    /// The act of the step, as the page of acts writes it.
    #[cfg(test)]
    pub(crate) fn told(self) -> String {
        match self {
            Self::DropOnPaper => "`occurrence.drop` on paper".to_owned(),
            step => format!("`occurrence.{}`", step.code()),
        }
    }
}

impl OccurrenceState {
    /// Where a step leads; None where there is no such step.
    #[must_use]
    pub const fn after(self, step: OccurrenceStep) -> Option<Self> {
        use OccurrenceStep as Step;
        match (self, step) {
            (Self::Open, Step::PutOff) => Some(Self::Open),
            (Self::Open, Step::SayDone) => Some(Self::Done),
            (Self::Open, Step::AskToDrop) => Some(Self::DropAsked),
            (Self::Open | Self::DropAsked, Step::DropOnPaper) | (Self::DropAsked, Step::AgreeToDrop) => Some(Self::Dropped),
            (Self::Open, Step::NotNeeded) => Some(Self::NotNeeded),
            // What was accepted and changed since is accepted once more.
            (Self::Done | Self::Accepted, Step::Accept) => Some(Self::Accepted),
            (Self::Done | Self::Accepted | Self::DropAsked | Self::Dropped | Self::NotNeeded, Step::Withdraw) => Some(Self::Open),
            (Self::Open, Step::Accept | Step::AgreeToDrop | Step::Withdraw)
            | (Self::Done, Step::PutOff | Step::SayDone | Step::AskToDrop | Step::DropOnPaper | Step::AgreeToDrop | Step::NotNeeded)
            | (Self::DropAsked, Step::PutOff | Step::SayDone | Step::Accept | Step::AskToDrop | Step::NotNeeded)
            | (
                Self::Accepted | Self::Dropped | Self::NotNeeded,
                Step::PutOff | Step::SayDone | Step::AskToDrop | Step::DropOnPaper | Step::AgreeToDrop | Step::NotNeeded,
            )
            | (Self::Dropped | Self::NotNeeded, Step::Accept) => None,
        }
    }
}

coded! {
    /// State of a batch.
    BatchState {
        /// Its rows are in the plan.
        Taken = "taken",
        /// Taken back.
        Undone = "undone",
    }
}
