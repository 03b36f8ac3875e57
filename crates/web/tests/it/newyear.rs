//! From one school year to the next through the pages, and that the papers of the old year are the same to the byte.

use super::desk::{Office, Person, link, plan_taken, value};
use super::office_browser::{browser, check, sign_in};
use super::roster::{sends, steps_up};

/// A plan approved by the order № 112-о of 12.10.2026; its address.
pub fn approved(deputy: &Person<'_>) -> String {
    let plan = plan_taken(deputy);
    approves(deputy, &plan);
    plan
}

/// Approves a plan by that order.
pub fn approves(deputy: &Person<'_>, plan: &str) {
    let approve = deputy.get(&format!("{plan}/approve")).body;
    let order = [("once", value(&approve, "once").unwrap()), ("seen", value(&approve, "seen").unwrap())];
    let mut order: Vec<(&str, &str)> = order.iter().map(|(name, value)| (*name, value.as_str())).collect();
    order.extend([("number", "112-о"), ("day", "2026-10-12")]);
    assert_eq!(deputy.uploads(&format!("{plan}/approve"), &order, ("scan", "приказ.pdf", b"%PDF-1.4")).status, 303);
}

/// A school with classes, pupils and a plan in force; the address of the plan, and of the page that carries its year on.
fn school(deputy: &Person<'_>) -> (String, String) {
    let plan = approved(deputy);
    for (class, pupils) in [("5А", &["Ёлкин Пётр", "Уткина Вера"][..]), ("9Б", &["Соколов Ян"]), ("11А", &["Зимина Яна"])]
    {
        let answer = sends(deputy, "/classes", "/classes", &[("class", class), ("teacher", "")]);
        let at = answer.header("location").unwrap().to_owned();
        steps_up(deputy, &at);
        for name in pupils {
            let typed = [("name", *name), ("born", ""), ("from", "2026-09-01")];
            assert_eq!(sends(deputy, &at, &format!("{at}/pupils"), &typed).status, 303);
        }
    }
    let page = deputy.get("/school").body;
    let next = link(&page, "/years/").replace("/close", "/next");
    assert!(page.contains(&format!("href=\"{next}\"")), "{page}");
    (plan, next)
}

/// covers: R48
#[test]
fn a_year_is_carried_on_and_taken_back_through_its_page() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let (plan, next) = school(&deputy);
    // The report was issued: what was printed is the same later. What is composed anew carries the checkpoint of its hour.
    let page = deputy.get(&format!("{plan}/papers")).body;
    let once = value(&page, "once").unwrap();
    let days = [("once", once.as_str()), ("from", "2026-08-01"), ("to", "2027-05-31")];
    assert_eq!(deputy.sends(&format!("{plan}/papers/report"), &days).status, 303);
    let page = deputy.get(&format!("{plan}/papers")).body;
    let issued = link(&page, "/paper/");
    let papers = |deputy: &Person<'_>| {
        let body = |form: &str| deputy.get(&format!("{}/{form}", issued.rsplit_once('/').unwrap().0)).bytes;
        [body("docx"), body("pdf")]
    };
    let before = papers(&deputy);
    assert!(before.iter().all(|paper| paper.len() > 1_000));
    let page = deputy.get(&next).body;
    for part in [
        "2027/28 учебный год",
        "Соколов Ян",
        "после девятого класса решается",
        "школа окончена",
        "6А, ученики переходят",
        "Семинар о критериях",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    // Shown anew with a decision about one pupil, then carried.
    let ninth = page.split("Соколов Ян").nth(1).unwrap().split("name=\"c-").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let (once, seen) = (value(&page, "once").unwrap(), value(&page, "seen").unwrap());
    let field = format!("c-{ninth}");
    let typed = [("once", once.as_str()), ("seen", &seen), ("first", "2027-09-01"), ("last", "2028-05-31"), (field.as_str(), "leaves")];
    let again = deputy.sends(&next, &[&typed[..], &[("do", "again")]].concat());
    assert!(again.status == 200 && again.body.contains("Выбывают: 2."), "{}", again.body);
    let wrong =
        deputy.sends(&next, &[&[("once", once.as_str()), ("first", "2030-09-01"), ("last", "2031-05-31")][..], &[("do", "take")]].concat());
    assert_eq!(wrong.status, 422);
    assert_eq!(deputy.sends(&next, &[&typed[..], &[("do", "take")]].concat()).header("location"), Some(next.as_str()));
    let page = deputy.get(&next).body;
    for part in ["Всё, что можно было перенести, перенесено", "2026/27 → 2027/28", "Отменить перенос", "выбытие из школы", "Классы 2027/28"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(papers(&deputy) == before, "the papers of the old year, to the byte");
    let plans = deputy.get("/plans").body;
    assert!(plans.contains("2027-2028") && plans.contains("2026-2027"), "{plans}");
    // What stands on it is named, and the button is gone; without it the year goes back.
    let after = page.split("Классы 2027/28").nth(1).unwrap();
    let sixth = link(after, "/class/");
    let typed = [("name", "Новиков Глеб"), ("born", ""), ("from", "2027-09-01")];
    assert_eq!(sends(&deputy, &sixth, &format!("{sixth}/pupils"), &typed).status, 303);
    let page = deputy.get(&next).body;
    assert!(page.contains("Отменить нельзя") && page.contains("Новиков Глеб") && !page.contains("Отменить перенос"), "{page}");
}

#[test]
fn taken_back_the_school_has_one_year_again() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let (_, next) = school(&deputy);
    let page = deputy.get(&next).body;
    let once = value(&page, "once").unwrap();
    let answer = deputy.sends(&next, &[("once", &once), ("do", "take")]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = deputy.get(&next).body;
    let back = page.split("action=\"/carry/").nth(1).unwrap();
    let [once, seen, year] = ["once", "seen", "year"].map(|name| value(back, name).unwrap());
    let to = format!("/carry/{}", back.split('"').next().unwrap());
    assert_eq!(deputy.sends(&to, &[("once", &once), ("seen", &seen), ("year", &year)]).header("location"), Some(next.as_str()));
    assert!(!deputy.get("/school").body.contains("2027/28"));
    assert!(deputy.get(&next).body.contains("Перенести"));
}

/// The select of a page with this name, up to its end.
fn select<'a>(page: &'a str, name: &str) -> &'a str {
    let (_, after) = page.split_once(&format!("<select name=\"{name}\"")).unwrap_or_else(|| panic!("no {name}: {page}"));
    after.split("</select>").next().unwrap()
}

