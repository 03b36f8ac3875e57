//! Agreement of two series of marks of the same pupils (R20, R34): quarter ↔ interim attestation, year ↔ examination, procedure ↔ year.
//! covers: R20, R34, D16

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::analyse::titles;

use super::figures::agreement;
use super::marks::{Pair, compare};
use super::paper::Paper;
use super::say::{OF_PUPILS, both, estimate, period};
use crate::other_scale::OtherScale;
use records::dataset::{ClassId, Dataset, JournalMark, KimId, Period, PersonId, SchoolId, SubjectId};
use records::reference::Reference;
use records::study::{JournalComparison, SeriesAgreement};
use records::text::{Lang, Text};
use records::vocabulary::{Kind, SchoolYear};

/// A series a pupil's mark belongs to, in the order in which marks arise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Track {
    Period(usize),
    Procedure(KimId),
    Interim,
    Year,
    Exam(Kind),
    Final,
}

/// Marks of one class in one subject and year: pupil → series → mark.
type Class = BTreeMap<PersonId, BTreeMap<Track, u8>>;

/// School, class, subject (the first spelling met), school year.
type Place = (SchoolId, ClassId, SubjectId, SchoolYear);

/// Every pair of series that answers a question, by class and subject. The latest year first, in it the clearest disagreement first (mean shift over the half
/// width of its interval), then school, class, subject, pair.
#[must_use]
pub(crate) fn series(dataset: &Dataset, reference: &Reference) -> Vec<SeriesAgreement> {
    let classes = gather(dataset, reference);
    let other = OtherScale::of(dataset, reference);
    let gap = reference.gates().journal_gap;
    let mut found: Vec<SeriesAgreement> =
        classes.par_iter().flat_map_iter(|(place, class)| agreements(dataset, &other, *place, class, gap)).collect();
    let names = |one: &SeriesAgreement| [one.school.clone(), one.class.clone(), one.subject.clone()];
    found.sort_by(|a, b| b.year.cmp(&a.year).then_with(|| clarity(b).total_cmp(&clarity(a))).then_with(|| names(a).cmp(&names(b))));
    found
}

fn clarity(one: &SeriesAgreement) -> f64 {
    super::measure::clarity(one.comparison.shift)
}

fn gather(dataset: &Dataset, reference: &Reference) -> BTreeMap<Place, Class> {
    let subjects = one_spelling(dataset, reference);
    let mut classes: BTreeMap<Place, Class> = BTreeMap::new();
    let mut class_of: BTreeMap<(PersonId, SchoolId, SchoolYear), ClassId> =
        dataset.pupils.iter().map(|pupil| ((pupil.person, pupil.school, pupil.year), pupil.class)).collect();
    let mut put = |place: Place, person, track, mark| {
        let place = (place.0, place.1, subjects.get(place.2.0 as usize).copied().unwrap_or(place.2), place.3);
        classes.entry(place).or_default().entry(person).or_default().insert(track, mark);
    };
    for row in &dataset.marks {
        class_of.entry((row.person, row.school, row.year)).or_insert(row.class);
        if let JournalMark::Mark(mark) = row.mark {
            put((row.school, row.class, row.subject, row.year), row.person, track_of(row.period), mark);
        }
    }
    for ((kim, sitting), id) in dataset.kims.iter().zip(&dataset.sittings).zip(0..) {
        for (row, script) in Paper::new(kim, sitting).scripts.iter().enumerate() {
            let keys = (sitting.school.get(row), sitting.class.get(row), sitting.person.get(row));
            if let (Some(mark), (Some(&school), Some(&class), Some(&person))) = (script.and_then(|script| script.mark), keys) {
                put((school, class, kim.subject, kim.year), person, Track::Procedure(KimId(id)), mark);
            }
        }
    }
    for row in &dataset.exams {
        let class = class_of.get(&(row.person, row.school, row.year));
        if let (Some(mark), Some(&class)) = (row.mark, class) {
            put((row.school, class, row.subject, row.year), row.person, Track::Exam(row.exam), mark);
        }
    }
    classes
}

