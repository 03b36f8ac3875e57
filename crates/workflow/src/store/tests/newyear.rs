//! A year carried into the next: what goes up and what is asked, once and not twice, back to the byte; the old year stays as it was.

use std::collections::BTreeMap;

use jiff::civil::date;

use super::desk::{Desk, dump, once, person, rows};
use super::plans::see;
use super::roster::{class, who};
use crate::act::Act;
use crate::id::Id;
use crate::newyear::{Carries, Carry, CarryBack, Choice, Fate, NextYear, NextYearShown, Why};
use crate::people::Lock;
use crate::plan::{Plans, Whole};
use crate::reader::Reader;
use crate::refusal::Rule;
use crate::roster::{AddClass, AddPupil, AddRelative, ClassOf, Classes, GiveLoad, MovePupil, Relative, SetClassTeacher};
use crate::school::{Open, Overview};
use crate::world::World;

/// A year that ended long ago, carried into the one after it: nothing is in either.
pub fn furnish(desk: &mut Desk, founder: &Id) -> Id {
    let by = person(founder);
    let open = Open { first_day: date(2023, 9, 1), last_day: date(2024, 5, 31) };
    let year = desk.perform(&by, open).unwrap().done;
    let carry = Carry { year, seen: 1, first_day: date(2024, 9, 1), last_day: date(2025, 5, 31), choices: BTreeMap::new() };
    desk.perform(&by, carry).unwrap().done.carry
}

/// Tables that are not the ledger and not aside: what a carrying may change.
fn tables(desk: &Desk) -> String {
    let aside = [&super::desk::ASIDE[..], &["entry", "entry_object", "payload", "node"]].concat();
    rows(desk.connection(), &aside)
}

/// A school with classes of every kind of grade in its year.
pub struct School {
    pub desk: Desk,
    pub world: World,
    pub by: Reader,
    pub classes: BTreeMap<&'static str, Id>,
    pub pupils: BTreeMap<&'static str, Id>,
}

impl School {
    pub fn new() -> Self {
        let (mut desk, world, founder) = Desk::furnished();
        let by = person(&founder);
        let mut classes = BTreeMap::new();
        for name in ["4А", "5А", "8А", "9А", "11А"] {
            let teacher = ["4А", "5А"].contains(&name).then(|| world.active.clone());
            let add = AddClass { year: world.year.clone(), class: class(name), teacher };
            classes.insert(name, desk.perform(&by, add).unwrap().done);
        }
        classes.insert("7А", world.roster.class.clone());
        let mut give = |name: &str, subject: &str| {
            let load = GiveLoad { class: classes[name].clone(), subject: subject.into(), teacher: world.active.clone() };
            desk.perform(&by, load).unwrap();
        };
        // Algebra is taught in the eighth grade, biology too; in the sixth nobody teaches.
        give("8А", "алгебра");
        give("8А", "Биология");
        give("7А", "Математика");
        give("4А", "Русский язык");
        give("5А", "Русский язык");
        let mut pupils = BTreeMap::new();
        for (at, name) in
            [("4А", "Агеев Ян"), ("8А", "Белов Яков"), ("9А", "Викторов Юрий"), ("9А", "Галкина Эмма"), ("11А", "Дроздов Иван")]
        {
            let add = AddPupil { class: classes[at].clone(), who: who(name), from: date(2026, 9, 1), another: false };
            pupils.insert(name, desk.perform(&by, add).unwrap().done[0].clone());
        }
        Self { desk, world, by, classes, pupils }
    }

    pub fn carry(&self, choices: &[(&Id, Choice)]) -> Carry {
        let choices = choices.iter().map(|(id, choice)| ((*id).clone(), choice.clone())).collect();
        Carry { choices, ..Carry::sample(&self.world) }
    }

    pub fn next(&self, choices: &[(&Id, Choice)]) -> NextYearShown {
        let look = NextYear { year: self.world.year.clone(), choices: self.carry(choices).choices };
        see(&self.desk, &self.by.clone().after_step_up(), &look).unwrap()
    }

