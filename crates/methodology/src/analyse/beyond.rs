//! Records that make no result set: what was read of them, or why the report has no place for them.

use std::collections::BTreeMap;

use records::dataset::{Dataset, ExamRow};
use records::text::{Lang, NBSP, Text, number, plural_ru};

/// What is said of data without a single result set, most telling first.
pub(super) fn without_sets(dataset: &Dataset) -> Vec<Text> {
    let mut all = examinations(dataset);
    all.extend(period_marks(dataset));
    all.extend(without_place(dataset, false));
    if all.is_empty() {
        all.push(Text::new("Результатов работ в данных нет.", "The data hold no results of works.").of_no_one());
    }
    all
}

/// What is said of records beside the result sets; marks of the journal have their tables of attainment then.
pub(super) fn beside_sets(dataset: &Dataset) -> Vec<Text> {
    let mut all = examinations(dataset);
    all.extend(without_place(dataset, true));
    all
}

/// Every examination whose scripts make no result set.
fn examinations(dataset: &Dataset) -> Vec<Text> {
    let mut groups: BTreeMap<(&str, &str, i16), Vec<&ExamRow>> = BTreeMap::new();
    for row in dataset.exams.iter().filter(|row| !is_set(dataset, row)) {
        groups.entry((row.exam.label().ru, dataset.subject_names.name(row.subject.0), row.year.0)).or_default().push(row);
    }
    groups.values().filter_map(|rows| examination(dataset, rows)).collect()
}

fn is_set(dataset: &Dataset, row: &ExamRow) -> bool {
    let written = dataset.kims.iter().zip(&dataset.sittings).filter(|(_, sitting)| !sitting.is_empty());
    let mut kims = written.map(|(kim, _)| kim);
    kims.any(|kim| kim.kind == Some(row.exam) && kim.subject == row.subject && kim.year == row.year)
}

/// Results of one examination in one subject and year.
fn examination(dataset: &Dataset, rows: &[&ExamRow]) -> Option<Text> {
    let first = rows.first()?;
    let mean = |values: Vec<f64>| (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64);
    let of = |value: fn(&ExamRow) -> Option<f64>| mean(rows.iter().filter_map(|row| value(row)).collect());
    let means = [
        ("средний первичный балл", "mean primary score", of(|row| row.primary.map(f64::from))),
        ("средний тестовый балл", "mean test score", of(|row| row.score.map(f64::from))),
        ("средняя отметка", "mean mark", of(|row| row.mark.map(f64::from))),
    ];
    let (subject, label) = (dataset.subject_names.name(first.subject.0), first.exam.label());
    let said = |lang: Lang| -> String {
        let means = means.iter().filter_map(|(ru, en, mean)| Some((ru, en, (*mean)?)));
        means.map(|(ru, en, mean)| format!(", {} {}", if lang == Lang::Ru { ru } else { en }, number(mean, 2, lang))).collect()
    };
    let day = first.date.map_or_else(|| first.year.to_string(), |date| date.to_string());
    let n = rows.len();
    let ru = format!(
        "{}, {subject}, {day}: {n}{NBSP}{}{}. Заданий нет: для них нужен КИМ (kims.csv).",
        label.ru,
        plural_ru(n as u64, "результат", "результата", "результатов"),
        said(Lang::Ru)
    );
    let en = format!("{}, {subject}, {day}: {n} result(s){}. No items: they need the KIM (kims.csv).", label.en, said(Lang::En));
    Some(Text::new(ru, en).telling_of([n]))
}

/// Marks of the journal are described class by class.
fn period_marks(dataset: &Dataset) -> Option<Text> {
    let mut pupils: Vec<_> = dataset.marks.iter().map(|mark| mark.person).collect();
    pupils.sort_unstable();
    pupils.dedup();
    let (marks, n) = (dataset.marks.len(), pupils.len());
    let said = Text::new(
        format!("Отметок за период прочитано: {marks}, учеников: {n}. Успеваемость и качество по ним посчитаны."),
        format!("Period marks read: {marks}, of {n} pupil(s). Attainment and quality were computed from them."),
    );
    (marks > 0).then(|| said.telling_of([n]))
}

/// Kinds of records that only serve others, where there is nothing to serve; `sets`: whether there are result sets.
fn without_place(dataset: &Dataset, sets: bool) -> Vec<Text> {
    let results = sets || !dataset.marks.is_empty() || !dataset.exams.is_empty();
    let kinds = [
        (
            dataset.entries.len(),
            !dataset.marks.is_empty(),
            "текущих отметок",
            "current marks",
            "по ним одним отчёта нет: нужны отметки за период",
            "there is no report on them alone: marks of a period are needed",
        ),
        (
            dataset.people.len(),
            sets,
            "кодов участников",
            "participant codes",
            "они связывают работы с журналом, а работ нет",
            "they link scripts to the journal, and there are no scripts",
        ),
        (
            dataset.shares.len(),
            sets,
            "опубликованных долей",
            "published shares",
            "с ними сравнивают результаты школы, а их нет",
            "results of a school are compared with them, and there are none",
        ),
        (
            dataset.pupils.len() + dataset.teaching.len(),
            results,
            "строк о классах и учителях",
            "rows on classes and teachers",
            "они дополняют результаты, а их нет",
            "they complete results, and there are none",
        ),
        (
            dataset.kims.len(),
            sets,
            "описаний работ (КИМ)",
            "descriptions of works (KIM)",
            "самих работ в данных нет",
            "the data hold no scripts of them",
        ),
        (
            if knows_schools_alone(dataset) { dataset.schools.len() } else { 0 },
            sets,
            "сведений о школах",
            "rows on schools",
            "они дополняют результаты, а их нет",
            "they complete results, and there are none",
        ),
    ];
    let told = kinds.into_iter().filter(|(n, served, ..)| *n > 0 && !served);
    told.map(|(n, _, ru, en, why_ru, why_en)| {
        Text::new(format!("Прочитано {ru}: {n}; {why_ru}."), format!("Read {en}: {n}; {why_en}.")).telling_of([n])
    })
    .collect()
}

