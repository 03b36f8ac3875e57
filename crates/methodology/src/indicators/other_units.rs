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
    let mut q = q_values(&rows.iter().filter_map(|row| tested(&row.outcome)).collect::<Vec<f64>>()).into_iter();
    let sparing = rows.len() > MOST_DRAWN;
    let reading = |Examination { of, title, mut outcome, spans }| {
        if sparing {
            spare(&mut outcome, records.protocol.look);
        }
        let q = tested(&outcome).and_then(|_| q.next());
        UnitReading { indicator: card.id, version: card.version, of, title, outcome, q, spans }
    };
    rows.into_iter().map(reading).collect()
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
    use records::text::Text;

    #[test]
    fn rows_of_one_source_are_one_run() {
        let origin = |source, row| Origin { source: SourceId(source), row };
        let spans = runs(vec![origin(1, 7), origin(0, 9), origin(0, 3)]);
        assert_eq!(spans.len(), 2);
        assert_eq!((spans[0].first.row, spans[0].last_row, spans[1].last_row), (3, 9, 7));
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