    pub fn fate(&self, shown: &NextYearShown, name: &str) -> (Fate, Option<Why>) {
        let one = shown.proposal.pupils.iter().find(|one| one.pupil == self.pupils[name]).unwrap();
        (one.fate.clone(), one.why)
    }
}

#[test]
fn a_preview_says_of_each_who_does_not_go_on_why() {
    let mut school = School::new();
    let leaves = MovePupil { pupil: school.pupils["Белов Яков"].clone(), seen: 1, to: None, on: date(2026, 11, 20) };
    school.desk.perform(&school.by, leaves).unwrap();
    let shown = school.next(&[]);
    let classes: Vec<(String, Option<String>, Option<Why>)> = shown
        .proposal
        .classes
        .iter()
        .map(|class| (class.name.to_string(), class.above.as_ref().map(ToString::to_string), class.why))
        .collect();
    let up = |from: &str, to: &str| (from.to_owned(), Some(to.to_owned()), None);
    let expected = [
        up("4А", "5А"),
        up("5А", "6А"),
        up("7А", "8А"),
        up("7Б", "8Б"),
        up("8А", "9А"),
        ("9А".to_owned(), None, Some(Why::Ninth)),
        ("11А".to_owned(), None, Some(Why::Graduates)),
    ];
    assert_eq!(classes, expected);
    // A class teacher goes up with her class, but not out of primary school.
    let teachers: Vec<_> = shown.proposal.classes[..2].iter().map(|class| (class.teacher.clone(), class.teacher_why)).collect();
    assert_eq!(teachers, [(None, Some(Why::Primary)), (Some(school.world.active.clone()), None)]);
    assert_eq!(school.fate(&shown, "Агеев Ян"), (Fate::Into(class("5А")), None));
    assert_eq!(school.fate(&shown, "Викторов Юрий"), (Fate::Stays, Some(Why::Ninth)));
    assert_eq!(school.fate(&shown, "Дроздов Иван"), (Fate::Leaves, Some(Why::Graduates)));
    assert_eq!(school.fate(&shown, "Белов Яков"), (Fate::Stays, Some(Why::Gone)));
    let loads: Vec<_> =
        shown.proposal.loads.iter().map(|load| (load.class.to_string(), load.subject.as_str(), load.goes, load.why)).collect();
    let has = |at: &str, subject: &str, goes: bool, why: Option<Why>| {
        assert!(loads.contains(&(at.to_owned(), subject, goes, why)), "{at} {subject}: {loads:?}");
    };
    has("7А", "Алгебра", true, None);
    has("7А", "Математика", false, Some(Why::NotTaught));
    has("4А", "Русский язык", false, Some(Why::Primary));
    has("5А", "Русский язык", false, Some(Why::Unknown));
    has("8А", "Биология", false, Some(Why::Unknown));
    // Decided otherwise: one stays another year, one goes on after the ninth, one is left for later.
    let [ninth, victor, emma, young] =
        [&school.classes["9А"], &school.pupils["Викторов Юрий"], &school.pupils["Галкина Эмма"], &school.pupils["Агеев Ян"]];
    let choices = [(ninth, Choice::Yes), (emma, Choice::Leaves), (young, Choice::No)];
    let shown = school.next(&choices);
    assert!(shown.proposal.targets.contains(&class("10А")));
    assert_eq!(school.fate(&shown, "Викторов Юрий"), (Fate::Into(class("10А")), None));
    assert_eq!(school.fate(&shown, "Галкина Эмма"), (Fate::Leaves, Some(Why::Leaves)));
    assert_eq!(school.fate(&shown, "Агеев Ян"), (Fate::Stays, Some(Why::Later)));
    let shown = school.next(&[(victor, Choice::To(class("9А"))), (emma, Choice::To(class("12Ю")))]);
    assert_eq!(school.fate(&shown, "Викторов Юрий"), (Fate::Into(class("9А")), Some(Why::Repeats)));
    assert_eq!(school.fate(&shown, "Галкина Эмма"), (Fate::Stays, Some(Why::Ninth)), "a class that will not be there is no choice");
    assert_eq!(
        see(&school.desk, &school.by, &NextYear { year: school.world.year, choices: BTreeMap::new() }).unwrap_err().rule,
        Rule::StepUp
    );
}

