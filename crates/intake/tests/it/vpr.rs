//! The traps of real ВПР workbooks, one test each (`formats.md`).

use records::dataset::{Quantity, ScaleOrigin, Scope, Score};
use records::vocabulary::{Attendance, Level};

use crate::books::xlsx;
use crate::support::{assemble, assemble_with, codes, file};
use intake::{Assembly, Input};

const F1_HEAD: &str = "Индивидуальные результаты\n\nВПР 2026 Русский язык 4 класс\nПредмет:|Русский язык\nМаксимальный первичный балл:|6\nДата:|20.04.2026\n\
    ||Уровень сложности задания||||Б|П|В\n\
    ОО|Муниципалитет|Название ОО|Код участника|Класс|Вариант|1 (2б)|9.1 (1б)|5К1 (3б)|Первичный балл|Отметка|Отметка по журналу\n";

fn f1(rows: &str) -> Input {
    xlsx("Ф1.xlsx", &[("РУ 4 Индивидуальные результаты", &format!("{F1_HEAD}{rows}"))])
}

fn pupil(code: &str, scores: &str, total: u8, mark: u8) -> String {
    format!("edu000001|Н-ский|МБОУ «СОШ №1»(edu000001)|{code}|1|1|{scores}|{total}|{mark}|4\n")
}

const FORM_HEAD: &str =
    "Код участника|Вариант|1 (2б)|2 (1б)|Порядковый номер класса|Отметка за предыдущий триместр/ четверть/полугодие|Итого баллов\n";
const WORK: (&str, &str) = ("work", "ВПР 2026 Математика 5 класс");

/// Reads a form with the work and the school answered, whatever the keys.
fn read_form(sheets: &[(&str, &str)], more: &[(&str, &str)]) -> Assembly {
    let files = || vec![xlsx("форма.xlsx", sheets)];
    let mut answers: Vec<(String, String)> = more.iter().map(|(key, answer)| ((*key).to_owned(), (*answer).to_owned())).collect();
    for _ in 0..3 {
        let given: Vec<(&str, &str)> = answers.iter().map(|(key, answer)| (key.as_str(), answer.as_str())).collect();
        let read = assemble_with(files(), &given);
        let open =
            |start: &str| read.questions.iter().find(|question| question.key.starts_with(start)).map(|question| question.key.clone());
        match (open("work:"), open("school:")) {
            (None, None) => return read,
            (work, school) => {
                answers.extend(work.map(|key| (key, WORK.1.to_owned())));
                answers.extend(school.map(|key| (key, "edu000001".to_owned())));
            }
        }
    }
    panic!("the work and the school stay open");
}

#[test]
fn levels_title_and_date_come_from_the_heading() {
    let read = assemble(vec![f1(&pupil("40001", "2|1|3", 6, 5))]);
    let kim = &read.dataset.kims[0];
    let levels: Vec<Option<Level>> = kim.items.iter().map(|item| item.level).collect();
    assert_eq!(levels, [Some(Level::Basic), Some(Level::High), Some(Level::Raised)]);
    assert_eq!(
        (kim.kim.as_str(), kim.year.to_string(), kim.date),
        ("vpr-russian-4-2026", "2025/2026".to_owned(), Some(jiff::civil::date(2026, 4, 20)))
    );
    let sitting = &read.dataset.sittings[0];
    assert_eq!(read.dataset.person_names.name(sitting.person[0].0), "edu000001:2025/2026:40001");
    assert_eq!(read.dataset.class_names.name(sitting.class[0].0), "4-1");
}

#[test]
fn a_date_kept_as_a_number_and_an_autumn_work() {
    let head = F1_HEAD.replace("20.04.2026", "46280");
    let read = assemble(vec![xlsx("a.xlsx", &[("Индивидуальные результаты", &format!("{head}{}", pupil("1", "2|1|3", 6, 5)))])]);
    let kim = &read.dataset.kims[0];
    assert_eq!((kim.date, kim.year.to_string()), (Some(jiff::civil::date(2026, 9, 15)), "2026/2027".to_owned()));
}

