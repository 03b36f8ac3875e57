//! Lists and marks from files through the pages: what a file leaves open is asked once, told before it is taken and after, and can be answered still.

use super::desk::{Office, Person, link, value};
use super::roster::{answers, drops, steps_up};
use super::support::class_of_two;

/// Drops a file of marks: the page of what it says, and its address.
fn drops_marks(deputy: &Person<'_>, name: &str, text: &str) -> (String, String) {
    let answer = deputy.uploads("/support/import", &[], ("file", name, text.as_bytes()));
    assert_eq!(answer.status, 200, "{}", answer.body);
    let at = link(&answer.body, "/support/import/");
    (answer.body, at)
}

/// Lessons missed of no period ask for it once; chosen, it is shown before it is taken.
#[test]
fn the_period_of_lessons_missed_is_asked_once() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    class_of_two(&deputy);
    let table = "ФИО;Класс;Пропущено уроков;без уваж. причины\nЁлкин Пётр;7А;38;6\nЁлкин П. И.;7А;38;6\n";
    let (page, at) = drops_marks(&deputy, "Посещаемость.csv", table);
    assert_eq!(page.matches("name=\"period\"").count(), 1, "{page}");
    assert!(page.contains("за какой период 2 строки") && page.contains("не принято: 2") && !page.contains("value=\"take\""), "{page}");
    let chosen = [("period", "q1"), ("shown-period", ""), ("do", "take")];
    let page = answers(&deputy, &page, &at, &chosen).body;
    assert!(page.contains("Новых сведений: 1") && page.contains("value=\"q1\" selected"), "shown first: {page}");
    let taken = answers(&deputy, &page, &at, &[("period", "q1"), ("shown-period", "q1"), ("do", "take")]);
    assert_eq!(taken.status, 303, "{}", taken.body);
    let page = steps_up(&deputy, "/support");
    assert!(page.contains("пропущено 38 уроков за I четверть"), "{page}");
    // A month goes to the period it lies in; two months of it are told together.
    for (month, missed) in [("сентябрь", 2), ("октябрь", 30)] {
        let table = format!("ФИО;Класс;Пропущено уроков\nЗимина Яна;7А;{missed}\n");
        let (page, at) = drops_marks(&deputy, &format!("Посещаемость_{month}.csv"), &table);
        assert!(page.contains(&format!("Сведения за {month} будут приняты за I четверть")), "{page}");
        assert!(!page.contains("name=\"period\""), "{page}");
        assert_eq!(answers(&deputy, &page, &at, &[("do", "take")]).status, 303);
    }
    assert!(deputy.get("/support").body.contains("пропущено 32 урока за I четверть"));
}

/// A title of another school year is told beside the year the file is taken for.
#[test]
fn another_school_year_in_the_title_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    class_of_two(&deputy);
    let of = |year: &str| {
        let table =
            format!("Сводная ведомость успеваемости. 7А класс. 1 четверть {year}\n№;Фамилия Имя;Алгебра\n1;Ёлкин Пётр;2\n2;Зимина Яна;5\n");
        drops_marks(&deputy, "Ведомость.csv", &table)
    };
    let (page, at) = of("2023/2024");
    assert!(page.contains("В файле назван 2023/2024 учебный год, а сведения будут приняты за 2026/2027"), "{page}");
    assert!(page.contains("Новых сведений: 2") && !page.contains("такого ученика в классе нет"), "short names are met: {page}");
    assert_eq!(answers(&deputy, &page, &at, &[("do", "take")]).status, 303, "told, and hers to decide");
    assert!(!of("2026/2027").0.contains("В файле назван"));
}

const STAFF: &str = "№;Ф.И.О. сотрудника;Должность;Предмет;Дата рождения;Классное руководство;Эл. почта;Стаж\n\
    1;Лосева Яна Ильинична;учитель;русский язык;27.09.1969;—;u1@example.org;5\n\
    2;Лосева Яна Ильинична;учитель;математика;04.06.1970;;u2@example.org;7\n\
    3;Зуев Лев Ильич;учитель;физика;19.01.1971;6Б;u3@example.org;9\n";
const CLASSES: &str = "Класс;Классный руководитель\n5А;Лосева Яна Ильинична\n6Б;Зуев Лев Ильич\n";
const LOADS: &str = "Учитель;Предмет;Класс;Часов в неделю\nЛосева Яна Ильинична;Русский язык;5А;5\nЗуев Лев Ильич;Физика;6Б;0,5\n";

