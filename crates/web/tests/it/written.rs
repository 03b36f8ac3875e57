//! What is written of the pupils of an event, in one form of all of them.

use super::desk::{Office, Person, value};
use super::events::{borrowed, filled, id_of};
use super::support::{class_of_two, lists, takes};

/// What is typed of two pupils is kept with one press, whichever button it is; what is refused of one is not lost of the other.
/// covers: R28
#[test]
fn what_is_written_of_two_pupils_is_one_form() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    class_of_two(&deputy);
    takes(&deputy, "1 четверть\n7 «А» класс\n№;ФИО;Алгебра\n1;Ёлкин Пётр Ильич;2\n2;Зимина Яна Олеговна;2\n");
    let page = deputy.get("/support?list=help&subject=%D0%90%D0%BB%D0%B3%D0%B5%D0%B1%D1%80%D0%B0").body;
    let pupils: Vec<String> =
        lists(&page).split("name=\"pupil\"").skip(1).map(|part| value(&format!("name=\"pupil\"{part}"), "pupil").unwrap()).collect();
    assert_eq!(pupils.len(), 2, "{page}");
    let me = id_of(lists(&page), "Иванова");
    let typed = [
        ("pupil", pupils[0].as_str()),
        ("pupil", pupils[1].as_str()),
        ("day", "2026-10-12"),
        ("owner", me.as_str()),
        ("do", "consultation"),
    ];
    let event = deputy.sends("/support", &borrowed(&filled(lists(&page), "/support", &typed))).header("location").unwrap().to_owned();
    let page = deputy.get(&event).body;
    let all = filled(&page, &format!("{event}/written"), &[]);
    let lines: Vec<String> = all.iter().filter_map(|(name, _)| Some(name.strip_suffix(".seen")?.to_owned())).collect();
    assert_eq!(lines.len(), 2, "{page}");
    let names: Vec<String> = lines.iter().map(|line| format!("{line}.result")).collect();
    let both = [(names[0].as_str(), "Складывает дроби сам"), (names[1].as_str(), "Решает уравнения")];
    let form = filled(&page, &format!("{event}/written"), &both);
    let answer = deputy.sends(&format!("{event}/written"), &borrowed(&form));
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = deputy.get(&event).body;
    assert!(page.contains("Складывает дроби сам") && page.contains("Решает уравнения"), "{page}");
    // Pressed once more from the page as it was: what stands is not written over, and what was typed is not lost.
    let other = [(names[0].as_str(), "Другое слово"), (names[1].as_str(), "Решает уравнения")];
    let stale: Vec<(String, String)> = form
        .iter()
        .filter(|(name, _)| !names.contains(name) && !name.ends_with(".once"))
        .cloned()
        .chain(filled(&page, &format!("{event}/written"), &[]).into_iter().filter(|(name, _)| name.ends_with(".once")))
        .chain(other.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())))
        .collect();
    let answer = deputy.sends(&format!("{event}/written"), &borrowed(&stale));
    assert!(answer.status == 409 || answer.status == 422, "{}", answer.status);
    assert!(answer.body.contains(">Другое слово</textarea>"), "{}", answer.body);
    assert!(deputy.get(&event).body.contains("Складывает дроби сам"));
}

/// The page of a pupil shows the marks and lessons missed files brought; whoever the pupil is entrusted to finds her pupils in one place, with
/// what was arranged, and nobody else's.
/// covers: R27, R28
#[test]
fn marks_stand_on_the_page_of_a_pupil_and_a_specialist_finds_her_pupils() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let psychologist = super::desk::invited(&office, &deputy, "Цветаева Дарья Марковна", "psychologist");
    class_of_two(&deputy);
    takes(&deputy, "1 четверть\n7 «А» класс\n№;ФИО;Алгебра;Физика\n1;Ёлкин Пётр Ильич;2;5\n2;Зимина Яна Олеговна;4;н/а\n");
    let found = deputy.get("/pupils?q=%D0%81%D0%BB%D0%BA%D0%B8%D0%BD").body;
    let pupil = super::desk::link(&found, "/pupil/");
    let page = deputy.get(&pupil).body;
    let marks = page.split("id=\"marks\"").nth(1).unwrap_or_else(|| panic!("{page}")).split("</section>").next().unwrap().to_owned();
    assert!(
        marks.contains("Алгебра") && marks.contains("<td>2</td>") && marks.contains("Физика") && marks.contains("<td>5</td>"),
        "{marks}"
    );
    let empty = super::roster::steps_up(&psychologist, "/entrusted");
    assert!(empty.contains("Учеников вам пока не доверили") && !empty.contains("Ёлкин"), "{empty}");
    assert!(psychologist.get("/").body.contains("href=\"/entrusted\""));
    let to = format!("{pupil}/entrust");
    let form = filled(&page, &to, &[("person", &id_of(&page, "Цветаева"))]);
    assert_eq!(deputy.sends(&to, &borrowed(&form)).status, 303);
    let hers = psychologist.get("/entrusted").body;
    assert!(hers.contains("Ёлкин Пётр Ильич") && !hers.contains("Зимина"), "{hers}");
}
