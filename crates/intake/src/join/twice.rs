//! A participant who stands twice in one work of one school: equal rows are one script, different ones a question. Nobody is counted twice.

use records::dataset::{Dataset, Marking, PersonId, SchoolId, Sitting};
use records::provenance::{Problem, Question, Severity};
use records::text::{Text, plural_ru};

use sha2::{Digest, Sha256};

use super::{Joined, place_of};
use crate::keys::hex;
use crate::limits;
use crate::options::Options;

/// What becomes of rows that are met again.
struct Outcome {
    /// Rows that stay.
    keep: Vec<bool>,
    /// Rows that say the same as an earlier one: the row and the earlier one.
    equal: Vec<(usize, usize)>,
    /// Rows of participants about whom a question is open.
    open: Vec<usize>,
}

/// Leaves one row for a participant in every sitting.
pub(super) fn settle(joined: &mut Joined, questions: &mut Vec<Question>, options: &Options<'_>) {
    let mut sittings = std::mem::take(&mut joined.data.sittings);
    for (kim, sitting) in sittings.iter_mut().enumerate() {
        let groups = groups(sitting);
        if groups.is_empty() {
            continue;
        }
        let mut outcome = Outcome { keep: vec![true; sitting.len()], equal: Vec::new(), open: Vec::new() };
        for rows in &groups {
            take_group(&joined.data, kim, sitting, rows, &mut outcome, questions, options);
        }
        tell(&joined.data, kim, sitting, &outcome, &mut joined.problems);
        sitting.retain(&outcome.keep);
    }
    joined.data.sittings = sittings;
}

/// Rows of every participant who has more than one, in the order of reading.
fn groups(sitting: &Sitting) -> Vec<Vec<usize>> {
    let keys = sitting.school.iter().zip(&sitting.person).enumerate();
    let mut rows: Vec<(SchoolId, PersonId, usize)> = keys.map(|(row, (school, person))| (*school, *person, row)).collect();
    rows.sort_unstable();
    let met_again = rows.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|group| group.len() > 1);
    met_again.map(|group| group.iter().map(|row| row.2).collect()).collect()
}

fn take_group(
    data: &Dataset,
    kim: usize,
    sitting: &mut Sitting,
    rows: &[usize],
    outcome: &mut Outcome,
    questions: &mut Vec<Question>,
    options: &Options<'_>,
) {
    let mut scripts: Vec<usize> = Vec::new();
    for &row in rows {
        match scripts.iter().find(|known| same(data, sitting, **known, row)) {
            Some(&known) => {
                fill(sitting, known, row);
                outcome.equal.push((row, known));
            }
            None => scripts.push(row),
        }
    }
    let chosen = match scripts.as_slice() {
        [only] => Some(*only),
        several => ask(data, kim, sitting, several, questions, options),
    };
    if chosen.is_none() {
        outcome.open.extend(scripts);
    }
    for &row in rows.iter().filter(|row| chosen != Some(**row)) {
        if let Some(keep) = outcome.keep.get_mut(row) {
            *keep = false;
        }
    }
}

/// Whether two rows say the same: the scores are equal, and so is whatever both state.
fn same(data: &Dataset, sitting: &Sitting, a: usize, b: usize) -> bool {
    fn agree<T: Copy + PartialEq>(values: &[Option<T>], a: usize, b: usize) -> bool {
        let of = |row: usize| values.get(row).copied().flatten();
        of(a).zip(of(b)).is_none_or(|(a, b)| a == b)
    }
    let class = |row: usize| sitting.class.get(row).map_or("", |class| data.class_names.name(class.0));
    let classes = class(a) == class(b) || class(a).is_empty() || class(b).is_empty();
    sitting.status.get(a) == sitting.status.get(b)
        && sitting.row(a) == sitting.row(b)
        && classes
        && agree(&sitting.prior, a, b)
        && agree(&sitting.mark, a, b)
        && agree(&sitting.recorded_score, a, b)
        && agree(&sitting.variant, a, b)
        && agree(&sitting.room, a, b)
        && agree(&sitting.observer, a, b)
        && marked_alike(sitting, a, b)
}

fn marked_alike(sitting: &Sitting, a: usize, b: usize) -> bool {
    let bare = |row: usize| sitting.marking(row).map(|marking| Marking { row: 0, ..marking.clone() });
    bare(a).zip(bare(b)).is_none_or(|(a, b)| a == b)
}

/// What only the later row states is kept with the earlier one.
fn fill(sitting: &mut Sitting, known: usize, other: usize) {
    fn take<T: Copy>(values: &mut [Option<T>], known: usize, other: usize) {
        let new = values.get(other).copied().flatten();
        if let Some(value) = values.get_mut(known) {
            *value = value.or(new);
        }
    }
    take(&mut sitting.prior, known, other);
    take(&mut sitting.mark, known, other);
    take(&mut sitting.recorded_score, known, other);
    take(&mut sitting.variant, known, other);
    take(&mut sitting.room, known, other);
    take(&mut sitting.observer, known, other);
    let (at, row) = (sitting.marking.partition_point(|marking| (marking.row as usize) < known), u32::try_from(known).unwrap_or(u32::MAX));
    if let (None, Some(marking)) = (sitting.marking(known), sitting.marking(other).cloned()) {
        sitting.marking.insert(at, Marking { row, ..marking });
    }
}

