//! `journal`: do procedure and journal marks agree as they usually do at this level?

use crate::model::covariates::Hand;
use crate::model::dense::Normal;
use crate::model::robust::{huber, lower_spread, median, parts_without_each};
use records::card::{Card, Outcome, Reading};
use records::dataset::Quantity;
use records::figure::{AgreementBar, Figure, Plot};
use records::text::{Lang, NBSP, Phrase, Text, number, percent};
use records::vocabulary::{Direction, Ladder, PKind, Unit};

use super::borrowed;
use super::calibration::{Calibrated, Raw, calibrate, judge};
use super::examined::Intake;
use super::{Examined, Indicator, say};

/// The indicator.
#[derive(Clone, Copy, Debug)]
pub struct Journal;

/// Its card.
pub const CARD: Card = Card {
    id: "journal",
    version: "6",
    title: Phrase { ru: "Согласие с журналом", en: "Agreement with the journal" },
    question: Phrase {
        ru: "Согласуются ли отметки за работу с отметками журнала так, как это обычно бывает при таком уровне?",
        en: "Do the marks of the work agree with the journal as they usually do at this level?",
    },
    method: Phrase {
        ru: "Сдвиг D = среднее (отметка за работу − отметка в журнале). Ожидаемый сдвиг берётся из других школ: регрессия D на среднюю отметку журнала \
             и предсказанный уровень класса (в нём и место школы в других её работах), среднюю отметку журнала и вид школы, строгость журнала (насколько его отметки ниже, чем следует из \
             других работ тех же учеников; по всем классам учителя вместе, где он назван), без своей школы, с весами Хьюбера. z = (D − ожидаемый)/√(T² + s²/n), T² — разброс обычных классов \
             (строгость журналов) по нижней половине, s² — дисперсия сдвига учеников. Где вид школы не указан, а других работ этих учеников нет, \
             вывод верен только для школы без отбора и голоса не имеет.",
        en: "Shift D = mean (mark of the work − journal mark). The expected shift comes from other schools: regression of D on the mean journal mark \
             and the predicted level of the class (where the school stands in its other works is in it), the mean journal mark and the kind of the school, how strict the journal is (how much lower \
             its marks are than other works of the same pupils say; over all classes of the teacher where one is named), own school left out, Huber weights. z = (D − expected)/√(T² + s²/n), T² = spread of ordinary classes \
             (strictness of journals) from the lower half, s² = variance of the pupils' shifts. Where the kind of the school is not stated and no other \
             work of these pupils is known, the reading holds only for a school without selection and has no vote.",
    },
    unit: Unit::Marks,
    needs: Phrase {
        ru: "Отметки за работу (или шкала перевода) и отметки журнала за предыдущий период.",
        en: "Marks of the work (or a scale) and journal marks of the period before.",
    },
    reading: Phrase {
        ru: "Плюс — работа выше журнала сильнее обычного, минус — ниже. Эффект в отметках: +0,3 значит «в среднем на треть отметки».",
        en: "Plus: the work stands above the journal more than usual; minus: below. In marks: +0.3 means a third of a mark on average.",
    },
    innocent: &[
        Phrase {
            ru: "журнал строже (или мягче), чем у других учителей", en: "a journal stricter (or kinder) than other teachers'"
        },
        Phrase {
            ru: "последние темы освоены лучше прежних", en: "the latest topics were learnt better than the earlier"
        },
        Phrase {
            ru: "отметка журнала стоит за старание и домашние работы", en: "the journal mark includes effort and homework"
        },
        Phrase {
            ru: "небольшой класс: несколько учеников меняют среднее", en: "a small class: a few pupils move the mean"
        },
    ],
    clears: &[
        Phrase {
            ru: "разбор расхождений в две отметки и больше поимённо", en: "looking at gaps of two marks or more one by one"
        },
        Phrase {
            ru: "перепроверка работ, где отметка выше журнальной", en: "a re-check of scripts above the journal mark"
        },
        Phrase { ru: "средние взвешенные самого журнала", en: "the journal's own averages" },
    ],
    measures: &[
        Phrase {
            ru: "согласование критериев текущего оценивания в объединении",
            en: "agreement on criteria of current marking in the association",
        },
        Phrase {
            ru: "консультации для учеников, у которых работа ниже журнала",
            en: "consultations for pupils whose work is below the journal",
        },
    ],
    example: Phrase {
        ru: "58 учеников: понизили 8, подтвердили 32, повысили 18; D = (18 − 8)/58 = +0,17. В других школах при таком уровне D = −0,08. \
             T = 0,20, s = 0,62: стандартная ошибка √(0,04 + 0,385/58) = 0,216; z = 0,252/0,216 = 1,17.",
        en: "58 pupils: 8 lowered, 32 confirmed, 18 raised; D = (18 − 8)/58 = +0.17. Other schools at this level: D = −0.08. T = 0.20, s = 0.62: \
             standard error √(0.04 + 0.385/58) = 0.216; z = 0.252/0.216 = 1.17.",
    },
    sources: &[
        Phrase {
            ru: "Рособрнадзор: «Сравнение отметок с отметками по журналу» (понизили / подтвердили / повысили)",
            en: "Rosobrnadzor: comparison of marks with those of the journal (lowered / confirmed / raised), in Russian",
        },
        Phrase {
            ru: "ФИОКО 2026, Рекомендации по анализу результатов ВПР, раздел 3: расхождения в две отметки и больше",
            en: "FIOKO 2026, recommendations on the analysis of VPR results, section 3: gaps of two marks or more, in Russian",
        },
    ],
    in_screen: true,
};

