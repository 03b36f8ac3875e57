//! `leniency`: are items marked by judgement better than items with one right answer?

use crate::model::panel::NONE;
use crate::model::robust::{lower_spread, median};
use records::card::{Card, Outcome, Reading};
use records::dataset::Quantity;
use records::figure::{Figure, Plot};
use records::text::{Lang, NBSP, Phrase, Text, number};
use records::vocabulary::{Direction, Format, Ladder, PKind, Unit};

use super::borrowed;
use super::calibration::{Calibrated, Raw, calibrate, judge};
use super::contrast::{Own, Paper, alone};
use super::{Examined, Fitted, Indicator, say};

/// The indicator.
#[derive(Clone, Copy, Debug)]
pub struct Leniency;

/// Its card.
pub const CARD: Card = Card {
    id: "leniency",
    version: "6",
    title: Phrase { ru: "Задания, проверяемые по критериям", en: "Items marked by judgement" },
    question: Phrase {
        ru: "Не выше ли баллы за задания с развёрнутым ответом, чем обещают задания с одним верным ответом?",
        en: "Are points for items marked by judgement higher than the items with one right answer promise?",
    },
    method: Phrase {
        ru: "Та же обобщённая оценка, что в профиле заданий, с направлением «место до максимума на заданиях с развёрнутым ответом», при учтённом \
             направлении трудных заданий (частный контраст). Если направления почти совпадают (VIF > 5), даётся одно общее утверждение. Рядом — то же по \
             одному общему баллу: x − E[x | первичный балл].",
        en: "The same generalised estimate as in the profile, direction \"room to the maximum on items marked by judgement\", the direction of hard items \
             taken into account (partial contrast). Where the two directions nearly coincide (VIF > 5) one combined statement is made. Beside it the same \
             given the total only: x − E[x | primary score].",
    },
    unit: Unit::Pp,
    needs: Phrase {
        ru: "Баллы по заданиям, формат ответа каждого задания и другие школы либо опубликованные проценты.",
        en: "Item scores, the answer format of every item, and other schools or published percentages.",
    },
    reading: Phrase {
        ru: "Плюс — на заданиях, проверяемых по критериям, баллы выше, чем обещают остальные.",
        en: "Plus: points of items marked by judgement are higher than the others promise.",
    },
    innocent: &[
        Phrase {
            ru: "класс много писал: развёрнутые ответы отработаны", en: "the class wrote a lot: extended answers are practised"
        },
        Phrase {
            ru: "критерии договорились понимать мягче — одинаково для всех классов школы",
            en: "the criteria were agreed to be read kindly, for all classes of the school",
        },
        Phrase {
            ru: "задания с кратким ответом потеряны из-за оформления бланка", en: "short answers were lost on filling the form"
        },
    ],
    clears: &[
        Phrase {
            ru: "вторая проверка развёрнутых ответов десяти работ другим экспертом без отметок первого",
            en: "a second marking of extended answers of ten scripts by another marker, blind",
        },
        Phrase { ru: "протокол согласования критериев", en: "the record of agreement on criteria" },
    ],
    measures: &[
        Phrase {
            ru: "согласование критериев на образцах до проверки", en: "agreement on criteria over samples before marking"
        },
        Phrase {
            ru: "проверка другим учителем без своих классов", en: "marking by a teacher without own classes"
        },
    ],
    example: Phrase {
        ru: "Контрасты: d'S⁻¹d = 4 (трудные), 4 (развёрнутые), 2 (общее), d'S⁻¹r = 2 и 4. Частный контраст развёрнутых: (4 − 2/4·2)/(4 − 2·2/4) = 1,0, \
             ошибка 1/√3 = 0,58, z = 1,73; VIF = 4/3.",
        en: "Contrasts: d'S⁻¹d = 4 (hard), 4 (extended), 2 (shared), d'S⁻¹r = 2 and 4. Partial contrast of extended: (4 − 2/4·2)/(4 − 2·2/4) = 1.0, error \
             1/√3 = .58, z = 1.73; VIF = 4/3.",
    },
    sources: &[
        Phrase::same("Aitken 1935, Proceedings of the Royal Society of Edinburgh 55: generalised least squares"),
        Phrase::same("Marquardt 1970, Technometrics 12: variance inflation"),
    ],
    in_screen: true,
};

