//! A ledger as a file that things happen to: bytes flip, lines go, come and change places, the end is lost, the machine stops while writing.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod arbitrary;
mod crash;
mod damage;
mod desk;
