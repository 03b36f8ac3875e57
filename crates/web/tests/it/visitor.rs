//! A visitor of the local page who has no browser.

use std::io::Write;

use super::asking::{Answer, plain};
use super::house::{House, wait_until};

/// A visitor with a cookie.
pub struct Visitor<'a> {
    house: &'a House,
    /// What the browser sends with every request.
    pub cookie: String,
    /// Where the visitor was sent first.
    pub first: String,
}

impl<'a> Visitor<'a> {
    /// Comes in by the link of the page.
    pub fn enters(house: &'a House) -> Self {
        let path = house.address.split_once(house.host()).unwrap().1;
        let answer = plain(house.host(), &format!("GET {path} HTTP/1.1\r\nHost: {}\r\n", house.host()), b"");
        assert_eq!(answer.status, 303);
        let cookie = answer.header("set-cookie").unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
        let first = answer.header("location").unwrap().to_owned();
        Self { house, cookie: cookie.split(';').next().unwrap().to_owned(), first }
    }

    /// Asks for an address.
    pub fn get(&self, path: &str) -> Answer {
        plain(self.house.host(), &format!("GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n", self.house.host(), self.cookie), b"")
    }

    /// Sends a body of a kind.
    pub fn post(&self, path: &str, kind: &str, body: &[u8]) -> Answer {
        let host = self.house.host();
        let head =
            format!("POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {}\r\nContent-Type: {kind}\r\n", self.cookie);
        plain(self.house.host(), &head, body)
    }

    /// Sends a form.
    pub fn form(&self, path: &str, body: &str) -> Answer {
        self.post(path, "application/x-www-form-urlencoded", body.as_bytes())
    }

    /// Drops files.
    pub fn drops(&self, path: &str, files: &[(&str, String)]) -> Answer {
        let mut body = Vec::new();
        for (name, text) in files {
            write!(body, "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{text}\r\n").unwrap();
        }
        body.extend_from_slice(b"--line--\r\n");
        self.post(path, "multipart/form-data; boundary=line", &body)
    }

    /// Waits until the work is over.
    pub fn waits(&self, address: &str) {
        wait_until("the work to end", || self.get(&format!("{address}/status")).body.contains("\"working\":false"));
    }
}
