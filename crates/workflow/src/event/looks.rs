//! What is shown of events: all of a year, one whole, what waits for whoever looks, what shows a measure.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Span;
use jiff::civil::Date;
use records::text::folded;

use super::card::{Awaits, is_about, keep_back, show, uncommented};
use super::certificates::Certificates;
use super::families::Families;
use super::holding::Whole as Read;
use super::kind::{Attendance, Kind};
use super::missing::Missing;
use super::planned::Planned;
use super::planning::{bound_to, planned};
use super::pupils::Circle;
use super::rights::{SEERS, leads, reads_all, sees};
use super::state::{DecisionState, EventState, ReadHow};
use super::stored::{Decision, Event, Item, Seat};
use super::trainings::{self, Expiring};
use super::waiting::waits_for_a_word;
use crate::act::Look;
use crate::id::Id;
use crate::people::OnPaper;
use crate::people::post::{Names, name_among, names_apart, told_apart};
use crate::plan::{HandedFrom, measure_seen};
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Db, params};

/// Events whose seats are read one event after another; of more they are read together.
const FEW: usize = 8;
/// Days ahead that are shown to whoever takes part.
const AHEAD: i64 = 14;

/// `events.see`: every event the reader sees, the latest day first.
#[derive(Clone, Copy, Debug, Default)]
pub struct Events;

/// An event in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLine {
    /// The event.
    pub event: Event,
    /// Name of whoever answers for it.
    pub owner: String,
    /// How many take part.
    pub seats: usize,
    /// How many of them read the present text.
    pub read: usize,
    /// How many of its tasks are open.
    pub open: usize,
    /// How many pupils it is about: a list names none of them.
    pub pupils: usize,
}

impl Look for Events {
    const NAME: &'static str = "events.see";
    const POLICY: Policy = SEERS;
    type Shown = Vec<EventLine>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<EventLine>, Refusal> {
        lines(by, db, db.all("select * from event order by day desc, id", [], Event::of)?, &names_apart(db)?)
    }
}

/// Those of the events the reader sees, as lines. Names are read once for a look.
fn lines(by: &Reader, db: &Db<'_>, events: Vec<Event>, names: &Names) -> Result<Vec<EventLine>, Refusal> {
    let mut all = if events.len() > FEW { Some(Seat::by_event(db)?) } else { None };
    let open = "select event, count(*) as open from decision where state = 'open' group by event";
    let open: BTreeMap<Id, usize> = db.all(open, [], |row| Ok((row.id("event")?, row.get("open")?)))?.into_iter().collect();
    let sql = "select event, count(*) as pupils from event_pupil group by event";
    let pupils: BTreeMap<Id, usize> = db.all(sql, [], |row| Ok((row.id("event")?, row.get("pupils")?)))?.into_iter().collect();
    let (mut lines, mut circle) = (Vec::new(), Circle::default());
    for mut event in events {
        let seats = match &mut all {
            Some(all) => all.remove(&event.id).unwrap_or_default(),
            None => Seat::all(db, &event.id)?,
        };
        let narrow = if sees(by, &event, &seats) { None } else { Some(circle.narrows(by, db, &mut event)?) };
        if narrow == Some(0) {
            continue;
        }
        // A list shows no card, whoever reads it.
        keep_back(&mut event);
        let of = |counts: &BTreeMap<Id, usize>| counts.get(&event.id).copied().unwrap_or(0);
        let (open, pupils) = (of(&open), narrow.unwrap_or_else(|| of(&pupils)));
        let digest = event.content.digest().to_string();
        let read = seats.iter().filter(|seat| has_read(seat, &digest)).count();
        let owner = name_among(names, &event.owner);
        lines.push(EventLine { owner, seats: seats.len(), read, open, pupils, event });
    }
    Ok(lines)
}

