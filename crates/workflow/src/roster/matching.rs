//! Lines of a file against what is known: what each would add, change or move, and which of them ask. Pure; nothing is merged by a name alone.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use records::text::{bare_code, folded};
use serde::{Deserialize, Serialize};

use super::class_name::ClassName;
use super::known::Known;
use super::line::{Choice, Line, Unread};
use super::one_relative::Spelled;
use super::sealed::{Relative, Who};
use super::staff::{Staff, resembles};
use super::whom::Whom;
use crate::id::Id;
use crate::refusal::{Field, Rule};
use crate::texts;

/// What would become of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It brings something new.
    New,
    /// Everything is as it says.
    Same,
    /// It changes what is known.
    Changed,
    /// The pupil moves here from another class.
    Moved(ClassName),
    /// It may be one of these, or nobody who is known.
    Asked(Vec<Whom>),
    /// A table of families speaks of a child who is not in the class: these are called much alike.
    Stranger(Vec<Whom>),
    /// An earlier line of the file names another class teacher for the class.
    ClassTwice,
    /// There is no such class.
    NoClass,
    /// Nobody of that name works here.
    NoStaff,
    /// Another pupil has this code.
    CodeTaken,
    /// Somebody chose not to take it.
    Skipped,
    /// It cannot be what it says.
    Wrong(Rule),
}

impl Fate {
    /// Whether taking the line does anything.
    #[must_use]
    pub const fn acts(&self) -> bool {
        matches!(self, Self::New | Self::Changed | Self::Moved(_))
    }

    /// Whom a line that asks may mean; None where it does not ask.
    #[must_use]
    pub fn among(&self) -> Option<&[Whom]> {
        match self {
            Self::Asked(among) | Self::Stranger(among) => Some(among),
            _ => None,
        }
    }
}

/// What is decided about a line.
#[derive(Clone, Debug)]
pub(super) struct Decided {
    pub fate: Fate,
    /// The pupil, the teacher, the person.
    pub whom: Option<Whom>,
    /// The pupil as written afterwards, where that changes.
    pub who: Option<Who>,
    /// What is new of the family.
    pub family: Vec<Relative>,
    /// The post that is written, where that is new.
    pub post: Option<String>,
}

impl Decided {
    const fn of(fate: Fate) -> Self {
        Self { fate, whom: None, who: None, family: Vec::new(), post: None }
    }
}

/// Everything of a file, decided.
pub(super) struct Plan {
    /// Each line.
    pub lines: Vec<Decided>,
    /// Pupils of classes the file lists, who are not in its lists.
    pub absent: Vec<Id>,
    /// How many more are not in what was taken, and may be in a row that was not.
    pub unsure: usize,
    /// Classes the file speaks of that are not there.
    pub missing: Vec<ClassName>,
}

/// How much a file brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// New.
    pub added: u32,
    /// Changed.
    pub changed: u32,
    /// Moved to another class, or marked as left.
    pub moved: u32,
    /// As they were.
    pub same: u32,
    /// Not taken, with its reason.
    pub open: u32,
    /// Not taken as long as nobody answered what is asked.
    #[serde(default)]
    pub asked: u32,
    /// Not taken because somebody chose so.
    #[serde(default)]
    pub skipped: u32,
}

impl Told {
    pub(super) fn of(plan: &Plan, left: usize, unread: u32) -> Self {
        let mut told = Self { open: unread, ..Self::default() };
        for one in &plan.lines {
            let count = match one.fate {
                Fate::New => &mut told.added,
                Fate::Changed => &mut told.changed,
                Fate::Moved(_) => &mut told.moved,
                Fate::Same => &mut told.same,
                Fate::Asked(_) | Fate::Stranger(_) => &mut told.asked,
                Fate::Skipped => &mut told.skipped,
                Fate::NoClass | Fate::NoStaff | Fate::CodeTaken | Fate::ClassTwice | Fate::Wrong(_) => &mut told.open,
            };
            *count += 1;
        }
        told.moved += u32::try_from(left).unwrap_or(u32::MAX);
        told
    }
}

/// The kind of lines that claim nobody.
const OFTEN: u8 = 3;

/// A pupil as far as lines are matched: known, or brought by an earlier line.
struct One {
    whom: Whom,
    who: Who,
    class: Option<ClassName>,
    /// Which kinds of line spoke of the pupil already.
    claimed: BTreeSet<u8>,
}

