//! `agreement`: do procedure and journal agree too well?
//!
//! A class may stand above or below its journal as a whole; that is the question of `journal`. Here the class's own level on this work is
//! taken as it is, and the question is how many pupils should then have exactly the mark of the journal.

use psychometrics::math::{exp, ln, log10, norm_upper_quantile};
use psychometrics::poisson_binomial;
use rayon::prelude::*;

use crate::model::masses::Masses;
use records::card::{Card, Outcome, Reading};
use records::dataset::Scale;
use records::figure::{AgreementBar, Figure, Plot};
use records::text::{Lang, NBSP, Phrase, Text, number};
use records::vocabulary::{Direction, Ladder, PKind, Unit};

use super::calibration::{Calibrated, Raw, calibrate};
use super::{Examined, Fitted, Indicator, say};

/// The indicator.
#[derive(Clone, Copy, Debug)]
pub struct Agreement;

/// Its card.
pub const CARD: Card = Card {
    id: "agreement",
    version: "5",
    title: Phrase { ru: "Полнота согласия с журналом", en: "How full the agreement with the journal is" },
    question: Phrase {
        ru: "Не совпадают ли отметки за работу с отметками журнала полнее, чем это бывает при таком уровне класса?",
        en: "Do the marks of the work coincide with journal marks more fully than is usual at this level of the class?",
    },
    method: Phrase {
        ru: "Для каждого ученика модель даёт вероятность π получить за работу именно отметку журнала — при уровне, который класс показал на этой работе, \
             так что общая строгость или мягкость журнала уже учтена; π поправлены на долю подтвердивших в других школах. Число подтвердивших \
             распределено как сумма разных монет с вероятностями π (точно, mid-p); z калибруется по другим школам. Рядом — отношение правдоподобий \
             доли q подогнанных работ: Π (1 − q + q·1(подтвердил)/π), среднее по q = 0,1 … 0,8.",
        en: "For every pupil the model gives the chance π of getting exactly the journal mark, at the level the class showed on this work, so that a journal \
             strict or kind as a whole is accounted for; π are corrected by the share confirmed in other schools. The number confirmed is a sum of \
             unlike coins with chances π (exact, mid-p); z is calibrated by other schools. Beside it the likelihood ratio of a share q of scripts \
             fitted to the mark: Π (1 − q + q·1(confirmed)/π), averaged over q = 0.1 … 0.8.",
    },
    unit: Unit::Pupils,
    needs: Phrase {
        ru: "Баллы по заданиям, шкала перевода, отметки журнала за предыдущий период; та же работа в других школах.",
        en: "Item scores, the scale, journal marks of the period before; the same work in other schools.",
    },
    reading: Phrase {
        ru: "Эффект 4 значит: отметку журнала подтвердили на четырёх учеников больше, чем ожидалось от такого класса.",
        en: "An effect of 4 means four more pupils confirmed the journal mark than expected of such a class.",
    },
    innocent: &[
        Phrase {
            ru: "небольшой класс с близкими результатами", en: "a small class with results close together"
        },
        Phrase {
            ru: "журнал ведётся по работам того же вида, что и проверочная",
            en: "the journal rests on works of the same kind as this one",
        },
        Phrase {
            ru: "сомнения при проверке решали с оглядкой на обычную отметку ученика",
            en: "doubts in marking were resolved with the pupil's usual mark in mind",
        },
    ],
    clears: &[
        Phrase {
            ru: "перепроверка работ, набравших ровно нижний балл отметки журнала, без имён",
            en: "a re-check, names hidden, of scripts that have just the least score for the journal mark",
        },
        Phrase {
            ru: "сверка бланков с введёнными баллами", en: "comparing the scripts with the scores entered"
        },
    ],
    measures: &[
        Phrase {
            ru: "проверка обезличенных работ без журнала под рукой", en: "marking nameless scripts without the journal at hand"
        },
        Phrase { ru: "перекрёстная проверка между классами", en: "marking across classes" },
    ],
    example: Phrase {
        ru: "Трое учеников; вероятности подтвердить 0,5, 0,5 и 0,4. Подтвердили все: точная вероятность 0,5·0,5·0,4 = 0,10, mid-p = 0,05; ожидалось 1,4, \
             эффект +1,6. При q = 0,5 отношение правдоподобий 1,5·1,5·1,75 = 3,94.",
        en: "Three pupils with chances to confirm of .5, .5 and .4. All confirmed: exact probability .5·.5·.4 = .10, mid-p = .05; 1.4 were expected, the \
             effect is +1.6. At q = .5 the likelihood ratio is 1.5·1.5·1.75 = 3.94.",
    },
    sources: &[
        Phrase::same("Lord & Wingersky 1984, Applied Psychological Measurement 8: score distribution"),
        Phrase::same("Barlow & Heidtmann 1984, IEEE Transactions on Reliability 33: sum of unlike Bernoulli trials"),
        Phrase::same("Lancaster 1961, JASA 56: mid-p"),
        Phrase {
            ru: "Рособрнадзор: «Сравнение отметок с отметками по журналу» (понизили / подтвердили / повысили)",
            en: "Rosobrnadzor: comparison of marks with those of the journal (lowered / confirmed / raised), in Russian",
        },
    ],
    in_screen: true,
};

