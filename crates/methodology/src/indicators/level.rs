//! `level`: is the set above what its pupils' other information predicts?
//! covers: D2

use crate::model::robust::median;
use records::card::{Card, Outcome, Reading};
use records::figure::{Figure, FunnelDot, Plot};
use records::text::{Lang, Phrase, Text, number};
use records::vocabulary::{Direction, Ladder, PKind, Unit};

use super::borrowed::{self, mean, variance};
use super::calibration::{Calibrated, Raw, calibrate_alike, judge};
use super::examined::Intake;
use super::reach::Reach;
use super::{Examined, Fitted, Indicator, say};

/// The indicator.
#[derive(Clone, Copy, Debug)]
pub struct Level;

/// Its card.
pub const CARD: Card = Card {
    id: "level",
    version: "8",
    title: Phrase { ru: "Уровень результата", en: "Level of the result" },
    question: Phrase {
        ru: "Выше ли результат набора, чем следует из всего остального, что известно об этих учениках?",
        en: "Is the set above what everything else known about these pupils predicts?",
    },
    method: Phrase {
        ru: "Для каждого ученика по отметке в журнале, результатам по другим предметам и прежним работам предсказывается балл: θ = m + u + e. \
             Отклонение класса = средний балл − средний предсказанный. Оно делится на обычный разброс: √(T²·(балл на единицу уровня)² + дисперсия \
             выборки учеников). T² — разброс классов вокруг предсказания, оценённый по нижней половине наборов других школ, о которых известно \
             столько же (отметки журнала, другие работы); своя школа в предсказании и в T² не участвует, а классы одной школы, стоящие рядом, \
             не считаются за столько же школ. Где таких наборов мало, показатель не отвечает. В предсказание входит, насколько строже обычного журнал: \
             его отметки ниже, чем следует из других работ тех же учеников (эта работа не участвует; по всем классам учителя вместе, где он назван). \
             Входят и средняя отметка журнала школы, и место школы в других её работах (все классы, кроме того, что писали по этому предмету те же ученики), и её вид: где школ этого вида мало, их обычный уровень неизвестен, и интервал шире. Где вид не \
             указан, а других работ этих учеников нет, вывод верен только для школы без отбора и голоса не имеет. Где других школ мало, предсказание \
             (по отметкам и другим работам учеников) и разброс берутся из всех работ этих данных вместе, интервал расширен в 1,5 раза.",
        en: "A score is predicted for every pupil from the journal mark, results in other subjects and earlier works: θ = m + u + e. Departure of the \
             class = mean score − mean prediction. It is divided by the ordinary spread √(T²·(points per unit of level)² + sampling variance of pupils). \
             T² is the spread of classes around their predictions, estimated from the lower half of other schools' sets of which as much is known \
             (journal marks, other works); the own school takes part neither in the prediction nor in T², and classes of one school that stand \
             together do not count for as many schools. Where such sets are few, the indicator does not answer. How much stricter than usual the \
             journal is enters the prediction: its marks are lower than other works of the same pupils say (this work takes no part; over all classes \
             of the teacher where one is named). So do the mean journal mark of the school, where the school stands in its other works (all classes, less what the same pupils wrote in this subject), and its kind: where schools of a kind are few their usual \
             level is not known, and the interval is wider. Where the kind is not stated and no other work of these pupils is known, the reading \
             holds only for a school without selection and has no vote. Where other schools are few, prediction (from marks and other works of the \
             pupils) and spread come from all works of these data together, the interval widened by 1.5.",
    },
    unit: Unit::Points,
    needs: Phrase {
        ru: "Баллы за работу; для вывода — наборы той же работы в других школах (лучше с отметками журнала) или опубликованные доли.",
        en: "Scores of the work; for a conclusion sets of the same work in other schools (better with journal marks) or published shares.",
    },
    reading: Phrase {
        ru: "Эффект — на сколько баллов средний результат выше (+) или ниже (−) предсказанного. Интервал, накрывающий ноль, значит: разница в пределах \
             обычного разброса классов.",
        en: "The effect says by how many points the mean is above (+) or below (−) the prediction. An interval around zero means: within the usual \
             spread of ordinary classes.",
    },
    innocent: &[
        Phrase { ru: "сильный новый учитель или удачный год", en: "a strong new teacher or a good year" },
        Phrase {
            ru: "репетиторы и дополнительные занятия у многих учеников", en: "tutoring or extra lessons for many pupils"
        },
        Phrase {
            ru: "набор в класс по способностям, которого нет в данных", en: "selective intake that the data do not show"
        },
        Phrase {
            ru: "строгий журнал: прежние отметки ниже, чем у других учителей",
            en: "a strict journal: earlier marks lower than other teachers' marks",
        },
        Phrase { ru: "вариант оказался легче", en: "the variant was easier" },
    ],
    clears: &[
        Phrase {
            ru: "перепроверка десяти–пятнадцати работ по тем же критериям",
            en: "a re-check of ten to fifteen scripts by the same criteria",
        },
        Phrase {
            ru: "результат того же класса в следующей работе с наблюдателем",
            en: "the same class's result in the next observed work",
        },
    ],
    measures: &[
        Phrase { ru: "выборочная перепроверка", en: "a sample re-check" },
        Phrase {
            ru: "разбор успешного опыта, если результат подтвердится", en: "sharing of good practice if the result is confirmed"
        },
    ],
    example: Phrase {
        ru: "Класс из 25 учеников: средний балл 17,0, предсказано 14,5, то есть +2,5. Один балл уровня = 4,0 балла работы, T = 0,30, дисперсия балла \
             ученика при известной информации 9. Стандартная ошибка √((4,0·0,30)² + 9/25) = √(1,44 + 0,36) = 1,34; z = 2,5/1,34 = 1,86.",
        en: "A class of 25: mean 17.0, predicted 14.5, that is +2.5. One unit of level = 4.0 points, T = 0.30, variance of a pupil's score given what \
             is known 9. Standard error √((4.0·0.30)² + 9/25) = √(1.44 + 0.36) = 1.34; z = 2.5/1.34 = 1.86.",
    },
    sources: &[
        Phrase::same("Mislevy 1984, Psychometrika 49: latent regression"),
        Phrase::same("Mundlak 1978, Econometrica 46: within and between parts of covariates"),
        Phrase::same("Hedges & Hedberg 2007, EEPA 29(1): between-school share of variance (rung C)"),
        Phrase::same("Huber 1981, Robust Statistics, ch. 5: spread from the lower half"),
    ],
    in_screen: true,
};