/// A work titled so, without a day.
fn without_day(title: &str, answers: &[(&str, &str)]) -> Assembly {
    let head = F1_HEAD.replace("ВПР 2026 Русский язык 4 класс", title).replace("Дата:|20.04.2026\n", "");
    let sheet = format!("{head}{}", pupil("40001", "2|1|3", 6, 5));
    assemble_with(vec![xlsx("a.xlsx", &[("Индивидуальные результаты", &sheet)])], answers)
}

#[test]
fn without_a_day_the_calendar_tells_the_school_year_or_it_is_asked() {
    let year = |read: &Assembly| read.dataset.kims.first().map(|kim| kim.year.to_string());
    let asked =
        |read: &Assembly| read.questions.iter().filter(|question| question.key.starts_with("school-year:")).cloned().collect::<Vec<_>>();
    let known = without_day("ВПР 2025 Русский язык 4 класс", &[]);
    assert_eq!((year(&known), asked(&known).len()), (Some("2024/2025".to_owned()), 0), "ВПР of 2025 were held in spring");
    // 2022: a part of the schools wrote in March, the others in autumn. A city's own works are held in either half.
    for title in ["ВПР 2022 Русский язык 4 класс", "ДКР 2025 Русский язык 4 класс"] {
        let open = without_day(title, &[]);
        assert_eq!(open.dataset.kims.len(), 0, "{title}: not taken for a spring work");
        let questions = asked(&open);
        let [question] = questions.as_slice() else { panic!("{title}: {questions:?}") };
        assert_eq!(question.choices.len(), 2);
        for choice in &question.choices {
            let answered = without_day(title, &[(&question.key, choice)]);
            assert_eq!((year(&answered).as_ref(), asked(&answered).len()), (Some(choice), 0));
            let person = answered.dataset.person_names.name(answered.dataset.sittings[0].person[0].0);
            assert!(person.contains(choice.as_str()), "{person}");
        }
        assert_eq!(year(&without_day(title, &[(&question.key, "2019/2020")])), None, "no such year among the two");
    }
}

#[test]
fn a_day_of_another_year_than_the_title_is_told() {
    let head = F1_HEAD.replace("20.04.2026", "20.04.2025");
    let read = assemble(vec![xlsx("a.xlsx", &[("Индивидуальные результаты", &format!("{head}{}", pupil("1", "2|1|3", 6, 5)))])]);
    assert_eq!(codes(&read), ["day-and-title-differ"]);
    assert_eq!(read.dataset.kims[0].year.to_string(), "2025/2026", "the title stands");
}

#[test]
fn look_alike_letters_and_odd_spaces() {
    // Latin K in 5K1, X in both alphabets, Latin letters in headings, no-break and narrow spaces.
    let head = F1_HEAD.replace("5К1", "5K1").replace("Код участника", "Koд\u{a0}yчacтникa").replace("9.1 (1б)", "9,1\u{202f}(1\u{a0}б)");
    let rows = pupil("40001", "X|Х|x", 0, 2) + &pupil("40002", "\u{a0}2 |1|—", 3, 3);
    let read = assemble(vec![xlsx("a.xlsx", &[("Индивидуальные результаты", &format!("{head}{rows}"))])]);
    let names: Vec<&str> = read.dataset.kims[0].items.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(names, ["1", "5К1", "9.1"]);
    let sitting = &read.dataset.sittings[0];
    assert_eq!(sitting.row(0), [Score::NOT_ATTEMPTED; 3]);
    assert_eq!(sitting.row(1), [Score::points(2).unwrap(), Score::NOT_MARKED, Score::points(1).unwrap()]);
    assert_eq!(codes(&read), ["score-missing"]);
}

#[test]
fn banners_and_totals_are_no_pupils_and_a_wrong_count_is_told() {
    let banner = |n: u8| format!("МБОУ «СОШ №1»(edu000001) | Кол-во участников: {n}").replace('|', "\u{2502}");
    // The bar of the banner is written as in the file; only this test's cells are cut at `|`.
    let rows = format!("{}\n{}{}Итого||||||1,5|0,5|2\n", banner(3), pupil("40001", "2|1|3", 6, 5), pupil("40002", "0|0|0", 0, 2));
    let read = assemble(vec![f1(&rows)]);
    assert_eq!(codes(&read), ["count-differs"]);
    assert_eq!(read.problems[0].found, "3");
    assert_eq!(read.dataset.sittings[0].len(), 2, "what was read stays");
}

