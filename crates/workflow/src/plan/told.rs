//! What states, progress and schedules are called.

use records::plan::Schedule;
use records::text::Lang;
use words::plan;

use super::progress::Progress;
use super::state::PlanState;

impl Progress {
    /// What it is called.
    #[must_use]
    pub fn told(self, lang: Lang) -> String {
        let word = match self {
            Self::Overdue => plan::progress_overdue,
            Self::DueSoon => plan::progress_due_soon,
            Self::ChangedSince => plan::progress_changed_since,
            Self::AwaitsAcceptance => plan::progress_awaits_acceptance,
            Self::DropAsked => plan::progress_drop_asked,
            Self::UnderWay => plan::progress_under_way,
            Self::Planned => plan::progress_planned,
            Self::Passed => plan::progress_passed,
            Self::PassedUnentered => plan::progress_passed_unentered,
            Self::PassedDraft => plan::progress_passed_draft,
            Self::WaitsForSchedule => plan::progress_waits_for_schedule,
            Self::NoDate => plan::progress_no_date,
            Self::Done => plan::progress_done,
            Self::Accepted => plan::progress_accepted,
            Self::NotNeeded => plan::progress_not_needed,
            Self::Dropped => plan::progress_dropped,
        };
        word(lang)
    }
}

impl PlanState {
    /// What it is called.
    #[must_use]
    pub fn told(self, lang: Lang) -> String {
        let word = match self {
            Self::Draft => plan::plan_draft,
            Self::Approved => plan::plan_approved,
            Self::Closed => plan::plan_closed,
        };
        word(lang)
    }
}

/// What a schedule is called.
#[must_use]
pub fn schedule_told(schedule: Schedule, lang: Lang) -> String {
    let word = match schedule {
        Schedule::Procedures => plan::schedule_procedures,
        Schedule::PeriodEnds => plan::schedule_period_ends,
        Schedule::Olympiads => plan::schedule_olympiads,
        Schedule::OtherPlan => plan::schedule_other_plan,
        Schedule::Unknown => plan::schedule_unknown,
    };
    word(lang)
}
