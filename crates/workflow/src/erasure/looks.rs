//! `data.see`: what is due, what waits for a second person, what was erased. `data.one`: what would go with a thing.

use std::collections::BTreeSet;

use jiff::civil::Date;
use records::reference::Setting;
use records::retention::Retention;

use super::ask::Ground;
use super::attached::{self, AttachedShown};
use super::subject::Kind;
use super::unsure::{UnsureShown, pupils, unsure};
use super::waiting::signed;
use super::wipe::Gone;
use crate::act::{Look, Version};
use crate::id::Id;
use crate::people::OnPaper;
use crate::people::post::{name_among, names_apart};
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::roster::{KEEPERS, ONE_RELATIVES, Relative, Who};
use crate::store::{Db, Row};

/// Asks for what is due.
#[derive(Clone, Copy, Debug)]
pub struct ErasureDue;

/// Something whose term is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueShown {
    /// What kind of thing.
    pub kind: Kind,
    /// Its id.
    pub thing: Id,
    /// What it is called.
    pub name: String,
    /// Since when it is not needed: the day a pupil left, the day a file was taken.
    pub since: Date,
    /// The last day of its term.
    pub until: Date,
}

/// Something that waits for a second person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedShown {
    /// What kind of thing.
    pub kind: Kind,
    /// Its id.
    pub thing: Id,
    /// What it is called.
    pub name: String,
    /// On what ground.
    pub ground: Ground,
    /// The reason.
    pub reason: String,
    /// Who asked.
    pub by: (Id, String),
    /// When.
    pub day: Date,
    /// By when it is to be done, where it was asked for.
    pub until: Option<Date>,
}

/// Something that was erased: nothing names it any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoneShown {
    /// What kind of thing it was.
    pub kind: Kind,
    /// Its id.
    pub thing: Id,
    /// On what ground.
    pub ground: Ground,
    /// When it was asked for, when it was done.
    pub days: [Date; 2],
    /// Who asked, who confirmed.
    pub by: [String; 2],
    /// The same as papers name them.
    pub on_paper: [String; 2],
    /// Its entry.
    pub entry: Version,
}

/// The page of personal data.
#[derive(Clone, Debug, PartialEq)]
pub struct ErasureShown {
    /// Terms with their sources.
    pub terms: Vec<Setting>,
    /// What is due, the longest over first.
    pub due: Vec<DueShown>,
    /// What waits.
    pub asked: Vec<AskedShown>,
    /// What was erased, the latest first.
    pub done: Vec<DoneShown>,
}

impl Look for ErasureDue {
    const NAME: &'static str = "data.see";
    const POLICY: Policy = Policy { step_up: true, ..KEEPERS };
    type Shown = ErasureShown;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<ErasureShown, Refusal> {
        let terms = Retention::shipped().map_err(|_| Refusal::of(Rule::Stopped))?;
        let asked = asked(db, &terms)?;
        let mut due = Vec::new();
        // What was attached to work is kept as long as the work's own papers are, which no term of personal data says.
        for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Attached) {
            due.extend(over(db, *kind, &terms, by.now().date())?);
        }
        let mut waiting: BTreeSet<Id> = asked.iter().map(|one| one.thing.clone()).collect();
        for one in asked.iter().filter(|one| one.kind == Kind::Relative) {
            // Another record of the same person waits with it.
            waiting.extend(Gone::with(db, one.kind, &one.thing)?.ids("relative").cloned());
        }
        due.retain(|line| !waiting.contains(&line.thing));
        due.sort_by(|one, other| (one.until, &one.thing).cmp(&(other.until, &other.thing)));
        Ok(ErasureShown { terms: terms.terms().to_vec(), due, asked, done: done(db)? })
    }
}

/// Things of a kind whose term is over today.
fn over(db: &Db<'_>, kind: Kind, terms: &Retention, today: Date) -> Result<Vec<DueShown>, Refusal> {
    let left = "select pupil, max(to_day) as since from enrolment group by pupil having count(*) = count(to_day)";
    let sql = match kind {
        Kind::Pupil => format!("select id as thing, since from pupil join ({left}) as gone on gone.pupil = id where merged_into is null"),
        // Of several children the last one to leave counts: until then somebody reaches her.
        Kind::Relative => format!(
            "{ONE_RELATIVES} select min(relative.id) as thing, max(since) as since from relative left join person on person.relative = relative.id
                left join ({left}) as gone on gone.pupil = relative.pupil
                group by coalesce(person.one, relative.id) having count(*) = count(since)"
        ),
        Kind::File | Kind::Marks | Kind::Attached => {
            let Some(table) = kind.table() else { return Ok(Vec::new()) };
            format!("select id as thing, day as since from {table} where file not in (select thing from erased)")
        }
    };
    let all = db.all(&format!("{sql} order by thing"), [], |row| Ok((row.id("thing")?, row.day("since")?)))?;
    let mut over = Vec::new();
    for (thing, since) in all {
        let until = terms.until(kind.code(), since).ok_or(Refusal::of(Rule::Stopped))?;
        if until < today {
            over.push(DueShown { name: called(db, kind, &thing)?, kind, thing, since, until });
        }
    }
    Ok(over)
}

