//! One figure of every kind, as an analysis would make them.

use records::figure::{AgreementBar, Figure, FunnelDot, GroupCurve, ItemPoint, Plot};
use records::text::Text;
use records::vocabulary::Format;

pub(crate) fn all() -> Vec<Figure> {
    vec![histogram(), agreement(), items(14), items(26), funnel(), detectable(), undetectable(), curves(), series(), intervals(), heap()]
}

fn bell(max: usize, centre: f64, spread: f64, n: f64) -> Vec<[f64; 3]> {
    let weight = |s: usize| {
        let t = (s as f64 - centre) / spread;
        1.0 / ((1.0 + t * t) * (1.0 + t * t))
    };
    let total: f64 = (0..=max).map(weight).sum();
    (0..=max)
        .map(|s| {
            let e = n * weight(s) / total;
            [(e - 1.3 * e.sqrt()).max(0.0), e, e + 1.5 * e.sqrt()]
        })
        .collect()
}

pub(crate) fn histogram() -> Figure {
    let observed = vec![0, 0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1, 4, 5, 5, 0, 2, 1, 1, 3, 0, 0, 0, 2];
    Figure {
        title: Text::new("У границ отметок скоплений не видно", "No heaps at the mark boundaries"),
        caption: Text::new(
            "Столбцы — работы (29), пунктир — ожидание, серая полоса — 95 % интервал. Для уверенного чтения нужно 50 работ.",
            "Bars are scripts (29), the dashed line is the expectation, the grey band its 95% interval. A confident reading needs 50 scripts.",
        ),
        plot: Plot::Histogram { observed, expected: bell(24, 14.5, 6.0, 28.0), cuts: vec![(3, 10), (4, 16), (5, 21)], excess: vec![] },
    }
}

pub(crate) fn heap() -> Figure {
    let observed = vec![0, 0, 0, 1, 0, 1, 1, 1, 0, 0, 5, 1, 1, 2, 1, 0, 6, 2, 1, 1, 0, 4, 1, 0, 1];
    Figure {
        title: Text::new(
            "На границах «3» и «4» работ больше, чем ожидалось, на 6",
            "At the boundaries of “3” and “4” there are 6 scripts more than expected",
        ),
        caption: Text::new(
            "Столбцы — работы (30), пунктир — ожидание по модели, штриховка — превышение над ожиданием на границе.",
            "Bars are scripts (30), the dashed line is the model expectation, hatching is the excess over it at the boundary.",
        ),
        plot: Plot::Histogram {
            observed,
            expected: bell(24, 14.0, 6.0, 30.0),
            cuts: vec![(3, 10), (4, 16), (5, 21)],
            excess: vec![10, 16, 21],
        },
    }
}

pub(crate) fn agreement() -> Figure {
    let bar = |label: Text, n, shares, own| AgreementBar { label, n, shares, own };
    Figure {
        title: Text::new("Журнал выше работы у каждого второго", "The journal is above the work for every second pupil"),
        caption: Text::new(
            "Соответствие отметки за работу журнальной: 29 работ. Разрыв в две отметки: нет.",
            "Agreement of the mark for the work with the journal: 29 scripts. Gaps of two marks: none.",
        ),
        plot: Plot::Agreement {
            bars: vec![
                bar(Text::same("4-1"), Some(29), [0.45, 0.52, 0.03], true),
                bar(Text::same("4-2"), Some(21), [0.38, 0.52, 0.10], false),
                bar(Text::new("вся выборка", "whole country"), Some(1_412_889), [0.254, 0.662, 0.084], false),
                bar(Text::new("Энская область, муниципалитет", "Ensk region, municipality"), None, [0.3, 0.6, 0.1], false),
            ],
        },
    }
}

pub(crate) fn items(n: usize) -> Figure {
    let item = |i: usize| {
        let share = 0.92 - 0.62 * i as f64 / n as f64 + if i % 4 == 3 { 0.12 } else { 0.0 };
        let middle = 0.9 - 0.55 * i as f64 / n as f64;
        ItemPoint {
            name: if n > 20 { format!("{}К{}", 1 + i / 3, 1 + i % 3) } else { format!("{}.{}", 1 + i / 2, 1 + i % 2) },
            own: [(share - 0.17_f64).max(0.0), share.min(1.0), (share + 0.15).min(1.0)],
            reference: (i != 6).then_some([middle - 0.09, middle, (middle + 0.08).min(1.0)]),
            format: Some(if i % 5 == 4 { Format::Extended } else { Format::Short }),
        }
    };
    Figure {
        title: Text::new("Трудные задания не легче, чем должны быть", "Hard items are not easier than they should be"),
        caption: Text::new(
            "Доля набранных баллов по заданию, отрезок — 95 % интервал.",
            "Share of points by item; the segment is the 95% interval.",
        ),
        plot: Plot::Items {
            items: (0..n).map(item).collect(), reference: Text::new("регион, 412 классов", "region, 412 classes")
        },
    }
}

