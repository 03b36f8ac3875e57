//! What lacks in a form stands at its field, all of it at once, and nothing that was typed is lost.

use super::desk::{Office, Person, invited, value};
use super::events::{borrowed, filled, id_of};
use super::roster::sends;

/// A council that is planned with these fields beside those it needs.
fn council(founder: &Person<'_>, typed: &[(&str, &str)]) -> super::asking::Answer {
    let page = founder.get("/events/new/council").body;
    let me = id_of(&page, "Иванова");
    let needed = [("title", "Итоги четверти"), ("day", "2026-10-12"), ("owner", me.as_str()), ("chair", me.as_str())];
    let form = filled(&page, "/events/new/council", &[&needed[..], typed].concat());
    founder.uploads("/events/new/council", &borrowed(&form), ("file", "", b""))
}

#[test]
fn a_speaker_without_a_question_and_a_time_that_is_none_are_said() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let alone = council(&founder, &[("item-0", "Критерии"), ("speaker-4", "Петрова Ольга")]);
    assert_eq!(alone.status, 422, "{}", alone.body);
    for part in [
        "id=\"fault-item-4\"",
        "href=\"#field-item-4\"",
        "Докладчик назван, а вопроса нет",
        "value=\"Петрова Ольга\"",
        "value=\"Критерии\"",
    ] {
        assert!(alone.body.contains(part), "{part}: {}", alone.body);
    }
    for (time, takes) in [("вечером", false), ("после уроков", true), ("25:00", false), ("14:30", true), ("после 6 урока", true)]
    {
        let answer = council(&founder, &[("time", time)]);
        assert_eq!(answer.status == 303, takes, "{time}: {}", answer.body);
        let said = answer.body.contains("id=\"fault-time\"") && answer.body.contains("Часы и минуты пишут так: 14:30");
        assert!(takes || said && answer.body.contains(&format!("value=\"{time}\"")), "{time}: {}", answer.body);
    }
}

/// The forms of minutes and of a signed sheet mark each field with its own sentence.
#[test]
fn minutes_and_a_signed_sheet_say_at_each_field_what_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let event = council(&founder, &[("item-0", "Критерии")]).header("location").unwrap().to_owned();
    let hold = filled(&founder.get(&event).body, &format!("{event}/hold"), &[]);
    assert_eq!(founder.sends(&format!("{event}/hold"), &borrowed(&hold)).status, 303);
    let page = founder.get(&event).body;
    let to = format!("{event}/minutes");
    let item = page.split("Критерии</h3>").nth(1).unwrap().split(".once\"").next().unwrap().rsplit('"').next().unwrap().to_owned();
    let of = |name: &str| format!("{item}.{name}");
    let (heard, lost, undated, early, day) = (of("heard"), of("post-0"), of("task-1"), of("task-2"), of("due-2"));
    let typed = [
        (heard.as_str(), "Петрову"),
        (lost.as_str(), "учитель химии"),
        (undated.as_str(), "Раздать критерии"),
        (early.as_str(), "Собрать работы"),
        (day.as_str(), "2026-10-01"),
    ];
    let refused = founder.sends(&to, &borrowed(&filled(&page, &to, &typed)));
    assert_eq!(refused.status, 422, "{}", refused.body);
    for (name, told) in [
        ("task-0", "Напишите, что сделать"),
        ("who-1", "Выберите, кто исполнит"),
        ("due-1", "Укажите срок поручения"),
        ("due-2", "раньше дня события"),
    ] {
        let (fault, field) = (format!("id=\"fault-{}\"", of(name)), format!("id=\"field-{}\"", of(name)));
        let said = refused.body.split(&fault).nth(1).unwrap_or_else(|| panic!("{name}: {}", refused.body));
        assert!(said.split("</p>").next().unwrap().contains(told) && refused.body.contains(&field), "{name}: {said}");
    }
    for kept in ["Петрову", "учитель химии", "Раздать критерии", "Собрать работы"] {
        assert!(refused.body.contains(kept), "{kept}: {}", refused.body);
    }
    // A reading on paper: who signed, the day, the sheet; of a refusal why.
    invited(&office, &founder, "Ким Клавдия", "teacher");
    let new = founder.get("/events/new/reading").body;
    let me = id_of(&new, "Иванова");
    let her = id_of(&new, "Ким Клавдия");
    let typed = [("title", "Порядок"), ("day", "2026-10-12"), ("text", "Прочитать"), ("owner", &me), ("person", &her)];
    let made = founder.uploads("/events/new/reading", &borrowed(&filled(&new, "/events/new/reading", &typed)), ("file", "", b""));
    let event = made.header("location").unwrap_or_else(|| panic!("{}", made.body)).to_owned();
    let (page, to) = (founder.get(&event).body, format!("{event}/tick"));
    let empty =
        founder.uploads(&to, &borrowed(&filled(&page, &to, &[("how", "signed"), ("day", ""), ("note", "позже")])), ("sheet", "", b""));
    assert_eq!(empty.status, 422, "{}", empty.body);
    for name in ["person", "day", "sheet"] {
        assert!(
            empty.body.contains(&format!("id=\"fault-sheet-{name}\"")) && empty.body.contains(&format!("href=\"#field-sheet-{name}\"")),
            "{name}: {}",
            empty.body
        );
    }
    assert!(empty.body.contains("value=\"позже\"") && !empty.body.contains("fault-sheet-note"), "{}", empty.body);
    let typed = [("how", "declined"), ("day", "2026-10-12"), ("note", ""), ("person", her.as_str())];
    let declined = founder.uploads(&to, &borrowed(&filled(&page, &to, &typed)), ("sheet", "", b""));
    assert!(declined.body.contains("id=\"fault-sheet-note\"") && !declined.body.contains("id=\"fault-sheet-sheet\""), "{}", declined.body);
}

