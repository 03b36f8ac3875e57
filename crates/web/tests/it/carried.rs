//! Every list that is a table on its page, and two that are not, are carried away: what is shown, to whoever is shown it.

use calamine::{Data, Reader, Xlsx};
use web::server::ROUTES;
use workflow::Role;

use super::desk::{Office, Person, invited, link, plan_taken, value};
use super::events::{borrowed, filled, id_of};
use super::roster::{sends, steps_up};
use super::{events, support};

const MARKS: &str = "1 четверть\n7 «А» класс\n№;ФИО;Алгебра;Физика\n1;=Ёлкин Пётр;2;4\n2;@Зимина Яна;2;5\n";

/// Pages with a table of rows that is no list to be carried away: what it is instead.
const NO_LIST: [(&str, &str); 8] = [
    ("/parts", "shows the parts of pages"),
    ("/event/{id}", "its sheet of readers is a paper of its own"),
    ("/plan/{id}/inspection", "its inventory lies in the folder it makes"),
    ("/people/{id}/merge", "a comparison"),
    ("/pupil/{id}", "how one pupil stands is no list"),
    ("/pupil/{id}/merge", "a comparison"),
    ("/years/{id}/next", "a preview of what is to be confirmed"),
    ("/data", "terms of the law with their source"),
];

/// Pages whose list is no table on the screen and is carried away all the same.
const ROWS: [&str; 2] = ["/support", "/pupils"];

/// The rows of a workbook, as a page says them: its days are days of Excel, its numbers numbers.
pub fn rows_of(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes.to_vec())).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let words = |cell: &Data| match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::DateTime(at) => match at.to_ymd_hms_milli() {
            (year, month, day, 0, 0, ..) => format!("{day:02}.{month:02}.{year}"),
            (year, month, day, hour, minute, ..) => format!("{day:02}.{month:02}.{year} {hour:02}:{minute:02}"),
        },
        other => panic!("a list holds words, days and numbers, not {other:?}"),
    };
    sheet.rows().map(|row| row.iter().map(words).collect()).collect()
}

