//! Why a pupil is proposed, in words.

use records::dataset::Period;
use records::text::Lang;
use words::support;

use super::standing::Says;

/// Why.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// A mark of a period: low, or high.
    Mark {
        /// The subject.
        subject: String,
        /// The code of the period.
        period: String,
        /// The mark.
        mark: u8,
    },
    /// Not attested.
    NotAttested {
        /// The subject.
        subject: String,
        /// The code of the period.
        period: String,
    },
    /// Lessons missed.
    Missed {
        /// The subject; nothing where it is of all.
        subject: String,
        /// The code of the period.
        period: String,
        /// So many.
        missed: u32,
        /// Of so many.
        of: Option<u32>,
        /// So many of them without a reason.
        unexcused: Option<u32>,
    },
    /// A low mark of a work.
    WorkMark {
        /// The subject.
        subject: String,
        /// The work.
        work: String,
        /// The mark.
        mark: u8,
    },
    /// Fewer points of a work than are enough.
    Below {
        /// The subject.
        subject: String,
        /// The work.
        work: String,
        /// Points.
        points: f64,
        /// So many are enough.
        least: f64,
    },
    /// Nearly all points of a work.
    Strong {
        /// The subject.
        subject: String,
        /// The work.
        work: String,
        /// Points.
        points: f64,
        /// Of so many.
        most: f64,
    },
}

/// A period in words: «I четверть», as papers of the school write it.
#[must_use]
pub fn period(lang: Lang, code: &str) -> String {
    let counted = |n: u8| {
        let roman = ["I", "II", "III", "IV"].get(usize::from(n).wrapping_sub(1)).filter(|_| lang == Lang::Ru);
        roman.map_or_else(|| n.to_string(), |roman| (*roman).to_owned())
    };
    match Period::from_code(code) {
        Some(Period::Quarter(n)) => support::period_quarter(lang, counted(n)),
        Some(Period::Trimester(n)) => support::period_trimester(lang, counted(n)),
        Some(Period::Half(n)) => support::period_half(lang, counted(n)),
        Some(Period::Interim) => support::period_interim(lang),
        Some(Period::Year) => support::period_year(lang),
        Some(Period::Final) => support::period_final(lang),
        None => code.to_owned(),
    }
}

/// What is said of a pupil, for a cell: «4», «не аттестован(а)», «пропущено 18 из 60», «3 из 10 баллов, отметка 2».
#[must_use]
pub fn says(lang: Lang, says: Says) -> String {
    match says {
        Says::Mark(mark) => mark.to_string(),
        Says::NotAttested => support::says_not_attested(lang),
        Says::Missed { missed, of, .. } => match of {
            Some(of) => support::says_missed_of(lang, missed.to_string(), of.to_string()),
            None => support::says_missed(lang, missed.to_string()),
        },
        Says::Points { points, most, mark, .. } => {
            let said = match most {
                Some(most) => support::says_points_of(lang, number(lang, points), number(lang, most)),
                None => support::says_points(lang, number(lang, points)),
            };
            let mark = mark.map(|mark| support::says_work_mark(lang, mark.to_string()));
            std::iter::once(said).chain(mark).collect::<Vec<_>>().join(", ")
        }
    }
}

pub(super) fn number(lang: Lang, value: f64) -> String {
    let written = value.to_string();
    if lang == Lang::Ru { written.replace('.', ",") } else { written }
}

impl Reason {
    /// «2 за I четверть, алгебра»; «пропущено 18 уроков из 60 за I четверть».
    #[must_use]
    pub fn told(&self, lang: Lang) -> String {
        match self {
            Self::Mark { subject, period: of, mark } => support::reason_mark(lang, mark.to_string(), period(lang, of), subject),
            Self::NotAttested { subject, period: of } => support::reason_not_attested(lang, period(lang, of), subject),
            Self::Missed { subject, period: time, missed, of, unexcused } => {
                let missed = *missed as usize;
                let said = match of {
                    Some(of) => support::reason_missed_of(lang, missed, of.to_string(), period(lang, time)),
                    None => support::reason_missed(lang, missed, period(lang, time)),
                };
                let more =
                    unexcused.filter(|unexcused| *unexcused > 0).map(|unexcused| support::reason_unexcused(lang, unexcused.to_string()));
                let subject = (!subject.is_empty()).then(|| subject.clone());
                [Some(said), more, subject].into_iter().flatten().collect::<Vec<_>>().join(", ")
            }
            Self::WorkMark { subject, work, mark } => support::reason_work_mark(lang, work, mark.to_string(), subject),
            Self::Below { subject, work, points, least } => {
                support::reason_below(lang, work, number(lang, *points), number(lang, *least), subject)
            }
            Self::Strong { subject, work, points, most } => {
                support::reason_strong(lang, work, number(lang, *points), number(lang, *most), subject)
            }
        }
    }
}
