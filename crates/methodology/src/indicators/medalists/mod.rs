//! `medalists`: are honours confirmed by the examinations of the year? The share is the region's index of unconfirmed medallists (ИНМ), of a school, a
//! municipality, all schools.
//!
//! covers: R5

mod population;
mod say;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use psychometrics::beta_binomial::{self, correlation};
use psychometrics::binomial::{NOTHING_KNOWN, clopper_pearson};
use psychometrics::math::norm_upper_quantile;

use records::card::{Card, Outcome, Reading};
use records::dataset::{Dataset, SchoolId};
use records::protocol::Protocol;
use records::study::{UnitScope, Whose};
use records::text::Phrase;
use records::vocabulary::{Direction, PKind, SchoolYear, Unit};

use super::examination::{Examination, Records, UnitIndicator, runs};
use population::{Population, gather};

/// The indicator.
#[derive(Clone, Copy, Debug)]
pub struct Medalists;

/// Fewer graduates with a verdict give no share.
const FEWEST: usize = 3;
/// Other schools and their graduates from which the usual share is learnt.
const OTHERS: (usize, u64) = (5, 30);

/// A school whose mid-p against the others is below this is set aside when the usual share and spread are learnt.
const FAR: f64 = 0.02;

/// Its card.
pub const CARD: Card = Card {
    id: "medalists",
    version: "1",
    title: Phrase { ru: "Подтверждение медалей", en: "Confirmation of honours" },
    question: Phrase {
        ru: "Подтверждают ли результаты ЕГЭ итоговые отметки претендентов на медаль?",
        en: "Do the examination results confirm the final marks of the candidates for honours?",
    },
    method: Phrase {
        ru: "Берутся претенденты по итоговым отметкам до экзаменов: с 2024 года ЕГЭ сам решает о награждении, и среди награждённых неподтверждённых нет; до \
             2024 года — награждённые. Для каждого проверяется условие его года и степени. Доля не выполнивших = не выполнили / все с известным \
             исходом, интервал Клоппера — Пирсона. Где есть не меньше 5 других школ и 30 их претендентов того же года, число сравнивается с \
             бета-биномиальным: доля других школ при том же составе степеней, ρ — обычное различие школ, оценённое без своей; школы \
             далеко выше других (mid-p < 0,02) при оценке доли и ρ откладываются; p — столько или больше (mid-p).",
        en: "Taken are candidates on final marks before the examinations: since 2024 the examination itself decides on the award, so none of the awarded is \
             unconfirmed; before 2024 the awarded. Each is held against the condition of the year and degree. Share not meeting it = not met / all with \
             a known outcome, Clopper–Pearson interval. With at least 5 other schools and 30 of their candidates of the year the number is compared \
             with a beta-binomial: the share of other schools for the same mix of degrees, ρ the usual difference of schools, estimated without the own \
             one; schools far above the others (mid-p < .02) are set aside when share and ρ are learnt; p is the chance of as many or more (mid-p).",
    },
    unit: Unit::Pp,
    needs: Phrase {
        ru: "Список претендентов по итоговым отметкам до экзаменов (для выпусков до 2024 года — награждённых) со степенью и результаты ЕГЭ этих учеников.",
        en: "The list of candidates on final marks before the examinations (for leavers before 2024 of the awarded) with the degree, and their EGE results.",
    },
    reading: Phrase {
        ru: "Эффект — доля претендентов, не выполнивших условие, в процентных пунктах: индекс неподтверждения медалистов (ИНМ). Интервал при малом числе учеников широк: 2 из 8 — это от 3 до 65 %. \
             Ученики без результата не считаются ни подтвердившими, ни нет. Без других школ доля только описывается.",
        en: "The effect is the share of candidates who did not meet the condition, in percentage points: the index of unconfirmed medallists. With few pupils the interval is wide: 2 of 8 is 3 \
             to 65%. Pupils without a result count neither way. Without other schools the share is described only.",
    },
    innocent: &[
        Phrase {
            ru: "неудачный день или болезнь на экзамене", en: "a bad day or illness at the examination"
        },
        Phrase {
            ru: "не хватило одного–двух баллов: отметка «5» и 70 баллов — разные мерки",
            en: "one or two points short: mark 5 and 70 points are different measures",
        },
        Phrase {
            ru: "ученик готовился к другому предмету: поступает туда, где русский язык не решает",
            en: "the pupil prepared for another subject: the place wanted does not depend on Russian",
        },
        Phrase {
            ru: "текущее преподавание не похоже на формат экзамена", en: "everyday teaching unlike the form of the examination"
        },
        Phrase {
            ru: "в маленьком выпуске один ученик — это десятки процентов", en: "in a small year one pupil makes tens of percent"
        },
    ],
    clears: &[
        Phrase {
            ru: "запас по баллам: далеко ли от порога те, кто не дотянул",
            en: "the distance in points: how far those below the threshold are",
        },
        Phrase { ru: "то же за два–три выпуска подряд", en: "the same over two or three years" },
        Phrase {
            ru: "работы итоговой аттестации и критерии отметок у этих учеников",
            en: "final works and marking criteria of these pupils",
        },
    ],
    measures: &[
        Phrase {
            ru: "единые критерии итоговой отметки в 10–11 классах", en: "common criteria of the final mark in grades 10–11"
        },
        Phrase {
            ru: "диагностическая работа в форме ЕГЭ для претендентов зимой",
            en: "a diagnostic work in the form of the EGE for candidates in winter",
        },
        Phrase {
            ru: "консультации по русскому языку и второму предмету", en: "consultations in Russian and the second subject"
        },
    ],
    example: Phrase {
        ru: "Претендентов 8, не выполнили условие 2: 25 % (интервал 3,2–65,1). В других школах не выполняют 10 %, школы не различаются (ρ = 0): \
             P(2 и больше) = 1 − 0,4305 − 0,3826 = 0,1869, mid-p = 0,1869 − 0,1488/2 = 0,112 — обычное.",
        en: "8 candidates, 2 do not meet the condition: 25% (interval 3.2–65.1). In other schools 10% do not, schools do not differ (ρ = 0): \
             P(2 or more) = 1 − .4305 − .3826 = .1869, mid-p = .1869 − .1488/2 = .112: usual.",
    },
    sources: &[
        Phrase {
            ru: "Приказ Минпросвещения 29.09.2023 № 730: условия медалей I и II степени",
            en: "Order of the Ministry of Education No. 730, 29.09.2023: conditions of medals of the first and second degree, in Russian",
        },
        Phrase::same("Clopper & Pearson 1934, Biometrika 26: exact interval of a proportion"),
        Phrase::same("Skellam 1948, JRSS B 10: beta-binomial distribution"),
        Phrase::same("Ridout, Demétrio & Firth 1999, Biometrics 55, eq. 3: correlation of binary outcomes within units"),
        Phrase::same("Lancaster 1961, JASA 56: mid-p"),
    ],
    in_screen: false,
};

