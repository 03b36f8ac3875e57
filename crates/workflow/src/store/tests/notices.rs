//! Notices told by the program, and the letters they go into: to whom, once, and nothing to those who are gone.

use jiff::ZonedDateTime;
use jiff::civil::date;

use super::desk::{Desk, morning, names, person, program};
use crate::Act;
use crate::act::Look;
use crate::event::{
    Acknowledge, Cancel, Change, Content, Plan, Planned, PutOffDecision, Reopen, ReopenDecision, SayDecisionDone, WithdrawDecision,
};
use crate::id::Id;
use crate::mail::{ConfirmAddress, MailServer, MyMail, ResumeMail, Security, Server, SetAddress, SetMail, Wish};
use crate::notice::{COUNTED, Kind, MyNotices, NoticeShown, SetTimes, Subject, Tell, TimesOf, Told, Untold, What, of_letter, unseen};
use crate::people::{Give, Leave, Lock, rights};
use crate::plan::{Accept, Attach, Withdraw};
use crate::reader::{Actor, Reader};
use crate::refusal::{Field, Rule};
use crate::role::{Role, Scope};
use crate::school::Edit;
use crate::store::letters::seen;
use crate::world::World;

fn see<L: Look>(desk: &Desk, by: &Reader, look: &L) -> L::Shown {
    let names = names();
    let db = super::super::db::Db::over(desk.connection()).knowing(names.as_ref());
    let by = rights(&db, by.clone()).unwrap();
    crate::policy::admit(&L::POLICY, &by).unwrap();
    let shown = look.see(&by, &db).unwrap();
    assert_eq!(db.names_opened(), 0, "no name of a child is opened for a notice");
    shown
}

fn at(day: jiff::civil::Date, hour: i8) -> ZonedDateTime {
    day.at(hour, 5, 0, 0).in_tz("Europe/Moscow").unwrap()
}

/// What the program tells at a moment; it is told.
pub(super) fn tells(desk: &mut Desk, now: &ZonedDateTime) -> Told {
    let by = Reader::new(Actor::Program, now.clone());
    let told = see(desk, &by, &Untold);
    if !told.tellings.is_empty() {
        desk.perform(&by, Tell { told: told.tellings.clone(), morning: told.morning }).unwrap();
    }
    told
}

fn shown(desk: &Desk, who: &Id, now: &ZonedDateTime) -> Vec<NoticeShown> {
    see(desk, &Reader::new(Actor::Person(who.clone()), now.clone()), &MyNotices::default()).all
}

fn confirmed(desk: &mut Desk, who: &Id, world: &World, wish: Wish) {
    desk.perform(&person(who), SetAddress { wish, ..SetAddress::sample(world) }).unwrap();
    desk.perform(&person(who), ConfirmAddress::sample(world)).unwrap();
}

