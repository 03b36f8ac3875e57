//! Long work of the office, beside the pages: what it is at, the wish to stop it, what came of it. One at a time, the others wait their
//! turn; kept in memory, for the browser that asked, until other work takes its place.

use std::collections::VecDeque;
use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use records::progress::Progress;
use records::text::Phrase;
use tokio::sync::{Notify, Semaphore};
use words::Word;
use workflow::Refusal;

use crate::shell::job::{At, Job};
use crate::shell::session::{Secret, Session};

/// Pieces of work kept: what came of one may be an archive.
const KEPT: usize = 4;
/// Most bytes kept of what came of work; the latest is kept whatever it weighs.
const BYTES: usize = 256 * 1024 * 1024;
/// How long what came of work is kept.
const KEPT_FOR: Duration = Duration::from_secs(60 * 60);

/// What came of work.
#[derive(Clone)]
pub enum Outcome {
    /// A file to carry away.
    File {
        /// Its name.
        name: String,
        /// What is in it.
        bytes: Bytes,
    },
    /// A page that shows it.
    Page(String),
    /// Something that has to be said instead.
    Said(String),
    /// The rule that was not kept.
    Refused(Refusal),
    /// It was stopped: nothing came of it.
    Stopped,
}

/// What work is, and whose.
pub struct What {
    /// Title of its page.
    pub title: Word,
    /// The page it was begun on.
    pub from: String,
    /// The act whoever carries off what came of it may do.
    pub needs: &'static str,
}

/// One piece of long work.
pub struct Work {
    /// What it is.
    pub what: What,
    job: Job,
    outcome: Mutex<Option<(Outcome, Instant)>>,
    /// Whether its turn has come.
    begun: AtomicBool,
    over: Notify,
}

impl Work {
    /// Work that waits for its turn.
    pub fn of(what: What) -> Self {
        Self { what, job: Job::default(), outcome: Mutex::new(None), begun: AtomicBool::new(false), over: Notify::const_new() }
    }

    /// What it is doing; nothing before its turn.
    pub fn at(&self) -> Option<At> {
        self.job.at()
    }

    /// What came of it; nothing while it is under way.
    pub fn outcome(&self) -> Option<Outcome> {
        self.outcome.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|(outcome, _)| outcome.clone())
    }

    /// How long ago it was over.
    fn over_for(&self) -> Option<Duration> {
        self.outcome.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|(_, at)| at.elapsed())
    }

    /// Asks it to stop. What waits for its turn is over at once.
    pub fn stop(&self) {
        self.job.stop();
        if !self.begun.load(Ordering::SeqCst) {
            self.ends(Outcome::Stopped);
        }
    }

    /// Bytes kept of what came of it.
    fn weighs(&self) -> usize {
        if let Some(Outcome::File { bytes, .. }) = self.outcome() { bytes.len() } else { 0 }
    }

    /// Tells that `done` of `total` steps of a stage are over; whether it is to stop.
    pub fn tells(&self, stage: Word, done: usize, total: usize) -> bool {
        self.job.tells(stage, done, total)
    }

    fn ends(&self, outcome: Outcome) {
        self.outcome.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert((outcome, Instant::now()));
        self.over.notify_waiters();
    }

    /// Waits until it is over, but not longer than this: work that is done at once has no page of its own.
    pub async fn settled(&self, most: Duration) -> Option<Outcome> {
        let over = self.over.notified();
        if self.outcome().is_none() {
            drop(tokio::time::timeout(most, over).await);
        }
        self.outcome()
    }
}

impl Progress for Work {
    fn at(&self, stage: Phrase, done: u64, total: u64) {
        Progress::at(&self.job, stage, done, total);
    }

    fn stopped(&self) -> bool {
        self.job.stopped()
    }
}

struct Kept {
    secret: String,
    owner: Arc<Session>,
    work: Arc<Work>,
}

/// The work of an office.
pub struct Works {
    turn: Arc<Semaphore>,
    all: Mutex<VecDeque<Kept>>,
}

