//! Papers of the office as they are printed: numbers of measures, lines for families, names behind signatures.

use super::access;
use super::desk::{Office, Person, invited, link, plan_taken, value, word};
use super::events::{borrowed, filled, id_of};
use super::roster::{sends, steps_up};

/// Cells of the tables of a Word file, each as it reads.
pub fn cells(text: &str) -> Vec<String> {
    let of =
        |cell: &str| cell.split("<w:t").skip(1).filter_map(|part| part.split_once('>')?.1.split('<').next().map(str::to_owned)).collect();
    text.split("<w:tc>").skip(1).map(|cell| of(cell.split("</w:tc>").next().unwrap_or(cell))).collect()
}

/// A measure without a number of its own is counted within its block, on the plan and on the report alike; what has one keeps it.
#[test]
fn measures_without_a_number_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let table = "План мероприятий по объективности на 2026-2027 учебный год\n\n№;Мероприятие;Срок;Ответственный\n\
        Работа с учителями;;;\n;Семинар о критериях;октябрь 2026;Завуч\n1.3;Памятка;ноябрь 2026;Завуч\n;Взаимопроверка;декабрь 2026;Завуч\n\
        Контроль;;;\n;Посетить уроки;октябрь 2026;Завуч\n";
    let answer = deputy.uploads("/plan/upload", &[], ("file", "план.csv", table.as_bytes()));
    let address = answer.header("location").unwrap().to_owned();
    let page = deputy.follows(&answer).body;
    let taken = deputy.sends(&address, &borrowed(&filled(&page, &address, &[("do", "take")])));
    assert_eq!(taken.status, 303, "{}", taken.body);
    let plan = taken.header("location").unwrap();
    for paper in ["plan?form=docx", "report?from=2026-08-01&to=2027-05-31&form=docx"] {
        let text = word(&deputy.get(&format!("{plan}/papers/{paper}")).bytes);
        let cells = cells(&text);
        let number = |measure: &str| cells.iter().position(|cell| cell == measure).map(|at| cells[at - 1].clone());
        let numbers =
            ["Семинар о критериях", "Памятка", "Взаимопроверка", "Посетить уроки"].map(|measure| number(measure).unwrap_or_default());
        assert_eq!(numbers, ["1.1", "1.3", "1.4", "2.1"], "{paper}: {text}");
        assert!(text.contains(">1. Работа с учителями<") && text.contains(">2. Контроль<"), "{paper}: {text}");
    }
}

