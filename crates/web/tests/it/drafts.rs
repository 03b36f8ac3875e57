//! Forms that come too late or from another person: nothing is lost, nothing is taken for somebody else's word.

use super::asking::plain;
use super::desk::{Office, PASSWORD, Person, invited, link, plan_taken, value};

struct Typed {
    to: String,
    measure: String,
    fields: Vec<(&'static str, String)>,
}

impl Typed {
    /// The form that puts the first open measure off, as the person's page gives it, with a reason typed.
    fn of(person: &Person<'_>) -> Self {
        let measure = link(&person.get("/").body, "/measure/").split('#').next().unwrap().to_owned();
        let page = person.get(&measure).body;
        let to = link(&page, "/occurrence/").trim_end_matches("/done").to_owned() + "/put-off";
        let mut fields: Vec<_> = ["once", "by", "seen", "due"].map(|name| (name, value(&page, name).unwrap())).into();
        fields.extend([("to", "2026-11-30".to_owned()), ("reason", "Болезнь учителя".to_owned())]);
        Self { to, measure, fields }
    }

    fn pairs(&self) -> Vec<(&str, &str)> {
        self.fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }
}

/// covers: R48
#[test]
fn a_session_that_ends_in_the_middle_of_a_form_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    plan_taken(&founder);
    let typed = Typed::of(&founder);
    let by = typed.fields[1].1.clone();
    // Her browser keeps the cookie of the session that ended.
    assert_eq!(founder.sends("/sign-out", &[("draft", "")]).status, 303);
    let nobody = Person::nobody(&office);
    let late = founder.sends_from(&typed.measure, &typed.to, &typed.pairs());
    assert!(late.status == 401 && late.body.contains("Набранное сохранено"), "{} {}", late.status, late.body);
    let draft = value(&late.body, "draft").unwrap();
    assert!(nobody.get(&format!("/draft/{draft}")).body.is_empty(), "not without signing in");

    let sign_in = [("name", "Иванова Анна Петровна"), ("password", PASSWORD), ("draft", &draft)];
    let (back, answer) = Person::comes_back(&office, &sign_in);
    let page = back.follows(&answer).body;
    assert!(page.contains("Болезнь учителя") && page.contains(&format!("href=\"{}\"", typed.measure)), "{page}");
    assert!(!back.get(&typed.measure).body.contains("Болезнь учителя"), "nothing was written yet");
    let sent: Vec<(String, String)> = fields(&page);
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert!(back.follows(&back.sends(&typed.to, &sent)).body.contains("Болезнь учителя"));

    // A file of three megabytes takes nothing of the words along; a password is kept nowhere.
    let sheet = vec![b'x'; 3 << 20];
    let words = [("once", "0123456789abcdef"), ("by", &by), ("words", "Длинный рассказ")];
    let large = nobody.uploads(&typed.to.replace("put-off", "done"), &words, ("file", "скан.pdf", &sheet));
    assert!(large.status == 401 && value(&large.body, "draft").is_some(), "{} {}", large.status, large.head);
    let secret = nobody.sends("/me", &[("once", "0123456789abcdef"), ("by", &by), ("password", PASSWORD), ("new", "новый пароль")]);
    assert!(value(&secret.body, "draft").is_none() && !secret.body.contains("новый пароль"));

    // A page that was asked for is come back to; a draft of somebody else is nobody's.
    let asked = nobody.get(&typed.measure);
    assert!(asked.header("location").unwrap().starts_with("/sign-in?back=%2Fmeasure"), "{}", asked.head);
    let back_to = [("name", "Иванова Анна Петровна"), ("password", PASSWORD), ("back", &typed.measure)];
    assert_eq!(Person::comes_back(&office, &back_to).1.header("location"), Some(typed.measure.as_str()));
    let away = [("name", "Иванова Анна Петровна"), ("password", PASSWORD), ("back", "//evil.example")];
    assert_eq!(Person::comes_back(&office, &away).1.header("location"), Some("/"));
    let head = invited(&office, &back, "Петров Пётр", "head");
    assert_eq!(head.get(&format!("/draft/{draft}")).status, 404);
}

