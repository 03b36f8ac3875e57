//! People, their accounts, and the roles they hold.

mod held;
mod list;
mod managing;
mod person;

pub use held::{Give, Given, Withdraw};
pub use list::{HeldRole, List, Person};
pub use person::{Activate, Invite, Lock, State, Step, Unlock};

pub(crate) use held::{give, rights};
pub(crate) use person::{add, named};
