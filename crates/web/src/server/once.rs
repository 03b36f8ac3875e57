//! What is good once: keys of forms, slips.

use workflow::people::Slip;
use workflow::{Once, Refusal};

use crate::shell::session::Secret;

/// A one-time key for a form.
///
/// # Errors
/// The system gives no randomness.
pub fn once() -> Result<Once, Refusal> {
    let stopped = || Refusal::of(workflow::Rule::Stopped);
    let secret = Secret::fresh().map_err(|_| stopped())?;
    Once::read(secret.text()).ok_or_else(stopped)
}

/// A slip nobody holds yet.
///
/// # Errors
/// The system gives no randomness.
pub fn slip() -> Result<Slip, Refusal> {
    let mut random = [0; 10];
    getrandom::fill(&mut random).map_err(|_| Refusal::of(workflow::Rule::Stopped))?;
    Ok(Slip::of(random))
}
