//! Files that are no plans, or hostile ones: each is refused with what to do, within bounds (B11); spoiled ones are read or refused (B10).

use std::io::{Cursor, Write};

use intake::{PlanFor, plan};
use records::plan::Draft;
use records::provenance::{Problem, Severity};
use records::vocabulary::SchoolYear;

use crate::mutations::{Turns, spoil};
use crate::support::measured;
use crate::word::{document, document_with, paragraph, table, zipped};

fn read(name: &str, bytes: &[u8]) -> (Draft, Vec<Problem>) {
    plan(bytes, name, PlanFor { year: SchoolYear(2026), periods: &[] })
}

/// A compound file with one stream.
fn compound(stream: &str) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(stream).unwrap().write_all(b"x").unwrap();
    file.into_inner().into_inner()
}

fn long(rows: usize) -> Vec<u8> {
    let lines: Vec<String> = (1..=rows).map(|row| format!("{row} | Мероприятие {row} | октябрь")).collect();
    let lines: Vec<&str> = std::iter::once("№ | Мероприятие | Срок").chain(lines.iter().map(String::as_str)).collect();
    document(&table(&lines))
}

#[test]
fn what_is_no_plan_is_refused_with_what_to_do() {
    let other = table(&["Класс | Число", "5А | 24"]);
    let cases: Vec<(&str, Vec<u8>, &str, &str)> = vec![
        ("план.doc", compound("/WordDocument"), "old-word-document", "(.docx)"),
        ("план.docx", compound("/EncryptedPackage"), "file-protected", "пароль"),
        ("план.pdf", b"%PDF-1.7 ...".to_vec(), "container-not-a-workbook", "Word или Excel, из которого"),
        ("план.rtf", b"{\\rtf1 plan}".to_vec(), "container-not-a-workbook", ".docx"),
        ("план.jpg", b"\xFF\xD8\xFF\xE0".to_vec(), "container-not-a-workbook", "из которого"),
        ("план.odt", zipped(&[("mimetype", "x"), ("content.xml", "<a/>")]), "container-not-a-workbook", ".docx"),
        ("план.zip", zipped(&[("a.txt", "x")]), "container-not-a-workbook", ".docx"),
        ("план.docx", document(&paragraph("План на год")), "plan-no-table", "заголовк"),
        ("план.docx", document(&other), "plan-no-table", "заголовк"),
        ("план.docx", document(&table(&["Мероприятие | Срок"])), "plan-empty", "мероприятия"),
        ("план.docx", long(2_000), "plan-too-long", "разделите"),
        ("план.docx", Vec::new(), "file-empty", ".docx"),
        ("план.docx", b"PK\x03\x04 not a zip".to_vec(), "file-damaged", ".docx"),
        ("план.docx", document("<w:p><w:r></w:p>"), "file-damaged", ".docx"),
        ("план.csv", "Класс;Число\n5А;24".as_bytes().to_vec(), "plan-no-table", "заголовк"),
    ];
    for (name, bytes, code, mend) in cases {
        let (draft, problems) = read(name, &bytes);
        let [problem] = problems.as_slice() else { panic!("{name}: {problems:?}") };
        assert_eq!((problem.code, problem.severity), (code, Severity::Refused), "{name}: {problem:?}");
        assert!(problem.mend.ru.contains(mend), "{name}: {}", problem.mend.ru);
        assert!(problem.what.ru.len() > 20 && problem.what.en.len() > 10 && problem.mend.en.len() > 20, "{problem:?}");
        assert_eq!(draft, Draft::default());
    }
    assert_eq!(read("план.docx", &long(900)).0.rows.len(), 900);
}

#[test]
fn bombs_are_refused() {
    let cell = "<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>";
    let entities = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbb\">]><w:document>&b;</w:document>";
    let packed = |body: String| document(&body);
    let part = |xml: &str| {
        let relations = "<Relationships><Relationship Type=\"http://x/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
        zipped(&[("_rels/.rels", relations), ("word/document.xml", xml)])
    };
    let bombs = [
        ("entities", part(entities)),
        ("spaces", packed(" ".repeat(60 << 20))),
        ("cells", packed(format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell.repeat(120_000)))),
        ("deep tables", packed(format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(20), "</w:tc></w:tr></w:tbl>".repeat(20)))),
        ("deep markup", packed(format!("{}{}", "<w:sdt>".repeat(5_000), "</w:sdt>".repeat(5_000)))),
        ("long word", packed(paragraph(&"ы".repeat(80_000)))),
        ("wide cells", packed(table(&["{4000000000}Мероприятие | {4000000000}Срок", "{4000000000}а | б"]))),
        ("footnotes", document_with(&table(&["Мероприятие | Срок", "а | май"]), &[("word/footnotes.xml", &" ".repeat(60 << 20))])),
    ];
    for (name, bytes) in bombs {
        let ((draft, problems), time, peak) = measured(|| read("план.docx", &bytes));
        println!("{name}: {} bytes, {} ms, {peak} kB more", bytes.len(), time.as_millis());
        if name == "wide cells" {
            assert!(draft.rows.len() <= 1, "{draft:?}");
            continue;
        }
        assert_eq!(problems.len(), 1, "{name}: {problems:?}");
        assert!(matches!(problems[0].code, "container-beyond-limits" | "file-damaged"), "{name}: {problems:?}");
    }
}

