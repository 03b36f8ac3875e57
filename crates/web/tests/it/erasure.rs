//! Personal data through the pages: one asks, another confirms, and the pupil is nowhere.

use super::desk::{Office, PASSWORD, Person, invited, link, value, word};
use super::events::{borrowed, filled, id_of};
use super::office_browser::{browser, check, sign_in};
use super::roster::{sends, steps_up};

/// A class with a pupil: the addresses of both.
fn school(deputy: &Person<'_>) -> (String, String) {
    let answer = sends(deputy, "/classes", "/classes", &[("class", "7А"), ("teacher", "")]);
    let class = answer.header("location").unwrap().to_owned();
    steps_up(deputy, &class);
    let pupil = [("name", "Ёлкин Пётр"), ("born", "2013-04-05"), ("from", "2026-09-01")];
    assert_eq!(sends(deputy, &class, &format!("{class}/pupils"), &pupil).status, 303);
    let pupil = link(&deputy.get(&class).body, "/pupil/");
    (class, pupil)
}

/// covers: B18
#[test]
fn two_people_erase_a_pupil() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let head = invited(&office, &deputy, "Ким Клавдия", "head");
    let (class, pupil) = school(&deputy);
    let page = deputy.get("/data").body;
    for part in ["Сейчас ничего стирать не нужно", "152-ФЗ", "низкая, требует проверки", "3 года", "1 год", "30 дней"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    let at = link(&deputy.get(&pupil).body, "/data/");
    let page = deputy.get(&at).body;
    assert!(page.contains("Ёлкин Пётр") && page.contains("пребывание в классах: 1"), "{page}");
    let empty = sends(&deputy, &at, &format!("{at}/ask"), &[("ground", "request"), ("reason", "")]);
    assert!(empty.status == 422 && empty.body.contains("aria-invalid"), "{}", empty.body);
    assert_eq!(sends(&deputy, &at, &format!("{at}/ask"), &[("ground", "request"), ("reason", "Заявление от 12.10.2026")]).status, 303);
    let page = deputy.get(&at).body;
    assert!(page.contains("Запрос сделан вами") && !page.contains("Подтвердить и стереть"), "{page}");
    let alone = sends(&deputy, &at, &format!("{at}/erase"), &[]);
    assert!(alone.status == 422 && alone.body.contains("подпись другого человека"), "{}", alone.body);
    assert!(deputy.get("/data").body.contains("исполнить до 11.11.2026"));
    let asked = head.get(&at);
    let once = value(&head.follows(&asked).body, "once").unwrap();
    assert_eq!(head.sends("/step-up", &[("once", &once), ("back", &at), ("password", "ещё длиннее пароль")]).status, 303);
    assert!(head.get(&at).body.contains("Подтвердить и стереть"));
    assert_eq!(sends(&head, &at, &format!("{at}/erase"), &[]).header("location"), Some("/data"));
    let page = head.get("/data").body;
    assert!(page.contains("запрос — Иванова Анна Петровна, подтверждение — Ким Клавдия") && !page.contains("Ёлкин"), "{page}");
    assert!(!deputy.get(&class).body.contains("Ёлкин"));
    assert_eq!((deputy.get(&pupil).status, deputy.get(&at).status), (404, 404));
    // The record is printed for both to sign, and names nobody who was erased.
    let way = page.split("href=\"/data/paper?thing=").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
    for at in ["/data/paper?form=docx".to_owned(), format!("/data/paper?thing={way}")] {
        let record = word(&deputy.get(&at).bytes);
        for part in ["Акт о стирании персональных данных", "/ А. П. Иванова", "/ Ким Клавдия", "отзыв согласия", "12.10.2026", "ученик"]
        {
            assert!(record.contains(part), "{part}: {record}");
        }
        assert!(!record.contains("Ёлкин"), "{record}");
    }
    assert_eq!(deputy.get("/data/paper?thing=pupil-0&form=docx").status, 404);
    let list = deputy.get("/data/list").body;
    assert!(list.contains(pupil.rsplit('/').next().unwrap()), "{list}");
    let lies = std::fs::read_to_string(folder.path().join("backups").join(workflow::ERASED)).unwrap();
    assert_eq!(lies, list);
    assert!(deputy.get("/journal").body.contains("Персональные данные стёрты"));
}

