//! Who asks, with which rights, when.

use jiff::ZonedDateTime;

use crate::id::Id;
use crate::role::Grant;

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person who signed in.
    Person(Id),
    /// The program by itself.
    Program,
    /// Whoever sits at the machine.
    Console,
}

/// An actor at a moment. The grants are read by the store, in the transaction they are needed in: one withdrawn a second ago holds no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    actor: Actor,
    grants: Vec<Grant>,
    stepped_up: bool,
    now: ZonedDateTime,
}

impl Reader {
    /// An actor, now by the clock and zone of the school.
    #[must_use]
    pub const fn new(actor: Actor, now: ZonedDateTime) -> Self {
        Self { actor, grants: Vec::new(), stepped_up: false, now }
    }

    /// The same after the password was given once more.
    #[must_use]
    pub fn after_step_up(mut self) -> Self {
        self.stepped_up = true;
        self
    }

    /// The same with these grants.
    pub(crate) fn with(mut self, grants: Vec<Grant>) -> Self {
        self.grants = grants;
        self
    }

    /// Who.
    #[must_use]
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The person, where one is signed in.
    #[must_use]
    pub const fn person(&self) -> Option<&Id> {
        match &self.actor {
            Actor::Person(id) => Some(id),
            Actor::Program | Actor::Console => None,
        }
    }

    /// Grants that hold today.
    pub fn grants(&self) -> impl Iterator<Item = &Grant> {
        let today = self.now.date();
        self.grants.iter().filter(move |grant| grant.from <= today && grant.to.is_none_or(|to| today <= to))
    }

    /// Those she stands in for today.
    pub fn stands_for(&self) -> impl Iterator<Item = &Id> {
        self.grants().filter_map(|grant| grant.instead_of.as_ref())
    }

    /// Whether this is herself, or somebody she stands in for: what nobody does to herself she does not do to that person either.
    #[must_use]
    pub fn is(&self, person: &Id) -> bool {
        self.person() == Some(person) || self.stands_for().any(|other| other == person)
    }

    /// Whether the password was given once more.
    #[must_use]
    pub const fn stepped_up(&self) -> bool {
        self.stepped_up
    }

    /// When.
    #[must_use]
    pub const fn now(&self) -> &ZonedDateTime {
        &self.now
    }
}

impl From<&Actor> for ledger::Actor {
    fn from(actor: &Actor) -> Self {
        match actor {
            Actor::Person(id) => Self::Person(id.as_str().to_owned()),
            Actor::Program => Self::Program,
            Actor::Console => Self::Console,
        }
    }
}
