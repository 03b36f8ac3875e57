//! `event.minute`: what was heard and decided on a question of the agenda, how, and what is to be done by whom.

use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::planning::told;
use super::record::{Record, Task};
use super::rights::LEADERS;
use super::samples;
use super::state::{DecisionState, EventState, Taken};
use super::stored::{Decision, Event, Item, Seat};
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Conflict, Door, Field, Refusal, Rule};
use crate::school::{Edit, Standing};
use crate::store::{Tx, params};
use crate::world::World;

/// `event.minute`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Minute {
    /// Which question.
    pub item: Id,
    /// As it was shown.
    pub seen: Version,
    /// What is written.
    pub edit: Edit<Record>,
}

/// A question with the event it is asked at.
pub struct Asked {
    event: Event,
    seats: Vec<Seat>,
    item: Item,
    /// Tasks of the question that are open, as they stand.
    open: Vec<Task>,
    strangers: Vec<Id>,
}

/// A question that was written of, at its event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minuted {
    /// The event.
    pub event: Id,
    /// The question.
    pub item: Id,
    /// Tasks it brought.
    pub tasks: Vec<Id>,
    /// Tasks that were struck out while it was written.
    pub struck: Vec<Id>,
}

impl Asked {
    fn merged(&self, edit: &Edit<Record>) -> Result<Record, Refusal> {
        let (mut conflicts, entry) = (Vec::<Conflict>::new(), self.item.entry);
        let Item { heard, decided, how, .. } = self.item.clone();
        let mut new = Record { heard, decided, how, tasks: self.open.clone() };
        let now = new.clone();
        macro_rules! take {
            ($($field:expr => $path:ident),+) => {$(
                let one = Edit { opened: edit.opened.$path.clone(), wanted: edit.wanted.$path.clone() };
                match one.against(&Standing { value: now.$path.clone(), entry }, $field, told) {
                    Ok(Some(value)) => new.$path = value,
                    Ok(None) => {}
                    Err(conflict) => conflicts.push(conflict),
                }
            )+};
        }
        take!(Field::Heard => heard, Field::Decided => decided, Field::HowTaken => how, Field::Task => tasks);
        if conflicts.is_empty() { Ok(new) } else { Err(self.refusal(Rule::ChangedMeanwhile(conflicts)).instead(Door::Again)) }
    }

    fn refusal(&self, rule: Rule) -> Refusal {
        Refusal::of(rule).about([self.event.id.clone()])
    }
}

/// An open decision as a task of a form.
pub(super) fn task(decision: &Decision) -> Task {
    Task {
        id: Some(decision.id.clone()),
        text: decision.text.clone(),
        person: decision.person.clone(),
        post: decision.post.clone(),
        due: decision.due,
    }
}

impl Act for Minute {
    const NAME: &'static str = "event.minute";
    const SAID: Word = acts::event_minute;
    const POLICY: Policy = LEADERS;
    type Seen = Asked;
    type Done = Minuted;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.item.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Asked, Refusal> {
        let missing = || Refusal::of(Rule::NotThere).about([self.item.clone()]);
        let found = tx.one("select event from agenda_item where id = ?", [self.item.as_str()], |row| row.id("event"))?;
        let event = Event::read(tx, &found.ok_or_else(missing)?)?;
        let item = Item::all(tx, &event.id)?.into_iter().find(|item| item.id == self.item).ok_or_else(missing)?;
        let decisions = Decision::all(tx, &event.id)?;
        let open = decisions.iter().filter(|one| one.item == self.item && one.state == DecisionState::Open).map(task).collect();
        let mut strangers = Vec::new();
        for person in self.edit.wanted.tasks.iter().filter_map(|task| task.person.as_ref()) {
            let sql = "select id from person where id = ? and state <> 'locked'";
            let there = tx.one(sql, [person.as_str()], |row| row.id("id"))?;
            strangers.extend(there.is_none().then(|| person.clone()));
        }
        Ok(Asked { seats: Seat::all(tx, &event.id)?, event, item, open, strangers })
    }

