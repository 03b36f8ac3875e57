//! Where a schedule does not agree with the rules: each clash names its rule, the procedure, the others it is with, and what was found.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{LoadRule, LoadRules, Loads, Procedure, Seat, Slot};
use crate::plan::calendar::{Calendar, Days};

/// Something that does not agree with a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// The rule.
    pub rule: LoadRule,
    /// The procedure it is about.
    pub procedure: String,
    /// Other procedures it is with.
    pub with: Vec<String>,
    /// Classes it is about.
    pub classes: Vec<String>,
    /// What was found.
    pub found: Found,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// So many on one day.
    OnTheDay(usize),
    /// So many days apart, at least so many weeks.
    Apart(i32, f64),
    /// So many hours, of so many in the year.
    Hours(f64, f64),
    /// The first lesson; whether the hours of the subject are known.
    First(bool),
    /// The last lesson, or after it: how many there are that day; whether the hours of the subject are known.
    Last(u8, bool),
    /// No lessons that day.
    NoLessons,
    /// A Sunday or a public holiday.
    DayOff,
    /// Other classes of the parallel write the same at another time.
    OtherTime,
    /// Somebody is in two classes.
    Twice(String),
    /// Two classes are in a room.
    Room(String),
    /// She teaches this subject.
    OwnSubject(String),
    /// She teaches this class, or is its class teacher.
    OwnClass(String),
    /// The days that are set.
    Outside(Vec<Days>),
    /// The grade takes no part.
    OtherGrade,
}

/// Every clash of a schedule, in the order of its procedures and rules. A clash of two procedures stands with each of them.
#[must_use]
pub fn clashes(schedule: &[Procedure], loads: &Loads, calendar: &Calendar, rules: &LoadRules) -> Vec<Clash> {
    let mut schedule: Vec<&Procedure> = schedule.iter().collect();
    schedule.sort_by(|a, b| (a.day, a.slot, &a.id).cmp(&(b.day, b.slot, &b.id)));
    let hours = over_hours(&schedule, loads, calendar, rules);
    // Only those of a day, and of a subject in a parallel, can have anything to do with one another.
    let (mut days, mut works) = (BTreeMap::<Date, Vec<&Procedure>>::new(), BTreeMap::<(u8, String), Vec<&Procedure>>::new());
    for one in &schedule {
        days.entry(one.day).or_default().push(one);
        works.entry(one.work()).or_default().push(one);
    }
    let mut found = Vec::new();
    for one in &schedule {
        let (of_day, of_work) = (beside(days.get(&one.day), one), beside(works.get(&one.work()), one));
        if rules.count(one) {
            found.extend(on_the_day(one, &counted(&of_day, rules), rules));
            found.extend(too_near(one, &counted(&of_work, rules), rules));
            found.extend(hours.iter().filter(|clash| clash.procedure == one.id).cloned());
            found.extend(at_the_edge(one, loads, rules));
            found.extend(no_lessons(one, calendar, rules));
        } else {
            // Examinations are held when no lessons are, and on a Saturday too; on a day nobody works they are a slip of the pen.
            found.extend(day_off(one, calendar, rules));
        }
        found.extend(other_time(one, &of_work, rules));
        found.extend(twice(one, &of_day, rules));
        found.extend(not_apart(one, loads, rules));
        found.extend(outside(one, rules));
    }
    found
}

/// The others of a group.
fn beside<'s>(all: Option<&Vec<&'s Procedure>>, one: &Procedure) -> Vec<&'s Procedure> {
    all.into_iter().flatten().copied().filter(|other| other.id != one.id).collect()
}

/// Those the rules speak of.
fn counted<'s>(all: &[&'s Procedure], rules: &LoadRules) -> Vec<&'s Procedure> {
    all.iter().copied().filter(|other| rules.count(other)).collect()
}

impl Clash {
    fn of(rule: LoadRule, one: &Procedure, found: Found) -> Self {
        let classes = one.seats.iter().map(|seat| seat.class.clone()).collect();
        Self { rule, procedure: one.id.clone(), with: Vec::new(), classes, found }
    }

    fn with<'a>(self, others: impl IntoIterator<Item = &'a Procedure>) -> Self {
        Self { with: others.into_iter().map(|other| other.id.clone()).collect(), ..self }
    }

    /// What tells it from other clashes of its procedure: who was shown one has not been shown another.
    #[must_use]
    pub fn key(&self) -> String {
        let mut parts = vec![self.rule.key().to_owned()];
        parts.extend(self.with.iter().cloned());
        parts.extend(self.classes.iter().cloned());
        parts.join(" ")
    }
}

