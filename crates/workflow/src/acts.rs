//! The visible list of acts and looks. What is not here cannot be asked for by a page; tests walk it by role.

use words::Word;

use crate::act::{Act, Look};
use crate::calendar::Calendar;
use crate::erasure::{AskErasure, AttachedFiles, ConfirmErasure, EraseAgain, ErasureDue, ErasureOf, ErasuresWaiting, WithdrawErasure};
use crate::event::{
    Acknowledge, AttachFamilySheet, AttachSheet, Cancel, Certify, Change as ChangeEvent, ChangePupils, Close as CloseEvent, Comment,
    ConfirmByCode, CouldShow, Decisions, Events, EventsOf, FamiliesOf, FamiliesSigned, GiveCodes, HelpGiven, Hold, ListPupils, Minute,
    MyEvents, NumberMinutes, OneDecision, OneEvent, Plan as PlanEvent, PlanPupils, PupilJournal, PupilsOf, PutOffDecision, Reopen,
    ReopenDecision, SayDecisionDone, StrikePupil, SupportOf, Tick, ToRead, Trainings, WithdrawDecision, WritePupil,
};
use crate::journal::{Journal, NamesRead, Refusals};
use crate::levels::{Answer, Levels, RemoveUpper, TakeUpper};
use crate::mail::{ConfirmAddress, MailServer, MyMail, ResumeMail, SetAddress, SetMail};
use crate::marks::{MarkBatches, MarksOf, PreviewMarks, Propose, TakeMarks, UndoMarks};
use crate::newyear::{Carries, Carry, CarryBack, NextYear};
use crate::notice::{MyNotices, SetTimes, Tell, TimesOf, Untold};
use crate::people::{
    Activate, Admit, Appoint, Awaited, ChangePassword, Claim, Colleagues, ComparePeople, EndDeputy, Give, Invite, IssueSlip, Leave, List,
    Lock, Me, MergePeople, One as OnePerson, PartPeople, Rename, SetCode, SetPost, Signers, SigningIn, Unlock, Withdraw,
};
use crate::plan::{
    Accept, Add, AgreeToDrop, Amend, Approve, Attach, Batches, Begin, Change as ChangeMeasure, Close as ClosePlan, DeclareEffect, Detach,
    DropMeasure, DropOccurrence, Due, Effects, FindMeasures, HandOver, HandedToMe, IssuePaper, LookAtEffect, MeasureOf, NotNeeded, One,
    OpenWith, Orders, Papers, Plans, Preview, PutOff, Remove, SayDone, SchedulesOf, SetSchedule, SetTerms, Several, Take, UndoBatch, Whole,
    Withdraw as WithdrawSaid,
};
use crate::policy::Policy;
use crate::procedure::{
    Arrange, Cancel as CancelProcedure, CheckProcedure, Enter, IssueProcedurePaper, Move, Observers, OneProcedure,
    Order as OrderProcedures, ProceduresBetween, Schedule, SetHours,
};
use crate::ready::Ready;
use crate::recovery::{Backups, Confirm, Issue, Record, Restored, Sheets};
use crate::results::{Batches as ResultBatches, KeepBatch, OneBatch, WithdrawBatch};
use crate::role::Role;
use crate::roster::{
    AddClass, AddPupil, AddRelative, ChangePupil, ChangeRelative, ClassOf, Classes, ComparePupils, Entrust, FindPupils, FindRelatives,
    GiveLoad, Lacking, Loads, MergePupils, MergeRelatives, MovePupil, PartPupils, PartRelatives, PickPupils, PreviewRoster, PupilOf,
    RelativeOf, Release, RemoveClass, RemoveLoad, RemovePupil, RemoveRelative, RosterBatches, SetClassTeacher, TakeRoster, TeachingOf,
    UndoRoster,
};
use crate::school::{Change, Close, ConfirmClock, Found, Open, Overview};

/// An act or a look of the list.
#[derive(Clone, Copy)]
pub struct Listed {
    /// Its name.
    pub name: &'static str,
    /// Who may.
    pub policy: &'static Policy,
    /// What an entry of it says; None for a look, which leaves none.
    pub said: Option<Word>,
}

/// Whether a role is among those an act or a look names. Whether the thing itself is within reach is asked when it is done.
#[must_use]
pub fn names(act: &str, role: Role) -> bool {
    ACTS.iter().chain(LOOKS).filter(|listed| listed.name == act).any(|listed| listed.policy.may.iter().any(|(may, _)| *may == role))
}

/// Makes the list of acts, and [`for_each`], which does something for every type of it.
macro_rules! acts {
    ($($act:ty),+ $(,)?) => {
        /// Every act.
        pub const ACTS: &[Listed] = &[$(Listed { name: <$act>::NAME, policy: &<$act as Act>::POLICY, said: Some(<$act>::SAID) }),+];

        /// Does something for every act, in the order of the list.
        pub fn for_each(mut visitor: impl Visitor) {
            $(visitor.visit::<$act>();)+
        }
    };
}

/// Something done for every act.
pub trait Visitor {
    /// For this one.
    fn visit<A: Act>(&mut self);
}

