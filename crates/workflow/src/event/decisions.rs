//! `decision.see`, `decision.say-done`, `decision.put-off`, `decision.withdraw`, `decision.reopen`: what was decided is a task of whoever it names.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::rights::{LEADERS, SEERS, leads, sees};
use super::state::DecisionStep;
use super::stored::{Decision, Event, Seat};
use crate::act::{Act, Look, Said, Version};
use crate::id::Id;
use crate::people::post::names_apart;
use crate::policy::{Place, Policy, Reach};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::role::Role;
use crate::store::{Db, Tx, params};
use crate::texts;
use crate::world::World;

/// Whoever leads the event, and whoever the task names.
const DOERS: Policy = Policy {
    may: &[
        (Role::Administrator, Reach::Own),
        (Role::Head, Reach::School),
        (Role::DeputyHead, Reach::School),
        (Role::AssociationHead, Reach::Subject),
        (Role::AssociationHead, Reach::Own),
        (Role::ClassTeacher, Reach::Class),
        (Role::ClassTeacher, Reach::Own),
        (Role::Teacher, Reach::Own),
        (Role::Psychologist, Reach::Own),
    ],
    ..LEADERS
};

/// A task with the event that decided it.
pub struct Seen {
    decision: Decision,
    event: Event,
    seats: Vec<Seat>,
}

/// What became of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stepped {
    /// The task.
    pub decision: Id,
    /// The event that decided it.
    pub event: Id,
    /// The day that was decided, where it is one.
    pub day: Option<Date>,
}

impl Seen {
    fn read(tx: &Tx<'_>, id: &Id) -> Result<Self, Refusal> {
        let decision = Decision::read(tx, id)?;
        Ok(Self { event: Event::read(tx, &decision.event)?, seats: Seat::all(tx, &decision.event)?, decision })
    }

    fn refusal(&self, rule: Rule) -> Refusal {
        Refusal::of(rule).about([self.decision.id.clone()])
    }

    fn steps(&self, step: DecisionStep) -> Result<(), Refusal> {
        match self.decision.state.after(step) {
            Some(_) => Ok(()),
            None => Err(self.refusal(Rule::NoSuchStep).instead(Door::Again)),
        }
    }

    /// Whoever leads the event, and where the task names somebody, she.
    fn place(&self, hers: bool) -> Place {
        let mut place = self.event.place(&self.seats);
        place.id = Some(self.decision.id.clone());
        place.shared.extend(self.decision.person.clone().filter(|_| hers));
        place
    }

    fn move_on(&self, tx: &mut Tx<'_>, step: DecisionStep, words: &str, done: Option<Date>, due: Date) -> Result<Stepped, Refusal> {
        let state = self.decision.state.after(step).ok_or(Refusal::of(Rule::NoSuchStep))?;
        let (entry, by) = (tx.entry(), tx.by().map(|by| by.as_str().to_owned()));
        let sql = "update decision set state = ?2, words = ?3, done_day = ?4, due = ?5, by_person = ?6, entry = ?7 where id = ?1";
        let done_day = done.map(|day| day.to_string());
        tx.change(sql, params![self.decision.id.as_str(), state.code(), words.trim(), done_day, due.to_string(), by, entry])?;
        let day = done.or((due != self.decision.due).then_some(due));
        Ok(Stepped { decision: self.decision.id.clone(), event: self.event.id.clone(), day })
    }
}

impl Stepped {
    fn said(&self) -> Said {
        let said = Said::of("decision", &self.decision).id("event", &self.event);
        Said { days: self.day.map(|day| ("day", day)).into_iter().collect(), ..said }
    }
}

