//! «Сохранить в кабинет»: from the files on one page to the results that are kept on the other.

use std::path::Path;

use super::desk::{Office, Person, link, value};
use super::house::{House, canonical};
use super::office_browser::{browser, check, sign_in};
use super::visitor::Visitor;

/// From files to a report; its address.
pub fn reported(visitor: &Visitor<'_>, files: &[(&str, String)]) -> String {
    let begun = visitor.drops("/analyses", files);
    let address = begun.header("location").unwrap().to_owned();
    visitor.waits(&address);
    visitor.form(&format!("{address}/study"), "purpose=procedure-check&audience=school");
    visitor.waits(&address);
    address
}

/// Hands the results over, and says where to go on.
pub fn kept(visitor: &Visitor<'_>, address: &str) -> String {
    let answer = visitor.form(&format!("{address}/keep"), "");
    assert!(answer.status == 200 && answer.body.contains("Отчёт передан в кабинет"), "{}", answer.body);
    link(&answer.body, "http://").split_once("/results").map(|_| "/results".to_owned()).unwrap()
}

/// A report whose results were handed over, on a page that is still open.
fn handed_over(folder: &Path, office: &Office) -> House {
    let house = House::beside(folder.to_path_buf(), office.host().to_owned());
    let visitor = Visitor::enters(&house);
    let address = reported(&visitor, &canonical());
    assert!(visitor.get(&format!("{address}/report")).body.contains("Сохранить в кабинет"));
    assert_eq!(kept(&visitor, &address), "/results");
    assert_eq!(kept(&visitor, &address), "/results", "pressed twice it is one package");
    house
}

/// covers: R48
#[test]
fn a_report_becomes_results_the_office_keeps() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    assert!(founder.get("/results").body.contains("нажмите в нём «Сохранить в кабинет»"));
    let first = handed_over(folder.path(), &office);
    assert!(founder.get("/").body.contains("1 отчёт ждёт решения"));
    let waits = founder.get("/results").body;
    for part in ["2 набора результатов", "Ждут решения", "Русский язык", "Принять на хранение"]
    {
        assert!(waits.contains(part), "{part}: {waits}");
    }
    assert_eq!(waits.matches("Принять на хранение").count(), 1);
    let (take, once) = (link(&waits, "/results/handed/"), value(&waits, "once").unwrap());
    let taken = founder.sends(&take, &[("once", &once), ("replaces", "")]);
    let batch = taken.header("location").unwrap().to_owned();
    let page = founder.follows(&taken).body;
    for part in
        ["Приняты 12.10.2026: Иванова Анна Петровна", "Открыть отчёт", "scripts/vpr-russian-5-2026.csv", "screen.csv", "protocol.toml"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    // Pressed twice, or sent again after a lost answer: the same results.
    assert_eq!(founder.sends(&take, &[("once", &once), ("replaces", "")]).header("location"), Some(batch.as_str()));
    let report = founder.get(&format!("{batch}/report"));
    assert!(report.status == 200 && report.header("content-security-policy").unwrap().ends_with("sandbox"), "{}", report.head);
    let at = page.split("scripts/vpr-russian-5-2026.csv").next().unwrap().rsplit("/file/").next().unwrap().split('"').next().unwrap();
    let read = founder.get(&format!("{batch}/file/{at}"));
    let written = canonical().into_iter().find(|(name, _)| *name == "scripts/vpr-russian-5-2026.csv").unwrap().1;
    assert_eq!(read.body, written, "the bytes are those that were read");
    assert_eq!(founder.get(&format!("{batch}/file/900")).status, 404);
    assert!(founder.get("/journal").body.contains("Результаты приняты на хранение"));

    // The same results once more are told; a corrected file replaces the results it corrects.
    drop(first);
    let house = House::beside(folder.path().to_path_buf(), office.host().to_owned());
    let visitor = Visitor::enters(&house);
    let mut corrected = canonical();
    let scripts = &mut corrected.iter_mut().find(|(name, _)| name.starts_with("scripts/")).unwrap().1;
    let last = scripts.trim_end().rfind('\n').unwrap();
    scripts.truncate(last + 1);
    kept(&visitor, &reported(&visitor, &corrected));
    let waits = founder.get("/results").body;
    let (take, once) = (link(&waits, "/results/handed/"), value(&waits, "once").unwrap());
    let proposed = waits.split("<select").nth(1).unwrap();
    assert!(proposed.contains(&format!("value=\"{}\" selected", batch.rsplit('/').next().unwrap())), "{proposed}");
    let later =
        founder.sends(&take, &[("once", &once), ("replaces", batch.rsplit('/').next().unwrap())]).header("location").unwrap().to_owned();
    assert!(founder.get(&batch).body.contains("заменены более поздними"));
    let refused = founder.sends(&format!("{later}/withdraw"), &[("once", &"5".repeat(64)), ("reason", "")]);
    assert!(refused.body.contains("Снять с хранения") && refused.body.contains("aria-invalid"), "{}", refused.body);
    let back = founder.sends(&format!("{later}/withdraw"), &[("once", &"6".repeat(64)), ("reason", "Не тот файл")]);
    assert!(founder.follows(&back).body.contains("сняты с хранения"));
    assert!(!founder.get(&batch).body.contains("заменены более поздними"), "the earlier results stand again");
}

/// Nobody but those who keep results sees that there are any; without an office the report offers nothing.
/// covers: B13
#[test]
fn results_are_shown_to_those_who_keep_them() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let _house = handed_over(folder.path(), &office);
    let take = link(&founder.get("/results").body, "/results/handed/");
    let teacher = super::desk::invited(&office, &founder, "Лебедев Пётр", "teacher");
    for path in ["/results", "/results/results-22222222", "/results/results-22222222/report"] {
        assert_eq!(teacher.get(path).status, 404, "{path}");
    }
    assert_eq!(teacher.sends(&take, &[("once", &"7".repeat(64))]).status, 404);
    assert_eq!(teacher.sends(&format!("{take}/away"), &[]).status, 404);
    let home = teacher.get("/").body;
    assert!(!home.contains("отчёт ждёт решения") && !home.contains("href=\"/results\""), "{home}");
    assert_eq!(founder.sends(&format!("{take}/away"), &[]).status, 303);
    assert!(!founder.get("/results").body.contains("Принять на хранение"));

    let house = House::open();
    let visitor = Visitor::enters(&house);
    let address = reported(&visitor, &canonical());
    assert!(!visitor.get(&format!("{address}/report")).body.contains("Сохранить в кабинет"));
    assert_eq!(visitor.form(&format!("{address}/keep"), "").status, 303);
}

#[test]
fn kept_results_fit_both_widths() {
    let Some(mut browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let home = format!("http://{}", office.host());
    sign_in(&mut browser, &home);
    check(&mut browser, &home, &["/results".to_owned()]);
    let _house = handed_over(folder.path(), &office);
    check(&mut browser, &home, &["/results?waits".to_owned(), "/".to_owned()]);
    let waits = founder.get("/results").body;
    let taken = founder.sends(&link(&waits, "/results/handed/"), &[("once", &value(&waits, "once").unwrap()), ("replaces", "")]);
    let batch = taken.header("location").unwrap().to_owned();
    check(&mut browser, &home, &["/results?kept".to_owned(), batch]);
}
