//! One pupil in the list of codes, the procedure, the journals and the examination; and no name anywhere in what comes out.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use records::dataset::{JournalMark, PersonId};

use crate::support::{assemble_with, codes, file};
use intake::{Assembly, Input};

/// Surname, first name, patronymic, class, code.
const PUPILS: [[&str; 5]; 3] = [
    ["Берёзов", "Артём", "Ильич", "9А", "90001"],
    ["Ветрова", "Алёна", "Юрьевна", "9А", "90002"],
    ["Озёрова", "Ксения", "Львовна", "9Б", "90003"],
];

const KIMS: &str = "kim;kind;subject;grade;year;item;max;format;level\n\
    dkr-russian-9-2026;dkr;Русский язык;9;2025/2026;1;2;short;basic\n\
    oge-russian-9-2026;oge;Русский язык;9;2025/2026;1;1;short;basic\n\
    oge-russian-9-2026;oge;Русский язык;9;2025/2026;2;2;short;basic\n\
    oge-russian-9-2026;oge;Русский язык;9;2025/2026;3К1;3;extended;raised\n";

const SCALES: &str = "kim;mark;min_score\noge-russian-9-2026;3;2\noge-russian-9-2026;4;4\noge-russian-9-2026;5;5\n";

fn list_of_codes() -> Input {
    let mut page = "Список кодов 2025/2026 учебного года\nКласс;Код;ФИО\n".to_owned();
    for [surname, name, patronymic, class, code] in PUPILS {
        let _ = writeln!(page, "{class};{code};{} {name} {patronymic}", surname.to_uppercase());
    }
    file("данные/коды.csv", &page)
}

fn scripts() -> Input {
    let mut page = "school;class;room;participant;variant;status;observer;prior_mark;1\n".to_owned();
    for (row, [.., class, code]) in PUPILS.iter().enumerate() {
        let _ = writeln!(page, "edu450123;{class};;edu450123:2025/2026:{code};1;present;;4;{row}");
    }
    file("данные/scripts/dkr-russian-9-2026.csv", &page)
}

fn report_of_a_pupil(at: usize) -> Input {
    let [surname, name, patronymic, class, _] = PUPILS[at];
    let page = format!(
        "<html><head><meta charset=\"windows-1251\"></head><body><h2>Отчёт об успеваемости и посещаемости ученика</h2>\
         <p>Учебный год: 2025/2026</p><p>Период: с 01.09.2025 по 26.10.2025</p><p>Школа: edu450123</p><p>Класс: {}</p>\
         <p>Ученик: {surname} {name} {patronymic}</p><table border=1>\
         <tr><th rowspan=2>Предмет<th colspan=2>Сентябрь<th rowspan=2>Средн. оценка<th rowspan=2>Итог. оценка</tr><tr><td>2<td>9</tr>\
         <tr><td>Русский&nbsp;язык<td>5<td>4&nbsp;н<td>4,50<td>5</tr><tr><td>Музыка<td><td>УП<td><td>осв.</tr></table></body></html>",
        class.replace('А', " «а»")
    );
    Input { name: format!("данные/{surname} {name}.xls"), bytes: encoding_rs::WINDOWS_1251.encode(&page).0.into_owned() }
}

fn summary_sheet() -> Input {
    let mut page = "Сводная ведомость 9А класса, 2025/2026\nШкола:;edu450123\n№;Ученик;Русский язык;\n;;2 четверть;Год\n".to_owned();
    for (row, [surname, name, patronymic, ..]) in PUPILS.iter().take(2).enumerate() {
        let _ = writeln!(page, "{};{surname} {name} {patronymic};{};н/а", row + 1, 3 + row);
    }
    file("данные/ведомость.csv", &page)
}

fn protocol() -> Input {
    let mut page = "01 - Русский язык 2026.06.03\n№;Код МСУ;Код ОО;Класс;Код ППЭ;Аудитория;Фамилия;Имя;Отчество;;;Задания с кратким ответом;Задания с развернутым ответом;Первичный балл;Балл\n".to_owned();
    for (row, [surname, name, patronymic, class, _]) in PUPILS.iter().enumerate() {
        let _ = writeln!(
            page,
            "{};101;450123;{class};3101;0005;{surname};{name};{patronymic};4019;987654;+2;{row}(3);{};{}",
            row + 1,
            3 + row,
            3 + row
        );
    }
    file("данные/протокол.csv", &page)
}