/// The meeting of the parents of a class has a line a family: by name for whoever keeps the class, as many lines for others.
/// covers: R45
#[test]
fn a_parents_meeting_has_a_line_a_family() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    invited(&office, &deputy, "Ким Клавдия Олеговна", "head");
    let teacher = invited(&office, &deputy, "Лунина Вера Ильинична", "teacher");
    let answer = sends(&deputy, "/classes", "/classes", &[("class", "7А"), ("teacher", "")]);
    let class = answer.header("location").unwrap().to_owned();
    steps_up(&deputy, &class);
    for name in ["Уткина Вера", "Ёлкин Пётр"] {
        let typed = [("name", name), ("born", ""), ("from", "2026-09-01")];
        assert_eq!(sends(&deputy, &class, &format!("{class}/pupils"), &typed).status, 303);
    }
    let at = "/events/new/parents-class";
    let new = deputy.get(at).body;
    let her = id_of(&new, "Лунина Вера");
    let typed = [
        ("title", "Собрание"),
        ("day", "2026-10-12"),
        ("owner", her.as_str()),
        ("class", "7А"),
        ("item-0", "Итоги"),
        ("detail-held", "remote"),
    ];
    // A meeting of a class is of a class: it is asked for, and «вся школа» is none.
    assert!(new.contains("выберите класс") && !new.contains("вся школа"), "{new}");
    let without: Vec<_> = typed.iter().copied().filter(|(name, _)| *name != "class").chain([("class", "")]).collect();
    let refused = deputy.uploads(at, &borrowed(&filled(&new, at, &without)), ("file", "", b""));
    assert!(refused.status == 422 && refused.body.contains("id=\"fault-class\""), "{}", refused.body);
    let answer = deputy.uploads(at, &borrowed(&filled(&new, at, &typed)), ("file", "", b""));
    assert_eq!(answer.status, 303, "{}", answer.body);
    let event = answer.header("location").unwrap().to_owned();
    // That it was written is said once.
    assert!(deputy.get(&event).body.contains("Записано.") && !deputy.get(&event).body.contains("Записано."));
    let sheet = |person: &Person<'_>| word(&person.get(&format!("{event}/paper/came?form=docx")).bytes);
    let named = sheet(&deputy);
    let found = cells(&named);
    let rows: Vec<&str> =
        found.iter().map(String::as_str).filter(|cell| ["1", "2", "3", "Ёлкин Пётр", "Уткина Вера"].contains(cell)).collect();
    assert_eq!(rows, ["1", "Ёлкин Пётр", "2", "Уткина Вера"], "{named}");
    assert!(named.contains("Кто присутствует") && named.contains("/ В. И. Лунина"), "{named}");
    // Whoever holds the meeting without keeping the class sees no names: as many lines to be written in.
    let blank = sheet(&teacher);
    let numbers = cells(&blank).iter().filter(|cell| ["1", "2", "3"].contains(&cell.as_str())).count();
    assert!(numbers == 2 && !blank.contains("Ёлкин") && !blank.contains("Уткина"), "{blank}");
    assert!(blank.contains("в этот лист не внесены") && !named.contains("не внесены"), "that names are left out is said: {blank}");
    // Who came is told of families, with the noun.
    let hold = format!("{event}/hold");
    // So many families as the class has are filled in.
    let page = deputy.get(&event).body;
    assert!(page.contains("name=\"invited\" value=\"2\""), "{page}");
    let held = deputy.sends(&hold, &borrowed(&filled(&page, &hold, &[("came", "1"), ("invited", "2")])));
    assert_eq!(held.status, 303, "{}", held.body);
    let minutes = word(&deputy.get(&format!("{event}/paper/minutes?form=docx")).bytes);
    assert!(minutes.contains("Как проходит собрание") && minutes.contains("дистанционно"), "{minutes}");
    // Whose meeting it was, and who led it where nobody has the chair.
    let facts = cells(&minutes);
    assert!(facts.windows(2).any(|pair| pair == ["Класс", "7А"]), "{facts:?}");
    assert!(minutes.contains("Провёл(а)") && minutes.contains("/ В. И. Лунина") && !minutes.contains("Председатель"), "{minutes}");
    // After the meeting whoever sees no names has how many came, no lines to be filled in, and is told why.
    let (hers, theirs) = (sheet(&teacher), sheet(&deputy));
    let numbered = |text: &str| cells(text).iter().filter(|cell| ["1", "2", "3"].contains(&cell.as_str())).count();
    assert!(numbered(&hers) == 0 && numbered(&theirs) == 2 && theirs.contains("Ёлкин Пётр"), "{hers}");
    assert!(hers.contains("1 из 2 семей") && hers.contains("в этот лист не внесены") && hers.contains("7А"), "{hers}");
    assert!(
        minutes.contains("Присутствовали 1 из 2 семей, отсутствовали 1.") && deputy.get(&event).body.contains("1 из 2 семей"),
        "{minutes}"
    );
}

/// A line to be signed has the name where roles tell it: the head on an order, the deputy on the report.
#[test]
fn a_signature_has_the_name_the_program_knows() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let plan = plan_taken(&deputy);
    let printed = |paper: &str| word(&deputy.get(&format!("{plan}/papers/{paper}?form=docx")).bytes);
    assert!(printed("order").contains("/ ______________________"), "nobody is the head: {}", printed("order"));
    assert!(printed("report").contains("/ А. П. Иванова"), "{}", printed("report"));
    invited(&office, &deputy, "Ким Клавдия Олеговна", "head");
    assert!(printed("order").contains("/ К. О. Ким"), "{}", printed("order"));
    let site = word(&deputy.get("/procedures/site?form=docx").bytes);
    assert!(site.contains("/ К. О. Ким"), "{site}");
}

/// Where the school is stands in its settings, on every paper once it is written, and once only; an order has a blank for it before.
#[test]
fn the_address_of_the_school_stands_on_its_papers() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let plan = plan_taken(&deputy);
    let printed = |at: &str| word(&deputy.get(at).bytes).replace('\u{a0}', " ");
    let (order, report, site) =
        (format!("{plan}/papers/order?form=docx"), format!("{plan}/papers/report?form=docx"), "/procedures/site?form=docx");
    assert!(printed(&order).contains("Населённый пункт: ______") && !printed(&report).contains("Населённый пункт"));
    assert!(printed(site).contains("Населённый пункт и уровень программы"));
    // A form carries every field: what was not touched goes as it was opened.
    let sends = |page: &str, changed: &[(&str, &str)]| {
        let fields = ["name", "place", "address", "week", "periods", "zone"].map(|name| {
            let opened = value(page, &format!("was-{name}")).unwrap_or_default();
            (name, changed.iter().find(|(other, _)| *other == name).map_or(opened, |(_, typed)| (*typed).to_owned()))
        });
        let typed: Vec<(&str, &str)> = fields.iter().map(|(name, typed)| (*name, typed.as_str())).collect();
        deputy.sends("/school", &borrowed(&filled(page, "/school", &typed)))
    };
    let (page, late) = (deputy.get("/school").body, deputy.get("/school").body);
    assert_eq!(sends(&page, &[("place", "г. Тула"), ("address", "ул. Садовая, д. 5")]).status, 303);
    assert!(deputy.get("/school").body.contains("value=\"г. Тула\""));
    for at in [&order, &report, &site.to_owned()] {
        assert!(printed(at).contains("г. Тула, ул. Садовая, д. 5"), "{at}: {}", printed(at));
    }
    assert!(!printed(&order).contains("Населённый пункт: ___") && printed(site).contains("Населённый пункт: г. Тула"), "{}", printed(site));
    assert!(!printed(site).contains("Населённый пункт и уровень"), "{}", printed(site));
    // Who opened the form before meets the conflict at the field, with what she typed.
    let refused = sends(&late, &[("place", "г. Орёл")]);
    assert!(refused.status == 422 && refused.body.contains("г. Тула") && refused.body.contains("г. Орёл"), "{}", refused.body);
    // An address that names the settlement is not given it once more.
    let page = deputy.get("/school").body;
    assert_eq!(sends(&page, &[("address", "300000, г. Тула, ул. Садовая, д. 5")]).status, 303);
    let heads = printed(&report);
    assert!(heads.contains("300000, г. Тула, ул. Садовая, д. 5") && heads.matches("г. Тула").count() == 1, "{heads}");
}

