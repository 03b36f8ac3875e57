//! `variant`: do the variants of a work differ in difficulty beyond what the pupils' other information explains?

mod found;
mod within;

use crate::q::q_values;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::analyse::titles;
use crate::model::covariates::{Covariates, Known};
use crate::model::panel::{NONE, Panel};
use records::card::{Card, Outcome};
use records::dataset::{Dataset, Kim, ResultSet, Sitting};
use records::protocol::Protocol;
use records::study::{UnitReading, Whose};
use records::text::{Lang, NBSP, Phrase, Text, number};
use records::vocabulary::Unit;

use super::calibration::upper;
use super::examination::{Examination, Records, UnitIndicator};
use super::say;
use within::{Classes, Difference, difference};

/// The indicator.
#[derive(Clone, Copy, Debug)]
pub struct Variant;

/// Its card.
pub const CARD: Card = Card {
    id: "variant",
    version: "1",
    title: Phrase { ru: "Трудность варианта", en: "Difficulty of the variant" },
    question: Phrase {
        ru: "Различаются ли варианты работы по трудности сильнее, чем следует из того, что ещё известно об учениках?",
        en: "Do the variants of a work differ in difficulty beyond what the pupils' other information explains?",
    },
    method: Phrase {
        ru: "Варианты сравниваются только внутри класса: средний балл писавших этот вариант минус средний балл одноклассников с другими \
             вариантами, при равных отметках журнала и прочих сведениях об ученике (регрессия внутри класса). Сила класса и учителя при этом \
             сокращается. Разницы классов складываются с весом, равным их сведениям; стандартная ошибка — от поочерёдного исключения классов \
             (ученики одного класса могут быть похожи), распределение t с числом степеней свободы «классов минус один». Проверка двусторонняя: \
             вариант может быть и легче, и труднее. Класс, где все писали один вариант, не используется: он сравнил бы варианты через разницу \
             классов. То же считается по каждому заданию; какие отличаются, решает порог Бенджамини–Хохберга по заданиям варианта.",
        en: "Variants are compared only inside a class: mean score of those who wrote this variant less the mean of their classmates with other \
             variants, at equal journal marks and other information (regression within the class). The strength of class and teacher falls out. \
             Differences of classes are pooled with weights equal to their information; the standard error comes from leaving classes out in \
             turn (pupils of a class may be alike), with t on \"classes less one\" degrees of freedom. The test is two-sided: a variant may be \
             easier or harder. A class where all wrote one variant is not used: it would compare variants through the difference of classes. \
             The same is computed item by item; which differ is decided by Benjamini–Hochberg over the items of the variant.",
    },
    unit: Unit::Points,
    needs: Phrase {
        ru: "Номер варианта у каждой работы, не меньше пяти классов, где писали разные варианты, и десять работ с вариантом и без него.",
        en: "The variant of each script, at least five classes where different variants were written, and ten scripts with the variant and without.",
    },
    reading: Phrase {
        ru: "Эффект — на сколько баллов писавшие этот вариант выше (+) или ниже (−) одноклассников с другими вариантами: плюс — вариант легче. \
             Направление само по себе ни о чём дурном не говорит; это поправка, которую надо помнить, сравнивая классы с разными вариантами.",
        en: "The effect says by how many points pupils with this variant stand above (+) or below (−) classmates with other variants: plus means \
             an easier variant. Neither direction means anything bad; it is a correction to remember when classes with different variants are \
             compared.",
    },
    innocent: &[
        Phrase {
            ru: "случайный расклад: кому какой вариант достался", en: "the luck of the deal: who got which variant"
        },
        Phrase {
            ru: "рассадка: варианты раздали по рядам, а в рядах сидят не случайно",
            en: "seating: variants were dealt by rows, and rows are not seated at random",
        },
        Phrase {
            ru: "одно задание варианта напечатано иначе или оказалось знакомым",
            en: "one item of the variant was printed differently or was familiar",
        },
        Phrase { ru: "варианты проверяли разные люди", en: "the variants were marked by different people" },
    ],
    clears: &[
        Phrase {
            ru: "та же разница в других школах, писавших те же варианты",
            en: "the same difference in other schools that wrote the same variants",
        },
        Phrase {
            ru: "сличение текстов отличающихся заданий и критериев к ним",
            en: "reading the differing items and their criteria side by side",
        },
    ],
    measures: &[
        Phrase {
            ru: "сообщить разработчикам работы о задании, которое отличается",
            en: "tell the authors of the work of the item that differs",
        },
        Phrase {
            ru: "раздавать варианты внутри класса по жребию и не сравнивать классы с разными вариантами без поправки",
            en: "deal variants inside the class by lot, and do not compare classes with different variants without the correction",
        },
    ],
    example: Phrase {
        ru: "В пяти классах вариант 2 выше варианта 1 на 1, 2, 0, 3 и −1 балл при равных весах: разница +1,0. Без одного класса по очереди \
             остаётся 1,00; 0,75; 1,25; 0,50; 1,50; ошибка √(4/5·(0 + 0,0625 + 0,0625 + 0,25 + 0,25)) = 0,71; t = 1,41 при 4 степенях свободы, \
             двустороннее p = 0,23: в пределах случайного расклада.",
        en: "In five classes variant 2 stands above variant 1 by 1, 2, 0, 3 and −1 points with equal weights: difference +1.0. Leaving a class \
             out in turn gives 1.00, 0.75, 1.25, 0.50, 1.50; error √(4/5·(0 + 0.0625 + 0.0625 + 0.25 + 0.25)) = 0.71; t = 1.41 on 4 degrees of \
             freedom, two-sided p = 0.23: within the luck of the deal.",
    },
    sources: &[
        Phrase::same("Frisch & Waugh 1933, Econometrica 1(4): partial regression"),
        Phrase::same("Bell & McCaffrey 2002, Survey Methodology 28(2): standard errors with few clusters (jackknife)"),
        Phrase::same("MacKinnon, Nielsen & Webb 2023, Journal of Econometrics 232(2): cluster jackknife"),
        Phrase::same("Benjamini & Hochberg 1995, JRSS B 57(1)"),
    ],
    // A unit of its own: a variant is nobody's result.
    in_screen: false,
};

