//! What leaves the school, and what is kept for next year, over whole simulated data.

mod kept;
mod reader;
