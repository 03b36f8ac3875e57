//! What a running office answers in: the rehearsal school with so many entries more in its ledger, asked over HTTP as browsers ask (P8, P9,
//! B21 of the promises). `OBJEKTIV_ENTRIES=100000 cargo bench -p objektiv --bench office` prints machine, number of entries, median, p99
//! and the bound that was promised; nothing is judged here.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench speaks through standard output and stops when it cannot run"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use jiff::civil::date;
use records::progress::Silent;
use rehearsal::lived;
use workflow::people::List;
use workflow::plan::{PlanState, Plans, PutOff, Shown, Whole};
use workflow::{Actor, Once, Reader, Store, Surroundings};

/// Entries laid into the ledger beyond the lived year, where nothing else is said.
const ENTRIES: usize = 20_000;
/// Requests a second of P8, and for how long.
const RATE: u32 = 50;
const FOR: Duration = Duration::from_secs(20);
/// People at once of B21.
const PEOPLE: usize = 100;

fn main() {
    // `cargo test --benches` starts benches too; there is nothing to check then.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let entries = std::env::var("OBJEKTIV_ENTRIES").ok().and_then(|text| text.parse().ok()).unwrap_or(ENTRIES);
    let home = tempfile::tempdir().unwrap();
    let (name, plan) = fill(home.path(), entries);
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    println!("machine: {cores} cores; {entries} entries beyond a lived year");
    let server = Server::start(home.path());
    let cookie = server.signed_in(&name);
    let measure = server.get(&cookie, &format!("/plan/{plan}?view=table")).link("/measure/");
    let pages: Vec<String> = [
        "/".to_owned(),
        format!("/plan/{plan}"),
        format!("/plan/{plan}?view=table"),
        format!("/plan/{plan}?view=month"),
        measure,
        "/journal".to_owned(),
        "/people".to_owned(),
        "/search?q=%D0%BF%D0%BB%D0%B0%D0%BD".to_owned(),
    ]
    .into();
    for page in &pages {
        let mut took: Vec<f64> = (0..20).map(|_| server.timed(&cookie, page)).collect();
        report(&format!("page {}", page.replace(&plan, "…")), &mut took);
    }
    let mut steady = steady(&server, &cookie, &pages);
    report("P8 pages at 50 a second (must: p99 50 ms)", &mut steady);
    let (mut reads, mut writes, seconds) = crowd(&server, &cookie, &plan);
    println!(
        "B21 {} reads and {} writes in {seconds:.1} s by {PEOPLE} people: {:.0} writes a second (must: 200)",
        reads.len(),
        writes.len(),
        writes.len() as f64 / seconds
    );
    report("B21 reads (must: p99 300 ms)", &mut reads);
    report("B21 writes (must: p99 500 ms)", &mut writes);
    println!("peak memory {:.0} MB (must: 512)", server.peak() as f64 / 1024.0);
}

/// Lives the year of the rehearsal school, then puts the same measures off and off again. The name of the deputy head, the plan.
fn fill(folder: &Path, entries: usize) -> (String, String) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let surroundings = Surroundings { random: lived::randomness(1), address: String::new() };
        let store = Store::open(folder, surroundings).expect("an empty folder");
        let lived = lived::live(&store, 1, &Silent).await.expect("the year is lived");
        let deputy = &lived.seats[0];
        let by = || Reader::new(Actor::Person(deputy.person.clone()), lived::now());
        let plans = store.see(by(), Plans).await.unwrap();
        let plan = plans.iter().find(|plan| plan.state == PlanState::Approved).unwrap().id.clone();
        let whole = store.see(by(), Whole { plan: plan.clone() }).await.unwrap();
        let measures = whole.blocks.iter().flat_map(|block| &block.measures);
        let open = measures.flat_map(|measure| &measure.occurrences).filter(|one| !one.progress.closed());
        let mut open: Vec<Shown> = open.map(|one| Shown { id: one.id.clone(), due: one.due, seen: one.entry }).collect();
        open.truncate(50);
        for number in 0..entries {
            let at = number % open.len();
            let to = date(2027, 3, 1 + i8::try_from(number / open.len() % 28).unwrap());
            let once = Once::read(&format!("bench-{number:016}")).unwrap();
            let act = PutOff { occurrences: vec![open[at].clone()], to, reason: "Перенос".to_owned() };
            if let Ok(receipt) = store.perform(by(), once, act).await {
                open[at] = Shown { id: open[at].id.clone(), due: to, seen: receipt.entry };
            }
        }
        let people = store.see(by(), List).await.unwrap();
        let name = people.into_iter().find(|person| person.id == deputy.person).map(|person| person.signs_in_as).unwrap();
        (name, plan.to_string())
    })
}

/// A served office, until it is dropped.
struct Server {
    child: Child,
    host: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}

/// An answer.
struct Answer {
    head: String,
    body: String,
}

impl Answer {
    /// The first address on the page that begins so.
    fn link(&self, begins: &str) -> String {
        let after = self.body.split(&format!("=\"{begins}")).nth(1).expect("a link");
        format!("{begins}{}", after.split(['"', '#']).next().unwrap())
    }

    /// The value of a hidden field after a place of the page.
    fn field(&self, after: &str, name: &str) -> Option<String> {
        let part = self.body.split(after).nth(1)?.split("</form>").next()?;
        Some(part.split(&format!("name=\"{name}\" value=\"")).nth(1)?.split('"').next()?.to_owned())
    }
}

