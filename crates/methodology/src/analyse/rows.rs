//! One row per result set: who, how many, compared with what.

use crate::ladder::Rung;
use crate::passport::Procedure;
use records::card::Outcome;
use records::dataset::{Dataset, Kim, ResultSet, Sitting};
use records::protocol::Protocol;
use records::study::{Description, SetReading, SetStudy, Span};
use records::text::Text;
use records::vocabulary::{Attendance, Chip, Passport, SetStatus};

use super::titles;

/// The row of a set before any indicator has spoken.
pub(super) fn row(dataset: &Dataset, protocol: &Protocol, set: &ResultSet, rung: &Rung) -> SetStudy {
    let index = set.key.kim.0 as usize;
    let empty = Sitting::default();
    let sitting = dataset.sittings.get(index).unwrap_or(&empty);
    let n = set.rows.iter().filter(|row| sitting.total(**row as usize).is_some()).count();
    let [school, class, subject, procedure] = dataset.written(set.key).map(str::to_owned);
    let title = dataset.kims.get(index).map_or_else(Text::default, |kim: &Kim| titles::set(dataset, kim, &class));
    let status = if n < protocol.too_few { SetStatus::TooFew } else { SetStatus::NoData };
    SetStudy {
        key: set.key,
        work: index,
        school,
        class,
        subject,
        procedure,
        title,
        n,
        withheld: false,
        absent: absent(dataset, sitting, set),
        reference: rung.words(),
        ladder: rung.ladder,
        status,
        score: None,
        p_own: None,
        p_error: None,
        p: None,
        q: None,
        lfdr: None,
        flagged: false,
        at_threshold: false,
        look: false,
        leading: None,
        passport: if n < protocol.too_few { Passport::Internal } else { Passport::Reservations },
        passport_reasons: Vec::new(),
        mde: None,
        mde_flag: None,
        innocent: Vec::new(),
        chip: Chip::TooLittle,
        verdict: Text::default(),
        reason: Text::default(),
        readings: Vec::new(),
        beside: None,
        description: Description { n, ..Description::default() },
        spans: spans(sitting, &set.rows),
    }
}

/// Puts the readings of the indicators into a row.
pub(super) fn answer(row: &mut SetStudy, readings: Vec<SetReading>) {
    let answered = readings.iter().any(|reading| matches!(reading.outcome, Outcome::Answered(_)));
    if row.status != SetStatus::TooFew {
        row.status = if answered { SetStatus::Ok } else { SetStatus::NoData };
    }
    row.readings = readings;
}

/// What the scripts say of observation.
pub(super) fn procedure(dataset: &Dataset, set: &ResultSet) -> Procedure {
    let Some(sitting) = dataset.sittings.get(set.key.kim.0 as usize) else { return Procedure::default() };
    let count = |wanted: bool| {
        let seen = |row: &&u32| sitting.observer.get(**row as usize) == Some(&Some(wanted)) && sitting.total(**row as usize).is_some();
        set.rows.iter().filter(seen).count()
    };
    let unscored = set.rows.iter().filter(|row| sitting.is_unscored(**row as usize)).count();
    Procedure { observed: count(true), unobserved: count(false), unscored }
}

/// Absent pupils, where the source lists them: Ф1 names only those who wrote, so zero rows there mean "not known".
pub(super) fn absent(dataset: &Dataset, sitting: &Sitting, set: &ResultSet) -> Option<usize> {
    let absent_at = |row: usize| sitting.status.get(row) == Some(&Attendance::Absent);
    let origin = set.rows.first().and_then(|row| sitting.origin.get(*row as usize));
    let source = origin.and_then(|origin| dataset.sources.get(origin.source.0 as usize));
    let listed = source.is_some_and(|source| source.traits.lists_absentees) || (0..sitting.len()).any(absent_at);
    listed.then(|| set.rows.iter().filter(|row| absent_at(**row as usize)).count())
}

/// Runs of neighbouring rows of one source.
fn spans(sitting: &Sitting, rows: &[u32]) -> Vec<Span> {
    let mut origins: Vec<_> = rows.iter().filter_map(|row| sitting.origin.get(*row as usize).copied()).collect();
    origins.sort_unstable();
    let mut spans: Vec<Span> = Vec::new();
    for origin in origins {
        match spans.last_mut() {
            Some(span) if span.first.source == origin.source && origin.row <= span.last_row + 1 => span.last_row = origin.row,
            _ => spans.push(Span { first: origin, last_row: origin.row }),
        }
    }
    spans
}
