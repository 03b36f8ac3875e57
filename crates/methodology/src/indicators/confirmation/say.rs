//! Words and figures of `confirmation`.

use super::{Departure, Shown};
use crate::analyse::titles;
use crate::indicators::calibration::Calibrated;
use crate::indicators::say::{range, signed};
use records::figure::{AgreementBar, Figure, Plot};
use records::reference::Reference;
use records::study::Whose;
use records::text::{Lang, NBSP, Text, number, percent, plural_ru};
use records::vocabulary::{Direction, Kind};

/// «9А · математика · год → ОГЭ · 2025/2026».
pub(super) fn title(reference: &Reference, whose: &Whose) -> Text {
    let Whose::Link { school, class, subject, year, from, to } = whose else { return Text::default() };
    let whom = class.as_ref().unwrap_or(school);
    let (subject, from, to) = (titles::subject(reference, subject), measure(from), measure(to));
    let said = |subject: &Text, from: &Text, to: &Text| {
        Text::new(
            format!("{whom} · {} · {} → {} · {year}", subject.ru, from.ru, to.ru),
            format!("{whom} · {} · {} → {} · {year}", subject.en, from.en, to.en),
        )
    };
    let title = said(&subject, &from, &to);
    if class.is_some() {
        return title.of_persons();
    }
    let outside = said(&subject.outside(0), &from.outside(0), &to.outside(0)).of_no_one();
    title.naming_as([&subject, &from, &to]).else_saying(outside)
}

/// A measure by its code: a period, an examination, a work.
fn measure(code: &str) -> Text {
    if let Some(exam) = Kind::from_code(code) {
        return exam.label().text();
    }
    let part = |ru: &str, en: &str| code.get(1..).map(|n| Text::new(format!("{n} {ru}"), format!("{en} {n}")).of_no_one());
    match code.as_bytes() {
        b"year" => Some(Text::new("год", "year").of_no_one()),
        b"interim" => Some(Text::new("аттестация", "attestation").of_no_one()),
        [b'q', b'1'..=b'4'] => part("четверть", "quarter"),
        [b't', b'1'..=b'3'] => part("триместр", "trimester"),
        [b'h', b'1'..=b'2'] => part("полугодие", "half-year"),
        _ => None,
    }
    // The key of a work is what somebody wrote.
    .unwrap_or_else(|| Text::same(code).else_saying(Text::new("работа", "a work").of_no_one()))
}

/// Refusal of a few.
pub(super) fn few(n: usize, need: usize) -> Text {
    Text::new(
        format!("учеников с обеими отметками {n}, для вывода нужно не меньше {need}"),
        format!("{n} pupils with both measures, a conclusion needs at least {need}"),
    )
    .telling_of([n])
}

/// Refusal where a score cannot be held against a mark.
pub(super) fn alone() -> Text {
    Text::new(
        "баллы экзамена сравнимы с отметками только через другие школы, а их данных мало",
        "test scores compare with marks only through other schools, and there are few data of them",
    )
    .of_no_one()
}

/// What it was compared with.
pub(super) fn reference(departure: Option<&Departure>) -> Text {
    match departure {
        Some(departure) => Text::new(
            format!("те же два измерения в других школах: групп {}, учеников {}", departure.others[0], departure.others[1]),
            format!("the same two measures in other schools: {} groups, {} pupils", departure.others[0], departure.others[1]),
        )
        .of_no_one(),
        None => Text::new(
            "других школ мало: доли описаны, вывода по p нет",
            "few other schools: the shares are described, there is no conclusion by p",
        )
        .of_no_one(),
    }
}

/// «Из 25 прежнюю отметку понизили 9, подтвердили 14, повысили 2».
fn counted(own: &Shown, told: bool, lang: Lang) -> String {
    let [lowered, confirmed, raised] = own.counts;
    match lang {
        Lang::Ru if !told => {
            format!(
                "Учеников с обеими отметками {}; среди понизивших, подтвердивших или повысивших есть малая группа, вне школы её число не выдаётся",
                own.n
            )
        }
        Lang::En if !told => format!(
            "{} pupils with both measures; one of the groups below, at, or above the earlier mark is small: its count stays in the school",
            own.n
        ),
        Lang::Ru => format!(
            "Из {}{NBSP}{} прежнюю отметку понизили {lowered}, подтвердили {confirmed}, повысили {raised}",
            own.n,
            plural_ru(own.n as u64, "ученика", "учеников", "учеников")
        ),
        Lang::En => format!("Of {} pupils {lowered} came out below the earlier mark, {confirmed} at it, {raised} above it", own.n),
    }
}

/// What is seen against other schools and how sure. Where one to four pupils came out on one side, a reader outside the school gets no numbers.
pub(super) fn compared(own: &Shown, departure: &Departure, judged: &Calibrated) -> Text {
    let said = |told| compared_as(own, departure, judged, told);
    said(true).telling_of(own.counts).else_saying(said(false).telling_of([own.n]))
}

