//! `confirmation`: do later, better controlled procedures confirm the earlier measure?
//!
//! covers: R20, R6, D16

mod link;
mod pairs;
mod say;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::model::dense::Normal;
use crate::model::robust::{huber, lower_spread, median};
use records::card::{Card, Outcome, Reading};
use records::dataset::{ClassId, Dataset, SchoolId};
use records::protocol::Protocol;
use records::provenance::Origin;
use records::reference::Reference;
use records::study::Whose;
use records::text::Phrase;
use records::vocabulary::{Direction, PKind, Unit};

use super::calibration::{Calibrated, Raw, calibrate, quantile, upper};
use super::examination::{Examination, Records, UnitIndicator, runs};
use link::{Link, Scale};
use pairs::{Pair, Pairs, Step, gather};

/// The indicator.
#[derive(Clone, Copy, Debug)]
pub struct Confirmation;

/// Other schools from which the link is learnt, and their pupils.
const OTHERS: (usize, usize) = (5, 100);
/// Half a mark: less is no change of the mark.
const HALF: f64 = 0.5;
/// z of honest classes has a kurtosis of about 4 (simulated regions, 4,014 steps). With at most twenty degrees of freedom .0144 of them are
/// below .01, with eight .0080 (11,885 units).
const MOST_FREEDOM: f64 = 8.0;

/// Its card.
pub const CARD: Card = Card {
    id: "confirmation",
    version: "3",
    title: Phrase { ru: "Подтверждение следующей процедурой", en: "Confirmation by the next procedure" },
    question: Phrase {
        ru: "Подтверждает ли более поздняя и лучше контролируемая процедура прежние отметки тех же учеников?",
        en: "Does a later, better controlled procedure confirm the earlier marks of the same pupils?",
    },
    method: Phrase {
        ru: "Шаги: год → ОГЭ, ВПР или ДКР → ОГЭ, год → ЕГЭ, ВПР → ЕГЭ, ОГЭ → ЕГЭ, последняя четверть → промежуточная аттестация. Поздний результат переводится в \
             отметку той же доли учеников других школ (эквиперцентильно): кто выше 60 % на экзамене, тому соответствует отметка, которая выше 60 % прежних. \
             Затем средняя прежняя отметка класса сравнивается с той, что при таком позднем результате бывает в других школах (прямая по классам, устойчивые \
             веса), и делится на обычный разброс √(T² + s²/n); T² — по нижней половине классов. Своя школа ни в переводе, ни в прямой не участвует.",
        en: "Steps: year → OGE, VPR or DKR → OGE, year → EGE, VPR → EGE, OGE → EGE, last quarter → interim attestation. The later result is turned into the mark \
             with the same standing among pupils of other schools (equipercentile): above 60% of them in the examination is worth the mark above 60% of \
             earlier ones. The mean earlier mark of the class is then compared with what goes with such a later result in other schools (a line over classes, \
             robust weights) and divided by the ordinary spread √(T² + s²/n); T² comes from the lower half of the classes. The own school takes part \
             neither in the link nor in the line.",
    },
    unit: Unit::Marks,
    needs: Phrase {
        ru: "Те же ученики в двух ведомостях: отметки за год и результаты ОГЭ или ЕГЭ, ВПР и экзамен, четверть и промежуточная аттестация. Для вывода — ещё не \
             меньше двадцати классов пяти других школ.",
        en: "The same pupils in two registers: marks of the year and results of OGE or EGE, VPR and examination, quarter and interim attestation. For a conclusion \
             also at least twenty classes of five other schools.",
    },
    reading: Phrase {
        ru: "Плюс — прежние отметки выше, чем подтвердила поздняя процедура; минус — ниже (строгие отметки или рост). p одностороннее, для плюса. Без других школ — \
             только доли понизивших, подтвердивших и повысивших.",
        en: "Plus: earlier marks are higher than the later procedure confirms; minus: lower (strict marks, or growth). p is one-sided, for plus. Without other \
             schools only the shares lowered, confirmed and raised.",
    },
    innocent: &[
        Phrase {
            ru: "между измерениями прошло время: ученики выросли или отвлеклись",
            en: "time passed between the measures: pupils grew or lost interest",
        },
        Phrase {
            ru: "экзамен проверяет не то, что отметка: старание, устную речь, проекты",
            en: "the examination measures other things than the mark: effort, speaking, projects",
        },
        Phrase {
            ru: "предмет не нужен для поступления, к экзамену не готовились", en: "the subject was not needed and not prepared for"
        },
        Phrase { ru: "сменился учитель или программа", en: "another teacher or programme" },
        Phrase {
            ru: "сильные или слабые ученики ушли после 9 класса", en: "strong or weak pupils left after grade 9"
        },
    ],
    clears: &[
        Phrase {
            ru: "то же по второму предмету и за второй год", en: "the same in a second subject and a second year"
        },
        Phrase {
            ru: "критерии прежней отметки рядом с требованиями экзамена",
            en: "criteria of the earlier mark beside what the examination asks",
        },
        Phrase {
            ru: "список учеников с разницей в две отметки", en: "the list of pupils two marks apart"
        },
    ],
    measures: &[
        Phrase {
            ru: "единые критерии итоговой отметки с опорой на формат экзамена",
            en: "common criteria of the final mark that follow the examination",
        },
        Phrase {
            ru: "диагностическая работа с внешней проверкой до экзамена",
            en: "a diagnostic work marked elsewhere before the examination",
        },
        Phrase {
            ru: "консультации тем, чьи отметки не подтвердились", en: "consultations for those whose marks were not confirmed"
        },
    ],
    example: Phrase {
        ru: "Класс из 25 учеников, средняя за год 4,20; их баллы ОГЭ соответствуют отметке 3,80. В других школах при 3,80 бывает 3,85. Эффект 4,20 − 3,85 = +0,35. \
             T = 0,15, s² = 0,40: ошибка √(0,0225 + 0,016) = 0,196, z = 1,78.",
        en: "A class of 25, mean of the year 4.20; their examination is worth 3.80. Elsewhere 3.85 goes with 3.80. Effect 4.20 − 3.85 = +0.35. T = .15, s² = .40: \
             error √(.0225 + .016) = .196, z = 1.78.",
    },
    sources: &[
        Phrase::same("Kolen & Brennan 2014, Test Equating, Scaling, and Linking, ch. 2: equipercentile link by mid-ranks"),
        Phrase::same("Mundlak 1978, Econometrica 46: classes and pupils regress differently"),
        Phrase::same("Huber 1981, Robust Statistics, ch. 5 and 7: spread and regression that few far classes cannot move"),
    ],
    in_screen: false,
};

