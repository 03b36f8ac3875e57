//! `hours.set`: hours a week of subjects, and lessons a day, by parallels: what rules of load are held against.

use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::rights::KEEPERS;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Conflict, Door, Field, Refusal, Rule};
use crate::school::{Edit, Standing, Year, YearState};
use crate::store::{Db, Tx, params};
use crate::texts::{self, json, written};
use crate::world::World;

/// Lines there can be.
const MOST: usize = 400;
/// Tenths of an hour a week can have.
pub(crate) const MOST_TENTHS: u16 = 400;
/// Lessons a day can have.
const MOST_LESSONS: u8 = 14;

/// Hours a week of a subject in a parallel.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hours {
    /// The parallel.
    pub grade: u8,
    /// The subject.
    pub subject: String,
    /// Hours, in tenths.
    pub tenths: u16,
}

/// Lessons a day of a parallel, from Monday on; 0 where there are none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LessonsADay {
    /// The parallel.
    pub grade: u8,
    /// So many each day.
    pub lessons: [u8; 6],
}

/// `hours.set`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetHours {
    /// Of which year.
    pub year: Id,
    /// Hours a week, as the form showed them and as they were typed.
    pub hours: Edit<Vec<Hours>>,
    /// Lessons a day.
    pub lessons: Edit<Vec<LessonsADay>>,
}

/// What has to be known to set hours.
pub struct Known {
    year: Year,
    hours: Vec<Hours>,
    lessons: Vec<LessonsADay>,
    entry: Version,
}

/// Hours, lessons, and the entry that set them; 0 where nobody did.
pub(super) fn read(db: &Db<'_>, year: &Id) -> Result<(Vec<Hours>, Vec<LessonsADay>, Version), Refusal> {
    let found = db.one("select * from school_hours where year = ?", [year.as_str()], |row| {
        Ok((json(row, "hours")?, json(row, "lessons")?, row.get("entry")?))
    })?;
    Ok(found.unwrap_or_default())
}

/// Hours a week of a year.
pub(crate) fn of(db: &Db<'_>, year: &Id) -> Result<Vec<Hours>, Refusal> {
    read(db, year).map(|(hours, ..)| hours)
}

/// Writes hours a file brings, or takes back; lessons stay as they are.
pub(crate) fn put(tx: &mut Tx<'_>, year: &Id, hours: &[Hours]) -> Result<(), Refusal> {
    let (_, lessons, _) = read(tx, year)?;
    write(tx, year, &sorted(hours), &lessons)
}

fn write(tx: &mut Tx<'_>, year: &Id, hours: &[Hours], lessons: &[LessonsADay]) -> Result<(), Refusal> {
    let entry = tx.entry();
    let sql = "insert into school_hours (year, hours, lessons, entry) values (?1, ?2, ?3, ?4)
        on conflict (year) do update set hours = ?2, lessons = ?3, entry = ?4";
    tx.change(sql, params![year.as_str(), written(&hours)?, written(&lessons)?, entry]).map(drop)
}

fn sorted<T: Ord + Clone>(all: &[T]) -> Vec<T> {
    let mut all = all.to_vec();
    all.sort();
    all.dedup();
    all
}

impl SetHours {
    fn merged(&self, seen: &Known) -> Result<(Vec<Hours>, Vec<LessonsADay>), Vec<Conflict>> {
        let hours = Edit { opened: sorted(&self.hours.opened), wanted: sorted(&self.hours.wanted) };
        let lessons = Edit { opened: sorted(&self.lessons.opened), wanted: sorted(&self.lessons.wanted) };
        let told_hours = |all: &Vec<Hours>| all.iter().map(|one| format!("{} {}", one.grade, one.subject)).collect::<Vec<_>>().join("; ");
        let told_lessons = |all: &Vec<LessonsADay>| all.iter().map(|one| one.grade.to_string()).collect::<Vec<_>>().join("; ");
        let new_hours = hours.against(&Standing { value: seen.hours.clone(), entry: seen.entry }, Field::HoursAWeek, told_hours);
        let new_lessons = lessons.against(&Standing { value: seen.lessons.clone(), entry: seen.entry }, Field::LessonsADay, told_lessons);
        match (new_hours, new_lessons) {
            (Ok(hours), Ok(lessons)) => Ok((hours.unwrap_or_else(|| seen.hours.clone()), lessons.unwrap_or_else(|| seen.lessons.clone()))),
            (hours, lessons) => Err([hours.err(), lessons.err()].into_iter().flatten().collect()),
        }
    }
}

fn fit(hours: &[Hours], lessons: &[LessonsADay]) -> Result<(), Rule> {
    let grade = |grade: u8| (1..=12).contains(&grade);
    let twice = hours.windows(2).any(|two| (two[0].grade, &two[0].subject) == (two[1].grade, &two[1].subject));
    let odd = |one: &Hours| !grade(one.grade) || !(1..=MOST_TENTHS).contains(&one.tenths) || one.subject.trim().is_empty();
    if hours.len() > MOST || twice || hours.iter().any(odd) {
        return Err(Rule::Wrong(Field::HoursAWeek));
    }
    hours.iter().try_for_each(|one| texts::line(&one.subject, Field::HoursAWeek))?;
    let odd = |one: &LessonsADay| !grade(one.grade) || one.lessons.iter().any(|lessons| *lessons > MOST_LESSONS);
    let twice = lessons.windows(2).any(|two| two[0].grade == two[1].grade);
    if twice || lessons.iter().any(odd) { Err(Rule::Wrong(Field::LessonsADay)) } else { Ok(()) }
}

impl Act for SetHours {
    const NAME: &'static str = "hours.set";
    const SAID: Word = acts::hours_set;
    const POLICY: Policy = KEEPERS;
    type Seen = Known;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Known, Refusal> {
        let year = Year::all(tx)?.into_iter().find(|each| each.id == self.year);
        let year = year.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.year.clone()]))?;
        let (hours, lessons, entry) = read(tx, &self.year)?;
        Ok(Known { year, hours, lessons, entry })
    }

    fn place(&self, _seen: &Known) -> Place {
        Place::of(&self.year)
    }

    fn check(&self, _by: &Reader, seen: &Known) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([self.year.clone()]);
        if seen.year.state == YearState::Closed {
            return Err(refusal(Rule::NoSuchStep));
        }
        let (hours, lessons) = self.merged(seen).map_err(|conflicts| refusal(Rule::ChangedMeanwhile(conflicts)).instead(Door::Again))?;
        fit(&hours, &lessons).map_err(refusal)?;
        if (&hours, &lessons) == (&seen.hours, &seen.lessons) { Err(refusal(Rule::NothingChanged)) } else { Ok(()) }
    }

    fn apply(self, seen: Known, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        let (hours, lessons) = self.merged(&seen).map_err(|_| Refusal::of(Rule::NothingChanged))?;
        write(tx, &self.year, &hours, &lessons)?;
        Ok(self.year)
    }

    fn said(done: &Id) -> Said {
        Said::of("year", done)
    }

    fn sample(world: &World) -> Self {
        let hours = vec![Hours { grade: 7, subject: "Алгебра".into(), tenths: 30 }];
        let lessons = vec![LessonsADay { grade: 7, lessons: [6, 6, 6, 6, 6, 0] }];
        Self {
            year: world.year.clone(),
            hours: Edit { opened: Vec::new(), wanted: hours },
            lessons: Edit { opened: Vec::new(), wanted: lessons },
        }
    }
}