impl Indicator for Level {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn examine(&self, work: &Examined<'_>) -> Vec<Outcome> {
        judged(work).into_iter().map(|(outcome, _)| outcome).collect()
    }
}

/// An answer, and what could have been seen; no reach where nothing was judged.
type Judged = (Outcome, Option<Reach>);

/// All sets of the work.
fn judged(work: &Examined<'_>) -> Vec<Judged> {
    let region = work.fitted.map(|fitted| Region::of(work, fitted));
    let unlike = work.unlike();
    let answer = |set: usize| match (&region, work.rungs[set].ladder) {
        (Some(region), Ladder::A | Ladder::B) if work.enough(set) => {
            let refused = work.few_items(set).or_else(|| unlike.get(set).cloned().flatten());
            refused.map_or_else(|| region.judged(work, set), |why| (why, None))
        }
        _ if !work.enough(set) => (work.too_few(set), None),
        (_, rung) => {
            beside_others(work, set).unwrap_or_else(|| if rung == Ladder::C { against_area(work, set) } else { against_school(work, set) })
        }
    };
    (0..work.panel.sets.len()).map(answer).collect()
}

/// Why a set has no departure from its prediction.
fn untold(fitted: &Fitted, set: usize) -> Outcome {
    if fitted.predicted.sets.get(set).is_some_and(|own| own.n > 0) { no_spread() } else { no_scores() }
}

fn no_spread() -> Outcome {
    Outcome::NoData {
        why: Text::new("результаты не различаются, судить не по чему", "results do not differ: there is nothing to judge by").of_no_one(),
    }
}

fn no_scores() -> Outcome {
    Outcome::NoData {
        why: Text::new("нет баллов по заданиям: предсказание не построено", "no item scores: no prediction was made").of_no_one(),
    }
}

