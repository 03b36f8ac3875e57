//! Events about pupils: a consultation, an interview, a route, a council on prevention. What is typed of a child is sealed, the title is made by
//! the program, and a line is seen by whoever works with that pupil.

mod arranged;
mod arranging;
mod circle;
mod given;
mod lines;
mod looks;
mod stored;

pub use arranged::{Arranged, Listed};
pub use arranging::{ChangePupils, PlanPupils};
pub(crate) use circle::Circle;
pub use given::{Given, HelpGiven, Stage};
pub use lines::{ListPupils, StrikePupil, WritePupil};
pub use looks::{JournalLine, LineShown, PupilJournal, PupilsOf, PupilsShown, SupportOf};
pub(super) use stored::PupilLine;
pub use stored::{Noted, Words};
