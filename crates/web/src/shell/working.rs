//! What a page shows of long work: what it is at, and a button to stop it.

use maud::{Markup, html};
use records::text::{Lang, capital};
use serde::Serialize;
use words::{Word, web};

use super::job::At;
use super::parts;

/// What work is at, for the page and its script.
#[derive(Serialize)]
pub struct Status {
    working: bool,
    stage: String,
    count: String,
    done: u64,
    total: u64,
}

impl Status {
    /// Of work; `before` is said until its first stage.
    #[must_use]
    pub fn of(lang: Lang, working: bool, at: Option<At>, before: Word) -> Self {
        let stage = at.map_or_else(|| before(lang), |at| capital(&at.stage(lang)));
        let (done, total) = at.map_or((0, 0), |at| (at.done, at.total));
        let count = if total > 0 { web::work_count(lang, done, total) } else { String::new() };
        Self { working, stage, count, done, total }
    }

    /// The markup: the script asks `{address}/status`, the button goes to `{address}/stop`.
    #[must_use]
    pub fn show(&self, lang: Lang, title: &str, address: &str) -> Markup {
        html! {
            div.work data-status={ (address) "/status" } {
                p.stage {
                    span role="status" data-stage="" { (self.stage) }
                    span.quiet aria-hidden="true" data-count="" { (self.count) }
                }
                progress aria-label=(title) max=(self.total.max(1)) value=[(self.total > 0).then_some(self.done)] data-progress="" {}
                (parts::button(&format!("{address}/stop"), "second", &web::stop(lang)))
            }
            noscript { p { a href=(address) { (web::work_look_again(lang)) } } }
        }
    }
}
