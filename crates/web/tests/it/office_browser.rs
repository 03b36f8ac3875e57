//! The office as people meet it: every page at two widths, one main button, the keyboard alone, no complaint of the browser.
//! With `OBJEKTIV_AXE=axe.min.js` every page is also held against the rules of accessibility.

use serde_json::json;

use super::browser::{WATCH, barriers, no_complaints};
use super::chromium::Chromium;
use super::desk::{Office, PASSWORD, PLAN, Person, link, plan_taken, value};

pub fn browser() -> Option<Chromium> {
    let mut browser = Chromium::start()?;
    browser.call("Page.addScriptToEvaluateOnNewDocument", json!({"source": WATCH}));
    browser.width(1280);
    Some(browser)
}

/// Every page of the office fits both widths, has one title and one main button, and no barrier.
/// covers: R48
#[test]
fn every_page_fits_and_says_what_to_do() {
    let Some(mut browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let read = founder.uploads("/plan/upload", &[], ("file", "план.csv", PLAN.as_bytes())).header("location").unwrap().to_owned();
    let plan = plan_taken(&founder);
    let page = founder.get(&plan).body;
    let measure = link(&page, "/measure/").split('#').next().unwrap().to_owned();
    let people = founder.get("/people").body;
    let invited = [("once", value(&people, "once").unwrap()), ("name", "Ёлкина Вера".into()), ("role", "teacher".into())];
    founder.sends("/people", &invited.each_ref().map(|(name, value)| (*name, value.as_str())));
    let person = link(&people, "/people/person-");

    let home = format!("http://{}", office.host());
    browser.open(&format!("{home}/sign-in"));
    let mut all: Vec<String> = vec!["/sign-in".into(), "/slip".into()];
    check(&mut browser, &home, &all);
    sign_in(&mut browser, &home);
    let views = ["year", "month", "week", "board", "table", "about"].map(|view| format!("{plan}?view={view}"));
    let parts =
        ["approve", "papers", "batches", "schedules", "measures/new", "preface", "close", "levels"].map(|part| format!("{plan}/{part}"));
    all = [
        "/",
        "/plans",
        "/people",
        "/people/admit",
        "/school",
        "/journal",
        "/recovery/new",
        "/backups",
        "/me",
        "/notices",
        "/mail",
        "/notices/times",
        "/step-up",
        "/search?q=семинар",
        "/search?q=zzz",
        "/nowhere",
    ]
    .map(str::to_owned)
    .into();
    all.extend(views);
    all.extend(parts);
    all.extend([read, measure.clone(), format!("{measure}/edit"), person, "/parts".into()]);
    check(&mut browser, &home, &all);
    // A form that lacks three things says all three, each at its field and on the way there.
    browser.open(&format!("{home}{plan}/measures/new"));
    browser.value("document.querySelector('main form button.main').click()");
    browser.wait("location.pathname.startsWith('/again/')");
    browser.look("office-form-that-lacks");
    let said = "[...document.querySelectorAll('.field.wrong')].filter(e => e.querySelector('.said') && document.querySelector(`#wrong a[href='#${e.querySelector('[name]').id}']`)).length";
    assert!(browser.value(said).as_u64().unwrap() >= 3);
    assert_eq!(barriers(&mut browser), "", "a form with mistakes");
    no_complaints(&mut browser);
    // In force, with times that had passed before: they stand apart.
    super::newyear::approves(&founder, &plan);
    check(&mut browser, &home, &["/".to_owned(), plan]);
    browser.open(&format!("{home}/"));
    browser.value("document.querySelectorAll('main details.aside').forEach(one => one.open = true)");
    browser.look("office-passed-before");
    assert_eq!(barriers(&mut browser), "", "what passed before");
}

pub fn check(browser: &mut Chromium, home: &str, addresses: &[String]) {
    for address in addresses {
        browser.open(&format!("{home}{address}"));
        let name = format!(
            "office{}",
            address.split(['?', '=']).map(|part| part.rsplit(['/', '-']).next().unwrap_or_default()).collect::<Vec<_>>().join("-")
        );
        browser.look(&name);
        browser.printed(&name);
        assert_eq!(browser.value("document.querySelectorAll('h1').length"), json!(1), "{address}: one title");
        let main = browser.value("[...document.querySelectorAll('main .main')].filter(e => e.offsetParent).length").as_u64().unwrap();
        assert!(main <= 1 || address == "/parts", "{address}: {main} main buttons");
        let unnamed = "[...document.querySelectorAll('input:not([type=hidden]), select, textarea')].filter(e => !e.labels.length && !e.ariaLabel).map(e => e.name).join(', ')";
        assert_eq!(browser.value(unnamed), json!(""), "{address}: fields without a name");
        let nobodys = "[...document.querySelectorAll('form[method=post]')].filter(f => f.querySelector('[name=once]') && !f.querySelector('[name=by]')).map(f => f.action).join(', ')";
        assert!(
            ["/sign-in", "/slip"].contains(&address.as_str()) || browser.value(nobodys) == json!(""),
            "{address}: forms given to nobody"
        );
        assert_eq!(barriers(browser), "", "{address}");
        no_complaints(browser);
    }
}

pub fn sign_in(browser: &mut Chromium, home: &str) {
    browser.open(&format!("{home}/sign-in"));
    browser.value(&format!("document.querySelector('[name=name]').value = 'Иванова Анна Петровна'; document.querySelector('[name=password]').value = '{PASSWORD}'; document.querySelector('main button.main').click()"));
    browser.wait("location.pathname === '/'");
}

/// With the script of the page the tick of a class goes along with its rows: it ticks them, and a row that is unticked takes it away.
pub fn one_tick_goes_with_the_others(browser: &mut Chromium, address: &str) {
    browser.open(address);
    let stands = "(() => { const all = document.querySelector('[data-all]'), of = all.value.split(' '); \
        return [all.checked, [...document.querySelectorAll('[name=pupil]')].filter(row => row.checked && of.includes(row.value)).length, of.length].join() })()";
    assert_eq!(browser.value(stands), json!("false,0,2"));
    browser.value("document.querySelector('[data-all]').click()");
    assert_eq!(browser.value(stands), json!("true,2,2"));
    browser.value("[...document.querySelectorAll('[name=pupil]')].find(row => row.checked).click()");
    assert_eq!(browser.value(stands), json!("false,1,2"));
}

fn types(browser: &mut Chromium, to: &str, text: &str) {
    browser.tab_to(to);
    browser.call("Input.insertText", json!({"text": text}));
}

fn presses(browser: &mut Chromium, to: &str) {
    browser.tab_to(to);
    let seen =
        "getComputedStyle(document.activeElement).outlineStyle !== 'none' || getComputedStyle(document.activeElement).boxShadow !== 'none'";
    assert_eq!(browser.value(seen), json!(true), "the focus is seen on {to}");
    browser.press("Enter");
}

/// From an empty folder to a closed measure without a mouse.
/// covers: R48
#[test]
fn the_whole_way_of_a_plan_by_keyboard() {
    let Some(mut browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    browser.open(&office.address);
    browser.wait("document.querySelector('main')");
    if browser.value("Boolean(document.querySelector('[name=school]'))") != json!(true) {
        presses(&mut browser, "it.matches('main .main')");
        browser.wait("document.querySelector('[name=school]')");
    }
    types(&mut browser, "it.name === 'school'", "Гимназия № 2");
    types(&mut browser, "it.name === 'person'", "Иванова Анна Петровна");
    types(&mut browser, "it.name === 'password'", PASSWORD);
    presses(&mut browser, "it.matches('main button.main')");
    browser.wait("location.pathname === '/recovery/new'");
    browser.open(&format!("http://{}/", office.host()));
    browser.tab_to("it.id === 'drop-files'");
    let file = folder.path().join("план.csv");
    std::fs::write(&file, PLAN).unwrap();
    browser.choose("#drop-files", &[file]);
    browser.wait("location.pathname.startsWith('/plan/import/')");
    presses(&mut browser, "it.matches('p.choices button')");
    browser.wait("!document.querySelector('p.choices button')");
    presses(&mut browser, "it.value === 'take'");
    browser.wait("/^.plan.plan-/.test(location.pathname)");
    browser.open(&format!("http://{}/", office.host()));
    presses(&mut browser, "it.matches('.matter a.button')");
    browser.wait("location.pathname.startsWith('/measure/')");
    types(&mut browser, "it.name === 'words'", "Разобрали на совещании");
    presses(&mut browser, "it.matches('article button.main')");
    browser.wait("document.querySelector('ul.evidence')");
    assert_eq!(browser.value("document.querySelector('ul.evidence').textContent.includes('Разобрали на совещании')"), json!(true));
    no_complaints(&mut browser);
}

/// The menus of the head are left as menus are: by Escape, which gives the focus back, by going on, by pressing elsewhere. Without a script
/// they open and close by their head alone.
#[test]
fn a_menu_is_left_by_escape_by_going_on_and_by_pressing_elsewhere() {
    let Some(mut browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    Person::founder(&office);
    let home = format!("http://{}", office.host());
    sign_in(&mut browser, &home);
    let open = "document.querySelector('details.who').open";
    browser.tab_to("it.matches('details.who > summary')");
    browser.press("Enter");
    assert_eq!(browser.value(open), json!(true));
    browser.tab_to("it.matches('details.who a')");
    browser.press("Escape");
    assert_eq!(browser.value(open), json!(false));
    assert_eq!(browser.value("document.activeElement.matches('details.who > summary')"), json!(true), "the focus is where it was opened");
    browser.press("Enter");
    assert_eq!(browser.value(open), json!(true));
    browser.tab_to("!it.closest('details.who')");
    assert_eq!(browser.value(open), json!(false), "left by going on");
    browser.value("document.querySelector('details.who > summary').click()");
    assert_eq!(browser.value(open), json!(true));
    for kind in ["mousePressed", "mouseReleased"] {
        let at = json!({"type": kind, "x": 700, "y": 600, "button": "left", "clickCount": 1});
        browser.call("Input.dispatchMouseEvent", at);
    }
    assert_eq!(browser.value(open), json!(false), "left by pressing elsewhere");
    no_complaints(&mut browser);
}