fn compared_as(own: &Shown, departure: &Departure, judged: &Calibrated, told: bool) -> Text {
    let (tail_ru, tail_en) = match judged.direction() {
        Direction::Up => (
            "прежние отметки выше, чем подтвердила поздняя процедура; причина не установлена",
            "the earlier marks are higher than the later procedure confirms; the cause is not known",
        ),
        Direction::Down => (
            "прежние отметки ниже, чем показала поздняя процедура; причина не установлена",
            "the earlier marks are lower than the later procedure shows; the cause is not known",
        ),
        Direction::None => ("в пределах обычного", "within the usual"),
    };
    let said = |lang| {
        let [before, expected] = [own.before, own.before - judged.effect].map(|value| number(value, 2, lang));
        (before, expected, signed(judged.effect, 2, lang), range(judged.ci, 2, lang), percent(departure.usual[0], 0, lang))
    };
    let (ru, en) = (said(Lang::Ru), said(Lang::En));
    Text::new(
        format!(
            "{} (в других школах понизили {}). Средняя прежняя отметка {}, при таком позднем результате бывает {}: разница {} (95{NBSP}%: {}) — {tail_ru}.",
            counted(own, told, Lang::Ru),
            ru.4,
            ru.0,
            ru.1,
            ru.2,
            ru.3
        ),
        format!(
            "{} (elsewhere {} came out below). The mean earlier mark is {}, with such a later result it is usually {}: difference {} (95%: {}), {tail_en}.",
            counted(own, told, Lang::En),
            en.4,
            en.0,
            en.1,
            en.2,
            en.3
        ),
    )
}

/// The shares alone.
pub(super) fn described(own: &Shown) -> Text {
    described_as(own, true).telling_of(own.counts).else_saying(described_as(own, false).telling_of([own.n]))
}

fn described_as(own: &Shown, told: bool) -> Text {
    let gap = |lang| signed(own.before - own.worth, 2, lang);
    Text::new(
        format!(
            "{}; прежняя отметка в среднем отличается на {}. С другими школами не сравнивалось.",
            counted(own, told, Lang::Ru),
            gap(Lang::Ru)
        ),
        format!(
            "{}; the earlier mark differs by {} on average. Not compared with other schools.",
            counted(own, told, Lang::En),
            gap(Lang::En)
        ),
    )
}

/// One bar for the group, one for the others.
pub(super) fn figure(own: &Shown, departure: Option<&Departure>) -> Figure {
    let n = own.n.max(1) as f64;
    let shares = own.counts.map(|count| count as f64 / n);
    let here =
        AgreementBar {
            label: Text::new("эти ученики", "these pupils").of_no_one(), n: u32::try_from(own.n).ok(), shares, own: true
        };
    let others = departure.map(|departure| AgreementBar {
        label: Text::new("другие школы", "other schools").of_no_one(),
        n: u32::try_from(departure.others[1]).ok(),
        shares: departure.usual,
        own: false,
    });
    Figure {
        title: Text::new(
            format!("Прежнюю отметку подтвердили {}", percent(shares[1], 0, Lang::Ru)),
            format!("The earlier mark was confirmed by {}", percent(shares[1], 0, Lang::En)),
        )
        .telling_of(own.counts),
        caption: Text::new(
            "Доли учеников, чей поздний результат ниже прежней отметки, равен ей или выше; с другими школами сравнивается отметка, которой результат там \
             соответствует (разница меньше половины отметки — подтверждение).",
            "Shares of pupils whose later result is below, at or above the earlier mark; with other schools at hand the result counts as the mark it is worth \
             there (less than half a mark apart is confirmed).",
        )
        .of_no_one(),
        plot: Plot::Agreement { bars: std::iter::once(here).chain(others).collect() },
    }
}

/// Intermediate quantities; up and down are told apart.
pub(super) fn workings(own: &Shown, compared: Option<(&Departure, &Calibrated)>) -> Vec<(Text, f64)> {
    let mut list = vec![
        (Text::new("средняя прежняя отметка", "mean earlier mark"), own.before),
        (Text::new("поздний результат в тех же отметках", "later result in the same marks"), own.worth),
        (Text::new("понизили", "came out below"), own.counts[0] as f64),
        (Text::new("подтвердили", "confirmed"), own.counts[1] as f64),
        (Text::new("повысили", "came out above"), own.counts[2] as f64),
        (Text::new("выборочная дисперсия разницы", "sampling variance of the gap"), own.sampling),
    ];
    if let Some((departure, judged)) = compared {
        list.extend([
            (Text::new("прежняя отметка, обычная при таком результате", "earlier mark usual with such a result"), departure.expected),
            (Text::new("T² — разброс обычных групп", "T²: spread of ordinary groups"), departure.spread),
            (Text::new("центр z других школ", "centre of z over other schools"), judged.centre),
            (Text::new("сверхразброс z (не меньше 1)", "overdispersion of z (at least 1)"), judged.scale),
            (Text::new("степени свободы", "degrees of freedom"), judged.freedom),
            (Text::new("p: выше подтверждённого", "p: higher than confirmed"), judged.p),
            (Text::new("p: ниже подтверждённого", "p: lower than confirmed"), 1.0 - judged.p),
            (Text::new("понизили в других школах (доля)", "came out below in other schools (share)"), departure.usual[0]),
            (Text::new("повысили в других школах (доля)", "came out above in other schools (share)"), departure.usual[2]),
        ]);
    }
    list
}
