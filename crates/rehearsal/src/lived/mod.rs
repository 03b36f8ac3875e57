//! A school lived through by acts: founded in August, its people invited, its plan begun, approved and worked on until a day in November.
//! Every change goes through [`Store::perform`] at its own time. Ids, salts and the key of the ledger come from the seed, so the same seed
//! gives the same ledger, byte for byte; what differs is the key of names, which seals nothing here.
//! covers: D19

mod cast;
mod classes;
mod deeds;
mod diary;
mod founding;
mod hand;
mod meetings;
mod meetings_diary;
mod months;
mod papers;
mod planning;
mod pupils;
mod story;

use jiff::ZonedDateTime;
use jiff::civil::{Date, DateTime, date};
use jiff::tz::TimeZone;
use ledger::{PublicKey, SigningKey};
use psychometrics::stream::Stream;
use records::progress::Progress;
use workflow::{Id, Refusal, Role, Store};

use hand::Hand;

/// The day the rehearsal is on; a lesson is going on.
const NOW: DateTime = date(2026, 11, 12).at(10, 30, 0, 0);
/// First and last day of its school year.
const YEAR: (Date, Date) = (date(2026, 9, 1), date(2027, 5, 28));
/// Its time zone.
const ZONE: &str = "Europe/Moscow";
/// Its name.
pub const SCHOOL: &str = "Гимназия № 7 (учебная)";
/// The password of everybody in it: for whoever wants to try signing in, and where a page asks for the password once more.
pub const PASSWORD: &str = "учебная гимназия";

/// The school as it stands at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lived {
    /// One person for each role, in the order they are offered.
    pub seats: Vec<Seat>,
    /// Acts that were performed.
    pub acts: u32,
}

/// Somebody whose role can be tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The role.
    pub role: Role,
    /// The person.
    pub person: Id,
    /// Surname and initials.
    pub name: String,
}

/// Why the school was not lived through to the end.
#[derive(Debug, thiserror::Error)]
pub enum LiveError {
    /// Somebody asked to stop.
    #[error("остановлено / stopped")]
    Stopped,
    /// An act was refused, or the disk failed.
    #[error("{act}: {refusal:?}")]
    Refused {
        /// The act or the look.
        act: &'static str,
        /// Why.
        refusal: Box<Refusal>,
    },
    /// Something the school's life speaks of is not there.
    #[error("нет: {0} / not there: {0}")]
    Missing(String),
}

/// Now, in the rehearsal.
#[must_use]
pub fn now() -> ZonedDateTime {
    hand::moment(NOW)
}

/// Fills a slice with random bytes, as a store asks for them.
pub type Randomness = Box<dyn FnMut(&mut [u8]) -> bool + Send>;

/// Randomness of a seed: what a store that is to be lived through is opened with.
#[must_use]
pub fn randomness(seed: u64) -> Randomness {
    let mut stream = Stream::of(seed, "rehearsal-office", 0);
    Box::new(move |bytes| {
        fill(&mut stream, bytes);
        true
    })
}

/// The key that signs the ledger of a seed: a folder whose ledger has another one is no rehearsal of this seed.
#[must_use]
pub fn ledger_key(seed: u64) -> PublicKey {
    // A new folder draws the key of its ledger before anything else.
    let mut drawn = [0; 32];
    fill(&mut Stream::of(seed, "rehearsal-office", 0), &mut drawn);
    SigningKey::of(&drawn).public()
}

/// Lives through the school in an empty store that was opened with [`randomness`] of this seed.
///
/// # Errors
/// [`LiveError`]; a person's wish to stop is heard between two acts.
pub async fn live(store: &Store, seed: u64, progress: &dyn Progress) -> Result<Lived, LiveError> {
    let mut hand = Hand::new(store, seed, progress);
    let mut school = founding::found(&mut hand, seed).await?;
    classes::come(&mut hand, &mut school, seed).await?;
    let plan = planning::plan(&mut hand, &mut school).await?;
    months::live(&mut hand, &mut school, (&plan, seed)).await?;
    Ok(Lived { seats: seats(&school)?, acts: hand.performed() })
}

/// The people of a school that was lived through before, found by the seed.
///
/// # Errors
/// [`LiveError`].
pub async fn met(store: &Store, seed: u64) -> Result<Vec<Seat>, LiveError> {
    seats(&founding::met(store, seed).await?)
}

/// Whose buttons are offered: the deputy head first, who keeps the plan.
const SEATS: [(Role, &str); 8] = [
    (Role::DeputyHead, "deputy"),
    (Role::Head, "head"),
    (Role::Teacher, "russian-2"),
    (Role::ClassTeacher, "class-9a"),
    (Role::AssociationHead, "mathematics"),
    (Role::Psychologist, "psychologist"),
    (Role::Auditor, "auditor"),
    (Role::Administrator, "administrator"),
];

fn seats(school: &cast::School) -> Result<Vec<Seat>, LiveError> {
    let seat = |(role, part): (Role, &str)| {
        let person = school.person(part)?;
        Ok(Seat { role, person: person.id.clone(), name: person.name.short() })
    };
    SEATS.into_iter().map(seat).collect()
}

fn zone() -> TimeZone {
    TimeZone::get(ZONE).unwrap_or(TimeZone::UTC)
}

fn fill(stream: &mut Stream, bytes: &mut [u8]) {
    for piece in bytes.chunks_mut(8) {
        let drawn = stream.next_u64().to_le_bytes();
        piece.copy_from_slice(drawn.get(..piece.len()).unwrap_or(&drawn));
    }
}

#[cfg(test)]
mod tests;