#[test]
fn hidden_rows_are_read_and_told() {
    let rows = pupil("40001", "2|1|3", 6, 5) + "~" + &pupil("40002", "0|0|0", 0, 2);
    let read = assemble(vec![f1(&rows)]);
    assert_eq!(codes(&read), ["rows-hidden"]);
    assert_eq!(read.dataset.sittings[0].len(), 2);
}

#[test]
fn a_total_that_is_not_the_sum_and_points_out_of_range() {
    let rows = pupil("40001", "2|1|3", 5, 5) + &pupil("40002", "3|1|3", 7, 5);
    let read = assemble(vec![f1(&rows)]);
    let told: Vec<(&str, Option<String>, &str)> =
        read.problems.iter().map(|problem| (problem.code, problem.place.cell(), problem.found.as_str())).collect();
    assert_eq!(told, [("total-differs", Some("J9".to_owned()), "5"), ("score-out-of-range", Some("G10".to_owned()), "3")]);
    assert_eq!(read.dataset.sittings[0].total(0), Some(6));
}

#[test]
fn a_scale_from_the_data_only_where_one_value_fits() {
    let pupils = |rows: &[(&str, u8, u8)]| -> String {
        rows.iter().enumerate().map(|(at, (scores, total, mark))| pupil(&at.to_string(), scores, *total, *mark)).collect()
    };
    let tight = [("0|0|1", 1, 2), ("1|0|1", 2, 3), ("1|1|1", 3, 4), ("1|1|2", 4, 4), ("1|1|3", 5, 5)];
    let read = assemble(vec![f1(&pupils(&tight))]);
    let scale = read.dataset.kims[0].scale.clone().unwrap();
    assert_eq!((scale.origin, scale.cuts.iter().map(|cut| cut.min_score).collect::<Vec<_>>()), (ScaleOrigin::FromData, vec![2, 3, 5]));

    let loose = &tight[1..];
    let asked = assemble(vec![f1(&pupils(loose))]);
    let question = asked.questions.iter().find(|question| question.key.starts_with("scale:")).unwrap();
    assert_eq!(question.key, "scale:vpr-russian-4-2026");
    assert_eq!(question.choices, ["1 3 5", "2 3 5"]);
    assert!(asked.dataset.kims[0].scale.is_none());
    let answered = assemble_with(vec![f1(&pupils(loose))], &[("scale:vpr-russian-4-2026", "2 3 5")]);
    assert_eq!(answered.dataset.kims[0].scale.as_ref().map(|scale| scale.origin.clone()), Some(ScaleOrigin::Answered));

    let crossed = [("0|0|1", 1, 3), ("1|0|1", 2, 2), ("1|1|3", 5, 5)];
    let crossed = assemble(vec![f1(&pupils(&crossed))]);
    assert!(crossed.dataset.kims[0].scale.is_none(), "marks that do not rise with the scores give no scale");
}

#[test]
fn the_user_may_name_a_class() {
    let key = "class:edu000001:2025/2026:4-1";
    let read = assemble_with(vec![f1(&pupil("1", "2|1|3", 6, 5))], &[(key, "4А")]);
    assert_eq!(read.dataset.class_names.name(read.dataset.sittings[0].class[0].0), "4А");
    assert!(!read.questions.iter().any(|question| question.key == key));
}

#[test]
fn codes_that_lost_their_zeros_find_their_pupil() {
    let people = "person,school,year,class,kim,code\nP1,edu000001,2025/2026,4А,*,00123\n";
    let read = assemble(vec![f1(&pupil("123", "2|1|3", 6, 5)), file("people.csv", people)]);
    assert_eq!(read.dataset.person_names.name(read.dataset.sittings[0].person[0].0), "P1");
}

