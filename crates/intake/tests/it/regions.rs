//! Tables as other regions and other years dress them: read to the same records, or refused with a place; nothing silently wrong.

use std::collections::BTreeSet;

use intake::{Assembly, Input};
use records::dataset::{Score, Sitting};
use records::vocabulary::Attendance;

use crate::books::xlsx;
use crate::support::{assemble, assemble_with, codes, file};

const ABOVE: &str = "ВПР 2026 Русский язык 4 класс\nПредмет:|Русский язык\nДата:|20.04.2026\n";
const HEADER: &str =
    "ОО|Муниципалитет|Название ОО|Код участника|Класс|Вариант|1 (2б)|2 (1б)|3К1 (3б)|Первичный балл|Отметка|Отметка по журналу\n";

fn row(code: &str, class: &str, scores: &str, total: u8) -> String {
    format!("edu000001|Н-ский|МБОУ «СОШ №1»|{code}|{class}|1|{scores}|{total}|4|4\n")
}

fn sheet(head: &str, rows: &str) -> Input {
    xlsx("Ф1.xlsx", &[("Индивидуальные результаты", &format!("{head}{rows}"))])
}

fn read(head: &str, rows: &str) -> Assembly {
    assemble(vec![sheet(head, rows)])
}

fn sitting(read: &Assembly) -> &Sitting {
    read.dataset.sittings.first().unwrap_or_else(|| panic!("nothing was read: {:#?} {:#?}", read.problems, read.questions))
}

fn totals(read: &Assembly) -> Vec<Option<u16>> {
    (0..sitting(read).len()).map(|row| sitting(read).total(row)).collect()
}

fn classes(read: &Assembly) -> Vec<&str> {
    sitting(read).class.iter().map(|class| read.dataset.class_names.name(class.0)).collect()
}

fn told(read: &Assembly) -> Vec<(&'static str, Option<String>)> {
    read.problems.iter().map(|problem| (problem.code, problem.place.cell())).collect()
}

