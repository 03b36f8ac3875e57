//! What every page of a rehearsal says above its content: that it is one, and on which day.

use maud::{Markup, html};
use records::text::Lang;
use words::stage;

use super::plan::told;
use crate::server::office::Office;
use crate::server::stage::Stage;

/// What stands above every page of a rehearsal; nothing in a real office.
pub fn strip(office: &Office, lang: Lang) -> Markup {
    html! {
        @if let Some(stage) = office.stage() {
            section.rehearsal aria-label=(stage::rehearsal(lang)) {
                span { b { (stage::rehearsal(lang)) } " · " (stage::today(lang, day(lang, stage))) }
                a href="/sign-in" { (stage::other_role(lang)) }
            }
        }
    }
}

/// «четверг, 12 ноября 2026».
pub fn day(lang: Lang, stage: &Stage) -> String {
    let day = stage.now.date();
    format!("{}, {} {}", told::weekday(lang, day), told::day_of_month(lang, day), day.year())
}
