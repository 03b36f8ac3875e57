//! The rehearsal through its addresses: a button a role lets in without a password, what waits for each, and that no real office has such a
//! way in.

use std::path::Path;

use jiff::Timestamp;
use records::progress::Silent;
use records::text::Lang;
use rehearsal::lived::{self, PASSWORD, Seat};
use web::server::{Options, Server, Stage, Taken};
use workflow::{Role, Store, Surroundings};

use super::asking::{Answer, plain};
use super::browser::barriers;
use super::chromium::Chromium;
use super::desk::body;
use super::office_browser::check;

/// A door that serves until it is dropped.
pub struct Served {
    host: String,
    runtime: Option<tokio::runtime::Runtime>,
}

impl Served {
    /// Serves what `open` opens.
    fn of(open: impl AsyncFnOnce() -> Server) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let server = runtime.block_on(open());
        let host = server.address().trim_start_matches("http://").split('/').next().unwrap().to_owned();
        runtime.spawn(server.run(std::future::pending()));
        Self { host, runtime: Some(runtime) }
    }

    pub fn get(&self, path: &str, cookie: &str) -> Answer {
        plain(&self.host, &format!("GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: {cookie}\r\n", self.host), b"")
    }

    pub fn post(&self, path: &str, cookie: &str, body: &str) -> Answer {
        let kind = "application/x-www-form-urlencoded";
        let host = &self.host;
        let head = format!("POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\nContent-Type: {kind}\r\n");
        plain(host, &head, body.as_bytes())
    }

    pub fn sends(&self, path: &str, cookie: &str, pairs: &[(String, String)]) -> Answer {
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post(path, cookie, &body(&pairs))
    }

    /// Sends a form with these files chosen.
    pub fn uploads(&self, path: &str, cookie: &str, pairs: &[(String, String)], files: &[String]) -> Answer {
        let mut body = String::new();
        for (name, value) in pairs {
            body += &format!("--line\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }
        for name in files {
            body += &format!("--line\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"лист.txt\"\r\n\r\nлист\r\n");
        }
        body += "--line--\r\n";
        let host = &self.host;
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\nContent-Type: multipart/form-data; boundary=line\r\n"
        );
        plain(host, &head, body.as_bytes())
    }

    /// Presses somebody's button; her cookie.
    pub fn enters(&self, seat: &Seat) -> String {
        let answer = self.post(&format!("/rehearsal/{}", seat.person), "", "");
        assert_eq!((answer.status, answer.header("location")), (303, Some("/")), "{}", answer.body);
        cookie(&answer)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.runtime.take().unwrap().shutdown_timeout(std::time::Duration::from_secs(5));
    }
}

fn cookie(answer: &Answer) -> String {
    answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned()
}

/// A rehearsal in a folder, and who can be tried in it.
pub fn rehearsed(folder: &Path) -> (Served, Vec<Seat>) {
    let mut seats = Vec::new();
    let served = Served::of(async || {
        let taken = Taken::port(0).await.unwrap();
        let store = Store::open(folder, Surroundings { random: lived::randomness(1), address: taken.address() }).unwrap();
        seats = lived::live(&store, 1, &Silent).await.unwrap().seats;
        let stage = Stage { now: lived::now(), seats: seats.clone(), password: PASSWORD, kept: None };
        Server::rehearse(taken, folder.to_path_buf(), Lang::Ru, store, stage).await.unwrap()
    });
    (served, seats)
}

/// covers: D19
#[test]
fn a_button_a_role_lets_in_and_every_role_finds_its_own_day() {
    let folder = tempfile::tempdir().unwrap();
    let (served, seats) = rehearsed(folder.path());
    assert_eq!(served.get("/", "").header("location"), Some("/sign-in"));
    let ways = served.get("/sign-in", "").body;
    for seat in &seats {
        assert!(ways.contains(&seat.name) && ways.contains(&format!("action=\"/rehearsal/{}\"", seat.person)), "{seat:?}: {ways}");
        let cookie = served.enters(seat);
        let today = served.get("/", &cookie);
        for part in ["Репетиция", "сегодня четверг, 12 ноября 2026", "Войти другой ролью"] {
            assert!(today.status == 200 && today.body.contains(part), "{seat:?}: {part}: {}", today.body);
        }
        let waits = match seat.role {
            Role::DeputyHead | Role::Head => ["просрочено", "Принять"],
            Role::AssociationHead | Role::ClassTeacher => ["просрочено", "Отметить"],
            Role::Teacher | Role::Psychologist => ["До конца месяца", "Отметить"],
            Role::Auditor => ["просрочено", "Смотреть"],
            Role::Administrator => ["Люди", "Резервные копии"],
        };
        assert!(waits.iter().all(|part| today.body.contains(part)), "{seat:?}: {}", today.body);
        let plan = served.get("/plan", &cookie);
        let keeps = matches!(seat.role, Role::DeputyHead | Role::Head | Role::Auditor);
        assert!(!keeps || [200, 303].contains(&plan.status), "{seat:?}");
    }
    let auditor = served.enters(seats.iter().find(|seat| seat.role == Role::Auditor).unwrap());
    assert!(!served.get("/", &auditor).body.contains(">Отметить<"), "whoever only reads is offered nothing to do");
    assert_eq!(served.get("/journal", &auditor).status, 200);
}

