//! Somebody goes: her class, her lessons, her measures come to others, and what came to nobody is told.

use super::access::{gives_measure, page_of, sends};
use super::desk::{Office, Person, invited, plan_taken};
use super::events::{borrowed, filled, id_of};
use super::office_browser::{browser, sign_in};
use super::roster;

/// A class with its class teacher, who teaches a subject in two classes: the page of the class.
fn taught(founder: &Person<'_>, person: &str) -> String {
    let mut classes = ["6А", "6Б"].map(|name| {
        let teacher = if name == "6А" { person } else { "" };
        roster::sends(founder, "/classes", "/classes", &[("class", name), ("teacher", teacher)]).header("location").unwrap().to_owned()
    });
    for class in &classes {
        let load = [("subject", "Алгебра"), ("teacher", person), ("class", class.trim_start_matches("/class/"))];
        assert_eq!(roster::sends(founder, "/classes/loads", "/classes/loads", &load).status, 303);
    }
    classes.swap(0, 1);
    let [_, first] = classes;
    first
}

/// Before she goes her page says what stays without a teacher; after it the day of the deputy does, until both came to somebody.
#[test]
fn a_class_and_lessons_of_whoever_left_are_told_until_somebody_has_them() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    invited(&office, &founder, "Ким Клавдия", "teacher");
    invited(&office, &founder, "Юдина Вера", "teacher");
    let administrator = invited(&office, &founder, "Админов Антон", "administrator");
    let (page, other) = (page_of(&founder, "Ким"), page_of(&founder, "Юдина"));
    let [her, other] = [&page, &other].map(|at| at.rsplit('/').next().unwrap().to_owned());
    let class = taught(&founder, &her);
    let shown = founder.get(&page).body;
    for part in ["Классы и уроки", "6А: классный руководитель", "6А: Алгебра", "6Б: Алгебра", "Если этот человек уходит"]
    {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!founder.get("/").body.contains("6А: нет классного руководителя"), "she is here");
    assert_eq!(sends(&founder, &page, "leave", &[("last", "2026-10-12")]).status, 303);
    let today = founder.get("/").body;
    for part in ["6А: нет классного руководителя", "6А, 6Б: нет учителя, Алгебра", "Ким Клавдия больше не работает"]
    {
        assert!(today.contains(part), "{part}: {today}");
    }
    assert!(today.contains(&format!("href=\"{page}#teaching\"")), "{today}");
    let listed = founder.get("/classes").body;
    assert!(listed.contains("Ким Клавдия больше не работает") && listed.contains("Классного руководителя нет"), "{listed}");
    assert!(founder.get("/classes/loads").body.contains("Больше не работает: передать уроки"));
    // Whoever keeps accounts only sees that it is open, and who gives it to others.
    let shown = administrator.get(&page).body;
    assert!(shown.contains("6А: классный руководитель") && shown.contains("указывает директор"), "{shown}");
    // Nothing chosen is told; what is chosen goes over, the rest stays told.
    let shown = founder.get(&page).body;
    let to = format!("{page}/teaching");
    let nothing = founder.sends(&to, &borrowed(&filled(&shown, &to, &[])));
    assert!(nothing.status == 422 && nothing.body.contains("Выберите, к кому перейдёт"), "{}", nothing.body);
    let fields: Vec<String> =
        shown.split("<select id=\"field-to-").skip(1).map(|part| format!("to-{}", part.split('"').next().unwrap())).collect();
    assert_eq!(fields.len(), 3, "{shown}");
    let class_only = filled(&shown, &to, &[(fields[0].as_str(), other.as_str())]);
    let given = founder.sends(&to, &borrowed(&class_only));
    assert_eq!(given.status, 303, "{}", given.body);
    assert_eq!(founder.sends(&to, &borrowed(&class_only)).status, 303, "sent twice it is done once");
    let today = founder.get("/").body;
    assert!(!today.contains("6А: нет классного руководителя") && today.contains("6А, 6Б: нет учителя, Алгебра"), "{today}");
    let shown = founder.get(&page).body;
    let lessons = filled(&shown, &to, &[(fields[1].as_str(), other.as_str()), (fields[2].as_str(), other.as_str())]);
    assert_eq!(founder.sends(&to, &borrowed(&lessons)).status, 303);
    assert!(!founder.get("/").body.contains("нет учителя"));
    assert!(roster::steps_up(&founder, &class).contains("Классный руководитель: Юдина Вера"));
    let loads = founder.get("/classes/loads").body;
    let table = loads.split("<tbody").nth(1).unwrap().split("</tbody>").next().unwrap();
    assert!(table.contains("Юдина Вера") && !table.contains("Ким Клавдия"), "{table}");
}