/// What a set shows.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Shown {
    n: usize,
    /// Lowered, confirmed, raised.
    counts: [usize; 3],
    /// Pupils two marks or more above or below.
    gaps: usize,
    shift: f64,
    /// Sampling variance of the shift.
    sampling: f64,
    /// Mean journal mark.
    prior: f64,
}

impl Indicator for Journal {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn examine(&self, work: &Examined<'_>) -> Vec<Outcome> {
        let shown: Vec<Option<Shown>> = (0..work.panel.sets.len()).map(|set| show(work, set)).collect();
        let departures = departures(work, &shown);
        let judged: Vec<Option<Calibrated>> =
            calibrate(&departures.iter().map(|d| d.as_ref().map(|d| d.raw)).collect::<Vec<_>>(), work.protocol);
        let answer = |set: usize| {
            let need = work.protocol.too_few;
            match (shown[set], work.rungs[set].ladder) {
                (None, _) => Outcome::NoData { why: missing(work) },
                (Some(shown), _) if shown.n < need => super::examined::too_few(shown.n, need),
                (Some(shown), Ladder::A | Ladder::B) => match (judged[set], &departures[set]) {
                    (Some(own), Some(departure)) => in_region(work, set, &shown, &own, departure),
                    _ => borrowed_answer(work, &shown),
                },
                (Some(shown), _) => borrowed_answer(work, &shown),
            }
        };
        (0..work.panel.sets.len()).map(answer).collect()
    }
}

/// Why there is no answer.
fn missing(work: &Examined<'_>) -> Text {
    if work.panel.mark.iter().all(Option::is_none) {
        Text::new("нет отметок за работу: шкала перевода неизвестна", "no marks of the work: the scale is not known").of_no_one()
    } else {
        Text::new("нет отметок журнала за предыдущий период", "no journal marks of the period before").of_no_one()
    }
}

fn show(work: &Examined<'_>, set: usize) -> Option<Shown> {
    let pupils = work.panel.sets.get(set)?.pupils.clone();
    let pairs: Vec<(f64, f64)> =
        pupils.filter_map(|pupil| Some((f64::from(work.panel.mark[pupil]?), f64::from(work.panel.prior[pupil]?)))).collect();
    if pairs.is_empty() {
        return None;
    }
    let n = pairs.len() as f64;
    let gaps: Vec<f64> = pairs.iter().map(|(mark, prior)| mark - prior).collect();
    let shift = gaps.iter().sum::<f64>() / n;
    let variance = gaps.iter().map(|gap| (gap - shift) * (gap - shift)).sum::<f64>() / (n - 1.0).max(1.0);
    let count = |of: &dyn Fn(f64) -> bool| gaps.iter().filter(|gap| of(**gap)).count();
    Some(Shown {
        n: pairs.len(),
        counts: [count(&|gap| gap < -0.5), count(&|gap| gap.abs() < 0.5), count(&|gap| gap > 0.5)],
        gaps: count(&|gap| gap.abs() > 1.5),
        shift,
        // Where all pupils agree by chance the variance is not zero: a quarter of a mark squared is about the least ever seen.
        sampling: variance.max(0.1) / n,
        prior: pairs.iter().map(|pair| pair.1).sum::<f64>() / n,
    })
}