/// Shares of fitted scripts over which the likelihood ratio is averaged.
const SHARES: [f64; 8] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
/// Marks told apart: 0 … 100.
const MARKS: usize = 101;
/// Pseudo-pupils that hold the correction of a mark at 1 where few pupils have it.
const HELD: f64 = 20.0;
/// A chance is never nearer to 0 or 1 than this.
const SURE: f64 = 0.02;

/// A pupil with both marks.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Pupil {
    prior: usize,
    mark: usize,
    /// Chances of a mark below, equal to and above the journal's.
    chances: [f64; 3],
}

/// What a set shows.
#[derive(Clone, Debug, PartialEq)]
struct Tested {
    n: usize,
    confirmed: usize,
    expected: f64,
    variance: f64,
    p: f64,
    ratio: f64,
    /// Lowered, confirmed, raised: seen and expected, in pupils.
    seen: [f64; 3],
    usual: [f64; 3],
}

impl Indicator for Agreement {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn examine(&self, work: &Examined<'_>) -> Vec<Outcome> {
        let sets = work.panel.sets.len();
        let Some((scale, fitted)) = work.kim.scale.as_ref().zip(work.fitted) else {
            return vec![missing(work); sets];
        };
        let pupils: Vec<Vec<Pupil>> = with_both_marks(work, scale, fitted);
        let tested = tested(work, &pupils);
        let raw = |(set, tested): (usize, &Tested)| {
            let school = work.panel.sets[set].school;
            (tested.n > 0).then(|| Raw { n: tested.n, school, effect: standard(tested), error: 1.0 })
        };
        let judged = calibrate(&tested.iter().enumerate().map(raw).collect::<Vec<_>>(), work.protocol);
        let answer = |set: usize| match (tested[set].n, work.rungs[set].ladder, judged[set]) {
            (0, ..) => no_journal(),
            (n, ..) if n < work.protocol.too_few => super::examined::too_few(n, work.protocol.too_few),
            (_, Ladder::A | Ladder::B, Some(own)) => reading(work, set, &tested[set], &own),
            _ => unknown_elsewhere(),
        };
        (0..sets).map(answer).collect()
    }
}

fn no_journal() -> Outcome {
    Outcome::NoData {
        why: Text::new("нет отметок журнала за предыдущий период", "no journal marks of the period before").of_no_one()
    }
}

fn unknown_elsewhere() -> Outcome {
    let why = Text::new(
        "насколько полно работа обычно совпадает с журналом, без других школ неизвестно",
        "how fully the work usually agrees with the journal is not known without other schools",
    )
    .of_no_one();
    Outcome::NoData { why }
}

fn missing(work: &Examined<'_>) -> Outcome {
    if work.kim.scale.is_none() {
        let why = Text::new("шкала перевода баллов в отметки неизвестна", "the scale from scores to marks is not known").of_no_one();
        return Outcome::NoData { why };
    }
    if work.panel.prior.iter().all(Option::is_none) { no_journal() } else { unknown_elsewhere() }
}

