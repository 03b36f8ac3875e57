//! Indicators, one file each, and their visible list.