fn files() -> Vec<Input> {
    let mut files =
        vec![file("данные/kims.csv", KIMS), file("данные/scales.csv", SCALES), list_of_codes(), scripts(), summary_sheet(), protocol()];
    files.extend((0..3).map(report_of_a_pupil));
    files
}

const ANSWERS: [(&str, &str); 4] =
    [("school:", "edu450123"), ("school-code:450123", "edu450123"), ("period", "1 четверть"), ("scale", "2 4 5")];

/// Answers the questions of the first reading by the beginning of their keys.
fn read(files: impl Fn() -> Vec<Input>) -> (Assembly, Assembly) {
    let first = assemble_with(files(), &[]);
    let answer = |key: &str| ANSWERS.iter().find(|(start, _)| key.starts_with(start)).map(|(_, answer)| *answer);
    let given: Vec<(&str, &str)> =
        first.questions.iter().filter_map(|question| Some((question.key.as_str(), answer(&question.key)?))).collect();
    let second = assemble_with(files(), &given);
    (first, second)
}

#[test]
fn one_pupil_in_every_file() {
    let (first, read) = read(files);
    let keys: Vec<&str> = first.questions.iter().map(|question| question.key.split(':').next().unwrap()).collect();
    assert_eq!(keys, ["period", "school-code", "school"], "the list of codes states no school; one folder is asked about once");
    let proposed: Vec<_> = first.questions.iter().map(|question| question.proposed.as_deref()).collect();
    assert_eq!(proposed, [None, Some("edu450123"), Some("edu450123")]);
    assert!(read.questions.is_empty(), "{:?}", read.questions);
    let data = &read.dataset;
    let of_work = data.kim("dkr-russian-9-2026").unwrap().0 as usize;
    let people: Vec<PersonId> = data.sittings[of_work].person.clone();
    // The pupils stand in the order of their pseudonyms, the examinations tell which is which.
    let mut results = Vec::new();
    for person in &people {
        let name = data.person_names.name(person.0);
        assert!(name.starts_with('p') && name.len() == 21, "a pseudonym, not a code: {name}");
        let exam: Vec<_> = data.exams.iter().filter(|exam| exam.person == *person).collect();
        assert_eq!(exam.len(), 1);
        results.push((exam[0].primary.unwrap(), exam[0].mark.unwrap()));
        let marks: Vec<_> = data.marks.iter().filter(|mark| mark.person == *person && mark.average.is_some()).collect();
        assert_eq!(marks.len(), 1);
        assert_eq!((marks[0].mark, marks[0].average, marks[0].count), (JournalMark::Mark(5), Some(4.5), Some(2)));
        assert_eq!(data.subject_names.name(marks[0].subject.0), "Русский язык");
    }
    let third = results.iter().position(|result| *result == (5, 5)).unwrap();
    results.sort_unstable();
    assert_eq!(results, [(3, 3), (4, 4), (5, 5)]);
    let exam = data.kim("oge-russian-9-2026").unwrap().0 as usize;
    let sitting = &data.sittings[exam];
    assert_eq!(sitting.person, people, "with a KIM the protocol gives scripts of the same pupils");
    assert_eq!(sitting.row(third).iter().filter_map(|score| score.value()).collect::<Vec<_>>(), [1, 2, 2]);
    let of_summary = data.marks.iter().filter(|mark| data.sources[mark.origin.source.0 as usize].format == "class-summary").count();
    assert_eq!(of_summary, 4);
    let schools: Vec<&str> = data.schools.iter().map(|school| school.school.as_str()).collect();
    assert_eq!(schools, ["edu450123"], "the code of the protocol and the login are one school");
    let classes: BTreeSet<&str> = data.marks.iter().map(|mark| data.class_names.name(mark.class.0)).collect();
    assert_eq!(classes, BTreeSet::from(["9А", "9Б"]), "9 «а» of the journal is 9А of the procedure");
    assert_eq!(codes(&read), ["file-named-after-a-pupil"; 3]);
}

#[test]
fn no_name_leaves() {
    let (first, second) = read(files);
    for read in [&first, &second] {
        let spoken = format!("{read:?}").to_lowercase();
        for word in PUPILS.iter().flat_map(|pupil| &pupil[..3]) {
            assert!(!spoken.contains(&word.to_lowercase()), "{word}");
            assert!(!spoken.contains(&word.to_lowercase().replace('ё', "е")), "{word}");
        }
        for number in ["4019", "987654"] {
            assert!(!spoken.contains(number), "a document number is spoken");
        }
    }
    let formats: Vec<_> = second.recognised.iter().filter_map(|seen| seen.format.filter(|_| seen.from_description)).collect();
    assert_eq!(formats, ["class-summary", "codes", "gia-protocol", "netcity-pupil", "netcity-pupil", "netcity-pupil"]);
}

