//! The school at work as people walk through it: from the day of one to the day of the next, by what stands on the pages, in a real browser.

use super::desk::{Office, PASSWORD, Person, invited};
use super::walker::Walker;

pub const DEPUTY: &str = "Иванова Анна Петровна";
pub const TEACHER: &str = "Ёжикова Мария";
/// The password of whoever came in by a slip.
pub const THEIRS: &str = "ещё длиннее пароль";

/// A school with a deputy head and these people, all of them at their windows; none where there is no browser.
pub fn at_work(office: &Office, people: &[(&str, &str)]) -> Option<Walker> {
    let mut walker = Walker::start(office.host())?;
    let founder = Person::founder(office);
    for (name, role) in people {
        invited(office, &founder, name, role);
    }
    walker.comes(DEPUTY, PASSWORD);
    for (name, _) in people {
        walker.comes(name, THEIRS);
    }
    Some(walker)
}

/// The card of a visit, written by whoever visited on its page.
fn writes_the_card(walker: &mut Walker, strong: &str) {
    walker.press("Отметить, что прошло");
    walker.press("Заполнить карту");
    walker.types("Оценивание на уроке", "отметка с пояснением");
    walker.types("Критерии отметки известны ученикам", "да");
    walker.types("Сильные стороны", strong);
    walker.types("Над чем работать", "Времени на вывод");
    walker.press("Сохранить");
    walker.sees(&[strong, "Первое слово — за учителем"]);
    assert!(!walker.can_press("Завершить"), "the teacher speaks first");
}

fn visits(walker: &mut Walker, lesson: &str) {
    walker.day_of(DEPUTY);
    walker.goes_to("События");
    if walker.can_press("Назначить") {
        walker.press("Назначить");
    }
    walker.press("Посещение урока");
    walker.types("О чём", lesson);
    walker.types("Учитель, чей урок", TEACHER);
    walker.press("Назначить");
    walker.sees(&[lesson, "назначено"]);
}

/// covers: R18
#[test]
fn in_a_browser_whoever_was_visited_speaks_first() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let head = "Громов Пётр";
    let Some(mut walker) = at_work(&office, &[(TEACHER, "teacher"), (head, "head")]) else { return };
    let strong = "Ученики сами сверяют ответ с критериями";
    visits(&mut walker, "Алгебра, 8Б");
    writes_the_card(&mut walker, strong);
    // Nothing can be done with it meanwhile: it does not wait for her.
    walker.goes_to("Сегодня");
    walker.sees_nothing_of(&["Алгебра, 8Б"]);

    walker.day_of(head);
    walker.goes_to("События");
    walker.press("Алгебра, 8Б");
    walker.sees(&["карту видят только посетивший урок и учитель"]);
    walker.sees_nothing_of(&[strong]);
    let card = super::desk::word(&walker.takes("Карта", "Word"));
    assert!(card.contains("Алгебра, 8Б") && !card.contains(strong), "{card}");

    walker.day_of(TEACHER);
    walker.sees(&["Ваш урок посетили: можно добавить своё слово"]);
    walker.press_at("Алгебра, 8Б", "Добавить");
    walker.sees(&[strong, "Первое слово — за вами"]);
    walker.types("Слово участника", "Вывод делаем дома, по листу");
    walker.press("Сохранить");
    walker.sees(&["Вывод делаем дома, по листу"]);
    // It was held: it waits for her no more, and is not ahead of her either.
    walker.goes_to("Сегодня");
    walker.sees_nothing_of(&["Алгебра, 8Б"]);

    walker.day_of(DEPUTY);
    walker.press_at("Алгебра, 8Б", "Записать");
    walker.sees(&["Вывод делаем дома, по листу"]);
    walker.press("Завершить");
    walker.sees(&["завершено"]);
    walker.day_of(head);
    walker.goes_to("События");
    walker.press("Алгебра, 8Б");
    walker.sees(&[strong, "Вывод делаем дома, по листу"]);

    // Nothing is asked of her: one press says that she has nothing to add.
    visits(&mut walker, "Геометрия, 9А");
    writes_the_card(&mut walker, "Спокойный темп");
    walker.day_of(TEACHER);
    walker.press_at("Геометрия, 9А", "Добавить");
    walker.press("Добавить нечего");
    walker.sees(&["Добавить нечего"]);
    walker.day_of(DEPUTY);
    walker.press_at("Геометрия, 9А", "Записать");
    walker.press("Завершить");
    walker.sees(&["завершено"]);
}