fn letters(desk: &Desk, who: &Id) -> Vec<(u64, i64)> {
    let sql = "select number, due from letter where person = ? and kind = 'notices' and state = 'waiting' order by number";
    let mut statement = desk.connection().prepare(sql).unwrap();
    statement.query_map([who.as_str()], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

/// covers: R48
#[test]
fn what_is_hers_is_told_once_in_hours_of_the_school_and_again_for_another_day() {
    let (mut desk, world, founder) = Desk::furnished();
    let (teacher, now) = (&world.active, morning());
    for asleep in [at(world.today, 7), at(world.today, 18), at(date(2026, 11, 22), 10), at(date(2027, 1, 4), 10)] {
        assert_eq!(see(&desk, &Reader::new(Actor::Program, asleep.clone()), &Untold), Told::default(), "{asleep}");
    }
    let told = tells(&mut desk, &now);
    assert!(told.tellings.iter().any(|one| one.person == founder) && told.tellings.iter().any(|one| one.person == *teacher));
    assert!(tells(&mut desk, &now).tellings.is_empty(), "once");
    let hers = shown(&desk, teacher, &now);
    let task = |all: &[NoticeShown]| all.iter().filter(|one| one.what == What::Task).map(|one| one.kind).collect::<Vec<_>>();
    assert_eq!(task(&hers).len(), 1, "{hers:?}");
    assert!(hers.iter().all(|one| !one.seen));
    let ids = |all: &[NoticeShown]| all.iter().map(|one| one.number).collect::<Vec<_>>();
    assert!(ids(&hers).iter().all(|one| !ids(&shown(&desk, &founder, &now)).contains(one)), "nobody sees another's");
    // Another day is told anew.
    let due = hers.iter().find(|one| one.what == What::Task).and_then(|one| one.day).unwrap();
    let to = due.checked_add(jiff::Span::new().days(40)).unwrap();
    let act = PutOffDecision { to, ..PutOffDecision::sample(&world) };
    desk.perform(&person(&founder), act).unwrap();
    let again = tells(&mut desk, &now).tellings;
    assert!(again.iter().any(|one| one.notice.kind == Kind::Moved && one.notice.key.day == Some(to)), "{again:?}");
    // Whoever loses her rights sees nothing of it any more, and nothing is counted.
    desk.perform(&person(&founder), crate::people::Withdraw { held_role: world.held_role.clone() }).unwrap();
    let db = super::super::db::Db::over(desk.connection());
    let by = rights(&db, Reader::new(Actor::Person(teacher.clone()), now)).unwrap();
    assert_eq!(unseen(&by, &db).unwrap(), 0);
}

/// One letter, not many; to a confirmed address only; as its reader sees it when it leaves.
#[test]
fn what_is_told_goes_into_one_letter_of_whoever_confirmed_her_address() {
    let (mut desk, world, founder) = Desk::furnished();
    let (teacher, now) = (&world.active, at(morning().date(), 8));
    desk.perform(&person(&founder).after_step_up(), SetMail::sample(&world)).unwrap();
    // The founder's address waits for its code: nothing goes there.
    confirmed(&mut desk, teacher, &world, Wish::Daily);
    let now = now.checked_add(jiff::Span::new().hours(1)).unwrap();
    let told = tells(&mut desk, &now);
    assert_eq!(letters(&desk, &founder), []);
    let [(letter, due)] = letters(&desk, teacher)[..] else { panic!("one letter") };
    assert_eq!(Some(due), told.morning.map(|at| at.as_second()));
    let all = told.tellings.iter().filter(|one| one.person == *teacher).count();
    let db = super::super::db::Db::over(desk.connection());
    let by = rights(&db, Reader::new(Actor::Person(teacher.clone()), now.clone())).unwrap();
    assert_eq!(of_letter(&by, &db, letter).unwrap().len(), all);
    let act = PutOffDecision { to: date(2027, 1, 20), ..PutOffDecision::sample(&world) };
    let by = Reader::new(Actor::Person(founder.clone()), now.clone());
    desk.perform(&by, act).unwrap();
    assert!(!tells(&mut desk, &now).tellings.is_empty());
    assert_eq!(letters(&desk, teacher), [(letter, due)], "taken up by the one that waits");
    // Nobody is told who is locked, and what was told before goes to nobody.
    let seen = desk.connection().query_row("select entry from person where id = ?", [teacher.as_str()], |row| row.get(0)).unwrap();
    desk.perform(&by, Lock { person: teacher.clone(), seen }).unwrap();
    let later = at(date(2026, 11, 26), 10);
    assert!(tells(&mut desk, &later).tellings.iter().all(|one| one.person != *teacher));
}

#[test]
fn a_code_that_is_not_that_of_the_letter_confirms_nothing() {
    let (mut desk, world, founder) = Desk::furnished();
    let wrong = desk.perform(&person(&founder), ConfirmAddress { digest: String::new() });
    assert_eq!(wrong.unwrap_err().rule, Rule::Wrong(Field::MailCode));
    desk.perform(&person(&founder), ConfirmAddress::sample(&world)).unwrap();
    let used = desk.perform(&person(&founder), ConfirmAddress::sample(&world));
    assert_eq!(used.unwrap_err().rule, Rule::NotThere, "good once");
    let split = SetAddress { address: "a@b.ru\r\nBcc: c@d.ru".into(), ..SetAddress::sample(&world) };
    assert_eq!(desk.perform(&person(&founder), split).unwrap_err().rule, Rule::Wrong(Field::MailAddress));
}

/// Another server is not given the password of the one before, and the ledger holds none.
#[test]
fn a_password_stays_with_its_server() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder).after_step_up();
    let sample = SetMail::sample(&world);
    assert_eq!(desk.perform(&person(&founder), sample.clone()).unwrap_err().rule, Rule::StepUp);
    desk.perform(&by, sample.clone()).unwrap();
    let kept =
        |desk: &Desk| desk.connection().query_row("select sealed is not null from mail_server", [], |row| row.get::<_, bool>(0)).unwrap();
    assert!(kept(&desk));
    let server = Server { link: "https://school.example".into(), ..sample.server.unwrap() };
    desk.perform(&by, SetMail { server: Some(server.clone()), secret: None }).unwrap();
    assert!(kept(&desk), "the same server");
    let others = [
        Server { host: "smtp.other.example".into(), ..server.clone() },
        Server { port: 587, ..server.clone() },
        Server { security: Security::None, ..server.clone() },
        Server { name: "other".into(), ..server.clone() },
    ];
    for other in others {
        let asked = desk.perform(&by, SetMail { server: Some(other.clone()), secret: None });
        assert_eq!(asked.unwrap_err().rule, Rule::Missing(Field::MailSecret), "{other:?}");
    }
    // One that asks for no name is given no password.
    let open = Server { name: String::new(), security: Security::None, ..server.clone() };
    desk.perform(&by, SetMail { server: Some(open), secret: None }).unwrap();
    assert!(!kept(&desk));
    // Whatever cannot be so is told of its own part.
    for (wrong, rule) in [
        (Server { host: String::new(), ..server.clone() }, Rule::Missing(Field::MailServer)),
        (Server { host: "smtp school".into(), ..server.clone() }, Rule::Wrong(Field::MailServer)),
        (Server { port: 0, ..server.clone() }, Rule::Wrong(Field::MailPort)),
        (Server { sender: "office".into(), ..server.clone() }, Rule::Wrong(Field::MailSender)),
        (Server { link: "javascript:alert(1)".into(), ..server }, Rule::Wrong(Field::MailLink)),
    ] {
        let set = desk.perform(&by, SetMail { server: Some(wrong), secret: None });
        assert_eq!(set.unwrap_err().rule, rule);
    }
    drop(program());
}

