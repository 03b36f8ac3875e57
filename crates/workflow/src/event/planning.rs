//! `event.plan`, `event.change`: what it is about, its day, who takes part, the agenda, the times of the plan it shows.

use serde::Serialize;
use words::{Word, acts};

use super::around::Around;
use super::card::{Card, is_about, is_of};
use super::kind::Kind;
use super::numbering::number;
use super::planned::{Asked, Planned};
use super::rights::{LEADERS, leads};
use super::samples;
use super::state::{EventState, Part};
use super::stored::{Content, Decision, Event, Item, Seat};
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::plan::keeps;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Conflict, Door, Field, Refusal, Rule, chosen};
use crate::roster::ClassName;
use crate::school::{Edit, Standing};
use crate::store::{Db, Tx, params};
use crate::subject;
use crate::texts::{self, written};
use crate::world::World;

/// Between questions of an agenda there is room for others.
const STEP: i64 = 16;

/// `event.plan`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// What it is.
    pub kind: String,
    /// What is planned.
    pub planned: Planned,
}

impl Act for Plan {
    const NAME: &'static str = "event.plan";
    const SAID: Word = acts::event_plan;
    const POLICY: Policy = LEADERS;
    type Seen = Around;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Around, Refusal> {
        Around::read(tx, None, &self.planned)
    }

    fn place(&self, _seen: &Around) -> Place {
        let some = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        let Content { class, subject, .. } = &self.planned.content;
        Place { class: some(class), subject: some(subject), owner: Some(self.planned.owner.clone()), ..Place::of(&Id::school()) }
    }

    fn check(&self, by: &Reader, seen: &Around) -> Result<(), Refusal> {
        // What is about pupils has its own act: its words are sealed.
        let kind = Kind::of(&self.kind).filter(|kind| !kind.names_pupils()).ok_or(Refusal::of(Rule::Wrong(Field::EventKind)))?;
        if kind.of_the_school && !keeps(by) {
            return Err(Refusal::of(Rule::NotAllowed));
        }
        seen.known(|_| false)?;
        let fits = || {
            self.planned.content.timed("")?;
            seen.has_class(&self.planned.content.class, "")?;
            Around::names_whom(kind, &self.planned)?;
            seen.names_class(by, kind, &self.planned)?;
            seen.fits(by, kind, &self.planned, &[])
        };
        seen.in_a_year().and_then(|()| fits()).map_err(Refusal::of)
    }

    fn apply(self, seen: Around, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        let year = seen.year.ok_or(Refusal::of(Rule::NotThere))?;
        let kind = Kind::of(&self.kind).ok_or(Refusal::of(Rule::Wrong(Field::EventKind)))?;
        let (id, entry) = (tx.new_id("event")?, tx.entry());
        let Planned { mut content, day, owner, people, agenda, occurrences } = self.planned;
        // A class is called one way, so that rows of minutes and rights see one class.
        content.class = ClassName::read(&content.class).map_or(content.class, |name| name.to_string());
        name_file(tx, &content)?;
        let sql =
            "insert into event (id, year, kind, content, owner, day, state, reason, entry) values (?, ?, ?, ?, ?, ?, 'planned', '', ?)";
        let with = params![id.as_str(), year.as_str(), kind.code, written(&tidy(content))?, owner.as_str(), day.to_string(), entry];
        tx.change(sql, with)?;
        people.iter().try_for_each(|(person, part)| sit(tx, &id, person, *part))?;
        let event = Event::read(tx, &id)?;
        if kind.agenda && !Decision::earlier(tx, &event)?.is_empty() {
            Asked { id: None, question: String::new(), speaker: String::new() }.add(tx, &id, 0, true)?;
        }
        for (place, asked) in (1..).zip(&agenda) {
            asked.add(tx, &id, place * STEP, false)?;
        }
        bind(tx, &id, &occurrences)?;
        Ok(id)
    }

    fn said(done: &Id) -> Said {
        Said::of("event", done)
    }

    fn sample(world: &World) -> Self {
        Self { kind: "association".into(), planned: samples::council(world) }
    }
}

/// `event.change`: what the form showed and what was typed, field by field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Which.
    pub event: Id,
    /// As it was shown.
    pub seen: Version,
    /// What is planned.
    pub edit: Edit<Planned>,
}

/// An event with what stands around it.
pub struct Changing {
    event: Event,
    seats: Vec<Seat>,
    items: Vec<Item>,
    planned: Planned,
    around: Around,
    card: Option<Card>,
}

