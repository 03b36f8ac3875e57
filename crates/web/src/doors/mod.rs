//! The page of two doors: what `objektiv` shows when it is called without a command. It opens nothing itself: it passes on what was asked
//! for and leads to where that was opened.

mod door;
mod hall;
mod pages;

pub use door::Doors;
pub use hall::{Asked, Choice};
