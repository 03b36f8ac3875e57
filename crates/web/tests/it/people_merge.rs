//! Two records of one person who works here become one on the pages, and two again.

use super::access::{page_of, sends};
use super::desk::{Office, Person, invited, value};

/// What a form of a page holds beside what is typed.
fn along(page: &str, action: &str) -> Vec<(String, String)> {
    let form = page.split(&format!("action=\"{action}\"")).nth(1).unwrap_or_else(|| panic!("no {action}: {page}"));
    let form = form.split("</form>").next().unwrap();
    ["once", "by", "with", "seen", "seen-with", "merge"].iter().filter_map(|name| Some(((*name).to_owned(), value(form, name)?))).collect()
}

fn presses(person: &Person<'_>, page: &str, action: &str) -> super::asking::Answer {
    let form = along(page, action);
    let pairs: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    person.sends(action, &pairs)
}

#[test]
fn two_records_of_a_colleague_become_one_and_two_again() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let _stays = invited(&office, &founder, "Юдина Вера Сергеевна", "teacher");
    let goes = invited(&office, &founder, "Юдина-Лис Вера Сергеевна", "psychologist");
    let [at, other] = ["Юдина Вера", "Юдина-Лис"].map(|name| page_of(&founder, name));
    let id = other.rsplit('/').next().unwrap().to_owned();
    sends(&founder, &other, "post", &[("post", "педагог-психолог")]);
    assert!(founder.get(&at).body.contains(&format!("{at}/merge")));
    let choose = founder.get(&format!("{at}/merge")).body;
    assert!(choose.contains("Юдина-Лис Вера Сергеевна") && choose.contains("педагог-психолог"), "{choose}");
    assert!(!choose.contains("with=person-") || !choose.contains(&format!("with={}", at.rsplit('/').next().unwrap())), "not herself");
    let with = format!("{at}/merge?with={id}");
    let compared = founder.get(&with).body;
    for part in ["Остаётся", "Войдёт в неё", "психолог или социальный педагог", "Перейдёт к первой записи", "Роли: 1", "Наоборот"]
    {
        assert!(compared.contains(part), "{part}: {compared}");
    }
    // Neither oneself nor by whoever manages nobody.
    let mine = page_of(&founder, "Иванова");
    assert!(!founder.get(&mine).body.contains("/merge\"") && goes.get(&with).status == 404);
    let oneself = founder.get(&format!("{at}/merge?with={}", mine.rsplit('/').next().unwrap())).body;
    let refused = presses(&founder, &oneself, &format!("{at}/merge"));
    assert!(refused.status >= 400 && refused.body.contains("Для самого себя"), "{}", refused.body);

    assert_eq!(goes.get("/").status, 200);
    assert_eq!(presses(&founder, &compared, &format!("{at}/merge")).status, 303);
    let page = founder.get(&at).body;
    for part in ["С этой записью объединены", "Юдина-Лис Вера Сергеевна", "психолог или социальный педагог", "педагог-психолог · "]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert_ne!(goes.get("/").status, 200, "the record that went is signed out");
    assert!(Person::signs_in(&office, "Юдина-Лис Вера Сергеевна", "ещё длиннее пароль").is_err());
    assert!(Person::signs_in(&office, "Юдина Вера Сергеевна", "ещё длиннее пароль").is_ok(), "the other signs in as before");
    assert!(!founder.get("/people").body.contains("Юдина-Лис") && founder.get("/people").body.contains("Юдина Вера"));
    let gone = founder.get(&other).body;
    assert!(gone.contains("Эта запись объединена с другой") && gone.contains(&format!("href=\"{at}\"")), "{gone}");
    assert!(!gone.contains(&format!("{other}/")), "nothing is done with it: {gone}");
    assert!(founder.get("/journal").body.contains("Две записи о сотруднике объединены"));

    assert_eq!(presses(&founder, &page, &format!("{at}/part")).status, 303);
    assert!(founder.get("/people").body.contains("Юдина-Лис") && !founder.get(&at).body.contains("С этой записью объединены"));
    assert!(Person::signs_in(&office, "Юдина-Лис Вера Сергеевна", "ещё длиннее пароль").is_ok());
}
