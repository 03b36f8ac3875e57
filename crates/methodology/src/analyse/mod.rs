//! The analysis: dataset and protocol in, study out. The command line, the local page and the server call this and nothing else.

mod beyond;
#[cfg(test)]
mod draws;
mod examine;
mod headline;
mod listed;
#[cfg(test)]
pub(crate) mod plain;
mod replicas;
mod rows;
mod tallies;
pub(crate) mod titles;
#[cfg(test)]
mod truth;
mod weak;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::describe::{self, Describer, Detail};
use crate::indicators::other_units::{self, Records};
use crate::indicators::reach::Reach;
use crate::indicators::variant;
use crate::ladder;
use crate::model::hands::Teachers;
use crate::permit::Permit;
use crate::screen::{Null, Tails};
use std::collections::BTreeSet;

use records::beside::SetBeside;
use records::dataset::{Dataset, KimId, ResultSet};
use records::progress::Progress;
use records::protocol::Protocol;
use records::reference::Reference;
use records::registration::Registration;
use records::study::{ReferenceUse, SetStudy, Study, Work};
use records::text::{Phrase, Text};
use records::vocabulary::Ladder;

use examine::Bench;

/// Up to this many sets every one keeps its evidence drawn; a school has a few hundred. Beyond it only those worth a look do: nobody reads ten
/// thousand plots, and they would fill the memory of a small machine.
const MOST_DRAWN: usize = 600;

/// Analyses the data of a permit: describes every set, examines it by every indicator, screens, and says in words what is seen.
///
/// One row per result set, refused sets included, in the row order of every output. In a study of very many sets those not worth a look
/// keep the numbers of the tables and no figures, pupils or sentences of description. The result depends on the arguments alone: not on
/// the number of threads, the time or the place. A stop asked for through `progress` leaves the remaining readings empty.
#[must_use]
pub fn study(
    permit: &Permit<'_>,
    reference: &Reference,
    protocol: &Protocol,
    registration: &Registration,
    as_of: Option<Date>,
    progress: &dyn Progress,
) -> Study {
    let dataset = permit.dataset();
    let sets = dataset.result_sets();
    let describer = Describer::new(dataset, reference);
    let published: Vec<bool> =
        (0..dataset.kims.len()).map(|kim| describer.shares(kim_id(kim)).iter().any(|share| ladder::serves(share))).collect();
    let rungs = ladder::rungs(dataset, &sets, protocol.too_few, &published);
    let mut works = works(dataset, reference, &sets);
    let mut rows: Vec<SetStudy> = sets.iter().zip(&rungs).map(|(set, rung)| rows::row(dataset, protocol, set, rung)).collect();
    let sparing = sets.len() > MOST_DRAWN;
    let bench = Bench { dataset, reference, protocol, sets: &sets, rungs: &rungs, describer: &describer, progress, sparing };
    let (results, null) = bench.run();
    let mut reaches: Vec<Option<Reach>> = vec![None; rows.len()];
    for (work, result) in works.iter_mut().zip(results) {
        work.model_note = result.note;
        for (set, readings, reach) in result.sets {
            if let (Some(row), Some(own)) = (rows.get_mut(set), reaches.get_mut(set)) {
                rows::answer(row, readings);
                *own = reach;
            }
        }
    }
    let tails = judge(dataset, reference, protocol, (&works, &null, &reaches), &sets, &mut rows);
    beside(dataset, &sets, &mut rows);
    progress.at(Phrase { ru: "описываем результаты", en: "describing the results" }, 0, sets.len() as u64);
    let details: Vec<Detail> = rows.iter().map(|row| if sparing && !row.look { Detail::TablesAndGaps } else { Detail::Full }).collect();
    for (row, description) in rows.iter_mut().zip(describer.sets(&sets, &details)) {
        row.description = description;
    }
    let other_units = other_units::readings(&Records { dataset, reference, protocol });
    let teachers = Teachers::of(dataset);
    for (row, cause) in rows.iter_mut().zip(variant::easier(dataset, &sets, &other_units, protocol)) {
        row.innocent.extend(cause);
        row.innocent.extend(weak::known(row, teachers.named(dataset, row.key)));
    }
    let detail = if sparing { Detail::Tables } else { Detail::Aggregate };
    let ((units, attainment), (series, dynamics)) = rayon::join(
        || rayon::join(|| describer.units(&sets, detail), || describe::attainment_table(dataset, reference)),
        || rayon::join(|| describe::series(dataset, reference), || describe::dynamics(dataset, reference)),
    );
    Study {
        as_of: as_of.or_else(|| latest_date(dataset)),
        protocol: *protocol,
        purpose: permit.purpose(),
        small_cell: reference.passports().small_cell_outside,
        registration: registration.clone().over_works_until(dataset.kims.iter().filter_map(|kim| kim.date).max()),
        cards: crate::indicators::cards(),
        sources: dataset.sources.clone(),
        subjects: subjects(dataset, reference),
        school_names: titles::schools(dataset),
        headline: headline::headline(dataset, protocol, (&null, reference.components().widen, tails), &works, &rows),
        units,
        attainment,
        series,
        dynamics,
        unusable: describer.unusable().to_vec(),
        references: references(reference, &rows),
        tallies: tallies::of(&rows),
        other_units,
        beyond: if rows.is_empty() { Vec::new() } else { beyond::beside_sets(dataset) },
        works,
        sets: rows,
    }
}

