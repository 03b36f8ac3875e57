//! The code of a phone: begun on one's page, asked after the password, good once, and not asked of whoever comes by a slip.

use jiff::Timestamp;
use workflow::people::CodeKey;

use super::access::{page_of, sends};
use super::desk::{Office, PASSWORD, Person, invited, value};
use super::office_browser::{browser, check, sign_in};

const MORNING: &str = "2026-10-12T06:00:00Z";

/// What a phone makes of the key it reads on the page.
fn phone(page: &str) -> CodeKey {
    let shown = page.split("class=\"typed-key\">").nth(1).unwrap().split('<').next().unwrap().replace(' ', "");
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits: Vec<u8> = shown
        .bytes()
        .flat_map(|letter| (0..5).rev().map(move |bit| (letters.iter().position(|it| *it == letter).unwrap() >> bit & 1) as u8))
        .collect();
    let bytes: Vec<u8> = bits.chunks(8).map(|eight| eight.iter().fold(0, |byte, bit| byte << 1 | bit)).collect();
    CodeKey::of(bytes.try_into().unwrap())
}

fn code(key: &CodeKey, seconds: i64) -> String {
    let morning: Timestamp = MORNING.parse().unwrap();
    key.at(Timestamp::from_second(morning.as_second() + seconds).unwrap()).unwrap()
}

/// The founder with a phone, and its key.
fn with_phone(founder: &Person<'_>) -> CodeKey {
    let page = founder.get("/me/code").body;
    let key = phone(&page);
    let typed = |code: &str, password: &str| {
        let hidden = ["once", "by", "key"].map(|name| (name, value(&page, name).unwrap()));
        let hidden: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (*name, value.as_str())).collect();
        founder.sends("/me/code", &[&hidden[..], &[("code", code), ("password", password)]].concat())
    };
    let wrong = typed("12345", "не тот пароль");
    assert!(
        wrong.status == 422
            && wrong.body.contains("Код не подошёл")
            && phone(&wrong.body).at(Timestamp::UNIX_EPOCH) == key.at(Timestamp::UNIX_EPOCH)
    );
    let done = founder.follows(&typed(&code(&key, 0), PASSWORD)).body;
    assert!(done.contains("Код из телефона подключён") && done.contains("/me/code/off"), "{done}");
    key
}

/// The password is right: the page that asks for the code, and its secret.
fn half(office: &Office) -> String {
    let page = Person::signs_in(office, "Иванова Анна Петровна", PASSWORD).err().unwrap();
    assert!(page.status == 200 && page.header("set-cookie").is_none() && page.body.contains("Шесть цифр"), "{}", page.body);
    value(&page.body, "half").unwrap()
}

#[test]
fn a_code_is_asked_after_the_password_and_is_good_once() {
    let folder = tempfile::tempdir().unwrap();
    let key = {
        let office = Office::open_at(folder.path(), MORNING);
        let founder = Person::founder(&office);
        let key = with_phone(&founder);
        let wrong = Person::signs_in(&office, "Иванова Анна Петровна", "не тот пароль").err().unwrap();
        assert!(wrong.status == 422 && !wrong.body.contains("Шесть цифр"), "nothing of a code before the password");
        let once = Person::nobody(&office).sends("/sign-in/code", &[("half", &half(&office)), ("code", &code(&key, 0))]);
        assert!(once.status == 422 && once.body.contains("Код не подошёл"), "the code it was begun with is used: {}", once.body);
        key
    };
    let office = Office::open_at(folder.path(), "2026-10-12T06:00:30Z");
    let (secret, nobody) = (half(&office), Person::nobody(&office));
    let typed = |secret: &str, code: &str| nobody.sends("/sign-in/code", &[("half", secret), ("code", code)]);
    assert_eq!(typed(&secret, "000000").status, 422);
    assert_eq!(typed("0", &code(&key, 30)).header("location"), Some("/sign-in"), "no password, no code");
    let other = half(&office);
    let mut back = Person::nobody(&office);
    let answer = typed(&secret, &code(&key, 30));
    assert_eq!(answer.status, 303, "{}", answer.body);
    back.takes(&answer);
    assert!(back.get("/").body.contains("Иванова Анна Петровна"));
    assert_eq!(typed(&other, &code(&key, 30)).status, 422, "whoever looked over a shoulder comes too late");
    assert_eq!(typed(&secret, &code(&key, 30)).header("location"), Some("/sign-in"));
    // Five codes after one password; ten wrong ones of a person stop them all.
    let tries: Vec<u16> = (0..6).map(|_| typed(&other, "000000").status).collect();
    assert_eq!(tries, [422, 422, 422, 422, 303, 303]);
    let third = half(&office);
    (0..5).for_each(|_| drop(typed(&third, "000000")));
    let held = typed(&half(&office), "000000");
    assert!(held.body.contains("четверть часа"), "{}", held.body);
    // It is ended with the password.
    let page = back.get("/me").body;
    let (once, by) = (value(&page, "once").unwrap(), value(&page, "by").unwrap());
    let wrong = back.sends("/me/code/off", &[("once", &once), ("by", &by), ("password", "не тот пароль")]);
    assert_eq!(wrong.status, 422);
    let off = back.follows(&back.sends("/me/code/off", &[("once", &once), ("by", &by), ("password", PASSWORD)])).body;
    assert!(off.contains("отключён"), "{off}");
    assert!(Person::signs_in(&office, "Иванова Анна Петровна", PASSWORD).is_ok());
}

#[test]
fn whoever_lost_her_phone_comes_in_by_a_slip() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open_at(folder.path(), MORNING);
    let founder = Person::founder(&office);
    let head = invited(&office, &founder, "Громова Ольга Ивановна", "head");
    let _key = with_phone(&founder);
    let page = page_of(&head, "Иванова");
    let slip = sends(&head, &page, "slip", &[]).body;
    let slip = slip.split("class=\"code\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let mut back = Person::nobody(&office);
    let answer = back.form("/slip", &[("slip", &slip), ("password", "совсем новый пароль")]);
    back.takes(&answer);
    assert_eq!(founder.get("/").header("location"), Some("/sign-in"));
    assert!(back.get("/me").body.contains("href=\"/me/code\""), "no code is asked any more");
    assert!(Person::signs_in(&office, "Иванова Анна Петровна", "совсем новый пароль").is_ok());
}

#[test]
fn pages_of_the_code_fit() {
    let Some(mut browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open_at(folder.path(), MORNING);
    let founder = Person::founder(&office);
    let home = format!("http://{}", office.host());
    sign_in(&mut browser, &home);
    check(&mut browser, &home, &["/me".into(), "/me/code".into()]);
    let _key = with_phone(&founder);
    browser.open(&format!("{home}/sign-in"));
    browser.value(&format!("document.querySelector('[name=name]').value = 'Иванова Анна Петровна'; document.querySelector('[name=password]').value = '{PASSWORD}'; document.querySelector('main button.main').click()"));
    browser.wait("document.querySelector('[name=half]')");
    browser.look("office-sign-in-code");
}