impl Changing {
    /// What stands now with what was changed in the form, or what somebody else changed meanwhile.
    fn merged(&self, edit: &Edit<Planned>) -> Result<Planned, Vec<Conflict>> {
        let (now, entry, mut conflicts) = (&self.planned, self.event.entry, Vec::new());
        let mut new = now.clone();
        macro_rules! take {
            ($($field:expr => $($path:ident).+),+ $(,)?) => {$(
                let one = Edit { opened: edit.opened.$($path).+.clone(), wanted: edit.wanted.$($path).+.clone() };
                match one.against(&Standing { value: now.$($path).+.clone(), entry }, $field, told) {
                    Ok(Some(value)) => new.$($path).+ = value,
                    Ok(None) => {}
                    Err(conflict) => conflicts.push(conflict),
                }
            )+};
        }
        take!(
            Field::EventTitle => content.title, Field::EventTime => content.time, Field::EventPlace => content.place,
            Field::EventClass => content.class, Field::EventSubject => content.subject, Field::EventText => content.text,
            Field::File => content.file, Field::EventUntil => content.until, Field::Quiz => content.quiz,
            Field::PassMark => content.pass, Field::EventDay => day, Field::EventOwner => owner,
            Field::Agenda => agenda, Field::Occurrences => occurrences,
        );
        for key in edit.wanted.content.details.keys().chain(edit.opened.content.details.keys()) {
            let of = |planned: &Planned| planned.content.details.get(key).cloned().unwrap_or_default();
            let one = Edit { opened: of(&edit.opened), wanted: of(&edit.wanted) };
            let detail = self.event.kind().ok().and_then(|kind| kind.details.iter().find(|detail| detail.key == key));
            let told = |value: &String| detail.and_then(|detail| detail.choice_of(value)).map_or_else(|| told(value), chosen);
            match one.against(&Standing { value: of(now), entry }, Field::Details, told) {
                Ok(Some(value)) => drop(new.content.details.insert(key.clone(), value)),
                Ok(None) => {}
                Err(conflict) => conflicts.push(conflict),
            }
        }
        // Two who add, or take away, different people both succeed.
        let people: std::collections::BTreeSet<&Id> =
            [now, &edit.opened, &edit.wanted].into_iter().flat_map(|planned| planned.people.keys()).collect();
        for person in people {
            let of = |planned: &Planned| planned.people.get(person).copied();
            let one = Edit { opened: of(&edit.opened), wanted: of(&edit.wanted) };
            match one.against(&Standing { value: of(now), entry }, Field::Participants, told) {
                Ok(Some(Some(part))) => drop(new.people.insert(person.clone(), part)),
                Ok(Some(None)) => drop(new.people.remove(person)),
                Ok(None) => {}
                Err(conflict) => conflicts.push(conflict),
            }
        }
        // Another spelling of the class that stands there is no change: minutes keep their row, rights their class.
        if let Some(name) = ClassName::read(&new.content.class) {
            let same = ClassName::read(&now.content.class).as_ref() == Some(&name);
            new.content.class = if same { now.content.class.clone() } else { name.to_string() };
        }
        if conflicts.is_empty() { Ok(new) } else { Err(conflicts) }
    }

    fn refusal(&self, rule: Rule) -> Refusal {
        Refusal::of(rule).about([self.event.id.clone()])
    }

    /// Whether whoever does not see a card, or whom it is about, would write it, or give herself a place from which she does. Asked before anything
    /// is compared: a conflict would show what stands there.
    fn touches_card(&self, by: &Reader, edit: &Edit<Planned>) -> Result<bool, Refusal> {
        let unseen = self.card.as_ref().is_some_and(|card| card.awaits(by).is_some()) && !is_of(by, &self.event, &self.seats);
        let kept_back = unseen || is_about(by, &self.event, self.event.kind()?, &self.seats);
        let Edit { opened, wanted } = edit;
        let written = Card::differs(self.event.kind()?, opened, wanted);
        // One that was filled in stays so when the visit is cancelled and opened again.
        let filled = self.event.state == EventState::Held || !Card::is_empty(self.event.kind()?, &self.planned);
        let placed = filled && (opened.owner != wanted.owner || opened.people != wanted.people);
        Ok(kept_back && (written || placed))
    }

    /// Whether a form bears the name of a file that was erased since it was opened: what is typed is kept, and nobody would erase it again.
    fn names_erased(&self, edit: &Edit<Planned>) -> bool {
        let Some(erased) = self.planned.content.file.as_ref().filter(|file| file.erased()) else { return false };
        let named = |planned: &Planned| planned.content.file.as_ref().is_some_and(|file| file.address == erased.address && !file.erased());
        named(&edit.opened) || named(&edit.wanted)
    }
}

