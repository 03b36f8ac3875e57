//! Families confirm by a code from a paper, in a browser nobody signed in with.

use super::asking::Answer;
use super::desk::{Office, Person, inspected, invited, link, plan_taken, value, word};
use super::events::{borrowed, filled, id_of};
use super::papers::cells;
use super::roster::{sends, steps_up};

/// The code on a notice, as Word holds it.
fn code(document: &str) -> String {
    let begins = |part: &&str| part.len() > 11 && part.as_bytes()[5] == b'-' && part.as_bytes()[11] == b'<';
    document.split('>').filter(begins).map(|part| part[..11].to_owned()).next().unwrap_or_else(|| panic!("no code: {document}"))
}

/// The paper within the page that says it was made.
fn paper(answer: &Answer) -> String {
    use base64::Engine as _;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let link = answer.body.split("href=\"data:").nth(1).unwrap_or_else(|| panic!("no paper: {}", answer.body));
    let (bytes, rest) = link.split_once(";base64,").unwrap().1.split_once('"').unwrap();
    assert!(rest.contains("download=\"") && rest.contains("Файл с кодами есть только на этой странице"), "{rest}");
    word(&base64::engine::general_purpose::STANDARD.decode(bytes).unwrap())
}

fn opens(family: &Person<'_>, code: &str) -> Answer {
    family.sends("/read", &[("code", code)])
}

/// The sheet of families has a line a family and no blank ones; all that are shown are ticked at once, and what is doubtful is asked.
fn a_line_a_family_and_all_at_once(deputy: &Person<'_>, event: &str, at: &str, page: &str) {
    let sheets = deputy.get(event).body;
    assert!(sheets.contains("Лист ознакомления семей 7А") && !sheets.contains("/paper/read?"), "no blank lines: {sheets}");
    let sheet = deputy.get(&format!("{event}/paper/families?form=docx"));
    let text = word(&sheet.bytes);
    assert!(sheet.status == 200 && text.contains("Ёлкин Пётр") && text.contains("Зимина Яна"), "{text}");
    // The pupil with the class, both days and both hands, and room for the name of a parent.
    let cells = cells(&text);
    let begin = cells.iter().position(|cell| cell == "Ученик").unwrap();
    let heads = [
        "Ученик",
        "Класс",
        "Дата",
        "Подпись ученика",
        "Родитель (законный представитель): фамилия, имя, отчество",
        "Дата",
        "Подпись родителя",
    ];
    assert_eq!(cells[begin..begin + heads.len()], heads);
    let first = cells.iter().position(|cell| cell == "Ёлкин Пётр").unwrap();
    assert_eq!(cells[first..first + 7], ["Ёлкин Пётр", "7А", "", "", "", "", ""]);
    assert_eq!(deputy.get(&format!("{event}/paper/read?form=docx")).status, 404);
    let nobody = deputy.sends(at, &borrowed(&filled(page, at, &[("form", "docx")])));
    assert!(nobody.status == 422 && nobody.body.contains("Отметьте хотя бы одну семью"), "{}", nobody.body);
    // All that are shown, and one of them again: which of both is meant is asked.
    let (all, alone) = (value(page, "all").unwrap(), value(page, "pupil").unwrap());
    let both = deputy.sends(at, &borrowed(&filled(page, at, &[("form", "docx"), ("all", &all), ("pupil", &alone)])));
    assert!(both.status == 422 && both.body.contains("Оставьте что-то одно"), "{}", both.body);
    let whole = deputy.sends(at, &borrowed(&filled(page, at, &[("form", "docx"), ("all", &all)])));
    let text = paper(&whole);
    assert!(text.contains("Ёлкин Пётр, 7А") && text.contains("Зимина Яна, 7А"), "{text}");
    // The page that gives the paper says at once what became of the families.
    assert!(page.matches("кода нет").count() == 2 && !whole.body.contains("кода нет"), "{}", whole.body);
    assert!(whole.body.matches("код выдан").count() == 2 && whole.body.contains("Уведомления сделаны для 2 семей"), "{}", whole.body);
    assert!(!deputy.get(at).body.contains("data:application"), "looked at again it has no codes");
}

