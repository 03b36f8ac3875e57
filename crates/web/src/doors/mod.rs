//! The page of two doors: what `objektiv` shows when it is called without a command. It opens nothing itself: it passes on what was asked
//! for and leads to where that was opened.

mod door;
mod pages;

pub use door::{Asked, Choice, Doors};
