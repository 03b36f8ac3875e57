//! Real workbooks, where the shared data are at hand (`OBJEKTIV_SHARED`).

use std::path::PathBuf;

use intake::{Assembly, Input};
use records::dataset::{Quantity, Scope};
use records::vocabulary::Attendance;

use crate::support::{assemble, assemble_with, codes};

/// Files below a folder of the shared data; None where they are not at hand.
fn shared(folder: &str) -> Option<Vec<Input>> {
    let Some(root) = std::env::var_os("OBJEKTIV_SHARED") else {
        println!("skipped: OBJEKTIV_SHARED is not set");
        return None;
    };
    Some(intake::collect(&[PathBuf::from(root).join(folder)]).unwrap())
}

fn only(files: Vec<Input>, fragment: &str) -> Vec<Input> {
    files.into_iter().filter(|file| file.name.contains(fragment)).collect()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn every_pupil_of_the_real_f1() {
    let Some(files) = shared("data/ru_vpr") else { return };
    let expected = text(&only(files.clone(), "f1_ru4_2026_pupils.csv")[0].bytes);
    let read = assemble(only(files, "F1_"));
    assert_eq!(codes(&read), ["count-differs"], "the dump holds 50 of 89 rows");
    let kim = &read.dataset.kims[0];
    assert_eq!((kim.kim.as_str(), kim.max(), kim.items.len(), kim.grade), ("vpr-russian-4-2026", 24, 15, 4));
    assert_eq!(kim.scale.as_ref().map(|scale| scale.cuts.iter().map(|cut| cut.min_score).collect::<Vec<_>>()), Some(vec![10, 16, 21]));
    let sitting = &read.dataset.sittings[0];
    let rows: Vec<String> = (0..sitting.len())
        .map(|row| {
            let class = read.dataset.class_names.name(sitting.class[row].0).trim_start_matches("4-").to_owned();
            let scores = sitting.row(row).iter().map(|score| score.value().unwrap().to_string());
            let tail =
                [sitting.total(row).unwrap().to_string(), sitting.mark[row].unwrap().to_string(), sitting.prior[row].unwrap().to_string()];
            let fixed = [(row + 1).to_string(), class, sitting.variant[row].unwrap().to_string()];
            fixed.into_iter().chain(scores).chain(tail).collect::<Vec<_>>().join(",")
        })
        .collect();
    assert_eq!(rows, expected.lines().skip(1).map(|line| line.trim().to_owned()).collect::<Vec<_>>());
    assert_eq!(read.dataset.schools[0].name.as_deref(), Some("МБОУ «СОШ №1 г.Н»"));
    assert_eq!(read.dataset.schools[0].municipality.as_deref(), Some("Н-ский муниципальный район"));
    let asked: Vec<&str> = read.questions.iter().map(|question| question.key.as_str()).collect();
    assert_eq!(asked, ["class:edu000001:2025/2026:4-1", "class:edu000001:2025/2026:4-2"]);
}

#[test]
fn published_shares() {
    let Some(files) = shared("data/ru_vpr/workbooks") else { return };
    let read = assemble(files.into_iter().filter(|file| file.name.starts_with("F3") || file.name.starts_with("Sravn")).collect());
    assert_eq!(codes(&read), [] as [&str; 0]);
    let shares = &read.dataset.shares;
    assert_eq!(shares.len(), 4 * 4 + 3 * 3);
    let of = |quantity, scope, key: &str| {
        shares.iter().find(|share| (share.quantity, share.scope, share.key.as_str()) == (quantity, scope, key)).unwrap()
    };
    let country = of(Quantity::Mark, Scope::Country, "2");
    assert!((country.value - 0.0506).abs() < 1e-12 && country.n == Some(1_722_202) && country.kim == "vpr-russian-4-2026");
    let raised = of(Quantity::Journal, Scope::Region, "raised");
    assert!((raised.value - 0.0211).abs() < 1e-12 && raised.n == Some(29_589) && raised.kim == "vpr-mathematics-4-2024");
    assert_eq!(of(Quantity::Journal, Scope::Municipality, "lowered").area, "Н-ский муниципальный район(reg00_m001)");
    assert_eq!(of(Quantity::Mark, Scope::School, "5").n, Some(89));
}

/// Reads again and again, answering every question that has a proposal, and the school and the work where they have none.
fn answering(files: &[Input]) -> Assembly {
    let mut answers: Vec<(String, String)> = Vec::new();
    loop {
        let given: Vec<(&str, &str)> = answers.iter().map(|(key, answer)| (key.as_str(), answer.as_str())).collect();
        let read = assemble_with(files.to_vec(), &given);
        let fallback = |key: &str| if key.starts_with("school:") { "edu000001" } else { "ВПР 2025 Математика 5 класс" };
        let new = read.questions.iter().filter(|question| !question.key.starts_with("scale:"));
        let new: Vec<(String, String)> = new
            .map(|question| (question.key.clone(), question.proposed.clone().unwrap_or_else(|| fallback(&question.key).to_owned())))
            .collect();
        if new.is_empty() {
            return read;
        }
        answers.extend(new);
    }
}

#[test]
fn collection_forms() {
    let Some(files) = shared("data/ru_vpr/workbooks") else { return };
    let filled = only(files.clone(), "MA_base_form");
    let asked = assemble(filled.clone());
    assert!(asked.dataset.kims.is_empty(), "nothing is read before the work is known");
    let read = answering(&filled);
    assert_eq!(codes(&read), [] as [&str; 0]);
    let (kim, sitting) = (&read.dataset.kims[0], &read.dataset.sittings[0]);
    assert_eq!((kim.kim.as_str(), kim.max(), kim.items.len()), ("vpr-mathematics-5-2025", 20, 15));
    assert_eq!(kim.items.iter().map(|item| item.name.as_str()).nth(13), Some("11.3К1"));
    assert_eq!(sitting.len(), 20, "both sheets hold the same 20 pupils");
    let absent = sitting.status.iter().filter(|status| **status == Attendance::Absent).count();
    assert_eq!((absent, sitting.total(0), sitting.prior[0]), (2, Some(20), Some(5)));

    let empty = only(files, "AN8");
    let asked = assemble(empty.clone());
    assert_eq!(asked.questions[0].proposed.as_deref(), Some("ВПР 2026 Английский язык 8 класс"));
    let read = answering(&empty);
    assert_eq!(codes(&read), ["rows-unfilled"]);
    assert_eq!(read.dataset.sittings[0].len(), 0);
}

#[test]
fn an_unknown_workbook_is_told_with_help() {
    let Some(files) = shared("data/ru_ege/workbooks") else { return };
    let read = assemble(files);
    assert_eq!(codes(&read), ["table-unknown"]);
    assert_eq!(read.recognised[0].format, None);
    assert!(read.problems[0].mend.ru.contains("Ф1"), "the known tables are named");
}
