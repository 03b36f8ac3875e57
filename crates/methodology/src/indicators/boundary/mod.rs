//! `boundary`: are scores lifted over a mark boundary?
//! covers: D15

mod bands;
mod expected;
mod traces;

use psychometrics::math::norm_upper_quantile;

use crate::lines::Line;
use records::card::{Card, Outcome, Reading};
use records::figure::{Figure, Plot};
use records::text::{Lang, NBSP, Phrase, Text, number};
use records::vocabulary::{Direction, Ladder, PKind, Unit};

use super::calibration::{Calibrated, Raw, calibrate, judge};
use super::{Examined, Fitted, Indicator, say};
use bands::{Band, Tested};
use expected::{Scores, Totals};

/// The indicator.
#[derive(Clone, Copy, Debug)]
pub struct Boundary;

/// Its card.
pub const CARD: Card = Card {
    id: "boundary",
    version: "5",
    title: Phrase { ru: "Баллы у границ отметок", en: "Scores at the mark boundaries" },
    question: Phrase {
        ru: "Не больше ли работ у нижней границы отметки и не меньше ли сразу под ней, чем вышло бы само собой?",
        en: "Are there more scripts right at a mark boundary, and fewer just below, than would come by itself?",
    },
    method: Phrase {
        ru: "Для каждого ученика модель даёт вероятности всех баллов (рекурсия Лорда — Уингерски по заданиям, которые он выполнял, уровень класса свой). \
             Берутся ученики не дальше трёх баллов от границы; внутри полосы баллы имеют веса −1, −2, −3 под границей и +3, +1, 0 над ней. Сумма весов \
             сравнивается с её точным распределением (свёртка), p — среднее точного и строгого (mid-p). Общие для всех школ скачки шкалы учтены \
             отношением наблюдаемого к ожидаемому в других школах. Эффект — избыток суммы весов в учениках: поднятый с балла ниже границы на неё даёт 6.",
        en: "The model gives every pupil the probabilities of all scores (Lord–Wingersky recursion over the items taken, class at its own level). \
             Pupils within three points of a cut count; inside the band scores weigh −1, −2, −3 below and +3, +1, 0 above. The sum of weights is \
             compared with its exact distribution (convolution); p is the mid-p. Lumps of the scale common to all schools are taken out by the ratio of \
             observed to expected elsewhere. The effect is the excess of the sum in pupils: one lifted from just below a cut onto it adds 6.",
    },
    unit: Unit::Pupils,
    needs: Phrase {
        ru: "Баллы и шкала перевода; без других школ — не меньше 50 работ школы или опубликованное распределение баллов.",
        en: "Scores and a scale; without other schools at least 50 scripts of the school or a published distribution of scores.",
    },
    reading: Phrase {
        ru: "Эффект 3 значит: баллы у границ стоят так, как если бы трёх учеников подняли с балла ниже границы на неё.",
        en: "An effect of 3 means that scores near the cuts stand as if three pupils were lifted from just below a cut onto it.",
    },
    innocent: &[
        Phrase {
            ru: "задания дают сразу по два–три балла, и шкала неровная",
            en: "items give two or three points at once, so the scale is lumpy",
        },
        Phrase {
            ru: "сомнение при проверке решали в пользу ученика — одинаково для всех",
            en: "doubts in marking were resolved in the pupil's favour, for everyone alike",
        },
        Phrase {
            ru: "случайность: рядом с границей всего несколько учеников", en: "chance: only a few pupils are near a boundary"
        },
    ],
    clears: &[
        Phrase {
            ru: "перепроверка всех работ на границе и на балл выше",
            en: "a re-check of all scripts at the boundary and one point above",
        },
        Phrase {
            ru: "сверка бланков с введёнными баллами", en: "comparing the scripts with the scores entered"
        },
    ],
    measures: &[
        Phrase {
            ru: "проверка без знания шкалы: баллы вводят по заданиям, отметку ставит программа",
            en: "marking without the scale in view: scores by item, the mark by the program",
        },
        Phrase { ru: "двойная проверка работ у границ", en: "double marking of scripts near the boundaries" },
    ],
    example: Phrase {
        ru: "У границы «3» в полосе ±1 балл двое учеников; по модели вероятность оказаться не ниже границы 0,5 и 0,2. Оба не ниже: точная вероятность \
             0,5·0,2 = 0,10, mid-p = 0,05; сумма весов 6, ожидалось −1,8, эффект 7,8/6 = +1,3.",
        en: "Two pupils are within one point of the cut of mark 3; by the model their chances of being at or above are .5 and .2. Both are: exact \
             probability .5·.2 = .10, mid-p = .05; the weights sum to 6, −1.8 was expected, the effect is 7.8/6 = +1.3.",
    },
    sources: &[
        Phrase::same("Lord & Wingersky 1984, Applied Psychological Measurement 8: score distribution"),
        Phrase::same("Dee, Dobbie, Jacob & Rockoff 2019, AEJ: Applied 11(3): bunching at cut scores"),
        Phrase::same("Lancaster 1961, JASA 56: mid-p"),
        Phrase {
            ru: "ФИОКО 2026, Рекомендации по анализу результатов ВПР, раздел 4: пики на границах отметок",
            en: "FIOKO 2026, recommendations on the analysis of VPR results, section 4: peaks at the boundaries of marks, in Russian",
        },
    ],
    in_screen: true,
};

