//! `profile`: are hard items done better than this class's information implies?
//! covers: D16

use records::card::{Card, Outcome, Reading};
use records::dataset::{Item, Quantity};
use records::figure::{Figure, ItemPoint, Plot};
use records::text::{Lang, NBSP, Phrase, Text, number};
use records::vocabulary::{Direction, Ladder, PKind, Unit};

use super::borrowed;
use super::calibration::{Calibrated, Raw, calibrate_alike, judge};
use super::contrast::{Own, Paper, alone};
use super::{Examined, Fitted, Indicator, say};

/// The indicator.
#[derive(Clone, Copy, Debug)]
pub struct Profile;

/// Its card.
pub const CARD: Card = Card {
    id: "profile",
    version: "8",
    title: Phrase { ru: "Профиль трудных заданий", en: "Profile of hard items" },
    question: Phrase {
        ru: "Не выполнены ли трудные задания лучше, чем следует из остального, что известно об этом классе?",
        en: "Are hard items done better than what else is known of this class implies?",
    },
    method: Phrase {
        ru: "По каждому заданию — разница r среднего балла класса с предсказанным. Ковариация обычных классов S = выборка учеников + класс × задание \
             (по всем наборам работы, устойчиво). Направление d — место до максимума на k самых трудных заданиях; обобщённый метод наименьших квадратов: \
             λ = d'S⁻¹r/d'S⁻¹d, z = d'S⁻¹r/√(d'S⁻¹d). Берётся смесь нескольких k (от шестой части до половины заданий), а не одно подобранное. Эффект — \
             на сколько процентных пунктов выше выполнение трудной трети заданий. Разброс — по классам, о которых известно столько же (отметки \
             журнала, другие работы); где их мало, показатель не отвечает.",
        en: "For every item the difference r of the class's mean points from the prediction. Covariance of ordinary classes S = sampling of pupils + \
             class × item (over all sets of the work, robust). Direction d: room to the maximum on the k hardest items; generalised least squares \
             λ = d'S⁻¹r/d'S⁻¹d, z = d'S⁻¹r/√(d'S⁻¹d). A mixture of several k (a sixth to a half of the items), never one tuned value. The effect says by \
             how many percentage points the hardest third is done better. The spread is that of classes of which as much is known (journal marks, \
             other works); where they are few, the indicator does not answer.",
    },
    unit: Unit::Pp,
    needs: Phrase {
        ru: "Не меньше шести заданий; баллы по ним и другие школы, либо опубликованные проценты выполнения заданий.",
        en: "Six items or more; their scores and other schools, or published item percentages.",
    },
    reading: Phrase {
        ru: "Плюс — трудные задания выполнены лучше, чем остальные обещают. Сравниваются не проценты сами по себе, а их отклонение от ожидания.",
        en: "Plus: hard items are done better than the others promise. Not the percentages themselves are compared but their departure from expectation.",
    },
    innocent: &[
        Phrase {
            ru: "тему трудных заданий проходили недавно", en: "the topic of the hard items was taught lately"
        },
        Phrase {
            ru: "учитель уделял этим заданиям особое внимание", en: "the teacher dwelt on these items"
        },
        Phrase {
            ru: "лёгкие задания потеряли баллы на оформлении", en: "easy items lost points on presentation"
        },
        Phrase {
            ru: "в классе много участников олимпиад и кружков", en: "many pupils take part in olympiads and clubs"
        },
    ],
    clears: &[
        Phrase {
            ru: "перепроверка трудных заданий в десяти работах", en: "a re-check of the hard items in ten scripts"
        },
        Phrase { ru: "тетради и темы последних недель", en: "exercise books and topics of the last weeks" },
        Phrase { ru: "акт наблюдения из этого кабинета", en: "the observation act of this room" },
    ],
    measures: &[
        Phrase {
            ru: "наблюдатель в кабинете на следующей работе", en: "an observer in the room at the next work"
        },
        Phrase { ru: "разбор заданий в объединении", en: "discussion of the items in the association" },
    ],
    example: Phrase {
        ru: "Два задания по 1 баллу: лёгкое +0,00, трудное +0,15; S диагональная, 0,0036 и 0,0025, место на трудном 0,7. λ = 0,7·0,15/0,0025 : \
             (0,49/0,0025) = 0,214; z = 0,15/√0,0025 = 3,0; эффект 0,214·0,7 = 15 п.п.",
        en: "Two items of 1 point: easy +0.00, hard +0.15; S diagonal, .0036 and .0025, room on the hard one .7. λ = .7·.15/.0025 : (.49/.0025) = .214; \
             z = .15/√.0025 = 3.0; effect .214·.7 = 15 pp.",
    },
    sources: &[
        Phrase::same("Aitken 1935, Proceedings of the Royal Society of Edinburgh 55: generalised least squares"),
        Phrase {
            ru: "Рособрнадзор 2017: лёгкие задания выполнены хуже региона, трудные лучше",
            en: "Rosobrnadzor 2017: easy items done worse than in the region, hard ones better, in Russian",
        },
    ],
    in_screen: true,
};

