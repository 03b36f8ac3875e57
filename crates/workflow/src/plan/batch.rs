//! Rows taken together, from a file or from the library; taken back while nothing stands on them.

use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::almanac::{Almanac, TOUCHED, lay_out};
use super::content::{Content, Measure, STEP, add, remove, tidy, write};
use super::matching::{Earlier, Fate, Row, fates, gone};
use super::rights::KEEPERS;
use super::samples;
use super::state::{BatchState, MeasureState};
use super::yearly::{Plan, amended};
use crate::act::{Act, Said, Version};
use crate::coded::coded;
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::store::{Db, Tx, params};
use crate::texts::{self, json, written};
use crate::world::World;

/// Rows one batch can bring.
const MOST: usize = 2_000;

coded! {
    /// Where rows come from.
    Source {
        /// A file of the school's own.
        File = "file",
        /// The library of the program.
        Library = "library",
    }
}

/// A row that was not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotTaken {
    /// As written.
    pub written: String,
    /// Why not.
    pub reason: String,
}

/// `plan.take`: rows of a file or of the library. The same file once more, corrected, changes only what changed in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Take {
    /// Into which plan.
    pub plan: Id,
    /// As the plan was shown.
    pub seen: Version,
    /// Where they come from.
    pub source: Source,
    /// Address of the kept file, or version of the library.
    pub digest: String,
    /// Name of the file or of the library.
    pub name: String,
    /// The rows, in their order.
    pub rows: Vec<Row>,
    /// Rows that are not taken.
    pub not_taken: Vec<NotTaken>,
    /// Why, once the plan is approved.
    pub reason: Option<String>,
}

/// What was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// The batch.
    pub batch: Id,
    /// The plan.
    pub plan: Id,
    /// Measures that are new.
    pub added: u32,
    /// Measures that changed.
    pub changed: u32,
    /// Rows that are as they were.
    pub same: u32,
    /// Measures of which a field stays as it was changed here.
    pub kept: Vec<Id>,
    /// Measures of an earlier file that are not in this one: they stay, and are asked about.
    pub gone: Vec<Id>,
    /// Rows not taken.
    pub not_taken: u32,
}

/// A plan and what came into it before.
pub struct Before {
    pub(super) plan: Plan,
    pub(super) earlier: Vec<Earlier>,
}

impl Before {
    /// What came from such a source and was not undone.
    pub(super) fn read(db: &Db<'_>, plan: &Id, source: Source) -> Result<Self, Refusal> {
        let plan = Plan::read(db, plan)?;
        let measures = Measure::of_plan(db, &plan.id)?;
        let sql = "select taken_row.* from taken_row join batch on batch.id = taken_row.batch
            where batch.plan = ? and batch.source = ? and batch.state = 'taken' order by batch.entry desc, taken_row.place";
        let rows = db.all(sql, [plan.id.as_str(), source.code()], |row| {
            Ok((row.id("measure")?, row.get::<String>("origin")?, json::<Content>(row, "content")?))
        })?;
        let mut earlier: Vec<Earlier> = Vec::new();
        for (measure, origin, taken) in rows {
            if earlier.iter().all(|known| known.measure != measure) {
                let now = measures.iter().find(|now| now.id == measure).map(|now| (now.content.clone(), now.entry));
                earlier.push(Earlier { measure, origin, taken, now });
            }
        }
        Ok(Self { plan, earlier })
    }
}

impl Take {
    fn fits(&self) -> Result<(), Rule> {
        texts::required_line(&self.name, Field::File)?;
        match self.source {
            Source::File => texts::digest(&self.digest, Field::File).map(drop)?,
            Source::Library => texts::line(&self.digest, Field::File)?,
        }
        rows_fit(&self.rows, &self.not_taken)
    }
}

/// Whether rows can be taken: asked before a plan is begun for them.
///
/// # Errors
/// The row and its field.
pub fn rows_fit(rows: &[Row], not_taken: &[NotTaken]) -> Result<(), Rule> {
    if rows.is_empty() {
        return Err(Rule::Missing(Field::Rows));
    }
    if rows.len() + not_taken.len() > MOST {
        return Err(Rule::Wrong(Field::Rows));
    }
    let number = |index: usize| u32::try_from(index + 1).unwrap_or(u32::MAX);
    for (index, row) in rows.iter().enumerate() {
        let fits = row.content.fits().and(texts::line(&row.origin, Field::Number));
        fits.map_err(|rule| Rule::Row(number(index), Box::new(rule)))?;
    }
    not_taken.iter().try_for_each(|row| {
        texts::text(&row.written, Field::Rows)?;
        texts::required(&row.reason, Field::Reason)
    })
}

