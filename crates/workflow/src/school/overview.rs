//! `school.see`: the school and its years.

use super::edit::Standing;
use super::particulars::{Particulars, Periods, Week};
use super::year::Year;
use crate::act::Look;
use crate::policy::{Policy, Purpose, Reach, Second, Unattended};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::role::Role;
use crate::store::Db;

/// Asks for the school.
#[derive(Clone, Copy, Debug)]
pub struct Overview;

/// A field, and the entry that made it so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldShown<T> {
    /// Value.
    pub value: T,
    /// Entry.
    pub entry: u64,
}

/// The school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct School {
    /// Name.
    pub name: FieldShown<String>,
    /// The settlement it is in; empty where nobody wrote it.
    pub place: FieldShown<String>,
    /// Its address; empty where nobody wrote it.
    pub address: FieldShown<String>,
    /// Working week.
    pub week: FieldShown<Week>,
    /// Periods.
    pub periods: FieldShown<Periods>,
    /// Time zone.
    pub zone: FieldShown<String>,
    /// Years, the latest first.
    pub years: Vec<Year>,
}

impl Look for Overview {
    const NAME: &'static str = "school.see";
    const POLICY: Policy = Policy {
        may: &[
            (Role::Administrator, Reach::Common),
            (Role::Head, Reach::Common),
            (Role::DeputyHead, Reach::Common),
            (Role::AssociationHead, Reach::Common),
            (Role::Teacher, Reach::Common),
            (Role::ClassTeacher, Reach::Common),
            (Role::Psychologist, Reach::Common),
            (Role::Auditor, Reach::Common),
        ],
        unattended: &[Unattended::Program, Unattended::Console],
        second: Second::No,
        step_up: false,
        purpose: Purpose::School,
    };
    type Shown = School;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<School, Refusal> {
        let Particulars { name, place, address, week, periods, zone } = Particulars::read(db)?.ok_or(Refusal::of(Rule::NotFounded))?;
        let (name, place, address) = (shown(name), shown(place), shown(address));
        Ok(School { name, place, address, week: shown(week), periods: shown(periods), zone: shown(zone), years: Year::all(db)? })
    }
}

fn shown<T>(Standing { value, entry }: Standing<T>) -> FieldShown<T> {
    FieldShown { value, entry }
}
