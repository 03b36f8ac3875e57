//! `ceiling`: is there a heap at the maximum beyond what the class's own level explains?

use records::card::{Card, Outcome};
use records::text::{Lang, NBSP, Phrase, Text, number};
use records::vocabulary::{Direction, Unit};

use super::calibration::Calibrated;
use super::counts::{Count, Said, Side, answers};
use super::{Examined, Indicator, say};

/// The indicator.
#[derive(Clone, Copy, Debug)]
pub struct Ceiling;

/// Its card.
pub const CARD: Card = Card {
    id: "ceiling",
    version: "4",
    title: Phrase { ru: "Высшие баллы", en: "Top scores" },
    question: Phrase {
        ru: "Не больше ли работ у самого максимума, чем получилось бы при уровне этого класса?",
        en: "Are there more scripts at the very top than the level of this class would give?",
    },
    method: Phrase {
        ru: "Для каждого ученика модель даёт вероятность набрать максимум или на балл меньше — при уровне, который класс показал на этой работе; вероятности \
             поправлены на долю таких работ в других школах. Число работ распределено как сумма разных монет, усреднённая по неопределённости уровня \
             класса (пять узлов); p — вероятность такого числа или большего (mid-p).",
        en: "For every pupil the model gives the chance of the maximum or a point less, at the level the class showed on this work; the chances are \
             corrected by the share of such scripts in other schools. The number of scripts is a sum of unlike coins, averaged over the uncertainty of \
             the level (five nodes); p is the chance of that number or more (mid-p).",
    },
    unit: Unit::Pupils,
    needs: Phrase {
        ru: "Баллы по заданиям; та же работа в других школах.", en: "Item scores; the same work in other schools."
    },
    reading: Phrase {
        ru: "Эффект 3 значит: у максимума на три работы больше, чем ожидалось от класса такого уровня. Показывается для внимания: ни один \
             вид изменений моделированные данные этим признаком отдельно не подтверждают.",
        en: "An effect of 3 means three more scripts at the top than expected of a class at this level. Shown for attention: simulated \
             data confirm no kind of bending by this indicator alone.",
    },
    innocent: &[
        Phrase { ru: "работа лёгкая для этого класса", en: "the work is easy for this class" },
        Phrase {
            ru: "группа сильных учеников в обычном классе", en: "a group of strong pupils in an ordinary class"
        },
        Phrase {
            ru: "углублённое изучение предмета частью класса", en: "part of the class studies the subject in depth"
        },
    ],
    clears: &[
        Phrase {
            ru: "перепроверка работ с высшими баллами", en: "a re-check of the scripts with top scores"
        },
        Phrase {
            ru: "результаты тех же учеников в других работах", en: "results of the same pupils on other works"
        },
    ],
    measures: &[Phrase {
        ru: "более трудный вариант для сильных учеников", en: "a harder variant for strong pupils"
    }],
    example: Phrase {
        ru: "Двое учеников, вероятность набрать максимум или на балл меньше у каждого 0,1. Набрали оба: P = 0,01, mid-p = 0,005; ожидалось 0,2, эффект +1,8.",
        en: "Two pupils, each with chance .1 of the maximum or a point less. Both have it: P = .01, mid-p = .005; 0.2 were expected, the effect is +1.8.",
    },
    sources: &[
        Phrase::same("Lord & Wingersky 1984, Applied Psychological Measurement 8: score distribution"),
        Phrase::same("Barlow & Heidtmann 1984, IEEE Transactions on Reliability 33: sum of unlike Bernoulli trials"),
        Phrase {
            ru: "ФИОКО 2026, Рекомендации по анализу результатов ВПР, раздел 4: распределение баллов",
            en: "FIOKO 2026, recommendations on the analysis of VPR results, section 4: distribution of scores, in Russian",
        },
    ],
    // Measured on simulated truth: given the class's level a heap at the maximum finds no kind of bending that other indicators do not, and as
    // one more upward indicator it takes recall from all of them. Shown, not evidence.
    in_screen: false,
};

/// Scores counted as the top: the maximum and so many below.
const NEAR: usize = 1;

impl Indicator for Ceiling {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn examine(&self, work: &Examined<'_>) -> Vec<Outcome> {
        let top = work.panel.top();
        answers(work, &(top.saturating_sub(NEAR)..top + 1), Side::More, said)
    }
}

fn said(count: &Count, own: &Calibrated) -> Said {
    let (tail_ru, tail_en) = match own.direction() {
        Direction::Up => (
            "работ у максимума больше, чем даёт уровень класса; причина не установлена",
            "more scripts at the top than the level of the class gives; the cause is not known",
        ),
        Direction::Down => ("работ у максимума меньше ожидаемого", "fewer scripts at the top than expected"),
        Direction::None => ("в пределах обычного", "within the usual"),
    };
    let (ru, en) = (Lang::Ru, Lang::En);
    let title = if own.direction() == Direction::Up {
        Text::new(
            format!("У максимума на {} работы больше ожидаемого", number(own.effect, 1, ru)),
            format!("{} more scripts at the top than expected", number(own.effect, 1, en)),
        )
    } else {
        Text::new("Высших баллов не больше ожидаемого", "No more top scores than expected")
    };
    Said {
        explanation: Text::new(
            format!(
                "Максимум или на балл меньше набрали {} из {}; при уровне этого класса ожидалось {}; разница {} (95{NBSP}%: {}) — {tail_ru}.",
                count.observed,
                count.n,
                number(count.expected, 1, ru),
                say::signed(own.effect, 1, ru),
                say::range(own.ci, 1, ru)
            ),
            format!(
                "{} of {} have the maximum or a point less; {} were expected at the level of this class; difference {} (95%: {}): {tail_en}.",
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
            "Доля работ с максимумом или на балл меньше, с 95 % интервалом; ниже — ожидание при уровне этого класса.",
            "Share of scripts with the maximum or a point less, with its 95% interval; below it the expectation at the level of this class.",
        ),
        range: Text::new("из них максимум или на балл меньше", "of them the maximum or a point less"),
    }
}

#[cfg(test)]
mod tests {
    use psychometrics::poisson_binomial;

    #[test]
    fn the_example_of_the_card() {
        let tested = poisson_binomial::upper_test(2, &[0.1, 0.1]).unwrap();
        assert!((tested.mid - 0.005).abs() < 1e-15 && (2.0_f64 - 0.2 - 1.8).abs() < 1e-12);
    }
}
