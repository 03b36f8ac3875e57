//! A year carried in May: until it is over everybody is where they were, whatever is asked; from September on where they went.

use jiff::civil::{Date, date};

use super::desk::person;
use super::newyear::School;
use super::plans::{keep, see};
use super::roster::{class, who};
use crate::act::Act;
use crate::event::{Arranged, Listed, Noted, PlanPupils, PupilsOf};
use crate::id::Id;
use crate::marks::{ListFor, Mark, PreviewMarks, Propose, Says, TakeMarks};
use crate::newyear::{self, Carries, CarryBack, Choice};
use crate::plan::Begin;
use crate::procedure::{IssueProcedurePaper, Schedule};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::roster::{
    AddPupil, Child, Classes, Fate, Found, Line, Met, MovePupil, OnePupil, PickPupils, PreviewRoster, PupilOf, TakeRoster, UndoRoster,
    Unread, Who,
};

const MAY: Date = date(2027, 5, 20);
const JUNE: Date = date(2027, 6, 10);
const SEPTEMBER: Date = date(2027, 9, 6);

/// The same reader on another day, the password just asked.
fn on(by: &Reader, day: Date) -> Reader {
    Reader::new(by.actor().clone(), day.at(9, 0, 0, 0).in_tz("Europe/Moscow").unwrap()).after_step_up()
}

/// A school whose year was carried on 12 May; the year.
fn carried() -> (School, Id) {
    let mut school = School::new();
    let by = on(&school.by, date(2027, 5, 12));
    let carry = school.carry(&[]);
    let year = school.desk.perform(&by, carry).unwrap().done.year;
    (school, year)
}

impl School {
    fn one(&self, by: &Reader, name: &str, day: Date) -> Result<OnePupil, Refusal> {
        see(&self.desk, &on(by, day), &PupilOf { pupil: self.pupils[name].clone() })
    }

    fn at(&self, name: &str, day: Date) -> Option<String> {
        self.one(&self.by, name, day).unwrap().class.map(|(_, name)| name.to_string())
    }

    fn picks(&self, by: &Reader, day: Date) -> Vec<(String, String)> {
        let told = |found: Found| (found.class.map(|(_, name)| name.to_string()).unwrap_or_default(), found.who.name);
        see(&self.desk, &on(by, day), &PickPupils { taught: false }).unwrap().into_iter().map(told).collect()
    }

    fn moves(&mut self, name: &str, to: Option<&str>, day: Date) -> Result<(), Refusal> {
        let to = to.map(|name| self.classes[name].clone());
        let act = MovePupil { pupil: self.pupils[name].clone(), seen: 1, to, on: day };
        let by = on(&self.by, day);
        self.desk.perform(&by, act).map(drop)
    }

    fn consults(&mut self, by: &Reader, name: &str, day: Date) -> Result<Id, Refusal> {
        let pupils = vec![Listed { pupil: self.pupils[name].clone(), noted: Noted::default() }];
        let sample = PlanPupils::sample(&self.world);
        let arranged = Arranged { owner: by.person().unwrap().clone(), day, occurrences: Vec::new(), ..sample.arranged };
        self.desk.perform(&on(by, day), PlanPupils { arranged, pupils, ..sample }).map(|receipt| receipt.done)
    }

