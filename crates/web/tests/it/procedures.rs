//! The schedule of procedures through its pages: entered, checked, taken with a reason, moved, cancelled, ordered, printed.

use std::fmt::Write as _;

use super::asking::Answer;
use super::desk::{Office, Person, invited, link, value, word};
use super::office_browser::{browser, check, sign_in};
use super::roster::sends;

const HERE: &str = "/procedures/new";

fn class(person: &Person<'_>, name: &str) -> String {
    let answer = sends(person, "/classes", "/classes", &[("class", name), ("teacher", "")]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location").unwrap().trim_start_matches("/class/").to_owned()
}

/// What somebody types into the form.
fn typed<'a>(kind: &'a str, subject: &'a str, classes: &[&'a str], day: &'a str, slot: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut typed = vec![("kind", kind), ("subject", subject), ("day", day), ("slot", slot), ("in-plan", ""), ("despite", "")];
    typed.extend(classes.iter().map(|class| ("class", *class)));
    typed
}

fn enter(person: &Person<'_>, pairs: &[(&str, &str)]) -> Answer {
    sends(person, HERE, HERE, &[pairs, &[("do", "enter")]].concat())
}

/// The schedule of the year at work is what the page shows; of another it is asked for by the address, and stays so through its forms.
#[test]
fn a_schedule_of_another_year_is_a_choice() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let this = class(&deputy, "7А");
    assert_eq!(enter(&deputy, &typed("dkr", "Алгебра", &[&this], "2027-01-19", "3")).status, 303);
    assert!(!deputy.get("/procedures").body.contains("?year="), "one year is no choice");
    let carry = link(&deputy.get("/school").body, "/years/").replace("/close", "/next");
    super::roster::steps_up(&deputy, &carry);
    let once = value(&deputy.get(&carry).body, "once").unwrap();
    assert_eq!(deputy.sends(&carry, &[("once", &once), ("do", "take")]).status, 303);
    let page = deputy.get("/procedures").body;
    assert!(page.contains("ДКР, Алгебра") && page.contains(">2027/28</a>"), "{page}");
    let next = page.split(">2027/28</a>").next().unwrap().rsplit("/procedures?year=").next().unwrap().trim_end_matches('"').to_owned();
    let there = deputy.get(&format!("/procedures?year={next}")).body;
    assert!(!there.contains("ДКР, Алгебра") && there.contains(&format!("/procedures/new?year={next}")), "{there}");
    let form = deputy.get(&format!("/procedures/new?year={next}")).body;
    let (_, eighth) = form.split_once("name=\"class\" value=\"").unwrap();
    let eighth = eighth.split('"').next().unwrap();
    assert_eq!(value(&form, "year").as_deref(), Some(next.as_str()));
    let mut pairs = typed("dkr", "Физика", &[eighth], "2028-01-18", "3");
    pairs.push(("year", &next));
    let answer = enter(&deputy, &pairs);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let there = deputy.get(&format!("/procedures?year={next}")).body;
    assert!(there.contains("ДКР, Физика") && there.contains(&format!("/procedures/site?year={next}&amp;form=docx")), "{there}");
    assert!(!deputy.get("/procedures").body.contains("ДКР, Физика"));
    for path in ["list", "site", "order", "hours"] {
        assert_eq!(deputy.get(&format!("/procedures/{path}?year={next}")).status, 200, "{path}");
    }
    assert_eq!(deputy.get("/procedures?year=nothing").status, 404);
}

