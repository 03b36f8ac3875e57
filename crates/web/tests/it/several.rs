//! Several times at once, lists carried away, the head's page, years in names, days of another plan.

use super::desk::{Office, PASSWORD, Person, invited, link, plan_taken, value, word};

/// The first `count` open times of a plan's table.
fn ticks(page: &str, count: usize) -> Vec<String> {
    let all = page.split("name=\"pick\" value=\"").skip(1).map(|part| part.split('"').next().unwrap().to_owned());
    all.take(count).collect()
}

/// covers: R48
#[test]
fn what_was_ticked_is_closed_together_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let plan = plan_taken(&founder);
    let table = founder.get(&format!("{plan}?view=table")).body;
    let picks = ticks(&table, 3);
    assert_eq!(picks.len(), 3, "{table}");
    let query: Vec<String> = picks.iter().map(|pick| format!("pick={pick}")).collect();
    let page = founder.get(&format!("/several?back={}&{}", "%2Fplan", query.join("&"))).body;
    assert!(
        page.contains("Выбрано 3 срока") && page.contains("Разобрать методику") && page.contains("Отметить выбранные сроки выполненными"),
        "{page}"
    );

    let form = page.split("action=\"/several/done\"").nth(1).unwrap().split("</form>").next().unwrap();
    let stamps = ticks(form, 3);
    let (once, by) = (value(form, "once").unwrap(), value(form, "by").unwrap());
    let fields = |on: &'static str, stamps: &[String]| {
        let mut fields: Vec<(&str, String)> = stamps.iter().map(|stamp| ("pick", stamp.clone())).collect();
        fields.extend([
            ("once", once.clone()),
            ("by", by.clone()),
            ("back", plan.clone()),
            ("words", "Проведено".into()),
            ("on", on.into()),
        ]);
        fields
    };
    let send = |fields: &[(&str, String)]| {
        let pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        founder.uploads("/several/done", &pairs, ("file", "", b""))
    };
    // A day that is no day, a time that is not there: nothing is done.
    let wrong = send(&fields("31.11.2026", &stamps));
    assert!(wrong.status == 422 && wrong.body.contains("Нужен день") && wrong.body.contains("Проведено"), "{}", wrong.body);
    // What was left out stays left out, and may be put back.
    let mut two = fields("31.11.2026", &stamps[..2]);
    two.extend(picks.iter().map(|pick| ("line", pick.clone())));
    let wrong = send(&two).body;
    let form = wrong.split("action=\"/several/done\"").nth(1).unwrap().split("</form>").next().unwrap();
    assert_eq!((form.matches("name=\"pick\"").count(), form.matches(" checked").count()), (3, 2), "{form}");
    let mut none = fields("2026-10-12", &[]);
    none.extend(picks.iter().map(|pick| ("line", pick.clone())));
    let nobody = send(&none);
    assert!(nobody.status == 422 && nobody.body.contains("Ни у одного срока") && nobody.body.contains("Проведено"), "{}", nobody.body);
    let mut stale = stamps.clone();
    stale[2] = "occurrence-22222222|2026-10-12|1".to_owned();
    assert_ne!(send(&fields("2026-10-12", &stale)).status, 303);
    assert_eq!(founder.get("/several?pick=occurrence-22222222").status, 404);
    assert_eq!(founder.get(&format!("{plan}?view=table")).body.matches("aria-label=\"выполнено\"").count(), 0, "none of them");

    // All of them, once, however often it is sent.
    let done = send(&fields("2026-10-12", &stamps));
    assert_eq!(done.header("location"), Some(plan.as_str()), "{}", done.body);
    assert!(founder.get(&plan).body.contains("Записано: выполнено 3 срока"));
    assert!(!founder.get(&plan).body.contains("Записано"), "said once");
    assert_eq!(send(&fields("2026-10-12", &stamps)).status, 303);
    let after = founder.get(&format!("/several?{}", query.join("&"))).body;
    assert!(after.contains("Ничего не выбрано"), "{after}");

    // Whoever does not see a measure cannot choose it.
    let teacher = invited(&office, &founder, "Сидорова Ольга", "teacher");
    assert_eq!(teacher.get(&format!("/several?{}", query[0])).status, 404);
}

/// covers: R48
#[test]
fn times_are_put_off_together() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let plan = plan_taken(&founder);
    let picks = ticks(&founder.get(&format!("{plan}?view=table")).body, 2);
    let page = founder.get(&format!("/several?pick={}&pick={}", picks[0], picks[1])).body;
    let form = page.split("action=\"/several/put-off\"").nth(1).unwrap().split("</form>").next().unwrap();
    let stamps = ticks(form, 2);
    let (once, by) = (value(form, "once").unwrap(), value(form, "by").unwrap());
    let mut fields = vec![("once", once.as_str()), ("by", &by), ("back", &plan), ("to", "2026-12-01"), ("reason", "")];
    fields.extend(stamps.iter().map(|stamp| ("pick", stamp.as_str())));
    let refused = founder.sends("/several/put-off", &fields);
    assert!(refused.status == 422 && refused.body.contains("details class=\"aside\" open"), "a reason is asked for: {}", refused.body);
    fields[4].1 = "Карантин";
    assert_eq!(founder.sends("/several/put-off", &fields).status, 303);
    assert!(founder.get(&plan).body.contains("Записано: перенесено 2 срока"));
}