impl UnitIndicator for Medalists {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn examine(&self, records: &Records<'_>) -> Vec<Examination> {
        let units = gather(records.dataset, records.reference);
        let schools = units.iter().map(|(&(year, school), own)| {
            let others: Vec<&Population> =
                units.iter().filter(|((of, other), _)| (*of, *other != school) == (year, true)).map(|(_, other)| other).collect();
            let title = say::title(&school_name(records.dataset, school), year);
            let whose = Whose::School { school: school_name(records.dataset, school), year };
            let outcome = answer(own, usual(own, &others), records.protocol);
            Examination { of: whose, title, outcome, spans: runs(own.origins.iter().copied()) }
        });
        schools
            .chain(areas(records.dataset, &units).into_iter().map(|(whose, own)| {
                let outcome = answer(&own, None, records.protocol);
                Examination { title: say::area(&whose), of: whose, outcome, spans: Vec::new() }
            }))
            .collect()
    }
}

fn school_name(dataset: &Dataset, school: SchoolId) -> String {
    dataset.schools.get(school.0 as usize).map_or_else(String::new, |school| school.school.clone())
}

/// Municipalities and the whole, where they hold more than one school.
fn areas(dataset: &Dataset, units: &BTreeMap<(SchoolYear, SchoolId), Population>) -> BTreeMap<Whose, Population> {
    let mut gathered: BTreeMap<Whose, (usize, Population)> = BTreeMap::new();
    for (&(year, school), own) in units {
        let municipality = dataset.schools.get(school.0 as usize).and_then(|school| school.municipality.clone());
        let named = municipality.map(|name| Whose::Area { scope: UnitScope::Municipality, name, year });
        for area in named.into_iter().chain([Whose::Area { scope: UnitScope::All, name: String::new(), year }]) {
            let sum = gathered.entry(area).or_default();
            sum.0 += 1;
            sum.1.join(own);
        }
    }
    gathered.into_iter().filter(|(_, (schools, _))| *schools > 1).map(|(area, (_, sum))| (area, sum)).collect()
}

/// What other schools of the year show, for the same mix of degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Usual {
    /// Share not meeting the condition.
    share: f64,
    /// Correlation of two graduates of one school, with the uncertainty of the share.
    correlation: f64,
    schools: usize,
    graduates: u64,
    /// Share of those not set aside, whatever the mix.
    plain: f64,
    /// Not met, and all, among those not set aside.
    not_met: u64,
    counted: u64,
}

/// The usual share, where there are enough others.
fn usual(own: &Population, others: &[&Population]) -> Option<Usual> {
    let told: Vec<&Population> = others.iter().copied().filter(|other| other.counts().1 > 0).collect();
    let graduates: u64 = told.iter().map(|other| other.counts().1).sum();
    if told.len() < OTHERS.0 || graduates < OTHERS.1 {
        return None;
    }
    let first = of_schools(own, &told);
    // Schools far above the first estimate are set aside: the bent must not widen the spread they are judged by.
    let plain: Vec<&Population> = told.iter().copied().filter(|other| !far(other, &first)).collect();
    Some(Usual { schools: told.len(), graduates, ..of_schools(own, &plain) })
}