/// Events whose day lies between two, which the reader sees; `mine`: those she leads or has a place in.
pub(crate) fn between(by: &Reader, db: &Db<'_>, (from, to): (Date, Date), mine: bool) -> Result<Vec<EventLine>, Refusal> {
    let sql = "select * from event where day between ? and ? and state <> 'cancelled' order by day, id";
    let mut events = db.all(sql, [from.to_string(), to.to_string()], Event::of)?;
    if mine {
        let sql = "select event from seat where person = ?";
        let mut seats: BTreeSet<Id> = BTreeSet::new();
        let they = they(by);
        for one in &they {
            seats.extend(db.all(sql, [one.as_str()], |row| row.id("event"))?);
        }
        events.retain(|event| they.contains(&event.owner) || seats.contains(&event.id));
    }
    lines(by, db, events, &names_apart(db)?)
}

/// Open tasks due between two days: hers, and unless only those are asked for, those of the events she sees.
pub(crate) fn tasks_between(by: &Reader, db: &Db<'_>, (from, to): (Date, Date), mine: bool) -> Result<Vec<(Decision, String)>, Refusal> {
    let mut all = tasks(db, &they(by))?;
    if !mine {
        all.extend(Decisions.see(by, db)?.into_iter().map(|(decision, line)| (decision, line.event.content.title)));
    }
    all.retain(|(task, _)| (from..=to).contains(&task.due));
    all.sort_by(|(a, _), (b, _)| (a.due, &a.id).cmp(&(b.due, &b.id)));
    all.dedup_by(|(a, _), (b, _)| a.id == b.id);
    Ok(all)
}

/// An event, where the reader sees it; whom she works with is read once for all of them.
pub(crate) fn seen(circle: &mut Circle, by: &Reader, db: &Db<'_>, id: &Id) -> Result<Option<Event>, Refusal> {
    let Some(mut event) = db.one("select * from event where id = ?", [id.as_str()], Event::of)? else { return Ok(None) };
    let sees = sees(by, &event, &Seat::all(db, id)?) || circle.narrows(by, db, &mut event)? > 0;
    keep_back(&mut event);
    Ok(sees.then_some(event))
}

/// Whether somebody was acquainted with this very text.
pub(super) fn has_read(seat: &Seat, digest: &str) -> bool {
    seat.read.as_ref().is_some_and(|read| read.how != ReadHow::Declined && read.digest == digest)
}

/// `event.see`: one event whole.
#[derive(Clone, Debug)]
pub struct OneEvent {
    /// Which.
    pub event: Id,
}

/// An event whole.
#[derive(Clone)]
pub struct EventShown {
    /// The event.
    pub event: Event,
    /// What it is.
    pub kind: &'static Kind,
    /// Name of whoever answers for it.
    pub owner: String,
    /// Whom she has it from, where it was handed over.
    pub handed: Option<HandedFrom>,
    /// Who takes part, by name.
    pub seats: Vec<Seat>,
    /// Its agenda.
    pub items: Vec<Item>,
    /// What was decided, by its place.
    pub decisions: Vec<Decision>,
    /// What is written of those who took part in a training: of each the reader may see, also where nothing is.
    pub certificates: Certificates,
    /// How many pupils it is about.
    pub pupils: usize,
    /// How many families of the class were given codes and confirmed, for whoever leads what families read, or reads every event.
    pub families: Option<Families>,
    /// What earlier events of the same body decided.
    pub earlier: Vec<Decision>,
    /// Times of the plan it shows.
    pub occurrences: Vec<BoundTime>,
    /// What is planned of it: what a form holds.
    pub planned: Planned,
    /// What it lacks before it can be closed.
    pub missing: Vec<Missing>,
    /// Digest of the text as it stands.
    pub digest: String,
    /// What its card waits for, where it has one: others do not see it yet.
    pub awaits: Option<Awaits>,
    /// Whether the reader sees its card.
    pub sees_card: bool,
    /// Whether it is hers to write, where she leads: not of whom it is about.
    pub writes_card: bool,
    /// Whether the reader leads it.
    pub leads: bool,
    /// Names of everybody a task or a part names.
    pub names: BTreeMap<Id, String>,
    /// What they are called on papers.
    pub on_paper: OnPaper,
    /// Those of them who work here: whom a new task can name, in order of their names; of two of one name each with what tells them apart.
    pub here: Vec<(Id, String)>,
}