/// Own smoothing needs this many scripts of the school (federal gate of an informative histogram).
const SMOOTH_FROM: usize = 50;

/// An excess is traced to its items from this p on.
const TRACED: f64 = 0.2;

impl Indicator for Boundary {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn examine(&self, work: &Examined<'_>) -> Vec<Outcome> {
        let bands = bands(work);
        if bands.is_empty() {
            let why = Text::new("шкала перевода баллов в отметки неизвестна", "the scale from scores to marks is not known").of_no_one();
            return vec![Outcome::NoData { why }; work.panel.sets.len()];
        }
        let region = work.fitted.map(|fitted| Region::of(work, fitted, &bands));
        let answer = |set: usize| match (&region, work.rungs[set].ladder) {
            _ if !work.enough(set) => work.too_few(set),
            (Some(region), Ladder::A | Ladder::B) => work.few_items(set).unwrap_or_else(|| region.answer(work, set, &bands)),
            _ => alone(work, set, &bands),
        };
        (0..work.panel.sets.len()).map(answer).collect()
    }
}

fn bands(work: &Examined<'_>) -> Vec<Band> {
    let cuts: Vec<(u8, u16)> = work.kim.scale.iter().flat_map(|scale| scale.cuts.iter().map(|cut| (cut.mark, cut.min_score))).collect();
    Band::of(&cuts, work.panel.top())
}

/// All sets of a work under the model.
struct Region {
    scores: Vec<Scores>,
    tested: Vec<Tested>,
    judged: Vec<Option<Calibrated>>,
    traces: traces::Traces,
}

impl Region {
    fn of(work: &Examined<'_>, fitted: &Fitted, bands: &[Band]) -> Self {
        let scores = expected::by_model(work, fitted);
        let totals = Totals::of(&scores, work.panel.top());
        let mut tested = vec![Tested::default(); scores.len()];
        for sets in by_school(work) {
            let ratio = expected::ratio_elsewhere(&scores, &sets, &totals);
            for set in sets {
                tested[set] = bands::test(bands, &scores[set].inside(work, set, bands, &ratio));
            }
        }
        // Calibrated in standard units; the effect in pupils is put beside it afterwards.
        let raw = |(set, tested): (usize, &Tested)| {
            (tested.inside > 0).then(|| Raw {
                n: work.scripts(set),
                school: work.panel.sets[set].school,
                effect: standard(tested),
                error: 1.0,
            })
        };
        let judged = calibrate(&tested.iter().enumerate().map(raw).collect::<Vec<_>>(), work.protocol);
        Self { traces: traces::Traces::of(work), scores, tested, judged }
    }

    fn answer(&self, work: &Examined<'_>, set: usize, bands: &[Band]) -> Outcome {
        let (tested, Some(judged)) = (&self.tested[set], self.judged[set]) else { return nobody_near() };
        let own = in_pupils(tested, work.laid(&CARD, set, judged));
        let exact = own.scale <= 1.0 + 1e-12 && own.centre.abs() < 1e-12 && own.line == Line::SAME;
        let kind = if exact { PKind::Exact } else { PKind::Model };
        if let Some(bare) = work.bare(&own, work.scripts(set), kind) {
            return bare;
        }
        let mut figures = vec![histogram(work, &self.scores[set], set, bands, &own)];
        // Where no excess shows there is nothing to trace.
        if own.effect > 0.0 && own.p < TRACED {
            figures.extend(self.traces.figure(work, set, bands));
        }
        Outcome::Answered(Box::new(reading(work, set, tested, &own, kind, work.rungs[set].words(), figures)))
    }
}

/// Sets of each school, schools in order of their ids.
fn by_school(work: &Examined<'_>) -> Vec<Vec<usize>> {
    let mut order: Vec<(u32, usize)> = work.panel.sets.iter().enumerate().map(|(at, set)| (set.school, at)).collect();
    order.sort_unstable();
    order.chunk_by(|a, b| a.0 == b.0).map(|group| group.iter().map(|entry| entry.1).collect()).collect()
}

