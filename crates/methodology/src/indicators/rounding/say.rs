//! Words and figures of `rounding`.

use std::collections::BTreeMap;

use super::registers::{Place, Pupil, Register};
use super::{Elsewhere, Shown, Tested, by_rule};
use crate::indicators::say::{pupils, range, signed};
use records::dataset::{Dataset, Period, PersonId};
use records::figure::{Figure, Plot};
use records::text::{Lang, NBSP, Text, number, plural_ru};
use records::vocabulary::{Direction, SchoolYear};

/// «5А · математика · 3 четверть 2025/2026».
pub(super) fn title(dataset: &Dataset, place: &Place) -> Text {
    let &(_, year, class, subject, period) = place;
    let (class, subject) = (dataset.class_names.name(class.0), dataset.subject_names.name(subject.0));
    let (ru, en) = match period {
        Period::Trimester(n) => (format!("{n} триместр"), format!("trimester {n}")),
        Period::Half(n) => (format!("{n} полугодие"), format!("half-year {n}")),
        Period::Quarter(n) => (format!("{n} четверть"), format!("quarter {n}")),
        other => (other.code(), other.code()),
    };
    Text::new(format!("{class} · {subject} · {ru} {year}"), format!("{class} · {subject} · {en} {year}"))
}

/// Title of a school without averages.
pub(super) fn school(school: &str, year: SchoolYear) -> Text {
    Text::new(format!("Отметки за период · {school} · {year}"), format!("Period marks · {school} · {year}"))
}

/// What to bring.
pub(super) fn missing() -> Text {
    Text::new(
        "средних журнала нет: в сводной ведомости стоят только отметки. Нужен отчёт со средним за период (столбец average в marks.csv) или страницы \
         журнала с текущими отметками",
        "there are no averages of the journal: a summary sheet has marks only. Bring a report with averages of the period (column average of marks.csv) or \
         pages of the journal with current marks",
    )
}

/// Refusal of a few.
pub(super) fn few(n: usize, need: usize, unknown: usize) -> Text {
    let rest = |ru: bool| match (unknown, ru) {
        (0, _) => String::new(),
        (_, true) => format!(" (без среднего: {unknown})"),
        (_, false) => format!(" ({unknown} without an average)"),
    };
    Text::new(
        format!("учеников со средней журнала {n}{}, для вывода нужно не меньше {need}", rest(true)),
        format!("{n} pupils with an average of the journal{}, a conclusion needs at least {need}", rest(false)),
    )
}

/// What it was compared with.
pub(super) fn reference(elsewhere: &Elsewhere) -> Text {
    let from = |lang| number(elsewhere.threshold, 2, lang);
    match elsewhere.usual {
        Some(_) => Text::new(
            format!(
                "ведомости других учителей школы: {} (могли подняться {}); вверх округляют с {}",
                elsewhere.registers,
                pupils(usize::try_from(elsewhere.could).unwrap_or(usize::MAX), Lang::Ru),
                from(Lang::Ru)
            ),
            format!(
                "registers of other teachers of the school: {} ({} could rise); rounded up from {}",
                elsewhere.registers,
                elsewhere.could,
                from(Lang::En)
            ),
        ),
        None => Text::new(
            format!("других ведомостей школы мало: правило — вверх с {}; вывода по p нет", from(Lang::Ru)),
            format!("few other registers of the school: the rule is up from {}; there is no conclusion by p", from(Lang::En)),
        ),
    }
}

