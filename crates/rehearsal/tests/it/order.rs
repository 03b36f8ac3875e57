//! Rows, files and columns in another order are the same data: the same study but for where things were read.

use intake::{Answers, Input, Key, Options, assemble};
use psychometrics::stream::Stream;
use records::dataset::Dataset;
use records::progress::Silent;
use records::reference::Reference;
use rehearsal::harness::analysed;
use rehearsal::layouts::canonical;
use rehearsal::simulate::{Knobs, gymnasium, region};

/// A table with its rows and columns in another order.
fn shuffled(name: &str, table: &[u8]) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table);
    let mut rows: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let mut stream = Stream::of(1, name, 0);
    let body = rows.len() - 1;
    let [down, across] = [body, rows[0].len()].map(|n| {
        let mut order: Vec<usize> = (0..n).collect();
        stream.shuffle(&mut order);
        order
    });
    let head = rows.remove(0);
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in std::iter::once(&head).chain(down.iter().map(|at| &rows[*at])) {
        writer.write_record(across.iter().map(|at| &row[*at])).unwrap();
    }
    writer.into_inner().unwrap()
}

/// Everything the study of these files says, without where it was read.
fn said(files: &[(String, Vec<u8>)], folder: &str) -> String {
    let reference = Reference::shipped().unwrap();
    let options = Options { reference: &reference, answers: Answers::default(), key: Key::derive(1), progress: &Silent };
    let input = |(name, bytes): &(String, Vec<u8>)| Input { name: format!("{folder}/{name}"), bytes: bytes.clone() };
    let read = assemble(files.iter().map(input).collect(), &options);
    assert!(read.questions.is_empty(), "{:?}", read.questions);
    let mut study = analysed(&read.dataset, &reference, &reference.protocol(), &Silent).unwrap();
    study.sources.clear();
    study.sets.iter_mut().for_each(|row| row.spans.clear());
    study.attainment.iter_mut().for_each(|row| row.spans.clear());
    study.other_units.iter_mut().for_each(|unit| unit.spans.clear());
    let whole = format!("{study:#?}");
    let mut place = 0;
    // An origin is six lines.
    let told = |line: &&str| {
        place = if line.ends_with("Origin {") { 6 } else { place - i32::from(place > 0) };
        place == 0
    };
    whole.lines().filter(told).collect::<Vec<_>>().join("\n")
}

fn compared(dataset: &Dataset, least: usize) {
    let files = canonical::write(dataset).unwrap();
    let moved: Vec<(String, Vec<u8>)> = files.iter().map(|(name, table)| (name.clone(), shuffled(name, table))).collect();
    assert!(files.iter().zip(&moved).all(|(was, is)| was.1.len() == is.1.len() && was.1 != is.1), "shuffled, and nothing else");
    let [one, other] = [said(&files, "данные"), said(&moved, "а")];
    let differ = one.lines().zip(other.lines()).find(|(one, other)| one != other);
    assert_eq!((differ, one.lines().count()), (None, other.lines().count()));
    assert!(one.lines().count() > least, "{}", one.lines().count());
}

/// A bent region whose flags hang on what happened to be drawn, so that more is drawn.
#[test]
fn the_order_of_rows_and_columns_changes_nothing_in_a_region() {
    compared(&region(&Knobs { schools: 24, ..Knobs::default() }, 5).dataset, 100_000);
}

#[test]
fn the_order_of_rows_and_columns_changes_nothing_in_a_school() {
    compared(&gymnasium(5).dataset, 10_000);
}
