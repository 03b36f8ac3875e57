//! Work with pupils through the pages: marks from a file, the list with reasons, a consultation of it, who sees it, papers.

use super::desk::{Office, PASSWORD, Person, inspected, invited, link, plan_taken, value, word};
use super::events::{borrowed, filled, id_of};
use super::house::{House, canonical};
use super::kept::{kept, reported};
use super::office_browser::{browser, check, one_tick_goes_with_the_others, sign_in};
use super::roster::{answers, drops, sends, steps_up};
use super::visitor::Visitor;

const FIRST: &str =
    "1 четверть\n7 «А» класс\n№;ФИО;Алгебра;Физика\n1;Ёлкин Пётр Ильич;2;4\n2;Зимина Яна Олеговна;5;5\n3;Никто Никита;3;3\n";
const SECOND: &str = "2 четверть\n7 «А» класс\n№;ФИО;Алгебра\n1;Ёлкин Пётр Ильич;3\n2;Зимина Яна Олеговна;5\n";

/// A class with two pupils: its address.
pub fn class_of_two(deputy: &Person<'_>) -> String {
    let answer = sends(deputy, "/classes", "/classes", &[("class", "7А"), ("teacher", "")]);
    let class = answer.header("location").unwrap().to_owned();
    steps_up(deputy, &class);
    for name in ["Ёлкин Пётр Ильич", "Зимина Яна Олеговна"] {
        let typed = [("name", name), ("born", ""), ("from", "2026-09-01")];
        assert_eq!(sends(deputy, &class, &format!("{class}/pupils"), &typed).status, 303);
    }
    class
}

/// Drops a file of marks and takes it.
pub fn takes(deputy: &Person<'_>, text: &str) -> String {
    let answer = deputy.uploads("/support/import", &[], ("file", "Ёлкин и другие.csv", text.as_bytes()));
    assert_eq!(answer.status, 200, "{}", answer.body);
    let at = link(&answer.body, "/support/import/");
    assert!(!at.contains("%D0"), "no name in an address: {at}");
    let once = value(&answer.body, "once").unwrap();
    let taken = deputy.sends(&at, &[("once", &once), ("name", "Ёлкин и другие.csv"), ("do", "take")]);
    assert_eq!(taken.status, 303, "{}", taken.body);
    answer.body
}

/// The list of a page, from its form on: above it stands the one of filters.
pub fn lists(page: &str) -> &str {
    &page[page.find("method=\"post\" action=\"/support\"").unwrap()..]
}

fn option_of(page: &str, name: &str) -> String {
    let option = page.split("<option value=\"").find(|option| option.contains(&format!(">{name}<"))).unwrap();
    option.split('"').next().unwrap().to_owned()
}

/// Papers of a consultation and a route, and what the folder for an inspection says of them.
fn papers_and_folder(deputy: &Person<'_>, event: &str, route: &str) {
    // Papers: the journal, the card; the reading of names is noted.
    for paper in [event, route].map(|of| format!("{of}/paper/card?form=docx")) {
        let answer = deputy.get(&paper);
        assert!(answer.status == 200 && answer.header("content-disposition").is_some(), "{paper}: {}", answer.status);
    }
    // What was written stands in its column; what nobody wrote, the form and the time, is a blank.
    let journal = word(&deputy.get("/events/register/consultation?form=docx").bytes);
    for cell in ["Ёлкин Пётр Ильич, 7А", "Алгебра", "Складывает дроби сам", "Родители знают", ">да<", ">______<"]
    {
        assert!(journal.contains(cell), "{cell}: {journal}");
    }
    assert!(deputy.get("/journal/names").status == 200);
    // A folder for an inspection says how much of it there was, and nothing of whom.
    let inspection = format!("{}/inspection", plan_taken(deputy));
    let page = deputy.get(&inspection).body;
    assert!(page.contains("проведено 1") && !page.contains("Алгебра, 7А") && !page.contains(event), "{page}");
    let archive = inspected(deputy, &inspection);
    assert!(archive.len() >= 3 && archive.file_names().all(|name| !name.unwrap().contains("7А")));
}