/// A value as a conflict shows it: what a person typed stands as it was.
pub(super) fn told<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        Ok(value) => value.to_string(),
        Err(_) => String::new(),
    }
}

impl Act for Change {
    const NAME: &'static str = "event.change";
    const SAID: Word = acts::event_change;
    const POLICY: Policy = LEADERS;
    type Seen = Changing;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.event.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Changing, Refusal> {
        let event = Event::read(tx, &self.event)?;
        let (seats, items) = (Seat::all(tx, &event.id)?, Item::all(tx, &event.id)?);
        let around = Around::read(tx, Some(&event.year), &self.edit.wanted)?;
        let planned = planned(tx, &event, &seats, &items)?;
        let card = Card::read(tx, &event, event.kind()?, &seats)?;
        Ok(Changing { card, around, planned, event, seats, items })
    }

    fn place(&self, seen: &Changing) -> Place {
        seen.event.place(&seen.seats)
    }

    fn check(&self, by: &Reader, seen: &Changing) -> Result<(), Refusal> {
        if seen.event.names_pupils() || !matches!(seen.event.state, EventState::Planned | EventState::Held) {
            return Err(seen.refusal(Rule::NoSuchStep).instead(Door::Again));
        }
        if seen.names_erased(&self.edit) {
            return Err(seen.refusal(Rule::FileErased).instead(Door::Again));
        }
        if seen.touches_card(by, &self.edit)? {
            return Err(seen.refusal(Rule::NotAllowed));
        }
        let merged = self.merged(seen)?;
        let kind = seen.event.kind()?;
        seen.around.known(|person| *person == seen.event.owner || seen.planned.people.contains_key(person))?;
        let fits = || {
            merged.content.timed(&seen.planned.content.time)?;
            seen.around.has_class(&merged.content.class, &seen.planned.content.class)?;
            // One that was kept without anybody named can be mended in its other parts.
            if merged.people != seen.planned.people {
                Around::names_whom(kind, &merged)?;
            }
            if merged.content.class != seen.planned.content.class {
                seen.around.names_class(by, kind, &merged)?;
            }
            seen.around.fits(by, kind, &merged, &seen.planned.occurrences)
        };
        fits().map_err(|rule| seen.refusal(rule))?;
        // Into a class or a subject only by whoever leads there, too.
        let there = Event { content: merged.content.clone(), ..seen.event.clone() };
        if there.row() != seen.event.row() && !leads(by, &there, &seen.seats) {
            return Err(seen.refusal(Rule::NotAllowed));
        }
        // What somebody read, said or wrote already stays: her place, the question.
        let kept = |id: &Id| merged.agenda.iter().any(|asked| asked.id.as_ref() == Some(id));
        let gone = seen.items.iter().any(|item| !item.earlier && item.is_written() && !kept(&item.id));
        let spoke = |seat: &Seat| seat.read.is_some() || seat.came.is_some() || !seat.note.is_empty();
        let away = seen.seats.iter().any(|seat| spoke(seat) && !merged.people.contains_key(&seat.person));
        match () {
            () if merged == seen.planned => Err(seen.refusal(Rule::NothingChanged)),
            () if gone => Err(seen.refusal(Rule::Stays(Field::Agenda))),
            () if away => Err(seen.refusal(Rule::Stays(Field::Participants))),
            () => Ok(()),
        }
    }

