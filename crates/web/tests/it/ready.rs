//! The head's page says whether all is ready for the procedures ahead, and what is at risk; the deputy has the same in a line that opens.

use super::browser::{barriers, no_complaints};
use super::desk::{Office, Person, invited, plan_taken, value};
use super::office_browser::browser;
use super::roster::sends;

/// A class without a class teacher, and a work it writes in eight days.
fn ahead(deputy: &Person<'_>) -> (String, String) {
    let class = sends(deputy, "/classes", "/classes", &[("class", "7А"), ("teacher", "")]);
    let class = class.header("location").unwrap().to_owned();
    let here = "/procedures/new";
    let id = class.trim_start_matches("/class/");
    let typed =
        [("kind", "dkr"), ("subject", "Алгебра"), ("class", id), ("day", "2026-10-20"), ("slot", "3"), ("in-plan", "no"), ("do", "enter")];
    let entered = sends(deputy, here, here, &typed);
    assert_eq!(entered.status, 303, "{}", entered.body);
    (class, entered.header("location").unwrap().to_owned())
}

/// covers: D11
#[test]
fn the_head_sees_whether_all_is_ready_and_what_is_at_risk() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let head = invited(&office, &deputy, "Громова Ольга Ивановна", "head");
    let teacher = invited(&office, &deputy, "Ёжикова Мария", "teacher");
    let before = head.get("/").body;
    assert!(before.contains("Процедур в ближайшие две недели нет.") && before.contains("Лист восстановления не выдан"), "{before}");
    let plan = plan_taken(&deputy);
    let (class, one) = ahead(&deputy);
    let page = head.get("/").body;
    let section = |title: &str| page.split(&format!("<h2>{title}</h2>")).nth(1).unwrap().split("</section>").next().unwrap().to_owned();
    let (ready, risks) = (section("Готовность"), section("Риски"));
    for part in ["готово 0 из 1", "ДКР, Алгебра, 7А", "Нет приказа о проведении", "Без организатора: 7А", &format!("href=\"{one}\"")]
    {
        assert!(ready.contains(part), "{part}: {ready}");
    }
    for part in ["В 1 классе нет классного руководителя", &format!("href=\"{class}\""), "href=\"/backups\""]
    {
        assert!(risks.contains(part), "{part}: {risks}");
    }
    // What she signs stands once, with its button.
    assert!(page.contains(&format!("href=\"{plan}/approve\"")) && !risks.contains("План не утверждён"), "{page}");
    assert!(!page.contains("Процедуры в ближайшие семь дней") && !page.contains("никто не отвечает"), "{page}");
    // The deputy has the same folded; who neither leads the school nor keeps its plan has it not.
    let hers = deputy.get("/").body;
    assert!(hers.contains("Готовность и риски · готово 0 из 1 · 3 риска") && !hers.contains("<h2>Риски</h2>"), "{hers}");
    let theirs = teacher.get("/").body;
    assert!(!theirs.contains("Готовность") && !theirs.contains("классного руководителя"), "{theirs}");
    // With an order and an organiser these two are lacking no more.
    let number = [("number", "15-у"), ("day", "2026-10-12"), ("procedure", one.trim_start_matches("/procedure/"))];
    assert_eq!(sends(&deputy, "/procedures/order", "/procedures/order", &number).status, 303);
    let id = class.trim_start_matches("/class/");
    let options = deputy.get(&one).body;
    let who = options.split("<option value=\"").find(|option| option.contains(">Ёжикова Мария<")).unwrap().split('"').next().unwrap();
    let fields = [format!("room-{id}"), format!("who-{id}"), format!("was-room-{id}"), format!("was-who-{id}")];
    let arrange = [(fields[0].as_str(), "каб. 12"), (&fields[1], who), (&fields[2], ""), (&fields[3], ""), ("do", "take")];
    assert_eq!(sends(&deputy, &one, &format!("{one}/arrange"), &arrange).status, 303);
    let page = head.get("/").body;
    for part in ["Готовность не отмечена: каб. 12", "1 организатор без инструктажа"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("Нет приказа") && !page.contains("Без организатора"), "{page}");
}

/// The head's page with all it can say of what is ahead fits, and has no barrier.
#[test]
fn in_a_browser_the_page_of_the_head_fits() {
    let Some(mut browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    invited(&office, &deputy, "Громова Ольга Ивановна", "head");
    plan_taken(&deputy);
    ahead(&deputy);
    let home = format!("http://{}", office.host());
    browser.open(&format!("{home}/sign-in"));
    browser.value("document.querySelector('[name=name]').value = 'Громова Ольга Ивановна'; document.querySelector('[name=password]').value = 'ещё длиннее пароль'; document.querySelector('main button.main').click()");
    browser.wait("location.pathname === '/'");
    for width in [1280, 360] {
        browser.width(width);
        browser.open(&format!("{home}/"));
        browser.look("office-head");
        let fits = "document.documentElement.scrollWidth <= innerWidth && document.body.textContent.includes('Риски')";
        assert_eq!(browser.value(fits), serde_json::json!(true), "{width}");
        assert_eq!(barriers(&mut browser), "", "{width}");
    }
    no_complaints(&mut browser);
    assert!(value(&deputy.get("/school").body, "once").is_some());
}