/// A month holds what falls due, what is held and what was decided, to each as far as she sees it; the file names nobody.
/// covers: R48, B13
#[test]
fn the_calendar_shows_to_each_what_she_sees() {
    let folder = tempfile::tempdir().unwrap();
    let (served, seats) = rehearsed(folder.path());
    let as_role = |role: Role| served.enters(seats.iter().find(|seat| seat.role == role).unwrap());
    let [deputy, teacher, administrator] = [Role::DeputyHead, Role::Teacher, Role::Administrator].map(as_role);
    let all = served.get("/calendar", &deputy);
    for part in ["Ноябрь 2026", "href=\"/event/", "href=\"/measure/", "href=\"/task/", "нет уроков"] {
        assert!(all.status == 200 && all.body.contains(part), "{part}: {}", all.body);
    }
    let entries = |page: &str| page.matches("class=\"entry\"").count();
    let (mine, hers) = (served.get("/calendar?of=mine", &deputy).body, served.get("/calendar", &teacher).body);
    assert!(entries(&all.body) > entries(&mine) && entries(&all.body) > entries(&hers), "what is hers is less than all");
    assert!(!served.get("/calendar", &administrator).body.contains("href=\"/measure/"), "the administrator has no look into plans");
    assert!(served.get("/calendar?day=2026-08-20", &deputy).body.contains("Август 2026"));
    assert_eq!(served.get("/calendar?day=вчера", &deputy).status, 200, "what is no day is today");
    assert_eq!(served.get("/calendar?day=9999-12-31", &deputy).status, 200);
    let file = served.get("/calendar/file", &deputy);
    assert!(file.body.contains("BEGIN:VCALENDAR") && file.body.matches("BEGIN:VEVENT").count() > 10, "{}", file.body);
    assert_eq!(file.body, served.get("/calendar/file", &deputy).body);
    for seat in &seats {
        assert!(!file.body.contains(seat.name.split(' ').next().unwrap()), "{}", seat.name);
    }
}

