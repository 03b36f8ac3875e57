//! The pages of the office, a file each.

pub mod bare;
pub mod draft;
pub mod enter;
pub mod event;
pub mod frame;
pub mod head;
pub mod journal;
pub mod listing;
pub mod matters;
pub mod mistake;
pub mod parts;
pub mod people;
pub mod person;
pub mod plan;
pub mod recovery;
pub mod rehearsal;
pub mod results;
pub mod roster;
pub mod school;
pub mod search;
pub mod sign_in;
pub mod start;
pub mod strip;
pub mod support;
pub mod today;
pub mod way;