impl Indicator for Profile {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn examine(&self, work: &Examined<'_>) -> Vec<Outcome> {
        if let Some(why) = too_short(work.kim.items.len()) {
            return vec![Outcome::NoData { why }; work.panel.sets.len()];
        }
        let region = work.fitted.map(|fitted| Region::of(work, fitted));
        let area = borrowed::published(work, Quantity::Item);
        let unlike = work.unlike();
        let answer = |set: usize| match (&region, work.rungs[set].ladder, &area) {
            _ if !work.enough(set) => work.too_few(set),
            (Some(region), Ladder::A | Ladder::B, _) => {
                let refusal = work.few_items(set).or_else(|| unlike.get(set).cloned().flatten());
                refusal.unwrap_or_else(|| region.answer(work, set))
            }
            (_, _, Some(area)) => against_area(work, set, area),
            _ => Outcome::NoData { why: nothing_to_compare() },
        };
        (0..work.panel.sets.len()).map(answer).collect()
    }
}

/// Fewest items of a paper that has a hard third: two of six. Below that it is an item, and what a class does on one item is its teaching.
const FEWEST_ITEMS: usize = 6;

/// Why a paper of so few items has no hard third.
fn too_short(items: usize) -> Option<Text> {
    (items < FEWEST_ITEMS).then(|| {
        Text::new(
            format!("заданий в работе {items}: чтобы выделить трудную треть, нужно не меньше {FEWEST_ITEMS}"),
            format!("items in the paper: {items}; a hard third needs at least {FEWEST_ITEMS}"),
        )
        .of_no_one()
    })
}

fn nothing_to_compare() -> Text {
    Text::new(
        "нужны результаты других школ по заданиям или опубликованные проценты выполнения заданий",
        "needs item results of other schools or published item percentages",
    )
    .of_no_one()
}

/// Hard direction judged on every set.
struct Region<'a> {
    fitted: &'a Fitted,
    paper: Paper,
    judged: Vec<Option<Calibrated>>,
}

impl<'a> Region<'a> {
    fn of(work: &Examined<'_>, fitted: &'a Fitted) -> Self {
        let paper = Paper::of(work, &fitted.predicted.facility);
        let raw = |set: usize| {
            let own = paper.region(fitted, set, &[])?;
            let (lambda, error) = own.lone(0)?;
            let pp = paper.pp(&own.hard);
            Some(Raw { n: fitted.predicted.sets[set].n, school: work.panel.sets[set].school, effect: lambda * pp, error: error * pp })
        };
        let raws: Vec<Option<Raw>> = (0..work.panel.sets.len()).map(raw).collect();
        Self { fitted, judged: calibrate_alike(&raws, &fitted.model.patterns, work.protocol), paper }
    }

    fn answer(&self, work: &Examined<'_>, set: usize) -> Outcome {
        let Some(own) = self.judged[set] else { return Outcome::NoData { why: nothing_to_compare() } };
        let own = work.laid(&CARD, set, own);
        let expectation = &self.fitted.predicted.sets[set];
        if let Some(bare) = work.bare(&own, expectation.n, PKind::Model) {
            return bare;
        }
        let workings = vec![
            (Text::new("трудных заданий (треть)", "hard items (a third)"), self.paper.hardest.len() as f64),
            (
                Text::new("выполнение трудной трети минус ожидаемое, п.п.", "hardest third minus expected, pp"),
                self.paper.gap(expectation, true),
            ),
            (
                Text::new("остальные задания минус ожидаемое, п.п.", "the other items minus expected, pp"),
                self.paper.gap(expectation, false),
            ),
            (Text::new("стандартная ошибка, п.п.", "standard error, pp"), own.error),
            (Text::new("центр z наборов других школ", "centre of z over other schools"), own.centre),
            (Text::new("сверхразброс z (не меньше 1)", "overdispersion of z (at least 1)"), own.scale),
            (Text::new("степени свободы", "degrees of freedom"), own.freedom),
        ];
        let words = Reading {
            reference: work.rungs[set].words(),
            explanation: explain(&own, self.paper.gap(expectation, true), self.paper.gap(expectation, false)),
            figures: vec![self.paper.figure(work, self.fitted, set, own.direction())],
            workings,
            ..super::empty_reading()
        };
        Outcome::Answered(Box::new(own.reading(expectation.n, words)))
    }
}