/// What was chosen and shown anew is still there to be sent, also where the class above exists and nothing speaks against the choice any more.
#[test]
fn what_the_preview_shows_is_what_is_carried() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let (_, next) = school(&deputy);
    let page = deputy.get(&next).body;
    let ninth = page.split(">9Б</a>").next().unwrap().rsplit("/class/").next().unwrap().trim_end_matches('"').to_owned();
    let eleventh = page.split(">11А</a>").next().unwrap().rsplit("/class/").next().unwrap().trim_end_matches('"').to_owned();
    assert!(select(&page, &format!("c-{eleventh}")).contains("12А"), "a school may have a twelfth grade");
    let of_ninth = format!("c-{ninth}");
    let once = value(&page, "once").unwrap();
    let take = [("once", once.as_str()), (of_ninth.as_str(), "yes"), ("do", "take")];
    assert_eq!(deputy.sends(&next, &take).status, 303);
    // Two come late: the class above is there by now.
    let at = format!("/class/{ninth}");
    for name in ["Жданов Илья", "Юрьева Анна"] {
        let typed = [("name", name), ("born", ""), ("from", "2026-09-01")];
        assert_eq!(sends(&deputy, &at, &format!("{at}/pupils"), &typed).status, 303);
    }
    let page = deputy.get(&next).body;
    let one = page.split("Жданов Илья").nth(1).unwrap().split("name=\"c-").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let (once, seen) = (value(&page, "once").unwrap(), value(&page, "seen").unwrap());
    let of_one = format!("c-{one}");
    let chosen = [("once", once.as_str()), ("seen", &seen), (of_ninth.as_str(), "yes"), (of_one.as_str(), "to:10Б"), ("do", "again")];
    let again = deputy.sends(&next, &chosen).body;
    assert!(select(&again, &of_ninth).contains("value=\"yes\" selected"), "{again}");
    assert!(select(&again, &of_one).contains("value=\"to:10Б\" selected"), "{again}");
    let back = [("once", once.as_str()), ("seen", &seen), (of_one.as_str(), "to:10Б"), ("do", "again")];
    let again = deputy.sends(&next, &back).body;
    assert!(select(&again, &of_one).contains("value=\"to:10Б\" selected"), "{again}");
    let once = value(&again, "once").unwrap();
    let take = [("once", once.as_str()), ("seen", &seen), (of_one.as_str(), "to:10Б"), ("do", "take")];
    assert_eq!(deputy.sends(&next, &take).status, 303);
    let page = deputy.get(&format!("/pupil/{one}")).body;
    assert!(page.contains("10Б класс: с 01.09.2027"), "{page}");
}

/// The page fits, says what to do, and has no barrier, before and after.
#[test]
fn in_a_browser_a_year_is_carried_on() {
    let Some(mut browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let (_, next) = school(&deputy);
    let home = format!("http://{}", office.host());
    sign_in(&mut browser, &home);
    browser.open(&format!("{home}{next}"));
    let password = super::desk::PASSWORD;
    browser.value(&format!(
        "document.querySelector('[name=password]').value = '{password}'; document.querySelector('main button.main').click()"
    ));
    browser.wait("location.pathname.startsWith('/years/')");
    check(&mut browser, &home, std::slice::from_ref(&next));
    browser.value("document.querySelector('main button.main').click()");
    browser.wait("document.querySelector('form[action$=\"/back\"]')");
    check(&mut browser, &home, &[next, "/school".to_owned()]);
}
