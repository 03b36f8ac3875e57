//! A ledger that things happen to, as a file and as rows: bytes flip, lines go, come and change places, the end is lost, the machine stops while
//! writing, an older program wrote the beginning.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod arbitrary;
mod crash;
mod damage;
mod desk;
mod example;
mod export;
mod forms;
mod many;
mod restored;
mod rows;