/// A time of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundTime {
    /// Which.
    pub id: Id,
    /// The measure it is of.
    pub measure: Id,
    /// What the measure says.
    pub text: String,
    /// The requirement it answers.
    pub requirement: Option<u8>,
    /// Its last day.
    pub due: Date,
    /// Whether nothing was said of it yet.
    pub open: bool,
    /// Whether the reader sees the measure.
    pub seen: bool,
}

impl BoundTime {
    pub(super) fn read(by: &Reader, db: &Db<'_>, id: &Id) -> Result<Option<Self>, Refusal> {
        let sql = "select measure.id as measure, measure.text, measure.requirement, coalesce(put_off_to, due_day) as due,
            occurrence.state = 'open' as open from occurrence join measure on measure.id = occurrence.measure where occurrence.id = ?";
        let seen = measure_seen(by, db, id)?.is_some();
        db.one(sql, [id.as_str()], |row| {
            let (measure, due) = (row.id("measure")?, row.day("due")?);
            let (text, requirement, open) = (row.get("text")?, row.get("requirement")?, row.get("open")?);
            Ok(Self { id: id.clone(), measure, text, requirement, due, open, seen })
        })
    }
}

impl EventShown {
    /// Of what is decided together: how many came of how many, once it is known of everybody who works here still. Whoever decides without half
    /// of those who decide is told so; nothing is refused for it.
    #[must_use]
    pub fn turnout(&self) -> Option<Turnout> {
        let asked: Vec<&Seat> = self.seats.iter().filter(|seat| !seat.left || seat.came.is_some()).collect();
        let body = self.kind.agenda && self.kind.attendance == Attendance::Named && self.event.state != EventState::Planned;
        let known = body && !asked.is_empty() && asked.iter().all(|seat| seat.came.is_some());
        let came = asked.iter().filter(|seat| seat.came == Some(true)).count();
        known.then_some(Turnout { came, of: asked.len() })
    }
}

/// How many of a body came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turnout {
    /// Who came.
    pub came: usize,
    /// Of how many.
    pub of: usize,
}

impl Turnout {
    /// Whether fewer than half were there.
    #[must_use]
    pub const fn is_few(self) -> bool {
        self.came * 2 < self.of
    }
}

impl Look for OneEvent {
    const NAME: &'static str = "event.see";
    const POLICY: Policy = SEERS;
    type Shown = EventShown;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<EventShown, Refusal> {
        let whole = Read::read(db, &self.event)?;
        let missing = whole.missing();
        let Read { mut event, kind, mut seats, items, decisions, pupils, card, .. } = whole;
        let narrow = if sees(by, &event, &seats) { None } else { Some(Circle::default().narrows(by, db, &mut event)?) };
        if narrow == Some(0) {
            return Err(Refusal::of(Rule::NotThere).about([self.event.clone()]));
        }
        let (names, on_paper) = (names_apart(db)?, OnPaper::read(db)?);
        Seat::called(&mut seats, &names);
        let earlier = if items.iter().any(|item| item.earlier) { earlier(by, db, &event)? } else { Vec::new() };
        let bound = bound_to(db, &event.id)?;
        let occurrences: Vec<BoundTime> =
            bound.iter().map(|id| BoundTime::read(by, db, id)).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        let leads = leads(by, &event, &seats);
        if !leads && !reads_all(by, &event) {
            seats.iter_mut().filter(|seat| by.person() != Some(&seat.person)).for_each(Seat::for_colleagues);
        }
        let certificates = trainings::shown(by, db, &event, (&seats, leads || reads_all(by, &event)))?;
        let (awaits, sees_card) = show(by, db, card, (&mut event, &mut seats))?;
        let writes_card = sees_card && !is_about(by, &event, kind, &seats);
        let mut typed = event.clone();
        if !writes_card {
            // A form has no fields of it, so nothing of it is typed.
            keep_back(&mut typed);
        }
        let families = if leads || reads_all(by, &event) { Families::of(by, db, &event)? } else { None };
        Ok(EventShown {
            missing,
            certificates,
            families,
            pupils: narrow.unwrap_or(pupils.len()),
            planned: planned(db, &typed, &seats, &items)?,
            leads,
            awaits,
            sees_card,
            writes_card,
            digest: event.content.digest().to_string(),
            owner: names.get(&event.owner).cloned().unwrap_or_default(),
            handed: HandedFrom::of_event(by, db, &names, &event.id)?,
            event,
            kind,
            seats,
            items,
            decisions,
            earlier,
            occurrences,
            here: here(db)?,
            names,
            on_paper,
        })
    }
}

