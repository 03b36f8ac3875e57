//! A served office, asked over HTTP as browsers ask.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use rehearsal::lived;

/// A served office, until it is dropped.
pub struct Server {
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
pub struct Answer {
    /// Status and headers.
    pub head: String,
    /// What follows them.
    pub body: String,
}

impl Answer {
    /// The first address on the page that begins so.
    pub fn link(&self, begins: &str) -> String {
        let after = self.body.split(&format!("=\"{begins}")).nth(1).expect("a link");
        format!("{begins}{}", after.split(['"', '#']).next().unwrap())
    }

    /// The value of a hidden field after a place of the page.
    pub fn field(&self, after: &str, name: &str) -> Option<String> {
        let part = self.body.split(after).nth(1)?.split("</form>").next()?;
        Some(part.split(&format!("name=\"{name}\" value=\"")).nth(1)?.split('"').next()?.to_owned())
    }
}

impl Server {
    /// Starts the program over a folder.
    pub fn start(folder: &Path) -> Self {
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

    /// Most memory so far, kilobytes.
    pub fn peak(&self) -> u64 {
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

    /// Asks for a page.
    pub fn get(&self, cookie: &str, page: &str) -> Answer {
        self.ask(&format!("GET {page} HTTP/1.1\r\nCookie: {cookie}\r\n"), "")
    }

    /// Sends a form.
    pub fn post(&self, cookie: &str, to: &str, pairs: &[(&str, &str)]) -> Answer {
        let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let body: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let head = format!(
            "POST {to} HTTP/1.1\r\nOrigin: http://{}\r\nCookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n",
            self.host
        );
        self.ask(&head, &body.join("&"))
    }

    /// Signs in with the password of the rehearsal; the cookie.
    pub fn signed_in(&self, name: &str) -> String {
        let answer = self.post("", "/sign-in", &[("name", name), ("password", lived::PASSWORD)]);
        let cookie = answer.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("the password is right");
        cookie.split(';').next().unwrap().to_owned()
    }

    /// Milliseconds an answer took.
    pub fn timed(&self, cookie: &str, page: &str) -> f64 {
        let started = Instant::now();
        let answer = self.get(cookie, page);
        assert!(answer.head.starts_with("HTTP/1.1 200"), "{page}: {}", answer.head);
        started.elapsed().as_secs_f64() * 1000.0
    }
}

/// Median, p99 and most of what was measured.
pub fn report(name: &str, took: &mut [f64]) {
    took.sort_by(f64::total_cmp);
    if let Some(last) = took.last() {
        let at = |share: usize| took[(took.len() * share / 100).min(took.len() - 1)];
        println!("{name:<60} median {:>8.1} ms, p99 {:>8.1} ms, most {last:>8.1} ms, n {}", at(50), at(99), took.len());
    }
}
