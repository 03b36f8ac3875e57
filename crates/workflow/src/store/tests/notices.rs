//! Notices told by the program, and the letters they go into: to whom, once, and nothing to those who are gone.

use jiff::ZonedDateTime;
use jiff::civil::date;

use super::desk::{Desk, morning, names, person, program};
use crate::Act;
use crate::act::Look;
use crate::event::PutOffDecision;
use crate::id::Id;
use crate::mail::{ConfirmAddress, SetAddress, SetMail, Wish};
use crate::notice::{Kind, MyNotices, NoticeShown, Tell, Told, Untold, What, of_letter, unseen};
use crate::people::{Lock, rights};
use crate::reader::{Actor, Reader};
use crate::refusal::{Field, Rule};
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
fn tells(desk: &mut Desk, now: &ZonedDateTime) -> Told {
    let by = Reader::new(Actor::Program, now.clone());
    let told = see(desk, &by, &Untold);
    if !told.tellings.is_empty() {
        desk.perform(&by, Tell { told: told.tellings.clone(), morning: told.morning }).unwrap();
    }
    told
}

fn shown(desk: &Desk, who: &Id, now: &ZonedDateTime) -> Vec<NoticeShown> {
    see(desk, &Reader::new(Actor::Person(who.clone()), now.clone()), &MyNotices)
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
    let mut server = sample.server.unwrap();
    server.port = 587;
    desk.perform(&by, SetMail { server: Some(server.clone()), secret: None }).unwrap();
    assert!(kept(&desk), "the same server");
    server.host = "smtp.other.example".into();
    desk.perform(&by, SetMail { server: Some(server.clone()), secret: None }).unwrap();
    assert!(!kept(&desk));
    server.link = "javascript:alert(1)".into();
    let wrong = desk.perform(&by, SetMail { server: Some(server), secret: None });
    assert_eq!(wrong.unwrap_err().rule, Rule::Wrong(Field::MailServer));
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
