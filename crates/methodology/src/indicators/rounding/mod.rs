//! `rounding`: are period marks above the journal's own averages?

mod registers;
mod say;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use psychometrics::beta_binomial::{self, correlation, correlation_error};
use psychometrics::math::norm_upper_quantile;
use rayon::prelude::*;

use records::card::{Card, Outcome, Reading};
use records::dataset::{Dataset, SchoolId, SubjectId, TeacherId};
use records::protocol::Protocol;
use records::study::Whose;
use records::text::Phrase;
use records::vocabulary::{Direction, PKind, SchoolYear, Unit};

use super::calibration::quantile;
use super::examination::{Examination, Records, UnitIndicator, runs};
use registers::{Place, Pupil, Register, gather};

/// The indicator.
#[derive(Clone, Copy, Debug)]
pub struct Rounding;

/// Rounding that is asked about unless the school itself rounds up earlier: halves up.
const USUAL: f64 = 0.5;
/// Thresholds a school may be found to round up from; never above halves: a strict school makes nobody else's rounding a departure.
const THRESHOLDS: [f64; 5] = [0.3, 0.35, 0.4, 0.45, USUAL];
/// An average printed with two decimals may be this much higher.
const PRINTED: f64 = 0.005;
/// Other registers of the school, and their pupils who could be lifted, from which its practice is learnt.
const OTHERS: (usize, u64) = (5, 100);
/// No school is without single decisions: at least this share of lifted marks …
const LEAST_SHARE: f64 = 0.02;
/// … and this likeness within a register is taken for usual.
const LEAST_LIKENESS: f64 = 0.02;

/// A register whose mid-p against the others is below this is set aside when their share and likeness are learnt.
const FAR: f64 = 0.01;
/// More likeness than this is no matter of single decisions: it does not keep a far register among the usual ones.
const SINGLE: f64 = 0.1;