/// z of the exact test.
fn standard(tested: &Tested) -> f64 {
    norm_upper_quantile(tested.p.clamp(1e-15, 1.0 - 1e-15))
}

fn nobody_near() -> Outcome {
    Outcome::NoData {
        why: Text::new("рядом с границами отметок нет ни одной работы", "no script is near a mark boundary").of_no_one()
    }
}

/// Rungs C and D.
fn alone(work: &Examined<'_>, set: usize, bands: &[Band]) -> Outcome {
    let Some((scores, published)) = expected::without_region(work, set, SMOOTH_FROM) else {
        let school = work.panel.sets[set].school;
        let n: usize = work.panel.sets.iter().filter(|other| other.school == school).map(|other| other.pupils.len()).sum();
        return super::examined::too_few(n, SMOOTH_FROM);
    };
    let tested = bands::test(bands, &scores.inside(work, set, bands, &[]));
    if tested.inside == 0 {
        return nobody_near();
    }
    let widen = work.reference.components().widen;
    let raw = Raw { n: work.scripts(set), school: 0, effect: standard(&tested), error: 1.0 };
    // The smooth curve is itself a guess: its standard error is widened like every borrowed one.
    let own = in_pupils(&tested, judge(raw, 0.0, widen, f64::INFINITY, work.protocol));
    let reference = if published {
        Text::new(
            "опубликованное распределение баллов, приведённое к среднему этого набора",
            "published distribution of scores, tilted to this set's mean",
        )
    } else {
        Text::new("плавная кривая по работам этой школы (от 50 работ)", "a smooth curve through the scripts of this school (from 50)")
    };
    let figures = vec![histogram(work, &scores, set, bands, &own)];
    Outcome::Answered(Box::new(reading(work, set, &tested, &own, PKind::Borrowed, reference, figures)))
}

/// The test in pupils lifted onto a cut from just below it.
fn in_pupils(tested: &Tested, own: Calibrated) -> Calibrated {
    let spread = tested.spread.max(LEAST_SPREAD);
    own.in_units(tested.lifted - own.centre * spread, spread)
}

/// Least spread of the excess, pupils: where hardly anyone could stand elsewhere, one pupil still is a small number.
const LEAST_SPREAD: f64 = 0.3;

fn reading(
    work: &Examined<'_>,
    set: usize,
    tested: &Tested,
    own: &Calibrated,
    kind: PKind,
    reference: Text,
    figures: Vec<Figure>,
) -> Reading {
    let workings = vec![
        (Text::new("учеников не дальше трёх баллов от границы", "pupils within three points of a cut"), tested.inside as f64),
        (Text::new("из них не ниже границы", "of them at or above"), tested.above as f64),
        (Text::new("ожидалось не ниже границы по модели", "expected at or above by the model"), tested.expected),
        (Text::new("избыток суммы весов, учеников", "excess of the sum of weights, pupils"), tested.lifted),
        (Text::new("mid-p взвешенной суммы до поправки", "mid-p of the weighted sum before calibration"), tested.p),
        (Text::new("mid-p в полосе ±1 балл", "mid-p within 1 point"), tested.widths[0]),
        (Text::new("mid-p в полосе ±2 балла", "mid-p within 2 points"), tested.widths[1]),
        (Text::new("mid-p в полосе ±3 балла", "mid-p within 3 points"), tested.widths[2]),
        (Text::new("центр z наборов других школ", "centre of z over other schools"), own.centre),
        (Text::new("сверхразброс z (не меньше 1)", "overdispersion of z (at least 1)"), own.scale),
    ];
    let explanation = explain(tested, own);
    let words = Reading { reference, explanation, figures, workings, p_kind: kind, ..super::empty_reading() };
    own.reading(work.scripts(set), words)
}

