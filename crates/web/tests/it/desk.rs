//! An office to be tested, and people with browsers in it.

use std::fmt::Write as _;
use std::path::Path;

use jiff::Timestamp;
use records::text::Lang;
use web::server::{Options, Server};

use super::asking::{Answer, plain};

/// An office that serves until it is dropped, on a fixed morning.
pub struct Office {
    pub address: String,
    runtime: Option<tokio::runtime::Runtime>,
}

impl Office {
    pub fn open(folder: &Path) -> Self {
        Self::open_at(folder, "2026-10-12T06:00:00Z")
    }

    /// An office at another moment.
    pub fn open_at(folder: &Path, moment: &str) -> Self {
        Self::of(folder, moment, false)
    }

    /// An office on the network.
    pub fn open_lan(folder: &Path) -> Self {
        Self::of(folder, "2026-10-12T06:00:00Z", true)
    }

    fn of(folder: &Path, moment: &str, lan: bool) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let morning: Timestamp = moment.parse().unwrap();
        let options = Options { folder: folder.to_path_buf(), port: 0, lang: Lang::Ru, clock: Box::new(move || morning), lan };
        let server = runtime.block_on(Server::bind(options)).unwrap();
        let address = server.address();
        runtime.spawn(server.run(std::future::pending()));
        Self { address, runtime: Some(runtime) }
    }

    pub fn host(&self) -> &str {
        self.address.split_once("://").unwrap().1.split('/').next().unwrap()
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        self.runtime.take().unwrap().shutdown_timeout(std::time::Duration::from_secs(5));
    }
}

/// Somebody with a browser.
pub struct Person<'a> {
    office: &'a Office,
    pub cookie: String,
}

pub const PASSWORD: &str = "две берёзы у реки";

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut all, byte| {
        write!(all, "%{byte:02X}").unwrap();
        all
    })
}

pub fn body(pairs: &[(&str, &str)]) -> String {
    pairs.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect::<Vec<_>>().join("&")
}

impl<'a> Person<'a> {
    pub fn nobody(office: &'a Office) -> Self {
        Self { office, cookie: String::new() }
    }

    /// The first person of a new school.
    pub fn founder(office: &'a Office) -> Self {
        let mut person = Self::nobody(office);
        let path = office.address.split_once(office.host()).unwrap().1;
        person.takes(&person.get(path));
        assert!(person.get("/start").body.contains("Завести школу"));
        let typed = [("school", "Гимназия № 2"), ("person", "Иванова Анна Петровна"), ("password", PASSWORD), ("zone", "Europe/Moscow")];
        let days = [("first", "2026-09-01"), ("last", "2027-05-31"), ("week", "five"), ("periods", "quarters")];
        let answer = person.form("/start", &[typed, days].concat());
        assert_eq!(answer.status, 303, "{}", answer.body);
        person.takes(&answer);
        person
    }

    pub fn signs_in(office: &'a Office, name: &str, password: &str) -> Result<Self, Answer> {
        let mut person = Self::nobody(office);
        let answer = person.form("/sign-in", &[("name", name), ("password", password)]);
        if answer.status != 303 {
            return Err(answer);
        }
        person.takes(&answer);
        Ok(person)
    }

    /// Signs in with these fields of the form of the way in: who came back, and where it leads.
    pub fn comes_back(office: &'a Office, typed: &[(&str, &str)]) -> (Self, Answer) {
        let mut person = Self::nobody(office);
        let answer = person.form("/sign-in", typed);
        person.takes(&answer);
        (person, answer)
    }

    /// Sends a form as a browser does that will show the answer.
    pub fn navigates(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let host = self.office.host();
        let kind = "application/x-www-form-urlencoded\r\nSec-Fetch-Mode: navigate";
        let head =
            format!("POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {}\r\nContent-Type: {kind}\r\n", self.cookie);
        plain(host, &head, body(pairs).as_bytes())
    }

    pub fn takes(&mut self, answer: &Answer) {
        let cookie = answer.header("set-cookie").unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
        self.cookie = cookie.split(';').next().unwrap().to_owned();
    }

    pub fn get(&self, path: &str) -> Answer {
        plain(self.office.host(), &format!("GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n", self.office.host(), self.cookie), b"")
    }

    pub fn post(&self, path: &str, kind: &str, body: &[u8]) -> Answer {
        let host = self.office.host();
        let head =
            format!("POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {}\r\nContent-Type: {kind}\r\n", self.cookie);
        plain(host, &head, body)
    }

