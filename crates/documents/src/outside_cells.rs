//! Outside the school no output tells of one to four pupils, in a cell, by subtraction, or in words (C10, B17).
//! covers: C10, B17

use std::collections::BTreeMap;
use std::sync::OnceLock;

use records::progress::Silent;
use records::provenance::Met;
use records::reference::Reference;
use records::study::Study;
use records::text::Lang;
use records::vocabulary::Audience;

use crate::Material;
use crate::papers::sample::{said, strings};
use crate::sample::rehearsal;

/// Small classes in few schools, some of them a parallel of their own: what has most to hide.
fn small_region() -> &'static Study {
    static STUDY: OnceLock<Study> = OnceLock::new();
    STUDY.get_or_init(|| {
        let knobs =
            ::rehearsal::simulate::Knobs { schools: 9, municipalities: 2, class_size: 7.0, ..::rehearsal::simulate::Knobs::default() };
        let mut world = ::rehearsal::simulate::region(&knobs, 4);
        // Two of a work were not taught one topic, three have no mark of the journal, two have an item without points.
        let sitting = &mut world.dataset.sittings[0];
        let width = sitting.width;
        let there: Vec<usize> = (0..sitting.len()).filter(|&row| sitting.total(row).is_some()).collect();
        for row in &there[..2] {
            sitting.scores[row * width] = records::dataset::Score::NOT_TAUGHT;
        }
        for row in &there[2..5] {
            sitting.prior[*row] = None;
        }
        for row in &there[5..7] {
            sitting.scores[row * width + 1] = records::dataset::Score::NOT_MARKED;
        }
        let reference = Reference::shipped().unwrap();
        ::rehearsal::harness::analysed(&world.dataset, &reference, &reference.protocol(), &Silent).unwrap()
    })
}

/// Shares of pupils in the description of a parallel.
const SHARES: [&str; 5] = ["pass", "quality", "lowered", "confirmed", "raised"];

fn small(count: f64) -> bool {
    let count = count.round();
    (1.0..5.0).contains(&count)
}

#[test]
fn no_table_tells_of_a_small_group() {
    let mut attacked = [0; 3];
    for study in [small_region(), rehearsal::study(), rehearsal::region()] {
        let material = Material::of(study, Met::default(), Audience::Outside, Lang::Ru, "0.1.0");
        for table in crate::tables::all(&material).unwrap().iter().filter(|table| table.name.ends_with(".csv")) {
            let rows = rows(&table.bytes);
            // Scripts of a set: what is told of fewer of them tells of the rest.
            let scripts: BTreeMap<String, f64> =
                rows.iter().filter(|row| row["indicator"] == "mean").map(|row| (key(row), row["n"].parse().unwrap())).collect();
            for row in &rows {
                let Ok(n) = row["n"].parse::<f64>() else { continue };
                attacked[0] += 1;
                assert!(!small(n), "{}: {row:?}", table.name);
                if let Some(all) = scripts.get(&key(row)) {
                    assert!(!small(all - n), "{}: the rest of {all}: {row:?}", table.name);
                }
                let Ok(effect) = row["effect"].parse::<f64>() else { continue };
                if SHARES.contains(&row["indicator"].as_str()) && table.name == "signals.csv" {
                    attacked[1] += 1;
                    let count = effect / 100.0 * n;
                    assert!(!small(count) && !small(n - count), "{}: {row:?}", table.name);
                }
            }
            // What two shares of one set leave over, where a third completes them.
            for (key, parts) in by_set(&rows) {
                let sum: f64 = ["lowered", "confirmed", "raised"].iter().filter_map(|id| parts.get(*id)).sum();
                let known = ["lowered", "confirmed", "raised"].iter().filter(|id| parts.contains_key(**id)).count();
                if known > 0 {
                    attacked[2] += 1;
                    assert!(known == 3 || !small(parts["n"] - sum), "{}: {key}", table.name);
                }
                if let (Some(pass), Some(quality)) = (parts.get("pass"), parts.get("quality")) {
                    assert!(!small(pass - quality), "{}: marks between, {key}", table.name);
                }
            }
        }
    }
    assert!(attacked.iter().all(|times| *times > 20), "there was something to attack: {attacked:?}");
}

type Row = BTreeMap<String, String>;

/// The rows of a table; columns it lacks are empty.
fn rows(bytes: &[u8]) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(bytes);
    let heads = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        let mut row: Row = ["indicator", "version", "n", "effect", "unit"].map(|name| (name.to_owned(), String::new())).into();
        row.extend(heads.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)));
        row
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn key(row: &Row) -> String {
    ["school", "class", "subject", "procedure"].map(|name| row.get(name).cloned().unwrap_or_default()).join("|")
}

