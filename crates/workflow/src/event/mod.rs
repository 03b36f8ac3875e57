//! Events: a meeting, a briefing, a training, something to be read, a visit. One mechanism, many kinds.
//!
//! An event is planned, held, written and closed; what was decided at it is a task; what it was held for in the plan is said done with it.
//! covers: R2, R4, R10, R11, R12, R13, R18, R21, R22, R25, R27, R28, R29, R35, R36, R38, R39, R45, R47

mod ahead;
mod around;
mod by_code;
mod card;
mod certificates;
mod could_show;
mod decisions;
mod families;
mod families_signed;
mod family_code;
mod holding;
mod kind;
mod kinds;
mod looks;
mod minutes;
mod missing;
mod numbering;
mod planned;
mod planning;
mod pupils;
mod reading;
mod record;
mod rights;
mod samples;
mod sheets;
mod state;
mod stored;
mod told;
mod trainings;
mod waiting;

pub(crate) use ahead::{Briefing, RoomsSeen, briefings, rooms_seen, texts_due};
pub use by_code::{ConfirmByCode, Confirmed, TextShown, ToRead};
pub use card::Awaits;
pub use certificates::{Certificate, Certificates, Certified, Certify};
pub use could_show::{CouldShow, Shows};
pub use decisions::{DecisionShown, OneDecision, PutOffDecision, ReopenDecision, SayDecisionDone, Stepped, WithdrawDecision};
pub use families::{Families, FamiliesOf, FamiliesShown, FamilyHow, FamilyLine, GaveCodes, GiveCodes};
pub use families_signed::{FamiliesSigned, WroteFamilies};
pub use family_code::FamilyCode;
pub use holding::{Cancel, Close, Held, Hold, Reopen, Stood};
pub use kind::{About, Attendance, Detail, Filler, Holds, Kind, Whom};
pub use looks::{BoundTime, Decisions, EventLine, EventShown, Events, EventsOf, MineShown, MyEvents, OneEvent, Turnout};
pub(crate) use looks::{between, mine, seen, tasks_between};
pub use minutes::{Minute, Minuted};
pub use missing::Missing;
pub use numbering::NumberMinutes;
pub use planned::{Asked, Planned};
pub use planning::{Change, Plan};
pub(crate) use pupils::Circle;
pub use pupils::{
    Arranged, ChangePupils, Given, HelpGiven, JournalLine, LineShown, ListPupils, Listed, Noted, PlanPupils, PupilJournal, PupilsOf,
    PupilsShown, Stage, StrikePupil, SupportOf, Words, WritePupil,
};
pub use reading::{Acknowledge, Acquainted, Comment, Tick};
pub use record::{Record, Task};
pub(crate) use rights::SEERS;
pub use sheets::{AttachFamilySheet, AttachSheet, FamilySheet, SheetAttached};
pub use state::{DecisionState, DecisionStep, EventState, EventStep, Part, ReadHow, Taken};
pub use stored::{Content, Decision, Event, Item, OwnWord, Question, Read, Seat};
pub(crate) use told::{told_of, unread_of, withdrawn_of};
pub(crate) use trainings::expiring;
pub use trainings::{Expiring, TrainingLine, Trainings, TrainingsShown};
pub(crate) use waiting::asked_first;

#[cfg(test)]
pub(crate) use samples::{
    briefing as sample_briefing, council as sample_council, notice as sample_notice, record as sample_record, training as sample_training,
};