/// The order names who answers for the plan in the nominative, with her post where it is known; people of the plan stand in its sheet.
#[test]
fn the_order_on_a_plan_names_people_as_they_are_called() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let plan = plan_taken(&deputy);
    invited(&office, &deputy, "Лунина Вера Ильинична", "teacher");
    access::gives_measure(&deputy, &plan, access::page_of(&deputy, "Лунина").rsplit('/').next().unwrap());
    let order = word(&deputy.get(&format!("{plan}/papers/order?form=docx")).bytes);
    assert!(order.contains("Ответственный за выполнение плана: заместитель директора Иванова Анна Петровна."), "{order}");
    let sheet = order.split("С приказом ознакомлены").nth(1).unwrap();
    let known = cells(sheet).iter().filter(|cell| *cell == "Лунина Вера Ильинична").count();
    assert_eq!(known, 1, "{sheet}");
}

/// A report has half-years beside quarters and the year; what has not begun gets no number, and the refusal says so.
/// covers: R48
#[test]
fn a_report_on_what_has_not_begun_gets_no_number() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let plan = plan_taken(&deputy);
    let at = format!("{plan}/papers");
    let page = deputy.get(&at).body;
    assert!(page.contains("I полугодие") && page.contains("II полугодие") && page.contains("III четверть"), "{page}");
    let row = |name: &str| page.split(&format!("<b>{name}</b>")).nth(1).unwrap().split("</li>").next().unwrap().to_owned();
    assert!(row("I полугодие").contains("Выпустить") && row("I четверть").contains("Выпустить"), "{page}");
    assert!(!row("II полугодие").contains("Выпустить") && !row("IV четверть").contains("Выпустить"), "{page}");
    let refused = sends(&deputy, &at, &format!("{at}/report"), &[("from", "2027-01-11"), ("to", "2027-03-20")]);
    assert!(refused.status >= 400 && refused.body.contains("начинается 11.01.2027, номера пока не получает"), "{}", refused.body);
    assert_eq!(sends(&deputy, &at, &format!("{at}/report"), &[("from", "2026-08-01"), ("to", "2026-12-31")]).status, 303);
    assert!(deputy.get(&at).body.contains("Выпустить под номером 2"));
    // Without a plan above the paper on levels says that there is none.
    let levels = word(&deputy.get(&format!("{at}/levels?form=docx")).bytes);
    assert!(levels.contains("в программу не внесены"), "{levels}");
}

/// A surname that changed: the page says what she was called before, the day that is wrong is told at its field.
#[test]
fn a_colleague_is_renamed_on_her_page() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    invited(&office, &founder, "Лунина Вера Ильинична", "teacher");
    let people = founder.get("/people").body;
    let row = people.split("href=\"/people/person-").find(|part| part.contains("Лунина")).unwrap();
    let at = format!("/people/person-{}", row.split('"').next().unwrap());
    let ahead = access::sends(&founder, &at, "name", &[("name", "Зимина Вера Ильинична"), ("since", "2026-10-13")]);
    assert!(
        ahead.status == 422 && ahead.body.contains("не позже чем с сегодняшнего дня") && ahead.body.contains("Зимина"),
        "{}",
        ahead.body
    );
    let renamed = access::sends(&founder, &at, "name", &[("name", "Зимина Вера Ильинична"), ("since", "2026-10-05")]);
    assert_eq!(renamed.status, 303, "{}", renamed.body);
    let page = founder.get(&at).body;
    assert!(page.contains("Зимина Вера Ильинична") && page.contains("до 04.10.2026 — Лунина Вера Ильинична"), "{page}");
    assert!(!link(&page, "/journal?of=").is_empty() && page.contains("Изменено имя сотрудника"), "{page}");
}