/// Beyond this inflation the two directions are told as one.
const VIF: f64 = 5.0;

impl Indicator for Leniency {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn examine(&self, work: &Examined<'_>) -> Vec<Outcome> {
        if let Some(why) = unknown(work) {
            return vec![Outcome::NoData { why }; work.panel.sets.len()];
        }
        let region = work.fitted.map(|fitted| Region::of(work, fitted));
        let area = borrowed::published(work, Quantity::Item);
        let answer = |set: usize| match (&region, work.rungs[set].ladder, &area) {
            _ if !work.enough(set) => work.too_few(set),
            (Some(region), Ladder::A | Ladder::B, _) => work.few_items(set).unwrap_or_else(|| region.answer(work, set)),
            (_, _, Some(area)) => against_area(work, set, area),
            _ => nothing_to_compare(),
        };
        (0..work.panel.sets.len()).map(answer).collect()
    }
}

/// Why the question cannot be asked of this paper.
fn unknown(work: &Examined<'_>) -> Option<Text> {
    let formats = || work.kim.items.iter().map(|item| item.format);
    if formats().any(|format| format.is_none()) || work.kim.items.is_empty() {
        return Some(Text::new("формат ответа заданий не указан", "the answer format of the items is not given"));
    }
    let (extended, short) = (formats().any(|f| f == Some(Format::Extended)), formats().any(|f| f == Some(Format::Short)));
    (!(extended && short)).then(|| {
        Text::new(
            "в работе нет одновременно кратких и развёрнутых ответов: сравнивать нечего",
            "the paper does not have both short and extended answers: nothing to compare",
        )
    })
}

fn nothing_to_compare() -> Outcome {
    Outcome::NoData {
        why: Text::new(
            "нужны результаты других школ по заданиям или опубликованные проценты выполнения заданий",
            "needs item results of other schools or published item percentages",
        )
        .of_no_one(),
    }
}

/// Room on the items marked by judgement.
fn direction(work: &Examined<'_>, paper: &Paper) -> Vec<f64> {
    let room = |(item, room): (usize, &f64)| if work.kim.items[item].format == Some(Format::Extended) { *room } else { 0.0 };
    paper.room.iter().enumerate().map(room).collect()
}

/// Percentage points on the items marked by judgement per unit of λ.
fn pp(work: &Examined<'_>, direction: &[f64]) -> f64 {
    let max: f64 = work.kim.items.iter().filter(|item| item.format == Some(Format::Extended)).map(|item| f64::from(item.max)).sum();
    100.0 * direction.iter().sum::<f64>() / max.max(1.0)
}

/// One set before calibration.
#[derive(Clone, Copy, Debug)]
struct Shown {
    raw: Raw,
    vif: f64,
    combined: bool,
}

/// Partial contrast, or the combined one where the directions nearly coincide.
fn shown(own: &Own, pp: f64, n: usize, school: u32) -> Option<Shown> {
    let (partial, vif) = own.partial().map_or((None, f64::INFINITY), |(lambda, error, vif)| (Some((lambda, error)), vif));
    let combined = vif > VIF;
    let (lambda, error) = if combined { own.sum()? } else { partial? };
    Some(Shown { raw: Raw { n, school, effect: lambda * pp, error: error * pp }, vif, combined })
}

/// All sets of a work.
struct Region<'a> {
    fitted: &'a Fitted,
    shown: Vec<Option<Shown>>,
    judged: Vec<Option<Calibrated>>,
    hard: Vec<Option<(f64, f64)>>,
    by_total: Vec<Option<Calibrated>>,
}

