//! Dynamics (R16, R17, R19): procedures of the same grade over the years, marks of the year over the years, quarters within a year.
//! covers: R17

use std::collections::BTreeMap;

use psychometrics::comparison::newcombe;

use super::attainment::{Grades, Leavers};
use super::marks::Tally;
use super::measure::{CONFIDENCE, Moments, clarity, real};
use super::paper::Paper;
use super::say::{OF_PUPILS, both, estimate, period, points_of_percent};
use crate::other_scale::OtherScale;
use records::dataset::{ClassId, Dataset, JournalMark, KimId, MarkRow, Period, PersonId, SchoolId, SubjectId};
use records::figure::{Figure, Plot};
use records::reference::Reference;
use records::study::Dynamics;
use records::text::{Lang, NBSP, Text, number};
use records::vocabulary::SchoolYear;

/// Everything that can be followed over two points or more: procedures over years, marks of the year over years, parts of a year. Crossed gates first, then
/// in this order; within a kind the latest year, then the clearest change first.
#[must_use]
pub(crate) fn dynamics(dataset: &Dataset, reference: &Reference) -> Vec<Dynamics> {
    let gate = Gate { growth: reference.gates().twos_growth, good: reference.sou().good };
    let other = OtherScale::of(dataset, reference);
    let mut found: Vec<Followed> =
        procedures(dataset, &other).into_iter().filter_map(|(key, years)| over_years(0, &key, &years, gate)).collect();
    found.extend(year_marks(dataset, reference, &other).into_iter().filter_map(|(key, years)| over_years(1, &key, &years, gate)));
    found.extend(parts_of_year(dataset, reference).into_iter().filter_map(|(key, parts)| within_year(dataset, &key, &parts)));
    found.sort_by(|a, b| {
        let order = |one: &Followed| (!one.row.negative, one.rank, std::cmp::Reverse(one.year));
        order(a).cmp(&order(b)).then_with(|| b.clarity.total_cmp(&a.clarity))
    });
    found.into_iter().map(|one| one.row).collect()
}

/// A row with what it is ordered by.
struct Followed {
    rank: u8,
    year: SchoolYear,
    clarity: f64,
    row: Dynamics,
}

/// What is followed: school, name in both languages.
type Key = (String, Text);

fn school_name(dataset: &Dataset, school: SchoolId) -> String {
    dataset.schools.get(school.0 as usize).map_or_else(String::new, |school| school.school.clone())
}

/// Growth of the share of «2» that is looked at, and the mark that counts as good.
#[derive(Clone, Copy)]
struct Gate {
    growth: f64,
    good: u8,
}

/// Marks of procedures by school, kind, subject and grade, year by year; of another scale there is no share of «2».
fn procedures(dataset: &Dataset, other: &OtherScale) -> BTreeMap<Key, BTreeMap<SchoolYear, Tally>> {
    let mut found: BTreeMap<Key, BTreeMap<SchoolYear, Tally>> = BTreeMap::new();
    let on_this_scale = |(id, _): &(u32, _)| !other.work(KimId(*id));
    for (_, (kim, sitting)) in (0..).zip(dataset.kims.iter().zip(&dataset.sittings)).filter(on_this_scale) {
        let subject = dataset.subject_names.name(kim.subject.0);
        let kind = kim.kind.map_or_else(|| Text::same(&kim.kind_text), |kind| kind.label().text());
        let title = Text::new(
            format!("{} · {subject} · {} класс, по годам", kind.ru, kim.grade),
            format!("{} · {subject} · grade {}, over years", kind.en, kim.grade),
        );
        for (row, script) in Paper::new(kim, sitting).scripts.iter().enumerate() {
            let (Some(mark), Some(&school)) = (script.and_then(|script| script.mark), sitting.school.get(row)) else { continue };
            let key = (school_name(dataset, school), title.clone());
            found.entry(key).or_default().entry(kim.year).or_default().add(JournalMark::Mark(mark));
        }
    }
    found
}