/// Run twice it changes nothing: the same tables to the byte.
#[test]
fn carried_twice_nothing_changes() {
    let mut school = School::new();
    let ninth = school.classes["9А"].clone();
    let carry = school.carry(&[(&ninth, Choice::Yes)]);
    let done = school.desk.perform(&school.by, carry.clone()).unwrap().done;
    assert_eq!((done.told.opened, done.told.classes, done.told.leave), (true, 6, 1));
    assert!(done.told.pupils >= 8 && done.told.loads == 1 && done.told.measures > 0, "{:?}", done.told);
    let before = dump(school.desk.connection());
    assert_eq!(school.desk.perform(&school.by, carry).unwrap_err().rule, Rule::NothingChanged);
    assert_eq!(dump(school.desk.connection()), before);
    assert!(!school.next(&[]).changes);
    // A load, a class teacher, a measure that somebody removed in the next year do not come back; a pupil entered late goes on alone.
    let add = AddPupil { class: school.classes["8А"].clone(), who: who("Поздняя Ева"), from: date(2026, 11, 2), another: false };
    school.desk.perform(&school.by, add).unwrap();
    let told = school.desk.perform(&school.by, school.carry(&[])).unwrap().done.told;
    assert_eq!((told.opened, told.classes, told.pupils, told.loads, told.measures), (false, 0, 1, 0, 0));
}

/// Taken back the tables are as they were, to the byte, but for the ledger.
#[test]
fn taken_back_everything_is_as_it_was() {
    let mut school = School::new();
    let before = tables(&school.desk);
    let [ninth, emma] = [school.classes["9А"].clone(), school.pupils["Галкина Эмма"].clone()];
    let receipt = school.desk.perform(&school.by, school.carry(&[(&ninth, Choice::Yes), (&emma, Choice::Leaves)])).unwrap();
    assert_ne!(tables(&school.desk), before);
    let back = CarryBack { carry: receipt.done.carry, seen: receipt.entry };
    school.desk.perform(&school.by, back.clone()).unwrap();
    assert_eq!(tables(&school.desk), before);
    assert_eq!(school.desk.perform(&school.by, back).unwrap_err().rule, Rule::NotThere);
    super::desk::sound(school.desk.connection()).unwrap();
}