/// The words of a piece of a page, without its marks, buttons and hidden fields.
fn words_of(page: &str) -> String {
    let mut told = String::new();
    for (at, part) in page.split('<').enumerate() {
        let (tag, text) = if at == 0 { ("", part) } else { part.split_once('>').unwrap_or(("", "")) };
        if !tag.starts_with("button") {
            told.push(' ');
            told.push_str(text);
        }
    }
    let plain = told.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the page shows: the words of each row.
pub fn shown(page: &str) -> Vec<String> {
    let tables = page.split("<table class=\"list").skip(1).map(|table| table.split("</table>").next().unwrap());
    let rows = tables.flat_map(|table| table.split("<tbody>").nth(1).unwrap_or_default().split("<tr").skip(1));
    let listed: Vec<String> = rows.map(|row| words_of(&format!("<tr{row}"))).collect();
    if !listed.is_empty() {
        return listed;
    }
    let list = page.split("<ul class=\"plain-list rows\">").nth(1).unwrap_or_default().split("</ul>").next().unwrap();
    list.split("<li").skip(1).map(|row| words_of(&format!("<li{row}"))).collect()
}

/// The letters of a text alone: a page joins what stands apart in a table, and the other way round.
pub fn letters(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric() || "=+-@".contains(*c)).collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

/// The addresses lists are carried away from, as a page names them.
pub fn ways(page: &str) -> Vec<String> {
    let links = page.split("href=\"").skip(1).map(|part| part.split('"').next().unwrap().replace("&amp;", "&"));
    links.filter(|to| to.split('?').next().unwrap().ends_with("/list")).collect()
}

/// A class with a class teacher, a pupil with a family, a load; an event with a task, a text families read; marks; names that begin like formulas.
fn filled_school(deputy: &Person<'_>) -> Vec<(&'static str, String)> {
    let plan = plan_taken(deputy);
    let class = sends(deputy, "/classes", "/classes", &[("class", "7А"), ("teacher", "")]).header("location").unwrap().to_owned();
    steps_up(deputy, &class);
    for (name, born) in [("=Ёлкин Пётр", "2013-04-05"), ("@Зимина Яна", "")] {
        let pupil = [("name", name), ("born", born), ("from", "2026-09-14")];
        let made = sends(deputy, &class, &format!("{class}/pupils"), &pupil);
        assert_eq!(made.status, 303, "{}", made.body);
    }
    let pupil = link(&deputy.get(&class).body, "/pupil/");
    for (name, kin) in [("Ёлкина Анна", "мать"), ("Ёлкин Илья", "отец")] {
        let family = [("name", name), ("kin", kin), ("contact", "+7 900 000-00-00")];
        assert_eq!(sends(deputy, &pupil, &format!("{pupil}/family"), &family).status, 303);
    }
    let (to, me) = ("/events/new/reading", id_of(&deputy.get("/events/new/reading").body, "Иванова"));
    let typed = [("title", "=1+1 сроки"), ("day", "2026-10-12"), ("owner", &*me), ("text", "Работы в октябре."), ("class", "7А")];
    let page = deputy.get(to).body;
    let made = deputy.uploads(to, &borrowed(&filled(&page, to, &typed)), ("file", "", b""));
    assert_eq!(made.status, 303, "{}", made.body);
    let event = made.header("location").unwrap().to_owned();
    let load = [("subject", "физика"), ("teacher", &*me), ("class", class.trim_start_matches("/class/"))];
    assert_eq!(sends(deputy, "/classes/loads", "/classes/loads", &load).status, 303);
    support::takes(deputy, MARKS);
    events::task_of_a_council(deputy, &me);
    let last = |address: &str| address.rsplit('/').next().unwrap().to_owned();
    vec![("/plan/", last(&plan)), ("/class/", last(&class)), ("/pupil/", last(&pupil)), ("/event/", last(&event))]
}

/// covers: B13
#[test]
fn every_list_is_carried_away_as_it_is_shown_to_whoever_is_shown_it() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let things = filled_school(&deputy);
    let people: Vec<Person<'_>> =
        Role::ALL.iter().map(|role| invited(&office, &deputy, &format!("-Сотрудник {}", role.code()), role.code())).collect();
    for person in &people {
        let page = person.get("/step-up?back=/").body;
        let once = value(&page, "once").unwrap();
        person.sends("/step-up", &[("once", &once), ("back", "/"), ("password", "ещё длиннее пароль")]);
    }
    let address = |path: &str| {
        let id = things.iter().find(|(begins, _)| path.starts_with(begins)).map(|(_, id)| id.as_str());
        (!path.contains('{') || id.is_some() && path.matches('{').count() == 1).then(|| path.replace("{id}", id.unwrap_or_default()))
    };
    let (mut compared, mut hidden) = (std::collections::BTreeMap::<&str, usize>::new(), 0);
    for (at, person) in std::iter::once(&deputy).chain(&people).enumerate() {
        for route in ROUTES.iter().filter(|route| route.method == "GET") {
            let (path, Some(here)) = (route.path, address(route.path)) else { continue };
            if path.ends_with("/list") && !path.starts_with("/data") {
                continue;
            }
            let here = match path {
                "/plan/{id}" => format!("{here}?view=table&q=%D1%81%D0%B5%D0%BC%D0%B8%D0%BD%D0%B0%D1%80"),
                "/pupils" => "/pupils?q=%D0%B8".to_owned(),
                "/events" => "/events?q=1".to_owned(),
                _ => here,
            };
            let page = person.get(&here);
            let table = page.body.contains("<table class=\"list") || ROWS.contains(&path) && !shown(&page.body).is_empty();
            if page.status != 200 {
                // What the page is not there for, its table is not there for.
                if let Some(list) = ROUTES.iter().find(|list| list.path == format!("{path}/list")) {
                    let (answer, none) = (person.get(&address(list.path).unwrap()), person.get(&here));
                    assert_eq!(answer.status, none.status, "{at} {}", list.path);
                    assert!(answer.header("content-disposition").is_none(), "{at} {}", list.path);
                    hidden += 1;
                }
                continue;
            }
            if !table || NO_LIST.iter().any(|(known, _)| *known == path) {
                continue;
            }
            let ways = ways(&page.body);
            let way = ways.iter().find(|to| to.starts_with(here.split('?').next().unwrap()));
            let Some(way) = way else { panic!("{at} {path}: a list that cannot be carried away: {}", page.body) };
            let file = person.get(way);
            assert_eq!(file.status, 200, "{at} {path} {way}");
            let named = file.header("content-disposition").unwrap();
            assert!(named.contains(".xlsx") && !named.contains("%D0%81%D0%BB%D0%BA"), "no name of a person: {named}");
            let mut rows = rows_of(&file.bytes);
            assert!(rows.len() > 1 && rows[0].iter().all(|head| !head.is_empty()), "{at} {path}: {rows:?}");
            rows.remove(0);
            let words = shown(&page.body);
            assert_eq!(rows.len(), words.len(), "{at} {path}: {rows:?} {words:?}");
            for (row, words) in rows.iter().zip(&words) {
                // A plan draws how far each measure is, and a list to choose from shows its buttons.
                let beside = ["/plan/{id}", "/support"].contains(&path);
                let all = row.iter().all(|cell| {
                    cell.split([';', '\n']).all(|part| words.contains(part.split_whitespace().collect::<Vec<_>>().join(" ").as_str()))
                });
                assert!(all || beside, "{at} {path}: {row:?} is not what is shown: {words}");
                assert!(beside || letters(&row.concat()) == letters(words), "{at} {path}: {row:?} {words}");
            }
            *compared.entry(path).or_default() += 1;
        }
    }
    let lists = ["/tasks", "/classes", "/class/{id}", "/classes/loads", "/people", "/events", "/journal", "/journal/names", "/pupils"];
    let others = ["/event/{id}/families", "/plan/{id}", "/support"];
    for path in lists.into_iter().chain(others) {
        assert!(compared.contains_key(path), "{path} was not compared: {compared:?}");
    }
    assert!(hidden > 20, "{hidden}");
}

