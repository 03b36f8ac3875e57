//! An event as it stands: what it says, who takes part, what is on its agenda, what was decided.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use ledger::Digest;
use records::text::{Lang, folded};
use serde::{Deserialize, Serialize};

use super::kind::{Kind, Whom};
use super::state::{DecisionState, EventState, Part, ReadHow, Taken};
use crate::act::Version;
use crate::id::Id;
use crate::people::post::{Names, name_among};
use crate::plan::KeptFile;
use crate::policy::Place;
use crate::refusal::{Field, Refusal, Rule};
use crate::store::{Db, Row, params};
use crate::subject;
use crate::texts::{self, json};

/// Questions a text can end with.
const MOST_QUESTIONS: usize = 40;
/// Answers a question can offer.
const MOST_OPTIONS: usize = 8;

/// What an event says: the fields a person can change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// What it is about.
    pub title: String,
    /// When on that day, as written.
    pub time: String,
    /// Where.
    pub place: String,
    /// Whose: a class, or nothing for the whole school.
    pub class: String,
    /// Whose: a subject, or nothing for all.
    pub subject: String,
    /// Its kind's own fields by their keys.
    pub details: BTreeMap<String, String>,
    /// What everybody reads.
    pub text: String,
    /// What everybody reads, as a file.
    pub file: Option<KeptFile>,
    /// The last day to read it, or the day until which it holds.
    pub until: Option<Date>,
    /// Questions reading ends with.
    pub quiz: Vec<Question>,
    /// Right answers that are enough.
    pub pass: u32,
}

/// A question about a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What is asked.
    pub text: String,
    /// What can be answered.
    pub options: Vec<String>,
    /// The right one, from nought on.
    pub right: usize,
}

/// Whether a time of day is one: hours and minutes, or words with the number of a lesson or a shift. «25:99» is none, «вечером» is none.
fn clock(time: &str) -> Result<(), Rule> {
    // A school's own clock is its lessons: «после уроков» is a time there, «вечером» is none.
    let by_lessons = ["урок", "перемен", "lesson", "break"].iter().any(|word| time.to_lowercase().contains(word));
    let said = time.trim().is_empty() || by_lessons || time.chars().any(|letter| letter.is_ascii_digit());
    let hour = |word: &str| {
        let (hours, minutes) = word.split_once([':', '.'])?;
        let number = |text: &str| {
            (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse::<u8>().unwrap_or(u8::MAX))
        };
        Some((number(hours)?, number(minutes)?))
    };
    let words = time.split(|letter: char| letter.is_whitespace() || "–—-,;".contains(letter));
    let wrong = words.filter_map(hour).any(|(hours, minutes)| hours > 23 || minutes > 59);
    if wrong || !said { Err(Rule::Wrong(Field::EventTime)) } else { Ok(()) }
}

impl Content {
    /// Whether its time of day is one, or stands there from before.
    pub(super) fn timed(&self, stands: &str) -> Result<(), Rule> {
        if self.time == stands { Ok(()) } else { clock(&self.time) }
    }

    pub(super) fn fits(&self, kind: &Kind) -> Result<(), Rule> {
        texts::required_line(&self.title, Field::EventTitle)?;
        texts::line(&self.time, Field::EventTime)?;
        texts::line(&self.place, Field::EventPlace)?;
        texts::line(&self.class, Field::EventClass)?;
        texts::line(&self.subject, Field::EventSubject)?;
        texts::text(&self.text, Field::EventText)?;
        if let Some(file) = &self.file {
            texts::digest(&file.address, Field::File)?;
            // One that was erased keeps its place without a name.
            texts::line(&file.name, Field::File)?;
        }
        let known = |key: &str| kind.details.iter().find(|detail| detail.key == key);
        let held = self.details.iter().all(|(key, value)| known(key).is_some_and(|detail| detail.takes(value)));
        let read = (kind.has_text() || self.text.is_empty()) && (kind.has_file() || self.file.is_none());
        let asked = if kind.quiz { self.quiz.len() <= MOST_QUESTIONS } else { self.quiz.is_empty() };
        match () {
            () if !held => Err(Rule::Wrong(Field::Details)),
            () if !read => Err(Rule::Wrong(Field::EventText)),
            () if !asked || !self.quiz.iter().all(Question::fits) => Err(Rule::Wrong(Field::Quiz)),
            () if self.pass as usize > self.quiz.len() => Err(Rule::Wrong(Field::PassMark)),
            () => Ok(()),
        }
    }

    /// Whether there is something to read: words, or a file that was not erased.
    #[must_use]
    pub fn can_be_read(&self) -> bool {
        !self.text.is_empty() || self.file.as_ref().is_some_and(|file| !file.erased())
    }