/// The folder for an inspection: what is asked for, what lacks, and an archive in which everything the inventory names lies.
/// covers: R9, R48
#[test]
fn a_folder_for_an_inspection_holds_what_its_inventory_names() {
    let folder = tempfile::tempdir().unwrap();
    let (served, seats) = rehearsed(folder.path());
    let as_role = |role: Role| served.enters(seats.iter().find(|seat| seat.role == role).unwrap());
    let (deputy, head, auditor) = (as_role(Role::DeputyHead), as_role(Role::Head), as_role(Role::Auditor));
    let papers = served.get("/papers", &deputy).header("location").unwrap().to_owned();
    let to = papers.replace("/papers", "/inspection");
    assert!(served.get(&papers, &deputy).body.contains(&to));
    let page = served.get(&to, &deputy);
    for part in ["Подтверждается записями", "записей не найдено", "Чего не хватает", "срок прошёл", "Собрать папку"]
    {
        assert!(page.status == 200 && page.body.contains(part), "{part}: {}", page.body);
    }
    let folder = format!("{to}/folder");
    let begun = served.post(&folder, &deputy, "");
    let work = begun.header("location").unwrap().to_owned();
    assert!(begun.status == 303 && work.starts_with("/working/"), "{}", begun.head);
    // Somebody else has no such work, whatever she may do; a stop leaves nothing.
    assert_eq!(served.get(&work, &head).status, 404);
    let stopped = served.post(&folder, &head, "").header("location").unwrap().to_owned();
    assert!(served.get(&stopped, &head).body.contains("Ждёт своей очереди") && served.get(&stopped, &deputy).status == 404);
    assert_eq!(served.post(&format!("{stopped}/stop"), &head, "").status, 303);
    let mut counts = std::collections::BTreeSet::new();
    let status = loop {
        let status = served.get(&format!("{work}/status"), &deputy).body;
        if !status.contains("\"working\":true") {
            break status;
        }
        counts.insert(status);
        std::thread::sleep(std::time::Duration::from_millis(20));
    };
    assert!(counts.len() > 3 && status.contains("\"working\":false"), "it says how far it is: {counts:?}");
    let page = served.get(&work, &deputy).body;
    assert!(page.contains("Скачать") && page.contains("Папка для проверки"), "{page}");
    while served.get(&format!("{stopped}/status"), &head).body.contains("\"working\":true") {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(served.get(&stopped, &head).body.contains("Остановлено"));
    let file = served.get(&format!("{stopped}/file"), &head);
    assert!(file.status == 303 && file.bytes.is_empty(), "{}", file.head);
    let answer = served.get(&format!("{work}/file"), &deputy);
    assert_eq!(answer.status, 200, "{}", answer.head);
    assert_eq!(served.get(&format!("{work}/file"), &head).status, 404);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(answer.bytes)).unwrap();
    let places: Vec<String> = (0..archive.len()).map(|at| archive.by_index(at).unwrap().name().unwrap().into_owned()).collect();
    assert!(places[0].starts_with("00 Опись"), "{places:?}");
    for begins in ["01 План/", "03 Мероприятия/", "04 События/"] {
        assert!(places.iter().any(|place| place.starts_with(begins)), "{begins}: {places:?}");
    }
    let mut text = Vec::new();
    std::io::copy(&mut archive.by_name("00 Опись.docx").unwrap(), &mut text).unwrap();
    let mut word = zip::ZipArchive::new(std::io::Cursor::new(text)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut word.by_name("word/document.xml").unwrap(), &mut text).unwrap();
    // Numbers never break in a line of the inventory.
    let text = text.replace('\u{a0}', " ");
    for place in places.iter().filter(|place| !place.starts_with("00")) {
        assert!(text.contains(&place.replace('&', "&amp;")), "{place} stands in the inventory");
    }
    // Sheets hold signatures: the auditor reads the plan and is not given the folder.
    assert_eq!(served.post(&folder, &auditor, "").status, 404);
}

#[test]
fn another_role_ends_the_one_before_and_the_password_is_on_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let (served, seats) = rehearsed(folder.path());
    let deputy = served.enters(&seats[0]);
    let head = cookie(&served.post(&format!("/rehearsal/{}", seats[1].person), &deputy, ""));
    assert_eq!(served.get("/", &deputy).header("location"), Some("/sign-in"));
    assert_eq!(served.get("/", &head).status, 200);
    assert!(served.get("/sign-in", "").body.contains(PASSWORD));
    let body: String = PASSWORD.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let again = served.post("/step-up", &head, &format!("password={body}&back=%2Fjournal"));
    assert_eq!((again.status, again.header("location")), (303, Some("/journal")));
    for nobody in ["person-22222222", "school", "x"] {
        let answer = served.post(&format!("/rehearsal/{nobody}"), "", "");
        assert!(answer.status == 404 && answer.header("set-cookie").is_none(), "{nobody}");
    }
}

