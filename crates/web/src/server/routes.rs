//! Every address of the office, in one table: each names the act or the look behind it.

use workflow::calendar::Calendar;
use workflow::erasure::{AskErasure, AttachedFiles, ConfirmErasure, ErasureDue, ErasureOf, WithdrawErasure};
use workflow::event::{
    Acknowledge, AttachFamilySheet, AttachSheet, Cancel, Certify, Change as ChangeEvent, Close as CloseEvent, Comment, Decisions, Events,
    FamiliesOf, FamiliesSigned, GiveCodes, Hold, ListPupils, Minute, NumberMinutes, OneDecision, OneEvent, Plan as PlanEvent, PlanPupils,
    PutOffDecision, Reopen, ReopenDecision, SayDecisionDone, StrikePupil, Tick, Trainings, WithdrawDecision, WritePupil,
};
use workflow::journal::{Journal, NamesRead};
use workflow::levels::{Answer, Levels, RemoveUpper, TakeUpper};
use workflow::mail::{ConfirmAddress, MailServer, ResumeMail, SetAddress, SetMail};
use workflow::marks::{MarkBatches, PreviewMarks, Propose, TakeMarks, UndoMarks};
use workflow::newyear::{Carry, CarryBack, NextYear};
use workflow::notice::{MyNotices, SetTimes, TimesOf};
use workflow::people::{
    Admit, Appoint, Awaited, ChangePassword, ComparePeople, EndDeputy, Give, Invite, IssueSlip, Leave, List, Lock, MergePeople,
    One as OnePerson, PartPeople, Rename, SetCode, SetPost, Unlock, Withdraw,
};
use workflow::plan::{
    Accept, Add, AgreeToDrop, Amend, Approve, Batches, Begin, Change as ChangeMeasure, Close as ClosePlan, DeclareEffect, DropMeasure,
    DropOccurrence, HandOver, IssuePaper, LookAtEffect, NotNeeded, One, Orders, Papers, Plans, PutOff, Remove, SayDone, SchedulesOf,
    SetSchedule, SetTerms, Several, Take, UndoBatch, Whole, Withdraw as WithdrawDone,
};
use workflow::procedure::{
    Arrange, Cancel as CancelProcedure, CheckProcedure, Enter, IssueProcedurePaper, Move, Observers, OneProcedure,
    Order as OrderProcedures, Schedule, SetHours,
};
use workflow::recovery::{Backups, Confirm, Issue, Record, Sheets};
use workflow::results::{Batches as ResultBatches, KeepBatch, OneBatch, WithdrawBatch};
use workflow::roster::{
    AddClass, AddPupil, AddRelative, ChangePupil, ChangeRelative, ClassOf, Classes, ComparePupils, Entrust, FindPupils, FindRelatives,
    GiveLoad, Loads, MergePupils, MergeRelatives, MovePupil, PartPupils, PartRelatives, PickPupils, PreviewRoster, PupilOf, RelativeOf,
    Release, RemoveClass, RemoveLoad, RemovePupil, RemoveRelative, RosterBatches, SetClassTeacher, TakeRoster, UndoRoster,
};
use workflow::school::{Change, Close, ConfirmClock, Open, Overview};
use workflow::{Act, Look};

use super::office::Office;
use super::pages::person::{deputies, leaving, merge as people_merge, naming, post, teaching};
use super::pages::plan::{
    approve, batches, days, edit, effect_forms, import, issued, levels, library, list, measure, orders, papers, preface, schedules,
    several, whole,
};
use super::pages::roster::{class, classes, import as roster_import, loads, merge, pupil, readings, relative, samples, stands};
use super::pages::sign_in::{code, letters};
use super::pages::{
    admit, calendar, draft, enter, erasure, event, inspection, journal, mail, newyear, notices, parts, people, person, procedure, read,
    recovery, rehearsal, results, school, search, sign_in, start, support, times, today, working,
};
use super::policy::May::{Anybody, Ask, Newcomer, Signed};
use crate::shell::assets;
use crate::shell::route::Limit::{Files, Form, Long, Nothing};
use crate::shell::route::{Route, routes};

