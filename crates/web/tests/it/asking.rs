//! Asking a page as a browser does, over a plain socket.

use std::io::{Read, Write};
use std::net::TcpStream;

/// An answer taken apart.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Answer {
    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }
}

/// Asks, and takes the answer apart.
pub fn plain(host: &str, head: &str, body: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(host).unwrap();
    let mut request = format!("{head}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len()).into_bytes();
    request.extend_from_slice(body);
    // Whoever is refused at the door is answered before all of it was read.
    let sent = stream.write_all(&request);
    let mut bytes = Vec::new();
    let read = stream.read_to_end(&mut bytes);
    assert!(!bytes.is_empty(), "no answer: {sent:?} {read:?}");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let at = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
    Answer { status, head: head.to_owned(), body: body.to_owned(), bytes: bytes.split_off(at) }
}