/// Set by set, what a lift of the mean would show by: the answer where there is one; None where other schools are there and `level` could not
/// judge by them, or where selective intake would explain a lift as well; else what a comparison with a whole area could show.
pub(crate) fn reaches(work: &Examined<'_>) -> Vec<Option<Reach>> {
    let one = |(set, (outcome, reach)): (usize, Judged)| match outcome {
        Outcome::Answered(answer) => reach.filter(|_| answer.p_kind != PKind::Conditional),
        // A comparison was there to be made and could not be judged: no lift of the mean would have shown.
        Outcome::NoData { .. } if work.fitted.is_some() && matches!(work.rungs[set].ladder, Ladder::A | Ladder::B) => None,
        _ => unjudged(work, set),
    };
    judged(work).into_iter().enumerate().map(one).collect()
}

/// What a comparison with a whole area could show of a set that was not compared.
fn unjudged(work: &Examined<'_>, set: usize) -> Option<Reach> {
    let n = work.scripts(set);
    let spread = variance(&work.panel.total.iter().map(|&total| f64::from(total)).collect::<Vec<f64>>());
    let own = || alone_against(work, work.reference.components().against_area(spread, n as f64));
    (n >= 2 && spread > LEAST_SPREAD).then(|| Reach { own: own(), room: room(work, mean(work.totals(set).into_iter())) })
}

/// Points of the mean that a lift can add at most above an expected mean.
fn room(work: &Examined<'_>, expected: f64) -> f64 {
    f64::from(work.kim.max()) - expected
}

/// Standard error of a mean, points, below which scores do not differ: a least detectable lift, three errors, would be written as 0.0.
const LEAST_ERROR: f64 = 0.03;
/// Variance of scores, points squared, below which they do not differ.
const LEAST_SPREAD: f64 = 0.04;

/// Departures of all sets from their predictions, in points.
fn raw(work: &Examined<'_>, fitted: &Fitted) -> Vec<Option<Raw>> {
    let levels = &fitted.model.levels;
    let one = |set: usize| {
        let own = fitted.predicted.sets.get(set).filter(|own| own.n > 0)?;
        let error = (own.slope * own.slope * levels.variance(set) + own.sampling).sqrt();
        (error > LEAST_ERROR).then(|| Raw { n: own.n, school: work.panel.sets[set].school, effect: own.observed - own.expected, error })
    };
    (0..work.panel.sets.len()).map(one).collect()
}

/// Rungs A and B: all sets of the work judged against each other.
struct Region<'a> {
    fitted: &'a Fitted,
    judged: Vec<Option<Calibrated>>,
    dots: Vec<(usize, FunnelDot)>,
    limits: Vec<[f64; 3]>,
}

/// A figure shows at most this many other sets.
const DOTS: usize = 80;

impl<'a> Region<'a> {
    fn of(work: &Examined<'_>, fitted: &'a Fitted) -> Self {
        let judged = calibrate_alike(&raw(work, fitted), &fitted.model.patterns, work.protocol);
        let dot = |(set, judged): (usize, &Option<Calibrated>)| {
            Some((set, FunnelDot { n: work.scripts(set) as f64, effect: (*judged)?.effect, own: false }))
        };
        let dots: Vec<(usize, FunnelDot)> = judged.iter().enumerate().filter_map(dot).collect();
        let step = dots.len().div_ceil(DOTS).max(1);
        Self { fitted, limits: limits(work, &judged), judged, dots: dots.into_iter().step_by(step).collect() }
    }

    fn judged(&self, work: &Examined<'_>, set: usize) -> Judged {
        self.judged.get(set).copied().flatten().map_or_else(|| (untold(self.fitted, set), None), |own| self.answer(work, set, &own))
    }

