//! What becomes of each class, pupil, load and measure in the next year, and why of each that does not simply go on. Pure.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use records::text::folded;
use serde::{Deserialize, Serialize};

use super::ground::{Ground, OldClass, OldLoad, OldPupil};
use crate::coded::coded;
use crate::id::Id;
use crate::roster::ClassName;

/// The last grade of primary school: from the next on a teacher teaches her subject.
const PRIMARY: u8 = 4;
/// The grade after which a pupil may leave: who goes on is asked.
const BASIC: u8 = 9;
/// The grade after which pupils leave, where a school has none above.
const WHOLE: u8 = 11;
/// The last grade there can be.
const LAST: u8 = 12;

/// What was decided about something otherwise than it was proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// Goes on: a class one grade up, a pupil with the class, a load with its class, a measure in the new draft.
    Yes,
    /// Does not: of a pupil, it is decided later.
    No,
    /// Leaves the school: a pupil, or all of a class.
    Leaves,
    /// A pupil goes into this class.
    To(ClassName),
}

coded! {
    /// Why something does not simply go on.
    Why {
        /// The last grade is behind them.
        Graduates = "graduates",
        /// After the ninth grade it is asked who goes on.
        Ninth = "ninth",
        /// There is no class above: it was decided so.
        NoClass = "no-class",
        /// Left the school during the year.
        Gone = "gone",
        /// It was decided that the pupil leaves.
        Leaves = "leaves",
        /// Stays in the grade another year.
        Repeats = "repeats",
        /// Goes into another class of the grade above.
        Other = "other",
        /// It is decided later.
        Later = "later",
        /// Primary school ends: another teacher for each subject.
        Primary = "primary",
        /// The subject is not taught in the grade above.
        NotTaught = "not-taught",
        /// Nobody teaches in the grade above this year: whether the subject is taught there is not known.
        Unknown = "unknown",
        /// The teacher left.
        TeacherLeft = "teacher-left",
        /// The measure was dropped.
        Dropped = "dropped",
        /// A day of the measure is none in the next year.
        NoSuchDay = "no-such-day",
        /// It was decided that it does not go on.
        NotWanted = "not-wanted",
    }
}

/// What would become of everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// Classes, by grade.
    pub classes: Vec<ClassUp>,
    /// Pupils.
    pub pupils: Vec<PupilUp>,
    /// Loads.
    pub loads: Vec<LoadUp>,
    /// Plans with their measures.
    pub plans: Vec<PlanAgain>,
    /// Classes there would be.
    pub targets: BTreeSet<ClassName>,
}

/// A class of the old year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassUp {
    /// Id.
    pub class: Id,
    /// What it is called.
    pub name: ClassName,
    /// What it is called in the next year; None where there is none.
    pub above: Option<ClassName>,
    /// Whether that class is made: it is not there yet.
    pub made: bool,
    /// Why it has none above, or asks.
    pub why: Option<Why>,
    /// Its class teacher.
    pub had: Option<Id>,
    /// The class teacher of the class above, where she goes on with it.
    pub teacher: Option<Id>,
    /// Why the class teacher does not go on.
    pub teacher_why: Option<Why>,
    /// Its pupils who have no place in the next year yet.
    pub pupils: u32,
}

/// What becomes of a pupil.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Goes into this class.
    Into(ClassName),
    /// Leaves the school.
    Leaves,
    /// Stays where it is: left before, or is decided later.
    Stays,
}

/// A pupil of the old year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PupilUp {
    /// Id.
    pub pupil: Id,
    /// The class of the old year.
    pub class: Id,
    /// What becomes of the pupil.
    pub fate: Fate,
    /// Why the pupil does not go on with the class.
    pub why: Option<Why>,
    /// The last day, of one who left before.
    pub last: Option<Date>,
    /// The stay that is open.
    pub(super) stay: Option<(Id, Date)>,
}

/// A load of the old year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadUp {
    /// Id.
    pub load: Id,
    /// The class of the old year.
    pub class: ClassName,
    /// The class of the next.
    pub above: Option<ClassName>,
    /// Subject.
    pub subject: String,
    /// Teacher.
    pub teacher: (Id, String),
    /// Whether it goes on.
    pub goes: bool,
    /// Why it does not, or is asked.
    pub why: Option<Why>,
    /// Whether it can be decided otherwise.
    pub asked: bool,
}

/// A plan of the old year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanAgain {
    /// Id.
    pub plan: Id,
    /// Title of the new draft.
    pub title: String,
    /// Whether a plan of the next year is there that no carrying began: nothing is taken beside it unless somebody says so.
    pub beside: bool,
    /// Its measures.
    pub measures: Vec<MeasureAgain>,
}