/// UTF-16 with its mark, as Excel writes «текст Юникод».
fn utf16(text: &str, big: bool) -> Vec<u8> {
    let units = std::iter::once(0xFEFF_u16).chain(text.encode_utf16());
    units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn a_shifted_head() {
    // Empty rows and columns before the table, a table number, a banner of the region.
    let shift = |text: &str| text.lines().map(|line| format!("||{line}\n")).collect::<String>();
    let head = format!("\n\nРегиональный центр оценки\n{}\n\n{}", shift(ABOVE), shift(HEADER));
    let read = read(&head, &shift(&(row("40001", "4А", "2|1|3", 6) + &row("40002", "4А", "0|1|X", 1))));
    assert_eq!(codes(&read), [] as [&str; 0], "{:#?}", read.problems);
    assert_eq!(totals(&read), [Some(6), Some(1)]);
}

#[test]
fn numbers_as_text_with_commas_points_and_spaces() {
    let read = read(&format!("{ABOVE}{HEADER}"), &row("40001", "4А", "2,0|1.0| 3 ", 6));
    assert_eq!(totals(&read), [Some(6)]);
    let odd = self::read(&format!("{ABOVE}{HEADER}"), &(row("40001", "4А", "1,5|1|3", 5) + &row("40002", "4А", "1|1|3", 5)));
    assert_eq!(told(&odd), [("score-out-of-range", Some("G5".to_owned()))]);
    assert_eq!(totals(&odd), [Some(5)]);
}

#[test]
fn absence_in_the_words_of_the_journal() {
    let rows = row("40001", "4А", "2|1|3", 6)
        + "edu000001|Н-ский|СОШ|40002|4А|н|||||н|4\n"
        + "edu000001|Н-ский|СОШ|40003|4А|отсутствовал(а)|||||| 4\n"
        + "edu000001|Н-ский|СОШ|40004|4А|1|н|н|н|0||4\n"
        + "edu000001|Н-ский|СОШ|40005|4А|1|-|-|-|-|-|осв\n";
    let read = read(&format!("{ABOVE}{HEADER}"), &rows);
    use Attendance::{Absent, Present};
    assert_eq!(sitting(&read).status, [Present, Absent, Absent, Absent, Present]);
    // The last row holds no word of absence and no points: told, not taken for a zero; «осв» is no mark to mend.
    assert_eq!(totals(&read), [Some(6), None, None, None, None]);
    assert_eq!(codes(&read), ["score-missing", "mark-in-words"], "{:#?}", read.problems);
}

#[test]
fn points_beside_a_word_of_absence_are_told() {
    let read = read(&format!("{ABOVE}{HEADER}"), &row("40001", "4А", "2|н|3", 5));
    assert_eq!(sitting(&read).status, [Attendance::Absent]);
    assert_eq!(told(&read), [("points-of-absent", Some("G5".to_owned()))]);
}

#[test]
fn classes_spelled_in_several_ways_are_one_class() {
    let rows: String = ["4А", "4 А", "4а", "4-А", "4 «А»", "4A", "4б"]
        .iter()
        .enumerate()
        .map(|(at, class)| row(&format!("4000{at}"), class, "2|1|3", 6))
        .collect();
    let read = read(&format!("{ABOVE}{HEADER}"), &rows);
    assert_eq!(classes(&read), ["4А", "4А", "4А", "4А", "4А", "4А", "4Б"]);
    assert_eq!(read.dataset.result_sets().len(), 2);
}

#[test]
fn canonical_classes_spelled_in_two_ways_are_told() {
    let kims = "kim,kind,subject,grade,year,item,max,format,level\nk,vpr,Русский язык,4,2025/2026,1,2,short,basic\n";
    let scripts = "school,class,room,participant,variant,status,observer,prior_mark,1\ne1,4А,,p1,,present,,,1\ne1,4 а,,p2,,present,,,2\ne1,4Б,,p3,,present,,,2\ne2,4 А,,p4,,present,,,2\n";
    let read = assemble(vec![file("kims.csv", kims), file("scripts/k.csv", scripts)]);
    assert_eq!(codes(&read), ["class-spelled-in-two-ways"]);
    assert_eq!(read.dataset.result_sets().len(), 4, "as written");
}

#[test]
fn totals_notes_and_signatures_after_the_table() {
    let rows = row("40001", "4А", "2|1|3", 6)
        + &row("40002", "4А", "0|1|2", 3)
        + "\nИтого по классу||||||2|2|5|9\nСредний балл||||||1|1|2,5|4,5|4\n|||Всего участников: 2\n\nУчитель|Иванова А. А.\nДата заполнения|21.04.2026\n* Б — базовый уровень\n";
    let read = read(&format!("{ABOVE}{HEADER}"), &rows);
    assert_eq!(totals(&read), [Some(6), Some(3)]);
    assert_eq!(codes(&read), ["rows-unfilled"], "{:#?}", read.problems);
    assert!(!format!("{:?}", read.problems).contains("Иванова"));
}

#[test]
fn the_total_of_a_code_column() {
    // «Итого» in the column of codes, where other programs put it.
    let rows = row("40001", "4А", "2|1|3", 6) + "|||Итого|||2|1|3|6\n|||Среднее|||2|1|3|6\n";
    let read = read(&format!("{ABOVE}{HEADER}"), &rows);
    assert_eq!(totals(&read), [Some(6)], "{:#?}", read.problems);
}

#[test]
fn several_sheets_hidden_ones_and_two_works() {
    let first = format!("{ABOVE}{HEADER}{}", row("40001", "4А", "2|1|3", 6));
    let second = format!("{}{HEADER}{}", ABOVE.replace("Русский язык", "Математика"), row("40001", "4А", "1|1|1", 3));
    let read = assemble(vec![xlsx(
        "Ф1.xlsx",
        &[("РУ Индивидуальные результаты", &first), ("Справка", "Заполнять не нужно"), ("МА Индивидуальные результаты", &second)],
    )]);
    let kims: Vec<&str> = read.dataset.kims.iter().map(|kim| kim.kim.as_str()).collect();
    assert_eq!(kims, ["vpr-mathematics-4-2026", "vpr-russian-4-2026"], "{:#?}", read.problems);
}

#[test]
fn other_words_of_the_header() {
    let head = HEADER
        .replace("ОО|", "Логин ОО|")
        .replace("Код участника", "КОД УЧАСТНИКА")
        .replace("Первичный балл", "Первичный\nбалл")
        .replace("Отметка|", "Оценка|")
        .replace("Отметка по журналу", "Оценка по журналу");
    let read = read(&format!("{ABOVE}{}", head.replace("Первичный\nбалл", "Первичный балл ")), &row("40001", "4А", "2|1|3", 6));
    assert_eq!((totals(&read), sitting(&read).mark[0], sitting(&read).prior[0]), (vec![Some(6)], Some(4), Some(4)), "{:#?}", read.problems);
}

#[test]
fn a_column_under_unknown_words_is_told() {
    let read = read(&format!("{ABOVE}{}", HEADER.replace("Отметка по журналу", "Оценка учителя")), &row("40001", "4А", "2|1|3", 6));
    assert_eq!(told(&read), [("column-not-read", Some("L4".to_owned()))]);
    assert_eq!((read.problems[0].found.as_str(), sitting(&read).prior[0]), ("Оценка учителя", None));
}

#[test]
fn a_sheet_under_another_name_is_known_by_its_headings() {
    let rows = row("40001", "4А", "2|1|3", 6);
    let named = assemble(vec![xlsx("Ф1.xlsx", &[("Лист1", &format!("{ABOVE}{HEADER}{rows}"))])]);
    assert_eq!((totals(&named), codes(&named)), (vec![Some(6)], vec![]));
    let bare = "Код участника|Первичный балл|Отметка\n40001|6|4\n";
    assert_eq!(codes(&assemble(vec![xlsx("баллы.xlsx", &[("Лист1", bare)])])), ["table-unknown"], "no item: another table");
}

#[test]
fn text_tables_in_every_encoding_and_with_every_separator() {
    let text = format!("{ABOVE}{HEADER}{}{}", row("40001", "4А", "2|1|3", 6), row("40002", "4А", "0|X|1", 1));
    for separator in [";", ",", "\t"] {
        let quoted: String = text
            .lines()
            .map(|line| {
                line.split('|').map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(separator) + "\r\n"
            })
            .collect();
        let dressed: [(&str, Vec<u8>); 5] = [
            ("utf-8", quoted.clone().into_bytes()),
            ("utf-8 with a mark", format!("\u{feff}{quoted}").into_bytes()),
            ("cp1251", encoding_rs::WINDOWS_1251.encode(&quoted).0.into_owned()),
            ("utf-16le", utf16(&quoted, false)),
            ("utf-16be", utf16(&quoted, true)),
        ];
        for (name, bytes) in dressed {
            let read = assemble(vec![Input { name: "Ф1.csv".to_owned(), bytes }]);
            assert_eq!(totals(&read), [Some(6), Some(1)], "{name} {separator:?}");
            assert_eq!(codes(&read), [] as [&str; 0], "{name} {separator:?}");
        }
    }
}

#[test]
fn line_ends_inside_quotes() {
    let text = format!("{ABOVE}{HEADER}{}", row("40001", "4А", "2|1|3", 6));
    let broken = text
        .replace("Код участника", "\"Код\nучастника\"")
        .replace("Первичный балл", "\"Первичный\r\nбалл\"")
        .replace("1 (2б)", "\"1\n(2б)\"")
        .replace('|', ";");
    let read = assemble(vec![file("Ф1.csv", &broken)]);
    assert_eq!((totals(&read), codes(&read)), (vec![Some(6)], vec![]));
}

#[test]
fn canonical_tables_with_other_separators_and_line_ends_inside_quotes() {
    let kims = "kim\tkind\tsubject\tgrade\tyear\titem\tmax\tformat\tlevel\nk\tvpr\tРусский язык\t4\t2025/2026\t1\t2\tshort\tbasic\n";
    let schools = "school;kind;municipality;region;name;locality\ne1;general;\"Н-ский\nрайон\";;\"МБОУ \"\"СОШ №1\"\"; корпус 2\";\n";
    let scripts = "school;class;room;participant;variant;status;observer;prior_mark;1\ne1;4А;;p1;;present;;;1\n";
    let read = assemble(vec![file("kims.csv", kims), file("schools.csv", schools), file("scripts/k.csv", scripts)]);
    assert_eq!((totals(&read), codes(&read)), (vec![Some(1)], vec![]));
    assert_eq!(read.dataset.schools[0].name.as_deref(), Some("МБОУ \"СОШ №1\"; корпус 2"));
}

#[test]
fn a_form_with_words_for_absence() {
    let head = "Код участника|Вариант|1 (2б)|2 (1б)|Порядковый номер класса|Отметка по журналу|Итого баллов\n";
    let rows = "40001|1|2|1|1|5|3\n40002|отсутствовал(а)||||4|\n40003|н||||4|\n40004|Не писал||||4|\n40005|болел||||4|\n";
    let inputs = || vec![xlsx("форма.xlsx", &[("Протокол", &format!("{head}{rows}"))])];
    let first = assemble(inputs());
    let work = first.questions.iter().find(|question| question.key.starts_with("work:")).unwrap().key.clone();
    let second = assemble_with(inputs(), &[(&work, "ВПР 2026 Математика 4 класс")]);
    let school = second.questions.iter().find(|question| question.key.starts_with("school:")).unwrap().key.clone();
    let read = assemble_with(inputs(), &[(&work, "ВПР 2026 Математика 4 класс"), (&school, "edu000001")]);
    use Attendance::{Absent, Present};
    assert_eq!(sitting(&read).status, [Present, Absent, Absent, Absent, Absent]);
    assert_eq!(codes(&read), [] as [&str; 0]);
    assert!(sitting(&read).row(0) == [Score::points(2).unwrap(), Score::points(1).unwrap()]);
}

#[test]
fn a_class_written_once_beside_its_pupils() {
    // Without a merge the empty cells are told; with rows merged in HTML (and in workbooks) the class is theirs.
    let rows = row("40001", "4А", "2|1|3", 6) + &row("40002", "", "1|1|3", 5) + &row("40003", "", "0|1|3", 4);
    let open = read(&format!("{ABOVE}{HEADER}"), &rows);
    assert_eq!(told(&open), [("class-missing", Some("E6".to_owned()))]);
    assert_eq!(totals(&open).len(), 3, "nobody is lost");
    let lines = format!("{ABOVE}{HEADER}{rows}");
    let cells =
        |line: &str| line.replace("|4А|", "</td><td rowspan=\"3\">4А</td><td>").replace("||", "</td><td>").replace('|', "</td><td>");
    let body: String = lines.lines().map(|line| format!("<tr><td>{}</td></tr>", cells(line))).collect();
    let html = Input { name: "Ф1.xls".to_owned(), bytes: format!("<html><body><table>{body}</table></body></html>").into_bytes() };
    let merged = assemble(vec![html]);
    assert_eq!((codes(&merged), classes(&merged)), (vec![], vec!["4А"; 3]));
    assert_eq!(totals(&merged), [Some(6), Some(5), Some(4)]);
}

#[test]
fn shares_under_a_percent_format() {
    let table = |country: &str| {
        let rows = format!(
            "ВПР 2026 Русский язык 4 класс\n\nГруппы участников|Кол-во ОО|Кол-во участников|2|3|4|5\nВся выборка|35589|1722202|{country}\n"
        );
        assemble(vec![xlsx("f3.xlsx", &[("РУ 4 Статистика по отметкам", &rows)])])
    };
    let (percent, share) = (table("5.06|32.92|44.33|17.69"), table("0.0506|0.3292|0.4433|0.1769"));
    assert_eq!((codes(&percent), codes(&share)), (vec![], vec!["shares-of-one"]));
    for (a, b) in percent.dataset.shares.iter().zip(&share.dataset.shares) {
        assert!((a.value - b.value).abs() < 1e-12, "{} {}", a.value, b.value);
    }
    assert_eq!(share.dataset.shares.len(), 4);
}

const GIA_HEAD: &str = "№|Код МСУ|Код ОО|Класс|Код ППЭ|Аудитория|Фамилия|Имя|Отчество|Серия|Номер|Задания с кратким ответом|Задания с развёрнутым ответом|Первичный балл|Балл\n";

fn protocol(title: &str, head: &str, rows: &str) -> Assembly {
    assemble(vec![xlsx("протокол.xlsx", &[("Лист1", &format!("{title}\n{head}{rows}"))])])
}

#[test]
fn protocols_in_other_dress() {
    let rows = "1|101|450123|11A|3101|0005|Зимина|Анна|Львовна|4019|987654|+-2+|1(2)2(2)0(3)|7|64\n2|101|450123|11 «а»|3101|0005|Петров|Пётр|Ильич|4019|987655|++0-|2(2)2(2)3(3)|9|70\n";
    let plain = protocol("01 - Русский язык 2026.06.04", GIA_HEAD, rows);
    let scores = |read: &Assembly| read.dataset.exams.iter().map(|exam| (exam.primary, exam.score)).collect::<BTreeSet<_>>();
    assert_eq!(scores(&plain), BTreeSet::from([(Some(7), Some(64)), (Some(9), Some(70))]), "{:#?}", plain.problems);
    // Empty rows above the header, text numbers, capitals, two spaces, a total row.
    let dressed = GIA_HEAD.replace("Первичный балл", "ПЕРВИЧНЫЙ  БАЛЛ").replace("|Балл", "|Тестовый балл");
    let rows = rows.replace("|7|64", "|7,0| 64 ") + "|||||||||||||Итого:|134\n||||||Всего участников: 2||||||||\n";
    let other = protocol("01-Русский язык 04.06.2026 г.\n\n", &dressed, &rows);
    assert_eq!(scores(&other), scores(&plain), "{:#?}", other.problems);
    let people = |read: &Assembly| {
        read.dataset.exams.iter().map(|exam| read.dataset.person_names.name(exam.person.0).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(people(&other), people(&plain), "the same pupils under the same pseudonyms");
    assert!(!format!("{:?}{:?}{:?}", other.problems, other.questions, other.recognised).contains("Зимин"));
}

#[test]
fn codes_with_empty_decimals_find_their_pupil() {
    let people = "person,school,year,class,kim,code\nP1,edu000001,2025/2026,4А,*,40001\n";
    let text = format!("{ABOVE}{HEADER}{}", row("40001.0", "1.0", "2.0|1.0|3.0", 6)).replace('|', ";");
    let read = assemble(vec![file("people.csv", people), file("Ф1.csv", &text)]);
    assert_eq!(read.dataset.person_names.name(sitting(&read).person[0].0), "P1");
    assert_eq!((totals(&read), classes(&read)), (vec![Some(6)], vec!["4А"]), "the ordinal is named by the list");
}

#[test]
fn canonical_tables_in_every_encoding() {
    let kims = "kim,kind,subject,grade,year,item,max,format,level\r\nk,vpr,Русский язык,4,2025/2026,1,2,short,basic\r\n";
    let scripts = "school,class,room,participant,variant,status,observer,prior_mark,1\r\nшкола 1,4А,,п1,,present,,,1\r\nшкола 1,4А,,п2,,present,,,Х\r\n";
    type Encode = fn(&str) -> Vec<u8>;
    let encoders: [(&str, Encode); 6] = [
        ("utf-8", |text| text.as_bytes().to_vec()),
        ("utf-8 with a mark", |text| format!("\u{feff}{text}").into_bytes()),
        ("cp1251", |text| encoding_rs::WINDOWS_1251.encode(text).0.into_owned()),
        ("utf-16le", |text| utf16(text, false)),
        ("utf-16be", |text| utf16(text, true)),
        ("old line ends", |text| text.replace("\r\n", "\r").into_bytes()),
    ];
    for (name, encode) in encoders {
        let input = |file: &str, text: &str| Input { name: file.to_owned(), bytes: encode(text) };
        let read = assemble(vec![input("kims.csv", kims), input("scripts/k.csv", scripts)]);
        assert_eq!((totals(&read), codes(&read)), (vec![Some(1), Some(0)], vec![]), "{name}");
        assert_eq!(read.dataset.schools[0].school, "школа 1", "{name}");
    }
}

#[test]
fn a_list_of_codes_with_merged_classes_and_other_heads() {
    let list = "Коды участников ВПР\nУчебный год 2025/2026\n\nКласс|Код|ФИО обучающегося\n4А|40001|Зимина Анна Львовна\n4 «А»|40002|Петров Пётр Ильич\n4а|40003|Ильин Лев Павлович\nИтого|3|\n";
    let read = |school: Option<&str>| {
        let files = vec![xlsx("коды.xlsx", &[("Лист1", list)])];
        let first = assemble(files.clone());
        let key = first.questions.iter().find(|question| question.key.starts_with("school:")).map(|question| question.key.clone());
        match (school, key) {
            (Some(school), Some(key)) => assemble_with(files, &[(&key, school)]),
            _ => first,
        }
    };
    let listed = read(Some("edu000001"));
    let mut names: Vec<(&str, &str)> =
        listed.dataset.people.iter().map(|row| (listed.dataset.class_names.name(row.class.0), row.code.as_str())).collect();
    names.sort_unstable();
    assert_eq!(names, [("4А", "40001"), ("4А", "40002"), ("4А", "40003")], "{:#?}", listed.problems);
    assert_eq!(
        listed.problems.iter().filter(|problem| problem.severity > records::provenance::Severity::Note).count(),
        0,
        "{:#?}",
        listed.problems
    );
}

#[test]
fn a_summary_sheet_with_totals_and_words_for_marks() {
    let sheet = "Сводная ведомость 8А класс 2025/2026 учебный год\nШкола: edu000001\n\n№|Фамилия Имя|Алгебра||Физика||Средний балл\n||1 четверть|Год|1 четверть|Год|\n\
        1|Зимина Анна|5|5|4|н/а|4,7\n2|Петров Пётр|осв|осв.|3 |3|3\n3|Ильин Лев|н|4|2|3,5|3\n|Успеваемость, %|100|100|66|100|\n|Классный руководитель: Сидорова А. А.\n";
    let read = assemble(vec![xlsx("ведомость.xlsx", &[("8А", sheet)])]);
    let marks: Vec<(String, records::dataset::JournalMark)> = read
        .dataset
        .marks
        .iter()
        .map(|row| (format!("{} {}", read.dataset.subject_names.name(row.subject.0), row.period.code()), row.mark))
        .collect();
    assert_eq!(marks.len(), 10, "{marks:?} {:#?}", read.problems);
    let odd: Vec<(&str, Option<String>)> = told(&read);
    assert_eq!(odd, [("mark-not-read", Some("C8".to_owned())), ("mark-not-read", Some("F8".to_owned()))], "{:#?}", read.questions);
    assert!(!format!("{:?}", read.problems).contains("Сидоров"));
}

#[test]
fn a_workbook_of_formulas_by_their_stored_values() {
    let head = format!("{ABOVE}{HEADER}");
    let unread = read(&head, "edu000001|Н-ский|СОШ|40001|4А|1|2|1|3|=|4|4\n");
    assert_eq!((totals(&unread), codes(&unread)), (vec![Some(6)], vec![]), "a total without a stored value: the items say it");
    let item = read(&head, "edu000001|Н-ский|СОШ|40001|4А|1|2|=|3|5|4|4\n");
    assert_eq!(sitting(&item).row(0)[1], Score::NOT_MARKED);
    assert!(codes(&item).contains(&"score-missing"), "a formula without a value is told, not taken for 0");
}
