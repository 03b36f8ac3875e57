//! Figures of a description: each a sentence, a reading aid and its numbers.

use super::findings::first_heap;
use super::groups::easy_to_hard;
use super::say::{OF_PUPILS, PUPILS, SCRIPTS, both};
use records::dataset::{Kim, Scope};
use records::figure::{AgreementBar, Figure, ItemPoint, Plot};
use records::study::{Description, HistogramGate, JournalComparison, PublishedShares};
use records::text::{Lang, Text, number, percent};

/// Figures in the order of the sections.
pub(super) fn figures(description: &Description, kim: &Kim) -> Vec<Figure> {
    let mut figures = Vec::new();
    figures.extend(description.journal.as_ref().map(|journal| agreement(journal, &own_label(), &journal_words())));
    figures.extend(histogram(description, kim));
    figures.extend(items(description, kim));
    figures.extend(curves(description));
    figures
}

fn own_label() -> Text {
    Text::new("здесь", "here").of_no_one()
}

fn journal_words() -> [Text; 2] {
    [Text::new("журнальная отметка", "journal mark").of_no_one(), Text::new("отметка за работу", "mark for the work").of_no_one()]
}

/// Lowered, confirmed, raised as a bar beside the published ones. `series` = names of the first and the second mark.
pub(super) fn agreement(comparison: &JournalComparison, own: &Text, series: &[Text; 2]) -> Figure {
    let [lowered, confirmed, raised] = comparison.counts;
    let mut bars = vec![AgreementBar {
        label: own.clone(),
        n: u32::try_from(comparison.n).ok(),
        shares: comparison.shares.map(|share| share[1]),
        own: true,
    }];
    bars.extend(comparison.references.iter().filter_map(published_bar));
    let title = both(|lang| {
        let n = OF_PUPILS.count(comparison.n, lang);
        let second = upper_first(series[1].in_lang(lang));
        match lang {
            Lang::Ru if lowered >= raised && lowered > 0 => format!("{second} ниже у {lowered} из {n}"),
            Lang::Ru if raised > 0 => format!("{second} выше у {raised} из {n}"),
            Lang::Ru => format!("{second} совпадает у {confirmed} из {n}"),
            Lang::En if lowered >= raised && lowered > 0 => format!("{second} is lower for {lowered} of {n}"),
            Lang::En if raised > 0 => format!("{second} is higher for {raised} of {n}"),
            Lang::En => format!("{second} is equal for {confirmed} of {n}"),
        }
    })
    .telling_of(comparison.counts);
    let caption = both(|lang| {
        let (first, second, n) = (series[0].in_lang(lang), series[1].in_lang(lang), PUPILS.count(comparison.n, lang));
        let with = if bars.len() > 1 {
            [" Светлые полосы — опубликованные доли.", " Light bars are published shares."]
        } else {
            ["", ""]
        };
        match lang {
            Lang::Ru => format!("Доли учеников, у которых {second} ниже, такая же, выше, чем {first}. Всего {n}.{}", with[0]),
            Lang::En => format!("Shares of pupils whose {second} is lower than, equal to, higher than the {first}. {n} in all.{}", with[1]),
        }
    })
    .telling_of([comparison.n]);
    Figure { title, caption, plot: Plot::Agreement { bars } }
}

fn published_bar(area: &PublishedShares) -> Option<AgreementBar> {
    let of = |key: &str| area.shares.iter().find(|(known, _)| known == key).map(|(_, value)| *value);
    let shares = [of("lowered")?, of("confirmed")?, of("raised")?];
    let sum: f64 = shares.iter().sum();
    (sum > 0.0).then(|| AgreementBar {
        label: Text::same(&area.area).of_no_one(),
        n: area.n,
        shares: shares.map(|share| share / sum),
        own: false,
    })
}

fn upper_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn histogram(description: &Description, kim: &Kim) -> Option<Figure> {
    let scores = description.scores.as_ref()?;
    let cuts: Vec<(u8, u16)> = kim.scale.iter().flat_map(|scale| &scale.cuts).map(|cut| (cut.mark, cut.min_score)).collect();
    let title = match first_heap(description) {
        Some((mark, score, count)) => Text::new(
            format!("На границе «{mark}» — {} ровно с {score} баллами, больше, чем дают задания", SCRIPTS.count(count, Lang::Ru)),
            format!(
                "At the boundary of «{mark}»: {} with exactly {score} points, more than the items give",
                SCRIPTS.count(count, Lang::En)
            ),
        )
        .telling_of([count]),
        None => both(|lang| {
            let (mean, max) = (number(scores.mean[1], 1, lang), kim.max());
            match lang {
                Lang::Ru => format!("Средний первичный балл {mean} из {max}"),
                Lang::En => format!("Mean primary score {mean} of {max}"),
            }
        })
        .of_no_one(),
    };
    let weight = match scores.gate {
        HistogramGate::Informative => Text::default(),
        HistogramGate::Rough => Text::new(" Картина грубая.", " A rough picture."),
        HistogramGate::Limited => Text::new(" Работ мало: форма ненадёжна.", " Few scripts: the shape is not reliable."),
    };
    let caption = both(|lang| {
        let n = SCRIPTS.count(description.n, lang);
        let lines =
            if cuts.is_empty() { ["", ""] } else { ["; линии — границы отметок", "; lines are mark boundaries"] };
        match lang {
            Lang::Ru => format!("Число работ с каждым первичным баллом, всего {n}{}.{}", lines[0], weight.ru),
            Lang::En => format!("Scripts by primary score, {n} in all{}.{}", lines[1], weight.en),
        }
    })
    .telling_of([description.n]);
    let excess = scores.heap.iter().flat_map(|heap| &heap.cuts).map(|cut| cut.1).collect();
    Some(Figure { title, caption, plot: Plot::Histogram { observed: scores.histogram.clone(), expected: Vec::new(), cuts, excess } })
}

