//! Plans of several shapes, in Word, workbooks and text, into drafts. All of them are made here; no school's plan is.

use intake::{PlanFor, plan};
use records::plan::draft::{LeftFor, ProseKind, Role, StatedBy};
use records::plan::{Draft, Every, When};
use records::provenance::Problem;
use records::vocabulary::SchoolYear;

use crate::word::{document, document_with, paragraph, run, table, zipped};

fn read(name: &str, bytes: &[u8]) -> (Draft, Vec<Problem>) {
    plan(bytes, name, PlanFor { year: SchoolYear(2026), periods: &[] })
}

fn clean(name: &str, bytes: &[u8]) -> Draft {
    let (draft, problems) = read(name, bytes);
    assert!(problems.is_empty(), "{name}: {problems:?}");
    draft
}

/// Rows in short: `block: number text | when | owners`.
fn rows(draft: &Draft) -> Vec<String> {
    let block = |row| draft.block_of(row).map_or("", |block| block.title.as_str());
    draft.rows.iter().map(|row| format!("{}: {} {} | {} | {}", block(row), row.number, row.text, row.when.text, row.owners.text)).collect()
}

#[test]
fn a_plan_as_schools_write_it() {
    let body = [
        paragraph("УТВЕРЖДЕНО"),
        paragraph("приказом от 28.08.2026 № 120"),
        paragraph("План"),
        paragraph("работы на 2026-2027 учебный год"),
        paragraph("Цель: честные отметки"),
        paragraph("Направления:"),
        paragraph("1. Процедуры"),
        table(&[
            "Блоки работы, мероприятия | Сроки | Ответственный",
            "{3}Подготовка",
            "1. Составить график | Август- сентябрь | {v}Завуч",
            "2. Провести инструктаж | | {^}",
            "{3}Проведение",
            "1. Наблюдать | Во время\nпроведения работ | Наблюдатели",
            "2. Собрать отзывы | 1 раз в квартал | {v}Зам.директора",
            "3. Сверить отметки | 31 ноября | {^}",
        ]),
        paragraph("Директор ______________"),
    ];
    let draft = clean("план.docx", &document(&body.concat()));
    assert_eq!(
        rows(&draft),
        [
            "Подготовка: 1. Составить график | Август- сентябрь | Завуч",
            "Подготовка: 2. Провести инструктаж |  | Завуч",
            "Проведение: 1. Наблюдать | Во время\nпроведения работ | Наблюдатели",
            "Проведение: 2. Собрать отзывы | 1 раз в квартал | Зам.директора",
            "Проведение: 3. Сверить отметки | 31 ноября | Зам.директора",
        ]
    );
    assert!(draft.rows[1].owners.from_above && !draft.rows[0].owners.from_above);
    assert_eq!(draft.rows[3].understood.rules, [When::Each { every: Every::Quarter }]);
    let open: Vec<bool> = draft.rows.iter().map(|row| row.understood.is_open()).collect();
    assert_eq!(open, [false, true, false, false, true], "an empty date and a day that does not exist are asked");
    let stated = draft.year.unwrap();
    assert_eq!((stated.year, stated.by), (SchoolYear(2026), StatedBy::Title));
    let prose = |kind| draft.prose(kind).collect::<Vec<_>>().join(" / ");
    assert_eq!(prose(ProseKind::Head), "УТВЕРЖДЕНО / приказом от 28.08.2026 № 120");
    assert_eq!(prose(ProseKind::Title), "План / работы на 2026-2027 учебный год");
    assert_eq!(prose(ProseKind::Goal), "Цель: честные отметки");
    assert_eq!(prose(ProseKind::Direction), "Направления: / 1. Процедуры");
    assert_eq!(draft.after[0].text, "Директор ______________");
}

#[test]
fn columns_are_found_by_what_their_headings_say() {
    let body = table(&[
        "№ п/п | Содержание деятельности | Целевая группа | Дата проведения | Ответственный исполнитель | Форма представления | Отметка об исполнении",
        "1 | 2 | 3 | 4 | 5 | 6 | 7",
        "I | Раздел первый | | | | |",
        "1 | Собрать список | классы 4–8 | октябрь | Завуч | список | выполнено",
        "№ п/п | Содержание деятельности | Целевая группа | Дата проведения | Ответственный исполнитель | Форма представления | Отметка об исполнении",
        "2 | Провести собрание | родители | ноябрь | Директор | протокол |",
        " | | | декабрь | Директор | |",
    ]);
    let draft = clean("план.docx", &document(&body));
    let roles: Vec<Role> = draft.columns.iter().map(|column| column.role).collect();
    assert_eq!(roles, [Role::Number, Role::Text, Role::Other, Role::When, Role::Owners, Role::Expected, Role::Done]);
    assert_eq!(
        rows(&draft),
        ["Раздел первый: 1 Собрать список | октябрь | Завуч", "Раздел первый: 2 Провести собрание | ноябрь | Директор"]
    );
    assert_eq!(draft.rows[0].expected, "список");
    assert_eq!(draft.rows[0].others, [(2, "классы 4–8".to_owned()), (6, "выполнено".to_owned())]);
    let left: Vec<LeftFor> = draft.left.iter().map(|left| left.reason).collect();
    assert_eq!(left, [LeftFor::ColumnNumbers, LeftFor::HeadingAgain, LeftFor::NoText]);
}

