//! The page of a person: roles with their place and days, deputies, a colleague who left and what was open with her.

use super::desk::{Office, Person, invited, link, plan_taken, value};
use super::office_browser::{browser, check, sign_in};

/// The address of the page of somebody of this name.
pub fn page_of(founder: &Person<'_>, name: &str) -> String {
    let people = founder.get("/people").body;
    let row = people.split("href=\"/people/person-").skip(1).find(|part| part.contains(name)).unwrap();
    format!("/people/person-{}", row.split('"').next().unwrap())
}

/// Sends a form of a page, with the one-time key and the version the page has.
pub fn sends(person: &Person<'_>, page: &str, what: &str, typed: &[(&str, &str)]) -> super::asking::Answer {
    let shown = person.get(page).body;
    let (once, by) = (value(&shown, "once").unwrap(), value(&shown, "by").unwrap());
    let seen = value(&shown, "seen").unwrap_or_default();
    person.sends(&format!("{page}/{what}"), &[&[("once", once.as_str()), ("by", &by), ("seen", &seen)], typed].concat())
}

/// Measures a page offers to hand over, with their versions.
fn to_hand_over(page: &str) -> Vec<(String, String)> {
    let measures = page.split("name=\"thing\" value=\"").skip(1).map(|part| part.split('"').next().unwrap().to_owned());
    measures.map(|id| (id.clone(), value(page, &format!("seen-{id}")).unwrap())).collect()
}

/// The first measure of the plan is given to this person.
pub fn gives_measure(founder: &Person<'_>, plan: &str, person: &str) -> String {
    let measure = link(&founder.get(plan).body, "/measure/").split('#').next().unwrap().to_owned();
    let page = founder.get(&format!("{measure}/edit")).body;
    let hidden = |name: &str| value(&page, name).unwrap_or_default();
    let was = ["block", "number", "text", "when", "owners", "expected"].map(|name| (name, hidden(&format!("was-{name}"))));
    let mut typed: Vec<(String, String)> =
        was.iter().flat_map(|(name, value)| [(format!("was-{name}"), value.clone()), ((*name).to_owned(), value.clone())]).collect();
    typed.extend([("once".to_owned(), hidden("once")), ("seen".to_owned(), hidden("seen")), ("person".to_owned(), person.to_owned())]);
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = founder.sends(&format!("{measure}/edit"), &typed);
    assert_eq!(answer.status, 303, "{}", answer.body);
    measure
}

#[test]
fn a_role_is_given_for_a_class_a_subject_and_days() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let teacher = invited(&office, &founder, "Юдина Вера Сергеевна", "teacher");
    let page = page_of(&founder, "Юдина");
    let class = [("role", "class-teacher"), ("where", "class"), ("class", "7А"), ("from", "2026-10-12"), ("to", "2026-12-31")];
    let shown = founder.follows(&sends(&founder, &page, "give", &class)).body;
    assert!(shown.contains("классный руководитель") && shown.contains("класс 7А · с 12.10.2026 по 31.12.2026"), "{shown}");
    let subject = [("role", "association-head"), ("where", "subject:mathematics"), ("from", "2026-10-12")];
    let shown = founder.follows(&sends(&founder, &page, "give", &subject)).body;
    assert!(shown.contains("предмет: математика · с 12.10.2026"), "{shown}");
    for (wrong, said) in [
        ([("role", "teacher"), ("where", "class"), ("class", ""), ("to", "")], "Назовите класс"),
        ([("role", "head"), ("where", "class"), ("class", "7А"), ("to", "")], "такая роль не действует"),
        ([("role", "teacher"), ("where", "school"), ("class", ""), ("to", "31.11.2026")], "Нужен день"),
        ([("role", "teacher"), ("where", "school"), ("class", ""), ("to", "2026-01-01")], "Последний день роли раньше первого"),
    ] {
        let answer = sends(&founder, &page, "give", &wrong);
        assert!(answer.status == 422 && answer.body.contains(said), "{said}: {} {}", answer.status, answer.body);
    }
    assert_eq!(teacher.get(&page).status, 404, "no page of people for a teacher");
}