/// covers: R39
#[test]
fn a_family_reads_and_confirms_without_an_account() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let class = sends(&deputy, "/classes", "/classes", &[("class", "7А"), ("teacher", "")]).header("location").unwrap().to_owned();
    steps_up(&deputy, &class);
    for name in ["Ёлкин Пётр", "Зимина Яна"] {
        let pupil = [("name", name), ("born", "2013-04-05"), ("from", "2026-09-01")];
        assert_eq!(sends(&deputy, &class, &format!("{class}/pupils"), &pupil).status, 303);
    }
    let to = "/events/new/reading";
    let new = deputy.get(to).body;
    let me = id_of(&new, "Иванова");
    let planned =
        |text: &'static str| [("title", "Сроки работ"), ("day", "2026-10-12"), ("owner", me.as_str()), ("text", text), ("class", "7А")];
    let form = filled(&new, to, &planned("Работы с 12 по 16 октября."));
    let answer = deputy.uploads(to, &borrowed(&form), ("file", "сроки.pdf", b"%PDF-1.4 days"));
    assert_eq!(answer.status, 303, "{}", answer.body);
    let event = answer.header("location").unwrap().to_owned();
    let at = link(&deputy.get(&event).body, &format!("{event}/families"));
    let page = deputy.get(&at).body;
    assert!(page.contains("Ёлкин Пётр") && page.contains("кода нет") && page.contains("программа их не хранит"), "{page}");
    assert!(page.contains("по адресу http") && Person::nobody(&office).get("/sign-in").body.contains("href=\"/read\""));
    a_line_a_family_and_all_at_once(&deputy, &event, &at, &page);
    let page = deputy.get(&at).body;
    let first = page.split("name=\"pupil\"").nth(1).unwrap().split("value=\"").nth(1).unwrap().split('"').next().unwrap();
    let make = || {
        let page = deputy.get(&at).body;
        let made = deputy.sends(&at, &borrowed(&filled(&page, &at, &[("form", "docx"), ("pupil", first)])));
        let text = paper(&made);
        assert!(text.contains("Ёлкин Пётр, 7А") && !text.contains("Зимина") && text.contains("Работы с 12 по 16 октября."), "{text}");
        code(&text)
    };
    // Pressed twice, one file: the second press says so, and the codes just printed stay good.
    let page = deputy.get(&at).body;
    let form = filled(&page, &at, &[("form", "docx"), ("pupil", first)]);
    let printed = deputy.sends(&at, &borrowed(&form));
    let twice = deputy.sends(&at, &borrowed(&form));
    assert!(twice.status == 422 && twice.body.contains("Этот файл уже сделан"), "{}", twice.body);
    assert_eq!(opens(&Person::nobody(&office), &code(&paper(&printed))).status, 200);
    let (old, good) = (make(), make());
    // A fresh browser, no cookie.
    let family = Person::nobody(&office);
    assert!(family.get("/read").body.contains("Десять знаков"));
    let slip = opens(&family, &good.replacen(&good[..1], if good.starts_with('2') { "3" } else { "2" }, 1));
    assert!(slip.status == 422 && slip.body.contains("В коде опечатка"), "{}", slip.body);
    let replaced = opens(&family, &old);
    assert!(replaced.status == 422 && replaced.body.contains("нужен код с него"), "{}", replaced.body);
    let shown = opens(&family, &good.to_lowercase().replace('-', " "));
    assert!(
        shown.status == 200 && shown.body.contains("Работы с 12 по 16 октября.") && shown.body.contains("Сроки работ"),
        "{}",
        shown.body
    );
    assert!(!shown.body.contains("Ёлкин") && shown.header("set-cookie").is_none(), "no name, no cookie");
    assert!(family.sends("/read/file", &[("code", &good)]).body.ends_with("days"));
    assert_eq!(family.sends("/read/file", &[("code", &old)]).status, 422);
    // The text changes while the page is open: nothing is confirmed, the new one is shown.
    let edit = format!("{event}/edit");
    let page = deputy.get(&edit).body;
    let form = filled(&page, &edit, &planned("Работы в ноябре."));
    assert_eq!(deputy.uploads(&edit, &borrowed(&form), ("file", "", b"")).status, 303);
    let confirm = |page: &str| family.sends("/read/confirm", &borrowed(&filled(page, "/read/confirm", &[])));
    let changed = confirm(&shown.body);
    assert!(
        changed.status == 422 && changed.body.contains("Работы в ноябре.") && changed.body.contains("Текст изменился"),
        "{}",
        changed.body
    );
    let done = confirm(&changed.body);
    assert!(done.status == 200 && done.body.contains("Отмечено 12.10.2026") && !done.body.contains("Ёлкин"), "{}", done.body);
    assert!(confirm(&changed.body).body.contains("Отмечено 12.10.2026"), "sent twice it is one");
    assert!(opens(&family, &good).body.contains("Отмечено 12.10.2026"), "the code says the day");
    assert!(deputy.get(&event).body.contains("Ознакомились 1 из 2 семей"));
    let page = deputy.get(&at).body;
    assert!(page.contains("ознакомилась 12.10.2026") && page.matches("name=\"pupil\"").count() == 2, "in two forms: {page}");
    signs_on_paper(&deputy, &at, &event);
    assert!(!deputy.get("/journal").body.contains("Ёлкин"));
    // A teacher who is not of the class finds no such page.
    let teacher = invited(&office, &deputy, "Новенькая Анна", "teacher");
    assert_eq!(teacher.get(&at).status, 404);
    assert_eq!(teacher.get(&link(&deputy.get(&at).body, &format!("{at}/file/"))).status, 404, "nor a scan of it");
    assert_eq!(teacher.get(&format!("{event}/paper/families?form=docx")).status, 404);
    assert!(value(&family.get("/read").body, "once").is_some() && family.get(&event).header("location") != Some(&*event));
    how_many_read_is_on_paper(&office, &deputy, &event);
}

