//! Somebody of several families through the pages: two records become one person and two again; at 360 px nothing is wider than the window.

use super::asking::Answer;
use super::desk::{Office, PASSWORD, Person, invited, link};
use super::events::{borrowed, filled, id_of};
use super::office_browser::{browser, check, sign_in};
use super::roster::{sends, steps_up};

/// A class with a pupil whose mother is written so: the pages of the class and the pupil.
fn child(deputy: &Person<'_>, class: &str, pupil: &str, mother: [&str; 3]) -> [String; 2] {
    let class = sends(deputy, "/classes", "/classes", &[("class", class), ("teacher", "")]).header("location").unwrap().to_owned();
    steps_up(deputy, &class);
    let typed = [("name", pupil), ("born", "2013-04-05"), ("from", "2026-09-01")];
    assert_eq!(sends(deputy, &class, &format!("{class}/pupils"), &typed).status, 303);
    let pupil = link(&deputy.get(&class).body, "/pupil/");
    let [name, kin, contact] = mother;
    let typed = [("name", name), ("kin", kin), ("contact", contact)];
    assert_eq!(sends(deputy, &pupil, &format!("{pupil}/family"), &typed).status, 303);
    [class, pupil]
}

/// Sends a form of a page to an address, with what stands in it.
fn fills(person: &Person<'_>, page: &str, to: &str, typed: &[(&str, &str)]) -> Answer {
    let page = person.get(page).body;
    person.sends(to, &borrowed(&filled(&page, to, typed)))
}

/// covers: C4
#[test]
fn two_records_of_a_mother_become_one_and_two_again() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let [_, elder] = child(&deputy, "7А", "Зимин Лев", ["Зимина Алёна Олеговна", "мать", "1-11"]);
    let [_, younger] = child(&deputy, "5Б", "Зимина Яна", ["Зимина А. О.", "мама", "2-22"]);
    let her = link(&deputy.get(&elder).body, "/relative/");
    let page = deputy.get(&her).body;
    assert!(page.contains("Зимин Лев") && page.contains("мать") && !page.contains("Зимина Яна"), "{page}");
    let found = deputy.get(&format!("{her}/merge")).body;
    assert!(found.contains("Зимина А. О.") && found.contains("Зимина Яна, 5Б"), "{found}");
    let at = link(&found, &format!("{her}/merge?with="));
    let side_by_side = deputy.get(&at).body;
    for part in ["Зимин Лев, 7А, мать", "Зимина Яна, 5Б, мама", "1-11; 2-22", "Объединение можно отменить"]
    {
        assert!(side_by_side.contains(part), "{part}: {side_by_side}");
    }
    assert!(!side_by_side.contains("Проверьте, что это один человек"), "the surname is one");
    let to = format!("{her}/merge");
    let empty = fills(&deputy, &at, &to, &[("name", ""), ("contact", "1-11; 2-22")]);
    assert!(empty.status == 422 && empty.body.contains("fault-together-name") && empty.body.contains("1-11; 2-22"), "{}", empty.body);
    let merged = fills(&deputy, &at, &to, &[("name", "Зимина Алёна Олеговна"), ("contact", "1-11; 2-22")]);
    assert_eq!(merged.status, 303, "{}", merged.body);
    let page = deputy.get(&younger).body;
    assert!(page.contains("Зимина Алёна Олеговна") && page.contains("1-11; 2-22") && page.contains("мама"), "{page}");
    assert!(page.contains("есть и в семье ещё 1 ученика") && !page.contains("Зимина А. О."), "{page}");
    // A new telephone is written once.
    let from_the_other = link(&page, "/relative/");
    assert!(from_the_other != her && deputy.get(&from_the_other).body.contains("сразу у всех детей"));
    let changed =
        fills(&deputy, &from_the_other, &from_the_other, &[("name", "Зимина Алёна Олеговна"), ("kin", "мама"), ("contact", "3-33")]);
    assert_eq!(changed.status, 303, "{}", changed.body);
    assert!(deputy.get(&elder).body.contains("3-33") && deputy.get(&her).body.contains("3-33"));
    let nameless = fills(&deputy, &her, &her, &[("name", " "), ("kin", "мать"), ("contact", "3-33")]);
    assert!(nameless.status == 422 && nameless.body.contains("fault-relative-name"), "{}", nameless.body);
    // Whoever is of no class of hers finds neither; nobody but who keeps all classes makes them one.
    let teacher = invited(&office, &deputy, "Новенькая Анна", "teacher");
    assert!([&her, &from_the_other].iter().all(|at| teacher.get(at).status != 200));
    assert!(!deputy.get("/journal").body.contains("Зимина"));
    // Two again, as they were.
    let page = deputy.get(&her).body;
    assert!(page.contains("Зимина А. О.") && page.contains("2-22"), "her records as they were entered: {page}");
    assert_eq!(fills(&deputy, &her, &format!("{her}/part"), &[]).status, 303);
    let (one, other) = (deputy.get(&elder).body, deputy.get(&younger).body);
    assert!(one.contains("Зимина Алёна Олеговна") && one.contains("1-11") && !one.contains("3-33"), "{one}");
    assert!(other.contains("Зимина А. О.") && other.contains("2-22") && !other.contains("ещё 1 ученика"), "{other}");
}