/// Screen, passport and verdict of every row.
fn judge(
    dataset: &Dataset,
    reference: &Reference,
    protocol: &Protocol,
    (works, null, reaches): (&[Work], &Null, &[Option<Reach>]),
    sets: &[ResultSet],
    rows: &mut [SetStudy],
) -> Tails {
    let max = |row: &SetStudy| works.get(row.work).map_or(1.0, |work| f64::from(work.max));
    let tails = crate::screen::screen(rows, protocol, null, max);
    crate::screen::detectable(rows, reaches, protocol, max);
    let rules = reference.passports();
    for (row, set) in rows.iter_mut().zip(sets) {
        let max = max(row);
        crate::passport::issue(row, (&rules, protocol), rows::procedure(dataset, set), max);
    }
    tails
}

/// What others compute, for the sets compared with other schools.
fn beside(dataset: &Dataset, sets: &[ResultSet], rows: &mut [SetStudy]) {
    let shown: Vec<Vec<SetBeside>> =
        (0..dataset.kims.len()).into_par_iter().map(|kim| crate::beside::beside(dataset, kim_id(kim), sets)).collect();
    let mut shown: Vec<_> = shown.into_iter().map(Vec::into_iter).collect();
    for (row, set) in rows.iter_mut().zip(sets) {
        let own = shown.get_mut(set.key.kim.0 as usize).and_then(Iterator::next);
        row.beside = own.filter(|_| matches!(row.ladder, Ladder::A | Ladder::B));
    }
}

/// Reference data that the study rests on.
fn references(reference: &Reference, rows: &[SetStudy]) -> Vec<ReferenceUse> {
    let borrowed = rows.iter().any(|row| matches!(row.ladder, Ladder::C | Ladder::D));
    let mut used = vec![
        ("protocol", Text::new("уровни и пороги анализа", "levels and thresholds of the analysis")),
        ("gates", Text::new("федеральные пороги описания", "federal gates of description")),
        ("sou", Text::new("веса СОУ", "weights of the degree of attainment")),
        ("passports", Text::new("правила паспорта достоверности", "rules of the credibility passport")),
        ("legal-regimes", Text::new("допустимые цели использования", "allowed purposes of use")),
    ];
    if borrowed {
        used.push(("variance-components", Text::new("заимствованный разброс между школами", "borrowed spread between schools")));
    }
    used.iter().filter_map(|(file, what_for)| reference.used(file, what_for)).collect()
}

/// Id of the KIM at a position.
fn kim_id(position: usize) -> KimId {
    KimId(u32::try_from(position).unwrap_or(u32::MAX))
}