/// covers: R40, C11
#[test]
fn a_procedure_is_checked_entered_and_taken_in_spite_of_rules_with_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    assert!(deputy.get("/procedures").body.contains("Сначала заведите классы"));
    let (first, second, eighth) = (class(&deputy, "7А"), class(&deputy, "7Б"), class(&deputy, "8А"));
    assert!(deputy.get("/procedures").body.contains("Внесите первую процедуру"));
    // What cannot be read is said at its field, and what was typed stays.
    let wrong = enter(&deputy, &typed("dkr", "Алгебра", &[&first], "2027-01-19", "третий"));
    assert!(wrong.status == 422 && wrong.body.contains("#field-slot") && wrong.body.contains("value=\"третий\""), "{}", wrong.body);
    let mixed = enter(&deputy, &typed("dkr", "Алгебра", &[&first, &eighth], "2027-01-19", "3"));
    assert!(mixed.status == 422 && mixed.body.contains("#field-classes"), "{}", mixed.body);
    let checked = sends(&deputy, HERE, HERE, &[&typed("dkr", "Алгебра", &[&first], "2027-01-19", "3")[..], &[("do", "check")]].concat());
    assert!(checked.status == 200 && checked.body.contains("расхождений с правилами нагрузки нет"), "{}", checked.body);
    assert!(deputy.get("/procedures").body.contains("Внесите первую процедуру"), "a check enters nothing");
    let one = enter(&deputy, &typed("dkr", "Алгебра", &[&first, &second], "2027-01-19", "3"));
    assert_eq!(one.status, 303, "{}", one.body);
    let one = one.header("location").unwrap().to_owned();
    let page = deputy.get(&one).body;
    assert!(page.contains("ДКР, Алгебра") && page.contains("7А, 7Б") && page.contains("Вторник, 19.01.2027, 3-й урок"), "{page}");
    // The same day once more: the rule, its citation, what it is with; nothing is entered before a reason is given.
    let twice = typed("school", "Физика", &[&first], "2027-01-19", "1");
    let clash = enter(&deputy, &twice);
    assert_eq!(clash.status, 422);
    for part in [
        "СК-228/03",
        "по правилу не больше 1; вместе с: ДКР, Алгебра, 7А, 7Б — 19.01.2027",
        "Работа стоит на первом уроке",
        "Внести с этой причиной",
    ] {
        assert!(clash.body.contains(part), "{part}: {}", clash.body);
    }
    let shown: Vec<String> =
        clash.body.split("name=\"shown\" value=\"").skip(1).map(|part| part.split('"').next().unwrap().to_owned()).collect();
    assert_eq!(shown.len(), 2, "{shown:?}");
    let mut despite: Vec<(&str, &str)> = twice.iter().copied().filter(|(name, _)| *name != "despite").collect();
    despite.extend(shown.iter().map(|key| ("shown", key.as_str())));
    let silent = enter(&deputy, &despite);
    assert!(silent.status == 422 && silent.body.contains("#field-despite") && silent.body.contains("СК-228/03"), "{}", silent.body);
    despite.push(("despite", "Региональный день"));
    let taken = enter(&deputy, &despite);
    assert_eq!(taken.status, 303, "{}", taken.body);
    let list = deputy.get("/procedures").body;
    for part in
        ["2 процедуры", "расходятся 2 процедуры", "в один день больше 1 процедуры; работа на первом или последнем уроке", "Не проверено"]
    {
        assert!(list.contains(part), "{part}: {list}");
    }
    let taken = taken.header("location").unwrap();
    assert!(deputy.get(taken).body.contains("Причина указана: Региональный день"));
    says_what_is_broken_alike(&deputy, taken);
    for view in ["month&day=2027-01-19", "week&day=2027-01-19"] {
        let grid = deputy.get(&format!("/procedures?view={view}")).body;
        assert!(grid.contains(&format!("href=\"{one}\"")), "{view}: {grid}");
    }
    assert!(!deputy.get("/procedures?view=list&grade=8").body.contains(&one), "a filter lets nothing else through");
}

/// The list, the page, the order and the sheet for the site say of a rule that is not kept what is not so, and never its name.
fn says_what_is_broken_alike(deputy: &Person<'_>, one: &str) {
    let paper = |address: &str| word(&deputy.get(address).bytes);
    let order = paper(&format!("{one}/order?form=docx"));
    assert!(order.contains("В один день больше 1 процедуры, работа на первом или последнем уроке: Региональный день"), "{order}");
    let site = paper("/procedures/site?form=docx");
    assert!(site.contains("в один день больше 1 процедуры, работа на первом или последнем уроке. Региональный день"), "{site}");
    let page = deputy.get(one).body;
    assert!(page.contains("Внесено вопреки правилам: в один день больше 1 процедуры"), "{page}");
    for said in [deputy.get("/procedures").body, page, order, site] {
        assert!(!said.contains("одна процедура в день") && !said.contains("не первый и не последний урок:"), "{said}");
    }
}

