//! What registers, cards and minutes print: the columns a kind writes, blanks where nothing is written, how many of a body came; and the folder for
//! an inspection, which holds what proves something.

use super::asking::Answer;
use super::desk::{Office, Person, inspected, invited, plan_taken, value, word};
use super::events::{borrowed, filled, id_of, item_of, minutes_of, planned};
use super::papers::cells;
use super::support::class_of_two;

/// An event about one pupil, planned by whoever asks.
fn about_one(deputy: &Person<'_>, kind: &str, more: &[(&str, &str)]) -> String {
    let to = format!("/events/new/{kind}");
    let new = deputy.get(&to).body;
    let (me, pupil) = (id_of(&new, "Иванова"), value(&new, "pupil").unwrap());
    let typed = [&[("pupil", pupil.as_str()), ("day", "2026-10-12"), ("owner", me.as_str())], more].concat();
    let made = deputy.uploads(&to, &borrowed(&filled(&new, &to, &typed)), ("file", "", b""));
    assert_eq!(made.status, 303, "{}", made.body);
    made.header("location").unwrap().to_owned()
}

/// Its line: that it took place, and what is written.
fn takes_place(deputy: &Person<'_>, event: &str, written: &[(&str, &str)]) {
    let hold = format!("{event}/hold");
    let form = filled(&deputy.get(event).body, &hold, &[]);
    let line = form.iter().find(|(name, _)| name == "line").unwrap().1.clone();
    let form = [form, vec![("person".to_owned(), line.clone())]].concat();
    assert_eq!(deputy.sends(&hold, &borrowed(&form)).status, 303);
    let to = format!("{event}/written");
    let typed: Vec<(String, String)> = written.iter().map(|(name, value)| (format!("{line}.{name}"), (*value).to_owned())).collect();
    let answer = deputy.sends(&to, &borrowed(&filled(&deputy.get(event).body, &to, &borrowed(&typed))));
    assert_eq!(answer.status, 303, "{}", answer.body);
}

fn register(person: &Person<'_>, kind: &str) -> (Answer, Vec<String>) {
    let answer = person.get(&format!("/events/register/{kind}?form=docx"));
    let text = word(&answer.bytes);
    (answer, cells(&text))
}

/// The cell of a row below a head; the row is the first one of the table.
fn below(cells: &[String], heads: usize, head: &str) -> String {
    let at = cells.iter().position(|cell| cell == head).unwrap_or_else(|| panic!("{head}: {cells:?}"));
    cells[at + heads].clone()
}

/// What was agreed is the main thing of a talk: its register has it, with what it was about and with whom, each in its column.
/// covers: R28, R45
#[test]
fn a_register_of_talks_has_what_was_agreed() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    class_of_two(&deputy);
    let talk = about_one(&deputy, "interview", &[("detail-topic", "пропуски"), ("time", "14:30")]);
    takes_place(&deputy, &talk, &[("agreed", "Приходит к первому уроку"), ("reason", "18 пропусков"), ("informed", "yes")]);
    let (answer, interviews) = register(&deputy, "interview");
    let heads =
        ["№", "Дата", "Время", "Ученик, класс", "О чём", "Почему", "О чём договорились", "Результат", "Родители знают", "Кто проводил"];
    assert!(interviews.windows(heads.len()).any(|row| row == heads), "{interviews:?}");
    let of = |head: &str| below(&interviews, heads.len(), head);
    assert_eq!(
        [of("О чём"), of("Почему"), of("О чём договорились"), of("Результат"), of("Родители знают")],
        ["пропуски", "18 пропусков", "Приходит к первому уроку", "______", "да"]
    );
    // The name of its file holds nothing Windows forbids.
    let named = answer.header("content-disposition").unwrap();
    assert!(named.contains(".docx") && !named.contains("%3A"), "{named}");

    let parent = about_one(&deputy, "parent", &[("detail-topic", "пропуски в октябре"), ("detail-with", "mother")]);
    let page = deputy.get(&parent).body;
    assert!(page.contains("О ком состоялась беседа") && !page.contains("Родители знают"), "{page}");
    takes_place(&deputy, &parent, &[("agreed", "Мать звонит утром")]);
    let page = deputy.get(&parent).body;
    assert!(page.contains("<dt>Беседа состоялась</dt><dd>да</dd>") && !page.contains("<dt>Присутствие"), "{page}");
    let (_, parents) = register(&deputy, "parent");
    let heads = ["№", "Дата", "Время", "Ученик, класс", "С кем", "О чём", "Почему", "О чём договорились", "Результат", "Кто проводил"];
    assert!(parents.windows(heads.len()).any(|row| row == heads), "{parents:?}");
    let of = |head: &str| below(&parents, heads.len(), head);
    assert_eq!([of("С кем"), of("О чём"), of("О чём договорились")], ["с матерью", "пропуски в октябре", "Мать звонит утром"]);
    let card = word(&deputy.get(&format!("{parent}/paper/card?form=docx")).bytes);
    assert!(card.contains("Беседа состоялась") && !card.contains("Присутствие") && !card.contains("Родители знают"), "{card}");
    // Its paper is no card of a visit.
    assert!(page.contains("<b>Запись беседы</b>") && !page.contains("<b>Карта</b>"), "{page}");

    let council = about_one(&deputy, "prevention", &[]);
    takes_place(&deputy, &council, &[("result", "advice")]);
    let (_, councils) = register(&deputy, "prevention");
    assert!(councils.windows(6).any(|row| row == ["№", "Дата", "Время", "Ученик, класс", "Результат", "Кто проводил"]), "{councils:?}");
}

