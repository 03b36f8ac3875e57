//! Titles of works and sets as people say them.

use std::collections::BTreeMap;

use records::dataset::{Dataset, Kim, ScaleOrigin, School};
use records::reference::Reference;
use records::study::Work;
use records::text::{NBSP, Text, folded};

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
        listed: None,
        model_note: Text::default(),
        regime_note: kim.kind.and_then(|kind| reference.regime(kind)).map_or_else(Text::default, |regime| regime.note.clone().of_no_one()),
    }
}

/// What people call the schools; two of one name are told apart by their keys.
pub(super) fn schools(dataset: &Dataset) -> BTreeMap<String, String> {
    let mut bearers: BTreeMap<String, usize> = BTreeMap::new();
    let named =
        || dataset.schools.iter().filter_map(|school| Some((school, school.name.as_deref().filter(|name| !name.trim().is_empty())?)));
    named().for_each(|(_, name)| *bearers.entry(folded(name)).or_default() += 1);
    let called = |(school, name): (&School, &str)| match bearers.get(&folded(name)) {
        Some(1) => (school.school.clone(), name.to_owned()),
        _ => (school.school.clone(), format!("{name} ({})", school.school)),
    };
    named().map(called).collect()
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
    let [ru, en] =
        apart(dataset, kim, |other| calendar_year(other) == year).map_or_else(Default::default, |day| day.map(|day| format!(" · {day}")));
    let without = |subject: &Text| {
        Text::new(
            format!("{} · {} класс · {year}{ru}", subject.ru, kim.grade),
            format!("{} · grade {} · {year}{en}", subject.en, kim.grade),
        )
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
    let (ru, en) = when(dataset, kim);
    Text::new(format!("{class} · {subject} · {}, {ru}", kind.ru), format!("{class} · {subject} · {}, {en}", kind.en)).of_persons()
}

/// The kind as people call it; an unknown kind as written.
fn kind(kim: &Kim) -> Text {
    kim.kind.map_or_else(|| Text::same(kim.kind_text.clone()), |kind| kind.label().text())
}

/// «ВПР (апрель 2026)»: a work among marks of one class and subject.
pub(crate) fn short(dataset: &Dataset, kim: &Kim) -> Text {
    let (kind, (ru, en)) = (kind(kim), when(dataset, kim));
    Text::new(format!("{} ({ru})", kind.ru), format!("{}, {en}", kind.en))
}

/// What tells a work from others of its kind, subject and grade that are `alike`: the day, else the school year, else a number; in both
/// languages. None where there is no such other.
fn apart(dataset: &Dataset, kim: &Kim, alike: impl Fn(&Kim) -> bool) -> Option<[String; 2]> {
    let what = |kim: &Kim| (kind(kim), kim.subject, kim.grade);
    let others: Vec<&Kim> = dataset.kims.iter().filter(|other| other.kim != kim.kim && alike(other) && what(other) == what(kim)).collect();
    if others.is_empty() {
        return None;
    }
    if let Some(day) = kim.date.filter(|day| others.iter().all(|other| other.date != Some(*day))) {
        return Some([day.strftime("%d.%m.%Y").to_string(), day.to_string()]);
    }
    if others.iter().all(|other| other.year != kim.year) {
        return Some([kim.year.to_string(), kim.year.to_string()]);
    }
    let number = 1 + others.iter().filter(|other| other.kim < kim.kim).count();
    Some([format!("№{NBSP}{number}"), format!("no.{NBSP}{number}")])
}

/// Month and year where the day is known, else the school year; more where another work would be called the same.
fn when(dataset: &Dataset, kim: &Kim) -> (String, String) {
    let (ru, en) = month(kim);
    apart(dataset, kim, |other| month(other).0 == ru)
        .map_or((ru.clone(), en.clone()), |[day, day_en]| (format!("{ru}, {day}"), format!("{en}, {day_en}")))
}

fn month(kim: &Kim) -> (String, String) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{Date, date};
    use records::dataset::SubjectId;
    use records::vocabulary::{Kind, SchoolYear};

    fn kim(key: &str, year: i16, date: Option<Date>) -> Kim {
        Kim {
            kim: key.into(),
            kind: Some(Kind::Dkr),
            kind_text: "dkr".into(),
            subject: SubjectId(0),
            grade: 5,
            year: SchoolYear(year),
            date,
            items: Vec::new(),
            scale: None,
        }
    }

    fn titles(kims: Vec<Kim>) -> Vec<[String; 2]> {
        let mut dataset = Dataset { kims, ..Dataset::default() };
        dataset.subject_names.intern("Математика");
        let reference = Reference::shipped().unwrap();
        let both = |kim: &Kim| [paper(&dataset, &reference, kim).ru, set(&dataset, kim, "5А").ru];
        dataset.kims.iter().map(both).collect()
    }

    /// Two works never share a title, whatever is known of them.
    #[test]
    fn works_of_one_kind_subject_and_grade_are_told_apart() {
        let alone = titles(vec![kim("a", 2025, Some(date(2025, 10, 14)))]);
        assert_eq!(alone, [["ДКР · Математика · 5 класс · 2025", "5А · Математика · ДКР, октябрь 2025"].map(str::to_owned)]);
        let worlds = [
            vec![kim("a", 2024, Some(date(2025, 4, 10))), kim("b", 2025, Some(date(2025, 10, 14)))],
            vec![kim("a", 2025, Some(date(2025, 10, 7))), kim("b", 2025, Some(date(2025, 10, 14)))],
            vec![kim("a", 2024, None), kim("b", 2025, Some(date(2025, 10, 14)))],
            vec![kim("a", 2025, None), kim("b", 2025, None), kim("c", 2025, None)],
        ];
        for kims in worlds {
            let made = titles(kims);
            for place in 0..2 {
                let unique: std::collections::BTreeSet<&String> = made.iter().map(|title| &title[place]).collect();
                assert_eq!(unique.len(), made.len(), "{made:?}");
            }
        }
    }

    #[test]
    fn schools_have_their_names_and_two_of_one_name_their_keys_too() {
        let mut dataset = Dataset::default();
        for (key, name) in
            [("edu1", Some("СОШ № 1")), ("edu2", Some("Сош № 1")), ("edu3", Some("Лицей")), ("edu4", None), ("edu5", Some(" "))]
        {
            dataset.school(key);
            if let Some(school) = dataset.schools.last_mut() {
                school.name = name.map(str::to_owned);
            }
        }
        let names: Vec<String> = schools(&dataset).into_values().collect();
        assert_eq!(names, ["СОШ № 1 (edu1)", "Сош № 1 (edu2)", "Лицей"]);
    }
}
