//! The office through its addresses: first start, signing in, people, a plan from a file to what was done, and what is refused.

use std::path::Path;

use web::server::ROUTES;

use super::asking::plain;
use super::desk::{Office, PASSWORD, Person, invited_with_slip, link, plan_taken, value};

/// covers: R48
#[test]
fn a_school_is_founded_and_people_come_in_by_slips() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    assert_eq!(Person::nobody(&office).get("/start").status, 403, "only by the link of the window");
    let founder = Person::founder(&office);
    assert_eq!(Person::nobody(&office).get("/start").header("location"), Some("/sign-in"), "a school is founded once");
    assert!(Person::signs_in(&office, "ИВАНОВА петровна анна", PASSWORD).is_ok());
    let wrong = Person::signs_in(&office, "Иванова Анна Петровна", "не тот пароль").err().unwrap();
    let nobody = Person::signs_in(&office, "Сидоров Иван", "не тот пароль").err().unwrap();
    let without_key =
        |page: &str| page.replace(&value(page, "once").unwrap(), "").replace("Сидоров Иван", "").replace("Иванова Анна Петровна", "");
    assert_eq!((wrong.status, without_key(&wrong.body)), (nobody.status, without_key(&nobody.body)), "no oracle: both read the same");

    let (slip, head) = invited_with_slip(&office, &founder, "Петров Пётр", "head");
    assert_eq!(head.get("/").status, 200);
    let again = head.form("/slip", &[("slip", &slip), ("password", "ещё длиннее пароль")]);
    assert!(again.status == 422 && again.body.contains("листка для входа нет"), "{}", again.body);

    let people = founder.get("/people").body;
    let person = people.split("href=\"/people/person-").find(|part| part.contains("Петров Пётр")).unwrap();
    let person = format!("/people/person-{}", person.split('"').next().unwrap());
    let page = founder.get(&person).body;
    let lock = [("once", value(&page, "once").unwrap()), ("seen", value(&page, "seen").unwrap())];
    assert_eq!(founder.sends(&format!("{person}/lock"), &[(lock[0].0, &lock[0].1), (lock[1].0, &lock[1].1)]).status, 303);
    assert_eq!(head.get("/").header("location"), Some("/sign-in"), "locked: signed out at once");
    assert!(Person::signs_in(&office, "Петров Пётр", "ещё длиннее пароль").is_err());
}

/// covers: R48, D11
#[test]
fn a_plan_goes_from_a_file_to_what_was_done() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    assert!(founder.get("/").body.contains("Плана ещё нет"));
    let plan = plan_taken(&founder);
    let page = founder.get(&plan).body;
    for part in
        ["4 мероприятия", "Семинар о критериях", "Работа с родителями", "aria-label=\"прошёл, план ещё не утверждён\"", "срок не указан"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }

    // Approved by an order on paper; the founder herself cannot be the second person.
    let approve = founder.get(&format!("{plan}/approve")).body;
    let (once, seen) = (value(&approve, "once").unwrap(), value(&approve, "seen").unwrap());
    let alone = founder.sends(&format!("{plan}/approve/myself"), &[("once", &once), ("seen", &seen)]);
    assert!(alone.body.contains("подпись другого человека"), "{}", alone.body);
    let order = [("once", once.as_str()), ("seen", &seen), ("number", "112-о"), ("day", "2026-08-31")];
    assert_eq!(founder.uploads(&format!("{plan}/approve"), &order, ("scan", "приказ.pdf", b"%PDF-1.4")).status, 303);
    let page = founder.get(&plan).body;
    assert!(page.contains("утверждён приказом № 112-о от 31.08.2026") && page.contains("aria-label=\"просрочено\""), "{page}");
    let today = founder.get("/").body;
    assert!(today.contains("Понедельник, 12 октября") && today.contains("Разобрать методику"), "{today}");

    // Closed with words, a day and a file; the same form again changes nothing.
    let measure = link(&today, "/measure/").split('#').next().unwrap().to_owned();
    let page = founder.get(&measure).body;
    let done = link(&page, "/occurrence/").trim_end_matches("/done").to_owned() + "/done";
    let stamp: Vec<(&str, String)> = ["once", "seen", "due", "digest"].map(|name| (name, value(&page, name).unwrap())).into();
    let mut typed: Vec<(&str, &str)> = stamp.iter().map(|(name, value)| (*name, value.as_str())).collect();
    typed.extend([("words", "Разобрали на совещании"), ("on", "2026-10-12")]);
    for _ in 0..2 {
        assert_eq!(founder.uploads(&done, &typed, ("file", "протокол №1.pdf", b"bytes of the minutes")).status, 303);
    }
    let page = founder.get(&measure).body;
    assert!(page.contains("Разобрали на совещании") && page.matches("протокол №1.pdf").count() == 1, "{page}");
    let file = founder.get(&link(&page, &format!("{measure}/file/")));
    assert!(
        file.body.ends_with("bytes of the minutes") && file.header("content-disposition").unwrap().contains("UTF-8''"),
        "{}",
        file.head
    );
    let on_disk = walk(folder.path());
    assert!(!on_disk.iter().any(|bytes| bytes.windows(20).any(|window| window == b"bytes of the minutes")), "kept sealed");

    // A mistake stands at its field, and what was typed stays.
    let next = founder.get("/").body;
    let measure = next
        .split("=\"/measure/")
        .map(|part| part.split(['"', '#']).next().unwrap())
        .find(|id| id.starts_with("measure-") && !measure.ends_with(id))
        .unwrap();
    let page = founder.get(&format!("/measure/{measure}")).body;
    let put_off = link(&page, "/occurrence/").trim_end_matches("/done").to_owned() + "/put-off";
    let stamp: Vec<(&str, String)> = ["once", "seen", "due"].map(|name| (name, value(&page, name).unwrap())).into();
    let mut typed: Vec<(&str, &str)> = stamp.iter().map(|(name, value)| (*name, value.as_str())).collect();
    typed.extend([("to", "31.11.2026"), ("reason", "Болезнь учителя")]);
    let again = founder.sends(&put_off, &typed).body;
    assert!(again.contains("Болезнь учителя") && again.contains("Нужен день"), "{again}");
    let typed: Vec<(&str, &str)> =
        typed.into_iter().map(|(name, value)| if name == "to" { (name, "30.11.2026") } else { (name, value) }).collect();
    assert!(founder.follows(&founder.sends(&put_off, &typed)).body.contains("Перенесено с"));
    assert!(founder.get("/search?q=%D1%81%D0%B5%D0%BC%D0%B8%D0%BD%D0%B0%D1%80").body.contains("Семинар о критериях"));
}