impl<'a> Region<'a> {
    fn of(work: &Examined<'_>, fitted: &'a Fitted) -> Self {
        let paper = Paper::of(work, &fitted.predicted.facility);
        let extended = direction(work, &paper);
        let unit = pp(work, &extended);
        let own: Vec<Option<Own>> =
            (0..work.panel.sets.len()).map(|set| paper.region(fitted, set, std::slice::from_ref(&extended))).collect();
        let one = |(set, own): (usize, &Option<Own>)| shown(own.as_ref()?, unit, fitted.predicted.sets[set].n, work.panel.sets[set].school);
        let shown: Vec<Option<Shown>> = own.iter().enumerate().map(one).collect();
        let raws: Vec<Option<Raw>> = shown.iter().map(|shown| shown.map(|shown| shown.raw)).collect();
        Self {
            fitted,
            judged: calibrate(&raws, work.protocol),
            shown,
            hard: own.iter().map(|own| own.as_ref().and_then(|own| own.lone(0))).collect(),
            by_total: calibrate(&by_total(work), work.protocol),
        }
    }

    fn answer(&self, work: &Examined<'_>, set: usize) -> Outcome {
        let (Some(own), Some(shown)) = (self.judged[set], self.shown[set]) else { return nothing_to_compare() };
        let own = work.laid(&CARD, set, own);
        if let Some(bare) = work.bare(&own, self.fitted.predicted.sets[set].n, PKind::Model) {
            return bare;
        }
        let total = self.by_total[set];
        let hard = self.hard[set].map_or(0.0, |(lambda, error)| lambda / error);
        let workings = vec![
            (Text::new("частный контраст развёрнутых, п.п.", "partial contrast of extended items, pp"), shown.raw.effect),
            (Text::new("его стандартная ошибка, п.п.", "its standard error, pp"), shown.raw.error),
            (Text::new("VIF с направлением трудных заданий", "VIF with the direction of hard items"), shown.vif.min(999.0)),
            (Text::new("z направления трудных заданий", "z of the direction of hard items"), hard),
            (Text::new("то же при одном общем балле, п.п.", "the same given the total only, pp"), total.map_or(0.0, |total| total.effect)),
            (Text::new("z при одном общем балле", "z given the total only"), total.map_or(0.0, |total| total.z)),
            (Text::new("центр z наборов других школ", "centre of z over other schools"), own.centre),
            (Text::new("сверхразброс z (не меньше 1)", "overdispersion of z (at least 1)"), own.scale),
            (Text::new("степени свободы", "degrees of freedom"), own.freedom),
        ];
        let words = Reading {
            reference: work.rungs[set].words(),
            explanation: explain(&own, shown.combined, total.as_ref()),
            figures: vec![figure(&own, total.as_ref(), work.scripts(set))],
            workings,
            ..super::empty_reading()
        };
        Outcome::Answered(Box::new(own.reading(self.fitted.predicted.sets[set].n, words)))
    }
}

/// Points on extended items beyond those of scripts with the same total, mean over the set, in percentage points of their maximum.
fn by_total(work: &Examined<'_>) -> Vec<Option<Raw>> {
    let extended: Vec<bool> = work.kim.items.iter().map(|item| item.format == Some(Format::Extended)).collect();
    let max: f64 = work.kim.items.iter().filter(|item| item.format == Some(Format::Extended)).map(|item| f64::from(item.max)).sum();
    // Scripts with topics not taught have another maximum and are left aside here.
    let whole = |pupil: usize| work.panel.script(pupil).iter().all(|&points| points != NONE);
    let points =
        |pupil: usize| -> f64 { work.panel.script(pupil).iter().zip(&extended).filter(|(_, e)| **e).map(|(p, _)| f64::from(*p)).sum() };
    let mut cells = vec![(0.0, 0.0); work.panel.top() + 1];
    for pupil in (0..work.panel.len()).filter(|&pupil| whole(pupil)) {
        if let Some(cell) = cells.get_mut(usize::from(work.panel.total[pupil])) {
            *cell = (cell.0 + points(pupil), cell.1 + 1.0);
        }
    }
    let usual = smooth(&cells);
    let shown: Vec<Option<(usize, f64, f64)>> = (0..work.panel.sets.len())
        .map(|set| {
            let pupils = work.panel.sets[set].pupils.clone().filter(|&pupil| whole(pupil));
            let rest: Vec<f64> = pupils.map(|pupil| 100.0 / max * (points(pupil) - usual[usize::from(work.panel.total[pupil])])).collect();
            let n = rest.len() as f64;
            let mean = rest.iter().sum::<f64>() / n.max(1.0);
            let variance = rest.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0).max(1.0);
            (n >= 3.0).then(|| (rest.len(), mean, variance.max(1.0) / n))
        })
        .collect();
    let x: Vec<f64> = shown.iter().flatten().map(|set| set.1).collect();
    let v: Vec<f64> = shown.iter().flatten().map(|set| set.2).collect();
    let centre = median(&x);
    let spread = lower_spread(&x, &v, if centre.is_finite() { centre } else { 0.0 }).0;
    let raw = |(set, shown): (usize, &Option<(usize, f64, f64)>)| {
        shown.map(|(n, mean, sampling)| Raw { n, school: work.panel.sets[set].school, effect: mean, error: (spread + sampling).sqrt() })
    };
    shown.iter().enumerate().map(raw).collect()
}

