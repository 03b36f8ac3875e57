//! Letters on their way: marked before they are handed over, so that none is sent twice; and what somebody has looked at. Beside the ledger.

use jiff::{Timestamp, ZonedDateTime};
use records::text::Lang;
use rusqlite::{OptionalExtension, params};
use zeroize::Zeroizing;

use super::db::Db;
use super::open::Store;
use super::writer::Writer;
use crate::act::Act;
use crate::id::Id;
use crate::mail::{Fault, Outcome, Server, SetMail, over, wait};
use crate::notice::{Hours, NoticeShown, hours_around, of_letter};
use crate::people::{SealedKey, rights};
use crate::policy::{Place, admit, authorise};
use crate::reader::{Actor, Reader};
use crate::refusal::{Refusal, Rule};

/// Letters sent at one time.
const MOST: u32 = 100;
/// Seconds no server is left alone for longer: where the clock stood ahead, a hold ends nevertheless.
const LONGEST_HOLD: i64 = 6 * 60 * 60;

/// A letter to be handed over.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Its number.
    pub number: u64,
    /// Where it goes.
    pub to: String,
    /// In which language.
    pub lang: Lang,
    /// The school's name.
    pub school: String,
    /// What tells letters of a school that was restored from those before: numbers begin again where the backup ends.
    pub since: Option<String>,
    /// What it says.
    pub says: LetterSays,
}

/// What a letter says.
#[derive(Clone, Debug)]
pub enum LetterSays {
    /// The code that confirms the address.
    Code(String),
    /// What its reader is told, as far as she sees it now.
    Notices(Vec<NoticeShown>),
}

impl Store {
    /// Something secret sealed, as an act brings it; None where the system gives no randomness.
    #[must_use]
    pub fn seal_secret(&self, secret: &str) -> Option<SealedKey> {
        self.keys().names.seal(secret.as_bytes()).map(SealedKey)
    }

    /// The server letters are sent by, with its password: for the program, and for whoever may set it.
    ///
    /// # Errors
    /// The rule that was not kept; a password that cannot be opened.
    pub async fn mail_server(&self, by: Reader) -> Result<Option<(Server, Option<Zeroizing<String>>)>, Refusal> {
        let keys = self.keys().clone();
        self.read(move |db| {
            let by = rights(db, by)?;
            admit(&SetMail::POLICY, &by)?;
            authorise(&SetMail::POLICY, &by, &Place::of(&Id::school()))?;
            let found = db.one("select * from mail_server", [], |row| Ok((Server::of(row)?, row.get::<Option<Vec<u8>>>("sealed")?)))?;
            let Some((server, sealed)) = found else { return Ok(None) };
            let opened = |sealed: Vec<u8>| keys.names.open(&sealed).and_then(|bytes| String::from_utf8(bytes).ok()).map(Zeroizing::new);
            let secret = sealed.map(|sealed| opened(sealed).ok_or(Refusal::of(Rule::Disk))).transpose()?;
            Ok(Some((server, secret)))
        })
        .await
    }

    /// Letters that were being handed over when the program stopped: nobody knows whether they were taken.
    ///
    /// # Errors
    /// Those of the disk.
    pub async fn letters_left(&self) -> Result<usize, Refusal> {
        self.aside(|tx| tx.execute("update letter set state = 'unsure', sealed = null where state = 'sending'", [])).await
    }

    /// Numbers of the letters that are due: codes at any time, notices in hours of the school; none while letters wait after a restoration, or
    /// while a server that does not let them in is left alone.
    ///
    /// # Errors
    /// Those of the disk.
    pub async fn letters_due(&self, now: ZonedDateTime) -> Result<Vec<u64>, Refusal> {
        self.read(move |db| {
            let at = now.timestamp().as_second();
            let open = hours(db, &now)?.hold(now.datetime());
            let sql = "select number from letter where state = 'waiting' and due <= ?1 and (kind = 'code' or ?2)
                and not exists (select 1 from mail_server where paused = 1)
                and not exists (select 1 from mail_hold where until > ?1 and until <= ?1 + ?3) order by due, number limit ?4";
            db.all(sql, params![at, open, LONGEST_HOLD, MOST], |row| row.get("number"))
        })
        .await
    }

