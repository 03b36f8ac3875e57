//! What no file can say of a pupil: told where it stands, before the file is taken.

use records::text::Lang;
use words::support;

use super::reason::number;
use super::standing::{Mark, Says};
use crate::refusal::Field;
use crate::texts;

/// Most points of a work, most lessons missed.
const MOST: u32 = 10_000;

/// Why something a file says cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unfit {
    /// No mark there is.
    Mark(u8),
    /// Points of no work there is.
    Points(f64),
    /// More lessons missed than there are.
    Missed(u32),
    /// The subject or the work is longer than a line.
    Long,
    /// It is of a period and a work, or of neither.
    OfNothing,
}

impl Mark {
    /// Why it cannot be taken; None where it can.
    #[must_use]
    pub fn unfit(&self) -> Option<Unfit> {
        let lines = [&self.subject, &self.work].into_iter().try_for_each(|text| texts::line(text, Field::Rows));
        match self.says {
            _ if lines.is_err() => Some(Unfit::Long),
            _ if self.rank().is_some() != self.work.is_empty() => Some(Unfit::OfNothing),
            Says::Mark(value) => (!(1..=5).contains(&value)).then_some(Unfit::Mark(value)),
            Says::Missed { missed, .. } => (missed > MOST).then_some(Unfit::Missed(missed)),
            Says::Points { mark: Some(mark), .. } if !(1..=5).contains(&mark) => Some(Unfit::Mark(mark)),
            Says::Points { points, least, most, .. } => {
                let outside = |value: &f64| !(0.0..=f64::from(MOST)).contains(value);
                [Some(points), least, most].into_iter().flatten().find(outside).map(Unfit::Points)
            }
            Says::NotAttested => None,
        }
    }
}

impl Unfit {
    /// Why, and how to mend it.
    #[must_use]
    pub fn told(self, lang: Lang) -> String {
        match self {
            Self::Mark(value) => support::unfit_mark(lang, value.to_string()),
            Self::Points(value) => support::unfit_points(lang, number(lang, value)),
            Self::Missed(value) => support::unfit_missed(lang, value.to_string()),
            Self::Long => support::unfit_long(lang),
            Self::OfNothing => support::unfit_of_nothing(lang),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_out_of_range_is_told_by_what_it_is() {
        let mark = |says| Mark { subject: "Алгебра".into(), period: "q1".into(), work: String::new(), month: None, says };
        let missed = |missed| mark(Says::Missed { missed, of: None, unexcused: None });
        let work = |points, most| Mark {
            period: String::new(),
            work: "ДКР".into(),
            ..mark(Says::Points { points, least: None, most, mark: None })
        };
        assert_eq!((mark(Says::Mark(5)).unfit(), mark(Says::Mark(6)).unfit()), (None, Some(Unfit::Mark(6))));
        assert_eq!((missed(10_000).unfit(), missed(10_001).unfit()), (None, Some(Unfit::Missed(10_001))));
        assert_eq!((work(1e4, None).unfit(), work(5.0, Some(1e5)).unfit()), (None, Some(Unfit::Points(1e5))));
        let long = Mark { subject: "я".repeat(501), ..mark(Says::NotAttested) };
        let timeless = Mark { period: String::new(), ..mark(Says::NotAttested) };
        assert_eq!((long.unfit(), timeless.unfit()), (Some(Unfit::Long), Some(Unfit::OfNothing)));
        assert!(Unfit::Points(1e5).told(Lang::Ru).contains("100000"));
    }
}