    fn answer(&self, work: &Examined<'_>, set: usize, own: &Calibrated) -> Judged {
        let intake = work.intake(set);
        // What has no vote is not laid against replicas: they know nothing of its condition.
        let own = if intake == Intake::Open { *own } else { work.laid(&CARD, set, *own) };
        let expectation = &self.fitted.predicted.sets[set];
        let reach = Reach { own, room: room(work, expectation.observed - own.effect) };
        let own = &own.within_room(reach.room);
        if let Some(bare) = work.bare(own, expectation.n, intake.p_kind()) {
            return (bare, Some(reach));
        }
        let seen = explain(expectation.observed, expectation.observed - own.effect, own.ci, own.direction());
        let explanation = intake.said(seen, own.direction());
        let ordinary = Text::new("T² — разброс обычных классов (в единицах уровня)", "T²: spread of ordinary classes (units of level)");
        let figures = std::iter::once(self.funnel(work, set, own)).chain(detectable(work, own)).collect();
        let workings = vec![
            (Text::new("средний балл", "mean score"), expectation.observed),
            (Text::new("предсказанный средний балл", "predicted mean"), expectation.expected),
            (Text::new("баллов на единицу уровня", "points per unit of level"), expectation.slope),
            (ordinary, self.fitted.model.levels.spread[set]),
            (Text::new("дисперсия предсказания уровня", "variance of the predicted level"), self.fitted.model.levels.uncertainty[set]),
            (Text::new("дисперсия выборки учеников", "sampling variance of pupils"), expectation.sampling),
            (Text::new("центр z наборов других школ", "centre of z over other schools"), own.centre),
            (Text::new("сверхразброс z (не меньше 1)", "overdispersion of z (at least 1)"), own.scale),
            (Text::new("степени свободы", "degrees of freedom"), own.freedom),
        ];
        let (reference, p_kind) = (work.rungs[set].words(), intake.p_kind());
        let words = Reading { reference, explanation, figures, workings, p_kind, ..super::empty_reading() };
        (Outcome::Answered(Box::new(own.reading(expectation.n, words))), Some(reach))
    }

    /// Where the set stands among the sets of other schools.
    fn funnel(&self, work: &Examined<'_>, set: usize, own: &Calibrated) -> Figure {
        let school = work.panel.sets[set].school;
        let others = self.dots.iter().filter(|(other, _)| work.panel.sets[*other].school != school).map(|(_, dot)| dot.clone());
        let dots: Vec<FunnelDot> = others.chain([FunnelDot { n: work.scripts(set) as f64, effect: own.effect, own: true }]).collect();
        let place = match own.direction() {
            Direction::Up => Text::new("Результат набора выше полосы обычных классов", "The set stands above the band of ordinary classes"),
            Direction::Down => {
                Text::new("Результат набора ниже полосы обычных классов", "The set stands below the band of ordinary classes")
            }
            Direction::None => Text::new("Результат набора среди обычных", "The set stands among the usual ones"),
        };
        let (shown, all) = (dots.len() - 1, self.judged.iter().flatten().count());
        Figure {
            title: place,
            caption: Text::new(
                format!(
                    "Точка — набор той же работы: по горизонтали число работ, по вертикали разница с предсказанным средним. Полоса — 95 % \
                     обычных классов такого размера. Наборов других школ показано: {shown}, всего наборов: {all}."
                ),
                format!(
                    "A dot is a set of the same work: scripts across, difference from the predicted mean upwards. The band holds 95% of ordinary \
                     classes of that size. Sets of other schools shown: {shown}; sets in all: {all}."
                ),
            ),
            plot: Plot::Funnel {
                dots,
                limits: self.limits.clone(),
                axis: Text::new("разница с предсказанным, баллы", "difference from prediction, points"),
            },
        }
    }
}

/// 95 % limits of honest sets by number of scripts: the median error of sets of about that size.
fn limits(work: &Examined<'_>, judged: &[Option<Calibrated>]) -> Vec<[f64; 3]> {
    let at = |size: f64| {
        let near = judged.iter().enumerate().filter(|(set, _)| (work.scripts(*set) as f64 - size).abs() <= 4.0);
        let error = median(&near.filter_map(|(_, judged)| judged.map(|judged| judged.error)).collect::<Vec<f64>>());
        error.is_finite().then_some([size, -1.96 * error, 1.96 * error])
    };
    [6.0, 12.0, 18.0, 24.0, 30.0, 36.0].into_iter().filter_map(at).collect()
}