/// covers: R48
#[test]
fn a_plan_without_rows_of_blocks_is_taken_and_enter_takes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let bare = "№;Мероприятие;Срок;Ответственный\n1;Разобрать методику;сентябрь;Завуч\n2;Семинар о критериях;октябрь;Завуч\n";
    let answer = founder.uploads("/plan/upload", &[], ("file", "план.csv", bare.as_bytes()));
    let address = answer.header("location").unwrap().to_owned();
    let page = founder.follows(&answer).body;
    let form = page.split("action=\"/plan/import").nth(1).unwrap();
    let first = form.split("<button").nth(1).unwrap().split('>').next().unwrap();
    assert!(first.contains("value=\"again\"") && first.contains("tabindex=\"-1\""), "{first}");
    let once = value(&page, "once").unwrap();
    assert_eq!(founder.sends(&address, &[("once", &once), ("do", "again")]).status, 200);
    assert!(founder.get("/").body.contains("Плана ещё нет"), "nothing was taken");

    // What cannot be taken begins no plan either.
    let refused = founder.sends(&address, &[("once", &once), ("do", "take"), ("text-1", "")]);
    assert!(refused.status == 422 && refused.body.contains("трок"), "{}", refused.body);
    assert!(founder.get("/").body.contains("Плана ещё нет"), "no empty plan is left");
    let taken = founder.sends(&address, &[("once", &once), ("do", "take")]);
    let plan = founder.follows(&taken).body;
    assert!(plan.contains("Мероприятия") && plan.contains("2 мероприятия"), "{plan}");
}

/// covers: R48, D7
#[test]
fn a_plan_of_another_year_is_moved_in_words_too() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let old = "План на 2023-2024 учебный год\n\n№;Мероприятие;Срок;Ответственный\n1;Разобрать методику;Октябрь 2023 г.;Завуч\n2;Семинар;до 15.12.2023;Завуч\n";
    let answer = founder.uploads("/plan/upload", &[], ("file", "план.csv", old.as_bytes()));
    let address = answer.header("location").unwrap().to_owned();
    let page = founder.follows(&answer).body;
    assert!(page.contains("Октябрь 2023 г.") && page.contains("октябрь 2026") && page.contains("value=\"Октябрь 2026 г.\""), "{page}");
    let once = value(&page, "once").unwrap();
    // What the form showed comes back with it; a date typed with the old year is moved as well.
    let typed = [("once", once.as_str()), ("move", "yes"), ("when-0", "Октябрь 2026 г."), ("when-1", "до 20.12.2023"), ("do", "take")];
    let plan = founder.follows(&founder.sends(&address, &typed)).body;
    assert!(plan.contains("План на 2026-2027 учебный год"), "{plan}");
    let table = founder.get(&format!("{}?view=table", founder.get("/plan").header("location").unwrap())).body;
    assert!(table.contains("20.12.2026") && !table.contains("2023"), "{table}");
}

