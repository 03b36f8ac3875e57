//! Randomness the store is given.

/// A source of random bytes; false where the system has none.
pub(super) type Random = Box<dyn FnMut(&mut [u8]) -> bool + Send>;
