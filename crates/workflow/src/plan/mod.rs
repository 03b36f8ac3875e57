//! Plans of a year: blocks, measures, the times they fall due, what was decided and what shows it.
//!
//! Rules of dates and the calendar are in `records::plan`; here they are laid out over a school's own year, and people decide.
//! covers: R48, D11

mod again;
mod almanac;
mod as_shown;
mod attaching;
mod batch;
mod bound;
mod content;
mod done;
mod dropping;
mod due;
mod effect;
mod evidence;
mod handed;
mod handing;
mod issued;
mod library;
mod looks;
mod matching;
mod measure;
mod occurrence;
mod orders;
mod paper;
mod progress;
mod rights;
mod samples;
mod schedule;
mod search;
mod several;
mod shown;
mod state;
mod told;
mod yearly;

pub(crate) use again::{Earlier, begin_again, changed_since, earlier, noted, owners, take_away};
pub(crate) use almanac::{calendar_of, free_days, lay_out_year, school_days};
pub use as_shown::Shown;
pub use attaching::{Attach, Detach};
pub use batch::{NotTaken, Source, Take, Taken, UndoBatch, rows_fit};
pub(crate) use bound::{Bound, bound};
pub use content::Content;
pub use done::{Accept, NotNeeded, SayDone};
pub use dropping::{AgreeToDrop, Drop as DropOccurrence};
pub use due::{Due, DueLine, DueShown};
pub(crate) use due::{between, between_unnamed, in_force, measure_seen};
pub use effect::{DeclareEffect, Effect, EffectOf, EffectSeen, EffectShown, Effected, Effects, LookAtEffect, Share};
pub use evidence::{Evidence, Kept, KeptFile, digest_of};
pub use handed::{HandedFrom, HandedLine, HandedToMe};
pub use handing::{HandOver, Handed, HandedOver, OpenThing, OpenWith};
pub(crate) use issued::next as next_number;
pub use issued::{IssuePaper, Issued, OtherPaper, PaperLine, Papers, PapersShown};
pub use library::library_rows;
pub use looks::{
    Amendment, BatchShown, Batches, BlockShown, CameFrom, MeasureOf, One, OneShown, PlanLine, PlanShown, Plans, Preview, PreviewShown,
    SchedulesOf, SchedulesShown, Whole,
};
pub use matching::{Fate, Row};
pub use measure::{Add, Change, Drop as DropMeasure, Remove};
pub(crate) use occurrence::around;
pub use occurrence::{Decided, PutOff, Withdraw};
pub use orders::{OrderShown, Ordered, Orders};
pub use paper::{Paper, Signature};
pub use progress::{Counts, Progress, sum};
pub(crate) use rights::{KEEPERS, READERS, SEERS, keeps};
#[cfg(test)]
pub(crate) use samples::content as sample_content;
pub use schedule::{LaidOut, SetSchedule, SetTerms};
pub use search::{FindMeasures, FoundMeasure};
pub use several::{MOST as MOST_AT_ONCE, Several};
pub use shown::{Accepted, MeasureShown, OccurrenceShown, Owner};
pub use state::{BatchState, MeasureState, OccurrenceState, OccurrenceStep, PlanState, PlanStep};
pub use told::schedule_told;
pub use yearly::{Amend, Approve, Begin, Close, Preface};
