//! A person: invited, active, locked. Whoever is locked holds no right from that moment on.

use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::managing::{MANAGERS, manages_others};
use super::password::Hash;
use super::sign_in;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy, Unattended};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::store::{Db, Row, Tx, params};
use crate::world::World;

/// Longest name, in characters.
const LONGEST_NAME: usize = 200;

/// State of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Entered; has not signed in yet.
    Invited,
    /// Works here.
    Active,
    /// Shut out.
    Locked,
    /// Does not work here any more.
    Left,
    /// Went into another record of the same person.
    Merged,
}

/// A step of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// `person.activate`.
    Activate,
    /// `person.lock`.
    Lock,
    /// `person.unlock`.
    Unlock,
    /// `person.leave`.
    Leave,
}

/// The state of a person as a column: whoever left is locked, and the day says so; so is a record that went into another.
pub(super) const STATE: &str =
    "case when merged_into is not null then 'merged' when left_day is not null then 'left' else state end as state";

impl State {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Invited, Self::Active, Self::Locked, Self::Left, Self::Merged];

    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Locked => "locked",
            Self::Left => "left",
            Self::Merged => "merged",
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Where a step leads; None where there is no such step.
    #[must_use]
    pub const fn after(self, step: Step) -> Option<Self> {
        match (self, step) {
            (Self::Invited, Step::Activate) | (Self::Locked | Self::Left, Step::Unlock) => Some(Self::Active),
            (Self::Invited | Self::Active, Step::Lock) => Some(Self::Locked),
            (Self::Invited | Self::Active | Self::Locked, Step::Leave) => Some(Self::Left),
            (Self::Invited | Self::Active, Step::Unlock)
            | (Self::Active | Self::Locked | Self::Left, Step::Activate)
            | (Self::Locked | Self::Left, Step::Lock)
            | (Self::Left, Step::Leave)
            | (Self::Merged, _) => None,
        }
    }
}

/// What has to be known of a person.
pub struct Seen {
    pub(super) id: Id,
    pub(super) state: State,
    /// Whether somebody else manages people too.
    pub(super) others: bool,
}

impl Seen {
    pub(super) fn read(db: &Db<'_>, id: &Id) -> Result<Self, Refusal> {
        let state = |row: &Row<'_>| row.read("state", State::from_code);
        let state = db.one(&format!("select {STATE} from person where id = ?"), [id.as_str()], state)?;
        let state = state.ok_or_else(|| Refusal::of(Rule::NotThere).about([id.clone()]))?;
        Ok(Self { id: id.clone(), state, others: manages_others(db, id)? })
    }

    /// Whether the step is there.
    pub(super) fn steps(&self, step: Step) -> Result<(), Refusal> {
        match self.state.after(step) {
            Some(_) => Ok(()),
            None => Err(Refusal::of(Rule::NoSuchStep).about([self.id.clone()]).instead(Door::Again)),
        }
    }
}

/// `person.invite`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Invite {
    /// Name as it is written in papers.
    pub name: String,
}

impl Act for Invite {
    const NAME: &'static str = "person.invite";
    const SAID: Word = acts::person_invite;
    const POLICY: Policy = MANAGERS;
    type Seen = ();
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, _tx: &Tx<'_>) -> Result<(), Refusal> {
        Ok(())
    }

    fn place(&self, _seen: &()) -> Place {
        Place::of(&Id::school())
    }

    fn check(&self, _by: &Reader, _seen: &()) -> Result<(), Refusal> {
        named(&self.name).map_err(Refusal::of)
    }

    fn apply(self, _seen: (), tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        add(tx, &self.name, State::Invited, None)
    }

    fn said(done: &Id) -> Said {
        Said::of("person", done)
    }

    fn sample(_world: &World) -> Self {
        Self { name: "Пётр Сергеевич Ёлкин".into() }
    }
}