/// Rungs C and D: the class against published results or other sets of the work; what is usual is learnt from all works. None where few.
fn beside_others(work: &Examined<'_>, set: usize) -> Option<Judged> {
    let found = work.together.set(work.panel.sets.get(set)?.index)?;
    let error = work.reference.components().widen * found.error;
    let raw = Raw { n: work.scripts(set), school: 0, effect: found.effect, error };
    if error <= LEAST_ERROR {
        return Some((no_spread(), None));
    }
    let observed = mean(work.totals(set).into_iter());
    let expected = observed - found.effect;
    let reach = Reach { own: judge(raw, 0.0, 1.0, found.freedom, work.protocol), room: room(work, expected) };
    let own = reach.own.within_room(reach.room);
    let workings = vec![
        (Text::new("средний балл", "mean score"), observed),
        (Text::new("предсказанный средний балл", "predicted mean"), expected),
        (Text::new("T — разброс обычных классов, баллы", "T: spread of ordinary classes, points"), found.spread),
        (Text::new("дисперсия выборки учеников", "sampling variance of pupils"), found.sampling),
        (Text::new("стандартная ошибка (расширенная)", "standard error (widened)"), own.error),
        (Text::new("степени свободы", "degrees of freedom"), own.freedom),
    ];
    let words = Reading {
        reference: together_words(work, found.sets),
        explanation: explain(observed, expected, own.ci, own.direction()),
        figures: detectable(work, &own).into_iter().collect(),
        workings,
        ..super::empty_reading()
    };
    Some((Outcome::Answered(Box::new(own.reading(work.scripts(set), words))), Some(reach)))
}

/// What the set was compared with.
fn together_words(work: &Examined<'_>, sets: usize) -> Text {
    let (level_ru, level_en) = match borrowed::level(work) {
        Some((_, _, area)) => {
            let area = area.words();
            (
                format!("{}, уровень этих школ в целом принят за обычный", area.ru),
                format!("{}, the level of these schools as a whole taken as usual", area.en),
            )
        }
        None => ("другие классы той же работы".to_owned(), "other classes of the same work".to_owned()),
    };
    Text::new(
        format!(
            "{level_ru}; другие работы и отметки тех же учеников; разброс обычных классов — по всем работам этих данных, наборов {sets}, интервал расширен в 1,5 раза"
        ),
        format!(
            "{level_en}; other works and marks of the same pupils; spread of ordinary classes over all works of these data, {sets} sets, the interval widened by 1.5"
        ),
    )
}

/// Rung C: the class against published shares, spread borrowed.
fn against_area(work: &Examined<'_>, set: usize) -> Judged {
    let scores = work.totals(set);
    let Some((mean, variance, area)) = borrowed::level(work) else { return against_school(work, set) };
    if variance <= LEAST_SPREAD {
        return (no_spread(), None);
    }
    let own = scores.iter().sum::<f64>() / scores.len() as f64;
    let components = work.reference.components();
    let raw = Raw { n: scores.len(), school: 0, effect: own - mean, error: components.against_area(variance, scores.len() as f64) };
    let reach = Reach { own: judge(raw, 0.0, 1.0, f64::INFINITY, work.protocol), room: room(work, mean) };
    let (area, note) = (area.words(), borrowed::note());
    let reference = Text::new(format!("{}; {}", area.ru, note.ru), format!("{}; {}", area.en, note.en)).naming_as([&area, &note]);
    answer_borrowed(work, reach, own, mean, reference, variance, set)
}

/// Rung D: the class against the other classes of its school, given journal marks.
fn against_school(work: &Examined<'_>, set: usize) -> Judged {
    let here = &work.panel.sets[set];
    let others: Vec<usize> =
        (0..work.panel.sets.len()).filter(|&other| other != set && work.panel.sets[other].school == here.school).collect();
    let pupils: Vec<usize> = others.iter().flat_map(|&other| work.panel.sets[other].pupils.clone()).collect();
    let (n, m) = (here.pupils.len() as f64, pupils.len() as f64);
    let components = work.reference.components();
    let everyone: Vec<f64> = here.pupils.clone().chain(pupils.iter().copied()).map(|pupil| f64::from(work.panel.total[pupil])).collect();
    let total = variance(&everyone);
    if total <= LEAST_SPREAD {
        return (no_spread(), None);
    }
    if pupils.len() < work.protocol.too_few {
        let mde = alone_against(work, components.against_area(total, n)).mde;
        return (Outcome::NoData { why: alone(mde, room(work, mean(work.totals(set).into_iter()))) }, None);
    }
    let (slope, within) = adjustment(work, set, &others);
    let gap = |of: &dyn Fn(usize) -> f64| mean(here.pupils.clone().map(of)) - mean(pupils.iter().copied().map(of));
    let marks = |pupil: usize| work.panel.prior[pupil].map_or(0.0, f64::from);
    let own = mean(here.pupils.clone().map(|pupil| f64::from(work.panel.total[pupil])));
    let effect = gap(&|pupil| f64::from(work.panel.total[pupil])) - slope * gap(&marks);
    let raw = Raw { n: here.pupils.len(), school: 0, effect, error: components.against_school(total, within, n, m, others.len() as f64) };
    let reach = Reach { own: judge(raw, 0.0, 1.0, f64::INFINITY, work.protocol), room: room(work, own - effect) };
    let note = borrowed::note();
    let reference = Text::new(
        format!("другие классы той же школы ({}); {}", say::scripts(pupils.len(), Lang::Ru), note.ru),
        format!("other classes of the same school ({}); {}", say::scripts(pupils.len(), Lang::En), note.en),
    );
    answer_borrowed(work, reach, own, own - effect, reference, total, set)
}

