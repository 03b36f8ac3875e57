//! Notices: what somebody is told of what is hers, on the screen and by letters, in hours of the school.
//!
//! What is open comes from the looks people have; what of it is due to be told is a pure function. A notice holds ids and days: what it is about
//! is read under the rights of whoever looks, when she does.
//! covers: R48

mod due;
mod hours;
mod looks;
mod open;
mod setting;
mod subject;
mod tell;

pub use due::{Before, Key, Kind, Matter, Notice, Stage, What, notices};
pub use hours::{Hours, Next};
pub use looks::{COUNTED, MyNotices, NoticeShown, NoticesShown};
pub(crate) use looks::{of_letter, unseen};
pub use setting::{AHEAD as MOST_AHEAD, SetTimes, Times, TimesOf, TimesSet, TimesShown};
pub use subject::Subject;
pub(crate) use tell::hours_around;
pub use tell::{Tell, Telling, Told, Untold};