fn how_many_read_is_on_paper(office: &Office, deputy: &Person<'_>, event: &str) {
    the_register_has_a_line_of_the_class(office, deputy);
    how_many_read_lies_in_the_folder(deputy, event);
}

/// How many, how, and nobody's name.
fn the_register_has_a_line_of_the_class(office: &Office, deputy: &Person<'_>) {
    let auditor = invited(office, deputy, "Проверяющий Павел", "auditor");
    for reader in [deputy, &auditor] {
        let register = word(&reader.get("/events/register/reading?form=docx").bytes);
        let of = cells(&register);
        let told = ["Семьи 7А", "Ознакомились 2 из 2 семей, по коду: 1, по подписи: 1"];
        assert!(of.windows(2).any(|pair| pair == told) && !register.contains("Ёлкин"), "{register}");
    }
}

/// In the folder for an inspection what families read has a sheet that says how many did, and names nobody.
fn how_many_read_lies_in_the_folder(deputy: &Person<'_>, event: &str) {
    let (page, close) = (deputy.get(event).body, format!("{event}/close"));
    assert_eq!(deputy.sends(&close, &borrowed(&filled(&page, &close, &[]))).status, 303);
    let mut archive = inspected(deputy, &format!("{}/inspection", plan_taken(deputy)));
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let name = names.iter().find(|name| name.contains("Лист ознакомления семей")).unwrap_or_else(|| panic!("{names:?}"));
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_name(name).unwrap(), &mut bytes).unwrap();
    let text = word(&bytes);
    assert!(
        text.contains("Семьи 7А")
            && text.contains("Ознакомились 2 из 2 семей, по коду: 1, по подписи: 1. Есть скан подписи 1 семьи")
            && !text.contains("Ёлкин"),
        "{name}: {text}"
    );
}

/// The other family sent the paper back: written down once, of the text that stands; its scan comes after it, and another takes its place.
fn signs_on_paper(deputy: &Person<'_>, at: &str, event: &str) {
    let (page, none) = (deputy.get(at).body, ("sheet", "", b"".as_slice()));
    let note = format!("{at}/signed");
    let signing = page.split("id=\"signed\"").nth(1).unwrap();
    let get = |name: &str| value(signing, name).unwrap();
    let (once, digest, pupil, seen) = (get("once"), get("digest"), get("pupil"), get("seen"));
    let typed = [("once", once.as_str()), ("seen", &seen), ("digest", &digest), ("pupil", &pupil), ("how", "sheet"), ("do", "signed")];
    let ahead = deputy.uploads(&note, &[&typed[..], &[("day", "2026-10-13")]].concat(), none);
    assert!(ahead.status == 422 && ahead.body.contains("name=\"pupil\" value=\""), "{}", ahead.body);
    assert_eq!(deputy.uploads(&note, &[&typed[..], &[("day", "12.10.2026")]].concat(), none).status, 303);
    let page = deputy.get(at).body;
    assert!(page.contains("подписала 12.10.2026, на бумаге") && page.contains("Ознакомились все семьи класса"), "{page}");
    assert!(deputy.get(event).body.contains("Ознакомились 2 из 2 семей") && !page.contains("/families/file/"));
    let scan = format!("{at}/sheet");
    let attaches = |typed: &[(&str, &str)], file: (&str, &str, &[u8])| {
        let page = deputy.get(at).body;
        let form = super::events::ticked(&page, &scan, typed);
        deputy.uploads(&scan, &borrowed(&form), file)
    };
    let forgotten = attaches(&[("do", "sheet")], none);
    assert!(forgotten.status == 422 && forgotten.body.contains("fault-scan-sheet"), "{}", forgotten.body);
    assert_eq!(attaches(&[("do", "sheet")], ("sheet", "Зимина, подпись.pdf", b"%PDF-1.4 torn off")).status, 303);
    let page = deputy.get(at).body;
    assert!(page.contains("Зимина, подпись.pdf"), "{page}");
    let file = link(&page, &format!("{at}/file/"));
    assert!(deputy.get(&file).body.ends_with("torn off"));
    // Who has one is not ticked of itself any more; ticked, the new one takes its place.
    let nobody = attaches(&[("do", "sheet")], ("sheet", "два.pdf", b"%PDF-1.4 clearer"));
    assert!(nobody.status == 422 && nobody.body.contains("Отметьте хотя бы одну семью"), "{}", nobody.body);
    assert_eq!(attaches(&[("do", "sheet"), ("pupil", &pupil)], ("sheet", "два.pdf", b"%PDF-1.4 clearer")).status, 303);
    let now = link(&deputy.get(at).body, &format!("{at}/file/"));
    assert!(now != file && deputy.get(&now).body.ends_with("clearer") && deputy.get(&file).status == 404);
    // It is told where it is not shown: on the paper, in the list for Excel, on the event.
    let paper = word(&deputy.get(&format!("{event}/paper/families?form=docx")).bytes);
    assert!(paper.contains("подписала 12.10.2026, на бумаге, есть скан"), "{paper}");
    assert!(deputy.get(event).body.contains("Есть скан подписи 1 семьи"));
}