pub(super) struct Matching<'a> {
    known: &'a Known,
    choices: &'a BTreeMap<usize, Choice>,
    /// Classes there are, or are made.
    classes: BTreeSet<ClassName>,
    /// Classes lines spoke of, each with its class teacher.
    spoken: BTreeMap<ClassName, Option<Whom>>,
    /// Classes somebody is in, whatever tables of families say: a child who is not there is asked about.
    peopled: BTreeSet<ClassName>,
    staff: Staff,
    ones: Vec<One>,
    /// By the name as names are compared, and by number.
    by_name: BTreeMap<String, Vec<usize>>,
    by_number: BTreeMap<String, Vec<usize>>,
    codes: BTreeMap<String, Whom>,
}

/// Decides about every line; classes that are not there are made where somebody said so.
pub(super) fn decide(known: &Known, lines: &[Line], choices: &BTreeMap<usize, Choice>, make_classes: bool, unread: &Unread) -> Plan {
    let mut matching = Matching::of(known, choices);
    let said: BTreeSet<ClassName> = lines.iter().filter_map(Line::class).cloned().collect();
    let listed = lines.iter().filter_map(|line| if let Line::Class { class, .. } = line { Some(class.clone()) } else { None });
    let listed: BTreeSet<ClassName> = listed.collect();
    let missing: Vec<ClassName> =
        said.iter().filter(|class| !matching.classes.contains(class) && !listed.contains(class)).cloned().collect();
    matching.classes.extend(listed);
    if make_classes {
        matching.classes.extend(missing.iter().cloned());
    }
    let lists = lines.iter().filter(|line| matches!(line, Line::Pupil { listed: true, .. }));
    matching.peopled.extend(lists.filter_map(Line::class).cloned());
    let mut decided: Vec<Option<Decided>> = vec![None; lines.len()];
    for stage in 0..=Line::STAGES {
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.stage() == stage) {
            if let Some(slot) = decided.get_mut(at) {
                *slot = Some(matching.line(at, line));
            }
        }
    }
    let mut decided: Vec<Decided> = decided.into_iter().flatten().collect();
    posts(known, lines, &mut decided);
    let (absent, unsure) = matching.absent(lines, &decided, unread);
    Plan { lines: decided, absent, unsure, missing }
}

/// Posts the lines of a file say, with the first line of each person: a person of several lines works in all of them.
fn posts(known: &Known, lines: &[Line], decided: &mut [Decided]) {
    let mut said: BTreeMap<Whom, (usize, Vec<&str>)> = BTreeMap::new();
    for (at, (line, one)) in lines.iter().zip(decided.iter()).enumerate() {
        if let (Line::Staff { post, .. }, Some(whom)) = (line, &one.whom) {
            let (_, posts) = said.entry(whom.clone()).or_insert((at, Vec::new()));
            let new = !post.trim().is_empty() && posts.iter().all(|other| folded(other) != folded(post));
            posts.extend(Some(post.trim()).filter(|_| new));
        }
    }
    for (whom, (at, posts)) in said {
        let before = known.staff.iter().find(|one| whom == Whom::Known(one.id.clone())).map_or("", |one| &one.post);
        let post = posts.join(", ");
        let new = !post.is_empty() && folded(&post) != folded(before) && texts::line(&post, Field::Post).is_ok();
        if let Some(one) = decided.get_mut(at).filter(|_| new) {
            one.post = Some(post);
            if one.fate == Fate::Same {
                one.fate = Fate::Changed;
            }
        }
    }
}

impl<'a> Matching<'a> {
    pub(super) fn of(known: &'a Known, choices: &'a BTreeMap<usize, Choice>) -> Self {
        let name = |id: &Id| known.classes.iter().find(|class| class.id == *id).map(|class| class.name.clone());
        let mut matching = Self {
            known,
            choices,
            classes: known.classes.iter().map(|class| class.name.clone()).collect(),
            spoken: BTreeMap::new(),
            peopled: known.pupils.iter().filter_map(|pupil| pupil.class.as_ref().and_then(name)).collect(),
            staff: Staff::of(&known.staff),
            ones: Vec::with_capacity(known.pupils.len()),
            by_name: BTreeMap::new(),
            by_number: BTreeMap::new(),
            codes: known.codes.iter().map(|(code, pupil)| (code.clone(), Whom::Known(pupil.clone()))).collect(),
        };
        for pupil in &known.pupils {
            matching.meet(Whom::Known(pupil.id.clone()), &pupil.who, pupil.class.as_ref().and_then(name));
        }
        matching
    }