/// Takes a file that asks nothing.
fn takes(deputy: &Person<'_>, name: &str, text: &str) -> String {
    let (page, at) = drops(deputy, name, text);
    let answer = answers(deputy, &page, &at, &[("do", "take")]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    page
}

/// A class is made though nobody said which namesake leads it: the button says what stays out, the page after it says it first, and the same file answers it.
#[test]
fn an_open_question_costs_no_class_and_is_said_first() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let page = takes(&deputy, "Кадры.csv", STAFF);
    assert_eq!(page.matches("таких сведений о сотрудниках программа не хранит").count(), 1, "{page}");
    assert!(page.contains("Эл. почта, Стаж") && page.contains("классное руководство: 6Б") && page.contains("Такого класса нет"), "{page}");
    let (page, at) = drops(&deputy, "Классы.csv", CLASSES);
    assert!(page.contains("Принять без классного руководителя (5А): вопрос без ответа"), "{page}");
    assert!(page.contains("дата рождения 27.09.1969") && page.contains("дата рождения 04.06.1970"), "{page}");
    let asked = answers(&deputy, &page, &at, &[("do", "take")]);
    assert!(asked.status == 422 && asked.body.contains("Без ответа остался 1 вопрос: 5А"), "{}", asked.body);
    let answer = answers(&deputy, &page, &at, &[("do", "without")]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = deputy.follows(&answer).body;
    let (open, done) = (page.find("вопрос без ответа: 5А"), page.find("Списки приняты"));
    assert!(open.zip(done).is_some_and(|(open, done)| open < done), "{page}");
    assert!(page.contains("Строки, которые не приняты, с причинами"), "{page}");
    let classes = deputy.get("/classes").body;
    assert!(classes.contains(">5А<") && classes.contains(">6Б<"), "{classes}");
    // The same file, from where it is told.
    let page = deputy.get(&at).body;
    let one = page.split("value=\"same:").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let answered = answers(&deputy, &page, &at, &[("do", "take"), ("c-0", &format!("same:{one}"))]);
    assert_eq!(answered.status, 303, "{}", answered.body);
    let (page, _) = drops(&deputy, "Классы.csv", CLASSES);
    assert!(page.contains("нет ничего нового"), "{page}");
    // The list of staff once more: birthdays tell the namesakes, and now 6Б is there.
    let (page, _) = drops(&deputy, "Кадры.csv", STAFF);
    assert!(!page.contains("Нужен ваш ответ") && page.contains("нет ничего нового"), "{page}");
}

/// Hours of the list of loads stand where the schedule asks for them, and go with the file; what comes first is said in one sentence.
#[test]
fn hours_of_loads_stand_on_the_page_of_hours() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    takes(&deputy, "Кадры.csv", STAFF);
    let (page, at) = drops(&deputy, "Классы.csv", CLASSES);
    assert_eq!(answers(&deputy, &page, &at, &[("do", "without")]).status, 303);
    let page = takes(&deputy, "Нагрузка.csv", LOADS);
    assert!(page.contains("5А, 5 ч в неделю") && page.contains("6Б, 0,5 ч в неделю") && page.contains("/procedures/hours"), "{page}");
    assert!(!page.contains("заголовок незнаком") && !page.contains("Нужен ваш ответ"), "Russian is of one of the namesakes: {page}");
    let hours = deputy.get("/procedures/hours").body;
    assert!(hours.contains("5 Русский язык 5") && hours.contains("6 Физика 0,5"), "{hours}");
    let page = takes(&deputy, "Нагрузка 2.csv", &LOADS.replace(";5А;5", ";5А;4"));
    assert!(page.contains("было: 5 ч в неделю") && page.contains("Изменится"), "{page}");
    let page = deputy.get("/classes/import").body;
    let first = page.split("<article").find(|part| part.contains(">Нагрузка.csv<")).unwrap();
    assert!(first.contains("Сначала отмените принятый позже файл:") && first.contains(">Нагрузка 2.csv</a>"), "{first}");
    assert!(!first.contains("Отменить нельзя"), "one sentence: {first}");
    for left in ["5 Русский язык 5", "Пока"] {
        let page = deputy.get("/classes/import").body;
        let undo = link(&page, "/roster/");
        let seen = value(page.split(&undo).nth(1).unwrap(), "seen").unwrap();
        let answer = deputy.sends(&undo, &[("once", &value(&page, "once").unwrap()), ("seen", &seen)]);
        assert_eq!(answer.status, 303, "{}", answer.body);
        let hours = deputy.get("/procedures/hours").body;
        assert!(hours.contains(left) || left == "Пока" && !hours.contains("5 Русский язык"), "{hours}");
    }
}

/// A father in a row of his own is no question.
#[test]
fn a_father_beside_the_mother_is_taken_with_her() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let class = class_of_two(&deputy);
    let table = "Ученик;Класс;Родитель (законный представитель);Кем приходится;Телефон\n\
        Ёлкин Пётр Ильич;7А;Ёлкина Вера Львовна;мать;12-34\nЁлкин Пётр Ильич;7А;Ёлкин Илья Львович;отец;12-35\nЗимина Яна;7А;Зимина Ольга Львовна;мать;\n";
    let page = takes(&deputy, "Родители.csv", table);
    assert!(!page.contains("Нужен ваш ответ"), "{page}");
    let listed = deputy.get(&class).body;
    assert!(["Ёлкина Вера", "Ёлкин Илья", "Зимина Ольга"].iter().all(|name| listed.contains(name)), "{listed}");
}
