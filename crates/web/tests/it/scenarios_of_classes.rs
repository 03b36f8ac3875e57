//! The school at work as people walk through it, where classes, lessons and pupils are spoken of: somebody leaves, the schedule has a clash,
//! marks become a consultation, a class teacher holds a phone.

use super::desk::{Office, PASSWORD, Person, word};
use super::roster::{sends, steps_up};
use super::scenarios::{DEPUTY, TEACHER, THEIRS, at_work};
use super::walker::Walker;

/// A class with its class teacher, made by whoever walks.
fn makes_a_class(walker: &mut Walker, class: &str, teacher: Option<&str>) {
    walker.day_of(DEPUTY);
    walker.goes_to("Классы");
    walker.types("Класс", class);
    if let Some(teacher) = teacher {
        walker.types("Классный руководитель", teacher);
    }
    walker.press("Завести класс");
    types_the_password(walker, PASSWORD);
    walker.sees(&[&format!("{class} класс")]);
}

#[test]
fn in_a_browser_whoever_leaves_hands_everything_over() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let (leaves, comes) = ("Ким Клавдия", "Юдина Вера");
    let Some(mut walker) = at_work(&office, &[(leaves, "class-teacher"), (comes, "class-teacher")]) else { return };
    makes_a_class(&mut walker, "7А", Some(leaves));
    walker.goes_to("Классы");
    walker.press("Нагрузка");
    walker.types("Предмет", "Алгебра");
    walker.types("Учитель", leaves);
    walker.types("Класс", "7А");
    walker.press("Внести нагрузку");
    walker.sees(&["Алгебра", leaves]);
    walker.day_of(leaves);
    walker.goes_to("События");
    walker.press("Родительское собрание класса");
    walker.types("О чём", "Итоги первой четверти");
    walker.types("Класс", "7А");
    walker.types("Вопрос 1", "Сроки проверочных работ");
    walker.press("Назначить");

    walker.day_of(DEPUTY);
    walker.goes_to("Люди");
    // By her invitation and by her class: she is told once.
    walker.sees_nothing_of(&["классный руководитель, классный руководитель"]);
    walker.press(leaves);
    walker.sees(&["7А: классный руководитель", "7А: Алгебра", "1 открытое дело"]);
    walker.press("Сотрудник ушёл");
    walker.press("Закрыть вход и показать открытые дела");
    walker.sees(&["Вход закрыт", "больше не работает", "Итоги первой четверти"]);
    walker.turns_to(leaves);
    walker.goes_to("Сегодня");
    walker.sees(&["Вход в кабинет"]);

    walker.day_of(DEPUTY);
    walker.sees(&["7А: нет классного руководителя", "7А: нет учителя, Алгебра"]);
    walker.press_at("7А: нет классного руководителя", "Выбрать");
    walker.types("7А: классный руководитель", comes);
    walker.types("7А: Алгебра", comes);
    walker.press("Передать выбранные классы и уроки");
    walker.sees(&["Передано классов и уроков: 2"]);
    walker.types("Кому", comes);
    walker.types("Причина", "Приказ № 3");
    walker.press("Передать все дела");
    walker.sees(&["Передано 1 дело", "больше не работает"]);
    walker.goes_to("Сегодня");
    walker.sees_nothing_of(&["7А: нет"]);

    walker.day_of(comes);
    walker.sees(&["Итоги первой четверти"]);
    walker.press_at("Итоги первой четверти", "Смотреть");
    walker.sees(&["Отметить, что прошло"]);
    walker.goes_to("Классы");
    walker.sees(&["7А"]);
}