/// The row the user says is right.
fn ask(
    data: &Dataset,
    kim: usize,
    sitting: &Sitting,
    rows: &[usize],
    questions: &mut Vec<Question>,
    options: &Options<'_>,
) -> Option<usize> {
    let first = *rows.first()?;
    let named = |row: usize| {
        let place = place_of(sitting, row, &data.sources);
        let sheet = place.sheet.map_or_else(String::new, |sheet| format!(", {sheet}"));
        format!("{}{sheet}, {}", place.file, u64::from(place.row.unwrap_or(0)) + 1)
    };
    let choices: Vec<String> = rows.iter().map(|row| named(*row)).collect();
    let key_of = |kim: usize| data.kims.get(kim).map_or("", |kim| kim.kim.as_str());
    let school =
        sitting.school.get(first).and_then(|school| data.schools.get(school.0 as usize)).map_or("", |school| school.school.as_str());
    let person = sitting.person.get(first).map_or("", |person| data.person_names.name(person.0));
    // The table may hold whatever its author takes for a participant: a digest, not the words.
    let mut digest = String::new();
    hex(&mut digest, Sha256::digest(person.as_bytes()).get(..6).unwrap_or_default());
    let key = format!("script:{}:{school}:{digest}", key_of(kim));
    if let Some(at) = options.answers.get(&key).and_then(|answer| choices.iter().position(|choice| choice == answer)) {
        return rows.get(at).copied();
    }
    questions.push(Question {
        key,
        place: place_of(sitting, first, &data.sources),
        ask: Text::new(
            format!("Участник записан в работе {} дважды, и строки различаются. Какая строка верна (файл, строка)?", key_of(kim)),
            format!("A participant stands twice in the work {}, and the rows differ. Which row is right (file, row)?", key_of(kim)),
        ),
        choices,
        proposed: None,
        until: Text::new("Работа этого участника не учтена.", "The script of this participant is left out."),
    });
    None
}

fn tell(data: &Dataset, kim: usize, sitting: &Sitting, outcome: &Outcome, problems: &mut Vec<Problem>) {
    let kim = data.kims.get(kim).map_or("", |kim| kim.kim.as_str());
    for (row, known) in outcome.equal.iter().take(limits::PROBLEMS_OF_A_KIND) {
        let place = place_of(sitting, *known, &data.sources);
        let (file, line) = (&place.file, u64::from(place.row.unwrap_or(0)) + 1);
        let what = Text::new(
            format!("Участник уже есть в этой работе ({kim}), строки равны: учтена одна, {file}, строка {line}."),
            format!("The participant already stands in this work ({kim}), the rows are equal: one is counted, {file}, row {line}."),
        );
        let (place, mend) = (place_of(sitting, *row, &data.sources), Text::default());
        problems.push(Problem { code: "participant-repeated", severity: Severity::Note, place, found: String::new(), what, mend });
    }
    let Some(first) = outcome.open.first() else { return };
    let rows = outcome.open.len();
    let what = Text::new(
        format!(
            "Участники записаны в работе {kim} дважды с разными данными: {rows} {} не учтено, пока нет ответа, какая верна.",
            plural_ru(rows as u64, "строка", "строки", "строк")
        ),
        format!(
            "Participants stand twice in the work {kim} with different data: {rows} row(s) are not counted until it is said which is right."
        ),
    );
    let mend = Text::new("Ответьте на вопросы или оставьте одну строку.", "Answer the questions, or keep one row.");
    let place = place_of(sitting, *first, &data.sources);
    problems.push(Problem { code: "participant-twice", severity: Severity::Warning, place, found: rows.to_string(), what, mend });
}

#[cfg(test)]
mod tests {
    use super::*;
    use records::dataset::{ClassId, Score, Script};
    use records::provenance::{Origin, SourceId};

    /// Rows of one class: participant, points, mark of the period before.
    fn sitting(rows: &[(u32, u8, Option<u8>)]) -> Sitting {
        let mut sitting = Sitting { width: 1, ..Sitting::default() };
        for (at, (person, points, prior)) in rows.iter().enumerate() {
            let (scores, origin) = ([Score::points(*points).unwrap()], Origin { source: SourceId(0), row: at as u32 });
            let script = Script::written(SchoolId(0), ClassId(0), PersonId(*person), &scores, origin);
            sitting.push(Script { prior: *prior, ..script }).unwrap();
        }
        sitting
    }

    #[test]
    fn only_participants_met_again_are_looked_at() {
        let sitting = sitting(&[(1, 2, None), (2, 3, None), (1, 2, Some(4)), (3, 0, None), (1, 1, None)]);
        assert_eq!(groups(&sitting), [[0, 2, 4]]);
    }

    #[test]
    fn equal_rows_make_one_fuller_row() {
        let mut sitting = sitting(&[(1, 2, None), (1, 2, Some(4)), (1, 3, None)]);
        let marking = Marking { row: 1, date: None, marker: None, second_marker: None, recheck_score: Some(2), rechecked_by: None };
        sitting.marking = vec![marking];
        let data = Dataset::default();
        assert!(same(&data, &sitting, 0, 1) && !same(&data, &sitting, 0, 2));
        fill(&mut sitting, 0, 1);
        assert_eq!(sitting.prior[0], Some(4));
        assert_eq!(sitting.marking(0).and_then(|marking| marking.recheck_score), Some(2));
    }
}
