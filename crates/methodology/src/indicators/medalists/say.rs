//! Words and figures of `medalists`.

use psychometrics::binomial::{NOTHING_KNOWN, wilson};

use super::population::Population;
use super::{Tested, Usual};
use records::figure::{Figure, Plot};
use records::study::Whose;
use records::text::{Lang, NBSP, Text, number, percent, plural_en, plural_ru};
use records::vocabulary::{Direction, SchoolYear};

/// «Претенденты на медаль · edu100777 · 2025/2026».
pub(super) fn title(school: &str, year: SchoolYear) -> Text {
    Text::new(format!("Претенденты на медаль · {school} · {year}"), format!("Candidates for honours · {school} · {year}")).of_no_one()
}

/// Title of a municipality or of the whole.
pub(super) fn area(whose: &Whose) -> Text {
    match whose {
        Whose::Area { name, year, .. } if name.is_empty() => {
            Text::new(format!("Претенденты на медаль · все школы · {year}"), format!("Candidates for honours · all schools · {year}"))
                .of_no_one()
        }
        Whose::Area { name, year, .. } => title(name, *year),
        _ => Text::default(),
    }
}

/// Why there is nothing to count, with what to bring.
pub(super) fn missing(own: &Population) -> Option<Text> {
    if own.cases.is_empty() {
        return Some(match (own.unsaid, own.unruled) {
            (0, 0) => Text::new("претендентов на медаль нет", "there are no candidates for honours").of_no_one(),
            (0, _) => Text::new(
                "для этого года и степени в справочнике нет правила медали; его можно добавить в файл medals",
                "the reference data have no rule of honours for this year and degree; it can be added to the file medals",
            ).of_no_one(),
            _ => Text::new(
                "не сказано, кто был претендентом по итоговым отметкам до экзаменов: среди награждённых неподтверждённых нет по правилу. Нужен список \
                 претендентов (столбец candidate в medals.csv)",
                "the data do not say who was a candidate on final marks before the examinations: by the rule none of the awarded is unconfirmed. Bring \
                 the list of candidates (column candidate of medals.csv)",
            ).of_no_one(),
        });
    }
    (own.silent() == own.cases.len()).then(|| {
        Text::new(
            "результатов ЕГЭ у претендентов нет; нужны протоколы ЕГЭ или exams.csv с теми же кодами учеников",
            "the candidates have no EGE results; bring the EGE protocols or exams.csv with the same pupil codes",
        )
        .of_no_one()
    })
}

/// Refusal of a few.
pub(super) fn few(own: &Population, n: usize, need: usize) -> Text {
    let silent = own.silent();
    let rest = |lang| match (silent, lang) {
        (0, _) => String::new(),
        (_, Lang::Ru) => format!(" (ещё без результата: {silent})"),
        (_, Lang::En) => format!(" ({silent} more without a result)"),
    };
    Text::new(
        format!("претендентов с известным исходом {n}{}, для доли нужно не меньше {need}", rest(Lang::Ru)),
        format!("{n} candidates with a known outcome{}, a share needs at least {need}", rest(Lang::En)),
    )
    .telling_of([n, silent])
}

/// What it was compared with.
pub(super) fn reference(usual: Option<&Usual>) -> Text {
    match usual {
        Some(usual) => Text::new(
            format!("претенденты других школ того же года: {} из {} школ", usual.graduates, usual.schools),
            format!("candidates of other schools of the same year: {} from {} schools", usual.graduates, usual.schools),
        )
        .of_no_one(),
        None => Text::new(
            "сравнить с другими школами не с чем: доля описана, вывода по p нет",
            "no other schools to compare with: the share is described, there is no conclusion by p",
        )
        .of_no_one(),
    }
}

/// What is seen and how sure. Where the pupils without a result are few, a reader outside the school is told that there are some.
pub(super) fn explanation(own: &Population, ci: [f64; 2], usual: Option<&Usual>, direction: Direction) -> Text {
    let (not_met, n) = own.counts();
    let met = n.saturating_sub(not_met);
    let whole = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
    let all = [whole(not_met), whole(met)];
    let exact = said(own, ci, usual, direction, true).telling_of(all.into_iter().chain([own.silent()]));
    exact.else_saying(said(own, ci, usual, direction, false).telling_of(all))
}

