//! Titles of works and sets as people say them.

use std::collections::BTreeMap;

use records::dataset::{Dataset, Kim, ScaleOrigin};
use records::reference::Reference;
use records::study::Work;
use records::text::Text;

const MONTHS_RU: [&str; 12] =
    ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"];
const MONTHS_EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// One paper with its counts (sets, schools, scripts).
pub(super) fn work(dataset: &Dataset, reference: &Reference, kim: &Kim, [sets, schools, scripts]: [usize; 3]) -> Work {
    Work {
        procedure: kim.kim.clone(),
        code: code(dataset, reference, kim),
        title: paper(dataset, reference, kim),
        kind: kim.kind_text.clone(),
        subject: dataset.subject_names.name(kim.subject.0).to_owned(),
        grade: kim.grade,
        year: kim.year,
        date: kim.date,
        max: kim.max(),
        cuts: kim.scale.iter().flat_map(|scale| scale.cuts.iter().map(|cut| (cut.mark, cut.min_score))).collect(),
        lowest: kim.scale.as_ref().map_or(2, |scale| scale.lowest),
        scale_note: scale_note(kim),
        counts: [sets, schools],
        scripts: Some(scripts),
        model_note: Text::default(),
        regime_note: kim.kind.and_then(|kind| reference.regime(kind)).map_or_else(Text::default, |regime| regime.note.clone().of_no_one()),
    }
}

/// `vpr-russian-5-2026`, of nothing that somebody wrote.
fn code(dataset: &Dataset, reference: &Reference, kim: &Kim) -> String {
    let kind = kim.kind.map_or("work", |kind| kind.code());
    let subject = reference.subject_slug(dataset.subject_names.name(kim.subject.0)).unwrap_or("subject");
    format!("{kind}-{subject}-{}-{}", kim.grade, calendar_year(kim))
}

/// Tells works apart that have one code, in the order of the data: `vpr-russian-5-2026`, `vpr-russian-5-2026-2`.
pub(super) fn tell_apart(works: &mut [Work]) {
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    for work in works {
        let times = met.entry(work.code.clone()).or_default();
        *times += 1;
        if *times > 1 {
            work.code = format!("{}-{times}", work.code);
        }
    }
}

/// «ВПР · математика · 5 класс · 2026».
pub(crate) fn paper(dataset: &Dataset, reference: &Reference, kim: &Kim) -> Text {
    let (subject, kind, year) = (subject(reference, dataset.subject_names.name(kim.subject.0)), kind(kim), calendar_year(kim));
    let without = |subject: &Text| {
        Text::new(format!("{} · {} класс · {year}", subject.ru, kim.grade), format!("{} · grade {} · {year}", subject.en, kim.grade))
    };
    let rest = without(&subject);
    let title = Text::new(format!("{} · {}", kind.ru, rest.ru), format!("{} · {}", kind.en, rest.en));
    title.naming_as([&kind, &subject]).else_saying(without(&subject.outside(0)).of_no_one())
}

/// A subject as written; outside the school one that reference data do not know is not named: it may hold a class.
pub(crate) fn subject(reference: &Reference, written: &str) -> Text {
    if reference.subject(written).is_some() {
        return Text::same(written).of_no_one();
    }
    Text::same(written).else_saying(Text::new("предмет не из справочника", "a subject not in the reference data").of_no_one())
}

/// «5А · математика · ВПР, апрель 2026».
pub(super) fn set(dataset: &Dataset, kim: &Kim, class: &str) -> Text {
    let subject = dataset.subject_names.name(kim.subject.0);
    let kind = kind(kim);
    let (ru, en) = when(kim);
    Text::new(format!("{class} · {subject} · {}, {ru}", kind.ru), format!("{class} · {subject} · {}, {en}", kind.en)).of_persons()
}

/// The kind as people call it; an unknown kind as written.
fn kind(kim: &Kim) -> Text {
    kim.kind.map_or_else(|| Text::same(kim.kind_text.clone()), |kind| kind.label().text())
}

/// Month and year where the day is known, else the school year.
fn when(kim: &Kim) -> (String, String) {
    let Some(date) = kim.date else { return (kim.year.to_string(), kim.year.to_string()) };
    let month = usize::from(date.month().unsigned_abs()).saturating_sub(1);
    let name = |months: &[&str; 12]| format!("{} {}", months.get(month).copied().unwrap_or(""), date.year());
    (name(&MONTHS_RU), name(&MONTHS_EN))
}

/// Calendar year of the day, else the spring of the school year.
fn calendar_year(kim: &Kim) -> i16 {
    kim.date.map_or(kim.year.0 + 1, |date| date.year())
}

/// How the scale is known, in words.
fn scale_note(kim: &Kim) -> Text {
    let Some(scale) = &kim.scale else { return Text::default() };
    match &scale.origin {
        ScaleOrigin::File(_) => Text::new("Шкала из файла данных.", "Scale from the data.").of_no_one(),
        ScaleOrigin::FromData => Text::new(
            "Границы восстановлены по баллам и отметкам самих работ: подошло ровно одно значение.",
            "Boundaries recovered from the scores and marks of the scripts: exactly one value fits.",
        )
        .of_no_one(),
        ScaleOrigin::Answered => Text::new("Границы указаны пользователем.", "Boundaries given by the user.").of_no_one(),
        ScaleOrigin::Reference(citation) => Text::new(
            format!("Шкала из справочника: {} (надёжность: {}).", citation.source, citation.confidence.label().ru),
            format!("Scale from reference data: {} (confidence: {}).", citation.source, citation.confidence.label().en),
        )
        .of_no_one(),
    }
}