/// A measure of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureAgain {
    /// Id.
    pub measure: Id,
    /// Its block.
    pub block: String,
    /// Its number and text in the new draft.
    pub text: String,
    /// When, moved.
    pub when: String,
    /// Whether it is taken.
    pub goes: bool,
    /// What speaks against it.
    pub why: Option<Why>,
    /// Why it was dropped.
    pub reason: String,
}

impl Proposal {
    /// What would become of what stands there, with these decisions.
    pub(super) fn of(ground: &Ground, choices: &BTreeMap<Id, Choice>) -> Self {
        let mut classes: Vec<ClassUp> = ground.classes.iter().map(|class| class_up(ground, class, choices.get(&class.id))).collect();
        let targets: BTreeSet<ClassName> =
            ground.there.keys().cloned().chain(classes.iter().filter_map(|class| class.above.clone())).collect();
        let up = |pupil: &OldPupil| {
            let class = classes.iter().find(|class| class.class == pupil.class)?;
            Some(pupil_up(pupil, class, &targets, choices.get(&pupil.class), choices.get(&pupil.id)))
        };
        let pupils: Vec<PupilUp> = ground.pupils.iter().filter_map(up).collect();
        for class in &mut classes {
            let count = pupils.iter().filter(|pupil| pupil.class == class.class && pupil.stay.is_some()).count();
            class.pupils = u32::try_from(count).unwrap_or(u32::MAX);
        }
        let taught = Taught::of(ground);
        let loads = ground.loads.iter().filter(|load| !ground.brought.contains_key(&load.id));
        let loads = loads.filter_map(|load| load_up(ground, load, &classes, &taught, choices.get(&load.id))).collect();
        Self { classes, pupils, loads, plans: plans(ground, choices), targets }
    }

    /// Whether anything would change beside the opening of the year.
    pub(super) fn changes(&self) -> bool {
        self.classes.iter().any(|class| class.made)
            || self.pupils.iter().any(|pupil| pupil.fate != Fate::Stays)
            || self.loads.iter().any(|load| load.goes)
            || self.plans.iter().any(|plan| plan.measures.iter().any(|measure| measure.goes))
    }
}

fn class_up(ground: &Ground, class: &OldClass, choice: Option<&Choice>) -> ClassUp {
    let above = ClassName { grade: class.name.grade.saturating_add(1), letter: class.name.letter.clone() };
    let there = ground.there.contains_key(&above);
    // A class that was carried and removed there since does not come back by itself.
    let removed = ground.brought.contains_key(&class.id) && !there;
    let (above, why) = match class.name.grade {
        LAST.. => (None, Some(Why::Graduates)),
        _ if choice == Some(&Choice::Yes) => (Some(above), None),
        _ if choice == Some(&Choice::Leaves) => (None, Some(Why::Leaves)),
        WHOLE if choice != Some(&Choice::No) => (None, Some(Why::Graduates)),
        _ if choice == Some(&Choice::No) => (None, Some(if class.name.grade == BASIC { Why::Ninth } else { Why::NoClass })),
        BASIC => (there.then_some(above), Some(Why::Ninth)),
        _ if removed => (None, Some(Why::NoClass)),
        _ => (Some(above), None),
    };
    let made = above.is_some() && !there;
    let teacher_why = match (class.name.grade, class.works) {
        _ if !made || class.teacher.is_none() => None,
        (_, false) => Some(Why::TeacherLeft),
        (PRIMARY, _) => Some(Why::Primary),
        (BASIC, _) => Some(Why::Ninth),
        _ => None,
    };
    let teacher = class.teacher.clone().filter(|_| made && teacher_why.is_none());
    let had = class.teacher.clone();
    ClassUp { class: class.id.clone(), name: class.name.clone(), above, made, why, had, teacher, teacher_why, pupils: 0 }
}