#[test]
fn html_saved_as_xls_and_a_table_in_the_old_letters() {
    let text = format!("{F1_HEAD}{}", pupil("40001", "2|1|3", 6, 5));
    let rows: String = text.lines().map(|line| format!("<tr><td>{}</td></tr>\n", line.replace('|', "</td><td>"))).collect();
    let page = format!("<html><head><meta charset=windows-1251></head><body><table>{rows}</table></body></html>");
    let html = Input { name: "Ф1.xls".to_owned(), bytes: encoding_rs::WINDOWS_1251.encode(&page).0.into_owned() };
    let csv = Input { name: "Ф1.csv".to_owned(), bytes: encoding_rs::WINDOWS_1251.encode(&text.replace('|', ";")).0.into_owned() };
    for input in [html, csv] {
        let read = assemble(vec![input]);
        assert_eq!(codes(&read), [] as [&str; 0]);
        assert_eq!((read.dataset.sittings[0].total(0), read.dataset.schools[0].school.as_str()), (Some(6), "edu000001"));
    }
}

#[test]
fn a_form_states_nothing_and_asks_with_a_proposal() {
    let form = xlsx("ВПР/Forma_sbora_MA5_2026.xlsx", &[("Протокол", &format!("{FORM_HEAD}40001|1|2|1|1|5|3\n"))]);
    let read = assemble(vec![form]);
    assert!(read.dataset.kims.is_empty());
    let asked: Vec<(&str, Option<&str>)> =
        read.questions.iter().map(|question| (question.key.split(':').next().unwrap(), question.proposed.as_deref())).collect();
    assert_eq!(asked, [("school", None), ("work", Some("ВПР 2026 Математика 5 класс"))], "in one round");
}

#[test]
fn template_rows_stray_cells_and_formulas() {
    let rows = "40001|1|2|1|1|5|=||9|9\n40002|отсутствовал|||||=\n40003|1|X|0|2|нет отметки|0\n40004||||||\n||||||0||X|1\n||||||0\n"
        .to_owned()
        + &"\n".repeat(3000);
    let read = read_form(&[("Протокол", &format!("{FORM_HEAD}{rows}")), ("Служебный", "1|5\nX|нет отметки")], &[]);
    assert_eq!(codes(&read), ["codes-unused", "rows-unfilled"]);
    let found: Vec<&str> = read.problems.iter().map(|problem| problem.found.as_str()).collect();
    assert_eq!(found, ["1", "2"]);
    let sitting = &read.dataset.sittings[0];
    // The absent one has no variant to tell the class by, and a class without a name is the last.
    assert_eq!(sitting.status, [Attendance::Present, Attendance::Present, Attendance::Absent]);
    assert_eq!((sitting.total(0), sitting.total(1), sitting.total(2)), (Some(3), Some(0), None));
    assert_eq!((sitting.prior[0], sitting.prior[1]), (Some(5), None));
}

#[test]
fn a_code_on_two_sheets_is_one_script_or_a_question() {
    let first = format!("{FORM_HEAD}40001|1|2|1|1|5|3\n40002|1|0|1|1|4|1\n");
    let second = format!("{FORM_HEAD}40001|1|2|1|1|5|3\n40002|1|1|1|1|4|2\n40003|2|1|0|1|3|1\n");
    let sheets: [(&str, &str); 2] = [("Протокол", &first), ("Протокол_2", &second)];
    let read = read_form(&sheets, &[]);
    assert_eq!(read.dataset.sittings[0].len(), 2, "40001 once, 40003; 40002 waits");
    let key = "script:vpr-mathematics-5-2026:edu000001:40002";
    let question = read.questions.iter().find(|question| question.key == key).unwrap();
    assert_eq!(question.choices, ["Протокол, 3", "Протокол_2, 3"]);
    let answered = read_form(&sheets, &[(key, "Протокол_2, 3")]);
    let totals: Vec<Option<u16>> = (0..3).map(|row| answered.dataset.sittings[0].total(row)).collect();
    assert_eq!(totals, [Some(3), Some(2), Some(1)]);
}

#[test]
fn two_variant_columns() {
    let head = "Код|Вариант (часть 1)|1 (1б)|Вариант (часть 2)|2 (1б)|Класс № (список формируется из листа \"Классы\")|Пол|Отметка за предыдущий триместр/ четверть/полугодие|Итого баллов\n";
    let read = read_form(&[("Протокол", &format!("{head}1|2|1|2|0|1|м|4|1\n2|1|1|2|0|1|ж|4|1\n3|1|1|отсутствовал|||||\n"))], &[]);
    let sitting = &read.dataset.sittings[0];
    assert_eq!(sitting.variant[..2], [Some(2), Some(102)]);
    assert_eq!(sitting.status[2], Attendance::Absent);
}

