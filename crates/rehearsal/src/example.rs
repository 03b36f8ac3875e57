//! The rehearsal: a gymnasium whose truth is known, written as the files a school has.
//! covers: D19

use crate::layouts::{LayoutError, demo_files};
use crate::simulate::{World, gymnasium};
use intake::{Answers, Input};
use jiff::civil::Date;
use records::provenance::Question;

/// Seed of the example: the same gymnasium on the page and in `objektiv demo` without `--seed`.
pub const EXAMPLE_SEED: u64 = 1;

/// A gymnasium with its files.
pub struct Rehearsal {
    /// What really happened.
    pub world: World,
    /// Files of the school, named as below [`Self::FOLDER`].
    pub files: Vec<Input>,
    /// Files beside them: the truth, which no analysis reads.
    pub beside: Vec<Input>,
}

/// The schools whose final marks were raised for honours, one a row.
fn honours(world: &World) -> Vec<u8> {
    let schools = std::iter::once("school").chain(world.inflated_honours.iter().map(String::as_str));
    schools.map(|school| format!("{school}\n")).collect::<String>().into_bytes()
}

impl Rehearsal {
    /// Folder of the school's files in a written rehearsal.
    pub const FOLDER: &str = "школа";

    /// The gymnasium of a seed.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn of(seed: u64) -> Result<Self, LayoutError> {
        let world = gymnasium(seed);
        let day = world.dataset.kims.iter().filter_map(|kim| kim.date).max().unwrap_or(Date::ZERO);
        let written = demo_files(&world, seed, day)?;
        let (mut files, mut beside) = (Vec::new(), Vec::new());
        for (name, bytes) in written {
            match name.strip_prefix(Self::FOLDER).and_then(|rest| rest.strip_prefix('/')) {
                Some(inside) => files.push(Input { name: inside.to_owned(), bytes }),
                None => beside.push(Input { name, bytes }),
            }
        }
        beside.push(Input { name: "truth/honours.csv".to_owned(), bytes: honours(&world) });
        Ok(Self { world, files, beside })
    }

    /// Answers what the deputy head of the gymnasium would know and has not answered yet; whether there was anything.
    pub fn answers(questions: &[Question], given: &mut Answers) -> bool {
        let before = given.clone();
        for question in questions.iter().filter(|question| before.get(&question.key).is_none()) {
            given.set(question.key.clone(), &Self::answer(question).unwrap_or_default());
        }
        *given != before
    }

    /// What she answers: how its classes are called, which work a form is, and "yes" to what is proposed.
    /// Questions about the journal page stay open, so that there is something to practise on.
    fn answer(question: &Question) -> Option<String> {
        if question.place.file.contains("ЭлЖур") {
            return None;
        }
        class_names(&question.key).or_else(|| work_name(question)).or_else(|| question.proposed.clone())
    }
}

/// The names of one class, or of several asked in one line (`…:4-1+4-2` → `4-1 = 4А; 4-2 = 4Б`).
fn class_names(key: &str) -> Option<String> {
    let (of, members) = key.strip_prefix("class:")?.rsplit_once(':')?;
    if !members.contains('+') {
        return class_name(key);
    }
    let named = |member: &str| Some(format!("{member} = {}", class_name(&format!("class:{of}:{member}"))?));
    members.split('+').map(named).collect::<Option<Vec<_>>>().map(|named| named.join("; "))
}

/// `class:school:2025/2026:4-2` → 4Б: workbooks number the classes of a parallel in the order of their letters.
fn class_name(key: &str) -> Option<String> {
    let (grade, ordinal) = key.strip_prefix("class:")?.rsplit_once(':')?.1.split_once('-')?;
    let letter = "АБВГДЕЖЗ".chars().nth(ordinal.parse::<usize>().ok()?.checked_sub(1)?)?;
    Some(format!("{grade}{letter}"))
}

/// «ДКР/Форма сбора ДКР Русский язык 7 класс 2025 edu100777.xlsx» → «ДКР 2025 Русский язык 7 класс».
fn work_name(question: &Question) -> Option<String> {
    question.key.strip_prefix("work:")?;
    let words: Vec<&str> = question.place.file.rsplit_once("Форма сбора ")?.1.split_whitespace().collect();
    let [kind, subject @ .., grade, class, year, _school] = words.as_slice() else { return None };
    Some(format!("{kind} {year} {} {grade} {class}", subject.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use records::provenance::Place;

    fn question(key: &str, file: &str, proposed: Option<&str>) -> Question {
        let (ask, until) = Default::default();
        Question { key: key.into(), place: Place::file(file), ask, choices: Vec::new(), proposed: proposed.map(Into::into), until }
    }

    #[test]
    fn the_deputy_head_knows_her_school() {
        let answer = |key, file, proposed| Rehearsal::answer(&question(key, file, proposed));
        assert_eq!(answer("class:edu1:2025/2026:4-2", "a.xlsx", Some("4-2")).as_deref(), Some("4Б"));
        let both = answer("class:edu1:2025/2026:4-1+4-2", "a.xlsx", Some("4-1 = 4-1; 4-2 = 4-2"));
        assert_eq!(both.as_deref(), Some("4-1 = 4А; 4-2 = 4Б"));
        let form = "ДКР/Форма сбора ДКР Русский язык 7 класс 2025 edu100777.xlsx";
        assert_eq!(answer("work:1:", form, Some("ВПР 2025 Русский язык 7 класс")).as_deref(), Some("ДКР 2025 Русский язык 7 класс"));
        assert_eq!(answer("year:1", "b.xlsx", Some("2025/2026")).as_deref(), Some("2025/2026"));
        assert_eq!(answer("period:1", "Журнал/ЭлЖур 4Г.xls", Some("3 четверть")), None);
    }
}
