//! An occurrence said done, in words, with a day and a file; accepted where the measure asks for it; or a question answered: not needed.

use serde::Serialize;
use words::{Word, acts};

use super::as_shown::Shown;
use super::evidence::{Evidence, Kept, digest_of};
use super::occurrence::{Decided, Occurrence, about, place};
use super::rights::{DOERS, KEEPERS};
use super::samples;
use super::state::{OccurrenceState, OccurrenceStep};
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy, Second};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::store::{Tx, params};
use crate::texts;
use crate::world::World;

/// `occurrence.say-done`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SayDone {
    /// Which: one, or several closed by the same.
    pub occurrences: Vec<Shown>,
    /// What shows it.
    pub evidence: Evidence,
}

impl Act for SayDone {
    const NAME: &'static str = "occurrence.say-done";
    const SAID: Word = acts::occurrence_say_done;
    const POLICY: Policy = DOERS;
    type Seen = Vec<Occurrence>;
    type Done = Decided;

    fn about(&self) -> Vec<(Id, Version)> {
        about(&self.occurrences)
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Vec<Occurrence>, Refusal> {
        Occurrence::read_all(tx, &self.occurrences)
    }

    fn place(&self, seen: &Vec<Occurrence>) -> Place {
        place(seen)
    }

    fn check(&self, by: &Reader, seen: &Vec<Occurrence>) -> Result<(), Refusal> {
        seen.iter().try_for_each(|one| one.steps(OccurrenceStep::SayDone))?;
        seen.iter().try_for_each(|one| one.stands_with_somebody(self.evidence.to))?;
        seen.iter().try_for_each(|one| self.evidence.fits(one.days.0, by.now().date()).map_err(|rule| one.refusal(rule)))
    }

    fn apply(self, seen: Vec<Occurrence>, tx: &mut Tx<'_>) -> Result<Decided, Refusal> {
        for one in &seen {
            self.evidence.attach(tx, &one.id)?;
            one.move_on(tx, OccurrenceStep::SayDone, "")?;
        }
        Ok(Decided::of(&seen)?.on(self.evidence.to))
    }

    fn said(done: &Decided) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        Self { occurrences: vec![samples::open(world)], evidence: samples::evidence(world, world.today) }
    }
}

/// `occurrence.accept`: by another person than the one who said it done, where the measure asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Accept {
    /// Which.
    pub occurrence: Id,
    /// As it was shown.
    pub seen: Version,
    /// Digest of the evidence as it was shown: what is accepted.
    pub digest: String,
}

/// What has to be known to accept.
pub struct Accepting {
    occurrence: Occurrence,
    digest: String,
    /// What was accepted before, and whoever gave something that shows it since.
    before: Option<(String, Vec<Id>)>,
}

impl Act for Accept {
    const NAME: &'static str = "occurrence.accept";
    const SAID: Word = acts::occurrence_accept;
    const POLICY: Policy = Policy { second: Second::Other, ..KEEPERS };
    type Seen = Accepting;
    type Done = Decided;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.occurrence.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Accepting, Refusal> {
        let evidence = Kept::of_occurrence(tx, &self.occurrence)?;
        let sql = "select coalesce(accepted, '') as accepted, signature.entry as entry from occurrence
            join signature on signature.object = occurrence.id and signature.act = ?2 where occurrence.id = ?1 and occurrence.state = 'accepted'";
        let before = tx.one(sql, [self.occurrence.as_str(), OccurrenceStep::Accept.code()], |row| {
            Ok((row.get::<String>("accepted")?, row.get::<Version>("entry")?))
        })?;
        let since = |entry: Version| evidence.iter().filter(move |kept| entry < kept.entry).map(|kept| kept.by.clone()).collect();
        let before = before.map(|(accepted, entry)| (accepted, since(entry)));
        Ok(Accepting { occurrence: Occurrence::read(tx, &self.occurrence)?, digest: digest_of(&evidence).to_string(), before })
    }

    fn place(&self, seen: &Accepting) -> Place {
        let said = matches!(seen.occurrence.state, OccurrenceState::Done | OccurrenceState::Accepted);
        let since = seen.before.iter().flat_map(|(_, since)| since);
        let first = seen.occurrence.signers.iter().chain(since).cloned().collect();
        Place { first: if said { first } else { Vec::new() }, ..seen.occurrence.place() }
    }

