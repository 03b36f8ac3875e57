//! The page as people meet it: dropped files, the keyboard, two widths, no complaint in the console.

use serde_json::json;

use super::chromium::Chromium;
use super::house::{House, data_folder, workbooks};

/// Problems the browser itself has with a page: refused inline code, missing files, broken scripts.
pub const WATCH: &str = "window.complaints = []; addEventListener('error', e => complaints.push(String(e.message))); \
                     document.addEventListener('securitypolicyviolation', e => complaints.push(e.violatedDirective + ' ' + e.blockedURI))";

fn browser() -> Option<(House, Chromium)> {
    let mut browser = Chromium::start()?;
    browser.call("Page.addScriptToEvaluateOnNewDocument", json!({"source": WATCH}));
    let house = House::open();
    browser.width(1280);
    browser.open(&house.address);
    Some((house, browser))
}

pub fn no_complaints(browser: &mut Chromium) {
    let all = "[window, ...[...document.querySelectorAll('iframe')].map(e => e.contentWindow)].flatMap(w => w.complaints).join('; ')";
    assert_eq!(browser.value(all), json!(""), "complaints of the browser");
}

/// Serious and critical faults of accessibility on the page, as axe finds them; the script comes over the protocol, past the page's policy.
pub fn barriers(browser: &mut Chromium) -> String {
    let Some(path) = std::env::var_os("OBJEKTIV_AXE") else { return String::new() };
    browser.value(&format!("{}; 0", std::fs::read_to_string(path).unwrap()));
    let run = "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.filter(v => ['serious', 'critical'].includes(v.impact)).map(v => v.id + ' ' + v.nodes[0].html).join('; '))";
    browser.value(run).as_str().unwrap_or("axe said nothing").to_owned()
}

#[test]
fn from_a_folder_to_a_saved_report() {
    let Some((_house, mut browser)) = browser() else { return };
    let home = tempfile::tempdir().unwrap();
    let folder = data_folder(home.path());
    browser.wait("document.querySelector('.drop.scripted')");
    assert_eq!(browser.value("location.pathname"), json!("/"), "the secret does not stay in the address");
    assert_eq!(browser.value("document.fonts.ready.then(() => document.fonts.check('16px \"PT Sans\"'))"), json!(true));
    browser.look("1-start");
    no_complaints(&mut browser);

    let files: Vec<_> =
        ["kims.csv", "scales.csv", "schools.csv", "scripts/vpr-russian-5-2026.csv"].iter().map(|name| folder.join(name)).collect();
    browser.choose("#drop-files", &files);
    browser.wait("document.querySelector('.next')");
    browser.look("2-understood");
    no_complaints(&mut browser);

    browser.value("document.querySelector('.next .main').click()");
    browser.wait("document.querySelector('iframe.report')");
    browser.wait("document.querySelector('iframe.report').contentDocument.readyState === 'complete'");
    browser.wait("document.querySelector('iframe.report').contentDocument.body.innerText.length > 200");
    browser.look("4-report");
    no_complaints(&mut browser);
    let word =
        "fetch(document.querySelector('a[download=\"report.docx\"]').href).then(r => r.arrayBuffer()).then(b => new Uint8Array(b)[0])";
    assert_eq!(browser.value(word), json!(u32::from(b'P')), "Word file begins like a zip");
    reads_for_everybody(&mut browser);
}

/// The report inside its page, and alone at both widths with every fold open: no barrier and nothing wider than the page.
fn reads_for_everybody(browser: &mut Chromium) {
    assert_eq!(barriers(browser), "", "the report inside `open`");
    let alone = browser.value("document.querySelector('iframe.report').src").as_str().unwrap().to_owned();
    for width in [1280, 360] {
        browser.width(width);
        browser.open(&alone);
        browser.value("document.querySelectorAll('details').forEach(fold => fold.open = true); 0");
        assert_eq!(barriers(browser), "", "the report alone, {width} px");
        assert_eq!(browser.value("document.documentElement.scrollWidth <= innerWidth"), json!(true), "{width} px");
    }
}