impl UnitIndicator for Confirmation {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn examine(&self, records: &Records<'_>) -> Vec<Examination> {
        let steps = gather(records.dataset, records.reference);
        steps.iter().flat_map(|(step, pairs)| of_step(records, step, pairs)).collect()
    }
}

/// Rows of the data behind every link there could be.
pub fn rows_behind(dataset: &Dataset, reference: &Reference) -> BTreeMap<Whose, Vec<Origin>> {
    let mut rows: BTreeMap<Whose, Vec<Origin>> = BTreeMap::new();
    for (step, pairs) in gather(dataset, reference) {
        for pair in &pairs.list {
            for class in [Some(pair.class), None] {
                rows.entry(whose(dataset, &step, &pairs.subject, pair.school, class)).or_default().extend(pair.origins);
            }
        }
    }
    rows
}

fn whose(dataset: &Dataset, step: &Step, subject: &str, school: SchoolId, class: Option<ClassId>) -> Whose {
    Whose::Link {
        school: dataset.schools.get(school.0 as usize).map_or_else(String::new, |school| school.school.clone()),
        class: class.map(|class| dataset.class_names.name(class.0).to_owned()),
        subject: subject.to_owned(),
        year: step.year,
        from: step.from.clone(),
        to: step.to.clone(),
    }
}

/// A class of a school, or the whole school.
type Group = (SchoolId, Option<ClassId>);

/// Classes of a step, then schools of several classes.
fn of_step(records: &Records<'_>, step: &Step, pairs: &Pairs) -> Vec<Examination> {
    let Records { dataset, reference, protocol } = *records;
    let schools = by(&pairs.list, |pair| pair.school);
    let link = Link::of(&pairs.list);
    let scales: BTreeMap<SchoolId, Option<Scale>> = schools
        .iter()
        .map(|(&school, own)| {
            let enough = schools.len() > OTHERS.0 && pairs.list.len() - own.len() >= OTHERS.1;
            (school, enough.then(|| link.without(school)))
        })
        .collect();
    let classes: BTreeMap<Group, Vec<&Pair>> = by(&pairs.list, |pair| (pair.school, Some(pair.class)));
    let whole: BTreeMap<Group, Vec<&Pair>> = by(&pairs.list, |pair| (pair.school, None));
    let several = |school: SchoolId| classes.range((school, None)..).take_while(|((of, _), _)| *of == school).count() > 1;
    let mut found = Vec::new();
    for units in [&classes, &whole] {
        let outcomes = outcomes(units, &scales, pairs.marks, protocol);
        for (((school, class), own), outcome) in
            units.iter().zip(outcomes).filter(|(((school, class), _), _)| class.is_some() || several(*school))
        {
            let of = whose(dataset, step, &pairs.subject, *school, *class);
            let spans = runs(own.iter().flat_map(|pair| pair.origins));
            found.push(Examination { title: say::title(reference, &of), of, outcome, spans });
        }
    }
    found
}