/// Marks of the year by school and subject.
fn year_marks(dataset: &Dataset, reference: &Reference, other: &OtherScale) -> BTreeMap<Key, BTreeMap<SchoolYear, Tally>> {
    let leavers = Leavers::new(dataset, reference);
    let mut by_ids: BTreeMap<(SchoolId, SubjectId, SchoolYear), Tally> = BTreeMap::new();
    let followed = |row: &&MarkRow| row.period == Period::Year && !other.journal(row.school, row.subject);
    for row in dataset.marks.iter().filter(followed) {
        if !leavers.had_left(row.person, row.school, row.year, row.period) {
            by_ids.entry((row.school, row.subject, row.year)).or_default().add(row.mark);
        }
    }
    let mut found: BTreeMap<Key, BTreeMap<SchoolYear, Tally>> = BTreeMap::new();
    for ((school, subject, year), tally) in by_ids {
        let subject = dataset.subject_names.name(subject.0);
        let title = Text::new(format!("{subject} · годовые отметки школы, по годам"), format!("{subject} · marks of the year, over years"));
        found.entry((school_name(dataset, school), title)).or_default().insert(year, tally);
    }
    found
}

/// Share of «2» and качество over years; the federal gate on the last step.
fn over_years(rank: u8, (school, title): &Key, years: &BTreeMap<SchoolYear, Tally>, Gate { growth, good }: Gate) -> Option<Followed> {
    let years: Vec<(&SchoolYear, &Tally)> = years.iter().filter(|(_, tally)| tally.n() > 0).collect();
    let [.., (before, earlier), (now, later)] = years.as_slice() else { return None };
    let change = growth_of_twos(earlier, later);
    // A share of whole pupils may meet the gate exactly: 3 of 20 − 1 of 20 is 10 p.p. although the difference of the doubles is a hair below.
    let negative = change[1] >= growth - 1e-9;
    let line = |of: &dyn Fn(&Tally) -> Option<[f64; 3]>| years.iter().map(|(_, tally)| of(tally)).map(low_last).collect();
    let lines = vec![
        (Text::new("доля «2»", "share of «2»"), line(&|tally| tally.share_of(2))),
        (Text::new("качество", "quality"), line(&|tally| tally.quality(good))),
    ];
    let findings = vec![twos_sentence(change, **before, **now, negative, growth), size_sentence(earlier.n(), later.n())];
    let caption = both(|lang| match lang {
        Lang::Ru => "Доли с интервалом 95 % по учебным годам; состав учеников каждый год другой.".to_owned(),
        Lang::En => "Shares with 95% intervals by school year; the pupils differ from year to year.".to_owned(),
    });
    let labels = years.iter().map(|(year, _)| Text::same(year.to_string())).collect();
    let axis = Text::new("доля учеников", "share of pupils");
    let figure = Figure { title: findings.first().cloned().unwrap_or_default(), caption, plot: Plot::Series { labels, lines, axis } };
    let row = Dynamics { school: school.clone(), title: title.clone(), findings, negative, figure };
    Some(Followed { rank, year: **now, clarity: clarity(Some(change)), row })
}

/// Share of «2» later − earlier, with Newcombe's interval.
fn growth_of_twos(earlier: &Tally, later: &Tally) -> [f64; 3] {
    let counts = |tally: &Tally| (real(tally.counts.get(&2).copied().unwrap_or(0)), real(tally.n()));
    let ((before, n_before), (now, n_now)) = (counts(earlier), counts(later));
    let change = newcombe(now, n_now, before, n_before, CONFIDENCE);
    // Nothing is known of the change where a year has no marks.
    change.map_or([-1.0, f64::NAN, 1.0], |change| [change.low, change.estimate, change.high])
}

/// Series carry (value, low, high).
fn low_last(interval: Option<[f64; 3]>) -> Option<[f64; 3]> {
    interval.map(|[low, value, high]| [value, low, high])
}