fn explain(tested: &Tested, own: &Calibrated) -> Text {
    let digits = |lang| (number(tested.expected, 1, lang), say::signed(own.effect, 1, lang), say::range(own.ci, 1, lang));
    let (ru, en) = (digits(Lang::Ru), digits(Lang::En));
    let (tail_ru, tail_en) = match own.direction() {
        Direction::Up => (
            "у границ работ больше, чем получилось бы само собой; причина не установлена",
            "more scripts stand at the boundaries than would come by themselves; the cause is not known",
        ),
        Direction::Down => ("у границ работ меньше ожидаемого", "fewer scripts stand at the boundaries than expected"),
        Direction::None => ("скопления у границ не видно", "no heap at the boundaries"),
    };
    Text::new(
        format!(
            "Рядом с границами отметок {}: не ниже границы {}, ожидалось {}; избыток с учётом близости к границе {} (95{NBSP}%: {}) — {tail_ru}.",
            say::pupils(tested.inside, Lang::Ru),
            tested.above,
            ru.0,
            ru.1,
            ru.2
        ),
        format!(
            "Near the mark boundaries: {}; at or above {}, expected {}; excess by nearness to the cut {} (95%: {}): {tail_en}.",
            say::pupils(tested.inside, Lang::En),
            tested.above,
            en.0,
            en.1,
            en.2
        ),
    )
    .telling_of([tested.inside, tested.above, tested.inside.saturating_sub(tested.above)])
}

/// Scores of the set with the expectation and the boundaries; scores with an excess at a cut are hatched.
fn histogram(work: &Examined<'_>, scores: &Scores, set: usize, bands: &[Band], own: &Calibrated) -> Figure {
    let up = own.direction() == Direction::Up;
    let band = |(expected, variance): (&f64, &f64)| {
        let half = 1.96 * variance.sqrt();
        [(expected - half).max(0.0), *expected, expected + half]
    };
    let expected: Vec<[f64; 3]> = scores.expected.iter().zip(&scores.variance).map(band).collect();
    let excess: Vec<u16> = bands
        .iter()
        .flat_map(|band| band.cut..(band.cut + band.above).min(band.cut + 2))
        .filter(|&score| scores.observed[score] > expected[score][1] + 0.5 && up)
        .filter_map(|score| u16::try_from(score).ok())
        .collect();
    let cuts: Vec<(u8, u16)> = bands.iter().filter_map(|band| Some((band.mark, u16::try_from(band.cut).ok()?))).collect();
    let title = if up {
        Text::new(
            format!("У границ отметок на {} ученика больше ожидаемого", number(own.effect, 1, Lang::Ru)),
            format!("{} more pupils at the mark boundaries than expected", number(own.effect, 1, Lang::En)),
        )
    } else {
        Text::new("Баллы у границ отметок распределены как ожидалось", "Scores at the mark boundaries are spread as expected")
    };
    Figure {
        title,
        caption: Text::new(
            format!(
                "Столбик — число работ с таким баллом, линия и полоса — ожидание и 95 %; вертикали — границы отметок, штриховка — избыток у границы. {}.",
                say::scripts(work.scripts(set), Lang::Ru)
            ),
            format!(
                "A bar is the number of scripts with that score, line and band the expectation and 95%; verticals are mark boundaries, hatching the excess at one. {}.",
                say::scripts(work.scripts(set), Lang::En)
            ),
        ),
        plot: Plot::Histogram { observed: scores.observed.iter().map(|count| *count as u32).collect(), expected, cuts, excess },
    }
}

#[cfg(test)]
mod tests {
    use super::bands::Inside;
    use super::*;

    /// The example of the card: two pupils near one cut, chances .5 and .2, both at or above.
    /// covers: D15
    #[test]
    fn the_example_of_the_card() {
        let bands = Band::of(&[(3, 1)], 1);
        let pupil = |p: f64| Inside { band: 0, score: 1, honest: vec![1.0 - p, p] };
        let tested = bands::test(&bands, &[pupil(0.5), pupil(0.2)]);
        assert!((tested.p - 0.05).abs() < 1e-12 && (tested.lifted - 1.3).abs() < 1e-12);
        assert!((standard(&tested) - 1.645).abs() < 0.001);
    }

    /// Mid-p of honest pupils: mean ½, and no more than the level below it (here exactly, by running through all outcomes).
    #[test]
    fn honest_pupils_are_judged_at_the_level() {
        let bands = Band::of(&[(3, 3)], 5);
        let honest = [0.1, 0.15, 0.2, 0.25, 0.2, 0.1];
        let (mut mean, mut below) = (0.0, 0.0);
        for code in 0..6_usize.pow(4) {
            let scores: Vec<usize> = (0..4).map(|pupil| code / 6_usize.pow(pupil) % 6).collect();
            let chance: f64 = scores.iter().map(|&score| honest[score]).product();
            let pupils: Vec<Inside> = scores.iter().map(|&score| Inside { band: 0, score, honest: honest.to_vec() }).collect();
            let p = bands::test(&bands, &pupils).p;
            mean += chance * p;
            below += if p < 0.05 { chance } else { 0.0 };
        }
        assert!((mean - 0.5).abs() < 1e-9, "{mean}");
        assert!(below < 0.06, "{below}");
    }
}
