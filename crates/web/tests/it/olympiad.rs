//! Pupils of a stage of an olympiad through the pages: whose family has not agreed yet, what each reached, the register.

use super::desk::{Office, Person, value, word};
use super::events::{borrowed, filled, id_of};
use super::papers::cells;
use super::support::class_of_two;

/// The consent of families is asked for three days ahead; a place is chosen, not typed; the stage is closed once each who wrote has one; register
/// and card say it.
/// covers: R23, R29
#[test]
fn a_stage_of_an_olympiad_has_its_pupils_their_consent_and_their_places() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    class_of_two(&deputy);
    let to = "/events/new/participation";
    let new = deputy.get(to).body;
    let me = id_of(&new, "Иванова");
    let pupils: Vec<String> = new.split("name=\"pupil\" value=\"").skip(1).map(|part| part.split('"').next().unwrap().to_owned()).collect();
    assert_eq!(pupils.len(), 2, "{new}");
    let typed = [
        ("pupil", pupils[0].as_str()),
        ("pupil", &pupils[1]),
        ("day", "2026-10-12"),
        ("owner", &me),
        ("subject", "Алгебра"),
        ("detail-name", "Всероссийская олимпиада школьников"),
        ("detail-stage", "municipal"),
    ];
    let made = deputy.uploads(to, &borrowed(&filled(&new, to, &typed)), ("file", "", b""));
    assert_eq!(made.status, 303, "{}", made.body);
    let event = made.header("location").unwrap().to_owned();
    let page = deputy.get(&event).body;
    assert!(page.contains("Согласие родителей нужно не позже 09.10.2026: пока его нет у 2 учеников."), "{page}");
    assert!(
        page.contains("За какой класс пишет") && page.contains("Согласие родителей есть") && !page.contains("Родители знают"),
        "{page}"
    );
    // Of one the family agrees.
    let written = format!("{event}/written");
    let lines: Vec<String> = page.split("<article id=\"").skip(1).map(|part| part.split('"').next().unwrap().to_owned()).collect();
    let of = |line: &str, name: &str| format!("{line}.{name}");
    let writes = |line: &str, typed: &[(&str, &str)]| {
        let page = deputy.get(&event).body;
        let typed: Vec<(String, &str)> = typed.iter().map(|(name, value)| (of(line, name), *value)).collect();
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        deputy.sends(&written, &borrowed(&filled(&page, &written, &typed)))
    };
    assert_eq!(writes(&lines[0], &[("informed", "yes"), ("reason", "8 класс")]).status, 303);
    assert!(deputy.get(&event).body.contains("пока его нет у 1 ученика."));
    // Both wrote it; what was reached is one of the places.
    let hold = format!("{event}/hold");
    let came =
        [filled(&deputy.get(&event).body, &hold, &[]), lines.iter().map(|line| ("person".to_owned(), line.clone())).collect()].concat();
    assert_eq!(deputy.sends(&hold, &borrowed(&came)).status, 303);
    let page = deputy.get(&event).body;
    assert!(!page.contains("Согласие родителей нужно") && page.contains("Итог не записан по 2 ученикам"), "{page}");
    // Of one it is not noted, and that stays told: on the page, the list that is printed, the register.
    let (told, printed) =
        ("Согласие родителей не отмечено у 1 участника.", |to: String| word(&deputy.get(&to).bytes));
    assert!(page.contains(told) && page.contains("отметьте это у ученика"), "{page}");
    assert!(
        page.contains("<dt>Согласие родителей</dt><dd>есть</dd>") && page.contains("<dt>Согласие родителей</dt><dd>нет</dd>"),
        "{page}"
    );
    let card = printed(format!("{event}/paper/card?form=docx"));
    assert!(card.contains(told) && card.contains("Согласие родителей: есть") && card.contains("Согласие родителей: нет"), "{card}");
    let register = cells(&printed("/events/register/participation?form=docx".into()));
    let column = |cell: &str| register.iter().filter(|other| *other == cell).count();
    assert_eq!((column("Согласие родителей"), column("есть"), column("нет")), (1, 1, 1), "{register:?}");
    let other = writes(&lines[0], &[("informed", "yes"), ("reason", "8 класс"), ("result", "лауреат")]);
    assert_ne!(other.status, 303, "no place of the list");
    let first = [("informed", "yes"), ("reason", "8 класс"), ("result", "winner"), ("agreed", "42 из 50, диплом № 7")];
    assert_eq!(writes(&lines[0], &first).status, 303);
    // The form is one of all: a browser sends what stands in each.
    let (result, informed) = (of(&lines[1], "result"), of(&lines[1], "informed"));
    let all: Vec<(String, &str)> = first.iter().map(|(name, value)| (of(&lines[0], name), *value)).collect();
    let all: Vec<(&str, &str)> =
        all.iter().map(|(name, value)| (name.as_str(), *value)).chain([(result.as_str(), "part"), (informed.as_str(), "yes")]).collect();
    assert_eq!(deputy.sends(&written, &borrowed(&filled(&deputy.get(&event).body, &written, &all))).status, 303);
    let page = deputy.get(&event).body;
    assert!(page.contains("победитель") && page.contains("42 из 50, диплом № 7") && value(&page, "once").is_some(), "{page}");
    let close = format!("{event}/close");
    assert_eq!(deputy.sends(&close, &borrowed(&filled(&page, &close, &[("words", "Этап прошёл")]))).status, 303);
    let register = word(&deputy.get("/events/register/participation?form=docx").bytes);
    for part in ["муниципальный", "победитель", "42 из 50, диплом № 7", "8 класс", "участник", "Согласие родителей"]
    {
        assert!(register.contains(part), "{part}: {register}");
    }
    assert!(register.contains(">есть<") && !register.contains(">нет<"), "{register}");
    assert!(printed(format!("{event}/paper/card?form=docx")).contains("победитель"));
    let page = deputy.get(&event).body;
    assert!(!page.contains("не отмечено") && page.matches("<dt>Согласие родителей</dt><dd>есть</dd>").count() == 2, "{page}");
}