impl Server {
    fn start(folder: &Path) -> Self {
        let started = Instant::now();
        let mut command = Command::new(PathBuf::from(env!("CARGO_BIN_EXE_objektiv")));
        let mut child = command
            .args(["serve", "--no-browser", "--port", "0", "--data"])
            .arg(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines.find_map(|line| line.unwrap().split("http://").nth(1).map(str::to_owned)).expect("an address");
        println!("P9 server ready {:.0} ms (must: 200 ms)", started.elapsed().as_secs_f64() * 1000.0);
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, host: address.split('/').next().unwrap().trim().to_owned() }
    }

    fn peak(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
        line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
    }

    fn ask(&self, head: &str, body: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.host).expect("the office listens");
        write!(stream, "{head}Host: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", self.host, body.len()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").expect("an answer");
        Answer { head: head.to_owned(), body: body.to_owned() }
    }

    fn get(&self, cookie: &str, page: &str) -> Answer {
        self.ask(&format!("GET {page} HTTP/1.1\r\nCookie: {cookie}\r\n"), "")
    }

    fn post(&self, cookie: &str, to: &str, pairs: &[(&str, &str)]) -> Answer {
        let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let body: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let head = format!(
            "POST {to} HTTP/1.1\r\nOrigin: http://{}\r\nCookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n",
            self.host
        );
        self.ask(&head, &body.join("&"))
    }

    fn signed_in(&self, name: &str) -> String {
        let answer = self.post("", "/sign-in", &[("name", name), ("password", lived::PASSWORD)]);
        let cookie = answer.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("the password is right");
        cookie.split(';').next().unwrap().to_owned()
    }

    /// Milliseconds an answer took.
    fn timed(&self, cookie: &str, page: &str) -> f64 {
        let started = Instant::now();
        let answer = self.get(cookie, page);
        assert!(answer.head.starts_with("HTTP/1.1 200"), "{page}: {}", answer.head);
        started.elapsed().as_secs_f64() * 1000.0
    }
}

/// Pages in turn, so many a second: each answer timed from the moment it was due.
fn steady(server: &Server, cookie: &str, pages: &[String]) -> Vec<f64> {
    let (next, took, begin) = (AtomicUsize::new(0), Mutex::new(Vec::new()), Instant::now());
    let all = (FOR.as_secs() as u32 * RATE) as usize;
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= all {
                        return;
                    }
                    let due = begin + Duration::from_secs(1) / RATE * number as u32;
                    std::thread::sleep(due.saturating_duration_since(Instant::now()));
                    let answer = server.get(cookie, &pages[number % pages.len()]);
                    assert!(answer.head.starts_with("HTTP/1.1 200"), "{}", answer.head);
                    took.lock().unwrap().push(due.elapsed().as_secs_f64() * 1000.0);
                }
            });
        }
    });
    took.into_inner().unwrap()
}

/// People at once, each reads a measure and puts it off, as fast as the office answers: milliseconds of reads, of writes, and the seconds.
fn crowd(server: &Server, cookie: &str, plan: &str) -> (Vec<f64>, Vec<f64>, f64) {
    let table = server.get(cookie, &format!("/plan/{plan}?view=table")).body;
    let measures: Vec<String> =
        table.split("=\"/measure/").skip(1).map(|part| format!("/measure/{}", part.split(['"', '#']).next().unwrap())).collect();
    let (reads, writes, begin) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()), Instant::now());
    std::thread::scope(|scope| {
        for person in 0..PEOPLE {
            let (reads, writes, measures) = (&reads, &writes, &measures);
            scope.spawn(move || {
                let measure = &measures[person % measures.len()];
                let mut round = person;
                while begin.elapsed() < FOR {
                    round += 1;
                    let started = Instant::now();
                    let page = server.get(cookie, measure);
                    reads.lock().unwrap().push(started.elapsed().as_secs_f64() * 1000.0);
                    let Some(to) = page.body.split("/put-off\"").next().and_then(|before| before.rsplit("action=\"").next()) else {
                        return;
                    };
                    let to = format!("{to}/put-off");
                    let after = format!("action=\"{to}\"");
                    let field = |name: &str| page.field(&after, name).unwrap_or_default();
                    let (once, by, seen, due) = (field("once"), field("by"), field("seen"), field("due"));
                    if once.is_empty() {
                        return;
                    }
                    let day = format!("2027-04-{:02}", 1 + round % 28);
                    let pairs = [("once", &*once), ("by", &*by), ("seen", &*seen), ("due", &*due), ("to", &*day), ("reason", "Перенос")];
                    let started = Instant::now();
                    let answer = server.post(cookie, &to, &pairs);
                    // Two people on one measure: the later one is told so, and that is an answer too.
                    assert!(
                        ["303", "422", "409"].iter().any(|status| answer.head.starts_with(&format!("HTTP/1.1 {status}"))),
                        "{}",
                        answer.head
                    );
                    if answer.head.starts_with("HTTP/1.1 303") {
                        writes.lock().unwrap().push(started.elapsed().as_secs_f64() * 1000.0);
                    }
                }
            });
        }
    });
    (reads.into_inner().unwrap(), writes.into_inner().unwrap(), begin.elapsed().as_secs_f64())
}

fn report(name: &str, took: &mut [f64]) {
    took.sort_by(f64::total_cmp);
    if let Some(last) = took.last() {
        let at = |share: usize| took[(took.len() * share / 100).min(took.len() - 1)];
        println!("{name:<60} median {:>8.1} ms, p99 {:>8.1} ms, most {last:>8.1} ms, n {}", at(50), at(99), took.len());
    }
}
