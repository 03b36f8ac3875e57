//! The visible list of checks. Each returns what it found; empty = in order.

mod circles;
mod growth;
mod rooms;
mod texts;
mod vendor;

use crate::tree::Tree;

/// A check: its name and what it looks for.
pub type Check = (&'static str, fn(&Tree) -> Vec<String>);

/// Every check, in the order of ARCHITECTURE.md.
pub const ALL: &[Check] = &[
    ("arrows between rooms go down only", rooms::arrows),
    ("imports close no circle over more than a parent and its children", circles::circles),
    ("pure rooms do no I/O, read no clock, are not async, never log", rooms::purity),
    ("random numbers and transcendental functions come from one place", rooms::determinism),
    ("the database has one door, and unsafe one place", rooms::door),
    ("no shortcut that may panic outside tests", rooms::panics),
    ("files stay readable", growth::sizes),
    ("one integration-test binary per crate", growth::test_binaries),
    ("an indicator is one file with card and tests, in the visible list", growth::indicators),
    ("a layout and a command stand in their visible lists", growth::lists),
    ("every interface word is said somewhere", texts::idle),
    ("texts for people are calm and neutral", texts::tone),
    ("nothing of one machine is written down", texts::machine),
    ("reference data name their source and confidence", texts::citations),
    ("vendored assets are the ones listed", vendor::sums),
    ("nothing generated or binary is tracked", vendor::binaries),
    ("what is called built has code, a page and a test", crate::coverage::honest),
    ("docs/coverage.md is current", crate::coverage::current),
];
