//! What a measure should move (D12): declared beforehand, looked at on the day that was declared and not before, so that nobody picks the
//! moment that suits. What is seen is written down whichever way it went.
//! covers: D12

use jiff::civil::Date;
use records::plan::library::Direction;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::almanac::Almanac;
use super::content::Measure;
use super::occurrence::around;
use super::rights::{KEEPERS, READERS};
use super::state::MeasureState;
use super::yearly::Plan;
use crate::act::{Act, Look, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::store::{Db, Tx, params};
use crate::texts::{self, written};
use crate::world::World;

/// Pupils or scripts a share can be of.
const MOST: u32 = 1_000_000;

/// What should move, which way, and when that is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// What is looked at, in words.
    pub what: String,
    /// Which way it should move.
    pub direction: Direction,
    /// The day it is looked at.
    pub look_on: Date,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// How many.
    pub count: u32,
    /// Of how many, at least 1.
    pub of: u32,
}

/// What was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EffectSeen {
    /// Before the measure, where it was counted.
    pub before: Option<Share>,
    /// After it.
    pub after: Option<Share>,
    /// In words.
    pub words: String,
    /// On which day.
    pub day: Date,
    /// By whom.
    pub by: Id,
    /// Its entry.
    pub entry: Version,
}

/// A declaration with what was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EffectShown {
    /// The declaration.
    pub effect: Effect,
    /// The entry that declared it.
    pub entry: Version,
    /// What was seen; None before.
    pub seen: Option<EffectSeen>,
}

impl EffectShown {
    /// Whether it should be looked at by now.
    #[must_use]
    pub fn is_due(&self, today: Date) -> bool {
        self.seen.is_none() && self.effect.look_on <= today
    }

    pub(super) fn of(db: &Db<'_>, measure: &Id) -> Result<Option<Self>, Refusal> {
        let found = db.one("select what, direction, look_on, entry from effect where measure = ?", [measure.as_str()], |row| {
            let effect =
                Effect { what: row.get("what")?, direction: row.read("direction", Direction::from_code)?, look_on: row.day("look_on")? };
            Ok((effect, row.get("entry")?))
        })?;
        let Some((effect, entry)) = found else { return Ok(None) };
        let seen = db.one("select * from effect_look where measure = ?", [measure.as_str()], |row| {
            let share = |column: &str| match row.get::<Option<String>>(column)? {
                None => Ok(None),
                Some(_) => texts::json(row, column).map(Some),
            };
            Ok(EffectSeen {
                before: share("before")?,
                after: share("after")?,
                words: row.get("words")?,
                day: row.day("day")?,
                by: row.id("by_person")?,
                entry: row.get("entry")?,
            })
        })?;
        Ok(Some(Self { effect, entry, seen }))
    }
}

/// A measure in its plan, with what it declares.
pub struct Declared {
    plan: Plan,
    measure: Measure,
    days: (Date, Date),
    effect: Option<EffectShown>,
}

impl Declared {
    fn read(db: &Db<'_>, id: &Id) -> Result<Self, Refusal> {
        let measure = Measure::read(db, id)?;
        let plan = Plan::read(db, &measure.plan)?;
        let year = Almanac::of(db, &plan.year)?.calendar.year();
        Ok(Self { days: around(year.first, year.last), effect: EffectShown::of(db, id)?, plan, measure })
    }

    /// The plan is open and the measure is kept.
    fn stands(&self) -> Result<(), Refusal> {
        self.plan.open()?;
        match self.measure.state {
            MeasureState::Kept => Ok(()),
            MeasureState::Dropped => Err(self.refusal(Rule::NoSuchStep).instead(Door::Again)),
        }
    }

    fn refusal(&self, rule: Rule) -> Refusal {
        Refusal::of(rule).about([self.measure.id.clone()])
    }

    fn said(&self, day: Date) -> Effected {
        Effected { plan: self.plan.id.clone(), measure: self.measure.id.clone(), day }
    }
}

/// What an act about an effect did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effected {
    /// The plan.
    pub plan: Id,
    /// The measure.
    pub measure: Id,
    /// The day it is or was looked at.
    pub day: Date,
}

impl Effected {
    fn said(&self) -> Said {
        Said { ids: vec![("plan", self.plan.clone()), ("measure", self.measure.clone())], days: vec![("day", self.day)], ..Said::default() }
    }
}

/// `effect.declare`: what a measure should move; declared anew as long as nothing was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeclareEffect {
    /// Which measure.
    pub measure: Id,
    /// The declaration as it was shown; None where there was none.
    pub shown: Option<Version>,
    /// What it should move.
    pub effect: Effect,
}

