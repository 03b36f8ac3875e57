//! Lists in another order and narrowed by words: in a school that was lived for a while, as its deputy head sees it.

use std::collections::BTreeSet;

use super::carried::{letters, rows_of, shown, ways};
use super::stage::{Served, rehearsed};
use rehearsal::lived::PASSWORD;
use workflow::Role;

/// The ways to the orders a page offers, each once.
fn orders(page: &str) -> Vec<String> {
    let head = page.split("<thead").nth(1).unwrap_or_default().split("</thead>").next().unwrap();
    let links = head.split("href=\"").skip(1).map(|part| part.split('"').next().unwrap().replace("&amp;", "&"));
    links.filter(|to| to.contains("sort=")).collect()
}

fn bag(rows: &[String]) -> Vec<String> {
    let mut rows: Vec<String> = rows.iter().map(|row| letters(row)).collect();
    rows.sort_unstable();
    rows
}

/// What is carried away from a page has its rows in its order.
fn carried_in_order(served: &Served, cookie: &str, page: &str, rows: &[String], at: &str) {
    let way = ways(page).into_iter().find(|way| way.starts_with(at.split('?').next().unwrap())).unwrap();
    let file = served.get(&way, cookie);
    assert_eq!(file.status, 200, "{way}");
    let carried = rows_of(&file.bytes);
    assert_eq!(carried.len() - 1, rows.len(), "{way}");
    for (carried, row) in carried.iter().skip(1).zip(rows) {
        let first = carried.iter().find(|cell| !cell.is_empty()).unwrap();
        assert!(row.contains(first.split_whitespace().collect::<Vec<_>>().join(" ").as_str()), "{way}: {carried:?} is not {row}");
    }
}

fn steps_up(served: &Served, cookie: &str) {
    let word: String = PASSWORD.bytes().map(|byte| format!("%{byte:02X}")).collect();
    assert_eq!(served.post("/step-up", cookie, &format!("password={word}&back=%2F")).status, 303);
}

/// Of every column of every list: the same rows, once a way and once the other, with everything else the address asked for; what is carried
/// away stands in the same order. With words: the rows that hold them, and the way back to all.
/// covers: B13
#[test]
fn every_list_is_put_in_order_and_narrowed_and_carried_away_so() {
    let folder = tempfile::tempdir().unwrap();
    let (served, seats) = rehearsed(folder.path());
    let deputy = served.enters(seats.iter().find(|seat| seat.role == Role::DeputyHead).unwrap());
    steps_up(&served, &deputy);
    let plan = served.get("/plan", &deputy).header("location").unwrap().to_owned();
    let classes = served.get("/classes", &deputy).body;
    let class = format!("/class/{}", classes.split("href=\"/class/").nth(1).unwrap().split('"').next().unwrap());
    let pages = [
        "/events?kind=&q=&from=2026-09-01",
        "/tasks",
        "/people",
        "/classes",
        "/classes/loads",
        "/procedures",
        "/trainings",
        "/journal/names",
    ];
    let plan = format!("{}?view=table", plan.split('?').next().unwrap());
    let (mut put, mut narrowed) = (0, BTreeSet::new());
    for at in pages.into_iter().chain([plan.as_str(), class.as_str()]) {
        let page = served.get(at, &deputy);
        assert_eq!(page.status, 200, "{at}");
        let rows = shown(&page.body);
        if rows.is_empty() {
            continue;
        }
        let offered = orders(&page.body);
        assert!(offered.len() > 2 && !page.body.contains("aria-sort"), "{at}: {offered:?}");
        for order in &offered {
            assert!(!at.contains("from=") || order.contains("from=2026-09-01") && !order.contains("q="), "{order}");
            let up = served.get(order, &deputy).body;
            let sorted = shown(&up);
            assert_eq!(bag(&sorted), bag(&rows), "{order}: the same rows");
            assert!(up.matches("aria-sort=\"ascending\"").count() == 1, "{order}");
            carried_in_order(&served, &deputy, &up, &sorted, order);
            let other = orders(&up).into_iter().find(|to| to.contains("sort=-")).unwrap();
            let down = served.get(&other, &deputy).body;
            assert!(down.contains("aria-sort=\"descending\"") && bag(&shown(&down)) == bag(&rows), "{other}");
            assert_eq!(&orders(&down), &offered, "the other way again is the first one");
            put += 1;
        }
        if !page.body.contains("id=\"list-words\"") {
            continue;
        }
        let word = rows[0].split_whitespace().find(|word| word.chars().count() > 3 && word.chars().all(char::is_alphabetic)).unwrap();
        let q: String = word.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let some = served.get(&format!("{at}?sort=-1&q={q}"), &deputy).body;
        let found = shown(&some);
        assert!(!found.is_empty() && found.len() <= rows.len(), "{at} {word}");
        assert!(found.iter().all(|row| row.to_lowercase().contains(&word.to_lowercase())), "{at} {word}: {found:?}");
        assert!(some.contains("показать все") && some.contains("name=\"sort\" value=\"-1\"") && some.contains("aria-sort"), "{some}");
        assert!(orders(&some).iter().all(|order| order.contains(&format!("q={q}"))), "{at}");
        carried_in_order(&served, &deputy, &some, &found, at);
        let none = served.get(&format!("{at}?q=%D1%8A%D1%8A%D1%8A"), &deputy).body;
        assert!(shown(&none).is_empty() && none.contains("Здесь пусто") && none.contains("показать все"), "{none}");
        narrowed.insert(at);
    }
    assert!(put > 30, "{put}");
    for at in ["/people", "/classes/loads", class.as_str()] {
        assert!(narrowed.contains(at), "{at}: {narrowed:?}");
    }
}