/// A departure with what it was compared with.
#[derive(Clone, Copy, Debug)]
struct Departure {
    raw: Raw,
    expected: f64,
    spread: f64,
    /// Shares lowered, confirmed, raised in other schools.
    usual: [f64; 3],
}

/// What the shift of a set is predicted from: the constant, its mean journal mark, its predicted level, the mean journal mark of its school,
/// the kind of its school, and how strict its journal is beside other works.
struct Design {
    rows: Vec<f64>,
    /// Ridge on each column.
    held: Vec<f64>,
}

/// Ridge on the slopes of marks, level and school.
const RIDGE: f64 = 1.0;

impl Design {
    fn of(work: &Examined<'_>, told: &[(usize, Shown)]) -> Self {
        let centre = told.iter().map(|(_, shown)| shown.prior).sum::<f64>() / (told.len() as f64).max(1.0);
        let model = work.fitted.map(|fitted| &fitted.model);
        let level = |set: usize| model.map_or(0.0, |model| model.levels.predicted(set));
        let school = |set: usize| model.map_or(0.0, |model| model.journal.get(set).copied().unwrap_or(0.0));
        let kinds = model.map_or(0, |model| model.kinds.count());
        let kind = |set: usize| (0..kinds).map(move |kind| model.map_or(0.0, |model| model.kinds.is(set, kind)));
        let hand = |set: usize| model.and_then(|model| model.hands.get(set).copied()).unwrap_or_default();
        let known = told.iter().any(|(set, _)| hand(*set) != Hand::default());
        let hands = |set: usize| [hand(set).strict, hand(set).far].into_iter().filter(move |_| known);
        let row = |&(set, shown): &(usize, Shown)| {
            [1.0, shown.prior - centre, level(set), school(set)].into_iter().chain(kind(set)).chain(hands(set)).collect::<Vec<f64>>()
        };
        let of_hands = hands(0).map(|_| RIDGE);
        let of_kinds = (0..kinds).map(|kind| model.map_or(RIDGE, |model| model.kinds.held(kind)));
        Self {
            rows: told.iter().flat_map(row).collect(),
            held: [1e-9, RIDGE, RIDGE, RIDGE].into_iter().chain(of_kinds).chain(of_hands).collect(),
        }
    }

    fn width(&self) -> usize {
        self.held.len()
    }

    fn row(&self, row: usize) -> &[f64] {
        &self.rows[row * self.width()..(row + 1) * self.width()]
    }

    fn fit(&self, y: &[f64], w: &[f64], shared: &[(u32, f64)]) -> Normal {
        Normal::of_groups(&self.rows, self.width(), y, w, shared).held_each(&self.held)
    }

    fn predict(&self, row: usize, coefficients: &[f64]) -> f64 {
        self.row(row).iter().zip(coefficients).map(|(x, coefficient)| x * coefficient).sum()
    }
}

/// Departures of all sets from what other schools show at the same journal level, predicted level and kind of school.
fn departures(work: &Examined<'_>, shown: &[Option<Shown>]) -> Vec<Option<Departure>> {
    let told: Vec<(usize, Shown)> =
        shown.iter().enumerate().filter_map(|(set, shown)| Some((set, (*shown)?))).filter(|(_, s)| s.n >= 3).collect();
    let design = Design::of(work, &told);
    let y: Vec<f64> = told.iter().map(|(_, shown)| shown.shift).collect();
    let schools: Vec<u32> = told.iter().map(|(set, _)| work.panel.sets[*set].school).collect();
    let mut out = vec![None; shown.len()];
    let Robust { weights, shared, spread } = robust(&design, &y, &told, &schools);
    let mut distinct = schools.clone();
    distinct.sort_unstable();
    distinct.dedup();
    for school in distinct {
        let w: Vec<f64> = weights.iter().zip(&schools).map(|(w, of)| if *of == school { 0.0 } else { *w }).collect();
        let normal = design.fit(&y, &w, &shared);
        let coefficients = normal.solve();
        let usual = usual(&told, &schools, school);
        for (row, (set, shown)) in told.iter().enumerate().filter(|(row, _)| schools[*row] == school) {
            let expected = design.predict(row, &coefficients);
            let error = (spread + shown.sampling + normal.leverage(design.row(row))).sqrt();
            let raw = Raw { n: shown.n, school, effect: shown.shift - expected, error };
            out[*set] = Some(Departure { raw, expected, spread, usual });
        }
    }
    out
}

