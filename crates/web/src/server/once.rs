//! One-time keys of forms.

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
