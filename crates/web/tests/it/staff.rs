//! A list of staff: who comes with it is let in, with a role of her own; namesakes stay two.

use super::access::{page_of, sends};
use super::desk::{Office, Person, invited, link, plan_taken, value, word};
use super::events::{borrowed, filled, id_of};
use super::roster::{answers, drops, steps_up};

/// Four people of a list come in: a role and a slip for each of those ticked by one press, the codes shown once.
fn let_in(office: &Office, deputy: &Person<'_>) {
    let people = deputy.get("/people").body;
    assert!(people.contains("4 человека ещё не входили и остаются без листков"), "{people}");
    let page = deputy.get("/people/admit").body;
    assert_eq!(
        (page.matches("name=\"pick\"").count(), page.matches(" checked").count()),
        (4, 3),
        "whose post speaks for no role waits: {page}"
    );
    assert_eq!(
        (page.matches("value=\"teacher\" selected").count(), page.matches("value=\"psychologist\" selected").count()),
        (2, 1),
        "{page}"
    );
    assert!(page.contains("завхоз · роли ещё нет"), "{page}");
    let picks: Vec<String> = page.split("name=\"pick\" value=\"").skip(1).map(|part| part.split('"').next().unwrap().to_owned()).collect();
    let once = value(&page, "once").unwrap();
    let none = deputy.sends("/people/admit", &[("once", &once), ("role", "teacher")]);
    assert!(none.status == 422 && none.body.contains("Никто не отмечен"), "{}", none.body);
    let mut form = vec![("once", once.as_str()), ("role", "")];
    form.extend(picks.iter().take(3).map(|pick| ("pick", pick.as_str())));
    let unsaid = deputy.sends("/people/admit", &form);
    assert!(
        unsaid.status == 422
            && unsaid.body.contains("Роль не выбрана: Волков Лев Ильич (учитель); Зуев Лев Ильич (завхоз); Рысина Мария Сергеевна (")
            && unsaid.body.matches(" checked").count() == 3,
        "{}",
        unsaid.body
    );
    form[1].1 = "teacher";
    let third = picks[2].split('|').next().unwrap();
    let hers = format!("role-{third}");
    form.push((&hers, "psychologist"));
    let slips = deputy.sends("/people/admit", &form);
    let codes: Vec<&str> = slips.body.split("class=\"code\">").skip(1).map(|part| part.split('<').next().unwrap()).collect();
    assert!(slips.status == 200 && codes.len() == 3 && slips.body.contains("Готово 3 листка"), "{}", slips.body);
    let role = |pick: &str| deputy.get(&format!("/people/{}", pick.split('|').next().unwrap())).body;
    assert!(role(&picks[0]).contains(">учитель<span"), "{}", role(&picks[0]));
    assert!(role(&picks[2]).contains(">психолог или социальный педагог<span"), "{}", role(&picks[2]));
    // Sent once more it shows no codes, and makes none void.
    let again = deputy.sends("/people/admit", &form);
    assert!(again.body.contains("уже показаны") && !again.body.contains("class=\"code\""), "{}", again.body);
    assert_eq!(again.body.matches(" checked").count(), 1, "only who has no slip is ticked: {}", again.body);
    // A slip that is lost: she has her role, none is asked.
    let page = deputy.get("/people/admit").body;
    let lost = page.split("name=\"pick\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let once = value(&page, "once").unwrap();
    let anew = deputy.sends("/people/admit", &[("once", &once), ("role", ""), ("pick", lost)]);
    let anew = anew.body.split("class=\"code\">").nth(1).unwrap().split('<').next().unwrap();
    for code in codes.into_iter().skip(1).chain([anew]) {
        let mut person = Person::nobody(office);
        let answer = person.form("/slip", &[("slip", code), ("password", "ещё длиннее пароль")]);
        person.takes(&answer);
        assert_eq!(person.get("/").status, 200, "she is in");
    }
    assert!(deputy.get("/people").body.contains("1 человек ещё не входил и остаётся без листка"));
    let council = deputy.get("/events/new/council").body;
    assert_eq!(
        council.matches("Без роли в программе, поэтому не входят").count(),
        1,
        "whoever «все учителя» leaves out is named: {council}"
    );
}

/// The post of a person: read from the list, changed on her page by whoever manages people.
fn post_is_written(deputy: &Person<'_>, at: &str) {
    let page = deputy.get(at).body;
    let once = value(&page, "once").unwrap();
    let seen = value(page.split(&format!("{at}/post")).nth(1).unwrap(), "seen").unwrap();
    let form = [("once", once.as_str()), ("seen", &seen), ("post", "учитель астрономии")];
    assert_eq!(deputy.sends(&format!("{at}/post"), &form).status, 303);
    assert!(deputy.get(at).body.contains("учитель астрономии · ") && deputy.get("/people").body.contains("учитель астрономии"));
}

/// Of two of one name it is asked whom loads mean, line by line; what is taken says who was chosen.
fn loads_of_namesakes(deputy: &Person<'_>) {
    let (page, at) = drops(deputy, "Нагрузка.csv", "Учитель;Предмет;Класс\nРысина М.С.;Химия;8Я\nРысина М.С.;Химия;8Ю\n");
    let page = answers(deputy, &page, &at, &[("do", "make")]).body;
    assert!(page.contains("Подходят несколько сотрудников") && page.contains("педагог-психолог"), "{page}");
    assert!(page.contains("name=\"c-0\"") && page.contains("name=\"c-1\""), "each line asks: {page}");
    assert!(!page.contains("value=\"another\"") && page.contains("Это Рысина Мария Сергеевна ("), "a load brings nobody: {page}");
    let mut of: Vec<&str> = page.split("value=\"same:").skip(1).map(|part| part.split('"').next().unwrap()).collect();
    of.dedup();
    let (one, other) = (format!("same:{}", of[0]), format!("same:{}", of[1]));
    let again = answers(deputy, &page, &at, &[("do", "again"), ("make", "yes"), ("c-0", &one), ("c-1", &other)]).body;
    assert!(
        again.contains("Нового: 2") && !again.contains("Подходят несколько") && again.matches("Это Рысина Мария Сергеевна (").count() == 2,
        "{again}"
    );
    let taken = answers(deputy, &again, &at, &[("do", "take"), ("make", "yes"), ("c-0", &one), ("c-1", &other)]);
    assert_eq!(taken.status, 303, "{}", taken.body);
    let loads = deputy.get("/classes/loads").body;
    assert!(loads.contains("Рысина Мария Сергеевна (педагог-психолог, Химия)"), "{loads}");
}

#[test]
fn a_newcomer_brings_staff_classes_and_families() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    assert!(deputy.get("/people").body.contains("/classes/import") && deputy.get("/classes").body.contains("сотрудники"));
    let page = steps_up(&deputy, "/classes/import");
    assert!(page.contains("Какие заголовки нужны") && page.contains("/classes/import/sample/families"), "{page}");
    let sample = deputy.get("/classes/import/sample/staff");
    assert!(
        sample.status == 200 && sample.body.contains("ФИО;Должность") && sample.header("content-disposition").unwrap().contains(".csv")
    );
    assert_eq!(deputy.get("/classes/import/sample/other").status, 404);
    // The ordinary list of staff: shown as it is written, a surname alone and a namesake left or asked about.
    let staff = "№;ФИО;Должность;Предмет;Телефон;Эл. почта\n1;Рысина Мария Сергеевна;учитель;Физика;+7 900 1;a@example.org\n\
        2;Рысина Мария Сергеевна;педагог-психолог;;;\n3;Новикова;учитель;Химия;;\n4;Зуев Лев Ильич;завхоз;;;\n5;Волков Лев Ильич;учитель;;;\n";
    let (page, at) = drops(&deputy, "Сотрудники.csv", staff);
    for part in [
        "Рысина Мария Сергеевна, учитель, Физика",
        "Тот же человек: Рысина Мария Сергеевна, учитель, Физика",
        "только фамилия",
        "не взято: 1.",
        "Не принято из файла: 1",
        "Без ответа: 1.",
        "Взято не целиком",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let again = answers(&deputy, &page, &at, &[("do", "again"), ("c-1", "another")]).body;
    assert!(again.contains("name=\"c-1\" value=\"another\"") && !again.contains("Без ответа"), "an answer outlives a look: {again}");
    let answer = answers(&deputy, &page, &at, &[("do", "take"), ("c-1", "another")]);
    let page = deputy.follows(&answer).body;
    assert!(page.contains("4 сотрудника ещё не могут войти") && page.contains("роли нет, входа нет"), "{page}");
    let person = link(page.split("ещё не могут войти").nth(1).unwrap(), "/people/person-");
    assert_eq!(deputy.get(&person).status, 200);
    let_in(&office, &deputy);
    post_is_written(&deputy, &person);
    loads_of_namesakes(&deputy);
    // Nothing but refused rows: counted as they stand there, and the headings that are wanted are named.
    let (page, _) = drops(&deputy, "Предметы.csv", "Учитель;Предмет\nЗуев Л.И.;Химия\nВолков Л.И.;Физика\n");
    assert!(
        page.contains("не взято: 2.") && page.contains("Не принято из файла: 2") && page.contains("нужны заголовки «Учитель»"),
        "{page}"
    );
    // A class twice, and one of a grade ordinary schools have not.
    let classes = "Класс;Классный руководитель\n5А;Зуев Л.И.\n5А;\n12В;\n5А;Волков Л.И.\n";
    let (page, at) = drops(&deputy, "Классы.csv", classes);
    assert!(page.contains("Проверьте: 12В") && page.contains("взят первый") && page.contains("Нового: 2"), "{page}");
    assert_eq!(answers(&deputy, &page, &at, &[("do", "take"), ("c-2", "skip")]).status, 303);
    let pupils = "5А класс\n№;ФИО ученика\n1;Ёлкин Пётр\n";
    let (page, at) = drops(&deputy, "5А.csv", pupils);
    assert_eq!(answers(&deputy, &page, &at, &[("do", "take")]).status, 303);
    let families = "Класс;ФИО ученика;ФИО родителя;Кем приходится;Телефон;Эл. почта\n\
        5А;Неизвестный Павел;Неизвестная Ольга;мать;12-34;o@example.org\n5А;Елкин Петр Ильич;Ёлкина Анна;мать;;\n";
    let (page, at) = drops(&deputy, "Семьи.csv", families);
    for part in
        ["(Неизвестная Ольга, мать, 12-34, o@example.org)", "такого ученика нет", "Тот же ребёнок: Ёлкин Пётр", "Новый ученик этого класса"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    let once = page.split("value=\"same:").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(answers(&deputy, &page, &at, &[("do", "without"), ("c-1", &format!("same:{once}"))]).status, 303);
    // The file of classes says what is taken back first, and where it is.
    let page = deputy.get("/classes/import").body;
    let stands = page.split("<article").find(|part| part.contains("Классы.csv") && part.contains("Сначала отмените")).unwrap();
    assert!(stands.contains("href=\"#roster-") && stands.contains(">5А.csv</a>"), "{stands}");
    let class = link(&deputy.get("/classes").body, "/class/");
    let listed = deputy.get(&class).body;
    assert!(listed.contains("Ёлкина Анна") && !listed.contains("Неизвестный"), "{listed}");
}

/// Two of one name are told apart on papers of what is ahead and in histories as they are where they are chosen; everybody else stands by her name alone.
#[test]
fn papers_and_histories_tell_namesakes_apart() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let plan = plan_taken(&founder);
    let posted = |person: &str, post: &str| assert_eq!(sends(&founder, person, "post", &[("post", post)]).status, 303, "{post}");
    let mine = page_of(&founder, "Иванова");
    posted(&mine, "завуч");
    let her_own = invited(&office, &founder, "Иванова Анна Петровна", "teacher");
    invited(&office, &founder, "Лунина Вера", "teacher");
    let people = founder.get("/people").body;
    let rows = people.split("href=\"/people/person-").skip(1).filter(|part| part.contains("Иванова"));
    let hers = rows.map(|row| format!("/people/person-{}", row.split('"').next().unwrap())).find(|at| *at != mine).unwrap();
    posted(&hers, "учитель физики");
    let [me, her] = [&mine, &hers].map(|at| at.rsplit('/').next().unwrap().to_owned());
    let new = founder.get("/events/new/council").body;
    let other = id_of(&new, "Лунина Вера");
    let typed = [
        ("title", "Итоги четверти"),
        ("day", "2026-10-12"),
        ("owner", me.as_str()),
        ("chair", &me),
        ("secretary", &her),
        ("person", &other),
        ("item-0", "Единые критерии"),
    ];
    let form = filled(&new, "/events/new/council", &typed);
    let event = founder.uploads("/events/new/council", &borrowed(&form), ("file", "", b"")).header("location").unwrap().to_owned();
    let [both, first, second] = ["Иванова Анна Петровна", "Иванова Анна Петровна (завуч)", "Иванова Анна Петровна (учитель физики)"];
    for paper in ["minutes", "came"] {
        let printed = word(&founder.get(&format!("{event}/paper/{paper}?form=docx")).bytes);
        assert!(printed.contains(first) && printed.contains(second), "{paper}: {printed}");
        assert_eq!(printed.matches(both).count(), printed.matches(first).count() + printed.matches(second).count(), "{paper}: {printed}");
        assert!(printed.contains("Лунина Вера") && !printed.contains("Лунина Вера ("), "{paper}: {printed}");
    }
    let order = word(&founder.get(&format!("{plan}/papers/order?form=docx")).bytes);
    assert!(order.contains(both) && !order.contains(first), "an order gets a number, and reads the same ever after: {order}");
    // Where posts are the same as well it is the number they sign in with; once it was held, nothing of today stands behind a name.
    posted(&hers, "завуч");
    let printed = || word(&founder.get(&format!("{event}/paper/minutes?form=docx")).bytes);
    for told in ["(завуч, № 1)", "(завуч, № 2)"] {
        assert!(printed().contains(&format!("{both} {told}")) && founder.get(&event).body.contains(told), "{told}: {}", printed());
    }
    let page = founder.get(&event).body;
    let hold = filled(&page, &format!("{event}/hold"), &[]);
    let held = founder.sends(&format!("{event}/hold"), &borrowed(&hold));
    assert_eq!(held.status, 303, "{}", held.body);
    let (before, after) = (printed(), {
        posted(&hers, "учитель физики");
        printed()
    });
    assert!(before.contains(both) && !before.contains(&format!("{both} (")), "{before}");
    assert_eq!(before.matches(both).count(), after.matches(both).count());
    assert!(!after.contains(&format!("{both} (")), "{after}");
    // Who did it, and to whom: in the journal, in the history of a measure and of a person.
    let measure = link(&founder.get(&plan).body, "/measure/").split('#').next().unwrap().to_owned();
    for (page, name) in [("/journal", first), (measure.as_str(), first), (hers.as_str(), first), (&format!("/journal?of={her}"), second)] {
        let shown = founder.get(page).body;
        assert!(shown.contains(name), "{page}: {shown}");
    }
    // A measure is given to one of them.
    let edit = founder.get(&format!("{measure}/edit")).body;
    assert!(edit.contains(first) && edit.contains(second), "{edit}");
    assert!(her_own.get(&event).body.contains(second));
}

/// Nobody becomes a head because it stood first in a list: a role is chosen, and what is typed stays. A slip says where it can be typed, and a
/// teacher's rail has no room that sends her away.
/// covers: R48
#[test]
fn a_role_is_chosen_and_a_slip_says_where_it_is_typed() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let once = value(&founder.get("/people").body, "once").unwrap();
    let form = [("once", once.as_str()), ("name", "Лунина Вера"), ("role", "")];
    let refused = founder.sends("/people", &form);
    assert!(
        refused.status == 422 && refused.body.contains("href=\"#field-role\"") && refused.body.contains("Лунина Вера"),
        "{}",
        refused.body
    );
    assert!(!founder.get("/people").body.contains("Лунина Вера"), "she is not here yet");
    let slip = founder.sends("/people", &[form[0], form[1], ("role", "teacher")]).body;
    assert!(slip.contains("На компьютере, где работает кабинет, откройте http://") && slip.contains("serve --lan"), "{slip}");
    let teacher = invited(&office, &founder, "Орлов Пётр", "teacher");
    let rail = teacher.get("/").body;
    assert!(!rail.contains("href=\"/plan\"") && !rail.contains("href=\"/papers\"") && rail.contains("href=\"/procedures\""), "{rail}");
}