/// Whoever is not locked and has not left, in order of the names; of two of one name each with what tells them apart.
fn here(db: &Db<'_>) -> Result<Vec<(Id, String)>, Refusal> {
    let mut here: Vec<(Id, String)> =
        db.all("select id, name from person where state <> 'locked'", [], |row| Ok((row.id("id")?, row.get("name")?)))?;
    here.sort_by_cached_key(|(_, name)| folded(name));
    told_apart(db, here)
}

/// What earlier events of the same body decided, as far as the reader sees those events.
fn earlier(by: &Reader, db: &Db<'_>, event: &Event) -> Result<Vec<Decision>, Refusal> {
    let mut seen = Vec::new();
    for decision in Decision::earlier(db, event)? {
        let (at, seats) = (Event::read(db, &decision.event)?, Seat::all(db, &decision.event)?);
        if sees(by, &at, &seats) {
            seen.push(decision);
        }
    }
    Ok(seen)
}

/// `events.mine`: what waits for whoever looks.
#[derive(Clone, Copy, Debug, Default)]
pub struct MyEvents;

/// What waits for somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MineShown {
    /// To be read and confirmed.
    pub to_read: Vec<EventLine>,
    /// Tasks that name her, the most pressing first, each with the title of the event that decided it.
    pub tasks: Vec<(Decision, String)>,
    /// Held, or past its day, and not closed: to be written by her.
    pub to_write: Vec<EventLine>,
    /// Her lesson was visited these weeks, and she has not said her own word of it as it stands: she may, and need not.
    pub to_comment: Vec<EventLine>,
    /// Takes place in the next days, with her.
    pub ahead: Vec<EventLine>,
    /// Documents of trainings that run out: her own, and those of trainings she leads.
    pub expiring: Vec<Expiring>,
}

impl Look for MyEvents {
    const NAME: &'static str = "events.mine";
    const POLICY: Policy = SEERS;
    type Shown = MineShown;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<MineShown, Refusal> {
        let names = names_apart(db)?;
        Ok(MineShown { expiring: trainings::expiring(by, db, &names)?, ..mine(by, db, &names, |_| false)? })
    }
}