/// Pupils with a journal mark and a mark of the work, with chances at the level that the class itself showed.
fn with_both_marks(work: &Examined<'_>, scale: &Scale, fitted: &Fitted) -> Vec<Vec<Pupil>> {
    let panel = work.panel;
    let marks: Vec<usize> = std::iter::once(scale.lowest).chain(scale.cuts.iter().map(|cut| cut.mark)).map(usize::from).collect();
    let starts = scale.cuts.iter().map(|cut| usize::from(cut.min_score));
    let edges: Vec<usize> = std::iter::once(0).chain(starts).chain(std::iter::once(panel.top() + 1)).collect();
    let ranges: Vec<std::ops::Range<usize>> = edges.windows(2).map(|edge| edge[0]..edge[1]).collect();
    let masses = Masses::of(&fitted.model, panel, &ranges);
    let one = |set: usize, pupil: usize| {
        let (prior, mark) = (usize::from(panel.prior[pupil]?), usize::from(panel.mark[pupil]?));
        if !panel.itemised(pupil) || !marks.contains(&prior) || prior >= MARKS {
            return None;
        }
        let weights = fitted.model.at_level(set, fitted.model.levels.level[set], pupil);
        let mut chances = [0.0; 3];
        for (at, &of) in marks.iter().enumerate() {
            chances[place(of, prior)] += masses.mass(panel, pupil, at, &weights);
        }
        Some(Pupil { prior, mark, chances })
    };
    let of_set = |set: usize| panel.sets[set].pupils.clone().filter_map(|pupil| one(set, pupil)).collect();
    (0..panel.sets.len()).into_par_iter().map(of_set).collect()
}

/// 0 below, 1 equal, 2 above.
fn place(mark: usize, prior: usize) -> usize {
    match mark.cmp(&prior) {
        std::cmp::Ordering::Less => 0,
        std::cmp::Ordering::Equal => 1,
        std::cmp::Ordering::Greater => 2,
    }
}

/// Confirmed and expected by journal mark.
type Sums = [[f64; 2]; MARKS];

fn add(sums: &mut Sums, pupils: &[Pupil], sign: f64) {
    for pupil in pupils {
        sums[pupil.prior][0] += sign * f64::from(u8::from(pupil.mark == pupil.prior));
        sums[pupil.prior][1] += sign * pupil.chances[1];
    }
}

/// Every set against chances corrected by the other schools.
fn tested(work: &Examined<'_>, pupils: &[Vec<Pupil>]) -> Vec<Tested> {
    let mut all: Sums = [[0.0; 2]; MARKS];
    pupils.iter().for_each(|pupils| add(&mut all, pupils, 1.0));
    let mut order: Vec<(u32, usize)> = work.panel.sets.iter().enumerate().map(|(at, set)| (set.school, at)).collect();
    order.sort_unstable();
    let mut out: Vec<Option<Tested>> = vec![None; pupils.len()];
    for school in order.chunk_by(|a, b| a.0 == b.0) {
        let mut others = all;
        school.iter().for_each(|(_, set)| add(&mut others, &pupils[*set], -1.0));
        let ratio = others.map(|[seen, expected]| (seen.max(0.0) + HELD) / (expected.max(0.0) + HELD));
        school.iter().for_each(|(_, set)| out[*set] = Some(test(&pupils[*set], &ratio)));
    }
    out.into_iter().map(|tested| tested.unwrap_or_else(|| test(&[], &[1.0; MARKS]))).collect()
}

/// One set, its chances of confirming multiplied by `ratio` of the journal mark.
fn test(pupils: &[Pupil], ratio: &[f64; MARKS]) -> Tested {
    let chance = |pupil: &Pupil| (pupil.chances[1] * ratio[pupil.prior]).clamp(SURE, 1.0 - SURE);
    let chances: Vec<f64> = pupils.iter().map(chance).collect();
    let confirmed = pupils.iter().filter(|pupil| pupil.mark == pupil.prior).count();
    let (mut seen, mut usual) = ([0.0; 3], [0.0; 3]);
    for (pupil, confirm) in pupils.iter().zip(&chances) {
        seen[place(pupil.mark, pupil.prior)] += 1.0;
        let rest = (1.0 - confirm) / (pupil.chances[0] + pupil.chances[2]).max(1e-9);
        let expected = [pupil.chances[0] * rest, *confirm, pupil.chances[2] * rest];
        usual.iter_mut().zip(expected).for_each(|(sum, p)| *sum += p);
    }
    Tested {
        n: pupils.len(),
        confirmed,
        expected: chances.iter().sum(),
        variance: chances.iter().map(|p| p * (1.0 - p)).sum(),
        p: poisson_binomial::upper_test(confirmed, &chances).map_or(f64::NAN, |tail| tail.mid),
        ratio: likelihood_ratio(pupils, &chances),
        seen,
        usual,
    }
}

