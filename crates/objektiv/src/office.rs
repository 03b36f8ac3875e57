//! The office as commands meet it: its clock, its randomness, and what stands in the way said to people.

use std::future::Future;
use std::path::Path;

use jiff::{Timestamp, ZonedDateTime};
use web::server::ServeError;
use words::objektiv;
use workflow::{Actor, Once, OpenError, Reader, Refusal, Store, Surroundings};

use crate::desk::Desk;
use crate::failure::{Failure, reason};

/// The school's folder where none is named.
pub const FOLDER: &str = "objektiv-school";

/// Fills a slice with random bytes of the system.
pub fn random(bytes: &mut [u8]) -> bool {
    getrandom::fill(bytes).is_ok()
}

/// Random bytes.
///
/// # Errors
/// The system has none.
pub fn drawn<const N: usize>(folder: &Path, desk: &Desk) -> Result<[u8; N], Failure> {
    let mut bytes = [0; N];
    if random(&mut bytes) { Ok(bytes) } else { Err(unopened(&OpenError::NoRandomness, folder, desk)) }
}

/// A school's folder, as whoever sits at the machine opens it.
///
/// # Errors
/// What stands in the way, in words.
pub fn opened(folder: &Path, desk: &Desk) -> Result<Store, Failure> {
    let surroundings = Surroundings { random: Box::new(random), address: String::new() };
    Store::open(folder, surroundings).map_err(|error| unopened(&error, folder, desk))
}

/// Whoever sits at the machine, now by this zone.
pub fn console(zone: &str) -> Reader {
    let now = Timestamp::now();
    Reader::new(Actor::Console, now.in_tz(zone).unwrap_or_else(|_| utc(now)))
}

fn utc(now: Timestamp) -> ZonedDateTime {
    ZonedDateTime::new(now, jiff::tz::TimeZone::UTC)
}

/// A one-time key of this call.
///
/// # Errors
/// The system has no randomness.
pub fn once(folder: &Path, desk: &Desk) -> Result<Once, Failure> {
    let bytes: [u8; 16] = drawn(folder, desk)?;
    let key: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Once::read(&key).ok_or_else(|| unopened(&OpenError::NoRandomness, folder, desk))
}

/// Waits for what was asked of the office.
///
/// # Errors
/// The rule that was not kept, in words.
pub fn wait<T>(asked: impl Future<Output = Result<T, Refusal>>, desk: &Desk) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(|error| Failure::Output(error.to_string()))?;
    runtime.block_on(asked).map_err(|refusal| Failure::Usage(refusal.rule.told(desk.lang)))
}

/// Why a folder does not open.
pub fn unopened(error: &OpenError, folder: &Path, desk: &Desk) -> Failure {
    Failure::Output(error.told(desk.lang, folder))
}

/// Why the office did not open, in words.
pub fn not_opened(error: &ServeError, folder: &Path, desk: &Desk) -> Failure {
    let lang = desk.lang;
    let why = match error {
        ServeError::Web(web::WebError::Bind { port, source }) => objektiv::office_port(lang, port.to_string(), reason(lang, source)),
        ServeError::Folder(error) => return unopened(error, folder, desk),
        ServeError::Disk(refusal) => refusal.rule.told(lang),
        ServeError::Certificate => objektiv::office_certificate(lang),
        ServeError::Web(other) => other.to_string(),
    };
    Failure::Output(objektiv::office_not_opened(lang, folder.display().to_string(), &why))
}
