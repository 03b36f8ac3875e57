//! Hours and documents of those who took part in a training: whose they are, who sees them, who writes them, when they run out.

use jiff::Span;

use super::access::comes;
use super::desk::{Desk, morning, person};
use super::notices::{tells, told_of};
use super::plans::see;
use crate::event::{
    Certificate, Certificates, Certify, Content, Hold, MyEvents, OneEvent, Part, Plan, Planned, Reopen, Trainings, sample_training,
};
use crate::id::Id;
use crate::notice::{Kind, What};
use crate::reader::Reader;
use crate::refusal::{Field, Refusal, Rule};
use crate::role::Role;
use crate::school::Edit;
use crate::world::World;

/// A school with two teachers of whom neither leads the trainings, and who answers for them.
struct School {
    desk: Desk,
    world: World,
    founder: Id,
    one: Id,
    other: Id,
    leader: Id,
}

fn school() -> School {
    let (mut desk, world, founder) = Desk::furnished();
    let [one, other, leader] = [(); 3].map(|()| comes(&mut desk, &founder, Some(Role::Teacher)));
    School { desk, world, founder, one, other, leader }
}

fn rule<T>(answer: Result<T, Refusal>) -> Rule {
    answer.map(drop).unwrap_err().rule
}

fn days_later(id: &Id, days: i64) -> Reader {
    Reader::new(person(id).actor().clone(), morning().checked_add(Span::new().days(days)).unwrap())
}

fn hers(hours: Option<u32>, number: &str, until: Option<jiff::civil::Date>) -> Certificate {
    Certificate { hours, number: number.into(), issuer: String::new(), until }
}

impl School {
    fn planned(&mut self, title: &str) -> Id {
        let sample = sample_training(&self.world);
        let content = Content { title: title.into(), ..sample.content.clone() };
        let people = [&self.one, &self.other].map(|id| (id.clone(), Part::Member)).into();
        let planned = Planned { content, people, owner: self.leader.clone(), ..sample };
        self.desk.perform(&person(&self.founder), Plan { kind: "training".into(), planned }).unwrap().done
    }

    /// A training one took part in and the other did not.
    fn held(&mut self, title: &str, came: [bool; 2]) -> Id {
        let event = self.planned(title);
        self.hold(&event, came);
        event
    }

    fn hold(&mut self, event: &Id, came: [bool; 2]) {
        let came = [&self.one, &self.other].into_iter().cloned().zip(came).collect();
        self.desk.perform(&person(&self.founder), Hold { event: event.clone(), seen: 1, came, counted: None, stood: None }).unwrap();
    }

    fn certify(&mut self, by: &Id, event: &Id, opened: &[(&Id, Certificate)], wanted: &[(&Id, Certificate)]) -> Result<(), Refusal> {
        let all = |all: &[(&Id, Certificate)]| all.iter().map(|(id, one)| ((*id).clone(), one.clone())).collect::<Certificates>();
        let edit = Edit { opened: all(opened), wanted: all(wanted) };
        self.desk.perform(&person(by), Certify { event: event.clone(), seen: 1, edit }).map(drop)
    }

    /// Hours and number of everybody in the register of trainings of this name, as somebody sees it.
    fn register(&self, by: &Id, title: &str) -> Vec<(Id, Option<u32>, String)> {
        let shown = see(&self.desk, &person(by), &Trainings).unwrap();
        let lines = shown.lines.into_iter().filter(|line| line.event.content.title == title);
        let mut lines: Vec<_> = lines.map(|line| (line.person, line.certificate.hours, line.certificate.number)).collect();
        lines.sort();
        lines
    }

    /// Whose documents are told of, to somebody some days later.
    fn told(&self, to: &Id, days: i64) -> Vec<Id> {
        see(&self.desk, &days_later(to, days), &MyEvents).unwrap().expiring.into_iter().map(|one| one.person).collect()
    }
}

