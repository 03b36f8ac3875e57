//! What the columns of a table of marks or lessons missed mean, by their headings.

use records::dataset::Period;
use records::reference::Reference;

use crate::cells;
use crate::formats::marks::period_named;
use crate::grid::Row;
use crate::roster::columns::{self as people, Meaning as Person};

/// A column's meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Who, in which class.
    Of(Person),
    /// The period of the row.
    Period,
    /// A mark.
    Mark,
    /// Marks of a period.
    PeriodMark(Period),
    /// Marks of a subject: its heading says which.
    SubjectMark,
    Missed,
    Unexcused,
    Lessons,
    Work,
    Points,
    Least,
    Most,
    Year,
    /// Known, and not asked for here.
    Passed,
}

/// Columns of a table, each with its meaning.
pub(super) struct Columns(pub Vec<(u32, Meaning)>);

impl Columns {
    /// The meanings of a heading's cells; None where the row is no heading of such a table.
    pub(super) fn of(row: &Row, reference: &Reference) -> Option<Self> {
        let meaning = |(at, cell): &(u32, cells::Cell)| Some((*at, meaning(cells::heading(cell), reference)?));
        let columns = Self(row.cells.iter().filter_map(meaning).collect());
        let named = [Person::Name, Person::Pupil, Person::Surname].into_iter().any(|part| columns.first(Meaning::Of(part)).is_some());
        let told = columns.0.iter().any(|(_, meaning)| {
            matches!(meaning, Meaning::Mark | Meaning::PeriodMark(_) | Meaning::SubjectMark | Meaning::Missed | Meaning::Points)
        });
        ((named || columns.coded()) && told).then_some(columns)
    }

    /// Whether it speaks of pupils by their codes in works.
    pub(super) fn coded(&self) -> bool {
        self.names().is_empty() && self.first(Meaning::Of(Person::Code)).is_some() && self.first(Meaning::Work).is_some()
    }

    /// The first column of this meaning.
    pub(super) fn first(&self, meaning: Meaning) -> Option<u32> {
        self.0.iter().find(|(_, of)| *of == meaning).map(|(at, _)| *at)
    }

    /// Columns of the name, one to three.
    pub(super) fn names(&self) -> Vec<u32> {
        if let Some(surname) = self.first(Meaning::Of(Person::Surname)) {
            let rest = [Person::First, Person::Patronymic].into_iter().filter_map(|part| self.first(Meaning::Of(part)));
            return std::iter::once(surname).chain(rest).collect();
        }
        [Person::Pupil, Person::Name].into_iter().find_map(|whole| self.first(Meaning::Of(whole))).into_iter().collect()
    }
}

fn meaning(heading: &str, reference: &Reference) -> Option<Meaning> {
    let begins = |words: &[&str]| words.iter().any(|word| heading.starts_with(crate::spelling::fold(word).as_ref()));
    let holds = |word: &str| heading.contains(crate::spelling::fold(word).as_ref());
    match () {
        () if heading.is_empty() => None,
        () if begins(&["период", "учебный период", "месяц"]) || matches!(heading, "четверть" | "полугодие" | "триместр") => {
            Some(Meaning::Period)
        }
        () if begins(&["неуваж", "без уваж"]) || (holds("без уваж") || holds("неуваж")) => {
            Some(Meaning::Unexcused)
        }
        () if holds("по болезни") || holds("по уваж") => Some(Meaning::Passed),
        () if begins(&["пропущ", "пропуск"]) => Some(Meaning::Missed),
        () if begins(&["всего уроков", "уроков", "дано уроков", "количество уроков", "проведено уроков"]) => {
            Some(Meaning::Lessons)
        }
        () if matches!(heading, "отметка" | "оценка") || begins(&["отметка за", "оценка за"]) => {
            Some(Meaning::Mark)
        }
        () if begins(&["работа", "название работы", "процедура"]) => Some(Meaning::Work),
        () if begins(&["учебный год"]) => Some(Meaning::Year),
        () if begins(&["минимум", "минимальн", "порог"]) => Some(Meaning::Least),
        () if begins(&["максимум", "максимальн", "макс"]) => Some(Meaning::Most),
        () if begins(&["балл", "набрано", "первичный балл"]) => Some(Meaning::Points),
        () => None,
    }
    .or_else(|| reference.subject(heading).map(|_| Meaning::SubjectMark))
    .or_else(|| period_named(heading).map(Meaning::PeriodMark))
    .or_else(|| people::meaning(heading).map(Meaning::Of))
}
