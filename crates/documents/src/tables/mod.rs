//! The tables of an analysis (`formats.md` §7): CSV for other programs and `summary.json`. Columns, order and number format are a contract.
//! covers: R14, D18

mod audience;
mod beside;
mod cells;
mod columns;
mod described;
mod excel;
mod items;
mod on_sheets;
mod pupils;
mod questions;
mod schools;
mod screen;
mod signals;
mod summary;
mod unit_readings;

use records::text::Lang;

use crate::Material;
use crate::document::Document;

pub(crate) use audience::{ParallelSets, parallel_sets};
pub use cells::{document as csv_document, text as csv_text};
pub use excel::{FOLDER as EXCEL_FOLDER, twins as excel_twins};

/// The columns of a sheet by their heads; None where a head is not described.
pub(crate) fn column_headed(head: &str, lang: Lang) -> Option<&'static columns::Column> {
    let headed = |column: &&columns::Column| column.head.is_some_and(|own| own(lang) == head);
    on_sheets::COLUMNS.iter().chain(columns::COLUMNS).find(headed)
}

/// Every table the audience may have, in a fixed order.
pub(crate) fn all(material: &Material<'_>) -> Result<Vec<Document>, crate::document::DocumentsError> {
    let mut documents = vec![
        screen::document(material)?,
        signals::document(material)?,
        schools::document(material)?,
        items::document(material)?,
        unit_readings::document(material)?,
        questions::document(material)?,
    ];
    if !material.outside() {
        documents.push(pupils::document(material)?);
        documents.extend(beside::document(material)?);
    }
    documents.push(described::document(&documents)?);
    documents.push(summary::document(material, &documents)?);
    Ok(documents)
}

#[cfg(test)]
mod tests {
    use records::vocabulary::{Audience, Chip, Ladder};

    use super::*;
    use crate::sample::sample;

    fn read(documents: &[Document], name: &str) -> (Vec<String>, Vec<Vec<String>>) {
        let bytes = &documents.iter().find(|document| document.name == name).unwrap().bytes;
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let head = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        (head, rows)
    }

