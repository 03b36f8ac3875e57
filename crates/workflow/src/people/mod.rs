//! People, their accounts, and the roles they hold.

mod account;
mod colleagues;
mod held;
mod list;
mod managing;
mod oneself;
mod password;
mod person;
mod sign_in;

pub use account::{Account, ChangePassword, Claim, IssueSlip, SigningIn};
pub use colleagues::{Colleague, Colleagues};
pub use held::{Give, Given, Withdraw};
pub use list::{HeldRole, List, Person};
pub use oneself::{Me, Oneself};
pub use password::{Hash, Slip};
pub use person::{Activate, Invite, Lock, State, Step, Unlock};

pub(crate) use held::{give, rights};
pub(crate) use person::{add, named, remove};