/// covers: R40, C11
#[test]
fn in_a_browser_a_schedule_with_a_clash_is_taken_with_a_reason_and_ordered() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let Some(mut walker) = at_work(&office, &[(TEACHER, "teacher")]) else { return };
    makes_a_class(&mut walker, "7А", None);
    let enters = |walker: &mut Walker, kind: &str, subject: &str, lesson: &str| {
        walker.goes_to("Процедуры");
        walker.press("Внести процедуру");
        walker.types("Вид", kind);
        walker.types("Предмет", subject);
        walker.ticks("7А");
        walker.types("Дата", "2027-01-19");
        walker.types("Урок или время", lesson);
    };
    enters(&mut walker, "ДКР", "Алгебра", "3");
    walker.awaits("расхождений с правилами нагрузки нет");
    walker.press("Внести процедуру");
    walker.sees(&["ДКР, Алгебра", "Вторник, 19.01.2027, 3-й урок"]);

    enters(&mut walker, "Школьная", "Физика", "2");
    // While she types it is told beside the form, before anything is sent.
    walker.awaits("в этот день 2 процедуры, по правилу не больше 1; вместе с: ДКР, Алгебра, 7А — 19.01.2027");
    walker.press("Внести процедуру");
    walker.sees(&["Расходится с правилами", "СК-228/03"]);
    walker.press("Внести с этой причиной");
    walker.sees(&["Заполните это поле."]);
    walker.types("Почему вопреки правилам", "Региональный день");
    walker.press("Внести с этой причиной");
    walker.sees(&["Физика", "Причина указана: Региональный день"]);
    let order = word(&walker.takes("Приказ о проведении с приложениями", "Word"));
    assert!(order.contains("Региональный день"), "{order}");

    walker.goes_to("Процедуры");
    walker.sees(&["2 процедуры", "в один день больше 1 процедуры"]);
    walker.press("Назначить приказом");
    walker.types("Номер приказа", "15-у");
    walker.press("Отметить приказ");
    walker.sees(&["приказ № 15-у от 12.10.2026"]);

    walker.day_of(TEACHER);
    walker.goes_to("Процедуры");
    walker.sees(&["ДКР, Алгебра", "Физика"]);
    assert!(!walker.can_press("Внести процедуру"));
}

/// A class with two pupils, as it stands before the day begins.
fn class_of_two(office: &Office, teacher: &str) {
    let deputy = Person::signs_in(office, DEPUTY, PASSWORD).ok().unwrap();
    let offered = deputy.get("/classes").body;
    let teacher = if teacher.is_empty() { String::new() } else { super::events::id_of(&offered, teacher) };
    let class = sends(&deputy, "/classes", "/classes", &[("class", "7А"), ("teacher", &teacher)]).header("location").unwrap().to_owned();
    steps_up(&deputy, &class);
    for name in ["Ёлкин Пётр Ильич", "Зимина Яна Олеговна"] {
        let typed = [("name", name), ("born", ""), ("from", "2026-09-01")];
        assert_eq!(sends(&deputy, &class, &format!("{class}/pupils"), &typed).status, 303);
    }
}

/// Names are asked for with the password once more, where it was not typed a moment ago.
fn types_the_password(walker: &mut Walker, password: &str) {
    walker.sees(&["Пароль ещё раз"]);
    walker.types("Пароль", password);
    walker.press("Продолжить");
}

/// Drops a file of marks on the page that takes them, and takes it.
fn takes_marks(walker: &mut Walker, file: std::path::PathBuf, text: &str) {
    std::fs::write(&file, text).unwrap();
    walker.drops("Выбрать файл", file);
    walker.sees(&["Новых сведений"]);
    walker.press("Принять");
}

