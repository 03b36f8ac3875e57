//! Lists from a file: from which day they hold, and rows of one name answered at once.

use super::desk::{Office, PASSWORD, Person, link, value};
use super::roster::{answers, drops, steps_up};

const FIRST: &str = "7 «А» класс\n№;ФИО ученика\n1;Ёлкин Пётр\n2;Зимина Яна\n";
const SECOND: &str = "7 «Б» класс\n№;ФИО ученика\n1;Ёлкин Пётр\n2;Лаптева Яна\n";

/// A file of new pupils in the first quarter holds from the first of September unless another day is typed; one that moves somebody from today.
#[test]
fn a_list_holds_from_the_day_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let (page, at) = drops(&deputy, "7А.csv", FIRST);
    let page = answers(&deputy, &page, &at, &[("do", "make")]).body;
    assert!(page.contains("С какого дня действует список") && page.contains("value=\"2026-09-01\""), "{page}");
    assert!(page.contains("Предложено начало учебного года"), "{page}");
    for (day, told) in [("завтра", "Нужен день"), ("2026-08-01", "fault-from"), ("2027-01-10", "fault-from")] {
        let typed = [("do", "take"), ("make", "yes"), ("proposed", "2026-09-01"), ("from", day)];
        let wrong = answers(&deputy, &page, &at, &typed);
        assert!(wrong.status == 422 && wrong.body.contains(told), "{day}: {}", wrong.body);
    }
    let typed = [("do", "take"), ("make", "yes"), ("proposed", "2026-09-01"), ("from", "2026-09-15")];
    assert_eq!(answers(&deputy, &page, &at, &typed).status, 303);
    let class = link(&deputy.get("/classes").body, "/class/");
    let listed = steps_up(&deputy, &class);
    assert_eq!(listed.matches("15.09.2026</span>").count(), 2, "{listed}");
    // Somebody moves: what was is not rewritten by a day nobody chose.
    let (page, at) = drops(&deputy, "7Б.csv", SECOND);
    let page = answers(&deputy, &page, &at, &[("do", "make")]).body;
    assert!(page.contains("Тот же ребёнок") || page.contains("Предложен сегодняшний день"), "{page}");
    let same = page.split("value=\"same:").nth(1).map(|part| format!("same:{}", part.split('"').next().unwrap()));
    let asked = page.split("name=\"c-").find(|part| part.contains("value=\"same:")).map(|_| "c-0");
    let answer = same.as_deref().zip(asked).map(|(value, name)| (name, value));
    let mut typed = vec![("make", "yes"), ("proposed", "2026-09-01"), ("from", "2026-09-01")];
    typed.extend(answer);
    let page = answers(&deputy, &page, &at, &[&typed[..], &[("do", "again")]].concat()).body;
    assert!(page.contains("Предложен сегодняшний день") && page.contains("name=\"proposed\" value=\"2026-10-12\""), "{page}");
    let taken = answers(&deputy, &page, &at, &[&typed[..], &[("do", "take")]].concat());
    assert_eq!(taken.status, 303, "{}", taken.body);
    let classes = deputy.get("/classes").body;
    let second = classes.split("href=\"/class/").find(|part| part.contains(">7Б<")).unwrap().split('"').next().unwrap().to_owned();
    let listed = deputy.get(&format!("/class/{second}")).body;
    assert_eq!(listed.matches("12.10.2026</span>").count(), 2, "who moved and who is new, from the day of the taking: {listed}");
    drop(deputy);
    drop(office);
    // In December a list is of today.
    let office = Office::open_at(folder.path(), "2026-12-07T06:00:00Z");
    let deputy = Person::signs_in(&office, "Иванова Анна Петровна", PASSWORD).ok().unwrap();
    let (page, _) = drops(&deputy, "7В.csv", "7 «А» класс\n№;ФИО ученика\n1;Зимина Яна\n2;Новикова Яна\n");
    assert!(page.contains("Предложен сегодняшний день") && page.contains("name=\"proposed\" value=\"2026-12-07\""), "{page}");
}

/// Three rows of one name are answered at once and stand there each by itself; one of them can mean the other, and two that say the same of a
/// class are never answered together.
#[test]
fn rows_of_one_name_have_one_answer_and_each_can_have_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let staff = "ФИО;Должность\nРысина Мария Сергеевна;учитель\nРысина Мария Сергеевна;педагог-психолог\n";
    let (page, at) = drops(&deputy, "Сотрудники.csv", staff);
    assert_eq!(answers(&deputy, &page, &at, &[("do", "take"), ("c-1", "another")]).status, 303);
    let loads = "Учитель;Предмет;Класс\nРысина М.С.;Химия;8Я\nРысина М.С.;Химия;8Ю\nРысина М.С.;Физика;8Я\n\
        Рысина М.С.;Биология;9Я\nРысина М.С.;Биология;9Я\n";
    let (page, at) = drops(&deputy, "Нагрузка.csv", loads);
    let page = answers(&deputy, &page, &at, &[("do", "make")]).body;
    assert!(page.contains("Рысина М.С.: 3 строки") && page.contains("name=\"all-0\""), "{page}");
    for row in 0..5 {
        assert!(page.contains(&format!("name=\"c-{row}\"")), "each row stands there: {page}");
        assert_eq!(page.contains(&format!("name=\"of-{row}\" value=\"0\"")), row < 3, "{row}: {page}");
    }
    let mut people: Vec<&str> = page.split("value=\"same:").skip(1).map(|part| part.split('"').next().unwrap()).collect();
    people.dedup();
    let (one, other) = (format!("same:{}", people[0]), format!("same:{}", people[1]));
    let of = [("of-0", "0"), ("of-1", "0"), ("of-2", "0"), ("c-0", ""), ("c-1", ""), ("c-2", other.as_str()), ("make", "yes")];
    // One answer for all: the row with its own keeps it, the two of one class and subject still ask.
    let again = answers(&deputy, &page, &at, &[&of[..], &[("all-0", one.as_str()), ("do", "again")]].concat()).body;
    assert!(again.contains("Нового: 3") && again.contains("name=\"c-3\"") && again.contains("name=\"c-4\""), "{again}");
    let told: Vec<&str> = ["c-0", "c-1", "c-2"]
        .iter()
        .map(|name| again.split(&format!("type=\"hidden\" name=\"{name}\" value=\"")).nth(1).unwrap().split('"').next().unwrap())
        .collect();
    assert_eq!(told, [one.as_str(), &one, &other]);
    let chosen = [("make", "yes"), ("c-0", one.as_str()), ("c-1", &one), ("c-2", &other)];
    // Two rows ask still: it is said what stays out, and taken without them when that is pressed.
    assert_eq!(answers(&deputy, &again, &at, &[&chosen[..], &[("do", "take")]].concat()).status, 422);
    let taken = answers(&deputy, &again, &at, &[&chosen[..], &[("do", "without")]].concat());
    assert_eq!(taken.status, 303, "{}", taken.body);
    let shown = deputy.get("/classes/loads").body;
    let rows: Vec<&str> = shown.split("<tr").skip(1).filter(|row| row.contains("Рысина")).collect();
    assert_eq!(rows.len(), 2, "{shown}");
    assert!(value(&shown, "once").is_some() && rows.iter().any(|row| row.contains("Химия") && row.contains("8Ю")), "{shown}");
}
