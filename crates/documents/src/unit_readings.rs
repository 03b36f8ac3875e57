//! Readings of units that are not result sets, as every document needs them: their keys, what may leave the school, what is worth a look.

use records::card::{Outcome, Reading};
use records::study::{Study, UnitReading, UnitScope, Whose};
use records::text::Lang;
use records::vocabulary::{Direction, Unit};

/// Columns that name a unit of any kind.
pub(crate) const KEYS: [&str; 11] =
    ["unit_kind", "area", "school", "class", "subject", "year", "period", "from", "to", "procedure", "variant"];

/// Code of the kind of unit.
pub(crate) const fn code(of: &Whose) -> &'static str {
    match of {
        Whose::School { .. } => "school",
        Whose::Area { scope: UnitScope::Municipality, .. } => "municipality",
        Whose::Area { .. } => "all",
        Whose::Register { .. } => "register",
        Whose::Link { .. } => "link",
        Whose::Variant { .. } => "variant",
    }
}

/// The cells of [`KEYS`]; what a unit does not have is empty.
pub(crate) fn keys(of: &Whose) -> [String; 11] {
    let mut cells: [String; 11] = Default::default();
    code(of).clone_into(&mut cells[0]);
    let mut put = |name: &str, value: String| {
        if let Some(at) = KEYS.iter().position(|key| *key == name) {
            cells[at] = value;
        }
    };
    match of {
        Whose::School { school, year } => {
            put("school", school.clone());
            put("year", year.to_string());
        }
        Whose::Area { name, year, .. } => {
            put("area", name.clone());
            put("year", year.to_string());
        }
        Whose::Register { school, class, subject, year, period } => {
            put("school", school.clone());
            put("class", class.clone());
            put("subject", subject.clone());
            put("year", year.to_string());
            put("period", period.code());
        }
        Whose::Link { school, class, subject, year, from, to } => {
            put("school", school.clone());
            put("class", class.clone().unwrap_or_default());
            put("subject", subject.clone());
            put("year", year.to_string());
            put("from", from.clone());
            put("to", to.clone());
        }
        Whose::Variant { procedure, variant } => {
            put("procedure", procedure.clone());
            put("variant", variant.clone());
        }
    }
    cells
}

/// The indicator of honours.
pub(crate) const HONOURS: &str = "medalists";

/// Candidates for honours whose examinations do not confirm them.
pub(crate) fn unconfirmed(reading: &UnitReading) -> bool {
    reading.indicator == HONOURS && answer(reading).is_some_and(|answer| answer.effect > 0.0)
}

/// The answer, where there is one.
pub(crate) fn answer(reading: &UnitReading) -> Option<&Reading> {
    match &reading.outcome {
        Outcome::Answered(answer) => Some(answer),
        _ => None,
    }
}

/// Unit of the effect.
pub(crate) fn unit(study: &Study, reading: &UnitReading) -> Unit {
    study.cards.find(reading.indicator).map_or(Unit::Points, |card| card.unit)
}

/// Upward, and the own evidence at the look level.
pub(crate) fn look(study: &Study, reading: &UnitReading) -> bool {
    answer(reading).is_some_and(|answer| answer.direction == Direction::Up && answer.p <= study.protocol.look)
}

/// Title of a unit; where there are several schools, with the school of a register or a step of a class. Schools are called by their names.
pub(crate) fn title(study: &Study, reading: &UnitReading, several: bool, lang: Lang) -> String {
    let title = reading.title.in_lang(lang);
    match &reading.of {
        Whose::Register { school, .. } | Whose::Link { school, class: Some(_), .. } if several => {
            format!("{} · {title}", study.school(school))
        }
        Whose::School { school, .. } | Whose::Link { school, .. } if !school.is_empty() => {
            title.replacen(school.as_str(), study.school(school), 1)
        }
        _ => title.to_owned(),
    }
}

/// Whether the data hold several schools.
pub(crate) fn several(study: &Study) -> bool {
    let school = |set: &records::study::SetStudy| set.school.clone();
    let first = study.sets.first().map(school);
    study.sets.iter().any(|set| Some(&set.school) != first.as_ref())
}

/// How clearly a reading stands above: its z; without a test, below every tested one, the effect over half its interval.
pub(crate) fn clarity(reading: &UnitReading) -> f64 {
    let Some(answer) = answer(reading) else { return f64::NEG_INFINITY };
    if answer.z.is_finite() { answer.z } else { -1e6 + 2.0 * answer.effect / (answer.ci[1] - answer.ci[0]).max(1e-9) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A register of one of several schools is named with its school; what tells of a school itself already is.
    #[test]
    fn registers_of_several_schools_are_told_apart() {
        let study = crate::sample::sample().study;
        assert!(several(&study));
        let titles: Vec<String> = study.other_units.iter().map(|reading| title(&study, reading, true, Lang::Ru)).collect();
        let with: Vec<bool> = titles.iter().map(|title| title.starts_with("edu100001 · ")).collect();
        assert_eq!(with, [false, false, false, true, true, false]);
        assert_eq!(title(&study, &study.other_units[3], false, Lang::Ru), study.other_units[3].title.ru);
    }

    /// The tested stand before the untested, and among these the effect that leaves its interval furthest behind.
    #[test]
    fn the_clearest_stand_first() {
        let study = crate::sample::sample().study;
        let clear: Vec<f64> = study.other_units.iter().map(clarity).collect();
        assert!(clear[1] > clear[0] && clear[0] > clear[4] && clear[4].is_infinite());
        assert!(look(&study, &study.other_units[1]) && !look(&study, &study.other_units[0]));
    }
}
