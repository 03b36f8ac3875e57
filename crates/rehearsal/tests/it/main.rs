//! What leaves the school, and what is kept for next year, over whole simulated data.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its own data fails")]

mod kept;
mod order;
mod reader;
