//! What others compute, as it stands beside a set: four markers in the federal style and the class index of INVALSI. None of it enters
//! the screen: a marker compares a set with the average set and asks nothing about its pupils, so a strong class looks the same to it as
//! a lifted one.

use serde::Serialize;

use crate::dataset::SetKey;
use crate::text::{Phrase, Text};

/// Fewer pupils than this and a set gets no markers (the federal gate of a group).
pub const LEAST_PUPILS: usize = 10;

/// Fewer sets than this and there is nothing to compare a set with.
pub const LEAST_SETS: usize = 20;

/// How far above the average counts: the upper 5 % of a normal distribution.
pub const QUANTILE: f64 = 1.645;

/// Why a marker or an index has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lacking {
    /// Fewer than [`LEAST_PUPILS`] pupils wrote the work.
    Pupils,
    /// Fewer than [`LEAST_SETS`] sets to compare with, or they do not differ.
    Sets,
    /// No journal marks.
    Journal,
    /// No scale, so no boundaries.
    Scale,
    /// Points of items are not known.
    Items,
}

impl Lacking {
    /// In words.
    #[must_use]
    pub fn text(self) -> Text {
        let phrase = match self {
            Self::Pupils => {
                Phrase { ru: "мало учеников: нужно не меньше 10", en: "too few pupils: at least 10 are needed" }
            }
            Self::Sets => Phrase {
                ru: "не с чем сравнить: нужно не меньше 20 классов этой работы",
                en: "nothing to compare with: at least 20 classes of this work are needed",
            },
            Self::Journal => Phrase { ru: "нет отметок журнала", en: "no journal marks" },
            Self::Scale => Phrase { ru: "нет шкалы перевода в отметки", en: "no scale of marks" },
            Self::Items => Phrase { ru: "нет баллов за задания", en: "no points of items" },
        };
        phrase.text()
    }
}

/// What stands beside one result set.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SetBeside {
    /// The set.
    #[serde(skip)]
    pub key: SetKey,
    /// Pupils who wrote the work.
    pub n: usize,
    /// M1 … M4 in the order of [`MARKERS`].
    pub markers: [Result<Marker, Lacking>; 4],
    /// How many of the markers are on, 0..=4; None where the set is too small.
    pub sum: Option<u8>,
    /// Membership in the cluster of unusual classes.
    pub index: Result<Membership, Lacking>,
}

/// One line of the legend.
#[derive(Clone, Copy, Debug)]
pub struct Legend {
    /// Short name.
    pub id: &'static str,
    /// What is compared.
    pub title: Phrase,
    /// How, and when it is on.
    pub method: Phrase,
}

/// The four markers.
pub const MARKERS: [Legend; 4] = [
    Legend {
        id: "M1",
        title: Phrase { ru: "средний балл выше обычного", en: "mean score above the usual" },
        method: Phrase {
            ru: "средний первичный балл класса выше среднего по классам больше чем на 1,645 стандартного отклонения средних",
            en: "the mean primary score of the class is above the mean over classes by more than 1.645 standard deviations of the means",
        },
    },
    Legend {
        id: "M2",
        title: Phrase { ru: "много отметок выше журнала", en: "many marks above the journal" },
        method: Phrase {
            ru: "доля отметок за работу выше отметок журнала больше средней по классам на 1,645 стандартного отклонения долей",
            en: "the share of marks of the work above the journal exceeds the mean over classes by 1.645 standard deviations of the shares",
        },
    },
    Legend {
        id: "M3",
        title: Phrase {
            ru: "перепад числа работ на границах отметок", en: "a step in the number of scripts at mark boundaries"
        },
        method: Phrase {
            ru: "(работ с баллом c и c+1) − (работ с баллом c−1 и c−2) по всем границам c, делённое на корень из их суммы, больше 1,645",
            en: "(scripts at c and c+1) − (scripts at c−1 and c−2) over all boundaries c, over the root of their sum, above 1.645",
        },
    },
    Legend {
        id: "M4",
        title: Phrase {
            ru: "трудные задания решены сравнительно лучше лёгких", en: "hard items done comparatively better than easy ones"
        },
        method: Phrase {
            ru: "проекция отклонений выполнения заданий на их лёгкость отрицательна и дальше 1,645 стандартного отклонения проекций",
            en: "the projection of item-share residuals on item easiness is negative, beyond 1.645 standard deviations of the projections",
        },
    },
];

/// The class index.
pub const CLASS_INDEX: Legend = Legend {
    id: "INVALSI",
    title: Phrase {
        ru: "членство в кластере необычных классов", en: "membership in the cluster of unusual classes"
    },
    method: Phrase {
        ru: "средний балл, разброс, сходство ответов и доля пропусков сводятся к двум главным компонентам и делятся на четыре нечётких кластера; \
             необычным назван кластер с самыми высокими, ровными и одинаковыми ответами. Сильный ровный класс попадает в него так же",
        en: "mean score, spread, likeness of answers and share of omissions are brought to two principal components and split into four fuzzy \
             clusters; the one with the highest, most even and most alike answers is called unusual. A strong even class gets there as well",
    },
};

/// What every page with these figures says.
pub const CAUTION: Phrase = Phrase {
    ru: "Эти величины показаны рядом, в том виде, в каком их считают другие; в отборе они не участвуют. Они не учитывают, что сильный класс \
         и должен быть выше других. Расхождение само по себе причины не называет.",
    en: "These figures are shown beside, as others compute them; they take no part in the screen. They do not allow for a strong class being \
         above others as it should. A discrepancy by itself names no cause.",
};

/// A marker of one set.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Marker {
    /// The value: points for M1, a share for M2, in units of chance for M3, a share of points for M4.
    pub value: f64,
    /// On above this (M4: below).
    pub threshold: f64,
    /// Whether it is on.
    pub on: bool,
}

/// The index of one set.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Membership {
    /// Membership in the cluster of unusual classes, 0..=1 (Quintano, Castellano & Longobardi 2009).
    pub first: f64,
    /// The same after the second step, in which a statistical model has its say (Longobardi, Falzetti & Pagliuca 2018, as their abstract
    /// describes it; the model here is ours): membership stays where the mean score is above what the class's journal marks predict
    /// over all sets (Huber regression), and is 0 elsewhere. None without journal marks.
    pub second: Option<f64>,
}
