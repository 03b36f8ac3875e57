//! The local page: `objektiv open`. Everything stays in the memory of this process: the page listens on 127.0.0.1 alone, asks nobody
//! else for anything, and what was dropped on it is forgotten with the process.
//!
//! A walk: [`routes`] lists every address with who may ask; [`memory`] is what one run remembers; [`analysis`] is how far one analysis
//! has come; [`outputs`] are its documents; [`keep`] hands them to the office; [`pages`] say it; [`door`] binds and serves.

pub mod analysis;
pub mod door;
mod keep;
pub mod memory;
pub mod outputs;
pub mod pages;
pub mod policy;
pub mod routes;
pub mod settings;

pub use door::{Options, Server};
pub use keep::Handed;
pub(crate) use keep::PROTOCOL;
