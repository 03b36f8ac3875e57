//! Many at once. Measured by hand: `cargo test --release -p web --test it crowd -- --ignored --nocapture --test-threads 1`.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

use super::desk::{Office, PASSWORD, Person, plan_taken};

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

#[test]
#[ignore = "a measurement, by hand"]
fn two_hundred_bad_sign_ins_do_not_hold_a_good_one_up() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    drop(Person::founder(&office));
    let bad = |name: &str| {
        let begin = Instant::now();
        let answer = Person::signs_in(&office, name, "не тот пароль").err().unwrap();
        (begin.elapsed(), answer.status)
    };
    let (known, unknown): (Vec<_>, Vec<_>) = (0..30).map(|_| (bad("Иванова Анна Петровна").0, bad("Сидоров Иван Ильич").0)).unzip();
    println!("a known name {:?}, an unknown one {:?} (median of 30 each, in turn)", median(known), median(unknown));
    for good_first in [false, true] {
        std::thread::scope(|scope| {
            let begin = Instant::now();
            let spawn = |name: String| scope.spawn(move || bad(&name));
            let half: Vec<_> = (0..100).map(|at| spawn(format!("Некто Номер {at}"))).collect();
            std::thread::sleep(Duration::from_millis(if good_first { 0 } else { 150 }));
            let good = scope.spawn(|| {
                let begin = Instant::now();
                (Person::signs_in(&office, "Иванова Анна Петровна", PASSWORD).is_ok(), begin.elapsed())
            });
            let rest: Vec<_> = (100..200).map(|at| spawn(format!("Некто Номер {at}"))).collect();
            let (came, took) = good.join().unwrap();
            let all: Vec<_> = half.into_iter().chain(rest).map(|one| one.join().unwrap()).collect();
            println!(
                "200 bad sign-ins in {:?}, the good one among them ({came}) in {took:?}, longest bad one {:?}",
                begin.elapsed(),
                all.iter().max().unwrap().0
            );
            assert!(came && took < Duration::from_secs(2));
        });
    }
}

/// One request over a connection of its own, from one of many machines: status, whether it says when to come again, how long it took. Ten
/// thousand connections a second of one machine use its ports again while the last ones linger, and are begun once more a second later: that
/// would be measured, not the program.
async fn one(host: &str, head: &str, from: usize) -> Option<(u16, bool, Duration)> {
    let begin = Instant::now();
    let socket = TcpSocket::new_v4().ok()?;
    let machine = u8::try_from(2 + from % 200).ok()?;
    // Where a system has one address of its own alone, everybody is on one machine.
    drop(socket.bind(SocketAddr::from(([127, 0, 0, machine], 0))));
    let mut stream = socket.connect(host.parse().ok()?).await.ok()?;
    stream.write_all(head.as_bytes()).await.ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok()?;
    let text = String::from_utf8_lossy(&answer);
    let status = text.split(' ').nth(1)?.parse().ok()?;
    Some((status, text.contains("retry-after: "), begin.elapsed()))
}

/// So many clients ask for so long, each again `every` so often; what they were answered.
fn crowd(host: &str, head: &str, clients: usize, every: Duration, long: Duration) -> Vec<(u16, bool, Duration)> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let until = Instant::now() + long;
        let client = |at: usize| {
            let (host, head) = (host.to_owned(), head.to_owned());
            tokio::spawn(async move {
                let mut answers = Vec::new();
                tokio::time::sleep(every.mul_f64(at as f64 / clients as f64)).await;
                let mut next = Instant::now();
                while Instant::now() < until {
                    answers.extend(one(&host, &head, at).await);
                    next += every;
                    tokio::time::sleep_until(next.max(Instant::now()).into()).await;
                }
                answers
            })
        };
        let mut all = Vec::new();
        for client in (0..clients).map(client).collect::<Vec<_>>() {
            all.extend(client.await.unwrap());
        }
        all
    })
}

