//! Numbers that a word processor writes before the items of a list: they are not in the text, yet a plan's № column often holds nothing else.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Levels a list may have.
const LEVELS: usize = 9;

/// The lists of a document, with how far each was counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    shapes: BTreeMap<String, [Level; LEVELS]>,
    lists: BTreeMap<String, List>,
    counted: BTreeMap<String, [Option<u32>; LEVELS]>,
}

/// How one level is numbered.
#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: String,
    text: String,
}

/// A list of the document: its shape, and levels that begin anew.
#[derive(Clone, Debug, Default)]
struct List {
    shape: String,
    anew: BTreeMap<usize, u32>,
}

impl Lists {
    /// Reads `numbering.xml`; what is odd in it costs the numbers only.
    pub(super) fn read(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let (mut lists, mut at) = (Self::default(), Place::default());
        loop {
            match reader.read_event() {
                Ok(Event::Start(element) | Event::Empty(element)) => lists.element(&element, &mut at),
                Ok(Event::Eof) | Err(_) => return lists,
                Ok(_) => {}
            }
        }
    }

    fn element(&mut self, element: &BytesStart<'_>, at: &mut Place) {
        let value = || attribute(element, "val").unwrap_or_default();
        match element.local_name().as_ref() {
            "abstractNum" => *at = Place { shape: attribute(element, "abstractNumId"), ..Place::default() },
            "num" => {
                *at = Place { list: attribute(element, "numId"), ..Place::default() };
                self.lists.extend(at.list.clone().map(|list| (list, List::default())));
            }
            "lvl" | "lvlOverride" => {
                at.level = attribute(element, "ilvl").and_then(|level| level.parse().ok()).filter(|level| *level < LEVELS)
            }
            "abstractNumId" => {
                if let Some(list) = at.list.as_ref().and_then(|list| self.lists.get_mut(list)) {
                    list.shape = value();
                }
            }
            "startOverride" => {
                if let Some((list, level)) = at.list.as_ref().and_then(|list| self.lists.get_mut(list)).zip(at.level) {
                    list.anew.insert(level, value().parse().unwrap_or(1));
                }
            }
            "start" => self.level(at, |level| level.start = value().parse().unwrap_or(1)),
            "numFmt" => self.level(at, |level| level.format = value()),
            "lvlText" => self.level(at, |level| level.text = value()),
            _ => {}
        }
    }

    fn level(&mut self, at: &Place, set: impl FnOnce(&mut Level)) {
        let Some((shape, level)) = at.shape.clone().zip(at.level) else { return };
        if let Some(level) = self.shapes.entry(shape).or_default().get_mut(level) {
            set(level);
        }
    }

    /// The number of the next item of a list; empty where the list is not known.
    pub(super) fn next(&mut self, list: &str, level: usize) -> String {
        let Some(known) = self.lists.get_mut(list) else { return String::new() };
        let Some(levels) = self.shapes.get(&known.shape) else { return String::new() };
        let counted = self.counted.entry(known.shape.clone()).or_default();
        let (Some(shape), Some(count)) = (levels.get(level), counted.get(level).copied()) else { return String::new() };
        let next = known.anew.remove(&level).unwrap_or_else(|| count.map_or(shape.start, |count| count.saturating_add(1)));
        for (at, count) in counted.iter_mut().enumerate() {
            match at.cmp(&level) {
                std::cmp::Ordering::Less => *count = count.or(Some(levels.get(at).map_or(1, |shape| shape.start))),
                std::cmp::Ordering::Equal => *count = Some(next),
                std::cmp::Ordering::Greater => *count = None,
            }
        }
        label(levels, counted, level)
    }
}

/// Where in the file we are.
#[derive(Default)]
struct Place {
    shape: Option<String>,
    list: Option<String>,
    level: Option<usize>,
}

/// `%1.%2.` with the numbers of its levels.
fn label(levels: &[Level; LEVELS], counted: &[Option<u32>; LEVELS], level: usize) -> String {
    let Some(shape) = levels.get(level) else { return String::new() };
    match shape.format.as_str() {
        "bullet" => return "•".to_owned(),
        "none" => return String::new(),
        _ => {}
    }
    let number = |at: usize| levels.get(at).zip(counted.get(at).copied().flatten()).map(|(level, count)| written(count, &level.format));
    let numbers = (0..LEVELS).filter_map(|at| Some((format!("%{}", at + 1), number(at)?)));
    numbers.fold(shape.text.clone(), |text, (mark, number)| text.replace(&mark, &number))
}

fn written(count: u32, format: &str) -> String {
    const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
    const RUSSIAN: &str = "абвгдежзиклмнопрстуфхцчшщэюя";
    let letter = |letters: &str| {
        letters.chars().nth(usize::try_from(count).unwrap_or(0).wrapping_sub(1)).map_or_else(|| count.to_string(), String::from)
    };
    match format {
        "lowerLetter" => letter(LATIN),
        "upperLetter" => letter(LATIN).to_uppercase(),
        "russianLower" => letter(RUSSIAN),
        "russianUpper" => letter(RUSSIAN).to_uppercase(),
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).to_lowercase(),
        _ => count.to_string(),
    }
}

/// Numbers of lists are small; above that they stay as they are.
fn roman(count: u32) -> String {
    const SIGNS: [(u32, &str); 9] = [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    if count > 399 {
        return count.to_string();
    }
    let (mut rest, mut out) = (count, String::new());
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

/// The value of an attribute by its local name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_counted_as_a_word_processor_counts_them() {
        let level = |at: u8, format: &str, text: &str| {
            format!(r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>"#)
        };
        let xml = format!(
            r#"<w:numbering><w:abstractNum w:abstractNumId="7">{}{}{}</w:abstractNum><w:abstractNum w:abstractNumId="8">{}</w:abstractNum>
            <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
            <w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
            <w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num></w:numbering>"#,
            level(0, "decimal", "%1."),
            level(1, "decimal", "%1.%2."),
            level(2, "russianLower", "%3)"),
            level(0, "bullet", "\u{f0b7}"),
        );
        let mut lists = Lists::read(&xml);
        let said: Vec<String> = [("1", 0), ("1", 1), ("1", 1), ("1", 2), ("1", 0), ("1", 1), ("2", 0), ("3", 0), ("9", 0)]
            .into_iter()
            .map(|(list, level)| lists.next(list, level))
            .collect();
        assert_eq!(said, ["1.", "1.1.", "1.2.", "а)", "2.", "2.1.", "1.", "•", ""]);
        assert_eq!([4, 9, 14, 90, 400].map(roman), ["IV", "IX", "XIV", "XC", "400"]);
    }
}
