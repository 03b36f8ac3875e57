//! Readings counted by school and indicator.

use std::collections::BTreeMap;

use records::card::Outcome;
use records::study::{SetStudy, Tally};

/// One tally a school and indicator, by school and then by indicator.
pub(super) fn of(rows: &[SetStudy]) -> Vec<Tally> {
    let mut counts: BTreeMap<(&str, &'static str, &'static str), [usize; 3]> = BTreeMap::new();
    for set in rows {
        for reading in &set.readings {
            let count = counts.entry((set.school.as_str(), reading.indicator, reading.version)).or_default();
            count[0] += 1;
            count[1] += usize::from(matches!(reading.outcome, Outcome::Answered(_)));
            count[2] += usize::from(set.look && set.leading == Some(reading.indicator));
        }
    }
    let tally = |((school, indicator, version), [sets, answered, look]): ((&str, _, _), [usize; 3])| Tally {
        school: school.to_owned(),
        indicator,
        version,
        sets,
        answered,
        look,
    };
    counts.into_iter().map(tally).collect()
}