/// Fewer classes than these tell too little of the spread between classes.
const CLASSES: usize = 5;
/// From this share of its scripts on a class is said to have written one variant.
const WHOLE_CLASS: f64 = 0.9;

impl UnitIndicator for Variant {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn examine(&self, records: &Records<'_>) -> Vec<Examination> {
        let dataset = records.dataset;
        let sets = dataset.result_sets();
        let panels: Vec<Panel> = (0..dataset.kims.len()).into_par_iter().map(|kim| panel(dataset, kim, &sets)).collect();
        let told = dataset.sittings.iter().any(|sitting| sitting.variant.iter().any(Option::is_some));
        let known = if told { Known::of(dataset, &panels) } else { Known::default() };
        let one = |((kim, sitting), panel): ((&Kim, &Sitting), &Panel)| {
            let work = titles::paper(dataset, records.reference, kim);
            if panel.is_empty() { Vec::new() } else { Dealt::of(dataset, kim, sitting, panel, &known).examine(records.protocol, &work) }
        };
        let papers: Vec<((&Kim, &Sitting), &Panel)> = dataset.kims.iter().zip(&dataset.sittings).zip(&panels).collect();
        papers.into_par_iter().map(one).collect::<Vec<_>>().into_iter().flatten().collect()
    }

    /// Of two variants what the one is easier the other is harder.
    fn mirrored(&self, rows: &[Examination]) -> Vec<bool> {
        let work = |row: &Examination| match &row.of {
            Whose::Variant { procedure, .. } => Some(procedure.clone()),
            _ => None,
        };
        let twins = rows.chunk_by(|a, b| work(a) == work(b)).map(|own| (own.len(), own.len() == 2));
        twins.flat_map(|(variants, two)| (0..variants).map(move |at| two && at == 1)).collect()
    }
}

fn panel(dataset: &Dataset, kim: usize, sets: &[ResultSet]) -> Panel {
    let own: Vec<(usize, &ResultSet)> = sets.iter().enumerate().filter(|(_, set)| set.key.kim.0 as usize == kim).collect();
    match (dataset.kims.get(kim), dataset.sittings.get(kim)) {
        (Some(paper), Some(sitting)) => Panel::of(paper, sitting, &own),
        _ => Panel::default(),
    }
}

