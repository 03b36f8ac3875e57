//! What every door shares. A walk: [`door`] is what the shell asks of one; [`route`] is one line of a door's table (address, policy, limits); [`guard`] asks before a handler
//! is reached; [`session`] tells who the browser is; [`frame`], [`parts`], [`mistake`] are what pages are made of; [`upload`] takes
//! files in; [`job`] is long work beside; [`serve`] is the listener.

pub mod address;
pub mod assets;
pub mod crowd;
pub mod door;
pub mod frame;
pub mod guard;
pub mod job;
pub mod media;
pub mod mistake;
pub mod parts;
pub mod report;
pub mod route;
pub mod serve;
pub mod session;
pub mod upload;
pub mod working;