    fn apply(self, seen: Changing, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        let new = self.merged(&seen)?;
        let (id, entry) = (&seen.event.id, tx.entry());
        if new.content.file != seen.planned.content.file {
            name_file(tx, &new.content)?;
        }
        let new_row = (subject::key(&new.content.subject), new.content.class.trim().to_owned());
        let put_again =
            seen.card.is_some() && (Card::differs(seen.event.kind()?, &seen.planned, &new) || new.people != seen.planned.people);
        let sql = "update event set content = ?2, owner = ?3, day = ?4, entry = ?5 where id = ?1";
        tx.change(sql, params![id.as_str(), written(&tidy(new.content))?, new.owner.as_str(), new.day.to_string(), entry])?;
        if put_again {
            tx.change("update event set card = ?2 where id = ?1", params![id.as_str(), entry])?;
        }
        for gone in seen.planned.people.keys().filter(|person| !new.people.contains_key(person)) {
            tx.change("delete from seat where event = ? and person = ?", [id.as_str(), gone.as_str()])?;
        }
        for (person, part) in new.people.iter().filter(|(person, part)| seen.planned.people.get(person) != Some(part)) {
            sit(tx, id, person, *part)?;
        }
        for gone in seen.planned.agenda.iter().filter_map(|asked| asked.id.as_ref()) {
            if !new.agenda.iter().any(|asked| asked.id.as_ref() == Some(gone)) {
                tx.change("delete from agenda_item where id = ? and event = ?", [gone.as_str(), id.as_str()])?;
            }
        }
        for (place, asked) in (1..).zip(&new.agenda) {
            match &asked.id {
                None => asked.add(tx, id, place * STEP, false)?,
                Some(item) => {
                    let sql = "update agenda_item set place = ?3, question = ?4, speaker = ?5, entry = ?6 where id = ?1 and event = ?2";
                    let with = params![item.as_str(), id.as_str(), place * STEP, asked.question.trim(), asked.speaker.trim(), entry];
                    tx.change(sql, with)?;
                }
            }
        }
        if new.occurrences != seen.planned.occurrences {
            tx.change("delete from event_occurrence where event = ?", [id.as_str()])?;
            bind(tx, id, &new.occurrences)?;
        }
        // In the row of another body its minutes have another number.
        if seen.event.number.is_some() && seen.event.row() != (new_row.0, new_row.1.as_str()) {
            tx.change("update event set number = null where id = ?", [id.as_str()])?;
            number(tx, &Event::read(tx, id)?)?;
        }
        Ok(seen.event.id)
    }

    fn said(done: &Id) -> Said {
        Said::of("event", done)
    }

    fn sample(world: &World) -> Self {
        let opened = Planned { agenda: vec![samples::item(world)], ..samples::council(world) };
        let content = Content { place: "Кабинет 12".into(), ..opened.content.clone() };
        Self { event: world.event.planned.clone(), seen: 1, edit: Edit { wanted: Planned { content, ..opened.clone() }, opened } }
    }
}

impl Change {
    fn merged(&self, seen: &Changing) -> Result<Planned, Refusal> {
        seen.merged(&self.edit).map_err(|conflicts| seen.refusal(Rule::ChangedMeanwhile(conflicts)).instead(Door::Again))
    }
}

/// What is planned of an event that is there.
pub(super) fn planned(db: &Db<'_>, event: &Event, seats: &[Seat], items: &[Item]) -> Result<Planned, Refusal> {
    let asked = |item: &Item| Asked { id: Some(item.id.clone()), question: item.question.clone(), speaker: item.speaker.clone() };
    Ok(Planned {
        content: event.content.clone(),
        day: event.day,
        owner: event.owner.clone(),
        people: seats.iter().map(|seat| (seat.person.clone(), seat.part)).collect(),
        agenda: items.iter().filter(|item| !item.earlier).map(asked).collect(),
        occurrences: bound_to(db, &event.id)?,
    })
}

/// Times of the plan an event shows.
pub(super) fn bound_to(db: &Db<'_>, event: &Id) -> Result<Vec<Id>, Refusal> {
    let sql = "select occurrence from event_occurrence where event = ? order by occurrence";
    db.all(sql, [event.as_str()], |row| row.id("occurrence"))
}

fn tidy(mut content: Content) -> Content {
    for text in [&mut content.title, &mut content.time, &mut content.place, &mut content.class, &mut content.subject, &mut content.text] {
        *text = text.trim().to_owned();
    }
    content.details.retain(|_, value| !value.trim().is_empty());
    content
}

fn name_file(tx: &mut Tx<'_>, content: &Content) -> Result<(), Refusal> {
    let Some(file) = &content.file else { return Ok(()) };
    texts::required_line(&file.name, Field::File).map_err(Refusal::of)?;
    tx.name_file(&texts::digest(&file.address, Field::File).map_err(Refusal::of)?)
}

fn sit(tx: &mut Tx<'_>, event: &Id, person: &Id, part: Part) -> Result<(), Refusal> {
    let sql = "insert into seat (event, person, part, read_sheet_name, read_note, note, entry) values (?1, ?2, ?3, '', '', '', ?4)
        on conflict (event, person) do update set part = ?3, entry = ?4";
    let entry = tx.entry();
    tx.change(sql, params![event.as_str(), person.as_str(), part.code(), entry]).map(drop)
}

pub(super) fn bind(tx: &mut Tx<'_>, event: &Id, occurrences: &[Id]) -> Result<(), Refusal> {
    for occurrence in occurrences {
        let sql = "insert into event_occurrence (event, occurrence) values (?, ?) on conflict do nothing";
        tx.change(sql, [event.as_str(), occurrence.as_str()])?;
    }
    Ok(())
}