/// More on one day than a class may have.
fn on_the_day(one: &Procedure, others: &[&Procedure], rules: &LoadRules) -> Option<Clash> {
    let most = rules.number(LoadRule::OneADay)?;
    let same: Vec<&Procedure> = others.iter().copied().filter(|other| other.day == one.day).collect();
    let of_class = |class: &str| same.iter().filter(|other| other.seats.iter().any(|seat| seat.class == class)).count() + 1;
    let over: Vec<(&Seat, usize)> =
        one.seats.iter().map(|seat| (seat, of_class(&seat.class))).filter(|(_, works)| count(*works) > most).collect();
    let works = over.iter().map(|(_, works)| *works).max()?;
    let classes: Vec<String> = over.iter().map(|(seat, _)| seat.class.clone()).collect();
    let with = same.into_iter().filter(|other| other.seats.iter().any(|seat| classes.contains(&seat.class)));
    Some(Clash { classes: classes.clone(), ..Clash::of(LoadRule::OneADay, one, Found::OnTheDay(works)).with(with) })
}

#[expect(clippy::cast_precision_loss, reason = "counts of a school are small")]
fn count(of: usize) -> f64 {
    of as f64
}

/// A part of one work: the same kind in other classes of the parallel.
fn part_of_one(one: &Procedure, other: &Procedure) -> bool {
    one.kind == other.kind && one.alike(other) && one.shared(other).next().is_none()
}

fn days_apart(one: Date, other: Date) -> i32 {
    (one - other).get_days().abs()
}

/// The same subject in the parallel sooner than it may be.
fn too_near(one: &Procedure, others: &[&Procedure], rules: &LoadRules) -> Option<Clash> {
    let weeks = rules.number(LoadRule::Distance)?;
    let near = |other: &&&Procedure| {
        let days = days_apart(one.day, other.day);
        one.alike(other) && f64::from(days) < 7.0 * weeks && !part_of_one(one, other)
    };
    let near: Vec<&Procedure> = others.iter().filter(near).copied().collect();
    let days = near.iter().map(|other| days_apart(one.day, other.day)).min()?;
    Some(Clash::of(LoadRule::Distance, one, Found::Apart(days, weeks)).with(near))
}

/// Classes of a parallel write one work at different times.
fn other_time(one: &Procedure, others: &[&Procedure], rules: &LoadRules) -> Option<Clash> {
    rules.number(LoadRule::OneTime)?;
    let weeks = rules.number(LoadRule::Distance).unwrap_or(1.0);
    let parted = |other: &&&Procedure| {
        part_of_one(one, other) && f64::from(days_apart(one.day, other.day)) < 7.0 * weeks && (one.day, one.slot) != (other.day, other.slot)
    };
    let parted: Vec<&Procedure> = others.iter().filter(parted).copied().collect();
    (!parted.is_empty()).then(|| Clash::of(LoadRule::OneTime, one, Found::OtherTime).with(parted))
}

/// Weeks of lessons in the year.
fn weeks_of_lessons(calendar: &Calendar) -> f64 {
    let days: Vec<Date> = calendar.year().each().filter(|day| calendar.teaches(*day)).collect();
    let in_a_week = days.iter().map(|day| day.weekday().to_monday_zero_offset()).collect::<std::collections::BTreeSet<_>>().len();
    if in_a_week == 0 { 0.0 } else { count(days.len()) / count(in_a_week) }
}

/// Procedures by which a class goes over its share of the hours of a subject, the earlier ones counted first.
fn over_hours(schedule: &[&Procedure], loads: &Loads, calendar: &Calendar, rules: &LoadRules) -> Vec<Clash> {
    let Some(share) = rules.number(LoadRule::ShareOfHours) else { return Vec::new() };
    let weeks = weeks_of_lessons(calendar);
    let mut used: BTreeMap<(&str, String), f64> = BTreeMap::new();
    let mut found = Vec::new();
    for one in schedule.iter().filter(|one| rules.count(one)) {
        let Some(weekly) = loads.weekly(one.grade, &one.subject) else { continue };
        let year = weekly * weeks;
        let mut over: Vec<String> = Vec::new();
        let mut most = 0.0_f64;
        for seat in &one.seats {
            let so_far = used.entry((&seat.class, Loads::subject(&one.subject))).or_insert(0.0);
            *so_far += one.slot.hours(rules.lesson_minutes());
            if *so_far > share * year + ROUNDING {
                over.push(seat.class.clone());
                most = most.max(*so_far);
            }
        }
        if !over.is_empty() {
            found.push(Clash { classes: over, ..Clash::of(LoadRule::ShareOfHours, one, Found::Hours(most, year)) });
        }
    }
    found
}

/// What sums of hours may be off by.
const ROUNDING: f64 = 1e-9;