/// A file attached to an event stands on the page of a pupil who was here then, goes by itself, and the event says so and can be corrected.
#[test]
fn a_file_attached_to_an_event_is_erased_by_two() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let head = invited(&office, &deputy, "Ким Клавдия", "head");
    let (_, pupil) = school(&deputy);
    let new = deputy.get("/events/new/reading").body;
    let me = id_of(&new, "Иванова");
    let typed = [("title", "Порядок"), ("day", "2026-10-12"), ("owner", &me), ("text", "Текст"), ("person", &me)];
    let form = filled(&new, "/events/new/reading", &typed);
    let answer = deputy.uploads("/events/new/reading", &borrowed(&form), ("file", "Ёлкин.pdf", b"%PDF-1.4"));
    let event = answer.header("location").unwrap().to_owned();
    let child = link(&deputy.get(&pupil).body, "/data/");
    let page = deputy.get(&child).body;
    let (_, after) = page.split_once("Ёлкин.pdf").expect("it stands there");
    let opens = link(after, "/data/");
    let at = opens.trim_end_matches("/file").to_owned();
    assert_eq!(deputy.get(&opens).bytes, b"%PDF-1.4");
    assert!(deputy.get(&at).body.contains("приложенный файл"));
    let found = |q: &str| deputy.get(&format!("/data/files?q={q}")).body.contains(&at);
    assert_eq!((found(""), found("%D1%91%D0%BB%D0%BA%D0%B8%D0%BD"), found("%D1%8F%D1%8F")), (true, true, false));
    assert_eq!(sends(&deputy, &at, &format!("{at}/ask"), &[("ground", "request"), ("reason", "Заявление № 5")]).status, 303);
    let day = |who: &Person<'_>| who.get("/").body.contains("1 запрос на стирание персональных данных ждёт вашего подтверждения");
    assert_eq!((day(&head), day(&deputy)), (true, false), "whoever asked does not confirm");
    let once = value(&head.follows(&head.get(&at)).body, "once").unwrap();
    assert_eq!(head.sends("/step-up", &[("once", &once), ("back", &at), ("password", "ещё длиннее пароль")]).status, 303);
    assert_eq!(sends(&head, &at, &format!("{at}/erase"), &[]).header("location"), Some("/data"));
    let page = deputy.get(&event).body;
    assert!(page.contains("файл стёрт") && !page.contains("Ёлкин.pdf"), "{page}");
    assert_eq!((deputy.get(&opens).status, deputy.get(&at).status, day(&head)), (404, 404, false));
    assert!(!deputy.get(&child).body.contains("Сканы и документы тех же лет:"));
    let listed = deputy.get("/data/files").body;
    assert!(listed.contains("0 файлов"), "{listed}");
    // Nothing of it is in the way of the event: its title is corrected, and the same file is not taken again.
    let edit = format!("{event}/edit");
    let page = deputy.get(&edit).body;
    assert!(!page.contains("without-file"), "{page}");
    let typed = [("title", "Порядок два"), ("day", "2026-10-12"), ("owner", me.as_str()), ("text", "Текст"), ("person", me.as_str())];
    let sent = |file: (&str, &str, &[u8])| deputy.uploads(&edit, &borrowed(&filled(&page, &edit, &typed)), file);
    let again = sent(("file", "другое.pdf", b"%PDF-1.4"));
    assert!(again.status == 422 && again.body.contains("стёрт как персональные данные"), "{}", again.body);
    let corrected = sent(("file", "", b""));
    assert_eq!(corrected.status, 303, "{}", corrected.body);
    assert!(deputy.get(&event).body.contains("Порядок два"));
}

#[test]
fn in_a_browser_the_pages_of_personal_data_fit() {
    let Some(mut browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let (_, pupil) = school(&deputy);
    let at = pupil.replace("/pupil/", "/data/");
    let home = format!("http://{}", office.host());
    sign_in(&mut browser, &home);
    browser.open(&format!("{home}/data"));
    browser.value(&format!(
        "document.querySelector('[name=password]').value = '{PASSWORD}'; document.querySelector('main button.main').click()"
    ));
    browser.wait("location.pathname === '/data'");
    check(&mut browser, &home, &["/data".to_owned(), at.clone()]);
    assert_eq!(sends(&deputy, &at, &format!("{at}/ask"), &[("ground", "term"), ("reason", "Выбыл в 2023 году")]).status, 303);
    check(&mut browser, &home, &["/data".to_owned(), at.clone(), pupil]);
    assert!(value(&deputy.get(&at).body, "once").is_some());
}