impl Act for Take {
    const NAME: &'static str = "plan.take";
    const SAID: Word = acts::plan_take;
    const POLICY: Policy = KEEPERS;
    type Seen = Before;
    type Done = Taken;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.plan.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Before, Refusal> {
        Before::read(tx, &self.plan, self.source)
    }

    fn place(&self, seen: &Before) -> Place {
        Place::of(&seen.plan.id)
    }

    fn check(&self, _by: &Reader, seen: &Before) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([seen.plan.id.clone()]);
        seen.plan.changeable(self.reason.as_deref())?;
        self.fits().map_err(refusal)?;
        let same = |fate: &Fate| matches!(fate, Fate::Same(_) | Fate::Removed(_));
        if fates(&self.rows, &seen.earlier).iter().all(same) { Err(refusal(Rule::NothingChanged)) } else { Ok(()) }
    }

    fn apply(self, seen: Before, tx: &mut Tx<'_>) -> Result<Taken, Refusal> {
        let Before { plan, earlier } = seen;
        if self.source == Source::File {
            tx.name_file(&texts::digest(&self.digest, Field::File).map_err(Refusal::of)?)?;
        }
        let (batch, entry) = (tx.new_id("batch")?, tx.entry());
        let sql = "insert into batch (id, plan, source, digest, name, state, entry) values (?, ?, ?, ?, ?, ?, ?)";
        let (source, state) = (self.source.code(), BatchState::Taken.code());
        tx.change(sql, params![batch.as_str(), plan.id.as_str(), source, self.digest, self.name.trim(), state, entry])?;
        let fates = fates(&self.rows, &earlier);
        let count = |fits: fn(&Fate) -> bool| u32::try_from(fates.iter().filter(|fate| fits(fate)).count()).unwrap_or(u32::MAX);
        let (added, changed) = (count(|fate| *fate == Fate::New), count(|fate| matches!(fate, Fate::Changed(..))));
        let same = count(|fate| matches!(fate, Fate::Same(_) | Fate::Removed(_)));
        let told = |fate: &Fate| match fate {
            Fate::Changed(id, _, conflicts) if !conflicts.is_empty() => Some(id.clone()),
            _ => None,
        };
        let (kept, gone) = (fates.iter().filter_map(told).collect(), gone(&fates, &earlier));
        bring(tx, &plan, &batch, &self.rows, fates, &earlier)?;
        let mut not_taken = 0;
        for row in &self.not_taken {
            not_taken += 1;
            let sql = "insert into row_not_taken (batch, place, written, reason) values (?, ?, ?, ?)";
            tx.change(sql, params![batch.as_str(), not_taken, row.written.trim(), row.reason.trim()])?;
        }
        amended(tx, &plan, self.reason.as_deref())?;
        Ok(Taken { batch, plan: plan.id, added, changed, same, kept, gone, not_taken })
    }

    fn said(done: &Taken) -> Said {
        let said = Said::of("plan", &done.plan).id("batch", &done.batch).number("added", done.added.into());
        said.number("changed", done.changed.into()).number("same", done.same.into()).number("not-taken", done.not_taken.into())
    }

    fn sample(world: &World) -> Self {
        let row = |number: &str, text: &str| {
            let content = Content { number: number.into(), text: text.into(), ..samples::content() };
            Row { origin: format!("1.{number}"), content }
        };
        Self {
            plan: world.plan.draft.clone(),
            seen: 1,
            source: Source::File,
            digest: world.plan.file.clone(),
            name: "План 2026.docx".into(),
            rows: vec![row("1", "Семинар для учителей"), row("2", "Перепроверка работ")],
            not_taken: vec![NotTaken { written: "Итого".into(), reason: "не мероприятие".into() }],
            reason: None,
        }
    }
}