/// The papers, one per KIM of the dataset in its order, those without scripts included.
fn works(dataset: &Dataset, reference: &Reference, sets: &[ResultSet]) -> Vec<Work> {
    let mut counts = vec![[0_usize; 3]; dataset.kims.len()];
    let mut schools: Vec<(u32, u32)> = sets.iter().map(|set| (set.key.kim.0, set.key.school.0)).collect();
    schools.sort_unstable();
    schools.dedup();
    for set in sets {
        if let (Some(count), Some(sitting)) = (counts.get_mut(set.key.kim.0 as usize), dataset.sittings.get(set.key.kim.0 as usize)) {
            count[0] += 1;
            count[2] += set.rows.iter().filter(|row| sitting.total(**row as usize).is_some()).count();
        }
    }
    for (kim, _) in schools {
        if let Some(count) = counts.get_mut(kim as usize) {
            count[1] += 1;
        }
    }
    let mut works: Vec<Work> = dataset.kims.iter().zip(counts).map(|(kim, counts)| titles::work(dataset, reference, kim, counts)).collect();
    titles::tell_apart(&mut works);
    // Who should have written is asked of a school; over a region it would mean going through every register of marks.
    if sets.len() <= MOST_DRAWN {
        listed::fill(dataset, sets, &mut works);
    }
    works
}

/// Subjects that reference data know, as written.
fn subjects(dataset: &Dataset, reference: &Reference) -> BTreeSet<String> {
    let written = (0..dataset.subject_names.len()).filter_map(|at| u32::try_from(at).ok()).map(|at| dataset.subject_names.name(at));
    written.filter(|written| reference.subject(written).is_some()).map(str::to_owned).collect()
}

/// The latest date the data state; without any, the last day of the latest school year. None where the data know neither (schools alone).
fn latest_date(dataset: &Dataset) -> Option<Date> {
    let written = dataset.sittings.iter().flat_map(|sitting| &sitting.marking).filter_map(|marking| marking.date);
    let days = dataset.kims.iter().filter_map(|kim| kim.date).chain(dataset.exams.iter().filter_map(|exam| exam.date));
    let days = days.chain(dataset.entries.iter().filter_map(|entry| entry.date)).chain(written);
    days.max().or_else(|| closing(dataset))
}