/// Every other kind of record names its school too.
fn knows_schools_alone(dataset: &Dataset) -> bool {
    let Dataset { kims, marks, entries, exams, medals, pupils, teaching, people, shares, .. } = dataset;
    let results = kims.is_empty() && marks.is_empty() && entries.is_empty() && exams.is_empty() && medals.is_empty();
    results && pupils.is_empty() && teaching.is_empty() && people.is_empty() && shares.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use records::dataset::{ClassId, EntryRow, Kim, PersonId, PersonRow, SchoolId, Script, Sitting, SubjectId};
    use records::provenance::{Origin, SourceId};
    use records::vocabulary::{Kind, SchoolYear};

    const ORIGIN: Origin = Origin { source: SourceId(0), row: 0 };

    /// Six results of one examination.
    fn chemistry() -> Dataset {
        let mut dataset = Dataset::default();
        let subject = SubjectId(dataset.subject_names.intern("Химия"));
        for row in 0..6_u16 {
            dataset.exams.push(ExamRow {
                person: PersonId(u32::from(row)),
                school: SchoolId(0),
                exam: Kind::Ege,
                subject,
                year: SchoolYear(2025),
                date: Some(jiff::civil::date(2026, 6, 15)),
                primary: Some(10 + row),
                score: Some(40 + 2 * row),
                mark: None,
                origin: ORIGIN,
            });
        }
        dataset
    }

    #[test]
    fn an_examination_alone_has_its_sentence_and_small_ones_stay_in_the_school() {
        let mut dataset = chemistry();
        assert_eq!(beside_sets(&dataset), without_sets(&dataset), "an examination has its place beside result sets too");
        let said = without_sets(&dataset);
        assert_eq!(said.len(), 1);
        assert!(
            said[0]
                .ru
                .starts_with("ЕГЭ, Химия, 2026-06-15: 6\u{a0}результатов, средний первичный балл 12,50, средний тестовый балл 45,00."),
            "{}",
            said[0].ru
        );
        assert!(!said[0].outside(5).is_empty());
        dataset.exams.truncate(3);
        assert!(without_sets(&dataset)[0].outside(5).is_empty());
        dataset.exams.clear();
        assert_eq!(without_sets(&dataset).len(), 1, "nothing is said to be there, and that is said");
    }

    #[test]
    fn an_examination_whose_scripts_are_a_result_set_is_said_there() {
        let mut dataset = chemistry();
        let exam = dataset.exams[0].clone();
        dataset.kims.push(Kim {
            kim: "ege-chemistry-11-2026".into(),
            kind: Some(exam.exam),
            kind_text: "ege".into(),
            subject: exam.subject,
            grade: 11,
            year: exam.year,
            date: exam.date,
            items: Vec::new(),
            scale: None,
        });
        dataset.sittings.push(Sitting::default());
        assert_eq!(beside_sets(&dataset).len(), 1, "a paper that nobody wrote");
        let script = Script::written(SchoolId(0), ClassId(0), PersonId(0), Vec::new(), ORIGIN);
        dataset.sittings[0].push(script).expect("a script without items");
        assert!(beside_sets(&dataset).is_empty());
    }

    #[test]
    fn what_serves_nothing_says_why() {
        let said = |dataset: &Dataset| without_sets(dataset).into_iter().map(|text| text.ru).collect::<Vec<_>>();
        let mut dataset = Dataset::default();
        dataset.school("edu000001");
        assert_eq!(said(&dataset), ["Прочитано сведений о школах: 1; они дополняют результаты, а их нет."]);
        let (person, school, year, origin) = (PersonId(0), SchoolId(0), SchoolYear(2025), ORIGIN);
        dataset.people.push(PersonRow { person, school, year, class: ClassId(0), kim: None, code: "40001".into(), origin });
        assert_eq!(said(&dataset).len(), 1, "a code names its school");
        assert!(beside_sets(&dataset).is_empty(), "codes serve the scripts of sets");
        let entry = EntryRow { person, school, class: ClassId(0), subject: SubjectId(0), year, date: None, mark: None, weight: 1, origin };
        dataset.entries.push(entry);
        assert!(beside_sets(&dataset)[0].en.starts_with("Read current marks: 1; there is no report on them alone"));
    }
}
