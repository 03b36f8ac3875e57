//! `results.keep`, `results.withdraw`.

use ledger::Digest;
use serde::Serialize;
use words::{Word, acts};

use super::package::About;
use super::rights::KEEPERS;
use super::state::{ResultState, ResultStep};
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::store::{Db, Tx, params};
use crate::texts;
use crate::world::World;

/// `results.keep`: results with everything they come from are the school's from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeepBatch {
    /// What was counted.
    pub about: About,
    /// Digest of what it was counted from.
    pub sources: String,
    /// Address of the package.
    pub package: String,
    /// The batch it stands in place of.
    pub replaces: Option<Id>,
}

/// What has to be known to keep a batch.
pub struct Keeping {
    same: Option<Id>,
    replaced: Option<(Id, ResultState)>,
}

impl Act for KeepBatch {
    const NAME: &'static str = "results.keep";
    const SAID: Word = acts::results_keep;
    const POLICY: Policy = KEEPERS;
    type Seen = Keeping;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Keeping, Refusal> {
        let sql = "select id from result_batch where (package = ?1 or sources = ?2) and state <> 'withdrawn' order by entry limit 1";
        let same = tx.one(sql, [&self.package, &self.sources], |row| row.id("id"))?;
        let replaced = self.replaces.as_ref().map(|id| Ok::<_, Refusal>((id.clone(), state(tx, id)?))).transpose()?;
        Ok(Keeping { same, replaced })
    }

    fn place(&self, _seen: &Keeping) -> Place {
        Place::of(&Id::school())
    }

    fn check(&self, _by: &Reader, seen: &Keeping) -> Result<(), Refusal> {
        if let Some(same) = &seen.same {
            return Err(Refusal::of(Rule::KeptAlready).about([same.clone()]));
        }
        if let Some((id, state)) = &seen.replaced
            && state.after(ResultStep::Replace).is_none()
        {
            return Err(Refusal::of(Rule::NoSuchStep).about([id.clone()]).instead(Door::Again));
        }
        let digests = [&self.sources, &self.package].into_iter().all(|digest| digest.parse::<Digest>().is_ok());
        if self.about.fits() && digests { Ok(()) } else { Err(Refusal::of(Rule::Wrong(Field::File))) }
    }

    fn apply(self, seen: Keeping, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        let (id, entry, day) = (tx.new_id("results")?, tx.entry(), tx.today());
        let by = tx.by().cloned().ok_or(Refusal::of(Rule::NotAllowed))?;
        tx.name_file(&texts::digest(&self.package, Field::File).map_err(Refusal::of)?)?;
        let sql = "insert into result_batch (id, about, sources, package, state, reason, day, by_person, entry)
            values (?, ?, ?, ?, ?, '', ?, ?, ?)";
        let (about, state) = (texts::written(&self.about)?, ResultState::Kept.code());
        tx.change(sql, params![id.as_str(), about, self.sources, self.package, state, day.to_string(), by.as_str(), entry])?;
        if let Some((replaced, state)) = seen.replaced
            && let Some(next) = state.after(ResultStep::Replace)
        {
            let sql = "update result_batch set state = ?2, replaced_by = ?3, entry = ?4 where id = ?1";
            tx.change(sql, params![replaced.as_str(), next.code(), id.as_str(), entry])?;
        }
        Ok(id)
    }

    fn said(done: &Id) -> Said {
        Said::of("results", done)
    }

    fn sample(world: &World) -> Self {
        Self {
            about: super::package::sample(world.soon),
            sources: Digest::of(b"sources").to_string(),
            package: world.plan.file.clone(),
            replaces: Some(world.results.clone()),
        }
    }
}

fn state(db: &Db<'_>, id: &Id) -> Result<ResultState, Refusal> {
    let found = db.one("select state from result_batch where id = ?", [id.as_str()], |row| row.read("state", ResultState::from_code))?;
    found.ok_or_else(|| Refusal::of(Rule::NotThere).about([id.clone()]))
}

/// `results.withdraw`: takes a batch back; the one it stood in place of stands again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WithdrawBatch {
    /// Which.
    pub batch: Id,
    /// Why.
    pub reason: String,
}

impl Act for WithdrawBatch {
    const NAME: &'static str = "results.withdraw";
    const SAID: Word = acts::results_withdraw;
    const POLICY: Policy = KEEPERS;
    type Seen = ResultState;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<ResultState, Refusal> {
        state(tx, &self.batch)
    }

    fn place(&self, _seen: &ResultState) -> Place {
        Place::of(&self.batch)
    }

    fn check(&self, _by: &Reader, seen: &ResultState) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([self.batch.clone()]);
        if seen.after(ResultStep::Withdraw).is_none() {
            return Err(refusal(Rule::NoSuchStep).instead(Door::Again));
        }
        texts::required(&self.reason, Field::Reason).map_err(refusal)
    }

    fn apply(self, seen: ResultState, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        let (entry, state) = (tx.entry(), seen.after(ResultStep::Withdraw).ok_or(Refusal::of(Rule::NoSuchStep))?);
        let sql = "update result_batch set state = ?4, reason = ?2, entry = ?3 where id = ?1";
        tx.change(sql, params![self.batch.as_str(), self.reason.trim(), entry, state.code()])?;
        if let Some(state) = ResultState::Replaced.after(ResultStep::StandAgain) {
            let sql = "update result_batch set state = ?3, replaced_by = null, entry = ?2 where replaced_by = ?1";
            tx.change(sql, params![self.batch.as_str(), entry, state.code()])?;
        }
        Ok(self.batch)
    }

    fn said(done: &Id) -> Said {
        Said::of("results", done)
    }

    fn sample(world: &World) -> Self {
        Self { batch: world.results.clone(), reason: "Принято по ошибке: работа другого года".into() }
    }
}