/// The same folder as a real office: its people come in by their passwords and in no other way.
#[test]
fn a_real_office_has_no_such_way_in() {
    let folder = tempfile::tempdir().unwrap();
    let (served, seats) = rehearsed(folder.path());
    let today = served.get("/", &served.enters(&seats[0])).body;
    let name = today.split("class=\"name\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    drop(served);
    let morning: Timestamp = "2026-11-12T08:00:00Z".parse().unwrap();
    let office = Served::of(async || {
        let options =
            Options { folder: folder.path().to_path_buf(), port: 0, lang: Lang::Ru, clock: Box::new(move || morning), lan: false };
        Server::bind(options).await.unwrap()
    });
    let deputy = &seats[0];
    let page = office.get("/sign-in", "").body;
    assert!(!page.contains("/rehearsal/") && !page.contains("Репетиция"), "{page}");
    let stranger = office.post(&format!("/rehearsal/{}", deputy.person), "", "");
    assert!(stranger.header("set-cookie").is_none() && stranger.header("location") == Some("/sign-in"), "{}", stranger.status);
    let typed = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let signed = office.post("/sign-in", "", &format!("name={}&password={}", typed(&name), typed(PASSWORD)));
    assert_eq!(signed.status, 303, "{}", signed.body);
    let cookie = cookie(&signed);
    assert_eq!(office.post(&format!("/rehearsal/{}", seats[1].person), &cookie, "").status, 404);
    let today = office.get("/", &cookie);
    assert!(today.status == 200 && !today.body.contains("Репетиция"), "{}", today.body);
}

/// What somebody sees who presses the buttons: nothing is wider than the window, on a desk or in a hand. The two pictures of the README are
/// made here: `OBJEKTIV_PICTURES=$PWD/docs/pictures cargo test -p web --test it in_a_browser_the_rehearsal`.
#[test]
fn in_a_browser_the_rehearsal_is_walked_by_its_buttons() {
    let Some(mut page) = Chromium::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (served, seats) = rehearsed(folder.path());
    let address = |path: &str| format!("http://{}{path}", served.host);
    page.width(1280);
    page.open(&address("/sign-in"));
    page.look("rehearsal-ways-in");
    assert_eq!(barriers(&mut page), "", "the ways in");
    for (place, seat) in seats.iter().enumerate() {
        page.open(&address("/sign-in"));
        page.value(&format!("document.querySelectorAll('.seats button')[{place}].click()"));
        page.wait("document.querySelector('.rehearsal') && location.pathname === '/'");
        page.look(&format!("rehearsal-today-{}", seat.role.code()));
        assert_eq!(barriers(&mut page), "", "{}", seat.role.code());
        if seat.role != Role::DeputyHead {
            continue;
        }
        drawn(&mut page, "office-today.png");
        page.value("document.querySelector('aside.next a').click()");
        page.wait("document.querySelector('table.year')");
        page.look("rehearsal-plan");
        assert_eq!(barriers(&mut page), "", "the plan");
        drawn(&mut page, "office-plan.png");
    }
}

/// Every page of events fits, has one main button and no barrier: to whoever leads them, and to those they wait for.
/// covers: R2, R11, R18, R47
#[test]
fn in_a_browser_every_page_of_events_says_what_to_do() {
    let Some(mut page) = Chromium::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (served, seats) = rehearsed(folder.path());
    let home = format!("http://{}", served.host);
    let enter = |page: &mut Chromium, role: Role| {
        let place = seats.iter().position(|seat| seat.role == role).unwrap();
        page.open(&format!("{home}/sign-in"));
        page.value(&format!("document.querySelectorAll('.seats button')[{place}].click()"));
        page.wait("document.querySelector('.rehearsal') && location.pathname === '/'");
    };
    let links = |page: &mut Chromium, begins: &str| -> Vec<String> {
        let all =
            page.value(&format!("[...document.querySelectorAll('main a[href^=\"{begins}\"]')].map(a => a.getAttribute('href')).join(' ')"));
        all.as_str().unwrap().split_whitespace().map(str::to_owned).collect()
    };
    enter(&mut page, Role::DeputyHead);
    page.open(&format!("{home}/events"));
    let events = links(&mut page, "/event/");
    assert!(events.len() >= 9, "{events:?}");
    page.open(&format!("{home}/tasks"));
    let mut all: Vec<String> =
        ["/events", "/events/new", "/tasks", "/trainings", "/events?state=closed&q=протокол"].map(str::to_owned).into();
    all.extend(links(&mut page, "/task/").into_iter().take(1));
    all.extend(["council", "briefing", "visit", "training", "olympiad"].map(|kind| format!("/events/new/{kind}")));
    all.extend(["/calendar", "/calendar?of=mine", "/calendar?day=2026-09-01"].map(str::to_owned));
    page.open(&format!("{home}/papers"));
    let inspection = page.value("location.pathname.replace('/papers', '/inspection')");
    all.push(inspection.as_str().unwrap().to_owned());
    all.push(format!("{}/edit", events[0]));
    all.extend(events.clone());
    check(&mut page, &home, &all);
    for (role, begins) in [(Role::ClassTeacher, "/event/"), (Role::Teacher, "/event/"), (Role::AssociationHead, "/task/")] {
        enter(&mut page, role);
        let mine = links(&mut page, begins);
        assert!(!mine.is_empty(), "something waits for {role:?}");
        check(&mut page, &home, &[vec!["/".to_owned(), "/events".to_owned()], mine].concat());
    }
}

/// Leaves a picture of the README where they are wanted.
fn drawn(page: &mut Chromium, name: &str) {
    if let Some(folder) = std::env::var_os("OBJEKTIV_PICTURES") {
        page.upper_part(&Path::new(&folder).join(name), 700);
    }
}
