//! `roster.take`: a file of the school's people, taken as its preview showed it; the preview.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::changes::{Brought, Changes};
use super::class_name::ClassName;
use super::fate::{Decided, Fate, Plan, Told};
use super::known::Known;
use super::line::{Choice, Line, Unread};
use super::matching::decide;
use super::meeting::note_met;
use super::rights::KEEPERS;
use super::sealed::Who;
use super::whom::Whom;
use crate::act::{Act, Look, Said, Version};
use crate::id::Id;
use crate::people::post::told_apart;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::store::{Db, Tx};
use crate::texts;
use crate::world::World;

/// Most lines of a file.
const MOST: usize = 20_000;

/// What a file brings, and what was decided about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TakeRoster {
    /// For which year.
    pub year: Id,
    /// Address of the kept file; what it says is not written into the journal.
    pub file: String,
    /// Its name, which may name a child.
    #[serde(skip)]
    pub file_name: String,
    /// Its lines.
    #[serde(skip)]
    pub lines: Vec<Line>,
    /// What was decided about lines that ask, by their places.
    pub choices: BTreeMap<usize, Choice>,
    /// Whether classes that are not there are made.
    pub make_classes: bool,
    /// From which day the list holds: first day in a class for whoever it brings or moves; None = today.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Pupils who are not in the lists and left the school.
    pub left: Vec<Id>,
    /// Rows of the file that are no lines: they were not understood.
    #[serde(skip)]
    pub unread: Unread,
}

/// What was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenRoster {
    /// The batch.
    pub batch: Id,
    /// How much.
    pub told: Told,
}

/// What is known, and when the year is.
pub struct Seen {
    known: Known,
    plan: Plan,
    days: (Date, Date),
    /// Today, or the day of the year nearest to it.
    today: Date,
}

fn year(db: &Db<'_>, year: &Id) -> Result<(Date, Date), Refusal> {
    let sql = "select first_day, last_day from school_year where id = ? and state = 'opened'";
    let found = db.one(sql, [year.as_str()], |row| Ok((row.day("first_day")?, row.day("last_day")?)))?;
    found.ok_or_else(|| Refusal::of(Rule::NotThere).about([year.clone()]))
}

impl Act for TakeRoster {
    const NAME: &'static str = "roster.take";
    const SAID: Word = acts::roster_take;
    const POLICY: Policy = KEEPERS;
    type Seen = Seen;
    type Done = TakenRoster;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Seen, Refusal> {
        let days = year(tx, &self.year)?;
        let known = Known::read(tx, &self.year, tx.today())?;
        let plan = decide(&known, &self.lines, &self.choices, self.make_classes, &self.unread);
        Ok(Seen { known, plan, days, today: tx.today().clamp(days.0, days.1) })
    }

    fn place(&self, _seen: &Seen) -> Place {
        Place::of(&self.year)
    }

    fn check(&self, _by: &Reader, seen: &Seen) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([self.year.clone()]).instead(Door::Again);
        if self.lines.is_empty() || self.lines.len() > MOST {
            return Err(refusal(Rule::Wrong(Field::Rows)));
        }
        texts::digest(&self.file, Field::File).map(drop).and(texts::line(&self.file_name, Field::File)).map_err(refusal)?;
        // A list holds from a day of the year that has come.
        if self.from.is_some_and(|from| from < seen.days.0 || seen.today < from) {
            return Err(refusal(Rule::DayNotBetween(Field::EnrolmentDay, seen.days.0, seen.today)));
        }
        // Who is marked as left must be among those who are missing: the file may have been another when it was shown.
        if self.left.iter().any(|pupil| !seen.plan.absent.contains(pupil)) {
            return Err(refusal(Rule::Wrong(Field::Rows)));
        }
        let acts = seen.plan.lines.iter().any(Decided::acts) || !self.left.is_empty();
        if acts { Ok(()) } else { Err(refusal(Rule::NothingChanged)) }
    }

    fn apply(self, seen: Seen, tx: &mut Tx<'_>) -> Result<TakenRoster, Refusal> {
        tx.name_file(&texts::digest(&self.file, Field::File).map_err(Refusal::of)?)?;
        let told = Told::of(&seen.plan, self.left.len(), self.unread.count());
        let Seen { known, plan, days, today } = seen;
        let mut changes = Changes::begin(tx, &self.year, &self.file, &self.file_name, &told)?;
        let early = tx.today() < days.0;
        let mut brought = Brought::of(&known, self.year.clone(), [self.from.unwrap_or(today), today], early);
        if self.make_classes {
            for class in &plan.missing {
                brought.class(tx, &mut changes, class)?;
            }
        }
        for stage in 0..=Line::STAGES {
            for (at, (line, one)) in self.lines.iter().zip(&plan.lines).enumerate() {
                if line.stage() == stage && one.acts() {
                    brought.line(tx, &mut changes, at, line, one)?;
                }
            }
        }
        brought.hours(tx, &mut changes, &plan.lines)?;
        for pupil in &self.left {
            brought.leaves(tx, &mut changes, pupil)?;
        }
        note_met(tx, &self.file, brought.met(&self.lines, &plan.lines).iter())?;
        Ok(TakenRoster { batch: changes.batch, told })
    }

    fn said(done: &TakenRoster) -> Said {
        let Told { added, changed, moved, same, open, asked, skipped } = done.told;
        let said = Said::of("batch", &done.batch).number("added", added.into()).number("changed", changed.into());
        said.number("moved", moved.into()).number("same", same.into()).number("not-taken", (open + asked + skipped).into())
    }

    fn sample(world: &World) -> Self {
        let class = ClassName { grade: 7, letter: "А".into() };
        let who = Who { name: "Гусев Матвей".into(), ..Who::default() };
        let line = Line::Pupil { class, who, family: Vec::new(), listed: true };
        Self {
            year: world.year.clone(),
            file: world.plan.file.clone(),
            file_name: "7А.xlsx".into(),
            lines: vec![line],
            choices: BTreeMap::new(),
            make_classes: false,
            from: None,
            left: Vec::new(),
            unread: Unread::default(),
        }
    }
}