/// covers: R11, R39
#[test]
fn in_a_browser_a_meeting_of_parents_leads_to_a_task_and_the_next_begins_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let leads = "Ким Клавдия";
    let Some(mut walker) = at_work(&office, &[(leads, "class-teacher"), (TEACHER, "teacher")]) else { return };
    walker.turns_to(DEPUTY);
    walker.goes_to("Классы");
    walker.types("Класс", "7А");
    walker.types("Классный руководитель", leads);
    walker.press("Завести класс");

    walker.day_of(leads);
    walker.goes_to("События");
    walker.press("Родительское собрание класса");
    walker.types("О чём", "Итоги первой четверти");
    // She leads one class: it is that one.
    walker.holds("Класс", "7А");
    walker.types("Вопрос 1", "Сроки проверочных работ");
    walker.press("Назначить");
    walker.sees(&["Итоги первой четверти", "Сроки проверочных работ"]);
    walker.types("Сколько семей пришло", "18");
    walker.types("Сколько семей приглашено", "25");
    walker.press("Отметить, что прошло");
    walker.sees(&["18 из 25 семей"]);
    walker.types("Слушали", "Показали график работ");
    walker.types("Решили", "Семьи получают график до начала месяца");
    walker.types("Как принято", "единогласно");
    walker.types("Что сделать", "Разослать график работ семьям");
    walker.types("Кто", TEACHER);
    walker.types("Срок", "2026-10-20");
    walker.press("Сохранить");
    walker.sees(&["Разослать график работ семьям", "до 20.10.2026"]);
    walker.press("Завершить");
    walker.sees(&["завершено"]);

    walker.day_of(TEACHER);
    walker.sees(&["Мои поручения", "Разослать график работ семьям", "Итоги первой четверти"]);
    walker.press_at("Разослать график работ семьям", "Отметить…");
    walker.types("Что сделано", "Разослан через дневник");
    walker.press("Выполнено");
    walker.goes_to("Сегодня");
    walker.sees_nothing_of(&["Разослать график работ семьям"]);

    walker.day_of(leads);
    walker.goes_to("События");
    walker.press("Назначить");
    walker.press("Родительское собрание класса");
    walker.types("О чём", "Перед второй четвертью");
    walker.types("Класс", "7А");
    walker.types("Вопрос 1", "Разное");
    walker.press("Назначить");
    walker.sees(&["1. О выполнении прежних решений", "Разослать график работ семьям", "выполнено: Разослан через дневник", "2. Разное"]);
}

/// Sends something to be read by all teachers; it lands on its page.
fn sends_to_read(walker: &mut Walker, kind: &str, typed: &[(&str, &str)]) {
    walker.day_of(DEPUTY);
    walker.goes_to("События");
    walker.press(kind);
    for (field, text) in typed {
        walker.types(field, text);
    }
    walker.ticks("Все учителя");
    let sends = if walker.can_press("Разослать для ознакомления") {
        "Разослать для ознакомления"
    } else {
        "Назначить"
    };
    walker.press(sends);
}

