//! Events of the rehearsal: councils, briefings, readings, a visit, a parents' meeting; what was decided, and what became of it.

use jiff::civil::Date;
use workflow::event::{
    Acknowledge, Asked, Certificate, Certify, Close, Comment, Content, FamiliesOf, FamiliesSigned, FamilySheet, Hold, Minute, OneEvent,
    Part, Plan, Planned, Question, Record, SayDecisionDone, Taken, Task, Tick,
};
use workflow::people::Colleagues;
use workflow::plan::KeptFile;
use workflow::school::Edit;
use workflow::{Id, Role};

use super::cast::{FOUNDER, School};
use super::deeds::{Meeting, Story, Written};
use super::hand::Hand;
use super::{LiveError, SCHOOL, papers};

/// What happens to an event; `shows` are the times of the plan it is held for.
pub(super) async fn happen(
    hand: &mut Hand<'_>,
    school: &mut School,
    by: &Id,
    day: Date,
    meeting: Meeting,
    shows: Vec<Id>,
) -> Result<(), LiveError> {
    match meeting {
        Meeting::Plan(story) => plan(hand, school, by, *story, shows).await,
        Meeting::Hold(key, away, counted) => hold(hand, school, by, key, away, counted).await,
        Meeting::Write(key, at, written) => write(hand, school, by, key, at, *written).await,
        Meeting::Close(key) => close(hand, school, by, key).await,
        Meeting::Read(key, parts) => read(hand, school, by, key, parts).await,
        Meeting::Sheet(key, parts) => sheet(hand, school, by, day, key, parts).await,
        Meeting::Families(key, signed) => families(hand, school, by, day, key, signed).await,
        Meeting::Comment(key, words) => {
            let event = school.event(key)?;
            // Her word is of the card as it stands.
            let seen = hand.sees(by, OneEvent { event: event.clone() }).await?.event.entry;
            hand.does(by, Comment { event, seen, words: Some(words.to_owned()) }).await.map(drop)
        }
        Meeting::Certify(key, parts) => certify(hand, school, by, key, parts).await,
        Meeting::TaskDone(key, at, words) => task_done(hand, school, by, day, (key, at), words).await,
    }
}

async fn plan(hand: &mut Hand<'_>, school: &mut School, by: &Id, story: Story, occurrences: Vec<Id>) -> Result<(), LiveError> {
    let mut people = std::collections::BTreeMap::new();
    if story.everybody {
        let all = hand.sees(by, Colleagues).await?;
        people.extend(all.into_iter().filter(|one| one.roles.contains(&Role::Teacher)).map(|one| (one.id, Part::Member)));
    }
    for part in story.parts {
        people.insert(school.id(part)?, Part::Member);
    }
    if let Some(secretary) = story.secretary {
        people.insert(school.id(secretary)?, Part::Secretary);
    }
    if let Some(chair) = story.chair {
        people.insert(school.id(chair)?, Part::Chair);
    }
    let question = |(text, options, right): &(&str, &[&str], usize)| Question {
        text: (*text).to_owned(),
        options: options.iter().map(|option| (*option).to_owned()).collect(),
        right: *right,
    };
    let content = Content {
        title: story.title.to_owned(),
        time: story.time.to_owned(),
        place: story.place.to_owned(),
        class: story.class.to_owned(),
        subject: story.subject.to_owned(),
        details: story.details.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect(),
        text: story.text.to_owned(),
        until: story.until,
        pass: u32::try_from(story.quiz.len()).unwrap_or(u32::MAX),
        quiz: story.quiz.iter().map(question).collect(),
        ..Content::default()
    };
    let asked = |(question, speaker): &(&str, &str)| Asked { id: None, question: (*question).to_owned(), speaker: (*speaker).to_owned() };
    let agenda = story.agenda.iter().map(asked).collect();
    let planned = Planned { content, day: story.on, owner: school.id(story.owner)?, people, agenda, occurrences };
    let event = hand.does(by, Plan { kind: story.kind.to_owned(), planned }).await?.done;
    school.events.insert(story.key, event);
    Ok(())
}

async fn hold(
    hand: &mut Hand<'_>,
    school: &School,
    by: &Id,
    key: &str,
    away: &[&str],
    counted: Option<(u32, u32)>,
) -> Result<(), LiveError> {
    let event = school.event(key)?;
    let one = hand.sees(by, OneEvent { event: event.clone() }).await?;
    let away: Vec<Id> = away.iter().map(|part| school.id(part)).collect::<Result<_, _>>()?;
    let named = one.kind.attendance == workflow::event::Attendance::Named;
    let came = one.seats.iter().filter(|_| named).map(|seat| (seat.person.clone(), !away.contains(&seat.person))).collect();
    hand.does(by, Hold { event, seen: one.event.entry, came, counted, stood: None }).await.map(drop)
}

