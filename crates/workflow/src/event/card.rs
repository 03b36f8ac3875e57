//! The card of a visit: whoever was visited says her word of it first. Until she did, or a term ran out since the card was last written, it is
//! seen by whoever visited and by her alone, and the visit is not closed. Of her nothing is required: silence lets the term run (C12).
//! covers: R18

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use records::telling::Telling;

use super::kind::{Kind, Whom};
use super::planned::Planned;
use super::state::EventState;
use super::stored::{Event, OwnWord, Seat};
use crate::id::Id;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::store::{Db, params};

/// Days she is told that she may add her own word of a visit.
const COMMENTED: i64 = 30;

/// How far the card of an event is.
pub(super) struct Card {
    state: EventState,
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
        let mut asked = seats.iter().filter(|seat| seat.came != Some(false) && seat.person != event.owner).peekable();
        let answered = asked.peek().is_some() && asked.all(|seat| said.contains(&seat.person));
        let filled = |key: &str| event.content.details.get(key).is_some_and(|value| !value.trim().is_empty());
        let whole = kind.details.iter().filter(|detail| detail.after && detail.required).all(|detail| filled(detail.key));
        Ok(Some(Self { state: event.state, written, whole, answered }))
    }

    /// Whether the card of one is not that of the other.
    pub(super) fn differs(kind: &Kind, one: &Planned, other: &Planned) -> bool {
        let of = |planned: &Planned, key: &str| planned.content.details.get(key).map_or("", |value| value.trim()).to_owned();
        kind.details.iter().any(|detail| detail.after && of(one, detail.key) != of(other, detail.key))
    }

    /// What it waits for; None once others see it.
    pub(super) fn awaits(&self, by: &Reader) -> Option<Awaits> {
        let days = Telling::shipped().map_or(0, |telling| telling.word);
        let since = by.now().time_zone().to_datetime(self.written).date();
        let until = since.checked_add(Span::new().days(days)).unwrap_or(since);
        match self.state {
            EventState::Closed => None,
            EventState::Held if self.whole && (self.answered || until < by.now().date()) => None,
            EventState::Held if self.whole => Some(Awaits { until: Some(until) }),
            _ => Some(Awaits { until: None }),
        }
    }
}

/// Whether the card is the reader's own: she visited, or it is about her. Nobody stands in for either.
pub(super) fn is_of(by: &Reader, event: &Event, seats: &[Seat]) -> bool {
    by.person().is_some_and(|me| event.owner == *me || seats.iter().any(|seat| seat.person == *me))
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

/// What was held about one person alone in the last weeks, and she has said nothing of it yet; nobody says it for her.
pub(super) fn uncommented(db: &Db<'_>, me: &Id, today: Date) -> Result<Vec<Event>, Refusal> {
    let since = today.checked_sub(Span::new().days(COMMENTED)).unwrap_or(today);
    let sql = "select event.* from event join seat on seat.event = event.id
        where seat.person = ?1 and event.owner <> ?1 and not exists (select 1 from own_word where own_word.event = event.id and own_word.person = ?1
            and (event.state = 'closed' or own_word.card = event.card)) and coalesce(seat.came, 1) = 1 and event.state in ('held', 'closed') and event.day >= ?2
            and (select count(*) from seat as other where other.event = event.id) = 1
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