/// covers: R48
#[test]
fn a_list_is_carried_away_as_it_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let plan = plan_taken(&founder);
    let page = founder.get(&format!("{plan}?view=table&q=%D1%81%D0%B5%D0%BC%D0%B8%D0%BD%D0%B0%D1%80")).body;
    let list = link(&page, &format!("{plan}/list")).replace("&amp;", "&");
    let answer = founder.get(&list).bytes;
    let strings = cell_strings(&answer);
    assert!(
        strings.contains("Семинар о критериях") && !strings.contains("Посетить уроки") && strings.contains("Ответственные"),
        "{strings}"
    );
    let whole = cell_strings(&founder.get(&format!("{plan}/list?view=table")).bytes);
    assert!(whole.contains("Посетить уроки") && whole.contains("Семинар о критериях"), "{whole}");
    let teacher = invited(&office, &founder, "Сидорова Ольга", "teacher");
    for (address, says) in [
        ("/people/list", "Сидорова Ольга"),
        ("/journal/list", "Иванова Анна Петровна"),
        (&format!("/journal/list?of={}", plan.rsplit('/').next().unwrap()), "План мероприятий"),
    ] {
        let strings = cell_strings(&founder.get(address).bytes);
        assert!(strings.contains(says), "{address}: {strings}");
        assert_eq!(teacher.get(address).status, 404, "{address}");
    }
    assert_eq!(teacher.get(&list).status, 404);
}

fn cell_strings(workbook: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    std::io::read_to_string(archive.by_name("xl/sharedStrings.xml").unwrap()).unwrap()
}

/// covers: D11
#[test]
fn the_head_sees_what_waits_for_her_and_who_is_late() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let plan = plan_taken(&founder);
    let head = invited(&office, &founder, "Петров Пётр", "head");
    let page = head.get("/").body;
    for part in ["План не утверждён", "Ждёт вашего решения 1 дело", "Сохранность"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    // Nobody is late with a plan that is not in force.
    assert!(!page.contains("самый ранний срок"), "{page}");
    super::newyear::approves(&founder, &plan);
    // Nor with what had passed when it came into force.
    let page = head.get("/").body;
    assert!(
        page.contains("Просроченного нет")
            && page.contains("Прошло до внесения утверждения в программу 1")
            && !page.contains("самый ранний срок"),
        "{page}"
    );
    drop((head, founder));
    drop(office);
    let office = Office::open_at(folder.path(), "2026-11-09T06:00:00Z");
    let head = Person::signs_in(&office, "Петров Пётр", "ещё длиннее пароль").ok().unwrap();
    let page = head.get("/").body;
    for part in ["Просрочено", "Завуч", "самый ранний срок 30.10.2026", "Сохранность"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("name=\"pick\""), "other people's work is not hers to mark");
    let founder = Person::signs_in(&office, "Иванова Анна Петровна", PASSWORD).ok().unwrap();
    assert!(founder.get("/").body.contains("name=\"pick\""));
}

/// covers: R48
#[test]
fn years_in_names_move_with_the_dates_and_can_be_left() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let plan = "План на 2023-2024 учебный год\n\n№;Мероприятие;Срок;Ответственный\nРабота с учителями;;;\n\
        1;Анализ итогов 2022-2023 учебного года;Октябрь 2023 г.;Завуч\n2;Изучение КИМ ГИА-2024;Ноябрь 2023 г.;Завуч\n3;Посещение уроков;по плану ВШК;Завуч\n";
    let answer = founder.uploads("/plan/upload", &[], ("file", "план.csv", plan.as_bytes()));
    let address = answer.header("location").unwrap().to_owned();
    let page = founder.follows(&answer).body;
    for part in ["Анализ итогов 2025-2026 учебного года", "ГИА-2027", "1 мероприятие ждёт графика"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    let once = value(&page, "once").unwrap();
    let kept = [("once", once.as_str()), ("move", "yes"), ("shown-move", "yes"), ("text-1", "Изучение КИМ ГИА-2024"), ("do", "take")];
    let taken = founder.follows(&founder.sends(&address, &kept)).body;
    assert!(taken.contains("2025-2026 учебного года") && taken.contains("ГИА-2024"), "what was chosen stays: {taken}");

    // Days of another plan are asked of the measure, not given to all that wait.
    let at = link(&taken, "/plan/plan-");
    let at = at.split('/').take(3).collect::<Vec<_>>().join("/");
    let schedules = founder.get(&format!("{}/schedules", at.split('?').next().unwrap())).body;
    assert!(schedules.contains("Посещение уроков") && schedules.contains("/edit#field-when"), "{schedules}");
}