    /// Sends the form of a page: what it holds, with these values typed over it.
    pub fn form(&self, path: &str, typed: &[(&str, &str)]) -> Answer {
        let page = self.get(if path == "/sign-in" || path == "/slip" || path == "/start" { path } else { "/school" });
        let once = value(&page.body, "once").unwrap_or_default();
        self.sends(path, &[&[("once", once.as_str())], typed].concat())
    }

    /// Sends a form from a page: the browser tells which.
    pub fn sends_from(&self, page: &str, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let kind = format!("application/x-www-form-urlencoded\r\nReferer: http://{}{page}", self.office.host());
        self.post(path, &kind, body(pairs).as_bytes())
    }

    pub fn sends(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        self.post(path, "application/x-www-form-urlencoded", body(pairs).as_bytes())
    }

    pub fn uploads(&self, path: &str, pairs: &[(&str, &str)], file: (&str, &str, &[u8])) -> Answer {
        let mut body = Vec::new();
        for (name, value) in pairs {
            body.extend(format!("--line\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        let (field, name, bytes) = file;
        body.extend(format!("--line\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n").bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--line--\r\n");
        self.post(path, "multipart/form-data; boundary=line", &body)
    }

    pub fn follows(&self, answer: &Answer) -> Answer {
        assert_eq!(answer.status, 303, "{}", answer.body);
        self.get(answer.header("location").unwrap().split('#').next().unwrap())
    }
}

/// The first value of a hidden field.
pub fn value(page: &str, name: &str) -> Option<String> {
    let after = page.split(&format!("name=\"{name}\" value=\"")).nth(1)?;
    Some(after.split('"').next()?.to_owned())
}

/// The first address on a page that begins so.
pub fn link(page: &str, begins: &str) -> String {
    let after = page.split(&format!("=\"{begins}")).nth(1).unwrap_or_else(|| panic!("no {begins} in {page}"));
    format!("{begins}{}", after.split('"').next().unwrap())
}

pub const PLAN: &str = "План мероприятий по объективности на 2026-2027 учебный год\n\n№;Мероприятие;Срок;Ответственный\n\
    Работа с учителями;;;\n1;Разобрать методику анализа результатов;сентябрь;Завуч\n2;Семинар о критериях;октябрь;Завуч\n\
    3;Посетить уроки;;Завуч\nРабота с родителями;;;\n1;Собрание о порядке ГИА;до 15 декабря;Классные руководители\n";

pub fn plan_taken(person: &Person<'_>) -> String {
    let answer = person.uploads("/plan/upload", &[], ("file", "план.csv", PLAN.as_bytes()));
    let address = answer.header("location").unwrap().to_owned();
    let page = person.follows(&answer).body;
    for part in ["октябрь 2026", "до 15.12.2026", "Срок не указан", "Принять план"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let once = value(&page, "once").unwrap();
    let answer = person.sends(&address, &[("once", &once), ("move", "yes"), ("do", "take")]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location").unwrap().to_owned()
}

/// A person of a role who came in by her slip, and the slip.
pub fn invited_with_slip<'a>(office: &'a Office, founder: &Person<'_>, name: &str, role: &str) -> (String, Person<'a>) {
    let page = founder.get("/people").body;
    let once = value(&page, "once").unwrap();
    let slip_page = founder.sends("/people", &[("once", &once), ("name", name), ("role", role)]).body;
    let slip = slip_page.split("class=\"code\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let mut person = Person::nobody(office);
    let answer = person.form("/slip", &[("slip", &slip.to_lowercase()), ("password", "ещё длиннее пароль")]);
    person.takes(&answer);
    (slip, person)
}

/// A person of a role who came in by her slip.
pub fn invited<'a>(office: &'a Office, founder: &Person<'_>, name: &str, role: &str) -> Person<'a> {
    invited_with_slip(office, founder, name, role).1
}

/// The folder for an inspection, made to its end.
pub fn inspected(deputy: &Person<'_>, inspection: &str) -> zip::ZipArchive<std::io::Cursor<Vec<u8>>> {
    let once = value(&deputy.get(inspection).body, "once").unwrap();
    let work = deputy.sends(&format!("{inspection}/folder"), &[("once", &once)]);
    let work = work.header("location").unwrap().to_owned();
    while deputy.get(&format!("{work}/status")).body.contains("\"working\":true") {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    zip::ZipArchive::new(std::io::Cursor::new(deputy.get(&format!("{work}/file")).bytes)).unwrap()
}

/// The text of a Word file, with its markup; where a line may not end is not told.
pub fn word(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    std::io::read_to_string(archive.by_name("word/document.xml").unwrap()).unwrap().replace('\u{a0}', " ")
}
