//! Letters leave: taken out of the store one after another, marked before anything is handed over, handed over on a thread of their own.
//!
//! At most once: a letter whose handing over broke off is not sent again, whoever looks at the settings is told of it, and what it said stands on
//! the screen. One that was certainly not taken is tried again for a day, under the same Message-ID.

mod smtp;
mod written;

use records::text::Lang;
use workflow::mail::{Outcome, Server};
use workflow::{Reader, Refusal};
use zeroize::Zeroizing;

use super::office::Office;
use written::Written;

/// Sends the letters that are due.
pub(super) async fn send_due(office: &Office) {
    // What the disk refuses now is found again at the next time.
    drop(sent(office).await);
}

async fn sent(office: &Office) -> Result<(), Refusal> {
    let due = office.store.letters_due(office.now()).await?;
    if due.is_empty() {
        return Ok(());
    }
    let Some((server, secret)) = office.store.mail_server(office.program()).await? else { return Ok(()) };
    for number in due {
        // One that could not be read waits again, and holds up none of the others.
        let Ok(Some(letter)) = office.store.take_letter(number, office.now()).await else { continue };
        let outcome = match written::letter(&letter, &server, &key(office), office.now().timestamp()) {
            Ok(written) => handed_over(server.clone(), secret.clone(), written).await,
            Err(fault) => fault,
        };
        let alike = matches!(outcome, Outcome::Refused(fault, _) if fault.of_the_server());
        office.store.letter_went(number, office.now(), outcome).await?;
        if alike {
            // The others would be refused alike: they wait as long without having been tried.
            break;
        }
    }
    Ok(())
}

/// Sends a test letter now, by the server as it is set; None where there is none.
pub(super) async fn test(office: &Office, by: Reader, lang: Lang, to: &str) -> Result<Option<Outcome>, Refusal> {
    let Some((server, secret)) = office.store.mail_server(by).await? else { return Ok(None) };
    let now = office.now().timestamp();
    Ok(Some(match written::test(lang, &server, to, now) {
        Ok(written) => handed_over(server, secret, written).await,
        Err(fault) => fault,
    }))
}

/// Whose letters they are: a word that tells those of one school from those of another.
fn key(office: &Office) -> String {
    office.store.public_key().to_string().chars().take(16).collect()
}

/// On a thread of its own: the server may take its time.
async fn handed_over(server: Server, secret: Option<Zeroizing<String>>, written: Written) -> Outcome {
    let handing = tokio::task::spawn_blocking(move || smtp::hand_over(&server, secret.as_deref().map(String::as_str), &written));
    // A thread that broke off says nothing a person could use.
    handing.await.unwrap_or_else(|_| Outcome::Unsure(String::new()))
}

#[cfg(test)]
mod tests;