impl Default for Works {
    fn default() -> Self {
        Self { turn: Arc::new(Semaphore::new(1)), all: Mutex::default() }
    }
}

impl Works {
    /// Begins work for a browser: the secret it is found under, and the work; None where the system gives no randomness. The same work, which the
    /// browser began before, is stopped and forgotten; other work of hers goes on.
    pub fn begin<F>(&self, owner: &Arc<Session>, what: What, task: impl FnOnce(Arc<Work>) -> F) -> Option<(String, Arc<Work>)>
    where
        F: Future<Output = Outcome> + Send + 'static,
    {
        let secret = Secret::fresh().ok()?.text().to_owned();
        let work = Arc::new(Work::of(what));
        self.forget_where(owner, |other| other.from == work.what.from);
        let mut all = self.all();
        all.push_back(Kept { secret: secret.clone(), owner: Arc::clone(owner), work: Arc::clone(&work) });
        // Only what is over goes: work under way is somebody's who waits.
        let heavy = |all: &VecDeque<Kept>| all.iter().map(|kept| kept.work.weighs()).sum::<usize>() > BYTES;
        while all.len() > KEPT || heavy(&all) {
            let Some(oldest) = all.iter().position(|kept| kept.work.outcome().is_some()) else { break };
            all.remove(oldest);
        }
        drop(all);
        let (turn, task, at_work) = (Arc::clone(&self.turn), task(Arc::clone(&work)), Arc::clone(&work));
        // Of its own: a task that breaks leaves its page with an answer.
        let task = tokio::spawn(async move {
            let _turn = turn.acquire_owned().await;
            at_work.begun.store(true, Ordering::SeqCst);
            if at_work.stopped() { Outcome::Stopped } else { task.await }
        });
        let at_work = Arc::clone(&work);
        tokio::spawn(async move { at_work.ends(task.await.unwrap_or(Outcome::Refused(Refusal::of(workflow::Rule::Stopped)))) });
        Some((secret, work))
    }

    /// Work of a browser; somebody else's is not there.
    pub fn of(&self, owner: &Session, secret: &str) -> Option<Arc<Work>> {
        self.all().iter().find(|kept| kept.secret == secret && kept.owner.is(owner)).map(|kept| Arc::clone(&kept.work))
    }

    /// Forgets what was over for long: an archive may be large.
    pub fn sweep(&self) {
        self.all().retain(|kept| kept.work.over_for().is_none_or(|long| long < KEPT_FOR));
    }

    /// Stops and forgets what a browser began.
    pub fn forget(&self, owner: &Session) {
        self.forget_where(owner, |_| true);
    }

    fn forget_where(&self, owner: &Session, which: impl Fn(&What) -> bool) {
        self.all().retain(|kept| {
            let other = !(kept.owner.is(owner) && which(&kept.work.what));
            if !other {
                kept.work.stop();
            }
            other
        });
    }

    fn all(&self) -> MutexGuard<'_, VecDeque<Kept>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use records::text::Lang;
    use words::web;

    use super::*;

    const SOON: Duration = Duration::from_secs(20);

    fn what() -> What {
        What { title: web::work_begins, from: String::new(), needs: "" }
    }

    fn browser() -> Arc<Session> {
        Arc::new(Session::fresh(Lang::Ru).unwrap())
    }

    fn said(outcome: Option<Outcome>) -> String {
        match outcome {
            Some(Outcome::Said(text)) => text,
            Some(Outcome::Stopped) => "stopped".to_owned(),
            Some(Outcome::Refused(_)) => "refused".to_owned(),
            Some(Outcome::File { .. } | Outcome::Page(_)) => "other".to_owned(),
            None => "under way".to_owned(),
        }
    }

