//! `notice.set`: hours people are told in, and days ahead they are reminded. The reference data propose, the school decides.

use records::telling::Telling;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use crate::act::{Act, Look, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy, Purpose, Reach, Second};
use crate::reader::Reader;
use crate::refusal::{Conflict, Door, Field, Refusal, Rule};
use crate::role::Role;
use crate::school::{Edit, Standing};
use crate::store::{Db, Tx, params};
use crate::world::World;

/// The latest hour nobody is told anything from on; there is no later one of the same day.
const LAST: i32 = 23;
/// Most days ahead somebody is reminded: a form offers so many, a rule takes them, and what is open is read that far.
pub const AHEAD: i32 = 30;

/// Whoever sets the school up.
const SETTERS: Policy = Policy {
    may: &[(Role::Administrator, Reach::School), (Role::Head, Reach::School), (Role::DeputyHead, Reach::School)],
    unattended: &[],
    second: Second::No,
    step_up: false,
    purpose: Purpose::School,
};

/// What can be set: its key, what it is called, where a `Telling` holds it.
type Part = (&'static str, Field, fn(&mut Telling, i32));

const PARTS: [Part; 5] = [
    ("from", Field::ToldFrom, |telling, hour| telling.from = small(hour)),
    ("to", Field::ToldTo, |telling, hour| telling.to = small(hour)),
    ("digest", Field::ToldDigest, |telling, hour| telling.digest = small(hour)),
    ("lead", Field::ToldDue, |telling, days| telling.lead = days),
    ("held", Field::ToldHeld, |telling, days| telling.held = days),
];

fn small(hour: i32) -> i8 {
    i8::try_from(hour).unwrap_or(i8::MAX)
}

/// What was proposed, in the order of the parts.
fn values(telling: &Telling) -> [i32; 5] {
    [telling.from.into(), telling.to.into(), telling.digest.into(), telling.lead, telling.held]
}

/// The hours and days as they stand, each with its entry; that of the founding where the school has set none.
pub struct Times([Standing<i32>; 5]);

impl Times {
    fn read(db: &Db<'_>) -> Result<Self, Refusal> {
        let proposed = values(&proposed()?);
        let set = db.all("select key, value, entry from told_setting", [], |row| {
            Ok((row.get::<String>("key")?, row.get("value")?, row.get("entry")?))
        })?;
        let of = |at: usize| {
            let set = set.iter().find(|(key, ..)| key == PARTS[at].0);
            set.map_or(Standing { value: proposed[at], entry: 0 }, |(_, value, entry)| Standing { value: *value, entry: *entry })
        };
        Ok(Self(std::array::from_fn(of)))
    }

    fn values(&self) -> [i32; 5] {
        self.0.each_ref().map(|standing| standing.value)
    }
}

/// What the reference data propose.
fn proposed() -> Result<Telling, Refusal> {
    Telling::shipped().map_err(|_| Refusal::of(Rule::Stopped))
}

/// When people are told: as the school set it.
pub(crate) fn telling(db: &Db<'_>) -> Result<Telling, Refusal> {
    let mut telling = proposed()?;
    for ((.., put), value) in PARTS.into_iter().zip(Times::read(db)?.values()) {
        put(&mut telling, value);
    }
    Ok(telling)
}

/// Whether people can be told so: within one day, the morning letter in the hours, days that are near.
fn fits([from, to, digest, lead, held]: [i32; 5]) -> Result<(), Rule> {
    let ahead = 0..=AHEAD;
    match () {
        () if !(0..LAST).contains(&from) => Err(Rule::Wrong(Field::ToldFrom)),
        () if to <= from || LAST < to => Err(Rule::Wrong(Field::ToldTo)),
        () if !(from..to).contains(&digest) => Err(Rule::Wrong(Field::ToldDigest)),
        () if !ahead.contains(&lead) => Err(Rule::Wrong(Field::ToldDue)),
        () if !ahead.contains(&held) => Err(Rule::Wrong(Field::ToldHeld)),
        () => Ok(()),
    }
}

/// `notice.set`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetTimes {
    /// From which hour of a school day.
    pub from: Edit<i32>,
    /// Until which.
    pub to: Edit<i32>,
    /// The hour of the morning letter.
    pub digest: Edit<i32>,
    /// Days before something is due.
    pub lead: Edit<i32>,
    /// Days before something takes place.
    pub held: Edit<i32>,
}

/// How many of them were changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimesSet {
    /// How many.
    pub fields: u32,
}

