//! What can be asked for: an [`Act`] changes something, a [`Look`] shows something.

use jiff::civil::Date;
use serde::Serialize;
use serde::de::DeserializeOwned;
use words::Word;

use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::store::{Db, Tx};
use crate::world::World;

/// Number of the entry that made a thing what somebody saw.
pub type Version = u64;

/// A value: what was asked. [`crate::Store::perform`] is the only way to write, so rights, ledger and tests fall out of one list.
pub trait Act: Serialize + Send + 'static {
    /// A noun and a verb, `year.open`; never reused.
    const NAME: &'static str;
    /// Who may.
    const POLICY: Policy;
    /// What an entry of it says.
    const SAID: Word;
    /// What has to be known to decide.
    type Seen;
    /// What came of it; a repeated form gets the same once more.
    type Done: Serialize + DeserializeOwned + Send + 'static;

    /// What was typed and stands in no entry, because it names a child or is an address: a form sent once more is the same only where this is the
    /// same.
    fn kept_back(&self) -> Vec<String> {
        Vec::new()
    }

    /// What it was decided upon, as the form showed it.
    fn about(&self) -> Vec<(Id, Version)>;

    /// Reads what has to be known.
    ///
    /// # Errors
    /// [`crate::Rule::NotThere`], and those of the disk.
    fn read(&self, tx: &Tx<'_>) -> Result<Self::Seen, Refusal>;

    /// Where the thing stands, for rights.
    fn place(&self, seen: &Self::Seen) -> Place;

    /// The rules of the act; pure.
    ///
    /// # Errors
    /// The rule that is not kept.
    fn check(&self, by: &Reader, seen: &Self::Seen) -> Result<(), Refusal>;

    /// Changes the rows.
    ///
    /// # Errors
    /// Those of the disk.
    fn apply(self, seen: Self::Seen, tx: &mut Tx<'_>) -> Result<Self::Done, Refusal>;

    /// What the entry says: no free text.
    fn said(done: &Self::Done) -> Said;

    /// One that could be asked for in this world: for tests and the rehearsal.
    fn sample(world: &World) -> Self;
}

/// What an entry says: ids, days and numbers, each under the name of its place in the sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Ids; the entry belongs to the history of each.
    pub ids: Vec<(&'static str, Id)>,
    /// Days.
    pub days: Vec<(&'static str, Date)>,
    /// Numbers.
    pub numbers: Vec<(&'static str, i64)>,
    /// Codes of the program: a role, a field.
    pub codes: Vec<(&'static str, &'static str)>,
}

impl Said {
    /// About one thing.
    #[must_use]
    pub fn of(name: &'static str, id: &Id) -> Self {
        Self { ids: vec![(name, id.clone())], ..Self::default() }
    }

    /// With a number.
    #[must_use]
    pub fn number(mut self, name: &'static str, number: i64) -> Self {
        self.numbers.push((name, number));
        self
    }

    /// With another thing.
    #[must_use]
    pub fn id(mut self, name: &'static str, id: &Id) -> Self {
        self.ids.push((name, id.clone()));
        self
    }
}

/// What somebody wants to see.
pub trait Look: Send + 'static {
    /// A noun and a verb, `school.see`.
    const NAME: &'static str;
    /// Who may.
    const POLICY: Policy;
    /// What is shown.
    type Shown: Send + 'static;

    /// Where the thing stands, for rights.
    fn place(&self) -> Place {
        Place::default()
    }

    /// What this reader sees; she was admitted by the policy.
    ///
    /// # Errors
    /// [`crate::Rule::NotThere`], and those of the disk.
    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Self::Shown, Refusal>;
}