    /// Takes a letter out to hand it over: it is marked before anything leaves. None where it is not due any more, or where there is nothing to
    /// tell, or nobody: she is locked, has left, took her address back, or sees nothing of it any longer.
    ///
    /// # Errors
    /// Those of the disk; a letter that cannot be read waits again.
    pub async fn take_letter(&self, number: u64, now: ZonedDateTime) -> Result<Option<Outgoing>, Refusal> {
        let at = now.timestamp().as_second();
        let then = now.clone();
        let open = self.read(move |db| Ok(hours(db, &then)?.hold(then.datetime()))).await?;
        let taken = self.aside(move |tx| {
            let sql = "update letter set state = 'sending', tries = tries + 1, tried = coalesce(tried, ?2), last = ?2
                where number = ?1 and state = 'waiting' and due <= ?2 and (kind = 'code' or ?3)";
            tx.execute(sql, params![number, at, open])
        });
        if taken.await? == 0 {
            return Ok(None);
        }
        let letter = match self.read_letter(number, now.clone()).await {
            Err(refusal) => {
                // Nothing has left: it is not one of those whose fate nobody knows.
                self.letter_went(number, now, Outcome::Refused(Fault::Writing, String::new())).await?;
                return Err(refusal);
            }
            Ok(letter) => letter,
        };
        if letter.is_none() {
            self.aside(move |tx| tx.execute("update letter set state = 'dropped', sealed = null where number = ?", [number])).await?;
        }
        Ok(letter)
    }

    async fn read_letter(&self, number: u64, now: ZonedDateTime) -> Result<Option<Outgoing>, Refusal> {
        let keys = self.keys().clone();
        self.read(move |db| {
            // A code goes to the address that is to be confirmed, notices to one that is.
            let sql = "select letter.person, letter.kind, letter.sealed, mail_address.address, mail_address.lang, school.name as school,
                (select origin from restoration order by entry desc limit 1) as since from letter
                join mail_address on mail_address.person = letter.person join person on person.id = letter.person join school
                where number = ? and person.state = 'active'
                and ((kind = 'code' and code is not null) or (kind = 'notices' and code is null and wish <> 'none'))";
            let found = db.one(sql, [number], |row| {
                let lang = if row.get::<String>("lang")? == "en" { Lang::En } else { Lang::Ru };
                let of = (row.id("person")?, row.get::<String>("kind")?, row.get::<Option<Vec<u8>>>("sealed")?);
                let school = (row.get::<String>("school")?, row.get::<Option<String>>("since")?);
                Ok((of, row.get::<String>("address")?, lang, school))
            })?;
            let Some(((person, kind, sealed), to, lang, (school, since))) = found else { return Ok(None) };
            let says = if kind == "code" {
                let opened = sealed.and_then(|sealed| keys.names.open(&sealed)).and_then(|bytes| String::from_utf8(bytes).ok());
                LetterSays::Code(opened.ok_or(Refusal::of(Rule::Disk))?)
            } else {
                let by = rights(db, Reader::new(Actor::Person(person), now))?;
                let notices = of_letter(&by, db, number)?;
                if notices.is_empty() {
                    return Ok(None);
                }
                LetterSays::Notices(notices)
            };
            Ok(Some(Outgoing { number, to, lang, school, since, says }))
        })
        .await
    }

