//! A school on a disk of its own, to try things on.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use faultdisk::{Disk, Image};
use jiff::{Span, ZonedDateTime, civil};
use rusqlite::Connection;
use rusqlite::types::Value;

use super::super::connect::Settings;
use super::super::keys::Names;
use super::super::once::{Once, Receipt};
use super::super::random::Random;
use super::super::writer::Writer;
use crate::act::Act;
use crate::id::Id;
use crate::mail::SetAddress;
use crate::people::{Activate, Appoint, Give, Invite, IssueSlip, Lock, Slip};
use crate::plan::{LookAtEffect, OpenWith};
use crate::reader::{Actor, Reader};
use crate::recovery::Sheet;
use crate::refusal::Refusal;
use crate::role::{Role, Scope};
use crate::school::{ConfirmClock, Found};
use crate::world::World;

/// Tables that are no state of the school.
pub const ASIDE: [&str; 10] =
    ["code_used", "disk_failure", "job", "kept_file", "letter", "mail_hold", "name_read", "notice_seen", "once", "refusal"];

/// Whether harnesses try everything: by hand.
pub fn in_full() -> bool {
    std::env::var("OBJEKTIV_HARNESS").is_ok_and(|word| word == "full")
}

/// How often a harness tries: a fiftieth, or in full by hand.
pub fn times(full: u64) -> u64 {
    if in_full() { full } else { full.div_ceil(50) }
}

/// Numbers that look random and are the same in every run (splitmix64).
#[derive(Clone)]
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }
}

pub fn random(seed: u64) -> Random {
    let mut chance = Chance(seed);
    Box::new(move |bytes| {
        bytes.iter_mut().for_each(|byte| *byte = (chance.next() >> 32) as u8);
        true
    })
}

/// The key of names of every desk.
pub fn names() -> Option<Names> {
    static KEY: OnceLock<Names> = OnceLock::new();
    let made = || {
        let folder = tempfile::tempdir().unwrap();
        Names::made(folder.path()).unwrap()
    };
    Some(KEY.get_or_init(made).clone())
}

/// A key nobody used yet.
pub fn once() -> Once {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    Once::read(&format!("form-{:016}", NEXT.fetch_add(1, Ordering::Relaxed))).unwrap()
}

pub fn morning() -> ZonedDateTime {
    civil::date(2026, 11, 23).at(9, 0, 0, 0).in_tz("Europe/Moscow").unwrap()
}

/// A person, a working morning later for each minute.
pub fn person(id: &Id) -> Reader {
    Reader::new(Actor::Person(id.clone()), morning())
}

pub fn program() -> Reader {
    Reader::new(Actor::Program, morning())
}

pub fn console() -> Reader {
    Reader::new(Actor::Console, morning())
}

/// A disk and the writer on it.
pub struct Desk {
    pub disk: Disk,
    pub writer: Writer,
    pub settings: Settings,
}

/// Where the database lies on a disk in memory.
pub fn path() -> PathBuf {
    PathBuf::from("objektiv.sqlite")
}

impl Desk {
    pub fn new() -> Self {
        Self::with(|settings| settings)
    }

    pub fn with(change: impl FnOnce(Settings) -> Settings) -> Self {
        let disk = Disk::new();
        let settings = change(Settings { vfs: Some(disk.name()), ..Settings::default() });
        let writer = Writer::open(path(), settings, random(1), names()).unwrap();
        Self { disk, writer, settings }
    }

    /// The same disk with this on it, opened as after a start.
    pub fn again(self, image: Image) -> Self {
        self.started(image, 2)
    }

    /// Two starts of one test throw other dice: no id comes twice.
    fn started(self, image: Image, seed: u64) -> Self {
        let Self { disk, writer, settings } = self;
        drop(writer);
        disk.mend();
        disk.set(image);
        let writer = Writer::open(path(), settings, random(seed), names()).unwrap();
        Self { disk, writer, settings }
    }

    pub fn perform<A: Act>(&mut self, by: &Reader, act: A) -> Result<Receipt<A::Done>, Refusal> {
        self.writer.perform(by, &once(), act)
    }

    pub fn connection(&self) -> &Connection {
        &self.writer.open.as_ref().unwrap().0
    }

    pub fn entries(&self) -> u64 {
        count(self.connection(), "entry")
    }

    /// A school with everything a sample of an act needs, and who founded it.
    pub fn furnished() -> (Self, World, Id) {
        /// Made once: a hundred acts, and every test begins with them.
        static FURNISHED: OnceLock<(Image, World, Id)> = OnceLock::new();
        let made = || {
            let mut desk = Self::new();
            let (world, founder) = desk.furnish();
            (desk.disk.whole(), world, founder)
        };
        let (image, world, founder) = FURNISHED.get_or_init(made).clone();
        (Self::new().started(image, 3), world, founder)
    }