/// covers: R40
#[test]
fn a_procedure_is_arranged_moved_ordered_printed_and_cancelled() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let teacher = invited(&office, &deputy, "Ёжикова Мария", "teacher");
    let administrator = invited(&office, &deputy, "Админов Антон", "administrator");
    let first = class(&deputy, "7А");
    let one = enter(&deputy, &typed("dkr", "Алгебра", &[&first], "2027-01-19", "3")).header("location").unwrap().to_owned();
    let options = deputy.get(&one).body;
    let who =
        options.split("<option value=\"").find(|option| option.contains(">Ёжикова Мария<")).unwrap().split('"').next().unwrap().to_owned();
    let fields = [format!("room-{first}"), format!("who-{first}"), format!("was-room-{first}"), format!("was-who-{first}")];
    let arrange: Vec<(&str, &str)> = vec![(&fields[0], "каб. 12"), (&fields[1], &who), (&fields[2], ""), (&fields[3], ""), ("do", "take")];
    let answer = sends(&deputy, &one, &format!("{one}/arrange"), &arrange);
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert!(deputy.get(&one).body.contains("каб. 12"));
    // A teacher sees it and changes nothing; the administrator has no look into it.
    assert!(teacher.get(&one).body.contains("ДКР, Алгебра") && !teacher.get(&one).body.contains("/move"));
    assert_eq!((teacher.get(HERE).status, administrator.get("/procedures").status, administrator.get(&one).status), (404, 404, 404));
    let moved = |day: &str, reason: &str| {
        let pairs = [("day", day), ("slot", "3"), ("was-day", "2027-01-19"), ("was-slot", "3"), ("reason", reason), ("do", "take")];
        sends(&deputy, &one, &format!("{one}/move"), &pairs)
    };
    let sunday = moved("2027-01-24", "Так");
    assert!(sunday.status == 422 && sunday.body.contains("В этот день уроков нет") && sunday.body.contains("Перенести"), "{}", sunday.body);
    let empty = moved("2027-01-26", " ");
    assert!(empty.status == 422 && empty.body.contains("#field-move-reason"), "{}", empty.body);
    assert_eq!(moved("2027-01-26", "Материалы пришли позже").status, 303);
    assert!(deputy.get(&one).body.contains("Перенесена с 19.01.2027, 3-й урок: Материалы пришли позже"));
    assert_eq!(sends(&deputy, &one, &format!("{one}/order"), &[("number", "1")]).status, 303);
    let page = deputy.get(&one).body;
    let issued = link(&page, "/procedures/paper/");
    assert!(page.contains("№ 1") && deputy.get(&issued).body.starts_with("PK"), "{page}");
    assert_eq!(sends(&deputy, &one, &format!("{one}/order"), &[("number", "1")]).status, 409, "the number is taken");
    let id = one.trim_start_matches("/procedure/");
    let order = [("number", "15-у"), ("day", "2026-10-12"), ("procedure", id)];
    assert_eq!(sends(&deputy, "/procedures/order", "/procedures/order", &order[..2]).status, 422, "nothing is ticked");
    assert_eq!(sends(&deputy, "/procedures/order", "/procedures/order", &order).status, 303);
    assert!(deputy.get("/procedures").body.contains("приказ № 15-у от 12.10.2026"));
    for (address, begins) in [
        (format!("{one}/order?form=docx"), "PK"),
        ("/procedures/site?form=xlsx".to_owned(), "PK"),
        ("/procedures/site?form=docx".to_owned(), "PK"),
        ("/procedures/list?view=list".to_owned(), "PK"),
    ] {
        let answer = deputy.get(&address);
        assert!(answer.status == 200 && answer.body.starts_with(begins), "{address}");
    }
    // It was ordered by a paper of its own, which has its number: the register gives it no second one.
    let page = deputy.get(&one).body;
    assert!(page.contains("Номер у этого приказа уже есть: № 15-у от 12.10.2026") && !page.contains("Выпустить под"), "{page}");
    let order = word(&deputy.get(&format!("{one}/order?form=docx")).bytes);
    assert!(order.contains("15-у") && !order.contains("На основании приказа"), "{order}");
    assert_eq!(sends(&deputy, &one, &format!("{one}/order"), &[("number", "2")]).status, 409);
    assert_eq!(sends(&deputy, &one, &format!("{one}/cancel"), &[("reason", "Не вошли в выборку")]).status, 303);
    assert!(deputy.get(&one).body.contains("Отменена: Не вошли в выборку"));
}

