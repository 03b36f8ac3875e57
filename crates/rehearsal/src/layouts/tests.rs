//! The written files are opened again by other programs' readers, cell by cell.

use std::io::Cursor;
use std::sync::LazyLock;

use crate::simulate::{Knobs, World, gymnasium, region};
use calamine::{Data, Range, Reader, Xlsx};
use jiff::civil::date;
use records::dataset::Dataset;

use super::*;

static WORLD: LazyLock<World> = LazyLock::new(|| gymnasium(2026));
static FILES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| demo_files(&WORLD, 2026, date(2026, 11, 23)).unwrap());

fn file(part: &str) -> &'static [u8] {
    let found: Vec<&(String, Vec<u8>)> = FILES.iter().filter(|(path, _)| path.contains(part)).collect();
    assert!(!found.is_empty(), "{part} is not among {:?}", FILES.iter().map(|(path, _)| path).collect::<Vec<_>>());
    &found[0].1
}

fn sheet(part: &str, index: usize) -> (String, Range<Data>) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file(part))).unwrap();
    let name = book.sheet_names()[index].clone();
    let range = book.worksheet_range(&name).unwrap();
    (name, range)
}

fn cell(range: &Range<Data>, row: u32, column: u32) -> String {
    range.get_value((row, column)).map(ToString::to_string).unwrap_or_default()
}

#[test]
fn f1_looks_like_the_export() {
    let (name, range) = sheet("Ф1 Индивидуальные результаты Русский язык 4 класс 2026", 0);
    assert_eq!(name, "РУ 4 Индивидуальные результаты");
    assert_eq!(cell(&range, 2, 0), "ВПР 2026 Русский язык 4 класс");
    assert_eq!((cell(&range, 3, 0), cell(&range, 3, 1)), ("Предмет:".into(), "Русский язык".into()));
    assert_eq!((cell(&range, 4, 1), cell(&range, 5, 1)), ("24".into(), "20.04.2026".into()));
    assert_eq!((cell(&range, 6, 6), cell(&range, 6, 14)), ("Б".into(), "П".into()));
    assert_eq!((cell(&range, 7, 3), cell(&range, 7, 6), cell(&range, 7, 14)), ("Код участника".into(), "1 (2б)".into(), "9.1 (1б)".into()));
    assert_eq!(cell(&range, 7, 23), "Отметка по журналу");
    let banner = cell(&range, 8, 0);
    let count: usize = banner.rsplit(' ').next().unwrap().parse().unwrap();
    assert!(banner.contains("(edu100777) | Кол-во участников: ") && count > 60, "{banner}");
    assert_eq!(range.height(), 9 + count, "as many pupils as the banner says");
    for row in 9..range.height() as u32 {
        let sum: f64 = (6..21).map(|column| cell(&range, row, column).parse::<f64>().unwrap_or(0.0)).sum();
        assert_eq!(cell(&range, row, 21), sum.to_string(), "row {row}: items add up to the primary score");
    }
}

#[test]
fn the_collection_form_has_absent_pupils_and_a_template() {
    let (name, range) = sheet("Форма сбора ДКР Математика 5 класс", 0);
    assert_eq!(name, "Протокол");
    assert_eq!((cell(&range, 0, 0), cell(&range, 0, 1)), ("Код участника".into(), "Вариант".into()));
    let rows: Vec<String> = (1..range.height() as u32).map(|row| cell(&range, row, 1)).collect();
    assert!(rows.iter().any(|variant| variant == "отсутствовал") && rows.iter().filter(|variant| variant.is_empty()).count() >= 40);
    assert_eq!(sheet("Форма сбора ДКР Математика 5 класс", 1).0, "Служебный");
    assert_eq!(sheet("Форма сбора ДКР Математика 5 класс", 2).0, "Порядковый номер класса");
}

#[test]
fn reports_with_shares_add_up() {
    let (name, range) = sheet("Статистика по отметкам Русский язык 4 класс 2026", 0);
    assert_eq!(name, "РУ 4 Статистика по отметкам");
    assert_eq!((cell(&range, 7, 0), cell(&range, 8, 0)), ("Группы участников".into(), "Вся выборка".into()));
    for row in 8..10 {
        let sum: f64 = (3..7).map(|column| cell(&range, row, column).parse::<f64>().unwrap()).sum();
        assert!((sum - 100.0).abs() < 0.05, "{sum}");
    }
    let (_, range) = sheet("Сравнение отметок с отметками по журналу Математика 4 класс 2026", 0);
    let n: f64 = cell(&range, 8, 1).parse().unwrap();
    let parts: f64 = [3, 5, 7].map(|column| cell(&range, 8, column).parse::<f64>().unwrap()).iter().sum();
    assert!((n - parts).abs() < 0.5, "{n} {parts}");
    for report in [
        "Распределение первичных баллов",
        "Выполнение заданий",
        "Достижение планируемых результатов",
        "Выполнение заданий группами участников",
    ] {
        assert!(sheet(&format!("{report} Математика 4 класс 2026"), 0).1.height() > 8, "{report}");
    }
}

