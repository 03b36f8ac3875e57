//! Indicators of units that are not result sets, and their visible list.

use crate::q::q_values;
use rayon::prelude::*;

use records::card::Outcome;
use records::study::UnitReading;

pub use super::examination::{Examination, Records, UnitIndicator, tested};
use super::{confirmation, medalists, rounding, variant};

/// Every indicator of other units, in the order of the reports.
pub const ALL: &[&dyn UnitIndicator] = &[&medalists::Medalists, &rounding::Rounding, &confirmation::Confirmation, &variant::Variant];

/// Up to this many rows of one indicator every one keeps its evidence drawn; beyond it only those at the look level do.
const MOST_DRAWN: usize = 400;

/// All readings: by indicator in the order of the list, then by unit; q over the rows of one indicator that have a p.
#[must_use]
pub fn readings(records: &Records<'_>) -> Vec<UnitReading> {
    ALL.par_iter().map(|indicator| of_one(*indicator, records)).collect::<Vec<_>>().into_iter().flatten().collect()
}

pub(super) fn of_one(indicator: &dyn UnitIndicator, records: &Records<'_>) -> Vec<UnitReading> {
    let card = indicator.card();
    let mut rows = indicator.examine(records);
    rows.sort_by(|a, b| a.of.cmp(&b.of));
    let mut q = q_of(&rows, &indicator.mirrored(&rows)).into_iter();
    let sparing = rows.len() > MOST_DRAWN;
    let reading = |Examination { of, title, mut outcome, spans }| {
        if sparing {
            spare(&mut outcome, records.protocol.look);
        }
        let q = q.next().flatten();
        UnitReading { indicator: card.id, version: card.version, of, title, outcome, q, spans }
    };
    rows.into_iter().map(reading).collect()
}

/// q of the rows that have a p, over the tests: a mirrored row has that of the row before it.
fn q_of(rows: &[Examination], mirrored: &[bool]) -> Vec<Option<f64>> {
    let p: Vec<Option<f64>> = rows.iter().map(|row| tested(&row.outcome)).collect();
    let tests = p.iter().zip(mirrored).filter(|(_, mirrored)| !**mirrored).filter_map(|(p, _)| *p);
    let mut q = q_values(&tests.collect::<Vec<f64>>()).into_iter();
    let mut before = None;
    let mut one = |(p, mirrored): (&Option<f64>, &bool)| {
        if !mirrored {
            before = p.and_then(|_| q.next());
        }
        before.filter(|_| p.is_some())
    };
    p.iter().zip(mirrored).map(&mut one).collect()
}

/// Leaves out the drawn evidence of what is not worth a look.
fn spare(outcome: &mut Outcome, look: f64) {
    if let Outcome::Answered(answer) = outcome
        && !answer.p.le(&look)
    {
        answer.figures = Vec::new();
        answer.workings = Vec::new();
    }
}

#[cfg(test)]
mod tests {
    use super::super::examination::runs;
    use super::*;
    use crate::indicators::empty_reading;
    use records::provenance::{Origin, SourceId};
    use records::study::Whose;
    use records::text::Text;

    #[test]
    fn rows_of_one_source_are_one_run() {
        let origin = |source, row| Origin { source: SourceId(source), row };
        let spans = runs(vec![origin(1, 7), origin(0, 9), origin(0, 3)]);
        assert_eq!(spans.len(), 2);
        assert_eq!((spans[0].first.row, spans[0].last_row, spans[1].last_row), (3, 9, 7));
    }

    /// Two variants of a work are one test: with p .02 beside .03, .5, .6 of a work of three there are four tests, not five. q by hand.
    /// covers: D4
    #[test]
    fn two_variants_of_a_work_are_one_test() {
        let row = |procedure: &str, variant: &str, p: f64| Examination {
            of: Whose::Variant { procedure: procedure.into(), variant: variant.into() },
            title: Text::default(),
            outcome: Outcome::Answered(Box::new(records::card::Reading { p, ..empty_reading() })),
            spans: Vec::new(),
        };
        let rows = [row("a", "1", 0.02), row("a", "2", 0.02), row("b", "1", 0.03), row("b", "2", 0.5), row("b", "3", 0.6)];
        let mirrored = variant::Variant.mirrored(&rows);
        assert_eq!(mirrored, [false, true, false, false, false]);
        let q: Vec<f64> = q_of(&rows, &mirrored).into_iter().flatten().collect();
        for (got, want) in q.iter().zip([0.06, 0.06, 0.06, 0.6, 0.6]) {
            assert!((got - want).abs() < 1e-12, "{q:?}");
        }
        let of_all: Vec<f64> = q_of(&rows, &[false; 5]).into_iter().flatten().collect();
        assert!((of_all[0] - 0.05).abs() < 1e-12, "counted twice it would be smaller: {of_all:?}");
    }

    #[test]
    fn an_answer_without_a_test_takes_no_part_in_q() {
        let answer = |p: f64| Outcome::Answered(Box::new(records::card::Reading { p, ..empty_reading() }));
        assert_eq!((tested(&answer(0.2)), tested(&answer(f64::NAN))), (Some(0.2), None));
        let mut drawn = answer(f64::NAN);
        if let Outcome::Answered(answer) = &mut drawn {
            answer.workings.push((Text::default(), 1.0));
        }
        spare(&mut drawn, 0.05);
        assert!(matches!(&drawn, Outcome::Answered(answer) if answer.workings.is_empty()));
    }
}