impl Act for DeclareEffect {
    const NAME: &'static str = "effect.declare";
    const SAID: Word = acts::effect_declare;
    const POLICY: Policy = KEEPERS;
    type Seen = Declared;
    type Done = Effected;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.measure.clone(), self.shown.unwrap_or_default())]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Declared, Refusal> {
        Declared::read(tx, &self.measure)
    }

    fn place(&self, seen: &Declared) -> Place {
        Place::of(&seen.measure.id)
    }

    fn check(&self, _by: &Reader, seen: &Declared) -> Result<(), Refusal> {
        seen.stands()?;
        if seen.effect.as_ref().map(|effect| effect.entry) != self.shown || seen.effect.as_ref().is_some_and(|effect| effect.seen.is_some())
        {
            return Err(seen.refusal(Rule::NoSuchStep).instead(Door::Again));
        }
        let Effect { what, look_on, .. } = &self.effect;
        texts::required(what, Field::EffectWhat).and(texts::line(what, Field::EffectWhat)).map_err(|rule| seen.refusal(rule))?;
        // An effect may show in the year after.
        let (first, last) = (seen.days.0, Date::new(seen.days.1.year() + 1, 8, 31).unwrap_or(seen.days.1));
        let fits = (first..=last).contains(look_on);
        if fits { Ok(()) } else { Err(seen.refusal(Rule::DayNotBetween(Field::EffectDay, first, last))) }
    }

    fn apply(self, seen: Declared, tx: &mut Tx<'_>) -> Result<Effected, Refusal> {
        let (entry, Effect { what, direction, look_on }) = (tx.entry(), &self.effect);
        let sql = "insert into effect (measure, what, direction, look_on, entry) values (?1, ?2, ?3, ?4, ?5)
            on conflict (measure) do update set what = ?2, direction = ?3, look_on = ?4, entry = ?5";
        tx.change(sql, params![seen.measure.id.as_str(), what.trim(), direction.code(), look_on.to_string(), entry])?;
        Ok(seen.said(*look_on))
    }

    fn said(done: &Effected) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        let effect = Effect {
            what: "доля работ, переданных третьему эксперту".into(), direction: Direction::Down, look_on: world.today
        };
        Self { measure: world.plan.idle.clone(), shown: None, effect }
    }
}

/// `effect.look`: what was seen, on the declared day or later; corrected by looking again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LookAtEffect {
    /// Which measure.
    pub measure: Id,
    /// The declaration as it was shown.
    pub shown: Version,
    /// What was seen before, as it was shown; None where nothing was.
    pub seen: Option<Version>,
    /// Before the measure, where it was counted.
    pub before: Option<Share>,
    /// After it.
    pub after: Option<Share>,
    /// In words.
    pub words: String,
    /// The day it was looked.
    pub day: Date,
}

impl Act for LookAtEffect {
    const NAME: &'static str = "effect.look";
    const SAID: Word = acts::effect_look;
    const POLICY: Policy = KEEPERS;
    type Seen = Declared;
    type Done = Effected;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.measure.clone(), self.shown)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Declared, Refusal> {
        Declared::read(tx, &self.measure)
    }

    fn place(&self, seen: &Declared) -> Place {
        Place::of(&seen.measure.id)
    }

    fn check(&self, by: &Reader, seen: &Declared) -> Result<(), Refusal> {
        seen.stands()?;
        let again = || seen.refusal(Rule::NoSuchStep).instead(Door::Again);
        let declared = seen.effect.as_ref().filter(|effect| effect.entry == self.shown).ok_or_else(again)?;
        if declared.seen.as_ref().map(|look| look.entry) != self.seen {
            return Err(again());
        }
        let (today, look_on) = (by.now().date(), declared.effect.look_on);
        if today < look_on {
            return Err(seen.refusal(Rule::TooEarly(look_on)));
        }
        if !(look_on..=today).contains(&self.day) {
            return Err(seen.refusal(Rule::DayNotBetween(Field::EffectDay, look_on, today)));
        }
        texts::required(&self.words, Field::EffectWords).map_err(|rule| seen.refusal(rule))?;
        // One number alone says nothing about a change.
        match (self.before, self.after) {
            (None, Some(_)) => return Err(seen.refusal(Rule::Missing(Field::Before))),
            (Some(_), None) => return Err(seen.refusal(Rule::Missing(Field::After))),
            _ => {}
        }
        for (share, field) in [(self.before, Field::Before), (self.after, Field::After)] {
            if share.is_some_and(|share| share.of == 0 || share.of > MOST || share.count > share.of) {
                return Err(seen.refusal(Rule::Wrong(field)));
            }
        }
        Ok(())
    }

    fn apply(self, seen: Declared, tx: &mut Tx<'_>) -> Result<Effected, Refusal> {
        let (entry, day) = (tx.entry(), self.day);
        let by = tx.by().cloned().ok_or(Refusal::of(Rule::NotAllowed))?;
        let [before, after] = [self.before, self.after].map(|share| share.as_ref().map(written).transpose());
        let sql = "insert into effect_look (measure, before, after, words, day, by_person, entry) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            on conflict (measure) do update set before = ?2, after = ?3, words = ?4, day = ?5, by_person = ?6, entry = ?7";
        tx.change(sql, params![seen.measure.id.as_str(), before?, after?, self.words.trim(), day.to_string(), by.as_str(), entry])?;
        Ok(seen.said(day))
    }

    fn said(done: &Effected) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        let (before, after) = (Some(Share { count: 12, of: 60 }), Some(Share { count: 5, of: 58 }));
        Self {
            measure: world.plan.measure.clone(),
            shown: world.plan.effect,
            seen: None,
            before,
            after,
            words: "Работ с расхождением стало меньше".into(),
            day: world.today,
        }
    }
}

/// `effects.see`: what the measures of a plan declare, and what was seen.
#[derive(Clone, Debug)]
pub struct Effects {
    /// Of which plan.
    pub plan: Id,
}

impl Look for Effects {
    const NAME: &'static str = "effects.see";
    const POLICY: Policy = READERS;
    type Shown = Vec<(Id, EffectShown)>;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<Vec<(Id, EffectShown)>, Refusal> {
        let plan = Plan::read(db, &self.plan)?;
        let sql = "select effect.measure from effect join measure on measure.id = effect.measure where measure.plan = ? and measure.state = 'kept'
            order by effect.look_on, effect.measure";
        let measures = db.all(sql, [plan.id.as_str()], |row| row.id("measure"))?;
        measures.into_iter().filter_map(|id| EffectShown::of(db, &id).transpose().map(|shown| shown.map(|shown| (id, shown)))).collect()
    }
}