/// Likelihood ratio of a share of fitted scripts, averaged over [`SHARES`].
fn likelihood_ratio(pupils: &[Pupil], chances: &[f64]) -> f64 {
    let at = |share: f64| {
        let gain = |(pupil, chance): (&Pupil, &f64)| ln(1.0 - share + if pupil.mark == pupil.prior { share / chance } else { 0.0 });
        exp(pupils.iter().zip(chances).map(gain).sum::<f64>())
    };
    SHARES.iter().map(|&share| at(share)).sum::<f64>() / SHARES.len() as f64
}

/// z of the exact test.
fn standard(tested: &Tested) -> f64 {
    norm_upper_quantile(tested.p.clamp(1e-15, 1.0 - 1e-15))
}

fn reading(work: &Examined<'_>, set: usize, tested: &Tested, judged: &Calibrated) -> Outcome {
    // A tenth of a pupil squared: where everybody is sure to confirm there is nothing to compare.
    let sampling = tested.variance.max(0.1).sqrt();
    // As other schools show it: the test is of z less their centre.
    let seen = tested.confirmed as f64 - tested.expected - judged.centre * sampling;
    let own = work.laid(&CARD, set, *judged).in_units(seen, sampling);
    if let Some(bare) = work.bare(&own, tested.n, PKind::Model) {
        return bare;
    }
    let expected = tested.confirmed as f64 - own.effect;
    let workings = vec![
        (Text::new("подтвердили отметку журнала", "confirmed the journal mark"), tested.confirmed as f64),
        (Text::new("ожидалось по модели", "expected by the model"), tested.expected),
        (Text::new("то же с поправкой на другие школы", "the same as other schools show it"), expected),
        (Text::new("дисперсия этого числа", "variance of that number"), tested.variance),
        (Text::new("mid-p до поправки", "mid-p before calibration"), tested.p),
        (Text::new("lg отношения правдоподобий", "log10 of the likelihood ratio"), log10(tested.ratio.max(f64::MIN_POSITIVE))),
        (Text::new("центр z наборов других школ", "centre of z over other schools"), own.centre),
        (Text::new("сверхразброс z (не меньше 1)", "overdispersion of z (at least 1)"), own.scale),
    ];
    let words = Reading {
        reference: work.rungs[set].words(),
        explanation: explain(&Tested { expected, ..tested.clone() }, &own),
        figures: vec![bars(tested, own.direction())],
        workings,
        p_kind: PKind::Model,
        ..super::empty_reading()
    };
    Outcome::Answered(Box::new(own.reading(tested.n, words)))
}

fn explain(tested: &Tested, own: &Calibrated) -> Text {
    let (tail_ru, tail_en) = match own.direction() {
        Direction::Up => (
            "согласие с журналом полнее обычного; причина не установлена",
            "the agreement with the journal is fuller than usual; the cause is not known",
        ),
        Direction::Down => ("согласие с журналом слабее обычного", "the agreement with the journal is looser than usual"),
        Direction::None => ("в пределах обычного", "within the usual"),
    };
    let (ru, en) = (Lang::Ru, Lang::En);
    Text::new(
        format!(
            "Из {} отметку журнала подтвердили {}; от класса такого уровня ожидалось {}; разница {} (95{NBSP}%: {}) — {tail_ru}.",
            say::of_pupils(tested.n),
            tested.confirmed,
            number(tested.expected, 1, ru),
            say::signed(own.effect, 1, ru),
            say::range(own.ci, 1, ru)
        ),
        format!(
            "Of {}, {} confirmed the journal mark; {} were expected of a class at this level; difference {} (95%: {}): {tail_en}.",
            say::pupils(tested.n, en),
            tested.confirmed,
            number(tested.expected, 1, en),
            say::signed(own.effect, 1, en),
            say::range(own.ci, 1, en)
        ),
    )
    .telling_of([tested.confirmed, tested.n.saturating_sub(tested.confirmed)])
}

