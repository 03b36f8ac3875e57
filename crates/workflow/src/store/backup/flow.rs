//! Bytes on their way: counted and hashed, never all of them at once.

use std::io::{self, Read, Write};

use ledger::Digest;
use sha2::{Digest as _, Sha256};

/// Counts and hashes what is written through it.
pub(super) struct Hashed<W> {
    inner: W,
    hash: Sha256,
    bytes: u64,
}

impl<W> Hashed<W> {
    pub(super) fn over(inner: W) -> Self {
        Self { inner, hash: Sha256::new(), bytes: 0 }
    }

    /// What is below, the digest, and how many bytes there were.
    pub(super) fn finish(self) -> (W, Digest, u64) {
        (self.inner, Digest::from_bytes(self.hash.finalize().into()), self.bytes)
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or(bytes));
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Where copying failed.
pub(super) enum Failed {
    /// While reading.
    Reading(io::Error),
    /// While writing.
    Writing(io::Error),
}

/// Copies to the end; each piece is told to `each`.
pub(super) fn copy(from: &mut impl Read, to: &mut impl Write, mut each: impl FnMut(u64) -> io::Result<()>) -> Result<(), Failed> {
    let mut piece = vec![0; 64 * 1024];
    loop {
        let read = from.read(&mut piece).map_err(Failed::Reading)?;
        if read == 0 {
            return Ok(());
        }
        to.write_all(piece.get(..read).unwrap_or_default()).map_err(Failed::Writing)?;
        each(read as u64).map_err(Failed::Reading)?;
    }
}
