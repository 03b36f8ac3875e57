//! `absence`: were weak pupils missing on the day more than the day itself explains?
//!
//! Honest absence is not the same for everyone: weak pupils miss more days, and on some days many are ill. Both are learnt from other
//! schools' sets of the same work. Pupils whose journal mark is 4 or 5 tell what kind of day it was; given that, the number of absent
//! pupils with 2 and 3 has an exact distribution. Nothing of it enters the expected ability of those who wrote.

mod attendance;
mod usual;

use psychometrics::binomial::{self, NOTHING_KNOWN, wilson};
use psychometrics::math::norm_upper_quantile;
use rayon::prelude::*;

use records::card::{Card, Outcome, Reading};
use records::dataset::Sitting;
use records::figure::{Figure, Plot};
use records::text::{Lang, NBSP, Phrase, Text, number};
use records::vocabulary::{Attendance, Direction, Ladder, PKind, Unit};

use attendance::seats;
use usual::Region;

pub use attendance::Attendances;

use super::calibration::{Calibrated, Raw, judge};
use super::{Examined, Indicator, say};

/// The indicator.
#[derive(Clone, Copy, Debug)]
pub struct Absence;

/// Its card.
pub const CARD: Card = Card {
    id: "absence",
    version: "3",
    title: Phrase { ru: "Кто отсутствовал", en: "Who was absent" },
    question: Phrase {
        ru: "Отсутствовали ли ученики с низкими отметками чаще, чем это обычно бывает в такой день?",
        en: "Were pupils with low marks absent more often than is usual on such a day?",
    },
    method: Phrase {
        ru: "Шансы отсутствия по отметке журнала берутся из других школ. Каким был день (множитель шансов φ, общий для класса), говорят ученики с «4» и «5»: \
             вес φ равен доле таких дней в других школах, умноженной на вероятность числа отсутствующих с «4» и «5». При каждом φ числа отсутствующих с «2» и \
             «3» биномиальны при шансах класса; насколько классы различаются (τ — разброс логарифма шансов), оценено по всем классам (наибольшее \
             правдоподобие). p — вероятность суммы T = 3·(отсутствуют с «2») + 2·(отсутствуют с «3») не меньше наблюдаемой (mid-p). Рядом — точный \
             вариант при данном числе отсутствующих: нецентральное гипергеометрическое распределение Фишера.",
        en: "Odds of absence by journal mark come from other schools. What kind of day it was (a multiplier φ of the odds, common to the class) is told by \
             pupils with 4 and 5: the weight of φ is the share of such days in other schools times the chance of the number absent with 4 and 5. Under each φ \
             the numbers absent with 2 and 3 are binomial at the odds of the class; how far classes differ (τ, the spread of the log-odds) is \
             estimated over all classes (maximum likelihood). p is the chance of T = 3·(absent with 2) + 2·(absent with 3) at least as observed (mid-p). Beside \
             it the exact version given the number absent: Fisher's noncentral hypergeometric distribution.",
    },
    unit: Unit::Pupils,
    needs: Phrase {
        ru: "Список класса с отсутствующими и отметки журнала, у отсутствующих тоже; та же работа в других школах.",
        en: "The list of the class with those absent, and journal marks, of the absent too; the same work in other schools.",
    },
    reading: Phrase {
        ru: "Эффект 3 значит: отсутствовали на три ученика с «2» или «3» больше, чем обычно бывает в такой день.",
        en: "An effect of 3 means three more pupils with 2 or 3 were absent than is usual on such a day.",
    },
    innocent: &[
        Phrase {
            ru: "слабые ученики и в обычные дни пропускают чаще — больше или меньше в разных школах",
            en: "weak pupils miss ordinary days more often too, more in some schools than in others",
        },
        Phrase {
            ru: "заболели друзья или соседи, не приехал автобус из одного посёлка",
            en: "friends or neighbours fell ill, the bus from one village did not come",
        },
        Phrase { ru: "ученик переведён или учится дома", en: "a pupil has moved or is taught at home" },
    ],
    clears: &[
        Phrase {
            ru: "посещаемость в журнале за неделю до и после", en: "attendance in the journal a week before and after"
        },
        Phrase { ru: "справки и заявления об отсутствии", en: "notes and requests for leave" },
        Phrase {
            ru: "результаты отсутствовавших в резервный день", en: "results of the absent on the reserve day"
        },
    ],
    measures: &[
        Phrase {
            ru: "резервный день для всех отсутствовавших", en: "a reserve day for everyone who was absent"
        },
        Phrase { ru: "причина отсутствия в протоколе", en: "the reason of absence in the protocol" },
    ],
    example: Phrase {
        ru: "В списке 10 учеников: четверо с «3», отсутствуют двое; шестеро с «4», отсутствующих нет. В других школах отсутствует 10 % учеников с «3», дни \
             одинаковы (φ = 1). Ожидалось 0,4; эффект +1,6; P(2) = 0,0486, P(3) + P(4) = 0,0037; mid-p = 0,0243 + 0,0037 = 0,028.",
        en: "A list of 10: four with 3, two of them absent; six with 4, none absent. In other schools 10 % of pupils with 3 are absent, all days are alike \
             (φ = 1). Expected 0.4; effect +1.6; P(2) = .0486, P(3) + P(4) = .0037; mid-p = .0243 + .0037 = .028.",
    },
    sources: &[
        Phrase::same("Harkness 1965, Annals of Mathematical Statistics 36: extended hypergeometric distribution"),
        Phrase::same(
            "Fog 2008, Communications in Statistics: Simulation and Computation 37(2), eq. 1: Fisher's noncentral hypergeometric distribution",
        ),
        Phrase::same("Laird 1978, JASA 73: nonparametric maximum likelihood of a mixing distribution"),
        Phrase::same("Lancaster 1961, JASA 56: mid-p"),
    ],
    in_screen: true,
};