/// The regression over all sets.
struct Robust {
    /// Precision of what a class has of its own.
    weights: Vec<f64>,
    /// School of each class, and what it shares with it.
    shared: Vec<(u32, f64)>,
    /// T² around the regression.
    spread: f64,
}

fn robust(design: &Design, y: &[f64], told: &[(usize, Shown)], schools: &[u32]) -> Robust {
    let sampling: Vec<f64> = told.iter().map(|(_, shown)| shown.sampling).collect();
    let (mut spread, mut within, mut robust) = (0.04_f64, f64::INFINITY, vec![1.0; y.len()]);
    let (mut weights, mut shared) = (Vec::new(), Vec::new());
    for _ in 0..4 {
        let own = spread.min(within);
        weights = robust.iter().zip(&sampling).map(|(robust, v)| robust / (own + v)).collect();
        shared = schools.iter().map(|school| (*school, (spread - own).sqrt())).collect();
        let coefficients = design.fit(y, &weights, &shared).solve();
        let rest: Vec<f64> = y.iter().enumerate().map(|(row, y)| y - design.predict(row, &coefficients)).collect();
        let centre = median(&rest);
        spread = lower_spread(&rest, &sampling, if centre.is_finite() { centre } else { 0.0 }).0;
        within = parts_without_each(&rest, &sampling, schools).everybody;
        robust = rest.iter().zip(&sampling).map(|(rest, v)| huber(rest / (spread + v).sqrt(), 2.0)).collect();
    }
    Robust { weights, shared, spread }
}

/// Shares lowered, confirmed, raised over the pupils of other schools.
fn usual(told: &[(usize, Shown)], schools: &[u32], school: u32) -> [f64; 3] {
    let mut counts = [0_usize; 3];
    for ((_, shown), _) in told.iter().zip(schools).filter(|(_, of)| **of != school) {
        for (sum, count) in counts.iter_mut().zip(shown.counts) {
            *sum += count;
        }
    }
    let total = counts.iter().sum::<usize>().max(1) as f64;
    counts.map(|count| count as f64 / total)
}

fn in_region(work: &Examined<'_>, set: usize, shown: &Shown, own: &Calibrated, departure: &Departure) -> Outcome {
    let intake = work.intake(set);
    let own = &if intake == Intake::Open { *own } else { work.laid(&CARD, set, *own) };
    if let Some(bare) = work.bare(own, shown.n, intake.p_kind()) {
        return bare;
    }
    let usual = AgreementBar { label: Text::new("другие школы", "other schools"), n: None, shares: departure.usual, own: false };
    let workings = vec![
        (Text::new("сдвиг (работа − журнал), отметки", "shift (work − journal), marks"), shown.shift),
        (Text::new("ожидаемый сдвиг при таком уровне", "shift expected at this level"), departure.expected),
        (Text::new("средняя отметка журнала", "mean journal mark"), shown.prior),
        (Text::new("T² — разброс обычных классов", "T²: spread of ordinary classes"), departure.spread),
        (Text::new("выборочная дисперсия сдвига", "sampling variance of the shift"), shown.sampling),
        (Text::new("центр z наборов других школ", "centre of z over other schools"), own.centre),
        (Text::new("сверхразброс z (не меньше 1)", "overdispersion of z (at least 1)"), own.scale),
        (Text::new("степени свободы", "degrees of freedom"), own.freedom),
    ];
    let words = Reading {
        reference: work.rungs[set].words(),
        explanation: intake.said(explain(shown, Seen::Marks(shown.shift), Some(departure.expected), own), own.direction()),
        figures: vec![agreement(shown, vec![usual])],
        workings,
        p_kind: intake.p_kind(),
        ..super::empty_reading()
    };
    Outcome::Answered(Box::new(own.reading(shown.n, words)))
}