    /// What is confirmed by whoever read it: text, file and questions.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let file = self.file.as_ref().map_or("", |file| file.address.as_str());
        let asked: String =
            self.quiz.iter().map(|one| format!("{}\u{1f}{}\u{1f}{}\u{1e}", one.text, one.options.join("\u{1d}"), one.right)).collect();
        Digest::of(format!("{}\u{1e}{file}\u{1e}{}\u{1e}{asked}", self.text.trim(), self.pass).as_bytes())
    }

    /// Right answers among these.
    #[must_use]
    pub fn score(&self, answers: &[usize]) -> u32 {
        let right = self.quiz.iter().zip(answers).filter(|(question, answer)| question.right == **answer).count();
        u32::try_from(right).unwrap_or(u32::MAX)
    }
}

impl Question {
    fn fits(&self) -> bool {
        let line = |text: &str| !text.trim().is_empty() && texts::line(text, Field::Quiz).is_ok();
        let options = (2..=MOST_OPTIONS).contains(&self.options.len()) && self.options.iter().all(|option| line(option));
        // Two answers of the same words cannot both be right and wrong.
        let apart = self.options.iter().map(|option| folded(option)).collect::<BTreeSet<_>>().len() == self.options.len();
        line(&self.text) && options && apart && self.right < self.options.len()
    }
}

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Id.
    pub id: Id,
    /// Its year.
    pub year: Id,
    /// What it is.
    pub kind: &'static str,
    /// What it says.
    pub content: Content,
    /// Who answers for it.
    pub owner: Id,
    /// Its day.
    pub day: Date,
    /// State.
    pub state: EventState,
    /// Why it was cancelled or opened again.
    pub reason: String,
    /// How many came of how many, where they are counted.
    pub counted: Option<(u32, u32)>,
    /// The number of its minutes, once it was held.
    pub number: Option<u32>,
    /// The entry that last wrote its card, or held it; None where it has none.
    pub(super) card: Option<Version>,
    /// The entry that made it so.
    pub entry: Version,
}

impl Event {
    pub(super) fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        let counted = row.get::<Option<u32>>("came")?.zip(row.get::<Option<u32>>("invited")?);
        Ok(Self {
            id: row.id("id")?,
            year: row.id("year")?,
            kind: row.read("kind", |code| Kind::of(code).map(|kind| kind.code))?,
            content: json(row, "content")?,
            owner: row.id("owner")?,
            day: row.day("day")?,
            state: row.read("state", EventState::from_code)?,
            reason: row.get("reason")?,
            counted,
            number: row.get("number")?,
            card: row.get("card")?,
            entry: row.get("entry")?,
        })
    }

    pub(super) fn read(db: &Db<'_>, id: &Id) -> Result<Self, Refusal> {
        let found = db.one("select * from event where id = ?", [id.as_str()], Self::of)?;
        found.ok_or_else(|| Refusal::of(Rule::NotThere).about([id.clone()]))
    }

    /// What stands as evidence at the times of the plan it shows: «Педагогический совет 12.11.2026: Итоги четверти». A plan and its report are
    /// read by many: of work with pupils they say the kind and the day, and of what is seen by few alone not even the kind.
    #[must_use]
    pub fn told(&self, lang: Lang) -> String {
        let day = self.day.strftime("%d.%m.%Y").to_string();
        match Kind::of(self.kind) {
            Some(kind) if kind.restricted => words::events::evidence_of_pupils(lang, words::events::with_pupils(lang), day),
            Some(kind) if kind.names_pupils() => words::events::evidence_of_pupils(lang, (kind.name)(lang), day),
            kind => words::events::evidence(lang, kind.map(|kind| (kind.name)(lang)).unwrap_or_default(), day, &self.content.title),
        }
    }

    /// Whose minutes it continues: a subject, a class.
    pub(super) fn row(&self) -> (String, &str) {
        (subject::key(&self.content.subject), self.content.class.trim())
    }

    /// What it is.
    ///
    /// # Errors
    /// The database names a kind this program does not know.
    pub fn kind(&self) -> Result<&'static Kind, Refusal> {
        Kind::of(self.kind).ok_or(Refusal::of(Rule::Disk))
    }

    /// Whether it is about pupils.
    pub(super) fn names_pupils(&self) -> bool {
        Kind::of(self.kind).is_some_and(Kind::names_pupils)
    }

    /// Where it stands, for rights: whose class and subject, who answers for it, who takes part.
    pub(super) fn place(&self, seats: &[Seat]) -> Place {
        // Of what is about pupils whoever answers for it is asked, not whose class or subject it is.
        let some = |text: &str| (!text.trim().is_empty() && !self.names_pupils()).then(|| text.trim().to_owned());
        // A visit is about the lesson of a teacher: whose class it was held in has no part in it, least of all where it is her own.
        let visit = Kind::of(self.kind).is_some_and(|kind| matches!(kind.whom, Whom::One(_)));
        Place {
            class: some(&self.content.class).filter(|_| !visit),
            subject: some(&self.content.subject),
            owner: Some(self.owner.clone()),
            shared: seats.iter().filter(|seat| seat.part != Part::Member).map(|seat| seat.person.clone()).collect(),
            ..Place::of(&self.id)
        }
    }
}

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Who.
    pub person: Id,
    /// Her name.
    pub name: String,
    /// As what.
    pub part: Part,
    /// Whether she came; None while it is not known.
    pub came: Option<bool>,
    /// How she was acquainted with the text.
    pub read: Option<Read>,
    /// What she says of it herself: her last word.
    pub note: String,
    /// All she said of it, the earliest first, where it is shown.
    pub words: Vec<OwnWord>,
    /// Whether she works here no longer.
    pub left: bool,
    /// The entry that made it so.
    pub entry: Version,
}