/// An act that takes a task a step on.
macro_rules! step {
    ($(#[$doc:meta])* $act:ident, $name:literal, $said:path, $policy:expr, $step:expr, $hers:literal, { $($(#[$field_doc:meta])* $field:ident: $type:ty),* },
        $sample:expr, $check:expr, $apply:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        pub struct $act {
            /// Which.
            pub decision: Id,
            /// As it was shown.
            pub seen: Version,
            $($(#[$field_doc])* pub $field: $type,)*
        }

        impl Act for $act {
            const NAME: &'static str = $name;
            const SAID: Word = $said;
            const POLICY: Policy = $policy;
            type Seen = Seen;
            type Done = Stepped;

            fn about(&self) -> Vec<(Id, Version)> {
                vec![(self.decision.clone(), self.seen)]
            }

            fn read(&self, tx: &Tx<'_>) -> Result<Seen, Refusal> {
                Seen::read(tx, &self.decision)
            }

            fn place(&self, seen: &Seen) -> Place {
                seen.place($hers)
            }

            fn check(&self, by: &Reader, seen: &Seen) -> Result<(), Refusal> {
                seen.steps($step)?;
                let check: fn(&Self, &Reader, &Seen) -> Result<(), Rule> = $check;
                check(self, by, seen).map_err(|rule| seen.refusal(rule))
            }

            fn apply(self, seen: Seen, tx: &mut Tx<'_>) -> Result<Stepped, Refusal> {
                let apply: fn(Self, &Seen, &mut Tx<'_>) -> Result<Stepped, Refusal> = $apply;
                apply(self, &seen, tx)
            }

            fn said(done: &Stepped) -> Said {
                done.said()
            }

            fn sample(world: &World) -> Self {
                let sample: fn(&World) -> Self = $sample;
                sample(world)
            }
        }
    };
}

step!(
    /// `decision.say-done`: by whoever the task names, or who leads.
    SayDecisionDone, "decision.say-done", acts::decision_say_done, DOERS, DecisionStep::SayDone, true,
    { /// What was done.
      words: String, /// When.
      on: Date },
    |world| Self { decision: world.event.decision.clone(), seen: 1, words: "Критерии разосланы".into(), on: world.today },
    |act, by, seen| {
        texts::required(&act.words, Field::Words)?;
        let (first, last) = (seen.event.day, by.now().date());
        if act.on < first || last < act.on { Err(Rule::DayNotBetween(Field::EvidenceDays, first, last)) } else { Ok(()) }
    },
    |act, seen, tx| seen.move_on(tx, DecisionStep::SayDone, &act.words, Some(act.on), seen.decision.due)
);
step!(
    /// `decision.put-off`: to a later day, with a reason.
    PutOffDecision, "decision.put-off", acts::decision_put_off, LEADERS, DecisionStep::PutOff, false,
    { /// The new last day.
      to: Date, /// Why.
      reason: String },
    |world| Self { decision: world.event.decision.clone(), seen: 1, to: world.today.saturating_add(jiff::Span::new().days(30)), reason: "Болезнь".into() },
    |act, _, seen| {
        texts::required(&act.reason, Field::Reason)?;
        if act.to <= seen.decision.due { Err(Rule::Wrong(Field::PutOffDay)) } else { Ok(()) }
    },
    |act, seen, tx| seen.move_on(tx, DecisionStep::PutOff, &act.reason, None, act.to)
);
step!(
    /// `decision.withdraw`: it is not to be done any more.
    WithdrawDecision, "decision.withdraw", acts::decision_withdraw, LEADERS, DecisionStep::Withdraw, false,
    { /// Why.
      reason: String },
    |world| Self { decision: world.event.decision.clone(), seen: 1, reason: "Решено иначе".into() },
    |act, _, _| texts::required(&act.reason, Field::Reason),
    |act, seen, tx| seen.move_on(tx, DecisionStep::Withdraw, &act.reason, None, seen.decision.due)
);
step!(
    /// `decision.reopen`: it is to be done after all.
    ReopenDecision, "decision.reopen", acts::decision_reopen, LEADERS, DecisionStep::Reopen, false,
    { /// Why.
      reason: String },
    |world| Self { decision: world.event.settled.clone(), seen: 1, reason: "Сделано не всё".into() },
    |act, _, _| texts::required(&act.reason, Field::Reason),
    |act, seen, tx| seen.move_on(tx, DecisionStep::Reopen, &act.reason, None, seen.decision.due)
);

/// `decision.see`: one task, for whoever sees the event that decided it, and for her whom it names.
#[derive(Clone, Debug)]
pub struct OneDecision {
    /// Which.
    pub decision: Id,
}

/// A task with the event that decided it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionShown {
    /// The task.
    pub decision: Decision,
    /// Title of the event.
    pub title: String,
    /// Day of the event.
    pub day: Date,
    /// Name of whoever it names.
    pub person: Option<String>,
    /// Whether the reader sees the event.
    pub sees: bool,
    /// Whether the reader leads it.
    pub leads: bool,
    /// Whether the reader may say it done.
    pub does: bool,
}

impl Look for OneDecision {
    const NAME: &'static str = "decision.see";
    const POLICY: Policy = SEERS;
    type Shown = DecisionShown;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<DecisionShown, Refusal> {
        let decision = Decision::read(db, &self.decision)?;
        let (event, seats) = (Event::read(db, &decision.event)?, Seat::all(db, &decision.event)?);
        let (sees, leads) = (sees(by, &event, &seats), leads(by, &event, &seats));
        let hers = decision.person.as_ref().is_some_and(|person| by.asks_as(&DOERS).any(|one| one == person));
        if !sees && !hers {
            return Err(Refusal::of(Rule::NotThere).about([self.decision.clone()]));
        }
        let person = match &decision.person {
            None => None,
            Some(person) => names_apart(db)?.remove(person),
        };
        Ok(DecisionShown { title: event.content.title, day: event.day, person, sees, leads, does: leads || hers, decision })
    }
}
