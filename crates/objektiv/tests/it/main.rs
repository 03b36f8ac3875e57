//! The program as typed: what a call prints, leaves behind and answers with. Transcripts stand beside; `OBJEKTIV_WRITE_TRANSCRIPTS=1` renews them.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail by panicking")]

mod asks;
mod desk;
#[cfg(unix)]
mod doors;
mod export;
#[cfg(unix)]
mod named;
mod office;
mod outputs;
mod protocol;
mod simulate;
mod transcripts;