/// Rungs C and D: against the published agreement, else against the journal itself; the spread of strictness is borrowed.
fn borrowed_answer(work: &Examined<'_>, shown: &Shown) -> Outcome {
    let components = work.reference.components();
    let area = borrowed::published(work, Quantity::Journal);
    let shares = area.as_ref().and_then(|area| Some([area.share("lowered")?, area.share("confirmed")?, area.share("raised")?]));
    // Published shares do not say by how many marks; each pupil counts for one, here too.
    let own_net = (shown.counts[2] as f64 - shown.counts[0] as f64) / shown.n as f64;
    let (effect, expected) = shares.map_or((shown.shift, None), |shares| (own_net - (shares[2] - shares[0]), Some(shares[2] - shares[0])));
    let error = components.widen * (components.journal * components.journal + shown.sampling).sqrt();
    let own = judge(Raw { n: shown.n, school: 0, effect, error }, 0.0, 1.0, f64::INFINITY, work.protocol);
    let note = borrowed::note();
    let compared = area
        .as_ref()
        .filter(|_| shares.is_some())
        .map_or_else(|| Text::new("сам журнал (сдвиг ноль)", "the journal itself (no shift)"), borrowed::Published::words);
    let bars = shares.map(|shares| AgreementBar { label: compared.clone(), n: None, shares, own: false });
    let workings = vec![
        (Text::new("сдвиг (работа − журнал), отметки", "shift (work − journal), marks"), shown.shift),
        (Text::new("доля повысивших минус доля понизивших", "share raised minus share lowered"), own_net),
        (Text::new("с чем сравнивается", "compared with"), expected.unwrap_or(0.0)),
        (Text::new("стандартная ошибка (расширенная)", "standard error (widened)"), error),
    ];
    let words = Reading {
        reference: Text::new(format!("{}; {}", compared.ru, note.ru), format!("{}; {}", compared.en, note.en))
            .naming_as([&compared, &note]),
        explanation: explain(shown, if expected.is_some() { Seen::Net(own_net) } else { Seen::Marks(shown.shift) }, expected, &own),
        figures: vec![agreement(shown, bars.into_iter().collect())],
        workings,
        p_kind: PKind::Borrowed,
        ..super::empty_reading()
    };
    Outcome::Answered(Box::new(own.reading(shown.n, words)))
}

/// The shift that was compared.
#[derive(Clone, Copy, Debug)]
enum Seen {
    /// Mean of work − journal, marks.
    Marks(f64),
    /// Share raised minus share lowered.
    Net(f64),
}

impl Seen {
    fn words(self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Marks(shift), Lang::Ru) => format!("сдвиг {} отметки", say::signed(shift, 2, lang)),
            (Self::Marks(shift), Lang::En) => format!("shift {} of a mark", say::signed(shift, 2, lang)),
            (Self::Net(share), Lang::Ru) => format!("повысили минус понизили {} на ученика", say::signed(share, 2, lang)),
            (Self::Net(share), Lang::En) => format!("raised minus lowered {} per pupil", say::signed(share, 2, lang)),
        }
    }
}

/// What is seen and how sure.
///
/// `seen` is the shift compared: the mean in marks, or the net share of pupils where only shares are published.
fn explain(shown: &Shown, seen: Seen, expected: Option<f64>, own: &Calibrated) -> Text {
    let [lowered, confirmed, raised] = shown.counts;
    let (tail_ru, tail_en) = match own.direction() {
        Direction::Up => (
            "работа выше журнала сильнее обычного; причина не установлена",
            "the work stands above the journal more than usual; the cause is not known",
        ),
        Direction::Down => (
            "работа ниже журнала сильнее обычного; причина не установлена",
            "the work stands below the journal more than usual; the cause is not known",
        ),
        Direction::None => ("в пределах обычного", "within the usual"),
    };
    let usual = |lang| {
        expected.map_or(String::new(), |expected| match lang {
            Lang::Ru => format!(", обычно {}", say::signed(expected, 2, lang)),
            Lang::En => format!(", usually {}", say::signed(expected, 2, lang)),
        })
    };
    let gaps = match shown.gaps {
        0 => [String::new(), String::new()],
        gaps => {
            [format!(" Расхождение в две отметки и больше — у {}.", say::of_pupils(gaps)), format!(" A gap of two marks or more: {gaps}.")]
        }
    };
    let (ru, en) = (Lang::Ru, Lang::En);
    Text::new(
        format!(
            "Из {} отметку понизили {lowered}, подтвердили {confirmed}, повысили {raised}: {}{}; разница {} (95{NBSP}%: {}) — {tail_ru}.{}",
            shown.n,
            seen.words(ru),
            usual(ru),
            say::signed(own.effect, 2, ru),
            say::range(own.ci, 2, ru),
            gaps[0]
        ),
        format!(
            "Of {}, {lowered} were lowered, {confirmed} confirmed, {raised} raised: {}{}; difference {} (95%: {}), {tail_en}.{}",
            shown.n,
            seen.words(en),
            usual(en),
            say::signed(own.effect, 2, en),
            say::range(own.ci, 2, en),
            gaps[1]
        ),
    )
    .telling_of([lowered, confirmed, raised, shown.gaps])
}