    /// Notes how handing over went. What was certainly not taken is tried again after growing waits, for a day, and in hours of the school; what is
    /// refused for good is not. Where the server lets nothing in, every letter waits.
    ///
    /// # Errors
    /// Those of the disk.
    pub async fn letter_went(&self, number: u64, now: ZonedDateTime, outcome: Outcome) -> Result<(), Refusal> {
        let at = now.timestamp().as_second();
        let again = match &outcome {
            Outcome::Refused(fault, _) if !fault.is_final() => self.read(move |db| tried_again(db, number, &now)).await?,
            _ => None,
        };
        let done = self.aside(move |tx| {
            let sending = "number = ?1 and state = 'sending'";
            match outcome {
                Outcome::Sent => {
                    tx.execute("delete from mail_hold", [])?;
                    let sql =
                        format!("update letter set state = 'sent', sealed = null, last = ?2, fault = null, answer = '' where {sending}");
                    tx.execute(&sql, params![number, at])
                }
                Outcome::Unsure(answer) => {
                    let sql = format!(
                        "update letter set state = 'unsure', sealed = null, last = ?2, fault = 'lost', answer = ?3 where {sending}"
                    );
                    tx.execute(&sql, params![number, at, answer])
                }
                Outcome::Refused(fault, answer) => {
                    if fault.of_the_server() {
                        hold(tx, at)?;
                    }
                    let sql = match again {
                        Some(_) => format!("update letter set state = 'waiting', due = ?5, last = ?2, fault = ?3, answer = ?4 where {sending}"),
                        None => format!(
                            "update letter set state = 'given-up', sealed = null, due = coalesce(?5, due), last = ?2, fault = ?3, answer = ?4 where {sending}"
                        ),
                    };
                    tx.execute(&sql, params![number, at, fault.code(), answer, again])
                }
            }
        });
        done.await.map(drop)
    }

    /// Somebody was shown these notices: no others, wherever they lie.
    ///
    /// # Errors
    /// Those of the disk.
    pub async fn looked_at_notices(&self, person: Id, shown: Vec<u64>) -> Result<(), Refusal> {
        self.aside(move |tx| seen(tx, &person, &shown)).await.map(drop)
    }

    async fn aside(
        &self,
        work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<usize, rusqlite::Error> + Send + 'static,
    ) -> Result<usize, Refusal> {
        self.writer().ask(move |writer: &mut Writer| writer.aside(work)).await?
    }
}

/// Marks notices of a person as shown to her.
pub(super) fn seen(tx: &rusqlite::Transaction<'_>, person: &Id, shown: &[u64]) -> Result<usize, rusqlite::Error> {
    let mut mark = tx.prepare("insert or ignore into notice_seen select number from notice where number = ? and person = ?")?;
    shown.iter().map(|number| mark.execute(params![number, person.as_str()])).sum()
}

/// Hours of the school around now.
fn hours(db: &Db<'_>, now: &ZonedDateTime) -> Result<Hours, Refusal> {
    hours_around(db, now.date()).map(|(hours, _)| hours)
}

/// When a letter that was not taken is tried again; None where it is tried no longer.
fn tried_again(db: &Db<'_>, number: u64, now: &ZonedDateTime) -> Result<Option<i64>, Refusal> {
    let at = now.timestamp().as_second();
    let sql = "select kind = 'code' as code, tries, coalesce(tried, last, begun) as tried from letter where number = ?";
    let found = db.one(sql, [number], |row| Ok((row.get::<bool>("code")?, row.get::<usize>("tries")?, row.get::<i64>("tried")?)))?;
    let Some((code, tries, _)) = found.filter(|(_, tries, tried)| !over(*tries, at - tried)) else { return Ok(None) };
    let due = at + wait(tries);
    if code {
        return Ok(Some(due));
    }
    let zone = now.time_zone();
    let local = Timestamp::from_second(due).map_err(|_| Refusal::of(Rule::Disk))?.to_zoned_datetime(zone.clone()).datetime();
    // Where no school day is known ahead it waits as it would: what the clock says then decides.
    let next = hours(db, now)?.next(local).and_then(|at| zone.to_ambiguous_zoned_datetime(at).compatible().ok());
    Ok(Some(next.map_or(due, |at| at.timestamp().as_second())))
}

/// Leaves the server alone for a while, each time longer.
fn hold(tx: &rusqlite::Transaction<'_>, at: i64) -> Result<(), rusqlite::Error> {
    let times: Option<usize> = tx.query_row("select times from mail_hold", [], |row| row.get(0)).optional()?;
    let times = times.unwrap_or(0) + 1;
    let sql = "insert into mail_hold (one, times, until) values (1, ?1, ?2) on conflict (one) do update set times = ?1, until = ?2";
    tx.execute(sql, params![times, at + wait(times)]).map(drop)
}
