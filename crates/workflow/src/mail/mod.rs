//! Letters: the server they are sent by, where people want them, and what waits to be sent.
//!
//! A letter is made in the transaction of what it tells and sent beside acts; it is marked before it is handed over, so none is sent twice, and
//! of one whose fate is not known that is told.

mod address;
mod letter;
mod resuming;
mod server;

pub use address::{ConfirmAddress, MailAddress, MyMail, SetAddress, Wish};
pub use letter::{Fault, LetterState, Outcome};
pub(crate) use letter::{dropped, enclose, over, wait};
pub use resuming::ResumeMail;
pub use server::{MailServer, MailServerShown, MailState, Security, Server, SetMail};