/// covers: D12
#[test]
fn what_a_measure_should_move_is_declared_before_it_is_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let plan = plan_taken(&founder);
    let measure = link(&founder.get(&plan).body, "/measure/").split('#').next().unwrap().to_owned();
    let form = |page: &str, act: &str| {
        let form = page.split(&format!("action=\"{measure}/{act}\"")).nth(1).unwrap().split("</form>").next().unwrap().to_owned();
        ["once", "by", "shown", "seen"].map(|name| (name, value(&form, name).unwrap_or_default()))
    };
    let send = |to: &str, stamp: &[(&str, String)], typed: &[(&str, &str)]| {
        let stamp: Vec<(&str, &str)> =
            stamp.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (*name, value.as_str())).collect();
        founder.sends(&format!("{measure}/{to}"), &[&stamp, typed].concat())
    };
    let page = founder.get(&measure).body;
    let later = [("what", "Доля работ у третьего эксперта"), ("direction", "down"), ("look", "2027-06-01")];
    assert!(send("effect", &form(&page, "effect"), &[("what", "")]).body.contains("Нужен день"));
    assert_eq!(send("effect", &form(&page, "effect"), &later).status, 303);
    let page = founder.get(&measure).body;
    assert!(
        page.contains("Должно уменьшиться: Доля работ") && page.contains("01.06.2027 или позже") && !page.contains("/effect/look"),
        "{page}"
    );

    // A teacher declares nothing; nobody declares for a day that is not ahead.
    let teacher = invited(&office, &founder, "Сидорова Ольга", "teacher");
    let hers = value(&teacher.get("/me").body, "by").unwrap();
    let foreign = [("once", "0123456789abcdef"), ("by", hers.as_str()), ("what", "х"), ("direction", "up"), ("look", "2026-12-01")];
    assert_eq!(teacher.sends(&format!("{measure}/effect"), &foreign).status, 404);
    let today = send("effect", &form(&page, "effect"), &[("what", "Доля"), ("direction", "down"), ("look", "2026-10-12")]);
    assert!(today.status == 422 && today.body.contains("13.10.2026"), "beforehand: {}", today.body);
    // Declared anew for tomorrow; tomorrow it is looked at with numbers.
    let soon = [("what", "Доля работ у третьего эксперта"), ("direction", "down"), ("look", "2026-10-13")];
    assert_eq!(send("effect", &form(&page, "effect"), &soon).status, 303);
    assert!(!founder.get("/").body.contains("Пора посмотреть"));
    drop(office);
    let office = Office::open_at(folder.path(), "2026-10-13T06:00:00Z");
    let founder = Person::signs_in(&office, "Иванова Анна Петровна", PASSWORD).ok().unwrap();
    let send = |to: &str, stamp: &[(&str, String)], typed: &[(&str, &str)]| {
        let stamp: Vec<(&str, &str)> =
            stamp.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (*name, value.as_str())).collect();
        founder.sends(&format!("{measure}/{to}"), &[&stamp, typed].concat())
    };
    assert!(founder.get("/").body.contains("Пора посмотреть, что изменило 1 мероприятие"));
    let page = founder.get(&measure).body;
    let stamp = form(&page, "effect/look");
    let alone = send("effect/look", &stamp, &[("before", "30 из 60"), ("after", ""), ("seen-words", "Стало меньше")]);
    assert!(alone.status == 422 && alone.body.contains("Стало меньше"), "one number alone: {}", alone.body);
    let impossible = send("effect/look", &stamp, &[("before", "70 из 60"), ("after", "9 из 60"), ("seen-words", "Стало меньше")]);
    assert_eq!(impossible.status, 422);
    assert_eq!(send("effect/look", &stamp, &[("before", "30 из 60"), ("after", "9 из 60"), ("seen-words", "Стало меньше")]).status, 303);
    let page = founder.get(&measure).body;
    assert!(page.contains("30 из 60") && page.contains("больше случайного") && page.contains("<figure class=\"effect\""), "{page}");
    assert!(!page.contains("Назначить иначе"), "what was seen stands against what was declared");
    assert!(!founder.get("/").body.contains("Пора посмотреть"));
    // Written once more it is a correction, not a second look.
    assert_eq!(
        send("effect/look", &form(&page, "effect/look"), &[("before", "31 из 60"), ("after", "9 из 60"), ("seen-words", "Исправлено")])
            .status,
        303
    );
    assert!(founder.get(&measure).body.contains("31 из 60"));
    // It does not vanish: the measure cannot be deleted, and the report says what was declared and when.
    let edit = founder.get(&format!("{measure}/edit")).body;
    let remove = edit.split("/remove\"").nth(1).unwrap();
    let fields = ["once", "by", "seen"].map(|name| (name, value(remove, name).unwrap()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).chain([("reason", "ошибка")]).collect();
    assert_eq!(founder.sends(&format!("{measure}/remove"), &fields).status, 422);
    let plan = plan.split('/').nth(2).unwrap();
    let report = founder.get(&format!("/plan/{plan}/papers/report?from=2026-08-01&to=2027-05-31&form=docx")).bytes;
    let text = word(&report);
    assert!(text.contains("Назначено 12.10.2026") && text.contains("31 из 60") && text.contains("Интервал посчитан"), "{text}");
}