#[test]
fn the_order_of_files_changes_nothing() {
    let (_, forward) = read(files);
    let (_, backward) = read(|| files().into_iter().rev().collect());
    assert_eq!(forward.dataset.marks, backward.dataset.marks);
    assert_eq!(forward.dataset.exams, backward.dataset.exams);
    assert_eq!(forward.problems, backward.problems);
}

#[test]
fn the_list_of_codes_names_the_ordinals_of_classes() {
    let works = |ordinal_of: fn(usize) -> &'static str| {
        let mut page = "school;class;room;participant;variant;status;observer;prior_mark;1\n".to_owned();
        for (row, [.., code]) in PUPILS.iter().enumerate() {
            let _ = writeln!(page, "edu450123;{};;edu450123:2025/2026:{code};1;present;;4;{row}", ordinal_of(row));
        }
        move || vec![file("данные/kims.csv", KIMS), list_of_codes(), file("данные/scripts/dkr-russian-9-2026.csv", &page)]
    };
    let classes = |read: &Assembly| -> Vec<String> {
        read.dataset.sittings[0].class.iter().map(|class| read.dataset.class_names.name(class.0).to_owned()).collect()
    };
    let (_, named) = read(works(|row| if row < 2 { "9-1" } else { "9-2" }));
    assert_eq!(classes(&named), ["9А", "9А", "9Б"]);
    let (_, mixed) = read(works(|_| "9-1"));
    assert_eq!(classes(&mixed), ["9-1"; 3]);
    assert_eq!(codes(&mixed), ["class-ordinal-mixed"]);
}

#[test]
fn two_exports_with_different_marks_are_told_and_neither_is_used() {
    let (_, read) = read(|| {
        let mut files = files();
        let again = String::from_utf8(summary_sheet().bytes).unwrap().replace(";3;н/а", ";5;н/а");
        files.push(file("данные/ведомость ещё.csv", &again));
        files
    });
    let of_sheets = read.dataset.marks.iter().filter(|mark| read.dataset.sources[mark.origin.source.0 as usize].format == "class-summary");
    assert_eq!(of_sheets.count(), 3, "the equal marks are one mark each");
    let told: Vec<_> = read.problems.iter().filter(|problem| problem.code == "journal-marks-differ").collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].what.ru.contains("строка 5"), "{}", told[0].what.ru);
}

#[test]
fn the_code_of_an_exam_is_compared_with_its_title() {
    let with = |title: &str| {
        let page = String::from_utf8(protocol().bytes)
            .unwrap()
            .replace("01 - Русский язык", title)
            .replace(";9А;", ";11А;")
            .replace(";9Б;", ";11Б;");
        assemble_with(vec![file("п.csv", &page)], &[])
    };
    let codes_of = |title: &str| codes(&with(title));
    assert_eq!(codes_of("01 - Русский язык"), ["gia-no-kim"]);
    assert_eq!(codes_of("03 - Русский язык"), ["gia-no-kim", "gia-code-and-subject"]);
    let basic = with("22 - Математика");
    assert_eq!(codes(&basic), ["gia-no-kim"]);
    assert_eq!(
        basic.dataset.exams.iter().map(|exam| (exam.score, exam.mark)).collect::<Vec<_>>(),
        [(None, Some(3)), (None, Some(4)), (None, Some(5))]
    );
    assert_eq!(with("02 - Математика").dataset.exams[0].score, Some(3), "profile mathematics has test scores");
}

#[test]
fn the_same_pupils_in_two_tables_of_a_sheet_are_not_asked_about() {
    let block = |subject: &str| {
        let rows: String = PUPILS.iter().take(2).enumerate().fold(String::new(), |mut rows, (at, [surname, name, patronymic, ..])| {
            let _ = writeln!(rows, "{};{surname} {name} {patronymic};4", at + 1);
            rows
        });
        format!("Предмет: {subject}\n№;ФИО;1 четверть\n{rows}\n")
    };
    let page = format!("Журнал 9А 2025/2026\nШкола:;edu450123\n{}{}", block("Физика"), block("Химия"));
    let read = assemble_with(vec![file("журнал.csv", &page)], &[]);
    assert!(read.questions.is_empty(), "{:?}", read.questions);
    let people: std::collections::BTreeSet<_> = read.dataset.marks.iter().map(|mark| mark.person).collect();
    assert_eq!((read.dataset.marks.len(), people.len()), (4, 2));
}