    fn place(&self, seen: &Asked) -> Place {
        seen.event.place(&seen.seats)
    }

    fn check(&self, _by: &Reader, seen: &Asked) -> Result<(), Refusal> {
        if seen.event.state != EventState::Held {
            return Err(seen.refusal(Rule::NoSuchStep).instead(Door::Again));
        }
        if !seen.strangers.is_empty() {
            return Err(Refusal::of(Rule::Wrong(Field::TaskOwner)).about(seen.strangers.clone()));
        }
        let new = seen.merged(&self.edit)?;
        let known = |task: &Task| task.id.as_ref().is_none_or(|id| seen.open.iter().any(|open| open.id.as_ref() == Some(id)));
        match () {
            () if !new.tasks.iter().all(known) => Err(seen.refusal(Rule::Wrong(Field::Task))),
            () => new.fits(seen.event.day).map_err(|rule| seen.refusal(rule)),
        }
    }

    fn apply(self, seen: Asked, tx: &mut Tx<'_>) -> Result<Minuted, Refusal> {
        let (new, entry) = (seen.merged(&self.edit)?, tx.entry());
        let how = new.how.map(Taken::code);
        let sql = "update agenda_item set heard = ?2, decided = ?3, how = ?4, entry = ?5 where id = ?1";
        tx.change(sql, params![seen.item.id.as_str(), new.heard.trim(), new.decided.trim(), how, entry])?;
        let stays = |open: &Task| new.tasks.iter().any(|task| task.id == open.id);
        let struck: Vec<Id> = seen.open.iter().filter(|open| !stays(open)).filter_map(|open| open.id.clone()).collect();
        for gone in &struck {
            tx.change("delete from decision where id = ?", [gone.as_str()])?;
        }
        let mut tasks = Vec::new();
        for (place, task) in (1_i64..).zip(&new.tasks) {
            tasks.push(write(tx, &seen, place, task)?);
        }
        Ok(Minuted { event: seen.event.id, item: seen.item.id, tasks, struck })
    }

    fn said(done: &Minuted) -> Said {
        let mut said = Said::of("event", &done.event);
        said.ids.extend(done.tasks.iter().map(|task| ("decision", task.clone())));
        said.ids.extend(done.struck.iter().map(|task| ("struck", task.clone())));
        said
    }

    fn sample(world: &World) -> Self {
        let opened = Record { heard: String::new(), decided: String::new(), how: None, tasks: Vec::new() };
        Self { item: world.event.item.clone(), seen: 1, edit: Edit { opened, wanted: samples::record(world) } }
    }
}

fn write(tx: &mut Tx<'_>, seen: &Asked, place: i64, task: &Task) -> Result<Id, Refusal> {
    let (person, due, entry) = (task.person.as_ref().map(Id::as_str), task.due.to_string(), tx.entry());
    let (text, post) = (task.text.trim(), task.post.trim());
    match &task.id {
        Some(id) => {
            let same = seen.open.iter().any(|open| open == task);
            let sql = "update decision set place = ?2, text = ?3, person = ?4, post = ?5, due = ?6, entry = ?7 where id = ?1";
            if !same {
                tx.change(sql, params![id.as_str(), place, text, person, post, due, entry])?;
            }
            Ok(id.clone())
        }
        None => {
            let id = tx.new_id("decision")?;
            let sql = "insert into decision (id, event, item, place, text, person, post, due, state, words, entry)
                values (?, ?, ?, ?, ?, ?, ?, ?, 'open', '', ?)";
            let (event, item) = (seen.event.id.as_str(), seen.item.id.as_str());
            tx.change(sql, params![id.as_str(), event, item, place, text, person, post, due, entry])?;
            Ok(id)
        }
    }
}
