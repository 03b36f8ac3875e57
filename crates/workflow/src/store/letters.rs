//! Letters on their way: marked before they are handed over, so that none is sent twice; and what somebody has looked at. Beside the ledger.

use jiff::{Timestamp, ZonedDateTime};
use records::text::Lang;
use rusqlite::params;
use zeroize::Zeroizing;

use super::open::Store;
use super::writer::Writer;
use crate::act::Act;
use crate::id::Id;
use crate::mail::{Outcome, Server, SetMail, TERM, WAITS};
use crate::notice::{NoticeShown, of_letter};
use crate::people::{SealedKey, rights};
use crate::policy::{Place, admit, authorise};
use crate::reader::{Actor, Reader};
use crate::refusal::{Refusal, Rule};

/// Letters sent at one time.
const MOST: u32 = 100;

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

    /// Numbers of the letters that are due.
    ///
    /// # Errors
    /// Those of the disk.
    pub async fn letters_due(&self, now: Timestamp) -> Result<Vec<u64>, Refusal> {
        self.read(move |db| {
            let sql = "select number from letter where state = 'waiting' and due <= ? order by due, number limit ?";
            db.all(sql, params![now.as_second(), MOST], |row| row.get("number"))
        })
        .await
    }

    /// Takes a letter out to hand it over: it is marked before anything leaves. None where it is not due any more, or where there is nothing to
    /// tell, or nobody: she is locked, has left, took her address back, or sees nothing of it any longer.
    ///
    /// # Errors
    /// Those of the disk.
    pub async fn take_letter(&self, number: u64, now: ZonedDateTime) -> Result<Option<Outgoing>, Refusal> {
        let at = now.timestamp().as_second();
        let taken = self.aside(move |tx| {
            let sql =
                "update letter set state = 'sending', tries = tries + 1, last = ?2 where number = ?1 and state = 'waiting' and due <= ?2";
            tx.execute(sql, params![number, at])
        });
        if taken.await? == 0 {
            return Ok(None);
        }
        let letter = self.read_letter(number, now).await?;
        if letter.is_none() {
            self.aside(move |tx| tx.execute("update letter set state = 'dropped', sealed = null where number = ?", [number])).await?;
        }
        Ok(letter)
    }

    async fn read_letter(&self, number: u64, now: ZonedDateTime) -> Result<Option<Outgoing>, Refusal> {
        let keys = self.keys().clone();
        self.read(move |db| {
            // A code goes to the address that is to be confirmed, notices to one that is.
            let sql = "select letter.person, letter.kind, letter.sealed, address, lang, school.name as school from letter
                join mail_address on mail_address.person = letter.person join person on person.id = letter.person join school
                where number = ? and person.state = 'active'
                and ((kind = 'code' and code is not null) or (kind = 'notices' and code is null and wish <> 'none'))";
            let found = db.one(sql, [number], |row| {
                let lang = if row.get::<String>("lang")? == "en" { Lang::En } else { Lang::Ru };
                let of = (row.id("person")?, row.get::<String>("kind")?, row.get::<Option<Vec<u8>>>("sealed")?);
                Ok((of, row.get::<String>("address")?, lang, row.get::<String>("school")?))
            })?;
            let Some(((person, kind, sealed), to, lang, school)) = found else { return Ok(None) };
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
            Ok(Some(Outgoing { number, to, lang, school, says }))
        })
        .await
    }

    /// Notes how handing over went. What was certainly not taken is tried again after growing waits, for a day.
    ///
    /// # Errors
    /// Those of the disk.
    pub async fn letter_went(&self, number: u64, now: Timestamp, outcome: Outcome) -> Result<(), Refusal> {
        let at = now.as_second();
        let done = self.aside(move |tx| {
            let sending = "number = ?1 and state = 'sending'";
            match outcome {
                Outcome::Sent => {
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
                    let sql = "select tries, begun from letter where number = ?";
                    let (tries, begun): (usize, i64) = tx.query_row(sql, [number], |row| Ok((row.get(0)?, row.get(1)?)))?;
                    let due = at + WAITS[tries.saturating_sub(1).min(WAITS.len() - 1)];
                    let state = if due - begun > TERM { "given-up" } else { "waiting" };
                    let sql = format!("update letter set state = ?3, due = ?4, last = ?2, fault = ?5, answer = ?6 where {sending}");
                    tx.execute(&sql, params![number, at, state, due, fault.code(), answer])
                }
            }
        });
        done.await.map(drop)
    }

    /// Somebody has looked at her notices up to this one.
    ///
    /// # Errors
    /// Those of the disk.
    pub async fn looked_at_notices(&self, person: Id, number: u64) -> Result<(), Refusal> {
        let sql = "insert into notice_looked (person, number) values (?1, ?2) on conflict (person) do update set number = max(number, ?2)";
        self.aside(move |tx| tx.execute(sql, params![person.as_str(), number])).await.map(drop)
    }

    async fn aside(
        &self,
        work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<usize, rusqlite::Error> + Send + 'static,
    ) -> Result<usize, Refusal> {
        self.writer().ask(move |writer: &mut Writer| writer.aside(work)).await?
    }
}