fn asked(db: &Db<'_>, terms: &Retention) -> Result<Vec<AskedShown>, Refusal> {
    let (sql, names) = ("select * from erasure where state = 'asked' order by entry", names_apart(db)?);
    let mut asked = db.all(sql, [], |row| {
        let (ground, day, by) = (row.read("ground", Ground::from_code)?, row.day("asked_day")?, row.id("asked_by")?);
        Ok(AskedShown {
            kind: row.read("kind", Kind::from_code)?,
            thing: row.id("thing")?,
            name: String::new(),
            ground,
            reason: row.get("reason")?,
            by: (by.clone(), name_among(&names, &by)),
            day,
            until: ground.until(terms, day),
        })
    })?;
    for one in &mut asked {
        one.name = called(db, one.kind, &one.thing)?;
    }
    Ok(asked)
}

fn done(db: &Db<'_>) -> Result<Vec<DoneShown>, Refusal> {
    let sql = "select * from erasure where state = 'erased' order by entry desc";
    let (names, papers) = (names_apart(db)?, OnPaper::read(db)?);
    db.all(sql, [], |row| {
        let (days, by) = ([row.day("asked_day")?, row.day("day")?], [row.id("asked_by")?, row.id("by_person")?]);
        Ok(DoneShown {
            kind: row.read("kind", Kind::from_code)?,
            thing: row.id("thing")?,
            ground: row.read("ground", Ground::from_code)?,
            by: [0, 1].map(|at| name_among(&names, &by[at])),
            on_paper: [0, 1].map(|at| papers.settled(&by[at], days[at])),
            days,
            entry: row.get("entry")?,
        })
    })
}

/// What a thing is called; empty where it is gone.
fn called(db: &Db<'_>, kind: Kind, thing: &Id) -> Result<String, Refusal> {
    let Some(table) = kind.table() else { return called_file(db, thing) };
    if kind == Kind::Relative {
        return called_relative(db, thing);
    }
    let column = if kind.is_file() { "file_name" } else { "names" };
    let sql = format!("select {column} as sealed from {table} where id = ?");
    let sealed = db.one(&sql, [thing.as_str()], |row: &Row<'_>| row.get::<Vec<u8>>("sealed"))?;
    match (kind, sealed.filter(|sealed| !sealed.is_empty())) {
        (_, None) => Ok(String::new()),
        (Kind::Pupil, Some(sealed)) => Ok(db.open_names::<Who>(&sealed)?.name),
        (Kind::Relative | Kind::File | Kind::Marks | Kind::Attached, Some(sealed)) => db.open_names(&sealed),
    }
}

/// As she is written by now, whichever of her records is meant.
fn called_relative(db: &Db<'_>, thing: &Id) -> Result<String, Refusal> {
    let sql = format!(
        "{ONE_RELATIVES} select coalesce(written.names, relative.names) as names from relative left join person on person.relative = relative.id
            left join relative_merge as written on written.id = person.one where relative.id = ?"
    );
    let sealed = db.one(&sql, [thing.as_str()], |row| row.get::<Vec<u8>>("names"))?;
    sealed.map_or(Ok(String::new()), |sealed| Ok(db.open_names::<Relative>(&sealed)?.name))
}

fn called_file(db: &Db<'_>, address: &Id) -> Result<String, Refusal> {
    let mut names = attached::of_file(db, address.as_str())?.into_iter().map(|place| place.name);
    Ok(names.find(|name| !name.is_empty()).unwrap_or_default())
}

/// Asks for what would go with a thing.
#[derive(Clone, Debug)]
pub struct ErasureOf {
    /// Which thing.
    pub thing: Id,
}

/// What would go with a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldsShown {
    /// What kind of thing.
    pub kind: Kind,
    /// What it is called.
    pub name: String,
    /// Stays in classes, family, codes, files that name it, entries whose typed words speak of it.
    pub holds: [u32; 5],
    /// Files that stay and may name it all the same.
    pub unsure: Vec<UnsureShown>,
    /// Of a pupil or a relative: files of the same years that people alone can read. Of such a file: every place where it hangs.
    pub attached: Vec<AttachedShown>,
    /// Whether it waits for a second person, and what was asked.
    pub asked: Option<AskedShown>,
    /// Whether the reader asked for it herself, or whoever did is somebody she stands in for.
    pub own: bool,
}

impl Look for ErasureOf {
    const NAME: &'static str = "data.one";
    const POLICY: Policy = Policy { step_up: true, ..KEEPERS };
    type Shown = HoldsShown;

    fn place(&self) -> Place {
        Place::of(&self.thing)
    }

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<HoldsShown, Refusal> {
        let kind = Kind::of(db, &self.thing)?;
        let gone = Gone::with(db, kind, &self.thing)?;
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let typed = number(gone.typed(db, &self.thing)?.len());
        let holds = [gone.of("enrolment"), gone.of("relative"), gone.of("pupil_code"), number(gone.files.len()), typed];
        let terms = Retention::shipped().map_err(|_| Refusal::of(Rule::Stopped))?;
        let asked = asked(db, &terms)?.into_iter().find(|asked| asked.thing == self.thing);
        let own = signed(db, by, &self.thing)?;
        let unsure = unsure(db, kind, &self.thing, &gone)?;
        let attached = match kind {
            Kind::Attached => attached::of_file(db, self.thing.as_str())?,
            _ => attached::of_years(db, &pupils(db, kind, &self.thing, &gone)?)?,
        };
        Ok(HoldsShown { kind, name: called(db, kind, &self.thing)?, holds, unsure, attached, asked, own })
    }
}
