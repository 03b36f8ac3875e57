//! Cards of the indicators by id: the texts of the methodology chapter and of the result-set pages.

use methodology::card::Card;

/// Every card, in the order of the registry.
pub(crate) fn all() -> Vec<&'static Card> {
    Vec::new()
}

/// The card of an indicator.
pub(crate) fn find(id: &str) -> Option<&'static Card> {
    all().into_iter().find(|card| card.id == id)
}
