//! `year.carry`: the next year is opened and what goes on is carried into it, in one act; asked again it does what is new and nothing twice.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::bring::{Bringing, CarriedTold};
use super::ground::Ground;
use super::proposal::{Choice, Proposal};
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::roster::KEEPERS;
use crate::school::{Year, YearState, days_fit};
use crate::store::Tx;
use crate::world::World;

/// A year is carried on, as its preview showed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Carry {
    /// Which year.
    pub year: Id,
    /// As it was shown.
    pub seen: Version,
    /// First day of the next, where it is not open yet.
    pub first_day: Date,
    /// Its last day.
    pub last_day: Date,
    /// What was decided otherwise than proposed, by the class, pupil, load or measure of the old year.
    pub choices: BTreeMap<Id, Choice>,
}

/// What was carried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The carrying.
    pub carry: Id,
    /// The next year.
    pub year: Id,
    /// How much.
    pub told: CarriedTold,
}

/// Whether a next year can be carried into, with these days where it is not open yet.
pub(super) fn can_be(from: &Year, to: Option<&Year>, days: (Date, Date)) -> Result<(), Refusal> {
    match to {
        Some(to) if to.state == YearState::Closed => Err(Refusal::of(Rule::NoSuchStep).about([to.id.clone()]).instead(Door::School)),
        Some(_) => Ok(()),
        None if days.0.year() != from.first_day.year() + 1 => Err(Refusal::of(Rule::Wrong(Field::YearDays))),
        None => days_fit(days.0, days.1).map_err(Refusal::of),
    }
}

impl Act for Carry {
    const NAME: &'static str = "year.carry";
    const SAID: Word = acts::year_carry;
    const POLICY: Policy = KEEPERS;
    /// What stands, and what would become of it.
    type Seen = (Ground, Proposal);
    type Done = Carried;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.year.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Self::Seen, Refusal> {
        let ground = Ground::read(tx, &self.year)?;
        let proposal = Proposal::of(&ground, &self.choices);
        Ok((ground, proposal))
    }

    fn place(&self, _seen: &Self::Seen) -> Place {
        Place::of(&self.year)
    }

    fn check(&self, _by: &Reader, (ground, proposal): &Self::Seen) -> Result<(), Refusal> {
        can_be(&ground.from, ground.to.as_ref(), (self.first_day, self.last_day))?;
        let nothing = ground.to.is_some() && !proposal.changes();
        if nothing { Err(Refusal::of(Rule::NothingChanged).about([self.year.clone()])) } else { Ok(()) }
    }

    fn apply(self, (ground, proposal): Self::Seen, tx: &mut Tx<'_>) -> Result<Carried, Refusal> {
        let mut bringing = Bringing::begin(tx, &ground, (self.first_day, self.last_day))?;
        bringing.all(tx, ground, &proposal)?;
        Ok(Carried { carry: bringing.carry, year: bringing.to, told: bringing.told })
    }

    fn said(done: &Carried) -> Said {
        let CarriedTold { classes, pupils, leave, stay, loads, measures, .. } = done.told;
        let said = Said::of("carry", &done.carry).id("year", &done.year).number("classes", classes.into());
        let said = said.number("pupils", pupils.into()).number("leave", leave.into()).number("stay", stay.into());
        said.number("loads", loads.into()).number("measures", measures.into())
    }

    fn sample(world: &World) -> Self {
        let next = world.year_of_today() + 1;
        Self {
            year: world.year.clone(),
            seen: 1,
            first_day: Date::constant(next, 9, 1),
            last_day: Date::constant(next + 1, 5, 31),
            choices: BTreeMap::new(),
        }
    }
}