    /// Whom somebody of a class is, where lines may speak of a pupil often; None: there is no such class.
    pub(super) fn often(&self, at: usize, class: &ClassName, who: &Who) -> Option<Result<Option<Whom>, Vec<Whom>>> {
        let found = |place: Option<usize>| place.and_then(|place| self.ones.get(place)).map(|one| one.whom.clone());
        self.classes.contains(class).then(|| self.whom(at, class, who, OFTEN).map(found))
    }

    fn meet(&mut self, whom: Whom, who: &Who, class: Option<ClassName>) {
        let at = self.ones.len();
        self.by_name.entry(who.key()).or_default().push(at);
        if !who.number.is_empty() {
            self.by_number.entry(who.number.clone()).or_default().push(at);
        }
        self.ones.push(One { whom, who: who.clone(), class, claimed: BTreeSet::new() });
    }

    fn line(&mut self, at: usize, line: &Line) -> Decided {
        if self.choices.get(&at) == Some(&Choice::Skip) {
            return Decided::of(Fate::Skipped);
        }
        match line {
            Line::Class { class, teacher } => self.class(at, class, teacher),
            Line::Staff { name, born, .. } => self.works(at, name, *born),
            Line::Load { .. } | Line::Pupil { .. } | Line::Code { .. }
                if line.class().is_some_and(|class| !self.classes.contains(class)) =>
            {
                Decided::of(Fate::NoClass)
            }
            Line::Load { teacher, subject, class } => self.load(at, (teacher, subject), class),
            Line::Pupil { class, who, family, listed } => self.pupil(at, class, who, family, *listed),
            Line::Code { class, who, code } => self.code(at, class, who, code),
        }
    }

    /// Whom the name of a teacher means: asked where several are called so, and where whoever was chosen is none of them any more.
    fn teacher(&self, at: usize, written: &str) -> Result<Whom, Fate> {
        let people = self.staff.people(written);
        let chosen = match self.choices.get(&at) {
            Some(Choice::Same(id)) => Some(Whom::Known(id.clone())),
            Some(Choice::Line(line)) => Some(Whom::Line(*line)),
            Some(Choice::Skip | Choice::Another) | None => None,
        };
        match (people.as_slice(), chosen) {
            ([], _) => Err(Fate::NoStaff),
            (_, Some(whom)) if people.contains(&whom) => Ok(whom),
            ([one], None) => Ok(one.clone()),
            _ => Err(Fate::Asked(people)),
        }
    }

    fn class(&mut self, at: usize, name: &ClassName, teacher: &str) -> Decided {
        let whom = match teacher {
            "" => None,
            _ => match self.teacher(at, teacher) {
                Ok(whom) => Some(whom),
                Err(Fate::NoStaff) => None,
                Err(fate) => return Decided::of(fate),
            },
        };
        let class = self.known.classes.iter().find(|class| class.name == *name);
        let before = self.spoken.get(name).cloned();
        let fate = match (class, &whom) {
            _ if !teacher.is_empty() && whom.is_none() => Fate::NoStaff,
            _ if before.is_some() && (whom.is_none() || before.as_ref() == Some(&whom)) => Fate::Same,
            _ if before.as_ref().is_some_and(Option::is_some) => Fate::ClassTwice,
            (None, _) if before.is_some() => Fate::Changed,
            (None, _) => Fate::New,
            (Some(class), Some(whom)) if class.teacher.clone().map(Whom::Known).as_ref() != Some(whom) => Fate::Changed,
            (Some(_), _) => Fate::Same,
        };
        if !matches!(fate, Fate::NoStaff | Fate::ClassTwice) {
            self.spoken.insert(name.clone(), whom.clone().or_else(|| before.flatten()));
        }
        Decided { whom, ..Decided::of(fate) }
    }

    fn works(&mut self, at: usize, name: &str, born: Option<Date>) -> Decided {
        if let Err(rule) = crate::people::named(name) {
            return Decided::of(Fate::Wrong(rule));
        }
        match self.staff.meet(at, name, born, self.choices.get(&at)) {
            Ok(Some(whom)) => Decided { whom: Some(whom), ..Decided::of(Fate::Same) },
            Ok(None) => Decided { whom: Some(Whom::Line(at)), ..Decided::of(Fate::New) },
            Err(among) => Decided::of(Fate::Asked(among)),
        }
    }