/// Its card.
pub const CARD: Card = Card {
    id: "rounding",
    version: "1",
    title: Phrase { ru: "Отметка за период и средняя журнала", en: "Period mark and the journal's average" },
    question: Phrase {
        ru: "Выше ли отметки за период, чем следует из среднего текущих отметок по правилу округления школы?",
        en: "Are period marks above what the averages of current marks give by the rounding rule of the school?",
    },
    method: Phrase {
        ru: "Для каждого ученика средняя журнала (или взвешенное среднее текущих отметок периода) округляется: вверх с половины, а если школа в целом \
             округляет раньше — с её порога. Порог ищется среди 0,30; 0,35; 0,40; 0,45; 0,50 по ведомостям других учителей той же школы: тот, при \
             котором меньше всего отметок расходится с правилом. Эффект — средняя разница «отметка − по правилу». p: число отметок выше правила среди \
             тех, кому было куда расти, против доли в других ведомостях школы — бета-биномиальное, mid-p; сходство внутри ведомости — с запасом в \
             одну ошибку; ведомости далеко выше других (mid-p < 0,01) при этом откладываются; доля не меньше 2 %, сходство не меньше 0,02: отдельные решения обычны везде.",
        en: "For every pupil the average of the journal (or the weighted mean of the current marks of the period) is rounded: up from a half or, where the \
             school as a whole rounds up earlier, from its threshold. The threshold is looked for among .30, .35, .40, .45, .50 in the registers of other \
             teachers of the school: the one with the fewest marks off the rule. The effect is the mean of mark − rule. p: the number of marks above the \
             rule among those that could rise, against the share in other registers of the school, beta-binomial, mid-p; the likeness within a \
             register with a margin of one error, registers far above the others (mid-p < .01) set aside; the share is at least 2%, the likeness at least .02: single decisions are usual everywhere.",
    },
    unit: Unit::Marks,
    needs: Phrase {
        ru: "Отметки за четверть, триместр или полугодие и средняя журнала рядом с ними (отчёт «Сетевого Города», столбец average в marks.csv) или текущие \
             отметки с датами (страница журнала).",
        en: "Marks of a quarter, trimester or half-year with the journal's average beside them (a report of «Сетевой Город», column average of marks.csv) or \
             current marks with dates (a page of the journal).",
    },
    reading: Phrase {
        ru: "Плюс — отметки выше правила, минус — ниже (учитель округляет строже). +0,20 при 25 учениках — пять отметок выше правила. Важно и насколько не \
             хватало: 3,48 → 4 — обычное решение, 3,10 → 4 — повод спросить.",
        en: "Plus: marks above the rule; minus: below it (the teacher rounds more strictly). +0.20 with 25 pupils is five marks above the rule. How much was \
             missing matters too: 3.48 → 4 is an everyday decision, 3.10 → 4 a reason to ask.",
    },
    innocent: &[
        Phrase {
            ru: "контрольные весят больше, а средняя журнала весов не знает",
            en: "tests weigh more and the journal's average knows no weights",
        },
        Phrase {
            ru: "правило школы: округлять раньше половины или по тенденции",
            en: "a rule of the school: to round up before a half, or by the trend",
        },
        Phrase {
            ru: "работы переписаны, а прежние отметки остались в журнале",
            en: "works were written again and the old marks stayed in the journal",
        },
        Phrase {
            ru: "отметки внесены после выгрузки или при переносе журнала",
            en: "marks entered after the export or when the journal was moved",
        },
        Phrase {
            ru: "мало текущих отметок: среднее неустойчиво", en: "few current marks: the average is unsteady"
        },
    ],
    clears: &[
        Phrase {
            ru: "положение школы о текущей и итоговой отметке", en: "the school's regulation on current and period marks"
        },
        Phrase { ru: "веса работ в настройках журнала", en: "weights of works in the settings of the journal" },
        Phrase {
            ru: "разговор с учителем о каждом ученике из списка", en: "a talk with the teacher about every pupil on the list"
        },
    ],
    measures: &[
        Phrase {
            ru: "одно записанное правило округления на школу", en: "one written rounding rule for the school"
        },
        Phrase {
            ru: "веса работ в журнале, видимые родителям", en: "weights of works in the journal, seen by parents"
        },
        Phrase {
            ru: "проверка ведомостей до подписания четверти", en: "a look at the registers before the quarter is signed"
        },
    ],
    example: Phrase {
        ru: "25 учеников, 22 могли подняться, выше правила 5, ниже 0: эффект 5/25 = +0,20. В других ведомостях школы выше правила 2 %, сходство 0,02: ожидалось \
             0,44; P(5 и больше) = 0,0021, mid-p = 0,0013.",
        en: "25 pupils, 22 could rise, 5 are above the rule, none below: effect 5/25 = +0.20. In other registers of the school 2% are above, likeness .02: 0.44 \
             were expected; P(5 or more) = .0021, mid-p = .0013.",
    },
    sources: &[
        Phrase::same("Skellam 1948, JRSS B 10: beta-binomial distribution"),
        Phrase::same("Ridout, Demétrio & Firth 1999, Biometrics 55, eq. 3: correlation of binary outcomes within units"),
        Phrase::same("Fisher 1925, Statistical Methods for Research Workers, §39: error of a correlation within classes"),
        Phrase::same("Lancaster 1961, JASA 56: mid-p"),
        Phrase::same("Lee & Lemieux 2010, Journal of Economic Literature 48: an outcome that jumps where a rule says it should"),
    ],
    in_screen: false,
};

impl UnitIndicator for Rounding {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn examine(&self, records: &Records<'_>) -> Vec<Examination> {
        let registers = gather(records.dataset, records.reference);
        let called = say::Called::of(records.dataset);
        let mut found = silent_schools(records.dataset, &registers);
        let known: Vec<(&Place, &Register)> = registers.iter().filter(|(_, register)| !register.pupils.is_empty()).collect();
        // Places are ordered by school: its registers stand together.
        let schools: Vec<&[(&Place, &Register)]> = known.chunk_by(|a, b| a.0.0 == b.0.0).collect();
        let of_school = |school: &[(&Place, &Register)]| -> Vec<Examination> {
            let practice = Practice::of(school);
            let examine = |&(place, register): &(&Place, &Register)| Examination {
                of: whose(records.dataset, place),
                title: say::title(records.dataset, place),
                outcome: answer(&called, place.1, register, &practice.without(place, register), records.protocol),
                spans: runs(register.origins.iter().copied()),
            };
            school.iter().map(examine).collect()
        };
        found.extend(schools.into_par_iter().map(of_school).collect::<Vec<_>>().into_iter().flatten());
        found
    }
}

fn whose(dataset: &Dataset, place: &Place) -> Whose {
    let &(school, year, class, subject, period) = place;
    Whose::Register {
        school: dataset.schools.get(school.0 as usize).map_or_else(String::new, |school| school.school.clone()),
        class: dataset.class_names.name(class.0).to_owned(),
        subject: dataset.subject_names.name(subject.0).to_owned(),
        year,
        period,
    }
}