/// All addresses.
pub const ROUTES: &[Route<Office>] = routes![
    GET  "/assets/{name}" (Anybody, Nothing) "style, script, fonts" => assets::asset,
    GET  "/enter/{link}" (Anybody, Nothing) "lets the first browser in, once, before there is a school" => enter::enter,
    GET  "/start" (Newcomer, Nothing) "the first start" => start::show,
    POST "/start" (Newcomer, Form) "founds the school" => start::found,
    GET  "/sign-in" (Anybody, Nothing) "name and password" => sign_in::show,
    POST "/sign-in" (Anybody, Form) "lets in" => sign_in::sign_in,
    POST "/sign-in/code" (Anybody, Form) "lets in by the code of a phone, after the password" => code::sign_in,
    GET  "/slip" (Anybody, Nothing) "a slip and a new password" => sign_in::slip,
    POST "/slip" (Anybody, Form) "sets the password of the slip's person" => sign_in::claim,
    GET  "/read" (Anybody, Nothing) "the code of a family" => read::show,
    POST "/read" (Anybody, Form) "what is read by the code" => read::open,
    POST "/read/file" (Anybody, Form) "the file that is read by the code" => read::file,
    POST "/read/confirm" (Anybody, Form) "the family read it" => read::confirm,
    POST "/sign-out" (Signed, Form) "ends the session" => sign_in::sign_out,
    GET  "/draft/{secret}" (Signed, Nothing) "what was typed before the session ended" => draft::show,
    GET  "/again/{secret}" (Signed, Nothing) "a form that was refused, as it was shown" => draft::again,
    POST "/language" (Signed, Form) "the language of one's pages" => school::language,
    GET  "/step-up" (Signed, Nothing) "asks for the password once more" => sign_in::again,
    POST "/step-up" (Signed, Form) "the password once more" => sign_in::step_up,
    GET  "/me" (Signed, Nothing) "a new password for oneself" => sign_in::me,
    POST "/me" (Ask(ChangePassword::NAME), Form) "changes one's password" => sign_in::change_password,
    GET  "/me/code" (Signed, Nothing) "a new key for the codes of one's phone" => code::begin,
    POST "/me/code" (Ask(SetCode::NAME), Form) "from now on a code is asked" => code::on,
    POST "/me/code/off" (Ask(SetCode::NAME), Form) "no code is asked any more" => code::off,
    POST "/me/letters" (Ask(SetAddress::NAME), Form) "where one wants letters, and when" => letters::address,
    POST "/me/letters/code" (Ask(ConfirmAddress::NAME), Form) "the code of a letter: the address is one's own" => letters::confirm,
    GET  "/notices" (Ask(MyNotices::NAME), Nothing) "what one was told, and when" => notices::show,
    GET  "/notices/list" (Ask(MyNotices::NAME), Nothing) "what one was told, for Excel" => notices::carried,
    GET  "/notices/times" (Ask(TimesOf::NAME), Nothing) "hours and days of notices, as they stand and as they are proposed" => times::show,
    POST "/notices/times" (Ask(SetTimes::NAME), Form) "sets them" => times::set,
    GET  "/" (Signed, Nothing) "what waits for whoever looks" => today::show,
    GET  "/plan" (Signed, Nothing) "the open plan, else the list" => list::show,
    GET  "/plans" (Ask(Plans::NAME), Nothing) "every plan" => list::all,
    POST "/plan/upload" (Ask(Take::NAME), Files) "takes a plan's file in" => import::upload,
    GET  "/plan/import/{digest}" (Ask(Take::NAME), Nothing) "as written, as understood, what it corresponds to" => import::show,
    POST "/plan/import/{digest}" (Ask(Take::NAME), Long) "understood anew, or taken" => import::act,
    POST "/plan/library" (Ask(Begin::NAME), Form) "begins a plan from the library" => library::from_library,
    GET  "/plan/{id}" (Ask(Whole::NAME), Nothing) "a plan in its views" => whole::show,
    GET  "/plan/{id}/list" (Ask(Whole::NAME), Nothing) "the table of a plan as it is shown, for Excel" => whole::list,
    GET  "/several" (Ask(Several::NAME), Nothing) "times that were ticked in a list" => several::show,
    POST "/several/done" (Ask(SayDone::NAME), Files) "closes several with the same words, day, file" => several::done,
    POST "/several/put-off" (Ask(PutOff::NAME), Form) "puts several off" => several::put_off,
    GET  "/plan/{id}/approve" (Ask(Whole::NAME), Nothing) "two ways to approve" => approve::show,
    POST "/plan/{id}/approve" (Ask(Approve::NAME), Files) "approves by an order on paper" => approve::by_order,
    POST "/plan/{id}/approve/myself" (Ask(Approve::NAME), Form) "approves as the second person" => approve::myself,
    GET  "/papers" (Signed, Nothing) "papers of the plan work goes on with" => papers::room,
    GET  "/plan/{id}/papers" (Ask(Whole::NAME), Nothing) "the papers of a plan" => papers::show,
    GET  "/plan/{id}/papers/list" (Ask(Papers::NAME), Nothing) "papers that were issued, for Excel" => issued::carried,
    GET  "/plan/{id}/papers/{code}" (Ask(Whole::NAME), Nothing) "a paper: Word or PDF" => papers::paper,
    POST "/plan/{id}/papers/{code}" (Ask(IssuePaper::NAME), Form) "gives a paper its number" => papers::issue,
    GET  "/plan/{id}/inspection" (Ask(IssuePaper::NAME), Nothing) "what an inspection asks for, what shows it, what is lacking" => inspection::show,
    POST "/plan/{id}/inspection/folder" (Ask(IssuePaper::NAME), Form) "begins the folder for an inspection, one archive" => inspection::folder,
    GET  "/working/{secret}" (Signed, Nothing) "long work: what it is at, what came of it" => working::show,
    GET  "/working/{secret}/status" (Signed, Nothing) "how far it is" => working::status,
    POST "/working/{secret}/stop" (Signed, Form) "stops it" => working::stop,
    GET  "/working/{secret}/file" (Signed, Nothing) "the file that came of it" => working::file,
    GET  "/paper/{plan}/{id}/{form}" (Ask(Papers::NAME), Nothing) "a paper that was issued" => papers::issued,
    GET  "/plan/{id}/order/{address}" (Ask(Orders::NAME), Nothing) "the scan of an order of a plan" => orders::scan,
    GET  "/plan/{id}/calendar" (Ask(Whole::NAME), Nothing) "the plan's days for other calendars" => days::file,
    GET  "/plan/{id}/levels" (Ask(Levels::NAME), Nothing) "plans of the levels above beside the school's" => levels::show,
    POST "/plan/{id}/levels/upload" (Ask(TakeUpper::NAME), Files) "takes a file of a plan above in" => levels::upload,
    GET  "/plan/{id}/levels/read/{digest}" (Ask(TakeUpper::NAME), Nothing) "what was read of a plan above" => levels::read,
    POST "/plan/{id}/levels/read/{digest}" (Ask(TakeUpper::NAME), Long) "lays a plan above beside the school's" => levels::take,
    POST "/plan/{id}/levels/{upper}/remove" (Ask(RemoveUpper::NAME), Form) "takes a plan above away" => levels::remove,
    POST "/above/{id}/answer" (Ask(Answer::NAME), Form) "says what answers a measure above" => levels::answer,
    GET  "/plan/{id}/preface" (Ask(Whole::NAME), Nothing) "what stands above the table" => preface::show,
    POST "/plan/{id}/preface" (Ask(Amend::NAME), Form) "changes it" => preface::change,
    GET  "/plan/{id}/close" (Ask(Whole::NAME), Nothing) "how the plan ended" => preface::closing,
    POST "/plan/{id}/close" (Ask(ClosePlan::NAME), Form) "closes the plan" => preface::close,
    GET  "/plan/{id}/batches" (Ask(Batches::NAME), Nothing) "what was taken, from where" => batches::show,
    POST "/batch/{id}/undo" (Ask(UndoBatch::NAME), Form) "takes a batch back" => batches::undo,
    GET  "/plan/{id}/schedules" (Ask(SchedulesOf::NAME), Nothing) "schedules, periods, holidays" => schedules::show,
    POST "/plan/{id}/schedules/{code}" (Ask(SetSchedule::NAME), Form) "makes a schedule known" => schedules::set,
    POST "/plan/{id}/terms" (Ask(SetTerms::NAME), Form) "sets periods and holidays" => schedules::set_terms,
    GET  "/plan/{id}/measures/new" (Ask(Whole::NAME), Nothing) "a measure to be added" => edit::new,
    POST "/plan/{id}/measures/new" (Ask(Add::NAME), Form) "adds a measure" => edit::add,
    GET  "/measure/{id}" (Ask(One::NAME), Nothing) "a measure with its times and its history" => measure::show,
    GET  "/measure/{id}/file/{address}" (Ask(One::NAME), Nothing) "a file that shows something" => measure::file,
    GET  "/measure/{id}/edit" (Ask(One::NAME), Nothing) "a measure to be changed" => edit::edit,
    POST "/measure/{id}/edit" (Ask(ChangeMeasure::NAME), Form) "changes a measure" => edit::change,
    POST "/measure/{id}/remove" (Ask(Remove::NAME), Form) "removes a measure nothing was decided about" => edit::remove,
    POST "/measure/{id}/drop" (Ask(DropMeasure::NAME), Files) "drops a measure, as the second person or by an order" => edit::drop_measure,
    POST "/measure/{id}/effect" (Ask(DeclareEffect::NAME), Form) "declares what a measure should move" => effect_forms::declare,
    POST "/measure/{id}/effect/look" (Ask(LookAtEffect::NAME), Form) "writes down what was seen" => effect_forms::look,
    POST "/occurrence/{id}/done" (Ask(SayDone::NAME), Files) "closes with words, a day, a file" => measure::done,
    POST "/occurrence/{id}/put-off" (Ask(PutOff::NAME), Form) "puts off" => measure::put_off,
    POST "/occurrence/{id}/drop" (Ask(DropOccurrence::NAME), Files) "asks to drop, or drops by an order" => measure::drop_one,
    POST "/occurrence/{id}/agree" (Ask(AgreeToDrop::NAME), Form) "drops, as the second person" => measure::agree,
    POST "/occurrence/{id}/accept" (Ask(Accept::NAME), Form) "accepts, as the second person" => measure::accept,
    POST "/occurrence/{id}/withdraw" (Ask(WithdrawDone::NAME), Form) "takes a decision back" => measure::withdraw,
    POST "/occurrence/{id}/not-needed" (Ask(NotNeeded::NAME), Form) "was not needed" => measure::not_needed,
    GET  "/calendar" (Ask(Calendar::NAME), Nothing) "a month with everything that has a day" => calendar::show,
    GET  "/calendar/file" (Ask(Calendar::NAME), Nothing) "the days for other calendars" => calendar::file,
    GET  "/procedures" (Ask(Schedule::NAME), Nothing) "the schedule of procedures: a list, a month, a week" => procedure::list::show,
    GET  "/procedures/papers/list" (Ask(Schedule::NAME), Nothing) "papers of the year that were issued, for Excel" => procedure::list::issued,
    GET  "/procedures/list" (Ask(Schedule::NAME), Nothing) "the list as shown, for Excel" => procedure::list::carried,
    GET  "/procedures/site" (Ask(Schedule::NAME), Nothing) "the schedule for the site, Excel, Word or PDF" => procedure::papers::site,
    POST "/procedures/site" (Ask(IssueProcedurePaper::NAME), Form) "gives it a number" => procedure::papers::issue_site,
    GET  "/procedures/paper/{id}/{form}" (Ask(Schedule::NAME), Nothing) "a paper that was issued" => procedure::papers::issued,
    GET  "/procedures/new" (Ask(Enter::NAME), Nothing) "a form for a new procedure" => procedure::entering::new,
    POST "/procedures/new" (Ask(Enter::NAME), Form) "checks a procedure, or enters it" => procedure::entering::enter,
    GET  "/procedures/new/clashes" (Ask(CheckProcedure::NAME), Nothing) "what the form would not keep, while it is typed" => procedure::typing::entered,
    GET  "/procedures/hours" (Ask(SetHours::NAME), Nothing) "hours a week, lessons a day" => procedure::hours::show,
    POST "/procedures/hours" (Ask(SetHours::NAME), Form) "sets them" => procedure::hours::set,
    GET  "/procedures/order" (Ask(OrderProcedures::NAME), Nothing) "procedures that wait for an order" => procedure::ordering::show,
    POST "/procedures/order" (Ask(OrderProcedures::NAME), Form) "notes an order" => procedure::ordering::order,
    GET  "/procedure/{id}" (Ask(OneProcedure::NAME), Nothing) "a procedure with what can be done now" => procedure::one::show,
    GET  "/procedure/{id}/order" (Ask(OneProcedure::NAME), Nothing) "the order with its annexes, Word or PDF" => procedure::papers::order,
    POST "/procedure/{id}/order" (Ask(IssueProcedurePaper::NAME), Form) "gives it a number" => procedure::papers::issue_order,
    GET  "/procedure/{id}/observers" (Ask(Observers::NAME), Nothing) "who of the families may observe" => procedure::observers::show,
    GET  "/procedure/{id}/observers/list" (Ask(Observers::NAME), Nothing) "the list as shown, for Excel" => procedure::observers::carried,
    GET  "/procedure/{id}/move/clashes" (Ask(CheckProcedure::NAME), Nothing) "what a move would not keep, while it is typed" => procedure::typing::moved,
    POST "/procedure/{id}/move" (Ask(Move::NAME), Form) "checks a move, or moves" => procedure::steps::moved,
    POST "/procedure/{id}/arrange" (Ask(Arrange::NAME), Form) "rooms and organisers" => procedure::steps::arranged,
    POST "/procedure/{id}/cancel" (Ask(CancelProcedure::NAME), Form) "cancels a procedure" => procedure::steps::cancelled,
    GET  "/events" (Ask(Events::NAME), Nothing) "events, with filters in the address" => event::list::show,
    GET  "/events/list" (Ask(Events::NAME), Nothing) "the list as shown, for Excel" => event::list::carried,
    GET  "/events/new" (Ask(PlanEvent::NAME), Nothing) "which kind?" => event::list::choose,
    GET  "/events/new/{kind}" (Ask(PlanEvent::NAME), Nothing) "a form for a new event" => event::edit::new,
    POST "/events/new/{kind}" (Ask(PlanEvent::NAME), Files) "plans an event" => event::edit::plan,
    GET  "/events/register/{kind}" (Ask(Events::NAME), Nothing) "a register of a kind, Word or PDF" => event::registers::register,
    GET  "/event/{id}" (Ask(OneEvent::NAME), Nothing) "an event whole" => event::one::show,
    GET  "/event/{id}/file/{address}" (Ask(OneEvent::NAME), Nothing) "what is read, or a signed sheet" => event::one::file,
    GET  "/event/{id}/paper/{paper}" (Ask(OneEvent::NAME), Nothing) "minutes, agenda, sheets, Word or PDF" => event::papers::paper,
    GET  "/event/{id}/edit" (Ask(ChangeEvent::NAME), Nothing) "what is planned of it" => event::edit::edit,
    POST "/event/{id}/edit" (Ask(ChangeEvent::NAME), Files) "changes what is planned of it" => event::edit::change,
    POST "/event/{id}/hold" (Ask(Hold::NAME), Form) "it took place: who came" => event::steps::hold,
    POST "/event/{id}/number" (Ask(NumberMinutes::NAME), Form) "gives the minutes another number" => event::steps::number,
    POST "/event/{id}/minutes" (Ask(Minute::NAME), Long) "what was heard and decided" => event::steps::minutes,
    POST "/event/{id}/close" (Ask(CloseEvent::NAME), Form) "closes it, and times of the plan with it" => event::steps::close,
    POST "/event/{id}/cancel" (Ask(Cancel::NAME), Form) "it does not take place" => event::steps::cancel,
    POST "/event/{id}/reopen" (Ask(Reopen::NAME), Form) "opens it again" => event::steps::reopen,
    POST "/event/{id}/acknowledge" (Ask(Acknowledge::NAME), Form) "I have read it" => event::steps::acknowledge,
    GET  "/event/{id}/families" (Ask(FamiliesOf::NAME), Nothing) "which families of the class confirmed" => event::families::show,
    GET  "/event/{id}/families/list" (Ask(FamiliesOf::NAME), Nothing) "the list as shown, for Excel" => event::families::carried,
    POST "/event/{id}/families" (Ask(GiveCodes::NAME), Form) "gives codes and makes the notices that hold them" => event::families::make,
    GET  "/event/{id}/families/file/{address}" (Ask(FamiliesOf::NAME), Nothing) "the scan of a sheet families signed" => event::families::signed::file,
    POST "/event/{id}/families/signed" (Ask(FamiliesSigned::NAME), Files) "who signed on paper, or declined to" => event::families::signed::note,
    POST "/event/{id}/families/sheet" (Ask(AttachFamilySheet::NAME), Files) "attaches the scan of a sheet families signed" => event::families::signed::attach,
    POST "/event/{id}/tick" (Ask(Tick::NAME), Files) "who signed a sheet" => event::steps::tick,
    POST "/event/{id}/sheet" (Ask(AttachSheet::NAME), Files) "attaches the scan of a sheet that was signed" => event::steps::scan,
    POST "/event/{id}/certify" (Ask(Certify::NAME), Long) "hours and documents of whoever took part" => event::certifying::certify,
    POST "/event/{id}/comment" (Ask(Comment::NAME), Form) "one's own word" => event::steps::comment,
    POST "/event/{id}/pupils" (Ask(ListPupils::NAME), Form) "enters pupils in the list" => event::pupils::steps::list,
    POST "/event/{id}/written" (Ask(WritePupil::NAME), Long) "what came of it for each pupil" => event::pupils::steps::write,
    POST "/event/{id}/pupils/{item}/strike" (Ask(StrikePupil::NAME), Form) "takes a pupil off the list" => event::pupils::steps::strike,
    GET  "/support" (Ask(Propose::NAME), Nothing) "pupils who are proposed, each with the reason" => support::lists::show,
    GET  "/support/list" (Ask(Propose::NAME), Nothing) "the list as shown, for Excel" => support::lists::carried,
    POST "/support" (Ask(PlanPupils::NAME), Long) "makes a consultation, an interview, a route of the list" => support::lists::make,
    GET  "/support/import" (Ask(MarkBatches::NAME), Nothing) "files of marks that were taken, and the place to drop one" => support::import::show,
    POST "/support/import" (Ask(TakeMarks::NAME), Files) "keeps a file of marks and shows what it says" => support::import::upload,
    GET  "/support/import/list" (Ask(MarkBatches::NAME), Nothing) "files of marks that were taken, for Excel" => support::import::carried,
    GET  "/support/import/{digest}" (Ask(PreviewMarks::NAME), Nothing) "what a file of marks says" => support::import::again,
    POST "/support/import/{digest}" (Ask(TakeMarks::NAME), Long) "shown anew, or taken" => support::import::act,
    POST "/marks/{id}/undo" (Ask(UndoMarks::NAME), Form) "takes a file of marks back" => support::import::undo,
    GET  "/trainings" (Ask(Trainings::NAME), Nothing) "a line everybody who took part in a training" => event::certificates::show,
    GET  "/trainings/list" (Ask(Trainings::NAME), Nothing) "the list as shown, for Excel" => event::certificates::carried,
    GET  "/tasks" (Ask(Decisions::NAME), Nothing) "tasks that are open" => event::tasks::show,
    GET  "/tasks/list" (Ask(Decisions::NAME), Nothing) "the list as shown, for Excel" => event::tasks::carried,
    GET  "/task/{id}" (Ask(OneDecision::NAME), Nothing) "a task" => event::tasks::one,
    POST "/task/{id}/done" (Ask(SayDecisionDone::NAME), Form) "it is done" => event::tasks::done,
    POST "/task/{id}/put-off" (Ask(PutOffDecision::NAME), Form) "puts it off" => event::tasks::put_off,
    POST "/task/{id}/withdraw" (Ask(WithdrawDecision::NAME), Form) "withdraws it" => event::tasks::withdraw,
    POST "/task/{id}/reopen" (Ask(ReopenDecision::NAME), Form) "takes it up again" => event::tasks::reopen,
    GET  "/results" (Ask(ResultBatches::NAME), Nothing) "results that wait, results that are kept" => results::show,
    POST "/results/handed/{id}" (Ask(KeepBatch::NAME), Form) "takes results in" => results::take,
    POST "/results/handed/{id}/away" (Ask(KeepBatch::NAME), Form) "does not take results in" => results::away,
    GET  "/results/{id}" (Ask(OneBatch::NAME), Nothing) "kept results with their files" => results::one,
    GET  "/results/{id}/file/{ordinal}" (Ask(OneBatch::NAME), Nothing) "a file of kept results" => results::file,
    GET  "/results/{id}/report" (Ask(OneBatch::NAME), Nothing) "the report as it was written" => results::report,
    POST "/results/{id}/pupils" (Ask(TakeMarks::NAME), Form) "reads kept results by code, to be taken for lists of pupils" => results::pupils,
    POST "/results/{id}/withdraw" (Ask(WithdrawBatch::NAME), Form) "takes results back" => results::withdraw,
    GET  "/search" (Signed, Nothing) "finds measures and people" => search::show,
    GET  "/people" (Ask(List::NAME), Nothing) "who works here" => people::show,
    POST "/people" (Ask(Invite::NAME), Form) "invites a person" => people::invite,
    GET  "/people/list" (Ask(List::NAME), Nothing) "the list of people as it is shown, for Excel" => people::carried,
    GET  "/people/admit" (Ask(Awaited::NAME), Nothing) "who has not signed in yet" => admit::show,
    POST "/people/admit" (Ask(Admit::NAME), Form) "a role and a slip for several people" => admit::act,
    GET  "/people/{id}" (Ask(OnePerson::NAME), Nothing) "a person" => person::show,
    POST "/people/{id}/slip" (Ask(IssueSlip::NAME), Form) "issues a slip and shows it" => people::slip,
    POST "/people/{id}/lock" (Ask(Lock::NAME), Form) "shuts a person out" => person::lock,
    POST "/people/{id}/unlock" (Ask(Unlock::NAME), Form) "lets a person in again" => person::unlock,
    POST "/people/{id}/give" (Ask(Give::NAME), Form) "gives a role" => person::give,
    POST "/people/{id}/withdraw" (Ask(Withdraw::NAME), Form) "withdraws a role" => person::withdraw,
    POST "/people/{id}/name" (Ask(Rename::NAME), Form) "what somebody is called" => naming::rename,
    POST "/people/{id}/post" (Ask(SetPost::NAME), Form) "the post somebody works in" => post::set,
    POST "/people/{id}/deputy" (Ask(Appoint::NAME), Form) "somebody stands in for a person" => deputies::appoint,
    POST "/people/{id}/deputy/end" (Ask(EndDeputy::NAME), Form) "nobody stands in any more" => deputies::end,
    GET  "/people/{id}/merge" (Ask(ComparePeople::NAME), Nothing) "two records of a person side by side" => people_merge::show,
    POST "/people/{id}/merge" (Ask(MergePeople::NAME), Form) "makes one of two records" => people_merge::merge,
    POST "/people/{id}/part" (Ask(PartPeople::NAME), Form) "makes two of them again" => people_merge::part,
    POST "/people/{id}/leave" (Ask(Leave::NAME), Form) "a colleague left: shut out at once" => leaving::leave,
    POST "/people/{id}/teaching" (Ask(SetClassTeacher::NAME), Form) "gives classes and lessons of a person to others" => teaching::give,
    POST "/people/{id}/hand-over" (Ask(HandOver::NAME), Form) "hands everything that is open over, or nothing" => leaving::hand_over,
    GET  "/classes" (Ask(Classes::NAME), Nothing) "classes of the year" => classes::show,
    POST "/classes" (Ask(AddClass::NAME), Form) "makes a class" => classes::add,
    GET  "/classes/list" (Ask(Classes::NAME), Nothing) "the list as shown, for Excel" => classes::carried,
    GET  "/pupils/list" (Ask(FindPupils::NAME), Nothing) "those that were found, for Excel" => classes::found,
    GET  "/pupils" (Ask(FindPupils::NAME), Nothing) "pupils who are looked for" => classes::find,
    GET  "/class/{id}" (Ask(ClassOf::NAME), Nothing) "a class with its pupils" => class::show,
    GET  "/class/{id}/list" (Ask(ClassOf::NAME), Nothing) "its pupils as shown, for Excel" => class::carried,
    POST "/class/{id}/pupils" (Ask(AddPupil::NAME), Form) "enters a pupil" => class::add,
    POST "/class/{id}/teacher" (Ask(SetClassTeacher::NAME), Form) "names the class teacher" => class::teacher,
    POST "/class/{id}/remove" (Ask(RemoveClass::NAME), Form) "removes a class nobody is in" => class::remove,
    GET  "/entrusted" (Ask(PickPupils::NAME), Nothing) "pupils who are entrusted to whoever looks" => stands::entrusted,
    GET  "/pupil/{id}" (Ask(PupilOf::NAME), Nothing) "a pupil with the family" => pupil::show,
    POST "/pupil/{id}" (Ask(ChangePupil::NAME), Form) "changes a pupil" => pupil::changed,
    POST "/pupil/{id}/move" (Ask(MovePupil::NAME), Form) "moves a pupil, or lets one leave" => pupil::moved,
    POST "/pupil/{id}/remove" (Ask(RemovePupil::NAME), Form) "removes a pupil entered by mistake" => pupil::removed,
    POST "/pupil/{id}/family" (Ask(AddRelative::NAME), Form) "enters somebody of the family" => pupil::relative,
    GET  "/pupil/{id}/merge" (Ask(ComparePupils::NAME), Nothing) "two records of a pupil side by side" => merge::show,
    POST "/pupil/{id}/merge" (Ask(MergePupils::NAME), Form) "makes one of two records" => merge::merge,
    POST "/pupil/{id}/part" (Ask(PartPupils::NAME), Form) "makes two of them again" => merge::part,
    POST "/relative/{id}/remove" (Ask(RemoveRelative::NAME), Form) "removes somebody of a family" => pupil::remove_relative,
    GET  "/relative/{id}" (Ask(RelativeOf::NAME), Nothing) "somebody of a family with all her children" => relative::show,
    POST "/relative/{id}" (Ask(ChangeRelative::NAME), Form) "changes somebody of a family" => relative::changed,
    GET  "/relative/{id}/merge" (Ask(FindRelatives::NAME), Nothing) "two records of one person side by side" => relative::merging,
    POST "/relative/{id}/merge" (Ask(MergeRelatives::NAME), Form) "makes one person of two records" => relative::merge,
    POST "/relative/{id}/part" (Ask(PartRelatives::NAME), Form) "makes two of them again" => relative::part,
    POST "/pupil/{id}/entrust" (Ask(Entrust::NAME), Form) "entrusts a pupil to a specialist" => pupil::entrust,
    POST "/entrusted/{id}/release" (Ask(Release::NAME), Form) "a pupil is entrusted no longer" => pupil::release,
    GET  "/classes/import" (Ask(RosterBatches::NAME), Nothing) "files that were taken, and the place to drop one" => roster_import::show,
    POST "/classes/import" (Ask(TakeRoster::NAME), Files) "keeps a file of lists and shows what it would change" => roster_import::upload,
    GET  "/support/import/sample/{kind}" (Ask(MarkBatches::NAME), Nothing) "a small file of marks to begin with" => samples::marks,
    GET  "/classes/import/sample/{kind}" (Ask(RosterBatches::NAME), Nothing) "a small file of lists to begin with" => samples::file,
    GET  "/classes/import/list" (Ask(RosterBatches::NAME), Nothing) "files of lists that were taken, for Excel" => roster_import::carried,
    GET  "/classes/import/{digest}" (Ask(PreviewRoster::NAME), Nothing) "what a file of lists would change" => roster_import::again,
    POST "/classes/import/{digest}" (Ask(TakeRoster::NAME), Long) "shown anew, or taken" => roster_import::act,
    POST "/roster/{id}/undo" (Ask(UndoRoster::NAME), Form) "takes a file of lists back" => roster_import::undo,
    GET  "/classes/loads" (Ask(Loads::NAME), Nothing) "who teaches what where" => loads::show,
    GET  "/classes/loads/list" (Ask(Loads::NAME), Nothing) "the list as shown, for Excel" => loads::carried,
    POST "/classes/loads" (Ask(GiveLoad::NAME), Form) "enters a load" => loads::give,
    POST "/load/{id}/remove" (Ask(RemoveLoad::NAME), Form) "removes a load" => loads::remove,
    GET  "/school" (Ask(Overview::NAME), Nothing) "the school, its years, its settings" => school::show,
    POST "/school" (Ask(Change::NAME), Form) "changes the settings" => school::change,
    POST "/years" (Ask(Open::NAME), Form) "opens a year" => school::open,
    POST "/years/{id}/close" (Ask(Close::NAME), Form) "closes a year" => school::close,
    GET  "/years/{id}/next" (Ask(NextYear::NAME), Nothing) "what goes on into the next year" => newyear::show,
    POST "/years/{id}/next" (Ask(Carry::NAME), Long) "shown anew, or carried into the next year" => newyear::act,
    POST "/carry/{id}/back" (Ask(CarryBack::NAME), Form) "takes a carrying back" => newyear::back,
    GET  "/mail" (Ask(MailServer::NAME), Nothing) "the server letters are sent by, and how sending went" => mail::show,
    POST "/mail" (Ask(SetMail::NAME), Form) "sets it" => mail::set,
    POST "/mail/off" (Ask(SetMail::NAME), Form) "sends no letters any more" => mail::off,
    POST "/mail/resume" (Ask(ResumeMail::NAME), Form) "sends letters again after a restoration" => mail::resume,
    POST "/mail/test" (Ask(SetMail::NAME), Form) "sends a test letter and says what the server answered" => mail::test,
    GET  "/data" (Ask(ErasureDue::NAME), Nothing) "personal data: terms, what is due, what was erased" => erasure::show,
    GET  "/data/paper" (Ask(ErasureDue::NAME), Nothing) "the record of what was erased, for two to sign" => erasure::paper,
    GET  "/data/list" (Ask(ErasureDue::NAME), Nothing) "the list that belongs beside every backup" => erasure::list,
    GET  "/data/files" (Ask(AttachedFiles::NAME), Nothing) "files people alone can read" => erasure::files,
    GET  "/data/{id}/file" (Ask(ErasureOf::NAME), Nothing) "the bytes of such a file" => erasure::file,
    GET  "/data/{id}" (Ask(ErasureOf::NAME), Nothing) "what would be erased with a thing" => erasure::one,
    POST "/data/{id}/ask" (Ask(AskErasure::NAME), Form) "asks that it be erased" => erasure::ask,
    POST "/data/{id}/erase" (Ask(ConfirmErasure::NAME), Form) "erases it, as the second person" => erasure::erase,
    POST "/data/{id}/withdraw" (Ask(WithdrawErasure::NAME), Form) "it is not erased after all" => erasure::withdraw,
    GET  "/recovery/new" (Ask(Sheets::NAME), Nothing) "what the recovery sheet is for" => recovery::new,
    POST "/recovery/new" (Ask(Issue::NAME), Form) "makes the sheet and shows it, once" => recovery::make,
    POST "/recovery/confirm" (Ask(Confirm::NAME), Form) "the check word of the sheet" => recovery::confirmed,
    GET  "/backups" (Ask(Backups::NAME), Nothing) "backups, what counts, how the last try went" => recovery::show,
    POST "/backups" (Ask(Record::NAME), Form) "makes a backup now" => recovery::back_up,
    GET  "/backups/{name}" (Ask(Backups::NAME), Nothing) "a backup, sealed" => recovery::file,
    POST "/clock" (Ask(ConfirmClock::NAME), Form) "confirms a clock that was set back" => school::clock,
    GET  "/journal" (Ask(Journal::NAME), Nothing) "what was done" => journal::show,
    GET  "/journal/list" (Ask(Journal::NAME), Nothing) "the journal as it is shown, for Excel" => journal::carried,
    POST "/journal/verify" (Ask(Journal::NAME), Form) "whether the journal holds, against a checkpoint on paper" => journal::verify,
    GET  "/journal/names" (Ask(NamesRead::NAME), Nothing) "who read names of pupils and families" => readings::show,
    GET  "/journal/names/list" (Ask(NamesRead::NAME), Nothing) "the list as shown, for Excel" => readings::carried,
    GET  "/parts" (Signed, Nothing) "the parts of pages together, where the program is built for its makers" => parts::show,
    POST "/journal/export" (Ask(Journal::NAME), Nothing) "the ledger as a file" => journal::export,
];

