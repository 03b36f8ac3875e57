//! How people come in: a slip works once and in its time, a password is nowhere but in its place.

use jiff::Span;

use super::desk::{Desk, morning, person, program, rows};
use super::plans::see;
use crate::people::{Admit, Admitted, Awaited, Claim, Give, Hash, Invite, IssueSlip, List, Lock, SigningIn, Slip};
use crate::reader::{Actor, Reader};
use crate::refusal::{Field, Refusal, Rule};
use crate::role::{Role, Scope};
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

/// Those who came with a list get a role, where they have none, and a slip each: all or none. Nobody who signed in, no role that manages.
#[test]
fn several_are_let_in_at_once_or_none() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let mut invite = |name: &str| desk.perform(&by, Invite { name: name.into() }).unwrap().done;
    let (other, heads) = (invite("Новая Вера Павловна"), invite("Старший Олег Ильич"));
    let give = Give { person: heads.clone(), role: Role::AssociationHead, scope: Scope::School, from: morning().date(), to: None };
    desk.perform(&by, give).unwrap();
    let one = |who: &crate::Id, byte: u8| Admitted { person: who.clone(), digest: Slip::of([byte; 10]).digest() };
    let admit = |people: Vec<Admitted>, role| Admit { people, role, until: world.soon };
    let both = vec![one(&other, 21), one(&world.invited, 22), one(&heads, 23)];
    for (people, role, rule) in [
        (vec![], Role::Teacher, Rule::Missing(Field::PersonName)),
        (vec![one(&other, 1), one(&other, 2)], Role::Teacher, Rule::Missing(Field::PersonName)),
        (both.clone(), Role::Head, Rule::Wrong(Field::GrantScope)),
        (vec![one(&other, 1), one(&world.active, 2)], Role::Teacher, Rule::NoSuchStep),
        (vec![one(&other, 1), one(&world.locked, 2)], Role::Teacher, Rule::NoSuchStep),
    ] {
        assert_eq!(desk.perform(&by, admit(people, role)).unwrap_err().rule, rule);
    }
    let far = Admit { until: morning().checked_add(Span::new().days(8)).unwrap().timestamp(), ..admit(both.clone(), Role::Teacher) };
    assert_eq!(desk.perform(&by, far).unwrap_err().rule, Rule::Wrong(Field::SlipTerm));
    let held = |desk: &Desk, who: &crate::Id| {
        let people = see(desk, &by, &List).unwrap();
        people.into_iter().find(|one| one.id == *who).unwrap().roles.iter().map(|held| held.role).collect::<Vec<_>>()
    };
    assert!(held(&desk, &other).is_empty(), "nothing was half done");
    assert_eq!(desk.perform(&by, admit(both, Role::Psychologist)).unwrap().done.len(), 3);
    assert_eq!((held(&desk, &other), held(&desk, &heads)), (vec![Role::Psychologist], vec![Role::AssociationHead]));
    let awaited = see(&desk, &by, &Awaited).unwrap();
    assert!(awaited.iter().filter(|one| [&other, &world.invited].contains(&&one.person.id)).all(|one| one.slip_until.is_some()));
    assert_eq!(claim(&mut desk, &Slip::of([9; 10]), &program()).unwrap_err().rule, Rule::SlipUsed, "the earlier slip is good no longer");
    assert_eq!(claim(&mut desk, &Slip::of([22; 10]), &program()).unwrap().done, world.invited);
    assert_eq!(claim(&mut desk, &Slip::of([21; 10]), &program()).unwrap().done, other);
    assert!(see(&desk, &by, &Awaited).unwrap().iter().all(|one| one.person.id != other), "who signed in is awaited no longer");
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
