//! Settings and their forms: what lacks is marked at its field, and a form that was refused undoes nothing of somebody else's.

use super::desk::{Office, Person, invited, invited_with_slip, link, plan_taken, value};

/// The page of the mail server says when the next letter leaves, by the hours of the school, as soon as there is a server.
#[test]
fn the_page_of_the_mail_server_says_when_letters_go() {
    for (moment, says) in
        [("2026-10-12T06:00:00Z", "приходят сегодня до 18:00"), ("2026-10-11T06:00:00Z", "понедельник, 12.10.2026, с 8:00")]
    {
        let folder = tempfile::tempdir().unwrap();
        let office = Office::open_at(folder.path(), moment);
        let founder = Person::founder(&office);
        super::roster::steps_up(&founder, "/classes/import");
        let page = founder.get("/mail").body;
        assert!(!page.contains(says), "no server, no letters: {page}");
        let typed = [
            ("host", "mail.school.example"),
            ("port", "465"),
            ("security", "tls"),
            ("name", ""),
            ("secret", ""),
            ("sender", "school@school.example"),
            ("link", "http://127.0.0.1:8080"),
        ];
        let form = super::events::filled(&page, "/mail", &typed);
        let set = founder.sends("/mail", &super::events::borrowed(&form));
        assert_eq!(set.status, 303, "{}", set.body);
        let page = founder.get("/mail").body;
        assert!(page.contains(says), "{page}");
        // Switched off, nothing leaves.
        let off = super::events::filled(&page, "/mail/off", &[]);
        assert_eq!(founder.sends("/mail/off", &super::events::borrowed(&off)).status, 303);
        assert!(!founder.get("/mail").body.contains(says));
    }
}

/// A field of the mail server that lacks is marked, and no other; a password that is asked for again says why.
#[test]
fn what_lacks_of_a_mail_server_is_marked_at_its_field() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    super::roster::steps_up(&founder, "/classes/import");
    let set = |changed: &[(&str, &str)]| {
        let right = [
            ("host", "mail.school.example"),
            ("port", "465"),
            ("security", "tls"),
            ("name", "office"),
            ("secret", "пароль-почты"),
            ("sender", "school@school.example"),
            ("link", "http://127.0.0.1:8080"),
        ];
        let kept = right.into_iter().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
        let typed: Vec<(&str, &str)> = kept.chain(changed.iter().copied()).collect();
        let page = founder.get("/mail").body;
        founder.sends("/mail", &super::events::borrowed(&super::events::filled(&page, "/mail", &typed)))
    };
    let marked = |page: &str| page.matches("id=\"fault-").count();
    for (typed, field) in [
        (("host", ""), "host"),
        (("port", ""), "port"),
        (("port", "почтовый"), "port"),
        (("port", "99999"), "port"),
        (("sender", ""), "sender"),
        (("sender", "школа"), "sender"),
        (("link", "school.example"), "link"),
    ] {
        let wrong = set(&[typed]);
        assert!(wrong.status == 422 && wrong.body.contains(&format!("id=\"fault-{field}\"")), "{typed:?}: {}", wrong.body);
        assert_eq!(marked(&wrong.body), 1, "{typed:?}: {}", wrong.body);
    }
    assert_eq!(set(&[]).status, 303);
    let asked = set(&[("port", "587"), ("secret", "")]);
    let said = "Введите пароль ещё раз: он хранится для прежнего сервера";
    assert!(asked.body.contains("id=\"fault-secret\"") && asked.body.contains(said), "{}", asked.body);
    assert_eq!(marked(&asked.body), 1, "{}", asked.body);
}