/// Rung C: against published item percentages, with borrowed class × item spread and any level of the class.
fn against_area(work: &Examined<'_>, set: usize, area: &borrowed::Published<'_>) -> Outcome {
    let Some(facility) =
        work.kim.items.iter().map(|item| Some(area.share(&item.name)? * f64::from(item.max))).collect::<Option<Vec<f64>>>()
    else {
        return Outcome::NoData { why: nothing_to_compare() };
    };
    let paper = Paper::of(work, &facility);
    let Some(own) = alone(work, set, &paper, &facility, &[]) else { return Outcome::NoData { why: nothing_to_compare() } };
    let Some((lambda, error)) = own.lone(0) else { return Outcome::NoData { why: nothing_to_compare() } };
    let pp = paper.pp(&own.hard);
    let widen = work.reference.components().widen;
    let raw = Raw { n: work.scripts(set), school: 0, effect: lambda * pp, error: error * pp * widen };
    let judged = judge(raw, 0.0, 1.0, f64::INFINITY, work.protocol);
    let (words, note) = (area.words(), borrowed::note());
    let (hard, easy) = (paper.gap_of(&own, true), paper.gap_of(&own, false));
    let words = Reading {
        reference: Text::new(format!("{}; {}", words.ru, note.ru), format!("{}; {}", words.en, note.en)).naming_as([&words, &note]),
        explanation: explain(&judged, hard, easy),
        figures: vec![paper.figure_alone(work, set, &own, &facility)],
        workings: vec![
            (Text::new("выполнение трудной трети минус ожидаемое, п.п.", "hardest third minus expected, pp"), hard),
            (Text::new("остальные задания минус ожидаемое, п.п.", "the other items minus expected, pp"), easy),
            (Text::new("стандартная ошибка (расширенная), п.п.", "standard error (widened), pp"), judged.error),
        ],
        p_kind: PKind::Borrowed,
        ..super::empty_reading()
    };
    Outcome::Answered(Box::new(judged.reading(work.scripts(set), words)))
}

fn explain(own: &Calibrated, hard: f64, others: f64) -> Text {
    let say =
        |lang| (say::signed(hard, 0, lang), say::signed(others, 0, lang), say::signed(own.effect, 0, lang), say::range(own.ci, 0, lang));
    let (ru, en) = (say(Lang::Ru), say(Lang::En));
    let (tail_ru, tail_en) = match own.direction() {
        Direction::Up => (
            "трудные задания выполнены лучше, чем обещают остальные; причина не установлена",
            "hard items are done better than the others promise; the cause is not known",
        ),
        Direction::Down => ("трудные задания выполнены хуже, чем обещают остальные", "hard items are done worse than the others promise"),
        Direction::None => ("профиль заданий обычный", "the profile of items is the usual one"),
    };
    Text::new(
        format!(
            "Трудная треть заданий относительно ожидаемого: {}{NBSP}п.п., остальные: {}{NBSP}п.п. С учётом обычного разброса классов — {}{NBSP}п.п. (95{NBSP}%: {}): {tail_ru}.",
            ru.0, ru.1, ru.2, ru.3
        ),
        format!(
            "Hardest third against expectation: {} pp, the others: {} pp. Given the usual spread of classes {} pp (95%: {}): {tail_en}.",
            en.0, en.1, en.2, en.3
        ),
    ).of_no_one()
}

