//! Lines of a file against what is known: what each would add, change or move, and which of them ask. Pure; nothing is merged by a name alone.

use std::collections::{BTreeMap, BTreeSet};

use records::text::{bare_code, folded};

use super::begins::begins;
use super::beside::{aparts, posts};
use super::class_name::ClassName;
use super::fate::{Decided, Fate, Plan};
use super::hours;
use super::known::Known;
use super::line::{Choice, Line, Unread};
use super::one_relative::Spelled;
use super::sealed::{Relative, Who};
use super::staff::{Says, Staff, resembles};
use super::whom::Whom;
use crate::id::Id;

/// Kinds of lines that speak of pupils: of a family, of the list of a class, of codes, of marks. Of a list and of a family a line brings pupils.
const FAMILY: u8 = 0;
const LISTED: u8 = 1;
const CODES: u8 = 2;
const OFTEN: u8 = 3;

/// A pupil as far as lines are matched: known, or brought by an earlier line.
struct One {
    whom: Whom,
    who: Who,
    class: Option<ClassName>,
    /// Which kinds of line spoke of the pupil already.
    claimed: BTreeSet<u8>,
    /// Every class of the year the pupil is or was in.
    classes: BTreeSet<ClassName>,
    /// Mothers and fathers tables of families named.
    parents: BTreeMap<String, String>,
}

impl One {
    /// Whether a line of this kind may speak of the pupil by the name alone. Of a family each relative has a row of his own, and a pupil whom a list
    /// of the class brought, or who is known, is one whatever their number; one of the table of families itself is told by nothing else.
    fn is_free(&self, kind: u8) -> bool {
        let listed = matches!(self.whom, Whom::Known(_)) || self.claimed.contains(&LISTED);
        !self.claimed.contains(&kind) || kind == FAMILY && listed
    }

