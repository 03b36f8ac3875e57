//! `event.certify`: what whoever took part has of a training – her hours, her document, the day until which it is valid. What is not written of
//! her alone is that of the training. Documents come late: they are written also once the event was closed.
//! covers: R10, R22, R35

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::planning::told;
use super::rights::LEADERS;
use super::state::EventState;
use super::stored::{Content, Event, Seat};
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Conflict, Door, Field, Refusal, Rule};
use crate::school::{Edit, Standing, told_anew};
use crate::store::{Db, Row, Tx, params};
use crate::texts;
use crate::world::World;

/// Hours a training can have.
const MOST_HOURS: u32 = 9_999;

/// What somebody has of a training.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Her hours; None: those of the training.
    pub hours: Option<u32>,
    /// The number of her document.
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// The last day it is valid; None: that of the training, where it has one.
    pub until: Option<Date>,
}

/// What is written of those who took part, as a form holds it.
pub type Certificates = BTreeMap<Id, Certificate>;

impl Certificate {
    /// With what the training says of everybody, where nothing is written of her alone.
    #[must_use]
    pub fn of_training(&self, content: &Content) -> Self {
        let hours = || content.details.get("hours")?.parse().ok();
        Self { hours: self.hours.or_else(hours), until: self.until.or(content.until), ..self.clone() }
    }

    /// As the form is opened once its conflicts were told: where both changed the same, with what stands now.
    #[must_use]
    pub fn told_anew(mut self, wanted: &Self, now: &Self) -> Self {
        told_anew(&mut self.hours, &wanted.hours, &now.hours);
        told_anew(&mut self.number, &wanted.number, &now.number);
        told_anew(&mut self.issuer, &wanted.issuer, &now.issuer);
        told_anew(&mut self.until, &wanted.until, &now.until);
        self
    }

    pub(super) fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        Ok(Self { hours: row.get("hours")?, number: row.get("number")?, issuer: row.get("issuer")?, until: texts::day(row, "until")? })
    }

    fn tidy(mut self) -> Self {
        for text in [&mut self.number, &mut self.issuer] {
            *text = text.trim().to_owned();
        }
        self
    }

    fn fits(&self, day: Date) -> Result<(), Rule> {
        texts::line(&self.number, Field::CertificateNumber)?;
        texts::line(&self.issuer, Field::CertificateIssuer)?;
        match () {
            () if self.hours.is_some_and(|hours| !(1..=MOST_HOURS).contains(&hours)) => Err(Rule::Wrong(Field::TrainingHours)),
            () if self.until.is_some_and(|until| until < day) => Err(Rule::Wrong(Field::CertificateUntil)),
            () => Ok(()),
        }
    }

    /// What stands now with what was changed in the form, or what somebody else wrote there meanwhile.
    fn merged(opened: &Self, wanted: &Self, (now, entry): (&Self, Version), conflicts: &mut Vec<Conflict>) -> Self {
        let mut new = now.clone();
        macro_rules! take {
            ($($field:expr => $part:ident),+ $(,)?) => {$(
                let one = Edit { opened: opened.$part.clone(), wanted: wanted.$part.clone() };
                match one.against(&Standing { value: now.$part.clone(), entry }, $field, told) {
                    Ok(Some(value)) => new.$part = value,
                    Ok(None) => {}
                    Err(conflict) => conflicts.push(conflict),
                }
            )+};
        }
        take!(
            Field::TrainingHours => hours, Field::CertificateNumber => number, Field::CertificateIssuer => issuer,
            Field::CertificateUntil => until,
        );
        new
    }
}

/// What is written of those who took part in an event, each with the entry that made it so.
pub(super) fn written_of(db: &Db<'_>, event: &Id) -> Result<BTreeMap<Id, (Certificate, Version)>, Refusal> {
    let of = |row: &Row<'_>| Ok((row.id("person")?, (Certificate::of(row)?, row.get("entry")?)));
    Ok(db.all("select * from certificate where event = ?", [event.as_str()], of)?.into_iter().collect())
}

/// The same as a form holds it.
pub(super) fn certificates(db: &Db<'_>, event: &Id) -> Result<Certificates, Refusal> {
    Ok(written_of(db, event)?.into_iter().map(|(person, (certificate, _))| (person, certificate)).collect())
}

/// `event.certify`: what the form showed and what was typed, of each field by field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Certify {
    /// Of which event.
    pub event: Id,
    /// As it was shown.
    pub seen: Version,
    /// Of whom, what.
    pub edit: Edit<Certificates>,
}