/// covers: R48
#[test]
fn a_broken_upload_is_told_as_broken_and_buttons_are_shown_to_those_who_may() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let broken = founder.post("/plan/upload", "multipart/form-data; boundary=line", b"--line\r\nContent-Disposition: form-data; name=\"f");
    assert_eq!(broken.status, 400, "{}", broken.body);

    let slip = founder.form("/people", &[("name", "Юдина Вера Сергеевна"), ("role", "auditor")]);
    let code = slip.body.split("class=\"code\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let mut auditor = Person::nobody(&office);
    let answer = auditor.form("/slip", &[("slip", &code), ("password", "тихий берег озера"), ("again", "тихий берег озера")]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    auditor.takes(&answer);
    let page = auditor.get("/plan").body;
    assert!(page.contains("План ещё не принят") && !page.contains("/plan/upload") && !page.contains("/plan/library"), "{page}");
    let school = auditor.get("/school").body;
    assert!(school.contains("Гимназия № 2") && !school.contains("Закрыть год") && !school.contains("action=\"/school\""), "{school}");
    let plan = plan_taken(&founder);
    let page = auditor.get(&plan).body;
    assert!(page.contains("Семинар о критериях") && !page.contains("/approve") && !page.contains("/measures/new"), "{page}");
}

/// covers: R48, D11
#[test]
fn a_plan_is_renamed_printed_with_a_number_and_closed() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let plan = plan_taken(&founder);
    let page = founder.get(&format!("{plan}/preface")).body;
    let hidden = |name: &str| value(&page, name).unwrap();
    let was = [
        ("was-title", hidden("was-title")),
        ("was-goal", hidden("was-goal")),
        ("was-directions", String::new()),
        ("was-head", String::new()),
    ];
    let mut typed =
        vec![("once", hidden("once")), ("seen", hidden("seen")), ("title", "План объективности".to_owned()), ("goal", hidden("was-goal"))];
    typed.extend([("directions", "Первое\r\nВторое".to_owned()), ("head", String::new())]);
    typed.extend(was);
    let pairs: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let about = founder.follows(&founder.sends(&format!("{plan}/preface"), &pairs)).body;
    assert!(about.contains("План объективности") && about.contains("Второе"), "{about}");
    // A stale page: somebody changed the title meanwhile.
    let stale: Vec<(&str, &str)> = pairs
        .iter()
        .map(|(name, value)| {
            if *name == "once" {
                (*name, "0123456789abcdef0123")
            } else if *name == "title" {
                (*name, "Другой")
            } else {
                (*name, *value)
            }
        })
        .collect();
    let answer = founder.sends(&format!("{plan}/preface"), &stale);
    assert!(answer.status != 303 && answer.body.contains("Другой"), "{}", answer.body);

    // A paper gets the next number and is kept as it was.
    let papers = format!("{plan}/papers");
    for number in 1..=2 {
        let once = value(&founder.get(&papers).body, "once").unwrap();
        let issued = founder.follows(&founder.sends(&format!("{papers}/plan"), &[("once", &once)])).body;
        assert!(issued.contains(&format!("№ {number}")), "{issued}");
    }
    let page = founder.get(&papers).body;
    let paper = founder.get(&link(&page, "/paper/"));
    assert!(paper.status == 200 && paper.body.starts_with("PK"), "{}", paper.head);
    assert_eq!(founder.get("/paper/plan-aaaaaaaa/paper-aaaaaaaa/docx").status, 404);
    assert_eq!(
        founder.sends(&format!("{papers}/order"), &[("once", "0123456789abcdef")]).status,
        404,
        "an order has the number of the school"
    );

    let calendar = founder.get(&format!("{plan}/calendar"));
    assert!(calendar.body.contains("BEGIN:VCALENDAR") && calendar.body.matches("BEGIN:VEVENT").count() == 3, "{}", calendar.body);
    assert!(
        !calendar.body.contains("Завуч") && calendar.body == founder.get(&format!("{plan}/calendar")).body,
        "no people, the same bytes"
    );
    assert!(founder.get(&format!("{plan}?view=month&day=2026-12-01")).body.contains("Собрание о порядке ГИА"));
    assert!(founder.get(&format!("{plan}?view=week&day=2026-12-15")).body.contains("Собрание о порядке ГИА"));

    // Only an approved plan is closed; a closed one is not changed.
    assert!(founder.get(&format!("{plan}/close")).body.contains("только утверждённый"));
    let approve = founder.get(&format!("{plan}/approve")).body;
    let order = [("once", value(&approve, "once").unwrap()), ("seen", value(&approve, "seen").unwrap())];
    let order = [("once", order[0].1.as_str()), ("seen", order[1].1.as_str()), ("number", "112-о"), ("day", "2026-08-31")];
    assert_eq!(founder.uploads(&format!("{plan}/approve"), &order, ("scan", "приказ.pdf", b"%PDF-1.4")).status, 303);
    let page = founder.get(&format!("{plan}/close")).body;
    let (once, seen) = (value(&page, "once").unwrap(), value(&page, "seen").unwrap());
    let empty = founder.sends(&format!("{plan}/close"), &[("once", &once), ("seen", &seen), ("report", "")]);
    assert!(empty.status != 303, "a report is asked for");
    let closed =
        founder.follows(&founder.sends(&format!("{plan}/close"), &[("once", &once), ("seen", &seen), ("report", "Год прошёл")])).body;
    assert!(closed.contains("закрыт") && !closed.contains("/measures/new"), "{closed}");
}

