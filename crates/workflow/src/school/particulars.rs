//! What a school is called, and how it works: name, working week, periods, time zone.

use jiff::tz::TimeZone;
pub use records::plan::calendar::{Periods, Week};
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::edit::{Edit, Standing};
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy, Purpose, Reach, Second};
use crate::reader::Reader;
use crate::refusal::{Conflict, Door, Field, Refusal, Rule};
use crate::role::Role;
use crate::store::{Db, Tx, params};
use crate::world::World;

/// Longest name, in characters.
const LONGEST_NAME: usize = 300;

/// `school.change`: some of the particulars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The entry whose school the form showed.
    pub seen: Version,
    /// Name.
    pub name: Edit<String>,
    /// Working week.
    pub week: Edit<Week>,
    /// Periods.
    pub periods: Edit<Periods>,
    /// Time zone, by its name in the zone data.
    pub zone: Edit<String>,
}

/// What was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// How many fields.
    pub fields: u32,
}

/// The particulars as they stand, each with its entry.
pub struct Particulars {
    pub(super) name: Standing<String>,
    pub(super) week: Standing<Week>,
    pub(super) periods: Standing<Periods>,
    pub(super) zone: Standing<String>,
}

impl Particulars {
    pub(super) fn read(db: &Db<'_>) -> Result<Option<Self>, Refusal> {
        db.one("select * from school", [], |row| {
            Ok(Self {
                name: Standing { value: row.get("name")?, entry: row.get("name_entry")? },
                week: Standing { value: row.read("week", Week::from_code)?, entry: row.get("week_entry")? },
                periods: Standing { value: row.read("periods", Periods::from_code)?, entry: row.get("periods_entry")? },
                zone: Standing { value: row.get("zone")?, entry: row.get("zone_entry")? },
            })
        })
    }
}

/// What a form wants of each field.
struct Wanted {
    name: Option<String>,
    week: Option<Week>,
    periods: Option<Periods>,
    zone: Option<String>,
}

impl Change {
    fn against(&self, seen: &Particulars) -> Result<Wanted, Vec<Conflict>> {
        let name = self.name.against(&seen.name, Field::SchoolName, String::clone);
        let week = self.week.against(&seen.week, Field::Week, |week| week.code().to_owned());
        let periods = self.periods.against(&seen.periods, Field::Periods, |periods| periods.code().to_owned());
        let zone = self.zone.against(&seen.zone, Field::Zone, String::clone);
        match (name, week, periods, zone) {
            (Ok(name), Ok(week), Ok(periods), Ok(zone)) => Ok(Wanted { name, week, periods, zone }),
            (name, week, periods, zone) => Err([name.err(), week.err(), periods.err(), zone.err()].into_iter().flatten().collect()),
        }
    }
}

impl Act for Change {
    const NAME: &'static str = "school.change";
    const SAID: Word = acts::school_change;
    const POLICY: Policy = Policy {
        may: &[(Role::Administrator, Reach::School), (Role::Head, Reach::School), (Role::DeputyHead, Reach::School)],
        unattended: &[],
        second: Second::No,
        step_up: false,
        purpose: Purpose::School,
    };
    type Seen = Particulars;
    type Done = Changed;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(Id::school(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Particulars, Refusal> {
        Particulars::read(tx)?.ok_or(Refusal::of(Rule::NotFounded))
    }

    fn place(&self, _seen: &Particulars) -> Place {
        Place::of(&Id::school())
    }

    fn check(&self, _by: &Reader, seen: &Particulars) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([Id::school()]);
        let wanted = self.against(seen).map_err(|conflicts| refusal(Rule::ChangedMeanwhile(conflicts)).instead(Door::Again))?;
        wanted.name.as_deref().map_or(Ok(()), named).map_err(refusal)?;
        wanted.zone.as_deref().map_or(Ok(()), zoned).map_err(refusal)?;
        let nothing = wanted.name.is_none() && wanted.week.is_none() && wanted.periods.is_none() && wanted.zone.is_none();
        if nothing { Err(refusal(Rule::NothingChanged)) } else { Ok(()) }
    }

    fn apply(self, seen: Particulars, tx: &mut Tx<'_>) -> Result<Changed, Refusal> {
        let Wanted { name, week, periods, zone } =
            self.against(&seen).map_err(|conflicts| Refusal::of(Rule::ChangedMeanwhile(conflicts)))?;
        let entry = tx.entry();
        let mut fields = 0;
        let mut set = |sql: &str, value: Option<&str>| match value {
            None => Ok(0),
            Some(value) => {
                fields += 1;
                tx.change(sql, params![value, entry])
            }
        };
        set("update school set name = ?1, name_entry = ?2", name.as_deref())?;
        set("update school set week = ?1, week_entry = ?2", week.map(Week::code))?;
        set("update school set periods = ?1, periods_entry = ?2", periods.map(Periods::code))?;
        set("update school set zone = ?1, zone_entry = ?2", zone.as_deref())?;
        Ok(Changed { fields })
    }

    fn said(done: &Changed) -> Said {
        Said::of("school", &Id::school()).number("fields", done.fields.into())
    }

    fn sample(world: &World) -> Self {
        let same = |value| Edit { opened: value, wanted: value };
        let zone = "Europe/Moscow".to_owned();
        Self {
            seen: world.named_by,
            name: Edit { opened: world.school_name.clone(), wanted: "Школа № 2".into() },
            week: same(Week::Five),
            periods: Edit { opened: Periods::Quarters, wanted: Periods::Quarters },
            zone: Edit { opened: zone.clone(), wanted: zone },
        }
    }
}

/// Whether a text can be the name of a school.
pub(super) fn named(name: &str) -> Result<(), Rule> {
    match name.trim() {
        "" => Err(Rule::Missing(Field::SchoolName)),
        name if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) => Err(Rule::Wrong(Field::SchoolName)),
        _ => Ok(()),
    }
}

/// Whether the zone data know this zone.
pub(super) fn zoned(zone: &str) -> Result<(), Rule> {
    TimeZone::get(zone).map(drop).map_err(|_| Rule::Wrong(Field::Zone))
}