/// A form that was refused is sent again: what somebody else set meanwhile in a field nobody touched here is not undone by it.
#[test]
fn a_form_sent_again_after_a_refusal_undoes_nothing_of_somebody_elses() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let first = Person::founder(&office);
    let second = invited(&office, &first, "Директорова Мария", "head");
    let sent = |who: &Person<'_>, page: &str, at: &str, typed: &[(&str, &str)]| {
        who.sends(at, &super::events::borrowed(&super::events::filled(page, at, typed)))
    };
    // Whatever stands in the form, as a browser would send it.
    let all = |page: &str, changed: &[(&'static str, &'static str)]| -> Vec<(&'static str, String)> {
        let chosen = |name: &str| {
            let select = page.split(&format!("name=\"{name}\"")).nth(1).unwrap().split("</select>").next().unwrap();
            let option = select.split("<option").find(|option| option.contains(" selected")).unwrap();
            option.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
        };
        let of = |name: &'static str| {
            changed.iter().find(|(other, _)| *other == name).map_or_else(|| chosen(name), |(_, value)| (*value).to_owned())
        };
        ["from", "to", "digest", "lead", "held"].map(|name| (name, of(name))).to_vec()
    };
    fn pairs<'a>(all: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
        all.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }
    let at = "/notices/times";
    let opened = first.get(at).body;
    let hers = second.get(at).body;
    assert_eq!(sent(&second, &hers, at, &pairs(&all(&hers, &[("lead", "20")]))).status, 303);
    // Refused for an hour; the days stand as the form was opened with them.
    let refused = sent(&first, &opened, at, &pairs(&all(&opened, &[("to", "7")])));
    assert!(refused.status == 422 && refused.body.contains("id=\"fault-to\""), "{}", refused.body);
    let again = sent(&first, &refused.body, at, &pairs(&all(&refused.body, &[("to", "17")])));
    assert_eq!(again.status, 303, "{}", again.body);
    let now = second.get("/notices").body;
    assert!(now.contains("до 17:00; о сроке напоминают за 20 дней"), "{now}");
    // The page shows the days that are set, however many.
    assert_eq!(all(&second.get(at).body, &[])[3].1, "20");
    // Told of a conflict, the next save means what was seen then; of another field it still means nothing.
    let opened = first.get(at).body;
    let hers = second.get(at).body;
    assert_eq!(sent(&second, &hers, at, &pairs(&all(&hers, &[("from", "9"), ("held", "5")]))).status, 303);
    let told = sent(&first, &opened, at, &pairs(&all(&opened, &[("from", "7")])));
    assert!(told.status == 422 && told.body.contains("начало часов извещений"), "{}", told.body);
    assert_eq!(sent(&first, &told.body, at, &pairs(&all(&told.body, &[]))).status, 303);
    let now = second.get("/notices").body;
    assert!(now.contains("с 7:00 до 17:00; о сроке напоминают за 20 дней, о событии за 5 дней"), "{now}");
    // The same of the school's own form.
    let opened = first.get("/school").body;
    let hers = second.get("/school").body;
    let settings = |page: &str, name: &str| {
        let kept = ["week", "periods", "zone"].map(|field| (field, value(page, &format!("was-{field}")).unwrap()));
        let mut typed: Vec<(String, String)> = kept.map(|(field, value)| (field.to_owned(), value)).to_vec();
        typed.push(("name".into(), name.into()));
        typed
    };
    let mut six = settings(&hers, &value(&hers, "was-name").unwrap());
    six.iter_mut().filter(|(name, _)| name == "week").for_each(|(_, value)| *value = "six".into());
    assert_eq!(sent(&second, &hers, "/school", &super::events::borrowed(&six)).status, 303);
    let typed = settings(&opened, "");
    let refused = sent(&first, &opened, "/school", &super::events::borrowed(&typed));
    assert_eq!(refused.status, 422, "{}", refused.body);
    let again: Vec<(String, String)> =
        typed.into_iter().map(|(name, value)| if name == "name" { (name, "Лицей № 7".into()) } else { (name, value) }).collect();
    assert_eq!(sent(&first, &refused.body, "/school", &super::events::borrowed(&again)).status, 303);
    let now = first.get("/school").body;
    assert!(now.contains("Лицей № 7") && value(&now, "was-week").unwrap() == "six", "{now}");
}

