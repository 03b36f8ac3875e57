//! Lines of a file one by one, however long somebody made them.

use std::io::{self, BufRead, Read};

/// Longest line of a ledger with its end, in bytes.
pub const LONGEST_LINE: usize = 64 * 1024;

/// A line as found.
pub(crate) struct Line<'a> {
    /// Number in the file, from one.
    pub number: u64,
    /// Where it begins, in bytes.
    pub offset: u64,
    /// Without its end; cut at [`LONGEST_LINE`].
    pub bytes: &'a [u8],
    /// Whether the line end was there: without it the line was never finished, or is longer than any entry.
    pub ended: bool,
    /// Whether the file goes on after what is in `bytes`.
    pub cut: bool,
}

/// Reads lines with bounded memory.
pub(crate) struct Lines<R> {
    source: R,
    number: u64,
    offset: u64,
    buffer: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    pub(crate) const fn new(source: R) -> Self {
        Self { source, number: 0, offset: 0, buffer: Vec::new() }
    }

    /// The next line; None at the end of the file.
    pub(crate) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.offset += self.buffer.len() as u64;
        self.buffer.clear();
        let read = self.source.by_ref().take(LONGEST_LINE as u64).read_until(b'\n', &mut self.buffer)?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        let ended = self.buffer.ends_with(b"\n");
        let cut = !ended && !self.source.fill_buf()?.is_empty();
        let bytes = self.buffer.strip_suffix(b"\n").unwrap_or(&self.buffer);
        Ok(Some(Line { number: self.number, offset: self.offset, bytes, ended, cut }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_place() {
        let mut lines = Lines::new(&b"one\n\ntorn"[..]);
        let mut found = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            found.push((line.number, line.offset, line.bytes.to_vec(), line.ended));
        }
        assert_eq!(found, [(1, 0, b"one".to_vec(), true), (2, 4, Vec::new(), true), (3, 5, b"torn".to_vec(), false)]);
    }

    #[test]
    fn a_line_without_end_fills_no_memory() {
        let mut lines = Lines::new(io::BufReader::new(io::repeat(b'x').take(3 * LONGEST_LINE as u64)));
        let first = lines.next().unwrap().unwrap();
        assert_eq!((first.bytes.len(), first.ended, first.cut), (LONGEST_LINE, false, true));
    }
}