/// covers: R27, R28, C4
#[test]
fn a_list_of_marks_becomes_a_consultation_and_the_next_marks_stand_beside() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let teacher = invited(&office, &deputy, "Ким Клавдия", "teacher");
    let administrator = invited(&office, &deputy, "Админов Антон", "administrator");
    let class = class_of_two(&deputy);
    assert!(deputy.get("/support").body.contains("Отметок и пропусков пока нет"));
    let preview = takes(&deputy, FIRST);
    for part in ["Новых сведений: 4", "Никто Никита", "такого ученика в классе нет"] {
        assert!(preview.contains(part), "{part}: {preview}");
    }
    let results = deputy.get("/results").body;
    assert!(results.contains("href=\"/support/import\"") && results.contains("href=\"/support\""), "{results}");
    let list = deputy.get("/support").body;
    assert!(list.contains("Ёлкин Пётр Ильич") && list.contains("2 за I четверть, Алгебра") && !list.contains("Зимина"), "{list}");
    assert!(list.contains("отметка за период не выше"), "by which rules: {list}");
    // The consultation is of those ticked; nobody ticked is told.
    let by_subject = deputy.get("/support?list=help&subject=%D0%90%D0%BB%D0%B3%D0%B5%D0%B1%D1%80%D0%B0").body;
    let pupil = value(lists(&by_subject), "pupil").unwrap();
    let nobody = deputy.sends("/support", &[("once", &value(lists(&list), "once").unwrap()), ("list", "help"), ("do", "consultation")]);
    assert!(nobody.status == 422 && nobody.body.contains("Отметьте хотя бы одного"), "{}", nobody.body);
    let me = id_of(lists(&by_subject), "Иванова");
    let when = [("day", "2026-10-12"), ("owner", me.as_str())];
    let typed = [&when[..], &[("pupil", pupil.as_str()), ("do", "consultation")]].concat();
    let form = filled(lists(&by_subject), "/support", &typed);
    let made = deputy.sends("/support", &borrowed(&form));
    assert_eq!(made.status, 303, "{}", made.body);
    let event = made.header("location").unwrap().to_owned();
    let given = deputy.get("/support").body;
    assert!(
        given.contains(&format!("href=\"{event}\">")) && given.contains(": консультация 12.10.2026</a>"),
        "what was given is told: {given}"
    );
    let page = deputy.get(&event).body;
    assert!(page.contains("Алгебра, 7А") && page.contains("2 за I четверть, Алгебра") && page.contains("Отметить, что прошло"), "{page}");
    let hold = filled(&page, &format!("{event}/hold"), &[]);
    let line = hold.iter().find(|(name, _)| name == "line").unwrap().1.clone();
    let hold = [hold, vec![("person".to_owned(), line.clone())]].concat();
    assert_eq!(deputy.sends(&format!("{event}/hold"), &borrowed(&hold)).status, 303);
    let page = deputy.get(&event).body;
    let to = format!("{event}/written");
    let of = |name: &str| format!("{line}.{name}");
    let (result, agreed, informed, reason) = (of("result"), of("agreed"), of("informed"), of("reason"));
    let typed = [
        (result.as_str(), "Складывает дроби сам"),
        (agreed.as_str(), "Ещё раз в четверг"),
        (informed.as_str(), "yes"),
        (reason.as_str(), "2 за I четверть, Алгебра"),
    ];
    assert_eq!(deputy.sends(&to, &borrowed(&filled(&page, &to, &typed))).status, 303);
    let page = deputy.get(&event).body;
    assert!(page.contains("Складывает дроби сам") && page.contains("Родители знают"), "{page}");
    takes(&deputy, SECOND);
    let page = deputy.get(&event).body;
    assert!(page.contains("было 2 за I четверть, стало 3 за II четверть"), "{page}");
    assert!(page.contains("Следующая отметка известна у 1 ученика из 1") && page.contains("почему они такие"), "{page}");
    // The able: two periods of fives.
    let able = deputy.get("/support?list=able").body;
    assert!(able.contains("Зимина Яна Олеговна") && able.contains("5 за II четверть, Алгебра") && !able.contains("Ёлкин"), "{able}");
    let route = able.split("value=\"route:").nth(1).unwrap().split('"').next().unwrap();
    let route = format!("route:{route}");
    let form = filled(lists(&able), "/support", &[&when[..], &[("do", route.as_str())]].concat());
    let made = deputy.sends("/support", &borrowed(&form));
    let route = made.header("location").unwrap().to_owned();
    assert!(deputy.get(&route).body.contains("Маршрут способного ученика"));
    // Whoever teaches nobody sees none of it; with a load she sees the consultation, read only.
    assert_eq!((teacher.get(&event).status, administrator.get(&event).status, administrator.get("/support").status), (404, 404, 404));
    assert!(!teacher.get("/events").body.contains(&event));
    let id = option_of(&deputy.get("/classes/loads").body, "Ким Клавдия");
    let load = [("subject", "Алгебра"), ("teacher", id.as_str()), ("class", class.trim_start_matches("/class/"))];
    assert_eq!(sends(&deputy, "/classes/loads", "/classes/loads", &load).status, 303);
    let page = steps_up(&teacher, &event);
    assert!(page.contains("Ёлкин Пётр Ильич") && !page.contains("/edit\"") && !page.contains("/pupils/"), "{page}");
    assert_eq!(teacher.get(&format!("{event}/edit")).status, 404);
    papers_and_folder(&deputy, &event, &route);
}

