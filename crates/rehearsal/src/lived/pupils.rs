//! The schedule of procedures, the marks of a quarter, and what comes of them: a consultation, a talk, a route. All children are invented.

use std::fmt::Write as _;

use jiff::civil::{Date, date, time};
use psychometrics::stream::Stream;
use records::procedure::Slot;
use workflow::Id;
use workflow::event::{Arranged, Close, Hold, Listed, Noted, PlanPupils, PupilsOf, Words, WritePupil};
use workflow::marks::{ListFor, Mark, Propose, Says, TakeMarks};
use workflow::procedure::{
    Arrange, CheckProcedure, Despite, Draft, Enter, Hours, LessonsADay, Order, Schedule, ScheduleShown, Seated, SetHours,
};
use workflow::roster::{Child, PickPupils};
use workflow::school::Edit;

use super::LiveError;
use super::cast::School;
use super::hand::Hand;

/// Kind, subject, classes, day, when.
type Entered = (&'static str, &'static str, &'static [&'static str], Date, Slot);

const fn lesson(number: u8) -> Slot {
    Slot::Lessons { first: number, last: number }
}

/// As it is entered in September. The last stands beside another on one day, with a reason.
const PROCEDURES: [Entered; 13] = [
    ("dkr", "Математика", &["5А", "5Б"], date(2026, 9, 22), lesson(3)),
    ("dkr", "Русский язык", &["7Б"], date(2026, 10, 13), lesson(2)),
    ("dkr", "Математика", &["8А", "8Б"], date(2026, 11, 10), lesson(3)),
    ("school", "Английский язык", &["9А", "9Б", "9В"], date(2026, 11, 17), lesson(3)),
    ("school", "Физика", &["8А", "8Б"], date(2026, 12, 1), lesson(4)),
    ("is11", "", &["11А"], date(2026, 12, 2), Slot::Clock { from: time(10, 0, 0, 0), minutes: 235 }),
    ("dkr", "Русский язык", &["9А", "9Б", "9В"], date(2026, 12, 8), lesson(2)),
    ("is9", "", &["9А", "9Б", "9В"], date(2027, 2, 10), Slot::Clock { from: time(9, 0, 0, 0), minutes: 240 }),
    ("vpr", "Русский язык", &["5А", "5Б"], date(2027, 4, 13), lesson(2)),
    ("vpr", "Русский язык", &["8А", "8Б"], date(2027, 4, 13), lesson(3)),
    ("vpr", "Математика", &["5А", "5Б"], date(2027, 4, 20), lesson(2)),
    ("vpr", "Математика", &["8А", "8Б"], date(2027, 4, 20), lesson(3)),
    ("school", "Химия", &["8А", "8Б"], date(2026, 12, 1), lesson(2)),
];

/// Why two works stand on one day.
const REASON: &str = "Учитель химии до конца четверти на курсах: другого дня нет, решение педагогического совета";

/// Hours a week of a subject in a parallel.
const HOURS: [(&str, u16); 5] = [("Математика", 50), ("Русский язык", 40), ("Английский язык", 30), ("Физика", 20), ("Химия", 20)];

fn missing(what: &str) -> LiveError {
    LiveError::Missing(what.to_owned())
}

async fn standing(hand: &Hand<'_>, by: &Id) -> Result<ScheduleShown, LiveError> {
    hand.sees(by, Schedule::default()).await?.ok_or_else(|| missing("schedule"))
}

/// The schedule of the year is entered, and ordered as far as the half-year goes.
pub(super) async fn scheduled(hand: &mut Hand<'_>, school: &School, by: &Id, today: Date) -> Result<(), LiveError> {
    let shown = standing(hand, by).await?;
    let grades = [5, 7, 8, 9, 11];
    let hours = grades.iter().flat_map(|grade| HOURS.map(|(subject, tenths)| Hours { grade: *grade, subject: subject.to_owned(), tenths }));
    let hours = Edit { opened: Vec::new(), wanted: hours.collect() };
    let lessons = grades.map(|grade| LessonsADay { grade, lessons: [6, 7, 6, 7, 6, 0] });
    let lessons = Edit { opened: Vec::new(), wanted: lessons.to_vec() };
    hand.does(by, SetHours { year: school.year.clone(), hours, lessons }).await?;
    for (kind, subject, names, day, slot) in PROCEDURES {
        let classes = shown.classes.iter().filter(|(_, name)| names.contains(&name.to_string().as_str())).map(|(id, _)| id.clone());
        // The times of the plan follow the days that were set for it.
        let (kind, subject) = (kind.to_owned(), subject.to_owned());
        let draft = Draft { kind, subject, classes: classes.collect(), day, slot, in_plan: false };
        let clashes = hand.sees(by, CheckProcedure::Entered(school.year.clone(), draft.clone())).await?;
        let shown = clashes.iter().map(records::procedure::Clash::key).collect();
        let despite = (!clashes.is_empty()).then(|| Despite { reason: REASON.to_owned(), shown });
        hand.does(by, Enter { year: school.year.clone(), draft, despite }).await?;
    }
    let shown = standing(hand, by).await?;
    let procedures = shown.procedures.iter().filter(|one| one.day.year() == today.year()).map(|one| (one.id.clone(), one.entry)).collect();
    hand.does(by, Order { procedures, number: "84-у".to_owned(), day: today }).await.map(drop)
}

