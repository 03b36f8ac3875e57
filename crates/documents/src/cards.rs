//! Cards of the indicators by id: the texts of the methodology chapter and of the result-set pages.

pub(crate) use methodology::indicators::{card as find, cards as all, unit_cards as of_units};
