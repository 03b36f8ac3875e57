//! What the address asks of a list: an order, words. Days are put in order as days, numbers as numbers, «9А» before «10А», names as Russian lists
//! have them; what is empty comes last whichever way.

use std::cmp::Ordering;

use axum::extract::Query;
use axum::http::Uri;
use jiff::civil::Date;
use records::text::folded;

use crate::shell::address::encoded;

/// By which column, and whether the other way round.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) column: usize,
    pub(super) down: bool,
}

impl Order {
    /// «3», or «-3» the other way round: the third column.
    pub(super) fn written(&self) -> String {
        format!("{}{}", if self.down { "-" } else { "" }, self.column + 1)
    }

    fn read(text: &str) -> Option<Self> {
        let (down, number) = text.strip_prefix('-').map_or((false, text), |number| (true, number));
        Some(Self { column: number.parse::<usize>().ok()?.checked_sub(1)?, down })
    }
}

/// Everything the address of a page says, in its order.
pub(super) struct Wish(Vec<(String, String)>);

impl Wish {
    /// What `here` says of the list of `page`: of the page itself, or of its table. The page that answers a form says nothing.
    pub(super) fn of(here: &str, page: &str) -> Self {
        let path = here.split('?').next().unwrap_or_default();
        let its = path.strip_suffix("/list").unwrap_or(path) == page || path == page;
        let read = || Query::<Vec<(String, String)>>::try_from_uri(&here.parse::<Uri>().ok()?).ok();
        let pairs = if its { read().map(|pairs| pairs.0).unwrap_or_default() } else { Vec::new() };
        Self(pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect())
    }

    fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The words that are looked for.
    pub(super) fn words(&self) -> &str {
        self.get("q").trim()
    }

    /// The order that is asked for.
    pub(super) fn order(&self) -> Option<Order> {
        Order::read(self.get("sort"))
    }

    /// Everything else than this.
    pub(super) fn others(&self, name: &str) -> impl Iterator<Item = &(String, String)> {
        self.0.iter().filter(move |(known, _)| known != name)
    }

    /// This address with everything that is asked for.
    pub(super) fn to(&self, path: &str) -> String {
        address(path, self.0.iter())
    }

    /// The same without one thing.
    pub(super) fn without(&self, name: &str, path: &str) -> String {
        address(path, self.others(name))
    }

    /// The same in another order.
    pub(super) fn ordered(&self, order: &Order, path: &str) -> String {
        let sort = ("sort".to_owned(), order.written());
        address(path, self.others("sort").chain([&sort]))
    }
}

fn address<'a>(path: &str, pairs: impl Iterator<Item = &'a (String, String)>) -> String {
    let pairs: Vec<String> = pairs.map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// Whether a row holds every one of the words.
pub fn holds(row: &str, words: &str) -> bool {
    let row = folded(row);
    folded(words).split_whitespace().all(|word| row.contains(word))
}

/// Puts rows in the order of a text of each; what is alike stays as it stood.
pub(super) fn sort<'t, T>(rows: &mut [T], text: impl Fn(&T) -> &'t str, number: bool, down: bool) {
    // A key is asked for once a row: `sort_by_cached_key` has no way to turn it round and leave what is empty last.
    rows.sort_by_cached_key(|row| {
        let text = text(row);
        let key = Key::of(text, number);
        (text.trim().is_empty(), if down { Way::Down(key) } else { Way::Up(key) })
    });
}

#[derive(PartialEq, Eq)]
enum Way {
    Up(Key),
    Down(Key),
}

impl Ord for Way {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Down(one), Self::Down(other)) => other.cmp(one),
            (Self::Up(one) | Self::Down(one), Self::Up(other) | Self::Down(other)) => one.cmp(other),
        }
    }
}

impl PartialOrd for Way {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What a text is compared by: days before numbers before letters, then «ё» after «е», then its very letters.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    parts: Vec<Part>,
    letters: Vec<(char, bool)>,
    text: String,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Day(Date),
    /// A number of a column of numbers, in the order of its bits.
    Value(i64),
    /// Digits, without the zeros before them: the longer is the greater.
    Digits(usize, String),
    Letters(String),
}

impl Key {
    fn of(text: &str, number: bool) -> Self {
        let value = number.then(|| value(text)).flatten();
        let parts = value.map_or_else(|| parts(text), |value| vec![value]);
        let yo = |c: char| if c == 'ё' { ('е', true) } else { (c, false) };
        Self { parts, letters: text.to_lowercase().chars().map(yo).collect(), text: text.to_owned() }
    }
}

/// A decimal as it is written here: «2,5», «−1».
fn value(text: &str) -> Option<Part> {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| {
            if c == ',' {
                '.'
            } else if c == '−' {
                '-'
            } else {
                c
            }
        })
        .collect();
    let value: f64 = plain.parse().ok().filter(|value: &f64| value.is_finite())?;
    let bits = value.to_bits().cast_signed();
    // As `f64::total_cmp` does it.
    Some(Part::Value(bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed()))
}

fn parts(text: &str) -> Vec<Part> {
    let text = folded(text);
    // Marks before the first letter are no part of a name.
    let mut rest = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut parts = Vec::new();
    while let Some(first) = rest.chars().next() {
        let (part, after) = if let Some((day, after)) = day(rest) {
            (Part::Day(day), after)
        } else if first.is_ascii_digit() {
            let (digits, after) = split(rest, |c| c.is_ascii_digit());
            let digits = digits.trim_start_matches('0');
            (Part::Digits(digits.len(), digits.to_owned()), after)
        } else {
            let (letters, after) = split(rest, |c| !c.is_ascii_digit());
            (Part::Letters(letters.to_owned()), after)
        };
        parts.push(part);
        rest = after;
    }
    parts
}