    /// Stays of a pupil as they lie there: class, from, to.
    fn stays(&self, name: &str) -> Vec<String> {
        let sql = "select grade || letter || ' ' || from_day || ' ' || coalesce(to_day, '') from enrolment
            join school_class on school_class.id = class where pupil = ? order by from_day, enrolment.id";
        let mut statement = self.desk.connection().prepare(sql).unwrap();
        statement.query_map([self.pupils[name].as_str()], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    fn take(&mut self, year: &Id, day: Date, lines: Vec<Line>, left: Vec<Id>) -> Result<Id, Refusal> {
        let file = keep(&mut self.desk, format!("list of {day} {}", lines.len()).as_bytes());
        let act = TakeRoster { year: year.clone(), file, lines, left, ..TakeRoster::sample(&self.world) };
        let by = on(&self.by, day);
        self.desk.perform(&by, act).map(|receipt| receipt.done.batch)
    }

    fn fates(&self, year: &Id, day: Date, lines: &[Line]) -> Vec<Fate> {
        let look = PreviewRoster {
            year: year.clone(),
            lines: lines.to_vec(),
            unread: Unread::default(),
            choices: Default::default(),
            make_classes: false,
        };
        see(&self.desk, &on(&self.by, day), &look).unwrap().fates
    }
}

/// Opened by hand, carried into, worked in: what was done with its pupils stands on the carrying, though a pupil is of no year.
#[test]
fn what_was_done_with_pupils_in_the_next_year_stands_on_the_carrying() {
    let mut school = School::new();
    let by = on(&school.by, date(2027, 5, 12));
    let open = crate::school::Open { first_day: date(2027, 9, 1), last_day: date(2028, 5, 31) };
    let next = school.desk.perform(&by, open).unwrap().done;
    let receipt = school.desk.perform(&by, school.carry(&[])).unwrap();
    let back = CarryBack { carry: receipt.done.carry.clone(), seen: receipt.entry };
    // What was done in the old year since does not stand in the way.
    let founder = school.by.clone();
    school.consults(&founder, "Белов Яков", MAY).unwrap();
    let on_it = |school: &School| {
        let lines = see(&school.desk, &on(&school.by, date(2027, 10, 5)), &Carries).unwrap();
        lines.into_iter().find(|line| line.id == back.carry).unwrap().on_it
    };
    assert_eq!(on_it(&school), []);
    let event = school.consults(&founder, "Белов Яков", date(2027, 10, 4)).unwrap();
    let named = on_it(&school);
    assert_eq!(named.iter().map(|(table, id, _)| (table.as_str(), id)).collect::<Vec<_>>(), [("event", &event)]);
    assert!(named[0].2.contains("9А"), "{named:?}");
    let october = on(&by, date(2027, 10, 5));
    assert_eq!(school.desk.perform(&october, back.clone()).unwrap_err().rule, Rule::StandsOnIt);
    let file = keep(&mut school.desk, b"october");
    let mark = Mark { subject: "Физика".into(), period: "q1".into(), work: String::new(), month: None, says: Says::Mark(4) };
    let children = vec![Child::Named(class("5А"), who("Агеев Ян"))];
    let take = TakeMarks { year: next, file, children, marks: vec![(0, mark)], ..TakeMarks::sample(&school.world) };
    let batch = school.desk.perform(&october, take).unwrap().done.batch;
    assert!(on_it(&school).iter().any(|(table, id, _)| table == "mark_batch" && *id == batch));
}

/// A year prepared in May takes nothing away: what is proposed and shown of «the» year is of this one until it is over.
#[test]
fn what_is_shown_without_a_year_is_of_the_year_at_work() {
    let (mut school, next) = carried();
    let this = school.world.year.clone();
    let shown = |school: &School, look: &Schedule, day| see(&school.desk, &on(&school.by, day), look).unwrap().unwrap();
    assert_eq!(shown(&school, &Schedule::default(), MAY).year.id, this);
    let issue = IssueProcedurePaper::sample(&school.world);
    let paper = school.desk.perform(&on(&school.by, MAY), issue).unwrap().done.paper;
    assert_eq!(shown(&school, &Schedule::default(), SEPTEMBER).year.id, next);
    let of = shown(&school, &Schedule { paper: Some(paper.clone()), ..Schedule::default() }, SEPTEMBER);
    assert_eq!((of.year.id, of.papers[0].0.id.clone()), (this.clone(), paper));
    assert_eq!(shown(&school, &Schedule { year: Some(this.clone()), ..Schedule::default() }, SEPTEMBER).year.id, this);
    let nothing = Schedule { paper: Some(Id::read("paper-22222222").unwrap()), ..Schedule::default() };
    assert_eq!(see(&school.desk, &school.by, &nothing).unwrap_err().rule, Rule::NotThere);
    // The mark of the first quarter proposes its pupil in May still.
    let propose = Propose { list: ListFor::Help, subject: String::new() };
    let lines = |day| see(&school.desk, &on(&school.by, day), &propose).unwrap().lines.len();
    assert_eq!((lines(MAY), lines(SEPTEMBER)), (1, 0));
}

/// A plan that was made for the next year already is no reason for a second one: nothing is ticked, and it is said.
#[test]
fn beside_a_plan_of_the_next_year_nothing_is_ticked() {
    let mut school = School::new();
    assert!(school.next(&[]).proposal.plans.iter().any(|plan| !plan.beside && plan.measures.iter().any(|measure| measure.goes)));
    let open = crate::school::Open { first_day: date(2027, 9, 1), last_day: date(2028, 5, 31) };
    let year = school.desk.perform(&school.by, open).unwrap().done;
    school.desk.perform(&school.by, Begin { year, ..Begin::sample(&school.world) }).unwrap();
    let plans = school.next(&[]).proposal.plans;
    assert!(!plans.is_empty() && plans.iter().all(|plan| plan.beside && plan.measures.iter().all(|measure| !measure.goes)));
    let told = school.desk.perform(&school.by, school.carry(&[])).unwrap().done.told;
    assert_eq!(told.measures, 0);
    let one = plans[0].measures[0].measure.clone();
    let told = school.desk.perform(&school.by, school.carry(&[(&one, Choice::Yes)])).unwrap().done.told;
    assert_eq!(told.measures, 1, "whoever wants it says so");
}

/// The eleventh leaves unless a twelfth is wanted.
#[test]
fn a_school_with_a_twelfth_grade_goes_on_to_it() {
    let mut school = School::new();
    let eleventh = school.classes["11А"].clone();
    let shown = school.next(&[(&eleventh, Choice::Yes)]);
    assert_eq!(school.fate(&shown, "Дроздов Иван"), (newyear::Fate::Into(class("12А")), None));
    let shown = school.next(&[(&eleventh, Choice::No)]);
    assert_eq!(school.fate(&shown, "Дроздов Иван").0, newyear::Fate::Stays);
    let add = crate::roster::AddClass { year: school.world.year.clone(), class: class("12А"), teacher: None };
    let last = school.desk.perform(&school.by, add).unwrap().done;
    let of_last = school.next(&[(&last, Choice::Yes)]).proposal.classes.into_iter().find(|one| one.class == last).unwrap();
    assert_eq!((of_last.above, of_last.why), (None, Some(newyear::Why::Graduates)));
}

fn listed(name: &str, who: Who) -> Line {
    Line::Pupil { class: class(name), who, family: Vec::new(), listed: true }
}

/// covers: C4
#[test]
fn until_the_year_is_over_a_pupil_is_in_the_class_of_this_year() {
    let (mut school, _) = carried();
    let teacher = person(&school.world.active);
    // She is the class teacher of the 4А and the 5А, in the next year of the 6А only.
    let shown = school.one(&teacher, "Агеев Ян", MAY).unwrap();
    assert_eq!(shown.class.map(|(_, name)| name.to_string()).as_deref(), Some("4А"));
    assert_eq!(shown.later.iter().map(|(name, from)| (name.to_string(), *from)).collect::<Vec<_>>(), [("5А".to_owned(), date(2027, 9, 1))]);
    assert!(shown.before.is_empty());
    assert_eq!(school.picks(&teacher, MAY), [("4А".to_owned(), "Агеев Ян".to_owned())]);
    assert_eq!(school.at("Дроздов Иван", MAY).as_deref(), Some("11А"));
    let founder = school.by.clone();
    assert!(school.picks(&founder, MAY).contains(&("11А".to_owned(), "Дроздов Иван".to_owned())));
    // A consultation before the exam, and in June, when the lessons are over.
    school.consults(&founder, "Дроздов Иван", MAY).unwrap();
    let event = school.consults(&founder, "Агеев Ян", MAY).unwrap();
    school.consults(&founder, "Дроздов Иван", JUNE).unwrap();
    let lines = |by: &Reader, day| see(&school.desk, &on(by, day), &PupilsOf { event: event.clone() }).map(|shown| shown.lines);
    let line = lines(&teacher, MAY).unwrap().remove(0);
    assert_eq!(line.class.map(|(_, name)| name.to_string()).as_deref(), Some("4А"));
    // In September they are where they went: the 5А has no class teacher yet, and the last grade is gone.
    assert_eq!(school.one(&teacher, "Агеев Ян", SEPTEMBER).unwrap_err().rule, Rule::NotThere);
    assert_eq!(lines(&teacher, SEPTEMBER).unwrap_err().rule, Rule::NotThere);
    assert_eq!(school.at("Агеев Ян", SEPTEMBER).as_deref(), Some("5А"));
    assert_eq!(school.at("Дроздов Иван", SEPTEMBER), None);
    assert_eq!(school.consults(&founder, "Дроздов Иван", SEPTEMBER).unwrap_err().rule, Rule::Wrong(crate::refusal::Field::Pupils));
    // In summer work goes on in the next year, and so do its classes.
    assert_eq!(school.at("Агеев Ян", JUNE).as_deref(), Some("5А"));
}

#[test]
fn whoever_moves_or_leaves_in_may_does_so_in_this_year() {
    let (mut school, _) = carried();
    school.moves("Агеев Ян", None, MAY).unwrap();
    assert_eq!(school.stays("Агеев Ян"), ["4А 2026-09-01 2027-05-20"], "whoever left the school comes to no class in September");
    assert_eq!(school.moves("Агеев Ян", None, MAY).unwrap_err().rule, Rule::NoSuchStep);
    school.moves("Белов Яков", Some("7А"), MAY).unwrap();
    let moved = ["8А 2026-09-01 2027-05-19", "7А 2027-05-20 2027-05-31", "9А 2027-09-01 "];
    assert_eq!(school.stays("Белов Яков"), moved);
    // Moved once more the same day, and back: what comes in September stands.
    school.moves("Белов Яков", Some("8А"), MAY).unwrap();
    assert_eq!(school.stays("Белов Яков"), ["8А 2026-09-01 2027-05-19", "8А 2027-05-20 2027-05-31", "9А 2027-09-01 "]);
    assert_eq!(school.moves("Белов Яков", Some("8А"), MAY).unwrap_err().rule, Rule::NothingChanged);
    // The last grade leaves with the year: moved before, she leaves with it still.
    school.moves("Дроздов Иван", Some("9А"), MAY).unwrap();
    assert_eq!(school.stays("Дроздов Иван"), ["11А 2026-09-01 2027-05-19", "9А 2027-05-20 2027-05-31"]);
    // In September the stay of the new year moves.
    let sql = "select id from school_class where grade = 8 and letter = 'Б'";
    let other: String = school.desk.connection().query_row(sql, [], |row| row.get(0)).unwrap();
    school.classes.insert("8Б", Id::read(&other).unwrap());
    school.moves("Белов Яков", Some("8Б"), SEPTEMBER).unwrap();
    assert_eq!(school.stays("Белов Яков")[2..], ["9А 2027-09-01 2027-09-05", "8Б 2027-09-06 "]);
}

#[test]
fn a_file_of_a_year_speaks_of_the_classes_of_that_year() {
    let mut school = School::new();
    let this = school.world.year.clone();
    let child = |name: &str, day: i8| Who { born: Some(date(2013, 3, day)), ..who(name) };
    // Two children with birthdays, so that a list is sure of them.
    for (at, who) in [("8А", child("Зорин Пётр", 1)), ("4А", child("Ильина Анна", 2))] {
        let add = AddPupil { class: school.classes[at].clone(), who: who.clone(), from: date(2026, 9, 1), another: false };
        let id = school.desk.perform(&school.by, add).unwrap().done[0].clone();
        school.pupils.insert(if at == "8А" { "Зорин Пётр" } else { "Ильина Анна" }, id);
    }
    let by = on(&school.by, date(2027, 5, 12));
    let carry = school.carry(&[]);
    let next = school.desk.perform(&by, carry).unwrap().done.year;
    // Marks of the fourth quarter, in May and in June: nobody asks who the child is.
    for day in [MAY, JUNE, SEPTEMBER] {
        let children = vec![Child::Named(class("8А"), who("Зорин Пётр"))];
        let look = PreviewMarks { year: this.clone(), children, marks: Vec::new(), choices: Default::default() };
        let met = see(&school.desk, &on(&school.by, day), &look).unwrap().met;
        assert_eq!(met, [Met::Pupil(school.pupils["Зорин Пётр"].clone())], "{day}");
    }
    // A list of this year: nothing new; a move in it stays in this year, and what comes in September stands.
    let stood = ["8А 2026-09-01 2027-05-31", "9А 2027-09-01 "];
    assert_eq!(school.stays("Зорин Пётр"), stood);
    let list = [listed("8А", child("Зорин Пётр", 1)), listed("4А", child("Ильина Анна", 2))];
    assert_eq!(school.fates(&this, MAY, &list), [Fate::Same, Fate::Same]);
    let moved = vec![listed("9А", child("Зорин Пётр", 1))];
    assert_eq!(school.fates(&this, MAY, &moved), [Fate::Moved(class("8А"))]);
    let batch = school.take(&this, MAY, moved, Vec::new()).unwrap();
    assert_eq!(school.stays("Зорин Пётр"), ["8А 2026-09-01 2027-05-19", "9А 2027-05-20 2027-05-31", "9А 2027-09-01 "]);
    school.desk.perform(&on(&by, MAY), UndoRoster { batch, seen: 1 }).unwrap();
    assert_eq!(school.stays("Зорин Пётр"), stood);
    // Left out of the list, marked as left: gone for September too, and everything back with the file.
    let rest = vec![listed("8А", child("Новый Олег", 3))];
    let left = vec![school.pupils["Зорин Пётр"].clone()];
    let batch = school.take(&this, MAY, rest, left).unwrap();
    assert_eq!(school.stays("Зорин Пётр"), ["8А 2026-09-01 2027-05-20"]);
    school.desk.perform(&on(&by, MAY), UndoRoster { batch, seen: 1 }).unwrap();
    assert_eq!(school.stays("Зорин Пётр"), stood);
    // A list of the next year, before it begins: who is in it, and a pupil it puts elsewhere.
    let list = [listed("9А", child("Зорин Пётр", 1)), listed("6А", child("Ильина Анна", 2))];
    assert_eq!(school.fates(&next, MAY, &list), [Fate::Same, Fate::Moved(class("5А"))]);
    school.take(&next, MAY, list.to_vec(), Vec::new()).unwrap();
    assert_eq!(school.stays("Ильина Анна"), ["4А 2026-09-01 2027-05-31", "6А 2027-09-01 "]);
    assert_eq!(school.fates(&next, SEPTEMBER, &list), [Fate::Same, Fate::Same]);
}

/// A list of the next year where nothing was carried: the stay of this year ends with it and keeps its class.
#[test]
fn a_list_of_the_next_year_leaves_this_one_as_it_is() {
    let mut school = School::new();
    let by = on(&school.by, MAY);
    let open = crate::school::Open { first_day: date(2027, 9, 1), last_day: date(2028, 5, 31) };
    let next = school.desk.perform(&by, open).unwrap().done;
    school.desk.perform(&by, crate::roster::AddClass { year: next.clone(), class: class("5А"), teacher: None }).unwrap();
    let who = Who { born: Some(date(2013, 3, 1)), ..who("Ильина Анна") };
    let add = AddPupil { class: school.classes["4А"].clone(), who: who.clone(), from: date(2026, 9, 1), another: false };
    let pupil = school.desk.perform(&by, add).unwrap().done[0].clone();
    school.pupils.insert("Ильина Анна", pupil);
    school.take(&next, MAY, vec![listed("5А", who)], Vec::new()).unwrap();
    assert_eq!(school.stays("Ильина Анна"), ["4А 2026-09-01 2027-05-31", "5А 2027-09-01 "]);
    assert_eq!((school.at("Ильина Анна", MAY).as_deref(), school.at("Ильина Анна", SEPTEMBER).as_deref()), (Some("4А"), Some("5А")));
    assert_eq!(see(&school.desk, &by, &Classes).unwrap().year.unwrap().id, school.world.year);
}