#[test]
fn a_folder_keeps_its_paths() {
    let Some((_house, mut browser)) = browser() else { return };
    let home = tempfile::tempdir().unwrap();
    let folder = data_folder(home.path());
    browser.choose("#drop-folder", &[folder]);
    browser.wait("document.querySelector('.next')");
    let names = browser.value("[...document.querySelectorAll('.file .name')].map(e => e.innerText).join(' ')");
    assert!(names.as_str().unwrap().contains("данные/scripts/vpr-russian-5-2026.csv"), "{names}");
}

#[test]
fn the_whole_way_by_keyboard() {
    let Some((_house, mut browser)) = browser() else { return };
    let home = tempfile::tempdir().unwrap();
    let folder = data_folder(home.path());
    let passed = browser.tab_to("it.id === 'drop-files'");
    assert_eq!(passed.first().map(String::as_str), Some("К содержанию"), "the skip link is first: {passed:?}");
    assert!(passed.len() <= 6, "the place to drop files is near: {passed:?}");
    let outlined = "getComputedStyle(document.querySelector('#drop-files + label')).outlineStyle";
    assert_eq!(browser.value(outlined), json!("solid"), "the focus is seen");
    browser.choose("#drop-folder", &[folder]);
    browser.wait("document.querySelector('.next')");
    browser.tab_to("it.matches('.next .main')");
    browser.press("Enter");
    browser.wait("document.querySelector('iframe.report')");
    browser.tab_to("it.matches('.skip')");
    browser.press("Enter");
    let passed = browser.tab_to("it.getAttribute('download') === 'report.docx'");
    assert_eq!(passed, ["Word"], "past the skip link saving comes first");
}

#[test]
fn the_example_shows_progress_and_can_be_stopped() {
    let Some((_house, mut browser)) = browser() else { return };
    browser.value("document.querySelector('form[action=\"/example\"] button').click()");
    browser.wait("document.querySelector('[data-stage]') || document.querySelector('.next')");
    if browser.value("Boolean(document.querySelector('[data-stage]'))") == json!(true) {
        browser.look("3-work");
        browser.value("document.querySelector('form[action$=\"/stop\"] button').click()");
        browser.wait("document.querySelector('form[action$=\"/read\"]') || document.querySelector('.next')");
    }
    no_complaints(&mut browser);
}

#[test]
fn what_is_wrong_is_said_on_the_page() {
    let Some((_house, mut browser)) = browser() else { return };
    let home = tempfile::tempdir().unwrap();
    let folder = data_folder(home.path());
    let letter = home.path().join("письмо.txt");
    std::fs::write(&letter, "Добрый день!").unwrap();
    let scripts = folder.join("scripts/vpr-russian-5-2026.csv");
    let spoiled = std::fs::read_to_string(&scripts).unwrap().replacen(",present,,3,", ",present,,3,7", 1);
    std::fs::write(&scripts, spoiled).unwrap();
    let files: Vec<_> = ["kims.csv", "schools.csv"].iter().map(|name| folder.join(name)).chain([scripts, letter]).collect();
    browser.choose("#drop-files", &files);
    browser.wait("document.querySelector('.next')");
    browser.look("2-problems");
    assert_eq!(browser.value("document.querySelectorAll('.problems li').length > 0"), json!(true));
    no_complaints(&mut browser);
}

/// Questions are answered on the page; an answer that does not help comes back with its field and what was typed.
#[test]
fn questions_are_answered_and_a_wrong_answer_comes_back() {
    let Some((_house, mut browser)) = browser() else { return };
    let home = tempfile::tempdir().unwrap();
    browser.choose("#drop-files", &workbooks(home.path()));
    browser.wait("document.querySelector('.questions')");
    browser.look("2-questions");
    let asked = browser.value("document.querySelectorAll('.question').length").as_u64().unwrap();
    assert!(asked > 1, "the workbooks leave something open");
    let class = "[...document.querySelectorAll('.question input')].find(e => e.name.startsWith('class:') && !e.closest('.settled'))";
    let work = "[...document.querySelectorAll('.question input')].find(e => e.name.startsWith('work:'))";
    browser.value(&format!("{class}.value = '4А'"));
    browser.value(&format!("{work}.value = 'какая-то работа'"));
    browser.value("document.querySelector('.questions .main').click()");
    browser.wait("document.querySelector('.question.wrong')");
    browser.look("2-questions-again");
    assert_eq!(browser.value(&format!("{work}.value")), json!("какая-то работа"), "what was typed is kept");
    assert_eq!(browser.value(&format!("{work}.getAttribute('aria-invalid')")), json!("true"));
    assert_eq!(browser.value(&format!("Boolean({class} && {class}.value === '4А')")), json!(false), "the class is settled");
    assert_eq!(browser.value("document.querySelector('.settled input').value"), json!("4А"));
    no_complaints(&mut browser);
}