/// What is seen and how sure.
pub(super) fn explanation(shown: &Shown, elsewhere: &Elsewhere, direction: Direction, unknown: usize) -> Text {
    let half = 1.96 * shown.sampling.sqrt();
    let said = |lang| {
        (signed(shown.effect, 2, lang), range([shown.effect - half, shown.effect + half], 2, lang), number(elsewhere.threshold, 2, lang))
    };
    let (ru, en) = (said(Lang::Ru), said(Lang::En));
    let (tail_ru, tail_en) = match (direction, elsewhere.usual) {
        (_, None) => ("с другими ведомостями не сравнивалось", "not compared with other registers"),
        (Direction::Up, _) => (
            "выше правила больше, чем в других ведомостях школы; причина не установлена",
            "more above the rule than in other registers of the school; the cause is not known",
        ),
        (Direction::Down, _) => ("выше правила меньше, чем в других ведомостях", "fewer above the rule than in other registers"),
        (Direction::None, _) => ("как в других ведомостях школы", "as in other registers of the school"),
    };
    let (apart_ru, apart_en) = match unknown {
        0 => (String::new(), String::new()),
        n => (format!(" Без среднего: {n}, не посчитаны."), format!(" Without an average: {n}, not counted.")),
    };
    Text::new(
        format!(
            "У {}{NBSP}{} отметка сверена со средним (вверх с {}): выше правила {}, ниже {}; в среднем {} отметки (95{NBSP}%: {}) — {tail_ru}.{apart_ru}",
            shown.n,
            plural_ru(shown.n, "ученика", "учеников", "учеников"),
            ru.2,
            shown.above,
            shown.below,
            ru.0,
            ru.1
        ),
        format!(
            "{} marks were held against averages (up from {}): {} above the rule, {} below; {} of a mark on average (95%: {}), {tail_en}.{apart_en}",
            shown.n, en.2, shown.above, shown.below, en.0, en.1
        ),
    )
}

/// Bands of the average in the figure.
const STEP: f64 = 0.25;
/// Pupils listed.
const LISTED: usize = 12;

/// How pupils are called: by the code of the year where the list of codes has one, else as the data call them.
pub(super) struct Called<'a> {
    dataset: &'a Dataset,
    codes: BTreeMap<(PersonId, SchoolYear), &'a str>,
}

impl<'a> Called<'a> {
    pub(super) fn of(dataset: &'a Dataset) -> Self {
        let of_year = dataset.people.iter().filter(|row| row.kim.is_none());
        Self { dataset, codes: of_year.map(|row| ((row.person, row.year), row.code.as_str())).collect() }
    }

    fn pupil(&self, person: PersonId, year: SchoolYear) -> &'a str {
        self.codes.get(&(person, year)).copied().unwrap_or_else(|| self.dataset.person_names.name(person.0))
    }
}

/// Marks against averages, and the pupils above the rule.
pub(super) fn figures(called: &Called<'_>, year: SchoolYear, register: &[Pupil], threshold: f64) -> Vec<Figure> {
    let mut list: Vec<&Pupil> = register.iter().filter(|pupil| pupil.mark > by_rule(pupil.average, threshold)).collect();
    list.sort_by(|a, b| shortfall(b, threshold).total_cmp(&shortfall(a, threshold)).then(a.person.cmp(&b.person)));
    std::iter::once(steps(register, threshold)).chain((!list.is_empty()).then(|| lifted(called, year, &list, threshold))).collect()
}

/// How much was missing to the mark that was given.
fn shortfall(pupil: &Pupil, threshold: f64) -> f64 {
    f64::from(pupil.mark) - 1.0 + threshold - pupil.average
}

/// Mean mark given and the mark by the rule, by bands of the average.
fn steps(register: &[Pupil], threshold: f64) -> Figure {
    let band = |average: f64| (average / STEP).floor() as i64;
    let mut bands: Vec<i64> = register.iter().map(|pupil| band(pupil.average)).collect();
    bands.sort_unstable();
    bands.dedup();
    let of = |at: i64, value: &dyn Fn(&Pupil) -> f64| {
        let own: Vec<f64> = register.iter().filter(|pupil| band(pupil.average) == at).map(value).collect();
        let (low, high) = own.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(*value), high.max(*value)));
        (!own.is_empty()).then(|| [own.iter().sum::<f64>() / own.len() as f64, low, high])
    };
    let given: Vec<Option<[f64; 3]>> = bands.iter().map(|&at| of(at, &|pupil| f64::from(pupil.mark))).collect();
    let rule: Vec<Option<[f64; 3]>> = bands.iter().map(|&at| of(at, &|pupil| f64::from(by_rule(pupil.average, threshold)))).collect();
    let label = |at: &i64| {
        let from = *at as f64 * STEP;
        Text::new(number(from, 2, Lang::Ru), number(from, 2, Lang::En))
    };
    let above = register.iter().filter(|pupil| pupil.mark > by_rule(pupil.average, threshold)).count();
    let title = match above {
        0 => Text::new("Отметки идут за средней по правилу", "Marks follow the averages by the rule"),
        n => Text::new(format!("Выше правила: {n} из {}", register.len()), format!("Above the rule: {n} of {}", register.len())),
    };
    Figure {
        title,
        caption: Text::new(
            "По горизонтали — средняя журнала (начало четверти балла), по вертикали — отметка: поставленная в среднем (отрезок — от меньшей до большей) и по \
             правилу округления.",
            "Across, the journal's average (bands of a quarter); upwards, the mark: given, on average (the bar from least to greatest), and by the rounding rule.",
        ),
        plot: Plot::Series {
            labels: bands.iter().map(label).collect(),
            lines: vec![(Text::new("поставлено", "given"), given), (Text::new("по правилу", "by the rule"), rule)],
            axis: Text::new("отметка", "mark"),
        },
    }
}