    pub fn furnish(&mut self) -> (World, Id) {
        let mut world = world();
        let founded = self.perform(&program(), Found::sample(&world)).unwrap();
        let (founder, year) = (founded.done.person, founded.done.year);
        let invite = |desk: &mut Self, name: &str| desk.perform(&person(&founder), Invite { name: name.to_owned() }).unwrap().done;
        world.year = year;
        world.founder = founder.clone();
        world.named_by = founded.entry;
        world.invited = invite(self, "Пётр Ёлкин");
        world.active = invite(self, "Мария Ёжикова");
        world.locked = invite(self, "Олег Уткин");
        self.perform(&program(), Activate { person: world.active.clone(), seen: 3 }).unwrap();
        self.perform(&person(&founder), Lock { person: world.locked.clone(), seen: 4 }).unwrap();
        let give = Give { person: world.active.clone(), role: Role::Teacher, scope: Scope::School, from: world.today, to: None };
        let sheet = Sheet::fresh(&[9; Sheet::RANDOM]);
        (world.sheet, world.sheet_word) = (self.perform(&person(&founder), sheet.issue()).unwrap().done, sheet.word);
        world.held_role = self.perform(&person(&founder), give).unwrap().done.held_role;
        world.slip = Slip::of([9; 10]).digest();
        let slip = IssueSlip { person: world.invited.clone(), digest: world.slip.clone(), until: world.soon };
        world.slip_entry = Some(self.perform(&person(&founder), slip).unwrap().entry);
        world.plan = super::plans::furnish(self, &world, &founder);
        world.deputy = self.perform(&person(&founder), Appoint::sample(&world)).unwrap().done.deputy;
        (world.upper, world.above) = super::levels::furnish(self, &world, &founder);
        world.roster = super::roster::furnish(self, &world, &founder);
        world.results = super::results::furnish(self, &world, &founder);
        world.event = super::events::furnish(self, &world, &founder);
        world.carry = super::newyear::furnish(self, &founder);
        world.asked = super::erasure::furnish(self, &world, &founder);
        world.procedure = super::procedures::furnish(self, &world, &founder);
        let pending = SetAddress { address: "anna@school.example".into(), ..SetAddress::sample(&world) };
        self.perform(&person(&founder), pending).unwrap();
        let hers = super::plans::see(self, &person(&founder), &OpenWith { person: world.active.clone() }).unwrap();
        world.plan.hers = hers.into_iter().map(|open| open.id).collect();
        (world.same, world.merged) = super::person_merge::furnish(self, &world, &founder);
        (world, founder)
    }
}

/// A world before anything is in it.
pub fn world() -> World {
    let nobody = Id::read("nobody").unwrap();
    World {
        today: morning().date(),
        year: nobody.clone(),
        founder: nobody.clone(),
        invited: nobody.clone(),
        active: nobody.clone(),
        locked: nobody.clone(),
        same: [(nobody.clone(), 0), (nobody.clone(), 0)],
        merged: nobody.clone(),
        held_role: nobody.clone(),
        deputy: nobody.clone(),
        sheet: nobody.clone(),
        sheet_word: String::new(),
        slip: String::new(),
        slip_entry: None,
        soon: morning().checked_add(Span::new().days(3)).unwrap().timestamp(),
        school_name: "Школа № 1".into(),
        named_by: 0,
        results: nobody.clone(),
        upper: nobody.clone(),
        above: nobody.clone(),
        carry: nobody.clone(),
        asked: nobody,
        roster: super::roster::nothing(),
        plan: super::plans::nothing(),
        event: super::events::nothing(),
        procedure: super::procedures::nothing(),
    }
}

/// Whoever may ask for a sample of this act: the founder, or the program where only it may; a day early where the clock is confirmed, a
/// day late where an effect is looked at.
pub fn fitting<A: Act>(founder: &Id) -> Reader {
    let by = if A::POLICY.may.is_empty() { Actor::Program } else { Actor::Person(founder.clone()) };
    let now = match A::NAME {
        ConfirmClock::NAME => morning().checked_sub(Span::new().days(1)).unwrap(),
        LookAtEffect::NAME => morning().checked_add(Span::new().days(1)).unwrap(),
        _ => morning(),
    };
    Reader::new(by, now).after_step_up()
}

pub fn count(connection: &Connection, table: &str) -> u64 {
    connection.query_row(&format!("select count(*) from {table}"), [], |row| row.get(0)).unwrap()
}

/// Every row of every table but those aside.
pub fn dump(connection: &Connection) -> String {
    rows(connection, &ASIDE)
}

/// Every row of every table but these.
pub fn rows(connection: &Connection, but: &[&str]) -> String {
    let sql = "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name";
    let mut tables = connection.prepare_cached(sql).unwrap();
    let names: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut found = Vec::new();
    for name in names.iter().filter(|name| !but.contains(&name.as_str())) {
        let mut statement = connection.prepare_cached(&format!("select * from {name}")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values: Vec<Value> = (0..columns).map(|column| row.get(column).unwrap()).collect();
            found.push(format!("{name} {values:?}"));
        }
    }
    found.sort();
    found.join("\n")
}

/// Whether the database engine finds its file whole, and the ledger verifies from its first entry on.
pub fn sound(connection: &Connection) -> Result<(), String> {
    let whole: String = connection.query_row("pragma integrity_check", [], |row| row.get(0)).map_err(|error| error.to_string())?;
    if whole != "ok" {
        return Err(whole);
    }
    let orphans: bool = connection.prepare("pragma foreign_key_check").unwrap().exists([]).map_err(|error| error.to_string())?;
    let mut statement = connection.prepare("select record from entry order by sequence").unwrap();
    let records = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let verdict = ledger::verify(records, None, |_, _| ()).map_err(|error| error.to_string())?;
    match verdict.damage {
        _ if orphans => Err("a row names an entry that is not there".to_owned()),
        Some(damage) => Err(damage.to_string()),
        None => Ok(()),
    }
}