fn by<K: Ord>(list: &[Pair], key: impl Fn(&Pair) -> K) -> BTreeMap<K, Vec<&Pair>> {
    let mut groups: BTreeMap<K, Vec<&Pair>> = BTreeMap::new();
    list.iter().for_each(|pair| groups.entry(key(pair)).or_default().push(pair));
    groups
}

/// What a class or school shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shown {
    school: SchoolId,
    n: usize,
    /// Mean earlier mark.
    before: f64,
    /// Mean worth of the later results; for marks without other schools the marks themselves.
    worth: f64,
    /// Later results below, at, above the earlier marks.
    counts: [usize; 3],
    /// Sampling variance of the mean gap.
    sampling: f64,
    /// Whether the link of other schools was at hand.
    linked: bool,
}

impl Shown {
    fn of(school: SchoolId, own: &[&Pair], scale: Option<&Scale>) -> Self {
        let worth = |pair: &Pair| scale.map_or(pair.after, |scale| scale.worth(pair.after));
        let gaps: Vec<f64> = own.iter().map(|pair| f64::from(pair.before) - worth(pair)).collect();
        let n = gaps.len().max(1) as f64;
        let mean = |values: &dyn Fn(&&Pair) -> f64| own.iter().map(values).sum::<f64>() / n;
        let gap = gaps.iter().sum::<f64>() / n;
        let variance = gaps.iter().map(|own| (own - gap) * (own - gap)).sum::<f64>() / (n - 1.0).max(1.0);
        let count = |of: &dyn Fn(f64) -> bool| gaps.iter().filter(|gap| of(**gap)).count();
        Self {
            school,
            n: own.len(),
            before: mean(&|pair| f64::from(pair.before)),
            worth: mean(&|pair| worth(pair)),
            counts: [count(&|gap| gap >= HALF), count(&|gap| gap.abs() < HALF), count(&|gap| gap <= -HALF)],
            // Where all agree by chance the variance is not zero: a tenth of a squared mark is about the least ever seen.
            sampling: variance.max(0.1) / n,
            linked: scale.is_some(),
        }
    }
}

/// A departure with what it was compared with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Departure {
    raw: Raw,
    expected: f64,
    spread: f64,
    /// Shares lowered, confirmed, raised over the pupils of other schools.
    usual: [f64; 3],
    /// Units and pupils of other schools.
    others: [usize; 2],
}

/// One outcome a unit.
fn outcomes(
    units: &BTreeMap<Group, Vec<&Pair>>,
    scales: &BTreeMap<SchoolId, Option<Scale>>,
    marks: bool,
    protocol: &Protocol,
) -> Vec<Outcome> {
    let scale = |school: &SchoolId| scales.get(school).and_then(Option::as_ref);
    let shown: Vec<Shown> = units.iter().map(|((school, _), own)| Shown::of(*school, own, scale(school))).collect();
    let departures = departures(&shown, protocol);
    let judged = calibrate(&departures.iter().map(|departure| departure.map(|departure| departure.raw)).collect::<Vec<_>>(), protocol);
    let judged: Vec<Option<Calibrated>> = judged.into_iter().map(|own| own.map(far_tailed)).collect();
    let one = |(at, ((school, _), pairs)): (usize, (&Group, &Vec<&Pair>))| {
        let n = pairs.len();
        match (departures[at], judged[at]) {
            _ if n < protocol.too_few => Outcome::TooFew { n, need: protocol.too_few, why: say::few(n, protocol.too_few) },
            (Some(departure), Some(judged)) => compared(&shown[at], &departure, &judged),
            // The link of a few classes is not shown: the marks stand side by side as they are.
            _ if marks => described(&Shown::of(*school, pairs, None)),
            _ => Outcome::NoData { why: say::alone() },
        }
    };
    units.iter().enumerate().map(one).collect()
}

/// p and interval by Student's t with at most [`MOST_FREEDOM`] degrees of freedom: teachers are strict and kind further than a normal goes,
/// and a few of them must not look unusual.
fn far_tailed(own: Calibrated) -> Calibrated {
    let freedom = own.freedom.min(MOST_FREEDOM);
    let half = quantile(0.975, freedom) * own.error;
    Calibrated { freedom, p: upper(own.z, freedom), ci: [own.effect - half, own.effect + half], ..own }
}