/// The last day of the latest school year of any record; of published shares alone the one their work names.
fn closing(dataset: &Dataset) -> Option<Date> {
    let results = dataset.kims.iter().map(|kim| kim.year.0).chain(dataset.marks.iter().map(|mark| mark.year.0));
    let more = dataset.exams.iter().map(|exam| exam.year.0).chain(dataset.entries.iter().map(|entry| entry.year.0));
    let people = dataset.medals.iter().map(|medal| medal.year.0).chain(dataset.pupils.iter().map(|pupil| pupil.year.0));
    let links = dataset.teaching.iter().map(|row| row.year.0).chain(dataset.people.iter().map(|row| row.year.0));
    let named = |kim: &str| kim.rsplit('-').find_map(|part| part.parse::<i16>().ok().filter(|year| (2000..2100).contains(year)));
    let shares = dataset.shares.iter().filter_map(|share| named(&share.kim)?.checked_sub(1));
    let year = results.chain(more).chain(people).chain(links).max().or_else(|| shares.max())?;
    Date::new(year.checked_add(1)?, 8, 31).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use records::dataset::{ClassId, Item, Kim, PersonId, SchoolId, Score, Script, Sitting, SubjectId};
    use records::provenance::{Origin, SourceId};
    use records::vocabulary::SetStatus;
    use records::vocabulary::{Kind, SchoolYear};

    /// Two classes of one school: twelve scripts and three.
    fn two_classes() -> Dataset {
        let mut dataset = Dataset::default();
        dataset.school("edu000001");
        let subject = SubjectId(dataset.subject_names.intern("Математика"));
        let item = |name: &str| Item { name: name.into(), max: 2, format: None, level: None, codifier: None };
        dataset.kims.push(Kim {
            kim: "vpr-math-5-2026".into(),
            kind: Some(Kind::Vpr),
            kind_text: "vpr".into(),
            subject,
            grade: 5,
            year: SchoolYear(2025),
            date: Some(jiff::civil::date(2026, 4, 23)),
            items: vec![item("1"), item("2")],
            scale: None,
        });
        let mut sitting = Sitting { width: 2, ..Sitting::default() };
        for row in 0..15_u32 {
            let class = ClassId(dataset.class_names.intern(if row < 12 { "5А" } else { "5Б" }));
            let person = PersonId(dataset.person_names.intern(&format!("p{row}")));
            let scores = [Score::points((row % 3) as u8).unwrap(), Score::NOT_ATTEMPTED];
            sitting.push(Script::written(SchoolId(0), class, person, &scores, Origin { source: SourceId(0), row })).unwrap();
        }
        dataset.sittings.push(sitting);
        dataset
    }

    #[test]
    fn every_set_has_its_row_the_small_one_too() {
        let reference = Reference::shipped().unwrap();
        let study = plain::plainly(&two_classes(), &reference);
        let rows: Vec<(&str, usize, SetStatus, Ladder)> =
            study.sets.iter().map(|row| (row.class.as_str(), row.n, row.status, row.ladder)).collect();
        assert_eq!(rows[0].0, "5А");
        assert_eq!(rows[1], ("5Б", 3, SetStatus::TooFew, Ladder::D));
        assert_eq!(study.works[0].title.ru, "ВПР · Математика · 5 класс · 2026");
        assert_eq!(study.sets[0].title.ru, "5А · Математика · ВПР, апрель 2026");
        assert_eq!((study.as_of, study.headline.scripts), (Some(jiff::civil::date(2026, 4, 23)), Some(15)));
        // One count: the sentence takes the number beside the headline apart.
        let silent = study.headline.sentences.iter().find(|text| text.ru.starts_with("Без вывода")).unwrap();
        let numbers: Vec<usize> = silent.ru.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
        let need = study.protocol.too_few;
        assert_eq!(numbers.first(), Some(&study.headline.silent), "{}", silent.ru);
        assert_eq!(numbers.iter().skip(1).filter(|n| **n != need).sum::<usize>(), study.headline.silent, "{}", silent.ru);
        assert_eq!((study.sets[0].spans.len(), study.sets[0].spans[0].last_row), (1, 11));
    }

    #[test]
    fn the_date_comes_from_every_kind_of_record() {
        use records::dataset::{EntryRow, ExamRow, Share};
        let day = jiff::civil::date(2026, 6, 15);
        let origin = Origin { source: SourceId(0), row: 0 };
        let (person, school, subject, year) = (PersonId(0), SchoolId(0), SubjectId(0), SchoolYear(2025));
        let exam =
            |date| ExamRow { person, school, exam: Kind::Ege, subject, year, date, primary: Some(1), score: None, mark: None, origin };
        let of_exam = |date| latest_date(&Dataset { exams: vec![exam(date)], ..Dataset::default() });
        assert_eq!(of_exam(Some(day)), Some(day));
        assert_eq!(of_exam(None), Some(jiff::civil::date(2026, 8, 31)), "a year without a day");
        let entry = EntryRow { person, school, class: ClassId(0), subject, year, date: Some(day), mark: None, weight: 1, origin };
        assert_eq!(latest_date(&Dataset { entries: vec![entry], ..Dataset::default() }), Some(day));
        let mut schools = Dataset::default();
        schools.school("edu000001");
        assert_eq!(latest_date(&schools), None, "schools alone know no day");
        let (scope, quantity) = (records::dataset::Scope::Region, records::dataset::Quantity::Mark);
        let share =
            Share { kim: "vpr-russian-4-2026".into(), scope, area: String::new(), quantity, key: "2".into(), value: 0.1, n: None, origin };
        assert_eq!(latest_date(&Dataset { shares: vec![share], ..Dataset::default() }), Some(jiff::civil::date(2026, 8, 31)));
    }
}