/// One bar for the set, others for what it is compared with.
fn agreement(shown: &Shown, references: Vec<AgreementBar>) -> Figure {
    let n = shown.n as f64;
    let shares = shown.counts.map(|count| count as f64 / n);
    let largest = (0..3).max_by_key(|&at| shown.counts[at]).unwrap_or(1);
    let (ru, en) = match largest {
        0 => ("Чаще всего работа ниже журнала", "Most often the work is below the journal"),
        1 => ("Чаще всего работа подтверждает журнал", "Most often the work confirms the journal"),
        _ => ("Чаще всего работа выше журнала", "Most often the work is above the journal"),
    };
    let own = AgreementBar { label: Text::new("этот набор", "this set"), n: u32::try_from(shown.n).ok(), shares, own: true };
    Figure {
        title: Text::new(
            format!("{ru}: {} учеников", percent(shares[largest], 0, Lang::Ru)),
            format!("{en}: {} of pupils", percent(shares[largest], 0, Lang::En)),
        ),
        caption: Text::new(
            format!(
                "Доли учеников, чья отметка за работу ниже, равна или выше журнальной; {} с обеими отметками. Средний сдвиг {}.",
                say::pupils(shown.n, Lang::Ru),
                number(shown.shift, 2, Lang::Ru)
            ),
            format!(
                "Shares of pupils whose mark of the work is below, equal to or above the journal's; {} with both. Mean shift {}.",
                say::pupils(shown.n, Lang::En),
                number(shown.shift, 2, Lang::En)
            ),
        ),
        plot: Plot::Agreement { bars: std::iter::once(own).chain(references).collect() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_card() {
        // 58 pupils, +10 net: D = .172; expected −.08, T = .20, s² = .385.
        let shift = 10.0 / 58.0;
        let error = (0.04_f64 + 0.385 / 58.0).sqrt();
        let raw = Raw { n: 58, school: 0, effect: shift + 0.08, error };
        let protocol = records::reference::Reference::shipped().unwrap().protocol();
        let own = judge(raw, 0.0, 1.0, f64::INFINITY, &protocol);
        assert!((own.z - 1.17).abs() < 0.005, "{}", own.z);
        assert_eq!(own.direction(), Direction::None);
        assert!((own.mde - 3.168 * error).abs() < 0.001, "(2.326 + 0.842) standard errors");
    }

    #[test]
    fn other_schools_set_the_usual_shift() {
        // Forty ordinary classes shift by −.2 with a little spread; one shifts by +.5.
        let shown = |shift: f64| Shown { n: 25, counts: [5, 15, 5], gaps: 0, shift, sampling: 0.01, prior: 3.9 };
        let told: Vec<(usize, Shown)> = (0..41).map(|i| (i, shown(if i == 40 { 0.5 } else { -0.2 + 0.005 * (i as f64 - 20.0) }))).collect();
        let design = Design { rows: vec![1.0; told.len()], held: vec![1e-9] };
        let y: Vec<f64> = told.iter().map(|(_, shown)| shown.shift).collect();
        let schools: Vec<u32> = (0..41).collect();
        let Robust { weights, spread, .. } = robust(&design, &y, &told, &schools);
        assert!(weights[40] < 0.6 * weights[0], "the far class weighs less");
        assert!(spread < 0.005, "and does not widen the spread: {spread}");
    }

    #[test]
    fn lowered_confirmed_raised_are_the_federal_bar() {
        let shown = Shown { n: 29, counts: [4, 16, 9], gaps: 1, shift: 0.17, sampling: 0.013, prior: 3.8 };
        let Plot::Agreement { bars } = agreement(&shown, Vec::new()).plot else { panic!("a bar") };
        assert!((bars[0].shares.iter().sum::<f64>() - 1.0).abs() < 1e-12 && bars[0].own);
    }
}
