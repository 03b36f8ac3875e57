//! The office of a folder beside another page: opened when it is first asked for, and handed what is to be kept there.

use std::path::PathBuf;

use jiff::Timestamp;
use web::open::Handed;
use web::{WebError, server};
use words::web as web_words;
use workflow::OpenError;

use crate::desk::Desk;
use crate::office::{not_opened, unopened};
use crate::stop;

/// The office's usual port.
const PORT: u16 = 8080;

/// The office, as far as it was opened.
pub struct OfficeDoor {
    folder: PathBuf,
    opened: Option<String>,
}

impl OfficeDoor {
    /// The office of a folder; nothing is opened yet.
    pub const fn of(folder: PathBuf) -> Self {
        Self { folder, opened: None }
    }

    /// Its address, by its usual port or any free one; that of the program that has it open already where there is one.
    ///
    /// # Errors
    /// Why it did not open, in words.
    pub async fn address(&mut self, desk: &Desk) -> Result<String, String> {
        if let Some(address) = &self.opened {
            return Ok(address.clone());
        }
        let options =
            |port| server::Options { folder: self.folder.clone(), port, lang: desk.lang, clock: Box::new(Timestamp::now), lan: false };
        let bound = match server::Server::bind(options(PORT)).await {
            Err(server::ServeError::Web(WebError::Bind { .. })) => server::Server::bind(options(0)).await,
            bound => bound,
        };
        match bound {
            Ok(office) => {
                let address = office.address();
                self.opened = Some(address.clone());
                tokio::spawn(office.run(stop::stopped()));
                Ok(address)
            }
            // The school is open in another program on this machine: that is where the door leads.
            Err(server::ServeError::Folder(OpenError::InUse { address })) if address.starts_with("http") => Ok(address),
            Err(error) => Err(not_opened(&error, &self.folder, desk).to_string()),
        }
    }

    /// Lays what a report hands over into the folder, and answers where to go on. The office is open before: it makes the keys of a new folder.
    pub async fn take(&mut self, handed: Handed, desk: &Desk) {
        let Handed { package, answer } = handed;
        let taken = match self.address(desk).await {
            Err(why) => Err(why),
            Ok(address) => {
                let folder = self.folder.clone();
                let laid = tokio::task::spawn_blocking(move || package.hand_over(&folder)).await;
                match laid {
                    Ok(Ok(_)) => Ok(room(&address)),
                    Ok(Err(error)) => Err(unopened(&error, &self.folder, desk).to_string()),
                    Err(_) => Err(web_words::keep_closing(desk.lang)),
                }
            }
        };
        // A browser that did not wait finds the package in the office all the same.
        let _gone = answer.send(taken);
    }
}

/// Where results wait; before there is a school, the way in that founds it (it leads on to the office once there is one).
fn room(address: &str) -> String {
    if address.contains("/enter/") { address.to_owned() } else { format!("{}/results", address.trim_end_matches('/')) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_wait_in_their_room_once_there_is_a_school() {
        assert_eq!(room("http://127.0.0.1:8080/"), "http://127.0.0.1:8080/results");
        assert_eq!(room("http://127.0.0.1:8080"), "http://127.0.0.1:8080/results");
        assert_eq!(room("http://127.0.0.1:8080/enter/ab"), "http://127.0.0.1:8080/enter/ab");
    }
}