/// An order over several procedures is a paper of its own: the order on each stands on it, has a blank for its number, and the number of the
/// register alone once it is issued. The register of the year names it beside papers of plans.
/// covers: R40
#[test]
fn one_order_has_one_number_and_stands_in_the_register_of_the_year() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let plan = super::desk::plan_taken(&deputy);
    let first = class(&deputy, "7А");
    let entered = ["Алгебра", "История"].iter().zip(["2027-01-19", "2027-02-16"]).map(|(subject, day)| {
        let entered = enter(&deputy, &typed("dkr", subject, &[&first], day, "3"));
        entered.header("location").unwrap().to_owned()
    });
    let both: Vec<String> = entered.collect();
    let ids: Vec<&str> = both.iter().map(|one| one.trim_start_matches("/procedure/")).collect();
    let order = [("number", "84-у"), ("day", "2026-10-05"), ("procedure", ids[0]), ("procedure", ids[1])];
    assert_eq!(sends(&deputy, "/procedures/order", "/procedures/order", &order).status, 303);
    let basis = "На основании приказа\u{a0}№\u{a0}84-у от 05.10.2026 и графика";
    let plain = |text: &str| text.replace('\u{a0}', " ");
    let draft = plain(&word(&deputy.get(&format!("{}/order?form=docx", both[0])).bytes));
    assert!(draft.contains(&plain(basis)) && draft.contains("№ ______") && draft.matches("84-у").count() == 1, "{draft}");
    assert!(deputy.get(&both[0]).body.contains("вместе с другими"));
    assert_eq!(sends(&deputy, &both[0], &format!("{}/order", both[0]), &[("number", "1")]).status, 303);
    let issued = link(&deputy.get(&both[0]).body, "/procedures/paper/");
    let paper = plain(&word(&deputy.get(&issued).bytes));
    assert!(paper.contains("12.10.2026") && paper.contains("№ 1<") && !paper.contains("№ ______"), "{paper}");
    assert!(paper.matches("84-у").count() == 1 && paper.contains(&plain(basis)), "{paper}");
    // The papers of the plan say what took the number, and ask for the next.
    let papers = deputy.get(&format!("{plan}/papers")).body;
    for part in ["№ 1", "Приказ о проведении с приложениями: ДКР, Алгебра", &issued, "Выпустить под номером 2"]
    {
        assert!(papers.contains(part), "{part}: {papers}");
    }
    assert!(!papers.contains("Пока ни один документ"), "{papers}");
}

/// The order speaks of what pupils do: they answer in an interview, they write an essay; where there is no subject nobody teaches it.
/// covers: R40
#[test]
fn an_order_speaks_of_what_pupils_do() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let (ninth, other, eleventh) = (class(&deputy, "9А"), class(&deputy, "9Б"), class(&deputy, "11А"));
    let order = |kind: &str, classes: &[&str], day: &str, slot: &str| {
        let entered = enter(&deputy, &typed(kind, "", classes, day, slot));
        assert_eq!(entered.status, 303, "{}", entered.body);
        word(&deputy.get(&format!("{}/order?form=docx", entered.header("location").unwrap())).bytes)
    };
    let oral = order("is9", &[&ninth, &other], "2027-02-10", "9:00, 240");
    let essay = order("is11", &[&eleventh], "2026-12-02", "10:00, 235");
    for wrong in ["пишут", "не пишет", "Работы проверяют", "этот предмет"] {
        assert!(!oral.contains(wrong), "{wrong}: {oral}");
    }
    assert!(oral.contains("Ответы оценивают") && oral.contains("10.02.2027 в 09:00 (240 минут) по графику"), "{oral}");
    assert!(essay.contains("Сочинения (изложения) проверяют") && !essay.contains("этот предмет"), "{essay}");
}