/// Long names, both forms open, scans in the list: nothing is wider than the window, every field has a name.
#[test]
fn in_a_browser_pages_of_families_and_their_scans_fit_a_phone() {
    let Some(mut browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let long = ["Константинопольская-Рождественская Гульчехра Мухаммадалиевна", "мать", "gulchekhra.konstantinopolskaya@example.org"];
    let [class, one] = child(&deputy, "7А", "Константинопольская-Рождественская Александра", long);
    child(&deputy, "5Б", "Абдурахманов Мухаммадали Шарофиддинович", [long[0], "мама", "+7 900 000-00-00"]);
    let her = link(&deputy.get(&one).body, "/relative/");
    let at = link(&deputy.get(&format!("{her}/merge")).body, &format!("{her}/merge?with="));
    let merged = fills(&deputy, &at, &format!("{her}/merge"), &[("name", long[0]), ("contact", long[2])]);
    assert_eq!(merged.status, 303);
    child(&deputy, "6А", "Чижов Артём", [long[0], "тётя", ""]);
    let new = deputy.get("/events/new/reading").body;
    let me = id_of(&new, "Иванова");
    let typed =
        [("title", "Сроки работ"), ("day", "2026-10-12"), ("owner", me.as_str()), ("text", "Прочитать."), ("class", "7А"), ("person", &me)];
    let form = filled(&new, "/events/new/reading", &typed);
    let answer = deputy.uploads("/events/new/reading", &borrowed(&form), ("file", "", b""));
    let event = answer.header("location").unwrap().to_owned();
    let (families, note) = (format!("{event}/families"), format!("{event}/families/signed"));
    let pupil = one.trim_start_matches("/pupil/");
    let form = filled(&deputy.get(&families).body, &note, &[("pupil", pupil), ("how", "sheet"), ("day", "2026-10-12"), ("do", "signed")]);
    let scan = ("sheet", "Константинопольская-Рождественская_Гульчехра_подпись_на_отрывной_части_листа.pdf", b"%PDF-1.4".as_slice());
    assert_eq!(deputy.uploads(&note, &borrowed(&form), scan).status, 303);
    let tick = format!("{event}/tick");
    let form = filled(&deputy.get(&event).body, &tick, &[("person", &me), ("day", "2026-10-12"), ("note", "")]);
    assert_eq!(deputy.uploads(&tick, &borrowed(&form), scan).status, 303);
    let home = format!("http://{}", office.host());
    sign_in(&mut browser, &home);
    browser.open(&format!("{home}/step-up?back=/classes"));
    let password =
        format!("document.querySelector('[name=password]').value = '{PASSWORD}'; document.querySelector('main button.main').click()");
    browser.value(&password);
    browser.wait("location.pathname === '/classes'");
    let third = link(&deputy.get(&format!("{her}/merge")).body, &format!("{her}/merge?with="));
    let pages = [her.clone(), format!("{her}/merge"), third, one, class, families, event];
    check(&mut browser, &home, &pages);
    for (name, address) in
        ["relative", "relative-find", "relative-merge", "pupil-family", "class-family", "families-scan", "event-scan"].iter().zip(&pages)
    {
        browser.open(&format!("{home}{address}"));
        browser.value("document.querySelectorAll('main details').forEach(one => one.open = true)");
        browser.look(&format!("office-{name}-open"));
    }
}