/// A letter that waits in a backup may have left since: a school that was restored sends none twice.
#[test]
fn a_restored_school_sends_no_letter_that_may_have_left() {
    let (mut desk, world, _) = Desk::furnished();
    confirmed(&mut desk, &world.active, &world, Wish::AtOnce);
    let state = |desk: &Desk| {
        let sql = "select group_concat(state) from (select distinct state from letter order by state)";
        desk.connection().query_row(sql, [], |row| row.get::<_, String>(0)).unwrap()
    };
    assert!(state(&desk).contains("waiting"), "the control: the code of an address waits");
    desk.perform(&program(), crate::recovery::Restored::sample(&world)).unwrap();
    assert_eq!(state(&desk), "unsure");
}

/// What was told since the backup is told again, and a trial of a backup is not the school: nothing goes into letters before somebody says so.
#[test]
fn a_restored_school_writes_nobody_before_it_is_told_to() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder).after_step_up();
    desk.perform(&by, SetMail::sample(&world)).unwrap();
    confirmed(&mut desk, &world.active, &world, Wish::AtOnce);
    desk.perform(&program(), crate::recovery::Restored::sample(&world)).unwrap();
    assert!(see(&desk, &by, &MailServer).paused && !see(&desk, &by, &MyMail).sends);
    assert!(!tells(&mut desk, &morning()).tellings.is_empty(), "the screen tells");
    assert_eq!(letters(&desk, &world.active), []);
    // Other settings do not switch letters on by the way.
    desk.perform(&by, SetMail::sample(&world)).unwrap();
    assert!(see(&desk, &by, &MailServer).paused);
    assert_eq!(desk.perform(&person(&founder), ResumeMail).unwrap_err().rule, Rule::StepUp);
    desk.perform(&by, ResumeMail).unwrap();
    assert!(!see(&desk, &by, &MailServer).paused);
    let act = PutOffDecision { to: date(2027, 1, 20), ..PutOffDecision::sample(&world) };
    desk.perform(&by, act).unwrap();
    assert_eq!(tells(&mut desk, &morning()).tellings.len(), 1);
    let [(letter, _)] = letters(&desk, &world.active)[..] else { panic!("one letter") };
    let inside = desk.connection().query_row("select count(*) from notice where letter = ?", [letter], |row| row.get::<_, u32>(0));
    assert_eq!(inside.unwrap(), 1, "and not what was told while they waited");
}

fn council(world: &World, day: jiff::civil::Date) -> Planned {
    Planned { day, agenda: Vec::new(), ..crate::event::sample_council(world) }
}

/// What is said of one thing, in the order it was told.
pub(super) fn told_of(desk: &Desk, who: &Id, now: &ZonedDateTime, what: What, thing: &Id) -> Vec<(Kind, Option<jiff::civil::Date>)> {
    let mut all = shown(desk, who, now);
    all.reverse();
    let of = |one: &NoticeShown| match &one.subject {
        Subject::Event { id, .. } | Subject::Task { id, .. } => id == thing,
        Subject::Measure { occurrence, .. } => occurrence == thing,
        Subject::Procedure(one) => one.id == *thing,
        Subject::Erasure { thing: other, .. } => other == thing,
    };
    all.iter().filter(|one| one.what == what && of(one)).map(|one| (one.kind, one.day)).collect()
}