/// Lists that are no table on their page – files that were taken, papers that were issued – are carried away by whoever is shown them,
/// and are not there for anybody else.
#[test]
fn what_is_no_table_on_its_page_is_carried_away_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let deputy = Person::founder(&office);
    let things = filled_school(&deputy);
    let plan = format!("/plan/{}", things.iter().find(|(begins, _)| *begins == "/plan/").unwrap().1);
    let papers = format!("{plan}/papers");
    let once = value(&deputy.get(&papers).body, "once").unwrap();
    let issued = deputy.sends_from(&papers, &format!("{papers}/plan"), &[("once", &once)]);
    assert_eq!(issued.status, 303, "{}", issued.body);
    let teacher = invited(&office, &deputy, "Учительница Нина Ивановна", "teacher");
    let carried = |person: &Person<'_>, page: &str| {
        let ways = ways(&person.get(page).body);
        let way = ways.iter().find(|way| **way == format!("{page}/list")).unwrap_or_else(|| panic!("{page}: {ways:?}"));
        let file = person.get(way);
        assert!(file.status == 200 && file.header("content-disposition").unwrap().contains(".xlsx"), "{page}: {}", file.head);
        rows_of(&file.bytes)
    };
    let files = carried(&deputy, "/support/import");
    assert!(files.len() == 2 && files[1][1] == "12.10.2026" && files[1][2].contains("Иванова"), "{files:?}");
    let register = carried(&deputy, &papers);
    assert_eq!(register[1][0], "1");
    assert!(register[1][2] == "12.10.2026" && register[1][3].starts_with("Word"), "{register:?}");
    for page in ["/support/import", "/classes/import", &papers] {
        let (hidden, list) = (teacher.get(page), teacher.get(&format!("{page}/list")));
        assert!(hidden.status != 200 && list.status == hidden.status, "{page}: {} {}", hidden.status, list.status);
        assert!(list.header("content-disposition").is_none(), "{page}");
    }
}
