//! One file per layout.