    #[tokio::test]
    async fn one_at_a_time_the_others_wait_and_a_stop_is_heard() {
        let works = Works::default();
        let (mine, hers) = (browser(), browser());
        let gate = Arc::new(Notify::new());
        let held = Arc::clone(&gate);
        let (first, one) = works
            .begin(&mine, what(), |work| async move {
                work.tells(web::work_begins, 1, 3);
                held.notified().await;
                Outcome::Said(if work.tells(web::work_begins, 2, 3) { "told to stop" } else { "done" }.to_owned())
            })
            .unwrap();
        let (second, other) = works.begin(&hers, what(), |_| async { Outcome::Said("second".to_owned()) }).unwrap();
        assert_eq!(said(other.settled(Duration::from_millis(50)).await), "under way");
        assert!(other.at().is_none() && one.at().is_some_and(|at| (at.done, at.total) == (1, 3)));
        assert!(works.of(&hers, &first).is_none() && works.of(&mine, &second).is_none() && works.of(&mine, &first).is_some());
        one.stop();
        gate.notify_one();
        assert_eq!(said(one.settled(SOON).await), "told to stop");
        assert_eq!(said(other.settled(SOON).await), "second");
    }

    #[tokio::test]
    async fn what_is_stopped_before_its_turn_never_runs_and_what_breaks_says_so() {
        let works = Works::default();
        let (mine, hers) = (browser(), browser());
        let gate = Arc::new(Notify::new());
        let held = Arc::clone(&gate);
        works.begin(&mine, what(), |_| async move {
            held.notified().await;
            Outcome::Stopped
        });
        let (secret, waits) = works.begin(&hers, what(), |_| async { Outcome::Said("ran".to_owned()) }).unwrap();
        works.forget(&hers);
        assert!(works.of(&hers, &secret).is_none());
        gate.notify_one();
        assert_eq!(said(waits.settled(SOON).await), "stopped");
        let (_, breaks) = works.begin(&mine, what(), |_| async { panic!("broken") }).unwrap();
        assert_eq!(said(breaks.settled(SOON).await), "refused");
    }

    /// Begun again it takes the place of the same work; other work of the browser goes on. What waits for its turn is over when it is stopped.
    #[tokio::test]
    async fn other_work_of_the_same_browser_goes_on() {
        let works = Works::default();
        let mine = browser();
        let gate = Arc::new(Notify::new());
        let held = Arc::clone(&gate);
        let of = |from: &str| What { from: from.to_owned(), ..what() };
        let (backup, one) = works
            .begin(&mine, of("/backups"), |work| async move {
                work.tells(web::work_begins, 1, 3);
                held.notified().await;
                Outcome::Said(if work.stopped() { "told to stop" } else { "done" }.to_owned())
            })
            .unwrap();
        let (folder, other) = works.begin(&mine, of("/inspection"), |_| async { Outcome::Said("folder".to_owned()) }).unwrap();
        assert!(works.of(&mine, &backup).is_some() && works.of(&mine, &folder).is_some());
        let (again, third) = works.begin(&mine, of("/inspection"), |_| async { Outcome::Said("again".to_owned()) }).unwrap();
        assert!(works.of(&mine, &folder).is_none() && works.of(&mine, &again).is_some());
        assert_eq!(said(other.outcome()), "stopped", "though another has the turn");
        gate.notify_one();
        assert_eq!(said(one.settled(SOON).await), "done");
        assert_eq!(said(third.settled(SOON).await), "again");
    }

    #[tokio::test]
    async fn the_oldest_that_is_over_goes() {
        let works = Works::default();
        let browsers: Vec<_> = (0..KEPT + 2).map(|_| browser()).collect();
        let mut secrets = Vec::new();
        for browser in &browsers {
            let (secret, work) = works.begin(browser, what(), |_| async { Outcome::Stopped }).unwrap();
            work.settled(SOON).await;
            secrets.push(secret);
        }
        let there: Vec<bool> = browsers.iter().zip(&secrets).map(|(browser, secret)| works.of(browser, secret).is_some()).collect();
        assert_eq!(there, [false, false, true, true, true, true]);
    }
}