#[test]
fn a_deputy_works_on_her_days_and_the_journal_says_for_whom() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let plan = plan_taken(&founder);
    let teacher = invited(&office, &founder, "Юдина Вера Сергеевна", "teacher");
    let _head = invited(&office, &founder, "Громова Ольга Ивановна", "head");
    assert_eq!(teacher.get(&plan).status, 404);
    let (absent, stand_in) = (page_of(&founder, "Громова"), page_of(&founder, "Юдина"));
    let id = stand_in.rsplit('/').next().unwrap();
    let days = [("stand-in", id), ("in-role", ""), ("from", "2026-10-12"), ("to", "2026-10-20")];
    let wrong = sends(&founder, &absent, "deputy", &[("stand-in", id), ("from", "2026-10-12"), ("to", "")]);
    assert!(wrong.status == 422 && wrong.body.contains("Нужен день"), "{}", wrong.body);
    let shown = founder.follows(&sends(&founder, &absent, "deputy", &days)).body;
    assert!(shown.contains("замещает") && shown.contains("во всех ролях · с 12.10.2026 по 20.10.2026"), "{shown}");
    let today = teacher.get("/").body;
    assert!(today.contains("вы замещаете: Громова Ольга Ивановна"), "{today}");
    let page = teacher.get(&plan).body;
    assert!(page.contains("Семинар о критериях"));
    // She approves for the head what the deputy head began, and the journal says so.
    let approve = teacher.get(&format!("{plan}/approve")).body;
    let (once, seen) = (value(&approve, "once").unwrap(), value(&approve, "seen").unwrap());
    let answer = teacher.sends(&format!("{plan}/approve/myself"), &[("once", &once), ("seen", &seen)]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let journal = founder.get("/journal").body;
    assert!(journal.contains("Юдина Вера Сергеевна (замещая: Громова Ольга Ивановна)"), "{journal}");
    assert!(founder.get(&absent).body.contains("(замещая: Громова Ольга Ивановна)"), "in the history of whoever was away");
    let deputy = value(&founder.get(&absent).body, "deputy").unwrap();
    assert_eq!(sends(&founder, &absent, "deputy/end", &[("deputy", &deputy)]).status, 303);
    assert_eq!(teacher.get(&plan).status, 404, "from now on");
}

#[test]
fn whoever_left_is_signed_out_at_once_and_all_her_work_goes_to_others() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let plan = plan_taken(&founder);
    let gone = invited(&office, &founder, "Юдина Вера Сергеевна", "teacher");
    let _other = invited(&office, &founder, "Громова Ольга Ивановна", "teacher");
    let (page, heir) = (page_of(&founder, "Юдина"), page_of(&founder, "Громова"));
    let heir = heir.rsplit('/').next().unwrap().to_owned();
    let measure = gives_measure(&founder, &plan, page.rsplit('/').next().unwrap());
    super::newyear::approves(&founder, &plan);
    assert!(founder.get(&page).body.contains("За этим человеком 1 открытое дело"));
    assert!(gone.get("/").body.contains("Разобрать методику"), "it is among her matters");
    assert_eq!(gone.get(&measure).status, 200);

    let wrong = sends(&founder, &page, "leave", &[("last", "2026-10-13")]);
    assert!(wrong.status == 422 && wrong.body.contains("последний день работы. Укажите день с"), "{}", wrong.body);
    let left = founder.follows(&sends(&founder, &page, "leave", &[("last", "2026-10-12")])).body;
    for said in ["больше не работает", "последний день работы 12.10.2026", "Вход закрыт, сеансы закончены", "тому же, кто выбран выше"]
    {
        assert!(left.contains(said), "{said}: {left}");
    }
    assert_eq!(gone.get("/").header("location"), Some("/sign-in"), "signed out at once");
    assert!(Person::signs_in(&office, "Юдина Вера Сергеевна", "ещё длиннее пароль").is_err());

    let open = to_hand_over(&left);
    assert_eq!(open.len(), 1);
    let seen = format!("seen-{}", open[0].0);
    let all = [("thing", open[0].0.as_str()), (seen.as_str(), open[0].1.as_str()), ("owner", heir.as_str()), ("reason", "Приказ № 14")];
    let none = sends(&founder, &page, "hand-over", &[("owner", &heir), ("reason", "Приказ № 14")]);
    assert!(none.status == 422 && none.body.contains("Дела передаются сразу все"), "{}", none.body);
    let done = founder.follows(&sends(&founder, &page, "hand-over", &all)).body;
    assert!(done.contains("Передано 1 дело") && !done.contains("name=\"thing\""), "{done}");
    assert!(founder.get(&format!("{measure}/edit")).body.contains(&format!("value=\"{heir}\" checked")));
    let back = founder.follows(&sends(&founder, &page, "unlock", &[])).body;
    assert!(back.contains("работает") && back.contains("с 12.10.2026 по 12.10.2026"), "her role ended with her work: {back}");
}

/// The pages of people at two widths, with a deputy, with a colleague who left, with mistakes.
#[test]
fn pages_of_people_fit() {
    let Some(mut browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let plan = plan_taken(&founder);
    for name in ["Юдина Вера Сергеевна", "Громова Ольга Ивановна"] {
        drop(invited(&office, &founder, name, "teacher"));
    }
    let (gone, here) = (page_of(&founder, "Юдина"), page_of(&founder, "Громова"));
    let measure = gives_measure(&founder, &plan, gone.rsplit('/').next().unwrap());
    let days = [("stand-in", gone.rsplit('/').next().unwrap()), ("from", "2026-10-12"), ("to", "2026-10-20")];
    assert_eq!(sends(&founder, &here, "deputy", &days).status, 303);
    let home = format!("http://{}", office.host());
    sign_in(&mut browser, &home);
    check(&mut browser, &home, &[gone.clone(), format!("{measure}/edit")]);
    assert_eq!(sends(&founder, &gone, "leave", &[("last", "2026-10-12")]).status, 303);
    check(&mut browser, &home, &[gone, here, "/people".into()]);
}
