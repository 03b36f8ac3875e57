//! A letter is handed over to a mail server (RFC 5321), step by step: until its text is sent the server certainly has not taken it.

use std::error::Error as _;
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
/// Letters of an answer that are kept.
const LONGEST: usize = 300;

/// Hands a letter over.
pub(super) fn hand_over(server: &Server, secret: Option<&str>, letter: &Written) -> Outcome {
    let mut connection = match connected(server, secret, letter) {
        Ok(connection) => connection,
        Err(refused) => return refused,
    };
    let before = |error: &Error| Outcome::Refused(if answered(error) { Fault::Answer } else { Fault::Reach }, said(error));
    let announced = connection
        .command(Mail::new(Some(letter.from.clone()), Vec::new()))
        .and_then(|_| connection.command(Rcpt::new(letter.to.clone(), Vec::new())))
        .and_then(|_| connection.command(Data));
    if let Err(error) = announced {
        connection.abort();
        return before(&error);
    }
    match connection.message(&letter.bytes) {
        Ok(_) => {
            drop(connection.quit());
            Outcome::Sent
        }
        Err(error) if answered(&error) => {
            connection.abort();
            Outcome::Refused(Fault::Answer, said(&error))
        }
        // The text is with the server, and its answer is not here.
        Err(error) => Outcome::Unsure(said(&error)),
    }
}

/// A connection the server lets letters in by.
fn connected(server: &Server, secret: Option<&str>, letter: &Written) -> Result<SmtpConnection, Outcome> {
    let reach = |error: Error| Outcome::Refused(if answered(&error) { Fault::Answer } else { Fault::Reach }, said(&error));
    let hello = ClientId::Domain(letter.from.domain().to_owned());
    let tls = match server.security {
        Security::None => None,
        Security::Tls | Security::Starttls => Some(TlsParameters::new_rustls(server.host.clone()).map_err(reach)?),
    };
    let at_once = tls.as_ref().filter(|_| server.security == Security::Tls);
    let to = (server.host.as_str(), server.port);
    let mut connection = SmtpConnection::connect(to, Some(PATIENCE), &hello, at_once, None).map_err(reach)?;
    if let (Security::Starttls, Some(tls)) = (server.security, &tls) {
        connection.starttls(tls, &hello).map_err(reach)?;
    }
    if let (false, Some(secret)) = (server.name.is_empty(), secret) {
        let credentials = Credentials::new(server.name.clone(), secret.to_owned());
        let login = |error: Error| match answered(&error) || error.is_client() {
            true => Outcome::Refused(Fault::Login, said(&error)),
            false => reach(error),
        };
        connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials).map_err(login)?;
    }
    Ok(connection)
}

/// Whether the server itself said no, with its code.
fn answered(error: &Error) -> bool {
    error.status().is_some()
}

/// What the server, or the system, said: its code and its words, on one line.
fn said(error: &Error) -> String {
    let words = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    let code = error.status().map(|code| format!("{code} ")).unwrap_or_default();
    let line: String = words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(LONGEST).collect();
    format!("{code}{}", line.trim())
}
