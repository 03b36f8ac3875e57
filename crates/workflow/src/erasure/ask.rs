//! `data.ask`: somebody asks that personal data be erased. `data.withdraw`: they are not, after all.

use jiff::civil::Date;
use records::retention::Retention;
use serde::Serialize;
use words::{Word, acts};

use super::subject::Kind;
use crate::act::{Act, Said, Version};
use crate::coded::coded;
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Field, Refusal, Rule};
use crate::roster::KEEPERS;
use crate::store::{Db, Tx, params};
use crate::texts;
use crate::world::World;

coded! {
    /// On what ground.
    Ground {
        /// The term is over.
        Term = "term",
        /// Consent was withdrawn, or it was asked for.
        Request = "request",
    }
}

impl Ground {
    /// By when what was asked for on a day is to be done: only where somebody asked, for a term that is over has no other.
    pub(super) fn until(self, terms: &Retention, day: Date) -> Option<Date> {
        if self == Self::Request { terms.until("request", day) } else { None }
    }
}

/// `data.ask`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AskErasure {
    /// What: a pupil, a relative, a file of lists.
    pub thing: Id,
    /// On what ground.
    pub ground: Ground,
    /// Which paper asks for it, or why the term is over; without names. Erased with the rest.
    pub reason: String,
}

/// An erasure that was asked for.
pub struct Asked {
    pub(super) id: Id,
    pub(super) kind: Kind,
    pub(super) thing: Id,
    pub(super) by: Id,
}

impl Asked {
    /// The one that waits for a thing.
    pub(super) fn of(db: &Db<'_>, thing: &Id) -> Result<Option<Self>, Refusal> {
        let sql = "select * from erasure where thing = ? and state = 'asked'";
        db.one(sql, [thing.as_str()], |row| {
            Ok(Self { id: row.id("id")?, kind: row.read("kind", Kind::from_code)?, thing: row.id("thing")?, by: row.id("asked_by")? })
        })
    }

    pub(super) fn find(db: &Db<'_>, thing: &Id) -> Result<Self, Refusal> {
        Self::of(db, thing)?.ok_or_else(|| Refusal::of(Rule::NotThere).about([thing.clone()]))
    }
}

impl Act for AskErasure {
    const NAME: &'static str = "data.ask";
    const SAID: Word = acts::data_ask;
    const POLICY: Policy = Policy { step_up: true, ..KEEPERS };
    /// What it is, and whether it waits already.
    type Seen = (Kind, bool);
    /// The erasure and the thing.
    type Done = [Id; 2];

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Self::Seen, Refusal> {
        Ok((Kind::of(tx, &self.thing)?, Asked::of(tx, &self.thing)?.is_some()))
    }

    fn place(&self, _seen: &Self::Seen) -> Place {
        Place::of(&self.thing)
    }

    fn check(&self, _by: &Reader, (_, waits): &Self::Seen) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([self.thing.clone()]);
        texts::required(&self.reason, Field::Reason).map_err(refusal)?;
        if *waits { Err(refusal(Rule::NothingChanged)) } else { Ok(()) }
    }

    fn apply(self, (kind, _): Self::Seen, tx: &mut Tx<'_>) -> Result<[Id; 2], Refusal> {
        let (id, entry, day) = (tx.new_id("erasure")?, tx.entry(), tx.today().to_string());
        let by = tx.by().cloned().ok_or(Refusal::of(Rule::NotAllowed))?;
        let sql = "insert into erasure (id, kind, thing, ground, reason, state, asked_by, asked_day, entry) values (?, ?, ?, ?, ?, 'asked', ?, ?, ?)";
        let with = params![id.as_str(), kind.code(), self.thing.as_str(), self.ground.code(), self.reason.trim(), by.as_str(), day, entry];
        tx.change(sql, with)?;
        Ok([id, self.thing])
    }

    fn said([erasure, thing]: &[Id; 2]) -> Said {
        Said::of("erasure", erasure).id("thing", thing)
    }

    fn sample(world: &World) -> Self {
        Self { thing: world.roster.pupil.clone(), ground: Ground::Request, reason: "Заявление от 12.10.2026".into() }
    }
}

/// `data.withdraw`: nothing is erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WithdrawErasure {
    /// What was asked to be erased.
    pub thing: Id,
}

impl Act for WithdrawErasure {
    const NAME: &'static str = "data.withdraw";
    const SAID: Word = acts::data_withdraw;
    const POLICY: Policy = KEEPERS;
    type Seen = Asked;
    type Done = [Id; 2];

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Asked, Refusal> {
        Asked::find(tx, &self.thing)
    }

    fn place(&self, seen: &Asked) -> Place {
        Place::of(&seen.thing)
    }

    fn check(&self, _by: &Reader, _seen: &Asked) -> Result<(), Refusal> {
        Ok(())
    }

    fn apply(self, seen: Asked, tx: &mut Tx<'_>) -> Result<[Id; 2], Refusal> {
        tx.change("delete from erasure where id = ?", [seen.id.as_str()])?;
        Ok([seen.id, seen.thing])
    }

    fn said([erasure, thing]: &[Id; 2]) -> Said {
        Said::of("erasure", erasure).id("thing", thing)
    }

    fn sample(world: &World) -> Self {
        Self { thing: world.asked.clone() }
    }
}