    fn cell<'a>(table: &'a (Vec<String>, Vec<Vec<String>>), row: usize, column: &str) -> &'a str {
        let index = table.0.iter().position(|name| name == column).unwrap();
        &table.1[row][index]
    }

    /// The columns are a contract (formats.md, section 7): other programs read them by name.
    #[test]
    fn columns_are_those_of_the_contract() {
        let documents = all(&sample().material(Lang::Ru)).unwrap();
        let head = |name| read(&documents, name).0.join(", ");
        let signals = "indicator, version, n, direction, effect, unit, ci_low, ci_high, mde, z, p, p_kind, q, flagged, status, reference, explanation_ru, explanation_en";
        assert_eq!(
            head("screen.csv"),
            "school, class, subject, procedure, n, reference, ladder, status, score, p_own, p, q, lfdr, flagged, leading_indicator, passport, mde, reason_ru, reason_en, mde_flag, at_threshold"
        );
        assert_eq!(head("signals.csv"), format!("school, class, subject, procedure, {signals}"));
        assert_eq!(head("schools.csv"), format!("school, {signals}"));
        let unit = "unit_kind, area, school, class, subject, year, period, from, to, procedure, variant";
        assert_eq!(head("units.csv"), format!("{unit}, {signals}"));
        let columns = read(&documents, "units.csv").0;
        assert_eq!(columns.iter().collect::<std::collections::BTreeSet<_>>().len(), columns.len(), "no column stands twice");
        assert_eq!(head("items.csv"), format!("school, class, subject, procedure, item, {signals}"));
        assert_eq!(head("pupils.csv"), format!("school, class, subject, procedure, participant, {signals}, file, sheet, row"));
    }

    #[test]
    fn one_row_per_set_and_refusals_have_no_numbers() {
        let sample = sample();
        let documents = all(&sample.material(Lang::Ru)).unwrap();
        let screen = read(&documents, "screen.csv");
        assert_eq!(screen.1.len(), sample.study.sets.len());
        for (row, set) in sample.study.sets.iter().enumerate() {
            let refused = set.chip == Chip::TooLittle;
            for column in ["score", "p_own", "p", "q", "mde", "leading_indicator"] {
                assert_eq!(cell(&screen, row, column).is_empty(), refused, "{column} of {}", set.class);
            }
            assert_eq!(cell(&screen, row, "flagged"), "0");
        }
        let signals = read(&documents, "signals.csv");
        assert_eq!(signals.1.len(), sample.study.sets.iter().map(|set| set.readings.len()).sum::<usize>());
    }

    #[test]
    fn the_leading_row_of_a_flagged_set_carries_the_flag() {
        let mut sample = sample();
        sample.study.sets[0].flagged = true;
        (sample.study.sets[0].lfdr, sample.study.sets[0].q, sample.study.sets[0].ladder) = (Some(0.2), Some(0.08), Ladder::A);
        sample.study.headline.expected_innocent = Some(0.2);
        let near = sample.study.sets.iter().rposition(|set| set.status == records::vocabulary::SetStatus::Ok).unwrap();
        sample.study.sets[near].at_threshold = true;
        let documents = all(&sample.material(Lang::Ru)).unwrap();
        let signals = read(&documents, "signals.csv");
        let flagged: Vec<usize> = (0..signals.1.len()).filter(|&row| cell(&signals, row, "flagged") == "1").collect();
        assert_eq!(flagged.len(), 1);
        assert_eq!(cell(&signals, flagged[0], "indicator"), "level");
        let screen = read(&documents, "screen.csv");
        let marked = |column: &str| (0..screen.1.len()).filter(|&row| cell(&screen, row, column) == "1").collect::<Vec<usize>>();
        assert!(near > 0 && marked("flagged") == [0] && marked("at_threshold") == [near]);
        let summary = documents.iter().find(|document| document.name == "summary.json").unwrap();
        let summary: serde_json::Value = serde_json::from_slice(&summary.bytes).unwrap();
        assert_eq!(summary["expected_innocent_among_flagged"], 0.2);
        assert_eq!(summary["counts"]["schools"], 2);
        assert_eq!(summary["inputs"][1]["format"], serde_json::Value::Null);
    }

    /// Units that are not result sets have their row, whole schools one more in `schools.csv`, and none is ever flagged.
    #[test]
    fn other_units_have_their_rows() {
        let sample = sample();
        let documents = all(&sample.material(Lang::Ru)).unwrap();
        let units = read(&documents, "units.csv");
        assert_eq!(units.1.len(), sample.study.other_units.len());
        let kinds: Vec<&str> = (0..units.1.len()).map(|row| cell(&units, row, "unit_kind")).collect();
        assert_eq!(kinds, ["school", "school", "all", "register", "link", "variant"]);
        assert_eq!((cell(&units, 0, "effect"), cell(&units, 0, "p"), cell(&units, 0, "mde")), ("25", "", ""), "no test, no p");
        assert_eq!((cell(&units, 3, "class"), cell(&units, 3, "period"), cell(&units, 3, "status")), ("5А", "q3", "ok"));
        assert_eq!((cell(&units, 4, "from"), cell(&units, 4, "to"), cell(&units, 5, "variant")), ("q4", "oge", "2"));
        assert!((0..units.1.len()).all(|row| cell(&units, row, "flagged") == "0"));
        let schools = read(&documents, "schools.csv");
        let own: Vec<usize> = (0..schools.1.len()).filter(|&row| cell(&schools, row, "indicator") == "medalists").collect();
        assert_eq!(own.len(), 1, "one school, its latest year");
        assert_eq!(cell(&schools, own[0], "effect"), "40");
        assert!(schools.1.iter().map(|row| &row[0]).is_sorted());
    }

    /// Promise B12 over whole files: a payload in every text the tables take from outside.
    #[test]
    fn no_cell_begins_a_formula() {
        let mut sample = sample();
        for set in &mut sample.study.sets {
            for text in [&mut set.school, &mut set.class, &mut set.subject, &mut set.procedure] {
                text.insert(0, '=');
            }
            set.description.individual.iter_mut().for_each(|pupil| pupil.participant.insert(0, '@'));
            set.description.items.iter_mut().for_each(|item| item.item.insert(0, '+'));
        }
        sample.questions[0].key.insert(0, '-');
        for document in all(&sample.material(Lang::Ru)).unwrap().iter().filter(|document| document.name.ends_with(".csv")) {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(document.bytes.as_slice());
            for row in reader.records() {
                for cell in row.unwrap().iter() {
                    assert!(
                        cell.parse::<f64>().is_ok() || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                        "{}: {cell}",
                        document.name
                    );
                }
            }
        }
    }

    /// Constraints C1 and C10: outside the school no class, no pupil, no cell of one to four.
    #[test]
    fn outside_the_school_there_are_parallels_only() {
        let mut sample = sample();
        sample.audience = Audience::Outside;
        let documents = all(&sample.material(Lang::Ru)).unwrap();
        assert!(!documents.iter().any(|document| ["pupils.csv", "teachers.csv"].contains(&document.name.as_str())));
        let screen = read(&documents, "screen.csv");
        let classes: Vec<&str> = (0..screen.1.len()).map(|row| cell(&screen, row, "class")).collect();
        assert_eq!(classes, ["4", "5", "4"]);
        assert_eq!(cell(&screen, 0, "n"), "50");
        assert_eq!(cell(&screen, 0, "score"), "");
        for name in ["screen.csv", "signals.csv", "items.csv"] {
            let table = read(&documents, name);
            assert!((0..table.1.len()).all(|row| !["4-1", "4-2", "5А", "5Б"].contains(&cell(&table, row, "class"))), "{name}");
        }
        let units = read(&documents, "units.csv");
        let kinds: Vec<&str> = (0..units.1.len()).map(|row| cell(&units, row, "unit_kind")).collect();
        assert_eq!(kinds, ["school", "school", "all", "variant"], "no register and no class");
        assert_eq!((cell(&units, 0, "effect"), cell(&units, 0, "n")), ("", ""), "two of eight pupils stay in the school");
        assert_eq!(cell(&units, 2, "effect"), "20");
        let signals = read(&documents, "signals.csv");
        let mean = (0..signals.1.len()).find(|&row| cell(&signals, row, "indicator") == "mean").unwrap();
        assert_eq!((cell(&signals, mean, "class"), cell(&signals, mean, "p")), ("4", ""), "a parallel of two classes is described");
        let summary = documents.iter().find(|document| document.name == "summary.json").unwrap();
        let summary = String::from_utf8_lossy(&summary.bytes);
        for hidden in ["один: 4-1", "5А", "Ф1_РУ4_2026.xlsx"] {
            assert!(!summary.contains(hidden), "{hidden}");
        }
    }

    /// The scripts to look at are found again: file, sheet and row as a spreadsheet shows it.
    #[test]
    fn a_script_to_look_at_names_its_place() {
        let pupils = read(&all(&sample().material(Lang::Ru)).unwrap(), "pupils.csv");
        assert_eq!((cell(&pupils, 0, "participant"), cell(&pupils, 0, "file")), ("4004", "Ф1_РУ4_2026.xlsx"));
        assert_eq!((cell(&pupils, 0, "sheet"), cell(&pupils, 0, "row")), ("Индивидуальные результаты РУ4", "13"));
    }

    #[test]
    fn the_same_material_gives_the_same_bytes() {
        let first = all(&sample().material(Lang::Ru)).unwrap();
        let second = all(&sample().material(Lang::Ru)).unwrap();
        assert!(first == second);
    }
}