    /// Notes a mother and a father; whether each is the one that was named before, or the first.
    fn takes_parents(&mut self, family: &[Relative]) -> bool {
        let parents = family.iter().filter(|one| matches!(folded(&one.kin).as_str(), "мать" | "мама" | "отец" | "папа"));
        let parents: Vec<(String, String)> = parents.map(|one| (folded(&one.kin), folded(&one.name))).collect();
        if parents.iter().any(|(kin, name)| self.parents.get(kin).is_some_and(|known| known != name)) {
            return false;
        }
        self.parents.extend(parents);
        true
    }
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
    /// Whom lines of the list of staff are about.
    works: BTreeMap<usize, Whom>,
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
    aparts(known, lines, &mut decided);
    let differ = hours::decide(&known.hours, lines, &mut decided);
    let (absent, unsure) = matching.absent(lines, &decided, unread);
    Plan { lines: decided, absent, unsure, missing, differ }
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
            works: BTreeMap::new(),
            ones: Vec::with_capacity(known.pupils.len()),
            by_name: BTreeMap::new(),
            by_number: BTreeMap::new(),
            codes: known.codes.iter().map(|(code, pupil)| (code.clone(), Whom::Known(pupil.clone()))).collect(),
        };
        for pupil in &known.pupils {
            matching.meet(Whom::Known(pupil.id.clone()), &pupil.who, pupil.class.as_ref().and_then(name));
            if let Some(one) = matching.ones.last_mut() {
                one.classes.extend(pupil.classes.iter().filter_map(name));
            }
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
        let classes = class.clone().into_iter().collect();
        self.ones.push(One { whom, who: who.clone(), class, claimed: BTreeSet::new(), classes, parents: BTreeMap::new() });
    }

    fn line(&mut self, at: usize, line: &Line) -> Decided {
        if self.choices.get(&at) == Some(&Choice::Skip) {
            return Decided::of(Fate::Skipped);
        }
        match line {
            Line::Class { class, teacher } => self.class(at, class, teacher),
            Line::Staff { name, born, subject, .. } => self.works(at, Says { name, subject, born: *born }),
            Line::Leads { .. } | Line::Load { .. } | Line::Pupil { .. } | Line::Code { .. }
                if line.class().is_some_and(|class| !self.classes.contains(class)) =>
            {
                Decided::of(Fate::NoClass)
            }
            Line::Leads { of, class, .. } => self.leads(*of, class),
            Line::Load { teacher, subject, class, .. } => self.load(at, (teacher, subject), class),
            Line::Pupil { class, who, family, listed } => self.pupil(at, class, who, family, *listed),
            Line::Code { class, who, code } => self.code(at, class, who, code),
        }
    }

    /// Whom the name of a teacher means: asked where several are called so and `sure` is of none of them alone, and where whoever was chosen is none
    /// of them any more.
    fn teacher(&self, at: usize, written: &str, sure: impl Fn(&[Whom]) -> Option<Whom>) -> Result<Whom, Fate> {
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
            (several, None) => sure(several).ok_or_else(|| Fate::Asked(people.clone())),
            _ => Err(Fate::Asked(people)),
        }
    }

    fn class(&mut self, at: usize, name: &ClassName, teacher: &str) -> Decided {
        let class = self.known.classes.iter().find(|class| class.name == *name);
        // Whoever leads the class is meant by her name before her namesakes.
        let led = class.and_then(|class| class.teacher.clone()).map(Whom::Known);
        let found = match teacher {
            "" => Ok(None),
            _ => self.teacher(at, teacher, |among| led.clone().filter(|led| among.contains(led))).map(Some),
        };
        match found {
            Ok(whom) => Decided { fate: self.led(name, whom.as_ref()), whom, ..Decided::of(Fate::Same) },
            // Whoever its class teacher is, there is the class.
            Err(fate) => {
                let made = class.is_none() && !self.spoken.contains_key(name);
                self.spoken.entry(name.clone()).or_insert(None);
                Decided { made, ..Decided::of(fate) }
            }
        }
    }

    /// What becomes of a class of which a line says who its class teacher is, or nothing.
    fn led(&mut self, name: &ClassName, whom: Option<&Whom>) -> Fate {
        let class = self.known.classes.iter().find(|class| class.name == *name);
        let before = self.spoken.get(name).cloned();
        let fate = match (class, whom) {
            _ if before.is_some() && (whom.is_none() || before.as_ref() == Some(&whom.cloned())) => Fate::Same,
            _ if before.as_ref().is_some_and(Option::is_some) => Fate::ClassTwice,
            (None, _) if before.is_some() => Fate::Changed,
            (None, _) => Fate::New,
            (Some(class), Some(whom)) if class.teacher.clone().map(Whom::Known).as_ref() != Some(whom) => Fate::Changed,
            (Some(_), _) => Fate::Same,
        };
        if fate != Fate::ClassTwice {
            self.spoken.insert(name.clone(), whom.cloned().or_else(|| before.flatten()));
        }
        fate
    }

    /// Somebody of the list of staff leads a class: she is met with her own line.
    fn leads(&mut self, of: usize, class: &ClassName) -> Decided {
        match self.works.get(&of).cloned() {
            Some(whom) => Decided { fate: self.led(class, Some(&whom)), whom: Some(whom), ..Decided::of(Fate::Same) },
            None if self.choices.get(&of) == Some(&Choice::Skip) => Decided::of(Fate::Skipped),
            None => Decided::of(Fate::Waits),
        }
    }

    fn works(&mut self, at: usize, says: Says<'_>) -> Decided {
        if let Err(rule) = crate::people::named(says.name) {
            return Decided::of(Fate::Wrong(rule));
        }
        let (fate, whom) = match self.staff.meet(at, says, self.choices.get(&at)) {
            Ok(Some(whom)) => (Fate::Same, whom),
            Ok(None) => (Fate::New, Whom::Line(at)),
            Err(among) => return Decided::of(Fate::Asked(among)),
        };
        self.works.insert(at, whom.clone());
        Decided { whom: Some(whom), ..Decided::of(fate) }
    }

    fn load(&self, at: usize, (teacher, subject): (&str, &str), class: &ClassName) -> Decided {
        let class = self.known.classes.iter().find(|known| known.name == *class).map(|class| &class.id);
        let is = |load: &(Id, String, Id)| Some(&load.0) == class && folded(&load.1) == folded(subject);
        let gives: Vec<Whom> = self.known.loads.iter().filter(|load| is(load)).map(|load| Whom::Known(load.2.clone())).collect();
        // Of namesakes the one who has this load, else the one who teaches the subject.
        let sure = |among: &[Whom]| {
            let having: Vec<Whom> = among.iter().filter(|whom| gives.contains(whom)).cloned().collect();
            let meant = if having.is_empty() { self.staff.teaching(among, subject) } else { having };
            <[Whom; 1]>::try_from(meant).ok().map(|[whom]| whom)
        };
        let whom = match self.teacher(at, teacher, sure) {
            Ok(whom) => whom,
            Err(fate) => return Decided::of(fate),
        };
        let fate = if gives.contains(&whom) { Fate::Same } else { Fate::New };
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
        let in_class = |at: &usize| self.ones.get(*at).is_some_and(|one| one.class.as_ref() == Some(class));
        // A short name means pupils of the class only; the list of a class writes its pupils whole.
        let begun: Vec<usize> = if kind == LISTED { Vec::new() } else { self.begun(class, who, kind) };
        let born = |at: &usize| self.ones.get(*at).is_some_and(|one| who.born.is_some() && one.who.born == who.born);
        let sure: Vec<usize> = met.iter().copied().filter(|at| told(at).is_some_and(|(_, same)| same == Some(true))).collect();
        let sure = if sure.is_empty() { begun.iter().copied().filter(|at| in_class(at) && born(at)).collect() } else { sure };
        let mut may: Vec<usize> = met.iter().copied().filter(|at| told(at).is_some_and(|(_, same)| same.is_none())).collect();
        may.extend(begun);
        // A number of one and the name of another is asked about, in whatever class.
        let fits = |at: &usize| in_class(at) && self.ones.get(*at).is_some_and(|one| !one.who.contradicts(who));
        let here: Vec<usize> = may.iter().copied().filter(fits).collect();
        match (whoms(&sure).as_slice(), whoms(&here).as_slice(), sure.first(), here.first()) {
            ([_], _, Some(one), _) => Ok(Some(*one)),
            ([], [_], _, Some(one)) if self.ones.get(*one).is_some_and(|one| one.is_free(kind)) => Ok(Some(*one)),
            ([], [], ..) if kind == OFTEN => {
                let was = |at: &usize| self.ones.get(*at).is_some_and(|one| one.classes.contains(class));
                let were: Vec<usize> = may.iter().copied().filter(was).collect();
                if were.is_empty() { Ok(None) } else { Err(whoms(&were)) }
            }
            ([], [], ..) if may.is_empty() => Ok(None),
            ([], ..) if kind == OFTEN => Err(whoms(&here)),
            ([], ..) => Err(whoms(&may)),
            _ => Err(whoms(&sure)),
        }
    }

    /// Pupils of a class whose names begin as somebody is written, and whom nothing else tells from her; for marks also those who were in it.
    fn begun(&self, class: &ClassName, who: &Who, kind: u8) -> Vec<usize> {
        let there = |one: &One| one.class.as_ref() == Some(class) || kind == OFTEN && one.classes.contains(class);
        let another = |one: &One| {
            let number = !one.who.number.is_empty() && !who.number.is_empty() && one.who.number != who.number;
            number || one.who.born.zip(who.born).is_some_and(|(one, other)| one != other)
        };
        let begun = |one: &One| there(one) && !another(one) && begins(&who.name, &one.who.name);
        self.ones.iter().enumerate().filter(|(_, one)| begun(one)).map(|(at, _)| at).collect()
    }

    fn pupil(&mut self, at: usize, class: &ClassName, who: &Who, family: &[Relative], listed: bool) -> Decided {
        let who = who.clone().tidy();
        let family: Vec<Relative> = family.iter().cloned().map(Relative::tidy).collect();
        if let Err(rule) = who.fits().and(family.iter().try_for_each(Relative::fits)) {
            return Decided::of(Fate::Wrong(rule));
        }
        let kind = if listed { LISTED } else { FAMILY };
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
                one.takes_parents(&family);
            }
            return Decided { whom: Some(Whom::Line(at)), who: Some(who), family, ..Decided::of(Fate::New) };
        };
        let chosen = self.choices.contains_key(&at);
        let Some(one) = self.ones.get_mut(place) else { return Decided::of(Fate::Skipped) };
        // Two mothers of one name of a child are two children's, until somebody says otherwise.
        if !one.takes_parents(&family) && !chosen {
            return Decided::of(Fate::Asked(vec![one.whom.clone()]));
        }
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
        let found = match self.whom(at, class, &who.clone().tidy(), CODES) {
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
    let renamed = surely && known.key() != says.key() && !begins(&says.name, &known.name);
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
