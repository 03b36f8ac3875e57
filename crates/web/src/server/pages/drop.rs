//! The place a file is dropped at, or chosen without a mouse; without a script a button sends it.

use maud::{Markup, html};
use words::{Word, office};

use crate::server::form::key;
use crate::server::policy::Asked;

/// A place for a file.
pub struct Drop {
    /// Where it is sent.
    pub to: &'static str,
    /// Endings of names that are offered.
    pub accept: &'static str,
    /// Whether it is what the page is there for.
    pub large: bool,
    /// What to drop.
    pub what: Word,
    /// The button that chooses.
    pub choose: Word,
    /// The button that sends, without a script.
    pub send: Word,
    /// While it is read.
    pub reading: Word,
}

impl Drop {
    /// The form.
    pub fn show(&self, asked: &Asked) -> Markup {
        let lang = asked.lang;
        html! {
            form.drop .large[self.large] method="post" action=(self.to) enctype="multipart/form-data" data-drop="" {
                (key(&asked.form()))
                p.lead { ((self.what)(lang)) }
                div.choices {
                    span.choice {
                        input #drop-files type="file" name="file" accept=(self.accept);
                        label for="drop-files" .button .main { ((self.choose)(lang)) }
                    }
                    button.without-script { ((self.send)(lang)) }
                }
                div.sending hidden data-sending="" {
                    p { ((self.reading)(lang)) }
                    progress max="100" value="0" aria-label=((self.reading)(lang)) {}
                }
                p.fault role="alert" hidden data-fault="" data-broken=(office::upload_broken(lang)) {}
            }
        }
    }
}
