//! A paper with every kind of block, for the tests of the presses.

use jiff::civil::date;
use records::text::Lang;

use super::paper::{Block, Column, Paper};

const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 120" width="420" height="120"><rect x="10" y="10" width="200" height="60" fill="#1f4e79"/><text x="220" y="40" font-family="PT Sans" font-size="12">журнал выше работы</text></svg>"##;

/// Every kind of block once.
pub(super) fn paper() -> Paper {
    let mut paper = Paper {
        letterhead: None,
        mark: None,
        landscape: false,
        numbered: true,
        lang: Lang::Ru,
        title: "Справка по итогам анализа".to_owned(),
        subtitle: "Гимназия · 2025/2026 учебный год".to_owned(),
        date: date(2026, 5, 20),
        blocks: Vec::new(),
        footer: "Признак — не вывод".to_owned(),
    };
    paper.heading(1, "1. Паспорт");
    paper.lead("Отметка за работу ниже журнальной у 13 из 29 учеников.");
    paper.text("Первый абзац: ёжик, «ёлочки», 12,5\u{a0}%.\nВторая строка.");
    paper.note("Как читать: столбцы — работы.");
    paper.list(vec!["журнал учитывает устные ответы".to_owned(), "тема изучалась осенью".to_owned()]);
    let columns = vec![Column::words("Класс", 2), Column::numbers("Работ", 1)];
    paper.table("Таблица 1", columns, vec![vec!["4А".into(), "29".into()], vec!["4Б".into(), "21".into()]]);
    paper.blocks.push(Block::Figure {
        title: "Журнал выше работы у каждого второго".into(),
        svg: SVG.into(),
        wide: false,
        caption: "n = 29".into(),
    });
    paper.page(1, "2. Отметки");
    paper.table("", vec![Column::words("=cmd|' /C calc'!A0", 1)], vec![vec!["<&>\"'".into()]]);
    paper
}

/// Everything the report for Word says.
pub(crate) fn said(material: &crate::Material<'_>) -> String {
    serde_json::to_string(&super::compose(material)).unwrap().replace(['"', '\\'], " \u{1} ")
}

/// Every text of a workbook.
pub(crate) fn strings(book: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/sharedStrings.xml").unwrap(), &mut text).unwrap();
    text
}