/// An order says what is so, and what families read names no note of the program.
/// covers: R40
#[test]
fn papers_of_the_schedule_say_what_is_so() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let (first, second) = (class(&deputy, "7А"), class(&deputy, "7Б"));
    let order = |classes: &[&str], subject: &str, day: &str| {
        let entered = enter(&deputy, &typed("dkr", subject, classes, day, "3"));
        word(&deputy.get(&format!("{}/order?form=docx", entered.header("location").unwrap())).bytes)
    };
    let (one, all) = (order(&[&first], "Алгебра", "2027-01-19"), order(&[&first, &second], "Физика", "2027-02-09"));
    assert!(one.contains("(7А)") && !one.contains("7 классы") && !one.contains("в одно время"), "{one}");
    assert!(all.contains("(7 классы)") && all.contains("Названные классы пишут в одно время"), "{all}");
    // It stands on the plan that is in force, by its own title, number and day.
    assert!(one.contains("На основании графика оценочных процедур школы"), "no plan is in force: {one}");
    super::newyear::approved(&deputy);
    let stands = order(&[&second], "История", "2027-03-16");
    let plan = "«План мероприятий по объективности на 2026-2027 учебный год», утверждённого приказом № 112-о от 12.10.2026";
    assert!(stands.contains(plan) && !stands.contains("по обеспечению"), "{stands}");
    let site = word(&deputy.get("/procedures/site?form=docx").bytes);
    // Rules are whole sentences with their numbers, each with where it stands; what stands where the one before did says so.
    let cited = "Основание: Письмо Минпросвещения и Рособрнадзора 06.08.2021 № СК-228/03";
    for rule in [
        "В одном классе в день проводится не больше 1 процедуры.",
        "не чаще одного раза в 2,5 недели.",
        "не больше 10 % его учебных часов в году.",
        "Исключение составляют предметы, по которым в неделю один урок.",
    ] {
        let said = [cited, "Основание то же."].iter().any(|where_from| site.contains(&format!("{rule} {where_from}")));
        assert!(said, "{rule}: {site}");
    }
    let (named, same) = (site.find(cited).unwrap(), site.find("Основание то же.").unwrap());
    assert!(named < same, "a source is named before it is the same: {site}");
    assert!(site.contains("Все классы параллели пишут работу в одно время.<"), "{site}");
    assert!(!site.contains("Правило:") && !site.contains("столько") && !site.contains("организатор"), "{site}");
    for note in ["Объектив", "не просмотрен", "по памяти", ".ru", "не проверено"] {
        assert!(!site.contains(note), "{note}: {site}");
    }
}

/// Hours and lessons are what the rules are held against; a line that cannot be read is named.
#[test]
fn hours_and_lessons_are_entered_a_line_each() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let first = class(&deputy, "7А");
    assert_eq!(enter(&deputy, &typed("school", "Алгебра", &[&first], "2027-01-19", "6")).status, 303);
    assert!(deputy.get("/procedures/hours").body.contains("7 Алгебра"));
    let hours = |hours: &str, lessons: &str| {
        let here = "/procedures/hours";
        sends(&deputy, here, here, &[("hours", hours), ("lessons", lessons), ("was-hours", ""), ("was-lessons", "")])
    };
    let wrong = hours("7 Алгебра", "7: 6");
    assert!(wrong.status == 422 && wrong.body.contains("7 Алгебра") && wrong.body.contains("#field-hours"), "{}", wrong.body);
    assert_eq!(hours("7 алгебра 3", "7: 6").status, 303);
    let page = deputy.get("/procedures").body;
    assert!(page.contains("работа на первом или последнем уроке") && !page.contains("Не проверено"), "{page}");
}

