//! Trainings through their addresses: hours and documents of everybody in one form, whose they are, the list, the register, what runs out.

use super::desk::{Office, Person, invited, word};
use super::events::{borrowed, filled, id_of};

/// A training of today that was held, led by somebody, with these who came.
fn held(by: &Person<'_>, leader: &str, people: &[&str]) -> String {
    let at = "/events/new/training";
    let mut typed = vec![("title", "Критерии оценивания"), ("day", "2026-10-12"), ("owner", leader)];
    typed.extend([("detail-form", "course"), ("detail-hours", "16"), ("detail-document", "удостоверение")]);
    typed.extend(people.iter().map(|id| ("person", *id)));
    let answer = by.uploads(at, &borrowed(&filled(&by.get(at).body, at, &typed)), ("file", "", b""));
    assert_eq!(answer.status, 303, "{}", answer.body);
    let event = answer.header("location").unwrap().to_owned();
    let to = format!("{event}/hold");
    let came: Vec<(&str, &str)> = people.iter().map(|id| ("person", *id)).collect();
    assert_eq!(by.sends(&to, &borrowed(&filled(&by.get(&event).body, &to, &came))).status, 303);
    event
}

/// covers: R10, R22, R35
#[test]
fn everybody_who_took_part_has_a_line_of_her_own() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let leader = invited(&office, &deputy, "Лунина Вера", "teacher");
    let one = invited(&office, &deputy, "Ёжикова Мария", "teacher");
    let other = invited(&office, &deputy, "Уткин Олег", "teacher");
    let new = deputy.get("/events/new/training").body;
    let [leads, her, him] = ["Лунина Вера", "Ёжикова Мария", "Уткин Олег"].map(|name| id_of(&new, name));
    let event = held(&deputy, &leads, &[&her, &him]);
    let to = format!("{event}/certify");
    let page = leader.get(&event).body;
    assert!(page.contains("Часы и документы участников") && !one.get(&event).body.contains(&to), "{page}");
    // One form for both; what cannot be is told at its field, and nothing typed is lost.
    let names: Vec<String> =
        [&her, &him].iter().flat_map(|id| ["number", "hours", "issuer", "until"].map(|field| format!("{id}.{field}"))).collect();
    let of = |values: [&'static str; 8]| names.iter().map(String::as_str).zip(values).collect::<Vec<_>>();
    let wrong = of(["1542", "много", "ИРО", "2026-11-30", "1543", "", "", "2026-10-01"]);
    let answer = leader.sends(&to, &borrowed(&filled(&page, &to, &wrong)));
    assert!(answer.status == 422 && answer.body.contains("Укажите часы целым числом") && answer.body.contains("value=\"1542\""));
    let early = of(["1542", "36", "ИРО", "2026-11-30", "1543", "", "", "2026-10-01"]);
    let answer = leader.sends(&to, &borrowed(&filled(&answer.body, &to, &early)));
    let at = format!("href=\"#field-{him}.until\"");
    assert!(answer.status == 422 && answer.body.contains("не может кончиться раньше") && answer.body.contains(&at), "{}", answer.body);
    let right = of(["1542", "36", "ИРО", "2026-11-30", "1543", "", "", ""]);
    let answer = leader.sends(&to, &borrowed(&filled(&answer.body, &to, &right)));
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = leader.get(&event).body;
    for part in ["удостоверение, № 1542, кем выдан: ИРО", "30.11.2026", ">36<", "удостоверение, № 1543", ">16<"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    seen_by(&one, &other, &deputy, &event);
    // What runs out is told to her and to whoever leads, not to a colleague.
    let soon = "Подходит к концу срок документа об обучении";
    assert!(one.get("/").body.contains(soon) && one.get("/").body.contains("Ваш документ действует до 30.11.2026"));
    for leads in [&leader, &deputy] {
        assert!(leads.get("/").body.contains("Ёжикова Мария: действует до 30.11.2026"));
    }
    assert!(!other.get("/").body.contains(soon));
}

/// Her own line on the page, in the list, on paper; all lines for the deputy.
fn seen_by(one: &Person<'_>, other: &Person<'_>, deputy: &Person<'_>, event: &str) {
    let pages = |person: &Person<'_>| {
        let paper = word(&person.get("/events/register/training?form=docx").bytes);
        [person.get(event).body, person.get("/trainings").body, paper]
    };
    for text in pages(one) {
        assert!(text.contains("1542") && !text.contains("1543"), "{text}");
    }
    for text in pages(other) {
        assert!(text.contains("1543") && !text.contains("1542"), "{text}");
    }
    for text in pages(deputy) {
        assert!(text.contains("1543") && text.contains("1542"), "{text}");
    }
    assert!(one.get("/trainings").body.contains("Здесь ваше обучение") && !deputy.get("/trainings").body.contains("Здесь ваше обучение"));
    let found = deputy.get("/trainings?q=%D1%83%D1%82%D0%BA%D0%B8%D0%BD").body;
    assert!(found.contains("1543") && !found.contains("1542"), "{found}");
    let carried = deputy.get("/trainings/list");
    assert!(carried.status == 200 && carried.header("content-disposition").is_some_and(|name| name.contains(".xlsx")));
    if cfg!(feature = "pdf") {
        let pdf = deputy.get("/events/register/training?form=pdf");
        assert!(pdf.bytes.starts_with(b"%PDF-"));
    }
}

/// Two type at once: the field both changed is told with what stands there, and sent again it is chosen; what else was typed is kept.
#[test]
fn two_who_write_documents_are_told_at_the_field() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    invited(&office, &deputy, "Ёжикова Мария", "teacher");
    let new = deputy.get("/events/new/training").body;
    let (me, her) = (id_of(&new, "Иванова"), id_of(&new, "Ёжикова Мария"));
    let event = held(&deputy, &me, &[&her]);
    let to = format!("{event}/certify");
    let opened = deputy.get(&event).body;
    let [number, hours, issuer, until] = ["number", "hours", "issuer", "until"].map(|field| format!("{her}.{field}"));
    let of = |value: [&'static str; 4]| [&number, &hours, &issuer, &until].map(String::as_str).into_iter().zip(value).collect::<Vec<_>>();
    assert_eq!(deputy.sends(&to, &borrowed(&filled(&opened, &to, &of(["7", "36", "", ""])))).status, 303);
    let second = deputy.get(&event).body;
    let once = filled(&second, &to, &[]).into_iter().find(|(name, _)| name == "once").unwrap().1;
    let typed = [of(["8", "", "ИРО", ""]), vec![("once", once.as_str())]].concat();
    let answer = deputy.sends(&to, &borrowed(&filled(&opened, &to, &typed)));
    assert!(answer.status == 422 && answer.body.contains("Сейчас записано: 7."), "{}", answer.body);
    assert!(!answer.body.contains("Сейчас записано: 36") && answer.body.contains("value=\"ИРО\""), "{}", answer.body);
    let again = filled(&answer.body, &to, &of(["8", "", "ИРО", ""]));
    let answer = deputy.sends(&to, &borrowed(&again));
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = deputy.get(&event).body;
    assert!(page.contains("№ 8, кем выдан: ИРО") && page.contains(">36<"), "{page}");
}
