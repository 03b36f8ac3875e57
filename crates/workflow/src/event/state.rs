//! States of events and of what was decided at them, each with its one function of transitions.

use crate::coded::coded;

coded! {
    /// State of an event.
    EventState {
        /// Ahead, or being read.
        Planned = "planned",
        /// Held: who came is known.
        Held = "held",
        /// Everything is written; only read.
        Closed = "closed",
        /// Does not take place, with a reason.
        Cancelled = "cancelled",
    }
}

coded! {
    /// A step of an event.
    EventStep {
        /// `event.hold`.
        Hold = "hold",
        /// `event.close`.
        Close = "close",
        /// `event.cancel`.
        Cancel = "cancel",
        /// `event.reopen`.
        Reopen = "reopen",
    }
}

impl EventState {
    /// Where a step leads; None where there is no such step. What is only read is closed without being held: its kind says so.
    #[must_use]
    pub const fn after(self, step: EventStep) -> Option<Self> {
        match (self, step) {
            (Self::Planned | Self::Held, EventStep::Hold) | (Self::Closed, EventStep::Reopen) => Some(Self::Held),
            (Self::Planned | Self::Held, EventStep::Close) => Some(Self::Closed),
            (Self::Planned | Self::Held, EventStep::Cancel) => Some(Self::Cancelled),
            (Self::Cancelled, EventStep::Reopen) => Some(Self::Planned),
            (Self::Planned | Self::Held, EventStep::Reopen)
            | (Self::Closed | Self::Cancelled, EventStep::Cancel)
            | (Self::Closed | Self::Cancelled, EventStep::Hold | EventStep::Close) => None,
        }
    }
}

coded! {
    /// State of a decision: a task of whoever it names.
    DecisionState {
        /// To be done.
        Open = "open",
        /// Said done.
        Done = "done",
        /// Taken back, with a reason.
        Withdrawn = "withdrawn",
    }
}

coded! {
    /// A step of a decision.
    DecisionStep {
        /// `decision.say-done`.
        SayDone = "say-done",
        /// `decision.put-off`.
        PutOff = "put-off",
        /// `decision.withdraw`.
        Withdraw = "withdraw",
        /// `decision.reopen`.
        Reopen = "reopen",
    }
}

impl DecisionState {
    /// Where a step leads; None where there is no such step.
    #[must_use]
    pub const fn after(self, step: DecisionStep) -> Option<Self> {
        match (self, step) {
            (Self::Open, DecisionStep::SayDone) => Some(Self::Done),
            (Self::Open, DecisionStep::PutOff) | (Self::Done | Self::Withdrawn, DecisionStep::Reopen) => Some(Self::Open),
            (Self::Open, DecisionStep::Withdraw) => Some(Self::Withdrawn),
            (Self::Open, DecisionStep::Reopen)
            | (Self::Done | Self::Withdrawn, DecisionStep::SayDone | DecisionStep::PutOff | DecisionStep::Withdraw) => None,
        }
    }
}

coded! {
    /// What somebody is at an event.
    Part {
        /// Leads it.
        Chair = "chair",
        /// Writes the minutes.
        Secretary = "secretary",
        /// Takes part.
        Member = "member",
    }
}

coded! {
    /// How a decision was taken.
    Taken {
        /// All for it.
        Unanimous = "unanimous",
        /// Most for it.
        Majority = "majority",
        /// By the chair.
        Chair = "chair",
    }
}

coded! {
    /// How somebody was acquainted with a text.
    ReadHow {
        /// By herself, in the program.
        Screen = "screen",
        /// By her signature on a sheet that is attached.
        Sheet = "sheet",
        /// She declined to; with a note.
        Declined = "declined",
    }
}