/// Slope of score on journal mark inside classes, and the variance it leaves; no slope where a mark is missing.
fn adjustment(work: &Examined<'_>, set: usize, others: &[usize]) -> (f64, f64) {
    let (mut xx, mut xy, mut yy, mut freedom) = (0.0, 0.0, 0.0, -1.0);
    let mut complete = true;
    for &class in others.iter().chain([&set]) {
        let pupils = work.panel.sets[class].pupils.clone();
        complete &= pupils.clone().all(|pupil| work.panel.prior[pupil].is_some());
        let mark = |pupil: usize| work.panel.prior[pupil].map_or(0.0, f64::from);
        let score = |pupil: usize| f64::from(work.panel.total[pupil]);
        let (mx, my) = (mean(pupils.clone().map(mark)), mean(pupils.clone().map(score)));
        freedom += pupils.len() as f64 - 1.0;
        for pupil in pupils {
            let (x, y) = (mark(pupil) - mx, score(pupil) - my);
            xx += x * x;
            xy += x * y;
            yy += y * y;
        }
    }
    let slope = if complete && xx > 1e-9 { xy / xx } else { 0.0 };
    (slope, (yy - slope * xy).max(0.0) / f64::max(freedom, 1.0))
}

fn answer_borrowed(work: &Examined<'_>, reach: Reach, mean: f64, expected: f64, reference: Text, variance: f64, set: usize) -> Judged {
    let own = &reach.own.within_room(reach.room);
    let explanation = explain(mean, expected, own.ci, own.direction());
    let workings = vec![
        (Text::new("средний балл", "mean score"), mean),
        (Text::new("ожидаемый средний балл", "expected mean"), expected),
        (Text::new("дисперсия баллов учеников", "variance of pupils' scores"), variance),
        (Text::new("стандартная ошибка (расширенная)", "standard error (widened)"), own.error),
    ];
    let figures = detectable(work, own).into_iter().collect();
    let words = Reading { reference, explanation, figures, workings, p_kind: PKind::Borrowed, ..super::empty_reading() };
    (Outcome::Answered(Box::new(own.reading(work.panel.sets[set].pupils.len(), words))), Some(reach))
}

/// A set that stands alone, as if it were compared with this error.
fn alone_against(work: &Examined<'_>, error: f64) -> Calibrated {
    judge(Raw { n: 0, school: 0, effect: 0.0, error }, 0.0, 1.0, f64::INFINITY, work.protocol)
}

fn alone(mde: f64, room: f64) -> Text {
    if mde > room {
        return Text::new(
            "сравнить не с чем: нет других классов этой работы и опубликованных долей. Подъём среднего на этой работе не был бы заметен и с долями \
             по региону",
            "nothing to compare with: no other class of this work and no published shares. With shares of the region, too, no lift of the mean \
             would show on this paper",
        )
        .of_no_one();
    }
    Text::new(
        format!(
            "сравнить не с чем: нет других классов этой работы и опубликованных долей. С долями по региону стало бы заметно расхождение от {} балла",
            number(mde, 1, Lang::Ru)
        ),
        format!(
            "nothing to compare with: no other class of this work and no published shares. With shares of the region a lift of {} points would show",
            number(mde, 1, Lang::En)
        ),
    ).of_no_one()
}