/// Its page says who answers for a measure now and since when, and it stands on her day at once, however far its term is.
#[test]
fn a_measure_that_was_handed_over_is_hers_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let plan = plan_taken(&founder);
    let _her = invited(&office, &founder, "Ким Клавдия", "teacher");
    let other = invited(&office, &founder, "Юдина Вера", "teacher");
    let page = page_of(&founder, "Ким");
    let measure = gives_measure(&founder, &plan, page.rsplit('/').next().unwrap());
    super::newyear::approves(&founder, &plan);
    assert!(founder.get(&measure).body.contains("Отвечает сейчас"));
    assert!(!other.get("/").body.contains("Вам передано") && other.get(&measure).status == 404);
    let shown = founder.get(&page).body;
    let to = format!("{page}/hand-over");
    let form = filled(&shown, &to, &[("owner", &id_of(&shown, "Юдина Вера")), ("reason", "Приказ № 3")]);
    let handed = founder.sends(&to, &borrowed(&form));
    assert_eq!(handed.status, 303, "{}", handed.body);
    let shown = founder.get(&measure).body;
    let now = shown.split("Отвечает сейчас").nth(1).unwrap().split("</dd>").next().unwrap();
    assert!(now.contains("Юдина Вера") && now.contains("Передано 12.10.2026. До этого: Ким Клавдия"), "{now}");
    let today = other.get("/").body;
    let hers = today.split("Вам передано").nth(1).unwrap_or_else(|| panic!("{today}")).split("</section>").next().unwrap();
    assert!(hers.contains(&format!("href=\"{measure}\"")) && hers.contains("до этого: Ким Клавдия · 12.10.2026"), "{hers}");
    assert_eq!(other.get(&measure).status, 200);
    assert!(!founder.get("/").body.contains("Вам передано"), "it was handed over to somebody else");
}

/// A choice shows the longest name it offers, or is as wide as there is room, at both widths.
#[test]
fn choices_are_as_wide_as_the_names_in_them() {
    let Some(mut browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    invited(&office, &founder, "Константинопольская-Рождественская Александра Владимировна", "teacher");
    invited(&office, &founder, "Ким Клавдия", "teacher");
    let page = page_of(&founder, "Ким");
    taught(&founder, page.rsplit('/').next().unwrap());
    let new = founder.get("/events/new/council").body;
    let me = id_of(&new, "Иванова");
    let typed = [("title", "Итоги"), ("day", "2026-10-12"), ("owner", me.as_str()), ("chair", &me), ("item-0", "Критерии")];
    let council = filled(&new, "/events/new/council", &typed);
    let event = founder.uploads("/events/new/council", &borrowed(&council), ("file", "", b"")).header("location").unwrap().to_owned();
    let hold = filled(&founder.get(&event).body, &format!("{event}/hold"), &[]);
    assert_eq!(founder.sends(&format!("{event}/hold"), &borrowed(&hold)).status, 303);
    let home = format!("http://{}", office.host());
    sign_in(&mut browser, &home);
    // Wanted: what the choice would take if nothing held it back. There is room as far as its group of fields goes.
    let narrow = "(() => { document.querySelectorAll('details').forEach(one => one.open = true); \
        return [...document.querySelectorAll('main select')].filter(one => one.offsetParent).filter(one => { \
            const has = one.getBoundingClientRect().width, kept = one.style.cssText; \
            one.style.cssText = 'position: absolute; width: max-content; max-width: none; min-width: 0'; \
            const wants = one.getBoundingClientRect().width; one.style.cssText = kept; \
            const of = one.closest('fieldset, form'), its = getComputedStyle(of); \
            const room = of.clientWidth - parseFloat(its.paddingLeft) - parseFloat(its.paddingRight); \
            return has + 1 < Math.min(wants, room - 4); }).map(one => one.name).join(', ') })()";
    for address in
        ["/classes/loads", "/events/new/council", "/events/new/visit", event.as_str(), page.as_str(), "/people/admit", "/classes"]
    {
        for width in [1280, 360] {
            browser.width(width);
            browser.open(&format!("{home}{address}"));
            assert_eq!(browser.value(narrow), serde_json::json!(""), "{address} at {width}");
        }
    }
}