pub(crate) fn funnel() -> Figure {
    let dot = |i: usize| {
        let n = 8.0 + ((i * 37) % 29) as f64;
        let noise = (((i * 7919) % 1000) as f64 / 1000.0 + ((i * 104_729) % 1000) as f64 / 1000.0 - 1.0) * 9.0 / n.sqrt() * 2.0;
        FunnelDot { n, effect: noise, own: false }
    };
    let mut dots: Vec<FunnelDot> = (0..300).map(dot).collect();
    dots.push(FunnelDot { n: 27.0, effect: 3.1, own: true });
    Figure {
        title: Text::new("Средний балл выше ожидаемого на 3,1", "The mean is 3.1 above expectation"),
        caption: Text::new(
            "Точки — 300 наборов региона, полоса — где остаются 95 % наборов без отклонений.",
            "Dots are 300 sets of the region; the band holds 95% of undisturbed sets.",
        ),
        plot: Plot::Funnel {
            dots,
            limits: (5..=38).map(|n| [f64::from(n), -8.5 / f64::from(n).sqrt() - 0.6, 8.5 / f64::from(n).sqrt() + 0.6]).collect(),
            axis: Text::new("отклонение среднего, баллов", "departure of the mean, points"),
        },
    }
}

pub(crate) fn detectable() -> Figure {
    Figure {
        title: Text::new("Что вообще можно заметить по 29 работам", "What 29 scripts could show at all"),
        caption: Text::new(
            "Меньшее отклонение по одному классу не отличить от случайного. Вероятность заметить — 80 %.",
            "A smaller departure of one class cannot be told from chance. Power 80%.",
        ),
        plot: Plot::Detectable {
            mde: 4.6,
            max: 24.0,
            observed: Some([-1.4, 1.2, 3.8]),
            axis: Text::new("подъём среднего, баллов из 24", "lift of the mean, points of 24"),
        },
    }
}

fn undetectable() -> Figure {
    Figure {
        plot: Plot::Detectable {
            mde: 30.0,
            max: 24.0,
            observed: None,
            axis: Text::new("подъём среднего, баллов из 24", "lift of the mean, points of 24"),
        },
        ..detectable()
    }
}

pub(crate) fn curves() -> Figure {
    let curve = |mark: u8, n| GroupCurve {
        mark,
        n,
        shares: (0..12)
            .map(|i| {
                (!(mark == 2 && i == 7))
                    .then_some((0.25 * f64::from(mark) - 0.2 - 0.035 * f64::from(i) + if i == 5 { 0.12 } else { 0.0 }).clamp(0.0, 1.0))
            })
            .collect(),
    };
    Figure {
        title: Text::new("Группы расходятся на всех заданиях, кроме 3.2", "Groups differ on all items but 3.2"),
        caption: Text::new(
            "Доля набранных баллов в группах с разной отметкой; читаются группы от 10 учеников.",
            "Share of points in groups by mark; groups of 10 pupils or more can be read.",
        ),
        plot: Plot::Curves {
            items: (0..12).map(|i| format!("{}.{}", 1 + i / 2, 1 + i % 2)).collect(),
            curves: vec![curve(2, 4), curve(3, 11), curve(4, 10), curve(5, 4)],
        },
    }
}

pub(crate) fn series() -> Figure {
    let labels: Vec<Text> = (1..=4).map(|q| Text::new(format!("{q} четв."), format!("Q{q}"))).collect();
    Figure {
        title: Text::new("Средняя отметка держится между 3,6 и 3,9", "The mean mark stays between 3.6 and 3.9"),
        caption: Text::new("Отрезки — 95 % интервалы; учеников 27–29.", "Segments are 95% intervals; 27–29 pupils."),
        plot: Plot::Series {
            labels,
            lines: vec![
                (Text::new("5А", "5A"), vec![Some([3.6, 3.3, 3.9]), Some([3.7, 3.4, 4.0]), None, Some([3.9, 3.6, 4.2])]),
                (
                    Text::new("5-е классы", "grade 5"),
                    vec![Some([3.5, 3.4, 3.6]), Some([3.6, 3.5, 3.7]), Some([3.6, 3.5, 3.7]), Some([3.6, 3.5, 3.7])],
                ),
            ],
            axis: Text::new("средняя отметка", "mean mark"),
        },
    }
}

pub(crate) fn intervals() -> Figure {
    Figure {
        title: Text::new("Больше всего дают задания 12 и 14", "Items 12 and 14 contribute most"),
        caption: Text::new("Вклад заданий в отклонение с 95 % интервалом.", "Contribution of items with 95% interval."),
        plot: Plot::Intervals {
            rows: vec![
                (Text::new("Задание 12, развёрнутый ответ", "Item 12, extended answer"), [0.2, 0.9, 1.6]),
                (Text::new("Задание 14", "Item 14"), [0.1, 0.6, 1.1]),
                (Text::new("Остальные задания повышенного уровня сложности", "Other items of raised difficulty"), [-0.4, 0.1, 0.6]),
                (Text::new("Базовые задания", "Basic items"), [-0.5, -0.1, 0.3]),
            ],
            axis: Text::new("вклад, баллов", "contribution, points"),
            zero: 0.0,
        },
    }
}