/// Hours are those of the programme until somebody's own are written; she sees hers, whoever leads sees all, no colleague sees another's.
/// covers: R10, R22, R35
#[test]
fn everybody_has_hours_and_a_document_of_her_own() {
    let mut school = school();
    let event = school.held("Критерии", [true, true]);
    let (one, other, leader, founder) = (school.one.clone(), school.other.clone(), school.leader.clone(), school.founder.clone());
    let mut both = vec![(one.clone(), Some(16), String::new()), (other.clone(), Some(16), String::new())];
    both.sort();
    // What a training of before says of all of them stays what each has of it.
    assert_eq!(school.register(&leader, "Критерии"), both);
    let wanted = [(&one, hers(Some(36), " 1542 ", None)), (&other, hers(None, "1543", None))];
    assert_eq!(rule(school.certify(&one, &event, &[], &wanted[..1])), Rule::NotThere, "nobody writes her own");
    school.certify(&leader, &event, &[], &wanted).unwrap();
    let mut all = vec![(one.clone(), Some(36), "1542".into()), (other.clone(), Some(16), "1543".into())];
    all.sort();
    for reader in [&leader, &founder] {
        assert_eq!(school.register(reader, "Критерии"), all);
    }
    assert_eq!(school.register(&one, "Критерии"), [(one.clone(), Some(36), "1542".into())]);
    assert!(school.register(&school.world.active, "Критерии").is_empty(), "a teacher who was not there");
    let seen = |by: &Id| see(&school.desk, &person(by), &OneEvent { event: event.clone() }).unwrap().certificates;
    assert_eq!((seen(&leader).len(), seen(&one).into_keys().collect::<Vec<_>>()), (2, vec![one.clone()]));
    let whole = |by: &Id| see(&school.desk, &person(by), &Trainings).unwrap().whole;
    assert!(whole(&founder) && !whole(&leader));
}

/// Documents come late: they are written of what was held or closed, of whoever came, and hold no sooner than the training was.
#[test]
fn a_document_is_of_whoever_came() {
    let mut school = school();
    let ahead = school.planned("Ещё нет");
    let (one, other, leader, day) = (school.one.clone(), school.other.clone(), school.leader.clone(), school.world.today);
    let number = hers(None, "7", None);
    assert_eq!(rule(school.certify(&leader, &ahead, &[], &[(&one, number.clone())])), Rule::NoSuchStep);
    let council = school.world.event.held.clone();
    let founder = school.founder.clone();
    assert_eq!(rule(school.certify(&founder, &council, &[], &[(&founder, number.clone())])), Rule::NoSuchStep, "a council");
    school.hold(&ahead, [true, false]);
    let mut writes = |who: &Id, what: Certificate| school.certify(&leader, &ahead, &[], &[(who, what)]);
    assert_eq!(rule(writes(&other, number.clone())), Rule::Wrong(Field::Participants));
    assert_eq!(rule(writes(&one, hers(Some(0), "", None))), Rule::Wrong(Field::TrainingHours));
    assert_eq!(rule(writes(&one, hers(Some(10_000), "", None))), Rule::Wrong(Field::TrainingHours));
    let early = hers(None, "", Some(day.yesterday().unwrap()));
    assert_eq!(rule(writes(&one, early)), Rule::Wrong(Field::CertificateUntil));
    assert_eq!(rule(writes(&one, hers(None, &"7".repeat(501), None))), Rule::TooMuch(Field::CertificateNumber, 500));
    assert_eq!(rule(writes(&one, Certificate::default())), Rule::NothingChanged);
    writes(&one, number.clone()).unwrap();
    let close = crate::event::Close { event: ahead.clone(), seen: 1, words: "Прошло".into() };
    school.desk.perform(&person(&leader), close).unwrap();
    school.certify(&leader, &ahead, &[(&one, number.clone())], &[(&one, hers(None, "8", None))]).unwrap();
    // Attendance that is mended takes nothing away; of whoever was not there nothing is shown.
    school.desk.perform(&person(&leader), Reopen { event: ahead.clone(), seen: 1, reason: "Не был".into() }).unwrap();
    school.hold(&ahead, [false, true]);
    assert_eq!(school.register(&leader, "Ещё нет"), [(other.clone(), Some(16), String::new())]);
    school.hold(&ahead, [true, true]);
    assert!(school.register(&leader, "Ещё нет").contains(&(one, Some(16), "8".into())));
}