/// What is seen and how sure.
fn explain(own: f64, expected: f64, ci: [f64; 2], direction: Direction) -> Text {
    let gap = own - expected;
    let say = |lang: Lang| {
        let [own, expected] = [own, expected].map(|value| number(value, 1, lang));
        (own, expected, say::signed(gap, 1, lang), say::range(ci, 1, lang))
    };
    let (ru, en) = (say(Lang::Ru), say(Lang::En));
    let (tail_ru, tail_en) = match direction {
        Direction::Up => {
            ("выше обычного разброса классов; причина не установлена", "above the usual spread of classes; the cause is not known")
        }
        Direction::Down => ("ниже обычного разброса; причина не установлена", "below the usual spread; the cause is not known"),
        Direction::None => ("в пределах обычного разброса классов", "within the usual spread of classes"),
    };
    Text::new(
        format!("Средний балл {}, ожидалось {}: разница {} (95 %: {}) — {tail_ru}.", ru.0, ru.1, ru.2, ru.3),
        format!("Mean score {}, expected {}: difference {} (95%: {}), {tail_en}.", en.0, en.1, en.2, en.3),
    )
    .of_no_one()
}

/// What could be noticed at all; nothing to draw where no lift would show that the paper has room for.
fn detectable(work: &Examined<'_>, own: &Calibrated) -> Option<Figure> {
    let max = work.panel.top() as f64;
    let mde = own.mde;
    mde.is_finite().then(|| Figure {
        title: Text::new(
            format!("Один этот показатель замечает подъём среднего от {} балла из {}", number(mde, 1, Lang::Ru), number(max, 0, Lang::Ru)),
            format!("This indicator alone notices a lift of the mean from {} points of {}", number(mde, 1, Lang::En), number(max, 0, Lang::En)),
        ),
        caption: Text::new(
            "Расхождение левее отметки данные такого размера чаще не замечают (уровень 0,01, мощность 0,80); отрезок — наблюдаемая разница с 95 % интервалом.",
            "Data of this size mostly miss a difference left of the mark (level .01, power .80); the segment is the observed difference with its 95% interval.",
        ),
        plot: Plot::Detectable {
            mde,
            max,
            observed: Some([own.ci[0], own.effect, own.ci[1]]),
            axis: Text::new("подъём среднего, баллы", "lift of the mean, points"),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_card() {
        let error = (4.0_f64 * 4.0 * 0.3 * 0.3 + 9.0 / 25.0).sqrt();
        let protocol = records::reference::Reference::shipped().unwrap().protocol();
        let own = judge(Raw { n: 25, school: 0, effect: 17.0 - 14.5, error }, 0.0, 1.0, f64::INFINITY, &protocol);
        assert!((error - 1.34).abs() < 0.005 && (own.z - 1.86).abs() < 0.005);
        assert!((own.p - 0.0313).abs() < 0.001, "one-sided: {}", own.p);
    }

    /// The least detectable lift is one that the stated level and power find: z of a lift of just that size is the sum of their quantiles,
    /// 2.326 + 0.842 at .01 and .80, and a lift half as large is found in less than one case of five.
    /// covers: D2
    #[test]
    fn the_least_detectable_lift_is_found_with_the_stated_power() {
        let error = (4.0_f64 * 4.0 * 0.3 * 0.3 + 9.0 / 25.0).sqrt();
        let protocol = records::reference::Reference::shipped().unwrap().protocol();
        let of = |effect| judge(Raw { n: 25, school: 0, effect, error }, 0.0, 1.0, f64::INFINITY, &protocol);
        let mde = of(0.0).mde;
        assert!((mde - 3.168 * error).abs() < 0.005, "{mde}");
        let power = |lift: f64| 1.0 - psychometrics::math::norm_cdf(2.326_348 - of(lift).z);
        assert!((power(mde) - 0.80).abs() < 0.001 && power(mde / 2.0) < 0.25, "{} {}", power(mde), power(mde / 2.0));
    }

    #[test]
    fn what_is_said_follows_the_interval() {
        let text = explain(17.0, 14.5, [0.3, 4.7], Direction::Up);
        assert!(text.ru.contains("+2,5") && text.ru.contains("причина не установлена"), "{}", text.ru);
        let text = explain(17.0, 16.5, [-1.7, 2.7], Direction::None);
        assert!(text.ru.contains("в пределах обычного") && text.en.contains("0.5"), "{}", text.ru);
    }
}