fn walk(folder: &Path) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(walk(&path)) } else { found.push(std::fs::read(&path).unwrap()) }
    }
    found
}

/// covers: B13
#[test]
fn no_address_answers_a_stranger_and_none_changes_anything_for_another_page() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let plan = plan_taken(&founder);
    let stranger = Person::nobody(&office);
    let host = office.host();
    let open = ["/assets/", "/enter/", "/sign-in", "/slip", "/read"];
    for route in ROUTES {
        let path = route
            .path
            .replace("{id}", plan.rsplit('/').next().unwrap())
            .replace("{digest}", "0")
            .replace("{code}", "procedures")
            .replace("{address}", "0")
            .replace("{ordinal}", "0")
            .replace("{upper}", "upper-22222222");
        let path = path.replace("/assets/{name}", "/assets/page.css").replace("{name}", "none.backup").replace("{link}", "0");
        let answer = if route.method == "GET" { stranger.get(&path) } else { stranger.sends(&path, &[]) };
        let is_open = open.iter().any(|begin| path.starts_with(begin));
        let refused = answer.header("location").is_some_and(|to| to.starts_with("/sign-in")) || answer.status == 403;
        assert!(is_open || refused, "{} {path}: {}", route.method, answer.status);
        if route.method == "POST" {
            let head = format!("POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://evil.example\r\nCookie: {}\r\n", founder.cookie);
            assert_eq!(plain(host, &head, b"").status, 403, "{path} from another page");
        }
    }
    let entries = founder.get("/journal").body;
    assert!(!entries.contains("Вход сотрудника закрыт"), "nothing was changed");
    // What is not there and what somebody may not see read the same.
    let missing = founder.get("/plan/plan-22222222");
    assert_eq!(missing.status, 404);
    assert!(missing.body.contains("Такой записи нет"), "{}", missing.body);
}

#[test]
fn the_office_opens_again_with_everything_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let plan = {
        let office = Office::open(folder.path());
        plan_taken(&Person::founder(&office))
    };
    let office = Office::open(folder.path());
    assert!(!office.address.contains("enter"), "no link any more: people sign in");
    let person = Person::signs_in(&office, "Иванова Анна Петровна", PASSWORD).ok().unwrap();
    assert!(person.get(&plan).body.contains("Семинар о критериях"));
}

/// On a day off the page of notices says when the next ones come, by the hours notices are sent in.
#[test]
fn on_a_day_off_it_is_said_when_notices_come() {
    let folder = tempfile::tempdir().unwrap();
    let sunday = Office::open_at(folder.path(), "2026-10-11T06:00:00Z");
    let page = Person::founder(&sunday).get("/notices").body;
    assert!(page.contains("понедельник, 12.10.2026, с 8:00"), "{page}");
    let folder = tempfile::tempdir().unwrap();
    let monday = Office::open(folder.path());
    let page = Person::founder(&monday).get("/notices").body;
    assert!(page.contains("приходят сегодня до 18:00"), "{page}");
}