/// Schools with period marks and not one average: one row each says what to bring.
fn silent_schools(dataset: &Dataset, registers: &BTreeMap<Place, Register>) -> Vec<Examination> {
    let mut schools: BTreeMap<SchoolId, (SchoolYear, bool)> = BTreeMap::new();
    for ((school, year, ..), register) in registers {
        let known = schools.entry(*school).or_insert((*year, false));
        known.0 = known.0.max(*year);
        known.1 |= !register.pupils.is_empty();
    }
    let row = |(id, (year, _)): (SchoolId, (SchoolYear, bool))| {
        let school = dataset.schools.get(id.0 as usize).map_or_else(String::new, |school| school.school.clone());
        let title = say::school(&school, year);
        Examination { of: Whose::School { school, year }, title, outcome: Outcome::NoData { why: say::missing() }, spans: Vec::new() }
    };
    schools.into_iter().filter(|(_, (_, known))| !known).map(row).collect()
}

/// The mark the rule gives to an average.
fn by_rule(average: f64, threshold: f64) -> u8 {
    let printed = average + PRINTED;
    let whole = printed.floor();
    let mark = whole + if printed - whole >= threshold { 1.0 } else { 0.0 };
    mark.clamp(2.0, 5.0) as u8
}

/// What a register shows at a threshold.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Shown {
    /// Pupils with an average.
    n: u64,
    /// Those whom the rule leaves below 5.
    could: u64,
    above: u64,
    below: u64,
    /// Mean of mark − rule and its sampling variance.
    effect: f64,
    sampling: f64,
}

impl Shown {
    fn of(pupils: &[Pupil], threshold: f64) -> Self {
        let gaps: Vec<(u8, f64)> = pupils
            .iter()
            .map(|pupil| (by_rule(pupil.average, threshold), pupil))
            .map(|(rule, pupil)| (rule, f64::from(pupil.mark) - f64::from(rule)))
            .collect();
        let n = gaps.len() as f64;
        let effect = gaps.iter().map(|gap| gap.1).sum::<f64>() / n.max(1.0);
        let variance = gaps.iter().map(|gap| (gap.1 - effect) * (gap.1 - effect)).sum::<f64>() / (n - 1.0).max(1.0);
        let count = |of: &dyn Fn(&(u8, f64)) -> bool| gaps.iter().filter(|gap| of(gap)).count() as u64;
        Self {
            n: gaps.len() as u64,
            could: count(&|gap| gap.0 < 5),
            above: count(&|gap| gap.1 > 0.5),
            below: count(&|gap| gap.1 < -0.5),
            effect,
            // One mark in the register decided otherwise is always possible.
            sampling: variance.max(1.0 / n.max(1.0)) / n.max(1.0),
        }
    }
}

/// Whose hand a register is: the teacher's where known, else the subject's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Hand {
    Teacher(TeacherId),
    Subject(SubjectId),
}

fn hand(place: &Place, register: &Register) -> Hand {
    register.teacher.map_or(Hand::Subject(place.3), Hand::Teacher)
}

/// Registers of a school at every threshold, by hand.
struct Practice {
    shown: BTreeMap<Hand, Vec<[Shown; THRESHOLDS.len()]>>,
}

/// What the other hands of a school do.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Elsewhere {
    threshold: f64,
    registers: usize,
    could: u64,
    above: u64,
    /// Share above the rule and likeness within a register, as tested; None = too little to learn from.
    usual: Option<(f64, f64)>,
}

impl Practice {
    fn of(school: &[(&Place, &Register)]) -> Self {
        let mut shown: BTreeMap<Hand, Vec<[Shown; THRESHOLDS.len()]>> = BTreeMap::new();
        for (place, register) in school {
            shown.entry(hand(place, register)).or_default().push(THRESHOLDS.map(|threshold| Shown::of(&register.pupils, threshold)));
        }
        Self { shown }
    }

    /// Of all other hands.
    fn without(&self, place: &Place, register: &Register) -> Elsewhere {
        let own = hand(place, register);
        let others: Vec<&[Shown; THRESHOLDS.len()]> =
            self.shown.iter().filter(|(of, _)| **of != own).flat_map(|(_, shown)| shown).collect();
        let enough = others.len() >= OTHERS.0 && others.iter().map(|shown| shown[0].n).sum::<u64>() >= OTHERS.1;
        let off = |at: usize| others.iter().map(|shown| shown[at].above + shown[at].below).sum::<u64>();
        let last = THRESHOLDS.len() - 1;
        let at = if enough { (0..=last).min_by_key(|&at| (off(at), last - at)).unwrap_or(last) } else { last };
        let counts: Vec<(u64, u64)> = others.iter().map(|shown| (shown[at].above, shown[at].could)).collect();
        let (above, could) = counts.iter().fold((0, 0), |sum, own| (sum.0 + own.0, sum.1 + own.1));
        let usual = (enough && could >= OTHERS.1).then(|| settled(&counts));
        Elsewhere { threshold: THRESHOLDS[at], registers: others.len(), could, above, usual }
    }
}