/// Mean points by total, over the total and its two neighbours.
fn smooth(cells: &[(f64, f64)]) -> Vec<f64> {
    let at = |total: usize| {
        let near = cells.get(total.saturating_sub(1)..(total + 2).min(cells.len())).unwrap_or(&[]);
        let (sum, n) = near.iter().fold((0.0, 0.0), |(sum, n), cell| (sum + cell.0, n + cell.1));
        if n > 0.0 { sum / n } else { 0.0 }
    };
    (0..cells.len()).map(at).collect()
}

/// Rung C.
fn against_area(work: &Examined<'_>, set: usize, area: &borrowed::Published<'_>) -> Outcome {
    let Some(facility) =
        work.kim.items.iter().map(|item| Some(area.share(&item.name)? * f64::from(item.max))).collect::<Option<Vec<f64>>>()
    else {
        return nothing_to_compare();
    };
    let paper = Paper::of(work, &facility);
    let extended = direction(work, &paper);
    let unit = pp(work, &extended);
    let own = alone(work, set, &paper, &facility, std::slice::from_ref(&extended));
    let Some(shown) = own.and_then(|own| shown(&own, unit, work.scripts(set), 0)) else { return nothing_to_compare() };
    let widen = work.reference.components().widen;
    let judged = judge(Raw { error: shown.raw.error * widen, ..shown.raw }, 0.0, 1.0, f64::INFINITY, work.protocol);
    let (words, note) = (area.words(), borrowed::note());
    let words = Reading {
        reference: Text::new(format!("{}; {}", words.ru, note.ru), format!("{}; {}", words.en, note.en)).naming_as([&words, &note]),
        explanation: explain(&judged, shown.combined, None),
        figures: vec![figure(&judged, None, work.scripts(set))],
        workings: vec![
            (Text::new("частный контраст развёрнутых, п.п.", "partial contrast of extended items, pp"), shown.raw.effect),
            (Text::new("стандартная ошибка (расширенная), п.п.", "standard error (widened), pp"), judged.error),
            (Text::new("VIF с направлением трудных заданий", "VIF with the direction of hard items"), shown.vif.min(999.0)),
        ],
        p_kind: PKind::Borrowed,
        ..super::empty_reading()
    };
    Outcome::Answered(Box::new(judged.reading(work.scripts(set), words)))
}

