//! What a running office answers in: the rehearsal school with so many entries more in its ledger, asked over HTTP as browsers ask (P8, P9,
//! B21 of the promises). `OBJEKTIV_ENTRIES=100000 cargo bench -p objektiv --bench office` prints machine, number of entries, median, p99
//! and the bound that was promised; nothing is judged here.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench speaks through standard output and stops when it cannot run"
)]

mod served;

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use jiff::civil::date;
use records::progress::Silent;
use rehearsal::lived;
use workflow::people::List;
use workflow::plan::{PlanState, Plans, PutOff, Shown, Whole};
use workflow::{Actor, Once, Reader, Store, Surroundings};

use served::{Server, report};

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
