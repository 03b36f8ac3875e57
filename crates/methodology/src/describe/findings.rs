//! What the description shows, as sentences: most useful first, then what the gates say of their weight.

use super::classes::Classes;
use super::say::{OF_PUPILS, SCRIPTS, both, estimate, share, some};
use records::dataset::Scope;
use records::reference::Gates;
use records::study::{
    Attainment, Description, HistogramGate, ItemStatistics, JournalComparison, MarkStatistics, MasteryGate, PublishedShares,
};
use records::text::{Lang, Text, number, percent};

/// How many items a sentence names before «и ещё».
const NAMED: usize = 5;
/// An item is named for being left out when at least this share did not attempt it (and at least two pupils).
const LEFT_OUT: f64 = 0.25;

/// Findings of a description, most useful first.
pub(super) fn findings(description: &Description, max: u16, classes: &Classes) -> Vec<Text> {
    let mut found = Vec::new();
    found.extend(description.journal.as_ref().map(journal));
    found.extend(description.journal.as_ref().and_then(gaps));
    found.extend(description.marks.as_ref().and_then(attainment));
    found.extend(description.marks.as_ref().and_then(|marks| beside_published(marks, classes)));
    found.extend(heap(description));
    found.extend(below_gate(&description.items));
    found.extend(lost_points(&description.items));
    found.extend(left_out(&description.items));
    found.extend(crossings(description));
    found.extend(unmastered(description));
    found.extend(mean(description, max));
    found.extend(not_taught(&description.items));
    found
}

fn journal(comparison: &JournalComparison) -> Text {
    let [lowered, confirmed, raised] = comparison.counts;
    let lower = comparison.shares[0];
    Text::new(
        format!(
            "Отметка за работу ниже журнальной у {lowered} из {}, совпадает у {confirmed}, выше у {raised}; ниже — {}{}.",
            OF_PUPILS.count(comparison.n, Lang::Ru),
            share(lower, Lang::Ru),
            shift(comparison, Lang::Ru)
        ),
        format!(
            "The mark for the work is below the journal for {lowered} of {}, equal for {confirmed}, above for {raised}; below — {}{}.",
            OF_PUPILS.count(comparison.n, Lang::En),
            share(lower, Lang::En),
            shift(comparison, Lang::En)
        ),
    )
}

/// The mean difference as a direction and a size, or as within chance where the interval holds zero.
fn shift(comparison: &JournalComparison, lang: Lang) -> String {
    let Some(interval @ [low, middle, high]) = comparison.shift else { return String::new() };
    let size = estimate(if middle < 0.0 { [-high, -middle, -low] } else { interval }, 2, lang);
    match (lang, low <= 0.0 && high >= 0.0, middle < 0.0) {
        (Lang::Ru, true, _) => format!("; средняя разность {} отметки — в пределах случайного", estimate(interval, 2, lang)),
        (Lang::Ru, false, true) => format!("; в среднем ниже на {size} отметки"),
        (Lang::Ru, false, false) => format!("; в среднем выше на {size} отметки"),
        (Lang::En, true, _) => format!("; mean difference {} marks, within chance", estimate(interval, 2, lang)),
        (Lang::En, false, true) => format!("; lower by {size} marks on average"),
        (Lang::En, false, false) => format!("; higher by {size} marks on average"),
    }
}

fn gaps(comparison: &JournalComparison) -> Option<Text> {
    let gaps = comparison.gaps.unwrap_or(0);
    let (ru, en) = if gaps == 1 {
        ("его стоит рассмотреть отдельно", "look at it by itself")
    } else {
        ("их стоит рассмотреть по одному", "look at them one by one")
    };
    (gaps > 0).then(|| {
        Text::new(
            format!("Расхождение с журналом в две отметки и больше — у {}: {ru}.", OF_PUPILS.count(gaps, Lang::Ru)),
            format!("The gap with the journal is two marks or more for {}: {en}.", OF_PUPILS.count(gaps, Lang::En)),
        )
    })
}

fn attainment(marks: &MarkStatistics) -> Option<Text> {
    let Attainment { pass, quality, sou, mean, other_scale, .. } = &marks.attainment;
    if *other_scale {
        return Some(not_for_this_scale(*mean));
    }
    let (pass, quality, sou) = ((*pass)?, (*quality)?, (*sou)?);
    let mean = |lang| {
        mean.map_or_else(String::new, |mean| match lang {
            Lang::Ru => format!(", средняя отметка {}", number(mean[1], 2, lang)),
            Lang::En => format!(", mean mark {}", number(mean[1], 2, lang)),
        })
    };
    Some(Text::new(
        format!(
            "Успеваемость {}, качество {}, СОУ {}{}.",
            share(pass, Lang::Ru),
            share(quality, Lang::Ru),
            percent(sou, 0, Lang::Ru),
            mean(Lang::Ru)
        ),
        format!(
            "Pass share {}, quality {}, degree of attainment {}{}.",
            share(pass, Lang::En),
            share(quality, Lang::En),
            percent(sou, 0, Lang::En),
            mean(Lang::En)
        ),
    ))
}

