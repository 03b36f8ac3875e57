//! Typical errors: on each work the items most points were lost on, by the name of the skill where the data tell it.

use records::study::{ItemStatistics, MasteryGate, UnitStudy};
use words::papers;

use super::super::paper::Column;
use super::{Sheet, units};

/// Skills named of one work.
const SKILLS: usize = 4;

/// Items named of one work where no level tells what is too little.
const HARDEST: usize = 3;

/// Longest name of a skill, in letters: exports hold whole paragraphs.
const LETTERS: usize = 70;

/// A work with items that too little was scored on.
pub(super) struct Weak<'a> {
    pub(super) unit: &'a UnitStudy,
    /// The least scored first.
    pub(super) items: Vec<&'a ItemStatistics>,
    /// Whether they are below the gate of federal recommendations; else only the hardest.
    pub(super) below: bool,
}

/// Works in the order of the paper, those without such items left out.
pub(super) fn weak<'a>(sheet: &Sheet<'a>) -> Vec<Weak<'a>> {
    let of = |unit: &'a UnitStudy| {
        let share = |item: &&ItemStatistics| item.facility.map_or(f64::INFINITY, |[_, share, _]| share);
        let known: Vec<&ItemStatistics> = unit.description.items.iter().filter(|item| item.facility.is_some()).collect();
        let below = known.iter().any(|item| item.gate != MasteryGate::Unknown);
        let mut items: Vec<&ItemStatistics> = known.into_iter().filter(|item| !below || item.gate == MasteryGate::Insufficient).collect();
        items.sort_by(|a, b| share(a).total_cmp(&share(b)));
        if !below {
            items.retain(|item| share(item) < 0.5);
            items.truncate(HARDEST);
        }
        (!items.is_empty()).then_some(Weak { unit, items, below })
    };
    units(sheet).into_iter().filter_map(of).collect()
}

/// Writes the table.
pub(super) fn write(sheet: &mut Sheet) {
    let list = weak(sheet);
    if list.is_empty() {
        return;
    }
    let below = list.iter().all(|weak| weak.below);
    let columns = vec![
        Column::words(sheet.head(papers::col_work), 8),
        Column::numbers(sheet.head(papers::col_wrote), 2),
        Column::words(sheet.head(papers::col_errors), 13),
    ];
    let row = |weak: &Weak| {
        let wrote = weak.unit.description.n.to_string();
        vec![sheet.say(&weak.unit.title), wrote, said(sheet, weak).join("; ")]
    };
    let rows = list.iter().map(row).collect();
    let title = sheet.head(if below { papers::table_errors } else { papers::table_errors_hardest });
    sheet.paper.table(title, columns, rows);
}

/// «Причины и следствия: 10.1 (28 %), 10.2К1 (31 %)», a piece a skill; the number of the item alone where nothing names one.
fn said(sheet: &Sheet, weak: &Weak) -> Vec<String> {
    let mut skills: Vec<(Option<String>, Vec<String>)> = Vec::new();
    for item in &weak.items {
        let name = skill(item);
        let share = item.facility.map_or_else(String::new, |[_, share, _]| format!("\u{a0}({})", words::percent(sheet.lang, share, 0)));
        let item = format!("{}{share}", item.item);
        match skills.iter_mut().find(|(known, _)| *known == name) {
            Some((_, items)) => items.push(item),
            None => skills.push((name, vec![item])),
        }
    }
    let left = skills.len().saturating_sub(SKILLS);
    let piece = |(name, items): &(Option<String>, Vec<String>)| match name {
        Some(name) => format!("{name}: {}", items.join(", ")),
        None => items.join(", "),
    };
    let mut said: Vec<String> = skills.iter().take(SKILLS).map(piece).collect();
    if left > 0 {
        said.push(papers::errors_more(sheet.lang, left));
    }
    said
}

/// The skills of a work in a few words, without their shares; the items where nothing names one.
pub(super) fn named(sheet: &Sheet, weak: &Weak, most: usize) -> String {
    let mut names: Vec<String> = Vec::new();
    for item in &weak.items {
        let name = skill(item).unwrap_or_else(|| papers::errors_item(sheet.lang, item.item.as_str()));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.truncate(most);
    names.join("; ")
}

/// What an item asks for, where its position in the codifier is said in words.
pub(super) fn skill(item: &ItemStatistics) -> Option<String> {
    let codifier = item.codifier.as_deref()?;
    let words = codifier.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    if !words.contains(char::is_alphabetic) {
        return None;
    }
    if words.chars().count() <= LETTERS {
        return Some(words.trim_end_matches('.').to_owned());
    }
    let cut: String = words.chars().take(LETTERS).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    Some(format!("{}…", whole.trim_end_matches([',', '.', ';', ':'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skill_is_said_in_words_or_not_at_all() {
        let sample = crate::sample::sample();
        let mut item = sample.study.units[0].description.items[0].clone();
        let mut of = |codifier: &str| {
            item.codifier = Some(codifier.to_owned());
            skill(&item)
        };
        assert_eq!(of("4.1 Причины и следствия").as_deref(), Some("Причины и следствия"));
        assert_eq!(of("Умение вычислять.").as_deref(), Some("Умение вычислять"));
        assert_eq!(of("2.1"), None);
        let long =
            of(&"Умение распознавать и правильно писать слова с изученными орфограммами, находить и исправлять ошибки".repeat(2)).unwrap();
        assert!(long.ends_with('…') && long.chars().count() <= LETTERS + 1, "{long}");
        assert!(!long.contains(",…"), "{long}");
    }
}