/// A procedure of classes of two parallels, on a Sunday: both are said at once; so is a day outside the year.
#[test]
fn what_is_wrong_with_a_procedure_is_said_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let class = |name: &str| {
        let answer = sends(&founder, "/classes", "/classes", &[("class", name), ("teacher", "")]);
        answer.header("location").unwrap().trim_start_matches("/class/").to_owned()
    };
    let (seventh, eighth) = (class("7А"), class("8А"));
    let enter = |classes: &[&str], day: &str| {
        let mut typed = vec![("kind", "dkr"), ("subject", "Алгебра"), ("day", day), ("slot", "3"), ("in-plan", ""), ("do", "enter")];
        typed.extend(classes.iter().map(|class| ("class", *class)));
        sends(&founder, "/procedures/new", "/procedures/new", &typed)
    };
    // 17 January 2027 is a Sunday, the 19th a Tuesday.
    for classes in [&[seventh.as_str(), eighth.as_str()][..], &[]] {
        let both = enter(classes, "2027-01-17");
        assert!(both.status == 422 && both.body.contains("id=\"fault-classes\"") && both.body.contains("id=\"of-day\""), "{}", both.body);
        let alone = enter(classes, "2027-01-19");
        assert!(alone.body.contains("id=\"fault-classes\"") && !alone.body.contains("id=\"of-day\""), "{}", alone.body);
        let outside = enter(classes, "2031-01-19");
        assert!(outside.body.contains("id=\"fault-classes\"") && outside.body.contains("id=\"fault-day\""), "{}", outside.body);
    }
}

/// The word of the recovery sheet is answered; a slip is good for as long wherever it was printed; a trail ends with what stands above.
#[test]
fn a_right_word_is_answered_slips_have_one_term_and_trails_end() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    super::roster::steps_up(&founder, "/recovery/new");
    let made = sends(&founder, "/recovery/new", "/recovery/new", &[]).body;
    let word = made.split("class=\"code\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let page = founder.get("/backups").body;
    let (once, sheet) = (value(&page, "once").unwrap(), value(&page, "sheet").unwrap());
    let wrong = founder.sends("/recovery/confirm", &[("once", &once), ("sheet", &sheet), ("word", "берёза-00")]);
    assert!(wrong.status == 422 && !wrong.body.contains("Слово верное"), "{}", wrong.body);
    let right = founder.sends("/recovery/confirm", &[("once", &once), ("sheet", &sheet), ("word", &word)]);
    let told = founder.follows(&right).body;
    let folder_named = folder.path().join("backups").display().to_string();
    assert!(told.contains("Слово верное") && told.contains("они считаются") && told.contains(&folder_named), "{told}");
    // One by one and by the dozen.
    let one = sends(&founder, "/people", "/people", &[("name", "Ким Клавдия"), ("role", "teacher")]).body;
    assert!(one.contains("Код действует до 19.10.2026"), "{one}");
    let page = founder.get("/people/admit").body;
    assert!(page.contains("19.10.2026"), "the slip she holds: {page}");
    let pick = page.split("name=\"pick\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let many = founder.sends("/people/admit", &[("once", &value(&page, "once").unwrap()), ("role", "teacher"), ("pick", &pick)]).body;
    assert!(many.contains("Код действует до 19.10.2026"), "{many}");
    for page in ["/people/admit", "/classes/loads", "/tasks", "/backups", "/events/new/council"] {
        let shown = super::roster::steps_up(&founder, page);
        let trail = shown.split("class=\"trail\"").nth(1).unwrap().split("</nav>").next().unwrap();
        let words = trail.rsplit('>').next().unwrap();
        assert!(words.trim().is_empty() && trail.ends_with("</a>"), "{page}: {trail}");
        assert_eq!(trail.matches('›').count() + 1, trail.matches("<a ").count(), "{page}: {trail}");
    }
}