fn explain(own: &Calibrated, combined: bool, total: Option<&Calibrated>) -> Text {
    let what = if combined {
        [
            "Задания с развёрнутым ответом и трудные задания здесь почти совпадают; вместе",
            "Extended and hard items nearly coincide here; together",
        ]
    } else {
        ["Задания с развёрнутым ответом", "Items marked by judgement"]
    };
    let (tail_ru, tail_en) = match own.direction() {
        Direction::Up => (
            "выше, чем обещают задания с одним верным ответом; причина не установлена",
            "above what items with one right answer promise; the cause is not known",
        ),
        Direction::Down => ("ниже, чем обещают задания с одним верным ответом", "below what items with one right answer promise"),
        Direction::None => ("как обещают задания с одним верным ответом", "as items with one right answer promise"),
    };
    let beside = |lang| {
        total.map_or(String::new(), |total| match lang {
            Lang::Ru => format!(
                " Если знать только общий балл: {}{NBSP}п.п. (95{NBSP}%: {}).",
                say::signed(total.effect, 0, lang),
                say::range(total.ci, 0, lang)
            ),
            Lang::En => {
                format!(" Given the total only: {} pp (95%: {}).", say::signed(total.effect, 0, lang), say::range(total.ci, 0, lang))
            }
        })
    };
    let (ru, en) = (Lang::Ru, Lang::En);
    Text::new(
        format!(
            "{}: {}{NBSP}п.п. (95{NBSP}%: {}) — {tail_ru}.{}",
            what[0],
            say::signed(own.effect, 0, ru),
            say::range(own.ci, 0, ru),
            beside(ru)
        ),
        format!("{}: {} pp (95%: {}), {tail_en}.{}", what[1], say::signed(own.effect, 0, en), say::range(own.ci, 0, en), beside(en)),
    )
    .of_no_one()
}

/// The two ways of asking, side by side.
fn figure(own: &Calibrated, total: Option<&Calibrated>, n: usize) -> Figure {
    let row = |of: &Calibrated| [of.ci[0], of.effect, of.ci[1]];
    let mut rows = vec![(Text::new("с учётом всего известного", "given all that is known"), row(own))];
    rows.extend(total.map(|total| (Text::new("если знать только общий балл", "given the total only"), row(total))));
    let title = match own.direction() {
        Direction::Up => Text::new(
            format!("За развёрнутые ответы баллы выше ожидаемых на {}{NBSP}п.п.", number(own.effect, 0, Lang::Ru)),
            format!("Points for extended answers are {} pp above expectation", number(own.effect, 0, Lang::En)),
        ),
        Direction::Down => Text::new("За развёрнутые ответы баллы ниже ожидаемых", "Points for extended answers are below expectation"),
        Direction::None => {
            Text::new("Развёрнутые ответы оценены наравне с краткими", "Extended answers are marked on a par with short ones")
        }
    };
    Figure {
        title,
        caption: Text::new(
            format!(
                "Точка — на сколько процентных пунктов выше или ниже ожидаемого выполнены задания с развёрнутым ответом, отрезок — 95 %. {}.",
                say::scripts(n, Lang::Ru)
            ),
            format!(
                "Dot: percentage points above or below expectation on items marked by judgement, segment 95%. {}.",
                say::scripts(n, Lang::En)
            ),
        ),
        plot: Plot::Intervals { rows, axis: Text::new("разница, п.п.", "difference, pp"), zero: 0.0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_lend_a_total_its_usual_points() {
        // Totals 0, 1, 2 with (sum, count): 1 has none of its own.
        let usual = smooth(&[(2.0, 2.0), (0.0, 0.0), (9.0, 3.0)]);
        assert!((usual[0] - 1.0).abs() < 1e-12, "0 and its neighbour 1");
        assert!((usual[1] - 11.0 / 5.0).abs() < 1e-12, "all three");
        assert!((usual[2] - 3.0).abs() < 1e-12);
    }

    #[test]
    fn directions_that_coincide_make_one_statement() {
        let protocol = records::reference::Reference::shipped().unwrap().protocol();
        let own = judge(Raw { n: 25, school: 0, effect: 12.0, error: 4.0 }, 0.0, 1.0, f64::INFINITY, &protocol);
        let [one, two] = [true, false].map(|combined| explain(&own, combined, None));
        assert!(one.ru.contains("почти совпадают") && !two.ru.contains("почти совпадают"));
        assert!(two.ru.contains("+12") && two.ru.contains("причина не установлена"), "{}", two.ru);
    }
}
