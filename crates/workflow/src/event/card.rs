//! The card of a visit: whoever was visited says her word of it first. Until she did, or a term ran out since the card was last written, it is
//! seen by whoever visited and by her alone, and the visit is not closed. Of her nothing is required: silence lets the term run (C12).
//! covers: R18

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use records::plan::calendar::Calendar;
use records::telling::Telling;

use super::kind::{Kind, Whom};
use super::planned::Planned;
use super::state::EventState;
use super::stored::{Content, Event, OwnWord, Seat};
use crate::id::Id;
use crate::plan::calendar_of;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Db, params};

/// Days she is told that she may add her own word of a visit.
const COMMENTED: i64 = 30;

/// How far the card of an event is.
pub(super) struct Card {
    state: EventState,
    /// Days lessons are held, by which the term ends.
    calendar: Calendar,
    /// When it was last written, or the visit held: what else is mended of it, a room or who came, lets no term run again.
    written: Timestamp,
    /// Whether nothing lacks in it.
    whole: bool,
    /// Whether everybody it is about said her word of it as it stands.
    answered: bool,
}

/// A card that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Awaits {
    /// The last day; None while the card is not written.
    pub until: Option<Date>,
}

impl Card {
    /// None where the kind has no card.
    pub(super) fn read(db: &Db<'_>, event: &Event, kind: &Kind, seats: &[Seat]) -> Result<Option<Self>, Refusal> {
        if !kind.has_card() {
            return Ok(None);
        }
        let put = event.card.unwrap_or(event.entry);
        let moment = db.one("select at from entry where sequence = ?", params![put], |row| row.get::<i64>("at"))?;
        let written = moment.and_then(|at| Timestamp::from_second(at).ok()).ok_or(Refusal::of(Rule::Disk))?;
        let sql = "select person from own_word where event = ? and card = ?";
        let said: Vec<Id> = db.all(sql, params![event.id.as_str(), put], |row| row.id("person"))?;
        let mut named = seats.iter().filter(|seat| seat.person != event.owner).peekable();
        // Where nobody is named, as in visits of before, there is nobody to wait for; whoever did not come is asked nothing, and the term runs.
        let nobody = named.peek().is_none();
        let mut asked = named.filter(|seat| seat.came != Some(false)).peekable();
        let answered = nobody || asked.peek().is_some() && asked.all(|seat| said.contains(&seat.person));
        let mut needed = kind.details.iter().filter(|detail| detail.after && detail.required);
        let whole = needed.all(|detail| !value(&event.content, detail.key).is_empty());
        let calendar = calendar_of(db, &event.year)?;
        Ok(Some(Self { state: event.state, calendar, written, whole, answered }))
    }

    /// Whether the card of one is not that of the other.
    pub(super) fn differs(kind: &Kind, one: &Planned, other: &Planned) -> bool {
        kind.details.iter().any(|detail| detail.after && value(&one.content, detail.key) != value(&other.content, detail.key))
    }

    /// Whether nothing stands in it.
    pub(super) fn is_empty(kind: &Kind, planned: &Planned) -> bool {
        kind.details.iter().all(|detail| !detail.after || value(&planned.content, detail.key).is_empty())
    }

    /// When it was written as it stands.
    pub(super) const fn written(&self) -> Timestamp {
        self.written
    }

    /// This day, or the first one after it on which lessons are held: a term does not run out in the holidays. Outside the year, this day.
    fn first_day_at_school(&self, day: Date) -> Date {
        let year = self.calendar.year();
        let mut days = year.each().skip_while(|one| *one < day).filter(|one| self.calendar.teaches(*one));
        if year.hold(day) { days.next().unwrap_or(day) } else { day }
    }

    /// What it waits for; None once others see it.
    pub(super) fn awaits(&self, by: &Reader) -> Option<Awaits> {
        let days = Telling::shipped().map_or(0, |telling| telling.word);
        let since = by.now().time_zone().to_datetime(self.written).date();
        let until = self.first_day_at_school(since.checked_add(Span::new().days(days)).unwrap_or(since));
        match self.state {
            EventState::Closed => None,
            EventState::Held if self.whole && (self.answered || until < by.now().date()) => None,
            EventState::Held if self.whole => Some(Awaits { until: Some(until) }),
            _ => Some(Awaits { until: None }),
        }
    }
}

