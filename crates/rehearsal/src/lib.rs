//! Schools with known truth, what they would export, and the harness that measures every verdict against that truth. Product code cannot
//! see truth: no room that a user's results pass through imports this one.
#![warn(missing_docs)]

pub mod example;
pub mod harness;
pub mod layouts;
pub mod lived;
pub mod simulate;
pub mod truth;