/// While it is typed a form is told what it would not keep, with the rule and where it stands, by whoever keeps the schedule; nothing is written.
/// covers: C11
#[test]
fn clashes_are_told_while_a_form_is_typed() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let teacher = invited(&office, &deputy, "Ёжикова Мария", "teacher");
    let first = class(&deputy, "7А");
    let one = enter(&deputy, &typed("dkr", "Алгебра", &[&first], "2027-01-19", "3")).header("location").unwrap().to_owned();
    let asks = |of: &Person<'_>, pairs: &[(&str, &str)]| of.get(&format!("{HERE}/clashes?{}", super::desk::body(pairs)));
    let entries = || deputy.get("/journal").body.matches("<tr").count();
    let before = entries();
    let twice = typed("school", "Физика", &[&first], "2027-01-19", "1");
    let told = asks(&deputy, &twice);
    assert_eq!(told.status, 200);
    for part in ["data-found", "СК-228/03", "вместе с: ДКР, Алгебра, 7А — 19.01.2027", "Работа стоит на первом уроке"]
    {
        assert!(told.body.contains(part), "{part}: {}", told.body);
    }
    assert!(!told.body.contains("<html") && !told.body.contains("name=\"despite\""), "{}", told.body);
    let agrees = asks(&deputy, &typed("school", "Физика", &[&first], "2027-01-20", "3"));
    assert!(agrees.body.contains("расхождений с правилами нагрузки нет") && !agrees.body.contains("СК-228/03"), "{}", agrees.body);
    // What nothing can be held against yet is no mistake here.
    for unfinished in [typed("school", "", &[&first], "2027-01-19", "1"), typed("school", "Физика", &[&first], "2027-01", "1"), Vec::new()]
    {
        let told = asks(&deputy, &unfinished);
        assert!(told.status == 200 && told.body.is_empty(), "{}", told.body);
    }
    let moves = |of: &Person<'_>, day: &str| of.get(&format!("{one}/move/clashes?day={day}&slot=3"));
    assert!(moves(&deputy, "2027-01-24").body.contains("В этот день уроков нет"), "a Sunday");
    assert!(moves(&deputy, "2027-01-26").body.contains("расхождений с правилами нагрузки нет"));
    assert_eq!(deputy.get("/procedure/nothing-22222222/move/clashes?day=2027-01-26&slot=3").status, 404);
    // She sees the schedule and keeps it not.
    assert_eq!((teacher.get(&one).status, asks(&teacher, &twice).status, moves(&teacher, "2027-01-26").status), (200, 404, 404));
    assert_eq!(entries(), before, "nothing was written");
    assert!(deputy.get(&one).body.contains("Вторник, 19.01.2027, 3-й урок"));
}