/// covers: R27, R28
#[test]
fn in_a_browser_marks_become_a_consultation_with_its_outcome() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let Some(mut walker) = at_work(&office, &[(TEACHER, "teacher")]) else { return };
    class_of_two(&office, "");
    let first = "1 четверть\n7 «А» класс\n№;ФИО;Алгебра\n1;Ёлкин Пётр Ильич;2\n2;Зимина Яна Олеговна;5\n";
    walker.day_of(DEPUTY);
    walker.goes_to("Результаты");
    walker.press("Отметки и пропуски из файла");
    types_the_password(&mut walker, PASSWORD);
    takes_marks(&mut walker, folder.path().join("первая.csv"), first);
    walker.sees(&["Файл принят", "Кому предложить помощь", "Ёлкин Пётр Ильич", "2 за I четверть, Алгебра"]);
    walker.sees_nothing_of(&["Зимина"]);
    walker.types("Предмет", "Алгебра");
    walker.press("Показать");
    walker.press("Назначить консультацию");
    walker.sees(&["Отметьте хотя бы одного ученика."]);
    walker.ticks("Ёлкин Пётр Ильич");
    walker.press("Назначить консультацию");
    walker.sees(&["Алгебра", "Ёлкин Пётр Ильич", "2 за I четверть, Алгебра"]);
    walker.ticks("Ёлкин Пётр Ильич");
    walker.press("Отметить, что прошло");
    walker.types("Результат", "Складывает дроби сам");
    walker.types("О чём договорились", "Ещё раз в четверг");
    walker.press("Сохранить");
    walker.sees(&["Складывает дроби сам", "Ещё раз в четверг"]);
    let card = word(&walker.takes("Запись консультации", "Word"));
    assert!(card.contains("Складывает дроби сам"), "{card}");

    walker.goes_to("Результаты");
    walker.press("Отметки и пропуски из файла");
    takes_marks(
        &mut walker,
        folder.path().join("вторая.csv"),
        "2 четверть\n7 «А» класс\n№;ФИО;Алгебра\n1;Ёлкин Пётр Ильич;3\n2;Зимина Яна Олеговна;5\n",
    );
    walker.goes_to("События");
    walker.press("Консультация");
    walker.sees(&["было 2 за I четверть, стало 3 за II четверть"]);
}

/// The code on the first notice of a file, as Word holds it: five signs, a dash, five signs.
fn code_on_a_notice(document: &str) -> String {
    let codes = document.split('>').filter_map(|part| part.split('<').next()).filter(|part| part.len() == 11 && part.as_bytes()[5] == b'-');
    codes.map(str::to_owned).next().unwrap_or_else(|| panic!("no code: {document}"))
}

/// Her class, its families and their codes in the hand of a class teacher; a family reads and confirms on its own phone.
/// covers: R39
#[test]
fn in_a_browser_a_class_teacher_keeps_her_class_on_a_phone() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let leads = "Ким Клавдия";
    let Some(mut walker) = at_work(&office, &[(leads, "class-teacher")]) else { return };
    class_of_two(&office, leads);
    walker.turns_to(leads);
    walker.on_a_phone();
    walker.goes_to("Классы");
    walker.press("7А");
    types_the_password(&mut walker, THEIRS);
    walker.sees(&["7А класс", "2 ученика"]);
    walker.press("Ёлкин Пётр Ильич");
    walker.press("Внести члена семьи");
    walker.types("Имя", "Ёлкина Мария Львовна");
    walker.types("Кем приходится", "мать");
    walker.types("Телефон или почта", "8 900 000-00-00");
    walker.press("Внести члена семьи");
    walker.sees(&["Ёлкина Мария Львовна", "мать", "8 900 000-00-00"]);

    walker.goes_to("События");
    walker.press("Родительское собрание класса");
    walker.types("О чём", "Порядок проверочных работ");
    walker.types("Класс", "7А");
    walker.types("Текст для ознакомления", "Работы пишут с 12 по 16 октября.");
    walker.press("Назначить");
    walker.press("Коды и подписи семей");
    walker.sees(&["Семьи 7А", "Ёлкин Пётр Ильич", "кода нет"]);
    walker.ticks("Word");
    walker.press("Сделать уведомления");
    walker.sees(&["Уведомления сделаны для 2 семей", "код выдан"]);
    let code = code_on_a_notice(&word(&walker.takes("Файл с кодами", "Сохранить файл с кодами")));

    walker.opens("семья");
    walker.on_a_phone();
    walker.press("У меня уведомление школы с кодом");
    walker.types("Код", &code);
    walker.press("Открыть");
    walker.sees(&["Работы пишут с 12 по 16 октября."]);
    walker.press("Ознакомлен(а)");
    walker.sees(&["Отмечено 12.10.2026"]);
    walker.sees_nothing_of(&["Ёлкин"]);

    walker.turns_to(leads);
    walker.goes_to("События");
    walker.press("Порядок проверочных работ");
    walker.sees(&["Ознакомились 1 из 2 семей"]);
}