fn twos_sentence(change: [f64; 3], before: SchoolYear, now: SchoolYear, negative: bool, growth: f64) -> Text {
    let same = !negative && (change[1] * 100.0).abs() < 0.5;
    both(|lang| {
        let (change, gate) = (points_of_percent(change, lang), number(growth * 100.0, 0, lang));
        match (lang, negative) {
            (Lang::Ru, _) if same => format!("Доля «2» с {before} на {now} без изменений: {change}; порог +{gate}{NBSP}п.п. не достигнут."),
            (Lang::En, _) if same => {
                format!("The share of «2» has not changed from {before} to {now}: {change}; the gate +{gate}{NBSP}pp is not reached.")
            }
            (Lang::Ru, true) => {
                format!("Доля «2» изменилась с {before} на {now} на {change}: порог отрицательной динамики (+{gate}{NBSP}п.п.) достигнут.")
            }
            (Lang::Ru, false) => format!("Доля «2» изменилась с {before} на {now} на {change}; порог +{gate}{NBSP}п.п. не достигнут."),
            (Lang::En, true) => format!(
                "The share of «2» changed from {before} to {now} by {change}: the gate of negative dynamics (+{gate}{NBSP}pp) is reached."
            ),
            (Lang::En, false) => {
                format!("The share of «2» changed from {before} to {now} by {change}; the gate +{gate}{NBSP}pp is not reached.")
            }
        }
    })
}

fn size_sentence(earlier: usize, later: usize) -> Text {
    both(|lang| match lang {
        Lang::Ru => format!("Отметок было {earlier}, стало {later}."),
        Lang::En => format!("There were {earlier} marks, now {later}."),
    })
}

/// Class, subject, year → part of the year → pupil → mark.
type Part = (SchoolId, ClassId, SubjectId, SchoolYear);
type Parts = BTreeMap<usize, BTreeMap<PersonId, u8>>;

fn parts_of_year(dataset: &Dataset, reference: &Reference) -> Vec<(Part, Parts)> {
    let leavers = Leavers::new(dataset, reference);
    let mut found: BTreeMap<Part, Parts> = BTreeMap::new();
    for row in &dataset.marks {
        let (JournalMark::Mark(mark), Period::Quarter(_) | Period::Trimester(_) | Period::Half(_)) = (row.mark, row.period) else {
            continue;
        };
        if leavers.had_left(row.person, row.school, row.year, row.period) {
            continue;
        }
        let Some(order) = Period::ALL.iter().position(|known| *known == row.period) else { continue };
        found.entry((row.school, row.class, row.subject, row.year)).or_default().entry(order).or_default().insert(row.person, mark);
    }
    let grades = Grades::new(dataset);
    let mut found: Vec<(Part, Parts)> = found.into_iter().collect();
    found.sort_by_cached_key(|((school, class, subject, year), _)| {
        let (class_name, subject_name) = (dataset.class_names.name(class.0).to_owned(), dataset.subject_names.name(subject.0).to_owned());
        (school_name(dataset, *school), grades.of(*school, *class, *year), class_name, subject_name, *year)
    });
    found
}

fn within_year(dataset: &Dataset, &(school, class, subject, year): &Part, parts: &Parts) -> Option<Followed> {
    let parts: Vec<(usize, &BTreeMap<PersonId, u8>)> = parts.iter().map(|(order, marks)| (*order, marks)).collect();
    let [(first, earlier), .., (last, later)] = parts.as_slice() else { return None };
    let mean = |marks: &BTreeMap<PersonId, u8>| {
        let mut moments = Moments::default();
        marks.values().for_each(|&mark| moments.add(i64::from(mark)));
        moments.mean_interval()
    };
    let name = |order: usize| Period::ALL.get(order).map_or_else(Text::default, |&part| period(part));
    let labels = parts.iter().map(|(order, _)| name(*order)).collect();
    let line = parts.iter().map(|(_, marks)| low_last(mean(marks))).collect();
    let change = pupil_change(earlier, later)?;
    let findings = vec![pupils_sentence(&change, &name(*first), &name(*last))];
    let (class_name, subject_name) = (dataset.class_names.name(class.0), dataset.subject_names.name(subject.0));
    let caption = both(|lang| match lang {
        Lang::Ru => format!("Средняя отметка с интервалом 95 %; в последней части года отметок {}.", later.len()),
        Lang::En => format!("Mean mark with 95% intervals; {} marks in the last part of the year.", later.len()),
    });
    let axis = Text::new("средняя отметка", "mean mark");
    let lines = vec![(Text::same(class_name), line)];
    let row = Dynamics {
        school: school_name(dataset, school),
        title: Text::same(format!("{class_name} · {subject_name} · {year}")),
        figure: Figure { title: findings.first().cloned().unwrap_or_default(), caption, plot: Plot::Series { labels, lines, axis } },
        findings,
        negative: false,
    };
    Some(Followed { rank: 2, year, clarity: clarity(change.shift.mean_interval()), row })
}

