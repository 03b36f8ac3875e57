//! Shows the work in a browser: the local page of `objektiv open`. Everything stays in the memory of this process: the page listens on
//! 127.0.0.1 alone, asks nobody else for anything, and what was dropped on it is forgotten with the process.
//!
//! A walk through the rooms: [`routes`] lists every address; [`guard`] decides who may ask; [`upload`] takes files in;
//! [`analysis`] holds what one analysis is at; [`job`] does the long work beside; [`pages`] say it.

pub mod analysis;
pub mod assets;
pub mod guard;
pub mod job;
pub mod named;
pub mod outputs;
pub mod pages;
pub mod routes;
pub mod server;
pub mod state;
pub mod upload;

pub use server::{Options, Server, WebError};