#[test]
#[ignore = "a measurement, by hand"]
fn those_beyond_are_told_at_once_to_come_again() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let plan = plan_taken(&founder);
    let head = format!("GET {plan} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nConnection: close\r\n\r\n", office.host(), founder.cookie);
    let long = Duration::from_secs(5);
    let usual = crowd(office.host(), &head, 16, Duration::ZERO, long);
    let rate = usual.len() as f64 / long.as_secs_f64();
    let every = Duration::from_secs_f64(400.0 / (5.0 * rate));
    let all = crowd(office.host(), &head, 400, every, long * 2);
    let ended = Instant::now();
    while one_now(office.host(), &head) > Duration::from_millis(300) {
        assert!(ended.elapsed() < Duration::from_secs(10), "not recovered");
    }
    let recovered = ended.elapsed();
    let mut refused: Vec<Duration> = all.iter().filter(|(status, ..)| *status == 503).map(|(.., took)| *took).collect();
    refused.sort_unstable();
    let answered = all.iter().filter(|(status, ..)| *status == 200).count();
    let at = |share: f64| refused.get((refused.len() as f64 * share) as usize).copied().unwrap_or_default();
    println!(
        "usual {rate:.0} a second; five times as much: {} asked in 10 s, {answered} answered, {} refused, refused in {:?} (median), {:?} (p99); recovered in {recovered:?}",
        all.len(),
        refused.len(),
        at(0.5),
        at(0.99)
    );
    assert!(all.iter().all(|(status, again, _)| *status == 200 || (*status == 503 && *again)) && !refused.is_empty());
}

fn one_now(host: &str, head: &str) -> Duration {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async { one(host, head, 0).await.filter(|(status, ..)| *status == 200).map_or(Duration::MAX, |(.., took)| took) })
}

/// Requests whose bodies do not come hold seats; those beyond are told at once to come again, and whoever is let in is answered.
#[test]
fn beyond_what_is_answered_somebody_is_told_when_to_come_again() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let host = office.host().to_owned();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let page = format!("GET /people HTTP/1.1\r\nHost: {host}\r\nCookie: {}\r\nConnection: close\r\n\r\n", founder.cookie);
        assert_eq!(one(&host, &page, 0).await.map(|(status, again, _)| (status, again)), Some((200, false)));
        let form = format!(
            "POST /sign-in HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 4000\r\n\r\nn"
        );
        let mut held = Vec::new();
        for _ in 0..128 {
            let mut stream = TcpStream::connect(&host).await.unwrap();
            stream.write_all(form.as_bytes()).await.unwrap();
            held.push(stream);
        }
        let begun = Instant::now();
        let refused = loop {
            match one(&host, &page, 0).await {
                Some((503, again, took)) => break (again, took),
                _ => assert!(begun.elapsed() < Duration::from_secs(10), "nobody is refused"),
            }
        };
        assert!(refused.0 && refused.1 < Duration::from_secs(1), "{refused:?}");
        drop(held);
        let begun = Instant::now();
        while one(&host, &page, 0).await.is_none_or(|(status, ..)| status != 200) {
            assert!(begun.elapsed() < Duration::from_secs(10), "not recovered");
        }
    });
}

/// Bad passwords in a row hold a good one up no longer than a few hashes take.
#[test]
fn a_few_bad_sign_ins_do_not_hold_a_good_one_up() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    drop(Person::founder(&office));
    std::thread::scope(|scope| {
        let bad: Vec<_> = (0..120)
            .map(|at| {
                scope.spawn({
                    let office = &office;
                    move || Person::signs_in(office, &format!("Некто {}", at % 3), "не тот пароль").is_err()
                })
            })
            .collect();
        std::thread::sleep(Duration::from_millis(100));
        let still = |bad: &Vec<std::thread::ScopedJoinHandle<'_, bool>>| bad.iter().filter(|one| !one.is_finished()).count();
        let before = still(&bad);
        assert!(Person::signs_in(&office, "Иванова Анна Петровна", PASSWORD).is_ok());
        let after = still(&bad);
        // Whoever was there before waits: the good one did not stand behind all of them.
        assert!(before >= 10 && after > 0, "{before} waited, {after} were left");
        assert!(bad.into_iter().all(|one| one.join().unwrap()));
    });
}