/// The first subject id of those that mean the same subject («русский», «Русский язык»).
fn one_spelling(dataset: &Dataset, reference: &Reference) -> Vec<SubjectId> {
    let mut first: BTreeMap<&str, u32> = BTreeMap::new();
    let id = |(name, id): (&'_ str, u32)| (reference.subject_slug(name).map(str::to_owned), id);
    let slugs: Vec<(Option<String>, u32)> = dataset.subject_names.iter().zip(0..).map(id).collect();
    for (slug, id) in &slugs {
        if let Some(slug) = slug {
            first.entry(slug).or_insert(*id);
        }
    }
    slugs.iter().map(|(slug, id)| SubjectId(slug.as_deref().and_then(|slug| first.get(slug)).copied().unwrap_or(*id))).collect()
}

fn track_of(period: Period) -> Track {
    match period {
        Period::Interim => Track::Interim,
        Period::Year => Track::Year,
        Period::Final => Track::Final,
        part => Track::Period(Period::ALL.iter().position(|known| *known == part).unwrap_or(usize::MAX)),
    }
}

fn agreements(dataset: &Dataset, other: &OtherScale, place: Place, class: &Class, gap: u8) -> Vec<SeriesAgreement> {
    let mut tracks: Vec<Track> = class.values().flat_map(|marks| marks.keys().copied()).collect();
    tracks.sort_unstable();
    tracks.dedup();
    let mut found = Vec::new();
    for (index, &first) in tracks.iter().enumerate() {
        let one_scale = |second: Track| on_another(other, place, first) == on_another(other, place, second);
        for &second in tracks.iter().skip(index + 1).filter(|second| worth_comparing(first, **second, &tracks) && one_scale(**second)) {
            let pairs: Vec<Pair> = class.iter().filter_map(|(person, marks)| pair(dataset, *person, marks, first, second)).collect();
            found.extend(compare(&pairs, gap, Vec::new()).map(|comparison| agreement_of(dataset, place, first, second, comparison)));
        }
    }
    found
}

/// Whether the marks of a series are of a scale of their own; an examination has the common one.
fn on_another(other: &OtherScale, (school, _, subject, _): Place, track: Track) -> bool {
    match track {
        Track::Procedure(kim) => other.work(kim),
        Track::Exam(_) => false,
        Track::Period(_) | Track::Interim | Track::Year | Track::Final => other.journal(school, subject),
    }
}

fn pair(dataset: &Dataset, person: PersonId, marks: &BTreeMap<Track, u8>, first: Track, second: Track) -> Option<Pair> {
    let participant = dataset.person_names.name(person.0).to_owned();
    Some(Pair { participant, origin: None, first: *marks.get(&first)?, second: *marks.get(&second)? })
}

/// Pairs that answer a question: the last part of the year, the interim attestation and a procedure against what comes after; the year against an
/// examination and the final mark; a rehearsal against its examination. Earlier parts of the year are followed in dynamics.
fn worth_comparing(first: Track, second: Track, tracks: &[Track]) -> bool {
    use Track::{Exam, Final, Interim, Procedure, Year};
    let last_part = tracks.iter().filter(|track| matches!(track, Track::Period(_))).max();
    match first {
        Track::Period(_) => Some(&first) == last_part && matches!(second, Procedure(_) | Interim | Year | Exam(_)),
        Procedure(_) => matches!(second, Procedure(_) | Interim | Year | Exam(_)),
        Interim => matches!(second, Year | Exam(_)),
        Year => matches!(second, Exam(_) | Final),
        Exam(_) => matches!(second, Exam(_)),
        Final => false,
    }
}

fn agreement_of(dataset: &Dataset, place: Place, first: Track, second: Track, comparison: JournalComparison) -> SeriesAgreement {
    let names = [name(dataset, first), name(dataset, second)];
    let (school, class, subject, year) = place;
    SeriesAgreement {
        school: dataset.schools.get(school.0 as usize).map_or_else(String::new, |school| school.school.clone()),
        class: dataset.class_names.name(class.0).to_owned(),
        subject: dataset.subject_names.name(subject.0).to_owned(),
        year,
        explanation: explanation(&comparison, &names),
        figure: agreement(&comparison, &Text::same(dataset.class_names.name(class.0)), &names),
        comparison,
        first: names[0].clone(),
        second: names[1].clone(),
    }
}

fn name(dataset: &Dataset, track: Track) -> Text {
    match track {
        Track::Period(index) => Period::ALL.get(index).map_or_else(Text::default, |&part| period(part)),
        Track::Interim => period(Period::Interim),
        Track::Year => period(Period::Year),
        Track::Final => period(Period::Final),
        Track::Exam(kind) => kind.label().text(),
        Track::Procedure(id) => dataset.kims.get(id.0 as usize).map_or_else(Text::default, |kim| titles::short(dataset, kim)),
    }
}

fn explanation(comparison: &JournalComparison, names: &[Text; 2]) -> Text {
    let [lowered, confirmed, raised] = comparison.counts;
    both(|lang| {
        let (first, second, n) = (names[0].in_lang(lang), names[1].in_lang(lang), OF_PUPILS.count(comparison.n, lang));
        let shift = comparison.shift.map(|shift| estimate(shift, 2, lang));
        let gaps = comparison.gaps.unwrap_or(0);
        match lang {
            Lang::Ru => {
                let shift = shift.map_or_else(String::new, |shift| format!("; в среднем отличие {shift} отметки"));
                let gaps = if gaps > 0 {
                    format!("; расхождение в две отметки и больше у {}", OF_PUPILS.count(gaps, lang))
                } else {
                    String::new()
                };
                format!("{first} → {second}: ниже у {lowered} из {n}, так же у {confirmed}, выше у {raised}{shift}{gaps}.")
            }
            Lang::En => {
                let shift = shift.map_or_else(String::new, |shift| format!("; mean difference {shift} marks"));
                let gaps =
                    if gaps > 0 { format!("; a gap of two marks or more for {}", OF_PUPILS.count(gaps, lang)) } else { String::new() };
                format!("{first} → {second}: lower for {lowered} of {n}, equal for {confirmed}, higher for {raised}{shift}{gaps}.")
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{journal_mark, paper, reference, script};
    use super::*;
    use records::dataset::ExamRow;
    use records::provenance::{Origin, SourceId};

    /// covers: R20, R34
    #[test]
    fn quarter_against_interim_by_hand() {
        let mut dataset = paper();
        for (person, quarter, interim) in [("a", "5", "3"), ("b", "4", "4"), ("c", "3", "4"), ("d", "4", "3"), ("e", "н/а", "3")] {
            journal_mark(&mut dataset, person, "4А", "Русский язык", 2025, Period::Quarter(4), quarter);
            journal_mark(&mut dataset, person, "4А", "русский", 2025, Period::Interim, interim);
        }
        let found = series(&dataset, &reference());
        let [one] = found.as_slice() else { panic!("one pair: {found:#?}") };
        assert_eq!((one.first.ru.as_str(), one.second.ru.as_str()), ("4\u{a0}четверть", "промежуточная аттестация"));
        assert_eq!((one.comparison.n, one.comparison.counts, one.comparison.gaps), (4, [2, 1, 1], Some(1)));
        assert!(one.explanation.ru.contains("ниже у 2 из 4\u{a0}учеников, так же у 1, выше у 1"), "{}", one.explanation.ru);
        assert_eq!(one.figure.title.ru, "Промежуточная аттестация ниже у 2 из 4\u{a0}учеников");
    }

    #[test]
    fn each_pair_that_exists_and_no_other() {
        let mut dataset = paper();
        let periods = [Period::Quarter(1), Period::Quarter(2), Period::Year, Period::Final];
        for period in periods {
            journal_mark(&mut dataset, "p0", "9А", "Русский язык", 2025, period, "4");
        }
        script(&mut dataset, 0, "9А", "1203", None);
        dataset.exams.push(ExamRow {
            person: PersonId(0),
            school: SchoolId(0),
            exam: Kind::Oge,
            subject: SubjectId(0),
            year: SchoolYear(2025),
            date: None,
            primary: None,
            score: None,
            mark: Some(3),
            origin: Origin { source: SourceId(0), row: 0 },
        });
        let found = series(&dataset, &reference());
        let pairs: Vec<(&str, &str)> = found.iter().map(|one| (one.first.en.as_str(), one.second.en.as_str())).collect();
        let (quarter, work) = ("quarter\u{a0}2", "VPR (national verification work), 2025/2026");
        let (year, exam) = ("mark of the year", "OGE (grade 9 examination)");
        assert_eq!(
            pairs,
            [(quarter, work), (quarter, year), (quarter, exam), (work, year), (work, exam), (year, exam), (year, "final mark")]
        );
    }
}