/// A list of one class is ticked whole; who came to it after it was shown is not taken; the day and who holds it are asked.
/// covers: R28
#[test]
fn a_list_ticked_whole_is_what_was_shown_and_a_consultation_has_its_day_and_teacher() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    invited(&office, &deputy, "Ким Клавдия", "teacher");
    class_of_two(&deputy);
    let other = sends(&deputy, "/classes", "/classes", &[("class", "8Б"), ("teacher", "")]).header("location").unwrap().to_owned();
    let third = [("name", "Лаптева Яна"), ("born", ""), ("from", "2026-09-01")];
    assert_eq!(sends(&deputy, &other, &format!("{other}/pupils"), &third).status, 303);
    takes(&deputy, "1 четверть\n7 «А» класс\n№;ФИО;Алгебра\n1;Ёлкин Пётр Ильич;2\n2;Зимина Яна Олеговна;5\n");
    takes(&deputy, "1 четверть\n8 «Б» класс\n№;ФИО;Алгебра\n1;Лаптева Яна;2\n");
    let subject = "/support?list=help&subject=%D0%90%D0%BB%D0%B3%D0%B5%D0%B1%D1%80%D0%B0";
    let whole = deputy.get(subject).body;
    assert!(whole.contains("Лаптева Яна") && whole.contains("Все показанные: 2") && whole.contains("<option value=\"8Б\""), "{whole}");
    let list = deputy.get(&format!("{subject}&class=7%D0%90")).body;
    assert!(list.contains("Все показанные: 1") && list.contains("Ёлкин") && !list.contains("Лаптева"), "{list}");
    // She comes to the list while it is shown.
    takes(&deputy, "2 четверть\n7 «А» класс\n№;ФИО;Алгебра\n1;Зимина Яна Олеговна;2\n");
    let (all, her) = (value(lists(&list), "all").unwrap(), id_of(lists(&list), "Ким Клавдия"));
    // Another list is asked for: the day and who holds it stay as they were typed.
    let to = [("day", "2026-10-14"), ("owner", her.as_str()), ("to-subject", "Алгебра"), ("to-class", "8Б"), ("do", "filter")];
    let other = deputy.follows(&deputy.sends("/support", &borrowed(&filled(lists(&list), "/support", &to)))).body;
    assert!(other.contains("Лаптева") && !other.contains("Ёлкин") && other.contains("value=\"2026-10-14\""), "{other}");
    assert!(other.contains(&format!("value=\"{her}\" selected")), "{other}");
    let able = deputy.get(&link(&other, "/support?list=able").replace("&amp;", "&")).body;
    assert!(able.contains("value=\"2026-10-14\""), "nor does the other list forget it: {able}");
    let typed = |day: &'static str, owner: &str| {
        let typed = [("all", all.as_str()), ("day", day), ("owner", owner), ("do", "consultation")];
        deputy.sends("/support", &borrowed(&filled(lists(&list), "/support", &typed)))
    };
    let no_day = typed("потом", &her);
    assert!(no_day.status == 422 && no_day.body.contains("id=\"fault-day\"") && no_day.body.contains("Нужен день"), "{}", no_day.body);
    assert!(!no_day.body.contains("Лаптева"), "the class stays chosen: {}", no_day.body);
    let nobody = typed("2026-10-14", "");
    assert!(nobody.status == 422 && nobody.body.contains("id=\"fault-owner\""), "{}", nobody.body);
    let stranger = typed("2026-10-14", "person-22222222");
    assert!(stranger.status == 422 && stranger.body.contains("id=\"fault-owner\""), "{}", stranger.body);
    let made = typed("2026-10-14", &her);
    let page = deputy.get(made.header("location").unwrap()).body;
    assert!(page.contains("Ёлкин Пётр Ильич") && page.contains("14.10.2026") && page.contains("Ким Клавдия"), "{page}");
    let listed = page.split("id=\"pupils\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(!listed.contains("Зимина"), "who was not shown is not taken: {listed}");
    // A whole class on the form of an event, too.
    let new = deputy.get("/events/new/consultation").body;
    assert!(new.contains("Весь класс 7А: 2"), "{new}");
}