/// A plan with everything a reader may stumble over.
fn full() -> (String, Vec<u8>) {
    let body = [
        paragraph("План на 2026-2027 учебный год"),
        paragraph("Цель: честные отметки"),
        table(&[
            "№ | Мероприятие | Срок | Ответственный | Результат",
            "{5}Подготовка",
            "{#1} | Составить график | до 1 октября | {v}Завуч | график",
            "{#1} | Провести инструктаж | 2 раза в год (октябрь, март) | {^} | журнал",
            "{2}Проведение | | |",
            "{#1} | {v}Наблюдать | по графику | Наблюдатели | акты",
            "{#1} | {^} | при необходимости | Завуч |",
        ]),
        paragraph("Работа с родителями"),
        table(&["№ | Мероприятие | Срок | Ответственный | Результат", "1 | Собрание | 15.10.2026 | Директор | протокол"]),
    ];
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>\
        <w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
    let body = body.concat();
    let bytes = document_with(&body, &[("word/numbering.xml", numbering)]);
    (body, bytes)
}

fn check(draft: &Draft, problems: &[Problem], of: &str) {
    let refused = problems.iter().any(|problem| problem.severity == Severity::Refused);
    assert_eq!(refused, draft.rows.is_empty(), "{of}: read or refused: {problems:?}");
    for problem in problems {
        assert!(!problem.what.ru.is_empty() && !problem.what.en.is_empty() && !problem.mend.ru.is_empty(), "{of}: {problem:?}");
    }
    for row in &draft.rows {
        assert!(!row.text.is_empty() && (!row.understood.rules.is_empty() || row.understood.is_open()), "{of}: {row:?}");
        assert!(row.block.is_none_or(|block| block < draft.blocks.len()), "{of}: {row:?}");
    }
}

fn rounds(few: usize) -> usize {
    std::env::var("OBJEKTIV_MUTATIONS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(few)
}

#[test]
fn spoiled_bytes_of_a_plan_are_read_or_refused() {
    let (_, bytes) = full();
    let (draft, problems) = read("план.docx", &bytes);
    assert_eq!((draft.rows.len(), draft.blocks.len()), (4, 3), "{draft:?}");
    check(&draft, &problems, "clean");
    let mut turns = Turns(3);
    for _ in 0..rounds(60) {
        let (draft, problems) = read("план.docx", &spoil(&bytes, &mut turns));
        check(&draft, &problems, "bytes");
    }
}

/// Spoiled where it hurts: inside the markup, at the borders of characters, tags and words.
#[test]
fn spoiled_markup_of_a_plan_is_read_or_refused() {
    let (body, _) = full();
    let body: Vec<char> = body.chars().collect();
    let mut turns = Turns(17);
    let mut read_rows = 0;
    for _ in 0..rounds(300) {
        let mut spoiled = body.clone();
        for _ in 0..=turns.below(3) {
            let at = turns.below(spoiled.len());
            let with = ['<', '>', '/', '"', ' ', '9', 'я', '&', '\u{a0}', '|', 'w', '.', '–', '\u{301}'][turns.below(14)];
            match turns.below(4) {
                0 => spoiled[at] = with,
                1 => spoiled.insert(at, with),
                2 => {
                    let end = (at + 1 + turns.below(40)).min(spoiled.len());
                    let piece = spoiled[at..end].to_vec();
                    spoiled.splice(at..at, piece);
                }
                _ => drop(spoiled.remove(at)),
            }
        }
        let (draft, problems) = read("план.docx", &document(&spoiled.into_iter().collect::<String>()));
        read_rows += draft.rows.len();
        check(&draft, &problems, "markup");
    }
    assert!(read_rows > 100, "{read_rows}: the test would show nothing");
}
