//! Layouts that real programs write, for the demo, the filled form and the tests of `intake`.