/// With its script the form shows clashes beside its fields while it is typed; its buttons stay where they are, and what goes wrong says nothing.
#[test]
fn in_a_browser_clashes_stand_beside_the_form_while_it_is_typed() {
    let Some(mut browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let first = class(&deputy, "7А");
    let one = enter(&deputy, &typed("dkr", "Алгебра", &[&first], "2027-01-19", "3")).header("location").unwrap().to_owned();
    let home = format!("http://{}", office.host());
    sign_in(&mut browser, &home);
    let types = |browser: &mut super::chromium::Chromium, form: &str, name: &str, text: &str| {
        let set = if name == "class" { "one.checked = true".to_owned() } else { format!("one.value = '{text}'") };
        let one = format!("document.querySelector('form[data-agrees] [name={name}]')");
        browser.value(&format!(
            "{form} && (() => {{ const one = {one}; {set}; one.dispatchEvent(new Event('input', {{ bubbles: true }})); }})()"
        ));
    };
    let form = "document.querySelector('form[data-agrees]')";
    let button = "(() => { scrollTo(0, 0); const place = document.querySelector('form[data-agrees] button').getBoundingClientRect(); return [place.top, place.left].join() })()";
    let told = "document.querySelector('[data-beside]').textContent";
    for width in [1280, 360] {
        browser.width(width);
        browser.open(&format!("{home}{HERE}"));
        assert_eq!(browser.value("document.querySelector('[data-beside]').getAttribute('aria-live')"), serde_json::json!("polite"));
        let before = browser.value(button);
        for (name, text) in [("kind", "school"), ("subject", "Физика"), ("class", ""), ("day", "2027-01-19"), ("slot", "1")] {
            types(&mut browser, form, name, text);
        }
        browser.wait(&format!("{told}.includes('СК-228/03')"));
        assert_eq!(browser.value(button), before, "{width}: the buttons stay where they are");
        let over = "(() => { const told = document.querySelector('[data-found]').getBoundingClientRect(), form = document.querySelector('form[data-agrees]').getBoundingClientRect(); \
            return told.left < form.right && told.top < form.bottom })()";
        assert_eq!(browser.value(over), serde_json::json!(false), "{width}: it lies over nothing");
        browser.look("office-procedures-typing");
        assert_eq!(super::browser::barriers(&mut browser), "", "{width}");
        types(&mut browser, form, "day", "2027-01-20");
        types(&mut browser, form, "slot", "3");
        browser.wait(&format!("{told}.includes('расхождений с правилами нагрузки нет')"));
    }
    super::browser::no_complaints(&mut browser);
    // The same of a move; where nobody answers, nothing is told.
    browser.width(1280);
    browser.open(&format!("{home}{one}"));
    browser.value("document.querySelectorAll('main details').forEach(one => one.open = true)");
    types(&mut browser, form, "day", "2027-01-24");
    browser.wait(&format!("{told}.includes('В этот день уроков нет')"));
    browser.value("window.fetch = () => Promise.reject(new Error('nobody'))");
    types(&mut browser, form, "day", "2027-01-26");
    browser.wait(&format!("{told} === ''"));
    super::browser::no_complaints(&mut browser);
    assert!(deputy.get("/procedures").body.contains("1 процедура"), "nothing was entered");
}

/// Every page of the schedule fits, has one main button and no barrier.
#[test]
fn in_a_browser_every_page_of_the_schedule_fits() {
    let Some(mut browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let mut classes = Vec::new();
    for name in ["7А", "7Б", "7В", "8А", "8Б", "9А", "9Б", "11А"] {
        classes.push(class(&deputy, name));
    }
    let of = |grade: &[usize]| grade.iter().map(|at| classes[*at].as_str()).collect::<Vec<_>>();
    for (kind, subject, grade, day, slot) in [
        ("dkr", "Алгебра", &[0, 1, 2][..], "2026-10-20", "3"),
        ("school", "Русский язык", &[3, 4], "2026-10-21", "2–3"),
        ("vpr-diagnostic", "Физика", &[0, 1, 2], "2026-10-22", "4"),
        ("oge-diagnostic", "Обществознание", &[5, 6], "2026-11-12", "2–4"),
        ("is11", "", &[7], "2026-12-02", "10:00, 235"),
    ] {
        let answer = enter(&deputy, &typed(kind, subject, &of(grade), day, slot));
        assert_eq!(answer.status, 303, "{kind}: {}", answer.body);
    }
    let clashing = typed("school", "История", &of(&[0]), "2026-10-20", "1");
    let clash = enter(&deputy, &clashing);
    let mut despite = clashing.clone();
    let shown: Vec<String> =
        clash.body.split("name=\"shown\" value=\"").skip(1).map(|part| part.split('"').next().unwrap().to_owned()).collect();
    despite.retain(|(name, _)| *name != "despite");
    despite.extend(shown.iter().map(|key| ("shown", key.as_str())));
    despite.push(("despite", "Региональный день"));
    let taken = enter(&deputy, &despite).header("location").unwrap().to_owned();
    let home = format!("http://{}", office.host());
    sign_in(&mut browser, &home);
    let mut all: Vec<String> = [
        "/procedures",
        "/procedures?view=month&day=2026-10-20",
        "/procedures?view=week&day=2026-10-20",
        "/procedures?view=list&grade=9",
        "/procedures/new",
        "/procedures/hours",
        "/procedures/order",
    ]
    .map(str::to_owned)
    .into();
    all.extend([taken, link(&deputy.get("/procedures").body, "/procedure/")]);
    check(&mut browser, &home, &all);
    // The form with what it would not keep, as it is shown before it is taken.
    browser.open(&format!("{home}/procedures/new"));
    let mut fill = String::new();
    for (name, text) in [("day", "2026-10-20"), ("slot", "1")] {
        write!(fill, "document.querySelector('[name={name}]').value = '{text}';").unwrap();
    }
    write!(fill, "document.querySelector('[name=subject]').value = 'Физика'; document.querySelector('[name=kind]').value = 'school';")
        .unwrap();
    write!(fill, "document.querySelector('[value=\"{}\"]').checked = true; document.querySelector('main button.main').click()", classes[0])
        .unwrap();
    browser.value(&fill);
    browser.wait("document.querySelector('#clashes')");
    browser.look("office-procedures-clashes");
    assert_eq!(super::browser::barriers(&mut browser), "", "the form with clashes");
    assert!(value(&deputy.get("/procedures").body, "number").is_some());
}
