//! What letters say: plain text, without names, titles or anything people typed; what it is, its day, and where it is looked at.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use lettre::Address;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use records::text::Lang;
use words::notices;
use workflow::event::Kind as EventKind;
use workflow::mail::{Fault, Outcome, Server};
use workflow::notice::{NoticeShown, Subject};
use workflow::{LetterSays, Outgoing};

use crate::server::pages::notices::{day, said};

/// A letter as it goes to the server.
pub(super) struct Written {
    /// Sender.
    pub(super) from: Address,
    /// Receiver.
    pub(super) to: Address,
    /// Head and text.
    pub(super) bytes: Vec<u8>,
}

/// A letter of the store; `key`: whose letters they are.
pub(super) fn letter(letter: &Outgoing, server: &Server, key: &str, now: Timestamp) -> Result<Written, Outcome> {
    let (subject, text) = said_by(letter, server);
    // The number is of the letter, not of the try: whoever gets it twice sees that it is one. After a restoration numbers begin again.
    let since = letter.since.as_ref().map(|since| format!(".{since}")).unwrap_or_default();
    let id = format!("<letter-{}{since}.{key}@{}>", letter.number, host(&server.sender));
    written(server, &letter.to, &subject, &text, Some(id), now)
}

/// Subject and text of a letter.
pub(super) fn said_by(letter: &Outgoing, server: &Server) -> (String, String) {
    let lang = letter.lang;
    match &letter.says {
        LetterSays::Code(code) => {
            let lines = [notices::letter_code(lang, code), format!("{}/me#letters", server.link), notices::letter_code_not_you(lang)];
            (notices::subject_code(lang), lines.join("\n\n"))
        }
        LetterSays::Notices(told) => (notices::subject_notices(lang, told.len()), told_of(letter, told, server)),
    }
}

/// A test letter.
pub(super) fn test(lang: Lang, server: &Server, to: &str, now: Timestamp) -> Result<Written, Outcome> {
    written(server, to, &notices::subject_test(lang), &notices::letter_test(lang), None, now)
}

fn told_of(letter: &Outgoing, told: &[NoticeShown], server: &Server) -> String {
    let lang = letter.lang;
    let mut text = format!("{}\n", notices::letter_hello(lang, &letter.school));
    for one in told {
        let day = day(lang, one).map(|day| format!(", {day}")).unwrap_or_default();
        let link = format!("{}{}", server.link, one.subject.address(one.what));
        text.push_str(&format!("\n— {}: {}{day}\n  {}\n", said(lang, one), named(lang, &one.subject), notices::letter_link(lang, link)));
    }
    format!("{text}\n--\n{}\n", notices::letter_stop(lang, format!("{}/me#letters", server.link)))
}

/// What it is, and nothing anybody typed: a title can hold a name.
fn named(lang: Lang, subject: &Subject) -> String {
    match subject {
        kept if kept.is_kept_here() => notices::letter_restricted(lang),
        Subject::Event { kind, .. } => EventKind::of(kind).map(|kind| (kind.name)(lang)).unwrap_or_default(),
        Subject::Task { .. } => notices::letter_task(lang),
        Subject::Measure { .. } => notices::letter_measure(lang),
        Subject::Procedure(_) => notices::letter_procedure(lang),
        Subject::Erasure { .. } => words::erasure::notice(lang),
    }
}

fn host(address: &str) -> &str {
    address.rsplit_once('@').map_or(address, |(_, host)| host)
}

fn written(server: &Server, to: &str, subject: &str, text: &str, id: Option<String>, now: Timestamp) -> Result<Written, Outcome> {
    let wrong = |why| Outcome::Refused(why, String::new());
    let from: Address = server.sender.parse().map_err(|_| wrong(Fault::Sender))?;
    let to: Address = to.parse().map_err(|_| wrong(Fault::Address))?;
    let date = SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(now.as_second()).unwrap_or(0));
    let mut message = Message::builder()
        .from(Mailbox::new(None, from.clone()))
        .to(Mailbox::new(None, to.clone()))
        .subject(subject)
        .date(date)
        .message_id(Some(id.unwrap_or_else(|| format!("<test-{}@{}>", now.as_second(), host(&server.sender)))))
        .header(ContentType::TEXT_PLAIN)
        .body(text.to_owned())
        .map_err(|_| wrong(Fault::Writing))?;
    // No machine answers it (RFC 3834).
    if let Ok(name) = HeaderName::new_from_ascii("Auto-Submitted".to_owned()) {
        message.headers_mut().insert_raw(HeaderValue::new(name, "auto-generated".to_owned()));
    }
    Ok(Written { from, to, bytes: message.formatted() })
}
