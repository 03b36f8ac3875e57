//! People of the school who have no account: classes, who teaches what where, pupils, families. Whatever names a child or a family is sealed
//! under the key of names; the journal, the log of refusals and addresses carry ids.

mod apart;
mod begins;
mod beside;
mod changes;
mod class;
mod class_name;
mod entrusting;
mod family;
mod fate;
mod hours;
mod known;
mod line;
mod load;
mod looks;
mod matching;
mod meeting;
mod merge;
mod mistaken;
mod near;
mod one_relative;
mod picking;
mod pupil;
mod relative_change;
mod relative_looks;
mod relative_merge;
mod rights;
mod sealed;
mod staff;
mod stay;
mod take;
mod teaching;
mod undo;
mod whom;

pub(crate) use changes::{StayBefore, stays};
pub use class::{AddClass, RemoveClass, SetClassTeacher};
pub(crate) use class::{Class, add as add_class, remove as remove_class};
pub use class_name::ClassName;
pub use entrusting::{Entrust, Entrusted, Release};
pub use family::{AddRelative, RemoveRelative};
pub use fate::{Fate, Told};
pub use line::{Choice, Line, Unread};
pub(crate) use load::add as add_load;
pub use load::{GiveLoad, RemoveLoad};
pub use looks::{
    ClassLine, ClassOf, ClassShown, Classes, ClassesShown, FindPupils, Found, LoadShown, Loads, LoadsShown, OnePupil, PupilOf, PupilShown,
    RelativeShown,
};

pub use meeting::{Child, Met};
pub(crate) use meeting::{meet, note_met};
pub use merge::{ComparePupils, Compared, MergePupils, PartPupils};
pub use mistaken::RemovePupil;
pub(crate) use near::{Near, Sight};
pub(crate) use one_relative::{ONES as ONE_RELATIVES, SAME as SAME_RELATIVE, forget as forget_relatives};
pub use picking::PickPupils;
pub(crate) use picking::{named, reached};
pub use pupil::{AddPupil, ChangePupil, MovePupil};
pub use relative_change::ChangeRelative;
pub use relative_looks::{ChildOf, FindRelatives, FoundRelative, OneRelative, RelativeOf};
pub use relative_merge::{MergeRelatives, PartRelatives};
pub(crate) use rights::{KEEPERS, OF_A_CLASS, READING, WORKING};
pub use sealed::{Relative, Who};
pub(crate) use stay::{end as end_stay, enrol};
pub use take::{PreviewRoster, RosterPreview, TakeRoster, TakenRoster};
pub use teaching::{Lacking, LackingShown, Taught, TeachingOf, TeachingShown, Untaught};
pub use undo::{Bare, Brought as BroughtBy, RosterBatch, RosterBatches, RosterState, UndoRoster};
pub(crate) use undo::{called, replace as replace_stays};
pub use whom::Whom;

#[cfg(test)]
pub(crate) use merge::LINKS;
