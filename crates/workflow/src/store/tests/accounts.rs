//! How people come in: a slip works once and in its time, a password is nowhere but in its place.

use jiff::Span;

use super::desk::{Desk, morning, person, program, rows};
use crate::people::{Claim, Hash, IssueSlip, Lock, SigningIn, Slip};
use crate::reader::{Actor, Reader};
use crate::refusal::{Refusal, Rule};
use crate::{Look, Receipt};

fn hash(password: &str) -> Hash {
    Hash::of(password, [3; 16]).unwrap()
}

fn claim(desk: &mut Desk, slip: &Slip, by: &Reader) -> Result<Receipt<crate::Id>, Refusal> {
    desk.perform(by, Claim { digest: slip.digest(), password: hash("длинный пароль") })
}

fn known(desk: &Desk, name: &str) -> Option<crate::Id> {
    let db = super::super::db::Db::over(desk.connection());
    let found = SigningIn { name: name.to_owned() }.see(&program(), &db).unwrap()?;
    found.password.matches("длинный пароль").then_some(found.person)
}

#[test]
fn a_slip_lets_in_once() {
    let (mut desk, world, _) = Desk::furnished();
    let slip = Slip::of([9; 10]);
    assert_eq!(known(&desk, "Ёлкин Пётр"), None);
    assert_eq!(claim(&mut desk, &slip, &program()).unwrap().done, world.invited);
    assert_eq!(known(&desk, "пётр ЕЛКИН"), Some(world.invited.clone()));
    assert_eq!(claim(&mut desk, &slip, &program()).unwrap_err().rule, Rule::SlipUsed);
    assert_eq!(claim(&mut desk, &Slip::of([8; 10]), &program()).unwrap_err().rule, Rule::SlipUsed);
}

#[test]
fn a_slip_is_good_in_its_time_for_somebody_who_may_come_and_until_the_next_one() {
    let (mut desk, world, founder) = Desk::furnished();
    let later = Reader::new(Actor::Program, morning().checked_add(Span::new().days(4)).unwrap());
    assert_eq!(claim(&mut desk, &Slip::of([9; 10]), &later).unwrap_err().rule, Rule::SlipUsed, "its time is over");
    let issue = |person_of: &crate::Id, slip: &Slip| IssueSlip { person: person_of.clone(), digest: slip.digest(), until: world.soon };
    let by = person(&founder);
    desk.perform(&by, issue(&world.invited, &Slip::of([5; 10]))).unwrap();
    assert_eq!(claim(&mut desk, &Slip::of([9; 10]), &program()).unwrap_err().rule, Rule::SlipUsed, "a newer one replaced it");
    desk.perform(&by, Lock { person: world.invited.clone(), seen: 1 }).unwrap();
    assert_eq!(claim(&mut desk, &Slip::of([5; 10]), &program()).unwrap_err().rule, Rule::SlipUsed, "she was locked meanwhile");
    assert_eq!(desk.perform(&by, issue(&world.locked, &Slip::of([4; 10]))).unwrap_err().rule, Rule::NoSuchStep);
    let far =
        IssueSlip { until: morning().checked_add(Span::new().days(8)).unwrap().timestamp(), ..issue(&world.active, &Slip::of([3; 10])) };
    assert!(matches!(desk.perform(&by, far).unwrap_err().rule, Rule::Wrong(_)));
}

#[test]
fn nothing_of_a_password_or_a_slip_is_in_the_ledger() {
    let (mut desk, ..) = Desk::furnished();
    let slip = Slip::of([9; 10]);
    claim(&mut desk, &slip, &program()).unwrap();
    let outside = rows(desk.connection(), &["account", "slip"]);
    assert!(outside.contains("account.claim"));
    for secret in ["argon2", &slip.digest(), &slip.shown(), "длинный"] {
        assert!(!outside.contains(secret), "{secret}");
    }
}