/// The set's bar above the one expected of it.
fn bars(tested: &Tested, direction: Direction) -> Figure {
    let n = tested.n as f64;
    let gap = tested.confirmed as f64 - tested.expected;
    let title = if direction == Direction::Up {
        Text::new(
            format!("Подтвердивших журнал на {} ученика больше ожидаемого", number(gap, 1, Lang::Ru)),
            format!("{} more pupils confirm the journal than expected", number(gap, 1, Lang::En)),
        )
    } else {
        Text::new("Работа совпадает с журналом не чаще обычного", "The work coincides with the journal no more than usual")
    };
    let bar = |label: Text, of: [f64; 3], own: bool| AgreementBar {
        label,
        n: if own { u32::try_from(tested.n).ok() } else { None },
        shares: of.map(|pupils| pupils / n),
        own,
    };
    Figure {
        title,
        caption: Text::new(
            format!(
                "Доли учеников, чья отметка за работу ниже, равна или выше журнальной; {} с обеими отметками. Вторая полоса — чего ожидать от класса \
                 такого уровня.",
                say::pupils(tested.n, Lang::Ru)
            ),
            format!(
                "Shares of pupils whose mark of the work is below, equal to or above the journal's; {} with both. The second bar is what to expect of a \
                 class at this level.",
                say::pupils(tested.n, Lang::En)
            ),
        ),
        plot: Plot::Agreement {
            bars: vec![
                bar(Text::new("этот набор", "this set"), tested.seen, true),
                bar(Text::new("ожидание", "expected"), tested.usual, false),
            ],
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pupil(mark: usize, confirm: f64) -> Pupil {
        Pupil { prior: 4, mark, chances: [0.5 * (1.0 - confirm), confirm, 0.5 * (1.0 - confirm)] }
    }

    #[test]
    fn the_example_of_the_card() {
        let tested = test(&[pupil(4, 0.5), pupil(4, 0.5), pupil(4, 0.4)], &[1.0; MARKS]);
        assert!((tested.p - 0.05).abs() < 1e-12 && (tested.expected - 1.4).abs() < 1e-12);
        let half = |pupils: &[Pupil], chances: &[f64]| {
            pupils.iter().zip(chances).map(|(pupil, p)| 0.5 + if pupil.mark == 4 { 0.5 / p } else { 0.0 }).product::<f64>()
        };
        let pupils = [pupil(4, 0.5), pupil(4, 0.5), pupil(4, 0.4)];
        assert!((half(&pupils, &[0.5, 0.5, 0.4]) - 3.9375).abs() < 1e-12);
        assert!(tested.ratio > 1.0 && likelihood_ratio(&[pupil(3, 0.5)], &[0.5]) < 1.0);
    }

    /// Mid-p of honest pupils by running through all outcomes.
    #[test]
    fn honest_pupils_are_judged_at_the_level() {
        let chances = [0.3, 0.45, 0.5, 0.55, 0.6, 0.4, 0.35, 0.5];
        let (mut mean, mut below) = (0.0, 0.0);
        for code in 0..1_u32 << chances.len() {
            let confirms = |at: usize| code >> at & 1 == 1;
            let pupils: Vec<Pupil> = chances.iter().enumerate().map(|(at, p)| pupil(if confirms(at) { 4 } else { 3 }, *p)).collect();
            let chance: f64 = chances.iter().enumerate().map(|(at, p)| if confirms(at) { *p } else { 1.0 - p }).product();
            let p = test(&pupils, &[1.0; MARKS]).p;
            mean += chance * p;
            below += if p < 0.05 { chance } else { 0.0 };
        }
        assert!((mean - 0.5).abs() < 1e-9, "{mean}");
        assert!(below < 0.06, "{below}");
    }

    #[test]
    fn what_is_usual_elsewhere_corrects_the_chance() {
        let pupils: Vec<Pupil> = (0..20).map(|_| pupil(4, 0.5)).collect();
        let (plain, held) = (test(&pupils, &[1.0; MARKS]), test(&pupils, &[1.6; MARKS]));
        assert!(plain.p < 1e-5 && (held.expected - 16.0).abs() < 1e-9 && held.p > plain.p);
        assert!((held.usual.iter().sum::<f64>() - 20.0).abs() < 1e-9 && (held.seen[1] - 20.0).abs() < 1e-12);
    }
}