/// The card of a route or a talk of which nothing is written has a line for everything that is to be.
/// covers: R28, R29
#[test]
fn what_is_not_written_yet_is_a_line_of_the_card() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    class_of_two(&deputy);
    let blank = |event: &str| -> Vec<String> {
        let cells = cells(&word(&deputy.get(&format!("{event}/paper/card?form=docx")).bytes));
        cells.windows(2).filter(|pair| pair[1] == "______").map(|pair| pair[0].clone()).collect()
    };
    let route = about_one(&deputy, "route", &[("subject", "Физика"), ("until", "2027-05-28")]);
    assert_eq!(blank(&route), ["Цели", "Шаги", "Кто помогает", "Почему", "Результат", "О чём договорились", "Родители знают"]);
    let talk = about_one(&deputy, "interview", &[]);
    assert_eq!(blank(&talk), ["О чём", "Почему", "Присутствие", "Результат", "О чём договорились", "Родители знают"]);
    let (_, routes) = register(&deputy, "route");
    for head in ["Действует до", "Предмет", "Цели", "Шаги", "Кто помогает", "Результат", "О чём договорились"]
    {
        assert!(routes.iter().any(|cell| cell == head), "{head}: {routes:?}");
    }
}

/// covers: R26
#[test]
fn the_register_of_readiness_says_what_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let me = id_of(&deputy.get("/events/new/readiness").body, "Иванова");
    let typed = [
        ("title", "Кабинеты первого этажа"),
        ("day", "2026-10-12"),
        ("owner", me.as_str()),
        ("detail-rooms", "12, 14"),
        ("detail-lacks", "Двух удлинителей"),
        ("detail-ready", "reservations"),
    ];
    planned(&deputy, "readiness", &typed);
    let (_, ready) = register(&deputy, "readiness");
    let heads = ready.iter().position(|cell| cell == "1").unwrap();
    assert_eq!(below(&ready, heads, "Чего не хватает"), "Двух удлинителей");
}

/// Fewer than half of a body came: page and minutes say it calmly, and the council is closed all the same. Nothing is marked, so no column stands
/// empty.
/// covers: R11, R47
#[test]
fn a_council_of_few_is_told_and_closed() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    for name in ["Ёжикова Мария", "Зимина Раиса"] {
        invited(&office, &deputy, name, "teacher");
    }
    let new = deputy.get("/events/new/council").body;
    let [me, her, other] = ["Иванова", "Ёжикова Мария", "Зимина Раиса"].map(|name| id_of(&new, name));
    let typed = [
        ("title", "Итоги"),
        ("day", "2026-10-12"),
        ("owner", me.as_str()),
        ("chair", &me),
        ("person", &her),
        ("person", &other),
        ("item-0", "Критерии"),
    ];
    let event = planned(&deputy, "council", &typed);
    let hold = format!("{event}/hold");
    assert_eq!(deputy.sends(&hold, &borrowed(&filled(&deputy.get(&event).body, &hold, &[("person", &me)]))).status, 303);
    let (page, minute) = (deputy.get(&event).body, format!("{event}/minutes"));
    let item = item_of(&page, "Критерии");
    let written = [("decided", "Оставить"), ("task-0", "Разослать"), ("who-0", me.as_str()), ("due-0", "2026-10-20")]
        .map(|(name, value)| (format!("{item}.{name}"), value.to_owned()));
    assert_eq!(deputy.sends(&minute, &borrowed(&filled(&page, &minute, &borrowed(&written)))).status, 303);
    let told = "Присутствовало 1 из 3 участников, меньше половины: решения требуют подтверждения.";
    let (page, minutes) = (deputy.get(&event).body, minutes_of(&deputy, &event));
    assert!(page.contains(told) && page.contains("Есть всё"), "{page}");
    assert!(minutes.contains("Присутствовали 1 из 3 участников.") && minutes.contains(told), "{minutes}");
    assert!(minutes.contains("Разослать") && !minutes.contains("Отметка о выполнении"), "{minutes}");
    let close = format!("{event}/close");
    assert_eq!(deputy.sends(&close, &borrowed(&filled(&page, &close, &[]))).status, 303);
    assert!(deputy.get(&event).body.contains("завершено"));
}