/// An act that takes a person a step on.
macro_rules! step {
    ($(#[$doc:meta])* $act:ident, $name:literal, $said:path, $policy:expr, $step:expr, $sample:ident, $rule:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        pub struct $act {
            /// Who.
            pub person: Id,
            /// As the person was shown.
            pub seen: Version,
        }

        impl Act for $act {
            const NAME: &'static str = $name;
            const SAID: Word = $said;
            const POLICY: Policy = $policy;
            type Seen = Seen;
            type Done = Id;

            fn about(&self) -> Vec<(Id, Version)> {
                vec![(self.person.clone(), self.seen)]
            }

            fn read(&self, tx: &Tx<'_>) -> Result<Seen, Refusal> {
                Seen::read(tx, &self.person)
            }

            fn place(&self, seen: &Seen) -> Place {
                Place::of(&seen.id)
            }

            fn check(&self, by: &Reader, seen: &Seen) -> Result<(), Refusal> {
                seen.steps($step)?;
                let rule: fn(&Reader, &Seen) -> Result<(), Rule> = $rule;
                rule(by, seen).map_err(|rule| Refusal::of(rule).about([seen.id.clone()]))
            }

            fn apply(self, seen: Seen, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
                move_on(tx, seen, $step)
            }

            fn said(done: &Id) -> Said {
                Said::of("person", done)
            }

            fn sample(world: &World) -> Self {
                Self { person: world.$sample.clone(), seen: 1 }
            }
        }
    };
}

step!(
    /// `person.activate`: she came with her invitation; the program sees to the password.
    Activate, "person.activate", acts::person_activate,
    Policy { may: &[], unattended: &[Unattended::Program, Unattended::Console], ..MANAGERS },
    Step::Activate, invited, |_, _| Ok(())
);
step!(
    /// `person.lock`.
    Lock, "person.lock", acts::person_lock, MANAGERS, Step::Lock, active, may_lose_rights
);
step!(
    /// `person.unlock`.
    Unlock, "person.unlock", acts::person_unlock, MANAGERS, Step::Unlock, locked, |_, _| Ok(())
);

/// Nobody shuts herself out, and somebody must remain who can let people in.
pub(super) fn may_lose_rights(by: &Reader, seen: &Seen) -> Result<(), Rule> {
    match () {
        () if by.is(&seen.id) => Err(Rule::Oneself),
        () if !seen.others => Err(Rule::LastAdministrator),
        () => Ok(()),
    }
}

fn move_on(tx: &mut Tx<'_>, seen: Seen, step: Step) -> Result<Id, Refusal> {
    let state = seen.state.after(step).ok_or(Refusal::of(Rule::NoSuchStep))?;
    let entry = tx.entry();
    let sql = "update person set state = ?2, left_day = null, entry = ?3 where id = ?1";
    tx.change(sql, params![seen.id.as_str(), state.code(), entry])?;
    Ok(seen.id)
}

/// Whether a text can be the name of a person.
pub(crate) fn named(name: &str) -> Result<(), Rule> {
    match name.trim() {
        "" => Err(Rule::Missing(Field::PersonName)),
        name if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) => Err(Rule::Wrong(Field::PersonName)),
        _ => Ok(()),
    }
}

/// Adds a person.
pub(crate) fn add(tx: &mut Tx<'_>, name: &str, state: State, password: Option<&Hash>) -> Result<Id, Refusal> {
    let (id, entry) = (tx.new_id("person")?, tx.entry());
    let sql = "insert into person (id, name, state, entry) values (?, ?, ?, ?)";
    tx.change(sql, params![id.as_str(), name.trim(), state.code(), entry])?;
    sign_in::open(tx, &id, name, password)?;
    Ok(id)
}

/// Removes somebody who was invited and has no part in anything: what a file brought by mistake.
pub(crate) fn remove(tx: &mut Tx<'_>, person: &Id) -> Result<(), Refusal> {
    tx.change("delete from account where person = ?", [person.as_str()])?;
    tx.change("delete from person where id = ?", [person.as_str()]).map(drop)
}
