//! Statistics and psychometrics as pure functions: numbers in, numbers out; nothing here knows of schools.
#![warn(missing_docs)]