/// Which marks of another scale pass, nobody said.
fn not_for_this_scale(mean: Option<[f64; 3]>) -> Text {
    let mean = |lang| mean.map_or_else(|| "–".to_owned(), |mean| number(mean[1], 2, lang));
    Text::new(
        format!(
            "Отметки другой шкалы: какие из них — «успевает» и «качество», для неё не сказано, поэтому успеваемость, качество и СОУ не считаются; средняя отметка {}.",
            mean(Lang::Ru)
        ),
        format!(
            "The marks are of another scale: which of them pass and which are good is not said for it, so pass share, quality and degree of attainment are not told; mean mark {}.",
            mean(Lang::En)
        ),
    )
}

/// The published share of «2» nearest in scope, beside the own one, told apart by how ordinary classes differ from a whole area.
fn beside_published(marks: &MarkStatistics, classes: &Classes) -> Option<Text> {
    if marks.attainment.other_scale {
        return None;
    }
    let twos = |area: &PublishedShares| area.shares.iter().find(|(key, _)| key == "2").map(|(_, value)| *value);
    let nearest = marks.references.iter().filter(|area| area.scope != Scope::School).max_by_key(|area| area.scope)?;
    let published = twos(nearest)?;
    let n = marks.attainment.n;
    let own = marks.attainment.counts.iter().find(|(mark, _)| *mark == 2).map_or(0, |(_, count)| *count);
    let [low, middle, high] = super::measure::share(super::measure::real(own), n)?;
    let (verdict_ru, verdict_en) = if classes.unlike(own, n, published)? {
        ("отличие больше обычного разброса классов", "beyond the usual spread of classes")
    } else {
        ("в пределах обычного разброса классов", "within the usual spread of classes")
    };
    Some(Text::new(
        format!(
            "Отметок «2» {}; {}: {} — {verdict_ru} (он заимствован).",
            share([low, middle, high], Lang::Ru),
            nearest.area,
            percent(published, 1, Lang::Ru)
        ),
        format!(
            "Marks «2»: {}; {}: {} — {verdict_en} (which is borrowed).",
            share([low, middle, high], Lang::En),
            nearest.area,
            percent(published, 1, Lang::En)
        ),
    ))
}

/// The boundary a title speaks of: mark, score, scripts there.
pub(super) fn first_heap(description: &Description) -> Option<(u8, u16, usize)> {
    let (mark, score, count, _) = description.scores.as_ref()?.heap.as_ref()?.cuts.first()?;
    Some((*mark, *score, *count as usize))
}

fn heap(description: &Description) -> Option<Text> {
    let heap = description.scores.as_ref()?.heap.as_ref()?;
    let (mark, score, count, usual) = heap.cuts.first()?;
    let say = |value: f64, lang| number(value, 1, lang);
    let scripts = |lang| SCRIPTS.count(heap.scripts as usize, lang);
    Some(Text::new(
        format!(
            "Ровно на нижних границах отметок — {}, по самим заданиям вышло бы около {}; больше всего у «{mark}» ({score} баллов): {count} вместо {}. \
             Случайно столько бывает реже чем у одной группы из ста; так бывает и при толковании сомнений в пользу ученика.",
            scripts(Lang::Ru),
            say(heap.expected, Lang::Ru),
            say(*usual, Lang::Ru)
        ),
        format!(
            "Exactly on the lower boundaries of marks: {}; the items by themselves would give about {}; most at «{mark}» ({score} points): {count} \
             for {}. By chance fewer than one group in a hundred has as many; the benefit of the doubt gives the same.",
            scripts(Lang::En),
            say(heap.expected, Lang::En),
            say(*usual, Lang::En)
        ),
    ))
}

fn names<'a>(items: impl Iterator<Item = &'a ItemStatistics>) -> Vec<String> {
    items.map(|item| item.item.clone()).collect()
}

