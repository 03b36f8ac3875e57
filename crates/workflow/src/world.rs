//! A school as far as samples of acts need one.

use jiff::Timestamp;
use jiff::civil::Date;
use records::plan::calendar::Terms;

use crate::event::FamilyCode;
use crate::id::Id;

/// Ids of things that are there, and the day: what a sample is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct World {
    /// Today.
    pub today: Date,
    /// A year that is open.
    pub year: Id,
    /// Who founded the school.
    pub founder: Id,
    /// A person who was invited and has not come yet.
    pub invited: Id,
    /// A person who is active.
    pub active: Id,
    /// A person who is locked.
    pub locked: Id,
    /// A role somebody holds.
    pub held_role: Id,
    /// The person who was invited stands in for the one who is active.
    pub deputy: Id,
    /// The person who is active and the one who was invited may be one person; each with the entry that made it so.
    pub same: [(Id, u64); 2],
    /// Another record that went into that of the person who is active.
    pub merged: Id,
    /// Digest of a slip of the person who was invited.
    pub slip: String,
    /// The entry of that slip.
    pub slip_entry: Option<u64>,
    /// A moment some days later.
    pub soon: Timestamp,
    /// A recovery sheet nobody confirmed yet.
    pub sheet: Id,
    /// Its word.
    pub sheet_word: String,
    /// Name of the school.
    pub school_name: String,
    /// The entry that gave the school its name.
    pub named_by: u64,
    /// Results that are kept and stand.
    pub results: Id,
    /// A plan of a level above.
    pub upper: Id,
    /// A measure of it.
    pub above: Id,
    /// A year that was carried on, nothing stands on it.
    pub carry: Id,
    /// A pupil whose erasure the person who is active asked for.
    pub asked: Id,
    /// Classes and pupils of the year.
    pub roster: RosterWorld,
    /// Plans of the year.
    pub plan: PlanWorld,
    /// Events of the year.
    pub event: EventWorld,
    /// Procedures of the year.
    pub procedure: ProcedureWorld,
}

/// Procedures as far as samples need them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcedureWorld {
    /// A work of the first class of the roster, ahead, in the third lesson; without a room.
    pub planned: Id,
    /// Its day.
    pub day: Date,
}

/// Events as far as samples need them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventWorld {
    /// A council of the founder and the person who is active, today.
    pub planned: Id,
    /// The question on its agenda.
    pub planned_item: Id,
    /// A question of a council that was held, nothing is written of it.
    pub item: Id,
    /// A council that was held and written.
    pub held: Id,
    /// A council that was closed.
    pub closed: Id,
    /// A briefing for the founder and the person who is active, nobody read it.
    pub read_by_founder: Id,
    /// Something families of the first class read.
    pub to_families: Id,
    /// The code the family of the pupil of the first class was given for it.
    pub family_code: FamilyCode,
    /// A briefing the person who is active signed on a sheet.
    pub signed: Id,
    /// Something the family of the pupil of the first class signed on paper, no scan is attached.
    pub signed_by_families: Id,
    /// A task of the person who is active.
    pub decision: Id,
    /// A task that was done.
    pub settled: Id,
    /// A consultation of the founder for the pupil of the first class, today.
    pub about: Id,
    /// The line of that pupil.
    pub line: Id,
    /// A training that was held, the person who is active took part.
    pub training: Id,
}

/// Classes and pupils as far as samples need them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterWorld {
    /// A class with a pupil in it, without a class teacher.
    pub class: Id,
    /// A class nobody is in.
    pub empty: Id,
    /// What the active person teaches in the first class.
    pub load: Id,
    /// A pupil of the first class.
    pub pupil: Id,
    /// Somebody of that pupil's family.
    pub relative: Id,
    /// Two records that may be one pupil, each with the entry that made it.
    pub twice: [(Id, u64); 2],
    /// Two other records that were merged.
    pub merge: Id,
    /// Two records of somebody of a family, each with the entry that made it.
    pub mothers: [(Id, u64); 2],
    /// Two other such records that are one person.
    pub one_mother: Id,
    /// What a file brought, nothing stands on it.
    pub batch: Id,
    /// A psychologist nobody but the pupil of the first class is entrusted to.
    pub psychologist: Id,
    /// That the pupil is.
    pub entrusted: Id,
    /// A file of marks that was taken.
    pub marks: Id,
}

/// Plans as far as samples need them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanWorld {
    /// A plan being written.
    pub draft: Id,
    /// A batch in it nothing stands on.
    pub batch: Id,
    /// A plan in force.
    pub approved: Id,
    /// A measure of it that says what the samples say, owned by the person who is active.
    pub measure: Id,
    /// The entry that declared what that measure should move by today.
    pub effect: u64,
    /// A measure of it nothing was decided about.
    pub idle: Id,
    /// Everything that is open with the person who is active.
    pub hers: Vec<Id>,
    /// An occurrence of it that is open.
    pub open: Id,
    /// Its last day.
    pub due: Date,
    /// An occurrence said done by the person who is active.
    pub done: Id,
    /// Evidence of it.
    pub evidence: Id,
    /// Digest of all its evidence.
    pub digest: String,
    /// An occurrence the person who is active asked to drop.
    pub drop_asked: Id,
    /// A question that is open.
    pub question: Id,
    /// Address of a file that was kept.
    pub file: String,
    /// Periods and holidays of the year.
    pub terms: Terms,
}

impl World {
    /// The calendar year the school year of today began in.
    #[must_use]
    pub fn year_of_today(&self) -> i16 {
        self.today.year() - i16::from(self.today.month() < 8)
    }
}