/// However far a meeting is moved, whoever was told of it is told of its new day, and that it is cancelled, and that it is not.
#[test]
fn a_meeting_that_is_moved_far_away_or_cancelled_is_told_to_whoever_was_told_of_it() {
    let (mut desk, world, founder) = Desk::furnished();
    let (by, now) = (person(&founder), morning());
    let (first, far) = (date(2026, 12, 1), date(2027, 1, 25));
    let event = desk.perform(&by, Plan { kind: "association".into(), planned: council(&world, first) }).unwrap().done;
    tells(&mut desk, &now);
    let edit = Edit { opened: council(&world, first), wanted: council(&world, far) };
    desk.perform(&by, Change { event: event.clone(), seen: 1, edit }).unwrap();
    tells(&mut desk, &now);
    let back = Edit { opened: council(&world, far), wanted: council(&world, first) };
    desk.perform(&by, Change { event: event.clone(), seen: 1, edit: back }).unwrap();
    tells(&mut desk, &now);
    desk.perform(&by, Cancel { event: event.clone(), ..Cancel::sample(&world) }).unwrap();
    tells(&mut desk, &now);
    assert!(tells(&mut desk, &now).tellings.is_empty(), "once");
    desk.perform(&by, Reopen { event: event.clone(), ..Reopen::sample(&world) }).unwrap();
    tells(&mut desk, &now);
    let expected = [Kind::Given, Kind::Moved, Kind::Moved, Kind::Cancelled, Kind::Given].into_iter();
    let days = [first, far, first, first, first].map(Some);
    assert_eq!(told_of(&desk, &world.active, &now, What::Part, &event), expected.zip(days).collect::<Vec<_>>());
    // One that is over is cancelled for the papers, not for people.
    let after = at(date(2026, 12, 2), 10);
    desk.perform(&Reader::new(Actor::Person(founder), after.clone()), Cancel { event: event.clone(), ..Cancel::sample(&world) }).unwrap();
    tells(&mut desk, &after);
    assert_eq!(told_of(&desk, &world.active, &after, What::Part, &event).len(), 5);
}

#[test]
fn a_task_that_is_taken_back_or_opened_again_is_told() {
    let (mut desk, world, founder) = Desk::furnished();
    let (by, now) = (person(&founder), morning());
    tells(&mut desk, &now);
    desk.perform(&by, WithdrawDecision::sample(&world)).unwrap();
    tells(&mut desk, &now);
    let task = &world.event.decision;
    desk.perform(&by, ReopenDecision { decision: task.clone(), ..ReopenDecision::sample(&world) }).unwrap();
    tells(&mut desk, &now);
    // Done and opened again, with the same day.
    desk.perform(&person(&world.active), SayDecisionDone::sample(&world)).unwrap();
    tells(&mut desk, &now);
    desk.perform(&by, ReopenDecision { decision: task.clone(), ..ReopenDecision::sample(&world) }).unwrap();
    tells(&mut desk, &now);
    let told: Vec<Kind> = told_of(&desk, &world.active, &now, What::Task, task).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(told, [Kind::Given, Kind::Cancelled, Kind::Again, Kind::Again]);
}

/// Whoever read the text before is told that there is another; whoever has not, has it open still.
#[test]
fn a_text_that_changed_is_told_to_whoever_had_read_it() {
    let (mut desk, world, founder) = Desk::furnished();
    let (by, now) = (person(&founder), morning());
    let reading = |text: &str| {
        let planned = crate::event::sample_briefing(&world);
        let content = Content { text: text.into(), until: Some(date(2026, 12, 18)), quiz: Vec::new(), pass: 0, ..planned.content };
        Planned { content: Content { details: std::collections::BTreeMap::new(), ..content }, ..planned }
    };
    let event = desk.perform(&by, Plan { kind: "reading".into(), planned: reading("Первый") }).unwrap().done;
    tells(&mut desk, &now);
    let digest = reading("Первый").content.digest().to_string();
    desk.perform(&person(&world.active), Acknowledge { event: event.clone(), seen: 1, digest, answers: Vec::new() }).unwrap();
    for (was, is) in [("Первый", "Второй"), ("Второй", "Третий")] {
        desk.perform(&by, Change { event: event.clone(), seen: 1, edit: Edit { opened: reading(was), wanted: reading(is) } }).unwrap();
        tells(&mut desk, &now);
    }
    let told = |who: &Id| told_of(&desk, who, &now, What::Read, &event).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
    assert_eq!(told(&world.active), [Kind::Given, Kind::Again]);
    assert_eq!(told(&founder), [Kind::Given]);
}