/// A file that met the child goes with it; one that did not is told to who signs, and has a page of its own.
/// covers: B18
#[test]
fn files_of_marks_are_told_where_a_child_is_erased() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let class = class_of_two(&deputy);
    takes(&deputy, FIRST);
    takes(&deputy, "2 четверть\n7 «А» класс\n№;ФИО;Алгебра\n1;Зимина Яна Олеговна;5\n2;Ёлкин;4\n");
    let pupil = link(&deputy.get(&class).body, "/pupil/");
    let page = deputy.get(&pupil.replace("/pupil/", "/data/")).body;
    assert!(page.contains("Ёлкин Пётр Ильич") && page.contains("файлы, где есть это имя: 1"), "{page}");
    let (_, told) = page.split_once("Файлы тех же лет, где имя может стоять: 1").unwrap();
    let page = deputy.get(&link(told, "/data/")).body;
    assert!(page.contains("файл с отметками") && page.contains("отметки, которые он внёс, остаются"), "{page}");
}

/// One row out of range is told with its place, and the file is taken without it.
#[test]
fn a_row_out_of_range_is_told_and_the_others_are_taken() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    class_of_two(&deputy);
    let table = "За 1 четверть\nКласс;ФИО ученика;Пропущено уроков\n7А;Ёлкин Пётр Ильич;18\n7А;Зимина Яна Олеговна;20000\n";
    let preview = takes(&deputy, table);
    assert!(preview.contains("Пропущено слишком много: 20000") && preview.contains("Новых сведений: 1"), "{preview}");
}