/// Marks 2, 3, 4, 5.
const MARKS: usize = 4;
/// The first so many are low.
const LOW: usize = 2;
/// Points of an absent pupil with 2 and with 3 in T: an absence of the weakest tells more.
const WEIGHT: [usize; LOW] = [3, 2];
/// Kinds of day: multipliers of the odds of absence.
const DAYS: [f64; 6] = [0.25, 0.5, 1.0, 2.0, 4.0, 8.0];

/// Pupils of a list by journal mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Listed {
    listed: [usize; MARKS],
    absent: [usize; MARKS],
    /// Pupils whose source names those absent.
    told: bool,
}

impl Listed {
    fn n(&self) -> usize {
        self.listed.iter().sum()
    }

    fn low(counts: &[usize; MARKS]) -> usize {
        counts.iter().take(LOW).sum()
    }

    fn high(counts: &[usize; MARKS]) -> usize {
        counts.iter().skip(LOW).sum()
    }

    /// T of the observed absences.
    fn statistic(&self) -> usize {
        self.absent.iter().zip(WEIGHT).map(|(absent, weight)| absent * weight).sum()
    }

    /// Chance of the absences among marks `from`, when each mark is absent with these rates.
    fn chance(&self, from: std::ops::Range<usize>, rates: &[f64; MARKS]) -> f64 {
        from.map(|mark| binomial::pmf(self.absent[mark] as u64, self.listed[mark] as u64, rates[mark]).unwrap_or(f64::NAN)).product()
    }
}

/// What is usual elsewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Usual {
    /// Share absent by mark on the average day.
    rates: [f64; MARKS],
    /// Share of each kind of day.
    days: [f64; DAYS.len()],
    /// τ: how much classes differ in the absence of their weak pupils.
    tau: f64,
}

/// A set against it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Tested {
    /// Absent with a low mark, and expected.
    low: usize,
    expected: f64,
    variance: f64,
    /// Mid-p of T.
    p: f64,
    /// Fisher's noncentral hypergeometric mid-p given the number absent.
    given_number: f64,
}