acts![
    Found,
    Change,
    Open,
    Close,
    ConfirmClock,
    Invite,
    Activate,
    Lock,
    Unlock,
    SetPost,
    Rename,
    Leave,
    MergePeople,
    PartPeople,
    Give,
    Withdraw,
    Appoint,
    EndDeputy,
    IssueSlip,
    Admit,
    Claim,
    ChangePassword,
    SetCode,
    Begin,
    Take,
    UndoBatch,
    Amend,
    Approve,
    ClosePlan,
    Add,
    ChangeMeasure,
    Remove,
    DropMeasure,
    HandOver,
    PutOff,
    SayDone,
    Accept,
    NotNeeded,
    DropOccurrence,
    AgreeToDrop,
    WithdrawSaid,
    Attach,
    Detach,
    DeclareEffect,
    LookAtEffect,
    SetSchedule,
    SetTerms,
    IssuePaper,
    TakeUpper,
    Answer,
    RemoveUpper,
    PlanEvent,
    ChangeEvent,
    Hold,
    NumberMinutes,
    Minute,
    CloseEvent,
    Cancel,
    Reopen,
    Acknowledge,
    Tick,
    GiveCodes,
    FamiliesSigned,
    AttachSheet,
    AttachFamilySheet,
    ConfirmByCode,
    Certify,
    Comment,
    SayDecisionDone,
    PutOffDecision,
    WithdrawDecision,
    ReopenDecision,
    PlanPupils,
    ChangePupils,
    ListPupils,
    StrikePupil,
    WritePupil,
    KeepBatch,
    WithdrawBatch,
    AddClass,
    SetClassTeacher,
    RemoveClass,
    GiveLoad,
    RemoveLoad,
    AddPupil,
    ChangePupil,
    MovePupil,
    RemovePupil,
    AddRelative,
    RemoveRelative,
    ChangeRelative,
    MergeRelatives,
    PartRelatives,
    TakeRoster,
    UndoRoster,
    MergePupils,
    PartPupils,
    Arrange,
    AskErasure,
    CancelProcedure,
    Carry,
    CarryBack,
    ConfirmErasure,
    Enter,
    EraseAgain,
    IssueProcedurePaper,
    Move,
    OrderProcedures,
    SetHours,
    WithdrawErasure,
    Entrust,
    Release,
    TakeMarks,
    UndoMarks,
    Tell,
    SetTimes,
    SetMail,
    ResumeMail,
    SetAddress,
    ConfirmAddress,
    Issue,
    Confirm,
    Record,
    Restored,
];