#[test]
fn the_same_scripts_in_f1_and_in_the_form_are_one() {
    let form = "Код участника|Вариант|1 (2б)|9.1 (1б)|5К1 (3б)|Порядковый номер класса|Отметка по журналу|Итого баллов\n40001|1|2|1|3|1|4|6\n40002|отсутствовал||||||\n";
    let files = || vec![f1(&pupil("40001", "2|1|3", 6, 5)), xlsx("форма.xlsx", &[("Протокол", form)])];
    let first = assemble(files());
    let answers: Vec<(String, &str)> = first
        .questions
        .iter()
        .filter(|question| question.key.starts_with("work:"))
        .map(|question| (question.key.clone(), "ВПР 2026 Русский язык 4 класс"))
        .collect();
    let given: Vec<(&str, &str)> = answers.iter().map(|(key, answer)| (key.as_str(), *answer)).collect();
    let second = assemble_with(files(), &given);
    let school = second.questions.iter().find(|question| question.key.starts_with("school:")).unwrap().key.clone();
    let read = assemble_with(files(), &[given[0], (&school, "edu000001")]);
    assert_eq!(read.dataset.kims.len(), 1);
    let sitting = &read.dataset.sittings[0];
    assert_eq!((sitting.len(), sitting.mark[0], sitting.status[1]), (2, Some(5), Attendance::Absent));
}

#[test]
fn another_paper_under_the_same_key_is_asked_about() {
    let other = F1_HEAD.replace("5К1 (3б)", "5К1 (4б)");
    let files = || {
        vec![
            f1(&pupil("40001", "2|1|3", 6, 5)),
            xlsx("Ф1 другая.xlsx", &[("Индивидуальные результаты", &format!("{other}{}", pupil("40002", "2|1|4", 7, 5)))]),
        ]
    };
    let read = assemble(files());
    let question = read.questions.iter().find(|question| question.key.starts_with("kim:")).unwrap();
    assert_eq!(question.proposed.as_deref(), Some("vpr-russian-4-2026-b"));
    assert_eq!(read.dataset.kims.len(), 1);
    let key = question.key.clone();
    let read = assemble_with(files(), &[(&key, "vpr-russian-4-2026-b")]);
    assert_eq!(read.dataset.kims.iter().map(|kim| kim.kim.as_str()).collect::<Vec<_>>(), ["vpr-russian-4-2026", "vpr-russian-4-2026-b"]);
}

#[test]
fn shares_with_a_decimal_comma_and_an_unknown_area() {
    let rows = "ВПР 2026 Русский язык 4 класс\n\nГруппы участников|Кол-во ОО|Кол-во участников|2|3|4|5\nВся выборка|35\u{a0}589|1\u{a0}722\u{202f}202|5,06|32,92|44,33|17,69\nЗаречье|12|400|10|40|40|10\nгород Н|1|9|10|40|40|1\n";
    let file = || vec![xlsx("f3.xlsx", &[("РУ 4 Статистика по отметкам", rows)])];
    let read = assemble(file());
    let country: Vec<(&str, Option<u32>)> = read.dataset.shares.iter().map(|share| (share.key.as_str(), share.n)).collect();
    assert_eq!(country, [("2", Some(1_722_202)), ("3", Some(1_722_202)), ("4", Some(1_722_202)), ("5", Some(1_722_202))]);
    assert!((read.dataset.shares[0].value - 0.0506).abs() < 1e-12);
    assert_eq!(read.questions.len(), 2, "two areas are not known by their words");
    assert_eq!(read.questions[0].choices, ["country", "region", "municipality", "school"]);
    let answers: Vec<(&str, &str)> = read.questions.iter().map(|question| (question.key.as_str(), "municipality")).collect();
    let answered = assemble_with(file(), &answers);
    assert!(answered.dataset.shares.iter().any(|share| share.scope == Scope::Municipality && share.quantity == Quantity::Mark));
    assert_eq!(codes(&answered), ["shares-sum"]);
}

