//! The schedule of procedures: a year's list, a month and a week by class; a procedure with what can be done now; its form.
//! covers: R40, C11

pub mod asked;
pub mod clash;
pub mod entering;
pub mod grid;
pub mod hours;
pub mod list;
pub mod observers;
pub mod one;
pub mod ordering;
pub mod papers;
pub mod steps;
pub mod told;
pub mod typing;