/// What waits for the reader. What takes place with her is shown so many days ahead, and before that where she is reminded of it already.
pub(crate) fn mine(by: &Reader, db: &Db<'_>, names: &Names, reminded: impl Fn(Date) -> bool) -> Result<MineShown, Refusal> {
    let Some(me) = by.person() else { return Ok(MineShown::default()) };
    let today = by.now().date();
    let soon = today.checked_add(Span::new().days(AHEAD)).unwrap_or(today);
    // What whoever she stands in for answers for is hers on these days; a text is read and a seat taken by nobody else.
    let they = they(by);
    let sql = "select distinct event.* from event left join seat on seat.event = event.id
        where event.state in ('planned', 'held') and (event.owner = ?1 or (?2 and seat.person = ?1)) order by event.day, event.id";
    let mut events = Vec::new();
    for one in &they {
        events.extend(db.all(sql, params![one.as_str(), *one == me], Event::of)?);
    }
    events.sort_by(|a, b| (a.day, &a.id).cmp(&(b.day, &b.id)));
    events.dedup_by(|a, b| a.id == b.id);
    let mine = lines(by, db, events, names)?;
    let to_comment = lines(by, db, uncommented(db, me, today)?, names)?;
    let mut shown = MineShown { tasks: tasks(db, &they)?, to_comment, ..MineShown::default() };
    for line in mine {
        let event = &line.event;
        let kind = event.kind()?;
        let seats = Seat::all(db, &event.id)?;
        let digest = event.content.digest().to_string();
        let seat = seats.iter().find(|seat| seat.person == *me);
        let owes = |seat: &Seat| seat.read.as_ref().is_none_or(|read| read.digest != digest);
        if kind.reads && event.content.can_be_read() && seat.is_some_and(owes) {
            shown.to_read.push(line.clone());
        }
        let past = event.state == EventState::Held || event.day < today;
        let writes = past && they.contains(&event.owner) && !(kind.has_card() && waits_for_a_word(by, db, &event.id)?);
        // What was held this very morning is not ahead any more.
        let ahead = kind.is_held() && event.state == EventState::Planned;
        match () {
            () if writes && kind.is_held() => shown.to_write.push(line),
            () if ahead && today <= event.day && (event.day <= soon || reminded(event.day)) => shown.ahead.push(line),
            () => {}
        }
    }
    Ok(shown)
}

/// Everybody whose matters are hers today.
fn they(by: &Reader) -> BTreeSet<&Id> {
    by.asks_as(&SEERS).collect()
}

fn tasks(db: &Db<'_>, they: &BTreeSet<&Id>) -> Result<Vec<(Decision, String)>, Refusal> {
    let sql = "select decision.*, event.content ->> '$.title' as title from decision join event on event.id = decision.event
        where decision.person = ? and decision.state = 'open'";
    let of = |person: &&Id| db.all(sql, [person.as_str()], |row| Ok((Decision::of(row)?, row.get("title")?)));
    let mut tasks: Vec<(Decision, String)> = they.iter().map(of).collect::<Result<Vec<_>, _>>()?.concat();
    tasks.sort_by(|(a, _), (b, _)| (a.due, &a.id).cmp(&(b.due, &b.id)));
    Ok(tasks)
}

/// `decisions.see`: tasks that are open, with those that name nobody of the school; of the events the reader sees.
#[derive(Clone, Copy, Debug, Default)]
pub struct Decisions;

impl Look for Decisions {
    const NAME: &'static str = "decisions.see";
    const POLICY: Policy = SEERS;
    type Shown = Vec<(Decision, EventLine)>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<(Decision, EventLine)>, Refusal> {
        let sql = "select distinct event.* from event join decision on decision.event = event.id where decision.state = 'open'";
        let mut found = Vec::new();
        for line in lines(by, db, db.all(sql, [], Event::of)?, &names_apart(db)?)? {
            let open = Decision::all(db, &line.event.id)?.into_iter().filter(|one| one.state == DecisionState::Open);
            found.extend(open.map(|decision| (decision, line.clone())));
        }
        found.sort_by(|(a, _), (b, _)| (a.due, &a.id).cmp(&(b.due, &b.id)));
        Ok(found)
    }
}

/// `events.of`: events that show a measure, the latest first; those the reader sees.
#[derive(Clone, Debug)]
pub struct EventsOf {
    /// The measure.
    pub measure: Id,
}

impl Look for EventsOf {
    const NAME: &'static str = "events.of";
    const POLICY: Policy = SEERS;
    type Shown = Vec<EventLine>;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Vec<EventLine>, Refusal> {
        let sql = "select distinct event.* from event join event_occurrence on event_occurrence.event = event.id
            join occurrence on occurrence.id = event_occurrence.occurrence where occurrence.measure = ? order by event.day desc, event.id";
        lines(by, db, db.all(sql, [self.measure.as_str()], Event::of)?, &names_apart(db)?)
    }
}
