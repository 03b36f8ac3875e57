//! States of a procedure, with their one function of transitions.

use crate::coded::coded;

coded! {
    /// State of a procedure.
    ProcedureState {
        /// In the schedule.
        Planned = "planned",
        /// In the schedule by an order.
        Ordered = "ordered",
        /// Is not held, with a reason.
        Cancelled = "cancelled",
    }
}

coded! {
    /// A step of a procedure.
    ProcedureStep {
        /// `procedure.order`.
        Order = "order",
        /// `procedure.move`.
        Move = "move",
        /// `procedure.arrange`.
        Arrange = "arrange",
        /// `procedure.cancel`.
        Cancel = "cancel",
    }
}

impl ProcedureState {
    /// Where a step leads; None where there is no such step. What was moved waits for an order on the change.
    #[must_use]
    pub const fn after(self, step: ProcedureStep) -> Option<Self> {
        match (self, step) {
            (Self::Cancelled, _) => None,
            (_, ProcedureStep::Order) => Some(Self::Ordered),
            (_, ProcedureStep::Move) => Some(Self::Planned),
            (state, ProcedureStep::Arrange) => Some(state),
            (_, ProcedureStep::Cancel) => Some(Self::Cancelled),
        }
    }
}