/// Brings every row where it belongs, in the order of the source.
fn bring(tx: &mut Tx<'_>, plan: &Plan, batch: &Id, rows: &[Row], fates: Vec<Fate>, earlier: &[Earlier]) -> Result<(), Refusal> {
    let almanac = Almanac::of(tx, &plan.year)?;
    let mut last: Option<(&str, Id)> = None;
    for (place, (row, fate)) in rows.iter().zip(&fates).enumerate() {
        let now = fate.measure().and_then(|id| earlier.iter().find(|one| one.measure == *id)).and_then(|one| one.now.as_ref());
        let before = now.map(|(content, _)| content);
        let after = match fate {
            Fate::Changed(_, content, _) => content.as_ref(),
            _ => before.unwrap_or(&row.content),
        };
        let measure = match fate {
            Fate::New => {
                let beside = last.as_ref().filter(|(block, _)| *block == row.content.block).map(|(_, id)| id.clone());
                let place = room(tx, beside.as_ref())?;
                add(tx, plan, after, place)?
            }
            Fate::Changed(id, ..) if before != Some(after) => {
                write(tx, &plan.id, id, after)?;
                id.clone()
            }
            Fate::Changed(id, ..) | Fate::Same(id) | Fate::Removed(id) => id.clone(),
        };
        if !matches!(fate, Fate::Removed(_)) {
            if before.is_none_or(|before| before.rules != after.rules) {
                lay_out(tx, &measure, &after.rules, &almanac, plan.settled(tx.today()))?;
            }
            last = Some((&row.content.block, measure.clone()));
        }
        note(tx, batch, place, &measure, row, before, after)?;
    }
    tidy(tx)
}

/// Writes down what a row brought, and what stood there before.
fn note(
    tx: &mut Tx<'_>,
    batch: &Id,
    place: usize,
    measure: &Id,
    row: &Row,
    before: Option<&Content>,
    after: &Content,
) -> Result<(), Refusal> {
    let place = i64::try_from(place).unwrap_or(i64::MAX);
    let (content, before, after) = (written(&row.content)?, before.map(written).transpose()?, written(after)?);
    let sql = "insert into taken_row (batch, measure, place, origin, content, before, after) values (?, ?, ?, ?, ?, ?, ?)";
    tx.change(sql, params![batch.as_str(), measure.as_str(), place, row.origin, content, before, after]).map(drop)
}

/// A place after a measure, before the next; None for the end of the block.
fn room(tx: &mut Tx<'_>, after: Option<&Id>) -> Result<Option<i64>, Refusal> {
    let Some(after) = after else { return Ok(None) };
    let sql = "select place, block from measure where id = ?";
    let found = tx.one(sql, [after.as_str()], |row| Ok((row.get::<i64>("place")?, row.get::<String>("block")?)))?;
    let Some((place, block)) = found else { return Ok(None) };
    let sql = "select min(place) as next from measure where block = ? and place > ?";
    let next = tx.one(sql, params![block, place], |row| row.get::<Option<i64>>("next"))?.flatten();
    match next {
        None => Ok(None),
        Some(next) if next - place > 1 => Ok(Some(place + (next - place) / 2)),
        Some(_) => {
            tx.change("update measure set place = place + ?3 where block = ?1 and place > ?2", params![block, place, STEP])?;
            Ok(Some(place + STEP / 2))
        }
    }
}

/// `plan.undo-batch`: while nothing stands on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UndoBatch {
    /// Which batch.
    pub batch: Id,
    /// As it was shown.
    pub seen: Version,
    /// Why, once the plan is approved.
    pub reason: Option<String>,
}

/// A row of a batch: the measure, and what stood there before; None where it is new.
type Undone = (Id, Option<Content>);

/// What has to be known to undo a batch.
pub struct Undoing {
    plan: Plan,
    state: BatchState,
    rows: Vec<Undone>,
    /// What stands on it: a later batch, the approval, measures changed since, occurrences something was decided about since.
    on_it: Vec<Id>,
}

