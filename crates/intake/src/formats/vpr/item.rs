//! Headings of items: `1 (2б)`, `9.1 (1б)`, `5К1 (3б)`, `11.3 k1 (2б)`.

use records::dataset::Item;

use crate::spelling;

/// The item a heading names with its greatest number of points; None where it is no item.
pub(super) fn item_of(heading: &str) -> Option<Item> {
    let folded = spelling::fold(heading);
    let (name, points) = folded.rsplit_once('(')?;
    let points = points.trim().strip_suffix(')')?.trim();
    let digits: String = points.chars().take_while(char::is_ascii_digit).collect();
    let unit = points.get(digits.len()..)?.trim().trim_end_matches('.');
    let max = digits.parse().ok().filter(|max| (1..=250).contains(max))?;
    let is_points = matches!(unit, "б" | "балл" | "балла" | "баллов");
    Some(Item { name: item_name(name).filter(|_| is_points)?, max, format: None, level: None, codifier: None })
}

/// The name of an item in one spelling: `9,1` → `9.1`, `11.3 k1` → `11.3К1`; None where it is no name of an item.
pub(crate) fn item_name(written: &str) -> Option<String> {
    let tight: String = spelling::fold(written).chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
    let (number, criterion) = tight.split_once('к').map_or((tight.as_str(), None), |(number, criterion)| (number, Some(criterion)));
    let plain = |part: &str| !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit());
    let number = number.trim_end_matches('.');
    let fits = number.split('.').all(plain) && number.split('.').count() <= 3 && criterion.is_none_or(plain);
    fits.then(|| criterion.map_or_else(|| number.to_owned(), |criterion| format!("{number}К{criterion}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_items_in_every_dress() {
        for (heading, expected) in [
            ("1 (2б)", Some(("1", 2))),
            ("9.1 (1б)", Some(("9.1", 1))),
            ("9,1(1 б.)", Some(("9.1", 1))),
            ("5К1 (3б)", Some(("5К1", 3))),
            ("5K1 (3б)", Some(("5К1", 3))),
            ("11.3 k1 (2б)", Some(("11.3К1", 2))),
            ("12 (2\u{a0}балла)", Some(("12", 2))),
            ("10\n(12б)", Some(("10", 12))),
            ("Класс № (список)", None),
            ("Вариант (часть 1)", None),
            ("1 (0б)", None),
            ("1", None),
            ("К1 (2б)", None),
            ("2026 (1б)", None),
        ] {
            let item = item_of(heading);
            assert_eq!(item.as_ref().map(|item| (item.name.as_str(), item.max)), expected, "{heading}");
        }
    }
}
