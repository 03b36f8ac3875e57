//! The local page from outside: through its addresses (`router`) and in a real browser (`browser`).
//! With `OBJEKTIV_SCREENSHOTS=folder` the browser leaves a picture of every page there, with `OBJEKTIV_PICTURES=folder` those of the README.
#![expect(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "helpers of tests fail by panicking")]

mod access;
mod asking;
mod browser;
mod carried;
mod chromium;
mod code;
mod crowd;
mod desk;
mod drafts;
mod erasure;
mod events;
mod families;
mod forms;
mod house;
mod journal;
mod kept;
mod lan;
mod leaving;
mod levels;
mod lists;
mod marked;
mod newcomer;
mod newyear;
mod office;
mod office_browser;
mod orders;
mod owners;
mod papers;
mod passed;
mod people_merge;
mod procedures;
mod ready;
mod roster;
mod router;
mod routes;
mod settings;
mod several;
mod staff;
mod stage;
mod support;
mod trainings;
mod visitor;