#[test]
fn a_second_table_in_a_sheet_is_another_work_and_a_repeated_heading_is_not() {
    let first = pupil("40001", "2|1|3", 6, 5)
        + F1_HEAD.lines().last().unwrap()
        + "\n"
        + &pupil("40002", "1|1|1", 3, 3)
        + "|||Набрали максимум|||1|0|1|1||\n";
    let second = F1_HEAD.replace("Русский язык", "Математика").replace("5К1 (3б)", "3 (3б)");
    let read = assemble(vec![f1(&format!("{first}\n{second}{}", pupil("40001", "2|1|3", 6, 5)))]);
    let of = |key: &str| read.dataset.kim(key).map(|kim| read.dataset.sittings[kim.0 as usize].len());
    assert_eq!((of("vpr-russian-4-2026"), of("vpr-mathematics-4-2026")), (Some(2), Some(1)));
    let left: Vec<&str> =
        read.problems.iter().filter(|problem| problem.code == "rows-left-over").map(|problem| problem.found.as_str()).collect();
    assert_eq!(left, ["1"], "{:?}", read.problems);
    assert!(!codes(&read).contains(&"score-out-of-range"));
}

#[test]
fn a_column_of_classes_under_another_heading_is_asked_about() {
    let head = FORM_HEAD.replace("Порядковый номер класса", "Поток");
    let page = format!("{head}50001|1|2|1|1|4|3\n50002|1|1|1|1|4|2\n50003|2|1|1|2|3|2\n50004|2|1|0|2|3|1\n");
    let open = read_form(&[("Протокол", &page)], &[]);
    let question = open.questions.iter().find(|question| question.key.starts_with("class-column")).unwrap();
    assert!(open.dataset.sittings.is_empty(), "two classes are not merged");
    let read = read_form(&[("Протокол", &page)], &[(question.key.as_str(), "E")]);
    let classes: Vec<&str> = read.dataset.sittings[0].class.iter().map(|class| read.dataset.class_names.name(class.0)).collect();
    assert_eq!(classes, ["5-1", "5-1", "5-2", "5-2"]);
    let bare = FORM_HEAD.replace("Порядковый номер класса", "");
    let read = read_form(&[("Протокол", &format!("{bare}50001|1|2|1||4|3\n50002|1|1|1||4|2\n"))], &[]);
    assert!(codes(&read).contains(&"class-missing"), "no class at all is told");
}

#[test]
fn a_heading_that_stands_twice_never_lowers_a_total() {
    let head = F1_HEAD.replace("9.1 (1б)|5К1 (3б)", "1 (2б)|5К1 (3б)");
    let told = |rows: &str| {
        let read = assemble(vec![xlsx("Ф1.xlsx", &[("РУ 4 Индивидуальные результаты", &format!("{head}{rows}"))])]);
        let items: Vec<String> = read.dataset.kims[0].items.iter().map(|item| item.name.clone()).collect();
        let totals: Vec<Option<u16>> = (0..read.dataset.sittings[0].len()).map(|row| read.dataset.sittings[0].total(row)).collect();
        assert!(!codes(&read).contains(&"maximum-differs") || items.len() == 2, "{:?}", read.problems);
        let differ = codes(&read).iter().filter(|code| **code == "total-differs").count();
        (items, totals, differ)
    };
    let another = told(&(pupil("40001", "2|1|3", 6, 5) + &pupil("40002", "1|0|3", 4, 4)));
    assert_eq!(another, (["1", "1 (H)", "5К1"].map(str::to_owned).to_vec(), vec![Some(6), Some(4)], 0), "the totals count both columns");
    let copied = told(&(pupil("40001", "2|2|3", 5, 5) + &pupil("40002", "1|1|3", 4, 4)));
    assert_eq!(copied, (["1", "5К1"].map(str::to_owned).to_vec(), vec![Some(5), Some(4)], 0), "the totals leave the copy out");
}

#[test]
fn a_total_stands_where_items_have_no_points() {
    let read = assemble(vec![f1(&(pupil("40001", "2||3", 6, 5) + &pupil("40002", "1|1|3", 4, 4)))]);
    let sitting = &read.dataset.sittings[0];
    assert_eq!((sitting.total(0), sitting.total(1)), (Some(6), Some(5)), "a whole sum still goes before a total that differs");
}