/// Counts behind the shares of a set, by indicator; `n` beside them.
fn by_set(rows: &[Row]) -> BTreeMap<String, BTreeMap<String, f64>> {
    let mut sets: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
    for row in rows.iter().filter(|row| SHARES.contains(&row["indicator"].as_str())) {
        let (Ok(n), Ok(effect)) = (row["n"].parse::<f64>(), row["effect"].parse::<f64>()) else { continue };
        let set = sets.entry(key(row)).or_default();
        set.insert(row["indicator"].clone(), (effect / 100.0 * n).round());
        set.insert("n".to_owned(), n);
    }
    sets
}

/// What the page counts is what the table holds.
#[test]
fn the_page_counts_the_rows_of_the_table() {
    for study in [small_region(), rehearsal::study()] {
        let material = Material::of(study, Met::default(), Audience::Outside, Lang::Ru, "0.1.0");
        let tables = crate::tables::all(&material).unwrap();
        let screen = tables.iter().find(|table| table.name == "screen.csv").unwrap();
        let rows = rows(&screen.bytes).len();
        let html = crate::report::html(&material);
        let shown = format!("<dt>параллелей в таблицах</dt><dd>{rows}</dd>");
        assert!(rows > 5 && html.contains(&shown), "{rows} rows");
        assert!(html.contains("у параллели своих пока нет"), "it is said that parallels have no readings");
    }
}

#[test]
fn no_sentence_tells_of_a_small_group() {
    let (mut inside, mut outside) = (0, 0);
    for study in [small_region(), rehearsal::study(), rehearsal::region()] {
        for lang in [Lang::Ru, Lang::En] {
            for audience in [Audience::School, Audience::Outside] {
                let material = Material::of(study, Met::default(), audience, lang, "0.1.0");
                let html = crate::report::html(&material);
                let body = html.split("</style>").last().unwrap_or_default();
                let book = strings(&crate::pressed(&material, &[&crate::papers::WORKBOOK]).unwrap()[0].bytes);
                let csv: String =
                    crate::tables::all(&material).unwrap().iter().map(|table| String::from_utf8_lossy(&table.bytes).into_owned()).collect();
                let found: Vec<String> = [body, &said(&material), &book, &csv].iter().flat_map(|text| told(text)).collect();
                if audience == Audience::School {
                    inside += found.len();
                } else {
                    outside += found.len();
                    assert!(found.is_empty(), "{found:#?}");
                }
            }
        }
    }
    assert!(inside > 20 && outside == 0, "inside the same is told, {inside} times");
}

/// Nouns of people and scripts as they follow a number, and words that a number of them follows.
const NOUNS: [&str; 12] =
    ["ученик", "участник", "работ", "выпускник", "медалист", "обучающ", "pupil", "script", "participant", "graduate", "medallist", "child"];
const BEFORE: [&str; 12] = [
    "не приступали: ",
    "не изучали: ",
    "понизили ",
    "повысили ",
    "подтвердили ",
    "отсутствовали ",
    "не писали ",
    "not attempted: ",
    "not taught: ",
    "lowered ",
    "raised ",
    "absent ",
];

/// Places where one to four pupils are told, with what stands around them.
fn told(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let part = |from: usize, to: usize| chars[from.min(chars.len())..to.min(chars.len())].iter().collect::<String>();
    let mut found = Vec::new();
    for (at, digit) in chars.iter().enumerate().filter(|(_, c)| ('1'..='4').contains(*c)) {
        let before = at.checked_sub(1).map_or(' ', |at| chars[at]);
        let after = chars.get(at + 1).copied().unwrap_or(' ');
        let part_of_number =
            |c: char| c.is_alphanumeric() || matches!(c, ',' | '.' | '-' | '–' | '−' | '_' | '%' | '«' | '"' | '=' | '/' | ':' | '#');
        if part_of_number(before) && !before.is_whitespace() {
            continue;
        }
        let next = part(at + 1, at + 16).to_lowercase();
        let word = next.trim_start_matches([' ', '\u{a0}']);
        let named = matches!(after, ' ' | '\u{a0}') && NOUNS.iter().any(|noun| word.starts_with(noun));
        let said = part(at.saturating_sub(18), at).to_lowercase();
        let goes_on = after.is_alphanumeric() || matches!(after, ',' | '.') && chars.get(at + 2).is_some_and(char::is_ascii_digit);
        let led = !goes_on && BEFORE.iter().any(|lead| said.ends_with(lead));
        let around = part(at.saturating_sub(60), at + 40);
        // What counts as material, in pupils, is a level of the protocol and nobody's number.
        let level = around.contains("логит") || around.contains("logit");
        if (named || led) && !level {
            found.push(format!("{digit}: {around}"));
        }
    }
    found
}

#[test]
fn the_words_are_read() {
    assert_eq!(told("не приступали: 2.").len(), 1);
    assert_eq!(told("Ещё 3\u{a0}работы не учтены").len(), 1);
    assert_eq!(told("12 работ, 5 учеников, 0,3 работы, грейд 4 класс").len(), 0);
}
