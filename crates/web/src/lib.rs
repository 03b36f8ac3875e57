//! Shows the work in a browser. Each door of the program is a router of its own over what both share:
//!
//! - [`shell`]: who may ask (sessions, policies, limits of every route), the frame and the parts of a page, files in, long work beside;
//! - [`open`]: the local page of `objektiv open`, where files are looked at and nothing is kept;
//! - [`server`]: the office of `objektiv serve`, where a school works and everything is kept;
//! - [`doors`]: the page that leads to one or the other.
//!
//! `shell` knows no analysis; a door knows nothing of another.
#![warn(unreachable_pub)]

pub mod doors;
pub mod open;
pub mod server;
pub mod shell;

pub use shell::serve::WebError;