/// covers: R28, R45, C12
#[test]
fn a_class_teacher_talks_to_a_pupil_and_a_psychologist_to_whoever_is_entrusted() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let teacher = invited(&office, &deputy, "Ким Клавдия", "class-teacher");
    let psychologist = invited(&office, &deputy, "Лунина Вера", "psychologist");
    let class = class_of_two(&deputy);
    let id = option_of(&deputy.get("/classes").body, "Ким Клавдия");
    assert_eq!(sends(&deputy, &class, &format!("{class}/teacher"), &[("seen", "1"), ("teacher", &id)]).status, 303);
    let page = steps_up(&teacher, "/events/new/interview");
    let pupil = page.split("name=\"pupil\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(page.contains("Ёлкин Пётр Ильич") && page.contains("type=\"radio\""), "{page}");
    // Who answers for it sees every line: a class teacher is asked for nobody else.
    let me = value(&page, "owner").unwrap();
    assert!(me.starts_with("person-") && !page.contains("<select id=\"owner\""), "{page}");
    let typed = [
        ("pupil", pupil.as_str()),
        ("day", "2026-10-12"),
        ("time", "14:30"),
        ("owner", &me),
        ("detail-topic", "Пропуски по понедельникам"),
    ];
    let form = filled(&page, "/events/new/interview", &typed);
    let made = teacher.uploads("/events/new/interview", &borrowed(&form), ("file", "", b""));
    assert_eq!(made.status, 303, "{}", made.body);
    let talk = made.header("location").unwrap().to_owned();
    let page = teacher.get(&talk).body;
    assert!(page.contains("Пропуски по понедельникам") && page.contains("Это видят те, кто работает с учеником"), "{page}");
    // Changed: the same field by two is told by the act; here what was typed stays where the time is none.
    let edit = format!("{talk}/edit");
    let page = teacher.get(&edit).body;
    let wrong = teacher.uploads(
        &edit,
        &borrowed(&filled(&page, &edit, &[("time", "потом"), ("day", "2026-10-12"), ("owner", &me)])),
        ("file", "", b""),
    );
    assert!(wrong.status == 422 && wrong.body.contains("aria-invalid"), "{}", wrong.body);
    let typed = [("time", "15:00"), ("day", "2026-10-12"), ("owner", me.as_str()), ("detail-topic", "Опоздания")];
    assert_eq!(teacher.uploads(&edit, &borrowed(&filled(&page, &edit, &typed)), ("file", "", b"")).status, 303);
    assert!(teacher.get(&talk).body.contains("Опоздания"));
    // The list says what it is, when and of how many: a name would be opened for everybody who looks at the list.
    let list = teacher.get("/events").body;
    let row = list.split(&format!("href=\"{talk}\"")).nth(1).unwrap().split("</tr>").next().unwrap();
    assert!(row.contains("Беседа") && row.contains("7А") && row.contains("15:00 · 1 ученик") && row.contains("Ким Клавдия"), "{row}");
    assert!(!list.contains("Ёлкин") && list.contains("Имена учеников в списке не стоят"), "{list}");
    // The psychologist: nobody, until a pupil is entrusted to her.
    assert!(steps_up(&psychologist, "/events/new/preparation").contains("За вами пока нет учеников"));
    assert_eq!(psychologist.get(&talk).status, 404);
    let one = format!("/pupil/{pupil}");
    let page = deputy.get(&one).body;
    let whom = option_of(&page, "Лунина Вера");
    assert_eq!(sends(&deputy, &one, &format!("{one}/entrust"), &[("person", &whom)]).status, 303);
    assert!(deputy.get(&one).body.contains("Поручен: Лунина Вера") && deputy.get(&one).body.contains(&talk));
    assert!(psychologist.get(&talk).body.contains("Опоздания"));
    let page = psychologist.get("/events/new/preparation").body;
    assert!(page.contains("Ёлкин Пётр Ильич") && !page.contains("Зимина"), "{page}");
    let release = link(&deputy.get(&one).body, "/entrusted/");
    assert_eq!(sends(&deputy, &one, &release, &[("pupil", &pupil)]).status, 303);
    assert_eq!(psychologist.get(&talk).status, 404);
}

