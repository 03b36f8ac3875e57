//! A plan as a model knows it: states and rules of decisions written down once more, in other words.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use records::plan::When;

use super::desk::{Desk, person, program};
use super::plans::{begin, occurrences};
use crate::id::Id;
use crate::people::{Activate, Give, Invite};
use crate::plan::sample_content;
use crate::plan::{Add, Content};
use crate::role::{Role, Scope};
use crate::world::World;

#[derive(Clone, Copy, PartialEq)]
pub enum Who {
    Deputy,
    Head,
    Teacher,
    Auditor,
    Administrator,
    Program,
}

pub const ALL: [Who; 6] = [Who::Deputy, Who::Head, Who::Teacher, Who::Auditor, Who::Administrator, Who::Program];

impl Who {
    pub fn keeps(self) -> bool {
        matches!(self, Self::Deputy | Self::Head)
    }
}

#[derive(Clone)]
pub struct One {
    pub measure: Id,
    /// By its rule.
    pub ruled: Date,
    pub due: Date,
    pub question: bool,
    pub state: &'static str,
    pub by: Option<Who>,
    /// Evidence, and whoever gave it.
    pub shows: BTreeMap<Id, Who>,
    /// What was there when it was accepted.
    pub accepted: BTreeSet<Id>,
}

#[derive(Clone)]
pub struct Measure {
    pub dropped: bool,
    pub asks: bool,
    pub teachers: bool,
}

/// The plan as the model knows it.
#[derive(Clone)]
pub struct Model {
    pub state: &'static str,
    pub measures: BTreeMap<Id, Measure>,
    pub all: BTreeMap<Id, One>,
    pub moved: BTreeSet<Id>,
    pub entries: u64,
}

/// Where sequences begin.
pub struct Start {
    pub desk: Desk,
    pub world: World,
    pub plan: Id,
    pub people: BTreeMap<u8, Id>,
    pub model: Model,
}

pub fn start() -> Start {
    let (mut desk, world, founder) = Desk::furnished();
    let mut hire = |role| {
        let invited = desk.perform(&person(&founder), Invite { name: "Сотрудник".into() }).unwrap();
        desk.perform(&program(), Activate { person: invited.done.clone(), seen: invited.entry }).unwrap();
        let give = Give { person: invited.done.clone(), role, scope: Scope::School, from: world.today, to: None };
        desk.perform(&person(&founder), give).unwrap();
        invited.done
    };
    let people = [
        (Who::Deputy, founder.clone()),
        (Who::Head, hire(Role::Head)),
        (Who::Teacher, world.active.clone()),
        (Who::Auditor, hire(Role::Auditor)),
        (Who::Administrator, hire(Role::Administrator)),
    ];
    let people = people.into_iter().map(|(who, id)| (who as u8, id)).collect();
    let plan = begin(&mut desk, &world, &founder, "Модель");
    let mut model =
        Model { state: "draft", measures: BTreeMap::new(), all: BTreeMap::new(), moved: BTreeSet::new(), entries: desk.entries() };
    let table =
        [(vec![When::AllYear], true, true), (vec![When::AsNeeded], false, true), (vec![When::Day { on: date(2026, 12, 1) }], true, false)];
    for (rules, asks, teachers) in table {
        let content = Content { rules, asks_acceptance: asks, ..sample_content() };
        let people = if teachers { vec![world.active.clone()] } else { Vec::new() };
        let add = Add { plan: plan.clone(), seen: 1, content, people, reason: None };
        let id = desk.perform(&person(&founder), add).unwrap().done[0].clone();
        model.added(&desk, &id, Measure { dropped: false, asks, teachers });
    }
    model.entries = desk.entries();
    Start { desk, world, plan, people, model }
}

impl Model {
    pub fn added(&mut self, desk: &Desk, id: &Id, measure: Measure) {
        let sql = "select asks from occurrence where id = ?";
        for shown in occurrences(desk, id) {
            let question: bool = desk.connection().query_row(sql, [shown.id.as_str()], |row| row.get(0)).unwrap();
            let (measure, due) = (id.clone(), shown.due);
            self.all.insert(
                shown.id,
                One { measure, ruled: due, due, question, state: "open", by: None, shows: BTreeMap::new(), accepted: BTreeSet::new() },
            );
        }
        self.measures.insert(id.clone(), measure);
    }

    pub fn touched(&self, measure: &Id) -> bool {
        self.all
            .iter()
            .any(|(id, one)| one.measure == *measure && (one.state != "open" || !one.shows.is_empty() || self.moved.contains(id)))
    }

    /// Why somebody cannot speak of an occurrence at all.
    pub fn reach(&self, who: Who, id: &Id, doers: bool) -> Option<&'static str> {
        let one = self.all.get(id);
        match who {
            Who::Auditor | Who::Administrator | Who::Program => Some("not-allowed"),
            Who::Teacher if !doers => Some("not-allowed"),
            _ if one.is_none() => Some("not-there"),
            Who::Teacher if one.is_some_and(|one| !self.measures[&one.measure].teachers) => Some("not-there"),
            _ => None,
        }
    }

    /// Why there is no such step from these states.
    pub fn step(&self, id: &Id, from: &[&str]) -> Option<&'static str> {
        let one = &self.all[id];
        match () {
            () if self.state == "closed" => Some("plan-closed"),
            () if self.measures[&one.measure].dropped || !from.contains(&one.state) => Some("no-such-step"),
            () => None,
        }
    }

    pub fn decide(&mut self, id: &Id, state: &'static str, who: Who) {
        let one = self.all.get_mut(id).unwrap();
        (one.state, one.by) = (state, Some(who));
    }
}
