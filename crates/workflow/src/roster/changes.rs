//! What a file brings, written row by row, each with what stood there before.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::apart::Apart;
use super::class::{self, Class};
use super::class_name::ClassName;
use super::fate::NewHours;
use super::fate::{Decided, Fate, Told};
use super::hours;
use super::known::Known;
use super::line::Line;
use super::pupil::{self, Pupil};
use super::sealed::Who;
use super::stay::{Stay, enrol, relocate};
use super::whom::Whom;
use super::{family, load};
use crate::act::Version;
use crate::coded::coded;
use crate::id::Id;
use crate::people::{State, add as add_person, post};
use crate::refusal::{Refusal, Rule};
use crate::store::{Db, Tx, params};
use crate::texts::{day, written};

coded! {
    /// One change of a file.
    Step {
        /// A class was made.
        Class = "class",
        /// A class got a class teacher.
        Teacher = "teacher",
        /// Somebody was invited to work here.
        Staff = "staff",
        /// Somebody got another post.
        Post = "post",
        /// Something was noted that tells somebody from a namesake.
        Apart = "apart",
        /// Hours a week of subjects were written.
        Hours = "hours",
        /// A load was entered.
        Load = "load",
        /// A pupil was entered.
        Pupil = "pupil",
        /// A pupil was written otherwise.
        Written = "written",
        /// A pupil was put into a class, moved to another, or left.
        Place = "place",
        /// Somebody was entered in a family.
        Relative = "relative",
        /// A pupil got a code.
        Code = "code",
    }
}

/// What stood there before a change.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Before {
    /// Of a class: its class teacher, and the entry that made it so.
    Teacher(Option<Id>, Version),
    /// Of a person: the post, the entry that wrote it, and the entry of the person.
    Post(Option<String>, Option<Version>, Version),
    /// Of a person: what told her from a namesake, and what does now.
    Apart(Option<Apart>, Apart),
    /// Of a year: hours of subjects, as they were and are.
    Hours(Vec<NewHours>),
    /// Of a pupil: as written, and the entry.
    Who(Who, Version),
    /// Of a pupil's place: stays as they were, and the entry of the pupil.
    Stays(Vec<StayBefore>, Version),
}

/// A stay as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StayBefore {
    pub id: Id,
    pub class: Id,
    pub from: Date,
    pub to: Option<Date>,
    pub entry: Version,
}

/// The changes of one file.
pub(super) struct Changes {
    pub batch: Id,
    next: u32,
}

impl Changes {
    pub(super) fn begin(tx: &mut Tx<'_>, year: &Id, file: &str, file_name: &str, told: &Told) -> Result<Self, Refusal> {
        let (batch, entry, day) = (tx.new_id("roster")?, tx.entry(), tx.today().to_string());
        let by = tx.by().ok_or(Refusal::of(Rule::NotAllowed))?.clone();
        let name = tx.seal_names(&file_name)?;
        let sql = "insert into roster_batch (id, year, file, file_name, told, state, by_person, day, entry) values (?, ?, ?, ?, ?, 'taken', ?, ?, ?)";
        tx.change(sql, params![batch.as_str(), year.as_str(), file, name, written(told)?, by.as_str(), day, entry])?;
        Ok(Self { batch, next: 0 })
    }

    fn note(&mut self, tx: &mut Tx<'_>, step: Step, thing: &Id, before: Option<&Before>) -> Result<(), Refusal> {
        self.next += 1;
        let before = before.map(|before| tx.seal_names(before)).transpose()?;
        let sql = "insert into roster_change (batch, ordinal, step, thing, before) values (?, ?, ?, ?, ?)";
        tx.change(sql, params![self.batch.as_str(), self.next, step.code(), thing.as_str(), before]).map(drop)
    }
}

/// Stays of a pupil as they are.
pub(crate) fn stays(db: &Db<'_>, pupil: &Id) -> Result<Vec<StayBefore>, Refusal> {
    let sql = "select id, class, from_day, to_day, entry from enrolment where pupil = ? order by id";
    db.all(sql, [pupil.as_str()], |row| {
        let (id, class, from) = (row.id("id")?, row.id("class")?, row.day("from_day")?);
        Ok(StayBefore { id, class, from, to: day(row, "to_day")?, entry: row.get("entry")? })
    })
}