/// Every look.
pub const LOOKS: &[Listed] = &[
    Listed { name: Overview::NAME, policy: &Overview::POLICY, said: None },
    Listed { name: List::NAME, policy: &List::POLICY, said: None },
    Listed { name: Awaited::NAME, policy: &Awaited::POLICY, said: None },
    Listed { name: OnePerson::NAME, policy: &OnePerson::POLICY, said: None },
    Listed { name: ComparePeople::NAME, policy: &ComparePeople::POLICY, said: None },
    Listed { name: Me::NAME, policy: &Me::POLICY, said: None },
    Listed { name: Signers::NAME, policy: &Signers::POLICY, said: None },
    Listed { name: SigningIn::NAME, policy: &SigningIn::POLICY, said: None },
    Listed { name: Journal::NAME, policy: &Journal::POLICY, said: None },
    Listed { name: Refusals::NAME, policy: &Refusals::POLICY, said: None },
    Listed { name: NamesRead::NAME, policy: &NamesRead::POLICY, said: None },
    Listed { name: Plans::NAME, policy: &Plans::POLICY, said: None },
    Listed { name: Whole::NAME, policy: &Whole::POLICY, said: None },
    Listed { name: One::NAME, policy: &One::POLICY, said: None },
    Listed { name: MeasureOf::NAME, policy: &MeasureOf::POLICY, said: None },
    Listed { name: Several::NAME, policy: &Several::POLICY, said: None },
    Listed { name: OpenWith::NAME, policy: &OpenWith::POLICY, said: None },
    Listed { name: HandedToMe::NAME, policy: &HandedToMe::POLICY, said: None },
    Listed { name: Due::NAME, policy: &Due::POLICY, said: None },
    Listed { name: FindMeasures::NAME, policy: &FindMeasures::POLICY, said: None },
    Listed { name: Effects::NAME, policy: &Effects::POLICY, said: None },
    Listed { name: Batches::NAME, policy: &Batches::POLICY, said: None },
    Listed { name: Preview::NAME, policy: &Preview::POLICY, said: None },
    Listed { name: SchedulesOf::NAME, policy: &SchedulesOf::POLICY, said: None },
    Listed { name: Papers::NAME, policy: &Papers::POLICY, said: None },
    Listed { name: Orders::NAME, policy: &Orders::POLICY, said: None },
    Listed { name: Levels::NAME, policy: &Levels::POLICY, said: None },
    Listed { name: Events::NAME, policy: &Events::POLICY, said: None },
    Listed { name: OneEvent::NAME, policy: &OneEvent::POLICY, said: None },
    Listed { name: Calendar::NAME, policy: &Calendar::POLICY, said: None },
    Listed { name: MyEvents::NAME, policy: &MyEvents::POLICY, said: None },
    Listed { name: Decisions::NAME, policy: &Decisions::POLICY, said: None },
    Listed { name: OneDecision::NAME, policy: &OneDecision::POLICY, said: None },
    Listed { name: Trainings::NAME, policy: &Trainings::POLICY, said: None },
    Listed { name: EventsOf::NAME, policy: &EventsOf::POLICY, said: None },
    Listed { name: CouldShow::NAME, policy: &CouldShow::POLICY, said: None },
    Listed { name: FamiliesOf::NAME, policy: &FamiliesOf::POLICY, said: None },
    Listed { name: ToRead::NAME, policy: &ToRead::POLICY, said: None },
    Listed { name: PupilsOf::NAME, policy: &PupilsOf::POLICY, said: None },
    Listed { name: PupilJournal::NAME, policy: &PupilJournal::POLICY, said: None },
    Listed { name: HelpGiven::NAME, policy: &HelpGiven::POLICY, said: None },
    Listed { name: MarksOf::NAME, policy: &MarksOf::POLICY, said: None },
    Listed { name: SupportOf::NAME, policy: &SupportOf::POLICY, said: None },
    Listed { name: Colleagues::NAME, policy: &Colleagues::POLICY, said: None },
    Listed { name: ResultBatches::NAME, policy: &ResultBatches::POLICY, said: None },
    Listed { name: OneBatch::NAME, policy: &OneBatch::POLICY, said: None },
    Listed { name: Classes::NAME, policy: &Classes::POLICY, said: None },
    Listed { name: ClassOf::NAME, policy: &ClassOf::POLICY, said: None },
    Listed { name: PupilOf::NAME, policy: &PupilOf::POLICY, said: None },
    Listed { name: FindPupils::NAME, policy: &FindPupils::POLICY, said: None },
    Listed { name: RelativeOf::NAME, policy: &RelativeOf::POLICY, said: None },
    Listed { name: FindRelatives::NAME, policy: &FindRelatives::POLICY, said: None },
    Listed { name: Loads::NAME, policy: &Loads::POLICY, said: None },
    Listed { name: TeachingOf::NAME, policy: &TeachingOf::POLICY, said: None },
    Listed { name: Lacking::NAME, policy: &Lacking::POLICY, said: None },
    Listed { name: ComparePupils::NAME, policy: &ComparePupils::POLICY, said: None },
    Listed { name: PreviewRoster::NAME, policy: &PreviewRoster::POLICY, said: None },
    Listed { name: RosterBatches::NAME, policy: &RosterBatches::POLICY, said: None },
    Listed { name: NextYear::NAME, policy: &NextYear::POLICY, said: None },
    Listed { name: Carries::NAME, policy: &Carries::POLICY, said: None },
    Listed { name: ErasureDue::NAME, policy: &ErasureDue::POLICY, said: None },
    Listed { name: AttachedFiles::NAME, policy: &AttachedFiles::POLICY, said: None },
    Listed { name: ErasuresWaiting::NAME, policy: &ErasuresWaiting::POLICY, said: None },
    Listed { name: ErasureOf::NAME, policy: &ErasureOf::POLICY, said: None },
    Listed { name: Schedule::NAME, policy: &Schedule::POLICY, said: None },
    Listed { name: OneProcedure::NAME, policy: &OneProcedure::POLICY, said: None },
    Listed { name: ProceduresBetween::NAME, policy: &ProceduresBetween::POLICY, said: None },
    Listed { name: CheckProcedure::NAME, policy: &CheckProcedure::POLICY, said: None },
    Listed { name: Observers::NAME, policy: &Observers::POLICY, said: None },
    Listed { name: PickPupils::NAME, policy: &PickPupils::POLICY, said: None },
    Listed { name: PreviewMarks::NAME, policy: &PreviewMarks::POLICY, said: None },
    Listed { name: MarkBatches::NAME, policy: &MarkBatches::POLICY, said: None },
    Listed { name: Propose::NAME, policy: &Propose::POLICY, said: None },
    Listed { name: Untold::NAME, policy: &Untold::POLICY, said: None },
    Listed { name: TimesOf::NAME, policy: &TimesOf::POLICY, said: None },
    Listed { name: MyNotices::NAME, policy: &MyNotices::POLICY, said: None },
    Listed { name: MailServer::NAME, policy: &MailServer::POLICY, said: None },
    Listed { name: MyMail::NAME, policy: &MyMail::POLICY, said: None },
    Listed { name: Ready::NAME, policy: &Ready::POLICY, said: None },
    Listed { name: Sheets::NAME, policy: &Sheets::POLICY, said: None },
    Listed { name: Backups::NAME, policy: &Backups::POLICY, said: None },
];

/// What an entry of this name says.
#[must_use]
pub fn said(name: &str) -> Option<Word> {
    ACTS.iter().find(|act| act.name == name).and_then(|act| act.said)
}