#[test]
fn several_tables_under_headings_and_one_that_goes_on() {
    let body = [
        paragraph("План школы на 2026/27 учебный год"),
        paragraph("Работа с учителями"),
        table(&["№ | Мероприятия | Сроки | Ответственные", "1. | Семинар | март | Завуч"]),
        paragraph("Работа с родителями"),
        table(&["№ | Мероприятия | Сроки | Ответственные", "1. | Собрание | октябрь | Директор"]),
        table(&["2. | Беседы | в течение года | Классные руководители"]),
    ];
    let draft = clean("план.docx", &document(&body.concat()));
    assert_eq!(
        rows(&draft),
        [
            "Работа с учителями: 1. Семинар | март | Завуч",
            "Работа с родителями: 1. Собрание | октябрь | Директор",
            "Работа с родителями: 2. Беседы | в течение года | Классные руководители",
        ]
    );
    assert_eq!(draft.rows[1].place.sheet.as_deref(), Some("таблица 2"));
}

#[test]
fn numbers_of_lists_are_written_out() {
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>\
        <w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
    let body = table(&["№ | Мероприятие | Срок", "{#1} | Собрание | май", "{#1} | Семинар | июнь"]);
    let draft = clean("план.docx", &document_with(&body, &[("word/numbering.xml", numbering)]));
    assert_eq!(rows(&draft), [": 1. Собрание | май | ", ": 2. Семинар | июнь | "]);
}

#[test]
fn footnotes_and_headers_are_not_lost() {
    let note = "<w:r><w:t>ноябрь</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r>";
    let body = table(&["Мероприятие | Срок", &format!("Собрание | {note}")]);
    let notes = format!("<w:footnotes><w:footnote w:id=\"2\">{}</w:footnote></w:footnotes>", paragraph("или по погоде"));
    let header = format!("<w:hdr>{}</w:hdr>", paragraph("Школа № 7"));
    let (draft, problems) = read("план.docx", &document_with(&body, &[("word/footnotes.xml", &notes), ("word/header1.xml", &header)]));
    assert_eq!(draft.rows[0].when.text, "ноябрь");
    assert_eq!((draft.footnotes[0].text.as_str(), draft.footnotes[0].place.row), ("или по погоде", Some(1)));
    let codes: Vec<(&str, &str)> = problems.iter().map(|problem| (problem.code, problem.found.as_str())).collect();
    assert_eq!(codes, [("plan-margins", "Школа № 7"), ("plan-footnotes", "1")]);
}

#[test]
fn a_table_that_only_lays_out_the_page_is_opened() {
    let inner = table(&["Мероприятие | Срок", "Собрание | май"]);
    let body = format!("<w:tbl><w:tr><w:tc>{}{inner}<w:p/></w:tc></w:tr></w:tbl>", paragraph("План на 2026-2027 учебный год"));
    let draft = clean("план.docx", &document(&body));
    assert_eq!(rows(&draft), [":  Собрание | май | "]);
    assert_eq!(draft.prose(ProseKind::Title).count(), 1);
}

#[test]
fn one_measure_over_two_lines_and_a_divided_heading() {
    let body = table(&[
        "{v}Мероприятие | {2}Сроки | {v}Ответственный",
        "{^} | план | факт | {^}",
        "{v}Собрание | октябрь | | Завуч",
        "{^} | март | | Директор",
        "Семинар | май | 12 мая | Завуч",
    ]);
    let draft = clean("план.docx", &document(&body));
    assert_eq!(rows(&draft), [":  Собрание | октябрь\nмарт | Завуч\nДиректор", ":  Семинар | май | Завуч"]);
    assert_eq!(draft.rows[0].understood.rules.len(), 2);
    assert_eq!(draft.columns[2].role, Role::Done);
    assert_eq!(draft.rows[1].others, [(2, "12 мая".to_owned())]);
}

const BOOK: &str = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"План\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";

