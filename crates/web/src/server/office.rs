//! What the office remembers while it runs: the store, who signed in, whether there is a school yet.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};
use maud::Markup;
use records::progress::Silent;
use records::text::Lang;
use workflow::notice::{Tell, Told, Untold};
use workflow::people::CodeKey;
use workflow::school::Overview;
use workflow::{Act, Actor, Id, Look, Once, Reader, Receipt, Refusal, Store};

use super::drafts::Drafts;
use super::halves::Halves;
use super::lan::Lan;
use super::once::once;
use super::passwords::Passwords;
use super::refused::Refused;
use super::shelf::Shelf;
use super::stage::Stage;
use super::works::Works;
use super::written;
use crate::shell::session::{Session, Sessions};

/// Seconds without a page after which somebody is signed out.
const IDLE: i64 = 12 * 60 * 60;
/// Seconds without a page after which a password given once more holds no longer, and seconds after which it does not in any case.
const STEPPED_UP: [i64; 2] = [10 * 60, 60 * 60];

/// The clock of the office: the machine's, or a fixed one in a rehearsal.
pub type Clock = Box<dyn Fn() -> Timestamp + Send + Sync>;

/// A running office.
pub struct Office {
    /// Port it listens on.
    pub port: u16,
    /// Language for somebody who did not sign in.
    pub lang: Lang,
    /// Where the school lies.
    pub folder: PathBuf,
    /// What the school is.
    pub store: Store,
    /// Browsers that were let in.
    pub sessions: Sessions,
    /// What was typed and could not be taken.
    pub drafts: Drafts,
    /// Forms that were refused.
    pub refused: Refused,
    /// Those whose code is awaited.
    pub halves: Halves,
    /// New keys of phones, until their first code.
    pub keys: Shelf<CodeKey>,
    /// Long work beside the pages.
    pub works: Works,
    /// How it is reached on the network; None on this machine alone.
    pub lan: Option<Lan>,
    /// Checks passwords.
    pub passwords: Passwords,
    clock: Clock,
    stage: Option<Stage>,
    signed: Mutex<BTreeMap<String, Signed>>,
    /// What is said once on the next page of a session: a form was taken.
    says: Mutex<BTreeMap<String, Markup>>,
    founded: AtomicBool,
    zone: RwLock<TimeZone>,
}

/// Who signed in with a session.
struct Signed {
    session: Arc<Session>,
    person: Id,
    last: Timestamp,
    stepped_up: Option<Timestamp>,
}

/// Whether somebody did not look for so long that she is signed out.
fn idle(signed: &Signed, now: Timestamp) -> bool {
    now.as_second() - signed.last.as_second() > IDLE
}

/// Seconds a clock is put right by; one that is set back by more says nothing of how long ago something was.
const PUT_RIGHT: i64 = 60;

/// Whether a password given once more at `at` holds still, where the last page was asked for at `last`.
fn holds(at: Timestamp, last: Timestamp, now: Timestamp) -> bool {
    let within = |then: Timestamp, most: i64| (-PUT_RIGHT..=most).contains(&(now.as_second() - then.as_second()));
    within(last, STEPPED_UP[0]) && within(at, STEPPED_UP[1])
}

impl Office {
    /// An office over a folder.
    ///
    /// # Errors
    /// Those of the disk.
    pub async fn new(port: u16, lang: Lang, folder: PathBuf, store: Store, clock: Clock) -> Result<Self, Refusal> {
        let office = Self {
            port,
            lang,
            folder,
            store,
            sessions: Sessions::default(),
            drafts: Drafts::default(),
            refused: Refused::default(),
            halves: Halves::default(),
            keys: Shelf::default(),
            works: Works::default(),
            lan: None,
            passwords: Passwords::default(),
            clock,
            stage: None,
            signed: Mutex::default(),
            says: Mutex::default(),
            founded: AtomicBool::new(false),
            zone: RwLock::new(TimeZone::UTC),
        };
        match office.store.see(office.program(), Overview).await {
            Ok(school) => office.begins(&school.zone.value),
            Err(refusal) if refusal.rule == workflow::Rule::NotFounded => {}
            Err(refusal) => return Err(refusal),
        }
        Ok(office)
    }

    /// A rehearsal over a school that was lived through: its clock stands still.
    ///
    /// # Errors
    /// Those of the disk.
    pub async fn rehearsing(port: u16, lang: Lang, folder: PathBuf, store: Store, stage: Stage) -> Result<Self, Refusal> {
        let now = stage.now.timestamp();
        let office = Self::new(port, lang, folder, store, Box::new(move || now)).await?;
        Ok(Self { stage: Some(stage), ..office })
    }

    /// The same, on the network.
    #[must_use]
    pub fn on(self, lan: Lan) -> Self {
        Self { lan: Some(lan), ..self }
    }

    /// The address people type.
    pub fn address(&self) -> String {
        match &self.lan {
            Some(lan) => format!("https://{}:{}", lan.host(), self.port),
            None => format!("http://127.0.0.1:{}", self.port),
        }
    }

    /// What a rehearsal knows; None in a real office.
    pub const fn stage(&self) -> Option<&Stage> {
        self.stage.as_ref()
    }

    /// There is a school, in this time zone.
    pub fn begins(&self, zone: &str) {
        *self.zone.write().unwrap_or_else(PoisonError::into_inner) = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        self.founded.store(true, Ordering::Release);
    }

    /// Whether there is a school.
    pub fn founded(&self) -> bool {
        self.founded.load(Ordering::Acquire)
    }

    /// Now, by the clock and zone of the school.
    pub fn now(&self) -> ZonedDateTime {
        (self.clock)().to_zoned_datetime(self.zone.read().unwrap_or_else(PoisonError::into_inner).clone())
    }