/// Events of some days, and none of others; a day nobody can read asks for nothing.
#[test]
fn events_are_asked_for_by_their_days() {
    let folder = tempfile::tempdir().unwrap();
    let (served, seats) = rehearsed(folder.path());
    let deputy = served.enters(seats.iter().find(|seat| seat.role == Role::DeputyHead).unwrap());
    let days = |at: &str| -> Vec<String> { shown(&served.get(at, &deputy).body).iter().map(|row| row[..10].to_owned()).collect() };
    let key = |day: &String| format!("{}{}{}", &day[6..], &day[3..5], &day[..2]);
    let (all, october) = (days("/events"), days("/events?from=2026-10-01&to=2026-10-31"));
    assert!(october.len() < all.len(), "{all:?}");
    assert_eq!(
        october,
        all.iter().filter(|day| (20_261_001..=20_261_031).contains(&key(day).parse().unwrap())).cloned().collect::<Vec<_>>()
    );
    assert_eq!(days("/events?from=вчера&to="), all);
    let up: Vec<String> = days("/events?sort=1").iter().map(key).collect();
    assert!(up.is_sorted() && up.len() == all.len(), "{up:?}");
}

/// Every register that has something in it stands among the papers, and beside the list of its kind; each of them is there when it is pressed, for
/// whoever it is offered to.
#[test]
fn every_register_has_a_door_and_none_leads_to_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (served, seats) = rehearsed(folder.path());
    let registers = |page: &str| -> BTreeSet<String> {
        let links = page.split("href=\"/events/register/").skip(1).map(|part| part.split(['?', '"']).next().unwrap().to_owned());
        links.collect()
    };
    let mut offered = BTreeSet::new();
    for seat in &seats {
        let cookie = served.enters(seat);
        steps_up(&served, &cookie);
        let papers = served.get("/papers", &cookie);
        let room = papers.header("location").filter(|to| to.ends_with("/papers")).map(|to| registers(&served.get(to, &cookie).body));
        let events = served.get("/events", &cookie).body;
        let kinds = events.split("id=\"f-kind\"").nth(1).unwrap_or_default().split("</select>").next().unwrap().to_owned();
        let mut here = BTreeSet::new();
        for kind in kinds.split("value=\"").skip(1).map(|part| part.split('"').next().unwrap()).filter(|kind| !kind.is_empty()) {
            let found = registers(&served.get(&format!("/events?kind={kind}"), &cookie).body);
            assert!(found.is_empty() || found == BTreeSet::from([kind.to_owned()]), "{kind}: {found:?}");
            for kind in found {
                let file = served.get(&format!("/events/register/{kind}?form=docx"), &cookie);
                assert_eq!(file.status, 200, "{} {kind}", seat.role.code());
                assert!(!super::desk::word(&file.bytes).contains("Записей пока нет"), "{} {kind}", seat.role.code());
                here.insert(kind);
            }
        }
        assert!(room.is_none_or(|room| room == here), "{}: {here:?}", seat.role.code());
        offered.extend(here);
    }
    for kind in ["briefing", "training", "visit"] {
        assert!(offered.contains(kind), "{offered:?}");
    }
}
