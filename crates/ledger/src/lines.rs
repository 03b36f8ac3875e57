//! Lines of a file one by one, however long somebody made them.

use std::io::{self, BufRead, Read};

use crate::unfit::LONGEST_RECORD;

/// Longest line of a ledger with its end, in bytes.
const LONGEST_LINE: usize = LONGEST_RECORD + 1;

/// A line as found: a record, and where it ends.
pub(crate) struct Line {
    /// Without its end; cut where it is longer than any record, and so is none.
    bytes: Vec<u8>,
    /// Where the next one begins, in bytes of the file.
    pub end: u64,
}

impl AsRef<[u8]> for Line {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

/// Reads lines with bounded memory. A last line without an end is no line: it was never finished.
pub(crate) struct Lines<R> {
    source: R,
    before: u64,
    end: u64,
    /// What stands after the last end of a line.
    rest: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    pub(crate) const fn new(source: R) -> Self {
        Self { source, before: 0, end: 0, rest: Vec::new() }
    }

    /// Where the line read last begins, or where the lines ended, in bytes.
    pub(crate) const fn before(&self) -> u64 {
        self.before
    }

    /// Whether bytes of an unfinished line were met at the end of the file.
    pub(crate) const fn torn(&self) -> bool {
        !self.rest.is_empty()
    }

    /// Those bytes.
    pub(crate) fn rest(&self) -> &[u8] {
        &self.rest
    }

    fn read(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        self.before = self.end;
        let read = self.source.by_ref().take(LONGEST_LINE as u64).read_until(b'\n', &mut bytes)?;
        self.end += read as u64;
        let ended = bytes.pop_if(|byte| *byte == b'\n').is_some();
        if !ended && self.source.fill_buf()?.is_empty() {
            self.rest = bytes;
            return Ok(None);
        }
        Ok(Some(Line { bytes, end: self.end }))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<io::Result<Line>> {
        self.read().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_end() {
        for (torn, bytes) in [(false, &b"one\n\n"[..]), (true, &b"one\n\ntorn"[..])] {
            let mut lines = Lines::new(bytes);
            let found: Vec<_> = lines.by_ref().map(|line| line.map(|line| (line.bytes, line.end)).unwrap()).collect();
            assert_eq!(found, [(b"one".to_vec(), 4), (Vec::new(), 5)]);
            assert_eq!(lines.torn(), torn);
        }
    }

    #[test]
    fn a_line_without_end_fills_no_memory() {
        let mut lines = Lines::new(io::BufReader::new(io::repeat(b'x').take(3 * LONGEST_LINE as u64)));
        let first = lines.next().unwrap().unwrap();
        assert_eq!((first.bytes.len(), first.end, lines.torn()), (LONGEST_LINE, LONGEST_LINE as u64, false));
        assert_eq!((lines.by_ref().count(), lines.torn()), (1, true));
    }
}