/// Departures of the mean earlier mark from what goes with such a later result in other schools; None without the link, or for a few pupils.
fn departures(shown: &[Shown], protocol: &Protocol) -> Vec<Option<Departure>> {
    let told: Vec<usize> = (0..shown.len()).filter(|&at| shown[at].linked && shown[at].n >= protocol.too_few).collect();
    let centre = told.iter().map(|&at| shown[at].worth).sum::<f64>() / told.len().max(1) as f64;
    let design: Vec<f64> = told.iter().flat_map(|&at| [1.0, shown[at].worth - centre]).collect();
    let y: Vec<f64> = told.iter().map(|&at| shown[at].before).collect();
    let (weights, spread) = robust_weights(&design, &y, &told.iter().map(|&at| shown[at].sampling).collect::<Vec<f64>>());
    let mut out = vec![None; shown.len()];
    // Units are ordered by school: those of one school stand together.
    let rows: Vec<usize> = (0..told.len()).collect();
    for own in rows.chunk_by(|&a, &b| shown[told[a]].school == shown[told[b]].school) {
        let inside = |row: usize| own.contains(&row);
        let w: Vec<f64> = weights.iter().enumerate().map(|(row, w)| if inside(row) { 0.0 } else { *w }).collect();
        let normal = Normal::of(&design, 2, &y, &w).held(1e-9, 1e-6);
        let line = normal.solve();
        let (usual, others) = elsewhere(shown, &told, &inside);
        for &row in own {
            let at = told[row];
            let x = &design[row * 2..row * 2 + 2];
            let expected = x[0] * line[0] + x[1] * line[1];
            let error = (spread + shown[at].sampling + normal.leverage(x)).sqrt();
            let raw = Raw { n: shown[at].n, school: shown[at].school.0, effect: shown[at].before - expected, error };
            out[at] = Some(Departure { raw, expected, spread, usual, others });
        }
    }
    out
}

/// Shares over the pupils of other schools, and how many units and pupils they are.
fn elsewhere(shown: &[Shown], told: &[usize], inside: &dyn Fn(usize) -> bool) -> ([f64; 3], [usize; 2]) {
    let (mut counts, mut others) = ([0_usize; 3], [0_usize; 2]);
    for (_, &at) in told.iter().enumerate().filter(|(row, _)| !inside(*row)) {
        counts.iter_mut().zip(shown[at].counts).for_each(|(sum, count)| *sum += count);
        others = [others[0] + 1, others[1] + shown[at].n];
    }
    let total = counts.iter().sum::<usize>().max(1) as f64;
    (counts.map(|count| count as f64 / total), others)
}

/// Weights of the line over units and the spread T² around it (a few rounds of Huber weights).
fn robust_weights(design: &[f64], y: &[f64], sampling: &[f64]) -> (Vec<f64>, f64) {
    let (mut spread, mut robust, mut weights) = (0.04, vec![1.0; y.len()], Vec::new());
    for _ in 0..4 {
        weights = robust.iter().zip(sampling).map(|(robust, v)| robust / (spread + v)).collect::<Vec<f64>>();
        let line = Normal::of(design, 2, y, &weights).held(1e-9, 1e-6).solve();
        let rest: Vec<f64> = design.chunks_exact(2).zip(y).map(|(x, y)| y - x[0] * line[0] - x[1] * line[1]).collect();
        let centre = median(&rest);
        spread = lower_spread(&rest, sampling, if centre.is_finite() { centre } else { 0.0 }).0;
        robust = rest.iter().zip(sampling).map(|(rest, v)| huber(rest / (spread + v).sqrt(), 2.0)).collect();
    }
    (weights, spread)
}

/// Against other schools.
fn compared(own: &Shown, departure: &Departure, judged: &Calibrated) -> Outcome {
    let words = Reading {
        reference: say::reference(Some(departure)),
        explanation: say::compared(own, departure, judged),
        figures: vec![say::figure(own, Some(departure))],
        workings: say::workings(own, Some((departure, judged))),
        ..super::empty_reading()
    };
    Outcome::Answered(Box::new(judged.reading(own.n, words)))
}

/// Inside one school: the marks side by side, no test.
fn described(own: &Shown) -> Outcome {
    let effect = own.before - own.worth;
    let half = quantile(0.975, f64::INFINITY) * own.sampling.sqrt();
    Outcome::Answered(Box::new(Reading {
        n: own.n,
        direction: Direction::None,
        effect,
        ci: [effect - half, effect + half],
        mde: f64::NAN,
        z: f64::NAN,
        p: f64::NAN,
        p_kind: PKind::Borrowed,
        reference: say::reference(None),
        explanation: say::described(own),
        figures: vec![say::figure(own, None)],
        workings: say::workings(own, None),
    }))
}