/// A school sets its own hours of notices: the page of notices says them, nonsense is told at its field, and whoever sets nothing up is not asked.
#[test]
fn a_school_sets_its_hours_of_notices() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    assert!(founder.get("/school").body.contains("href=\"/notices/times\""));
    let own = "с 8:00 до 18:00; о сроке напоминают за 3 дня, о событии за 3 дня";
    assert!(founder.get("/notices").body.contains(own), "{}", founder.get("/notices").body);
    let page = founder.get("/notices/times").body;
    assert!(page.contains("Программа предлагает: с 8:00 до 18:00, утреннее письмо в 9:00"), "{page}");
    let set = |page: &str, typed: &[(&str, &str)]| {
        let prefilled = ["from", "to", "digest", "lead", "held"].map(|name| (name, value(page, &format!("was-{name}")).unwrap()));
        let rest = prefilled.iter().filter(|(name, _)| !typed.iter().any(|(other, _)| other == name));
        // Another form of the same page: its own key.
        let once = value(&founder.get("/notices/times").body, "once").unwrap();
        let rest = rest.map(|(name, value)| (*name, value.as_str())).chain([("once", once.as_str())]);
        let all: Vec<(&str, &str)> = rest.chain(typed.iter().copied()).collect();
        founder.sends("/notices/times", &super::events::borrowed(&super::events::filled(page, "/notices/times", &all)))
    };
    for (typed, field) in
        [([("to", "7")], "to"), ([("digest", "20")], "digest"), ([("lead", "99")], "lead"), ([("from", "полдень")], "from")]
    {
        let wrong = set(&page, &typed);
        assert!(wrong.status == 422 && wrong.body.contains(&format!("id=\"fault-{field}\"")), "{field}: {}", wrong.body);
    }
    assert!(founder.get("/notices").body.contains(own), "nothing was set");
    let kept = set(&page, &[("from", "10"), ("digest", "10"), ("lead", "5"), ("held", "1")]);
    assert_eq!((kept.status, kept.header("location")), (303, Some("/notices")), "{}", kept.body);
    let notices = founder.get("/notices").body;
    assert!(notices.contains("с 10:00 до 18:00; о сроке напоминают за 5 дней, о событии за 1 день"), "{notices}");
    assert!(notices.contains("с 10:00.") || notices.contains("12.10.2026, с 10:00"), "at nine nothing comes yet: {notices}");
    // Another field of the page as it was is taken; the same one is told.
    assert_eq!(set(&page, &[("to", "17")]).status, 303);
    let conflict = set(&page, &[("from", "9")]);
    assert!(conflict.status == 422 && conflict.body.contains("начало часов извещений"), "{}", conflict.body);
    let teacher = invited_with_slip(&office, &founder, "Сидорова Ольга", "teacher").1;
    assert_eq!(teacher.get("/notices/times").status, 404);
    let notices = teacher.get("/notices").body;
    assert!(notices.contains("с 10:00 до 17:00") && !notices.contains("/notices/times"), "{notices}");
}

/// Whoever gives a part of a paper means a paper: what lacks of it is asked for, and nothing is dropped meanwhile.
#[test]
fn a_measure_is_not_dropped_by_half_a_paper() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let plan = plan_taken(&founder);
    let approve = founder.get(&format!("{plan}/approve")).body;
    let (once, seen) = (value(&approve, "once").unwrap(), value(&approve, "seen").unwrap());
    let order = [("once", once.as_str()), ("seen", &seen), ("number", "112-о"), ("day", "2026-10-05")];
    assert_eq!(founder.uploads(&format!("{plan}/approve"), &order, ("scan", "приказ.pdf", b"%PDF-1.4")).status, 303);
    let measure = link(&founder.get(&plan).body, "/measure/").split('#').next().unwrap().to_owned();
    // The head may drop it without any paper: by half of one she does not.
    let head = invited(&office, &founder, "Директорова Мария", "head");
    let to = format!("{measure}/drop");
    let drops = |typed: &[(&str, &str)], file: (&str, &str, &[u8])| {
        let page = head.get(&format!("{measure}/edit")).body;
        let reason = [("reason", "Отменено районом")];
        let typed: Vec<(&str, &str)> = reason.iter().chain(typed).copied().collect();
        head.uploads(&to, &super::events::borrowed(&super::events::filled(&page, &to, &typed)), file)
    };
    let none = ("scan", "", b"".as_slice());
    let scan = ("scan", "приказ.pdf", b"%PDF-1.4".as_slice());
    for (typed, file, lacks) in [
        (vec![("number", "7")], none, vec!["day", "scan"]),
        (vec![("day", "2026-10-10")], none, vec!["number", "scan"]),
        (vec![("number", "7"), ("day", "2026-10-10")], none, vec!["scan"]),
        (vec![("number", "7")], scan, vec!["day"]),
        (vec![("day", "2026-10-10")], scan, vec!["number"]),
        (vec![], scan, vec!["number", "day"]),
    ] {
        let page = drops(&typed, file).body;
        let marked: Vec<&str> =
            ["reason", "number", "day", "scan"].into_iter().filter(|name| page.contains(&format!("fault-drop-{name}\""))).collect();
        let mut expected = lacks.clone();
        expected.sort_by_key(|name| ["number", "day", "scan"].iter().position(|other| other == name));
        assert_eq!(marked, expected, "{typed:?}: {page}");
        assert!(!founder.get(&measure).body.contains("Отменено районом"), "{typed:?}");
    }
    assert_eq!(drops(&[("number", "7"), ("day", "2026-10-10")], scan).status, 303);
}