/// Two who type at once: different fields, and different people, both stand; the same field is told.
#[test]
fn two_who_write_documents_lose_nothing() {
    let mut school = school();
    let event = school.held("Вдвоём", [true, true]);
    let (one, other, leader, founder) = (school.one.clone(), school.other.clone(), school.leader.clone(), school.founder.clone());
    school.certify(&leader, &event, &[], &[(&one, hers(Some(36), "", None)), (&other, Certificate::default())]).unwrap();
    school.certify(&founder, &event, &[], &[(&one, hers(None, "12", None)), (&other, hers(None, "13", None))]).unwrap();
    let stands = school.register(&founder, "Вдвоём");
    assert!(
        stands.contains(&(one.clone(), Some(36), "12".into())) && stands.contains(&(other.clone(), Some(16), "13".into())),
        "{stands:?}"
    );
    let Rule::ChangedMeanwhile(conflicts) = rule(school.certify(&leader, &event, &[], &[(&one, hers(Some(72), "12", None))])) else {
        panic!("one field was changed by both")
    };
    let told: Vec<_> = conflicts.iter().map(|one| (one.field, one.now.as_str(), one.wanted.as_str())).collect();
    assert_eq!(told, [(Field::TrainingHours, "36", "72")]);
}

/// A document that runs out within two months, or ran out within one, is told to whoever has it and to whoever leads: not to colleagues, not where
/// a later one of the same name is there, not of whoever left.
#[test]
fn a_document_that_runs_out_is_told() {
    let mut school = school();
    let event = school.held("Эксперты ОГЭ", [true, true]);
    let (one, other, leader, founder) = (school.one.clone(), school.other.clone(), school.leader.clone(), school.founder.clone());
    let until = |days: i64| Some(school.world.today.checked_add(Span::new().days(days)).unwrap());
    let (soon, late) = (until(100), until(400));
    school.certify(&leader, &event, &[], &[(&one, hers(None, "1", soon)), (&other, hers(None, "2", late))]).unwrap();
    let told = |school: &School, days| [&one, &other, &leader, &founder].map(|to| school.told(to, days));
    let (none, hers_alone) = (Vec::<Id>::new(), vec![one.clone()]);
    let of_one = [hers_alone.clone(), none.clone(), hers_alone.clone(), hers_alone.clone()];
    assert_eq!(told(&school, 39), [(); 4].map(|()| none.clone()), "sixty days before, not sooner");
    for days in [40, 100, 101, 130] {
        assert_eq!(told(&school, days), of_one, "{days}");
    }
    assert_eq!(told(&school, 131), [(); 4].map(|()| none.clone()));
    // Another of the same name that is valid longer follows it; one of another name does not.
    let another = school.held("Наблюдатели", [true, false]);
    school.certify(&leader, &another, &[], &[(&one, hers(None, "3", late))]).unwrap();
    assert_eq!(told(&school, 99), of_one);
    let again = school.held(" эксперты огэ ", [true, false]);
    school.certify(&leader, &again, &[], &[(&one, hers(None, "4", late))]).unwrap();
    assert_eq!(told(&school, 99), [(); 4].map(|()| none.clone()));
}

/// It is told by a notice as well, once: to whoever has it, and to whoever leads of the nearest; when that has passed, of the next.
#[test]
fn a_document_that_runs_out_is_a_notice_once() {
    let mut school = school();
    let event = school.held("Эксперты ОГЭ", [true, true]);
    let (one, other, leader) = (school.one.clone(), school.other.clone(), school.leader.clone());
    let until = |days: i64| Some(school.world.today.checked_add(Span::new().days(days)).unwrap());
    let (first, second) = (until(50), until(55));
    school.certify(&leader, &event, &[], &[(&one, hers(None, "1", first)), (&other, hers(None, "2", second))]).unwrap();
    let mut told = |days: i64| {
        let now = morning().checked_add(Span::new().days(days)).unwrap();
        tells(&mut school.desk, &now);
        tells(&mut school.desk, &now);
        [&one, &other, &leader].map(|who| told_of(&school.desk, who, &now, What::Expire, &event))
    };
    let given = |days: &[Option<jiff::civil::Date>]| days.iter().map(|day| (Kind::Given, *day)).collect::<Vec<_>>();
    for days in [0, 1, 49, 50] {
        assert_eq!(told(days), [given(&[first]), given(&[second]), given(&[first])], "{days}");
    }
    assert_eq!(told(51), [given(&[first]), given(&[second]), given(&[first, second])]);
}