fn pupil_up(pupil: &OldPupil, class: &ClassUp, targets: &BTreeSet<ClassName>, of_class: Option<&Choice>, own: Option<&Choice>) -> PupilUp {
    let with_class = || match (&class.above, of_class) {
        (_, Some(Choice::Leaves)) => (Fate::Leaves, Some(Why::Leaves)),
        (_, Some(Choice::No)) => (Fate::Stays, class.why),
        (None, _) if class.why == Some(Why::Graduates) => (Fate::Leaves, class.why),
        (Some(above), Some(Choice::Yes)) => (Fate::Into(above.clone()), None),
        (Some(above), _) if class.why.is_none() => (Fate::Into(above.clone()), None),
        _ => (Fate::Stays, class.why),
    };
    let (fate, why) = match own {
        _ if pupil.stay.is_none() => (Fate::Stays, Some(Why::Gone)),
        Some(Choice::To(name)) if targets.contains(name) => {
            let why = match () {
                () if class.above.as_ref() == Some(name) => None,
                () if name.grade == class.name.grade => Some(Why::Repeats),
                () => Some(Why::Other),
            };
            (Fate::Into(name.clone()), why)
        }
        Some(Choice::Leaves) => (Fate::Leaves, Some(if class.why == Some(Why::Graduates) { Why::Graduates } else { Why::Leaves })),
        Some(Choice::No) => (Fate::Stays, Some(class.why.filter(|why| *why == Why::Ninth).unwrap_or(Why::Later))),
        Some(Choice::Yes) if class.above.is_some() => (class.above.clone().map_or(Fate::Stays, Fate::Into), None),
        _ => with_class(),
    };
    PupilUp { pupil: pupil.id.clone(), class: pupil.class.clone(), fate, why, last: pupil.last, stay: pupil.stay.clone() }
}

/// Which subjects are taught in which grade this year: what the school does tells what it will.
struct Taught(BTreeMap<u8, BTreeSet<String>>);

impl Taught {
    fn of(ground: &Ground) -> Self {
        let mut taught: BTreeMap<u8, BTreeSet<String>> = BTreeMap::new();
        for load in &ground.loads {
            if let Some(class) = ground.classes.iter().find(|class| class.id == load.class) {
                taught.entry(class.name.grade).or_default().insert(folded(&load.subject));
            }
        }
        Self(taught)
    }

    fn in_grade(&self, grade: u8, subject: &str) -> Option<bool> {
        self.0.get(&grade).map(|subjects| subjects.contains(&folded(subject)))
    }
}

fn load_up(ground: &Ground, load: &OldLoad, classes: &[ClassUp], taught: &Taught, choice: Option<&Choice>) -> Option<LoadUp> {
    let class = classes.iter().find(|class| class.class == load.class)?;
    let (mut asked, why) = match &class.above {
        None => (false, class.why),
        Some(_) if !load.works => (false, Some(Why::TeacherLeft)),
        Some(_) if class.name.grade == PRIMARY => (true, Some(Why::Primary)),
        Some(above) => match taught.in_grade(above.grade, &load.subject) {
            Some(true) => (true, None),
            Some(false) => (true, Some(Why::NotTaught)),
            None => (true, Some(Why::Unknown)),
        },
    };
    let at = class.above.as_ref().and_then(|above| ground.there.get(above));
    // Somebody gave it there by hand already.
    if at.is_some_and(|at| ground.loads_there.contains(&(at.clone(), load.subject.clone(), load.teacher.clone()))) {
        return None;
    }
    asked &= class.above.is_some();
    let goes = asked && choice.map_or(why.is_none(), |choice| *choice == Choice::Yes);
    let why = if asked && !goes && why.is_none() { Some(Why::NotWanted) } else { why };
    Some(LoadUp {
        load: load.id.clone(),
        class: class.name.clone(),
        above: class.above.clone(),
        subject: load.subject.clone(),
        teacher: (load.teacher.clone(), load.teacher_name.clone()),
        goes,
        why,
        asked,
    })
}

fn plans(ground: &Ground, choices: &BTreeMap<Id, Choice>) -> Vec<PlanAgain> {
    let offered = ground.plans.iter().filter(|plan| !ground.brought.contains_key(&plan.id));
    let again = |plan: &crate::plan::Earlier| {
        let measures = plan.measures.iter().map(|measure| {
            let why = match (&measure.dropped, measure.no_such_day) {
                (Some(_), _) => Some(Why::Dropped),
                (None, true) => Some(Why::NoSuchDay),
                (None, false) => None,
            };
            let usual = measure.dropped.is_none() && !ground.planned;
            MeasureAgain {
                measure: measure.id.clone(),
                block: measure.content.block.clone(),
                text: [measure.content.number.as_str(), measure.content.text.as_str()].join(" ").trim().to_owned(),
                when: measure.content.when.clone(),
                goes: choices.get(&measure.id).map_or(usual, |choice| *choice == Choice::Yes),
                why,
                reason: measure.dropped.clone().unwrap_or_default(),
            }
        });
        PlanAgain { plan: plan.id.clone(), title: plan.preface.title.clone(), beside: ground.planned, measures: measures.collect() }
    };
    offered.map(again).filter(|plan| !plan.measures.is_empty()).collect()
}