/// covers: R2
#[test]
fn in_a_browser_a_briefing_is_read_answered_and_stands_in_its_journal() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let other = "Уткин Олег";
    let Some(mut walker) = at_work(&office, &[(TEACHER, "teacher"), (other, "teacher")]) else { return };
    let quiz = "Когда вскрывают пакет?\n- накануне, в кабинете завуча\n+ в 10:00, при участниках";
    let typed = [
        ("О чём", "Инструктаж организаторов"),
        ("Текст для ознакомления", "Пакет вскрывают в аудитории, при участниках."),
        ("Вопросы к тексту", quiz),
        ("Инструкция и её версия", "Инструкция организатора, версия 2"),
    ];
    sends_to_read(&mut walker, "Инструктаж", &typed);
    walker.sees(&["ознакомились 0 из 2"]);

    walker.day_of(TEACHER);
    walker.sees(&["Прочитать и подтвердить", "Инструктаж организаторов"]);
    walker.press_at("Инструктаж организаторов", "Прочитать");
    walker.sees(&["Пакет вскрывают в аудитории, при участниках.", "Когда вскрывают пакет?"]);
    walker.ticks("накануне, в кабинете завуча");
    walker.press("Подтверждаю, что прочитано");
    walker.sees(&["Верно: 0, нужно: 1"]);
    walker.ticks("в 10:00, при участниках");
    walker.press("Подтверждаю, что прочитано");
    walker.sees(&["в программе, 12.10.2026"]);
    walker.goes_to("Сегодня");
    walker.sees_nothing_of(&["Прочитать и подтвердить"]);

    walker.day_of(DEPUTY);
    walker.press_at("Инструктаж организаторов", "Смотреть");
    walker.sees(&["ознакомились 1 из 2", "верно 1 из 1 вопроса"]);
    walker.press("Отметить, что прошло");
    walker.sees(&["Чтобы завершить, осталось", "Ещё не ознакомились: 1 человек"]);
    walker.day_of(other);
    walker.press_at("Инструктаж организаторов", "Прочитать");
    walker.ticks("в 10:00, при участниках");
    walker.press("Подтверждаю, что прочитано");
    walker.day_of(DEPUTY);
    walker.press_at("Инструктаж организаторов", "Записать");
    // What lacks leads where it is typed.
    walker.press("Заполнить: «Кого инструктируют»");
    walker.types("Кого инструктируют", "организаторов");
    walker.press("Сохранить");
    walker.press("Завершить");
    walker.sees(&["завершено", "ознакомились 2 из 2"]);
    let journal = super::desk::word(&walker.takes("Журнал инструктажей", "Word"));
    let all = ["Ёжикова", "Уткин", "Инструкция организатора, версия 2"];
    assert!(all.iter().all(|part| journal.contains(part)), "{journal}");
}

/// covers: R22, R25, C9
#[test]
fn in_a_browser_something_is_read_by_one_signed_by_another_and_declined_by_a_third() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let (signs, declines) = ("Уткин Олег", "Юдина Вера");
    let Some(mut walker) = at_work(&office, &[(TEACHER, "teacher"), (signs, "teacher"), (declines, "teacher")]) else { return };
    let typed = [("О чём", "Порядок перепроверки"), ("Текст для ознакомления", "Перепроверка назначается приказом.")];
    sends_to_read(&mut walker, "Ознакомление", &typed);
    walker.sees(&["идёт ознакомление", "ознакомились 0 из 3"]);

    walker.day_of(TEACHER);
    walker.press_at("Порядок перепроверки", "Прочитать");
    walker.press("Подтверждаю, что прочитано");
    walker.sees(&["в программе, 12.10.2026"]);

    walker.turns_to(DEPUTY);
    walker.press("Отметить подпись на листе или отказ");
    walker.ticks(signs);
    walker.press("Отметить");
    // Nothing was lost where the sheet was forgotten.
    walker.sees(&["Выберите файл."]);
    let sheet = folder.path().join("лист.pdf");
    std::fs::write(&sheet, b"%PDF-1.4 signed").unwrap();
    walker.chooses_file("Скан листа с подписями", sheet);
    walker.press("Отметить");
    walker.sees(&["ознакомились 2 из 3", "по подписи на листе"]);
    walker.press("Отметить подпись на листе или отказ");
    walker.ticks(declines);
    walker.ticks("отказ подписать");
    walker.types("Примечание", "Просит приложить приказ");
    walker.press("Отметить");
    walker.sees(&["отказ подписать 12.10.2026: Просит приложить приказ"]);
    walker.press("Завершить");
    walker.sees(&["завершено"]);

    // Why somebody declined is not for her colleagues.
    walker.turns_to(TEACHER);
    walker.goes_to("События");
    walker.press("Порядок перепроверки");
    walker.sees(&["завершено"]);
    walker.sees_nothing_of(&["Просит приложить приказ", "отказ"]);
    walker.day_of(declines);
    walker.sees_nothing_of(&["Порядок перепроверки"]);
}

