//! The hand that does every act of the rehearsal: one after another, each at its own moment, by whoever it is asked of.

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, ZonedDateTime};
use psychometrics::stream::Stream;
use records::progress::Progress;
use records::text::Phrase;
use workflow::{Act, Actor, Id, Look, Once, Reader, Receipt, Store, Upload};

use super::{LiveError, NOW, YEAR, fill, zone};

const STAGE: Phrase = Phrase { ru: "Школа живёт свой год, дней", en: "The school lives its year, days" };

/// Acts at moments that only go forward.
pub(super) struct Hand<'a> {
    store: &'a Store,
    progress: &'a dyn Progress,
    now: ZonedDateTime,
    stream: Stream,
    performed: u32,
}

/// A moment by the clock of the school.
pub(super) fn moment(at: DateTime) -> ZonedDateTime {
    zone().to_ambiguous_zoned_datetime(at).compatible().unwrap_or_else(|_| ZonedDateTime::new(jiff::Timestamp::UNIX_EPOCH, zone()))
}

impl<'a> Hand<'a> {
    pub(super) fn new(store: &'a Store, seed: u64, progress: &'a dyn Progress) -> Self {
        let begin = moment(DateTime::from_parts(first_day(), jiff::civil::time(9, 0, 0, 0)));
        Self { store, progress, now: begin, stream: Stream::of(seed, "rehearsal-hand", 0), performed: 0 }
    }

    pub(super) const fn performed(&self) -> u32 {
        self.performed
    }

    /// Goes on to this hour of a day, some minutes after it; never back, never beyond now.
    pub(super) fn goes_to(&mut self, day: Date, hour: i8) {
        let minutes = self.below(40);
        let at = moment(day.at(hour, 0, 0, 0)).saturating_add(SignedDuration::from_mins(minutes));
        self.now = at.max(self.now.clone()).min(moment(NOW));
        let days = |to: Date| u64::try_from(first_day().until(to).map_or(0, |span| span.get_days())).unwrap_or(0);
        self.progress.at(STAGE, days(day), days(NOW.date()));
    }

    /// Performs an act, and lets a minute or two pass.
    pub(super) async fn act<A: Act>(&mut self, by: Actor, act: A) -> Result<Receipt<A::Done>, LiveError> {
        let reader = Reader::new(by, self.now.clone());
        self.performs(reader, act).await
    }

    /// The same by a person who gave her password once more.
    pub(super) async fn writes<A: Act>(&mut self, by: &Id, act: A) -> Result<Receipt<A::Done>, LiveError> {
        let reader = Reader::new(Actor::Person(by.clone()), self.now.clone()).after_step_up();
        self.performs(reader, act).await
    }

    async fn performs<A: Act>(&mut self, reader: Reader, act: A) -> Result<Receipt<A::Done>, LiveError> {
        if self.progress.stopped() {
            return Err(LiveError::Stopped);
        }
        self.performed += 1;
        let text = format!("rehearsal-{:08}", self.performed);
        let once = Once::read(&text).ok_or(LiveError::Missing(text))?;
        let done = self.store.perform(reader, once, act).await;
        let seconds = 40 + self.below(120);
        self.now = self.now.saturating_add(SignedDuration::from_secs(seconds)).min(moment(NOW));
        done.map_err(|refusal| LiveError::Refused { act: A::NAME, refusal: Box::new(refusal) })
    }

    /// The same by a person.
    pub(super) async fn does<A: Act>(&mut self, by: &Id, act: A) -> Result<Receipt<A::Done>, LiveError> {
        self.act(Actor::Person(by.clone()), act).await
    }

    /// What a person sees.
    pub(super) async fn sees<L: Look>(&self, by: &Id, look: L) -> Result<L::Shown, LiveError> {
        let reader = Reader::new(Actor::Person(by.clone()), self.now.clone());
        let seen = self.store.see(reader, look).await;
        seen.map_err(|refusal| LiveError::Refused { act: L::NAME, refusal: Box::new(refusal) })
    }

    /// What a person sees who gave her password once more: names.
    pub(super) async fn reads<L: Look>(&self, by: &Id, look: L) -> Result<L::Shown, LiveError> {
        let reader = Reader::new(Actor::Person(by.clone()), self.now.clone()).after_step_up();
        let seen = self.store.see(reader, look).await;
        seen.map_err(|refusal| LiveError::Refused { act: L::NAME, refusal: Box::new(refusal) })
    }

    /// Keeps a file; its address. It holds nobody's name, so it is not sealed, and its address follows from its bytes.
    pub(super) async fn keeps(&self, bytes: Vec<u8>) -> Result<String, LiveError> {
        let kept = self.store.keep(Upload { bytes, names: false, at: self.now.timestamp() }).await;
        kept.map(|digest| digest.to_string()).map_err(|refusal| LiveError::Refused { act: "keep", refusal: Box::new(refusal) })
    }

    /// Random bytes of the rehearsal.
    pub(super) fn drawn<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        fill(&mut self.stream, &mut bytes);
        bytes
    }

    pub(super) const fn now(&self) -> &ZonedDateTime {
        &self.now
    }

    fn below(&mut self, n: usize) -> i64 {
        self.stream.below(n).ok().and_then(|drawn| i64::try_from(drawn).ok()).unwrap_or(0)
    }
}

/// The first Monday of the August before the year.
fn first_day() -> Date {
    Date::constant(YEAR.0.year(), 8, 3)
}