    fn load(&self, at: usize, (teacher, subject): (&str, &str), class: &ClassName) -> Decided {
        let whom = match self.teacher(at, teacher) {
            Ok(whom) => whom,
            Err(fate) => return Decided::of(fate),
        };
        let class = self.known.classes.iter().find(|known| known.name == *class).map(|class| &class.id);
        let same =
            |load: &(Id, String, Id)| Some(&load.0) == class && folded(&load.1) == folded(subject) && whom == Whom::Known(load.2.clone());
        let fate = if self.known.loads.iter().any(same) { Fate::Same } else { Fate::New };
        Decided { whom: Some(whom), ..Decided::of(fate) }
    }

    /// Whom a line of a pupil means, or that it asks. `kind`: lines of one kind speak of a pupil once.
    fn whom(&self, at: usize, class: &ClassName, who: &Who, kind: u8) -> Result<Option<usize>, Vec<Whom>> {
        let named = self.by_name.get(&who.key()).into_iter().chain(self.by_number.get(&who.number)).flatten();
        let met: BTreeSet<usize> = named.copied().collect();
        let told = |at: &usize| self.ones.get(*at).map(|one| (one, one.who.same(who)));
        let place = |whom: &Whom| self.ones.iter().position(|one| one.whom == *whom);
        match self.choices.get(&at) {
            Some(Choice::Another) => return Ok(None),
            Some(Choice::Same(id)) => return place(&Whom::Known(id.clone())).map(Some).ok_or_else(Vec::new),
            Some(Choice::Line(line)) => return place(&Whom::Line(*line)).map(Some).ok_or_else(Vec::new),
            Some(Choice::Skip) | None => {}
        }
        let whoms = |ones: &[usize]| {
            let found: BTreeSet<Whom> = ones.iter().filter_map(|at| self.ones.get(*at)).map(|one| one.whom.clone()).collect();
            found.into_iter().collect::<Vec<_>>()
        };
        let sure: Vec<usize> = met.iter().copied().filter(|at| told(at).is_some_and(|(_, same)| same == Some(true))).collect();
        let may: Vec<usize> = met.iter().copied().filter(|at| told(at).is_some_and(|(_, same)| same.is_none())).collect();
        // A number of one and the name of another is asked about, in whatever class.
        let fits = |one: &One| one.class.as_ref() == Some(class) && !one.who.contradicts(who);
        let here: Vec<usize> = may.iter().copied().filter(|at| told(at).is_some_and(|(one, _)| fits(one))).collect();
        match (whoms(&sure).as_slice(), whoms(&here).as_slice(), sure.first(), here.first()) {
            ([_], _, Some(one), _) => Ok(Some(*one)),
            ([], [_], _, Some(one)) if told(one).is_some_and(|(one, _)| !one.claimed.contains(&kind)) => Ok(Some(*one)),
            ([], [], ..) if may.is_empty() => Ok(None),
            ([], ..) => Err(whoms(&may)),
            _ => Err(whoms(&sure)),
        }
    }

    fn pupil(&mut self, at: usize, class: &ClassName, who: &Who, family: &[Relative], listed: bool) -> Decided {
        let who = who.clone().tidy();
        let family: Vec<Relative> = family.iter().cloned().map(Relative::tidy).collect();
        if let Err(rule) = who.fits().and(family.iter().try_for_each(Relative::fits)) {
            return Decided::of(Fate::Wrong(rule));
        }
        let kind = u8::from(listed);
        let found = match self.whom(at, class, &who, kind) {
            Ok(found) => found,
            Err(among) => return Decided::of(Fate::Asked(among)),
        };
        if found.is_none() && !listed && self.peopled.contains(class) && self.choices.get(&at) != Some(&Choice::Another) {
            return Decided::of(Fate::Stranger(self.resembling(class, &who)));
        }
        let Some(place) = found else {
            self.meet(Whom::Line(at), &who, Some(class.clone()));
            if let Some(one) = self.ones.last_mut() {
                one.claimed.insert(kind);
            }
            return Decided { whom: Some(Whom::Line(at)), who: Some(who), family, ..Decided::of(Fate::New) };
        };
        let Some(one) = self.ones.get_mut(place) else { return Decided::of(Fate::Skipped) };
        one.claimed.insert(kind);
        let (whom, from) = (one.whom.clone(), one.class.clone());
        if listed {
            one.class = Some(class.clone());
        }
        let stands = self.known.pupils.iter().find(|pupil| !pupil.merged && whom == Whom::Known(pupil.id.clone()));
        let as_known = stands.map_or_else(|| one.who.clone(), |pupil| pupil.who.clone());
        let written = completed(&as_known, &who, stands.is_some_and(|pupil| pupil.who.same(&who) == Some(true)));
        let family: Vec<Relative> = family
            .into_iter()
            .filter(|relative| stands.is_none_or(|pupil| !pupil.family.iter().any(|known| alike(known, relative))))
            .collect();
        let changes = written != as_known;
        let fate = match from {
            // Only a list of a class moves a pupil; a table of families says where she was when it was written.
            Some(from) if from != *class && listed => Fate::Moved(from),
            None if listed => Fate::Changed,
            _ if changes || !family.is_empty() => Fate::Changed,
            _ => Fate::Same,
        };
        Decided { whom: Some(whom), who: changes.then_some(written), family, ..Decided::of(fate) }
    }