/// Pupils above the rule: from the average to the mark.
fn lifted(called: &Called<'_>, year: SchoolYear, list: &[&Pupil], threshold: f64) -> Figure {
    let row = |pupil: &&Pupil| {
        let name = called.pupil(pupil.person, year);
        let label = |lang| format!("{name}: {} → {}", number(pupil.average, 2, lang), pupil.mark);
        let missing = shortfall(pupil, threshold);
        (Text::new(label(Lang::Ru), label(Lang::En)), [0.0, missing, missing])
    };
    let most = list.first().map_or(0.0, |pupil| shortfall(pupil, threshold));
    Figure {
        title: Text::new(
            format!("Больше всего не хватало {}", number(most, 2, Lang::Ru)),
            format!("The most that was missing: {}", number(most, 2, Lang::En)),
        ),
        caption: Text::new(
            format!(
                "Ученики с отметкой выше правила: сколько не хватало среднему до неё; показано {} из {}.",
                list.len().min(LISTED),
                list.len()
            ),
            format!(
                "Pupils with a mark above the rule: how much the average missed it by; shown {} of {}.",
                list.len().min(LISTED),
                list.len()
            ),
        ),
        plot: Plot::Intervals {
            rows: list.iter().take(LISTED).map(row).collect(),
            axis: Text::new("не хватало до отметки", "missing to the mark"),
            zero: 0.0,
        },
    }
}

/// Intermediate quantities and the pupils above the rule.
pub(super) fn workings(
    called: &Called<'_>,
    year: SchoolYear,
    register: &Register,
    shown: &Shown,
    elsewhere: &Elsewhere,
    tested: Option<&Tested>,
) -> Vec<(Text, f64)> {
    let mut list = vec![
        (Text::new("учеников со средней", "pupils with an average"), shown.n as f64),
        (Text::new("могли подняться (по правилу ниже «5»)", "could rise (below 5 by the rule)"), shown.could as f64),
        (Text::new("выше правила", "above the rule"), shown.above as f64),
        (Text::new("ниже правила", "below the rule"), shown.below as f64),
        (Text::new("вверх округляют с", "rounded up from"), elsewhere.threshold),
        (Text::new("других ведомостей", "other registers"), elsewhere.registers as f64),
        (Text::new("в них могли подняться", "there could rise"), elsewhere.could as f64),
        (Text::new("в них выше правила", "there above the rule"), elsewhere.above as f64),
    ];
    if let Some((share, likeness)) = elsewhere.usual {
        list.push((Text::new("обычная доля (не меньше 2 %)", "usual share (at least 2%)"), share));
        list.push((Text::new("сходство внутри ведомости", "likeness within a register"), likeness));
    }
    if let Some(tested) = tested {
        list.push((Text::new("mid-p: столько или больше", "mid-p: as many or more"), tested.upper));
    }
    let above = register.pupils.iter().filter(|pupil| pupil.mark > by_rule(pupil.average, elsewhere.threshold));
    list.extend(above.take(LISTED).map(|pupil| {
        let name = called.pupil(pupil.person, year);
        (Text::new(format!("{name}: отметка {}, средняя", pupil.mark), format!("{name}: mark {}, average", pupil.mark)), pupil.average)
    }));
    list
}