/// `exact` = the number of pupils without a result is told.
fn said(own: &Population, ci: [f64; 2], usual: Option<&Usual>, direction: Direction, exact: bool) -> Text {
    let (not_met, n) = own.counts();
    let share = not_met as f64 / n.max(1) as f64;
    let share_of = |lang: Lang| {
        let range = match lang {
            Lang::Ru => format!("от {} до {}", number(100.0 * ci[0], 0, lang), percent(ci[1], 0, lang)),
            Lang::En => format!("{} to {}", number(100.0 * ci[0], 0, lang), percent(ci[1], 0, lang)),
        };
        (percent(share, 0, lang), range)
    };
    let (ru, en) = (share_of(Lang::Ru), share_of(Lang::En));
    let (tail_ru, tail_en) = compared(usual, direction);
    let silent = own.silent();
    let (apart_ru, apart_en) = if silent == 0 {
        (String::new(), String::new())
    } else if !exact {
        (
            " Есть ученики без результата ЕГЭ, они не посчитаны.".into(),
            " There are pupils without an EGE result, they are not counted.".into(),
        )
    } else {
        let (verb, pupils) = (plural_ru(silent as u64, "не посчитан", "не посчитаны", "не посчитаны"), silent);
        (
            format!(" Без результата ЕГЭ: {pupils}, {verb} ни туда, ни сюда."),
            format!(" Without an EGE result: {pupils}, counted neither way."),
        )
    };
    Text::new(
        format!(
            "Из {n}{NBSP}{} на медаль условие ЕГЭ не выполнили {not_met}: {} (95{NBSP}%: {}){tail_ru}.{apart_ru}",
            plural_ru(n, "претендента", "претендентов", "претендентов"),
            ru.0,
            ru.1
        ),
        format!(
            "Of {n} {} for honours {not_met} did not meet the EGE condition: {} (95%: {}){tail_en}.{apart_en}",
            plural_en(n, "candidate", "candidates"),
            en.0,
            en.1
        ),
    )
}

/// The end of the sentence: against other schools, or without them.
fn compared(usual: Option<&Usual>, direction: Direction) -> (String, String) {
    let Some(usual) = usual else {
        return ("; с другими школами не сравнивалось".into(), "; not compared with other schools".into());
    };
    let (ru, en) = match direction {
        Direction::Up => ("больше обычного; причина не установлена", "more than usual; the cause is not known"),
        Direction::Down => ("меньше обычного", "fewer than usual"),
        Direction::None => ("в пределах обычного различия школ", "within the usual difference of schools"),
    };
    (
        format!("; в других школах при тех же степенях {} — {ru}", percent(usual.share, 0, Lang::Ru)),
        format!("; in other schools with the same degrees {}: {en}", percent(usual.share, 0, Lang::En)),
    )
}

/// The share beside other schools, and how far from what is needed.
pub(super) fn figures(own: &Population, ci: [f64; 2], usual: Option<&Usual>) -> Vec<Figure> {
    std::iter::once(share(own, ci, usual)).chain(gaps(own)).collect()
}

fn share(own: &Population, ci: [f64; 2], usual: Option<&Usual>) -> Figure {
    let (not_met, n) = own.counts();
    let part = not_met as f64 / n.max(1) as f64;
    let mut rows = vec![(Text::new("эти выпускники", "these leavers").of_no_one(), [ci[0], part, ci[1]])];
    if let Some(usual) = usual {
        let (low, high) = wilson(usual.not_met as f64, usual.counted as f64, 0.95).unwrap_or(NOTHING_KNOWN);
        rows.push((
            Text::new("другие школы", "other schools").of_no_one(),
            [low, usual.not_met as f64 / usual.counted.max(1) as f64, high],
        ));
    }
    Figure {
        title: Text::new(
            format!("Условие ЕГЭ не выполнили {not_met} из {n} претендентов на медаль"),
            format!("{not_met} of {n} candidates for honours did not meet the EGE condition"),
        )
        .telling_of([not_met, n.saturating_sub(not_met)].map(|count| usize::try_from(count).unwrap_or(usize::MAX))),
        caption: Text::new(
            "Доля претендентов, не выполнивших условие года, с 95 % интервалом (Клоппер — Пирсон); ниже — другие школы того же года, если они есть.",
            "Share of candidates who did not meet the condition of the year with its 95% interval (Clopper–Pearson); below it other schools of the year, if any.",
        )
        .of_no_one(),
        plot: Plot::Intervals { rows, axis: Text::new("доля претендентов", "share of candidates").of_no_one(), zero: 0.0 },
    }
}

/// Bands of the distance to what is needed, test points: (least, greatest).
const BANDS: [(i32, i32); 6] = [(i32::MIN, -20), (-19, -10), (-9, -1), (0, 9), (10, 19), (20, i32::MAX)];