fn items(description: &Description, kim: &Kim) -> Option<Figure> {
    let order = easy_to_hard(&description.items);
    let hardest = description.items.get(*order.last()?)?;
    let area = reference_area(description);
    let point = |&index: &usize| {
        let item = description.items.get(index)?;
        let beside = |(scope, name, value): &(Scope, String, f64)| {
            area.as_ref().is_some_and(|(known, area)| known == scope && area == name).then_some([*value; 3])
        };
        Some(ItemPoint {
            name: item.item.clone(),
            own: item.facility?,
            reference: item.references.iter().find_map(beside),
            format: kim.items.get(index).and_then(|item| item.format),
        })
    };
    let items: Vec<ItemPoint> = order.iter().filter_map(point).collect();
    let title = both(|lang| {
        let (name, share) = (&hardest.item, percent(hardest.facility.map_or(0.0, |share| share[1]), 0, lang));
        match lang {
            Lang::Ru => format!("Труднее всего задание {name}: {share} от максимума"),
            Lang::En => format!("Hardest is item {name}: {share} of the maximum"),
        }
    })
    .of_no_one();
    let reference = area.map_or_else(Text::default, |(_, area)| Text::same(area)).of_no_one();
    let caption = both(|lang| {
        let n = SCRIPTS.count(description.n, lang);
        let line = if reference.is_empty() {
            String::new()
        } else {
            format!("; {} {}", ["серая отметка —", "grey:"][usize::from(lang == Lang::En)], reference.in_lang(lang))
        };
        match lang {
            Lang::Ru => format!("Доля от максимума по заданиям, от лёгких к трудным, с интервалом 95 %, {n}{line}."),
            Lang::En => format!("Share of the maximum by item, easy to hard, with 95% intervals, {n}{line}."),
        }
    })
    .telling_of([description.n]);
    Some(Figure { title, caption, plot: Plot::Items { items, reference } })
}

/// The nearest wider area with published item shares: municipality before region before country.
fn reference_area(description: &Description) -> Option<(Scope, String)> {
    let areas = description.items.iter().flat_map(|item| &item.references).filter(|(scope, ..)| *scope != Scope::School);
    areas.max_by_key(|(scope, ..)| *scope).map(|(scope, area, _)| (*scope, area.clone()))
}

fn curves(description: &Description) -> Option<Figure> {
    let groups = description.groups.as_ref()?;
    if groups.curves.len() < 2 {
        return None;
    }
    let small = groups.curves.iter().filter(|curve| (curve.n as usize) < groups.gate).count();
    let title = match groups.crossings.first() {
        Some(crossing) => Text::new(
            format!("В задании {} группа «{}» выше группы «{}»", crossing.item, crossing.weaker, crossing.stronger),
            format!("On item {} group «{}» stands above group «{}»", crossing.item, crossing.weaker, crossing.stronger),
        )
        .else_saying(Text::new("Доля от максимума по группам отметок", "Share of the maximum by mark group").of_no_one()),
        None if small + 1 >= groups.curves.len() => {
            Text::new("Группы по отметкам малы: кривые для сведения", "Groups by mark are small: curves for information").of_no_one()
        }
        None if small > 0 => Text::new(
            format!("Группы от {} учеников не пересекаются больше случайного", groups.gate),
            format!("Groups of {} pupils or more do not cross beyond chance", groups.gate),
        )
        .of_no_one(),
        None => Text::new("Группы по отметкам не пересекаются больше случайного", "Groups by mark do not cross beyond chance").of_no_one(),
    };
    let caption = both(|lang| {
        let sizes = groups.curves.iter().map(|curve| format!("«{}» — {}", curve.mark, curve.n)).collect::<Vec<_>>().join(", ");
        match lang {
            Lang::Ru => format!(
                "Средняя доля от максимума по заданиям, от лёгких к трудным, по группам: {sizes}. Группа читается от {} учеников.",
                groups.gate
            ),
            Lang::En => format!(
                "Mean share of the maximum by item, easy to hard, by group: {sizes}. A group may be read from {} pupils on.",
                groups.gate
            ),
        }
    })
    .telling_of(groups.curves.iter().map(|curve| curve.n as usize));
    Some(Figure { title, caption, plot: Plot::Curves { items: groups.items.clone(), curves: groups.curves.clone() } })
}