/// Rooms and organisers of the next work of the ninth classes: teachers of the primary school, who teach nobody there.
pub(super) async fn seated(hand: &mut Hand<'_>, school: &School, by: &Id) -> Result<(), LiveError> {
    let shown = standing(hand, by).await?;
    let next = shown.procedures.iter().find(|one| one.subject == "Английский язык").ok_or_else(|| missing("Английский язык"))?;
    let seat = |room: &str, class: &Id, organiser: Option<Id>| Seated { class: class.clone(), room: room.to_owned(), organiser };
    let opened = next.seats.iter().map(|one| seat("", &one.class, None)).collect();
    let mut wanted = Vec::new();
    for (one, (room, part)) in next.seats.iter().zip([("21", "primary"), ("22", "primary-2"), ("24", "primary-3")]) {
        wanted.push(seat(room, &one.class, Some(school.id(part)?)));
    }
    let seats = Edit { opened, wanted };
    hand.does(by, Arrange { procedure: next.id.clone(), seen: next.entry, seats, despite: None }).await.map(drop)
}

/// Subjects marks of the first quarter are known in.
const MARKED: [&str; 4] = ["Математика", "Русский язык", "Английский язык", "Физика"];
/// Lessons of a quarter.
const LESSONS: u32 = 230;

/// Marks and lessons missed of the first quarter, from the journal's file.
pub(super) async fn marked(hand: &mut Hand<'_>, school: &School, by: &Id, seed: u64) -> Result<(), LiveError> {
    let mut stream = Stream::of(seed, "rehearsal-marks", 0);
    let mut below = |n: usize| stream.below(n).unwrap_or(0);
    let children: Vec<_> = school.children.iter().filter(|(class, _)| class.grade >= 7).cloned().collect();
    let (mut marks, mut text) = (Vec::new(), String::from("\u{feff}1 четверть\r\nКласс;ФИО;Предмет;Отметка\r\n"));
    let mark = |subject: &str, says| Mark { subject: subject.to_owned(), period: "q1".to_owned(), work: String::new(), month: None, says };
    for (at, (class, who)) in children.iter().enumerate() {
        for subject in MARKED {
            let value = match below(50) {
                0 | 1 => 2,
                2..=18 => 3,
                19..=37 => 4,
                _ => 5,
            };
            marks.push((at, mark(subject, Says::Mark(value))));
            let _never_fails = write!(text, "{class};{};{subject};{value}\r\n", who.name);
        }
        let missed = u32::try_from(if below(20) == 0 { 70 + below(20) } else { below(25) }).unwrap_or(0);
        marks.push((at, mark("", Says::Missed { missed, of: Some(LESSONS), unexcused: Some(missed / 4) })));
    }
    let file = hand.keeps(text.into_bytes()).await?;
    let file_name = "Отметки за 1 четверть.csv".to_owned();
    let choices = std::collections::BTreeMap::new();
    let children = children.into_iter().map(|(class, who)| Child::Named(class, who)).collect();
    hand.does(by, TakeMarks { year: school.year.clone(), file, file_name, children, marks, choices }).await.map(drop)
}

/// Those who are proposed to whoever asks, so many at most, each with the reason.
async fn proposed(hand: &Hand<'_>, by: &Id, list: ListFor, subject: &str, most: usize) -> Result<Vec<Listed>, LiveError> {
    let shown = hand.reads(by, Propose { list, subject: subject.to_owned() }).await?;
    let listed = |line: &workflow::marks::Proposed| {
        let reasons: Vec<String> = line.reasons.iter().map(|reason| reason.told(records::text::Lang::Ru)).collect();
        Listed { pupil: line.pupil.pupil.clone(), noted: Noted { reason: reasons.join("; "), ..Noted::default() } }
    };
    Ok(shown.lines.iter().take(most).map(listed).collect())
}

