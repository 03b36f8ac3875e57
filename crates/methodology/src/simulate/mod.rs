//! Simulated schools with known truth.
