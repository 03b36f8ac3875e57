//! `low-results`: are there fewer low results than the class's own level explains, or more?

use records::card::{Card, Outcome};
use records::text::{Lang, NBSP, Phrase, Text, number};
use records::vocabulary::{Direction, Unit};

use super::calibration::Calibrated;
use super::counts::{Count, Said, Side, answers};
use super::{Examined, Indicator, say};

/// The indicator.
#[derive(Clone, Copy, Debug)]
pub struct LowResults;

/// Its card.
pub const CARD: Card = Card {
    id: "low-results",
    version: "4",
    title: Phrase { ru: "Низкие результаты", en: "Low results" },
    question: Phrase {
        ru: "Столько ли «двоек», сколько получилось бы при уровне этого класса, — нет ли их совсем или, напротив, больше?",
        en: "Are there as many marks 2 as the level of this class would give, or none at all, or, on the contrary, more?",
    },
    method: Phrase {
        ru: "Для каждого ученика модель даёт вероятность балла ниже границы «3» — при уровне, который класс показал на этой работе; вероятности поправлены на \
             долю таких работ в других школах. Число работ распределено как сумма разных монет, усреднённая по неопределённости уровня класса (пять \
             узлов); p — вероятность такого числа или меньшего (mid-p).",
        en: "For every pupil the model gives the chance of a score below the cut of mark 3, at the level the class showed on this work; the chances are \
             corrected by the share of such scripts in other schools. The number of scripts is a sum of unlike coins, averaged over the uncertainty of \
             the level (five nodes); p is the chance of that number or fewer (mid-p).",
    },
    unit: Unit::Pupils,
    needs: Phrase {
        ru: "Баллы по заданиям и шкала перевода; та же работа в других школах.",
        en: "Item scores and the scale; the same work in other schools.",
    },
    reading: Phrase {
        ru: "Плюс — низких результатов меньше ожидаемого, минус — больше; эффект в учениках. Минус показывает, кому нужна помощь, и не говорит о \
             завышении.",
        en: "Plus: fewer low results than expected; minus: more; in pupils. Minus shows who needs help and says nothing of results being raised.",
    },
    innocent: &[
        Phrase {
            ru: "со слабыми учениками занимались отдельно", en: "weak pupils were taught separately"
        },
        Phrase { ru: "часть слабых учеников отсутствовала", en: "some weak pupils were absent" },
        Phrase {
            ru: "сомнение при проверке решали в пользу ученика — одинаково для всех",
            en: "doubts in marking were resolved in the pupil's favour, for everyone alike",
        },
    ],
    clears: &[
        Phrase { ru: "перепроверка работ у границы «3»", en: "a re-check of scripts at the cut of mark 3" },
        Phrase {
            ru: "результаты отсутствовавших в резервный день", en: "results of the absent on the reserve day"
        },
    ],
    measures: &[
        Phrase {
            ru: "занятия для учеников с низкими результатами", en: "lessons for pupils with low results"
        },
        Phrase {
            ru: "двойная проверка работ у границы «3»", en: "double marking of scripts at the cut of mark 3"
        },
    ],
    example: Phrase {
        ru: "Трое учеников, вероятность «2» у каждого 0,5; «двоек» нет: P(0) = 0,125, mid-p = 0,0625; ожидалось 1,5, эффект +1,5.",
        en: "Three pupils, each with chance .5 of mark 2; none has it: P(0) = .125, mid-p = .0625; 1.5 were expected, the effect is +1.5.",
    },
    sources: &[
        Phrase::same("Lord & Wingersky 1984, Applied Psychological Measurement 8: score distribution"),
        Phrase::same("Barlow & Heidtmann 1984, IEEE Transactions on Reliability 33: sum of unlike Bernoulli trials"),
        Phrase {
            ru: "ФИОКО 2026, Рекомендации по анализу результатов ВПР, раздел 2: доля участников, не преодолевших нижнюю границу",
            en: "FIOKO 2026, recommendations on the analysis of VPR results, section 2: share of pupils below the lowest boundary, in Russian",
        },
    ],
    // Measured on simulated truth: lifts over the lowest cut are found by `boundary` and `agreement` before this, and as one more upward
    // indicator it takes recall from all of them. More low results are no evidence of inflation at all. Shown, not evidence.
    in_screen: false,
};

impl Indicator for LowResults {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn examine(&self, work: &Examined<'_>) -> Vec<Outcome> {
        let cut = work.kim.scale.as_ref().and_then(|scale| scale.cuts.first()).map(|cut| usize::from(cut.min_score));
        match cut {
            Some(cut) => answers(work, &(0..cut), Side::Fewer, said),
            None => {
                let why =
                    Text::new("шкала перевода баллов в отметки неизвестна", "the scale from scores to marks is not known").of_no_one();
                vec![Outcome::NoData { why }; work.panel.sets.len()]
            }
        }
    }
}

fn said(count: &Count, own: &Calibrated) -> Said {
    let (tail_ru, tail_en) = match own.direction() {
        Direction::Up => (
            "низких результатов меньше, чем даёт уровень класса; причина не установлена",
            "fewer low results than the level of the class gives; the cause is not known",
        ),
        Direction::Down => (
            "низких результатов больше, чем даёт уровень класса; этим ученикам нужна помощь",
            "more low results than the level of the class gives; these pupils need help",
        ),
        Direction::None => ("в пределах обычного", "within the usual"),
    };
    let (ru, en) = (Lang::Ru, Lang::En);
    let size = own.effect.abs();
    let title = match own.direction() {
        Direction::Up => Text::new(
            format!("Низких результатов на {} меньше ожидаемого", number(size, 1, ru)),
            format!("{} fewer low results than expected", number(size, 1, en)),
        ),
        Direction::Down => Text::new(
            format!("Низких результатов на {} больше ожидаемого", number(size, 1, ru)),
            format!("{} more low results than expected", number(size, 1, en)),
        ),
        Direction::None => Text::new("Низких результатов столько, сколько ожидалось", "As many low results as expected"),
    };
    Said {
        explanation: Text::new(
            format!(
                "Ниже границы «3» — {} из {}; при уровне этого класса ожидалось {}; ожидание минус наблюдение {} (95{NBSP}%: {}) — {tail_ru}.",
                count.observed,
                count.n,
                number(count.expected, 1, ru),
                say::signed(own.effect, 1, ru),
                say::range(own.ci, 1, ru)
            ),
            format!(
                "{} of {} are below the cut of mark 3; {} were expected at the level of this class; expected less seen {} (95%: {}): {tail_en}.",
                count.observed,
                count.n,
                number(count.expected, 1, en),
                say::signed(own.effect, 1, en),
                say::range(own.ci, 1, en)
            ),
        )
        .telling_of([count.observed, count.n.saturating_sub(count.observed)]),
        title,
        caption: Text::new(
            "Доля работ ниже границы «3», с 95 % интервалом; ниже — ожидание при уровне этого класса.",
            "Share of scripts below the cut of mark 3, with its 95% interval; below it the expectation at the level of this class.",
        ),
        range: Text::new("из них ниже границы «3»", "of them below the cut of mark 3"),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_example_of_the_card() {
        let mass = psychometrics::poisson_binomial::pmf(&[0.5; 3]).unwrap();
        assert!((psychometrics::discrete::lower_tail(&mass, 0).unwrap().mid - 0.0625).abs() < 1e-15);
        assert!((psychometrics::discrete::moments(&mass).unwrap().0 - 1.5).abs() < 1e-15);
    }
}