impl Indicator for Absence {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn examine(&self, work: &Examined<'_>) -> Vec<Outcome> {
        let lists = lists(work);
        let usual = usual_elsewhere(work, &lists);
        let answer = |(set, list): (usize, &Listed)| match (refusal(list, work.protocol.too_few), work.rungs[set].ladder, &usual[set]) {
            (Some(refusal), ..) => refusal,
            (None, Ladder::A | Ladder::B, Some(usual)) => reading(work, set, list, usual),
            _ => no_data(
                "сколько слабых учеников обычно отсутствует, без других школ неизвестно",
                "how many weak pupils are usually absent is not known without other schools",
            ),
        };
        lists.iter().enumerate().map(answer).collect()
    }
}

fn no_data(ru: &str, en: &str) -> Outcome {
    Outcome::NoData { why: Text::new(ru, en).of_no_one() }
}

/// Why a list cannot be asked.
fn refusal(list: &Listed, need: usize) -> Option<Outcome> {
    if !list.told {
        return Some(no_data("источник не перечисляет отсутствовавших", "the source does not list those absent"));
    }
    if list.n() == 0 {
        return Some(no_data("нет отметок журнала за предыдущий период", "no journal marks of the period before"));
    }
    if list.n() < need {
        return Some(super::examined::too_few(list.n(), need));
    }
    (Listed::low(&list.listed) == 0)
        .then(|| no_data("в списке нет учеников с отметкой «2» или «3»", "the list has no pupils with mark 2 or 3"))
}

/// Lists of all sets of the work, those absent included; pupils without a journal mark are left aside.
fn lists(work: &Examined<'_>) -> Vec<Listed> {
    let sources = naming_sources(work);
    let mut out = vec![Listed::default(); work.panel.sets.len()];
    let sitting = work.sitting;
    for (row, (set, mark)) in seats(work).into_iter().enumerate().filter_map(|(row, seat)| Some((row, seat?))) {
        let Some(list) = out.get_mut(set) else { continue };
        list.told |= sitting.origin.get(row).is_some_and(|origin| sources.binary_search(&origin.source.0).is_ok());
        let Some(mark) = mark else { continue };
        list.listed[mark] += 1;
        list.absent[mark] += usize::from(away(sitting, row));
    }
    out
}

fn away(sitting: &Sitting, row: usize) -> bool {
    sitting.status.get(row) == Some(&Attendance::Absent)
}

/// Sources that name those absent, sorted: some layouts do by definition, others where they name one. Where only those who wrote are
/// listed, no absence is not known to be nobody absent.
fn naming_sources(work: &Examined<'_>) -> Vec<u32> {
    let sitting = work.sitting;
    let lists = |source: u32| work.dataset.sources.get(source as usize).is_some_and(|source| source.traits.lists_absentees);
    let mut sources: Vec<u32> = (0..sitting.len())
        .filter_map(|row| Some((row, sitting.origin.get(row)?.source.0)))
        .filter(|&(row, source)| away(sitting, row) || lists(source))
        .map(|(_, source)| source)
        .collect();
    sources.sort_unstable();
    sources.dedup();
    sources
}

/// What is usual in the other schools, set by set; None where they list too little.
fn usual_elsewhere(work: &Examined<'_>, lists: &[Listed]) -> Vec<Option<Usual>> {
    let mut order: Vec<(u32, usize)> = work.panel.sets.iter().enumerate().map(|(at, set)| (set.school, at)).collect();
    order.sort_unstable();
    let all = Region::of(lists);
    let schools: Vec<Vec<usize>> = order.chunk_by(|a, b| a.0 == b.0).map(|school| school.iter().map(|entry| entry.1).collect()).collect();
    let found: Vec<Option<Usual>> = schools.par_iter().map(|own| all.without(lists, own)).collect();
    let mut out = vec![None; lists.len()];
    for (own, usual) in schools.into_iter().zip(found) {
        own.into_iter().for_each(|set| out[set] = usual);
    }
    out
}

/// Least standard deviation of the number of absent pupils: where hardly anyone is expected, one pupil still is a small number.
const LEAST_SPREAD: f64 = 0.3;