/// Two people write of one event: of different fields both stand, of the same the second is told and her words wait for her.
#[test]
fn in_a_browser_two_people_change_one_event_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let other = "Лунина Вера";
    let Some(mut walker) = at_work(&office, &[(other, "deputy-head")]) else { return };
    walker.day_of(DEPUTY);
    walker.goes_to("События");
    walker.press("Совещание");
    walker.types("О чём", "Проверочные работы");
    walker.types("Вопрос 1", "График");
    walker.press("Назначить");
    walker.press("Изменить");

    walker.day_of(other);
    walker.goes_to("События");
    walker.press("Проверочные работы");
    walker.press("Изменить");
    walker.types("Время", "14:30");
    walker.types("Место", "каб. 12");
    walker.press("Сохранить");
    walker.sees(&["14:30", "каб. 12"]);

    walker.turns_to(DEPUTY);
    walker.types("О чём", "Проверочные работы октября");
    walker.types("Место", "актовый зал");
    walker.press("Сохранить");
    walker.sees(&["место — было «не указано», теперь «каб. 12»", "у вас «актовый зал»"]);
    walker.holds("Место", "актовый зал");
    walker.holds("О чём", "Проверочные работы октября");
    walker.press("Сохранить");
    walker.sees(&["Проверочные работы октября", "14:30", "актовый зал"]);
    walker.turns_to(other);
    walker.goes_to("События");
    walker.press("Проверочные работы октября");
    walker.sees(&["14:30", "актовый зал"]);

    // Both write the minutes of one question.
    walker.press("Отметить, что прошло");
    walker.types("Слушали", "График показан");
    walker.day_of(DEPUTY);
    walker.press_at("Проверочные работы октября", "Записать");
    walker.types("Решили", "Утвердить график");
    walker.types("Как принято", "решением председателя");
    walker.press("Сохранить");
    walker.sees(&["Решили: Утвердить график (решением председателя)"]);
    walker.turns_to(other);
    walker.press("Сохранить");
    walker.sees(&["Слушали: График показан", "Решили: Утвердить график"]);
    walker.press("Записать");
    walker.types("Решили", "Утвердить график до 20 октября");
    walker.turns_to(DEPUTY);
    walker.press("Записать");
    walker.types("Решили", "Отложить");
    walker.press("Сохранить");
    walker.turns_to(other);
    walker.press("Сохранить");
    walker.sees(&["было «Утвердить график», теперь «Отложить»"]);
    walker.holds("Решили", "Утвердить график до 20 октября");
    walker.press("Сохранить");
    walker.sees(&["Решили: Утвердить график до 20 октября", "Слушали: График показан"]);
}

/// No mouse from the agenda to what became of a task: Tab, Enter, the space bar, letters.
/// covers: R11
#[test]
fn in_a_browser_a_meeting_is_held_by_keyboard_alone() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let Some(mut walker) = at_work(&office, &[(TEACHER, "teacher")]) else { return };
    walker.by_keyboard();
    walker.day_of(DEPUTY);
    walker.goes_to("События");
    walker.press("Совещание");
    walker.types("О чём", "Единые критерии");
    walker.types("Вопрос 1", "Критерии второй части");
    walker.press("По именам");
    walker.ticks(TEACHER);
    walker.press("Назначить");
    walker.press("Отметить, что прошло");
    walker.types("Слушали", "Показали образцы работ");
    walker.types("Решили", "Критерии едины для параллели");
    walker.types("Как принято", "большинством");
    walker.types("Что сделать", "Разослать критерии");
    walker.types("Кто", TEACHER);
    walker.types("Срок", "2026-10-20");
    walker.press("Сохранить");
    walker.sees(&["Разослать критерии", "до 20.10.2026"]);
    walker.press("Завершить");
    walker.sees(&["завершено"]);
    walker.day_of(TEACHER);
    walker.press_at("Разослать критерии", "Отметить…");
    walker.types("Что сделано", "Разосланы");
    walker.press("Выполнено");
    walker.sees(&["выполнено", "Разосланы"]);
}
