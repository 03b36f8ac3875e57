//! Bytes of a file into records, with every problem found and where. Nothing is guessed, nothing is repaired silently.