/// A workbook of one sheet: lines of cells parted by `|`, and merged ranges.
fn workbook(lines: &[&str], merged: &[&str]) -> Vec<u8> {
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
             Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let cell = |row: usize, column: usize, text: &str| {
        let letter = char::from(b'A' + u8::try_from(column).unwrap());
        if text.is_empty() { String::new() } else { format!("<c r=\"{letter}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>") }
    };
    let row = |(at, line): (usize, &&str)| {
        let cells: String = line.split('|').enumerate().map(|(column, text)| cell(at + 1, column, text.trim())).collect();
        format!("<row r=\"{}\">{cells}</row>", at + 1)
    };
    let merges: String = merged.iter().map(|range| format!("<mergeCell ref=\"{range}\"/>")).collect();
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{}</sheetData><mergeCells>{merges}</mergeCells></worksheet>",
        lines.iter().enumerate().map(row).collect::<String>()
    );
    zipped(&[
        ("_rels/.rels", &relation("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", &relation("worksheet", "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

const SHEET: &[&str] = &[
    "УТВЕРЖДАЮ | | |",
    "План школы на 2026/2027 учебный год | | |",
    "№ | Мероприятие | Срок | Ответственный",
    "Подготовка | | |",
    "1 | Составить график | сентябрь | Завуч",
    "2 | Провести инструктаж | октябрь |",
    "Проведение | | |",
    "3 | Наблюдать | по графику | Наблюдатели",
];

#[test]
fn a_workbook_with_merged_cells() {
    let draft = clean("план.xlsx", &workbook(SHEET, &["A1:D1", "A4:D4", "D5:D6", "A7:D7"]));
    let expected = [
        "Подготовка: 1 Составить график | сентябрь | Завуч",
        "Подготовка: 2 Провести инструктаж | октябрь | Завуч",
        "Проведение: 3 Наблюдать | по графику | Наблюдатели",
    ];
    assert_eq!(rows(&draft), expected);
    assert_eq!(draft.rows[0].place.cell().as_deref(), Some("B5"));
    assert_eq!(draft.before.iter().map(|prose| prose.kind).collect::<Vec<_>>(), [ProseKind::Head, ProseKind::Title]);
    assert_eq!(draft.year.unwrap().year, SchoolYear(2026));
    // Without merged cells a heading is known by standing alone, and an owner that is not written is empty.
    let plain = clean("план.xlsx", &workbook(SHEET, &[]));
    assert_eq!(rows(&plain)[1], "Подготовка: 2 Провести инструктаж | октябрь | ");
    let csv = SHEET.iter().map(|line| line.split('|').map(str::trim).collect::<Vec<_>>().join(";")).collect::<Vec<_>>().join("\n");
    assert_eq!(rows(&clean("план.csv", csv.as_bytes())), rows(&plain));
}

#[test]
fn the_year_is_found_where_it_stands() {
    let lines = ["Мероприятие;Срок", "Собрание;октябрь 2023 г.", "Семинар;август 2023", "Итоги;май"].join("\n");
    let draft = clean("план.csv", lines.as_bytes());
    assert_eq!((draft.year.unwrap().year, draft.year.unwrap().by), (SchoolYear(2023), StatedBy::Dates));
    assert_eq!(draft.other_years(SchoolYear(2026))[0].rows, [0, 1, 2], "«май» is of the plan's year too");
    let moved = draft.moved(SchoolYear(2023), SchoolYear(2026));
    assert!(moved.other_years(SchoolYear(2026)).is_empty());
    let named = clean("plan_2025_2026.csv", "Мероприятие;Срок\nСобрание;октябрь".as_bytes());
    assert_eq!((named.year.unwrap().year, named.year.unwrap().by), (SchoolYear(2025), StatedBy::FileName));
    let bare = clean("план.csv", "Мероприятие;Срок\nСобрание;октябрь".as_bytes());
    assert_eq!((bare.year, bare.read_for), (None, Some(SchoolYear(2026))));
}

#[test]
fn periods_of_the_year_wanted_serve_a_plan_of_another() {
    let day = |text: &str| text.parse().unwrap();
    let periods = [(day("2026-09-01"), day("2026-10-24"))];
    let lines = "План на 2023-2024 учебный год;\nМероприятие;Срок\nСверка;1 четверть";
    let (draft, _) = plan(lines.as_bytes(), "план.csv", PlanFor { year: SchoolYear(2026), periods: &periods });
    let moved = draft.moved(SchoolYear(2023), SchoolYear(2026));
    assert_eq!(moved.rows[0].understood.rules, [When::Span { from: periods[0].0, last: periods[0].1 }]);
}

#[test]
fn tracked_changes_are_read_as_they_will_stand() {
    let when = format!("<w:del>{}</w:del><w:ins>{}</w:ins>", run("<w:r><w:delText>май</w:delText></w:r>"), run("июнь"));
    let draft = clean("план.docx", &document(&table(&["Мероприятие | Срок", &format!("Собрание | {when}")])));
    assert_eq!(rows(&draft), [":  Собрание | июнь | "]);
}
