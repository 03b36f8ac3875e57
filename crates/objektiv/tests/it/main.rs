//! The program as typed: what a call prints, leaves behind and answers with. Transcripts stand beside; `OBJEKTIV_WRITE_TRANSCRIPTS=1` renews them.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod asks;
mod desk;
mod export;
#[cfg(unix)]
mod named;
mod office;
mod outputs;
mod protocol;
mod simulate;
mod transcripts;
