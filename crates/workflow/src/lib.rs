//! Everything a person at a desk does, with state and rights: acts change, looks show, the store is the one door to the database.
#![warn(missing_docs)]

mod act;
mod acts;
pub mod calendar;
mod coded;
pub mod erasure;
pub mod event;
mod field;
mod id;
pub mod journal;
pub mod levels;
pub mod mail;
pub mod marks;
pub mod newyear;
pub mod notice;
pub mod people;
pub mod plan;
mod policy;
pub mod procedure;
mod reader;
pub mod ready;
pub mod recovery;
mod refusal;
pub mod results;
mod role;
pub mod roster;
pub mod school;
mod store;
mod subject;
mod texts;
mod world;
mod wrong;

pub use act::{Act, Look, Said, Version};
pub use acts::{ACTS, LOOKS, Listed, Visitor, for_each, names, said};
pub use id::Id;
pub use policy::{Place, Policy, Purpose, Reach, Second, Unattended};
pub use reader::{Actor, Reader};
pub use refusal::{Conflict, Door, Field, LastWritten, Refusal, Rule};
pub use role::{Grant, Role, Scope};
pub use store::{
    Damaged, Db, ERASED, LetterSays, Once, OpenError, Outgoing, Receipt, RestoreError, RestoredSchool, Restoring, Row, Store, Surroundings,
    Tx, Upload, restore,
};
pub use texts::{LINE as LONGEST_LINE, TEXT as LONGEST_TEXT};
pub use world::{EventWorld, PlanWorld, ProcedureWorld, RosterWorld, World};

/// The example of the README runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