/// The scripts of a work whose variant is known, class by class.
struct Dealt<'a> {
    kim: &'a Kim,
    panel: &'a Panel,
    classes: Classes,
    /// Place in the panel of each row.
    pupil: Vec<usize>,
    /// Variant of each row.
    variant: Vec<u16>,
    /// Classes where all had one variant.
    alone: usize,
    /// Scripts without a variant.
    unknown: usize,
}

/// «ВПР · математика · 5 класс · 2026, вариант 2».
fn title(work: &Text, variant: &str) -> Text {
    if variant.is_empty() {
        return Text::new(format!("{}, варианты", work.ru), format!("{}, variants", work.en)).naming_as([work]);
    }
    Text::new(format!("{}, вариант{NBSP}{variant}", work.ru), format!("{}, variant {variant}", work.en)).naming_as([work])
}

impl<'a> Dealt<'a> {
    fn of(dataset: &'a Dataset, kim: &'a Kim, sitting: &Sitting, panel: &'a Panel, known: &Known) -> Self {
        let variant = |pupil: usize| sitting.variant.get(*panel.row.get(pupil)? as usize).copied().flatten();
        let mut dealt = Self {
            kim,
            panel,
            classes: Classes::default(),
            pupil: Vec::new(),
            variant: Vec::new(),
            alone: 0,
            unknown: (0..panel.len()).filter(|&pupil| variant(pupil).is_none()).count(),
        };
        if dealt.unknown == panel.len() {
            return dealt;
        }
        let covariates = Covariates::of(dataset, kim, sitting, panel, known);
        dealt.classes.width = covariates.within_width;
        for set in &panel.sets {
            let start = dealt.pupil.len();
            for (pupil, variant) in set.pupils.clone().filter_map(|pupil| Some((pupil, variant(pupil)?))) {
                dealt.pupil.push(pupil);
                dealt.variant.push(variant);
                dealt.classes.known.extend_from_slice(covariates.pupil(pupil));
            }
            let own = dealt.variant.get(start..).unwrap_or(&[]);
            dealt.alone += usize::from(own.windows(2).all(|pair| pair[0] == pair[1]) && !own.is_empty());
            dealt.classes.ranges.push(start..dealt.pupil.len());
        }
        dealt
    }

    fn examine(&self, protocol: &Protocol, work: &Text) -> Vec<Examination> {
        let variants: BTreeSet<u16> = self.variant.iter().copied().collect();
        let row = |variant: String, outcome: Outcome| {
            let title = title(work, &variant);
            Examination { of: Whose::Variant { procedure: self.kim.kim.clone(), variant }, title, outcome, spans: Vec::new() }
        };
        let none = |ru: &str, en: &str| Outcome::NoData { why: Text::new(ru, en).of_no_one() };
        if variants.is_empty() {
            let outcome = none("в данных не сказано, кто какой вариант писал", "the data do not say who wrote which variant");
            return vec![row(String::new(), outcome)];
        }
        if variants.len() == 1 {
            let outcome = none("вариант у всех один: сравнить не с чем", "all wrote one variant: nothing to compare with");
            return variants.iter().map(|variant| row(variant.to_string(), outcome.clone())).collect();
        }
        variants.iter().map(|&variant| row(variant.to_string(), self.outcome(variant, protocol))).collect()
    }

    fn outcome(&self, variant: u16, protocol: &Protocol) -> Outcome {
        let own: Vec<bool> = self.variant.iter().map(|other| *other == variant).collect();
        let scores: Vec<Option<f64>> = self.pupil.iter().map(|&pupil| self.panel.total.get(pupil).map(|&total| f64::from(total))).collect();
        let Some(whole) = difference(&self.classes, &own, &scores) else { return too_few_classes(0) };
        let fewest = whole.pupils[0].min(whole.pupils[1]);
        if whole.classes < CLASSES {
            return too_few_classes(whole.classes);
        }
        if fewest < protocol.too_few {
            return super::examined::too_few(fewest, protocol.too_few);
        }
        let items = self.items(&own);
        let marks: Vec<Option<f64>> = self.pupil.iter().map(|&pupil| self.panel.prior.get(pupil)?.map(f64::from)).collect();
        let bare = Classes { ranges: self.classes.ranges.clone(), ..Classes::default() };
        let found = found::Found {
            variant,
            max: self.kim.max(),
            whole,
            q: q_values(&items.iter().map(|item| two_sided(&item.1)).collect::<Vec<f64>>()),
            items,
            unadjusted: difference(&bare, &own, &scores),
            balance: difference(&bare, &own, &marks),
            alone: self.alone,
            unknown: self.unknown,
        };
        Outcome::Answered(Box::new(found.reading(protocol)))
    }

