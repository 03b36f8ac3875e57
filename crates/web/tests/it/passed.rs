//! What had passed before a plan was in force: late for nobody, told by the day of the order, closed at once.

use rehearsal::lived::Seat;
use workflow::Role;

use super::desk::{Office, PASSWORD, Person, invited, link, value, word};
use super::events::filled;
use super::stage::rehearsed;

/// A plan that is approved in October says which of its times were over by then, and leads to closing them at once.
#[test]
fn what_was_due_before_a_plan_was_approved_is_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let late = "№;Мероприятие;Срок;Ответственный\n1;Приказ о комиссиях;сентябрь 2026;Иванова А. П.\n2;Памятка о критериях;до 01.10.2026;Иванова А. П.\n3;Неделя открытых разборов;ноябрь 2026;Иванова А. П.\n";
    let answer = founder.uploads("/plan/upload", &[], ("file", "план.csv", late.as_bytes()));
    let address = answer.header("location").unwrap().to_owned();
    let once = value(&founder.follows(&answer).body, "once").unwrap();
    let answer = founder.sends(&address, &[("once", &once), ("move", "yes"), ("do", "take")]);
    let plan = answer.header("location").unwrap().to_owned();
    let draft = founder.get(&plan).body;
    assert!(!draft.contains("до того, как план утверждён") && draft.contains("уже прошло 2"), "a draft is late for nothing: {draft}");
    // Nothing was approved yet: no paper and no folder says that it was.
    let printed = |founder: &Person<'_>, kind: &str| {
        word(&founder.get(&format!("{plan}/papers/{kind}?from=2026-09-01&to=2027-05-31&form=docx")).bytes)
    };
    assert!(!printed(&founder, "marks").contains("прош") && printed(&founder, "report").contains("прошло, пока план не утверждён 2"));
    let folder_page = founder.get(&format!("{plan}/inspection")).body;
    assert!(folder_page.contains("срок 01.10.2026 прошёл, план ещё не утверждён, отметки"), "{folder_page}");
    let approve = founder.get(&format!("{plan}/approve")).body;
    let (once, seen) = (value(&approve, "once").unwrap(), value(&approve, "seen").unwrap());
    let order = [("once", once.as_str()), ("seen", &seen), ("number", "112-о"), ("day", "2026-08-31")];
    assert_eq!(founder.uploads(&format!("{plan}/approve"), &order, ("scan", "приказ.pdf", b"%PDF-1.4")).status, 303);
    let page = founder.get(&plan).body;
    assert!(page.contains("2 срока прошли до того, как план утверждён в программе (12.10.2026)"), "{page}");
    let several = founder.get(&link(&page, "/several").replace("&amp;", "&")).body;
    assert!(several.contains("Приказ о комиссиях") && several.contains("Памятка о критериях"), "{several}");
    assert!(!several.contains("Неделя открытых разборов"), "{several}");
    // They are late for nobody, stand in the summary as what they are, and are not called done.
    let late = |founder: &Person<'_>| founder.get("/").body.matches("просрочено").count();
    let today = founder.get("/").body;
    assert!(
        late(&founder) == 0
            && !today.contains("Просрочено")
            && today.contains("<summary>Прошло до внесения утверждения в программу 2</summary>"),
        "{today}"
    );
    let together = founder.get(&link(&today, "/several?pick").replace("&amp;", "&")).body;
    assert!(together.contains("Выбрано 2 срока"), "{together}");
    let counted = "прошло до внесения утверждения в программу 2";
    assert!(page.contains(counted) && !page.contains("· выполнено") && !page.contains("· просрочено"), "{page}");
    let told = printed(&founder, "report");
    assert!(told.contains(counted) && !told.contains("выполнено 1") && !told.contains("просрочено"), "{told}");
    // The order was given in August, before any of its terms: none of them passed before it, and the paper with its number says so.
    let marks = printed(&founder, "marks");
    assert!(marks.contains("112-о") && marks.contains("прошёл до внесения утверждения в программу"), "{marks}");
    for paper in [&told, &marks, &page, &today] {
        assert!(!paper.contains("до утверждения"), "{paper}");
    }
    // The head is shown which ones, and the way to say what was done.
    let head = invited(&office, &founder, "Директорова Мария", "head").get("/").body;
    assert!(head.contains("Прошло до внесения утверждения в программу 2") && head.contains("Памятка о критериях"), "{head}");
    drop(founder);
    drop(office);
    // What passes while the plan is in force is late; what had passed before is not, all the winter.
    let office = Office::open_at(folder.path(), "2026-12-07T06:00:00Z");
    let founder = Person::signs_in(&office, "Иванова Анна Петровна", PASSWORD).ok().unwrap();
    let page = founder.get(&plan).body;
    assert!(page.contains("просрочено 1") && page.contains(counted), "{page}");
    assert!(
        printed(&founder, "report").contains("просрочено 1")
            && founder.get(&format!("{plan}/inspection")).body.contains("01.10.2026 прошёл до внесения утверждения в программу, отметки")
    );
    // Closed together, they are done.
    let close = founder.get(&link(&page, "/several?").replace("&amp;", "&")).body;
    let form = super::events::ticked(&close, "/several/done", &[("words", "Сделано в сентябре"), ("on", "2026-12-07")]);
    assert_eq!(founder.uploads("/several/done", &super::events::borrowed(&form), ("file", "", b"")).status, 303);
    let page = founder.get(&plan).body;
    assert!(page.contains("выполнено 2 · просрочено 1") && !page.contains("прошло до"), "{page}");
}