fn below_gate(items: &[ItemStatistics]) -> Option<Text> {
    let below = names(items.iter().filter(|item| item.gate == MasteryGate::Insufficient));
    let rated = items.iter().filter(|item| item.gate != MasteryGate::Unknown).count();
    let (ru, en) = if below.len() == 1 { ("задание", "item") } else { ("задания", "items") };
    (!below.is_empty()).then(|| {
        Text::new(
            format!("Ниже достаточного уровня {ru} {} ({} из {rated} с известным уровнем).", some(&below, NAMED, Lang::Ru), below.len()),
            format!("Below the sufficient level: {en} {} ({} of {rated} with a known level).", some(&below, NAMED, Lang::En), below.len()),
        )
    })
}

/// Typical errors: the items on which most of all lost points were lost, with the commonest incomplete score.
fn lost_points(items: &[ItemStatistics]) -> Option<Text> {
    let total: u64 = items.iter().map(lost).sum();
    let mut order: Vec<(u64, &ItemStatistics)> = items.iter().map(|item| (lost(item), item)).filter(|(lost, _)| *lost > 0).collect();
    order.sort_by_key(|entry| std::cmp::Reverse(entry.0));
    order.truncate(3);
    #[expect(clippy::cast_precision_loss, reason = "points of one group are far below 2^52")]
    let part = |lost: u64| lost as f64 / total as f64;
    let of =
        |(lost, item): &(u64, &ItemStatistics), lang| format!("{} ({}{})", item.item, percent(part(*lost), 0, lang), commonest(item, lang));
    let list = |lang| order.iter().map(|entry| of(entry, lang)).collect::<Vec<_>>().join(", ");
    (!order.is_empty()).then(|| {
        Text::new(
            format!("Больше всего баллов потеряно в заданиях {}; проценты — доля всех потерянных баллов.", list(Lang::Ru)),
            format!("Most points were lost on items {}; per cent of all points lost.", list(Lang::En)),
        )
    })
}

/// Points lost on an item by all pupils together.
fn lost(item: &ItemStatistics) -> u64 {
    let missing = |(points, &count): (usize, &u32)| u64::from(item.max).saturating_sub(points as u64) * u64::from(count);
    item.counts.iter().enumerate().map(missing).sum()
}

/// «, чаще всего 1 из 3»: the commonest score below the maximum, where there is a choice.
fn commonest(item: &ItemStatistics, lang: Lang) -> String {
    let incomplete = item.counts.iter().take(usize::from(item.max)).enumerate();
    let most = incomplete.fold(None, |best: Option<(usize, u32)>, (points, &count)| match best {
        Some((_, known)) if known >= count => best,
        _ => Some((points, count)),
    });
    match (most, lang) {
        (Some((points, count)), Lang::Ru) if item.max > 1 && count > 0 => format!(", чаще всего {points} из {}", item.max),
        (Some((points, count)), Lang::En) if item.max > 1 && count > 0 => format!(", most often {points} of {}", item.max),
        _ => String::new(),
    }
}

fn left_out(items: &[ItemStatistics]) -> Option<Text> {
    let part = |item: &ItemStatistics| super::measure::real(item.not_attempted.unwrap_or(0)) / super::measure::real(item.n.max(1));
    let mut skipped: Vec<&ItemStatistics> = items.iter().filter(|item| item.not_attempted >= Some(2) && part(item) >= LEFT_OUT).collect();
    skipped.sort_by(|a, b| part(b).total_cmp(&part(a)));
    let list = |lang: Lang| {
        let of = |item: &&ItemStatistics| match lang {
            Lang::Ru => format!("{} — {} из {}", item.item, item.not_attempted.unwrap_or(0), item.n),
            Lang::En => format!("{} — {} of {}", item.item, item.not_attempted.unwrap_or(0), item.n),
        };
        some(&skipped.iter().map(of).collect::<Vec<_>>(), 3, lang)
    };
    (!skipped.is_empty()).then(|| {
        Text::new(format!("Часто не приступали к заданиям: {}.", list(Lang::Ru)), format!("Often not attempted: {}.", list(Lang::En)))
    })
}

fn crossings(description: &Description) -> Option<Text> {
    let groups = description.groups.as_ref()?;
    let first = groups.crossings.first()?;
    let (item, weaker, stronger) = (&first.item, first.weaker, first.stronger);
    let more = groups.crossings.len() - 1;
    let (also_ru, also_en) = match more {
        0 => (String::new(), String::new()),
        _ => (format!("; кроме него таких пересечений {more}"), format!("; other such crossings: {more}")),
    };
    Some(Text::new(
        format!(
            "Задание {item}: группа с «{weaker}» выполнила его лучше группы с «{stronger}» на {} п.п., больше, чем выходит случайно{also_ru}.",
            number(first.difference * 100.0, 0, Lang::Ru),
        ),
        format!(
            "Item {item}: the group with «{weaker}» did better than the group with «{stronger}» by {} pp, more than chance gives{also_en}.",
            number(first.difference * 100.0, 0, Lang::En),
        ),
    ))
}