/// A training with what is written of those who took part.
pub struct Certifying {
    event: Event,
    seats: Vec<Seat>,
    stand: BTreeMap<Id, (Certificate, Version)>,
}

impl Certifying {
    fn refusal(&self, rule: Rule) -> Refusal {
        Refusal::of(rule).about([self.event.id.clone()])
    }

    /// Of whom something becomes another one, and what.
    fn merged(&self, edit: &Edit<Certificates>) -> Result<Certificates, Vec<Conflict>> {
        let (mut conflicts, mut new, nothing) = (Vec::new(), Certificates::new(), (Certificate::default(), self.event.entry));
        let tidy = |all: &Certificates, person: &Id| all.get(person).cloned().unwrap_or_default().tidy();
        for person in edit.wanted.keys() {
            let (now, entry) = self.stand.get(person).unwrap_or(&nothing);
            let (opened, wanted) = (tidy(&edit.opened, person), tidy(&edit.wanted, person));
            let one = Certificate::merged(&opened, &wanted, (now, *entry), &mut conflicts);
            if one != *now {
                new.insert(person.clone(), one);
            }
        }
        if conflicts.is_empty() { Ok(new) } else { Err(conflicts) }
    }

    /// Whether somebody took part; of whom something is written already, it can be mended.
    fn took_part(&self, person: &Id) -> bool {
        let came = |seat: &Seat| seat.came == Some(true) || self.stand.contains_key(person);
        self.seats.iter().any(|seat| seat.person == *person && came(seat))
    }

    fn asked(&self, edit: &Edit<Certificates>) -> Result<Certificates, Refusal> {
        self.merged(edit).map_err(|conflicts| self.refusal(Rule::ChangedMeanwhile(conflicts)).instead(Door::Again))
    }
}

/// Of whom something was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certified {
    /// The event.
    pub event: Id,
    /// Who.
    pub people: BTreeSet<Id>,
}

impl Act for Certify {
    const NAME: &'static str = "event.certify";
    const SAID: Word = acts::event_certify;
    const POLICY: Policy = LEADERS;
    type Seen = Certifying;
    type Done = Certified;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.event.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Certifying, Refusal> {
        let (event, seats) = (Event::read(tx, &self.event)?, Seat::all(tx, &self.event)?);
        Ok(Certifying { stand: written_of(tx, &event.id)?, event, seats })
    }

    fn place(&self, seen: &Certifying) -> Place {
        seen.event.place(&seen.seats)
    }

    fn check(&self, _by: &Reader, seen: &Certifying) -> Result<(), Refusal> {
        let held = matches!(seen.event.state, EventState::Held | EventState::Closed);
        if !held || !seen.event.kind()?.certifies {
            return Err(seen.refusal(Rule::NoSuchStep).instead(Door::Again));
        }
        let new = seen.asked(&self.edit)?;
        if !new.keys().all(|person| seen.took_part(person)) {
            return Err(seen.refusal(Rule::Wrong(Field::Participants)));
        }
        for (person, certificate) in &new {
            certificate.fits(seen.event.day).map_err(|rule| seen.refusal(rule).about([seen.event.id.clone(), person.clone()]))?;
        }
        if new.is_empty() { Err(seen.refusal(Rule::NothingChanged)) } else { Ok(()) }
    }

    fn apply(self, seen: Certifying, tx: &mut Tx<'_>) -> Result<Certified, Refusal> {
        let (new, event, entry) = (seen.asked(&self.edit)?, seen.event.id.clone(), tx.entry());
        for (person, certificate) in &new {
            let Certificate { hours, number, issuer, until } = certificate;
            let sql = "insert into certificate (event, person, hours, number, issuer, until, entry) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                on conflict (event, person) do update set hours = ?3, number = ?4, issuer = ?5, until = ?6, entry = ?7";
            let until = until.map(|day| day.to_string());
            tx.change(sql, params![event.as_str(), person.as_str(), hours, number, issuer, until, entry])?;
        }
        Ok(Certified { event, people: new.into_keys().collect() })
    }

    fn said(done: &Certified) -> Said {
        let mut said = Said::of("event", &done.event);
        said.ids.extend(done.people.iter().map(|person| ("person", person.clone())));
        said
    }

    fn sample(world: &World) -> Self {
        let hers = Certificate { hours: Some(18), number: "1542".into(), ..Certificate::default() };
        let edit = Edit { opened: Certificates::new(), wanted: [(world.active.clone(), hers)].into() };
        Self { event: world.event.training.clone(), seen: 1, edit }
    }
}