/// What is proposed stands in the fields, and the button beside them takes it; on a phone the questions come before that button.
#[test]
fn proposed_answers_go_along_when_the_study_is_begun() {
    let Some((_house, mut browser)) = browser() else { return };
    let home = tempfile::tempdir().unwrap();
    browser.choose("#drop-files", &workbooks(home.path())[..1]);
    browser.wait("document.querySelector('.questions')");
    browser.width(360);
    let below =
        "document.querySelector('.question').getBoundingClientRect().bottom <= document.querySelector('.next').getBoundingClientRect().top";
    assert_eq!(browser.value(below), json!(true));
    browser.width(1280);
    browser.value("document.querySelector('.next .main').click()");
    browser.wait("document.querySelector('iframe.report')");
    browser.look("4-report-answered");
    let file = browser.value("fetch(document.querySelector('a[download=\"answers.csv\"]').href).then(r => r.text())");
    assert!(file.as_str().unwrap().contains("class:"), "{file}");
    no_complaints(&mut browser);
}

/// What was typed is not lost by pressing the other button.
#[test]
fn typed_answers_go_along_when_the_study_is_begun() {
    let Some((_house, mut browser)) = browser() else { return };
    let home = tempfile::tempdir().unwrap();
    browser.choose("#drop-files", &workbooks(home.path())[..1]);
    browser.wait("document.querySelector('.questions')");
    browser.value("(() => { const it = document.querySelector('.question input'); it.value = '4Ж'; it.dispatchEvent(new Event('input', {bubbles: true})); })()");
    browser.value("document.querySelector('.next .main').click()");
    browser.wait("document.querySelector('iframe.report')");
    let screen = "fetch(document.querySelector('a[download=\"screen.csv\"]').href).then(r => r.text())";
    let screen = browser.value(screen);
    assert!(screen.as_str().unwrap().contains("4Ж"), "{screen}");
}

/// Nor by closing or beginning anew: the program asks first.
#[test]
fn typed_answers_are_asked_about_before_leaving() {
    let Some((_house, mut browser)) = browser() else { return };
    let home = tempfile::tempdir().unwrap();
    browser.choose("#drop-files", &workbooks(home.path())[..1]);
    browser.wait("document.querySelector('.questions')");
    browser.value("(() => { const it = document.querySelector('.question input'); it.value = '4Ж'; it.dispatchEvent(new Event('input', {bubbles: true})); })()");
    browser.value("document.querySelector('form[action=\"/quit\"] button').click()");
    browser.wait("document.querySelector('a[download=\"answers.csv\"]') && location.pathname === '/quit'");
    browser.look("5-leaving");
    let file = browser.value("fetch(document.querySelector('a[download=\"answers.csv\"]').href).then(r => r.text())");
    assert!(file.as_str().unwrap().contains("4Ж"), "{file}");
    browser.value("document.querySelector('form[action=\"/quit\"] .second').click()");
    browser.wait("document.body.innerText.includes('Программа закрыта')");
}

#[test]
fn files_and_folders_can_be_dropped() {
    let Some((_house, mut browser)) = browser() else { return };
    let home = tempfile::tempdir().unwrap();
    let folder = data_folder(home.path());
    browser.wait("document.querySelector('.drop.scripted')");
    let data = json!({"items": [], "files": [folder.display().to_string()], "dragOperationsMask": 1});
    for kind in ["dragEnter", "dragOver", "drop"] {
        browser.call("Input.dispatchDragEvent", json!({"type": kind, "x": 640, "y": 330, "data": data}));
    }
    browser.wait("document.querySelector('.next')");
    let names = browser.value("[...document.querySelectorAll('.file .name')].map(e => e.innerText).join(' ')");
    assert!(names.as_str().unwrap().contains("данные/scripts/vpr-russian-5-2026.csv"), "{names}");
    no_complaints(&mut browser);
}