/// What somebody said of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWord {
    /// When.
    pub day: Date,
    /// Her words; nothing where she had nothing to add.
    pub words: String,
}

/// That somebody was acquainted with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// How.
    pub how: ReadHow,
    /// When.
    pub day: Date,
    /// Digest of the text she read.
    pub digest: String,
    /// The sheet with her signature, for whoever may see it: it holds the signatures of all.
    pub sheet: Option<KeptFile>,
    /// Whether the scan of that sheet is kept.
    pub scanned: bool,
    /// Right answers, where there were questions.
    pub score: Option<u32>,
    /// Why she declined, as whoever leads wrote it.
    pub note: String,
}

impl Seat {
    /// As colleagues see it, on pages, sheets and registers: that she read it; not how she answered questions, nor that she declined, nor why.
    pub(super) fn for_colleagues(&mut self) {
        let read = self.read.take().filter(|read| read.how != ReadHow::Declined);
        self.read = read.map(|read| Read { sheet: None, score: None, note: String::new(), ..read });
    }

    /// Without what she said, where its card waits for her.
    pub(super) fn without_words(&mut self) {
        self.note.clear();
        self.words.clear();
    }

    fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        let how = row.get::<Option<String>>("read_how")?.as_deref().and_then(ReadHow::from_code);
        let read = match how.zip(texts::day(row, "read_day")?) {
            None => None,
            Some((how, day)) => {
                let sheet = row.get::<Option<String>>("read_sheet")?;
                let name: String = row.get("read_sheet_name")?;
                let digest = row.get::<Option<String>>("read_digest")?.unwrap_or_default();
                Some(Read {
                    how,
                    day,
                    digest,
                    scanned: sheet.is_some() && !name.is_empty(),
                    sheet: sheet.map(|address| KeptFile { address, name }),
                    score: row.get("score")?,
                    note: row.get("read_note")?,
                })
            }
        };
        Ok(Self {
            person: row.id("person")?,
            name: row.get("name")?,
            part: row.read("part", Part::from_code)?,
            came: row.get("came")?,
            read,
            note: row.get("note")?,
            words: Vec::new(),
            left: row.get::<String>("state")? == "locked",
            entry: row.get("entry")?,
        })
    }

    /// Those of an event. Most who ask decide what somebody may: a look that shows them says by `called` what tells namesakes apart.
    pub(super) fn all(db: &Db<'_>, event: &Id) -> Result<Vec<Self>, Refusal> {
        let sql = "select seat.*, person.name, person.state from seat join person on person.id = seat.person where event = ?
            order by person.name, person.id";
        db.all(sql, [event.as_str()], Self::of)
    }
}

impl Seat {
    /// As a page calls them.
    pub(super) fn called(seats: &mut [Self], names: &Names) {
        seats.iter_mut().for_each(|seat| seat.name = name_among(names, &seat.person));
    }

    /// Those of all events at once, for lists of many.
    pub(super) fn by_event(db: &Db<'_>) -> Result<BTreeMap<Id, Vec<Self>>, Refusal> {
        let sql =
            "select seat.*, person.name, person.state from seat join person on person.id = seat.person order by person.name, person.id";
        let mut seats = BTreeMap::<Id, Vec<Self>>::new();
        for (event, seat) in db.all(sql, [], |row| Ok((row.id("event")?, Self::of(row)?)))? {
            seats.entry(event).or_default().push(seat);
        }
        Ok(seats)
    }
}

