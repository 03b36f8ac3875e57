//! What a notice is about, read under the rights of whoever looks.

use jiff::civil::Date;

use super::due::What;
use crate::act::Look;
use crate::erasure;
use crate::event::{self, Circle, Kind, OneDecision};
use crate::id::Id;
use crate::plan;
use crate::policy::admit;
use crate::procedure::{self, ProcedureLine, Schedule};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::Db;

/// Which thing a notice is of.
#[derive(Clone, Copy)]
pub(super) struct About<'a> {
    pub(super) what: What,
    pub(super) thing: &'a Id,
    pub(super) day: Option<Date>,
    /// Whether it tells that it does not take place.
    pub(super) cancelled: bool,
}

/// What it is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// An event.
    Event {
        /// Which.
        id: Id,
        /// What it is.
        kind: &'static str,
        /// What it is about.
        title: String,
    },
    /// A task.
    Task {
        /// Which.
        id: Id,
        /// What is to be done.
        text: String,
        /// Title of the event that decided it.
        title: String,
    },
    /// A time of the plan.
    Measure {
        /// The measure.
        measure: Id,
        /// Which time of it.
        occurrence: Id,
        /// What it says.
        text: String,
    },
    /// A procedure.
    Procedure(Box<ProcedureLine>),
    /// An erasure that waits for a second person: nobody is named.
    Erasure {
        /// What is to be erased.
        thing: Id,
        /// What kind of thing.
        kind: erasure::Kind,
    },
}

impl Subject {
    /// The subject of a notice; None where the reader does not see it, or no more.
    pub(super) fn of(circle: &mut Circle, by: &Reader, db: &Db<'_>, about: About<'_>) -> Result<Option<Self>, Refusal> {
        let About { what, thing, day, cancelled } = about;
        match what {
            What::Read | What::Write | What::Part | What::Comment | What::Expire => {
                let admitted = admit(&event::SEERS, by).is_ok();
                let event = if admitted { event::seen(circle, by, db, thing)? } else { None };
                Ok(event.map(|event| Self::Event { id: event.id, kind: event.kind, title: event.content.title }))
            }
            What::Task => {
                if admit(&OneDecision::POLICY, by).is_err() {
                    return Ok(None);
                }
                match (OneDecision { decision: thing.clone() }).see(by, db) {
                    Ok(shown) => Ok(Some(Self::Task { id: thing.clone(), text: shown.decision.text, title: shown.title })),
                    Err(refusal) if refusal.rule == Rule::NotThere => Ok(None),
                    Err(refusal) => Err(refusal),
                }
            }
            What::Occurrence | What::Sign | What::Accepted | What::Returned => {
                let admitted = admit(&plan::SEERS, by).is_ok();
                let seen = if admitted { plan::measure_seen(by, db, thing)? } else { None };
                Ok(seen.map(|(measure, text)| Self::Measure { measure, occurrence: thing.clone(), text }))
            }
            What::Erase => {
                let waits = erasure::waiting(by, db)?.into_iter().find(|one| one.thing == *thing);
                Ok(waits.map(|one| Self::Erasure { thing: one.thing, kind: one.kind }))
            }
            What::Organise => {
                let found = if admit(&Schedule::POLICY, by).is_ok() { procedure::line(by, db, thing)? } else { None };
                // One that was moved has a notice of its own day.
                let told = found.filter(|one| one.hers && Some(one.day) == day && one.cancelled == cancelled);
                Ok(told.map(|one| Self::Procedure(Box::new(one))))
            }
        }
    }

    /// Where it is looked at.
    #[must_use]
    pub fn address(&self, what: What) -> String {
        match self {
            Self::Event { id, .. } if what == What::Read => format!("/event/{id}#text"),
            Self::Event { id, .. } if what == What::Comment => format!("/event/{id}#word"),
            Self::Event { id, .. } => format!("/event/{id}"),
            Self::Task { id, .. } => format!("/task/{id}"),
            Self::Measure { measure, occurrence, .. } => format!("/measure/{measure}#{occurrence}"),
            Self::Procedure(one) => format!("/procedure/{}", one.id),
            Self::Erasure { thing, .. } => format!("/data/{thing}"),
        }
    }

    /// Whether it is seen by few alone, or about pupils: nothing of it leaves the school.
    #[must_use]
    pub fn is_kept_here(&self) -> bool {
        matches!(self, Self::Event { kind, .. } if Kind::of(kind).is_none_or(Kind::names_pupils))
    }
}