/// The folder for an inspection: what is not finished proves nothing; a council on prevention informs nobody; a measure an event shows has its file
/// there; registers lie in it, and of consultations how many there were.
/// covers: R9, R48
#[test]
fn the_folder_for_an_inspection_holds_what_proves_something() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    class_of_two(&deputy);
    let plan = plan_taken(&deputy);
    let council = about_one(&deputy, "prevention", &[]);
    takes_place(&deputy, &council, &[("result", "advice")]);
    let consultation = about_one(&deputy, "consultation", &[("subject", "Алгебра")]);
    takes_place(&deputy, &consultation, &[("result", "Складывает дроби сам")]);
    let me = id_of(&deputy.get("/events/new/marking").body, "Иванова");
    let typed =
        [("title", "Согласование критериев"), ("day", "2026-10-12"), ("owner", me.as_str()), ("chair", &me), ("item-0", "Критерии")];
    let meeting = planned(&deputy, "marking", &typed);
    let hold = format!("{meeting}/hold");
    assert_eq!(deputy.sends(&hold, &borrowed(&filled(&deputy.get(&meeting).body, &hold, &[("person", &me)]))).status, 303);
    let inspection = format!("{plan}/inspection");
    let page = deputy.get(&inspection).body;
    let row = |point: &str| page.split(point).nth(1).unwrap().split("</tr>").next().unwrap().to_owned();
    assert!(row("обсуждение подходов к оцениванию").contains("записей не найдено"), "{page}");
    assert!(page.contains("Согласование критериев (12.10.2026): не завершено"), "{page}");
    assert!(!row("Ознакомление учеников и родителей").contains("Совет профилактики"), "{page}");
    assert!(row("Помощь учителям и ученикам").contains("Совет профилактики: проведено 1"), "{page}");

    let typed = [
        ("title", "Инструктаж"),
        ("day", "2026-10-12"),
        ("owner", me.as_str()),
        ("person", &me),
        ("text", "Пакет вскрывают в кабинете."),
        ("detail-role", "organiser"),
        ("detail-instruction", "версия 2"),
    ];
    let briefing = planned(&deputy, "briefing", &typed);
    let hold = format!("{briefing}/hold");
    assert_eq!(deputy.sends(&hold, &borrowed(&filled(&deputy.get(&briefing).body, &hold, &[("person", &me)]))).status, 303);
    let typed =
        [("title", "Семинар о критериях"), ("day", "2026-10-12"), ("owner", me.as_str()), ("person", &me), ("detail-form", "seminar")];
    let training = planned(&deputy, "training", &typed);
    let hold = format!("{training}/hold");
    assert_eq!(deputy.sends(&hold, &borrowed(&filled(&deputy.get(&training).body, &hold, &[("person", &me)]))).status, 303);
    let close = format!("{training}/close");
    assert_eq!(deputy.sends(&close, &borrowed(&filled(&deputy.get(&training).body, &close, &[]))).status, 303);
    let page = deputy.get(&inspection).body;
    assert!(page.contains("Семинар о критериях"), "{page}");
    let mut archive = inspected(&deputy, &inspection);
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert!(names.iter().any(|name| name == "07 Журналы/Журнал инструктажей.docx"), "{names:?}");
    let mut bytes = Vec::new();
    let of_consultations = "07 Журналы/Журнал консультаций без имён.docx";
    std::io::Read::read_to_end(&mut archive.by_name(of_consultations).unwrap_or_else(|_| panic!("{names:?}")), &mut bytes).unwrap();
    let text = word(&bytes);
    let row = cells(&text);
    assert!(row.windows(3).any(|cells| cells == ["12.10.2026", "Алгебра", "1"]), "{row:?}");
    assert!(!text.contains("Ёлкин") && !text.contains("7А") && !text.contains("дроби"), "{text}");
    assert!(names.iter().all(|name| !name.contains(':') && name.rsplit('/').next().unwrap().contains('.')), "{names:?}");
}