impl Usual {
    /// The correlation with its uncertainty, no greater than is believed.
    fn believed(&self) -> f64 {
        self.correlation.min(beta_binomial::GREATEST_CORRELATION)
    }
}

/// Whether a school stands far above the others.
fn far(other: &Population, usual: &Usual) -> bool {
    let (not_met, n) = other.counts();
    beta_binomial::upper_test(not_met, n, usual.plain, usual.believed()).is_ok_and(|tail| tail.mid < FAR)
}

/// Share and correlation of some schools.
fn of_schools(own: &Population, others: &[&Population]) -> Usual {
    let counts: Vec<(u64, u64)> = others.iter().map(|other| other.counts()).collect();
    let (not_met, graduates) = counts.iter().fold((0, 0), |sum, own| (sum.0 + own.0, sum.1 + own.1));
    // Half a case (Jeffreys) keeps a share of none or all away from certainty; a degree without others has the share of all.
    let (total, plain) = (graduates as f64, (not_met as f64 + 0.5) / (graduates as f64 + 1.0));
    let of_degree = |degree: u8| {
        let (k, n) = others.iter().map(|other| other.of_degree(degree)).fold((0, 0), |sum, own| (sum.0 + own.0, sum.1 + own.1));
        (k as f64 + plain) / (n as f64 + 1.0)
    };
    let (first, second) = (own.of_degree(1).1 as f64, own.of_degree(2).1 as f64);
    let share = if first + second > 0.0 { (first * of_degree(1) + second * of_degree(2)) / (first + second) } else { plain };
    let between = correlation(&counts).unwrap_or(0.0);
    // Variance of the pooled share in units of π(1 − π): a new school differs from the estimate by both.
    let uncertain = counts.iter().map(|(_, n)| *n as f64 * (1.0 + (*n as f64 - 1.0) * between)).sum::<f64>() / (total * total).max(1.0);
    Usual { share, correlation: between + uncertain, schools: others.len(), graduates, plain, not_met, counted: graduates }
}

/// What a unit shows.
fn answer(own: &Population, usual: Option<Usual>, protocol: &Protocol) -> Outcome {
    let (not_met, n) = own.counts();
    if let Some(why) = say::missing(own) {
        return Outcome::NoData { why };
    }
    let count = usize::try_from(n).unwrap_or(usize::MAX);
    if count < FEWEST {
        return Outcome::TooFew { n: count, need: FEWEST, why: say::few(own, count, FEWEST) };
    }
    let (low, high) = clopper_pearson(not_met, n, 0.95).unwrap_or(NOTHING_KNOWN);
    let tested = usual.map(|usual| Tested::of(not_met, n, &usual, protocol));
    let direction = tested.map_or(Direction::None, |tested| tested.direction);
    let words = Reading {
        reference: say::reference(usual.as_ref()),
        explanation: say::explanation(own, [low, high], usual.as_ref(), direction),
        figures: say::figures(own, [low, high], usual.as_ref()),
        workings: say::workings(own, usual.as_ref(), tested.as_ref()),
        p_kind: if usual.is_some() { PKind::Model } else { PKind::Borrowed },
        ..super::empty_reading()
    };
    Outcome::Answered(Box::new(Reading {
        n: count,
        direction,
        effect: 100.0 * not_met as f64 / n as f64,
        ci: [100.0 * low, 100.0 * high],
        mde: tested.and_then(|tested| tested.detectable).map_or(f64::NAN, |share| 100.0 * share),
        z: tested.map_or(f64::NAN, |tested| norm_upper_quantile(tested.upper.clamp(1e-15, 1.0 - 1e-15))),
        p: tested.map_or(f64::NAN, |tested| tested.upper),
        ..words
    }))
}

/// The number against other schools.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tested {
    /// Mid-p of as many or more.
    upper: f64,
    /// Mid-p of as many or fewer.
    lower: f64,
    direction: Direction,
    /// Least share that would show.
    detectable: Option<f64>,
}

impl Tested {
    fn of(not_met: u64, n: u64, usual: &Usual, protocol: &Protocol) -> Self {
        let correlation = usual.believed();
        let upper = beta_binomial::upper_test(not_met, n, usual.share, correlation).map_or(f64::NAN, |tail| tail.mid);
        let lower = beta_binomial::lower_test(not_met, n, usual.share, correlation).map_or(f64::NAN, |tail| tail.mid);
        let direction = match (upper <= 0.025, lower <= 0.025) {
            (true, _) => Direction::Up,
            (_, true) => Direction::Down,
            _ => Direction::None,
        };
        let detectable = beta_binomial::detectable(n, usual.share, correlation, protocol.mde_alpha, protocol.mde_power);
        let detectable = detectable.ok().flatten();
        Self { upper, lower, direction, detectable }
    }
}