/// Something is arranged with those who are proposed; nothing where nobody is.
async fn arranged(hand: &mut Hand<'_>, by: &Id, what: What) -> Result<Option<Id>, LiveError> {
    let What { kind, list, subject, most, day, hour, until, words } = what;
    let mut pupils = proposed(hand, by, list, subject, most).await?;
    if pupils.is_empty() && list == ListFor::Able {
        // One quarter tells of nobody that she is able: whoever teaches names her pupils herself.
        let taught = hand.reads(by, PickPupils { taught: true }).await?;
        pupils.extend(taught.into_iter().take(most).map(|found| Listed { pupil: found.pupil, noted: Noted::default() }));
    }
    if pupils.is_empty() {
        return Ok(None);
    }
    let words = Words(words.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect());
    let (subject, time, owner) = (subject.to_owned(), hour.to_owned(), by.clone());
    let arranged = Arranged { subject, day, time, until, owner, occurrences: Vec::new(), words };
    let receipt = hand.does(by, PlanPupils { kind: kind.to_owned(), arranged, pupils }).await?;
    Ok(Some(receipt.done))
}

/// What is arranged.
struct What {
    kind: &'static str,
    list: ListFor,
    subject: &'static str,
    most: usize,
    day: Date,
    hour: &'static str,
    until: Option<Date>,
    words: &'static [(&'static str, &'static str)],
}

/// A consultation is arranged by a teacher, a talk by a class teacher, a route by the teacher of physics.
pub(super) async fn helped(hand: &mut Hand<'_>, school: &mut School) -> Result<(), LiveError> {
    let teacher = school.id("russian-3")?;
    let what = What {
        kind: "consultation",
        list: ListFor::Help,
        subject: "Русский язык",
        most: 4,
        day: date(2026, 11, 10),
        hour: "14:30",
        until: None,
        words: &[("form", "group"), ("topic", "Обособленные определения: где ставится запятая")],
    };
    if let Some(event) = arranged(hand, &teacher, what).await? {
        school.events.insert("help", event);
    }
    let class_teacher = school.id("class-9a")?;
    let what = What {
        kind: "interview",
        list: ListFor::Help,
        subject: "",
        most: 1,
        day: date(2026, 11, 13),
        hour: "13:40",
        until: None,
        words: &[],
    };
    drop(arranged(hand, &class_teacher, what).await?);
    let what = What {
        kind: "route",
        list: ListFor::Able,
        subject: "Физика",
        most: 1,
        day: date(2026, 11, 9),
        hour: "",
        until: Some(date(2027, 5, 28)),
        words: &[],
    };
    arranged(hand, &school.id("physics")?, what).await.map(drop)?;
    let what = What {
        kind: "participation",
        list: ListFor::Able,
        subject: "Физика",
        most: 3,
        day: date(2026, 11, 20),
        hour: "10:00",
        until: None,
        words: &[("name", "Всероссийская олимпиада школьников"), ("stage", "municipal"), ("form", "present")],
    };
    let Some(event) = arranged(hand, &school.id("physics")?, what).await? else { return Ok(()) };
    // The families of all but one have agreed already.
    let teacher = school.id("physics")?;
    for line in hand.reads(&teacher, PupilsOf { event }).await?.lines.iter().skip(1) {
        let wanted = Noted { informed: true, ..line.noted.clone() };
        hand.does(&teacher, WritePupil { line: line.id.clone(), seen: line.entry, opened: line.noted.clone(), wanted }).await?;
    }
    Ok(())
}

/// The consultation took place; of all but the last it is written what came of it.
pub(super) async fn consulted(hand: &mut Hand<'_>, school: &School) -> Result<(), LiveError> {
    let Ok(event) = school.event("help") else { return Ok(()) };
    let teacher = school.id("russian-3")?;
    let lines = hand.reads(&teacher, PupilsOf { event: event.clone() }).await?.lines;
    let came = lines.iter().map(|line| (line.id.clone(), true)).collect();
    let held = hand.does(&teacher, Hold { event: event.clone(), seen: 1, came, counted: None, stood: None }).await?;
    for line in &lines {
        let result = "Находит определяемое слово, запятые ставит с подсказкой".to_owned();
        let wanted = Noted {
            result, agreed: "Карточка № 3 дома, ещё раз в четверг".to_owned(), informed: true, ..line.noted.clone()
        };
        hand.does(&teacher, WritePupil { line: line.id.clone(), seen: held.entry, opened: line.noted.clone(), wanted }).await?;
    }
    hand.does(&teacher, Close { event, seen: held.entry, words: "Консультация прошла".to_owned() }).await.map(drop)
}
