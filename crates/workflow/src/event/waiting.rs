//! What waits for somebody else: nobody is told to do it meanwhile.

use jiff::civil::Date;

use super::card::{Card, uncommented};
use super::stored::{Event, Seat};
use crate::id::Id;
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::store::Db;

/// Whether the card of an event is written and waits for the word of whoever was visited. It is asked of the event as it is kept: a list has no
/// card to be asked of.
pub(super) fn waits_for_a_word(by: &Reader, db: &Db<'_>, event: &Id) -> Result<bool, Refusal> {
    Ok(waits(by, db, event)?.is_some())
}

/// Until when a card waits for a word, and the moment the card is of.
fn waits(by: &Reader, db: &Db<'_>, event: &Id) -> Result<Option<(Date, jiff::Timestamp)>, Refusal> {
    let event = Event::read(db, event)?;
    let seats = Seat::all(db, &event.id)?;
    let card = Card::read(db, &event, event.kind()?, &seats)?;
    Ok(card.and_then(|card| Some((card.awaits(by)?.until?, card.written()))))
}

/// A card that waits for the reader's own word before anybody else sees it.
pub(crate) struct AskedFirst {
    /// The visit.
    pub(crate) event: Id,
    /// The last day her word is waited for.
    pub(crate) until: Date,
    /// When the card was written as it stands.
    pub(crate) written: jiff::Timestamp,
}

/// Cards that wait for the reader's own word.
pub(crate) fn asked_first(by: &Reader, db: &Db<'_>) -> Result<Vec<AskedFirst>, Refusal> {
    let Some(me) = by.person() else { return Ok(Vec::new()) };
    let mut asked = Vec::new();
    for event in uncommented(db, me, by.now().date())? {
        if let Some((until, written)) = waits(by, db, &event.id)? {
            asked.push(AskedFirst { event: event.id, until, written });
        }
    }
    Ok(asked)
}