#[test]
fn pages_of_work_with_pupils_fit_and_say_what_to_do() {
    let Some(mut browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let home = format!("http://{}", office.host());
    sign_in(&mut browser, &home);
    class_of_two(&deputy);
    takes(&deputy, FIRST);
    let answer = deputy.uploads("/support/import", &[], ("file", "итоги.csv", SECOND.as_bytes()));
    let read = link(&answer.body, "/support/import/");
    let list = deputy.get("/support").body;
    assert!(value(lists(&list), "pupil").is_none() && list.contains("выберите предмет"), "a consultation is of a subject: {list}");
    let list = deputy.get("/support?list=help&subject=%D0%90%D0%BB%D0%B3%D0%B5%D0%B1%D1%80%D0%B0").body;
    let (pupil, me) = (value(lists(&list), "pupil").unwrap(), id_of(lists(&list), "Иванова"));
    let make = |kind: &str| {
        let form = filled(
            lists(&list),
            "/support",
            &[
                ("pupil", pupil.as_str()),
                ("day", "2026-10-12"),
                ("owner", me.as_str()),
                ("do", kind),
                ("once", if kind == "consultation" { "0123456789abcdef0123456789abcdef" } else { "1123456789abcdef0123456789abcdef" }),
            ],
        );
        deputy.sends("/support", &borrowed(&form)).header("location").unwrap().to_owned()
    };
    let (consultation, talk) = (make("consultation"), make(&format!("interview:{pupil}")));
    browser.open(&format!("{home}/step-up?back=/classes"));
    browser.value(&format!(
        "document.querySelector('[name=password]').value = '{PASSWORD}'; document.querySelector('main button.main').click()"
    ));
    browser.wait("location.pathname === '/classes'");
    // A file that is chosen, with the script of the page: what was read of it stands there, and can be taken.
    browser.open(&format!("{home}/support/import"));
    browser.value(
        "(() => { const input = document.querySelector('input[type=file]'), files = new DataTransfer(); \
         files.items.add(new File(['3 четверть\\n7 «А» класс\\n№;ФИО;Алгебра\\n1;Ёлкин Пётр Ильич;4\\n'], 'март.csv')); \
         input.files = files.files; input.dispatchEvent(new Event('change')); return true })()",
    );
    browser.wait("document.querySelector('form[action^=\"/support/import/\"] button.main') !== null");
    assert_eq!(browser.value("document.body.textContent.includes('Новых сведений: 1')").as_bool(), Some(true));
    one_tick_goes_with_the_others(&mut browser, &format!("{home}/events/new/consultation"));
    let pages = [
        "/support".to_owned(),
        "/support?list=able".into(),
        "/support/import".into(),
        read,
        format!("{consultation}/edit"),
        consultation,
        talk,
        "/events/new/consultation".into(),
        "/events/new/route".into(),
        "/events/new/prevention".into(),
        format!("/pupil/{pupil}"),
    ];
    check(&mut browser, &home, &pages);
}

/// Codes of the class, as the school keeps them.
const CODES: &str = "Класс;Код;Фамилия Имя Отчество\n5А;5000;Жуков Иван Ильич\n5А;5001;Лаптева Яна Олеговна\n";

/// A list of a class and its codes.
fn class_with_codes(deputy: &Person<'_>) {
    let list = "5 «А» класс\n№;ФИО ученика\n1;Жуков Иван Ильич\n2;Лаптева Яна Олеговна\n";
    let (page, at) = drops(deputy, "Список.csv", list);
    assert_eq!(answers(deputy, &page, &at, &[("do", "take"), ("make", "yes")]).status, 303, "{page}");
    let (page, at) = drops(deputy, "Коды.csv", CODES);
    assert_eq!(answers(deputy, &page, &at, &[("do", "take")]).status, 303, "{page}");
}

/// From an analysed work to a list of pupils: results that are kept meet the list of codes, and nobody is known whom it does not know.
/// covers: R27
#[test]
fn kept_results_become_lines_of_a_list_by_code() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    class_with_codes(&deputy);
    // Each of the pupils has 0, 1, 2 and 3 points: six of twelve, one below the least.
    let of_this_year =
        |text: String| text.replace("2025/2026", "2026/2027").replace("5-2026,3,4", "5-2026,3,7").replace("5-2026,4,7", "5-2026,4,9");
    let files: Vec<(&str, String)> = canonical().into_iter().map(|(name, text)| (name, of_this_year(text))).collect();
    let house = House::beside(folder.path().to_path_buf(), office.host().to_owned());
    let visitor = Visitor::enters(&house);
    let address = reported(&visitor, &files);
    kept(&visitor, &address);
    let waits = deputy.get("/results").body;
    let taken = deputy.sends(&link(&waits, "/results/handed/"), &[("once", &value(&waits, "once").unwrap()), ("replaces", "")]);
    let batch = taken.header("location").unwrap().to_owned();
    let page = deputy.get(&batch).body;
    assert!(page.contains("Узнать учеников по кодам"), "{page}");
    let read = deputy.sends(&format!("{batch}/pupils"), &[("once", &value(&page, "once").unwrap())]);
    let at = read.header("location").unwrap().to_owned();
    let shown = deputy.get(&at).body;
    for part in ["Учеников: 2.", "код 5002, 5 класс", "такого кода нет в списке кодов этого года", "Внести список кодов"]
    {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let once = value(&shown, "once").unwrap();
    assert_eq!(deputy.sends(&at, &[("once", &once), ("do", "take")]).status, 303);
    let list = deputy.get("/support?list=help").body;
    for name in ["Жуков Иван", "Лаптева Яна"] {
        assert!(list.contains(name), "{name}: {list}");
    }
    assert_eq!(list.matches("ВПР (2026/2027): 6 при минимуме 7, Русский язык").count(), 4, "each with the reason, seen and sent: {list}");
    // A teacher sees neither the results nor a way there.
    let teacher = invited(&office, &deputy, "Сорокин Павел", "teacher");
    assert_eq!((teacher.get(&batch).status, teacher.get(&at).status), (404, 404));
}

/// A work of another year, a work the codes of which are of another grade, and the same file once more.
/// covers: R27
#[test]
fn results_by_code_are_of_their_year() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    class_with_codes(&deputy);
    let table = "Код;Класс;Предмет;Работа;Учебный год;Баллы;Минимум;Максимум;Отметка\n5000;5А;Русский язык;ДКР (05.10.2026);2026/2027;3;4;12;2\n\
        5001;5А;Русский язык;ДКР (05.10.2026);2026/2027;11;4;12;5\n5001;4А;Русский язык;ВПР (апрель 2026);2025/2026;1;4;12;2\n5001;9А;Физика;ДКР (06.10.2026);2026/2027;1;4;12;2\n";
    let shown = deputy.uploads("/support/import", &[], ("file", "Результаты.csv", table.as_bytes()));
    for part in ["относится к другому учебному году (2025/2026): 1", "код ученика другой параллели", "Новых сведений: 2"]
    {
        assert!(shown.body.contains(part), "{part}: {}", shown.body);
    }
    let at = link(&shown.body, "/support/import/");
    let once = value(&shown.body, "once").unwrap();
    assert_eq!(deputy.sends(&at, &[("once", &once), ("do", "take")]).status, 303);
    let help = deputy.get("/support?list=help").body;
    assert!(help.contains("Жуков Иван") && help.contains("ДКР (05.10.2026): 3 при минимуме 4") && !help.contains("Лаптева"), "{help}");
    let able = deputy.get("/support?list=able").body;
    assert!(able.contains("Лаптева Яна") && !able.contains("Жуков"), "{able}");
    let again = deputy.uploads("/support/import", &[], ("file", "Результаты.csv", table.as_bytes()));
    assert!(again.body.contains("Нового в этом файле нет"), "{}", again.body);
}