fn split(text: &str, takes: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !takes(c)).unwrap_or(text.len()))
}

/// A day a text begins with: «12.11.2026».
fn day(text: &str) -> Option<(Date, &str)> {
    let (day, rest) = text.split_at_checked(10)?;
    let day = Date::strptime("%d.%m.%Y", day).ok()?;
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some((day, rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sorted<'a>(rows: &[&'a str], number: bool, down: bool) -> Vec<&'a str> {
        let mut rows = rows.to_vec();
        sort(&mut rows, |row| *row, number, down);
        rows
    }

    #[test]
    fn days_classes_numbers_and_names_are_in_their_own_order() {
        let days = ["02.11.2026", "", "12.10.2026", "01.12.2025"];
        assert_eq!(sorted(&days, false, false), ["01.12.2025", "12.10.2026", "02.11.2026", ""]);
        assert_eq!(sorted(&days, false, true), ["02.11.2026", "12.10.2026", "01.12.2025", ""], "empty last, the other way too");
        assert_eq!(sorted(&["12.10.2026 9:05", "12.10.2026 10:00", "02.11.2026 8:00"], false, true)[0], "02.11.2026 8:00");
        assert_eq!(sorted(&["10А", "9Б", "9А", "11А"], false, false), ["9А", "9Б", "10А", "11А"]);
        assert_eq!(sorted(&["1.10", "1.9", "1.1"], false, false), ["1.1", "1.9", "1.10"]);
        assert_eq!(sorted(&["2,5", "10", "−3", "2,45", "", "нет"], true, false), ["−3", "2,45", "2,5", "10", "нет", ""]);
        let names = ["Жуков", "Ёлкин", "Елкин", "Ершов", "«Ежи»", "Егоров"];
        assert_eq!(sorted(&names, false, false), ["Егоров", "«Ежи»", "Елкин", "Ёлкин", "Ершов", "Жуков"]);
    }

    #[test]
    fn words_are_found_whatever_their_letters() {
        assert!(holds("Ёлкин Пётр 7А", "7а елкин") && !holds("Ёлкин Пётр 7А", "елкин 7б") && holds("", ""));
    }

    #[test]
    fn an_address_keeps_what_else_was_asked_for() {
        let wish = Wish::of("/events?kind=visit&q=7%D0%90+%26&sort=-2&state=", "/events");
        assert_eq!((wish.words(), wish.order()), ("7А &", Some(Order { column: 1, down: true })));
        assert_eq!(wish.to("/events/list"), "/events/list?kind=visit&q=7%D0%90%20%26&sort=-2");
        assert_eq!(wish.ordered(&Order { column: 0, down: false }, "/events"), "/events?kind=visit&q=7%D0%90%20%26&sort=1");
        assert_eq!(wish.without("q", "/events"), "/events?kind=visit&sort=-2");
        let carried = Wish::of("/events/list?sort=1", "/events");
        assert_eq!(carried.order(), Some(Order { column: 0, down: false }));
        for nothing in ["/", "/people?sort=1", "/events?sort=0", "/events?sort=x", "/events?sort=--1", "/events?sort=-0"] {
            assert_eq!(Wish::of(nothing, "/events").order(), None, "{nothing}");
        }
    }

    fn told() -> impl Strategy<Value = String> {
        prop_oneof![
            Just(String::new()),
            (1_i8..=28, 1_i8..=12, 2024_i16..2028).prop_map(|(day, month, year)| format!("{day:02}.{month:02}.{year}")),
            (1_u8..=11, "[А-В]").prop_map(|(grade, letter)| format!("{grade}{letter}")),
            "[ЕеЁёЖж]{1,3} ?[а-в0-9]{0,3}",
            "[−-]?[0-9]{1,4}(,[0-9]{1,2})?",
        ]
    }

    proptest! {
        #[test]
        fn an_order_is_a_permutation_that_keeps_what_is_alike(texts in prop::collection::vec(told(), 0..40), number: bool, down: bool) {
            let mut places: Vec<usize> = (0..texts.len()).collect();
            sort(&mut places, |place| texts[*place].as_str(), number, down);
            let mut all = places.clone();
            all.sort_unstable();
            prop_assert_eq!(all, (0..texts.len()).collect::<Vec<_>>());
            let once = places.clone();
            sort(&mut places, |place| texts[*place].as_str(), number, down);
            prop_assert_eq!(&places, &once);
            for pair in places.windows(2) {
                let (one, next) = (&texts[pair[0]], &texts[pair[1]]);
                prop_assert!(one != next || pair[0] < pair[1], "{} twice, turned round", one);
                prop_assert!(!one.is_empty() || next.is_empty(), "empty before {}", next);
                let days = [one, next].map(|text| Date::strptime("%d.%m.%Y", text.as_str()).ok());
                if let [Some(one), Some(next)] = days {
                    prop_assert!(if down { one >= next } else { one <= next }, "{} before {}", one, next);
                }
            }
        }

        /// The other way round the same rows stand the other way round, but for those that are empty or alike.
        #[test]
        fn the_other_way_is_the_same_order(texts in prop::collection::btree_set(told(), 0..30), number: bool) {
            let rows: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
            let (up, mut down) = (sorted(&rows, number, false), sorted(&rows, number, true));
            down.reverse();
            prop_assert_eq!(up, down);
        }
    }
}