/// The day from which a pupil is in no class any more, not before this one.
fn after_stays(db: &Db<'_>, pupil: &Id, from: Date) -> Result<Date, Refusal> {
    let sql = "select max(to_day) as last from enrolment where pupil = ?1 and to_day >= ?2";
    let last = db.one(sql, params![pupil.as_str(), from.to_string()], |row| day(row, "last"))?.flatten();
    Ok(last.and_then(|last| last.tomorrow().ok()).map_or(from, |free| free.max(from)))
}

/// What is there while a file is taken: what was known, and what its lines brought so far.
pub(super) struct Brought {
    year: Id,
    /// First day in a class for whoever the file brings.
    from: Date,
    /// The day the file is taken: who is where is asked of it, whatever day the list holds from.
    today: Date,
    /// Whether the year has not begun: whoever moves then was entered in another class, and is put right.
    early: bool,
    classes: BTreeMap<ClassName, Id>,
    lines: BTreeMap<usize, Id>,
}

impl Brought {
    pub(super) fn of(known: &Known, year: Id, [from, today]: [Date; 2], early: bool) -> Self {
        let classes = known.classes.iter().map(|class| (class.name.clone(), class.id.clone())).collect();
        Self { year, from, today, early, classes, lines: BTreeMap::new() }
    }

    /// Makes a class that is not there.
    pub(super) fn class(&mut self, tx: &mut Tx<'_>, changes: &mut Changes, name: &ClassName) -> Result<Id, Refusal> {
        if let Some(id) = self.classes.get(name) {
            return Ok(id.clone());
        }
        let id = class::add(tx, &self.year, name, None)?;
        self.classes.insert(name.clone(), id.clone());
        changes.note(tx, Step::Class, &id, None)?;
        Ok(id)
    }

    fn whom(&self, whom: Option<&Whom>) -> Result<Id, Refusal> {
        let found = match whom {
            Some(Whom::Known(id)) => Some(id.clone()),
            Some(Whom::Line(line)) => self.lines.get(line).cloned(),
            None => None,
        };
        found.ok_or(Refusal::of(Rule::NotThere))
    }

    /// Pupils the lines speak of, also where nothing came of it.
    pub(super) fn met(&self, lines: &[Line], decided: &[Decided]) -> Vec<Id> {
        let of_a_pupil = |line: &Line| matches!(line, Line::Pupil { .. } | Line::Code { .. });
        let spoken = lines.iter().zip(decided).filter(|(line, _)| of_a_pupil(line));
        spoken.filter_map(|(_, one)| self.whom(one.whom.as_ref()).ok()).collect()
    }

    /// Does what was decided about a line.
    pub(super) fn line(&mut self, tx: &mut Tx<'_>, changes: &mut Changes, at: usize, line: &Line, one: &Decided) -> Result<(), Refusal> {
        match line {
            Line::Staff { name, .. } => self.staff(tx, changes, (at, name), one),
            Line::Class { class, .. } => {
                let id = self.class(tx, changes, class)?;
                match &one.whom {
                    Some(_) => self.teacher(tx, changes, &id, one),
                    None => Ok(()),
                }
            }
            Line::Leads { class, .. } => {
                let class = self.class(tx, changes, class)?;
                self.teacher(tx, changes, &class, one)
            }
            Line::Load { subject, class, .. } => {
                let (class, teacher) = (self.class(tx, changes, class)?, self.whom(one.whom.as_ref())?);
                // Of a load that is there its hours only are new.
                if one.fate != Fate::New || load::there(tx, &class, subject, &teacher)?.is_some() {
                    return Ok(());
                }
                let id = load::add(tx, &class, subject, &teacher)?;
                changes.note(tx, Step::Load, &id, None)
            }
            Line::Pupil { class, listed, .. } => self.pupil(tx, changes, (at, class, *listed), one),
            Line::Code { code, .. } => {
                let (pupil, id, entry) = (self.whom(one.whom.as_ref())?, tx.new_id("code")?, tx.entry());
                let sealed = tx.seal_names(code)?;
                let sql = "insert into pupil_code (id, pupil, code, year, entry) values (?, ?, ?, ?, ?)";
                tx.change(sql, params![id.as_str(), pupil.as_str(), sealed, self.year.as_str(), entry])?;
                changes.note(tx, Step::Code, &id, None)
            }
        }
    }