fn reading(work: &Examined<'_>, set: usize, list: &Listed, usual: &Usual) -> Outcome {
    let tested = usual.test(list);
    let own = judged(work, set, list, &tested);
    if let Some(bare) = work.bare(&own, list.n(), PKind::Model) {
        return bare;
    }
    let workings = vec![
        (Text::new("в списке с «2» и «3»", "listed with 2 and 3"), Listed::low(&list.listed) as f64),
        (Text::new("из них отсутствовали", "of them absent"), tested.low as f64),
        (Text::new("ожидалось в такой день", "expected on such a day"), tested.expected),
        (Text::new("в списке с «4» и «5»", "listed with 4 and 5"), Listed::high(&list.listed) as f64),
        (Text::new("из них отсутствовали", "of them absent"), Listed::high(&list.absent) as f64),
        (Text::new("T = 3·(с «2») + 2·(с «3»)", "T = 3·(with 2) + 2·(with 3)"), list.statistic() as f64),
        (Text::new("mid-p при данном числе отсутствующих (Фишер)", "mid-p given the number absent (Fisher)"), tested.given_number),
        (Text::new("обычная доля отсутствующих с «3»", "usual share absent with 3"), usual.rates[1]),
        (Text::new("обычная доля отсутствующих с «4»", "usual share absent with 4"), usual.rates[2]),
        (Text::new("τ: различие классов в отсутствии слабых", "τ: how classes differ in the absence of the weak"), usual.tau),
    ];
    let words = Reading {
        reference: work.rungs[set].words(),
        explanation: explain(list, &tested, &own),
        figures: vec![figure(list, usual, &own)],
        workings,
        p_kind: PKind::Model,
        ..super::empty_reading()
    };
    Outcome::Answered(Box::new(own.reading(list.n(), words)))
}

/// The exact test, its effect in pupils.
fn judged(work: &Examined<'_>, set: usize, list: &Listed, tested: &Tested) -> Calibrated {
    let z = norm_upper_quantile(tested.p.clamp(1e-15, 1.0 - 1e-15));
    let standard = judge(Raw { n: list.n(), school: 0, effect: z, error: 1.0 }, 0.0, 1.0, f64::INFINITY, work.protocol);
    let seen = tested.low as f64 - tested.expected;
    work.laid(&CARD, set, standard).in_units(seen, tested.variance.sqrt().max(LEAST_SPREAD))
}

fn explain(list: &Listed, tested: &Tested, own: &Calibrated) -> Text {
    let (tail_ru, tail_en) = match own.direction() {
        Direction::Up => (
            "отсутствовало больше, чем обычно бывает в такой день; причина не установлена",
            "more were absent than is usual on such a day; the cause is not known",
        ),
        Direction::Down => ("отсутствовало меньше обычного", "fewer were absent than usual"),
        Direction::None => ("в пределах обычного", "within the usual"),
    };
    let (low, high) = (Listed::low(&list.listed), Listed::high(&list.listed));
    let strong = Listed::high(&list.absent);
    let (ru, en) = (Lang::Ru, Lang::En);
    Text::new(
        format!(
            "С отметкой журнала «2» или «3» в списке {}, отсутствовали {}; с «4» и «5» — {}, отсутствовали {strong}. При таком дне обычно отсутствуют {} \
             с «2» и «3»; разница {} (95{NBSP}%: {}) — {tail_ru}.",
            say::pupils(low, ru),
            tested.low,
            say::pupils(high, ru),
            number(tested.expected, 1, ru),
            say::signed(own.effect, 1, ru),
            say::range(own.ci, 1, ru)
        ),
        format!(
            "Of {} listed with journal mark 2 or 3, {} were absent; of {} with 4 or 5, {strong}. On such a day {} of those with 2 and 3 are usually \
             absent; difference {} (95%: {}): {tail_en}.",
            say::pupils(low, en),
            tested.low,
            say::pupils(high, en),
            number(tested.expected, 1, en),
            say::signed(own.effect, 1, en),
            say::range(own.ci, 1, en)
        ),
    )
    .telling_of([low, tested.low, high, strong])
}

