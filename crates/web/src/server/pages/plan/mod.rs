//! Plans: the list, a plan whole in its views, a measure with its history, a file of a plan taken in, approval, schedules.

pub mod approve;
pub mod batches;
pub mod days;
pub mod edit;
pub mod effect;
pub mod effect_forms;
pub mod found;
pub mod import;
pub mod issued;
pub mod levels;
pub mod library;
pub mod list;
pub mod measure;
mod numbers;
pub mod orders;
pub mod papers;
pub mod preface;
pub mod reading;
mod report;
pub mod schedules;
pub mod several;
pub mod shape;
pub mod told;
pub mod views;
pub mod whole;