/// Where the order itself was given after a term, the term passed before the approval; papers say that of it, and no more.
#[test]
fn a_term_before_the_day_of_the_order_passed_before_the_approval() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let late = "№;Мероприятие;Срок;Ответственный\n1;Памятка о критериях;до 01.10.2026;Иванова А. П.\n2;Стенд;до 08.10.2026;Иванова А. П.\n";
    let answer = founder.uploads("/plan/upload", &[], ("file", "план.csv", late.as_bytes()));
    let address = answer.header("location").unwrap().to_owned();
    let once = value(&founder.follows(&answer).body, "once").unwrap();
    let answer = founder.sends(&address, &[("once", &once), ("move", "yes"), ("do", "take")]);
    let plan = answer.header("location").unwrap().to_owned();
    let approve = founder.get(&format!("{plan}/approve")).body;
    let (once, seen) = (value(&approve, "once").unwrap(), value(&approve, "seen").unwrap());
    let order = [("once", once.as_str()), ("seen", &seen), ("number", "112-о"), ("day", "2026-10-05")];
    assert_eq!(founder.uploads(&format!("{plan}/approve"), &order, ("scan", "приказ.pdf", b"%PDF-1.4")).status, 303);
    let page = founder.get(&plan).body;
    assert!(page.contains("прошло до утверждения 1 · прошло до внесения утверждения в программу 1"), "{page}");
    let printed = |kind: &str| word(&founder.get(&format!("{plan}/papers/{kind}?from=2026-09-01&to=2027-05-31&form=docx")).bytes);
    let (marks, report) = (printed("marks"), printed("report"));
    for told in ["прошёл до утверждения плана", "прошёл до внесения утверждения в программу"]
    {
        assert_eq!(marks.matches(told).count(), 1, "{told}: {marks}");
    }
    assert!(report.contains("прошло до утверждения плана 1, прошло до внесения утверждения в программу 1"), "{report}");
}

/// A library plan of a school that begins in October: what has passed is late for nobody before the plan is approved, and is closed at once.
#[test]
fn a_library_plan_taken_late_is_overdue_for_nobody_before_it_is_approved() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let once = value(&founder.get("/plan").body, "once").unwrap();
    let taken = founder.sends("/plan/library", &[("once", &once)]);
    assert_eq!(taken.status, 303, "{}", taken.body);
    let plan = taken.header("location").unwrap().to_owned();
    let page = founder.follows(&taken).body;
    assert!(page.contains("план ещё не утверждён: просроченн") && !page.contains("· просрочено "), "{page}");
    let close = link(&page, "/several?").replace("&amp;", "&");
    assert!(founder.get(&format!("{plan}/approve")).body.contains("план ещё не утверждён: просроченн"));
    let today = founder.get("/").body;
    assert!(!today.contains("просрочено") && !today.contains("Просрочено"), "{today}");
    // All of them with one action, before the plan is approved.
    let page = founder.get(&close).body;
    let form = super::events::ticked(&page, "/several/done", &[("words", "Сделано в сентябре"), ("on", "2026-10-12")]);
    assert!(form.iter().filter(|(name, _)| name == "pick").count() > 3, "{page}");
    let done = founder.uploads("/several/done", &super::events::borrowed(&form), ("file", "", b""));
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(!founder.get(&plan).body.contains("план ещё не утверждён: просроченн"));
}

/// What waits to be accepted is not counted as done: accepted, it is one more that is done and one less that waits.
#[test]
fn what_waits_for_acceptance_is_told_apart_from_what_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let (served, seats) = rehearsed(folder.path());
    let of = |role: Role| served.enters(seats.iter().find(|seat: &&Seat| seat.role == role).unwrap());
    let head = of(Role::Head);
    let plan = link(&served.get("/", &head).body, "/plan/");
    let number = |page: &str, after: &str, before: &str| -> u32 {
        let said = page.split(before).next().unwrap();
        let said =
            if after.is_empty() { said.rsplit(' ').next() } else { page.split(after).nth(1).and_then(|rest| rest.split(' ').next()) };
        said.and_then(|said| said.trim_matches(|letter: char| !letter.is_ascii_digit()).parse().ok()).unwrap_or_else(|| panic!("{page}"))
    };
    let counted = || {
        let page = served.get(&plan, &head).body;
        let line = page.split("<p class=\"quiet\">").find(|part| part.contains("приёмки")).unwrap_or_else(|| panic!("{page}")).to_owned();
        let line = line.split("</p>").next().unwrap().to_owned();
        let awaits = if line.contains(" ждут приёмки") { " ждут приёмки" } else { " ждёт приёмки" };
        (number(&line, "выполнено ", ""), number(&line, "", awaits))
    };
    let (done, awaits) = counted();
    assert!(awaits > 1);
    let today = served.get("/", &head).body;
    assert!(today.contains("приёмки.</p>"), "beside the count of measures, too: {today}");
    let waits = today.split("class=\"button").find(|part| part.contains(">Принять<")).unwrap();
    let measure = waits.split("href=\"").nth(1).unwrap().split('#').next().unwrap().to_owned();
    let page = served.get(&measure, &head).body;
    let accept = page.split("action=\"").find(|part| part.contains("/accept\"")).unwrap().split('"').next().unwrap().to_owned();
    let accepted = served.sends(&accept, &head, &filled(&page, &accept, &[]));
    assert_eq!(accepted.status, 303, "{}", accepted.body);
    assert_eq!(counted(), (done + 1, awaits - 1));
    let closing = served.get(&format!("{plan}/close"), &of(Role::DeputyHead)).body;
    assert!(closing.contains("но ещё не принят") && closing.contains(&format!("ждёт приёмки {}", awaits - 1)), "{closing}");
}
