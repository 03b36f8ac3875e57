//! Records that make no result set: what was read of them, or why the report has no place for them.

use std::collections::BTreeMap;

use records::dataset::{Dataset, ExamRow};
use records::text::{Lang, NBSP, Text, number, plural_ru};

/// What is said of data without a single result set, most telling first.
pub(super) fn sentences(dataset: &Dataset) -> Vec<Text> {
    let mut groups: BTreeMap<(&str, &str, i16), Vec<&ExamRow>> = BTreeMap::new();
    for row in &dataset.exams {
        groups.entry((row.exam.label().ru, dataset.subject_names.name(row.subject.0), row.year.0)).or_default().push(row);
    }
    let mut all: Vec<Text> = groups.values().filter_map(|rows| examination(dataset, rows)).collect();
    all.extend(period_marks(dataset));
    all.extend(without_place(dataset));
    if all.is_empty() {
        all.push(Text::new("Результатов работ в данных нет.", "The data hold no results of works.").of_no_one());
    }
    all
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

/// Kinds of records that only serve others.
fn without_place(dataset: &Dataset) -> Vec<Text> {
    let kinds = [
        (
            dataset.entries.len(),
            "текущих отметок",
            "current marks",
            "по ним одним отчёта нет: нужны отметки за период",
            "there is no report on them alone: marks of a period are needed",
        ),
        (
            dataset.people.len(),
            "кодов участников",
            "participant codes",
            "они связывают работы с журналом, а работ нет",
            "they link scripts to the journal, and there are no scripts",
        ),
        (
            dataset.shares.len(),
            "опубликованных долей",
            "published shares",
            "с ними сравнивают результаты школы, а их нет",
            "results of a school are compared with them, and there are none",
        ),
        (
            dataset.pupils.len() + dataset.teaching.len(),
            "строк о классах и учителях",
            "rows on classes and teachers",
            "они дополняют результаты, а их нет",
            "they complete results, and there are none",
        ),
    ];
    let told = kinds.into_iter().filter(|kind| kind.0 > 0);
    told.map(|(n, ru, en, why_ru, why_en)| {
        Text::new(format!("Прочитано {ru}: {n}; {why_ru}."), format!("Read {en}: {n}; {why_en}.")).telling_of([n])
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use records::dataset::{PersonId, SchoolId, SubjectId};
    use records::provenance::{Origin, SourceId};
    use records::vocabulary::{Kind, SchoolYear};

    #[test]
    fn an_examination_alone_has_its_sentence_and_small_ones_stay_in_the_school() {
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
                origin: Origin { source: SourceId(0), row: 0 },
            });
        }
        let said = sentences(&dataset);
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
        assert!(sentences(&dataset)[0].outside(5).is_empty());
        dataset.exams.clear();
        assert_eq!(sentences(&dataset).len(), 1, "nothing is said to be there, and that is said");
    }
}
