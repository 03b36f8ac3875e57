//! Classes, pupils, families, loads through the pages: who reaches what, and how they look.

use super::desk::{Office, PASSWORD, Person, invited, link, value};
use super::office_browser::{browser, check, sign_in};

/// The password once more, and the page that asked for it.
pub fn steps_up(person: &Person<'_>, at: &str) -> String {
    let answer = person.get(at);
    if answer.status == 200 {
        return answer.body;
    }
    assert_eq!(answer.header("location").unwrap(), format!("/step-up?back={at}"));
    let once = value(&person.follows(&answer).body, "once").unwrap();
    let password = if person.get("/people").status == 200 { PASSWORD } else { "ещё длиннее пароль" };
    let answer = person.sends("/step-up", &[("once", &once), ("back", at), ("password", password)]);
    person.follows(&answer).body
}

/// Sends a form of a page.
pub fn sends(person: &Person<'_>, page: &str, to: &str, typed: &[(&str, &str)]) -> super::asking::Answer {
    let once = value(&person.get(page).body, "once").unwrap();
    person.sends(to, &[&[("once", once.as_str())], typed].concat())
}

fn class(person: &Person<'_>, name: &str) -> String {
    let answer = sends(person, "/classes", "/classes", &[("class", name), ("teacher", "")]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location").unwrap().to_owned()
}

/// covers: C4
#[test]
fn classes_pupils_and_families_are_kept_and_other_classes_do_not_exist() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    assert!(deputy.get("/classes").body.contains("Классов ещё нет"));
    let teacher = invited(&office, &deputy, "Ким Клавдия", "class-teacher");
    let administrator = invited(&office, &deputy, "Админов Антон", "administrator");
    let (first, second) = (class(&deputy, "7 «а»"), class(&deputy, "7б"));
    assert!(steps_up(&deputy, &first).contains("В классе ещё нет учеников"));
    // A class that is there, and words that are no class, are told at the field.
    for (name, told) in [("7-А", "Такой класс"), ("семь", "aria-invalid"), ("", "aria-invalid")] {
        let answer = sends(&deputy, "/classes", "/classes", &[("class", name), ("teacher", "")]);
        assert!(answer.status == 422 && answer.body.contains(told), "{name}: {}", answer.body);
    }
    let pupil = [("name", "Ёлкин Пётр"), ("born", "2013-04-05"), ("from", "2026-09-01")];
    let answer = sends(&deputy, &first, &format!("{first}/pupils"), &pupil);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let again = sends(&deputy, &first, &format!("{second}/pupils"), &pupil);
    assert!(again.status == 422 && again.body.contains("другой ребёнок"), "{}", again.body);
    let page = deputy.get(&first).body;
    assert!(page.contains("Ёлкин Пётр") && page.contains("05.04.2013") && page.contains("1 ученик"), "{page}");
    let one = link(&page, "/pupil/");
    let family = [("name", "Ёлкина Анна"), ("kin", "мать"), ("contact", "+7 900 000-00-00")];
    assert_eq!(sends(&deputy, &one, &format!("{one}/family"), &family).status, 303);
    assert!(deputy.get(&first).body.contains("Ёлкина Анна"));
    assert!(deputy.get("/pupils?q=%D0%B5%D0%BB%D0%BA%D0%B8%D0%BD").body.contains(&one), "ё is found by е");
    // The class teacher: nothing before she is named, her own class after; the administrator nothing at all.
    assert!(!teacher.get("/classes").body.contains(&first));
    let person = link(&deputy.get("/classes").body, "/class/");
    assert_eq!(person, first);
    let options = deputy.get("/classes").body;
    let id = options.split("<option value=\"").find(|option| option.contains(">Ким Клавдия<")).unwrap().split('"').next().unwrap();
    assert_eq!(sends(&deputy, &first, &format!("{first}/teacher"), &[("seen", "1"), ("teacher", id)]).status, 303);
    assert!(steps_up(&teacher, &first).contains("Ёлкин Пётр"));
    assert_eq!(teacher.get(&second).status, 404);
    assert!(!teacher.get("/classes").body.contains(&second));
    for address in ["/classes", &first, &one, "/pupils?q=a", "/classes/loads"] {
        assert_eq!(administrator.get(address).status, 404, "{address}");
    }
    assert!(!administrator.get("/people").body.contains("/classes"));
    // Moved away, the pupil is the class teacher's no longer.
    let to = second.trim_start_matches("/class/");
    let answer = sends(&deputy, &one, &format!("{one}/move"), &[("seen", "1"), ("on", "2026-10-12"), ("to", to)]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(teacher.get(&one).status, 404);
    assert!(deputy.get(&one).body.contains("7А класс: с 01.09.2026 по 11.10.2026"));
    // Loads.
    let answer = sends(&deputy, "/classes/loads", "/classes/loads", &[("subject", "физика"), ("teacher", id), ("class", to)]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = deputy.get("/classes/loads").body;
    assert!(page.contains("Физика") && page.contains("Снять: 7Б, Физика"), "{page}");
    let load = link(&page, "/load/");
    assert_eq!(sends(&deputy, "/classes/loads", &load, &[]).status, 303);
    assert!(deputy.get("/classes/loads").body.contains("Нагрузки ещё нет"));
}

/// covers: C4
#[test]
fn pages_of_classes_fit_and_say_what_to_do() {
    let Some(mut browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let home = format!("http://{}", office.host());
    sign_in(&mut browser, &home);
    check(&mut browser, &home, &["/classes".into(), "/classes/loads".into()]);
    let (first, second) = (class(&deputy, "7А"), class(&deputy, "10-1"));
    steps_up(&deputy, &first);
    let pupils = ["Ёлкин Пётр Ильич", "Константинопольская Александра Владимировна", "Абдурахманов Мухаммадали Шарофиддинович"];
    for name in pupils {
        let typed = [("name", name), ("born", "2013-04-05"), ("from", "2026-09-15")];
        assert_eq!(sends(&deputy, &first, &format!("{first}/pupils"), &typed).status, 303);
    }
    let one = link(&deputy.get(&first).body, "/pupil/");
    let family = [("name", "Абдурахманова Гульчехра"), ("kin", "мать"), ("contact", "gulchekhra.abdurakhmanova@example.org")];
    assert_eq!(sends(&deputy, &one, &format!("{one}/family"), &family).status, 303);
    let page = deputy.get("/classes").body;
    let id = page.split("<option value=\"").nth(2).unwrap().split('"').next().unwrap().to_owned();
    for class in [&first, &second] {
        let load = [("subject", "Литературное чтение"), ("teacher", id.as_str()), ("class", class.trim_start_matches("/class/"))];
        assert_eq!(sends(&deputy, "/classes/loads", "/classes/loads", &load).status, 303);
    }
    browser.open(&format!("{home}/step-up?back=/classes"));
    browser.value(&format!(
        "document.querySelector('[name=password]').value = '{PASSWORD}'; document.querySelector('main button.main').click()"
    ));
    browser.wait("location.pathname === '/classes'");
    let (_, read) = drops(&deputy, "Списки.csv", LISTS);
    let merge = format!("{one}/merge");
    let pages = [
        "/classes/import".to_owned(),
        read,
        merge,
        "/journal/names".into(),
        "/classes".into(),
        first,
        second,
        one,
        "/pupils?q=а".into(),
        "/classes/loads".into(),
        "/people".into(),
    ];
    check(&mut browser, &home, &pages);
}

const LISTS: &str = "МБОУ «Гимназия № 2»\nСписок 7 «А» класса\n№;Фамилия Имя Отчество;Дата рождения;Мать;Телефон\n\
    1;Ёлкин Пётр Ильич;05.04.2013;Ёлкина Анна;+7 900 1\n2;Ким Ян;;;\n3;Ким Ян;;;\n4;;01.01.2013;;\n";

/// Drops a file of lists: the page of what it would change, and its address.
pub fn drops(person: &Person<'_>, name: &str, text: &str) -> (String, String) {
    steps_up(person, "/classes/import");
    let answer = person.uploads("/classes/import", &[], ("file", name, text.as_bytes()));
    assert_eq!(answer.status, 200, "{}", answer.body);
    let at = link(&answer.body, "/classes/import/");
    (answer.body, at)
}

/// Sends what the page of a file says, with this.
pub fn answers(person: &Person<'_>, page: &str, at: &str, typed: &[(&str, &str)]) -> super::asking::Answer {
    let once = value(page, "once").unwrap();
    let name = value(page, "name").unwrap_or_default();
    person.sends(at, &[&[("once", once.as_str()), ("name", name.as_str())], typed].concat())
}

/// covers: C4
#[test]
fn a_file_of_lists_is_shown_asked_about_taken_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let (page, at) = drops(&deputy, "Ёлкин и другие.csv", LISTS);
    for part in ["Таких классов ещё нет", "7А", "Завести эти классы", "Нет имени", "Ёлкин и другие.csv"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!at.contains("%D0"), "no name in an address: {at}");
    let page = answers(&deputy, &page, &at, &[("do", "make")]).body;
    assert!(page.contains("Нужен ваш ответ") && page.contains("Ёлкина Анна") && page.contains("Тот же ребёнок, что"), "{page}");
    let question = page.split("<select id=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let typed = [("make", "yes"), ("do", "take"), (question.as_str(), "another")];
    let answer = answers(&deputy, &page, &at, &typed);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = deputy.follows(&answer).body;
    assert!(page.contains("Списки приняты") && page.contains("Нового: 3") && page.contains("Отменить этот файл"), "{page}");
    let class = link(&deputy.get("/classes").body, "/class/");
    let listed = deputy.get(&class).body;
    assert!(listed.matches("Ким Ян").count() == 2 && listed.contains("Ёлкин Пётр Ильич") && listed.contains("+7 900 1"), "{listed}");
    // A file of another school is asked about; a shorter list asks about who is missing, and changes nothing by itself.
    let other = "МБОУ СОШ № 11\n7А класс\n№;ФИО;Дата рождения\n1;Ёлкин Пётр Ильич;05.04.2013\n2;Уткина Вера;01.02.2013\n";
    let (page, at) = drops(&deputy, "11.csv", other);
    assert!(page.contains("В файле названа другая школа") && page.contains("Нет в файле"), "{page}");
    let refused = answers(&deputy, &page, &at, &[("do", "take")]);
    assert!(refused.status == 422 && refused.body.contains("Подтвердите"), "{}", refused.body);
    assert_eq!(answers(&deputy, &page, &at, &[("do", "take"), ("ours", "yes")]).status, 303);
    assert!(deputy.get(&class).body.contains("Уткина Вера") && deputy.get(&class).body.matches("Ким Ян").count() == 2);
    // Taken back from the later to the earlier: the earlier one says what stands on it.
    for _ in 0..2 {
        let page = deputy.get("/classes/import").body;
        let undo = link(&page, "/roster/");
        let answer = deputy.sends(&undo, &[("once", &value(&page, "once").unwrap()), ("seen", "1")]);
        assert_eq!(answer.status, 303, "{}", answer.body);
    }
    assert!(deputy.get("/classes").body.contains("Классов ещё нет"));
    // What is no list is told, and nobody but who keeps lists reads a file by its address.
    let told = deputy.uploads("/classes/import", &[], ("file", "a.png", b"\x89PNG\r\n\x1a\n"));
    assert!(told.status == 422 && told.body.contains("а не таблица"), "{}", told.body);
    let teacher = invited(&office, &deputy, "Ким Клавдия", "class-teacher");
    assert_eq!(teacher.get(&at).status, 404);
    let read = deputy.get("/journal/names").body;
    assert!(read.contains("Списки из файла") && !read.contains("Ёлкин"), "{read}");
}

/// A thousand pupils through the pages, from the file to the list. How long it takes is printed: `--no-capture`.
#[test]
fn a_thousand_pupils_through_the_pages() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    // Names of letters only, each another: «Абв», «Абг» …
    let letters: Vec<char> = "абвгдежзик".chars().collect();
    let name = |n: usize| [n / 100, n / 10 % 10, n % 10].map(|digit| letters[digit]).iter().collect::<String>();
    let row = |n: usize| {
        let (day, month, grade, letter) = (1 + n % 28, 1 + n % 12, 1 + n % 11, ["А", "Б", "В"][n % 3]);
        format!("{};Сосн{} Иван Ильич;{day:02}.{month:02}.2012;{grade}{letter}\n", n + 1, name(n))
    };
    let text = format!("№;ФИО ученика;Дата рождения;Класс\n{}", (0..1_000).map(row).collect::<String>());
    let begun = std::time::Instant::now();
    let (page, at) = drops(&deputy, "все.csv", &text);
    let shown = begun.elapsed();
    let page = answers(&deputy, &page, &at, &[("do", "make")]).body;
    let begun = std::time::Instant::now();
    let answer = answers(&deputy, &page, &at, &[("make", "yes"), ("do", "take")]);
    let taken = begun.elapsed();
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert!(deputy.get("/classes").body.contains("1000 учеников"));
    println!("a thousand pupils: read and shown {shown:?}, taken {taken:?}");
}

/// A workbook of one sheet, a line of text a row.
fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let column = |at: usize| char::from(b'A' + u8::try_from(at).unwrap());
    let cell = |row: usize, at: usize, text: &String| format!(r#"<c r="{}{row}" t="inlineStr"><is><t>{text}</t></is></c>"#, column(at));
    let row = |(at, cells): (usize, &Vec<String>)| {
        let cells: String = cells.iter().enumerate().map(|(column, text)| cell(at + 1, column, text)).collect();
        format!(r#"<row r="{}">{cells}</row>"#, at + 1)
    };
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                r#"<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{spreadsheet}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{spreadsheet}.worksheet+xml"/></Types>"#
            ),
        ),
        (
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{of}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{main}" xmlns:r="{of}"><sheets><sheet name="Список" sheetId="1" r:id="rId1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{of}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                r#"<worksheet xmlns="{main}"><sheetData>{}</sheetData></worksheet>"#,
                rows.iter().enumerate().map(row).collect::<String>()
            ),
        ),
    ];
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut archive, text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// How long a thousand pupils of a workbook take, with families, through the pages: the median of five schools, each begun anew. By hand, with
/// `--run-ignored only --no-capture a_workbook_of_a_thousand_pupils`.
#[test]
#[ignore = "a measurement"]
fn a_workbook_of_a_thousand_pupils() {
    let letters: Vec<char> = "абвгдежзик".chars().collect();
    let name = |n: usize| [n / 100, n / 10 % 10, n % 10].map(|digit| letters[digit]).iter().collect::<String>();
    let row = |n: usize| {
        let (day, month, grade, letter) = (1 + n % 28, 1 + n % 12, 1 + n % 11, ["А", "Б", "В"][n % 3]);
        let who = format!("Сосн{} Иван Ильич", name(n));
        vec![(n + 1).to_string(), who, format!("{day:02}.{month:02}.2012"), format!("{grade}{letter}")]
    };
    let head = ["№", "ФИО ученика", "Дата рождения", "Класс"].map(str::to_owned).to_vec();
    let bytes = workbook(&[vec![head], (0..1_000).map(row).collect()].concat());
    let mut took: Vec<[std::time::Duration; 2]> = Vec::new();
    for _ in 0..5 {
        let folder = tempfile::tempdir().unwrap();
        let office = Office::open(folder.path());
        let deputy = Person::founder(&office);
        steps_up(&deputy, "/classes/import");
        let begun = std::time::Instant::now();
        let answer = deputy.uploads("/classes/import", &[], ("file", "все.xlsx", &bytes));
        let shown = begun.elapsed();
        assert_eq!(answer.status, 200, "{}", answer.body);
        let at = link(&answer.body, "/classes/import/");
        let page = answers(&deputy, &answer.body, &at, &[("do", "make")]).body;
        let begun = std::time::Instant::now();
        let answer = answers(&deputy, &page, &at, &[("make", "yes"), ("do", "take")]);
        took.push([shown, begun.elapsed()]);
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert!(deputy.get("/classes").body.contains("1000 учеников"));
    }
    let median = |of: fn(&[std::time::Duration; 2]) -> std::time::Duration| {
        let mut all: Vec<_> = took.iter().map(of).collect();
        all.sort();
        all[all.len() / 2]
    };
    let machine = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let machine = machine.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or("").trim_start_matches(['\t', ' ', ':']);
    println!(
        "{machine}, {} processors, {}: read and shown {:?}, taken {:?}, together {:?} (medians of five)",
        std::thread::available_parallelism().unwrap(),
        if cfg!(debug_assertions) { "unoptimised" } else { "optimised" },
        median(|[shown, _]| *shown),
        median(|[_, taken]| *taken),
        median(|[shown, taken]| *shown + *taken)
    );
}