/// The same pupils, first part of the year against the last.
struct PupilChange {
    shift: Moments,
    lower: usize,
    higher: usize,
}

/// None where no pupil has both marks.
fn pupil_change(earlier: &BTreeMap<PersonId, u8>, later: &BTreeMap<PersonId, u8>) -> Option<PupilChange> {
    let mut change = PupilChange { shift: Moments::default(), lower: 0, higher: 0 };
    for (person, before) in earlier {
        let Some(after) = later.get(person) else { continue };
        change.shift.add(i64::from(*after) - i64::from(*before));
        change.lower += usize::from(after < before);
        change.higher += usize::from(after > before);
    }
    (change.shift.n > 0).then_some(change)
}

fn pupils_sentence(change: &PupilChange, first: &Text, last: &Text) -> Text {
    let PupilChange { shift, lower, higher } = change;
    both(|lang| {
        let (from, to, pupils) = (first.in_lang(lang), last.in_lang(lang), OF_PUPILS.count(shift.n, lang));
        let shift = shift.mean_interval().map(|shift| estimate(shift, 2, lang));
        match lang {
            Lang::Ru => {
                let shift = shift.map_or_else(String::new, |shift| format!("; средняя отметка изменилась на {shift}"));
                format!("{from} → {to}: из {pupils} отметка выше у {higher}, ниже у {lower}{shift}.")
            }
            Lang::En => {
                let shift = shift.map_or_else(String::new, |shift| format!("; the mean mark changed by {shift}"));
                format!("{from} → {to}: of {pupils} the mark is higher for {higher}, lower for {lower}{shift}.")
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{journal_mark, paper, reference};
    use super::*;

    /// 20 marks a year with one «2», then `twos` of them.
    fn two_years(twos: usize) -> Vec<Dynamics> {
        let mut dataset = paper();
        for (year, twos) in [(2024, 1), (2025, twos)] {
            for pupil in 0..20 {
                let mark = if pupil < twos { "2" } else { "4" };
                journal_mark(&mut dataset, &format!("{year}-{pupil}"), "4А", "Математика", year, Period::Year, mark);
            }
        }
        dynamics(&dataset, &reference())
    }

    #[test]
    fn ten_points_more_of_twos_is_negative_dynamics() {
        let at = two_years(3);
        assert!(at[0].negative, "1 of 20 → 3 of 20 is 10 p.p.: {:?}", at[0].findings);
        assert!(at[0].findings[0].ru.contains("с 2024/2025 на 2025/2026 на +10\u{a0}п.п."), "{:?}", at[0].findings);
        let below = two_years(2);
        assert!(!below[0].negative && below[0].findings[0].ru.contains("не достигнут"));
    }

    #[test]
    fn one_year_has_no_dynamics() {
        let mut dataset = paper();
        journal_mark(&mut dataset, "a", "4А", "Математика", 2025, Period::Year, "4");
        assert!(dynamics(&dataset, &reference()).is_empty());
    }

    #[test]
    fn quarters_follow_the_same_pupils() {
        let mut dataset = paper();
        for (person, first, last) in [("a", "3", "4"), ("b", "4", "4"), ("c", "5", "4"), ("d", "3", "5")] {
            journal_mark(&mut dataset, person, "4А", "Математика", 2025, Period::Quarter(1), first);
            journal_mark(&mut dataset, person, "4А", "Математика", 2025, Period::Quarter(2), last);
        }
        journal_mark(&mut dataset, "new", "4А", "Математика", 2025, Period::Quarter(2), "2");
        let found = dynamics(&dataset, &reference());
        let [one] = found.as_slice() else { panic!("one class") };
        assert_eq!(one.title.ru, "4А · Математика · 2025/2026");
        assert!(
            one.findings[0].ru.contains("из 4\u{a0}учеников отметка выше у 2, ниже у 1; средняя отметка изменилась на 0,50"),
            "{:?}",
            one.findings
        );
        let Plot::Series { labels, lines, .. } = &one.figure.plot else { panic!("a series") };
        assert_eq!((labels.len(), lines[0].1.len()), (2, 2));
    }
}