async fn write(hand: &mut Hand<'_>, school: &School, by: &Id, key: &str, at: usize, written: Written) -> Result<(), LiveError> {
    let one = hand.sees(by, OneEvent { event: school.event(key)? }).await?;
    let item = one.items.get(at).ok_or_else(|| LiveError::Missing(format!("{key} {at}")))?;
    let task = |(text, part, due): &(&str, &str, Date)| {
        Ok(Task { id: None, text: (*text).to_owned(), person: Some(school.id(part)?), post: String::new(), due: *due })
    };
    let tasks = written.tasks.iter().map(task).collect::<Result<_, LiveError>>()?;
    let opened = Record { heard: String::new(), decided: String::new(), how: None, tasks: Vec::new() };
    let wanted = Record { heard: written.heard.to_owned(), decided: written.decided.to_owned(), how: Some(Taken::Unanimous), tasks };
    hand.does(by, Minute { item: item.id.clone(), seen: item.entry, edit: Edit { opened, wanted } }).await.map(drop)
}

async fn close(hand: &mut Hand<'_>, school: &School, by: &Id, key: &str) -> Result<(), LiveError> {
    let one = hand.sees(by, OneEvent { event: school.event(key)? }).await?;
    let words = one.event.told(records::text::Lang::Ru);
    hand.does(by, Close { event: one.event.id, seen: one.event.entry, words }).await.map(drop)
}

/// Documents of a training came, after it was closed.
async fn certify(hand: &mut Hand<'_>, school: &School, by: &Id, key: &str, parts: &[(&str, &str, Date)]) -> Result<(), LiveError> {
    let one = hand.sees(by, OneEvent { event: school.event(key)? }).await?;
    let mut wanted = one.certificates.clone();
    for (part, number, until) in parts {
        wanted.insert(school.id(part)?, Certificate { number: (*number).to_owned(), until: Some(*until), ..Certificate::default() });
    }
    let edit = Edit { opened: one.certificates, wanted };
    hand.does(by, Certify { event: one.event.id, seen: one.event.entry, edit }).await.map(drop)
}

/// Some read it in the program and answered right.
async fn read(hand: &mut Hand<'_>, school: &School, by: &Id, key: &str, parts: &[&str]) -> Result<(), LiveError> {
    let one = hand.sees(by, OneEvent { event: school.event(key)? }).await?;
    let answers: Vec<usize> = one.event.content.quiz.iter().map(|question| question.right).collect();
    for part in parts {
        let act = Acknowledge { event: one.event.id.clone(), seen: one.event.entry, digest: one.digest.clone(), answers: answers.clone() };
        hand.does(&school.id(part)?, act).await?;
    }
    Ok(())
}

/// Some signed the sheet.
async fn sheet(hand: &mut Hand<'_>, school: &School, by: &Id, day: Date, key: &str, parts: &[&str]) -> Result<(), LiveError> {
    let one = hand.sees(by, OneEvent { event: school.event(key)? }).await?;
    let title = format!("Лист ознакомления, {}", one.event.content.title);
    let address = hand.keeps(papers::word(&[title.clone(), SCHOOL.to_owned(), day.strftime("%d.%m.%Y").to_string()])?).await?;
    let people = parts.iter().map(|part| school.id(part)).collect::<Result<_, _>>()?;
    let sheet = Some(KeptFile { address, name: format!("{title}.docx") });
    let tick = Tick { event: one.event.id, seen: one.event.entry, digest: one.digest, people, day, sheet, note: String::new() };
    hand.does(by, tick).await.map(drop)
}

/// Families brought the torn-off slips back: of some a scan is there, one declined, the others are still waited for.
async fn families(hand: &mut Hand<'_>, school: &School, by: &Id, day: Date, key: &str, signed: usize) -> Result<(), LiveError> {
    let of = hand.reads(by, FamiliesOf { event: school.event(key)? }).await?;
    let title = format!("Отрывные листки, {}", of.event.content.title);
    let address = hand.keeps(papers::word(&[title.clone(), SCHOOL.to_owned(), day.strftime("%d.%m.%Y").to_string()])?).await?;
    let digest = of.event.content.digest().to_string();
    let pupils: Vec<Id> = of.lines.iter().map(|line| line.pupil.clone()).collect();
    let note = |pupils: &[Id], declined: bool| FamiliesSigned {
        event: of.event.id.clone(),
        seen: of.event.entry,
        digest: digest.clone(),
        pupils: pupils.iter().cloned().collect(),
        day,
        declined,
        sheet: (!declined).then(|| FamilySheet { address: address.clone(), name: format!("{title}.docx") }),
    };
    let (came, rest) = pupils.split_at(signed.min(pupils.len()));
    hand.writes(by, note(came, false)).await?;
    if let Some(one) = rest.first() {
        hand.writes(by, note(std::slice::from_ref(one), true)).await?;
    }
    Ok(())
}

async fn task_done(
    hand: &mut Hand<'_>,
    school: &School,
    by: &Id,
    day: Date,
    (key, at): (&str, usize),
    words: &str,
) -> Result<(), LiveError> {
    let one = hand.sees(&school.id(FOUNDER)?, OneEvent { event: school.event(key)? }).await?;
    let task = one.decisions.get(at).ok_or_else(|| LiveError::Missing(format!("{key} {at}")))?;
    hand.does(by, SayDecisionDone { decision: task.id.clone(), seen: task.entry, words: words.to_owned(), on: day }).await.map(drop)
}
