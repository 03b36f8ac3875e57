//! `trainings.see`: the register of trainings, a line a person; and documents of trainings that run out.
//!
//! Whoever leads a training sees what everybody has of it, and so does whoever reads all events of the school; everybody else her own alone.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;
use records::telling::Telling;
use records::text::folded;

use super::certificates::{Certificate, Certificates, certificates};
use super::kind::Kind;
use super::rights::{READERS, SEERS, leads, reads_all};
use super::state::EventState;
use super::stored::{Event, Seat};
use crate::act::Look;
use crate::id::Id;
use crate::people::OnPaper;
use crate::people::post::{Names, name_among, names_apart};
use crate::policy::{Place, Policy, authorise};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Db, Row, params};

/// Asks for the register.
#[derive(Clone, Copy, Debug, Default)]
pub struct Trainings;

/// Somebody's line in the register of trainings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrainingLine {
    /// The training.
    pub event: Event,
    /// Who took part.
    pub person: Id,
    /// Her name, as a page calls her.
    pub name: String,
    /// What she has of it, with what the training says of everybody.
    pub certificate: Certificate,
}

/// The register, as far as the reader sees it.
#[derive(Clone)]
pub struct TrainingsShown {
    /// Its lines, the latest training first.
    pub lines: Vec<TrainingLine>,
    /// Whether it is that of the whole school.
    pub whole: bool,
    /// What people are called on papers.
    pub on_paper: OnPaper,
}

/// Kinds whose participants have documents.
fn kinds() -> impl Iterator<Item = &'static Kind> {
    Kind::ALL.iter().copied().filter(|kind| kind.certifies)
}

impl Look for Trainings {
    const NAME: &'static str = "trainings.see";
    const POLICY: Policy = SEERS;
    type Shown = TrainingsShown;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<TrainingsShown, Refusal> {
        let (names, mut lines) = (names_apart(db)?, Vec::new());
        let mut written = by_event(db)?;
        let mut all = Seat::by_event(db)?;
        for kind in kinds() {
            let sql = "select * from event where kind = ? and state in ('held', 'closed') order by day desc, id";
            for event in db.all(sql, [kind.code], Event::of)? {
                let seats = all.remove(&event.id).unwrap_or_default();
                let sees_all = leads(by, &event, &seats) || reads_all(by, &event);
                let mut hers = written.remove(&event.id).unwrap_or_default();
                let came = |seat: &&Seat| seat.came == Some(true) && (sees_all || by.person() == Some(&seat.person));
                lines.extend(seats.iter().filter(came).map(|seat| TrainingLine {
                    person: seat.person.clone(),
                    name: name_among(&names, &seat.person),
                    certificate: hers.remove(&seat.person).unwrap_or_default().of_training(&event.content),
                    event: event.clone(),
                }));
            }
        }
        let whole = authorise(&READERS, by, &Place::default()).is_ok();
        Ok(TrainingsShown { lines, whole, on_paper: OnPaper::read(db)? })
    }
}

fn by_event(db: &Db<'_>) -> Result<BTreeMap<Id, Certificates>, Refusal> {
    let mut all = BTreeMap::<Id, Certificates>::new();
    for (event, person, certificate) in
        db.all("select * from certificate", [], |row| Ok((row.id("event")?, row.id("person")?, Certificate::of(row)?)))?
    {
        all.entry(event).or_default().insert(person, certificate);
    }
    Ok(all)
}

/// A document of a training that runs out, or ran out lately.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expiring {
    /// The training.
    pub event: Id,
    /// What it was about.
    pub title: String,
    /// Whose it is.
    pub person: Id,
    /// Her name.
    pub name: String,
    /// The last day it is valid.
    pub until: Date,
    /// Whether it is the reader's own.
    pub hers: bool,
}

/// The last day somebody's document of a training is valid, in SQL.
const UNTIL: &str = "coalesce(certificate.until, event.content ->> '$.until')";

/// Documents that run out, of the reader and of those whose trainings she leads; the nearest first. One that was followed by another of the same
/// name is none of them.
pub(crate) fn expiring(by: &Reader, db: &Db<'_>, names: &Names) -> Result<Vec<Expiring>, Refusal> {
    let today = by.now().date();
    let telling = Telling::shipped().map_err(|_| Refusal::of(Rule::Disk))?;
    let around = |days: i32| today.checked_add(Span::new().days(days)).unwrap_or(today).to_string();
    let (from, to) = (around(-telling.expired), around(telling.expires));
    let mut found = Vec::new();
    for kind in kinds() {
        let sql = format!(
            "select event.id, seat.person, {UNTIL} as until from event join seat on seat.event = event.id and seat.came = 1
            left join certificate on certificate.event = event.id and certificate.person = seat.person
            where event.kind = ?1 and event.state in ('held', 'closed') and {UNTIL} between ?2 and ?3"
        );
        let row = |row: &Row<'_>| Ok((row.id("id")?, row.id("person")?, row.day("until")?));
        found.extend(db.all(&sql, params![kind.code, from, to], row)?.into_iter().map(|one| (kind, one)));
    }
    // A course of sixty is read once, not sixty times.
    let mut read = BTreeMap::<Id, (Event, Vec<Seat>, bool)>::new();
    let mut told = Vec::new();
    for (kind, (id, person, until)) in found {
        if !read.contains_key(&id) {
            let (event, seats) = (Event::read(db, &id)?, Seat::all(db, &id)?);
            let leads = leads(by, &event, &seats);
            read.insert(id.clone(), (event, seats, leads));
        }
        let Some((event, seats, leads)) = read.get(&id) else { continue };
        let hers = by.person() == Some(&person);
        let stays = || seats.iter().any(|seat| seat.person == person && !seat.left);
        if (hers || *leads && stays()) && !renewed(db, kind, event, &person, until)? {
            let name = name_among(names, &person);
            told.push(Expiring { event: id, title: event.content.title.clone(), person, name, until, hers });
        }
    }
    told.sort_by(|a, b| (a.until, !a.hers, &a.name, &a.event).cmp(&(b.until, !b.hers, &b.name, &b.event)));
    Ok(told)
}

/// Whether somebody has a document of a training of the same name that is valid longer.
fn renewed(db: &Db<'_>, kind: &Kind, event: &Event, person: &Id, until: Date) -> Result<bool, Refusal> {
    let sql = format!(
        "select event.content ->> '$.title' as title from seat join event on event.id = seat.event
        left join certificate on certificate.event = event.id and certificate.person = seat.person
        where seat.person = ?1 and seat.came = 1 and event.kind = ?2 and event.state in ('held', 'closed') and {UNTIL} > ?3"
    );
    let titles: Vec<String> = db.all(&sql, params![person.as_str(), kind.code, until.to_string()], |row| row.get("title"))?;
    Ok(titles.iter().any(|title| folded(title) == folded(&event.content.title)))
}

/// What is written of each who took part, for whoever looks: of all of them, or of herself. Of whom nothing is written, what the training says holds.
pub(super) fn shown(by: &Reader, db: &Db<'_>, event: &Event, (seats, sees_all): (&[Seat], bool)) -> Result<Certificates, Refusal> {
    if !event.kind()?.certifies || !matches!(event.state, EventState::Held | EventState::Closed) {
        return Ok(Certificates::new());
    }
    let mut written = certificates(db, &event.id)?;
    let seen = seats.iter().filter(|seat| seat.came == Some(true) && (sees_all || by.person() == Some(&seat.person)));
    Ok(seen.map(|seat| (seat.person.clone(), written.remove(&seat.person).unwrap_or_default())).collect())
}
