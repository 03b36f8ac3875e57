//! A letter is handed over to a mail server (RFC 5321), step by step: until its text is sent the server certainly has not taken it.

use std::error::Error as _;
use std::io::ErrorKind;
use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use workflow::mail::{Fault, Outcome, Security, Server};

use super::written::Written;

/// How long an answer is waited for.
#[cfg(not(test))]
const PATIENCE: Duration = Duration::from_secs(30);
#[cfg(test)]
const PATIENCE: Duration = Duration::from_millis(700);
/// How long the answer to the text is waited for: a server may look through it first (RFC 5321 §4.5.3.2.6).
#[cfg(not(test))]
const PATIENCE_AFTER: Duration = Duration::from_secs(10 * 60);
#[cfg(test)]
const PATIENCE_AFTER: Duration = Duration::from_millis(2000);
/// Letters of an answer that are kept.
const LONGEST: usize = 300;

/// Hands a letter over.
pub(super) fn hand_over(server: &Server, secret: Option<&str>, letter: &Written) -> Outcome {
    let mut connection = match connected(server, secret, letter) {
        Ok(connection) => connection,
        Err(refused) => return refused,
    };
    // A server that refuses the sender refuses him in every letter.
    let sender = connection.command(Mail::new(Some(letter.from.clone()), Vec::new())).map_err(|error| refused(&error, Fault::Sender));
    let announced = sender.and_then(|_| {
        let receiver = connection.command(Rcpt::new(letter.to.clone(), Vec::new()));
        receiver.and_then(|_| connection.command(Data)).map_err(|error| refused(&error, of_the_letter(&error)))
    });
    if let Err(refused) = announced {
        connection.abort();
        return refused;
    }
    // Where the system does not take the longer wait, the shorter one holds.
    drop(connection.set_timeout(Some(PATIENCE_AFTER)));
    match connection.message(&letter.bytes) {
        Ok(_) => {
            drop(connection.set_timeout(Some(PATIENCE)));
            drop(connection.quit());
            Outcome::Sent
        }
        Err(error) if answered(&error) => {
            connection.abort();
            refused(&error, of_the_letter(&error))
        }
        // The text is with the server, and its answer is not here.
        Err(error) => Outcome::Unsure(said(&error)),
    }
}

/// That the letter was certainly not taken: by what the server said, or because nothing came through.
fn refused(error: &Error, by_answer: Fault) -> Outcome {
    let fault = match () {
        () if answered(error) => by_answer,
        () if failed(error, &[ErrorKind::TimedOut, ErrorKind::WouldBlock]) => Fault::Silent,
        // What came was no protected connection.
        () if error.is_tls() || failed(error, &[ErrorKind::InvalidData]) => Fault::Protection,
        () => Fault::Reach,
    };
    Outcome::Refused(fault, said(error))
}

/// Whether the system failed in one of these ways.
fn failed(error: &Error, ways: &[ErrorKind]) -> bool {
    let first: Option<&(dyn std::error::Error + 'static)> = error.source();
    let all = std::iter::successors(first, |error| (*error).source());
    all.filter_map(|error| error.downcast_ref::<std::io::Error>()).any(|error| ways.contains(&error.kind()))
}

/// Whether what the server said of a letter is said for good (RFC 5321 §4.2.1).
fn of_the_letter(error: &Error) -> Fault {
    if error.is_permanent() { Fault::Never } else { Fault::Answer }
}

/// A connection the server lets letters in by.
fn connected(server: &Server, secret: Option<&str>, letter: &Written) -> Result<SmtpConnection, Outcome> {
    let reach = |error: Error| refused(&error, Fault::Sender);
    // Whatever is said at this step, there is no protection.
    let protection = |error: Error| match refused(&error, Fault::Protection) {
        Outcome::Refused(Fault::Reach, said) => Outcome::Refused(Fault::Protection, said),
        other => other,
    };
    let hello = ClientId::Domain(letter.from.domain().to_owned());
    let tls = match server.security {
        Security::None => None,
        Security::Tls | Security::Starttls => Some(TlsParameters::new_rustls(server.host.clone()).map_err(protection)?),
    };
    let at_once = tls.as_ref().filter(|_| server.security == Security::Tls);
    let to = (server.host.as_str(), server.port);
    let mut connection = SmtpConnection::connect(to, Some(PATIENCE), &hello, at_once, None).map_err(reach)?;
    if let (Security::Starttls, Some(tls)) = (server.security, &tls) {
        connection.starttls(tls, &hello).map_err(protection)?;
    }
    if let (false, Some(secret)) = (server.name.is_empty(), secret) {
        let credentials = Credentials::new(server.name.clone(), secret.to_owned());
        let login = |error: Error| match error.is_client() {
            true => Outcome::Refused(Fault::Login, said(&error)),
            false => refused(&error, Fault::Login),
        };
        connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials).map_err(login)?;
    }
    Ok(connection)
}

/// Whether the server itself said no, with its code.
fn answered(error: &Error) -> bool {
    error.status().is_some()
}

/// What the server said: its code and its words, on one line. Nothing where it said nothing: what the system says is not for people.
fn said(error: &Error) -> String {
    let Some(code) = error.status() else { return String::new() };
    let words = error.source().map_or_else(String::new, ToString::to_string);
    let line: String = words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(LONGEST).collect();
    format!("{code} {}", line.trim()).trim().to_owned()
}