/// What stands in a field of a kind.
fn value<'a>(content: &'a Content, key: &str) -> &'a str {
    content.details.get(key).map_or("", |value| value.trim())
}

/// Whether the card is the reader's own: she visited, or it is about her. Nobody stands in for either.
pub(super) fn is_of(by: &Reader, event: &Event, seats: &[Seat]) -> bool {
    by.person().is_some_and(|me| event.owner == *me || seats.iter().any(|seat| seat.person == *me))
}

/// Whether the card is about the reader, and not hers to write or to close: she visited nobody.
pub(super) fn is_about(by: &Reader, event: &Event, kind: &Kind, seats: &[Seat]) -> bool {
    let seated = by.person().is_some_and(|me| event.owner != *me && seats.iter().any(|seat| seat.person == *me));
    kind.has_card() && seated
}

/// Takes the card out of what is shown.
pub(super) fn keep_back(event: &mut Event) {
    let Some(kind) = Kind::of(event.kind).filter(|kind| kind.has_card()) else { return };
    event.content.details.retain(|key, _| kind.details.iter().any(|detail| detail.key == key && !detail.after));
}

/// Puts the words that were said beside their people, and takes the card out for whoever does not see it yet; what it waits for, and whether she
/// sees it.
pub(super) fn show(
    by: &Reader,
    db: &Db<'_>,
    card: Option<Card>,
    (event, seats): (&mut Event, &mut [Seat]),
) -> Result<(Option<Awaits>, bool), Refusal> {
    for (person, word) in words_of(db, by, &event.id)? {
        seats.iter_mut().filter(|seat| seat.person == person).for_each(|seat| seat.words.push(word.clone()));
    }
    let Some(card) = card else { return Ok((None, false)) };
    let awaits = card.awaits(by);
    let sees = awaits.is_none() || is_of(by, event, seats);
    if !sees {
        keep_back(event);
        seats.iter_mut().for_each(Seat::without_words);
    }
    Ok((awaits, sees))
}

/// What was held about her in the last weeks, and she has said nothing of it yet; nobody says it for her. Whose card waits for her is told whenever
/// it was held: its term runs from the day it was put before her.
pub(super) fn uncommented(db: &Db<'_>, me: &Id, today: Date) -> Result<Vec<Event>, Refusal> {
    let since = today.checked_sub(Span::new().days(COMMENTED)).unwrap_or(today);
    let sql = "select event.* from event join seat on seat.event = event.id left join entry on entry.sequence = event.card
        where seat.person = ?1 and event.owner <> ?1 and not exists (select 1 from own_word where own_word.event = event.id and own_word.person = ?1
            and (event.state = 'closed' or own_word.card = event.card)) and coalesce(seat.came, 1) = 1 and event.state in ('held', 'closed')
            and max(event.day, coalesce(date(entry.at, 'unixepoch'), event.day)) >= ?2
            and ((event.state = 'held' and event.card is not null) or (select count(*) from seat as other where other.event = event.id) = 1)
        order by event.day, event.id";
    let mut held = db.all(sql, params![me.as_str(), since.to_string()], Event::of)?;
    held.retain(|event| event.kind().is_ok_and(|kind| matches!(kind.whom, Whom::One(_))));
    Ok(held)
}

/// Every word that was said of an event, the earliest first.
fn words_of(db: &Db<'_>, by: &Reader, event: &Id) -> Result<Vec<(Id, OwnWord)>, Refusal> {
    let sql = "select person, words, at from own_word join entry on sequence = entry where event = ? order by entry";
    db.all(sql, [event.as_str()], |row| {
        let at = Timestamp::from_second(row.get("at")?).map_err(|_| Refusal::of(Rule::Disk))?;
        let day = by.now().time_zone().to_datetime(at).date();
        Ok((row.id("person")?, OwnWord { day, words: row.get("words")? }))
    })
}