/// Whatever is done in the next year, in any table, stands on the carrying and is named.
#[test]
fn what_stands_on_it_is_named() {
    let carried = || {
        let mut school = School::new();
        let receipt = school.desk.perform(&school.by, school.carry(&[])).unwrap();
        (school, CarryBack { carry: receipt.done.carry.clone(), seen: receipt.entry }, receipt.done.year)
    };
    let refused = |school: &mut School, back: &CarryBack, table: &str| {
        assert_eq!(school.desk.perform(&school.by, back.clone()).unwrap_err().rule, Rule::StandsOnIt, "{table}");
        let shown = see(&school.desk, &school.by.clone().after_step_up(), &Carries).unwrap();
        let on_it = &shown.iter().find(|line| line.id == back.carry).unwrap().on_it;
        assert!(on_it.iter().any(|(named, ..)| named == table), "{table}: {on_it:?}");
        on_it.iter().map(|(_, _, name)| name.clone()).collect::<Vec<_>>()
    };
    let classes = |school: &School, year: &Id| -> BTreeMap<String, Id> {
        let sql = format!("select grade || letter, id from school_class where year = '{year}'");
        let mut statement = school.desk.connection().prepare(&sql).unwrap();
        let found = statement.query_map([], |row| Ok((row.get(0)?, Id::read(&row.get::<_, String>(1)?).unwrap()))).unwrap();
        found.map(Result::unwrap).collect()
    };
    let (mut school, back, year) = carried();
    school.desk.perform(&school.by, AddClass { year, class: class("1А"), teacher: None }).unwrap();
    refused(&mut school, &back, "school_class");
    let (mut school, back, year) = carried();
    let to = classes(&school, &year)["6А"].clone();
    let step = MovePupil { pupil: school.pupils["Агеев Ян"].clone(), seen: 1, to: Some(to), on: date(2027, 9, 10) };
    school.desk.perform(&school.by, step).unwrap();
    assert!(refused(&mut school, &back, "pupil").contains(&"Агеев Ян".to_owned()));
    let (mut school, back, year) = carried();
    let at = classes(&school, &year)["9А"].clone();
    school.desk.perform(&school.by, SetClassTeacher { class: at.clone(), seen: 1, teacher: Some(school.world.active.clone()) }).unwrap();
    assert!(refused(&mut school, &back, "school_class").contains(&"9А".to_owned()));
    let (mut school, back, year) = carried();
    let at = classes(&school, &year)["9А"].clone();
    let load = GiveLoad { class: at, subject: "Химия".into(), teacher: school.world.active.clone() };
    school.desk.perform(&school.by, load).unwrap();
    assert!(refused(&mut school, &back, "teaching_load").contains(&"Химия 9А".to_owned()));
    let (mut school, back, year) = carried();
    let plan = see(&school.desk, &school.by, &Plans).unwrap().into_iter().find(|plan| plan.year == year).unwrap().id;
    let begin = crate::plan::Begin { year, ..crate::plan::Begin::sample(&school.world) };
    school.desk.perform(&school.by, begin).unwrap();
    refused(&mut school, &back, "plan");
    let add = crate::plan::Add { plan, reason: None, ..crate::plan::Add::sample(&school.world) };
    school.desk.perform(&school.by, add).unwrap();
    refused(&mut school, &back, "measure");
    // A second carrying into the same year stands on the first, and is taken back before it.
    let (mut school, back, _) = carried();
    let add = AddPupil { class: school.classes["8А"].clone(), who: who("Поздняя Ева"), from: date(2026, 11, 2), another: false };
    school.desk.perform(&school.by, add).unwrap();
    let second = school.desk.perform(&school.by, school.carry(&[])).unwrap();
    refused(&mut school, &back, "year_carry");
    school.desk.perform(&school.by, CarryBack { carry: second.done.carry, seen: second.entry }).unwrap();
    school.desk.perform(&school.by, back).unwrap();
    // What belongs to a pupil and not to the year does not stand in the way: a pupil stays.
    let (mut school, back, _) = carried();
    let relative = Relative { name: "Агеева Ия".into(), kin: "мать".into(), contact: String::new() };
    school.desk.perform(&school.by, AddRelative { pupil: school.pupils["Агеев Ян"].clone(), relative }).unwrap();
    school.desk.perform(&school.by, back).unwrap();
}

/// What was planned and done in the old year is shown as it was.
#[test]
fn the_plan_of_the_old_year_stays_as_it_was() {
    let mut school = School::new();
    let plan = school.world.plan.approved.clone();
    let shown = |desk: &Desk, by: &Reader| format!("{:?}", see(desk, by, &Whole { plan: plan.clone() }).unwrap());
    let (before, papers) = (shown(&school.desk, &school.by), rows(school.desk.connection(), &["plan"]));
    let year = school.desk.perform(&school.by, school.carry(&[])).unwrap().done.year;
    assert_eq!(shown(&school.desk, &school.by), before);
    let of = |rows: &str, table: &str| rows.lines().filter(|line| line.starts_with(table)).map(str::to_owned).collect::<Vec<_>>();
    let after = rows(school.desk.connection(), &["plan"]);
    for table in ["issued_paper ", "kept_file ", "evidence ", "year_terms ", "schedule "] {
        assert_eq!(of(&papers, table), of(&after, table), "{table}");
    }
    // The draft says the same for the next year: years moved, owners who are here, nothing of its approval.
    let draft = see(&school.desk, &school.by, &Plans).unwrap().into_iter().find(|plan| plan.year == year).unwrap();
    let draft = see(&school.desk, &school.by, &Whole { plan: draft.id }).unwrap();
    let old = see(&school.desk, &school.by, &Whole { plan: plan.clone() }).unwrap();
    assert_eq!((draft.preface.head.as_str(), draft.preface.goal.as_str()), ("", old.preface.goal.as_str()));
    let times = draft.blocks.iter().flat_map(|block| &block.measures).flat_map(|measure| &measure.occurrences);
    let days: Vec<_> = times.map(|one| one.due).collect();
    assert!(!days.is_empty() && days.iter().all(|day| (date(2027, 8, 1)..=date(2028, 7, 31)).contains(day)), "{days:?}");
}