fn unmastered(description: &Description) -> Option<Text> {
    let below: Vec<String> = description
        .planned
        .iter()
        .filter(|result| result.gate == MasteryGate::Insufficient)
        .map(|result| result.codifier.clone())
        .collect();
    (!below.is_empty()).then(|| {
        Text::new(
            format!("Планируемые результаты ниже достаточного уровня: {}.", some(&below, NAMED, Lang::Ru)),
            format!("Planned results below the sufficient level: {}.", some(&below, NAMED, Lang::En)),
        )
    })
}

fn mean(description: &Description, max: u16) -> Option<Text> {
    let mean = description.scores.as_ref()?.mean;
    Some(Text::new(
        format!("Средний первичный балл {} из {max}.", estimate(mean, 1, Lang::Ru)),
        format!("Mean primary score {} of {max}.", estimate(mean, 1, Lang::En)),
    ))
}

fn not_taught(items: &[ItemStatistics]) -> Option<Text> {
    let untaught = names(items.iter().filter(|item| item.not_taught > Some(0)));
    let named = |lang| some(&untaught, NAMED, lang);
    let text = match untaught.len() {
        0 => return None,
        1 => Text::new(
            format!("Тема задания {} отмечена как не изученная: задание не входит в максимум ученика.", named(Lang::Ru)),
            format!("The topic of item {} is marked as not taught: it leaves the pupil's maximum.", named(Lang::En)),
        ),
        _ => Text::new(
            format!("Темы заданий {} отмечены как не изученные: эти задания не входят в максимум ученика.", named(Lang::Ru)),
            format!("The topics of items {} are marked as not taught: they leave the pupil's maximum.", named(Lang::En)),
        ),
    };
    Some(text)
}

/// What the gates say of this group.
pub(super) fn gates(description: &Description, gates: &Gates) -> Vec<Text> {
    let n = description.n;
    let mut said = Vec::new();
    let here = |lang| SCRIPTS.count(n, lang);
    let histogram = description.scores.as_ref().map(|scores| scores.gate);
    match histogram {
        Some(HistogramGate::Limited) => said.push(
            Text::new(
                format!(
                    "Гистограмма первичных баллов ограничена: здесь {}, грубая картина — от {}.",
                    here(Lang::Ru),
                    gates.histogram_rough
                ),
                format!(
                    "The histogram of primary scores is limited: {} here, a rough picture from {} on.",
                    here(Lang::En),
                    gates.histogram_rough
                ),
            )
            .telling_of([n]),
        ),
        Some(HistogramGate::Rough) => said.push(
            Text::new(
                format!(
                    "Гистограмма первичных баллов информативна от {} работ, здесь {}: картина грубая.",
                    gates.histogram_informative,
                    here(Lang::Ru)
                ),
                format!(
                    "The histogram is informative from {} scripts on, {} here: a rough picture.",
                    gates.histogram_informative,
                    here(Lang::En)
                ),
            )
            .telling_of([n]),
        ),
        Some(HistogramGate::Informative) | None => {}
    }
    let small: Vec<String> = description
        .groups
        .iter()
        .flat_map(|groups| &groups.curves)
        .filter(|curve| (curve.n as usize) < gates.group)
        .map(|curve| format!("«{}»", curve.mark))
        .collect();
    if !small.is_empty() {
        let (names, one) = (small.join(", "), small.len() == 1);
        said.push(
            both(|lang| match (lang, one) {
                (Lang::Ru, true) => format!("Группа с отметкой {names} меньше {} учеников: её кривая показана для сведения.", gates.group),
                (Lang::Ru, false) => {
                    format!("Группы с отметками {names} меньше {} учеников: их кривые показаны для сведения.", gates.group)
                }
                (Lang::En, true) => {
                    format!("The group with mark {names} has fewer than {} pupils: its curve is shown for information.", gates.group)
                }
                (Lang::En, false) => {
                    format!("Groups with marks {names} have fewer than {} pupils: their curves are shown for information.", gates.group)
                }
            })
            .of_no_one(),
        );
    }
    if !description.items.is_empty() && description.items.iter().all(|item| item.level.is_none()) {
        said.push(
            Text::new(
                "Уровни сложности заданий (Б, П, В) в файле не указаны: достаточность не оценивается.",
                "The file gives no difficulty levels of the items: sufficiency is not rated.",
            )
            .of_no_one(),
        );
    }
    said
}