/// Whoever was to read it is told that she need not; whoever read it is not, nor is anybody twice who takes part in it as well.
/// covers: R25, R48
#[test]
fn a_reading_that_is_cancelled_is_told_to_whoever_was_to_read_it() {
    let (mut desk, world, founder) = Desk::furnished();
    let (by, now) = (person(&founder), morning());
    let briefing = crate::event::sample_briefing(&world);
    let content = Content { quiz: Vec::new(), pass: 0, details: std::collections::BTreeMap::new(), ..briefing.content.clone() };
    let reading = Planned { content: Content { until: Some(date(2026, 12, 18)), ..content.clone() }, ..briefing.clone() };
    let event = desk.perform(&by, Plan { kind: "reading".into(), planned: reading }).unwrap().done;
    let both = Planned { day: date(2026, 12, 1), ..Planned { content, ..briefing } };
    let held = desk.perform(&by, Plan { kind: "briefing".into(), planned: both }).unwrap().done;
    tells(&mut desk, &now);
    let digest = see(&desk, &by, &crate::event::OneEvent { event: event.clone() }).digest;
    desk.perform(&person(&world.active), Acknowledge { event: event.clone(), seen: 1, digest, answers: Vec::new() }).unwrap();
    for one in [&event, &held] {
        desk.perform(&by, Cancel { event: one.clone(), ..Cancel::sample(&world) }).unwrap();
    }
    tells(&mut desk, &now);
    assert!(tells(&mut desk, &now).tellings.is_empty(), "once");
    let told =
        |desk: &Desk, who: &Id, what, of: &Id| told_of(desk, who, &now, what, of).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
    assert_eq!(told(&desk, &founder, What::Read, &event), [Kind::Given, Kind::Cancelled]);
    assert_eq!(told(&desk, &world.active, What::Read, &event), [Kind::Given], "she read it");
    assert_eq!(told(&desk, &world.active, What::Part, &held), [Kind::Given, Kind::Cancelled]);
    assert_eq!(told(&desk, &world.active, What::Read, &held), [Kind::Given], "once of both");
    // It is to be read after all.
    desk.perform(&by, Reopen { event: event.clone(), ..Reopen::sample(&world) }).unwrap();
    tells(&mut desk, &now);
    assert_eq!(told(&desk, &founder, What::Read, &event), [Kind::Given, Kind::Cancelled, Kind::Given]);
    // Nor is she told of the other one on the day after the one it would have taken place on.
    let later = at(date(2026, 12, 2), 10);
    tells(&mut desk, &later);
    assert_eq!(told_of(&desk, &world.active, &later, What::Read, &held).len(), 1, "once of both");
}

#[test]
fn a_procedure_that_is_cancelled_is_told_to_whoever_organises() {
    let (mut desk, world, founder) = Desk::furnished();
    let (by, now) = (person(&founder), morning());
    desk.perform(&by, crate::procedure::Arrange::sample(&world)).unwrap();
    tells(&mut desk, &now);
    let procedure = &world.procedure.planned;
    assert_eq!(told_of(&desk, &founder, &now, What::Organise, procedure), [(Kind::Given, Some(world.procedure.day))]);
    desk.perform(&by, crate::procedure::Cancel::sample(&world)).unwrap();
    tells(&mut desk, &now);
    assert!(tells(&mut desk, &now).tellings.is_empty());
    assert_eq!(told_of(&desk, &founder, &now, What::Organise, procedure), [(Kind::Cancelled, Some(world.procedure.day))]);
}

/// A file that is added later decides nothing.
#[test]
fn what_was_accepted_or_opened_again_is_told_once_whatever_is_attached_later() {
    let (mut desk, world, founder) = Desk::furnished();
    let (by, teacher) = (person(&founder), &world.active);
    let told = |desk: &Desk, what| told_of(desk, teacher, &morning(), what, &world.plan.done).len();
    desk.perform(&by, Accept::sample(&world)).unwrap();
    tells(&mut desk, &morning());
    assert_eq!((told(&desk, What::Accepted), told(&desk, What::Returned)), (1, 0));
    let attach = Attach { occurrence: world.plan.done.clone(), ..Attach::sample(&world) };
    for (day, accepted, returned) in [(date(2026, 12, 7), 1, 0), (date(2026, 12, 21), 1, 1)] {
        let now = at(day, 10);
        let hers = Reader::new(Actor::Person(teacher.clone()), now.clone());
        desk.perform(&hers, attach.clone()).unwrap();
        tells(&mut desk, &now);
        assert_eq!((told(&desk, What::Accepted), told(&desk, What::Returned)), (accepted, returned), "{day}");
        if returned == 0 {
            desk.perform(&Reader::new(Actor::Person(founder.clone()), now.clone()), Withdraw::sample(&world)).unwrap();
            tells(&mut desk, &now);
            assert_eq!(told(&desk, What::Returned), 1);
        }
    }
}

/// A draft asks nobody for anything, nor does a plan for what was due before it was approved.
#[test]
fn times_of_a_plan_are_told_once_it_is_in_force() {
    for (state, due, told) in [("approved", "2026-11-24", 1), ("draft", "2026-11-24", 0), ("approved", "2026-11-20", 0)] {
        let (mut desk, world, _) = Desk::furnished();
        let change = |sql: &str, with: [&str; 2]| desk.connection().execute(sql, with).unwrap();
        change("update occurrence set from_day = ?2, due_day = ?2, put_off_to = null where id = ?1", [world.plan.open.as_str(), due]);
        change("update plan set state = ?2 where id = ?1", [world.plan.approved.as_str(), state]);
        let now = at(date(2026, 11, 25), 10);
        tells(&mut desk, &now);
        assert_eq!(told_of(&desk, &world.active, &now, What::Occurrence, &world.plan.open).len(), told, "{state} {due}");
    }
}

