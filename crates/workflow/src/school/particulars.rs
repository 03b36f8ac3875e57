//! What a school is called, where it is, and how it works: name, place, address, working week, periods, time zone.

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
use crate::store::{Db, Row, Tx, params};
use crate::world::World;

/// Longest name, place or address, in characters.
const LONGEST_NAME: usize = 300;

/// `school.change`: some of the particulars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The entry whose school the form showed.
    pub seen: Version,
    /// Name.
    pub name: Edit<String>,
    /// The settlement it is in, as papers print it; empty where nobody wrote it.
    pub place: Edit<String>,
    /// Its address; empty where nobody wrote it.
    pub address: Edit<String>,
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
    pub(super) place: Standing<String>,
    pub(super) address: Standing<String>,
    pub(super) week: Standing<Week>,
    pub(super) periods: Standing<Periods>,
    pub(super) zone: Standing<String>,
}

impl Particulars {
    pub(super) fn read(db: &Db<'_>) -> Result<Option<Self>, Refusal> {
        // What was never written stands since the school was named.
        let since = |row: &Row<'_>, field: &str| Ok::<u64, Refusal>(row.get::<Option<u64>>(field)?.unwrap_or_default());
        db.one("select * from school", [], |row| {
            Ok(Self {
                place: Standing { value: row.get("place")?, entry: since(row, "place_entry")? },
                address: Standing { value: row.get("address")?, entry: since(row, "address_entry")? },
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
    place: Option<String>,
    address: Option<String>,
    week: Option<Week>,
    periods: Option<Periods>,
    zone: Option<String>,
}

impl Change {
    fn against(&self, seen: &Particulars) -> Result<Wanted, Vec<Conflict>> {
        let name = self.name.against(&seen.name, Field::SchoolName, String::clone);
        let place = self.place.against(&seen.place, Field::SchoolPlace, String::clone);
        let address = self.address.against(&seen.address, Field::SchoolAddress, String::clone);
        let week = self.week.against(&seen.week, Field::Week, |week| week.code().to_owned());
        let periods = self.periods.against(&seen.periods, Field::Periods, |periods| periods.code().to_owned());
        let zone = self.zone.against(&seen.zone, Field::Zone, String::clone);
        match (name, place, address, week, periods, zone) {
            (Ok(name), Ok(place), Ok(address), Ok(week), Ok(periods), Ok(zone)) => Ok(Wanted { name, place, address, week, periods, zone }),
            (name, place, address, week, periods, zone) => {
                let all = [name.err(), place.err(), address.err(), week.err(), periods.err(), zone.err()];
                Err(all.into_iter().flatten().collect())
            }
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
        for (text, field) in [(&wanted.place, Field::SchoolPlace), (&wanted.address, Field::SchoolAddress)] {
            text.as_deref().map_or(Ok(()), |text| line(text, field)).map_err(refusal)?;
        }
        wanted.zone.as_deref().map_or(Ok(()), zoned).map_err(refusal)?;
        let Wanted { name, place, address, week, periods, zone } = wanted;
        let texts = [name, place, address, zone].iter().any(Option::is_some);
        if !texts && week.is_none() && periods.is_none() { Err(refusal(Rule::NothingChanged)) } else { Ok(()) }
    }

    fn apply(self, seen: Particulars, tx: &mut Tx<'_>) -> Result<Changed, Refusal> {
        let Wanted { name, place, address, week, periods, zone } =
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
        set("update school set place = ?1, place_entry = ?2", place.as_deref().map(str::trim))?;
        set("update school set address = ?1, address_entry = ?2", address.as_deref().map(str::trim))?;
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
            place: Edit { opened: String::new(), wanted: "г. Тула".into() },
            address: Edit { opened: String::new(), wanted: String::new() },
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

/// Whether a text can stand in a line of the letterhead; it may be empty.
fn line(text: &str, field: Field) -> Result<(), Rule> {
    let fits = text.trim().chars().count() <= LONGEST_NAME && !text.chars().any(char::is_control);
    if fits { Ok(()) } else { Err(Rule::Wrong(field)) }
}

/// Whether the zone data know this zone.
pub(super) fn zoned(zone: &str) -> Result<(), Rule> {
    TimeZone::get(zone).map(drop).map_err(|_| Rule::Wrong(Field::Zone))
}
