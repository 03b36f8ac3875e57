//! People, their accounts, and the roles they hold.

mod account;
mod admitting;
mod code;
mod colleagues;
mod compared;
mod deputy;
mod granted;
mod held;
mod leaving;
mod links;
mod list;
mod managing;
mod merge;
mod one;
mod oneself;
mod password;
mod person;
pub(crate) mod post;
mod seats;
mod sign_in;

pub use account::{Account, ChangePassword, Claim, IssueSlip, SigningIn};
pub use admitting::{Admit, Admitted, Awaited, AwaitedPerson, LetIn};
pub use code::{CodeKey, SealedKey, SetCode};
pub use colleagues::{Colleague, Colleagues};
pub use compared::{Belongs, ComparePeople, PeopleCompared};
pub use deputy::{Appoint, Deputising, EndDeputy};
pub use held::{Give, Given, Withdraw};
pub use leaving::{Leave, Left};
pub use list::{HeldRole, List, Person};
pub(crate) use managing::{MANAGERS, ONESELF};
pub use merge::{MergePeople, PartPeople};
pub use one::{One, PersonShown, StandsIn};
pub use oneself::{Me, Oneself};
pub use password::{Hash, Slip};
pub use person::{Activate, Invite, Lock, State, Step, Unlock};
pub use post::{OnPaper, SetPost, proposed};

pub(crate) use deputy::signers;
pub(crate) use held::{give, rights};
pub(crate) use merge::{forget_file, present};
pub(crate) use person::{add, named, remove};