/// In the first or the last lesson, where the subject has more than one a week.
fn at_the_edge(one: &Procedure, loads: &Loads, rules: &LoadRules) -> Vec<Clash> {
    let Slot::Lessons { first, last } = one.slot else { return Vec::new() };
    let weekly = loads.weekly(one.grade, &one.subject);
    if rules.number(LoadRule::EdgeLesson).is_none() || weekly.is_some_and(|weekly| weekly <= rules.single_lesson()) {
        return Vec::new();
    }
    let known = weekly.is_some();
    let begins = (first == 1).then_some(Found::First(known));
    let ends =
        loads.last_lesson(one.grade, one.day.weekday()).filter(|lessons| last >= *lessons).map(|lessons| Found::Last(lessons, known));
    [begins, ends].into_iter().flatten().map(|found| Clash::of(LoadRule::EdgeLesson, one, found)).collect()
}

/// On a day without lessons.
fn no_lessons(one: &Procedure, calendar: &Calendar, rules: &LoadRules) -> Option<Clash> {
    rules.number(LoadRule::LessonsDay)?;
    (!calendar.teaches(one.day)).then(|| Clash::of(LoadRule::LessonsDay, one, Found::NoLessons))
}

/// On a Sunday or a public holiday.
fn day_off(one: &Procedure, calendar: &Calendar, rules: &LoadRules) -> Option<Clash> {
    rules.number(LoadRule::WorkingDay)?;
    calendar.is_off(one.day).then(|| Clash::of(LoadRule::WorkingDay, one, Found::DayOff))
}

/// Somebody, or a room, in two places at once: within a procedure, and with others at its time.
fn twice(one: &Procedure, others: &[&Procedure], rules: &LoadRules) -> Vec<Clash> {
    let meeting: Vec<&Procedure> = others.iter().copied().filter(|other| one.meets(other)).collect();
    let mut found = Vec::new();
    for (place, seat) in one.seats.iter().enumerate() {
        let here = one.seats.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, seat)| (one, seat));
        let there = meeting.iter().flat_map(|other| other.seats.iter().map(move |seat| (*other, seat)));
        let beside: Vec<(&Procedure, &Seat)> = here.chain(there).collect();
        let organiser = seat.organiser.as_ref();
        let room = Some(Loads::subject(&seat.room)).filter(|room| !room.is_empty());
        let same_organiser = |other: &Seat| organiser.is_some() && other.organiser.as_ref() == organiser;
        let same_room = |other: &Seat| room.as_ref().is_some_and(|room| Loads::subject(&other.room) == *room);
        let mut both = |rule, same: &dyn Fn(&Seat) -> bool, what: Found| {
            let met: Vec<&(&Procedure, &Seat)> = beside.iter().filter(|(_, seat)| same(seat)).collect();
            if rules.number(rule).is_none() || met.is_empty() {
                return;
            }
            let mut with: Vec<String> = met.iter().map(|(other, _)| other.id.clone()).filter(|id| *id != one.id).collect();
            with.dedup();
            let classes = std::iter::once(seat.class.clone()).chain(met.iter().map(|(_, seat)| seat.class.clone())).collect();
            found.push(Clash { rule, procedure: one.id.clone(), with, classes, found: what });
        };
        both(LoadRule::TeacherOnce, &same_organiser, Found::Twice(organiser.cloned().unwrap_or_default()));
        both(LoadRule::RoomOnce, &same_room, Found::Room(seat.room.clone()));
    }
    found
}

/// Somebody who organises her own subject or her own class.
fn not_apart(one: &Procedure, loads: &Loads, rules: &LoadRules) -> Vec<Clash> {
    if rules.number(LoadRule::Apart).is_none() {
        return Vec::new();
    }
    let subject = Loads::subject(&one.subject);
    let of_seat = |seat: &Seat| {
        let who = seat.organiser.clone()?;
        let hers = || loads.teaching.iter().filter(|(teacher, ..)| *teacher == who);
        let own_subject = hers().any(|(.., taught)| *taught == subject);
        let own_class = hers().any(|(_, class, _)| *class == seat.class)
            || loads.class_teachers.iter().any(|(class, teacher)| *class == seat.class && *teacher == who);
        let found = match (own_subject, own_class) {
            (true, _) => Found::OwnSubject(who),
            (false, true) => Found::OwnClass(who),
            (false, false) => return None,
        };
        Some(Clash { classes: vec![seat.class.clone()], ..Clash::of(LoadRule::Apart, one, found) })
    };
    one.seats.iter().filter_map(of_seat).collect()
}

/// Outside the days of the kind, or of a grade that takes no part.
fn outside(one: &Procedure, rules: &LoadRules) -> Vec<Clash> {
    let days = rules.windows(&one.kind);
    let day = (!days.is_empty() && !days.iter().any(|days| days.hold(one.day))).then(|| (LoadRule::Window, Found::Outside(days.to_vec())));
    let grade = rules.kind(&one.kind).is_some_and(|kind| !kind.grades.contains(&one.grade));
    let grade = grade.then_some((LoadRule::Grade, Found::OtherGrade));
    [day, grade].into_iter().flatten().map(|(rule, found)| Clash::of(rule, one, found)).collect()
}