    /// Those of a class who are called much like somebody.
    fn resembling(&self, class: &ClassName, who: &Who) -> Vec<Whom> {
        let near = self.ones.iter().filter(|one| one.class.as_ref() == Some(class) && resembles(&one.who.name, &who.name));
        near.map(|one| one.whom.clone()).collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn code(&mut self, at: usize, class: &ClassName, who: &Who, code: &str) -> Decided {
        let found = match self.whom(at, class, &who.clone().tidy(), 2) {
            Ok(found) => found.and_then(|place| self.ones.get(place)).map(|one| one.whom.clone()),
            Err(among) => return Decided::of(Fate::Asked(among)),
        };
        // A list of codes brings no pupils: who is not known is told.
        let Some(whom) = found else { return Decided::of(Fate::Asked(Vec::new())) };
        let fate = match self.codes.get(bare_code(code)) {
            Some(holder) if *holder == whom => Fate::Same,
            Some(_) => Fate::CodeTaken,
            None => {
                self.codes.insert(bare_code(code).to_owned(), whom.clone());
                Fate::New
            }
        };
        Decided { whom: Some(whom), ..Decided::of(fate) }
    }

    /// Who is in no list of the classes the file lists; and how many of them may be in a row that was not taken: nobody is said to have left by a
    /// file that was not read whole.
    fn absent(&self, lines: &[Line], decided: &[Decided], unread: &Unread) -> (Vec<Id>, usize) {
        let lists = |line: &Line| matches!(line, Line::Pupil { listed: true, .. });
        let classes: BTreeSet<&ClassName> = lines.iter().filter(|line| lists(line)).filter_map(Line::class).collect();
        let mut there: BTreeSet<&Whom> =
            decided.iter().zip(lines).filter(|(_, line)| lists(line)).filter_map(|(one, _)| one.whom.as_ref()).collect();
        // Whoever a line asks about may be there.
        there.extend(decided.iter().filter_map(|one| one.fate.among()).flatten());
        let listed = |one: &&One| one.class.as_ref().is_some_and(|class| classes.contains(class)) && !there.contains(&one.whom);
        let refused = decided.iter().zip(lines).filter(|(one, _)| one.whom.is_none() && one.fate.among().is_none());
        let refused: Vec<&str> = refused.filter_map(|(_, line)| line.pupil()).map(|who| who.name.as_str()).collect();
        let may_be_there = |one: &One| unread.may_name(&one.who.name) || refused.iter().any(|name| resembles(name, &one.who.name));
        let (mut unsure, mut absent) = (BTreeSet::new(), BTreeSet::new());
        for one in self.ones.iter().filter(listed) {
            if let Whom::Known(id) = &one.whom {
                let into = if may_be_there(one) { &mut unsure } else { &mut absent };
                into.insert(id.clone());
            }
        }
        // A pupil who was merged is known by several names.
        absent.retain(|id| !unsure.contains(id));
        (absent.into_iter().collect(), unsure.len())
    }
}

/// What is known, with what the file says beyond: a birthday or a number that was missing; where it is surely the same pupil, the rest too.
fn completed(known: &Who, says: &Who, surely: bool) -> Who {
    let renamed = surely && known.key() != says.key();
    Who {
        name: if renamed { says.name.clone() } else { known.name.clone() },
        born: if surely { says.born.or(known.born) } else { known.born.or(says.born) },
        number: if known.number.is_empty() { says.number.clone() } else { known.number.clone() },
    }
}

/// Whether a line says nothing new of somebody: records that became one are written as any of them was.
fn alike(known: &Spelled, says: &Relative) -> bool {
    let named = known.names.iter().any(|name| folded(name) == folded(&says.name));
    named && (says.contact.is_empty() || known.contacts.contains(&says.contact))
}