    /// The program as somebody who asks.
    pub fn program(&self) -> Reader {
        Reader::new(Actor::Program, self.now())
    }

    /// Signs a person in: the cookie is the session's.
    ///
    /// # Errors
    /// The system gives no randomness.
    pub fn sign_in(&self, person: Id, lang: Lang) -> Result<Arc<Session>, getrandom::Error> {
        let session = Arc::new(Session::fresh(lang)?);
        self.sessions.admit(Arc::clone(&session));
        let signed = Signed { session: Arc::clone(&session), person, last: (self.clock)(), stepped_up: None };
        let mut all = self.signed();
        for (_, ended) in all.extract_if(.., |_, other| idle(other, signed.last)) {
            self.forget(&ended.session);
        }
        all.insert(session.cookie().to_owned(), signed);
        drop(all);
        Ok(session)
    }

    /// Signs out.
    pub fn sign_out(&self, session: &Session) {
        self.signed().remove(session.cookie());
        self.forget(session);
    }

    /// Ends a session, and forgets what was kept for it alone.
    fn forget(&self, session: &Session) {
        self.refused.forget(session.cookie());
        self.keys.forget(session.cookie());
        self.works.forget(session);
        self.said(session);
        self.sessions.end(session);
    }

    /// Ends every session of a person: she was locked, or her password is another now.
    pub fn sign_out_everywhere(&self, person: &Id, but: Option<&Session>) {
        let mut all = self.signed();
        let ended = all.extract_if(.., |cookie, signed| signed.person == *person && but.is_none_or(|kept| kept.cookie() != cookie));
        for (_, signed) in ended {
            self.forget(&signed.session);
        }
    }

    /// Who asks with this session; None where nobody signed in, or too long ago.
    pub fn reader(&self, session: &Session) -> Option<(Id, Reader)> {
        let now = (self.clock)();
        let mut all = self.signed();
        let signed = all.get_mut(session.cookie())?;
        if idle(signed, now) {
            all.remove(session.cookie());
            self.forget(session);
            return None;
        }
        let last = signed.last;
        signed.stepped_up = signed.stepped_up.filter(|at| holds(*at, last, now));
        signed.last = now;
        let reader = Reader::new(Actor::Person(signed.person.clone()), self.now());
        // In a rehearsal nobody has a password to give once more.
        let stepped_up = self.stage().is_some() || signed.stepped_up.is_some();
        Some((signed.person.clone(), if stepped_up { reader.after_step_up() } else { reader }))
    }

    /// The password was given once more.
    pub fn step_up(&self, session: &Session) {
        let now = (self.clock)();
        if let Some(signed) = self.signed().get_mut(session.cookie()) {
            signed.stepped_up = Some(now);
        }
    }

    /// Says this on the next page of the session, once.
    pub fn says(&self, session: &Session, what: Markup) {
        self.says.lock().unwrap_or_else(PoisonError::into_inner).insert(session.cookie().to_owned(), what);
    }

    /// The same, where nothing else is to be said there.
    pub fn says_where_silent(&self, session: &Session, what: Markup) {
        self.says.lock().unwrap_or_else(PoisonError::into_inner).entry(session.cookie().to_owned()).or_insert(what);
    }

    /// What is to be said on this page.
    pub fn said(&self, session: &Session) -> Option<Markup> {
        self.says.lock().unwrap_or_else(PoisonError::into_inner).remove(session.cookie())
    }

    /// Performs an act.
    ///
    /// # Errors
    /// The rule that was not kept.
    pub async fn perform<A: Act>(&self, by: Reader, once: Once, act: A) -> Result<Receipt<A::Done>, Refusal> {
        let hers = by.person().is_some();
        let receipt = self.store.perform(by, once, act).await?;
        if hers {
            written::noted();
        }
        Ok(receipt)
    }

    /// Shows something.
    ///
    /// # Errors
    /// The rule that was not kept.
    pub async fn see<L: Look>(&self, by: Reader, look: L) -> Result<L::Shown, Refusal> {
        self.store.see(by, look).await
    }

    /// Tells people what is due to be told. What that is, is read beside acts; what fails is told at the next time.
    pub async fn tell(&self) {
        let Ok(Told { tellings, morning }) = self.see(self.program(), Untold).await else { return };
        if let (false, Ok(once)) = (tellings.is_empty(), once()) {
            drop(self.perform(self.program(), once, Tell { told: tellings, morning }).await);
        }
    }

    /// What the program sees to by itself: people are told what is due, files nobody named are swept, a backup a day. What fails is told on the
    /// page of backups.
    pub async fn tick(&self) {
        let now = self.now();
        self.works.sweep();
        self.tell().await;
        drop(self.store.sweep(now.timestamp()).await);
        drop(self.store.finish_erasures().await);
        if matches!(self.store.backup_due(now).await, Ok(true)) {
            drop(self.store.back_up(self.program(), Arc::new(Silent)).await);
        }
    }

    fn signed(&self) -> MutexGuard<'_, BTreeMap<String, Signed>> {
        self.signed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever works on is not asked in the middle of her work; whoever went away is, and everybody after an hour.
    #[test]
    fn a_password_given_once_more_holds_while_somebody_works_and_an_hour_at_most() {
        let at = |minutes: i64| Timestamp::from_second(1_800_000_000 + minutes * 60).unwrap();
        assert!(holds(at(0), at(0), at(10)) && !holds(at(0), at(0), at(11)));
        assert!(holds(at(0), at(52), at(60)) && !holds(at(0), at(52), at(61)));
        // A clock that is set back by a day does not make an hour of a day and an hour.
        assert!(holds(at(1), at(1), at(0)) && !holds(at(60 * 24), at(0), at(0)));
    }
}
