//! Hostile workbooks: each is refused in time and memory (B11), mutated ones are read or refused and never panic (B10).

use std::io::{Cursor, Write};

use intake::Input;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::{assemble, codes, measured};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A piece of a part: text, so many times.
type Piece<'a> = (&'a str, usize);

/// A workbook of one sheet, from its parts; a part given replaces the plain one.
fn workbook(parts: &[(&str, &[Piece<'_>])]) -> Vec<u8> {
    let book = format!(
        "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let of_book = format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r1\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let of_package = format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let sheet = format!("{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetData/></worksheet>");
    let plain = [
        ("_rels/.rels", of_package),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", of_book),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in &plain {
        if !parts.iter().any(|(given, _)| given == name) {
            put(&mut zip, name, &[(text, 1)]);
        }
    }
    parts.iter().for_each(|(name, pieces)| put(&mut zip, name, pieces));
    zip.finish().unwrap().into_inner()
}

fn put(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, pieces: &[Piece<'_>]) {
    zip.start_file(name, SimpleFileOptions::default().compression_level(Some(1))).unwrap();
    for (text, times) in pieces {
        // In larger blocks: the generator must not be what takes the time.
        let block = text.repeat(1_000.min(*times));
        (0..times / 1_000).for_each(|_| zip.write_all(block.as_bytes()).unwrap());
        zip.write_all(text.repeat(if *times < 1_000 { *times } else { times % 1_000 }).as_bytes()).unwrap();
    }
}

fn sheet<'a>(cells: &'a [Piece<'a>], open: &'a str) -> Vec<u8> {
    let pieces: Vec<Piece<'_>> = [(open, 1)].into_iter().chain(cells.iter().copied()).chain([("</sheetData></worksheet>", 1)]).collect();
    workbook(&[("xl/worksheets/sheet1.xml", &pieces)])
}

/// A factor on the sizes: small in everyday runs, the sizes of B11 with `OBJEKTIV_HOSTILE=full` (in a release build). `OBJEKTIV_BOMBS=FOLDER` keeps the
/// files, for `cargo run --release -p intake --example measure -- FILE`: a process of its own shows the memory of one file.
fn full() -> bool {
    std::env::var_os("OBJEKTIV_HOSTILE").is_some_and(|value| value == "full")
}

const OPEN: &str = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";

/// Every bomb with the code of its refusal.
fn bombs() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let (long, cells) = if full() { (512 << 20, 40_000_000) } else { (1 << 20, 2_100_000) };
    let strings =
        |open: &'static str, body: Piece<'static>| workbook(&[("xl/sharedStrings.xml", &[(open, 1), body, ("</t></si></sst>", 1)])]);
    let lying =
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A1:XFD1048576\"/><sheetData>";
    let entities = "<!DOCTYPE s [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><sst><si><t>&b;";
    let mut nested = ZipWriter::new(Cursor::new(Vec::new()));
    put(&mut nested, "a.xlsx", &[("a", 1)]);
    let nested = nested.finish().unwrap().into_inner();
    let mut carrier = ZipWriter::new_append(Cursor::new(workbook(&[]))).unwrap();
    carrier.start_file("xl/embeddings/a.zip", SimpleFileOptions::default()).unwrap();
    carrier.write_all(&nested).unwrap();
    let carrier = carrier.finish().unwrap().into_inner();
    vec![
        ("far cell", sheet(&[("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>", 1)], OPEN), "cell-too-far"),
        ("beyond the last row", sheet(&[("<row r=\"4294967295\"><c r=\"A4294967295\"><v>1</v></c></row>", 1)], OPEN), "cell-too-far"),
        ("long string", strings("<sst><si><t>", ("a", long)), "text-too-long"),
        ("many cells", sheet(&[("<c><v>1</v></c>", cells)], OPEN), "too-many-cells"),
        ("nested zip", carrier, "container-beyond-limits"),
        ("archive of workbooks", nested, "container-not-a-workbook"),
        ("entities", strings(entities, ("", 0)), "container-beyond-limits"),
        (
            "many styles",
            workbook(&[(
                "xl/styles.xml",
                &[("<styleSheet><cellXfs>", 1), ("<xf numFmtId=\"0\"/>", 1_000_000), ("</cellXfs></styleSheet>", 1)],
            )]),
            "container-beyond-limits",
        ),
        ("announced strings", strings("<sst uniqueCount=\"99999999999\"><si><t>a", ("", 0)), "container-beyond-limits"),
        (
            "empty strings",
            workbook(&[("xl/sharedStrings.xml", &[("<sst>", 1), ("<si/>", 2_000_000), ("</sst>", 1)])]),
            "container-beyond-limits",
        ),
        ("lying dimensions with a far cell", sheet(&[("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>", 1)], lying), "cell-too-far"),
        ("deep markup", sheet(&[("<a>", 100_000)], OPEN), "container-beyond-limits"),
        ("text of every cell", many_long_cells(), "text-too-long"),
    ]
}

/// A short file whose cells all point at one long string.
fn many_long_cells() -> Vec<u8> {
    let long = format!("<sst><si><t>{}</t></si></sst>", "ы".repeat(30_000));
    let pieces: [Piece<'_>; 3] = [(OPEN, 1), ("<c t=\"s\"><v>0</v></c>", 1_000), ("</sheetData></worksheet>", 1)];
    let broken = [("<row>", 1), pieces[1], ("</row>", 1)];
    let pieces: Vec<Piece<'_>> = [pieces[0], broken[0], broken[1], broken[2], pieces[2]].to_vec();
    workbook(&[("xl/sharedStrings.xml", &[(&long, 1)]), ("xl/worksheets/sheet1.xml", &pieces)])
}

#[test]
fn bombs_are_refused() {
    for (name, bytes, code) in bombs() {
        let packed = bytes.len();
        if let Some(folder) = std::env::var_os("OBJEKTIV_BOMBS") {
            std::fs::write(std::path::Path::new(&folder).join(format!("{name}.xlsx")), &bytes).unwrap();
        }
        let (read, time, peak) = measured(|| assemble(vec![Input { name: "a.xlsx".to_owned(), bytes }]));
        println!("{name}: {packed} bytes, refused in {} ms with {peak} kB more", time.as_millis());
        assert!(!full() || (time.as_millis() <= 1_000 && peak <= 64 << 10), "{name}: {time:?}, {peak} kB");
        // In full size the size of the part is what is seen first.
        let found = codes(&read);
        assert!(found == [code] || (full() && found == ["container-beyond-limits"]), "{name}: {:?}", read.problems);
        assert!(read.problems[0].what.ru.len() > 20 && read.problems[0].mend.ru.len() > 20, "{name}: says what and how to mend");
    }
}

#[test]
fn honest_dimensions_do_not_matter() {
    let lying =
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A1:XFD1048576\"/><sheetData>";
    let bytes = sheet(&[("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>x</t></is></c></row>", 1)], lying);
    let read = assemble(vec![Input { name: "a.xlsx".to_owned(), bytes }]);
    assert_eq!(codes(&read), ["table-unknown"], "read, and not known");
}

#[test]
fn a_declared_extent_never_decides() {
    for odd in ["1:57", "A0:S57", "A1", "S57:A1", "", "B:C"] {
        let open =
            format!("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"{odd}\"/><sheetData>");
        let bytes = sheet(&[("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>x</t></is></c></row>", 1)], &open);
        let read = assemble(vec![Input { name: "a.xlsx".to_owned(), bytes }]);
        assert_eq!(codes(&read), ["table-unknown"], "{odd}: read, and not known. {:?}", read.problems);
    }
}

/// Mutants of every kind of file: some bytes changed, cut, doubled.
fn mutant(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % (below.max(1) as u64)).unwrap()
    };
    let mut out = bytes.to_vec();
    for _ in 0..=next(6) {
        let (at, length) = (next(out.len()), next(40));
        let end = (at + length).min(out.len());
        match next(5) {
            0 => out.truncate(at.max(1)),
            1 => drop(out.drain(at..end)),
            2 => out.splice(at..at, bytes[at.min(bytes.len())..end.min(bytes.len())].to_vec()).for_each(drop),
            3 => out[at..end].iter_mut().for_each(|byte| *byte = 0xFF),
            _ => out.get_mut(at).into_iter().for_each(|byte| *byte = u8::try_from(next(256)).unwrap()),
        }
        if out.is_empty() {
            break;
        }
    }
    out
}

/// The parts of a workbook mutated one by one, so that the container stays whole and the markup is what is odd.
fn mutated_parts(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let target = usize::try_from(seed).unwrap() % archive.len();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut content).unwrap();
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&if index == target { mutant(&content, seed) } else { content }).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// `OBJEKTIV_MUTANTS` of each kind; 40 in everyday runs.
#[test]
fn mutants_are_read_or_refused() {
    let count = std::env::var("OBJEKTIV_MUTANTS").ok().and_then(|count| count.parse().ok()).unwrap_or(40_u64);
    let world = rehearsal::simulate::gymnasium(5);
    let files = rehearsal::layouts::demo_files(&world, 5, jiff::civil::date(2026, 6, 1)).unwrap();
    let kinds = [
        "Ф1 Инд",
        "Статистика по отм",
        "Сравнение",
        "Достижение",
        "группами",
        "Форма сбора",
        "ЭлЖур",
        "Сетевой",
        "ГИА/",
        "Список кодов",
        "Сводная",
        "kims.csv",
        "exams.csv",
    ];
    let samples: Vec<&(String, Vec<u8>)> = kinds.iter().filter_map(|kind| files.iter().find(|(name, _)| name.contains(kind))).collect();
    assert_eq!(samples.len(), kinds.len(), "a sample of every kind");
    let (mut read, mut refused) = (0, 0);
    let (mut longest, mut largest) = ((0, String::new()), (0, String::new()));
    for (name, bytes) in samples {
        for seed in 0..count {
            let is_book = bytes.starts_with(b"PK");
            let bytes = if is_book && seed % 2 == 0 { mutated_parts(bytes, seed) } else { mutant(bytes, seed) };
            let (assembly, time, peak) = measured(|| assemble(vec![Input { name: name.clone(), bytes }]));
            longest = longest.max((time.as_millis(), format!("{name} {seed}")));
            largest = largest.max((peak, format!("{name} {seed}")));
            let refusals = assembly.problems.iter().filter(|problem| problem.severity == records::provenance::Severity::Refused).count();
            if refusals == 0 {
                read += 1
            } else {
                refused += 1
            }
            for problem in &assembly.problems {
                assert!(!problem.what.ru.is_empty() && !problem.what.en.is_empty(), "{name} {seed}: {problem:?}");
            }
        }
    }
    println!("{read} read, {refused} refused; longest {longest:?} ms, most memory {largest:?} kB");
    assert!(longest.0 <= 10_000 && largest.0 <= 256 << 10, "{longest:?} ms, {largest:?} kB");
    assert!(read > 0 && refused > 0, "mutants of both kinds");
}