/// A question of an agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Id.
    pub id: Id,
    /// Whether it is what came of earlier decisions.
    pub earlier: bool,
    /// The question; nothing where it is what came of earlier decisions.
    pub question: String,
    /// Who speaks.
    pub speaker: String,
    /// What was heard.
    pub heard: String,
    /// What was decided.
    pub decided: String,
    /// How.
    pub how: Option<Taken>,
    /// The entry that made it so.
    pub entry: Version,
}

impl Item {
    fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        Ok(Self {
            id: row.id("id")?,
            earlier: row.get("earlier")?,
            question: row.get("question")?,
            speaker: row.get("speaker")?,
            heard: row.get("heard")?,
            decided: row.get("decided")?,
            how: row.get::<Option<String>>("how")?.as_deref().and_then(Taken::from_code),
            entry: row.get("entry")?,
        })
    }

    pub(super) fn all(db: &Db<'_>, event: &Id) -> Result<Vec<Self>, Refusal> {
        db.all("select * from agenda_item where event = ? order by place, id", [event.as_str()], Self::of)
    }

    /// Whether anything was written of it.
    #[must_use]
    pub fn is_written(&self) -> bool {
        !self.heard.trim().is_empty() || !self.decided.trim().is_empty()
    }
}

/// Something that was decided and is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Id.
    pub id: Id,
    /// Where it was decided.
    pub event: Id,
    /// Under which question.
    pub item: Id,
    /// What is to be done.
    pub text: String,
    /// By whom, where it is a person of the school.
    pub person: Option<Id>,
    /// By whom, as written.
    pub post: String,
    /// The last day.
    pub due: Date,
    /// State.
    pub state: DecisionState,
    /// What was said of it: what was done, why it was put off or withdrawn.
    pub words: String,
    /// The day it was done.
    pub done: Option<Date>,
    /// The entry that made it so.
    pub entry: Version,
}

impl Decision {
    pub(super) fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        Ok(Self {
            id: row.id("id")?,
            event: row.id("event")?,
            item: row.id("item")?,
            text: row.get("text")?,
            person: row.get::<Option<String>>("person")?.and_then(|id| Id::read(&id)),
            post: row.get("post")?,
            due: row.day("due")?,
            state: row.read("state", DecisionState::from_code)?,
            words: row.get("words")?,
            done: texts::day(row, "done_day")?,
            entry: row.get("entry")?,
        })
    }

    pub(super) fn read(db: &Db<'_>, id: &Id) -> Result<Self, Refusal> {
        let found = db.one("select * from decision where id = ?", [id.as_str()], Self::of)?;
        found.ok_or_else(|| Refusal::of(Rule::NotThere).about([id.clone()]))
    }

    pub(super) fn all(db: &Db<'_>, event: &Id) -> Result<Vec<Self>, Refusal> {
        let sql = "select decision.* from decision join agenda_item on agenda_item.id = decision.item where decision.event = ?
            order by agenda_item.place, decision.place, decision.id";
        db.all(sql, [event.as_str()], Self::of)
    }

    /// What earlier events of the same kind, class and subject decided and what is not closed before this one, the oldest first: it comes first
    /// on the agenda. Decisions that were settled since the event before are among them.
    pub(super) fn earlier(db: &Db<'_>, event: &Event) -> Result<Vec<Self>, Refusal> {
        let sql = "select id, coalesce(content ->> '$.subject', '') as subject from event where kind = ?1 and id <> ?2 and day <= ?3
            and state in ('held', 'closed') and coalesce(content ->> '$.class', '') = ?4 order by day desc, id desc";
        let with = [event.kind, event.id.as_str(), &event.day.to_string(), &event.content.class];
        let mut row = db.all(sql, with, |row| Ok((row.id("id")?, row.get::<String>("subject")?)))?;
        row.retain(|(_, of)| subject::same(of, &event.content.subject));
        let mut found = Vec::new();
        for (place, (id, _)) in row.iter().enumerate() {
            // Of the last one whatever it decided; of those before what is open still.
            let sql = "select * from decision where event = ?1 and (?2 or state = 'open')";
            found.extend(db.all(sql, params![id.as_str(), place == 0], Self::of)?);
        }
        found.sort_by(|a, b| (a.due, &a.id).cmp(&(b.due, &b.id)));
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn what_looks_like_an_hour_is_one() {
        for time in ["", "14:30", "9.05", "14:30–15:10", "с 8:00 до 9:00", "после 6 урока", "6 урок", "2-я смена"]
        {
            assert!(clock(time).is_ok(), "{time}");
        }
        for time in ["25:99", "24:00", "12:60", "14:30–15:75", "7.99", "вечером", "—"] {
            assert!(clock(time).is_err(), "{time}");
        }
    }
}