/// The class of a name is of its year: whoever keeps the 8А of the next year does not reach the children who are in this one's.
/// covers: C4
#[test]
fn a_class_teacher_of_the_next_year_reaches_nobody_elses_children() {
    let mut school = School::new();
    let year = school.desk.perform(&school.by, school.carry(&[])).unwrap().done.year;
    // Her 5А became the 6А; the 4А became the 5А, of which she is not the class teacher.
    let shown = see(&school.desk, &school.by, &Classes).unwrap();
    assert_eq!(shown.year.unwrap().id, school.world.year, "work goes on in the year that has not ended");
    let teacher = person(&school.world.active).after_step_up();
    let own: Vec<String> = see(&school.desk, &teacher, &Classes).unwrap().classes.iter().map(|class| class.name.to_string()).collect();
    assert_eq!(own, ["4А", "5А"]);
    let sql = format!("select id from school_class where year = '{year}' and grade = 5");
    let other: String = school.desk.connection().query_row(&sql, [], |row| row.get(0)).unwrap();
    let look = ClassOf { class: Id::read(&other).unwrap() };
    assert_eq!(see(&school.desk, &teacher, &look).unwrap_err().rule, Rule::NotThere, "next year's 5А");
    let later = Reader::new(teacher.actor().clone(), date(2027, 9, 6).at(9, 0, 0, 0).in_tz("Europe/Moscow").unwrap()).after_step_up();
    let own: Vec<String> = see(&school.desk, &later, &Classes).unwrap().classes.iter().map(|class| class.name.to_string()).collect();
    assert_eq!(own, ["6А"]);
    assert_eq!(see(&school.desk, &later, &look).unwrap_err().rule, Rule::NotThere);
    assert_eq!(
        see(&school.desk, &later, &ClassOf { class: school.classes["5А"].clone() }).unwrap_err().rule,
        Rule::NotThere,
        "hers last year"
    );
}

#[test]
fn a_year_that_cannot_be_is_refused() {
    let mut school = School::new();
    let wrong = Carry { first_day: date(2028, 9, 1), last_day: date(2029, 5, 31), ..school.carry(&[]) };
    assert!(matches!(school.desk.perform(&school.by, wrong).unwrap_err().rule, Rule::Wrong(_)));
    let nobody = Carry { year: Id::read("year-22222222").unwrap(), ..school.carry(&[]) };
    assert_eq!(school.desk.perform(&school.by, nobody).unwrap_err().rule, Rule::NotThere);
    // A load of somebody who left does not go on.
    let entry = school.desk.entries();
    school.desk.perform(&school.by, Lock { person: school.world.active.clone(), seen: entry }).unwrap();
    let gone = school.next(&[]).proposal.loads.iter().filter(|load| load.why == Some(Why::TeacherLeft)).count();
    assert!(gone > 0);
    let years = |desk: &Desk, by: &Reader| see(desk, by, &Overview).unwrap().years.len();
    assert_eq!(years(&school.desk, &school.by), 3);
    let key = once();
    let carry = school.carry(&[]);
    let first = school.desk.writer.perform(&school.by, &key, carry.clone()).unwrap().entry;
    let again = school.desk.writer.perform(&school.by, &key, carry).unwrap();
    assert_eq!((again.entry, again.again, years(&school.desk, &school.by)), (first, true, 4));
}

/// A pupil who was erased since does not keep a carrying from being taken back.
#[test]
fn what_was_erased_since_does_not_hold_a_carrying() {
    let mut school = School::new();
    let receipt = school.desk.perform(&school.by, school.carry(&[])).unwrap();
    let erase = crate::erasure::EraseAgain { things: vec![school.pupils["Агеев Ян"].to_string()] };
    school.desk.perform(&super::desk::program(), erase).unwrap();
    school.desk.perform(&school.by, CarryBack { carry: receipt.done.carry, seen: receipt.entry }).unwrap();
    super::desk::sound(school.desk.connection()).unwrap();
}