#[test]
fn protocols_of_examinations_hold_answers_as_strings() {
    let (_, range) = sheet("ГИА/ОГЭ Математика", 0);
    assert_eq!(cell(&range, 0, 0), "02 - Математика 2026.06.03");
    assert_eq!(
        (cell(&range, 1, 6), cell(&range, 1, 11), cell(&range, 1, 12)),
        ("Фамилия".into(), "Задания с кратким ответом".into(), "Задания с развёрнутым ответом".into())
    );
    for row in 2..range.height() as u32 {
        let short: u32 = cell(&range, row, 11).chars().map(|sign| if sign == '+' { 1 } else { sign.to_digit(10).unwrap_or(0) }).sum();
        let long: u32 = cell(&range, row, 12).split(')').filter_map(|part| part.split('(').next()?.parse::<u32>().ok()).sum();
        assert_eq!(cell(&range, row, 13), (short + long).to_string());
        assert!((2..=5).contains(&cell(&range, row, 14).parse::<u32>().unwrap()));
    }
}

#[test]
fn journals_open() {
    let (_, range) = sheet("Сводная ведомость 5А", 0);
    assert_eq!((cell(&range, 5, 1), cell(&range, 6, 2)), ("Ученик".into(), "1 четверть".into()));
    let mut book: calamine::Xls<_> = calamine::Xls::new(Cursor::new(file("Журнал/ЭлЖур"))).unwrap();
    let range = book.worksheet_range("Журнал").unwrap();
    assert!(cell(&range, 1, 0).starts_with("Класс: ") && cell(&range, 2, 0) == "Ученик" && range.height() > 15);
    let html = String::from_utf8(file("Журнал/Сетевой Город").to_vec()).unwrap();
    assert!(html.contains("<h2>Отчёт об успеваемости") && html.contains("<tr><td>Ученик: ") && html.contains("Средн. оценка"));
}

#[test]
fn the_demo_is_complete_repeatable_and_its_paths_are_safe() {
    let again = demo_files(&WORLD, 2026, date(2026, 11, 23)).unwrap();
    assert!(again == *FILES, "same world, seed and day, same bytes");
    assert!(FILES.iter().all(|(path, _)| path.starts_with("школа/") || path == "truth/truth.csv"));
    for (path, bytes) in FILES.iter() {
        assert!(!bytes.is_empty() && path.chars().count() < 150, "{path}");
        assert!(
            !path.contains(['\\', ':', '*', '?', '"', '<', '>', '|']) && path.split('/').all(|part| !part.ends_with(['.', ' '])),
            "{path}"
        );
    }
    let truth = String::from_utf8(file("truth/truth.csv").to_vec()).unwrap();
    assert_eq!(truth.lines().count(), WORLD.truth.len() + 1);
    assert!(
        FILES.iter().filter(|(path, _)| path.starts_with("школа/")).all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("leniency"))
    );
}

#[test]
fn the_canonical_directory_holds_every_row() {
    let world = region(&Knobs { schools: 3, ..Knobs::default() }, 5);
    let files = canonical::write(&world.dataset).unwrap();
    let text = |name: &str| String::from_utf8(files.iter().find(|(path, _)| path == name).unwrap().1.clone()).unwrap();
    let rows = |data: &Dataset| data.sittings.iter().map(records::dataset::Sitting::len).sum::<usize>();
    let scripts: usize = files
        .iter()
        .filter(|(path, _)| path.starts_with("scripts/"))
        .map(|(_, bytes)| bytes.iter().filter(|byte| **byte == b'\n').count() - 1)
        .sum();
    assert_eq!(scripts, rows(&world.dataset));
    assert_eq!(text("schools.csv").lines().count(), 4);
    assert_eq!(text("marks.csv").lines().count(), world.dataset.marks.len() + 1);
    assert!(text("kims.csv").starts_with("kim,kind,subject,grade,year,item,max,format,level,codifier,date\n"));
    let first = text("scripts/vpr-russian-4-2026.csv");
    assert!(first.starts_with("school,class,room,participant,variant,status,observer,prior_mark,1,2,3,4,5,6,7,8,9.1,"));
    assert!(first.lines().any(|line| line.contains(",absent,") && line.ends_with(",,,,,,,,,,,,,,")));
}