    /// The difference on every item that has one.
    fn items(&self, own: &[bool]) -> Vec<(String, Difference)> {
        let points = |pupil: usize, item: usize| {
            self.panel.script(pupil).get(item).filter(|points| **points != NONE).map(|&points| f64::from(points))
        };
        let one = |(index, item): (usize, &records::dataset::Item)| {
            let y: Vec<Option<f64>> = self.pupil.iter().map(|&pupil| points(pupil, index)).collect();
            Some((item.name.clone(), difference(&self.classes, own, &y).filter(|found| found.classes >= CLASSES)?))
        };
        self.kim.items.iter().enumerate().filter_map(one).collect()
    }
}

/// Two-sided p of a difference.
fn two_sided(found: &Difference) -> f64 {
    (2.0 * upper((found.effect / found.error).abs(), found.freedom())).min(1.0)
}

fn too_few_classes(n: usize) -> Outcome {
    let why = Text::new(
        format!("классов, где писали разные варианты: {n}; для вывода нужно не меньше {CLASSES}"),
        format!("classes where different variants were written: {n}; a conclusion needs at least {CLASSES}"),
    )
    .of_no_one();
    Outcome::TooFew { n, need: CLASSES, why }
}

/// What an easier variant may have added to the sets whose whole class wrote it, in words, set by set in the order of `sets`; None where
/// nothing of the kind was found.
///
/// `readings` are those of this indicator. A variant counts as easier where its interval is above zero and its q within the protocol's.
#[must_use]
pub fn easier(dataset: &Dataset, sets: &[ResultSet], readings: &[UnitReading], protocol: &Protocol) -> Vec<Option<Text>> {
    let mut found: BTreeMap<(&str, &str), (f64, [f64; 2])> = BTreeMap::new();
    for reading in readings.iter().filter(|reading| reading.indicator == CARD.id && reading.q.is_some_and(|q| q <= protocol.q)) {
        if let (Whose::Variant { procedure, variant }, Outcome::Answered(answer)) = (&reading.of, &reading.outcome)
            && answer.ci[0] > 0.0
        {
            found.insert((procedure, variant), (answer.effect, answer.ci));
        }
    }
    let one = |set: &ResultSet| {
        let kim = dataset.kims.get(set.key.kim.0 as usize)?;
        let variant = of_class(dataset, set)?.to_string();
        let (effect, ci) = found.get(&(kim.kim.as_str(), variant.as_str()))?;
        Some(added(&variant, *effect, *ci))
    };
    sets.iter().map(one).collect()
}

/// The variant that the whole class wrote.
fn of_class(dataset: &Dataset, set: &ResultSet) -> Option<u16> {
    let sitting = dataset.sittings.get(set.key.kim.0 as usize)?;
    let scored: Vec<usize> = set.rows.iter().map(|row| *row as usize).filter(|&row| sitting.total(row).is_some()).collect();
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    for variant in scored.iter().filter_map(|&row| sitting.variant.get(row).copied().flatten()) {
        *counts.entry(variant).or_default() += 1;
    }
    let (variant, count) = counts.into_iter().max_by_key(|(variant, count)| (*count, std::cmp::Reverse(*variant)))?;
    (count as f64 >= WHOLE_CLASS * scored.len() as f64).then_some(variant)
}

fn added(variant: &str, effect: f64, ci: [f64; 2]) -> Text {
    let (ru, en) = (Lang::Ru, Lang::En);
    Text::new(
        format!(
            "класс писал вариант{NBSP}{variant}, а он легче других: внутри классов разница {} балла (95{NBSP}%: {})",
            number(effect, 1, ru),
            say::range(ci, 1, ru)
        ),
        format!(
            "the class wrote variant {variant}, which is easier than the others: within classes by {} points (95%: {})",
            number(effect, 1, en),
            say::range(ci, 1, en)
        ),
    )
}

#[cfg(test)]
mod tests;
