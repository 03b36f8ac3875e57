//! Plans of the levels above beside the school's own: laid there, answered, printed, taken away.

use super::desk::{Office, Person, link, plan_taken, value};
use super::office_browser::{browser, check, sign_in};

const REGION: &str = "План мероприятий региона по объективности на 2026-2027 учебный год\n\n№;Мероприятие;Срок;Ответственный\n\
    Подготовка;;;\n1;Семинары о критериях оценивания;октябрь;Министерство\n2;Назначить общественных наблюдателей;март;Школы\n\
    3;Опубликовать рейтинг регионов;июнь;Министерство\n";

/// Lays the plan of the region beside the school's; the address of the page.
fn laid(founder: &Person<'_>, plan: &str) -> String {
    let at = format!("{plan}/levels");
    let uploaded = founder.uploads(&format!("{at}/upload"), &[("level", "region")], ("file", "план региона.csv", REGION.as_bytes()));
    let read = uploaded.header("location").unwrap().to_owned();
    let page = founder.follows(&uploaded).body;
    assert!(
        page.contains("Прочитано: 3 мероприятия") && page.contains("план региона") || page.contains("План мероприятий региона"),
        "{page}"
    );
    let once = value(&page, "once").unwrap();
    let typed = [("once", once.as_str()), ("title", "План региона"), ("row", "0"), ("row", "1"), ("row", "2")];
    let taken = founder.sends(&read, &typed);
    assert_eq!(taken.status, 303, "{}", taken.body);
    at
}

/// covers: R15
#[test]
fn each_measure_above_is_answered_by_a_measure_of_the_school_or_named_as_a_gap() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let plan = plan_taken(&founder);
    let at = laid(&founder, &plan);
    let page = founder.get(&at).body;
    assert!(page.contains("похожее найдено, но не проверено для 1, похожего не найдено для 2"), "{page}");
    // What is like it is proposed, not taken: one press makes it so.
    let like = page.split("Похоже:").nth(1).unwrap();
    assert!(like.contains("Семинар о критериях"), "{like}");
    let (answer, once, measure) = (link(&page, "/above/"), value(like, "once").unwrap(), value(like, "measure").unwrap());
    let right = founder.sends(&answer, &[("once", &once), ("back", &plan), ("measure", &measure)]);
    let page = founder.follows(&right).body;
    assert!(page.contains("отвечает план школы на 1, похожего не найдено для 2"), "{page}");

    // A gap becomes a measure of the school, filled in with what stands above.
    let new = link(&page, &format!("{plan}/measures/new?above="));
    let form = founder.get(&new).body;
    assert!(form.contains("Назначить общественных наблюдателей") && form.contains("март"), "{form}");
    // The third one is not the school's to do, and the reason stays.
    let third = page.split("Опубликовать рейтинг").nth(1).unwrap();
    let change = link(third, &format!("{at}?change=")).split('#').next().unwrap().to_owned();
    let form = founder.get(&change).body;
    let (action, once) =
        (link(&form, "/above/"), value(form.split("id=\"measure\"").next().unwrap().rsplit("<form").next().unwrap(), "once"));
    let once = once.unwrap_or_else(|| "8".repeat(64));
    let not_ours = founder.sends(&action, &[("once", &once), ("back", &plan), ("measure", ""), ("reason", "Делает министерство")]);
    let page = founder.follows(&not_ours).body;
    assert!(page.contains("Не дело школы: Делает министерство") && page.contains("не дело школы 1"), "{page}");

    let paper = founder.get(&format!("{plan}/papers/levels?form=docx"));
    assert!(paper.status == 200 && paper.body.starts_with("PK"), "{}", paper.head);
    let once = value(page.split("/remove").nth(1).unwrap(), "once").unwrap();
    let removed = founder.sends(&link(&page, &format!("{at}/upper-")), &[("once", &once)]);
    assert!(!founder.follows(&removed).body.contains("Опубликовать рейтинг"));
    // What is no plan is told, and nothing is laid beside.
    let none = founder.uploads(&format!("{at}/upload"), &[("level", "region")], ("file", "письмо.csv", b"a;b\n1;2\n"));
    let page = founder.follows(&none).body;
    assert!(page.contains("data-what") && !page.contains("Положить рядом с планом школы"), "{page}");
}

#[test]
fn levels_fit_both_widths() {
    let Some(mut browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let plan = plan_taken(&founder);
    let home = format!("http://{}", office.host());
    sign_in(&mut browser, &home);
    let at = laid(&founder, &plan);
    let page = founder.get(&at).body;
    let change = link(&page, &format!("{at}?change=")).split('#').next().unwrap().to_owned();
    let uploaded = founder.uploads(&format!("{at}/upload"), &[("level", "federal")], ("file", "план.csv", REGION.as_bytes()));
    check(&mut browser, &home, &[at, change, uploaded.header("location").unwrap().to_owned()]);
}