impl Undoing {
    fn read(db: &Db<'_>, batch: &Id) -> Result<Self, Refusal> {
        let found = db.one("select plan, state, entry from batch where id = ?", [batch.as_str()], |row| {
            Ok((row.id("plan")?, row.read("state", BatchState::from_code)?, row.get::<Version>("entry")?))
        })?;
        let (plan, state, entry) = found.ok_or_else(|| Refusal::of(Rule::NotThere).about([batch.clone()]))?;
        let rows = db.all("select measure, before from taken_row where batch = ? order by place", [batch.as_str()], |row| {
            let before = row.get::<Option<String>>("before")?.map(|_| json(row, "before")).transpose()?;
            Ok((row.id("measure")?, before))
        })?;
        let plan = Plan::read(db, &plan)?;
        let on_it = standing_on(db, &plan, batch, entry)?;
        Ok(Self { plan, state, rows, on_it })
    }
}

fn standing_on(db: &Db<'_>, plan: &Plan, batch: &Id, entry: Version) -> Result<Vec<Id>, Refusal> {
    let later = "select id from batch where plan = ? and state = 'taken' and entry > ? order by entry";
    let approved = "select object as id from signature where object = ? and entry > ?";
    let mut on_it = db.all(later, params![plan.id.as_str(), entry], |row| row.id("id"))?;
    on_it.extend(db.all(approved, params![plan.id.as_str(), entry], |row| row.id("id"))?);
    let after =
        db.all("select measure, before is null as new, after from taken_row where batch = ? order by place", [batch.as_str()], |row| {
            Ok((row.id("measure")?, row.get::<bool>("new")?, json::<Content>(row, "after")?))
        })?;
    for (id, new, after) in after {
        let changed = |now: &Measure| now.content != after || now.state == MeasureState::Dropped || new && !now.people.is_empty();
        on_it.extend(Measure::find(db, &id)?.filter(changed).map(|_| id));
    }
    let decided = format!(
        "select occurrence.id from occurrence join taken_row on taken_row.measure = occurrence.measure
         where taken_row.batch = ? and occurrence.entry > ? and {TOUCHED} order by occurrence.id"
    );
    on_it.extend(db.all(&decided, params![batch.as_str(), entry], |row| row.id("id"))?);
    Ok(on_it)
}

impl Act for UndoBatch {
    const NAME: &'static str = "plan.undo-batch";
    const SAID: Word = acts::plan_undo_batch;
    const POLICY: Policy = KEEPERS;
    type Seen = Undoing;
    /// The batch and its plan.
    type Done = [Id; 2];

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.batch.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Undoing, Refusal> {
        Undoing::read(tx, &self.batch)
    }

    fn place(&self, _seen: &Undoing) -> Place {
        Place::of(&self.batch)
    }

    fn check(&self, _by: &Reader, seen: &Undoing) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([self.batch.clone()]);
        match seen.state {
            BatchState::Undone => return Err(refusal(Rule::NoSuchStep).instead(Door::Again)),
            BatchState::Taken => seen.plan.changeable(self.reason.as_deref())?,
        }
        if seen.on_it.is_empty() { Ok(()) } else { Err(Refusal::of(Rule::StandsOnIt).about(seen.on_it.clone())) }
    }

    fn apply(self, seen: Undoing, tx: &mut Tx<'_>) -> Result<[Id; 2], Refusal> {
        let Undoing { plan, rows, .. } = seen;
        let almanac = Almanac::of(tx, &plan.year)?;
        let settled = plan.settled(tx.today());
        for (measure, before) in rows {
            let Some(before) = before else {
                remove(tx, &measure)?;
                continue;
            };
            // One that was removed by hand since stays removed.
            let now = Measure::find(tx, &measure)?.map(|now| now.content);
            if now.is_some_and(|now| now != before) {
                write(tx, &plan.id, &measure, &before)?;
                lay_out(tx, &measure, &before.rules, &almanac, settled)?;
            }
        }
        tidy(tx)?;
        let entry = tx.entry();
        let sql = "update batch set state = ?2, entry = ?3 where id = ?1";
        tx.change(sql, params![self.batch.as_str(), BatchState::Undone.code(), entry])?;
        amended(tx, &plan, self.reason.as_deref())?;
        Ok([self.batch, plan.id])
    }

    fn said(done: &[Id; 2]) -> Said {
        Said::of("batch", &done[0]).id("plan", &done[1])
    }

    fn sample(world: &World) -> Self {
        Self { batch: world.plan.batch.clone(), seen: 1, reason: None }
    }
}