/// Share absent by mark, the set above what is usual.
fn figure(list: &Listed, usual: &Usual, own: &Calibrated) -> Figure {
    let row = |mark: usize| {
        let (n, absent, name) = (list.listed[mark], list.absent[mark], mark + 2);
        let (low, high) = wilson(absent as f64, n as f64, 0.95).unwrap_or(NOTHING_KNOWN);
        let here = Text::new(format!("с «{name}»: {absent} из {n}"), format!("mark {name}: {absent} of {n}"));
        let there = Text::new(format!("с «{name}»: другие школы"), format!("mark {name}: other schools"));
        [(here, [low, absent as f64 / n as f64, high]), (there, [usual.rates[mark]; 3])]
    };
    let title = if own.direction() == Direction::Up {
        Text::new(
            format!("С «2» и «3» отсутствовало на {} ученика больше обычного", number(own.effect, 1, Lang::Ru)),
            format!("{} more pupils with 2 and 3 were absent than usual", number(own.effect, 1, Lang::En)),
        )
    } else {
        Text::new("Отсутствовали как обычно", "Absences are as usual")
    };
    Figure {
        title,
        caption: Text::new(
            "Доля отсутствовавших среди учеников с такой отметкой журнала, с 95 % интервалом; ниже — обычная доля в других школах в средний день.",
            "Share absent among pupils with that journal mark, with its 95% interval; below it the usual share in other schools on an average day.",
        ),
        plot: Plot::Intervals {
            rows: (0..MARKS).filter(|&mark| list.listed[mark] > 0).flat_map(row).collect(),
            axis: Text::new("доля отсутствовавших", "share absent"),
            zero: 0.0,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE_DAY: [f64; DAYS.len()] = [0.0, 0.0, 1.0, 0.0, 0.0, 0.0];

    fn list(listed: [usize; MARKS], absent: [usize; MARKS]) -> Listed {
        Listed { listed, absent, told: true }
    }

    #[test]
    fn the_example_of_the_card() {
        let usual = Usual { rates: [0.2, 0.1, 0.05, 0.02], days: ONE_DAY, tau: 0.0 };
        let tested = usual.test(&list([0, 4, 6, 0], [0, 2, 0, 0]));
        assert!((tested.p - 0.028).abs() < 1e-12, "{}", tested.p);
        assert!((tested.expected - 0.4).abs() < 1e-12 && (tested.variance - 0.36).abs() < 1e-12);
    }

    /// Mid-p of honest lists, by running through all outcomes: mean ½, and about the level below it.
    #[test]
    fn honest_absence_is_judged_at_the_level() {
        let usual = Usual { rates: [0.15, 0.1, 0.05, 0.03], days: [0.1, 0.1, 0.5, 0.1, 0.1, 0.1], tau: 0.0 };
        let listed = [2, 8, 9, 5];
        let (mut mean, mut below) = (0.0, 0.0);
        for (share, day) in usual.days.iter().zip(DAYS) {
            let rates = usual.on(day, 1.0);
            for code in 0..3 * 9 * 10 * 6 {
                let absent = [code % 3, code / 3 % 9, code / 27 % 10, code / 270];
                let list = list(listed, absent);
                let (chance, p) = (share * list.chance(0..MARKS, &rates), usual.test(&list).p);
                mean += chance * p;
                below += if p < 0.05 { chance } else { 0.0 };
            }
        }
        assert!((mean - 0.5).abs() < 1e-9, "{mean}");
        assert!((0.02..0.06).contains(&below), "{below}");
    }

    #[test]
    fn weak_pupils_missing_are_seen_and_an_epidemic_is_not() {
        let usual = Usual { rates: [0.14, 0.075, 0.045, 0.03], days: [0.02, 0.05, 0.8, 0.06, 0.05, 0.02], tau: 0.0 };
        let missing = usual.test(&list([2, 8, 10, 5], [2, 5, 0, 0]));
        let ill = usual.test(&list([2, 8, 10, 5], [1, 4, 5, 2]));
        assert!(missing.p < 1e-3 && missing.given_number < 0.01, "{missing:?}");
        assert!(ill.p > 0.05 && ill.given_number > 0.1, "{ill:?}");
    }

    #[test]
    fn days_are_learnt_from_other_schools() {
        // Nine calm days of ten, one on which half of everybody is ill.
        let calm = list([1, 9, 10, 5], [0, 0, 1, 0]);
        let ill = list([1, 9, 10, 5], [1, 5, 5, 2]);
        let others: Vec<Listed> = (0..100).map(|at| if at % 10 == 0 { ill } else { calm }).collect();
        let usual = Region::of(&others).without(&others, &[7]).unwrap();
        let many: f64 = usual.days[4] + usual.days[5];
        assert!((0.06..0.16).contains(&many), "{:?}", usual.days);
        assert!(Region::of(&others[..30]).without(&others[..30], &[7]).is_none(), "too few to learn from");
    }

    /// Lists of 4 and 12 pupils with 2 and 3, whose odds of absence differ from class to class with spread `tau`.
    fn differing(tau: f64, seed: u64) -> Vec<Listed> {
        let mut stream = psychometrics::stream::Stream::of(seed, "habits", 0);
        let mut absent = |n: usize, odds: f64| (0..n).filter(|_| stream.chance(odds / (1.0 + odds)).unwrap()).count();
        let mut habits = psychometrics::stream::Stream::of(seed, "habit", 0);
        let mut one = || {
            let habit = psychometrics::math::exp(tau * habits.normal());
            let counts = [absent(4, 0.16 * habit), absent(12, 0.08 * habit), absent(8, 0.05), absent(4, 0.03)];
            list([4, 12, 8, 4], counts)
        };
        (0..300).map(|_| one()).collect()
    }

    /// Where classes differ, the spread is found and honest lists are not called unusual; where they do not, nothing is lost. Band: four
    /// binomial standard errors at .05 of 300 lists.
    #[test]
    fn classes_may_differ_in_who_stays_away() {
        for (tau, range) in [(0.0, 0.0..0.3), (0.8, 0.5..1.01)] {
            let lists = differing(tau, 3);
            let region = Region::of(&lists);
            assert!(range.contains(&region.tau), "{tau}: {}", region.tau);
            let below = |usual: &dyn Fn(usize) -> Usual| (0..300).filter(|&at| usual(at).test(&lists[at]).p < 0.05).count();
            let with = below(&|at| region.without(&lists, &[at]).unwrap());
            assert!(with <= 30, "{tau}: {with} of 300 below .05");
            let without = below(&|at| Usual { tau: 0.0, ..region.without(&lists, &[at]).unwrap() });
            assert!(tau < 0.1 || without > with + 8, "{without} against {with}: the test would pass without τ");
        }
    }

    /// A twentieth of the lists without half of their weak pupils moves τ, because they might be a custom, and is seen still.
    #[test]
    fn lists_sent_home_are_not_the_custom() {
        let mut lists = differing(0.0, 5);
        lists.iter_mut().step_by(20).for_each(|list| list.absent = [3, 6, 0, 0]);
        let region = Region::of(&lists);
        let p: Vec<f64> = (0..300).step_by(20).map(|at| region.without(&lists, &[at]).unwrap().test(&lists[at]).p).collect();
        assert!(region.tau <= 0.61 && p.iter().all(|p| *p < 0.01), "{} {p:?}", region.tau);
    }

    #[test]
    fn a_list_without_the_absent_says_nothing() {
        let untold = Listed { told: false, ..list([0, 9, 9, 9], [0; MARKS]) };
        assert!(matches!(refusal(&untold, 10), Some(Outcome::NoData { why }) if why.en.contains("does not list")));
        assert!(matches!(refusal(&list([0, 0, 9, 9], [0; MARKS]), 10), Some(Outcome::NoData { .. })));
        assert!(matches!(refusal(&list([0, 2, 2, 2], [0; MARKS]), 10), Some(Outcome::TooFew { n: 6, need: 10, .. })));
        assert!(refusal(&list([0, 9, 9, 9], [0; MARKS]), 10).is_none());
    }
}