/// Marks are taken into the year whose preview was shown: another one that is chosen is shown first, and where this year brings nothing there is a
/// button that shows it.
/// covers: R27
#[test]
fn a_file_is_taken_into_the_year_that_was_shown() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    class_of_two(&deputy);
    let opened = sends(&deputy, "/school", "/years", &[("first", "2027-09-01"), ("last", "2028-05-31")]);
    assert_eq!(opened.status, 303, "{}", opened.body);
    let shown = deputy.uploads("/support/import", &[], ("file", "a.csv", FIRST.as_bytes()));
    let at = link(&shown.body, "/support/import/");
    let [once, this] = ["once", "shown"].map(|name| value(&shown.body, name).unwrap());
    let other =
        shown.body.split("<option value=\"").skip(1).filter_map(|option| option.split('"').next()).find(|id| **id != *this).unwrap();
    let sent = |year: &str| deputy.sends(&at, &[("once", &once), ("name", "a.csv"), ("shown", &this), ("year", year), ("do", "take")]);
    let another = sent(other);
    assert!(another.status == 200 && value(&another.body, "shown").as_deref() == Some(other), "{}", another.body);
    assert!(another.body.contains("Принять из этого файла нечего") && another.body.contains("Показать заново"), "{}", another.body);
    assert!(!deputy.get("/support?list=help").body.contains("Ёлкин Пётр"), "nothing was taken");
    assert_eq!(sent(&this).status, 303);
    assert!(deputy.get("/support?list=help").body.contains("Ёлкин Пётр"));
}
