//! `person.leave`: a colleague left. Shut out at once, her slip, her roles and whoever stood in for her end with it; what she did stays hers, and
//! what is open with her is handed over by `measure.hand-over`. She comes back by `person.unlock` and new roles.

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::code::forget;
use super::deputy::end_all;
use super::managing::MANAGERS;
use super::person::{Seen, Step, may_lose_rights};
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::mail::dropped;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Field, Refusal, Rule};
use crate::store::{Tx, params};
use crate::world::World;

/// How long ago a last day of work can lie, in days: an earlier one is a slip in the year.
const EARLIEST: i64 = 366;

/// `person.leave`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Leave {
    /// Who.
    pub person: Id,
    /// As the person was shown.
    pub seen: Version,
    /// Her last day of work: today or before.
    pub last: Date,
}

/// Who left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// Who.
    pub person: Id,
    /// Her last day of work.
    pub last: Date,
}

impl Act for Leave {
    const NAME: &'static str = "person.leave";
    const SAID: Word = acts::person_leave;
    const POLICY: Policy = MANAGERS;
    type Seen = Seen;
    type Done = Left;

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
        seen.steps(Step::Leave)?;
        let today = by.now().date();
        let earliest = today.checked_sub(Span::new().days(EARLIEST)).unwrap_or(today);
        let fits = (earliest..=today).contains(&self.last);
        let day = if fits { Ok(()) } else { Err(Rule::DayNotBetween(Field::LeftDay, earliest, today)) };
        may_lose_rights(by, seen).and(day).map_err(|rule| Refusal::of(rule).about([seen.id.clone()]))
    }

    fn apply(self, seen: Seen, tx: &mut Tx<'_>) -> Result<Left, Refusal> {
        let (entry, person, last) = (tx.entry(), seen.id.as_str(), self.last.to_string());
        tx.change("update person set state = 'locked', left_day = ?2, entry = ?3 where id = ?1", params![person, last, entry])?;
        tx.change("delete from slip where person = ?", [person])?;
        forget(tx, &seen.id)?;
        tx.change("delete from mail_address where person = ?", [person])?;
        dropped(tx, &seen.id)?;
        // What servers said of her letters holds her address.
        tx.change("update letter set answer = '' where person = ?", [person])?;
        tx.change("delete from held_role where person = ?1 and from_day > ?2", params![person, last])?;
        let sql = "update held_role set to_day = ?2, entry = ?3 where person = ?1 and coalesce(to_day, '9999') > ?2";
        tx.change(sql, params![person, last, entry])?;
        end_all(tx, &seen.id)?;
        Ok(Left { person: seen.id, last: self.last })
    }

    fn said(done: &Left) -> Said {
        Said { days: vec![("last", done.last)], ..Said::of("person", &done.person) }
    }

    fn sample(world: &World) -> Self {
        Self { person: world.active.clone(), seen: 1, last: world.today }
    }
}