/// covers: R48
#[test]
fn what_one_person_typed_is_not_taken_for_the_word_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    plan_taken(&founder);
    let head = invited(&office, &founder, "Петров Пётр", "head");
    let typed = Typed::of(&founder);

    let refused = head.sends(&typed.to, &typed.pairs());
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains("Сейчас вошёл другой человек") && refused.body.contains("Болезнь учителя"), "{}", refused.body);
    assert!(!founder.get(&typed.measure).body.contains("Болезнь учителя"), "nothing was written");
    let sheet = head.uploads(&typed.to.replace("put-off", "done"), &typed.pairs(), ("file", "лист.pdf", b"%PDF"));
    assert_eq!(sheet.status, 409, "with a file too");
    let by = typed.fields[1].1.as_str();
    let secret = head.sends("/me", &[("once", "0123456789abcdef"), ("by", by), ("password", PASSWORD), ("new", "новый пароль")]);
    assert!(secret.status == 409 && !secret.body.contains("новый пароль") && !secret.body.contains(PASSWORD), "{}", secret.body);
    let slip = head.sends("/people/person-22222222/slip", &[("once", "0123456789abcdef"), ("by", by)]);
    assert_eq!(slip.status, 409, "a form without fields too");

    // Whoever typed it signs in and sends it.
    let draft = value(&refused.body, "draft").unwrap();
    let out = head.sends("/sign-out", &[("draft", &draft)]);
    assert_eq!(out.header("location").unwrap(), format!("/sign-in?draft={draft}"));
    assert!(Person::nobody(&office).get(out.header("location").unwrap()).body.contains(&draft));
    let back = Person::comes_back(&office, &[("name", "Иванова Анна Петровна"), ("password", PASSWORD), ("draft", &draft)]);
    assert!(back.0.follows(&back.1).body.contains("Болезнь учителя"));
    assert_eq!(founder.sends(&typed.to, &typed.pairs()).status, 303, "her own form is hers");
}

/// covers: R48
#[test]
fn a_refused_form_stands_at_an_address_of_its_own_in_a_browser() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    plan_taken(&founder);
    let mut typed = Typed::of(&founder);
    typed.fields.iter_mut().find(|(name, _)| *name == "to").unwrap().1 = "31.11.2026".to_owned();
    let wrong = Person::nobody(&office).navigates("/sign-in", &[("name", "Иванова"), ("password", "не тот")]);
    assert!(wrong.status == 422 && wrong.body.contains("role=\"alert\""), "who is not signed in gets the page itself");
    let answer = founder.navigates(&typed.to, &typed.pairs());
    let again = answer.header("location").unwrap().trim_end_matches("#wrong").to_owned();
    assert!(answer.status == 303 && again.starts_with("/again/") && answer.header("cache-control") == Some("no-store"), "{}", answer.head);
    for _ in 0..2 {
        let page = founder.get(&again);
        assert!(page.status == 422 && page.body.contains("Болезнь учителя") && page.body.contains("Нужен день"), "{}", page.body);
    }
    let other = Person::signs_in(&office, "Иванова Анна Петровна", PASSWORD).ok().unwrap();
    assert_eq!(other.get(&again).status, 404, "another browser");
    let host = office.host();
    // What comes to nowhere is not read.
    let nowhere = Person::nobody(&office).sends("/nowhere", &typed.pairs());
    assert_eq!((nowhere.status, nowhere.header("location")), (303, Some("/sign-in")));
    assert_eq!(plain(host, &format!("GET {again} HTTP/1.1\r\nHost: {host}\r\n"), b"").status, 303);
}

/// Hidden fields of the form of a page that sends a draft.
fn fields(page: &str) -> Vec<(String, String)> {
    let form = page.split("<form class=\"narrow\"").nth(1).unwrap().split("</form>").next().unwrap();
    let hidden = form.split("type=\"hidden\" name=\"").skip(1);
    hidden
        .map(|part| {
            let (name, rest) = part.split_once('"').unwrap();
            (name.to_owned(), rest.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned())
        })
        .collect()
}