/// A school sets its own hours and days: nobody is told anything outside them, and reminders come as many days ahead as it wants. Two people who
/// change different ones both succeed; of the same one the later is told.
#[test]
fn a_school_sets_its_own_hours_and_days() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let same = |value| Edit { opened: value, wanted: value };
    let as_proposed = SetTimes { from: same(8), to: same(18), digest: same(9), lead: same(3), held: same(3) };
    let proposed = see(&desk, &by, &TimesOf);
    assert_eq!(proposed.now, proposed.proposed, "nothing was set yet");
    assert_eq!(desk.perform(&by, as_proposed.clone()).unwrap_err().rule, Rule::NothingChanged);
    // One field against another that stands: the whole is judged, whatever was changed.
    let until_nine = SetTimes { to: Edit { opened: 18, wanted: 9 }, ..as_proposed.clone() };
    assert_eq!(desk.perform(&by, until_nine).unwrap_err().rule, Rule::Wrong(Field::ToldDigest));
    let later = Edit { opened: 8, wanted: 11 };
    let from_eleven = SetTimes { from: later.clone(), digest: Edit { opened: 9, wanted: 12 }, ..as_proposed.clone() };
    desk.perform(&by, from_eleven).unwrap();
    let far = SetTimes { lead: Edit { opened: 3, wanted: 6 }, ..as_proposed.clone() };
    desk.perform(&by, far).unwrap();
    let other = SetTimes { from: Edit { opened: 8, wanted: 10 }, ..as_proposed };
    match desk.perform(&by, other).unwrap_err().rule {
        Rule::ChangedMeanwhile(conflicts) => assert_eq!((conflicts.len(), conflicts[0].field), (1, Field::ToldFrom)),
        rule => panic!("{rule:?}"),
    }
    let now = see(&desk, &by, &TimesOf).now;
    assert_eq!((now.from, now.to, now.digest, now.lead, now.held), (11, 18, 12, 6, 3));
    assert_eq!(see(&desk, &by, &MyNotices { before: Some(0) }).telling, Some(now));
    // A term six days off, on a school day of its own: not at ten, at eleven.
    let sql = "update occurrence set from_day = ?2, due_day = ?2, put_off_to = null where id = ?1";
    desk.connection().execute(sql, [world.plan.open.as_str(), "2026-12-01"]).unwrap();
    assert!(tells(&mut desk, &at(date(2026, 11, 25), 10)).tellings.is_empty());
    assert!(told_of(&desk, &world.active, &at(date(2026, 11, 25), 10), What::Occurrence, &world.plan.open).is_empty());
    let told = tells(&mut desk, &at(date(2026, 11, 25), 11));
    let noon = at(date(2026, 11, 25), 12).with().minute(0).build().unwrap().timestamp();
    assert_eq!(told.morning, Some(noon), "the letter of the day leaves at its own hour");
    let told = told_of(&desk, &world.active, &at(date(2026, 11, 25), 11), What::Occurrence, &world.plan.open);
    assert_eq!(told.into_iter().map(|(kind, _)| kind).collect::<Vec<_>>(), [Kind::Soon]);
}

/// However many days ahead a school wants people reminded of an event, and however long the holidays before it, they are; no earlier.
#[test]
fn an_event_is_reminded_of_as_many_days_ahead_as_the_school_set() {
    // The autumn holidays lie before the second: the last school day two weeks before it is further away than that.
    for (held, on, reminded) in [
        (20, date(2027, 2, 16), date(2027, 1, 27)),
        (30, date(2027, 2, 25), date(2027, 1, 26)),
        (14, date(2027, 1, 15), date(2026, 12, 30)),
    ] {
        let (mut desk, world, founder) = Desk::furnished();
        let same = |value| Edit { opened: value, wanted: value };
        let set = SetTimes { from: same(8), to: same(18), digest: same(9), lead: same(3), held: Edit { opened: 3, wanted: held } };
        desk.perform(&person(&founder), set).unwrap();
        let sql = "update plan set state = 'closed'";
        desk.connection().execute(sql, []).unwrap();
        let (kind, planned) = ("association".into(), council(&world, on));
        let event = desk.perform(&person(&founder), Plan { kind, planned }).unwrap().done;
        let told = |desk: &mut Desk, day| {
            let now = at(day, 10);
            let told = tells(desk, &now).tellings;
            told.iter()
                .filter(|one| one.person == world.active && one.notice.key.what == What::Part && one.notice.key.thing == event)
                .count()
        };
        let days = reminded.yesterday().unwrap();
        let before = std::iter::successors(Some(days), |day| day.yesterday().ok()).find(|day| day.weekday().to_monday_zero_offset() < 5);
        assert_eq!(told(&mut desk, before.unwrap()), 0, "{held}: not yet");
        assert_eq!(told(&mut desk, reminded), 1, "{held}: {on}");
        assert_eq!(told(&mut desk, reminded.tomorrow().unwrap()), 0, "{held}: once");
    }
}