fn band(low: i32, high: i32) -> Text {
    match (low, high) {
        (i32::MIN, _) => Text::new("не хватило 20 и больше", "20 or more short"),
        (_, i32::MAX) => Text::new("запас 20 и больше", "20 or more above"),
        (low, high) if high < 0 => Text::new(format!("не хватило {}–{}", -high, -low), format!("{} to {} short", -high, -low)),
        (low, high) => Text::new(format!("запас {low}–{high}"), format!("{low} to {high} above")),
    }
}

fn gaps(own: &Population) -> Option<Figure> {
    let known: Vec<i32> = own.cases.iter().filter_map(|case| case.gap).collect();
    if known.is_empty() {
        return None;
    }
    let n = known.len() as f64;
    let row = |&(low, high): &(i32, i32)| {
        let count = known.iter().filter(|gap| (low..=high).contains(*gap)).count() as f64;
        let (least, most) = wilson(count, n, 0.95).unwrap_or(NOTHING_KNOWN);
        (band(low, high), [least, count / n, most])
    };
    let near = known.iter().filter(|gap| (-9..0).contains(*gap)).count();
    let short = known.iter().filter(|gap| **gap < 0).count();
    let title = match (short, near) {
        (0, _) => Text::new("По баллам хватило всем", "Nobody is short of points"),
        (short, near) => Text::new(
            format!("Не хватило баллов: {short}, из них меньше десяти — {near}"),
            format!("Short of points: {short}, of them by fewer than ten: {near}"),
        ),
    };
    Some(Figure {
        title,
        caption: Text::new(
            format!(
                "Сколько тестовых баллов отделяет решающий экзамен от нужного результата: меньшее из расстояний по русскому языку и лучшему другому \
                 предмету. Учеников с известным расстоянием {}; доли с 95 % интервалом (Уилсон).",
                known.len()
            ),
            format!(
                "How many test points separate the deciding examination from what is needed: the smaller of the distances in Russian and in the best \
                 other subject. Pupils with a known distance: {}; shares with 95% intervals (Wilson).",
                known.len()
            ),
        ),
        plot: Plot::Intervals {
            rows: BANDS.iter().map(row).collect(),
            axis: Text::new("доля претендентов", "share of candidates"),
            zero: 0.0,
        },
    })
}

/// Intermediate quantities.
pub(super) fn workings(own: &Population, usual: Option<&Usual>, tested: Option<&Tested>) -> Vec<(Text, f64)> {
    let (not_met, n) = own.counts();
    let ([first_k, first_n], [second_k, second_n]) = ([own.of_degree(1).0, own.of_degree(1).1], [own.of_degree(2).0, own.of_degree(2).1]);
    let mut list = vec![
        (Text::new("претендентов с известным исходом", "candidates with a known outcome"), n as f64),
        (Text::new("не выполнили условие", "did not meet the condition"), not_met as f64),
        (Text::new("I степень: претендентов", "degree I: candidates"), first_n as f64),
        (Text::new("I степень: не выполнили", "degree I: not met"), first_k as f64),
        (Text::new("II степень: претендентов", "degree II: candidates"), second_n as f64),
        (Text::new("II степень: не выполнили", "degree II: not met"), second_k as f64),
        (Text::new("без результата ЕГЭ или без правила для него", "without an EGE result or a rule for it"), own.silent() as f64),
        (Text::new("не сказано, был ли претендентом", "not said whether a candidate"), own.unsaid as f64),
    ];
    if let Some(usual) = usual {
        list.extend([
            (Text::new("других школ", "other schools"), usual.schools as f64),
            (Text::new("претендентов в них", "their candidates"), usual.graduates as f64),
            (Text::new("не отложены как далёкие: претендентов", "not set aside as far: candidates"), usual.counted as f64),
            (Text::new("их доля, все степени вместе", "their share, degrees together"), usual.plain),
            (Text::new("их доля при тех же степенях (π)", "their share for the same degrees (π)"), usual.share),
            (
                Text::new("ρ — различие школ вместе с неточностью π", "ρ: difference of schools with the uncertainty of π"),
                usual.correlation,
            ),
        ]);
    }
    if let Some(tested) = tested {
        list.extend([
            (Text::new("mid-p: столько или больше", "mid-p: as many or more"), tested.upper),
            (Text::new("mid-p: столько или меньше", "mid-p: as many or fewer"), tested.lower),
        ]);
    }
    list
}
