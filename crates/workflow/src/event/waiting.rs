//! What waits for somebody else: nobody is told to do it meanwhile.

use super::card::Card;
use super::stored::{Event, Seat};
use crate::id::Id;
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::store::Db;

/// Whether the card of an event is written and waits for the word of whoever was visited. It is asked of the event as it is kept: a list has no
/// card to be asked of.
pub(super) fn waits_for_a_word(by: &Reader, db: &Db<'_>, event: &Id) -> Result<bool, Refusal> {
    let event = Event::read(db, event)?;
    let seats = Seat::all(db, &event.id)?;
    let card = Card::read(db, &event, event.kind()?, &seats)?;
    Ok(card.and_then(|card| card.awaits(by)?.until).is_some())
}
