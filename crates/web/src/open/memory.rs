//! What one run of the page remembers: who was let in, and the analyses. All of it in memory, all of it gone with the process.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use intake::{Input, Key};
use records::text::Lang;
use tokio::sync::Notify;
use tokio::sync::mpsc::UnboundedSender;

use super::analysis::{Analysis, Ground};
use super::keep::Handed;
use crate::shell::session::{Secret, Session, Sessions};

/// Analyses kept at once: each holds its files in memory.
pub const ANALYSES: usize = 12;

/// Memory of one run.
pub struct Memory {
    /// Port the page listens on.
    pub port: u16,
    /// Who was let in.
    pub sessions: Sessions,
    /// What every analysis stands on.
    pub ground: Arc<Ground>,
    /// The person asked to close the program.
    pub quit: Notify,
    /// Language the program was started in.
    pub lang: Lang,
    /// Where results go to be kept; None where there is no office.
    pub office: Option<UnboundedSender<Handed>>,
    /// In the order they were begun.
    analyses: Mutex<Vec<Kept>>,
}

/// An analysis and whose it is.
struct Kept {
    owner: Arc<Session>,
    analysis: Arc<Analysis>,
}

/// Why an analysis could not be begun.
#[derive(Debug, thiserror::Error)]
pub enum BeginError {
    /// There are [`ANALYSES`] already.
    #[error("too many analyses at once")]
    Full,
    /// The system gives no randomness for its address.
    #[error("no source of randomness: {0}")]
    Address(#[from] getrandom::Error),
    /// The system gives no randomness for its key of pseudonyms.
    #[error("{0}")]
    Key(#[from] intake::KeyError),
}

impl Memory {
    /// Memory of a run that begins.
    #[must_use]
    pub fn new(port: u16, ground: Ground, lang: Lang, office: Option<UnboundedSender<Handed>>) -> Self {
        let ground = Arc::new(ground);
        Self { port, sessions: Sessions::default(), ground, quit: Notify::new(), lang, office, analyses: Mutex::default() }
    }

    /// A new analysis of these files, its owner's alone.
    ///
    /// # Errors
    /// [`BeginError`]: there are too many already, or the system gives no randomness.
    pub fn begin(&self, owner: &Arc<Session>, files: Vec<Input>, rehearsal: bool) -> Result<Arc<Analysis>, BeginError> {
        let (id, key) = (Secret::fresh()?, Key::generate()?);
        let mut analyses = self.analyses();
        if analyses.len() >= ANALYSES {
            return Err(BeginError::Full);
        }
        let analysis = Arc::new(Analysis::new(id, Arc::clone(&self.ground), key, files, rehearsal));
        analyses.push(Kept { owner: Arc::clone(owner), analysis: Arc::clone(&analysis) });
        Ok(analysis)
    }

    /// Whether another analysis finds room.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.analyses().len() < ANALYSES
    }

    /// An analysis of `owner` by its id; somebody else's is not there.
    #[must_use]
    pub fn analysis(&self, owner: &Session, id: &str) -> Option<Arc<Analysis>> {
        self.of(owner).into_iter().find(|analysis| analysis.id() == id)
    }

    /// All analyses of `owner`, the newest first.
    #[must_use]
    pub fn of(&self, owner: &Session) -> Vec<Arc<Analysis>> {
        self.analyses().iter().rev().filter(|kept| kept.owner.is(owner)).map(|kept| Arc::clone(&kept.analysis)).collect()
    }

    /// Forgets an analysis with its files and its key.
    pub fn forget(&self, analysis: &Analysis) {
        analysis.stop();
        self.analyses().retain(|kept| kept.analysis.id() != analysis.id());
    }

    /// Stops all work.
    pub fn stop(&self) {
        self.analyses().iter().for_each(|kept| kept.analysis.stop());
    }

    /// Where a browser that just came in is sent: the analysis begun at the command line, else the start.
    #[must_use]
    pub fn first_page(&self, session: &Session) -> String {
        self.of(session).first().map_or_else(|| "/".to_owned(), |analysis| analysis.address())
    }

    fn analyses(&self) -> MutexGuard<'_, Vec<Kept>> {
        self.analyses.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory() -> Memory {
        let reference = records::reference::Reference::shipped().unwrap();
        let ground = Ground { reference, own: Vec::new(), version: "0", clock: || jiff::Timestamp::UNIX_EPOCH };
        Memory::new(0, ground, Lang::Ru, None)
    }

    fn session() -> Arc<Session> {
        Arc::new(Session::fresh(Lang::Ru).unwrap())
    }

    #[test]
    fn an_analysis_is_its_owners_alone() {
        let (memory, mine, theirs) = (memory(), session(), session());
        let analysis = memory.begin(&mine, Vec::new(), false).unwrap();
        assert!(memory.analysis(&mine, analysis.id()).is_some());
        assert!(memory.analysis(&theirs, analysis.id()).is_none());
        assert!(memory.of(&theirs).is_empty());
        assert_eq!(memory.first_page(&theirs), "/");
        assert_eq!(memory.first_page(&mine), analysis.address());
    }

    #[test]
    fn ids_cannot_be_guessed_from_one_another() {
        let (memory, owner) = (memory(), session());
        let ids: Vec<String> = (0..3).map(|_| memory.begin(&owner, Vec::new(), false).unwrap().id().to_owned()).collect();
        assert!(ids.iter().all(|id| id.len() == 64));
        let common = |a: &str, b: &str| a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        assert!(common(&ids[0], &ids[1]) < 16 && common(&ids[1], &ids[2]) < 16);
    }

    #[test]
    fn room_ends_and_comes_back() {
        let (memory, owner) = (memory(), session());
        let all: Vec<_> = (0..ANALYSES).map(|_| memory.begin(&owner, Vec::new(), false).unwrap()).collect();
        assert!(!memory.has_room());
        assert!(matches!(memory.begin(&owner, Vec::new(), false), Err(BeginError::Full)));
        memory.forget(&all[3]);
        assert!(memory.analysis(&owner, all[3].id()).is_none());
        assert!(memory.begin(&owner, Vec::new(), false).is_ok());
    }
}
