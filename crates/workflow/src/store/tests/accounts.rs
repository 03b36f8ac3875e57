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
    let slip_of = |desk: &Desk, who: &crate::Id| see(desk, &by, &Awaited).unwrap().into_iter().find(|one| one.person.id == *who)?.slip;
    let one = |seen, who: &crate::Id, byte: u8| Admitted { person: who.clone(), seen, role: None, digest: Slip::of([byte; 10]).digest() };
    let admit = |people: Vec<Admitted>, role| {
        let people = people.into_iter().map(|one| Admitted { role: Some(role), ..one }).collect();
        Admit { people, days: 7 }
    };
    let handed = slip_of(&desk, &world.invited);
    assert!(handed.is_some() && slip_of(&desk, &other).is_none());
    let all = vec![one(None, &other, 21), one(handed, &world.invited, 22), one(None, &heads, 23)];
    for (people, role, rule) in [
        (vec![], Role::Teacher, Rule::Missing(Field::PersonName)),
        (vec![one(None, &other, 1), one(None, &other, 2)], Role::Teacher, Rule::Missing(Field::PersonName)),
        (all.clone(), Role::Head, Rule::Wrong(Field::GrantScope)),
        (all.clone(), Role::ClassTeacher, Rule::Wrong(Field::GrantScope)),
        (vec![one(None, &other, 1), one(None, &world.active, 2)], Role::Teacher, Rule::NoSuchStep),
        (vec![one(None, &other, 1), one(None, &world.locked, 2)], Role::Teacher, Rule::NoSuchStep),
        (vec![one(None, &other, 1), one(None, &world.invited, 2)], Role::Teacher, Rule::NoSuchStep),
    ] {
        assert_eq!(desk.perform(&by, admit(people, role)).unwrap_err().rule, rule);
    }
    let unsaid = desk.perform(&by, Admit { people: all.clone(), days: 7 }).unwrap_err();
    assert_eq!(unsaid.rule, Rule::Wrong(Field::GrantScope), "somebody has no role yet");
    assert!(unsaid.about.contains(&other) && !unsaid.about.contains(&heads), "and is named");
    for days in [0, 8] {
        assert_eq!(desk.perform(&by, Admit { days, ..admit(all.clone(), Role::Teacher) }).unwrap_err().rule, Rule::Wrong(Field::SlipTerm));
    }
    let held = |desk: &Desk, who: &crate::Id| {
        let people = see(desk, &by, &List).unwrap();
        people.into_iter().find(|one| one.id == *who).unwrap().roles.iter().map(|held| held.role).collect::<Vec<_>>()
    };
    assert!(held(&desk, &other).is_empty(), "nothing was half done");
    let before = held(&desk, &world.invited).len();
    let done = desk.perform(&by, admit(all.clone(), Role::Psychologist)).unwrap().done;
    assert_eq!((done.people.len(), done.held_roles.len()), (3, if before == 0 { 2 } else { 1 }), "who has a role keeps hers alone");
    assert_eq!((held(&desk, &other), held(&desk, &heads)), (vec![Role::Psychologist], vec![Role::AssociationHead]));
    let said = rows(desk.connection(), &["entry"]);
    assert!(
        said.contains("people.admit") && done.held_roles.iter().all(|(id, _)| said.contains(id.as_str())),
        "who got which role is told: {said}"
    );
    // Where each has a role, none is given and none is said.
    let again = Admit { people: vec![one(slip_of(&desk, &heads), &heads, 33)], days: 7 };
    let again = desk.perform(&by, again).unwrap().done;
    assert_eq!((again.held_roles.len(), held(&desk, &heads)), (0, vec![Role::AssociationHead]));
    // Another deputy had the page open before: whoever was handed a slip meanwhile keeps it, and is named.
    let late = desk.perform(&by, admit(vec![one(None, &other, 31)], Role::Teacher)).unwrap_err();
    assert_eq!((late.rule, late.about), (Rule::NoSuchStep, vec![other.clone()]));
    assert_eq!(claim(&mut desk, &Slip::of([9; 10]), &program()).unwrap_err().rule, Rule::SlipUsed, "the earlier slip is good no longer");
    assert_eq!(claim(&mut desk, &Slip::of([22; 10]), &program()).unwrap().done, world.invited);
    assert_eq!(claim(&mut desk, &Slip::of([21; 10]), &program()).unwrap().done, other);
    assert!(see(&desk, &by, &Awaited).unwrap().iter().all(|one| one.person.id != other), "who signed in is awaited no longer");
}

/// Each gets the role chosen for her, and the journal says which: the n-th holding has the n-th role.
#[test]
fn each_is_let_in_with_a_role_of_her_own() {
    let (mut desk, _, founder) = Desk::furnished();
    let by = person(&founder);
    let mut invite = |name: &str| desk.perform(&by, Invite { name: name.into() }).unwrap().done;
    let people = [invite("Новая Вера Павловна"), invite("Чуткая Анна Ильинична"), invite("Третья Нина Львовна")];
    let roles = [Role::Teacher, Role::Psychologist, Role::Teacher];
    let admitted = |((person, role), byte): ((&crate::Id, Role), u8)| Admitted {
        person: person.clone(),
        seen: None,
        role: Some(role),
        digest: Slip::of([byte; 10]).digest(),
    };
    let all = people.iter().zip(roles).zip(40..).map(admitted).collect();
    let done = desk.perform(&by, Admit { people: all, days: 7 }).unwrap().done;
    let shown = see(&desk, &by, &List).unwrap();
    let held = |who: &crate::Id| shown.iter().find(|one| one.id == *who).unwrap().roles.iter().map(|held| held.role).collect::<Vec<_>>();
    for (who, role) in people.iter().zip(roles) {
        assert_eq!(held(who), [role]);
    }
    let given: Vec<Role> = done.held_roles.iter().map(|(_, role)| *role).collect();
    assert_eq!(given, roles);
    let last = "select record from entry order by sequence desc limit 1";
    let said: String = desk.connection().query_row(last, [], |row| row.get(0)).unwrap();
    assert!(said.contains(r#""role":["teacher","psychologist","teacher"]"#), "{said}");
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
