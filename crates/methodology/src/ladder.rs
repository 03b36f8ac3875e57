//! The ladder of references: what a set can be compared with.