#[test]
fn two_records_of_a_pupil_become_one_and_two_again() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let first = class(&deputy, "7А");
    steps_up(&deputy, &first);
    for name in ["Щукина Алёна", "Щукина Алена Ильинична"] {
        let typed = [("name", name), ("born", ""), ("from", "2026-09-01")];
        assert_eq!(sends(&deputy, &first, &format!("{first}/pupils"), &typed).status, 303);
    }
    let one = link(&deputy.get(&first).body, "/pupil/");
    let choosing = deputy.get(&format!("{one}/merge")).body;
    let with = link(&choosing, &format!("{one}/merge?with="));
    let page = deputy.get(&with).body;
    assert!(page.contains("Остаётся") && page.contains("Щукина Алена Ильинична"), "{page}");
    let field = |name: &str| value(&page, name).unwrap();
    let [once, other, seen, seen_with] = ["once", "with", "seen", "seen-with"].map(field);
    let typed = [("once", once.as_str()), ("with", &other), ("seen", &seen), ("seen-with", &seen_with)];
    assert_eq!(deputy.sends(&format!("{one}/merge"), &typed).status, 303);
    assert!(deputy.get(&first).body.contains("1 ученик"));
    let page = deputy.get(&one).body;
    assert!(page.contains("С этой записью объединены"), "{page}");
    let merge = value(&page, "merge").unwrap();
    assert_eq!(sends(&deputy, &one, &format!("{one}/part"), &[("merge", merge.as_str())]).status, 303);
    assert!(deputy.get(&first).body.contains("2 ученика"));
}