/// `roster.preview`: what would become of the lines of a file.
#[derive(Clone, Debug)]
pub struct PreviewRoster {
    /// For which year.
    pub year: Id,
    /// Its lines.
    pub lines: Vec<Line>,
    /// What was decided so far.
    pub choices: BTreeMap<usize, Choice>,
    /// Whether classes that are not there are made.
    pub make_classes: bool,
    /// Rows of the file that are no lines: they were not understood.
    pub unread: Unread,
}

/// The difference a file makes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterPreview {
    /// What would become of each line.
    pub fates: Vec<Fate>,
    /// Pupils who are known, as far as lines or lists speak of them: who, and in which class.
    pub pupils: BTreeMap<Id, (Who, Option<ClassName>)>,
    /// People who work here and may be meant, by name; of two of one name each with what tells them apart.
    pub staff: BTreeMap<Id, String>,
    /// Days of birth of those who may be meant, where a list said them.
    pub born: BTreeMap<Id, Date>,
    /// Posts and class teachers lines would replace, by their places.
    pub was: BTreeMap<usize, String>,
    /// Lines that write hours of a subject in tenths, each with those it would replace.
    pub hours: BTreeMap<usize, Option<u16>>,
    /// Lines of loads whose hours differ within a parallel, with what is said of which class.
    pub differ: BTreeMap<usize, Vec<(ClassName, u16)>>,
    /// Lines whose class is made although it is open who its class teacher is.
    pub made: BTreeSet<usize>,
    /// Pupils of classes the file lists, who are not in its lists.
    pub absent: Vec<Id>,
    /// How many more are not in what was taken, and may be in a row that was not.
    pub unsure: usize,
    /// Classes that are not there.
    pub missing: Vec<ClassName>,
    /// How much.
    pub told: Told,
}

impl Look for PreviewRoster {
    const NAME: &'static str = "roster.preview";
    const POLICY: Policy = Policy { step_up: true, ..KEEPERS };
    type Shown = RosterPreview;

    fn place(&self) -> Place {
        Place::of(&self.year)
    }

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<RosterPreview, Refusal> {
        year(db, &self.year)?;
        if self.lines.is_empty() {
            let told = Told { open: self.unread.count(), ..Told::default() };
            return Ok(RosterPreview { told, ..RosterPreview::default() });
        }
        let known = Known::read(db, &self.year, by.now().date())?;
        let plan = decide(&known, &self.lines, &self.choices, self.make_classes, &self.unread);
        let class = |id: &Id| known.classes.iter().find(|class| class.id == *id).map(|class| class.name.clone());
        let asked = plan.lines.iter().filter_map(|one| one.fate.among()).flatten();
        let chosen = self.choices.keys().filter_map(|at| plan.lines.get(*at)?.whom.as_ref());
        let spoken: Vec<&Id> =
            asked.chain(chosen).filter_map(|whom| if let Whom::Known(id) = whom { Some(id) } else { None }).chain(&plan.absent).collect();
        let pupils = known.pupils.iter().filter(|pupil| !pupil.merged && spoken.contains(&&pupil.id));
        let pupils = pupils.map(|pupil| (pupil.id.clone(), (pupil.who.clone(), pupil.class.as_ref().and_then(class)))).collect();
        let staff = known.staff.iter().filter(|one| !one.merged).map(|one| (one.id.clone(), one.name.clone())).collect();
        let staff = told_apart(db, staff)?.into_iter().filter(|(id, _)| spoken.contains(&id)).collect();
        let told = Told::of(&plan, 0, self.unread.count());
        let was = replaced(&known, &self.lines, &plan);
        let born = known.staff.iter().filter(|one| spoken.contains(&&one.id));
        let born = born.filter_map(|one| Some((one.id.clone(), one.apart.born?))).collect();
        let made = plan.lines.iter().enumerate().filter(|(_, one)| one.made).map(|(at, _)| at).collect();
        let hours = plan.lines.iter().enumerate().filter_map(|(at, one)| Some((at, one.hours.as_ref()?.was))).collect();
        let fates = plan.lines.iter().map(|one| one.fate.clone()).collect();
        let Plan { absent, unsure, missing, differ, .. } = plan;
        Ok(RosterPreview { fates, pupils, staff, born, was, hours, differ, made, absent, unsure, missing, told })
    }
}

/// What stands where lines write something else of people: a post, another class teacher.
fn replaced(known: &Known, lines: &[Line], plan: &Plan) -> BTreeMap<usize, String> {
    let named = |id: &Id| known.staff.iter().find(|one| one.id == *id && !one.merged);
    let was = |(line, one): (&Line, &Decided)| match (line, &one.whom) {
        (Line::Staff { .. }, Some(Whom::Known(id))) if one.post.is_some() => named(id).map(|one| one.post.clone()),
        (Line::Class { class, .. } | Line::Leads { class, .. }, Some(_)) if one.fate == Fate::Changed => {
            let class = known.classes.iter().find(|known| known.name == *class)?;
            named(class.teacher.as_ref()?).map(|one| one.name.clone())
        }
        _ => None,
    };
    let was = lines.iter().zip(&plan.lines).map(was).enumerate();
    was.filter_map(|(at, was)| Some((at, was?))).filter(|(_, was)| !was.is_empty()).collect()
}