/// Notices beyond a page are new still, and what one does not see takes no place of what she does.
#[test]
fn every_notice_is_reached_and_new_until_it_was_shown() {
    let (mut desk, world, _) = Desk::furnished();
    let (teacher, now) = (&world.active, morning());
    let sql = "with recursive n (i) as (select 1 union all select i + 1 from n where i < 450)
        insert into notice (person, what, thing, day, mark, stage, time, kind, at, entry)
        select ?1, 'task', case when i % 3 = 0 then ?2 else 'decision-gone' end, '', '', 'given', 0, 'given', 1795000000, 1 from n";
    desk.connection().execute(sql, [teacher.as_str(), world.event.decision.as_str()]).unwrap();
    let new = |desk: &Desk| {
        let db = super::super::db::Db::over(desk.connection());
        let by = rights(&db, Reader::new(Actor::Person(teacher.clone()), now.clone())).unwrap();
        unseen(&by, &db).unwrap()
    };
    assert_eq!(new(&desk), COUNTED);
    let (mut before, mut pages, mut reached) = (None, 0, 0);
    loop {
        let page = see(&desk, &Reader::new(Actor::Person(teacher.clone()), now.clone()), &MyNotices { before });
        assert!(page.all.iter().all(|one| !one.seen), "shown for the first time");
        let numbers: Vec<u64> = page.all.iter().map(|one| one.number).collect();
        desk.writer.aside(|tx| seen(tx, teacher, &numbers)).unwrap();
        (pages, reached) = (pages + 1, reached + page.all.len());
        let Some(more) = page.more else { break };
        before = Some(more);
        assert_eq!(new(&desk), COUNTED, "those of the next page are new still");
    }
    assert_eq!((pages, reached, new(&desk)), (2, 150, 0));
    // Another's are not hers to mark.
    desk.connection().execute("delete from notice_seen", []).unwrap();
    let other = &world.founder;
    desk.writer.aside(|tx| seen(tx, other, &(0..450).collect::<Vec<u64>>())).unwrap();
    assert_eq!(new(&desk), COUNTED);
}

/// A letter that is due far ahead, because the clock stood there or because it was to leave in the morning, holds up nothing that is told now.
#[test]
fn a_letter_leaves_no_later_than_what_it_takes_up() {
    let (mut desk, world, founder) = Desk::furnished();
    desk.perform(&person(&founder).after_step_up(), SetMail::sample(&world)).unwrap();
    confirmed(&mut desk, &world.active, &world, Wish::Daily);
    tells(&mut desk, &morning());
    desk.connection().execute("update letter set due = due + 300 * 86400 where kind = 'notices'", []).unwrap();
    desk.perform(&person(&world.active), SetAddress { wish: Wish::AtOnce, ..SetAddress::sample(&world) }).unwrap();
    desk.perform(&person(&founder), PutOffDecision { to: date(2027, 1, 20), ..PutOffDecision::sample(&world) }).unwrap();
    tells(&mut desk, &morning());
    let [(_, due)] = letters(&desk, &world.active)[..] else { panic!("one letter") };
    assert_eq!(due, morning().timestamp().as_second());
}

/// No entry holds an address, and nothing of it is left where somebody leaves; nobody has strangers written to over and over.
#[test]
fn an_address_is_in_no_entry_goes_with_its_person_and_gets_few_codes() {
    let (mut desk, world, founder) = Desk::furnished();
    let teacher = &world.active;
    let typed = |n: u32| SetAddress { address: format!("m{n}@school.example"), ..SetAddress::sample(&world) };
    for n in 0..5 {
        desk.perform(&person(teacher), typed(n)).unwrap();
    }
    assert_eq!(desk.perform(&person(teacher), typed(5)).unwrap_err().rule, Rule::TooManyCodes);
    let none = SetAddress { address: String::new(), wish: Wish::Never, ..SetAddress::sample(&world) };
    desk.perform(&person(teacher), none).unwrap();
    let later = Reader::new(Actor::Person(teacher.clone()), at(morning().date(), 11));
    desk.perform(&later, typed(6)).unwrap();
    let count = |desk: &Desk, sql: &str| desk.connection().query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap();
    assert_eq!(count(&desk, "select count(*) from payload where content like '%m%@school.example%'"), 0);
    let fails = "update letter set answer = '550 <m6@school.example>: no such mailbox' where state = 'waiting'";
    desk.connection().execute(fails, []).unwrap();
    let seen = desk.connection().query_row("select entry from person where id = ?", [teacher.as_str()], |row| row.get(0)).unwrap();
    desk.perform(&Reader::new(Actor::Person(founder), later.now().clone()), Leave { person: teacher.clone(), seen, last: world.today })
        .unwrap();
    let left = "select count(*) from letter where person in (select id from person where left_day is not null) and (sealed is not null or answer <> '')";
    assert_eq!(count(&desk, left), 0);
    assert_eq!(count(&desk, "select count(*) from mail_address where address like 'm%'"), 0);
}

