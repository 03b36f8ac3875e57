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
    /// The day it was declared.
    pub declared: Date,
    /// How many times it was declared, each time anew.
    pub times: u32,
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
        let found = db.one("select * from effect where measure = ?", [measure.as_str()], |row| {
            let effect =
                Effect { what: row.get("what")?, direction: row.read("direction", Direction::from_code)?, look_on: row.day("look_on")? };
            Ok((effect, row.day("declared")?, row.get("times")?, row.get("entry")?))
        })?;
        let Some((effect, declared, times, entry)) = found else { return Ok(None) };
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
        Ok(Some(Self { effect, declared, times, entry, seen }))
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

    /// The measure is kept.
    fn stands(&self) -> Result<(), Refusal> {
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
    /// The day it is declared: today.
    pub day: Date,
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

    fn check(&self, by: &Reader, seen: &Declared) -> Result<(), Refusal> {
        seen.plan.open()?;
        seen.stands()?;
        if seen.effect.as_ref().map(|effect| effect.entry) != self.shown || seen.effect.as_ref().is_some_and(|effect| effect.seen.is_some())
        {
            return Err(seen.refusal(Rule::NoSuchStep).instead(Door::Again));
        }
        let Effect { what, look_on, .. } = &self.effect;
        texts::required_line(what, Field::EffectWhat).map_err(|rule| seen.refusal(rule))?;
        // Beforehand: whoever could declare today and look today would count first. An effect may show in the year after.
        let today = by.now().date();
        let first = today.tomorrow().unwrap_or(today).max(seen.days.0);
        let last = Date::new(seen.days.1.year() + 1, 8, 31).unwrap_or(seen.days.1);
        let fits = (first..=last).contains(look_on) && self.day == today;
        if fits { Ok(()) } else { Err(seen.refusal(Rule::DayNotBetween(Field::EffectDay, first, last))) }
    }

    fn apply(self, seen: Declared, tx: &mut Tx<'_>) -> Result<Effected, Refusal> {
        let (entry, Effect { what, direction, look_on }) = (tx.entry(), &self.effect);
        let sql = "insert into effect (measure, what, direction, look_on, declared, times, entry) values (?1, ?2, ?3, ?4, ?5, 1, ?6)
            on conflict (measure) do update set what = ?2, direction = ?3, look_on = ?4, declared = ?5, times = times + 1, entry = ?6";
        tx.change(sql, params![seen.measure.id.as_str(), what.trim(), direction.code(), look_on.to_string(), self.day.to_string(), entry])?;
        Ok(seen.said(*look_on))
    }

    fn said(done: &Effected) -> Said {
        done.said()
    }

    fn sample(world: &World) -> Self {
        let effect =
            Effect {
                what: "доля работ, переданных третьему эксперту".into(), direction: Direction::Down, look_on: tomorrow(world)
            };
        Self { measure: world.plan.idle.clone(), shown: None, effect, day: world.today }
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
            day: tomorrow(world),
        }
    }
}

/// The day the samples look: the day after they declared.
fn tomorrow(world: &World) -> Date {
    world.today.tomorrow().unwrap_or(world.today)
}

/// A measure with what it declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EffectOf {
    /// The measure.
    pub measure: Id,
    /// What it says.
    pub text: String,
    /// Whether it is still in the plan.
    pub kept: bool,
    /// What it declares, and what was seen.
    pub shown: EffectShown,
}

/// `effects.see`: what the measures of a plan, or of all plans, declare, and what was seen.
#[derive(Clone, Debug)]
pub struct Effects {
    /// Of which plan; None = of every plan.
    pub plan: Option<Id>,
}

impl Look for Effects {
    const NAME: &'static str = "effects.see";
    const POLICY: Policy = READERS;
    type Shown = Vec<EffectOf>;

    /// Of dropped measures too: what was declared does not vanish with them.
    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<Vec<EffectOf>, Refusal> {
        let plan = self.plan.as_ref().map(|plan| Plan::read(db, plan)).transpose()?;
        let sql = "select measure.id, measure.text, measure.state from effect join measure on measure.id = effect.measure
            where ?1 is null or measure.plan = ?1 order by effect.look_on, effect.measure";
        let measures = db.all(sql, [plan.as_ref().map(|plan| plan.id.as_str())], |row| {
            Ok((row.id("id")?, row.get::<String>("text")?, row.read("state", MeasureState::from_code)?))
        })?;
        let mut all = Vec::new();
        for (measure, text, state) in measures {
            let shown = EffectShown::of(db, &measure)?;
            all.extend(shown.map(|shown| EffectOf { measure, text, kept: state == MeasureState::Kept, shown }));
        }
        Ok(all)
    }
}
