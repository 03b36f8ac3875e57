//! The program that goes on until it is stopped: the two doors, and the office of the rehearsal gymnasium.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, ExitStatus, Stdio};

use super::desk::Desk;

/// A call that goes on.
struct Running {
    child: Child,
    out: BufReader<std::process::ChildStdout>,
    /// Where it can be reached: `127.0.0.1:8080`.
    host: String,
    /// What stands behind it.
    path: String,
}

impl Running {
    /// Calls the program and waits for its address; no browser is found on an empty path.
    fn of(desk: &Desk, call: &str) -> Self {
        let mut child =
            desk.command(call).env("PATH", "").env("TMPDIR", desk.home()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        while !line.starts_with("http://") {
            line.clear();
            assert!(out.read_line(&mut line).unwrap() > 0, "{call}: it ended without an address");
        }
        let (host, path) = line.trim().trim_start_matches("http://").split_once('/').unwrap();
        Self { child, out, host: host.to_owned(), path: format!("/{path}") }
    }

    /// Ctrl-C, and what it says at last.
    fn stops(mut self) -> (ExitStatus, String) {
        assert!(Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap().success());
        let mut told = String::new();
        self.out.read_to_string(&mut told).unwrap();
        (self.child.wait().unwrap(), told)
    }
}

/// Asks; the whole answer.
fn asked(host: &str, method: &str, path: &str, cookie: &str) -> String {
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// What stands between two texts.
fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    text.split(before).nth(1).unwrap_or_else(|| panic!("no {before} in {text}")).split(after).next().unwrap()
}

#[test]
fn without_a_command_there_are_two_doors_and_each_leads_on() {
    let desk = Desk::new();
    let doors = Running::of(&desk, "");
    assert!(asked(&doors.host, "GET", "/", "").starts_with("HTTP/1.1 403"), "by the link only");
    let entered = asked(&doors.host, "GET", &doors.path, "");
    let cookie = between(&entered, "set-cookie: ", ";").to_owned();
    let page = asked(&doors.host, "GET", "/", &cookie);
    assert!(page.contains("Посмотреть файлы") && page.contains("Кабинет школы"), "{page}");
    assert!(!desk.path("objektiv-school").exists(), "looking at the doors opens none");
    let mut seat = (String::new(), String::new());
    for (door, first) in [("/files", "/"), ("/office", "/start")] {
        let led = asked(&doors.host, "POST", door, &cookie);
        let address = between(&led, "refresh: 0; url=http://", "\r\n");
        let (host, path) = address.split_once('/').unwrap();
        let entered = asked(host, "GET", &format!("/{path}"), "");
        assert_eq!(between(&entered, "location: ", "\r\n"), first, "{door}");
        seat = (host.to_owned(), between(&entered, "set-cookie: ", ";").to_owned());
    }
    assert!(desk.path("objektiv-school").is_dir());
    let again = asked(&doors.host, "POST", "/office", &cookie);
    let (host, path) = between(&again, "refresh: 0; url=http://", "\r\n").split_once('/').unwrap();
    assert_eq!(host, seat.0, "it is open already");
    let entered = asked(host, "GET", &format!("/{path}"), &seat.1);
    assert_eq!(between(&entered, "location: ", "\r\n"), "/", "whoever came in by the link comes in again");
    let (status, told) = doors.stops();
    assert!(status.success() && told.contains("Программа закрыта."), "{told}");
}

/// covers: D19
#[test]
fn the_office_of_the_rehearsal_is_served_kept_and_found_again() {
    let desk = Desk::new();
    let call = "demo --serve --port 0 --no-browser --data школа --seed 3";
    let first = Running::of(&desk, call);
    let ways = asked(&first.host, "GET", "/sign-in", "");
    let people: Vec<&str> = ways.split("action=\"/rehearsal/").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(people.len(), 8, "{ways}");
    assert!(ways.contains("всё остаётся в папке школа"), "{ways}");
    let entered = asked(&first.host, "POST", &format!("/rehearsal/{}", people[1]), "");
    let cookie = between(&entered, "set-cookie: ", ";");
    assert!(asked(&first.host, "GET", "/", cookie).contains("сегодня четверг, 12 ноября 2026"));
    let (status, told) = first.stops();
    assert!(status.success() && told.contains("школа осталась в папке"), "{told}");
    let other = desk.call("demo --serve --port 0 --no-browser --data школа --seed 4");
    assert!(other.code == 2 && other.err.contains("здесь другая школа"), "{}", other.err);
    let again = Running::of(&desk, call);
    assert!(people.iter().all(|person| asked(&again.host, "GET", "/sign-in", "").contains(person)));
    assert!(again.stops().0.success());
    let full = desk.call("demo --serve --port 0 --no-browser --data данные");
    assert!(full.code == 2 && full.err.contains("папка не пуста"), "{}", full.err);
    assert_eq!(desk.call("demo --serve --out итог").code, 2);
    assert_eq!(desk.call("demo --data школа").code, 2, "a folder of the office without --serve");
}

#[test]
fn a_passing_rehearsal_leaves_nothing_behind() {
    let desk = Desk::new();
    let there = desk.names(".");
    let running = Running::of(&desk, "demo --serve --port 0 --no-browser --quiet");
    assert_eq!(desk.names(".").len(), there.len() + 1);
    let (status, told) = running.stops();
    assert!(status.success() && told.contains("её папка удалена"), "{told}");
    assert_eq!(desk.names("."), there);
}