/// Share and likeness without the registers far above the first estimate: the raised must not widen the spread they are judged by.
fn settled(counts: &[(u64, u64)]) -> (f64, f64) {
    let (share, likeness) = usual(counts);
    let near = |own: &&(u64, u64)| beta_binomial::upper_test(own.0, own.1, share, likeness.min(SINGLE)).is_ok_and(|tail| tail.mid >= FAR);
    usual(&counts.iter().filter(near).copied().collect::<Vec<(u64, u64)>>())
}

/// Share and likeness: estimated, with the uncertainty of the share, never below what is usual everywhere.
fn usual(counts: &[(u64, u64)]) -> (f64, f64) {
    let (above, could) = counts.iter().fold((0, 0), |sum, own| (sum.0 + own.0, sum.1 + own.1));
    let share = (above as f64 + 0.5) / (could as f64 + 1.0);
    let (units, likeness) = (counts.len() as f64, correlation(counts).unwrap_or(0.0));
    // Taken at the upper end of its error: the tail grows faster than the likeness, and few registers know it poorly.
    let likeness = likeness
        + correlation_error(likeness, could as f64 / units.max(1.0), units).map_or(LEAST_LIKENESS, |error| error.min(LEAST_LIKENESS));
    let uncertain = counts.iter().map(|(_, n)| *n as f64 * (1.0 + (*n as f64 - 1.0).max(0.0) * likeness)).sum::<f64>()
        / (could as f64 * could as f64).max(1.0);
    (share.max(LEAST_SHARE), likeness.max(LEAST_LIKENESS) + uncertain)
}

/// What a register shows against the practice of the school.
fn answer(called: &say::Called<'_>, year: SchoolYear, register: &Register, elsewhere: &Elsewhere, protocol: &Protocol) -> Outcome {
    let shown = Shown::of(&register.pupils, elsewhere.threshold);
    let n = register.pupils.len();
    if n < protocol.too_few {
        return Outcome::TooFew { n, need: protocol.too_few, why: say::few(n, protocol.too_few, register.unknown) };
    }
    let tested = elsewhere.usual.map(|usual| Tested::of(&shown, usual, protocol));
    let direction = tested.map_or(Direction::None, |tested| tested.direction);
    let half = quantile(0.975, f64::INFINITY) * shown.sampling.sqrt();
    Outcome::Answered(Box::new(Reading {
        n,
        direction,
        effect: shown.effect,
        ci: [shown.effect - half, shown.effect + half],
        mde: tested.and_then(|tested| tested.detectable).map_or(f64::NAN, |share| share * shown.could as f64 / shown.n as f64),
        z: tested.map_or(f64::NAN, |tested| norm_upper_quantile(tested.upper.clamp(1e-15, 1.0 - 1e-15))),
        p: tested.map_or(f64::NAN, |tested| tested.upper),
        p_kind: if tested.is_some() { PKind::Model } else { PKind::Borrowed },
        reference: say::reference(elsewhere),
        explanation: say::explanation(&shown, elsewhere, direction, register.unknown),
        figures: say::figures(called, year, &register.pupils, elsewhere.threshold),
        workings: say::workings(called, year, register, &shown, elsewhere, tested.as_ref()),
    }))
}

/// The number of marks above the rule against other registers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tested {
    /// Mid-p of as many or more.
    upper: f64,
    direction: Direction,
    /// Least share of those who could rise that would show.
    detectable: Option<f64>,
}

impl Tested {
    fn of(shown: &Shown, (share, likeness): (f64, f64), protocol: &Protocol) -> Self {
        let likeness = likeness.min(beta_binomial::GREATEST_CORRELATION);
        let upper = beta_binomial::upper_test(shown.above, shown.could, share, likeness).map_or(f64::NAN, |tail| tail.mid);
        let lower = beta_binomial::lower_test(shown.above, shown.could, share, likeness).map_or(f64::NAN, |tail| tail.mid);
        // A strict register with a few lifted marks is not above the rule as a whole.
        let direction = match (upper <= 0.025 && shown.effect > 0.0, lower <= 0.025) {
            (true, _) => Direction::Up,
            (_, true) => Direction::Down,
            _ => Direction::None,
        };
        let detectable = beta_binomial::detectable(shown.could, share, likeness, protocol.mde_alpha, protocol.mde_power);
        let detectable = detectable.ok().flatten();
        Self { upper, direction, detectable }
    }
}