impl Paper {
    /// Items of a set against the model's expectation, easy to hard.
    pub(super) fn figure(&self, work: &Examined<'_>, fitted: &Fitted, set: usize, direction: Direction) -> Figure {
        let own = &fitted.predicted.sets[set];
        let j = self.max.len();
        let sampling = fitted.predicted.sampling(set);
        let point = |&item: &usize| {
            let max = self.max[item];
            let (mean, share) = (own.mean[item] / max, (own.mean[item] + own.residual[item]) / max);
            let half = 1.96 * sampling[item * j + item].max(0.0).sqrt() / max;
            let band = 1.96 * (sampling[item * j + item] + fitted.class_item.between.get(item, item)).max(0.0).sqrt() / max;
            self.point(work, item, [share - half, share, share + half], [mean - band, mean, mean + band])
        };
        let items: Vec<ItemPoint> = self.order.iter().map(point).collect();
        let title = match direction {
            Direction::Up => Text::new(
                "На трудных заданиях результат уходит выше полосы обычных классов",
                "On hard items the result leaves the band of ordinary classes upwards",
            ),
            Direction::Down => Text::new(
                "На трудных заданиях результат ниже, чем обещают лёгкие",
                "On hard items the result is below what the easy ones promise",
            ),
            Direction::None => {
                Text::new("Задания от лёгких к трудным выполнены как ожидалось", "Items from easy to hard are done as expected")
            }
        };
        self.items_figure(
            title,
            items,
            work.scripts(set),
            Text::new("95 % обычных классов с такими же данными", "95% of ordinary classes with the same data"),
        )
    }

    /// Items of a set against published percentages moved to the set's level.
    fn figure_alone(&self, work: &Examined<'_>, set: usize, own: &Own, facility: &[f64]) -> Figure {
        let point = |&item: &usize| {
            let max = self.max[item];
            let share = (facility[item] + own.residual[item]) / max;
            let half = 1.96 * own.sampling[item].max(0.0).sqrt() / max;
            let (mean, band) = (facility[item] / max, 1.96 * own.spread[item].max(0.0).sqrt() / max);
            self.point(work, item, [share - half, share, share + half], [mean - band, mean, mean + band])
        };
        let items: Vec<ItemPoint> = self.order.iter().map(point).collect();
        let title = Text::new(
            "Задания от лёгких к трудным рядом с опубликованными процентами",
            "Items from easy to hard beside the published percentages",
        );
        self.items_figure(
            title,
            items,
            work.scripts(set),
            Text::new(
                "опубликованный процент и 95 % обычных классов (заимствовано)",
                "published percentage and 95% of ordinary classes (borrowed)",
            ),
        )
    }

    fn point(&self, work: &Examined<'_>, item: usize, own: [f64; 3], reference: [f64; 3]) -> ItemPoint {
        let clamp = |values: [f64; 3]| values.map(|value| value.clamp(0.0, 1.0));
        let Item { name, format, .. } = &work.kim.items[item];
        ItemPoint { name: name.clone(), own: clamp(own), reference: Some(clamp(reference)), format: *format }
    }

    fn items_figure(&self, title: Text, items: Vec<ItemPoint>, n: usize, reference: Text) -> Figure {
        Figure {
            title,
            caption: Text::new(
                format!(
                    "Задания слева направо от лёгких к трудным; точка — доля максимума с 95 % интервалом, полоса — {}. {}; трудных заданий {}.",
                    reference.ru,
                    say::scripts(n, Lang::Ru),
                    number(self.hardest.len() as f64, 0, Lang::Ru)
                ),
                format!(
                    "Items from easy to hard; dot: share of the maximum with 95% interval, band: {}. {}; hard items: {}.",
                    reference.en,
                    say::scripts(n, Lang::En),
                    self.hardest.len()
                ),
            ),
            plot: Plot::Items { items, reference },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(effect: f64, error: f64) -> Calibrated {
        let protocol = records::reference::Reference::shipped().unwrap().protocol();
        judge(Raw { n: 25, school: 0, effect, error }, 0.0, 1.0, f64::INFINITY, &protocol)
    }

    /// covers: D16
    #[test]
    fn the_example_of_the_card_in_words() {
        let own = judged(15.0, 5.0);
        assert!((own.z - 3.0).abs() < 1e-12 && own.p < 0.0014);
        let text = explain(&own, 15.0, 0.0);
        assert!(text.ru.contains("+15") && text.ru.contains("от 5 до 25") && text.ru.contains("причина не установлена"), "{}", text.ru);
    }

    #[test]
    fn a_hard_third_needs_items_enough() {
        assert!([0, 1, 5].iter().all(|&items| too_short(items).is_some()) && too_short(6).is_none());
        assert!(too_short(1).is_some_and(|why| why.ru.starts_with("заданий в работе 1: ")));
    }

    #[test]
    fn an_ordinary_profile_is_called_so() {
        let text = explain(&judged(4.0, 6.0), 2.0, 1.0);
        assert!(text.ru.ends_with("профиль заданий обычный.") && text.en.contains("usual"), "{}", text.ru);
    }
}
