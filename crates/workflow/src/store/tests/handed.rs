//! What was handed over several times is told by the last time it came to whoever answers for it now.

use jiff::Span;
use jiff::ZonedDateTime;

use super::access::comes;
use super::desk::{Desk, person};
use super::plans::see;
use crate::id::Id;
use crate::people::{MergePeople, One};
use crate::plan::{HandOver, Handed, HandedFrom, HandedToMe, One as OneMeasure, OpenWith};
use crate::reader::{Actor, Reader};
use crate::role::Role;

struct School {
    desk: Desk,
    founder: Id,
    measure: Id,
    now: ZonedDateTime,
}

impl School {
    fn at(&self, who: &Id, days: i64) -> Reader {
        Reader::new(Actor::Person(who.clone()), self.now.checked_add(Span::new().days(days)).unwrap())
    }

    /// Gives what is open with one to another, that many days on.
    fn hands(&mut self, from: &Id, to: &Id, days: i64) {
        let by = self.at(&self.founder, days);
        let open = see(&self.desk, &by, &OpenWith { person: from.clone() }).unwrap();
        let to = open.into_iter().map(|one| Handed { thing: one.id, seen: one.entry, to: to.clone() }).collect();
        self.desk.perform(&by, HandOver { person: from.clone(), to, reason: "Приказ № 14".into() }).unwrap();
    }

    /// From whom, and how many days on, the page of the measure says it came; and the same of her own day, where it stands there.
    fn told(&self, who: &Id, days: i64) -> [Option<(Id, i64)>; 2] {
        let by = self.at(who, days);
        let told = |handed: &HandedFrom| (handed.from.id.clone(), i64::from(self.now.date().until(handed.on).unwrap().get_days()));
        let lines = see(&self.desk, &by, &HandedToMe).unwrap();
        let mut hers = lines.iter().filter(|line| line.thing == self.measure);
        let line = hers.next().map(|line| told(&line.handed));
        assert!(hers.next().is_none(), "one line, however often it came: {lines:?}");
        let page = see(&self.desk, &self.at(&self.founder, days), &OneMeasure { measure: self.measure.clone(), entries: 0 }).unwrap();
        [page.handed.as_ref().map(told), line]
    }
}

#[test]
fn the_last_time_it_came_to_whoever_answers_now_is_told() {
    let (mut desk, world, founder) = Desk::furnished();
    let (first, measure) = (world.active.clone(), world.plan.measure.clone());
    let [second, third] = [0, 1].map(|_| comes(&mut desk, &founder, Some(Role::Teacher)));
    let now = person(&founder).now().clone();
    let mut school = School { desk, founder, measure, now };
    assert_eq!(school.told(&first, 0), [None, None]);
    school.hands(&first, &second, 0);
    assert_eq!(school.told(&second, 0), [0, 0].map(|day| Some((first.clone(), day))));
    school.hands(&second, &third, 1);
    assert_eq!(school.told(&third, 1), [1, 1].map(|day| Some((second.clone(), day))));
    assert_eq!(school.told(&second, 1)[1], None, "it stands with her no longer");
    school.hands(&third, &second, 2);
    assert_eq!(school.told(&second, 2), [2, 2].map(|day| Some((third.clone(), day))), "the last time, not the first");
    // Thirty days it stands apart on her day; its page says it for good.
    assert_eq!(school.told(&second, 31)[1], Some((third.clone(), 2)));
    assert_eq!(school.told(&second, 34), [Some((third.clone(), 2)), None]);
}

#[test]
fn what_came_to_a_record_is_told_of_the_one_it_became() {
    let (mut desk, world, founder) = Desk::furnished();
    let (first, measure) = (world.active.clone(), world.plan.measure.clone());
    let [second, stays] = [0, 1].map(|_| comes(&mut desk, &founder, Some(Role::Teacher)));
    let now = person(&founder).now().clone();
    let mut school = School { desk, founder, measure, now };
    school.hands(&first, &second, 0);
    let by = school.at(&school.founder, 1);
    let seen = [&stays, &second].map(|id| see(&school.desk, &by, &One { person: id.clone() }).unwrap().person.entry);
    school.desk.perform(&by, MergePeople { into: stays.clone(), merged: second, seen }).unwrap();
    assert_eq!(school.told(&stays, 1), [0, 0].map(|day| Some((first.clone(), day))));
}

/// Everything that was handed over is told to whoever has it now, each with its own page's id; of what went to somebody else in the same act she
/// is told nothing, though she has a part in it; an event says whom it came from.
#[test]
fn events_and_tasks_that_came_are_told_and_what_went_to_others_is_not() {
    let (mut desk, world, founder) = Desk::furnished();
    let first = world.active.clone();
    let [second, third] = [0, 1].map(|_| comes(&mut desk, &founder, Some(Role::Teacher)));
    let planned = crate::event::Planned { owner: first.clone(), ..crate::event::sample_council(&world) };
    let event = desk.perform(&person(&founder), crate::event::Plan { kind: "association".into(), planned }).unwrap().done;
    let now = person(&founder).now().clone();
    let by = Reader::new(Actor::Person(founder.clone()), now.clone());
    let open = see(&desk, &by, &OpenWith { person: first.clone() }).unwrap();
    let tasks: Vec<Id> = open.iter().map(|one| one.id.clone()).filter(|id| id.as_str().starts_with("decision-")).collect();
    assert!(!tasks.is_empty() && open.iter().any(|one| one.id == event), "{open:?}");
    let goes = |id: &Id| if *id == event || tasks.contains(id) { &second } else { &third };
    let to = open.iter().map(|one| Handed { thing: one.id.clone(), seen: one.entry, to: goes(&one.id).clone() }).collect();
    desk.perform(&by, HandOver { person: first.clone(), to, reason: "Приказ № 14".into() }).unwrap();
    let told = |who: &Id| {
        let lines = see(&desk, &Reader::new(Actor::Person(who.clone()), now.clone()), &HandedToMe).unwrap();
        assert!(lines.iter().all(|line| line.handed.from.id == first));
        lines.into_iter().map(|line| line.thing).collect::<std::collections::BTreeSet<_>>()
    };
    let hers: std::collections::BTreeSet<Id> = open.iter().map(|one| one.id.clone()).filter(|id| *goes(id) == second).collect();
    assert_eq!(told(&second), hers);
    let others: std::collections::BTreeSet<Id> = open.iter().map(|one| one.id.clone()).filter(|id| *goes(id) == third).collect();
    assert_eq!(told(&third), others);
    let page = see(&desk, &by, &crate::event::OneEvent { event }).unwrap();
    assert_eq!(page.handed.map(|handed| (handed.from.id, handed.on)), Some((first, now.date())));
}