/// Where no server is any more, codes that waited are not kept.
#[test]
fn a_code_that_will_not_leave_is_not_kept() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder).after_step_up();
    desk.perform(&by, SetMail::sample(&world)).unwrap();
    let kept = |desk: &Desk| {
        desk.connection().query_row("select count(*) from letter where sealed is not null", [], |row| row.get::<_, u32>(0)).unwrap()
    };
    assert_eq!(kept(&desk), 1, "the control: the founder's code waits");
    desk.perform(&by, SetMail { server: None, secret: None }).unwrap();
    assert_eq!(kept(&desk), 0);
}

/// Of the year before last nobody is told anything any more.
#[test]
fn what_was_told_before_the_last_year_is_swept() {
    let (mut desk, world, founder) = Desk::furnished();
    tells(&mut desk, &morning());
    let year = "insert or ignore into school_year (id, starts, first_day, last_day, state, entry)
        values ('year-before', 2025, '2025-09-01', '2026-05-31', 'closed', 1)";
    desk.connection().execute(year, []).unwrap();
    let at = |day: jiff::civil::Date| day.in_tz("Europe/Moscow").unwrap().timestamp().as_second();
    let numbers: Vec<u64> = shown(&desk, &founder, &morning()).iter().map(|one| one.number).collect();
    let [first, second, ..] = numbers[..] else { panic!("two notices") };
    for (number, day) in [(first, date(2025, 8, 20)), (second, date(2025, 10, 1))] {
        desk.connection().execute("update notice set at = ?2 where number = ?1", rusqlite::params![number, at(day)]).unwrap();
    }
    desk.writer.aside(|tx| seen(tx, &founder, &[first, second])).unwrap();
    desk.perform(&person(&founder), PutOffDecision { to: date(2027, 1, 20), ..PutOffDecision::sample(&world) }).unwrap();
    tells(&mut desk, &morning());
    let kept = |table: &str, number: u64| {
        let sql = format!("select count(*) from {table} where number = ?");
        desk.connection().query_row(&sql, [number], |row| row.get::<_, u32>(0)).unwrap()
    };
    assert_eq!([kept("notice", first), kept("notice_seen", first), kept("notice", second), kept("notice_seen", second)], [0, 0, 1, 1]);
}

/// Whoever may confirm an erasure is told that it waits, and by when; whoever asked for it is not; asked for anew it is told anew.
#[test]
fn an_erasure_that_waits_is_told_to_whoever_may_confirm_it() {
    let (mut desk, world, founder) = Desk::furnished();
    let give = Give { person: world.active.clone(), role: Role::Head, scope: Scope::School, from: world.today, to: None };
    desk.perform(&person(&founder), give).unwrap();
    let thing = &world.asked;
    let told = |desk: &Desk, who: &Id, now: &ZonedDateTime| told_of(desk, who, now, What::Erase, thing);
    let now = morning();
    tells(&mut desk, &now);
    let until = date(2026, 12, 23);
    assert_eq!(told(&desk, &founder, &now), [(Kind::Given, Some(until))]);
    assert!(told(&desk, &world.active, &now).is_empty(), "she asked for it");
    let soon = at(date(2026, 12, 22), 10);
    tells(&mut desk, &soon);
    assert_eq!(told(&desk, &founder, &soon).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>(), [Kind::Given, Kind::Soon]);
    // Withdrawn it is nobody's any more; asked for by the other it waits for the first.
    let by = Reader::new(Actor::Person(founder.clone()), soon.clone()).after_step_up();
    desk.perform(&by, crate::erasure::WithdrawErasure { thing: thing.clone() }).unwrap();
    assert!(told(&desk, &founder, &soon).is_empty());
    let ask = crate::erasure::AskErasure { thing: thing.clone(), ..crate::erasure::AskErasure::sample(&world) };
    desk.perform(&by, ask).unwrap();
    tells(&mut desk, &soon);
    assert_eq!(told(&desk, &world.active, &soon).len(), 1);
    assert!(told(&desk, &founder, &soon).is_empty());
}