    fn staff(&mut self, tx: &mut Tx<'_>, changes: &mut Changes, (at, name): (usize, &str), one: &Decided) -> Result<(), Refusal> {
        let id = if one.fate == Fate::New {
            let id = add_person(tx, name, State::Invited, None)?;
            changes.note(tx, Step::Staff, &id, None)?;
            self.lines.insert(at, id.clone());
            id
        } else {
            self.whom(one.whom.as_ref())?
        };
        if let Some(apart) = &one.apart {
            if one.fate != Fate::New {
                let before = Before::Apart(Apart::of(tx, &id)?, apart.clone());
                changes.note(tx, Step::Apart, &id, Some(&before))?;
            }
            Apart::write(Some(apart), tx, &id)?;
        }
        let Some(post) = &one.post else { return Ok(()) };
        if one.fate != Fate::New {
            let sql = "select post, post_entry, entry from person where id = ?";
            let before = tx.one(sql, [id.as_str()], |row| Ok(Before::Post(row.get("post")?, row.get("post_entry")?, row.get("entry")?)))?;
            changes.note(tx, Step::Post, &id, before.as_ref())?;
        }
        post::set(tx, &id, post)
    }

    fn teacher(&self, tx: &mut Tx<'_>, changes: &mut Changes, class: &Id, one: &Decided) -> Result<(), Refusal> {
        let (class, teacher) = (Class::find(tx, class)?, self.whom(one.whom.as_ref())?);
        changes.note(tx, Step::Teacher, &class.id, Some(&Before::Teacher(class.teacher.clone(), class.entry)))?;
        class::set_teacher(tx, &class, Some(&teacher))
    }

    fn pupil(
        &mut self,
        tx: &mut Tx<'_>,
        changes: &mut Changes,
        (at, class, listed): (usize, &ClassName, bool),
        one: &Decided,
    ) -> Result<(), Refusal> {
        let class = self.class(tx, changes, class)?;
        let pupil = match (&one.fate, &one.who) {
            (Fate::New, Some(who)) => {
                let id = pupil::add(tx, who)?;
                enrol(tx, &id, &class, self.from)?;
                changes.note(tx, Step::Pupil, &id, None)?;
                self.lines.insert(at, id.clone());
                id
            }
            (_, written) => {
                let pupil = Pupil::find(tx, &self.whom(one.whom.as_ref())?, self.today)?;
                let now = Stay::for_year(tx, &pupil.id, &self.year, self.today)?;
                if listed && now.as_ref().is_none_or(|now| now.class.id != class) {
                    self.place(tx, changes, &pupil, now.as_ref(), Some(&Class::find(tx, &class)?))?;
                }
                if let Some(who) = written {
                    changes.note(tx, Step::Written, &pupil.id, Some(&Before::Who(pupil.who.clone(), pupil.entry)))?;
                    pupil::write(tx, &pupil.id, who)?;
                }
                pupil.id
            }
        };
        for relative in &one.family {
            let id = family::add(tx, &pupil, relative)?;
            changes.note(tx, Step::Relative, &id, None)?;
        }
        Ok(())
    }

    /// Writes hours a week the file says.
    pub(super) fn hours(&self, tx: &mut Tx<'_>, changes: &mut Changes, lines: &[Decided]) -> Result<(), Refusal> {
        let new: Vec<NewHours> = lines.iter().filter_map(|one| one.hours.clone()).collect();
        if new.is_empty() {
            return Ok(());
        }
        changes.note(tx, Step::Hours, &self.year, Some(&Before::Hours(new.clone())))?;
        hours::write(tx, &self.year, &new)
    }

    /// Marks a pupil who is in no list any more as left, today.
    pub(super) fn leaves(&self, tx: &mut Tx<'_>, changes: &mut Changes, pupil: &Id) -> Result<(), Refusal> {
        let pupil = Pupil::find(tx, pupil, self.today)?;
        let now = Stay::for_year(tx, &pupil.id, &self.year, self.today)?;
        self.place(tx, changes, &pupil, now.as_ref(), None)
    }

    /// Out of the stay in the year of the file; of another year none is rewritten.
    fn place(&self, tx: &mut Tx<'_>, changes: &mut Changes, pupil: &Pupil, now: Option<&Stay>, to: Option<&Class>) -> Result<(), Refusal> {
        changes.note(tx, Step::Place, &pupil.id, Some(&Before::Stays(stays(tx, &pupil.id)?, pupil.entry)))?;
        let of_the_year = |now: &Stay| self.classes.values().any(|class| *class == now.class.id);
        // Whoever is in no list any more left today, not when the list began to hold.
        let from = if to.is_some() { self.from } else { self.today };
        let on = match now {
            Some(now) if self.early && of_the_year(now) => now.from,
            Some(now) => from.max(now.from),
            // Whoever left and came back was in no class meanwhile.
            None => after_stays(tx, &pupil.id, from)?,
        };
        relocate(tx, &pupil.id, now, to, on)
    }
}
