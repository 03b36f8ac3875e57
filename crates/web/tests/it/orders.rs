//! Orders on paper that stood for the second person: they are seen again wherever they did something, and lie in the folder for an inspection.

use std::io::Read;

use super::desk::{Office, Person, inspected, invited, link, plan_taken, value};

const SCAN: &[u8] = b"%PDF-1.4 \x00 112";

/// covers: R48
#[test]
fn the_scan_of_an_order_can_be_seen_again() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let plan = plan_taken(&founder);
    let approve = founder.get(&format!("{plan}/approve")).body;
    let (once, seen) = (value(&approve, "once").unwrap(), value(&approve, "seen").unwrap());
    let order = [("once", once.as_str()), ("seen", &seen), ("number", "112-о"), ("day", "2026-08-31")];
    assert_eq!(founder.uploads(&format!("{plan}/approve"), &order, ("scan", "приказ.pdf", SCAN)).status, 303);
    let told = "Приказ № 112-о от 31.08.2026, внесён 12.10.2026: Иванова Анна Петровна";
    let page = founder.get(&plan).body;
    assert!(page.contains(told), "{page}");
    let scan = link(&page, &format!("{plan}/order/"));
    let auditor = invited(&office, &founder, "Проверяющий Павел", "auditor");
    for person in [&founder, &auditor] {
        let file = person.get(&scan);
        assert!(file.status == 200 && file.bytes == SCAN && file.header("content-disposition").unwrap().ends_with(".pdf"), "{}", file.head);
    }
    assert!(auditor.get(&plan).body.contains(&scan));
    // Nobody else, and nothing else of the store by this address.
    let teacher = invited(&office, &founder, "Лебедев Пётр", "teacher");
    assert_eq!(teacher.get(&scan).status, 404);
    assert_eq!(founder.get(&format!("{plan}/order/{}", "0".repeat(64))).status, 404);

    // One time of a measure is dropped by an order; a part of an order asks for the rest and drops nothing.
    let measure = link(&page, "/measure/").split('#').next().unwrap().to_owned();
    let shown = founder.get(&measure).body;
    let drop = link(&shown, "/occurrence/").replace("/done", "/drop");
    let part = shown.split(&format!("action=\"{drop}\"")).nth(1).unwrap().split("</form>").next().unwrap();
    let (once, seen, due) = (value(part, "once").unwrap(), value(part, "seen").unwrap(), value(part, "due").unwrap());
    let fields = |number: &'static str| {
        [
            ("once", once.clone()),
            ("seen", seen.clone()),
            ("due", due.clone()),
            ("reason", "Отменили".to_owned()),
            ("number", number.to_owned()),
        ]
    };
    let sent = |number: &'static str, day: &str, file: &[u8]| {
        let fields = fields(number);
        let pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).chain([("day", day)]).collect();
        founder.uploads(&drop, &pairs, ("scan", "снят.png", file))
    };
    let half = sent("113-о", "", b"");
    assert!(half.status >= 400 && half.body.matches(" id=\"fault-").count() == 2, "{}", half.body);
    assert!(!founder.get(&measure).body.contains("113-о"));
    assert_eq!(sent("113-о", "2026-10-09", b"\x89PNG 113").status, 303);
    let shown = founder.get(&measure).body;
    assert!(shown.contains("Приказ № 113-о от 09.10.2026, внесён 12.10.2026") && shown.contains("снято"), "{shown}");
    assert!(!shown.contains("112-о"), "an order stands where it did something");
    let about = founder.get(&format!("{plan}?view=about")).body;
    assert!(about.contains("Снят срок") && about.contains("113-о") && about.contains("Утверждён план"), "{about}");

    // Without a paper it is asked for, and the order that comes afterwards is entered there.
    let other = page.split("href=\"/measure/").map(|part| format!("/measure/{}", part.split(['"', '#']).next().unwrap()));
    let other = other.skip(1).find(|one| *one != measure && founder.get(one).body.contains("/occurrence/")).unwrap();
    let shown = founder.get(&other).body;
    let drop = link(&shown, "/occurrence/").replace("/done", "/drop");
    let asks = |page: &str| {
        let part = page.split(&format!("action=\"{drop}\"")).nth(1).unwrap().split("</form>").next().unwrap().to_owned();
        [("once", value(&part, "once").unwrap()), ("seen", value(&part, "seen").unwrap()), ("due", value(&part, "due").unwrap())]
    };
    let send = |page: &str, more: &[(&str, &str)], file: &[u8]| {
        let along = asks(page);
        let pairs: Vec<(&str, &str)> = along.iter().map(|(name, value)| (*name, value.as_str())).chain(more.iter().copied()).collect();
        founder.uploads(&drop, &pairs, ("scan", "снят.pdf", file))
    };
    assert_eq!(send(&shown, &[("reason", "Не нужно")], b"").status, 303);
    let waits = founder.get(&other).body;
    assert!(waits.contains("Предложено снять этот срок") && waits.contains("Снять по приказу"), "{waits}");
    assert!(send(&waits, &[("reason", "Не нужно"), ("order", "yes")], b"").status >= 400);
    let order = [("reason", "Не нужно"), ("order", "yes"), ("number", "114"), ("day", "2026-10-12")];
    assert_eq!(send(&waits, &order, b"%PDF-1.4 114").status, 303);
    assert!(founder.get(&other).body.contains("Приказ № 114 от 12.10.2026"));

    // They show the point that asks for orders, and nothing else does.
    let page = founder.get(&format!("{plan}/inspection")).body;
    let row = |point: &str| page.split(point).nth(1).unwrap().split("</tr>").next().unwrap().to_owned();
    assert!(row("Приказы: сроки процедур").contains("Приказ № 112-о от 31.08.2026: Утверждён план"), "{page}");
    // They lie in the folder, each as it was brought.
    let mut archive = inspected(&founder, &format!("{plan}/inspection"));
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).filter(|name| name.starts_with("05 ")).collect();
    assert_eq!(names.len(), 3, "{names:?}");
    let mut bytes = Vec::new();
    archive.by_name("05 Приказы/Приказ № 112-о от 31.08.2026.pdf").unwrap().read_to_end(&mut bytes).unwrap();
    assert_eq!(bytes, SCAN);
    assert!(names.iter().any(|name| name.ends_with("113-о от 09.10.2026.png")), "{names:?}");
}