/// What a rehearsal has beyond: no real office is given these.
pub const REHEARSAL: &[Route<Office>] = routes![
    POST "/rehearsal/{person}" (Anybody, Nothing) "lets in as somebody of the rehearsal" => rehearsal::enter,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::policy::May;

    #[test]
    fn an_address_stands_once_and_names_an_act_or_a_look_that_is_there() {
        let mut paths: Vec<_> = ROUTES.iter().map(|route| (route.path, route.method)).collect();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), ROUTES.len());
        let known = |name: &str| workflow::ACTS.iter().chain(workflow::LOOKS).any(|listed| listed.name == name);
        for route in ROUTES {
            let fits = match route.policy {
                May::Ask(name) => known(name),
                May::Anybody => {
                    let by_code = ["/read", "/read/file", "/read/confirm"].contains(&route.path);
                    by_code || ["/assets/{name}", "/enter/{link}", "/sign-in", "/sign-in/code", "/slip"].contains(&route.path)
                }
                May::Newcomer => route.path.starts_with("/start") || route.path.starts_with("/restore"),
                May::Signed => {
                    let own = ["/sign-out", "/language", "/step-up", "/me", "/me/code", "/", "/draft/{secret}", "/again/{secret}"];
                    let work = route.path.starts_with("/working/{secret}");
                    work || own.contains(&route.path) || ["/plan", "/papers", "/search", "/parts"].contains(&route.path)
                }
            };
            assert!(fits, "{} {}", route.method, route.path);
        }
    }
}