    fn check(&self, _by: &Reader, seen: &Accepting) -> Result<(), Refusal> {
        seen.occurrence.steps(OccurrenceStep::Accept)?;
        match () {
            () if !seen.occurrence.asks_acceptance => Err(seen.occurrence.refusal(Rule::NoAcceptance)),
            () if self.digest != seen.digest => Err(seen.occurrence.refusal(Rule::EvidenceChanged).instead(Door::Again)),
            () if seen.before.as_ref().is_some_and(|(accepted, _)| *accepted == seen.digest) => {
                Err(seen.occurrence.refusal(Rule::NoSuchStep).instead(Door::Again))
            }
            () => Ok(()),
        }
    }

    fn apply(self, seen: Accepting, tx: &mut Tx<'_>) -> Result<Decided, Refusal> {
        let one = &seen.occurrence;
        let state = one.state.after(OccurrenceStep::Accept).ok_or(Refusal::of(Rule::NoSuchStep))?;
        let (entry, by) = (tx.entry(), tx.by().map(|by| by.as_str().to_owned()));
        let sql = "update occurrence set state = ?2, accepted = ?3, entry = ?4 where id = ?1";
        tx.change(sql, params![one.id.as_str(), state.code(), self.digest, entry])?;
        let sql = "insert into signature (object, act, person, entry) values (?1, ?2, ?3, ?4)
            on conflict (object, act) do update set person = ?3, entry = ?4";
        tx.change(sql, params![one.id.as_str(), OccurrenceStep::Accept.code(), by, entry])?;
        Ok(one.decided())
    }

    fn said(done: &Decided) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        Self { occurrence: world.plan.done.clone(), seen: 1, digest: world.plan.digest.clone() }
    }
}

/// `occurrence.not-needed`: the answer to a question of «при необходимости».
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotNeeded {
    /// Which question.
    pub occurrence: Id,
    /// As it was shown.
    pub seen: Version,
    /// In a few words.
    pub note: String,
    /// Not this year any more: later questions of the measure are answered with it.
    pub this_year: bool,
}

/// What has to be known to answer a question.
pub struct Answering {
    occurrence: Occurrence,
    /// Later open questions of the same measure, where they are answered too.
    later: Vec<Occurrence>,
}

impl Act for NotNeeded {
    const NAME: &'static str = "occurrence.not-needed";
    const SAID: Word = acts::occurrence_not_needed;
    const POLICY: Policy = DOERS;
    type Seen = Answering;
    type Done = Decided;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.occurrence.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Answering, Refusal> {
        let occurrence = Occurrence::read(tx, &self.occurrence)?;
        // Later months, wherever a question was put off to.
        let sql = "select later.id from occurrence as this join occurrence as later on later.measure = this.measure
            where this.id = ? and later.from_day > this.from_day and later.asks = 1 and later.state = ? order by later.from_day";
        let later = match self.this_year {
            false => Vec::new(),
            true => tx.all(sql, params![occurrence.id.as_str(), OccurrenceState::Open.code()], |row| row.id("id"))?,
        };
        let later = later.iter().map(|id| Occurrence::read(tx, id)).collect::<Result<_, _>>()?;
        Ok(Answering { occurrence, later })
    }

    fn place(&self, seen: &Answering) -> Place {
        seen.occurrence.place()
    }

    fn check(&self, _by: &Reader, seen: &Answering) -> Result<(), Refusal> {
        seen.occurrence.steps(OccurrenceStep::NotNeeded)?;
        if !seen.occurrence.asks {
            return Err(seen.occurrence.refusal(Rule::NoQuestion));
        }
        texts::required(&self.note, Field::Note).map_err(|rule| seen.occurrence.refusal(rule))
    }

    fn apply(self, seen: Answering, tx: &mut Tx<'_>) -> Result<Decided, Refusal> {
        let all = [vec![seen.occurrence], seen.later].concat();
        all.iter().try_for_each(|one| one.move_on(tx, OccurrenceStep::NotNeeded, &self.note))?;
        Decided::of(&all)
    }

    fn said(done: &Decided) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        Self {
            occurrence: world.plan.question.clone(), seen: 1, note: "В этом месяце не понадобилось".into(), this_year: true
        }
    }
}
