//! When a measure falls due: rules that combine, read from the words of a real plan and expanded over the calendar of a school year.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One rule; a measure has one or several, and its occurrences are those of all of them. Days are days of the school, never moments.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "rule")]
pub enum When {
    /// On this day: «15.10.2026».
    Day {
        /// The day.
        on: Date,
    },
    /// Not later than this day: «до 1 ноября».
    Until {
        /// The last day.
        last: Date,
    },
    /// Some time between two days, both included: «октябрь», «август–сентябрь», «с 1 по 10 октября». Due on the last.
    Span {
        /// The first day.
        from: Date,
        /// The last day.
        last: Date,
    },
    /// Again and again through the year.
    Each {
        /// How often.
        every: Every,
    },
    /// «в течение года», «постоянно»: due on the last day of the year, progress shown by month.
    AllYear,
    /// Bound to a schedule that may not be known yet: an occurrence for each of its days.
    Scheduled {
        /// To which.
        by: Schedule,
    },
    /// «при необходимости», «по мере публикации»: a question every month.
    AsNeeded,
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "every", content = "times")]
pub enum Every {
    /// Each week of lessons.
    Week,
    /// Each month of the school year.
    Month,
    /// Each quarter of the calendar: «1 раз в квартал».
    Quarter,
    /// Each period of study of the school, quarter, trimester or half-year, within it: «1 раз в четверть».
    Period,
    /// After each period of study: «после каждой четверти», «по итогам четверти».
    AfterPeriod,
    /// Each half of the year.
    HalfYear,
    /// So many times, spread evenly: «2 раза в год».
    Times(u8),
}

/// A schedule a measure waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Schedule {
    /// Procedures of assessment: «во время проведения», «по графику ВПР».
    Procedures,
    /// Ends of periods of study.
    PeriodEnds,
    /// Stages of olympiads.
    Olympiads,
    /// Another plan of the school: «по плану ВШК».
    OtherPlan,
    /// Which one is not said: asked.
    Unknown,
}

impl Schedule {
    /// Every schedule.
    pub const ALL: [Self; 5] = [Self::Procedures, Self::PeriodEnds, Self::Olympiads, Self::OtherPlan, Self::Unknown];

    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Procedures => "procedures",
            Self::PeriodEnds => "period-ends",
            Self::Olympiads => "olympiads",
            Self::OtherPlan => "other-plan",
            Self::Unknown => "unknown",
        }
    }

    /// The schedule of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|schedule| schedule.code() == code)
    }
}