impl SetTimes {
    /// What is to be written of each; or what somebody else wrote there meanwhile.
    fn against(&self, seen: &Times) -> Result<[Option<i32>; 5], Vec<Conflict>> {
        let (mut wanted, mut conflicts) = ([None; 5], Vec::new());
        for (at, edit) in [&self.from, &self.to, &self.digest, &self.lead, &self.held].into_iter().enumerate() {
            match edit.against(&seen.0[at], PARTS[at].1, i32::to_string) {
                Ok(value) => wanted[at] = value,
                Err(conflict) => conflicts.push(conflict),
            }
        }
        if conflicts.is_empty() { Ok(wanted) } else { Err(conflicts) }
    }
}

impl Act for SetTimes {
    const NAME: &'static str = "notice.set";
    const SAID: Word = acts::notice_set;
    const POLICY: Policy = SETTERS;
    type Seen = Times;
    type Done = TimesSet;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Times, Refusal> {
        Times::read(tx)
    }

    fn place(&self, _seen: &Times) -> Place {
        Place::of(&Id::school())
    }

    fn check(&self, _by: &Reader, seen: &Times) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([Id::school()]);
        let wanted = self.against(seen).map_err(|conflicts| refusal(Rule::ChangedMeanwhile(conflicts)).instead(Door::Again))?;
        let mut then = seen.values();
        then.iter_mut().zip(wanted).for_each(|(value, wanted)| *value = wanted.unwrap_or(*value));
        fits(then).map_err(refusal)?;
        if wanted.iter().all(Option::is_none) { Err(refusal(Rule::NothingChanged)) } else { Ok(()) }
    }

    fn apply(self, seen: Times, tx: &mut Tx<'_>) -> Result<TimesSet, Refusal> {
        let wanted = self.against(&seen).map_err(|conflicts| Refusal::of(Rule::ChangedMeanwhile(conflicts)))?;
        let (entry, mut fields) = (tx.entry(), 0);
        for ((key, ..), value) in PARTS.iter().zip(wanted) {
            let Some(value) = value else { continue };
            let sql = "insert into told_setting (key, value, entry) values (?1, ?2, ?3) on conflict do update set value = ?2, entry = ?3";
            tx.change(sql, params![key, value, entry])?;
            fields += 1;
        }
        Ok(TimesSet { fields })
    }

    fn said(done: &TimesSet) -> Said {
        Said::of("school", &Id::school()).number("fields", done.fields.into())
    }

    fn sample(_world: &World) -> Self {
        let [from, to, digest, lead, held] = proposed().map_or([8, 18, 9, 3, 3], |telling| values(&telling));
        let same = |value| Edit { opened: value, wanted: value };
        Self { from: same(from), to: Edit { opened: to, wanted: to - 1 }, digest: same(digest), lead: same(lead), held: same(held) }
    }
}

/// `notice.times`: the hours and days as they stand, and as they were proposed.
#[derive(Clone, Copy, Debug)]
pub struct TimesOf;

/// Hours and days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimesShown {
    /// As they stand.
    pub now: Telling,
    /// As the reference data propose.
    pub proposed: Telling,
}

impl Look for TimesOf {
    const NAME: &'static str = "notice.times";
    const POLICY: Policy = SETTERS;
    type Shown = TimesShown;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<TimesShown, Refusal> {
        Ok(TimesShown { now: telling(db)?, proposed: proposed()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nonsense is told of its own field; what the reference data propose is none.
    #[test]
    fn hours_lie_within_a_day_and_the_letter_within_the_hours() {
        assert_eq!(fits(values(&Telling::shipped().unwrap())), Ok(()));
        for (times, field) in [
            ([-1, 18, 9, 3, 3], Field::ToldFrom),
            ([23, 24, 23, 3, 3], Field::ToldFrom),
            ([18, 8, 9, 3, 3], Field::ToldTo),
            ([8, 8, 8, 3, 3], Field::ToldTo),
            ([8, 24, 9, 3, 3], Field::ToldTo),
            ([8, 18, 7, 3, 3], Field::ToldDigest),
            ([8, 18, 18, 3, 3], Field::ToldDigest),
            ([8, 18, 9, -1, 3], Field::ToldDue),
            ([8, 18, 9, 31, 3], Field::ToldDue),
            ([8, 18, 9, 3, 31], Field::ToldHeld),
        ] {
            assert_eq!(fits(times), Err(Rule::Wrong(field)), "{times:?}");
        }
        assert_eq!((fits([0, 23, 0, 0, 30]), fits([22, 23, 22, 30, 0])), (Ok(()), Ok(())));
    }
}
